//! Rules 3 to 5: which facts are dropped, and the records of those that are left.

use super::book::Book;
use super::date::plus_years;
use super::form::{date_of, list_of, text_of};
use super::words::{MATTERS, SECURITY, place};
use crate::common::marks::mark;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Facts of one case and one matter.
pub(crate) struct Record<'a> {
    pub(crate) case: &'a Value,
    pub(crate) matter: &'static str,
    pub(crate) certain: bool,
    pub(crate) facts: Vec<&'a Value>,
}

/// What is left of the cases, and what rule 10 asks about the dropping.
pub(crate) struct Sifted<'a> {
    /// By case, then in the order of the matters.
    pub(crate) records: Vec<Record<'a>>,
    pub(crate) dropped: Vec<Value>,
    pub(crate) other_province: bool,
    /// Which matters had a fact that reached step 6.
    pub(crate) asked_evidence: [bool; 8],
    /// Did a fact reach step 7?
    pub(crate) asked_lookback: bool,
}

/// Rule 4.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Window {
    In,
    Open,
    Out,
}

fn window(book: &Book, graded_on: &Value, case: &Value) -> Window {
    let lookback = book.get("lookback");
    let counted_from = date_of(case, lookback["basis"].as_str().unwrap()).unwrap();
    let graded_on = super::date::read(graded_on.as_str().unwrap()).unwrap();
    let up_to = |years: &Value| graded_on <= plus_years(counted_from, years.as_i64().unwrap());
    match (lookback.get("years"), lookback.get("not_below_years")) {
        (Some(years), _) if up_to(years) => Window::In,
        (Some(_), _) => Window::Out,
        (None, Some(years)) if up_to(years) => Window::In,
        (None, _) => Window::Open,
    }
}

/// How far a fact comes: the step of rule 3 that drops it and its reason, or none.
fn drop_step(book: &Book, input: &Value, case: &Value, fact: &Value) -> Option<(usize, &'static str)> {
    let (firm, province) = (text_of(input, "firm", ""), text_of(input, "province", ""));
    if text_of(fact, "firm", firm) != firm {
        return Some((1, "other_firm"));
    }
    if book.get("own_province_only")["value"] == true && text_of(fact, "province", province) != province {
        return Some((2, "other_province"));
    }
    if text_of(case, "status", "in_force") == "revoked" {
        return Some((3, "revoked"));
    }
    if date_of(case, "effective_on") > date_of(input, "graded_on") {
        return Some((4, "not_yet_effective"));
    }
    let matter = &fact["matter"];
    let Some(evidence) = book.list("evidence").iter().find(|entry| entry["matter"] == *matter) else {
        return Some((5, "matter_not_listed"));
    };
    if !evidence["admitted"].as_array().unwrap().contains(&case["evidence"]) {
        return Some((6, "evidence_not_admitted"));
    }
    if window(book, &input["graded_on"], case) == Window::Out {
        return Some((7, "outside_window"));
    }
    if fact.get("cited_clause").is_some() {
        return None;
    }
    match matter.as_str().unwrap() {
        "bribery" => {
            let target = fact["target"].as_str().unwrap();
            let listed = book
                .list("bribery_targets")
                .iter()
                .any(|entry| entry["targets"].as_array().unwrap().contains(&fact["target"]));
            let secured = SECURITY.contains(&target) && book.get("ladders").get("bribery_security").is_some();
            (!listed && !secured).then_some((8, "target_not_covered"))
        }
        "tax" if fact["side"] == "issued" => Some((8, "side_not_covered")),
        "abnormal_price" if fact["explained"] == true => Some((8, "explained")),
        _ => None,
    }
}

pub(crate) fn sift<'a>(book: &Book, input: &'a Value) -> Sifted<'a> {
    let mut sifted = Sifted {
        records: Vec::new(),
        dropped: Vec::new(),
        other_province: false,
        asked_evidence: [false; 8],
        asked_lookback: false,
    };
    let by_id: BTreeMap<&str, &Value> =
        list_of(input, "cases").iter().map(|case| (text_of(case, "case_id", ""), case)).collect();
    for (case_id, case) in by_id {
        let mut kept: [Vec<&Value>; 8] = Default::default();
        for (index, fact) in list_of(case, "facts").iter().enumerate() {
            let matter = place(text_of(fact, "matter", ""), &MATTERS);
            let dropped = drop_step(book, input, case, fact);
            let reached = dropped.map_or(9, |(step, _)| step);
            sifted.other_province |= reached == 2;
            sifted.asked_evidence[matter] |= reached >= 6;
            sifted.asked_lookback |= reached >= 7;
            match dropped {
                Some((_, reason)) => {
                    mark(&format!("3 {reason}"));
                    sifted.dropped.push(json!({ "case_id": case_id, "fact": index, "reason": reason }));
                }
                None => kept[matter].push(fact),
            }
        }
        for (matter, facts) in MATTERS.into_iter().zip(kept) {
            if !facts.is_empty() {
                let certain = window(book, &input["graded_on"], case) == Window::In;
                mark(if certain { "4 in" } else { "4 open" });
                sifted.records.push(Record { case, matter, certain, facts });
            }
        }
    }
    sifted
}
