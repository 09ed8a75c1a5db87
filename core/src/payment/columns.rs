//! Splitting charge lines by the column: millions of lines in one call.

use crate::error::{Code, Error};

/// Charge lines, one a row; all slices are of one length.
///
/// | column | unit | meaning |
/// | --- | --- | --- |
/// | `amount` | fen | of the line; negative for a refund |
/// | `standard` | 10⁻⁶ yuan a unit | payment standard; −1: none |
/// | `quantity` | 10⁻⁴ units | with the sign of the amount; not looked at without a standard |
/// | `rate` | 10⁻⁴ | first self-pay, 0 to 10,000; −1: not covered |
#[derive(Clone, Copy, Debug)]
pub struct LineColumns<'a> {
    /// Amounts in fen.
    pub amount: &'a [i64],
    /// Standards in 10⁻⁶ yuan a unit, −1 for none.
    pub standard: &'a [i64],
    /// Quantities in 10⁻⁴ units.
    pub quantity: &'a [i64],
    /// Rates in 10⁻⁴, −1 for a line that is not covered.
    pub rate: &'a [i32],
}

/// Where the four parts go, in fen; all slices are as long as the table.
#[derive(Debug)]
pub struct SplitColumns<'a> {
    /// Fully own-paid.
    pub fully_own: &'a mut [i64],
    /// Above the standard.
    pub above_standard: &'a mut [i64],
    /// First self-pay.
    pub first_self_pay: &'a mut [i64],
    /// In scope.
    pub in_scope: &'a mut [i64],
}

/// Splits every line: the results of [`split_line`](super::split_line) with the ceiling first and rounding half up.
///
/// # Errors
///
/// The lowest bad row, `/<column>/<row>`, with `invalid_input` or `limit_exceeded`; what the outputs then hold must not be used.
/// `invalid_input` at `/<column>` for a slice of another length than `amount`.
///
/// # Example
///
/// ```
/// use jicai::payment::{LineColumns, SplitColumns, split_lines};
///
/// let lines = LineColumns { amount: &[2380], standard: &[1_091_200], quantity: &[70_000], rate: &[0] };
/// let (mut own, mut above, mut first, mut inside) = ([0], [0], [0], [0]);
/// let parts = SplitColumns {
///     fully_own: &mut own, above_standard: &mut above, first_self_pay: &mut first, in_scope: &mut inside,
/// };
/// split_lines(&lines, parts)?;
/// assert_eq!((above, inside), ([1616], [764]));
/// # Ok::<(), jicai::Error>(())
/// ```
///
/// *Source*: clause `payment#split`.
pub fn split_lines(lines: &LineColumns<'_>, parts: SplitColumns<'_>) -> Result<(), Error> {
    let rows = lines.amount.len();
    let lengths = [
        ("standard", lines.standard.len()),
        ("quantity", lines.quantity.len()),
        ("rate", lines.rate.len()),
        ("fully_own", parts.fully_own.len()),
        ("above_standard", parts.above_standard.len()),
        ("first_self_pay", parts.first_self_pay.len()),
        ("in_scope", parts.in_scope.len()),
    ];
    if let Some((name, length)) = lengths.iter().find(|(_, length)| *length != rows) {
        let message = format!("the column `{name}` must have as many rows as `amount`, {rows}, got `{length}`");
        return Err(Error::invalid_input(format!("/{name}"), message));
    }
    let inputs = lines.amount.iter().zip(lines.standard).zip(lines.quantity).zip(lines.rate);
    let outputs = parts.fully_own.iter_mut().zip(parts.above_standard).zip(parts.first_self_pay).zip(parts.in_scope);
    for (row, ((((amount, standard), quantity), rate), (((own, above), first), inside))) in
        inputs.zip(outputs).enumerate()
    {
        match split_row(*amount, *standard, *quantity, *rate) {
            Some(split) => (*own, *above, *first, *inside) = split,
            None => return Err(complaint(row, *amount, *standard, *quantity, *rate)),
        }
    }
    Ok(())
}

/// One row; `None` if it is bad.
#[inline]
fn split_row(amount: i64, standard: i64, quantity: i64, rate: i32) -> Option<(i64, i64, i64, i64)> {
    let total = amount.checked_abs()?;
    let sign = |part: i64| if amount < 0 { part.wrapping_neg() } else { part };
    if !(-1..=10_000).contains(&rate) || standard < -1 || standard == 0 {
        return None;
    }
    if rate < 0 {
        return Some((amount, 0, 0, 0));
    }
    let base = if standard < 0 || amount == 0 {
        total
    } else {
        let quantity_abs = quantity.checked_abs()?;
        if quantity == 0 || (quantity < 0) != (amount < 0) {
            return None;
        }
        ceiling_amount(quantity_abs, standard).min(total)
    };
    // A total below 2^63 times a rate up to 10^4 fits 128 bits; mostly it fits 64.
    let first = match base.checked_mul(i64::from(rate)).and_then(|product| product.checked_add(5_000)) {
        Some(product) => product.checked_div(10_000)?,
        None => {
            let product = i128::from(base).wrapping_mul(i128::from(rate)).wrapping_add(5_000);
            i64::try_from(product.checked_div(10_000)?).ok()?
        }
    };
    // 0 ≤ first ≤ base ≤ total: the differences do not overflow.
    Some((0, sign(total.wrapping_sub(base)), sign(first), sign(base.wrapping_sub(first))))
}

/// `quantity · standard` in fen, half up; as much as fits where it is more than any amount.
#[inline]
fn ceiling_amount(quantity: i64, standard: i64) -> i64 {
    const HALF: i64 = 50_000_000;
    const FEN: i64 = 100_000_000;
    match quantity.checked_mul(standard).and_then(|product| product.checked_add(HALF)) {
        Some(product) => product.checked_div(FEN).unwrap_or(i64::MAX),
        None => {
            // Below 2^126.
            let product = i128::from(quantity).wrapping_mul(i128::from(standard)).wrapping_add(i128::from(HALF));
            product.checked_div(i128::from(FEN)).and_then(|fen| i64::try_from(fen).ok()).unwrap_or(i64::MAX)
        }
    }
}

/// What is wrong with a bad row, in the order of the checks.
#[cold]
fn complaint(row: usize, amount: i64, standard: i64, quantity: i64, rate: i32) -> Error {
    let error = |code, column: &str, message: String| Error::new(code, format!("/{column}/{row}"), message);
    if amount == i64::MIN {
        return error(Code::LimitExceeded, "amount", format!("an amount is above -2^63 fen, got `{amount}`"));
    }
    if !(-1..=10_000).contains(&rate) {
        return error(Code::InvalidInput, "rate", format!("rate must be -1 to 10000, got `{rate}`"));
    }
    if standard < -1 || standard == 0 {
        return error(Code::InvalidInput, "standard", format!("standard must be -1 or above zero, got `{standard}`"));
    }
    if quantity == i64::MIN {
        return error(Code::LimitExceeded, "quantity", format!("a quantity is above -2^63, got `{quantity}`"));
    }
    error(Code::InvalidInput, "quantity", format!("quantity must have the sign of the amount, got `{quantity}`"))
}
