//! Rule 26: what a winner may ask in a province that it does not supply (非供应省份).

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::notes::{Subject, fact, note, optional_fact};
use super::number::{Figure, Positive};
use super::rulebook::{Rulebook, need_either, refuse_given};
use super::validate;
use super::vocabulary::{CapSource, NonSupplyReading};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::json::Nullable;
use crate::number::Rational;
use crate::sorting::Sorting;

/// What `execution.non_supply_cap` is asked.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, CapQuestion, Rulebook};
///
/// // Henan sets the multiple and not the reading. Both limits kept, the highest winning price caps.
/// let question: CapQuestion = serde_json::from_str(
///     r#"{ "non_supply_reading": "both", "items": [ { "item": "a", "own_winning_price": "10", "highest_price": "12" } ] }"#,
/// )?;
/// let caps = execution::non_supply_cap(&*Rulebook::builtin("execution/henan-2026-marks")?, &question)?;
/// assert_eq!(caps.items[0].cap.to_string(), "12");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CapQuestion {
    /// How many times the own price caps, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub non_supply_multiple: Option<Positive>,
    /// How "1.5 times own price or the highest winning price" is read, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub non_supply_reading: Option<NonSupplyReading>,
    /// The products, at least one.
    pub items: Vec<CappedItem>,
}

/// A product of a winner that does not supply the province.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, CappedItem, Rulebook};
///
/// // `highest_price` has to be there: null says that nobody else won.
/// let item = r#"{ "item": "b", "own_winning_price": "10", "highest_price": null, "current_price": "15" }"#;
/// assert!(serde_json::from_str::<CappedItem>(item)?.highest_price.0.is_none());
/// let question = format!(r#"{{ "items": [ {item} ] }}"#);
/// let caps = execution::non_supply_cap(&*Rulebook::builtin("execution/liaoning-2024")?, &serde_json::from_str(&question)?)?;
/// assert_eq!(caps.items[0].compliant, Some(true)); // 1.5 × 10, on the limit
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CappedItem {
    /// The item, unique in the list.
    pub item: Id,
    /// Its winning price.
    pub own_winning_price: Positive,
    /// The highest price of the drug that the document names; null where there is none.
    pub highest_price: Nullable<Positive>,
    /// Whether the agreement has ended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub agreement_finished: bool,
    /// The lowest valid renewal price; exactly where the agreement has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest_renewal_price: Option<Positive>,
    /// What it asks now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_price: Option<Positive>,
}

/// What winners may ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NonSupplyCaps {
    /// The items, by id.
    pub items: Vec<ItemCap>,
}

/// What a winner may ask.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, CapSource, Rulebook};
///
/// let caps = execution::non_supply_cap(&*Rulebook::builtin("execution/shanxi-batch-10")?, &serde_json::from_str(
///     r#"{ "items": [ { "item": "b", "own_winning_price": "10", "highest_price": "20", "current_price": "20.01" } ] }"#,
/// )?)?;
/// assert_eq!(caps.items[0].decided_by, CapSource::Highest);
/// assert_eq!(caps.items[0].cut_needed.as_ref().unwrap().to_string(), "0.01");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemCap {
    /// The item.
    pub item: Id,
    /// The multiple of its own price.
    pub own_limit: Figure,
    /// What it may ask.
    pub cap: Figure,
    /// Which of the two prices caps.
    pub decided_by: CapSource,
    /// Whether the current price is not above the cap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compliant: Option<bool>,
    /// By how much it is above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_needed: Option<Figure>,
}

/// Source: clause `#non_supply_cap`, rule 26.
pub(super) fn non_supply_caps(
    rulebook: &Rulebook,
    question: &CapQuestion,
    sink: &mut dyn Sink,
) -> Result<NonSupplyCaps, Error> {
    check(rulebook, question)?;
    let multiple = need_either(&rulebook.non_supply_multiple, question.non_supply_multiple.as_ref(), sink)?;
    let mut items: Vec<&CappedItem> = question.items.iter().collect();
    items.order_by_key(|item| &item.item);
    let items = items
        .into_iter()
        .map(|item| {
            let own_limit = &Rational::from(multiple) * &own_price(rulebook, item, sink)?;
            let highest = item.highest_price.0.map(Rational::from);
            // With one price alone there is nothing to read in two ways.
            let reading = match &highest {
                Some(_) => need_either(&rulebook.non_supply_reading, question.non_supply_reading.as_ref(), sink)?,
                None => NonSupplyReading::Either,
            };
            let (cap, decided_by) = non_supply_cap(own_limit.clone(), highest.as_ref(), reading);
            let current = item.current_price.map(Rational::from);
            let cap_shown = Figure::exact(cap.clone());
            let facts = || vec![("cap", fact(&cap_shown)), ("current_price", optional_fact(item.current_price))];
            note(rulebook, "non_supply_cap", Subject::Of("item", &item.item), decided_by, facts, sink);
            Ok(ItemCap {
                item: item.item.clone(),
                own_limit: Figure::exact(own_limit),
                decided_by,
                compliant: current.as_ref().map(|current| *current <= cap),
                cut_needed: current.map(|current| Figure::exact((&current - &cap).max(Rational::ZERO))),
                cap: cap_shown.clone(),
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    Ok(NonSupplyCaps { items })
}

fn check(rulebook: &Rulebook, question: &CapQuestion) -> Result<(), Error> {
    let items = &question.items;
    validate::not_empty("/input/items", items)?;
    validate::keys("/input/items", "item", items.iter().map(|item| &item.item))?;
    for (i, item) in items.iter().enumerate() {
        let path = || format!("/input/items/{i}/lowest_renewal_price");
        match (item.agreement_finished, item.lowest_renewal_price) {
            (true, None) => return Err(validate::missing(path())),
            (false, Some(_)) => return Err(validate::refused(path(), "before the agreement has ended")),
            _ => {}
        }
    }
    refuse_given(&rulebook.non_supply_multiple, question.non_supply_multiple.is_some(), "/input/non_supply_multiple")?;
    refuse_given(&rulebook.non_supply_reading, question.non_supply_reading.is_some(), "/input/non_supply_reading")
}

/// The price that the multiple is taken of: after the agreement the renewal price, where the document says so.
fn own_price(rulebook: &Rulebook, item: &CappedItem, sink: &mut dyn Sink) -> Result<Rational, Error> {
    let renewal = match item.lowest_renewal_price.filter(|_| item.agreement_finished) {
        Some(price) if *rulebook.non_supply_renewal_anchor.need(sink)? => Some(price),
        _ => None,
    };
    Ok(Rational::from(renewal.unwrap_or(item.own_winning_price)))
}

/// Rule 26: "1.5 times own price or the highest winning price": `either` leaves the higher, `both` the lower.
pub(super) fn non_supply_cap(
    own_limit: Rational,
    highest: Option<&Rational>,
    reading: NonSupplyReading,
) -> (Rational, CapSource) {
    let Some(highest) = highest else { return (own_limit, CapSource::Own) };
    let order = match reading {
        NonSupplyReading::Either => own_limit.cmp(highest),
        NonSupplyReading::Both => own_limit.cmp(highest).reverse(),
    };
    match order {
        Ordering::Greater => (own_limit, CapSource::Own),
        Ordering::Equal => (own_limit, CapSource::Equal),
        Ordering::Less => (highest.clone(), CapSource::Highest),
    }
}
