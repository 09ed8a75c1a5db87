//! Decimals that are kept as whole numbers of a small unit: the ranges of an area, one line a kind.

use super::Rational;

/// Why a text is not the number that a field needs.
///
/// # Example
///
/// ```
/// use jicai::volume::{NonNegative, ParseFigureError};
///
/// assert!(matches!("0.0000001".parse::<NonNegative>(), Err(ParseFigureError::TooLong { decimals: 6, digits: 12, .. })));
/// assert!(matches!("1 000".parse::<NonNegative>(), Err(ParseFigureError::Malformed(_))));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseFigureError {
    /// Not of the form `-?[0-9]+(\.[0-9]+)?`.
    #[error("must be a decimal such as `22.26` in ASCII digits, got `{0}`")]
    Malformed(String),
    /// Too many digits. The prefix is how the door tells the code.
    #[error("limit exceeded: at most {decimals} digits after the point and below 10^{digits}, got `{got}`")]
    TooLong {
        /// The most digits after the point.
        decimals: u8,
        /// The most digits before it.
        digits: u8,
        /// The text as the caller wrote it.
        got: String,
    },
    /// Outside the range of its kind.
    #[error("must be {range}, got `{got}`")]
    OutOfRange {
        /// The range in words.
        range: &'static str,
        /// The text as the caller wrote it.
        got: String,
    },
}

/// Reads a decimal as a number of 10^-`decimals`, with at most `digits` digits before the point, zeros in front aside.
pub(crate) fn parse_decimal(text: &str, decimals: u8, digits: u8) -> Result<i128, ParseFigureError> {
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
    if part.len() > usize::from(decimals) || whole.len() > usize::from(digits) {
        return Err(ParseFigureError::TooLong { decimals, digits, got: shown() });
    }
    let zeros = usize::from(decimals).saturating_sub(part.len());
    let units = whole
        .bytes()
        .chain(part.bytes())
        .map(|digit| digit.saturating_sub(b'0'))
        .chain(std::iter::repeat_n(0, zeros))
        .fold(0_i128, |units, digit| units.saturating_mul(10).saturating_add(digit.into()));
    Ok(if unsigned.len() < text.len() { units.saturating_neg() } else { units })
}

/// `units` · 10^-`decimals` as a fraction with small parts: trailing zeros go, so that products stay small.
pub(crate) fn units_to_rational(units: i128, decimals: u8) -> Rational {
    let power = 10_i128.checked_pow(decimals.into()).unwrap_or(i128::MAX);
    match (i64::try_from(units), i64::try_from(power)) {
        (Ok(mut units), Ok(mut power)) => {
            while power > 1 && units.checked_rem(10) == Some(0) {
                units = units.checked_div(10).unwrap_or(0);
                power = power.checked_div(10).unwrap_or(1);
            }
            Rational::fraction(units.into(), power.into()).unwrap_or(Rational::ZERO)
        }
        _ => Rational::fraction(units, power).unwrap_or(Rational::ZERO),
    }
}

/// The decimals of an area: how they are kept, how long they may be, and the range of each kind.
macro_rules! unit_decimals {
    (
        $repr:ty, decimals: $decimals:literal, digits: $digits:literal, #[$unit_doc:meta] $unit:ident,
        $($(#[$doc:meta])* $name:ident: $range:literal, |$units:ident| $holds:expr;)*
    ) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($repr);

        impl $name {
            #[$unit_doc]
            pub const fn $unit(self) -> $repr {
                self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::number::ParseFigureError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                use $crate::number::{ParseFigureError, parse_decimal};

                let shown = || text.chars().take(60).collect::<String>();
                let $units = <$repr>::try_from(parse_decimal(text, $decimals, $digits)?)
                    .map_err(|_| ParseFigureError::TooLong { decimals: $decimals, digits: $digits, got: shown() })?;
                if $holds {
                    Ok($name($units))
                } else {
                    Err(ParseFigureError::OutOfRange { range: $range, got: shown() })
                }
            }
        }

        impl From<$name> for $crate::number::Rational {
            fn from(value: $name) -> $crate::number::Rational {
                $crate::number::units_to_rational(value.0.into(), $decimals)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::number::write_units(f, self.0 < 0, u128::from(self.0.unsigned_abs()), $decimals, 0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl serde::de::Visitor<'_> for Text {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("a decimal string such as \"22.26\"")
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Text)
            }
        }

        #[cfg(feature = "schema")]
        $crate::number::decimal_schema!(
            $name,
            concat!("Decimal string, ", $range, "; at most ", $decimals, " decimals, below 10^", $digits, ".")
        );
    )*};
}
pub(crate) use unit_decimals;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted_on_both_sides_of_the_point() {
        for (text, units) in [("0", 0), ("1", 1_000_000), ("0.000001", 1), ("-007.50", -7_500_000)] {
            assert_eq!(parse_decimal(text, 6, 12), Ok(units), "{text}");
        }
        for long in ["0.0000001", "1.0000000", "1000000000000", "-1000000000000"] {
            assert!(matches!(parse_decimal(long, 6, 12), Err(ParseFigureError::TooLong { .. })), "{long}");
        }
        for bad in ["", "-", "1.", ".5", "+1", "1e3", " 1", "１"] {
            assert!(matches!(parse_decimal(bad, 6, 12), Err(ParseFigureError::Malformed(_))), "{bad}");
        }
    }

    #[test]
    fn fractions_keep_the_value() {
        for (units, decimals) in [(1_800_000_i128, 6_u8), (-25, 1), (10_i128.pow(25), 10), (10_i128.pow(24) + 1, 10)] {
            let scale = Rational::from(10_i128.pow(decimals.into()));
            assert_eq!(&units_to_rational(units, decimals) * &scale, Rational::from(units));
        }
    }
}
