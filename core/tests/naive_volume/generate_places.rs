//! A fault in every place of one full request for each function and method, and in every place of a rulebook.

use super::book::World;
use crate::common::places::{faults, kinds, twice};
use serde_json::{Value, json};

/// Texts that are wrong in most places, numbers that are out of range, a list with an element twice.
fn more(value: &Value) -> Vec<Value> {
    match value {
        Value::String(_) => {
            ["", "0", "0.00", "1", "-1", "1.01", "1.0000001", "1e3", "1000000000000", "2021-02-29", "1.", "１"]
                .into_iter()
                .map(Value::from)
                .collect()
        }
        Value::Number(_) => vec![json!(0), json!(-1), json!(1001), json!(10_000), json!(1.5), json!(u64::MAX)],
        Value::Array(list) if !list.is_empty() => {
            vec![json!([]), json!([null]), json!([5]), json!([[]]), twice(list)]
        }
        Value::Bool(flag) => vec![json!(!flag)],
        _ => Vec::new(),
    }
}

/// A request of `volume.allocate` with the fields of all methods; `top` has those of this one.
fn allocate(top: Value, winners: Value, houses: Value) -> Value {
    let mut input = top;
    input["winners"] = winners;
    input["institutions"] = houses;
    input
}

fn allocations() -> Vec<(&'static str, Value)> {
    let up = json!({ "mode": "up", "step": "0.1" });
    let generic = |main: &str| {
        let house = json!({
            "institution": "H",
            "kind": "medical",
            "generic_quantity": "10",
            "main_supplier": main,
        });
        json!([house])
    };
    let reports = json!([{ "product": "A", "quantity": "10" }, { "product": "B", "quantity": "5" }]);
    let all_reports = json!([
        { "product": "A", "quantity": "10" },
        { "product": "B", "quantity": "5" },
        { "product": "lost", "quantity": "4" },
    ]);
    let house = |reports: &Value| json!([{ "institution": "H", "kind": "pharmacy", "brand_reports": reports }]);
    let mut brand = generic("A");
    brand[0]["brand_reports"] = all_reports.clone();
    let mut choosing = house(&all_reports);
    choosing[0]["choices"] =
        json!([{ "part": 2, "product": "A", "quantity": "1" }, { "part": 2, "product": "B", "quantity": "1" }]);
    let mut first = house(&reports);
    first[0]["choices"] = json!([{ "part": 1, "product": "A", "quantity": "0.4" }]);
    let own = json!({ "stage": "own", "unselected_released": "0.5" });
    let mut cut = own.clone();
    cut["cut_rounding"] = json!("half_up");
    cut["rounding"] = up.clone();
    let winner = |product: &str, more: Value| {
        let mut winner = json!({ "product": product });
        for (key, value) in more.as_object().unwrap() {
            winner[key] = value.clone();
        }
        winner
    };
    vec![
        (
            "volume/cn-batch-09",
            allocate(
                json!({ "share": "0.6", "rounding": up }),
                json!([winner("A", json!({ "price": "1", "promised": "1" })), winner("B", json!({}))]),
                generic("B"),
            ),
        ),
        (
            "volume/cn-batch-12",
            allocate(
                json!({ "share": "0.6", "rounding": up, "no_volume_reports": "outside" }),
                json!([
                    winner("A", json!({ "route": "regular", "promised": "1" })),
                    winner("B", json!({ "route": "no_volume" })),
                    winner("C", json!({ "route": "revived_unshortlisted" })),
                ]),
                brand,
            ),
        ),
        (
            "volume/gd-alliance-2022",
            allocate(
                json!({ "volume_class": "ordinary", "stage": "full", "rounding": up }),
                json!([
                    winner("A", json!({ "route": "regular", "price": "1", "promised": "8" })),
                    winner("B", json!({ "route": "revived" })),
                    winner("C", json!({ "price": "2" })),
                ]),
                choosing,
            ),
        ),
        (
            "volume/jiangxi-reagents-2023",
            allocate(
                own.clone(),
                json!([
                    winner("A", json!({ "rank": 4, "price": "1" })),
                    winner("B", json!({ "route": "add_on", "price": "5", "ceiling": "10" })),
                ]),
                house(&reports),
            ),
        ),
        (
            "volume/fujian-clips",
            allocate(
                cut,
                json!([
                    winner("A", json!({ "cut": "0.705", "price": "1" })),
                    winner("B", json!({ "price": "3", "ceiling": "10" })),
                ]),
                house(&all_reports),
            ),
        ),
        (
            "volume/shanxi-consumables-2025",
            allocate(
                json!({ "reference_price": "100" }),
                json!([
                    winner("A", json!({ "route": "rule_1", "price": "110" })),
                    winner("B", json!({ "route": "rule_2" })),
                ]),
                first.clone(),
            ),
        ),
        (
            "volume/insulin-2021",
            allocate(
                json!({ "unselected_released": "1", "rounding": up }),
                json!([winner("A", json!({ "award_class": "A" })), winner("B", json!({ "award_class": "C" }))]),
                first,
            ),
        ),
        (
            "volume/lens-3plus6-2020",
            allocate(
                json!({ "rounding": up }),
                json!([winner("A", json!({ "rank": 2, "price": "1" })), winner("B", json!({ "rank": 1 }))]),
                json!([{ "institution": "H", "kind": "medical", "generic_quantity": "10" }]),
            ),
        ),
    ]
}

