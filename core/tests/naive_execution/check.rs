//! Compares answers: the model's with a response of the JSON door, and with what a conformance vector expects.

use super::Answer;
use super::number::q;
use super::rests::Entry;
use crate::common::answers::against_error;
use crate::common::{Seen, difference, expected};
use serde_json::Value;

fn same(known: &Entry, given: &Value) -> bool {
    known.parameter.iter().any(|name| given["parameter"] == *name)
}

/// All parameters that surely count and none but those that may, with their sources, in the order of first use.
fn wrong_parameters(given: &[Value], model: &[Entry]) -> Option<String> {
    for known in model.iter().filter(|known| known.sure) {
        if !given.iter().any(|entry| same(known, entry)) {
            return Some(format!("/rests_on: the library does not name {:?}", known.parameter));
        }
    }
    let mut last = 0;
    for (i, entry) in given.iter().enumerate() {
        let name = &entry["parameter"];
        let Some(known) = model.iter().find(|known| same(known, entry)) else {
            return Some(format!("/rests_on: only the library names {name}"));
        };
        if given[..i].iter().any(|before| before["parameter"] == *name) {
            return Some(format!("/rests_on: {name} twice"));
        }
        let cited = known.citation.as_ref().is_none_or(|citation| entry["citation"] == *citation);
        if entry["provenance"] != known.provenance || !cited {
            return Some(format!("/rests_on: another provenance or citation of {name}"));
        }
        if known.rank < last {
            return Some(format!("/rests_on: {name} comes too late"));
        }
        last = known.rank;
    }
    None
}

/// Where a response of the JSON door differs from the model's answer.
pub(crate) fn mismatch(response: &Value, model: &Answer) -> Option<String> {
    if let Some(error) = response.get("error") {
        return match (model.stops.iter().any(|stop| stop.allows(error)), &model.value) {
            (true, _) => None,
            (false, Some(_)) => Some("the library gives an error, the model a value".to_owned()),
            (false, None) => Some("the library does not give an error that the model allows".to_owned()),
        };
    }
    let Some((value, rests_on)) = &model.value else {
        return Some("the library gives a value, the model an error".to_owned());
    };
    difference(&response["value"], value, "/value", |_, _, _| false)
        .or_else(|| wrong_parameters(response["rests_on"].as_array().unwrap(), rests_on))
}

/// Where the model's answer differs from what a vector expects.
pub(crate) fn against_vector(answer: &Answer, vector: &Value) -> Option<String> {
    match (&answer.value, vector.get("expect"), vector.get("expect_error")) {
        (Some((value, rests_on)), Some(expect), _) => expected(value, expect, "", q).or_else(|| {
            let names = vector.get("expect_rests_on")?.as_array().unwrap();
            let fits = |name: &Value| rests_on.iter().any(|entry| entry.parameter.iter().any(|known| name == known));
            let named = |entry: &Entry| entry.parameter.iter().any(|known| names.iter().any(|name| name == known));
            let wrong = rests_on.iter().any(|entry| entry.sure && !named(entry)) || !names.iter().all(fits);
            wrong.then(|| format!("rests on {rests_on:?}"))
        }),
        (_, None, Some(expect)) => against_error(&answer.stops, expect),
        _ => Some("value and error are mixed up".to_owned()),
    }
}

/// Fields whose words are counted.
const WORDS: [&str; 20] = [
    "indicator",
    "basis",
    "severity",
    "unmonitored",
    "band",
    "verdict",
    "reasons",
    "next_state",
    "allowed_events",
    "choices",
    "status",
    "mark",
    "decided_by",
    "role",
    "route",
    "reason",
    "direction",
    "flags",
    "grade",
    "action",
];

impl Seen {
    /// Counts an answer: errors by code and path, values by their words, flags, nulls and parameters.
    pub(crate) fn answer(&mut self, function: &str, answer: &Answer) {
        let function = function.strip_prefix("execution.").unwrap_or("?");
        let Some((value, rests_on)) = &answer.value else {
            if answer.stops.len() > 1 {
                return self.add(&format!("{function} several faults"));
            }
            let stop = &answer.stops[0];
            return self.add(&format!("{function} {} {}", stop.code, stop.place()));
        };
        self.add(&format!("{function} value"));
        for entry in rests_on.iter().filter(|entry| entry.sure) {
            let (book, name) = entry.parameter[0].rsplit_once('#').unwrap();
            let own = if book.starts_with("execution/") { "" } else { "own " };
            self.add(&format!("{function} rests on {own}{name}"));
        }
        self.members(function, value, &WORDS);
        for row in value["not_evaluated"].as_array().into_iter().flatten() {
            self.add(&format!("{function} missing {}", row["missing"][0].as_str().unwrap()));
        }
    }
}
