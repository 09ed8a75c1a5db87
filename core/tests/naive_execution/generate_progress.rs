//! Requests of `execution.progress` at random.

use super::book::Book;
use super::date::{Calendar, Day, plus_months};
use super::delivery::{class, due_after};
use super::form::{calendar, day, text};
use super::generate::{Object, date, moment, put, within};
use super::number::{Q, q};
use crate::common::Rng;
use serde_json::{Value, json};

/// Payments of an invoice: on or around its due date, of the whole amount or a part.
pub(crate) fn paid(rng: &mut Rng, amount: &str, due: Day, as_of: Day) -> Value {
    let mut left = q(amount);
    let mut paid = Vec::new();
    for _ in 0..rng.below(4) {
        let part = if rng.chance(50) { left.clone() } else { super::number::cut(&(&left / q("2")), 10) };
        if part > Q::ZERO {
            let on = rng.beside(due).min(as_of);
            paid.push(json!({ "on": date(on), "amount": super::number::exact(&part) }));
            left -= part;
        }
    }
    rng.shuffle(&mut paid);
    json!(paid)
}

fn order(rng: &mut Rng, id: &str, as_of: Day, book: &Book, days: &Calendar, response_hours: Option<i64>) -> Value {
    let mut order = Object::new();
    put(&mut order, "order", id);
    let ordered = rng.pick(&["1", "10", "100.5"]);
    put(&mut order, "ordered_quantity", ordered);
    let urgency = rng.pick(&["ordinary", "urgent"]);
    rng.maybe(&mut order, 60, "urgency", urgency);
    for key in ["remote", "cold_chain", "received"] {
        let flag = rng.chance(60);
        rng.maybe(&mut order, 60, key, flag);
    }
    let end = (as_of + 1) * 1440 - 1;
    let start = (end - rng.between(0, 12) * 720 - rng.pick(&[0, 1, 600, 1439])).max(0);
    if rng.chance(70) || response_hours.is_some() {
        put(&mut order, "ordered_at", moment(start));
    }
    if rng.chance(60) {
        let hours = response_hours.unwrap_or(24);
        let answered = start + hours * 60 + rng.pick(&[0, 0, 1, -1, 60]);
        put(&mut order, "responded_at", moment(answered.min(end)));
    }
    // Some clocks start or end with a day.
    let confirmed = if rng.chance(30) { start / 1440 * 1440 } else { start };
    if rng.chance(80) {
        put(&mut order, "confirmed_at", moment(confirmed));
    }
    if rng.chance(35) {
        let due = end + rng.pick(&[0, 1, 2, -1, -1440, 1440, -3000]);
        put(&mut order, "due_at", moment(due));
    }
    let complete = rng.chance(60);
    let short = rng.pick(&["0", "0.5"]);
    if complete {
        put(&mut order, "delivered_quantity", if rng.chance(80) { ordered } else { "1000" });
    } else {
        rng.maybe(&mut order, 60, "delivered_quantity", short);
    }
    if complete || rng.chance(15) {
        let value = Value::Object(order.clone());
        let hours = book.parameters.get("delivery_hours").and_then(|hours| hours.value[class(&value)].as_i64());
        let skips = book
            .parameters
            .get("delivery_skips_holidays")
            .is_some_and(|skips| skips.value[text(&value, "urgency", "ordinary")] == true);
        let off = |day: Day| skips && days.holidays.contains(&day);
        let due = match (super::form::moment(&value, "due_at"), hours) {
            (Some(due), _) => due,
            (None, Some(hours)) => due_after(confirmed, hours, &off),
            _ => confirmed + 100,
        };
        let delivered = due + rng.pick(&[0, 0, 1, -1, 60, -1440]);
        if rng.chance(96) {
            put(&mut order, "delivered_at", moment(delivered.min(end)));
        }
    }
    Value::Object(order)
}

fn orders(rng: &mut Rng, input: &mut Object, as_of: Day, book: &Book) {
    if rng.chance(60) {
        let around = as_of - 8;
        put(input, "calendar", rng.calendar(within(around)));
    }
    let response_hours = rng.chance(40).then(|| rng.pick(&[1, 24, 100]));
    if let Some(hours) = response_hours {
        put(input, "response_hours", hours);
    }
    let days = calendar(&Value::Object(input.clone()));
    let number = rng.below(7);
    let ids = rng.ids(number);
    let orders: Vec<Value> = ids.iter().map(|id| order(rng, id, as_of, book, &days, response_hours)).collect();
    put(input, "orders", orders);
}

