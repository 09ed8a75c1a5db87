//! The contract's `rests_on`: what is not official, each id once, in the order of first use.

use super::words::{PROVENANCES, place};
use serde_json::{Value, json};

#[derive(Clone, Debug, Default)]
pub(crate) struct Rests {
    pub(crate) entries: Vec<Value>,
}

/// The provenance of an entry; without one it is unverified.
pub(crate) fn provenance(entry: &Value) -> &str {
    entry.get("provenance").map_or("unverified", |word| word.as_str().unwrap())
}

/// The best is first.
pub(crate) fn quality(entry: &Value) -> usize {
    place(provenance(entry), &PROVENANCES)
}

impl Rests {
    pub(crate) fn add(&mut self, id: &str, entry: &Value) {
        let known = self.entries.iter().any(|known| known["parameter"] == id);
        if provenance(entry) != "official" && !known {
            let citation = entry.get("citation").map_or("", |text| text.as_str().unwrap());
            self.entries.push(json!({ "parameter": id, "provenance": provenance(entry), "citation": citation }));
        }
    }

    pub(crate) fn add_all(&mut self, other: &Rests) {
        for entry in &other.entries {
            self.add(entry["parameter"].as_str().unwrap(), entry);
        }
    }

    /// Is one of them unverified?
    pub(crate) fn unverified(&self) -> bool {
        self.entries.iter().any(|entry| entry["provenance"] == "unverified")
    }
}
