//! Conventions 1 to 3: exact rationals, how they are read and how they are printed.

pub(crate) use crate::common::number::{Q, above_zero, int, max, min, q, sum, ten};

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
