//! Rules 23 to 25: yellow and red marks on listed prices (黄标、红标), what lifts them, and what a new listing may ask.

mod columns;
mod limits;

use serde::{Deserialize, Serialize};

pub use columns::{MarkColumns, price_mark_columns};
use limits::{Limits, limits};

use super::non_supply_cap::non_supply_cap;
use super::notes::{Subject, fact, note, optional_fact};
use super::number::{Figure, Positive};
use super::rulebook::{Rulebook, need_either, refuse_given};
use super::time::Day;
use super::validate;
use super::vocabulary::{Anchor, Consistency, Mark, MarkClass, NonSupplyReading};
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;
use crate::{Date, Id};

/// What `execution.price_mark` is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MarkQuestion {
    /// How "1.5 times own price or the highest winning price" is read, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub non_supply_reading: Option<NonSupplyReading>,
    /// The listed products, at least one; all prices in one unit of account.
    pub items: Vec<MarkedItem>,
}

/// A listed product.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Mark, Rulebook};
///
/// // A winner that does not supply, where the reading of the notice is the caller's: both limits hold, so the lower one decides.
/// let marks = execution::price_mark(&*Rulebook::builtin("execution/henan-2026-marks")?, &serde_json::from_str(
///     r#"{ "non_supply_reading": "both", "items": [ { "item": "a", "class": "winner_not_supplying", "price": "14",
///          "highest_winning_price": "12", "own_winning_price": "10" } ] }"#,
/// )?)?;
/// assert_eq!(marks.items[0].marked_limit.as_ref().unwrap().to_string(), "12"); // not 1.5 × 10
/// assert_eq!(marks.items[0].mark, Mark::Marked);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MarkedItem {
    /// The item, unique in the list.
    pub item: Id,
    /// For what the rules differ.
    pub class: MarkClass,
    /// Listed price.
    pub price: Positive,
    /// Own winning price; for winners that do not supply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_winning_price: Option<Positive>,
    /// Highest national winning price of the drug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highest_winning_price: Option<Positive>,
    /// Highest listing price of the drugs of the same generic name; the caller decides whether only evaluated ones count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highest_listing_price: Option<Positive>,
    /// 75th percentile of the listing prices of the same specification, as the caller computes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p75_listing_price: Option<Positive>,
    /// Lowest listing price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest_listing_price: Option<Positive>,
    /// Whether a generic passed the evaluation; with `reference_listing_price`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consistency: Option<Consistency>,
    /// Listing price of the reference product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference_listing_price: Option<Positive>,
    /// When the price was cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_cut_on: Option<Day>,
}

/// Which prices are marked.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Henan: at 30.01 yuan three times the highest winning price is passed.
/// let marks = execution::price_mark(&*Rulebook::builtin("execution/henan-2026-marks")?, &serde_json::from_str(
///     r#"{ "items": [ { "item": "A", "class": "evaluated", "price": "18.00", "highest_winning_price": "10" },
///                     { "item": "C", "class": "evaluated", "price": "30.01", "highest_winning_price": "10" } ] }"#,
/// )?)?;
/// assert_eq!((marks.counts.none, marks.counts.red), (1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceMarks {
    /// The items, by id.
    pub items: Vec<ItemMark>,
    /// How many have each mark.
    pub counts: MarkCounts,
}

/// How a price is marked.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Xinjiang: 17 is below 1.8 times the highest winning price; a mark that was there ends on the day after the cut.
/// let marks = execution::price_mark(&*Rulebook::builtin("execution/xinjiang-2026-marks")?, &serde_json::from_str(
///     r#"{ "items": [ { "item": "a", "class": "evaluated", "price": "17", "highest_winning_price": "10", "price_cut_on": "2026-02-28" } ] }"#,
/// )?)?;
/// let item = &marks.items[0];
/// assert_eq!(item.yellow_limit.as_ref().unwrap().to_string(), "18");
/// assert_eq!(item.mark_ends_on.unwrap().to_string(), "2026-03-01");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemMark {
    /// The item.
    pub item: Id,
    /// Its mark.
    pub mark: Mark,
    /// What the limits are multiples of; null for winners that do not supply, as the limits.
    pub anchor: Option<Figure>,
    /// Above it, or from it on, the mark is yellow.
    pub yellow_limit: Option<Figure>,
    /// Above it, or from it on, the mark is red; null if there is none.
    pub red_limit: Option<Figure>,
    /// Above it, or from it on, the listing is suspended; null if there is none.
    pub suspend_limit: Option<Figure>,
    /// Whether a price on a limit is marked.
    pub inclusive: bool,
    /// The cap of a winner that does not supply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marked_limit: Option<Figure>,
    /// What a new listing may ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry_cap: Option<Figure>,
    /// Whether the price is not above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry_ok: Option<bool>,
    /// When the mark ends after a price cut.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark_ends_on: Option<Date>,
}

