//! Values of a shape from bytes: mostly such as people write, often on a boundary, now and then beyond it.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value};

use super::books;
use super::shapes::{At, ONE, Range, SHAPES, Shape};

/// Deeper than any question is.
const DEEPEST: usize = 8;

/// A value of a shape.
pub fn value(at: At, u: &mut Unstructured<'_>, area: &str, depth: usize) -> Result<Value> {
    Ok(match SHAPES.get(at) {
        Shape::Choice(choices) => u.choose(choices)?.clone(),
        Shape::Either(variants) => {
            let variant = *u.choose(variants)?;
            value(variant, u, area, depth)?
        }
        Shape::Nullable(inner) => value(*inner, u, area, depth)?,
        Shape::Object { fields, .. } => {
            let mut object = Map::new();
            for field in fields {
                // An optional field that holds much is left out deep down.
                if field.is_required || depth < DEEPEST && u.ratio(1, 3)? {
                    object.insert(field.name.clone(), value(field.shape, u, area, depth + 1)?);
                }
            }
            Value::Object(object)
        }
        Shape::List(items) => {
            let count = if depth >= DEEPEST { 0 } else { *u.choose(&[1, 2, 3, 1, 2, 4, 5, 0, 9])? };
            (0..count).map(|_| value(*items, u, area, depth + 1)).collect::<Result<Value>>()?
        }
        Shape::Map(values) => {
            let mut object = Map::new();
            for _ in 0..u.int_in_range(0..=3)? {
                object.insert(id(u)?, value(*values, u, area, depth + 1)?);
            }
            Value::Object(object)
        }
        Shape::Decimal(range) => Value::String(decimal(*range, u)?),
        Shape::Integer(low, high) => integer(*low, *high, u)?.into(),
        Shape::Bool => u.arbitrary::<bool>()?.into(),
        Shape::Day => Value::String(day(u)?),
        Shape::Month => Value::String(day(u)?.chars().take(7).collect()),
        Shape::Moment => Value::String(format!("{}T{}", day(u)?, u.choose(&["08:30", "00:00", "23:59", "12:00"])?)),
        Shape::Id | Shape::Text => Value::String(id(u)?),
        Shape::Rulebook => books::reference(u, area)?,
        Shape::Any => Value::String(decimal(Range { low: 0, high: ONE * 100, scale: 4 }, u)?),
    })
}

const USUAL: [&str; 28] = [
    "1", "0", "2", "10", "100", "0.5", "0.6", "0.8", "1.8", "22.26", "3", "1000", "0.01", "0.1", "0.3", "0.7", "0.9",
    "12", "1.2", "10000", "0.0001", "50", "30", "7", "14", "28", "0.25", "1.01",
];

/// A decimal of a range; once in a while beside it.
pub fn decimal(range: Range, u: &mut Unstructured<'_>) -> Result<String> {
    let step = 10_i128.pow(10 - range.scale);
    let units = match u.int_in_range(0..=15_u8)? {
        0 => range.low,
        1 => range.high / step * step,
        2 => (range.low / step + 1) * step,
        3 => (range.high / step - 1) * step,
        // Beyond the end.
        4 if u.ratio(1, 8)? => range.high.saturating_add(step),
        5 if u.ratio(1, 8)? => range.low - step,
        6 | 7 => {
            let places = u.int_in_range(0..=range.scale.min(6))?;
            let unit = 10_i128.pow(10 - places);
            i128::from(u.int_in_range(0..=9_999_u16)?) * unit
        }
        8 => i128::from(u.int_in_range(0..=u64::MAX)?).rem_euclid(range.high.max(1)) / step * step,
        _ => {
            let usual: Vec<&str> =
                USUAL.into_iter().filter(|text| (range.low..=range.high).contains(&units(text))).collect();
            return Ok(match usual.is_empty() {
                true => written(range.low, range.scale),
                false => (*u.choose(&usual)?).to_owned(),
            });
        }
    };
    let in_range = units.clamp(range.low.saturating_sub(step), range.high.saturating_add(step));
    Ok(written(in_range, range.scale.max(u32::from(in_range % step != 0) * 10)))
}

/// A decimal text in units of 10⁻¹⁰.
pub fn units(text: &str) -> i128 {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part: String = part.chars().chain(std::iter::repeat('0')).take(10).collect();
    sign * (whole.parse::<i128>().unwrap_or(0).saturating_mul(ONE) + part.parse::<i128>().unwrap_or(0))
}

/// Units of 10⁻¹⁰ as a decimal text with at most so many decimals.
pub fn written(units: i128, scale: u32) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let (whole, part) = (units.abs() / ONE, units.abs() % ONE);
    let part: String = format!("{part:010}").chars().take(scale.try_into().unwrap_or(10)).collect();
    let part = part.trim_end_matches('0');
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

pub fn integer(low: i64, high: i64, u: &mut Unstructured<'_>) -> Result<i64> {
    Ok(match u.int_in_range(0..=9_u8)? {
        0 => low,
        1 => high,
        2 if u.ratio(1, 8)? => high.saturating_add(1),
        3 if u.ratio(1, 8)? => low.saturating_sub(1),
        4 => u.int_in_range(low..=high)?,
        5 | 6 => u.int_in_range(low..=low.saturating_add(40).min(high))?,
        _ => u.int_in_range(low..=low.saturating_add(8).min(high))?,
    })
}

const DAYS: [&str; 16] = [
    "2025-12-31",
    "2024-02-29",
    "2025-01-01",
    "2024-12-31",
    "2026-02-28",
    "2019-12-20",
    "2020-11-20",
    "2023-03-31",
    "2025-10-27",
    "2026-01-01",
    "2022-07-01",
    "2024-01-31",
    "2025-06-30",
    "2021-05-01",
    "1900-01-01",
    "2999-12-31",
];

pub fn day(u: &mut Unstructured<'_>) -> Result<String> {
    if u.ratio(1, 2)? {
        return Ok((*u.choose(&DAYS)?).to_owned());
    }
    let (year, month) = (u.int_in_range(2018..=2029)?, u.int_in_range(1..=12)?);
    let day = *u.choose(&[1, 28, 15, 30, 31, 2, 27, 29])?;
    let last = match month {
        // Once in a while a day that there is not.
        _ if u.ratio(1, 64)? => 31,
        2 if year % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    Ok(format!("{year:04}-{month:02}-{:02}", day.min(last)))
}

const IDS: [&str; 20] = [
    "A", "B", "C", "D", "E", "F", "1", "2", "P", "Q", "X", "B1", "B2", "B3", "河南", "440000", "a/b~c", "\"", " ", "-",
];

pub fn id(u: &mut Unstructured<'_>) -> Result<String> {
    let last = if u.ratio(1, 16)? { IDS.len() } else { 9 };
    Ok((*u.choose(&IDS[..last])?).to_owned())
}
