//! Compares answers: the model's with a response of the JSON door, and with what a conformance vector expects.

use super::Answer;
use super::number::q;
use super::rests::{ANYWHERE, Entry};
use crate::common::answers::{against_error, mismatch_of_errors};
use crate::common::{Seen, difference, expected};
use serde_json::Value;

/// The id of a parameter without what may stand behind its name: the text does not say how a row is named.
fn name(entry: &Value) -> String {
    let id = entry["parameter"].as_str().unwrap_or_default();
    match id.split_once('#') {
        Some((book, name)) => format!("{book}#{}", name.split('.').next().unwrap()),
        None => id.to_owned(),
    }
}

/// Which parameters: all that surely count, and no other than those and the ones that may count.
fn wrong_parameters(given: &[Value], model: &[Entry]) -> Option<String> {
    let names: Vec<String> = given.iter().map(name).collect();
    if let Some(missing) = model.iter().find(|entry| entry.sure && !names.contains(&entry.parameter)) {
        return Some(format!("/rests_on: the library does not name {}", missing.parameter));
    }
    for (entry, name) in given.iter().zip(&names) {
        let same = |known: &&Entry| known.parameter == *name;
        let mut known = model.iter().filter(same).peekable();
        if known.peek().is_none() {
            return Some(format!("/rests_on: only the library names {name}"));
        }
        let of_source = |known: &Entry| entry["provenance"] == known.provenance && entry["citation"] == known.citation;
        if !known.any(of_source) {
            return Some(format!("/rests_on: another provenance or citation of {name}"));
        }
    }
    None
}

/// Where a response of the JSON door differs from the model's answer; the order of `rests_on` is another question.
pub(crate) fn mismatch(response: &Value, model: &Answer) -> Option<String> {
    match model {
        Answer::Value { value, rests_on, strict_may_refuse } => {
            let Some(given) = response.get("value") else {
                let refused =
                    response["error"]["code"] == "unverified_parameter" && response["error"]["path"] == "/rulebook";
                let open = *strict_may_refuse && refused;
                return (!open).then(|| "the library gives an error, the model a value".to_owned());
            };
            difference(given, value, "/value", |_, _, _| false)
                .or_else(|| wrong_parameters(response["rests_on"].as_array().unwrap(), rests_on))
        }
        Answer::Error(stops) => mismatch_of_errors(response, stops),
    }
}

/// Where the library names parameters in another order than the rules of the text, by number, need them; those that one
/// rule needs may stand in any order.
pub(crate) fn mismatch_of_order(response: &Value, model: &Answer) -> Option<String> {
    let (Answer::Value { rests_on, .. }, Some(given)) = (model, response["rests_on"].as_array()) else { return None };
    let rule = |entry: &Value| rests_on.iter().find(|known| known.parameter == name(entry)).map(|known| known.rule);
    let rules: Vec<u32> = given.iter().filter_map(rule).filter(|rule| *rule != ANYWHERE).collect();
    let ours: Vec<(u32, &String)> = rests_on.iter().map(|entry| (entry.rule, &entry.parameter)).collect();
    (!rules.is_sorted()).then(|| {
        let theirs: Vec<String> = given.iter().map(name).collect();
        format!("{theirs:?} of the library, {ours:?} by the rules")
    })
}

/// Where the model's answer differs from what a vector expects.
pub(crate) fn against_vector(answer: &Answer, vector: &Value) -> Option<String> {
    match (answer, vector.get("expect"), vector.get("expect_error")) {
        (Answer::Value { value, rests_on, .. }, Some(expect), _) => expected(value, expect, "", q).or_else(|| {
            let names: Vec<&Value> = vector.get("expect_rests_on")?.as_array().unwrap().iter().collect();
            let known = |name: &Value| rests_on.iter().any(|entry| *name == entry.parameter);
            let missing =
                rests_on.iter().any(|entry| entry.sure && !names.iter().any(|name| *name == &entry.parameter));
            (missing || !names.iter().all(|name| known(name))).then(|| format!("rests on {rests_on:?}"))
        }),
        (Answer::Error(stops), None, Some(expect)) => against_error(stops, expect),
        _ => Some("value and error are mixed up".to_owned()),
    }
}

/// Fields whose words are counted.
const WORDS: [&str; 19] = [
    "duty",
    "floor_outcome",
    "deviation_outcome",
    "needs_explanation",
    "verdict",
    "sufficiency",
    "failed_thresholds",
    "authority",
    "national_advice",
    "violations",
    "share_source",
    "range_check",
    "mode",
    "mode_reasons",
    "check",
    "outcome",
    "scheme",
    "status",
    "grade",
];

impl Seen {
    /// Counts an answer: errors by code and path, values by their words, flags, nulls and parameters.
    pub(crate) fn answer(&mut self, function: &str, answer: &Answer) {
        let function = function.strip_prefix("volume.").unwrap();
        match answer {
            Answer::Error(stops) if stops.len() > 1 => self.add(&format!("{function} several faults")),
            Answer::Error(stops) => self.add(&format!("{function} {} {}", stops[0].code, stops[0].place())),
            Answer::Value { value, rests_on, .. } => {
                self.add(&format!("{function} value"));
                for entry in rests_on.iter().filter(|entry| entry.sure) {
                    let (book, name) = entry.parameter.rsplit_once('#').unwrap();
                    let own = if book.starts_with("volume/") { "" } else { "own " };
                    self.add(&format!("{function} rests on {own}{name}"));
                }
                self.members(function, value, &WORDS);
            }
        }
    }
}
