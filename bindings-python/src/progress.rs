//! Orders and invoices, summed up by group.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, Decimal128Array, Int64Array, RecordBatch};
use arrow_schema::{DataType, Field as ArrowField, Schema, SchemaRef};
use jicai::execution::{
    ColumnError, Day, Moment, NO_MOMENT, OrderColumns, OrderSummary, PaymentColumns, PaymentSummary, order_summary,
    payment_summary,
};
use pyo3::prelude::*;

use crate::capsule::{Batches, Table};
use crate::cells::{Cell, Column};
use crate::columns::{self, DIGITS};
use crate::fault::{Fault, segment};
use crate::fields::Kind;
use crate::groups::{self, Groups};
use crate::pieces::{Answer, Manner, detached};
use crate::units::{MICRO, Place, Units};

/// What is summed up of every row of a table.
struct Rows<T> {
    /// Row of the table, group, numbers.
    all: Vec<(usize, u32, T)>,
    faults: Vec<Fault>,
}

fn as_of_day(as_of: &str) -> Result<Day, Fault> {
    let day: Result<Day, _> = as_of.parse();
    day.map_err(|error| Fault::input(format!("as_of {error}")).at("/as_of"))
}

/// Reads every row; a row that cannot be read is a fault.
fn rows<T>(table: &Batches, groups: &Groups, mut read: impl FnMut(usize, usize) -> Result<T, Fault>) -> Rows<T> {
    let mut rows = Rows { all: Vec::with_capacity(table.rows()), faults: Vec::new() };
    let mut number = 0_usize;
    for (batch, of_rows) in groups.of_rows.iter().enumerate() {
        for (row, group) in of_rows.iter().enumerate() {
            match read(batch, row) {
                Ok(value) => rows.all.push((number, *group, value)),
                Err(fault) => rows.faults.push(fault.in_row(number)),
            }
            number = number.saturating_add(1);
        }
    }
    rows
}

fn units(table: &Batches, place: &Place) -> Result<Vec<Units>, Fault> {
    if table.batches.is_empty() {
        place.units(&RecordBatch::new_empty(table.schema.clone()))?;
    }
    table.batches.iter().map(|batch| place.units(batch)).collect()
}

/// A number that must be there.
fn number(columns: &[Units], place: &Place, batch: usize, row: usize) -> Result<i64, Fault> {
    match columns.get(batch).map(|column| column.get(row)) {
        Some(Ok(Some(value))) => Ok(value),
        Some(Ok(None)) => Err(Fault::input(format!("{} is missing", place.name)).in_column(&place.name)),
        _ => {
            let message = format!("{} must be a decimal with at most 6 decimals that fits 64 bits", place.name);
            Err(Fault::input(message).in_column(&place.name))
        }
    }
}

/// Minutes since 1970 of a local time; none where there is none.
fn minutes(columns: Option<&(String, Vec<Column>)>, batch: usize, row: usize) -> Result<i64, Fault> {
    let Some((name, columns)) = columns else { return Ok(NO_MOMENT) };
    let Some(column) = columns.get(batch) else { return Ok(NO_MOMENT) };
    let Some(cell) = column.cell(row) else { return Ok(NO_MOMENT) };
    if let Column::Moment { ticks, per_second, .. } = column {
        let (ticks, per_minute) = (ticks.value(row), per_second.saturating_mul(60));
        if ticks.checked_rem_euclid(per_minute) == Some(0) {
            return Ok(ticks.checked_div_euclid(per_minute).unwrap_or(NO_MOMENT));
        }
    }
    let moment: Result<Moment, _> = cell.written().parse();
    moment.map(Moment::minutes).map_err(|error| Fault::input(format!("{name} {error}")).in_column(name))
}

/// Days since 1970 of a date.
fn days(name: &str, columns: &[Column], batch: usize, row: usize) -> Result<i32, Fault> {
    let Some(cell) = columns.get(batch).and_then(|column| column.cell(row)) else {
        return Err(Fault::input(format!("{name} is missing")).in_column(name));
    };
    let day: Result<Day, _> = cell.written().parse();
    let day = day.map_err(|error| Fault::input(format!("{name} {error}")).in_column(name))?;
    columns::days(&day.to_string()).ok_or_else(Fault::bug)
}

