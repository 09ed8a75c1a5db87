//! Faults put into requests that had none: one place of the input, or the reference to a rulebook.

use super::fields::gaps;
use super::generate::{Object, put};
use super::generate_book::value;
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
            json!(121),
            json!(3661),
            json!(1_000_000_001_i64),
            json!(1.5),
            json!(u64::MAX),
            json!(7),
        ]),
        3 => rng.pick(&[json!([]), json!({}), json!([5]), json!([{}]), json!([null]), json!({ "from": "1" })]),
        4 => json!(rng.pick(&[
            "",
            "x",
            "ordinary",
            "urgent",
            "none",
            "drug",
            "pooled",
            "vbp",
            "fund",
            "firm",
            "clear",
            "alert",
            "decision",
            "evaluated",
            "winner_not_supplying",
            "either",
            "main_winner",
            "completion",
            "warning",
            "shortage",
            "key_monitored",
            "duties",
        ])),
        5 => json!(rng.pick(&[
            "2025-02-29",
            "2025-2-1",
            "20250201",
            "2025-13-01",
            "2025-00-10",
            "2025-01-00",
            "2025-02-28T00:00",
            "2025-02-28T24:00",
            "2025-02-28T23:60",
            "2025-02-28T00:00:00",
            " 2025-02-28",
            "2025/02/28",
            "２０２５-02-28",
            "1899-12-31",
            "3000-01-01",
            "2999-12-31",
            "1900-01-01",
            "2025-02",
            "2025-13",
        ])),
        _ => json!(rng.pick(&[
            "0",
            "0.00",
            "1",
            "1.01",
            "-1",
            "-0.0000000001",
            "+1",
            "1e3",
            "1.",
            ".5",
            "-",
            "1.00000000000",
            "0.00000000001",
            " 1",
            "1 ",
            "1,000",
            "１",
            "1000000000000000",
            "-1000000000000000",
            "0000000000000000001",
            "999999999999999.9999999999",
            "NaN",
            "0x10",
            "1_000",
        ])),
    }
}

/// Names of fields: of other functions, and unknown ones.
const NAMES: [&str; 22] = [
    "winner_shares",
    "a/b~c",
    "",
    "As_of",
    "kind",
    "price",
    "deadline",
    "decision",
    "limit",
    "exception",
    "required_winner_share",
    "ratio",
    "until",
    "months",
    "day",
    "days",
    "start_on",
    "lowest_renewal_price",
    "consistency",
    "checklist",
    "required",
    "delivered_at",
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
    if let (Value::Object(first), Value::Object(last)) = (&first, list.last_mut().unwrap()) {
        let (key, value) = first.iter().next().unwrap();
        put(last, key, value.clone());
    }
}

/// One fault in the input.
pub(crate) fn spoil(rng: &mut Rng, request: &mut Value) {
    let function = request["function"].as_str().unwrap().trim_start_matches("execution.").to_owned();
    let input = &mut request["input"];
    match rng.below(20) {
        0..13 => mutate(rng, input),
        13..16 => {
            let party = input.get("party").and_then(Value::as_str).unwrap_or("firm").to_owned();
            let fields = gaps(&function, &party);
            if !fields.is_empty() {
                let (field, parameter) = rng.pick(&fields);
                let value = value(rng, &parameter);
                put(input.as_object_mut().unwrap(), field, value);
            }
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
            let plain = json!({
                "id": "my/plain", "area": "execution", "jurisdiction": "1", "title": "t", "document": "d",
                "effective_from": "2025-01-01", "parameters": {},
            });
            let book = book.filter(|book| book.is_object()).unwrap_or(&plain).as_object().unwrap().clone();
            let spoilt = spoil_book(rng, &book);
            put(holder, "rulebook", spoilt);
        }
        (8, _) => {
            holder.shift_remove("rulebook");
        }
        (9, _) => put(holder, "rulebook", rng.pick(&[json!(5), json!([]), json!(true), Value::Null])),
        (10, _) => {
            let base = rng.pick(&["execution/zhejiang", "my/plain", "volume/generic", "zhejiang-2025"]);
            put(holder, "rulebook", json!({ "id": "my/wrong", "extends": base }));
        }
        _ => {
            let ids =
                ["execution/cn-batch-11", "award/cn-batch-10", "cn-batch-10", "EXECUTION/CN-BATCH-10", "execution"];
            put(holder, "rulebook", rng.pick(&ids));
        }
    }
}
