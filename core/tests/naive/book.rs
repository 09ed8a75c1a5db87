//! Rulebooks: section *Shape*. A parameter is set, a gap, or absent; reading a gap stops the rules.

use super::number::{Q, q};
use super::{Res, gap};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The built-in rulebooks by id, each resolved.
pub(crate) struct World {
    pub(crate) built_in: BTreeMap<String, Value>,
}

impl World {
    /// Resolves a rulebook of a request, an id or an object: inherited parameters and gaps, less what `remove` names,
    /// then the object's own parameters (which replace a parameter or gap) and gaps (which drop a parameter).
    pub(crate) fn resolve(&self, rulebook: &Value) -> Value {
        let Some(object) = rulebook.as_object() else {
            return self.built_in[rulebook.as_str().unwrap()].clone();
        };
        let mut parameters = Map::new();
        let mut gaps = Map::new();
        if let Some(parent) = object.get("extends") {
            let parent = &self.built_in[parent.as_str().unwrap()];
            parameters = section(parent, "parameters");
            gaps = section(parent, "gaps");
        }
        for name in object.get("remove").and_then(Value::as_array).unwrap_or(&Vec::new()) {
            parameters.remove(name.as_str().unwrap());
            gaps.remove(name.as_str().unwrap());
        }
        for (name, value) in section(rulebook, "parameters") {
            gaps.remove(&name);
            parameters.insert(name, value);
        }
        for (name, citation) in section(rulebook, "gaps") {
            parameters.remove(&name);
            gaps.insert(name, citation);
        }
        json!({ "id": object["id"], "parameters": parameters, "gaps": gaps })
    }
}

fn section(rulebook: &Value, name: &str) -> Map<String, Value> {
    rulebook.get(name).and_then(Value::as_object).cloned().unwrap_or_default()
}

/// A resolved rulebook.
pub(crate) struct Book {
    pub(crate) id: String,
    parameters: Map<String, Value>,
    gaps: Map<String, Value>,
}

impl Book {
    pub(crate) fn of(resolved: &Value) -> Book {
        Book {
            id: resolved["id"].as_str().unwrap().to_owned(),
            parameters: section(resolved, "parameters"),
            gaps: section(resolved, "gaps"),
        }
    }

    /// Order of checks: `method` or `win` a gap is `rule_gap` before the input is looked at.
    pub(crate) fn whole(&self) -> Res<()> {
        self.read("method")?;
        self.read("win")?;
        Ok(())
    }

    /// Is the parameter a gap?
    pub(crate) fn is_gap(&self, name: &str) -> bool {
        self.gaps.contains_key(name)
    }

    /// The value of a parameter that is set; a bare value stands for an entry with that value.
    pub(crate) fn set(&self, name: &str) -> Option<&Value> {
        let entry = self.parameters.get(name)?;
        match entry.as_object() {
            Some(object) => object.get("value").or(Some(entry)),
            None => Some(entry),
        }
    }

    /// Reads a parameter: a gap stops, an absent one is `None`.
    pub(crate) fn read(&self, name: &str) -> Res<Option<&Value>> {
        if self.is_gap(name) {
            return gap(format!("{name} is a gap"));
        }
        Ok(self.set(name))
    }

    /// Reads a parameter whose absence is a gap too.
    pub(crate) fn need(&self, name: &str) -> Res<&Value> {
        match self.read(name)? {
            Some(value) => Ok(value),
            None => gap(format!("{name} is not set")),
        }
    }

    pub(crate) fn need_number(&self, name: &str) -> Res<Q> {
        Ok(q(self.need(name)?.as_str().unwrap()))
    }

    pub(crate) fn need_word(&self, name: &str) -> Res<&str> {
        Ok(self.need(name)?.as_str().unwrap())
    }

    pub(crate) fn need_count(&self, name: &str) -> Res<usize> {
        Ok(count(self.need(name)?))
    }

    /// Reads a boolean; absent means false.
    pub(crate) fn flag(&self, name: &str) -> Res<bool> {
        Ok(self.read(name)?.is_some_and(|value| value.as_bool().unwrap()))
    }

    /// Reads a rounding object: decimals and mode.
    pub(crate) fn rounding(&self, name: &str) -> Res<Option<(u32, &str)>> {
        Ok(self.read(name)?.map(|value| {
            let decimals = u32::try_from(value["decimals"].as_u64().unwrap()).unwrap();
            (decimals, value["mode"].as_str().unwrap())
        }))
    }

    /// Is `method` the score?
    pub(crate) fn by_score(&self) -> bool {
        self.set("method").and_then(Value::as_str) == Some("score")
    }

    /// The alternatives of `win`; `None` when every shortlisted bid wins.
    pub(crate) fn win(&self) -> Option<Vec<Vec<String>>> {
        let list = self.set("win")?.as_array().unwrap();
        Some(list.iter().map(words).collect())
    }

    /// Does `spread` occur in `win`?
    pub(crate) fn has_spread(&self) -> bool {
        self.win().is_some_and(|win| win.iter().flatten().any(|test| test == "spread"))
    }
}

/// A list of words.
pub(crate) fn words(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

/// A JSON integer as a count.
pub(crate) fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}
