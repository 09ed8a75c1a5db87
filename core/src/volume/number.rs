//! Numbers of this area: at most six decimals and below 10¹² on the way in, exact in between, rounded once on the way out.

use std::fmt;

use serde::{Serialize, Serializer};

pub use crate::number::{ParseFigureError, Whole};
use crate::number::{Rational, Rounding, RoundingMode, unit_decimals};

/// 10⁻⁶.
const DECIMALS: u8 = 6;

unit_decimals! {
    i64, decimals: 6, digits: 12,
    /// The number in millionths.
    millionths,
    /// A quantity in the unit of account, an amount of money in yuan, or a limit: zero or more.
    NonNegative: "zero or more", |units| units >= 0;
    /// A price, a number of units, a ratio between specifications: greater than zero.
    Positive: "greater than zero", |units| units > 0;
    /// A share of a whole, 0 to 1.
    UnitShare: "0 to 1", |units| (0..=1_000_000).contains(&units);
    /// A saving that may be a loss, −1 to 1.
    SignedShare: "-1 to 1", |units| (-1_000_000..=1_000_000).contains(&units);
    /// A score of an assessment, 0 to 100.
    ScoreOf100: "0 to 100", |units| (0..=100_000_000).contains(&units);
}

impl NonNegative {
    /// Nothing.
    pub const ZERO: NonNegative = NonNegative(0);

    /// Whether it is nothing.
    pub(super) fn is_zero(&self) -> bool {
        self.0 == 0
    }
}

impl Positive {
    /// One.
    pub const ONE: Positive = Positive(1_000_000);
}

impl UnitShare {
    /// None of it.
    pub const ZERO: UnitShare = UnitShare(0);

    /// Whether two shares are more than the whole.
    pub(super) fn exceeds_whole_with(self, other: UnitShare) -> bool {
        self.0.saturating_add(other.0) > 1_000_000
    }
}

/// A computed quantity, sum of money or ratio: exact inside, printed to six decimals, ties away from zero, without trailing zeros.
///
/// # Example
///
/// ```
/// use jicai::number::Rational;
/// use jicai::volume::Figure;
///
/// let third = Figure::from(Rational::fraction(2, 3).unwrap());
/// assert_eq!(third.to_string(), "0.666667");
/// assert_eq!(third.exact(), &Rational::fraction(2, 3).unwrap());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure(Rational);

impl Figure {
    /// Nothing.
    pub const ZERO: Figure = Figure(Rational::ZERO);

    /// The exact value.
    pub fn exact(&self) -> &Rational {
        &self.0
    }
}

impl From<Rational> for Figure {
    fn from(value: Rational) -> Figure {
        Figure(value)
    }
}

impl From<&Rational> for Figure {
    fn from(value: &Rational) -> Figure {
        Figure(value.clone())
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Rounding::new(DECIMALS, RoundingMode::HalfUp) {
            Some(six) => self.0.write_rounded(f, six, 0),
            None => Ok(()),
        }
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
crate::number::decimal_schema!(
    Figure,
    "Decimal string, rounded to 6 decimals, ties away from zero, without trailing zeros."
);

/// A year, 1 to 9999.
pub type Year = Whole<1, 9999>;
/// A number of winners or a rank, 1 to 1000.
pub type Place = Whole<1, 1000>;
/// A part of the redistribution, counted from 1.
pub type PartNumber = Whole<1, 9>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_those_of_the_kinds() {
        assert!(matches!("-1".parse::<NonNegative>(), Err(ParseFigureError::OutOfRange { .. })));
        assert!(matches!("0.0000001".parse::<NonNegative>(), Err(ParseFigureError::TooLong { .. })));
        assert!("1.000001".parse::<UnitShare>().is_err());
    }

    #[test]
    fn figures_are_printed_once_ties_away_from_zero() {
        let figure = |num, den| Figure::from(Rational::fraction(num, den).unwrap()).to_string();
        assert_eq!(figure(5, 10_000_000), "0.000001");
        assert_eq!(figure(-5, 10_000_000), "-0.000001");
        assert_eq!(figure(-4, 10_000_000), "0");
        assert_eq!(figure(70, 1), "70");
        assert_eq!(figure(1, 3), "0.333333");
    }
}
