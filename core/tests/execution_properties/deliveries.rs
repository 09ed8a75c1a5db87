//! Rules 6 to 8: the clock of a delivery minute by minute, and what becomes of each order.

use super::*;
use jicai::execution::{Order, Orders, ProgressQuestion};

/// When a clock of so many hours ends that is started at a minute and stands still on holidays.
fn walked(start: usize, hours: usize, holidays: &BTreeSet<usize>) -> usize {
    let is_holiday = |minute: usize| holidays.contains(&(minute / 1440));
    let mut minute = start;
    while is_holiday(minute) {
        minute = (minute / 1440 + 1) * 1440;
    }
    let mut left = hours * 60;
    while left > 0 {
        left -= usize::from(!is_holiday(minute));
        minute += 1;
    }
    minute
}

/// The minute by which an order is due, by the words of rule 7.
fn due(asked: &Asked, order: &Order, holidays: &BTreeSet<usize>) -> Option<usize> {
    if let Some(due) = order.due_at {
        return Some(days::minute(due));
    }
    let hours: Value = asked.parameter("delivery_hours")?;
    let start = days::minute(order.confirmed_at?);
    let class = match order.urgency.as_str() {
        "urgent" if order.remote => "urgent_remote",
        "urgent" => "urgent",
        _ if order.remote || order.cold_chain => "ordinary_remote_or_cold_chain",
        _ => "ordinary",
    };
    let skips: Value = asked.parameter("delivery_skips_holidays").unwrap();
    let hours = usize::try_from(hours[class].as_u64().unwrap()).unwrap();
    let none = BTreeSet::new();
    Some(walked(start, hours, if skips[order.urgency.as_str()] == true { holidays } else { &none }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1200, ..config() })]

    /// Rates are counts, and every order is in time, late, pending or without a moment.
    #[test]
    fn orders_end_where_the_minutes_say(asked in scenes::of(scenes::progress)) {
        let (question, answer) = asked.answer(execution::progress);
        let question: ProgressQuestion = question;
        let Some(list) = &question.orders else {
            prop_assert_eq!(answer.orders, None);
            return Ok(());
        };
        let answer: Orders = answer.orders.unwrap();
        let holidays = question.calendar.iter().flat_map(|calendar| &calendar.holidays).map(days::number).collect();
        let end = (days::number(question.as_of) + 1) * 1440;
        let (mut in_time, mut late, mut pending, mut without) = (0, Vec::new(), Vec::new(), 0);
        for order in list {
            let is_full = rational(order.delivered_quantity) >= rational(order.ordered_quantity);
            match (due(&asked, order, &holidays), order.delivered_at.map(days::minute)) {
                (None, _) => without += 1,
                (Some(due), Some(delivered)) if is_full && delivered <= due => in_time += 1,
                (Some(_), _) if is_full => late.push(&order.order),
                (Some(due), _) if due < end => late.push(&order.order),
                (Some(_), _) => pending.push(&order.order),
            }
        }
        prop_assert_eq!(&answer.late_orders, &ids(late.iter().copied()));
        prop_assert_eq!(answer.pending_orders, ids(pending.into_iter()));
        prop_assert_eq!(answer.orders_without_due, without);
        prop_assert_eq!(value(&answer.on_time_rate), counted(in_time, in_time + late.len()));
        let sum = |of: fn(&Order) -> Rational| list.iter().map(of).sum::<Rational>();
        let (delivered, all) = (sum(|order| order.delivered_quantity.into()), sum(|order| order.ordered_quantity.into()));
        prop_assert_eq!(value(&answer.delivery_rate), quotient(&delivered, &all));
        let answered = list.iter().filter(|order| order.responded_at.is_some_and(|answered| {
            question.response_hours.is_none_or(|hours| {
                let hours = usize::try_from(hours.get()).unwrap();
                days::minute(answered) <= days::minute(order.ordered_at.unwrap()) + hours * 60
            })
        }));
        prop_assert_eq!(value(&answer.order_response_rate), counted(answered.count(), list.len()));
        let received = list.iter().filter(|order| order.received).count();
        prop_assert_eq!(value(&answer.receipt_rate), counted(received, list.len()));
    }

    /// One order without any delivery, every class, on a day like any other: late at the minute, not before.
    #[test]
    fn a_clock_ends_at_the_minute(
        start in 0_usize..2880, hours in 1_usize..60, off in prop::collection::btree_set(0_usize..8, 0..6), urgent in any::<bool>(),
    ) {
        let first = days::number("2025-09-29");
        let holidays: BTreeSet<usize> = off.iter().map(|n| first + n).collect();
        let start = first * 1440 + start;
        let due = walked(start, hours, &holidays);
        let parameters = json!({
            "delivery_hours": { "urgent": hours, "urgent_remote": 0, "ordinary": hours, "ordinary_remote_or_cold_chain": 0 },
            "delivery_skips_holidays": { "urgent": true, "ordinary": true },
        });
        let listed: Vec<String> = holidays.iter().map(|day| days::shown(*day)).collect();
        for delivered in [due - 1, due, due + 1] {
            let input = json!({ "as_of": "2025-12-31", "calendar": { "holidays": listed }, "orders": [{ "order": "A",
                "ordered_quantity": "1", "delivered_quantity": "1", "urgency": if urgent { "urgent" } else { "ordinary" },
                "confirmed_at": days::shown_minute(start), "delivered_at": days::shown_minute(delivered) }] });
            let asked = own("execution.progress", &parameters, input);
            let (_, answer): (ProgressQuestion, _) = asked.answer(execution::progress);
            let late = answer.orders.unwrap().late_orders;
            prop_assert_eq!(late.is_empty(), delivered <= due, "{} {}", days::shown_minute(start), days::shown_minute(due));
        }
    }
}

