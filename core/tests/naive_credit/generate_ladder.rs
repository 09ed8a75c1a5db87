//! Ladders of other rulebooks: edges set and unset, with any bounds.

use super::generate::{Object, put};
use super::words::LADDERS;
use crate::common::Rng;
use serde_json::{Value, json};

/// Thresholds in yuan; they lie close together, so that amounts often meet two of them.
const YUAN: [&str; 13] = [
    "0.00",
    "0.01",
    "100",
    "5000.00",
    "10000.00",
    "10000.01",
    "50000.0",
    "100000.00",
    "300000.00",
    "500000.00",
    "1000000.00",
    "2000000.00",
    "10000000.00",
];

const MONTHS: [i64; 8] = [0, 1, 2, 3, 6, 11, 12, 24];

/// So many thresholds, the lowest first.
fn thresholds(rng: &mut Rng, ladder: &str, number: usize) -> Vec<Value> {
    let months = ladder.ends_with("_months");
    let mut places: Vec<usize> =
        (0..number).map(|_| rng.below(if months { MONTHS.len() } else { YUAN.len() })).collect();
    places.sort_unstable();
    places.into_iter().map(|place| if months { json!(MONTHS[place]) } else { json!(YUAN[place]) }).collect()
}

/// An edge without a value: no bound, one, or both, which may be equal.
fn unset(rng: &mut Rng, ladder: &str, edge: &mut Object) {
    let bounds = thresholds(rng, ladder, 2);
    let which = rng.below(8);
    if [0, 2, 3, 4, 5].contains(&which) {
        put(edge, "not_below", bounds[0].clone());
    }
    if [1, 2, 3, 4].contains(&which) {
        put(edge, "not_above", bounds[1].clone());
    }
}

/// A ladder with other edges.
pub(crate) fn ladder(rng: &mut Rng, name: &str, top: i64) -> Value {
    let mut ranks: Vec<i64> = (1..=top).filter(|_| rng.chance(80)).collect();
    if ranks.is_empty() {
        ranks.push(top);
    }
    let set = thresholds(rng, name, ranks.len());
    let all_unset = rng.chance(10);
    let mut edges = Vec::new();
    for (rank, value) in ranks.into_iter().zip(set) {
        let mut edge = Object::new();
        put(&mut edge, "rank", rank);
        if rng.chance(60) && !all_unset {
            put(&mut edge, "value", value);
        } else {
            unset(rng, name, &mut edge);
        }
        if rng.chance(70) {
            put(&mut edge, "clause", format!("{rank}.{}", rng.between(1, 99)));
        }
        put(&mut edge, "provenance", rng.pick(&["official", "official", "derived", "secondary", "unverified"]));
        put(&mut edge, "citation", format!("{name} {rank}"));
        edges.push(Value::Object(edge));
    }
    Value::Array(edges)
}

/// Other ladders: some are changed, some left out, some new.
pub(crate) fn ladders(rng: &mut Rng, ladders: &mut Value, top: i64) {
    let object = ladders.as_object_mut().unwrap();
    for name in LADDERS {
        match rng.below(10) {
            0..4 => put(object, name, ladder(rng, name, top)),
            4 if rng.chance(50) => {
                object.shift_remove(name);
            }
            _ => {}
        }
    }
}
