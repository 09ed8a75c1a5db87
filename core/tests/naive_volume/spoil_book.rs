//! Faults of rulebook objects: what *Own rulebooks* and the contract name as `invalid_rulebook`.

use super::generate::{Object, put};
use crate::common::Rng;
use crate::common::faults::{entries, entry};
use serde_json::{Value, json};

/// A fault of the head, of the gaps or of what is removed.
fn head(rng: &mut Rng, book: &mut Object) {
    let extends = book.contains_key("extends");
    if rng.chance(25) {
        book.shift_remove(if extends || rng.chance(50) { "id" } else { "area" });
        return;
    }
    let faults = [
        ("id", json!("")),
        ("id", json!(5)),
        ("id", json!(null)),
        ("area", json!("award")),
        ("area", json!(null)),
        ("area", json!("Volume")),
        ("titel", json!("x")),
        ("title", json!(7)),
        ("document", json!(null)),
        ("effective_from", json!("2021-02-29")),
        ("effective_until", json!("2021")),
        ("members", json!("440000")),
        ("parameters", json!([])),
        ("parameters", json!(null)),
        ("gaps", json!([])),
        ("gaps", json!(null)),
        ("gaps", json!({ "flor": "x" })),
        ("gaps", json!({ "report_floor": 5 })),
        ("gaps", json!({ "report_floor": null })),
        ("remove", json!(["nothing"])),
        ("remove", json!("share")),
        ("remove", json!([5])),
        ("extends", json!(5)),
        ("extends", json!(null)),
    ];
    let (key, value) = rng.pick(&faults);
    put(book, key, value);
}

/// A ladder whose only row is this.
fn rungs(key: &str, row: Value) -> (&'static str, Value) {
    ("rungs", json!({ "key": key, "rows": [row] }))
}

/// A ladder by the cut with one other field.
fn cut(key: &str, value: Value) -> (&'static str, Value) {
    let mut rungs = json!({ "key": "cut", "from": "0.5", "to": "0.6", "own": "0.5", "released": "0.3", "slope": "3" });
    if value.is_null() {
        rungs.as_object_mut().unwrap().shift_remove(key);
    } else {
        rungs[key] = value;
    }
    ("rungs", rungs)
}

