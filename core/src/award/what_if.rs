//! How high a bid could have been: the highest winning price of one bid, all others unchanged.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use super::input::{Bid, Lot};
use super::output::{Outcome, Reason, Volume};
use super::parameters::{Anchor, Method};
use super::price::price_bids;
use super::rulebook::Rulebook;
use super::select::decide;
use super::state::{Focus, LotAt};
use super::validate::{self, Setting};
use crate::Id;
use crate::error::{Code, Error};
use crate::explain::{Sink, Step};
use crate::number::{Price, Rational};
use crate::rulebook::Source;

/// Most prices that are searched where a lower price is known to win whenever a higher one does.
const MOST_PRICES: u32 = 20_000_000;
/// Most prices where each has to be tried.
const MOST_PRICES_ONE_BY_ONE: u32 = 20_000;

/// What `award.what_if` is asked.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Rulebook, WhatIfQuestion, what_if};
///
/// // In steps of a whole fen, and not above 1.50.
/// let lot = Lot::from_json(r#"{ "form": "other", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "1.20" } ] }"#)?;
/// let question = WhatIfQuestion {
///     step: "0.01".parse()?,
///     max_price: Some("1.50".parse()?),
///     ..WhatIfQuestion::new(lot, "A".parse()?)
/// };
/// let answer = what_if(&*Rulebook::builtin("award/cn-batch-10")?, &question)?;
/// assert_eq!(answer.highest_price.unwrap().to_string(), "1.5000");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WhatIfQuestion {
    /// The lot as it was.
    pub lot: Lot,
    /// The bid that is moved.
    pub bid: Id,
    /// Prices tried are 1, 2, … times this.
    #[serde(default = "default_step")]
    pub step: Price,
    /// No higher price is tried; required if the bid has no ceiling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_price: Option<Price>,
    /// Whether being selected without volume counts as winning.
    #[serde(default)]
    pub count_zero_volume: bool,
}

fn default_step() -> Price {
    Price::TEN_THOUSANDTH
}

impl WhatIfQuestion {
    /// The question for a bid of a lot, in steps of 0.0001 yuan up to its ceiling.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::{Lot, WhatIfQuestion};
    ///
    /// let question = WhatIfQuestion::new(Lot::default(), "A".parse()?);
    /// assert_eq!(question.step.to_string(), "0.0001");
    /// assert!(!question.count_zero_volume);
    /// # Ok::<(), jicai::EmptyId>(())
    /// ```
    pub fn new(lot: Lot, bid: Id) -> WhatIfQuestion {
        WhatIfQuestion { lot, bid, step: default_step(), max_price: None, count_zero_volume: false }
    }
}

/// What becomes of the bid at some price.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Outcome, Reason, Rulebook, WhatIfQuestion, what_if};
///
/// let lot = Lot::from_json(r#"{ "form": "other", "ceiling": "9", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "3.00" } ] }"#)?;
/// let declared = what_if(&*Rulebook::builtin("award/cn-batch-10")?, &WhatIfQuestion::new(lot, "B".parse()?))?.declared;
/// assert_eq!((declared.outcome, declared.reason), (Outcome::NotSelected, Reason::ConditionsFailed));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnOutcome {
    /// The outcome; `undetermined` where the rules stop at a gap.
    pub outcome: Outcome,
    /// Why.
    pub reason: Reason,
}

/// A price of the search grid: exact, printed in full with at least 4 decimals.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Rulebook, WhatIfQuestion, what_if};
///
/// // The limit is 1.80. In steps of 0.07 the highest price at or below it is 25 steps high.
/// let lot = Lot::from_json(r#"{ "form": "other", "ceiling": "9", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "3.00" } ] }"#)?;
/// let question = WhatIfQuestion { step: "0.07".parse()?, ..WhatIfQuestion::new(lot, "B".parse()?) };
/// let highest = what_if(&*Rulebook::builtin("award/cn-batch-10")?, &question)?.highest_price.unwrap();
/// assert_eq!(highest.to_string(), "1.7500");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GridPrice(Rational);

