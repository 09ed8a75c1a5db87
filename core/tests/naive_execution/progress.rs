//! `execution.progress` (rules 1 to 10).

use super::date::{plus_months, text as date_text};
use super::form::{Faults, day, list, moment, number, number_or_0, sorted, text, the, whole};
use super::number::{Q, above_zero, exact, int, quotient, rounded, sum};
use super::{Call, Res, delivery};
use crate::common::marks::mark_if;
use crate::common::places::below;
use serde_json::{Map, Value, json};

/// A quotient as it is printed, or null.
pub(crate) fn or_null(x: Option<Q>) -> Value {
    x.map_or(Value::Null, |x| json!(rounded(&x)))
}

/// The identifiers of these elements.
pub(crate) fn ids(elements: &[&Value], key: &str) -> Value {
    elements.iter().map(|element| element[key].clone()).collect()
}

const GROUPS: [&str; 11] = [
    "period",
    "agreed",
    "purchased",
    "volumes",
    "offline",
    "agreements",
    "in_hospital",
    "orders",
    "payments",
    "complaints",
    "coverage",
];

/// Payments: not more than the amount, and none after `as_of`.
pub(crate) fn payments(call: &Call, faults: &mut Faults, name: &str) {
    let as_of = day(call.input, "as_of");
    for (i, invoice) in list(call.input, name).iter().enumerate() {
        let path = format!("/input/{name}/{i}/paid");
        let amounts: Option<Vec<Q>> = list(invoice, "paid").iter().map(|payment| number(payment, "amount")).collect();
        if let (Some(amount), Some(amounts)) = (number(invoice, "amount"), amounts) {
            faults.holds(sum(amounts) <= amount, &path);
        }
        for (j, payment) in list(invoice, "paid").iter().enumerate() {
            faults.not_after(day(payment, "on"), as_of, &format!("{path}/{j}/on"));
        }
    }
}

/// Convention 5: no date is both a day off and an additional working day.
pub(crate) fn calendar(call: &Call, faults: &mut Faults) {
    let calendar = call.input.get("calendar").unwrap_or(&Value::Null);
    let holidays: std::collections::BTreeSet<&str> =
        list(calendar, "holidays").iter().filter_map(Value::as_str).collect();
    for (i, extra) in list(calendar, "extra_workdays").iter().enumerate() {
        let both = extra.as_str().is_some_and(|day| holidays.contains(day));
        faults.holds(!both, &format!("/input/calendar/extra_workdays/{i}"));
    }
}

fn orders(call: &Call, faults: &mut Faults) {
    let as_of = day(call.input, "as_of");
    for (i, order) in list(call.input, "orders").iter().enumerate() {
        let path = format!("/input/orders/{i}");
        for step in ["ordered_at", "confirmed_at", "responded_at", "delivered_at"] {
            faults.not_after(moment(order, step).map(|moment| moment / 1440), as_of, &below(&path, step));
        }
        let has = |key: &str| order.get(key).is_some();
        if call.input.get("response_hours").is_some() && has("responded_at") {
            faults.holds(has("ordered_at"), &below(&path, "ordered_at"));
        }
        let has_due = has("due_at") || call.set("delivery_hours").is_some() && has("confirmed_at");
        let complete = number(order, "ordered_quantity")
            .is_some_and(|ordered| number_or_0(order, "delivered_quantity") >= ordered && ordered > Q::ZERO);
        faults.holds(!complete || !has_due || has("delivered_at"), &below(&path, "delivered_at"));
    }
}

