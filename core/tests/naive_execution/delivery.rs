//! Rules 6 to 8: orders and their delivery.

use super::date::{Calendar, Day};
use super::form::{calendar, day, flag, list, moment, number_or_0, sorted, text, the, whole};
use super::number::{Q, int, quotient, sum};
use super::progress::{ids, or_null};
use super::{Call, Res, Stop};
use crate::common::marks::{mark, mark_if};
use serde_json::{Value, json};

/// Rule 7: the class of an order in `delivery_hours`.
pub(crate) fn class(order: &Value) -> &'static str {
    let (remote, cold_chain) = (flag(order, "remote"), flag(order, "cold_chain"));
    match (text(order, "urgency", "ordinary"), remote, cold_chain) {
        ("urgent", true, _) => "urgent_remote",
        ("urgent", false, _) => "urgent",
        (_, false, false) => "ordinary",
        _ => "ordinary_remote_or_cold_chain",
    }
}

/// Rule 7: minute by minute. No minute of a day off counts; the due moment is the end of the last counted minute.
pub(crate) fn due_after(confirmed_at: i64, hours: i64, off: &dyn Fn(Day) -> bool) -> i64 {
    let (mut now, mut left) = (confirmed_at, hours * 60);
    while left > 0 {
        if off(now / 1440) {
            mark("7 a holiday does not count");
        } else {
            left -= 1;
        }
        now += 1;
    }
    mark_if(now % 1440 == 0, "7 the last minute ends a day");
    now
}

/// Rule 7: the due moment of an order, if it has one.
fn due(call: &mut Call, order: &Value, days: &Calendar) -> Res<Option<i64>> {
    if let Some(due) = moment(order, "due_at") {
        return Ok(Some(due));
    }
    let Some(confirmed_at) = moment(order, "confirmed_at") else {
        call.may_read(7, "delivery_hours");
        return Ok(None);
    };
    let Some(hours) = call.read(7, "delivery_hours") else { return Ok(None) };
    let Some(skips) = call.read(8, "delivery_skips_holidays") else { return Stop::gap() };
    let skips = skips[text(order, "urgency", "ordinary")] == true;
    mark(&format!("7 {}", class(order)));
    let off = |day: Day| skips && days.holidays.contains(&day);
    mark_if(off(confirmed_at / 1440), "7 started on a holiday");
    mark_if(!skips && days.holidays.contains(&(confirmed_at / 1440)), "7 a holiday counts");
    Ok(Some(due_after(confirmed_at, whole(hours, class(order)), &off)))
}

pub(crate) fn orders(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let as_of = day(input, "as_of").unwrap();
    let days = calendar(input);
    let orders = list(input, "orders");
    let all = int(i64::try_from(orders.len()).unwrap());
    let ordered = sum(orders.iter().map(|order| the(order, "ordered_quantity")));
    let delivered = sum(orders.iter().map(|order| number_or_0(order, "delivered_quantity")));
    let answered = orders.iter().filter(|order| match moment(order, "responded_at") {
        None => false,
        Some(responded_at) if input.get("response_hours").is_some() => {
            let last = moment(order, "ordered_at").unwrap() + whole(input, "response_hours") * 60;
            mark_if(responded_at == last, "6 answered in the last minute");
            mark_if(responded_at > last, "6 answered too late");
            responded_at <= last
        }
        Some(_) => true,
    });
    let answered = int(i64::try_from(answered.count()).unwrap());
    let received = int(i64::try_from(orders.iter().filter(|order| flag(order, "received")).count()).unwrap());
    let (mut on_time, mut late, mut pending, mut without_due) = (0, Vec::new(), Vec::new(), 0);
    for order in sorted(input, "orders", "order") {
        let Some(due) = due(call, order, &days)? else {
            without_due += 1;
            continue;
        };
        // Rule 8.
        if number_or_0(order, "delivered_quantity") >= the(order, "ordered_quantity") {
            let delivered_at = moment(order, "delivered_at").unwrap();
            mark_if(delivered_at == due, "8 delivered in the last minute");
            if delivered_at <= due {
                on_time += 1;
            } else {
                late.push(order);
            }
        } else if due < (as_of + 1) * 1440 {
            late.push(order);
        } else {
            mark_if(due == (as_of + 1) * 1440, "8 due at the end of the day");
            pending.push(order);
        }
    }
    let judged: Q = int(on_time) + int(i64::try_from(late.len()).unwrap());
    Ok(json!({
        "delivery_rate": or_null(quotient(&delivered, &ordered)),
        "order_response_rate": or_null(quotient(&answered, &all)),
        "receipt_rate": or_null(quotient(&received, &all)),
        "on_time_rate": or_null(quotient(&int(on_time), &judged)),
        "late_orders": ids(&late, "order"),
        "pending_orders": ids(&pending, "order"),
        "orders_without_due": without_due,
    }))
}
