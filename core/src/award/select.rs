//! How a lot is decided: the table of contents of a tender document.

use super::conditions::{Judged, SpreadControl, cost_statements, judge, spread_control};
use super::filter::filter;
use super::input::{Bid, Lot, Want};
use super::order::{classes, selection_order};
use super::output::{Award, BidResult, Outcome, Reason, Revival, Volume};
use super::price::{Candidate, Priced, VoidBid, price_bids};
use super::ranking::{rank, represent};
use super::revival::revive;
use super::rulebook::Rulebook;
use super::shortlist::{set_zero_volume_apart, shortlist};
use super::terms::{LotTerms, lot_terms};
use super::validate::{self, Setting};
use super::{Focus, RoundAward};
use crate::Id;
use crate::distinct::first_repeated;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::{Exact, Rational};

/// A lot and where its explanation stands: each lot of a round has a stretch of positions of its own.
#[derive(Clone, Copy)]
pub(super) struct LotAt<'a> {
    pub(super) lot: &'a Lot,
    /// Position of the lot itself; its bids follow, then its terms.
    offset: u32,
}

impl<'a> LotAt<'a> {
    pub(super) fn alone(lot: &'a Lot) -> Self {
        LotAt { lot, offset: 0 }
    }

    fn after(self, lot: &'a Lot) -> Self {
        LotAt { lot, offset: self.bid_position(self.bids()).saturating_add(1) }
    }

    fn bids(self) -> u32 {
        u32::try_from(self.lot.bids.len()).unwrap_or(u32::MAX)
    }

    /// The subject of what is decided before any bid.
    pub(super) fn first(self) -> (&'static str, Option<&'a Id>, u32) {
        ("lot", self.lot.lot.as_ref(), self.offset)
    }

    /// The subject of what is decided after all bids.
    pub(super) fn last(self) -> (&'static str, Option<&'a Id>, u32) {
        ("lot", self.lot.lot.as_ref(), self.bid_position(self.bids()))
    }

    pub(super) fn bid_position(self, index: u32) -> u32 {
        self.offset.saturating_add(1).saturating_add(index)
    }
}

/// A lot after rules 1 to 9, or 10.
pub(super) struct Decided<'c> {
    pub(super) at: LotAt<'c>,
    bidders: u32,
    places: Option<u32>,
    zero_volume_below: Option<Exact>,
    pub(super) control: Option<SpreadControl>,
    pub(super) price_ratio: Option<Rational>,
    /// Ranked bids, by rank, then id.
    pub(super) judged: Vec<Judged<'c>>,
    pub(super) related: Vec<&'c Candidate<'c>>,
    pub(super) void: &'c [VoidBid<'c>],
}

/// Rules 3 to 9 on the priced bids.
pub(super) fn decide<'c>(
    rulebook: &Rulebook,
    at: LotAt<'c>,
    priced: &'c Priced<'c>,
    focus: Option<&Focus>,
    sink: &mut impl Sink,
) -> Result<Decided<'c>, Error> {
    let mut field = represent(rulebook, priced, focus, sink)?;
    let ranking = rank(rulebook, std::mem::take(&mut field.representatives), focus, sink);
    let shortlist = shortlist(rulebook, at.lot, field.bidders, &ranking, sink)?;
    let shortlist = set_zero_volume_apart(rulebook, shortlist, sink)?;
    shortlist.explain(rulebook, sink);
    let control = spread_control(rulebook, at, &shortlist, sink)?;
    let judged = judge(rulebook, at.lot, &shortlist, control.as_ref(), focus, sink)?;
    Ok(Decided {
        at,
        bidders: field.bidders,
        places: shortlist.places,
        zero_volume_below: shortlist.zero_volume_below,
        control,
        price_ratio: None,
        judged,
        related: field.related,
        void: &priced.void,
    })
}