/// Each function with requests that have all of its fields.
pub(crate) fn full() -> Vec<Value> {
    let mut all: Vec<Value> = serde_json::from_str(include_str!("places.json")).unwrap();
    let allocate = |(rulebook, input)| json!({ "function": "volume.allocate", "rulebook": rulebook, "input": input });
    all.extend(allocations().into_iter().map(allocate));
    all
}

/// The full requests, and every fault of their inputs.
pub(crate) fn inputs() -> Vec<Value> {
    let mut requests = Vec::new();
    for request in full() {
        requests.push(request.clone());
        for input in faults(&request["input"], &kinds(), "quantiti", more) {
            let mut request = request.clone();
            request["input"] = input;
            requests.push(request);
        }
    }
    requests
}

/// Of a list the first and the last element.
fn first_and_last(value: &mut Value) {
    if let Some(list) = value.as_array_mut().filter(|list| list.len() > 2) {
        list.drain(1..list.len() - 1);
    }
}

/// A rulebook with every parameter that is no ladder, long lists cut, and one for each ladder.
fn books(world: &World) -> Vec<Value> {
    let mut all = json!({
        "id": "my/all",
        "area": "volume",
        "jurisdiction": "460000",
        "title": "x",
        "title_zh": "x",
        "document": "x",
        "issuer": "x",
        "effective_from": "2024-01-01",
        "effective_until": "2025-01-01",
        "members": ["460000"],
        "parameters": {
            "deviation_up": { "value": "0.2", "provenance": "official", "citation": "x" },
            "base_share": "0.5",
            "rise_base": { "value": "7" },
            "cut_rounding": "floor",
            "no_volume_reports": "outside",
        },
        "gaps": { "deviation_down": "x" },
    });
    let mut books = Vec::new();
    for (id, object) in &world.objects {
        for (name, entry) in object.get("parameters").and_then(Value::as_object).into_iter().flatten() {
            let mut entry = entry.clone();
            entry["citation"] = json!("x");
            first_and_last(&mut entry["value"]);
            if name == "rungs" {
                for key in ["rows", "routes", "add_on"] {
                    if let Some(list) = entry["value"].get_mut(key) {
                        first_and_last(list);
                    }
                }
                books.push(json!({ "id": format!("my{id}"), "area": "volume", "parameters": { "rungs": entry } }));
            } else {
                all["parameters"][name] = entry;
            }
        }
    }
    books.push(all);
    books.push(json!({
        "id": "my/extended",
        "extends": "volume/cn-batch-11",
        "remove": ["share_range"],
        "parameters": { "report_floor": { "value": "0.5", "provenance": "derived", "citation": "x" } },
        "gaps": { "share": "x" },
    }));
    books
}

/// Empty lists, codes of places, and limits of a price ladder before its last row: the text does not say what they are.
fn disputed(book: &Value) -> bool {
    let place = |code: &Value| code.as_str().is_some_and(|code| !["460000", "100000"].contains(&code));
    let members = book.get("members").and_then(Value::as_array).into_iter().flatten();
    if book.get("jurisdiction").into_iter().chain(members).any(place) {
        return true;
    }
    let rows = book.pointer("/parameters/rungs/value/rows").and_then(Value::as_array);
    let by_price = book.pointer("/parameters/rungs/value/key").is_some_and(|key| key == "price_ratio");
    if by_price && rows.is_some_and(|rows| rows.iter().rev().skip(1).any(|row| row.get("ratio_to").is_none())) {
        return true;
    }
    let empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
    let entries = book.get("parameters").and_then(Value::as_object).into_iter().flatten();
    entries.clone().any(|(_, entry)| {
        let value = entry.get("value").unwrap_or(entry);
        let rows = value.as_array().into_iter().flatten();
        let inner = value.as_object().into_iter().flatten().map(|(_, inner)| inner);
        let of_rows = rows.flat_map(|row| row.as_object().into_iter().flatten().map(|(_, inner)| inner));
        empty(value) || inner.chain(of_rows).any(empty)
    }) || book.get("members").is_some_and(empty)
        || book.get("remove").is_some_and(empty)
}

/// Every fault of the rulebooks.
pub(crate) fn rulebooks(world: &World) -> Vec<Value> {
    let other = |value: &Value| match value {
        Value::String(_) => vec![json!("1e3"), json!("0.5 ")],
        Value::Number(_) => vec![json!(-1), json!(1.5), json!("1")],
        _ => Vec::new(),
    };
    let input = json!({ "scheme": "flat", "quantity": "2", "price": "3" });
    let mut requests = Vec::new();
    for book in books(world) {
        let sound = std::iter::once(book.clone());
        for book in
            sound.chain(faults(&book, &kinds(), "quantiti", other)).filter(|book| book.is_object() && !disputed(book))
        {
            requests.push(json!({ "function": "volume.tiered_cost", "rulebook": book, "input": input }));
        }
    }
    requests
}
