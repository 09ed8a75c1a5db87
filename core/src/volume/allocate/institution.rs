//! Rules 13 to 18, 20 and 21 for one institution.

use std::collections::HashMap;

use super::Cap;
use super::question::{AllocationInstitution, Choice, InstitutionAllocation, InstitutionPool, ProductAllocation};
use super::winner::{Setting, Winner};
use crate::Id;
use crate::error::Error;
use crate::number::Rational;
use crate::volume::number::{Figure, UnitShare};
use crate::volume::parameters::PartRoundingRule;
use crate::volume::rounding;
use crate::volume::validate::missing;
use crate::volume::vocabulary::{AllocationMethod, PartyKind, RedistributionRule, Route, Stage};

/// What an institution reported, winner by winner.
pub(super) struct Own<'q> {
    institution: &'q AllocationInstitution,
    /// Where it stands in the question.
    place: usize,
    pub(super) kind: PartyKind,
    generic: Rational,
    /// By winner, in order of product; zero where it has no report.
    reports: Vec<Rational>,
    /// Reports for products that lost.
    pub(super) unselected: Rational,
    main: Option<usize>,
}

impl<'q> Own<'q> {
    pub(super) fn of(
        institution: &'q AllocationInstitution,
        place: usize,
        winners: &[Winner<'_>],
        places: &HashMap<&Id, usize>,
    ) -> Own<'q> {
        let mut reports = vec![Rational::ZERO; winners.len()];
        let mut unselected = Rational::ZERO;
        for report in institution.brand_reports.iter().flatten() {
            let quantity = Rational::from(report.quantity);
            match places.get(&report.product).and_then(|place| reports.get_mut(*place)) {
                Some(slot) => *slot = quantity,
                None => unselected = &unselected + &quantity,
            }
        }
        let main = institution.main_supplier.as_ref().and_then(|main| places.get(main)).copied();
        let generic = institution.generic_quantity.map_or(Rational::ZERO, Rational::from);
        Own { institution, place, kind: institution.kind, generic, reports, unselected, main }
    }

    /// Whether it reported a winner at all.
    pub(super) fn is_reported(&self, winner: usize) -> bool {
        self.reports.get(winner).is_some_and(|report| report.sign().is_gt())
    }

    /// A main supplier is required where something goes to it, whatever becomes of winners without volume.
    ///
    /// # Errors
    ///
    /// `invalid_input` at the institution's `main_supplier`.
    pub(super) fn require_main(&self, share: UnitShare) -> Result<(), Error> {
        let goes_there = share > UnitShare::ZERO && (self.generic.sign().is_gt() || self.unselected.sign().is_gt());
        if goes_there && self.main.is_none() { Err(self.without_main()) } else { Ok(()) }
    }

    fn without_main(&self) -> Error {
        missing(format!("/input/institutions/{}/main_supplier", self.place))
    }

    /// What a winner keeps here, before any cap.
    pub(super) fn own(&self, place: usize, winner: &Winner<'_>) -> Rational {
        match (self.reports.get(place), &winner.own_share) {
            (Some(report), Some(share)) => share * report,
            _ => Rational::ZERO,
        }
    }
}

/// What is agreed of reports that are no winner's own.
pub(super) struct Terms {
    pub(super) share: Rational,
    pub(super) unselected_released: Rational,
    /// Reports for winners without volume go to the main supplier.
    pub(super) no_volume_to_main: bool,
}

/// What an institution's reports become, before rounding. `None` where a released share is not published.
pub(super) struct Parts<'q> {
    own: Own<'q>,
    kept: Vec<Rational>,
    released: Vec<Option<Rational>>,
    redistributed: Vec<Rational>,
    pool: Option<PoolParts>,
}

struct PoolParts {
    generic: Rational,
    winners: Rational,
    unselected: Rational,
    cap: Rational,
}

impl PoolParts {
    const EMPTY: PoolParts =
        PoolParts { generic: Rational::ZERO, winners: Rational::ZERO, unselected: Rational::ZERO, cap: Rational::ZERO };

    fn total(&self) -> Rational {
        &(&(&self.generic + &self.winners) + &self.unselected) + &self.cap
    }
}

