//! Area `execution` against an independent model, written from the rule text.
//!
//! The model (`naive_execution/`) is checked against the conformance vectors, and the built-in rulebooks against a second
//! writing of their table; then library and model are asked the same questions through the JSON door: random requests
//! of all functions under built-in and other rulebooks, the escalation over every state and event, prices on every edge
//! of the marks, every day of some years, a fault in every place, lists of the greatest length. The number of random
//! requests is `JICAI_NAIVE_CASES` (15,000 if it is not set).
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
#[path = "naive_execution/mod.rs"]
mod model;

use common::runs::{agreed, cases, enough, pass_vectors, require};
use common::{Rng, Seen, answers, marks};
use model::book::World;
use model::check::{against_vector, mismatch};
use model::{
    Answer, answer, generate, generate_days, generate_edges, generate_escalate, generate_long, generate_places,
    generate_refusals, reached, reached_places,
};
use serde_json::Value;

/// So many random requests reach what the tests ask for.
const ENOUGH: usize = 15_000;

/// An answer of the model as it is shown to a reader.
fn shown(model: &Answer) -> String {
    let stops = answers::shown(&model.stops);
    let mut parts: Vec<String> = Some(stops).filter(|stops| !stops.is_empty()).into_iter().collect();
    if let Some((value, rests_on)) = &model.value {
        let rests_on: Vec<String> = rests_on
            .iter()
            .map(|entry| {
                let sure = if entry.sure { "" } else { "?" };
                format!("{}{sure} ({}, {})", entry.parameter.join(" or "), entry.provenance, entry.rank)
            })
            .collect();
        parts.push(format!("{value} resting on {}", rests_on.join(", ")));
    }
    parts.join(", or ")
}

/// One request answered by both; stops the test at the first difference.
fn agree(world: &World, seen: &mut Seen, request: &Value) -> Answer {
    let model = agreed(request, answer(world, request), mismatch, shown);
    seen.answer(request["function"].as_str().unwrap(), &model);
    model
}

/// All of these requests; stops the test at the first difference.
fn agree_on_all(requests: impl IntoIterator<Item = Value>) -> Seen {
    let (world, mut seen) = (World::load(), Seen::default());
    for request in requests {
        agree(&world, &mut seen, &request);
    }
    seen
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

/// Every state, event, party and rulebook, with each set of the other fields.
#[test]
fn escalation_over_everything() {
    require(&agree_on_all(generate_escalate::everything(&World::load())), reached_places::ESCALATION);
}

/// Prices at and around every edge of the marks.
#[test]
fn marks_on_the_edges() {
    require(&agree_on_all(generate_edges::marks()), reached_places::MARKS);
}

/// The due dates of invoices that begin on each day of four years.
#[test]
fn settlement_over_four_years() {
    require(&agree_on_all(generate_days::settlement()), reached_places::SETTLEMENT);
}

/// The check of the third month, and of others, from each day of four years.
#[test]
fn in_hospital_over_four_years() {
    require(&agree_on_all(generate_days::in_hospital()), reached_places::IN_HOSPITAL);
}

/// Working days after each day of a year with its holidays.
#[test]
fn working_days_over_a_year() {
    require(&agree_on_all(generate_days::working_days()), reached_places::WORKING_DAYS);
}

/// Orders that are confirmed at each half hour around holidays, and delivered on the last minute or the next.
#[test]
fn deliveries_around_holidays() {
    require(&agree_on_all(generate_days::deliveries()), reached_places::DELIVERIES);
}

/// The clock of a contract on each day, in both ways of counting; bars of each length.
#[test]
fn clocks_and_bars() {
    require(&agree_on_all(generate_days::clocks().into_iter().chain(generate_days::bars())), reached_places::CLOCKS);
}

/// Each refusal that the text names.
#[test]
fn named_refusals() {
    let (world, mut seen, mut wrongs) = (World::load(), Seen::default(), Vec::new());
    for (request, stop) in generate_refusals::refusals() {
        let model = agree(&world, &mut seen, &request);
        if model.value.is_some() || model.stops.iter().any(|other| *other != stop) {
            wrongs.push(format!("{request}: {} in place of {stop:?}", shown(&model)));
        }
    }
    assert!(wrongs.is_empty(), "{}", wrongs.join("\n"));
}

/// A fault in every place of a full request and of a rulebook.
#[test]
fn a_fault_in_every_place() {
    let seen = agree_on_all(generate_places::inputs().into_iter().chain(generate_places::rulebooks()));
    require(&seen, reached_places::PLACES);
}

/// Lists of the greatest length, and one element more.
#[test]
fn the_longest_lists() {
    let (world, mut seen) = (World::load(), Seen::default());
    for (request, over) in generate_long::longest() {
        let refused = agree(&world, &mut seen, &request).value.is_none();
        assert_eq!(refused, over, "{}", request["function"]);
    }
}

fn passes_the_vectors(world: &World) {
    pass_vectors("execution", 119, |vector| {
        let model = answer(world, vector);
        let wrong = against_vector(&model, vector)?;
        Some(format!("{wrong}\nmodel: {}", shown(&model)))
    });
}

#[test]
fn the_model_passes_the_vectors() {
    passes_the_vectors(&World::load());
}

/// The same under the rulebooks of the model's own table.
#[test]
fn the_model_passes_the_vectors_by_its_own_table() {
    passes_the_vectors(&World::of_tables());
}

#[test]
fn the_built_in_rulebooks_are_those_of_the_table() {
    let wrongs = model::table::differences(&World::load());
    assert!(wrongs.is_empty(), "{wrongs:#?}");
}