impl GridPrice {
    /// The exact price.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::{Lot, Rulebook, WhatIfQuestion, what_if};
    /// use jicai::number::Rational;
    ///
    /// let lot = Lot::from_json(r#"{ "form": "other", "ceiling": "9", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "3.00" } ] }"#)?;
    /// let answer = what_if(&*Rulebook::builtin("award/cn-batch-10")?, &WhatIfQuestion::new(lot, "B".parse()?))?;
    /// assert_eq!(answer.highest_price.unwrap().as_rational(), &Rational::fraction(9, 5).unwrap());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn as_rational(&self) -> &Rational {
        &self.0
    }
}

impl std::fmt::Display for GridPrice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.write_in_full(f)
    }
}

impl Serialize for GridPrice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
crate::number::decimal_schema!(GridPrice, "A price of the search grid: decimal string in full.");

/// The price one step above the highest winning one.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Reason, Rulebook, WhatIfQuestion, what_if};
///
/// let lot = Lot::from_json(r#"{ "form": "other", "ceiling": "9", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "3.00" } ] }"#)?;
/// let answer = what_if(&*Rulebook::builtin("award/cn-batch-10")?, &WhatIfQuestion::new(lot, "B".parse()?))?;
/// let next = answer.next.unwrap(); // the first price that no longer wins, and why
/// assert_eq!((next.price.to_string().as_str(), next.reason), ("1.8001", Reason::ConditionsFailed));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextPrice {
    /// The price, also above the ceiling.
    pub price: GridPrice,
    /// What becomes of the bid there.
    pub outcome: Outcome,
    /// Why.
    pub reason: Reason,
}

/// How high a bid could have been.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Rulebook, WhatIfQuestion, what_if};
///
/// // Two bids, one place: A must stay below B, whatever the spread control would allow.
/// let lot = Lot::from_json(r#"{ "form": "other", "ceiling": "9", "max_shortlisted": 1, "bids": [
///     { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "1.20" } ] }"#)?;
/// let answer = what_if(&*Rulebook::builtin("award/cn-batch-10")?, &WhatIfQuestion::new(lot, "A".parse()?))?;
/// assert!(answer.can_win && answer.monotone);
/// assert_eq!(answer.highest_price.unwrap().to_string(), "1.1999");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WhatIf {
    /// The bid.
    pub bid: Id,
    /// The form of the rulebook guarantees that every lower price whose outcome is determined wins too.
    pub monotone: bool,
    /// Whether a batch-wide filter may still change the answer.
    pub provisional: bool,
    /// Whether any price of the grid wins.
    pub can_win: bool,
    /// The highest price of the grid that wins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub highest_price: Option<GridPrice>,
    /// One step above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextPrice>,
    /// The bid as it was declared.
    pub declared: OwnOutcome,
}

/// The highest price at which one bid would have won, found exactly on a grid of prices.
///
/// Only rules 1 to 9 count, without re-quotes, and only this bid is tested; a tie among others changes no price. The function does
/// not look at other lots: under a batch-wide filter the answer is `provisional`.
///
/// Source: the clauses of [`select`](super::select); the search is no rule of a document.
///
/// # Errors
///
/// As [`select`](super::select), with paths below `/input/lot`; `limit_exceeded` at `/input/step` for more than 20,000,000 prices
/// (20,000 where each has to be tried, fewer where names are longer than 1 MB together or what comparable prices are divided by has more
/// than 512 bits); `rule_gap` where no price wins because the rules stop at the declared one.
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Rulebook, WhatIfQuestion, what_if};
///
/// let lot = Lot::from_json(
///     r#"{ "form": "other", "ceiling": "3.00", "bids": [
///         { "bid": "B1", "price": "1.00" }, { "bid": "B2", "price": "1.20" }, { "bid": "B3", "price": "2.50" } ] }"#,
/// )
/// .unwrap();
/// let batch_10 = Rulebook::builtin("award/cn-batch-10").unwrap();
/// let answer = what_if(&batch_10, &WhatIfQuestion::new(lot, "B1".parse().unwrap())).unwrap();
/// assert_eq!(answer.highest_price.unwrap().to_string(), "2.1600"); // 1.8 × 1.20
/// ```
pub fn what_if(rulebook: &Rulebook, question: &WhatIfQuestion) -> Result<WhatIf, Error> {
    what_if_with(rulebook, question, &mut ())
}

