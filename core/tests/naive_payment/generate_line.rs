//! Charge lines and settlements at random.

use super::fields_line::PARTS;
use super::form::{AMOUNT_MOST, LINE_PRICE_MOST, QUANTITY_MOST};
use super::generate::{Object, put, rate};
use super::kernel::Row;
use super::number::{Q, amount, int, q, sum, text};
use crate::common::Rng;
use serde_json::{Value, json};

/// A few fen, some yuan, or a great amount.
fn money(rng: &mut Rng) -> String {
    match rng.below(12) {
        0 => "0".to_owned(),
        1..=3 => rng.decimal(12, 2),
        4..=5 => rng.decimal(1000, 2),
        6..=7 => rng.pick(&["10", "100.00", "33.33", "2000", "0.05", "60.33", "42.23", "1.5"]).to_owned(),
        _ => rng.decimal(2_000_000, 2),
    }
}

fn great(rng: &mut Rng) -> String {
    rng.pick(&[
        AMOUNT_MOST,
        "92233720368547758.06",
        "92233720368547758.08",
        "46116860184273879.03",
        "46116860184273879.04",
        "90000000000000000",
        "922337203685477580.7",
        "1000000000000.00",
    ])
    .to_owned()
}

fn mode(rng: &mut Rng) -> &'static str {
    rng.pick(&["half_up", "half_even", "down", "up"])
}

fn unit_price(rng: &mut Rng) -> String {
    match rng.below(12) {
        0..=3 => rng.pick(&["0.01", "0.005", "1", "1.0912", "3.40", "42.23", "10", "0.5", "0.25", "22.26"]).to_owned(),
        4 => rng
            .pick(&[LINE_PRICE_MOST, "9223372036854.775808", "1000000000000", "0.000001", "9223372036854", "99999999"])
            .to_owned(),
        5..=6 => format!("0.0{}", rng.pick(&["05", "15", "25", "1", "075", "0001"])),
        7..=8 => format!("{}.{}", rng.below(50), 1 + rng.below(9999)),
        _ => format!("{}.{}", 1 + rng.below(60), 1 + rng.below(99)),
    }
}

fn units(rng: &mut Rng) -> String {
    match rng.below(12) {
        0..=4 => (1 + rng.below(12)).to_string(),
        5..=6 => rng.pick(&["0.5", "0.25", "1.5", "0.0001", "2.5", "3.3333", "0.1", "7.0"]).to_owned(),
        7 => rng
            .pick(&[QUANTITY_MOST, "922337203685477.5808", "1000000000", "100000", "0", "0.0000", "92233720368.5477"])
            .to_owned(),
        _ => rng.decimal(200_000, 4),
    }
}

fn signed(rng: &mut Rng, number: String, negative: bool, percent: usize) -> String {
    let minus = if rng.chance(percent) { negative } else { !negative };
    if minus { format!("-{number}") } else { number }
}

/// The input of one line.
pub(crate) fn split_line(rng: &mut Rng) -> Value {
    if rng.chance(22) {
        return refund(rng);
    }
    let mut input = Object::new();
    let negative = rng.chance(20);
    let by_price = rng.chance(35);
    let (standard, fixed) = (rng.chance(70), rng.chance(25));
    let covered = rng.chance(92);
    let quantity = units(rng);
    if by_price {
        put(&mut input, "price", unit_price(rng));
    } else {
        let whole = if rng.chance(5) { great(rng) } else { money(rng) };
        let whole = if rng.chance(3) { "0.00".to_owned() } else { whole };
        put(&mut input, "amount", signed(rng, whole, negative, 100));
    }
    let needed = by_price || (covered && (standard || fixed));
    if rng.chance(if needed { 98 } else { 30 }) {
        put(&mut input, "quantity", signed(rng, quantity, negative, 98));
    }
    if !covered || rng.chance(10) {
        put(&mut input, "covered", covered);
    }
    if standard {
        put(&mut input, "standard", unit_price(rng));
    }
    if covered || rng.chance(30) {
        if fixed {
            put(&mut input, "fixed_self_pay", unit_price(rng));
        }
        if rng.chance(if fixed { 2 } else { 98 }) {
            put(&mut input, "first_self_pay_rate", rate(rng));
        }
    }
    if rng.chance(30) {
        put(&mut input, "order", rng.pick(&["rate_first", "rate_first", "ceiling_first"]));
    }
    if rng.chance(40) {
        put(&mut input, "rounding", mode(rng));
    }
    if rng.chance(1) {
        let other = rng.pick(&["amount", "price"]);
        put(&mut input, other, "1.00");
    }
    Value::Object(input)
}

