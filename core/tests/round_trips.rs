//! A question that is written as JSON is read again as the same question, whatever is left out because it goes without saying.
//! Asked of every conformance vector that has a value.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may stop on the first surprise"
)]

use jicai::{award, differential, payment};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

fn vectors(area: &str) -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec-tests/vectors");
    let files = [format!("{folder}/{area}.json"), format!("{folder}/{area}-own.json")];
    files.iter().flat_map(|file| serde_json::from_slice::<Vec<Value>>(&std::fs::read(file).unwrap()).unwrap()).collect()
}

/// Reads, writes and reads the questions that a function was asked.
fn round_trips<Q: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(function: &str) {
    let area = function.split('.').next().unwrap();
    let mut asked = 0;
    for vector in vectors(area) {
        if vector["function"] != function || vector.get("expect").is_none() {
            continue;
        }
        let question: Q = serde_json::from_str(&vector["input"].to_string()).unwrap();
        let written = serde_json::to_value(&question).unwrap();
        let again: Q = serde_json::from_str(&written.to_string()).unwrap();
        assert_eq!(again, question, "{}", vector["id"]);
        asked += 1;
    }
    assert!(asked > 5, "only {asked} questions of {function}");
}

#[test]
fn award() {
    round_trips::<award::Lot>("award.select");
    round_trips::<award::RoundQuestion>("award.select_round");
    round_trips::<award::WhatIfQuestion>("award.what_if");
}

#[test]
fn differential() {
    round_trips::<differential::PriceQuestion>("differential.price");
    round_trips::<differential::ComparablePriceQuestion>("differential.comparable_price");
    round_trips::<differential::RatioQuestion>("differential.ratio");
    round_trips::<differential::ListingQuestion>("differential.check_listing");
    round_trips::<differential::RepresentativeQuestion>("differential.needs_representative");
}

#[test]
fn payment() {
    round_trips::<payment::StandardQuestion>("payment.standard");
    round_trips::<payment::PathQuestion>("payment.path");
    round_trips::<payment::LineQuestion>("payment.split_line");
    round_trips::<payment::SettleQuestion>("payment.settle");
}
