//! One bid of a lot, with what the rules have said about it.

use super::lot::Bid;
use super::number::Q;

/// One bid and what the rules have said about it so far.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) bid: Bid,
    /// The factor r of rule 2; 1 for a void bid, which needs none.
    pub(crate) ratio: Q,
    /// The comparable price p of a valid bid.
    pub(crate) price: Option<Q>,
    /// The exact cut, on declared prices.
    pub(crate) cut: Option<Q>,
    pub(crate) score: Option<Q>,
    /// The rank of a representative.
    pub(crate) rank: Option<usize>,
    pub(crate) shortlisted: bool,
    pub(crate) reason: &'static str,
    pub(crate) passed_by: Option<Vec<String>>,
    pub(crate) revival: Option<&'static str>,
    /// The re-quote p′, if it was accepted.
    pub(crate) revived_price: Option<Q>,
    pub(crate) order: Option<usize>,
    pub(crate) award_class: Option<String>,
    pub(crate) share: Option<Q>,
}

impl Row {
    /// The comparable price of a bid that is known to be valid.
    pub(crate) fn p(&self) -> Q {
        self.price.clone().unwrap()
    }

    pub(crate) fn id(&self) -> &str {
        &self.bid.bid
    }

    /// `selected`, `not_selected` or `void`: every reason belongs to one outcome.
    pub(crate) fn outcome(&self) -> &'static str {
        match self.reason {
            "conditions_met"
            | "no_conditions"
            | "zero_volume"
            | "revived_shortlisted"
            | "revived_unshortlisted"
            | "reference_no_volume" => "selected",
            "above_ceiling" => "void",
            _ => "not_selected",
        }
    }

    pub(crate) fn selected(&self) -> bool {
        self.outcome() == "selected"
    }

    /// Selected by rule 9 (and not removed since): the base of rule 11.
    pub(crate) fn base(&self) -> bool {
        self.reason == "conditions_met" || self.reason == "no_conditions"
    }

    /// The volume that a selected bid gets.
    pub(crate) fn volume(&self) -> &'static str {
        match self.reason {
            "conditions_met" | "no_conditions" | "revived_shortlisted" => "full",
            "revived_unshortlisted" => "own_brand",
            _ => "none",
        }
    }
}
