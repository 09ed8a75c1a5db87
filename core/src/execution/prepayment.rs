//! Rules 21 and 22: money that is paid before the goods come.

use chrono::NaiveDate;
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize};

use super::notes::{Subject, count, fact, note, optional_fact};
use super::number::{Figure, NonNegative, Positive, UnitShare, Year, rational, sum};
use super::parameters::{FundPrepay, MonthDay, WorkingDays};
use super::rulebook::Rulebook;
use super::time::{Calendar, Day, WorkCalendar};
use super::validate;
use super::vocabulary::{FundKind, FundReason, PrepaymentKind};
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::rulebook::Param;
use crate::{Date, Id};

/// What `execution.prepayment` is asked: about tender goods, or about the working capital of institutions.
///
/// In JSON the field `kind` says which: `vbp` or `fund`. The fields of the other kind are unknown then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PrepaymentQuestion {
    /// Tender goods (集采预付).
    Vbp(VbpPrepaymentQuestion),
    /// Working capital (医保基金预付).
    Fund(FundPrepaymentQuestion),
}

/// How much is prepaid for tender goods, and by when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VbpPrepaymentQuestion {
    /// Agreed volume at winning prices, yuan; or `items`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_amount: Option<NonNegative>,
    /// The same product by product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<PrepaymentItem>>,
    /// The share that is prepaid; else that of the rulebook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio: Option<UnitShare>,
    /// What was prepaid, yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_amount: Option<NonNegative>,
    /// When the agreement was signed: the institution applies after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<Day>,
    /// When the institution applied: the fund pays after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied_on: Option<Day>,
    /// When the money was received: it is passed on after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_on: Option<Day>,
    /// When the distributor received it: the maker is paid after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distributor_received_on: Option<Day>,
    /// Holidays and make-up days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Calendar>,
}

/// An agreed product.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Prepayment, Rulebook};
///
/// // Instead of an amount the agreed quantities with their prices: 1000 × 2.50 and 100 × 5.
/// let answer = execution::prepayment(&*Rulebook::builtin("execution/huaibei-prepay")?, &serde_json::from_str(
///     r#"{ "kind": "vbp", "items": [ { "product": "a", "quantity": "1000", "price": "2.50" }, { "product": "b", "quantity": "100", "price": "5" } ] }"#,
/// )?)?;
/// assert!(matches!(answer, Prepayment::Vbp(answer) if answer.agreed_amount.to_string() == "3000" && answer.amount.to_string() == "900"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PrepaymentItem {
    /// The product, unique in the list.
    pub product: Id,
    /// Agreed quantity.
    pub quantity: NonNegative,
    /// Winning price, yuan.
    pub price: Positive,
}

/// Whether a fund may prepay working capital, how much, and by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundPrepaymentQuestion {
    /// Which fund.
    pub fund: FundKind,
    /// For how many months its balance lasts.
    pub balance_months: NonNegative,
    /// Whether it had a deficit last year.
    pub deficit_last_year: bool,
    /// Whether a deficit is forecast.
    pub deficit_forecast: bool,
    /// Monthly means of one to three years, yuan.
    pub monthly_spend: Vec<NonNegative>,
    /// The year of the prepayment.
    pub year: Year,
}

