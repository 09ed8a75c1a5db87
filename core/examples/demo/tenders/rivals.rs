//! The same bids under the rules of other rounds, and how high each firm could have gone.

use std::sync::Arc;

use jicai::Id;
use jicai::award::{Comparison, Reason, Rulebook, WhatIf};
use jicai::error::Code;
use jicai::explain::{Language, Trace};
use jicai::number::Rational;

use super::case::Case;
use super::words::{gap, no_answer, reason};
use crate::data::Result;
use crate::page::Page;
use crate::words::{list, pick, text, title};

/// Who would have won under other rulebooks, and why the others would not. One bid alone wins everywhere: that would say nothing.
pub(crate) fn other_rules(page: &mut Page<'_>, case: &Case<'_>) -> Result<()> {
    let language = page.language;
    if case.plan.against.is_empty() || case.lot.bids.len() < 2 {
        return Ok(());
    }
    page.caption(pick(language, "同样的报价，换成其他批次的规则", "The same bids under the rules of other rounds"))?;
    let header = match language {
        Language::Zh => ["规则", "名额", "价差上限", "中选", "有何变化"],
        Language::En => ["rules", "places", "spread limit", "winners", "what changes"],
    };
    let mut rows = Vec::new();
    for id in &case.plan.against {
        let other = case.data.rulebook(id)?;
        rows.push(other_rulebook(language, case, &other));
    }
    page.table(&header.map(str::to_owned), &rows)
}

fn other_rulebook(language: Language, case: &Case<'_>, other: &Rulebook) -> Vec<String> {
    let name = format!("{}\n{}", short_id(other), title(language, other.document()));
    let dash = || "–".to_owned();
    let mut trace = Trace::explaining();
    match case.under(other, &mut trace) {
        Ok(Some(Comparison { message: None, shortlist_limit, spread_limit, selected, lost, gained, .. })) => vec![
            name,
            shortlist_limit.map_or_else(dash, |places| places.to_string()),
            spread_limit.map_or_else(dash, |limit| limit.to_string()),
            list(language, selected.unwrap_or_default().iter().map(|bid| case.firm(language, bid))),
            difference(language, case, other, (&lost.unwrap_or_default(), &gained.unwrap_or_default()), &trace),
        ],
        // A gap is part of the answer of `compare`; asked alone, the rulebook says it as an error.
        Ok(_) => {
            let error = jicai::award::select(other, &case.lot).err();
            vec![name, dash(), dash(), dash(), error.map(|gap| no_answer(language, other, &gap)).unwrap_or_default()]
        }
        Err(error) => vec![name, dash(), dash(), dash(), no_answer(language, other, &error)],
    }
}

fn difference(language: Language, case: &Case<'_>, other: &Rulebook, changed: (&[Id], &[Id]), trace: &Trace) -> String {
    let (lost, gained) = changed;
    let of_other = format!("{}#", other.id());
    let mut lines: Vec<String> = Vec::new();
    for bid in lost {
        let steps = trace.steps().iter().filter(|step| step.subject_id() == Some(bid));
        let against = steps.filter(|step| {
            step.clause().starts_with(&of_other)
                && matches!(step.outcome(), "rejected" | "not_shortlisted" | "above_ceiling")
        });
        let sentences: Vec<String> = against.map(|step| step.text(language)).collect();
        let firm = case.firm(language, bid);
        let why = sentences.join("; ");
        lines.push(text!(language, "{firm}落选：{why}", "{firm} loses: {why}"));
    }
    for bid in gained {
        let firm = case.firm(language, bid);
        lines.push(text!(language, "{firm}中选", "{firm} wins"));
    }
    if lines.is_empty() { text!(language, "中选企业相同", "the same winners") } else { lines.join("\n") }
}

/// Up to which price each firm would still have won, under each rulebook, the other bids unchanged.
pub(crate) fn highest_prices(page: &mut Page<'_>, case: &Case<'_>) -> Result<()> {
    let language = page.language;
    if case.lot.bids.is_empty() {
        return Ok(());
    }
    page.caption(pick(language,
        "最高报到多少仍能中选（其他报价不变），以及再高 0.0001 元时因何落选",
        "Up to which price would a firm still have won (the other bids unchanged), and what stops it 0.0001 yuan higher",
    ))?;
    let mut rulebooks = vec![Arc::clone(&case.rulebook)];
    for id in &case.plan.against {
        rulebooks.push(case.data.rulebook(id)?);
    }
    let mut header = vec![text!(language, "企业", "firm"), text!(language, "报价", "its bid")];
    header.extend(rulebooks.iter().map(|rulebook| short_id(rulebook)));
    let mut rows = Vec::new();
    // The only listed bid of a lot has nobody to be measured against: there, only the newcomer is asked about.
    let listed = case.lot.bids.iter().filter(|_| case.lot.bids.len() > 1).map(Some);
    for bid in listed.chain([None]) {
        let mut row = match bid {
            Some(bid) => vec![case.firm(language, &bid.bid).to_owned(), bid.price.get().to_string()],
            None => vec![text!(language, "假设再来一家", "one more firm (hypothetical)"), "–".to_owned()],
        };
        for rulebook in &rulebooks {
            row.push(match case.highest_price(rulebook, bid.map(|bid| &bid.bid))? {
                Some(Ok(answer)) => highest(language, case, &answer),
                Some(Err(error)) if error.code() == Code::RuleGap => gap(language, &error),
                Some(Err(error)) => no_answer(language, rulebook, &error),
                None => text!(language, "没有最高价，无从查起", "no ceiling to search up to"),
            });
        }
        rows.push(row);
    }
    page.dense_table(&header, &rows)
}

fn highest(language: Language, case: &Case<'_>, answer: &WhatIf) -> String {
    let (Some(price), Some(next)) = (&answer.highest_price, &answer.next) else {
        return text!(language, "任何价格都不中选", "no price wins");
    };
    let tied = case.lot.bids.iter().any(|bid| Rational::from(bid.price) == *next.price.as_rational());
    let then = match next.reason {
        Reason::ConditionsMet | Reason::NoConditions => pick(language, "未再查", "not searched higher"),
        Reason::AboveCeiling => pick(language, "到最高价", "the ceiling"),
        Reason::RuleGap if tied => pick(language, "并列", "tie"),
        other => reason(language, other),
    };
    format!("{price} {then}")
}

fn short_id(rulebook: &Rulebook) -> String {
    let id = rulebook.id().as_str();
    id.split_once('/').map_or(id, |(_, name)| name).to_owned()
}