/// Parameters of the allocation that break one rule.
fn allocation() -> Vec<(&'static str, Value)> {
    let own = |more: Value| {
        let mut row = json!({ "rank_from": 1, "own": "0.5", "released": "0.5" });
        for (key, value) in more.as_object().unwrap() {
            row[key] = value.clone();
        }
        row
    };
    let price_rank = json!({ "key": "price_rank", "rows": [own(json!({ "volume_class": "ordinary" }))] });
    let with = |key: &str, value: Value| {
        let mut rungs = price_rank.clone();
        rungs[key] = value;
        ("rungs", rungs)
    };
    vec![
        ("allocation_method", json!("price_rank")),
        ("allocation_method", json!(["ladder"])),
        ("allocation_routes", json!("regular")),
        ("allocation_routes", json!(["regular", "lost"])),
        ("allocation_routes", json!([5])),
        ("no_volume_reports", json!("nowhere")),
        rungs("rank", own(json!({ "own": "0.51" }))),
        rungs("rank", own(json!({ "own": "1.01", "released": "0" }))),
        rungs("rank", own(json!({ "own": "-0.1" }))),
        rungs("rank", own(json!({ "released": "-0.1" }))),
        rungs("rank", own(json!({ "own": 0.5 }))),
        rungs("rank", own(json!({ "own": null }))),
        rungs("rank", own(json!({ "released": null }))),
        rungs("rank", own(json!({ "rank_from": "1" }))),
        rungs("rank", own(json!({ "note": "x" }))),
        rungs("rank", own(json!({ "award_class": "A" }))),
        rungs("rank", json!({ "own": "0.5" })),
        rungs("rank", json!({ "rank_from": 1, "released": "0.5" })),
        rungs("price", own(json!({}))),
        rungs("price_rank", own(json!({ "volume_class": "special" }))),
        rungs("price_rank", own(json!({}))),
        rungs("price_ratio", json!({ "ratio_to": 1.1, "own": "0.5" })),
        rungs("award_class", json!({ "award_class": "D", "own": "0.5" })),
        rungs("award_class", json!({ "own": "0.5" })),
        with("route", json!([])),
        with("routes", json!([{ "route": "lost", "own": "0.5" }])),
        with("routes", json!([{ "own": "0.5" }])),
        with("routes", json!([{ "route": "revived", "own": "0.5", "released": "0.6" }])),
        with("add_on", json!([{ "price_to": "0.5", "own": "0.7", "released": "0.4" }])),
        with("add_on", json!([{ "own": "0.5", "released": "0.4" }])),
        with("rows", json!({})),
        ("rungs", json!({ "rows": [] })),
        ("rungs", json!({ "key": "rank" })),
        cut("from", json!(null)),
        cut("slope", json!(null)),
        cut("released", json!("0.51")),
        cut("own", json!("1.1")),
        cut("to", json!(0.6)),
        cut("rows", json!([])),
        ("unselected_released", json!("1.01")),
        ("unselected_released", json!(1)),
        ("redistribution", json!([{ "fraction": "0.5", "to": "choice" }, { "fraction": "0.51", "to": "choice" }])),
        ("redistribution", json!([{ "fraction": "1.01", "to": "choice" }])),
        ("redistribution", json!([{ "fraction": "0.5", "to": "highest" }])),
        ("redistribution", json!([{ "to": "choice" }])),
        ("redistribution", json!([{ "fraction": "0.5" }])),
        ("redistribution", json!([{ "fraction": "0.5", "to": "choice", "routes": ["lost"] }])),
        ("redistribution", json!([{ "fraction": "0.5", "to": "choice", "award_classes": ["D"] }])),
        ("redistribution", json!([{ "fraction": "0.5", "to": "choice", "classes": ["A"] }])),
        ("supply_cap", json!("pro_rata")),
        ("supply_cap", json!(true)),
        ("rounding", json!({ "mode": "half_even", "step": "1" })),
        ("rounding", json!({ "mode": "up" })),
        ("rounding", json!({ "mode": "up", "step": "0" })),
        ("rounding", json!({ "mode": "up", "step": 1 })),
        ("rounding", json!({ "mode": "none", "step": "1" })),
        ("rounding", json!({ "mode": "up", "steps": "1", "step": "1" })),
        ("cut_rounding", json!("up")),
        ("split_base_share", json!("1.5")),
        ("split_fractions", json!([{ "winners_from": 1, "fraction": "1.5" }])),
        ("split_fractions", json!([{ "winners_from": "1", "fraction": "0.5" }])),
        ("split_fractions", json!([{ "fraction": "0.5" }])),
    ]
}

