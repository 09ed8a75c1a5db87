//! How the tests run: how many random requests there are, what a reader sees of a difference, the conformance vectors,
//! the tables of what was seen. No rule and no arithmetic of an area is here.

use super::{Seen, ask};
use serde_json::Value;
use std::cell::Cell;

/// How many random requests there are: `JICAI_NAIVE_CASES`, or so many.
pub(crate) fn cases(number: usize) -> usize {
    std::env::var("JICAI_NAIVE_CASES").ok().and_then(|number| number.parse().ok()).unwrap_or(number)
}

/// Did the tests run with so many random requests, which reach what they ask for?
pub(crate) fn enough(number: usize) -> bool {
    cases(number) >= number
}

/// How many answers this thread compared. Each test has a thread of its own, so this is the number of a test.
struct Compared(Cell<usize>);

impl Drop for Compared {
    /// Prints the number where `JICAI_NAIVE_COUNT` is set: `scripts/models` adds them up.
    fn drop(&mut self) {
        if std::env::var_os("JICAI_NAIVE_COUNT").is_some() {
            eprintln!("compared {} {}", std::thread::current().name().unwrap_or_default(), self.0.get());
        }
    }
}

thread_local! {
    static COMPARED: Compared = const { Compared(Cell::new(0)) };
}

/// One more answer is compared.
pub(crate) fn count() {
    COMPARED.with(|compared| compared.0.set(compared.0.get() + 1));
}

/// The model's answer to a request; stops the test where the library's differs.
pub(crate) fn agreed<A>(
    request: &Value,
    model: A,
    mismatch: impl FnOnce(&Value, &A) -> Option<String>,
    shown: fn(&A) -> String,
) -> A {
    count();
    let response = ask(request);
    if let Some(wrong) = mismatch(&response, &model) {
        panic!("{}", report(&wrong, request, &response, &shown(&model)));
    }
    model
}

/// A request as it is shown to a reader, with both answers.
pub(crate) fn report(wrong: &str, request: &Value, response: &Value, model: &str) -> String {
    let cut = |text: &str| text.chars().take(20_000).collect::<String>();
    let (request, response, model) = (cut(&request.to_string()), cut(&response.to_string()), cut(model));
    format!("{wrong}\nrequest: {request}\nlibrary: {response}\nmodel:   {model}")
}

/// The conformance vectors of an area.
pub(crate) fn vectors(area: &str) -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec-tests/vectors");
    serde_json::from_str(&std::fs::read_to_string(format!("{folder}/{area}.json")).unwrap()).unwrap()
}

/// Fails where something is wrong with one of the vectors, and where there are not more than so many.
pub(crate) fn pass_vectors(area: &str, more_than: usize, wrong: impl Fn(&Value) -> Option<String>) {
    let vectors = vectors(area);
    let shown = |vector: &Value| Some(format!("{}: {}", vector["id"], wrong(vector)?));
    let wrongs: Vec<String> = vectors.iter().filter_map(shown).collect();
    assert!(wrongs.is_empty(), "{}", wrongs.join("\n"));
    assert!(vectors.len() > more_than, "only {} vectors were checked", vectors.len());
}

/// Fails unless all words of a table were seen: each row has a beginning, and the words that stand behind it.
pub(crate) fn require(seen: &Seen, table: &[(&str, &str)]) {
    let words = table.iter().flat_map(|(start, words)| words.split(' ').map(move |word| format!("{start}{word}")));
    let words: Vec<String> = words.collect();
    seen.require(&words.iter().map(String::as_str).collect::<Vec<_>>());
}
