//! The kernels for long tables say row by row what the functions for single questions say.

use super::*;
use jicai::execution::{
    Day, Mark, MarkClass, MarkColumns, NO_MOMENT, OrderColumns, PaymentColumns, Progress, ProgressQuestion,
    order_summary, payment_summary, price_mark_columns,
};

/// 10⁻⁶ as a decimal.
fn decimal(units: i64) -> String {
    scenes::millionths(usize::try_from(units).unwrap())
}

fn today() -> (usize, Day) {
    (days::number("2025-06-30"), "2025-06-30".parse().unwrap())
}

/// Minutes or days since 1970 of a number of the calendar by hand.
fn minutes(minute: usize) -> i64 {
    i64::try_from(minute).unwrap() - i64::try_from(*days::EPOCH * 1440).unwrap()
}

fn since_epoch(day: usize) -> i32 {
    i32::try_from(day).unwrap() - i32::try_from(*days::EPOCH).unwrap()
}

#[derive(Clone, Debug)]
struct OrderRow {
    group: u32,
    ordered: i64,
    delivered: i64,
    due: Option<usize>,
    delivered_at: Option<usize>,
}

fn amount(rng: &mut Rng) -> i64 {
    match rng.below(12) {
        0 => i64::MAX,
        1 => 1,
        2 => i64::MAX - i64::try_from(rng.below(3)).unwrap(),
        _ => i64::try_from(1 + rng.below(5)).unwrap() * 1_000_000,
    }
}

fn order_row(rng: &mut Rng) -> OrderRow {
    let (today, _) = today();
    let end = (today + 1) * 1440;
    let near = [end - 1, end, end + 1, end - 1440, end - 2000, 0, days::minute("2999-12-31T23:59")];
    let ordered = amount(rng);
    let delivered = if rng.chance(50) { ordered } else { [0, amount(rng)][rng.below(2)] };
    let due = rng.chance(80).then(|| rng.pick(&near));
    let mut delivered_at = rng.chance(50).then(|| due.unwrap_or(end).saturating_sub(rng.below(2)).min(end - 1));
    if delivered >= ordered && due.is_some() && delivered_at.is_none() {
        delivered_at = Some(rng.pick(&[0, end - 1, end - 1440]));
    }
    OrderRow { group: u32::try_from(rng.below(3)).unwrap(), ordered, delivered, due, delivered_at }
}

fn summed(rows: &[OrderRow]) -> Result<Vec<execution::OrderSummary>, execution::ColumnError> {
    let group: Vec<u32> = rows.iter().map(|row| row.group).collect();
    let ordered: Vec<i64> = rows.iter().map(|row| row.ordered).collect();
    let delivered: Vec<i64> = rows.iter().map(|row| row.delivered).collect();
    let at = |of: fn(&OrderRow) -> Option<usize>| -> Vec<i64> {
        rows.iter().map(|row| of(row).map_or(NO_MOMENT, minutes)).collect()
    };
    let (due_at, delivered_at) = (at(|row| row.due), at(|row| row.delivered_at));
    let columns = OrderColumns {
        group: &group,
        ordered: &ordered,
        delivered: &delivered,
        due_at: &due_at,
        delivered_at: &delivered_at,
    };
    order_summary(today().1, 3, &columns)
}

fn progress(input: Value) -> Result<Progress, Error> {
    let question: ProgressQuestion = serde_json::from_value(input).unwrap();
    execution::progress(Rulebook::unset().unwrap(), &question)
}

