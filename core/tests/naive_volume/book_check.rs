//! *Own rulebooks*: what a rulebook may say. Every breach is the same error, so each function says only whether there
//! is one.

use super::book_rungs::rungs;
use super::form::Range::{self, Above0, AtLeast0, From0To1, From0To100, Signed1};
use super::form::wrong_number;
use super::number::{Q, int, q, sum};
use super::words;
use crate::common::calendar;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The head, and the names and shapes of parameters and gaps.
pub(crate) fn head(object: &Map<String, Value>) -> bool {
    let extends = object.contains_key("extends");
    let text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let sound = object.iter().all(|(key, value)| match key.as_str() {
        "id" | "extends" => text(value),
        "area" => value == "volume",
        "jurisdiction" | "title" | "title_zh" | "document" | "issuer" => value.is_string(),
        "effective_from" | "effective_until" => value.as_str().and_then(calendar::read).is_some(),
        "members" => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
        "remove" => {
            extends && value.as_array().is_some_and(|list| list.iter().all(|name| name.as_str().is_some_and(known)))
        }
        "parameters" => value.as_object().is_some_and(|all| all.iter().all(|(name, entry)| set(name, entry))),
        "gaps" => {
            let gap = |(name, citation): (&String, &Value)| known(name) && citation.is_string();
            value.as_object().is_some_and(|all| all.iter().all(gap))
        }
        _ => false,
    });
    sound && object.contains_key("id") && (extends || object.contains_key("area"))
}

/// One parameter: an entry or a bare value.
fn set(name: &str, entry: &Value) -> bool {
    match entry.as_object().filter(|entry| entry.contains_key("value")) {
        Some(object) => entry_of(object, &["value"], &[]) && parameter(name, &object["value"]),
        None => parameter(name, entry),
    }
}

/// An object that has all of the keys `must`, and besides them only some of `may` and the source of an entry.
pub(crate) fn entry_of(object: &Map<String, Value>, must: &[&str], may: &[&str]) -> bool {
    must.iter().all(|key| object.contains_key(*key))
        && object.iter().all(|(key, value)| match key.as_str() {
            "provenance" => word(value, &words::PROVENANCES),
            "citation" => value.is_string(),
            key => must.contains(&key) || may.contains(&key),
        })
}

/// An object that has all of the keys `must`, and besides them only some of `may`.
pub(crate) fn keys(value: &Value, must: &[&str], may: &[&str]) -> bool {
    value.as_object().is_some_and(|object| {
        must.iter().all(|key| object.contains_key(*key))
            && object.keys().all(|key| must.contains(&key.as_str()) || may.contains(&key.as_str()))
    })
}

pub(crate) fn word(value: &Value, known: &[&str]) -> bool {
    known.iter().any(|word| value == word)
}

pub(crate) fn number(value: &Value, range: Range) -> bool {
    wrong_number(value, range).is_none()
}

/// Is the key absent, or a number in the range?
pub(crate) fn number_if(row: &Value, key: &str, range: Range) -> bool {
    row.get(key).is_none_or(|value| number(value, range))
}

pub(crate) fn integer(value: &Value, most: i64) -> bool {
    value.as_i64().is_some_and(|n| n >= 1 && n <= most)
}

/// A list, not empty, whose elements are all sound.
pub(crate) fn all(value: &Value, sound: impl Fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(sound))
}

fn distinct(value: &Value) -> bool {
    let list = value.as_array().unwrap();
    list.iter().map(Value::to_string).collect::<BTreeSet<_>>().len() == list.len()
}

pub(crate) fn value_of(row: &Value, key: &str) -> Q {
    row.get(key).map_or(Q::ZERO, |value| q(value.as_str().unwrap()))
}