fn in_hospital(rng: &mut Rng, input: &mut Object, as_of: Day, book: &Book) {
    let month = book.parameters.get("in_hospital_check_month").and_then(|month| month.value.as_i64());
    let month = month.unwrap_or_else(|| rng.pick(&[1, 3, 3, 12]));
    rng.gap_field(input, book, "in_hospital_check_month", "in_hospital_check_month", json!(month));
    let mut start = rng.beside(as_of - 30 * (month - 1));
    if rng.chance(50) {
        // The check is due on the day, or just beside it.
        start = within(as_of - 31 * (month - 1) - 3);
        while start < as_of && plus_months(start, month - 1) < as_of {
            start += 1;
        }
        start = within(start + rng.between(-1, 1));
    }
    let number = rng.below(5);
    let mut products = Vec::new();
    for id in rng.ids(number) {
        let mut product = json!({ "product": id, "agreed": rng.quantity() });
        let on = rng.before(as_of);
        rng.maybe(product.as_object_mut().unwrap(), 50, "first_purchase_on", date(on));
        products.push(product);
    }
    put(input, "in_hospital", json!({ "execution_start": date(start), "products": products }));
}

fn volumes(rng: &mut Rng) -> Value {
    let mut volumes = json!({ "winner_quantity": rng.quantity(), "non_winner_quantity": rng.quantity() });
    if rng.chance(15) {
        // Shares that end in half a millionth.
        let (one, other) = rng.pick(&[("0.0000005", "0.9999995"), ("0.9999985", "0.0000015"), ("1", "1999999")]);
        volumes = json!({ "winner_quantity": one, "non_winner_quantity": other });
    }
    if rng.chance(50) {
        volumes["winner_amount"] = json!(rng.quantity());
        volumes["non_winner_amount"] = json!(rng.quantity());
    }
    if rng.chance(50) {
        volumes["substitute_quantity"] = json!(rng.quantity());
    }
    volumes
}

pub(crate) fn progress(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    let as_of = rng.day();
    put(&mut input, "as_of", date(as_of));
    let few = rng.pick(&[12, 30, 60]);
    if rng.chance(few) {
        let start = rng.beside(as_of);
        let length = rng.pick(&[1, 2, 31, 365, 366, 1096]);
        put(&mut input, "period", json!({ "start": date(start), "end": date(start + length) }));
        let way = rng.pick(&["inclusive", "exclusive"]);
        rng.maybe(&mut input, 70, "day_count", way);
    }
    if rng.chance(few) {
        put(&mut input, "agreed", rng.quantity());
        let purchased = rng.quantity();
        put(&mut input, "purchased", purchased);
        if rng.chance(8) {
            put(&mut input, "agreed", "1");
            put(&mut input, "purchased", rng.pick(&["1.0000005", "0.9999995", "1.0000004", "0.0000025"]));
        }
        // Sometimes exactly as much as the calendar asks for.
        if let (Some(period), true) = (input.get("period").cloned(), rng.chance(15)) {
            let days = day(&period, "end").unwrap() - day(&period, "start").unwrap() + 1;
            let past = (as_of - day(&period, "start").unwrap() + 1).clamp(0, days);
            put(&mut input, "agreed", days.to_string());
            put(&mut input, "purchased", past.to_string());
        }
    }
    if rng.chance(few) {
        put(&mut input, "volumes", volumes(rng));
    }
    if rng.chance(few) {
        let total = rng.quantity();
        let part = if rng.chance(50) { total.clone() } else { "0".to_owned() };
        put(&mut input, "offline", json!({ "offline_amount": part, "total_amount": total }));
    }
    if rng.chance(few) {
        let number = rng.below(5);
        let mut agreements = Vec::new();
        for id in rng.ids(number) {
            let due = rng.beside(as_of);
            let mut agreement = json!({ "agreement": id, "due_on": date(due) });
            if rng.chance(50) {
                let signed = rng.beside(due).min(as_of);
                agreement["signed_on"] = date(signed);
            }
            agreements.push(agreement);
        }
        put(&mut input, "agreements", agreements);
    }
    if rng.chance(few) {
        in_hospital(rng, &mut input, as_of, book);
    }
    if rng.chance(few.max(45)) {
        orders(rng, &mut input, as_of, book);
    }
    if rng.chance(few) {
        let number = rng.below(5);
        let mut payments = Vec::new();
        for id in rng.ids(number) {
            let (due, amount) = (rng.beside(as_of), rng.price());
            let mut invoice = json!({ "invoice": id, "amount": amount, "due_on": date(due) });
            if rng.chance(80) {
                invoice["paid"] = paid(rng, &amount, due, as_of);
            }
            payments.push(invoice);
        }
        put(&mut input, "payments", payments);
    }
    if rng.chance(few) {
        let window = rng.pick(&[1, 2, 30, 31, 365]);
        let number = rng.below(6);
        let on: Vec<Value> = (0..number)
            .map(|_| date(if rng.chance(40) { as_of - window + rng.between(0, 1) } else { rng.before(as_of) }))
            .collect();
        let complaints = json!({ "window_days": window, "received_on": on });
        put(&mut input, "complaints", complaints);
    }
    if rng.chance(few) || input.len() < 2 {
        let number = rng.below(4);
        let mut groups = Vec::new();
        for id in rng.ids(number) {
            let members = rng.pick(&[0, 1, 3, 1182, 1_000_000_000]);
            let covered = rng.pick(&[0, members, members / 2, members / 3]);
            groups.push(json!({ "group": id, "members": members, "covered": covered }));
        }
        put(&mut input, "coverage", groups);
    }
    Value::Object(input)
}
