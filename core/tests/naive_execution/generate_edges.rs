//! Prices at and around every edge of the marks, the entry caps and the caps of winners that do not supply.

use super::number::{Q, cut, exact, q};
use serde_json::{Value, json};

/// A price cut to 10 decimals, with its neighbours.
fn around(x: &Q) -> Vec<String> {
    let step = q("0.0000000001");
    let x = cut(x, 10);
    let near = [x.clone(), &x + &step, &x - &step, &x + q("0.01"), &x - q("0.01")];
    near.into_iter().filter(|x| *x > Q::ZERO).map(|x| exact(&x)).collect()
}

/// Rulebook, class, the prices that its anchor needs, and the multiples of 1 at which an edge may lie.
const CLASSES: [(&str, &[&str]); 6] = [
    ("evaluated", &["highest_winning_price"]),
    ("reference", &["highest_winning_price", "highest_listing_price"]),
    ("not_evaluated", &["highest_winning_price"]),
    ("three_same", &["p75_listing_price"]),
    ("chemical", &["lowest_listing_price"]),
    ("tcm", &["lowest_listing_price"]),
];

const BOOKS: [(&str, &[&str]); 5] = [
    ("henan-2026-marks", &["evaluated", "reference", "not_evaluated"]),
    ("shaanxi-2026-marks", &["evaluated", "reference", "not_evaluated"]),
    ("xinjiang-2026-marks", &["evaluated", "reference", "not_evaluated"]),
    ("anhui-2025-marks", &["three_same"]),
    ("neimenggu-2025-marks", &["chemical", "tcm"]),
];

fn request(function: &str, rulebook: &str, input: Value) -> Value {
    json!({
        "function": format!("execution.{function}"),
        "rulebook": format!("execution/{rulebook}"),
        "input": input,
        "options": { "explain": false },
    })
}

/// Items with these prices, in one request.
fn items(prices: Vec<String>, common: &Value, key: &str) -> Value {
    let item = |(i, price): (usize, String)| {
        let mut item = json!({ "item": format!("{i:05}") });
        for (name, value) in common.as_object().unwrap() {
            item[name] = value.clone();
        }
        item[key] = json!(price);
        item
    };
    prices.into_iter().enumerate().map(item).collect()
}

pub(crate) fn marks() -> Vec<Value> {
    let mut requests = Vec::new();
    for (rulebook, classes) in BOOKS {
        for class in classes {
            let (_, needed) = CLASSES.iter().find(|(name, _)| name == class).unwrap();
            for anchor in ["10", "6", "0.7", "4", "0.0000000001", "12.3456789012", "3"] {
                for listing in ["25", "18", "12", "0.1"] {
                    if *class != "reference" && listing != "25" {
                        continue;
                    }
                    let mut common = json!({ "class": class });
                    for name in *needed {
                        common[name] = json!(if *name == "highest_listing_price" { listing } else { anchor });
                    }
                    let mut prices = Vec::new();
                    for factor in ["1", "1.8", "3", "5", "10", "3.24", "18", "0.7"] {
                        prices.extend(around(&(q(anchor) * q(factor))));
                        prices.extend(around(&(q(listing) * q(factor))));
                    }
                    prices.extend(around(&(q(anchor) / q("1.8") * q("3"))));
                    if *class == "chemical" {
                        common["consistency"] = json!(if anchor == "10" { "evaluated" } else { "not_evaluated" });
                        common["reference_listing_price"] = json!(listing);
                        prices.extend(around(&(q(listing) * q("0.6"))));
                    }
                    requests.push(request("price_mark", rulebook, json!({ "items": items(prices, &common, "price") })));
                }
            }
        }
    }
    requests.extend(caps());
    requests
}

/// Winners that do not supply, in both readings.
fn caps() -> Vec<Value> {
    let mut requests = Vec::new();
    for reading in ["either", "both"] {
        for (own, highest) in [("10", "12"), ("10", "15"), ("10", "20"), ("0.7", "0.3333333333")] {
            let mut prices = around(&(q(own) * q("1.5")));
            prices.extend(around(&q(highest)));
            let common = json!({
                "class": "winner_not_supplying", "own_winning_price": own, "highest_winning_price": highest
            });
            let input = json!({ "non_supply_reading": reading, "items": items(prices.clone(), &common, "price") });
            requests.push(request("price_mark", "henan-2026-marks", input));
            let common = json!({ "own_winning_price": own, "highest_price": highest });
            let list = items(prices.clone(), &common, "current_price");
            let input = json!({ "non_supply_reading": reading, "items": list });
            requests.push(request("non_supply_cap", "xinjiang-2026-marks", input));
            let common = json!({
                "own_winning_price": "99", "highest_price": highest, "agreement_finished": true,
                "lowest_renewal_price": own,
            });
            let list = items(prices, &common, "current_price");
            requests.push(request("non_supply_cap", "liaoning-2024", json!({ "items": list })));
        }
    }
    requests
}
