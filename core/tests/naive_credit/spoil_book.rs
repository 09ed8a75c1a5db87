//! Faults of rulebook objects: what *Shape of a rulebook object* and the contract name as `invalid_rulebook`.

use super::generate::{Object, put};
use super::generate_ladder::ladder;
use crate::common::Rng;
use serde_json::{Value, json};

/// A fault of the head.
fn head(rng: &mut Rng, book: &mut Object, area: &str) {
    if rng.chance(35) {
        let needed = ["id", "jurisdiction", "title", "document", "effective_from"];
        let keys: Vec<&str> = if book.contains_key("extends") { vec!["id"] } else { needed.to_vec() };
        book.shift_remove(rng.pick(&keys));
        return;
    }
    let other = if area == "credit" { "credit_bar" } else { "credit" };
    let faults = [
        ("id", json!("")),
        ("id", json!(5)),
        ("area", json!(other)),
        ("area", json!("award")),
        ("area", json!(null)),
        ("titel", json!("x")),
        ("title", json!(7)),
        ("document", json!(null)),
        ("effective_from", json!("2021-02-29")),
        ("effective_until", json!("2021")),
        ("effective_until", json!(null)),
        ("parameters", json!([])),
        ("parameters", json!(null)),
    ];
    let (key, value) = rng.pick(&faults);
    put(book, key, value);
}

/// A ladder with these edges.
fn edges(name: &str, edges: Value) -> (&'static str, Value) {
    ("ladders", json!({ name: edges }))
}

