//! The shape of a lot: sizes, duplicates, references between fields, fields that the rulebook requires. In this order.

use super::MAX_LIST;
use super::input::{Bid, Lot, Spec, Strengths};
use super::parameters::{FilterKind, Method, Test};
use super::rulebook::Rulebook;
use crate::Id;
use crate::distinct::first_repeated;
use crate::error::Error;
use crate::number::Rational;

/// Where a lot stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// One lot by itself.
    Alone,
    /// One of the lots of a round.
    InRound,
}

/// `method` or `win` not published: there is nothing to decide by, whatever the lot.
pub(crate) fn decidable(rulebook: &Rulebook) -> Result<(), Error> {
    rulebook.method.refuse_gap()?;
    rulebook.win.refuse_gap()
}

/// The same for a round, whose filter must be published as well.
pub(crate) fn round_decidable(rulebook: &Rulebook) -> Result<(), Error> {
    rulebook.filter.refuse_gap()?;
    decidable(rulebook)
}

/// Checks a lot; paths are relative to it.
pub(super) fn lot(rulebook: &Rulebook, lot: &Lot, setting: Setting) -> Result<(), Error> {
    sizes(lot)?;
    duplicates(lot)?;
    references(lot, setting)?;
    required(rulebook, lot, setting)?;
    fractions(rulebook, lot)
}

/// A list is at most [`MAX_LIST`] long.
pub(crate) fn size(path: &str, len: usize) -> Result<(), Error> {
    if len > MAX_LIST {
        return Err(Error::limit_exceeded(path, format!("at most {MAX_LIST} elements, got {len}")));
    }
    Ok(())
}

/// A list has at least one element.
pub(super) fn not_empty(path: &str, len: usize) -> Result<(), Error> {
    if len == 0 {
        return Err(Error::invalid_input(path, "must have at least one element"));
    }
    Ok(())
}

fn sizes(lot: &Lot) -> Result<(), Error> {
    size("/want", lot.want.len())?;
    size("/bids", lot.bids.len())?;
    if let Some(specs) = &lot.specs {
        not_empty("/specs", specs.len())?;
        size("/specs", specs.len())?;
    }
    Ok(())
}

fn duplicates(lot: &Lot) -> Result<(), Error> {
    let specs: &[Spec] = lot.specs.as_deref().unwrap_or(&[]);
    if let Some(i) = first_repeated(specs.iter().map(|spec| spec.spec.as_str())) {
        return Err(stands_twice(format!("/specs/{i}/spec"), specs.get(i).map(|spec| &spec.spec)));
    }
    if let Some(i) = first_repeated(lot.bids.iter().map(|bid| bid.bid.as_str())) {
        return Err(stands_twice(format!("/bids/{i}/bid"), lot.bids.get(i).map(|bid| &bid.bid)));
    }
    Ok(())
}

pub(super) fn stands_twice(path: String, id: Option<&Id>) -> Error {
    let id = id.map_or("", Id::as_str);
    Error::invalid_input(path, format!("`{id}` stands in the list twice"))
}

fn references(lot: &Lot, setting: Setting) -> Result<(), Error> {
    if lot.filter_tie_rank.is_some() && setting == Setting::Alone {
        let message = "filter_tie_rank has a meaning only in a round";
        return Err(Error::invalid_input("/filter_tie_rank", message).with_help("use award.select_round"));
    }
    if lot.ceiling.is_some() && lot.specs.is_some() {
        let message = "ceiling stands beside specs: each strength has a ceiling of its own";
        return Err(Error::invalid_input("/ceiling", message).with_help("move it into the strengths"));
    }
    if let Some(reference) = &lot.reference_spec {
        let specs = lot.specs.as_deref().unwrap_or(&[]);
        let Some(i) = specs.iter().position(|spec| spec.spec == *reference) else {
            let message = format!("there is no strength `{reference}` in specs");
            return Err(Error::invalid_input("/reference_spec", message));
        };
        let factor = specs.get(i).and_then(|spec| spec.factor);
        if let Some(factor) = factor.filter(|factor| Rational::from(*factor) != Rational::ONE) {
            let message = format!("the factor of the reference strength must be 1 or absent, got `{factor}`");
            return Err(Error::invalid_input(format!("/specs/{i}/factor"), message));
        }
    }
    let strengths = lot.strengths();
    for (i, bid) in lot.bids.iter().enumerate() {
        bid_references(lot, &strengths, bid).map_err(|error| error.under(&format!("/bids/{i}")))?;
    }
    Ok(())
}