pub(crate) fn conditions(call: &Call, faults: &mut Faults) {
    let input = call.input;
    let as_of = day(input, "as_of");
    faults.holds(GROUPS.iter().any(|group| input.get(group).is_some()), "/input");
    if let Some(period) = input.get("period")
        && let (Some(start), Some(end)) = (day(period, "start"), day(period, "end"))
    {
        let total = if text(input, "day_count", "inclusive") == "exclusive" { end - start } else { end - start + 1 };
        faults.holds(total > 0, "/input/period/end");
    }
    faults.both_or_neither(input, "/input", "agreed", "purchased");
    if let Some(volumes) = input.get("volumes") {
        faults.both_or_neither(volumes, "/input/volumes", "winner_amount", "non_winner_amount");
    }
    if let Some(offline) = input.get("offline")
        && let (Some(part), Some(total)) = (number(offline, "offline_amount"), number(offline, "total_amount"))
    {
        faults.holds(part <= total, "/input/offline/offline_amount");
    }
    for (i, agreement) in list(input, "agreements").iter().enumerate() {
        faults.not_after(day(agreement, "signed_on"), as_of, &format!("/input/agreements/{i}/signed_on"));
    }
    match input.get("in_hospital") {
        Some(in_hospital) => {
            for (i, product) in list(in_hospital, "products").iter().enumerate() {
                let path = format!("/input/in_hospital/products/{i}/first_purchase_on");
                faults.not_after(day(product, "first_purchase_on"), as_of, &path);
            }
        }
        None => faults.holds(input.get("in_hospital_check_month").is_none(), "/input/in_hospital_check_month"),
    }
    orders(call, faults);
    calendar(call, faults);
    payments(call, faults, "payments");
    if let Some(complaints) = input.get("complaints") {
        for (i, on) in list(complaints, "received_on").iter().enumerate() {
            let on = on.as_str().and_then(super::date::read);
            faults.not_after(on, as_of, &format!("/input/complaints/received_on/{i}"));
        }
    }
    for (i, group) in list(input, "coverage").iter().enumerate() {
        let whole = |value: &Value| value.as_i64().or(value.is_u64().then_some(i64::MAX));
        let count = |key: &str| group.get(key).and_then(whole).filter(|count| *count >= 0);
        if let (Some(members), Some(covered)) = (count("members"), count("covered")) {
            faults.holds(covered <= members, &format!("/input/coverage/{i}/covered"));
        }
    }
}

pub(crate) fn progress(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let as_of = day(input, "as_of").unwrap();
    let mut value = Map::new();
    let mut put = |key: &str, inner: Value| {
        value.insert(key.to_owned(), inner);
    };
    // Rules 1 and 2.
    let clock = input.get("period").map(|period| {
        let (start, end) = (day(period, "start").unwrap(), day(period, "end").unwrap());
        let one = i64::from(text(input, "day_count", "inclusive") == "inclusive");
        let total = end - start + one;
        let elapsed = (as_of - start + one).max(0).min(total);
        mark_if(elapsed == 0, "1 not begun");
        mark_if(elapsed == total, "1 over");
        (total, elapsed, int(elapsed) / int(total))
    });
    if let Some((total, elapsed, sequence)) = &clock {
        let clock = json!({
            "total_days": total,
            "elapsed_days": elapsed,
            "remaining_days": total - elapsed,
            "sequence": rounded(sequence),
        });
        put("clock", clock);
    }
    if input.get("agreed").is_some() {
        let (agreed, purchased) = (the(input, "agreed"), the(input, "purchased"));
        let completion = quotient(&purchased, &agreed);
        let remaining = above_zero(&(&agreed - &purchased));
        put("completion", or_null(completion.clone()));
        put("remaining_quantity", json!(exact(&remaining)));
        if let Some((total, elapsed, sequence)) = &clock {
            let lag = completion.map(|completion| sequence - completion);
            mark_if(lag == Some(Q::ZERO), "2 exactly on time");
            put("lag", or_null(lag.clone()));
            put("relative_lag", or_null(lag.and_then(|lag| quotient(&lag, sequence))));
            let per_day = quotient(&remaining, &int(total - elapsed));
            put("required_per_day", if remaining == Q::ZERO { json!("0") } else { or_null(per_day) });
        }
    }
    // Rule 3.
    if let Some(volumes) = input.get("volumes") {
        let (winner, other) = (the(volumes, "winner_quantity"), the(volumes, "non_winner_quantity"));
        let both = &winner + &other;
        put("winner_share", or_null(quotient(&winner, &both)));
        put("non_winner_share", or_null(quotient(&other, &both)));
        if let Some(amount) = number(volumes, "winner_amount") {
            put("winner_amount_share", or_null(quotient(&amount, &(&amount + the(volumes, "non_winner_amount")))));
        }
        if let Some(substitute) = number(volumes, "substitute_quantity") {
            put("substitute_share", or_null(quotient(&substitute, &(&both + &substitute))));
        }
    }
    if let Some(offline) = input.get("offline") {
        put("offline_share", or_null(quotient(&the(offline, "offline_amount"), &the(offline, "total_amount"))));
    }
    if input.get("agreements").is_some() {
        put("agreements", agreements(input));
    }
    if input.get("in_hospital").is_some() {
        put("in_hospital", in_hospital(call)?);
    }
    if input.get("orders").is_some() {
        put("orders", delivery::orders(call)?);
    }
    if input.get("payments").is_some() {
        put("settlement", settlement(input));
    }
    // Rule 10.
    if let Some(complaints) = input.get("complaints") {
        let window = whole(complaints, "window_days");
        let within = list(complaints, "received_on").iter().filter(|on| {
            let past = as_of - super::date::read(on.as_str().unwrap()).unwrap();
            mark_if(past == window, "10 just outside the window");
            past < window
        });
        put("complaint_count", json!(within.count()));
    }
    if input.get("coverage").is_some() {
        let rate = |group: &Value| quotient(&int(whole(group, "covered")), &int(whole(group, "members")));
        let row = |group: &&Value| json!({ "group": group["group"], "rate": or_null(rate(group)) });
        put("coverage", sorted(input, "coverage", "group").iter().map(row).collect());
    }
    Ok(Value::Object(value))
}

