//! Rows that belong together: lots, groups of orders.

use std::collections::HashMap;
use std::hash::Hash;

use arrow_array::RecordBatch;

use crate::capsule::Batches;
use crate::cells::Column;
use crate::fault::Fault;
use crate::fields::Kind;
use crate::rows::{missing, named};

/// A row: its batch, and its place there.
pub(crate) type Row = (usize, usize);

/// A column of every batch.
pub(crate) fn columns(table: &Batches, name: &str, kind: &'static Kind) -> Result<Vec<Column>, Fault> {
    if table.batches.is_empty() {
        // The type of the column is looked at all the same.
        column(&RecordBatch::new_empty(table.schema.clone()), name, kind)?;
    }
    table.batches.iter().map(|batch| column(batch, name, kind)).collect()
}

fn column(batch: &RecordBatch, name: &str, kind: &'static Kind) -> Result<Column, Fault> {
    let array = batch.column_by_name(name).ok_or_else(|| missing(name, batch))?;
    Column::of(array, kind, None).map_err(|fault| named(fault, name))
}

/// Which group each row belongs to, in the order in which groups first occur.
pub(crate) struct Groups {
    /// Batch by batch.
    pub(crate) of_rows: Vec<Vec<u32>>,
    pub(crate) firsts: Vec<Row>,
}

impl Groups {
    /// Rows with equal values in all of the columns; equal is what is written equally.
    pub(crate) fn of(table: &Batches, by: &[String]) -> Result<Groups, Fault> {
        let keys = by.iter().map(|name| columns(table, name, &Kind::Text)).collect::<Result<Vec<_>, _>>()?;
        match keys.as_slice() {
            [] => Ok(Groups::by_key(table, |_| ())),
            [key] => Ok(Groups::by_key(table, |(batch, row)| Key::of(key, batch, row))),
            keys => Ok(Groups::by_key(table, |(batch, row)| {
                keys.iter().map(|key| Key::of(key, batch, row)).collect::<Vec<_>>()
            })),
        }
    }

    fn by_key<K: Eq + Hash>(table: &Batches, key: impl Fn(Row) -> K) -> Groups {
        let mut known: HashMap<K, u32> = HashMap::new();
        let mut groups = Groups { of_rows: Vec::with_capacity(table.batches.len()), firsts: Vec::new() };
        for (index, batch) in table.batches.iter().enumerate() {
            let mut of_rows = Vec::with_capacity(batch.num_rows());
            for row in 0..batch.num_rows() {
                let next = u32::try_from(groups.firsts.len()).unwrap_or(u32::MAX);
                let group = *known.entry(key((index, row))).or_insert(next);
                if group == next {
                    groups.firsts.push((index, row));
                }
                of_rows.push(group);
            }
            groups.of_rows.push(of_rows);
        }
        groups
    }

    /// The rows of each group.
    pub(crate) fn members(&self) -> Vec<Vec<Row>> {
        let mut members = vec![Vec::new(); self.firsts.len()];
        for (batch, of_rows) in self.of_rows.iter().enumerate() {
            for (row, group) in of_rows.iter().enumerate() {
                let place = usize::try_from(*group).ok().and_then(|group| members.get_mut(group));
                if let Some(list) = place {
                    list.push((batch, row));
                }
            }
        }
        members
    }
}

/// What tells groups apart.
#[derive(PartialEq, Eq, Hash)]
enum Key<'k> {
    Text(&'k str),
    Written(String),
}

impl<'k> Key<'k> {
    fn of(columns: &'k [Column], batch: usize, row: usize) -> Key<'k> {
        match columns.get(batch).and_then(|column| column.cell(row)) {
            Some(cell) => cell.text().map_or_else(|| Key::Written(cell.written()), Key::Text),
            None => Key::Written(String::new()),
        }
    }
}

/// The number of the first row of each batch.
pub(crate) fn starts(table: &Batches) -> Vec<usize> {
    let mut starts = Vec::with_capacity(table.batches.len());
    let mut next = 0_usize;
    for batch in &table.batches {
        starts.push(next);
        next = next.saturating_add(batch.num_rows());
    }
    starts
}
