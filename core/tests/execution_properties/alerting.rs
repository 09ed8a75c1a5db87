//! Rules 11, 12 and 14: every alert by the words of the rules, and nothing else.

use super::*;
use jicai::execution::{Alerts, AlertsQuestion, CallerLimit, Indicator, MeanComparison, MonitoredSubject, Severity};

/// Subject, place of the severity, place of the basis, rule; indicator, value, limit, months with first and last one, action.
type Told =
    (Id, Severity, usize, String, String, String, Option<String>, Option<(u32, String, String)>, Option<String>);

/// Subject, rule, and what is missing of it.
type Untold = (Id, String, Vec<String>);

pub(super) fn stated(subject: &MonitoredSubject, indicator: &str) -> Option<Rational> {
    let indicator = Indicator::ALL.iter().find(|known| known.as_str() == indicator).unwrap();
    subject.values.get(*indicator).and_then(|value| value.0).map(Rational::from)
}

fn is_low_bad(indicator: &str) -> bool {
    matches!(indicator, "completion" | "delivery_rate" | "order_response_rate")
}

fn shown(value: &Rational) -> String {
    Figure::exact(value.clone()).to_string()
}

fn meets(value: &Rational, op: &str, limit: &str) -> bool {
    let limit = exactly(limit);
    match op {
        "lt" => *value < limit,
        "le" => *value <= limit,
        "gt" => *value > limit,
        "ge" => *value >= limit,
        _ => *value == limit,
    }
}

fn word<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap()
}

fn severity(word: &str) -> Severity {
    *Severity::ALL.iter().find(|known| known.as_str() == word).unwrap()
}

/// Rule 11 with `months`: the run of months that ends with the latest one.
fn run(subject: &MonitoredSubject, condition: &Value) -> Option<Vec<(String, Option<Rational>)>> {
    let series = subject.series.iter().find(|(indicator, _)| indicator.as_str() == word(condition, "indicator"))?.1;
    let by_month: BTreeMap<String, Option<Rational>> =
        series.iter().map(|entry| (entry.month.to_string(), entry.value.0.map(Rational::from))).collect();
    let mut month = by_month.keys().next_back()?.clone();
    let mut run = Vec::new();
    while let Some(Some(value)) = by_month.get(&month) {
        if !meets(value, word(condition, "op"), word(condition, "limit")) {
            break;
        }
        run.push((month.clone(), Some(value.clone())));
        let (year, of_year) = month.split_once('-').unwrap();
        let (year, of_year): (u32, u32) = (year.parse().unwrap(), of_year.parse().unwrap());
        month = if of_year == 1 { format!("{}-12", year - 1) } else { format!("{year}-{:02}", of_year - 1) };
    }
    Some(run)
}

/// What a rule of the document says of a subject: an alert, what is missing, or nothing.
fn ruled(rule: &Value, subject: &MonitoredSubject) -> Result<Option<Told>, Vec<String>> {
    match (rule.get("applies_to"), subject.kind) {
        (Some(_), None) => return Err(vec!["kind".to_owned()]),
        (Some(kind), Some(known)) if kind != known.as_str() => return Ok(None),
        _ => {}
    }
    let conditions = rule["when"].as_array().unwrap();
    let first = &conditions[0];
    let mut months = None;
    let value = if let Some(least) = rule.get("months") {
        let run = run(subject, first).ok_or_else(|| vec![word(first, "indicator").to_owned()])?;
        if run.is_empty() || u64::try_from(run.len()).unwrap() < least.as_u64().unwrap() {
            return Ok(None);
        }
        months = Some((u32::try_from(run.len()).unwrap(), run[run.len() - 1].0.clone(), run[0].0.clone()));
        run[0].1.clone().unwrap()
    } else {
        let mut missing: Vec<String> = Vec::new();
        for condition in conditions.iter().filter(|condition| stated(subject, word(condition, "indicator")).is_none()) {
            let indicator = word(condition, "indicator").to_owned();
            if !missing.contains(&indicator) {
                missing.push(indicator);
            }
        }
        if !missing.is_empty() {
            return Err(missing);
        }
        let of = |condition: &Value| stated(subject, word(condition, "indicator")).unwrap();
        if !conditions.iter().all(|condition| meets(&of(condition), word(condition, "op"), word(condition, "limit"))) {
            return Ok(None);
        }
        of(first)
    };
    Ok(Some((
        subject.subject.clone(),
        severity(word(rule, "severity")),
        0,
        word(rule, "rule").to_owned(),
        word(first, "indicator").to_owned(),
        shown(&value),
        Some(shown(&exactly(word(first, "limit")))),
        months,
        Some(word(rule, "action").to_owned()),
    )))
}

