//! Requests that are refused, from the rows of a table: a full request with some changes, and the error that is due. No
//! rule and no arithmetic of an area is here.

use super::answers::Stop;
use super::requests::put;
use serde_json::{Value, json};

/// The object or list that holds a place, and its key there.
fn holder<'a>(input: &'a mut Value, place: &'a str) -> (&'a mut Value, &'a str) {
    let (before, key) = place.rsplit_once('/').unwrap();
    (input.pointer_mut(before).unwrap_or_else(|| panic!("no place {before}")), key)
}

fn remove(input: &mut Value, place: &str) {
    match holder(input, place) {
        (Value::Array(list), key) => {
            list.remove(key.parse::<usize>().unwrap());
        }
        (object, key) => {
            assert!(object.as_object_mut().unwrap().shift_remove(key).is_some(), "nothing to remove at {place}");
        }
    }
}

fn change(input: &mut Value, place: &str, value: &Value) {
    match holder(input, place) {
        (Value::Array(list), key) => list[key.parse::<usize>().unwrap()] = value.clone(),
        (object, key) => put(object.as_object_mut().unwrap(), key, value.clone()),
    }
}

/// The requests of the rows (JSON), each with its error. A row names one of the full requests by function, rulebook and,
/// with `n`, its number among those; `under` puts another rulebook in, or none; `remove` and `put` name places of the
/// input; the error is `code` at `path`.
pub(crate) fn refusals(
    area: &str,
    rows: &str,
    full: &[Value],
    rulebook: impl Fn(&Value) -> Value,
) -> Vec<(Value, Stop)> {
    let rows: Vec<Value> = serde_json::from_str(rows).unwrap();
    let mut refusals = Vec::new();
    for row in &rows {
        let of = row["of"].as_str().unwrap();
        let (function, book) = of.split_once(' ').unwrap_or((of, ""));
        let book = (!book.is_empty()).then(|| json!(format!("{area}/{book}")));
        let same = |request: &&Value| {
            request["function"] == format!("{area}.{function}") && request.get("rulebook") == book.as_ref()
        };
        let number = row.get("n").map_or(0, |n| usize::try_from(n.as_u64().unwrap()).unwrap());
        let mut request = full.iter().filter(same).nth(number).unwrap_or_else(|| panic!("no {row}")).clone();
        match row.get("under") {
            Some(Value::Null) => {
                request.as_object_mut().unwrap().shift_remove("rulebook");
            }
            Some(under) => request["rulebook"] = rulebook(under),
            None => {}
        }
        for place in row.get("remove").and_then(Value::as_array).into_iter().flatten() {
            remove(&mut request["input"], place.as_str().unwrap());
        }
        for (place, value) in row.get("put").and_then(Value::as_object).into_iter().flatten() {
            change(&mut request["input"], place, value);
        }
        let codes = ["invalid_input", "rule_gap", "limit_exceeded", "unknown_rulebook"];
        let code = row.get("code").unwrap_or(&json!("invalid_input")).clone();
        let code = codes.into_iter().find(|known| code == *known).unwrap();
        let path = row.get("path").map_or("/rulebook", |path| path.as_str().unwrap());
        refusals.push((request, Stop::new(code, path)));
    }
    refusals
}
