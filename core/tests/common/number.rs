//! Exact rationals of another crate than the library's, and how they are read. No rule and no arithmetic of an area is
//! here: what an area rounds and prints it has for itself.

use dashu_int::{IBig, Sign, UBig};
use dashu_ratio::RBig;
use std::borrow::Borrow;

/// An exact number.
pub(crate) type Q = RBig;

/// Ten to the power of `n`.
pub(crate) fn ten(n: usize) -> UBig {
    UBig::from(10u8).pow(n)
}

/// A whole number.
pub(crate) fn int(n: impl Into<Q>) -> Q {
    n.into()
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
pub(crate) fn sum<T: Borrow<Q>>(list: impl IntoIterator<Item = T>) -> Q {
    list.into_iter().fold(Q::ZERO, |sum, x| sum + x.borrow())
}
