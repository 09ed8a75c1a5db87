//! Amounts of money that may be known only as an interval, counted in fen.

use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::number::write_units;

/// Money to the fen, zero or more, below 10¹⁵ yuan: digits, optionally a point and one or two digits.
///
/// # Example
///
/// ```
/// use jicai::credit::Fen;
///
/// let bribe: Fen = "46400".parse()?;
/// assert_eq!(bribe.to_string(), "46400.00");
/// assert!("0.005".parse::<Fen>().is_err() && "-1".parse::<Fen>().is_err());
/// # Ok::<(), jicai::credit::ParseFenError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(i64);

/// A text is no amount of money.
///
/// # Example
///
/// ```
/// let error = "1e6".parse::<jicai::credit::Fen>().unwrap_err();
/// assert!(error.to_string().ends_with("digits with at most 2 decimals, got `1e6`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be an amount below 10^15 such as `22.26`, digits with at most 2 decimals, got `{0}`")]
pub struct ParseFenError(String);

impl Fen {
    /// 10¹⁵ yuan.
    const LIMIT: i64 = 100_000_000_000_000_000;

    /// The number of fen.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::Fen;
    ///
    /// assert_eq!("22.26".parse::<Fen>()?.get(), 2226);
    /// # Ok::<(), jicai::credit::ParseFenError>(())
    /// ```
    pub fn get(self) -> i64 {
        self.0
    }
}

impl std::str::FromStr for Fen {
    type Err = ParseFenError;

    fn from_str(text: &str) -> Result<Self, ParseFenError> {
        fen_of(text).map(Fen).ok_or_else(|| ParseFenError(text.chars().take(60).collect()))
    }
}

fn fen_of(text: &str) -> Option<i64> {
    let (whole, part) = match text.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (text, None),
    };
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    if !is_digits(whole) || !part.is_none_or(|part| is_digits(part) && part.len() <= 2) {
        return None;
    }
    let yuan: i64 = match whole.trim_start_matches('0') {
        "" => 0,
        digits => digits.parse().ok()?,
    };
    let part: i64 = match part {
        None => 0,
        Some(part) => format!("{part:0<2}").parse().ok()?,
    };
    let fen = yuan.checked_mul(100)?.checked_add(part)?;
    (fen < Fen::LIMIT).then_some(fen)
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_fen(f, self.0.into())
    }
}

fn write_fen(f: &mut fmt::Formatter<'_>, fen: i128) -> fmt::Result {
    write_units(f, fen < 0, fen.unsigned_abs(), 2, 2)
}

impl Serialize for Fen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Fen;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount such as \"22.26\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Fen, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(feature = "schema")]
crate::number::decimal_schema!(Fen, "Money in yuan, zero or more, at most 2 decimals, below 10^15.");

/// An amount as a case states it: exact, or as an interval where only bounds are known.
///
/// In JSON `"880000"`, or `{"at_least": "880000", "below": "890000"}` for 88万余; `below` may be left out.
///
/// # Example
///
/// ```
/// use jicai::credit::StatedAmount;
///
/// let known = StatedAmount::Exact("46400".parse().unwrap());
/// let rounded = StatedAmount::Between { at_least: "880000".parse().unwrap(), below: Some("890000".parse().unwrap()) };
/// assert_eq!(serde_json::to_string(&known).unwrap(), r#""46400.00""#);
/// assert_eq!(serde_json::to_string(&rounded).unwrap(), r#"{"at_least":"880000.00","below":"890000.00"}"#);
/// ```
///
/// *Source*: rule 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedAmount {
    /// This much.
    Exact(Fen),
    /// At least, and less than.
    Between {
        /// The least it can be.
        at_least: Fen,
        /// What it is below; no known upper end where it is left out.
        below: Option<Fen>,
    },
}

impl StatedAmount {
    /// The interval in fen.
    ///
    /// # Errors
    ///
    /// `invalid_input` at `path` for an exact zero, unless `zero` is allowed; at `path/below` for an end that is not above the start.
    pub(super) fn range(self, zero: Zero, path: impl FnOnce() -> String) -> Result<AmountRange, Error> {
        match self {
            StatedAmount::Exact(Fen(0)) if zero == Zero::Refused => {
                let path = path();
                let field = path.rsplit('/').next().unwrap_or_default().to_owned();
                Err(Error::invalid_input(path, format!("{field} must be greater than zero, got `0`")))
            }
            StatedAmount::Exact(fen) => Ok(AmountRange::exactly(fen)),
            StatedAmount::Between { at_least, below: None } => Ok(AmountRange { lo: at_least.0.into(), hi: None }),
            StatedAmount::Between { at_least, below: Some(below) } if below > at_least => {
                Ok(AmountRange { lo: at_least.0.into(), hi: Some(i128::from(below.0).saturating_sub(1)) })
            }
            StatedAmount::Between { at_least, below: Some(below) } => {
                let message = format!("below must be greater than at_least `{at_least}`, got `{below}`");
                Err(Error::invalid_input(format!("{}/below", path()), message))
            }
        }
    }
}

