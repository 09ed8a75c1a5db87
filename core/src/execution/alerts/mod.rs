//! Rules 11 to 15: which subjects raise an alert, by the document's rules, by the caller's limits, against the mean.

mod bands;
mod limits;
mod rules;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use bands::{BandCount, SubjectBand};
pub use limits::IndicatorMean;
pub use rules::NotEvaluated;

use super::indicator::{Indicator, IndicatorMap, IndicatorValue, MonthValue};
use super::notes::{Subject as About, fact, note, optional_fact};
use super::number::{Figure, NonNegative, Signed, exact};
use super::rulebook::Rulebook;
use super::time::Month;
use super::validate;
use super::vocabulary::{Basis, Severity, SubjectKind};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::sorting::Sorting;

/// What `execution.alerts` is asked.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, AlertsQuestion, Rulebook};
///
/// // The notice watches the lag and gives no number: without a limit of the caller there is no answer.
/// let question: AlertsQuestion = serde_json::from_str(r#"{ "subjects": [ { "subject": "h1", "values": { "lag": "0.2" } } ] }"#)?;
/// let error = execution::alerts(&*Rulebook::builtin("execution/zhejiang-2025")?, &question).unwrap_err();
/// assert_eq!(error.code().as_str(), "rule_gap");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AlertsQuestion {
    /// The subjects, at least one.
    pub subjects: Vec<MonitoredSubject>,
    /// Limits of the caller, each indicator and severity once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<CallerLimit>,
    /// Comparisons with the mean of the subjects, each indicator and severity once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mean_comparison: Vec<MeanComparison>,
}

/// Whose execution is monitored.
///
/// # Example
///
/// ```
/// use jicai::execution::{Indicator, MonitoredSubject};
///
/// // A value that is known to be missing is null; the weight is one where it is left out.
/// let subject: MonitoredSubject = serde_json::from_str(r#"{ "subject": "f", "values": { "completion": null } }"#)?;
/// assert!(subject.values.get(Indicator::Completion).unwrap().0.is_none());
/// assert_eq!(subject.weight.to_string(), "1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MonitoredSubject {
    /// The subject, unique in the list.
    pub subject: Id,
    /// What it is; rules for one kind are not evaluated without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SubjectKind>,
    /// Its weight in means.
    #[serde(default = "one")]
    pub weight: NonNegative,
    /// Its indicators; null is known to be missing.
    #[serde(default, skip_serializing_if = "IndicatorMap::is_empty")]
    pub values: IndicatorMap<IndicatorValue>,
    /// Its indicators month by month, for rules about several months.
    #[serde(default, skip_serializing_if = "IndicatorMap::is_empty")]
    pub series: IndicatorMap<Vec<MonthValue>>,
}

fn one() -> NonNegative {
    NonNegative::ONE
}

impl MonitoredSubject {
    fn value(&self, indicator: Indicator) -> Option<Signed> {
        self.values.get(indicator).and_then(|value| value.0)
    }

    /// Whether it says anything of an indicator.
    fn knows(&self, indicator: Indicator) -> bool {
        self.value(indicator).is_some()
            || self.series.get(indicator).is_some_and(|months| months.iter().any(|month| month.value.0.is_some()))
    }
}

/// A limit of the caller: a lower one for indicators of which little is bad, an upper one for the others.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Basis, Rulebook};
///
/// // The notice watches the lag and prints no number. A limit that is inclusive raises the alert on the limit itself.
/// let alerts = execution::alerts(&*Rulebook::builtin("execution/zhejiang-2025")?, &serde_json::from_str(
///     r#"{ "subjects": [ { "subject": "h2", "values": { "lag": "0.1" } } ],
///          "limits": [ { "indicator": "lag", "severity": "notice", "limit": "0.1", "inclusive": true } ] }"#,
/// )?)?;
/// assert_eq!((alerts.alerts[0].basis, alerts.alerts[0].rule.as_str()), (Basis::Caller, "limit:lag:notice"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CallerLimit {
    /// The indicator.
    pub indicator: Indicator,
    /// How grave it is to be beyond.
    pub severity: Severity,
    /// The limit.
    pub limit: Signed,
    /// Whether the limit itself is beyond.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inclusive: bool,
}

