//! Section 5: what a rulebook may say. Every breach is the same error, so each function says only whether there is one.

use super::book::{Book, sourced, words};
use super::date;
use super::form::is_price;
use super::number::{Q, decimals_of, int, q};
use crate::common::is_decimal;
use serde_json::{Map, Value};

/// The members of the object.
const KEYS: [&str; 13] = [
    "id",
    "area",
    "title",
    "title_zh",
    "document",
    "issuer",
    "jurisdiction",
    "members",
    "effective_from",
    "effective_until",
    "extends",
    "remove",
    "parameters",
];

/// Codes that a band must not have.
const RESERVED: [&str; 8] = [
    "out_of_list",
    "national_standard",
    "ordinary",
    "winner",
    "not_passed",
    "no_reference",
    "high_price_listed",
    "within",
];

/// Are the members those of a rulebook, and those of the head of their kinds?
pub(crate) fn header(object: &Map<String, Value>) -> bool {
    object.iter().all(|(key, value)| match key.as_str() {
        "id" => value.as_str().is_some_and(|id| !id.is_empty()),
        "area" => value == "payment",
        "title" | "title_zh" | "document" | "issuer" | "jurisdiction" => value.is_string(),
        "members" => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
        "effective_from" | "effective_until" => is_date(value),
        other => KEYS.contains(&other),
    }) && object.contains_key("id")
}

fn is_date(value: &Value) -> bool {
    value.as_str().is_some_and(|text| date::read(text).is_some())
}

fn is_word(value: &Value, known: &[&str]) -> bool {
    known.iter().any(|word| value == word)
}

/// A rate: 0 to 1 with at most 4 decimals.
fn is_rate(value: &Value) -> bool {
    number(value, 4).is_some_and(|rate| rate >= Q::ZERO && rate <= Q::ONE)
}

/// A decimal string with at most so many decimals.
fn number(value: &Value, decimals: usize) -> Option<Q> {
    let text = value.as_str().filter(|text| is_decimal(text) && decimals_of(text) <= decimals)?;
    Some(q(text))
}

/// A list of strings that all fit and of which none is repeated.
fn is_list(value: &Value, fits: impl Fn(&str) -> bool) -> bool {
    value.as_array().is_some_and(|list| {
        list.iter().enumerate().all(|(i, word)| word.as_str().is_some_and(&fits) && !list[..i].contains(word))
    })
}

