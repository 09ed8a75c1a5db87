//! The parameters of a volume rulebook that are more than one value.

use std::sync::Arc;

use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize};

use super::number::{NonNegative, Place, Positive, ScoreOf100, UnitShare};
use super::vocabulary::{
    Authority, AwardClass, InstitutionKind, PartRounding, RedistributionRule, Route, RungKey, TenderKind, TenderLevel,
    VolumeClass,
};
use crate::rulebook::{Provenance, Source};

/// The most rows of a table that every winner or drug is held against.
const MOST_ROWS: usize = 1_000;
/// The most parts of a redistribution: choices number them 1 to 9.
const MOST_PARTS: usize = 9;

/// Who must report, and who may.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportingDuty {
    pub(super) must: Vec<InstitutionKind>,
    pub(super) may: Vec<InstitutionKind>,
}

/// A row of the share table: for so many winners of a class.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareRow {
    pub(super) volume_class: VolumeClass,
    pub(super) winners_from: Place,
    /// No limit where it is left out.
    pub(super) winners_to: Option<Place>,
    pub(super) share: UnitShare,
}

/// The published range of a class: both ends are inside.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareRange {
    pub(super) volume_class: VolumeClass,
    pub(super) from: UnitShare,
    pub(super) to: UnitShare,
}

/// Who may run which tender.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuthorityRow {
    pub(super) level: TenderLevel,
    pub(super) kind: TenderKind,
    pub(super) authority: Authority,
}

/// A band of the assessment: its lower edge, grade and ratio.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BandRow {
    pub(super) from: ScoreOf100,
    pub(super) grade: String,
    /// The caller's where it is left out.
    pub(super) ratio: Option<UnitShare>,
    pub(super) provenance: Option<Provenance>,
    pub(super) citation: Option<String>,
}

/// Bands as the file writes them, highest first.
#[derive(Clone, Debug)]
pub(super) struct BandRows(pub(super) Vec<BandRow>);

impl<'de> Deserialize<'de> for BandRows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows = Vec::<BandRow>::deserialize(deserializer)?;
        if rows.is_empty() || rows.len() > MOST_ROWS {
            return Err(de::Error::custom(format!("must have 1 to {MOST_ROWS} bands")));
        }
        if rows.iter().zip(rows.iter().skip(1)).any(|(higher, lower)| lower.from >= higher.from) {
            return Err(de::Error::custom("must be in descending order of `from`"));
        }
        Ok(BandRows(rows))
    }
}

/// A band with its own source, where it has one.
#[derive(Clone, Debug)]
pub(super) struct Band {
    pub(super) from: ScoreOf100,
    pub(super) grade: String,
    pub(super) ratio: Option<UnitShare>,
    pub(super) source: Arc<Source>,
}

/// A part of the redistribution of a pool.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RedistributionPart {
    pub(super) fraction: UnitShare,
    pub(super) to: RedistributionRule,
    #[serde(default)]
    pub(super) routes: Vec<Route>,
    #[serde(default)]
    pub(super) award_classes: Vec<AwardClass>,
}

/// The parts of a redistribution: together not more than the pool.
#[derive(Clone, Debug)]
pub(super) struct Redistribution(pub(super) Vec<RedistributionPart>);

impl<'de> Deserialize<'de> for Redistribution {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts = Vec::<RedistributionPart>::deserialize(deserializer)?;
        if parts.len() > MOST_PARTS {
            return Err(de::Error::custom(format!("must have at most {MOST_PARTS} parts")));
        }
        let sum = parts.iter().fold(0_i64, |sum, part| sum.saturating_add(part.fraction.millionths()));
        if sum > 1_000_000 {
            return Err(de::Error::custom("must have fractions that add up to at most 1"));
        }
        Ok(Redistribution(parts))
    }
}

/// The fraction of what is left that a winner takes, from so many winners on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SplitFraction {
    pub(super) winners_from: Place,
    pub(super) fraction: UnitShare,
}

/// Rounding of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartRoundingRule {
    mode: PartRounding,
    /// What parts become multiples of; none with mode `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<Positive>,
}

impl PartRoundingRule {
    /// As exact as computed.
    pub const NONE: PartRoundingRule = PartRoundingRule { mode: PartRounding::None, step: None };

