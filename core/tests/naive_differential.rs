//! Area `differential` against an independent model, written from the rule text.
//!
//! The model (`naive_differential/`) is checked against the conformance vectors, then asked the same questions as the
//! library through the JSON door: random requests of all functions, requests whose values lie next to a tie or an edge
//! or exactly on one, and pure numbers. It computes by another method than the library: high-precision floats of
//! another crate instead of intervals. The number of random requests is `JICAI_NAIVE_CASES` (40,000 if it is not set);
//! the other tests have a share of it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::as_conversions
)]

#[allow(dead_code, reason = "each area needs a part of it")]
mod common;
#[path = "naive_differential/mod.rs"]
mod model;

use common::answers::Answer;
use common::runs::{agreed, cases, enough, pass_vectors};
use common::{Rng, Seen, ask};
use model::book::World;
use model::real::q;
use model::{answer, generate, near};
use serde_json::Value;

/// So many random requests reach what the tests ask for.
const ENOUGH: usize = 40_000;

/// One request answered by both; stops the test at the first difference.
fn agree(world: &World, seen: &mut Seen, request: &Value) {
    let model = agreed(request, answer(world, request), |response, model| model.mismatch(response), Answer::shown);
    seen.answer(request["function"].as_str().unwrap(), &model);
}

#[test]
fn the_model_passes_the_vectors() {
    let world = World::load();
    pass_vectors("differential", 100, |vector| {
        let model = answer(&world, vector);
        let wrong = model.against_vector(vector, q)?;
        Some(format!("{wrong}\nmodel: {}", model.shown()))
    });
}

#[test]
fn random_requests() {
    let (world, mut rng, mut seen) = (World::load(), Rng::new(1), Seen::default());
    for _ in 0..cases(ENOUGH) {
        agree(&world, &mut seen, &generate::request(&mut rng));
    }
    if enough(ENOUGH) {
        seen.require(&REACHED);
    }
}

/// So many requests that lie near something.
fn random_near(seed: u64, share: usize, make: impl Fn(&mut Rng, &World) -> Option<Value>) -> Seen {
    let (world, mut rng, mut seen) = (World::load(), Rng::new(seed), Seen::default());
    for _ in 0..cases(ENOUGH) / share {
        if let Some(request) = make(&mut rng, &world) {
            agree(&world, &mut seen, &request);
        }
    }
    seen
}

#[test]
fn next_to_a_tie() {
    random_near(2, 50, near::tie);
}

#[test]
fn next_to_an_edge_of_a_tier() {
    random_near(3, 80, near::edge);
}

#[test]
fn next_to_a_limit() {
    let seen = random_near(4, 80, |rng, _| near::limit(rng));
    if enough(ENOUGH) {
        seen.require(&["price floor_applied=true", "price cap_applied=true", "price rule_gap /input/price"]);
    }
}

#[test]
fn next_to_another_listed_price() {
    let seen = random_near(5, 80, near::listing);
    if enough(ENOUGH) {
        seen.require(&["check_listing differential_violation=true", "check_listing differential_violation=false"]);
    }
}

#[test]
fn powers_that_cancel_exactly() {
    let seen = random_near(6, 20, |rng, _| Some(near::cancellation(rng)));
    if enough(ENOUGH) {
        seen.require(&[
            "ratio exact=true",
            "ratio exact=false",
            "price floor_applied=true",
            "price floor_applied=false",
        ]);
    }
}

#[test]
fn pure_numbers() {
    random_near(7, 4, |rng, _| Some(near::pure(rng)));
}

#[test]
fn the_named_examples() {
    let (world, mut seen) = (World::load(), Seen::default());
    for example in near::NAMED {
        let request = near::named(example);
        agree(&world, &mut seen, &request);
        assert_eq!(ask(&request)["value"]["price"], example.4, "{request}");
    }
}

