//! Faults of rulebook objects: what the text and the contract name as `invalid_rulebook`.

use super::generate::{Object, put};
use crate::common::Rng;
use crate::common::faults::{entries, entry};
use serde_json::{Value, json};

/// A fault of the head.
fn head(rng: &mut Rng, book: &mut Object) {
    if rng.chance(25) {
        book.shift_remove(rng.pick(&[
            "id",
            "area",
            "id",
            "area",
            "title",
            "document",
            "jurisdiction",
            "effective_from",
        ]));
        return;
    }
    let faults = [
        ("id", json!("")),
        ("id", json!(5)),
        ("id", json!(null)),
        ("area", json!("award")),
        ("area", json!(null)),
        ("area", json!("Execution")),
        ("titel", json!("x")),
        ("title", json!(7)),
        ("document", json!(null)),
        ("effective_from", json!("2021-02-29")),
        ("effective_until", json!("2021")),
        ("members", json!("440000")),
        ("parameters", json!([])),
        ("parameters", json!(null)),
        ("remove", json!(["nothing"])),
        ("remove", json!("mark_rules")),
        ("remove", json!([5])),
        ("extends", json!(5)),
        ("extends", json!(null)),
    ];
    let (key, value) = rng.pick(&faults);
    put(book, key, value);
}

/// The value with other members; null takes one away.
fn with(value: &Value, more: Value) -> Value {
    let mut value = value.clone();
    for (key, inner) in more.as_object().unwrap() {
        if inner.is_null() {
            value.as_object_mut().unwrap().shift_remove(key);
        } else {
            value[key] = inner.clone();
        }
    }
    value
}

/// Alert rules and bands that break one rule.
fn alerts() -> Vec<(&'static str, Value)> {
    let condition = json!({ "indicator": "lag", "op": "ge", "limit": "0.25" });
    let rule = json!({ "rule": "r", "when": [condition], "severity": "warning", "action": "interview" });
    let band = json!({ "band": "b", "from": "0", "from_op": "ge", "to": "1", "to_op": "le", "severity": "notice" });
    let rules = |more: Value| ("alert_rules", json!([with(&rule, more)]));
    let conditions = |more: Value| rules(json!({ "when": [with(&condition, more)] }));
    let bands = |more: Value| ("alert_bands", json!([{ "indicator": "lag", "bands": [with(&band, more)] }]));
    vec![
        rules(json!({ "severity": "grave" })),
        rules(json!({ "severity": null })),
        rules(json!({ "rule": "" })),
        rules(json!({ "rule": null })),
        rules(json!({ "action": null })),
        rules(json!({ "when": [] })),
        rules(json!({ "when": condition })),
        rules(json!({ "applies_to": "hospital" })),
        rules(json!({ "months": "3" })),
        rules(json!({ "months": -1 })),
        rules(json!({ "months": 3, "when": [condition, condition] })),
        rules(json!({ "note": "x" })),
        conditions(json!({ "indicator": "speed" })),
        conditions(json!({ "indicator": null })),
        conditions(json!({ "op": "ne" })),
        conditions(json!({ "limit": 0.25 })),
        conditions(json!({ "limit": "25%" })),
        conditions(json!({ "limit": null })),
        ("alert_rules", json!([rule, rule])),
        ("alert_rules", json!({})),
        bands(json!({ "band": "" })),
        bands(json!({ "from": null })),
        bands(json!({ "from": 0 })),
        bands(json!({ "from_op": "le" })),
        bands(json!({ "from_op": null })),
        bands(json!({ "to_op": "ge" })),
        bands(json!({ "severity": "high" })),
        bands(json!({ "action": "interview" })),
        ("alert_bands", json!([{ "indicator": "lag", "bands": [] }])),
        ("alert_bands", json!([{ "indicator": "lag", "bands": [band, band] }])),
        ("alert_bands", json!([{ "indicator": "speed", "bands": [band] }])),
        ("alert_bands", json!([{ "bands": [band] }])),
        ("alert_bands", json!([{ "indicator": "lag", "bands": [band] }, { "indicator": "lag", "bands": [band] }])),
        ("alert_watched", json!(["speed"])),
        ("alert_watched", json!(["lag", "lag"])),
        ("alert_watched", json!("lag")),
    ]
}

