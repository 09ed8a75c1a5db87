//! The winning price that a non-winner is measured by.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::parameters::{GroupScope, ReferenceKind};
use super::question::{Supply, Winner};
use super::standard::Case;
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::{Rational, Rounding, UnitPrice};
use crate::sorting::Sorting;

/// A reference, in millionths, and whose price it is.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) value: i128,
    pub(super) from: Vec<Id>,
}

/// Rule 8: the cap of a category, a cap of the product, no reference, or the price of the winners.
///
/// Source: clause `payment#reference`.
pub(super) fn reference(case: &Case<'_>, is_capped: bool, sink: &mut dyn Sink) -> Result<Option<Reference>, Error> {
    let rulebook = case.rulebook;
    if let Some(cap) = rulebook.cap_of(case.product.category.as_deref()) {
        let value = cap.need(sink)?.0.units().into();
        return Ok(Some(Reference { value, from: Vec::new() }));
    }
    let kind = *rulebook.reference.need(sink)?;
    match kind {
        ReferenceKind::Cap => match case.product.cap {
            Some(cap) => Ok(Some(Reference { value: cap.units().into(), from: Vec::new() })),
            None => Err(rulebook.gap("which cap holds for this product (`caps`)").with_help("state `product.cap`")),
        },
        ReferenceKind::None if is_capped => {
            Err(rulebook.gap("what a generic that has not passed is capped at: there is no `reference`"))
        }
        ReferenceKind::None => Ok(None),
        kind => of_winners(case, kind, sink).map(Some),
    }
}

fn of_winners(case: &Case<'_>, kind: ReferenceKind, sink: &mut dyn Sink) -> Result<Reference, Error> {
    let winners = compared(case, sink)?;
    let rulebook = case.rulebook;
    if winners.is_empty() {
        return Err(rulebook.gap("what a product is measured by where nobody of its group won (`reference`)"));
    }
    let winners: Vec<(usize, &Winner)> = match kind {
        ReferenceKind::MainSupply => main_suppliers(&winners)?,
        _ => winners,
    };
    let prices = || winners.iter().map(|(_, winner)| winner.price);
    let value = match kind {
        ReferenceKind::Single | ReferenceKind::MainSupply => {
            let name = if kind == ReferenceKind::Single { "winner" } else { "main supplier" };
            let Some(first) = prices().next() else {
                return Err(rulebook.gap("what a product is measured by where there is no main supplier (`reference`)"));
            };
            if prices().any(|price| price != first) {
                let unsaid = format!("which {name} counts where several won at different prices (`reference`)");
                return Err(rulebook.gap(&unsaid));
            }
            first.units().into()
        }
        ReferenceKind::Highest => prices().max().map_or(0, |price| price.units().into()),
        ReferenceKind::Lowest => prices().min().map_or(0, |price| price.units().into()),
        ReferenceKind::VolumeWeighted => {
            let mut weights = Vec::with_capacity(winners.len());
            for (position, winner) in &winners {
                let Some(volume) = winner.volume else {
                    return Err(missing(*position, "volume", "the reference is weighted by it"));
                };
                weights.push((winner.price, volume.units()));
            }
            weighted_mean(case, weights.into_iter(), sink)
        }
        ReferenceKind::Mean => weighted_mean(case, prices().map(|price| (price, 1)), sink),
        ReferenceKind::Cap | ReferenceKind::None => 0,
    };
    let is_mean = matches!(kind, ReferenceKind::VolumeWeighted | ReferenceKind::Mean);
    let sets = |winner: &Winner| is_mean || i128::from(winner.price.units()) == value;
    let mut from: Vec<Id> =
        winners.iter().filter(|(_, winner)| sets(winner)).map(|(_, winner)| winner.id.clone()).collect();
    from.order();
    Ok(Reference { value, from })
}

/// All winners, or those of the product's group, with their positions.
fn compared<'a>(case: &Case<'a>, sink: &mut dyn Sink) -> Result<Vec<(usize, &'a Winner)>, Error> {
    let scope = &case.rulebook.group_scope;
    scope.touch(sink);
    let all = case.winners.iter().enumerate();
    if scope.peek() != Some(&GroupScope::SameGroup) {
        return Ok(all.collect());
    }
    let Some(own) = &case.product.group else {
        let message = "the field `group` is missing: winners of one group are compared";
        return Err(Error::invalid_input("/input/product/group", message));
    };
    let mut same = Vec::new();
    for (position, winner) in all {
        match &winner.group {
            Some(group) if group == own => same.push((position, winner)),
            Some(_) => {}
            None => return Err(missing(position, "group", "winners of one group are compared")),
        }
    }
    Ok(same)
}

fn main_suppliers<'a>(winners: &[(usize, &'a Winner)]) -> Result<Vec<(usize, &'a Winner)>, Error> {
    let mut main = Vec::new();
    for (position, winner) in winners {
        match winner.supply {
            Some(Supply::Main) => main.push((*position, *winner)),
            Some(Supply::Backup | Supply::Outside) => {}
            None => return Err(missing(*position, "supply", "the main supplier sets the reference")),
        }
    }
    Ok(main)
}

fn missing(position: usize, field: &str, because: &str) -> Error {
    let message = format!("the field `{field}` is missing: {because}");
    Error::invalid_input(format!("/input/winners/{position}/{field}"), message)
}

/// `Σ price·weight ÷ Σ weight`, rounded as computed prices are.
pub(super) fn weighted_mean(
    case: &Case<'_>,
    weights: impl Iterator<Item = (UnitPrice, i128)>,
    sink: &mut dyn Sink,
) -> i128 {
    let (mut sum, mut total) = (BigInt::from(0), BigInt::from(0));
    for (price, weight) in weights {
        sum += BigInt::from(price.units()) * weight;
        total += weight;
    }
    // A mean of prices lies between them: to 128 bits there is room for the fraction, too.
    match (sum.to_i128(), total.to_i128()) {
        (Some(sum), Some(total)) if total < 10_i128.pow(24) => case.rounded(sum, total, sink),
        _ => rounded_big(case, sum, total, sink),
    }
}

/// The same for sums beyond 128 bits.
fn rounded_big(case: &Case<'_>, sum: BigInt, total: BigInt, sink: &mut dyn Sink) -> i128 {
    let Some(mean) = Rational::from(sum).checked_div(&Rational::from(total)) else {
        return 0;
    };
    let million = Rational::from(1_000_000_u32);
    let yuan = mean.checked_div(&million).unwrap_or(Rational::ZERO);
    let mode = case.rulebook.rounding.peek().copied().unwrap_or(crate::number::RoundingMode::HalfUp);
    let rounding = Rounding::new(case.least(), mode).unwrap_or(Rounding::PRINT);
    if yuan.changed_by(rounding).is_some() {
        case.rounding_used(sink);
    }
    (&yuan.round(rounding) * &million).floor().unwrap_or(0)
}
