//! The month's hospitals, and how questions are asked. All of it is invented.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::data::Result;

/// A question in the words of the contract.
pub(crate) fn ask<Q: DeserializeOwned>(question: Value) -> Result<Q> {
    Ok(serde_json::from_value(question)?)
}

/// The contract year, and the day at the end of the month.
pub(crate) const YEAR: (&str, &str) = ("2025-01-01", "2025-12-31");
pub(crate) const AS_OF: &str = "2025-07-31";

/// What a hospital agreed to buy of S and bought, and what it bought of others.
pub(crate) struct Hospital {
    pub(crate) id: &'static str,
    pub(crate) agreed: u32,
    pub(crate) purchased: u32,
    pub(crate) non_winner: u32,
}

const fn hospital(id: &'static str, agreed: u32, purchased: u32, non_winner: u32) -> Hospital {
    Hospital { id, agreed, purchased, non_winner }
}

pub(crate) const HOSPITALS: [Hospital; 5] = [
    hospital("H1", 12_000, 8_400, 2_100),
    // Just behind the quarter of Huojia.
    hospital("H2", 10_000, 3_300, 2_700),
    // Just before it.
    hospital("H3", 8_000, 2_720, 1_360),
    hospital("H4", 5_000, 0, 900),
    hospital("H5", 6_000, 6_600, 400),
];
