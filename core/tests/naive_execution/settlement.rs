//! `execution.settlement_due` (rules 19 and 20).

use super::date::{Day, in_next_month, text as date_text};
use super::form::{Faults, day, list, text, the, whole};
use super::number::{Q, exact, quotient, sum};
use super::progress::{or_null, paid_by, payments};
use super::{Call, Res};
use crate::common::marks::{mark, mark_if};
use crate::common::places::below;
use serde_json::{Value, json};

pub(crate) fn conditions(call: &Call, faults: &mut Faults) {
    let as_of = day(call.input, "as_of");
    for (i, invoice) in list(call.input, "invoices").iter().enumerate() {
        let path = format!("/input/invoices/{i}");
        let some = invoice.get("start_on").is_some() || invoice.get("invoice_created_on").is_some();
        faults.holds(some || !invoice.is_object(), &below(&path, "start_on"));
        let (start, created) = (day(invoice, "start_on"), day(invoice, "invoice_created_on"));
        faults.not_after(start, as_of, &below(&path, "start_on"));
        faults.not_after(created, as_of, &below(&path, "invoice_created_on"));
        faults.not_after(created, start, &below(&path, "invoice_created_on"));
    }
    payments(call, faults, "invoices");
}

/// Rule 19: the due date.
pub(crate) fn due(term: &Value, start: Day) -> Day {
    match text(term, "kind", "") {
        "days_after" => start + whole(term, "days"),
        "end_of_next_month" => in_next_month(start, 31),
        _ => in_next_month(start, whole(term, "day")),
    }
}

/// Rule 19: when the time begins.
fn start(call: &mut Call, invoice: &Value) -> Res<Day> {
    let start = day(invoice, "start_on");
    let Some(created) = day(invoice, "invoice_created_on") else { return Ok(start.unwrap()) };
    let confirmed = created + call.need(0, "invoice_auto_confirm_days")?.as_i64().unwrap();
    mark_if(start.is_some_and(|start| start < confirmed), "19 confirmed early");
    mark_if(start.is_none_or(|start| start > confirmed), "19 confirmed by itself");
    Ok(start.map_or(confirmed, |start| start.min(confirmed)))
}

pub(crate) fn settlement_due(call: &mut Call) -> Res<Value> {
    let as_of = day(call.input, "as_of").unwrap();
    let mut rows = Vec::new();
    for invoice in list(call.input, "invoices") {
        let name = format!("settlement_{}", text(invoice, "product_kind", "drug"));
        let term = call.need_or_given(0, &name, &name)?;
        let start = start(call, invoice)?;
        mark(&format!("19 {}", text(term, "kind", "")));
        rows.push((due(term, start), text(invoice, "invoice", ""), start, invoice));
    }
    rows.sort_by_key(|(due, id, ..)| (*due, *id));
    let (mut paid, mut amounts, mut overdue, mut invoices) = (Q::ZERO, Q::ZERO, Q::ZERO, Vec::new());
    for (due, id, start, invoice) in rows {
        let amount = the(invoice, "amount");
        let payments = list(invoice, "paid");
        let unpaid = &amount - sum(payments.iter().map(|payment| the(payment, "amount")));
        let by_due = paid_by(invoice, due);
        let last = payments.iter().map(|payment| day(payment, "on").unwrap()).max();
        mark_if(payments.iter().any(|payment| day(payment, "on") < Some(start)), "20 paid before the start");
        let (status, days_late) = match last {
            Some(last) if unpaid == Q::ZERO && last <= due => ("paid_on_time", 0),
            Some(last) if unpaid == Q::ZERO => ("paid_late", last - due),
            _ if as_of > due => ("overdue", as_of - due),
            _ if as_of == due => ("due_today", 0),
            _ => ("not_due", 0),
        };
        if as_of > due {
            paid += &by_due;
            amounts += &amount;
        }
        if status == "overdue" {
            overdue += &unpaid;
        }
        let late = if as_of > due { amount - by_due } else { Q::ZERO };
        invoices.push(json!({
            "invoice": id,
            "start_on": date_text(start),
            "due_on": date_text(due),
            "status": status,
            "days_late": days_late,
            "unpaid": exact(&unpaid),
            "late_amount": exact(&late),
        }));
    }
    Ok(json!({
        "invoices": invoices,
        "settlement_on_time_rate": or_null(quotient(&paid, &amounts)),
        "overdue_amount": exact(&overdue),
    }))
}
