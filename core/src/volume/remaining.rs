//! Rules 25 to 27: what may be bought beyond the agreed volume.

use serde::{Deserialize, Serialize};

use super::notes;
use super::number::{Figure, NonNegative, Positive, UnitShare};
use super::rulebook::{Rulebook, either, is_on, refuse_given};
use super::validate;
use super::vocabulary::{CheckOutcome, NonWinnerKind, RemainingCheckKind, RemainingVerdict};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;

/// What `volume.remaining` is asked.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, RemainingQuestion, RemainingVerdict, Rulebook};
///
/// // 300 of non-winners against 700 of winners: over Shanghai's 20 %, but forgiven where winners could not deliver.
/// let mut question: RemainingQuestion = serde_json::from_str(
///     r#"{ "agreed_quantity": "500", "winner_quantity": "700", "non_winners": [ { "product": "N", "quantity": "300" } ] }"#,
/// )?;
/// let rulebook = Rulebook::builtin("volume/shanghai-2021")?;
/// assert_eq!(volume::remaining(&rulebook, &question)?.verdict, RemainingVerdict::Fail);
/// question.supply_failure = true;
/// assert_eq!(volume::remaining(&rulebook, &question)?.verdict, RemainingVerdict::Pass);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemainingQuestion {
    /// What is agreed.
    pub agreed_quantity: NonNegative,
    /// What was bought of winners.
    pub winner_quantity: NonNegative,
    /// What is needed; everything bought where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual_need: Option<NonNegative>,
    /// What was bought of others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub non_winners: Vec<NonWinner>,
    /// The winning price, for the extra units and the exemption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub winning_price: Option<Positive>,
    /// Supply failed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub supply_failure: bool,
    /// The largest share of non-winners, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_non_winner_share: Option<UnitShare>,
}

fn other() -> NonWinnerKind {
    NonWinnerKind::Other
}

/// A product that did not win.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NonWinner {
    /// The product, unique in the list.
    pub product: Id,
    /// What was bought of it.
    pub quantity: NonNegative,
    /// At which price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Positive>,
    /// What it is.
    #[serde(default = "other")]
    pub kind: NonWinnerKind,
}

/// What may be bought beyond the agreed volume.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Batch 11: until the agreed quantity is bought of winners, the institution is not free.
/// let remaining = volume::remaining(&*Rulebook::builtin("volume/cn-batch-11")?, &serde_json::from_str(
///     r#"{ "agreed_quantity": "500", "winner_quantity": "499", "non_winners": [] }"#,
/// )?)?;
/// assert_eq!(remaining.completion.unwrap().to_string(), "0.998");
/// assert_eq!(remaining.free_choice, Some(false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remaining {
    /// Need above the agreed volume (剩余用量).
    pub remaining_quantity: Figure,
    /// Whether the agreed volume is done.
    pub agreed_done: bool,
    /// Winners against the agreed volume; null where that is zero.
    pub completion: Option<Figure>,
    /// Whether the institution is free; null where the rulebook does not say.
    pub free_choice: Option<bool>,
    /// Winners beyond the agreed volume.
    pub excess_winner_quantity: Figure,
    /// The same at the winning price; null without it.
    pub excess_amount: Option<Figure>,
    /// All non-winners.
    pub non_winner_quantity: Figure,
    /// Those that are not counted.
    pub exempt_quantity: Figure,
    /// Which they are, by id.
    pub exempt_products: Vec<Id>,
    /// The others.
    pub counted_non_winner_quantity: Figure,
    /// Counted non-winners against everything bought; null where nothing was.
    pub non_winner_share: Option<Figure>,
    /// The checks, in order.
    pub checks: Vec<RemainingCheck>,
    /// All of them together.
    pub verdict: RemainingVerdict,
}

/// A check.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, CheckOutcome, Rulebook};
///
/// // Shanghai, batch 3: no more of non-winners than of winners; as much is no more.
/// let remaining = volume::remaining(&*Rulebook::builtin("volume/shanghai-2020")?, &serde_json::from_str(
///     r#"{ "agreed_quantity": "500", "winner_quantity": "300", "non_winners": [ { "product": "N", "quantity": "300" } ] }"#,
/// )?)?;
/// let check = &remaining.checks[0];
/// assert_eq!((check.outcome, check.limit.to_string().as_str()), (CheckOutcome::Pass, "300"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemainingCheck {
    /// Which.
    pub check: RemainingCheckKind,
    /// What it gives.
    pub outcome: CheckOutcome,
    /// What is compared.
    pub value: Option<Figure>,
    /// With what.
    pub limit: Figure,
}

