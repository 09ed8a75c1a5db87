//! Identifiers and dates.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use smol_str::SmolStr;

/// An identifier: non-empty text, opaque, compared byte for byte. Bids, companies, lots, regions, strengths have one.
///
/// Cloning is cheap: up to 23 bytes are stored in place, longer texts are shared.
///
/// # Example
///
/// ```
/// use jicai::Id;
///
/// let id: Id = "齐鲁制药".parse().unwrap();
/// assert_eq!(id.as_str(), "齐鲁制药");
/// assert!("".parse::<Id>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(SmolStr);

/// An identifier was empty.
///
/// # Example
///
/// ```
/// use jicai::{EmptyId, Id};
///
/// assert_eq!("".parse::<Id>(), Err(EmptyId));
/// assert!(" ".parse::<Id>().is_ok()); // opaque: nothing is trimmed
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must not be empty")]
pub struct EmptyId;

impl Id {
    /// The text.
    ///
    /// # Example
    ///
    /// ```
    /// let id: jicai::Id = "award/cn-batch-10".parse()?;
    /// assert_eq!(id.as_str().split_once('/'), Some(("award", "cn-batch-10")));
    /// # Ok::<(), jicai::EmptyId>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Id {
    type Err = EmptyId;

    fn from_str(text: &str) -> Result<Self, EmptyId> {
        if text.is_empty() { Err(EmptyId) } else { Ok(Id(SmolStr::new(text))) }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// A day of the calendar, `2025-10-27`.
///
/// # Example
///
/// ```
/// use jicai::Date;
///
/// let day: Date = "2025-10-27".parse()?;
/// assert!("2025-9-30".parse::<Date>().is_err()); // two digits each
/// assert!("2025-02-29".parse::<Date>().is_err()); // no such day
/// assert!(day > "2025-10-26".parse()?);
/// # Ok::<(), jicai::ParseDateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// A text is no day of the form `2025-10-27`.
///
/// # Example
///
/// ```
/// let error = "27.10.2025".parse::<jicai::Date>().unwrap_err();
/// assert_eq!(error.to_string(), "must be a date such as `2025-10-27`, got `27.10.2025`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a date such as `2025-10-27`, got `{0}`")]
pub struct ParseDateError(String);

impl Date {
    /// The date as chrono has it.
    ///
    /// # Example
    ///
    /// ```
    /// use chrono::{Datelike, Weekday};
    ///
    /// let day: jicai::Date = "2024-12-12".parse()?; // the bids of batch 10 were opened
    /// assert_eq!(day.get().weekday(), Weekday::Thu);
    /// # Ok::<(), jicai::ParseDateError>(())
    /// ```
    pub fn get(self) -> NaiveDate {
        self.0
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Date(date)
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Date);
        // chrono also reads `2025-1-5`; the contract does not.
        date.filter(|date| date.to_string() == text).ok_or_else(|| ParseDateError(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Date;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as \"2025-10-27\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    impl JsonSchema for super::Id {
        fn schema_name() -> Cow<'static, str> {
            "Id".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "minLength": 1, "description": "Identifier: opaque, compared byte for byte." })
        }
    }

    impl JsonSchema for super::Date {
        fn schema_name() -> Cow<'static, str> {
            "Date".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "format": "date", "description": "Day, ISO 8601: 2025-10-27." })
        }
    }
}
