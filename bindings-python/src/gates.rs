//! What graded suppliers may do.

use std::sync::Arc;

use arrow_array::{BooleanArray, RecordBatch, StringArray};
use arrow_schema::{DataType, Field as ArrowField, Schema, SchemaRef};
use jicai::credit::{self, Commitment, GateQuestion, Role, Tender};
use jicai::{Date, Id};
use pyo3::prelude::*;
use serde::Deserialize;

use crate::capsule::{Batches, Table};
use crate::cells::Cell;
use crate::fault::Fault;
use crate::fields;
use crate::pieces::{Answer, Manner, detached};
use crate::rows::{Names, by_pieces, in_column, question};

/// Rows that a thread does at a time.
const PIECE: usize = 1 << 13;

/// The fields of a question, as `credit.supplier_status` has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    firm: Id,
    role: Role,
    product: Id,
    province: Id,
    on: Date,
    #[serde(default = "provincial")]
    tender: Tender,
    #[serde(default = "submitted")]
    commitment: Commitment,
}

fn provincial() -> Tender {
    Tender::Provincial
}

fn submitted() -> Commitment {
    Commitment::Submitted
}

/// The grade records of all firms, prepared for many questions.
#[pyclass(module = "jicai._native", frozen)]
pub(crate) struct SupplierIndex(Arc<credit::SupplierIndex>);

#[pymethods]
impl SupplierIndex {
    /// Prepare records from JSON text: `{"records": […], "bars": […], "rulebook": …}`.
    #[new]
    fn new(py: Python<'_>, records: &str) -> PyResult<SupplierIndex> {
        let index = detached(py, || Ok(credit::SupplierIndex::from_json(records.as_bytes())?));
        index.map(|index| SupplierIndex(Arc::new(index))).map_err(|fault| fault.raise(py, 0))
    }

    /// Answer one question a row.
    #[pyo3(signature = (table, *, names, raise_first, first_row, threads))]
    fn gates(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        names: Names,
        raise_first: bool,
        first_row: usize,
        threads: Option<usize>,
    ) -> PyResult<(Table, Table)> {
        let table = Batches::of(table)?;
        let answer = detached(py, || {
            let threads = crate::pieces::threads(threads, table.rows(), 2 * PIECE);
            by_pieces(&table, PIECE, threads, raise_first, schema(), |batch, first| {
                piece(&self.0, &names, batch, first, raise_first)
            })
        });
        Answer::give(answer, py, Manner { raise: raise_first, first_row })
    }
}

fn schema() -> SchemaRef {
    let text = |name: &str| ArrowField::new(name, DataType::Utf8, true);
    Arc::new(Schema::new(vec![
        text("listing"),
        text("bidding"),
        text("delivery"),
        ArrowField::new("risk_label", DataType::Boolean, true),
    ]))
}

fn piece(
    index: &credit::SupplierIndex,
    names: &[(String, String)],
    batch: &RecordBatch,
    first: usize,
    raise: bool,
) -> Result<(RecordBatch, Vec<Fault>), Fault> {
    let (input, _) = fields::of("credit.supplier_status")?;
    let cells = question(batch, names, input)?;
    let (mut gates, mut faults) = (Vec::with_capacity(batch.num_rows()), Vec::new());
    for row in 0..batch.num_rows() {
        let question: Result<Question, jicai::Error> =
            jicai::evaluate::read(Cell::new(&cells, row)).map_err(|error: jicai::Error| error.under("/input"));
        let gate = question.and_then(|Question { firm, role, product, province, on, tender, commitment }| {
            index.gate(&GateQuestion { firm, role, product, province, on, tender, commitment })
        });
        match gate {
            Ok(gate) => gates.push(Some(gate)),
            Err(error) => {
                gates.push(None);
                faults.push(in_column(&error, names).in_row(first.saturating_add(row)));
                if raise {
                    return Ok((RecordBatch::new_empty(schema()), faults));
                }
            }
        }
    }
    let word = |of: fn(&credit::SupplierGate) -> credit::ActionStatus| {
        Arc::new(gates.iter().map(|gate| gate.as_ref().map(|gate| of(gate).as_str())).collect::<StringArray>())
    };
    let labels: BooleanArray = gates.iter().map(|gate| gate.as_ref().map(|gate| gate.risk_label)).collect();
    let batch = RecordBatch::try_new(
        schema(),
        vec![word(|gate| gate.listing), word(|gate| gate.bidding), word(|gate| gate.delivery), Arc::new(labels)],
    )?;
    Ok((batch, faults))
}
