//! Convention 1: exact rationals, how they are read and how they are printed.

use super::marks::mark_if;
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

/// Puts the point before the last `places` of these digits, and drops trailing zeros.
fn with_point(digits: &str, places: usize) -> String {
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places);
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") }
}

fn with_sign(x: &Q, print: impl Fn(&Q) -> String) -> String {
    if *x < Q::ZERO {
        let text = print(&-x.clone());
        return if text == "0" { text } else { format!("-{text}") };
    }
    print(x)
}

/// What comes out of a division: 6 decimals, ties away from zero.
pub(crate) fn rounded(x: &Q) -> String {
    let doubled = x * Q::from(ten(6)) * int(2);
    let tie = doubled.is_int() && !(doubled.clone() / int(2)).is_int();
    mark_if(tie, if doubled < Q::ZERO { "1 tie below zero" } else { "1 tie" });
    mark_if(doubled < Q::ZERO && doubled > int(-1), "1 rounded to zero from below");
    with_sign(x, |x| with_point(&(x * Q::from(ten(6)) + int(1) / int(2)).floor().to_string(), 6))
}

/// Copies, sums, differences and products of decimals: all digits.
pub(crate) fn exact(x: &Q) -> String {
    with_sign(x, |x| {
        let places = (0..100).find(|places| (x * Q::from(ten(*places))).is_int()).expect("a decimal");
        with_point(&(x * Q::from(ten(places))).floor().to_string(), places)
    })
}

/// Cut to so many decimals: downward, for numbers that are not negative.
pub(crate) fn cut(x: &Q, places: usize) -> Q {
    Q::from((x * Q::from(ten(places))).floor()) / Q::from(ten(places))
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
pub(crate) fn sum(list: impl IntoIterator<Item = Q>) -> Q {
    list.into_iter().fold(Q::ZERO, |sum, x| sum + x)
}

/// Convention 2: a quotient with denominator 0 is nothing.
pub(crate) fn quotient(a: &Q, b: &Q) -> Option<Q> {
    if *b == Q::ZERO { None } else { Some(a / b) }
}
