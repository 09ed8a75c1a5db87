//! The shape of an input: kinds of fields, and the faults that were found.

use super::number::{Q, int, q};
use super::{Res, Stop, date};
use crate::common::is_decimal;
use crate::common::places::below;
use serde_json::Value;
use std::collections::BTreeSet;

/// The range of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Range {
    Any,
    AtLeast0,
    Above0,
    From0To1,
    /// No range is printed: what is below zero may be refused.
    UnsaidAtLeast0,
    /// No range is printed: what is not above zero may be refused.
    UnsaidAbove0,
}

/// What a field holds.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Number(Range),
    NumberOrNull(Range),
    Id,
    /// From the first number to the second; without one there is no upper end.
    Integer(i64, Option<i64>),
    Bool,
    Word(&'static [&'static str]),
    Date,
    Month,
    Moment,
    Object(&'static [Field]),
    /// A list of objects; `key` names what is unique.
    List {
        fields: &'static [Field],
        key: &'static [&'static str],
        filled: bool,
    },
    /// A list of single values, of which repeats are harmless.
    Plain(&'static Kind),
    /// A list of 1 to 3 amounts.
    Spend,
    /// An object whose keys are these words.
    Map(&'static [&'static str], &'static Kind),
    /// An object of fields with texts.
    Texts,
    /// When an invoice falls due.
    Term,
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
    /// What the text does not say: it may be refused, or not.
    pub(crate) maybe: Vec<Stop>,
}

/// The greatest length of a list.
pub(crate) const LONGEST: usize = 100_000;

/// Convention 1: the codes of what is wrong with a number.
pub(crate) fn wrong_number(value: &Value, range: Range) -> Vec<&'static str> {
    let Some(text) = value.as_str().filter(|text| is_decimal(text)) else { return vec!["invalid_input"] };
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let mut codes = Vec::new();
    if whole.trim_start_matches('-').trim_start_matches('0').len() > 15 || decimals.len() > 10 {
        codes.push("limit_exceeded");
    }
    let x = q(text);
    let within = match range {
        Range::AtLeast0 => x >= Q::ZERO,
        Range::Above0 => x > Q::ZERO,
        Range::From0To1 => x >= Q::ZERO && x <= int(1),
        _ => true,
    };
    if !within {
        codes.push("invalid_input");
    }
    codes
}

/// The codes of what is wrong with an integer.
fn wrong_integer(value: &Value, least: i64, most: Option<i64>) -> Option<&'static str> {
    let Some(number) = value.as_i64().or(value.is_u64().then_some(i64::MAX)) else { return Some("invalid_input") };
    match most {
        Some(most) => (number < least || number > most).then_some("invalid_input"),
        None if number < least => Some("invalid_input"),
        None => (number > 1_000_000_000).then_some("limit_exceeded"),
    }
}

/// A number of the input; `None` where it is not there or is none.
pub(crate) fn number(object: &Value, key: &str) -> Option<Q> {
    object.get(key).filter(|value| wrong_number(value, Range::Any).is_empty()).map(|value| q(value.as_str().unwrap()))
}

/// A number that the checked input has.
pub(crate) fn the(object: &Value, key: &str) -> Q {
    number(object, key).unwrap_or_else(|| panic!("no number {key} in {object}"))
}

pub(crate) fn number_or_0(object: &Value, key: &str) -> Q {
    number(object, key).unwrap_or(Q::ZERO)
}

pub(crate) fn whole(object: &Value, key: &str) -> i64 {
    object[key].as_i64().unwrap_or_else(|| panic!("no integer {key} in {object}"))
}

/// A text of the input; `default` where it is not there or is none.
pub(crate) fn text<'a>(object: &'a Value, key: &str, default: &'a str) -> &'a str {
    object.get(key).and_then(Value::as_str).unwrap_or(default)
}

