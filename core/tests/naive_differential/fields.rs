//! The fields of the input of each function (sections 6.2 to 6.7), and what is wrong with them.

use super::Stop;
use super::faults::{Faults, Sign, boolean, choice, decimal, rounding, unknown, wrong};
use super::product;
use super::real::q;
use crate::common::places::below;
use serde_json::{Map, Value};

const ROOT: &str = "/input";

/// The fields that a function must and may have.
fn known(function: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match function {
        "differential.price" => (
            &["representative", "price", "target"],
            &["drug_class", "basis", "chain_regardless", "rounding", "material_difference", "unit_rounding"],
        ),
        "differential.comparable_price" => (
            &["product", "price", "reference"],
            &["drug_class", "basis", "chain_regardless", "rounding", "material_difference"],
        ),
        "differential.ratio" => (&["representative", "target"], &["drug_class", "basis", "chain_regardless"]),
        "differential.check_listing" => {
            (&["products"], &["representative_id", "on_gap", "drug_class", "basis", "chain_regardless", "rounding"])
        }
        "differential.needs_representative" => (
            &["representative", "candidate"],
            &["same_route", "indication", "self_administered_device", "candidate_price", "single_dose_price"],
        ),
        other => panic!("no function {other} in this area"),
    }
}

/// Every fault of the input; of several any one may be named.
pub(crate) fn faults(function: &str, input: &Value) -> Faults {
    let (must, may) = known(function);
    let keys: Vec<&str> = must.iter().chain(may).copied().collect();
    let mut faults = unknown(input, ROOT, &keys);
    let Some(object) = input.as_object() else { return faults };
    for key in must {
        if !object.contains_key(*key) {
            faults.extend(wrong(below(ROOT, key)));
        }
    }
    for (key, value) in object.iter().filter(|(key, _)| keys.contains(&key.as_str())) {
        let path = &below(ROOT, key);
        faults.extend(match key.as_str() {
            "representative" | "target" | "product" | "reference" | "candidate" => product::faults(value, path, &[]),
            "price" | "candidate_price" | "single_dose_price" => decimal(value, path, Sign::Positive),
            "material_difference" => decimal(value, path, Sign::Any),
            "rounding" | "unit_rounding" => rounding(value, path),
            "drug_class" => choice(value, path, &["chemical", "biological", "tcm"]),
            "basis" => choice(value, path, &["spec", "daily_dose"]),
            "on_gap" => choice(value, path, &["error", "skip"]),
            "indication" => {
                choice(value, path, &["same", "added_or_dropped", "partly_changed_major", "wholly_different"])
            }
            "chain_regardless" | "same_route" | "self_administered_device" => boolean(value, path),
            "products" => products(value, path),
            "representative_id" => representative_id(object, value, path),
            other => panic!("the field {other} is not checked"),
        });
    }
    // 3.3: a daily-dose basis is for TCM.
    if object.get("basis").is_some_and(|basis| basis == "daily_dose")
        && object.get("drug_class").is_none_or(|class| class != "tcm")
    {
        faults.extend(wrong("/input/basis"));
    }
    faults
}

/// 6.6: 1 to 200 products, each with an id of its own and a price.
fn products(value: &Value, path: &str) -> Faults {
    let Some(list) = value.as_array() else { return wrong(path) };
    let mut faults = Faults::new();
    if list.is_empty() {
        faults.extend(wrong(path));
    }
    if list.len() > 200 {
        faults.push(Stop::new("limit_exceeded", path));
    }
    let mut ids: Vec<&Value> = Vec::new();
    for (i, item) in list.iter().enumerate() {
        let path = format!("{path}/{i}");
        faults.extend(product::faults(item, &path, &["id", "price", "other_limit"]));
        if !item.is_object() {
            continue;
        }
        match item.get("id") {
            Some(id) if id.as_str().is_some_and(|id| !id.is_empty()) => {
                if ids.contains(&id) {
                    faults.extend(wrong(below(&path, "id")));
                }
                ids.push(id);
            }
            _ => faults.extend(wrong(below(&path, "id"))),
        }
        match item.get("price") {
            Some(price) => faults.extend(decimal(price, &below(&path, "price"), Sign::Positive)),
            None => faults.extend(wrong(below(&path, "price"))),
        }
        if let Some(limit) = item.get("other_limit") {
            faults.extend(decimal(limit, &below(&path, "other_limit"), Sign::Positive));
        }
    }
    faults
}

/// One of the ids of the products.
fn representative_id(object: &Map<String, Value>, value: &Value, path: &str) -> Faults {
    let products = object.get("products").and_then(Value::as_array);
    let known = products.is_some_and(|list| list.iter().any(|item| item.get("id") == Some(value)));
    if value.is_string() && known { Faults::new() } else { wrong(path) }
}

/// A money field that may be left out.
pub(crate) fn money(input: &Value, key: &str) -> Option<super::real::Q> {
    input.get(key).map(|value| q(value.as_str().unwrap()))
}

/// A boolean with its default.
pub(crate) fn flag(input: &Value, key: &str, default: bool) -> bool {
    input.get(key).map_or(default, |value| value == true)
}
