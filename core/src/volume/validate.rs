//! Lists of a question: how long they may be, and what stands in them once.

use super::parameters::{PartRoundingRule, StatedRounding};
use crate::distinct::first_repeated;
use crate::error::Error;
use crate::{Date, Id};

/// Longest list of a question.
pub const MAX_LIST: usize = 100_000;

/// A list is not too long.
pub(super) fn size(path: &str, length: usize) -> Result<(), Error> {
    if length <= MAX_LIST {
        return Ok(());
    }
    Err(Error::limit_exceeded(path, format!("a list has at most {MAX_LIST} elements, got `{length}`")))
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

/// A list is not empty.
pub(super) fn not_empty<T>(path: &str, list: &[T]) -> Result<(), Error> {
    if !list.is_empty() {
        return Ok(());
    }
    let field = path.rsplit('/').next().unwrap_or_default();
    Err(Error::invalid_input(path, format!("{field} must have at least one element")))
}

/// A list of identifiers holds each of them once.
pub(super) fn once(path: &str, ids: &[Id]) -> Result<(), Error> {
    size(path, ids.len())?;
    match first_repeated(ids.iter().map(Id::as_str)) {
        None => Ok(()),
        Some(i) => {
            let id = ids.get(i).map_or("", Id::as_str);
            Err(Error::invalid_input(format!("{path}/{i}"), format!("`{id}` stands here twice")))
        }
    }
}

/// A list of numbers holds each of them once; `at` gives the path of an element.
pub(super) fn numbers_once(
    path: &str,
    numbers: impl ExactSizeIterator<Item = u32>,
    at: impl Fn(usize) -> String,
) -> Result<(), Error> {
    size(path, numbers.len())?;
    let mut seen = std::collections::HashSet::with_capacity(numbers.len());
    for (i, number) in numbers.enumerate() {
        if !seen.insert(number) {
            return Err(Error::invalid_input(at(i), format!("`{number}` stands here twice")));
        }
    }
    Ok(())
}

/// The rounding of a question.
pub(super) fn rounding(stated: Option<StatedRounding>) -> Result<PartRoundingRule, Error> {
    stated.unwrap_or_default().rule().map_err(|message| Error::invalid_input("/input/rounding/step", message))
}

/// A period does not end before it starts.
pub(super) fn period(from: Option<Date>, until: Option<Date>, path: impl FnOnce() -> String) -> Result<(), Error> {
    match (from, until) {
        (Some(from), Some(until)) if until < from => {
            Err(Error::invalid_input(path(), format!("until must not be before from `{from}`, got `{until}`")))
        }
        _ => Ok(()),
    }
}

/// A field that the rules give to other methods.
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
