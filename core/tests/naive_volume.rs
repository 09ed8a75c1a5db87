//! Area `volume` against an independent model, written from the rule text.
//!
//! The model (`naive_volume/`) is checked against the conformance vectors, and the built-in rulebooks against a second
//! writing of their tables; then library and model are asked the same questions through the JSON door: random requests
//! of all functions under built-in and other rulebooks, all small allocations, a fault in every place, lists of the
//! greatest length. The number of random requests is `JICAI_NAIVE_CASES` (15,000 if it is not set).
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
#[path = "naive_volume/mod.rs"]
mod model;

use common::{Rng, Seen, ask};
use model::book::World;
use model::check::{against_vector, mismatch, mismatch_of_order};
use model::{
    Answer, answer, generate, generate_exhaust, generate_long, generate_places, generate_refusals, marks, reached,
    reached_places,
};
use serde_json::Value;

/// An answer of the model as it is shown to a reader.
fn shown(model: &Answer) -> String {
    match model {
        Answer::Value { value, rests_on, .. } => {
            let rests_on: Vec<String> = rests_on
                .iter()
                .map(|entry| format!("{}{} ({})", entry.parameter, if entry.sure { "" } else { "?" }, entry.provenance))
                .collect();
            format!("{value} resting on {}", rests_on.join(", "))
        }
        Answer::Error(stops) => {
            let stops: Vec<String> = stops.iter().map(|stop| format!("{} at {}", stop.code, stop.path)).collect();
            stops.join(", or ")
        }
    }
}

/// A request as it is shown to a reader, with both answers.
fn report(wrong: &str, request: &Value, response: &Value, model: &Answer) -> String {
    let cut = |text: String| text.chars().take(6_000).collect::<String>();
    let [request, response, model] = [request.to_string(), response.to_string(), shown(model)].map(cut);
    format!("{wrong}\nrequest: {request}\nlibrary: {response}\nmodel:   {model}")
}

/// One request answered by both; stops the test at the first difference.
fn agree(world: &World, seen: &mut Seen, request: &Value) -> Answer {
    let model = answer(world, request);
    let response = ask(request);
    if let Some(mismatch) = mismatch(&response, &model) {
        panic!("{}", report(&mismatch, request, &response, &model));
    }
    if let Some(function) = request["function"].as_str().filter(|function| function.starts_with("volume.")) {
        seen.answer(function, &model);
    }
    model
}

/// Fails unless all words of the table were seen.
fn require(seen: &Seen, table: &[(&str, &str)]) {
    let words = reached::each(table);
    seen.require(&words.iter().map(String::as_str).collect::<Vec<_>>());
}

/// How many random requests there are.
fn cases() -> usize {
    std::env::var("JICAI_NAIVE_CASES").ok().and_then(|number| number.parse().ok()).unwrap_or(15_000)
}

/// Did the test run with enough cases to ask what it saw?
fn enough() -> bool {
    cases() >= 15_000
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

/// The text leaves the order of `rests_on` open; here it is the order in which the rules, by number, need them.
#[test]
fn parameters_are_named_in_the_order_of_the_rules() {
    let (world, mut rng) = (World::load(), Rng::new(2));
    let mut wrongs = Vec::new();
    for _ in 0..cases() / 3 {
        let request = generate::request(&mut rng, &world);
        let (model, response) = (answer(&world, &request), ask(&request));
        wrongs.extend(mismatch_of_order(&response, &model).map(|wrong| report(&wrong, &request, &response, &model)));
    }
    let shown: Vec<&String> = wrongs.iter().take(3).collect();
    assert!(wrongs.is_empty(), "{} in another order; the first are\n{shown:#?}", wrongs.len());
}

/// For each method and ladder all combinations of a few reports, prices and routes.
#[test]
fn small_allocations() {
    let (world, mut seen) = (World::load(), Seen::default());
    for request in generate_exhaust::requests() {
        agree(&world, &mut seen, &request);
    }
    require(&seen, reached_places::SMALL);
}

/// Each refusal that the text names.
#[test]
fn named_refusals() {
    let (world, mut seen) = (World::load(), Seen::default());
    for (request, stop) in generate_refusals::refusals() {
        let model = agree(&world, &mut seen, &request);
        let Answer::Error(stops) = &model else { panic!("{request}: {}", shown(&model)) };
        assert!(stops.iter().all(|other| *other == stop), "{request}: {} in place of {stop:?}", shown(&model));
    }
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

/// Lists of the greatest length, and one element more.
#[test]
fn the_longest_lists() {
    let (world, mut seen) = (World::load(), Seen::default());
    for (request, over) in generate_long::longest() {
        let refused = matches!(agree(&world, &mut seen, &request), Answer::Error(_));
        assert_eq!(refused, over, "{}", request["function"]);
    }
}

#[test]
fn the_model_passes_the_vectors() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec-tests/vectors/volume.json");
    let vectors: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut wrongs = Vec::new();
    // Under the rulebooks of the library, and under those of the model's own tables.
    for world in [World::load(), World::of_tables()] {
        for vector in &vectors {
            let model = answer(&world, vector);
            if let Some(wrong) = against_vector(&model, vector) {
                wrongs.push(format!("{}: {wrong}\nmodel: {}", vector["id"], shown(&model)));
            }
        }
    }
    assert!(wrongs.is_empty(), "{}", wrongs.join("\n"));
    assert!(vectors.len() > 250, "only {} vectors were checked", vectors.len());
}

#[test]
fn the_built_in_rulebooks_are_those_of_the_tables() {
    let wrongs = model::table::differences(&World::load());
    assert!(wrongs.is_empty(), "{wrongs:#?}");
}
