//! What the functions answer: the serde types are the JSON contract.

use serde::Serialize;

use super::amount::AmountRange;
use super::reading::named;
use super::vocabulary::{
    Action, ActionStatus, Area, BarScope, CorrectionStep, DropReason, End, IgnoredReason, Length, LevelChange, Matter,
    Measure, NotLiveReason, RepairOutcome, Role, Scope, Test, VersionBasis, Why,
};
use crate::error::Error;
use crate::rulebook::Provenance;
use crate::{Date, Id};

/// A grade that may be known only as an interval.
///
/// [`require_no_gap`](Grading::require_no_gap) is strict mode: it refuses an interval that an unpublished number leaves open.
///
/// # Example
///
/// ```
/// # use jicai::credit::{self, GradeQuestion};
/// let question = GradeQuestion::from_json(r#"{ "firm": "F", "province": "浙江", "graded_on": "2021-09-18", "cases": [ {
///     "case_id": "C1", "evidence": "judgment", "effective_on": "2020-10-10", "facts": [
///     { "matter": "bribery", "target": "public_institution", "amount": "300000", "largest_single": "9000" } ] } ] }"#).unwrap();
/// let grading = credit::grade(&credit::Rulebook::builtin("credit/cn-2020").unwrap(), &question).unwrap();
/// assert_eq!((grading.grade_min.as_str(), grading.grade_max.as_str(), grading.exact), ("general", "medium", false));
/// assert_eq!(grading.gaps, ["credit/cn-2020#bribery_total.2"]); // from which sum on it is medium is not published
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grading {
    /// The version.
    pub rulebook: Id,
    /// The firm graded.
    pub firm: Id,
    /// The grading province.
    pub province: Id,
    /// The day of the grading.
    pub graded_on: Date,
    /// Whether the interval is one grade.
    pub exact: bool,
    /// The code, if exact.
    pub grade: Option<Id>,
    /// The lowest grade it can be.
    pub grade_min: Id,
    /// The highest grade it can be.
    pub grade_max: Id,
    /// The rank of `grade_min`.
    pub rank_min: u32,
    /// The rank of `grade_max`.
    pub rank_max: u32,
    /// The level of `grade_min` across versions.
    pub level_min: u32,
    /// The level of `grade_max` across versions.
    pub level_max: u32,
    /// Whether unset parameters, not the facts, leave it open.
    pub gap: bool,
    /// Their ids.
    pub gaps: Vec<String>,
    /// What was held against the firm, by case, then matter.
    pub records: Vec<RecordGrade>,
    /// Which tests set the ends of the interval.
    pub deciding: Vec<Deciding>,
    /// Facts that do not count.
    pub dropped: Vec<Dropped>,
}

/// What is held against a firm in one case for one matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordGrade {
    /// The case.
    pub case_id: Id,
    /// The matter.
    pub matter: Matter,
    /// The case is within the look-back for sure.
    pub certain: bool,
    /// The products of its facts.
    pub products: Vec<Id>,
    /// Bribery, tax: the sum of its facts, whatever their target.
    pub total: Option<AmountRange>,
    /// Bribery: the largest single bribe, whatever its target.
    pub largest_single: Option<AmountRange>,
    /// The lowest grade it can be.
    pub grade_min: Id,
    /// The highest grade it can be.
    pub grade_max: Id,
    /// The rank of `grade_min`.
    pub rank_min: u32,
    /// The rank of `grade_max`.
    pub rank_max: u32,
    /// The clause that decides, where the grade is one and its clause has a number.
    pub clause: Option<String>,
}

/// A test that sets an end of the interval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deciding {
    /// Which end.
    pub end: End,
    /// The case of the record.
    pub case_id: Id,
    /// The matter of the record.
    pub matter: Matter,
    /// The test.
    pub test: Test,
    /// The rank that it reaches.
    pub rank: u32,
    /// The number of the clause, where it has one.
    pub clause: Option<String>,
}

/// A fact that does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dropped {
    /// The case.
    pub case_id: Id,
    /// Its place among the facts of the case, from 0.
    pub fact: u32,
    /// Why.
    pub reason: DropReason,
}

/// One side of a comparison: a grading without its records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GradeSide {
    /// The version.
    pub rulebook: Id,
    /// Whether the interval is one grade.
    pub exact: bool,
    /// The code, if exact.
    pub grade: Option<Id>,
    /// The lowest grade it can be.
    pub grade_min: Id,
    /// The highest grade it can be.
    pub grade_max: Id,
    /// The rank of `grade_min`.
    pub rank_min: u32,
    /// The rank of `grade_max`.
    pub rank_max: u32,
    /// The level of `grade_min` across versions.
    pub level_min: u32,
    /// The level of `grade_max` across versions.
    pub level_max: u32,
    /// Whether unset parameters, not the facts, leave it open.
    pub gap: bool,
    /// Their ids.
    pub gaps: Vec<String>,
    /// Which tests set the ends of the interval.
    pub deciding: Vec<Deciding>,
    /// Facts that do not count.
    pub dropped: Vec<Dropped>,
}

