//! Compares answers: the model's with a response of the JSON door, and with what a conformance vector expects.

use super::faults::is_decimal;
use super::real::q;
use super::{Answer, Stop};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Where two values differ first; `None` when they are the same. The order of keys counts: it is documented.
pub(crate) fn difference(library: &Value, model: &Value, path: &str) -> Option<String> {
    match (library, model) {
        (Value::Object(one), Value::Object(other)) => {
            let (ours, theirs): (Vec<&String>, Vec<&String>) = (one.keys().collect(), other.keys().collect());
            if ours != theirs {
                return Some(format!("{path}: keys {ours:?} of the library, {theirs:?} of the model"));
            }
            one.iter().find_map(|(key, value)| difference(value, &other[key], &format!("{path}/{key}")))
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter().zip(other).enumerate().find_map(|(i, (a, b))| difference(a, b, &format!("{path}/{i}")))
        }
        _ if library == model => None,
        _ => Some(format!("{path}: {library} of the library, {model} of the model")),
    }
}

/// Does an error of a response match one that the model allows?
fn allowed(stop: &Stop, error: &Value) -> bool {
    let path = error["path"].as_str().unwrap_or_default();
    let at = match stop.path.strip_suffix('*') {
        Some(start) => path.starts_with(start),
        None => path == stop.path,
    };
    error["code"] == stop.code && at
}

/// Where a response of the JSON door differs from the model's answer.
pub(crate) fn mismatch(response: &Value, model: &Answer) -> Option<String> {
    match model {
        Answer::Value { value, rests_on } => match response.get("value") {
            Some(given) => difference(given, value, "/value")
                .or_else(|| difference(&response["rests_on"], &Value::Array(rests_on.clone()), "/rests_on")),
            None => Some("the library gives an error, the model a value".to_owned()),
        },
        Answer::Error(stops) if stops.iter().any(|stop| allowed(stop, &response["error"])) => None,
        Answer::Error(_) => Some("the library does not give an error that the model allows".to_owned()),
    }
}

/// Does `value` say what `expect` names? Numbers in strings compare as numbers.
pub(crate) fn expected(value: &Value, expect: &Value, path: &str) -> Option<String> {
    match (value, expect) {
        (Value::Object(given), Value::Object(named)) => named.iter().find_map(|(key, expect)| match given.get(key) {
            Some(value) => expected(value, expect, &format!("{path}/{key}")),
            None => Some(format!("{path}/{key} is missing")),
        }),
        (Value::Array(given), Value::Array(named)) if given.len() == named.len() => {
            given.iter().zip(named).enumerate().find_map(|(i, (a, b))| expected(a, b, &format!("{path}/{i}")))
        }
        (Value::String(given), Value::String(named))
            if is_decimal(given) && is_decimal(named) && q(given) == q(named) =>
        {
            None
        }
        _ if value == expect => None,
        _ => Some(format!("{path}: {value}, expected {expect}")),
    }
}

/// Where the model's answer differs from what a vector expects.
pub(crate) fn against_vector(answer: &Answer, vector: &Value) -> Option<String> {
    match (answer, vector.get("expect"), vector.get("expect_error")) {
        (Answer::Value { value, rests_on }, Some(expect), _) => expected(value, expect, "").or_else(|| {
            let names: Vec<&Value> = rests_on.iter().map(|entry| &entry["parameter"]).collect();
            let expect = vector.get("expect_rests_on")?.as_array().unwrap();
            (names != expect.iter().collect::<Vec<_>>()).then(|| format!("rests on {names:?}"))
        }),
        (Answer::Error(stops), None, Some(expect)) => {
            let fits = |stop: &Stop| expect.get("path").is_none_or(Value::is_null) || allowed(stop, expect);
            let known = stops.iter().any(|stop| expect["code"] == stop.code && fits(stop));
            (!known).then(|| "another error".to_owned())
        }
        _ => Some("value and error are mixed up".to_owned()),
    }
}

/// Counts what the model answered, so that a test can say that its cases reached every clause.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) counts: BTreeMap<String, usize>,
}

impl Seen {
    pub(crate) fn add(&mut self, what: &str) {
        *self.counts.entry(what.to_owned()).or_default() += 1;
    }

    /// Counts an answer: errors by code and path, values by their steps, flags and parameters.
    pub(crate) fn answer(&mut self, function: &str, answer: &Answer) {
        let function = function.strip_prefix("differential.").unwrap();
        match answer {
            Answer::Error(stops) if stops.len() > 1 => self.add(&format!("{function} several faults")),
            Answer::Error(stops) => {
                let path = stops[0].path.replace(|c: char| c.is_ascii_digit(), "#");
                self.add(&format!("{function} {} {path}", stops[0].code));
            }
            Answer::Value { value, rests_on } => {
                self.add(&format!("{function} value"));
                for entry in rests_on {
                    let name = entry["parameter"].as_str().unwrap();
                    let name = name.rsplit_once('#').unwrap().1;
                    self.add(&format!("rests on {}", name.split('.').next().unwrap()));
                }
                self.walk(function, value);
            }
        }
    }

    fn walk(&mut self, function: &str, value: &Value) {
        match value {
            Value::Object(object) => {
                if let Some(step) = object.get("step") {
                    let kind = object["kind"].as_str().unwrap();
                    let base = if object.contains_key("base") { " base" } else { "" };
                    self.add(&format!("{function} step {} {kind}{base}", step.as_str().unwrap()));
                }
                for (key, inner) in object {
                    match inner {
                        Value::Bool(flag) => self.add(&format!("{function} {key}={flag}")),
                        Value::String(word) if key == "reason" => self.add(&format!("{function} {key}={word}")),
                        _ => self.walk(function, inner),
                    }
                }
            }
            Value::Array(list) => {
                for inner in list {
                    match inner {
                        Value::String(word) if function == "needs_representative" => {
                            self.add(&format!("{function} {word}"));
                        }
                        _ => self.walk(function, inner),
                    }
                }
            }
            _ => {}
        }
    }

    /// Fails unless all of these were seen.
    pub(crate) fn require(&self, words: &[&str]) {
        let unseen: BTreeSet<&&str> = words.iter().filter(|word| !self.counts.contains_key(**word)).collect();
        assert!(unseen.is_empty(), "never seen: {unseen:?}; seen: {:#?}", self.counts);
    }
}
