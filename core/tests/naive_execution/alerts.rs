//! `execution.alerts` (rules 11, 13 to 15).

use super::bands;
use super::date::{month_text, read_month};
use super::form::{Faults, flag, list, number, sorted, text, the, whole};
use super::number::{Q, exact, int, q, quotient, rounded, sum};
use super::progress::ids;
use super::rests::Entry;
use super::words::{INDICATORS, SEVERITIES, low_bad, place};
use super::{Call, Res, Stop};
use crate::common::marks::{mark, mark_if};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Convention: an empty list counts as not given.
fn given(call: &Call, name: &str) -> bool {
    !list(call.input, name).is_empty()
}

fn has_rules(call: &Call) -> bool {
    call.set("alert_rules").is_some() || call.set("alert_bands").is_some()
}

pub(crate) fn conditions(call: &Call, faults: &mut Faults) {
    let nothing = call.input.get("limits").is_none_or(|list| *list == json!([]))
        && call.input.get("mean_comparison").is_none_or(|list| *list == json!([]))
        && !has_rules(call);
    faults.holds(!nothing || call.has_rulebook, "/input/limits");
}

/// The value of an indicator in `values`; null counts as none.
pub(crate) fn value_of(subject: &Value, indicator: &str) -> Option<Q> {
    number(subject.get("values")?, indicator)
}

/// The months of a series that have a value, and the latest month of all.
type Series = (Vec<(i64, Q)>, i64);

/// The series of an indicator; one that is empty counts as none.
fn series_of(subject: &Value, indicator: &str) -> Option<Series> {
    let rows = list(subject.get("series")?, indicator);
    let month = |row: &Value| read_month(text(row, "month", "")).unwrap();
    let latest = rows.iter().map(month).max()?;
    Some((rows.iter().filter_map(|row| Some((month(row), number(row, "value")?))).collect(), latest))
}

fn has_value(subject: &Value, indicator: &str) -> bool {
    value_of(subject, indicator).is_some()
        || series_of(subject, indicator).is_some_and(|(months, _)| !months.is_empty())
}

fn meets(value: &Q, condition: &Value) -> bool {
    let limit = the(condition, "limit");
    let op = text(condition, "op", "");
    mark_if(*value == limit, &format!("11 {op} on the limit"));
    match op {
        "lt" => *value < limit,
        "le" => *value <= limit,
        "gt" => *value > limit,
        "ge" => *value >= limit,
        _ => *value == limit,
    }
}

/// An alert with what it is sorted by.
pub(crate) struct Alert {
    pub(crate) basis: usize,
    pub(crate) value: Value,
}

impl Alert {
    fn text(&self, key: &str) -> &str {
        self.value[key].as_str().unwrap()
    }

    fn severity(&self) -> usize {
        place(self.text("severity"), &SEVERITIES)
    }
}

