//! Credit grading of suppliers (医药价格和招采信用评价): the grade of a firm in a province, what it brings, how it is cleared.
//!
//! Since 2020 every province grades firms that bribed, evaded tax, rigged bids or broke supply promises, and restricts what a graded firm
//! may list, bid for or deliver. The unit is one legal person in one province. Parts of the two national benchmarks are not published:
//! where a number is needed that nobody has published, the answer is an **interval of grades**, never a guess, and
//! `require_no_gap` of the answer (strict mode in JSON) turns it into `rule_gap`.
//!
//! | rule | clause | what happens | where |
//! | --- | --- | --- | --- |
//! | 1 | – | amounts as intervals of fen | `amount` |
//! | 2 | – | months and years of periods | `calendar`, shared with other areas |
//! | 3, 4 | `<rulebook>#dropped`, `#lookback` | which facts count | `drop` |
//! | 5–7 | `#grade` | records, their tests, and the edges they reach in two readings | `record_tests` |
//! | 8–10 | `#grade` | the grade, what leaves it open, what it rests on | `grade` |
//! | 11 | – | the clause that a decision names | `validate` |
//! | 12 | – | grades of two versions by level | `compare`, `national` |
//! | 13, 14 | `#live`, `#measures.…` | grade records and their measures in time | `record`, `measures` |
//! | 15 | `#repair.…` | correction | `repair` |
//! | 16 | `#bar_months.…` | the violation list of national procurement | `bar` |
//! | 17 | – | which version graded | `version` |
//! | gate 1–7 | `#commitment_missing`, `credit#national_bar` | may this firm list, bid, deliver | `status`, prepared in `index` |
//!
//! Functions: [`grade()`], [`compare()`], [`measures()`], [`repair()`], [`national()`], [`supplier_status()`], [`bar()`],
//! [`default_rulebook()`], and the prepared gate [`SupplierIndex`].

mod amount;
mod bar;
mod choice;
mod compare;
mod drop;
mod grade;
mod held;
mod index;
mod measures;
mod national;
mod notes;
mod output;
mod parameters;
mod question;
mod reading;
mod record;
mod record_tests;
mod repair;
mod rulebook;
mod sentences;
mod status;
mod validate;
mod version;
mod vocabulary;

use std::sync::Arc;

pub use amount::{AmountRange, Fen, ParseFenError, StatedAmount};
pub use bar::{Bar, BarRulebook};
pub use choice::RulebookChoice;
pub use index::{GateQuestion, SupplierGate, SupplierIndex};
pub use national::NationalQuestion;
pub use output::{
    ActionGate, BarStatus, BarTerm, Correction, Deciding, Dropped, FirmView, GradeComparison, GradeMeasures, GradeSide,
    Grading, IgnoredRecord, MeasureTerm, NationalView, NationwideProduct, NotLive, ProvinceView, RecordGrade,
    StatusReason, SupplierStatus, Version, WorstGrade,
};
pub use question::{
    BarEntry, BarQuestion, Case, CompareQuestion, CorrectedProduct, Fact, GradeQuestion, MeasuresQuestion,
    RepairQuestion, VersionQuestion,
};
pub use record::{GradeRecord, MAX_RECORDS, OwnMeasure};
pub use rulebook::Rulebook;
pub use status::SupplierQuestion;
pub use validate::{MAX_CASES, MAX_ENTRIES, MAX_FACTS};
pub use vocabulary::{
    Action, ActionStatus, Area, BarScope, CaseStatus, Commitment, CorrectionStep, DistributorMode, DropReason, End,
    Evidence, IgnoredReason, Kind, LadderName, Length, LevelChange, LookbackBasis, Matter, Measure, NotLiveReason,
    RepairOutcome, Role, Scope, Side, Target, Tender, Test, VersionBasis, Why,
};

use crate::error::Error;
use crate::explain::Sink;

