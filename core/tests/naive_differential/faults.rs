//! Kinds of values (section 6, first lines; 6.2 for roundings): each function lists what is wrong with one value.

use super::Stop;
use super::real::{Q, q};
use crate::common::is_decimal;
use crate::common::places::below;
use serde_json::Value;

/// Which numbers a field allows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Positive,
    NotNegative,
    Any,
}

pub(crate) type Faults = Vec<Stop>;

/// One `invalid_input`.
pub(crate) fn wrong(path: impl Into<String>) -> Faults {
    vec![Stop::new("invalid_input", path)]
}

/// At most 15 digits before the point (leading zeros aside) and 10 after it.
fn is_short(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    whole.trim_start_matches('0').len() <= 15 && decimals.len() <= 10
}

/// A decimal string.
pub(crate) fn decimal(value: &Value, path: &str, sign: Sign) -> Faults {
    let Some(text) = value.as_str().filter(|text| is_decimal(text)) else { return wrong(path) };
    let mut faults = Faults::new();
    if !is_short(text) {
        faults.push(Stop::new("limit_exceeded", path));
    }
    let number = q(text);
    let allowed = match sign {
        Sign::Positive => number > Q::ZERO,
        Sign::NotNegative => number >= Q::ZERO,
        Sign::Any => true,
    };
    if !allowed {
        faults.extend(wrong(path));
    }
    faults
}

/// A package count: whole, from 1 to 1,000,000.
pub(crate) fn count(value: &Value, path: &str) -> Faults {
    let mut faults = decimal(value, path, Sign::Positive);
    if let Some(text) = value.as_str().filter(|text| is_decimal(text)) {
        if !q(text).is_int() {
            faults.extend(wrong(path));
        }
        if q(text) > q("1000000") {
            faults.push(Stop::new("limit_exceeded", path));
        }
    }
    faults
}

pub(crate) fn choice(value: &Value, path: &str, words: &[&str]) -> Faults {
    if value.as_str().is_some_and(|word| words.contains(&word)) { Faults::new() } else { wrong(path) }
}

pub(crate) fn boolean(value: &Value, path: &str) -> Faults {
    if value.is_boolean() { Faults::new() } else { wrong(path) }
}

/// The keys of an object that it may not have.
pub(crate) fn unknown(value: &Value, path: &str, keys: &[&str]) -> Faults {
    let Some(object) = value.as_object() else { return wrong(path) };
    object.keys().filter(|key| !keys.contains(&key.as_str())).flat_map(|key| wrong(below(path, key))).collect()
}

fn decimals(value: &Value, path: &str) -> Faults {
    if value.as_u64().is_some_and(|number| number <= 10) { Faults::new() } else { wrong(path) }
}

/// A rounding object.
pub(crate) fn rounding(value: &Value, path: &str) -> Faults {
    let mut faults = unknown(value, path, &["mode", "decimals", "tiers"]);
    let Some(object) = value.as_object() else { return faults };
    if let Some(mode) = object.get("mode") {
        faults.extend(choice(mode, &below(path, "mode"), &["half_up", "half_even", "up", "down"]));
    }
    if object.contains_key("decimals") == object.contains_key("tiers") {
        faults.extend(wrong(path));
    }
    if let Some(number) = object.get("decimals") {
        faults.extend(decimals(number, &below(path, "decimals")));
    }
    if let Some(list) = object.get("tiers") {
        faults.extend(tiers(list, &below(path, "tiers")));
    }
    faults
}

fn tiers(value: &Value, path: &str) -> Faults {
    let Some(list) = value.as_array() else { return wrong(path) };
    let mut faults = Faults::new();
    if list.is_empty() || list.len() > 10 {
        faults.extend(wrong(path));
    }
    if list.len() > 10 {
        faults.push(Stop::new("limit_exceeded", path));
    }
    let mut least = Q::ZERO;
    for (i, tier) in list.iter().enumerate() {
        let path = format!("{path}/{i}");
        faults.extend(unknown(tier, &path, &["below", "decimals"]));
        let Some(tier) = tier.as_object() else { continue };
        match tier.get("decimals") {
            Some(number) => faults.extend(decimals(number, &below(&path, "decimals"))),
            None => faults.extend(wrong(below(&path, "decimals"))),
        }
        let path = below(&path, "below");
        match (tier.get("below"), i + 1 == list.len()) {
            (None, true) => {}
            (None, false) | (Some(_), true) => faults.extend(wrong(path)),
            (Some(edge), false) => {
                let wrongs = decimal(edge, &path, Sign::Positive);
                if wrongs.is_empty() {
                    let edge = q(edge.as_str().unwrap());
                    if edge <= least {
                        faults.extend(wrong(path));
                    }
                    least = edge;
                }
                faults.extend(wrongs);
            }
        }
    }
    faults
}
