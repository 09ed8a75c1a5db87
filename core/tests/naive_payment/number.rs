//! Section 2, *Numbers*: exact rationals, their rounding and their text.

pub(crate) use crate::common::number::{Q, int, max, min, q, sum, ten};
use dashu_int::{IBig, Sign};

/// The decimals of a decimal string, counted without trailing zeros.
pub(crate) fn decimals_of(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, decimals)| decimals.trim_end_matches('0').len())
}

/// Does the number have at most so many decimals?
pub(crate) fn representable(x: &Q, decimals: usize) -> bool {
    (x * Q::from(ten(decimals))).is_int()
}

/// Rounds; a negative value as its absolute value with the sign put back.
pub(crate) fn round(x: &Q, decimals: usize, mode: &str) -> Q {
    if *x < Q::ZERO {
        return -round(&-x.clone(), decimals, mode);
    }
    let scaled = x * Q::from(ten(decimals));
    let below = scaled.floor();
    let rest = &scaled - Q::from(below.clone());
    let half = Q::ONE / int(2);
    let odd = !(Q::from(below.clone()) / int(2)).is_int();
    let away = match mode {
        "up" => rest > Q::ZERO,
        "down" => false,
        "half_up" => rest >= half,
        "half_even" => rest > half || (rest == half && odd),
        other => panic!("unknown rounding mode {other}"),
    };
    let steps = if away { below + IBig::ONE } else { below };
    Q::from_parts(steps, ten(decimals))
}

/// The text of a number whose decimals end: at least `least` decimals, more only where the number needs them.
pub(crate) fn text(x: &Q, least: usize) -> String {
    let decimals = (least..=60).find(|decimals| representable(x, *decimals)).unwrap();
    let (sign, digits) = (x * Q::from(ten(decimals))).numerator().clone().into_parts();
    let digits = format!("{digits:0>width$}", digits = digits.to_string(), width = decimals + 1);
    let (whole, behind) = digits.split_at(digits.len() - decimals);
    let sign = if sign == Sign::Negative { "-" } else { "" };
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{behind}") }
}

/// An amount: exactly 2 decimals.
pub(crate) fn amount(x: &Q) -> String {
    assert!(representable(x, 2), "{x} is no amount");
    text(x, 2)
}

/// A rate: 2 to 4 decimals.
pub(crate) fn rate(x: &Q) -> String {
    assert!(representable(x, 4), "{x} is no rate");
    text(x, 2)
}

/// A ratio of the lint: exactly 6 decimals, `half_up`.
pub(crate) fn ratio(x: &Q) -> String {
    text(&round(x, 6, "half_up"), 6)
}
