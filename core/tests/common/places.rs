//! A fault in every place of a value. No rule and no arithmetic of an area is here.

use super::requests::put;
use serde_json::{Value, json};

/// A path one level down; `~` and `/` are written as JSON pointers have them.
pub(crate) fn below(path: &str, key: &str) -> String {
    format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// The paths of a value and of everything in it.
fn places(value: &Value, path: &str) -> Vec<String> {
    let mut all = vec![path.to_owned()];
    for (key, inner) in value.as_object().into_iter().flatten() {
        all.extend(places(inner, &below(path, key)));
    }
    for (i, inner) in value.as_array().into_iter().flatten().enumerate() {
        all.extend(places(inner, &format!("{path}/{i}")));
    }
    all
}

/// Values of each kind.
pub(crate) fn kinds() -> Vec<Value> {
    vec![json!(null), json!(true), json!(5), json!("x"), json!(["x"]), json!([]), json!({ "x": 1 }), json!({})]
}

/// The same, and a number that is not whole.
pub(crate) fn kinds_and_fraction() -> Vec<Value> {
    let mut kinds = kinds();
    kinds.insert(3, json!(1.5));
    kinds
}

/// Those of the values that are of another kind than this one.
fn others(value: &Value, kinds: &[Value]) -> Vec<Value> {
    let kind =
        |value: &Value| (value.is_boolean(), value.is_number(), value.is_string(), value.is_array(), value.is_object());
    kinds.iter().filter(|other| kind(other) != kind(value)).cloned().collect()
}

/// The value with a fault in one place: one of `kinds` that is of another kind, one that `more` gives for what stands
/// there, a key less, a key more (`misspelt` is one of them).
pub(crate) fn faults(
    value: &Value,
    kinds: &[Value],
    misspelt: &str,
    more: impl Fn(&Value) -> Vec<Value>,
) -> Vec<Value> {
    let mut faults = Vec::new();
    for path in places(value, "") {
        let here = value.pointer(&path).unwrap();
        for other in others(here, kinds).into_iter().chain(more(here)) {
            let mut fault = value.clone();
            *fault.pointer_mut(&path).unwrap() = other;
            faults.push(fault);
        }
        for key in here.as_object().into_iter().flatten().map(|(key, _)| key) {
            let mut fault = value.clone();
            fault.pointer_mut(&path).unwrap().as_object_mut().unwrap().shift_remove(key);
            faults.push(fault);
        }
        if here.is_object() {
            for key in [misspelt, "a/b~c", ""] {
                let mut fault = value.clone();
                put(fault.pointer_mut(&path).unwrap().as_object_mut().unwrap(), key, "x");
                faults.push(fault);
            }
        }
    }
    faults
}

/// A list with its first element once more at the end.
pub(crate) fn twice(list: &[Value]) -> Value {
    Value::Array(list.iter().chain(list.first()).cloned().collect())
}
