//! Compares answers: the model's with a response of the JSON door, and with what a conformance vector expects.

use super::money::fen;
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

/// Where a response of the JSON door differs from the model's answer.
pub(crate) fn mismatch(response: &Value, model: &Answer) -> Option<String> {
    match model {
        Answer::Value { value, rests_on } => {
            let Some(given) = response.get("value") else {
                return Some("the library gives an error, the model a value".to_owned());
            };
            let rests_on = Value::Array(rests_on.clone());
            let both = [(given, value, "/value"), (&response["rests_on"], &rests_on, "/rests_on")];
            both.into_iter().find_map(|(library, model, path)| difference(library, model, path, |_, _, _| false))
        }
        Answer::Error(stops) => match response.get("error") {
            Some(error) if stops.iter().any(|stop| allowed(stop, error)) => None,
            Some(_) => Some("the library does not give an error that the model allows".to_owned()),
            None => Some("the library gives a value, the model an error".to_owned()),
        },
    }
}

/// Where the model's answer differs from what a vector expects.
pub(crate) fn against_vector(answer: &Answer, vector: &Value) -> Option<String> {
    match (answer, vector.get("expect"), vector.get("expect_error")) {
        (Answer::Value { value, rests_on }, Some(expect), _) => expected(value, expect, "", fen).or_else(|| {
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

/// Fields whose words are counted.
const WORDS: [&str; 16] = [
    "grade",
    "end",
    "test",
    "reason",
    "level_change",
    "length",
    "outcome",
    "required",
    "counted",
    "missing",
    "implied",
    "not_counted",
    "status",
    "why",
    "basis",
    "measure",
];

impl Seen {
    /// Counts an answer: errors by code and path, values by their words, flags, nulls and parameters.
    pub(crate) fn answer(&mut self, function: &str, answer: &Answer) {
        let function = function.strip_prefix("credit.").unwrap();
        match answer {
            Answer::Error(stops) if stops.len() > 1 => self.add(&format!("{function} several faults")),
            Answer::Error(stops) => {
                let path = stops[0].path.replace(|c: char| c.is_ascii_digit(), "#");
                self.add(&format!("{function} {} {}", stops[0].code, path.replace("##", "#").replace("##", "#")));
            }
            Answer::Value { value, rests_on } => {
                self.add(&format!("{function} value"));
                for entry in rests_on {
                    let (book, name) = entry["parameter"].as_str().unwrap().rsplit_once('#').unwrap();
                    let own = if book.starts_with("credit/") { "" } else { "own " };
                    self.add(&format!("{function} rests on {own}{}", name.split('.').next().unwrap()));
                }
                self.members(function, value, &WORDS);
            }
        }
    }
}