/// The band of a value.
pub(super) fn band<'b>(bands: &'b Value, value: &Rational) -> Option<&'b Value> {
    bands["bands"].as_array().unwrap().iter().find(|band| {
        let to = band.get("to").is_none_or(|to| meets(value, word(band, "to_op"), to.as_str().unwrap()));
        meets(value, word(band, "from_op"), word(band, "from")) && to
    })
}

/// The mean that a comparison is made with.
fn mean(comparison: &MeanComparison, subjects: &[MonitoredSubject]) -> Option<Rational> {
    if let Some(given) = comparison.mean {
        return Some(given.into());
    }
    let weighed = |subject: &MonitoredSubject| {
        stated(subject, comparison.indicator.as_str()).map(|value| (rational(subject.weight), value))
    };
    let sum: Rational = subjects.iter().filter_map(weighed).map(|(weight, value)| &weight * &value).sum();
    quotient(&sum, &subjects.iter().filter_map(weighed).map(|(weight, _)| weight).sum())
}

/// The most severe of the limits that a value is beyond; limits with their places, edges, and whether the edge is beyond.
fn worst(
    subject: &MonitoredSubject,
    indicator: &str,
    basis: usize,
    limits: &[(Severity, Rational, bool, String)],
) -> Option<Told> {
    let value = stated(subject, indicator)?;
    let beyond = limits.iter().filter(|(_, limit, inclusive, _)| {
        let past = if is_low_bad(indicator) { value < *limit } else { value > *limit };
        past || (*inclusive && value == *limit)
    });
    let (severity, _, _, limit) = beyond.min_by_key(|(severity, ..)| *severity)?;
    let rule = format!("{}:{indicator}:{severity}", ["", "limit", "mean"][basis]);
    Some((
        subject.subject.clone(),
        *severity,
        basis,
        rule,
        indicator.to_owned(),
        shown(&value),
        Some(limit.clone()),
        None,
        None,
    ))
}

/// All alerts by the rules, in order; and the rules that could not be evaluated.
fn all(asked: &Asked, question: &AlertsQuestion) -> (Vec<Told>, Vec<Untold>) {
    let (mut told, mut missing) = (Vec::new(), Vec::new());
    let rules: Value = asked.parameter("alert_rules").unwrap_or_default();
    let bands: Value = asked.parameter("alert_bands").unwrap_or_default();
    for subject in &question.subjects {
        for rule in rules.as_array().into_iter().flatten() {
            match ruled(rule, subject) {
                Ok(alert) => told.extend(alert),
                Err(what) => missing.push((subject.subject.clone(), word(rule, "rule").to_owned(), what)),
            }
        }
        for of_indicator in bands.as_array().into_iter().flatten() {
            let indicator = word(of_indicator, "indicator");
            let Some(value) = stated(subject, indicator) else { continue };
            let Some(band) = band(of_indicator, &value) else { continue };
            if let Some(grave) = band.get("severity") {
                let rule = format!("band:{indicator}:{}", word(band, "band"));
                let severity = severity(grave.as_str().unwrap());
                told.push((
                    subject.subject.clone(),
                    severity,
                    0,
                    rule,
                    indicator.to_owned(),
                    shown(&value),
                    None,
                    None,
                    None,
                ));
            }
        }
        for indicator in Indicator::ALL {
            let of_caller = question.limits.iter().filter(|limit| limit.indicator == *indicator);
            let limit = |limit: &CallerLimit| {
                (limit.severity, rational(limit.limit), limit.inclusive, shown(&limit.limit.into()))
            };
            let limits: Vec<_> = of_caller.map(limit).collect();
            told.extend(if limits.is_empty() { None } else { worst(subject, indicator.as_str(), 1, &limits) });
            let comparisons = question.mean_comparison.iter().filter(|mean| mean.indicator == *indicator);
            let limits: Vec<_> = comparisons
                .filter_map(|comparison| {
                    let (mean, margin) = (mean(comparison, &question.subjects)?, rational(comparison.margin));
                    let limit = if is_low_bad(indicator.as_str()) { &mean - &margin } else { &mean + &margin };
                    Some((comparison.severity, limit.clone(), false, Figure::quotient(limit).to_string()))
                })
                .collect();
            told.extend(if limits.is_empty() { None } else { worst(subject, indicator.as_str(), 2, &limits) });
        }
    }
    told.sort();
    missing.sort();
    (told, missing)
}