impl<'de> Deserialize<'de> for PrepaymentQuestion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// The fields of both kinds: which of them are known depends on `kind`, which may stand anywhere.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            kind: PrepaymentKind,
            agreed_amount: Option<NonNegative>,
            items: Option<Vec<PrepaymentItem>>,
            ratio: Option<UnitShare>,
            paid_amount: Option<NonNegative>,
            signed_on: Option<Day>,
            applied_on: Option<Day>,
            received_on: Option<Day>,
            distributor_received_on: Option<Day>,
            calendar: Option<Calendar>,
            fund: Option<FundKind>,
            balance_months: Option<NonNegative>,
            deficit_last_year: Option<bool>,
            deficit_forecast: Option<bool>,
            monthly_spend: Option<Vec<NonNegative>>,
            year: Option<Year>,
        }
        const VBP: &[&str] = &[
            "kind",
            "agreed_amount",
            "items",
            "ratio",
            "paid_amount",
            "signed_on",
            "applied_on",
            "received_on",
            "distributor_received_on",
            "calendar",
        ];
        const FUND: &[&str] =
            &["kind", "fund", "balance_months", "deficit_last_year", "deficit_forecast", "monthly_spend", "year"];
        let form = Form::deserialize(deserializer)?;
        let of_vbp = [
            form.agreed_amount.is_some(),
            form.items.is_some(),
            form.ratio.is_some(),
            form.paid_amount.is_some(),
            form.signed_on.is_some(),
            form.applied_on.is_some(),
            form.received_on.is_some(),
            form.distributor_received_on.is_some(),
            form.calendar.is_some(),
        ];
        let of_fund = [
            form.fund.is_some(),
            form.balance_months.is_some(),
            form.deficit_last_year.is_some(),
            form.deficit_forecast.is_some(),
            form.monthly_spend.is_some(),
            form.year.is_some(),
        ];
        let (of_other, names, known) = match form.kind {
            PrepaymentKind::Vbp => (of_fund.as_slice(), FUND, VBP),
            PrepaymentKind::Fund => (of_vbp.as_slice(), VBP, FUND),
        };
        if let Some((_, name)) = of_other.iter().zip(names.iter().skip(1)).find(|(given, _)| **given) {
            return Err(de::Error::unknown_field(name, known));
        }
        if form.kind == PrepaymentKind::Vbp {
            return Ok(PrepaymentQuestion::Vbp(VbpPrepaymentQuestion {
                agreed_amount: form.agreed_amount,
                items: form.items,
                ratio: form.ratio,
                paid_amount: form.paid_amount,
                signed_on: form.signed_on,
                applied_on: form.applied_on,
                received_on: form.received_on,
                distributor_received_on: form.distributor_received_on,
                calendar: form.calendar,
            }));
        }
        let missing = de::Error::missing_field;
        Ok(PrepaymentQuestion::Fund(FundPrepaymentQuestion {
            fund: form.fund.ok_or_else(|| missing("fund"))?,
            balance_months: form.balance_months.ok_or_else(|| missing("balance_months"))?,
            deficit_last_year: form.deficit_last_year.ok_or_else(|| missing("deficit_last_year"))?,
            deficit_forecast: form.deficit_forecast.ok_or_else(|| missing("deficit_forecast"))?,
            monthly_spend: form.monthly_spend.ok_or_else(|| missing("monthly_spend"))?,
            year: form.year.ok_or_else(|| missing("year"))?,
        }))
    }
}

/// What is prepaid, and by when.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Prepayment, Rulebook};
///
/// // 40 yuan are to be prepaid and one was; the document sets no minimum, so that nothing falls short of it.
/// let answer = execution::prepayment(&*Rulebook::builtin("execution/zhejiang-2025")?, &serde_json::from_str(
///     r#"{ "kind": "vbp", "agreed_amount": "100", "ratio": "0.4", "paid_amount": "1" }"#,
/// )?)?;
/// match answer {
///     Prepayment::Vbp(answer) => assert_eq!((answer.amount.to_string().as_str(), answer.shortfall), ("40", Some(None))),
///     Prepayment::Fund(_) => unreachable!("asked for goods of a tender"),
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Prepayment {
    /// For tender goods.
    Vbp(VbpPrepayment),
    /// Working capital.
    Fund(FundPrepayment),
}

/// What is prepaid for tender goods. A day whose event was not given is absent.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Prepayment, Rulebook};
///
/// // Tianjin, 4+7: half of the agreed million, passed on within five working days of 18 March.
/// let answer = execution::prepayment(&*Rulebook::builtin("execution/tianjin-2019-prepay")?, &serde_json::from_str(
///     r#"{ "kind": "vbp", "agreed_amount": "1000000", "received_on": "2019-03-18" }"#,
/// )?)?;
/// let Prepayment::Vbp(answer) = answer else { return Ok(()) };
/// assert_eq!(answer.amount.to_string(), "500000");
/// assert_eq!(answer.pass_on_by.unwrap().to_string(), "2019-03-25");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VbpPrepayment {
    /// Agreed volume at winning prices, yuan.
    pub agreed_amount: Figure,
    /// The share that is prepaid.
    pub ratio: UnitShare,
    /// What is prepaid, yuan; not rounded to fen.
    pub amount: Figure,
    /// The share that the document asks for; null if it asks for none.
    pub minimum_ratio: Option<UnitShare>,
    /// The same in yuan.
    pub minimum_amount: Option<Figure>,
    /// Whether less is prepaid than the document asks for.
    pub below_minimum: bool,
    /// What is missing of the least amount; null if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortfall: Option<Option<Figure>>,
    /// By when the institution applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apply_by: Option<Date>,
    /// By when the fund pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pay_by: Option<Date>,
    /// By when the money is passed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pass_on_by: Option<Date>,
    /// By when the maker is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maker_by: Option<Date>,
}

