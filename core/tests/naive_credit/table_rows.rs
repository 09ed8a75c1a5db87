//! The tables of *Built-in rulebooks* in a second writing: measures and steps.

use super::words::{ROLES, STEPS};
use crate::common::rulebooks::source;
use serde_json::{Map, Value, json};

/// `measure / scope / area / length / provenance`; `gp` is the grading province, `everywhere` all provinces.
fn row(rank: i64, role: &str, text: &str) -> Value {
    let parts: Vec<&str> = text.split(" / ").collect();
    let [measure, scope, area, length, letter] = parts[..] else { panic!("{text}") };
    let mut row = Map::new();
    let mut put = |key: &str, value: Value| row.insert(key.to_owned(), value);
    put("rank", json!(rank));
    put("role", json!(role));
    put("measure", json!(measure));
    put("scope", json!(scope));
    put("area", json!(if area == "gp" { "grading_province" } else { "all_provinces" }));
    match length.split_once(' ') {
        Some((_, years)) => {
            put("length", json!("years"));
            put("years", json!(years.parse::<i64>().unwrap()));
        }
        None => {
            put("length", json!(length));
        }
    }
    put("provenance", json!(source(letter.chars().next().unwrap())));
    Value::Object(row)
}

/// The rows of a rank under 2020, for both roles.
fn rows_2020(rank: i64) -> Vec<String> {
    let mut rows = vec!["written_reminder / firm / gp / one_off / s".to_owned()];
    if rank >= 2 {
        rows.push("risk_label / firm / gp / until_cleared / s".to_owned());
        rows.push("limit_vbp / all_products / gp / until_cleared / s".to_owned());
        rows.push("limit_listing_by_price_bid / all_products / gp / until_cleared / s".to_owned());
    }
    if rank >= 3 {
        let scope = if rank == 3 { "involved_products" } else { "all_products" };
        for action in ["listing", "bidding", "delivery"] {
            rows.push(format!("limit_or_suspend_{action} / {scope} / gp / until_cleared / o"));
        }
    }
    rows
}

/// The rows of a cell under 2025.
fn rows_2025(rank: i64, role: &str) -> Vec<String> {
    if role == "distributor" {
        let years = [1, 3, 5][usize::try_from(rank - 1).unwrap()];
        return vec![format!("suspend_delivery / all_products / gp / years {years} / s")];
    }
    let suspended = |scope: &str, area: &str, letters: [char; 3]| {
        let row = move |(action, letter)| format!("suspend_{action} / {scope} / {area} / not_published / {letter}");
        ["listing", "bidding", "delivery"].into_iter().zip(letters).map(row).collect::<Vec<_>>()
    };
    match rank {
        1 => Vec::new(),
        2 => suspended("involved_products", "gp", ['o', 'o', 'o']),
        _ => {
            let mut rows = suspended("all_products", "gp", ['o', 'o', 'o']);
            rows.extend(suspended("involved_products", "everywhere", ['o', 's', 'o']));
            rows
        }
    }
}

pub(crate) fn measures(version: &str) -> Value {
    let mut rows = Vec::new();
    for role in ROLES {
        for rank in 1..=if version == "2020" { 4 } else { 3 } {
            let texts = if version == "2020" { rows_2020(rank) } else { rows_2025(rank, role) };
            rows.extend(texts.iter().map(|text| row(rank, role, text)));
        }
    }
    Value::Array(rows)
}

pub(crate) fn measures_unset(version: &str) -> Value {
    if version == "2020" { json!([]) } else { json!([{ "rank": 1, "role": "manufacturer" }]) }
}

/// The cells of ranks 1 to 3, as the digits of their steps; a dash for no cell.
const CELLS: [(&[&str], [&str; 3]); 5] = [
    (&["bribery"], ["1456", "12456", "123456"]),
    (&["tax", "monopoly", "price_offence"], ["156", "156", "1356"]),
    (&["obstruction"], ["1", "1256", "-"]),
    (&["bid_misconduct"], ["13", "136", "1356"]),
    (&["breach"], ["13", "1236", "-"]),
];

pub(crate) fn repair() -> Value {
    let mut items = Vec::new();
    for (matters, cells) in CELLS {
        for matter in matters {
            for (cell, rank) in cells.into_iter().zip(1..).filter(|(cell, _)| *cell != "-") {
                let steps: Vec<&str> = cell.bytes().map(|digit| STEPS[usize::from(digit - b'1')]).collect();
                items.push(json!({ "matter": matter, "rank": rank, "steps": steps, "provenance": "official" }));
            }
        }
    }
    json!({
        "items": items,
        "distributor": { "mode": "replaces", "steps": ["name_controller"], "provenance": "derived" },
        "selected_price_counts": { "value": true, "provenance": "official" },
    })
}
