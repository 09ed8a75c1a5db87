//! Rule 11: the rules of a document.

use serde::Serialize;

use super::{Alert, MonitoredSubject, Raised, printed};
use crate::Id;
use crate::execution::indicator::MonthValue;
use crate::execution::number::Signed;
use crate::execution::parameters::{AlertRule, Condition};
use crate::execution::time::Month;
use crate::execution::vocabulary::Basis;
use crate::sorting::Sorting;

/// A rule that could not be evaluated.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Qinghai has one rule for products and one for distributors: which of them holds for d2 is not known.
/// let alerts = execution::alerts(&*Rulebook::builtin("execution/qinghai-2025")?, &serde_json::from_str(
///     r#"{ "subjects": [ { "subject": "d2", "series": { "delivery_rate": [ { "month": "2025-01", "value": "0.8" } ] } } ] }"#,
/// )?)?;
/// assert_eq!(alerts.not_evaluated.len(), 2);
/// assert_eq!(alerts.not_evaluated[0].rule.as_str(), "delivery_rate_3_months_distributor");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotEvaluated {
    /// The subject.
    pub subject: Id,
    /// The rule.
    pub rule: Id,
    /// What is not known: `kind`, or indicators in the order of the conditions.
    pub missing: Vec<&'static str>,
}

/// What a rule says of a subject.
enum Verdict {
    Holds(Found),
    HoldsNot,
    /// It is for another kind of subject.
    Skipped,
    Missing(Vec<&'static str>),
}

/// What made a rule hold.
struct Found {
    value: Signed,
    run: Option<Run>,
}

/// An unbroken chain of months.
struct Run {
    months: u32,
    from: Month,
    to: Month,
}

/// Rule 11: an alert of each rule that holds, and the rules that could not be evaluated.
pub(super) fn alert_rules(
    rules: &[AlertRule],
    subjects: &[MonitoredSubject],
    raised: &mut Vec<Raised>,
    not_evaluated: &mut Vec<NotEvaluated>,
) {
    for subject in subjects {
        for rule in rules {
            match evaluate(rule, subject) {
                Verdict::HoldsNot | Verdict::Skipped => {}
                Verdict::Missing(missing) => not_evaluated.push(NotEvaluated {
                    subject: subject.subject.clone(),
                    rule: rule.rule.clone(),
                    missing,
                }),
                Verdict::Holds(found) => raised.extend(alert(rule, subject, found)),
            }
        }
    }
    not_evaluated.order_by(|one, other| (&one.subject, &one.rule).cmp(&(&other.subject, &other.rule)));
}

fn alert(rule: &AlertRule, subject: &MonitoredSubject, found: Found) -> Option<Raised> {
    let first = rule.when.first()?;
    let alert = Alert {
        subject: subject.subject.clone(),
        indicator: first.indicator,
        rule: rule.rule.clone(),
        basis: Basis::Rulebook,
        severity: rule.severity,
        action: Some(rule.action.clone()),
        value: found.value,
        limit: Some(printed(first.limit)),
        months: found.run.as_ref().map(|run| run.months),
        from: found.run.as_ref().map(|run| run.from),
        to: found.run.as_ref().map(|run| run.to),
    };
    Some(Raised { clause: "alert_rules", alert })
}

fn evaluate(rule: &AlertRule, subject: &MonitoredSubject) -> Verdict {
    match (rule.applies_to, subject.kind) {
        (Some(_), None) => return Verdict::Missing(vec!["kind"]),
        (Some(wanted), Some(kind)) if wanted != kind => return Verdict::Skipped,
        _ => {}
    }
    match (rule.months, rule.when.as_slice()) {
        (Some(months), [condition]) => over_months(condition, months.get(), subject),
        (_, conditions) => at_once(conditions, subject),
    }
}

/// All conditions hold on the values of the subject.
fn at_once(conditions: &[Condition], subject: &MonitoredSubject) -> Verdict {
    let mut missing: Vec<&'static str> = Vec::new();
    let mut first = None;
    let mut holds = true;
    for condition in conditions {
        match subject.value(condition.indicator) {
            Some(value) => {
                first = first.or(Some(value));
                holds = holds && condition.holds(value);
            }
            None if missing.contains(&condition.indicator.as_str()) => {}
            None => missing.push(condition.indicator.as_str()),
        }
    }
    match first.filter(|_| missing.is_empty()) {
        None => Verdict::Missing(missing),
        Some(value) if holds => Verdict::Holds(Found { value, run: None }),
        Some(_) => Verdict::HoldsNot,
    }
}

/// The condition holds in an unbroken chain of months that ends with the latest one.
fn over_months(condition: &Condition, months: u32, subject: &MonitoredSubject) -> Verdict {
    let series = subject.series.get(condition.indicator).map(Vec::as_slice).unwrap_or_default();
    let mut latest_first: Vec<&MonthValue> = series.iter().collect();
    latest_first.order_by_key(|entry| std::cmp::Reverse(entry.month));
    let Some(last) = latest_first.first() else {
        return Verdict::Missing(vec![condition.indicator.as_str()]);
    };
    let mut run: Option<Run> = None;
    for entry in &latest_first {
        let follows = run.as_ref().is_none_or(|run| entry.month.number().saturating_add(1) == run.from.number());
        if !follows || !entry.value.0.is_some_and(|value| condition.holds(value)) {
            break;
        }
        let length = run.map_or(0, |run| run.months).saturating_add(1);
        run = Some(Run { months: length, from: entry.month, to: last.month });
    }
    match (run.filter(|run| run.months >= months), last.value.0) {
        (Some(run), Some(value)) => Verdict::Holds(Found { value, run: Some(run) }),
        _ => Verdict::HoldsNot,
    }
}