/// Rule 11: does the rule hold for the subject? `Err` names what is missing, `Ok(None)` is no alert.
fn rule(subject: &Value, rule: &Value) -> Result<Option<Value>, Vec<String>> {
    let conditions = list(rule, "when");
    if let Some(kind) = rule.get("applies_to") {
        match subject.get("kind") {
            None => return Err(vec!["kind".to_owned()]),
            Some(other) if other != kind => {
                mark("11 of another kind");
                return Ok(None);
            }
            Some(_) => {}
        }
    }
    let first = &conditions[0];
    let indicator = text(first, "indicator", "");
    let mut alert = Map::new();
    let mut put = |key: &str, value: Value| alert.insert(key.to_owned(), value);
    put("subject", subject["subject"].clone());
    put("indicator", json!(indicator));
    put("rule", rule["rule"].clone());
    put("basis", json!("rulebook"));
    put("severity", rule["severity"].clone());
    put("action", rule["action"].clone());
    if rule.get("months").is_some() {
        let Some((months, latest)) = series_of(subject, indicator) else { return Err(vec![indicator.to_owned()]) };
        let met = |month: i64| months.iter().any(|(other, value)| *other == month && meets(value, first));
        let mut from = latest;
        while met(from) {
            from -= 1;
        }
        let run = latest - from;
        mark_if(run == whole(rule, "months"), "11 just long enough");
        mark_if(run + 1 == whole(rule, "months"), "11 just too short");
        if run < whole(rule, "months") {
            return Ok(None);
        }
        let (_, last) = months.iter().find(|(month, _)| *month == latest).unwrap();
        put("value", json!(exact(last)));
        put("limit", json!(exact(&the(first, "limit"))));
        put("months", json!(run));
        put("from", json!(month_text(from + 1)));
        put("to", json!(month_text(latest)));
        return Ok(Some(Value::Object(alert)));
    }
    let mut missing: Vec<String> = Vec::new();
    for condition in conditions {
        let indicator = text(condition, "indicator", "").to_owned();
        if value_of(subject, &indicator).is_none() && !missing.contains(&indicator) {
            missing.push(indicator);
        }
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    let holds = |condition: &Value| meets(&value_of(subject, text(condition, "indicator", "")).unwrap(), condition);
    mark_if(conditions.len() > 1 && conditions.iter().all(holds), "11 all of several conditions");
    mark_if(conditions.iter().any(holds) && !conditions.iter().all(holds), "11 some of several conditions");
    if !conditions.iter().all(holds) {
        return Ok(None);
    }
    put("value", json!(exact(&value_of(subject, indicator).unwrap())));
    put("limit", json!(exact(&the(first, "limit"))));
    Ok(Some(Value::Object(alert)))
}

/// An alert of a caller's limit or a mean.
fn alert(subject: &Value, test: &Value, basis: &str, value: &Q, limit: String) -> Alert {
    let (indicator, severity) = (text(test, "indicator", ""), text(test, "severity", ""));
    let name = if basis == "caller" { "limit" } else { "mean" };
    let value = json!({
        "subject": subject["subject"],
        "indicator": indicator,
        "rule": format!("{name}:{indicator}:{severity}"),
        "basis": basis,
        "severity": severity,
        "value": exact(value),
        "limit": limit,
    });
    Alert { basis: if basis == "caller" { 1 } else { 2 }, value }
}

/// Rule 14: the mean that a comparison uses.
fn mean(input: &Value, comparison: &Value) -> Option<Q> {
    if let Some(mean) = number(comparison, "mean") {
        return Some(mean);
    }
    let weighted: Vec<(Q, Q)> = list(input, "subjects")
        .iter()
        .filter_map(|subject| {
            let weight = number(subject, "weight").unwrap_or(int(1));
            Some((weight, value_of(subject, text(comparison, "indicator", ""))?))
        })
        .collect();
    let weights = sum(weighted.iter().map(|(weight, _)| weight.clone()));
    quotient(&sum(weighted.iter().map(|(weight, value)| weight * value)), &weights)
}

/// Rule 14: the alerts of one subject, before the less severe ones are dropped.
fn tested(input: &Value, subject: &Value) -> Vec<Alert> {
    let mut alerts = Vec::new();
    for limit in list(input, "limits") {
        let indicator = text(limit, "indicator", "");
        let Some(value) = value_of(subject, indicator) else { continue };
        let edge = the(limit, "limit");
        mark_if(value == edge, if flag(limit, "inclusive") { "14 inclusive" } else { "14 not inclusive" });
        let bad = if low_bad(indicator) { value < edge } else { value > edge };
        if bad || value == edge && flag(limit, "inclusive") {
            alerts.push(alert(subject, limit, "caller", &value, exact(&edge)));
        }
    }
    for comparison in list(input, "mean_comparison") {
        let indicator = text(comparison, "indicator", "");
        let (Some(value), Some(mean)) = (value_of(subject, indicator), mean(input, comparison)) else { continue };
        let margin = the(comparison, "margin");
        let edge = if low_bad(indicator) { mean - margin } else { mean + margin };
        mark_if(value == edge, "14 on the edge of the mean");
        if if low_bad(indicator) { value < edge } else { value > edge } {
            alerts.push(alert(subject, comparison, "mean", &value, rounded(&edge)));
        }
    }
    let dropped = |alert: &Alert| {
        alerts.iter().any(|other| {
            other.basis == alert.basis
                && other.value["indicator"] == alert.value["indicator"]
                && other.severity() < alert.severity()
        })
    };
    let kept: Vec<bool> = alerts.iter().map(|alert| !dropped(alert)).collect();
    mark_if(kept.contains(&false), "14 less severe alert dropped");
    alerts.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(alert, _)| alert).collect()
}

/// Rule 15: a severity that a rulebook's alert carries is derived.
fn severity_rests(call: &mut Call, rank: u32, name: &str) {
    let owner = call.book.parameters[name].owner.clone();
    let mut parameter = vec![format!("{owner}#alert_severity")];
    if owner != call.book.id {
        parameter.push(format!("{}#alert_severity", call.book.id));
    }
    let provenance = "derived".to_owned();
    call.rests.push(Entry { parameter, provenance, citation: None, sure: true, rank });
}

/// Rule 13.
fn watched(call: &mut Call) -> Res<()> {
    let input = call.input;
    for indicator in call.read(14, "alert_watched").and_then(Value::as_array).into_iter().flatten() {
        let seen = list(input, "subjects").iter().any(|subject| has_value(subject, indicator.as_str().unwrap()));
        let tests = list(input, "limits").iter().chain(list(input, "mean_comparison"));
        let tested = tests.into_iter().any(|test| test["indicator"] == *indicator);
        if seen && !tested {
            mark("13 watched and not tested");
            return Stop::gap();
        }
    }
    Ok(())
}

