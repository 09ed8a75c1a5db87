//! Columns of every type and layout of Arrow, from bytes.

use std::sync::Arc;

use arbitrary::{Result, Unstructured};
use arrow_array::builder::{
    BinaryBuilder, FixedSizeBinaryBuilder, Int32Builder, ListBuilder, MapBuilder, StringBuilder,
};
use arrow_array::types::*;
use arrow_array::*;
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer, i256};
use arrow_schema::{DataType, Field, TimeUnit};

/// What a column is meant to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    Number,
    Day,
    Name,
    Words(&'static [&'static str]),
    Anything,
}

/// A column of so many rows.
pub(crate) fn column(says: Says, rows: usize, u: &mut Unstructured<'_>) -> Result<ArrayRef> {
    // Cut from a longer one: its buffers begin elsewhere.
    let (before, behind) = if u.ratio(1, 3)? { (u.int_in_range(0..=9)?, u.int_in_range(0..=3)?) } else { (0, 0) };
    let whole = full(says, before + rows + behind, u, 0)?;
    Ok(whole.slice(before, rows))
}

fn full(says: Says, rows: usize, u: &mut Unstructured<'_>, depth: usize) -> Result<ArrayRef> {
    // Mostly a type that can say it.
    let choice = u.int_in_range(0..=15_u8)?;
    match (says, choice) {
        (_, 14) if depth < 2 => dictionary(says, rows, u, depth),
        (_, 15) => other(says, rows, u, depth),
        (Says::Number, 0..=4) => integers(rows, u),
        (Says::Number, 5..=10) => decimals(rows, u),
        (Says::Day, 0..=9) => moments(rows, u),
        (Says::Anything, 0..=4) => other(says, rows, u, depth),
        (Says::Anything, 5..=7) => decimals(rows, u),
        (Says::Anything, 8) => integers(rows, u),
        _ => texts(says, rows, u),
    }
}

fn nulls(rows: usize, u: &mut Unstructured<'_>) -> Result<Option<NullBuffer>> {
    if u.ratio(2, 3)? {
        return Ok(None);
    }
    let valid = (0..rows).map(|_| u.ratio(3, 4)).collect::<Result<Vec<bool>>>()?;
    Ok(Some(NullBuffer::from(valid)))
}

fn small(u: &mut Unstructured<'_>) -> Result<i64> {
    const USUAL: [i64; 14] =
        [100, 0, 1, 50, 2226, 10_000, 2500, 7, -1, 1_000_000, i64::MAX, i64::MIN, 999_999_999_999_999, -2226];
    let count = if u.ratio(1, 8)? { USUAL.len() } else { 8 };
    match u.int_in_range(0..=7_u8)? {
        0..=4 => Ok(USUAL[u.choose_index(count)?]),
        5 | 6 => u.int_in_range(0..=10_000),
        _ => u.arbitrary(),
    }
}

fn numbers<T>(rows: usize, u: &mut Unstructured<'_>, of: impl Fn(i64) -> T) -> Result<Vec<T>> {
    (0..rows).map(|_| Ok(of(small(u)?))).collect()
}

fn primitive<T: ArrowPrimitiveType>(
    rows: usize,
    u: &mut Unstructured<'_>,
    of: impl Fn(i64) -> T::Native,
) -> Result<PrimitiveArray<T>> {
    let values = numbers(rows, u, of)?;
    Ok(PrimitiveArray::new(ScalarBuffer::from(values), nulls(rows, u)?))
}

fn integers(rows: usize, u: &mut Unstructured<'_>) -> Result<ArrayRef> {
    Ok(match u.int_in_range(0..=8_u8)? {
        0 | 1 => Arc::new(primitive::<Int64Type>(rows, u, |n| n)?),
        2 => Arc::new(primitive::<Int32Type>(rows, u, |n| n as i32)?),
        3 => Arc::new(primitive::<Int16Type>(rows, u, |n| n as i16)?),
        4 => Arc::new(primitive::<Int8Type>(rows, u, |n| n as i8)?),
        5 => Arc::new(primitive::<UInt64Type>(rows, u, |n| n as u64)?),
        6 => Arc::new(primitive::<UInt32Type>(rows, u, |n| n as u32)?),
        7 => Arc::new(primitive::<UInt16Type>(rows, u, |n| n as u16)?),
        _ => Arc::new(primitive::<UInt8Type>(rows, u, |n| n as u8)?),
    })
}

