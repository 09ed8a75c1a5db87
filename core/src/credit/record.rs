//! Grade records: the rows of the published lists. Rules 13 and 14: when they are live, and when their measures run.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::choice::RulebookChoice;
use super::rulebook::{MeasureRow, Rulebook};
use super::validate;
use super::vocabulary::{Area, Length, Measure, NotLiveReason, Role, Scope};
use crate::calendar;
use crate::error::Error;
use crate::rulebook::Source;
use crate::sorting::Sorting;
use crate::{Date, Id};

/// A grade that a province gave a firm.
///
/// # Example
///
/// ```
/// use jicai::credit::GradeRecord;
///
/// // A row of a published list, products not known.
/// let row: GradeRecord = jicai::evaluate::read(serde_json::json!({ "record_id": "r1", "firm": "F", "role": "manufacturer",
///     "province": "山东", "rulebook": "credit/cn-2020", "grade": "severe", "start_on": "2024-06-30" }))?;
/// assert!(row.products.is_none() && !row.revoked);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GradeRecord {
    /// Identifier, unique in the list.
    pub record_id: Id,
    /// The firm; required by `credit.national`, that of the question elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub firm: Option<Id>,
    /// Its role; required by `credit.national`, that of the question elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The grading province.
    pub province: Id,
    /// The version; that of the request where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rulebook: Option<RulebookChoice>,
    /// The grade's code in that version.
    pub grade: Id,
    /// The first day: it counts.
    pub start_on: Date,
    /// The day of clearing: it is free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared_on: Option<Date>,
    /// The last day, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Date>,
    /// The grade was revoked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revoked: bool,
    /// Involved products; left out where they are not known, empty where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub products: Option<Vec<Id>>,
    /// What the province decided in this case: replaces the rulebook's measures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Option<Vec<OwnMeasure>>,
}

impl GradeRecord {
    /// A record with nothing else said.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::GradeRecord;
    ///
    /// let mut record = GradeRecord::new("r1".parse()?, "山东".parse()?, "severe".parse()?, "2024-06-30".parse()?);
    /// record.cleared_on = Some("2026-01-01".parse()?); // the firm has corrected
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(record_id: Id, province: Id, grade: Id, start_on: Date) -> GradeRecord {
        GradeRecord {
            record_id,
            firm: None,
            role: None,
            province,
            rulebook: None,
            grade,
            start_on,
            cleared_on: None,
            last_day: None,
            revoked: false,
            products: None,
            measures: None,
        }
    }
}

/// A measure that a province decided for one record.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, ActionStatus, Area, GradeRecord, Measure, OwnMeasure, Scope, SupplierQuestion};
///
/// // Where the document leaves the choice, the province says what it chose.
/// let mut question: SupplierQuestion = jicai::evaluate::read(serde_json::json!({ "firm": "F", "role": "manufacturer", "product": "p",
///     "province": "P", "on": "2026-06-01", "records": [ { "record_id": "a", "province": "P", "rulebook": "credit/cn-2020",
///     "grade": "severe", "start_on": "2025-01-01", "products": ["p"] } ] }))?;
/// assert_eq!(credit::supplier_status(None, &question)?.listing.status, ActionStatus::LimitedOrSuspended);
/// let (scope, area) = (Scope::InvolvedProducts, Area::GradingProvince);
/// question.records[0].measures =
///     Some(vec![OwnMeasure { measure: Measure::SuspendListing, scope, area, first_day: None, last_day: None }]);
/// assert_eq!(credit::supplier_status(None, &question)?.listing.status, ActionStatus::Suspended);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnMeasure {
    /// What it is.
    pub measure: Measure,
    /// What it covers.
    pub scope: Scope,
    /// Where it holds.
    pub area: Area,
    /// The first day; that of the record where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_day: Option<Date>,
    /// The last day; as long as the record is live where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Date>,
}

/// Longest list of records.
pub const MAX_RECORDS: usize = 100_000;

/// A checked record with what it leaves out filled in.
#[derive(Clone, Debug)]
pub(super) struct Checked<'r> {
    pub(super) record: &'r GradeRecord,
    pub(super) firm: &'r Id,
    pub(super) role: Role,
    pub(super) rulebook: &'r Rulebook,
    pub(super) rank: u32,
}

