//! Rules 12 and 13: the order in which winners pick regions, and their class.

use super::output::{Reason, Volume};
use super::revival::Settled;
use super::rulebook::{ClassRow, RevivedOrder, Rulebook};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;

/// Rule 12: numbers for the selected bids with full volume, in the order of `settled`; equal keys share the number.
///
/// Source: clause `#order`.
pub(super) fn selection_order(
    rulebook: &Rulebook,
    settled: &[Settled<'_>],
    sink: &mut impl Sink,
) -> Result<Vec<Option<u32>>, Error> {
    let is_revived = |settled: &Settled<'_>| settled.judged.reason == Reason::RevivedShortlisted;
    let by_price = if settled.iter().any(is_revived) {
        *rulebook.revived_order.need(sink)? == RevivedOrder::ByPrice
    } else {
        false
    };
    let mut picking: Vec<(Key<'_>, usize)> = settled
        .iter()
        .enumerate()
        .filter(|(_, settled)| settled.judged.reason.volume() == Some(Volume::Full))
        .map(|(i, settled)| {
            let revived = is_revived(settled);
            let key = Key {
                // `after`: base bids first, by rank alone; then revived ones by price.
                block: revived && !by_price,
                price: (by_price || revived).then_some(settled.final_comparable()),
                revived,
                rank: settled.judged.rank,
            };
            (key, i)
        })
        .collect();
    picking.sort_unstable();
    let mut numbers = vec![None; settled.len()];
    let mut before = 0_u32;
    for equal in picking.chunk_by(|a, b| a.0 == b.0) {
        for (_, i) in equal {
            if let Some(number) = numbers.get_mut(*i) {
                *number = Some(before.saturating_add(1));
            }
        }
        before = before.saturating_add(u32::try_from(equal.len()).unwrap_or(u32::MAX));
    }
    for (settled, number) in settled.iter().zip(&numbers) {
        if let (true, Some(number)) = (is_revived(settled), number) {
            rulebook.note(sink, "order", settled.judged.candidate.subject(), "selection_order", || {
                vec![("number", (*number).into()), ("price", settled.final_comparable().into())]
            });
        }
    }
    Ok(numbers)
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'s> {
    block: bool,
    price: Option<&'s Rational>,
    revived: bool,
    rank: u32,
}

/// Rule 13: the class of each base bid by its position and the number of bidders, in the order of `settled`.
///
/// Source: clause `#class`.
pub(super) fn classes(
    rulebook: &Rulebook,
    settled: &[Settled<'_>],
    bidders: u32,
    sink: &mut impl Sink,
) -> Result<Vec<Option<Id>>, Error> {
    let is_base = |settled: &Settled<'_>| matches!(settled.judged.reason, Reason::ConditionsMet | Reason::NoConditions);
    let mut classes = vec![None; settled.len()];
    if !settled.iter().any(is_base) {
        return Ok(classes);
    }
    let table = &rulebook.class_table.need(sink)?.0;
    let mut before = 0_u32;
    for tied in settled.chunk_by(|a, b| a.judged.rank == b.judged.rank) {
        let members = tied.iter().filter(|settled| is_base(settled)).count();
        if members == 0 {
            continue;
        }
        let last = before.saturating_add(u32::try_from(members).unwrap_or(u32::MAX));
        let first = class_at(rulebook, table, before.saturating_add(1), bidders)?;
        // Classes by rows of ascending rank: a group lies in one class if each of its positions does.
        for position in before.saturating_add(2)..=last {
            if class_at(rulebook, table, position, bidders)? != first {
                let bids = tied.iter().filter(|settled| is_base(settled)).map(|settled| settled.judged.candidate);
                return Err(super::ranking::unresolved(rulebook, bids, "get the higher class"));
            }
        }
        before = last;
        for (class, settled) in classes.iter_mut().zip(settled) {
            if is_base(settled) && tied.iter().any(|tied| std::ptr::eq(tied, settled)) {
                *class = Some(first.clone());
                rulebook.note(sink, "class", settled.judged.candidate.subject(), "class", || {
                    vec![("class", first.as_str().into()), ("rank", settled.judged.rank.into())]
                });
            }
        }
    }
    Ok(classes)
}

fn class_at<'r>(rulebook: &Rulebook, table: &'r [ClassRow], position: u32, bidders: u32) -> Result<&'r Id, Error> {
    table
        .iter()
        .find(|row| {
            row.rank_to.is_none_or(|to| position <= to.get())
                && row.bidders_from.is_none_or(|from| bidders >= from.get())
        })
        .map(|row| &row.award_class)
        .ok_or_else(|| {
            let message =
                format!("`class_table` of `{}` has no row for position {position} of {bidders} bidders", rulebook.id());
            Error::rule_gap(message)
        })
}