/// [`what_if`] with a sink for the explanation: the bid at its declared price, at the highest winning one, and one step above.
///
/// # Errors
///
/// As [`what_if`].
///
/// # Example
///
/// ```
/// use jicai::award::{Lot, Rulebook, WhatIfQuestion, what_if_with};
/// use jicai::explain::Trace;
///
/// let lot = Lot::from_json(r#"{ "form": "other", "ceiling": "9", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "3.00" } ] }"#)?;
/// let mut trace = Trace::explaining();
/// what_if_with(&*Rulebook::builtin("award/cn-batch-10")?, &WhatIfQuestion::new(lot, "B".parse()?), &mut trace)?;
/// let prices = trace.steps().iter().filter(|step| step.clause_name() == "spread").map(|step| step.fact("price").unwrap().to_string());
/// assert!(prices.eq(["3.0000", "1.8000", "1.8001"])); // declared, highest winning, one step above
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn what_if_with(rulebook: &Rulebook, question: &WhatIfQuestion, sink: &mut dyn Sink) -> Result<WhatIf, Error> {
    validate::decidable(rulebook)?;
    let lot = &question.lot;
    validate::lot(rulebook, lot, Setting::Alone).map_err(|error| error.under("/input/lot"))?;
    let (position, bid) = (0_u32..)
        .zip(&lot.bids)
        .find(|(_, bid)| bid.bid == question.bid)
        .ok_or_else(|| Error::invalid_input("/input/bid", format!("there is no bid `{}` in the lot", question.bid)))?;
    let monotone = is_monotone(rulebook);
    let steps = steps(rulebook, question, bid, monotone)?;
    if rulebook.method.peek() == Some(&Method::Score) {
        let message = format!("`{}` does not say how a price becomes a score: `price_score`", rulebook.id());
        return Err(Error::rule_gap(message));
    }
    let trial = Trial { rulebook, question, position };
    let declared = trial.own_outcome(bid.price, sink)?;
    let highest = if monotone { trial.search(1, steps, None, None)? } else { trial.try_one_by_one(steps)? };
    let mut answer = WhatIf {
        bid: bid.bid.clone(),
        monotone,
        provisional: rulebook.is_provisional(),
        can_win: highest.is_some(),
        highest_price: None,
        next: None,
        declared: declared.public(),
    };
    match (highest, declared) {
        (None, Own::Stopped(error)) => return Err(error),
        (None, _) => {}
        (Some(k), _) => {
            trial.own_outcome(trial.price(k), sink)?;
            let above = trial.price(k.saturating_add(1));
            let OwnOutcome { outcome, reason } = trial.own_outcome(above, sink)?.public();
            answer.highest_price = Some(GridPrice(trial.price(k).into()));
            answer.next = Some(NextPrice { price: GridPrice(above.into()), outcome, reason });
        }
    }
    Ok(answer)
}

/// Lowering the own price never turns a win into a determined loss, unless deviations or roundings come in.
fn is_monotone(rulebook: &Rulebook) -> bool {
    rulebook.anchor.peek() != Some(&Anchor::MeanMinusSigma)
        && !rulebook.zero_volume_sigmas.is_stated()
        && !rulebook.rounding_limit.is_stated()
}

