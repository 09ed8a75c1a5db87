//! Rules 22 to 24: what a renewal bid does to the share.

use serde::{Deserialize, Serialize};

use super::agreed::ordinary;
use super::notes;
use super::number::{Figure, NonNegative, Positive, UnitShare};
use super::parameters::StatedRounding;
use super::rounding;
use super::rulebook::{Rulebook, need_either, refuse_given};
use super::validate::{self, missing, refused};
use super::vocabulary::{CompetitionReason, RenewalMode, RenewalRule, VolumeClass};
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;

/// What `volume.renewal` is asked. Which fields it takes depends on the rulebook's rule.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, RenewalQuestion, Rulebook};
///
/// // A bidder that held no share is measured by the benchmark: 70 % of it costs nothing.
/// let question: RenewalQuestion = serde_json::from_str(
///     r#"{ "incumbent": false, "bid": "7", "benchmark": "10", "base_share": "0.80", "base_quantity": "1000" }"#,
/// )?;
/// let renewal = volume::renewal(&*Rulebook::builtin("volume/renewal-batches-1-8")?, &question)?;
/// assert_eq!(renewal.agreed.unwrap().to_string(), "800");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RenewalQuestion {
    /// The base; without it nothing is agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_quantity: Option<NonNegative>,
    /// What was agreed before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_agreed: Option<NonNegative>,
    /// How the agreed volume is rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<StatedRounding>,
    /// The share of the base, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_share: Option<UnitShare>,
    /// Inquiry: prices of the last round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_round: Option<LastRound>,
    /// Inquiry, price penalty: the bid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bid: Option<Positive>,
    /// Inquiry: it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inquiry_failed: Option<bool>,
    /// Inquiry: the last round was an equal-number win (等额中选).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equal_number_win: Option<bool>,
    /// Inquiry: a non-winner really sells clearly below the province's lowest winning price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cheaper_non_winner: Option<bool>,
    /// Price penalty, share by bidder: whether the bidder supplied before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incumbent: Option<bool>,
    /// Price penalty: the old price of an incumbent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_price: Option<Positive>,
    /// Price penalty: the inquiry benchmark (询价基准).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benchmark: Option<Positive>,
    /// Price penalty: what the rise of another bidder counts from, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rise_base: Option<Positive>,
    /// Share by bidder: the class of the drug, `ordinary` or `reduced`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_class: Option<VolumeClass>,
}

/// Prices of the last round.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // The province paid 1.6, the country's lowest was 1: the line is 1.5, and a bid of 1.51 is above it.
/// let renewal = volume::renewal(&*Rulebook::builtin("volume/renewal-2021")?, &serde_json::from_str(
///     r#"{ "last_round": { "provincial_price": "1.6", "national_lowest": "1", "national_highest": "2" }, "bid": "1.51" }"#,
/// )?)?;
/// assert_eq!((renewal.inquiry_line.unwrap().to_string().as_str(), renewal.bid_above_line), ("1.5", Some(true)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LastRound {
    /// The province's price, between the next two.
    pub provincial_price: Positive,
    /// The lowest winning price of the country.
    pub national_lowest: Positive,
    /// The highest.
    pub national_highest: Positive,
}

