//! What the functions about one firm's cases are asked: the serde types are the JSON contract.

use serde::{Deserialize, Serialize};

use super::amount::StatedAmount;
use super::choice::RulebookChoice;
use super::vocabulary::{CaseStatus, CorrectionStep, Evidence, Kind, Matter, Role, Side, Target};
use crate::error::Error;
use crate::{Date, Id, json};

/// What `credit.grade` is asked: the cases of a firm in a province.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, GradeQuestion};
///
/// // A firm without a case has the grade none: nothing is held against it.
/// let question = GradeQuestion { firm: "F".parse()?, province: "浙江".parse()?, graded_on: "2026-01-05".parse()?, cases: vec![] };
/// let grading = credit::grade(&*credit::Rulebook::builtin("credit/cn-2025")?, &question)?;
/// assert_eq!(grading.grade.unwrap().as_str(), "none");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GradeQuestion {
    /// The firm graded: one legal person.
    pub firm: Id,
    /// The grading province.
    pub province: Id,
    /// The day of the grading, 1900 to 2999 like every date of this area.
    pub graded_on: Date,
    /// The cases, at most 10,000; none gives the grade none.
    pub cases: Vec<Case>,
}

impl GradeQuestion {
    /// Reads the JSON form.
    ///
    /// # Errors
    ///
    /// `invalid_json`, or `invalid_input` with the field below `/input`.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::GradeQuestion;
    ///
    /// let error = GradeQuestion::from_json(r#"{ "firm": "F", "province": "浙江", "graded_on": "5.1.2026", "cases": [] }"#).unwrap_err();
    /// assert_eq!(error.path(), "/input/graded_on");
    /// ```
    pub fn from_json(text: &str) -> Result<GradeQuestion, Error> {
        json::decode(&json::parse(text.as_bytes())?).map_err(|error| error.under("/input"))
    }
}

/// What `credit.compare` is asked: the same cases, graded under a second version.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, CompareQuestion, LevelChange, RulebookChoice};
///
/// let question = CompareQuestion {
///     firm: "F".parse()?,
///     province: "浙江".parse()?,
///     graded_on: "2026-01-05".parse()?,
///     cases: vec![],
///     other_rulebook: RulebookChoice::builtin("credit/cn-2025"),
/// };
/// let comparison = credit::compare(&*credit::Rulebook::builtin("credit/cn-2020")?, &question)?;
/// assert_eq!(comparison.level_change, LevelChange::Same); // none under both
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompareQuestion {
    /// The firm graded: one legal person.
    pub firm: Id,
    /// The grading province.
    pub province: Id,
    /// The day of the grading.
    pub graded_on: Date,
    /// The cases, at most 10,000, without `cited_clause`: clause numbers belong to one version.
    pub cases: Vec<Case>,
    /// The second version.
    pub other_rulebook: RulebookChoice,
}

fn in_force() -> CaseStatus {
    CaseStatus::InForce
}

/// One judgment, penalty decision, audit hand-over or record.
///
/// # Example
///
/// ```
/// use jicai::credit::{Case, CaseStatus};
///
/// let case: Case = jicai::evaluate::read(serde_json::json!({ "case_id": "C1", "evidence": "penalty", "effective_on": "2021-05-06",
///     "facts": [ { "matter": "tax", "side": "received", "amount": "120000" } ] }))?;
/// assert_eq!(case.status, CaseStatus::InForce); // unless it says that it was revoked
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Identifier, unique in the question.
    pub case_id: Id,
    /// What proves it.
    pub evidence: Evidence,
    /// The day on which judgment, penalty or record came into force.
    pub effective_on: Date,
    /// The last day of the conduct; required where the rulebook's look-back counts from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conduct_until: Option<Date>,
    /// Whether it still stands.
    #[serde(default = "in_force")]
    pub status: CaseStatus,
    /// What it establishes, 1 to 10,000 facts.
    pub facts: Vec<Fact>,
}

