//! Requests over all days of some years.

use super::date::{Calendar, Day, moment_text, place, text};
use super::delivery::{class, due_after};
use super::form::calendar;
use super::settlement::due;
use serde_json::{Value, json};

fn request(function: &str, rulebook: Value, input: Value) -> Value {
    let mut request = json!({ "function": format!("execution.{function}"), "rulebook": rulebook, "input": input });
    if request["rulebook"].is_null() {
        request.as_object_mut().unwrap().shift_remove("rulebook");
    }
    request["options"] = json!({ "explain": false });
    request
}

fn own(parameters: Value) -> Value {
    json!({
        "id": "my/days", "area": "execution", "jurisdiction": "999999", "title": "a trial", "document": "none",
        "effective_from": "2025-01-01", "parameters": parameters,
    })
}

/// The days of four years, of which one has a leap day.
fn four_years() -> std::ops::RangeInclusive<Day> {
    place(2023, 1, 1).unwrap()..=place(2026, 12, 31).unwrap()
}

/// Invoices that begin on each day, for each kind of due date; paid on the last day, or on the next.
pub(crate) fn settlement() -> Vec<Value> {
    let mut terms = vec![json!({ "kind": "end_of_next_month" })];
    terms.extend([0, 30, 60, 3660].map(|days| json!({ "kind": "days_after", "days": days })));
    terms.extend([1, 10, 28, 29, 30, 31].map(|day| json!({ "kind": "day_of_next_month", "day": day })));
    let mut requests = Vec::new();
    for term in terms {
        for late in [0, 1] {
            let invoice = |start: Day| {
                let last = due(&term, start);
                // In two payments, of which the second is in time or not; every fifth invoice is not fully paid.
                let second = if start % 5 == 0 { "0.5" } else { "1" };
                let paid = json!([
                    { "on": text(last + late), "amount": second }, { "on": text(last), "amount": "2" },
                ]);
                json!({ "invoice": text(start), "start_on": text(start), "amount": "3", "paid": paid })
            };
            let invoices: Vec<Value> = four_years().map(invoice).collect();
            let input = json!({ "as_of": "2050-01-01", "settlement_drug": term, "invoices": invoices });
            requests.push(request("settlement_due", json!("execution/zhejiang-2025"), input));
        }
        // Each day as the day of the answer.
        for as_of in four_years().step_by(7) {
            let invoices: Vec<Value> = (0..62)
                .map(|back| json!({ "invoice": back.to_string(), "start_on": text(as_of - back), "amount": "1" }))
                .collect();
            let input = json!({ "as_of": text(as_of), "settlement_drug": term, "invoices": invoices });
            requests.push(request("settlement_due", json!("execution/zhejiang-2025"), input));
        }
    }
    requests
}

pub(crate) fn in_hospital() -> Vec<Value> {
    let mut requests = Vec::new();
    for month in [1, 2, 3, 12, 13, 120] {
        for start in four_years() {
            // On the day of the check and on the day before, about.
            for more in [-1, 0] {
                let as_of = super::date::plus_months(start, month - 1) + more;
                let products = json!([{ "product": "p", "agreed": "1" }]);
                let input = json!({
                    "as_of": text(as_of), "in_hospital_check_month": month,
                    "in_hospital": { "execution_start": text(start), "products": products },
                });
                requests.push(request("progress", Value::Null, input));
            }
        }
    }
    requests
}

/// The holidays and the additional working days of a year.
fn year_2024() -> Value {
    json!({
        "holidays": [
            "2024-01-01", "2024-02-10", "2024-02-11", "2024-02-12", "2024-02-13", "2024-02-14", "2024-02-15",
            "2024-02-16", "2024-02-17", "2024-04-04", "2024-04-05", "2024-04-06", "2024-05-01", "2024-05-02",
            "2024-05-03", "2024-05-04", "2024-05-05", "2024-06-10", "2024-09-15", "2024-09-16", "2024-09-17",
            "2024-10-01", "2024-10-02", "2024-10-03", "2024-10-04", "2024-10-05", "2024-10-06", "2024-10-07",
        ],
        "extra_workdays": [
            "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29",
            "2024-10-12", "2024-02-04",
        ],
    })
}

pub(crate) fn working_days() -> Vec<Value> {
    let rulebook = own(json!({
        "prepay_apply_working_days": 1, "prepay_pay_working_days": 3, "prepay_pass_on_working_days": 5,
        "prepay_maker_working_days": 22,
    }));
    let mut requests = Vec::new();
    for day in place(2023, 12, 20).unwrap()..=place(2025, 1, 5).unwrap() {
        for days in [json!({}), year_2024()] {
            let day = text(day);
            let input = json!({
                "kind": "vbp", "agreed_amount": "1", "ratio": "1", "signed_on": day, "applied_on": day,
                "received_on": day, "distributor_received_on": day, "calendar": days,
            });
            requests.push(request("prepayment", rulebook.clone(), input));
        }
    }
    requests
}

