//! Parameters as rules see them: set, a gap, or absent.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::document::{Document, Gap, Source, detail};
use crate::error::{Error, pointer_segment};
use crate::explain::Sink;
use crate::json;

/// One parameter of a rulebook.
///
/// A rule reads it through [`read`](Param::read) or [`need`](Param::need), which record that the result rests on it and turn a gap into
/// the typed answer. [`peek`](Param::peek) is for checks that do not touch a result.
#[derive(Clone, Debug)]
pub(crate) enum Param<T> {
    /// The document has no such rule.
    Absent {
        /// For the message of [`need`](Param::need).
        name: &'static str,
        /// The rulebook, and the document behind it.
        document: Arc<str>,
    },
    /// The document has the rule, but the value is not published.
    Gap(Gap),
    /// The value.
    Set {
        /// What rules compute with.
        value: T,
        /// Where it comes from.
        source: Arc<Source>,
    },
}

impl<T> Param<T> {
    /// The value; `None` if the document has no such rule.
    pub(crate) fn read(&self, sink: &mut impl Sink) -> Result<Option<&T>, Error> {
        match self {
            Param::Absent { .. } => Ok(None),
            Param::Gap(gap) => Err(gap_error(gap)),
            Param::Set { value, source } => {
                sink.used(source);
                Ok(Some(value))
            }
        }
    }

    /// The value, where a rule cannot go on without it.
    pub(crate) fn need(&self, sink: &mut impl Sink) -> Result<&T, Error> {
        match self {
            Param::Absent { name, document } => Err(Error::rule_gap(format!("{document} has no parameter `{name}`"))
                .with_help("set it in a rulebook of your own that extends this one")),
            Param::Gap(gap) => Err(gap_error(gap)),
            Param::Set { value, source } => {
                sink.used(source);
                Ok(value)
            }
        }
    }

    /// The value, without touching a result: for deciding whether a rule will be reached.
    pub(crate) fn peek(&self) -> Option<&T> {
        match self {
            Param::Set { value, .. } => Some(value),
            _ => None,
        }
    }

    /// Records that the result rests on the value.
    pub(crate) fn touch(&self, sink: &mut impl Sink) {
        if let Param::Set { source, .. } = self {
            sink.used(source);
        }
    }

    pub(crate) fn is_gap(&self) -> bool {
        matches!(self, Param::Gap(_))
    }

    pub(crate) fn is_set(&self) -> bool {
        matches!(self, Param::Set { .. })
    }

    /// Set or a gap: the document has such a rule.
    pub(crate) fn is_stated(&self) -> bool {
        !matches!(self, Param::Absent { .. })
    }

    /// The gap as an error, if it is one.
    pub(crate) fn refuse_gap(&self) -> Result<(), Error> {
        match self {
            Param::Gap(gap) => Err(gap_error(gap)),
            _ => Ok(()),
        }
    }
}

fn gap_error(gap: &Gap) -> Error {
    let message = format!("`{}` is not published ({}): {}", gap.name(), gap.rulebook(), gap.citation());
    Error::rule_gap(message).with_help("set it in a rulebook of your own that extends this one, with its source")
}

/// Types the parameters of a document for an area, and refuses the names that the area does not have.
pub(crate) struct Reader<'d> {
    document: &'d Document,
    /// How messages name the document.
    named: Arc<str>,
    known: RefCell<BTreeSet<&'static str>>,
}

impl<'d> Reader<'d> {
    /// # Errors
    ///
    /// `invalid_rulebook` at `/area` if the document is of another area.
    pub(crate) fn new(document: &'d Document, area: &'static str) -> Result<Self, Error> {
        match document.head().area.as_deref() {
            Some(other) if other != area => {
                let message = format!("area must be `{area}` here, got `{other}`");
                Err(Error::invalid_rulebook("/area", message))
            }
            _ => {
                let named = match &document.head().document {
                    Some(name) => format!("`{}` ({name})", document.id()),
                    None => format!("`{}`", document.id()),
                };
                Ok(Reader { document, named: named.into(), known: RefCell::default() })
            }
        }
    }

    /// The parameter `name`, typed.
    ///
    /// # Errors
    ///
    /// `invalid_rulebook` at `/parameters/<name>` for a value of the wrong type or range.
    pub(crate) fn param<T: DeserializeOwned>(&self, name: &'static str) -> Result<Param<T>, Error> {
        self.known.borrow_mut().insert(name);
        if let Some(gap) = self.document.gap(name) {
            return Ok(Param::Gap(gap.clone()));
        }
        match self.document.parameter(name) {
            None => Ok(Param::Absent { name, document: Arc::clone(&self.named) }),
            Some(parameter) => match json::decode(&parameter.value) {
                Ok(value) => Ok(Param::Set { value, source: Arc::clone(&parameter.source) }),
                Err(error) => Err(self.invalid(name, format!("`{name}` {}", detail(&error)))),
            },
        }
    }

    /// A name that can only be a gap.
    pub(crate) fn only_gap(&self, name: &'static str) -> Result<Param<()>, Error> {
        self.known.borrow_mut().insert(name);
        if self.document.parameter(name).is_some() {
            return Err(self.invalid(name, format!("`{name}` can only be a gap")));
        }
        Ok(match self.document.gap(name) {
            Some(gap) => Param::Gap(gap.clone()),
            None => Param::Absent { name, document: Arc::clone(&self.named) },
        })
    }

    /// # Errors
    ///
    /// `invalid_rulebook` at the path of `name` if `required` is not stated.
    pub(crate) fn requires<T>(&self, because: &str, name: &'static str, required: &Param<T>) -> Result<(), Error> {
        if required.is_stated() {
            Ok(())
        } else {
            Err(self.invalid(name, format!("{because} needs `{name}`, set or as a gap")))
        }
    }

    pub(crate) fn invalid(&self, name: &str, message: String) -> Error {
        Error::invalid_rulebook(format!("/parameters{}", pointer_segment(name)), message)
    }

    /// # Errors
    ///
    /// `invalid_rulebook` at the first parameter or gap that the area does not know.
    pub(crate) fn finish(self) -> Result<(), Error> {
        let known = self.known.into_inner();
        let area = self.document.head().area.as_deref().unwrap_or("this");
        let unknown = |table: &str, name: &str| {
            let message = format!("there is no parameter `{name}` in the {area} area");
            let names: Vec<&str> = known.iter().copied().collect();
            Error::invalid_rulebook(format!("/{table}{}", pointer_segment(name)), message)
                .with_help(format!("the parameters are {}", names.join(", ")))
        };
        for parameter in self.document.parameters() {
            if !known.contains(parameter.name()) {
                return Err(unknown("parameters", parameter.name()));
            }
        }
        for gap in self.document.gaps() {
            if !known.contains(gap.name()) {
                return Err(unknown("gaps", gap.name()));
            }
        }
        Ok(())
    }
}
