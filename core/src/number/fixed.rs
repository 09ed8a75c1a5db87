//! Amounts, unit prices, quantities and rates as integers: what is paid is counted in fen.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::RoundingMode;
use super::decimal::{ParseNumberError, shown};
use super::rounding::Fraction;
use super::text::write_units;

/// Reads a decimal as a number of units of `10^-decimals`; decimals are counted without trailing zeros.
pub(crate) fn parse_units(text: &str, decimals: u8) -> Result<i128, ParseNumberError> {
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
    let part = part.unwrap_or("").trim_end_matches('0');
    if part.len() > usize::from(decimals) {
        return Err(ParseNumberError::TooFine { decimals, got: shown(text) });
    }
    let whole = whole.trim_start_matches('0');
    let digits = format!("0{whole}{part:0<width$}", width = usize::from(decimals));
    // What does not even fit 128 bits is as good as the largest number that does: out of every range.
    let units: i128 = digits.parse().unwrap_or(i128::MAX);
    Ok(if unsigned.len() < text.len() { units.saturating_neg() } else { units })
}

macro_rules! fixed {
    ($($(#[$doc:meta])* $name:ident: $decimals:literal, $range:literal, |$units:ident| $holds:expr, $least:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// How many decimals it has; it is a whole number of units of so small a part.
            pub const DECIMALS: u8 = $decimals;

            /// The value that many units make, if it is in range.
            pub fn from_units($units: i64) -> Option<Self> {
                if $holds && $units != i64::MIN { Some($name($units)) } else { None }
            }

            /// The number of units.
            #[inline]
            pub const fn units(self) -> i64 {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = ParseNumberError;

            fn from_str(text: &str) -> Result<Self, ParseNumberError> {
                let units = parse_units(text, $decimals)?;
                let out_of_range = || ParseNumberError::OutOfRange { range: $range, got: shown(text) };
                match i64::try_from(units) {
                    Ok(units) if units != i64::MIN => $name::from_units(units).ok_or_else(out_of_range),
                    // Too large for its size, unless its sign is wrong anyway.
                    _ => {
                        let $units = if units < 0 { -1_i64 } else { i64::MAX };
                        if $holds { Err(ParseNumberError::TooLarge(shown(text))) } else { Err(out_of_range()) }
                    }
                }
            }
        }

        /// In full, with at least as many decimals as this kind is printed with.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_units(f, self.0 < 0, u128::from(self.0.unsigned_abs()), $decimals, $least)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(FixedText::new())
            }
        }

        #[cfg(feature = "schema")]
        super::decimal_schema!($name, concat!("Decimal string, ", $range, "."));
    )*};
}

/// Reads such a number from text.
pub(crate) struct FixedText<T>(std::marker::PhantomData<T>);

impl<T> FixedText<T> {
    pub(crate) fn new() -> Self {
        FixedText(std::marker::PhantomData)
    }
}

impl<T: FromStr<Err = ParseNumberError>> de::Visitor<'_> for FixedText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal string such as \"22.26\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

fixed! {
    /// A sum of money to the fen, of either sign.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::Amount;
    ///
    /// let amount: Amount = "-23.80".parse().unwrap();
    /// assert_eq!(amount.units(), -2380);
    /// assert!("0.005".parse::<Amount>().is_err());
    /// ```
    Amount: 2, "an amount with at most 2 decimals", |_units| true, 2;
    /// A sum of money to the fen, zero or more.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::NonNegativeAmount;
    ///
    /// assert_eq!("120.66".parse::<NonNegativeAmount>()?.units(), 12_066); // fen
    /// assert!("-0.01".parse::<NonNegativeAmount>().is_err());
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    NonNegativeAmount: 2, "zero or more", |units| units >= 0, 2;
    /// A price of one unit, greater than zero, to the millionth of a yuan.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::UnitPrice;
    ///
    /// // A tablet at a third of a yuan, as a price list carries it: finer than a fen.
    /// assert_eq!("0.333333".parse::<UnitPrice>()?.units(), 333_333);
    /// assert!("0.3333333".parse::<UnitPrice>().is_err());
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    UnitPrice: 6, "greater than zero", |units| units > 0, 2;
    /// A quantity of either sign, to the ten-thousandth.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::SignedQuantity;
    ///
    /// let returned: SignedQuantity = "-2".parse()?; // two packs of a refund
    /// assert_eq!((returned.units(), returned.to_string().as_str()), (-20_000, "-2"));
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    SignedQuantity: 4, "a quantity with at most 4 decimals", |_units| true, 0;
    /// A share of a whole, 0 to 1, to the ten-thousandth: `0.05` is 5 %.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::Rate;
    ///
    /// assert_eq!("0.05".parse::<Rate>()?.to_string(), "0.05"); // 5 % that the patient pays first
    /// assert_eq!(Rate::from_units(10_000), Some(Rate::ONE));
    /// assert_eq!(Rate::from_units(10_001), None);
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    Rate: 4, "0 to 1", |units| (0..=10_000).contains(&units), 2;
}

impl Rate {
    /// Nothing of it.
    pub const ZERO: Rate = Rate(0);
    /// All of it.
    pub const ONE: Rate = Rate(10_000);

    /// The sum, at most 1.
    pub(crate) fn plus_at_most_one(self, points: Rate) -> Rate {
        Rate(self.0.saturating_add(points.0).min(Rate::ONE.0))
    }
}

impl From<UnitPrice> for Decimal {
    fn from(price: UnitPrice) -> Decimal {
        Decimal::new(price.0, u32::from(UnitPrice::DECIMALS))
    }
}

/// `numerator ÷ denominator`, rounded to an integer; neither is negative, the denominator is not zero.
#[inline]
pub(crate) fn divide_rounded(numerator: i128, denominator: i128, mode: RoundingMode) -> i128 {
    let (Some(floor), Some(rest)) = (numerator.checked_div(denominator), numerator.checked_rem(denominator)) else {
        return 0;
    };
    let part = match rest {
        0 => Fraction::Zero,
        rest => Fraction::Between(rest.cmp(&denominator.saturating_sub(rest))),
    };
    floor.saturating_add(i128::from(mode.rounds_up(part, floor & 1 == 0, false)))
}
