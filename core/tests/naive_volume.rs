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

#[allow(dead_code, reason = "each area needs a part of it")]
mod common;
#[path = "naive_volume/mod.rs"]
mod model;

use common::runs::{agreed, cases, enough, pass_vectors, report, require};
use common::{Rng, Seen, answers, ask, marks};
use model::book::World;
use model::check::{against_vector, mismatch, mismatch_of_order};
use model::{
    Answer, answer, generate, generate_exhaust, generate_long, generate_places, generate_refusals, reached,
    reached_places,
};
use serde_json::Value;

/// So many random requests reach what the tests ask for.
const ENOUGH: usize = 15_000;

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
        Answer::Error(stops) => answers::shown(stops),
    }
}

/// One request answered by both; stops the test at the first difference.
fn agree(world: &World, seen: &mut Seen, request: &Value) -> Answer {
    let model = agreed(request, answer(world, request), mismatch, shown);
    if let Some(function) = request["function"].as_str().filter(|function| function.starts_with("volume.")) {
        seen.answer(function, &model);
    }
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

/// The text leaves the order of `rests_on` open; here it is the order in which the rules, by number, need them.
#[test]
fn parameters_are_named_in_the_order_of_the_rules() {
    let (world, mut rng) = (World::load(), Rng::new(2));
    let mut wrongs = Vec::new();
    for _ in 0..cases(ENOUGH) / 3 {
        let request = generate::request(&mut rng, &world);
        let (model, response) = (answer(&world, &request), ask(&request));
        wrongs.extend(
            mismatch_of_order(&response, &model).map(|wrong| report(&wrong, &request, &response, &shown(&model))),
        );
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
    // Under the rulebooks of the library, and under those of the model's own tables.
    for world in [World::load(), World::of_tables()] {
        pass_vectors("volume", 250, |vector| {
            let model = answer(&world, vector);
            let wrong = against_vector(&model, vector)?;
            Some(format!("{wrong}\nmodel: {}", shown(&model)))
        });
    }
}

#[test]
fn the_built_in_rulebooks_are_those_of_the_tables() {
    let wrongs = model::table::differences(&World::load());
    assert!(wrongs.is_empty(), "{wrongs:#?}");
}