fn is_empty(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

/// A code: `[a-z][a-z0-9_]*`.
fn is_code(word: &str) -> bool {
    let bytes = word.as_bytes();
    let rest = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'_';
    bytes.first().is_some_and(u8::is_ascii_lowercase) && bytes.iter().all(rest)
}

/// Is this a parameter of the table with a value of its kind?
pub(crate) fn fits(name: &str, value: &Value) -> bool {
    match name {
        "decimals.pack" | "decimals.min_unit" => value.as_u64().is_some_and(|decimals| decimals <= 6),
        "rounding" => is_word(value, &["half_up", "half_even", "down", "up"]),
        "winner_standard" => is_word(value, &["own_winning_price", "reference"]),
        "outside_winner" => is_word(value, &["own_winning_price", "as_non_winner"]),
        "pen_surcharge" | "retail_markup_limit" => is_price(value),
        "reference" => {
            is_word(value, &["single", "highest", "lowest", "main_supply", "volume_weighted", "mean", "cap", "none"])
        }
        "group_scope" => is_word(value, &["all", "same_group"]),
        "categories" => is_list(value, is_code) && !is_empty(value),
        "one_standard_for" => is_list(value, |word| {
            ["originator", "reference_product", "passed", "not_passed", "non_winner"].contains(&word)
        }),
        "not_passed" => is_word(value, &["cap_at_reference"]),
        "negotiated_alternative" => is_word(value, &["negotiated_price", "lower_of", "higher_of"]),
        "band_price" => is_word(value, &["base", "price"]),
        "bands" => bands(value),
        "floor" => is_word(value, &["reference", "none"]),
        "year_index" => is_word(value, &["policy_year", "calendar_year"]),
        "first_year" => value.as_i64().is_some_and(|year| (1900..=2999).contains(&year)),
        "start_date" => is_date(value),
        "first_self_pay" => value.as_array().is_some_and(|list| list.iter().all(first_self_pay)),
        "exempt_persons" => {
            is_list(value, |word| ["red_army_veteran", "retired_cadre", "disabled_serviceman_1_6"].contains(&word))
        }
        "ordinary_reference" => is_word(value, &["volume_weighted"]),
        "date_basis" => is_word(value, &["settlement_date", "charge_date"]),
        "bid_floor_share" | "retail_markup_rate" => is_rate(value),
        "retail_kinds" => is_list(value, |word| ["vbp", "ordinary", "negotiated"].contains(&word)),
        other => other.strip_prefix("caps.").is_some_and(is_code) && is_price(value),
    }
}

/// Has the object no members but these?
fn only(object: &Map<String, Value>, keys: &[&str]) -> bool {
    object.keys().all(|key| keys.contains(&key.as_str()))
}

fn first_self_pay(entry: &Value) -> bool {
    let Some(object) = entry.as_object() else { return false };
    only(object, &["bands", "list_class", "essential", "set", "add"])
        && object.get("bands").is_some_and(|bands| is_list(bands, |_| true) && !is_empty(bands))
        && object.get("list_class").is_none_or(|class| is_word(class, &["a", "b", "any"]))
        && object.get("essential").is_none_or(Value::is_boolean)
        && object.contains_key("set") != object.contains_key("add")
        && object.get("set").or(object.get("add")).is_some_and(is_rate)
}

fn bands(value: &Value) -> bool {
    let Some(list) = value.as_array() else { return false };
    let code = |band: &Value| band["code"].clone();
    !list.is_empty()
        && list.iter().all(band)
        && list.iter().enumerate().all(|(i, one)| list[..i].iter().all(|other| code(one) != code(other)))
}

fn band(value: &Value) -> bool {
    let Some(object) = value.as_object() else { return false };
    only(object, &["code", "up_to", "inclusive", "categories", "years", "provenance", "citation"])
        && sourced(object)
        && value["code"].as_str().is_some_and(|code| is_code(code) && !RESERVED.contains(&code))
        && object.get("up_to").is_none_or(|up_to| number(up_to, 4).is_some_and(|up_to| up_to > Q::ZERO))
        && object.get("inclusive").is_none_or(Value::is_boolean)
        && object.get("categories").is_none_or(|list| is_list(list, |_| true) && !is_empty(list))
        && value["years"].as_array().is_some_and(|years| !years.is_empty() && years.iter().all(entry))
}

fn entry(value: &Value) -> bool {
    let Some(object) = value.as_object() else { return false };
    let factor = |text: &Value| number(text, 4).is_some_and(|factor| factor > Q::ZERO && factor <= int(100));
    only(object, &["of", "factor", "bound", "provenance", "citation"])
        && sourced(object)
        && object.get("bound").is_none_or(|bound| is_word(bound, &["exact", "at_most"]))
        && match value["of"].as_str() {
            Some("reference" | "base" | "price") => object.get("factor").is_none_or(factor),
            Some("none" | "gap") => !object.contains_key("factor"),
            _ => false,
        }
}

/// The conditions between parameters, on a rulebook whose parameters all fit.
pub(crate) fn conditions(book: &Book) -> bool {
    let categories = book.words("categories").unwrap_or_default();
    let caps = book.parameters.keys().filter_map(|name| name.strip_prefix("caps."));
    let named = book.bands().iter().filter_map(|band| band.get("categories")).flat_map(words);
    let known = caps.chain(named).all(|category| categories.contains(&category));
    let first_year = book.get("year_index").is_none_or(|index| index != "calendar_year");
    let whole = categories.iter().map(|category| Some(*category));
    let alone = if categories.is_empty() { Some(None) } else { None };
    known
        && (first_year || book.get("first_year").is_some())
        && whole.chain(alone).all(|category| ascends(&book.bands_of(category)))
}

/// Among the bands of one category `up_to` strictly ascends and at most the last lacks it.
fn ascends(bands: &[&Value]) -> bool {
    let edges: Vec<Option<Q>> =
        bands.iter().map(|band| band.get("up_to").map(|text| q(text.as_str().unwrap()))).collect();
    edges.windows(2).all(|pair| match pair {
        [Some(lower), Some(upper)] => lower < upper,
        [lower, _] => lower.is_some(),
        _ => true,
    })
}