/// What a fund prepays.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Prepayment, Rulebook};
///
/// // The employees' fund lasts the twelve months that are asked for: one mean month may be paid ahead.
/// let answer = execution::prepayment(&*Rulebook::builtin("execution/cn-2024-fund-prepay")?, &serde_json::from_str(
///     r#"{ "kind": "fund", "fund": "employee", "balance_months": "12", "deficit_last_year": false, "deficit_forecast": false,
///          "monthly_spend": [ "100", "110", "120" ], "year": 2026 }"#,
/// )?)?;
/// let Prepayment::Fund(answer) = answer else { return Ok(()) };
/// assert_eq!((answer.amount.to_string().as_str(), answer.pay_by.to_string().as_str()), ("110", "2026-03-31"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundPrepayment {
    /// Whether it may.
    pub allowed: bool,
    /// Why not, in the order of the rules.
    pub reasons: Vec<FundReason>,
    /// Mean of the monthly means, yuan.
    pub base_monthly_spend: Figure,
    /// What is prepaid, yuan; 0 if it may not.
    pub amount: Figure,
    /// From when on institutions apply.
    pub apply_from: Date,
    /// Until when.
    pub apply_until: Date,
    /// By when the fund pays.
    pub pay_by: Date,
}

/// Source: clauses `#prepayment`, `#fund_prepayment`, rules 21 and 22.
pub(super) fn prepayment(
    rulebook: &Rulebook,
    question: &PrepaymentQuestion,
    sink: &mut dyn Sink,
) -> Result<Prepayment, Error> {
    match question {
        PrepaymentQuestion::Vbp(question) => vbp(rulebook, question, sink).map(Prepayment::Vbp),
        PrepaymentQuestion::Fund(question) => fund(rulebook, question, sink).map(Prepayment::Fund),
    }
}

/// Rule 21: a share of the agreed amount, and the working days of each hand that the money passes.
fn vbp(rulebook: &Rulebook, question: &VbpPrepaymentQuestion, sink: &mut dyn Sink) -> Result<VbpPrepayment, Error> {
    let agreed = agreed_amount(question)?;
    let calendar = match &question.calendar {
        Some(calendar) => WorkCalendar::of(calendar, "/input/calendar")?,
        None => WorkCalendar::default(),
    };
    let minimum_ratio = rulebook.prepay_ratio.read(sink)?.copied();
    let ratio = match question.ratio {
        Some(ratio) => ratio,
        None => *rulebook.prepay_ratio.need(sink)?,
    };
    let minimum = minimum_ratio.map(|minimum| &agreed * &Rational::from(minimum));
    let shortfall = question.paid_amount.map(|paid| {
        minimum.as_ref().map(|minimum| Figure::exact((minimum - &Rational::from(paid)).max(Rational::ZERO)))
    });
    let mut by = |event: Option<Day>, days: &Param<WorkingDays>| match event {
        Some(day) => days.need(sink).map(|days| Some(calendar.working_days_after(day, days.get()))),
        None => Ok(None),
    };
    let apply_by = by(question.signed_on, &rulebook.prepay_apply_working_days)?;
    let pay_by = by(question.applied_on, &rulebook.prepay_pay_working_days)?;
    let pass_on_by = by(question.received_on, &rulebook.prepay_pass_on_working_days)?;
    let maker_by = by(question.distributor_received_on, &rulebook.prepay_maker_working_days)?;
    let below_minimum = minimum_ratio.is_some_and(|minimum| ratio < minimum);
    let facts = || vec![("ratio", fact(ratio)), ("minimum_ratio", optional_fact(minimum_ratio))];
    let outcome = if below_minimum { "below_minimum" } else { "computed" };
    note(rulebook, "prepayment", Subject::Group("kind", "vbp"), outcome, facts, sink);
    Ok(VbpPrepayment {
        amount: Figure::exact(&agreed * &Rational::from(ratio)),
        agreed_amount: Figure::exact(agreed),
        ratio,
        minimum_ratio,
        minimum_amount: minimum.map(Figure::exact),
        below_minimum,
        shortfall,
        apply_by,
        pay_by,
        pass_on_by,
        maker_by,
    })
}

