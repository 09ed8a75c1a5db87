//! `award.what_if` by trying every price of the grid, one after the other, from the definition of the own outcome.

use super::book::Book;
use super::case::Case;
use super::lot::Lot;
use super::number::{Q, int, print_full, q};
use super::{Res, gap, output};
use serde_json::{Map, Value, json};

/// The own outcome of one bid at one price.
struct Own {
    outcome: Value,
    wins: bool,
}

/// Rules 1–9 on the lot with the bid's price replaced; a rule that stops is an error here.
fn own_outcome(book: &Book, lot: &Lot, id: &str, price: &Q, count_zero_volume: bool) -> Res<Own> {
    let mut lot = lot.clone();
    for bid in &mut lot.bids {
        bid.revival_price = None;
        if bid.bid == id {
            bid.comparable_price = bid.comparable_price.as_ref().map(|comparable| comparable * price / &bid.price);
            bid.price = price.clone();
        }
    }
    let case = Case::begin(book, &lot, Some(id))?;
    let row = case.rows.iter().find(|row| row.id() == id).unwrap();
    let wins = row.selected() && (row.volume() == "full" || (count_zero_volume && row.volume() == "none"));
    Ok(Own { outcome: output::outcome_of(row), wins })
}

/// The printed outcome; a rule that stops makes it undetermined.
fn printed(own: &Res<Own>) -> Value {
    match own {
        Ok(own) => own.outcome.clone(),
        Err(_) => json!({ "outcome": "undetermined", "reason": "rule_gap" }),
    }
}

pub(crate) fn what_if(book: &Book, input: &Value) -> Res<Value> {
    book.whole()?;
    if book.by_score() {
        return gap("method score");
    }
    let lot = Lot::of(&input["lot"]);
    let id = input["bid"].as_str().unwrap();
    let bid = lot.bids.iter().find(|bid| bid.bid == id).unwrap();
    let step = q(input.get("step").map_or("0.0001", |step| step.as_str().unwrap()));
    let count_zero_volume = input.get("count_zero_volume").is_some_and(|flag| flag.as_bool().unwrap());
    let outcome_at = |price: &Q| own_outcome(book, &lot, id, price, count_zero_volume);

    let stated = input.get("max_price").map(|price| q(price.as_str().unwrap()));
    let top = [stated, lot.ceiling_of(bid)].into_iter().flatten().min().unwrap();
    let declared = outcome_at(&bid.price);
    // A missing fact is the answer, as it is for the lot itself; only a price of the grid that rounds to zero is just no price.
    if let Err(stop) = &declared
        && stop.code == "invalid_input"
    {
        return Err(stop.clone());
    }
    let mut highest = None;
    let mut k = int(1);
    while &k * &step <= top {
        let price = &k * &step;
        match outcome_at(&price) {
            Ok(own) if own.wins => highest = Some(price),
            Err(stop) if stop.code == "invalid_input" && !stop.why.ends_with("is zero") => return Err(stop),
            _ => {}
        }
        k += int(1);
    }

    let touched = |name: &str| book.is_gap(name) || book.set(name).is_some();
    let by_sigma = book.set("anchor").and_then(Value::as_str) == Some("mean_minus_sigma");
    let mut out = Map::new();
    out.insert("bid".to_owned(), json!(id));
    out.insert("monotone".to_owned(), json!(!(by_sigma || touched("zero_volume_sigmas") || touched("rounding_limit"))));
    out.insert("provisional".to_owned(), json!(touched("filter")));
    out.insert("can_win".to_owned(), json!(highest.is_some()));
    match highest {
        Some(price) => {
            out.insert("highest_price".to_owned(), json!(print_full(&price)));
            let next = price + &step;
            let there = printed(&outcome_at(&next));
            out.insert(
                "next".to_owned(),
                json!({ "price": print_full(&next), "outcome": there["outcome"], "reason": there["reason"] }),
            );
        }
        None => {
            if let Err(stop) = declared {
                return Err(stop);
            }
        }
    }
    out.insert("declared".to_owned(), printed(&declared));
    Ok(Value::Object(out))
}