/// Rules 11 to 16, and the answer.
fn conclude(
    rulebook: &Rulebook,
    decided: Decided<'_>,
    provisional: bool,
    sink: &mut impl Sink,
) -> Result<Award, Error> {
    let lot = decided.at.lot;
    let mut decided = revive(rulebook, decided, sink)?;
    let judged = std::mem::take(&mut decided.judged);
    let order = selection_order(rulebook, &judged, sink)?;
    let class_wanted = lot.wants(Want::Class)
        || (lot.wants(Want::Share)
            && rulebook.share.peek().is_some_and(|rows| rows.0.iter().any(|row| row.conditions.award_class.is_some())));
    let classes = if class_wanted { classes(rulebook, &judged, decided.bidders, sink)? } else { Vec::new() };
    let LotTerms { shares, terms } = lot_terms(rulebook, decided.at, decided.bidders, &judged, &classes, sink)?;

    let statements = cost_statements(rulebook, decided.control.as_ref(), &judged, sink)?;
    let mut bids = Vec::with_capacity(lot.bids.len());
    bids.extend(judged.into_iter().zip(order).enumerate().map(|(i, (judged, selection_order))| {
        let volume = judged.reason.volume();
        let final_price = volume.map(|_| judged.final_price());
        let final_comparable_price = volume.map(|_| Exact::from(judged.final_comparable().clone()));
        let revival = judged.revival();
        let candidate = judged.candidate;
        BidResult {
            bid: candidate.bid.bid.clone(),
            company: candidate.bid.company().clone(),
            rank: Some(judged.rank),
            comparable_price: Some(Exact::from(candidate.price.clone())),
            cut: candidate.cut.clone().map(Exact::from),
            score: candidate.score.as_deref().cloned().map(Exact::from),
            shortlisted: judged.shortlisted,
            outcome: judged.reason.outcome(),
            reason: judged.reason,
            passed_by: judged.passed_by,
            volume,
            picks_regions: volume.map(|volume| volume == Volume::Full),
            selection_order,
            final_price,
            final_comparable_price,
            revival,
            cost_statement: statements.get(i).copied().flatten(),
            award_class: classes.get(i).filter(|_| lot.wants(Want::Class)).cloned().flatten(),
            agreed_share: shares.get(i).copied().flatten(),
        }
    }));
    let shortlisted = bids.iter().filter(|bid| bid.shortlisted).count();
    let selected = selected_in_order(&bids);
    let winners = u32::try_from(selected.len()).unwrap_or(u32::MAX);
    decided.related.sort_unstable_by(|a, b| a.bid.bid.cmp(&b.bid.bid));
    bids.extend(decided.related.iter().map(|candidate| related(candidate)));
    let ranked_and_related = bids.len();
    bids.extend(decided.void.iter().map(void));
    if let Some(void) = bids.get_mut(ranked_and_related..) {
        void.sort_unstable_by(|a, b| a.bid.cmp(&b.bid));
    }
    let (mean, anchor, limit) = match decided.control {
        Some(control) => (control.mean.map(Exact::from), Some(control.anchor), Some(control.limit)),
        None => (None, None, None),
    };
    Ok(Award {
        lot: lot.lot.clone(),
        bidders: decided.bidders,
        shortlist_limit: decided.places,
        shortlisted: u32::try_from(shortlisted).unwrap_or(u32::MAX),
        mean_price: mean,
        anchor_price: anchor,
        spread_limit: limit,
        zero_volume_below: decided.zero_volume_below,
        price_ratio: decided.price_ratio.map(Exact::from),
        provisional,
        failed: winners == 0,
        winners,
        selected,
        bids,
        terms,
    })
}

/// By selection order, then id; then those without order by rank, then id. `bids` come by rank, then id.
fn selected_in_order(bids: &[BidResult]) -> Vec<Id> {
    let mut selected: Vec<&BidResult> = bids.iter().filter(|bid| bid.outcome == Outcome::Selected).collect();
    selected.sort_unstable_by(|a, b| {
        let key = |bid: &BidResult| (bid.selection_order.unwrap_or(u32::MAX), bid.rank);
        key(a).cmp(&key(b)).then_with(|| a.bid.cmp(&b.bid))
    });
    selected.into_iter().map(|bid| bid.bid.clone()).collect()
}

fn related(candidate: &Candidate<'_>) -> BidResult {
    BidResult {
        comparable_price: Some(Exact::from(candidate.price.clone())),
        cut: candidate.cut.clone().map(Exact::from),
        score: candidate.score.as_deref().cloned().map(Exact::from),
        ..unranked(candidate.bid, Reason::RelatedFirm)
    }
}

fn void(void: &VoidBid<'_>) -> BidResult {
    unranked(void.bid, Reason::AboveCeiling)
}

fn unranked(bid: &Bid, reason: Reason) -> BidResult {
    BidResult {
        bid: bid.bid.clone(),
        company: bid.company().clone(),
        rank: None,
        comparable_price: None,
        cut: None,
        score: None,
        shortlisted: false,
        outcome: reason.outcome(),
        reason,
        passed_by: None,
        volume: None,
        picks_regions: None,
        selection_order: None,
        final_price: None,
        final_comparable_price: None,
        revival: bid.revival_price.map(|_| Revival::NotApplicable),
        cost_statement: None,
        award_class: None,
        agreed_share: None,
    }
}

