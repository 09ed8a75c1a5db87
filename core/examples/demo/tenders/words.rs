//! The library's answers for people: reasons, parameters, gaps.

use jicai::award::{Reason, Rulebook};
use jicai::error::{Code, Error};
use jicai::explain::Language;
use jicai::number::{Exact, Rational, Rounding, RoundingMode};

use crate::words::{pick, text, title, trimmed};

/// What became of a bid, and why, in few words.
pub(crate) fn reason(language: Language, reason: Reason) -> &'static str {
    let (zh, en) = match reason {
        Reason::ConditionsMet | Reason::NoConditions => ("中选", "selected"),
        Reason::ZeroVolume => ("中选不带量", "selected, no volume"),
        Reason::RevivedShortlisted | Reason::RevivedUnshortlisted => ("复活中选", "selected by re-quote"),
        Reason::ReferenceNoVolume => ("参比制剂中选不带量", "reference, no volume"),
        Reason::NotShortlisted => ("未入围", "not shortlisted"),
        Reason::ConditionsFailed => ("熔断", "fused"),
        Reason::CompanyCap => ("同企业名额已满", "its company is full"),
        Reason::RelatedFirm => ("关联企业", "related firm"),
        Reason::BatchFilter => ("全批剔除", "removed by the filter"),
        Reason::AboveCeiling => ("超过最高有效申报价", "above the ceiling"),
        Reason::RuleGap => ("规则空白", "rule gap"),
    };
    pick(language, zh, en)
}

/// A parameter for people, with the name the rulebook has for it.
pub(crate) fn parameter(language: Language, name: &str) -> String {
    let (zh, en) = match name {
        "k_table" => ("最多入围企业数表", "number of places"),
        "company_cap" => ("同一企业入围上限", "places of one company"),
        "tie_keys" => ("并列报价如何排序", "how ties are broken"),
        "conversion" => ("规格折算办法", "conversion of strengths"),
        "void_counts" => ("无效申报是否计入企业数", "whether void bids count"),
        "related_firms" => ("关联企业如何计数", "how related firms count"),
        "win" => ("中选条件", "winning conditions"),
        "anchor" => ("价差控制锚点", "anchor of the spread control"),
        "anchor_fraction" => ("锚点占均价的比例", "anchor as a fraction of the mean"),
        "spread_multiple" => ("价差倍数", "spread multiple"),
        "cut_threshold" => ("降幅门槛", "cut that protects"),
        "rounding_cut" => ("降幅取整", "rounding of the cut"),
        "rounding_comparable" => ("可比价取整", "rounding of prices"),
        "low_price.any" | "low_price.oral_solid" => ("低价保护线", "low-price limit"),
        "low_price.injection_small_volume" => ("小容量注射剂低价保护线", "low-price limit, small injections"),
        "cost_statement" => ("成本说明", "cost statement"),
        "class_table" => ("A/B/C 分类办法", "classes A, B, C"),
        "share" => ("约定采购量比例", "agreed share"),
        "term" => ("采购周期", "contract term"),
        "regions" => ("供应地区数", "number of regions"),
        "first_pick" => ("第一名先选地区数", "first pick of regions"),
        _ => return format!("`{name}`"),
    };
    match language {
        Language::Zh => format!("{zh}（{name}）"),
        Language::En => format!("{en} (`{name}`)"),
    }
}

/// A share of one as percent with at most two decimals, for reading.
pub(crate) fn percent(language: Language, share: &Exact) -> String {
    let in_percent = || {
        let hundredths = share.as_rational()?.checked_div(&Rational::fraction(1, 100)?)?;
        Some(hundredths.round(Rounding::new(2, RoundingMode::HalfUp)?).to_string())
    };
    match in_percent() {
        Some(text) => format!("{}{}", trimmed(&text), pick(language, "%", " %")),
        None => share.to_string(),
    }
}

/// A gap in two words: its message names the parameter first.
pub(crate) fn gap(language: Language, error: &Error) -> String {
    let parameter = error.message().split('`').nth(1).unwrap_or_default();
    format!("{} `{parameter}`", reason(language, Reason::RuleGap))
}

/// Why the library gives no answer. A gap names the parameter and the document that does not say it; nothing is hidden or guessed.
pub(crate) fn no_answer(language: Language, rulebook: &Rulebook, error: &Error) -> String {
    let message = error.message();
    if error.code() != Code::RuleGap {
        return text!(language, "无法计算：{message}", "cannot be computed: {message}");
    }
    let mut quoted = message.split('`').skip(1).step_by(2);
    let known = parameter(language, quoted.next().unwrap_or_default());
    // Of a tie, the message names the rulebook, then the bids.
    let bids: Vec<&str> = quoted.skip(1).collect();
    let tied = if bids.is_empty() { String::new() } else { format!("：{}", bids.join("、")) };
    let title = title(language, rulebook.document());
    text!(language, "规则空白：《{title}》文件未说明{known}{tied}", "rule gap: {message}")
}
