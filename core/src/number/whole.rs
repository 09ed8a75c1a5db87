//! Whole numbers of a request within a range.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Where no rule prints an upper end.
const NO_END: u32 = 1_000_000_000;

/// A whole number of a request within a range.
///
/// Outside its range it is `invalid_input`; above 1,000,000,000 where no rule prints an upper end, `limit_exceeded`.
///
/// # Example
///
/// ```
/// use jicai::number::Whole;
///
/// // A number of months within a year.
/// type Months = Whole<1, 12>;
/// assert_eq!(serde_json::from_str::<Months>("12")?.get(), 12);
/// assert!(serde_json::from_str::<Months>("13").unwrap_err().to_string().starts_with("must be an integer from 1 to 12, got `13`"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Whole<const FIRST: u32, const LAST: u32>(u32);

impl<const FIRST: u32, const LAST: u32> Whole<FIRST, LAST> {
    /// `value`, if it is in range.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::Whole;
    ///
    /// assert!(Whole::<1, 31>::new(31).is_some());
    /// assert!(Whole::<1, 31>::new(0).is_none());
    /// ```
    pub fn new(value: u32) -> Option<Self> {
        (FIRST..=LAST).contains(&value).then_some(Whole(value))
    }

    /// The number.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::Whole;
    ///
    /// assert_eq!(Whole::<0, 100>::new(40).map(Whole::get), Some(40));
    /// ```
    pub fn get(self) -> u32 {
        self.0
    }

    fn refused<E: de::Error>(value: impl fmt::Display, above: bool) -> E {
        match (above, LAST) {
            (true, NO_END) => E::custom(format!("limit exceeded: at most {LAST}, got `{value}`")),
            (false, NO_END) => E::custom(format!("must be an integer of at least {FIRST}, got `{value}`")),
            _ => E::custom(format!("must be an integer from {FIRST} to {LAST}, got `{value}`")),
        }
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
                match LAST {
                    NO_END => write!(f, "an integer of at least {FIRST}"),
                    _ => write!(f, "an integer from {FIRST} to {LAST}"),
                }
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
                u32::try_from(value)
                    .ok()
                    .and_then(Whole::new)
                    .ok_or_else(|| Whole::<FIRST, LAST>::refused(value, value > i64::from(LAST)))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
                self.visit_i64(i64::try_from(value).unwrap_or(i64::MAX))
            }
        }
        // The reader of requests knows the general limit of integers.
        if LAST == NO_END { deserializer.deserialize_u32(Integer) } else { deserializer.deserialize_any(Integer) }
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
