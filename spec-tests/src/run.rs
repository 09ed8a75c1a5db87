//! The runner: puts every vector to the library and compares the answer.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::compare::{Difference, differences, missing_in_order};
use crate::vector::Vector;

/// How many vectors passed and failed. A file that is no vector file counts as one failure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Vectors whose answer is as expected.
    pub passed: usize,
    /// The others.
    pub failed: usize,
}

impl Tally {
    /// Nothing failed.
    pub fn is_success(self) -> bool {
        self.failed == 0
    }
}

/// Runs vector files, and those of folders with all that is below them: one line for each failure, then `N passed, N failed`.
pub fn run(paths: &[PathBuf], say: &mut impl FnMut(&str)) -> Tally {
    let mut tally = Tally::default();
    let mut ids = HashSet::new();
    let mut complain = |tally: &mut Tally, line: String| {
        tally.failed += 1;
        say(&line);
    };
    for path in paths {
        let files = match files(path) {
            Ok(files) => files,
            Err(error) => {
                complain(&mut tally, format!("{}: {error}", path.display()));
                continue;
            }
        };
        for file in files {
            match read(&file) {
                Err(error) => complain(&mut tally, format!("{}: {error}", file.display())),
                Ok(vectors) => {
                    for vector in vectors {
                        match vector.and_then(|vector| put(&vector, &mut ids)) {
                            Ok(()) => tally.passed += 1,
                            Err(failure) => complain(&mut tally, format!("{}: {failure}", file.display())),
                        }
                    }
                }
            }
        }
    }
    say(&format!("{} passed, {} failed", tally.passed, tally.failed));
    tally
}

/// The vectors of a file.
///
/// # Errors
///
/// The file cannot be read, or is no JSON array.
pub fn read(file: &Path) -> Result<Vec<Result<Vector, String>>, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("cannot be read: {error}"))?;
    Vector::read_all(&text)
}

/// A file itself; of a folder, every `*.json` below it in the order of names.
///
/// # Errors
///
/// The path does not exist, or the folder has no such file.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, String> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    walk(path, &mut found).map_err(|error| format!("cannot be read: {error}"))?;
    if found.is_empty() { Err("has no *.json below it".into()) } else { Ok(found) }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<PathBuf>>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            walk(&entry, found)?;
        } else if entry.extension().is_some_and(|extension| extension == "json") {
            found.push(entry);
        }
    }
    Ok(())
}

fn put(vector: &Vector, ids: &mut HashSet<String>) -> Result<(), String> {
    if !ids.insert(vector.id.clone()) {
        return Err(format!("{}: another vector of this run has this id", vector.id));
    }
    let found = check(vector);
    match found.as_slice() {
        [] => Ok(()),
        [only] => Err(format!("{}: {only}", vector.id)),
        [first, more @ ..] => Err(format!("{}: {first} (and {} more)", vector.id, more.len())),
    }
}

/// A response, as far as vectors look at it.
#[derive(Deserialize)]
struct Response {
    value: Option<Box<RawValue>>,
    error: Option<Value>,
    explanation: Option<Vec<Step>>,
    rests_on: Option<Vec<Source>>,
}

#[derive(Deserialize)]
struct Step {
    clause: String,
    subject: String,
    outcome: String,
}

#[derive(Deserialize, PartialEq, Eq)]
struct Source {
    parameter: String,
    provenance: String,
    citation: String,
}

/// Every place at which the library's answer is not what the vector expects.
pub fn check(vector: &Vector) -> Vec<Difference> {
    let request = vector.request();
    let answer = jicai::evaluate(&request);
    if answer != jicai::evaluate(&request) {
        return vec![Difference::new("", "the same bytes for the same request", "other bytes")];
    }
    let response: Response = match serde_json::from_str(&answer) {
        Ok(response) => response,
        Err(error) => return vec![Difference::new("", "a response", error)],
    };
    match (&vector.expect, &response) {
        (Some(expect), Response { value: Some(value), error: None, .. }) => {
            let mut found = differences("/value", expect, &parsed(value));
            found.extend(rests_on(vector, &response));
            found.extend(outcomes(vector, &response));
            found.extend(without_explanation(vector, value, &response));
            found
        }
        (Some(_), Response { error: Some(error), .. }) => vec![Difference::new("/error", "a value", error)],
        (None, Response { error: Some(error), value: None, .. }) => {
            let expect = vector.expect_error.clone().unwrap_or_default();
            differences("/error", &expect, error)
        }
        (None, Response { value: Some(value), .. }) => {
            let expect = vector.expect_error.clone().unwrap_or_default();
            vec![Difference::new("/value", format!("the error {expect}"), value)]
        }
        _ => vec![Difference::new("", "a value or an error", answer)],
    }
}

fn parsed(value: &RawValue) -> Value {
    serde_json::from_str(value.get()).unwrap_or_default()
}

fn rests_on(vector: &Vector, response: &Response) -> Vec<Difference> {
    let Some(expected) = &vector.expect_rests_on else {
        return Vec::new();
    };
    let got = response.rests_on.iter().flatten().map(|source| source.parameter.as_str());
    let got: Vec<&str> = got.collect();
    if expected.iter().eq(got.iter()) {
        return Vec::new();
    }
    let list = |names: Vec<&str>| Value::from(names);
    let expected = expected.iter().map(String::as_str).collect();
    vec![Difference::new("/rests_on", list(expected), list(got))]
}

