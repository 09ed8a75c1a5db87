//! Cells of Arrow columns as serde values: exact numbers become texts, as the contract has them.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, Decimal256Array, Int64Array, LargeStringArray,
    StringArray, StringViewArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, TimeUnit};
use chrono::{DateTime, NaiveDate, TimeDelta};
use serde::de::value::{BorrowedStrDeserializer, Error as ValueError};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::fault::{Fault, segment};
use crate::fields::Kind;

/// A column that gives values of a field.
pub(crate) enum Column {
    Absent,
    Bool(BooleanArray),
    Integer(Int64Array),
    /// Whole numbers of 10^-decimals.
    Units(Int64Array, u32),
    /// Of a field that takes integers, where the flag is set.
    Decimal {
        values: Decimal128Array,
        scale: i8,
        is_integer: bool,
    },
    Wide(Decimal256Array, i8),
    Text(Texts),
    /// Texts that hold JSON if they begin like it.
    Json(Texts),
    /// The values stand once, and each row says where.
    Dictionary {
        places: Vec<Option<usize>>,
        values: Box<Column>,
    },
    Date(Date32Array),
    /// Ticks since 1970, of which a second has so many; midnight is a date where a date is wanted.
    Moment {
        ticks: Int64Array,
        per_second: i64,
        is_date: bool,
    },
    List {
        offsets: OffsetBuffer<i64>,
        items: Box<Column>,
        nulls: Option<NullBuffer>,
    },
    Object {
        fields: Vec<Field>,
        nulls: Option<NullBuffer>,
    },
    Map {
        offsets: OffsetBuffer<i64>,
        keys: Texts,
        values: Box<Column>,
        nulls: Option<NullBuffer>,
    },
    /// Fields that lie in columns of their own.
    Group(Vec<Field>),
}

/// A field of an object.
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) column: Column,
    pub(crate) says_null: bool,
}

/// The type of the values of a column, whether they stand in a dictionary or not.
pub(crate) fn value_type(data_type: &DataType) -> &DataType {
    match data_type {
        DataType::Dictionary(_, values) => value_type(values),
        other => other,
    }
}

/// Why a column of numbers of floating point is refused.
pub(crate) fn floats(data_type: &DataType) -> Fault {
    let message = format!(
        "must not be floating point, got `{data_type}`: binary floats cannot hold most prices, 0.1 is another number there"
    );
    Fault::input(message).help("cast to a decimal with as many decimals as the prices have, or pass text")
}

/// Texts in any of the layouts of Arrow.
pub(crate) enum Texts {
    Short(StringArray),
    Large(LargeStringArray),
    View(StringViewArray),
}

impl Texts {
    pub(crate) fn of(array: &ArrayRef) -> Option<Texts> {
        Some(match array.data_type() {
            DataType::Utf8 => Texts::Short(array.as_string::<i32>().clone()),
            DataType::LargeUtf8 => Texts::Large(array.as_string::<i64>().clone()),
            DataType::Utf8View => Texts::View(array.as_string_view().clone()),
            _ => return None,
        })
    }

    pub(crate) fn value(&self, row: usize) -> &str {
        match self {
            Texts::Short(array) => array.value(row),
            Texts::Large(array) => array.value(row),
            Texts::View(array) => array.value(row),
        }
    }

    fn is_null(&self, row: usize) -> bool {
        match self {
            Texts::Short(array) => array.is_null(row),
            Texts::Large(array) => array.is_null(row),
            Texts::View(array) => array.is_null(row),
        }
    }
}

/// Integers of any size as 64 bits, where all of the type fit.
pub(crate) fn integers(array: &ArrayRef) -> Option<Int64Array> {
    Some(match array.data_type() {
        DataType::Int64 => array.as_primitive::<Int64Type>().clone(),
        DataType::Int32 => array.as_primitive::<Int32Type>().unary(i64::from),
        DataType::Int16 => array.as_primitive::<Int16Type>().unary(i64::from),
        DataType::Int8 => array.as_primitive::<Int8Type>().unary(i64::from),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().unary(i64::from),
        DataType::UInt16 => array.as_primitive::<UInt16Type>().unary(i64::from),
        DataType::UInt8 => array.as_primitive::<UInt8Type>().unary(i64::from),
        _ => return None,
    })
}