/// Need, excess, exemption, and the checks.
pub(super) fn remaining(
    rulebook: &Rulebook,
    question: &RemainingQuestion,
    sink: &mut dyn Sink,
) -> Result<Remaining, Error> {
    validate::keys("/input/non_winners", "product", question.non_winners.iter().map(|other| &other.product))?;
    let given = question.max_non_winner_share.is_some();
    refuse_given(&rulebook.max_non_winner_share, given, "/input/max_non_winner_share")?;
    if !given {
        rulebook.max_non_winner_share.refuse_gap()?;
    }
    let agreed = Rational::from(question.agreed_quantity);
    let winners = Rational::from(question.winner_quantity);
    let others: Rational = question.non_winners.iter().map(|other| Rational::from(other.quantity)).sum();
    let bought = &winners + &others;
    let need = question.actual_need.map_or(bought.clone(), Rational::from);
    let agreed_done = winners >= agreed;
    let is_free = is_on(&rulebook.remaining_free, sink);
    let exempt = exempt(rulebook, question, agreed_done, sink);
    let exempt_quantity: Rational = exempt.iter().map(|other| Rational::from(other.quantity)).sum();
    let counted = &others - &exempt_quantity;
    let share = counted.checked_div(&bought);
    let checks = checks(rulebook, question, (&counted, &winners, share.as_ref()), sink);
    let verdict = if checks.is_empty() {
        RemainingVerdict::NoCheck
    } else if checks.iter().any(|check| check.outcome == CheckOutcome::Fail) {
        RemainingVerdict::Fail
    } else {
        RemainingVerdict::Pass
    };
    let excess = (&winners - &agreed).max(Rational::ZERO);
    let mut exempt_products: Vec<Id> = exempt.iter().map(|other| other.product.clone()).collect();
    exempt_products.order();
    let remaining = Remaining {
        remaining_quantity: (&need - &agreed).max(Rational::ZERO).into(),
        agreed_done,
        completion: winners.checked_div(&agreed).map(Figure::from),
        free_choice: is_free.then_some(agreed_done),
        excess_amount: question.winning_price.map(|price| Figure::from(&excess * &Rational::from(price))),
        excess_winner_quantity: excess.into(),
        non_winner_quantity: others.into(),
        exempt_quantity: exempt_quantity.into(),
        exempt_products,
        counted_non_winner_quantity: counted.into(),
        non_winner_share: share.map(Figure::from),
        checks,
        verdict,
    };
    notes::remaining(rulebook, question, &remaining, sink);
    Ok(remaining)
}

/// Rule 26: once the agreed volume is done, a cheaper originator or evaluated generic is not counted.
fn exempt<'q>(
    rulebook: &Rulebook,
    question: &'q RemainingQuestion,
    agreed_done: bool,
    sink: &mut dyn Sink,
) -> Vec<&'q NonWinner> {
    if !is_on(&rulebook.price_cut_exemption, sink) || !agreed_done {
        return Vec::new();
    }
    let is_cheaper = |other: &&NonWinner| {
        other.kind != NonWinnerKind::Other
            && other.price.zip(question.winning_price).is_some_and(|(price, winning)| price < winning)
    };
    question.non_winners.iter().filter(is_cheaper).collect()
}

/// Rule 27: each check that the rulebook has, or that the caller gives a limit for.
fn checks(
    rulebook: &Rulebook,
    question: &RemainingQuestion,
    (counted, winners, share): (&Rational, &Rational, Option<&Rational>),
    sink: &mut dyn Sink,
) -> Vec<RemainingCheck> {
    let mut found: Vec<(RemainingCheckKind, bool, Option<Figure>, Figure)> = Vec::new();
    if is_on(&rulebook.quantity_not_above_winners, sink) {
        let passes = counted <= winners;
        found.push((RemainingCheckKind::QuantityNotAboveWinners, passes, Some(counted.into()), winners.into()));
    }
    if let Some(limit) = either(&rulebook.max_non_winner_share, question.max_non_winner_share.as_ref(), sink) {
        let limit = Rational::from(limit);
        // Nothing bought passes.
        let passes = share.is_none_or(|share| *share <= limit);
        found.push((RemainingCheckKind::NonWinnerShare, passes, share.map(Figure::from), limit.into()));
    }
    let any_failed = found.iter().any(|(_, passes, _, _)| !passes);
    let relaxes = question.supply_failure && any_failed && is_on(&rulebook.relax_on_supply_failure, sink);
    found
        .into_iter()
        .map(|(check, passes, value, limit)| RemainingCheck {
            check,
            outcome: match (passes, relaxes) {
                (true, _) => CheckOutcome::Pass,
                (false, true) => CheckOutcome::Relaxed,
                (false, false) => CheckOutcome::Fail,
            },
            value,
            limit,
        })
        .collect()
}
