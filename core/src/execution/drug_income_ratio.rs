//! Rule 32: the share of drugs in medical income (药占比).

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::notes::{group, note, optional_fact};
use super::number::{Figure, NonNegative, UnitShare, rational};
use super::rulebook::{Rulebook, either, need_either, refuse_given};
use super::validate;
use super::vocabulary::Direction;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;

/// What `execution.drug_income_ratio` is asked.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // From 30 % to 27 %: the fall of three points that the caller asks for is reached exactly.
/// let income = execution::drug_income_ratio(&*Rulebook::builtin("execution/jilin-city-2020")?, &serde_json::from_str(
///     r#"{ "min_fall": "0.03", "current": { "drug_income": "300", "tcm_slices_income": "30", "medical_income": "1000" },
///          "previous": { "drug_income": "320", "tcm_slices_income": "20", "medical_income": "1000" } }"#,
/// )?)?;
/// assert_eq!(income.fell_enough, Some(Some(true)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IncomeQuestion {
    /// The income of now.
    pub current: Income,
    /// That of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Income>,
    /// Whether traditional-medicine slices (中药饮片) are left out above the line, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclude_tcm_slices: Option<bool>,
    /// Highest ratio, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub income_ratio_limit: Option<UnitShare>,
    /// By how much the ratio was to fall; with `previous`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_fall: Option<UnitShare>,
}

fn nothing() -> NonNegative {
    NonNegative::ZERO
}

/// Income of a period, yuan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Income {
    /// From drugs.
    pub drug_income: NonNegative,
    /// From slices, as a part of that.
    #[serde(default = "nothing")]
    pub tcm_slices_income: NonNegative,
    /// From all medical services and drugs.
    pub medical_income: NonNegative,
}

/// The share of drugs. Null where there is no medical income.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Shenzhen's target is 27 %. Without a year before there is no fall: the member is absent, not null.
/// let income = execution::drug_income_ratio(&*Rulebook::builtin("execution/shenzhen-2016")?, &serde_json::from_str(
///     r#"{ "exclude_tcm_slices": false, "current": { "drug_income": "270", "medical_income": "1000" } }"#,
/// )?)?;
/// assert_eq!((income.within_limit, income.fall.is_none()), (Some(Some(true)), true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncomeRatio {
    /// The ratio of now.
    pub ratio: Option<Figure>,
    /// Whether it is not above the limit; with a limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_limit: Option<Option<bool>>,
    /// The ratio of before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_ratio: Option<Option<Figure>>,
    /// By how much it fell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fall: Option<Option<Figure>>,
    /// Where it went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Option<Direction>>,
    /// Whether it fell by as much as it was to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fell_enough: Option<Option<bool>>,
}

/// Source: clause `#income_ratio`, rule 32.
pub(super) fn drug_income_ratio(
    rulebook: &Rulebook,
    question: &IncomeQuestion,
    sink: &mut dyn Sink,
) -> Result<IncomeRatio, Error> {
    check(rulebook, question)?;
    let without_slices = need_either(&rulebook.exclude_tcm_slices, question.exclude_tcm_slices.as_ref(), sink)?;
    let limit = either(&rulebook.income_ratio_limit, question.income_ratio_limit.as_ref(), sink);
    let current = ratio(&question.current, without_slices);
    let within_limit = limit.map(|limit| current.as_ref().map(|ratio| *ratio <= Rational::from(limit)));
    let outcome = match within_limit {
        Some(Some(true)) => "within_limit",
        Some(Some(false)) => "above_limit",
        _ => "computed",
    };
    let shown = |ratio: &Option<Rational>| ratio.clone().map(Figure::quotient);
    let facts = || {
        vec![("ratio", optional_fact(shown(&current))), ("limit", optional_fact(limit.filter(|_| current.is_some())))]
    };
    note(rulebook, "income_ratio", group("current"), outcome, facts, sink);
    let mut answer = IncomeRatio {
        ratio: shown(&current),
        within_limit,
        previous_ratio: None,
        fall: None,
        direction: None,
        fell_enough: None,
    };
    if let Some(income) = &question.previous {
        let previous = ratio(income, without_slices);
        let fall = previous.as_ref().zip(current.as_ref()).map(|(previous, current)| previous - current);
        let direction = fall.as_ref().map(|fall| match fall.sign() {
            Ordering::Greater => Direction::Fell,
            Ordering::Equal => Direction::Unchanged,
            Ordering::Less => Direction::Rose,
        });
        let facts = || vec![("previous_ratio", optional_fact(shown(&previous))), ("fall", optional_fact(shown(&fall)))];
        let outcome = direction.map_or("computed", Direction::as_str);
        note(rulebook, "income_ratio", group("previous"), outcome, facts, sink);
        answer.fell_enough = question.min_fall.map(|least| fall.as_ref().map(|fall| *fall >= Rational::from(least)));
        answer.direction = Some(direction);
        answer.fall = Some(shown(&fall));
        answer.previous_ratio = Some(shown(&previous));
    }
    Ok(answer)
}

fn check(rulebook: &Rulebook, question: &IncomeQuestion) -> Result<(), Error> {
    for (name, income) in [("current", Some(&question.current)), ("previous", question.previous.as_ref())] {
        let Some(income) = income else { continue };
        let Income { drug_income, tcm_slices_income, medical_income } = income;
        if tcm_slices_income > drug_income {
            let message =
                format!("tcm_slices_income must be at most drug_income `{drug_income}`, got `{tcm_slices_income}`");
            return Err(Error::invalid_input(format!("/input/{name}/tcm_slices_income"), message));
        }
        if medical_income < drug_income {
            let message =
                format!("medical_income must be at least drug_income `{drug_income}`, got `{medical_income}`");
            return Err(Error::invalid_input(format!("/input/{name}/medical_income"), message));
        }
    }
    if question.min_fall.is_some() && question.previous.is_none() {
        return Err(validate::refused("/input/min_fall", "without previous"));
    }
    let stated = question.exclude_tcm_slices.is_some();
    refuse_given(&rulebook.exclude_tcm_slices, stated, "/input/exclude_tcm_slices")?;
    refuse_given(&rulebook.income_ratio_limit, question.income_ratio_limit.is_some(), "/input/income_ratio_limit")
}

/// Rule 32: the denominator keeps the slices.
fn ratio(income: &Income, without_slices: bool) -> Option<Rational> {
    let slices = if without_slices { income.tcm_slices_income.units() } else { 0 };
    let drugs = income.drug_income.units().saturating_sub(slices);
    rational(drugs).checked_div(&rational(income.medical_income.units()))
}
