//! Rules 10 and 11: who may run which tender, and what was broken.

use serde::{Deserialize, Serialize};

use super::notes;
use super::rulebook::{Rulebook, is_on};
use super::vocabulary::{Authority, NationalAdvice, TenderKind, TenderLevel, TenderViolation};
use crate::Date;
use crate::error::Error;
use crate::explain::Sink;

/// What `volume.tender_authority` is asked.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, AuthorityQuestion, Rulebook};
///
/// // Approval on the day of the start is in time.
/// let question: AuthorityQuestion = serde_json::from_str(
///     r#"{ "level": "prefecture_city", "kind": "own_tender", "started_on": "2020-08-01", "approved_on": "2020-08-01" }"#,
/// )?;
/// assert!(volume::tender_authority(&*Rulebook::builtin("volume/hebei-2020")?, &question)?.compliant);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AuthorityQuestion {
    /// Who runs the tender.
    pub level: TenderLevel,
    /// What kind of tender.
    pub kind: TenderKind,
    /// The day of approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_on: Option<Date>,
    /// The day on which catalogue, plan and document were approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_approved_on: Option<Date>,
    /// The day of the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_on: Option<Date>,
    /// The day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_on: Option<Date>,
    /// Whether the document states the agreed volume.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_volume_stated: Option<bool>,
}

/// Whether it may.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, NationalAdvice, Rulebook};
///
/// // To join an alliance beyond the province is what the national advice encourages; Hebei still wants to approve it.
/// let answer = volume::tender_authority(&*Rulebook::builtin("volume/hebei-2020")?, &serde_json::from_str(
///     r#"{ "level": "prefecture_city", "kind": "join_extra_provincial_alliance" }"#,
/// )?)?;
/// assert_eq!((answer.approval_needed, answer.national_advice), (true, Some(NationalAdvice::Encouraged)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TenderAuthority {
    /// What the table says.
    pub authority: Authority,
    /// Whether approval is needed.
    pub approval_needed: bool,
    /// The national advice, where the rulebook has it.
    pub national_advice: Option<NationalAdvice>,
    /// What was broken.
    pub violations: Vec<TenderViolation>,
    /// Whether nothing was.
    pub compliant: bool,
}

/// The table by level and kind, the advice, and what the dates break.
pub(super) fn tender_authority(
    rulebook: &Rulebook,
    question: &AuthorityQuestion,
    sink: &mut dyn Sink,
) -> Result<TenderAuthority, Error> {
    let rows = rulebook.authority.need(sink)?;
    let row = rows.iter().find(|row| row.level == question.level && row.kind == question.kind);
    let Some(row) = row else {
        let what = format!("whether a tender `{}` may be run at level `{}`", question.kind, question.level);
        return Err(rulebook.gap(&what));
    };
    let national_advice = advice(rulebook, question, sink);
    let violations = violations(question, row.authority);
    let authority = TenderAuthority {
        authority: row.authority,
        approval_needed: row.authority == Authority::NeedsProvincialApproval,
        national_advice,
        compliant: violations.is_empty(),
        violations,
    };
    notes::authority(rulebook, question, &authority, sink);
    Ok(authority)
}

/// Rule 10: the same day is in time; where a tender is allowed only the agreed volume has to be stated.
fn violations(question: &AuthorityQuestion, authority: Authority) -> Vec<TenderViolation> {
    let late =
        |done: Option<Date>, needed: Option<Date>| done.is_some_and(|done| needed.is_none_or(|needed| needed > done));
    let needs_approval = authority != Authority::Allowed;
    let start = match authority {
        Authority::NotAllowedInPrinciple => TenderViolation::TenderNotAllowed,
        _ => TenderViolation::StartedWithoutApproval,
    };
    [
        (start, needs_approval && late(question.started_on, question.approved_on)),
        (
            TenderViolation::PublishedWithoutDocumentApproval,
            needs_approval && late(question.published_on, question.document_approved_on),
        ),
        (TenderViolation::AgreedVolumeNotStated, question.agreed_volume_stated == Some(false)),
    ]
    .into_iter()
    .filter_map(|(violation, broken)| broken.then_some(violation))
    .collect()
}

/// Rule 11: the national advice of 2020-06-21.
fn advice(rulebook: &Rulebook, question: &AuthorityQuestion, sink: &mut dyn Sink) -> Option<NationalAdvice> {
    if !is_on(&rulebook.national_advice, sink) {
        return None;
    }
    match question.kind {
        TenderKind::OwnTender if question.level != TenderLevel::Province => Some(NationalAdvice::NotAdvised),
        TenderKind::JoinExtraProvincialAlliance => Some(NationalAdvice::Encouraged),
        _ => None,
    }
}