/// Own parts, pool, redistribution.
pub(super) fn allocate<'q>(
    setting: &Setting<'_>,
    winners: &[Winner<'_>],
    (own, terms): (Own<'q>, &Terms),
    caps: &[Option<Cap>],
) -> Result<Parts<'q>, Error> {
    let mut parts = match setting.method {
        AllocationMethod::RankSplit => return Ok(rank_split(winners, own)),
        AllocationMethod::MainSupplier | AllocationMethod::Brand => return to_main_supplier(winners, own, terms),
        AllocationMethod::Ladder => ladder(winners, own, terms, caps),
    };
    if setting.stage == Stage::Full {
        redistribute(setting, winners, &mut parts)?;
    }
    Ok(parts)
}

fn nothing(winners: &[Winner<'_>]) -> Vec<Rational> {
    vec![Rational::ZERO; winners.len()]
}

/// Rule 19: each winner's share of the generic report.
fn rank_split<'q>(winners: &[Winner<'_>], own: Own<'q>) -> Parts<'q> {
    let share = |winner: &Winner<'_>| winner.own_share.clone().unwrap_or(Rational::ZERO);
    Parts {
        kept: winners.iter().map(|winner| &share(winner) * &own.generic).collect(),
        released: winners.iter().map(|_| Some(Rational::ZERO)).collect(),
        redistributed: nothing(winners),
        pool: Some(PoolParts::EMPTY),
        own,
    }
}

/// Rules 13 and 14: the share of generic reports, and of those for products that lost, goes to the main supplier of the province.
///
/// Source: clauses `#main_supplier` and `#brand`.
fn to_main_supplier<'q>(winners: &[Winner<'_>], own: Own<'q>, terms: &Terms) -> Result<Parts<'q>, Error> {
    let without_volume: Rational = winners
        .iter()
        .zip(&own.reports)
        .filter(|(winner, _)| winner.route == Route::NoVolume && terms.no_volume_to_main)
        .map(|(_, report)| report.clone())
        .sum();
    let pool = PoolParts {
        generic: &terms.share * &own.generic,
        unselected: &terms.share * &(&own.unselected + &without_volume),
        ..PoolParts::EMPTY
    };
    let total = pool.total();
    let mut redistributed = nothing(winners);
    match own.main.and_then(|main| redistributed.get_mut(main)) {
        Some(main) => *main = total,
        None if total.sign().is_gt() => {
            return Err(own.without_main());
        }
        None => {}
    }
    Ok(Parts {
        kept: winners.iter().enumerate().map(|(place, winner)| own.own(place, winner)).collect(),
        released: winners.iter().map(|_| Some(Rational::ZERO)).collect(),
        redistributed,
        pool: Some(pool),
        own,
    })
}

/// Rules 15 to 18: own parts, and the pool of what is released, unselected or cut by promised supply.
fn ladder<'q>(winners: &[Winner<'_>], own: Own<'q>, terms: &Terms, caps: &[Option<Cap>]) -> Parts<'q> {
    let mut pool = PoolParts { unselected: &terms.unselected_released * &own.unselected, ..PoolParts::EMPTY };
    let mut kept = Vec::with_capacity(winners.len());
    let mut released = Vec::with_capacity(winners.len());
    let mut is_known = true;
    for (place, (winner, report)) in winners.iter().zip(&own.reports).enumerate() {
        let before = own.own(place, winner);
        let after = match caps.get(place) {
            Some(Some(cap)) => {
                let part = match own.kind {
                    PartyKind::Medical => &cap.medical,
                    PartyKind::Pharmacy => &cap.pharmacy,
                };
                &before * part
            }
            _ => before.clone(),
        };
        pool.cap = &pool.cap + &(&before - &after);
        kept.push(after);
        let given_up = match &winner.released_share {
            Some(share) => Some(share * report),
            None if report.sign().is_eq() => Some(Rational::ZERO),
            None => None,
        };
        match &given_up {
            Some(given_up) => pool.winners = &pool.winners + given_up,
            None => is_known = false,
        }
        released.push(given_up);
    }
    Parts { kept, released, redistributed: nothing(winners), pool: is_known.then_some(pool), own }
}

/// Rule 18: each part of the redistribution is its fraction of the institution's pool.
fn redistribute(setting: &Setting<'_>, winners: &[Winner<'_>], parts: &mut Parts<'_>) -> Result<(), Error> {
    let Some(total) = parts.pool.as_ref().map(PoolParts::total) else { return Ok(()) };
    for (number, part) in (1_u32..).zip(setting.parts()) {
        let amount = &Rational::from(part.fraction) * &total;
        match part.to {
            RedistributionRule::LowestReported => lowest_reported(winners, parts, &amount),
            RedistributionRule::Choice => choice(winners, parts, number, &amount)?,
        }
    }
    Ok(())
}

