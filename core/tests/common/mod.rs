//! What the tests of the independent models share: random choices, the comparison of answers, and, one topic a file, all
//! else that they do in the same way. No rule and no arithmetic of an area is here.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop on the first surprise"
)]

pub(crate) mod answers;
pub(crate) mod calendar;
pub(crate) mod faults;
pub(crate) mod marks;
pub(crate) mod number;
pub(crate) mod places;
pub(crate) mod random;
pub(crate) mod refusals;
pub(crate) mod requests;
pub(crate) mod rulebooks;
pub(crate) mod runs;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A small deterministic generator (SplitMix64): the same cases on every machine, no clock.
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(n).unwrap()).unwrap()
    }

    /// True in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list.
    pub(crate) fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

/// One request to the library.
pub(crate) fn ask(request: &Value) -> Value {
    serde_json::from_str(&jicai::evaluate(request.to_string())).unwrap()
}

/// Where two answers differ first, apart from `excused` fields; `None` when they say the same. Key order counts: it is documented.
pub(crate) fn difference(
    library: &Value,
    model: &Value,
    path: &str,
    excused: fn(&str, &Value, &Value) -> bool,
) -> Option<String> {
    match (library, model) {
        (Value::Object(one), Value::Object(other)) => {
            let (ours, theirs): (Vec<&String>, Vec<&String>) = (one.keys().collect(), other.keys().collect());
            if ours != theirs {
                return Some(format!("{path}: keys {ours:?} of the library, {theirs:?} of the model"));
            }
            one.iter()
                .filter(|(key, value)| !excused(key, value, &other[*key]))
                .find_map(|(key, value)| difference(value, &other[key], &format!("{path}/{key}"), excused))
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter().zip(other).enumerate().find_map(|(i, (a, b))| difference(a, b, &format!("{path}/{i}"), excused))
        }
        _ if library == model => None,
        _ => Some(format!("{path}: {library} of the library, {model} of the model")),
    }
}

/// Does `value` say what `expect` names? Numbers in strings compare as numbers, read by `number`.
pub(crate) fn expected<N: PartialEq>(
    value: &Value,
    expect: &Value,
    path: &str,
    number: fn(&str) -> N,
) -> Option<String> {
    match (value, expect) {
        (Value::Object(given), Value::Object(named)) => named.iter().find_map(|(key, expect)| match given.get(key) {
            Some(value) => expected(value, expect, &format!("{path}/{key}"), number),
            None => Some(format!("{path}/{key} is missing")),
        }),
        (Value::Array(given), Value::Array(named)) if given.len() == named.len() => {
            given.iter().zip(named).enumerate().find_map(|(i, (a, b))| expected(a, b, &format!("{path}/{i}"), number))
        }
        (Value::String(given), Value::String(named))
            if is_decimal(given) && is_decimal(named) && number(given) == number(named) =>
        {
            None
        }
        _ if value == expect => None,
        _ => Some(format!("{path}: {value}, expected {expect}")),
    }
}

/// `-?[0-9]+(\.[0-9]+)?`
pub(crate) fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    match text.split_once('.') {
        Some((whole, decimals)) => digits(whole) && digits(decimals),
        None => digits(text),
    }
}

/// Counts what a model answered, so that a test can say what its cases reached.
#[derive(Default)]
pub(crate) struct Seen {
    counts: BTreeMap<String, usize>,
}

impl Seen {
    pub(crate) fn add(&mut self, what: &str) {
        *self.counts.entry(what.to_owned()).or_default() += 1;
    }

    /// Fails unless all of these were seen.
    pub(crate) fn require(&self, words: &[&str]) {
        let unseen: BTreeSet<&&str> = words.iter().filter(|word| !self.counts.contains_key(**word)).collect();
        assert!(unseen.is_empty(), "never seen: {unseen:?}; seen: {:#?}", self.counts);
    }

    /// Counts what an answer says, member by member: flags, nulls, empty lists, and the words of the members in `words`.
    pub(crate) fn members(&mut self, at: &str, value: &Value, words: &[&str]) {
        for (key, inner) in value.as_object().into_iter().flatten() {
            match inner {
                Value::Bool(flag) => self.add(&format!("{at} {key}={flag}")),
                Value::Null => self.add(&format!("{at} {key}=null")),
                Value::String(word) if words.contains(&key.as_str()) => self.add(&format!("{at} {key}={word}")),
                Value::Array(list) if list.is_empty() => self.add(&format!("{at} {key}=[]")),
                Value::Array(list) => {
                    for inner in list {
                        match inner {
                            Value::String(word) if words.contains(&key.as_str()) => {
                                self.add(&format!("{at} {key} {word}"));
                            }
                            _ => self.members(&format!("{at} {key}"), inner, words),
                        }
                    }
                }
                _ => self.members(at, inner, words),
            }
        }
    }
}