/// What a kernel says of a row, in the column that the caller named.
fn refused(error: &ColumnError, names: &[(&str, &str)]) -> Fault {
    let fault = Fault::of(error.error());
    let field = error.error().path().rsplit('/').next().unwrap_or("");
    match names.iter().find(|(name, _)| *name == field) {
        Some((_, column)) => fault.in_column(column),
        None => fault,
    }
}

fn quantity(name: &str) -> ArrowField {
    ArrowField::new(name, DataType::Decimal128(DIGITS, 6), true)
}

fn count(name: &str) -> ArrowField {
    ArrowField::new(name, DataType::Int64, true)
}

fn quantities(values: impl Iterator<Item = Option<i128>>) -> ArrayRef {
    let array: Decimal128Array = values.collect();
    Arc::new(array.with_data_type(DataType::Decimal128(DIGITS, 6)))
}

fn counts(values: impl Iterator<Item = u64>) -> ArrayRef {
    Arc::new(values.map(|value| i64::try_from(value).ok()).collect::<Int64Array>())
}

/// A rate as millionths, which is what it is rounded to.
fn rate(figure: Option<jicai::execution::Figure>) -> Option<i128> {
    figure.and_then(|figure| columns::units(&figure.to_string(), 6))
}

/// The number of the first row of each group: what the caller takes its columns from.
type Firsts = Vec<usize>;

fn firsts(table: &Batches, groups: &Groups) -> Firsts {
    let starts = groups::starts(table);
    let number = |(batch, row): &groups::Row| starts.get(*batch).copied().unwrap_or(0).saturating_add(*row);
    groups.firsts.iter().map(number).collect()
}

/// To Python: first rows, sums, errors.
fn give(result: Result<(Firsts, Answer), Fault>, py: Python<'_>, raise: bool) -> PyResult<(Firsts, Table, Table)> {
    let (firsts, answer) = match result {
        Ok((firsts, answer)) => (firsts, Ok(answer)),
        Err(fault) => (Vec::new(), Err(fault)),
    };
    let (sums, errors) = Answer::give(answer, py, Manner { raise, first_row: 0 })?;
    Ok((firsts, sums, errors))
}

/// Columns of orders.
struct OrderNames {
    ordered: Place,
    delivered: Place,
    due_at: Option<String>,
    delivered_at: Option<String>,
}

type Order = (i64, i64, i64, i64);

fn summed_orders(as_of: Day, groups: u32, orders: &[(usize, u32, Order)]) -> Result<Vec<OrderSummary>, ColumnError> {
    let column = |of: fn(&Order) -> i64| orders.iter().map(|(_, _, order)| of(order)).collect::<Vec<i64>>();
    let group: Vec<u32> = orders.iter().map(|(_, group, _)| *group).collect();
    order_summary(
        as_of,
        groups,
        &OrderColumns {
            group: &group,
            ordered: &column(|order| order.0),
            delivered: &column(|order| order.1),
            due_at: &column(|order| order.2),
            delivered_at: &column(|order| order.3),
        },
    )
}

