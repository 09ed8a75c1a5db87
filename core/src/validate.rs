//! Lists and fields of a question, for the areas with long lists: how long they may be, what stands in them once, what goes together.

use crate::Id;
use crate::distinct::first_repeated;
use crate::error::Error;

/// Longest list of a question.
pub(crate) const MAX_LIST: usize = 100_000;

/// A list is not too long.
pub(crate) fn size(path: &str, length: usize) -> Result<(), Error> {
    if length <= MAX_LIST {
        return Ok(());
    }
    Err(Error::limit_exceeded(path, format!("a list has at most {MAX_LIST} elements, got `{length}`")))
}

/// A list is not too long, and its keys are distinct.
pub(crate) fn keys<'t>(
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
pub(crate) fn not_empty<T>(path: &str, list: &[T]) -> Result<(), Error> {
    if !list.is_empty() {
        return Ok(());
    }
    let field = path.rsplit('/').next().unwrap_or_default();
    Err(Error::invalid_input(path, format!("{field} must have at least one element")))
}

/// A field that the rules give to other cases.
pub(crate) fn refused(path: impl Into<String>, because: &str) -> Error {
    let path = path.into();
    let field = path.rsplit('/').next().unwrap_or_default().to_owned();
    Error::invalid_input(path, format!("{field} has no place {because}"))
}

/// A field that a rule needs.
pub(crate) fn missing(path: impl Into<String>) -> Error {
    let path = path.into();
    let field = path.rsplit('/').next().unwrap_or_default().to_owned();
    Error::invalid_input(path, format!("the field `{field}` is missing"))
}