/// The alerts of an answer in the same form.
pub(super) fn given(answer: &Alerts) -> Vec<Told> {
    let alerts = answer.alerts.iter().map(|alert| {
        let run = alert.months.map(|months| (months, alert.from.unwrap().to_string(), alert.to.unwrap().to_string()));
        let basis = ["rulebook", "caller", "mean"].iter().position(|basis| *basis == alert.basis.as_str()).unwrap();
        (
            alert.subject.clone(),
            alert.severity,
            basis,
            alert.rule.to_string(),
            alert.indicator.to_string(),
            alert.value.to_string(),
            alert.limit.as_ref().map(ToString::to_string),
            run,
            alert.action.as_ref().map(ToString::to_string),
        )
    });
    alerts.collect()
}

/// A question that is answered, with its answer.
pub(super) fn answered(asked: &Asked) -> Option<(AlertsQuestion, Alerts)> {
    let question = asked.question();
    let answer = execution::alerts(asked.book(), &question).ok()?;
    Some((question, answer))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..config() })]

    /// Alerts, their order, and what was not evaluated.
    #[test]
    fn alerts_are_those_of_the_rules(asked in scenes::of(scenes::alerts)) {
        let Some((question, answer)) = answered(&asked) else { return Ok(()) };
        let (told, missing) = all(&asked, &question);
        prop_assert_eq!(given(&answer), told);
        let not_evaluated = answer.not_evaluated.iter().map(|rule| {
            (rule.subject.clone(), rule.rule.to_string(), rule.missing.iter().map(ToString::to_string).collect::<Vec<_>>())
        });
        prop_assert_eq!(not_evaluated.collect::<Vec<_>>(), missing);
    }

    /// The summary counts the alerts; who has most of the gravest comes first.
    #[test]
    fn the_summary_counts_alerts(asked in scenes::of(scenes::alerts)) {
        let Some((_, answer)) = answered(&asked) else { return Ok(()) };
        let count = |subject: Option<&Id>, severity: Severity| {
            let of = |alert: &&execution::Alert| subject.is_none_or(|subject| alert.subject == *subject);
            u32::try_from(answer.alerts.iter().filter(of).filter(|alert| alert.severity == severity).count()).unwrap()
        };
        let counts = |subject| [Severity::Serious, Severity::Warning, Severity::Notice].map(|severity| count(subject, severity));
        let summary = answer.summary;
        prop_assert_eq!([summary.serious, summary.warning, summary.notice], counts(None));
        let with_alerts: BTreeSet<&Id> = answer.alerts.iter().map(|alert| &alert.subject).collect();
        prop_assert_eq!(usize::try_from(summary.subjects_with_alerts).unwrap(), with_alerts.len());
        prop_assert_eq!(answer.worst_first.iter().collect::<BTreeSet<_>>(), with_alerts);
        for pair in answer.worst_first.windows(2) {
            let (one, other) = (counts(Some(&pair[0])), counts(Some(&pair[1])));
            prop_assert!(one > other || (one == other && pair[0] < pair[1]), "{:?}", answer.worst_first);
        }
    }

    /// Means by indicator and severity, as they are compared with.
    #[test]
    fn means_are_weighted(asked in scenes::of(scenes::alerts)) {
        let Some((question, answer)) = answered(&asked) else { return Ok(()) };
        let mut wanted: Vec<_> = question.mean_comparison.iter().map(|comparison| {
            (comparison.indicator, comparison.severity, mean(comparison, &question.subjects))
        }).collect();
        wanted.sort();
        let means = answer.means.map(|means| means.into_iter().map(|known| {
            (known.indicator, known.severity, value(&known.mean))
        }).collect::<Vec<_>>());
        prop_assert_eq!(means, Some(wanted).filter(|wanted| !wanted.is_empty()));
    }
}
