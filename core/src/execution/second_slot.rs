//! Rule 27: which product takes the second slot of a generic name (一品两规).

use serde::{Deserialize, Serialize};

use super::notes::{Subject, count, fact, note};
use super::number::Positive;
use super::rulebook::Rulebook;
use super::validate;
use super::vocabulary::{DrugRoute, SlotRole};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::sorting::Sorting;

/// What `execution.second_slot` is asked: about one generic name and route.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook, SlotQuestion};
///
/// // An institution that already stocks three of a route has one too many, and nothing is chosen.
/// let question: SlotQuestion = serde_json::from_str(
///     r#"{ "route": "injection", "candidates": [ { "product": "m", "role": "main_winner", "unit_price": "1" } ], "stocked": [
///          { "product": "x", "role": "non_winner" }, { "product": "y", "role": "non_winner" }, { "product": "z", "role": "non_winner" } ] }"#,
/// )?;
/// let choice = execution::second_slot(&*Rulebook::builtin("execution/zhejiang-2025")?, &question)?;
/// assert!(choice.over_limit && choice.chosen.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotQuestion {
    /// Route of administration.
    pub route: DrugRoute,
    /// What the hospital has already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stocked: Vec<StockedProduct>,
    /// What it may take, at least one.
    pub candidates: Vec<SlotCandidate>,
}

/// A product that the hospital has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StockedProduct {
    /// The product, unique in the list.
    pub product: Id,
    /// What it is to the institution.
    pub role: SlotRole,
}

/// A product that the hospital may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotCandidate {
    /// The product, unique in the list and not stocked.
    pub product: Id,
    /// What it is to the institution.
    pub role: SlotRole,
    /// Price of the unit of account.
    pub unit_price: Positive,
}

/// Which products are taken.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Zhejiang: two products a route; among others the cheaper one goes first, among equals the one that is first by id.
/// let choice = execution::second_slot(&*Rulebook::builtin("execution/zhejiang-2025")?, &serde_json::from_str(
///     r#"{ "route": "oral", "stocked": [ { "product": "main", "role": "main_winner" } ], "candidates": [
///          { "product": "o2", "role": "other_winner", "unit_price": "0.30" }, { "product": "o1", "role": "other_winner", "unit_price": "0.30" } ] }"#,
/// )?)?;
/// assert_eq!(choice.order.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["o1", "o2"]);
/// assert_eq!((choice.slots_left, choice.chosen.len()), (1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SlotChoice {
    /// How many may still be taken.
    pub slots_left: u32,
    /// Whether the hospital has more than it may.
    pub over_limit: bool,
    /// The candidates, the best first.
    pub order: Vec<Id>,
    /// Those that are taken.
    pub chosen: Vec<Id>,
}

/// Source: clause `#second_slot`, rule 27; 处方管理办法, article 16.
pub(super) fn second_slot(
    rulebook: &Rulebook,
    question: &SlotQuestion,
    sink: &mut dyn Sink,
) -> Result<SlotChoice, Error> {
    check(question)?;
    let roles = rulebook.second_slot_order.need(sink)?;
    let most = rulebook.max_products_per_route.need(sink)?.get();
    let mut ranked = question
        .candidates
        .iter()
        .map(|candidate| match roles.position(&candidate.role) {
            Some(position) => Ok((position, candidate.unit_price, &candidate.product, candidate)),
            None => Err(rulebook.gap(&format!("where a `{}` stands in the order of the second slot", candidate.role))),
        })
        .collect::<Result<Vec<_>, Error>>()?;
    ranked.order_by_key(|(position, price, product, _)| (*position, *price, *product));
    let stocked = u32::try_from(question.stocked.len()).unwrap_or(u32::MAX);
    let slots_left = most.saturating_sub(stocked);
    let taken = usize::try_from(slots_left).unwrap_or(usize::MAX);
    for (i, (_, _, product, candidate)) in ranked.iter().enumerate() {
        let outcome = if i < taken { "chosen" } else { "not_chosen" };
        let facts = || {
            vec![
                ("role", fact(candidate.role)),
                ("unit_price", fact(candidate.unit_price)),
                ("slots_left", count(slots_left)),
            ]
        };
        note(rulebook, "second_slot", Subject::Of("product", product), outcome, facts, sink);
    }
    let order: Vec<Id> = ranked.into_iter().map(|(_, _, product, _)| product.clone()).collect();
    let chosen = order.iter().take(taken).cloned().collect();
    Ok(SlotChoice { slots_left, over_limit: stocked > most, order, chosen })
}

fn check(question: &SlotQuestion) -> Result<(), Error> {
    let SlotQuestion { stocked, candidates, .. } = question;
    validate::keys("/input/stocked", "product", stocked.iter().map(|product| &product.product))?;
    validate::not_empty("/input/candidates", candidates)?;
    validate::keys("/input/candidates", "product", candidates.iter().map(|candidate| &candidate.product))?;
    let known: std::collections::BTreeSet<&Id> = stocked.iter().map(|product| &product.product).collect();
    match candidates.iter().position(|candidate| known.contains(&candidate.product)) {
        None => Ok(()),
        Some(i) => {
            let message = "product must not be stocked already".to_owned();
            let product = candidates.get(i).map_or("", |candidate| candidate.product.as_str());
            Err(Error::invalid_input(format!("/input/candidates/{i}/product"), format!("{message}, got `{product}`")))
        }
    }
}