/// The rows of a group as orders of `progress`, one key each.
fn as_orders(rows: &[OrderRow], group: u32) -> Value {
    let orders = rows.iter().enumerate().filter(|(_, row)| row.group == group).map(|(n, row)| {
        let mut order = json!({ "order": format!("{n:04}"), "ordered_quantity": decimal(row.ordered), "delivered_quantity": decimal(row.delivered) });
        for (field, minute) in [("due_at", row.due), ("delivered_at", row.delivered_at)] {
            if let Some(minute) = minute {
                order[field] = json!(days::shown_minute(minute));
            }
        }
        order
    });
    json!({ "as_of": "2025-06-30", "orders": orders.collect::<Vec<_>>() })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..config() })]

    /// Orders by group.
    #[test]
    fn order_tables_are_progress_row_by_row(seed in any::<u64>(), rows in 0_usize..14) {
        let mut rng = Rng::new(seed);
        let rows: Vec<OrderRow> = (0..rows).map(|_| order_row(&mut rng)).collect();
        let summaries = summed(&rows).unwrap();
        prop_assert_eq!(summaries.len(), 3);
        for (group, summary) in (0..).zip(summaries) {
            let orders = progress(as_orders(&rows, group)).unwrap().orders.unwrap();
            prop_assert_eq!(value(&summary.delivery_rate()), value(&orders.delivery_rate));
            prop_assert_eq!(value(&summary.on_time_rate()), value(&orders.on_time_rate));
            let counts = [summary.late, summary.pending, summary.without_due].map(|count| usize::try_from(count).unwrap());
            let without = usize::try_from(orders.orders_without_due).unwrap();
            prop_assert_eq!(counts, [orders.late_orders.len(), orders.pending_orders.len(), without]);
            prop_assert_eq!(summary.orders, summary.on_time + summary.late + summary.pending + summary.without_due);
            let of_group = || rows.iter().filter(|row| row.group == group);
            prop_assert_eq!(summary.orders, u64::try_from(of_group().count()).unwrap());
            prop_assert_eq!(summary.ordered, of_group().map(|row| i128::from(row.ordered)).sum::<i128>());
            prop_assert_eq!(summary.delivered, of_group().map(|row| i128::from(row.delivered)).sum::<i128>());
            let pair = (summary.delivery_rate(), summary.on_time_rate());
            let shown = |figure: &Option<Figure>| figure.as_ref().map(ToString::to_string);
            prop_assert_eq!((shown(&pair.0), shown(&pair.1)), (shown(&orders.delivery_rate), shown(&orders.on_time_rate)));
        }
    }

    /// The first bad row, and what `progress` says of it.
    #[test]
    fn order_tables_name_their_first_bad_row(seed in any::<u64>(), rows in 2_usize..9, bad in prop::collection::vec((0_usize..9, 0_usize..6), 1..3)) {
        let mut rng = Rng::new(seed);
        let mut rows: Vec<OrderRow> = (0..rows).map(|_| order_row(&mut rng)).collect();
        let end = (today().0 + 1) * 1440;
        let mut first: BTreeMap<usize, &str> = BTreeMap::new();
        for (at, what) in bad {
            let at = at % rows.len();
            if first.contains_key(&at) {
                continue;
            }
            let row = &mut rows[at];
            let name = match what {
                0 => { row.group = 3 + u32::try_from(rng.below(2)).unwrap() * (u32::MAX - 3); "group" }
                1 => { row.ordered = 0; "ordered" }
                2 => { row.ordered = i64::MIN; "ordered" }
                3 => { row.delivered = -1; "delivered" }
                4 => { row.delivered_at = Some(end); "delivered_at" }
                _ => { (row.ordered, row.delivered, row.due, row.delivered_at) = (1, 1, Some(end), None); "delivered_at" }
            };
            first.insert(at, name);
            if what == 4 {
                let refused = progress(as_orders(&rows[at..=at], rows[at].group)).is_err();
                prop_assert!(refused);
            }
        }
        let error = summed(&rows).unwrap_err();
        let (at, name) = first.pop_first().unwrap();
        let path = format!("/columns/{name}");
        prop_assert_eq!((error.row(), error.error().path()), (Some(at), path.as_str()));
        prop_assert_eq!(error.error().code(), Code::InvalidInput);
    }

    /// Invoices and payments by group.
    #[test]
    fn payment_tables_are_progress_row_by_row(seed in any::<u64>(), rows in 0_usize..10, beyond in 0_usize..40) {
        let mut rng = Rng::new(seed);
        let (today, as_of) = today();
        let (mut group, mut amounts, mut due) = (Vec::new(), Vec::new(), Vec::new());
        let (mut of, mut on, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        let mut payments: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
        let mut too_much = None;
        for row in 0..rows {
            let (amount, day) = (amount(&mut rng), rng.pick(&[today - 1, today, today + 1, today - 30, 0, *days::LAST]));
            group.push(u32::try_from(rng.below(3)).unwrap());
            amounts.push(amount);
            due.push(since_epoch(day));
            let mut left = amount;
            while left > 0 && rng.chance(70) {
                let part = if rng.chance(50) { left } else { i64::try_from(rng.next() % left.unsigned_abs()).unwrap() + 1 };
                left -= part;
                let paid_on = (day + rng.below(2)).saturating_sub(rng.below(2)).min(today);
                of.push(u32::try_from(row).unwrap());
                on.push(since_epoch(paid_on));
                parts.push(part);
                payments.entry(row).or_default().push(json!({ "on": scenes::shown(paid_on), "amount": decimal(part) }));
            }
            if row == beyond && left == 0 && amount < i64::MAX {
                // A millionth too much.
                of.push(u32::try_from(row).unwrap());
                on.push(since_epoch(today));
                parts.push(1);
                payments.entry(row).or_default().push(json!({ "on": scenes::shown(today), "amount": decimal(1) }));
                too_much = Some(row);
            }
        }
        let columns = PaymentColumns {
            group: &group, amount: &amounts, due_on: &due, payment_invoice: &of, payment_on: &on, payment_amount: &parts,
        };
        let records = |group_of: Option<u32>| {
            let rows = (0..rows).filter(|row| group_of.is_none_or(|wanted| group[*row] == wanted)).map(|row| {
                let day = usize::try_from(due[row] + since_epoch(2 * *days::EPOCH)).unwrap();
                json!({ "invoice": format!("{row:04}"), "amount": decimal(amounts[row]), "due_on": scenes::shown(day),
                    "paid": payments.get(&row).cloned().unwrap_or_default() })
            });
            json!({ "as_of": "2025-06-30", "payments": rows.collect::<Vec<_>>() })
        };
        let summaries = payment_summary(as_of, 3, &columns);
        if let Some(row) = too_much {
            let error = summaries.unwrap_err();
            prop_assert_eq!((error.row(), error.error().path()), (Some(row), "/columns/amount"));
            let path = format!("/input/payments/{row}/paid");
            let refused = progress(records(None)).unwrap_err();
            prop_assert_eq!(refused.path(), path.as_str());
            return Ok(());
        }
        for (wanted, summary) in (0..).zip(summaries.unwrap()) {
            let settlement = progress(records(Some(wanted))).unwrap().settlement.unwrap();
            prop_assert_eq!(value(&summary.settlement_on_time_rate()), value(&settlement.settlement_on_time_rate));
            prop_assert_eq!(value(&summary.invoices_on_time_rate()), value(&settlement.invoices_on_time_rate));
            let late = u64::try_from(settlement.late_invoices.len()).unwrap();
            prop_assert_eq!(summary.invoices, summary.on_time + late);
            let counts = |row: &usize| group[*row] == wanted && due[*row] < since_epoch(today);
            let all: i128 = (0..rows).filter(counts).map(|row| i128::from(amounts[row])).sum();
            prop_assert_eq!((summary.amount, summary.invoices > 0), (all, all > 0));
        }
    }

    /// Prices of one class under any rules; what is not above zero is named with its row, and rows before it are filled in.
    #[test]
    fn mark_tables_are_price_mark_row_by_row(seed in any::<u64>(), rows in 0_usize..10, bad in prop::option::weighted(0.3, (0_usize..10, 0_usize..5))) {
        let mut rng = Rng::new(seed);
        let parameters = scenes::mark_parameters(&mut rng);
        let class = rng.pick(&scenes::CLASSES);
        let near = [1, 2, 3, 5, 6, 9, 10, 18, 30].map(|yuan| yuan * 1_000_000);
        let price = |rng: &mut Rng| match rng.below(12) {
            0 => i64::MAX - i64::try_from(rng.below(2)).unwrap(),
            1 => 1,
            2 => rng.pick(&near) + 1,
            3 => i64::try_from(rng.next() >> 2).unwrap() + 1,
            _ => rng.pick(&near),
        };
        let mut columns: [Vec<i64>; 5] = std::array::from_fn(|_| (0..rows).map(|_| price(&mut rng)).collect());
        let names = ["price", "highest_winning_price", "highest_listing_price", "p75_listing_price", "lowest_listing_price"];
        let items = (0..rows).map(|row| {
            let mut item = json!({ "item": format!("{row:04}"), "class": class });
            for (name, column) in names.iter().zip(&columns) {
                item[name] = json!(decimal(column[row]));
            }
            // An entry rule may ask for more prices, but changes no mark.
            item
        });
        let mut input = json!({ "items": items.collect::<Vec<_>>() });
        input["non_supply_reading"] = json!("either");
        let asked = own("execution.price_mark", &parameters, input);
        let class: MarkClass = serde_json::from_value(json!(class)).unwrap();
        let mut marks = vec![Mark::Marked; rows];
        let spoilt = bad.filter(|_| rows > 0).map(|(row, column)| (row % rows, column));
        if let Some((row, column)) = spoilt {
            columns[column][row] = -i64::try_from(rng.below(2)).unwrap();
        }
        let table = MarkColumns {
            price: &columns[0], highest_winning_price: &columns[1], highest_listing_price: &columns[2],
            p75_listing_price: &columns[3], lowest_listing_price: &columns[4],
        };
        let done = price_mark_columns(asked.book(), class, &table, &mut marks);
        if class == MarkClass::WinnerNotSupplying {
            let error = done.unwrap_err();
            prop_assert_eq!((error.row(), error.error().code()), (None, Code::InvalidInput));
            return Ok(());
        }
        let rule: Value = asked.parameter("mark_rules").unwrap();
        let needed: &[&str] = match rule[class.as_str()]["anchor"].as_str().unwrap() {
            "reference" => &["price", "highest_winning_price", "highest_listing_price"],
            "highest_winning" => &["price", "highest_winning_price"],
            "p75_listing" => &["price", "p75_listing_price"],
            _ => &["price", "lowest_listing_price"],
        };
        let spoilt = spoilt.filter(|(_, column)| needed.contains(&names[*column]));
        let good = spoilt.map_or(rows, |(row, _)| row);
        match spoilt {
            None => done.unwrap(),
            Some((row, column)) => {
                let error = done.unwrap_err();
                let path = format!("/columns/{}", names[column]);
                prop_assert_eq!((error.row(), error.error().path()), (Some(row), path.as_str()));
            }
        }
        if rows > 0 {
            let answer = execution::price_mark(asked.book(), &asked.question()).unwrap();
            for (row, known) in answer.items.iter().enumerate().take(good) {
                prop_assert_eq!(marks[row], known.mark, "row {}", row);
            }
            prop_assert!(marks[good..].iter().all(|mark| *mark == Mark::Marked));
        }
        // A column too short, where it is needed.
        if spoilt.is_none() && rows > 0 {
            for (n, name) in names.iter().enumerate() {
                let mut short = table;
                let column = &columns[n][..rows - 1];
                match n {
                    0 => short.price = column,
                    1 => short.highest_winning_price = column,
                    2 => short.highest_listing_price = column,
                    3 => short.p75_listing_price = column,
                    _ => short.lowest_listing_price = column,
                }
                let refused = price_mark_columns(asked.book(), class, &short, &mut marks).err();
                prop_assert_eq!(refused.is_some(), needed.contains(name));
                prop_assert!(refused.is_none_or(|error| error.row().is_none()));
            }
        }
    }
}

