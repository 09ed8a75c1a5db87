//! Rulebooks: sections 5.1 and 5.2. A rulebook is the id of a built-in one or an object of the request.

use super::faults::{self, Sign};
use super::real::{Q, q};
use super::{Res, Stop, gap};
use crate::common::rulebooks;
pub(crate) use crate::common::rulebooks::Parameter;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A resolved rulebook.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub(crate) parameters: BTreeMap<String, Parameter>,
}

/// The built-in rulebooks by id.
pub(crate) struct World {
    pub(crate) built_in: BTreeMap<String, Book>,
}

/// The keys that a rulebook of a request may have (5.1).
const KEYS: [&str; 13] = [
    "id",
    "extends",
    "remove",
    "parameters",
    "area",
    "title",
    "title_zh",
    "document",
    "issuer",
    "jurisdiction",
    "effective_from",
    "effective_until",
    "members",
];

impl World {
    /// Reads every file of the folder and resolves what one extends.
    pub(crate) fn load() -> World {
        let objects = rulebooks::files("differential");
        let built_in = objects.keys().map(|id| (id.clone(), built_in(&objects, id))).collect();
        World { built_in }
    }

    /// The rulebook of a request, or everything that is wrong with it.
    pub(crate) fn resolve(&self, rulebook: &Value) -> Result<Book, Vec<Stop>> {
        if let Some(id) = rulebook.as_str() {
            return self.built_in.get(id).cloned().ok_or_else(|| vec![Stop::new("unknown_rulebook", "/rulebook")]);
        }
        let object = rulebook.as_object().unwrap();
        let mut stops = Vec::new();
        let mut bad = || stops.push(Stop::new("invalid_rulebook", "/rulebook*"));
        if object.keys().any(|key| !KEYS.contains(&key.as_str())) {
            bad();
        }
        if object.get("id").and_then(Value::as_str).is_none_or(str::is_empty) {
            bad();
        }
        if object.get("area").is_some_and(|area| area != "differential") {
            bad();
        }
        let mut book = Book::default();
        let mut unknown_parent = false;
        if let Some(parent) = object.get("extends") {
            match parent.as_str().and_then(|id| self.built_in.get(id)) {
                Some(parent) => book = parent.clone(),
                None => unknown_parent = true,
            }
        }
        for name in object.get("remove").and_then(Value::as_array).unwrap_or(&Vec::new()) {
            if name.as_str().and_then(|name| book.parameters.remove(name)).is_none() {
                bad();
            }
        }
        if object.contains_key("remove") && !object.contains_key("extends") {
            bad();
        }
        let owner = object.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Some(parameters) = object.get("parameters").and_then(Value::as_object) {
            for (name, entry) in parameters {
                match parameter(name, entry, &owner) {
                    Some(parameter) if fits(name, &parameter.value) => {
                        book.parameters.insert(name.clone(), parameter);
                    }
                    _ => bad(),
                }
            }
        }
        if unknown_parent {
            stops.push(Stop::new("unknown_rulebook", "/rulebook/extends"));
        }
        if stops.is_empty() { Ok(book) } else { Err(stops) }
    }
}

fn built_in(objects: &BTreeMap<String, Value>, id: &str) -> Book {
    let object = &objects[id];
    let mut book = match object.get("extends") {
        Some(parent) => built_in(objects, parent.as_str().unwrap()),
        None => Book::default(),
    };
    for name in object.get("remove").and_then(Value::as_array).unwrap_or(&Vec::new()) {
        book.parameters.remove(name.as_str().unwrap()).unwrap();
    }
    for (name, entry) in object["parameters"].as_object().unwrap() {
        let parameter = parameter(name, entry, id).unwrap();
        assert!(fits(name, &parameter.value), "{id}: {name}");
        book.parameters.insert(name.clone(), parameter);
    }
    book
}

/// A parameter object, or a bare value in its place; a rounding without the member `value` is bare.
fn parameter(name: &str, entry: &Value, owner: &str) -> Option<Parameter> {
    let bare = match entry.as_object() {
        Some(object) => name.ends_with("_rounding") && !object.contains_key("value"),
        None => true,
    };
    if bare {
        return Some(Parameter::bare(entry, owner));
    }
    let object = entry.as_object().unwrap();
    let word = |key: &str, default: &str| match object.get(key) {
        Some(value) => value.as_str().map(str::to_owned),
        None => Some(default.to_owned()),
    };
    let provenance = word("provenance", "unverified")?;
    let known = ["official", "secondary", "derived", "unverified"].contains(&provenance.as_str());
    let keys = object.keys().all(|key| ["value", "provenance", "citation"].contains(&key.as_str()));
    if !known || !keys {
        return None;
    }
    Some(Parameter {
        value: object.get("value")?.clone(),
        provenance,
        citation: word("citation", "")?,
        owner: owner.to_owned(),
    })
}

