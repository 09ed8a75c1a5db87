//! Marks on listed prices, and invoices that fall due, by the column.

use std::ffi::c_char;

use jicai::Id;
use jicai::execution::{
    self, Day, Invoice, Mark, MarkColumns, ParseFigureError, Payment, Positive, Rulebook, SettlementQuestion,
};

use crate::JICAI_MAX_ROWS;
use crate::error::{Failure, JICAI_E_LIMIT_EXCEEDED, Status, jicai_error};
use crate::guard::{Range, Rows, apart, at_most, call, room, slice, text};
use crate::number::{self, RowIds, written_day};
use crate::words::{INVOICE_STATUS, MARK, MARK_CLASS, PRODUCT_KIND, number as word_number, word};

/// Most invoices of a call.
pub const JICAI_MAX_INVOICES: usize = 100_000;

const _: () = assert!(JICAI_MAX_INVOICES == execution::MAX_LIST);

const MARK_NAMES: &[(&str, &str)] = &[
    ("/class", "class_"),
    ("/columns/price", "price_e6"),
    ("/columns/highest_winning_price", "highest_winning_price_e6"),
    ("/columns/highest_listing_price", "highest_listing_price_e6"),
    ("/columns/p75_listing_price", "p75_listing_price_e6"),
    ("/columns/lowest_listing_price", "lowest_listing_price_e6"),
];

const INVOICE_NAMES: &[(&str, &str)] = &[
    ("/invoices", "rows"),
    ("/invoices/*/start_on", "start_on"),
    ("/invoices/*/invoice_created_on", "created_on"),
    ("/invoices/*/amount", "amount_fen"),
    ("/invoices/*/paid", "paid_fen"),
    ("/invoices/*/paid/*/amount", "paid_fen"),
    ("/invoices/*/paid/*/on", "paid_on"),
];

/// Marks listed prices of one class, one a row, in 10⁻⁶ yuan: the marks of `execution.price_mark`.
///
/// `class_` is `JICAI_MARK_CLASS_…`, but not `JICAI_MARK_CLASS_WINNER_NOT_SUPPLYING`. A column that the class's rule does not need may be
/// null. At most `JICAI_MAX_ROWS` rows. `mark` gets `JICAI_MARK_…`. After an error `error->row` is the first bad row.
///
/// # Safety
///
/// Each pointer is null or points to `rows` elements; `rulebook` ends with a zero.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "one column each: what callers in every language can pass")]
pub unsafe extern "system" fn jicai_price_mark(
    rulebook: *const c_char,
    class_: i32,
    rows: usize,
    price_e6: *const i64,
    highest_winning_price_e6: *const i64,
    highest_listing_price_e6: *const i64,
    p75_listing_price_e6: *const i64,
    lowest_listing_price_e6: *const i64,
    mark: *mut i32,
    error: *mut jicai_error,
) -> Status {
    call(error, || {
        at_most(JICAI_MAX_ROWS, rows, "rows")?;
        apart(
            error,
            &[Range::of("mark", mark, rows)?],
            &[
                Range::of("price_e6", price_e6, rows)?,
                Range::if_given("highest_winning_price_e6", highest_winning_price_e6, rows)?,
                Range::if_given("highest_listing_price_e6", highest_listing_price_e6, rows)?,
                Range::if_given("p75_listing_price_e6", p75_listing_price_e6, rows)?,
                Range::if_given("lowest_listing_price_e6", lowest_listing_price_e6, rows)?,
            ],
        )?;
        let rulebook = Rulebook::builtin(text(rulebook, "rulebook")?)?;
        let class = word(MARK_CLASS, class_, "class_")?
            .ok_or_else(|| Failure::invalid("class_", "class_ is missing".to_owned()))?;
        let column = |name: &str, pointer: *const i64| slice(pointer, if pointer.is_null() { 0 } else { rows }, name);
        let table = MarkColumns {
            price: &slice(price_e6, rows, "price_e6")?,
            highest_winning_price: &column("highest_winning_price_e6", highest_winning_price_e6)?,
            highest_listing_price: &column("highest_listing_price_e6", highest_listing_price_e6)?,
            p75_listing_price: &column("p75_listing_price_e6", p75_listing_price_e6)?,
            lowest_listing_price: &column("lowest_listing_price_e6", lowest_listing_price_e6)?,
        };
        let out = Rows::of(mark, rows, "mark")?;
        let mut marks = room(rows, "rows")?;
        marks.resize(rows, Mark::None);
        execution::price_mark_columns(&rulebook, class, &table, &mut marks).map_err(|error| {
            let mut failure = Failure::named(error.error().clone(), MARK_NAMES);
            failure.row = error.row();
            failure
        })?;
        for (row, mark) in marks.into_iter().enumerate() {
            out.put(row, word_number(MARK, Some(mark)));
        }
        Ok(())
    })
}

