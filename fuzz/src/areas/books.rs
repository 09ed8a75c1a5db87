//! Rulebooks for requests: built-in ones, and some of one's own that are made of their parameters.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value, json};

use super::draw;
use super::shapes::Range;

/// The rulebooks of an area.
#[derive(Default)]
pub struct Books {
    /// Of all built-in ones.
    pub ids: Vec<String>,
    /// Each value that a built-in rulebook gives to a parameter, by its name.
    pub parameters: Vec<(String, Vec<Value>)>,
}

static BOOKS: LazyLock<BTreeMap<String, Books>> = LazyLock::new(|| {
    let mut all: BTreeMap<String, Books> = BTreeMap::new();
    let mut values: BTreeMap<(String, String), Vec<Value>> = BTreeMap::new();
    for area in super::AREAS {
        let listed = answer(&json!({ "function": "rulebook.list", "input": { "area": area } }));
        for book in listed["rulebooks"].as_array().expect("a list") {
            let id = book["id"].as_str().expect("an id");
            all.entry(area.to_owned()).or_default().ids.push(id.to_owned());
            let shown = answer(&json!({ "function": "rulebook.show", "input": { "id": id } }));
            for (name, parameter) in shown["parameters"].as_object().into_iter().flatten() {
                let known = values.entry((area.to_owned(), name.clone())).or_default();
                let value = parameter.get("value").unwrap_or(parameter);
                if !known.contains(value) {
                    known.push(value.clone());
                }
            }
        }
    }
    for ((area, name), values) in values {
        all.entry(area).or_default().parameters.push((name, values));
    }
    all
});

/// The functions that refuse a rulebook.
static WITHOUT: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let refuses = |function: &&str| {
        let request = json!({ "function": function, "rulebook": "award/none", "input": {} });
        jicai::evaluate(request.to_string()).contains("takes no rulebook")
    };
    jicai::evaluate::FUNCTIONS.into_iter().filter(refuses).collect()
});

fn answer(request: &Value) -> Value {
    let response: Value = serde_json::from_str(&jicai::evaluate(request.to_string())).expect("JSON");
    response["value"].clone()
}

pub fn of(area: &str) -> &'static Books {
    &BOOKS[area]
}

/// Whether a function takes a rulebook.
pub fn takes_one(function: &str) -> bool {
    !WITHOUT.contains(function)
}

/// A rulebook of an area: mostly the id of a built-in one.
pub fn reference(u: &mut Unstructured<'_>, area: &str) -> Result<Value> {
    let id = u.choose(&of(area).ids)?;
    if !u.ratio(1, 8)? {
        return Ok(Value::String(id.clone()));
    }
    let mut own = json!({ "id": "x/own", "extends": id, "parameters": {} });
    for _ in 0..u.int_in_range(1..=3)? {
        set_one(&mut own, u, area)?;
    }
    Ok(own)
}

/// Sets one parameter, to what another rulebook has or to something near it.
fn set_one(book: &mut Value, u: &mut Unstructured<'_>, area: &str) -> Result<()> {
    let (name, values) = u.choose(&of(area).parameters)?;
    let mut value = u.choose(values)?.clone();
    if u.ratio(1, 4)? {
        disturb(&mut value, u)?;
    }
    if let Some(parameters) = book.as_object_mut() {
        let parameters = parameters.entry("parameters").or_insert_with(|| Value::Object(Map::new()));
        if let Some(parameters) = parameters.as_object_mut() {
            parameters.insert(name.clone(), value);
        }
    }
    Ok(())
}

/// A rulebook like this one, in one thing different.
pub fn edit(book: &mut Value, u: &mut Unstructured<'_>, area: &str) -> Result<()> {
    if !book.is_object() || u.ratio(1, 8)? {
        *book = reference(u, area)?;
        return Ok(());
    }
    match u.int_in_range(0..=3_u8)? {
        0 => set_one(book, u, area)?,
        1 => {
            let name = u.choose(&of(area).parameters)?.0.clone();
            let parameters = book.get_mut("parameters").and_then(Value::as_object_mut);
            if parameters.is_none_or(|parameters| parameters.remove(&name).is_none()) && book.get("extends").is_some() {
                book["remove"] = json!([name]);
            }
        }
        _ => {
            if let Some(parameters) = book.get_mut("parameters") {
                disturb(parameters, u)?;
            }
        }
    }
    Ok(())
}

/// Changes one thing in a value of which no shape is known.
fn disturb(value: &mut Value, u: &mut Unstructured<'_>) -> Result<()> {
    match value {
        Value::Object(object) if !object.is_empty() => {
            let key = u.choose_iter(object.keys())?.clone();
            if u.ratio(1, 8)? {
                object.shift_remove(&key);
            } else if let Some(inner) = object.get_mut(&key) {
                disturb(inner, u)?;
            }
        }
        Value::Array(list) if !list.is_empty() => {
            let place = u.choose_index(list.len())?;
            match u.int_in_range(0..=7_u8)? {
                0 => drop(list.remove(place)),
                1 => list.push(list[place].clone()),
                2 => list.reverse(),
                _ => disturb(&mut list[place], u)?,
            }
        }
        Value::String(text) if super::shapes::is_canonical(text) => {
            let high = draw::units("1000");
            *text = draw::decimal(Range { low: 0, high, scale: 6 }, u)?;
        }
        Value::String(text) => *text = draw::id(u)?,
        Value::Bool(flag) => *flag = !*flag,
        other => *other = draw::integer(0, 100, u)?.into(),
    }
    Ok(())
}