fn decimals(rows: usize, u: &mut Unstructured<'_>) -> Result<ArrayRef> {
    let scale: i8 = *u.choose(&[2, 4, 6, 0, 10, 3, -2, -10, 18, 38, 9])?;
    let wide = *u.choose(&[0, 60, 3])?;
    Ok(match u.int_in_range(0..=5_u8)? {
        0 | 1 => {
            let array = primitive::<Decimal128Type>(rows, u, i128::from)?;
            Arc::new(array.with_precision_and_scale(38, scale).unwrap_or_else(|_| Decimal128Array::new_null(rows)))
        }
        // Values that the precision does not hold are nothing that a reader may rely on not to find.
        2 => {
            let array = primitive::<Decimal128Type>(rows, u, |n| i128::from(n) << wide)?;
            Arc::new(array.with_precision_and_scale(18, scale.min(18)).expect("it fits"))
        }
        3 => {
            let array = primitive::<Decimal256Type>(rows, u, |n| i256::from_i128(i128::from(n) << wide))?;
            Arc::new(array.with_precision_and_scale(76, scale).expect("it fits"))
        }
        4 => {
            let array = primitive::<Decimal64Type>(rows, u, |n| n)?;
            Arc::new(array.with_precision_and_scale(18, scale.min(18)).expect("it fits"))
        }
        _ => {
            let array = primitive::<Decimal32Type>(rows, u, |n| n as i32)?;
            Arc::new(array.with_precision_and_scale(9, scale.min(9)).expect("it fits"))
        }
    })
}

/// 2025-01-01, in days.
const NEW_YEAR: i64 = 20_089;

fn moments(rows: usize, u: &mut Unstructured<'_>) -> Result<ArrayRef> {
    let zone: Option<&str> = *u.choose(&[None, None, Some("Asia/Shanghai"), Some("+08:00")])?;
    let day = |n: i64| if n.unsigned_abs() < 20_000 { NEW_YEAR + n % 1000 } else { n };
    let times = |factor: i64| move |n: i64| day(n).wrapping_mul(86_400).wrapping_add(n % 3).wrapping_mul(factor);
    let zoned = |array: ArrayRef, unit: TimeUnit| -> ArrayRef {
        let data = array.to_data().into_builder().data_type(DataType::Timestamp(unit, zone.map(Into::into)));
        make_array(data.build().expect("the same layout"))
    };
    Ok(match u.int_in_range(0..=6_u8)? {
        0 | 1 => Arc::new(primitive::<Date32Type>(rows, u, |n| day(n) as i32)?),
        2 => Arc::new(primitive::<Date64Type>(rows, u, |n| day(n).wrapping_mul(86_400_000).wrapping_add(n % 2))?),
        3 => zoned(Arc::new(primitive::<TimestampSecondType>(rows, u, times(1))?), TimeUnit::Second),
        4 => zoned(Arc::new(primitive::<TimestampMillisecondType>(rows, u, times(1_000))?), TimeUnit::Millisecond),
        5 => zoned(Arc::new(primitive::<TimestampMicrosecondType>(rows, u, times(1_000_000))?), TimeUnit::Microsecond),
        _ => {
            let array = primitive::<TimestampNanosecondType>(rows, u, times(1_000_000_000))?;
            zoned(Arc::new(array), TimeUnit::Nanosecond)
        }
    })
}

const NUMBERS: [&str; 12] =
    ["1", "22.26", "0.10", "100", "0", "1.8", "-1", "1e5", "", " 1", "99999999999999999999", "0.123456789012"];
const DAYS: [&str; 8] = ["2025-10-27", "2025-12-31", "2024-02-29", "2025-02-30", "", "27.10.2025", "0001-01-01", "1"];
const NAMES: [&str; 8] = ["A", "B", "C", "B1", "B2", "", "河南", "a/b~c\0"];
const JSON: [&str; 8] = ["{}", "[]", "{\"a\":1}", "[1,", "null", "\"x\"", "[{\"bid\":\"B1\",\"price\":\"1.00\"}]", "x"];

fn words(says: Says, u: &mut Unstructured<'_>) -> Result<String> {
    let known: &[&str] = match says {
        Says::Number => &NUMBERS,
        Says::Day => &DAYS,
        Says::Name => &NAMES,
        Says::Words(words) => words,
        Says::Anything => &JSON,
    };
    let count = if u.ratio(1, 8)? { known.len() } else { known.len().min(6) };
    Ok(match u.ratio(1, 24)? {
        true => u.arbitrary::<&str>()?.to_owned(),
        false => known[u.choose_index(count)?].to_owned(),
    })
}

fn texts(says: Says, rows: usize, u: &mut Unstructured<'_>) -> Result<ArrayRef> {
    let nulls = nulls(rows, u)?;
    let texts = (0..rows)
        .map(|row| Ok(nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row)).then_some(words(says, u)?)))
        .collect::<Result<Vec<Option<String>>>>()?;
    Ok(match u.int_in_range(0..=3_u8)? {
        0 | 1 => Arc::new(texts.into_iter().collect::<StringArray>()),
        2 => Arc::new(texts.into_iter().collect::<LargeStringArray>()),
        _ => Arc::new(texts.into_iter().collect::<StringViewArray>()),
    })
}