    /// To multiples of a step; `None` for mode `none`.
    pub fn to_steps(mode: PartRounding, step: Positive) -> Option<PartRoundingRule> {
        (mode != PartRounding::None).then_some(PartRoundingRule { mode, step: Some(step) })
    }

    /// Mode and step; `None` where nothing is rounded.
    pub(super) fn steps(self) -> Option<(PartRounding, Positive)> {
        self.step.map(|step| (self.mode, step))
    }
}

/// What an input or rulebook states of it, before mode and step are held against each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatedRounding {
    /// `none` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<PartRounding>,
    /// Required with every other mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Positive>,
}

impl StatedRounding {
    /// The rule; the message of the fault at `step` otherwise.
    pub(super) fn rule(self) -> Result<PartRoundingRule, &'static str> {
        match (self.mode.unwrap_or(PartRounding::None), self.step) {
            (PartRounding::None, None) => Ok(PartRoundingRule::NONE),
            (PartRounding::None, Some(_)) => Err("step has no place with mode `none`"),
            (mode, Some(step)) => Ok(PartRoundingRule { mode, step: Some(step) }),
            (_, None) => Err("the field `step` is missing"),
        }
    }
}

impl<'de> Deserialize<'de> for PartRoundingRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        StatedRounding::deserialize(deserializer)?.rule().map_err(de::Error::custom)
    }
}

/// Own and released share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rung {
    pub(super) own: UnitShare,
    /// Not published where it is left out.
    pub(super) released: Option<UnitShare>,
}

/// The ladder of an alliance.
#[derive(Clone, Debug)]
pub(super) enum Rungs {
    /// By class and rank of price, and by class and route.
    PriceRank { rows: Vec<(VolumeClass, Place, Rung)>, routes: Vec<(Route, Option<VolumeClass>, Rung)> },
    /// By stated rank, and by bid against the ceiling for added winners.
    Rank { rows: Vec<(Place, Rung)>, routes: Vec<(Route, Option<VolumeClass>, Rung)>, add_on: Vec<(UnitShare, Rung)> },
    /// By price cut, in a straight line.
    Cut { from: UnitShare, to: UnitShare, own: UnitShare, released: UnitShare, slope: NonNegative },
    /// By price against the reference price, the last row without limit; and by route.
    PriceRatio { rows: Vec<(Option<Positive>, Rung)>, routes: Vec<(Route, Option<VolumeClass>, Rung)> },
    /// By class of the award.
    AwardClass(Vec<(AwardClass, Rung)>),
}

