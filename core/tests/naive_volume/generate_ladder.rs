//! Random parameters of the allocation: methods, ladders, redistribution.

use super::generate::{Object, put};
use super::number::{int, q};
use super::words::CLASSES;
use crate::common::Rng;
use serde_json::{Value, json};

/// Own and released share that add up to at most 1; the second is left out at times.
fn shares(rng: &mut Rng, row: &mut Object, unset: usize) {
    let own = rng.between(0, 20);
    let released = rng.between(0, 20 - own);
    let text = |x: i64| super::number::print(&(int(x) / int(20)));
    put(row, "own", text(own));
    if !rng.chance(unset) {
        put(row, "released", if rng.chance(30) { text(20 - own) } else { text(released) });
    }
}

fn row(rng: &mut Rng, fields: &[(&str, Value)], unset: usize) -> Value {
    let mut row = Object::new();
    for (key, value) in fields {
        put(&mut row, key, value.clone());
    }
    shares(rng, &mut row, unset);
    Value::Object(row)
}

/// Rows from rank 1 on.
fn by_rank(rng: &mut Rng, class: Option<&str>, unset: usize) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut from = 1;
    for _ in 0..rng.between(1, 4) {
        let mut fields = vec![("rank_from", json!(from))];
        if let Some(class) = class {
            fields.push(("volume_class", json!(class)));
        }
        rows.push(row(rng, &fields, unset));
        from += rng.between(1, 2);
    }
    rows
}

/// A ladder of this key; `routes` besides the first.
pub(crate) fn rungs(rng: &mut Rng, key: &str, routes: &[&str]) -> Value {
    let unset = rng.pick(&[0, 0, 10, 50]);
    let mut rungs = Object::new();
    put(&mut rungs, "key", key);
    let mut of_routes = Vec::new();
    match key {
        "cut" => {
            let from = rng.between(30, 70);
            let steps = rng.between(0, 12);
            let slope = rng.pick(&[0, 1, 2, 3]);
            let own = rng.between(0, 40);
            // At the end of the table own is at most 1 and released not below 0.
            let released = rng.between(slope * steps, 100 - own);
            let text = |x: i64| super::number::print(&(int(x) / int(100)));
            put(&mut rungs, "from", text(from));
            put(&mut rungs, "to", text(from + steps));
            put(&mut rungs, "own", text(own));
            put(&mut rungs, "released", text(released));
            put(&mut rungs, "slope", slope.to_string());
            return Value::Object(rungs);
        }
        "price_rank" => {
            let number = rng.between(1, 3);
            let mut rows = Vec::new();
            for class in CLASSES.iter().take(usize::try_from(number).unwrap()) {
                rows.extend(by_rank(rng, Some(class), unset));
            }
            put(&mut rungs, "rows", rows);
            for route in routes {
                for class in rng.some(&CLASSES, 3) {
                    of_routes.push(row(rng, &[("route", json!(route)), ("volume_class", json!(class))], unset));
                }
            }
        }
        "rank" => {
            let rows = by_rank(rng, None, unset);
            put(&mut rungs, "rows", rows);
            if routes.contains(&"add_on") {
                let number = rng.between(1, 3);
                let limits = ["0.50", "0.60", "0.75"];
                let mut add_on = Vec::new();
                for limit in limits.iter().take(usize::try_from(number).unwrap()) {
                    add_on.push(row(rng, &[("price_to", json!(limit))], 0));
                }
                put(&mut rungs, "add_on", add_on);
            }
        }
        "price_ratio" => {
            let number = rng.between(0, 3);
            let mut rows = Vec::new();
            for limit in ["1.1", "1.2", "1.3"].iter().take(usize::try_from(number).unwrap()) {
                rows.push(row(rng, &[("ratio_to", json!(limit))], unset));
            }
            rows.push(row(rng, &[], unset));
            put(&mut rungs, "rows", rows);
            for route in routes {
                of_routes.push(row(rng, &[("route", json!(route))], unset));
            }
        }
        _ => {
            let number = rng.between(1, 4);
            let mut rows = Vec::new();
            for class in rng.some(&["A1", "A", "B", "C"], usize::try_from(number).unwrap()) {
                rows.push(row(rng, &[("award_class", json!(class))], unset));
            }
            put(&mut rungs, "rows", rows);
        }
    }
    if !of_routes.is_empty() {
        put(&mut rungs, "routes", of_routes);
    }
    Value::Object(rungs)
}

/// Parts that add up to at most 1; those with the lowest price only where prices are required.
pub(crate) fn redistribution(rng: &mut Rng, key: &str, routes: &[&str], classes: &[Value]) -> Value {
    let mut left = 20;
    let mut parts = Vec::new();
    for _ in 0..rng.between(1, 3) {
        let fraction = rng.between(0, left);
        left -= fraction;
        let mut part = Object::new();
        put(&mut part, "fraction", super::number::print(&(int(fraction) / int(20))));
        let lowest = key == "price_rank" && rng.chance(40);
        put(&mut part, "to", if lowest { "lowest_reported" } else { "choice" });
        if !lowest && rng.chance(40) {
            if key == "award_class" {
                let number = 1 + rng.below(classes.len());
                put(&mut part, "award_classes", rng.some(classes, number));
            } else if key != "cut" {
                let number = 1 + rng.below(routes.len());
                put(&mut part, "routes", rng.some(routes, number));
            }
        }
        parts.push(Value::Object(part));
    }
    if left > 0 && rng.chance(50) {
        let last = parts.last_mut().unwrap();
        let fraction = q(last["fraction"].as_str().unwrap()) + int(left) / int(20);
        last["fraction"] = json!(super::number::print(&fraction));
    }
    Value::Array(parts)
}
