//! Faults put into requests that had none: one place of the input, or one reference to a rulebook.

use super::book::World;
use super::form::date_of;
use super::generate::{Object, put};
use super::generate_book::own;
use super::spoil_book::spoil_book;
use crate::common::Rng;
use crate::common::faults::{Junk, into_list};
use serde_json::{Value, json};

/// Values that are wrong in most places, and a few that are right in some.
fn junk() -> Junk {
    Junk {
        numbers: vec![json!(0), json!(1), json!(-1), json!(10_000), json!(1.5), json!(20_250_101), json!(u64::MAX)],
        nested: vec![json!([]), json!({}), json!([5]), json!([{}]), json!([null]), json!({ "at_least": "1" })],
        words: &["", "x", "any", "none", "F", "bribery", "judgment", "manufacturer", "firm", "other", "1.1"],
        dates: &[
            "2021-02-29",
            "2021-2-1",
            "20210201",
            "2021-13-01",
            "2021-00-10",
            "2021-01-00",
            "1899-12-31",
            "3000-01-01",
            "2021-02-28T00:00:00",
            " 2021-02-28",
            "2021-02-28 ",
            "+2021-02-28",
            "2021/02/28",
            "２０２１-02-28",
        ],
        decimals: &[
            "0",
            "0.00",
            "-1",
            "+1",
            "1e3",
            "1.",
            ".5",
            "1.001",
            " 1",
            "1 ",
            "1,000",
            "１",
            "1000000000000000",
            "",
            "999999999999999.991",
            "1000000000000000.00",
            "NaN",
            "0x10",
            "1_000",
            "000000000000000000000000000001",
            "5万",
        ],
        of: 8,
    }
}

/// Puts junk in one place: for a member or an element, as a new member, or nothing in place of a member.
fn mutate(rng: &mut Rng, value: &mut Value) {
    match value {
        Value::Object(object) if !object.is_empty() => {
            let keys: Vec<String> = object.keys().cloned().collect();
            let key = rng.pick(&keys);
            let nested = object[&key].is_object() || object[&key].is_array();
            match rng.below(10) {
                // Rulebooks have faults of their own.
                _ if key.ends_with("rulebook") => {}
                _ if nested && rng.chance(80) => mutate(rng, &mut object[&key]),
                0..3 => {
                    object.shift_remove(&key);
                }
                3 => {
                    let name = rng.pick(&["frim", "a/b~c", "", "Firm", "kind", "amount", "products", "conduct_until"]);
                    put(object, name, junk().value(rng));
                }
                4 => put(object, &key, Value::Null),
                _ => put(object, &key, junk().value(rng)),
            }
        }
        Value::Array(list) if !list.is_empty() && rng.chance(93) => {
            into_list(rng, list, |rng| junk().value(rng), mutate);
        }
        _ => *value = junk().value(rng),
    }
}

/// The text does not say what a bar is whose last day is before its first.
fn reversed_bar(input: &Value) -> bool {
    let bars = input.get("bars").and_then(Value::as_array).cloned().unwrap_or_default();
    bars.iter().any(|bar| date_of(bar, "last_day") < date_of(bar, "first_day"))
}

/// Puts one fault into the input.
pub(crate) fn spoil(rng: &mut Rng, world: &World, request: &mut Value) {
    let function = request["function"].as_str().unwrap().to_owned();
    let before = request.clone();
    match rng.below(100) {
        0 => put(request.as_object_mut().unwrap(), "input", junk().value(rng)),
        1 => {
            request.as_object_mut().unwrap().shift_remove("input");
        }
        2..45 => mutate(rng, &mut request["input"]),
        _ => match function.as_str() {
            "credit.grade" | "credit.compare" => of_case(rng, &mut request["input"], function == "credit.compare"),
            "credit.national" | "credit.supplier_status" => of_records(rng, &mut request["input"]),
            "credit.repair" => of_repair(rng, &mut request["input"]),
            "credit.bar" => of_bar(rng, &mut request["input"]),
            "credit.default_rulebook" => of_default(rng, world, request),
            _ => request["input"]["grade"] = json!(rng.pick(&["severe", "dishonest", "g9", "NONE", "一般"])),
        },
    }
    if reversed_bar(&request["input"]) {
        *request = before;
    }
}

