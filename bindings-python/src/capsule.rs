//! Tables across the border to Python: the PyCapsule interface of Arrow, without a copy in either direction.

use std::ffi::CStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;

use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::{ArrowArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{RecordBatch, RecordBatchIterator, StructArray};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use crate::fault::Fault;

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// The batches of a table.
pub(crate) struct Batches {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
}

impl Batches {
    /// What an object exports. A reader that cannot cope with it is no reason to end in a panic.
    pub(crate) fn of(object: &Bound<'_, PyAny>) -> PyResult<Batches> {
        catch_unwind(AssertUnwindSafe(|| Batches::exported(object))).unwrap_or_else(|_| {
            let fault = Fault::input("the table could not be read: its layout is none that the Arrow library knows");
            let help = "make a copy of it in one piece, or cast lists of fixed size to lists";
            Err(fault.help(help).raise(object.py(), 0))
        })
    }

    fn exported(object: &Bound<'_, PyAny>) -> PyResult<Batches> {
        if object.hasattr("__arrow_c_stream__")? {
            return Batches::of_stream(&object.call_method0("__arrow_c_stream__")?);
        }
        if object.hasattr("__arrow_c_array__")? {
            return Batches::of_array(&object.call_method0("__arrow_c_array__")?);
        }
        let kind = object.get_type().name()?;
        Err(PyTypeError::new_err(format!("a table is needed, got `{kind}`: it does not export Arrow")))
    }

    fn of_stream(capsule: &Bound<'_, PyAny>) -> PyResult<Batches> {
        let pointer: NonNull<FFI_ArrowArrayStream> = pointer(capsule, STREAM)?;
        // Sound: the capsule's name says what it points at; what is taken from it is marked as released there.
        let reader = unsafe { ArrowArrayStreamReader::from_raw(pointer.as_ptr()) }.map_err(unreadable)?;
        let schema = arrow_array::RecordBatchReader::schema(&reader);
        let batches = reader.collect::<Result<Vec<RecordBatch>, ArrowError>>().map_err(unreadable)?;
        Ok(Batches { schema, batches })
    }

    fn of_array(capsules: &Bound<'_, PyAny>) -> PyResult<Batches> {
        let (schema, array): (Bound<'_, PyAny>, Bound<'_, PyAny>) = capsules.cast::<PyTuple>()?.extract()?;
        let schema: NonNull<FFI_ArrowSchema> = pointer(&schema, SCHEMA)?;
        let array: NonNull<arrow_array::ffi::FFI_ArrowArray> = pointer(&array, ARRAY)?;
        // Sound: as above; the schema is only read.
        let data = unsafe {
            let array = arrow_array::ffi::FFI_ArrowArray::from_raw(array.as_ptr());
            arrow_array::ffi::from_ffi(array, schema.as_ref())
        };
        let data = data.map_err(unreadable)?;
        let batch = RecordBatch::from(StructArray::from(data));
        Ok(Batches { schema: batch.schema(), batches: vec![batch] })
    }

    pub(crate) fn rows(&self) -> usize {
        self.batches.iter().fold(0, |rows, batch| rows.saturating_add(batch.num_rows()))
    }
}

fn pointer<T>(capsule: &Bound<'_, PyAny>, name: &CStr) -> PyResult<NonNull<T>> {
    Ok(capsule.cast::<PyCapsule>()?.pointer_checked(Some(name))?.cast())
}

fn unreadable(error: ArrowError) -> PyErr {
    pyo3::exceptions::PyValueError::new_err(format!("the table could not be read: {error}"))
}

/// A table that Python libraries take over: `pyarrow.table(table)`, `polars.DataFrame(table)`.
#[pyclass(module = "jicai._native", frozen)]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Table {
        Table { schema, batches }
    }
}

#[pymethods]
impl Table {
    /// The names of its columns.
    #[getter]
    fn names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// How many rows it has.
    fn __len__(&self) -> usize {
        self.batches.iter().fold(0, |rows, batch| rows.saturating_add(batch.num_rows()))
    }

    /// Its schema, as the Arrow PyCapsule interface hands it over.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(unreadable)?;
        PyCapsule::new_with_value(py, schema, SCHEMA)
    }

    /// Its batches, as the Arrow PyCapsule interface hands them over.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A request for other types may be passed over, says the interface: nothing is cast here.
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
    }
}

impl From<ArrowError> for Fault {
    fn from(error: ArrowError) -> Fault {
        Fault::input(format!("the table could not be read: {error}"))
    }
}