/// Equally to the cheapest regular winners that are reported here; if there is none, it stays undistributed.
fn lowest_reported(winners: &[Winner<'_>], parts: &mut Parts<'_>, amount: &Rational) {
    let price = |(place, winner): (usize, &Winner<'_>)| {
        let counts = winner.route == Route::Regular && parts.own.is_reported(place);
        if counts { winner.price.clone() } else { None }
    };
    let Some(lowest) = winners.iter().enumerate().filter_map(price).min() else { return };
    let takers: Vec<usize> = winners
        .iter()
        .enumerate()
        .filter(|known| price(*known).is_some_and(|price| price == lowest))
        .map(|(place, _)| place)
        .collect();
    let Some(each) = amount.checked_div(&Rational::from(takers.len())) else { return };
    for place in takers {
        if let Some(slot) = parts.redistributed.get_mut(place) {
            *slot = &*slot + &each;
        }
    }
}

/// As the institution decides; what it does not decide stays undistributed.
fn choice(winners: &[Winner<'_>], parts: &mut Parts<'_>, number: u32, amount: &Rational) -> Result<(), Error> {
    let chosen: Vec<&Choice> =
        parts.own.institution.choices.iter().flatten().filter(|choice| choice.part.get() == number).collect();
    let sum: Rational = chosen.iter().map(|choice| Rational::from(choice.quantity)).sum();
    if sum > *amount {
        let message = format!(
            "choices for part {number} must not exceed it, {}, got `{}`",
            Figure::from(amount),
            Figure::from(sum)
        );
        return Err(Error::invalid_input(format!("/input/institutions/{}/choices", parts.own.place), message));
    }
    for choice in chosen {
        let place = winners.binary_search_by(|winner| winner.product.cmp(&choice.product));
        if let Some(slot) = place.ok().and_then(|place| parts.redistributed.get_mut(place)) {
            *slot = &*slot + &Rational::from(choice.quantity);
        }
    }
    Ok(())
}

/// Rules 20 and 21: rounded per institution, and the identity. Also gives, by winner, what was reported and what is agreed.
pub(super) fn written(
    winners: &[Winner<'_>],
    parts: Parts<'_>,
    rule: PartRoundingRule,
) -> (InstitutionAllocation, Vec<(Rational, Rational)>) {
    let Parts { own, kept, released, redistributed, pool } = parts;
    let exact: Vec<Rational> = kept.iter().zip(&redistributed).map(|(own, more)| own + more).collect();
    let exact_total: Rational = exact.iter().sum();
    let agreed = rounding::round(exact, rule);
    let agreed_total: Rational = agreed.iter().sum();
    let reported = &(&own.generic + &own.unselected) + &own.reports.iter().sum::<Rational>();
    let distributed: Rational = redistributed.iter().sum();
    let written = pool.map(|pool| {
        let total = pool.total();
        let undistributed = &total - &distributed;
        let outside = &(&reported - &exact_total) - &undistributed;
        let pool = InstitutionPool {
            from_generic: pool.generic.into(),
            from_winners: pool.winners.into(),
            from_unselected: pool.unselected.into(),
            from_cap: pool.cap.into(),
            total: total.into(),
            distributed: distributed.clone().into(),
            undistributed: undistributed.into(),
        };
        (pool, outside)
    });
    let (pool, outside) = written.unzip();
    let mut allocations = Vec::with_capacity(winners.len());
    let mut totals = Vec::with_capacity(winners.len());
    let columns = own.reports.into_iter().zip(kept).zip(released).zip(redistributed).zip(agreed);
    for (winner, ((((reported, kept), released), redistributed), agreed)) in winners.iter().zip(columns) {
        totals.push((reported.clone(), agreed.clone()));
        allocations.push(ProductAllocation {
            product: winner.product.clone(),
            reported: reported.into(),
            own_share: winner.own_share.as_ref().map(Figure::from),
            split_share: winner.split_share.as_ref().map(Figure::from),
            own: kept.into(),
            released: released.map(Figure::from),
            redistributed: redistributed.into(),
            agreed: agreed.into(),
        });
    }
    let allocation = InstitutionAllocation {
        institution: own.institution.institution.clone(),
        reported: reported.into(),
        rounding_difference: (&agreed_total - &exact_total).into(),
        agreed_total: agreed_total.into(),
        outside_agreement: outside.map(Figure::from),
        pool,
        allocations,
    };
    (allocation, totals)
}
