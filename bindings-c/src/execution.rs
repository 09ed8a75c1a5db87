//! Marks on listed prices, and invoices that fall due, by the column.

use std::ffi::c_char;

use jicai::execution::{self, Day, Invoice, Mark, MarkColumns, Payment, Positive, Rulebook, SettlementQuestion};

use crate::error::{Failure, JICAI_E_LIMIT_EXCEEDED, Status, jicai_error};
use crate::guard::{Range, apart, call, required_text, slice, slice_mut};
use crate::number::{self, written_day};
use crate::words::{INVOICE_STATUS, MARK, MARK_CLASS, PRODUCT_KIND, number as word_number, word};

/// Marks listed prices of one class, one a row, in 10⁻⁶ yuan: the marks of `execution.price_mark`.
///
/// `class_` is `JICAI_MARK_CLASS_…`, but not `JICAI_MARK_CLASS_WINNER_NOT_SUPPLYING`. A column that the class's rule does not need may be
/// null. `mark` gets `JICAI_MARK_…`. After an error `error->row` is the first bad row.
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
        let rulebook = Rulebook::builtin(required_text(rulebook, "rulebook")?)?;
        let class = word(MARK_CLASS, class_, "class_")?
            .ok_or_else(|| Failure::invalid("class_", "class_ is missing".to_owned()))?;
        let columns = [
            ("price_e6", price_e6),
            ("highest_winning_price_e6", highest_winning_price_e6),
            ("highest_listing_price_e6", highest_listing_price_e6),
            ("p75_listing_price_e6", p75_listing_price_e6),
            ("lowest_listing_price_e6", lowest_listing_price_e6),
        ];
        let given = |pointer: *const i64| if pointer.is_null() { 0 } else { rows };
        let inputs = columns
            .iter()
            .map(|(name, pointer)| Range::of(name, *pointer, given(*pointer)))
            .collect::<Result<Vec<_>, _>>()?;
        apart(&[Range::of("mark", mark, rows)?], &inputs)?;
        let column = |name: &str, pointer: *const i64| slice(pointer, given(pointer), name);
        let table = MarkColumns {
            price: slice(price_e6, rows, "price_e6")?,
            highest_winning_price: column("highest_winning_price_e6", highest_winning_price_e6)?,
            highest_listing_price: column("highest_listing_price_e6", highest_listing_price_e6)?,
            p75_listing_price: column("p75_listing_price_e6", p75_listing_price_e6)?,
            lowest_listing_price: column("lowest_listing_price_e6", lowest_listing_price_e6)?,
        };
        let out = slice_mut(mark, rows, "mark")?;
        let mut marks = vec![Mark::None; rows];
        execution::price_mark_columns(&rulebook, class, &table, &mut marks)?;
        for (target, mark) in out.iter_mut().zip(marks) {
            *target = word_number(MARK, Some(mark));
        }
        Ok(())
    })
}