/// Orders confirmed at each half hour around holidays, delivered in the last minute and in the next.
pub(crate) fn deliveries() -> Vec<Value> {
    let hours = json!({ "urgent": 12, "urgent_remote": 24, "ordinary": 48, "ordinary_remote_or_cold_chain": 72 });
    let days = json!({ "holidays": ["2025-12-30", "2026-01-01", "2026-01-02", "2026-01-03", "2026-01-03"] });
    let mut requests = Vec::new();
    for (urgent, ordinary) in [(false, true), (true, false), (true, true), (false, false)] {
        let skips = json!({ "urgent": urgent, "ordinary": ordinary });
        let rulebook = own(json!({
            "delivery_hours": { "value": hours, "provenance": "secondary" },
            "delivery_skips_holidays": { "value": skips, "provenance": "derived" },
        }));
        let off: Calendar = calendar(&json!({ "calendar": days }));
        let first = place(2025, 12, 27).unwrap() * 1440;
        let mut orders = Vec::new();
        for half_hour in 0..9 * 48 {
            for (urgency, remote, cold_chain) in [
                ("urgent", false, true),
                ("urgent", true, false),
                ("ordinary", false, false),
                ("ordinary", true, false),
                ("ordinary", false, true),
            ] {
                let confirmed = first + half_hour * 30 + (half_hour % 3);
                let mut order = json!({
                    "ordered_quantity": "1", "delivered_quantity": "1", "confirmed_at": moment_text(confirmed),
                    "urgency": urgency, "remote": remote, "cold_chain": cold_chain,
                });
                let skip = if urgency == "urgent" { urgent } else { ordinary };
                let is_off = |day: Day| skip && off.holidays.contains(&day);
                let due = due_after(confirmed, hours[class(&order)].as_i64().unwrap(), &is_off);
                for late in [0, 1] {
                    order["order"] = json!(orders.len().to_string());
                    order["delivered_at"] = json!(moment_text(due + late));
                    orders.push(order.clone());
                }
            }
        }
        let input = json!({ "as_of": "2026-03-01", "calendar": days, "orders": orders });
        requests.push(request("progress", rulebook.clone(), input));
        // What is still out: late from the day after the due moment.
        for as_of in 1..12 {
            let open: Vec<Value> = orders
                .iter()
                .step_by(2)
                .filter(|order| super::form::moment(order, "confirmed_at").unwrap() / 1440 <= first / 1440 + as_of)
                .map(|order| {
                    let mut order = order.clone();
                    order.as_object_mut().unwrap().shift_remove("delivered_at");
                    order["delivered_quantity"] = json!("0.5");
                    order
                })
                .collect();
            let input = json!({ "as_of": text(first / 1440 + as_of), "calendar": days, "orders": open });
            requests.push(request("progress", rulebook.clone(), input));
        }
    }
    requests
}

/// A contract of a leap year and one of a day, on each day.
pub(crate) fn clocks() -> Vec<Value> {
    let mut requests = Vec::new();
    for way in ["inclusive", "exclusive"] {
        for (start, end) in [("2023-12-20", "2024-12-19"), ("2024-02-28", "2024-03-01"), ("2024-03-01", "2024-03-02")] {
            for as_of in place(2023, 12, 18).unwrap()..=place(2024, 12, 21).unwrap() {
                let input = json!({
                    "as_of": text(as_of), "day_count": way, "period": { "start": start, "end": end },
                    "agreed": "366", "purchased": "100",
                });
                requests.push(request("progress", Value::Null, input));
            }
        }
    }
    requests
}

/// Bars that begin on each day of a year, on their last day and on the next.
pub(crate) fn bars() -> Vec<Value> {
    let mut requests = Vec::new();
    for from in place(2024, 1, 1).unwrap()..=place(2024, 12, 31).unwrap() {
        for months in [1, 6, 11, 12, 18, 1200] {
            for more in [-1, 0] {
                let as_of = (super::date::plus_months(from, months) + more).min(place(2999, 12, 31).unwrap());
                let input = json!({
                    "supplier": "S", "defaulted_on": text(from), "as_of": text(as_of),
                    "bar": { "from": text(from), "months": months },
                });
                requests.push(request("replace_supplier", Value::Null, input));
            }
        }
    }
    requests
}
