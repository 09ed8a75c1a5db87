//! Columns as whole numbers of a small unit, which the kernels compute with: exact, or not at all.

use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::{DataType, Schema};

use crate::cells::{self, Column, Texts};
use crate::columns;
use crate::fault::Fault;
use crate::fields::Kind;
use crate::rows::{missing, named};

/// A unit of a kernel, and how the name of a column says that its integers count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) decimals: u8,
    pub(crate) suffix: &'static str,
}

pub(crate) const FEN: Unit = Unit { decimals: 2, suffix: "_fen" };
pub(crate) const MICRO: Unit = Unit { decimals: 6, suffix: "_micro" };
pub(crate) const E4: Unit = Unit { decimals: 4, suffix: "_e4" };

/// The kind of a field that takes decimal strings.
pub(crate) const NUMBER: &Kind = &Kind::Number(None);

/// Where a column stands, and what its integers count.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) name: String,
    pub(crate) unit: Unit,
    /// Its integers are of the unit; otherwise they are whole yuan or whole units.
    pub(crate) counts_units: bool,
}

impl Place {
    /// A column by its name, or by that name with the suffix of the unit.
    pub(crate) fn of(schema: &Schema, name: &str, unit: Unit) -> Result<Place, Fault> {
        let suffixed = format!("{name}{}", unit.suffix);
        let field = schema.field_with_name(name).or_else(|_| schema.field_with_name(&suffixed));
        let field = field.map_err(|_| missing(name, &RecordBatch::new_empty(schema.clone().into())))?;
        let data_type = cells::value_type(field.data_type());
        if data_type.is_floating() {
            return Err(named(cells::floats(data_type), field.name()));
        }
        let counts_units = field.name().ends_with(unit.suffix) && data_type.is_integer();
        Ok(Place { name: field.name().clone(), unit, counts_units })
    }

    pub(crate) fn array<'b>(&self, batch: &'b RecordBatch) -> Result<&'b ArrayRef, Fault> {
        batch.column_by_name(&self.name).ok_or_else(|| missing(&self.name, batch))
    }

    /// As numbers.
    pub(crate) fn units(&self, batch: &RecordBatch) -> Result<Units, Fault> {
        let factor = if self.counts_units { 1 } else { power(self.unit.decimals) };
        Units::of(self.array(batch)?, self.unit.decimals, factor).map_err(|fault| named(fault, &self.name))
    }

    /// As values of a question, for the words that the rule itself has for a bad one.
    pub(crate) fn cells(&self, batch: &RecordBatch) -> Result<Column, Fault> {
        let units = self.counts_units.then_some(u32::from(self.unit.decimals));
        Column::of(self.array(batch)?, NUMBER, units).map_err(|fault| named(fault, &self.name))
    }
}

fn power(decimals: u8) -> i64 {
    10_i64.checked_pow(decimals.into()).unwrap_or(i64::MAX)
}

/// How the numbers of a column become numbers of the unit.
enum Values {
    /// Times a factor.
    Integers(ScalarBuffer<i64>, i64),
    /// Halves of 128-bit numbers, of a scale.
    Halves(ScalarBuffer<i64>, Scale),
    Text(Texts, u8),
    /// One by one.
    Others(Vec<Option<i64>>),
}

#[derive(Clone, Copy)]
enum Scale {
    Times(i64),
    Over(i64),
}

/// A column of numbers.
pub(crate) struct Units {
    values: Values,
    nulls: Option<NullBuffer>,
    len: usize,
}

