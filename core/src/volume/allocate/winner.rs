//! Rules 15 and 19: the share of its reports that each winner keeps, and what it releases.

use std::collections::BTreeSet;

use super::question::{AllocationQuestion, AllocationWinner};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;
use crate::volume::number::{NonNegative, PartNumber, Place, Positive, UnitShare};
use crate::volume::parameters::{RedistributionPart, Rung, Rungs};
use crate::volume::rulebook::{Rulebook, need_either};
use crate::volume::vocabulary::{AllocationMethod, CutRounding, Route, RungKey, Stage, VolumeClass};

/// The method of the rulebook, with what goes with it.
pub(super) struct Setting<'r> {
    pub(super) method: AllocationMethod,
    /// Of a ladder.
    pub(super) rungs: Option<&'r Rungs>,
    pub(super) stage: Stage,
    redistribution: &'r [RedistributionPart],
}

impl<'r> Setting<'r> {
    /// # Errors
    ///
    /// `rule_gap` for a rulebook without a method, or a ladder without rungs.
    pub(super) fn of(
        rulebook: &'r Rulebook,
        question: &AllocationQuestion,
        sink: &mut dyn Sink,
    ) -> Result<Setting<'r>, Error> {
        let method = *rulebook.allocation_method.need(sink)?;
        let rungs = match method {
            AllocationMethod::Ladder => Some(rulebook.rungs.need(&mut ())?),
            _ => None,
        };
        let redistribution = rulebook.redistribution.peek().map_or(&[][..], |parts| parts.0.as_slice());
        let setting = Setting { method, rungs, stage: question.stage.unwrap_or(Stage::Full), redistribution };
        if setting.has_routes() {
            rulebook.allocation_routes.touch(sink);
        }
        if rungs.is_some() {
            rulebook.rungs.touch(sink);
        }
        Ok(setting)
    }

    /// By what a ladder goes.
    pub(super) fn key(&self) -> Option<RungKey> {
        self.rungs.map(Rungs::key)
    }

    /// Whether winners come by routes.
    pub(super) fn has_routes(&self) -> bool {
        match self.method {
            AllocationMethod::MainSupplier | AllocationMethod::RankSplit => false,
            AllocationMethod::Brand => true,
            AllocationMethod::Ladder => !matches!(self.key(), Some(RungKey::Cut | RungKey::AwardClass)),
        }
    }

    /// The parts of the redistribution.
    pub(super) fn parts(&self) -> &'r [RedistributionPart] {
        self.redistribution
    }

    /// A part, counted from 1.
    pub(super) fn part(&self, number: PartNumber) -> Option<&'r RedistributionPart> {
        let place = usize::try_from(number.get()).ok()?.checked_sub(1)?;
        self.redistribution.get(place)
    }

    /// For messages about fields of other methods.
    pub(super) fn because(&self) -> String {
        match self.key() {
            Some(key) => format!("in a ladder by `{key}`"),
            None => format!("under the method `{}`", self.method),
        }
    }
}

/// A winner with its shares; all winners come by product.
pub(super) struct Winner<'q> {
    pub(super) product: &'q Id,
    pub(super) price: Option<Rational>,
    pub(super) promised: Option<NonNegative>,
    pub(super) route: Route,
    /// `None` where nothing is kept of reports.
    pub(super) own_share: Option<Rational>,
    /// Rank split: of the agreed total.
    pub(super) split_share: Option<Rational>,
    /// `None` where it is not published.
    pub(super) released_share: Option<Rational>,
}

/// The winners by product, each with its shares.
pub(super) fn winners<'q>(
    rulebook: &Rulebook,
    setting: &Setting<'_>,
    question: &'q AllocationQuestion,
    sink: &mut dyn Sink,
) -> Result<Vec<Winner<'q>>, Error> {
    let mut known: Vec<&AllocationWinner> = question.winners.iter().collect();
    known.order_by(|a, b| a.product.cmp(&b.product));
    let base_share = match setting.method {
        AllocationMethod::RankSplit => Rational::from(*rulebook.split_base_share.need(sink)?),
        _ => question.share.map_or(Rational::ZERO, Rational::from),
    };
    let prices = Prices::of(question);
    let splits = match setting.method {
        AllocationMethod::RankSplit => rank_split(rulebook, &known, sink)?,
        _ => Vec::new(),
    };
    known
        .iter()
        .enumerate()
        .map(|(i, winner)| {
            let route = winner.route.unwrap_or(Route::Regular);
            let nothing = Some(Rational::ZERO);
            let split_share = splits.get(i).cloned();
            let (own_share, released_share) = match setting.rungs {
                Some(rungs) => {
                    let (own, released) = rung(rulebook, rungs, (question, &prices), (winner, route), sink)?;
                    (Some(own), released)
                }
                None => match (setting.method, &split_share) {
                    (AllocationMethod::RankSplit, Some(split)) => (Some(&base_share * split), nothing),
                    (AllocationMethod::Brand, _) if route == Route::NoVolume => (nothing.clone(), nothing),
                    (AllocationMethod::Brand, _) => (Some(base_share.clone()), nothing),
                    _ => (None, nothing),
                },
            };
            Ok(Winner {
                product: &winner.product,
                price: winner.price.map(Rational::from),
                promised: winner.promised,
                route,
                own_share,
                split_share,
                released_share,
            })
        })
        .collect()
}

