//! Days, moments, months and working days.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::validate;
use crate::Date;
use crate::error::Error;

/// The first and the last year of a request.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;
const MINUTES_OF_DAY: i64 = 24 * 60;

/// A text is no day, moment or month of a request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a {kind} such as `{example}` from 1900 to 2999, got `{got}`")]
pub struct ParseTimeError {
    kind: &'static str,
    example: &'static str,
    got: String,
}

/// The numbers of a text of the form `0000-00-00T00:00`, or of its beginning.
fn numbers<const N: usize>(text: &str, separators: [u8; N]) -> Option<(i32, [u32; N])> {
    let (year, mut rest) = text.as_bytes().split_at_checked(4)?;
    let number = |digits: &[u8]| {
        let mut value = 0_u32;
        for digit in digits {
            value = value.checked_mul(10)?.checked_add(char::from(*digit).to_digit(10)?)?;
        }
        Some(value)
    };
    let mut parts = [0; N];
    for (part, separator) in parts.iter_mut().zip(separators) {
        let (first, [one, two, after @ ..]) = rest.split_first()? else { return None };
        if *first != separator {
            return None;
        }
        *part = number(&[*one, *two])?;
        rest = after;
    }
    let year = i32::try_from(number(year)?).ok().filter(|year| YEARS.contains(year))?;
    rest.is_empty().then_some((year, parts))
}

macro_rules! times {
    ($($(#[$doc:meta])* $name:ident($inner:ty): $kind:literal, $example:literal, $pattern:literal,
        |$text:ident| $read:expr, |$value:ident| $in_range:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($inner);

        impl FromStr for $name {
            type Err = ParseTimeError;

            fn from_str($text: &str) -> Result<Self, ParseTimeError> {
                $read.map($name).ok_or_else(|| ParseTimeError {
                    kind: $kind,
                    example: $example,
                    got: $text.chars().take(40).collect(),
                })
            }
        }

        impl $name {
            #[doc = concat!("The ", $kind, ", if it lies from 1900 to 2999.")]
            pub fn new($value: $inner) -> Option<Self> {
                ($in_range).then_some($name($value))
            }

            #[doc = concat!("The ", $kind, " as chrono has it.")]
            pub fn get(self) -> $inner {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0.format($pattern))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl de::Visitor<'_> for Text {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(concat!("a ", $kind, " such as \"", $example, "\""))
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Text)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "description": concat!("A ", $kind, " from 1900 to 2999: ", $example, ".")
                })
            }
        }
    )*};
}

times! {
    /// A day of a request, 1900-01-01 to 2999-12-31.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::Day;
    ///
    /// let day: Day = "2024-02-29".parse()?;
    /// assert_eq!(day.to_string(), "2024-02-29");
    /// assert!("2023-02-29".parse::<Day>().is_err());
    /// assert!("1899-12-31".parse::<Day>().is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Day(NaiveDate): "date", "2025-11-03", "%Y-%m-%d",
        |text| numbers(text, [b'-', b'-']).and_then(|(year, [month, day])| NaiveDate::from_ymd_opt(year, month, day)),
        |date| YEARS.contains(&date.year());
    /// A moment of a request in local time, to the minute.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::Moment;
    ///
    /// // Minutes since 1970 are what the columns of orders hold.
    /// let moment: Moment = "1970-01-02T00:30".parse()?;
    /// assert_eq!((moment.minutes(), moment.day().to_string().as_str()), (1470, "1970-01-02"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Moment(NaiveDateTime): "local time", "2025-11-03T08:30", "%Y-%m-%dT%H:%M",
        |text| numbers(text, [b'-', b'-', b'T', b':']).and_then(|(year, [month, day, hour, minute])| {
            NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(hour, minute, 0)
        }),
        |moment| YEARS.contains(&moment.year()) && moment.second() == 0 && moment.nanosecond() == 0;
    /// A calendar month of a series; the day of the date is 1.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::Month;
    ///
    /// let month: Month = "2025-07".parse()?;
    /// assert!(month > "2024-12".parse()?);
    /// assert!("2025-7".parse::<Month>().is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Month(NaiveDate): "month", "2025-07", "%Y-%m",
        |text| numbers(text, [b'-']).and_then(|(year, [month])| NaiveDate::from_ymd_opt(year, month, 1)),
        |first| YEARS.contains(&first.year()) && first.day() == 1;
}

impl From<Day> for Date {
    fn from(day: Day) -> Date {
        Date::from(day.0)
    }
}

impl PartialEq<Date> for Day {
    fn eq(&self, other: &Date) -> bool {
        self.0 == other.get()
    }
}

impl PartialOrd<Date> for Day {
    fn partial_cmp(&self, other: &Date) -> Option<std::cmp::Ordering> {
        self.0.partial_cmp(&other.get())
    }
}

impl Moment {
    /// Minutes since 1970-01-01T00:00, local time as the moment itself.
    pub fn minutes(self) -> i64 {
        self.0.and_utc().timestamp().div_euclid(60)
    }