/// A comparison with the mean of the subjects.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // The mean of 0.9 and, with three times the weight, 0.98 is 0.96; c1 is exactly six points below it.
/// let alerts = execution::alerts(&*Rulebook::builtin("execution/zhejiang-2025")?, &serde_json::from_str(
///     r#"{ "subjects": [ { "subject": "c1", "weight": "1", "values": { "settlement_on_time_rate": "0.9" } },
///                        { "subject": "c2", "weight": "3", "values": { "settlement_on_time_rate": "0.98" } } ],
///          "mean_comparison": [ { "indicator": "settlement_on_time_rate", "severity": "warning", "margin": "0.06" } ] }"#,
/// )?)?;
/// assert_eq!(alerts.means.unwrap()[0].mean.as_ref().unwrap().to_string(), "0.96");
/// assert!(alerts.alerts.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MeanComparison {
    /// The indicator.
    pub indicator: Indicator,
    /// How grave it is to be beyond.
    pub severity: Severity,
    /// How far from the mean is beyond; exactly so far is not.
    pub margin: NonNegative,
    /// The mean, where it is known otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<Signed>,
}

/// Alerts and what they rest on.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Indicator, Rulebook};
///
/// // What the document does not test is named, not passed over.
/// let alerts = execution::alerts(&*Rulebook::builtin("execution/jiangxi-2025")?, &serde_json::from_str(
///     r#"{ "subjects": [ { "subject": "c1", "values": { "lag": "0.3", "order_response_rate": "0.95" } } ] }"#,
/// )?)?;
/// assert_eq!(alerts.unmonitored, [Indicator::Lag]);
/// assert_eq!(alerts.bands.unwrap()[0].band.as_str(), "95_to_100");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alerts {
    /// By subject, the most severe first, then by basis and rule.
    pub alerts: Vec<Alert>,
    /// How many there are.
    pub summary: AlertSummary,
    /// Subjects with alerts, by number of serious ones, then of warnings, then of notices, then by id.
    pub worst_first: Vec<Id>,
    /// Rules of the rulebook that could not be evaluated, by subject and rule.
    pub not_evaluated: Vec<NotEvaluated>,
    /// Indicators with values that nothing looks at, in catalogue order.
    pub unmonitored: Vec<Indicator>,
    /// The band of each value, by subject and indicator; with bands only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bands: Option<Vec<SubjectBand>>,
    /// How many values lie in each band, in the order of the rulebook, `uncovered` last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band_counts: Option<Vec<BandCount>>,
    /// The means, by indicator and severity; with comparisons only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub means: Option<Vec<IndicatorMean>>,
}

/// An alert.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Qinghai: a distributor below 90 % in three months running, here four, loses its right to deliver.
/// let alerts = execution::alerts(&*Rulebook::builtin("execution/qinghai-2025")?, &serde_json::from_str(
///     r#"{ "subjects": [ { "subject": "d3", "kind": "distributor", "series": { "delivery_rate": [ { "month": "2025-01", "value": "0.5" },
///          { "month": "2024-12", "value": "0.5" }, { "month": "2024-11", "value": "0.5" }, { "month": "2024-10", "value": "0.5" } ] } } ] }"#,
/// )?)?;
/// let alert = &alerts.alerts[0];
/// assert_eq!((alert.months, alert.from.unwrap().to_string().as_str(), alert.limit.as_ref().unwrap().to_string().as_str()), (Some(4), "2024-10", "0.9"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alert {
    /// The subject.
    pub subject: Id,
    /// The indicator; of a rule the one of its first condition.
    pub indicator: Indicator,
    /// The rule: its name, `band:…`, `limit:…` or `mean:…`.
    pub rule: Id,
    /// Whose limit it is.
    pub basis: Basis,
    /// How grave it is.
    pub severity: Severity,
    /// What the document asks for; rules only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<Id>,
    /// The value; of a rule about several months that of the last one.
    pub value: Signed,
    /// The limit; not for bands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<Figure>,
    /// Months of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// First month of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Month>,
    /// Last month of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Month>,
}

