//! Lists and fields of a question: how long they may be, what stands in them once, what goes together.

use std::hash::Hash;

use super::indicator::first_repeated_by;
use crate::error::Error;
pub(super) use crate::validate::{keys, missing, not_empty, refused, size};

/// Longest list of a question.
pub const MAX_LIST: usize = crate::validate::MAX_LIST;
/// Most pairs of things that one request may hold against each other.
pub const MAX_PAIRS: usize = 2_000_000;

/// What is held against each other is not too much together.
pub(super) fn pairs(path: &str, pairs: usize) -> Result<(), Error> {
    if pairs <= MAX_PAIRS {
        return Ok(());
    }
    Err(Error::limit_exceeded(path, format!("at most {MAX_PAIRS} pairs are compared, got `{pairs}`")))
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