/// One fact of a case. Which fields it has depends on its matter; one that does not belong to it is refused.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, GradeQuestion};
///
/// // Who was bribed belongs to bribery; beside false invoices it is refused.
/// let question = GradeQuestion::from_json(r#"{ "firm": "F", "province": "浙江", "graded_on": "2021-09-18", "cases": [ {
///     "case_id": "C1", "evidence": "penalty", "effective_on": "2021-05-06",
///     "facts": [ { "matter": "tax", "side": "received", "amount": "120000", "target": "public_institution" } ] } ] }"#)?;
/// let error = credit::grade(&*credit::Rulebook::builtin("credit/cn-2020")?, &question).unwrap_err();
/// assert_eq!(error.path(), "/input/cases/0/facts/0/target");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What was done.
    pub matter: Matter,
    /// The firm held responsible; the firm graded where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub firm: Option<Id>,
    /// The province of the conduct; the grading province where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<Id>,
    /// Involved products (涉案产品).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<Id>,
    /// The clause that the province's decision names, `<rank>.<number>`; then only the four fields above stand beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cited_clause: Option<String>,
    /// Bribery: who was bribed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// Bribery, tax: the sum held against this firm, yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<StatedAmount>,
    /// Bribery: the amount is one single bribe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_payment: Option<bool>,
    /// Bribery: the largest single bribe of the amount, yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub largest_single: Option<StatedAmount>,
    /// Tax: on which side of the invoices the firm was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Monopoly, price offence: the last day known of supply at the high price; none after the penalty where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high_price_until: Option<Date>,
    /// Abnormal price: whether the firm explained it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explained: Option<bool>,
    /// Abnormal price: its first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conduct_from: Option<Date>,
    /// Abnormal price: its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conduct_until: Option<Date>,
    /// Abnormal price: sales in the province meanwhile, yuan; zero is allowed; nothing is known where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sales: Option<StatedAmount>,
    /// Bid misconduct, breach: how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
}

impl Fact {
    /// A fact of a matter with nothing else said.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::{Fact, Kind, Matter};
    ///
    /// let fact = Fact { kind: Some(Kind::CollusionNationalVbp), ..Fact::new(Matter::BidMisconduct) };
    /// assert!(fact.amount.is_none() && fact.products.is_empty());
    /// ```
    pub fn new(matter: Matter) -> Fact {
        Fact {
            matter,
            firm: None,
            province: None,
            products: Vec::new(),
            cited_clause: None,
            target: None,
            amount: None,
            one_payment: None,
            largest_single: None,
            side: None,
            high_price_until: None,
            explained: None,
            conduct_from: None,
            conduct_until: None,
            sales: None,
            kind: None,
        }
    }
}

/// What `credit.measures` is asked: what a grade brings with it.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, MeasuresQuestion, Role};
///
/// // Without a first day the measures have lengths, but no days.
/// let question = MeasuresQuestion { grade: "dishonest".parse()?, role: Role::Distributor, start_on: None };
/// let answer = credit::measures(&*credit::Rulebook::builtin("credit/cn-2025")?, &question)?;
/// assert_eq!((answer.measures[0].years, answer.measures[0].last_day), (Some(1), None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MeasuresQuestion {
    /// The grade's code in the rulebook.
    pub grade: Id,
    /// The role of the firm.
    pub role: Role,
    /// The first day; without it the measures have no days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_on: Option<Date>,
}

/// What `credit.repair` is asked: whether the steps taken clear a grade.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, RepairOutcome, RepairQuestion};
///
/// // Of a distributor it is enough to name who controls it.
/// let question: RepairQuestion = jicai::evaluate::read(serde_json::json!({ "matter": "bribery", "role": "distributor",
///     "grade": "especially_severely_dishonest", "as_of": "2026-03-01", "done": ["name_controller"] }))?;
/// let correction = credit::repair(&*credit::Rulebook::builtin("credit/cn-2025")?, &question)?;
/// assert_eq!(correction.outcome, RepairOutcome::Cleared);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RepairQuestion {
    /// What the firm was graded for.
    pub matter: Matter,
    /// The grade's code in the rulebook.
    pub grade: Id,
    /// The role of the firm.
    pub role: Role,
    /// The day of the question.
    pub as_of: Date,
    /// The steps taken; twice is once.
    pub done: Vec<CorrectionStep>,
    /// The involved products; whether their selected prices apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub products: Option<Vec<CorrectedProduct>>,
    /// The grade was revoked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revoked: bool,
    /// The last day of the grade, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Date>,
}

