//! The page that leads from the duties of the source documents to functions: every row to some that vectors exercise.

#![allow(clippy::unwrap_used, reason = "a test may stop on the first surprise")]

use std::collections::BTreeSet;

use jicai::evaluate::FUNCTIONS;
use serde_json::Value;

/// The functions that some vector asks and gets a value of.
fn exercised() -> BTreeSet<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec-tests/vectors");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let vectors =
        files.flat_map(|file| serde_json::from_str::<Vec<Value>>(&std::fs::read_to_string(file).unwrap()).unwrap());
    let answered = vectors.filter(|vector| vector.get("expect").is_some());
    answered.map(|vector| vector.get("function").and_then(Value::as_str).unwrap().to_owned()).collect()
}

#[test]
fn every_row_leads_to_functions_that_vectors_exercise() {
    let page = include_str!("../src/coverage.rs");
    let exercised = exercised();
    let rows: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("//! | ") && !line.contains("---") && !line.contains("| asked for |"))
        .collect();
    assert_eq!(rows.len(), 41, "a row was added or lost");
    for row in rows {
        let functions: Vec<&str> = row.split("[`").skip(1).map(|rest| rest.split('`').next().unwrap()).collect();
        assert!(!functions.is_empty(), "no function: {row}");
        for function in functions {
            assert!(FUNCTIONS.contains(&function), "there is no function `{function}`: {row}");
            assert!(exercised.contains(function), "no vector asks `{function}`: {row}");
            let link = format!("//! [`{function}`]: crate::{}()", function.replace('.', "::"));
            assert!(page.contains(&link), "`{function}` has no link");
        }
    }
}
