//! Rule 1: amounts are closed intervals of whole fen.

use serde_json::{Value, json};

/// What may be known of an amount: lo ≤ x ≤ hi, without end where `hi` is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    pub(crate) lo: i128,
    pub(crate) hi: Option<i128>,
}

/// Fen of a text: digits, optionally `.` and one or two digits, less than 10^15 yuan.
pub(crate) fn fen(text: &str) -> Option<i128> {
    let (yuan, behind) = match text.split_once('.') {
        Some((yuan, behind)) if behind.len() == 1 || behind.len() == 2 => (yuan, format!("{behind:0<2}")),
        Some(_) => return None,
        None => (text, "00".to_owned()),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(yuan) || !digits(&behind) {
        return None;
    }
    let yuan = yuan.trim_start_matches('0');
    if yuan.len() > 15 {
        return None;
    }
    format!("0{yuan}{behind}").parse().ok()
}

/// The interval of an amount that has been checked.
pub(crate) fn interval(amount: &Value) -> Interval {
    let read = |value: &Value| fen(value.as_str().unwrap()).unwrap();
    match amount {
        Value::Object(bounds) => {
            Interval { lo: read(&bounds["at_least"]), hi: bounds.get("below").map(|below| read(below) - 1) }
        }
        exact => Interval { lo: read(exact), hi: Some(read(exact)) },
    }
}

/// 0 ≤ x.
pub(crate) const UNKNOWN: Interval = Interval { lo: 0, hi: None };

/// The lesser of two upper ends.
pub(crate) fn lesser(one: Option<i128>, other: Option<i128>) -> Option<i128> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The greater of two upper ends.
pub(crate) fn greater(one: Option<i128>, other: Option<i128>) -> Option<i128> {
    Some(one?.max(other?))
}

/// lo to lo and hi to hi.
pub(crate) fn sum(intervals: &[Interval]) -> Interval {
    let mut total = Interval { lo: 0, hi: Some(0) };
    for interval in intervals {
        total.lo += interval.lo;
        total.hi = match (total.hi, interval.hi) {
            (Some(one), Some(other)) => Some(one + other),
            _ => None,
        };
    }
    total
}

pub(crate) fn text(fen: i128) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// An interval with lo = hi is a plain string, any other an object.
pub(crate) fn print(interval: Interval) -> Value {
    match interval.hi {
        Some(hi) if hi == interval.lo => json!(text(hi)),
        Some(hi) => json!({ "at_least": text(interval.lo), "below": text(hi + 1) }),
        None => json!({ "at_least": text(interval.lo) }),
    }
}
