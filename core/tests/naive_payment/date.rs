//! Dates of the Gregorian calendar.

/// Year, month, day: compared in this order.
pub(crate) type Date = (i64, i64, i64);

/// Is there a 29 February?
fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Reads `2025-10-27`; `None` if there is no such day.
pub(crate) fn read(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return None };
    let number = |part: &str, width: usize| {
        let digits = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse::<i64>().ok() } else { None }
    };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let exists = (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month);
    exists.then_some((year, month, day))
}

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
