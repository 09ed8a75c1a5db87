//! Rules 1, 2 and 15: which bids are valid, their comparable price, their score.

use super::input::{Bid, Lot, Spec};
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
    /// The cut: 1 − declared price ÷ ceiling, exact, before any conversion; with a ceiling.
    pub(super) cut: Option<Rational>,
    /// Weighted score; method `score`.
    pub(super) score: Option<Box<Rational>>,
    /// The ratio r of rule 2, where it is neither 1 nor stated by the bid itself.
    ratio: Option<Box<Rational>>,
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

/// Rules 1, 2 and 15, each for all bids before the next.
pub(super) fn price_bids<'a>(
    rulebook: &Rulebook,
    at: LotAt<'a>,
    focus: Option<&Focus>,
    sink: &mut dyn Sink,
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
        explain_conversion(rulebook, candidate, sink);
    }
    if rulebook.method.peek() == Some(&Method::Score) {
        for candidate in &mut priced.valid {
            candidate.score = Some(Box::new(score(rulebook, candidate.bid)?));
        }
    }
    Ok(priced)
}

fn explain_conversion(rulebook: &Rulebook, candidate: &Candidate<'_>, sink: &mut dyn Sink) {
    if !sink.keeps(candidate.explained_at) {
        return;
    }
    let declared = Rational::from(candidate.declared);
    if candidate.price != declared {
        rulebook.note(sink, "comparable", candidate.subject(), "converted", || {
            vec![("declared_price", (&declared).into()), ("price", (&candidate.price).into())]
        });
    }
}

/// Rule 1, and rule 2 up to p = price × r.
fn convert_valid<'a>(
    rulebook: &Rulebook,
    at: LotAt<'a>,
    focus: Option<&Focus>,
    sink: &mut dyn Sink,
) -> Result<Priced<'a>, Error> {
    let lot = at.lot;
    let strengths = lot.strengths();
    let mut priced = Priced { valid: Vec::with_capacity(lot.bids.len()), void: Vec::new() };
    for (position, bid) in (0_u32..).zip(&lot.bids) {
        let declared = match focus {
            Some(focus) if focus.position == position => focus.declared,
            _ => bid.price,
        };
        let explained_at = at.bid_position(position);
        let exact = Rational::from(declared);
        let ceiling = strengths.ceiling_of(bid).map(Rational::from);
        if !is_valid(&exact, ceiling.as_ref()) {
            rulebook.note(sink, "ceiling", ("bid", Some(&bid.bid), explained_at), "void", || {
                let ceiling = ceiling.as_ref().unwrap_or(&Rational::ZERO);
                vec![("price", (&exact).into()), ("limit", ceiling.into())]
            });
            priced.void.push(VoidBid { bid });
            continue;
        }
        let ratio = ratio(rulebook, lot, (bid, strengths.of(bid)), sink)?;
        priced.valid.push(Candidate {
            bid,
            position,
            explained_at,
            declared,
            cut: ceiling.and_then(|ceiling| exact.cut_from(&ceiling)),
            price: convert(bid, ratio.as_deref(), exact),
            score: None,
            ratio,
        });
    }
    Ok(priced)
}

/// Rule 1: a bid above the ceiling of its strength is void; at the ceiling it is valid; without a ceiling nothing is void.
///
/// Source: clause `#ceiling`.
fn is_valid(declared: &Rational, ceiling: Option<&Rational>) -> bool {
    ceiling.is_none_or(|ceiling| declared <= ceiling)
}

/// Rule 2, the ratio r: stated by the bid, or by its strength, or 1, or by the rulebook's conversion. `None` for the first and for 1.
///
/// Source: clause `#comparable`.
fn ratio(
    rulebook: &Rulebook,
    lot: &Lot,
    (bid, spec): (&Bid, Option<&Spec>),
    sink: &mut dyn Sink,
) -> Result<Option<Box<Rational>>, Error> {
    let (None, Some(specs), Some(spec)) = (bid.comparable_price, &lot.specs, spec) else {
        return Ok(None);
    };
    if let Some(factor) = spec.factor {
        return Ok(Rational::ONE.checked_div(&factor.into()).map(Box::new));
    }
    if specs.len() == 1 || lot.reference_spec.as_ref() == Some(&spec.spec) {
        return Ok(None);
    }
    match rulebook.conversion.need(sink)? {
        Conversion::CeilingRatio => ceiling_ratio(lot, specs, spec, bid).map(Some),
    }
}

/// The ceiling of the reference strength ÷ that of the bid's strength.
fn ceiling_ratio(lot: &Lot, specs: &[Spec], spec: &Spec, bid: &Bid) -> Result<Box<Rational>, Error> {
    let Some(reference) = &lot.reference_spec else {
        let message = format!("reference_spec is missing: bid `{}` must be converted to it", bid.bid);
        return Err(Error::invalid_input("/reference_spec", message));
    };
    let reference = specs.iter().find(|spec| spec.spec == *reference);
    let (Some(of_reference), Some(of_bid)) = (reference.and_then(|spec| spec.ceiling), spec.ceiling) else {
        let message = format!("a ceiling is missing: bid `{}` is converted by the ratio of ceilings", bid.bid);
        return Err(Error::invalid_input("/specs", message));
    };
    // Ceilings are greater than zero.
    let ratio = Rational::from(of_reference).checked_div(&of_bid.into());
    Ok(Box::new(ratio.unwrap_or(Rational::ONE)))
}

/// Rule 2, p = price × r, for the declared price or another one of the same bid.
///
/// Source: clause `#comparable`.
fn convert(bid: &Bid, ratio: Option<&Rational>, price: Rational) -> Rational {
    match (bid.comparable_price, ratio) {
        (Some(comparable), _) => {
            let (comparable, declared) = (Rational::from(comparable), Rational::from(bid.price));
            if price == declared {
                return comparable;
            }
            // Prices are greater than zero.
            (&comparable * &price).checked_div(&declared).unwrap_or(comparable)
        }
        (None, Some(ratio)) => &price * ratio,
        (None, None) => price,
    }
}

/// Rule 2, the rounding of p; `None` where it changes nothing.
///
/// Source: clause `#comparable`.
fn rounded(rulebook: &Rulebook, exact: &Rational, sink: &mut dyn Sink) -> Result<Option<Rational>, Error> {
    rulebook.rounding_comparable.refuse_gap()?;
    let Some(rounding) = rulebook.rounding_comparable.peek() else {
        return Ok(None);
    };
    let rounded = exact.changed_by(*rounding);
    if rounded.is_some() {
        rulebook.rounding_comparable.touch(sink);
    }
    Ok(rounded)
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
    pub(super) fn convert(&self, rulebook: &Rulebook, offer: Price, sink: &mut dyn Sink) -> Result<Rational, Error> {
        let exact = convert(self.bid, self.ratio.as_deref(), offer.into());
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
