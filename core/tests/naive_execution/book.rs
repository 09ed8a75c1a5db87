//! Rulebooks: the id of a built-in one, or an object of the request that may extend one.

use super::book_check::{Judge, head};
use super::{Res, Stop, table};
use crate::common::rulebooks;
pub(crate) use crate::common::rulebooks::Parameter;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A resolved rulebook: what is set; the rest is absent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub(crate) id: String,
    pub(crate) parameters: BTreeMap<String, Parameter>,
}

/// The built-in rulebooks of the area.
pub(crate) struct World {
    pub(crate) objects: BTreeMap<String, Value>,
    books: BTreeMap<String, Rc<Book>>,
}

/// A rulebook, and whether the text leaves open that it may be refused.
pub(crate) type Resolved = (Rc<Book>, bool);

impl World {
    /// Asks the library for its rulebooks.
    pub(crate) fn load() -> World {
        World::of(rulebooks::shown(table::ids()))
    }

    /// The rulebooks of the model's own table.
    pub(crate) fn of_tables() -> World {
        World::of(table::ids().into_iter().map(|id| (id.clone(), table::object(&id))).collect())
    }

    fn of(objects: BTreeMap<String, Value>) -> World {
        let mut world = World { objects: objects.clone(), books: BTreeMap::new() };
        for (id, object) in objects {
            let resolved = world.resolve_object(object.as_object().unwrap());
            let (book, _) = resolved.unwrap_or_else(|stops| panic!("{id} is no sound rulebook: {stops:?}\n{object}"));
            world.books.insert(id, book);
        }
        world
    }

    /// The rulebook of a request.
    pub(crate) fn resolve(&self, rulebook: &Value) -> Res<Resolved> {
        match rulebook {
            Value::String(id) => match self.built_in(id) {
                Some(book) => Ok((book, false)),
                None => Stop::one("unknown_rulebook", "/rulebook"),
            },
            Value::Object(object) => self.resolve_object(object),
            Value::Null => Stop::one("invalid_input", "/rulebook"),
            // The text does not say which of the two it is.
            _ => Err(vec![Stop::new("invalid_input", "/rulebook"), Stop::new("invalid_rulebook", "/rulebook")]),
        }
    }

    pub(crate) fn built_in(&self, id: &str) -> Option<Rc<Book>> {
        self.books.get(id).cloned()
    }

    fn resolve_object(&self, object: &Map<String, Value>) -> Res<Resolved> {
        let invalid = || Stop::new("invalid_rulebook", "/rulebook*");
        let mut judge = Judge::default();
        head(&mut judge, object);
        let unknown = object.get("extends").and_then(Value::as_str).filter(|base| self.built_in(base).is_none());
        let mut stops: Vec<Stop> =
            unknown.map(|_| Stop::new("unknown_rulebook", "/rulebook/extends")).into_iter().collect();
        if judge.wrong || judge.doubt && !stops.is_empty() {
            stops.push(invalid());
        }
        if !stops.is_empty() {
            return Err(stops);
        }
        let mut book = Book::default();
        if let Some(base) = object.get("extends") {
            book = Book::clone(&self.built_in(base.as_str().unwrap()).unwrap());
        }
        book.id = object["id"].as_str().unwrap().to_owned();
        for name in object.get("remove").and_then(Value::as_array).into_iter().flatten() {
            // Whether that which is not set may be removed is not said.
            let removed = book.parameters.remove(name.as_str().unwrap());
            judge.doubt |= removed.is_none();
        }
        for (name, entry) in object.get("parameters").and_then(Value::as_object).into_iter().flatten() {
            book.parameters.insert(name.clone(), Parameter::of(entry, &book.id));
        }
        Ok((Rc::new(book), judge.doubt))
    }
}
