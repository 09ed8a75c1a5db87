//! What winning brings: share, term, regions; what all of it rests on; and what published provinces say about the number of winners.

use jicai::award::{Award, TermsPart, TermsQuestion, contract_terms};
use jicai::explain::Trace;
use jicai::number::Count;
use jicai::rulebook::Provenance;

use crate::case::{Case, count, places, regions};
use crate::data::{Result, WinnerRow};
use crate::lot::counts;
use crate::page::{Fields, Page, list};
use crate::rivals::clauses;
use crate::summary::Tally;
use crate::words::{no_answer, parameter, provenance, text};

/// Share, term and regions that the lot leads to; then what the whole result rests on, clause by clause.
pub(crate) fn consequences(
    page: &mut Page<'_>,
    case: &Case<'_>,
    award: Option<&Award>,
    trace: &mut Trace,
    tally: &mut Tally,
) -> Result<()> {
    let language = page.language;
    let mut fields = Fields::new(language);
    counts(case, language, tally, &mut fields);
    let computed = award.and_then(|award| usize::try_from(award.winners).ok()).and_then(count);
    if let Some(winners) = case.winners().or(computed) {
        let basis = match case.winners() {
            Some(_) => text!(language, "公布的 {winners} 家中选", "the {winners} winners published"),
            None => text!(
                language,
                "重演得出的 {winners} 家中选(公布数不详)",
                "the {winners} winners of the replay (the published number is unknown)"
            ),
        };
        let mut lines = Vec::new();
        for part in [TermsPart::Share, TermsPart::Term] {
            let before = trace.steps().len();
            lines.push(match case.terms(part, trace) {
                Ok(()) => {
                    let told =
                        trace.steps().iter().skip(before).find(|step| matches!(step.clause_name(), "share" | "term"));
                    told.map(|step| step.text(language)).unwrap_or_default()
                }
                Err(error) => no_answer(language, &case.rulebook, &error),
            });
        }
        lines.push(match regions(&case.rulebook, winners, trace) {
            Ok(counts) => {
                let (all, counts) =
                    (counts.iter().sum::<u32>(), list(language, counts.iter().map(ToString::to_string)));
                text!(language, "{all} 个地区按顺位分得 {counts} 个", "{all} regions, by rank: {counts}")
            }
            Err(error) => no_answer(language, &case.rulebook, &error),
        });
        fields.add(
            "中选结果",
            "what it brings",
            text!(language, "以{basis}计(普通品种):", "for {basis} (volume class ordinary):"),
        );
        for line in lines {
            fields.add(" ", " ", format!("· {line}"));
        }
    }
    rests_on(page, trace, &mut fields);
    page.fields(&fields)?;
    legend(page, case, trace)
}

fn rests_on(page: &Page<'_>, trace: &Trace, fields: &mut Fields) {
    let language = page.language;
    let mut counted = Vec::new();
    for kind in [Provenance::Secondary, Provenance::Derived, Provenance::Unverified] {
        let n = trace.rests_on().filter(|source| source.provenance() == kind).count();
        if n > 0 {
            let kind = provenance(language, kind);
            counted.push(text!(language, "{kind} {n} 项", "{n} {kind}"));
        }
    }
    let unverified = trace.rests_on().filter(|source| source.provenance() == Provenance::Unverified);
    let unverified = list(language, unverified.map(|source| parameter(language, name_of(source.parameter()))));
    let counted = list(language, counted);
    fields.add(
        "结论依据",
        "it rests on",
        match unverified.as_str() {
            "" => counted,
            _ => text!(language, "{counted};未核实的是:{unverified}", "{counted}; unverified: {unverified}"),
        },
    );
}

