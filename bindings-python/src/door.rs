//! The JSON door.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

/// What is said of a panic.
pub(crate) const BUG: &str = "a bug in this library: please report it with the input";

/// The same as a response.
const BUG_RESPONSE: &str =
    r#"{"error":{"code":"internal","path":"","message":"a bug in this library: please report it with the input"}}"#;

/// What is said of a text that no file can hold.
const NOT_UNICODE: &str = r#"{"error":{"code":"invalid_json","path":"","message":"the request is not JSON: it has half of a surrogate pair"}}"#;

/// Below this many bytes other threads wait: an answer takes little longer than letting them go.
const SHORT: usize = 4 * 1024;

/// Answers a JSON request (text, or bytes in UTF-8) with a JSON response in UTF-8; what is wrong with the request stands in the response.
///
/// Bytes, because most responses are decoded next, and Chinese citations would be widened to text only to be narrowed again.
#[pyfunction]
#[pyo3(signature = (request, /))]
pub(crate) fn evaluate<'py>(request: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let py = request.py();
    let bytes = |response: &str| PyBytes::new(py, response.as_bytes());
    if let Ok(request) = request.cast::<PyBytes>() {
        return Ok(bytes(&answer(py, request.as_bytes())));
    }
    let Ok(text) = request.cast::<PyString>() else {
        let kind = request.get_type().name()?;
        return Err(PyTypeError::new_err(format!("a request is text or bytes, got `{kind}`")));
    };
    // Half of a surrogate pair is no character, and has no bytes.
    Ok(match text.to_cow() {
        Ok(text) => bytes(&answer(py, text.as_bytes())),
        Err(_) => bytes(NOT_UNICODE),
    })
}

fn answer(py: Python<'_>, request: &[u8]) -> String {
    if request.len() > SHORT { py.detach(|| caught(request)) } else { caught(request) }
}

fn caught(request: &[u8]) -> String {
    catch_unwind(AssertUnwindSafe(|| jicai::evaluate(request))).unwrap_or_else(|_| BUG_RESPONSE.to_owned())
}
