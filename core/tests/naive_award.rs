//! Area `award` against a naive reference model, written independently from the rule text.
//!
//! The model (`naive/`) is checked against the conformance vectors, then asked the same questions as the library:
//! every lot of up to four bids on a grid of twelve prices, and many random lots under random rulebooks. The number of
//! random requests is `JICAI_NAIVE_CASES` (20,000 if it is not set).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects
)]

#[allow(dead_code, reason = "each area needs a part of it")]
mod common;
mod naive;

use common::runs::{cases, enough, vectors};
use common::{Rng, Seen, expected};
use naive::check::{BUILT_IN, agree, world};
use naive::number::{Q, Real, int, mean, q, variance};
use naive::{answer, generate_lot};
use serde_json::{Value, json};
use std::cmp::Ordering;

/// So many random requests reach what the tests ask for.
const ENOUGH: usize = 20_000;

/// Errors about the shape of a request, which the model does not look at.
const SHAPE: [&str; 4] = ["unknown_function", "unknown_rulebook", "invalid_rulebook", "limit_exceeded"];

/// The paths of `invalid_input` that the rules themselves name; all others are about the shape of the input.
const FACTS: [&str; 2] = ["/input/brand_volume_mean", "/input/backup"];

/// Is the vector about the shape of a request?
fn about_shape(vector: &Value) -> bool {
    let error = &vector["expect_error"];
    let code = error["code"].as_str().unwrap_or_default();
    SHAPE.contains(&code) || (code == "invalid_input" && !FACTS.contains(&error["path"].as_str().unwrap_or_default()))
}

#[test]
fn the_model_passes_the_vectors() {
    let world = world();
    let mut checked = 0;
    for vector in vectors("award").iter().filter(|vector| !about_shape(vector)) {
        let rulebook = world.resolve(&vector["rulebook"]);
        let given = answer(&world, vector["function"].as_str().unwrap(), &rulebook, &vector["input"]);
        let wrong = match (&given, vector.get("expect")) {
            (Ok(value), Some(expect)) => expected(value, expect, "", q),
            (Err(stop), None) if vector["expect_error"]["code"] == json!(stop.code) => None,
            _ => Some("value and error are mixed up".to_owned()),
        };
        assert!(wrong.is_none(), "{}: {}\n{given:?}", vector["id"], wrong.unwrap());
        checked += 1;
    }
    assert!(checked > 100, "only {checked} vectors were checked");
}

/// The model encloses roots; the rule text compares squares: d = k·m − p, p ≤ k·(m − z·s) iff d ≥ 0 and d² ≥ k²·z²·s².
#[test]
fn roots_enclosed_and_squares_compared_agree() {
    let mut rng = Rng::new(9);
    let mut equal = 0;
    for _ in 0..5_000 {
        let few = |rng: &mut Rng| int(rng.below(12)) / int(1 + rng.below(3));
        let prices: Vec<Q> = (0..1 + rng.below(5)).map(|_| few(&mut rng)).collect();
        let (m, s2) = (mean(&prices), variance(&prices, "population"));
        let (z, k, p) = (few(&mut rng), few(&mut rng), few(&mut rng));
        let enclosed = Real::less_root(m.clone(), z.clone(), s2.clone()).scaled(&k).compare(&p);
        let d = &k * &m - &p;
        let within = d >= int(0) && &d * &d >= &k * &k * &z * &z * &s2;
        let strictly = d > int(0) && &d * &d > &k * &k * &z * &z * &s2;
        assert_eq!(enclosed != Ordering::Less, within, "{k}·({m} − {z}·√{s2}) against {p}");
        assert_eq!(enclosed == Ordering::Greater, strictly, "{k}·({m} − {z}·√{s2}) against {p}");
        equal += usize::from(enclosed == Ordering::Equal);
    }
    assert!(equal > 10, "only {equal} equalities");
}

/// Twelve prices around the edges of the rules: 0.10 and 1.00 of the low prices, a cut of 50 % of the ceiling 2.00,
/// 1.8 times 0.05, 0.50 and 1.00, and one price above the ceiling.
const GRID: [&str; 12] =
    ["0.05", "0.09", "0.10", "0.11", "0.50", "0.90", "0.91", "1.00", "1.01", "1.80", "1.81", "2.01"];

/// A lot with these prices of the grid.
fn grid_lot(at: &[usize], form: &str) -> Value {
    let names = ["B1", "B2", "B3", "B4"];
    let scores = ["90", "80", "80", "70"];
    let bids: Vec<Value> = at
        .iter()
        .zip(names.iter().zip(scores))
        .map(|(&price, (bid, score))| {
            json!({ "bid": bid, "price": GRID[price], "price_score": score, "technical_score": "60" })
        })
        .collect();
    json!({ "form": form, "ceiling": "2.00", "limit_price": "1.00", "bids": bids })
}

/// Calls back with every list of up to four positions of the grid; `sorted`: only those that do not descend.
fn every_list(sorted: bool, mut call: impl FnMut(&[usize])) {
    let mut lists: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..4 {
        let mut longer = Vec::new();
        for list in &lists {
            let from = if sorted { list.last().copied().unwrap_or(0) } else { 0 };
            for next in from..GRID.len() {
                let mut list = list.clone();
                list.push(next);
                call(&list);
                longer.push(list);
            }
        }
        lists = longer;
    }
}

/// Every list of prices under one rulebook.
fn exhaust(rulebook: &Value, sorted: bool, form: &str) -> Seen {
    let world = world();
    let mut seen = Seen::default();
    every_list(sorted, |at| agree(&world, &mut seen, "award.select", rulebook, &grid_lot(at, form)));
    seen
}

