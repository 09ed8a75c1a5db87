//! The column kernels of execution: any integers give summaries that add up, or an error in a row of the table.

use arbitrary::{Arbitrary, Unstructured};
use jicai::execution::{
    Mark, MarkClass, MarkColumns, OrderColumns, PaymentColumns, Rulebook, order_summary, payment_summary,
    price_mark_columns,
};

const GROUPS: u32 = 3;

pub fn run(data: &[u8]) {
    type Rows = Vec<(u32, [i64; 4], [i32; 2])>;
    let Ok((class, rows)) = <(u8, Rows)>::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let as_of = "2025-12-31".parse().expect("a day");
    let group: Vec<u32> = rows.iter().map(|row| row.0 % (GROUPS + 1)).collect();
    let column = |i: usize| rows.iter().map(|row| row.1[i]).collect::<Vec<i64>>();
    let [a, b, c, d] = [0, 1, 2, 3].map(column);
    let days = |i: usize| rows.iter().map(|row| row.2[i]).collect::<Vec<i32>>();
    let (due_on, paid_on) = (days(0), days(1));
    let orders = OrderColumns { group: &group, ordered: &a, delivered: &b, due_at: &c, delivered_at: &d };
    match order_summary(as_of, GROUPS, &orders) {
        Ok(groups) => {
            let counted =
                |group: &jicai::execution::OrderSummary| group.on_time + group.late + group.pending + group.without_due;
            assert_eq!(groups.iter().map(counted).sum::<u64>(), rows.len() as u64);
        }
        Err(error) => assert!(error.row().is_some_and(|row| row < rows.len())),
    }
    let invoices = PaymentColumns {
        group: &group,
        amount: &a,
        due_on: &due_on,
        payment_invoice: &group,
        payment_on: &paid_on,
        payment_amount: &b,
    };
    match payment_summary(as_of, GROUPS, &invoices) {
        Ok(groups) => {
            assert!(groups.iter().all(|group| group.on_time <= group.invoices && group.paid_in_time <= group.amount))
        }
        Err(error) => assert!(error.row().is_some_and(|row| row < rows.len())),
    }
    let rulebook = Rulebook::builtin("execution/shaanxi-2026-marks").expect("built in");
    let class = [MarkClass::Evaluated, MarkClass::Reference, MarkClass::NotEvaluated][usize::from(class) % 3];
    let prices =
        MarkColumns { price: &a, highest_winning_price: &b, highest_listing_price: &c, ..MarkColumns::default() };
    let mut marks = vec![Mark::Marked; rows.len()];
    let outcome = price_mark_columns(&rulebook, class, &prices, &mut marks);
    let good = outcome.err().map_or(rows.len(), |error| error.row().expect("the shape is right"));
    assert!(marks.iter().take(good).all(|mark| *mark != Mark::Marked));
}
