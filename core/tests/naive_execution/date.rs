//! Conventions 3 to 5: days as their places in a list of all days, which is made by walking from day to day.

use crate::common::calendar::days_in;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The place of a day in the list; the first is 1900-01-01, a Monday.
pub(crate) type Day = i64;

/// All days up to the end of the year 3300: no computed date of the tests lies beyond.
fn days() -> &'static [(i64, i64, i64)] {
    static DAYS: OnceLock<Vec<(i64, i64, i64)>> = OnceLock::new();
    DAYS.get_or_init(|| {
        let (mut days, mut year, mut month, mut day) = (Vec::new(), 1900, 1, 1);
        while year <= 3300 {
            days.push((year, month, day));
            day += 1;
            if day > days_in(year, month) {
                (month, day) = (month + 1, 1);
            }
            if month > 12 {
                (year, month) = (year + 1, 1);
            }
        }
        days
    })
}

/// Year, month and day.
pub(crate) fn parts(day: Day) -> (i64, i64, i64) {
    days()[usize::try_from(day).unwrap()]
}

/// The day of these parts, if there is one.
pub(crate) fn place(year: i64, month: i64, day: i64) -> Option<Day> {
    days().binary_search(&(year, month, day)).ok().map(|place| i64::try_from(place).unwrap())
}

fn digits(text: &str, width: usize) -> Option<i64> {
    let sound = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    if sound { text.parse().ok() } else { None }
}

/// `2025-10-27`, from 1900 to 2999.
pub(crate) fn read(text: &str) -> Option<Day> {
    let list: Vec<&str> = text.split('-').collect();
    let [year, month, day] = list[..] else { return None };
    let year = digits(year, 4).filter(|year| (1900..=2999).contains(year))?;
    place(year, digits(month, 2)?, digits(day, 2)?)
}

pub(crate) fn text(day: Day) -> String {
    let (year, month, day) = parts(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2025-11-03T08:30` as minutes since the first day began.
pub(crate) fn read_moment(text: &str) -> Option<i64> {
    let (day, time) = text.split_once('T')?;
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
    (hour < 24 && minute < 60).then_some(read(day)? * 1440 + hour * 60 + minute)
}

pub(crate) fn moment_text(moment: i64) -> String {
    format!("{}T{:02}:{:02}", text(moment / 1440), moment % 1440 / 60, moment % 60)
}

/// `2025-07` as months since the year 0.
pub(crate) fn read_month(text: &str) -> Option<i64> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (digits(year, 4)?, digits(month, 2)?);
    ((1900..=2999).contains(&year) && (1..=12).contains(&month)).then_some(year * 12 + month - 1)
}

pub(crate) fn month_text(month: i64) -> String {
    format!("{:04}-{:02}", month / 12, month % 12 + 1)
}

/// Convention 4: the day number is kept, cut to the last day of the target month.
pub(crate) fn plus_months(start: Day, months: i64) -> Day {
    let (mut year, mut month, day) = parts(start);
    for _ in 0..months {
        month += 1;
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
    }
    place(year, month, day.min(days_in(year, month))).unwrap()
}

/// This day of the next month, cut to its last day.
pub(crate) fn in_next_month(start: Day, day: i64) -> Day {
    let (year, month, _) = parts(plus_months(start, 1));
    place(year, month, day.min(days_in(year, month))).unwrap()
}

/// The days off and the additional working days.
#[derive(Default)]
pub(crate) struct Calendar {
    pub(crate) holidays: BTreeSet<Day>,
    pub(crate) extra_workdays: BTreeSet<Day>,
}

impl Calendar {
    fn is_workday(&self, day: Day) -> bool {
        let monday_to_friday = day % 7 < 5;
        monday_to_friday && !self.holidays.contains(&day) || self.extra_workdays.contains(&day)
    }

    /// Convention 5: the n-th working day after a day, which is not counted itself.
    pub(crate) fn working_day_after(&self, day: Day, n: i64) -> Day {
        let (mut day, mut left) = (day, n);
        while left > 0 {
            day += 1;
            if self.is_workday(day) {
                left -= 1;
            }
        }
        day
    }
}
