//! Rules 6 to 8: how orders were answered and delivered.

use serde::{Deserialize, Serialize};

use super::agreements::ratio;
use crate::Id;
use crate::error::Error;
use crate::execution::notes::{Subject, fact, group, note, optional_fact};
use crate::execution::number::{Figure, NonNegative, Positive, PositiveCount, quotient, sum};
use crate::execution::payments::not_after;
use crate::execution::rulebook::Rulebook;
use crate::execution::time::{Day, Moment, WorkCalendar, shown_minutes};
use crate::execution::validate;
use crate::execution::vocabulary::Urgency;
use crate::explain::Sink;
use crate::sorting::Sorting;

/// An order.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Hunan: 48 hours after the order is confirmed, 72 to remote places.
/// let progress = execution::progress(&*Rulebook::builtin("execution/hunan-delivery-2025")?, &serde_json::from_str(
///     r#"{ "as_of": "2026-01-07", "orders": [
///          { "order": "a", "ordered_quantity": "1", "confirmed_at": "2026-01-05T00:00" },
///          { "order": "b", "ordered_quantity": "1", "confirmed_at": "2026-01-05T00:00", "remote": true } ] }"#,
/// )?)?;
/// let orders = progress.orders.unwrap();
/// assert_eq!((orders.late_orders[0].as_str(), orders.pending_orders[0].as_str()), ("a", "b"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The order, unique in the list.
    pub order: Id,
    /// What was ordered.
    pub ordered_quantity: Positive,
    /// What was delivered; it may be more.
    #[serde(default = "nothing")]
    pub delivered_quantity: NonNegative,
    /// How urgent it is.
    #[serde(default = "ordinary")]
    pub urgency: Urgency,
    /// Whether the institution is remote, as the document says it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remote: bool,
    /// Whether it needs a cold chain.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cold_chain: bool,
    /// Whether receipt was confirmed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub received: bool,
    /// When it was placed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordered_at: Option<Moment>,
    /// When the supplier confirmed it: the clock of delivery starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Moment>,
    /// When it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responded_at: Option<Moment>,
    /// When it was delivered in full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Moment>,
    /// By when it was to be delivered; else the hours of the rulebook count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Moment>,
}

fn nothing() -> NonNegative {
    NonNegative::ZERO
}

fn ordinary() -> Urgency {
    Urgency::Ordinary
}

impl Order {
    fn is_delivered(&self) -> bool {
        self.delivered_quantity.units() >= self.ordered_quantity.units()
    }

    /// Whether there is a moment by which it was to be delivered.
    fn has_due(&self, hours_set: bool) -> bool {
        self.due_at.is_some() || (hours_set && self.confirmed_at.is_some())
    }
}

/// How orders were answered and delivered.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Answered within 24 hours, and a minute later.
/// let progress = execution::progress(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2026-01-07", "response_hours": 24, "orders": [
///          { "order": "a", "ordered_quantity": "2", "ordered_at": "2026-01-05T08:00", "responded_at": "2026-01-06T08:00" },
///          { "order": "b", "ordered_quantity": "2", "ordered_at": "2026-01-05T08:00", "responded_at": "2026-01-06T08:01" } ] }"#,
/// )?)?;
/// assert_eq!(progress.orders.unwrap().order_response_rate.unwrap().to_string(), "0.5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Orders {
    /// Delivered over ordered quantity; may exceed 1. Null without orders, as all rates.
    pub delivery_rate: Option<Figure>,
    /// Orders answered in time over all.
    pub order_response_rate: Option<Figure>,
    /// Orders confirmed as received over all.
    pub receipt_rate: Option<Figure>,
    /// Orders in time over those in time or late.
    pub on_time_rate: Option<Figure>,
    /// Those that are late, by id.
    pub late_orders: Vec<Id>,
    /// Those that may still be in time, by id.
    pub pending_orders: Vec<Id>,
    /// Orders that have no moment by which they are to be delivered.
    pub orders_without_due: u32,
}

pub(super) fn check(
    orders: &[Order],
    response_hours: Option<PositiveCount>,
    hours_set: bool,
    as_of: Day,
) -> Result<(), Error> {
    validate::keys("/input/orders", "order", orders.iter().map(|order| &order.order))?;
    for (i, order) in orders.iter().enumerate() {
        let at = |field: &str| format!("/input/orders/{i}/{field}");
        let steps = [
            ("ordered_at", order.ordered_at),
            ("confirmed_at", order.confirmed_at),
            ("responded_at", order.responded_at),
            ("delivered_at", order.delivered_at),
        ];
        for (field, moment) in steps {
            if let Some(moment) = moment {
                not_after(moment.day(), as_of, || at(field))?;
            }
        }
        if response_hours.is_some() && order.responded_at.is_some() && order.ordered_at.is_none() {
            return Err(validate::missing(at("ordered_at"))
                .with_help("with response_hours an answered order needs the moment at which it was placed"));
        }
        if order.is_delivered() && order.delivered_at.is_none() && order.has_due(hours_set) {
            return Err(validate::missing(at("delivered_at"))
                .with_help("an order that was delivered in full needs the moment of delivery"));
        }
    }
    Ok(())
}

