//! Compares the model's answers with responses of the JSON door, and counts what they say.

use super::book::World;
use super::{Answer, Stop};
use crate::common::Seen;
use serde_json::Value;

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
    // What a lint rests on is not fixed by the text.
    let lint = request["function"] == "payment.lint_rulebook";
    let mismatch = if lint { model.mismatch_of_value(response) } else { model.mismatch(response) };
    mismatch.or_else(|| {
        let Answer::Error(stops) = model else { return None };
        let error = &response["error"];
        let named = stops.iter().any(|stop| stop.allows(error) && named(world, request, stop, error));
        (!named).then(|| "the message does not name the document and the unset parameter".to_owned())
    })
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
