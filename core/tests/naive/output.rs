//! The output object of a lot, field by field in the order of the table.

use super::book::Book;
use super::case::Case;
use super::number::{Q, print, print_share};
use super::row::Row;
use super::terms::write_term;
use serde_json::{Map, Value, json};
use std::cmp::Ordering;

fn put(into: &mut Map<String, Value>, name: &str, value: impl Into<Value>) {
    into.insert(name.to_owned(), value.into());
}

fn put_price(into: &mut Map<String, Value>, name: &str, value: Option<&Q>) {
    if let Some(value) = value {
        put(into, name, print(value));
    }
}

/// Does a bid come before another in the list `bids`: ranked by rank, then related firms, then void bids, each by id.
fn place(row: &Row) -> (u8, Option<usize>, String) {
    let part = match (row.rank, row.reason) {
        (Some(_), _) => 0,
        (None, "related_firm") => 1,
        _ => 2,
    };
    (part, row.rank, row.id().to_owned())
}

/// The ids of the selected bids: by order, then id; those without order after them by rank, then id.
pub(crate) fn selected(case: &Case) -> Vec<String> {
    let mut rows: Vec<&Row> = case.rows.iter().filter(|row| row.selected()).collect();
    rows.sort_by_key(|row| {
        (row.order.is_none(), row.order, if row.order.is_none() { row.rank } else { None }, row.id().to_owned())
    });
    rows.iter().map(|row| row.id().to_owned()).collect()
}

/// The output of `award.select`, and of one lot of `award.select_round`.
pub(crate) fn lot(case: &Case, book: &Book, in_round: bool) -> Value {
    let mut out = Map::new();
    if let Some(lot) = &case.lot.lot {
        put(&mut out, "lot", lot.clone());
    }
    put(&mut out, "bidders", case.bidders);
    if let Some(places) = case.places {
        put(&mut out, "shortlist_limit", places);
    }
    put(&mut out, "shortlisted", case.rows.iter().filter(|row| row.shortlisted).count());
    put_price(&mut out, "mean_price", case.mean.as_ref());
    for (name, value) in
        [("anchor_price", &case.anchor), ("spread_limit", &case.limit), ("zero_volume_below", &case.zero_below)]
    {
        if let Some(value) = value {
            put(&mut out, name, value.print());
        }
    }
    put_price(&mut out, "price_ratio", case.price_ratio.as_ref());
    put(&mut out, "provisional", !in_round && (book.is_gap("filter") || book.set("filter").is_some()));
    let chosen = selected(case);
    put(&mut out, "failed", chosen.is_empty());
    put(&mut out, "winners", chosen.len());
    put(&mut out, "selected", chosen.clone());
    let mut rows: Vec<&Row> = case.rows.iter().collect();
    rows.sort_by_key(|row| place(row));
    put(&mut out, "bids", rows.into_iter().map(|row| bid(case, book, row)).collect::<Vec<Value>>());
    if (case.lot.wants("share") || case.lot.wants("term")) && !chosen.is_empty() {
        put(&mut out, "terms", terms(case));
    }
    Value::Object(out)
}

/// `terms`: W, the share if all bids with volume have the same, the term.
fn terms(case: &Case) -> Value {
    let mut out = Map::new();
    put(&mut out, "winners", case.winners);
    let with_volume = case.rows.iter().filter(|row| row.selected() && row.volume() != "none");
    let shares: Vec<Option<&Q>> = with_volume.map(|row| row.share.as_ref()).collect();
    if let Some(Some(first)) = shares.first()
        && shares.iter().all(|share| *share == Some(first))
    {
        put(&mut out, "agreed_share", print_share(first));
    }
    if let Some(term) = &case.term {
        write_term(term, &mut out);
    }
    Value::Object(out)
}

/// One bid of the output.
fn bid(case: &Case, book: &Book, row: &Row) -> Value {
    let mut out = Map::new();
    put(&mut out, "bid", row.id());
    put(&mut out, "company", row.bid.company.clone());
    if let Some(rank) = row.rank {
        put(&mut out, "rank", rank);
    }
    put_price(&mut out, "comparable_price", row.price.as_ref());
    put_price(&mut out, "cut", row.cut.as_ref());
    put_price(&mut out, "score", row.score.as_ref());
    put(&mut out, "shortlisted", row.shortlisted);
    put(&mut out, "outcome", row.outcome());
    put(&mut out, "reason", row.reason);
    if let Some(passed) = &row.passed_by {
        put(&mut out, "passed_by", passed.clone());
    }
    if row.selected() {
        put(&mut out, "volume", row.volume());
        put(&mut out, "picks_regions", row.volume() == "full");
        if let Some(order) = row.order {
            put(&mut out, "selection_order", order);
        }
        let declared = if row.revived_price.is_some() { row.bid.revival_price.as_ref() } else { Some(&row.bid.price) };
        put_price(&mut out, "final_price", declared);
        put_price(&mut out, "final_comparable_price", row.revived_price.as_ref().or(row.price.as_ref()));
    }
    if let Some(revival) = row.revival {
        put(&mut out, "revival", revival);
    }
    // Rule 16, `#cost_statement`: it asks for an explanation and never rejects.
    if let (Some(anchor), true, Some(Value::Bool(true))) = (&case.anchor, row.shortlisted, book.set("cost_statement")) {
        put(&mut out, "cost_statement", anchor.compare(&row.p()) == Ordering::Greater);
    }
    if case.lot.wants("class")
        && let Some(class) = &row.award_class
    {
        put(&mut out, "award_class", class.clone());
    }
    if let Some(share) = &row.share {
        put(&mut out, "agreed_share", print_share(share));
    }
    Value::Object(out)
}

/// `outcome` and `reason` of one bid.
pub(crate) fn outcome_of(row: &Row) -> Value {
    json!({ "outcome": row.outcome(), "reason": row.reason })
}
