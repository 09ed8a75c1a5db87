//! Requests of `execution.settlement_due` and `execution.prepayment` at random.

use super::book::Book;
use super::generate::{Object, date, put};
use super::generate_progress::paid;
use super::number::{Q, q};
use super::settlement::due;
use crate::common::Rng;
use serde_json::{Value, json};

pub(crate) fn settlement_due(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    let as_of = rng.day();
    put(&mut input, "as_of", date(as_of));
    for name in ["settlement_drug", "settlement_consumable"] {
        let term = rng.term();
        rng.gap_field(&mut input, book, name, name, term);
    }
    let number = rng.rows();
    let created_too = if book.parameters.contains_key("invoice_auto_confirm_days") { 60 } else { 5 };
    let mut invoices = Vec::new();
    for id in rng.ids(number) {
        let mut invoice = Object::new();
        put(&mut invoice, "invoice", id);
        let kind = rng.pick(&["drug", "consumable"]);
        rng.maybe(&mut invoice, 70, "product_kind", kind);
        let kind = invoice.get("product_kind").and_then(Value::as_str).unwrap_or("drug").to_owned();
        let name = format!("settlement_{kind}");
        let term = book.parameters.get(&name).map(|term| term.value.clone()).or(input.get(&name).cloned());
        let amount = rng.price();
        put(&mut invoice, "amount", amount.clone());
        // Such that the due date lies around the day.
        let back = rng.pick(&[0, 1, 29, 30, 31, 45, 60, 61, 95, 96]) + rng.between(0, 1);
        let start = super::generate::within(as_of - back);
        let created = rng.chance(created_too);
        if created {
            put(&mut invoice, "invoice_created_on", date(rng.before(start)));
        }
        if !created || rng.chance(70) {
            put(&mut invoice, "start_on", date(start));
        }
        let due = term.map_or(as_of, |term| due(&term, start));
        if rng.chance(75) {
            put(&mut invoice, "paid", paid(rng, &amount, due, as_of));
        }
        invoices.push(invoice);
    }
    put(&mut input, "invoices", json!(invoices));
    Value::Object(input)
}

pub(crate) fn prepayment(rng: &mut Rng) -> Value {
    if rng.chance(30) { fund(rng) } else { vbp(rng) }
}

fn vbp(rng: &mut Rng) -> Value {
    let mut input = Object::new();
    put(&mut input, "kind", "vbp");
    let mut agreed = Q::ZERO;
    if rng.chance(50) {
        let amount = rng.pick(&["2637666.67", "0", "1000000", "100"]);
        agreed = q(amount);
        put(&mut input, "agreed_amount", amount);
    } else {
        let number = rng.below(4);
        let mut items = Vec::new();
        for id in rng.ids(number) {
            let (quantity, price) = (rng.quantity(), rng.price());
            agreed += q(&quantity) * q(&price);
            items.push(json!({ "product": id, "quantity": quantity, "price": price }));
        }
        put(&mut input, "items", items);
    }
    let ratio = rng.ratio();
    rng.maybe(&mut input, 45, "ratio", ratio);
    let paid = agreed * q(rng.word(&["0", "0.3", "0.5", "0.31", "1"]));
    // What an input may hold.
    let fits = paid < q("1000000000000000");
    let paid = rng.near(&paid);
    if fits {
        rng.maybe(&mut input, 50, "paid_amount", paid);
    }
    let around = rng.day();
    let few = rng.pick(&[10, 30, 70]);
    for key in ["signed_on", "applied_on", "received_on", "distributor_received_on"] {
        let day = super::generate::within(around + rng.between(0, 5));
        rng.maybe(&mut input, few, key, date(day));
    }
    let calendar = rng.calendar(around);
    rng.maybe(&mut input, 60, "calendar", calendar);
    Value::Object(input)
}

fn fund(rng: &mut Rng) -> Value {
    let number = 1 + rng.below(3);
    let spend: Vec<String> = (0..number).map(|_| rng.quantity()).collect();
    json!({
        "kind": "fund",
        "fund": rng.pick(&["employee", "resident"]),
        "balance_months": rng.pick(&["12", "11.99", "6", "5.99", "3", "100"]),
        "deficit_last_year": rng.chance(25),
        "deficit_forecast": rng.chance(25),
        "monthly_spend": spend,
        "year": rng.pick(&[1900, 2024, 2025, 2026, 2999]),
    })
}
