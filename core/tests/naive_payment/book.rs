//! Section 5: a rulebook is the id of a built-in one or an object of the request.

use super::book_faults::{conditions, fits, header};
use super::date::{self, Date};
use super::{Res, Stop};
use crate::common::rulebooks;
pub(crate) use crate::common::rulebooks::Parameter;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A resolved rulebook.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    /// Its own document: what it extends hands on its dates and parameters only.
    pub(crate) document: Option<String>,
    pub(crate) effective_from: Option<Date>,
    pub(crate) effective_until: Option<Date>,
    pub(crate) parameters: BTreeMap<String, Parameter>,
}

/// The built-in rulebooks by id: as they are written, and resolved.
pub(crate) struct World {
    pub(crate) objects: BTreeMap<String, Value>,
    pub(crate) built_in: BTreeMap<String, Book>,
}

impl World {
    /// Reads every file of the folder and resolves what one extends.
    pub(crate) fn load() -> World {
        let objects = rulebooks::files("payment");
        let mut world = World { objects: objects.clone(), built_in: BTreeMap::new() };
        while world.built_in.len() < objects.len() {
            for (id, object) in &objects {
                let parent = object.get("extends").map(|parent| parent.as_str().unwrap());
                if parent.is_none_or(|parent| world.built_in.contains_key(parent)) {
                    let book = world.resolve(object).unwrap_or_else(|stops| panic!("{id}: {stops:?}"));
                    world.built_in.insert(id.clone(), book);
                }
            }
        }
        world
    }

    /// The rulebook of a request, or what is wrong with it.
    pub(crate) fn resolve(&self, rulebook: &Value) -> Res<Book> {
        match rulebook {
            Value::String(id) => match self.built_in.get(id) {
                Some(book) => Ok(book.clone()),
                None => Err(vec![Stop::new("unknown_rulebook", "/rulebook")]),
            },
            Value::Object(object) => self.resolve_object(object),
            _ => Err(vec![Stop::new("invalid_rulebook", "/rulebook"), Stop::new("invalid_input", "/rulebook")]),
        }
    }

    fn resolve_object(&self, object: &Map<String, Value>) -> Res<Book> {
        let mut sound = header(object);
        let mut book = Book::default();
        let mut unknown_parent = false;
        match object.get("extends") {
            Some(Value::String(id)) => match self.built_in.get(id) {
                Some(parent) => book = parent.clone(),
                None => unknown_parent = true,
            },
            Some(_) => sound = false,
            None => sound &= !object.contains_key("remove"),
        }
        match object.get("remove") {
            Some(Value::Array(names)) => {
                for name in names {
                    // A repeated name is not there any more the second time.
                    let removed = name.as_str().and_then(|name| book.parameters.remove(name));
                    sound &= removed.is_some();
                }
            }
            Some(_) => sound = false,
            None => {}
        }
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        book.document = text("document").map(str::to_owned);
        book.effective_from = text("effective_from").and_then(date::read).or(book.effective_from);
        book.effective_until = text("effective_until").and_then(date::read).or(book.effective_until);
        match object.get("parameters") {
            Some(Value::Object(parameters)) => {
                let owner = text("id").unwrap_or_default();
                for (name, entry) in parameters {
                    match parameter(entry, owner) {
                        Some(parameter) if fits(name, &parameter.value) => {
                            book.parameters.insert(name.clone(), parameter);
                        }
                        _ => sound = false,
                    }
                }
            }
            Some(_) => sound = false,
            None => {}
        }
        let mut stops = Vec::new();
        if unknown_parent {
            stops.push(Stop::new("unknown_rulebook", "/rulebook/extends"));
        }
        // What the parameters need of each other is tested on the merged result.
        let merged = unknown_parent || !sound || conditions(&book);
        if !sound || !merged {
            stops.push(Stop::new("invalid_rulebook", "/rulebook*"));
        }
        if stops.is_empty() { Ok(book) } else { Err(stops) }
    }
}

/// A parameter object, or a bare value in its place. No bare value is an object.
fn parameter(entry: &Value, owner: &str) -> Option<Parameter> {
    let Some(object) = entry.as_object() else { return Some(Parameter::bare(entry, owner)) };
    if !object.keys().all(|key| ["value", "provenance", "citation"].contains(&key.as_str())) || !sourced(object) {
        return None;
    }
    object.get("value").map(|_| Parameter::of(entry, owner))
}

/// Are the members `provenance` and `citation`, where they are there, of their kind?
pub(crate) fn sourced(object: &Map<String, Value>) -> bool {
    let known = ["official", "secondary", "derived", "unverified"];
    let provenance = object.get("provenance").is_none_or(|word| known.iter().any(|known| word == known));
    provenance && object.get("citation").is_none_or(Value::is_string)
}

impl Book {
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.parameters.get(name).map(|parameter| &parameter.value)
    }

    /// The words of a parameter that is a list of words.
    pub(crate) fn words(&self, name: &str) -> Option<Vec<&str>> {
        Some(words(self.get(name)?))
    }

    pub(crate) fn bands(&self) -> &[Value] {
        self.get("bands").map_or(&[], |bands| bands.as_array().unwrap())
    }

    /// The bands without `categories` or naming the category, in order.
    pub(crate) fn bands_of(&self, category: Option<&str>) -> Vec<&Value> {
        let applies = |band: &&Value| match band.get("categories") {
            None => true,
            Some(list) => category.is_some_and(|category| words(list).contains(&category)),
        };
        self.bands().iter().filter(applies).collect()
    }

    /// The longest `years` list of the bands.
    pub(crate) fn longest(&self) -> Option<usize> {
        self.bands().iter().map(|band| band["years"].as_array().unwrap().len()).max()
    }
}

pub(crate) fn words(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}

/// Rules 13 and 14: which entry of a band a year takes, counted from 0; the last one repeats for ever.
pub(crate) fn entry_of(band: &Value, year: i64) -> usize {
    let number = i64::try_from(band["years"].as_array().unwrap().len()).unwrap();
    usize::try_from(year.min(number) - 1).unwrap()
}