/// A measure of a record, from the rulebook or the record's own, with the days on which it runs while the record is live.
#[derive(Clone, Copy)]
pub(super) struct Running<'c> {
    pub(super) measure: Measure,
    pub(super) scope: Scope,
    pub(super) area: Area,
    pub(super) first_day: Date,
    /// `None`: as long as the record is live.
    pub(super) last_day: Option<Date>,
    /// Of a rulebook's row.
    pub(super) source: Option<&'c Arc<Source>>,
}

impl Running<'_> {
    /// Whether it runs on a day on which the record is live.
    pub(super) fn runs(&self, on: Date) -> bool {
        self.first_day <= on && self.last_day.is_none_or(|last| on <= last)
    }
}

/// Who a record is about where it does not say so.
#[derive(Clone, Copy)]
pub(super) enum Owner<'r> {
    /// The firm and role of the question.
    Asked(&'r Id, Role),
    /// Every record has to state them.
    Stated,
}

/// The versions that records name: each read once.
pub(super) struct Versions {
    rulebooks: Vec<Arc<Rulebook>>,
    /// Per record, its place among the rulebooks.
    places: Vec<usize>,
}

impl Versions {
    /// # Errors
    ///
    /// `limit_exceeded` at `/input/records`; `limit_exceeded`, `unknown_rulebook`, `invalid_rulebook` at the record's `rulebook`, `invalid_input` there where
    /// neither the record nor the request names one.
    pub(super) fn of(records: &[GradeRecord], default: Option<&Arc<Rulebook>>) -> Result<Versions, Error> {
        validate::size("/input/records", records.len(), MAX_RECORDS)?;
        let mut versions =
            Versions { rulebooks: default.into_iter().cloned().collect(), places: Vec::with_capacity(records.len()) };
        let mut known: Vec<(&RulebookChoice, usize)> = Vec::new();
        for (i, record) in records.iter().enumerate() {
            let at = || format!("/input/records/{i}/rulebook");
            let place = match &record.rulebook {
                None if default.is_some() => 0,
                None => {
                    let message = "the field `rulebook` is missing, here and in the request";
                    return Err(Error::invalid_input(at(), message));
                }
                Some(choice) => match known.iter().find(|(other, _)| other.is_same(choice)) {
                    Some((_, place)) => *place,
                    None => {
                        let place = versions.rulebooks.len();
                        if place >= MAX_RULEBOOKS {
                            let message = format!("records name at most {MAX_RULEBOOKS} different rulebooks");
                            return Err(Error::limit_exceeded(at(), message));
                        }
                        versions.rulebooks.push(choice.resolve(at)?);
                        // Objects that stand in the request are all different: nobody will look for them again.
                        if known.len() < MOST_KNOWN {
                            known.push((choice, place));
                        }
                        place
                    }
                },
            };
            versions.places.push(place);
        }
        Ok(versions)
    }
}

/// Most rulebooks of one request: each takes about a hundred kilobytes once it is read.
const MAX_RULEBOOKS: usize = 10_000;

/// How many different rulebooks of a request are remembered while its records are read.
const MOST_KNOWN: usize = 16;

/// Checks the records of a request; they come back by id.
///
/// # Errors
///
/// `invalid_input` at the record's field.
pub(super) fn check<'r>(
    records: &'r [GradeRecord],
    versions: &'r Versions,
    owner: Owner<'r>,
) -> Result<Vec<Checked<'r>>, Error> {
    let ascending =
        records.iter().zip(records.iter().skip(1)).all(|(one, next)| one.record_id.as_str() < next.record_id.as_str());
    if !ascending {
        validate::distinct("/input/records", "record_id", records.iter().map(|record| record.record_id.as_str()))?;
    }
    let mut checked = Vec::with_capacity(records.len());
    for (i, (record, place)) in records.iter().zip(&versions.places).enumerate() {
        let Some(rulebook) = versions.rulebooks.get(*place) else { continue };
        let at = |field: &str| format!("/input/records/{i}/{field}");
        let missing = |field: &str| Error::invalid_input(at(field), format!("the field `{field}` is missing"));
        let (firm, role) = match owner {
            Owner::Asked(firm, role) => (record.firm.as_ref().unwrap_or(firm), record.role.unwrap_or(role)),
            Owner::Stated => {
                (record.firm.as_ref().ok_or_else(|| missing("firm"))?, record.role.ok_or_else(|| missing("role"))?)
            }
        };
        let rank = rulebook.rank_of(&record.grade, || at("grade"))?;
        dates(record, i)?;
        checked.push(Checked { record, firm, role, rulebook, rank });
    }
    if !ascending {
        checked.order_by(|a, b| a.record.record_id.cmp(&b.record.record_id));
    }
    Ok(checked)
}