/// Whether an exact amount may be zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zero {
    Allowed,
    Refused,
}

impl Serialize for StatedAmount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            StatedAmount::Exact(fen) => fen.serialize(serializer),
            StatedAmount::Between { at_least, below } => {
                let mut form = serializer.serialize_struct("StatedAmount", 2)?;
                form.serialize_field("at_least", at_least)?;
                match below {
                    Some(below) => form.serialize_field("below", below)?,
                    None => form.skip_field("below")?,
                }
                form.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for StatedAmount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> Visitor<'de> for Form {
            type Value = StatedAmount;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount such as \"22.26\", or an object with `at_least` and `below`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<StatedAmount, E> {
                text.parse().map(StatedAmount::Exact).map_err(E::custom)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<StatedAmount, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Between {
                    at_least: Fen,
                    below: Option<Fen>,
                }
                let Between { at_least, below } = Between::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(StatedAmount::Between { at_least, below })
            }
        }
        deserializer.deserialize_any(Form)
    }
}

/// The closed interval, in fen, that an amount or a sum lies in.
///
/// In JSON the plain amount where both ends are equal, else `{"at_least": …, "below": …}` without `below` where there is no upper end.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, GradeQuestion};
///
/// // Two bribes in one case, one of them known as 88万余, more than 880,000 yuan: the sum is an interval.
/// let question = GradeQuestion::from_json(r#"{ "firm": "F", "province": "浙江", "graded_on": "2021-09-18", "cases": [ {
///     "case_id": "C1", "evidence": "judgment", "effective_on": "2020-10-10", "facts": [
///     { "matter": "bribery", "target": "public_institution", "amount": { "at_least": "880000", "below": "890000" } },
///     { "matter": "bribery", "target": "public_institution", "amount": "46400" } ] } ] }"#)?;
/// let grading = credit::grade(&*credit::Rulebook::builtin("credit/cn-2020")?, &question)?;
/// let total = grading.records[0].total.as_ref().unwrap();
/// assert_eq!(serde_json::to_value(total)?, serde_json::json!({ "at_least": "926400.00", "below": "936400.00" }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountRange {
    lo: i128,
    /// `None`: no known upper end.
    hi: Option<i128>,
}

impl AmountRange {
    /// Nothing is known.
    pub(super) const UNKNOWN: AmountRange = AmountRange { lo: 0, hi: None };

    fn exactly(fen: Fen) -> AmountRange {
        AmountRange { lo: fen.0.into(), hi: Some(fen.0.into()) }
    }

    /// The least it can be, in fen.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::credit::{self, GradeQuestion};
    /// # let question = GradeQuestion::from_json(r#"{ "firm": "F", "province": "浙江", "graded_on": "2021-09-18", "cases": [ {
    /// #     "case_id": "C1", "evidence": "judgment", "effective_on": "2020-10-10", "facts": [
    /// #     { "matter": "bribery", "target": "public_institution", "amount": { "at_least": "880000", "below": "890000" } } ] } ] }"#)?;
    /// # let grading = credit::grade(&*credit::Rulebook::builtin("credit/cn-2020")?, &question)?;
    /// // The grading of a bribe of 88万余, at least 880,000 yuan.
    /// assert_eq!(grading.records[0].total.unwrap().least(), 88_000_000);
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn least(self) -> i128 {
        self.lo
    }

    /// The most it can be, in fen; `None` where there is no known upper end.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::credit::{self, GradeQuestion};
    /// # let question = GradeQuestion::from_json(r#"{ "firm": "F", "province": "浙江", "graded_on": "2021-09-18", "cases": [ {
    /// #     "case_id": "C1", "evidence": "judgment", "effective_on": "2020-10-10", "facts": [
    /// #     { "matter": "bribery", "target": "public_institution", "amount": { "at_least": "880000", "below": "890000" } } ] } ] }"#)?;
    /// # let grading = credit::grade(&*credit::Rulebook::builtin("credit/cn-2020")?, &question)?;
    /// // The grading of a bribe of 88万余: a fen less than 890,000 yuan.
    /// assert_eq!(grading.records[0].total.unwrap().most(), Some(88_999_999));
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn most(self) -> Option<i128> {
        self.hi
    }