/// Decimals of up to 128 bits, and integers that 64 bits with a sign do not hold; with the scale.
pub(crate) fn decimals(array: &ArrayRef) -> Option<(Decimal128Array, i8)> {
    Some(match array.data_type() {
        DataType::Decimal128(_, scale) => (array.as_primitive::<Decimal128Type>().clone(), *scale),
        DataType::Decimal64(_, scale) => (array.as_primitive::<Decimal64Type>().unary(i128::from), *scale),
        DataType::Decimal32(_, scale) => (array.as_primitive::<Decimal32Type>().unary(i128::from), *scale),
        DataType::UInt64 => (array.as_primitive::<UInt64Type>().unary(i128::from), 0),
        _ => return None,
    })
}

/// The places of the values of a dictionary, row by row; `None` for null.
pub(crate) fn places(array: &ArrayRef) -> Option<(Vec<Option<usize>>, ArrayRef)> {
    let dictionary = array.as_any_dictionary_opt()?;
    if dictionary.values().is_empty() {
        return Some((vec![None; dictionary.len()], dictionary.values().clone()));
    }
    let keys = dictionary.normalized_keys();
    let nulls = dictionary.nulls();
    let place = |(row, key): (usize, usize)| nulls.is_none_or(|nulls| nulls.is_valid(row)).then_some(key);
    let places = keys.into_iter().enumerate().map(place);
    Some((places.collect(), dictionary.values().clone()))
}

impl Column {
    /// A column for a field of a kind; `units` where its integers count so small parts.
    pub(crate) fn of(array: &ArrayRef, kind: &Kind, units: Option<u32>) -> Result<Column, Fault> {
        if let Some(values) = integers(array) {
            return Ok(match (units, kind) {
                (Some(decimals), _) => Column::Units(values, decimals),
                (None, Kind::Number(_) | Kind::Text) => Column::Units(values, 0),
                _ => Column::Integer(values),
            });
        }
        if let Some((values, scale)) = decimals(array) {
            return Ok(Column::Decimal { values, scale, is_integer: matches!(kind, Kind::Int) });
        }
        if let Some(texts) = Texts::of(array) {
            return Ok(match kind {
                Kind::List(_) | Kind::Fields(_) | Kind::Any => Column::Json(texts),
                _ => Column::Text(texts),
            });
        }
        if let DataType::Dictionary(_, _) = array.data_type() {
            let (places, values) = places(array).ok_or_else(Fault::bug)?;
            return Ok(Column::Dictionary { places, values: Box::new(Column::of(&values, kind, units)?) });
        }
        Ok(match array.data_type() {
            DataType::Null => Column::Absent,
            DataType::Boolean => Column::Bool(array.as_boolean().clone()),
            DataType::Decimal256(_, scale) => Column::Wide(array.as_primitive::<Decimal256Type>().clone(), *scale),
            DataType::Date32 => Column::Date(array.as_primitive::<Date32Type>().clone()),
            DataType::Date64 => {
                let ticks = array.as_primitive::<Date64Type>().reinterpret_cast::<Int64Type>();
                Column::Moment { ticks, per_second: 1_000, is_date: true }
            }
            DataType::Timestamp(unit, None) => moments(array, *unit, matches!(kind, Kind::Date)),
            DataType::Timestamp(_, Some(zone)) => {
                let message = format!("must be local time, got timestamps of the zone `{zone}`");
                return Err(Fault::input(message).help("convert to the time of the place and drop the zone"));
            }
            DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(..) => lists(array, kind)?,
            DataType::Struct(_) => object(array, kind)?,
            DataType::Map(..) => map(array)?,
            float @ (DataType::Float16 | DataType::Float32 | DataType::Float64) => return Err(floats(float)),
            other => {
                let message = format!("is of the Arrow type `{other}`, which no field takes");
                return Err(Fault::input(message));
            }
        })
    }

