//! A fault in every place of one full request for each function, and in every place of a small rulebook.

use super::book::World;
use super::generate::Object;
use crate::common::places::{faults, kinds_and_fraction, twice};
use serde_json::{Value, json};

/// Texts that are wrong in most places, numbers that are out of range, a list with an element twice.
fn more(value: &Value) -> Vec<Value> {
    match value {
        Value::String(_) => {
            ["", "x", "0", "0.00", "-1", "1.001", "1e3", "1000000000000000", "2021-02-29", "1899-12-31", "3000-01-01"]
                .into_iter()
                .map(Value::from)
                .collect()
        }
        Value::Array(list) if !list.is_empty() => {
            vec![json!([]), json!([null]), json!([5]), json!([[]]), twice(list)]
        }
        _ => Vec::new(),
    }
}

/// Each function with a request that has all of its fields.
fn full() -> Vec<(&'static str, Value, Value)> {
    let common = json!({ "firm": "G", "province": "Q", "products": ["p", "q"] });
    let fact = |fields: Value| {
        let mut fact = Object::new();
        for part in [&fields, &common] {
            fact.extend(part.as_object().unwrap().clone());
        }
        Value::Object(fact)
    };
    let case = |id: &str, facts: Value| {
        json!({
            "case_id": id, "evidence": "judgment", "effective_on": "2021-03-01", "conduct_until": "2021-02-01",
            "status": "in_force", "facts": facts,
        })
    };
    let bribes = json!([
        fact(json!({
            "matter": "bribery", "target": "public_institution", "amount": "20000", "one_payment": false,
            "largest_single": "10000",
        })),
        {
            "matter": "bribery", "target": "security_department", "amount": { "at_least": "5", "below": "7" },
            "one_payment": true,
        },
        {
            "matter": "bribery", "target": "public_institution", "amount": "9",
            "largest_single": { "at_least": "0", "below": "5" },
        },
    ]);
    let others = json!([
        { "matter": "tax", "side": "received", "amount": { "at_least": "5" } },
        { "matter": "monopoly", "high_price_until": "2021-09-01" },
        { "matter": "price_offence" },
        {
            "matter": "abnormal_price", "explained": false, "conduct_from": "2020-01-01", "conduct_until": "2021-01-01",
            "sales": "0",
        },
        {
            "matter": "abnormal_price", "explained": true, "conduct_from": "2020-01-01", "conduct_until": "2020-01-01",
            "sales": { "at_least": "1", "below": "2" },
        },
        { "matter": "obstruction" },
        { "matter": "bid_misconduct", "kind": "false_proof" },
        { "matter": "breach", "kind": "selection_lost" },
    ]);
    let input = |cases: Value| json!({ "firm": "F", "province": "P", "graded_on": "2021-12-31", "cases": cases });
    let cited = json!([fact(json!({ "matter": "tax", "cited_clause": "3.2" }))]);
    let mut compared = input(json!([case("a", bribes.clone()), case("b", others.clone())]));
    compared["other_rulebook"] = json!("credit/cn-2025");
    let record = json!({
        "record_id": "r", "firm": "F", "role": "manufacturer", "province": "P", "rulebook": "credit/cn-2020",
        "grade": "severe", "start_on": "2021-01-01", "cleared_on": "2022-01-01", "last_day": "2022-01-01",
        "revoked": false, "products": ["p"],
        "measures": [{
            "measure": "risk_label", "scope": "involved_products", "area": "all_provinces", "first_day": "2021-02-01",
            "last_day": "2021-12-01",
        }],
    });
    let mut plain = record.clone();
    plain.as_object_mut().unwrap().shift_remove("measures");
    plain["record_id"] = json!("s");
    let records = json!([record, plain]);
    let status = json!({
        "firm": "F", "role": "manufacturer", "product": "p", "province": "P", "on": "2021-06-01", "records": records,
        "tender": "national_vbp", "commitment": "missing",
        "bars": [{ "first_day": "2021-01-01", "last_day": "2022-01-01", "firm": "F" }],
    });
    let repair = json!({
        "matter": "bribery", "grade": "dishonest", "role": "distributor", "as_of": "2026-03-01",
        "done": ["stop_conduct", "donate_gains"], "revoked": false, "last_day": "2026-03-01",
        "products": [{ "product": "p", "selected_price_applied_on": "2026-01-01" }, { "product": "q" }],
    });
    let bar = json!({
        "firm": "F", "on": "2025-01-01",
        "entries": [
            { "entry_id": "a", "first_day": "2024-08-21", "cooperated": true },
            { "entry_id": "b", "first_day": "2024-08-21", "last_day": "2024-08-21", "firm": "G" },
        ],
    });
    let measures = json!({ "grade": "dishonest", "role": "distributor", "start_on": "2026-01-01" });
    vec![
        ("credit.grade", json!("credit/cn-2020"), input(json!([case("a", bribes), case("b", cited)]))),
        ("credit.grade", json!("credit/cn-2025"), input(json!([case("a", others)]))),
        ("credit.compare", json!("credit/cn-2020"), compared),
        ("credit.measures", json!("credit/cn-2025"), measures),
        ("credit.repair", json!("credit/cn-2025"), repair),
        ("credit.national", Value::Null, json!({ "as_of": "2021-06-01", "records": records })),
        ("credit.supplier_status", json!("credit/cn-2025"), status),
        ("credit.bar", Value::Null, bar),
        ("credit.default_rulebook", Value::Null, json!({ "graded_on": "2025-01-01" })),
        ("credit.default_rulebook", Value::Null, json!({ "label": "失信" })),
    ]
}