/// How many items have each mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MarkCounts {
    /// No mark.
    pub none: u32,
    /// Yellow.
    pub yellow: u32,
    /// Red.
    pub red: u32,
    /// Listing suspended.
    pub suspended: u32,
    /// Marked, without a colour.
    pub marked: u32,
}

/// Source: clauses `#mark`, `#mark_non_supply`, `#mark_removal`, `#entry`, rules 23 to 25.
pub(super) fn price_mark(
    rulebook: &Rulebook,
    question: &MarkQuestion,
    sink: &mut dyn Sink,
) -> Result<PriceMarks, Error> {
    check(rulebook, question)?;
    rulebook.mark_rules.need(sink)?;
    let mut in_order: Vec<(usize, &MarkedItem)> = question.items.iter().enumerate().collect();
    in_order.order_by_key(|(_, item)| &item.item);
    let mut counts = MarkCounts::default();
    let items = in_order
        .into_iter()
        .map(|(index, item)| {
            let marked = judge(rulebook, question, &Place { item, index }, sink)?;
            let count = match marked.mark {
                Mark::None => &mut counts.none,
                Mark::Yellow => &mut counts.yellow,
                Mark::Red => &mut counts.red,
                Mark::Suspended => &mut counts.suspended,
                Mark::Marked => &mut counts.marked,
            };
            *count = count.saturating_add(1);
            Ok(marked)
        })
        .collect::<Result<Vec<_>, Error>>()?;
    Ok(PriceMarks { items, counts })
}

fn check(rulebook: &Rulebook, question: &MarkQuestion) -> Result<(), Error> {
    let items = &question.items;
    validate::not_empty("/input/items", items)?;
    validate::keys("/input/items", "item", items.iter().map(|item| &item.item))?;
    for (i, item) in items.iter().enumerate() {
        let consistency = ("consistency", item.consistency.is_some());
        let reference = ("reference_listing_price", item.reference_listing_price.is_some());
        if consistency.1 != reference.1 {
            validate::pair(&format!("/input/items/{i}"), consistency, reference)?;
        }
    }
    let stated = question.non_supply_reading.is_some();
    refuse_given(&rulebook.non_supply_reading, stated, "/input/non_supply_reading")
}

/// An item, and where it stands in the input.
struct Place<'q> {
    item: &'q MarkedItem,
    index: usize,
}

impl Place<'_> {
    /// A price that a rule needs.
    fn price(&self, field: &str, price: Option<Positive>) -> Result<Rational, Error> {
        price.map(Rational::from).ok_or_else(|| {
            validate::missing(format!("/input/items/{}/{field}", self.index))
                .with_help(format!("the rules for the class `{}` measure the price by it", self.item.class))
        })
    }
}

/// One item, in the order of the rules: class, needed prices, reading, removal.
fn judge(
    rulebook: &Rulebook,
    question: &MarkQuestion,
    place: &Place<'_>,
    sink: &mut dyn Sink,
) -> Result<ItemMark, Error> {
    let mut marked = if place.item.class == MarkClass::WinnerNotSupplying {
        mark_non_supply(rulebook, question, place, sink)?
    } else {
        mark(rulebook, place, sink)?
    };
    if let Some(cut) = place.item.price_cut_on {
        let ends = cut.plus_days(rulebook.mark_removal_days.need(sink)?.get());
        let facts = || vec![("price_cut_on", fact(cut)), ("mark_ends_on", fact(ends))];
        note(rulebook, "mark_removal", Subject::Of("item", &place.item.item), "mark_ends", facts, sink);
        marked.mark_ends_on = Some(ends);
    }
    if let (Some(cap), Some(ok)) = (&marked.entry_cap, marked.entry_ok) {
        let facts = || vec![("price", fact(place.item.price)), ("entry_cap", fact(cap))];
        let outcome = if ok { "entry_ok" } else { "entry_too_high" };
        note(rulebook, "entry", Subject::Of("item", &place.item.item), outcome, facts, sink);
    }
    Ok(marked)
}

