//! Decimal text of a number of units.

use std::fmt;

use super::rational::power_of_ten;

/// Writes `±units · 10^-decimals`, without trailing zeros beyond `least` decimals, and without a detour through the heap.
pub(crate) fn write_units(
    f: &mut impl fmt::Write,
    negative: bool,
    units: u128,
    mut decimals: u8,
    least: u8,
) -> fmt::Result {
    let scale = u64::try_from(power_of_ten(decimals));
    let (Ok(units), Ok(scale)) = (u64::try_from(units), scale) else {
        return write_digits(f, negative, &units.to_string(), decimals, least);
    };
    let (whole, mut part) = (units.checked_div(scale).unwrap_or(0), units.checked_rem(scale).unwrap_or(0));
    while decimals > least && part.checked_rem(10) == Some(0) {
        part = part.checked_div(10).unwrap_or(0);
        decimals = decimals.saturating_sub(1);
    }
    while decimals < least {
        part = part.saturating_mul(10);
        decimals = decimals.saturating_add(1);
    }
    let mut text = Backwards::default();
    if decimals > 0 {
        text.digits(part, decimals);
        text.push(b'.');
    }
    text.digits(whole, 1);
    if negative && units > 0 {
        text.push(b'-');
    }
    f.write_str(text.as_str())
}

/// Text that is written from its end: of a number, the last digit is known first.
struct Backwards {
    bytes: [u8; Backwards::ROOM],
    start: usize,
}

impl Default for Backwards {
    fn default() -> Self {
        Backwards { bytes: [0; Self::ROOM], start: Self::ROOM }
    }
}

impl Backwards {
    /// Two numbers of 20 digits, a point, a sign.
    const ROOM: usize = 42;

    fn push(&mut self, byte: u8) {
        let before = self.start.saturating_sub(1);
        if let Some(place) = self.bytes.get_mut(before) {
            *place = byte;
            self.start = before;
        }
    }

    /// At least `least` digits.
    fn digits(&mut self, mut number: u64, least: u8) {
        let mut left = least;
        while number > 0 || left > 0 {
            let digit = u8::try_from(number.checked_rem(10).unwrap_or(0)).unwrap_or(0);
            self.push(digit.saturating_add(b'0'));
            number = number.checked_div(10).unwrap_or(0);
            left = left.saturating_sub(1);
        }
    }

    fn as_str(&self) -> &str {
        self.bytes.get(self.start..).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// The same for digits of any length.
pub(super) fn write_digits(
    f: &mut impl fmt::Write,
    negative: bool,
    digits: &str,
    decimals: u8,
    least: u8,
) -> fmt::Result {
    let (decimals, least) = (usize::from(decimals), usize::from(least));
    let padded = format!("{digits:0>width$}", width = decimals.saturating_add(1));
    let (whole, part) = padded.split_at(padded.len().saturating_sub(decimals));
    let kept = part.trim_end_matches('0').len().max(least.min(decimals));
    if negative && padded.bytes().any(|digit| digit != b'0') {
        f.write_char('-')?;
    }
    f.write_str(whole)?;
    if kept > 0 || least > 0 {
        f.write_char('.')?;
        f.write_str(part.get(..kept).unwrap_or(part))?;
        for _ in kept..least {
            f.write_char('0')?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_agree() {
        for units in [0_u128, 1, 9, 10, 500, 12_345, 100_000_000, 123_456_789_012, u128::from(u64::MAX)] {
            for decimals in 0..=10 {
                for least in [0, 2, 4] {
                    for negative in [false, true] {
                        let (mut quick, mut long) = (String::new(), String::new());
                        write_units(&mut quick, negative, units, decimals, least).unwrap();
                        write_digits(&mut long, negative, &units.to_string(), decimals, least).unwrap();
                        assert_eq!(quick, long, "{units} {decimals} {least}");
                    }
                }
            }
        }
    }
}
