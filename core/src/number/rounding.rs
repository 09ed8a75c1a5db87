//! Named roundings: decimals and mode.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// What happens to the part that is cut off.
///
/// # Example
///
/// ```
/// use jicai::number::{Rational, Rounding, RoundingMode};
///
/// let by = |mode, hundredths| Rational::fraction(hundredths, 100).unwrap().round(Rounding::new(1, mode).unwrap()).to_string();
/// assert_eq!(by(RoundingMode::HalfUp, 225), "2.3000");
/// assert_eq!(by(RoundingMode::HalfEven, 225), "2.2000");
/// assert_eq!(by(RoundingMode::Up, 221), "2.3000");
/// assert_eq!(by(RoundingMode::Down, -229), "-2.2000"); // towards zero
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// To the nearest; ties away from zero (四舍五入).
    HalfUp,
    /// To the nearest; ties to the even digit.
    HalfEven,
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
}

/// A rounding: how many decimals are kept, and how.
///
/// # Example
///
/// ```
/// use jicai::number::{Rational, Rounding, RoundingMode};
///
/// let four = Rounding::new(4, RoundingMode::HalfUp).unwrap();
/// let cut = Rational::fraction(49_995, 100_000).unwrap();
/// assert_eq!(cut.round(four).to_string(), "0.5000");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rounding {
    decimals: u8,
    mode: RoundingMode,
}

impl Rounding {
    /// The most decimals a rounding can keep.
    pub const MAX_DECIMALS: u8 = 10;

    /// How computed figures are printed: half-up to 8 decimals.
    pub const PRINT: Rounding = Rounding { decimals: 8, mode: RoundingMode::HalfUp };

    /// Prices of a search grid have at most ten decimals and are printed in full.
    pub(crate) const FULL: Rounding = Rounding { decimals: Rounding::MAX_DECIMALS, mode: RoundingMode::HalfUp };

    /// A rounding to `decimals` (0 to 10) decimals; `None` beyond.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Rounding, RoundingMode};
    ///
    /// assert!(Rounding::new(0, RoundingMode::Down).is_some());
    /// assert!(Rounding::new(Rounding::MAX_DECIMALS + 1, RoundingMode::Down).is_none());
    /// ```
    pub const fn new(decimals: u8, mode: RoundingMode) -> Option<Rounding> {
        if decimals <= Rounding::MAX_DECIMALS { Some(Rounding { decimals, mode }) } else { None }
    }

    /// How many decimals are kept.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::Rounding;
    ///
    /// assert_eq!(Rounding::PRINT.decimals(), 8); // computed figures, as they are printed
    /// ```
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// What happens to the rest.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Rounding, RoundingMode};
    ///
    /// let rounding: Rounding = serde_json::from_str(r#"{ "decimals": 4, "mode": "half_up" }"#)?; // as a rulebook states it
    /// assert_eq!(rounding.mode(), RoundingMode::HalfUp);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub const fn mode(self) -> RoundingMode {
        self.mode
    }
}

impl<'de> Deserialize<'de> for Rounding {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            decimals: u32,
            mode: RoundingMode,
        }
        let form = Form::deserialize(deserializer)?;
        u8::try_from(form.decimals)
            .ok()
            .and_then(|decimals| Rounding::new(decimals, form.mode))
            .ok_or_else(|| serde::de::Error::custom(format!("decimals must be 0 to 10, got `{}`", form.decimals)))
    }
}

/// The part between a number and the kept digit below it.
pub(crate) enum Fraction {
    Zero,
    /// Compared with one half.
    Between(Ordering),
}

impl RoundingMode {
    /// The word of the JSON contract.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::RoundingMode;
    ///
    /// assert_eq!(RoundingMode::HalfUp.as_str(), "half_up");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            RoundingMode::HalfUp => "half_up",
            RoundingMode::HalfEven => "half_even",
            RoundingMode::Up => "up",
            RoundingMode::Down => "down",
        }
    }

    /// Whether a number goes to the kept value above its floor.
    pub(crate) fn rounds_up(self, fraction: Fraction, floor_is_even: bool, negative: bool) -> bool {
        let Fraction::Between(to_half) = fraction else {
            return false;
        };
        match self {
            RoundingMode::Up => !negative,
            RoundingMode::Down => negative,
            RoundingMode::HalfUp => to_half.is_gt() || (to_half.is_eq() && !negative),
            RoundingMode::HalfEven => to_half.is_gt() || (to_half.is_eq() && !floor_is_even),
        }
    }
}
