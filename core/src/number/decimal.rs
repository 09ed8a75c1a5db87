//! Decimals that callers state: grammar, size and range are checked once, at the door.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Rational;
use super::text::write_units;

/// The largest integer that a request may state.
pub(crate) const MAX_INTEGER: u32 = 1_000_000_000;

const MAX_WHOLE_DIGITS: usize = 15;
const MAX_DECIMALS: usize = 10;

/// Why a text is not the decimal that a field needs.
///
/// The message fits behind a field name: "price must be greater than zero, got `-1`".
///
/// # Example
///
/// ```
/// use jicai::number::{ParseNumberError, Price, Ratio};
///
/// assert!(matches!("1e5".parse::<Price>(), Err(ParseNumberError::Malformed(_))));
/// assert!(matches!("1.00000000001".parse::<Price>(), Err(ParseNumberError::TooLong(_))));
/// let error = "1.2".parse::<Ratio>().unwrap_err();
/// assert_eq!(format!("share {error}"), "share must be 0 to 1, got `1.2`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseNumberError {
    /// Not of the form `-?[0-9]+(\.[0-9]+)?`.
    #[error("must be a decimal such as `22.26` in ASCII digits, got `{0}`")]
    Malformed(String),
    /// More than 15 digits before the point, or 10 after it. The prefix is how the door tells the code.
    #[error("limit exceeded: at most 15 digits before and 10 after the point, got `{0}`")]
    TooLong(String),
    /// A package count above 1,000,000.
    #[error("limit exceeded: at most 1000000 units in a pack, got `{0}`")]
    TooMany(String),
    /// More decimals than its kind has, trailing zeros aside.
    #[error("must have at most {decimals} decimals, got `{got}`")]
    TooFine {
        /// The most that its kind has.
        decimals: u8,
        /// The text as the caller wrote it.
        got: String,
    },
    /// Too large for its kind.
    #[error("limit exceeded: larger than amounts, prices and quantities can be, got `{0}`")]
    TooLarge(String),
    /// Outside the range of its kind.
    #[error("must be {range}, got `{got}`")]
    OutOfRange {
        /// The range in words.
        range: &'static str,
        /// The text as the caller wrote it.
        got: String,
    },
}

/// Long nonsense is not echoed whole.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let mut shown: String = text.chars().take(MOST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn parse(text: &str) -> Result<Decimal, ParseNumberError> {
    let malformed = || ParseNumberError::Malformed(shown(text));
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = match unsigned.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (unsigned, None),
    };
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    if !is_digits(whole) || !part.is_none_or(is_digits) {
        return Err(malformed());
    }
    let significant = whole.trim_start_matches('0').len();
    if significant > MAX_WHOLE_DIGITS || part.is_some_and(|part| part.len() > MAX_DECIMALS) {
        return Err(ParseNumberError::TooLong(shown(text)));
    }
    Decimal::from_str_exact(text).map_err(|_| malformed())
}

macro_rules! decimals {
    ($($(#[$doc:meta])* $name:ident: $range:literal, |$value:ident| $holds:expr, $least:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Decimal);

        impl $name {
            /// Checks the range (
            #[doc = $range]
            /// ) and the size (15 digits before the point, 10 after it).
            ///
            /// # Errors
            ///
            /// The reason, with the offending value.
            pub fn new(value: Decimal) -> Result<Self, ParseNumberError> {
                value.to_string().parse()
            }

            /// The decimal.
            pub fn get(self) -> Decimal {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = ParseNumberError;

            fn from_str(text: &str) -> Result<Self, ParseNumberError> {
                let $value = parse(text)?;
                if $holds {
                    Ok($name($value))
                } else {
                    Err(ParseNumberError::OutOfRange { range: $range, got: shown(text) })
                }
            }
        }

        impl From<$name> for Rational {
            fn from(value: $name) -> Rational {
                Rational::from(value.0)
            }
        }

        /// In full, with at least as many decimals as the contract prints for this kind.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_in_full(f, self.0, $least)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Text(std::marker::PhantomData))
            }
        }

        #[cfg(feature = "schema")]
        decimal_schema!($name, concat!("Decimal string, ", $range, "; at most 15 digits before the point and 10 after it."));
    )*};
}

#[cfg(feature = "schema")]
macro_rules! decimal_schema {
    ($name:ident, $description:expr) => {
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "pattern": "^-?[0-9]+(\\.[0-9]+)?$",
                    "description": $description,
                })
            }
        }
    };
}
#[cfg(feature = "schema")]
pub(crate) use decimal_schema;

