//! Rulebooks at random: every parameter and every word of the table of parameters, alone and on top of built-in rulebooks.

use super::book::World;
use super::check::BUILT_IN;
use crate::common::Rng;
use serde_json::{Map, Value, json};

impl Rng {
    /// Some of a list, in a random order, without repeats.
    pub(crate) fn few_of<T: Clone>(&mut self, list: &[T], at_most: usize) -> Vec<T> {
        let mut rest = list.to_vec();
        let mut taken = Vec::new();
        for _ in 0..at_most.min(list.len()) {
            taken.push(rest.remove(self.below(rest.len())));
        }
        taken
    }
}

/// What a rulebook is made for: some parameters matter only to some functions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Lot,
    Round,
    WhatIf,
}

type Parameters = Map<String, Value>;

fn set(into: &mut Parameters, name: &str, value: impl Into<Value>) {
    into.insert(name.to_owned(), json!({ "value": value.into() }));
}

fn rounding(rng: &mut Rng) -> Value {
    let decimals = rng.pick(&[0, 1, 1, 2, 2, 3, 4, 10]);
    json!({ "decimals": decimals, "mode": rng.pick(&["half_up", "half_even", "up", "down"]) })
}

fn k_table(rng: &mut Rng) -> Value {
    let mut from = if rng.chance(90) { 1 } else { 2 };
    let mut rows = Vec::new();
    for _ in 0..1 + rng.below(4) {
        rows.push(json!({ "from": from, "k": 1 + rng.below(6) }));
        from += 1 + rng.below(3);
    }
    Value::Array(rows)
}

/// Rules 3–5 and 16, and all roundings but those of tests.
fn ranking(rng: &mut Rng, into: &mut Parameters, often: usize) {
    let keys = ["reported_volume", "prior_winner", "prior_sales", "passed_specs", "pass_date", "own_api"];
    if rng.chance(often) {
        set(into, "void_counts", rng.chance(60));
    }
    if rng.chance(often) {
        set(into, "related_firms", rng.pick(&["best_only", "count_once", "separate"]));
    }
    if rng.chance(often / 2) {
        set(into, "company_cap", 1 + rng.below(2));
    }
    if rng.chance(often) {
        set(into, "k_table", k_table(rng));
    }
    if rng.chance(often) {
        let number = rng.below(4);
        set(into, "tie_keys", rng.few_of(&keys, number));
    }
    if rng.chance(often + 25) {
        set(into, "conversion", "ceiling_ratio");
    }
    if rng.chance(often / 2) {
        set(into, "rounding_comparable", rounding(rng));
    }
    if rng.chance(often / 3) {
        set(into, "rounding_limit", rounding(rng));
    }
    if rng.chance(often / 2) {
        set(into, "cost_statement", rng.chance(80));
    }
}

/// The anchor and all it may require.
fn anchor(rng: &mut Rng, into: &mut Parameters) {
    set(into, "spread_multiple", rng.pick(&["1", "1.5", "1.8", "2", "1.3", "0.9"]));
    set(into, "anchor", rng.pick(&["lowest", "mean", "half_mean", "mean_minus_sigma", "mean_minus_sigma"]));
    set(into, "anchor_fraction", rng.pick(&["0.5", "0.75", "1", "1.2"]));
    set(into, "anchor_sigmas", rng.pick(&["0.5", "1", "2"]));
    deviation(rng, into);
}

fn deviation(rng: &mut Rng, into: &mut Parameters) {
    set(into, "anchor_sd", rng.pick(&["population", "sample"]));
}

/// Rule 6 and all it requires.
fn zero_volume(rng: &mut Rng, into: &mut Parameters) {
    set(into, "zero_volume_sigmas", rng.pick(&["0.5", "0.7", "1", "1", "1.2", "2"]));
    set(into, "zero_volume_recompute", rng.pick(&["none", "once", "until_stable"]));
    set(into, "zero_volume_counts", rng.chance(50));
    deviation(rng, into);
}

/// What the tests of rule 8 require, and their options.
fn tests(rng: &mut Rng, into: &mut Parameters) {
    set(into, "cut_threshold", rng.pick(&["0.5", "0.5", "0.4", "0.25", "0", "1"]));
    if rng.chance(50) {
        set(into, "rounding_cut", rounding(rng));
    }
    if rng.chance(50) {
        set(into, "cut_inclusive", rng.chance(50));
    }
    set(into, "mean_multiple", rng.pick(&["1", "1.8", "0.9", "1.2"]));
    set(into, "cut_rank_share", rng.pick(&["0.5", "0.7", "0.3", "1", "0"]));
    set(into, "cut_rank_rounding", rng.pick(&["up", "down"]));
    for form in ["any", "oral_solid", "oral_liquid", "injection_small_volume", "injection_large_volume", "other"] {
        if rng.chance(30) {
            set(into, &format!("low_price.{form}"), rng.pick(&["0.1", "0.5", "1", "1.0001", "2"]));
        }
    }
}