    /// Zero up to the most it can be.
    pub(super) fn down_to_zero(self) -> AmountRange {
        AmountRange { lo: 0, hi: self.hi }
    }

    /// Whether it may reach `fen`: "以上" includes the number.
    pub(super) fn may_reach(self, fen: i128) -> bool {
        self.hi.is_none_or(|hi| hi >= fen)
    }

    /// The same with its upper end cut to that of `other`.
    pub(super) fn cut_to(self, other: AmountRange) -> AmountRange {
        let hi = match (self.hi, other.hi) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        AmountRange { lo: self.lo, hi }
    }

    /// The same with its lower end raised to that of `other`.
    pub(super) fn raised_to(self, other: AmountRange) -> AmountRange {
        AmountRange { lo: self.lo.max(other.lo), hi: self.hi }
    }

    /// The sum: lower end to lower end, upper to upper; no known end absorbs.
    pub(super) fn plus(self, other: AmountRange) -> AmountRange {
        AmountRange {
            lo: self.lo.saturating_add(other.lo),
            hi: self.hi.zip(other.hi).map(|(a, b)| a.saturating_add(b)),
        }
    }

    /// The interval of the greater of two amounts.
    pub(super) fn greater(self, other: AmountRange) -> AmountRange {
        AmountRange { lo: self.lo.max(other.lo), hi: self.hi.zip(other.hi).map(|(a, b)| a.max(b)) }
    }
}

/// A number of fen as yuan with two decimals.
#[derive(Clone, Copy)]
pub(super) struct Yuan(pub(super) i128);

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_fen(f, self.0)
    }
}

impl Serialize for Yuan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for AmountRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.hi == Some(self.lo) {
            return Yuan(self.lo).serialize(serializer);
        }
        let mut form = serializer.serialize_struct("AmountRange", 2)?;
        form.serialize_field("at_least", &Yuan(self.lo))?;
        match self.hi {
            Some(hi) => form.serialize_field("below", &Yuan(hi.saturating_add(1)))?,
            None => form.skip_field("below")?,
        }
        form.end()
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    /// Both forms of an amount look alike; sums may be larger.
    fn amount(generator: &mut SchemaGenerator, description: &str) -> Schema {
        let fen = generator.subschema_for::<super::Fen>();
        json_schema!({
            "description": description,
            "anyOf": [
                fen,
                {
                    "type": "object",
                    "properties": { "at_least": fen, "below": fen },
                    "required": ["at_least"],
                    "additionalProperties": false,
                },
            ],
        })
    }

    impl JsonSchema for super::StatedAmount {
        fn schema_name() -> Cow<'static, str> {
            "StatedAmount".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            amount(generator, "Exact amount, or the interval at_least ≤ x < below; no upper end without `below`.")
        }
    }

    impl JsonSchema for super::AmountRange {
        fn schema_name() -> Cow<'static, str> {
            "AmountRange".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            amount(generator, "Exact amount, or the interval at_least ≤ x < below; no upper end without `below`.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_with_two_decimals_are_money() {
        for (text, fen) in
            [("0", 0), ("1", 100), ("0.5", 50), ("007.05", 705), ("999999999999999.99", 99_999_999_999_999_999)]
        {
            assert_eq!(text.parse::<Fen>().map(Fen::get), Ok(fen), "{text}");
        }
        for bad in ["", ".5", "1.", "1.005", "-1", "+1", "1e3", "1,000", "１", "1000000000000000", " 1", "1 "] {
            assert!(bad.parse::<Fen>().is_err(), "{bad}");
        }
    }

    #[test]
    fn sums_and_maxima_carry_the_open_end() {
        let exact = |fen| AmountRange { lo: fen, hi: Some(fen) };
        assert_eq!(exact(100).plus(exact(20)), exact(120));
        assert_eq!(exact(100).plus(AmountRange::UNKNOWN).hi, None);
        assert_eq!(exact(100).greater(AmountRange { lo: 5, hi: Some(200) }), AmountRange { lo: 100, hi: Some(200) });
        assert_eq!(AmountRange { lo: 5, hi: None }.cut_to(exact(9)), AmountRange { lo: 5, hi: Some(9) });
    }
}