/// Each clause once, with the parameters behind it and where they are from.
fn legend(page: &mut Page<'_>, case: &Case<'_>, trace: &Trace) -> Result<()> {
    let language = page.language;
    let used: Vec<&str> = trace.rests_on().map(|source| source.parameter()).collect();
    let mut rows = Vec::new();
    for clause in clauses(trace) {
        for source in case.rulebook.sources(clause).filter(|source| used.contains(&source.parameter())) {
            rows.push(vec![
                format!("#{clause}"),
                parameter(language, name_of(source.parameter())),
                provenance(language, source.provenance()).to_owned(),
                source.citation().to_owned(),
            ]);
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    page.caption("条款与出处", "Clauses and citations")?;
    let header = [
        text!(language, "条款", "clause"),
        text!(language, "参数", "parameter"),
        text!(language, "可靠程度", "provenance"),
        text!(language, "出处", "citation"),
    ];
    page.table(&header, &rows)
}

fn name_of(parameter: &str) -> &str {
    parameter.split_once('#').map_or(parameter, |(_, name)| name)
}

/// How many firms must have won, from the provinces and the term that one winner announced.
pub(crate) fn supply(page: &mut Page<'_>) -> Result<()> {
    let language = page.language;
    page.title(&text!(
        language,
        "供应地区:从一家企业公布的省份数推出中选企业数",
        "Regions: how many firms must have won, from what one of them announced"
    ))?;
    let header = [
        text!(language, "行", "row"),
        text!(language, "规则", "rules"),
        text!(language, "药品", "drug"),
        text!(language, "企业", "firm"),
        text!(language, "公布", "published"),
        text!(language, "相符的中选企业数", "winners that fit"),
    ];
    let mut rows = Vec::new();
    for row in page.data.supply()? {
        let rulebook = page.data.rulebook_of_round(&row.round)?;
        let fitting = match regions(&rulebook, Count::ONE, &mut Trace::new()) {
            Err(error) => no_answer(language, &rulebook, &error),
            Ok(_) => {
                let most = places(&rulebook, 100).ok().flatten().unwrap_or_default();
                let fit = (1..=most).filter_map(Count::new).filter(|w| fits(&rulebook, *w, row));
                let lines: Vec<String> = fit.map(|w| outcome(language, &rulebook, w)).collect();
                if lines.is_empty() { text!(language, "没有", "none") } else { lines.join("\n") }
            }
        };
        rows.push(vec![
            row.id.clone(),
            rulebook.id().to_string(),
            page.name(&row.drug).to_owned(),
            page.name(&row.company).to_owned(),
            announced(language, row),
            fitting,
        ]);
    }
    page.table(&header, &rows)
}

fn announced(language: jicai::explain::Language, row: &WinnerRow) -> String {
    let mut facts = Vec::new();
    facts.extend(row.rank.map(|rank| text!(language, "第 {rank} 名", "rank {rank}")));
    facts.extend(row.n_provinces.map(|n| text!(language, "{n} 个省份", "{n} provinces")));
    facts.extend(row.years().map(|years| text!(language, "周期 {years} 年", "term {years} years")));
    list(language, facts)
}

/// Whether a winner of that rank, or of any rank, gets these provinces and this term if so many firms win.
fn fits(rulebook: &jicai::award::Rulebook, winners: Count, row: &WinnerRow) -> bool {
    let provinces = row.n_provinces.is_none_or(|n| {
        regions(rulebook, winners, &mut Trace::new()).is_ok_and(|counts| match row.rank {
            Some(rank) => (1_u32..).zip(&counts).any(|(at, count)| at == rank && *count == n),
            None => counts.contains(&n),
        })
    });
    let term = row.years().is_none_or(|years| {
        contract_terms(rulebook, &TermsQuestion::new(winners)).is_ok_and(|terms| terms.term_years == Some(years))
    });
    provinces && term
}

fn outcome(language: jicai::explain::Language, rulebook: &jicai::award::Rulebook, winners: Count) -> String {
    let counts = regions(rulebook, winners, &mut Trace::new()).unwrap_or_default();
    let counts = list(language, counts.iter().map(ToString::to_string));
    text!(language, "{winners} 家:{counts}", "{winners}: {counts}")
}