/// How many prices may be tried one by one: fewer where names are very long, because each trial reads them all, and where means have very
/// long denominators.
fn one_by_one(rulebook: &Rulebook, lot: &Lot) -> u32 {
    const SHORT: usize = 1_000_000;
    const FEW_BITS: u32 = 512;
    let of_bid = |bid: &Bid| {
        let names = [Some(&bid.bid), bid.company.as_ref(), bid.group.as_ref(), bid.spec.as_ref()];
        names.into_iter().flatten().map(|name| name.as_str().len()).fold(0, usize::saturating_add)
    };
    let bytes = lot.bids.iter().map(of_bid).fold(0, usize::saturating_add);
    let times = u32::try_from(bytes.div_ceil(SHORT)).unwrap_or(u32::MAX).max(1);
    let times = times.max(validate::divisor_bits(rulebook, lot).div_ceil(FEW_BITS));
    MOST_PRICES_ONE_BY_ONE.checked_div(times).unwrap_or(0)
}

/// How many prices there are to try: up to the ceiling and `max_price`.
fn steps(rulebook: &Rulebook, question: &WhatIfQuestion, bid: &Bid, monotone: bool) -> Result<u32, Error> {
    let ceiling = question.lot.strengths().ceiling_of(bid);
    let top = match (ceiling, question.max_price) {
        (Some(ceiling), Some(max)) => ceiling.min(max),
        (Some(top), None) | (None, Some(top)) => top,
        (None, None) => {
            let message = format!("max_price is missing: bid `{}` has no ceiling", bid.bid);
            return Err(Error::invalid_input("/input/max_price", message));
        }
    };
    let steps = Rational::from(top).checked_div(&question.step.into()).and_then(|steps| steps.floor());
    let most = if monotone { MOST_PRICES } else { one_by_one(rulebook, &question.lot) };
    let few = steps.and_then(|steps| u32::try_from(steps).ok()).filter(|steps| *steps <= most);
    few.ok_or_else(|| {
        let message = format!("step `{}` makes more than {most} prices up to `{top}`", question.step);
        Error::limit_exceeded("/input/step", message).with_help("take a larger step or a lower max_price")
    })
}

/// What becomes of the bid at a price that is tried.
enum Own {
    Decided(OwnOutcome),
    Stopped(Error),
}

impl Own {
    fn public(&self) -> OwnOutcome {
        match self {
            Own::Decided(own) => *own,
            Own::Stopped(_) => OwnOutcome { outcome: Outcome::Undetermined, reason: Reason::RuleGap },
        }
    }
}

/// Where the rules stop: the message, and what was decided about the bid before.
///
/// Between two prices that stop at the same place, every price stops there: as the own price rises, each test goes from "holds" to
/// "fails" at most once, and a tie with the same bids means the same comparable price.
#[derive(PartialEq, Eq)]
struct Stop {
    message: String,
    before: Vec<(Cow<'static, str>, Cow<'static, str>)>,
}

struct Trial<'q> {
    rulebook: &'q Rulebook,
    question: &'q WhatIfQuestion,
    position: u32,
}

