//! `award.compare`: one lot under several rulebooks, each answered like `award.select`.

use super::book::{Book, World};
use super::case::Case;
use super::lot::Lot;
use super::row::Row;
use super::{Res, output};
use serde_json::{Map, Value, json};

fn select(book: &Book, lot: &Lot) -> Res<Case> {
    book.whole()?;
    let mut case = Case::begin(book, lot, None)?;
    case.finish(book)?;
    Ok(case)
}

/// The four fields that baseline and comparison share.
fn summary(case: &Case, out: &mut Map<String, Value>) {
    if let Some(places) = case.places {
        out.insert("shortlist_limit".to_owned(), json!(places));
    }
    if let Some(limit) = &case.limit {
        out.insert("spread_limit".to_owned(), json!(limit.print()));
    }
    let selected = output::selected(case);
    out.insert("winners".to_owned(), json!(selected.len()));
    out.insert("selected".to_owned(), json!(selected));
}

/// What a change is seen by: outcome, reason and volume of a selected bid.
fn seen(row: &Row) -> (&'static str, &'static str, Option<&'static str>) {
    (row.outcome(), row.reason, row.selected().then(|| row.volume()))
}

pub(crate) fn compare(world: &World, book: &Book, input: &Value) -> Res<Value> {
    let lot = Lot::of(&input["lot"]);
    let baseline = select(book, &lot)?;
    let mut head = Map::new();
    head.insert("rulebook".to_owned(), json!(book.id));
    summary(&baseline, &mut head);
    let mut against = Vec::new();
    for rulebook in input["against"].as_array().unwrap() {
        let there = Book::of(&world.resolve(rulebook));
        let mut out = Map::new();
        out.insert("rulebook".to_owned(), json!(there.id));
        let case = match select(&there, &lot) {
            Ok(case) => case,
            Err(stop) if stop.code == "rule_gap" => {
                out.insert("status".to_owned(), json!("rule_gap"));
                out.insert("message".to_owned(), json!(stop.why));
                against.push(Value::Object(out));
                continue;
            }
            Err(stop) => return Err(stop),
        };
        out.insert("status".to_owned(), json!("ok"));
        summary(&case, &mut out);
        let (mut gained, mut lost, mut changed) = (Vec::new(), Vec::new(), Vec::new());
        // The rows of both are in the order of the ids.
        for (here, there) in baseline.rows.iter().zip(&case.rows) {
            if there.selected() && !here.selected() {
                gained.push(here.id());
            }
            if here.selected() && !there.selected() {
                lost.push(here.id());
            }
            if seen(here) != seen(there) {
                changed.push(json!({
                    "bid": here.id(),
                    "from_outcome": here.outcome(),
                    "from_reason": here.reason,
                    "to_outcome": there.outcome(),
                    "to_reason": there.reason,
                }));
            }
        }
        out.insert("gained".to_owned(), json!(gained));
        out.insert("lost".to_owned(), json!(lost));
        out.insert("changed".to_owned(), json!(changed));
        against.push(Value::Object(out));
    }
    Ok(json!({ "baseline": head, "against": against }))
}
