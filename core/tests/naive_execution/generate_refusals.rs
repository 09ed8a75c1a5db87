//! Each refusal that the text names, once: a full request with some changes, and the error that is due.

use super::Stop;
use super::generate::put;
use super::generate_places::full;
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

/// The requests, each with its error.
pub(crate) fn refusals() -> Vec<(Value, Stop)> {
    let full = full();
    let rows: Vec<Value> = serde_json::from_str(include_str!("refusals.json")).unwrap();
    let mut refusals = Vec::new();
    for row in &rows {
        let (function, rulebook) =
            row["of"].as_str().unwrap().split_once(' ').unwrap_or((row["of"].as_str().unwrap(), ""));
        let same = |request: &&Value| {
            let book = request.get("rulebook").map_or("", |book| book.as_str().unwrap());
            request["function"] == format!("execution.{function}") && book.trim_start_matches("execution/") == rulebook
        };
        let number = row.get("n").map_or(0, |n| usize::try_from(n.as_u64().unwrap()).unwrap());
        let mut request = full.iter().filter(same).nth(number).unwrap_or_else(|| panic!("no {row}")).clone();
        match row.get("under") {
            Some(Value::Null) => {
                request.as_object_mut().unwrap().shift_remove("rulebook");
            }
            Some(Value::String(name)) => request["rulebook"] = json!(format!("execution/{name}")),
            Some(parameters) => {
                request["rulebook"] = json!({
                    "id": "my/small", "area": "execution", "jurisdiction": "1", "title": "t", "document": "d",
                    "effective_from": "2025-01-01", "parameters": parameters,
                });
            }
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