fn orders(table: &Batches, as_of: Day, by: &[String], names: &OrderNames) -> Result<(Firsts, Answer), Fault> {
    let groups = Groups::of(table, by)?;
    let (ordered, delivered) = (units(table, &names.ordered)?, units(table, &names.delivered)?);
    let moments = |name: &Option<String>| -> Result<Option<(String, Vec<Column>)>, Fault> {
        match name {
            Some(name) => Ok(Some((name.clone(), groups::columns(table, name, &Kind::Text)?))),
            None => Ok(None),
        }
    };
    let (due_at, delivered_at) = (moments(&names.due_at)?, moments(&names.delivered_at)?);
    let mut rows = rows(table, &groups, |batch, row| -> Result<Order, Fault> {
        Ok((
            number(&ordered, &names.ordered, batch, row)?,
            number(&delivered, &names.delivered, batch, row)?,
            minutes(due_at.as_ref(), batch, row)?,
            minutes(delivered_at.as_ref(), batch, row)?,
        ))
    });
    let number_of_groups = u32::try_from(groups.firsts.len()).unwrap_or(u32::MAX);
    let summaries = match summed_orders(as_of, number_of_groups, &rows.all) {
        Ok(summaries) => summaries,
        Err(_) => {
            let columns = [
                ("ordered", names.ordered.name.as_str()),
                ("delivered", names.delivered.name.as_str()),
                ("due_at", names.due_at.as_deref().unwrap_or("due_at")),
                ("delivered_at", names.delivered_at.as_deref().unwrap_or("delivered_at")),
            ];
            // A bad order is in no sum.
            rows.all.retain(|(row, _, order)| match summed_orders(as_of, 1, &[(*row, 0, *order)]) {
                Ok(_) => true,
                Err(error) => {
                    rows.faults.push(refused(&error, &columns).in_row(*row));
                    false
                }
            });
            summed_orders(as_of, number_of_groups, &rows.all).map_err(|error| Fault::of(error.error()))?
        }
    };
    let schema: SchemaRef = Arc::new(Schema::new(vec![
        count("orders"),
        quantity("ordered"),
        quantity("delivered"),
        count("on_time"),
        count("late"),
        count("pending"),
        count("without_due"),
        quantity("delivery_rate"),
        quantity("on_time_rate"),
    ]));
    let of = |of: fn(&OrderSummary) -> u64| counts(summaries.iter().map(of));
    let arrays = vec![
        of(|group| group.orders),
        quantities(summaries.iter().map(|group| Some(group.ordered))),
        quantities(summaries.iter().map(|group| Some(group.delivered))),
        of(|group| group.on_time),
        of(|group| group.late),
        of(|group| group.pending),
        of(|group| group.without_due),
        quantities(summaries.iter().map(|group| rate(group.delivery_rate()))),
        quantities(summaries.iter().map(|group| rate(group.on_time_rate()))),
    ];
    let batch = RecordBatch::try_new(schema.clone(), arrays)?;
    Ok((firsts(table, &groups), Answer { schema, batches: vec![batch], faults: rows.faults }))
}

/// Sums up orders by group.
#[pyfunction]
#[pyo3(signature = (table, *, as_of, by, ordered, delivered, due_at, delivered_at, raise_first))]
#[expect(clippy::too_many_arguments, reason = "all of them are named where it is called")]
pub(crate) fn order_progress(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    as_of: &str,
    by: Vec<String>,
    ordered: &str,
    delivered: &str,
    due_at: Option<String>,
    delivered_at: Option<String>,
    raise_first: bool,
) -> PyResult<(Firsts, Table, Table)> {
    let table = Batches::of(table)?;
    let answer = detached(py, || {
        let names = OrderNames {
            ordered: Place::of(&table.schema, ordered, MICRO)?,
            delivered: Place::of(&table.schema, delivered, MICRO)?,
            due_at,
            delivered_at,
        };
        orders(&table, as_of_day(as_of)?, &by, &names)
    });
    give(answer, py, raise_first)
}

/// An invoice, and what was paid of it.
#[derive(Clone, Default)]
struct Paid {
    amount: i64,
    due_on: i32,
    /// Row of the payment, day, amount.
    payments: Vec<(usize, i32, i64)>,
}

