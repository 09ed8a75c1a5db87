//! Section 2, *Numbers* and *Order of errors*: the form of single values, and the faults that were found.

use super::date;
use super::number::{Q, decimals_of, q};
use super::{Res, Stop};
use crate::common::is_decimal;
use crate::common::places::below;
use serde_json::{Map, Value};

/// No list is longer.
pub(crate) const LONGEST: usize = 100_000;

/// 10^12: prices are below it.
const PRICE_LIMIT: &str = "1000000000000";
/// 10^15: volumes are below it.
const VOLUME_LIMIT: &str = "1000000000000000";
/// The limits of 7.3: int64 at scale 2, 4 and 6.
pub(crate) const AMOUNT_MOST: &str = "92233720368547758.07";
pub(crate) const QUANTITY_MOST: &str = "922337203685477.5807";
pub(crate) const LINE_PRICE_MOST: &str = "9223372036854.775807";

/// The faults of an input.
#[derive(Default)]
pub(crate) struct Faults {
    /// Kind, range, word, unknown or refused member, repeated id: these come before the rules.
    pub(crate) form: Vec<Stop>,
    /// Faults that may be seen as form or as a rule's: members that are always required, sums and other relations.
    pub(crate) either: Vec<Stop>,
    /// Members that one rule misses, where all of the function is one rule.
    pub(crate) late: Vec<Stop>,
}

/// A number of the input; it has been checked.
pub(crate) fn number(object: &Value, key: &str) -> Option<Q> {
    object.get(key).map(|value| q(value.as_str().unwrap()))
}

/// A word or identifier of the input; it has been checked.
pub(crate) fn word<'a>(object: &'a Value, key: &str) -> Option<&'a str> {
    object.get(key).map(|value| value.as_str().unwrap())
}

/// A list of the input; by default it is empty.
pub(crate) fn list<'a>(object: &'a Value, key: &str) -> &'a [Value] {
    object.get(key).map_or(&[], |value| value.as_array().unwrap())
}

/// A price of a rulebook.
pub(crate) fn is_price(value: &Value) -> bool {
    let mut faults = Faults::default();
    faults.price(value, "");
    faults.form.is_empty()
}

impl Faults {
    /// The errors of which any one may be named.
    pub(crate) fn result(self) -> Res<()> {
        let Faults { mut form, either, late } = self;
        let stops = if form.is_empty() {
            either.into_iter().chain(late).collect()
        } else {
            form.extend(either);
            form
        };
        if stops.is_empty() { Ok(()) } else { Err(stops) }
    }

    pub(crate) fn wrong(&mut self, path: impl Into<String>) {
        self.form.push(Stop::new("invalid_input", path));
    }

    pub(crate) fn over(&mut self, path: impl Into<String>) {
        self.form.push(Stop::new("limit_exceeded", path));
    }

    /// A member that is always required is not there.
    pub(crate) fn lacks(&mut self, path: impl Into<String>) {
        self.either.push(Stop::new("invalid_input", path));
    }

    fn holds(&mut self, holds: bool, path: &str) {
        if !holds {
            self.wrong(path);
        }
    }

    fn decimal(&mut self, value: &Value, path: &str, decimals: usize) -> Option<Q> {
        let Some(text) = value.as_str().filter(|text| is_decimal(text)) else {
            self.wrong(path);
            return None;
        };
        self.holds(decimals_of(text) <= decimals, path);
        Some(q(text))
    }

    /// A positive number below a limit, or up to it.
    fn positive(&mut self, value: &Value, path: &str, decimals: usize, in_limit: impl Fn(&Q) -> bool) {
        let Some(x) = self.decimal(value, path, decimals) else { return };
        self.holds(x > Q::ZERO, path);
        if !in_limit(&x) {
            self.over(path);
        }
    }

    pub(crate) fn price(&mut self, value: &Value, path: &str) {
        self.positive(value, path, 6, |x| *x < q(PRICE_LIMIT));
    }

    pub(crate) fn line_price(&mut self, value: &Value, path: &str) {
        self.positive(value, path, 6, |x| *x <= q(LINE_PRICE_MOST));
    }

    pub(crate) fn volume(&mut self, value: &Value, path: &str) {
        self.positive(value, path, 4, |x| *x < q(VOLUME_LIMIT));
    }

    pub(crate) fn rate(&mut self, value: &Value, path: &str) {
        if let Some(x) = self.decimal(value, path, 4) {
            self.holds(x >= Q::ZERO && x <= Q::ONE, path);
        }
    }

    fn within(&mut self, value: &Value, path: &str, decimals: usize, most: &str) -> Option<Q> {
        let x = self.decimal(value, path, decimals)?;
        if x > q(most) || x < -q(most) {
            self.over(path);
        }
        Some(x)
    }

    /// An amount of any sign.
    pub(crate) fn signed_amount(&mut self, value: &Value, path: &str) {
        self.within(value, path, 2, AMOUNT_MOST);
    }

    /// An amount that is not negative.
    pub(crate) fn amount(&mut self, value: &Value, path: &str) {
        if let Some(x) = self.within(value, path, 2, AMOUNT_MOST) {
            self.holds(x >= Q::ZERO, path);
        }
    }

    pub(crate) fn signed_quantity(&mut self, value: &Value, path: &str) {
        self.within(value, path, 4, QUANTITY_MOST);
    }

    pub(crate) fn choice(&mut self, value: &Value, path: &str, words: &[&str]) {
        self.holds(words.iter().any(|word| value == word), path);
    }

    pub(crate) fn boolean(&mut self, value: &Value, path: &str) {
        self.holds(value.is_boolean(), path);
    }

    pub(crate) fn identifier(&mut self, value: &Value, path: &str) {
        self.holds(value.as_str().is_some_and(|id| !id.is_empty()), path);
    }

    pub(crate) fn date(&mut self, value: &Value, path: &str) {
        self.holds(value.as_str().is_some_and(|text| date::read(text).is_some()), path);
    }

    pub(crate) fn integer(&mut self, value: &Value, path: &str, most: i64) {
        self.holds(value.as_i64().is_some_and(|number| (1..=most).contains(&number)), path);
    }

    pub(crate) fn mode(&mut self, value: &Value, path: &str) {
        self.choice(value, path, &["half_up", "half_even", "down", "up"]);
    }

    /// An object that has all of the members `must` and besides them only some of `may`.
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
            self.lacks(below(path, key));
        }
        Some(object)
    }

    /// A list, with the check of each of its elements.
    pub(crate) fn list(&mut self, value: &Value, path: &str, check: impl Fn(&mut Faults, &Value, &str)) {
        let Some(list) = value.as_array() else { return self.wrong(path) };
        if list.len() > LONGEST {
            self.over(path);
        }
        for (i, item) in list.iter().enumerate() {
            check(self, item, &format!("{path}/{i}"));
        }
    }

    /// The values of one member of the elements are distinct; a repeated one is reported at its second use.
    pub(crate) fn distinct(&mut self, value: &Value, path: &str, key: &str) {
        let mut known = std::collections::BTreeSet::new();
        for (i, item) in value.as_array().into_iter().flatten().enumerate() {
            if item.get(key).is_some_and(|value| !known.insert(value.to_string())) {
                self.wrong(format!("{path}/{i}/{key}"));
            }
        }
    }
}
