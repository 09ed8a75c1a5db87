//! Whether two platforms say the same of the same things.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::sorted;
use crate::Id;
use crate::error::{Error, pointer_segment};
use crate::execution::notes::{Subject, fact, note, optional_fact};
use crate::execution::number::{Figure, Signed};
use crate::execution::progress::ratio;
use crate::execution::rulebook::Rulebook;
use crate::execution::validate;
use crate::explain::Sink;

/// The same things on two platforms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Platforms {
    /// One platform.
    pub left: Vec<PlatformRow>,
    /// The other.
    pub right: Vec<PlatformRow>,
    /// Fields that are compared by value and not as text; names may repeat.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numeric_fields: Vec<Id>,
}

/// A thing on a platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlatformRow {
    /// Its key, unique on the platform.
    pub key: Id,
    /// Its fields.
    pub values: BTreeMap<String, String>,
}

/// How far two platforms agree.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Prices are compared as numbers, so that 1.0 equals 1.00; each platform has an item that the other lacks.
/// let answer = execution::disclosure(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-01-10", "platforms": { "numeric_fields": [ "price" ],
///          "left": [ { "key": "k1", "values": { "price": "1.0" } }, { "key": "k3", "values": {} } ],
///          "right": [ { "key": "k1", "values": { "price": "1.00" } }, { "key": "k4", "values": {} } ] } }"#,
/// )?)?;
/// let platforms = answer.platforms.unwrap();
/// assert_eq!((platforms.identical, platforms.only_left[0].as_str(), platforms.only_right[0].as_str()), (1, "k3", "k4"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlatformMatch {
    /// Things that are on both without a difference over all; null without any.
    pub match_rate: Option<Figure>,
    /// How many are on both without a difference.
    pub identical: u32,
    /// Keys of things on the left alone, sorted.
    pub only_left: Vec<Id>,
    /// Keys of things on the right alone, sorted.
    pub only_right: Vec<Id>,
    /// Fields that differ, by key and field.
    pub differing: Vec<Differing>,
}

/// A field that differs.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // A field that one side lacks differs too.
/// let answer = execution::disclosure(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-01-10", "platforms": { "numeric_fields": [], "left": [ { "key": "k2", "values": {} } ],
///          "right": [ { "key": "k2", "values": { "name": "y" } } ] } }"#,
/// )?)?;
/// let differing = &answer.platforms.unwrap().differing[0];
/// assert_eq!((differing.left.as_deref(), differing.right.as_deref()), (None, Some("y")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Differing {
    /// The thing.
    pub key: Id,
    /// The field.
    pub field: String,
    /// What the left says; null if it has no such field.
    pub left: Option<String>,
    /// What the right says.
    pub right: Option<String>,
}

/// Two platforms that have been checked.
pub(super) struct Compared<'q> {
    left: BTreeMap<&'q Id, &'q PlatformRow>,
    right: BTreeMap<&'q Id, &'q PlatformRow>,
    numeric: BTreeSet<&'q str>,
}

/// # Errors
///
/// `invalid_input` for a key that stands twice, or a numeric field that is no decimal.
pub(super) fn check(platforms: &Platforms) -> Result<Compared<'_>, Error> {
    validate::size("/input/platforms/numeric_fields", platforms.numeric_fields.len())?;
    let numeric: BTreeSet<&str> = platforms.numeric_fields.iter().map(Id::as_str).collect();
    Ok(Compared {
        left: side("left", &platforms.left, &numeric)?,
        right: side("right", &platforms.right, &numeric)?,
        numeric,
    })
}

fn side<'q>(
    name: &str,
    rows: &'q [PlatformRow],
    numeric: &BTreeSet<&str>,
) -> Result<BTreeMap<&'q Id, &'q PlatformRow>, Error> {
    validate::keys(&format!("/input/platforms/{name}"), "key", rows.iter().map(|row| &row.key))?;
    for (i, row) in rows.iter().enumerate() {
        for (field, text) in row.values.iter().filter(|(field, _)| numeric.contains(field.as_str())) {
            if let Err(error) = text.parse::<Signed>() {
                let path = format!("/input/platforms/{name}/{i}/values{}", pointer_segment(field));
                let message = format!("a numeric field {error}");
                return Err(match error {
                    crate::number::ParseFigureError::TooLong { .. } => Error::limit_exceeded(path, message),
                    _ => Error::invalid_input(path, message),
                });
            }
        }
    }
    Ok(rows.iter().map(|row| (&row.key, row)).collect())
}

impl Compared<'_> {
    /// Whether a field says the same; numbers by value, everything else as text.
    fn is_same(&self, field: &str, left: Option<&String>, right: Option<&String>) -> bool {
        match (left, right) {
            (Some(left), Some(right)) if self.numeric.contains(field) => {
                left == right || left.parse::<Signed>().ok() == right.parse::<Signed>().ok()
            }
            _ => left == right,
        }
    }

    /// The fields of a thing that differ, by name.
    fn differing(&self, left: &PlatformRow, right: &PlatformRow) -> Vec<Differing> {
        let fields: BTreeSet<&String> = left.values.keys().chain(right.values.keys()).collect();
        let differs = |field: &&String| !self.is_same(field, left.values.get(*field), right.values.get(*field));
        fields
            .into_iter()
            .filter(differs)
            .map(|field| Differing {
                key: left.key.clone(),
                field: field.clone(),
                left: left.values.get(field).cloned(),
                right: right.values.get(field).cloned(),
            })
            .collect()
    }
}

/// Rule 30: keys on both sides without a differing field over all keys.
pub(super) fn reconcile(rulebook: &Rulebook, compared: &Compared<'_>, sink: &mut dyn Sink) -> PlatformMatch {
    let keys: BTreeSet<&Id> = compared.left.keys().chain(compared.right.keys()).copied().collect();
    let mut identical = 0_usize;
    let mut differing = Vec::new();
    for key in &keys {
        let outcome = match (compared.left.get(key), compared.right.get(key)) {
            (Some(_), None) => "only_left",
            (None, _) => "only_right",
            (Some(left), Some(right)) => {
                let fields = compared.differing(left, right);
                if fields.is_empty() {
                    identical = identical.saturating_add(1);
                    continue;
                }
                for field in &fields {
                    // A side that has no such field has no fact either: any word may be a value.
                    let facts = || {
                        let (left, right) = (optional_fact(field.left.as_ref()), optional_fact(field.right.as_ref()));
                        vec![("field", fact(&field.field)), ("left", left), ("right", right)]
                    };
                    note(rulebook, "reconcile", Subject::Of("key", key), "differs", facts, sink);
                }
                differing.extend(fields);
                continue;
            }
        };
        note(rulebook, "reconcile", Subject::Of("key", key), outcome, Vec::new, sink);
    }
    let only = |one: &BTreeMap<&Id, &PlatformRow>, other: &BTreeMap<&Id, &PlatformRow>| {
        sorted(one.keys().copied().filter(|key| !other.contains_key(key)))
    };
    PlatformMatch {
        match_rate: ratio(identical, keys.len()),
        identical: u32::try_from(identical).unwrap_or(u32::MAX),
        only_left: only(&compared.left, &compared.right),
        only_right: only(&compared.right, &compared.left),
        differing,
    }
}
