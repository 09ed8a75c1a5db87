//! Splitting charge lines by the column: millions of lines in one call.

use crate::error::{Code, Error};

/// Charge lines, one a row; all slices are of one length.
///
/// | column | unit | meaning |
/// | --- | --- | --- |
/// | `amount` | fen | of the line; negative for a refund |
/// | `standard` | 10⁻⁶ yuan a unit | payment standard; −1: none |
/// | `quantity` | 10⁻⁴ units | with the sign of the amount, above −2^63; not looked at without a standard |
/// | `rate` | 10⁻⁴ | first self-pay, 0 to 10,000; −1: not covered |
///
/// # Example
///
/// ```
/// use jicai::payment::{LineColumns, SplitColumns, split_lines};
///
/// // A line outside the catalogue (rate −1), and a refund of a covered one without a standard.
/// let lines = LineColumns { amount: &[500, -1000], standard: &[-1, -1], quantity: &[0, 0], rate: &[-1, 1000] };
/// let (mut own, mut above, mut first, mut inside) = ([0; 2], [0; 2], [0; 2], [0; 2]);
/// let parts = SplitColumns {
///     fully_own: &mut own, above_standard: &mut above, first_self_pay: &mut first, in_scope: &mut inside,
/// };
/// split_lines(&lines, parts)?;
/// assert_eq!((own, first, inside), ([500, 0], [0, -100], [0, -900]));
/// # Ok::<(), jicai::Error>(())
/// ```
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
///
/// # Example
///
/// ```
/// use jicai::payment::{LineColumns, SplitColumns, split_lines};
///
/// // A column that is too short is refused before a row is looked at.
/// let (mut own, mut above, mut first, mut inside) = ([0; 2], [0; 2], [0; 2], [0; 1]);
/// let parts = SplitColumns {
///     fully_own: &mut own, above_standard: &mut above, first_self_pay: &mut first, in_scope: &mut inside,
/// };
/// let lines = LineColumns { amount: &[1, 2], standard: &[-1, -1], quantity: &[0, 0], rate: &[0, 0] };
/// assert_eq!(split_lines(&lines, parts).unwrap_err().path(), "/in_scope");
/// ```
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
    let mut start = 0_usize;
    let outputs = parts
        .fully_own
        .chunks_mut(BLOCK)
        .zip(parts.above_standard.chunks_mut(BLOCK))
        .zip(parts.first_self_pay.chunks_mut(BLOCK))
        .zip(parts.in_scope.chunks_mut(BLOCK));
    let inputs = lines
        .amount
        .chunks(BLOCK)
        .zip(lines.standard.chunks(BLOCK))
        .zip(lines.quantity.chunks(BLOCK))
        .zip(lines.rate.chunks(BLOCK));
    for ((((amount, standard), quantity), rate), (((own, above), first), inside)) in inputs.zip(outputs) {
        let block = LineColumns { amount, standard, quantity, rate };
        let mut out = SplitColumns { fully_own: own, above_standard: above, first_self_pay: first, in_scope: inside };
        if !split_block(&block, &mut out) {
            split_row_by_row(&block, &mut out, start)?;
        }
        start = start.saturating_add(BLOCK);
    }
    Ok(())
}

/// Rows that are split without looking whether one of them is unusual.
const BLOCK: usize = 512;

/// Splits rows of usual size without a branch; false if one of them is bad or too large for 64 bits, and then the outputs mean nothing.
///
/// In two passes over rows that stay in the nearest cache: each needs few enough slices for the registers of a processor.
fn split_block(lines: &LineColumns<'_>, parts: &mut SplitColumns<'_>) -> bool {
    let of_standard = bases(lines, parts.in_scope);
    let of_rate = divide(lines, parts);
    of_standard & of_rate
}

/// What of each line is within the standard, without sign; false if a row is unusual.
fn bases(lines: &LineColumns<'_>, bases: &mut [i64]) -> bool {
    let (mut is_bad, mut large) = (false, 0_u64);
    let inputs = lines.amount.iter().zip(lines.standard).zip(lines.quantity);
    for (((amount, standard), quantity), base) in inputs.zip(bases) {
        let total = amount.unsigned_abs();
        let has_standard = *standard > 0;
        let (product, overflows) = quantity.unsigned_abs().overflowing_mul(standard.unsigned_abs());
        let ceiling = product.wrapping_add(HALF_FEN).wrapping_div(FEN);
        *base = (if has_standard { total.min(ceiling) } else { total }).cast_signed();
        let other_sign = ((quantity ^ amount) < 0) | (*quantity == 0);
        let is_bad_quantity = (*quantity == i64::MIN) | ((*amount != 0) & (other_sign | overflows));
        is_bad |= (*standard < -1) | (*standard == 0) | (has_standard & is_bad_quantity);
        // The top bit of either: an amount or a quantity of −2^63, or a product that the half might carry over.
        large |= total | if has_standard { product } else { 0 };
    }
    !is_bad & (large >> 63 == 0)
}

