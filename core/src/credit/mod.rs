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
pub fn grade_with(rulebook: &Rulebook, question: &GradeQuestion, sink: &mut dyn Sink) -> Result<Grading, Error> {
    grade::grade(rulebook, question, sink)
}

/// The same cases under two versions of the benchmark.
///
/// # Errors
///
/// As [`grade()`]; `unknown_rulebook` or `invalid_rulebook` at `/input/other_rulebook`; a cited clause is `invalid_input`.
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
/// *Source*: rule 15, clause `#repair`.
pub fn repair(rulebook: &Rulebook, question: &RepairQuestion) -> Result<Correction, Error> {
    repair_with(rulebook, question, &mut ())
}

/// [`repair()`], reporting steps and parameters to a sink.
///
/// # Errors
///
/// As [`repair()`].
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
/// *Source*: rules 12 to 14.
pub fn national(rulebook: Option<&Arc<Rulebook>>, question: &NationalQuestion) -> Result<NationalView, Error> {
    national_with(rulebook, question, &mut ())
}

/// [`national()`], reporting records and parameters to a sink.
///
/// # Errors
///
/// As [`national()`].
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
/// *Source*: rules 13 and 14, clauses `#live` and `#commitment_missing`, and the seven rules of the function.
pub fn supplier_status(rulebook: Option<&Arc<Rulebook>>, question: &SupplierQuestion) -> Result<SupplierStatus, Error> {
    supplier_status_with(rulebook, question, &mut ())
}

/// [`supplier_status()`], reporting reasons and parameters to a sink.
///
/// # Errors
///
/// As [`supplier_status()`].
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
pub fn bar_with(rulebook: &BarRulebook, question: &BarQuestion, sink: &mut dyn Sink) -> Result<BarStatus, Error> {
    bar::bar(rulebook, question, sink)
}

/// Which version of the benchmark graded: by the day of the grading, or by the label of a published list.
///
/// # Errors
///
/// `rule_gap` for a day before the first version; `invalid_input` for a label that no list has.
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
pub fn default_rulebook_with(question: &VersionQuestion, sink: &mut dyn Sink) -> Result<Version, Error> {
    version::default_rulebook(question, sink)
}
