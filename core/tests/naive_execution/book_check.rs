//! *Shape of a rulebook object*: what a rulebook may say. Every breach is the same error; where the text does not say
//! whether something is a breach, that is a doubt.

use super::book_words::{Shape, shape};
use super::date;
use super::form::{Range, wrong_number};
use super::number::{int, q};
use super::words::{ANCHORS, CLASSES, FINALS, INDICATORS, KINDS, PROVENANCES, SEVERITIES};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// What is found of a rulebook.
#[derive(Default)]
pub(crate) struct Judge {
    pub(crate) wrong: bool,
    pub(crate) doubt: bool,
}

impl Judge {
    fn must(&mut self, holds: bool) {
        self.wrong |= !holds;
    }

    /// A rulebook that breaks this may be refused, or not.
    fn should(&mut self, holds: bool) {
        self.doubt |= !holds;
    }

    fn id(&mut self, value: Option<&Value>) {
        self.must(value.is_some_and(|value| value.as_str().is_some_and(|id| !id.is_empty())));
    }

    fn word(&mut self, value: Option<&Value>, words: &[&str]) {
        self.must(value.is_some_and(|value| words.iter().any(|word| value == word)));
    }

    fn number(&mut self, value: Option<&Value>, range: Range) {
        self.must(value.is_some_and(|value| wrong_number(value, range).is_empty()));
    }

    /// A whole number; `sure` are those that are certainly sound, all others that are not negative are in doubt.
    fn integer(&mut self, value: Option<&Value>, sure: std::ops::RangeInclusive<i64>) {
        match value.and_then(Value::as_i64) {
            Some(number) => {
                self.must(number >= 0);
                self.should(sure.contains(&number));
            }
            None => self.must(value.is_some_and(Value::is_u64)),
        }
        self.should(!value.is_some_and(|value| value.is_u64() && value.as_i64().is_none()));
    }

    /// An object with all of the keys `must` and besides them only some of `may`.
    fn keys(&mut self, value: &Value, must: &[&str], may: &[&str]) -> bool {
        let sound = value.as_object().is_some_and(|object| {
            must.iter().all(|key| object.contains_key(*key))
                && object.keys().all(|key| must.contains(&key.as_str()) || may.contains(&key.as_str()))
        });
        self.must(sound);
        sound
    }

    fn list<'a>(&mut self, value: &'a Value, filled: bool) -> &'a [Value] {
        self.must(value.as_array().is_some_and(|list| !filled || !list.is_empty()));
        value.as_array().map_or(&[], Vec::as_slice)
    }

    /// No two of these are the same.
    fn distinct(&mut self, list: &[Value], key: &str) {
        let mut known = BTreeSet::new();
        for row in list {
            let name = if key.is_empty() { row.to_string() } else { row[key].to_string() };
            self.must(known.insert(name));
        }
    }

    fn words(&mut self, value: &Value, words: &[&str], filled: bool) {
        let list = self.list(value, filled);
        for word in list {
            self.word(Some(word), words);
        }
        self.distinct(list, "");
    }
}

/// The head, and the names and shapes of the parameters.
pub(crate) fn head(judge: &mut Judge, object: &Map<String, Value>) {
    let extends = object.contains_key("extends");
    judge.id(object.get("id"));
    judge.must(extends || object.contains_key("area"));
    // What else of the head an object without `extends` needs is said in two ways.
    for key in ["jurisdiction", "title", "document", "effective_from", "parameters"] {
        judge.should(extends || object.contains_key(key));
    }
    for (key, value) in object {
        let sound = match key.as_str() {
            "id" | "extends" => value.as_str().is_some_and(|text| !text.is_empty()),
            "area" => value == "execution",
            "jurisdiction" | "title" | "title_zh" | "document" | "issuer" => value.is_string(),
            "effective_from" | "effective_until" => value.as_str().is_some_and(|text| date::read(text).is_some()),
            "members" => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
            "remove" => {
                let known = |name: &Value| name.as_str().is_some_and(|name| shape(name).is_some());
                extends && value.as_array().is_some_and(|list| list.iter().all(known))
            }
            "parameters" => value.is_object(),
            // The contract has gaps "where an area tells that apart"; this area does not name them.
            "gaps" => {
                judge.should(false);
                true
            }
            _ => false,
        };
        judge.must(sound);
        let empty = value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty);
        judge.should(!empty || key == "parameters");
    }
    for (name, entry) in object.get("parameters").and_then(Value::as_object).into_iter().flatten() {
        parameter(judge, name, entry);
    }
}

