//! The form of single values of an input, and the faults that were found.

use super::money;
use super::{Res, Stop, date};
use crate::common::places::below;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Everything that is wrong with an input; any one of it may be reported.
#[derive(Default)]
pub(crate) struct Faults {
    pub(crate) stops: Vec<Stop>,
}

/// A date of the input, if it is there and sound.
pub(crate) fn date_of(object: &Value, key: &str) -> Option<date::Date> {
    object.get(key)?.as_str().and_then(date::read)
}

/// A text of the input that has been checked; `default` where it is not there.
pub(crate) fn text_of<'a>(object: &'a Value, key: &str, default: &'a str) -> &'a str {
    object.get(key).map_or(default, |value| value.as_str().unwrap())
}

/// A list of the input that has been checked; empty where it is not there.
pub(crate) fn list_of<'a>(object: &'a Value, key: &str) -> &'a [Value] {
    object.get(key).map_or(&[], |value| value.as_array().unwrap())
}

impl Faults {
    pub(crate) fn result(self) -> Res<()> {
        if self.stops.is_empty() { Ok(()) } else { Err(self.stops) }
    }

    pub(crate) fn wrong(&mut self, path: impl Into<String>) {
        self.stops.push(Stop::new("invalid_input", path));
    }

    fn holds(&mut self, holds: bool, path: &str) {
        if !holds {
            self.wrong(path);
        }
    }

    /// An object with all of the fields `must` and besides them only some of `may`.
    pub(crate) fn object<'a>(
        &mut self,
        value: &'a Value,
        path: &str,
        must: &[&str],
        may: &[&str],
    ) -> Option<&'a Map<String, Value>> {
        let Some(object) = value.as_object() else {
            self.wrong(path);
            return None;
        };
        for key in object.keys().filter(|key| !must.contains(&key.as_str()) && !may.contains(&key.as_str())) {
            self.wrong(below(path, key));
        }
        for key in must.iter().filter(|key| !object.contains_key(**key)) {
            self.wrong(below(path, key));
        }
        Some(object)
    }

    /// A list of at most so many elements, with the check of each.
    pub(crate) fn list(
        &mut self,
        value: &Value,
        path: &str,
        most: usize,
        mut check: impl FnMut(&mut Faults, &Value, &str),
    ) {
        let Some(list) = value.as_array() else { return self.wrong(path) };
        if list.len() > most {
            self.stops.push(Stop::new("limit_exceeded", path));
            return;
        }
        for (i, item) in list.iter().enumerate() {
            check(self, item, &format!("{path}/{i}"));
        }
    }

    /// The identifiers of a list are distinct; a repeated one is reported at its second use.
    pub(crate) fn distinct(&mut self, value: &Value, path: &str, key: &str) {
        let mut known = BTreeSet::new();
        for (i, item) in value.as_array().into_iter().flatten().enumerate() {
            if let Some(id) = item.get(key).and_then(Value::as_str)
                && !known.insert(id)
            {
                self.wrong(format!("{path}/{i}/{key}"));
            }
        }
    }

    pub(crate) fn identifier(&mut self, value: &Value, path: &str) {
        self.holds(value.as_str().is_some_and(|id| !id.is_empty()), path);
    }

    /// A set of identifiers.
    pub(crate) fn identifiers(&mut self, value: &Value, path: &str) {
        self.list(value, path, usize::MAX, Faults::identifier);
    }

    pub(crate) fn choice(&mut self, value: &Value, path: &str, words: &[&str]) {
        self.holds(words.iter().any(|word| value == word), path);
    }

    pub(crate) fn boolean(&mut self, value: &Value, path: &str) {
        self.holds(value.is_boolean(), path);
    }

    pub(crate) fn date(&mut self, value: &Value, path: &str) {
        self.holds(value.as_str().is_some_and(|text| date::read(text).is_some()), path);
    }

    /// The date under `later` is not before that under `earlier`.
    pub(crate) fn in_order(&mut self, object: &Value, path: &str, earlier: &str, later: &str) {
        if let (Some(first), Some(last)) = (date_of(object, earlier), date_of(object, later)) {
            self.holds(first <= last, &below(path, later));
        }
    }

    /// Rule 1; an exact amount of 0 is allowed for sales only. True if the amount is sound.
    pub(crate) fn amount(&mut self, value: &Value, path: &str, zero: bool) -> bool {
        let before = self.stops.len();
        let read = |value: &Value| value.as_str().and_then(money::fen);
        if value.is_object() {
            if let Some(object) = self.object(value, path, &["at_least"], &["below"]) {
                let [low, high] = ["at_least", "below"].map(|key| object.get(key).map(read));
                self.holds(low != Some(None), &below(path, "at_least"));
                self.holds(high != Some(None), &below(path, "below"));
                if let (Some(Some(low)), Some(Some(high))) = (low, high) {
                    self.holds(low < high, &below(path, "below"));
                }
            }
        } else {
            self.holds(read(value).is_some_and(|fen| fen > 0 || zero), path);
        }
        self.stops.len() == before
    }
}