/// What 40,000 random requests reach: every kind of step, every refusal that a clause names, every flag.
const REACHED: [&str; 183] = [
    "check_listing differential_violation=false",
    "check_listing differential_violation=true",
    "check_listing invalid_input /input/products/#/content_unit",
    "check_listing invalid_input /input/products/#/daily_dose",
    "check_listing invalid_input /input/products/#/fill",
    "check_listing invalid_input /input/products/#/package_material",
    "check_listing invalid_input /input/products/#/packaging_form",
    "check_listing invalid_input /input/representative_id",
    "check_listing invalid_rulebook /rulebook*",
    "check_listing reason=rule_gap",
    "check_listing reason=separate_representative",
    "check_listing rule_gap /input/products/#/content",
    "check_listing rule_gap /input/products/#/fill",
    "check_listing rule_gap /input/products/#/form",
    "check_listing rule_gap /input/products/#/package_material",
    "check_listing rule_gap /input/products/#/price",
    "check_listing rule_gap /input/products/#/sugar_free",
    "check_listing rule_gap /input/products/#/unit",
    "check_listing rule_gap /rulebook",
    "check_listing several faults",
    "check_listing unknown_rulebook /rulebook/extends",
    "check_listing unverified_parameter *",
    "check_listing value",
    "comparable_price invalid_input /input/material_difference",
    "comparable_price invalid_input /input/product/content_unit",
    "comparable_price invalid_input /input/product/fill",
    "comparable_price invalid_input /input/reference/daily_dose",
    "comparable_price invalid_input /input/reference/fill",
    "comparable_price invalid_input /input/reference/package_material",
    "comparable_price invalid_input /input/reference/packaging_form",
    "comparable_price invalid_rulebook /rulebook*",
    "comparable_price rule_gap /input/price",
    "comparable_price rule_gap /input/product/children_only",
    "comparable_price rule_gap /input/product/content",
    "comparable_price rule_gap /input/product/fill",
    "comparable_price rule_gap /input/product/form",
    "comparable_price rule_gap /input/product/package_material",
    "comparable_price rule_gap /input/product/packaging_form",
    "comparable_price rule_gap /input/product/sugar_free",
    "comparable_price rule_gap /input/product/unit",
    "comparable_price rule_gap /input/reference/fill",
    "comparable_price rule_gap /input/reference/form",
    "comparable_price rule_gap /rulebook",
    "comparable_price several faults",
    "comparable_price step content ratio base",
    "comparable_price step count ratio",
    "comparable_price step count ratio base",
    "comparable_price step daily_dose ratio",
    "comparable_price step fill difference",
    "comparable_price step fill ratio",
    "comparable_price step fill ratio base",
    "comparable_price step form difference",
    "comparable_price step form ratio",
    "comparable_price step package_material difference",
    "comparable_price step packaging_form ratio",
    "comparable_price unknown_rulebook /rulebook/extends",
    "comparable_price unverified_parameter *",
    "comparable_price value",
    "needs_representative children_only",
    "needs_representative content_multiple",
    "needs_representative invalid_input /input/candidate/content_unit",
    "needs_representative invalid_rulebook /rulebook*",
    "needs_representative major_indication_change",
    "needs_representative multi_dose_pack",
    "needs_representative permitted=false",
    "needs_representative permitted=true",
    "needs_representative required=false",
    "needs_representative required=true",
    "needs_representative rule_gap /rulebook",
    "needs_representative several faults",
    "needs_representative special_device",
    "needs_representative unverified_parameter *",
    "needs_representative value",
    "needs_representative wholly_different_indication",
    "price cap_applied=false",
    "price cap_applied=true",
    "price floor_applied=false",
    "price floor_applied=true",
    "price invalid_input /input/material_difference",
    "price invalid_input /input/representative/daily_dose",
    "price invalid_input /input/representative/fill",
    "price invalid_input /input/representative/package_material",
    "price invalid_input /input/representative/packaging_form",
    "price invalid_input /input/target/content_unit",
    "price invalid_input /input/target/fill",
    "price invalid_input /input/target/package_material",
    "price invalid_input /input/target/packaging_form",
    "price invalid_rulebook /rulebook*",
    "price price_is_ceiling=false",
    "price price_is_ceiling=true",
    "price rule_gap /input/price",
    "price rule_gap /input/representative/fill",
    "price rule_gap /input/representative/form",
    "price rule_gap /input/representative/package_material",
    "price rule_gap /input/representative/unit",
    "price rule_gap /input/target/children_only",
    "price rule_gap /input/target/content",
    "price rule_gap /input/target/count",
    "price rule_gap /input/target/fill",
    "price rule_gap /input/target/form",
    "price rule_gap /input/target/package_material",
    "price rule_gap /input/target/packaging_form",
    "price rule_gap /input/target/sugar_free",
    "price rule_gap /input/target/unit",
    "price rule_gap /rulebook",
    "price several faults",
    "price step cap limit",
    "price step content ratio base",
    "price step count ratio",
    "price step count ratio base",
    "price step daily_dose ratio",
    "price step fill difference",
    "price step fill ratio",
    "price step fill ratio base",
    "price step floor limit",
    "price step form difference",
    "price step form ratio",
    "price step package_material difference",
    "price step packaging_form ratio",
    "price unknown_rulebook /rulebook",
    "price unknown_rulebook /rulebook/extends",
    "price unverified_parameter *",
    "price value",
    "ratio exact=false",
    "ratio exact=true",
    "ratio invalid_input /input/representative/daily_dose",
    "ratio invalid_input /input/representative/fill",
    "ratio invalid_input /input/representative/package_material",
    "ratio invalid_input /input/representative/packaging_form",
    "ratio invalid_input /input/target/content_unit",
    "ratio invalid_input /input/target/fill",
    "ratio invalid_input /input/target/package_material",
    "ratio invalid_rulebook /rulebook*",
    "ratio rule_gap /input/representative/form",
    "ratio rule_gap /input/target/children_only",
    "ratio rule_gap /input/target/content",
    "ratio rule_gap /input/target/fill",
    "ratio rule_gap /input/target/form",
    "ratio rule_gap /input/target/packaging_form",
    "ratio rule_gap /input/target/sugar_free",
    "ratio rule_gap /input/target/unit",
    "ratio several faults",
    "ratio step content ratio base",
    "ratio step count ratio",
    "ratio step count ratio base",
    "ratio step daily_dose ratio",
    "ratio step fill ratio",
    "ratio step fill ratio base",
    "ratio step form ratio",
    "ratio step packaging_form ratio",
    "ratio unverified_parameter *",
    "ratio value",
    "rests on comparable_price_rounding",
    "rests on content_and_fill",
    "rests on content_base",
    "rests on count_base",
    "rests on count_mode",
    "rests on fill_base",
    "rests on form_difference",
    "rests on form_ratio",
    "rests on injection_fill_amount",
    "rests on injection_fill_free",
    "rests on injection_fill_step",
    "rests on injection_floor",
    "rests on injection_order",
    "rests on large_volume_basis",
    "rests on listing_base",
    "rests on material_max",
    "rests on mixed_count",
    "rests on optional_ground",
    "rests on other_material",
    "rests on packaging_form_ratio",
    "rests on paediatric_fill",
    "rests on price_rounding",
    "rests on separate_children_only",
    "rests on separate_content_multiple",
    "rests on separate_indication",
    "rests on small_spec_cap",
    "rests on sugar_free_ratio",
    "rests on tcm_basis",
    "rests on tcm_form_ratio",
    "rests on tcm_injection_fill_base",
    "rests on unit_price_rounding",
];
