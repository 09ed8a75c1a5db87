//! A calendar by hand: the days from 1900-01-01 on, counted one by one. A day is its number in the count.

use std::sync::LazyLock;

/// Year, month and day of every day.
static DAYS: LazyLock<Vec<(u32, u32, u32)>> = LazyLock::new(|| {
    let months = (1900..=3110).flat_map(|year| (1..=12).map(move |month| (year, month)));
    months.flat_map(|(year, month)| (1..=length(year, month)).map(move |day| (year, month, day))).collect()
});

/// The last day that a request may state.
pub(super) static LAST: LazyLock<usize> = LazyLock::new(|| number("2999-12-31"));

pub(super) fn is_leap(year: u32) -> bool {
    year.is_multiple_of(400) || (year.is_multiple_of(4) && !year.is_multiple_of(100))
}

/// How many days a month has.
fn length(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The number of a day that is written down.
pub(super) fn number(text: impl ToString) -> usize {
    let text = text.to_string();
    let parts: Vec<u32> = text.split('-').map(|part| part.parse().unwrap()).collect();
    DAYS.binary_search(&(parts[0], parts[1], parts[2])).unwrap()
}

pub(super) fn shown(day: usize) -> String {
    let (year, month, day) = DAYS[day];
    format!("{year}-{month:02}-{day:02}")
}

/// The number of a minute that is written down.
pub(super) fn minute(text: impl ToString) -> usize {
    let text = text.to_string();
    let (day, time) = text.split_once('T').unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    number(day) * 1440 + hour.parse::<usize>().unwrap() * 60 + minute.parse::<usize>().unwrap()
}

pub(super) fn shown_minute(minute: usize) -> String {
    let (day, minute) = (minute / 1440, minute % 1440);
    format!("{}T{:02}:{:02}", shown(day), minute / 60, minute % 60)
}

/// 1900-01-01 was a Monday.
pub(super) fn is_weekend(day: usize) -> bool {
    day % 7 >= 5
}

/// The same day so many months later, or the last one of that month.
pub(super) fn plus_months(day: usize, months: u32) -> usize {
    let (mut year, mut month, of_month) = DAYS[day];
    for _ in 0..months {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    DAYS.binary_search(&(year, month, of_month.min(length(year, month)))).unwrap()
}

/// A day of the month after that of a day, or the last one of that month.
pub(super) fn of_next_month(day: usize, wanted: u32) -> usize {
    let mut next = day;
    while DAYS[next].1 == DAYS[day].1 {
        next += 1;
    }
    // The first of the next month.
    let (year, month, _) = DAYS[next];
    next + usize::try_from(wanted.min(length(year, month))).unwrap() - 1
}

/// 1970-01-01, from which the tables of the library count.
pub(super) static EPOCH: LazyLock<usize> = LazyLock::new(|| number("1970-01-01"));

#[test]
fn the_hand_knows_some_days() {
    assert_eq!(number("1900-01-01"), 0);
    assert_eq!(shown(number("2000-02-29") + 1), "2000-03-01");
    assert_eq!(shown(number("2100-02-28") + 1), "2100-03-01");
    // A Saturday and a Monday.
    assert!(is_weekend(number("2025-11-01")) && !is_weekend(number("2025-11-03")));
    assert_eq!(shown(plus_months(number("2024-12-31"), 2)), "2025-02-28");
    assert_eq!(shown(of_next_month(number("2024-01-31"), 31)), "2024-02-29");
}