fn outcomes(vector: &Vector, response: &Response) -> Vec<Difference> {
    let Some(expected) = &vector.expect_outcomes else {
        return Vec::new();
    };
    let Some(steps) = &response.explanation else {
        return vec![Difference::new("/explanation", "an explanation", "nothing")];
    };
    let got = steps.iter().map(|step| (step.clause.clone(), step.subject.clone(), step.outcome.clone()));
    let got: Vec<(String, String, String)> = got.collect();
    match missing_in_order(expected, &got).and_then(|i| expected.get(i)) {
        None => Vec::new(),
        Some((clause, subject, outcome)) => {
            let wanted = format!("{} in this place", Value::from(vec![clause.as_str(), subject, outcome]));
            let about = got.iter().filter(|(_, of, _)| of == subject);
            let about: Vec<String> = about.map(|(clause, _, outcome)| format!("{clause} {outcome}")).collect();
            vec![Difference::new("/explanation", wanted, format!("for {subject}: {}", about.join(", ")))]
        }
    }
}

/// Whether somebody asked for an explanation changes nothing else.
fn without_explanation(vector: &Vector, value: &RawValue, response: &Response) -> Vec<Difference> {
    let answer = jicai::evaluate(vector.request_without_explanation());
    let short: Response = match serde_json::from_str(&answer) {
        Ok(short) => short,
        Err(error) => return vec![Difference::new("", "a response with `explain` false", error)],
    };
    let mut found = Vec::new();
    match &short.value {
        Some(other) if other.get() == value.get() => {}
        Some(other) => found.push(Difference::new("/value", "the same bytes with `explain` false", other)),
        None => found.push(Difference::new("/value", "a value with `explain` false", &answer)),
    }
    if short.rests_on != response.rests_on {
        found.push(Difference::new("/rests_on", "the same with `explain` false", &answer));
    }
    if short.explanation.is_some() {
        found.push(Difference::new("/explanation", "nothing with `explain` false", "an explanation"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(vector: &str) -> Vec<String> {
        let vectors = Vector::read_all(&format!("[{vector}]")).unwrap();
        vectors.iter().flat_map(|vector| check(vector.as_ref().unwrap())).map(|found| found.to_string()).collect()
    }

    /// A vector of `award.region_counts`, whose value is `{ "regions": 31, "counts": [16, 15] }`.
    fn counts(rest: &str) -> Vec<String> {
        found(&format!(
            r#"{{ "id": "a", "function": "award.region_counts", "rulebook": "award/cn-batch-05", "input": {{ "winners": 2 }}, {rest} }}"#
        ))
    }

    #[test]
    fn what_is_expected_is_compared() {
        assert!(counts(r#""expect": { "counts": [16, 15] }"#).is_empty());
        assert_eq!(counts(r#""expect": { "counts": [16, 16] }"#), ["/value/counts/1: expected 16, got 15"]);
        assert!(
            counts(r#""expect": {}, "expect_rests_on": ["award/cn-batch-05#regions", "award/cn-batch-05#first_pick"]"#)
                .is_empty()
        );
        assert_eq!(counts(r#""expect": {}, "expect_rests_on": []"#).len(), 1);
        let outcome = r#"["award/cn-batch-05#regions", "lot:", "counts"]"#;
        assert!(counts(&format!(r#""expect": {{}}, "expect_outcomes": [{outcome}]"#)).is_empty());
        assert_eq!(counts(&format!(r#""expect": {{}}, "expect_outcomes": [{outcome}, {outcome}]"#)).len(), 1);
        assert_eq!(
            counts(&format!(r#""options": {{ "explain": false }}, "expect": {{}}, "expect_outcomes": [{outcome}]"#)),
            ["/explanation: expected an explanation, got nothing"]
        );
    }

    #[test]
    fn an_error_is_no_value_and_a_value_is_no_error() {
        let failures = counts(r#""expect_error": { "code": "rule_gap" }"#);
        assert!(failures[0].starts_with(r#"/value: expected the error {"code":"rule_gap"}"#), "{failures:?}");
        let failures = found(r#"{ "id": "a", "function": "f", "input": {}, "expect": {} }"#);
        assert!(failures[0].starts_with("/error: expected a value"), "{failures:?}");
        let failures = found(r#"{ "id": "a", "function": "f", "input": {}, "expect_error": { "path": "/x" } }"#);
        assert_eq!(failures, [r#"/error/path: expected "/x", got "/function""#]);
    }

    #[test]
    fn files_that_are_none_and_ids_that_stand_twice_fail() {
        let folder = std::env::temp_dir().join(format!("spec-tests-run-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("inner")).unwrap();
        let vector = r#"[{ "id": "a", "function": "f", "input": {}, "expect_error": {} }]"#;
        std::fs::write(folder.join("b.json"), vector).unwrap();
        std::fs::write(folder.join("inner/a.json"), vector).unwrap();
        std::fs::write(folder.join("c.json"), "{}").unwrap();
        std::fs::write(folder.join("d.txt"), "not looked at").unwrap();
        let mut lines = Vec::new();
        let paths = [folder.clone(), folder.join("e.json")];
        let tally = run(&paths, &mut |line| lines.push(line.to_owned()));
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(tally, Tally { passed: 1, failed: 3 });
        assert!(lines[0].contains("c.json: is not a JSON array"), "{lines:?}");
        assert!(lines[1].contains("a: another vector"), "{lines:?}");
        assert!(lines[2].contains("e.json: cannot be read"), "{lines:?}");
        assert_eq!(lines[3], "1 passed, 3 failed");
    }
}