/// Rule 15: own and released share by the key of the ladder.
///
/// Source: clause `#ladder`.
fn rung(
    rulebook: &Rulebook,
    rungs: &Rungs,
    (question, prices): (&AllocationQuestion, &Prices),
    (winner, route): (&AllocationWinner, Route),
    sink: &mut dyn Sink,
) -> Result<(Rational, Option<Rational>), Error> {
    let gap = |what: &str| rulebook.gap(&format!("{what} of `{}`", winner.product));
    let found = match rungs {
        Rungs::PriceRank { rows, routes } => {
            let class = question.volume_class.unwrap_or(VolumeClass::Ordinary);
            if !rows.iter().any(|(known, _, _)| *known == class) {
                return Err(rulebook.gap(&format!("the shares of the class `{class}`")));
            }
            if route == Route::Regular {
                let rank = prices.rank(winner);
                highest(rows.iter().filter(|(known, _, _)| *known == class).map(|(_, from, rung)| (from, rung)), rank)
            } else {
                by_route(routes, route, Some(class))
            }
        }
        Rungs::Rank { rows, routes, add_on } => match (route, winner.rank) {
            (Route::AddOn, _) => by_ceiling(add_on, winner),
            (Route::Regular, Some(rank)) => highest(rows.iter().map(|(from, rung)| (from, rung)), rank.get()),
            _ => by_route(routes, route, None),
        },
        Rungs::PriceRatio { rows, routes } => match (route, winner.price, &prices.reference) {
            (Route::Rule1, Some(price), Some(reference)) => {
                let price = Rational::from(price);
                let reaches = |limit: &Rational| price <= reference * limit;
                rows.iter().find(|(limit, _)| limit.is_none_or(|limit| reaches(&limit.into()))).map(|(_, rung)| rung)
            }
            _ => by_route(routes, route, None),
        },
        Rungs::AwardClass(rows) => {
            rows.iter().find(|(class, _)| Some(*class) == winner.award_class).map(|(_, rung)| rung)
        }
        Rungs::Cut { from, to, own, released, slope } => {
            let cut = cut(rulebook, question, winner, sink)?;
            let from = Rational::from(*from);
            if cut < from {
                return Err(gap("the shares for the price cut"));
            }
            let moved = &Rational::from(*slope) * &(&cut.min(Rational::from(*to)) - &from);
            let (own, released) = (Rational::from(*own), Rational::from(*released));
            return Ok((&own + &moved, Some(&released - &moved)));
        }
    };
    let Some(rung) = found else { return Err(gap("the shares")) };
    Ok((rung.own.into(), rung.released.map(Rational::from)))
}

/// The row with the highest first rank that a rank reaches: the last row holds for all above.
fn highest<'r>(rows: impl Iterator<Item = (&'r Place, &'r Rung)>, rank: u32) -> Option<&'r Rung> {
    rows.filter(|(from, _)| from.get() <= rank).max_by_key(|(from, _)| **from).map(|(_, rung)| rung)
}

fn by_route(routes: &[(Route, Option<VolumeClass>, Rung)], route: Route, class: Option<VolumeClass>) -> Option<&Rung> {
    let fits = |row: &&(Route, Option<VolumeClass>, Rung)| row.0 == route && (row.1.is_none() || row.1 == class);
    routes.iter().find(fits).map(|(_, _, rung)| rung)
}

/// What the winners' prices say together.
struct Prices {
    /// Of the regular winners, each once, lowest first.
    regular: Vec<Positive>,
    /// The reference price: as given, else the lowest of rule 1.
    reference: Option<Rational>,
}

