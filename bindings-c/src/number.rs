//! Numbers, flags and days of the structs, as the library has them.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use jicai::Id;
use jicai::number::{ParseNumberError, Price};
use rust_decimal::Decimal;

use crate::JICAI_NONE;
use crate::error::{Failure, JICAI_E_LIMIT_EXCEEDED};

/// A number that may not be given.
pub(crate) fn given(value: i64) -> Option<i64> {
    (value != JICAI_NONE).then_some(value)
}

/// 0 or 1.
pub(crate) fn flag(name: &str, value: i32) -> Result<bool, Failure> {
    match value {
        0 => Ok(false),
        1 => Ok(true),
        other => Err(Failure::invalid(name, format!("{name} must be 0 or 1, got `{other}`"))),
    }
}

/// A number of units of 10⁻⁶ or 10⁻² as a decimal of the library. Text is what all kinds are read from: it is written here without the heap,
/// and without zeros at its end.
pub(crate) fn decimal<const PLACES: u32, T: FromStr>(units: i64) -> Result<T, T::Err> {
    let (mut rest, mut places) = (units.unsigned_abs(), PLACES);
    while places > 0 && rest.wrapping_rem(10) == 0 {
        rest = rest.wrapping_div(10);
        places = places.wrapping_sub(1);
    }
    // A sign, 19 digits and a point.
    let mut text = [b'0'; 24];
    let mut cells = text.iter_mut().rev();
    let mut put = |byte: u8| {
        if let Some(cell) = cells.next() {
            *cell = byte;
        }
        cells.len()
    };
    if places > 0 {
        for _ in 0..places {
            put(last_digit(&mut rest));
        }
        put(b'.');
    }
    let mut first = put(last_digit(&mut rest));
    while rest > 0 {
        first = put(last_digit(&mut rest));
    }
    if units < 0 {
        first = put(b'-');
    }
    text.get(first..).map_or("", ascii).parse()
}

/// Takes the last digit off a number.
fn last_digit(rest: &mut u64) -> u8 {
    let shorter = rest.wrapping_div(10);
    let [digit, ..] = rest.wrapping_sub(shorter.wrapping_mul(10)).to_le_bytes();
    *rest = shorter;
    digit.wrapping_add(b'0')
}

/// A text of digits, points and signs.
fn ascii(bytes: &[u8]) -> &str {
    // Sound: the two callers write nothing but ASCII.
    unsafe { std::str::from_utf8_unchecked(bytes) }
}

/// A price in millionths of a yuan.
pub(crate) fn price(name: &str, units: i64) -> Result<Price, Failure> {
    decimal::<6, _>(units).map_err(|error| refused(name, &error, " yuan"))
}

/// Ids of the rows of a table, from the first one on: ids of one length stand in the order of their rows.
pub(crate) struct RowIds([u8; 6]);

impl RowIds {
    pub(crate) fn new() -> RowIds {
        RowIds([b'0'; 6])
    }

    /// The row that an id is of.
    pub(crate) fn row_of(id: &Id) -> usize {
        let digit = |byte: u8| usize::from(byte.wrapping_sub(b'0'));
        id.as_str().bytes().fold(0, |row, byte| row.wrapping_mul(10).wrapping_add(digit(byte)))
    }
}

impl Iterator for RowIds {
    type Item = Id;

    /// No table has a million rows.
    fn next(&mut self) -> Option<Id> {
        let id = ascii(&self.0).parse().ok();
        for digit in self.0.iter_mut().rev() {
            *digit = digit.wrapping_add(1);
            if *digit <= b'9' {
                break;
            }
            *digit = b'0';
        }
        id
    }
}

/// A number that its kind refuses: too large is another code than out of range, as in the JSON contract.
pub(crate) fn refused(path: &str, error: &ParseNumberError, unit: &str) -> Failure {
    let name = path.rsplit('/').next().unwrap_or(path);
    match error {
        ParseNumberError::TooLong(_) | ParseNumberError::TooMany(_) | ParseNumberError::TooLarge(_) => {
            Failure::new(JICAI_E_LIMIT_EXCEEDED, format!("/{path}"), format!("{name}: {error}{unit}"))
        }
        _ => Failure::invalid(path, format!("{name} {error}{unit}")),
    }
}

/// Where no rule prints an upper end of a whole number, the JSON contract has one.
const MOST: u32 = 1_000_000_000;

/// A whole number for which no rule prints an upper end, in the range of the JSON contract.
pub(crate) fn whole(name: &str, value: i32, first: u32) -> Result<u32, Failure> {
    match u32::try_from(value) {
        Ok(large) if large > MOST => {
            let message = format!("{name}: limit exceeded: at most {MOST}, got `{value}`");
            Err(Failure::new(JICAI_E_LIMIT_EXCEEDED, format!("/{name}"), message))
        }
        Ok(stated) if stated >= first => Ok(stated),
        _ => Err(Failure::invalid(name, format!("{name} must be {first} or more, got `{value}`"))),
    }
}