fn write_in_full(f: &mut fmt::Formatter<'_>, value: Decimal, least: u8) -> fmt::Result {
    let decimals = u8::try_from(value.scale()).unwrap_or(u8::MAX);
    write_units(f, value.is_sign_negative(), value.mantissa().unsigned_abs(), decimals, least)
}

impl Price {
    /// 0.0001 yuan, the usual step of a search.
    pub const TEN_THOUSANDTH: Price = Price(Decimal::from_parts(1, 0, 0, false, 4));

    /// `k` times the price, for a price and a `k` whose product is still a price.
    pub(crate) fn times(self, k: u32) -> Price {
        Price(self.0.checked_mul(Decimal::from(k)).unwrap_or(self.0))
    }
}

impl Ratio {
    /// None of it.
    pub const ZERO: Ratio = Ratio(Decimal::ZERO);
}

struct Text<T>(std::marker::PhantomData<T>);

impl<T: FromStr<Err = ParseNumberError>> de::Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal string such as \"22.26\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

decimals! {
    /// A price in yuan, greater than zero.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::Price;
    ///
    /// let price: Price = "22.26".parse().unwrap();
    /// assert_eq!(price.to_string(), "22.2600");
    /// assert!("0".parse::<Price>().is_err());
    /// assert!("1e5".parse::<Price>().is_err());
    /// ```
    Price: "greater than zero", |value| value > Decimal::ZERO, 4;
    /// A sum of money in yuan, zero or more.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::Money;
    ///
    /// let sales: Money = "0".parse()?; // nothing was sold: that is a sum, too
    /// assert_eq!(sales.to_string(), "0.00");
    /// assert!("-0.01".parse::<Money>().is_err());
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    Money: "zero or more", |value| value >= Decimal::ZERO, 2;
    /// A quantity in the unit that its field names, zero or more.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Quantity, Rational};
    ///
    /// let reported: Quantity = "1200.5".parse()?;
    /// assert_eq!(reported.to_string(), "1200.5"); // as it is, without zeros
    /// assert_eq!(Rational::from(reported), Rational::fraction(2401, 2).unwrap());
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    Quantity: "zero or more", |value| value >= Decimal::ZERO, 0;
    /// A content, a fill or a dose: a quantity greater than zero, in the unit that its field names.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::PositiveQuantity;
    ///
    /// assert_eq!("0.25".parse::<PositiveQuantity>()?.to_string(), "0.25"); // milligrams of a tablet
    /// assert!("0".parse::<PositiveQuantity>().is_err()); // a tablet of nothing
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    PositiveQuantity: "greater than zero", |value| value > Decimal::ZERO, 0;
    /// A difference in yuan, of either sign.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::SignedMoney;
    ///
    /// let cheaper: SignedMoney = "-0.8".parse()?; // a glass bottle beside a plastic one
    /// assert_eq!(cheaper.to_string(), "-0.80");
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    SignedMoney: "any amount", |_value| true, 2;
    /// A share of a whole: zero to one, `0.60` is 60 %.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::Ratio;
    ///
    /// let share: Ratio = "0.6".parse()?;
    /// assert_eq!(share.to_string(), "0.60"); // 60 %
    /// assert!("60".parse::<Ratio>().is_err());
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    Ratio: "0 to 1", |value| value >= Decimal::ZERO && value <= Decimal::ONE, 2;
    /// A multiple, greater than zero: 1.8 times the lowest price.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Factor, Price, Rational};
    ///
    /// let limit = &Rational::from("1.8".parse::<Factor>()?) * &Rational::from("1.00".parse::<Price>()?);
    /// assert_eq!(limit.to_string(), "1.8000"); // 1.8 times the lowest price
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    Factor: "greater than zero", |value| value > Decimal::ZERO, 0;
    /// A score of an evaluation, zero or more.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::Score;
    ///
    /// let technical: Score = "38.25".parse()?;
    /// assert!(technical < "40".parse()?);
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    Score: "zero or more", |value| value >= Decimal::ZERO, 0;
}

