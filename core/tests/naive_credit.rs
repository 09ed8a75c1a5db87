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

#[allow(dead_code, reason = "each area needs a part of it")]
mod common;
#[path = "naive_credit/mod.rs"]
mod model;

use common::answers::Answer;
use common::runs::{agreed, cases, enough, pass_vectors, require};
use common::{Rng, Seen, marks};
use model::book::World;
use model::money::fen;
use model::{answer, generate, generate_edges, generate_places, reached, reached_places};
use serde_json::Value;

/// So many random requests reach what the tests ask for.
const ENOUGH: usize = 20_000;

/// One request answered by both; stops the test at the first difference.
fn agree(world: &World, seen: &mut Seen, request: &Value) -> Answer {
    let model = agreed(request, answer(world, request), |response, model| model.mismatch(response), Answer::shown);
    seen.answer(request["function"].as_str().unwrap(), &model);
    model
}

#[test]
fn random_requests() {
    let (world, mut rng, mut seen) = (World::load(), Rng::new(1), Seen::default());
    for _ in 0..cases(ENOUGH) {
        agree(&world, &mut seen, &generate::request(&mut rng, &world));
    }
    if enough(ENOUGH) {
        require(&seen, reached::ANSWERS);
        marks::require(reached::BRANCHES);
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
    let world = World::load();
    pass_vectors("credit", 200, |vector| {
        let model = answer(&world, vector);
        let wrong = model.against_vector(vector, fen)?;
        Some(format!("{wrong}\nmodel: {}", model.shown()))
    });
}

#[test]
fn the_built_in_rulebooks_are_those_of_the_tables() {
    let wrongs = model::table::differences(&World::load());
    assert!(wrongs.is_empty(), "{wrongs:#?}");
}
