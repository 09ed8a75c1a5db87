//! What the explanations say, word by word: every shape of sentence that the conformance vectors reach, in both languages.
//!
//! `sentences/<area>.txt` has a line for each: the clause, the Chinese sentence, the English one, as the first vector that reaches
//! the shape prints them. Two sentences have the same shape if they differ in numbers, ids and dates only. After a change of a
//! sentence, `JICAI_WRITE_SENTENCES=1 cargo test -p jicai --test sentences` writes the files again; what changed shows in the diff.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop on the first surprise"
)]

use std::collections::HashSet;

use serde_json::{Value, json};

/// The vectors of an area that expect a value.
fn vectors(area: &str) -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec-tests/vectors");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .filter(|file| {
            let name = file.file_name().unwrap().to_str().unwrap();
            // The vectors about sizes repeat one sentence a thousand times.
            name.starts_with(area) && name != "award-limits.json"
        })
        .flat_map(|file| serde_json::from_slice::<Vec<Value>>(&std::fs::read(file).unwrap()).unwrap())
        .filter(|vector| vector.get("expect").is_some())
        .collect()
}

fn explanation(vector: &Value, language: &str) -> Vec<Value> {
    let mut request =
        json!({ "function": vector["function"], "input": vector["input"], "options": { "language": language } });
    if let Some(rulebook) = vector.get("rulebook") {
        request["rulebook"] = rulebook.clone();
    }
    let response: Value = serde_json::from_str(&jicai::evaluate(request.to_string())).unwrap();
    response["explanation"].as_array().cloned().unwrap_or_default()
}

/// The texts of the facts, and of what is in them.
fn texts<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(list) => list.iter().for_each(|value| texts(value, found)),
        Value::Object(object) => object.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// A sentence without its numbers and ids; a list of them counts as one.
fn shape(step: &Value) -> String {
    let subject = step["subject"].as_str().unwrap();
    let name = subject.split_once(':').map_or(subject, |(_, id)| id);
    let mut words = Vec::new();
    texts(&step["facts"], &mut words);
    words.retain(|word| word.len() > 1);
    words.extend(Some(name).filter(|name| !name.is_empty()));
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let text = step["text"].as_str().unwrap().to_owned();
    let text = words.iter().fold(text, |text, word| text.replace(word, "#"));
    let text: String = text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    let mut short = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('#') {
        short.push_str(before);
        short.push('#');
        // The last separator stays where no number follows it.
        let mut end = after;
        loop {
            let next = end.trim_start_matches(['.', '-', ',', '、', ' ']);
            match next.strip_prefix('#') {
                Some(further) => end = further,
                None => break,
            }
        }
        rest = end;
    }
    short.push_str(rest);
    short
}

/// The page of an area.
fn page(area: &str) -> String {
    let mut seen = HashSet::new();
    let mut lines: Vec<String> = Vec::new();
    for vector in vectors(area) {
        for (zh, en) in explanation(&vector, "zh").iter().zip(&explanation(&vector, "en")) {
            let clause = zh["clause"].as_str().unwrap().rsplit('#').next().unwrap();
            let clause = clause.split('.').next().unwrap();
            if seen.insert((clause.to_owned(), shape(zh), shape(en))) {
                lines.push(format!("{clause}\t{}\t{}\n", zh["text"].as_str().unwrap(), en["text"].as_str().unwrap()));
            }
        }
    }
    lines.sort();
    lines.concat()
}

fn check(area: &str) {
    let file = format!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sentences/{}.txt"), area);
    let page = page(area);
    if std::env::var_os("JICAI_WRITE_SENTENCES").is_some() {
        return std::fs::write(file, page).unwrap();
    }
    let known = std::fs::read_to_string(&file).unwrap();
    for (given, known) in page.lines().zip(known.lines()) {
        assert_eq!(given, known, "tests/sentences/{area}.txt");
    }
    assert_eq!(page.lines().count(), known.lines().count(), "tests/sentences/{area}.txt");
}

#[test]
fn award() {
    check("award");
}

#[test]
fn differential() {
    check("differential");
}

#[test]
fn payment() {
    check("payment");
}

#[test]
fn credit() {
    check("credit");
}

#[test]
fn volume() {
    check("volume");
}

#[test]
fn execution() {
    check("execution");
}