/// One of the elements of a list, if there is any.
fn one<'a>(rng: &mut Rng, list: &'a mut Value) -> Option<&'a mut Object> {
    let list = list.as_array_mut()?;
    if list.is_empty() {
        return None;
    }
    let i = rng.below(list.len());
    list[i].as_object_mut()
}

/// A copy of one element behind the others.
fn repeat(rng: &mut Rng, list: &mut Value) {
    if let Some(copy) = one(rng, list).cloned() {
        list.as_array_mut().unwrap().push(Value::Object(copy));
    }
}

/// Faults of cases and facts that rules name.
fn of_case(rng: &mut Rng, input: &mut Value, compare: bool) {
    if rng.chance(6) {
        return repeat(rng, &mut input["cases"]);
    }
    let Some(case) = one(rng, &mut input["cases"]) else { return };
    if rng.chance(4) {
        return put(case, "facts", json!([]));
    }
    if case.contains_key("conduct_until") && rng.chance(25) {
        // A fault where the look-back counts from it.
        case.shift_remove("conduct_until");
        return;
    }
    let facts = case.get_mut("facts").unwrap();
    if rng.chance(35) {
        // A wrong fact beside sound ones.
        let fault = wrong_fact(rng);
        facts.as_array_mut().unwrap().push(fault);
        return;
    }
    let Some(fact) = one(rng, facts) else { return };
    match rng.below(4) {
        0 if !compare => cite(rng, fact),
        0 => {
            // Refused in a comparison whatever it is.
            let matter = fact["matter"].clone();
            *fact = json!({ "matter": matter, "cited_clause": "1.1" }).as_object().unwrap().clone();
        }
        1 => put(fact, "matter", rng.pick(&["tax", "bribery", "obstruction", "fraud", "all", ""])),
        2 => {
            let keys: Vec<String> = fact.keys().cloned().collect();
            fact.shift_remove(&rng.pick(&keys));
        }
        _ => {
            let keys: Vec<String> = fact.keys().cloned().collect();
            put(fact, &rng.pick(&keys), junk().value(rng));
        }
    }
}

/// A fact with one fault.
fn wrong_fact(rng: &mut Rng) -> Value {
    let bribe = |amount: Value, single: Value| {
        let target = "public_institution";
        json!({ "matter": "bribery", "target": target, "amount": amount, "largest_single": single })
    };
    let range = |low: &str, high: &str| json!({ "at_least": low, "below": high });
    let tax = |amount: Value| json!({ "matter": "tax", "side": "received", "amount": amount });
    let abnormal = |from: &str, until: &str, sales: Value| {
        json!({
            "matter": "abnormal_price", "explained": false, "conduct_from": from, "conduct_until": until,
            "sales": sales,
        })
    };
    let mut once = bribe(json!("20"), json!("20.00"));
    once["one_payment"] = json!(true);
    let mut single_tax = tax(json!("20"));
    single_tax["largest_single"] = json!("2");
    rng.pick(&[
        bribe(json!("20"), json!("20.01")),
        bribe(range("1", "20"), json!("20")),
        bribe(range("1", "20"), json!({ "at_least": "20" })),
        bribe(json!("20"), json!("0")),
        once,
        single_tax,
        tax(range("20", "20.00")),
        tax(range("20", "19.99")),
        tax(json!({ "below": "20" })),
        tax(json!({ "at_least": "2", "above": "20" })),
        tax(json!({ "at_least": 2 })),
        abnormal("2021-01-01", "2020-12-31", json!("5")),
        abnormal("2021-01-01", "2021-12-31", range("5", "5")),
        json!({ "matter": "obstruction", "kind": "any" }),
        json!({ "matter": "breach", "kind": "any" }),
        json!({ "matter": "breach", "kind": "false_proof" }),
        json!({ "matter": "bid_misconduct", "kind": "supply_failure" }),
        json!({ "matter": "bid_misconduct" }),
        json!({ "matter": "monopoly", "conduct_until": "2021-01-01" }),
        json!({ "matter": "price_offence", "high_price_until": null }),
        json!({ "matter": "breach", "kind": "other", "products": ["p", ""] }),
        json!({ "matter": "breach", "kind": "other", "products": "p" }),
    ])
}