    /// The value of a row; none where it is null.
    pub(crate) fn cell(&self, row: usize) -> Option<Cell<'_>> {
        let is_null = match self {
            Column::Absent => true,
            Column::Bool(array) => array.is_null(row),
            Column::Integer(array) | Column::Units(array, _) | Column::Moment { ticks: array, .. } => {
                array.is_null(row)
            }
            Column::Decimal { values, .. } => values.is_null(row),
            Column::Wide(array, _) => array.is_null(row),
            Column::Dictionary { places, values } => {
                return places.get(row).copied().flatten().and_then(|place| values.cell(place));
            }
            Column::Text(array) | Column::Json(array) => array.is_null(row),
            Column::Date(array) => array.is_null(row),
            Column::List { nulls, .. } | Column::Object { nulls, .. } | Column::Map { nulls, .. } => {
                nulls.as_ref().is_some_and(|nulls| nulls.is_null(row))
            }
            // An object of which nothing is there is not there.
            Column::Group(fields) => fields.iter().all(|field| field.column.cell(row).is_none()),
        };
        (!is_null).then_some(Cell { column: self, row })
    }
}

fn moments(array: &ArrayRef, unit: TimeUnit, is_date: bool) -> Column {
    let (ticks, per_second) = match unit {
        TimeUnit::Second => (array.as_primitive::<TimestampSecondType>().reinterpret_cast(), 1),
        TimeUnit::Millisecond => (array.as_primitive::<TimestampMillisecondType>().reinterpret_cast(), 1_000),
        TimeUnit::Microsecond => (array.as_primitive::<TimestampMicrosecondType>().reinterpret_cast(), 1_000_000),
        TimeUnit::Nanosecond => (array.as_primitive::<TimestampNanosecondType>().reinterpret_cast(), 1_000_000_000),
    };
    Column::Moment { ticks, per_second, is_date }
}

fn lists(array: &ArrayRef, kind: &Kind) -> Result<Column, Fault> {
    let items = match kind {
        Kind::List(items) => crate::fields::kind_of(*items),
        _ => &Kind::Any,
    };
    let (offsets, values, nulls) = match array.data_type() {
        DataType::LargeList(_) => {
            let list = array.as_list::<i64>();
            (list.offsets().clone(), list.values(), list.nulls().cloned())
        }
        DataType::FixedSizeList(_, length) => {
            let list = array.as_fixed_size_list();
            let length = usize::try_from(*length).unwrap_or(0);
            let offsets = OffsetBuffer::from_repeated_length(length, list.len());
            (offsets, list.values(), list.nulls().cloned())
        }
        _ => {
            let list = array.as_list::<i32>();
            (wide(list.offsets()), list.values(), list.nulls().cloned())
        }
    };
    Ok(Column::List { offsets, items: Box::new(Column::of(values, items, None)?), nulls })
}

fn wide(offsets: &OffsetBuffer<i32>) -> OffsetBuffer<i64> {
    OffsetBuffer::new(offsets.iter().map(|offset| i64::from(*offset)).collect())
}

fn object(array: &ArrayRef, kind: &Kind) -> Result<Column, Fault> {
    let object = array.as_struct();
    let mut fields = Vec::with_capacity(object.num_columns());
    for (field, column) in object.fields().iter().zip(object.columns()) {
        let member = kind.member(field.name());
        let column = Column::of(column, member.map_or(&Kind::Any, |member| member.kind()), None);
        let column = column.map_err(|mut fault| {
            fault.path.insert_str(0, &segment(field.name()));
            fault
        })?;
        fields.push(Field {
            name: field.name().clone(),
            column,
            says_null: member.is_some_and(|member| member.says_null()),
        });
    }
    Ok(Column::Object { fields, nulls: object.nulls().cloned() })
}

fn map(array: &ArrayRef) -> Result<Column, Fault> {
    let map = array.as_map();
    let Some(keys) = Texts::of(map.keys()) else {
        return Err(Fault::input("must be a map whose keys are texts"));
    };
    let values = Box::new(Column::of(map.values(), &Kind::Any, None)?);
    Ok(Column::Map { offsets: wide(map.offsets()), keys, values, nulls: map.nulls().cloned() })
}