/// The four parts, sometimes with what else a line carries.
fn parts(rng: &mut Rng, few: bool) -> Object {
    let mut parts = Object::new();
    for part in PARTS {
        let fen = if few { rng.decimal(5, 2) } else { money(rng) };
        put(&mut parts, part, if rng.chance(25) { "0.00".to_owned() } else { fen });
    }
    if rng.chance(1) {
        put(&mut parts, rng.pick(&PARTS), great(rng));
    }
    if rng.chance(25) {
        let wrong = rng.chance(6);
        let total = sum_of(&parts) + if wrong { q("0.01") } else { Q::ZERO };
        put(&mut parts, "total", text(&total, rng.below(3)));
    }
    if rng.chance(15) {
        put(&mut parts, "ceiling_amount", rng.pick(&[json!(null), json!("5.00"), json!("-5.00"), json!("0")]));
    }
    parts
}

fn sum_of(parts: &Object) -> Q {
    sum(PARTS.map(|part| q(parts[part].as_str().unwrap())))
}

fn refund(rng: &mut Rng) -> Value {
    let few = rng.chance(50);
    let stored = parts(rng, few);
    let all = sum_of(&stored);
    let fen = &all * int(100);
    let part = match rng.below(10) {
        0..=1 => all.clone(),
        2 => &all + q("0.01"),
        3 => Q::ZERO,
        _ => Q::from((fen * q(&rng.decimal(10_000, 4))).ceil()) / int(100),
    };
    let mut input = Object::new();
    let sign = if part == Q::ZERO || rng.chance(2) { "" } else { "-" };
    put(&mut input, "amount", format!("{sign}{}", amount(&part)));
    put(&mut input, "refund_of", stored);
    if rng.chance(2) {
        let beside = [("rounding", json!("down")), ("covered", json!(true)), ("quantity", json!("-1"))];
        let (key, value) = rng.pick(&beside);
        put(&mut input, key, value);
    }
    Value::Object(input)
}

/// The input of a settlement.
pub(crate) fn settle(rng: &mut Rng) -> Value {
    let number = rng.pick(&[0, 1, 2, 2, 3, 3, 4, 5, 9]);
    let few = rng.chance(35);
    let mut lines = Vec::new();
    for id in rng.names(number) {
        let mut line = Object::new();
        put(&mut line, "id", id);
        line.extend(parts(rng, few));
        lines.push(line);
    }
    // Equal amounts in scope: ties.
    if few && rng.chance(50) {
        for line in &mut lines {
            line.shift_remove("total");
            put(line, "in_scope", "0.03");
        }
    }
    let in_scope: Vec<Q> = lines.iter().map(|line| q(line["in_scope"].as_str().unwrap())).collect();
    let in_scope = sum(&in_scope);
    // Something next to what is in scope.
    let near = |rng: &mut Rng| match rng.below(6) {
        0 => text(&in_scope, 2),
        1 => text(&(&in_scope + q("0.01")), 2),
        2..=3 => {
            let share = q(&rng.decimal(10_000, 4));
            text(&(Q::from((&in_scope * int(100) * share).floor()) / int(100)), 2)
        }
        _ => money(rng),
    };
    let mut input = Object::new();
    put(&mut input, "lines", lines);
    let deductible = if rng.chance(40) { "0".to_owned() } else { near(rng) };
    put(&mut input, "deductible_remaining", deductible);
    tiers(rng, &mut input, near);
    if rng.chance(30) {
        put(&mut input, "accumulated", near(rng));
    }
    if rng.chance(35) {
        put(&mut input, "fund_cap_remaining", near(rng));
    }
    if rng.chance(35) {
        put(&mut input, "round_each_tier", rng.chance(85));
    }
    if rng.chance(40) {
        put(&mut input, "rounding", mode(rng));
    }
    if rng.chance(1) {
        put(&mut input, rng.pick(&["accumulated", "deductible_remaining", "fund_cap_remaining"]), great(rng));
    }
    Value::Object(input)
}