#[test]
fn every_small_lot_of_batch_09() {
    let seen = exhaust(&json!("award/cn-batch-09"), false, "oral_solid");
    seen.require(&[
        "rule_gap",
        "passed_by=spread",
        "passed_by=cut",
        "reason=conditions_failed",
        "reason=not_shortlisted",
    ]);
}

#[test]
fn every_small_lot_of_batch_10() {
    let seen = exhaust(&json!("award/cn-batch-10"), false, "injection_small_volume");
    seen.require(&["rule_gap", "passed_by=low_price", "reason=conditions_failed", "reason=above_ceiling"]);
}

/// Batch 12 with what it leaves open filled in. One standard deviation, since with so few bids none lies two below the mean.
fn batch_12_assumed(recompute: &str, deviation: &str) -> Value {
    json!({
        "id": "example/batch-12-assumed",
        "extends": "award/cn-batch-12",
        "remove": ["low_price"],
        "parameters": {
            "k_table": [{ "from": 1, "k": 2 }, { "from": 4, "k": 3 }],
            "spread_multiple": "1.8",
            "anchor_sd": deviation,
            "zero_volume_sigmas": "1",
            "zero_volume_recompute": recompute,
            "zero_volume_counts": false,
        },
    })
}

#[test]
fn every_small_lot_of_batch_12_assumed() {
    let seen = exhaust(&batch_12_assumed("until_stable", "population"), false, "other");
    seen.require(&["rule_gap", "reason=zero_volume", "reason=conditions_met", "reason=conditions_failed"]);
}

#[test]
fn every_small_lot_of_the_other_rulebooks() {
    for id in BUILT_IN {
        for form in ["oral_solid", "injection_large_volume"] {
            exhaust(&json!(id), true, form);
        }
    }
    for recompute in ["none", "once", "until_stable"] {
        for deviation in ["population", "sample"] {
            exhaust(&batch_12_assumed(recompute, deviation), true, "oral_solid");
        }
    }
    let assumed = json!({ "id": "example/tcm", "extends": "award/cn-tcm-2023", "parameters": {
        "cut_rank_rounding": "up", "k_table": [{ "from": 1, "k": 3 }] } });
    exhaust(&assumed, true, "other");
}

/// So many of a hundred of the random requests go to this function.
fn random(function: &str, share: usize, seed: u64) -> Seen {
    let world = world();
    let mut rng = Rng::new(seed);
    let mut seen = Seen::default();
    for _ in 0..cases(ENOUGH) * share / 100 {
        let (rulebook, input) = generate_lot::request(&mut rng, &world, function);
        agree(&world, &mut seen, function, &rulebook, &input);
    }
    seen
}

#[test]
fn random_lots() {
    let seen = random("award.select", 50, 1);
    if enough(ENOUGH) {
        seen.require(&[
            "ok",
            "rule_gap",
            "invalid_input",
            "reason=conditions_met",
            "reason=no_conditions",
            "reason=zero_volume",
            "reason=revived_shortlisted",
            "reason=revived_unshortlisted",
            "reason=reference_no_volume",
            "reason=not_shortlisted",
            "reason=conditions_failed",
            "reason=company_cap",
            "reason=related_firm",
            "reason=above_ceiling",
            "revival=accepted",
            "revival=refused_price",
            "revival=refused_ineligible",
            "revival=not_applicable",
            "volume=full",
            "volume=own_brand",
            "volume=none",
            "passed_by=spread",
            "passed_by=cut",
            "passed_by=low_price",
            "passed_by=limit_price",
            "passed_by=mean",
            "passed_by=cut_rank",
            "cost_statement=true",
            "cost_statement=false",
            "provisional=true",
            "score",
            "zero_volume_below",
            "terms",
        ]);
    }
}

#[test]
fn random_rounds() {
    let seen = random("award.select_round", 12, 2);
    if enough(ENOUGH) {
        seen.require(&[
            "ok",
            "rule_gap",
            "price_ratio",
            "reason=batch_filter",
            "kind=largest_ratio",
            "kind=smallest_cut",
        ]);
    }
}

#[test]
fn random_comparisons() {
    let seen = random("award.compare", 8, 3);
    if enough(ENOUGH) {
        seen.require(&["ok", "rule_gap", "status=ok", "status=rule_gap", "gained", "lost", "changed"]);
    }
}

#[test]
fn random_what_ifs() {
    let seen = random("award.what_if", 14, 4);
    if enough(ENOUGH) {
        seen.require(&[
            "ok",
            "rule_gap",
            "can_win=true",
            "can_win=false",
            "monotone=true",
            "monotone=false",
            "outcome=undetermined",
            "outcome=void",
            "reason=zero_volume",
            "reason=not_shortlisted",
        ]);
    }
}

#[test]
fn random_regions_groups_and_terms() {
    let counted = random("award.region_counts", 4, 5);
    let assigned = random("award.assign_regions", 4, 6);
    let grouped = random("award.group_bidders", 4, 7);
    let termed = random("award.contract_terms", 4, 8);
    if enough(ENOUGH) {
        counted.require(&["ok", "rule_gap"]);
        termed.require(&["ok", "rule_gap", "term_years", "term_end", "agreed_share"]);
        assigned.require(&["ok", "rule_gap", "invalid_input", "kind=primary", "kind=backup"]);
        grouped.require(&[
            "ok",
            "rule_gap",
            "reason=covered",
            "reason=filled_up",
            "reason=condition_not_met",
            "reason=below_volume_share",
        ]);
    }
}
