//! Charge lines by the column.

use jicai::payment::{self, LineColumns, SplitColumns};

use crate::memory::{Answer, column, column_mut};

/// Splits charge lines: 0, or 1 and an error response whose path is `/<column>/<row>`; what the outputs then hold must not be used.
///
/// Units as [`LineColumns`] has them.
///
/// # Safety
///
/// Every column points to `rows` values and overlaps no other; `answer` points to room for an [`Answer`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn split_lines(
    rows: usize,
    amount: *const i64,
    standard: *const i64,
    quantity: *const i64,
    rate: *const i32,
    fully_own: *mut i64,
    above_standard: *mut i64,
    first_self_pay: *mut i64,
    in_scope: *mut i64,
    answer: *mut Answer,
) -> u32 {
    // Safety: as the caller says.
    let (lines, parts) = unsafe {
        (
            LineColumns {
                amount: column(amount, rows),
                standard: column(standard, rows),
                quantity: column(quantity, rows),
                rate: column(rate, rows),
            },
            SplitColumns {
                fully_own: column_mut(fully_own, rows),
                above_standard: column_mut(above_standard, rows),
                first_self_pay: column_mut(first_self_pay, rows),
                in_scope: column_mut(in_scope, rows),
            },
        )
    };
    match payment::split_lines(&lines, parts) {
        Ok(()) => 0,
        Err(error) => {
            // Safety: as the caller says.
            unsafe { answer.write(Answer::new(jicai::evaluate::error_response(&error))) };
            1
        }
    }
}
