//! Rules 20 and 21, and 7.4: the settlement of all lines.

use super::fields_line::PARTS;
use super::form::{list, number, word};
use super::number::{Q, max, min, q, round, sum};
use super::split::{allocate, fen, yuan};
use crate::common::marks::{mark, mark_if};
use serde_json::{Map, Value, json};

/// The length of the part of `(from, to]` inside `(lower, upper]`; no upper edge is open.
fn overlap(from: &Q, to: &Q, lower: &Q, upper: Option<&Q>) -> Q {
    let end = upper.map_or_else(|| to.clone(), |upper| min(to, upper));
    max(&Q::ZERO, &(end - max(from, lower)))
}

/// Rule 20: what the tiers give for an interval of cumulative money.
fn pooled(input: &Value, from: &Q, to: &Q) -> Q {
    let mode = word(input, "rounding").unwrap_or("half_up");
    let each = input.get("round_each_tier").is_some_and(|each| each == true);
    let mut lower = Q::ZERO;
    let mut shares = Vec::new();
    let mut exact = Q::ZERO;
    for tier in list(input, "tiers") {
        let upper = number(tier, "up_to").map(|up_to| fen(&up_to));
        let share = overlap(from, to, &lower, upper.as_ref()) * q(tier["rate"].as_str().unwrap());
        exact += &share;
        shares.push(if each { round(&share, 0, mode) } else { share });
        lower = upper.unwrap_or(lower);
    }
    let pooled = round(&sum(&shares), 0, mode);
    mark_if(each && shares.len() > 1 && pooled != round(&exact, 0, mode), "20 rounding each tier makes a difference");
    min(&pooled, &(to - from))
}

/// 7.4, on an input whose form is right. All money is in fen.
pub(crate) fn settle(input: &Value) -> Value {
    let lines = list(input, "lines");
    let ids: Vec<&str> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
    let column = |part: &str| lines.iter().map(|line| fen(&number(line, part).unwrap())).collect::<Vec<Q>>();
    let columns = PARTS.map(column);
    let in_scope = &columns[3];
    let money = |key: &str| number(input, key).map(|x| fen(&x));

    // Rule 20.
    let i = sum(in_scope);
    let deductible_remaining = money("deductible_remaining").unwrap();
    let d = min(&deductible_remaining, &i);
    let accumulated = money("accumulated").unwrap_or_default();
    // `after_deductible`: the deductible is not counted. With one tier the base makes no difference.
    let start = if word(input, "tier_base") == Some("after_deductible") { Q::ZERO } else { d.clone() };
    let from = accumulated + start;
    let pooled = pooled(input, &from, &(&from + &i - &d));
    let cap = money("fund_cap_remaining");
    let fund = cap.as_ref().map_or_else(|| pooled.clone(), |cap| min(&pooled, cap));
    mark_if(cap.is_some() && fund < pooled, "20 the cap binds");
    mark_if(i > Q::ZERO && d == i, "20 the deductible takes all");
    mark(&format!("20 {}", word(input, "tier_base").unwrap_or("one tier")));
    let over_cap = &pooled - &fund;
    let copay = &i - &d - &pooled;

    // Rule 21: one allocation after the other, each over what is left.
    let spread = |whole: &Q, weights: &[Q]| -> (Vec<Q>, Vec<Q>) {
        let before = |a: usize, b: usize| weights[a] > weights[b] || (weights[a] == weights[b] && ids[a] < ids[b]);
        let parts = allocate(whole, weights, before);
        let left = weights.iter().zip(&parts).map(|(weight, part)| weight - part).collect();
        (parts, left)
    };
    let (deductibles, left) = spread(&d, in_scope);
    let (funds, left) = spread(&fund, &left);
    let (over_caps, copays) = spread(&over_cap, &left);

    let mut rows = Vec::new();
    let mut patients = Vec::new();
    for (n, id) in ids.iter().enumerate() {
        let own = sum(columns[..3].iter().map(|column| &column[n]));
        let patient = &own + &deductibles[n] + &over_caps[n] + &copays[n];
        let total = own + &in_scope[n];
        assert!(&funds[n] + &patient == total && copays[n] >= Q::ZERO, "line {id} does not add up");
        rows.push(json!({
            "id": id,
            "total": yuan(&total),
            "fund": yuan(&funds[n]),
            "patient": yuan(&patient),
            "deductible": yuan(&deductibles[n]),
            "copay": yuan(&copays[n]),
            "over_cap": yuan(&over_caps[n]),
        }));
        patients.push(patient);
    }
    assert!(sum(&copays) == copay, "the shares do not add up");

    let mut totals = Map::new();
    let mut put = |name: &str, x: &Q| totals.insert(name.to_owned(), json!(yuan(x)));
    put("total", &sum(columns.iter().flatten()));
    for (part, column) in PARTS.iter().zip(&columns) {
        put(part, &sum(column));
    }
    put("deductible", &d);
    put("pooled", &pooled);
    put("fund", &fund);
    put("over_cap", &over_cap);
    put("copay", &copay);
    put("patient", &sum(&patients));
    json!({
        "lines": rows,
        "totals": totals,
        "deductible_left": yuan(&(&deductible_remaining - &d)),
        "fund_cap_left": cap.map(|cap| yuan(&(cap - &fund))),
    })
}