fn summed_payments(
    as_of: Day,
    groups: u32,
    invoices: &[(usize, u32, Paid)],
) -> Result<Vec<PaymentSummary>, ColumnError> {
    let group: Vec<u32> = invoices.iter().map(|(_, group, _)| *group).collect();
    let amount: Vec<i64> = invoices.iter().map(|(.., paid)| paid.amount).collect();
    let due_on: Vec<i32> = invoices.iter().map(|(.., paid)| paid.due_on).collect();
    let payments = || {
        invoices
            .iter()
            .zip(0_u32..)
            .flat_map(|((.., paid), invoice)| paid.payments.iter().map(move |payment| (invoice, *payment)))
    };
    let payment_invoice: Vec<u32> = payments().map(|(invoice, _)| invoice).collect();
    let payment_on: Vec<i32> = payments().map(|(_, (_, on, _))| on).collect();
    let payment_amount: Vec<i64> = payments().map(|(_, (.., amount))| amount).collect();
    payment_summary(
        as_of,
        groups,
        &PaymentColumns {
            group: &group,
            amount: &amount,
            due_on: &due_on,
            payment_invoice: &payment_invoice,
            payment_on: &payment_on,
            payment_amount: &payment_amount,
        },
    )
}

/// Names of the columns of invoices and payments.
struct PaymentNames {
    invoice: String,
    amount: Place,
    due_on: String,
    payment_invoice: String,
    payment_on: String,
    payment_amount: Place,
}

/// A fault in one of two tables says in which.
fn of_table(mut fault: Fault, table: &str, row: usize) -> Fault {
    let below = fault.column.as_deref().map(segment).unwrap_or_default();
    fault.path = below;
    fault.table = Some(table.to_owned());
    fault.in_row(row)
}

fn payments(
    invoices: &Batches,
    payments: &Batches,
    as_of: Day,
    by: &[String],
    names: &PaymentNames,
) -> Result<(Firsts, Answer), Fault> {
    let groups = Groups::of(invoices, by)?;
    let (ids, due_on) = (
        groups::columns(invoices, &names.invoice, &Kind::Text)?,
        groups::columns(invoices, &names.due_on, &Kind::Date)?,
    );
    let amounts = units(invoices, &names.amount)?;
    let mut places: HashMap<String, Option<usize>> = HashMap::new();
    let mut next = 0_usize;
    let mut read = rows(invoices, &groups, |batch, row| -> Result<Paid, Fault> {
        let id = written(&names.invoice, &ids, batch, row)?;
        if places.contains_key(&id) {
            let message = format!("{} must be unique, got `{id}` twice", names.invoice);
            return Err(Fault::input(message).in_column(&names.invoice));
        }
        let place = places.entry(id).or_default();
        let amount = number(&amounts, &names.amount, batch, row)?;
        let due_on = days(&names.due_on, &due_on, batch, row)?;
        *place = Some(next);
        next = next.saturating_add(1);
        Ok(Paid { amount, due_on, payments: Vec::new() })
    });
    let mut faults: Vec<Fault> = std::mem::take(&mut read.faults)
        .into_iter()
        .map(|fault| {
            let row = fault.row.unwrap_or(0);
            of_table(fault, "invoices", row)
        })
        .collect();
    let for_ids = groups::columns(payments, &names.payment_invoice, &Kind::Text)?;
    let paid_on = groups::columns(payments, &names.payment_on, &Kind::Date)?;
    let paid = units(payments, &names.payment_amount)?;
    let every_row = Groups::of(payments, &[])?;
    let read_payments = rows(payments, &every_row, |batch, row| {
        let id = written(&names.payment_invoice, &for_ids, batch, row)?;
        let place = match places.get(&id) {
            Some(Some(place)) => *place,
            Some(None) => {
                let message = format!("{} must be a sound invoice, got `{id}`", names.payment_invoice);
                return Err(Fault::input(message).in_column(&names.payment_invoice));
            }
            None => {
                let message = format!("{} must be one of the invoices, got `{id}`", names.payment_invoice);
                return Err(Fault::input(message).in_column(&names.payment_invoice));
            }
        };
        let on = days(&names.payment_on, &paid_on, batch, row)?;
        Ok((place, on, number(&paid, &names.payment_amount, batch, row)?))
    });
    for (row, _, (place, on, amount)) in read_payments.all {
        if let Some((.., invoice)) = read.all.get_mut(place) {
            invoice.payments.push((row, on, amount));
        }
    }
    faults.extend(read_payments.faults.into_iter().map(|fault| {
        let row = fault.row.unwrap_or(0);
        of_table(fault, "payments", row)
    }));
    let number_of_groups = u32::try_from(groups.firsts.len()).unwrap_or(u32::MAX);
    let summaries = match summed_payments(as_of, number_of_groups, &read.all) {
        Ok(summaries) => summaries,
        Err(_) => {
            // A bad payment, or invoice, is in no sum.
            read.all.retain_mut(|invoice| sound(as_of, invoice, names, &mut faults));
            summed_payments(as_of, number_of_groups, &read.all).map_err(|error| Fault::of(error.error()))?
        }
    };
    let schema: SchemaRef = Arc::new(Schema::new(vec![
        count("invoices"),
        quantity("amount"),
        quantity("paid_in_time"),
        count("on_time"),
        quantity("settlement_on_time_rate"),
        quantity("invoices_on_time_rate"),
    ]));
    let arrays = vec![
        counts(summaries.iter().map(|group| group.invoices)),
        quantities(summaries.iter().map(|group| Some(group.amount))),
        quantities(summaries.iter().map(|group| Some(group.paid_in_time))),
        counts(summaries.iter().map(|group| group.on_time)),
        quantities(summaries.iter().map(|group| rate(group.settlement_on_time_rate()))),
        quantities(summaries.iter().map(|group| rate(group.invoices_on_time_rate()))),
    ];
    let batch = RecordBatch::try_new(schema.clone(), arrays)?;
    Ok((firsts(invoices, &groups), Answer { schema, batches: vec![batch], faults }))
}

