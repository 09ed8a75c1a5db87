//! Bidding into the catalogue, and the most that a retail pharmacy may ask.

use std::cmp::Ordering;

use super::output::{BidEntry, Binding, RetailCap, Yuan};
use super::question::{BidEntryQuestion, PriceUnit, RetailQuestion};
use super::rulebook::{Rulebook, note};
use super::standard::{least_decimals, rounded};
use super::validate;
use crate::Id;
use crate::error::Error;
use crate::explain::{Fact, Sink};
use crate::sorting::Sorting;

/// Rule 22: the lowest valid quote, but not below a share of the willingness to pay.
///
/// Source: clause `payment#bid-entry`, 2023 非独家药品竞价规则.
pub(super) fn bid_entry(
    rulebook: &Rulebook,
    question: &BidEntryQuestion,
    sink: &mut dyn Sink,
) -> Result<BidEntry, Error> {
    validate::list("/input/quotes", question.quotes.iter().map(|quote| quote.id.as_str()))?;
    for (position, quote) in question.quotes.iter().enumerate() {
        validate::price(quote.price, || format!("/input/quotes/{position}/price"))?;
    }
    validate::price(question.willingness, || "/input/willingness".to_owned())?;
    let Some(lowest) = question.quotes.iter().map(|quote| quote.price).min() else {
        return Err(Error::invalid_input("/input/quotes", "quotes must have at least one quote"));
    };
    let share = *rulebook.bid_floor_share.need(sink)?;
    if lowest > question.willingness {
        return Err(rulebook.gap("what happens where the lowest quote is above the willingness to pay"));
    }
    let product = i128::from(question.willingness.units()).saturating_mul(share.units().into());
    let floor = rounded(rulebook, question.price_unit, product, 10_000, sink);
    let lowest_units = i128::from(lowest.units());
    let mut lowest_by: Vec<Id> =
        question.quotes.iter().filter(|quote| quote.price == lowest).map(|quote| quote.id.clone()).collect();
    lowest_by.order();
    let least = least_decimals(rulebook, question.price_unit);
    let yuan = |units: i128| Yuan::new(units, least);
    let entry = BidEntry {
        standard: yuan(lowest_units.max(floor)),
        lowest_quote: yuan(lowest_units),
        lowest_by,
        floor: yuan(floor),
        floor_applied: floor > lowest_units,
    };
    if sink.keeps(0)
        && let Ok(area) = "payment".parse()
    {
        let outcome = if entry.floor_applied { "raised" } else { "lowest" };
        note(
            sink,
            (&area, "bid-entry".into()),
            ("round", None),
            || outcome.into(),
            || {
                vec![
                    ("lowest_quote", Fact::Text(entry.lowest_quote.to_string())),
                    ("floor", Fact::Text(entry.floor.to_string())),
                    ("standard", Fact::Text(entry.standard.to_string())),
                ]
            },
        );
    }
    Ok(entry)
}

/// Rule 23: a markup by rate, and by amount; the lower of the two holds.
///
/// Source: clause `payment#retail-cap`.
pub(super) fn retail_cap(
    rulebook: &Rulebook,
    question: &RetailQuestion,
    sink: &mut dyn Sink,
) -> Result<RetailCap, Error> {
    validate::price(question.standard, || "/input/standard".to_owned())?;
    if let Some(price) = question.price {
        validate::price(price, || "/input/price".to_owned())?;
    }
    let rate = *rulebook.retail_markup_rate.need(sink)?;
    let limit = rulebook.retail_markup_limit.need(sink)?.0;
    let kinds = &rulebook.retail_kinds.need(sink)?.0;
    let applies = kinds.contains(&question.kind);
    let standard = i128::from(question.standard.units());
    // In ten-thousandths of a millionth: compared before rounding.
    let by_rate = standard.saturating_mul(i128::from(rate.units()).saturating_add(10_000));
    let by_amount = standard.saturating_add(limit.units().into());
    let binding = match by_rate.cmp(&by_amount.saturating_mul(10_000)) {
        Ordering::Less => Binding::Rate,
        Ordering::Greater => Binding::Amount,
        Ordering::Equal => Binding::Both,
    };
    let nothing = RetailCap {
        applies,
        cap: None,
        rate_limit: None,
        amount_limit: None,
        binding: None,
        headroom: None,
        within_cap: None,
        patient_excess: None,
    };
    let result = if applies {
        let rate_limit = rounded(rulebook, PriceUnit::Pack, by_rate, 10_000, sink);
        let cap = rate_limit.min(by_amount);
        let least = least_decimals(rulebook, PriceUnit::Pack);
        let yuan = |units: i128| Some(Yuan::new(units, least));
        let price = question.price.map(|price| i128::from(price.units()));
        RetailCap {
            cap: yuan(cap),
            rate_limit: yuan(rate_limit),
            amount_limit: yuan(by_amount),
            binding: Some(binding),
            headroom: yuan(cap.saturating_sub(standard)),
            within_cap: price.map(|price| price <= cap),
            patient_excess: price.and_then(|price| yuan(price.saturating_sub(standard).max(0))),
            ..nothing
        }
    } else {
        nothing
    };
    if sink.keeps(0)
        && let Ok(area) = "payment".parse()
    {
        let outcome = if applies { "capped" } else { "not_applicable" };
        note(
            sink,
            (&area, "retail-cap".into()),
            ("product", None),
            || outcome.into(),
            || {
                let mut facts = vec![("standard", Fact::Text(Yuan::new(standard, 2).to_string()))];
                facts.extend(result.cap.map(|cap| ("cap", Fact::Text(cap.to_string()))));
                facts
            },
        );
    }
    Ok(result)
}
