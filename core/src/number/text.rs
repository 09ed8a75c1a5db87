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
    let sign = if negative && units > 0 { "-" } else { "" };
    match decimals {
        0 => write!(f, "{sign}{whole}"),
        decimals => write!(f, "{sign}{whole}.{part:0width$}", width = usize::from(decimals)),
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
