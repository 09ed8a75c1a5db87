//! Rules 25 to 27: `volume.remaining`.

use super::form::{Faults, flag, list, number, number_or_0, sorted, text};
use super::number::{Q, above_zero, print, q, sum};
use super::{Call, Res, Stop};
use crate::common::marks::mark_if;
use serde_json::{Value, json};

/// A check of rule 27: name, the side that is compared, its limit, and whether it holds.
type Check = (&'static str, Option<Q>, Q, bool);

pub(crate) fn remaining(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let mut faults = Faults::default();
    call.not_given_where_set(&mut faults, "max_non_winner_share", "max_non_winner_share");
    faults.result()?;
    if call.is_gap("max_non_winner_share") && input.get("max_non_winner_share").is_none() {
        return Stop::gap();
    }
    let non_winners = sorted(input, "non_winners", "product");
    let quantities: Vec<Q> = list(input, "non_winners").iter().map(|other| number_or_0(other, "quantity")).collect();
    let others = sum(&quantities);
    let (agreed, winner) = (number_or_0(input, "agreed_quantity"), number_or_0(input, "winner_quantity"));
    let bought = &winner + &others;
    // Rule 25.
    let need = number(input, "actual_need").unwrap_or(bought.clone());
    let done = winner >= agreed;
    mark_if(winner == agreed, "25 exactly done");
    let free = if call.has(25, "remaining_free") { Some(done) } else { None };
    let excess = above_zero(&(&winner - &agreed));
    let price = number(input, "winning_price");
    // Rule 26.
    let candidate = |other: &Value| {
        let cheaper = match (number(other, "price"), &price) {
            (Some(own), Some(winning)) => {
                mark_if(own == *winning, "26 the same price");
                own < *winning
            }
            _ => false,
        };
        text(other, "kind", "other") != "other" && cheaper && done
    };
    let mut exempt: Vec<&Value> =
        non_winners.iter().map(|(_, other)| *other).filter(|other| candidate(other)).collect();
    if exempt.is_empty() {
        call.may_use(26, "price_cut_exemption");
    } else if !call.has(26, "price_cut_exemption") {
        exempt.clear();
    }
    let exempted = sum(exempt.iter().map(|other| number_or_0(other, "quantity")));
    let counted = &others - &exempted;
    let share = if bought > Q::ZERO { Some(&counted / &bought) } else { None };
    // Rule 27.
    let mut checks: Vec<Check> = Vec::new();
    if call.has(27, "quantity_not_above_winners") {
        mark_if(counted == winner, "27 as much as winners");
        checks.push(("quantity_not_above_winners", Some(counted.clone()), winner.clone(), counted <= winner));
    }
    if let Some(limit) = call.read_or_given(27, "max_non_winner_share", "max_non_winner_share") {
        let limit = q(limit.as_str().unwrap());
        mark_if(share.as_ref() == Some(&limit), "27 on the limit");
        mark_if(share.is_none(), "27 nothing bought");
        let holds = share.as_ref().is_none_or(|share| *share <= limit);
        checks.push(("non_winner_share", share.clone(), limit, holds));
    }
    let mut outcomes = Vec::new();
    for (_, _, _, holds) in &checks {
        outcomes.push(if *holds {
            call.may_use(27, "relax_on_supply_failure");
            "pass"
        } else if !flag(input, "supply_failure", false) {
            call.may_use(27, "relax_on_supply_failure");
            "fail"
        } else if call.has(27, "relax_on_supply_failure") {
            "relaxed"
        } else {
            "fail"
        });
    }
    if checks.is_empty() {
        call.may_use(27, "relax_on_supply_failure");
    }
    let verdict = match (outcomes.is_empty(), outcomes.contains(&"fail")) {
        (true, _) => "no_check",
        (false, true) => "fail",
        (false, false) => "pass",
    };
    let listed: Vec<Value> = checks
        .iter()
        .zip(&outcomes)
        .map(|((check, value, limit, _), outcome)| {
            json!({ "check": check, "outcome": outcome, "value": value.as_ref().map(print), "limit": print(limit) })
        })
        .collect();
    let completion = if agreed > Q::ZERO { Some(print(&(&winner / &agreed))) } else { None };
    Ok(json!({
        "remaining_quantity": print(&above_zero(&(need - &agreed))),
        "agreed_done": done,
        "completion": completion,
        "free_choice": free,
        "excess_winner_quantity": print(&excess),
        "excess_amount": price.map(|price| print(&(price * &excess))),
        "non_winner_quantity": print(&others),
        "exempt_quantity": print(&exempted),
        "exempt_products": exempt.iter().map(|other| other["product"].clone()).collect::<Vec<_>>(),
        "counted_non_winner_quantity": print(&counted),
        "non_winner_share": share.as_ref().map(print),
        "checks": listed,
        "verdict": verdict,
    }))
}
