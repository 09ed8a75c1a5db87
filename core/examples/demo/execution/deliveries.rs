//! Deliveries: a rate that stays low for three months, and the bands of a bulletin.

use jicai::execution::Alerts;
use jicai::explain::Language;
use serde_json::{Value, json};

use super::checks::Checks;
use super::month::{of, raised};
use super::words::{action, severity};
use crate::data::Result;
use crate::page::Page;
use crate::words::{pick, text};

/// Invented: the delivery rates of three months, and the order response rate.
struct Subject {
    id: &'static str,
    kind: &'static str,
    rates: [Option<&'static str>; 3],
    response: Option<&'static str>,
}

const fn subject(
    id: &'static str,
    kind: &'static str,
    rates: [Option<&'static str>; 3],
    response: Option<&'static str>,
) -> Subject {
    Subject { id, kind, rates, response }
}

const MONTHS: [&str; 3] = ["2025-05", "2025-06", "2025-07"];
const SUBJECTS: [Subject; 4] = [
    subject("D1", "distributor", [Some("0.80"), Some("0.89"), Some("0.8999")], Some("0.95")),
    subject("D2", "distributor", [Some("0.80"), Some("0.90"), Some("0.70")], Some("0.80")),
    subject("D3", "distributor", [Some("0.80"), None, Some("0.80")], Some("0.7999")),
    subject("P1", "product", [Some("0.80"), Some("0.89"), Some("0.8999")], None),
];

pub(crate) fn deliveries(page: &mut Page<'_>, checks: &mut Checks) -> Result<()> {
    let language = page.language;
    page.caption(pick(
        language,
        "③ 示例：配送率与订单响应率（虚构）；公布的是界限：青海连续三个月低于 90%，江西 95%、80%（95% 归上档是推导）",
        "③ Example: rates (invented); published limits: Qinghai below 90 % three months running, Jiangxi 95 and 80 % (95 up: derived)",
    ))?;
    let series = |subject: &Subject| {
        let months = MONTHS.iter().zip(&subject.rates);
        let months: Vec<Value> = months.map(|(month, rate)| json!({ "month": month, "value": rate })).collect();
        json!({ "subject": subject.id, "kind": subject.kind, "series": { "delivery_rate": months } })
    };
    let value = |subject: &Subject| json!({ "subject": subject.id, "kind": subject.kind, "values": { "order_response_rate": subject.response } });
    let of_all =
        |form: &dyn Fn(&Subject) -> Value| json!({ "subjects": SUBJECTS.iter().map(form).collect::<Vec<_>>() });
    let qinghai = raised("execution/qinghai-2025", of_all(&series), checks)?;
    let jiangxi = raised("execution/jiangxi-2025", of_all(&value), checks)?;
    let header = match language {
        Language::Zh => ["对象", "类别", "5 月", "6 月", "7 月", "青海 2025", "订单响应率", "江西 2024—2025 分档"],
        Language::En => {
            ["subject", "kind", "May", "June", "July", "Qinghai 2025", "order response", "band of Jiangxi 2024–2025"]
        }
    };
    let rows: Vec<Vec<String>> = SUBJECTS.iter().map(|subject| cells(language, subject, &qinghai, &jiangxi)).collect();
    page.dense_table(&header.map(str::to_owned), &rows)
}

fn cells(language: Language, subject: &Subject, qinghai: &Alerts, jiangxi: &Alerts) -> Vec<String> {
    let none = || "–".to_owned();
    let mut row = vec![subject.id.to_owned()];
    row.push(match subject.kind {
        "product" => pick(language, "产品", "product").to_owned(),
        _ => pick(language, "配送企业", "distributor").to_owned(),
    });
    row.extend(subject.rates.map(|rate| rate.map_or_else(none, str::to_owned)));
    row.push(of(qinghai, subject.id).next().map_or_else(none, |alert| {
        let severity = severity(language, alert.severity);
        let action = action(language, alert.action.as_ref().map_or("", |action| action.as_str()));
        text!(language, "{severity}：{action}", "{severity}: {action}")
    }));
    row.push(subject.response.map_or_else(none, str::to_owned));
    let bands = jiangxi.bands.as_deref().unwrap_or_default();
    let band = bands.iter().find(|band| band.subject.as_str() == subject.id).map(|band| match band.band.as_str() {
        "95_to_100" => pick(language, "95%—100%", "95 to 100 %"),
        "80_to_95" => pick(language, "80%—95%", "80 to 95 %"),
        "below_80" => pick(language, "80% 以下", "below 80 %"),
        _ => pick(language, "不在任何一档", "in no band"),
    });
    row.push(band.map_or_else(none, |band| match of(jiangxi, subject.id).next() {
        Some(alert) => {
            let severity = severity(language, alert.severity);
            text!(language, "{band}：{severity}", "{band}: {severity}")
        }
        None => band.to_owned(),
    }));
    row
}
