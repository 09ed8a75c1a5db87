//! Area `credit` against an independent model, written from the rule text.
//!
//! The model (`naive_credit/`) is checked against the conformance vectors, and the built-in rulebooks against a second
//! writing of their tables; then library and model are asked the same questions through the JSON door: random requests
//! of all functions under built-in and other rulebooks, requests on every threshold and anniversary, a fault in every
//! place, lists of the greatest length. The number of random requests is `JICAI_NAIVE_CASES` (20,000 if it is not set).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::panic,
    clippy::string_slice
)]

mod common;
#[path = "naive_credit/mod.rs"]
mod model;

use common::{Rng, Seen, ask};
use model::book::World;
use model::check::{against_vector, mismatch};
use model::{Answer, answer, generate, generate_edges, generate_places, marks, reached, reached_places};
use serde_json::Value;

/// An answer of the model as it is shown to a reader.
fn shown(model: &Answer) -> String {
    match model {
        Answer::Value { value, rests_on } => format!("{value} resting on {}", Value::Array(rests_on.clone())),
        Answer::Error(stops) => {
            let stops: Vec<String> = stops.iter().map(|stop| format!("{} at {}", stop.code, stop.path)).collect();
            stops.join(", or ")
        }
    }
}

/// One request answered by both; stops the test at the first difference.
fn agree(world: &World, seen: &mut Seen, request: &Value) -> Answer {
    let model = answer(world, request);
    let response = ask(request);
    if let Some(mismatch) = mismatch(&response, &model) {
        let cut = |text: String| text.chars().take(6_000).collect::<String>();
        let [request, response, model] = [request.to_string(), response.to_string(), shown(&model)].map(cut);
        panic!("{mismatch}\nrequest: {request}\nlibrary: {response}\nmodel:   {model}");
    }
    seen.answer(request["function"].as_str().unwrap(), &model);
    model
}

/// Fails unless all words of the table were seen.
fn require(seen: &Seen, table: &[(&str, &str)]) {
    let words = reached::each(table);
    seen.require(&words.iter().map(String::as_str).collect::<Vec<_>>());
}

/// How many random requests there are.
fn cases() -> usize {
    std::env::var("JICAI_NAIVE_CASES").ok().and_then(|number| number.parse().ok()).unwrap_or(20_000)
}

/// Did the test run with enough cases to ask what it saw?
fn enough() -> bool {
    cases() >= 20_000
}

#[test]
fn random_requests() {
    let (world, mut rng, mut seen) = (World::load(), Rng::new(1), Seen::default());
    for _ in 0..cases() {
        agree(&world, &mut seen, &generate::request(&mut rng, &world));
    }
    if enough() {
        require(&seen, reached::ANSWERS);
        let marks = marks::marks();
        let missing: Vec<&&str> = reached::BRANCHES.iter().filter(|branch| !marks.contains_key(**branch)).collect();
        assert!(missing.is_empty(), "never taken: {missing:?}; taken: {marks:#?}");
    }
}

/// Each threshold of the built-in ladders, and each day of some years as a start.
#[test]
fn requests_on_the_edges() {
    let (world, mut seen) = (World::load(), Seen::default());
    for request in
        generate_edges::money(&world).into_iter().chain(generate_edges::months()).chain(generate_edges::years())
    {
        agree(&world, &mut seen, &request);
    }
    require(&seen, reached_places::EDGES);
}

/// A fault in every place of a full request and of a rulebook.
#[test]
fn a_fault_in_every_place() {
    let (world, mut seen) = (World::load(), Seen::default());
    for request in generate_places::inputs().into_iter().chain(generate_places::rulebooks(&world)) {
        agree(&world, &mut seen, &request);
    }
    require(&seen, reached_places::PLACES);
}

/// The sizes of the Interface section, and one more.
#[test]
fn the_longest_lists() {
    let (world, mut seen) = (World::load(), Seen::default());
    for (request, over) in generate_edges::longest() {
        let refused = matches!(agree(&world, &mut seen, &request), Answer::Error(_));
        assert_eq!(refused, over, "{}", request["function"]);
    }
}

#[test]
fn the_model_passes_the_vectors() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec-tests/vectors/credit.json");
    let vectors: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let world = World::load();
    let mut wrongs = Vec::new();
    for vector in &vectors {
        let model = answer(&world, vector);
        if let Some(wrong) = against_vector(&model, vector) {
            wrongs.push(format!("{}: {wrong}\nmodel: {}", vector["id"], shown(&model)));
        }
    }
    assert!(wrongs.is_empty(), "{}", wrongs.join("\n"));
    assert!(vectors.len() > 200, "only {} vectors were checked", vectors.len());
}

#[test]
fn the_built_in_rulebooks_are_those_of_the_tables() {
    let wrongs = model::table::differences(&World::load());
    assert!(wrongs.is_empty(), "{wrongs:#?}");
}
