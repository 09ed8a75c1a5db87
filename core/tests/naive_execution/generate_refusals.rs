//! Each refusal that the text names, once: a full request with some changes, and the error that is due.

use super::Stop;
use super::generate_places::full;
use crate::common::refusals;
use serde_json::{Value, json};

/// A rulebook by its name in the area, or a small one with these parameters.
fn rulebook(under: &Value) -> Value {
    match under {
        Value::String(name) => json!(format!("execution/{name}")),
        parameters => json!({
            "id": "my/small", "area": "execution", "jurisdiction": "1", "title": "t", "document": "d",
            "effective_from": "2025-01-01", "parameters": parameters,
        }),
    }
}

/// The requests, each with its error.
pub(crate) fn refusals() -> Vec<(Value, Stop)> {
    refusals::refusals("execution", include_str!("refusals.json"), &full(), rulebook)
}
