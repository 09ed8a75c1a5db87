//! Rules 1 to 6: is a report complete and plausible?

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::notes::{self, Subject};
use super::number::{Figure, NonNegative, Positive, UnitShare, Year};
use super::rulebook::{Rulebook, either, is_on, refuse_given};
use super::validate;
use super::vocabulary::{
    DeviationOutcome, Duty, ExplanationState, FloorOutcome, InstitutionKind, NeedsExplanation, RatioSource,
    ReportReason, ReportVerdict,
};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;

fn public() -> InstitutionKind {
    InstitutionKind::Public
}

/// What `volume.check_report` is asked: the report of an institution.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Duty, ReportQuestion, Rulebook};
///
/// // Batch 11: pharmacies may report, public institutions must.
/// let question: ReportQuestion = serde_json::from_str(
///     r#"{ "institution": "P1", "institution_kind": "pharmacy", "lines": [ { "drug": "D1", "generic_quantity": "1" } ] }"#,
/// )?;
/// assert_eq!(volume::check_report(&*Rulebook::builtin("volume/cn-batch-11")?, &question)?.duty, Some(Duty::May));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportQuestion {
    /// The institution.
    pub institution: Id,
    /// What kind it is.
    #[serde(default = "public")]
    pub institution_kind: InstitutionKind,
    /// The year of the report; required where deviations from last year are tested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporting_year: Option<Year>,
    /// Drugs that must be reported (应报尽报), each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_drugs: Vec<Id>,
    /// Share of the mean that must be reported, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_floor: Option<NonNegative>,
    /// The years of the mean, where the rulebook leaves them open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_window: Option<Vec<Year>>,
    /// How far a report may exceed last year, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deviation_up: Option<NonNegative>,
    /// How far it may fall short of last year, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deviation_down: Option<UnitShare>,
    /// One line a drug.
    pub lines: Vec<ReportLine>,
}

fn no_explanation() -> ExplanationState {
    ExplanationState::None
}

/// The report of one drug.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // A line with nothing is a report of zero; what only children can use stays outside the total.
/// let check = volume::check_report(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "institution": "H1", "lines": [ { "drug": "D1", "child_suitable_quantity": "30" } ] }"#,
/// )?)?;
/// assert_eq!(check.lines[0].reported_total.to_string(), "0");
/// assert_eq!(check.lines[0].child_suitable_quantity.to_string(), "30");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportLine {
    /// The drug, unique in the report.
    pub drug: Id,
    /// Reported without a brand (通用名报量).
    #[serde(default = "nothing")]
    pub generic_quantity: NonNegative,
    /// Reported by brand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub brand_reports: Vec<BrandReport>,
    /// Converted from specifications that were not evaluated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub converted: Vec<ConvertedReport>,
    /// For children, irreplaceable, and not convertible: outside the total.
    #[serde(default = "nothing")]
    pub child_suitable_quantity: NonNegative,
    /// Past purchases by calendar year; a year without purchases is given as 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<YearQuantity>,
    /// How far the written explanation has come.
    #[serde(default = "no_explanation")]
    pub explanation: ExplanationState,
    /// Its reason; it does not change the verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ReportReason>,
    /// The reviewer finds the report clearly unreasonable.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreasonable: bool,
}

fn nothing() -> NonNegative {
    NonNegative::ZERO
}

/// A report for one product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BrandReport {
    /// The product, unique in the list.
    pub product: Id,
    /// The quantity.
    pub quantity: NonNegative,
}

fn published() -> RatioSource {
    RatioSource::Published
}

/// A quantity of a specification that was not evaluated.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, NeedsExplanation, Rulebook};
///
/// // 100 tablets of half the strength count as 50; a ratio of the hospital's own has to be explained.
/// let check = volume::check_report(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "institution": "H1", "lines": [ { "drug": "D1", "generic_quantity": "200", "converted": [
///          { "specification": "5mg", "quantity": "100", "ratio": "0.5", "ratio_source": "institution" } ] } ] }"#,
/// )?)?;
/// assert_eq!(check.lines[0].reported_total.to_string(), "250");
/// assert_eq!(check.lines[0].needs_explanation, [NeedsExplanation::OwnRatio]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConvertedReport {
    /// The specification, unique in the list.
    pub specification: Id,
    /// Its quantity.
    pub quantity: NonNegative,
    /// Units of account for one of it.
    pub ratio: Positive,
    /// Where the ratio comes from.
    #[serde(default = "published")]
    pub ratio_source: RatioSource,
}

