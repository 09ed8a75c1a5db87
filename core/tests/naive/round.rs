//! Rule 10 and `award.select_round`: the filter over all lots of a round.

use super::book::{Book, count};
use super::case::Case;
use super::lot::Lot;
use super::number::{Q, highest, int, lowest};
use super::{Res, gap, output};
use serde_json::{Value, json};

/// `award.select_round`: rules 1–9 for every lot, rule 10 over all of them, rules 11–16 for every lot.
pub(crate) fn select_round(book: &Book, input: &Value) -> Res<Value> {
    book.read("filter")?;
    book.whole()?;
    let mut lots: Vec<Lot> = input["lots"].as_array().unwrap().iter().map(Lot::of).collect();
    lots.sort_by(|a, b| a.lot.cmp(&b.lot));
    let mut cases = Vec::new();
    for lot in &lots {
        cases.push(Case::begin(book, lot, None)?);
    }
    let mut removed: Vec<(String, String, String)> = Vec::new();
    for step in book.read("filter")?.map(|steps| steps.as_array().unwrap().clone()).unwrap_or_default() {
        let kind = step["kind"].as_str().unwrap();
        let losers = match kind {
            "largest_ratio" => largest_ratio(&mut cases, count(&step["lots"]))?,
            "smallest_cut" => smallest_cut(&cases, count(&step["bids"]))?,
            other => panic!("unknown step {other}"),
        };
        for (lot, bid) in losers {
            let row = &mut cases[lot].rows[bid];
            row.reason = "batch_filter";
            let (bid_id, lot_id) = (row.id().to_owned(), cases[lot].lot.lot.clone().unwrap());
            removed.push((lot_id, bid_id, kind.to_owned()));
        }
    }
    removed.sort();
    let mut out = Vec::new();
    for case in &mut cases {
        case.finish(book)?;
        out.push(output::lot(case, book, true));
    }
    let removed: Vec<Value> =
        removed.into_iter().map(|(lot, bid, kind)| json!({ "lot": lot, "bid": bid, "kind": kind })).collect();
    Ok(json!({ "lots": out, "removed": removed }))
}

/// R of a lot with at least two selected bids, zero-volume bids apart.
fn ratio(case: &Case) -> Option<Q> {
    let prices = case.prices(&case.base());
    if prices.len() < 2 { None } else { Some(highest(&prices)? / lowest(&prices)?) }
}

/// `largest_ratio`: the first `n` lots with R > 1, largest first, lose their last-ranked selected bid.
fn largest_ratio(cases: &mut [Case], n: usize) -> Res<Vec<(usize, usize)>> {
    let ratios: Vec<Option<Q>> = cases.iter().map(ratio).collect();
    for (case, ratio) in cases.iter_mut().zip(&ratios) {
        // What is printed is R before anything was removed from the lot.
        if case.price_ratio.is_none() {
            case.price_ratio.clone_from(ratio);
        }
    }
    let above_one: Vec<usize> = (0..cases.len()).filter(|&i| ratios[i].as_ref().is_some_and(|r| *r > int(1))).collect();
    let tie_rank = |i: usize| {
        let equal = above_one.iter().filter(|&&other| ratios[other] == ratios[i]);
        let stated = equal.clone().all(|&other| cases[other].lot.filter_tie_rank.is_some());
        if stated { cases[i].lot.filter_tie_rank } else { None }
    };
    let mut losers = Vec::new();
    for &i in &above_one {
        let before =
            |other: usize| ratios[other] > ratios[i] || (ratios[other] == ratios[i] && tie_rank(other) < tie_rank(i));
        let equal = |other: usize| ratios[other] == ratios[i] && tie_rank(other) == tie_rank(i);
        let ahead = above_one.iter().filter(|&&other| before(other)).count();
        let together = above_one.iter().filter(|&&other| equal(other)).count();
        if ahead >= n {
            continue;
        }
        if ahead + together > n {
            return gap("equal ratios across the border of the filter");
        }
        let base = cases[i].base();
        let last = cases[i].rows[*base.last().unwrap()].rank;
        let ranked_last: Vec<usize> = base.into_iter().filter(|&bid| cases[i].rows[bid].rank == last).collect();
        if ranked_last.len() > 1 {
            return gap("two bids share the last rank");
        }
        losers.push((i, ranked_last[0]));
    }
    Ok(losers)
}

/// `smallest_cut`: over the selected bids of all lots with at least two, the `n` smallest exact cuts.
fn smallest_cut(cases: &[Case], n: usize) -> Res<Vec<(usize, usize)>> {
    let mut all: Vec<(Q, usize, usize)> = Vec::new();
    for (lot, case) in cases.iter().enumerate() {
        if case.base().len() >= 2 {
            all.extend(case.base().into_iter().map(|bid| (case.rows[bid].cut.clone().unwrap(), lot, bid)));
        }
    }
    all.sort();
    let n = n.min(all.len());
    if n > 0 && n < all.len() && all[n - 1].0 == all[n].0 {
        return gap("equal cuts across the border of the filter");
    }
    let losers: Vec<(usize, usize)> = all[..n].iter().map(|(_, lot, bid)| (*lot, *bid)).collect();
    for (lot, case) in cases.iter().enumerate() {
        let lost = losers.iter().filter(|(of, _)| *of == lot).count();
        if lost > 0 && lost == case.base().len() {
            return gap("a lot would lose all its selected bids");
        }
    }
    Ok(losers)
}
