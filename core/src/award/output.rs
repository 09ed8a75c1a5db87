//! What a lot comes to: the serde types are the JSON contract, fields in the documented order.

use serde::Serialize;

use super::parameters::Alternative;
use crate::number::{Exact, Price, Ratio};
use crate::{Date, Id};

/// What became of a bid.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot, Outcome};
///
/// let lot = Lot::from_json(r#"{ "ceiling": "2.00", "form": "oral_solid", "bids": [
///     { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "1.90" }, { "bid": "C", "price": "2.01" } ] }"#)?;
/// let award = award::select(&*award::Rulebook::builtin("award/cn-batch-10")?, &lot)?;
/// let outcomes: Vec<_> = award.bids.iter().map(|bid| bid.outcome).collect();
/// assert_eq!(outcomes, [Outcome::Selected, Outcome::NotSelected, Outcome::Void]);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Proposed for selection (拟中选), with or without volume.
    Selected,
    /// Valid, but not selected.
    NotSelected,
    /// Above its ceiling: takes no part.
    Void,
    /// The rules stop at a gap before they decide about this bid (only in [`what_if`](super::what_if)).
    Undetermined,
}

/// Why.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot, Reason};
///
/// // A1 and A2 are related and count as one: three bidders, two places.
/// let lot = Lot::from_json(r#"{ "form": "oral_solid", "bids": [ { "bid": "A1", "group": "g", "price": "1.00" },
///     { "bid": "A2", "group": "g", "price": "1.10" }, { "bid": "B", "price": "1.90" }, { "bid": "C", "price": "2.00" } ] }"#)?;
/// let award = award::select(&*award::Rulebook::builtin("award/cn-batch-10")?, &lot)?;
/// let reasons: Vec<_> = award.bids.iter().map(|bid| bid.reason).collect();
/// assert_eq!(reasons, [Reason::ConditionsMet, Reason::ConditionsFailed, Reason::NotShortlisted, Reason::RelatedFirm]);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Selected: all tests of an alternative hold.
    ConditionsMet,
    /// Selected: the rulebook has no winning conditions.
    NoConditions,
    /// Selected without volume: too far below the others.
    ZeroVolume,
    /// Selected by a lower re-quote after failing the conditions.
    RevivedShortlisted,
    /// Selected by a lower re-quote from outside the shortlist.
    RevivedUnshortlisted,
    /// A reference product that came down to the limit: selected without volume.
    ReferenceNoVolume,
    /// Not selected: no place.
    NotShortlisted,
    /// Not selected: shortlisted, but no alternative holds ("fused", 熔断).
    ConditionsFailed,
    /// Not selected: its company has its places already.
    CompanyCap,
    /// Not selected: another bid represents its group of related firms.
    RelatedFirm,
    /// Not selected: removed by the batch-wide filter.
    BatchFilter,
    /// Void: above the ceiling.
    AboveCeiling,
    /// Undetermined: the document does not say.
    RuleGap,
}

/// Which volume a selected bid gets.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot, Volume};
///
/// let lot = Lot::from_json(r#"{ "ceiling": "22.26", "bids": [ { "bid": "A", "price": "17.00" }, { "bid": "B", "price": "23.00" } ] }"#)?;
/// let award = award::select(&*award::Rulebook::builtin("award/cn-2019-expansion")?, &lot)?;
/// assert_eq!(award.bids[0].volume, Some(Volume::Full));
/// assert_eq!(award.bids[1].volume, None); // void
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Volume {
    /// The agreed volume of the regions it supplies.
    Full,
    /// Only the volume that hospitals reported for this brand.
    OwnBrand,
    /// None (中选不带量).
    None,
}

/// The answer to a lower re-quote.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot, Revival};
///
/// // B and C fail the limit of 1.80. A re-quote may not be above the highest selected price, that is here 1.50.
/// let lot = Lot::from_json(r#"{ "form": "oral_solid", "max_shortlisted": 4, "bids": [ { "bid": "A", "price": "1.00" },
///     { "bid": "A2", "price": "1.50" }, { "bid": "B", "price": "2.00", "revival_price": "1.50" },
///     { "bid": "C", "price": "2.10", "revival_price": "1.51" } ] }"#)?;
/// let award = award::select(&*award::Rulebook::builtin("award/cn-batch-10")?, &lot)?;
/// let answers: Vec<_> = award.bids.iter().filter_map(|bid| bid.revival).collect();
/// assert_eq!(answers, [Revival::Accepted, Revival::RefusedPrice]);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Revival {
    /// Selected at the re-quoted price.
    Accepted,
    /// Above the limit.
    RefusedPrice,
    /// The rulebook has no such revival, or its conditions fail.
    RefusedIneligible,
    /// The bid has nothing to revive.
    NotApplicable,
}

