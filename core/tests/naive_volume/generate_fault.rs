//! Faults put into requests that had none: one place of the input, or the reference to a rulebook.

use super::generate::{Object, put};
use super::spoil_book::spoil_book;
use crate::common::Rng;
use serde_json::{Value, json};

/// Values that are wrong in most places, and a few that are right in some.
fn junk(rng: &mut Rng) -> Value {
    match rng.below(9) {
        0 => Value::Null,
        1 => json!(rng.chance(50)),
        2 => rng.pick(&[
            json!(0),
            json!(1),
            json!(-1),
            json!(1001),
            json!(10_000),
            json!(1.5),
            json!(u64::MAX),
            json!(7),
        ]),
        3 => rng.pick(&[json!([]), json!({}), json!([5]), json!([{}]), json!([null]), json!({ "from": "1" })]),
        4 => json!(rng.pick(&[
            "",
            "x",
            "ordinary",
            "restricted",
            "none",
            "own",
            "full",
            "regular",
            "no_volume",
            "revived_unshortlisted",
            "rule_1",
            "A",
            "C",
            "province",
            "other",
            "drug",
            "institution",
            "main_supplier",
        ])),
        5 => json!(rng.pick(&[
            "2021-02-29",
            "2021-2-1",
            "20210201",
            "2021-13-01",
            "2021-00-10",
            "2021-01-00",
            "2021-02-28T00:00:00",
            " 2021-02-28",
            "2021/02/28",
            "２０２１-02-28",
            "2019-01-01",
        ])),
        _ => json!(rng.pick(&[
            "0",
            "0.00",
            "1",
            "1.01",
            "-1",
            "-0.000001",
            "+1",
            "1e3",
            "1.",
            ".5",
            "-",
            "1.0000000",
            "0.0000001",
            " 1",
            "1 ",
            "1,000",
            "１",
            "1000000000000",
            "-1000000000000",
            "100.000001",
            "999999999999.999999",
            "NaN",
            "0x10",
            "1_000",
        ])),
    }
}

/// Names of fields: of other functions and methods, and unknown ones.
const NAMES: [&str; 24] = [
    "winner",
    "a/b~c",
    "",
    "Drug",
    "kind",
    "share",
    "price",
    "rank",
    "route",
    "cut",
    "ceiling",
    "award_class",
    "volume_class",
    "stage",
    "reference_price",
    "choices",
    "main_supplier",
    "generic_quantity",
    "base_share",
    "rise_base",
    "ratio",
    "score",
    "price ",
    "rounding",
];

/// Puts junk in one place: for a member or an element, as a new member, or nothing in place of a member.
fn mutate(rng: &mut Rng, value: &mut Value) {
    match value {
        Value::Object(object) if !object.is_empty() => {
            let keys: Vec<String> = object.keys().cloned().collect();
            let key = rng.pick(&keys);
            let nested = object[&key].is_object() || object[&key].is_array();
            match rng.below(10) {
                _ if nested && rng.chance(80) => mutate(rng, &mut object[&key]),
                0..3 => {
                    object.shift_remove(&key);
                }
                3..5 => {
                    let name = rng.pick(&NAMES);
                    let value = if rng.chance(50) { json!(rng.ratio()) } else { junk(rng) };
                    put(object, name, value);
                }
                5 => put(object, &key, Value::Null),
                _ => put(object, &key, junk(rng)),
            }
        }
        Value::Array(list) if !list.is_empty() && rng.chance(93) => {
            let i = rng.below(list.len());
            match rng.below(12) {
                0 => {
                    let copy = list[i].clone();
                    list.push(copy);
                }
                1 => list[i] = junk(rng),
                _ => mutate(rng, &mut list[i]),
            }
        }
        _ => *value = junk(rng),
    }
}

/// Gap fields that may stand where the rulebook sets the parameter.
const GIVEN: [(&str, &str); 15] = [
    ("report_floor", "0.9"),
    ("report_window", "[2024]"),
    ("deviation_up", "0.1"),
    ("deviation_down", "0.1"),
    ("share", "0.5"),
    ("cut_rounding", "floor"),
    ("unselected_released", "0.5"),
    ("no_volume_reports", "outside"),
    ("base_share", "0.5"),
    ("rise_base", "1"),
    ("max_non_winner_share", "0.3"),
    ("min_saving", "0.1"),
    ("ratio", "0.3"),
    ("unfinished_scope", "drug"),
    ("edges_inclusive", "true"),
];

/// Makes two keys of a list of objects the same.
fn repeat(rng: &mut Rng, input: &mut Object) {
    let lists: Vec<String> = input
        .iter()
        .filter(|(_, value)| value.as_array().is_some_and(|list| list.len() > 1))
        .map(|(key, _)| key.clone())
        .collect();
    if lists.is_empty() {
        return;
    }
    let list = input[&rng.pick(&lists)].as_array_mut().unwrap();
    let first = list[0].clone();
    match (&first, list.last_mut().unwrap()) {
        (Value::Object(first), Value::Object(last)) => {
            let (key, value) = first.iter().next().unwrap();
            put(last, key, value.clone());
        }
        (first, last) => *last = first.clone(),
    }
}

/// One fault in the input.
pub(crate) fn spoil(rng: &mut Rng, request: &mut Value) {
    let input = &mut request["input"];
    match rng.below(20) {
        0..12 => mutate(rng, input),
        12..16 => {
            let (key, text) = rng.pick(&GIVEN);
            let value = serde_json::from_str(text).ok().filter(|value: &Value| !value.is_number());
            put(input.as_object_mut().unwrap(), key, value.unwrap_or(json!(text)));
        }
        16..19 => repeat(rng, input.as_object_mut().unwrap()),
        _ if rng.chance(50) => *input = junk(rng),
        _ => {
            request.as_object_mut().unwrap().shift_remove("input");
        }
    }
}

/// Puts a wrong reference in place of that to a rulebook, or a fault into a rulebook that is an object.
pub(crate) fn refer_wrongly(rng: &mut Rng, request: &mut Value) {
    let holder = request.as_object_mut().unwrap();
    match (rng.below(12), holder.get("rulebook")) {
        (0..8, book) => {
            let plain = json!({ "id": "my/plain", "area": "volume" });
            let book = book.filter(|book| book.is_object()).unwrap_or(&plain).as_object().unwrap().clone();
            let spoilt = spoil_book(rng, &book);
            put(holder, "rulebook", spoilt);
        }
        (8, _) => {
            holder.shift_remove("rulebook");
        }
        (9, _) => put(holder, "rulebook", rng.pick(&[json!(5), json!([]), json!(true), Value::Null])),
        (10, _) => {
            let base = rng.pick(&["volume/cn-batch-06", "my/plain", "credit/cn-2025", "award/cn-batch-10", "generic"]);
            put(holder, "rulebook", json!({ "id": "my/wrong", "extends": base }));
        }
        _ => {
            let ids =
                ["volume/cn-batch-06", "award/cn-batch-10", "cn-batch-10", "VOLUME/GENERIC", "volume", "my/first"];
            put(holder, "rulebook", rng.pick(&ids));
        }
    }
}