/// How many alerts there are.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Huojia: 25 points behind is on the limit and raises an interview; a hair less does not.
/// let alerts = execution::alerts(&*Rulebook::builtin("execution/huojia-2023")?, &serde_json::from_str(
///     r#"{ "subjects": [ { "subject": "h2", "values": { "completion": "0.25", "lag": "0.25" } },
///                        { "subject": "h3", "values": { "completion": "0.26", "lag": "0.249999" } } ] }"#,
/// )?)?;
/// assert_eq!((alerts.summary.warning, alerts.summary.subjects_with_alerts), (1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AlertSummary {
    /// Serious ones.
    pub serious: u32,
    /// Warnings.
    pub warning: u32,
    /// Notices.
    pub notice: u32,
    /// Subjects that have any.
    pub subjects_with_alerts: u32,
}

/// An alert, and the clause that raised it.
struct Raised {
    clause: &'static str,
    alert: Alert,
}

/// Source: clauses `#alert_rules`, `#alert_bands`, `#watched`, `#limit`, `#mean`, rules 11 to 15.
pub(super) fn alerts(rulebook: &Rulebook, question: &AlertsQuestion, sink: &mut dyn Sink) -> Result<Alerts, Error> {
    check(rulebook, question)?;
    let rules = rulebook.alert_rules.read(sink)?.map(|rules| rules.0.as_slice()).unwrap_or_default();
    let mut raised: Vec<Raised> = Vec::new();
    let mut not_evaluated = Vec::new();
    rules::alert_rules(rules, &question.subjects, &mut raised, &mut not_evaluated);
    // The scale of severities is not the document's.
    let by_rules = raised.len();
    if by_rules > 0 {
        rulebook.touch_severity_of_rules(sink);
    }
    let bands = rulebook.alert_bands.read(sink)?.map(|bands| bands.0.as_slice());
    let (subject_bands, band_counts) =
        bands.map(|bands| bands::alert_bands(bands, &question.subjects, &mut raised)).unzip();
    if by_rules == 0 && !raised.is_empty() {
        rulebook.touch_severity_of_bands(sink);
    }
    watched(rulebook, question, sink)?;
    limits::limits(&question.limits, &question.subjects, &mut raised);
    let means = (!question.mean_comparison.is_empty())
        .then(|| limits::means(&question.mean_comparison, &question.subjects, &mut raised));
    raised.order_by(|one, other| one.alert.place().cmp(&other.alert.place()));
    for Raised { clause, alert } in &raised {
        let facts = || {
            let (value, limit) = (fact(alert.value), optional_fact(alert.limit.as_ref()));
            vec![("indicator", fact(alert.indicator)), ("value", value), ("limit", limit), ("rule", fact(&alert.rule))]
        };
        note(rulebook, clause, About::Of("subject", &alert.subject), alert.severity, facts, sink);
    }
    let alerts: Vec<Alert> = raised.into_iter().map(|raised| raised.alert).collect();
    let (summary, worst_first) = summary(&alerts);
    Ok(Alerts {
        summary,
        worst_first,
        not_evaluated,
        unmonitored: unmonitored(rules, bands.unwrap_or_default(), question),
        alerts,
        bands: subject_bands,
        band_counts,
        means,
    })
}

impl Alert {
    /// Where it stands in the answer.
    fn place(&self) -> (&Id, Severity, Basis, &Id) {
        (&self.subject, self.severity, self.basis, &self.rule)
    }
}

fn check(rulebook: &Rulebook, question: &AlertsQuestion) -> Result<(), Error> {
    let subjects = &question.subjects;
    validate::not_empty("/input/subjects", subjects)?;
    validate::keys("/input/subjects", "subject", subjects.iter().map(|subject| &subject.subject))?;
    for (i, subject) in subjects.iter().enumerate() {
        for (indicator, months) in subject.series.iter() {
            let path = || format!("/input/subjects/{i}/series/{indicator}");
            if months.len() > 1 {
                validate::distinct(&path(), Some("month"), months, |entry| entry.month)?;
            }
        }
    }
    validate::distinct("/input/limits", None, &question.limits, |limit| (limit.indicator, limit.severity))?;
    let means = &question.mean_comparison;
    validate::distinct("/input/mean_comparison", None, means, |mean| (mean.indicator, mean.severity))?;
    validate::pairs("/input/subjects", comparisons(rulebook, subjects))?;
    let nothing = question.limits.is_empty()
        && means.is_empty()
        && !rulebook.alert_rules.is_stated()
        && !rulebook.alert_bands.is_stated();
    if !nothing {
        return Ok(());
    }
    if rulebook.is_unset() {
        return Err(Error::invalid_input("/input/limits", "nothing is compared: no limits and no rulebook")
            .with_help("give limits or mean_comparison, or name a rulebook with alert rules"));
    }
    if rulebook.alert_watched.is_set() {
        return Ok(());
    }
    Err(rulebook.gap("when an alert is raised"))
}