/// What a renewal bid does to the share.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // The smallest rise counts as a whole point: with the ten points that any rise costs, eleven.
/// let renewal = volume::renewal(&*Rulebook::builtin("volume/renewal-batches-1-8")?, &serde_json::from_str(
///     r#"{ "incumbent": true, "old_price": "1.00", "bid": "1.000001", "base_share": "0.80" }"#,
/// )?)?;
/// assert_eq!((renewal.rise.unwrap().to_string().as_str(), renewal.rise_applied.unwrap().to_string().as_str()), ("0.000001", "0.01"));
/// assert_eq!(renewal.share.unwrap().to_string(), "0.712"); // 0.80 × 0.89
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Renewal {
    /// How it runs; null where the rule does not tell.
    pub mode: Option<RenewalMode>,
    /// Why by competition.
    pub mode_reasons: Vec<CompetitionReason>,
    /// What a bid is measured by.
    pub inquiry_line: Option<Figure>,
    /// What it may not exceed.
    pub ceiling: Option<Figure>,
    /// Whether it is above the line.
    pub bid_above_line: Option<bool>,
    /// Whether it is above the ceiling.
    pub bid_above_ceiling: Option<bool>,
    /// How far it rises.
    pub rise: Option<Figure>,
    /// The rise rounded up to a whole percent point.
    pub rise_applied: Option<Figure>,
    /// What the share is multiplied by.
    pub factor: Option<Figure>,
    /// The share without it.
    pub base_share: Option<Figure>,
    /// The share with it.
    pub share: Option<Figure>,
    /// What is agreed; null without a base.
    pub agreed: Option<Figure>,
    /// What rounding added.
    pub rounding_difference: Option<Figure>,
    /// Whether it is less than before: in principle it should not be.
    pub below_previous: Option<bool>,
}

/// What each rule finds about mode and prices.
#[derive(Default)]
struct Found {
    mode: Option<RenewalMode>,
    mode_reasons: Vec<CompetitionReason>,
    inquiry_line: Option<Rational>,
    ceiling: Option<Rational>,
    bid_above_line: Option<bool>,
    bid_above_ceiling: Option<bool>,
    rise: Option<Rational>,
    rise_applied: Option<Rational>,
    factor: Option<Rational>,
}

/// By the rule of the rulebook.
pub(super) fn renewal(rulebook: &Rulebook, question: &RenewalQuestion, sink: &mut dyn Sink) -> Result<Renewal, Error> {
    let rounding = validate::rounding(question.rounding)?;
    shape(question)?;
    let rule = *rulebook.renewal_rule.need(sink)?;
    check(rulebook, rule, question)?;
    let base_share = match (rule, question.base_quantity, question.base_share) {
        (RenewalRule::ShareByBidder, _, _) => Some(share_by_bidder(rulebook, question, sink)?),
        (_, Some(_), given) => Some(need_either(&rulebook.base_share, given.as_ref(), sink)?),
        (_, None, Some(given)) => Some(given),
        (_, None, None) => rulebook.base_share.peek().copied().inspect(|_| rulebook.base_share.touch(sink)),
    };
    let found = match rule {
        RenewalRule::Inquiry => inquiry(rulebook, question, sink)?,
        RenewalRule::PricePenalty => price_penalty(rulebook, question, sink)?,
        RenewalRule::ShareByBidder => Found::default(),
    };
    let base_share = base_share.map(Rational::from);
    let share = base_share.as_ref().map(|share| match &found.factor {
        Some(factor) => share * factor,
        None => share.clone(),
    });
    let exact = question.base_quantity.zip(share.as_ref()).map(|(base, share)| &Rational::from(base) * share);
    let agreed = exact.clone().and_then(|exact| rounding::round(vec![exact], rounding).pop());
    let renewal = Renewal {
        mode: found.mode,
        mode_reasons: found.mode_reasons,
        inquiry_line: found.inquiry_line.map(Figure::from),
        ceiling: found.ceiling.map(Figure::from),
        bid_above_line: found.bid_above_line,
        bid_above_ceiling: found.bid_above_ceiling,
        rise: found.rise.map(Figure::from),
        rise_applied: found.rise_applied.map(Figure::from),
        factor: found.factor.map(Figure::from),
        base_share: base_share.map(Figure::from),
        share: share.map(Figure::from),
        rounding_difference: agreed.as_ref().zip(exact).map(|(agreed, exact)| Figure::from(agreed - &exact)),
        below_previous: agreed
            .as_ref()
            .zip(question.previous_agreed)
            .map(|(agreed, previous)| *agreed < Rational::from(previous)),
        agreed: agreed.map(Figure::from),
    };
    notes::renewal(rulebook, rule, &renewal, sink);
    Ok(renewal)
}

