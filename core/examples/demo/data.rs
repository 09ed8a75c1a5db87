//! Reading the published data, `spec-tests/real/`.

use std::error::Error;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

pub(crate) fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec-tests/real").join(file)
}

/// An error that names the place it is about.
pub(crate) fn at<T, E: Display>(place: &str, result: std::result::Result<T, E>) -> Result<T> {
    Ok(result.map_err(|error| format!("{place}: {error}"))?)
}

/// The rows of a CSV file, each with its place for errors: file, line, and what stands in the first column.
pub(crate) fn rows<T: DeserializeOwned>(file: &str) -> Result<Vec<(String, T)>> {
    let mut reader = at(file, csv::Reader::from_path(path(file)))?;
    let header = at(file, reader.headers())?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = at(file, record)?;
        let line = record.position().map_or(0, csv::Position::line);
        let place = format!("{file}, line {line} ({})", record.get(0).unwrap_or_default());
        let row = at(&place, record.deserialize(Some(&header)))?;
        rows.push((place, row));
    }
    Ok(rows)
}