impl Trial<'_> {
    fn price(&self, k: u32) -> Price {
        self.question.step.times(k)
    }

    /// The bid's own outcome: rules 1 to 9 on the lot with its price replaced, told to `sink` as far as they are about this bid.
    fn own_outcome(&self, declared: Price, sink: &mut dyn Sink) -> Result<Own, Error> {
        let at = LotAt::alone(&self.question.lot);
        let focus = Focus { position: self.position, declared };
        let sink = &mut About { subject: at.bid_position(self.position), sink };
        let decided = |sink: &mut dyn Sink| -> Result<Reason, Error> {
            let priced = price_bids(self.rulebook, at, Some(&focus), sink)?;
            let valid = priced.valid.iter().any(|candidate| candidate.position == self.position);
            let decided = decide(self.rulebook, at, &priced, Some(&focus), sink)?;
            let judged = decided.judged.iter().find(|judged| judged.candidate.position == self.position);
            Ok(match judged {
                Some(judged) => judged.reason,
                None if valid => Reason::RelatedFirm,
                None => Reason::AboveCeiling,
            })
        };
        match decided(sink) {
            Ok(reason) => Ok(Own::Decided(OwnOutcome { outcome: reason.outcome(), reason })),
            Err(error) if error.code() == Code::RuleGap => Ok(Own::Stopped(error)),
            Err(error) => Err(error.under_input("/input/lot")),
        }
    }

    /// The outcome at a price of the grid, and where the rules stop if they do.
    fn try_price(&self, k: u32) -> Result<Result<OwnOutcome, Stop>, Error> {
        let mut path = Path::default();
        match self.own_outcome(self.price(k), &mut path) {
            Ok(Own::Decided(own)) => Ok(Ok(own)),
            Ok(Own::Stopped(error)) => Ok(Err(Stop { message: error.message().to_owned(), before: path.0 })),
            // A price so low that it is zero after rounding is no price: the rules do not go on.
            Err(error) if error.path() == format!("/input/lot/bids/{}/price", self.position) => {
                Ok(Err(Stop { message: String::new(), before: Vec::new() }))
            }
            Err(error) => Err(error),
        }
    }

    fn wins(&self, own: &OwnOutcome) -> bool {
        match own.reason.volume() {
            Some(Volume::Full) => true,
            Some(Volume::None) => self.question.count_zero_volume,
            _ => false,
        }
    }

    /// The highest winning price among `low..=high`, where no win lies above a determined loss.
    ///
    /// Bisection; a price that is undetermined says nothing about its neighbours, so both sides are searched, the upper one first.
    /// `below` and `above` are where the prices just outside stop: a stretch between two equal stops holds no win.
    fn search(&self, low: u32, high: u32, below: Option<&Stop>, above: Option<&Stop>) -> Result<Option<u32>, Error> {
        if low > high {
            return Ok(None);
        }
        let middle = low.midpoint(high);
        let (lower, upper) = (middle.saturating_sub(1), middle.saturating_add(1));
        match self.try_price(middle)? {
            Ok(own) if self.wins(&own) => Ok(self.search(upper, high, None, above)?.or(Some(middle))),
            Ok(_) => self.search(low, lower, below, None),
            Err(stop) => {
                if above != Some(&stop)
                    && let Some(found) = self.search(upper, high, Some(&stop), above)?
                {
                    return Ok(Some(found));
                }
                if below == Some(&stop) {
                    return Ok(None);
                }
                self.search(low, lower, below, Some(&stop))
            }
        }
    }

    /// The highest winning price where a lower price need not win.
    fn try_one_by_one(&self, steps: u32) -> Result<Option<u32>, Error> {
        for k in (1..=steps).rev() {
            if self.try_price(k)?.is_ok_and(|own| self.wins(&own)) {
                return Ok(Some(k));
            }
        }
        Ok(None)
    }
}

/// Lets through only what is about one bid.
struct About<'s> {
    subject: u32,
    sink: &'s mut dyn Sink,
}

impl Sink for About<'_> {
    fn used(&mut self, source: &Arc<Source>) {
        self.sink.used(source);
    }

    fn keeps(&self, position: u32) -> bool {
        position == self.subject && self.sink.keeps(position)
    }

    fn step(&mut self, step: Step) {
        self.sink.step(step);
    }

    fn arrange(&mut self, _: usize, _: &dyn Fn() -> Vec<u32>) {}

    fn mark(&self) -> usize {
        self.sink.mark()
    }
}

/// The clauses that decided, with their outcomes.
#[derive(Default)]
struct Path(Vec<(Cow<'static, str>, Cow<'static, str>)>);

impl Sink for Path {
    fn used(&mut self, _: &Arc<Source>) {}

    fn keeps(&self, _: u32) -> bool {
        true
    }

    fn step(&mut self, step: Step) {
        self.0.push((step.clause, step.outcome));
    }

    fn arrange(&mut self, _: usize, _: &dyn Fn() -> Vec<u32>) {}

    fn mark(&self) -> usize {
        self.0.len()
    }
}
