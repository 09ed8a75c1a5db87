//! Grade records: the input that `credit.national` and `credit.supplier_status` share.

use super::book::{Book, World};
use super::form::{Faults, date_of, text_of};
use super::words::{AREAS, MEASURES, ROLES, SCOPES};
use super::{Res, Stop};
use crate::common::places::below;
use serde_json::Value;
use std::rc::Rc;

pub(crate) const RECORDS: usize = 100_000;

/// A record that has been checked.
pub(crate) struct Record<'a> {
    pub(crate) book: Rc<Book>,
    pub(crate) rank: i64,
    pub(crate) value: &'a Value,
    pub(crate) id: &'a str,
    pub(crate) firm: &'a str,
    pub(crate) role: &'a str,
    pub(crate) province: &'a str,
}

const FIELDS: [&str; 8] = ["rulebook", "cleared_on", "last_day", "revoked", "products", "measures", "firm", "role"];

/// Are the records of their form? Firm and role are required, or default to those of the input.
pub(crate) fn check(faults: &mut Faults, records: &Value, defaults: bool) {
    let path = "/input/records";
    faults.list(records, path, RECORDS, |faults, value, path| record(faults, value, path, defaults));
    faults.distinct(records, path, "record_id");
}

fn record(faults: &mut Faults, record: &Value, path: &str, defaults: bool) {
    let mut must = vec!["record_id", "province", "grade", "start_on"];
    if !defaults {
        must.extend(["firm", "role"]);
    }
    let Some(object) = faults.object(record, path, &must, &FIELDS) else { return };
    for (key, value) in object {
        let path = &below(path, key);
        match key.as_str() {
            "record_id" | "firm" | "province" => faults.identifier(value, path),
            "role" => faults.choice(value, path, &ROLES),
            // Which texts are codes depends on the rulebook.
            "grade" if !value.is_string() => faults.wrong(path),
            "start_on" | "cleared_on" | "last_day" => faults.date(value, path),
            "revoked" => faults.boolean(value, path),
            "products" => faults.identifiers(value, path),
            "measures" => faults.list(value, path, usize::MAX, |faults, value, path| {
                own_measure(faults, record, value, path);
            }),
            _ => {}
        }
    }
    faults.in_order(record, path, "start_on", "cleared_on");
    faults.in_order(record, path, "start_on", "last_day");
}

fn own_measure(faults: &mut Faults, record: &Value, measure: &Value, path: &str) {
    let days = ["first_day", "last_day"];
    let Some(object) = faults.object(measure, path, &["measure", "scope", "area"], &days) else { return };
    for (key, value) in object {
        let path = &below(path, key);
        match key.as_str() {
            "measure" => faults.choice(value, path, &MEASURES),
            "scope" => faults.choice(value, path, &SCOPES),
            "area" => faults.choice(value, path, &AREAS),
            "first_day" | "last_day" => faults.date(value, path),
            _ => {}
        }
    }
    // The first day given, or the start of the record (rule 14).
    let first =
        if object.contains_key("first_day") { date_of(measure, "first_day") } else { date_of(record, "start_on") };
    if let (Some(first), Some(last)) = (first, date_of(measure, "last_day"))
        && last < first
    {
        faults.wrong(below(path, "last_day"));
    }
}

/// The rulebook and the rank of each record.
pub(crate) fn read<'a>(
    world: &World,
    default: Option<&Rc<Book>>,
    records: &'a Value,
    firm: &'a str,
    role: &'a str,
) -> Res<Vec<Record<'a>>> {
    let mut stops = Vec::new();
    let mut read = Vec::new();
    for (i, value) in records.as_array().unwrap().iter().enumerate() {
        let path = format!("/input/records/{i}");
        let book = match (value.get("rulebook"), default) {
            (Some(own), _) => world.resolve(own, &below(&path, "rulebook"), "credit"),
            (None, Some(default)) => Ok(default.clone()),
            (None, None) => Stop::one("invalid_input", below(&path, "rulebook")),
        };
        match book {
            Err(faults) => stops.extend(faults),
            Ok(book) => match book.rank(&value["grade"]) {
                None => stops.push(Stop::new("invalid_input", below(&path, "grade"))),
                Some(rank) => read.push(Record {
                    book,
                    rank,
                    value,
                    id: text_of(value, "record_id", ""),
                    firm: text_of(value, "firm", firm),
                    role: text_of(value, "role", role),
                    province: text_of(value, "province", ""),
                }),
            },
        }
    }
    if stops.is_empty() { Ok(read) } else { Err(stops) }
}
