//! The same bids under the rules of other rounds, and how high each firm could have gone.

use std::collections::BTreeSet;
use std::sync::Arc;

use jicai::Id;
use jicai::award::{Comparison, Reason, Rulebook, WhatIf};
use jicai::explain::{Language, Trace};

use crate::case::Case;
use crate::data::Result;
use crate::page::{Page, list};
use crate::words::{no_answer, pick, reason, text};

/// Who would have won under other rulebooks, and why the others would not.
pub(crate) fn other_rules(page: &mut Page<'_>, case: &Case<'_>) -> Result<()> {
    let language = page.language;
    if case.plan.against.is_empty() || case.lot.bids.is_empty() {
        return Ok(());
    }
    page.caption("同样的报价,换成其他批次的规则", "The same bids under the rules of other rounds")?;
    let header = [
        text!(language, "规则", "rules"),
        text!(language, "名额", "places"),
        text!(language, "价差上限", "spread limit"),
        text!(language, "中选", "winners"),
        text!(language, "与本批规则相比", "compared with the rules of the round"),
    ];
    let mut rows = Vec::new();
    for id in &case.plan.against {
        let other = page.data.rulebook(id)?;
        let mut trace = Trace::explaining();
        let dash = || "–".to_owned();
        let mut row = vec![rulebook_name(page, &other)];
        match case.under(&other, &mut trace).map(|result| result.against.into_iter().next()) {
            Ok(Some(Comparison {
                message: None,
                shortlist_limit,
                spread_limit,
                selected: Some(selected),
                lost,
                gained,
                ..
            })) => {
                row.push(shortlist_limit.map_or_else(dash, |k| k.to_string()));
                row.push(spread_limit.map_or_else(dash, |limit| limit.to_string()));
                row.push(list(language, selected.iter().map(|bid| firm(page, case, bid))));
                row.push(difference(page, case, &other, (gained, lost), &trace));
            }
            // A gap: the comparison has its message; asking for the award again gives it as an error with its parameter.
            Ok(_) => row.extend([dash(), dash(), dash(), gap(page, case, &other)]),
            Err(error) => row.extend([dash(), dash(), dash(), no_answer(language, &other, &error)]),
        }
        rows.push(row);
    }
    page.table(&header, &rows)
}

fn gap(page: &Page<'_>, case: &Case<'_>, other: &Rulebook) -> String {
    let error = jicai::award::select(other, &case.lot).err();
    error.map(|error| no_answer(page.language, other, &error)).unwrap_or_default()
}

fn difference(
    page: &Page<'_>,
    case: &Case<'_>,
    other: &Rulebook,
    (gained, lost): (Option<Vec<Id>>, Option<Vec<Id>>),
    trace: &Trace,
) -> String {
    let language = page.language;
    let gained = gained.unwrap_or_default();
    let mut lines: Vec<String> = Vec::new();
    for bid in lost.unwrap_or_default() {
        let clause = format!("{}#", other.id());
        let own =
            trace.steps().iter().filter(|step| step.clause().starts_with(&clause) && step.subject_id() == Some(&bid));
        let against = own.filter(|step| matches!(step.outcome(), "rejected" | "not_shortlisted" | "above_ceiling"));
        let sentences: Vec<String> = against.map(|step| step.text(language)).collect();
        lines.push(format!("− {}: {}", firm(page, case, &bid), sentences.join("; ")));
    }
    lines.extend(gained.iter().map(|bid| format!("+ {}", firm(page, case, bid))));
    if lines.is_empty() {
        return text!(language, "中选企业相同", "the same winners");
    }
    lines.join("\n")
}

/// Up to which price each firm would still have won, under each rulebook, the other bids unchanged.
pub(crate) fn highest_prices(page: &mut Page<'_>, case: &Case<'_>) -> Result<()> {
    let language = page.language;
    if case.lot.bids.is_empty() {
        return Ok(());
    }
    page.caption(
        "最高报到多少仍能中选(其他报价不变;下一行:再高 0.0001 元会怎样)",
        "Up to which price would a bid still have won (the others unchanged; second line: what happens 0.0001 yuan higher)",
    )?;
    let mut rulebooks = vec![Arc::clone(&case.rulebook)];
    for id in &case.plan.against {
        rulebooks.push(page.data.rulebook(id)?);
    }
    let mut header = vec![text!(language, "企业", "firm"), text!(language, "实际报价", "its bid")];
    header.extend(rulebooks.iter().map(|rulebook| short_id(rulebook)));
    let mut rows = Vec::new();
    // The only listed bid of a lot has nobody to be measured against: only the newcomer is asked about.
    let listed = case.lot.bids.iter().filter(|_| case.lot.bids.len() > 1).map(|bid| Some((&bid.bid, bid.price)));
    for bid in listed.chain([None]) {
        let mut row = match bid {
            Some((id, price)) => vec![firm(page, case, id), price.get().to_string()],
            None => vec![text!(language, "假设再来一家", "one more firm (hypothetical)"), "–".to_owned()],
        };
        for rulebook in &rulebooks {
            row.push(match case.highest_price(rulebook, bid.map(|(id, _)| id))? {
                Some(Ok(answer)) => highest(language, &answer),
                Some(Err(error)) => match error.code() {
                    jicai::error::Code::RuleGap => text!(language, "规则空白", "rule gap"),
                    _ => no_answer(language, rulebook, &error),
                },
                None => text!(language, "无最高价可查", "no ceiling to search up to"),
            });
        }
        rows.push(row);
    }
    page.table(&header, &rows)
}

fn highest(language: Language, answer: &WhatIf) -> String {
    let (Some(price), Some(next)) = (&answer.highest_price, &answer.next) else {
        return text!(language, "任何价格都不中选", "no price wins");
    };
    let then = match next.reason {
        Reason::ConditionsMet | Reason::NoConditions => text!(language, "(只查到此价)", "(not searched higher)"),
        Reason::AboveCeiling => text!(language, "= 最高有效申报价", "= the ceiling"),
        other => reason(language, other).to_owned(),
    };
    format!("{price}\n{then}")
}

fn firm(page: &Page<'_>, case: &Case<'_>, bid: &Id) -> String {
    case.row(bid).map(|row| page.name(&row.company)).unwrap_or_default()
}

fn rulebook_name(page: &Page<'_>, rulebook: &Rulebook) -> String {
    let head = rulebook.document().head();
    let title =
        pick(page.language, head.title_zh.as_deref().unwrap_or_default(), head.title.as_deref().unwrap_or_default());
    format!("{}\n{title}", short_id(rulebook))
}

fn short_id(rulebook: &Rulebook) -> String {
    let id = rulebook.id().as_str();
    id.split_once('/').map_or(id, |(_, name)| name).to_owned()
}

/// Which clauses a trace mentions, each once, in the order of first mention.
pub(crate) fn clauses(trace: &Trace) -> Vec<&'static str> {
    let mut seen = BTreeSet::new();
    trace.steps().iter().map(|step| step.clause_name()).filter(|clause| seen.insert(*clause)).collect()
}
