//! Rules 7, 8, 9 and 16: the spread control, the other tests, and who meets the winning conditions.

use std::cell::OnceCell;

use super::input::Lot;
use super::output::Reason;
use super::parameters::{Alternative, Anchor, PlaceRounding, Test};
use super::price::Candidate;
use super::rulebook::Rulebook;
use super::shortlist::{Place, Prices, Shortlist, Standing};
use super::state::{Focus, Judged, LotAt, SpreadControl};
use crate::error::Error;
use crate::explain::{Facts, Sink};
use crate::number::{Exact, Rational};

/// Rule 7: anchor and limit of the spread control (价差控制), computed whenever `spread` is a test.
///
/// Source: clauses `#anchor`, `#spread`.
pub(super) fn spread_control(
    rulebook: &Rulebook,
    at: LotAt<'_>,
    shortlist: &Shortlist<'_>,
    sink: &mut dyn Sink,
) -> Result<Option<SpreadControl>, Error> {
    let members = || shortlist.members().map(|standing| &standing.candidate.price);
    let Some(lowest) = members().min() else {
        return Ok(None);
    };
    if !rulebook.has_test(Test::Spread) {
        return Ok(None);
    }
    rulebook.win.touch(sink);
    let kind = *rulebook.anchor.need(sink)?;
    let basis = shortlist.anchor_basis.as_ref();
    let (mean, anchor) = if kind == Anchor::Lowest {
        let lowest = basis.map_or(lowest, |basis| &basis.lowest);
        (None, Exact::from(lowest.clone()))
    } else {
        let prices = match basis {
            Some(basis) => basis.clone(),
            None => match Prices::of(members()) {
                Some(prices) => prices,
                None => return Ok(None),
            },
        };
        let anchor = match kind {
            Anchor::Lowest => Exact::from(prices.lowest.clone()),
            Anchor::Mean => Exact::from(prices.mean.clone()),
            Anchor::HalfMean => {
                let fraction = Rational::from(*rulebook.anchor_fraction.need(sink)?);
                Exact::from(&fraction * &prices.mean).or_at_least(&prices.lowest)
            }
            Anchor::MeanMinusSigma => {
                let sigmas = Rational::from(*rulebook.anchor_sigmas.need(sink)?);
                let deviation = *rulebook.anchor_sd.need(sink)?;
                prices.mean_less(&sigmas, deviation).or_at_least(&prices.lowest)
            }
        };
        (Some(prices.mean), anchor)
    };
    let multiple = Rational::from(*rulebook.spread_multiple.need(sink)?);
    let exact = anchor.times(&multiple);
    rulebook.rounding_limit.refuse_gap()?;
    let limit = match rulebook.rounding_limit.peek() {
        None => exact,
        Some(rounding) => {
            let rounded = exact.round(*rounding);
            if exact.cmp_rational(&rounded).is_ne() {
                rulebook.rounding_limit.touch(sink);
            }
            Exact::from(rounded)
        }
    };
    rulebook.note(sink, "anchor", at.first(), "anchor", || {
        let mut facts: Facts =
            vec![("anchor", (&anchor).into()), ("multiple", (&multiple).into()), ("limit", (&limit).into())];
        facts.extend(mean.as_ref().map(|mean| ("mean", mean.into())));
        facts
    });
    Ok(Some(SpreadControl { mean, anchor, limit }))
}

/// Rule 9: a shortlisted bid is selected if all tests of some alternative hold, tried in order and only as far as needed.
///
/// Where only one bid is asked about, the others keep their place and are not tested.
///
/// Source: clause `#win`.
pub(super) fn judge<'c>(
    rulebook: &Rulebook,
    lot: &Lot,
    shortlist: &Shortlist<'c>,
    control: Option<&SpreadControl>,
    focus: Option<&Focus>,
    sink: &mut dyn Sink,
) -> Result<Vec<Judged<'c>>, Error> {
    let tests = Tests { rulebook, lot, standings: &shortlist.standings, control, sum: OnceCell::new() };
    let mut judged = Vec::with_capacity(shortlist.standings.len());
    for standing in &shortlist.standings {
        let candidate = standing.candidate;
        let asked = focus.is_none_or(|focus| focus.position == candidate.position);
        let (reason, passed_by) = match standing.place {
            Place::NotShortlisted => (Reason::NotShortlisted, None),
            Place::CompanyCap => (Reason::CompanyCap, None),
            Place::ZeroVolume => (Reason::ZeroVolume, None),
            Place::Shortlisted if asked => tests.winning_conditions(candidate, sink)?,
            Place::Shortlisted => (Reason::ConditionsFailed, None),
        };
        judged.push(Judged {
            candidate,
            rank: standing.rank,
            shortlisted: standing.place == Place::Shortlisted,
            reason,
            passed_by,
            requote: None,
        });
    }
    Ok(judged)
}