/// Whether an order is in time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Timeliness {
    OnTime,
    Late,
    Pending,
    WithoutDue,
}

/// Rules 6 to 8.
pub(super) fn orders(
    rulebook: &Rulebook,
    list: &[Order],
    response_hours: Option<PositiveCount>,
    calendar: &WorkCalendar,
    as_of: Day,
    sink: &mut dyn Sink,
) -> Result<Orders, Error> {
    let timeliness = list
        .iter()
        .map(|order| {
            let due = due_minutes(rulebook, order, calendar, sink)?;
            Ok((order, due, judge(order, due, as_of)))
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let count = |wanted: Timeliness| timeliness.iter().filter(|(_, _, judged)| *judged == wanted).count();
    let (on_time, late) = (count(Timeliness::OnTime), count(Timeliness::Late));
    let mut ids = |wanted: Timeliness, outcome: &'static str| {
        let mut found: Vec<_> = timeliness.iter().filter(|(_, _, judged)| *judged == wanted).collect();
        found.order_by_key(|(order, _, _)| &order.order);
        let of = |(order, due, _): &&(&Order, Option<i64>, Timeliness)| {
            let facts = || {
                vec![
                    ("due", optional_fact(due.map(shown_minutes))),
                    ("delivered_at", optional_fact(order.delivered_at)),
                ]
            };
            note(rulebook, "on_time", Subject::Of("order", &order.order), outcome, facts, sink);
            order.order.clone()
        };
        found.iter().map(of).collect::<Vec<Id>>()
    };
    let late_orders = ids(Timeliness::Late, "late");
    let pending_orders = ids(Timeliness::Pending, "pending");
    let delivered = sum(list.iter().map(|order| order.delivered_quantity.units()));
    let ordered = sum(list.iter().map(|order| order.ordered_quantity.units()));
    let answered = list.iter().filter(|order| is_answered(order, response_hours)).count();
    let received = list.iter().filter(|order| order.received).count();
    let facts = || vec![("late", fact(late)), ("on_time", fact(on_time)), ("all", fact(list.len()))];
    note(rulebook, "orders", group("orders"), "computed", facts, sink);
    Ok(Orders {
        delivery_rate: quotient(delivered, ordered),
        order_response_rate: ratio(answered, list.len()),
        receipt_rate: ratio(received, list.len()),
        on_time_rate: ratio(on_time, on_time.saturating_add(late)),
        late_orders,
        pending_orders,
        orders_without_due: u32::try_from(count(Timeliness::WithoutDue)).unwrap_or(u32::MAX),
    })
}

/// Rule 6: answered, and not later than so many clock hours after the order was placed.
fn is_answered(order: &Order, response_hours: Option<PositiveCount>) -> bool {
    match (order.responded_at, response_hours, order.ordered_at) {
        (None, _, _) => false,
        (Some(_), None, _) => true,
        (Some(answered), Some(hours), Some(placed)) => {
            let limit = i64::from(hours.get()).saturating_mul(60);
            answered.minutes() <= placed.minutes().saturating_add(limit)
        }
        (Some(_), Some(_), None) => false,
    }
}

/// Rule 7: the moment by which an order is to be delivered.
fn due_minutes(
    rulebook: &Rulebook,
    order: &Order,
    calendar: &WorkCalendar,
    sink: &mut dyn Sink,
) -> Result<Option<i64>, Error> {
    if let Some(due) = order.due_at {
        return Ok(Some(due.minutes()));
    }
    let (Some(hours), Some(confirmed)) = (rulebook.delivery_hours.read(sink)?, order.confirmed_at) else {
        return Ok(None);
    };
    let hours = hours.of(order.urgency, order.remote, order.cold_chain);
    let skips_holidays = rulebook.delivery_skips_holidays.need(sink)?.of(order.urgency);
    Ok(Some(if skips_holidays {
        calendar.hours_after(confirmed, hours)
    } else {
        confirmed.minutes().saturating_add(i64::from(hours).saturating_mul(60))
    }))
}

/// Rule 8: in time, late, or neither yet.
fn judge(order: &Order, due: Option<i64>, as_of: Day) -> Timeliness {
    let Some(due) = due else { return Timeliness::WithoutDue };
    match order.delivered_at.filter(|_| order.is_delivered()) {
        Some(delivered) if delivered.minutes() <= due => Timeliness::OnTime,
        Some(_) => Timeliness::Late,
        None if due < as_of.end_minutes() => Timeliness::Late,
        None => Timeliness::Pending,
    }
}
