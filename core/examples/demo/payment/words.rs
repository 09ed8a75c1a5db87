//! Rates, parameters and gaps for people.

use jicai::error::Error;
use jicai::explain::Language;
use jicai::number::Rate;
use jicai::payment::Rulebook;

use crate::words::{list, pick, text, title, trimmed};

/// A rate as percent.
pub(crate) fn percent(language: Language, rate: Rate) -> String {
    let (whole, part) = (rate.units() / 100, rate.units() % 100);
    let figure = format!("{whole}.{part:02}");
    format!("{}{}", trimmed(&figure), pick(language, "%", " %"))
}

/// What a document does not say; the year where the gap is in one year only.
pub(crate) fn gap(language: Language, rulebook: &Rulebook, year: Option<u32>, error: &Error) -> String {
    let message = error.message();
    // The message names the rulebook, then a band or a status, then a parameter where there is one.
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let last = quoted.last().copied().unwrap_or_default();
    let unsaid = match year {
        Some(year) => format!("第 {year} 年 {last} 档按多少支付"),
        None if last == "not_passed" => "未过评的仿制药按多少支付（not_passed）".to_owned(),
        None => format!("`{last}`"),
    };
    let document = rulebook.document();
    let title = title(language, document);
    // Some documents are known by an English description only.
    let number = document.head().document.as_deref().filter(|number| !number.is_ascii());
    let number = number.map(|number| format!("（{number}）")).unwrap_or_default();
    text!(language, "《{title}》{number}没有写明{unsaid}", "{message}")
}

/// A parameter for people, with the names of its parts.
pub(crate) fn parameter(language: Language, name: &str, parts: &[&str]) -> String {
    let (zh, en) = match name {
        "winner_standard" => ("中选产品按中选价", "winners are paid their price"),
        "reference" => ("对照的中选价", "the winning price others are measured by"),
        "one_standard_for" => ("谁与中选产品同一标准", "who shares one standard"),
        "not_passed" => ("未过评产品", "generics not evaluated"),
        "band_price" => ("按哪个价格分档", "the price that decides the band"),
        "bands" => ("分档和各年标准", "bands and years"),
        "floor" => ("不低于中选价", "not below the winning price"),
        "first_self_pay" => ("先行自付比例", "first self-pay"),
        "rounding" => ("四舍五入", "half-up rounding"),
        "decimals" => ("每盒两位小数", "two decimals for a pack"),
        "year_index" | "first_year" => ("年度怎样数", "how years are counted"),
        "start_date" => ("起始日", "first day"),
        _ => ("参数", "parameter"),
    };
    let parts = list(language, parts);
    text!(language, "{zh}（{parts}）", "{en} ({parts})")
}