/// What is missing is asked for, and only where a rule needs it.
#[test]
fn deliveries_need_their_moments() {
    let order = |more: Value| {
        let mut order = json!({ "order": "A", "ordered_quantity": "1", "delivered_quantity": "1" });
        order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "as_of": "2025-06-30", "orders": [order] })
    };
    let hours = json!({ "delivery_hours": { "urgent": 1, "urgent_remote": 1, "ordinary": 1, "ordinary_remote_or_cold_chain": 1 } });
    let at = "2025-06-30T08:00";
    let with_limit = |more: Value| {
        let mut input = order(more);
        input["response_hours"] = json!(24);
        input
    };
    let refusal = |input: &Value, hours: &Value| {
        let asked = own("execution.progress", hours, input.clone());
        let error = execution::progress(asked.book(), &asked.question()).err();
        error.map(|error| (error.code(), error.path().to_owned()))
    };
    let missing = |field: &str| Some((Code::InvalidInput, format!("/input/orders/0/{field}")));
    let none = json!({});
    assert_eq!(refusal(&order(json!({})), &none), None);
    assert_eq!(refusal(&order(json!({})), &hours), None);
    assert_eq!(refusal(&order(json!({ "confirmed_at": at })), &none), None);
    assert_eq!(refusal(&order(json!({ "confirmed_at": at })), &hours), missing("delivered_at"));
    assert_eq!(refusal(&order(json!({ "due_at": at })), &none), missing("delivered_at"));
    assert_eq!(refusal(&with_limit(json!({ "responded_at": at })), &none), missing("ordered_at"));
    assert_eq!(refusal(&with_limit(json!({})), &none), None);
    // Whether the clock stands still on holidays is not said: but an order with a moment of its own does not ask.
    let gap = Some((Code::RuleGap, "/rulebook".to_owned()));
    assert_eq!(refusal(&order(json!({ "confirmed_at": at, "delivered_at": at })), &hours), gap);
    assert_eq!(refusal(&order(json!({ "confirmed_at": at, "delivered_at": at, "due_at": at })), &hours), None);
    for field in ["ordered_at", "confirmed_at", "responded_at", "delivered_at"] {
        assert_eq!(refusal(&order(json!({ field: "2025-07-01T00:00" })), &none), missing(field));
        assert_eq!(refusal(&order(json!({ field: "2025-06-30T23:59" })), &none), None);
    }
    assert_eq!(refusal(&order(json!({ "due_at": "2025-07-01T00:00", "delivered_at": at })), &none), None);
}

/// A clock that starts on a holiday starts with the next other day, even if it is to run for no time at all.
#[test]
fn no_time_at_all_starts_after_the_holidays() {
    let parameters = json!({
        "delivery_hours": { "urgent": 0, "urgent_remote": 0, "ordinary": 0, "ordinary_remote_or_cold_chain": 0 },
        "delivery_skips_holidays": { "urgent": true, "ordinary": true },
    });
    for (delivered, late) in [("2026-01-02T00:00", 0), ("2026-01-04T00:00", 0), ("2026-01-04T00:01", 1)] {
        let order = json!({ "order": "A", "ordered_quantity": "1", "delivered_quantity": "1", "confirmed_at": "2026-01-01T10:00",
            "delivered_at": delivered });
        let calendar = json!({ "holidays": ["2026-01-01", "2026-01-02", "2026-01-03"] });
        let input = json!({ "as_of": "2026-01-31", "calendar": calendar, "orders": [order] });
        let asked = own("execution.progress", &parameters, input);
        let (_, answer): (ProgressQuestion, _) = asked.answer(execution::progress);
        assert_eq!(answer.orders.unwrap().late_orders.len(), late, "{delivered}");
    }
}
