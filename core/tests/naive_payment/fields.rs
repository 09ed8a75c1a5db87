//! Section 7: the members of each input and their form.

use super::book::Book;
use super::fields_line;
use super::form::Faults;
use super::{Res, Stop};
use crate::common::places::below;
use serde_json::Value;

const ROOT: &str = "/input";

/// Words of 7.1.
const STATUSES: [&str; 9] = [
    "winner",
    "originator",
    "reference_product",
    "passed",
    "not_passed",
    "non_winner",
    "negotiated",
    "bid",
    "ordinary",
];

/// The five statuses that may have a negotiated price.
const FIVE: [&str; 5] = ["originator", "reference_product", "passed", "not_passed", "non_winner"];

/// Is every member of the input of its form?
pub(crate) fn check(book: &Book, function: &str, input: &Value) -> Res<()> {
    let mut faults = Faults::default();
    match function {
        "payment.standard" => standard(&mut faults, book, input, true),
        "payment.path" => standard(&mut faults, book, input, false),
        "payment.split_line" => fields_line::split_line(&mut faults, input),
        "payment.settle" => fields_line::settle(&mut faults, input),
        "payment.bid_entry" => bid_entry(&mut faults, input),
        "payment.retail_cap" => retail_cap(&mut faults, input),
        "payment.lint_rulebook" => lint(&mut faults, input),
        other => panic!("no function {other} in this area"),
    }
    faults.result()
}

/// 7.1, and 7.2 without the date but with `years` and `prices`.
fn standard(faults: &mut Faults, book: &Book, input: &Value, dated: bool) {
    let common = ["winners", "listed", "price_unit", "person"];
    let own: &[&str] = if dated { &["date", "year", "start_date"] } else { &["years", "prices"] };
    let may: Vec<&str> = common.iter().chain(own).copied().collect();
    let Some(object) = faults.object(input, ROOT, &["product"], &may) else { return };
    for (key, value) in object {
        let path = &below(ROOT, key);
        match key.as_str() {
            "product" => product(faults, book, value),
            "winners" => {
                faults.list(value, path, winner);
                faults.distinct(value, path, "id");
            }
            "listed" => {
                faults.list(value, path, listed);
                faults.distinct(value, path, "id");
            }
            "price_unit" => faults.choice(value, path, &["pack", "min_unit"]),
            "person" => faults.choice(
                value,
                path,
                &["ordinary", "red_army_veteran", "retired_cadre", "disabled_serviceman_1_6"],
            ),
            "date" | "start_date" if dated => faults.date(value, path),
            "year" if dated => faults.integer(value, path, 100),
            "years" if !dated => faults.integer(value, path, 50),
            "prices" if !dated => {
                faults.list(value, path, price_of_year);
                faults.distinct(value, path, "year");
            }
            _ => {}
        }
    }
    if dated {
        match (object.contains_key("date"), object.contains_key("year")) {
            (true, true) => faults.wrong("/input/year"),
            (false, false) => faults.lacks("/input/date"),
            _ => {}
        }
    }
}

const PRODUCT: [&str; 15] = [
    "id",
    "winning_price",
    "base_price",
    "national_standard",
    "negotiated_price",
    "supply",
    "prefilled_pen",
    "group",
    "category",
    "cap",
    "own_rate",
    "essential",
    "high_price_listed",
    "status",
    "list_class",
];

fn product(faults: &mut Faults, book: &Book, value: &Value) {
    let root = "/input/product";
    let Some(object) = faults.object(value, root, &["status", "list_class", "price"], &PRODUCT) else { return };
    // What depends on the status is not asked where the status is wrong.
    let status = value["status"].as_str().filter(|status| STATUSES.contains(status));
    let another = |statuses: &[&str]| status.is_some_and(|status| !statuses.contains(&status));
    for (key, value) in object {
        let path = &below(root, key);
        match key.as_str() {
            "id" | "group" => faults.identifier(value, path),
            "status" => faults.choice(value, path, &STATUSES),
            "list_class" => faults.choice(value, path, &["a", "b", "out_of_list"]),
            "price" | "winning_price" | "base_price" | "national_standard" => faults.price(value, path),
            "negotiated_price" => {
                faults.price(value, path);
                if another(&FIVE) {
                    faults.wrong(path);
                }
            }
            "supply" => {
                faults.choice(value, path, &["main", "backup", "outside"]);
                if another(&["winner"]) {
                    faults.wrong(path);
                }
            }
            "prefilled_pen" => {
                faults.boolean(value, path);
                if value == true && another(&["winner"]) {
                    faults.wrong(path);
                }
            }
            "category" => faults.choice(value, path, &book.words("categories").unwrap_or_default()),
            "cap" => {
                faults.price(value, path);
                let category = object.get("category").and_then(Value::as_str);
                let capped = category.is_some_and(|category| book.get(&format!("caps.{category}")).is_some());
                if book.get("reference").is_none_or(|reference| reference != "cap") || capped {
                    faults.wrong(path);
                }
            }
            "own_rate" => faults.rate(value, path),
            "essential" | "high_price_listed" => faults.boolean(value, path),
            _ => {}
        }
    }
}

