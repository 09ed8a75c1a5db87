//! Rules 13 and 14: which records are live on a day, and which measures run.

use super::date::{Date, last_day};
use super::fields_record::Record;
use super::form::{date_of, list_of, text_of};
use super::words::{AREAS, MEASURES, SCOPES, place};
use crate::common::marks::mark;
use serde_json::Value;

/// Why a record is not live on this day; nothing if it is.
pub(crate) fn not_live(record: &Record, day: Date) -> Option<&'static str> {
    let date = |key: &str| date_of(record.value, key);
    if record.value.get("revoked").is_some_and(|flag| *flag == true) {
        Some("revoked")
    } else if record.rank == 0 {
        Some("no_grade")
    } else if day < date("start_on").unwrap() {
        Some("not_started")
    } else if date("cleared_on").is_some_and(|cleared_on| day >= cleared_on) {
        Some("cleared")
    } else if date("last_day").is_some_and(|last_day| day > last_day) {
        Some("expired")
    } else {
        None
    }
}

/// A measure of a record: one of its own, or a row of the rulebook with its id.
pub(crate) struct Measure<'a> {
    pub(crate) measure: &'a str,
    pub(crate) scope: &'a str,
    pub(crate) area: &'a str,
    pub(crate) row: Option<(String, &'a Value)>,
}

impl<'a> Measure<'a> {
    pub(crate) fn of_row(id: String, row: &'a Value) -> Measure<'a> {
        let word = |key: &str| text_of(row, key, "");
        Measure { measure: word("measure"), scope: word("scope"), area: word("area"), row: Some((id, row)) }
    }
}

/// The measures of a live record that run on this day: own ones in the order of the words, else rulebook order.
pub(crate) fn running<'a>(record: &'a Record, day: Date) -> Vec<Measure<'a>> {
    let start = date_of(record.value, "start_on").unwrap();
    if record.value.get("measures").is_some() {
        mark("14 own measures");
        let first = |own: &Value| date_of(own, "first_day").unwrap_or(start);
        let last = |own: &Value| date_of(own, "last_day");
        let word = |own: &'a Value, key: &str| text_of(own, key, "");
        let mut own: Vec<&Value> = list_of(record.value, "measures").iter().collect();
        // One that ends with the record comes after those that end before.
        own.sort_by_key(|own| {
            let at = |key: &str, list: &[&str]| place(word(own, key), list);
            let words = (at("measure", &MEASURES), at("scope", &SCOPES), at("area", &AREAS));
            (words, first(own), last(own).is_none(), last(own))
        });
        own.retain(|own| first(own) <= day && last(own).is_none_or(|last| day <= last));
        let measure = |own: &&'a Value| Measure {
            measure: word(own, "measure"),
            scope: word(own, "scope"),
            area: word(own, "area"),
            row: None,
        };
        return own.iter().map(measure).collect();
    }
    let mut rows = record.book.rows(record.rank, record.role);
    rows.retain(|(_, row)| match row["length"].as_str().unwrap() {
        "years" => {
            let over = day > last_day(start, 12 * row["years"].as_i64().unwrap());
            mark(if over { "14 years over" } else { "14 years running" });
            !over
        }
        "one_off" => day == start,
        _ => true,
    });
    rows.into_iter().map(|(id, row)| Measure::of_row(id, row)).collect()
}