/// Faults of rule 11.
fn cite(rng: &mut Rng, fact: &mut Object) {
    let matter = fact["matter"].clone();
    let clause = rng.pick(&[
        "1.0",
        "0.1",
        "01.1",
        "1.01",
        "1.100",
        "1",
        "1.",
        ".1",
        "1.1.1",
        "1,1",
        "+1.1",
        "1.-1",
        " 1.1",
        "一.一",
        "5.1",
        "9.9",
        "1.1",
        "2.1",
        "3.2",
        "3.6",
        "4.2",
        "1.5",
        "2.9",
        "99999999999999999999.1",
        "",
    ]);
    let mut cited = json!({ "matter": matter, "cited_clause": clause }).as_object().unwrap().clone();
    if rng.chance(25) {
        put(&mut cited, "cited_clause", rng.pick(&["1.1", "2.3", "3.2"]));
        put(&mut cited, rng.pick(&["amount", "kind", "explained", "sales", "side"]), "other");
    }
    *fact = cited;
}

/// Faults of records and of what stands beside them.
fn of_records(rng: &mut Rng, input: &mut Value) {
    if rng.chance(12) {
        return repeat(rng, &mut input["records"]);
    }
    if rng.chance(10) && input.get("on").is_some() {
        // Without a rulebook this is a fault; with one it is none.
        input["commitment"] = json!("missing");
        return;
    }
    let Some(record) = one(rng, &mut input["records"]) else { return };
    match rng.below(8) {
        0 => put(record, rng.pick(&["cleared_on", "last_day"]), "1950-01-01"),
        1 => put(record, "start_on", "2950-01-01"),
        2 => put(record, "grade", rng.pick(&["severe", "dishonest", "g7", "none "])),
        3 => {
            record.shift_remove("rulebook");
        }
        4 => {
            let mut own = json!({ "measure": "risk_label", "scope": "firm", "area": "all_provinces" });
            match rng.below(6) {
                0 => own["last_day"] = json!("1950-01-01"),
                1 => {
                    own["first_day"] = json!("2020-01-02");
                    own["last_day"] = json!("2020-01-01");
                }
                2 => own["area"] = json!("everywhere"),
                3 => own["measure"] = json!("suspend_all"),
                4 => {
                    own.as_object_mut().unwrap().shift_remove("scope");
                }
                _ => own["years"] = json!(1),
            }
            put(record, "measures", json!([own]));
        }
        5 => put(record, "products", rng.pick(&[json!(null), json!(["p", 5]), json!([""]), json!("p")])),
        6 => {
            record.shift_remove(rng.pick(&["firm", "role", "province", "start_on"]));
        }
        _ => put(record, rng.pick(&["role", "firm", "revoked", "province"]), junk().value(rng)),
    }
}

fn of_repair(rng: &mut Rng, input: &mut Value) {
    match rng.below(6) {
        0 => input["products"] = json!([{ "product": "a" }, { "product": "b" }, { "product": "a" }]),
        1 => input["done"] = json!(["stop_conduct", rng.pick(&["stop", "①", "cleared", ""])]),
        2 => input["grade"] = json!(rng.pick(&["severe", "dishonest", "g9"])),
        // A rank that the matter's table may not have.
        3 => input["grade"] = json!(rng.pick(&["especially_severely_dishonest", "grade_0", "g4", "especially_severe"])),
        4 => input["matter"] = json!(rng.pick(&["abnormal_price", "breach", "obstruction", "firm"])),
        _ => input["products"] = json!([{ "product": "a", "selected_price_applied_on": "2021-02-29" }]),
    }
}

