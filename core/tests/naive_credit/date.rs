//! Rule 2: months and years on year, month and day.

pub(crate) use crate::common::calendar::Date;
use crate::common::calendar::{self, days_in};
use crate::common::marks::mark_if;

/// Reads `2025-10-27`; `None` if there is no such day, or none between 1900 and 2999.
pub(crate) fn read(text: &str) -> Option<Date> {
    calendar::read(text).filter(|(year, ..)| (1900..=2999).contains(year))
}

pub(crate) fn text((year, month, day): Date) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// `d + n months`: the day number is kept, cut to the last day of the target month.
pub(crate) fn plus_months((year, month, day): Date, months: i64) -> Date {
    let (mut target_year, mut target_month) = (year, month);
    for _ in 0..months {
        target_month += 1;
        if target_month > 12 {
            (target_year, target_month) = (target_year + 1, 1);
        }
    }
    let last = days_in(target_year, target_month);
    mark_if(day > last, "2 cut to the last day");
    (target_year, target_month, day.min(last))
}

/// A year is 12 months.
pub(crate) fn plus_years(date: Date, years: i64) -> Date {
    plus_months(date, 12 * years)
}

/// More than n months from a to b.
pub(crate) fn more_than_months(months: i64, from: Date, to: Date) -> bool {
    to > plus_months(from, months)
}

pub(crate) fn day_before((year, month, day): Date) -> Date {
    match (month, day) {
        (1, 1) => (year - 1, 12, 31),
        (_, 1) => (year, month - 1, days_in(year, month - 1)),
        _ => (year, month, day - 1),
    }
}

pub(crate) fn day_after((year, month, day): Date) -> Date {
    if day < days_in(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

/// The last day of a period of n months that starts on this day.
pub(crate) fn last_day(start: Date, months: i64) -> Date {
    day_before(plus_months(start, months))
}