/// Puts the explanation into output order: the lot, its bids as the answer lists them, its terms.
fn arrange(sink: &mut impl Sink, mark: usize, lots: &[LotAt<'_>], awards: &[&Award]) {
    sink.arrange(mark, || {
        let mut places = Vec::new();
        for (at, award) in lots.iter().zip(awards) {
            let output: std::collections::HashMap<&Id, u32> =
                (0..).zip(&award.bids).map(|(i, bid)| (&bid.bid, i)).collect();
            places.push(at.offset);
            places.extend(at.lot.bids.iter().map(|bid| at.bid_position(output.get(&bid.bid).copied().unwrap_or(0))));
            places.push(at.last().2);
        }
        places
    });
}

/// Decides one lot, and explains it to `sink`.
///
/// # Errors
///
/// As [`select`](super::select).
pub fn select_with(rulebook: &Rulebook, lot: &Lot, sink: &mut impl Sink) -> Result<Award, Error> {
    select_at(rulebook, lot, "/input", sink)
}

/// Decides one lot; `path` is where a request has it.
pub(super) fn select_at(rulebook: &Rulebook, lot: &Lot, path: &str, sink: &mut impl Sink) -> Result<Award, Error> {
    validate::decidable(rulebook)?;
    let mut decided = || {
        validate::lot(rulebook, lot, Setting::Alone)?;
        let at = LotAt::alone(lot);
        let mark = sink.mark();
        let priced = price_bids(rulebook, at, None, sink)?;
        let decided = decide(rulebook, at, &priced, None, sink)?;
        let award = conclude(rulebook, decided, rulebook.is_provisional(), sink)?;
        arrange(sink, mark, &[at], &[&award]);
        Ok(award)
    };
    decided().map_err(|error: Error| error.under_input(path))
}

/// Decides all lots of a round, with the batch-wide filter, and explains them to `sink`.
///
/// # Errors
///
/// As [`select_round`](super::select_round).
pub fn select_round_with(rulebook: &Rulebook, lots: &[Lot], sink: &mut impl Sink) -> Result<RoundAward, Error> {
    validate::round_decidable(rulebook)?;
    validate_round(rulebook, lots)?;
    let mark = sink.mark();
    // By id, so that the order of the input changes nothing, not even which lot's gap is the answer.
    let mut lots: Vec<(usize, &Lot)> = lots.iter().enumerate().collect();
    lots.sort_by_key(|(_, lot)| &lot.lot);
    let in_lot = |i: usize| move |error: Error| error.under_input(&format!("/input/lots/{i}"));
    let mut at = Vec::with_capacity(lots.len());
    let mut priced = Vec::with_capacity(lots.len());
    for (_, lot) in &lots {
        let next = at.last().map_or(LotAt::alone(lot), |last: &LotAt<'_>| last.after(lot));
        at.push(next);
        priced.push(price_bids(rulebook, next, None, sink));
    }
    let mut decided = Vec::with_capacity(lots.len());
    for (((i, _), at), priced) in lots.iter().zip(&at).zip(&priced) {
        let priced = priced.as_ref().map_err(|error| in_lot(*i)(error.clone()))?;
        decided.push(decide(rulebook, *at, priced, None, sink).map_err(in_lot(*i))?);
    }
    let removed = filter(rulebook, &mut decided, sink)?;
    let mut awards = Vec::with_capacity(lots.len());
    for ((i, _), decided) in lots.iter().zip(decided) {
        awards.push(conclude(rulebook, decided, false, sink).map_err(in_lot(*i))?);
    }
    arrange(sink, mark, &at, &awards.iter().collect::<Vec<_>>());
    Ok(RoundAward { lots: awards, removed })
}

fn validate_round(rulebook: &Rulebook, lots: &[Lot]) -> Result<(), Error> {
    let input = |error: Error| error.under("/input");
    validate::not_empty("/lots", lots.len()).map_err(input)?;
    validate::size("/lots", lots.len()).map_err(input)?;
    for (i, lot) in lots.iter().enumerate() {
        validate::lot(rulebook, lot, Setting::InRound).map_err(|error| error.under(&format!("/input/lots/{i}")))?;
    }
    if let Some(i) = first_repeated(lots.iter().map(|lot| lot.lot.as_ref().map_or("", Id::as_str))) {
        let id = lots.get(i).and_then(|lot| lot.lot.as_ref());
        return Err(validate::stands_twice(format!("/input/lots/{i}/lot"), id));
    }
    Ok(())
}