pub(crate) fn flag(object: &Value, key: &str) -> bool {
    object.get(key).is_some_and(|value| *value == true)
}

/// A list of the input; empty where it is not there or is none.
pub(crate) fn list<'a>(object: &'a Value, key: &str) -> &'a [Value] {
    object.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(crate) fn day(object: &Value, key: &str) -> Option<date::Day> {
    object.get(key).and_then(Value::as_str).and_then(date::read)
}

pub(crate) fn moment(object: &Value, key: &str) -> Option<i64> {
    object.get(key).and_then(Value::as_str).and_then(date::read_moment)
}

/// The elements of a list by an identifier, in byte order.
pub(crate) fn sorted<'a>(object: &'a Value, name: &str, key: &str) -> Vec<&'a Value> {
    let mut elements: Vec<&Value> = list(object, name).iter().collect();
    elements.sort_by_key(|element| text(element, key, ""));
    elements
}

/// The days off and the additional working days of the input.
pub(crate) fn calendar(input: &Value) -> date::Calendar {
    let days = |key: &str| {
        let list = input.get("calendar").map_or(&[][..], |calendar| list(calendar, key));
        list.iter().filter_map(|day| date::read(day.as_str()?)).collect()
    };
    date::Calendar { holidays: days("holidays"), extra_workdays: days("extra_workdays") }
}

impl Faults {
    pub(crate) fn result(self) -> Res<Vec<Stop>> {
        if self.stops.is_empty() { Ok(self.maybe) } else { Err(self.stops.into_iter().chain(self.maybe).collect()) }
    }

    pub(crate) fn wrong(&mut self, path: impl Into<String>) {
        self.stops.push(Stop::new("invalid_input", path));
    }

    pub(crate) fn holds(&mut self, holds: bool, path: &str) {
        if !holds {
            self.wrong(path);
        }
    }

    /// Two fields that go together: the missing one.
    pub(crate) fn both_or_neither(&mut self, object: &Value, path: &str, one: &str, other: &str) {
        let (first, second) = (object.get(one).is_some(), object.get(other).is_some());
        self.holds(first || !second, &below(path, one));
        self.holds(second || !first, &below(path, other));
    }

