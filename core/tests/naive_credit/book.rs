//! Rulebooks: the id of a built-in one, or an object of the request that may extend one.

use super::book_check;
use super::{Res, Stop};
use crate::common::places::below;
use crate::common::rulebooks;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A resolved rulebook: each parameter with the id of the rulebook that sets it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub(crate) id: String,
    pub(crate) parameters: BTreeMap<String, Value>,
    pub(crate) owners: BTreeMap<String, String>,
}

impl Book {
    /// A parameter; one that is not set is null.
    pub(crate) fn get(&self, name: &str) -> &Value {
        self.parameters.get(name).unwrap_or(&Value::Null)
    }

    /// A parameter that is a list.
    pub(crate) fn list(&self, name: &str) -> &[Value] {
        self.get(name).as_array().unwrap()
    }

    /// `RB#rest`, where `RB` is the rulebook that sets the parameter.
    pub(crate) fn id_of(&self, parameter: &str, rest: &str) -> String {
        format!("{}#{rest}", self.owners[parameter])
    }

    pub(crate) fn top(&self) -> i64 {
        self.list("grades").last().unwrap()["rank"].as_i64().unwrap()
    }

    fn grade_at(&self, rank: i64) -> &Value {
        self.list("grades").iter().find(|grade| grade["rank"] == rank).unwrap()
    }

    pub(crate) fn code(&self, rank: i64) -> &str {
        self.grade_at(rank)["code"].as_str().unwrap()
    }

    pub(crate) fn level(&self, rank: i64) -> i64 {
        self.grade_at(rank)["level"].as_i64().unwrap()
    }

    /// The rank of a grade's code.
    pub(crate) fn rank(&self, code: &Value) -> Option<i64> {
        self.list("grades").iter().find(|grade| grade["code"] == *code).map(|grade| grade["rank"].as_i64().unwrap())
    }

    /// The edges of a ladder; a ladder that the rulebook lacks has none.
    pub(crate) fn ladder(&self, name: &str) -> &[Value] {
        self.get("ladders").get(name).map_or(&[], |edges| edges.as_array().unwrap())
    }

    /// Is the cell of the measures unset?
    pub(crate) fn unset_cell(&self, rank: i64, role: &str) -> bool {
        self.list("measures_unset").iter().any(|cell| cell["rank"] == rank && cell["role"] == role)
    }

    /// The rows of a cell, each with its id.
    pub(crate) fn rows(&self, rank: i64, role: &str) -> Vec<(String, &Value)> {
        let of_cell = |row: &&Value| row["rank"] == rank && row["role"] == role;
        let id = |row: &Value| {
            let word = |key: &str| row[key].as_str().unwrap();
            self.id_of("measures", &format!("measures.{rank}.{role}.{}.{}", word("measure"), word("area")))
        };
        self.list("measures").iter().filter(of_cell).map(|row| (id(row), row)).collect()
    }
}

/// The built-in rulebooks of the area.
pub(crate) struct World {
    pub(crate) objects: BTreeMap<String, Value>,
    books: BTreeMap<String, Rc<Book>>,
}

pub(crate) const BUILT_IN: [&str; 3] = ["credit/cn-2020", "credit/cn-2025", "credit/cn-vbp-bar"];

impl World {
    /// Asks the library for its rulebooks.
    pub(crate) fn load() -> World {
        let mut world = World { objects: BTreeMap::new(), books: BTreeMap::new() };
        for (id, object) in rulebooks::shown(BUILT_IN) {
            let area = object["area"].as_str().unwrap();
            let book = world.resolve_object(object.as_object().unwrap(), "", area).unwrap();
            world.books.insert(id.clone(), Rc::new(book));
            world.objects.insert(id, object);
        }
        world
    }

    /// The rulebook of a request, of `other_rulebook` or of a record, in the area of the function.
    pub(crate) fn resolve(&self, rulebook: &Value, path: &str, area: &str) -> Res<Rc<Book>> {
        match rulebook {
            Value::String(id) => match self.built_in(id, area) {
                Some(book) => Ok(book),
                None => Stop::one("unknown_rulebook", path),
            },
            Value::Object(object) => Ok(Rc::new(self.resolve_object(object, path, area)?)),
            Value::Null => Stop::one("invalid_input", path),
            // The text does not say which of the two it is.
            _ => Err(vec![Stop::new("invalid_input", path), Stop::new("invalid_rulebook", path)]),
        }
    }

    /// A built-in rulebook of this area.
    fn built_in(&self, id: &str, area: &str) -> Option<Rc<Book>> {
        self.books.get(id).filter(|_| self.objects[id]["area"] == area).cloned()
    }

    fn resolve_object(&self, object: &Map<String, Value>, path: &str, area: &str) -> Res<Book> {
        let invalid = || Stop::one("invalid_rulebook", format!("{path}*"));
        if !book_check::head(object, area) {
            return invalid();
        }
        let id = object["id"].as_str().unwrap().to_owned();
        let mut book = Book::default();
        if let Some(parent) = object.get("extends") {
            match self.built_in(parent.as_str().unwrap(), area) {
                Some(parent) => book = Book::clone(&parent),
                None => {
                    let mut stops = vec![Stop::new("unknown_rulebook", below(path, "extends"))];
                    // Of one that exists for another function the text says both.
                    if self.objects.contains_key(parent.as_str().unwrap()) {
                        stops.push(Stop::new("invalid_rulebook", format!("{path}*")));
                    }
                    return Err(stops);
                }
            }
        }
        book.id.clone_from(&id);
        for name in object.get("remove").and_then(Value::as_array).into_iter().flatten() {
            let removed = book.parameters.remove(name.as_str().unwrap());
            if removed.is_none() {
                return invalid();
            }
        }
        for (name, value) in object.get("parameters").and_then(Value::as_object).into_iter().flatten() {
            book.parameters.insert(name.clone(), value.clone());
            book.owners.insert(name.clone(), id.clone());
        }
        if book_check::parameters(&book, area) { Ok(book) } else { invalid() }
    }
}
