//! Rules 1, 2 and 15: which bids are valid, their comparable price, their score.

use super::input::{Bid, Lot};
use super::parameters::{Conversion, Method};
use super::rulebook::Rulebook;
use super::state::{Focus, LotAt};
use crate::error::Error;
use crate::explain::Sink;
use crate::number::{Price, Ratio, Rational, Score};

/// A valid bid with its comparable price.
pub(super) struct Candidate<'a> {
    pub(super) bid: &'a Bid,
    /// Index in the lot.
    pub(super) position: u32,
    /// Position of its explanation.
    explained_at: u32,
    /// The declared price that is judged: the bid's, or the one that is tried.
    pub(super) declared: Price,
    /// Comparable price p: "price" from rule 3 on.
    pub(super) price: Rational,
    /// 1 − declared price ÷ ceiling, exact; with a ceiling.
    pub(super) cut: Option<Rational>,
    /// Weighted score; method `score`.
    pub(super) score: Option<Box<Rational>>,
    conversion: ToReference,
}

/// A bid above its ceiling.
pub(super) struct VoidBid<'a> {
    pub(super) bid: &'a Bid,
}

/// The bids after rules 1 and 2.
pub(super) struct Priced<'a> {
    pub(super) valid: Vec<Candidate<'a>>,
    pub(super) void: Vec<VoidBid<'a>>,
}

/// How a declared price becomes a comparable price.
enum ToReference {
    Same,
    /// The bid states both.
    Stated {
        comparable: Price,
        declared: Price,
    },
    Times(Box<Rational>),
}

impl ToReference {
    fn convert(&self, price: Price) -> Rational {
        match self {
            ToReference::Same => price.into(),
            ToReference::Stated { comparable, declared } if price == *declared => (*comparable).into(),
            ToReference::Stated { comparable, declared } => {
                let scaled = &Rational::from(*comparable) * &Rational::from(price);
                // Prices are greater than zero.
                scaled.checked_div(&Rational::from(*declared)).unwrap_or(scaled)
            }
            ToReference::Times(ratio) => &Rational::from(price) * ratio.as_ref(),
        }
    }
}

/// Rules 1, 2 and 15, each for all bids before the next.
pub(super) fn price_bids<'a>(
    rulebook: &Rulebook,
    at: LotAt<'a>,
    focus: Option<&Focus>,
    sink: &mut impl Sink,
) -> Result<Priced<'a>, Error> {
    let mut priced = convert_valid(rulebook, at, focus, sink)?;
    for candidate in &mut priced.valid {
        if let Some(rounded) = rounded(rulebook, &candidate.price, sink)? {
            candidate.price = rounded;
        }
        if candidate.price.sign().is_eq() {
            let message = format!("price `{}` is zero after conversion and rounding", candidate.declared);
            return Err(Error::invalid_input(format!("/bids/{}/price", candidate.position), message));
        }
        let declared = Rational::from(candidate.declared);
        if candidate.price != declared {
            rulebook.note(sink, "comparable", candidate.subject(), "converted", || {
                vec![("declared_price", (&declared).into()), ("price", (&candidate.price).into())]
            });
        }
    }
    if rulebook.method.peek() == Some(&Method::Score) {
        for candidate in &mut priced.valid {
            candidate.score = Some(Box::new(score(rulebook, candidate.bid)?));
        }
    }
    Ok(priced)
}

/// Rule 1, and rule 2 up to p = price × r.
fn convert_valid<'a>(
    rulebook: &Rulebook,
    at: LotAt<'a>,
    focus: Option<&Focus>,
    sink: &mut impl Sink,
) -> Result<Priced<'a>, Error> {
    let lot = at.lot;
    let mut priced = Priced { valid: Vec::with_capacity(lot.bids.len()), void: Vec::new() };
    for (position, bid) in (0_u32..).zip(&lot.bids) {
        let declared = match focus {
            Some(focus) if focus.position == position => focus.declared,
            _ => bid.price,
        };
        let explained_at = at.bid_position(position);
        let ceiling = lot.ceiling_of(bid);
        if !is_valid(declared, ceiling) {
            rulebook.note(sink, "ceiling", ("bid", Some(&bid.bid), explained_at), "void", || {
                let ceiling = ceiling.map_or(Rational::ZERO, Rational::from);
                vec![("price", (&Rational::from(declared)).into()), ("limit", (&ceiling).into())]
            });
            priced.void.push(VoidBid { bid });
            continue;
        }
        let conversion = to_reference(rulebook, lot, bid, sink)?;
        priced.valid.push(Candidate {
            bid,
            position,
            explained_at,
            declared,
            price: conversion.convert(declared),
            cut: ceiling.map(|ceiling| cut(declared, ceiling)),
            score: None,
            conversion,
        });
    }
    Ok(priced)
}

