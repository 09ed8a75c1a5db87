//! Rule 30: is everything disclosed that must be, do two platforms say the same, do the parts of a bulletin add up?

mod platforms;
mod records;
mod totals;

use serde::{Deserialize, Serialize};

pub use platforms::{Differing, PlatformMatch, PlatformRow, Platforms};
pub use records::{DisclosedRecord, Lateness, PublishedItem, RecordCheck};
pub use totals::{PartShare, PartValue, TotalCheck, TotalOfParts};

use super::number::Figure;
use super::parameters::RequiredItem;
use super::rulebook::Rulebook;
use super::time::Day;
use super::validate;
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::sorting::Sorting;

/// What `execution.disclosure` is asked.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, DisclosureQuestion, Rulebook};
///
/// // A checklist by its name in the document: of the exchange's twelve duties one is disclosed.
/// let question: DisclosureQuestion = serde_json::from_str(
///     r#"{ "as_of": "2025-01-01", "checklist": "duties", "records": [ { "record": "centre", "published": [ { "item": "platform" } ] } ] }"#,
/// )?;
/// let answer = execution::disclosure(&*Rulebook::builtin("execution/chongqing-exchange")?, &question)?;
/// assert_eq!(answer.completeness.unwrap().unwrap().to_string(), "0.083333");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DisclosureQuestion {
    /// The end of this day is the moment of the question.
    pub as_of: Day,
    /// What was published where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<Vec<DisclosedRecord>>,
    /// The name of the document's list of what must be published; or `required`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checklist: Option<Id>,
    /// What must be published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Vec<RequiredItem>>,
    /// The same things on two platforms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platforms: Option<Platforms>,
    /// Totals and their parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub totals: Option<Vec<TotalOfParts>>,
}

/// What is disclosed, and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Disclosure {
    /// By record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records: Option<Vec<RecordCheck>>,
    /// Published over required, over all records; null where nothing is required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completeness: Option<Option<Figure>>,
    /// Published and not expired over required, over all records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid: Option<Option<Figure>>,
    /// How far the platforms agree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platforms: Option<PlatformMatch>,
    /// Whether totals add up, by item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub totals: Option<Vec<TotalCheck>>,
}

/// Source: clauses `#disclosure`, `#reconcile`, `#totals`, rule 30.
pub(super) fn disclosure(
    rulebook: &Rulebook,
    question: &DisclosureQuestion,
    sink: &mut dyn Sink,
) -> Result<Disclosure, Error> {
    check(question)?;
    let platforms = question.platforms.as_ref().map(platforms::check).transpose()?;
    let mut disclosure = Disclosure::default();
    if let Some(records) = &question.records {
        let required = match (&question.checklist, &question.required) {
            (Some(name), _) => checklist(rulebook, name, sink)?,
            (None, required) => required.as_deref().unwrap_or_default(),
        };
        validate::pairs("/input/records", records.len().saturating_mul(required.len()))?;
        let (checks, totals) = records::records(rulebook, records, required, question.as_of, sink);
        disclosure.records = Some(checks);
        disclosure.completeness = Some(totals.completeness());
        disclosure.valid = Some(totals.valid());
    }
    disclosure.platforms = platforms.map(|compared| platforms::reconcile(rulebook, &compared, sink));
    disclosure.totals = question.totals.as_deref().map(|list| totals::totals(rulebook, list, sink));
    Ok(disclosure)
}

fn check(question: &DisclosureQuestion) -> Result<(), Error> {
    let DisclosureQuestion { records, checklist, required, platforms, totals, .. } = question;
    if records.is_none() && platforms.is_none() && totals.is_none() {
        return Err(Error::invalid_input("/input", "nothing was asked: no records, platforms or totals"));
    }
    match (records, checklist, required) {
        (None, Some(_), _) => return Err(validate::refused("/input/checklist", "without records")),
        (None, _, Some(_)) => return Err(validate::refused("/input/required", "without records")),
        (Some(_), Some(_), Some(_)) | (Some(_), None, None) => {
            let got = if checklist.is_some() { "both" } else { "neither" };
            let message = format!("records are held against exactly one of `checklist` and `required`, got {got}");
            return Err(Error::invalid_input("/input/checklist", message));
        }
        _ => {}
    }
    let required = required.as_deref().unwrap_or_default();
    validate::keys("/input/required", "item", required.iter().map(|item| &item.item))?;
    records::check(records.as_deref().unwrap_or_default())?;
    totals::check(totals.as_deref().unwrap_or_default())
}

/// A checklist of the document by name.
fn checklist<'r>(rulebook: &'r Rulebook, name: &Id, sink: &mut dyn Sink) -> Result<&'r [RequiredItem], Error> {
    let lists = rulebook.checklists.need(sink)?;
    lists.0.get(name.as_str()).map(Vec::as_slice).ok_or_else(|| {
        let known: Vec<String> = lists.0.keys().map(|name| format!("`{name}`")).collect();
        let shown: String = name.as_str().chars().take(60).collect();
        rulebook.gap(&format!("what a checklist `{shown}` asks for")).with_help(format!("it has {}", known.join(", ")))
    })
}

/// Items in order of their ids.
fn sorted<'i>(ids: impl Iterator<Item = &'i Id>) -> Vec<Id> {
    let mut ids: Vec<Id> = ids.cloned().collect();
    ids.order();
    ids
}