/// Purchases of a calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct YearQuantity {
    /// The year, unique in the list.
    pub year: Year,
    /// What was bought.
    pub quantity: NonNegative,
}

/// What a report is worth.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, ReportVerdict, Rulebook};
///
/// // A required drug without a line is missing, whatever the verdict on the lines; a line of zero would do.
/// let check = volume::check_report(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "institution": "H1", "required_drugs": [ "D1", "D2" ], "lines": [ { "drug": "D1" } ] }"#,
/// )?)?;
/// assert_eq!((check.verdict, check.complete), (Some(ReportVerdict::Pass), false));
/// assert_eq!(check.missing_drugs[0].as_str(), "D2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportCheck {
    /// The institution.
    pub institution: Id,
    /// Whether it must report; null where the rulebook does not say.
    pub duty: Option<Duty>,
    /// The lines, by drug.
    pub lines: Vec<LineCheck>,
    /// How many lines have each verdict.
    pub verdict_counts: VerdictCounts,
    /// The worst verdict; null without lines.
    pub verdict: Option<ReportVerdict>,
    /// Required drugs without a line, by id.
    pub missing_drugs: Vec<Id>,
    /// Whether none is missing.
    pub complete: bool,
}

/// What a line is worth.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, FloorOutcome, Rulebook};
///
/// // One year of the window of two is known: its quantity is the mean, and 80 % of it are reached exactly.
/// let check = volume::check_report(&*Rulebook::builtin("volume/cn-batch-11")?, &serde_json::from_str(
///     r#"{ "institution": "H1", "lines": [ { "drug": "D1", "generic_quantity": "80", "history": [ { "year": 2024, "quantity": "100" } ] } ] }"#,
/// )?)?;
/// let line = &check.lines[0];
/// assert_eq!((line.history_mean.as_ref().unwrap().to_string().as_str(), line.floor_outcome), ("100", FloorOutcome::Met));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LineCheck {
    /// The drug.
    pub drug: Id,
    /// All that counts.
    pub reported_total: Figure,
    /// What stays outside.
    pub child_suitable_quantity: Figure,
    /// Mean of the years used; null without one.
    pub history_mean: Option<Figure>,
    /// The years used.
    pub history_years: Vec<Year>,
    /// What must be reported; null without a mean above zero.
    pub floor_quantity: Option<Figure>,
    /// The total against the mean; null without a mean above zero.
    pub floor_ratio: Option<Figure>,
    /// How the total stands to the floor.
    pub floor_outcome: FloorOutcome,
    /// How far the total is from last year.
    pub deviation: Option<Figure>,
    /// How it stands to the limits.
    pub deviation_outcome: DeviationOutcome,
    /// What needs a written explanation.
    pub needs_explanation: Vec<NeedsExplanation>,
    /// Whether the reason is on the rulebook's list; null without reason or list.
    pub reason_recognised: Option<bool>,
    /// What becomes of the line.
    pub verdict: ReportVerdict,
}

/// How many lines have each verdict.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // An explanation that was given is still to be reviewed.
/// let check = volume::check_report(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "institution": "H1", "lines": [ { "drug": "D1", "generic_quantity": "5" },
///          { "drug": "D2", "child_suitable_quantity": "30", "explanation": "given" } ] }"#,
/// )?)?;
/// assert_eq!((check.verdict_counts.pass, check.verdict_counts.review), (1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerdictCounts {
    /// Passed.
    pub pass: u32,
    /// With an accepted explanation.
    pub accepted: u32,
    /// To be reviewed.
    pub review: u32,
    /// To be explained.
    pub explain: u32,
    /// Returned.
    pub r#return: u32,
}

impl VerdictCounts {
    fn count(&mut self, verdict: ReportVerdict) {
        let counter = match verdict {
            ReportVerdict::Pass => &mut self.pass,
            ReportVerdict::Accepted => &mut self.accepted,
            ReportVerdict::Review => &mut self.review,
            ReportVerdict::Explain => &mut self.explain,
            ReportVerdict::Return => &mut self.r#return,
        };
        *counter = counter.saturating_add(1);
    }
}

