//! Rule 16: the violation list of national procurement. It is no grade, and suspends only the right to bid there.

use std::sync::Arc;

use super::notes;
use super::output::{BarStatus, BarTerm};
use super::parameters::BarMonthsForm;
use super::question::{BarEntry, BarQuestion};
use super::reading::{Reader, check_form, invalid, named};
use super::validate::{self, MAX_ENTRIES};
use super::vocabulary::BarScope;
use crate::calendar;
use crate::error::Error;
use crate::explain::Sink;
use crate::rulebook::{Document, Source, area_rulebook};
use crate::sorting::Sorting;
use crate::{Date, Id};

/// How long a firm stays on the violation list: parsed and checked once, immutable, shared between threads.
///
/// # Example
///
/// ```
/// use jicai::credit::BarRulebook;
///
/// let notice = BarRulebook::builtin("credit/cn-vbp-bar").unwrap();
/// assert!(BarRulebook::builtin("credit/cn-2020").is_err());
/// ```
#[derive(Debug)]
pub struct BarRulebook {
    document: Document,
    cooperated: Term,
    other: Term,
}

area_rulebook!(BarRulebook, "credit_bar");

/// A number of months, where it is published.
#[derive(Debug)]
struct Term {
    months: Option<u32>,
    source: Arc<Source>,
}

/// The most months that can be stated.
const LONGEST: u32 = 12_000;

impl BarRulebook {
    /// The id of the built-in rulebook.
    pub const BUILTIN: &str = "credit/cn-vbp-bar";

    /// Types the parameters of a document.
    ///
    /// # Errors
    ///
    /// `invalid_rulebook` at the offending key.
    pub fn from_document(document: Document) -> Result<BarRulebook, Error> {
        check_form(&document, "credit_bar", &["bar_months"])?;
        let read = Reader { document: &document };
        let forms: Vec<BarMonthsForm> = read.need("bar_months")?;
        if forms.len() != 2 {
            return invalid("bar_months", "bar_months must have one entry for `cooperated` true and one for false");
        }
        let term = |cooperated: bool, name: &str| {
            let Some((i, form)) = forms.iter().enumerate().find(|(_, form)| form.cooperated == cooperated) else {
                return invalid("bar_months", format!("bar_months has no entry for `cooperated` {cooperated}"));
            };
            if let Some(months) = form.months.filter(|months| !(1..=LONGEST).contains(months)) {
                let message = format!("months must be from 1 to {LONGEST}, got `{months}`");
                return invalid(format!("bar_months/{i}/months"), message);
            }
            let source = read.entry_source("bar_months", name, form.provenance, form.citation.clone());
            Ok(Term { months: form.months, source })
        };
        let cooperated = term(true, "bar_months.cooperated")?;
        let other = term(false, "bar_months.other")?;
        Ok(BarRulebook { cooperated, other, document })
    }

    /// Both entries: each says where it comes from.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::BarRulebook;
    ///
    /// let notice = BarRulebook::builtin(BarRulebook::BUILTIN)?;
    /// assert!(notice.sources().iter().all(|source| source.parameter().starts_with("credit/cn-vbp-bar#bar_months.")));
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn sources(&self) -> Vec<&Source> {
        vec![&self.cooperated.source, &self.other.source]
    }

    fn term(&self, cooperated: bool) -> &Term {
        if cooperated { &self.cooperated } else { &self.other }
    }
}

