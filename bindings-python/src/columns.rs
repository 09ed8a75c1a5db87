//! Columns from the values of responses.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::{NullBufferBuilder, OffsetBuffer};
use arrow_schema::{DataType, Field, FieldRef, Fields};
use chrono::NaiveDate;
use serde_json::Value;

use crate::fault::Fault;
use crate::fields::{Kind, kind_of};

/// Digits of every decimal column: the most that Arrow, DuckDB, Polars and Spark have in 128 bits.
pub(crate) const DIGITS: u8 = 38;

/// The Arrow type of a field of a response.
pub(crate) fn data_type(kind: &Kind) -> DataType {
    match kind {
        Kind::Text | Kind::Any | Kind::Number(None) => DataType::Utf8,
        Kind::Bool => DataType::Boolean,
        Kind::Int => DataType::Int64,
        Kind::Date => DataType::Date32,
        Kind::Number(Some(scale)) => DataType::Decimal128(DIGITS, i8::try_from(*scale).unwrap_or(0)),
        Kind::List(items) => DataType::List(item(data_type(kind_of(*items)))),
        Kind::Fields(members) => DataType::Struct(
            members.iter().map(|member| Field::new(member.name(), data_type(member.kind()), true)).collect(),
        ),
    }
}

fn item(data_type: DataType) -> FieldRef {
    Arc::new(Field::new("item", data_type, true))
}

/// A column while it is filled.
pub(crate) enum Builder {
    Text(StringBuilder),
    /// JSON text.
    Any(StringBuilder),
    Bool(BooleanBuilder),
    Integer(Int64Builder),
    Date(Date32Builder),
    Number(Decimal128Builder, u8),
    List {
        ends: Vec<usize>,
        items: Box<Builder>,
        nulls: NullBufferBuilder,
    },
    Object {
        fields: Vec<(&'static str, Builder)>,
        nulls: NullBufferBuilder,
    },
}

impl Builder {
    pub(crate) fn of(kind: &'static Kind) -> Builder {
        match kind {
            Kind::Text | Kind::Number(None) => Builder::Text(StringBuilder::new()),
            Kind::Any => Builder::Any(StringBuilder::new()),
            Kind::Bool => Builder::Bool(BooleanBuilder::new()),
            Kind::Int => Builder::Integer(Int64Builder::new()),
            Kind::Date => Builder::Date(Date32Builder::new()),
            Kind::Number(Some(scale)) => {
                let builder = Decimal128Builder::new().with_data_type(data_type(kind));
                Builder::Number(builder, *scale)
            }
            Kind::List(items) => Builder::List {
                ends: Vec::new(),
                items: Box::new(Builder::of(kind_of(*items))),
                nulls: NullBufferBuilder::new(0),
            },
            Kind::Fields(members) => Builder::Object {
                fields: members.iter().map(|member| (member.name(), Builder::of(member.kind()))).collect(),
                nulls: NullBufferBuilder::new(0),
            },
        }
    }

    fn len(&self) -> usize {
        use arrow_array::builder::ArrayBuilder;

        match self {
            Builder::Text(builder) | Builder::Any(builder) => builder.len(),
            Builder::Bool(builder) => builder.len(),
            Builder::Integer(builder) => builder.len(),
            Builder::Date(builder) => builder.len(),
            Builder::Number(builder, _) => builder.len(),
            Builder::List { ends, .. } => ends.len(),
            Builder::Object { nulls, .. } => nulls.len(),
        }
    }

    /// Adds the value of a row; what is not of the type is as good as null, and was refused by [`fits`].
    pub(crate) fn push(&mut self, value: Option<&Value>) {
        let value = value.filter(|value| !value.is_null());
        match self {
            Builder::Text(builder) => builder.append_option(value.and_then(Value::as_str)),
            Builder::Any(builder) => match value {
                Some(Value::String(text)) => builder.append_value(text),
                Some(value) => builder.append_value(value.to_string()),
                None => builder.append_null(),
            },
            Builder::Bool(builder) => builder.append_option(value.and_then(Value::as_bool)),
            Builder::Integer(builder) => builder.append_option(value.and_then(Value::as_i64)),
            Builder::Date(builder) => builder.append_option(value.and_then(Value::as_str).and_then(days)),
            Builder::Number(builder, scale) => {
                builder.append_option(value.and_then(Value::as_str).and_then(|text| units(text, *scale)));
            }
            Builder::List { ends, items, nulls } => {
                let list = value.and_then(Value::as_array);
                list.into_iter().flatten().for_each(|item| items.push(Some(item)));
                ends.push(items.len());
                nulls.append(list.is_some());
            }
            Builder::Object { fields, nulls } => {
                let object = value.and_then(Value::as_object);
                for (name, field) in fields {
                    field.push(object.and_then(|object| object.get(*name)));
                }
                nulls.append(object.is_some());
            }
        }
    }