/// The floor with its window, and the limits with their year: what the lines are held against.
struct Tests {
    floor: Option<(NonNegative, BTreeSet<Year>)>,
    deviation: Option<Limits>,
}

struct Limits {
    up: NonNegative,
    down: UnitShare,
    last_year: Option<u32>,
}

/// The report line by line, and as a whole.
pub(super) fn check_report(
    rulebook: &Rulebook,
    question: &ReportQuestion,
    sink: &mut dyn Sink,
) -> Result<ReportCheck, Error> {
    check(rulebook, question)?;
    let tests = tests(rulebook, question, sink)?;
    let mut lines: Vec<&ReportLine> = question.lines.iter().collect();
    lines.order_by(|a, b| a.drug.cmp(&b.drug));
    let mut verdict_counts = VerdictCounts::default();
    let lines: Vec<LineCheck> = lines.into_iter().map(|known| line(rulebook, known, &tests, sink)).collect();
    lines.iter().for_each(|line| verdict_counts.count(line.verdict));
    let missing_drugs = missing_drugs(question);
    notes::coverage(rulebook, &question.institution, &missing_drugs, sink);
    let duty = duty(rulebook, question.institution_kind, sink);
    Ok(ReportCheck {
        institution: question.institution.clone(),
        duty,
        verdict_counts,
        verdict: lines.iter().map(|line| line.verdict).max(),
        complete: missing_drugs.is_empty(),
        missing_drugs,
        lines,
    })
}

fn check(rulebook: &Rulebook, question: &ReportQuestion) -> Result<(), Error> {
    validate::once("/input/required_drugs", &question.required_drugs)?;
    if let Some(window) = &question.report_window {
        let at = |i| format!("/input/report_window/{i}");
        validate::numbers_once("/input/report_window", window.iter().map(|year| year.get()), at)?;
        validate::not_empty("/input/report_window", window)?;
    }
    validate::keys("/input/lines", "drug", question.lines.iter().map(|line| &line.drug))?;
    for (i, line) in question.lines.iter().enumerate() {
        let at = |field: &str| format!("/input/lines/{i}/{field}");
        let brands = line.brand_reports.iter().map(|report| &report.product);
        validate::keys(&at("brand_reports"), "product", brands)?;
        let converted = line.converted.iter().map(|report| &report.specification);
        validate::keys(&at("converted"), "specification", converted)?;
        let years = line.history.iter().map(|year| year.year.get());
        validate::numbers_once(&at("history"), years, |j| format!("/input/lines/{i}/history/{j}/year"))?;
    }
    refuse_given(&rulebook.report_floor, question.report_floor.is_some(), "/input/report_floor")?;
    refuse_given(&rulebook.report_window, question.report_window.is_some(), "/input/report_window")?;
    refuse_given(&rulebook.deviation_up, question.deviation_up.is_some(), "/input/deviation_up")?;
    refuse_given(&rulebook.deviation_down, question.deviation_down.is_some(), "/input/deviation_down")?;
    let has_floor = rulebook.report_floor.is_set() || question.report_floor.is_some();
    let has_window = rulebook.report_window.is_set() || question.report_window.is_some();
    // A window of the rulebook alone asks for nothing: its floor is a gap, or there is no such test.
    if has_floor && !has_window {
        return Err(validate::missing("/input/report_window"));
    }
    if !has_floor && question.report_window.is_some() {
        return Err(validate::missing("/input/report_floor"));
    }
    let has_up = rulebook.deviation_up.is_set() || question.deviation_up.is_some();
    let has_down = rulebook.deviation_down.is_set() || question.deviation_down.is_some();
    if has_up != has_down {
        let name = if has_up { "deviation_down" } else { "deviation_up" };
        return Err(validate::missing(format!("/input/{name}")));
    }
    let runs = (has_up && has_down) || rulebook.deviation_test.peek() == Some(&true);
    if runs && question.reporting_year.is_none() {
        return Err(validate::missing("/input/reporting_year"));
    }
    Ok(())
}

