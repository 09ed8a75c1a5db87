//! Rules 38 and 39: settlement with the fund, and the two allowances (两个允许).

use serde::{Deserialize, Serialize};

use super::notes;
use super::number::{Figure, NonNegative, UnitShare};
use super::rulebook::Rulebook;
use super::validate;
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;

fn nothing() -> NonNegative {
    NonNegative::ZERO
}

/// What `volume.two_allows` is asked.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, AllowancesQuestion, Rulebook};
///
/// // What the hospital keeps of a tender's surplus adds to what its services earn.
/// let question: AllowancesQuestion = serde_json::from_str(
///     r#"{ "service_income": "1000000", "cost": "800000", "retention": "50000", "staff_share": "0.5" }"#,
/// )?;
/// assert_eq!(volume::two_allows(&*Rulebook::builtin("volume/jilin-city-2020")?, &question)?.surplus.to_string(), "250000");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AllowancesQuestion {
    /// Income from services, yuan.
    pub service_income: NonNegative,
    /// Cost, yuan.
    pub cost: NonNegative,
    /// What is kept of the surplus of tenders, yuan.
    #[serde(default = "nothing")]
    pub retention: NonNegative,
    /// Budget and spending of the fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settlement: Option<FundSettlement>,
    /// Funds that are set aside first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funds: Vec<SetAside>,
    /// Share of the rest for staff.
    pub staff_share: UnitShare,
    /// Wages under the control of the public sector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wages: Option<Wages>,
}

/// Budget and spending of the fund.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // 20 000 over a budget of 100 000: the fund pays half, but of no more than 10 % of the budget.
/// let answer = volume::two_allows(&*Rulebook::builtin("volume/jilin-city-2020")?, &serde_json::from_str(
///     r#"{ "service_income": "1000000", "cost": "800000", "staff_share": "0.7", "settlement": { "budget": "100000", "actual": "120000",
///          "keep_share": "0.6", "overrun_fund_share": "0.5", "overrun_limit": "0.1" } }"#,
/// )?)?;
/// let settlement = answer.settlement.unwrap();
/// assert_eq!(settlement.fund_pays.to_string(), "5000");
/// assert_eq!(settlement.institution_bears.to_string(), "15000");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FundSettlement {
    /// The budget, yuan.
    pub budget: NonNegative,
    /// What was spent, yuan.
    pub actual: NonNegative,
    /// Share of what was saved that is kept.
    pub keep_share: UnitShare,
    /// Share of an overrun that the fund pays.
    pub overrun_fund_share: UnitShare,
    /// Up to which share of the budget.
    pub overrun_limit: NonNegative,
}

/// A fund that is set aside: by a rate of the surplus, or a fixed amount.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // A fund takes a rate or an amount, and funds may ask for more than there is.
/// let answer = volume::two_allows(&*Rulebook::builtin("volume/jilin-city-2020")?, &serde_json::from_str(
///     r#"{ "service_income": "1000000", "cost": "800000", "staff_share": "0.7", "funds": [ { "fund": "f", "amount": "200001" } ] }"#,
/// )?)?;
/// assert!(answer.funds_exceed_surplus);
/// assert_eq!(answer.distributable.to_string(), "0");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SetAside {
    /// The fund, unique in the list.
    pub fund: Id,
    /// A share of the surplus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<UnitShare>,
    /// Yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<NonNegative>,
}

/// Wages under control.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // 125 000 for staff on top of wages of 450 000: 75 000 above the control total, which is permitted and reported.
/// let answer = volume::two_allows(&*Rulebook::builtin("volume/jilin-city-2020")?, &serde_json::from_str(
///     r#"{ "service_income": "1000000", "cost": "800000", "staff_share": "0.5", "retention": "50000",
///          "wages": { "control_total": "500000", "current_total": "450000" } }"#,
/// )?)?;
/// assert_eq!(answer.above_wage_control.unwrap().to_string(), "75000");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wages {
    /// The control total, yuan.
    pub control_total: NonNegative,
    /// What is paid now, yuan.
    pub current_total: NonNegative,
}

/// What may be distributed.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Half for staff is not "mainly for staff"; more than half is.
/// let answer = volume::two_allows(&*Rulebook::builtin("volume/jilin-city-2020")?, &serde_json::from_str(
///     r#"{ "service_income": "900000", "cost": "800000", "staff_share": "0.5" }"#,
/// )?)?;
/// assert_eq!((answer.staff.to_string().as_str(), answer.mainly_staff), ("50000", false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Allowances {
    /// The settlement with the fund; null without it.
    pub settlement: Option<SettlementShare>,
    /// Income, retention and settlement less cost.
    pub surplus: Figure,
    /// What is set aside, by fund.
    pub funds: Vec<FundAmount>,
    /// All of it.
    pub funds_total: Figure,
    /// Whether it is more than the surplus.
    pub funds_exceed_surplus: bool,
    /// What is left.
    pub distributable: Figure,
    /// For staff.
    pub staff: Figure,
    /// For development.
    pub development: Figure,
    /// Whether more than half is for staff.
    pub mainly_staff: bool,
    /// Wages above the control total: permitted, and reported; null without wages.
    pub above_wage_control: Option<Figure>,
}