impl Rungs {
    /// By what it goes.
    pub(super) fn key(&self) -> RungKey {
        match self {
            Rungs::PriceRank { .. } => RungKey::PriceRank,
            Rungs::Rank { .. } => RungKey::Rank,
            Rungs::Cut { .. } => RungKey::Cut,
            Rungs::PriceRatio { .. } => RungKey::PriceRatio,
            Rungs::AwardClass(_) => RungKey::AwardClass,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowForm {
    volume_class: Option<VolumeClass>,
    rank_from: Option<Place>,
    ratio_to: Option<Positive>,
    award_class: Option<AwardClass>,
    own: UnitShare,
    released: Option<UnitShare>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RouteForm {
    route: Route,
    volume_class: Option<VolumeClass>,
    own: UnitShare,
    released: Option<UnitShare>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddOnForm {
    price_to: UnitShare,
    own: UnitShare,
    released: UnitShare,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RungsForm {
    key: RungKey,
    rows: Option<Vec<RowForm>>,
    routes: Option<Vec<RouteForm>>,
    add_on: Option<Vec<AddOnForm>>,
    from: Option<UnitShare>,
    to: Option<UnitShare>,
    own: Option<UnitShare>,
    released: Option<UnitShare>,
    slope: Option<NonNegative>,
}

fn rung<E: de::Error>(own: UnitShare, released: Option<UnitShare>) -> Result<Rung, E> {
    if released.is_some_and(|released| own.exceeds_whole_with(released)) {
        return Err(E::custom("must have own and released shares of at most 1 together"));
    }
    Ok(Rung { own, released })
}

impl<'de> Deserialize<'de> for Rungs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = RungsForm::deserialize(deserializer)?;
        let wrong = |message: &str| Err(de::Error::custom(message.to_owned()));
        let is_cut = form.key == RungKey::Cut;
        let lengths = [
            form.rows.as_ref().map_or(0, Vec::len),
            form.routes.as_ref().map_or(0, Vec::len),
            form.add_on.as_ref().map_or(0, Vec::len),
        ];
        if lengths.iter().any(|length| *length > MOST_ROWS) {
            return wrong("must have at most 1000 rows of each kind");
        }
        let line = [form.from, form.to, form.own, form.released].iter().filter(|value| value.is_some()).count();
        if !is_cut && (line > 0 || form.slope.is_some()) {
            return wrong("must have `from`, `to`, `own`, `released`, `slope` only with key `cut`");
        }
        if form.add_on.is_some() && form.key != RungKey::Rank {
            return wrong("must have `add_on` only with key `rank`");
        }
        if form.routes.is_some() && matches!(form.key, RungKey::Cut | RungKey::AwardClass) {
            return wrong("must not have `routes` with this key");
        }
        if is_cut {
            if form.rows.is_some() {
                return wrong("must not have `rows` with key `cut`");
            }
            return cut(&form);
        }
        let Some(rows) = form.rows.filter(|rows| !rows.is_empty()) else {
            return wrong("must have `rows`");
        };
        let key = form.key;
        if rows.iter().any(|row| !row.fits(key)) {
            return wrong(
                "must have rows with the fields of their key: `volume_class` and `rank_from`, `rank_from`, `ratio_to`, or `award_class`",
            );
        }
        let routes = form
            .routes
            .unwrap_or_default()
            .into_iter()
            .map(|row| Ok((row.route, row.volume_class, rung(row.own, row.released)?)))
            .collect::<Result<Vec<_>, D::Error>>()?;
        let rows = rows
            .into_iter()
            .map(|row| Ok((rung(row.own, row.released)?, row)))
            .collect::<Result<Vec<_>, D::Error>>()?;
        Ok(match key {
            RungKey::PriceRank => Rungs::PriceRank {
                rows: rows
                    .into_iter()
                    .filter_map(|(rung, row)| Some((row.volume_class?, row.rank_from?, rung)))
                    .collect(),
                routes,
            },
            RungKey::Rank => Rungs::Rank {
                rows: rows.into_iter().filter_map(|(rung, row)| Some((row.rank_from?, rung))).collect(),
                routes,
                add_on: form
                    .add_on
                    .unwrap_or_default()
                    .into_iter()
                    .map(|row| Ok((row.price_to, rung(row.own, Some(row.released))?)))
                    .collect::<Result<Vec<_>, D::Error>>()?,
            },
            RungKey::PriceRatio => {
                Rungs::PriceRatio { rows: rows.into_iter().map(|(rung, row)| (row.ratio_to, rung)).collect(), routes }
            }
            RungKey::AwardClass | RungKey::Cut => {
                Rungs::AwardClass(rows.into_iter().filter_map(|(rung, row)| Some((row.award_class?, rung))).collect())
            }
        })
    }
}

fn cut<E: de::Error>(form: &RungsForm) -> Result<Rungs, E> {
    let (Some(from), Some(to), Some(own), Some(released), Some(slope)) =
        (form.from, form.to, form.own, form.released, form.slope)
    else {
        return Err(E::custom("must have `from`, `to`, `own`, `released` and `slope`"));
    };
    if from > to {
        return Err(E::custom("must have `from` not above `to`"));
    }
    rung::<E>(own, Some(released))?;
    // At the end of the line both shares must still be shares.
    let moved = i128::from(slope.millionths())
        .saturating_mul(i128::from(to.millionths().saturating_sub(from.millionths())))
        .checked_div(1_000_000)
        .unwrap_or(i128::MAX);
    if i128::from(own.millionths()).saturating_add(moved) > 1_000_000 || i128::from(released.millionths()) < moved {
        return Err(E::custom("must have shares from 0 to 1 along the whole line"));
    }
    Ok(Rungs::Cut { from, to, own, released, slope })
}

impl RowForm {
    /// Whether it has the fields of its key, and no other.
    fn fits(&self, key: RungKey) -> bool {
        let has = [
            self.volume_class.is_some(),
            self.rank_from.is_some(),
            self.ratio_to.is_some(),
            self.award_class.is_some(),
        ];
        match key {
            RungKey::PriceRank => has == [true, true, false, false],
            RungKey::Rank => has == [false, true, false, false],
            RungKey::PriceRatio => matches!(has, [false, false, _, false]),
            RungKey::AwardClass => has == [false, false, false, true],
            RungKey::Cut => false,
        }
    }
}
