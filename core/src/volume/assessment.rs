//! Rules 35 and 36: the score of an assessment, its band, and the ratio kept.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::number::{ScoreOf100, UnitShare};
use super::parameters::Band;
use super::retention::{RetentionQuestion, edges, score_level};
use super::rulebook::{Rulebook, refuse_given};
use super::validate::{self, missing, refused};
use super::vocabulary::ScoreLevel;
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;

/// How an institution was assessed.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Who fails the assessment keeps nothing, and no ratio is looked up.
/// let kept = volume::retention(&*Rulebook::builtin("volume/retention-shiquan")?, &serde_json::from_str(
///     r#"{ "institution": "H1", "assessment": { "qualified": false }, "drugs": [ { "drug": "D1", "price_before": "5.00",
///          "winners": [ { "product": "W", "agreed_quantity": "8000", "price": "1.50" } ], "purchased_quantity": "8000",
///          "pay_ratio_contract": "0.60", "insured_share": "0.90" } ] }"#,
/// )?)?;
/// assert_eq!((kept.base_total.to_string().as_str(), kept.retention_total.to_string().as_str()), ("15120", "0"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Whether it qualified; if not, nothing is kept.
    #[serde(default = "yes")]
    pub qualified: bool,
    /// Its score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<ScoreOf100>,
    /// Indicators in place of a score, at least one; their weights add up to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicators: Option<Vec<Indicator>>,
}

fn yes() -> bool {
    true
}

impl Default for Assessment {
    fn default() -> Self {
        Assessment { qualified: true, score: None, indicators: None }
    }
}

/// An indicator.
///
/// # Example
///
/// ```
/// use jicai::volume::Indicator;
///
/// // A score of 0 to 100; the weights of all indicators have to add up to exactly one.
/// let indicator: Indicator = serde_json::from_str(r#"{ "indicator": "volume", "score": "90", "weight": "0.6" }"#)?;
/// assert_eq!(indicator.weight.to_string(), "0.6");
/// assert!(serde_json::from_str::<Indicator>(r#"{ "indicator": "volume", "score": "101", "weight": "1" }"#).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The indicator, unique in the list.
    pub indicator: Id,
    /// Its score.
    pub score: ScoreOf100,
    /// Its weight.
    pub weight: UnitShare,
}

impl Assessment {
    pub(super) fn shape(&self) -> Result<(), Error> {
        let Some(indicators) = &self.indicators else { return Ok(()) };
        const PATH: &str = "/input/assessment/indicators";
        validate::keys(PATH, "indicator", indicators.iter().map(|known| &known.indicator))?;
        validate::not_empty(PATH, indicators)
    }

    /// Score and indicators exclude each other, and weights add up to exactly 1.
    fn check(&self) -> Result<(), Error> {
        let Some(indicators) = &self.indicators else { return Ok(()) };
        const PATH: &str = "/input/assessment/indicators";
        if self.score.is_some() {
            return Err(refused(PATH, "beside a score"));
        }
        let weights: Rational = indicators.iter().map(|known| Rational::from(known.weight)).sum();
        if weights == Rational::ONE {
            return Ok(());
        }
        let message = format!("indicators must have weights that add up to 1, got `{}`", super::Figure::from(weights));
        Err(Error::invalid_input(PATH, message))
    }

    /// Rule 36: as stated, or the weighted sum of the indicators.
    pub(super) fn score(&self) -> Option<Rational> {
        match (&self.indicators, self.score) {
            (Some(indicators), _) => {
                Some(indicators.iter().map(|known| &Rational::from(known.weight) * &Rational::from(known.score)).sum())
            }
            (None, score) => score.map(Rational::from),
        }
    }
}

/// A grade with the ratio that is kept.
#[derive(Clone, Debug)]
pub(super) struct Graded {
    pub(super) grade: Option<String>,
    pub(super) ratio: Rational,
}

const NOTHING: Graded = Graded { grade: None, ratio: Rational::ZERO };

/// To whom ratios belong.
pub(super) enum RatioOf {
    Institution(Graded),
    Drugs(HashMap<Id, Graded>),
}

impl RatioOf {
    /// The ratio of a drug: its own, or that of the institution.
    pub(super) fn of(&self, drug: &Id) -> &Graded {
        match self {
            RatioOf::Institution(graded) => graded,
            RatioOf::Drugs(drugs) => drugs.get(drug).unwrap_or(&NOTHING),
        }
    }
}

fn every_band_has_a_ratio(rulebook: &Rulebook) -> bool {
    rulebook.bands.peek().is_some_and(|bands| bands.iter().all(|band| band.ratio.is_some()))
}