/// One parameter: an entry or a bare value.
fn parameter(judge: &mut Judge, name: &str, entry: &Value) {
    let Some(shape) = shape(name) else { return judge.must(false) };
    let value = match entry.as_object().filter(|entry| entry.contains_key("value")) {
        Some(object) => {
            judge.keys(entry, &["value"], &["provenance", "citation"]);
            judge.must(object.get("provenance").is_none_or(|word| PROVENANCES.iter().any(|known| word == known)));
            judge.must(object.get("citation").is_none_or(Value::is_string));
            &object["value"]
        }
        None => entry,
    };
    match shape {
        Shape::Number(range) => judge.number(Some(value), range),
        Shape::Multiple => multiple(judge, Some(value)),
        Shape::Integer(least, most) => judge.integer(Some(value), least..=most),
        Shape::Bool => judge.must(value.is_boolean()),
        Shape::Word(words) => judge.word(Some(value), words),
        Shape::Words(words, filled) => judge.words(value, words, filled),
        Shape::ShareKept(words, sure) => {
            judge.words(value, words, false);
            judge
                .should(value.as_array().is_none_or(|list| list.iter().all(|word| sure.iter().any(|one| word == one))));
        }
        Shape::Unsigned if value.is_array() => judge.words(value, &FINALS, true),
        Shape::Unsigned => judge.word(Some(value), &FINALS),
        Shape::Term => term(judge, value),
        Shape::Hours => {
            let names = ["urgent", "urgent_remote", "ordinary", "ordinary_remote_or_cold_chain"];
            judge.should(names.iter().all(|name| value.get(name).is_some()));
            if judge.keys(value, &[], &names) {
                for (_, hours) in value.as_object().unwrap() {
                    judge.integer(Some(hours), 1..=1000);
                }
            }
        }
        Shape::Skips => {
            judge.should(["urgent", "ordinary"].iter().all(|name| value.get(name).is_some()));
            if judge.keys(value, &[], &["urgent", "ordinary"]) {
                judge.must(value.as_object().unwrap().values().all(Value::is_boolean));
            }
        }
        Shape::Fund => {
            let names = ["employee_months", "resident_months", "scale_months"];
            judge.should(names.iter().all(|name| value.get(name).is_some()));
            if judge.keys(value, &[], &names) {
                for (_, months) in value.as_object().unwrap() {
                    judge.integer(Some(months), 1..=1000);
                }
            }
        }
        Shape::FundDates => {
            let names = ["apply_until", "pay_by"];
            judge.should(names.iter().all(|name| value.get(name).is_some()));
            if judge.keys(value, &[], &names) {
                for (_, day) in value.as_object().unwrap() {
                    // 2020 is a leap year.
                    let sound = |day: &str| date::read(&format!("2020-{day}")).is_some();
                    judge.must(day.as_str().is_some_and(sound));
                    judge.should(day != "02-29");
                }
            }
        }
        Shape::AlertRules => alert_rules(judge, value),
        Shape::AlertBands => alert_bands(judge, value),
        Shape::MarkRules => mark_rules(judge, value),
        Shape::EntryRules => entry_rules(judge, value),
        Shape::Checklists => checklists(judge, value),
    }
}

/// A multiple is above zero; that zero is none is not printed for every one.
fn multiple(judge: &mut Judge, value: Option<&Value>) {
    judge.number(value, Range::AtLeast0);
    judge.should(
        value.and_then(Value::as_str).is_none_or(|text| text.bytes().any(|byte| (b'1'..=b'9').contains(&byte))),
    );
}

fn term(judge: &mut Judge, value: &Value) {
    match value.get("kind").and_then(Value::as_str) {
        Some("days_after") => {
            judge.keys(value, &["kind", "days"], &[]);
            let days = value.get("days").and_then(Value::as_i64);
            judge.must(days.is_some_and(|days| (0..=3660).contains(&days)));
        }
        Some("end_of_next_month") => {
            judge.keys(value, &["kind"], &[]);
        }
        Some("day_of_next_month") => {
            judge.keys(value, &["kind", "day"], &[]);
            judge.must(value.get("day").and_then(Value::as_i64).is_some_and(|day| (1..=31).contains(&day)));
        }
        _ => judge.must(false),
    }
}

fn alert_rules(judge: &mut Judge, value: &Value) {
    let rules = judge.list(value, false);
    judge.should(!rules.is_empty());
    for rule in rules {
        if !judge.keys(rule, &["rule", "when", "severity", "action"], &["applies_to", "months"]) {
            continue;
        }
        judge.id(rule.get("rule"));
        judge.word(rule.get("severity"), &SEVERITIES);
        judge.id(rule.get("action"));
        let known = ["interview", "bulletin", "cancel_delivery_right", "graded_evaluation"];
        judge.should(known.iter().any(|word| rule["action"] == *word));
        if rule.get("applies_to").is_some() {
            judge.word(rule.get("applies_to"), &KINDS);
        }
        let conditions = judge.list(&rule["when"], true);
        if rule.get("months").is_some() {
            judge.integer(rule.get("months"), 1..=120);
            judge.must(conditions.len() <= 1);
        }
        for condition in conditions {
            if judge.keys(condition, &["indicator", "op", "limit"], &[]) {
                judge.word(condition.get("indicator"), &INDICATORS);
                judge.word(condition.get("op"), &["lt", "le", "gt", "ge", "eq"]);
                judge.number(condition.get("limit"), Range::Any);
            }
        }
    }
    judge.distinct(rules, "rule");
}

