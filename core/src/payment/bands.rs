//! The ladder of a product above the reference: which band, which year.

use std::borrow::Cow;

use chrono::Datelike;

use super::output::Basis;
use super::parameters::{Band, BandPrice, Entry, EntryOf, Multiple, YearIndex};
use super::reference::Reference;
use super::rulebook::note;
use super::standard::{Case, Found, When};
use crate::Date;
use crate::error::Error;
use crate::explain::{Fact, Sink};

/// Rule 13: the first band that holds, and what it pays in the year.
///
/// Source: clause `<rulebook>#bands.<code>`.
pub(super) fn band(case: &Case<'_>, reference: Reference, sink: &mut dyn Sink) -> Result<Found, Error> {
    let rulebook = case.rulebook;
    // Each entry has a source of its own.
    let bands = rulebook.bands.need(&mut ())?;
    let band = holding(case, bands, &reference, sink)?;
    let year = if band.years.len() > 1 { Some(year(case, sink)?) } else { None };
    let Some(entry) = band.entry(year.unwrap_or(1)) else {
        return Err(rulebook.gap(&format!("what band `{}` pays", band.code)));
    };
    sink.used(&entry.source);
    let reference_value = reference.value;
    let found = Found { year, ..paid(case, band, entry, reference, sink)? };
    if sink.keeps(0) {
        let clause = Cow::Owned(format!("bands.{}", band.code));
        // A parameter carries the id of the rulebook that sets it.
        let owner = entry.source.rulebook().unwrap_or_else(|| rulebook.id().clone());
        let outcome = || Cow::Owned(band.code.to_string());
        note(sink, (&owner, clause), case.subject(), outcome, || {
            let mut facts = case.facts_of(&found);
            let limit = band.up_to.map(|up_to| {
                crate::number::Rational::fraction(up_to.0.saturating_mul(reference_value), 10_000_000_000)
            });
            facts.extend(limit.flatten().map(|limit| ("ratio_limit", Fact::from(&limit))));
            facts
        });
    }
    Ok(found)
}

/// Of the bands of the product's category the first whose limit its price keeps.
fn holding<'a>(
    case: &Case<'a>,
    bands: &'a [Band],
    reference: &Reference,
    sink: &mut dyn Sink,
) -> Result<&'a Band, Error> {
    let category = case.product.category.as_deref();
    for band in bands.iter().filter(|band| band.applies_to(category)) {
        let Some(Multiple(up_to)) = band.up_to else {
            return Ok(band);
        };
        let tested = match case.rulebook.band_price.need(sink)? {
            BandPrice::Base => base_price(case)?,
            BandPrice::Price => case.price.units().into(),
        };
        // t ≤ up_to × reference, both sides in ten-thousandths of a millionth: below 10^22 and 10^37.
        let (price, limit) = (tested.saturating_mul(10_000), up_to.saturating_mul(reference.value));
        if price < limit || (band.inclusive && price == limit) {
            return Ok(band);
        }
    }
    Err(case.rulebook.gap("what a product above all its bands is paid (`bands`)"))
}

fn base_price(case: &Case<'_>) -> Result<i128, Error> {
    case.product.base_price.map(|price| price.units().into()).ok_or_else(|| {
        let message = "the field `base_price` is missing: the band goes by it";
        Error::invalid_input("/input/product/base_price", message)
    })
}

/// What an entry pays.
fn paid(
    case: &Case<'_>,
    band: &Band,
    entry: &Entry,
    reference: Reference,
    sink: &mut dyn Sink,
) -> Result<Found, Error> {
    let (price, once, times) = match entry.of {
        EntryOf::Reference => (reference.value, Basis::Reference, Basis::ReferenceTimes),
        EntryOf::Base => (base_price(case)?, Basis::BaseTimes, Basis::BaseTimes),
        EntryOf::Price => (case.price.units().into(), Basis::PriceTimes, Basis::PriceTimes),
        EntryOf::None | EntryOf::Gap => {
            let found = Found::without_ceiling(&band.code, Basis::NoStandard).with_reference(reference);
            return Ok(Found { is_gap: entry.of == EntryOf::Gap, ..found });
        }
    };
    let (ceiling, basis) = if entry.factor == Multiple::ONE {
        (price, once)
    } else {
        (case.rounded(price.saturating_mul(entry.factor.0), Multiple::ONE.0, sink), times)
    };
    let found = Found::without_ceiling(&band.code, basis).with_reference(reference);
    Ok(Found { ceiling: Some(ceiling), bound: Some(entry.bound), ..found })
}

/// Rule 14: which year of the policy it is.
///
/// Source: clause `payment#year`.
pub(super) fn year(case: &Case<'_>, sink: &mut dyn Sink) -> Result<u32, Error> {
    let (date, start) = match case.when {
        When::Year(year) => return Ok(year),
        When::Date { date, start } => (date, start),
    };
    let rulebook = case.rulebook;
    let year = match rulebook.year_index.need(sink)? {
        YearIndex::CalendarYear => {
            let first = rulebook.first_year.need(sink)?.0;
            i64::from(date.get().year()).saturating_sub(i64::from(first)).saturating_add(1)
        }
        YearIndex::PolicyYear => {
            let start = match start {
                Some(start) => start,
                None => *rulebook.start_date.read(sink)?.ok_or_else(|| {
                    let message = "the field `start_date` is missing: years are counted from it";
                    Error::invalid_input("/input/start_date", message)
                })?,
            };
            anniversaries(start, date).saturating_add(1)
        }
    };
    u32::try_from(year)
        .ok()
        .filter(|year| *year >= 1)
        .ok_or_else(|| rulebook.gap(&format!("what holds on {date}, before its first year (`year_index`)")))
}

/// How often the day of `start` has come round by `date`; 29 February comes on 1 March in a common year.
fn anniversaries(start: Date, date: Date) -> i64 {
    let (start, date) = (start.get(), date.get());
    let years = i64::from(date.year()).saturating_sub(i64::from(start.year()));
    // Day 29 of a February that has 28 days is its 1 March: month and day compare the same way.
    let has_come = (date.month(), date.day()) >= (start.month(), start.day());
    if has_come { years } else { years.saturating_sub(1) }
}
