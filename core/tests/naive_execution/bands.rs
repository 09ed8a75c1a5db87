//! Rule 12: bands.

use super::alerts::{edge, value_of};
use super::form::{list, text};
use super::number::{Q, exact, int, quotient};
use super::progress::or_null;
use super::words::{INDICATORS, place};
use crate::common::marks::mark_if;
use serde_json::{Value, json};

/// Does a value meet both edges of a band?
fn meets(value: &Q, band: &Value) -> bool {
    let from = edge(band, "from").unwrap();
    mark_if(*value == from, "12 on the lower edge");
    let above = if band["from_op"] == "ge" { *value >= from } else { *value > from };
    let below = match edge(band, "to") {
        None => true,
        Some(to) => {
            mark_if(*value == to, "12 on the upper edge");
            if band["to_op"] == "le" { *value <= to } else { *value < to }
        }
    };
    above && below
}

/// The band of a value; `None` is `uncovered`.
fn band_of<'a>(value: &Q, entry: &'a Value) -> Option<&'a Value> {
    let bands = list(entry, "bands");
    mark_if(bands.iter().filter(|band| meets(value, band)).count() > 1, "12 the first of several bands");
    bands.iter().find(|band| meets(value, band))
}

fn name(band: Option<&Value>) -> Value {
    band.map_or(json!("uncovered"), |band| band["band"].clone())
}

/// The entries of `alert_bands`, by indicator in catalogue order.
fn entries(bands: &Value) -> Vec<&Value> {
    let mut entries: Vec<&Value> = bands.as_array().unwrap().iter().collect();
    entries.sort_by_key(|entry| place(text(entry, "indicator", ""), &INDICATORS));
    entries
}

/// The alerts of a subject.
pub(crate) fn alerts(subject: &Value, bands: Option<&Value>) -> Vec<Value> {
    let mut alerts = Vec::new();
    for entry in bands.map(entries).into_iter().flatten() {
        let indicator = text(entry, "indicator", "");
        let Some(value) = value_of(subject, indicator) else { continue };
        if let Some(band) = band_of(&value, entry)
            && let Some(severity) = band.get("severity")
        {
            alerts.push(json!({
                "subject": subject["subject"],
                "indicator": indicator,
                "rule": format!("band:{indicator}:{}", text(band, "band", "")),
                "basis": "rulebook",
                "severity": severity,
                "value": exact(&value),
            }));
        }
    }
    alerts
}

/// Which band each subject with a value falls in.
pub(crate) fn bands(subjects: &[&Value], bands: &Value) -> Value {
    let mut rows = Vec::new();
    for subject in subjects {
        for entry in entries(bands) {
            if let Some(value) = value_of(subject, text(entry, "indicator", "")) {
                let band = name(band_of(&value, entry));
                rows.push(json!({ "subject": subject["subject"], "indicator": entry["indicator"], "band": band }));
            }
        }
    }
    json!(rows)
}

/// How many subjects fall in each band, in rulebook order.
pub(crate) fn counts(subjects: &[&Value], bands: &Value) -> Value {
    let mut rows = Vec::new();
    for entry in bands.as_array().unwrap() {
        let values: Vec<Q> =
            subjects.iter().filter_map(|subject| value_of(subject, text(entry, "indicator", ""))).collect();
        let found: Vec<Value> = values.iter().map(|value| name(band_of(value, entry))).collect();
        let names = list(entry, "bands").iter().map(|band| band["band"].clone()).chain([json!("uncovered")]);
        for band in names {
            let count = i64::try_from(found.iter().filter(|other| **other == band).count()).unwrap();
            let share = quotient(&int(count), &int(i64::try_from(values.len()).unwrap()));
            rows.push(json!({
                "indicator": entry["indicator"], "band": band, "count": count, "share": or_null(share),
            }));
        }
    }
    json!(rows)
}