/// The grade of a firm in a province, by its cases.
///
/// # Errors
///
/// `invalid_input` with the field, `limit_exceeded` for more than [`MAX_CASES`] cases or [`MAX_FACTS`] facts in one.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, GradeQuestion};
///
/// let rulebook = credit::Rulebook::builtin("credit/cn-2020")?;
/// let question = GradeQuestion::from_json(
///     r#"{ "firm": "F", "province": "浙江", "graded_on": "2021-09-18", "cases": [ {
///          "case_id": "C1", "evidence": "judgment", "effective_on": "2020-10-10", "facts": [ {
///            "matter": "bribery", "target": "public_institution", "amount": { "at_least": "880000", "below": "890000" } } ] } ] }"#,
/// )?;
/// let grading = credit::grade(&rulebook, &question)?;
/// assert_eq!(grading.grade.unwrap().as_str(), "severe"); // whatever the exact sum was
/// assert_eq!(grading.records[0].clause.as_deref(), Some("3.1"));
/// # Ok::<(), jicai::Error>(())
/// ```
///
/// *Source*: rules 1 to 11 of the [module page](self); 医保价采中心函〔2020〕24号 and 25号, 医保办发〔2025〕10号.
pub fn grade(rulebook: &Rulebook, question: &GradeQuestion) -> Result<Grading, Error> {
    grade_with(rulebook, question, &mut ())
}

/// [`grade()`], reporting decisions and parameters to a sink.
///
/// # Errors
///
/// As [`grade()`].
///
/// # Example
///
/// ```
/// use jicai::credit::{self, GradeQuestion};
/// use jicai::explain::Trace;
///
/// let question = GradeQuestion::from_json(r#"{ "firm": "F", "province": "四川", "graded_on": "2022-03-31", "cases": [ {
///     "case_id": "C06", "evidence": "judgment", "effective_on": "2021-04-30", "facts": [ { "matter": "bribery",
///     "target": "public_institution", "amount": { "at_least": "3250000", "below": "3260000" } } ] } ] }"#)?;
/// let mut trace = Trace::explaining();
/// credit::grade_with(&*credit::Rulebook::builtin("credit/cn-2020")?, &question, &mut trace)?;
/// let last = trace.steps().last().unwrap(); // the firm comes after its cases
/// assert_eq!((last.subject().as_str(), last.outcome()), ("firm:F", "especially_severe"));
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn grade_with(rulebook: &Rulebook, question: &GradeQuestion, sink: &mut dyn Sink) -> Result<Grading, Error> {
    grade::grade(rulebook, question, sink)
}

/// The same cases under two versions of the benchmark.
///
/// # Errors
///
/// As [`grade()`]; `unknown_rulebook` or `invalid_rulebook` at `/input/other_rulebook`; a cited clause is `invalid_input`.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, LevelChange};
///
/// // A bribe of 3.25 million yuan: the same level under both versions, in other words.
/// let question = jicai::evaluate::read(serde_json::json!({ "firm": "F", "province": "四川", "graded_on": "2022-03-31",
///     "other_rulebook": "credit/cn-2025", "cases": [ { "case_id": "C06", "evidence": "judgment", "effective_on": "2021-04-30",
///     "facts": [ { "matter": "bribery", "target": "public_institution", "amount": "3250000" } ] } ] }))?;
/// let comparison = credit::compare(&*credit::Rulebook::builtin("credit/cn-2020")?, &question)?;
/// assert_eq!(comparison.first.grade.unwrap().as_str(), "especially_severe");
/// assert_eq!(comparison.second.grade.unwrap().as_str(), "especially_severely_dishonest");
/// assert_eq!(comparison.level_change, LevelChange::Same);
/// # Ok::<(), jicai::Error>(())
/// ```
///
/// *Source*: rule 12.
pub fn compare(rulebook: &Rulebook, question: &CompareQuestion) -> Result<GradeComparison, Error> {
    compare_with(rulebook, question, &mut ())
}

/// [`compare()`], reporting decisions and parameters to a sink.
///
/// # Errors
///
/// As [`compare()`].
///
/// # Example
///
/// ```
/// use jicai::credit;
/// use jicai::explain::Trace;
///
/// let question = jicai::evaluate::read(serde_json::json!({ "firm": "F", "province": "浙江", "graded_on": "2021-09-18",
///     "other_rulebook": "credit/cn-2025", "cases": [ { "case_id": "C01", "evidence": "judgment", "effective_on": "2020-10-10",
///     "facts": [ { "matter": "bribery", "target": "public_institution", "amount": "880000" } ] } ] }))?;
/// let mut trace = Trace::new();
/// credit::compare_with(&*credit::Rulebook::builtin("credit/cn-2020")?, &question, &mut trace)?;
/// let rests_on = |id: &str| trace.rests_on().any(|source| source.parameter().starts_with(id));
/// assert!(rests_on("credit/cn-2020#") && rests_on("credit/cn-2025#")); // both versions
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn compare_with(
    rulebook: &Rulebook,
    question: &CompareQuestion,
    sink: &mut dyn Sink,
) -> Result<GradeComparison, Error> {
    compare::compare(rulebook, question, sink)
}

