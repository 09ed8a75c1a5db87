//! What is wrong with a table, and in which rows.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use jicai::Error;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::door::BUG;

/// What is wrong with a row, or with the table as a whole. It is one word wide, because it passes many levels.
#[derive(Clone, Debug)]
pub(crate) struct Fault(Box<Parts>);

#[derive(Clone, Debug)]
pub(crate) struct Parts {
    /// Counted from 0 in the table of the call.
    pub(crate) row: Option<usize>,
    /// As the caller named it.
    pub(crate) column: Option<String>,
    pub(crate) code: &'static str,
    /// Below the row.
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// Which of several tables the row is in.
    pub(crate) table: Option<String>,
}

impl Fault {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Fault {
        Fault(Box::new(Parts {
            row: None,
            column: None,
            code,
            path: String::new(),
            message: message.into(),
            help: None,
            table: None,
        }))
    }

    pub(crate) fn input(message: impl Into<String>) -> Fault {
        Fault::new("invalid_input", message)
    }

    pub(crate) fn bug() -> Fault {
        Fault::new("internal", BUG)
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Fault {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn in_row(mut self, row: usize) -> Fault {
        self.row = Some(row);
        self
    }

    pub(crate) fn at(mut self, path: impl Into<String>) -> Fault {
        self.path = path.into();
        self
    }

    pub(crate) fn in_column(mut self, column: &str) -> Fault {
        self.column = Some(column.to_owned());
        self.path = segment(column);
        self
    }

    pub(crate) fn of(error: &Error) -> Fault {
        let mut fault = Fault::new(error.code().as_str(), error.message()).at(error.path());
        fault.help = error.help().map(str::to_owned);
        fault
    }

    /// Whether the rulebook of the question is not there or wrong in itself.
    pub(crate) fn is_of_rulebook(&self) -> bool {
        self.path.starts_with("/rulebook") && ["unknown_rulebook", "invalid_rulebook"].contains(&self.code)
    }

    /// JSON Pointer: the table is a list of rows; what does not lie in a row keeps its own place.
    fn pointer(&self, first: usize) -> String {
        match self.row {
            Some(row) if !self.path.starts_with("/rulebook") => {
                let table = self.table.as_deref().map(segment).unwrap_or_default();
                format!("{table}/{}{}", row.saturating_add(first), self.path)
            }
            _ => self.path.clone(),
        }
    }

    /// The exception; rows are counted from `first`.
    pub(crate) fn raise(&self, py: Python<'_>, first: usize) -> PyErr {
        self.exception(py, first).unwrap_or_else(|error| error)
    }

    fn exception(&self, py: Python<'_>, first: usize) -> PyResult<PyErr> {
        let form = PyDict::new(py);
        form.set_item("code", self.code)?;
        form.set_item("path", self.pointer(first))?;
        form.set_item("message", &self.message)?;
        form.set_item("help", &self.help)?;
        form.set_item("row", self.row.map(|row| row.saturating_add(first)))?;
        form.set_item("column", &self.column)?;
        let errors = py.import(intern!(py, "jicai.errors"))?.getattr(intern!(py, "JicaiError"))?;
        Ok(PyErr::from_value(errors.call_method1(intern!(py, "of"), (form,))?))
    }
}

impl Deref for Fault {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl DerefMut for Fault {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        Fault::of(&error)
    }
}

/// One step of a JSON Pointer.
pub(crate) fn segment(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The first step of a JSON Pointer, and what follows.
pub(crate) fn first_segment(path: &str) -> Option<(String, &str)> {
    let rest = path.strip_prefix('/')?;
    let (name, rest) = match rest.find('/') {
        Some(end) => rest.split_at_checked(end)?,
        None => (rest, ""),
    };
    Some((name.replace("~1", "/").replace("~0", "~"), rest))
}

pub(crate) fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("row", DataType::Int64, true),
        Field::new("column", DataType::Utf8, true),
        Field::new("code", DataType::Utf8, false),
        Field::new("message", DataType::Utf8, false),
        Field::new("help", DataType::Utf8, true),
        Field::new("path", DataType::Utf8, false),
    ]))
}

/// The faults as a table, by row.
pub(crate) fn table(faults: &[Fault], first: usize) -> Result<RecordBatch, Fault> {
    let rows: Int64Array =
        faults.iter().map(|fault| fault.row.and_then(|row| i64::try_from(row.saturating_add(first)).ok())).collect();
    let text = |of: fn(&Fault) -> &str| -> ArrayRef { Arc::new(StringArray::from_iter_values(faults.iter().map(of))) };
    let optional =
        |of: fn(&Fault) -> Option<&str>| -> ArrayRef { Arc::new(faults.iter().map(of).collect::<StringArray>()) };
    let columns: Vec<ArrayRef> = vec![
        Arc::new(rows),
        optional(|fault| fault.column.as_deref()),
        text(|fault| fault.code),
        text(|fault| &fault.message),
        optional(|fault| fault.help.as_deref()),
        Arc::new(StringArray::from_iter_values(faults.iter().map(|fault| fault.pointer(first)))),
    ];
    Ok(RecordBatch::try_new(schema(), columns)?)
}