impl From<Grading> for GradeSide {
    fn from(grading: Grading) -> GradeSide {
        GradeSide {
            rulebook: grading.rulebook,
            exact: grading.exact,
            grade: grading.grade,
            grade_min: grading.grade_min,
            grade_max: grading.grade_max,
            rank_min: grading.rank_min,
            rank_max: grading.rank_max,
            level_min: grading.level_min,
            level_max: grading.level_max,
            gap: grading.gap,
            gaps: grading.gaps,
            deciding: grading.deciding,
            dropped: grading.dropped,
        }
    }
}

/// The same facts under two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GradeComparison {
    /// Under the rulebook of the request.
    pub first: GradeSide,
    /// Under the other one.
    pub second: GradeSide,
    /// How the levels compare.
    pub level_change: LevelChange,
}

fn gap_error(rulebook: &Id, gaps: &[String]) -> Error {
    let message = format!("the grade under `{rulebook}` depends on what is not published: `{}`", gaps.join("`, `"));
    Error::rule_gap(message).with_help("set it in a rulebook of your own that extends this one, with its source")
}

impl Grading {
    /// Strict mode: refuses a grade that an unpublished number leaves open.
    ///
    /// # Errors
    ///
    /// `rule_gap` if an unpublished number leaves the grade open; the message names it.
    pub fn require_no_gap(&self) -> Result<(), Error> {
        if self.gap { Err(gap_error(&self.rulebook, &self.gaps)) } else { Ok(()) }
    }
}

impl GradeComparison {
    /// Strict mode: refuses a comparison of which an unpublished number leaves a side open.
    ///
    /// # Errors
    ///
    /// `rule_gap` if an unpublished number leaves a side open; the message names it.
    pub fn require_no_gap(&self) -> Result<(), Error> {
        match [&self.first, &self.second].into_iter().find(|side| side.gap) {
            Some(side) => Err(gap_error(&side.rulebook, &side.gaps)),
            None => Ok(()),
        }
    }
}

/// What a grade brings with it.
///
/// # Example
///
/// ```
/// # use jicai::credit::{self, MeasuresQuestion, Role};
/// let question = MeasuresQuestion { grade: "general".parse().unwrap(), role: Role::Manufacturer, start_on: None };
/// let answer = credit::measures(&credit::Rulebook::builtin("credit/cn-2020").unwrap(), &question).unwrap();
/// assert!(answer.complete && answer.measures.len() == 1);
/// assert_eq!(answer.measures[0].measure, credit::Measure::WrittenReminder);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GradeMeasures {
    /// The version.
    pub rulebook: Id,
    /// The grade's code.
    pub grade: Id,
    /// Its rank.
    pub rank: u32,
    /// Its level across versions.
    pub level: u32,
    /// The role of the firm.
    pub role: Role,
    /// Whether the measures of this grade and role are published.
    pub complete: bool,
    /// The measures, in the rulebook's order.
    pub measures: Vec<MeasureTerm>,
}

/// A measure with its term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MeasureTerm {
    /// What it is.
    pub measure: Measure,
    /// What it covers.
    pub scope: Scope,
    /// Where it holds.
    pub area: Area,
    /// How long it lasts.
    pub length: Length,
    /// The number of years, for length `years`.
    pub years: Option<u32>,
    /// Its first day, if a start was given.
    pub first_day: Option<Date>,
    /// Its last day, where there is one.
    pub last_day: Option<Date>,
    /// How well the row is established.
    pub provenance: Provenance,
}

impl GradeMeasures {
    /// Strict mode: refuses measures that are not published in full.
    ///
    /// # Errors
    ///
    /// `rule_gap` if the measures, or the length of one, are not published.
    pub fn require_no_gap(&self) -> Result<(), Error> {
        let message = if !self.complete {
            format!("`{}` does not say what `{}` brings for a {}", self.rulebook, self.grade, self.role)
        } else if let Some(term) = self.measures.iter().find(|term| term.length == Length::NotPublished) {
            format!("`{}` does not say how long `{}` lasts for `{}`", self.rulebook, term.measure, self.grade)
        } else {
            return Ok(());
        };
        Err(Error::rule_gap(message)
            .with_help("set it in a rulebook of your own that extends this one, with its source"))
    }
}

