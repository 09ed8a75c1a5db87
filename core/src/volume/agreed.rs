//! Rule 12: how much is agreed.

use serde::{Deserialize, Serialize};

use super::notes;
use super::number::{Figure, NonNegative, Place, Positive, UnitShare};
use super::parameters::{ShareRow, StatedRounding};
use super::rounding;
use super::rulebook::Rulebook;
use super::validate;
use super::vocabulary::{RangeCheck, ShareSource, VolumeClass};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;

pub(super) fn ordinary() -> VolumeClass {
    VolumeClass::Ordinary
}

/// What `volume.agreed` is asked: how much of the base is agreed.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, AgreedQuestion, Rulebook};
///
/// // A price gives the agreed amount of money; a share may be stated only where the document has no row for it.
/// let mut question: AgreedQuestion = serde_json::from_str(
///     r#"{ "winners": 2, "price": "0.50", "bases": [ { "unit": "P1", "quantity": "1000" } ] }"#,
/// )?;
/// let rulebook = Rulebook::builtin("volume/cn-batch-07")?;
/// assert_eq!(volume::agreed(&rulebook, &question)?.amount.unwrap().to_string(), "300"); // 600 × 0.50
/// question.share = Some("0.70".parse()?);
/// assert_eq!(volume::agreed(&rulebook, &question).unwrap_err().path(), "/input/share");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgreedQuestion {
    /// How many won.
    pub winners: Place,
    /// The class of the drug.
    #[serde(default = "ordinary")]
    pub volume_class: VolumeClass,
    /// The bases, at least one.
    pub bases: Vec<Base>,
    /// The share, where the rulebook has no row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<UnitShare>,
    /// The winning price, for the amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Positive>,
    /// How the units are rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<StatedRounding>,
}

/// The base of a province or an institution.
///
/// # Example
///
/// ```
/// use jicai::volume::Base;
///
/// let base: Base = serde_json::from_str(r#"{ "unit": "P1", "quantity": "1000" }"#)?;
/// assert_eq!((base.unit.as_str(), base.quantity.to_string().as_str()), ("P1", "1000")); // accepted reports, in one unit of account
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// The province or institution, unique in the list.
    pub unit: Id,
    /// Its accepted report.
    pub quantity: NonNegative,
}

/// How much is agreed.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook, ShareSource};
///
/// // Antibacterials and the like get ten points less: 0.50 of 5 for two winners, in whole packs.
/// let agreed = volume::agreed(&*Rulebook::builtin("volume/cn-batch-07")?, &serde_json::from_str(
///     r#"{ "winners": 2, "volume_class": "reduced", "rounding": { "mode": "up", "step": "1" }, "bases": [ { "unit": "A", "quantity": "5" } ] }"#,
/// )?)?;
/// assert_eq!((agreed.share.to_string().as_str(), agreed.share_source), ("0.5", ShareSource::Rulebook));
/// assert_eq!((agreed.agreed_total.to_string().as_str(), agreed.rounding_difference.to_string().as_str()), ("3", "0.5"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgreedVolume {
    /// The share of the base.
    pub share: Figure,
    /// Where it comes from.
    pub share_source: ShareSource,
    /// Whether it lies in the published range.
    pub range_check: RangeCheck,
    /// The sum of the bases.
    pub base_total: Figure,
    /// The sum of the rounded parts.
    pub agreed_total: Figure,
    /// The sum at the price; null without it.
    pub amount: Option<Figure>,
    /// What rounding added.
    pub rounding_difference: Figure,
    /// The units, by id.
    pub units: Vec<AgreedUnit>,
}

