//! Lists of a question: how long they may be, and what stands in them once.

use super::parameters::{PartRoundingRule, StatedRounding};
use crate::distinct::first_repeated;
use crate::error::Error;
pub(super) use crate::validate::{keys, missing, not_empty, refused, size};
use crate::{Date, Id};

/// Longest list of a question.
pub const MAX_LIST: usize = crate::validate::MAX_LIST;

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
