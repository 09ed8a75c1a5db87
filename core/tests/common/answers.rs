//! What a model answers, how it is shown, and how it is compared with a response and with a vector. No rule and no
//! arithmetic of an area is here.

use super::{difference, expected};
use serde_json::Value;

/// An error: its code and its path. A path that ends in `*` stands for every path that begins like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    pub(crate) code: &'static str,
    pub(crate) path: String,
    /// What the message has to name, where that is fixed.
    pub(crate) names: Option<String>,
}

impl Stop {
    pub(crate) fn new(code: &'static str, path: impl Into<String>) -> Stop {
        Stop { code, path: path.into(), names: None }
    }

    /// One error as the result of a rule.
    pub(crate) fn one<T>(code: &'static str, path: impl Into<String>) -> Result<T, Vec<Stop>> {
        Err(vec![Stop::new(code, path)])
    }

    /// The answer that a rule is needed and not there.
    pub(crate) fn gap<T>() -> Result<T, Vec<Stop>> {
        Stop::one("rule_gap", "/rulebook")
    }

    /// Is the code right and the path one that the model allows?
    pub(crate) fn allows(&self, error: &Value) -> bool {
        let path = error["path"].as_str().unwrap_or_default();
        let at = match self.path.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == self.path,
        };
        error["code"] == self.code && at
    }

    /// The path with `#` in place of each number of an element.
    pub(crate) fn place(&self) -> String {
        let part = |part| if str::parse::<usize>(part).is_ok() { "#" } else { part };
        self.path.split('/').map(part).collect::<Vec<_>>().join("/")
    }
}

/// Errors as they are shown to a reader.
pub(crate) fn shown(stops: &[Stop]) -> String {
    let stops: Vec<String> = stops.iter().map(|stop| format!("{} at {}", stop.code, stop.path)).collect();
    stops.join(", or ")
}

/// What is wrong where a vector expects an error; its path may be left open.
pub(crate) fn against_error(stops: &[Stop], expect: &Value) -> Option<String> {
    let open = expect.get("path").is_none_or(Value::is_null);
    let known = stops.iter().any(|stop| expect["code"] == stop.code && (open || stop.allows(expect)));
    (!known).then(|| "another error".to_owned())
}

/// What is wrong with a response where the model allows these errors only.
pub(crate) fn mismatch_of_errors(response: &Value, stops: &[Stop]) -> Option<String> {
    match response.get("error") {
        Some(error) if stops.iter().any(|stop| stop.allows(error)) => None,
        Some(_) => Some("the library does not give an error that the model allows".to_owned()),
        None => Some("the library gives a value, the model an error".to_owned()),
    }
}

/// What a model answers: a value with the parameters it rests on, or errors of which any one may be named.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Value { value: Value, rests_on: Vec<Value> },
    Error(Vec<Stop>),
}

impl Answer {
    /// The answer as it is shown to a reader.
    pub(crate) fn shown(&self) -> String {
        match self {
            Answer::Value { value, rests_on } => format!("{value} resting on {}", Value::Array(rests_on.clone())),
            Answer::Error(stops) => shown(stops),
        }
    }

    /// Where a response of the JSON door differs from the answer.
    pub(crate) fn mismatch(&self, response: &Value) -> Option<String> {
        match self {
            Answer::Value { rests_on, .. } => self.mismatch_of_value(response).or_else(|| {
                difference(&response["rests_on"], &Value::Array(rests_on.clone()), "/rests_on", |_, _, _| false)
            }),
            Answer::Error(_) => self.mismatch_of_value(response),
        }
    }

    /// The same without a look at `rests_on`.
    pub(crate) fn mismatch_of_value(&self, response: &Value) -> Option<String> {
        match (self, response.get("value")) {
            (Answer::Value { value, .. }, Some(given)) => difference(given, value, "/value", |_, _, _| false),
            (Answer::Value { .. }, None) => Some("the library gives an error, the model a value".to_owned()),
            (Answer::Error(stops), _) => mismatch_of_errors(response, stops),
        }
    }

    /// Where the answer differs from what a vector expects; decimals are read by `number`.
    pub(crate) fn against_vector<N: PartialEq>(&self, vector: &Value, number: fn(&str) -> N) -> Option<String> {
        match (self, vector.get("expect"), vector.get("expect_error")) {
            (Answer::Value { value, rests_on }, Some(expect), _) => expected(value, expect, "", number).or_else(|| {
                let names: Vec<&Value> = rests_on.iter().map(|entry| &entry["parameter"]).collect();
                let expect = vector.get("expect_rests_on")?.as_array().unwrap();
                (names != expect.iter().collect::<Vec<_>>()).then(|| format!("rests on {names:?}"))
            }),
            (Answer::Error(stops), None, Some(expect)) => against_error(stops, expect),
            _ => Some("value and error are mixed up".to_owned()),
        }
    }
}
