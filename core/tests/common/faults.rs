//! Faults put into requests that had none: junk in one place, elements that repeat a key, wrong references to a rulebook.
//! No rule and no arithmetic of an area is here: the words and numbers of the junk are the area's.

use super::Rng;
use super::requests::{Object, put};
use serde_json::{Value, json};

/// Values that are wrong in most places, and a few that are right in some.
pub(crate) struct Junk {
    pub(crate) numbers: Vec<Value>,
    /// Lists and objects.
    pub(crate) nested: Vec<Value>,
    pub(crate) words: &'static [&'static str],
    pub(crate) dates: &'static [&'static str],
    pub(crate) decimals: &'static [&'static str],
    /// Of so many pieces of junk five are none of the decimals.
    pub(crate) of: usize,
}

impl Junk {
    /// A piece of junk.
    pub(crate) fn value(&self, rng: &mut Rng) -> Value {
        match rng.below(self.of) {
            0 => Value::Null,
            1 => json!(rng.chance(50)),
            2 => rng.pick(&self.numbers),
            3 => rng.pick(&self.nested),
            4 => json!(rng.pick(self.words)),
            5 => json!(rng.pick(self.dates)),
            _ => json!(rng.pick(self.decimals)),
        }
    }

    /// Puts junk in one place: for a member or an element, as a new member, or nothing in place of a member. `new` gives
    /// the name and value of a new member.
    pub(crate) fn mutate(
        &self,
        rng: &mut Rng,
        value: &mut Value,
        new: &dyn Fn(&mut Rng, &Junk) -> (&'static str, Value),
    ) {
        match value {
            Value::Object(object) if !object.is_empty() => {
                let keys: Vec<String> = object.keys().cloned().collect();
                let key = rng.pick(&keys);
                let nested = object[&key].is_object() || object[&key].is_array();
                match rng.below(10) {
                    _ if nested && rng.chance(80) => self.mutate(rng, &mut object[&key], new),
                    0..3 => {
                        object.shift_remove(&key);
                    }
                    3..5 => {
                        let (name, value) = new(rng, self);
                        put(object, name, value);
                    }
                    5 => put(object, &key, Value::Null),
                    _ => put(object, &key, self.value(rng)),
                }
            }
            Value::Array(list) if !list.is_empty() && rng.chance(93) => {
                into_list(rng, list, |rng| self.value(rng), |rng, element| self.mutate(rng, element, new));
            }
            _ => *value = self.value(rng),
        }
    }
}

/// In a list with elements: one of them twice, junk in place of one, or what `inner` does to one.
pub(crate) fn into_list(
    rng: &mut Rng,
    list: &mut Vec<Value>,
    junk: impl FnOnce(&mut Rng) -> Value,
    inner: impl FnOnce(&mut Rng, &mut Value),
) {
    let i = rng.below(list.len());
    match rng.below(12) {
        0 => {
            let copy = list[i].clone();
            list.push(copy);
        }
        1 => list[i] = junk(rng),
        _ => inner(rng, &mut list[i]),
    }
}

/// Makes two keys of a list of objects the same; `plain`: or two elements of a list of other values.
pub(crate) fn repeat(rng: &mut Rng, input: &mut Object, plain: bool) {
    let lists: Vec<String> = input
        .iter()
        .filter(|(_, value)| value.as_array().is_some_and(|list| list.len() > 1))
        .map(|(key, _)| key.clone())
        .collect();
    if lists.is_empty() {
        return;
    }
    let list = input[&rng.pick(&lists)].as_array_mut().unwrap();
    let first = list[0].clone();
    match (&first, list.last_mut().unwrap()) {
        (Value::Object(first), Value::Object(last)) => {
            let (key, value) = first.iter().next().unwrap();
            put(last, key, value.clone());
        }
        (first, last) if plain => *last = first.clone(),
        _ => {}
    }
}

/// Wrong references to a rulebook.
pub(crate) struct References {
    /// A rulebook into which a fault is put where the request has no object.
    pub(crate) plain: Value,
    /// Ids that cannot be extended.
    pub(crate) bases: &'static [&'static str],
    /// Ids that are none.
    pub(crate) ids: &'static [&'static str],
}

impl References {
    /// Puts a wrong reference in place of that to a rulebook, or a fault into a rulebook that is an object.
    pub(crate) fn refer_wrongly(
        &self,
        rng: &mut Rng,
        request: &mut Value,
        spoil_book: impl Fn(&mut Rng, &Object) -> Value,
    ) {
        let holder = request.as_object_mut().unwrap();
        match (rng.below(12), holder.get("rulebook")) {
            (0..8, book) => {
                let book = book.filter(|book| book.is_object()).unwrap_or(&self.plain).as_object().unwrap().clone();
                let spoilt = spoil_book(rng, &book);
                put(holder, "rulebook", spoilt);
            }
            (8, _) => {
                holder.shift_remove("rulebook");
            }
            (9, _) => put(holder, "rulebook", rng.pick(&[json!(5), json!([]), json!(true), Value::Null])),
            (10, _) => put(holder, "rulebook", json!({ "id": "my/wrong", "extends": rng.pick(self.bases) })),
            _ => put(holder, "rulebook", rng.pick(self.ids)),
        }
    }
}

/// Entries of a rulebook that are wrong around their value.
pub(crate) fn entries() -> Vec<Value> {
    vec![
        json!({ "value": "0.5", "provenance": "sure", "citation": "x" }),
        json!({ "value": "0.5", "provenance": null }),
        json!({ "value": "0.5", "citation": 5 }),
        json!({ "value": "0.5", "note": "x" }),
        json!({ "provenance": "official", "citation": "x" }),
        json!({}),
    ]
}

/// A value as an entry of a rulebook, or, now and then, bare.
pub(crate) fn entry(rng: &mut Rng, value: Value) -> Value {
    // A bare value that is an object could be taken for an entry.
    let bare = rng.chance(20) && !value.is_object();
    if bare { value } else { json!({ "value": value, "provenance": "official", "citation": "x" }) }
}