impl Prices {
    fn of(question: &AllocationQuestion) -> Prices {
        let is_regular = |winner: &&AllocationWinner| winner.route.unwrap_or(Route::Regular) == Route::Regular;
        let regular: BTreeSet<Positive> =
            question.winners.iter().filter(is_regular).filter_map(|winner| winner.price).collect();
        let rule_1 = question.winners.iter().filter(|winner| winner.route == Some(Route::Rule1));
        let lowest = || rule_1.filter_map(|winner| winner.price).min();
        Prices {
            regular: regular.into_iter().collect(),
            reference: question.reference_price.or_else(lowest).map(Rational::from),
        }
    }

    /// Distinct prices, lowest first, are ranks 1, 2, …; equal prices share one.
    fn rank(&self, winner: &AllocationWinner) -> u32 {
        let below = self.regular.partition_point(|price| Some(*price) < winner.price);
        u32::try_from(below).unwrap_or(u32::MAX).saturating_add(1)
    }
}

/// The first row whose part of the ceiling the price does not exceed.
fn by_ceiling<'r>(add_on: &'r [(UnitShare, Rung)], winner: &AllocationWinner) -> Option<&'r Rung> {
    let (price, ceiling) = (Rational::from(winner.price?), Rational::from(winner.ceiling?));
    add_on.iter().find(|(limit, _)| price <= &Rational::from(*limit) * &ceiling).map(|(_, rung)| rung)
}

/// The price cut; between whole points it counts as the rulebook or the caller says.
fn cut(
    rulebook: &Rulebook,
    question: &AllocationQuestion,
    winner: &AllocationWinner,
    sink: &mut dyn Sink,
) -> Result<Rational, Error> {
    let cut = match (winner.cut, winner.price, winner.ceiling) {
        (Some(cut), _, _) => Rational::from(cut),
        (None, Some(price), Some(ceiling)) => {
            let left = Rational::from(price).checked_div(&ceiling.into()).unwrap_or(Rational::ONE);
            &Rational::ONE - &left
        }
        _ => Rational::ZERO,
    };
    let points = &cut * &Rational::from(100);
    if points.is_integer() {
        return Ok(cut);
    }
    let hundredth = |points: Rational| points.checked_div(&Rational::from(100)).unwrap_or(Rational::ZERO);
    let half = Rational::fraction(1, 2).unwrap_or(Rational::ZERO);
    Ok(match need_either(&rulebook.cut_rounding, question.cut_rounding.as_ref(), sink)? {
        CutRounding::Continuous => cut,
        CutRounding::Floor => hundredth(points.floored()),
        CutRounding::HalfUp => hundredth((&points + &half).floored()),
    })
}

/// Rule 19: in order of price or rank each takes its fraction of what is left, the last all of it. Winners come by product.
///
/// Source: clause `#rank_split`, LH-HD2020-1.
fn rank_split(rulebook: &Rulebook, winners: &[&AllocationWinner], sink: &mut dyn Sink) -> Result<Vec<Rational>, Error> {
    let mut order: Vec<(usize, &AllocationWinner)> = winners.iter().copied().enumerate().collect();
    order.order_by_key(|(_, winner)| (winner.rank, winner.price));
    let is_tied = |pair: &[(usize, &AllocationWinner)]| match pair {
        [(_, one), (_, next)] => one.rank.is_none() && one.price == next.price,
        _ => false,
    };
    if order.windows(2).any(is_tied) {
        return Err(rulebook.gap("who comes first of winners with equal prices"));
    }
    let fraction = if winners.len() > 1 { split_fraction(rulebook, winners.len(), sink)? } else { Rational::ZERO };
    let mut left = Rational::ONE;
    let mut shares = vec![Rational::ZERO; winners.len()];
    let last = order.len().saturating_sub(1);
    for (step, (place, _)) in order.into_iter().enumerate() {
        let taken = if step == last { left.clone() } else { &left * &fraction };
        left = &left - &taken;
        if let Some(share) = shares.get_mut(place) {
            *share = taken;
        }
    }
    Ok(shares)
}

/// The fraction for a number of winners.
fn split_fraction(rulebook: &Rulebook, winners: usize, sink: &mut dyn Sink) -> Result<Rational, Error> {
    let fractions = rulebook.split_fractions.need(sink)?;
    let reaches = |from: Place| usize::try_from(from.get()).is_ok_and(|from| from <= winners);
    let row = fractions.iter().filter(|row| reaches(row.winners_from)).max_by_key(|row| row.winners_from);
    match row {
        Some(row) => Ok(row.fraction.into()),
        None => Err(rulebook.gap(&format!("the fraction for {winners} winners"))),
    }
}