/// Rule 23: the strictest limit that the price passes.
fn mark(rulebook: &Rulebook, place: &Place<'_>, sink: &mut dyn Sink) -> Result<ItemMark, Error> {
    let item = place.item;
    let rules = rulebook.mark_rules.need(sink)?;
    let Some(rule) = rules.0.get(&item.class) else {
        return Err(rulebook.gap(&format!("how prices of the class `{}` are marked", item.class)));
    };
    let anchor = match rule.anchor {
        Anchor::HighestWinning => place.price("highest_winning_price", item.highest_winning_price)?,
        Anchor::P75Listing => place.price("p75_listing_price", item.p75_listing_price)?,
        Anchor::LowestListing => place.price("lowest_listing_price", item.lowest_listing_price)?,
        Anchor::Reference => {
            let listing = place.price("highest_listing_price", item.highest_listing_price)?;
            let winning = place.price("highest_winning_price", item.highest_winning_price)?;
            listing.min(reference_limit(rules, &winning))
        }
    };
    let suspend = rulebook.mark_suspend_multiple.read(sink)?.copied();
    let inclusive = *rulebook.mark_inclusive.need(sink)?;
    let (entry_cap, entry_ok) = entry(rulebook, place, sink)?;
    let limits = limits(*rule, suspend, anchor);
    let mark = limits.mark(&item.price.into(), inclusive);
    let facts = || {
        let passed = limits.decisive(mark);
        vec![
            ("price", fact(item.price)),
            ("limit", optional_fact(passed)),
            ("anchor", fact(Figure::exact(limits.anchor.clone()))),
            ("class", fact(item.class)),
        ]
    };
    note(rulebook, "mark", Subject::Of("item", &item.item), mark, facts, sink);
    let Limits { anchor, yellow, red, suspend } = limits;
    Ok(ItemMark {
        item: item.item.clone(),
        mark,
        anchor: Some(Figure::exact(anchor)),
        yellow_limit: Some(yellow),
        red_limit: red,
        suspend_limit: suspend,
        inclusive,
        marked_limit: None,
        entry_cap,
        entry_ok,
        mark_ends_on: None,
    })
}

/// The yellow limit of evaluated products: a reference product is not measured by more.
fn reference_limit(rules: &super::parameters::MarkRules, highest_winning: &Rational) -> Rational {
    // A rulebook with a class `reference` has one `evaluated`.
    let evaluated = rules.0.get(&MarkClass::Evaluated);
    evaluated.map_or(Rational::ZERO, |rule| &Rational::from(rule.yellow_multiple) * highest_winning)
}

/// Rule 24: a winner that does not supply this province is marked above its cap; no colour is published.
fn mark_non_supply(
    rulebook: &Rulebook,
    question: &MarkQuestion,
    place: &Place<'_>,
    sink: &mut dyn Sink,
) -> Result<ItemMark, Error> {
    let item = place.item;
    let multiple = *rulebook.non_supply_multiple.need(sink)?;
    let own = place.price("own_winning_price", item.own_winning_price)?;
    let highest = place.price("highest_winning_price", item.highest_winning_price)?;
    let reading = need_either(&rulebook.non_supply_reading, question.non_supply_reading.as_ref(), sink)?;
    let (entry_cap, entry_ok) = entry(rulebook, place, sink)?;
    let (cap, _) = non_supply_cap(&Rational::from(multiple) * &own, Some(&highest), reading);
    let mark = if Rational::from(item.price) > cap { Mark::Marked } else { Mark::None };
    let cap = Figure::exact(cap);
    let facts = || vec![("price", fact(item.price)), ("limit", fact(&cap)), ("reading", fact(reading))];
    note(rulebook, "mark_non_supply", Subject::Of("item", &item.item), mark, facts, sink);
    Ok(ItemMark {
        item: item.item.clone(),
        mark,
        anchor: None,
        yellow_limit: None,
        red_limit: None,
        suspend_limit: None,
        inclusive: false,
        marked_limit: Some(cap),
        entry_cap,
        entry_ok,
        mark_ends_on: None,
    })
}

/// Rule 25: what a new listing may ask; nothing for a class without an entry rule.
fn entry(rulebook: &Rulebook, place: &Place<'_>, sink: &mut dyn Sink) -> Result<(Option<Figure>, Option<bool>), Error> {
    let item = place.item;
    let Some(rule) = rulebook.entry_rules.read(sink)?.and_then(|rules| rules.get(&item.class)) else {
        return Ok((None, None));
    };
    let lowest = place.price("lowest_listing_price", item.lowest_listing_price)?;
    let by_lowest = &Rational::from(rule.lowest) * &lowest;
    let ratio = item.consistency.and_then(|consistency| match consistency {
        Consistency::Evaluated => rule.evaluated,
        Consistency::NotEvaluated => rule.not_evaluated,
    });
    let cap = match (ratio, item.reference_listing_price) {
        (Some(ratio), Some(reference)) => by_lowest.min(&Rational::from(ratio) * &Rational::from(reference)),
        _ => by_lowest,
    };
    let ok = Rational::from(item.price) <= cap;
    Ok((Some(Figure::exact(cap)), Some(ok)))
}
