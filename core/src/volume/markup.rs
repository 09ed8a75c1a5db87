//! Rule 31: sale at the purchase price (零差率).

use serde::{Deserialize, Serialize};

use super::notes;
use super::number::{Figure, NonNegative, Positive};
use super::rulebook::{Rulebook, need_either, refuse_given};
use super::validate;
use super::vocabulary::{MarkupOutcome, ProductClass};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;

fn nothing() -> NonNegative {
    NonNegative::ZERO
}

fn one() -> Positive {
    Positive::ONE
}

fn drug() -> ProductClass {
    ProductClass::Drug
}

/// What `volume.zero_markup` is asked.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, MarkupQuestion, Rulebook};
///
/// // The exemption of herbal slices is the caller's to state where the document does not.
/// let question: MarkupQuestion = serde_json::from_str(
///     r#"{ "tcm_slices_exempt": false,
///          "lines": [ { "line": "1", "product_class": "tcm_slices", "purchase_price": "10", "sale_price": "12.5" } ] }"#,
/// )?;
/// assert!(!volume::zero_markup(&*Rulebook::builtin("volume/generic")?, &question)?.compliant);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MarkupQuestion {
    /// The lines, at least one.
    pub lines: Vec<SaleLine>,
    /// By how much a sale price may differ, yuan.
    #[serde(default = "nothing")]
    pub tolerance: NonNegative,
    /// Whether herbal slices are exempt, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tcm_slices_exempt: Option<bool>,
}

/// What is sold.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, MarkupOutcome, Rulebook};
///
/// // A box of three for 10 yuan, sold singly at 3.33: a third of a fen too cheap, which a tolerance forgives.
/// let check = volume::zero_markup(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "tolerance": "0.005", "lines": [ { "line": "1", "purchase_price": "10", "purchase_units": "3", "sale_price": "3.33" } ] }"#,
/// )?)?;
/// assert_eq!(check.lines[0].expected_price.to_string(), "3.333333");
/// assert_eq!(check.lines[0].outcome, MarkupOutcome::Ok);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SaleLine {
    /// The line, unique in the list.
    pub line: Id,
    /// What it is.
    #[serde(default = "drug")]
    pub product_class: ProductClass,
    /// What `purchase_units` cost, yuan.
    pub purchase_price: NonNegative,
    /// Units of that price.
    #[serde(default = "one")]
    pub purchase_units: Positive,
    /// What `sale_units` are sold at, yuan.
    pub sale_price: NonNegative,
    /// Units of that price.
    #[serde(default = "one")]
    pub sale_units: Positive,
    /// How many were sold at the sale price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<NonNegative>,
}

/// Whether sales are without mark-up.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Below the purchase price is no mark-up, and yet not what the rule asks for.
/// let check = volume::zero_markup(&*Rulebook::builtin("volume/jilin-city-2020")?, &serde_json::from_str(
///     r#"{ "lines": [ { "line": "3", "purchase_price": "10", "sale_price": "9.9", "quantity": "3" } ] }"#,
/// )?)?;
/// assert_eq!((check.compliant, check.excess_total.to_string().as_str()), (false, "0"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MarkupCheck {
    /// Whether no line is above or below.
    pub compliant: bool,
    /// What was asked too much in all.
    pub excess_total: Figure,
    /// The lines, by id.
    pub lines: Vec<MarkupLine>,
}

/// Whether a line is without mark-up.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Free goods that are sold: the mark-up has no rate, but an amount.
/// let check = volume::zero_markup(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "lines": [ { "line": "2", "purchase_price": "0", "sale_price": "1", "quantity": "5" } ] }"#,
/// )?)?;
/// assert!(check.lines[0].markup.is_none());
/// assert_eq!(check.lines[0].excess_amount.as_ref().unwrap().to_string(), "5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MarkupLine {
    /// The line.
    pub line: Id,
    /// What the sale price should be.
    pub expected_price: Figure,
    /// Sale price less that.
    pub difference: Figure,
    /// The difference against what it should be; null where that is zero.
    pub markup: Option<Figure>,
    /// How it stands.
    pub outcome: MarkupOutcome,
    /// The difference on what was sold above; null without a quantity.
    pub excess_amount: Option<Figure>,
}

/// Source: clause `#zero_markup`.
pub(super) fn zero_markup(
    rulebook: &Rulebook,
    question: &MarkupQuestion,
    sink: &mut dyn Sink,
) -> Result<MarkupCheck, Error> {
    validate::keys("/input/lines", "line", question.lines.iter().map(|line| &line.line))?;
    validate::not_empty("/input/lines", &question.lines)?;
    let given = question.tcm_slices_exempt;
    refuse_given(&rulebook.tcm_slices_exempt, given.is_some(), "/input/tcm_slices_exempt")?;
    let has_slices = question.lines.iter().any(|line| line.product_class == ProductClass::TcmSlices);
    let slices_exempt = has_slices && need_either(&rulebook.tcm_slices_exempt, given.as_ref(), sink)?;
    let mut lines: Vec<&SaleLine> = question.lines.iter().collect();
    lines.order_by(|a, b| a.line.cmp(&b.line));
    let tolerance = Rational::from(question.tolerance);
    let mut excess_total = Rational::ZERO;
    let lines: Vec<MarkupLine> = lines
        .into_iter()
        .map(|known| {
            let (line, excess) = line(known, &tolerance, slices_exempt);
            excess_total = &excess_total + &excess;
            notes::sale(rulebook, &line, sink);
            line
        })
        .collect();
    let is_off = |line: &MarkupLine| matches!(line.outcome, MarkupOutcome::Above | MarkupOutcome::Below);
    Ok(MarkupCheck { compliant: !lines.iter().any(is_off), excess_total: excess_total.into(), lines })
}

fn line(line: &SaleLine, tolerance: &Rational, slices_exempt: bool) -> (MarkupLine, Rational) {
    let bought = &Rational::from(line.purchase_price) * &Rational::from(line.sale_units);
    let expected = bought.checked_div(&line.purchase_units.into()).unwrap_or(Rational::ZERO);
    let difference = &Rational::from(line.sale_price) - &expected;
    let outcome = if line.product_class == ProductClass::TcmSlices && slices_exempt {
        MarkupOutcome::Exempt
    } else if difference > *tolerance {
        MarkupOutcome::Above
    } else if difference < -tolerance.clone() {
        MarkupOutcome::Below
    } else {
        MarkupOutcome::Ok
    };
    let excess = line.quantity.map(|quantity| match outcome {
        MarkupOutcome::Above => &difference * &Rational::from(quantity),
        _ => Rational::ZERO,
    });
    let counted = excess.clone().unwrap_or(Rational::ZERO);
    let line = MarkupLine {
        line: line.line.clone(),
        markup: difference.checked_div(&expected).map(Figure::from),
        expected_price: expected.into(),
        difference: difference.into(),
        outcome,
        excess_amount: excess.map(Figure::from),
    };
    (line, counted)
}
