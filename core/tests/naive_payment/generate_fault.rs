//! Faults put into inputs and rulebooks that had none.

use super::generate::{Object, put};
use crate::common::Rng;
use crate::common::faults::into_list;
use serde_json::{Value, json};

/// Values that are wrong in most places, and a few that are right in some.
fn junk(rng: &mut Rng) -> Value {
    match rng.below(9) {
        0 => json!(null),
        1 => rng.pick(&[json!(true), json!(false)]),
        2 => rng.pick(&[json!(0), json!(1), json!(-1), json!(51), json!(101), json!(3), json!(1.5), json!(u64::MAX)]),
        3 => rng.pick(&[json!([]), json!({}), json!([5]), json!([{}]), json!({ "id": "x" })]),
        4 => json!(rng.pick(&["", "x", "a", "none", "ordinary", "outside", "within", "2020-02-30", "2021-02-29"])),
        _ => json!(rng.pick(&[
            "0",
            "-0.00",
            "-1",
            "1",
            "1e3",
            "1.",
            ".5",
            "+1",
            " 1",
            "１",
            "1,5",
            "0.0000001",
            "0.123456700",
            "0.00001",
            "0.12345",
            "0.001",
            "1.0001",
            "1000000000000",
            "999999999999.999999",
            "1000000000000000",
            "92233720368547758.08",
            "9223372036854.775808",
            "922337203685477.5808",
            "100000000000000000000000000000000000000000000000000",
            "0.000000000000000000000000000000000000000000000001",
            "1.000000000000000000000000000000000000000000000000",
            "000000000000000000000000000000000000000000000000.5",
        ])),
    }
}

/// Puts junk somewhere into a value: in place of a member or element, as a new member, or nothing in place of a member.
fn mutate(rng: &mut Rng, value: &mut Value, depth: usize) {
    match value {
        Value::Object(object) if !object.is_empty() && (depth == 0 || rng.chance(85)) => {
            let keys: Vec<String> = object.keys().cloned().collect();
            let key = rng.pick(&keys);
            // Not looked at: only what it may be.
            if key == "ceiling_amount" {
                return;
            }
            let nested = object[&key].is_object() || object[&key].is_array();
            match rng.below(10) {
                _ if nested && rng.chance(75) => mutate(rng, &mut object[&key], depth + 1),
                0..=1 => {
                    object.shift_remove(&key);
                }
                2 => {
                    let name = rng.pick(&["prise", "a/b~c", "", "Price", "id", "quantity", "year", "date", "volume"]);
                    put(object, name, junk(rng));
                }
                _ => put(object, &key, junk(rng)),
            }
        }
        Value::Array(list) if !list.is_empty() && rng.chance(90) => {
            into_list(rng, list, junk, |rng, element| mutate(rng, element, depth + 1));
        }
        _ => *value = junk(rng),
    }
}

/// Puts one or two faults into an input.
pub(crate) fn spoil(rng: &mut Rng, input: &mut Value) {
    if rng.chance(1) {
        *input = junk(rng);
        return;
    }
    for _ in 0..1 + usize::from(rng.chance(25)) {
        mutate(rng, input, 0);
    }
}

/// Faults of the head that the text names.
fn head(rng: &mut Rng, object: &mut Object) {
    let faults: [(&str, Option<Value>); 18] = [
        ("id", None),
        ("id", Some(json!(""))),
        ("id", Some(json!(5))),
        ("area", Some(json!("award"))),
        ("area", Some(json!(null))),
        ("title", Some(json!(7))),
        ("document", Some(json!(["x"]))),
        ("gaps", Some(json!({ "reference": "x" }))),
        ("titel", Some(json!("x"))),
        ("effective_from", Some(json!("2021-02-29"))),
        ("effective_until", Some(json!("2021"))),
        ("extends", Some(json!("payment/nowhere"))),
        ("extends", Some(json!("award/cn-batch-10"))),
        ("extends", Some(json!(5))),
        ("remove", Some(json!(["bid_floor_share", "bid_floor_share"]))),
        ("remove", Some(json!("reference"))),
        ("remove", Some(json!(["nothing"]))),
        ("parameters", Some(json!([]))),
    ];
    let (key, value) = rng.pick(&faults);
    match value {
        Some(value) => put(object, key, value),
        None => {
            object.shift_remove(key);
        }
    }
}

