//! Section 7.7: the columnar kernel, row by row.

use super::Stop;
use super::number::{Q, int, min, round};
use dashu_int::IBig;

/// One row: amount (fen), standard (10⁻⁶ yuan), quantity (10⁻⁴), rate (10⁻⁴).
pub(crate) type Row = (i64, i64, i64, i32);

/// The four parts of a row, or the code and the column of its fault.
pub(crate) fn row((amount, standard, quantity, rate): Row) -> Result<[i64; 4], (&'static str, &'static str)> {
    if amount == i64::MIN {
        return Err(("limit_exceeded", "amount"));
    }
    if !(-1..=10_000).contains(&rate) {
        return Err(("invalid_input", "rate"));
    }
    if standard < -1 || standard == 0 {
        return Err(("invalid_input", "standard"));
    }
    let covered = rate != -1;
    if covered && standard != -1 && amount != 0 {
        if quantity == i64::MIN {
            return Err(("limit_exceeded", "quantity"));
        }
        if quantity == 0 || (quantity < 0) != (amount < 0) {
            return Err(("invalid_input", "quantity"));
        }
    }
    if !covered {
        return Ok([amount, 0, 0, 0]);
    }
    let a = int(amount.abs());
    let base = if standard == -1 {
        a.clone()
    } else {
        // 10⁻⁴ units times 10⁻⁶ yuan are 10⁻⁸ fen.
        let size = Q::from(IBig::from(quantity.unsigned_abs()));
        min(&a, &round(&(size * int(standard) / int(100_000_000)), 0, "half_up"))
    };
    let first = round(&(&base * int(i64::from(rate)) / int(10_000)), 0, "half_up");
    let parts = [Q::ZERO, &a - &base, first.clone(), &base - first];
    Ok(parts.map(|part| {
        let fen = i64::try_from(part.numerator().clone()).unwrap();
        if amount < 0 { -fen } else { fen }
    }))
}

/// All rows, or the fault of the lowest bad one with the path `/<column>/<row>`.
pub(crate) fn split_lines(rows: &[Row]) -> Result<Vec<[i64; 4]>, Stop> {
    let mut parts = Vec::new();
    for (i, given) in rows.iter().enumerate() {
        parts.push(row(*given).map_err(|(code, column)| Stop::new(code, format!("/{column}/{i}")))?);
    }
    Ok(parts)
}

/// The fault of columns of unequal lengths: that of the first of standard, quantity, rate that differs from amount.
pub(crate) fn unequal(amount: usize, others: [usize; 3]) -> Option<Stop> {
    let columns = ["standard", "quantity", "rate"].into_iter().zip(others);
    let mut differing = columns.filter(|(_, length)| *length != amount);
    differing.next().map(|(column, _)| Stop::new("invalid_input", format!("/{column}")))
}
