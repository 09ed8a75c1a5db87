//! What is wrong with a long table, and in which row.

use std::fmt;

use crate::error::Error;

/// Why a table was not computed to its end, and in which row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnError {
    row: Option<usize>,
    error: Error,
}

impl std::error::Error for ColumnError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

impl ColumnError {
    /// Of the first bad row.
    pub(crate) fn in_row(row: usize, error: Error) -> ColumnError {
        ColumnError { row: Some(row), error }
    }

    /// Of the table as a whole.
    pub(crate) fn of_table(error: Error) -> ColumnError {
        ColumnError { row: None, error }
    }

    /// The first bad row; none where the table as a whole is faulty.
    pub fn row(&self) -> Option<usize> {
        self.row
    }

    /// What is wrong: the error that the function for single questions gives for the row.
    pub fn error(&self) -> &Error {
        &self.error
    }
}

impl fmt::Display for ColumnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row {
            Some(row) => write!(f, "row {row}: {}", self.error),
            None => self.error.fmt(f),
        }
    }
}
