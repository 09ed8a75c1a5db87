//! Compares answers: the model's with a response of the JSON door, and with what a conformance vector expects.

use super::book::World;
use super::number::q;
use super::{Answer, Stop};
use crate::common::{Seen, difference, expected};
use serde_json::Value;

/// Is the code right and the path one that the model allows?
fn allowed(stop: &Stop, error: &Value) -> bool {
    let path = error["path"].as_str().unwrap_or_default();
    let at = match stop.path.strip_suffix('*') {
        Some(start) => path.starts_with(start),
        None => path == stop.path,
    };
    error["code"] == stop.code && at
}

/// Does the message of a gap name the rulebook's document and the parameter that is unset?
fn named(world: &World, request: &Value, stop: &Stop, error: &Value) -> bool {
    if stop.code != "rule_gap" {
        return true;
    }
    let document = match world.resolve(&request["rulebook"]) {
        Ok(book) => book.document,
        Err(_) => None,
    };
    let message = error["message"].as_str().unwrap_or_default();
    document.into_iter().chain(stop.names.clone()).all(|name| message.contains(&name))
}

/// Where a response of the JSON door differs from the model's answer.
pub(crate) fn mismatch(world: &World, request: &Value, response: &Value, model: &Answer) -> Option<String> {
    let error = &response["error"];
    match model {
        Answer::Value { value, rests_on } => match response.get("value") {
            Some(given) => {
                let rests_on = Value::Array(rests_on.clone());
                let both = [(given, value, "/value"), (&response["rests_on"], &rests_on, "/rests_on")];
                // What a lint rests on is not fixed by the text.
                let compared = if request["function"] == "payment.lint_rulebook" { 1 } else { 2 };
                both.into_iter().take(compared).find_map(|(library, model, path)| {
                    let place = |_: &str, _: &Value, _: &Value| false;
                    difference(library, model, path, place)
                })
            }
            None => Some("the library gives an error, the model a value".to_owned()),
        },
        Answer::Error(stops) => {
            let fitting: Vec<&Stop> = stops.iter().filter(|stop| allowed(stop, error)).collect();
            if fitting.is_empty() {
                return Some("the library does not give an error that the model allows".to_owned());
            }
            let named = fitting.iter().any(|stop| named(world, request, stop, error));
            (!named).then(|| "the message does not name the document and the unset parameter".to_owned())
        }
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
    /// Counts an answer: errors by code and path, values by their words, flags, nulls and parameters.
    pub(crate) fn answer(&mut self, function: &str, answer: &Answer) {
        let function = function.strip_prefix("payment.").unwrap();
        match answer {
            Answer::Error(stops) if stops.len() > 1 => self.add(&format!("{function} several faults")),
            Answer::Error(stops) => {
                let path = stops[0].path.replace(|c: char| c.is_ascii_digit(), "#");
                let names = stops[0].names.as_deref().map_or("", |name| name.split('.').next().unwrap());
                self.add(format!("{function} {} {path} {names}", stops[0].code).trim_end());
            }
            Answer::Value { value, rests_on } => {
                self.add(&format!("{function} value"));
                for entry in rests_on {
                    let name = entry["parameter"].as_str().unwrap();
                    let name = name.rsplit_once('#').unwrap().1;
                    self.add(&format!("{function} rests on {}", name.split('.').next().unwrap()));
                }
                self.members(function, value, &WORDS);
            }
        }
    }
}

/// Members whose words are counted.
const WORDS: [&str; 6] = ["basis", "bound", "binding", "drops", "unset", "date_basis"];
