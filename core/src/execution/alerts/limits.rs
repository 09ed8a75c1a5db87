//! Rule 14: limits of the caller, and comparisons with the mean.

use serde::Serialize;

use super::{Alert, CallerLimit, MeanComparison, MonitoredSubject, Raised, printed};
use crate::Id;
use crate::execution::indicator::Indicator;
use crate::execution::number::{Figure, Signed, rational};
use crate::execution::vocabulary::{Basis, Severity};
use crate::number::Rational;
use crate::sorting::Sorting;

/// The mean of an indicator.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Who has no weight does not move the mean, and is compared with it all the same.
/// let alerts = execution::alerts(&*Rulebook::builtin("execution/zhejiang-2025")?, &serde_json::from_str(
///     r#"{ "subjects": [ { "subject": "c2", "weight": "3", "values": { "settlement_on_time_rate": "0.98" } },
///                        { "subject": "c3", "weight": "0", "values": { "settlement_on_time_rate": "0.5" } } ],
///          "mean_comparison": [ { "indicator": "settlement_on_time_rate", "severity": "warning", "margin": "0.06" } ] }"#,
/// )?)?;
/// assert_eq!(alerts.means.unwrap()[0].mean.as_ref().unwrap().to_string(), "0.98");
/// assert_eq!(alerts.alerts[0].subject.as_str(), "c3");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IndicatorMean {
    /// The indicator.
    pub indicator: Indicator,
    /// The severity of the comparison.
    pub severity: Severity,
    /// The mean; null where no weight stands behind it.
    pub mean: Option<Figure>,
}

/// A limit, ready to be compared: in whole units, since values are.
struct Limit {
    indicator: Indicator,
    severity: Severity,
    basis: Basis,
    clause: &'static str,
    rule: Option<Id>,
    /// The last value, in units, that is not beyond.
    last_good: i128,
    shown: Figure,
}

impl Limit {
    fn is_passed_by(&self, value: Signed) -> bool {
        if self.indicator.is_low_bad() { value.units() < self.last_good } else { value.units() > self.last_good }
    }
}

/// Rule 14: an alert for each subject beyond a limit of the caller.
pub(super) fn limits(limits: &[CallerLimit], subjects: &[MonitoredSubject], raised: &mut Vec<Raised>) {
    let limits = limits.iter().map(|limit| {
        let units = limit.limit.units();
        let last_good = match (limit.inclusive, limit.indicator.is_low_bad()) {
            (false, _) => units,
            (true, true) => units.saturating_add(1),
            (true, false) => units.saturating_sub(1),
        };
        Limit {
            indicator: limit.indicator,
            severity: limit.severity,
            basis: Basis::Caller,
            clause: "limit",
            rule: format!("limit:{}:{}", limit.indicator, limit.severity).parse().ok(),
            last_good,
            shown: printed(limit.limit),
        }
    });
    compare(limits.collect(), subjects, raised);
}

/// Rule 14: an alert for each subject that is further from the mean than the margin, on the bad side.
pub(super) fn means(
    comparisons: &[MeanComparison],
    subjects: &[MonitoredSubject],
    raised: &mut Vec<Raised>,
) -> Vec<IndicatorMean> {
    let mut sorted: Vec<&MeanComparison> = comparisons.iter().collect();
    sorted.order_by_key(|comparison| (comparison.indicator, comparison.severity));
    let with_means: Vec<(&MeanComparison, Option<Rational>)> = sorted
        .into_iter()
        .map(|comparison| {
            let given = comparison.mean.map(Rational::from);
            (comparison, given.or_else(|| mean(comparison.indicator, subjects)))
        })
        .collect();
    let limits = with_means.iter().filter_map(|(comparison, mean)| {
        let (mean, margin) = (mean.as_ref()?, Rational::from(comparison.margin));
        let limit = if comparison.indicator.is_low_bad() { mean - &margin } else { mean + &margin };
        Some(Limit {
            indicator: comparison.indicator,
            severity: comparison.severity,
            basis: Basis::Mean,
            clause: "mean",
            rule: format!("mean:{}:{}", comparison.indicator, comparison.severity).parse().ok(),
            last_good: last_good(&limit, comparison.indicator.is_low_bad())?,
            shown: Figure::quotient(limit),
        })
    });
    compare(limits.collect(), subjects, raised);
    with_means
        .into_iter()
        .map(|(comparison, mean)| IndicatorMean {
            indicator: comparison.indicator,
            severity: comparison.severity,
            mean: mean.map(Figure::quotient),
        })
        .collect()
}

/// Σ weight × value ÷ Σ weight over the subjects with a value.
fn mean(indicator: Indicator, subjects: &[MonitoredSubject]) -> Option<Rational> {
    let mut weights = 0_i128;
    let mut sum = Rational::ZERO;
    // Weights of one are common: their values are added as integers.
    let mut plain = 0_i128;
    for subject in subjects {
        let Some(value) = subject.value(indicator) else { continue };
        weights = weights.saturating_add(subject.weight.units());
        if subject.weight == super::one() {
            plain = plain.saturating_add(value.units());
        } else {
            sum = &sum + &(&Rational::from(subject.weight) * &Rational::from(value));
        }
    }
    (&sum + &rational(plain)).checked_div(&rational(weights))
}

/// A value is below a limit if its units are below the limit's, rounded up; above one if above the limit's, rounded down.
fn last_good(limit: &Rational, is_low_bad: bool) -> Option<i128> {
    let scale = Rational::from(10_i128.checked_pow(10)?);
    if is_low_bad {
        let ceiling = (-(limit * &scale)).floor()?;
        Some(ceiling.saturating_neg())
    } else {
        (limit * &scale).floor()
    }
}

/// Of each subject, indicator and basis only the most severe alert is kept.
fn compare(mut limits: Vec<Limit>, subjects: &[MonitoredSubject], raised: &mut Vec<Raised>) {
    limits.order_by_key(|limit| (limit.indicator, limit.severity));
    for of_indicator in limits.chunk_by(|one, other| one.indicator == other.indicator) {
        let Some(indicator) = of_indicator.first().map(|limit| limit.indicator) else { continue };
        for subject in subjects {
            let Some(value) = subject.value(indicator) else { continue };
            let Some(limit) = of_indicator.iter().find(|limit| limit.is_passed_by(value)) else { continue };
            raised.extend(limit.rule.clone().map(|rule| Raised {
                clause: limit.clause,
                alert: Alert {
                    subject: subject.subject.clone(),
                    indicator,
                    rule,
                    basis: limit.basis,
                    severity: limit.severity,
                    action: None,
                    value,
                    limit: Some(limit.shown.clone()),
                    months: None,
                    from: None,
                    to: None,
                },
            }));
        }
    }
}