macro_rules! words {
    ($($name:ident { $($variant:ident => $word:literal,)* })*) => {$(
        impl $name {
            /// The word of the JSON contract.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    )*};
}

words! {
    Outcome {
        Selected => "selected",
        NotSelected => "not_selected",
        Void => "void",
        Undetermined => "undetermined",
    }
    Reason {
        ConditionsMet => "conditions_met",
        NoConditions => "no_conditions",
        ZeroVolume => "zero_volume",
        RevivedShortlisted => "revived_shortlisted",
        RevivedUnshortlisted => "revived_unshortlisted",
        ReferenceNoVolume => "reference_no_volume",
        NotShortlisted => "not_shortlisted",
        ConditionsFailed => "conditions_failed",
        CompanyCap => "company_cap",
        RelatedFirm => "related_firm",
        BatchFilter => "batch_filter",
        AboveCeiling => "above_ceiling",
        RuleGap => "rule_gap",
    }
    Volume {
        Full => "full",
        OwnBrand => "own_brand",
        None => "none",
    }
    Revival {
        Accepted => "accepted",
        RefusedPrice => "refused_price",
        RefusedIneligible => "refused_ineligible",
        NotApplicable => "not_applicable",
    }
}

impl Reason {
    /// The outcome that goes with the reason: each reason has exactly one.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::{Outcome, Reason};
    ///
    /// assert_eq!(Reason::ZeroVolume.outcome(), Outcome::Selected); // selected all the same
    /// assert_eq!(Reason::BatchFilter.outcome(), Outcome::NotSelected);
    /// ```
    pub const fn outcome(self) -> Outcome {
        match self {
            Reason::ConditionsMet
            | Reason::NoConditions
            | Reason::ZeroVolume
            | Reason::RevivedShortlisted
            | Reason::RevivedUnshortlisted
            | Reason::ReferenceNoVolume => Outcome::Selected,
            Reason::NotShortlisted
            | Reason::ConditionsFailed
            | Reason::CompanyCap
            | Reason::RelatedFirm
            | Reason::BatchFilter => Outcome::NotSelected,
            Reason::AboveCeiling => Outcome::Void,
            Reason::RuleGap => Outcome::Undetermined,
        }
    }

    /// The volume of a bid that is selected for this reason.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::{Reason, Volume};
    ///
    /// assert_eq!(Reason::RevivedUnshortlisted.volume(), Some(Volume::OwnBrand));
    /// assert_eq!(Reason::ZeroVolume.volume(), Some(Volume::None)); // selected, without volume
    /// assert_eq!(Reason::NotShortlisted.volume(), None); // not selected
    /// ```
    pub const fn volume(self) -> Option<Volume> {
        match self {
            Reason::ConditionsMet | Reason::NoConditions | Reason::RevivedShortlisted => Some(Volume::Full),
            Reason::RevivedUnshortlisted => Some(Volume::OwnBrand),
            Reason::ZeroVolume | Reason::ReferenceNoVolume => Some(Volume::None),
            _ => None,
        }
    }
}

/// One bid with its outcome.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot};
///
/// let lot = Lot::from_json(r#"{ "ceiling": "22.26", "bids": [ { "bid": "sanofi", "price": "17.81" } ] }"#)?;
/// let award = award::select(&*award::Rulebook::builtin("award/cn-2019-expansion")?, &lot)?;
/// let bid = &award.bids[0];
/// assert_eq!((bid.rank, bid.selection_order), (Some(1), Some(1)));
/// assert_eq!(bid.cut.as_ref().unwrap().to_string(), "0.19991015"); // 1 − 17.81 ÷ 22.26
/// assert_eq!(bid.final_price.unwrap().to_string(), "17.8100");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BidResult {
    /// The bid.
    pub bid: Id,
    /// Its company.
    pub company: Id,
    /// 1 + number of ranked bids before it; bids of an unresolved tie share a rank. Only bids that rule 3 leaves in the ranking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Comparable price, yuan; valid bids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparable_price: Option<Exact>,
    /// Cut: 1 − declared price ÷ ceiling; valid bids with a ceiling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut: Option<Exact>,
    /// Weighted score; method `score`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Exact>,
    /// Whether the bid has a place.
    pub shortlisted: bool,
    /// What became of it.
    pub outcome: Outcome,
    /// Why.
    pub reason: Reason,
    /// The first alternative of the winning conditions that holds; empty where there are no conditions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed_by: Option<Alternative>,
    /// Selected bids: which volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<Volume>,
    /// Selected bids: whether the firm picks supply regions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picks_regions: Option<bool>,
    /// Order in which winners pick regions (中选顺位); bids with full volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selection_order: Option<u32>,
    /// Selected bids: the price to pay, in the unit of the declared price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub final_price: Option<Price>,
    /// Selected bids: the same, converted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub final_comparable_price: Option<Exact>,
    /// Bids with a re-quote: its answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revival: Option<Revival>,
    /// Shortlisted bids, where the rulebook asks for it: whether the firm owes a written explanation of its cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_statement: Option<bool>,
    /// Award class; selected bids, where it is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub award_class: Option<Id>,
    /// Agreed share of the reported volume; selected bids, where it is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed_share: Option<Ratio>,
}

/// Share and term that the lot leads to.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot};
///
/// // Clopidogrel, 2019: four bidders, three winners.
/// let lot = Lot::from_json(r#"{ "ceiling": "22.26", "want": ["share", "term"], "bids": [ { "bid": "sanofi", "price": "17.81" },
///     { "bid": "lepu", "price": "20.85" }, { "bid": "salubris", "price": "21.88" }, { "bid": "fourth", "price": "17.00" } ] }"#)?;
/// let award = award::select(&*award::Rulebook::builtin("award/cn-2019-expansion")?, &lot)?;
/// let terms = award.terms.unwrap();
/// assert_eq!((terms.winners, terms.term_years), (3, Some(2)));
/// assert_eq!(terms.agreed_share.unwrap().to_string(), "0.70");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Terms {
    /// Winners that count for the share and term tables.
    pub winners: u32,
    /// Agreed share, if all bids with volume have the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed_share: Option<Ratio>,
    /// Contract term in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_years: Option<u32>,
    /// Last day of the contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_end: Option<Date>,
}

/// The decided lot.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot};
///
/// // Clopidogrel, 2019: the dearest of four quotes has no place.
/// let lot = Lot::from_json(r#"{ "ceiling": "22.26", "bids": [ { "bid": "sanofi", "price": "17.81" },
///     { "bid": "lepu", "price": "20.85" }, { "bid": "salubris", "price": "21.88" }, { "bid": "fourth", "price": "17.00" } ] }"#)?;
/// let award = award::select(&*award::Rulebook::builtin("award/cn-2019-expansion")?, &lot)?;
/// assert_eq!((award.bidders, award.shortlist_limit, award.winners), (4, Some(3), 3));
/// assert!(award.selected.iter().map(jicai::Id::as_str).eq(["fourth", "sanofi", "lepu"]));
/// assert!(!award.failed && !award.provisional);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Award {
    /// The lot, if it has an id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lot: Option<Id>,
    /// Number of bidders N.
    pub bidders: u32,
    /// Number of places K; absent without limit or without valid bids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortlist_limit: Option<u32>,
    /// Bids in the shortlist, zero-volume bids apart.
    pub shortlisted: u32,
    /// Mean price m of the anchor's shortlist; anchors other than `lowest`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean_price: Option<Exact>,
    /// Anchor A of the spread control.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor_price: Option<Exact>,
    /// Limit of the spread control.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread_limit: Option<Exact>,
    /// Line L below which a bid is selected without volume; the one tested last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zero_volume_below: Option<Exact>,
    /// Highest price ÷ lowest price of the selected bids, before the batch-wide filter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_ratio: Option<Exact>,
    /// Whether a batch-wide filter may still change the answer.
    pub provisional: bool,
    /// Nobody is selected (流标).
    pub failed: bool,
    /// Selected bids, with or without volume.
    pub winners: u32,
    /// Selected bids by selection order, then id; then those without order by rank, then id.
    pub selected: Vec<Id>,
    /// Ranked bids by rank, then id; related-firm bids by id; void bids by id.
    pub bids: Vec<BidResult>,
    /// Share and term, if wanted and somebody is selected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
}
