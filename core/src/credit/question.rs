//! What the functions about one firm's cases are asked: the serde types are the JSON contract.

use serde::{Deserialize, Serialize};

use super::amount::StatedAmount;
use super::choice::RulebookChoice;
use super::vocabulary::{CaseStatus, CorrectionStep, Evidence, Kind, Matter, Role, Side, Target};
use crate::error::Error;
use crate::{Date, Id, json};

/// What `credit.grade` is asked: the cases of a firm in a province.
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
    pub fn from_json(text: &str) -> Result<GradeQuestion, Error> {
        json::decode(&json::parse(text.as_bytes())?).map_err(|error| error.under("/input"))
    }
}

/// What `credit.compare` is asked: the same cases, graded under a second version.
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