fn bid_references(lot: &Lot, strengths: &Strengths<'_>, bid: &Bid) -> Result<(), Error> {
    match (&lot.specs, &bid.spec) {
        (Some(_), None) => return Err(Error::invalid_input("/spec", "the lot has strengths: spec is missing")),
        (None, Some(spec)) => {
            let message = format!("the lot has no strengths: spec `{spec}` means nothing");
            return Err(Error::invalid_input("/spec", message));
        }
        (Some(_), Some(spec)) if strengths.of(bid).is_none() => {
            return Err(Error::invalid_input("/spec", format!("there is no strength `{spec}` in specs")));
        }
        _ => {}
    }
    if let Some(offer) = bid.revival_price
        && offer > bid.price
    {
        let message = format!("revival_price must not be above price `{}`, got `{offer}`", bid.price);
        return Err(Error::invalid_input("/revival_price", message));
    }
    Ok(())
}

fn required(rulebook: &Rulebook, lot: &Lot, setting: Setting) -> Result<(), Error> {
    let missing = |path: &str, why: &str| {
        Err(Error::invalid_input(path, format!("{} is missing: {why}", &path.trim_start_matches('/'))))
    };
    if lot.lot.is_none() && setting == Setting::InRound {
        return missing("/lot", "the lots of a round have ids");
    }
    if lot.form.is_none() && rulebook.has_test(Test::LowPrice) && rulebook.low_price.depends_on_form() {
        return missing("/form", "the low-price limit depends on it");
    }
    if lot.limit_price.is_none() && rulebook.has_test(Test::LimitPrice) {
        return missing("/limit_price", "the rulebook tests against the price printed in the document");
    }
    let by_cut = rulebook.has_test(Test::Cut)
        || rulebook.has_test(Test::CutRank)
        || rulebook.has_filter(FilterKind::SmallestCut);
    let lacks_ceiling = |strengths: Strengths<'_>| lot.bids.iter().any(|bid| strengths.ceiling_of(bid).is_none());
    if by_cut && lacks_ceiling(lot.strengths()) {
        let path = if lot.specs.is_some() { "/specs" } else { "/ceiling" };
        return Err(Error::invalid_input(path, "a ceiling is missing: the rulebook judges by the cut from it"));
    }
    if rulebook.method.peek() == Some(&Method::Score) {
        for (i, bid) in lot.bids.iter().enumerate() {
            for (field, score) in [("price_score", bid.price_score), ("technical_score", bid.technical_score)] {
                if score.is_none() {
                    let message = format!("{field} is missing: bids are ranked by score");
                    return Err(Error::invalid_input(format!("/bids/{i}/{field}"), message));
                }
            }
        }
    }
    Ok(())
}

/// Most bits of what comparable prices are divided by: a mean of them has as many in its denominator.
const MAX_BITS: u32 = 4_096;

/// Comparable prices that are not rounded do not have too many denominators.
fn fractions(rulebook: &Rulebook, lot: &Lot) -> Result<(), Error> {
    let bits = divisor_bits(rulebook, lot);
    if bits <= MAX_BITS {
        return Ok(());
    }
    let message = format!("what comparable prices are divided by has at most {MAX_BITS} bits together, got `{bits}`");
    Err(Error::limit_exceeded("/specs", message).with_help("let the rulebook round them: `rounding_comparable`"))
}

/// Bits of all the different numbers that comparable prices are divided by; none where the rulebook rounds them.
pub(super) fn divisor_bits(rulebook: &Rulebook, lot: &Lot) -> u32 {
    let Some(specs) = lot.specs.as_ref().filter(|_| !rulebook.rounding_comparable.is_set()) else {
        return 0;
    };
    let by_ceiling = rulebook.conversion.is_set();
    let mut divisors = std::collections::HashSet::new();
    specs
        .iter()
        .filter_map(|spec| match spec.factor {
            Some(factor) => Some(factor.get().mantissa()),
            None => spec.ceiling.filter(|_| by_ceiling).map(|ceiling| ceiling.get().mantissa()),
        })
        .filter(|divisor| divisors.insert(*divisor))
        .map(|divisor| i128::BITS.saturating_sub(divisor.leading_zeros()))
        .fold(0, u32::saturating_add)
}
