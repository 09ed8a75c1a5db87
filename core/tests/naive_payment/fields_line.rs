//! Sections 7.3 and 7.4: the inputs of `payment.split_line` and `payment.settle`.

use super::Stop;
use super::form::{AMOUNT_MOST, Faults};
use super::number::{Q, q, round, sum};
use crate::common::is_decimal;
use crate::common::places::below;
use serde_json::{Map, Value};

const ROOT: &str = "/input";

/// The four parts of a line.
pub(crate) const PARTS: [&str; 4] = ["fully_own", "above_standard", "first_self_pay", "in_scope"];

type Object = Map<String, Value>;

/// A number if the member is there and is one, whatever else may be wrong with it.
fn number(object: &Object, key: &str) -> Option<Q> {
    object.get(key)?.as_str().filter(|text| is_decimal(text)).map(q)
}

fn invalid(path: &str) -> Stop {
    Stop::new("invalid_input", path)
}

/// 7.3.
pub(crate) fn split_line(faults: &mut Faults, input: &Value) {
    let may = [
        "amount",
        "price",
        "quantity",
        "covered",
        "standard",
        "first_self_pay_rate",
        "fixed_self_pay",
        "order",
        "rounding",
        "refund_of",
    ];
    let Some(object) = faults.object(input, ROOT, &[], &may) else { return };
    for (key, value) in object {
        let path = &below(ROOT, key);
        match key.as_str() {
            "amount" => faults.signed_amount(value, path),
            "price" | "standard" | "fixed_self_pay" => faults.line_price(value, path),
            "quantity" => faults.signed_quantity(value, path),
            "covered" => faults.boolean(value, path),
            "first_self_pay_rate" => faults.rate(value, path),
            "order" => faults.choice(value, path, &["ceiling_first", "rate_first"]),
            "rounding" => faults.mode(value, path),
            "refund_of" => parts(faults, value, path, &[]),
            _ => {}
        }
    }
    if object.contains_key("refund_of") {
        refund(faults, object);
    } else {
        line(faults, object);
    }
}

/// The four parts of a stored line, here or in a settlement.
fn parts(faults: &mut Faults, value: &Value, path: &str, more: &[&str]) {
    let must: Vec<&str> = more.iter().chain(&PARTS).copied().collect();
    let Some(object) = faults.object(value, path, &must, &["total", "ceiling_amount"]) else { return };
    for (key, value) in object {
        let path = &below(path, key);
        match key.as_str() {
            "id" => faults.identifier(value, path),
            // Not looked at.
            "ceiling_amount" => {}
            "total" => faults.amount(value, path),
            part if PARTS.contains(&part) => faults.amount(value, path),
            _ => {}
        }
    }
    if let (Some(sum), Some(total)) = (sum_of(object), number(object, "total"))
        && sum != total
    {
        faults.either.push(invalid(&below(path, "total")));
    }
}

/// The sum of the four parts, if they are numbers.
fn sum_of(object: &Object) -> Option<Q> {
    let parts: Option<Vec<Q>> = PARTS.iter().map(|part| number(object, part)).collect();
    parts.map(|parts| sum(&parts))
}

/// With `refund_of`: only `amount` beside it, not above zero and not below minus the sum.
fn refund(faults: &mut Faults, object: &Object) {
    for key in object.keys().filter(|key| !["amount", "refund_of"].contains(&key.as_str())) {
        faults.wrong(below(ROOT, key));
    }
    if !object.contains_key("amount") {
        faults.lacks("/input/amount");
    }
    let sum = object["refund_of"].as_object().and_then(sum_of);
    if sum.as_ref().is_some_and(|sum| *sum > q(AMOUNT_MOST)) {
        faults.either.push(Stop::new("limit_exceeded", "/input/refund_of"));
    }
    if let Some(amount) = number(object, "amount") {
        if amount > Q::ZERO {
            faults.wrong("/input/amount");
        }
        if sum.is_some_and(|sum| amount < -sum) {
            faults.either.push(invalid("/input/amount"));
        }
    }
}