fn winner(faults: &mut Faults, value: &Value, path: &str) {
    let Some(object) = faults.object(value, path, &["id", "price"], &["group", "supply", "volume"]) else { return };
    for (key, value) in object {
        let path = &below(path, key);
        match key.as_str() {
            "id" | "group" => faults.identifier(value, path),
            "price" => faults.price(value, path),
            "supply" => faults.choice(value, path, &["main", "backup", "outside"]),
            "volume" => faults.volume(value, path),
            _ => {}
        }
    }
}

fn listed(faults: &mut Faults, value: &Value, path: &str) {
    let Some(object) = faults.object(value, path, &["id", "price", "volume"], &[]) else { return };
    for (key, value) in object {
        let path = &below(path, key);
        match key.as_str() {
            "id" => faults.identifier(value, path),
            "price" => faults.price(value, path),
            "volume" => faults.volume(value, path),
            _ => {}
        }
    }
}

fn price_of_year(faults: &mut Faults, value: &Value, path: &str) {
    let Some(object) = faults.object(value, path, &["year", "price"], &[]) else { return };
    for (key, value) in object {
        let path = &below(path, key);
        match key.as_str() {
            "year" => faults.integer(value, path, 50),
            "price" => faults.price(value, path),
            _ => {}
        }
    }
}

/// 7.5.
fn bid_entry(faults: &mut Faults, input: &Value) {
    let Some(object) = faults.object(input, ROOT, &["quotes", "willingness"], &["price_unit"]) else { return };
    for (key, value) in object {
        let path = &below(ROOT, key);
        match key.as_str() {
            "quotes" => {
                faults.list(value, path, quote);
                faults.distinct(value, path, "id");
                if value.as_array().is_some_and(Vec::is_empty) {
                    faults.wrong(path);
                }
            }
            "willingness" => faults.price(value, path),
            "price_unit" => faults.choice(value, path, &["pack", "min_unit"]),
            _ => {}
        }
    }
}

fn quote(faults: &mut Faults, value: &Value, path: &str) {
    let Some(object) = faults.object(value, path, &["id", "price"], &[]) else { return };
    for (key, value) in object {
        let path = &below(path, key);
        match key.as_str() {
            "id" => faults.identifier(value, path),
            "price" => faults.price(value, path),
            _ => {}
        }
    }
}

/// 7.5.
fn retail_cap(faults: &mut Faults, input: &Value) {
    let Some(object) = faults.object(input, ROOT, &["standard", "kind"], &["price"]) else { return };
    for (key, value) in object {
        let path = &below(ROOT, key);
        match key.as_str() {
            "standard" | "price" => faults.price(value, path),
            "kind" => faults.choice(value, path, &["vbp", "ordinary", "negotiated"]),
            _ => {}
        }
    }
}

/// 7.6.
fn lint(faults: &mut Faults, input: &Value) {
    let may = ["reimbursement_rate", "list_class", "own_rate"];
    let Some(object) = faults.object(input, ROOT, &[], &may) else { return };
    for (key, value) in object {
        let path = &below(ROOT, key);
        match key.as_str() {
            "reimbursement_rate" | "own_rate" => faults.rate(value, path),
            "list_class" => faults.choice(value, path, &["a", "b"]),
            _ => {}
        }
    }
    if object.contains_key("reimbursement_rate") && !object.contains_key("list_class") {
        faults.late.push(Stop::new("invalid_input", "/input/list_class"));
    }
}
