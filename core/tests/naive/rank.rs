//! Rules 3, 4 and 5: bidders and related firms, ranking and ties, the shortlist.

use super::book::{Book, count, words};
use super::case::Case;
use super::lot::Bid;
use super::number::{Q, int, q};
use super::{Res, gap};

/// Rules 3 and 4: N, the representatives and their ranks.
pub(crate) fn bidders_and_ranks(case: &mut Case, book: &Book) -> Res<()> {
    let valid = case.valid();
    let all: Vec<usize> = (0..case.rows.len()).collect();
    let counted = if valid.len() < all.len() && book.flag("void_counts")? { all } else { valid.clone() };
    let sets = related(case, &valid);
    let counted_sets = related(case, &counted);
    // Whether related firms are one bidder matters only where there are some.
    let some_related = sets.len() < valid.len() || counted_sets.len() < counted.len();
    let mode = if some_related {
        book.read("related_firms")?.map_or("separate", |word| word.as_str().unwrap())
    } else {
        "separate"
    };
    case.bidders = if mode == "separate" { counted.len() } else { counted_sets.len() };
    let mut representatives = valid;
    if mode == "best_only" {
        representatives.clear();
        for set in sets {
            let best = best_of(case, book, &set)?;
            for i in set {
                case.rows[i].reason = if i == best { "not_shortlisted" } else { "related_firm" };
            }
            representatives.push(best);
        }
    }
    let mut before = 0;
    for group in tie_groups(case, book, &representatives) {
        for &i in &group {
            case.rows[i].rank = Some(before + 1);
        }
        before += group.len();
    }
    Ok(())
}

/// Sets of related bids: sharing `company` or `group`, transitively. Plain repetition until nothing joins any more.
fn related(case: &Case, among: &[usize]) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = among.iter().map(|&i| vec![i]).collect();
    let linked = |a: &usize, b: &usize| {
        let (a, b) = (&case.rows[*a].bid, &case.rows[*b].bid);
        a.company == b.company || (a.group.is_some() && a.group == b.group)
    };
    'again: loop {
        for one in 0..sets.len() {
            for other in one + 1..sets.len() {
                if sets[one].iter().any(|a| sets[other].iter().any(|b| linked(a, b))) {
                    let joined = sets.remove(other);
                    sets[one].extend(joined);
                    continue 'again;
                }
            }
        }
        return sets;
    }
}

/// Does an unresolved tie stop the rules? Always in a lot; for one bid's own outcome only if that bid is one of the tied.
fn stops(case: &Case, tied: &[usize]) -> bool {
    case.own.as_ref().is_none_or(|own| tied.iter().any(|&i| case.rows[i].id() == own))
}

/// The best bid of a set of related bids, by rule 4.
fn best_of(case: &Case, book: &Book, set: &[usize]) -> Res<usize> {
    let best = tie_groups(case, book, set)[0].clone();
    if best.len() > 1 && stops(case, &best) {
        return gap("related firms tie for the best bid");
    }
    Ok(*best.iter().min_by_key(|&&i| case.rows[i].id().as_bytes()).unwrap())
}

/// Rule 4, `#rank`: the bids in groups of equal standing, best group first, each group by id.
fn tie_groups(case: &Case, book: &Book, among: &[usize]) -> Vec<Vec<usize>> {
    let standing = |i: usize| match &case.rows[i].score {
        Some(score) => -score,
        None => case.rows[i].p(),
    };
    let mut groups = split(&[among.to_vec()], |i| Some(standing(i)));
    let mut keys = book.set("tie_keys").map(words).unwrap_or_default();
    keys.push("tie_rank".to_owned());
    for key in keys {
        groups = split(&groups, |i| key_of(&case.rows[i].bid, &key));
    }
    for group in &mut groups {
        group.sort_by(|&a, &b| case.rows[a].id().as_bytes().cmp(case.rows[b].id().as_bytes()));
    }
    groups
}