fn win(rng: &mut Rng, with_spread: bool) -> Value {
    let words = ["spread", "spread", "spread", "cut", "low_price", "limit_price", "mean", "cut_rank"];
    let mut alternatives: Vec<Vec<&str>> = Vec::new();
    for _ in 0..1 + rng.below(3) {
        let mut tests = vec![rng.pick(&words)];
        if rng.chance(40) {
            let second = rng.pick(&words);
            if !tests.contains(&second) {
                tests.push(second);
            }
        }
        if !alternatives.contains(&tests) {
            alternatives.push(tests);
        }
    }
    if with_spread && !alternatives.iter().flatten().any(|test| *test == "spread") {
        alternatives.insert(0, vec!["spread"]);
    }
    json!(alternatives)
}

fn filter(rng: &mut Rng) -> Value {
    let mut steps = Vec::new();
    for _ in 0..1 + rng.below(2) {
        steps.push(if rng.chance(55) {
            json!({ "kind": "largest_ratio", "lots": 1 + rng.below(2) })
        } else {
            json!({ "kind": "smallest_cut", "bids": 1 + rng.below(2) })
        });
    }
    Value::Array(steps)
}

/// Rule 11 and what it requires; a limit `spread_limit` only where `spread` is a test.
fn revival(rng: &mut Rng, into: &mut Parameters, spread: bool) {
    let limits = if spread { vec!["highest_selected", "spread_limit"] } else { vec!["highest_selected"] };
    let more = if spread {
        vec!["highest_selected", "mean_selected", "lowest_selected", "spread_limit"]
    } else {
        vec!["highest_selected", "mean_selected", "lowest_selected"]
    };
    if rng.chance(70) {
        set(into, "revival_fused", rng.pick(&limits));
        set(into, "revived_order", rng.pick(&["after", "by_price"]));
        if spread && rng.chance(50) {
            set(into, "revival_fused_when_one", "spread_limit");
        }
    }
    if rng.chance(50) {
        set(into, "revival_reference", rng.pick(&limits));
    }
    if rng.chance(60) {
        let number = rng.below(3);
        set(into, "revival_unshortlisted", rng.pick(&more));
        set(into, "revival_unshortlisted_conditions", rng.few_of(&["volume_at_least_mean", "not_highest"], number));
        set(into, "revival_unshortlisted_counts", rng.chance(50));
    }
}

fn maybe(rng: &mut Rng, percent: usize, value: impl Into<Value>) -> Option<Value> {
    if rng.chance(percent) { Some(value.into()) } else { None }
}

/// Rules 13 and 14: tables of a few rows, the last one often without conditions.
pub(crate) fn tables(rng: &mut Rng, into: &mut Parameters, often: usize, of_bid: bool) {
    if rng.chance(often) {
        let mut rows = Vec::new();
        for rank in 1..=1 + rng.below(3) {
            let fields = vec![
                ("award_class", Some(json!(rng.pick(&["A", "B", "C"])))),
                ("rank_to", maybe(rng, 80, rank)),
                ("bidders_from", {
                    let from = 1 + rng.below(4);
                    maybe(rng, 20, from)
                }),
            ];
            rows.push(Value::Object(super::check::object(fields)));
        }
        if rng.chance(80) {
            rows.push(json!({ "award_class": "C" }));
        }
        set(into, "class_table", rows);
    }
    for table in ["share", "term"] {
        if !rng.chance(often) {
            continue;
        }
        let mut rows = Vec::new();
        for _ in 0..1 + rng.below(4) {
            let mut row = super::check::object(conditions(rng, table == "share" || of_bid));
            value_of(rng, table, &mut row);
            rows.push(Value::Object(row));
        }
        if rng.chance(80) {
            let mut row = Map::new();
            value_of(rng, table, &mut row);
            rows.push(Value::Object(row));
        }
        set(into, table, rows);
    }
}

/// Conditions of rule 14. Those that only a bid has (`incumbent`, `award_class`) are left out of a table without bids.
fn conditions(rng: &mut Rng, of_bid: bool) -> Vec<(&'static str, Option<Value>)> {
    let class = rng.pick(&["ordinary", "reduced", "restricted"]);
    let (low, high) = (1 + rng.below(4), 1 + rng.below(5));
    let flags = [rng.chance(50), rng.chance(50), rng.chance(50)];
    let award_class = rng.pick(&["A", "B", "C"]);
    let of_bid = usize::from(of_bid);
    vec![
        ("class", maybe(rng, 40, class)),
        ("winners_from", maybe(rng, 30, low)),
        ("winners_to", maybe(rng, 30, high)),
        ("bidders_from", maybe(rng, 20, high)),
        ("short_term", maybe(rng, 15, flags[0])),
        ("long_term_use", maybe(rng, 15, flags[1])),
        ("incumbent", maybe(rng, 25 * of_bid, flags[2])),
        ("award_class", maybe(rng, 20 * of_bid, award_class)),
    ]
}

