//! Requests of `execution.price_mark` and `execution.non_supply_cap` at random.

use super::book::Book;
use super::generate::{Object, date, decimal, put};
use super::number::q;
use super::words::{CLASSES, READINGS};
use crate::common::Rng;
use serde_json::{Value, json};

const PRICES: [&str; 5] = [
    "own_winning_price",
    "highest_winning_price",
    "highest_listing_price",
    "p75_listing_price",
    "lowest_listing_price",
];

/// A price on or beside a multiple of an anchor.
fn around(rng: &mut Rng, anchor: &str) -> String {
    let factors = ["1", "1.8", "3", "10", "5", "3.24", "1.2", "1.5", "0.5", "0.7"];
    let x = if rng.chance(25) { q(anchor) * q("5") / q("3") } else { q(anchor) * q(rng.word(&factors)) };
    let text = if rng.chance(60) { decimal(&x) } else { rng.near(&x) };
    if q(&text) > q("0") { text } else { "1".to_owned() }
}

pub(crate) fn price_mark(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    let reading = json!(rng.pick(&READINGS));
    rng.gap_field(&mut input, book, "non_supply_reading", "non_supply_reading", reading);
    let classes: Vec<&'static str> = CLASSES
        .into_iter()
        .filter(|class| match *class {
            "winner_not_supplying" => book.parameters.contains_key("non_supply_multiple"),
            class => book.parameters.get("mark_rules").is_some_and(|rules| rules.value.get(class).is_some()),
        })
        .collect();
    let number = rng.rows();
    let mut items = Vec::new();
    let full = rng.chance(94);
    for id in rng.ids(number) {
        let mut item = Object::new();
        put(&mut item, "item", id);
        let class = if classes.is_empty() || rng.chance(2) { rng.pick(&CLASSES) } else { rng.pick(&classes) };
        put(&mut item, "class", class);
        let anchor = rng.pick(&["10", "6", "0.7", "4", "12.34"]);
        put(&mut item, "price", around(rng, anchor));
        for key in PRICES {
            let price = if rng.chance(70) { anchor.to_owned() } else { rng.price() };
            rng.maybe(&mut item, if full { 100 } else { 80 }, key, price);
        }
        if rng.chance(40) {
            put(&mut item, "consistency", rng.pick(&["evaluated", "not_evaluated"]));
            put(&mut item, "reference_listing_price", rng.price());
        }
        let cuts = if book.parameters.contains_key("mark_removal_days") { 40 } else { 1 };
        let cut = rng.day();
        rng.maybe(&mut item, cuts, "price_cut_on", date(cut));
        items.push(item);
    }
    put(&mut input, "items", json!(items));
    Value::Object(input)
}

pub(crate) fn non_supply_cap(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    let multiple = json!(rng.pick(&["1.5", "1", "1.2345678901"]));
    rng.gap_field(&mut input, book, "non_supply_multiple", "non_supply_multiple", multiple);
    let reading = json!(rng.pick(&READINGS));
    rng.gap_field(&mut input, book, "non_supply_reading", "non_supply_reading", reading);
    let number = rng.rows();
    let finished = if book.parameters.contains_key("non_supply_renewal_anchor") { 50 } else { 3 };
    let mut items = Vec::new();
    for id in rng.ids(number) {
        let mut item = Object::new();
        put(&mut item, "item", id);
        let own = rng.price();
        put(&mut item, "own_winning_price", own.clone());
        let highest = match rng.below(4) {
            0 => Value::Null,
            1 => json!(around(rng, &own)),
            _ => json!(rng.price()),
        };
        put(&mut item, "highest_price", highest);
        if rng.chance(finished) {
            put(&mut item, "agreement_finished", true);
            put(&mut item, "lowest_renewal_price", rng.price());
        } else {
            rng.maybe(&mut item, 30, "agreement_finished", false);
        }
        let current = around(rng, &own);
        rng.maybe(&mut item, 65, "current_price", current);
        items.push(item);
    }
    put(&mut input, "items", json!(items));
    Value::Object(input)
}
