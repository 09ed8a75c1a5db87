//! What one step hands to the next.

use super::input::Lot;
use super::output::{Reason, Revival};
use super::parameters::Alternative;
use super::price::{Candidate, VoidBid};
use crate::Id;
use crate::number::{Exact, Price, Rational};

/// The one bid that is asked about, where only one is.
pub(super) struct Focus {
    /// Index of the bid in the lot.
    pub(super) position: u32,
    /// The price that is tried for it.
    pub(super) declared: Price,
}

/// A lot and where its explanation stands: each lot of a round has a stretch of positions of its own.
#[derive(Clone, Copy)]
pub(super) struct LotAt<'a> {
    pub(super) lot: &'a Lot,
    /// Position of the lot itself; its bids follow, then its terms.
    pub(super) offset: u32,
}

impl<'a> LotAt<'a> {
    pub(super) fn alone(lot: &'a Lot) -> Self {
        LotAt { lot, offset: 0 }
    }

    pub(super) fn after(self, lot: &'a Lot) -> Self {
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
    /// Number of bidders N.
    pub(super) bidders: u32,
    /// Number of places K, if there is a limit.
    pub(super) places: Option<u32>,
    /// Line L of rule 6.
    pub(super) zero_volume_below: Option<Exact>,
    pub(super) control: Option<SpreadControl>,
    /// R of rule 10.
    pub(super) price_ratio: Option<Rational>,
    /// Ranked bids, by rank, then id.
    pub(super) judged: Vec<Judged<'c>>,
    pub(super) related: Vec<&'c Candidate<'c>>,
    pub(super) void: &'c [VoidBid<'c>],
}

/// What rule 7 computed.
pub(super) struct SpreadControl {
    /// m; for anchors other than the lowest price.
    pub(super) mean: Option<Rational>,
    /// A.
    pub(super) anchor: Exact,
    /// `spread_multiple` · A, rounded if the rulebook says so.
    pub(super) limit: Exact,
}

/// A ranked bid with its verdict: after rule 9, and where rules 10 and 11 change it, after those.
pub(super) struct Judged<'c> {
    pub(super) candidate: &'c Candidate<'c>,
    pub(super) rank: u32,
    pub(super) shortlisted: bool,
    pub(super) reason: Reason,
    pub(super) passed_by: Option<Alternative>,
    /// The answer to its re-quote, where rule 11 has one.
    pub(super) requote: Option<Box<Requote>>,
}

/// A lower re-quote and its answer.
pub(super) struct Requote {
    pub(super) answer: Revival,
    /// The offer, and the same converted; only if it was accepted.
    pub(super) accepted: Option<(Price, Rational)>,
}

impl Judged<'_> {
    /// The answer to its re-quote, if it made one.
    pub(super) fn revival(&self) -> Option<Revival> {
        self.requote.as_ref().map(|requote| requote.answer)
    }

    /// The price to pay, should the bid be selected: as declared, or as re-quoted.
    pub(super) fn final_price(&self) -> Price {
        self.accepted().map_or(self.candidate.declared, |(price, _)| *price)
    }

    /// The same, converted.
    pub(super) fn final_comparable(&self) -> &Rational {
        self.accepted().map_or(&self.candidate.price, |(_, comparable)| comparable)
    }

    fn accepted(&self) -> Option<&(Price, Rational)> {
        self.requote.as_ref()?.accepted.as_ref()
    }
}
