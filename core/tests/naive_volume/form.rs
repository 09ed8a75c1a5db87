//! The shape of an input (conventions 3, 4 and 6): kinds of fields, and the faults that were found.

use super::number::{Q, int, q};
use super::{Res, Stop};
use crate::common::calendar;
use crate::common::is_decimal;
use crate::common::places::below;
use serde_json::Value;
use std::collections::BTreeSet;

/// The range of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Range {
    AtLeast0,
    Above0,
    From0To1,
    From0To100,
    Signed1,
}

/// What a field holds.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Number(Range),
    Id,
    Integer(i64, i64),
    Bool,
    Word(&'static [&'static str]),
    Date,
    Rounding,
    Object(&'static [Field]),
    /// A list of objects; `key` names the fields that are unique together, a repeat is reported at the last of them.
    List {
        fields: &'static [Field],
        key: &'static [&'static str],
        filled: bool,
    },
    /// A list of plain identifiers, each once.
    Ids,
    /// A list of years, each once, not empty.
    Years,
}

pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) kind: Kind,
}

/// Everything that is wrong with an input; any one of it may be reported.
#[derive(Default)]
pub(crate) struct Faults {
    pub(crate) stops: Vec<Stop>,
}

/// The greatest length of a list.
pub(crate) const LONGEST: usize = 100_000;

/// Is it in the range?
pub(crate) fn within(x: &Q, range: Range) -> bool {
    match range {
        Range::AtLeast0 => *x >= Q::ZERO,
        Range::Above0 => *x > Q::ZERO,
        Range::From0To1 => *x >= Q::ZERO && *x <= int(1),
        Range::From0To100 => *x >= Q::ZERO && *x <= int(100),
        Range::Signed1 => *x >= int(-1) && *x <= int(1),
    }
}

/// Convention 3: the code of what is wrong with a number.
pub(crate) fn wrong_number(value: &Value, range: Range) -> Option<&'static str> {
    let Some(text) = value.as_str().filter(|text| is_decimal(text)) else { return Some("invalid_input") };
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let x = q(text);
    let limit = q("1000000000000");
    if decimals > 6 || x >= limit || x <= -limit {
        return Some("limit_exceeded");
    }
    (!within(&x, range)).then_some("invalid_input")
}

/// A number of the checked input; `None` where it is not there.
pub(crate) fn number(object: &Value, key: &str) -> Option<Q> {
    object.get(key).map(|value| q(value.as_str().unwrap()))
}

/// A quantity of the checked input whose default is 0.
pub(crate) fn number_or_0(object: &Value, key: &str) -> Q {
    number(object, key).unwrap_or(Q::ZERO)
}

/// A text of the checked input; `default` where it is not there.
pub(crate) fn text<'a>(object: &'a Value, key: &str, default: &'a str) -> &'a str {
    object.get(key).map_or(default, |value| value.as_str().unwrap())
}

/// A truth value of the checked input; `default` where it is not there.
pub(crate) fn flag(object: &Value, key: &str, default: bool) -> bool {
    object.get(key).map_or(default, |value| value.as_bool().unwrap())
}

/// A list of the checked input; empty where it is not there.
pub(crate) fn list<'a>(object: &'a Value, key: &str) -> &'a [Value] {
    object.get(key).map_or(&[], |value| value.as_array().unwrap())
}

/// The elements of a list by their key in ascending byte order, each with its place in the input.
pub(crate) fn sorted<'a>(object: &'a Value, name: &str, key: &str) -> Vec<(usize, &'a Value)> {
    let mut elements: Vec<(usize, &Value)> = list(object, name).iter().enumerate().collect();
    elements.sort_by_key(|(_, element)| text(element, key, ""));
    elements
}

impl Faults {
    pub(crate) fn result(self) -> Res<()> {
        if self.stops.is_empty() { Ok(()) } else { Err(self.stops) }
    }

    pub(crate) fn wrong(&mut self, path: impl Into<String>) {
        self.stops.push(Stop::new("invalid_input", path));
    }

    pub(crate) fn holds(&mut self, holds: bool, path: &str) {
        if !holds {
            self.wrong(path);
        }
    }