    /// Its day.
    pub fn day(self) -> Day {
        Day(self.0.date())
    }
}

impl Day {
    /// Minutes from 1970-01-01T00:00 to the start of the day after this one.
    pub(super) fn end_minutes(self) -> i64 {
        self.number().saturating_add(1).saturating_mul(MINUTES_OF_DAY)
    }

    /// Days since 1970-01-01.
    pub(super) fn number(self) -> i64 {
        days_since_epoch(self.0)
    }

    /// The day so many days later.
    pub(super) fn plus_days(self, days: u32) -> Date {
        plus_days(self.into(), days)
    }
}

impl Month {
    /// The number of the month in the count of all months.
    pub(super) fn number(self) -> i64 {
        i64::from(self.0.year()).saturating_mul(12).saturating_add(i64::from(self.0.month0()))
    }
}

/// Minutes since 1970-01-01T00:00 as a text.
pub(super) fn shown_minutes(minutes: i64) -> String {
    let moment = chrono::DateTime::from_timestamp(minutes.saturating_mul(60), 0);
    moment.map_or_else(|| minutes.to_string(), |moment| moment.format("%Y-%m-%dT%H:%M").to_string())
}

/// `date` plus so many days.
pub(super) fn plus_days(date: Date, days: u32) -> Date {
    date.get().checked_add_days(Days::new(days.into())).map_or(Date::from(NaiveDate::MAX), Date::from)
}

/// How many days at the head of an ascending list have a property that no later one has; it may depend on the place in the list.
fn partition_point(days: &[i64], has: impl Fn(usize, i64) -> bool) -> usize {
    let (mut start, mut end) = (0_usize, days.len());
    while start < end {
        let middle = start.midpoint(end);
        match days.get(middle) {
            Some(day) if has(middle, *day) => start = middle.saturating_add(1),
            _ => end = middle,
        }
    }
    start
}

/// Days from the first date to the second.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    to.get().signed_duration_since(from.get()).num_days()
}

fn days_since_epoch(date: NaiveDate) -> i64 {
    date.signed_duration_since(NaiveDate::default()).num_days()
}

/// Holidays and make-up days, as the government's notice for the year has them; both come from the caller.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Prepayment, Rulebook};
///
/// // Tianjin: the centre passes the money on within five working days. A make-up Saturday counts, a holiday does not.
/// let question = serde_json::from_str(
///     r#"{ "kind": "vbp", "agreed_amount": "1000000", "received_on": "2019-04-29", "calendar": {
///          "holidays": [ "2019-05-01", "2019-05-02", "2019-05-03" ], "extra_workdays": [ "2019-05-05" ] } }"#,
/// )?;
/// let Prepayment::Vbp(answer) = execution::prepayment(&*Rulebook::builtin("execution/tianjin-2019-prepay")?, &question)? else { return Ok(()) };
/// assert_eq!(answer.pass_on_by.unwrap().to_string(), "2019-05-08"); // 30 April, 5, 6, 7 and 8 May
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Days without work (节假日); dates may repeat.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Day>,
    /// Weekends with work (调休上班), none of which is a holiday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra_workdays: Vec<Day>,
}

/// A calendar, ready for questions.
#[derive(Debug, Default)]
pub(super) struct WorkCalendar {
    /// Days since 1970-01-01, ascending, each once.
    holidays: Vec<i64>,
    extra_workdays: BTreeSet<i64>,
}

impl WorkCalendar {
    /// # Errors
    ///
    /// `invalid_input` for a date in both lists, `limit_exceeded` for a long list.
    pub(super) fn of(calendar: &Calendar, path: &str) -> Result<WorkCalendar, Error> {
        validate::size(&format!("{path}/holidays"), calendar.holidays.len())?;
        validate::size(&format!("{path}/extra_workdays"), calendar.extra_workdays.len())?;
        let holidays: BTreeSet<i64> = calendar.holidays.iter().map(|day| day.number()).collect();
        for (i, day) in calendar.extra_workdays.iter().enumerate() {
            if holidays.contains(&day.number()) {
                let message = format!("an extra workday must not be a holiday, got `{day}` in both lists");
                return Err(Error::invalid_input(format!("{path}/extra_workdays/{i}"), message));
            }
        }
        let extra_workdays = calendar.extra_workdays.iter().map(|day| day.number()).collect();
        Ok(WorkCalendar { holidays: holidays.into_iter().collect(), extra_workdays })
    }

    /// The n-th working day after `day`, which itself is not counted.
    pub(super) fn working_days_after(&self, day: Day, n: u32) -> Date {
        let mut date = day.0;
        for _ in 0..n {
            loop {
                match date.succ_opt() {
                    Some(next) => date = next,
                    None => return Date::from(date),
                }
                if self.is_working_day(date) {
                    break;
                }
            }
        }
        Date::from(date)
    }

