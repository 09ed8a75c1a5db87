//! Rules 12 and 13: the order in which winners pick regions, and their class.

use super::input::{Lot, Want};
use super::output::{Reason, Volume};
use super::parameters::{ClassRow, RevivedOrder};
use super::rulebook::Rulebook;
use super::state::Judged;
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;

/// Rule 12: numbers for the selected bids with full volume, in the order of `judged`; equal keys share the number.
///
/// Source: clause `#order`.
pub(super) fn selection_order(
    rulebook: &Rulebook,
    judged: &[Judged<'_>],
    sink: &mut dyn Sink,
) -> Result<Vec<Option<u32>>, Error> {
    let is_revived = |judged: &Judged<'_>| judged.reason == Reason::RevivedShortlisted;
    if !judged.iter().any(is_revived) {
        return Ok(numbers_by_rank(judged));
    }
    let by_price = *rulebook.revived_order.need(sink)? == RevivedOrder::ByPrice;
    let mut picking: Vec<(Key<'_>, usize)> = judged
        .iter()
        .enumerate()
        .filter(|(_, judged)| picks(judged))
        .map(|(i, judged)| {
            let revived = is_revived(judged);
            let key = Key {
                // `after`: base bids first, by rank alone; then revived ones by price.
                block: revived && !by_price,
                price: (by_price || revived).then_some(judged.final_comparable()),
                revived,
                rank: judged.rank,
            };
            (key, i)
        })
        .collect();
    picking.order();
    let mut numbers = vec![None; judged.len()];
    let mut before = 0_u32;
    for equal in picking.chunk_by(|a, b| a.0 == b.0) {
        for (_, i) in equal {
            if let Some(number) = numbers.get_mut(*i) {
                *number = Some(before.saturating_add(1));
            }
        }
        before = before.saturating_add(u32::try_from(equal.len()).unwrap_or(u32::MAX));
    }
    for (judged, number) in judged.iter().zip(&numbers) {
        if let (true, Some(number)) = (is_revived(judged), number) {
            rulebook.note(sink, "order", judged.candidate.subject(), "selection_order", || {
                vec![("number", (*number).into()), ("price", judged.final_comparable().into())]
            });
        }
    }
    Ok(numbers)
}

fn picks(judged: &Judged<'_>) -> bool {
    judged.reason.volume() == Some(Volume::Full)
}

/// Without re-quotes the order is that of the ranks.
fn numbers_by_rank(judged: &[Judged<'_>]) -> Vec<Option<u32>> {
    let mut numbers = Vec::with_capacity(judged.len());
    let mut before = 0_u32;
    for tied in judged.chunk_by(|a, b| a.rank == b.rank) {
        let number = before.saturating_add(1);
        for judged in tied {
            numbers.push(picks(judged).then_some(number));
            before = before.saturating_add(u32::from(picks(judged)));
        }
    }
    numbers
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'s> {
    block: bool,
    price: Option<&'s Rational>,
    revived: bool,
    rank: u32,
}

/// Rule 13: the class of each base bid by its position and the number of bidders, in the order of `judged`; empty where neither the
/// caller nor the share table asks for classes.
///
/// Source: clause `#class`.
pub(super) fn classes(
    rulebook: &Rulebook,
    lot: &Lot,
    judged: &[Judged<'_>],
    bidders: u32,
    sink: &mut dyn Sink,
) -> Result<Vec<Option<Id>>, Error> {
    let by_class =
        || rulebook.share.peek().is_some_and(|rows| rows.0.iter().any(|row| row.conditions.award_class.is_some()));
    let asked = lot.wants(Want::Class) || (lot.wants(Want::Share) && by_class());
    if !asked {
        return Ok(Vec::new());
    }
    let is_base = |judged: &Judged<'_>| matches!(judged.reason, Reason::ConditionsMet | Reason::NoConditions);
    let mut classes = vec![None; judged.len()];
    if !judged.iter().any(is_base) {
        return Ok(classes);
    }
    let table = &rulebook.class_table.need(sink)?.0;
    let mut before = 0_u32;
    for tied in judged.chunk_by(|a, b| a.rank == b.rank) {
        let members = tied.iter().filter(|judged| is_base(judged)).count();
        if members == 0 {
            continue;
        }
        let last = before.saturating_add(u32::try_from(members).unwrap_or(u32::MAX));
        let first = class_at(rulebook, table, before.saturating_add(1), bidders)?;
        // Classes by rows of ascending rank: a group lies in one class if each of its positions does.
        for position in before.saturating_add(2)..=last {
            if class_at(rulebook, table, position, bidders)? != first {
                let bids = tied.iter().filter(|judged| is_base(judged)).map(|judged| judged.candidate);
                return Err(super::unresolved(rulebook, bids, "get the higher class"));
            }
        }
        before = last;
        for (class, judged) in classes.iter_mut().zip(judged) {
            if is_base(judged) && tied.iter().any(|tied| std::ptr::eq(tied, judged)) {
                *class = Some(first.clone());
                rulebook.note(sink, "class", judged.candidate.subject(), "class", || {
                    vec![("class", first.as_str().into()), ("rank", judged.rank.into())]
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