fn of_bar(rng: &mut Rng, input: &mut Value) {
    if rng.chance(15) {
        return repeat(rng, &mut input["entries"]);
    }
    let Some(entry) = one(rng, &mut input["entries"]) else { return };
    match rng.below(4) {
        0 => {
            put(entry, "last_day", "2990-01-01");
            put(entry, "cooperated", rng.chance(50));
        }
        1 => {
            entry.shift_remove("last_day");
            entry.shift_remove("cooperated");
        }
        2 => {
            entry.shift_remove("cooperated");
            put(entry, "last_day", "1950-01-01");
        }
        _ => put(entry, rng.pick(&["firm", "cooperated", "first_day"]), junk().value(rng)),
    }
}

fn of_default(rng: &mut Rng, world: &World, request: &mut Value) {
    match rng.below(5) {
        0 => {
            let book = rng.pick(&[json!("credit/cn-2025"), json!("nothing"), json!(null), json!({})]);
            put(request.as_object_mut().unwrap(), "rulebook", book);
        }
        1 => {
            let book = own(rng, world, "my/first", "credit/cn-2025");
            put(request.as_object_mut().unwrap(), "rulebook", book);
        }
        2 => request["input"] = json!({}),
        3 => request["input"] = json!({ "graded_on": "2025-01-01", "label": "失信" }),
        _ => request["input"] = json!({ "label": rng.pick(&["", "失信 ", "none", "特别"]) }),
    }
}

/// Puts a wrong reference in place of one to a rulebook, or a fault into a rulebook that is an object.
pub(crate) fn refer_wrongly(rng: &mut Rng, request: &mut Value) {
    let function = request["function"].as_str().unwrap().to_owned();
    let mut places: Vec<String> = Vec::new();
    if function != "credit.default_rulebook" {
        places.push("/rulebook".to_owned());
    }
    if function == "credit.compare" {
        places.push("/input/other_rulebook".to_owned());
    }
    for i in 0..request["input"].get("records").and_then(Value::as_array).map_or(0, Vec::len) {
        places.push(format!("/input/records/{i}/rulebook"));
    }
    if places.is_empty() {
        return;
    }
    let place = rng.pick(&places);
    let (parent, key) = place.rsplit_once('/').unwrap();
    let holder = if parent.is_empty() { request } else { request.pointer_mut(parent).unwrap() };
    let holder = holder.as_object_mut().unwrap();
    let is_bar = function == "credit.bar";
    match (rng.below(10), holder.get(key)) {
        (0..7, Some(Value::Object(book))) => {
            let spoilt = spoil_book(rng, book, is_bar);
            put(holder, key, spoilt);
        }
        (0, _) => {
            holder.shift_remove(key);
        }
        (1, _) => put(holder, key, Value::Null),
        (2, _) => put(holder, key, rng.pick(&[json!(5), json!([]), json!(true)])),
        (3, _) => put(holder, key, if is_bar { "credit/cn-2025" } else { "credit/cn-vbp-bar" }),
        (4, _) => {
            // The base is the function's, the area is not.
            let (area, base) = if is_bar { ("credit", "credit/cn-vbp-bar") } else { ("credit_bar", "credit/cn-2025") };
            put(holder, key, json!({ "id": "my/wrong", "area": area, "extends": base }));
        }
        (5, _) if rng.chance(30) => {
            let base = if is_bar { "credit/cn-2025" } else { "credit/cn-vbp-bar" };
            put(holder, key, json!({ "id": "my/wrong", "extends": base }));
        }
        (5, _) => put(holder, key, json!({ "id": "my/wrong", "extends": "credit/cn-2030", "parameters": {} })),
        _ => put(holder, key, rng.pick(&["credit/cn-2030", "award/cn-batch-10", "cn-2025", "CREDIT/CN-2025"])),
    }
}