fn dictionary(says: Says, rows: usize, u: &mut Unstructured<'_>, depth: usize) -> Result<ArrayRef> {
    let count = u.int_in_range(0..=3_usize)?;
    let values = full(says, count, u, depth + 1)?;
    let nulls = if count == 0 { Some(NullBuffer::new_null(rows)) } else { nulls(rows, u)? };
    let keys = (0..rows).map(|_| u.int_in_range(0..=count.max(1) - 1)).collect::<Result<Vec<usize>>>()?;
    // What stands under a null may be any key.
    let key = |row: usize| match &nulls {
        Some(nulls) if nulls.is_null(row) => 100,
        _ => keys[row],
    };
    macro_rules! of {
        ($type:ty, $native:ty) => {{
            let keys: Vec<$native> = (0..rows).map(|row| key(row) as $native).collect();
            let keys = PrimitiveArray::<$type>::new(keys.into(), nulls.clone());
            DictionaryArray::<$type>::try_new(keys, values).map(|array| Arc::new(array) as ArrayRef)
        }};
    }
    let array = match u.int_in_range(0..=3_u8)? {
        0 => of!(Int8Type, i8),
        1 => of!(UInt64Type, u64),
        2 => of!(UInt16Type, u16),
        _ => of!(Int32Type, i32),
    };
    Ok(array.unwrap_or_else(|_| new_null_array(&DataType::Utf8, rows)))
}

/// Columns that nobody needs, and those that hold others.
#[allow(clippy::disallowed_types, reason = "a column of floats is what has to be refused")]
fn other(says: Says, rows: usize, u: &mut Unstructured<'_>, depth: usize) -> Result<ArrayRef> {
    let inner = |u: &mut Unstructured<'_>, rows: usize| match depth {
        0..2 => full(says, rows, u, depth + 1),
        _ => integers(rows, u),
    };
    Ok(match u.int_in_range(0..=15_u8)? {
        0 => Arc::new(NullArray::new(rows)),
        1 => Arc::new(primitive::<Float64Type>(rows, u, |n| f64::from_bits(n as u64))?),
        2 => Arc::new(primitive::<Float32Type>(rows, u, |n| n as f32)?),
        3 => Arc::new(numbers(rows, u, |n| Some(n & 1 == 0))?.into_iter().collect::<BooleanArray>()),
        4 => {
            let mut builder = BinaryBuilder::new();
            (0..rows).try_for_each(|_| u.bytes(2).map(|bytes| builder.append_value(bytes)))?;
            Arc::new(builder.finish())
        }
        5 => {
            let mut builder = FixedSizeBinaryBuilder::new(3);
            (0..rows).for_each(|_| builder.append_value(b"abc").expect("three bytes"));
            Arc::new(builder.finish())
        }
        6 | 7 => {
            let counts = (0..rows).map(|_| u.int_in_range(0..=3_usize)).collect::<Result<Vec<_>>>()?;
            let items = inner(u, counts.iter().sum())?;
            let field = Arc::new(Field::new("item", items.data_type().clone(), true));
            let nulls = nulls(rows, u)?;
            match u.arbitrary()? {
                true => Arc::new(ListArray::new(field, OffsetBuffer::from_lengths(counts), items, nulls)),
                false => Arc::new(LargeListArray::new(field, OffsetBuffer::from_lengths(counts), items, nulls)),
            }
        }
        8 => {
            let items = inner(u, rows * 2)?;
            let field = Arc::new(Field::new("item", items.data_type().clone(), true));
            Arc::new(FixedSizeListArray::new(field, 2, items, nulls(rows, u)?))
        }
        9..=11 => {
            let mut columns = Vec::new();
            for name in ["bid", "price", "form", "content"].into_iter().take(u.int_in_range(1..=4)?) {
                let array = inner(u, rows)?;
                columns.push((Arc::new(Field::new(name, array.data_type().clone(), true)), array));
            }
            let (fields, arrays): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
            Arc::new(StructArray::new(fields.into(), arrays, nulls(rows, u)?))
        }
        12 => {
            let mut builder = MapBuilder::new(None, StringBuilder::new(), Int32Builder::new());
            for row in 0..rows {
                builder.keys().append_value(if row % 2 == 0 { "a" } else { "河南" });
                builder.values().append_value(1);
                builder.append(row % 3 != 1).expect("as many keys as values");
            }
            Arc::new(builder.finish())
        }
        13 => Arc::new(primitive::<DurationSecondType>(rows, u, |n| n)?),
        14 => {
            let values = texts(says, rows.max(1), u)?;
            let ends: Int32Array = (1..=rows.max(1)).map(|end| i32::try_from(end).expect("few")).collect();
            let runs = RunArray::<Int32Type>::try_new(&ends, &values).expect("ends rise");
            make_array(runs.slice(0, rows).to_data())
        }
        _ => {
            let mut builder = ListBuilder::new(StringBuilder::new());
            for _ in 0..rows {
                builder.values().append_value(words(says, u)?);
                builder.append(u.ratio(7, 8)?);
            }
            Arc::new(builder.finish())
        }
    })
}