/// Marks and entry rules that break one rule.
fn marks() -> Vec<(&'static str, Value)> {
    let rule = json!({ "anchor": "highest_winning", "yellow_multiple": "1.8", "red_multiple": "3" });
    let rules = |more: Value| ("mark_rules", json!({ "evaluated": with(&rule, more) }));
    vec![
        rules(json!({ "anchor": "highest" })),
        rules(json!({ "anchor": null })),
        rules(json!({ "yellow_multiple": null })),
        rules(json!({ "yellow_multiple": 1.8 })),
        rules(json!({ "yellow_multiple": "-1" })),
        rules(json!({ "red_from_yellow": { "divide": "1.8", "multiply": "3" } })),
        rules(json!({ "red_multiple": null, "red_from_yellow": { "divide": "0", "multiply": "3" } })),
        rules(json!({ "red_multiple": null, "red_from_yellow": { "divide": "1.8" } })),
        rules(json!({ "red_multiple": null, "red_from_yellow": { "divide": "1.8", "multiply": "3", "add": "1" } })),
        rules(json!({ "green_multiple": "1" })),
        ("mark_rules", json!({ "reference": { "anchor": "reference", "yellow_multiple": "1.8" } })),
        ("mark_rules", json!({ "generic": rule })),
        ("mark_rules", json!([rule])),
        ("mark_inclusive", json!("true")),
        ("mark_inclusive", json!(null)),
        ("mark_suspend_multiple", json!(10)),
        ("mark_suspend_multiple", json!("-10")),
        ("mark_removal_days", json!("1")),
        ("mark_removal_days", json!(1.5)),
        ("mark_removal_days", json!(-1)),
        ("entry_rules", json!({ "chemical": { "evaluated": "0.7", "not_evaluated": "0.6" } })),
        ("entry_rules", json!({ "chemical": { "lowest": "1.8", "reference": "1" } })),
        ("entry_rules", json!({ "generic": { "lowest": "1.8" } })),
        ("entry_rules", json!({ "chemical": { "lowest": 1.8 } })),
        ("non_supply_multiple", json!("x")),
        ("non_supply_multiple", json!("1.00000000000")),
        ("non_supply_reading", json!("or")),
        ("non_supply_renewal_anchor", json!(1)),
    ]
}

