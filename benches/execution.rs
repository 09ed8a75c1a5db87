//! A province's month: orders, invoices and listed prices of long tables, alerts for many subjects.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jicai::execution::{
    AlertsQuestion, Mark, MarkClass, MarkColumns, NO_MOMENT, OrderColumns, PaymentColumns, ProgressQuestion, Rulebook,
    alerts, escalate, order_summary, payment_summary, price_mark, price_mark_columns, progress, settlement_due,
};

const ORDERS: u32 = 100_000;
const ROWS: usize = 1_000_000;

/// The longest list of orders that one question may have, under the hours of Hunan and three holidays.
fn orders() -> String {
    let order = |i: u32| {
        let (day, hour) = (i % 28 + 1, i % 24);
        let delivered = if i.is_multiple_of(11) {
            String::new()
        } else {
            format!(
                r#", "delivered_quantity": "{}", "delivered_at": "2026-01-{:02}T{hour:02}:30""#,
                i % 90 + 1,
                (day + i % 4).min(31)
            )
        };
        format!(
            r#"{{ "order": "O{i:06}", "ordered_quantity": "{}", "remote": {}, "ordered_at": "2026-01-{day:02}T{hour:02}:00",
                 "confirmed_at": "2026-01-{day:02}T{hour:02}:10", "responded_at": "2026-01-{day:02}T{hour:02}:10"{delivered} }}"#,
            i % 90 + 1,
            i.is_multiple_of(5)
        )
    };
    let list: Vec<String> = (0..ORDERS).map(order).collect();
    format!(
        r#"{{ "as_of": "2026-01-31", "response_hours": 2, "orders": [ {} ],
             "calendar": {{ "holidays": [ "2026-01-01", "2026-01-02", "2026-01-03" ] }} }}"#,
        list.join(",")
    )
}