impl Units {
    /// A column; integers are multiplied by `factor`.
    pub(crate) fn of(array: &ArrayRef, decimals: u8, factor: i64) -> Result<Units, Fault> {
        let rows = array.len();
        if let Some((places, values)) = cells::places(array) {
            let values = Units::of(&values, decimals, factor)?;
            let known: Vec<Result<Option<i64>, ()>> = (0..values.len).map(|place| values.get(place)).collect();
            let at = |place: Option<usize>| place.and_then(|place| known.get(place).copied()).unwrap_or(Ok(None));
            let all: Vec<Result<Option<i64>, ()>> = places.into_iter().map(at).collect();
            let nulls: NullBuffer = all.iter().map(|value| *value != Ok(None)).collect();
            let values = Values::Others(all.into_iter().map(|value| value.ok().flatten()).collect());
            return Ok(Units { values, nulls: Some(nulls).filter(|nulls| nulls.null_count() > 0), len: rows });
        }
        let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0).cloned();
        let values = if let Some(integers) = cells::integers(array) {
            Values::Integers(integers.values().clone(), factor)
        } else if let Some((numbers, scale)) = cells::decimals(array) {
            // A view of the same bytes: no number is moved.
            let halves = ScalarBuffer::new(numbers.values().inner().clone(), 0, rows.saturating_mul(2));
            Values::Halves(halves, scale_of(decimals, scale)?)
        } else if let Some(texts) = Texts::of(array) {
            Values::Text(texts, decimals)
        } else {
            match array.data_type() {
                DataType::Null => {
                    let values = Values::Others(vec![Some(0); rows]);
                    return Ok(Units { values, nulls: Some(NullBuffer::new_null(rows)), len: rows });
                }
                DataType::Decimal256(..) => {
                    let cells = Column::of(array, NUMBER, None)?;
                    let text = |row| cells.cell(row).and_then(|cell| serde::Deserialize::deserialize(cell).ok());
                    let unit = |row| text(row).and_then(|text: String| in_units(&text, decimals));
                    Values::Others((0..rows).map(unit).collect())
                }
                float if float.is_floating() => return Err(cells::floats(float)),
                other => {
                    let message = format!("is of the Arrow type `{other}`: a decimal, text or an integer is needed");
                    return Err(Fault::input(message));
                }
            }
        };
        Ok(Units { values, nulls, len: rows })
    }

    pub(crate) fn is_null(&self, row: usize) -> bool {
        self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row))
    }

    /// The number of a row: none for null, an error for what the unit cannot hold.
    pub(crate) fn get(&self, row: usize) -> Result<Option<i64>, ()> {
        if self.is_null(row) {
            return Ok(None);
        }
        let value = match &self.values {
            Values::Integers(values, factor) => values.get(row).and_then(|value| value.checked_mul(*factor)),
            Values::Halves(halves, scale) => {
                let at = row.saturating_mul(2);
                let halves = halves.get(at..at.saturating_add(2)).and_then(|halves| halves.first_chunk::<2>());
                halves.and_then(|halves| {
                    let [low, high] = ordered(*halves);
                    let number = (i128::from(high) << 64) | i128::from(low.cast_unsigned());
                    let number = match scale {
                        Scale::Times(factor) => number.checked_mul((*factor).into())?,
                        Scale::Over(divisor) => {
                            let divisor = i128::from(*divisor);
                            number.checked_rem(divisor).filter(|rest| *rest == 0)?;
                            number.checked_div(divisor)?
                        }
                    };
                    i64::try_from(number).ok()
                })
            }
            Values::Text(texts, decimals) => in_units(texts.value(row), *decimals),
            Values::Others(values) => values.get(row).copied().flatten(),
        };
        value.filter(|value| *value != i64::MIN).ok_or(()).map(Some)
    }

    /// Numbers of the rows from `start` on, with `null` for nulls; false if one is not to be had, or negative where none may be, and then
    /// they mean nothing.
    #[inline]
    pub(crate) fn fill(&self, start: usize, out: &mut [i64], null: Option<i64>, sign: Sign) -> bool {
        let end = start.saturating_add(out.len());
        let is_good = match &self.values {
            Values::Integers(values, factor) => {
                let Some(values) = values.get(start..end) else { return false };
                times(values, *factor, out)
            }
            Values::Halves(halves, scale) => {
                let Some(halves) = halves.get(start.saturating_mul(2)..end.saturating_mul(2)) else { return false };
                let (halves, _) = halves.as_chunks::<2>();
                match scale {
                    Scale::Times(1) => low_halves(halves, out),
                    Scale::Times(factor) => low_halves_times(halves, *factor, out),
                    Scale::Over(divisor) => low_halves_over(halves, *divisor, out),
                }
            }
            Values::Text(texts, decimals) => {
                let mut is_good = true;
                for (row, out) in (start..end).zip(out.iter_mut()) {
                    let value = if self.is_null(row) { Some(0) } else { in_units(texts.value(row), *decimals) };
                    is_good &= value.is_some();
                    *out = value.unwrap_or(0);
                }
                is_good
            }
            Values::Others(values) => {
                let Some(values) = values.get(start..end) else { return false };
                values.iter().zip(out.iter_mut()).enumerate().fold(true, |is_good, (row, (value, out))| {
                    *out = value.unwrap_or(0);
                    is_good & (value.is_some() | self.is_null(start.saturating_add(row)))
                })
            }
        };
        is_good && self.in_range(start, out, null, sign)
    }

    #[inline]
    fn in_range(&self, start: usize, out: &mut [i64], null: Option<i64>, sign: Sign) -> bool {
        match &self.nulls {
            None => sign == Sign::Any || out.iter().fold(0, |all, value| all | value) >= 0,
            Some(nulls) => {
                let instead = null.unwrap_or(0);
                let mut is_good = true;
                let nulls = nulls.slice(start, out.len());
                for (out, is_valid) in out.iter_mut().zip(nulls.iter()) {
                    is_good &= if is_valid { (sign == Sign::Any) | (*out >= 0) } else { null.is_some() };
                    *out = if is_valid { *out } else { instead };
                }
                is_good
            }
        }
    }
}

