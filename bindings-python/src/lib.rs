//! The native module of the Python package: the JSON door and the kernels for tables.

use pyo3::prelude::*;

mod capsule;
mod cells;
mod columns;
mod door;
mod fault;
mod fields;
mod gates;
mod groups;
mod lots;
mod pieces;
mod prices;
mod progress;
mod room;
mod rows;
mod split;
mod units;

#[pymodule]
mod _native {
    use pyo3::prelude::*;
    use pyo3::types::PyTuple;

    #[pymodule_export]
    use crate::capsule::Table;
    #[pymodule_export]
    use crate::door::evaluate;
    #[pymodule_export]
    use crate::gates::SupplierIndex;
    #[pymodule_export]
    use crate::lots::select_lots;
    #[pymodule_export]
    use crate::prices::{differential_prices, price_marks};
    #[pymodule_export]
    use crate::progress::{order_progress, payment_progress};
    #[pymodule_export]
    use crate::rows::{bid_fields, evaluate_rows, fields_of, results_of};
    #[pymodule_export]
    use crate::split::split_lines;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("FUNCTIONS", PyTuple::new(module.py(), jicai::evaluate::FUNCTIONS)?)
    }
}