/// Is this a parameter of section 5.2 with a value of its kind?
fn fits(name: &str, value: &Value) -> bool {
    let word = |words: &[&str]| value.as_str().is_some_and(|word| words.contains(&word));
    let number = |sign: Sign| faults::decimal(value, "", sign).is_empty();
    let (table, entry) = name.split_once('.').unwrap_or((name, ""));
    match (table, entry) {
        ("content_base" | "fill_base" | "count_base" | "tcm_injection_fill_base", "") => {
            number(Sign::Positive) && {
                let b = q(value.as_str().unwrap());
                b >= q("1") && b <= q("10")
            }
        }
        ("count_mode", unit) => super::product::UNITS.contains(&unit) && word(&["power", "linear"]),
        ("content_and_fill", "") => word(&["content_only", "fill_only", "both"]),
        ("form_ratio" | "tcm_form_ratio", form) => super::product::group(form).is_some() && number(Sign::Positive),
        ("form_difference", form) => {
            super::product::is_injection(form) && form != "small_volume_injection" && number(Sign::Any)
        }
        ("tcm_basis", "") => word(&["daily_dose"]),
        ("mixed_count", "") => word(&["via_single_unit"]),
        ("other_material", "") => word(&["no_difference"]),
        ("injection_order", "") => word(&["by_direction", "form_first", "content_first"]),
        (
            "injection_fill_free"
            | "injection_fill_step"
            | "large_volume_basis"
            | "injection_fill_amount"
            | "sugar_free_ratio",
            "",
        ) => number(Sign::Positive),
        ("injection_floor", "") => number(Sign::NotNegative),
        ("small_spec_cap", "") => word(&["same_form", "any_form", "none"]),
        ("material_max", "plastic_bottle" | "soft_bag") => number(Sign::NotNegative),
        ("packaging_form_ratio", "single_dose" | "multi_dose") => number(Sign::Positive),
        ("paediatric_fill", "") => word(&["content_base"]),
        ("separate_indication" | "separate_children_only", "") => value.is_boolean(),
        ("optional_ground", "special_device" | "major_indication_change" | "multi_dose_pack") => value.is_boolean(),
        ("separate_content_multiple", "") => number(Sign::Positive) && q(value.as_str().unwrap()) > q("1"),
        ("listing_base", "") => word(&["lowest_converted", "representative"]),
        ("price_rounding" | "unit_price_rounding" | "comparable_price_rounding", "") => {
            faults::rounding(value, "").is_empty()
        }
        _ => false,
    }
}

impl Book {
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.parameters.get(name).map(|parameter| &parameter.value)
    }

    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.parameters.contains_key(name)
    }

    pub(crate) fn number(&self, name: &str) -> Option<Q> {
        self.get(name).map(|value| q(value.as_str().unwrap()))
    }

    pub(crate) fn word(&self, name: &str) -> Option<&str> {
        self.get(name).map(|value| value.as_str().unwrap())
    }

    pub(crate) fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value == true)
    }

    /// A number without which the rules stop at `path`.
    pub(crate) fn need_number(&self, name: &str, path: &str) -> Res<Q> {
        self.number(name).map_or_else(|| gap(path), Ok)
    }

    /// A word without which the rules stop at `path`.
    pub(crate) fn need_word(&self, name: &str, path: &str) -> Res<&str> {
        self.word(name).map_or_else(|| gap(path), Ok)
    }

    /// Section 6.8: the used parameters that are not official, each at its first use.
    pub(crate) fn rests_on(&self, log: &[String]) -> Vec<Value> {
        let mut seen: Vec<&String> = Vec::new();
        let mut list = Vec::new();
        for name in log {
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let Parameter { provenance, citation, owner, .. } = &self.parameters[name];
            if provenance != "official" {
                list.push(
                    json!({ "parameter": format!("{owner}#{name}"), "provenance": provenance, "citation": citation }),
                );
            }
        }
        list
    }
}
