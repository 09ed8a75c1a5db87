//! The month of a province: progress per hospital, and who raises an alert.

use jicai::execution::{self, Alert, Alerts, Indicator, Progress, Rulebook, Severity};
use jicai::explain::{Language, Trace};
use serde_json::{Value, json};

use super::checks::Checks;
use super::data::{AS_OF, HOSPITALS, Hospital, YEAR, ask};
use super::words::{action, gap, known, percent, points, rounded, severity};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{list, pick, text};

/// Limits of the caller: behind the sequence at all, clearly, by far; too much of others.
const LIMITS: [(&str, Severity, &str); 4] = [
    ("lag", Severity::Notice, "0"),
    ("lag", Severity::Warning, "0.25"),
    ("lag", Severity::Serious, "0.5"),
    ("non_winner_share", Severity::Notice, "0.4"),
];

pub(crate) fn month(page: &mut Page<'_>, checks: &mut Checks) -> Result<()> {
    let language = page.language;
    let mut watched = Vec::new();
    for hospital in &HOSPITALS {
        watched.push((hospital, progress(hospital.agreed, hospital.purchased, hospital.non_winner)?));
    }
    let clock = watched.first().and_then(|(_, progress)| progress.clock.as_ref()).ok_or("no contract year")?;
    let (day, days, sequence) = (clock.elapsed_days, clock.total_days, percent(language, &clock.sequence)?);
    page.caption(&text!(
        language,
        "② 示例：五家医院（虚构）至 {AS_OF}，协议期第 {day} / {days} 天，序时进度 {sequence}；获嘉的界限（零，或滞后 25 个百分点）是公布的",
        "② Example: five invented hospitals on {AS_OF}, day {day} of {days}, sequence {sequence}; published: Huojia's limits (zero, 25 points)"
    ))?;
    let subjects: Vec<Value> =
        watched.iter().map(|(hospital, progress)| subject(hospital, progress)).collect::<Result<_>>()?;
    let huojia = raised("execution/huojia-2023", json!({ "subjects": &subjects }), checks)?;
    let limits: Vec<Value> = LIMITS
        .iter()
        .map(|(indicator, severity, limit)| json!({ "indicator": indicator, "severity": severity, "limit": limit }))
        .collect();
    let zhejiang = raised("execution/zhejiang-2025", json!({ "subjects": &subjects, "limits": limits }), checks)?;
    let header = match language {
        Language::Zh => [
            "",
            "已采 / 约定",
            "完成率",
            "滞后",
            "剩余",
            "每天需采",
            "非中选占比",
            "获嘉 2023",
            "浙江 2025，调用方界限",
        ],
        Language::En => [
            "",
            "bought / agreed",
            "completion",
            "lag",
            "left",
            "a day",
            "non-winners",
            "Huojia 2023",
            "Zhejiang 2025, caller's limits",
        ],
    };
    let mut rows = Vec::new();
    for (hospital, progress) in &watched {
        let mut row = cells(language, hospital, progress)?;
        row.push(interview(language, of(&huojia, hospital.id)));
        let beyond = of(&zhejiang, hospital.id).map(|alert| beyond(language, alert));
        row.push(beyond.collect::<Vec<_>>().join(pick(language, "；", "; ")));
        rows.push(row);
    }
    page.dense_table(&header.map(str::to_owned), &rows)?;
    let mut fields = Fields::new(language);
    notes(&mut fields, language, &watched, (&subjects, &zhejiang))?;
    yunfu(&mut fields, language, &subjects, checks)?;
    page.fields(&fields)
}

fn progress(agreed: u32, purchased: u32, non_winner: u32) -> Result<Progress> {
    let (start, end) = YEAR;
    let volumes = json!({ "winner_quantity": purchased.to_string(), "non_winner_quantity": non_winner.to_string() });
    let question = json!({
        "as_of": AS_OF, "period": { "start": start, "end": end },
        "agreed": agreed.to_string(), "purchased": purchased.to_string(), "volumes": volumes,
    });
    Ok(execution::progress(Rulebook::unset()?, &ask(question)?)?)
}

/// What is watched of a hospital, with as many decimals as a value may have: limits are not held against rounded figures.
fn subject(hospital: &Hospital, progress: &Progress) -> Result<Value> {
    let figure = |what, figure| rounded(known(what, figure)?.value(), 10);
    Ok(json!({
        "subject": hospital.id,
        "kind": "institution",
        "values": {
            "completion": figure("completion", progress.completion.as_ref())?,
            "lag": figure("lag", progress.lag.as_ref())?,
            "non_winner_share": figure("share", progress.non_winner_share.as_ref())?,
        },
    }))
}

pub(crate) fn raised(rulebook: &str, question: Value, checks: &mut Checks) -> Result<Alerts> {
    let mut trace = Trace::new();
    let alerts = execution::alerts_with(Rulebook::builtin(rulebook)?.as_ref(), &ask(question)?, &mut trace)?;
    checks.rests_on(&trace);
    Ok(alerts)
}