/// How many comparisons the rules and bands of the rulebook ask for.
fn comparisons(rulebook: &Rulebook, subjects: &[MonitoredSubject]) -> usize {
    let rules = rulebook.alert_rules.peek().map(|rules| rules.0.as_slice()).unwrap_or_default();
    let bands = rulebook.alert_bands.peek().map(|bands| bands.0.as_slice()).unwrap_or_default();
    let of_subject = rules.iter().map(|rule| rule.when.len()).chain(bands.iter().map(|entry| entry.bands.len()));
    let over_months = rules.iter().filter(|rule| rule.months.is_some()).count();
    let months = subjects.iter().flat_map(|subject| subject.series.iter()).map(|(_, months)| months.len());
    let of_subject = of_subject.fold(0, usize::saturating_add).saturating_mul(subjects.len());
    of_subject.saturating_add(months.fold(0, usize::saturating_add).saturating_mul(over_months))
}

/// Rule 13: a document that names an indicator and no number leaves the number to the caller.
fn watched(rulebook: &Rulebook, question: &AlertsQuestion, sink: &mut dyn Sink) -> Result<(), Error> {
    let Some(watched) = rulebook.alert_watched.read(sink)? else { return Ok(()) };
    for indicator in &watched.0 {
        let has_limit = question.limits.iter().any(|limit| limit.indicator == *indicator)
            || question.mean_comparison.iter().any(|mean| mean.indicator == *indicator);
        if !has_limit && question.subjects.iter().any(|subject| subject.knows(*indicator)) {
            return Err(rulebook.gap(&format!("from which value of `{indicator}` on an alert is raised")))
                .map_err(|error| error.with_help("give a limit or a mean comparison of your own for it"));
        }
    }
    Ok(())
}

/// How many alerts there are, and who has most.
fn summary(alerts: &[Alert]) -> (AlertSummary, Vec<Id>) {
    let mut of_subject: BTreeMap<&Id, [u32; 3]> = BTreeMap::new();
    let mut summary = AlertSummary::default();
    for alert in alerts {
        let [serious, warning, notice] = of_subject.entry(&alert.subject).or_default();
        let (own, all) = match alert.severity {
            Severity::Serious => (serious, &mut summary.serious),
            Severity::Warning => (warning, &mut summary.warning),
            Severity::Notice => (notice, &mut summary.notice),
        };
        *own = own.saturating_add(1);
        *all = all.saturating_add(1);
    }
    summary.subjects_with_alerts = u32::try_from(of_subject.len()).unwrap_or(u32::MAX);
    let mut worst: Vec<(&Id, [u32; 3])> = of_subject.into_iter().collect();
    worst.order_by(|(one, counts), (other, others)| others.cmp(counts).then(one.cmp(other)));
    (summary, worst.into_iter().map(|(subject, _)| subject.clone()).collect())
}

/// Indicators with values that no rule, band, limit or comparison names.
fn unmonitored(
    rules: &[super::parameters::AlertRule],
    bands: &[super::parameters::BandedIndicator],
    question: &AlertsQuestion,
) -> Vec<Indicator> {
    let is_named = |indicator: Indicator| {
        rules.iter().any(|rule| rule.when.iter().any(|condition| condition.indicator == indicator))
            || bands.iter().any(|entry| entry.indicator == indicator)
            || question.limits.iter().any(|limit| limit.indicator == indicator)
            || question.mean_comparison.iter().any(|mean| mean.indicator == indicator)
    };
    let is_known = |indicator: Indicator| question.subjects.iter().any(|subject| subject.knows(indicator));
    Indicator::ALL.iter().copied().filter(|indicator| !is_named(*indicator) && is_known(*indicator)).collect()
}

/// A limit of the caller or the document as it is printed.
fn printed(limit: Signed) -> Figure {
    exact(limit.units())
}