/// Whether numbers may be negative.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Any,
    NotNegative,
}

/// Whole numbers of the unit, where a text is one and it fits.
fn in_units(text: &str, decimals: u8) -> Option<i64> {
    columns::units(text, decimals).and_then(|units| i64::try_from(units).ok())
}

fn scale_of(decimals: u8, scale: i8) -> Result<Scale, Fault> {
    let difference = i16::from(decimals).saturating_sub(scale.into());
    let power = 10_i64.checked_pow(difference.unsigned_abs().into());
    match power {
        Some(power) if difference >= 0 => Ok(Scale::Times(power)),
        Some(power) => Ok(Scale::Over(power)),
        None => Err(Fault::input(format!("has the scale {scale}: 20 decimals more than the unit at most"))),
    }
}

/// Low and high half of a number.
#[inline]
fn ordered(halves: [i64; 2]) -> [i64; 2] {
    let [first, second] = halves;
    if cfg!(target_endian = "big") { [second, first] } else { [first, second] }
}

#[inline]
fn times(values: &[i64], factor: i64, out: &mut [i64]) -> bool {
    if factor == 1 {
        out.copy_from_slice(values);
        return true;
    }
    values.iter().zip(out).fold(true, |is_good, (value, out)| {
        let (product, overflows) = value.overflowing_mul(factor);
        *out = product;
        is_good & !overflows
    })
}

#[inline]
fn low_halves(halves: &[[i64; 2]], out: &mut [i64]) -> bool {
    let mut differ = 0;
    for (halves, out) in halves.iter().zip(out) {
        let [low, high] = ordered(*halves);
        *out = low;
        differ |= high ^ (low >> 63);
    }
    differ == 0
}

#[inline]
fn low_halves_times(halves: &[[i64; 2]], factor: i64, out: &mut [i64]) -> bool {
    let mut is_good = true;
    for (halves, out) in halves.iter().zip(out) {
        let [low, high] = ordered(*halves);
        let (product, overflows) = low.overflowing_mul(factor);
        *out = product;
        is_good &= !overflows & (high == low >> 63);
    }
    is_good
}

#[inline]
fn low_halves_over(halves: &[[i64; 2]], divisor: i64, out: &mut [i64]) -> bool {
    let mut is_good = true;
    for (halves, out) in halves.iter().zip(out) {
        let [low, high] = ordered(*halves);
        let quotient = low.checked_div(divisor).unwrap_or(0);
        *out = quotient;
        is_good &= (quotient.wrapping_mul(divisor) == low) & (high == low >> 63);
    }
    is_good
}
