//! What was published of what must be, when, and whether it still holds.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::sorted;
use crate::Id;
use crate::error::Error;
use crate::execution::notes::{Subject, fact, note, optional_fact};
use crate::execution::number::Figure;
use crate::execution::parameters::RequiredItem;
use crate::execution::progress::ratio;
use crate::execution::rulebook::Rulebook;
use crate::execution::time::{Day, days_between};
use crate::execution::validate;
use crate::explain::Sink;
use crate::sorting::Sorting;

/// What was published at one place: a platform, a firm, a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DisclosedRecord {
    /// The record, unique in the list.
    pub record: Id,
    /// What was published.
    pub published: Vec<PublishedItem>,
}

/// What was published.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // What is published after the day that is asked about is missing on it.
/// let answer = execution::disclosure(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-01-10", "required": [ { "item": "c" } ], "records": [ { "record": "r", "published": [
///          { "item": "c", "on": "2025-01-11" } ] } ] }"#,
/// )?)?;
/// assert_eq!(answer.records.unwrap()[0].missing[0].as_str(), "c");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishedItem {
    /// The item, unique in its record.
    pub item: Id,
    /// When; without it the item is published, never late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Day>,
}

/// How complete a record is.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Published a day late, and expired since: it counts as published, but is not valid.
/// let answer = execution::disclosure(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-01-10", "required": [ { "item": "a", "due_on": "2025-01-05" } ], "records": [ { "record": "r",
///          "published": [ { "item": "a", "on": "2025-01-06", "expires_on": "2025-01-09" } ] } ] }"#,
/// )?)?;
/// let record = answer.records.unwrap().remove(0);
/// assert_eq!((record.completeness.unwrap().to_string().as_str(), record.valid.unwrap().to_string().as_str()), ("1", "0"));
/// assert_eq!(record.lateness[0].days_late, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordCheck {
    /// The record.
    pub record: Id,
    /// Published over required; null where nothing is required.
    pub completeness: Option<Figure>,
    /// Published and not expired over required.
    pub valid: Option<Figure>,
    /// Required and not published, by id.
    pub missing: Vec<Id>,
    /// Published after its day, by id.
    pub late: Vec<Id>,
    /// Published and no longer valid, by id.
    pub expired: Vec<Id>,
    /// By how many days items are late, by id.
    pub lateness: Vec<Lateness>,
    /// Published and not required, by id.
    pub extra: Vec<Id>,
}

/// By how many days an item is late.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Jilin City wanted the platform online by 1 November 2020; a day later it is missing, a day late so far.
/// let answer = execution::disclosure(&*Rulebook::builtin("execution/jilin-city-2020")?, &serde_json::from_str(
///     r#"{ "as_of": "2020-11-02", "checklist": "milestones", "records": [ { "record": "plan", "published": [
///          { "item": "startup", "on": "2020-09-30" }, { "item": "organisation", "on": "2020-10-30" } ] } ] }"#,
/// )?)?;
/// let late = &answer.records.unwrap()[0].lateness[0];
/// assert_eq!((late.item.as_str(), late.days_late), ("online", 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lateness {
    /// The item.
    pub item: Id,
    /// Days.
    pub days_late: i64,
}

/// Numbers of items.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    required: usize,
    missing: usize,
    expired: usize,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.required = self.required.saturating_add(other.required);
        self.missing = self.missing.saturating_add(other.missing);
        self.expired = self.expired.saturating_add(other.expired);
    }

    fn published(self) -> usize {
        self.required.saturating_sub(self.missing)
    }

    /// Published over required.
    pub(super) fn completeness(self) -> Option<Figure> {
        ratio(self.published(), self.required)
    }

    /// Published and not expired over required.
    pub(super) fn valid(self) -> Option<Figure> {
        ratio(self.published().saturating_sub(self.expired), self.required)
    }
}

pub(super) fn check(records: &[DisclosedRecord]) -> Result<(), Error> {
    validate::keys("/input/records", "record", records.iter().map(|record| &record.record))?;
    for (i, record) in records.iter().enumerate() {
        if record.published.len() > 1 {
            let path = format!("/input/records/{i}/published");
            validate::keys(&path, "item", record.published.iter().map(|item| &item.item))?;
        }
    }
    Ok(())
}

/// Rule 30: every record against the same list.
pub(super) fn records(
    rulebook: &Rulebook,
    records: &[DisclosedRecord],
    required: &[RequiredItem],
    as_of: Day,
    sink: &mut dyn Sink,
) -> (Vec<RecordCheck>, Tally) {
    let mut by_item: Vec<&RequiredItem> = required.iter().collect();
    by_item.order_by_key(|item| &item.item);
    let known: BTreeSet<&Id> = required.iter().map(|item| &item.item).collect();
    let mut sorted: Vec<&DisclosedRecord> = records.iter().collect();
    sorted.order_by_key(|record| &record.record);
    let mut totals = Tally::default();
    let checks = sorted
        .into_iter()
        .map(|record| {
            let (check, tally) = one(rulebook, record, &by_item, &known, as_of, sink);
            totals.add(tally);
            check
        })
        .collect();
    (checks, totals)
}

fn one(
    rulebook: &Rulebook,
    record: &DisclosedRecord,
    required: &[&RequiredItem],
    known: &BTreeSet<&Id>,
    as_of: Day,
    sink: &mut dyn Sink,
) -> (RecordCheck, Tally) {
    let published: BTreeMap<&Id, &PublishedItem> = record.published.iter().map(|item| (&item.item, item)).collect();
    let (mut missing, mut late, mut expired, mut lateness) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for RequiredItem { item, due_on } in required {
        // What is published after the day of the question is not published yet.
        let found = published.get(item).filter(|found| found.on.is_none_or(|on| on <= as_of));
        let until = match found {
            None => Some(as_of),
            Some(found) => found.on,
        };
        let days_late = match (due_on, until) {
            (Some(due), Some(until)) => days_between((*due).into(), until.into()).max(0),
            _ => 0,
        };
        if days_late > 0 {
            lateness.push(Lateness { item: item.clone(), days_late });
        }
        let (outcome, list) = match found {
            None => ("missing", &mut missing),
            Some(found) if found.expires_on.is_some_and(|last| last < as_of) => ("expired", &mut expired),
            Some(_) if days_late > 0 => ("late", &mut late),
            Some(_) => continue,
        };
        list.push(item.clone());
        let facts = || {
            let published = optional_fact(found.and_then(|found| found.on));
            let expires = optional_fact(found.and_then(|found| found.expires_on));
            vec![
                ("record", fact(&record.record)),
                ("due_on", optional_fact(*due_on)),
                ("published_on", published),
                ("expires_on", expires),
            ]
        };
        note(rulebook, "disclosure", Subject::Of("item", item), outcome, facts, sink);
    }
    let tally = Tally { required: required.len(), missing: missing.len(), expired: expired.len() };
    let facts = || {
        vec![
            ("published", fact(tally.published())),
            ("required", fact(tally.required)),
            ("expired", fact(tally.expired)),
        ]
    };
    let outcome = if tally.missing == 0 { "complete" } else { "incomplete" };
    note(rulebook, "disclosure", Subject::Of("record", &record.record), outcome, facts, sink);
    let check = RecordCheck {
        record: record.record.clone(),
        completeness: tally.completeness(),
        valid: tally.valid(),
        missing,
        late,
        expired,
        lateness,
        extra: sorted(record.published.iter().map(|item| &item.item).filter(|item| !known.contains(item))),
    };
    (check, tally)
}
