//! Conformance vectors of `jicai`, and the tools around them.
//!
//! - [`run`] puts vector files to the library and says what differs; [`vector`] and [`compare`] are its parts.
//! - [`answers`] prints the responses, for comparing two builds.
//! - [`lint`] checks rulebook files and lists what they do not know.
//! - [`schema`] keeps the checked-in JSON Schemas in step with the types.
//! - [`faults`] measures hostile requests at their largest.
//! - [`limits`] writes the vectors that are too long to write by hand.
//!
//! `README.md` describes the vector format.

pub mod answers;
pub mod compare;
pub mod faults;
pub mod limits;
pub mod lint;
pub mod run;
pub mod schema;
pub mod vector;

use std::path::PathBuf;

/// The folder of this crate.
fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The vectors of the project.
pub fn vectors() -> PathBuf {
    home().join("vectors")
}

/// The checked-in schemas.
pub fn schemas() -> PathBuf {
    home().join("schema")
}
