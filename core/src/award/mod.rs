//! Award: who wins a lot, and what winning brings (竞价与中选).
//!
//! A tender is decided in this order, one module a step; [`select`] reads like the table of contents of its document:
//!
//! | rule | clause | what happens | where |
//! | --- | --- | --- | --- |
//! | 1 | `#ceiling` | a bid above the ceiling of its strength is void | `price` |
//! | 2 | `#comparable` | declared prices become comparable prices | `price` |
//! | 15 | `#score` | where bids are scored, their score | `price` |
//! | 3 | `#related` | how many bidders there are, who represents related firms | `ranking` |
//! | 4 | `#rank` | ascending price, ties by the tie keys | `ranking` |
//! | 5 | `#shortlist`, `#company_cap` | as many as there are places | `shortlist` |
//! | 6 | `#zero_volume` | who is so far below the others that it gets no volume | `shortlist` |
//! | 7 | `#anchor`, `#spread` | anchor and limit of the spread control | `conditions` |
//! | 8, 9 | `#cut` … `#win` | who meets the winning conditions | `conditions` |
//! | 10 | `#filter` | the filter over all lots of a round | `filter` |
//! | 11 | `#revival_*` | lower re-quotes | `revival` |
//! | 12, 13 | `#order`, `#class` | order of picking regions, class | `order` |
//! | 14 | `#share`, `#term` | share of the volume, contract term | `terms` |
//! | 16 | `#cost_statement` | who owes an explanation of its cost | `conditions` |
//! | 17, 18 | `#regions`, `#backup` | which regions, who backs up | `regions` |
//! | 19 | `#group` | groups A and B of artificial joints | `groups` |
//!
//! What one step hands to the next is in `state`, the fields of the answer in `answer`; `validate` checks the input before rule 1,
//! `rulebook` and `parameters` read the numbers.
//!
//! Functions: [`select`] one lot, [`select_round`] a whole round, [`compare`] one lot under several rulebooks, [`what_if`] how high a
//! bid could have been, [`contract_terms`], [`region_counts`], [`assign_regions`], [`group_bidders`].
//!
//! Nothing is guessed: what a tender document leaves open is an input, a parameter, or the answer `rule_gap`. A tie is never broken by
//! chance, id or input order. Every step is exact: no price is rounded unless the rulebook says so, no limit is approximated.

mod answer;
mod compare;
mod conditions;
mod filter;
mod groups;
mod input;
mod order;
mod output;
mod parameters;
mod price;
mod ranking;
mod regions;
mod revival;
mod rulebook;
mod select;
mod sentences;
mod shortlist;
mod state;
mod terms;
mod validate;
mod what_if;

use serde::{Deserialize, Serialize};

pub use compare::{Change, CompareResult, Comparison, Status, Summary, compare, compare_with};
pub use filter::Removed;
pub use groups::{
    Group, GroupBidder, GroupQuestion, GroupReason, GroupedBidder, Grouping, group_bidders, group_bidders_with,
};
pub use input::{Bid, Form, Lot, Spec, VolumeClass, Want};
pub use output::{Award, BidResult, Outcome, Reason, Revival, Terms, Volume};
pub use parameters::{Alternative, FilterKind, Test};
pub use regions::{
    Pick, PickKind, RegionAssignment, RegionCounts, RegionCountsQuestion, RegionWinner, RegionsQuestion, WinnerRegions,
    assign_regions, assign_regions_with, region_counts, region_counts_with,
};
pub use rulebook::Rulebook;
pub use select::{select_round_with, select_with};
pub use terms::{ContractTerms, TermsPart, TermsQuestion, contract_terms, contract_terms_with};
pub use what_if::{GridPrice, NextPrice, OwnOutcome, WhatIf, WhatIfQuestion, what_if, what_if_with};

use crate::Id;
use crate::error::Error;
use crate::sorting::Sorting;

/// Longest list that a request may hold: bids of a lot, lots of a round, strengths, regions, rows of a table.
pub const MAX_LIST: usize = 1000;

/// Decides one lot: who is shortlisted, who wins and why.
///
/// # Errors
///
/// - `rule_gap` at `/rulebook` where the document does not say what the lot needs; the message names parameter and document, and for
///   ties the bids;
/// - `invalid_input` with the field: a missing ceiling, an id that stands twice, a re-quote above its price …;
/// - `limit_exceeded`: more than [`MAX_LIST`] bids.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot, Outcome, Reason};
///
/// let rulebook = award::Rulebook::builtin("award/cn-batch-10").unwrap();
/// let lot = Lot::from_json(
///     r#"{ "form": "other", "ceiling": "9.00", "bids": [
///         { "bid": "B1", "price": "1.00" }, { "bid": "B2", "price": "1.80" },
///         { "bid": "B3", "price": "1.8001" }, { "bid": "B4", "price": "3.00" } ] }"#,
/// )
/// .unwrap();
/// let award = award::select(&rulebook, &lot).unwrap();
/// assert_eq!(award.spread_limit.unwrap().to_string(), "1.8000");
/// assert_eq!(award.bids[1].outcome, Outcome::Selected); // exactly on the limit
/// assert_eq!(award.bids[2].reason, Reason::ConditionsFailed);
/// assert_eq!(award.bids[3].reason, Reason::NotShortlisted);
/// ```
///
/// *Source*: the tender document of the rulebook; clauses as in the [module page](self).
pub fn select(rulebook: &Rulebook, lot: &Lot) -> Result<Award, Error> {
    select_with(rulebook, lot, &mut ())
}

