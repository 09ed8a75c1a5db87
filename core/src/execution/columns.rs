//! Orders and payments of long tables, summed up by group: millions of rows in one call.

use super::number::Figure;
use super::time::Day;
use crate::column_error::ColumnError;
use crate::error::Error;
use crate::number::Rational;

/// In a column of moments: none.
pub const NO_MOMENT: i64 = i64::MIN;

/// Orders, one a row; all slices are of one length.
///
/// | column | unit | meaning |
/// | --- | --- | --- |
/// | `group` | – | index of the group, below the number of groups |
/// | `ordered` | 10⁻⁶ | ordered quantity, above zero |
/// | `delivered` | 10⁻⁶ | delivered quantity, 0 or more |
/// | `due_at` | minutes since 1970-01-01T00:00 local time | by when; [`NO_MOMENT`]: no such moment |
/// | `delivered_at` | the same | when it was delivered in full; [`NO_MOMENT`]: not, or not known |
///
/// # Example
///
/// ```
/// use jicai::execution::{NO_MOMENT, OrderColumns, order_summary};
///
/// // One order of group 0 in time, one of group 1 that has no moment by which it is due.
/// let orders = OrderColumns {
///     group: &[0, 1], ordered: &[10_000_000, 4_000_000], delivered: &[10_000_000, 1_000_000],
///     due_at: &[600, NO_MOMENT], delivered_at: &[600, NO_MOMENT],
/// };
/// let groups = order_summary("1970-01-02".parse()?, 2, &orders)?;
/// assert_eq!((groups[0].on_time, groups[1].without_due), (1, 1));
/// assert_eq!(groups[1].delivery_rate().unwrap().to_string(), "0.25");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct OrderColumns<'a> {
    /// Group of each order.
    pub group: &'a [u32],
    /// Ordered quantities.
    pub ordered: &'a [i64],
    /// Delivered quantities.
    pub delivered: &'a [i64],
    /// Moments by which orders are to be delivered.
    pub due_at: &'a [i64],
    /// Moments of delivery.
    pub delivered_at: &'a [i64],
}

/// The orders of a group.
///
/// # Example
///
/// ```
/// use jicai::execution::OrderSummary;
///
/// // 14 of 20 units came; of three orders two were in time, one is late, none is counted that may still come.
/// let month = OrderSummary { orders: 3, ordered: 20_000_000, delivered: 14_000_000, on_time: 2, late: 1, ..OrderSummary::default() };
/// assert_eq!(month.delivery_rate().unwrap().to_string(), "0.7");
/// assert_eq!(month.on_time_rate().unwrap().to_string(), "0.666667");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrderSummary {
    /// How many there are.
    pub orders: u64,
    /// Ordered in all, in 10⁻⁶.
    pub ordered: i128,
    /// Delivered in all, in 10⁻⁶.
    pub delivered: i128,
    /// Orders delivered in time.
    pub on_time: u64,
    /// Orders that are late.
    pub late: u64,
    /// Orders that may still be in time.
    pub pending: u64,
    /// Orders without a moment by which they are to be delivered.
    pub without_due: u64,
}

impl OrderSummary {
    /// Delivered over ordered quantity; `None` without orders.
    pub fn delivery_rate(&self) -> Option<Figure> {
        quotient(self.delivered, self.ordered)
    }

    /// Orders in time over those in time or late; `None` without any.
    pub fn on_time_rate(&self) -> Option<Figure> {
        quotient(self.on_time.into(), i128::from(self.on_time).saturating_add(self.late.into()))
    }
}

