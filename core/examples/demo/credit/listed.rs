//! Published days: the violation list of national procurement, and a grade that was cleared.

use jicai::credit::{self, BarEntry, BarQuestion, BarRulebook, BarStatus, GradeRecord, NationalQuestion, Role};
use jicai::explain::{Language, Trace};

use super::check::Versions;
use super::data::PUBLISHED;
use super::words::province;
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{list, pick, text};

/// Published: from when to when.
const BARRED: (&str, &str) = ("2024-08-21", "2025-02-20");
/// The day before and the day after.
const BEFORE: &str = "2024-08-20";
const AFTER: &str = "2025-02-21";
/// Published: no longer on the list as of this day.
const CLEARED: (&str, &str) = ("C23", "2026-01-01");

pub(crate) fn listed(page: &mut Page<'_>, versions: &Versions) -> Result<()> {
    let language = page.language;
    page.caption(pick(
        language,
        "公布的起止日：国家组织集采违规名单、信用等级清零",
        "Published days: the violation list of national procurement, a cleared grade",
    ))?;
    let mut fields = Fields::new(language);
    bar(&mut fields, language)?;
    cleared(&mut fields, language, versions)?;
    page.fields(&fields)
}

fn bar(fields: &mut Fields, language: Language) -> Result<()> {
    let (first, last) = BARRED;
    let (before, _) = asked(language, BEFORE)?;
    let (on_last, sentence) = asked(language, last)?;
    let (after, _) = asked(language, AFTER)?;
    let as_published = on_last.entries.iter().all(|term| term.last_day.to_string() == last)
        && (before.barred, on_last.barred, after.barred) == (false, true, false);
    let free = [(BEFORE, before), (AFTER, after)].into_iter().filter(|(_, status)| !status.barred);
    let free = list(language, free.map(|(day, _)| day));
    let mark = if as_published { "✓*" } else { "✗" };
    fields.add(
        "违规名单",
        "violation list",
        text!(
            language,
            "国家组织药品联合采购办公室公告（2024）：盐酸溴己新注射液（第七批）三家配合的企业，{first} 至 {last} {mark}，六个月正是由此读出（二手）。",
            "National joint procurement office, 2024, bromhexine hydrochloride injection (batch 7): {first} to {last} {mark} for three \
             firms that cooperated; the six months were read off it (secondary)."
        ),
    );
    fields.add_below(text!(language, "{sentence}；不受限：{free}", "{sentence}; not barred: {free}"));
    Ok(())
}

/// A firm of the list on a day, with the sentence about it.
fn asked(language: Language, on: &str) -> Result<(BarStatus, String)> {
    let entry = BarEntry {
        entry_id: "e1".parse()?,
        first_day: BARRED.0.parse()?,
        last_day: None,
        cooperated: Some(true),
        firm: None,
    };
    let firm = pick(language, "每家企业", "each firm").parse()?;
    let mut trace = Trace::explaining();
    let question = BarQuestion { firm, on: on.parse()?, entries: vec![entry] };
    let status = credit::bar_with(BarRulebook::builtin(BarRulebook::BUILTIN)?.as_ref(), &question, &mut trace)?;
    Ok((status, trace.steps().last().map(|step| step.text(language)).unwrap_or_default()))
}

fn cleared(fields: &mut Fields, language: Language, versions: &Versions) -> Result<()> {
    let (case, day) = CLEARED;
    let row = PUBLISHED.iter().find(|row| row.case == case).ok_or("no such case")?;
    let record = GradeRecord {
        firm: Some(row.firm(language).parse()?),
        role: Some(Role::Manufacturer),
        cleared_on: Some(day.parse()?),
        ..GradeRecord::new(
            case.parse()?,
            province(language, row.province).parse()?,
            "severe".parse()?,
            row.graded_on.parse()?,
        )
    };
    let mut sentences = Vec::new();
    for as_of in ["2025-12-31", day] {
        let question = NationalQuestion { as_of: as_of.parse()?, records: vec![record.clone()] };
        let mut trace = Trace::explaining();
        credit::national_with(Some(&versions.of_2020), &question, &mut trace)?;
        sentences.extend(trace.steps().first().map(|step| step.text(language)));
    }
    let published = text!(
        language,
        "评级结果第 16 号（截至 2026-01-01）：{case} 已清零，以该日为清零日。",
        "List no. 16 (as of 2026-01-01): {case} is cleared; that day stands for the day of clearing."
    );
    fields.add("等级清零", "cleared", published);
    fields.add_below(sentences.join(pick(language, "；", "; ")));
    Ok(())
}
