//! One lot under several rulebooks.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::input::Lot;
use super::output::{Award, BidResult, Outcome, Reason};
use super::rulebook::Rulebook;
use super::select::select_at;
use super::validate;
use crate::Id;
use crate::error::{Code, Error};
use crate::explain::Trace;
use crate::number::Exact;

/// What a rulebook makes of the lot, in short.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Rulebook, compare};
///
/// let lot = Lot::from_json(
///     r#"{ "form": "oral_solid", "ceiling": "9", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "1.80" } ] }"#,
/// )?;
/// let batch_10 = Rulebook::builtin("award/cn-batch-10")?;
/// let baseline = compare(&batch_10, &lot, &[Rulebook::builtin("award/cn-batch-07")?])?.baseline;
/// assert_eq!(baseline.rulebook.as_str(), "award/cn-batch-10");
/// assert_eq!(baseline.selected.len(), 2);
/// assert_eq!(baseline.spread_limit.unwrap().to_string(), "1.8000");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// The rulebook.
    pub rulebook: Id,
    /// Number of places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortlist_limit: Option<u32>,
    /// Limit of the spread control.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread_limit: Option<Exact>,
    /// Selected bids.
    pub winners: u32,
    /// The selected bids, in order.
    pub selected: Vec<Id>,
}

/// A bid that fares differently.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Reason, Rulebook, compare};
///
/// // Batch 9 still protects a cut of 50 %: at 1.00 under a ceiling of 3.00, B2 wins there although the lowest bid is 0.40.
/// let lot = Lot::from_json(
///     r#"{ "form": "other", "ceiling": "3.00", "bids": [
///         { "bid": "B1", "price": "0.40" }, { "bid": "B2", "price": "1.00" }, { "bid": "B3", "price": "2.60" } ] }"#,
/// )?;
/// let result = compare(&*Rulebook::builtin("award/cn-batch-09")?, &lot, &[Rulebook::builtin("award/cn-batch-10")?])?;
/// let change = &result.against[0].changed.as_ref().unwrap()[0];
/// assert_eq!(change.bid.as_str(), "B2");
/// assert_eq!((change.from_reason, change.to_reason), (Reason::ConditionsMet, Reason::ConditionsFailed));
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// The bid.
    pub bid: Id,
    /// Its outcome in the baseline.
    pub from_outcome: Outcome,
    /// Its reason in the baseline.
    pub from_reason: Reason,
    /// Its outcome under the other rulebook.
    pub to_outcome: Outcome,
    /// Its reason there.
    pub to_reason: Reason,
}

/// Whether the other rulebook gives an answer.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Rulebook, Status, compare};
///
/// // Whether a gap is met depends on the lot: batch 10 has an unpublished limit for large-volume injections.
/// let mut lot = Lot::from_json(r#"{ "form": "oral_solid", "ceiling": "9", "bids": [
///     { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "5.00" } ] }"#)?;
/// let (batch_7, batch_10) = (Rulebook::builtin("award/cn-batch-07")?, Rulebook::builtin("award/cn-batch-10")?);
/// assert_eq!(compare(&batch_7, &lot, &[batch_10.clone()])?.against[0].status, Status::Ok);
/// lot.form = Some(jicai::award::Form::InjectionLargeVolume);
/// assert_eq!(compare(&batch_7, &lot, &[batch_10])?.against[0].status, Status::RuleGap);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It does.
    Ok,
    /// Its document does not say what this lot needs.
    RuleGap,
    /// Strict mode: its answer would rest on an unverified parameter.
    UnverifiedParameter,
}

/// The lot under another rulebook.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Rulebook, compare};
///
/// // In batch 7 a price of 1.8 times the lowest, or a cut of 50 %, is the most that wins; in the expansion of 2019 a place was enough.
/// let lot = Lot::from_json(
///     r#"{ "ceiling": "22.26", "bids": [ { "bid": "A", "price": "5.00" }, { "bid": "B", "price": "21.00" } ] }"#,
/// )?;
/// let result = compare(&*Rulebook::builtin("award/cn-batch-07")?, &lot, &[Rulebook::builtin("award/cn-2019-expansion")?])?;
/// let other = &result.against[0];
/// assert_eq!(other.gained.as_ref().unwrap()[0].as_str(), "B"); // 4.2 times the lowest price
/// assert!(other.lost.as_ref().unwrap().is_empty());
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// The rulebook.
    pub rulebook: Id,
    /// Whether it gives an answer; only then the fields below but `message` are there.
    pub status: Status,
    /// Why there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Number of places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortlist_limit: Option<u32>,
    /// Limit of the spread control.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread_limit: Option<Exact>,
    /// Selected bids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub winners: Option<u32>,
    /// The selected bids, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selected: Option<Vec<Id>>,
    /// Bids selected only here, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gained: Option<Vec<Id>>,
    /// Bids selected only in the baseline, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<Vec<Id>>,
    /// Bids whose outcome, reason or volume differ, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<Vec<Change>>,
}

/// One lot under several rulebooks.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Rulebook, compare};
///
/// let lot = Lot::from_json(r#"{ "ceiling": "9", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "1.70" } ] }"#)?;
/// let others = [Rulebook::builtin("award/cn-2019-expansion")?, Rulebook::builtin("award/cn-batch-12")?];
/// let result = compare(&*Rulebook::builtin("award/cn-batch-07")?, &lot, &others)?;
/// assert_eq!(result.baseline.winners, 2);
/// assert_eq!(result.against[0].winners, Some(2));
/// assert!(result.against[1].message.is_some()); // batch 12 leaves its numbers open
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CompareResult {
    /// The lot under the first rulebook.
    pub baseline: Summary,
    /// The lot under the others, in their order.
    pub against: Vec<Comparison>,
}