/// Whether the steps taken clear a grade.
///
/// # Example
///
/// ```
/// # use jicai::credit::{self, RepairOutcome};
/// let question = jicai::evaluate::read(serde_json::json!({ "matter": "bribery", "grade": "dishonest", "role": "manufacturer",
///     "as_of": "2026-03-01", "done": [], "last_day": "2026-02-28" })).unwrap();
/// let correction = credit::repair(&credit::Rulebook::builtin("credit/cn-2025").unwrap(), &question).unwrap();
/// assert_eq!((correction.outcome, correction.required), (RepairOutcome::Lapsed, None)); // there is nothing to correct
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Correction {
    /// The version.
    pub rulebook: Id,
    /// What became of it.
    pub outcome: RepairOutcome,
    /// The steps needed; null where the grade has lapsed or they are not defined.
    pub required: Option<Vec<CorrectionStep>>,
    /// Those that are done or implied.
    pub counted: Vec<CorrectionStep>,
    /// Those that are not.
    pub missing: Option<Vec<CorrectionStep>>,
    /// Counted without having been stated: the selected prices apply.
    pub implied: Vec<CorrectionStep>,
    /// Steps done that are not needed.
    pub not_counted: Vec<CorrectionStep>,
    /// The grade from here on.
    pub grade_after: Id,
}

impl Correction {
    /// Strict mode: refuses a correction of which the steps are not known.
    ///
    /// # Errors
    ///
    /// `rule_gap` if the rulebook does not say which steps are needed.
    pub fn require_no_gap(&self) -> Result<(), Error> {
        if self.outcome != RepairOutcome::NotDefined {
            return Ok(());
        }
        let document = crate::rulebook::builtin(self.rulebook.as_str());
        let rulebook = document.map_or_else(|_| format!("`{}`", self.rulebook), named);
        Err(Error::rule_gap(format!("{rulebook} does not say which steps clear this matter"))
            .with_help("set `repair` in a rulebook of your own that extends this one, with its source"))
    }
}

/// The provincial grades of all firms, rolled up to the country.
///
/// # Example
///
/// ```
/// # use jicai::credit;
/// let question = jicai::evaluate::read(serde_json::json!({ "as_of": "2026-02-01", "records": [ { "record_id": "a", "firm": "F",
///     "role": "manufacturer", "province": "P", "rulebook": "credit/cn-2025", "grade": "especially_severely_dishonest",
///     "start_on": "2026-01-01", "products": ["p"] } ] })).unwrap();
/// let firm = &credit::national(None, &question).unwrap().firms[0];
/// assert_eq!((firm.worst_level, firm.nationwide_products[0].product.as_str()), (3, "p")); // suspended in all provinces
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NationalView {
    /// The day.
    pub as_of: Date,
    /// How many firms have records.
    pub firm_count: u32,
    /// How many firms have each worst level, 0 to 3.
    pub firms_by_worst_level: [u32; 4],
    /// The firms, by id.
    pub firms: Vec<FirmView>,
}

/// One firm in all provinces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FirmView {
    /// The firm.
    pub firm: Id,
    /// The worst level of a live record, 0 if there is none.
    pub worst_level: u32,
    /// The worst grade of that level per version, by version.
    pub worst_grades: Vec<WorstGrade>,
    /// Provinces with live records, by id.
    pub provinces: Vec<ProvinceView>,
    /// Products that are restricted in all provinces, by id.
    pub nationwide_products: Vec<NationwideProduct>,
    /// Whether all its products are restricted in all provinces.
    pub nationwide_all_products: bool,
    /// Whether involved products that are not known are restricted in all provinces.
    pub nationwide_products_unknown: bool,
    /// Records that are not live, by id.
    pub not_live: Vec<NotLive>,
}

/// A grade of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorstGrade {
    /// The version.
    pub rulebook: Id,
    /// The code.
    pub grade: Id,
}

/// A province with live records of a firm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProvinceView {
    /// The province.
    pub province: Id,
    /// The worst level there.
    pub level: u32,
    /// The live records, by id.
    pub records: Vec<Id>,
}

/// A product that is restricted in all provinces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NationwideProduct {
    /// The product.
    pub product: Id,
    /// By which measures.
    pub measures: Vec<Measure>,
    /// The provinces whose grades bring them, by id.
    pub graded_in: Vec<Id>,
}

/// A record that is not live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotLive {
    /// The record.
    pub record_id: Id,
    /// Why.
    pub reason: NotLiveReason,
}

