//! The answer: the decided lot in the order and with the fields of the contract.

use super::input::{Bid, Want};
use super::output::{Award, BidResult, Outcome, Reason, Revival, Terms, Volume};
use super::price::{Candidate, VoidBid};
use super::state::{Decided, Judged};
use crate::Id;
use crate::number::{Exact, Ratio};
use crate::sorting::Sorting;

/// What rules 12 to 16 found, bid by bid in the order of the ranking; empty where nobody asked.
pub(super) struct Columns {
    pub(super) order: Vec<Option<u32>>,
    pub(super) classes: Vec<Option<Id>>,
    pub(super) shares: Vec<Option<Ratio>>,
    pub(super) statements: Vec<Option<bool>>,
}

/// Ranked bids by rank, then id; related-firm bids by id; void bids by id.
pub(super) fn award(
    mut decided: Decided<'_>,
    judged: Vec<Judged<'_>>,
    columns: Columns,
    terms: Option<Terms>,
    provisional: bool,
) -> Award {
    let lot = decided.at.lot;
    let mut bids = Vec::with_capacity(lot.bids.len());
    bids.extend(judged.into_iter().enumerate().map(|(i, judged)| {
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
            selection_order: columns.order.get(i).copied().flatten(),
            final_price,
            final_comparable_price,
            revival,
            cost_statement: columns.statements.get(i).copied().flatten(),
            award_class: columns.classes.get(i).filter(|_| lot.wants(Want::Class)).cloned().flatten(),
            agreed_share: columns.shares.get(i).copied().flatten(),
        }
    }));
    let shortlisted = bids.iter().filter(|bid| bid.shortlisted).count();
    let selected = selected_in_order(&bids);
    let winners = u32::try_from(selected.len()).unwrap_or(u32::MAX);
    decided.related.order_by(|a, b| a.bid.bid.cmp(&b.bid.bid));
    bids.extend(decided.related.iter().map(|candidate| related(candidate)));
    let ranked_and_related = bids.len();
    bids.extend(decided.void.iter().map(void));
    if let Some(void) = bids.get_mut(ranked_and_related..) {
        void.order_by(|a, b| a.bid.cmp(&b.bid));
    }
    let (mean, anchor, limit) = match decided.control {
        Some(control) => (control.mean.map(Exact::from), Some(control.anchor), Some(control.limit)),
        None => (None, None, None),
    };
    Award {
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
    }
}

/// By selection order, then id; then those without order by rank, then id. `bids` come by rank, then id.
fn selected_in_order(bids: &[BidResult]) -> Vec<Id> {
    let selected = || bids.iter().filter(|bid| bid.outcome == Outcome::Selected);
    let key = |bid: &BidResult| (bid.selection_order.unwrap_or(u32::MAX), bid.rank);
    // Bids of one rank come by id; without re-quotes nothing is out of order.
    if selected().is_sorted_by_key(key) {
        return selected().map(|bid| bid.bid.clone()).collect();
    }
    let mut sorted: Vec<&BidResult> = selected().collect();
    sorted.order_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.bid.cmp(&b.bid)));
    sorted.into_iter().map(|bid| bid.bid.clone()).collect()
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
