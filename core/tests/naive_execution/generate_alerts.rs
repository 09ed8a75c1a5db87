//! Requests of `execution.alerts` and `execution.assess` at random.

use super::book::Book;
use super::date::month_text;
use super::form::{list, text};
use super::generate::{Object, put};
use super::generate_book::FEW;
use super::number::{Q, q};
use super::words::{EXCEPTIONS, INDICATORS, KINDS, SEVERITIES};
use crate::common::Rng;
use serde_json::{Value, json};

/// The indicators that a rulebook names.
fn named(book: &Book) -> Vec<&'static str> {
    let mut named: Vec<String> = Vec::new();
    for name in ["alert_rules", "alert_bands", "alert_watched"] {
        for row in book.parameters.get(name).and_then(|list| list.value.as_array()).into_iter().flatten() {
            named.extend(row.as_str().map(str::to_owned));
            named.extend(row.get("indicator").and_then(Value::as_str).map(str::to_owned));
            named.extend(list(row, "when").iter().map(|condition| text(condition, "indicator", "").to_owned()));
        }
    }
    INDICATORS.into_iter().filter(|word| named.iter().any(|name| name == word)).collect()
}

fn indicator(rng: &mut Rng, named: &[&'static str]) -> &'static str {
    match rng.below(100) {
        0..65 if !named.is_empty() => rng.pick(named),
        0..95 => rng.pick(&FEW),
        _ => rng.pick(&INDICATORS),
    }
}

/// A value: often one of the limits.
fn value(rng: &mut Rng) -> Value {
    if rng.chance(7) {
        return Value::Null;
    }
    json!(rng.word(&[
        "0",
        "0.1",
        "0.25",
        "0.249999",
        "0.5",
        "0.80",
        "0.90",
        "0.8999",
        "0.95",
        "1",
        "1.00",
        "2",
        "14",
        "15",
        "-0.5",
        "0.3333333333",
        "0.005",
        "0.01",
        "0.6",
        "1.5",
        "0.7999",
        "100000",
    ]))
}

fn series(rng: &mut Rng) -> Value {
    let end = 2025 * 12 + rng.between(-14, 3);
    let mut rows = Vec::new();
    for back in 0..rng.between(0, 6) {
        if rng.chance(92) {
            rows.push(json!({ "month": month_text(end - back), "value": value(rng) }));
        }
    }
    rng.shuffle(&mut rows);
    json!(rows)
}

fn subject(rng: &mut Rng, id: &str, named: &[&'static str]) -> Value {
    let mut subject = Object::new();
    put(&mut subject, "subject", id);
    let kind = rng.pick(&KINDS);
    rng.maybe(&mut subject, 75, "kind", kind);
    let weight = rng.pick(&["0", "1", "3", "0.5"]);
    rng.maybe(&mut subject, 45, "weight", weight);
    let mut values = Object::new();
    // Mostly all that the rulebook names.
    for name in named {
        let one = value(rng);
        rng.maybe(&mut values, 75, name, one);
    }
    for _ in 0..rng.below(4) {
        let name = indicator(rng, named);
        put(&mut values, name, value(rng));
    }
    let mut lists = Object::new();
    for name in named {
        let one = series(rng);
        rng.maybe(&mut lists, 60, name, one);
    }
    if rng.chance(15) {
        let name = indicator(rng, named);
        put(&mut lists, name, series(rng));
    }
    rng.maybe(&mut subject, 90, "values", values);
    rng.maybe(&mut subject, 60, "series", lists);
    Value::Object(subject)
}

/// Different pairs of indicator and severity.
fn pairs(rng: &mut Rng, named: &[&'static str]) -> Vec<(&'static str, &'static str)> {
    let mut pairs = Vec::new();
    for _ in 0..rng.below(5) {
        let pair = (indicator(rng, named), rng.pick(&SEVERITIES));
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    // Watched indicators need a test.
    for name in named {
        if rng.chance(70) && !pairs.iter().any(|(other, _)| other == name) {
            pairs.push((name, rng.pick(&SEVERITIES)));
        }
    }
    pairs
}

pub(crate) fn alerts(rng: &mut Rng, book: &Book) -> Value {
    let named = named(book);
    let mut input = Object::new();
    let number = 1 + rng.below(5);
    let ids = rng.ids(number);
    let subjects: Vec<Value> = ids.iter().map(|id| subject(rng, id, &named)).collect();
    put(&mut input, "subjects", subjects);
    if rng.chance(65) {
        let mut limits = Vec::new();
        for (indicator, severity) in pairs(rng, &named) {
            let mut limit = json!({ "indicator": indicator, "severity": severity, "limit": rng.limit() });
            let inclusive = rng.chance(60);
            rng.maybe(limit.as_object_mut().unwrap(), 60, "inclusive", inclusive);
            limits.push(limit);
        }
        put(&mut input, "limits", limits);
    }
    if rng.chance(45) {
        let mut rows = Vec::new();
        for (indicator, severity) in pairs(rng, &named) {
            let margin = rng.pick(&["0", "0.1", "0.05", "0.3333333333", "0.0000005"]);
            let mut row = json!({ "indicator": indicator, "severity": severity, "margin": margin });
            let mean = rng.pick(&["0.9", "0.95", "0.3333333333", "1", "0.05"]);
            rng.maybe(row.as_object_mut().unwrap(), 40, "mean", mean);
            rows.push(row);
        }
        put(&mut input, "mean_comparison", rows);
    }
    Value::Object(input)
}

pub(crate) fn assess(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    let pooled = rng.chance(40);
    put(&mut input, "overall", if pooled { "pooled" } else { "each_item" });
    let limit = book.parameters.get("max_non_winner_share").and_then(|limit| limit.value.as_str());
    let limit = limit.map_or_else(|| rng.ratio(), str::to_owned);
    rng.gap_field(&mut input, book, "max_non_winner_share", "max_non_winner_share", json!(limit));
    let number = rng.rows();
    let mut items = Vec::new();
    let exceptional = rng.pick(&[0, 30, 60, 100]);
    for id in rng.ids(number) {
        let mut item = Object::new();
        put(&mut item, "product", id);
        let agreed = rng.pick(&["0", "10", "100", "60"]);
        put(&mut item, "agreed", agreed);
        let purchased = if rng.chance(50) { agreed.to_owned() } else { rng.quantity() };
        put(&mut item, "purchased", purchased.clone());
        let mut winner = q(&purchased);
        if rng.chance(40) {
            let other = rng.quantity();
            winner = q(&other);
            put(&mut item, "winner_quantity", other);
        }
        // Often exactly the limit: n = w × limit / (1 − limit).
        let rest = Q::from(1) - q(&limit);
        let on_limit = if rest == Q::ZERO { winner.clone() } else { &winner * q(&limit) / rest };
        let other = if rng.chance(50) { rng.near(&on_limit) } else { rng.quantity() };
        put(&mut item, "non_winner_quantity", other.clone());
        if rng.chance(exceptional) {
            let last = if pooled && rng.chance(96) { 4 } else { 6 };
            let exception = rng.pick(&EXCEPTIONS[..last]);
            put(&mut item, "exception", exception);
            if EXCEPTIONS[4..].contains(&exception) {
                let sum = &winner + q(&other);
                let share = if sum == Q::ZERO { Q::ZERO } else { winner / sum };
                let required = if rng.chance(60) { super::generate::decimal(&share) } else { rng.ratio() };
                put(&mut item, "required_winner_share", required);
            }
        }
        items.push(item);
    }
    put(&mut input, "items", json!(items));
    Value::Object(input)
}
