//! A fault in every place of full requests for each function, and in every place of a rulebook.

use super::spoil_book::each_fault;
use crate::common::places::{faults, kinds_and_fraction, twice};
use serde_json::{Value, json};

/// Texts that are wrong in most places, numbers that are out of range, a list with an element twice or without its last.
fn more(value: &Value) -> Vec<Value> {
    match value {
        Value::String(_) => [
            "",
            "0",
            "0.00",
            "1",
            "-1",
            "1.01",
            "1.00000000000",
            "1e3",
            "1000000000000000",
            "-1000000000000000",
            "2021-02-29",
            "1899-12-31",
            "3000-01-01",
            "2024-02-29T24:00",
            "2999-12-31",
            "2999-12-31T23:59",
            "2025-13",
            "1.",
            "１",
        ]
        .into_iter()
        .map(Value::from)
        .collect(),
        Value::Number(_) => {
            vec![
                json!(1.5),
                json!(0),
                json!(-1),
                json!(121),
                json!(3661),
                json!(1201),
                json!(1_000_000_001),
                json!(u64::MAX),
            ]
        }
        Value::Array(list) if !list.is_empty() => {
            let fewer = list[..list.len() - 1].to_vec();
            vec![json!([null]), json!([5]), json!([[]]), twice(list), Value::Array(fewer)]
        }
        Value::Bool(flag) => vec![json!(!flag)],
        _ => Vec::new(),
    }
}

/// Full requests of all functions.
pub(crate) fn full() -> Vec<Value> {
    let rows: Vec<Value> = serde_json::from_str(include_str!("places.json")).unwrap();
    let request = |row: &Value| {
        let mut request = json!({ "function": format!("execution.{}", row["function"].as_str().unwrap()) });
        if let Some(name) = row.get("rulebook") {
            request["rulebook"] = json!(format!("execution/{}", name.as_str().unwrap()));
        }
        request["input"] = row["input"].clone();
        request["options"] = json!({ "explain": false });
        request
    };
    rows.iter().map(request).collect()
}

/// Full requests with one fault in the input.
pub(crate) fn inputs() -> Vec<Value> {
    let mut requests = Vec::new();
    for request in full() {
        for input in faults(&request["input"], &kinds_and_fraction(), "quantiti", more) {
            let mut request = request.clone();
            request["input"] = input;
            requests.push(request);
        }
        let mut without = request.clone();
        without.as_object_mut().unwrap().shift_remove("rulebook");
        requests.push(without);
        let mut without = request;
        without.as_object_mut().unwrap().shift_remove("input");
        requests.push(without);
    }
    requests
}

/// A rulebook with all parameters, and a small one that extends another, each with one fault.
pub(crate) fn rulebooks() -> Vec<Value> {
    let books: Vec<Value> = serde_json::from_str(include_str!("books.json")).unwrap();
    let links = json!([{ "link": "L", "score": "1", "weight": "1" }]);
    // Large numbers of days lie beyond what the model can compute; the function reads no parameter.
    let all = books.iter().flat_map(|book| faults(book, &kinds_and_fraction(), "quantiti", more)).chain(each_fault());
    all.map(|book| {
        json!({
            "function": "execution.process_score", "rulebook": book, "input": { "links": links },
            "options": { "explain": false },
        })
    })
    .collect()
}