/// The whole number of millionths that a decimal is, if it is one that fits.
pub(crate) fn millionths(value: Decimal) -> Option<i64> {
    match 6_u32.checked_sub(value.scale()) {
        // What is no 64-bit number is none after it was multiplied.
        Some(missing) => i64::try_from(value.mantissa()).ok()?.checked_mul(10_i64.checked_pow(missing)?),
        None => {
            let power = 10_i128.checked_pow(value.scale().checked_sub(6)?)?;
            let is_whole = value.mantissa().checked_rem(power)? == 0;
            i64::try_from(value.mantissa().checked_div(power).filter(|_| is_whole)?).ok()
        }
    }
}

/// The first and the last year that a day may have.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2999;

/// A day written `20250731`; 0 is none.
pub(crate) fn day(name: &str, number: i32) -> Result<Option<NaiveDate>, Failure> {
    if number == 0 {
        return Ok(None);
    }
    let date = u32::try_from(number).ok().and_then(|number| {
        let (rest, day) = (number.checked_div(100)?, number.checked_rem(100)?);
        let (year, month) = (rest.checked_div(100)?, rest.checked_rem(100)?);
        // What a day without its century would mean, 250731, nobody can know.
        YEARS.contains(&year).then_some(())?;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    });
    let refused = || {
        let range = format!("from {} to {}", YEARS.start(), YEARS.end());
        Failure::invalid(name, format!("{name} must be a day such as 20250731, {range}, got `{number}`"))
    };
    date.map(Some).ok_or_else(refused)
}

/// The same day as a number; the largest number for a day far beyond any request.
pub(crate) fn written_day(date: NaiveDate) -> i32 {
    let part = |value: u32| i32::try_from(value).unwrap_or(0);
    let year = date.year().checked_mul(10_000);
    let month = year.and_then(|year| year.checked_add(part(date.month()).saturating_mul(100)));
    month.and_then(|month| month.checked_add(part(date.day()))).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_both_ways() {
        for (number, fine) in [
            (20_250_731, true),
            (20_240_229, true),
            (20_230_229, false),
            (20_250_230, false),
            (19_000_101, true),
            (18_991_231, false),
            (29_991_231, true),
            (30_000_101, false),
            (250_731, false),
            (2_147_481_231, false),
            (1, false),
            (-1, false),
            (i32::MIN, false),
            (i32::MAX, false),
        ] {
            let read = day("on", number).ok().flatten();
            assert_eq!(read.map(written_day), fine.then_some(number), "{number}");
        }
        assert!(day("on", 0).is_ok_and(|day| day.is_none()));
    }

    #[test]
    fn millionths_are_whole() {
        assert_eq!(millionths(Decimal::new(22_260, 3)), Some(22_260_000));
        assert_eq!(millionths(Decimal::new(1, 7)), None);
        assert_eq!(millionths(Decimal::MAX), None);
        assert_eq!(millionths(Decimal::new(i64::MAX, 6)), Some(i64::MAX));
        assert_eq!(millionths(Decimal::new(-25_000_000, 8)), Some(-250_000));
        assert_eq!(millionths(Decimal::new(25_000_001, 8)), None);
        assert_eq!(millionths(Decimal::new(i64::MAX, 5)), None);
    }

    #[test]
    fn decimals_are_what_the_units_say() {
        for places in [2, 6] {
            for units in [0, 1, -1, 99, 100, 123_456_789, 9_999_999, i64::MAX, i64::MIN, i64::MIN + 1] {
                let expected = Decimal::from_i128_with_scale(units.into(), places);
                let read = if places == 2 { decimal::<2, Decimal>(units) } else { decimal::<6, Decimal>(units) };
                assert_eq!(read, Ok(expected), "{units}");
            }
        }
        for (units, text) in
            [(5, "0.000005"), (1_200_000, "1.2"), (-30_000_000, "-30"), (0, "0"), (1_000_000, "1"), (-1, "-0.000001")]
        {
            assert_eq!(decimal::<6, String>(units), Ok(text.to_owned()));
        }
        assert_eq!(decimal::<6, String>(i64::MIN), Ok("-9223372036854.775808".to_owned()));
        assert_eq!(decimal::<2, String>(i64::MIN), Ok("-92233720368547758.08".to_owned()));
    }

    #[test]
    fn ids_of_rows_are_of_one_length() {
        for (row, id) in RowIds::new().take(100_001).enumerate() {
            assert_eq!((id.to_string(), RowIds::row_of(&id)), (format!("{row:06}"), row));
        }
    }
}