/// Parameters that break one rule.
fn parameter(rng: &mut Rng, top: i64) -> (&'static str, Value) {
    let over = top + 1;
    let row = |key: &str, value: Value| {
        let mut row = json!({
            "rank": 1, "role": "manufacturer", "measure": "risk_label", "scope": "firm", "area": "grading_province",
            "length": "one_off",
        });
        row[key] = value;
        ("measures", json!([row]))
    };
    let kind = |more: Value| {
        let mut kind = json!({ "matter": "breach", "kind": "other" });
        kind.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        ("kinds", json!([kind]))
    };
    let repair = |key: &str, value: Value| {
        let mut repair = json!({
            "items": [{ "matter": "tax", "rank": 1, "steps": ["stop_conduct"] }],
            "distributor": { "mode": "added", "steps": ["name_controller"] },
            "selected_price_counts": { "value": true },
        });
        if value.is_null() {
            repair.as_object_mut().unwrap().shift_remove(key);
        } else {
            repair[key] = value;
        }
        ("repair", repair)
    };
    let none = json!({ "code": "none", "rank": 0, "level": 0, "zh": "无" });
    let faults = [
        edges("bribery_total", json!([{ "rank": 1, "value": "5", "not_below": "4" }])),
        edges("bribery_total", json!([{ "rank": 1, "value": "5", "not_above": "9" }])),
        edges("tax_total", json!([{ "rank": 1, "not_below": "5.01", "not_above": "5.00" }])),
        edges("monopoly_months", json!([{ "rank": 1, "not_below": 4, "not_above": 3 }])),
        edges("tax_total", json!([{ "rank": 1, "value": "5.01" }, { "rank": 2, "value": "5.00" }])),
        edges("tax_total", json!([{ "rank": 1, "value": "5.01" }, { "rank": 2 }, { "rank": 3, "value": "5" }])),
        edges("monopoly_months", json!([{ "rank": 1, "value": 4 }, { "rank": 2, "value": 3 }])),
        edges("tax_total", json!([{ "rank": 2, "value": "5" }, { "rank": 1, "value": "6" }])),
        edges("tax_total", json!([{ "rank": 1, "value": "5" }, { "rank": 1, "value": "6" }])),
        edges("tax_total", json!([{ "rank": over, "value": "5" }])),
        edges("tax_total", json!([{ "value": "5" }])),
        edges("tax_total", json!([{ "rank": "1", "value": "5" }])),
        edges("tax_total", json!([{ "rank": 1, "value": 5 }])),
        edges("tax_total", json!([{ "rank": 1, "value": "5.001" }])),
        edges("tax_total", json!([{ "rank": 1, "value": null }])),
        edges("tax_total", json!([{ "rank": 1, "not_above": null }])),
        edges("monopoly_months", json!([{ "rank": 1, "value": "3" }])),
        edges("monopoly_months", json!([{ "rank": 1, "value": 1.5 }])),
        edges("tax_total", json!([{ "rank": 1, "values": "5" }])),
        edges("tax_total", json!([{ "rank": 1, "value": "5", "provenance": "sure" }])),
        edges("tax_total", json!([{ "rank": 1, "value": "5", "provenance": null }])),
        edges("tax_total", json!([{ "rank": 1, "value": "5", "citation": 5 }])),
        edges("tax_total", json!({})),
        edges("tax_months", json!([{ "rank": 1, "value": 5 }])),
        ("ladders", json!([])),
        ("grades", json!([{ "code": "none", "rank": 1, "level": 0, "zh": "无" }])),
        ("grades", json!([none, { "code": "a", "rank": 2, "level": 1, "zh": "a" }])),
        ("grades", json!([{ "code": "none", "rank": 0, "level": 0, "zh": "无", "name": "x" }])),
        ("grades", json!([{ "rank": 0, "level": 0, "zh": "无" }])),
        ("clauses", json!({ "complete": "yes", "items": [] })),
        ("clauses", json!({ "items": [] })),
        ("clauses", json!({ "complete": true, "items": [{ "clause": "1.1", "matter": "fraud" }] })),
        ("clauses", json!({ "complete": true, "items": [{ "clause": "1.1" }] })),
        ("evidence", json!([{ "matter": "fraud", "admitted": ["judgment"] }])),
        ("evidence", json!([{ "matter": "tax", "admitted": ["rumour"] }])),
        ("evidence", json!([{ "matter": "tax" }])),
        ("evidence", json!([{ "matter": "tax", "admitted": ["judgment"], "not": [] }])),
        ("own_province_only", json!({ "value": "true" })),
        ("own_province_only", json!({ "value": null })),
        ("own_province_only", json!({ "provenance": "official" })),
        ("lookback", json!({ "years": 3, "not_below_years": 3, "basis": "effective_on" })),
        ("lookback", json!({ "years": 3, "basis": "graded_on" })),
        ("lookback", json!({ "years": 3 })),
        ("lookback", json!({ "years": "3", "basis": "effective_on" })),
        ("bribery_targets", json!([{ "rank": 1, "targets": ["hospital"] }])),
        ("bribery_targets", json!([{ "targets": ["public_institution"] }])),
        kind(json!({ "rank": 1, "not_below": 0 })),
        kind(json!({ "rank": 1, "not_above": 1 })),
        kind(json!({ "not_below": 2, "not_above": 1 })),
        kind(json!({ "kind": "any" })),
        kind(json!({ "kind": "false_proof" })),
        kind(json!({ "matter": "tax" })),
        kind(json!({ "matter": "fraud" })),
        kind(json!({ "rank": null })),
        kind(json!({ "ranks": 1 })),
        row("role", json!("agent")),
        row("measure", json!("fine")),
        row("scope", json!("some_products")),
        row("area", json!("country")),
        row("length", json!("months")),
        row("length", json!("years")),
        row("years", json!(1)),
        row("rank", json!("1")),
        row("note", json!("x")),
        ("measures_unset", json!([{ "rank": 1, "role": "agent", "citation": "x" }])),
        ("measures_unset", json!([{ "role": "manufacturer", "citation": "x" }])),
        ("measures_unset", json!([{ "rank": 1, "role": "manufacturer", "citation": "x", "measure": "risk_label" }])),
        repair("distributor", json!({ "mode": "instead", "steps": ["name_controller"] })),
        repair("distributor", json!({ "mode": "added", "steps": ["name"] })),
        repair("distributor", json!({ "mode": "added" })),
        repair("items", json!([{ "matter": "tax", "rank": 1, "steps": ["apologise"] }])),
        repair("items", json!([{ "matter": "tax", "steps": ["stop_conduct"] }])),
        repair("items", json!(null)),
        repair("distributor", json!(null)),
        repair("selected_price_counts", json!(null)),
        repair("selected_price_counts", json!({ "value": 1 })),
        repair("item", json!([])),
        ("repair", json!(null)),
        ("commitment_missing", json!({ "limits": ["tender"] })),
        ("commitment_missing", json!({ "limits": "bidding" })),
        ("commitment_missing", json!({})),
        ("bar_months", json!([{ "cooperated": true, "months": 6 }, { "cooperated": false, "months": 18 }])),
        ("graces", json!([])),
    ];
    rng.pick(&faults)
}

