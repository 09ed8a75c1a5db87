//! Months and years of periods, counted as the documents count them.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::Date;
use crate::error::Error;

/// The first and the last year that a date of a request may have.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// `date` plus `months`: the day number is kept, or cut to the last day of the target month (2020-11-30 plus 3 is 2021-02-28).
///
/// `None` beyond the calendar: later than any date that a request can state.
pub(crate) fn plus_months(date: Date, months: u32) -> Option<Date> {
    date.get().checked_add_months(Months::new(months)).map(Date::from)
}

/// Whether `to` is more than `months` after `from`.
pub(crate) fn is_more_than_months_after(to: Date, from: Date, months: u32) -> bool {
    plus_months(from, months).is_some_and(|limit| to > limit)
}

/// The last day of a period of `months` that starts on `first` (included).
pub(crate) fn last_day_of_months(first: Date, months: u32) -> Date {
    plus_months(first, months).map_or(Date::from(NaiveDate::MAX), previous_day)
}

/// A day of the month after that of `date`, cut to the last day of that month.
pub(crate) fn day_of_next_month(date: Date, day: u32) -> Date {
    let Some(next) = date.get().with_day(1).and_then(|first| first.checked_add_months(Months::new(1))) else {
        return date;
    };
    (1..=day.min(31)).rev().find_map(|day| next.with_day(day)).map_or(Date::from(next), Date::from)
}

/// The day before.
pub(crate) fn previous_day(date: Date) -> Date {
    date.get().checked_sub_days(Days::new(1)).map_or(date, Date::from)
}

/// The day after.
pub(crate) fn next_day(date: Date) -> Date {
    date.get().checked_add_days(Days::new(1)).map_or(date, Date::from)
}

/// # Errors
///
/// `invalid_input` at the path for a date outside 1900 to 2999.
pub(crate) fn check(date: Date, path: impl FnOnce() -> String) -> Result<(), Error> {
    if YEARS.contains(&date.get().year()) {
        return Ok(());
    }
    let path = path();
    let field = path.rsplit('/').next().unwrap_or_default().to_owned();
    let message = format!("{field} must be from {} to {}, got `{date}`", YEARS.start(), YEARS.end());
    Err(Error::invalid_input(path, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn months_keep_the_day_or_cut_it() {
        assert_eq!(plus_months(day("2020-11-30"), 3), Some(day("2021-02-28")));
        assert_eq!(plus_months(day("2020-02-29"), 12), Some(day("2021-02-28")));
        assert_eq!(plus_months(day("2023-11-30"), 3), Some(day("2024-02-29")));
        assert_eq!(last_day_of_months(day("2024-08-21"), 6), day("2025-02-20"));
        assert!(!is_more_than_months_after(day("2021-06-01"), day("2021-03-01"), 3));
        assert!(is_more_than_months_after(day("2021-06-02"), day("2021-03-01"), 3));
    }

    #[test]
    fn days_of_the_next_month_are_cut() {
        assert_eq!(day_of_next_month(day("2025-01-31"), 31), day("2025-02-28"));
        assert_eq!(day_of_next_month(day("2024-01-31"), 30), day("2024-02-29"));
        assert_eq!(day_of_next_month(day("2024-12-01"), 10), day("2025-01-10"));
    }

    #[test]
    fn every_day_of_four_years_against_a_count_by_hand() {
        let length = |year: i32, month: u32| match month {
            2 if year % 4 == 0 => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let mut date = day("2019-01-01");
        while date < day("2023-01-01") {
            for months in 0..=30 {
                let (mut year, mut month) = (date.get().year(), date.get().month());
                for _ in 0..months {
                    (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                }
                let expected = format!("{year}-{month:02}-{:02}", date.get().day().min(length(year, month)));
                assert_eq!(plus_months(date, months), Some(day(&expected)), "{date} plus {months}");
            }
            date = next_day(date);
        }
    }

    #[test]
    fn dates_of_requests_lie_in_eleven_centuries() {
        for (text, fine) in [("1899-12-31", false), ("1900-01-01", true), ("2999-12-31", true), ("3000-01-01", false)] {
            assert_eq!(check(day(text), || "/input/on".into()).is_ok(), fine, "{text}");
        }
    }
}