    /// Convention 3: a recorded event is not after `as_of`.
    pub(crate) fn not_after(&mut self, event: Option<date::Day>, as_of: Option<date::Day>, path: &str) {
        if let (Some(event), Some(as_of)) = (event, as_of) {
            self.holds(event <= as_of, path);
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
                Some(value) => self.value(value, &below(path, field.name), &field.kind),
                None => self.holds(!field.required, &below(path, field.name)),
            }
        }
    }

    pub(crate) fn value(&mut self, value: &Value, path: &str, kind: &Kind) {
        let is_text = |sound: fn(&str) -> bool| value.as_str().is_some_and(sound);
        match *kind {
            Kind::Number(range) => self.number(value, path, range),
            Kind::NumberOrNull(_) if value.is_null() => {}
            Kind::NumberOrNull(range) => self.number(value, path, range),
            Kind::Id => self.holds(is_text(|id| !id.is_empty()), path),
            Kind::Integer(least, most) => {
                self.stops.extend(wrong_integer(value, least, most).map(|code| Stop::new(code, path)));
            }
            Kind::Bool => self.holds(value.is_boolean(), path),
            Kind::Word(words) => self.holds(words.iter().any(|word| value == word), path),
            Kind::Date => self.holds(is_text(|text| date::read(text).is_some()), path),
            Kind::Month => self.holds(is_text(|text| date::read_month(text).is_some()), path),
            Kind::Moment => self.holds(is_text(|text| date::read_moment(text).is_some()), path),
            Kind::Object(fields) => self.object(value, path, fields),
            Kind::List { fields, key, filled } => {
                self.each(value, path, |faults, value, path| faults.object(value, path, fields));
                self.holds(!filled || value.as_array().is_none_or(|list| !list.is_empty()), path);
                self.distinct(value, path, key);
            }
            Kind::Plain(kind) => self.each(value, path, |faults, value, path| faults.value(value, path, kind)),
            Kind::Spend => {
                let amount = |faults: &mut Faults, value: &Value, path: &str| {
                    faults.number(value, path, Range::AtLeast0);
                };
                self.each(value, path, amount);
                self.holds(value.as_array().is_none_or(|list| (1..=3).contains(&list.len())), path);
            }
            Kind::Map(words, kind) => {
                let Some(object) = value.as_object() else { return self.wrong(path) };
                for (key, value) in object {
                    if words.contains(&key.as_str()) {
                        self.value(value, &below(path, key), kind);
                    } else {
                        self.wrong(below(path, key));
                    }
                }
            }
            Kind::Texts => {
                let Some(object) = value.as_object() else { return self.wrong(path) };
                for (key, value) in object {
                    self.holds(value.is_string(), &below(path, key));
                }
            }
            Kind::Term => self.term(value, path),
        }
    }

    fn number(&mut self, value: &Value, path: &str, range: Range) {
        let codes = wrong_number(value, range);
        let x = if codes.is_empty() { q(value.as_str().unwrap()) } else { Q::ZERO };
        if range == Range::UnsaidAtLeast0 && x < Q::ZERO || range == Range::UnsaidAbove0 && x <= Q::ZERO {
            self.maybe.push(Stop::new("invalid_input", path));
        }
        self.stops.extend(codes.into_iter().map(|code| Stop::new(code, path)));
    }

    /// `settlement_drug` and `settlement_consumable`: each kind with the field that it needs, and no other.
    fn term(&mut self, value: &Value, path: &str) {
        type Needed = Option<(&'static str, i64, i64)>;
        const KINDS: [(&str, Needed); 3] = [
            ("days_after", Some(("days", 0, 3660))),
            ("end_of_next_month", None),
            ("day_of_next_month", Some(("day", 1, 31))),
        ];
        let Some(object) = value.as_object() else { return self.wrong(path) };
        let Some((_, field)) = KINDS.iter().find(|(kind, _)| object.get("kind").is_some_and(|word| word == kind))
        else {
            for key in object.keys().filter(|key| !["kind", "days", "day"].contains(&key.as_str())) {
                self.wrong(below(path, key));
            }
            return self.wrong(below(path, "kind"));
        };
        for key in object.keys().filter(|key| *key != "kind" && field.is_none_or(|(name, ..)| name != *key)) {
            self.wrong(below(path, key));
        }
        if let Some((name, least, most)) = *field {
            match object.get(name) {
                Some(value) => self.value(value, &below(path, name), &Kind::Integer(least, Some(most))),
                None => self.wrong(below(path, name)),
            }
        }
    }

    fn each(&mut self, value: &Value, path: &str, mut check: impl FnMut(&mut Faults, &Value, &str)) {
        let Some(list) = value.as_array() else { return self.wrong(path) };
        if list.len() > LONGEST {
            self.stops.push(Stop::new("limit_exceeded", path));
            return;
        }
        for (i, item) in list.iter().enumerate() {
            check(self, item, &format!("{path}/{i}"));
        }
    }

    /// Convention 6: the second occurrence, at its identifier, or at the entry where two fields are unique together.
    fn distinct(&mut self, value: &Value, path: &str, key: &[&str]) {
        let mut known = BTreeSet::new();
        for (i, item) in value.as_array().into_iter().flatten().enumerate().filter(|_| !key.is_empty()) {
            let parts: Option<Vec<&str>> = key.iter().map(|name| item.get(*name)?.as_str()).collect();
            if let Some(parts) = parts
                && !known.insert(parts)
            {
                self.wrong(if key.len() == 1 { format!("{path}/{i}/{}", key[0]) } else { format!("{path}/{i}") });
            }
        }
    }
}
