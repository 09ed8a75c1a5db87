//! Rules 13 to 21: which supplier gets what at each institution.

mod check;
mod institution;
mod question;
mod winner;

use std::collections::HashMap;

use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;
use crate::volume::notes;
use crate::volume::number::{Figure, UnitShare};
use crate::volume::parameters::PartRoundingRule;
use crate::volume::rulebook::{Rulebook, either, need_either};
use crate::volume::validate;
use crate::volume::vocabulary::{AllocationMethod, NoVolumeReports, PartyKind, Route, Stage};

pub use check::MAX_CELLS;
pub use question::{
    Allocation, AllocationInstitution, AllocationQuestion, AllocationWinner, Choice, InstitutionAllocation,
    InstitutionPool, ProductAllocation, ProductTotal,
};

use institution::{Own, Terms};
use winner::{Setting, Winner};

/// By the method of the rulebook.
pub(super) fn allocate(
    rulebook: &Rulebook,
    question: &AllocationQuestion,
    sink: &mut dyn Sink,
) -> Result<Allocation, Error> {
    check::shape(question)?;
    check::capped(rulebook, question)?;
    let stated = validate::rounding(question.rounding)?;
    let setting = Setting::of(rulebook, question, sink)?;
    check::fields(rulebook, &setting, question)?;
    let given: HashMap<&Id, usize> = question.winners.iter().map(|winner| &winner.product).zip(0..).collect();
    check::institutions(&setting, question, &given)?;
    let winners = winner::winners(rulebook, &setting, question, sink)?;
    let places: HashMap<&Id, usize> = winners.iter().map(|winner| winner.product).zip(0..).collect();
    let mut institutions: Vec<(usize, &AllocationInstitution)> = question.institutions.iter().enumerate().collect();
    institutions.order_by(|(_, a), (_, b)| a.institution.cmp(&b.institution));
    let owns: Vec<Own<'_>> =
        institutions.iter().map(|(place, known)| Own::of(known, *place, &winners, &places)).collect();
    if matches!(setting.method, AllocationMethod::MainSupplier | AllocationMethod::Brand) {
        let share = question.share.unwrap_or(UnitShare::ZERO);
        owns.iter().try_for_each(|own| own.require_main(share))?;
    }
    let terms = terms(rulebook, &setting, question, (&winners, &owns), sink)?;
    let caps = supply_cap(rulebook, &winners, &owns, sink);
    redistributable(rulebook, &setting, (&winners, &owns), sink)?;
    let rounding = round_by(rulebook, stated, sink);
    let mut totals: Vec<(Rational, Rational)> = vec![(Rational::ZERO, Rational::ZERO); winners.len()];
    let mut agreed_total = Rational::ZERO;
    let mut allocated = Vec::with_capacity(owns.len());
    for own in owns {
        let parts = institution::allocate(&setting, &winners, (own, &terms), &caps)?;
        let (allocation, agreed) = institution::written(&winners, parts, rounding);
        for ((reported, total), (own_reported, own_agreed)) in totals.iter_mut().zip(agreed) {
            *reported = &*reported + &own_reported;
            *total = &*total + &own_agreed;
        }
        agreed_total = &agreed_total + allocation.agreed_total.exact();
        notes::allocation(rulebook, setting.method, &allocation, sink);
        allocated.push(allocation);
    }
    let products = winners
        .iter()
        .zip(totals)
        .map(|(winner, (reported, agreed))| {
            let promised = winner.promised.map(Rational::from);
            ProductTotal {
                product: winner.product.clone(),
                reported: reported.into(),
                over_promised: promised.as_ref().map(|promised| agreed > *promised),
                agreed: agreed.into(),
                promised: promised.map(Figure::from),
            }
        })
        .collect();
    Ok(Allocation { agreed_total: agreed_total.into(), products, institutions: allocated })
}