/// The same for the months of the bar.
fn bar_parameter(rng: &mut Rng) -> (&'static str, Value) {
    let other = json!({ "cooperated": false, "months": 18 });
    let faults = [
        ("bar_months", json!([{ "cooperated": true, "months": 6 }])),
        ("bar_months", json!([other, other])),
        ("bar_months", json!([{ "cooperated": true, "months": "6" }, other])),
        ("bar_months", json!([{ "cooperated": true, "months": null }, other])),
        ("bar_months", json!([{ "cooperated": "yes", "months": 6 }, other])),
        ("bar_months", json!([{ "cooperated": true, "month": 6 }, other])),
        ("bar_months", json!([{ "months": 6 }, other])),
        ("bar_months", json!([{ "cooperated": true, "months": 6, "provenance": "sure" }, other])),
        ("bar_months", json!({})),
        ("months", json!([])),
    ];
    rng.pick(&faults)
}

/// The rulebook with one fault.
pub(crate) fn spoil_book(rng: &mut Rng, book: &Object, is_bar: bool) -> Value {
    let mut book = book.clone();
    let area = if is_bar { "credit_bar" } else { "credit" };
    if rng.chance(25) {
        head(rng, &mut book, area);
        return Value::Object(book);
    }
    let extends = book.contains_key("extends");
    let parameters = book.entry("parameters").or_insert_with(|| json!({})).as_object_mut().unwrap();
    if !extends && rng.chance(15) {
        // Every parameter but `repair` has to be there.
        let names: Vec<String> = parameters.keys().filter(|name| *name != "repair").cloned().collect();
        parameters.shift_remove(&rng.pick(&names));
    } else if extends && rng.chance(10) {
        let name =
            if is_bar { "bar_months" } else { rng.pick(&["ladders", "kinds", "grades", "evidence", "lookback"]) };
        parameters.shift_remove(name);
        put(&mut book, "remove", json!([name]));
    } else if extends && rng.chance(8) {
        put(&mut book, "remove", rng.pick(&[json!(["nothing"]), json!("repair"), json!([5]), json!(null)]));
    } else {
        // Ranks of the grades given here or inherited: no rulebook of the tests has more than five.
        let (name, value) = if is_bar { bar_parameter(rng) } else { parameter(rng, 5) };
        // One fault, and no other for what it replaces.
        match (name, parameters.get_mut(name)) {
            ("ladders", Some(Value::Object(ladders))) if value.is_object() => {
                ladders.extend(value.as_object().unwrap().clone());
            }
            ("kinds" | "measures" | "evidence", Some(Value::Array(list))) if rng.chance(50) => {
                list.push(value[0].clone());
            }
            _ => put(parameters, name, value),
        }
        if rng.chance(10) && !is_bar && name == "ladders" && !extends {
            // Beside a sound ladder.
            let sound = ladder(rng, "bribery_single", 3);
            if let Some(ladders) = parameters["ladders"].as_object_mut() {
                put(ladders, "bribery_single", sound);
            }
        }
    }
    Value::Object(book)
}