/// The agreed amount, stated or product by product.
fn agreed_amount(question: &VbpPrepaymentQuestion) -> Result<Rational, Error> {
    match (question.agreed_amount, &question.items) {
        (Some(amount), None) => Ok(Rational::from(amount)),
        (None, Some(items)) => {
            validate::keys("/input/items", "product", items.iter().map(|item| &item.product))?;
            Ok(items.iter().map(|item| &Rational::from(item.quantity) * &Rational::from(item.price)).sum())
        }
        (given, _) => {
            let got = if given.is_some() { "both" } else { "neither" };
            let message = format!("a prepayment has exactly one of `agreed_amount` and `items`, got {got}");
            Err(Error::invalid_input("/input/agreed_amount", message))
        }
    }
}

/// Rule 22: a fund may prepay a month of spending if it can afford it.
fn fund(rulebook: &Rulebook, question: &FundPrepaymentQuestion, sink: &mut dyn Sink) -> Result<FundPrepayment, Error> {
    let months = question.monthly_spend.len();
    if !(1..=3).contains(&months) {
        let message = format!("monthly_spend must have 1 to 3 amounts, got `{months}`");
        return Err(Error::invalid_input("/input/monthly_spend", message));
    }
    let parameters = *rulebook.fund_prepay.need(sink)?;
    let dates = *rulebook.fund_prepay_dates.need(sink)?;
    let needed = minimum_months(parameters, question.fund);
    let tests = [
        (Rational::from(question.balance_months) < Rational::from(needed), FundReason::BalanceBelowMinimum),
        (question.deficit_last_year, FundReason::DeficitLastYear),
        (question.deficit_forecast, FundReason::DeficitForecast),
    ];
    let reasons: Vec<FundReason> = tests.into_iter().filter(|(met, _)| *met).map(|(_, reason)| reason).collect();
    let allowed = reasons.is_empty();
    let spend = rational(sum(question.monthly_spend.iter().map(|spend| spend.units())));
    let base = spend.checked_div(&Rational::from(months)).unwrap_or(Rational::ZERO);
    let amount = if allowed { &base * &Rational::from(parameters.scale_months.get()) } else { Rational::ZERO };
    let facts = || vec![("balance_months", fact(question.balance_months)), ("minimum_months", count(needed))];
    let outcome = if allowed { "allowed" } else { "not_allowed" };
    note(rulebook, "fund_prepayment", Subject::Group("fund", question.fund.as_str()), outcome, facts, sink);
    let year = question.year;
    Ok(FundPrepayment {
        allowed,
        reasons,
        base_monthly_spend: Figure::quotient(base),
        amount: Figure::quotient(amount),
        apply_from: day_of(year, MonthDay { month: 1, day: 1 }),
        apply_until: day_of(year, dates.apply_until),
        pay_by: day_of(year, dates.pay_by),
    })
}

fn minimum_months(parameters: FundPrepay, fund: FundKind) -> u32 {
    match fund {
        FundKind::Employee => parameters.employee_months.get(),
        FundKind::Resident => parameters.resident_months.get(),
    }
}

/// A day of a year; 29 February is the 28th where there is none.
fn day_of(year: Year, MonthDay { month, day }: MonthDay) -> Date {
    let year = i32::try_from(year.get()).unwrap_or(i32::MAX);
    let date = NaiveDate::from_ymd_opt(year, month, day);
    let cut = date.or_else(|| NaiveDate::from_ymd_opt(year, month, day.saturating_sub(1)));
    cut.map_or(Date::from(NaiveDate::MAX), Date::from)
}
