//! Random parameters and inputs of `volume.retention`.

use super::book::{Book, World};
use super::generate::{Object, put};
use super::number::{int, q};
use super::{Answer, answer};
use crate::common::Rng;
use serde_json::{Value, json};

pub(crate) fn parameters(rng: &mut Rng, all: &mut Vec<(&'static str, Option<Value>)>, extends: bool) {
    let mut state = |rng: &mut Rng, name: &'static str, set: usize, gap: usize, value: Value| {
        let place = rng.below(100);
        if place < set {
            all.push((name, Some(value)));
        } else if place < set + gap {
            all.push((name, None));
        }
    };
    if !extends || rng.chance(15) {
        let formula = rng.pick(&["general", "general", "simple"]);
        state(rng, "retention_formula", 97, 2, json!(formula));
    }
    let less = if extends { 4 } else { 1 };
    let most = rng.pick(&["0.50", "0.5", "1", "0.6"]);
    state(rng, "max_ratio", 80 / less, 3, json!(most));
    let only = rng.chance(85);
    state(rng, "catalogue_only", 70 / less, 0, json!(only));
    state(rng, "negative_base", 50 / less, 0, json!("zero_per_drug"));
    for name in ["count_evaluated_non_winners", "exclude_repeat_cycle"] {
        let flag = rng.chance(50);
        state(rng, name, 40, 30, json!(flag));
    }
    let scope = rng.pick(&["drug", "institution"]);
    state(rng, "unfinished_scope", 40, 30, json!(scope));
    if rng.chance(60) {
        let level = rng.pick(&["drug", "institution"]);
        state(rng, "score_level", 100, 0, json!(level));
        let inclusive = rng.chance(50);
        state(rng, "lower_edge_inclusive", 50, 30, json!(inclusive));
        let with_ratios = rng.pick(&[0, 100, 100, 60]);
        let number = rng.below(4);
        let mut edges = rng.some(&[90, 80, 70, 60, 100], number);
        edges.sort_unstable();
        edges.insert(0, 0);
        let mut bands = Vec::new();
        for edge in edges.into_iter().rev() {
            let mut band = Object::new();
            put(&mut band, "from", edge.to_string());
            put(&mut band, "grade", format!("from {edge}"));
            let ratio = rng.pick(&["0.50", "0.4", "0.3", "0", "0.333333"]);
            rng.maybe(&mut band, with_ratios, "ratio", ratio);
            let provenance = rng.pick(&["official", "secondary", "unverified"]);
            if rng.chance(30) {
                put(&mut band, "provenance", provenance);
                put(&mut band, "citation", "row");
            }
            bands.push(Value::Object(band));
        }
        state(rng, "bands", 100, 0, Value::Array(bands));
    }
}

fn score(rng: &mut Rng) -> String {
    if rng.chance(60) {
        rng.word(&["80", "60", "0", "100", "90", "70", "79.999999", "80.000001", "59.999999", "0.000001"]).to_owned()
    } else {
        rng.below(101).to_string()
    }
}

pub(crate) fn retention(rng: &mut Rng, world: &World, named: &Value, book: &Book) -> Value {
    let set = |name: &str| book.parameters.get(name).map_or(&Value::Null, |parameter| &parameter.value);
    let general = set("retention_formula") != "simple";
    let by_drug = set("score_level") == "drug";
    let bands = set("bands").as_array();
    let mut input = Object::new();
    put(&mut input, "institution", rng.ids(1)[0]);
    let with_score = set("score_level") == "institution" && rng.chance(98) || rng.chance(20);
    if with_score || rng.chance(30) {
        put(&mut input, "assessment", assessment(rng, with_score));
    }
    for (name, field, value) in [
        ("unfinished_scope", "unfinished_scope", json!(rng.pick(&["drug", "institution"]))),
        ("count_evaluated_non_winners", "count_evaluated_non_winners", json!(rng.chance(50))),
        ("exclude_repeat_cycle", "exclude_repeat_cycle", json!(rng.chance(50))),
    ] {
        rng.gap_field(&mut input, book, name, field, value);
    }
    let inclusive = rng.chance(50);
    if bands.is_some() || rng.chance(1) {
        rng.gap_field(&mut input, book, "lower_edge_inclusive", "edges_inclusive", inclusive);
    }
    if rng.chance(50) {
        put(&mut input, "rounding", rng.rounding());
    }
    let number = rng.pick(&[1, 1, 2, 3]);
    let mut drugs = Vec::new();
    for id in rng.ids(number) {
        drugs.push(drug(rng, id, general, by_drug));
    }
    put(&mut input, "drugs", drugs);
    let mut input = Value::Object(input);
    ratios(rng, world, named, bands, by_drug, &mut input);
    input
}