/// Other parameters that break one rule.
fn others() -> Vec<(&'static str, Value)> {
    let hours = json!({ "urgent": 12, "urgent_remote": 24, "ordinary": 48, "ordinary_remote_or_cold_chain": 72 });
    vec![
        ("in_hospital_check_months", json!(3)),
        ("In_hospital_check_month", json!(3)),
        ("in_hospital_check_month", json!("3")),
        ("in_hospital_check_month", json!(-3)),
        ("in_hospital_check_month", json!(null)),
        ("delivery_hours", with(&hours, json!({ "urgent": "12" }))),
        ("delivery_hours", with(&hours, json!({ "urgent": -1 }))),
        ("delivery_hours", with(&hours, json!({ "remote": 24 }))),
        ("delivery_hours", json!(48)),
        ("delivery_skips_holidays", json!(true)),
        ("delivery_skips_holidays", json!({ "urgent": "false", "ordinary": true })),
        ("delivery_skips_holidays", json!({ "urgent": false, "ordinary": true, "cold": true })),
        ("assessment_tests", json!(["volume"])),
        ("assessment_tests", json!(["agreed_volume", "agreed_volume"])),
        ("assessment_apart", json!(["war"])),
        ("assessment_apart", json!("shortage")),
        ("assessment_share_kept", json!(["key_monitored", "key_monitored"])),
        ("max_non_winner_share", json!("1.01")),
        ("max_non_winner_share", json!("-0.1")),
        ("max_non_winner_share", json!(0.4)),
        ("institution_ladder", json!([])),
        ("institution_ladder", json!(["remind", "remind"])),
        ("institution_ladder", json!(["remind", "credit_rating"])),
        ("firm_ladder", json!("remind")),
        ("firm_final", json!("admonish")),
        ("firm_final", json!(["credit_rating"])),
        ("firm_serious", json!("clear")),
        ("firm_unsigned", json!([])),
        ("firm_unsigned", json!(["credit_rating", "credit_rating"])),
        ("firm_unsigned", json!("decision_pending")),
        ("institution_unsigned", json!(["interview"])),
        ("ladder_order", json!("parallel")),
        ("rectify_days", json!("15")),
        ("rectify_days", json!(-15)),
        ("settlement_drug", json!({ "kind": "days_after" })),
        ("settlement_drug", json!({ "kind": "days_after", "days": "30" })),
        ("settlement_drug", json!({ "kind": "days_after", "days": 3661 })),
        ("settlement_drug", json!({ "kind": "days_after", "days": 30, "day": 1 })),
        ("settlement_drug", json!({ "kind": "end_of_next_month", "day": 31 })),
        ("settlement_consumable", json!({ "kind": "day_of_next_month", "day": 0 })),
        ("settlement_consumable", json!({ "kind": "day_of_next_month", "day": 32 })),
        ("settlement_consumable", json!({ "kind": "day_of_next_month" })),
        ("settlement_consumable", json!({ "kind": "day_of_month", "day": 1 })),
        ("settlement_consumable", json!("end_of_next_month")),
        ("invoice_auto_confirm_days", json!("35")),
        ("prepay_ratio", json!("1.3")),
        ("prepay_ratio", json!(0.3)),
        ("prepay_apply_working_days", json!(1.5)),
        ("fund_prepay", json!({ "employee_months": "12", "resident_months": 6, "scale_months": 1 })),
        ("fund_prepay", json!({ "employee_months": 12, "resident_months": 6, "scale_months": 1, "month": 1 })),
        ("fund_prepay_dates", json!({ "apply_until": "1-10", "pay_by": "03-31" })),
        ("fund_prepay_dates", json!({ "apply_until": "01-10", "pay_by": "02-30" })),
        ("fund_prepay_dates", json!({ "apply_until": "2025-01-10", "pay_by": "03-31" })),
        ("second_slot_order", json!(["main_winner", "winner"])),
        ("second_slot_order", json!(["main_winner", "main_winner"])),
        ("max_products_per_route", json!("2")),
        ("max_products_per_route", json!(-2)),
        ("replacement_order", json!(["main_winner"])),
        ("replacement_order", json!(["substitute", "substitute"])),
        ("supply_price", json!("lowest")),
        ("checklists", json!({ "duties": "a" })),
        ("checklists", json!({ "duties": ["a", "a"] })),
        ("checklists", json!({ "duties": ["a", { "item": "a", "due_on": "2025-01-01" }] })),
        ("checklists", json!({ "duties": [""] })),
        ("checklists", json!({ "duties": [{ "item": "a", "due_on": "2025-02-30" }] })),
        ("checklists", json!({ "duties": [{ "due_on": "2025-01-01" }] })),
        ("checklists", json!({ "duties": [5] })),
        ("checklists", json!({ "duties": [{ "item": "a", "due_on": "2025-01-01", "note": "x" }] })),
        ("central_threshold", json!(2_000_000)),
        ("central_threshold", json!("-1")),
        ("central_class_b_always", json!("yes")),
        ("route_drug", json!("tender")),
        ("route_equipment", json!(["central_purchase"])),
        ("exclude_tcm_slices", json!("true")),
        ("income_ratio_limit", json!("27")),
    ]
}

/// The rulebook with one fault.
pub(crate) fn spoil_book(rng: &mut Rng, book: &Object) -> Value {
    let mut book = book.clone();
    if rng.chance(25) {
        head(rng, &mut book);
        return Value::Object(book);
    }
    let (name, entry) = if rng.chance(10) {
        ("prepay_ratio", rng.pick(&entries()))
    } else {
        let faults = match rng.below(3) {
            0 => alerts(),
            1 => marks(),
            _ => others(),
        };
        let (name, value) = rng.pick(&faults);
        (name, entry(rng, value))
    };
    let parameters = book.entry("parameters").or_insert_with(|| json!({}));
    put(parameters.as_object_mut().unwrap(), name, entry);
    Value::Object(book)
}

/// A rulebook with each of these faults.
pub(crate) fn each_fault() -> Vec<Value> {
    let book = |name: &str, entry: Value| {
        json!({
            "id": "my/faulty", "area": "execution", "jurisdiction": "1", "title": "t", "document": "d",
            "effective_from": "2025-01-01", "parameters": { name: entry },
        })
    };
    let of_values = alerts().into_iter().chain(marks()).chain(others());
    let of_values = of_values.map(|(name, value)| book(name, json!({ "value": value, "provenance": "official" })));
    of_values.chain(entries().into_iter().map(|entry| book("prepay_ratio", entry))).collect()
}