fn duty(rulebook: &Rulebook, kind: InstitutionKind, sink: &mut dyn Sink) -> Option<Duty> {
    rulebook.reporting_duty.touch(sink);
    let duty = rulebook.reporting_duty.peek()?;
    if duty.must.contains(&kind) { Some(Duty::Must) } else { duty.may.contains(&kind).then_some(Duty::May) }
}

/// Without a line nothing is held against floor and limits: the result does not rest on them.
fn tests(rulebook: &Rulebook, question: &ReportQuestion, sink: &mut dyn Sink) -> Result<Tests, Error> {
    let any_line = !question.lines.is_empty();
    let floor = if any_line { floor(rulebook, question, sink) } else { floor(rulebook, question, &mut ()) };
    if floor.is_none() && question.report_floor.is_none() {
        rulebook.report_floor.refuse_gap()?;
    }
    let runs = is_on(&rulebook.deviation_test, sink);
    let limits = if any_line { limits(rulebook, question, sink) } else { limits(rulebook, question, &mut ()) };
    if runs && limits.is_none() {
        rulebook.deviation_up.need(sink)?;
        rulebook.deviation_down.need(sink)?;
    }
    Ok(Tests { floor, deviation: limits })
}

/// The share and the years of its mean.
fn floor(rulebook: &Rulebook, question: &ReportQuestion, sink: &mut dyn Sink) -> Option<(NonNegative, BTreeSet<Year>)> {
    let window = either(&rulebook.report_window, question.report_window.as_ref(), sink);
    let floor = either(&rulebook.report_floor, question.report_floor.as_ref(), sink);
    floor.zip(window.map(|window| window.into_iter().collect()))
}

/// The limits of a deviation from last year.
fn limits(rulebook: &Rulebook, question: &ReportQuestion, sink: &mut dyn Sink) -> Option<Limits> {
    let up = either(&rulebook.deviation_up, question.deviation_up.as_ref(), sink)?;
    let down = either(&rulebook.deviation_down, question.deviation_down.as_ref(), sink)?;
    Some(Limits { up, down, last_year: question.reporting_year.and_then(|year| year.get().checked_sub(1)) })
}

fn line(rulebook: &Rulebook, line: &ReportLine, tests: &Tests, sink: &mut dyn Sink) -> LineCheck {
    let total = total(line);
    let subject = Subject("drug", Some(&line.drug));
    notes::total(rulebook, subject, &total, sink);
    let floor = report_floor(line, &total, tests);
    let (deviation, deviation_outcome) = deviation(line, &total, tests);
    let needs_explanation = explanation(line, floor.outcome, deviation_outcome);
    let reason_recognised = match line.reason {
        None => None,
        Some(reason) => {
            rulebook.report_reasons.touch(sink);
            rulebook.report_reasons.peek().map(|reasons| reasons.contains(&reason))
        }
    };
    let check = LineCheck {
        drug: line.drug.clone(),
        reported_total: Figure::from(&total),
        child_suitable_quantity: Rational::from(line.child_suitable_quantity).into(),
        history_mean: floor.mean.map(Figure::from),
        history_years: floor.years,
        floor_quantity: floor.quantity.map(Figure::from),
        floor_ratio: floor.ratio.map(Figure::from),
        floor_outcome: floor.outcome,
        deviation: deviation.map(Figure::from),
        deviation_outcome,
        verdict: verdict(line, &needs_explanation),
        needs_explanation,
        reason_recognised,
    };
    notes::report_line(rulebook, &check, sink);
    check
}

/// Rule 1: generic and brand reports, and what was converted. The child-suitable quantity stays outside.
fn total(line: &ReportLine) -> Rational {
    let brands = line.brand_reports.iter().map(|report| Rational::from(report.quantity));
    let converted =
        line.converted.iter().map(|report| &Rational::from(report.quantity) * &Rational::from(report.ratio));
    std::iter::once(line.generic_quantity.into()).chain(brands).chain(converted).sum()
}

struct Floor {
    outcome: FloorOutcome,
    mean: Option<Rational>,
    years: Vec<Year>,
    quantity: Option<Rational>,
    ratio: Option<Rational>,
}