fn dates(record: &GradeRecord, i: usize) -> Result<(), Error> {
    let at = |field: &str| format!("/input/records/{i}/{field}");
    calendar::check(record.start_on, || at("start_on"))?;
    for (field, date) in [("cleared_on", record.cleared_on), ("last_day", record.last_day)] {
        if let Some(date) = date {
            calendar::check(date, || at(field))?;
            validate::not_before(date, record.start_on, "start_on", || at(field))?;
        }
    }
    for (j, measure) in record.measures.iter().flatten().enumerate() {
        let at = |field: &str| format!("/input/records/{i}/measures/{j}/{field}");
        if let Some(first) = measure.first_day {
            calendar::check(first, || at("first_day"))?;
        }
        if let Some(last) = measure.last_day {
            calendar::check(last, || at("last_day"))?;
            validate::not_before(last, measure.first_day.unwrap_or(record.start_on), "the first day", || {
                at("last_day")
            })?;
        }
    }
    Ok(())
}

impl<'r> Checked<'r> {
    /// Rule 13: why the record is not live on a day; the start day counts, the clearing day is free.
    ///
    /// Source: clause `#live`.
    pub(super) fn not_live(&self, on: Date) -> Option<NotLiveReason> {
        let record = self.record;
        if record.revoked {
            Some(NotLiveReason::Revoked)
        } else if self.rank == 0 {
            Some(NotLiveReason::NoGrade)
        } else if on < record.start_on {
            Some(NotLiveReason::NotStarted)
        } else if record.cleared_on.is_some_and(|cleared| on >= cleared) {
            Some(NotLiveReason::Cleared)
        } else if record.last_day.is_some_and(|last| on > last) {
            Some(NotLiveReason::Expired)
        } else {
            None
        }
    }

    /// The level of the grade across versions.
    pub(super) fn level(&self) -> u32 {
        self.rulebook.level(self.rank)
    }

    /// The days on which the record is live: first and last, none where there is no last; `None` where it never is.
    pub(super) fn live_days(&self) -> Option<(Date, Option<Date>)> {
        let record = self.record;
        if record.revoked || self.rank == 0 {
            return None;
        }
        let last = earlier(record.cleared_on.map(calendar::previous_day), record.last_day);
        last.is_none_or(|last| last >= record.start_on).then_some((record.start_on, last))
    }

    /// Rule 14: its measures, those of the rulebook in its order, or its own, which replace them.
    ///
    /// Source: 2020 and 2025 operating rules, measures.
    pub(super) fn measures(&self, mut each: impl FnMut(Running<'_>)) {
        let start = self.record.start_on;
        let Some(own) = &self.record.measures else {
            for row in self.rulebook.cell(self.rank, self.role) {
                each(Running {
                    measure: row.measure,
                    scope: row.scope,
                    area: row.area,
                    first_day: start,
                    last_day: last_day(row, start),
                    source: Some(&row.source),
                });
            }
            return;
        };
        let mut own: Vec<Running<'_>> = own
            .iter()
            .map(|own| Running {
                measure: own.measure,
                scope: own.scope,
                area: own.area,
                first_day: own.first_day.unwrap_or(start),
                last_day: own.last_day,
                source: None,
            })
            .collect();
        own.order_by_key(|own| (own.measure, own.scope, own.area, own.first_day, own.last_day.is_none(), own.last_day));
        own.into_iter().for_each(each);
    }

    /// Whether a measure covers a product; `None` where that is not known.
    pub(super) fn covers(&self, scope: Scope, product: &Id) -> Option<bool> {
        match scope {
            Scope::Firm | Scope::AllProducts => Some(true),
            Scope::InvolvedProducts => self.record.products.as_ref().map(|products| products.contains(product)),
        }
    }
}

/// The earlier of two days that may not be there.
fn earlier(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Rule 14: the first and last day of a row for a record that starts on a day; `None` where it lasts as long as the record.
pub(super) fn last_day(row: &MeasureRow, start: Date) -> Option<Date> {
    match row.length {
        Length::Years => row.years.map(|years| calendar::last_day_of_months(start, years.saturating_mul(12))),
        Length::OneOff => Some(start),
        Length::UntilCleared | Length::NotPublished => None,
    }
}
