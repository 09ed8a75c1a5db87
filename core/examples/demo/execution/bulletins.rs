//! Published progress and published sums.

use jicai::execution::{self, Progress, Rulebook};
use jicai::explain::Language;
use serde_json::json;

use super::checks::{Checks, Worth};
use super::data::ask;
use super::words::{hundredfold, known, percent, points, rounded};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

/// How far a batch was, as published.
struct Row {
    zh: &'static str,
    en: &'static str,
    /// First and last day: the first is published, a year of twelve months is assumed.
    year: Option<(&'static str, &'static str)>,
    agreed: &'static str,
    purchased: &'static str,
    /// The completion in percent, where volumes are published too.
    percent: Option<&'static str>,
}

const fn jiangxi(zh: &'static str, en: &'static str, year: (&'static str, &'static str), percent: &'static str) -> Row {
    Row { zh, en, year: Some(year), agreed: "100", purchased: percent, percent: None }
}

const ROWS: [Row; 5] = [
    jiangxi("江西 第一批第二年", "Jiangxi, batch 1, year 2", ("2020-12-20", "2021-12-19"), "136.46"),
    jiangxi("江西 第二批第二年", "Jiangxi, batch 2, year 2", ("2021-04-11", "2022-04-10"), "62.87"),
    jiangxi("江西 第三批", "Jiangxi, batch 3", ("2020-11-19", "2021-11-18"), "125.59"),
    Row {
        zh: "宁夏中卫 第七批",
        en: "Zhongwei, batch 7",
        year: None,
        agreed: "468",
        purchased: "674",
        percent: Some("144"),
    },
    Row {
        zh: "某市 第四批第二年",
        en: "a city, batch 4, year 2",
        year: None,
        agreed: "143.87",
        purchased: "400.22",
        percent: Some("278.2"),
    },
];
/// Of the figures of Jiangxi; without a contract year it plays no part.
const AS_OF: &str = "2021-07-31";

pub(crate) fn bulletins(page: &mut Page<'_>, checks: &mut Checks) -> Result<()> {
    let language = page.language;
    page.caption(pick(
        language,
        "① 公布：江西 2021-07-31 的完成率（行业媒体转载的省通报；协议期自起始日 12 个月是假设），中卫、某市的数量和完成率；其余是算出的",
        "① Published: completions of Jiangxi at 2021-07-31 (trade press; 12 months are assumed), figures of two cities; the rest is computed",
    ))?;
    let header = match language {
        Language::Zh => {
            ["批次", "起始日", "第几天", "序时进度", "完成率", "滞后（百分点）", "剩余", "每天需采", "公布的完成率"]
        }
        Language::En => {
            ["batch", "from", "day", "sequence", "completion", "lag (points)", "left", "a day", "published"]
        }
    };
    let mut rows = Vec::new();
    for row in &ROWS {
        rows.push(cells(language, row, checks)?);
    }
    page.dense_table(&header.map(str::to_owned), &rows)?;
    let mut fields = Fields::new(language);
    sums(&mut fields, language, checks)?;
    page.fields(&fields)
}

fn cells(language: Language, row: &Row, checks: &mut Checks) -> Result<Vec<String>> {
    let mut question = json!({ "as_of": AS_OF, "agreed": row.agreed, "purchased": row.purchased });
    if let (Some((start, end)), Some(fields)) = (row.year, question.as_object_mut()) {
        fields.insert("period".to_owned(), json!({ "start": start, "end": end }));
    }
    let progress = execution::progress(Rulebook::unset()?, &ask(question)?)?;
    let completion = known("completion", progress.completion.as_ref())?;
    let none = || "–".to_owned();
    let (from, published) = (row.year.map(|(start, _)| start.to_owned()), row.percent);
    let [day, sequence, lag, per_day] =
        against_the_clock(language, &progress)?.unwrap_or_else(|| [(); 4].map(|()| none()));
    let published = match published {
        Some(figure) => {
            let mark = checks.figure(&hundredfold(completion)?, figure, Worth::Evidence)?;
            text!(language, "{figure}% {mark}", "{figure} % {mark}")
        }
        None => pick(language, "给定", "given").to_owned(),
    };
    let left = progress.remaining_quantity.as_ref().map_or_else(none, ToString::to_string);
    let agreed = row.agreed;
    let unit = text!(language, "{left} / {agreed}", "{left} of {agreed}");
    let name = pick(language, row.zh, row.en).to_owned();
    Ok(vec![
        name,
        from.unwrap_or_else(none),
        day,
        sequence,
        percent(language, completion)?,
        lag,
        unit,
        per_day,
        published,
    ])
}