/// What is a matter of shape whatever the rule.
fn shape(question: &RenewalQuestion) -> Result<(), Error> {
    if question.volume_class == Some(VolumeClass::Restricted) {
        let message = "volume_class must be one of `ordinary`, `reduced` here, got `restricted`";
        return Err(Error::invalid_input("/input/volume_class", message));
    }
    Ok(())
}

fn check(rulebook: &Rulebook, rule: RenewalRule, question: &RenewalQuestion) -> Result<(), Error> {
    use RenewalRule::{Inquiry, PricePenalty, ShareByBidder};

    let fields: [(&str, bool, &[RenewalRule]); 11] = [
        ("base_share", question.base_share.is_some(), &[Inquiry, PricePenalty]),
        ("last_round", question.last_round.is_some(), &[Inquiry]),
        ("bid", question.bid.is_some(), &[Inquiry, PricePenalty]),
        ("inquiry_failed", question.inquiry_failed.is_some(), &[Inquiry]),
        ("equal_number_win", question.equal_number_win.is_some(), &[Inquiry]),
        ("cheaper_non_winner", question.cheaper_non_winner.is_some(), &[Inquiry]),
        ("incumbent", question.incumbent.is_some(), &[PricePenalty, ShareByBidder]),
        ("old_price", question.old_price.is_some(), &[PricePenalty]),
        ("benchmark", question.benchmark.is_some(), &[PricePenalty]),
        ("rise_base", question.rise_base.is_some(), &[PricePenalty]),
        ("volume_class", question.volume_class.is_some(), &[ShareByBidder]),
    ];
    let because = format!("under the rule `{rule}`");
    for (field, given, rules) in fields {
        if given && !rules.contains(&rule) {
            return Err(refused(format!("/input/{field}"), &because));
        }
    }
    if question.previous_agreed.is_some() && question.base_quantity.is_none() {
        return Err(missing("/input/base_quantity"));
    }
    refuse_given(&rulebook.base_share, question.base_share.is_some(), "/input/base_share")?;
    refuse_given(&rulebook.rise_base, question.rise_base.is_some(), "/input/rise_base")?;
    match rule {
        Inquiry => check_inquiry(question),
        PricePenalty => check_penalty(question),
        ShareByBidder if question.incumbent.is_none() => Err(missing("/input/incumbent")),
        ShareByBidder => Ok(()),
    }
}

fn check_inquiry(question: &RenewalQuestion) -> Result<(), Error> {
    let Some(last) = &question.last_round else {
        return if question.bid.is_some() { Err(missing("/input/last_round")) } else { Ok(()) };
    };
    if last.national_lowest > last.national_highest {
        let message = format!(
            "national_highest must not be below national_lowest `{}`, got `{}`",
            last.national_lowest, last.national_highest
        );
        return Err(Error::invalid_input("/input/last_round/national_highest", message));
    }
    if last.provincial_price < last.national_lowest || last.provincial_price > last.national_highest {
        let message = format!(
            "provincial_price must be from {} to {}, got `{}`",
            last.national_lowest, last.national_highest, last.provincial_price
        );
        return Err(Error::invalid_input("/input/last_round/provincial_price", message));
    }
    Ok(())
}

fn check_penalty(question: &RenewalQuestion) -> Result<(), Error> {
    let Some(incumbent) = question.incumbent else { return Err(missing("/input/incumbent")) };
    if question.bid.is_none() {
        return Err(missing("/input/bid"));
    }
    match (incumbent, question.old_price, question.benchmark, question.rise_base) {
        (true, None, _, _) => Err(missing("/input/old_price")),
        (true, _, _, Some(_)) => Err(refused("/input/rise_base", "for an incumbent")),
        (false, Some(_), _, _) => Err(refused("/input/old_price", "for a bidder that did not supply before")),
        (false, _, None, _) => Err(missing("/input/benchmark")),
        _ => Ok(()),
    }
}