fn assessment(rng: &mut Rng, with_score: bool) -> Value {
    let mut assessment = Object::new();
    let qualified = rng.chance(60);
    rng.maybe(&mut assessment, 35, "qualified", qualified);
    if with_score && rng.chance(60) {
        put(&mut assessment, "score", score(rng));
    } else if with_score {
        let weights =
            rng.pick(&[&["1"][..], &["0.5", "0.3", "0.2"], &["0.25", "0.75"], &["0.333333", "0.666667", "0"]]);
        let exact = rng.chance(96);
        let mut indicators = Vec::new();
        let same = rng.chance(40);
        let all = score(rng);
        for (i, weight) in weights.iter().enumerate() {
            let weight = if i == 0 && !exact { "0.499999" } else { weight };
            let score = if same { all.clone() } else { score(rng) };
            indicators.push(json!({ "indicator": format!("i{i}"), "score": score, "weight": weight }));
        }
        put(&mut assessment, "indicators", indicators);
    }
    Value::Object(assessment)
}

fn drug(rng: &mut Rng, id: &str, general: bool, by_drug: bool) -> Value {
    let mut drug = Object::new();
    put(&mut drug, "drug", id);
    let number = rng.pick(&[1, 1, 2]);
    let (mut agreed, mut spent) = (int(0), int(0));
    let mut winners = Vec::new();
    for product in rng.ids(number) {
        let (quantity, price) =
            (rng.pick(&["8000", "5000", "3000", "0", "33.333333"]), rng.pick(&["1.5", "2", "5", "0.01"]));
        agreed += q(quantity);
        spent += q(quantity) * q(price);
        winners.push(json!({ "product": product, "agreed_quantity": quantity, "price": price }));
    }
    put(&mut drug, "winners", winners);
    let purchased = if rng.chance(70) { super::generate::text(&agreed) } else { rng.near(&agreed) };
    put(&mut drug, "purchased_quantity", purchased);
    let before = rng.pick(&["5", "5.00", "1.5", "2", "0.01"]);
    put(&mut drug, "price_before", before);
    let (ratio, insured) = (rng.pick(&["0.6", "0.60", "1", "0"]), rng.pick(&["0.9", "1", "0.333333"]));
    put(&mut drug, "pay_ratio_contract", ratio);
    put(&mut drug, "insured_share", insured);
    if general {
        let base = rng.pick(&["10000", "8000", "0"]);
        put(&mut drug, "base_quantity", base);
        put(&mut drug, "pay_ratio_before", if rng.chance(70) { ratio } else { "0.7" });
        // About as much as leaves no surplus.
        let all = q(base) * q(before) - &spent;
        let amount = if rng.chance(40) { rng.near(&all) } else { rng.pick(&["4000", "0", "60000"]).to_owned() };
        rng.maybe(&mut drug, 70, "non_winner_amount", amount);
        let evaluated = rng.pick(&["1000", "0", "0.000001"]);
        rng.maybe(&mut drug, 30, "evaluated_non_winner_amount", evaluated);
    }
    if rng.chance(30) {
        put(&mut drug, "in_catalogue", rng.chance(40));
    }
    // Outside the catalogue the text does not say whether a renewed drug needs the rule.
    let outside = drug.get("in_catalogue").is_some_and(|inside| *inside == false);
    if rng.chance(25) && !outside {
        put(&mut drug, "repeat_cycle", rng.chance(70));
    }
    if by_drug && rng.chance(98) {
        put(&mut drug, "score", score(rng));
    }
    Value::Object(drug)
}

/// Ratios of the caller: where they are needed, and hardly ever elsewhere.
fn ratios(rng: &mut Rng, world: &World, named: &Value, bands: Option<&Vec<Value>>, by_drug: bool, input: &mut Value) {
    let set = |band: &Value| band.get("ratio").is_some();
    let (all, none) = match bands {
        Some(bands) => (bands.iter().all(set), !bands.iter().any(set)),
        None => (false, true),
    };
    let percent = if all { 2 } else { 92 };
    let pick = |rng: &mut Rng| json!(rng.pick(&["0.50", "0.5", "0.4", "0", "0.333333", "0.50", "0.500001", "1"]));
    if !all && !none {
        // Only some bands have a ratio: one is given only where nothing is found without it.
        let request = json!({ "function": "volume.retention", "rulebook": named, "input": input });
        let gap = matches!(answer(world, &request), Answer::Error(stops) if stops[0].code == "rule_gap");
        let drugs = input["drugs"].as_array().unwrap().len();
        if !gap || by_drug && drugs > 1 {
            return;
        }
    }
    if !by_drug {
        if rng.chance(percent) {
            input["ratio"] = pick(rng);
        }
        let request = json!({ "function": "volume.retention", "rulebook": named, "input": input });
        if !all && !none && matches!(answer(world, &request), Answer::Error(_)) {
            input.as_object_mut().unwrap().shift_remove("ratio");
        }
        return;
    }
    for drug in input["drugs"].as_array_mut().unwrap() {
        if rng.chance(percent) {
            drug["ratio"] = pick(rng);
        }
    }
}
