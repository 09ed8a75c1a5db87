//! Rule 29: the same basket before and after.

use serde::{Deserialize, Serialize};

use super::notes;
use super::number::{Figure, NonNegative, Positive, SignedShare};
use super::rulebook::{Rulebook, either, refuse_given};
use super::validate;
use super::vocabulary::SavingVerdict;
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;

/// What `volume.same_basket_saving` is asked.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, BasketQuestion, Rulebook, SavingVerdict};
///
/// // The city gave no number, so the caller may state one; a saving on it meets it.
/// let question: BasketQuestion = serde_json::from_str(
///     r#"{ "min_saving": "0.05", "items": [ { "item": "A", "quantity": "100", "old_price": "10", "new_price": "9.5" } ] }"#,
/// )?;
/// let basket = volume::same_basket_saving(&*Rulebook::builtin("volume/jilin-city-2020")?, &question)?;
/// assert_eq!(basket.verdict, SavingVerdict::Met);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BasketQuestion {
    /// The basket, with this period's quantities and specifications; at least one item.
    pub items: Vec<BasketItem>,
    /// The target, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_saving: Option<SignedShare>,
}

/// An item of a basket.
///
/// # Example
///
/// ```
/// use jicai::volume::BasketItem;
///
/// // Without an old price there is nothing to compare with. The quantity is this period's, on both sides.
/// let item: BasketItem = serde_json::from_str(r#"{ "item": "N", "quantity": "5", "new_price": "9" }"#)?;
/// assert!(item.old_price.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BasketItem {
    /// The item, unique in the basket.
    pub item: Id,
    /// The quantity of this period.
    pub quantity: NonNegative,
    /// The price now.
    pub new_price: Positive,
    /// The price before; without it the item is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_price: Option<Positive>,
}

/// What a basket saves.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // N was not bought last year: it is listed and left out. What is dearer than before saves less than nothing.
/// let basket = volume::same_basket_saving(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "items": [ { "item": "A", "quantity": "3", "old_price": "1", "new_price": "2" },
///                     { "item": "N", "quantity": "5", "new_price": "9" } ] }"#,
/// )?)?;
/// assert_eq!(basket.excluded_items[0].as_str(), "N");
/// assert_eq!(basket.saving.unwrap().to_string(), "-1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BasketSaving {
    /// At old prices.
    pub old_cost: Figure,
    /// At new prices.
    pub new_cost: Figure,
    /// The difference.
    pub saving_amount: Figure,
    /// The difference against the old cost; null where that is zero.
    pub saving: Option<Figure>,
    /// What is to be saved; null without a published or given target.
    pub target: Option<Figure>,
    /// Whether it is.
    pub verdict: SavingVerdict,
    /// How many items were compared.
    pub compared_items: u32,
    /// Those without an old price, by id.
    pub excluded_items: Vec<Id>,
}

/// Source: clause `#same_basket`.
pub(super) fn same_basket_saving(
    rulebook: &Rulebook,
    question: &BasketQuestion,
    sink: &mut dyn Sink,
) -> Result<BasketSaving, Error> {
    validate::keys("/input/items", "item", question.items.iter().map(|item| &item.item))?;
    validate::not_empty("/input/items", &question.items)?;
    refuse_given(&rulebook.min_saving, question.min_saving.is_some(), "/input/min_saving")?;
    let compared = || question.items.iter().filter_map(|item| Some((item, item.old_price?)));
    let cost = |quantity: NonNegative, price: Positive| &Rational::from(quantity) * &Rational::from(price);
    let old: Rational = compared().map(|(item, old)| cost(item.quantity, old)).sum();
    let new: Rational = compared().map(|(item, _)| cost(item.quantity, item.new_price)).sum();
    let amount = &old - &new;
    let saving = amount.checked_div(&old);
    let target = either(&rulebook.min_saving, question.min_saving.as_ref(), sink).map(Rational::from);
    let is_gap = rulebook.min_saving.is_gap();
    let verdict = match (&saving, &target) {
        (_, None) if !is_gap => SavingVerdict::NoTarget,
        (None, _) => SavingVerdict::Undetermined,
        (Some(saving), Some(target)) if saving >= target => SavingVerdict::Met,
        (Some(_), Some(_)) => SavingVerdict::NotMet,
        // The target is a gap: nothing saved meets none.
        (Some(saving), None) if saving.sign().is_gt() => SavingVerdict::Undetermined,
        (Some(_), None) => SavingVerdict::NotMet,
    };
    let mut excluded_items: Vec<Id> =
        question.items.iter().filter(|item| item.old_price.is_none()).map(|item| item.item.clone()).collect();
    excluded_items.order();
    let basket = BasketSaving {
        old_cost: old.into(),
        new_cost: new.into(),
        saving_amount: amount.into(),
        saving: saving.map(Figure::from),
        target: target.map(Figure::from),
        verdict,
        compared_items: u32::try_from(compared().count()).unwrap_or(u32::MAX),
        excluded_items,
    };
    notes::basket(rulebook, &basket, sink);
    Ok(basket)
}