/// When invoices fall due and how they stand, one a row: `execution.settlement_due` under a built-in rulebook.
///
/// Days are written `20250731`, from 1900 to 2999; 0 is no day. `product_kind` is `JICAI_PRODUCT_KIND_…` (0: drug). `start_on` is the day of
/// the event that the document names, `created_on` that of the invoice; one of them is needed. These three may be null. Amounts and `paid`
/// are in fen; `paid_on` is the day of the last payment (0 with `paid` 0). `due_on` gets days, `status` `JICAI_INVOICE_STATUS_…`,
/// `days_late` days. At most `JICAI_MAX_INVOICES` rows. After an error `error->row` is the bad row. For invoices with several payments use
/// `jicai_evaluate`.
///
/// # Safety
///
/// Each pointer is null or points to `rows` elements; `rulebook` ends with a zero.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "one column each: what callers in every language can pass")]
pub unsafe extern "system" fn jicai_settlement_due(
    rulebook: *const c_char,
    as_of: i32,
    rows: usize,
    product_kind: *const i32,
    start_on: *const i32,
    created_on: *const i32,
    amount_fen: *const i64,
    paid_fen: *const i64,
    paid_on: *const i32,
    due_on: *mut i32,
    status: *mut i32,
    days_late: *mut i32,
    error: *mut jicai_error,
) -> Status {
    call(error, || {
        at_most(JICAI_MAX_INVOICES, rows, "rows")?;
        apart(
            error,
            &[
                Range::of("due_on", due_on, rows)?,
                Range::of("status", status, rows)?,
                Range::of("days_late", days_late, rows)?,
            ],
            &[
                Range::if_given("product_kind", product_kind, rows)?,
                Range::if_given("start_on", start_on, rows)?,
                Range::if_given("created_on", created_on, rows)?,
                Range::of("amount_fen", amount_fen, rows)?,
                Range::of("paid_fen", paid_fen, rows)?,
                Range::of("paid_on", paid_on, rows)?,
            ],
        )?;
        let rulebook = Rulebook::builtin(text(rulebook, "rulebook")?)?;
        let as_of = day("as_of", as_of)?.ok_or_else(|| Failure::invalid("as_of", "as_of is missing".to_owned()))?;
        let optional = |name: &str, pointer: *const i32| slice(pointer, if pointer.is_null() { 0 } else { rows }, name);
        let kinds = optional("product_kind", product_kind)?;
        let starts = optional("start_on", start_on)?;
        let created = optional("created_on", created_on)?;
        let amounts = slice(amount_fen, rows, "amount_fen")?;
        let paid = slice(paid_fen, rows, "paid_fen")?;
        let paid_days = slice(paid_on, rows, "paid_on")?;
        let due = Rows::of(due_on, rows, "due_on")?;
        let statuses = Rows::of(status, rows, "status")?;
        let late = Rows::of(days_late, rows, "days_late")?;
        if rows == 0 {
            return Ok(());
        }
        let at = |column: &[i32], row: usize| column.get(row).copied().unwrap_or(0);
        let columns = amounts.iter().zip(paid.iter()).zip(paid_days.iter());
        let invoices = columns.enumerate().zip(RowIds::new()).map(|((row, ((amount, paid), paid_on)), id)| {
            let invoice = InvoiceRow {
                kind: at(&kinds, row),
                start_on: at(&starts, row),
                created_on: at(&created, row),
                amount: *amount,
                paid: *paid,
                paid_on: *paid_on,
            };
            invoice.read(id).map_err(|failure| failure.in_row(row))
        });
        let question = SettlementQuestion {
            as_of,
            settlement_drug: None,
            settlement_consumable: None,
            invoices: invoices.collect::<Result<_, Failure>>()?,
        };
        let answer =
            execution::settlement_due(&rulebook, &question).map_err(|error| Failure::named(error, INVOICE_NAMES))?;
        for invoice in &answer.invoices {
            let row = RowIds::row_of(&invoice.invoice);
            due.put(row, written_day(invoice.due_on.get()));
            statuses.put(row, word_number(INVOICE_STATUS, Some(invoice.status)));
            late.put(row, i32::try_from(invoice.days_late).unwrap_or(i32::MAX));
        }
        Ok(())
    })
}

/// A row of the table.
struct InvoiceRow {
    kind: i32,
    start_on: i32,
    created_on: i32,
    amount: i64,
    paid: i64,
    paid_on: i32,
}

impl InvoiceRow {
    fn read(&self, id: Id) -> Result<Invoice, Failure> {
        Ok(Invoice {
            invoice: id,
            product_kind: word(PRODUCT_KIND, self.kind, "product_kind")?.unwrap_or(execution::ProductKind::Drug),
            start_on: day("start_on", self.start_on)?,
            invoice_created_on: day("created_on", self.created_on)?,
            amount: yuan("amount_fen", self.amount)?,
            paid: self.paid()?,
        })
    }

    fn paid(&self) -> Result<Vec<Payment>, Failure> {
        let complaint = |what: &str| Err(Failure::invalid("paid_on", format!("paid_on {what}")));
        let amount = if self.paid == 0 { None } else { Some(yuan("paid_fen", self.paid)?) };
        match (amount, day("paid_on", self.paid_on)?) {
            (None, None) => Ok(Vec::new()),
            (None, Some(_)) => complaint("has no place where nothing is paid"),
            (Some(_), None) => complaint("is missing where something is paid"),
            (Some(amount), Some(on)) => Ok(vec![Payment { on, amount }]),
        }
    }
}

/// Fen as yuan, greater than zero.
fn yuan(name: &str, fen: i64) -> Result<Positive, Failure> {
    number::decimal::<2, Positive>(fen).map_err(|error| match error {
        ParseFigureError::TooLong { .. } => {
            Failure::new(JICAI_E_LIMIT_EXCEEDED, format!("/{name}"), format!("{name}: {error} yuan"))
        }
        _ => Failure::invalid(name, format!("{name} {error} yuan")),
    })
}

fn day(name: &str, value: i32) -> Result<Option<Day>, Failure> {
    let Some(date) = number::day(name, value)? else { return Ok(None) };
    Day::new(date)
        .map(Some)
        .ok_or_else(|| Failure::invalid(name, format!("{name} must be from 1900 to 2999, got `{value}`")))
}
