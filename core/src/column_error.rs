//! What is wrong with a long table, and in which row.

use std::fmt;

use crate::error::Error;

/// Why a table was not computed to its end, and in which row.
///
/// # Example
///
/// ```
/// use jicai::differential::{ColumnError, Form, PriceColumns, Product, Rulebook, price_columns};
///
/// // 1.68 yuan, and a price of nothing, in 10⁻⁶ yuan.
/// let table = PriceColumns::new(Product::new(Form::Tablet), Product::new(Form::Tablet), &[1_680_000, 0]);
/// let error: ColumnError = price_columns(&*Rulebook::builtin("differential/vbp")?, &table, &mut [0; 2]).unwrap_err();
/// assert!(error.to_string().starts_with("row 1: price"));
/// # Ok::<(), jicai::Error>(())
/// ```
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
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::differential::{Form, PriceColumns, Product, Rulebook, price_columns};
    /// let table = PriceColumns::new(Product::new(Form::Tablet), Product::new(Form::Tablet), &[1_680_000, -1]);
    /// let rulebook = Rulebook::builtin("differential/vbp")?;
    /// assert_eq!(price_columns(&rulebook, &table, &mut [0; 2]).unwrap_err().row(), Some(1));
    /// assert_eq!(price_columns(&rulebook, &table, &mut [0; 3]).unwrap_err().row(), None); // room for three of two prices
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn row(&self) -> Option<usize> {
        self.row
    }

    /// What is wrong: the error that the function for single questions gives for the row.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::differential::{Form, PriceColumns, Product, Rulebook, price_columns};
    /// let table = PriceColumns::new(Product::new(Form::Tablet), Product::new(Form::Tablet), &[0]);
    /// let error = price_columns(&*Rulebook::builtin("differential/vbp")?, &table, &mut [0]).unwrap_err();
    /// assert_eq!(error.error().code(), jicai::Code::InvalidInput);
    /// assert_eq!(error.error().path(), "/input/price");
    /// # Ok::<(), jicai::Error>(())
    /// ```
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