/// Rule 4.
fn agreements(input: &Value) -> Value {
    let as_of = day(input, "as_of").unwrap();
    let all = sorted(input, "agreements", "agreement");
    let (mut signed, mut late, mut unsigned, mut pending) = (0, Vec::new(), Vec::new(), Vec::new());
    for agreement in &all {
        let due = day(agreement, "due_on").unwrap();
        match day(agreement, "signed_on") {
            Some(on) => {
                signed += 1;
                mark_if(on == due, "4 signed on the last day");
                if on > due {
                    late.push(*agreement);
                }
            }
            None if as_of > due => unsigned.push(*agreement),
            None => {
                mark_if(as_of == due, "4 due today");
                pending.push(*agreement);
            }
        }
    }
    json!({
        "signing_rate": or_null(quotient(&int(signed), &int(i64::try_from(all.len()).unwrap()))),
        "late": ids(&late, "agreement"),
        "unsigned": ids(&unsigned, "agreement"),
        "pending": ids(&pending, "agreement"),
    })
}

/// Rule 5.
fn in_hospital(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let month = call.need_or_given(5, "in_hospital_check_month", "in_hospital_check_month")?;
    let check_from = plus_months(day(&input["in_hospital"], "execution_start").unwrap(), month.as_i64().unwrap() - 1);
    let as_of = day(input, "as_of").unwrap();
    mark_if(as_of == check_from, "5 checked from today");
    let (mut there, mut missing) = (0, Vec::new());
    let all = sorted(&input["in_hospital"], "products", "product");
    for product in all.into_iter().filter(|product| the(product, "agreed") > Q::ZERO) {
        if product.get("first_purchase_on").is_some() {
            there += 1;
        } else {
            missing.push(product);
        }
    }
    let counted = there + i64::try_from(missing.len()).unwrap();
    Ok(json!({
        "check_from": date_text(check_from),
        "check_due": as_of >= check_from,
        "rate": or_null(quotient(&int(there), &int(counted))),
        "missing": ids(&missing, "product"),
    }))
}

/// What has been paid of an invoice on or before its due date.
pub(crate) fn paid_by(invoice: &Value, due: super::date::Day) -> Q {
    let in_time = |payment: &&Value| day(payment, "on").unwrap() <= due;
    sum(list(invoice, "paid").iter().filter(in_time).map(|payment| the(payment, "amount")))
}

/// Rule 9.
fn settlement(input: &Value) -> Value {
    let as_of = day(input, "as_of").unwrap();
    let (mut paid, mut amount, mut in_time, mut late) = (Q::ZERO, Q::ZERO, 0, Vec::new());
    for invoice in sorted(input, "payments", "invoice") {
        let due = day(invoice, "due_on").unwrap();
        mark_if(due == as_of, "9 due today");
        if due < as_of {
            let by_due = paid_by(invoice, due);
            if by_due == the(invoice, "amount") {
                in_time += 1;
            } else {
                late.push(invoice);
            }
            paid += by_due;
            amount += the(invoice, "amount");
        }
    }
    let counted = int(in_time) + int(i64::try_from(late.len()).unwrap());
    json!({
        "settlement_on_time_rate": or_null(quotient(&paid, &amount)),
        "invoices_on_time_rate": or_null(quotient(&int(in_time), &counted)),
        "late_invoices": ids(&late, "invoice"),
    })
}
