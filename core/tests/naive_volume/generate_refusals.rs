//! Each refusal that the text names, once: a full request with one change, and the error that is due.

use super::Stop;
use super::generate_places::full;
use crate::common::refusals;
use serde_json::Value;

/// The requests, each with its error.
pub(crate) fn refusals() -> Vec<(Value, Stop)> {
    refusals::refusals("volume", include_str!("refusals.json"), &full(), Value::clone)
}
