//! Rules 13 and 14: class, agreed share and term, in a lot and without bids.

use super::book::{Book, count, words};
use super::case::Case;
use super::number::{Q, int, print_share, q};
use super::{Res, gap};
use serde_json::{Map, Value};

/// What the conditions of a row of `share` or `term` are compared with.
struct Facts<'a> {
    class: &'a str,
    winners: usize,
    bidders: Option<usize>,
    short_term: bool,
    long_term_use: bool,
    incumbent: bool,
    award_class: Option<&'a str>,
}

/// Rule 14: the first row of a table all of whose conditions hold.
fn look_up<'a>(book: &'a Book, table: &str, facts: &Facts) -> Res<&'a Value> {
    for row in book.need(table)?.as_array().unwrap() {
        let mut holds = true;
        for (name, value) in row.as_object().unwrap() {
            holds &= match name.as_str() {
                "class" => value.as_str() == Some(facts.class),
                "winners_from" => count(value) <= facts.winners,
                "winners_to" => facts.winners <= count(value),
                "bidders_from" => count(value) <= facts.bidders.unwrap(),
                "short_term" => value.as_bool() == Some(facts.short_term),
                "long_term_use" => value.as_bool() == Some(facts.long_term_use),
                "incumbent" => value.as_bool() == Some(facts.incumbent),
                "award_class" => value.as_str() == facts.award_class,
                "share" | "years" | "end_date" => true,
                other => panic!("unknown condition {other}"),
            };
        }
        if holds {
            return Ok(row);
        }
    }
    gap(format!("no row of {table}"))
}

/// Rules 13 and 14 for a lot.
pub(crate) fn classes_and_terms(case: &mut Case, book: &Book) -> Res<()> {
    let names_class = |row: &Value| row.get("award_class").is_some();
    let share_names_class = book.set("share").is_some_and(|rows| rows.as_array().unwrap().iter().any(names_class));
    if case.lot.wants("class") || (case.lot.wants("share") && share_names_class) {
        classes(case, book)?;
    }
    if !case.lot.wants("share") && !case.lot.wants("term") {
        return Ok(());
    }
    let how_many = |reason: &str| case.rows.iter().filter(|row| row.reason == reason).count();
    let mut winners = case.base().len() + how_many("revived_shortlisted");
    if how_many("revived_unshortlisted") > 0 && book.flag("revival_unshortlisted_counts")? {
        winners += how_many("revived_unshortlisted");
    }
    if how_many("zero_volume") > 0 && book.flag("zero_volume_counts")? {
        winners += how_many("zero_volume");
    }
    case.winners = winners;
    let looked_up = case.clone();
    let facts = Facts {
        class: &looked_up.lot.volume_class,
        winners,
        bidders: Some(case.bidders),
        short_term: case.lot.short_term,
        long_term_use: case.lot.long_term_use,
        incumbent: false,
        award_class: None,
    };
    if case.lot.wants("share") {
        for (row, before) in case.rows.iter_mut().zip(&looked_up.rows) {
            if !row.selected() {
                continue;
            }
            if row.volume() == "none" {
                row.share = Some(int(0));
            } else if winners > 0 {
                let facts = Facts { incumbent: row.bid.incumbent, award_class: before.award_class.as_deref(), ..facts };
                row.share = Some(q(look_up(book, "share", &facts)?["share"].as_str().unwrap()));
            }
        }
    }
    if case.lot.wants("term") && winners > 0 {
        case.term = Some(look_up(book, "term", &facts)?.clone());
    }
    Ok(())
}

/// Rule 13, `#class`: positions in the base, by rank; every bid of a tie must fall into the same class.
fn classes(case: &mut Case, book: &Book) -> Res<()> {
    let base = case.base();
    let mut found: Vec<String> = Vec::new();
    for position in 1..=base.len() {
        let holds = |row: &&Value| {
            row.get("rank_to").is_none_or(|to| position <= count(to))
                && row.get("bidders_from").is_none_or(|from| count(from) <= case.bidders)
        };
        match book.need("class_table")?.as_array().unwrap().iter().find(holds) {
            Some(row) => found.push(row["award_class"].as_str().unwrap().to_owned()),
            None => return gap("no row of class_table"),
        }
    }
    for (one, &i) in base.iter().enumerate() {
        for (other, &j) in base.iter().enumerate() {
            if case.rows[i].rank == case.rows[j].rank && found[one] != found[other] {
                return gap("tie across two classes");
            }
        }
    }
    for (position, &i) in base.iter().enumerate() {
        case.rows[i].award_class = Some(found[position].clone());
    }
    Ok(())
}

/// `term_years` or `term_end` of a row of `term`.
pub(crate) fn write_term(row: &Value, into: &mut Map<String, Value>) {
    match row.get("years") {
        Some(years) => into.insert("term_years".to_owned(), years.clone()),
        None => into.insert("term_end".to_owned(), row["end_date"].clone()),
    };
}

/// `award.contract_terms`: share and term from the facts that the caller states.
pub(crate) fn contract_terms(book: &Book, input: &Value) -> Res<Value> {
    let flag = |name: &str| input.get(name).is_some_and(|value| value.as_bool().unwrap());
    let facts = Facts {
        class: input.get("volume_class").map_or("ordinary", |word| word.as_str().unwrap()),
        winners: count(&input["winners"]),
        bidders: input.get("bidders").map(count),
        short_term: flag("short_term"),
        long_term_use: flag("long_term_use"),
        incumbent: flag("incumbent"),
        award_class: input.get("award_class").map(|word| word.as_str().unwrap()),
    };
    let want = input.get("want").map_or_else(|| vec!["share".to_owned(), "term".to_owned()], words);
    let mut out = Map::new();
    if want.iter().any(|part| part == "share") {
        let share: Q = q(look_up(book, "share", &facts)?["share"].as_str().unwrap());
        out.insert("agreed_share".to_owned(), Value::String(print_share(&share)));
    }
    if want.iter().any(|part| part == "term") {
        write_term(look_up(book, "term", &facts)?, &mut out);
    }
    Ok(Value::Object(out))
}
