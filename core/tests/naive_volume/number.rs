//! Conventions 1 to 3: exact rationals, how they are read and how they are printed.

use dashu_int::{IBig, Sign, UBig};
use dashu_ratio::RBig;

/// An exact number.
pub(crate) type Q = RBig;

/// Ten to the power of `n`.
fn ten(n: usize) -> UBig {
    UBig::from(10u8).pow(n)
}

/// A whole number.
pub(crate) fn int(n: i64) -> Q {
    Q::from(n)
}

/// Reads a decimal string.
pub(crate) fn q(text: &str) -> Q {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (Sign::Negative, rest),
        None => (Sign::Positive, text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all = UBig::from_str_radix(&format!("{whole}{decimals}"), 10).unwrap();
    Q::from_parts(IBig::from_parts(sign, all), ten(decimals.len()))
}

/// Convention 2: 6 decimals, ties away from zero, without trailing zeros; zero is `0`.
pub(crate) fn print(x: &Q) -> String {
    if *x < Q::ZERO {
        let text = print(&-x.clone());
        return if text == "0" { text } else { format!("-{text}") };
    }
    let millionths = (x * Q::from(ten(6)) + int(1) / int(2)).floor().to_string();
    let digits = format!("{millionths:0>7}");
    let (whole, decimals) = digits.split_at(digits.len() - 6);
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") }
}

/// The largest multiple of `step` that is not above.
pub(crate) fn floor_to(x: &Q, step: &Q) -> Q {
    Q::from((x / step).floor()) * step
}

/// The smallest multiple of `step` that is not below.
pub(crate) fn ceil_to(x: &Q, step: &Q) -> Q {
    Q::from((x / step).ceil()) * step
}

/// The smaller of two numbers.
pub(crate) fn min(a: &Q, b: &Q) -> Q {
    if a < b { a.clone() } else { b.clone() }
}

/// The larger of two numbers.
pub(crate) fn max(a: &Q, b: &Q) -> Q {
    if a > b { a.clone() } else { b.clone() }
}

/// What is above zero of a number.
pub(crate) fn above_zero(x: &Q) -> Q {
    max(x, &Q::ZERO)
}

/// The sum of a list.
pub(crate) fn sum<'a>(list: impl IntoIterator<Item = &'a Q>) -> Q {
    list.into_iter().fold(Q::ZERO, |sum, x| sum + x)
}
