//! Numbers of this area: at most six decimals and below 10¹² on the way in, exact in between, rounded once on the way out.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::number::{Rational, Rounding, RoundingMode, write_units};

/// 10⁻⁶.
const DECIMALS: u8 = 6;
/// 10¹² in millionths.
const LIMIT: i64 = 1_000_000_000_000_000_000;

/// Why a text is not the number that a field needs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseFigureError {
    /// Not of the form `-?[0-9]+(\.[0-9]+)?`.
    #[error("must be a decimal such as `22.26` in ASCII digits, got `{0}`")]
    Malformed(String),
    /// More than six digits after the point, or 10¹² and more. The prefix is how the door tells the code.
    #[error("limit exceeded: at most 6 digits after the point and below 10^12, got `{0}`")]
    TooLong(String),
    /// Outside the range of its kind.
    #[error("must be {range}, got `{got}`")]
    OutOfRange {
        /// The range in words.
        range: &'static str,
        /// The text as the caller wrote it.
        got: String,
    },
}

/// Reads a decimal as millionths.
fn millionths(text: &str) -> Result<i64, ParseFigureError> {
    let shown = || text.chars().take(60).collect::<String>();
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = match unsigned.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (unsigned, None),
    };
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    if !is_digits(whole) || !part.is_none_or(is_digits) {
        return Err(ParseFigureError::Malformed(shown()));
    }
    let part = part.unwrap_or("");
    let whole = whole.trim_start_matches('0');
    if part.len() > usize::from(DECIMALS) || whole.len() > 12 {
        return Err(ParseFigureError::TooLong(shown()));
    }
    let units: i64 = format!("0{whole}{part:0<6}").parse().map_err(|_| ParseFigureError::TooLong(shown()))?;
    if units >= LIMIT {
        return Err(ParseFigureError::TooLong(shown()));
    }
    Ok(if unsigned.len() < text.len() { units.saturating_neg() } else { units })
}

macro_rules! figures {
    ($($(#[$doc:meta])* $name:ident: $range:literal, |$units:ident| $holds:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// The number in millionths.
            pub const fn millionths(self) -> i64 {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = ParseFigureError;

            fn from_str(text: &str) -> Result<Self, ParseFigureError> {
                let $units = millionths(text)?;
                if $holds {
                    Ok($name($units))
                } else {
                    Err(ParseFigureError::OutOfRange { range: $range, got: text.chars().take(60).collect() })
                }
            }
        }

        impl From<$name> for Rational {
            fn from(value: $name) -> Rational {
                rational(value.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_units(f, self.0 < 0, u128::from(self.0.unsigned_abs()), DECIMALS, 0)
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
                impl Visitor<'_> for Text {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("a decimal string such as \"22.26\"")
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Text)
            }
        }

        #[cfg(feature = "schema")]
        crate::number::decimal_schema!($name, concat!("Decimal string, ", $range, "; at most 6 decimals, below 10^12."));
    )*};
}

figures! {
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

/// Millionths as a fraction with small parts: trailing zeros go, so that products stay small.
fn rational(mut units: i64) -> Rational {
    let mut scale: i64 = 1_000_000;
    while scale > 1 && units.checked_rem(10) == Some(0) {
        units = units.checked_div(10).unwrap_or(0);
        scale = scale.checked_div(10).unwrap_or(1);
    }
    Rational::fraction(units.into(), scale.into()).unwrap_or(Rational::ZERO)
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

/// A whole number of a request within a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Whole<const FIRST: u32, const LAST: u32>(u32);

/// A year, 1 to 9999.
pub type Year = Whole<1, 9999>;
/// A number of winners or a rank, 1 to 1000.
pub type Place = Whole<1, 1000>;
/// A part of the redistribution, counted from 1.
pub type PartNumber = Whole<1, 9>;

impl<const FIRST: u32, const LAST: u32> Whole<FIRST, LAST> {
    /// `value`, if it is in range.
    pub fn new(value: u32) -> Option<Self> {
        (FIRST..=LAST).contains(&value).then_some(Whole(value))
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl<const FIRST: u32, const LAST: u32> Serialize for Whole<FIRST, LAST> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}

impl<'de, const FIRST: u32, const LAST: u32> Deserialize<'de> for Whole<FIRST, LAST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Integer<const FIRST: u32, const LAST: u32>;
        impl<const FIRST: u32, const LAST: u32> Visitor<'_> for Integer<FIRST, LAST> {
            type Value = Whole<FIRST, LAST>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "an integer from {FIRST} to {LAST}")
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
                u32::try_from(value)
                    .ok()
                    .and_then(Whole::new)
                    .ok_or_else(|| E::custom(format!("must be an integer from {FIRST} to {LAST}, got `{value}`")))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
                self.visit_i64(i64::try_from(value).unwrap_or(i64::MAX))
            }
        }
        deserializer.deserialize_any(Integer)
    }
}

#[cfg(feature = "schema")]
impl<const FIRST: u32, const LAST: u32> schemars::JsonSchema for Whole<FIRST, LAST> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Integer{FIRST}to{LAST}").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": FIRST, "maximum": LAST })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_six_decimals_and_twelve_digits() {
        for (text, units) in [("0", 0), ("1", 1_000_000), ("0.000001", 1), ("007.50", 7_500_000)] {
            assert_eq!(text.parse::<NonNegative>().map(NonNegative::millionths), Ok(units), "{text}");
        }
        for long in ["0.0000001", "1.0000000", "1000000000000", "-1000000000000"] {
            assert!(matches!(long.parse::<NonNegative>(), Err(ParseFigureError::TooLong(_))), "{long}");
        }
        for bad in ["", "1.", ".5", "+1", "1e3", " 1", "１"] {
            assert!(matches!(bad.parse::<NonNegative>(), Err(ParseFigureError::Malformed(_))), "{bad}");
        }
        assert!(matches!("-1".parse::<NonNegative>(), Err(ParseFigureError::OutOfRange { .. })));
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
