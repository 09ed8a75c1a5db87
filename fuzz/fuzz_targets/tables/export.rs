//! Objects that export Arrow, in every way that its C interface allows.

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, RecordBatch, RecordBatchIterator, StructArray};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use crate::NAMES;

/// How a table is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Stream,
    /// A stream that ends in an error.
    Broken,
    /// One array, if there is one batch.
    Array,
    /// One array that says nothing about its nulls.
    Uncounted,
    /// A capsule of another name.
    Misnamed,
}

/// What Python sees of a table.
#[pyclass(frozen)]
pub(crate) struct Exported {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    way: Way,
}

/// The array of the C interface, as its specification has it.
#[repr(C)]
struct CArray {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const u8,
    children: *mut *mut CArray,
}

/// Nothing is known of the nulls, and what is empty has no buffers.
unsafe fn forget(array: *mut CArray) {
    let array = unsafe { &mut *array };
    array.null_count = -1;
    for child in 0..array.n_children {
        unsafe { forget(*array.children.offset(child.try_into().expect("few"))) };
    }
}

impl Exported {
    pub(crate) fn new(schema: SchemaRef, batches: Vec<RecordBatch>, way: Way) -> Exported {
        let way = if batches.len() == 1 || way == Way::Broken || way == Way::Misnamed { way } else { Way::Stream };
        Exported { schema, batches, way }
    }

    fn stream<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let mut batches: Vec<Result<RecordBatch, ArrowError>> = self.batches.iter().cloned().map(Ok).collect();
        if self.way == Way::Broken {
            batches.push(Err(ArrowError::ComputeError("broken off".to_owned())));
        }
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        let name = if self.way == Way::Misnamed { NAMES[0] } else { NAMES[2] };
        Ok(PyCapsule::new_with_value(py, stream, name)?.into_any())
    }

    fn array<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let data = StructArray::from(self.batches[0].clone()).into_data();
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).expect("a schema");
        let mut array = FFI_ArrowArray::new(&data);
        if self.way == Way::Uncounted {
            unsafe { forget((&raw mut array).cast()) };
        }
        let schema = PyCapsule::new_with_value(py, schema, NAMES[0])?;
        let array = PyCapsule::new_with_value(py, array, NAMES[1])?;
        Ok(PyTuple::new(py, [schema, array])?.into_any())
    }
}

#[pymethods]
impl Exported {
    fn __getattr__<'py>(slf: Bound<'py, Self>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let is_array = matches!(slf.get().way, Way::Array | Way::Uncounted);
        let method = match name {
            "__arrow_c_stream__" if !is_array => "give_stream",
            "__arrow_c_array__" if is_array => "give_array",
            other => return Err(pyo3::exceptions::PyAttributeError::new_err(other.to_owned())),
        };
        slf.getattr(method)
    }

    fn give_stream<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.stream(py)
    }

    fn give_array<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.array(py)
    }
}
