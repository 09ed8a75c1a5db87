//! Requests as JSON objects: their members and options. No rule and no arithmetic of an area is here.

use super::Rng;
use serde_json::{Map, Value};

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// Puts a member into an object.
pub(crate) fn put(object: &mut Object, key: &str, value: impl Into<Value>) {
    object.insert(key.to_owned(), value.into());
}

/// How often, in percent, options are given.
#[derive(Clone, Copy)]
pub(crate) struct Often {
    pub(crate) explain: usize,
    pub(crate) strict: usize,
    /// How often strict mode is on where the option is given.
    pub(crate) is_strict: usize,
}

/// Options at random.
pub(crate) fn options(rng: &mut Rng, often: Often) -> Value {
    let mut options = Object::new();
    if rng.chance(often.explain) {
        put(&mut options, "explain", rng.chance(15));
    }
    if rng.chance(often.strict) {
        put(&mut options, "strict", rng.chance(often.is_strict));
    }
    if rng.chance(5) {
        put(&mut options, "language", rng.pick(&["zh", "en"]));
    }
    Value::Object(options)
}

/// A request to a function, mostly with options; a rulebook of null is left out.
pub(crate) fn request(rng: &mut Rng, function: &str, rulebook: Value, input: Value, often: Often) -> Value {
    let mut request = Object::new();
    put(&mut request, "function", function);
    if !rulebook.is_null() {
        put(&mut request, "rulebook", rulebook);
    }
    put(&mut request, "input", input);
    if rng.chance(90) {
        put(&mut request, "options", options(rng, often));
    }
    Value::Object(request)
}
