//! The input of `credit.grade` and `credit.compare`.

use super::book::Book;
use super::book_check::clause_number;
use super::form::Faults;
use super::money::{Interval, interval};
use super::words::{EVIDENCE, MATTERS, TARGETS, kinds};
use crate::common::places::below;
use serde_json::Value;

/// Sizes of the Interface section.
pub(crate) const CASES: usize = 10_000;
pub(crate) const FACTS: usize = 10_000;

/// Is the input of its form? The rulebooks are the one of `credit.grade`, or both of `credit.compare`.
pub(crate) fn check(faults: &mut Faults, books: &[&Book], input: &Value, compare: bool) {
    let must: &[&str] = if compare {
        &["firm", "province", "graded_on", "cases", "other_rulebook"]
    } else {
        &["firm", "province", "graded_on", "cases"]
    };
    let Some(object) = faults.object(input, "/input", must, &[]) else { return };
    for (key, value) in object {
        let path = &below("/input", key);
        match key.as_str() {
            "firm" | "province" => faults.identifier(value, path),
            "graded_on" => faults.date(value, path),
            "cases" => {
                faults.list(value, path, CASES, |faults, value, path| case(faults, books, value, path, compare));
                faults.distinct(value, path, "case_id");
            }
            _ => {}
        }
    }
}

fn case(faults: &mut Faults, books: &[&Book], value: &Value, path: &str, compare: bool) {
    let counted_from_conduct = books.iter().any(|book| book.get("lookback")["basis"] == "conduct_until");
    let must: &[&str] = if counted_from_conduct {
        &["case_id", "evidence", "effective_on", "facts", "conduct_until"]
    } else {
        &["case_id", "evidence", "effective_on", "facts"]
    };
    let Some(object) = faults.object(value, path, must, &["conduct_until", "status"]) else { return };
    for (key, value) in object {
        let path = &below(path, key);
        match key.as_str() {
            "case_id" => faults.identifier(value, path),
            "evidence" => faults.choice(value, path, &EVIDENCE),
            "effective_on" | "conduct_until" => faults.date(value, path),
            "status" => faults.choice(value, path, &["in_force", "revoked"]),
            "facts" => {
                faults.list(value, path, FACTS, |faults, value, path| fact(faults, books, value, path, compare));
                if value.as_array().is_some_and(Vec::is_empty) {
                    faults.wrong(path);
                }
            }
            _ => {}
        }
    }
}

/// The fields of a matter that must be there, and those that may.
fn fields(matter: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match matter {
        "bribery" => (&["target", "amount"], &["one_payment", "largest_single"]),
        "tax" => (&["side", "amount"], &[]),
        "monopoly" | "price_offence" => (&[], &["high_price_until"]),
        "abnormal_price" => (&["explained", "conduct_from", "conduct_until"], &["sales"]),
        "bid_misconduct" | "breach" => (&["kind"], &[]),
        _ => (&[], &[]),
    }
}

fn fact(faults: &mut Faults, books: &[&Book], value: &Value, path: &str, compare: bool) {
    let matter = value.get("matter").and_then(Value::as_str).filter(|word| MATTERS.contains(word));
    let Some(matter) = matter else {
        // What else belongs to the fact depends on its matter.
        for key in value.as_object().into_iter().flat_map(|object| object.keys()) {
            faults.wrong(below(path, key));
        }
        return faults.wrong(if value.is_object() { below(path, "matter") } else { path.to_owned() });
    };
    let common = ["firm", "province", "products", "cited_clause"];
    let (must, may) = if value.get("cited_clause").is_some() { (&[][..], &[][..]) } else { fields(matter) };
    let must: Vec<&str> = must.iter().chain(&["matter"]).copied().collect();
    let may: Vec<&str> = may.iter().chain(&common).copied().collect();
    let Some(object) = faults.object(value, path, &must, &may) else { return };
    for (key, value) in object {
        let path = &below(path, key);
        match key.as_str() {
            _ if !must.contains(&key.as_str()) && !may.contains(&key.as_str()) => {}
            "firm" | "province" => faults.identifier(value, path),
            "products" => faults.identifiers(value, path),
            "cited_clause" if compare => faults.wrong(path),
            "cited_clause" => cited_clause(faults, books[0], matter, value, path),
            "target" => faults.choice(value, path, &TARGETS),
            "side" => faults.choice(value, path, &["received", "issued"]),
            "one_payment" | "explained" => faults.boolean(value, path),
            "high_price_until" | "conduct_from" | "conduct_until" => faults.date(value, path),
            "sales" => {
                faults.amount(value, path, true);
            }
            "amount" => {
                faults.amount(value, path, false);
            }
            "largest_single" => largest_single(faults, object.get("amount"), object.get("one_payment"), value, path),
            "kind" => faults.choice(value, path, kinds(matter)),
            _ => {}
        }
    }
    if matter == "abnormal_price" {
        faults.in_order(value, path, "conduct_from", "conduct_until");
    }
}

/// Not beside `one_payment: true`; its lowest value is not above the amount's highest.
fn largest_single(faults: &mut Faults, amount: Option<&Value>, one_payment: Option<&Value>, value: &Value, path: &str) {
    let sound = faults.amount(value, path, false);
    if one_payment.is_some_and(|flag| *flag == true) {
        faults.wrong(path);
    }
    let Some(amount) = amount.filter(|amount| sound && Faults::default().amount(amount, "", false)) else { return };
    let Interval { hi, .. } = interval(amount);
    if hi.is_some_and(|hi| interval(value).lo > hi) {
        faults.wrong(path);
    }
}

/// Rule 11.
fn cited_clause(faults: &mut Faults, book: &Book, matter: &str, value: &Value, path: &str) {
    let Some((rank, _)) = value.as_str().and_then(clause_number) else { return faults.wrong(path) };
    let clauses = book.get("clauses");
    let listed = clauses["items"].as_array().unwrap().iter().find(|item| item["clause"] == *value);
    let fits = match listed {
        Some(item) => item["matter"] == matter,
        None => clauses["complete"] == false,
    };
    if rank > book.top() || !fits {
        faults.wrong(path);
    }
}
