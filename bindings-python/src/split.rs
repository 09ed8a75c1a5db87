//! Charge lines by the column.

use std::sync::Arc;

use arrow_array::{ArrayRef, Decimal128Array, Int64Array, RecordBatch};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field as ArrowField, Schema, SchemaRef};
use jicai::payment::{self, LineColumns, LineQuestion, LineSplit, SplitColumns};
use pyo3::prelude::*;

use crate::capsule::{Batches, Table};
use crate::cells::{Cell, Column, Field};
use crate::fault::Fault;
use crate::pieces::{Answer, FirstBad, Manner, detached, spread};
use crate::room::zeros;
use crate::rows::in_column;
use crate::units::{E4, FEN, MICRO, Place, Sign, Units};

/// Rows that a thread does at a time: its columns fit the second cache.
const PIECE: usize = 1 << 14;
/// Rows that are split before anybody looks whether one is bad: they fit the first cache.
const BLOCK: usize = 1 << 9;

/// The parts, in the order of the columns.
const PARTS: [&str; 4] = ["fully_own", "above_standard", "first_self_pay", "in_scope"];

/// Below all quantities: a quantity that is not there is a bad one where it is looked at.
const NO_QUANTITY: i64 = i64::MIN;

/// The columns of charge lines; a table without a standard or a quantity has none for any line.
struct Lines {
    amount: Place,
    standard: Option<Place>,
    quantity: Option<Place>,
    rate: Place,
}

impl Lines {
    /// Amounts come back in the unit in which they came.
    fn in_fen(&self) -> bool {
        self.amount.counts_units
    }

    fn schema(&self, table: &Schema) -> SchemaRef {
        let data_type = self.data_type(table);
        let suffix = if self.in_fen() { FEN.suffix } else { "" };
        let field = |part| ArrowField::new(format!("{part}{suffix}"), data_type.clone(), true);
        Arc::new(Schema::new(PARTS.map(field).to_vec()))
    }

    /// No part is larger than the amount: its digits suffice.
    fn data_type(&self, table: &Schema) -> DataType {
        if self.in_fen() {
            return DataType::Int64;
        }
        let given = table.field_with_name(&self.amount.name).map(|field| field.data_type().clone());
        let digits = match given {
            Ok(
                DataType::Decimal32(precision, scale)
                | DataType::Decimal64(precision, scale)
                | DataType::Decimal128(precision, scale),
            ) => i16::from(precision).saturating_sub(scale.into()).saturating_add(2).clamp(3, 19),
            _ => 19,
        };
        DataType::Decimal128(u8::try_from(digits).unwrap_or(19), 2)
    }