fn progresses(c: &mut Criterion) {
    let rulebook = Rulebook::builtin("execution/hunan-delivery-2025").expect("built in");
    let input = orders();
    let question: ProgressQuestion = serde_json::from_str(&input).expect("a question");
    progress(&rulebook, &question).expect("progress");
    let request = format!(
        r#"{{ "function": "execution.progress", "rulebook": "execution/hunan-delivery-2025", "input": {input}, "options": {{ "explain": false }} }}"#
    );
    assert!(jicai::evaluate(&request).starts_with(r#"{"value""#));
    let mut group = c.benchmark_group("execution.progress, 100000 orders");
    group.sample_size(20).throughput(Throughput::Elements(ORDERS.into()));
    group.bench_function("typed", |b| b.iter(|| progress(&rulebook, black_box(&question))));
    group.bench_function("JSON door", |b| b.iter(|| jicai::evaluate(black_box(&request))));
    group.finish();
}

fn summaries(c: &mut Criterion) {
    let as_of = "2026-01-31".parse().expect("a day");
    let number = |i: usize| i64::try_from(i).expect("small");
    let groups: Vec<u32> = (0..ROWS).map(|i| u32::try_from(i * 7 % 500).expect("small")).collect();
    let ordered: Vec<i64> = (0..ROWS).map(|i| (number(i) % 900 + 1) * 1_000_000).collect();
    let delivered: Vec<i64> = ordered.iter().enumerate().map(|(i, q)| if i % 9 == 0 { 0 } else { *q }).collect();
    let due: Vec<i64> =
        (0..ROWS).map(|i| if i % 50 == 0 { NO_MOMENT } else { 29_488_000 + number(i) % 9_000 }).collect();
    let arrived: Vec<i64> =
        (0..ROWS).map(|i| if i % 9 == 0 { NO_MOMENT } else { 29_487_500 + number(i) % 9_000 * 31 % 9_000 }).collect();
    let orders =
        OrderColumns { group: &groups, ordered: &ordered, delivered: &delivered, due_at: &due, delivered_at: &arrived };
    order_summary(as_of, 500, &orders).expect("summaries");
    let due_on: Vec<i32> = (0..ROWS).map(|i| 20_400 + i32::try_from(i % 90).expect("small")).collect();
    let invoice: Vec<u32> = (0..ROWS).map(|i| u32::try_from(i).expect("small")).collect();
    let paid_on: Vec<i32> = (0..ROWS).map(|i| 20_410 + i32::try_from(i % 60).expect("small")).collect();
    let payments = PaymentColumns {
        group: &groups,
        amount: &ordered,
        due_on: &due_on,
        payment_invoice: &invoice,
        payment_on: &paid_on,
        payment_amount: &ordered,
    };
    payment_summary(as_of, 500, &payments).expect("summaries");
    let mut group = c.benchmark_group("execution columns, a row of 1000000");
    group.sample_size(20).throughput(Throughput::Elements(u64::try_from(ROWS).expect("small")));
    group.bench_function("order_summary", |b| b.iter(|| order_summary(as_of, 500, black_box(&orders))));
    group.bench_function("payment_summary", |b| b.iter(|| payment_summary(as_of, 500, black_box(&payments))));
    let rulebook = Rulebook::builtin("execution/shaanxi-2026-marks").expect("built in");
    let highest: Vec<i64> = (0..ROWS).map(|i| (number(i) % 400 + 1) * 1_000_000).collect();
    let prices = MarkColumns {
        price: &ordered,
        highest_winning_price: &highest,
        highest_listing_price: &highest,
        ..MarkColumns::default()
    };
    let mut marks = vec![Mark::None; ROWS];
    for class in [MarkClass::Evaluated, MarkClass::Reference, MarkClass::NotEvaluated] {
        price_mark_columns(&rulebook, class, &prices, &mut marks).expect("marks");
        group.bench_function(format!("price_mark_columns, {class}"), |b| {
            b.iter(|| price_mark_columns(&rulebook, class, black_box(&prices), &mut marks))
        });
    }
    group.finish();
}

/// 50,000 subjects with ten indicators each, limits and a mean for all of them.
fn many_alerts(c: &mut Criterion) {
    let indicators = [
        "completion",
        "winner_share",
        "delivery_rate",
        "order_response_rate",
        "settlement_on_time_rate",
        "lag",
        "non_winner_share",
        "substitute_share",
        "complaint_count",
        "offline_share",
    ];
    let subject = |i: u32| {
        let value = |k: u32| format!("0.{:04}", (i * 7 + k * 131) % 10_000);
        let values: Vec<String> =
            indicators.iter().zip(0..).map(|(name, k)| format!(r#""{name}": "{}""#, value(k))).collect();
        format!(r#"{{ "subject": "H{i:05}", "values": {{ {} }} }}"#, values.join(","))
    };
    let subjects: Vec<String> = (0..50_000).map(subject).collect();
    let limits: Vec<String> = indicators
        .iter()
        .map(|name| format!(r#"{{ "indicator": "{name}", "severity": "warning", "limit": "0.5" }}"#))
        .collect();
    let means: Vec<String> = indicators
        .iter()
        .map(|name| format!(r#"{{ "indicator": "{name}", "severity": "notice", "margin": "0.2" }}"#))
        .collect();
    let input = format!(
        r#"{{ "subjects": [ {} ], "limits": [ {} ], "mean_comparison": [ {} ] }}"#,
        subjects.join(","),
        limits.join(","),
        means.join(",")
    );
    let question: AlertsQuestion = serde_json::from_str(&input).expect("a question");
    let rulebook = Rulebook::builtin("execution/zhejiang-2025").expect("built in");
    let few: AlertsQuestion = serde_json::from_str(
        &input.replace(r#""limit": "0.5""#, r#""limit": "0""#).replace(r#""margin": "0.2""#, r#""margin": "0.48""#),
    )
    .expect("a question");
    println!(
        "alerts: {} and {}",
        alerts(&rulebook, &question).expect("alerts").alerts.len(),
        alerts(&rulebook, &few).expect("alerts").alerts.len()
    );
    let mut group = c.benchmark_group("execution.alerts, 50000 subjects of 10 indicators");
    group.sample_size(10);
    group.bench_function("typed, most indicators raise one", |b| b.iter(|| alerts(&rulebook, black_box(&question))));
    group.bench_function("typed, half of those raise one", |b| b.iter(|| alerts(&rulebook, black_box(&few))));
    let request = format!(
        r#"{{ "function": "execution.alerts", "rulebook": "execution/zhejiang-2025", "input": {input}, "options": {{ "explain": false }} }}"#
    );
    assert!(jicai::evaluate(&request).starts_with(r#"{"value""#));
    group.bench_function("JSON door", |b| b.iter(|| jicai::evaluate(black_box(&request))));
    group.finish();
}

fn single(c: &mut Criterion) {
    let marks = Rulebook::builtin("execution/henan-2026-marks").expect("built in");
    let item = serde_json::from_str(
        r#"{ "items": [ { "item": "A", "class": "evaluated", "price": "18.01", "highest_winning_price": "10" } ] }"#,
    )
    .expect("a question");
    c.bench_function("execution.price_mark/1 item", |b| b.iter(|| price_mark(&marks, black_box(&item))));
    let settlement = Rulebook::builtin("execution/guangxi-settlement-2024").expect("built in");
    let invoice = serde_json::from_str(
        r#"{ "as_of": "2025-03-31", "invoices": [ { "invoice": "I", "amount": "100", "start_on": "2025-01-31",
             "paid": [ { "on": "2025-03-01", "amount": "100" } ] } ] }"#,
    )
    .expect("a question");
    c.bench_function("execution.settlement_due/1 invoice", |b| {
        b.iter(|| settlement_due(&settlement, black_box(&invoice)))
    });
    let ladder = Rulebook::builtin("execution/zhejiang-2025").expect("built in");
    let step = serde_json::from_str(
        r#"{ "party": "institution", "state": "clear", "event": "alert", "on": "2025-08-01", "rectify_days": 15 }"#,
    )
    .expect("a question");
    c.bench_function("execution.escalate", |b| b.iter(|| escalate(&ladder, black_box(&step))));
}

criterion_group!(benches, progresses, summaries, many_alerts, single);
criterion_main!(benches);
