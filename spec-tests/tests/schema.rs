//! The checked-in schemas are those of the types, and hold for what goes in and out.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::Validator;
use serde_json::Value;
use spec_tests::{run, schema};

#[test]
fn the_checked_in_schemas_are_current() {
    let outdated = schema::outdated(&spec_tests::schemas()).unwrap();
    assert!(outdated.is_empty(), "{outdated:?} differ from the types: run `cargo run -p spec-tests -- schema`");
}

#[test]
fn every_function_has_two_schemas_and_every_schema_a_function() {
    let wanted: BTreeSet<String> = jicai::evaluate::FUNCTIONS
        .iter()
        .flat_map(|function| ["input", "output"].map(|side| format!("{function}.{side}")))
        .collect();
    let names: Vec<String> = jicai::schema::all().into_iter().map(|named| named.name).collect();
    assert_eq!(names.len(), wanted.len());
    assert_eq!(names.into_iter().collect::<BTreeSet<String>>(), wanted);
}

#[test]
fn the_schemas_hold_for_every_vector() {
    let validators: BTreeMap<String, Validator> = jicai::schema::all()
        .into_iter()
        .map(|named| (named.name, jsonschema::draft202012::new(&named.schema.to_value()).unwrap()))
        .collect();
    let mut failures = Vec::new();
    let mut check = |name: String, id: &str, document: &Value| {
        let complaints = validators[&name].iter_errors(document);
        failures.extend(complaints.map(|error| format!("{id}: {name}: {}: {error}", error.instance_path())));
    };
    let mut checked = 0;
    for file in run::files(&spec_tests::vectors()).unwrap() {
        for vector in run::read(&file).unwrap().into_iter().map(Result::unwrap) {
            if vector.expect.is_none() {
                continue;
            }
            let input: Value = serde_json::from_str(vector.input.get()).unwrap();
            check(format!("{}.input", vector.function), &vector.id, &input);
            let response: Value = serde_json::from_str(&jicai::evaluate(vector.request())).unwrap();
            check(format!("{}.output", vector.function), &vector.id, &response["value"]);
            checked += 1;
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(checked > 100, "{checked}");
}