fn tiers(rng: &mut Rng, input: &mut Object, near: impl Fn(&mut Rng) -> String) {
    let number = rng.pick(&[1, 1, 2, 2, 3, 4, 6]);
    let mut edges: Vec<String> = (1..number).map(|_| near(rng)).collect();
    // Mostly ascending and not zero.
    if rng.chance(97) {
        edges.retain(|edge| q(edge) > Q::ZERO);
        edges.sort_by_key(|edge| q(edge));
        edges.dedup_by_key(|edge| q(edge));
    }
    let mut tiers: Vec<Value> = edges.iter().map(|edge| json!({ "up_to": edge, "rate": rate(rng) })).collect();
    tiers.push(json!({ "rate": rate(rng) }));
    if rng.chance(1) {
        tiers.last_mut().unwrap()["up_to"] = json!("99999999");
    }
    if rng.chance(if tiers.len() > 1 { 98 } else { 30 }) {
        put(input, "tier_base", rng.pick(&["in_scope", "after_deductible"]));
    }
    put(input, "tiers", tiers);
}

/// A row of the kernel.
pub(crate) fn row(rng: &mut Rng) -> Row {
    let any = |rng: &mut Rng| i64::from_le_bytes(rng.next().to_le_bytes());
    let of = |rng: &mut Rng, few: i64, all: [i64; 5]| match rng.below(8) {
        0 => rng.pick(&all),
        1 => any(rng),
        2 => any(rng) / 1_000_000,
        _ => any(rng) % few,
    };
    let amount = of(rng, 100_000, [0, i64::MIN, i64::MAX, i64::MIN + 1, 1]);
    let mut standard = of(rng, 100_000_000, [-1, 0, -2, i64::MAX, i64::MIN]);
    let mut quantity = of(rng, 200_000, [0, i64::MIN, i64::MAX, 1, -1]);
    if rng.chance(90) {
        standard = standard.checked_abs().unwrap_or(-1);
    }
    if rng.chance(90) && quantity != i64::MIN {
        quantity = if amount < 0 { -quantity.abs() } else { quantity.abs() };
    }
    let rates = [-1, 0, 1, 5_000, 9_999, 10_000, 10_001, -2, i32::MAX, i32::MIN];
    let usual = i32::try_from(rng.below(10_001)).unwrap();
    let rate = if rng.chance(25) { rng.pick(&rates) } else { usual };
    (amount, standard, quantity, rate)
}

/// A row as the input of a line; `None` for what the JSON door has no words for.
pub(crate) fn input_of((amount, standard, quantity, rate): Row) -> Option<Value> {
    let scaled = |n: i64, decimals: i64| text(&(int(n) / int(10_i64.pow(u32::try_from(decimals).unwrap()))), 0);
    if !(-1..=10_000).contains(&rate) || standard < -1 {
        return None;
    }
    let mut input = Object::new();
    put(&mut input, "amount", scaled(amount, 2));
    put(&mut input, "quantity", scaled(quantity, 4));
    if standard != -1 {
        put(&mut input, "standard", scaled(standard, 6));
    }
    if rate == -1 {
        put(&mut input, "covered", false);
    } else {
        put(&mut input, "first_self_pay_rate", scaled(i64::from(rate), 4));
    }
    Some(Value::Object(input))
}