    pub(crate) fn finish(self) -> Result<ArrayRef, Fault> {
        Ok(match self {
            Builder::Text(mut builder) | Builder::Any(mut builder) => Arc::new(builder.finish()),
            Builder::Bool(mut builder) => Arc::new(builder.finish()),
            Builder::Integer(mut builder) => Arc::new(builder.finish()),
            Builder::Date(mut builder) => Arc::new(builder.finish()),
            Builder::Number(mut builder, _) => Arc::new(builder.finish()),
            Builder::List { ends, items, mut nulls } => {
                let items = items.finish()?;
                let field = item(items.data_type().clone());
                let ends = std::iter::once(0).chain(ends).map(i32::try_from);
                let offsets = ends.collect::<Result<Vec<i32>, _>>().map_err(|_| Fault::bug())?;
                Arc::new(ListArray::try_new(field, OffsetBuffer::new(offsets.into()), items, nulls.finish())?)
            }
            Builder::Object { fields, mut nulls } => {
                let rows = nulls.len();
                let mut arrays = Vec::with_capacity(fields.len());
                let mut types = Vec::with_capacity(fields.len());
                for (name, builder) in fields {
                    let array = builder.finish()?;
                    types.push(Field::new(name, array.data_type().clone(), true));
                    arrays.push(array);
                }
                Arc::new(StructArray::try_new_with_length(Fields::from(types), arrays, nulls.finish(), rows)?)
            }
        })
    }
}

/// Whether a value can be kept in its column to the last digit.
pub(crate) fn fits(kind: &Kind, value: &Value) -> bool {
    match (kind, value) {
        (_, Value::Null) | (Kind::Any | Kind::Number(None) | Kind::Text | Kind::Bool, _) => true,
        (Kind::Int, value) => value.is_i64(),
        (Kind::Date, value) => value.as_str().and_then(days).is_some(),
        (Kind::Number(Some(scale)), value) => value.as_str().and_then(|text| units(text, *scale)).is_some(),
        (Kind::List(items), Value::Array(list)) => list.iter().all(|item| fits(kind_of(*items), item)),
        (Kind::Fields(members), Value::Object(object)) => members
            .iter()
            .filter_map(|member| object.get(member.name()).map(|value| (member.kind(), value)))
            .all(|(kind, value)| fits(kind, value)),
        _ => false,
    }
}

/// Days since 1970-01-01 of a date.
pub(crate) fn days(text: &str) -> Option<i32> {
    let date: NaiveDate = text.parse().ok()?;
    i32::try_from(date.signed_duration_since(NaiveDate::default()).num_days()).ok()
}

/// A decimal text as a number of 10^-scale, if it is exact and has at most [`DIGITS`] digits.
pub(crate) fn units(text: &str, scale: u8) -> Option<i128> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = match unsigned.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (unsigned, ""),
    };
    if whole.is_empty() {
        return None;
    }
    let part = if part.len() > usize::from(scale) { part.trim_end_matches('0') } else { part };
    let zeros = usize::from(scale).checked_sub(part.len())?;
    let mut units = 0_i128;
    for byte in whole.bytes().chain(part.bytes()).chain(std::iter::repeat_n(b'0', zeros)) {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit <= 9)?;
        units = units.checked_mul(10)?.checked_add(digit.into())?;
    }
    let most = 10_i128.checked_pow(DIGITS.into())?;
    (units < most).then_some(if unsigned.len() < text.len() { units.saturating_neg() } else { units })
}