/// Whether an invoice is good; its bad payments are taken from it.
fn sound(as_of: Day, invoice: &mut (usize, u32, Paid), names: &PaymentNames, faults: &mut Vec<Fault>) -> bool {
    let of_invoices = [("amount", names.amount.name.as_str()), ("due_on", names.due_on.as_str())];
    let of_payments =
        [("payment_on", names.payment_on.as_str()), ("payment_amount", names.payment_amount.name.as_str())];
    loop {
        let (row, _, paid) = &*invoice;
        let Err(error) = summed_payments(as_of, 1, &[(*row, 0, paid.clone())]) else { return true };
        let bad = error.row().filter(|_| error.error().path().contains("/payment_"));
        match bad.filter(|place| *place < paid.payments.len()) {
            Some(place) => {
                let (row, ..) = invoice.2.payments.remove(place);
                faults.push(of_table(refused(&error, &of_payments), "payments", row));
            }
            None => {
                faults.push(of_table(refused(&error, &of_invoices), "invoices", *row));
                return false;
            }
        }
    }
}

fn written(name: &str, columns: &[Column], batch: usize, row: usize) -> Result<String, Fault> {
    let cell = columns.get(batch).and_then(|column| column.cell(row));
    cell.map(Cell::written).ok_or_else(|| Fault::input(format!("{name} is missing")).in_column(name))
}

/// Sums up invoices and their payments by group.
#[pyfunction]
#[pyo3(signature = (invoices, payments, *, as_of, by, invoice, amount, due_on, payment_invoice, payment_on, payment_amount, raise_first))]
#[expect(clippy::too_many_arguments, reason = "all of them are named where it is called")]
pub(crate) fn payment_progress(
    py: Python<'_>,
    invoices: &Bound<'_, PyAny>,
    payments: &Bound<'_, PyAny>,
    as_of: &str,
    by: Vec<String>,
    invoice: String,
    amount: &str,
    due_on: String,
    payment_invoice: String,
    payment_on: String,
    payment_amount: &str,
    raise_first: bool,
) -> PyResult<(Firsts, Table, Table)> {
    let (invoices, payments) = (Batches::of(invoices)?, Batches::of(payments)?);
    let answer = detached(py, || {
        let names = PaymentNames {
            invoice,
            amount: Place::of(&invoices.schema, amount, MICRO)?,
            due_on,
            payment_invoice,
            payment_on,
            payment_amount: Place::of(&payments.schema, payment_amount, MICRO)?,
        };
        self::payments(&invoices, &payments, as_of_day(as_of)?, &by, &names)
    });
    give(answer, py, raise_first)
}
