//! The days of the Gregorian calendar and their text. No rule and no arithmetic of an area is here: how an area counts days
//! and months it has for itself.

/// Year, month, day: compared in this order.
pub(crate) type Date = (i64, i64, i64);

/// Is there a 29 February?
pub(crate) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub(crate) fn days_in(year: i64, month: i64) -> i64 {
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
