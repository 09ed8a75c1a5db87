//! Asks the library through its JSON door and compares its answer with the model's, field by field.

use super::book::World;
use super::number::q;
use super::{Stop, answer};
use crate::common::{Seen, ask, difference, rulebooks, runs};
use serde_json::{Map, Value, json};

/// The built-in rulebooks of this area.
pub(crate) const BUILT_IN: [&str; 19] = [
    "award/cn-2018-pilot",
    "award/cn-2019-expansion",
    "award/cn-batch-02",
    "award/cn-batch-03",
    "award/cn-batch-04",
    "award/cn-batch-05",
    "award/cn-insulin-2021",
    "award/cn-batch-07",
    "award/cn-batch-08",
    "award/cn-batch-09",
    "award/cn-insulin-2024",
    "award/cn-batch-10",
    "award/cn-batch-11",
    "award/cn-batch-12",
    "award/cn-stents-2020",
    "award/cn-stents-2022",
    "award/cn-tcm-2023",
    "award/cn-joints-2021",
    "award/csj-renewal-2022",
];

/// Fields of which only the number is fixed, not how many zeros are printed.
const BY_NUMBER: [&str; 1] = ["volume_share"];

/// Fields whose text is free.
const FREE: [&str; 1] = ["message"];

/// The built-in rulebooks, as the library shows them.
pub(crate) fn world() -> World {
    World { built_in: rulebooks::shown(BUILT_IN) }
}

/// Is this a field in which the answers may differ?
fn excused(key: &str, library: &Value, model: &Value) -> bool {
    match (library.as_str(), model.as_str()) {
        (Some(a), Some(b)) if BY_NUMBER.contains(&key) => q(a) == q(b),
        _ => FREE.contains(&key),
    }
}

impl Seen {
    /// Every word in an answer, by the field that carries it.
    fn walk(&mut self, value: &Value) {
        match value {
            Value::Object(object) => {
                for (key, inner) in object {
                    match inner {
                        Value::String(word)
                            if ["reason", "revival", "volume", "outcome", "kind", "status"].contains(&key.as_str()) =>
                        {
                            self.add(&format!("{key}={word}"));
                        }
                        Value::Bool(flag) => self.add(&format!("{key}={flag}")),
                        Value::Array(tests) if key == "passed_by" => {
                            for test in tests {
                                self.add(&format!("passed_by={}", test.as_str().unwrap()));
                            }
                        }
                        _ => {
                            self.add(key);
                            self.walk(inner);
                        }
                    }
                }
            }
            Value::Array(list) => list.iter().for_each(|inner| self.walk(inner)),
            _ => {}
        }
    }
}

/// One request answered by both; stops the test at the first difference.
pub(crate) fn agree(world: &World, seen: &mut Seen, function: &str, rulebook: &Value, input: &Value) {
    let resolved = world.resolve(rulebook);
    let model = answer(world, function, &resolved, input);
    agree_with(seen, &model, function, rulebook, input);
}

/// The library's answer against an answer of the model that is already known.
fn agree_with(seen: &mut Seen, model: &Result<Value, Stop>, function: &str, rulebook: &Value, input: &Value) {
    let request =
        json!({ "function": function, "rulebook": rulebook, "input": input, "options": { "explain": false } });
    runs::count();
    let response = ask(&request);
    let mismatch = match model {
        Ok(value) => {
            seen.add("ok");
            seen.walk(value);
            match response.get("value") {
                Some(given) => difference(given, value, "", excused),
                None => Some("the library gives an error, the model a value".to_owned()),
            }
        }
        Err(stop) => {
            seen.add(stop.code);
            if response["error"]["code"] == json!(stop.code) { None } else { Some("the model stops".to_owned()) }
        }
    };
    let Some(mismatch) = mismatch else { return };
    let model = match model {
        Ok(value) => value.to_string(),
        Err(stop) => format!("{} ({})", stop.code, stop.why),
    };
    panic!("{mismatch}\nrequest: {request}\nlibrary: {response}\nmodel:   {model}");
}

/// An object of a few fields; those without a value are left out.
pub(crate) fn object(fields: Vec<(&str, Option<Value>)>) -> Map<String, Value> {
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
