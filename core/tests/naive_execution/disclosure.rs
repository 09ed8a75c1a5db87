//! `execution.disclosure` (rule 30).

use super::date::Day;
use super::form::{Faults, Range, day, list, sorted, text, the, wrong_number};
use super::number::{exact, int, q, quotient, sum};
use super::progress::or_null;
use super::{Call, Res, Stop};
use crate::common::marks::{mark, mark_if};
use crate::common::places::below;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

pub(crate) fn conditions(call: &Call, faults: &mut Faults) {
    let input = call.input;
    let has = |key: &str| input.get(key).is_some();
    let any = has("records") || has("platforms") || has("totals");
    faults.holds(any || !input.is_object(), "/input");
    if has("records") {
        faults.holds(has("checklist") != has("required"), "/input/checklist");
    } else {
        faults.holds(!has("checklist"), "/input/checklist");
        faults.holds(!has("required"), "/input/required");
    }
    let platforms = input.get("platforms").unwrap_or(&Value::Null);
    let numeric: BTreeSet<&str> = list(platforms, "numeric_fields").iter().filter_map(Value::as_str).collect();
    for side in ["left", "right"] {
        for (i, row) in list(platforms, side).iter().enumerate() {
            let values = row.get("values").and_then(Value::as_object);
            for (field, value) in values.into_iter().flatten().filter(|(field, _)| numeric.contains(field.as_str())) {
                let path = below(&format!("/input/platforms/{side}/{i}/values"), field);
                for code in wrong_number(value, Range::Any) {
                    faults.stops.push(Stop::new(code, &path));
                }
            }
        }
    }
}

/// What is required: items with their due dates.
fn required(call: &mut Call) -> Res<Vec<(String, Option<Day>)>> {
    let input = call.input;
    let items = match input.get("checklist") {
        Some(name) => {
            let Some(lists) = call.read(0, "checklists") else { return Stop::gap() };
            let Some(items) = lists.get(name.as_str().unwrap()) else { return Stop::gap() };
            items.as_array().unwrap().as_slice()
        }
        None => list(input, "required"),
    };
    let item = |item: &Value| match item {
        Value::String(id) => (id.clone(), None),
        other => (text(other, "item", "").to_owned(), day(other, "due_on")),
    };
    Ok(items.iter().map(item).collect())
}

/// How many items there are in each state.
#[derive(Default, Clone, Copy)]
struct Counts {
    required: i64,
    there: i64,
    valid: i64,
}

fn record(input: &Value, record: &Value, required: &[(String, Option<Day>)]) -> (Counts, Value) {
    let as_of = day(input, "as_of").unwrap();
    let (mut missing, mut late, mut expired) = (Vec::new(), Vec::new(), Vec::new());
    let (mut lateness, mut counts) = (Vec::new(), Counts::default());
    let mut required = required.to_vec();
    required.sort();
    for (id, due) in &required {
        counts.required += 1;
        let entry = list(record, "published").iter().find(|entry| entry["item"] == **id);
        let on = entry.and_then(|entry| day(entry, "on"));
        mark_if(on == Some(as_of), "30 published today");
        let Some(entry) = entry.filter(|_| on.is_none_or(|on| on <= as_of)) else {
            missing.push(id);
            mark_if(*due == Some(as_of), "30 missing and due today");
            if let Some(due) = due.filter(|due| *due < as_of) {
                lateness.push(json!({ "item": id, "days_late": as_of - due }));
            }
            continue;
        };
        counts.there += 1;
        let after = match (on, due) {
            (Some(on), Some(due)) => on - due,
            _ => 0,
        };
        mark_if(on.is_some() && on == *due, "30 published on the last day");
        if after > 0 {
            lateness.push(json!({ "item": id, "days_late": after }));
        }
        let until = day(entry, "expires_on");
        mark_if(until == Some(as_of), "30 valid through today");
        if until.is_some_and(|until| until < as_of) {
            mark_if(after > 0, "30 late and expired");
            expired.push(id);
        } else {
            counts.valid += 1;
            if after > 0 {
                late.push(id);
            }
        }
    }
    let known: BTreeSet<&str> = required.iter().map(|(id, _)| id.as_str()).collect();
    let extra: BTreeSet<&str> = list(record, "published")
        .iter()
        .map(|entry| text(entry, "item", ""))
        .filter(|id| !known.contains(id))
        .collect();
    let value = json!({
        "record": record["record"],
        "completeness": or_null(quotient(&int(counts.there), &int(counts.required))),
        "valid": or_null(quotient(&int(counts.valid), &int(counts.required))),
        "missing": missing,
        "late": late,
        "expired": expired,
        "lateness": lateness,
        "extra": extra,
    });
    (counts, value)
}