/// Who bears what of a settlement.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // 20 000 were saved, 60 % of them are kept, and nothing was overrun.
/// let settlement = volume::two_allows(&*Rulebook::builtin("volume/jilin-city-2020")?, &serde_json::from_str(
///     r#"{ "service_income": "1000000", "cost": "800000", "staff_share": "0.7", "settlement": { "budget": "100000", "actual": "80000",
///          "keep_share": "0.6", "overrun_fund_share": "0.5", "overrun_limit": "0.1" } }"#,
/// )?)?.settlement.unwrap();
/// assert_eq!((settlement.kept.to_string().as_str(), settlement.overrun.to_string().as_str()), ("12000", "0"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SettlementShare {
    /// What was saved.
    pub surplus: Figure,
    /// What is kept of it.
    pub kept: Figure,
    /// What was overspent.
    pub overrun: Figure,
    /// What the fund pays of it.
    pub fund_pays: Figure,
    /// The rest.
    pub institution_bears: Figure,
}

/// What a fund gets.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Without a surplus nothing is set aside, not even a fixed amount.
/// let answer = volume::two_allows(&*Rulebook::builtin("volume/jilin-city-2020")?, &serde_json::from_str(
///     r#"{ "service_income": "700000", "cost": "800000", "staff_share": "0.7", "funds": [ { "fund": "welfare", "amount": "5" } ] }"#,
/// )?)?;
/// assert_eq!((answer.funds[0].fund.as_str(), answer.funds[0].amount.to_string().as_str()), ("welfare", "0"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundAmount {
    /// The fund.
    pub fund: Id,
    /// Yuan.
    pub amount: Figure,
}

/// Source: clauses `#settlement` and `#two_allows`.
pub(super) fn two_allows(
    rulebook: &Rulebook,
    question: &AllowancesQuestion,
    sink: &mut dyn Sink,
) -> Result<Allowances, Error> {
    check(question)?;
    let (settlement, effect) = match &question.settlement {
        Some(known) => {
            let (share, effect) = settlement(known);
            notes::settlement(rulebook, &share, sink);
            (Some(share), effect)
        }
        None => (None, Rational::ZERO),
    };
    let income = &Rational::from(question.service_income) + &Rational::from(question.retention);
    let surplus = &(&income + &effect) - &Rational::from(question.cost);
    let is_positive = surplus.sign().is_gt();
    let mut funds: Vec<(&Id, Rational)> = question
        .funds
        .iter()
        .map(|fund| {
            let amount = match (is_positive, fund.rate, fund.amount) {
                // Of nothing, nothing is deducted.
                (false, _, _) => Rational::ZERO,
                (true, Some(rate), _) => &Rational::from(rate) * &surplus,
                (true, None, amount) => amount.map_or(Rational::ZERO, Rational::from),
            };
            (&fund.fund, amount)
        })
        .collect();
    funds.order_by_key(|(fund, _)| *fund);
    let funds_total: Rational = funds.iter().map(|(_, amount)| amount.clone()).sum();
    let distributable = if is_positive { (&surplus - &funds_total).max(Rational::ZERO) } else { Rational::ZERO };
    let staff_share = Rational::from(question.staff_share);
    let staff = &distributable * &staff_share;
    let development = &distributable - &staff;
    let above_wage_control = question.wages.map(|wages| {
        let paid = &Rational::from(wages.current_total) + &staff;
        Figure::from((&paid - &Rational::from(wages.control_total)).max(Rational::ZERO))
    });
    let allowances = Allowances {
        settlement,
        funds: funds
            .into_iter()
            .map(|(fund, amount)| FundAmount { fund: fund.clone(), amount: amount.into() })
            .collect(),
        funds_exceed_surplus: is_positive && funds_total > surplus,
        surplus: surplus.into(),
        funds_total: funds_total.into(),
        distributable: distributable.into(),
        mainly_staff: &staff_share + &staff_share > Rational::ONE,
        staff: staff.into(),
        development: development.into(),
        above_wage_control,
    };
    notes::two_allows(rulebook, &allowances, sink);
    Ok(allowances)
}

fn check(question: &AllowancesQuestion) -> Result<(), Error> {
    validate::keys("/input/funds", "fund", question.funds.iter().map(|fund| &fund.fund))?;
    for (i, fund) in question.funds.iter().enumerate() {
        if fund.rate.is_some() == fund.amount.is_some() {
            let got = if fund.rate.is_some() { "both" } else { "neither" };
            let message = format!("a fund has exactly one of `rate` and `amount`, got {got}");
            return Err(Error::invalid_input(format!("/input/funds/{i}"), message));
        }
    }
    Ok(())
}

/// Rule 38: a part of what was saved is kept; of an overrun the fund pays a part, up to a limit.
fn settlement(known: &FundSettlement) -> (SettlementShare, Rational) {
    let (budget, actual) = (Rational::from(known.budget), Rational::from(known.actual));
    let saved = (&budget - &actual).max(Rational::ZERO);
    let kept = &saved * &Rational::from(known.keep_share);
    let overrun = (&actual - &budget).max(Rational::ZERO);
    let limit = &budget * &Rational::from(known.overrun_limit);
    let fund_pays = &overrun.clone().min(limit) * &Rational::from(known.overrun_fund_share);
    let bears = &overrun - &fund_pays;
    let effect = &kept - &bears;
    let share = SettlementShare {
        surplus: saved.into(),
        kept: kept.into(),
        overrun: overrun.into(),
        fund_pays: fund_pays.into(),
        institution_bears: bears.into(),
    };
    (share, effect)
}
