//! Numbers of this area: at most fifteen digits before the point and ten after it on the way in, exact in between.

use std::fmt;

use serde::{Serialize, Serializer};

pub use crate::number::{ParseFigureError, Whole};
use crate::number::{Rational, Rounding, RoundingMode, unit_decimals, units_to_rational};

/// Quotients are printed to six decimals.
const QUOTIENT_DECIMALS: u8 = 6;
/// 10⁻¹⁰.
const DECIMALS: u8 = 10;
const ONE: i128 = 10_000_000_000;

unit_decimals! {
    i128, decimals: 10, digits: 15,
    /// The number in units of 10⁻¹⁰.
    units,
    /// A value of an indicator or a limit, of any sign.
    Signed: "a decimal", |_units| true;
    /// A quantity in the unit of account, or an amount of money in yuan: zero or more.
    NonNegative: "zero or more", |units| units >= 0;
    /// A price, a multiple, a quantity that is ordered: greater than zero.
    Positive: "greater than zero", |units| units > 0;
    /// A share of a whole, 0 to 1.
    UnitShare: "0 to 1", |units| (0..=ONE).contains(&units);
}

impl NonNegative {
    /// Nothing.
    pub const ZERO: NonNegative = NonNegative(0);
    /// One.
    pub const ONE: NonNegative = NonNegative(ONE);

    /// Whether it is nothing.
    pub(super) fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl Positive {
    /// One hundred.
    pub const HUNDRED: Positive = Positive(ONE.saturating_mul(100));
}

/// The exact sum of units: a hundred thousand numbers below 10²⁵ stay far below the end of the machine's integers.
pub(super) fn sum(units: impl Iterator<Item = i128>) -> i128 {
    units.fold(0, i128::saturating_add)
}

/// Units of 10⁻¹⁰ as a fraction.
pub(super) fn rational(units: i128) -> Rational {
    units_to_rational(units, DECIMALS)
}

/// `part` ÷ `whole`, both in the same units; `None` if `whole` is zero.
pub(super) fn quotient(part: i128, whole: i128) -> Option<Figure> {
    Rational::fraction(part, whole).map(Figure::quotient)
}

/// Units of 10⁻¹⁰ as a number that is printed in full.
pub(super) fn exact(units: i128) -> Figure {
    Figure::exact(rational(units))
}

/// A computed number: exact inside; printed to six decimals, ties away from zero, where it comes out of a division, and else in full.
///
/// # Example
///
/// ```
/// use jicai::execution::Figure;
/// use jicai::number::Rational;
///
/// let two_thirds = Rational::fraction(2, 3).unwrap();
/// assert_eq!(Figure::quotient(two_thirds).to_string(), "0.666667");
/// let product = Rational::fraction(1, 10_000_000).unwrap();
/// assert_eq!(Figure::exact(product).to_string(), "0.0000001");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    value: Rational,
    is_quotient: bool,
}

impl Figure {
    /// A number that comes out of a division.
    pub fn quotient(value: Rational) -> Figure {
        Figure { value, is_quotient: true }
    }

    /// A copy, sum, difference or product of decimals.
    pub fn exact(value: Rational) -> Figure {
        Figure { value, is_quotient: false }
    }

    /// The exact value.
    pub fn value(&self) -> &Rational {
        &self.value
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Rounding::new(QUOTIENT_DECIMALS, RoundingMode::HalfUp).filter(|_| self.is_quotient) {
            Some(six) => self.value.write_rounded(f, six, 0),
            None => self.value.write_decimal(f),
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
    "Decimal string without trailing zeros; a quotient is rounded to 6 decimals, ties away from zero."
);

/// A number of days, hours or things for which no rule prints an upper end.
pub type Count = Whole<0, 1_000_000_000>;
/// The same, at least one.
pub type PositiveCount = Whole<1, 1_000_000_000>;
/// A month of an execution period, counted from 1.
pub type MonthNumber = Whole<1, 120>;
/// A number of days within which something is to be mended, 1 to 3660.
pub type RectifyDays = Whole<1, 3660>;
/// A number of days after which money falls due, 0 to 3660.
///
/// # Example
///
/// ```
/// use jicai::execution::SettlementDays;
/// assert_eq!(serde_json::from_str::<SettlementDays>("30")?.get(), 30);
/// assert!(serde_json::from_str::<SettlementDays>("3661").is_err()); // ten years
/// # Ok::<(), serde_json::Error>(())
/// ```
pub type SettlementDays = Whole<0, 3660>;
/// A day of a month.
pub type DayOfMonth = Whole<1, 31>;
/// A number of months of a bar, 1 to 1200.
pub type BarMonths = Whole<1, 1200>;
/// A year.
pub type Year = Whole<1900, 2999>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_fifteen_digits_and_ten_decimals() {
        assert_eq!("999999999999999.9999999999".parse::<Signed>().map(Signed::units), Ok(10_i128.pow(25) - 1));
        assert_eq!("-0.0000000001".parse::<Signed>().map(Signed::units), Ok(-1));
        assert!(matches!("1000000000000000".parse::<Signed>(), Err(ParseFigureError::TooLong { .. })));
        assert!(matches!("0.00000000001".parse::<Signed>(), Err(ParseFigureError::TooLong { .. })));
        assert!("1.0000000001".parse::<UnitShare>().is_err());
        assert_eq!("007.50".parse::<NonNegative>().unwrap().to_string(), "7.5");
    }

    #[test]
    fn products_are_printed_in_full_and_quotients_rounded() {
        let long: Signed = "999999999999999.9999999999".parse().unwrap();
        let square = Rational::from(long).squared();
        assert_eq!(Figure::exact(square).to_string(), "999999999999999999999999800000.00000000000000000001");
        assert_eq!(quotient(-1, 3).unwrap().to_string(), "-0.333333");
        assert_eq!(quotient(1, 0), None);
        assert_eq!(exact(-5).to_string(), "-0.0000000005");
        assert_eq!(exact(0).to_string(), "0");
    }
}
