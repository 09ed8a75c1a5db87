//! The table of *Built-in rulebooks* in a second writing, and its comparison with those of the library.

use super::book::World;
use super::number::q;
use super::table_rows::{HEADS, ROWS};
use crate::common::rulebooks::source;
use crate::common::{ask, is_decimal};
use serde_json::{Map, Value, json};

pub(crate) fn ids() -> Vec<String> {
    HEADS.iter().map(|(name, ..)| format!("execution/{name}")).collect()
}

/// One of the rulebooks as an object.
pub(crate) fn object(id: &str) -> Value {
    let name = id.strip_prefix("execution/").unwrap();
    let (_, jurisdiction, from) = HEADS.iter().find(|(other, ..)| *other == name).unwrap();
    let mut parameters = Map::new();
    for (_, parameter, letter, value) in ROWS.iter().filter(|(books, ..)| books.split(' ').any(|book| book == name)) {
        let value: Value = serde_json::from_str(value).unwrap_or_else(|_| panic!("{value}"));
        let entry = json!({ "value": value, "provenance": source(*letter), "citation": "table" });
        assert!(parameters.insert((*parameter).to_owned(), entry).is_none(), "{id}: {parameter} twice");
    }
    let mut object = json!({ "id": id, "area": "execution", "jurisdiction": jurisdiction });
    object["title"] = json!("a row of the table");
    object["document"] = json!("table");
    if !from.is_empty() {
        object["effective_from"] = json!(from);
    }
    object["parameters"] = Value::Object(parameters);
    object
}

/// A value in a form in which equal values are equal: numbers without needless zeros, items that are rows as rows.
fn normal(value: &Value) -> Value {
    match value {
        Value::String(text) if is_decimal(text) => json!(q(text).to_string()),
        Value::Array(list) => list.iter().map(normal).collect(),
        Value::Object(object) => {
            let mut pairs: Vec<(String, Value)> =
                object.iter().map(|(key, value)| (key.clone(), normal(value))).collect();
            pairs.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Object(pairs.into_iter().collect())
        }
        other => other.clone(),
    }
}

fn names(object: &Value) -> Vec<String> {
    let mut names: Vec<String> =
        object["parameters"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
    names.sort();
    names
}

/// Where the rulebooks of the library are not those of the table.
pub(crate) fn differences(world: &World) -> Vec<String> {
    let mut wrongs = Vec::new();
    let list = ask(&json!({ "function": "rulebook.list", "input": { "area": "execution" } }));
    let mut theirs: Vec<&str> = Vec::new();
    for rows in list["value"].as_object().into_iter().flatten().filter_map(|(_, rows)| rows.as_array()) {
        theirs.extend(rows.iter().filter_map(|row| row["id"].as_str()));
    }
    theirs.sort_unstable();
    let mut ours = ids();
    ours.sort();
    if theirs != ours {
        wrongs.push(format!("the library has {theirs:?}, the table {ours:?}"));
    }
    for (id, theirs) in &world.objects {
        let ours = object(id);
        for key in ["id", "area", "jurisdiction", "effective_from"] {
            let here = ours.get(key);
            if here.is_some() && here != theirs.get(key) {
                wrongs.push(format!("{id}: {key} {:?} of the library, {here:?} of the table", theirs.get(key)));
            }
        }
        let (here, there) = (names(&ours), names(theirs));
        if here != there {
            wrongs.push(format!("{id}: {there:?} of the library, {here:?} of the table"));
        }
        for (name, entry) in ours["parameters"].as_object().unwrap() {
            let there = theirs.pointer(&format!("/parameters/{name}")).unwrap_or(&Value::Null);
            if there.is_null() || normal(&there["value"]) != normal(&entry["value"]) {
                wrongs.push(format!("{id}#{name}: {} of the library, {} of the table", there["value"], entry["value"]));
            }
            if there["provenance"] != entry["provenance"] {
                wrongs.push(format!("{id}#{name}: {} and {}", there["provenance"], entry["provenance"]));
            }
            if there["citation"].as_str().is_none_or(str::is_empty) {
                wrongs.push(format!("{id}#{name}: no citation"));
            }
        }
    }
    wrongs
}