/// Rule 2: a share of the mean of past years; reaching it exactly is enough.
fn report_floor(line: &ReportLine, total: &Rational, tests: &Tests) -> Floor {
    let without = |outcome| Floor { outcome, mean: None, years: Vec::new(), quantity: None, ratio: None };
    let Some((share, window)) = &tests.floor else { return without(FloorOutcome::NotRun) };
    let mut used: Vec<_> = line.history.iter().filter(|year| window.contains(&year.year)).collect();
    used.order_by_key(|year| year.year);
    let bought: Rational = used.iter().map(|year| Rational::from(year.quantity)).sum();
    let Some(mean) = bought.checked_div(&Rational::from(used.len())) else {
        return without(FloorOutcome::NoHistory);
    };
    let years = used.iter().map(|year| year.year).collect();
    match total.checked_div(&mean) {
        None => Floor { mean: Some(mean), years, ..without(FloorOutcome::NoHistory) },
        Some(ratio) => {
            let quantity = &Rational::from(*share) * &mean;
            let outcome = if *total >= quantity { FloorOutcome::Met } else { FloorOutcome::Below };
            Floor { outcome, mean: Some(mean), years, quantity: Some(quantity), ratio: Some(ratio) }
        }
    }
}

/// Rule 3: how far the total is from last year; on a limit is within.
fn deviation(line: &ReportLine, total: &Rational, tests: &Tests) -> (Option<Rational>, DeviationOutcome) {
    let Some(limits) = &tests.deviation else { return (None, DeviationOutcome::NotRun) };
    let last = line.history.iter().find(|year| Some(year.year.get()) == limits.last_year);
    let Some(last) = last else { return (None, DeviationOutcome::NoLastYear) };
    let Some(against) = total.checked_div(&last.quantity.into()) else {
        return if total.sign().is_gt() {
            (None, DeviationOutcome::FromZero)
        } else {
            (Some(Rational::ZERO), DeviationOutcome::Within)
        };
    };
    let deviation = &against - &Rational::ONE;
    let outcome = if deviation > limits.up.into() {
        DeviationOutcome::Above
    } else if deviation < -Rational::from(limits.down) {
        DeviationOutcome::Below
    } else {
        DeviationOutcome::Within
    };
    (Some(deviation), outcome)
}

/// Rule 4: what needs a written explanation, in the order of the rule.
fn explanation(line: &ReportLine, floor: FloorOutcome, deviation: DeviationOutcome) -> Vec<NeedsExplanation> {
    let own_ratio = line.converted.iter().any(|report| report.ratio_source == RatioSource::Institution);
    [
        (NeedsExplanation::BelowFloor, floor == FloorOutcome::Below),
        (NeedsExplanation::AboveLastYear, deviation == DeviationOutcome::Above),
        (NeedsExplanation::BelowLastYear, deviation == DeviationOutcome::Below),
        (NeedsExplanation::FromZero, deviation == DeviationOutcome::FromZero),
        (NeedsExplanation::ChildSuitable, !line.child_suitable_quantity.is_zero()),
        (NeedsExplanation::OwnRatio, own_ratio),
    ]
    .into_iter()
    .filter_map(|(reason, needed)| needed.then_some(reason))
    .collect()
}

/// Rule 5: what becomes of the line.
fn verdict(line: &ReportLine, needs: &[NeedsExplanation]) -> ReportVerdict {
    if line.unreasonable {
        return ReportVerdict::Return;
    }
    if needs.is_empty() {
        return ReportVerdict::Pass;
    }
    match line.explanation {
        ExplanationState::None => ReportVerdict::Explain,
        ExplanationState::Given => ReportVerdict::Review,
        ExplanationState::Accepted => ReportVerdict::Accepted,
        ExplanationState::Rejected => ReportVerdict::Return,
    }
}

/// Rule 6: required drugs without a line; a line of zero counts as reported.
fn missing_drugs(question: &ReportQuestion) -> Vec<Id> {
    let reported: std::collections::HashSet<&Id> = question.lines.iter().map(|line| &line.drug).collect();
    let mut missing: Vec<Id> =
        question.required_drugs.iter().filter(|drug| !reported.contains(drug)).cloned().collect();
    missing.order();
    missing
}