/// What a grade brings with it for a role, with the days on which it runs.
///
/// # Errors
///
/// `invalid_input` for a grade of another version.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, MeasuresQuestion, Role};
///
/// let rulebook = credit::Rulebook::builtin("credit/cn-2025")?;
/// let question =
///     MeasuresQuestion { grade: "dishonest".parse()?, role: Role::Distributor, start_on: Some("2026-01-01".parse()?) };
/// let measures = credit::measures(&rulebook, &question)?;
/// assert_eq!(measures.measures[0].last_day.unwrap().to_string(), "2026-12-31"); // delivery is suspended for a year
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: rule 14.
pub fn measures(rulebook: &Rulebook, question: &MeasuresQuestion) -> Result<GradeMeasures, Error> {
    measures_with(rulebook, question, &mut ())
}

/// [`measures()`], reporting rows and parameters to a sink.
///
/// # Errors
///
/// As [`measures()`].
///
/// # Example
///
/// ```
/// use jicai::credit::{self, MeasuresQuestion, Role};
/// use jicai::explain::{Language, Trace};
///
/// let question = MeasuresQuestion { grade: "dishonest".parse()?, role: Role::Manufacturer, start_on: None };
/// let mut trace = Trace::explaining();
/// credit::measures_with(&*credit::Rulebook::builtin("credit/cn-2025")?, &question, &mut trace)?;
/// let step = trace.steps().last().unwrap();
/// assert_eq!(step.outcome(), "incomplete"); // what it brings for a manufacturer is not published
/// println!("{}", step.text(Language::En));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn measures_with(
    rulebook: &Rulebook,
    question: &MeasuresQuestion,
    sink: &mut dyn Sink,
) -> Result<GradeMeasures, Error> {
    measures::measures(rulebook, question, sink)
}

/// Whether the steps that a firm has taken clear its grade, and which are missing.
///
/// # Errors
///
/// `invalid_input` with the field; at `/input/grade` for a grade that the matter cannot have.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, CorrectionStep, RepairOutcome, RepairQuestion};
///
/// // A donation is of the list of 2020: under the version of 2025 the gains have to be returned.
/// let mut question: RepairQuestion = jicai::evaluate::read(serde_json::json!({ "matter": "bribery", "grade": "dishonest",
///     "role": "manufacturer", "as_of": "2026-03-01",
///     "done": ["stop_conduct", "compliance_report", "remove_inflated_price", "donate_gains"] }))?;
/// let rulebook = credit::Rulebook::builtin("credit/cn-2025")?;
/// assert_eq!(credit::repair(&rulebook, &question)?.missing, Some(vec![CorrectionStep::ReturnGains]));
/// question.done.push(CorrectionStep::ReturnGains);
/// let correction = credit::repair(&rulebook, &question)?;
/// assert_eq!((correction.outcome, correction.grade_after.as_str()), (RepairOutcome::Cleared, "none"));
/// # Ok::<(), jicai::Error>(())
/// ```
///
/// *Source*: rule 15, clause `#repair`.
pub fn repair(rulebook: &Rulebook, question: &RepairQuestion) -> Result<Correction, Error> {
    repair_with(rulebook, question, &mut ())
}

/// [`repair()`], reporting steps and parameters to a sink.
///
/// # Errors
///
/// As [`repair()`].
///
/// # Example
///
/// ```
/// use jicai::credit;
/// use jicai::explain::Trace;
///
/// let question = jicai::evaluate::read(serde_json::json!({ "matter": "breach", "grade": "dishonest", "role": "manufacturer",
///     "as_of": "2026-03-01", "done": ["stop_conduct"] }))?;
/// let mut trace = Trace::explaining();
/// credit::repair_with(&*credit::Rulebook::builtin("credit/cn-2025")?, &question, &mut trace)?;
/// let steps: Vec<_> = trace.steps().iter().map(|step| step.subject()).collect();
/// assert_eq!(steps, ["step:stop_conduct", "step:public_apology", "grade:dishonest"]);
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn repair_with(rulebook: &Rulebook, question: &RepairQuestion, sink: &mut dyn Sink) -> Result<Correction, Error> {
    repair::repair(rulebook, question, sink)
}