    /// An object with its fields: none unknown, none missing, each as it should be.
    pub(crate) fn object(&mut self, value: &Value, path: &str, fields: &[Field]) {
        let Some(object) = value.as_object() else { return self.wrong(path) };
        for key in object.keys().filter(|key| !fields.iter().any(|field| field.name == *key)) {
            self.wrong(below(path, key));
        }
        for field in fields {
            match object.get(field.name) {
                Some(value) => self.value(value, &below(path, field.name), field.kind),
                None => self.holds(!field.required, &below(path, field.name)),
            }
        }
    }

    fn value(&mut self, value: &Value, path: &str, kind: Kind) {
        match kind {
            Kind::Number(range) => self.number(value, path, range),
            Kind::Id => self.holds(value.as_str().is_some_and(|id| !id.is_empty()), path),
            Kind::Integer(least, most) => {
                self.holds(value.as_i64().is_some_and(|n| n >= least && n <= most), path);
            }
            Kind::Bool => self.holds(value.is_boolean(), path),
            Kind::Word(words) => self.holds(words.iter().any(|word| value == word), path),
            Kind::Date => self.holds(value.as_str().and_then(calendar::read).is_some(), path),
            Kind::Rounding => self.rounding(value, path),
            Kind::Object(fields) => self.object(value, path, fields),
            Kind::List { fields, key, filled } => {
                self.each(value, path, filled, |faults, value, path| faults.object(value, path, fields));
                self.distinct(value, path, key);
            }
            Kind::Ids => {
                self.each(value, path, false, |faults, value, path| faults.value(value, path, Kind::Id));
                self.distinct_plain(value, path);
            }
            Kind::Years => {
                self.each(value, path, true, |faults, value, path| faults.value(value, path, Kind::Integer(1, 9999)));
                self.distinct_plain(value, path);
            }
        }
    }

    fn number(&mut self, value: &Value, path: &str, range: Range) {
        if let Some(code) = wrong_number(value, range) {
            self.stops.push(Stop::new(code, path));
        }
    }

    /// Convention 8: either fault of the step is reported at the step.
    fn rounding(&mut self, value: &Value, path: &str) {
        const MODES: [&str; 5] = ["none", "half_up", "up", "down", "largest_remainder"];
        let Some(object) = value.as_object() else { return self.wrong(path) };
        for key in object.keys().filter(|key| *key != "mode" && *key != "step") {
            self.wrong(below(path, key));
        }
        let step = below(path, "step");
        if let Some(value) = object.get("step") {
            self.number(value, &step, Range::Above0);
        }
        let mode = object.get("mode");
        if mode.is_some_and(|mode| !MODES.iter().any(|word| mode == word)) {
            return self.wrong(below(path, "mode"));
        }
        let with_step = mode.is_some_and(|mode| mode != "none");
        self.holds(with_step == object.contains_key("step"), &step);
    }

    fn each(&mut self, value: &Value, path: &str, filled: bool, mut check: impl FnMut(&mut Faults, &Value, &str)) {
        let Some(list) = value.as_array() else { return self.wrong(path) };
        if list.len() > LONGEST {
            self.stops.push(Stop::new("limit_exceeded", path));
            return;
        }
        self.holds(!filled || !list.is_empty(), path);
        for (i, item) in list.iter().enumerate() {
            check(self, item, &format!("{path}/{i}"));
        }
    }

    /// Convention 4.
    fn distinct(&mut self, value: &Value, path: &str, key: &[&str]) {
        let Some(last) = key.last() else { return };
        let mut known = BTreeSet::new();
        for (i, item) in value.as_array().into_iter().flatten().enumerate() {
            let parts: Option<Vec<String>> = key.iter().map(|name| Some(item.get(*name)?.to_string())).collect();
            if let Some(parts) = parts
                && !known.insert(parts)
            {
                self.wrong(format!("{path}/{i}/{last}"));
            }
        }
    }

    fn distinct_plain(&mut self, value: &Value, path: &str) {
        let mut known = BTreeSet::new();
        for (i, item) in value.as_array().into_iter().flatten().enumerate() {
            if !known.insert(item.to_string()) {
                self.wrong(format!("{path}/{i}"));
            }
        }
    }
}
