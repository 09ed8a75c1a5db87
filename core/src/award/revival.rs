//! Rule 11: lower re-quotes (复活报价).

use super::output::{Outcome, Reason, Revival};
use super::parameters::{FusedLimit, UnshortlistedCondition, UnshortlistedLimit, WhenOne};
use super::price::Candidate;
use super::rulebook::Rulebook;
use super::state::{Decided, Judged, Requote, SpreadControl};
use crate::error::Error;
use crate::explain::{Facts, Sink};
use crate::number::{Exact, Price, Rational};
use crate::sorting::Sorting;

/// Judges every re-quote. Offers never influence each other: all are held against the bids that rules 9 and 10 selected.
///
/// Source: clauses `#revival_fused`, `#revival_unshortlisted`, `#revival_reference`.
pub(super) fn revive<'c>(
    rulebook: &Rulebook,
    mut decided: Decided<'c>,
    sink: &mut dyn Sink,
) -> Result<Decided<'c>, Error> {
    let answers = answers(rulebook, &decided, sink)?;
    let mut offering = decided.judged.iter_mut().enumerate();
    for (i, answer) in answers {
        if let Some((_, judged)) = offering.find(|(place, _)| *place == i) {
            answer.settle(judged);
        }
    }
    Ok(decided)
}

/// The answers to all offers, by index.
fn answers<'c>(rulebook: &Rulebook, decided: &Decided<'c>, sink: &mut dyn Sink) -> Result<Vec<(usize, Answer)>, Error> {
    let mut offering: Vec<(usize, &Judged<'_>, Price)> = decided
        .judged
        .iter()
        .enumerate()
        .filter_map(|(i, judged)| judged.candidate.bid.revival_price.map(|offer| (i, judged, offer)))
        .collect();
    if offering.is_empty() {
        return Ok(Vec::new());
    }
    offering.order_by_key(|(_, judged, _)| &judged.candidate.bid.bid);
    let offers = Offers::new(rulebook, decided);
    let mut answers = Vec::with_capacity(offering.len());
    for (i, judged, offer) in offering {
        answers.push((i, offers.answer(judged, offer, sink)?));
    }
    answers.order_by_key(|(i, _)| *i);
    Ok(answers)
}

/// The answer to one offer.
enum Answer {
    Accepted { reason: Reason, price: Price, comparable: Rational },
    Refused(Revival),
}

impl Answer {
    fn settle(self, judged: &mut Judged<'_>) {
        let requote = match self {
            Answer::Accepted { reason, price, comparable } => {
                judged.reason = reason;
                Requote { answer: Revival::Accepted, accepted: Some((price, comparable)) }
            }
            Answer::Refused(answer) => Requote { answer, accepted: None },
        };
        judged.requote = Some(Box::new(requote));
    }
}

/// What offers are held against.
struct Offers<'o, 'c> {
    rulebook: &'o Rulebook,
    decided: &'o Decided<'c>,
    /// Prices of the bids selected by rule 9 and left by rule 10.
    base: Vec<&'c Rational>,
    /// Highest price of all representatives.
    highest: Option<&'c Rational>,
}

impl<'o, 'c> Offers<'o, 'c> {
    fn new(rulebook: &'o Rulebook, decided: &'o Decided<'c>) -> Self {
        let is_base =
            |judged: &&Judged<'_>| judged.reason.outcome() == Outcome::Selected && judged.reason != Reason::ZeroVolume;
        Offers {
            rulebook,
            decided,
            base: decided.judged.iter().filter(is_base).map(|judged| &judged.candidate.price).collect(),
            highest: decided.judged.iter().map(|judged| &judged.candidate.price).max(),
        }
    }

    fn answer(&self, judged: &Judged<'c>, offer: Price, sink: &mut dyn Sink) -> Result<Answer, Error> {
        match judged.reason {
            Reason::ConditionsFailed => self.fused(judged.candidate, offer, sink),
            Reason::NotShortlisted if self.is_reference(judged.candidate) => {
                self.reference(judged.candidate, offer, sink)
            }
            Reason::NotShortlisted => self.unshortlisted(judged.candidate, offer, sink),
            _ => Ok(Answer::Refused(Revival::NotApplicable)),
        }
    }

    fn is_reference(&self, candidate: &Candidate<'_>) -> bool {
        candidate.bid.is_reference && self.rulebook.revival_reference.is_stated()
    }

    /// A bid that failed the conditions comes down.
    ///
    /// Source: clause `#revival_fused`.
    fn fused(&self, candidate: &Candidate<'_>, offer: Price, sink: &mut dyn Sink) -> Result<Answer, Error> {
        let clause = "revival_fused";
        let Some(kind) = self.rulebook.revival_fused.read(sink)? else {
            return Ok(self.ineligible(clause, candidate, sink));
        };
        let when_one = match self.base.len() {
            0 | 1 => self.rulebook.revival_fused_when_one.read(sink)?,
            _ => None,
        };
        let limit = match (kind, when_one) {
            (_, Some(WhenOne::SpreadLimit)) | (FusedLimit::SpreadLimit, None) => self.spread_limit(),
            (FusedLimit::HighestSelected, None) => self.highest_selected(),
        };
        self.judge(clause, candidate, offer, limit, Reason::RevivedShortlisted, sink)
    }

    /// A reference product from outside the shortlist comes down; it gets no volume.
    ///
    /// Source: clause `#revival_reference`.
    fn reference(&self, candidate: &Candidate<'_>, offer: Price, sink: &mut dyn Sink) -> Result<Answer, Error> {
        let limit = match self.rulebook.revival_reference.need(sink)? {
            FusedLimit::SpreadLimit => self.spread_limit(),
            FusedLimit::HighestSelected => self.highest_selected(),
        };
        self.judge("revival_reference", candidate, offer, limit, Reason::ReferenceNoVolume, sink)
    }

    /// A bid from outside the shortlist comes down; it gets only the volume reported for its brand.
    ///
    /// Source: clause `#revival_unshortlisted`.
    fn unshortlisted(&self, candidate: &Candidate<'_>, offer: Price, sink: &mut dyn Sink) -> Result<Answer, Error> {
        let clause = "revival_unshortlisted";
        if !self.rulebook.revival_unshortlisted.is_stated() {
            return Ok(self.ineligible(clause, candidate, sink));
        }
        // Whoever fails a condition is out, even where the price level is not published.
        for condition in &self.rulebook.revival_unshortlisted_conditions.need(sink)?.0 {
            let holds = match condition {
                UnshortlistedCondition::VolumeAtLeastMean => self.volume_at_least_mean(candidate)?,
                UnshortlistedCondition::NotHighest => self.highest.is_some_and(|highest| candidate.price < *highest),
            };
            if !holds {
                return Ok(self.ineligible(clause, candidate, sink));
            }
        }
        let limit = match self.rulebook.revival_unshortlisted.need(sink)? {
            UnshortlistedLimit::HighestSelected => self.highest_selected(),
            UnshortlistedLimit::LowestSelected => self.base.iter().min().map(|lowest| Exact::from((*lowest).clone())),
            UnshortlistedLimit::MeanSelected => {
                let sum: Rational = self.base.iter().copied().sum();
                sum.checked_div(&Rational::from(self.base.len())).map(Exact::from)
            }
            UnshortlistedLimit::SpreadLimit => self.spread_limit(),
        };
        self.judge(clause, candidate, offer, limit, Reason::RevivedUnshortlisted, sink)
    }

    fn volume_at_least_mean(&self, candidate: &Candidate<'_>) -> Result<bool, Error> {
        let missing = |path: String, field: &str| {
            let message =
                format!("{field} is missing: bid `{}` re-quotes from outside the shortlist", candidate.bid.bid);
            Err(Error::invalid_input(path, message))
        };
        let Some(mean) = self.decided.at.lot.brand_volume_mean else {
            return missing("/brand_volume_mean".into(), "brand_volume_mean");
        };
        let Some(volume) = candidate.bid.reported_volume else {
            return missing(format!("/bids/{}/reported_volume", candidate.position), "reported_volume");
        };
        Ok(volume >= mean)
    }

    fn spread_limit(&self) -> Option<Exact> {
        self.decided.control.as_ref().map(|SpreadControl { limit, .. }| limit.clone())
    }

    fn highest_selected(&self) -> Option<Exact> {
        self.base.iter().max().map(|highest| Exact::from((*highest).clone()))
    }

    fn ineligible(&self, clause: &'static str, candidate: &Candidate<'_>, sink: &mut dyn Sink) -> Answer {
        let answer = Revival::RefusedIneligible;
        self.rulebook.note(sink, clause, candidate.subject(), answer.as_str(), Facts::new);
        Answer::Refused(answer)
    }

    /// Accepted at or below the limit; without anybody to take the limit from, refused.
    fn judge(
        &self,
        clause: &'static str,
        candidate: &Candidate<'_>,
        offer: Price,
        limit: Option<Exact>,
        reason: Reason,
        sink: &mut dyn Sink,
    ) -> Result<Answer, Error> {
        let comparable = candidate.convert(self.rulebook, offer, sink)?;
        let accepted = limit.as_ref().is_some_and(|limit| limit.at_least(&comparable));
        let word = if accepted { reason.as_str() } else { Revival::RefusedPrice.as_str() };
        self.rulebook.note(sink, clause, candidate.subject(), word, || {
            let mut facts = vec![("price", (&comparable).into())];
            facts.extend(limit.as_ref().map(|limit| ("limit", limit.into())));
            facts
        });
        Ok(if accepted {
            Answer::Accepted { reason, price: offer, comparable }
        } else {
            Answer::Refused(Revival::RefusedPrice)
        })
    }
}