/// The provincial grades of all firms, rolled up to the country.
///
/// `rulebook` is the version of records that name none.
///
/// # Errors
///
/// `invalid_input` with the record's field, `limit_exceeded` for more than [`MAX_RECORDS`].
///
/// # Example
///
/// ```
/// use jicai::credit;
///
/// // Two provinces, two versions, one level: the worst grade of each version is told.
/// let question = jicai::evaluate::read(serde_json::json!({ "as_of": "2026-02-01", "records": [
///     { "record_id": "b", "firm": "F", "role": "manufacturer", "province": "P2", "grade": "medium", "start_on": "2024-01-01" },
///     { "record_id": "c", "firm": "F", "role": "manufacturer", "province": "P3", "grade": "dishonest", "start_on": "2026-01-01",
///       "rulebook": "credit/cn-2025" } ] }))?;
/// let default = credit::Rulebook::builtin("credit/cn-2020")?;
/// let view = credit::national(Some(&default), &question)?;
/// assert_eq!(view.firms_by_worst_level, [0, 1, 0, 0]);
/// assert!(view.firms[0].worst_grades.iter().map(|worst| worst.grade.as_str()).eq(["medium", "dishonest"]));
/// # Ok::<(), jicai::Error>(())
/// ```
///
/// *Source*: rules 12 to 14.
pub fn national(rulebook: Option<&Arc<Rulebook>>, question: &NationalQuestion) -> Result<NationalView, Error> {
    national_with(rulebook, question, &mut ())
}

/// [`national()`], reporting records and parameters to a sink.
///
/// # Errors
///
/// As [`national()`].
///
/// # Example
///
/// ```
/// use jicai::credit;
/// use jicai::explain::Trace;
///
/// let question = jicai::evaluate::read(serde_json::json!({ "as_of": "2026-01-01", "records": [
///     { "record_id": "C23", "firm": "F", "role": "manufacturer", "province": "山东", "rulebook": "credit/cn-2020",
///       "grade": "severe", "start_on": "2024-06-30", "cleared_on": "2026-01-01" } ] }))?;
/// let mut trace = Trace::explaining();
/// credit::national_with(None, &question, &mut trace)?;
/// let live = trace.steps().iter().find(|step| step.clause() == "credit/cn-2020#live").unwrap();
/// assert_eq!((live.subject().as_str(), live.outcome()), ("record:C23", "cleared")); // on the day of clearing it is free
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn national_with(
    rulebook: Option<&Arc<Rulebook>>,
    question: &NationalQuestion,
    sink: &mut dyn Sink,
) -> Result<NationalView, Error> {
    national::national(rulebook, question, sink)
}

/// Whether a firm may list, bid for or deliver a product in a province on a day, and why not.
///
/// `rulebook` is the version of records that name none, and says what a missing commitment limits. For many questions about the same
/// records prepare a [`SupplierIndex`].
///
/// # Errors
///
/// `invalid_input` with the field, `limit_exceeded` for more than [`MAX_RECORDS`] records or [`MAX_ENTRIES`] bars.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, ActionStatus};
///
/// // A province suspended one product of a firm for three years.
/// let mut question: credit::SupplierQuestion = jicai::evaluate::read(serde_json::json!({ "firm": "F", "role": "manufacturer",
///     "product": "p", "province": "山东", "on": "2024-08-19", "records": [ { "record_id": "C02", "province": "山东",
///     "rulebook": "credit/cn-2020", "grade": "severe", "start_on": "2021-08-20", "products": ["p"], "measures": [
///     { "measure": "suspend_listing", "scope": "involved_products", "area": "grading_province", "last_day": "2024-08-19" } ] } ] }))?;
/// assert_eq!(credit::supplier_status(None, &question)?.listing.status, ActionStatus::Suspended);
/// question.on = "2024-08-20".parse()?;
/// assert_eq!(credit::supplier_status(None, &question)?.listing.status, ActionStatus::Allowed);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: rules 13 and 14, clauses `#live` and `#commitment_missing`, and the seven rules of the function.
pub fn supplier_status(rulebook: Option<&Arc<Rulebook>>, question: &SupplierQuestion) -> Result<SupplierStatus, Error> {
    supplier_status_with(rulebook, question, &mut ())
}

