//! Where the models get the built-in rulebooks, and what a parameter is. No rule and no arithmetic of an area is here: what
//! a sound rulebook is, and how one extends another, each area has for itself.

use super::ask;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A parameter that is set, with the id of the rulebook that sets it.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) value: Value,
    pub(crate) provenance: String,
    pub(crate) citation: String,
    pub(crate) owner: String,
}

impl Parameter {
    /// A bare value that stands for an entry.
    pub(crate) fn bare(value: &Value, owner: &str) -> Parameter {
        let (provenance, citation) = ("unverified".to_owned(), String::new());
        Parameter { value: value.clone(), provenance, citation, owner: owner.to_owned() }
    }

    /// An entry whose members are sound, or a bare value that stands for one.
    pub(crate) fn of(entry: &Value, owner: &str) -> Parameter {
        let Some(object) = entry.as_object().filter(|entry| entry.contains_key("value")) else {
            return Parameter::bare(entry, owner);
        };
        let text = |key: &str, default: &str| object.get(key).map_or(default, |text| text.as_str().unwrap()).to_owned();
        Parameter {
            value: object["value"].clone(),
            provenance: text("provenance", "unverified"),
            citation: text("citation", ""),
            owner: owner.to_owned(),
        }
    }
}

/// The rulebooks with these ids, as the library shows them.
pub(crate) fn shown<S: AsRef<str>>(ids: impl IntoIterator<Item = S>) -> BTreeMap<String, Value> {
    let show = |id: S| {
        let id = id.as_ref();
        let response = ask(&json!({ "function": "rulebook.show", "input": { "id": id } }));
        assert_eq!(response["value"]["id"], id, "rulebook.show {id} gives {response}");
        (id.to_owned(), response["value"].clone())
    };
    ids.into_iter().map(show).collect()
}

/// The rulebooks in the files of an area.
pub(crate) fn files(area: &str) -> BTreeMap<String, Value> {
    let mut objects = BTreeMap::new();
    for file in std::fs::read_dir(format!("{}/rulebooks/{area}", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let object: Value = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            objects.insert(object["id"].as_str().unwrap().to_owned(), object);
        }
    }
    objects
}

/// What the letters of provenance in the documents stand for.
pub(crate) fn source(letter: impl Into<String>) -> &'static str {
    match letter.into().as_str() {
        "o" => "official",
        "d" => "derived",
        "s" => "secondary",
        "u" => "unverified",
        other => panic!("no provenance {other}"),
    }
}