/// When invoices fall due and how they stand, one a row: `execution.settlement_due` under a built-in rulebook.
///
/// Days are written `20250731`; 0 is no day. `product_kind` is `JICAI_PRODUCT_KIND_…` (0: drug). `start_on` is the day of the event that the
/// document names, `created_on` that of the invoice; one of them is needed. Amounts and `paid` are in fen; `paid_on` is the day of the last
/// payment (0 with `paid` 0). `due_on` gets days, `status` `JICAI_INVOICE_STATUS_…`, `days_late` days. After an error `error->row` is the
/// bad row. For invoices with several payments use `jicai_evaluate`.
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
        let rulebook = Rulebook::builtin(required_text(rulebook, "rulebook")?)?;
        if rows > execution::MAX_LIST {
            let message = format!("at most {} invoices in one call, got `{rows}`", execution::MAX_LIST);
            return Err(Failure::new(JICAI_E_LIMIT_EXCEEDED, "/rows", message));
        }
        let of = |name, pointer: *const i32| Range::of(name, pointer, if pointer.is_null() { 0 } else { rows });
        apart(
            &[
                Range::of("due_on", due_on, rows)?,
                Range::of("status", status, rows)?,
                Range::of("days_late", days_late, rows)?,
            ],
            &[
                of("product_kind", product_kind)?,
                of("start_on", start_on)?,
                of("created_on", created_on)?,
                of("paid_on", paid_on)?,
                Range::of("amount_fen", amount_fen, rows)?,
                Range::of("paid_fen", paid_fen, rows)?,
            ],
        )?;
        let optional = |name: &str, pointer: *const i32| slice(pointer, if pointer.is_null() { 0 } else { rows }, name);
        let kinds = optional("product_kind", product_kind)?;
        let starts = optional("start_on", start_on)?;
        let created = optional("created_on", created_on)?;
        let amounts = slice(amount_fen, rows, "amount_fen")?;
        let paid = slice(paid_fen, rows, "paid_fen")?;
        let paid_days = slice(paid_on, rows, "paid_on")?;
        let (due, statuses, late) = (
            slice_mut(due_on, rows, "due_on")?,
            slice_mut(status, rows, "status")?,
            slice_mut(days_late, rows, "days_late")?,
        );
        if rows == 0 {
            return Ok(());
        }
        let at = |column: &[i32], row: usize| column.get(row).copied().unwrap_or(0);
        let invoices = amounts.iter().zip(paid).zip(paid_days).enumerate().map(|(row, ((amount, paid), paid_on))| {
            let invoice = InvoiceRow {
                row,
                kind: at(kinds, row),
                start_on: at(starts, row),
                created_on: at(created, row),
                amount: *amount,
                paid: *paid,
                paid_on: *paid_on,
            };
            invoice.read().map_err(|failure| failure.in_row(row))
        });
        let question = SettlementQuestion {
            as_of: day("as_of", as_of)?.ok_or_else(|| Failure::invalid("as_of", "as_of is missing".to_owned()))?,
            settlement_drug: None,
            settlement_consumable: None,
            invoices: invoices.collect::<Result<_, Failure>>()?,
        };
        let answer = execution::settlement_due(&rulebook, &question).map_err(|error| {
            // `/input/invoices/<row>/<field>`
            let row = error.path().split('/').nth(3).and_then(|row| row.parse().ok());
            let failure = Failure::from(error);
            match row {
                Some(row) => failure.in_row(row),
                None => failure,
            }
        })?;
        for invoice in &answer.invoices {
            let Ok(row) = invoice.invoice.as_str().parse::<usize>() else { continue };
            if let (Some(due), Some(status), Some(late)) = (due.get_mut(row), statuses.get_mut(row), late.get_mut(row))
            {
                *due = written_day(invoice.due_on.get());
                *status = word_number(INVOICE_STATUS, Some(invoice.status));
                *late = i32::try_from(invoice.days_late).unwrap_or(i32::MAX);
            }
        }
        Ok(())
    })
}

/// A row of the table.
struct InvoiceRow {
    row: usize,
    kind: i32,
    start_on: i32,
    created_on: i32,
    amount: i64,
    paid: i64,
    paid_on: i32,
}

impl InvoiceRow {
    fn read(&self) -> Result<Invoice, Failure> {
        let paid = match (self.paid, day("paid_on", self.paid_on)?) {
            (0, None) => Vec::new(),
            (0, Some(_)) => {
                return Err(Failure::invalid("paid_on", "paid_on has no place where nothing is paid".to_owned()));
            }
            (_, None) => {
                return Err(Failure::invalid("paid_on", "paid_on is missing where something is paid".to_owned()));
            }
            (amount, Some(on)) => vec![Payment { on, amount: yuan("paid_fen", amount)? }],
        };
        Ok(Invoice {
            // Ids of one length stand in the order of their rows.
            invoice: format!("{:06}", self.row)
                .parse()
                .map_err(|_| Failure::invalid("rows", "a row has no id".to_owned()))?,
            product_kind: word(PRODUCT_KIND, self.kind, "product_kind")?.unwrap_or(execution::ProductKind::Drug),
            amount: yuan("amount_fen", self.amount)?,
            start_on: day("start_on", self.start_on)?,
            invoice_created_on: day("created_on", self.created_on)?,
            paid,
        })
    }
}

/// Fen as yuan, greater than zero.
fn yuan(name: &str, fen: i64) -> Result<Positive, Failure> {
    let text = rust_decimal::Decimal::new(fen, 2).to_string();
    text.parse().map_err(|error| Failure::invalid(name, format!("{name} {error} yuan")))
}

fn day(name: &str, value: i32) -> Result<Option<Day>, Failure> {
    let Some(date) = number::day(name, value)? else { return Ok(None) };
    Day::new(date)
        .map(Some)
        .ok_or_else(|| Failure::invalid(name, format!("{name} must be from 1900 to 2999, got `{value}`")))
}