    fn is_working_day(&self, date: NaiveDate) -> bool {
        let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let number = days_since_epoch(date);
        (!is_weekend && self.holidays.binary_search(&number).is_err()) || self.extra_workdays.contains(&number)
    }

    /// The moment, in minutes, at which a clock has run so many hours after `start` and stood still on holidays.
    ///
    /// If the last counted minute ends a day, it is 00:00 of the next calendar day, holiday or not.
    pub(super) fn hours_after(&self, start: Moment, hours: u32) -> i64 {
        let left = i64::from(hours).saturating_mul(60);
        let today = start.day().number();
        let first = self.holidays.partition_point(|day| *day < today);
        let later = self.holidays.get(first..).unwrap_or_default();
        // A clock that is started on a holiday starts with the next day that is none.
        let (from, later) = match later.first() {
            Some(day) if *day == today => {
                let in_a_row =
                    |index: usize, day: i64| day.saturating_sub(today) == i64::try_from(index).unwrap_or(i64::MAX);
                let row = partition_point(later, in_a_row);
                let days = i64::try_from(row).unwrap_or(i64::MAX);
                (today.saturating_add(days).saturating_mul(MINUTES_OF_DAY), later.get(row..).unwrap_or_default())
            }
            _ => (start.minutes(), later),
        };
        // Before the holiday with this index the clock can run so long; with every holiday that is longer or the same.
        let runs_before = |index: usize, day: i64| {
            let stood_still = i64::try_from(index).unwrap_or(i64::MAX).saturating_mul(MINUTES_OF_DAY);
            day.saturating_mul(MINUTES_OF_DAY).saturating_sub(from).saturating_sub(stood_still)
        };
        let skipped = partition_point(later, |index, day| runs_before(index, day) < left);
        let stood_still = i64::try_from(skipped).unwrap_or(i64::MAX).saturating_mul(MINUTES_OF_DAY);
        from.saturating_add(left).saturating_add(stood_still)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn texts_have_one_form() {
        assert_eq!(day("2024-02-29").to_string(), "2024-02-29");
        assert_eq!("2025-11-03T08:30".parse::<Moment>().unwrap().to_string(), "2025-11-03T08:30");
        assert_eq!("2025-07".parse::<Month>().unwrap().to_string(), "2025-07");
        for bad in [
            "2023-02-29",
            "1899-12-31",
            "3000-01-01",
            "2025-1-05",
            "2025-01-5",
            "2025-01-05 ",
            "２025-01-05",
            "+025-01-05",
        ] {
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
        for bad in [
            "2025-11-03",
            "2025-11-03T24:00",
            "2025-11-03T08:60",
            "2025-11-03 08:30",
            "2025-11-03T08:30:00",
            "2025-11-03T8:30",
        ] {
            assert!(bad.parse::<Moment>().is_err(), "{bad}");
        }
        for bad in ["2025-13", "2025-00", "2025", "2025-7", "2025-07-01"] {
            assert!(bad.parse::<Month>().is_err(), "{bad}");
        }
    }

    #[test]
    fn minutes_count_from_1970() {
        assert_eq!("1970-01-01T00:01".parse::<Moment>().unwrap().minutes(), 1);
        assert_eq!("1969-12-31T23:59".parse::<Moment>().unwrap().minutes(), -1);
        assert_eq!(day("1970-01-01").end_minutes(), MINUTES_OF_DAY);
    }

    #[test]
    fn working_days_of_the_national_week_of_2024() {
        let days = |list: &[&str]| list.iter().map(|text| day(text)).collect();
        let calendar = Calendar {
            holidays: days(&[
                "2024-10-01",
                "2024-10-02",
                "2024-10-03",
                "2024-10-04",
                "2024-10-05",
                "2024-10-06",
                "2024-10-07",
            ]),
            extra_workdays: days(&["2024-09-29", "2024-10-12"]),
        };
        let calendar = WorkCalendar::of(&calendar, "").unwrap();
        assert_eq!(calendar.working_days_after(day("2024-09-27"), 10), Date::from(day("2024-10-16")));
    }

    #[test]
    fn a_clock_stands_still_on_holidays() {
        let holidays = ["2026-01-01", "2026-01-02", "2026-01-03"].iter().map(|text| day(text)).collect();
        let calendar = WorkCalendar::of(&Calendar { holidays, extra_workdays: vec![] }, "").unwrap();
        let at = |start: &str, hours| calendar.hours_after(start.parse().unwrap(), hours);
        let minutes = |text: &str| text.parse::<Moment>().unwrap().minutes();
        assert_eq!(at("2025-12-31T10:00", 48), minutes("2026-01-05T10:00"));
        assert_eq!(at("2026-01-02T10:00", 1), minutes("2026-01-04T01:00"));
        assert_eq!(at("2025-12-31T10:00", 14), minutes("2026-01-01T00:00"));
        assert_eq!(at("2026-01-01T10:00", 0), minutes("2026-01-04T00:00"));
        assert_eq!(at("2025-12-31T10:00", 0), minutes("2025-12-31T10:00"));
    }
}