/// What is agreed for a province or an institution.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Acarbose: 60 % for two winners; 1920 for A.
/// let agreed = volume::agreed(&*Rulebook::builtin("volume/cn-batch-02")?, &serde_json::from_str(
///     r#"{ "winners": 2, "bases": [ { "unit": "B", "quantity": "1800" }, { "unit": "A", "quantity": "3200" } ] }"#,
/// )?)?;
/// assert_eq!((agreed.units[0].unit.as_str(), agreed.units[0].agreed.to_string().as_str()), ("A", "1920")); // sorted by unit
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgreedUnit {
    /// The unit.
    pub unit: Id,
    /// Its base.
    pub base: Figure,
    /// What is agreed.
    pub agreed: Figure,
}

/// Share × base, rounded over all units.
pub(super) fn agreed(
    rulebook: &Rulebook,
    question: &AgreedQuestion,
    sink: &mut dyn Sink,
) -> Result<AgreedVolume, Error> {
    validate::keys("/input/bases", "unit", question.bases.iter().map(|base| &base.unit))?;
    validate::not_empty("/input/bases", &question.bases)?;
    let rule = validate::rounding(question.rounding)?;
    let (share, share_source) = share(rulebook, question, sink)?;
    let range_check = range_check(rulebook, question.volume_class, share, sink);
    let factor = Rational::from(share);
    let mut bases: Vec<&Base> = question.bases.iter().collect();
    bases.order_by(|a, b| a.unit.cmp(&b.unit));
    let base_total: Rational = bases.iter().map(|base| Rational::from(base.quantity)).sum();
    let exact = bases.iter().map(|base| &factor * &Rational::from(base.quantity)).collect();
    let parts = rounding::round(exact, rule);
    let agreed_total: Rational = parts.iter().sum();
    notes::share(rulebook, question, (share, share_source, range_check), sink);
    let units = bases
        .iter()
        .zip(&parts)
        .map(|(base, part)| {
            notes::agreed_unit(rulebook, base, part, sink);
            AgreedUnit {
                unit: base.unit.clone(),
                base: Rational::from(base.quantity).into(),
                agreed: Figure::from(part),
            }
        })
        .collect();
    Ok(AgreedVolume {
        share: Figure::from(&factor),
        share_source,
        range_check,
        rounding_difference: (&agreed_total - &(&factor * &base_total)).into(),
        base_total: base_total.into(),
        amount: question.price.map(|price| Figure::from(&agreed_total * &Rational::from(price))),
        agreed_total: agreed_total.into(),
        units,
    })
}

/// The row of the table for class and number of winners; without a row the caller's share.
fn share(
    rulebook: &Rulebook,
    question: &AgreedQuestion,
    sink: &mut dyn Sink,
) -> Result<(UnitShare, ShareSource), Error> {
    let fits = |row: &&ShareRow| {
        row.volume_class == question.volume_class
            && row.winners_from <= question.winners
            && row.winners_to.is_none_or(|to| question.winners <= to)
    };
    let row = rulebook.share.peek().and_then(|rows| rows.iter().find(fits));
    match (row, question.share) {
        (Some(_), Some(_)) => {
            let because = "beside a row of the rulebook for this class and number of winners";
            Err(validate::refused("/input/share", because))
        }
        (Some(row), None) => {
            rulebook.share.touch(sink);
            Ok((row.share, ShareSource::Rulebook))
        }
        (None, Some(share)) => Ok((share, ShareSource::Caller)),
        (None, None) => {
            rulebook.share.need(&mut ())?;
            let what = format!("the share of `{}` with {} winners", question.volume_class, question.winners.get());
            Err(rulebook.gap(&what))
        }
    }
}

/// Both ends of the range are inside.
fn range_check(rulebook: &Rulebook, class: VolumeClass, share: UnitShare, sink: &mut dyn Sink) -> RangeCheck {
    let range = rulebook.share_range.peek().and_then(|rows| rows.iter().find(|row| row.volume_class == class));
    match range {
        None => RangeCheck::NoRange,
        Some(range) => {
            rulebook.share_range.touch(sink);
            if range.from <= share && share <= range.to { RangeCheck::Inside } else { RangeCheck::Outside }
        }
    }
}