/// [`supplier_status()`], reporting reasons and parameters to a sink.
///
/// # Errors
///
/// As [`supplier_status()`].
///
/// # Example
///
/// ```
/// use jicai::credit;
/// use jicai::explain::Trace;
///
/// // No grade, but no commitment either: what that limits is said by the version in use.
/// let question = jicai::evaluate::read(serde_json::json!({ "firm": "F", "role": "manufacturer", "product": "p", "province": "P",
///     "on": "2026-06-01", "records": [], "commitment": "missing" }))?;
/// let version = credit::Rulebook::builtin("credit/cn-2025")?;
/// let mut trace = Trace::explaining();
/// credit::supplier_status_with(Some(&version), &question, &mut trace)?;
/// assert!(trace.steps().iter().any(|step| step.clause() == "credit/cn-2025#commitment_missing"));
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn supplier_status_with(
    rulebook: Option<&Arc<Rulebook>>,
    question: &SupplierQuestion,
    sink: &mut dyn Sink,
) -> Result<SupplierStatus, Error> {
    status::supplier_status(rulebook, question, sink)
}

/// Whether a firm is barred from national procurement on a day, and from when it is free.
///
/// # Errors
///
/// `invalid_input` with the field; `rule_gap` where the months are not published; `limit_exceeded` for more than [`MAX_ENTRIES`].
///
/// # Example
///
/// ```
/// use jicai::credit::{self, BarEntry, BarQuestion, BarRulebook};
///
/// let notice = BarRulebook::builtin(BarRulebook::BUILTIN)?;
/// let entry = BarEntry {
///     entry_id: "e1".parse()?,
///     first_day: "2024-08-21".parse()?,
///     last_day: None,
///     cooperated: Some(true),
///     firm: None,
/// };
/// let question = BarQuestion { firm: "F".parse()?, on: "2025-02-20".parse()?, entries: vec![entry] };
/// assert_eq!(credit::bar(&notice, &question)?.free_from.to_string(), "2025-02-21");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: rule 16, clause `credit/cn-vbp-bar#bar_months`.
pub fn bar(rulebook: &BarRulebook, question: &BarQuestion) -> Result<BarStatus, Error> {
    bar_with(rulebook, question, &mut ())
}

/// [`bar()`], reporting entries and parameters to a sink.
///
/// # Errors
///
/// As [`bar()`].
///
/// # Example
///
/// ```
/// use jicai::credit::{self, BarRulebook};
/// use jicai::explain::Trace;
///
/// let question = jicai::evaluate::read(serde_json::json!({ "firm": "F", "on": "2025-06-01", "entries": [
///     { "entry_id": "e", "first_day": "2024-08-21", "cooperated": false } ] }))?;
/// let mut trace = Trace::explaining();
/// credit::bar_with(&*BarRulebook::builtin(BarRulebook::BUILTIN)?, &question, &mut trace)?;
/// let last = trace.steps().last().unwrap();
/// assert_eq!((last.subject().as_str(), last.outcome()), ("firm:F", "barred")); // 18 months, as it did not cooperate
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn bar_with(rulebook: &BarRulebook, question: &BarQuestion, sink: &mut dyn Sink) -> Result<BarStatus, Error> {
    bar::bar(rulebook, question, sink)
}

/// Which version of the benchmark graded: by the day of the grading, or by the label of a published list.
///
/// # Errors
///
/// `rule_gap` for a day before the first version; `invalid_input` for a label that no list has.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, VersionQuestion};
///
/// let on = |day: &str| -> Result<_, Box<dyn std::error::Error>> {
///     let version = credit::default_rulebook(&VersionQuestion { graded_on: Some(day.parse()?), label: None })?;
///     Ok((version.rulebook.to_string(), version.certain))
/// };
/// assert_eq!(on("2025-06-30")?, ("credit/cn-2020".into(), true));
/// assert_eq!(on("2025-07-01")?, ("credit/cn-2025".into(), false)); // provinces change over until the end of the year
/// assert_eq!(on("2026-01-01")?, ("credit/cn-2025".into(), true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: rule 17.
pub fn default_rulebook(question: &VersionQuestion) -> Result<Version, Error> {
    default_rulebook_with(question, &mut ())
}

/// [`default_rulebook()`], reporting the answer to a sink.
///
/// # Errors
///
/// As [`default_rulebook()`].
///
/// # Example
///
/// ```
/// use jicai::credit::{self, VersionQuestion};
/// use jicai::explain::{Language, Trace};
///
/// let mut trace = Trace::explaining();
/// credit::default_rulebook_with(&VersionQuestion { graded_on: None, label: Some("特别严重".into()) }, &mut trace)?;
/// assert_eq!(trace.steps()[0].subject(), "rulebook:credit/cn-2020");
/// println!("{}", trace.steps()[0].text(Language::En));
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn default_rulebook_with(question: &VersionQuestion, sink: &mut dyn Sink) -> Result<Version, Error> {
    version::default_rulebook(question, sink)
}
