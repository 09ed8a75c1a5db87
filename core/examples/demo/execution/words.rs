//! Figures, words of the contract and gaps for people.

use jicai::execution::{Figure, InvoiceStatus, Mark, ReplacementRole, Severity};
use jicai::explain::Language;
use jicai::number::{Rational, Rounding, RoundingMode};
use jicai::{Code, Error};

use crate::data::Result;
use crate::words::{pick, text};

/// Rounded half-up, without zeros at its end.
pub(crate) fn rounded(figure: &Rational, decimals: u8) -> Result<String> {
    let rounding = Rounding::new(decimals, RoundingMode::HalfUp).ok_or("too many decimals")?;
    Ok(Figure::exact(figure.round(rounding)).to_string())
}

/// One number times another that is not zero.
pub(crate) fn times(one: &Rational, other: &Rational) -> Result<Rational> {
    let reciprocal = Rational::ONE.checked_div(other).ok_or("a factor of zero")?;
    Ok(one.checked_div(&reciprocal).ok_or("a factor of zero")?)
}

/// A share in percent.
pub(crate) fn hundredfold(share: &Figure) -> Result<Rational> {
    times(share.value(), &Rational::from(100))
}

/// A share as percent, to two decimals.
pub(crate) fn percent(language: Language, share: &Figure) -> Result<String> {
    Ok(format!("{}{}", rounded(&hundredfold(share)?, 2)?, pick(language, "%", " %")))
}

/// A difference of shares in percentage points, to two decimals.
pub(crate) fn points(difference: &Figure) -> Result<String> {
    rounded(&hundredfold(difference)?, 2)
}

/// The figure of an answer that must be there.
pub(crate) fn known<'f>(what: &str, figure: Option<&'f Option<Figure>>) -> Result<&'f Figure> {
    Ok(figure.and_then(Option::as_ref).ok_or_else(|| format!("no {what}"))?)
}

/// What the document does not say, with the last name that the message quotes; any other error is one of the demo.
pub(crate) fn gap(language: Language, error: &Error, (zh, en): (&str, &str)) -> Result<String> {
    if error.code() != Code::RuleGap {
        return Err(error.to_string().into());
    }
    let name = error.message().split('`').skip(1).step_by(2).last().unwrap_or_default();
    Ok(text!(language, "rule_gap（{name}）：{zh}", "rule_gap ({name}): {en}"))
}

pub(crate) fn severity(language: Language, severity: Severity) -> &'static str {
    let zh = match severity {
        Severity::Serious => "严重预警",
        Severity::Warning => "预警",
        Severity::Notice => "提示",
    };
    pick(language, zh, severity.as_str())
}

/// What a document asks for.
pub(crate) fn action(language: Language, action: &str) -> &'static str {
    let (zh, en) = match action {
        "interview" => ("约谈", "interview"),
        "bulletin" => ("通报", "bulletin"),
        "cancel_delivery_right" => ("取消配送权", "right to deliver lost"),
        _ => ("处置", "measure"),
    };
    pick(language, zh, en)
}

pub(crate) fn price_mark(language: Language, mark: Mark) -> &'static str {
    let zh = match mark {
        Mark::None => "–",
        Mark::Yellow => "黄标",
        Mark::Red => "红标",
        Mark::Suspended => "暂停挂网",
        Mark::Marked => "标识",
    };
    let en = if mark == Mark::None { "–" } else { mark.as_str() };
    pick(language, zh, en)
}

pub(crate) fn status(language: Language, status: InvoiceStatus) -> &'static str {
    let (zh, en) = match status {
        InvoiceStatus::PaidOnTime => ("按时付清", "paid on time"),
        InvoiceStatus::PaidLate => ("逾期付清", "paid late"),
        InvoiceStatus::Overdue => ("逾期未付清", "overdue"),
        InvoiceStatus::DueToday => ("今日到期", "due today"),
        InvoiceStatus::NotDue => ("未到期", "not due"),
    };
    pick(language, zh, en)
}

pub(crate) fn role(language: Language, role: ReplacementRole) -> &'static str {
    let (zh, en) = match role {
        ReplacementRole::BackupWinner => ("备供", "backup winner"),
        ReplacementRole::OtherWinner => ("其他中选", "other winner"),
        ReplacementRole::Substitute => ("替代", "substitute"),
    };
    pick(language, zh, en)
}