/// Without it.
fn line(faults: &mut Faults, object: &Object) {
    let given = |key: &str| object.contains_key(key);
    let covered = object.get("covered").is_none_or(|covered| covered != false);
    match (given("amount"), given("price")) {
        (false, false) => faults.late.push(invalid("/input/amount")),
        (true, true) => faults.wrong("/input/price"),
        _ => {}
    }
    let by_unit = given("standard") || given("fixed_self_pay");
    if !given("quantity") && (given("price") || (covered && by_unit)) {
        faults.late.push(invalid("/input/quantity"));
    }
    if covered {
        match (given("first_self_pay_rate"), given("fixed_self_pay")) {
            (false, false) => faults.late.push(invalid("/input/first_self_pay_rate")),
            (true, true) => faults.wrong("/input/fixed_self_pay"),
            _ => {}
        }
    }
    let quantity = number(object, "quantity");
    if let (Some(price), Some(quantity), false) = (number(object, "price"), &quantity, given("amount")) {
        let mode = object.get("rounding").and_then(Value::as_str).unwrap_or("half_up");
        let mode = if ["half_even", "down", "up"].contains(&mode) { mode } else { "half_up" };
        let amount = round(&(price * quantity), 2, mode);
        if amount > q(AMOUNT_MOST) || amount < -q(AMOUNT_MOST) {
            faults.either.push(Stop::new("limit_exceeded", "/input/price"));
        }
    }
    if let (Some(amount), Some(quantity), true) = (number(object, "amount"), quantity, covered && by_unit)
        && amount != Q::ZERO
        && (quantity == Q::ZERO || (quantity < Q::ZERO) != (amount < Q::ZERO))
    {
        faults.either.push(invalid("/input/quantity"));
    }
}

/// 7.4.
pub(crate) fn settle(faults: &mut Faults, input: &Value) {
    let must = ["lines", "deductible_remaining", "tiers"];
    let may = ["tier_base", "accumulated", "fund_cap_remaining", "round_each_tier", "rounding"];
    let Some(object) = faults.object(input, ROOT, &must, &may) else { return };
    for (key, value) in object {
        let path = &below(ROOT, key);
        match key.as_str() {
            "lines" => {
                faults.list(value, path, |faults, value, path| parts(faults, value, path, &["id"]));
                faults.distinct(value, path, "id");
                let sums: Vec<Q> =
                    value.as_array().into_iter().flatten().filter_map(|line| sum_of(line.as_object()?)).collect();
                if sum(&sums) > q(AMOUNT_MOST) {
                    faults.either.push(Stop::new("limit_exceeded", path));
                }
            }
            "deductible_remaining" | "accumulated" | "fund_cap_remaining" => faults.amount(value, path),
            "tiers" => tiers(faults, value),
            "tier_base" => faults.choice(value, path, &["in_scope", "after_deductible"]),
            "round_each_tier" => faults.boolean(value, path),
            "rounding" => faults.mode(value, path),
            _ => {}
        }
    }
    let several = object.get("tiers").and_then(Value::as_array).is_some_and(|tiers| tiers.len() > 1);
    if several && !object.contains_key("tier_base") {
        faults.late.push(invalid("/input/tier_base"));
    }
}

/// Not empty; `up_to` above zero, strictly ascending, absent exactly on the last.
fn tiers(faults: &mut Faults, value: &Value) {
    let path = "/input/tiers";
    faults.list(value, path, |faults, value, path| {
        let Some(object) = faults.object(value, path, &["rate"], &["up_to"]) else { return };
        if let Some(rate) = object.get("rate") {
            faults.rate(rate, &below(path, "rate"));
        }
        if let Some(up_to) = object.get("up_to") {
            let path = &below(path, "up_to");
            faults.amount(up_to, path);
            if number(object, "up_to") == Some(Q::ZERO) {
                faults.wrong(path);
            }
        }
    });
    let Some(list) = value.as_array() else { return };
    if list.is_empty() {
        faults.wrong(path);
    }
    let mut before = None;
    for (i, tier) in list.iter().enumerate() {
        let path = format!("{path}/{i}/up_to");
        let Some(tier) = tier.as_object() else { continue };
        match (tier.contains_key("up_to"), i + 1 == list.len()) {
            (true, true) => faults.wrong(path),
            (false, false) => faults.lacks(path),
            (true, false) => {
                let up_to = number(tier, "up_to");
                if before.is_some() && up_to.is_some() && up_to <= before {
                    faults.wrong(path);
                }
                before = up_to.or(before);
            }
            (false, true) => {}
        }
    }
}
