//! The vectors of the project pass, and between them reach every function.

use std::collections::BTreeSet;

use spec_tests::vector::Vector;
use spec_tests::{limits, run};

fn vectors() -> Vec<Vector> {
    let files = run::files(&spec_tests::vectors()).unwrap();
    files.iter().flat_map(|file| run::read(file).unwrap()).map(Result::unwrap).collect()
}

#[test]
fn every_vector_passes() {
    let mut lines = Vec::new();
    let tally = run::run(&[spec_tests::vectors()], &mut |line| lines.push(line.to_owned()));
    assert!(tally.is_success() && tally.passed > 0, "\n{}", lines.join("\n"));
}

#[test]
fn every_vector_says_where_it_comes_from() {
    for vector in vectors() {
        let id = &vector.id;
        assert!(vector.source.is_some_and(|source| !source.is_empty()) && vector.kind.is_some(), "{id}");
    }
}

#[test]
fn every_function_is_exercised() {
    let vectors = vectors();
    let answered = vectors.iter().filter(|vector| vector.expect.is_some());
    let answered: BTreeSet<&str> = answered.map(|vector| vector.function.as_str()).collect();
    for function in jicai::evaluate::FUNCTIONS {
        assert!(answered.contains(function), "no vector expects a value of {function}");
    }
}

#[test]
fn the_vectors_about_sizes_are_current() {
    let checked_in = std::fs::read_to_string(spec_tests::vectors().join(limits::FILE)).unwrap();
    assert!(checked_in == limits::text(), "run `cargo run -p spec-tests -- limits`");
}