/// Sums up orders by group: the numbers behind the rates of [`progress`](super::progress()) for orders with a `due_at` of their own.
///
/// # Errors
///
/// `invalid_input` with the first bad row: a group out of range, a quantity out of range, an order that was delivered in full and has a
/// moment by which it was due but none of delivery, a delivery after `as_of`. Without a row where slices differ in length.
///
/// # Example
///
/// ```
/// use jicai::execution::{NO_MOMENT, OrderColumns, order_summary};
///
/// let orders = OrderColumns {
///     group: &[0, 0, 1],
///     ordered: &[10_000_000, 5_000_000, 1_000_000],
///     delivered: &[10_000_000, 0, 1_000_000],
///     due_at: &[29_000_000, 29_000_000, 29_000_000],
///     delivered_at: &[29_000_000, NO_MOMENT, 29_000_001],
/// };
/// let groups = order_summary("2025-12-31".parse()?, 2, &orders)?;
/// assert_eq!((groups[0].on_time, groups[0].late), (1, 1)); // equal is in time; the other was never delivered
/// assert_eq!(groups[0].delivery_rate().unwrap().to_string(), "0.666667");
/// assert_eq!(groups[1].late, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: rules 6 and 8 of the [module page](super).
pub fn order_summary(as_of: Day, groups: u32, columns: &OrderColumns<'_>) -> Result<Vec<OrderSummary>, ColumnError> {
    let rows = columns.group.len();
    lengths(
        rows,
        &[
            ("ordered", columns.ordered.len()),
            ("delivered", columns.delivered.len()),
            ("due_at", columns.due_at.len()),
            ("delivered_at", columns.delivered_at.len()),
        ],
    )?;
    let end = as_of.end_minutes();
    let mut summaries = vec![OrderSummary::default(); index(groups)];
    let quantities = columns.ordered.iter().zip(columns.delivered);
    let moments = columns.due_at.iter().zip(columns.delivered_at);
    for (row, ((group, (ordered, delivered)), (due, delivered_at))) in
        columns.group.iter().zip(quantities).zip(moments).enumerate()
    {
        let bad = |name: &str, message: String| Err(ColumnError::in_row(row, invalid(name, message)));
        let Some(summary) = summaries.get_mut(index(*group)) else {
            return bad("group", format!("group must be below `{groups}`, got `{group}`"));
        };
        if *ordered <= 0 {
            return bad("ordered", format!("ordered must be greater than zero, got `{ordered}` millionths"));
        }
        if *delivered < 0 {
            return bad("delivered", format!("delivered must be zero or more, got `{delivered}` millionths"));
        }
        if *delivered_at >= end {
            return bad(
                "delivered_at",
                format!("delivered_at must not be after as_of `{as_of}`, got minute `{delivered_at}`"),
            );
        }
        let is_delivered = delivered >= ordered;
        if is_delivered && *delivered_at == NO_MOMENT && *due != NO_MOMENT {
            return bad("delivered_at", "delivered_at is missing for an order that was delivered in full".to_owned());
        }
        summary.orders = summary.orders.saturating_add(1);
        summary.ordered = summary.ordered.saturating_add((*ordered).into());
        summary.delivered = summary.delivered.saturating_add((*delivered).into());
        let count = match (*due, is_delivered) {
            (NO_MOMENT, _) => &mut summary.without_due,
            (due, true) if *delivered_at <= due => &mut summary.on_time,
            (_, true) => &mut summary.late,
            (due, false) if due < end => &mut summary.late,
            (_, false) => &mut summary.pending,
        };
        *count = count.saturating_add(1);
    }
    Ok(summaries)
}

/// Invoices, one a row, and their payments in a table of their own; the slices of each table are of one length.
///
/// | column | unit | meaning |
/// | --- | --- | --- |
/// | `group` | – | index of the group, below the number of groups |
/// | `amount` | 10⁻⁶ yuan | amount of the invoice, above zero |
/// | `due_on` | days since 1970-01-01 | by when it is to be paid |
/// | `payment_invoice` | – | row of the invoice that is paid |
/// | `payment_on` | days since 1970-01-01 | when |
/// | `payment_amount` | 10⁻⁶ yuan | how much, above zero; all payments of an invoice at most its amount |
#[derive(Clone, Copy, Debug, Default)]
pub struct PaymentColumns<'a> {
    /// Group of each invoice.
    pub group: &'a [u32],
    /// Amounts of the invoices.
    pub amount: &'a [i64],
    /// Due dates of the invoices.
    pub due_on: &'a [i32],
    /// Which invoice a payment is for.
    pub payment_invoice: &'a [u32],
    /// When it was paid.
    pub payment_on: &'a [i32],
    /// How much was paid.
    pub payment_amount: &'a [i64],
}

/// The invoices of a group that were due before the day of the question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaymentSummary {
    /// How many there are.
    pub invoices: u64,
    /// Their amount, in 10⁻⁶ yuan.
    pub amount: i128,
    /// What was paid of it in time, in 10⁻⁶ yuan.
    pub paid_in_time: i128,
    /// Invoices that were fully paid in time.
    pub on_time: u64,
}

impl PaymentSummary {
    /// Paid in time over all, by amount; `None` without invoices.
    pub fn settlement_on_time_rate(&self) -> Option<Figure> {
        quotient(self.paid_in_time, self.amount)
    }

    /// Invoices fully paid in time over all; `None` without invoices.
    pub fn invoices_on_time_rate(&self) -> Option<Figure> {
        quotient(self.on_time.into(), self.invoices.into())
    }
}

