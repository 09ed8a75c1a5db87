//! Rules 3 and 4: which facts count.

use super::held::Held;
use super::question::{Case, Fact};
use super::rulebook::{Reach, Rulebook};
use super::vocabulary::{CaseStatus, DropReason, LadderName, LookbackBasis, Matter, Side, Target};
use crate::calendar;
use crate::{Date, Id};

/// Who grades whom, and when.
#[derive(Clone, Copy)]
pub(super) struct Asked<'q> {
    pub(super) firm: &'q Id,
    pub(super) province: &'q Id,
    pub(super) graded_on: Date,
}

/// Where a case stands in the look-back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Window {
    /// It counts.
    In,
    /// How far back cases count is not published, and this one is older than what is known.
    Open,
    /// It is too old.
    Out,
}

/// Rule 4: the anniversary still counts.
///
/// Source: clause `#lookback`.
pub(super) fn window(rulebook: &Rulebook, case: &Case, graded_on: Date) -> Window {
    let counted_from = match rulebook.lookback.basis {
        LookbackBasis::EffectiveOn => case.effective_on,
        LookbackBasis::ConductUntil => case.conduct_until.unwrap_or(case.effective_on),
    };
    let is_within = |years: u32| {
        calendar::plus_months(counted_from, years.saturating_mul(12)).is_none_or(|anniversary| graded_on <= anniversary)
    };
    match rulebook.lookback.reach {
        Reach::Years(years) if is_within(years) => Window::In,
        Reach::Years(_) => Window::Out,
        Reach::NotBelow(years) if is_within(years) => Window::In,
        Reach::NotBelow(_) | Reach::Unset => Window::Open,
    }
}

/// Rule 3: the first reason that applies; `None` for a fact that counts.
///
/// Source: clause `#dropped`.
pub(super) fn reason(
    rulebook: &Rulebook,
    asked: Asked<'_>,
    case: &Case,
    window: Window,
    fact: &Fact,
    held: &Held,
) -> Option<DropReason> {
    if fact.firm.as_ref().is_some_and(|firm| firm != asked.firm) {
        return Some(DropReason::OtherFirm);
    }
    let elsewhere = fact.province.as_ref().is_some_and(|province| province != asked.province);
    if elsewhere && rulebook.own_province_only.value {
        return Some(DropReason::OtherProvince);
    }
    if case.status == CaseStatus::Revoked {
        return Some(DropReason::Revoked);
    }
    if case.effective_on > asked.graded_on {
        return Some(DropReason::NotYetEffective);
    }
    let Some(admitted) = rulebook.evidence.iter().find(|entry| entry.matter == fact.matter) else {
        return Some(DropReason::MatterNotListed);
    };
    if !admitted.evidence.contains(&case.evidence) {
        return Some(DropReason::EvidenceNotAdmitted);
    }
    if window == Window::Out {
        return Some(DropReason::OutsideWindow);
    }
    not_covered(rulebook, fact.matter, held)
}

/// The last reason of rule 3: what the matter itself does not cover. A cited clause was covered by whoever cited it.
fn not_covered(rulebook: &Rulebook, matter: Matter, held: &Held) -> Option<DropReason> {
    match held {
        Held::Bribery { target, .. } => {
            let by_security = is_of_security(*target) && !rulebook.ladder(LadderName::BriberySecurity).is_empty();
            (!rulebook.knows_target(*target) && !by_security).then_some(DropReason::TargetNotCovered)
        }
        Held::Tax { side: Side::Issued, .. } => Some(DropReason::SideNotCovered),
        Held::AbnormalPrice { explained: true, .. } if matter == Matter::AbnormalPrice => Some(DropReason::Explained),
        _ => None,
    }
}

/// The targets of the ladder `bribery_security`.
pub(super) fn is_of_security(target: Target) -> bool {
    matches!(target, Target::ProcurementBody | Target::SecurityDepartment)
}
