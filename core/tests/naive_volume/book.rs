//! Rulebooks: the id of a built-in one, or an object of the request that may extend one.

use super::book_check;
use super::{Res, Stop, table};
use crate::common::rulebooks;
pub(crate) use crate::common::rulebooks::Parameter;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A resolved rulebook (convention 5): what is set, and what is a gap; the rest is absent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub(crate) parameters: BTreeMap<String, Parameter>,
    pub(crate) gaps: BTreeMap<String, String>,
}

/// The built-in rulebooks of the area.
pub(crate) struct World {
    pub(crate) objects: BTreeMap<String, Value>,
    books: BTreeMap<String, Rc<Book>>,
}

impl World {
    /// Asks the library for its rulebooks.
    pub(crate) fn load() -> World {
        World::of(rulebooks::shown(table::ids()))
    }

    /// The rulebooks of the model's own tables.
    pub(crate) fn of_tables() -> World {
        World::of(table::ids().into_iter().map(|id| (id.clone(), table::object(&id))).collect())
    }

    pub(crate) fn of(objects: BTreeMap<String, Value>) -> World {
        let mut world = World { objects: objects.clone(), books: BTreeMap::new() };
        for (id, object) in objects {
            let book = world.resolve_object(object.as_object().unwrap());
            let book = book.unwrap_or_else(|stops| panic!("{id} is no sound rulebook: {stops:?}\n{object}"));
            world.books.insert(id, Rc::new(book));
        }
        world
    }

    /// The rulebook of a request.
    pub(crate) fn resolve(&self, rulebook: &Value) -> Res<Rc<Book>> {
        match rulebook {
            Value::String(id) => match self.built_in(id) {
                Some(book) => Ok(book),
                None => Stop::one("unknown_rulebook", "/rulebook"),
            },
            Value::Object(object) => Ok(Rc::new(self.resolve_object(object)?)),
            Value::Null => Stop::one("invalid_input", "/rulebook"),
            // The text does not say which of the two it is.
            _ => Err(vec![Stop::new("invalid_input", "/rulebook"), Stop::new("invalid_rulebook", "/rulebook")]),
        }
    }

    pub(crate) fn built_in(&self, id: &str) -> Option<Rc<Book>> {
        self.books.get(id).cloned()
    }

    /// *Own rulebooks*: a parameter or gap replaces the base's entry of that name as a whole.
    fn resolve_object(&self, object: &Map<String, Value>) -> Res<Book> {
        let invalid = || Stop::one("invalid_rulebook", "/rulebook*");
        if !book_check::head(object) {
            return invalid();
        }
        let owner = object["id"].as_str().unwrap();
        let mut book = Book::default();
        if let Some(base) = object.get("extends") {
            match self.built_in(base.as_str().unwrap()) {
                Some(base) => book = Book::clone(&base),
                None => return Stop::one("unknown_rulebook", "/rulebook/extends"),
            }
        }
        for name in object.get("remove").and_then(Value::as_array).into_iter().flatten() {
            // That which is neither set nor a gap cannot be removed.
            let name = name.as_str().unwrap();
            if book.parameters.remove(name).is_none() && book.gaps.remove(name).is_none() {
                return invalid();
            }
        }
        for (name, entry) in object.get("parameters").and_then(Value::as_object).into_iter().flatten() {
            book.gaps.remove(name);
            book.parameters.insert(name.clone(), Parameter::of(entry, owner));
        }
        for (name, citation) in object.get("gaps").and_then(Value::as_object).into_iter().flatten() {
            book.parameters.remove(name);
            book.gaps.insert(name.clone(), citation.as_str().unwrap().to_owned());
        }
        Ok(book)
    }
}