/// Whether a firm is barred on a day, and from when it is free.
///
/// Source: clause `#bar_months`; notice of the national joint procurement office on bromhexine hydrochloride injection, 2024.
pub(super) fn bar(rulebook: &BarRulebook, question: &BarQuestion, sink: &mut dyn Sink) -> Result<BarStatus, Error> {
    check(question)?;
    let on = question.on;
    let (own, others): (Vec<&BarEntry>, Vec<&BarEntry>) =
        question.entries.iter().partition(|entry| entry.firm.as_ref().is_none_or(|firm| *firm == question.firm));
    let mut terms = Vec::with_capacity(own.len());
    for entry in own {
        let (last_day, source) = match (entry.last_day, entry.cooperated) {
            (Some(last), _) => (last, None),
            (None, cooperated) => {
                let term = rulebook.term(cooperated == Some(true));
                let Some(months) = term.months else {
                    let message = format!("{} does not say how many months", named(&rulebook.document));
                    return Err(Error::rule_gap(message).with_help("state the `last_day` of the entry"));
                };
                (calendar::last_day_of_months(entry.first_day, months), Some(&term.source))
            }
        };
        let in_force = entry.first_day <= on && on <= last_day;
        let term = BarTerm { entry_id: entry.entry_id.clone(), first_day: entry.first_day, last_day, in_force };
        terms.push((term, source));
    }
    terms
        .order_by(|(a, _), (b, _)| (a.first_day, a.last_day, &a.entry_id).cmp(&(b.first_day, b.last_day, &b.entry_id)));
    for cooperated in [true, false] {
        let source = &rulebook.term(cooperated).source;
        if terms.iter().any(|(_, known)| known.is_some_and(|known| Arc::ptr_eq(known, source))) {
            sink.used(source);
        }
    }
    let free_from = free_from(on, terms.iter().map(|(term, _)| (term.first_day, term.last_day)));
    for (term, source) in &terms {
        notes::bar_term(term, *source, sink);
    }
    let status = BarStatus {
        firm: question.firm.clone(),
        on,
        barred: free_from != on,
        applies_to: BarScope::NationalVbpBidding,
        free_from,
        entries: terms.into_iter().map(|(term, _)| term).collect(),
        ignored: validate::sorted(others.iter().map(|entry| &entry.entry_id)),
    };
    notes::bar(&status, sink);
    Ok(status)
}

/// Entries that overlap or touch run on. They come by first day.
fn free_from(on: Date, entries: impl Iterator<Item = (Date, Date)>) -> Date {
    let mut day = on;
    for (first, last) in entries {
        if first <= day && day <= last {
            day = calendar::next_day(last);
        }
    }
    day
}

fn check(question: &BarQuestion) -> Result<(), Error> {
    calendar::check(question.on, || "/input/on".to_owned())?;
    validate::size("/input/entries", question.entries.len(), MAX_ENTRIES)?;
    let ids = question.entries.iter().map(|entry| entry.entry_id.as_str());
    validate::distinct("/input/entries", "entry_id", ids)?;
    for (i, entry) in question.entries.iter().enumerate() {
        let at = |field: &str| format!("/input/entries/{i}/{field}");
        calendar::check(entry.first_day, || at("first_day"))?;
        match (entry.last_day, entry.cooperated) {
            (Some(last), None) => {
                calendar::check(last, || at("last_day"))?;
                validate::not_before(last, entry.first_day, "first_day", || at("last_day"))?;
            }
            (None, Some(_)) => {}
            (Some(last), Some(_)) => {
                let message = format!("cooperated has no place beside last_day `{last}`: one of the two says how long");
                return Err(Error::invalid_input(at("cooperated"), message));
            }
            (None, None) => {
                let message = "the field `last_day` is missing, and so is `cooperated`";
                return Err(Error::invalid_input(at("last_day"), message));
            }
        }
    }
    Ok(())
}

/// A bar as the other functions of this area state it: its firm may be left out.
///
/// # Example
///
/// ```
/// let bar: jicai::credit::Bar = jicai::evaluate::read(serde_json::json!({ "first_day": "2026-01-01", "last_day": "2026-06-01" }))?;
/// assert!(bar.firm.is_none()); // the firm that the question is about
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bar {
    /// The first day.
    pub first_day: Date,
    /// The last day.
    pub last_day: Date,
    /// The firm; that of the question where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub firm: Option<Id>,
}