/// The shape of a parameter; `None` for an unknown name.
fn shape(name: &str) -> Option<fn(&Value) -> bool> {
    Some(match name {
        "report_floor" | "deviation_up" => |value| number(value, AtLeast0),
        "deviation_down"
        | "unselected_released"
        | "split_base_share"
        | "base_share"
        | "penalty_start"
        | "other_bid_limit"
        | "share_incumbent"
        | "share_other"
        | "share_reduced"
        | "max_non_winner_share"
        | "max_ratio" => |value| number(value, From0To1),
        "rise_step" | "inquiry_multiple" | "rise_base" => |value| number(value, Above0),
        "min_saving" => |value| number(value, Signed1),
        "deviation_test"
        | "national_advice"
        | "remaining_free"
        | "quantity_not_above_winners"
        | "relax_on_supply_failure"
        | "price_cut_exemption"
        | "tcm_slices_exempt"
        | "catalogue_only"
        | "count_evaluated_non_winners"
        | "exclude_repeat_cycle"
        | "lower_edge_inclusive" => Value::is_boolean,
        "report_window" => |value| all(value, |year| integer(year, 9999)) && distinct(value),
        "report_reasons" => |value| all(value, |reason| word(reason, &words::REASONS)) && distinct(value),
        "reporting_duty" => duty,
        "authority" => |value| all(value, authority),
        "share" => |value| all(value, share),
        "share_range" => |value| all(value, share_range),
        "allocation_method" => |value| word(value, &words::METHODS),
        "allocation_routes" => |value| all(value, |route| word(route, &words::ROUTES)) && distinct(value),
        "no_volume_reports" => |value| word(value, &["main_supplier", "outside"]),
        "rungs" => rungs,
        "redistribution" => redistribution,
        "supply_cap" => |value| word(value, &["medical_first_pro_rata"]),
        "rounding" => rounding,
        "cut_rounding" => |value| word(value, &words::CUT_ROUNDINGS),
        "split_fractions" => |value| all(value, split_fraction),
        "renewal_rule" => |value| word(value, &words::RENEWALS),
        "retention_formula" => |value| word(value, &["general", "simple"]),
        "negative_base" => |value| word(value, &["zero_per_drug"]),
        "unfinished_scope" | "score_level" => |value| word(value, &words::SCOPES),
        "bands" => bands,
        _ => return None,
    })
}

fn known(name: &str) -> bool {
    shape(name).is_some()
}

fn parameter(name: &str, value: &Value) -> bool {
    shape(name).is_some_and(|sound| sound(value))
}

fn duty(value: &Value) -> bool {
    let kinds = |list: &Value| {
        list.as_array().is_some_and(|list| list.iter().all(|kind| word(kind, &words::KINDS_OF_INSTITUTION)))
    };
    keys(value, &["must", "may"], &[]) && kinds(&value["must"]) && kinds(&value["may"])
}

fn authority(row: &Value) -> bool {
    keys(row, &["level", "kind", "authority"], &[])
        && word(&row["level"], &words::LEVELS)
        && word(&row["kind"], &words::TENDERS)
        && word(&row["authority"], &words::AUTHORITIES)
}

fn share(row: &Value) -> bool {
    keys(row, &["volume_class", "winners_from", "share"], &["winners_to"])
        && word(&row["volume_class"], &words::CLASSES)
        && integer(&row["winners_from"], 1000)
        && row.get("winners_to").is_none_or(|to| integer(to, 1000))
        && number(&row["share"], From0To1)
}

fn share_range(row: &Value) -> bool {
    keys(row, &["volume_class", "from", "to"], &[])
        && word(&row["volume_class"], &words::CLASSES)
        && number(&row["from"], From0To1)
        && number(&row["to"], From0To1)
}

fn split_fraction(row: &Value) -> bool {
    keys(row, &["winners_from", "fraction"], &[])
        && integer(&row["winners_from"], 1000)
        && number(&row["fraction"], From0To1)
}

/// The fractions add up to at most 1.
fn redistribution(value: &Value) -> bool {
    let sound = |part: &Value| {
        let list = |key: &str, words: &[&str]| part.get(key).is_none_or(|list| all(list, |one| word(one, words)));
        keys(part, &["fraction", "to"], &["routes", "award_classes"])
            && number(&part["fraction"], From0To1)
            && word(&part["to"], &["lowest_reported", "choice"])
            && list("routes", &words::ROUTES)
            && list("award_classes", &words::AWARD_CLASSES)
    };
    all(value, sound) && {
        let fractions: Vec<Q> = value.as_array().unwrap().iter().map(|part| value_of(part, "fraction")).collect();
        sum(&fractions) <= int(1)
    }
}

fn rounding(value: &Value) -> bool {
    keys(value, &[], &["mode", "step"])
        && match value.get("mode").map(|mode| mode.as_str()) {
            None | Some(Some("none")) => value.get("step").is_none(),
            Some(Some("half_up" | "up" | "down" | "largest_remainder")) => {
                value.get("step").is_some_and(|step| number(step, Above0))
            }
            Some(_) => false,
        }
}

/// In descending order; each has its own source.
fn bands(value: &Value) -> bool {
    let sound = |row: &Value| {
        row.as_object().is_some_and(|object| entry_of(object, &["from", "grade"], &["ratio"]))
            && number(&row["from"], From0To100)
            && row["grade"].as_str().is_some_and(|grade| !grade.is_empty())
            && number_if(row, "ratio", From0To1)
    };
    all(value, sound)
        && value.as_array().unwrap().windows(2).all(|two| value_of(&two[0], "from") > value_of(&two[1], "from"))
}