fn value_of(rng: &mut Rng, table: &str, row: &mut Parameters) {
    let (name, value) = match table {
        "share" => ("share", json!(rng.pick(&["0.5", "0.60", "0.8", "0.125", "1", "0"]))),
        _ if rng.chance(50) => ("years", json!(1 + rng.below(3))),
        _ => ("end_date", json!(rng.pick(&["2027-12-31", "2028-12-31"]))),
    };
    row.insert(name.to_owned(), value);
}

/// Parameters that may become gaps: all but those whose gap the rules do not place.
fn gaps(rng: &mut Rng, parameters: &mut Parameters) -> Map<String, Value> {
    let mut gaps = Map::new();
    let limits_by_spread = parameters.values().any(|entry| entry["value"] == json!("spread_limit"));
    let may = |name: &str| match name {
        "tie_keys" | "company_cap" => false,
        "win" => !limits_by_spread,
        _ => true,
    };
    for _ in 0..1 + rng.below(2) {
        let names: Vec<String> = parameters.keys().filter(|name| may(name)).cloned().collect();
        if names.is_empty() {
            break;
        }
        let name = rng.pick(&names);
        if ["win", "method", "filter"].contains(&name.as_str()) && rng.chance(80) {
            continue;
        }
        parameters.remove(&name);
        gaps.insert(name, json!("not published"));
    }
    if rng.chance(15) {
        gaps.insert("low_price".to_owned(), json!("not published"));
    }
    gaps
}

/// A rulebook that stands alone.
fn own(rng: &mut Rng, purpose: Purpose) -> Value {
    let mut parameters = Map::new();
    let into = &mut parameters;
    if rng.chance(if purpose == Purpose::WhatIf { 2 } else { 10 }) {
        set(into, "method", rng.pick(&["score", "score", "unit_price"]));
        set(into, "price_weight", rng.pick(&["0.6", "0.5", "1"]));
        set(into, "technical_weight", rng.pick(&["0.4", "0.5", "0"]));
    }
    ranking(rng, into, 60);
    let mut spread = false;
    if rng.chance(90) {
        let win = win(rng, false);
        spread =
            win.as_array().unwrap().iter().flat_map(|tests| tests.as_array().unwrap()).any(|test| test == "spread");
        set(into, "win", win);
        tests(rng, into);
        anchor(rng, into);
    }
    if rng.chance(40) {
        zero_volume(rng, into);
    }
    if rng.chance(if purpose == Purpose::Round { 75 } else { 15 }) {
        set(into, "filter", filter(rng));
    }
    if rng.chance(80) {
        revival(rng, into, spread);
    }
    tables(rng, into, 75, false);
    let gaps = if rng.chance(25) { gaps(rng, into) } else { Map::new() };
    json!({ "id": "example/own", "area": "award", "parameters": parameters, "gaps": gaps })
}

/// A built-in rulebook with some parameters replaced, some removed, some made gaps.
fn extension(rng: &mut Rng, world: &World, purpose: Purpose) -> Value {
    let base = rng.pick(&BUILT_IN[..17]);
    let show = &world.built_in[base];
    let spread = show["parameters"].get("win").is_some_and(|win| win.to_string().contains("\"spread\""));
    let mut parameters = Map::new();
    let into = &mut parameters;
    ranking(rng, into, 30);
    if rng.chance(50) {
        anchor(rng, into);
    }
    if rng.chance(40) {
        zero_volume(rng, into);
    }
    if rng.chance(if purpose == Purpose::Round { 75 } else { 10 }) {
        set(into, "filter", filter(rng));
    }
    if rng.chance(60) {
        revival(rng, into, spread);
    }
    tables(rng, into, 30, false);
    if spread && rng.chance(30) {
        set(into, "win", win(rng, true));
        tests(rng, into);
        anchor(rng, into);
    }
    // What the batch with the most gaps leaves open is filled in more often.
    if base == "award/cn-batch-12" && rng.chance(80) {
        anchor(rng, into);
        zero_volume(rng, into);
        set(into, "k_table", k_table(rng));
        set(into, "low_price.any", "0.1");
        revival(rng, into, true);
    }
    let removable = [
        "k_table",
        "filter",
        "low_price",
        "low_price.oral_solid",
        "conversion",
        "share",
        "term",
        "void_counts",
        "related_firms",
        "rounding_comparable",
        "cost_statement",
        "tie_keys",
    ];
    let mut remove = Vec::new();
    if rng.chance(30) {
        let there = |name: &&&str| show["parameters"].get(**name).is_some() || show["gaps"].get(**name).is_some();
        let names: Vec<&str> = removable.iter().filter(there).copied().collect();
        remove = rng.few_of(&names, 2);
    }
    let gaps = if rng.chance(15) { gaps(rng, into) } else { Map::new() };
    json!({ "id": "example/extended", "extends": base, "remove": remove, "parameters": parameters, "gaps": gaps })
}

/// A rulebook of a request: the id of a built-in one, one that extends it, or one that stands alone.
pub(crate) fn rulebook(rng: &mut Rng, world: &World, purpose: Purpose) -> Value {
    match rng.below(10) {
        0 | 1 => json!(rng.pick(&BUILT_IN)),
        2..=5 => extension(rng, world, purpose),
        _ => own(rng, purpose),
    }
}