/// An involved product of a firm that corrects.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, CorrectedProduct, CorrectionStep, RepairQuestion};
///
/// // The selected price applies to the involved product: its inflated part is out.
/// let mut question: RepairQuestion = jicai::evaluate::read(serde_json::json!({ "matter": "bribery", "grade": "dishonest",
///     "role": "manufacturer", "as_of": "2026-03-01", "done": ["stop_conduct", "compliance_report", "return_gains"] }))?;
/// question.products =
///     Some(vec![CorrectedProduct { product: "a".parse()?, selected_price_applied_on: Some("2026-03-01".parse()?) }]);
/// let correction = credit::repair(&*credit::Rulebook::builtin("credit/cn-2025")?, &question)?;
/// assert_eq!(correction.implied, [CorrectionStep::RemoveInflatedPrice]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectedProduct {
    /// The product, unique in the list.
    pub product: Id,
    /// The day from which its selected or negotiated price is applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selected_price_applied_on: Option<Date>,
}

/// What `credit.bar` is asked: whether a firm is on the violation list.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, BarQuestion, BarRulebook};
///
/// // An entry of another firm plays no part.
/// let question: BarQuestion = jicai::evaluate::read(serde_json::json!({ "firm": "F", "on": "2025-01-01", "entries": [
///     { "entry_id": "e", "firm": "G", "first_day": "2024-08-21", "last_day": "2025-08-20" } ] }))?;
/// let status = credit::bar(&*BarRulebook::builtin(BarRulebook::BUILTIN)?, &question)?;
/// assert!(!status.barred);
/// assert_eq!(status.ignored[0].as_str(), "e");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BarQuestion {
    /// The firm.
    pub firm: Id,
    /// The day.
    pub on: Date,
    /// Entries of the list, at most 10,000.
    pub entries: Vec<BarEntry>,
}

/// An entry of the violation list (违规名单).
///
/// # Example
///
/// ```
/// use jicai::credit::{self, BarEntry, BarQuestion, BarRulebook};
///
/// // A last day of its own, or the term that the notice gives: not both.
/// let entry: BarEntry = jicai::evaluate::read(serde_json::json!(
///     { "entry_id": "e", "first_day": "2024-08-21", "last_day": "2025-08-20", "cooperated": true }
/// ))?;
/// let question = BarQuestion { firm: "F".parse()?, on: "2025-01-01".parse()?, entries: vec![entry] };
/// let error = credit::bar(&*BarRulebook::builtin(BarRulebook::BUILTIN)?, &question).unwrap_err();
/// assert_eq!(error.path(), "/input/entries/0/cooperated");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BarEntry {
    /// Identifier, unique in the list.
    pub entry_id: Id,
    /// The first day.
    pub first_day: Date,
    /// The last day; exactly one of this and `cooperated`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Date>,
    /// Whether the firm cooperated: then the rulebook says how long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cooperated: Option<bool>,
    /// The firm; that of the question where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub firm: Option<Id>,
}

/// What `credit.default_rulebook` is asked: which version graded. Exactly one of the two.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, VersionQuestion};
///
/// // A published list says 特别严重失信: that is a word of the version of 2025.
/// let question = VersionQuestion { label: Some("特别严重失信".into()), ..VersionQuestion::default() };
/// let version = credit::default_rulebook(&question)?;
/// assert_eq!(version.grade.unwrap().as_str(), "especially_severely_dishonest");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VersionQuestion {
    /// The day of the grading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graded_on: Option<Date>,
    /// The label of a published list, e.g. `严重失信`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}