/// Other parameters that break one rule.
fn others() -> Vec<(&'static str, Value)> {
    let band = |more: Value| {
        let mut band = json!({ "from": "0", "grade": "x", "ratio": "0.5" });
        for (key, value) in more.as_object().unwrap() {
            band[key] = value.clone();
        }
        ("bands", json!([band]))
    };
    let share = |more: Value| {
        let mut row = json!({ "volume_class": "ordinary", "winners_from": 1, "winners_to": 2, "share": "0.5" });
        for (key, value) in more.as_object().unwrap() {
            row[key] = value.clone();
        }
        ("share", json!([row]))
    };
    vec![
        ("flor", json!("0.8")),
        ("Share", json!([])),
        ("report_floor", json!("-0.1")),
        ("report_floor", json!(0.8)),
        ("report_floor", json!("80%")),
        ("report_floor", json!(null)),
        ("report_floor", json!(["0.8"])),
        ("report_window", json!(2024)),
        ("report_window", json!(["2024"])),
        ("report_window", json!([0])),
        ("report_reasons", json!(["mood"])),
        ("report_reasons", json!("other")),
        ("reporting_duty", json!({ "must": ["public"], "may": ["temple"] })),
        ("reporting_duty", json!({ "must": "public", "may": [] })),
        ("reporting_duty", json!({ "must": [], "may": [], "should": [] })),
        ("deviation_test", json!("true")),
        ("deviation_test", json!(1)),
        ("deviation_down", json!("1.1")),
        ("deviation_up", json!("-1")),
        ("authority", json!([{ "level": "city", "kind": "own_tender", "authority": "allowed" }])),
        ("authority", json!([{ "level": "county", "kind": "tender", "authority": "allowed" }])),
        ("authority", json!([{ "level": "county", "kind": "own_tender", "authority": "perhaps" }])),
        ("authority", json!([{ "level": "county", "kind": "own_tender" }])),
        ("authority", json!({})),
        ("national_advice", json!("yes")),
        share(json!({ "share": "1.01" })),
        share(json!({ "share": 0.5 })),
        share(json!({ "volume_class": "special" })),
        share(json!({ "winners_from": "1" })),
        share(json!({ "winners_from": 0 })),
        share(json!({ "winners_to": 1.5 })),
        share(json!({ "note": "x" })),
        ("share", json!([{ "volume_class": "ordinary", "share": "0.5" }])),
        ("share", json!([{ "volume_class": "ordinary", "winners_from": 1 }])),
        ("share", json!("0.5")),
        ("share_range", json!([{ "volume_class": "ordinary", "from": "0.5", "to": "1.1" }])),
        ("share_range", json!([{ "volume_class": "ordinary", "from": "0.5" }])),
        ("renewal_rule", json!("auction")),
        ("renewal_rule", json!(true)),
        ("inquiry_multiple", json!(1.5)),
        ("inquiry_multiple", json!("1.5x")),
        ("base_share", json!("1.2")),
        ("penalty_start", json!("-1")),
        ("rise_step", json!("a")),
        ("rise_base", json!(7)),
        ("share_other", json!("2")),
        ("remaining_free", json!("true")),
        ("max_non_winner_share", json!("1.2")),
        ("min_saving", json!("1.2")),
        ("min_saving", json!("-1.2")),
        ("tcm_slices_exempt", json!(0)),
        ("retention_formula", json!("short")),
        ("max_ratio", json!("1.5")),
        ("catalogue_only", json!(null)),
        ("negative_base", json!("set_off")),
        ("unfinished_scope", json!("hospital")),
        ("score_level", json!("drugs")),
        ("lower_edge_inclusive", json!("true")),
        band(json!({ "ratio": "1.1" })),
        band(json!({ "ratio": null })),
        band(json!({ "from": "-1" })),
        band(json!({ "from": "x" })),
        band(json!({ "grade": 5 })),
        band(json!({ "grades": "x" })),
        band(json!({ "provenance": "sure" })),
        band(json!({ "citation": 5 })),
        ("bands", json!([{ "from": "0" }])),
        ("bands", json!([{ "grade": "x" }])),
        ("bands", json!([{ "from": "0", "grade": "x" }, { "from": "60", "grade": "y" }])),
        (
            "bands",
            json!([{ "from": "60", "grade": "x" }, { "from": "60", "grade": "y" }, { "from": "0", "grade": "z" }]),
        ),
        ("bands", json!("x")),
    ]
}

/// The rulebook with one fault.
pub(crate) fn spoil_book(rng: &mut Rng, book: &Object) -> Value {
    let mut book = book.clone();
    if rng.chance(25) {
        head(rng, &mut book);
        return Value::Object(book);
    }
    let (name, entry) = if rng.chance(12) {
        ("base_share", rng.pick(&entries()))
    } else {
        let faults = if rng.chance(50) { allocation() } else { others() };
        let (name, value) = rng.pick(&faults);
        (name, entry(rng, value))
    };
    if let Some(gaps) = book.get_mut("gaps").and_then(Value::as_object_mut) {
        gaps.shift_remove(name);
    }
    let parameters = book.entry("parameters").or_insert_with(|| json!({}));
    put(parameters.as_object_mut().unwrap(), name, entry);
    Value::Object(book)
}
