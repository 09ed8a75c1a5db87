//! Convention 8: `rounding`.

use super::number::{Q, ceil_to, floor_to, int, sum};
use crate::common::marks::mark;
use serde_json::Value;

/// Rounds the parts of one group, in output order; `rounding` is null where nothing was said.
pub(crate) fn round(parts: &[Q], rounding: &Value) -> Vec<Q> {
    let mode = rounding.get("mode").map_or("none", |mode| mode.as_str().unwrap());
    mark(&format!("8 {mode}"));
    if mode == "none" {
        return parts.to_vec();
    }
    let step = super::number::q(rounding["step"].as_str().unwrap());
    match mode {
        "half_up" => parts.iter().map(|part| floor_to(&(part + &step / int(2)), &step)).collect(),
        "up" => parts.iter().map(|part| ceil_to(part, &step)).collect(),
        "down" => parts.iter().map(|part| floor_to(part, &step)).collect(),
        "largest_remainder" => largest_remainder(parts, &step),
        other => panic!("unknown rounding mode {other}"),
    }
}

fn largest_remainder(parts: &[Q], step: &Q) -> Vec<Q> {
    let mut rounded: Vec<Q> = parts.iter().map(|part| floor_to(part, step)).collect();
    let target = floor_to(&sum(parts), step);
    let mut given = vec![false; parts.len()];
    while sum(&rounded) < target {
        let loss = |i: usize| &parts[i] - floor_to(&parts[i], step);
        // The first of those with the largest loss.
        let mut best: Option<usize> = None;
        for i in (0..parts.len()).filter(|i| !given[*i]) {
            match best {
                Some(other) if loss(i) <= loss(other) => {
                    if loss(i) == loss(other) {
                        mark("8 tie of losses");
                    }
                }
                _ => best = Some(i),
            }
        }
        let best = best.unwrap();
        given[best] = true;
        rounded[best] += step;
    }
    rounded
}

/// Σ rounded − Σ exact.
pub(crate) fn difference(exact: &[Q], rounded: &[Q]) -> Q {
    sum(rounded) - sum(exact)
}
