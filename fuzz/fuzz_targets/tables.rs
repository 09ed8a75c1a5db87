//! The table functions of the Python package: any Arrow columns in any layout, in one piece or in several, through the PyCapsule interface
//! and back. The sources are those of the package; an interpreter is embedded, because what goes wrong is an exception of its classes.
#![cfg_attr(fuzzing, no_main)]
#![allow(dead_code, unfulfilled_lint_expectations, reason = "the sources of the package are made for a library")]

macro_rules! of_package {
    ($($name:ident $path:literal),+ $(,)?) => { $(#[path = $path] mod $name;)+ };
}
of_package!(
    capsule "../../bindings-python/src/capsule.rs",
    cells "../../bindings-python/src/cells.rs",
    columns "../../bindings-python/src/columns.rs",
    door "../../bindings-python/src/door.rs",
    fault "../../bindings-python/src/fault.rs",
    fields "../../bindings-python/src/fields.rs",
    gates "../../bindings-python/src/gates.rs",
    groups "../../bindings-python/src/groups.rs",
    lots "../../bindings-python/src/lots.rs",
    pieces "../../bindings-python/src/pieces.rs",
    prices "../../bindings-python/src/prices.rs",
    progress "../../bindings-python/src/progress.rs",
    room "../../bindings-python/src/room.rs",
    rows "../../bindings-python/src/rows.rs",
    split "../../bindings-python/src/split.rs",
    units "../../bindings-python/src/units.rs",
);

#[path = "tables/arrays.rs"]
mod arrays;
#[path = "tables/calls.rs"]
mod calls;
#[path = "tables/export.rs"]
mod export;

use std::ffi::CStr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use arbitrary::Unstructured;
use pyo3::prelude::*;

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

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", "")?;
        module.add("FUNCTIONS", PyTuple::new(module.py(), jicai::evaluate::FUNCTIONS)?)
    }
}

/// Whether the library is at work: what panics there is caught there.
static AT_WORK: AtomicBool = AtomicBool::new(false);
/// The panic that was caught last.
static CAUGHT: Mutex<String> = Mutex::new(String::new());

/// The Python package without what its own `__init__` needs: its exceptions, around the native module of this target.
const PACKAGE: &CStr = c"
import sys, types
package = types.ModuleType('jicai')
package.__path__ = [path]
sys.modules.update({'jicai': package, 'jicai._native': native})
import jicai.errors
";

fn start() {
    std::panic::set_hook(Box::new(|panic| match AT_WORK.load(Ordering::SeqCst) {
        true => *CAUGHT.lock().expect("one at a time") = panic.to_string(),
        false => {
            eprintln!("{panic}\n{}", std::backtrace::Backtrace::force_capture());
            std::process::abort();
        }
    }));
    Python::initialize();
    Python::attach(|py| {
        let names = pyo3::types::PyDict::new(py);
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../bindings-python/python/jicai");
        let set = names.set_item("path", path).and(names.set_item("native", pyo3::wrap_pymodule!(_native)(py)));
        set.and_then(|()| py.run(PACKAGE, Some(&names), None)).expect("the package");
    });
}

fn run(data: &[u8]) {
    let _ = Python::attach(|py| calls::one(py, &mut Unstructured::new(data)));
}

/// Runs what the library does, and says whether it ended in a panic that it caught.
fn at_work<T>(work: impl FnOnce() -> T) -> T {
    AT_WORK.store(true, Ordering::SeqCst);
    let done = work();
    AT_WORK.store(false, Ordering::SeqCst);
    done
}

const NAMES: [&CStr; 3] = [c"arrow_schema", c"arrow_array", c"arrow_array_stream"];

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(init: start(), |data: &[u8]| -> () { run(data) });

#[cfg(not(fuzzing))]
fn main() {
    start();
    jicai_fuzz::replay(run);
}