/// Is there a bar that ends before it begins? The text does not say what it is.
fn open(input: &Value) -> bool {
    let bars = input.get("bars").and_then(Value::as_array).into_iter().flatten();
    bars.into_iter().any(|bar| super::form::date_of(bar, "last_day") < super::form::date_of(bar, "first_day"))
}

/// The full requests, and every fault of their inputs.
pub(crate) fn inputs() -> Vec<Value> {
    let mut requests = Vec::new();
    for (function, rulebook, input) in full() {
        for input in std::iter::once(input.clone())
            .chain(faults(&input, &kinds_and_fraction(), "frim", more))
            .filter(|input| !open(input))
        {
            let mut request = json!({ "function": function, "input": input });
            if !rulebook.is_null() {
                request["rulebook"] = rulebook.clone();
            }
            requests.push(request);
        }
    }
    requests
}

/// A rulebook with the first entries of each list, and with every kind of key.
fn small(world: &World) -> Value {
    let mut book = world.objects["credit/cn-2025"].clone();
    book["id"] = json!("my/small");
    book["effective_until"] = json!("2030-12-31");
    book["title_zh"] = json!("x");
    book["issuer"] = json!("x");
    book["members"] = json!(["530000"]);
    let parameters = book["parameters"].as_object_mut().unwrap();
    for (name, value) in parameters.iter_mut().filter(|(name, _)| *name != "grades") {
        if let Value::Array(list) = value {
            // A row of years is among the first of the measures.
            if name == "measures" {
                list.sort_by_key(|row| row.get("years").is_none());
            }
            list.truncate(2);
        }
    }
    parameters["clauses"]["items"].as_array_mut().unwrap().truncate(1);
    parameters["repair"]["items"].as_array_mut().unwrap().truncate(1);
    parameters["ladders"] = json!({
        "bribery_total": [
            { "rank": 1, "value": "5.00", "clause": "1.1", "provenance": "official", "citation": "x" },
            { "rank": 2, "not_below": "5.00", "not_above": "7.00", "provenance": "derived", "citation": "x" },
        ],
        "monopoly_months": [{ "rank": 1, "not_below": 3, "not_above": 3 }, { "rank": 3, "value": 6 }],
    });
    parameters["kinds"][0] = json!({
        "matter": "breach", "kind": "other", "not_below": 1, "not_above": 1, "clause": "1.8", "provenance": "official",
    });
    book
}

/// A key that the text may or may not mean to be required; bare values that may or may not stand for an entry.
fn disputed(book: &Value) -> bool {
    let parameters = &book["parameters"];
    let bare = |value: &Value| value.is_boolean();
    let uncited = |cell: &Value| cell.get("citation").is_none();
    bare(&parameters["own_province_only"])
        || parameters.get("repair").is_some_and(|repair| bare(&repair["selected_price_counts"]))
        || parameters["measures_unset"].as_array().is_some_and(|cells| cells.iter().any(uncited))
        || ["evidence", "grades"].iter().any(|name| parameters[*name].as_array().is_some_and(Vec::is_empty))
}

/// Every fault of the small rulebook and of that of the bar.
pub(crate) fn rulebooks(world: &World) -> Vec<Value> {
    let out_of_range = |value: &Value| if value.is_number() { vec![json!(-1), json!("1")] } else { Vec::new() };
    let mut bar = world.objects["credit/cn-vbp-bar"].clone();
    bar["id"] = json!("my/bar");
    let measures = json!({ "grade": "none", "role": "distributor" });
    let entries = json!({ "firm": "F", "on": "2025-01-01", "entries": [] });
    let mut requests = Vec::new();
    for (function, book, input) in [("credit.measures", small(world), measures), ("credit.bar", bar, entries)] {
        // The whole object in place of another kind is a fault of the request.
        let sound = std::iter::once(book.clone());
        for book in sound
            .chain(faults(&book, &kinds_and_fraction(), "frim", out_of_range))
            .filter(|book| book.is_object() && !disputed(book))
        {
            requests.push(json!({ "function": function, "rulebook": book, "input": input }));
        }
    }
    requests
}