/// Single parameters that break a rule of their own.
fn parameter(rng: &mut Rng) -> (&'static str, Value) {
    let entry = json!({ "of": "reference" });
    let band = |more: Value| {
        let mut band = json!({ "code": "low", "years": [entry] });
        band.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([band])
    };
    let of = |entry: Value| json!([{ "code": "low", "years": [entry] }]);
    let list = [
        ("decimals.pack", json!(7)),
        ("decimals.pack", json!("2")),
        ("decimals.box", json!(2)),
        ("decimals", json!(2)),
        ("rounding", json!("nearest")),
        ("reference", json!("median")),
        ("reference", json!(null)),
        ("pen_surcharge", json!("0")),
        ("pen_surcharge", json!("0.1234567")),
        ("pen_surcharge", json!("1000000000000")),
        ("retail_markup_limit", json!("-1")),
        ("retail_markup_rate", json!("1.0001")),
        ("bid_floor_share", json!("0.12345")),
        ("bid_floor_share", json!(0.5)),
        ("first_year", json!(1899)),
        ("first_year", json!(3000)),
        ("first_year", json!("2019")),
        ("start_date", json!("2019-13-01")),
        ("categories", json!([])),
        ("categories", json!(["x", "x"])),
        ("categories", json!(["X"])),
        ("categories", json!(["9x"])),
        ("caps.nowhere", json!("5")),
        ("caps", json!({ "x": "5" })),
        ("one_standard_for", json!(["winner"])),
        ("one_standard_for", json!(["passed", "passed"])),
        ("one_standard_for", json!("passed")),
        ("exempt_persons", json!(["ordinary"])),
        ("retail_kinds", json!(["vbp", "vbp"])),
        ("bands", json!([])),
        ("bands", json!({})),
        ("bands", band(json!({ "code": "within" }))),
        ("bands", band(json!({ "code": "high_price_listed" }))),
        ("bands", band(json!({ "code": "Low" }))),
        ("bands", band(json!({ "code": "low-1" }))),
        ("bands", band(json!({ "up_to": "0" }))),
        ("bands", band(json!({ "up_to": "1.00001" }))),
        ("bands", band(json!({ "up_to": 2 }))),
        ("bands", band(json!({ "inclusive": "true" }))),
        ("bands", band(json!({ "categories": ["nowhere"] }))),
        ("bands", band(json!({ "categories": [] }))),
        ("bands", band(json!({ "years": [] }))),
        ("bands", band(json!({ "name": "x" }))),
        ("bands", band(json!({ "provenance": "sure" }))),
        ("bands", of(json!({ "of": "cap" }))),
        ("bands", of(json!({}))),
        ("bands", of(json!({ "of": "none", "factor": "1" }))),
        ("bands", of(json!({ "of": "gap", "factor": "0.5" }))),
        ("bands", of(json!({ "of": "base", "factor": "0" }))),
        ("bands", of(json!({ "of": "base", "factor": "100.0001" }))),
        ("bands", of(json!({ "of": "base", "factor": "0.12345" }))),
        ("bands", of(json!({ "of": "base", "bound": "least" }))),
        ("bands", of(json!({ "of": "base", "citation": 5 }))),
        ("bands", json!([{ "code": "a", "years": [entry] }, { "code": "b", "years": [entry] }])),
        (
            "bands",
            json!([{ "code": "a", "up_to": "2", "years": [entry] }, { "code": "b", "up_to": "2.0", "years": [entry] }]),
        ),
        ("bands", json!([{ "code": "a", "up_to": "2", "years": [entry] }, { "code": "a", "years": [entry] }])),
        ("first_self_pay", json!([{ "bands": [], "set": "0" }])),
        ("first_self_pay", json!([{ "bands": ["low"] }])),
        ("first_self_pay", json!([{ "bands": ["low"], "set": "0", "add": "0" }])),
        ("first_self_pay", json!([{ "bands": ["low", "low"], "set": "0" }])),
        ("first_self_pay", json!([{ "bands": ["low"], "set": "1.1" }])),
        ("first_self_pay", json!([{ "bands": ["low"], "set": "0", "list_class": "c" }])),
        ("first_self_pay", json!([{ "bands": ["low"], "set": "0", "essential": "yes" }])),
        ("first_self_pay", json!([{ "bands": ["low"], "set": "0", "provenance": "official" }])),
        ("winner_standart", json!("reference")),
        ("rounding", json!({ "value": "down", "provenance": "sure" })),
        ("rounding", json!({ "value": "down", "source": "x" })),
        ("rounding", json!({ "provenance": "official" })),
        ("rounding", json!({ "value": "down", "citation": null })),
    ];
    rng.pick(&list)
}

/// Puts a fault into a rulebook that is an object; an id is extended first.
pub(crate) fn spoil_parameters(rng: &mut Rng, book: &mut Value) {
    if book.is_null() {
        return;
    }
    if book.is_string() {
        *book = json!({ "id": "x/spoilt", "extends": book.clone() });
    }
    let object = book.as_object_mut().unwrap();
    match rng.below(4) {
        0 => head(rng, object),
        1 => {
            if let Some(parameters) =
                object.get_mut("parameters").filter(|map| map.as_object().is_some_and(|map| !map.is_empty()))
            {
                mutate(rng, parameters, 0);
            }
        }
        _ => {
            let (name, value) = parameter(rng);
            let map = object.entry("parameters").or_insert_with(|| json!({}));
            if let Some(map) = map.as_object_mut() {
                let bare = value.as_object().is_some_and(|object| !object.contains_key("value"));
                let value =
                    if bare || rng.chance(50) { value } else { json!({ "value": value, "provenance": "official" }) };
                put(map, name, value);
            }
        }
    }
}
