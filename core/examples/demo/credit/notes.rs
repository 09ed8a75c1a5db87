//! Below the table: what the agreement is worth, what was assumed, where the rows are from, and the sum.

use jicai::credit::{self, VersionQuestion};
use jicai::explain::Language;

use super::check::{Check, Side, Versions};
use super::data::{CITED, DOCUMENTS, Found, READ_OFF};
use super::words::cases;
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

pub(crate) fn notes(page: &mut Page<'_>, versions: &Versions, checks: &[Check]) -> Result<()> {
    let language = page.language;
    let mut fields = Fields::new(language);
    no_proof(&mut fields, language, versions, checks)?;
    fields.add("假设", "assumed", pick(language,
        "受贿方都按公立医疗机构；最大单笔都没有公布，只知不超过总额。C19–C23 的省份和起始日清单没有刊出；贵州、青海各案的生效日各以一日\
         代替。2020 版的三年追溯期从生效日起算，是从公布的行读出的（推导）；各案都在三年之内。",
        "Bribes went to public institutions; no largest single bribe is published, it is at most the sum. Province and first day of C19–C23 \
         are not printed; one day each stands for the dates in force in Guizhou and Qinghai. That the three years of 2020 count from that \
         date was read off published rows (derived); every case is within them.",
    ));
    fields.add("适用版本", "which version", by_label(language, checks)?);
    fields.add("来源", "sources", sources(language, checks));
    let (all, agree) = (checks.len(), checks.iter().filter(|check| check.agrees()).count());
    let proof = checks.iter().filter(|check| check.agrees() && check.is_evidence()).count();
    let rest = agree.saturating_sub(proof);
    let sum = text!(
        language,
        "公布的评级 {all} 项，{agree} 项一致：✓ {proof} 项，✓* {rest} 项",
        "{agree} of {all} published grades agree: {proof} ✓, {rest} ✓*"
    );
    fields.add("合计", "sum", sum);
    page.fields(&fields)
}

/// The cases of which something holds.
fn which(language: Language, checks: &[Check], holds: impl Fn(&Check) -> bool) -> String {
    cases(language, checks.iter().filter(|check| holds(check)).map(|check| check.row.case))
}

/// Why agreement says nothing.
fn no_proof(fields: &mut Fields, language: Language, versions: &Versions, checks: &[Check]) -> Result<()> {
    let lost = which(language, checks, |check| check.row.found == Found::SelectionLost);
    fields.add(
        "✓* 不能证明",
        "✓* no proof",
        text!(
            language,
            "{lost}：2020 版“中选后不履行”评“严重”，本库正是从公布的评级读出的（{READ_OFF}）。",
            "{lost}: that a lost selection is severe under 2020 was itself read off published grades ({READ_OFF})."
        ),
    );
    let shared = which(language, checks, |check| matches!(check.row.found, Found::Share(..)));
    fields.add_below(text!(
        language,
        "{shared}：公布的是四家合计 46400 元。每家不少于 1 万元是假设，取自“一般”的起点，而这个起点本身未核实。",
        "{shared}: 46,400 yuan are published for the four together. That each has at least 10,000 is assumed: the floor of the grade, itself unverified."
    ));
    let band = which(language, checks, |check| matches!(check.row.found, Found::Band(..)));
    let (case, clause) = CITED;
    let check = checks.iter().find(|check| check.row.case == case).ok_or("no such case")?;
    let side = Side::new(&versions.of_2025, &check.row.citing(language, clause)?)?;
    let mark = if side.grading.grade == check.version.grade { "✓*" } else { "✗" };
    fields.add_below(text!(
        language,
        "{band}：没有各家金额，以定级条款的金额档代替。{case} 改按公告所引第 {clause} 条评：{mark}。",
        "{band}: no sum of a firm is at hand, the band of the clause stands in for it. By clause {clause}, which the notice names, {case} is {mark} too."
    ));
    Ok(())
}

/// Which version graded, and the rows whose day alone does not say so.
fn by_label(language: Language, checks: &[Check]) -> Result<String> {
    let mut uncertain = Vec::new();
    for check in checks {
        let day = VersionQuestion { graded_on: Some(check.row.graded_on.parse()?), label: None };
        if !credit::default_rulebook(&day)?.certain {
            uncertain.push(check.row.case);
        }
    }
    let uncertain = cases(language, uncertain);
    Ok(text!(
        language,
        "由公布的等级名称认定；{uncertain} 只看日期不能认定，2025 年下半年两个版本并用。",
        "By the published label; the day alone does not settle it for {uncertain}: both versions were in use in the second half of 2025."
    ))
}

fn sources(language: Language, checks: &[Check]) -> String {
    let lines = DOCUMENTS.map(|document| {
        let name = document.name(language);
        let cases = which(language, checks, |check| check.row.document == document);
        text!(language, "{name}：{cases}", "{name}: {cases}")
    });
    lines.join(pick(language, "；", "; "))
}