/// `#reconcile`.
fn platforms(platforms: &Value) -> Value {
    let of = |side: &str, key: &str| list(platforms, side).iter().find(|row| row["key"] == key);
    let keys = |side: &str| list(platforms, side).iter().map(|row| text(row, "key", "")).collect::<BTreeSet<&str>>();
    let (left, right) = (keys("left"), keys("right"));
    let (mut identical, mut differing) = (0, Vec::new());
    for key in left.intersection(&right) {
        let rows = [of("left", key).unwrap(), of("right", key).unwrap()].map(|row| row["values"].as_object().unwrap());
        let fields: BTreeSet<&String> = rows.iter().flat_map(|row| row.keys()).collect();
        let mut same = true;
        for field in fields {
            let [one, other] = rows.map(|row| row.get(field));
            let numeric = list(platforms, "numeric_fields").iter().any(|name| name == field);
            let equal = match (one, other) {
                (Some(one), Some(other)) if numeric => {
                    let equal = q(one.as_str().unwrap()) == q(other.as_str().unwrap());
                    mark_if(equal && one != other, "30 the same number in another form");
                    equal
                }
                (one, other) => one == other,
            };
            if !equal {
                mark_if(one.is_none() || other.is_none(), "30 a field on one side only");
                same = false;
                differing.push(json!({ "key": key, "field": field, "left": one, "right": other }));
            }
        }
        identical += i64::from(same);
    }
    let all = i64::try_from(left.union(&right).count()).unwrap();
    json!({
        "match_rate": or_null(quotient(&int(identical), &int(all))),
        "identical": identical,
        "only_left": left.difference(&right).collect::<Vec<_>>(),
        "only_right": right.difference(&left).collect::<Vec<_>>(),
        "differing": differing,
    })
}

/// `#totals`.
fn totals(input: &Value) -> Value {
    let row = |row: &&Value| {
        let total = the(row, "total");
        let sum = sum(list(row, "parts").iter().map(|part| the(part, "value")));
        let share =
            |part: &&Value| json!({ "part": part["part"], "share": or_null(quotient(&the(part, "value"), &total)) });
        json!({
            "item": row["item"],
            "sum": exact(&sum),
            "difference": exact(&(&total - &sum)),
            "adds_up": total == sum,
            "shares": sorted(row, "parts", "part").iter().map(share).collect::<Vec<_>>(),
        })
    };
    sorted(input, "totals", "item").iter().map(row).collect()
}

pub(crate) fn disclosure(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let mut value = Map::new();
    if input.get("records").is_some() {
        let required = required(call)?;
        let (mut rows, mut all) = (Vec::new(), Counts::default());
        for one in sorted(input, "records", "record") {
            let (counts, row) = record(input, one, &required);
            all.required += counts.required;
            all.there += counts.there;
            all.valid += counts.valid;
            rows.push(row);
        }
        mark(if all.required == 0 { "30 nothing required" } else { "30 something required" });
        value.insert("records".to_owned(), json!(rows));
        value.insert("completeness".to_owned(), or_null(quotient(&int(all.there), &int(all.required))));
        value.insert("valid".to_owned(), or_null(quotient(&int(all.valid), &int(all.required))));
    }
    if let Some(both) = input.get("platforms") {
        value.insert("platforms".to_owned(), platforms(both));
    }
    if input.get("totals").is_some() {
        value.insert("totals".to_owned(), totals(input));
    }
    Ok(Value::Object(value))
}