/// Rule 22: the line and the ceiling of an inquiry, and whether there is one at all.
///
/// Source: clause `#inquiry`, 医保办发〔2021〕44号.
fn inquiry(rulebook: &Rulebook, question: &RenewalQuestion, sink: &mut dyn Sink) -> Result<Found, Error> {
    let reasons = [
        (CompetitionReason::InquiryFailed, question.inquiry_failed),
        (CompetitionReason::EqualNumberWin, question.equal_number_win),
        (CompetitionReason::CheaperNonWinner, question.cheaper_non_winner),
    ];
    let mode_reasons: Vec<CompetitionReason> =
        reasons.into_iter().filter_map(|(reason, stated)| (stated == Some(true)).then_some(reason)).collect();
    let mode = if mode_reasons.is_empty() { RenewalMode::Inquiry } else { RenewalMode::Competition };
    let found = Found { mode: Some(mode), mode_reasons, ..Found::default() };
    let Some(last) = &question.last_round else { return Ok(found) };
    let multiple = Rational::from(*rulebook.inquiry_multiple.need(sink)?);
    let line = Rational::from(last.provincial_price).min(&multiple * &Rational::from(last.national_lowest));
    let ceiling = Rational::from(last.national_highest);
    let bid = question.bid.map(Rational::from);
    Ok(Found {
        bid_above_line: bid.as_ref().map(|bid| *bid > line),
        bid_above_ceiling: bid.as_ref().map(|bid| *bid > ceiling),
        inquiry_line: Some(line),
        ceiling: Some(ceiling),
        ..found
    })
}

/// Rule 23: the first step above the line costs eleven points.
///
/// Source: clause `#price_penalty`, renewal of batches 1–8.
fn price_penalty(rulebook: &Rulebook, question: &RenewalQuestion, sink: &mut dyn Sink) -> Result<Found, Error> {
    let (Some(bid), Some(incumbent)) = (question.bid, question.incumbent) else {
        return Err(missing("/input/bid"));
    };
    let bid = Rational::from(bid);
    let unharmed = Found {
        rise: Some(Rational::ZERO),
        rise_applied: Some(Rational::ZERO),
        factor: Some(Rational::ONE),
        ..Found::default()
    };
    let base = if incumbent {
        let Some(old) = question.old_price.map(Rational::from) else { return Err(missing("/input/old_price")) };
        if bid <= old {
            return Ok(unharmed);
        }
        old
    } else {
        let Some(benchmark) = question.benchmark.map(Rational::from) else { return Err(missing("/input/benchmark")) };
        let limit = &Rational::from(*rulebook.other_bid_limit.need(sink)?) * &benchmark;
        if bid <= limit {
            return Ok(unharmed);
        }
        Rational::from(need_either(&rulebook.rise_base, question.rise_base.as_ref(), sink)?)
    };
    let rise = (&bid - &base).checked_div(&base).unwrap_or(Rational::ZERO).max(Rational::ZERO);
    let start = Rational::from(*rulebook.penalty_start.need(sink)?);
    let step = Rational::from(*rulebook.rise_step.need(sink)?);
    // Up to a whole step: exact points stay.
    let steps = rise.checked_div(&step).unwrap_or(Rational::ZERO);
    let floor = steps.floored();
    let applied = if floor < steps { &(&floor + &Rational::ONE) * &step } else { rise.clone() };
    let factor = (&start - &applied).max(Rational::ZERO);
    Ok(Found { rise: Some(rise), rise_applied: Some(applied), factor: Some(factor), ..Found::default() })
}

/// Rule 24: who supplied the variety in the region before gets more.
///
/// Source: clause `#share_by_bidder`, CSJ-YD2022-1.
fn share_by_bidder(rulebook: &Rulebook, question: &RenewalQuestion, sink: &mut dyn Sink) -> Result<UnitShare, Error> {
    let share = if question.volume_class.unwrap_or_else(ordinary) == VolumeClass::Reduced {
        &rulebook.share_reduced
    } else if question.incumbent == Some(true) {
        &rulebook.share_incumbent
    } else {
        &rulebook.share_other
    };
    share.need(sink).copied()
}
