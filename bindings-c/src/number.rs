//! Numbers, flags and days of the structs, as the library has them.

use chrono::{Datelike, NaiveDate};
use jicai::number::Price;
use rust_decimal::Decimal;

use crate::JICAI_NONE;
use crate::error::Failure;

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

/// A price in millionths of a yuan.
pub(crate) fn price(name: &str, units: i64) -> Result<Price, Failure> {
    Price::new(Decimal::new(units, 6)).map_err(|error| Failure::invalid(name, format!("{name} {error} yuan")))
}

/// The whole number of millionths that a decimal is, if it is one that fits.
pub(crate) fn millionths(value: Decimal) -> Option<i64> {
    let scaled = value.checked_mul(Decimal::from(1_000_000)).map(|scaled| scaled.normalize());
    scaled.filter(|scaled| scaled.scale() == 0).and_then(|whole| i64::try_from(whole.mantissa()).ok())
}

/// A day written `20250731`; 0 is none.
pub(crate) fn day(name: &str, number: i32) -> Result<Option<NaiveDate>, Failure> {
    if number == 0 {
        return Ok(None);
    }
    let date = u32::try_from(number).ok().and_then(|number| {
        let (rest, day) = (number.checked_div(100)?, number.checked_rem(100)?);
        let (year, month) = (rest.checked_div(100)?, rest.checked_rem(100)?);
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    });
    let refused = || Failure::invalid(name, format!("{name} must be a day such as 20250731, got `{number}`"));
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
        for (number, fine) in [(20_250_731, true), (20_240_229, true), (20_230_229, false), (1, false), (-1, false)] {
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
    }
}
