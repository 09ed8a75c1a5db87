//! Lists and fields of a question: how long they may be, what stands in them once, what goes together.

use std::hash::Hash;

use super::indicator::first_repeated_by;
use crate::Id;
use crate::distinct::first_repeated;
use crate::error::Error;

/// Longest list of a question.
pub const MAX_LIST: usize = 100_000;
/// Most pairs of things that one request may hold against each other.
pub const MAX_PAIRS: usize = 2_000_000;

/// A list is not too long.
pub(super) fn size(path: &str, length: usize) -> Result<(), Error> {
    if length <= MAX_LIST {
        return Ok(());
    }
    Err(Error::limit_exceeded(path, format!("a list has at most {MAX_LIST} elements, got `{length}`")))
}

/// What is held against each other is not too much together.
pub(super) fn pairs(path: &str, pairs: usize) -> Result<(), Error> {
    if pairs <= MAX_PAIRS {
        return Ok(());
    }
    Err(Error::limit_exceeded(path, format!("at most {MAX_PAIRS} pairs are compared, got `{pairs}`")))
}

/// A list is not too long, and its keys are distinct.
pub(super) fn keys<'t>(
    path: &str,
    field: &str,
    keys: impl ExactSizeIterator<Item = &'t Id> + Clone,
) -> Result<(), Error> {
    size(path, keys.len())?;
    match first_repeated(keys.clone().map(Id::as_str)) {
        None => Ok(()),
        Some(i) => {
            let key = keys.clone().nth(i).map_or("", Id::as_str);
            Err(Error::invalid_input(format!("{path}/{i}/{field}"), format!("{field} `{key}` stands here twice")))
        }
    }
}

/// The elements of a list differ in a key; the error is at `field` of the second one, or at the element itself.
pub(super) fn distinct<'t, T, K: Eq + Hash>(
    path: &str,
    field: Option<&str>,
    list: &'t [T],
    key: impl Fn(&'t T) -> K,
) -> Result<(), Error> {
    size(path, list.len())?;
    match (first_repeated_by(list, key), field) {
        (None, _) => Ok(()),
        (Some(i), Some(field)) => {
            Err(Error::invalid_input(format!("{path}/{i}/{field}"), format!("this {field} stands here twice")))
        }
        (Some(i), None) => Err(Error::invalid_input(format!("{path}/{i}"), "this entry stands here twice")),
    }
}

/// A list is not empty.
pub(super) fn not_empty<T>(path: &str, list: &[T]) -> Result<(), Error> {
    if !list.is_empty() {
        return Ok(());
    }
    let field = path.rsplit('/').next().unwrap_or_default();
    Err(Error::invalid_input(path, format!("{field} must have at least one element")))
}

/// A field that the rules give to other cases.
pub(super) fn refused(path: impl Into<String>, because: &str) -> Error {
    let path = path.into();
    let field = path.rsplit('/').next().unwrap_or_default().to_owned();
    Error::invalid_input(path, format!("{field} has no place {because}"))
}

/// A field that a rule needs.
pub(super) fn missing(path: impl Into<String>) -> Error {
    let path = path.into();
    let field = path.rsplit('/').next().unwrap_or_default().to_owned();
    Error::invalid_input(path, format!("the field `{field}` is missing"))
}

/// Two fields that go together; the one that is missing is named.
pub(super) fn pair(at: &str, one: (&str, bool), other: (&str, bool)) -> Result<bool, Error> {
    match (one, other) {
        ((_, true), (_, true)) => Ok(true),
        ((_, false), (_, false)) => Ok(false),
        ((_, true), (lacking, false)) | ((lacking, false), (_, true)) => {
            let message = format!("`{}` and `{}` go together: the field `{lacking}` is missing", one.0, other.0);
            Err(Error::invalid_input(format!("{at}/{lacking}"), message))
        }
    }
}
