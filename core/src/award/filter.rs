//! Rule 10: the batch-wide filter, over all lots of a round.

use serde::Serialize;

use super::output::{Outcome, Reason};
use super::parameters::FilterKind;
use super::rulebook::Rulebook;
use super::state::{Decided, Judged, LotAt};
use crate::Id;
use crate::error::Error;
use crate::explain::{Facts, Sink};
use crate::number::Rational;
use crate::sorting::Sorting;

/// A bid that the batch-wide filter removed.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot};
///
/// let lot = |id: &str, high: &str| {
///     let bids = format!(r#"[ {{ "bid": "low", "price": "1.00" }}, {{ "bid": "high", "price": "{high}" }} ]"#);
///     Lot::from_json(&format!(r#"{{ "lot": "{id}", "ceiling": "9", "bids": {bids} }}"#))
/// };
/// let batch_7 = award::Rulebook::builtin("award/cn-batch-07")?;
/// let round = award::select_round(&batch_7, &[lot("a", "1.50")?, lot("b", "1.20")?])?;
/// let removed: Vec<_> = round.removed.iter().map(|one| (one.lot.as_str(), one.bid.as_str(), one.kind)).collect();
/// // The six lots with the largest ratio lose their dearest winner; two lots are fewer than six.
/// assert_eq!(removed, [("a", "high", "largest_ratio"), ("b", "high", "largest_ratio")]);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Removed {
    /// The lot.
    pub lot: Id,
    /// The bid.
    pub bid: Id,
    /// The step that removed it: `largest_ratio` or `smallest_cut`.
    pub kind: &'static str,
}

