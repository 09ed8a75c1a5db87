//! Rules 5 and 6: who gets a place, and who is so far below the others that it gets no volume.

use super::input::Lot;
use super::parameters::{Deviation, Recompute};
use super::price::Candidate;
use super::ranking::Ranked;
use super::rulebook::Rulebook;
use super::unresolved;
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::{Exact, Rational, Root};

/// Where a ranked bid stands after rules 5 and 6.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Shortlisted,
    NotShortlisted,
    CompanyCap,
    ZeroVolume,
}

/// A ranked bid with its place.
#[derive(Clone, Copy)]
pub(super) struct Standing<'c> {
    pub(super) candidate: &'c Candidate<'c>,
    pub(super) rank: u32,
    pub(super) place: Place,
}

/// The ranking after rules 5 and 6.
pub(super) struct Shortlist<'c> {
    pub(super) standings: Vec<Standing<'c>>,
    /// Number of places K, if there is a limit.
    pub(super) places: Option<u32>,
    /// Line L, the one tested last.
    pub(super) zero_volume_below: Option<Exact>,
    /// Prices from which the anchor is taken, where that is not the shortlist.
    pub(super) anchor_basis: Option<Prices>,
}

/// Rule 5: the number of places, then down the ranking.
///
/// Source: clauses `#shortlist`, `#company_cap`.
pub(super) fn shortlist<'c>(
    rulebook: &Rulebook,
    lot: &Lot,
    bidders: u32,
    ranking: Vec<Ranked<'c>>,
    sink: &mut dyn Sink,
) -> Result<Shortlist<'c>, Error> {
    let standings: Vec<Standing<'c>> = ranking
        .into_iter()
        .map(|Ranked { candidate, rank }| Standing { candidate, rank, place: Place::NotShortlisted })
        .collect();
    let mut shortlist = Shortlist { standings, places: None, zero_volume_below: None, anchor_basis: None };
    if !shortlist.standings.is_empty() {
        shortlist.places = places(rulebook, lot, bidders, sink)?;
        shortlist.fill(rulebook, sink)?;
    }
    Ok(shortlist)
}

/// K: announced for the lot, or by the place table: the row with the largest `from` ≤ N.
fn places(rulebook: &Rulebook, lot: &Lot, bidders: u32, sink: &mut dyn Sink) -> Result<Option<u32>, Error> {
    if let Some(announced) = lot.max_shortlisted {
        return Ok(Some(announced.get()));
    }
    let Some(table) = rulebook.k_table.read(sink)? else {
        return Ok(None);
    };
    match table.0.iter().rev().find(|row| row.from.get() <= bidders) {
        Some(row) => Ok(Some(row.k.get())),
        None => {
            let message = format!("`k_table` of `{}` has no row for {bidders} bidders", rulebook.id());
            Err(Error::rule_gap(message).with_help("state the announced number of places in max_shortlisted"))
        }
    }
}

impl<'c> Shortlist<'c> {
    /// The bids with a place.
    pub(super) fn members(&self) -> impl Iterator<Item = &Standing<'c>> + Clone {
        self.standings.iter().filter(|standing| standing.place == Place::Shortlisted)
    }

    /// Walks down the tie groups while fewer than K bids are shortlisted. Zero-volume bids are passed by.
    fn fill(&mut self, rulebook: &Rulebook, sink: &mut dyn Sink) -> Result<(), Error> {
        let cap = match &rulebook.company_cap {
            cap if cap.is_gap() && !self.some_company_bids_twice() => None,
            cap => {
                cap.refuse_gap()?;
                cap.peek().map(|cap| cap.get())
            }
        };
        let mut held = Holdings::default();
        let mut taken = 0_u32;
        for group in self.standings.chunk_by_mut(|a, b| a.rank == b.rank) {
            let left = self.places.map(|places| places.saturating_sub(taken));
            for standing in group.iter_mut().filter(|standing| standing.place != Place::ZeroVolume) {
                standing.place = Place::NotShortlisted;
            }
            if left == Some(0) {
                continue;
            }
            if let Some(cap) = cap {
                pass_over(rulebook, group, cap, &held, sink)?;
            }
            let entering = || group.iter().filter(|standing| standing.place == Place::NotShortlisted);
            let wanted = u32::try_from(entering().count()).unwrap_or(u32::MAX);
            if let Some(left) = left.filter(|left| wanted > *left) {
                let to = format!("get the last {left} of {} places", self.places.unwrap_or(left));
                return Err(unresolved(rulebook, entering().map(|standing| standing.candidate), &to));
            }
            taken = taken.saturating_add(wanted);
            for standing in group.iter_mut().filter(|standing| standing.place == Place::NotShortlisted) {
                standing.place = Place::Shortlisted;
                if cap.is_some() {
                    held.add(standing.candidate.bid.company());
                }
            }
        }
        Ok(())
    }

    fn some_company_bids_twice(&self) -> bool {
        let companies = self.standings.iter().map(|standing| standing.candidate.bid.company().as_str());
        crate::distinct::first_repeated(companies).is_some()
    }

    /// One entry per ranked bid: its rank and its place.
    pub(super) fn explain(&self, rulebook: &Rulebook, sink: &mut dyn Sink) {
        for standing in &self.standings {
            let (clause, outcome) = match standing.place {
                Place::Shortlisted => ("shortlist", "shortlisted"),
                Place::NotShortlisted => ("shortlist", "not_shortlisted"),
                Place::CompanyCap => ("company_cap", "company_cap"),
                Place::ZeroVolume => ("zero_volume", "zero_volume"),
            };
            rulebook.note(sink, clause, standing.candidate.subject(), outcome, || {
                let mut facts = vec![("price", (&standing.candidate.price).into()), ("rank", standing.rank.into())];
                match (standing.place, &self.zero_volume_below, self.places) {
                    (Place::ZeroVolume, Some(line), _) => facts.push(("limit", line.into())),
                    (Place::CompanyCap, _, _) => {
                        facts.push(("company", standing.candidate.bid.company().as_str().into()));
                        facts.extend(rulebook.company_cap.peek().map(|cap| ("cap", cap.get().into())));
                    }
                    (_, _, Some(places)) => facts.push(("places", places.into())),
                    _ => {}
                }
                facts
            });
        }
    }
}