/// Scores and ratios stand where they belong, and no ratio is above the largest.
pub(super) fn check(rulebook: &Rulebook, question: &RetentionQuestion) -> Result<(), Error> {
    question.assessment.check()?;
    let of_drugs = score_level(rulebook) == Some(ScoreLevel::Drug);
    if score_level(rulebook) == Some(ScoreLevel::Institution) && question.assessment.score().is_none() {
        return Err(missing("/input/assessment/score"));
    }
    if let Some(ratio) = question.ratio {
        if of_drugs {
            return Err(refused("/input/ratio", "where each drug has its own"));
        }
        if every_band_has_a_ratio(rulebook) {
            return Err(refused("/input/ratio", "where every band has one"));
        }
        at_most(rulebook, ratio, "/input/ratio".to_owned())?;
    }
    if question.edges_inclusive.is_some() {
        if !rulebook.bands.is_set() {
            return Err(refused("/input/edges_inclusive", "without bands"));
        }
        refuse_given(&rulebook.lower_edge_inclusive, true, "/input/edges_inclusive")?;
    }
    for (i, drug) in question.drugs.iter().enumerate() {
        let at = |field: &str| format!("/input/drugs/{i}/{field}");
        match (of_drugs, drug.score.is_some()) {
            (true, false) => return Err(missing(at("score"))),
            (false, true) => return Err(refused(at("score"), "where the institution is scored")),
            _ => {}
        }
        if let Some(ratio) = drug.ratio {
            if !of_drugs {
                return Err(refused(at("ratio"), "where the ratio is that of the institution"));
            }
            if every_band_has_a_ratio(rulebook) {
                return Err(refused(at("ratio"), "where every band has one"));
            }
            at_most(rulebook, ratio, at("ratio"))?;
        }
    }
    Ok(())
}

fn at_most(rulebook: &Rulebook, ratio: UnitShare, path: String) -> Result<(), Error> {
    match rulebook.max_ratio.peek() {
        Some(largest) if ratio > *largest => {
            Err(Error::invalid_input(path, format!("ratio must not be above {largest}, got `{ratio}`")))
        }
        _ => Ok(()),
    }
}

/// Rule 35: who does not qualify keeps nothing, and no band or ratio is looked up.
pub(super) fn ratios(
    rulebook: &Rulebook,
    question: &RetentionQuestion,
    score: Option<&Rational>,
    sink: &mut dyn Sink,
) -> Result<RatioOf, Error> {
    rulebook.score_level.touch(sink);
    let of_drugs = score_level(rulebook) == Some(ScoreLevel::Drug);
    if !question.assessment.qualified {
        return Ok(if of_drugs { RatioOf::Drugs(HashMap::new()) } else { RatioOf::Institution(NOTHING) });
    }
    if !of_drugs {
        return Ok(RatioOf::Institution(graded(rulebook, question, (score, question.ratio), sink)?));
    }
    let drugs = question
        .drugs
        .iter()
        .map(|drug| {
            let score = drug.score.map(Rational::from);
            Ok((drug.drug.clone(), graded(rulebook, question, (score.as_ref(), drug.ratio), sink)?))
        })
        .collect::<Result<HashMap<_, _>, Error>>()?;
    Ok(RatioOf::Drugs(drugs))
}

/// The band of a score, and the ratio of the band or of the caller.
fn graded(
    rulebook: &Rulebook,
    question: &RetentionQuestion,
    (score, ratio): (Option<&Rational>, Option<UnitShare>),
    sink: &mut dyn Sink,
) -> Result<Graded, Error> {
    let band = match (&rulebook.bands.peek(), score) {
        (Some(bands), Some(score)) => {
            let band = band(rulebook, question, bands, score, sink)?;
            sink.used(&band.source);
            Some(band)
        }
        _ => None,
    };
    match (band, band.and_then(|band| band.ratio), ratio) {
        (Some(band), Some(ratio), _) => Ok(Graded { grade: Some(band.grade.clone()), ratio: ratio.into() }),
        (band, None, Some(ratio)) => {
            rulebook.max_ratio.touch(sink);
            Ok(Graded { grade: band.map(|band| band.grade.clone()), ratio: ratio.into() })
        }
        _ => Err(rulebook.gap("which ratio of the surplus is kept")),
    }
}

/// The first band, from the top, whose lower edge is below the score, or equal to it where edges belong to their band.
fn band<'b>(
    rulebook: &Rulebook,
    question: &RetentionQuestion,
    bands: &'b [Band],
    score: &Rational,
    sink: &mut dyn Sink,
) -> Result<&'b Band, Error> {
    for band in bands {
        let edge = Rational::from(band.from);
        let is_inside = match score.cmp(&edge) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            // The band from 0 includes 0.
            std::cmp::Ordering::Equal if edge.sign().is_eq() => true,
            std::cmp::Ordering::Equal => match edges(rulebook, question, sink) {
                Some(inclusive) => inclusive,
                None => {
                    rulebook.lower_edge_inclusive.need(sink)?;
                    false
                }
            },
        };
        if is_inside {
            return Ok(band);
        }
    }
    Err(rulebook.gap("which band a score below the lowest has"))
}