/// Day, sequence, lag and what must be bought a day; with a contract year only.
fn against_the_clock(language: Language, progress: &Progress) -> Result<Option<[String; 4]>> {
    let Some(clock) = &progress.clock else { return Ok(None) };
    Ok(Some([
        format!("{} / {}", clock.elapsed_days, clock.total_days),
        percent(language, &clock.sequence)?,
        points(known("lag", progress.lag.as_ref())?)?,
        rounded(known("quantity a day", progress.required_per_day.as_ref())?.value(), 2)?,
    ]))
}

/// Jiangxi, January to September 2025: distributors by order response rate, and those whose rates are zero.
const DRUGS: (&str, &[&str]) = ("366", &["163", "129", "74"]);
const CONSUMABLES: (&str, &[&str]) = ("5633", &["3419", "949", "1265"]);
const ZERO: [(u32, u32, &str); 2] = [(36, 366, "9.84"), (553, 5633, "9.82")];
/// Other totals of bulletins.
const ANHUI: (&str, &[&str]) = ("827", &["485", "189", "153"]);
const GANSU: (&str, &[&str]) = ("1164", &["581", "18", "143", "60", "26", "3", "333"]);

fn sums(fields: &mut Fields, language: Language, checks: &mut Checks) -> Result<()> {
    let (drugs, consumables) = (sum(DRUGS, checks)?, sum(CONSUMABLES, checks)?);
    fields.add("公布的合计", "published sums", text!(
        language,
        "江西 2025 年 1—9 月，配送企业按订单响应率分三档：药品 {drugs}，耗材 {consumables}",
        "Jiangxi, January to September 2025, distributors by order response: drugs {drugs}, consumables {consumables}"
    ));
    let mut zero = Vec::new();
    for (covered, members, published) in ZERO {
        let rate = rate(members, covered)?;
        let mark = checks.figure(&hundredfold(&rate)?, published, Worth::Evidence)?;
        let shown = percent(language, &rate)?;
        zero.push(text!(language, "{covered} / {members} = {shown} {mark}", "{covered} of {members} = {shown} {mark}"));
    }
    let zero = zero.join(pick(language, "，耗材 ", ", consumables "));
    let (anhui, gansu) = (sum(ANHUI, checks)?, sum(GANSU, checks)?);
    fields.add_below(text!(
        language,
        "响应率、及时率均为零的：药品 {zero}。安徽 2025 年 {anhui}；甘肃 2026 年 {gansu}",
        "rates of zero: drugs {zero}. Anhui 2025: {anhui}; Gansu 2026: {gansu}"
    ));
    Ok(())
}

/// A total with its parts and its mark.
fn sum((total, parts): (&str, &[&str]), checks: &mut Checks) -> Result<String> {
    let numbered = parts.iter().enumerate().map(|(i, part)| json!({ "part": format!("{i}"), "value": part }));
    let totals = json!([{ "item": "total", "total": total, "parts": numbered.collect::<Vec<_>>() }]);
    let disclosure = execution::disclosure(Rulebook::unset()?, &ask(json!({ "as_of": AS_OF, "totals": totals }))?)?;
    let check = disclosure.totals.as_deref().and_then(<[_]>::first).ok_or("no total")?;
    let mark = checks.published(check.adds_up, Worth::Evidence);
    Ok(format!("{} = {total} {mark}", parts.join(" + ")))
}

/// The share of members that are covered.
pub(crate) fn rate(members: u32, covered: u32) -> Result<execution::Figure> {
    let coverage = json!([{ "group": "all", "members": members, "covered": covered }]);
    let progress = execution::progress(Rulebook::unset()?, &ask(json!({ "as_of": AS_OF, "coverage": coverage }))?)?;
    let first = progress.coverage.as_deref().and_then(<[_]>::first).ok_or("no group")?;
    Ok(first.rate.clone().ok_or("a group of nobody")?)
}