/// How many places each company has.
#[derive(Default)]
struct Holdings<'c>(Vec<(&'c Id, u32)>);

impl<'c> Holdings<'c> {
    fn of(&self, company: &Id) -> u32 {
        self.0.iter().find(|(known, _)| *known == company).map_or(0, |(_, held)| *held)
    }

    fn add(&mut self, company: &'c Id) {
        match self.0.iter_mut().find(|(known, _)| *known == company) {
            Some((_, held)) => *held = held.saturating_add(1),
            None => self.0.push((company, 1)),
        }
    }
}

/// Bids of a company that has its places already are passed over.
fn pass_over(
    rulebook: &Rulebook,
    group: &mut [Standing<'_>],
    cap: u32,
    held: &Holdings<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let companies: Vec<(&Id, bool)> =
        group.iter().map(|standing| (standing.candidate.bid.company(), standing.place == Place::ZeroVolume)).collect();
    for standing in group.iter_mut().filter(|standing| standing.place != Place::ZeroVolume) {
        let company = standing.candidate.bid.company();
        let left = cap.saturating_sub(held.of(company));
        let bids = companies.iter().filter(|(other, zero)| *other == company && !zero).count();
        if left == 0 {
            standing.place = Place::CompanyCap;
            rulebook.company_cap.touch(sink);
        } else if usize::try_from(left).is_ok_and(|left| bids > left) {
            let to = format!("get the last {left} places of company `{company}`");
            let tied = group.iter().filter(|standing| standing.candidate.bid.company() == company);
            return Err(unresolved(rulebook, tied.map(|standing| standing.candidate), &to));
        }
    }
    Ok(())
}

/// Mean, variance and lowest of some prices.
#[derive(Clone)]
pub(super) struct Prices {
    pub(super) mean: Rational,
    pub(super) lowest: Rational,
    count: usize,
    sum_of_squares: Rational,
}

impl Prices {
    /// `None` if there is no price.
    pub(super) fn of<'p>(prices: impl Iterator<Item = &'p Rational> + Clone) -> Option<Prices> {
        let lowest = prices.clone().min()?.clone();
        let count = prices.clone().count();
        let sum: Rational = prices.clone().sum();
        Some(Prices {
            mean: sum.checked_div(&Rational::from(count))?,
            lowest,
            count,
            sum_of_squares: prices.map(Rational::squared).sum(),
        })
    }

    /// s²: of the population, or of a sample; 0 for a single price.
    fn variance(&self, deviation: Deviation) -> Rational {
        let n = Rational::from(self.count);
        let squares = &self.sum_of_squares - &(&n * &self.mean.squared());
        let divisor = match deviation {
            Deviation::Population => n,
            Deviation::Sample => &n - &Rational::ONE,
        };
        squares.checked_div(&divisor).unwrap_or(Rational::ZERO)
    }

    /// m − k·s.
    pub(super) fn mean_less(&self, k: &Rational, deviation: Deviation) -> Exact {
        let square = &k.squared() * &self.variance(deviation);
        Exact::from(Root::new(self.mean.clone(), square))
    }
}

/// Rule 6: bids below L = m − z·s are selected without volume, their places are filled up again.
///
/// Source: clause `#zero_volume`.
pub(super) fn set_zero_volume_apart<'c>(
    rulebook: &Rulebook,
    mut shortlist: Shortlist<'c>,
    sink: &mut dyn Sink,
) -> Result<Shortlist<'c>, Error> {
    if shortlist.standings.is_empty() {
        return Ok(shortlist);
    }
    let Some(sigmas) = rulebook.zero_volume_sigmas.read(sink)? else {
        return Ok(shortlist);
    };
    let deviation = *rulebook.anchor_sd.need(sink)?;
    let sigmas = Rational::from(*sigmas);
    while let Some(prices) = Prices::of(shortlist.members().map(|standing| &standing.candidate.price)) {
        let line = prices.mean_less(&sigmas, deviation);
        let below = |standing: &Standing<'_>| line.cmp_rational(&standing.candidate.price).is_gt();
        let found = shortlist.members().any(below);
        for standing in &mut shortlist.standings {
            if standing.place == Place::Shortlisted && below(standing) {
                standing.place = Place::ZeroVolume;
            }
        }
        shortlist.zero_volume_below = Some(line);
        if !found {
            break;
        }
        shortlist.fill(rulebook, sink)?;
        match rulebook.zero_volume_recompute.need(sink)? {
            Recompute::None => {
                shortlist.anchor_basis = Some(prices);
                break;
            }
            Recompute::Once => break,
            Recompute::UntilStable => {}
        }
    }
    Ok(shortlist)
}