/// The rulebook's rounding, else the caller's.
fn round_by(rulebook: &Rulebook, stated: PartRoundingRule, sink: &mut dyn Sink) -> PartRoundingRule {
    either(&rulebook.rounding, Some(&stated), sink).unwrap_or(PartRoundingRule::NONE)
}

/// What is agreed of reports that are no winner's own, and where it goes. What is not published and needed is a gap, whoever asks.
fn terms<'r>(
    rulebook: &'r Rulebook,
    setting: &Setting<'r>,
    question: &AllocationQuestion,
    (winners, owns): (&[Winner<'_>], &[Own<'_>]),
    sink: &mut dyn Sink,
) -> Result<Terms, Error> {
    let share = question.share.map_or(Rational::ZERO, Rational::from);
    let any_unselected = owns.iter().any(|own| own.unselected.sign().is_gt());
    let mut terms = Terms { share, unselected_released: Rational::ZERO, no_volume_to_main: false };
    match setting.method {
        AllocationMethod::Ladder => {
            if any_unselected {
                let given = question.unselected_released.as_ref();
                let released: UnitShare = need_either(&rulebook.unselected_released, given, sink)?;
                terms.unselected_released = released.into();
            }
        }
        AllocationMethod::Brand => {
            let is_without = |place: usize| winners.get(place).is_some_and(|winner| winner.route == Route::NoVolume);
            let any =
                (0..winners.len()).any(|place| is_without(place) && owns.iter().any(|own| own.is_reported(place)));
            if any {
                let given = question.no_volume_reports.as_ref();
                let to = need_either(&rulebook.no_volume_reports, given, sink)?;
                terms.no_volume_to_main = to == NoVolumeReports::MainSupplier;
            }
        }
        AllocationMethod::MainSupplier | AllocationMethod::RankSplit => {}
    }
    Ok(terms)
}

/// Rule 18: a full allocation needs the redistribution, and every released share of what is reported.
fn redistributable(
    rulebook: &Rulebook,
    setting: &Setting<'_>,
    (winners, owns): (&[Winner<'_>], &[Own<'_>]),
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    if setting.method != AllocationMethod::Ladder || setting.stage == Stage::Own {
        return Ok(());
    }
    rulebook.redistribution.need(sink)?;
    let lacks = |(place, winner): &(usize, &Winner<'_>)| {
        winner.released_share.is_none() && owns.iter().any(|own| own.is_reported(*place))
    };
    match winners.iter().enumerate().find(lacks) {
        Some((_, winner)) => Err(rulebook.gap(&format!("the released share of `{}`", winner.product))),
        None => Ok(()),
    }
}

/// What promised supply leaves of the own part: of medical institutions, and of pharmacies.
struct Cap {
    medical: Rational,
    pharmacy: Rational,
}

/// Rule 17: medical institutions first, each kind in proportion; `None` for a winner whose supply is not capped.
///
/// Source: clause `#supply_cap`.
fn supply_cap(rulebook: &Rulebook, winners: &[Winner<'_>], owns: &[Own<'_>], sink: &mut dyn Sink) -> Vec<Option<Cap>> {
    if !rulebook.supply_cap.is_set() {
        return winners.iter().map(|_| None).collect();
    }
    winners
        .iter()
        .enumerate()
        .map(|(place, winner)| {
            let promised = Rational::from(winner.promised?);
            rulebook.supply_cap.touch(sink);
            let sum = |kind: PartyKind| -> Rational {
                owns.iter().filter(|own| own.kind == kind).map(|own| own.own(place, winner)).sum()
            };
            let (medical, pharmacy) = (sum(PartyKind::Medical), sum(PartyKind::Pharmacy));
            let left = (&promised - &medical).max(Rational::ZERO);
            // A sum of nothing needs no cut.
            let part = |supply: &Rational, need: &Rational| {
                supply.checked_div(need).map_or(Rational::ONE, |part| part.min(Rational::ONE))
            };
            Some(Cap { medical: part(&promised, &medical), pharmacy: part(&left, &pharmacy) })
        })
        .collect()
}