    /// Column by column, by the names of the contract.
    fn names(&self) -> Vec<(String, String)> {
        let optional =
            |place: &Option<Place>, field: &str| place.as_ref().map(|place| (field.to_owned(), place.name.clone()));
        [
            Some(("amount".to_owned(), self.amount.name.clone())),
            optional(&self.standard, "standard"),
            optional(&self.quantity, "quantity"),
            Some(("first_self_pay_rate".to_owned(), self.rate.name.clone())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Where the parts of a piece go.
enum Parts<'a> {
    Fen([&'a mut [i64]; 4]),
    Yuan([&'a mut [i128]; 4]),
}

impl Parts<'_> {
    fn put(&mut self, start: usize, fen: [&[i64]; 4]) {
        match self {
            Parts::Fen(columns) => columns.iter_mut().zip(fen).for_each(|(column, fen)| put(column, start, fen)),
            Parts::Yuan(columns) => columns.iter_mut().zip(fen).for_each(|(column, fen)| put(column, start, fen)),
        }
    }
}

/// Writes rows of a column that holds zeros: where all of them are zero, as what nobody pays in full mostly is, its pages are not even
/// touched.
#[inline]
fn put<T: From<i64>>(column: &mut [T], start: usize, fen: &[i64]) {
    if fen.first() == Some(&0) && fen.iter().fold(0, |all, fen| all | fen) == 0 {
        return;
    }
    let end = start.saturating_add(fen.len());
    for (slot, fen) in column.get_mut(start..end).unwrap_or_default().iter_mut().zip(fen) {
        *slot = T::from(*fen);
    }
}

/// A piece of a batch.
struct Piece<'a> {
    batch: RecordBatch,
    /// Of its first row, in the table and in the batch.
    first: usize,
    offset: usize,
    parts: Parts<'a>,
}

/// The numbers of a piece.
struct Numbers {
    amount: Units,
    standard: Option<Units>,
    quantity: Option<Units>,
    rate: Units,
}

impl Numbers {
    fn of(lines: &Lines, batch: &RecordBatch) -> Result<Numbers, Fault> {
        let optional = |place: &Option<Place>| place.as_ref().map(|place| place.units(batch)).transpose();
        Ok(Numbers {
            amount: lines.amount.units(batch)?,
            standard: optional(&lines.standard)?,
            quantity: optional(&lines.quantity)?,
            rate: lines.rate.units(batch)?,
        })
    }
}

/// Room for the numbers of a block.
struct Block {
    inputs: [[i64; BLOCK]; 3],
    wide_rate: [i64; BLOCK],
    rate: [i32; BLOCK],
    parts: [[i64; BLOCK]; 4],
}

impl Block {
    fn new() -> Box<Block> {
        Box::new(Block { inputs: [[0; BLOCK]; 3], wide_rate: [0; BLOCK], rate: [0; BLOCK], parts: [[0; BLOCK]; 4] })
    }

    /// Splits so many rows; false if one of them is bad.
    fn split(&mut self, numbers: &Numbers, start: usize, rows: usize) -> bool {
        let Block { inputs: [amount, standard, quantity], wide_rate, rate, parts: [own, above, first, inside] } = self;
        let (Some(amount), Some(standard), Some(quantity), Some(wide_rate), Some(rate)) = (
            amount.get_mut(..rows),
            standard.get_mut(..rows),
            quantity.get_mut(..rows),
            wide_rate.get_mut(..rows),
            rate.get_mut(..rows),
        ) else {
            return false;
        };
        let (Some(own), Some(above), Some(first), Some(inside)) =
            (own.get_mut(..rows), above.get_mut(..rows), first.get_mut(..rows), inside.get_mut(..rows))
        else {
            return false;
        };
        // What else is wrong with a number the kernel sees.
        let mut is_good = numbers.amount.fill(start, amount, None, Sign::Any);
        match &numbers.standard {
            Some(standards) => is_good &= standards.fill(start, standard, Some(-1), Sign::NotNegative),
            None => standard.fill(-1),
        }
        match &numbers.quantity {
            Some(quantities) => is_good &= quantities.fill(start, quantity, Some(NO_QUANTITY), Sign::Any),
            None => quantity.fill(NO_QUANTITY),
        }
        is_good &= numbers.rate.fill(start, wide_rate, Some(-1), Sign::NotNegative);
        if !is_good {
            return false;
        }
        narrow(wide_rate, rate);
        let lines = LineColumns { amount, standard, quantity, rate };
        let parts = SplitColumns { fully_own: own, above_standard: above, first_self_pay: first, in_scope: inside };
        payment::split_lines(&lines, parts).is_ok()
    }

    fn parts(&self, rows: usize) -> [&[i64]; 4] {
        self.parts.each_ref().map(|part| part.get(..rows).unwrap_or(&[]))
    }
}

/// Rates in 32 bits; what is more than 10,000 is refused, however much it is.
#[inline]
fn narrow(wide: &[i64], narrow: &mut [i32]) {
    const LOW: i64 = 0x7FFF_FFFF;
    let all = wide.iter().fold(0, |all, rate| all | rate);
    let pairs = narrow.iter_mut().zip(wide);
    if (0..=LOW).contains(&all) {
        pairs.for_each(|(narrow, rate)| *narrow = i32::try_from(rate & LOW).unwrap_or(-1));
    } else {
        pairs.for_each(|(narrow, rate)| *narrow = i32::try_from((*rate).min(10_001)).unwrap_or(10_001));
    }
}

/// The lines of a piece as questions, for those that the kernel refuses.
struct Questions {
    fields: Column,
    rate: Units,
}

impl Questions {
    fn of(lines: &Lines, batch: &RecordBatch) -> Result<Questions, Fault> {
        let places = [
            ("amount", Some(&lines.amount)),
            ("standard", lines.standard.as_ref()),
            ("quantity", lines.quantity.as_ref()),
            ("first_self_pay_rate", Some(&lines.rate)),
        ];
        let mut fields = Vec::new();
        for (name, place) in places {
            if let Some(place) = place {
                fields.push(Field { name: name.to_owned(), column: place.cells(batch)?, says_null: false });
            }
        }
        Ok(Questions { fields: Column::Group(fields), rate: lines.rate.units(batch)? })
    }

    /// A line as the rule itself splits it.
    fn ask(&self, row: usize) -> Result<LineSplit, jicai::Error> {
        let mut question: LineQuestion = jicai::evaluate::read(Cell::new(&self.fields, row)).map_err(below_input)?;
        if self.rate.is_null(row) {
            question.covered = Some(false);
        }
        payment::split_line(&question)
    }
}

/// The reader knows its own place only: the rule reports from above the input.
fn below_input(error: jicai::Error) -> jicai::Error {
    error.under("/input")
}

fn piece(lines: &Lines, piece: &mut Piece<'_>, raise: bool, bad: &FirstBad) -> Result<Vec<Fault>, Fault> {
    let numbers = Numbers::of(lines, &piece.batch)?;
    let mut block = Block::new();
    let mut questions = None;
    let mut faults = Vec::new();
    for start in (0..piece.batch.num_rows()).step_by(BLOCK) {
        let rows = piece.batch.num_rows().saturating_sub(start).min(BLOCK);
        if block.split(&numbers, start, rows) {
            piece.parts.put(start, block.parts(rows));
            continue;
        }
        for row in (start..).take(rows) {
            if block.split(&numbers, row, 1) {
                piece.parts.put(row, block.parts(1));
                continue;
            }
            if questions.is_none() {
                questions = Some(Questions::of(lines, &piece.batch)?);
            }
            match questions.as_ref().map(|questions| questions.ask(row)) {
                Some(Ok(split)) => {
                    let parts = [split.fully_own, split.above_standard, split.first_self_pay, split.in_scope];
                    let fen = parts.map(|part| [part.units()]);
                    piece.parts.put(row, fen.each_ref().map(|part| &part[..]));
                }
                Some(Err(error)) => {
                    faults.push(in_column(&error, &lines.names()).in_row(piece.first.saturating_add(row)));
                    if raise {
                        bad.found(&faults);
                        return Ok(faults);
                    }
                }
                None => return Err(Fault::bug()),
            }
        }
    }
    Ok(faults)
}

/// Columns of a batch while they are filled.
enum Columns {
    Fen([Vec<i64>; 4]),
    Yuan([Vec<i128>; 4]),
}

impl Columns {
    fn new(in_fen: bool, rows: usize) -> Columns {
        if in_fen {
            Columns::Fen([0, 1, 2, 3].map(|_| zeros(rows)))
        } else {
            Columns::Yuan([0, 1, 2, 3].map(|_| zeros(rows)))
        }
    }

    /// Apart for the pieces.
    fn pieces(&mut self) -> Vec<Parts<'_>> {
        fn four<T>(columns: &mut [Vec<T>; 4]) -> impl Iterator<Item = [&mut [T]; 4]> {
            let [a, b, c, d] = columns.each_mut().map(|column| column.chunks_mut(PIECE));
            a.zip(b).zip(c).zip(d).map(|(((a, b), c), d)| [a, b, c, d])
        }
        match self {
            Columns::Fen(columns) => four(columns).map(Parts::Fen).collect(),
            Columns::Yuan(columns) => four(columns).map(Parts::Yuan).collect(),
        }
    }

    fn finish(self, schema: &SchemaRef, bad: &[usize], rows: usize) -> Result<RecordBatch, Fault> {
        let nulls = (!bad.is_empty()).then(|| {
            let mut valid = vec![true; rows];
            for row in bad {
                if let Some(valid) = valid.get_mut(*row) {
                    *valid = false;
                }
            }
            NullBuffer::from(valid)
        });
        let arrays: Result<Vec<ArrayRef>, Fault> = match self {
            Columns::Fen(columns) => columns
                .into_iter()
                .map(|column| -> Result<ArrayRef, Fault> {
                    Ok(Arc::new(Int64Array::try_new(ScalarBuffer::from(column), nulls.clone())?))
                })
                .collect(),
            Columns::Yuan(columns) => columns
                .into_iter()
                .zip(schema.fields())
                .map(|(column, field)| -> Result<ArrayRef, Fault> {
                    let array = Decimal128Array::try_new(ScalarBuffer::from(column), nulls.clone())?;
                    Ok(Arc::new(array.with_data_type(field.data_type().clone())))
                })
                .collect(),
        };
        Ok(RecordBatch::try_new(schema.clone(), arrays?)?)
    }
}

fn split(table: &Batches, lines: &Lines, raise: bool, threads: usize) -> Result<Answer, Fault> {
    let schema = lines.schema(&table.schema);
    let bad = FirstBad::none();
    let mut columns: Vec<Columns> =
        table.batches.iter().map(|batch| Columns::new(lines.in_fen(), batch.num_rows())).collect();
    let mut pieces = Vec::new();
    let mut first = 0_usize;
    for (batch, columns) in table.batches.iter().zip(&mut columns) {
        for (start, parts) in (0..batch.num_rows()).step_by(PIECE).zip(columns.pieces()) {
            let length = batch.num_rows().saturating_sub(start).min(PIECE);
            pieces.push(Piece {
                batch: batch.slice(start, length),
                first: first.saturating_add(start),
                offset: start,
                parts,
            });
        }
        first = first.saturating_add(batch.num_rows());
    }
    if pieces.is_empty() {
        // The types of the columns are looked at all the same.
        Numbers::of(lines, &RecordBatch::new_empty(table.schema.clone()))?;
    }
    let faults = spread(pieces, threads, |mut work| {
        if bad.is_before(work.first) {
            return Ok(Vec::new());
        }
        debug_assert!(work.offset <= work.first);
        piece(lines, &mut work, raise, &bad)
    })?;
    let faults: Vec<Fault> = faults.into_iter().flatten().collect();
    let mut batches = Vec::with_capacity(columns.len());
    let mut first = 0_usize;
    for (columns, batch) in columns.into_iter().zip(&table.batches) {
        let rows = batch.num_rows();
        let inside = first..first.saturating_add(rows);
        let bad = faults.iter().filter_map(|fault| fault.row).filter(|row| inside.contains(row));
        let bad: Vec<usize> = bad.map(|row| row.saturating_sub(first)).collect();
        batches.push(columns.finish(&schema, &bad, rows)?);
        first = inside.end;
    }
    Ok(Answer { schema, batches, faults })
}

/// Splits charge lines.
#[pyfunction]
#[pyo3(signature = (table, *, amount, standard, quantity, rate, raise_first, first_row, threads))]
#[expect(clippy::too_many_arguments, reason = "all of them are named where it is called")]
pub(crate) fn split_lines(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    amount: &str,
    standard: Option<&str>,
    quantity: Option<&str>,
    rate: &str,
    raise_first: bool,
    first_row: usize,
    threads: Option<usize>,
) -> PyResult<(Table, Table)> {
    let table = Batches::of(table)?;
    let schema = &table.schema;
    let optional = |name: Option<&str>, unit| name.map(|name| Place::of(schema, name, unit)).transpose();
    let lines = || {
        Ok(Lines {
            amount: Place::of(schema, amount, FEN)?,
            standard: optional(standard, MICRO)?,
            quantity: optional(quantity, E4)?,
            rate: Place::of(schema, rate, E4)?,
        })
    };
    let lines = lines().map_err(|fault: Fault| fault.raise(py, first_row))?;
    let answer = detached(py, || {
        let threads = crate::pieces::threads(threads, table.rows(), 8 * PIECE);
        split(&table, &lines, raise_first, threads)
    });
    Answer::give(answer, py, Manner { raise: raise_first, first_row })
}
