//! Rules 11 and 12: re-quotes and the order in which winners pick regions.

use super::book::{Book, words};
use super::case::Case;
use super::number::{Q, highest, int, lowest, mean};
use super::{Res, missing};

/// Rule 11: judges every offer, in the order of the ids, on the same base.
pub(crate) fn revive(case: &mut Case, book: &Book) -> Res<()> {
    let base: Vec<Q> = case.prices(&case.base());
    let judged = case.clone();
    let mut by_id: Vec<usize> = (0..case.rows.len()).collect();
    by_id.sort_by_key(|i| judged.rows[*i].id().to_owned());
    for i in by_id {
        let Some(quote) = judged.rows[i].bid.revival_price.clone() else {
            continue;
        };
        let (answer, reason) = if ["conditions_failed", "not_shortlisted"].contains(&judged.rows[i].reason) {
            let quote = Case::rounded(book, &(quote * &judged.rows[i].ratio))?;
            let verdict = judge(&judged, book, i, &quote, &base)?;
            if verdict.0 != "refused_ineligible" && quote == int(0) {
                return missing(format!("re-quote of {} is zero", judged.rows[i].id()));
            }
            case.rows[i].revived_price = Some(quote);
            verdict
        } else {
            ("not_applicable", None)
        };
        case.rows[i].revival = Some(answer);
        match reason {
            Some(reason) => case.rows[i].reason = reason,
            None => case.rows[i].revived_price = None,
        }
    }
    Ok(())
}

type Verdict = (&'static str, Option<&'static str>);

/// One offer: the answer, and the new reason if it is accepted.
fn judge(case: &Case, book: &Book, i: usize, quote: &Q, base: &[Q]) -> Res<Verdict> {
    let row = &case.rows[i];
    if row.reason == "conditions_failed" {
        let Some(limit) = book.read("revival_fused")? else {
            return Ok(("refused_ineligible", None));
        };
        let mut limit = limit;
        if base.len() < 2
            && let Some(instead) = book.read("revival_fused_when_one")?
        {
            limit = instead;
        }
        return Ok(verdict(within(case, limit.as_str().unwrap(), quote, base), "revived_shortlisted"));
    }
    if row.bid.is_reference
        && let Some(limit) = book.read("revival_reference")?
    {
        return Ok(verdict(within(case, limit.as_str().unwrap(), quote, base), "reference_no_volume"));
    }
    if !book.is_gap("revival_unshortlisted") && book.set("revival_unshortlisted").is_none() {
        return Ok(("refused_ineligible", None));
    }
    for condition in words(book.need("revival_unshortlisted_conditions")?) {
        let holds = match condition.as_str() {
            "volume_at_least_mean" => match (&case.lot.brand_volume_mean, &row.bid.reported_volume) {
                (Some(mean), Some(volume)) => volume >= mean,
                _ => return missing("brand_volume_mean or reported_volume"),
            },
            "not_highest" => row.p() < case.highest_of_all().unwrap(),
            other => panic!("unknown condition {other}"),
        };
        if !holds {
            return Ok(("refused_ineligible", None));
        }
    }
    let limit = book.need_word("revival_unshortlisted")?;
    Ok(verdict(within(case, limit, quote, base), "revived_unshortlisted"))
}

fn verdict(accepted: bool, reason: &'static str) -> Verdict {
    if accepted { ("accepted", Some(reason)) } else { ("refused_price", None) }
}

/// Is the re-quote within the limit? With an empty base a limit taken from it is never met.
fn within(case: &Case, limit: &str, quote: &Q, base: &[Q]) -> bool {
    match limit {
        "spread_limit" => case.within_spread(quote),
        "highest_selected" => highest(base).is_some_and(|limit| *quote <= limit),
        "lowest_selected" => lowest(base).is_some_and(|limit| *quote <= limit),
        "mean_selected" => !base.is_empty() && *quote <= mean(base),
        other => panic!("unknown limit {other}"),
    }
}

/// Rule 12, `#order`: numbers the selected bids with volume `full`.
pub(crate) fn order(case: &mut Case, book: &Book) -> Res<()> {
    let of: Vec<usize> =
        (0..case.rows.len()).filter(|&i| case.rows[i].selected() && case.rows[i].volume() == "full").collect();
    let by_price =
        of.iter().any(|&i| case.rows[i].revived_price.is_some()) && book.need_word("revived_order")? == "by_price";
    let zero = int(0);
    let keys: Vec<(u8, Q, u8, Option<usize>)> = of
        .iter()
        .map(|&i| {
            let row = &case.rows[i];
            match (&row.revived_price, by_price) {
                (None, false) => (0, zero.clone(), 0, row.rank),
                (Some(quote), false) => (1, quote.clone(), 0, row.rank),
                (None, true) => (0, row.p(), 0, row.rank),
                (Some(quote), true) => (0, quote.clone(), 1, row.rank),
            }
        })
        .collect();
    for (at, &i) in of.iter().enumerate() {
        case.rows[i].order = Some(1 + keys.iter().filter(|key| **key < keys[at]).count());
    }
    Ok(())
}