/// Decides one lot under a baseline and under other rulebooks, and says who gains and who loses.
///
/// A gap in one of the others is part of the answer; a gap in the baseline is the answer.
///
/// Source: the clauses of [`select`](super::select) in each rulebook; the comparison is no rule of a document.
///
/// # Errors
///
/// As [`select`](super::select) for the baseline, with paths below `/input/lot`; any error but a gap for the others.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Rulebook, compare};
///
/// let lot = Lot::from_json(
///     r#"{ "form": "other", "ceiling": "3.00", "bids": [
///         { "bid": "B1", "price": "0.40" }, { "bid": "B2", "price": "1.00" }, { "bid": "B3", "price": "1.20" } ] }"#,
/// )
/// .unwrap();
/// let batch_9 = Rulebook::builtin("award/cn-batch-09").unwrap();
/// let batch_10 = Rulebook::builtin("award/cn-batch-10").unwrap();
/// let result = compare(&batch_9, &lot, &[batch_10]).unwrap();
/// assert_eq!(result.against[0].lost.as_ref().unwrap()[0].as_str(), "B2");
/// ```
pub fn compare<R: Borrow<Rulebook>>(baseline: &Rulebook, lot: &Lot, against: &[R]) -> Result<CompareResult, Error> {
    compare_with(baseline, lot, against, false, &mut Trace::new())
}

/// [`compare`] with a trace for the explanations of every rulebook that gives an answer.
///
/// With `strict`, a rulebook whose answer would rest on an unverified parameter gives none.
///
/// # Errors
///
/// As [`compare`]; in strict mode also `unverified_parameter` for the baseline.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Rulebook, compare_with};
/// use jicai::explain::Trace;
///
/// let lot = Lot::from_json(r#"{ "ceiling": "9", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "1.70" } ] }"#)?;
/// let others = [Rulebook::builtin("award/cn-2019-expansion")?];
/// let mut trace = Trace::explaining();
/// compare_with(&*Rulebook::builtin("award/cn-batch-07")?, &lot, &others, false, &mut trace)?;
/// assert!(trace.rests_on().any(|source| source.parameter().starts_with("award/cn-2019-expansion#")));
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn compare_with<R: Borrow<Rulebook>>(
    baseline: &Rulebook,
    lot: &Lot,
    against: &[R],
    strict: bool,
    trace: &mut Trace,
) -> Result<CompareResult, Error> {
    validate::decidable(baseline)?;
    validate::not_empty("/input/against", against.len())?;
    validate::size("/input/against", against.len())?;
    let decide = |rulebook: &Rulebook, trace: &mut Trace| {
        let award = select_at(rulebook, lot, "/input/lot", trace)?;
        if strict {
            trace.require_verified()?;
        }
        Ok(award)
    };
    let base = decide(baseline, trace)?;
    let mut comparisons = Vec::with_capacity(against.len());
    for rulebook in against.iter().map(Borrow::borrow) {
        let mut own = trace.fresh();
        comparisons.push(match decide(rulebook, &mut own) {
            Ok(award) => {
                trace.append(own);
                differences(rulebook, &base, award)
            }
            Err(error) => match error.code() {
                Code::RuleGap => without_answer(rulebook, Status::RuleGap, &error),
                Code::UnverifiedParameter => without_answer(rulebook, Status::UnverifiedParameter, &error),
                _ => return Err(error),
            },
        });
    }
    Ok(CompareResult {
        baseline: Summary {
            rulebook: baseline.id().clone(),
            shortlist_limit: base.shortlist_limit,
            spread_limit: base.spread_limit,
            winners: base.winners,
            selected: base.selected,
        },
        against: comparisons,
    })
}

fn without_answer(rulebook: &Rulebook, status: Status, error: &Error) -> Comparison {
    Comparison {
        rulebook: rulebook.id().clone(),
        status,
        message: Some(error.message().to_owned()),
        shortlist_limit: None,
        spread_limit: None,
        winners: None,
        selected: None,
        gained: None,
        lost: None,
        changed: None,
    }
}

fn differences(rulebook: &Rulebook, base: &Award, award: Award) -> Comparison {
    let by_id = |award: &Award| -> BTreeMap<Id, BidResult> {
        award.bids.iter().map(|bid| (bid.bid.clone(), bid.clone())).collect()
    };
    let (from, to) = (by_id(base), by_id(&award));
    let pairs = || from.values().zip(to.values());
    let is_selected = |bid: &BidResult| bid.outcome == Outcome::Selected;
    let gained = pairs().filter(|(from, to)| !is_selected(from) && is_selected(to));
    let lost = pairs().filter(|(from, to)| is_selected(from) && !is_selected(to));
    let fate = |bid: &BidResult| (bid.outcome, bid.reason, bid.volume);
    let changed = pairs().filter(|(from, to)| fate(from) != fate(to)).map(|(from, to)| Change {
        bid: to.bid.clone(),
        from_outcome: from.outcome,
        from_reason: from.reason,
        to_outcome: to.outcome,
        to_reason: to.reason,
    });
    Comparison {
        rulebook: rulebook.id().clone(),
        status: Status::Ok,
        message: None,
        shortlist_limit: award.shortlist_limit,
        winners: Some(award.winners),
        gained: Some(gained.map(|(_, to)| to.bid.clone()).collect()),
        lost: Some(lost.map(|(_, to)| to.bid.clone()).collect()),
        changed: Some(changed.collect()),
        spread_limit: award.spread_limit,
        selected: Some(award.selected),
    }
}
