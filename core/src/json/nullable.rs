//! A field whose null says something: the value is known to be missing.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, Serialize};

/// The newtype under which the strict decoder lets a null through.
pub(super) const OR_NULL: &str = "Nullable";

/// A value, or null: known to be missing. The field itself must be there.
///
/// # Example
///
/// ```
/// use jicai::execution::Nullable;
///
/// let known: Nullable<u32> = serde_json::from_str("3")?;
/// let missing: Nullable<u32> = serde_json::from_str("null")?; // stated to be missing; a field that is left out is refused
/// assert_eq!((known, missing), (Nullable(Some(3)), Nullable(None)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Nullable<T>(pub Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OrNull<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for OrNull<T> {
            type Value = Nullable<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or null")
            }

            fn visit_none<E>(self) -> Result<Nullable<T>, E> {
                Ok(Nullable(None))
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Nullable<T>, D::Error> {
                Option::deserialize(deserializer).map(Nullable)
            }
        }
        deserializer.deserialize_newtype_struct(OR_NULL, OrNull(PhantomData))
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Nullable<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Nullable{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Option<T>>()
    }
}
