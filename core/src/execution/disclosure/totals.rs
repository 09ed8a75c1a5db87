//! Whether the parts of a bulletin add up to its totals.

use serde::{Deserialize, Serialize};

use crate::Id;
use crate::error::Error;
use crate::execution::notes::{Subject, fact, note};
use crate::execution::number::{Figure, NonNegative, exact, quotient, sum};
use crate::execution::rulebook::Rulebook;
use crate::execution::validate;
use crate::explain::Sink;
use crate::sorting::Sorting;

/// A total and its parts.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Of a total of nothing no part has a share, though it adds up.
/// let answer = execution::disclosure(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-01-10", "totals": [ { "item": "amount", "total": "0", "parts": [ { "part": "drugs", "value": "0" } ] } ] }"#,
/// )?)?;
/// let total = answer.totals.unwrap().remove(0);
/// assert!(total.adds_up && total.shares[0].share.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TotalOfParts {
    /// The item, unique in the list.
    pub item: Id,
    /// The total.
    pub total: NonNegative,
    /// Its parts.
    pub parts: Vec<PartValue>,
}

/// A part of a total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PartValue {
    /// The part, unique in its item.
    pub part: Id,
    /// Its value.
    pub value: NonNegative,
}

/// Whether a total adds up.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // A total of 100 whose parts come to 98.
/// let answer = execution::disclosure(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-01-10", "totals": [ { "item": "amount", "total": "100", "parts": [
///          { "part": "drugs", "value": "49" }, { "part": "consumables", "value": "49" } ] } ] }"#,
/// )?)?;
/// let total = answer.totals.unwrap().remove(0);
/// assert!(!total.adds_up);
/// assert_eq!((total.sum.to_string().as_str(), total.shares[0].share.as_ref().unwrap().to_string().as_str()), ("98", "0.49"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TotalCheck {
    /// The item.
    pub item: Id,
    /// The sum of the parts.
    pub sum: Figure,
    /// Total less sum.
    pub difference: Figure,
    /// Whether they are equal.
    pub adds_up: bool,
    /// The shares of the parts in the total, by part.
    pub shares: Vec<PartShare>,
}

/// The share of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartShare {
    /// The part.
    pub part: Id,
    /// Its value over the total; null for a total of 0.
    pub share: Option<Figure>,
}

pub(super) fn check(totals: &[TotalOfParts]) -> Result<(), Error> {
    validate::keys("/input/totals", "item", totals.iter().map(|total| &total.item))?;
    for (i, total) in totals.iter().enumerate() {
        if total.parts.len() > 1 {
            validate::keys(&format!("/input/totals/{i}/parts"), "part", total.parts.iter().map(|part| &part.part))?;
        }
    }
    Ok(())
}

/// Rule 30: a total adds up if it is the sum of its parts.
pub(super) fn totals(rulebook: &Rulebook, totals: &[TotalOfParts], sink: &mut dyn Sink) -> Vec<TotalCheck> {
    let mut by_item: Vec<&TotalOfParts> = totals.iter().collect();
    by_item.order_by_key(|total| &total.item);
    by_item
        .into_iter()
        .map(|total| {
            let whole = total.total.units();
            let parts = sum(total.parts.iter().map(|part| part.value.units()));
            let adds_up = whole == parts;
            let facts = || vec![("total", fact(total.total)), ("sum", fact(exact(parts)))];
            let outcome = if adds_up { "adds_up" } else { "does_not_add_up" };
            note(rulebook, "totals", Subject::Of("item", &total.item), outcome, facts, sink);
            let mut shares: Vec<PartShare> = total
                .parts
                .iter()
                .map(|part| PartShare { part: part.part.clone(), share: quotient(part.value.units(), whole) })
                .collect();
            shares.order_by(|one, other| one.part.cmp(&other.part));
            TotalCheck {
                item: total.item.clone(),
                sum: exact(parts),
                difference: exact(whole.saturating_sub(parts)),
                adds_up,
                shares,
            }
        })
        .collect()
}
