//! Requests of `execution.second_slot`, `execution.replace_supplier` and `execution.shortage` at random.

use super::book::Book;
use super::generate::{Object, date, put, within};
use super::words::{SLOT_ROLES, SUPPLY_PRICES, SUPPLY_ROLES};
use crate::common::Rng;
use serde_json::{Value, json};

pub(crate) fn second_slot(rng: &mut Rng) -> Value {
    let mut input = Object::new();
    put(&mut input, "route", rng.pick(&["injection", "oral"]));
    let stocked = rng.below(4);
    let candidates = 1 + rng.below(5);
    let mut ids = rng.ids(stocked + candidates);
    let there = ids.split_off(candidates);
    let rows: Vec<Value> = there.iter().map(|id| json!({ "product": id, "role": rng.pick(&SLOT_ROLES) })).collect();
    if !rows.is_empty() || rng.chance(50) {
        put(&mut input, "stocked", rows);
    }
    let row = |id: &&str, rng: &mut Rng| json!({ "product": id, "role": rng.pick(&SLOT_ROLES), "unit_price": rng.pick(&["1", "1.00", "2", "0.5"]) });
    put(&mut input, "candidates", ids.iter().map(|id| row(id, rng)).collect::<Vec<_>>());
    Value::Object(input)
}

pub(crate) fn replace_supplier(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    put(&mut input, "supplier", "S");
    let on = rng.day();
    put(&mut input, "defaulted_on", date(on));
    let volumes = rng.chance(75);
    if volumes {
        let number = rng.below(4);
        let mut rows = Vec::new();
        for id in rng.ids(number) {
            rows.push(json!({ "institution": id, "agreed": rng.quantity(), "purchased": rng.quantity() }));
        }
        put(&mut input, "volumes", rows);
        if rng.chance(80) {
            let number = 1 + rng.below(4);
            let mut rows = Vec::new();
            for id in rng.ids(number) {
                let price = rng.pick(&["1", "1.00", "1.10", "1.50", "0.9"]);
                let mut row = json!({ "supplier": id, "role": rng.pick(&SUPPLY_ROLES), "own_price": price });
                let most = rng.quantity();
                rng.maybe(row.as_object_mut().unwrap(), 70, "available_quantity", most);
                rows.push(row);
            }
            put(&mut input, "candidates", rows);
            let reading = json!(rng.pick(&SUPPLY_PRICES));
            rng.gap_field(&mut input, book, "supply_price", "supply_price", reading);
        }
    }
    let reading = book.parameters.get("supply_price").map(|reading| reading.value.clone());
    let reading = reading.or(input.get("supply_price").cloned());
    let needed = reading.is_some_and(|reading| reading == "defaulter_price");
    let price = rng.price();
    rng.maybe(&mut input, if needed { 97 } else { 40 }, "defaulter_price", price);
    if !volumes || rng.chance(45) {
        let from = rng.beside(on);
        let mut bar = json!({ "from": date(from) });
        let mut until = from + rng.pick(&[0, 1, 183, 546]);
        if rng.chance(60) {
            let months = rng.pick(&[1, 6, 12, 18, 1200]);
            bar["months"] = json!(months);
            until = super::date::plus_months(from, months) - 1;
        } else {
            bar["until"] = date(until);
        }
        put(&mut input, "bar", bar);
        let as_of = rng.pick(&[from, from - 1, until, until + 1, on]);
        rng.maybe(&mut input, 70, "as_of", date(within(as_of)));
    }
    Value::Object(input)
}

pub(crate) fn shortage(rng: &mut Rng) -> Value {
    let mut input = Object::new();
    put(&mut input, "as_of", date(rng.day()));
    for (key, values) in [
        ("min_days", ["10", "0", "9.5"]),
        ("max_days", ["90", "100", "36500"]),
        ("spike_limit", ["1.5", "2", "1"]),
        ("min_coverage", ["1", "0.5", "0.99"]),
    ] {
        let value = rng.pick(&values);
        rng.maybe(&mut input, 65, key, value);
    }
    let number = rng.rows();
    let mut products = Vec::new();
    for id in rng.ids(number) {
        let mut product = Object::new();
        put(&mut product, "product", id);
        let few = rng.pick(&[30, 70]);
        if rng.chance(few) {
            put(&mut product, "stock", rng.pick(&["0", "95", "100", "1000", "36500", "36501", "36500.5", "7.5"]));
            put(&mut product, "daily_use", rng.pick(&["0", "1", "10", "10.0", "3", "0.0001"]));
        }
        if rng.chance(few) {
            put(&mut product, "recent_use", rng.pick(&["150", "0", "200", "100"]));
            put(&mut product, "baseline_use", rng.pick(&["100", "0", "150"]));
        }
        if rng.chance(few) {
            put(&mut product, "capacity", rng.pick(&["99", "100", "50", "0"]));
            put(&mut product, "agreed", rng.pick(&["100", "0"]));
        }
        if rng.chance(few) || product.len() < 2 {
            put(&mut product, "agreed_region", rng.pick(&["a", "B", "é"]));
            let number = rng.below(4);
            let mut sold = Vec::new();
            for region in rng.some(&["a", "B", "é", "c"], number) {
                sold.push(json!({ "region": region, "quantity": rng.quantity() }));
            }
            put(&mut product, "sold", sold);
        }
        products.push(product);
    }
    put(&mut input, "products", json!(products));
    Value::Object(input)
}