/// Applies the steps of the filter, each on what the step before left.
///
/// Source: clause `#filter`.
pub(super) fn filter(
    rulebook: &Rulebook,
    lots: &mut [Decided<'_>],
    sink: &mut dyn Sink,
) -> Result<Vec<Removed>, Error> {
    let mut removed = Vec::new();
    let Some(steps) = rulebook.filter.read(sink)? else {
        return Ok(removed);
    };
    for step in &steps.0 {
        let count = usize::try_from(step.count.get()).unwrap_or(usize::MAX);
        match step.kind {
            FilterKind::LargestRatio => largest_ratio(rulebook, lots, count, &mut removed, sink)?,
            FilterKind::SmallestCut => smallest_cut(rulebook, lots, count, &mut removed, sink)?,
        }
    }
    removed.order();
    Ok(removed)
}

/// Bids selected by rule 9, zero-volume bids apart.
fn is_base(judged: &Judged<'_>) -> bool {
    judged.reason.outcome() == Outcome::Selected && judged.reason != Reason::ZeroVolume
}

fn base<'d, 'c>(lot: &'d Decided<'c>) -> impl Iterator<Item = &'d Judged<'c>> + Clone {
    lot.judged.iter().filter(|judged| is_base(judged))
}

/// R: highest ÷ lowest price of at least two selected bids.
fn price_ratio(lot: &Decided<'_>) -> Option<Rational> {
    let prices = base(lot).map(|judged| &judged.candidate.price);
    if prices.clone().count() < 2 {
        return None;
    }
    prices.clone().max()?.checked_div(prices.min()?)
}

/// The lots with the largest ratios lose their last-ranked selected bid. Each lot also learns its ratio, as it was at the first such
/// step.
fn largest_ratio(
    rulebook: &Rulebook,
    lots: &mut [Decided<'_>],
    count: usize,
    removed: &mut Vec<Removed>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    for lot in lots.iter_mut().filter(|lot| lot.price_ratio.is_none()) {
        lot.price_ratio = price_ratio(lot);
    }
    let mut spread: Vec<(Rational, &mut Decided<'_>)> = lots
        .iter_mut()
        .filter_map(|lot| price_ratio(lot).filter(|ratio| *ratio > Rational::ONE).map(|ratio| (ratio, lot)))
        .collect();
    spread.order_by(|a, b| b.0.cmp(&a.0));
    let mut left = count;
    for equal in spread.chunk_by_mut(|a, b| a.0 == b.0) {
        if left < equal.len() && left > 0 {
            order_by_tie_rank(rulebook, equal, left)?;
        }
        for (ratio, lot) in equal.iter_mut().take(left) {
            remove_last_ranked(rulebook, lot, ratio, removed, sink)?;
        }
        left = left.saturating_sub(equal.len());
    }
    Ok(())
}

/// Equal ratios across the border: the caller says how they were ordered, or it is a gap.
fn order_by_tie_rank(
    rulebook: &Rulebook,
    equal: &mut [(Rational, &mut Decided<'_>)],
    left: usize,
) -> Result<(), Error> {
    let stated = equal.iter().all(|(_, lot)| lot.at.lot.filter_tie_rank.is_some());
    if stated {
        equal.order_by_key(|(_, lot)| lot.at.lot.filter_tie_rank);
        let at = |i: usize| equal.get(i).and_then(|(_, lot)| lot.at.lot.filter_tie_rank);
        if at(left.saturating_sub(1)) != at(left) {
            return Ok(());
        }
    }
    let lots = super::names(equal.iter().filter_map(|(_, lot)| lot.at.lot.lot.as_ref()));
    let message =
        format!("`filter` of `{}` does not order the lots {lots}, whose price ratios are equal", rulebook.id());
    Err(Error::rule_gap(message).with_help("state how the tie was broken in filter_tie_rank of these lots"))
}

fn remove_last_ranked(
    rulebook: &Rulebook,
    lot: &mut Decided<'_>,
    ratio: &Rational,
    removed: &mut Vec<Removed>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let last = base(lot).map(|judged| judged.rank).max();
    let sharing = || base(lot).filter(|judged| Some(judged.rank) == last);
    if sharing().count() > 1 {
        let bids = super::names(sharing().map(|judged| &judged.candidate.bid.bid));
        let message =
            format!("`filter` of `{}` removes the last-ranked bid, but {bids} share that rank", rulebook.id());
        return Err(Error::rule_gap(message).with_help("state how the tie was broken in tie_rank of these bids"));
    }
    for judged in lot.judged.iter_mut().filter(|judged| is_base(judged) && Some(judged.rank) == last) {
        let facts = |judged: &Judged<'_>| vec![("ratio", ratio.into()), ("price", (&judged.candidate.price).into())];
        remove(rulebook, lot.at, judged, FilterKind::LargestRatio, removed, sink, facts);
    }
    Ok(())
}

/// The selected bids with the smallest cuts lose, in lots with at least two selected bids.
fn smallest_cut(
    rulebook: &Rulebook,
    lots: &mut [Decided<'_>],
    count: usize,
    removed: &mut Vec<Removed>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let gap = |what: String| {
        let message = format!("`filter` of `{}` does not say what happens: {what}", rulebook.id());
        Err(Error::rule_gap(message))
    };
    let mut open: Vec<&mut Decided<'_>> = lots.iter_mut().filter(|lot| base(lot).count() >= 2).collect();
    let mut cuts: Vec<Rational> =
        open.iter().flat_map(|lot| base(lot).filter_map(|judged| judged.candidate.cut.clone())).collect();
    cuts.order();
    let Some(border) = cuts.get(count.min(cuts.len()).saturating_sub(1)).cloned() else {
        return Ok(());
    };
    if cuts.get(count) == Some(&border) {
        return gap(format!("more than {count} bids are at or below the cut {border}"));
    }
    let loses =
        |judged: &Judged<'_>| is_base(judged) && judged.candidate.cut.as_ref().is_some_and(|cut| *cut <= border);
    for lot in &mut open {
        if base(lot).all(&loses) {
            let lot = lot.at.lot.lot.as_ref().map_or("", Id::as_str);
            return gap(format!("lot `{lot}` would lose all its selected bids"));
        }
        for judged in lot.judged.iter_mut().filter(|judged| loses(judged)) {
            let facts = |judged: &Judged<'_>| {
                let cut = judged.candidate.cut.as_ref().unwrap_or(&Rational::ZERO);
                vec![("cut", cut.into()), ("limit", (&border).into())]
            };
            remove(rulebook, lot.at, judged, FilterKind::SmallestCut, removed, sink, facts);
        }
    }
    Ok(())
}

fn remove(
    rulebook: &Rulebook,
    at: LotAt<'_>,
    judged: &mut Judged<'_>,
    kind: FilterKind,
    removed: &mut Vec<Removed>,
    sink: &mut dyn Sink,
    facts: impl FnOnce(&Judged<'_>) -> Facts,
) {
    judged.reason = Reason::BatchFilter;
    if let Some(lot) = &at.lot.lot {
        removed.push(Removed { lot: lot.clone(), bid: judged.candidate.bid.bid.clone(), kind: kind.as_str() });
    }
    rulebook.note(sink, "filter", judged.candidate.subject(), "batch_filter", || facts(judged));
}
