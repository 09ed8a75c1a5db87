//! The shape of `rungs`: the ladders of rule 15.

use super::book_check::{all, integer, keys, number, number_if, value_of, word};
use super::form::Range::{AtLeast0, From0To1};
use super::number::int;
use super::words::{AWARD_CLASSES, CLASSES, ROUTES};
use serde_json::Value;

/// Own and released share: each from 0 to 1, and their sum at most 1.
fn shares(row: &Value) -> bool {
    number(&row["own"], From0To1)
        && number_if(row, "released", From0To1)
        && value_of(row, "own") + value_of(row, "released") <= int(1)
}

pub(crate) fn rungs(value: &Value) -> bool {
    match value.get("key").and_then(Value::as_str) {
        Some("cut") => {
            keys(value, &["key", "from", "to", "own", "released", "slope"], &[])
                && number(&value["from"], From0To1)
                && number(&value["to"], From0To1)
                && number(&value["slope"], AtLeast0)
                && shares(value)
        }
        Some(key @ ("price_rank" | "rank" | "price_ratio" | "award_class")) => {
            keys(value, &["key", "rows"], &["routes", "add_on"])
                && all(&value["rows"], |one| row(one, key))
                && value.get("routes").is_none_or(|routes| all(routes, route))
                && value.get("add_on").is_none_or(|rows| all(rows, add_on))
        }
        _ => false,
    }
}

fn row(row: &Value, key: &str) -> bool {
    let from = |row: &Value| integer(&row["rank_from"], 1000);
    let sound = match key {
        "price_rank" => {
            keys(row, &["own", "volume_class", "rank_from"], &["released"])
                && word(&row["volume_class"], &CLASSES)
                && from(row)
        }
        "rank" => keys(row, &["own", "rank_from"], &["released"]) && from(row),
        "price_ratio" => keys(row, &["own"], &["released", "ratio_to"]) && number_if(row, "ratio_to", AtLeast0),
        _ => keys(row, &["own", "award_class"], &["released"]) && word(&row["award_class"], &AWARD_CLASSES),
    };
    sound && shares(row)
}

fn route(row: &Value) -> bool {
    keys(row, &["route", "own"], &["volume_class", "released"])
        && word(&row["route"], &ROUTES)
        && row.get("volume_class").is_none_or(|class| word(class, &CLASSES))
        && shares(row)
}

fn add_on(row: &Value) -> bool {
    keys(row, &["price_to", "own", "released"], &[]) && number(&row["price_to"], AtLeast0) && shares(row)
}