/// What a supplier may do with a product in a province on a day, and why not.
///
/// # Example
///
/// ```
/// # use jicai::credit::{self, Why};
/// let question = jicai::evaluate::read(serde_json::json!({ "firm": "F", "role": "manufacturer", "product": "p", "province": "P",
///     "on": "2026-06-01", "records": [ { "record_id": "a", "province": "Q", "rulebook": "credit/cn-2025", "start_on": "2026-01-01",
///     "grade": "especially_severely_dishonest" } ] })).unwrap();
/// let status = credit::supplier_status(None, &question).unwrap(); // graded elsewhere, for products nobody has named
/// assert_eq!(status.listing.reasons[0].why, Why::ProductsUnknown);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SupplierStatus {
    /// The firm.
    pub firm: Id,
    /// Its role.
    pub role: Role,
    /// The product.
    pub product: Id,
    /// The province.
    pub province: Id,
    /// The day.
    pub on: Date,
    /// Listing.
    pub listing: ActionGate,
    /// Bidding.
    pub bidding: ActionGate,
    /// Delivery.
    pub delivery: ActionGate,
    /// Whether the firm carries the label of risk.
    pub risk_label: bool,
    /// The records that were looked at, by id.
    pub live_records: Vec<Id>,
    /// The others, by id.
    pub ignored_records: Vec<IgnoredRecord>,
}

/// Whether an action is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActionGate {
    /// The strictest of the reasons; `allowed` says only that no credit rule stands in the way.
    pub status: ActionStatus,
    /// By record, then in the rulebook's order; then the commitment; then the violation list.
    pub reasons: Vec<StatusReason>,
}

/// Why an action is not simply open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusReason {
    /// What kind of reason.
    pub why: Why,
    /// The grade record; null for a reason that is not from a record, like the next three.
    pub record_id: Option<Id>,
    /// The measure.
    pub measure: Option<Measure>,
    /// What it covers.
    pub scope: Option<Scope>,
    /// Where it holds.
    pub area: Option<Area>,
    /// What it makes of the action.
    pub status: ActionStatus,
}

/// A record that plays no part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IgnoredRecord {
    /// The record.
    pub record_id: Id,
    /// Why.
    pub reason: IgnoredReason,
}

impl SupplierStatus {
    /// The gate of an action.
    pub fn gate(&self, action: Action) -> &ActionGate {
        match action {
            Action::Listing => &self.listing,
            Action::Bidding => &self.bidding,
            Action::Delivery => &self.delivery,
        }
    }

    /// Strict mode: refuses a status that an unpublished rule leaves open.
    ///
    /// # Errors
    ///
    /// `rule_gap` if a status is undetermined because a rule is not published.
    pub fn require_no_gap(&self) -> Result<(), Error> {
        for action in Action::ALL {
            let gate = self.gate(*action);
            let unpublished = gate.reasons.iter().find(|reason| reason.why == Why::RuleNotPublished);
            if let (ActionStatus::Undetermined, Some(reason)) = (gate.status, unpublished) {
                let record = reason.record_id.as_ref().map_or("", Id::as_str);
                let message = format!("what the grade of record `{record}` brings for {action} is not published");
                return Err(Error::rule_gap(message)
                    .with_help("give the record its own `measures`, as the province decided them"));
            }
        }
        Ok(())
    }
}

/// Whether a firm is on the violation list.
///
/// # Example
///
/// ```
/// # use jicai::credit::{self, BarRulebook};
/// let question = jicai::evaluate::read(serde_json::json!({ "firm": "F", "on": "2025-02-20", "entries": [
///     { "entry_id": "e", "first_day": "2024-08-21", "cooperated": true } ] })).unwrap();
/// let status = credit::bar(&BarRulebook::builtin(BarRulebook::BUILTIN).unwrap(), &question).unwrap();
/// assert_eq!((status.barred, status.free_from.to_string().as_str()), (true, "2025-02-21")); // six months, the last day counts
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BarStatus {
    /// The firm.
    pub firm: Id,
    /// The day.
    pub on: Date,
    /// Whether it is barred on that day.
    pub barred: bool,
    /// What from.
    pub applies_to: BarScope,
    /// The first day on which it is free; the day itself where it is not barred.
    pub free_from: Date,
    /// Its entries, by first day, last day, id.
    pub entries: Vec<BarTerm>,
    /// Entries of other firms, by id.
    pub ignored: Vec<Id>,
}

/// An entry of the violation list with its term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BarTerm {
    /// The entry.
    pub entry_id: Id,
    /// Its first day.
    pub first_day: Date,
    /// Its last day.
    pub last_day: Date,
    /// Whether it covers the day asked about.
    pub in_force: bool,
}

/// Which version of the benchmark graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Version {
    /// The rulebook.
    pub rulebook: Id,
    /// The code of the label's grade; null when asked by day.
    pub grade: Option<Id>,
    /// How it was found.
    pub basis: VersionBasis,
    /// Whether it was the only one in use.
    pub certain: bool,
}