/// The four parts, from the bases that stand where the parts in scope go; false if a row is unusual.
fn divide(lines: &LineColumns<'_>, parts: &mut SplitColumns<'_>) -> bool {
    let (mut is_bad, mut large) = (false, 0_u64);
    let inputs = lines.amount.iter().zip(lines.rate);
    let outputs = parts
        .fully_own
        .iter_mut()
        .zip(parts.above_standard.iter_mut())
        .zip(parts.first_self_pay.iter_mut())
        .zip(parts.in_scope.iter_mut());
    for ((amount, rate), (((own, above), first), inside)) in inputs.zip(outputs) {
        let base = inside.cast_unsigned();
        let taken = base.wrapping_mul(u64::from(rate.unsigned_abs())).wrapping_add(5_000).wrapping_div(10_000);
        is_bad |= (*rate < -1) | (*rate > 10_000);
        large |= base;
        let is_covered = *rate >= 0;
        // All ones for a negative line: x ^ sign − sign is −x, as for positive ones with zero it is x.
        let sign = *amount >> 63;
        let signed = |part: u64| (part.cast_signed() ^ sign).wrapping_sub(sign);
        let total = amount.unsigned_abs();
        *own = if is_covered { 0 } else { *amount };
        *above = if is_covered { signed(total.wrapping_sub(base)) } else { 0 };
        *first = if is_covered { signed(taken) } else { 0 };
        *inside = if is_covered { signed(base.wrapping_sub(taken)) } else { 0 };
    }
    // Below 2^49 a base times a rate and the half fit 63 bits.
    !is_bad & (large >> 49 == 0)
}

/// Half a fen and a fen, in ten-thousandths of a millionth of a yuan.
const HALF_FEN: u64 = 50_000_000;
const FEN: u64 = 100_000_000;

/// The rows one by one: of any size, up to the first bad one.
#[cold]
fn split_row_by_row(lines: &LineColumns<'_>, parts: &mut SplitColumns<'_>, start: usize) -> Result<(), Error> {
    let inputs = lines.amount.iter().zip(lines.standard).zip(lines.quantity).zip(lines.rate);
    let outputs = parts
        .fully_own
        .iter_mut()
        .zip(parts.above_standard.iter_mut())
        .zip(parts.first_self_pay.iter_mut())
        .zip(parts.in_scope.iter_mut());
    for (row, ((((amount, standard), quantity), rate), (((own, above), first), inside))) in
        inputs.zip(outputs).enumerate()
    {
        match split_row(*amount, *standard, *quantity, *rate) {
            Some(split) => (*own, *above, *first, *inside) = split,
            None => return Err(complaint(start.saturating_add(row), *amount, *standard, *quantity, *rate)),
        }
    }
    Ok(())
}

/// One row; `None` if it is bad.
fn split_row(amount: i64, standard: i64, quantity: i64, rate: i32) -> Option<(i64, i64, i64, i64)> {
    let total = amount.unsigned_abs();
    if amount == i64::MIN || !(-1..=10_000).contains(&rate) || standard < -1 || standard == 0 {
        return None;
    }
    // Not covered: −1.
    let Ok(rate) = u64::try_from(rate) else {
        return Some((amount, 0, 0, 0));
    };
    // Beyond all quantities.
    if standard > 0 && quantity == i64::MIN {
        return None;
    }
    let base = if standard < 0 || amount == 0 {
        total
    } else {
        // Of the other sign, or zero.
        if (quantity ^ amount) < 0 || quantity == 0 {
            return None;
        }
        ceiling_amount(quantity.unsigned_abs(), standard.unsigned_abs()).min(total)
    };
    // A total below 2^63 times a rate up to 10^4 fits 128 bits.
    let product = u128::from(base).wrapping_mul(rate.into()).wrapping_add(5_000);
    let first = u64::try_from(product.wrapping_div(10_000)).ok()?;
    let sign = |part: u64| if amount < 0 { part.cast_signed().wrapping_neg() } else { part.cast_signed() };
    // 0 ≤ first ≤ base ≤ total < 2^63: neither the differences nor the signs overflow.
    Some((0, sign(total.wrapping_sub(base)), sign(first), sign(base.wrapping_sub(first))))
}

/// `quantity · standard` in fen, half up; as much as fits where it is more than any amount.
fn ceiling_amount(quantity: u64, standard: u64) -> u64 {
    // Below 2^126.
    let product = u128::from(quantity).wrapping_mul(standard.into()).wrapping_add(HALF_FEN.into());
    product.checked_div(u128::from(FEN)).and_then(|fen| u64::try_from(fen).ok()).unwrap_or(u64::MAX)
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
