//! Tables of Python, and the pieces of them that threads work on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use pyo3::prelude::*;

use crate::capsule::Table;
use crate::fault::{self, Fault};

/// How many threads work: as many as were asked for; of their own accord as many as there are processors, for much work.
pub(crate) fn threads(asked: Option<usize>, rows: usize, rows_for_two: usize) -> usize {
    match asked {
        Some(threads) => threads.max(1),
        None if rows < rows_for_two => 1,
        None => std::thread::available_parallelism().map_or(1, |threads| threads.get()),
    }
}

/// The first bad row that was found so far. Where it is all that is asked for, what begins behind it is left; what begins before it is
/// not, whichever thread is faster, since it may hold an earlier one.
pub(crate) struct FirstBad(AtomicUsize);

impl FirstBad {
    pub(crate) fn none() -> FirstBad {
        FirstBad(AtomicUsize::new(usize::MAX))
    }

    pub(crate) fn is_before(&self, row: usize) -> bool {
        self.0.load(Ordering::Relaxed) < row
    }

    pub(crate) fn found(&self, faults: &[Fault]) {
        for fault in faults {
            self.0.fetch_min(fault.row.unwrap_or(0), Ordering::Relaxed);
        }
    }
}

/// An item, and later its result.
type Slot<I, T> = Mutex<(Option<I>, Option<Result<T, Fault>>)>;

/// Does `work` for each item, on so many threads; the results stand in the order of the items.
pub(crate) fn spread<I: Send, T: Send>(
    items: Vec<I>,
    threads: usize,
    work: impl Fn(I) -> Result<T, Fault> + Sync,
) -> Result<Vec<T>, Fault> {
    let caught = |item| catch_unwind(AssertUnwindSafe(|| work(item))).unwrap_or_else(|_| Err(Fault::bug()));
    if threads <= 1 || items.len() <= 1 {
        return items.into_iter().map(caught).collect();
    }
    let next = AtomicUsize::new(0);
    let slots: Vec<Slot<I, T>> = items.into_iter().map(|item| Mutex::new((Some(item), None))).collect();
    let run = || {
        while let Some(slot) = slots.get(next.fetch_add(1, Ordering::Relaxed)) {
            let item = slot.lock().unwrap_or_else(PoisonError::into_inner).0.take();
            let done = item.map(caught);
            slot.lock().unwrap_or_else(PoisonError::into_inner).1 = done;
        }
    };
    std::thread::scope(|scope| {
        // Where the system has no more threads this one does the work.
        for _ in 1..threads.min(slots.len()) {
            let _ = std::thread::Builder::new().spawn_scoped(scope, run);
        }
        run();
    });
    let results = slots.into_iter().map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner).1);
    results.map(|result| result.unwrap_or_else(|| Err(Fault::bug()))).collect()
}

/// What a function for tables gives back: new columns, and what was wrong with rows.
pub(crate) struct Answer {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
    pub(crate) faults: Vec<Fault>,
}

/// What the caller wants done about bad rows.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) raise: bool,
    /// Number of the first row of the table.
    pub(crate) first_row: usize,
}

impl Answer {
    /// To Python: new columns and errors.
    pub(crate) fn give(result: Result<Answer, Fault>, py: Python<'_>, manner: Manner) -> PyResult<(Table, Table)> {
        let first = manner.first_row;
        let answer = result.map_err(|fault| fault.raise(py, first))?;
        let mut faults = answer.faults;
        faults.sort_by_key(|fault| fault.row);
        if let Some(fault) = faults.first().filter(|_| manner.raise) {
            return Err(fault.raise(py, first));
        }
        let errors = fault::table(&faults, first).map_err(|fault| fault.raise(py, first))?;
        Ok((Table::new(answer.schema, answer.batches), Table::new(fault::schema(), vec![errors])))
    }
}

/// Runs a body without the lock of the interpreter; a panic in it is the error `internal`.
pub(crate) fn detached<T: Send>(py: Python<'_>, body: impl FnOnce() -> Result<T, Fault> + Send) -> Result<T, Fault> {
    py.detach(|| catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| Err(Fault::bug())))
}