/// Whatever is wrong with a table of invoices, in its payments first.
#[test]
fn payment_tables_name_their_first_bad_row() {
    let day = i32::try_from(days::number("2025-06-30") - *days::EPOCH).unwrap();
    let good = PaymentColumns {
        group: &[0, 1],
        amount: &[5, 5],
        due_on: &[day, day],
        payment_invoice: &[0, 1, 0],
        payment_on: &[day, day - 1, day],
        payment_amount: &[2, 5, 3],
    };
    assert!(payment_summary(today().1, 2, &good).is_ok());
    for (table, row, name) in [
        (PaymentColumns { payment_invoice: &[0, 1, 2], ..good }, Some(2), "payment_invoice"),
        (PaymentColumns { payment_invoice: &[0, u32::MAX, 0], ..good }, Some(1), "payment_invoice"),
        (PaymentColumns { payment_amount: &[2, 0, 0], ..good }, Some(1), "payment_amount"),
        (PaymentColumns { payment_amount: &[i64::MIN, 5, 3], ..good }, Some(0), "payment_amount"),
        (PaymentColumns { payment_on: &[day, day, day + 1], amount: &[0, 0], ..good }, Some(2), "payment_on"),
        (PaymentColumns { group: &[0, 2], ..good }, Some(1), "group"),
        (PaymentColumns { amount: &[5, 0], ..good }, Some(1), "amount"),
        (PaymentColumns { amount: &[4, 0], ..good }, Some(0), "amount"),
        (PaymentColumns { amount: &[5], ..good }, None, "amount"),
        (PaymentColumns { due_on: &[day], ..good }, None, "due_on"),
        (PaymentColumns { payment_on: &[day], ..good }, None, "payment_on"),
        (PaymentColumns { payment_amount: &[2; 4], ..good }, None, "payment_amount"),
    ] {
        let error = payment_summary(today().1, 2, &table).unwrap_err();
        let path = format!("/columns/{name}");
        assert_eq!((error.row(), error.error().path()), (row, path.as_str()), "{table:?}");
    }
    let orders = OrderColumns { group: &[0], ordered: &[1], delivered: &[0], due_at: &[0], delivered_at: &[NO_MOMENT] };
    assert!(order_summary(today().1, 1, &orders).is_ok());
    for (table, name) in [
        (OrderColumns { ordered: &[], ..orders }, "ordered"),
        (OrderColumns { delivered: &[], ..orders }, "delivered"),
        (OrderColumns { due_at: &[0, 0], ..orders }, "due_at"),
        (OrderColumns { delivered_at: &[], ..orders }, "delivered_at"),
    ] {
        let error = order_summary(today().1, 1, &table).unwrap_err();
        assert_eq!((error.row(), error.error().path()), (None, format!("/columns/{name}").as_str()));
    }
}

/// Payments beyond the largest amount of the table are above it, like any others.
#[test]
fn payments_above_the_largest_amount_are_refused() {
    let day = i32::try_from(days::number("2025-06-30") - *days::EPOCH).unwrap();
    let table = PaymentColumns {
        group: &[0],
        amount: &[i64::MAX],
        due_on: &[day],
        payment_invoice: &[0, 0],
        payment_on: &[day, day],
        payment_amount: &[i64::MAX, 1],
    };
    let error = payment_summary(today().1, 1, &table).err();
    assert_eq!(
        error.map(|error| (error.row(), error.error().path().to_owned())),
        Some((Some(0), "/columns/amount".to_owned()))
    );
}
