//! Rule 33: the score of a chain of supervision, and its weakest link.

use serde::{Deserialize, Serialize};

use super::indicator::first_repeated_by;
use super::notes::{Subject, fact, group, note};
use super::number::{Figure, NonNegative, Positive, exact, rational, sum};
use super::rulebook::Rulebook;
use super::validate;
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;

/// What `execution.process_score` is asked.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook, ScoreQuestion};
///
/// // Full marks are 100 unless stated; a score above them is refused.
/// let question: ScoreQuestion = serde_json::from_str(r#"{ "max_score": "10", "links": [ { "link": "a", "score": "10.1", "weight": "1" } ] }"#)?;
/// let error = execution::process_score(Rulebook::unset()?, &question).unwrap_err();
/// assert_eq!(error.path(), "/input/links/0/score");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreQuestion {
    /// The links, at least one, with some weight together.
    pub links: Vec<Link>,
    /// The best score.
    #[serde(default = "hundred")]
    pub max_score: Positive,
    /// Grades by their lower edges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bands: Option<Vec<GradeBand>>,
}

fn hundred() -> Positive {
    Positive::HUNDRED
}

/// A link of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The link, unique in the list.
    pub link: Id,
    /// Its score, at most the best.
    pub score: NonNegative,
    /// Its weight.
    pub weight: NonNegative,
}

/// A grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GradeBand {
    /// The grade, unique in the list.
    pub grade: Id,
    /// Its lower edge, unique in the list.
    pub from: NonNegative,
}

/// The score of a chain.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Below every band there is no grade: the member is null. Without bands it is absent.
/// let score = execution::process_score(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "links": [ { "link": "a", "score": "50", "weight": "1" } ], "bands": [ { "grade": "pass", "from": "50.01" } ] }"#,
/// )?)?;
/// assert_eq!(score.grade, Some(None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProcessScore {
    /// The weighted mean.
    pub score: Figure,
    /// The link with the lowest score, of those the one with most weight, of those the first.
    pub weakest_link: Id,
    /// Its score.
    pub weakest_score: NonNegative,
    /// Highest less lowest score.
    pub spread: Figure,
    /// The links, by id.
    pub links: Vec<LinkScore>,
    /// The grade; null below the lowest edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Option<Id>>,
}

/// What a link brings.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // What each link brings, and what it costs against full marks: 60 of 100 at 30 % weight lose twelve points.
/// let score = execution::process_score(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "links": [ { "link": "reporting", "score": "90", "weight": "0.7" }, { "link": "delivery", "score": "60", "weight": "0.3" } ] }"#,
/// )?)?;
/// assert_eq!((score.links[0].contribution.to_string().as_str(), score.links[0].lost.to_string().as_str()), ("18", "12"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkScore {
    /// The link.
    pub link: Id,
    /// What it brings of the score.
    pub contribution: Figure,
    /// What it leaves of the best.
    pub lost: Figure,
}

/// Source: clause `#process_score`, rule 33.
pub(super) fn process_score(
    rulebook: &Rulebook,
    question: &ScoreQuestion,
    sink: &mut dyn Sink,
) -> Result<ProcessScore, Error> {
    let weights = check(question)?;
    let mut links: Vec<&Link> = question.links.iter().collect();
    links.order_by_key(|link| &link.link);
    let Some(weakest) = links.iter().min_by_key(|link| (link.score, std::cmp::Reverse(link.weight))) else {
        return Err(Error::invalid_input("/input/links", "links must have at least one element"));
    };
    let best = links.iter().map(|link| link.score.units()).max().unwrap_or(0);
    let part = |units: i128, weight: NonNegative| {
        (&rational(units) * &Rational::from(weight)).checked_div(&weights).unwrap_or(Rational::ZERO)
    };
    let mut score = Rational::ZERO;
    let link_scores = links
        .iter()
        .map(|link| {
            let contribution = part(link.score.units(), link.weight);
            score = &score + &contribution;
            let outcome = if link.link == weakest.link { "weakest" } else { "computed" };
            let facts = || vec![("score", fact(link.score)), ("weight", fact(link.weight))];
            note(rulebook, "process_score", Subject::Of("link", &link.link), outcome, facts, sink);
            let lost = part(question.max_score.units().saturating_sub(link.score.units()), link.weight);
            LinkScore {
                link: link.link.clone(),
                contribution: Figure::quotient(contribution),
                lost: Figure::quotient(lost),
            }
        })
        .collect();
    let grade = question.bands.as_ref().map(|bands| grade(bands, &score));
    let outcome = grade.as_ref().and_then(|grade| grade.as_ref()).map_or("computed", Id::as_str);
    let score = Figure::quotient(score);
    note(rulebook, "process_score", group("score"), outcome, || vec![("score", fact(&score))], sink);
    Ok(ProcessScore {
        score,
        weakest_link: weakest.link.clone(),
        weakest_score: weakest.score,
        spread: exact(best.saturating_sub(weakest.score.units())),
        links: link_scores,
        grade,
    })
}

/// The sum of the weights.
fn check(question: &ScoreQuestion) -> Result<Rational, Error> {
    let ScoreQuestion { links, max_score, bands } = question;
    validate::not_empty("/input/links", links)?;
    validate::keys("/input/links", "link", links.iter().map(|link| &link.link))?;
    for (i, link) in links.iter().enumerate() {
        if link.score.units() > max_score.units() {
            let message = format!("score must be at most the best score `{max_score}`, got `{}`", link.score);
            return Err(Error::invalid_input(format!("/input/links/{i}/score"), message));
        }
    }
    let weights = sum(links.iter().map(|link| link.weight.units()));
    if weights == 0 {
        return Err(Error::invalid_input("/input/links", "links must have some weight together, got `0`"));
    }
    let bands = bands.as_deref().unwrap_or_default();
    validate::keys("/input/bands", "grade", bands.iter().map(|band| &band.grade))?;
    match first_repeated_by(bands, |band| band.from) {
        Some(i) => Err(Error::invalid_input(format!("/input/bands/{i}/from"), "this edge stands here twice")),
        None => Ok(rational(weights)),
    }
}

/// The grade with the highest edge that the score reaches.
fn grade(bands: &[GradeBand], score: &Rational) -> Option<Id> {
    let reached = bands.iter().filter(|band| Rational::from(band.from) <= *score);
    reached.max_by_key(|band| band.from).map(|band| band.grade.clone())
}
