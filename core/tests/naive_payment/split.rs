//! Rules 18 and 19, and 7.3: one charge line.

use super::fields_line::PARTS;
use super::form::{AMOUNT_MOST, number, word};
use super::number::{Q, amount, int, min, q, round, sum};
use crate::common::marks::{mark, mark_if};
use serde_json::{Map, Value, json};

/// Allocates `whole` over weights by largest remainder: `Σ weights ≥ whole`; `before(i, j)` breaks ties of the remainders.
///
/// All numbers are whole fen.
pub(crate) fn allocate(whole: &Q, weights: &[Q], before: impl Fn(usize, usize) -> bool) -> Vec<Q> {
    let all = sum(weights);
    if all == Q::ZERO {
        mark("21 nothing to weigh");
        return vec![Q::ZERO; weights.len()];
    }
    assert!(*whole <= all, "{whole} over {all}");
    let exact: Vec<Q> = weights.iter().map(|weight| whole * weight / &all).collect();
    let mut parts: Vec<Q> = exact.iter().map(|x| Q::from(x.floor())).collect();
    let mut left = whole - sum(&parts);
    let mut served = vec![false; weights.len()];
    while left > Q::ZERO {
        // The largest remainder among those not served; one fen each.
        let mut best: Option<usize> = None;
        for i in (0..weights.len()).filter(|i| !served[*i]) {
            let rest = |i: usize| &exact[i] - Q::from(exact[i].floor());
            mark_if(best.is_some_and(|best| rest(best) == rest(i) && rest(i) != Q::ZERO), "21 equal remainders");
            mark_if(
                best.is_some_and(|best| rest(best) == rest(i) && weights[best] == weights[i]),
                "21 equal weights and remainders",
            );
            let better = best.is_none_or(|best| rest(i) > rest(best) || (rest(i) == rest(best) && before(i, best)));
            if better {
                best = Some(i);
            }
        }
        let best = best.unwrap();
        served[best] = true;
        parts[best] += Q::ONE;
        left -= Q::ONE;
    }
    parts
}

/// Yuan as fen.
pub(crate) fn fen(x: &Q) -> Q {
    x * int(100)
}

/// Fen as an amount.
pub(crate) fn yuan(x: &Q) -> String {
    amount(&(x / int(100)))
}

fn with_sign(x: Q, negative: bool) -> Q {
    if negative { -x } else { x }
}

fn positive(x: &Q) -> Q {
    with_sign(x.clone(), *x < Q::ZERO)
}

/// The output: total, the four parts, the ceiling amount.
fn output(total: &Q, parts: &[Q], ceiling: Option<&Q>) -> Value {
    let mut object = Map::new();
    object.insert("total".to_owned(), json!(yuan(total)));
    for (name, part) in PARTS.iter().zip(parts) {
        object.insert((*name).to_owned(), json!(yuan(part)));
    }
    object.insert("ceiling_amount".to_owned(), json!(ceiling.map(yuan)));
    Value::Object(object)
}

/// 7.3, on an input whose form is right.
pub(crate) fn split_line(input: &Value) -> Value {
    match input.get("refund_of") {
        Some(stored) => refund(input, stored),
        None => line(input),
    }
}

/// Rule 19: what is left of the stored split is the weight; ties to the larger part, then in the order of the parts.
fn refund(input: &Value, stored: &Value) -> Value {
    let total = fen(&number(input, "amount").unwrap());
    mark("19");
    let left: Vec<Q> = PARTS.iter().map(|part| fen(&number(stored, part).unwrap())).collect();
    let before = |i: usize, j: usize| left[i] > left[j] || (left[i] == left[j] && i < j);
    let parts: Vec<Q> = allocate(&-total.clone(), &left, before).into_iter().map(|part| -part).collect();
    output(&total, &parts, None)
}

/// Rule 18.
fn line(input: &Value) -> Value {
    let mode = word(input, "rounding").unwrap_or("half_up");
    let quantity = number(input, "quantity");
    // In fen, of a product of absolute values.
    let product = |x: &Q| round(&fen(&(x * positive(quantity.as_ref().unwrap()))), 0, mode);
    let signed = match number(input, "amount") {
        Some(amount) => fen(&amount),
        None => {
            let below = *quantity.as_ref().unwrap() < Q::ZERO;
            with_sign(product(&number(input, "price").unwrap()), below)
        }
    };
    let negative = signed < Q::ZERO;
    let a = positive(&signed);
    let zero = Q::ZERO;
    if input.get("covered").is_some_and(|covered| covered == false) {
        mark("18 not covered");
        let parts = [a, zero.clone(), zero.clone(), zero];
        return output(&signed, &parts.map(|part| with_sign(part, negative)), None);
    }
    let standard = number(input, "standard");
    mark_if(signed == Q::ZERO && standard.is_some(), "18 nothing charged");
    let c = standard.as_ref().map_or_else(|| a.clone(), product);
    let first_of = |money: &Q| match number(input, "first_self_pay_rate") {
        Some(rate) => round(&(money * rate), 0, mode),
        None => min(money, &product(&number(input, "fixed_self_pay").unwrap())),
    };
    let (above, first, in_scope) = if word(input, "order") == Some("rate_first") {
        let first = first_of(&a);
        let rest = &a - &first;
        let in_scope = min(&rest, &c);
        mark(if rest > c { "18 rate first, above" } else { "18 rate first" });
        mark_if(first == a && a > Q::ZERO, "18 rate first, all own");
        (rest - &in_scope, first, in_scope)
    } else {
        let base = min(&a, &c);
        let first = first_of(&base);
        mark(if a > c { "18 ceiling first, above" } else { "18 ceiling first" });
        mark_if(first == base && base > Q::ZERO, "18 ceiling first, all own");
        (a - &base, first.clone(), base - first)
    };
    let parts = [zero, above, first, in_scope].map(|part| with_sign(part, negative));
    let below = negative || (signed == Q::ZERO && quantity.is_some_and(|quantity| quantity < Q::ZERO));
    mark_if(c > fen(&q(AMOUNT_MOST)), "18 ceiling beyond the limit");
    mark_if(below && !negative, "18 nothing charged, negative quantity");
    let shown = standard.is_some() && c <= fen(&q(AMOUNT_MOST));
    output(&signed, &parts, shown.then_some(&with_sign(c, below)))
}