/// What `award.select_round` is asked.
///
/// # Example
///
/// ```
/// let question: jicai::award::RoundQuestion = jicai::evaluate::read(serde_json::json!({ "lots": [
///     { "lot": "L1", "ceiling": "9", "bids": [ { "bid": "B1", "price": "1.00" }, { "bid": "B2", "price": "1.70" } ] },
///     { "lot": "L2", "ceiling": "9", "bids": [ { "bid": "B1", "price": "2.00" } ] },
/// ] }))?;
/// assert_eq!(question.lots[1].bids[0].price.to_string(), "2.0000");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundQuestion {
    /// The lots of the whole round, 1 to 1,000, each with an id.
    pub lots: Vec<Lot>,
}

/// A decided round.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot};
///
/// // The order in which the lots are given changes nothing.
/// let lots = [
///     Lot::from_json(r#"{ "lot": "L2", "ceiling": "9", "bids": [ { "bid": "B1", "price": "2.00" } ] }"#)?,
///     Lot::from_json(
///         r#"{ "lot": "L1", "ceiling": "9", "bids": [ { "bid": "B1", "price": "1.00" }, { "bid": "B2", "price": "1.70" } ] }"#,
///     )?,
/// ];
/// let round = award::select_round(&*award::Rulebook::builtin("award/cn-batch-07")?, &lots)?;
/// assert_eq!(round.lots[0].price_ratio.as_ref().map(ToString::to_string).as_deref(), Some("1.7000")); // L1
/// assert_eq!(round.lots[0].bids[1].reason, award::Reason::BatchFilter);
/// assert_eq!(round.removed.len(), 1); // L2 has one bid, and so no ratio
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoundAward {
    /// The lots, by id.
    pub lots: Vec<Award>,
    /// What the batch-wide filter removed, by lot, then bid.
    pub removed: Vec<Removed>,
}

/// Decides all lots of a round, with its batch-wide filter. Give the *whole* round: a filter over part of it is another filter.
///
/// # Errors
///
/// As [`select`]; an error in one lot is the answer for the round, with a path below `/input/lots/<i>`.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot};
///
/// let rulebook = award::Rulebook::builtin("award/cn-batch-07").unwrap();
/// let lot = |id: &str, high: &str| {
///     Lot::from_json(&format!(
///         r#"{{ "lot": "{id}", "ceiling": "9", "bids": [
///             {{ "bid": "B1", "price": "1.00" }}, {{ "bid": "B2", "price": "{high}" }} ] }}"#
///     ))
///     .unwrap()
/// };
/// let round = award::select_round(&rulebook, &[lot("L1", "1.70"), lot("L2", "1.00")]).unwrap();
/// assert_eq!(round.removed[0].lot.as_str(), "L1");
/// ```
///
/// *Source*: clause `#filter` of the rulebook, and those of [`select`].
pub fn select_round(rulebook: &Rulebook, lots: &[Lot]) -> Result<RoundAward, Error> {
    select_round_with(rulebook, lots, &mut ())
}

/// For the JSON door: a rulebook without method or conditions decides nothing, whatever the input.
pub(crate) use validate::{decidable, round_decidable, size as check_list_size};

/// Ids for a message: the first few, and how many more.
fn names<'i>(ids: impl Iterator<Item = &'i Id>) -> String {
    const SHOWN: usize = 5;
    let mut ids: Vec<&Id> = ids.collect();
    ids.order();
    let more = ids.len().saturating_sub(SHOWN);
    let mut text = ids.iter().take(SHOWN).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}

/// A rule must choose among bids that nothing tells apart: a gap, never chance.
fn unresolved<'c>(rulebook: &Rulebook, bids: impl Iterator<Item = &'c price::Candidate<'c>>, to: &str) -> Error {
    let document = rulebook.document().head().document.as_deref().unwrap_or("its document");
    let message = format!(
        "`tie_keys` of `{}` ({document}) do not say which of the equal bids {} should {to}",
        rulebook.id(),
        names(bids.map(|candidate| &candidate.bid.bid)),
    );
    Error::rule_gap(message).with_help("state how the tie was broken in tie_rank of these bids")
}