fn alert_bands(judge: &mut Judge, value: &Value) {
    let entries = judge.list(value, false);
    judge.should(!entries.is_empty());
    for entry in entries {
        if !judge.keys(entry, &["indicator", "bands"], &[]) {
            continue;
        }
        judge.word(entry.get("indicator"), &INDICATORS);
        let bands = judge.list(&entry["bands"], true);
        for band in bands {
            if !judge.keys(band, &["band", "from", "from_op"], &["to", "to_op", "severity"]) {
                continue;
            }
            judge.id(band.get("band"));
            judge.should(band["band"] != "uncovered");
            judge.number(band.get("from"), Range::Any);
            judge.word(band.get("from_op"), &["ge", "gt"]);
            if band.get("to").is_some() {
                judge.number(band.get("to"), Range::Any);
            }
            if band.get("to_op").is_some() {
                judge.word(band.get("to_op"), &["lt", "le"]);
            }
            judge.should(band.get("to").is_some() == band.get("to_op").is_some());
            judge.should(!empty_band(band));
            if band.get("severity").is_some() {
                judge.word(band.get("severity"), &SEVERITIES);
            }
        }
        judge.distinct(bands, "band");
    }
    judge.distinct(entries, "indicator");
}

/// No value meets both edges.
fn empty_band(band: &Value) -> bool {
    let edge = |key: &str| {
        let value = band.get(key).filter(|value| wrong_number(value, Range::Any).is_empty())?;
        Some(q(value.as_str()?))
    };
    let closed = band["from_op"] == "ge" && band.get("to_op").is_some_and(|op| op == "le");
    match (edge("from"), edge("to")) {
        (Some(from), Some(to)) => {
            if closed {
                from > to
            } else {
                from >= to
            }
        }
        _ => false,
    }
}

fn mark_rules(judge: &mut Judge, value: &Value) {
    let Some(rules) = value.as_object() else { return judge.must(false) };
    judge.should(!rules.is_empty());
    judge.must(!rules.contains_key("reference") || rules.contains_key("evaluated"));
    for (class, rule) in rules {
        judge.must(CLASSES.contains(&class.as_str()));
        judge.should(class != "winner_not_supplying");
        if !judge.keys(rule, &["anchor", "yellow_multiple"], &["red_multiple", "red_from_yellow"]) {
            continue;
        }
        judge.word(rule.get("anchor"), &ANCHORS);
        judge.should(rule["anchor"] != "reference" || rules.contains_key("evaluated"));
        judge.should(rule["anchor"] != "reference" || class == "reference");
        multiple(judge, rule.get("yellow_multiple"));
        judge.must(rule.get("red_multiple").is_none() || rule.get("red_from_yellow").is_none());
        if rule.get("red_multiple").is_some() {
            multiple(judge, rule.get("red_multiple"));
        }
        if let Some(from) = rule.get("red_from_yellow")
            && judge.keys(from, &["divide", "multiply"], &[])
        {
            judge.number(from.get("divide"), Range::Above0);
            multiple(judge, from.get("multiply"));
        }
    }
}

fn entry_rules(judge: &mut Judge, value: &Value) {
    let Some(rules) = value.as_object() else { return judge.must(false) };
    judge.should(!rules.is_empty());
    for (class, rule) in rules {
        judge.must(CLASSES.contains(&class.as_str()));
        judge.should(class != "winner_not_supplying");
        if judge.keys(rule, &["lowest"], &["evaluated", "not_evaluated"]) {
            for (_, number) in rule.as_object().unwrap() {
                multiple(judge, Some(number));
            }
            judge.should(rule.get("evaluated").is_some() == rule.get("not_evaluated").is_some());
            // A ratio or a multiple?
            let small = |key: &str| {
                let ratio = rule.get(key).filter(|ratio| wrong_number(ratio, Range::Any).is_empty());
                ratio.is_none_or(|ratio| q(ratio.as_str().unwrap()) <= int(1))
            };
            judge.should(small("evaluated") && small("not_evaluated"));
        }
    }
}

fn checklists(judge: &mut Judge, value: &Value) {
    let Some(lists) = value.as_object() else { return judge.must(false) };
    judge.should(!lists.is_empty());
    for (name, list) in lists {
        judge.should(!name.is_empty());
        let mut known = BTreeSet::new();
        for item in judge.list(list, false) {
            let id = if item.is_string() {
                Some(item)
            } else {
                // A row without a day is an item too.
                judge.should(item.get("due_on").is_some());
                judge.keys(item, &["item"], &["due_on"]);
                judge.must(item.get("due_on").is_none_or(|day| day.as_str().and_then(date::read).is_some()));
                item.get("item")
            };
            judge.id(id);
            judge.must(known.insert(id.map(Value::to_string)));
        }
    }
}
