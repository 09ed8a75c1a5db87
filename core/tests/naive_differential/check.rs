//! Counts what the answers say, so that a test can say what its requests reached.

use super::Answer;
use crate::common::Seen;
use serde_json::Value;

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
