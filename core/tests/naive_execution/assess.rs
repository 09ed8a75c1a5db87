//! `execution.assess` (rule 16).

use super::form::{Faults, list, number, sorted, text, the};
use super::number::{Q, quotient, sum};
use super::progress::or_null;
use super::words::EXCEPTIONS;
use super::{Call, Res, Stop};
use crate::common::marks::mark_if;
use serde_json::{Value, json};

/// The exceptions that need `required_winner_share`.
const SHARE_KEPT: [&str; 2] = [EXCEPTIONS[4], EXCEPTIONS[5]];

pub(crate) fn conditions(call: &Call, faults: &mut Faults) {
    let pooled = text(call.input, "overall", "") == "pooled";
    for (i, item) in list(call.input, "items").iter().enumerate() {
        let path = format!("/input/items/{i}");
        let kept = SHARE_KEPT.contains(&text(item, "exception", ""));
        if kept && pooled {
            faults.wrong(format!("{path}/exception"));
        } else {
            let given = item.get("required_winner_share").is_some();
            faults.holds(given == kept, &format!("{path}/required_winner_share"));
        }
    }
}

/// The share of non-winners of an item.
fn shares(item: &Value) -> (Q, Q) {
    (number(item, "winner_quantity").unwrap_or(the(item, "purchased")), the(item, "non_winner_quantity"))
}

struct Tests {
    agreed_volume: bool,
    /// The limit, if there is such a test.
    non_winner_share: Option<Q>,
}

impl Tests {
    fn over_limit(&self, winner: &Q, other: &Q) -> bool {
        let share = quotient(other, &(winner + other));
        mark_if(share.is_some() && share == self.non_winner_share, "16 on the limit");
        self.non_winner_share.as_ref().is_some_and(|limit| share.is_some_and(|share| share > *limit))
    }
}

/// The reasons of an item that is not exempt.
fn reasons(item: &Value, tests: &Tests, kept: bool) -> Vec<&'static str> {
    let mut reasons = Vec::new();
    let (winner, other) = shares(item);
    if tests.agreed_volume && !kept && the(item, "purchased") < the(item, "agreed") {
        reasons.push("agreed_volume_unfinished");
    }
    if tests.over_limit(&winner, &other) {
        reasons.push("non_winner_share_over_limit");
    }
    if tests.agreed_volume && kept {
        let share = quotient(&winner, &(&winner + &other));
        let required = the(item, "required_winner_share");
        mark_if(share.as_ref() == Some(&required), "16 just kept");
        if share.is_some_and(|share| share < required) {
            reasons.push("winner_share_not_kept");
        }
    }
    reasons
}

pub(crate) fn assess(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let named = call.need(0, "assessment_tests")?;
    let has = |test: &str| named.as_array().unwrap().iter().any(|word| word == test);
    let items = sorted(input, "items", "product");
    // What each exception means.
    let (mut exempt, mut kept) = (Vec::new(), Vec::new());
    for item in &items {
        let Some(exception) = item.get("exception") else {
            exempt.push(false);
            kept.push(false);
            continue;
        };
        let within = |list: Option<&Value>| list.is_some_and(|list| list.as_array().unwrap().contains(exception));
        let is_exempt = within(call.read(1, "assessment_apart"));
        let is_kept = !is_exempt && within(call.read(1, "assessment_share_kept"));
        if is_exempt {
            call.may_read(1, "assessment_share_kept");
        }
        if !is_exempt && !is_kept {
            return Stop::gap();
        }
        exempt.push(is_exempt);
        kept.push(is_kept);
    }
    let all_exempt = exempt.iter().all(|exempt| *exempt);
    let non_winner_share = if has("non_winner_share") && !all_exempt {
        let limit = call.need_or_given(1, "max_non_winner_share", "max_non_winner_share")?;
        Some(super::number::q(limit.as_str().unwrap()))
    } else {
        None
    };
    let tests = Tests { agreed_volume: has("agreed_volume"), non_winner_share };
    let (mut rows, mut union, mut counts) = (Vec::new(), Vec::new(), [0, 0, 0]);
    for ((item, exempt), kept) in items.iter().zip(&exempt).zip(&kept) {
        let reasons = if *exempt { Vec::new() } else { reasons(item, &tests, *kept) };
        let verdict = match (exempt, reasons.is_empty()) {
            (true, _) => 2,
            (false, true) => 0,
            (false, false) => 1,
        };
        counts[verdict] += 1;
        let (winner, other) = shares(item);
        rows.push(json!({
            "product": item["product"],
            "verdict": VERDICTS[verdict],
            "reasons": reasons,
            "completion": or_null(quotient(&the(item, "purchased"), &the(item, "agreed"))),
            "non_winner_share": or_null(quotient(&other, &(winner + &other))),
        }));
        union.extend(reasons);
    }
    if text(input, "overall", "") == "pooled" {
        union.clear();
        let pool: Vec<&&Value> =
            items.iter().zip(&exempt).filter(|(_, exempt)| !**exempt).map(|(item, _)| item).collect();
        let total = |key: &str| sum(pool.iter().map(|item| the(item, key)));
        if tests.agreed_volume && total("purchased") < total("agreed") {
            union.push("agreed_volume_unfinished");
        }
        let winner = sum(pool.iter().map(|item| shares(item).0));
        if tests.over_limit(&winner, &total("non_winner_quantity")) {
            union.push("non_winner_share_over_limit");
        }
        mark_if(union.is_empty() && counts[1] > 0, "16 pooled passes, an item does not");
    }
    let verdict = if all_exempt { 2 } else { usize::from(!union.is_empty()) };
    let order = ["agreed_volume_unfinished", "non_winner_share_over_limit", "winner_share_not_kept"];
    let reasons: Vec<&str> = order.into_iter().filter(|reason| union.contains(reason)).collect();
    Ok(json!({
        "verdict": VERDICTS[verdict],
        "reasons": reasons,
        "items": rows,
        "counts": { "qualified": counts[0], "unqualified": counts[1], "exempt": counts[2] },
    }))
}

const VERDICTS: [&str; 3] = ["qualified", "unqualified", "exempt"];