/// An integer of at least 1 and at most 1,000,000,000: places, winners, ranks.
///
/// # Example
///
/// ```
/// use jicai::number::Count;
///
/// let six: Count = serde_json::from_str("6")?; // an integer in JSON, not a text
/// assert_eq!(Some(six), Count::new(6));
/// assert!(serde_json::from_str::<Count>("0").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(description = "Integer from 1 to 1,000,000,000."))]
pub struct Count(#[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1_000_000_000)))] u32);

impl Count {
    /// One.
    pub const ONE: Count = Count(1);

    /// `value` if it is in range.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::Count;
    ///
    /// const WINNERS: Count = Count::new(11).unwrap();
    /// assert_eq!(WINNERS.get(), 11);
    /// assert!(Count::new(0).is_none() && Count::new(1_000_000_001).is_none());
    /// ```
    pub const fn new(value: u32) -> Option<Count> {
        if value >= 1 && value <= MAX_INTEGER { Some(Count(value)) } else { None }
    }

    /// The integer.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::Count;
    ///
    /// let places: u32 = Count::ONE.get();
    /// assert_eq!(places + 1, 2);
    /// ```
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = u32::deserialize(deserializer)?;
        if value > MAX_INTEGER {
            return Err(de::Error::custom(format!("limit exceeded: at most {MAX_INTEGER}, got `{value}`")));
        }
        Count::new(value).ok_or_else(|| de::Error::custom("must be at least 1, got `0`"))
    }
}

/// A package count: a whole number of units, 1 to 1,000,000, written as a decimal string such as `"14"`.
///
/// # Example
///
/// ```
/// use jicai::number::PackCount;
///
/// assert_eq!("14".parse::<PackCount>().unwrap().get(), 14);
/// assert!("1.5".parse::<PackCount>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackCount(u32);

impl PackCount {
    /// One unit.
    pub const ONE: PackCount = PackCount(1);

    /// The largest count.
    pub const MAX: u32 = 1_000_000;

    /// `count` if it is in range.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::PackCount;
    ///
    /// assert_eq!(PackCount::new(14).map(|pack| pack.to_string()).as_deref(), Some("14"));
    /// assert!(PackCount::new(PackCount::MAX + 1).is_none());
    /// ```
    pub const fn new(count: u32) -> Option<PackCount> {
        if count >= 1 && count <= PackCount::MAX { Some(PackCount(count)) } else { None }
    }

    /// The number of units.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::PackCount;
    ///
    /// // Two packs of 28 hold as many tablets as four of 14.
    /// let tablets = |packs: u32, text: &str| text.parse::<PackCount>().map(|pack| packs * pack.get());
    /// assert_eq!(tablets(2, "28")?, tablets(4, "14")?);
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl FromStr for PackCount {
    type Err = ParseNumberError;

    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        let value = parse(text)?;
        let out_of_range = |range| ParseNumberError::OutOfRange { range, got: shown(text) };
        if !value.fract().is_zero() || value < Decimal::ONE {
            return Err(out_of_range("a whole number of at least 1"));
        }
        u32::try_from(value).ok().and_then(PackCount::new).ok_or_else(|| ParseNumberError::TooMany(shown(text)))
    }
}

impl fmt::Display for PackCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for PackCount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PackCount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text(std::marker::PhantomData))
    }
}

#[cfg(feature = "schema")]
decimal_schema!(PackCount, "Whole number as a decimal string, 1 to 1,000,000.");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grammar_is_ascii_decimal_only() {
        for bad in ["", "-", ".5", "5.", "1e5", "1_000", "+1", " 1", "１２", "0x1", "NaN", "1.2.3", "--1", "1,5"] {
            assert!(matches!(bad.parse::<Price>(), Err(ParseNumberError::Malformed(_))), "{bad}");
        }
    }

    #[test]
    fn size_is_limited_leading_zeros_aside() {
        assert!("000000000000000000001.5".parse::<Price>().is_ok());
        assert!("999999999999999.9999999999".parse::<Price>().is_ok());
        for long in ["1000000000000000", "1.00000000001", &"9".repeat(40)] {
            assert!(matches!(long.parse::<Price>(), Err(ParseNumberError::TooLong(_))), "{long}");
        }
    }

    #[test]
    fn ranges_hold() {
        assert!("0".parse::<Price>().is_err());
        assert!("-1".parse::<Price>().is_err());
        assert!("0".parse::<Quantity>().is_ok());
        assert!("1.0001".parse::<Ratio>().is_err());
        assert!(Price::new(Decimal::new(15, 1)).is_ok());
        assert!(Count::new(0).is_none());
    }
}