/// A value.
#[derive(Clone, Copy)]
pub(crate) struct Cell<'c> {
    column: &'c Column,
    row: usize,
}

impl<'c> Cell<'c> {
    /// The value of a row that is known to be there.
    pub(crate) fn new(column: &'c Column, row: usize) -> Cell<'c> {
        Cell { column, row }
    }

    /// A text as it is; none for anything else.
    pub(crate) fn text(self) -> Option<&'c str> {
        match self.column {
            Column::Text(texts) | Column::Json(texts) => Some(texts.value(self.row)),
            Column::Dictionary { values, .. } => self.column_of(values).and_then(Cell::text),
            _ => None,
        }
    }

    fn column_of(self, values: &'c Column) -> Option<Cell<'c>> {
        match self.column {
            Column::Dictionary { places, .. } => {
                places.get(self.row).copied().flatten().and_then(|place| values.cell(place))
            }
            _ => None,
        }
    }

    /// The value as a question has it: texts as they are, everything else as JSON.
    pub(crate) fn written(self) -> String {
        match serde::Deserialize::deserialize(self) {
            Ok(serde_json::Value::String(text)) => text,
            Ok(value) => value.to_string(),
            Err(_) => String::new(),
        }
    }
}

/// A number of units as a decimal without zeros at its end.
pub(crate) fn decimal(units: i128, decimals: u32) -> String {
    scaled(&units.unsigned_abs().to_string(), units < 0, usize::try_from(decimals).unwrap_or(0))
}

fn scaled(digits: &str, is_negative: bool, decimals: usize) -> String {
    let padded = format!("{digits:0>width$}", width = decimals.saturating_add(1));
    let (whole, part) = padded.split_at_checked(padded.len().saturating_sub(decimals)).unwrap_or((&padded, ""));
    let part = part.trim_end_matches('0');
    let sign = if is_negative { "-" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// The same for a scale that may be negative: then there are as many zeros more.
fn of_scale(digits: &str, scale: i8) -> String {
    let (is_negative, digits) = match digits.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, digits),
    };
    match usize::try_from(scale) {
        Ok(decimals) => scaled(digits, is_negative, decimals),
        Err(_) if digits == "0" => "0".to_owned(),
        Err(_) => {
            let zeros = "0".repeat(usize::from(scale.unsigned_abs()));
            format!("{}{digits}{zeros}", if is_negative { "-" } else { "" })
        }
    }
}

pub(crate) fn day(days: i32) -> Option<NaiveDate> {
    NaiveDate::default().checked_add_signed(TimeDelta::try_days(days.into())?)
}

fn moment(ticks: i64, per_second: i64, is_date: bool) -> String {
    let seconds = ticks.checked_div_euclid(per_second).unwrap_or(0);
    let rest = ticks.checked_rem_euclid(per_second).unwrap_or(0);
    let Some(time) = DateTime::from_timestamp(seconds, 0) else { return ticks.to_string() };
    let second_of_day = seconds.rem_euclid(86_400);
    match (rest, second_of_day, second_of_day.rem_euclid(60)) {
        (0, 0, _) if is_date => time.format("%Y-%m-%d").to_string(),
        (0, _, 0) => time.format("%Y-%m-%dT%H:%M").to_string(),
        (0, ..) => time.format("%Y-%m-%dT%H:%M:%S").to_string(),
        // Finer than any rule: it is refused with what it is.
        (rest, ..) => format!("{}+{rest}/{per_second}s", time.format("%Y-%m-%dT%H:%M:%S")),
    }
}

impl<'de> Deserializer<'de> for Cell<'de> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let row = self.row;
        match self.column {
            Column::Absent => visitor.visit_unit(),
            Column::Bool(array) => visitor.visit_bool(array.value(row)),
            Column::Integer(array) => visitor.visit_i64(array.value(row)),
            Column::Units(array, decimals) => visitor.visit_string(decimal(array.value(row).into(), *decimals)),
            Column::Decimal { values, scale, is_integer } => {
                let text = of_scale(&values.value(row).to_string(), *scale);
                match text.parse::<i64>() {
                    Ok(integer) if *is_integer => visitor.visit_i64(integer),
                    _ => visitor.visit_string(text),
                }
            }
            Column::Wide(array, scale) => visitor.visit_string(of_scale(&array.value(row).to_string(), *scale)),
            Column::Text(array) => visitor.visit_borrowed_str(array.value(row)),
            Column::Json(array) => json(array.value(row), visitor),
            Column::Dictionary { .. } => match self.column.cell(row) {
                Some(cell) => cell.deserialize_any(visitor),
                None => visitor.visit_unit(),
            },
            Column::Date(array) => match day(array.value(row)) {
                Some(day) => visitor.visit_string(day.to_string()),
                None => visitor.visit_string(array.value(row).to_string()),
            },
            Column::Moment { ticks, per_second, is_date } => {
                visitor.visit_string(moment(ticks.value(row), *per_second, *is_date))
            }
            Column::List { offsets, items, .. } => visitor.visit_seq(Items { items, range: range(offsets, row) }),
            Column::Object { fields, .. } | Column::Group(fields) => {
                visitor.visit_map(Fields { fields: fields.iter(), row, value: None })
            }
            Column::Map { offsets, keys, values, .. } => {
                visitor.visit_map(Entries { keys, values, range: range(offsets, row), value: 0 })
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u64 u32 u128 f32 f64 char str string bytes byte_buf unit // float ok: none is ever given
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// A text that begins like a list or an object is read as one, if it is one.
fn json<'de, V: Visitor<'de>>(text: &'de str, visitor: V) -> Result<V::Value, ValueError> {
    let looks_like_json = text.trim_start().starts_with(['[', '{']);
    if looks_like_json && serde_json::from_str::<IgnoredAny>(text).is_ok() {
        return serde_json::Deserializer::from_str(text).deserialize_any(visitor).map_err(serde::de::Error::custom);
    }
    visitor.visit_borrowed_str(text)
}

fn range(offsets: &OffsetBuffer<i64>, row: usize) -> std::ops::Range<usize> {
    let at = |row| offsets.get(row).and_then(|offset| usize::try_from(*offset).ok()).unwrap_or(0);
    at(row)..at(row.saturating_add(1))
}

/// What stands where a list has a null: the reader refuses it in its own words.
struct Null;

impl<'de> Deserializer<'de> for Null {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u64 u32 u128 f32 f64 char str string bytes byte_buf unit option // float ok: as above
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Items<'c> {
    items: &'c Column,
    range: std::ops::Range<usize>,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = ValueError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ValueError> {
        let Some(row) = self.range.next() else { return Ok(None) };
        match self.items.cell(row) {
            Some(cell) => seed.deserialize(cell).map(Some),
            None => seed.deserialize(Null).map(Some),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.range.len())
    }
}

struct Fields<'c> {
    fields: std::slice::Iter<'c, Field>,
    row: usize,
    value: Option<Option<Cell<'c>>>,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = ValueError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ValueError> {
        for field in self.fields.by_ref() {
            let cell = field.column.cell(self.row);
            // A null says nothing but where nothing else could say it.
            if cell.is_some() || field.says_null {
                self.value = Some(cell);
                return seed.deserialize(BorrowedStrDeserializer::new(&field.name)).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ValueError> {
        match self.value.take().flatten() {
            Some(cell) => seed.deserialize(cell),
            None => seed.deserialize(Null),
        }
    }
}

struct Entries<'c> {
    keys: &'c Texts,
    values: &'c Column,
    range: std::ops::Range<usize>,
    value: usize,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = ValueError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ValueError> {
        let Some(row) = self.range.next() else { return Ok(None) };
        self.value = row;
        seed.deserialize(BorrowedStrDeserializer::new(self.keys.value(row))).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ValueError> {
        match self.values.cell(self.value) {
            Some(cell) => seed.deserialize(cell),
            None => seed.deserialize(Null),
        }
    }
}
