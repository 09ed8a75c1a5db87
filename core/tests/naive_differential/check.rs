//! Compares answers: the model's with a response of the JSON door, and with what a conformance vector expects.

use super::real::q;
use super::{Answer, Stop};
use crate::common::{Seen, difference, expected};
use serde_json::Value;

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
            Some(given) => {
                let rests_on = Value::Array(rests_on.clone());
                let both = [(given, value, "/value"), (&response["rests_on"], &rests_on, "/rests_on")];
                both.into_iter().find_map(|(library, model, path)| difference(library, model, path, |_, _, _| false))
            }
            None => Some("the library gives an error, the model a value".to_owned()),
        },
        Answer::Error(stops) if stops.iter().any(|stop| allowed(stop, &response["error"])) => None,
        Answer::Error(_) => Some("the library does not give an error that the model allows".to_owned()),
    }
}

/// Where the model's answer differs from what a vector expects.
pub(crate) fn against_vector(answer: &Answer, vector: &Value) -> Option<String> {
    match (answer, vector.get("expect"), vector.get("expect_error")) {
        (Answer::Value { value, rests_on }, Some(expect), _) => expected(value, expect, "", q).or_else(|| {
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

impl Seen {
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
}