pub(crate) fn alerts(call: &mut Call) -> Res<Value> {
    let input = call.input;
    if !given(call, "limits")
        && !given(call, "mean_comparison")
        && !has_rules(call)
        && call.set("alert_watched").is_none()
    {
        return Stop::gap();
    }
    let subjects = sorted(input, "subjects", "subject");
    let rules = call.read(10, "alert_rules").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let bands = call.read(12, "alert_bands");
    watched(call)?;
    let (mut all, mut not_evaluated) = (Vec::new(), Vec::new());
    let mut names: Vec<&Value> = rules.iter().collect();
    names.sort_by_key(|rule| text(rule, "rule", ""));
    let mut raised = BTreeSet::new();
    for subject in &subjects {
        for one in &names {
            match rule(subject, one) {
                Ok(Some(value)) => {
                    raised.insert("alert_rules");
                    all.push(Alert { basis: 0, value });
                }
                Ok(None) => {}
                Err(missing) => not_evaluated
                    .push(json!({ "subject": subject["subject"], "rule": one["rule"], "missing": missing })),
            }
        }
        for value in bands::alerts(subject, bands) {
            raised.insert("alert_bands");
            all.push(Alert { basis: 0, value });
        }
        all.extend(tested(input, subject));
    }
    if raised.contains("alert_rules") {
        severity_rests(call, 11, "alert_rules");
    } else if raised.contains("alert_bands") {
        severity_rests(call, 13, "alert_bands");
    }
    let key = |alert: &Alert| {
        (alert.text("subject").to_owned(), alert.severity(), alert.basis, alert.text("rule").to_owned())
    };
    all.sort_by_key(key);
    let mut value = json!({
        "alerts": all.iter().map(|alert| alert.value.clone()).collect::<Vec<_>>(),
        "summary": summary(&subjects, &all),
        "worst_first": worst_first(&subjects, &all),
        "not_evaluated": not_evaluated,
        "unmonitored": unmonitored(input, rules, bands),
    });
    if let Some(bands) = bands {
        value["bands"] = bands::bands(&subjects, bands);
        value["band_counts"] = bands::counts(&subjects, bands);
    }
    if given(call, "mean_comparison") {
        let mut comparisons: Vec<&Value> = list(input, "mean_comparison").iter().collect();
        let place_of = |row: &Value, key: &str, words: &[&str]| place(text(row, key, ""), words);
        comparisons
            .sort_by_key(|row| (place_of(row, "indicator", &INDICATORS), place_of(row, "severity", &SEVERITIES)));
        let row = |comparison: &&Value| {
            let mean = mean(input, comparison).map(|mean| rounded(&mean));
            mark_if(mean.is_none(), "14 no mean");
            json!({ "indicator": comparison["indicator"], "severity": comparison["severity"], "mean": mean })
        };
        value["means"] = comparisons.iter().map(row).collect();
    }
    Ok(value)
}

/// How many alerts of a severity a subject has.
fn number_of(alerts: &[Alert], subject: &Value, severity: usize) -> usize {
    alerts.iter().filter(|alert| alert.value["subject"] == subject["subject"] && alert.severity() == severity).count()
}

fn summary(subjects: &[&Value], alerts: &[Alert]) -> Value {
    let of = |severity: usize| alerts.iter().filter(|alert| alert.severity() == severity).count();
    json!({ "serious": of(0), "warning": of(1), "notice": of(2), "subjects_with_alerts": worst(subjects, alerts).len() })
}

/// The subjects with alerts, those with the most severe ones first.
fn worst<'a>(subjects: &[&'a Value], alerts: &[Alert]) -> Vec<&'a Value> {
    let mut worst: Vec<(Vec<i64>, &str, &Value)> = Vec::new();
    let with: BTreeSet<&str> = alerts.iter().map(|alert| alert.text("subject")).collect();
    for subject in subjects.iter().filter(|subject| with.contains(text(subject, "subject", ""))) {
        let numbers = (0..3).map(|severity| -i64::try_from(number_of(alerts, subject, severity)).unwrap()).collect();
        worst.push((numbers, text(subject, "subject", ""), subject));
    }
    worst.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    worst.into_iter().map(|(_, _, subject)| subject).collect()
}

fn worst_first(subjects: &[&Value], alerts: &[Alert]) -> Value {
    ids(&worst(subjects, alerts), "subject")
}

fn unmonitored(input: &Value, rules: &[Value], bands: Option<&Value>) -> Value {
    let conditions = rules.iter().flat_map(|rule| list(rule, "when"));
    let bands = bands.and_then(Value::as_array).into_iter().flatten();
    let tests = list(input, "limits").iter().chain(list(input, "mean_comparison"));
    let named: BTreeSet<&str> = conditions.chain(bands).chain(tests).map(|row| text(row, "indicator", "")).collect();
    let seen = |word: &str| list(input, "subjects").iter().any(|subject| has_value(subject, word));
    INDICATORS.iter().filter(|word| !named.contains(**word) && seen(word)).map(|word| json!(word)).collect()
}

/// A decimal of a rulebook that may be missing.
pub(crate) fn edge(row: &Value, key: &str) -> Option<Q> {
    row.get(key).map(|edge| q(edge.as_str().unwrap()))
}
