//! The standards of several years, side by side.

use super::output::{PathStep, StandardPath};
use super::question::PathQuestion;
use super::rulebook::Rulebook;
use super::standard::{Case, Found, Paid, When, decide};
use super::validate;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::UnitPrice;

/// Each year is the standard of that year; a year that is not published does not end the path.
///
/// Source: clauses as for a single year.
pub(super) fn path(rulebook: &Rulebook, question: &PathQuestion, sink: &mut dyn Sink) -> Result<StandardPath, Error> {
    validate::products(rulebook, &question.product, &question.winners, &question.listed)?;
    validate::size("/input/prices", question.prices.len())?;
    for (position, cut) in question.prices.iter().enumerate() {
        validate::price(cut.price, || format!("/input/prices/{position}/price"))?;
        if question.prices.iter().take(position).any(|earlier| earlier.year == cut.year) {
            let message = format!("year `{}` stands here twice", cut.year.get());
            return Err(Error::invalid_input(format!("/input/prices/{position}/year"), message));
        }
    }
    let longest = rulebook.bands.peek().and_then(|bands| bands.iter().map(|band| band.years.len()).max());
    let years =
        question.years.map_or_else(|| u32::try_from(longest.unwrap_or(1)).unwrap_or(u32::MAX), |years| years.get());

    let mut steps = Vec::new();
    let mut reference = None;
    let mut converged_year = None;
    for year in 1..=years {
        let case = Case {
            rulebook,
            product: &question.product,
            winners: &question.winners,
            listed: &question.listed,
            price_unit: question.price_unit,
            person: question.person,
            price: price_of(question, year),
            when: When::Year(year),
        };
        let found = decide(&case, sink)?;
        let is_converged = match (&found.reference, found.ceiling) {
            (Some(reference), Some(ceiling)) => reference.value == ceiling,
            _ => false,
        };
        converged_year = if is_converged { converged_year.or(Some(year)) } else { None };
        reference = found.reference.as_ref().map(|reference| case.yuan(reference.value));
        steps.push(step(&case, found, year, sink)?);
    }
    Ok(StandardPath { steps, reference, converged_year })
}

fn step(case: &Case<'_>, found: Found, year: u32, sink: &mut dyn Sink) -> Result<PathStep, Error> {
    let paid = Paid::of(case, &found, sink)?;
    let shown = |units: Option<i128>| units.filter(|_| !found.is_gap).map(|units| case.yuan(units));
    Ok(PathStep {
        year,
        gap: found.is_gap,
        price: case.yuan(case.price.units().into()),
        ceiling: shown(found.ceiling),
        effective: shown(paid.effective),
        above_standard: shown(paid.above_standard),
        bound: found.bound.filter(|_| !found.is_gap),
        first_self_pay_rate: paid.first_self_pay_rate,
        floor_applied: found.floor_applied,
        band: found.band.to_string(),
    })
}

/// The current price of a year: the latest cut up to it, or the price of the product.
fn price_of(question: &PathQuestion, year: u32) -> UnitPrice {
    let cuts = question.prices.iter().filter(|cut| cut.year.get() <= year);
    cuts.max_by_key(|cut| cut.year).map_or(question.product.price, |cut| cut.price)
}