/// Rule 1: a bid above the ceiling of its strength is void; at the ceiling it is valid; without a ceiling nothing is void.
///
/// Source: clause `#ceiling`.
fn is_valid(declared: Price, ceiling: Option<Price>) -> bool {
    ceiling.is_none_or(|ceiling| declared <= ceiling)
}

/// Rule 2, the ratio r: stated by the bid, or by its strength, or 1, or by the rulebook's conversion.
///
/// Source: clause `#comparable`.
fn to_reference(rulebook: &Rulebook, lot: &Lot, bid: &Bid, sink: &mut impl Sink) -> Result<ToReference, Error> {
    if let Some(comparable) = bid.comparable_price {
        return Ok(ToReference::Stated { comparable, declared: bid.price });
    }
    let (Some(specs), Some(spec)) = (&lot.specs, lot.spec_of(bid)) else {
        return Ok(ToReference::Same);
    };
    if let Some(factor) = spec.factor {
        let ratio = Rational::ONE.checked_div(&factor.into());
        // Factors are greater than zero.
        return Ok(ratio.map_or(ToReference::Same, |ratio| ToReference::Times(Box::new(ratio))));
    }
    if specs.len() == 1 || lot.reference_spec.as_ref() == Some(&spec.spec) {
        return Ok(ToReference::Same);
    }
    match rulebook.conversion.need(sink)? {
        Conversion::CeilingRatio => {
            let Some(reference) = &lot.reference_spec else {
                let message = format!("reference_spec is missing: bid `{}` must be converted to it", bid.bid);
                return Err(Error::invalid_input("/reference_spec", message));
            };
            let reference = specs.iter().find(|spec| spec.spec == *reference);
            let (Some(of_reference), Some(of_bid)) = (reference.and_then(|spec| spec.ceiling), spec.ceiling) else {
                let message = format!("a ceiling is missing: bid `{}` is converted by the ratio of ceilings", bid.bid);
                return Err(Error::invalid_input("/specs", message));
            };
            let ratio = Rational::from(of_reference).checked_div(&of_bid.into());
            Ok(ratio.map_or(ToReference::Same, |ratio| ToReference::Times(Box::new(ratio))))
        }
    }
}

/// Rule 2, the rounding of p; `None` where it changes nothing.
///
/// Source: clause `#comparable`.
fn rounded(rulebook: &Rulebook, exact: &Rational, sink: &mut impl Sink) -> Result<Option<Rational>, Error> {
    rulebook.rounding_comparable.refuse_gap()?;
    let Some(rounding) = rulebook.rounding_comparable.peek() else {
        return Ok(None);
    };
    let rounded = exact.round(*rounding);
    if rounded == *exact {
        return Ok(None);
    }
    rulebook.rounding_comparable.touch(sink);
    Ok(Some(rounded))
}

/// The cut, always on declared prices and exact.
///
/// Source: clause `#comparable`.
#[inline(always)]
fn cut(declared: Price, ceiling: Price) -> Rational {
    // Ceilings are greater than zero.
    Rational::from(declared).cut_from(&ceiling.into()).unwrap_or(Rational::ZERO)
}

/// Rule 15: `price_weight` · price score + `technical_weight` · technical score.
///
/// Source: clause `#score`.
fn score(rulebook: &Rulebook, bid: &Bid) -> Result<Rational, Error> {
    // Validation asked for both scores. That the result rests on the weights is recorded where bids are ranked by them.
    let part =
        |weight: &Ratio, score: Option<Score>| &Rational::from(*weight) * &score.map_or(Rational::ZERO, Rational::from);
    let price = part(rulebook.price_weight.need(&mut ())?, bid.price_score);
    let technical = part(rulebook.technical_weight.need(&mut ())?, bid.technical_score);
    Ok(&price + &technical)
}

impl Candidate<'_> {
    /// A re-quote, converted and rounded like the price.
    pub(super) fn convert(&self, rulebook: &Rulebook, offer: Price, sink: &mut impl Sink) -> Result<Rational, Error> {
        let exact = self.conversion.convert(offer);
        let price = rounded(rulebook, &exact, sink)?.unwrap_or(exact);
        if price.sign().is_eq() {
            let message = format!("revival_price `{offer}` is zero after conversion and rounding");
            let path = format!("/bids/{}/revival_price", self.position);
            return Err(Error::invalid_input(path, message));
        }
        Ok(price)
    }

    /// Whom an explanation is about.
    pub(super) fn subject(&self) -> (&'static str, Option<&crate::Id>, u32) {
        ("bid", Some(&self.bid.bid), self.explained_at)
    }
}