pub(crate) fn of<'a>(alerts: &'a Alerts, subject: &str) -> impl Iterator<Item = &'a Alert> {
    alerts.alerts.iter().filter(move |alert| alert.subject.as_str() == subject)
}

fn cells(language: Language, hospital: &Hospital, progress: &Progress) -> Result<Vec<String>> {
    Ok(vec![
        hospital.id.to_owned(),
        format!("{} / {}", hospital.purchased, hospital.agreed),
        percent(language, known("completion", progress.completion.as_ref())?)?,
        points(known("lag", progress.lag.as_ref())?)?,
        progress.remaining_quantity.as_ref().map(ToString::to_string).unwrap_or_default(),
        rounded(known("quantity a day", progress.required_per_day.as_ref())?.value(), 2)?,
        percent(language, known("share", progress.non_winner_share.as_ref())?)?,
    ])
}

/// What Huojia asks for, and by which of its rules.
fn interview<'a>(language: Language, alerts: impl Iterator<Item = &'a Alert>) -> String {
    let (mut asked_for, mut why) = ("", Vec::new());
    for alert in alerts {
        asked_for = action(language, alert.action.as_ref().map_or("", |action| action.as_str()));
        why.push(match alert.rule.as_str() {
            "zero_completion" => pick(language, "零", "zero"),
            _ => pick(language, "滞后", "lag"),
        });
    }
    if why.is_empty() {
        return String::new();
    }
    let why = list(language, why);
    text!(language, "{asked_for}：{why}", "{asked_for}: {why}")
}

fn beyond(language: Language, alert: &Alert) -> String {
    let severity = severity(language, alert.severity);
    let what = match alert.indicator {
        Indicator::Lag => pick(language, "滞后", "lag"),
        _ => pick(language, "非中选占比", "non-winners"),
    };
    text!(language, "{severity}：{what}", "{severity}: {what}")
}

fn notes(
    fields: &mut Fields,
    language: Language,
    watched: &[(&Hospital, Progress)],
    (subjects, zhejiang): (&[Value], &Alerts),
) -> Result<()> {
    let rulebook = Rulebook::builtin("execution/zhejiang-2025")?;
    let Err(error) = execution::alerts(&rulebook, &ask(json!({ "subjects": subjects }))?) else {
        return Err("Zhejiang has no gap".into());
    };
    let gap = gap(language, &error, ("没有写从多少起预警", "no number is printed"))?;
    let limits = LIMITS.map(|(indicator, grade, limit)| {
        let grade = severity(language, grade);
        let what = if indicator == "lag" {
            pick(language, "滞后", "lag")
        } else {
            pick(language, "非中选", "non-winners")
        };
        format!("{what} > {limit} {grade}")
    });
    let (limits, worst) = (list(language, limits), list(language, zhejiang.worst_first.iter().map(jicai::Id::as_str)));
    fields.add(
        "浙江不给界限",
        "Zhejiang alone",
        text!(
            language,
            "{gap}。调用方：{limits}；重者在前：{worst}",
            "{gap}. The caller: {limits}; worst first: {worst}"
        ),
    );
    let (_, h3) = watched.iter().find(|(hospital, _)| hospital.id == "H3").ok_or("no H3")?;
    let relative = percent(language, known("relative lag", h3.relative_lag.as_ref())?)?;
    fields.add("获嘉的 25%", "25 % in Huojia", text!(
        language,
        "读作百分点（推导）；H3 相对滞后 {relative}，若指相对差距也要约谈，文件没有写明",
        "read as points (derived); H3 is {relative} behind in relative terms: another reading would interview it too"
    ));
    Ok(())
}

/// The bands of Yunfu's bulletin: each value lies in one of them or in none.
fn yunfu(fields: &mut Fields, language: Language, subjects: &[Value], checks: &mut Checks) -> Result<()> {
    let alerts = raised("execution/yunfu-2023", json!({ "subjects": subjects }), checks)?;
    let counts = alerts.band_counts.as_deref().unwrap_or_default();
    let holds = counts.iter().map(|band| band.count).sum::<u32>() == u32::try_from(subjects.len())?;
    let mark = checks.identity(holds);
    let bands = counts.iter().filter(|band| band.count > 0).map(|band| {
        let count = band.count;
        match band.band.as_str() {
            "done" => text!(language, "完成 {count} 家", "{count} done"),
            "50_to_100" => text!(language, "50%—100% {count} 家", "{count} from 50 to 100 %"),
            "1_to_50" => text!(language, "1%—50% {count} 家（提示）", "{count} from 1 to 50 % (notice)"),
            "zero" => text!(language, "零 {count} 家（预警）", "{count} at zero (warning)"),
            _ => text!(language, "不在任何一档 {count} 家", "{count} in no band"),
        }
    });
    let (bands, all) = (list(language, bands), subjects.len());
    fields.add(
        "云浮分档",
        "bands of Yunfu",
        text!(
            language,
            "档是 2023 年公布的。本例：{bands}，共 {all} 家 {mark}",
            "published in 2023; here {bands}: {all} in all {mark}"
        ),
    );
    Ok(())
}