struct Tests<'t, 'c> {
    rulebook: &'t Rulebook,
    lot: &'t Lot,
    standings: &'t [Standing<'c>],
    control: Option<&'t SpreadControl>,
    /// Of all prices, once somebody asks for it.
    sum: OnceCell<Rational>,
}

impl Tests<'_, '_> {
    fn winning_conditions(
        &self,
        candidate: &Candidate<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(Reason, Option<Alternative>), Error> {
        let verdict = match self.rulebook.win.read(sink)? {
            None => (Reason::NoConditions, Some(Alternative::none())),
            Some(win) => {
                let mut verdict = (Reason::ConditionsFailed, None);
                for alternative in &win.0 {
                    if self.all_hold(alternative, candidate, sink)? {
                        verdict = (Reason::ConditionsMet, Some(alternative.clone()));
                        break;
                    }
                }
                verdict
            }
        };
        self.rulebook.note(sink, "win", candidate.subject(), verdict.0.as_str(), || {
            let passed_by = verdict.1.as_ref().map(Alternative::to_string);
            passed_by.iter().map(|tests| ("passed_by", tests.as_str().into())).collect()
        });
        Ok(verdict)
    }

    fn all_hold(
        &self,
        alternative: &Alternative,
        candidate: &Candidate<'_>,
        sink: &mut dyn Sink,
    ) -> Result<bool, Error> {
        for test in alternative.tests() {
            let holds = match test {
                Test::Spread => self.spread(candidate, sink),
                Test::Cut => self.cut(candidate, sink)?,
                Test::LowPrice => self.low_price(candidate, sink)?,
                Test::LimitPrice => self.limit_price(candidate, sink),
                Test::Mean => self.mean(candidate, sink)?,
                Test::CutRank => self.cut_rank(candidate, sink)?,
            };
            if !holds {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn note(
        &self,
        test: Test,
        candidate: &Candidate<'_>,
        holds: bool,
        sink: &mut dyn Sink,
        facts: impl FnOnce() -> Facts,
    ) {
        let outcome = if holds { "passed" } else { "rejected" };
        self.rulebook.note(sink, test.as_str(), candidate.subject(), outcome, facts);
    }

    /// Spread control (价差控制): p ≤ limit, inclusive and exact.
    ///
    /// Source: clause `#spread`.
    fn spread(&self, candidate: &Candidate<'_>, sink: &mut dyn Sink) -> bool {
        // The control exists whenever `spread` is a test and somebody is shortlisted.
        let Some(control) = self.control else { return false };
        let holds = control.limit.at_least(&candidate.price);
        self.note(Test::Spread, candidate, holds, sink, || {
            let mut facts = vec![
                ("price", (&candidate.price).into()),
                ("limit", (&control.limit).into()),
                ("anchor", (&control.anchor).into()),
            ];
            let multiple = self.rulebook.spread_multiple.peek();
            facts.extend(multiple.map(|multiple| ("multiple", (&Rational::from(*multiple)).into())));
            facts
        });
        holds
    }

    /// The cut, rounded if the rulebook says so, reaches the threshold.
    ///
    /// Source: clause `#cut`.
    fn cut(&self, candidate: &Candidate<'_>, sink: &mut dyn Sink) -> Result<bool, Error> {
        let rulebook = self.rulebook;
        rulebook.rounding_cut.refuse_gap()?;
        // Validation asked for a ceiling of every bid.
        let exact = candidate.cut.clone().unwrap_or(Rational::ZERO);
        let cut = rulebook.rounding_cut.peek().map_or_else(|| exact.clone(), |rounding| exact.round(*rounding));
        let threshold = Rational::from(*rulebook.cut_threshold.need(&mut ())?);
        let reaches = |cut: &Rational| match rulebook.cut_inclusive.peek() {
            Some(false) => *cut > threshold,
            _ => *cut >= threshold,
        };
        let holds = reaches(&cut);
        if holds != reaches(&exact) {
            rulebook.rounding_cut.touch(sink);
        }
        rulebook.cut_threshold.need(sink)?;
        rulebook.cut_inclusive.read(sink)?;
        self.note(Test::Cut, candidate, holds, sink, || {
            vec![("cut", (&cut).into()), ("threshold", (&threshold).into())]
        });
        Ok(holds)
    }

    /// The price is at most the low-price limit of the form, or of any form.
    ///
    /// Source: clause `#low_price`.
    fn low_price(&self, candidate: &Candidate<'_>, sink: &mut dyn Sink) -> Result<bool, Error> {
        let limits = &self.rulebook.low_price;
        let of_form = match self.lot.form {
            Some(form) => limits.of(form).read(sink)?,
            None => None,
        };
        let limit = match of_form {
            Some(limit) => Some(limit),
            None => limits.any().read(sink)?,
        };
        let Some(limit) = limit else {
            limits.unknown().refuse_gap()?;
            self.note(Test::LowPrice, candidate, false, sink, || vec![("price", (&candidate.price).into())]);
            return Ok(false);
        };
        let limit = Rational::from(*limit);
        let holds = candidate.price <= limit;
        self.note(Test::LowPrice, candidate, holds, sink, || {
            vec![("price", (&candidate.price).into()), ("limit", (&limit).into())]
        });
        Ok(holds)
    }

    /// The price is at most the one printed in the document.
    ///
    /// Source: clause `#limit_price`.
    fn limit_price(&self, candidate: &Candidate<'_>, sink: &mut dyn Sink) -> bool {
        // Validation asked for it.
        let limit = self.lot.limit_price.map_or(Rational::ZERO, Rational::from);
        let holds = candidate.price <= limit;
        self.note(Test::LimitPrice, candidate, holds, sink, || {
            vec![("price", (&candidate.price).into()), ("limit", (&limit).into())]
        });
        holds
    }

    /// The price is at most `mean_multiple` times the mean of all representatives.
    ///
    /// Source: clause `#mean`.
    fn mean(&self, candidate: &Candidate<'_>, sink: &mut dyn Sink) -> Result<bool, Error> {
        let multiple = Rational::from(*self.rulebook.mean_multiple.need(sink)?);
        let sum = self.sum.get_or_init(|| self.standings.iter().map(|standing| &standing.candidate.price).sum());
        // p ≤ k·Σ÷n, without dividing.
        let holds = &candidate.price * &Rational::from(self.standings.len()) <= &multiple * sum;
        self.note(Test::Mean, candidate, holds, sink, || {
            let limit = (&multiple * sum).checked_div(&Rational::from(self.standings.len()));
            let limit = limit.unwrap_or(Rational::ZERO);
            vec![("price", (&candidate.price).into()), ("limit", (&limit).into())]
        });
        Ok(holds)
    }

    /// The cut is among the largest: position ≤ x, where x is a share of the number of representatives.
    ///
    /// Source: clause `#cut_rank`.
    fn cut_rank(&self, candidate: &Candidate<'_>, sink: &mut dyn Sink) -> Result<bool, Error> {
        let share = Rational::from(*self.rulebook.cut_rank_share.need(sink)?);
        let larger = self.standings.iter().filter(|standing| standing.candidate.cut > candidate.cut);
        let position = Rational::from(larger.count().saturating_add(1));
        let border = &share * &Rational::from(self.standings.len());
        // ⌊x⌋ < position < ⌊x⌋ + 1 never happens for whole positions: position ≤ ⌊x⌋ iff position ≤ x.
        let holds = if position <= border {
            true
        } else if position >= &border + &Rational::ONE {
            false
        } else {
            *self.rulebook.cut_rank_rounding.need(sink)? == PlaceRounding::Up
        };
        self.note(Test::CutRank, candidate, holds, sink, || {
            vec![("rank", (&position).into()), ("limit", (&border).into())]
        });
        Ok(holds)
    }
}

/// Rule 16: a shortlisted bid below the anchor owes a written explanation of its cost; it never rejects. Empty where nobody is asked.
///
/// Source: clause `#cost_statement`.
pub(super) fn cost_statements(
    rulebook: &Rulebook,
    control: Option<&SpreadControl>,
    judged: &[Judged<'_>],
    sink: &mut dyn Sink,
) -> Result<Vec<Option<bool>>, Error> {
    let Some(control) = control else {
        return Ok(Vec::new());
    };
    if rulebook.cost_statement.read(sink)? != Some(&true) {
        return Ok(Vec::new());
    }
    let mut statements = Vec::with_capacity(judged.len());
    for judged in judged {
        let owes = control.anchor.cmp_rational(&judged.candidate.price).is_gt();
        if judged.shortlisted {
            let outcome = if owes { "owed" } else { "not_owed" };
            rulebook.note(sink, "cost_statement", judged.candidate.subject(), outcome, || {
                vec![("price", (&judged.candidate.price).into()), ("anchor", (&control.anchor).into())]
            });
        }
        statements.push(judged.shortlisted.then_some(owes));
    }
    Ok(statements)
}
