//! Convention 1: exact rationals, how they are read and how they are printed.

use crate::common::marks::mark_if;
pub(crate) use crate::common::number::{Q, above_zero, int, max, min, q, sum, ten};

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

/// Convention 2: a quotient with denominator 0 is nothing.
pub(crate) fn quotient(a: &Q, b: &Q) -> Option<Q> {
    if *b == Q::ZERO { None } else { Some(a / b) }
}