/// Splits every group by a key, low first, if all bids of the group state it.
fn split(groups: &[Vec<usize>], key: impl Fn(usize) -> Option<Q>) -> Vec<Vec<usize>> {
    let mut result = Vec::new();
    for group in groups {
        if group.iter().any(|&i| key(i).is_none()) {
            result.push(group.clone());
            continue;
        }
        let mut values: Vec<Q> = group.iter().filter_map(|&i| key(i)).collect();
        values.sort();
        values.dedup();
        for value in values {
            result.push(group.iter().copied().filter(|&i| key(i) == Some(value.clone())).collect());
        }
    }
    result
}

/// A tie key as a number of which the lower one is better.
fn key_of(bid: &Bid, key: &str) -> Option<Q> {
    let yes_first = |stated: Option<bool>| stated.map(|yes| int(usize::from(!yes)));
    match key {
        "reported_volume" => bid.reported_volume.as_ref().map(|volume| -volume),
        "prior_winner" => yes_first(bid.prior_winner),
        "prior_sales" => bid.prior_sales.as_ref().map(|sales| -sales),
        "passed_specs" => bid.passed_specs.map(|number| -int(number)),
        "pass_date" => bid.pass_date.as_ref().map(|date| q(&date.replace('-', ""))),
        "own_api" => yes_first(bid.own_api),
        "tie_rank" => bid.tie_rank.map(int),
        other => panic!("unknown tie key {other}"),
    }
}

/// Rule 5: K, as announced for the lot, or the row of `k_table` with the largest `from` that is not above N.
pub(crate) fn places(case: &mut Case, book: &Book) -> Res<()> {
    if case.lot.max_shortlisted.is_some() {
        case.places = case.lot.max_shortlisted;
        return Ok(());
    }
    let Some(table) = book.read("k_table")? else {
        return Ok(());
    };
    let rows: Vec<(usize, usize)> =
        table.as_array().unwrap().iter().map(|row| (count(&row["from"]), count(&row["k"]))).collect();
    match rows.iter().filter(|(from, _)| *from <= case.bidders).max() {
        Some((_, k)) => case.places = Some(*k),
        None => return gap("no row of k_table"),
    }
    Ok(())
}

/// Rule 5, `#shortlist` and `#company_cap`: walks down the ranking without the bids taken out by rule 6.
/// Gives the shortlist and the bids passed over.
pub(crate) fn shortlist(case: &Case, book: &Book, taken_out: &[usize]) -> Res<(Vec<usize>, Vec<usize>)> {
    let mut ranks: Vec<usize> = case.representatives().iter().filter_map(|&i| case.rows[i].rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let cap = book.read("company_cap")?.map(count);
    let mut list: Vec<usize> = Vec::new();
    let mut capped: Vec<usize> = Vec::new();
    let mut steps: Vec<Vec<usize>> = Vec::new();
    for rank in ranks {
        let at_rank = |i: &usize| case.rows[*i].rank == Some(rank) && !taken_out.contains(i);
        let group: Vec<usize> = case.representatives().into_iter().filter(at_rank).collect();
        if stops(case, &group) {
            steps.push(group);
        } else {
            // For another bid's own outcome the smaller id goes first.
            steps.extend(group.into_iter().map(|i| vec![i]));
        }
    }
    for group in steps {
        let left = case.places.map_or(usize::MAX, |k| k - list.len());
        if left == 0 {
            break;
        }
        let of_company = |list: &[usize], i: usize| {
            list.iter().filter(|&&other| case.rows[other].bid.company == case.rows[i].bid.company).count()
        };
        let mut rest = Vec::new();
        for &i in &group {
            let under_cap = cap.map_or(usize::MAX, |c| c - of_company(&list, i));
            if under_cap == 0 {
                capped.push(i);
            } else if of_company(&group, i) > under_cap {
                return gap("tie of bids of one company for its last places");
            } else {
                rest.push(i);
            }
        }
        if rest.len() > left {
            return gap("tie for the last places of the shortlist");
        }
        list.extend(rest);
    }
    Ok((list, capped))
}
