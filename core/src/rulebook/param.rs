//! Parameters as rules see them: set, a gap, or absent.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::document::{Document, Gap, Parameter, Source, detail};
use crate::error::{Error, pointer_segment};
use crate::explain::Sink;
use crate::json::{self, Node};

/// Most entries of the lists of one parameter: rules look through them for every bid, product or subject.
const MAX_ENTRIES: usize = 10_000;

/// The entries of all lists in a parameter's value.
fn entries_of(value: &Node<'_>) -> usize {
    match value {
        Node::List(items) => items.iter().map(entries_of).fold(items.len(), usize::saturating_add),
        Node::Object(entries) => entries.iter().map(|(_, value)| entries_of(value)).fold(0, usize::saturating_add),
        _ => 0,
    }
}

/// One parameter of a rulebook.
///
/// A rule reads it through [`read`](Param::read) or [`need`](Param::need), which record that the result rests on it and turn a gap into
/// the typed answer. [`peek`](Param::peek) is for checks that do not touch a result.
#[derive(Clone, Debug)]
pub(crate) enum Param<T> {
    /// The document has no such rule.
    Absent {
        /// For the message of [`need`](Param::need).
        name: Cow<'static, str>,
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
    pub(crate) fn read(&self, sink: &mut dyn Sink) -> Result<Option<&T>, Error> {
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
    pub(crate) fn need(&self, sink: &mut dyn Sink) -> Result<&T, Error> {
        match self {
            Param::Absent { name, document } => Err(absent_error(name, document)),
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
    pub(crate) fn touch(&self, sink: &mut dyn Sink) {
        if let Param::Set { source, .. } = self {
            sink.used(source);
        }
    }

    /// The same state for another type: it has no value.
    pub(crate) fn without_value<U>(self) -> Param<U> {
        match self {
            Param::Absent { name, document } => Param::Absent { name, document },
            Param::Gap(gap) => Param::Gap(gap),
            // Asked of parameters without a value only; one that has a value is as good as unset for another type.
            Param::Set { source, .. } => {
                Param::Absent { name: source.parameter().to_owned().into(), document: "".into() }
            }
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

/// An input that stands in for a parameter: refused where the rulebook sets it.
pub(crate) fn refuse_given<T>(param: &Param<T>, given: bool, path: &str) -> Result<(), Error> {
    if !given || !param.is_set() {
        return Ok(());
    }
    let field = path.rsplit('/').next().unwrap_or_default();
    let message = format!("{field} has no place: the rulebook sets it");
    Err(Error::invalid_input(path, message).with_help("to calculate with another number pass a rulebook of your own"))
}

/// The parameter, or what the caller states in its place; `None` where neither is there.
pub(crate) fn either<T: Clone>(param: &Param<T>, given: Option<&T>, sink: &mut dyn Sink) -> Option<T> {
    match param.peek() {
        Some(value) => {
            param.touch(sink);
            Some(value.clone())
        }
        None => given.cloned(),
    }
}

/// The same where a rule cannot go on without it.
///
/// # Errors
///
/// `rule_gap`.
pub(crate) fn need_either<T: Clone>(param: &Param<T>, given: Option<&T>, sink: &mut dyn Sink) -> Result<T, Error> {
    match given {
        Some(value) if !param.is_set() => Ok(value.clone()),
        _ => param.need(sink).cloned(),
    }
}

fn absent_error(name: &str, document: &str) -> Error {
    Error::rule_gap(format!("{document} has no parameter `{name}`"))
        .with_help("set it in a rulebook of your own that extends this one")
}

fn gap_error(gap: &Gap) -> Error {
    let message = format!("`{}` is not published ({}): {}", gap.name(), gap.rulebook(), gap.citation());
    Error::rule_gap(message).with_help("set it in a rulebook of your own that extends this one, with its source")
}

/// The names that a reader knows; of a long table only the first entries.
fn names(known: &BTreeSet<Cow<'static, str>>) -> String {
    const SHOWN: usize = 8;
    let mut names: Vec<String> = Vec::new();
    let mut of_table = 0_usize;
    let mut table = "";
    for name in known {
        match name.split_once('.') {
            Some((this, _)) if this == table => of_table = of_table.saturating_add(1),
            Some((this, _)) => (table, of_table) = (this, 0),
            None => (table, of_table) = ("", 0),
        }
        match of_table.cmp(&SHOWN) {
            std::cmp::Ordering::Less => names.push(name.clone().into_owned()),
            std::cmp::Ordering::Equal => names.push(format!("{table}.…")),
            std::cmp::Ordering::Greater => {}
        }
    }
    names.join(", ")
}

/// The parameters of one table, `form_ratio.tablet`, `form_ratio.capsule` …: some are set, others are not.
#[derive(Clone, Debug)]
pub(crate) struct Table<K, T> {
    name: &'static str,
    document: Arc<str>,
    entries: Vec<(K, Param<T>)>,
}

impl<K: Copy + PartialEq + fmt::Display, T> Table<K, T> {
    /// Whether the entry is set.
    pub(crate) fn has(&self, key: K) -> bool {
        self.entries.iter().any(|(known, param)| *known == key && param.is_set())
    }

    /// The entry, where a rule cannot go on without it.
    pub(crate) fn need(&self, key: K, sink: &mut dyn Sink) -> Result<&T, Error> {
        match self.entries.iter().find(|(known, _)| *known == key) {
            Some((_, param)) => param.need(sink),
            None => Err(absent_error(&format!("{}.{key}", self.name), &self.document)),
        }
    }
}

/// Types the parameters of a document for an area, and refuses the names that the area does not have.
pub(crate) struct Reader<'d> {
    document: &'d Document,
    /// How messages name the document.
    named: Arc<str>,
    known: RefCell<BTreeSet<Cow<'static, str>>>,
    /// The first parameter that was of the wrong type: reading goes on, and the rulebook is not made.
    failed: RefCell<Option<Error>>,
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
                Ok(Reader { document, named: named.into(), known: RefCell::default(), failed: RefCell::default() })
            }
        }
    }

    /// The parameter `name`, typed. One of the wrong type or range is absent, and [`Reader::so_far`] and [`Reader::finish`] refuse it.
    pub(crate) fn param<T: DeserializeOwned>(&self, name: &'static str) -> Param<T> {
        self.named(Cow::Borrowed(name))
    }

    /// The same for a name that the document itself makes.
    pub(crate) fn named<T: DeserializeOwned>(&self, name: Cow<'static, str>) -> Param<T> {
        let param = match self.stated(&name) {
            Ok(Some(parameter)) if entries_of(&parameter.value) > MAX_ENTRIES => {
                self.fail(
                    &name,
                    &format!("has more than {MAX_ENTRIES} entries, those of lists within lists included"),
                    None,
                );
                self.absent(name.clone())
            }
            Ok(Some(parameter)) => match json::decode(&parameter.value) {
                Ok(value) => Param::Set { value, source: Arc::clone(&parameter.source) },
                Err(error) => {
                    self.fail(&name, &detail(&error), error.help());
                    self.absent(name.clone())
                }
            },
            Ok(None) => self.absent(name.clone()),
            Err(gap) => Param::Gap(gap),
        };
        self.known.borrow_mut().insert(name);
        param
    }

    /// The parameter, nothing, or that it is a gap.
    fn stated(&self, name: &str) -> Result<Option<&'d Parameter>, Gap> {
        match self.document.gap(name) {
            Some(gap) => Err(gap.clone()),
            None => Ok(self.document.parameter(name)),
        }
    }

    fn absent<T>(&self, name: Cow<'static, str>) -> Param<T> {
        Param::Absent { name, document: Arc::clone(&self.named) }
    }

    #[cold]
    fn fail(&self, name: &str, complaint: &str, help: Option<&str>) {
        let mut failed = self.failed.borrow_mut();
        if failed.is_none() {
            let error = self.invalid(name, format!("`{name}` {complaint}"));
            *failed = Some(match help {
                Some(help) => error.with_help(help),
                None => error,
            });
        }
    }

    /// All parameters that were read are as they must be.
    ///
    /// # Errors
    ///
    /// `invalid_rulebook` at `/parameters/<name>` for a value of the wrong type or range.
    pub(crate) fn so_far(&self) -> Result<(), Error> {
        self.failed.borrow().clone().map_or(Ok(()), Err)
    }

    /// The parameters `name.<key>`, typed: a table with one entry for each key that may be set.
    pub(crate) fn table<K: Copy + fmt::Display, T: DeserializeOwned>(
        &self,
        name: &'static str,
        keys: &[K],
    ) -> Table<K, T> {
        let entries = keys.iter().map(|key| (*key, self.named(Cow::Owned(format!("{name}.{key}"))))).collect();
        Table { name, document: Arc::clone(&self.named), entries }
    }

    /// A name that can only be a gap.
    pub(crate) fn only_gap(&self, name: &'static str) -> Param<()> {
        let name = Cow::Borrowed(name);
        let param = match self.stated(&name) {
            Ok(Some(_)) => {
                self.fail(&name, "can only be a gap", None);
                self.absent(name.clone())
            }
            Ok(None) => self.absent(name.clone()),
            Err(gap) => Param::Gap(gap),
        };
        self.known.borrow_mut().insert(name);
        param
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
    /// As [`Reader::so_far`]; `invalid_rulebook` at the first parameter or gap that the area does not know.
    pub(crate) fn finish(self) -> Result<(), Error> {
        self.so_far()?;
        let known = self.known.into_inner();
        let area = self.document.head().area.as_deref().map_or_else(|| "this".into(), |area| format!("the {area}"));
        let unknown = |table: &str, name: &str| {
            let message = format!("there is no parameter `{name}` in {area} area");
            Error::invalid_rulebook(format!("/{table}{}", pointer_segment(name)), message)
                .with_help(format!("the parameters are {}", names(&known)))
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
