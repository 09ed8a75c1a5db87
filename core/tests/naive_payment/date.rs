//! Dates of the Gregorian calendar.

use crate::common::calendar::is_leap;
pub(crate) use crate::common::calendar::{Date, read};

/// The anniversary of `start` in a year: that of 29 February is 1 March in a common year.
fn anniversary(start: Date, year: i64) -> Date {
    match start {
        (_, 2, 29) if !is_leap(year) => (year, 3, 1),
        (_, month, day) => (year, month, day),
    }
}

/// The number of anniversaries of `start` on or before `date`.
pub(crate) fn anniversaries(start: Date, date: Date) -> i64 {
    let mut number = 0;
    for year in start.0 + 1..=date.0 {
        number += i64::from(anniversary(start, year) <= date);
    }
    number
}