/// Sums up invoices by group: the numbers behind the rates of [`progress`](super::progress()).
///
/// # Errors
///
/// `invalid_input` with the first bad row of the payments, then of the invoices: an index or amount out of range, a payment after
/// `as_of`, payments above the amount. Without a row where slices differ in length.
///
/// # Example
///
/// ```
/// use jicai::execution::{PaymentColumns, payment_summary};
///
/// let invoices = PaymentColumns {
///     group: &[0, 0],
///     amount: &[100_000_000, 50_000_000],
///     due_on: &[20_000, 20_000],
///     payment_invoice: &[0, 1],
///     payment_on: &[20_000, 20_001],
///     payment_amount: &[100_000_000, 50_000_000],
/// };
/// let groups = payment_summary("2025-12-31".parse()?, 1, &invoices)?;
/// assert_eq!(groups[0].settlement_on_time_rate().unwrap().to_string(), "0.666667");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: rule 9 of the [module page](super).
pub fn payment_summary(
    as_of: Day,
    groups: u32,
    columns: &PaymentColumns<'_>,
) -> Result<Vec<PaymentSummary>, ColumnError> {
    let rows = columns.group.len();
    lengths(rows, &[("amount", columns.amount.len()), ("due_on", columns.due_on.len())])?;
    let payments = columns.payment_invoice.len();
    lengths(payments, &[("payment_on", columns.payment_on.len()), ("payment_amount", columns.payment_amount.len())])?;
    let today = as_of.number();
    let (in_time, paid) = paid_by_invoice(columns, as_of)?;
    let mut summaries = vec![PaymentSummary::default(); index(groups)];
    let sums = in_time.iter().zip(&paid);
    let invoices = columns.group.iter().zip(columns.amount).zip(columns.due_on);
    for (row, (((group, amount), due), (in_time, paid))) in invoices.zip(sums).enumerate() {
        let bad = |name: &str, message: String| Err(ColumnError::in_row(row, invalid(name, message)));
        let Some(summary) = summaries.get_mut(index(*group)) else {
            return bad("group", format!("group must be below `{groups}`, got `{group}`"));
        };
        if *amount <= 0 {
            return bad("amount", format!("amount must be greater than zero, got `{amount}` millionths"));
        }
        let whole = i128::from(*amount);
        if *paid > whole {
            return bad(
                "amount",
                format!("amount must be at least what was paid, `{paid}` millionths, got `{amount}`"),
            );
        }
        if i64::from(*due) < today {
            summary.invoices = summary.invoices.saturating_add(1);
            summary.amount = summary.amount.saturating_add(whole);
            summary.paid_in_time = summary.paid_in_time.saturating_add(*in_time);
            summary.on_time = summary.on_time.saturating_add(u64::from(*in_time >= whole));
        }
    }
    Ok(summaries)
}

/// What was paid of each invoice by its due date, and in all.
fn paid_by_invoice(columns: &PaymentColumns<'_>, as_of: Day) -> Result<(Vec<i128>, Vec<i128>), ColumnError> {
    let (mut in_time, mut all) = (vec![0_i128; columns.group.len()], vec![0_i128; columns.group.len()]);
    let today = as_of.number();
    let payments = columns.payment_invoice.iter().zip(columns.payment_on).zip(columns.payment_amount);
    for (row, ((invoice, on), amount)) in payments.enumerate() {
        let bad = |name: &str, message: String| Err(ColumnError::in_row(row, invalid(name, message)));
        let at = index(*invoice);
        let (Some(due), Some(in_time), Some(all)) = (columns.due_on.get(at), in_time.get_mut(at), all.get_mut(at))
        else {
            return bad("payment_invoice", format!("payment_invoice must be a row of the invoices, got `{invoice}`"));
        };
        if *amount <= 0 {
            return bad(
                "payment_amount",
                format!("payment_amount must be greater than zero, got `{amount}` millionths"),
            );
        }
        if i64::from(*on) > today {
            return bad("payment_on", format!("payment_on must not be after as_of `{as_of}`, got day `{on}`"));
        }
        *all = all.saturating_add((*amount).into());
        if on <= due {
            *in_time = in_time.saturating_add((*amount).into());
        }
    }
    Ok((in_time, all))
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn quotient(part: i128, whole: i128) -> Option<Figure> {
    Rational::fraction(part, whole).map(Figure::quotient)
}

fn invalid(name: &str, message: String) -> Error {
    Error::invalid_input(format!("/columns/{name}"), message)
}

/// Every column has one entry a row.
fn lengths(rows: usize, columns: &[(&str, usize)]) -> Result<(), ColumnError> {
    match columns.iter().find(|(_, length)| *length != rows) {
        None => Ok(()),
        Some((name, length)) => {
            let message = format!("{name} must have one entry a row, got `{length}` for `{rows}` rows");
            Err(ColumnError::of_table(invalid(name, message)))
        }
    }
}
