//! The inputs of the other functions.

use super::form::Faults;
use super::words::{MATTERS, ROLES, STEPS};
use super::{Res, fields_record};
use crate::common::places::below;
use serde_json::Value;

const ROOT: &str = "/input";

/// Entries of `credit.bar`, bars of `credit.supplier_status`.
pub(crate) const ENTRIES: usize = 10_000;

/// `credit.measures`, but for the code of the grade.
pub(crate) fn measures(input: &Value) -> Res<()> {
    let mut faults = Faults::default();
    for (key, value) in faults.object(input, ROOT, &["grade", "role"], &["start_on"]).into_iter().flatten() {
        let path = &below(ROOT, key);
        match key.as_str() {
            "grade" if !value.is_string() => faults.wrong(path),
            "role" => faults.choice(value, path, &ROLES),
            "start_on" => faults.date(value, path),
            _ => {}
        }
    }
    faults.result()
}

/// `credit.repair`, but for the code of the grade.
pub(crate) fn repair(input: &Value) -> Res<()> {
    let mut faults = Faults::default();
    let must = ["matter", "grade", "role", "as_of", "done"];
    let may = ["products", "revoked", "last_day"];
    for (key, value) in faults.object(input, ROOT, &must, &may).into_iter().flatten() {
        let path = &below(ROOT, key);
        match key.as_str() {
            "matter" => faults.choice(value, path, &MATTERS),
            "grade" if !value.is_string() => faults.wrong(path),
            "role" => faults.choice(value, path, &ROLES),
            "as_of" | "last_day" => faults.date(value, path),
            "revoked" => faults.boolean(value, path),
            "done" => faults.list(value, path, usize::MAX, |faults, value, path| faults.choice(value, path, &STEPS)),
            "products" => {
                faults.list(value, path, usize::MAX, repaired_product);
                faults.distinct(value, path, "product");
            }
            _ => {}
        }
    }
    faults.result()
}

fn repaired_product(faults: &mut Faults, value: &Value, path: &str) {
    let object = faults.object(value, path, &["product"], &["selected_price_applied_on"]);
    for (key, value) in object.into_iter().flatten() {
        let path = &below(path, key);
        match key.as_str() {
            "product" => faults.identifier(value, path),
            "selected_price_applied_on" => faults.date(value, path),
            _ => {}
        }
    }
}

/// `credit.national`, but for rulebooks and grades of the records.
pub(crate) fn national(input: &Value) -> Res<()> {
    let mut faults = Faults::default();
    for (key, value) in faults.object(input, ROOT, &["as_of", "records"], &[]).into_iter().flatten() {
        match key.as_str() {
            "as_of" => faults.date(value, "/input/as_of"),
            "records" => fields_record::check(&mut faults, value, false),
            _ => {}
        }
    }
    faults.result()
}

/// `credit.supplier_status`, but for rulebooks and grades of the records.
pub(crate) fn supplier_status(input: &Value) -> Res<()> {
    let mut faults = Faults::default();
    let must = ["firm", "role", "product", "province", "on", "records"];
    let may = ["tender", "commitment", "bars"];
    for (key, value) in faults.object(input, ROOT, &must, &may).into_iter().flatten() {
        let path = &below(ROOT, key);
        match key.as_str() {
            "firm" | "product" | "province" => faults.identifier(value, path),
            "role" => faults.choice(value, path, &ROLES),
            "on" => faults.date(value, path),
            "records" => fields_record::check(&mut faults, value, true),
            "tender" => faults.choice(value, path, &["provincial", "alliance", "national_vbp"]),
            "commitment" => faults.choice(value, path, &["submitted", "missing"]),
            "bars" => faults.list(value, path, ENTRIES, bar),
            _ => {}
        }
    }
    faults.result()
}

fn bar(faults: &mut Faults, value: &Value, path: &str) {
    let object = faults.object(value, path, &["first_day", "last_day"], &["firm"]);
    for (key, value) in object.into_iter().flatten() {
        let path = &below(path, key);
        match key.as_str() {
            "first_day" | "last_day" => faults.date(value, path),
            "firm" => faults.identifier(value, path),
            _ => {}
        }
    }
}

/// `credit.bar`.
pub(crate) fn bar_entries(input: &Value) -> Res<()> {
    let mut faults = Faults::default();
    for (key, value) in faults.object(input, ROOT, &["firm", "on", "entries"], &[]).into_iter().flatten() {
        let path = &below(ROOT, key);
        match key.as_str() {
            "firm" => faults.identifier(value, path),
            "on" => faults.date(value, path),
            "entries" => {
                faults.list(value, path, ENTRIES, bar_entry);
                faults.distinct(value, path, "entry_id");
            }
            _ => {}
        }
    }
    faults.result()
}

fn bar_entry(faults: &mut Faults, entry: &Value, path: &str) {
    let may = ["last_day", "cooperated", "firm"];
    let Some(object) = faults.object(entry, path, &["entry_id", "first_day"], &may) else { return };
    for (key, value) in object {
        let path = &below(path, key);
        match key.as_str() {
            "entry_id" | "firm" => faults.identifier(value, path),
            "first_day" | "last_day" => faults.date(value, path),
            "cooperated" => faults.boolean(value, path),
            _ => {}
        }
    }
    faults.in_order(entry, path, "first_day", "last_day");
    match (object.contains_key("last_day"), object.contains_key("cooperated")) {
        (true, true) => faults.wrong(below(path, "cooperated")),
        (false, false) => faults.wrong(below(path, "last_day")),
        _ => {}
    }
}
