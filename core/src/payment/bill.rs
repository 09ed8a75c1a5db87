//! What is asked of charge lines and bills: the serde types are the JSON contract.

use serde::{Deserialize, Deserializer, Serialize};

use super::question::{SplitOrder, TierBase};
use crate::Id;
use crate::number::{Amount, NonNegativeAmount, Rate, RoundingMode, SignedQuantity, UnitPrice};

fn is_false(flag: &bool) -> bool {
    !flag
}

/// A member that may be there and is not looked at.
///
/// # Example
///
/// ```
/// use jicai::payment::StoredSplit;
///
/// // A split may be stored as it was answered, with its `ceiling_amount`.
/// let stored: StoredSplit = serde_json::from_str(
///     r#"{ "fully_own": "0", "above_standard": "16.16", "first_self_pay": "0", "in_scope": "7.64", "ceiling_amount": "7.64" }"#,
/// )?;
/// assert!(!serde_json::to_string(&stored)?.contains("ceiling_amount"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transparent))]
pub struct NotLookedAt(#[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))] ());

impl<'de> Deserialize<'de> for NotLookedAt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| NotLookedAt(()))
    }
}

/// The parts of a line that was split.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, LineQuestion, StoredSplit};
///
/// // A tenth of a line comes back: each part gives a tenth.
/// let part = |text: &str| text.parse();
/// let stored = StoredSplit {
///     fully_own: part("0")?, above_standard: part("70")?, first_self_pay: part("10")?, in_scope: part("20")?,
///     total: None, ceiling_amount: Default::default(),
/// };
/// let refund = payment::split_line(&LineQuestion { amount: Some("-10".parse()?), refund_of: Some(stored), ..LineQuestion::default() })?;
/// assert_eq!(refund.above_standard.to_string(), "-7.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StoredSplit {
    /// Fully own-paid, yuan.
    pub fully_own: NonNegativeAmount,
    /// Above the standard, yuan.
    pub above_standard: NonNegativeAmount,
    /// First self-pay, yuan.
    pub first_self_pay: NonNegativeAmount,
    /// In scope, yuan.
    pub in_scope: NonNegativeAmount,
    /// The sum, if it is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<NonNegativeAmount>,
    /// Accepted, as a split has it, and not looked at.
    #[serde(default, skip_serializing)]
    pub ceiling_amount: NotLookedAt,
}

/// What `payment.split_line` is asked: how a charge line divides.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, LineQuestion, SplitOrder};
///
/// // 100 yuan, standard 60, rate 10 %: with the rate first the patient's 10 % is of the whole amount.
/// let mut line = LineQuestion {
///     amount: Some("100".parse()?), quantity: Some("1".parse()?), standard: Some("60".parse()?),
///     first_self_pay_rate: Some("0.10".parse()?), ..LineQuestion::default()
/// };
/// assert_eq!(payment::split_line(&line)?.in_scope.to_string(), "54.00");
/// line.order = Some(SplitOrder::RateFirst);
/// assert_eq!(payment::split_line(&line)?.in_scope.to_string(), "60.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineQuestion {
    /// Amount of the line, yuan; negative for a refund. Not together with `price`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Price of a unit, yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<UnitPrice>,
    /// Units; negative for a refund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<SignedQuantity>,
    /// In the catalogue; true where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covered: Option<bool>,
    /// Payment standard of a unit, yuan; no ceiling where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<UnitPrice>,
    /// Rate of first self-pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_self_pay_rate: Option<Rate>,
    /// Fixed self-pay of a unit instead of a rate (定额自负), yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed_self_pay: Option<UnitPrice>,
    /// Which comes first; the ceiling where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<SplitOrder>,
    /// How amounts are rounded; half-up where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<RoundingMode>,
    /// What is left of the split that is refunded; then only `amount` beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund_of: Option<StoredSplit>,
}

/// A split line of a bill.
///
/// # Example
///
/// ```
/// use jicai::payment::BillLine;
///
/// // What `split_line` answered, with an id. A stated sum is checked when the bill is settled.
/// let line: BillLine = serde_json::from_str(
///     r#"{ "id": "A", "total": "23.80", "fully_own": "0", "above_standard": "16.16", "first_self_pay": "0", "in_scope": "7.63" }"#,
/// )?;
/// let bill = serde_json::json!({ "deductible_remaining": "0", "tiers": [ { "rate": "0.80" } ], "lines": [ line ] });
/// let error = jicai::payment::settle(&serde_json::from_value(bill)?).unwrap_err();
/// assert_eq!(error.path(), "/input/lines/0/total"); // a fen is missing
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BillLine {
    /// Identifier, unique in the bill.
    pub id: Id,
    /// Fully own-paid, yuan.
    pub fully_own: NonNegativeAmount,
    /// Above the standard, yuan.
    pub above_standard: NonNegativeAmount,
    /// First self-pay, yuan.
    pub first_self_pay: NonNegativeAmount,
    /// In scope, yuan.
    pub in_scope: NonNegativeAmount,
    /// The sum, if it is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<NonNegativeAmount>,
    /// Accepted, as a split has it, and not looked at.
    #[serde(default, skip_serializing)]
    pub ceiling_amount: NotLookedAt,
}

/// A tier of reimbursement.
///
/// # Example
///
/// ```
/// use jicai::payment;
///
/// // Half up to 100 yuan, 90 % above: 50 + 180.
/// let bill = payment::settle(&serde_json::from_str(
///     r#"{ "deductible_remaining": "0", "tier_base": "in_scope", "tiers": [ { "up_to": "100", "rate": "0.50" }, { "rate": "0.90" } ],
///          "lines": [ { "id": "A", "fully_own": "0", "above_standard": "0", "first_self_pay": "0", "in_scope": "300" } ] }"#,
/// )?)?;
/// assert_eq!(bill.totals.fund.to_string(), "230.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReimbursementTier {
    /// Where it ends, yuan; the last tier has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<NonNegativeAmount>,
    /// Reimbursement rate (报销比例).
    pub rate: Rate,
}

fn half_up() -> RoundingMode {
    RoundingMode::HalfUp
}

/// What `payment.settle` is asked: how a bill divides between fund and patient.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, SettleQuestion};
///
/// // Money that counted before this bill moves it up the tiers: all 300 yuan lie above 100.
/// let question: SettleQuestion = serde_json::from_str(
///     r#"{ "deductible_remaining": "0", "tier_base": "in_scope", "accumulated": "100",
///          "tiers": [ { "up_to": "100", "rate": "0.50" }, { "rate": "0.90" } ],
///          "lines": [ { "id": "A", "fully_own": "0", "above_standard": "0", "first_self_pay": "0", "in_scope": "300" } ] }"#,
/// )?;
/// assert_eq!(payment::settle(&question)?.totals.fund.to_string(), "270.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SettleQuestion {
    /// The split lines, at most 100,000.
    pub lines: Vec<BillLine>,
    /// What is left of the deductible (起付线), yuan.
    pub deductible_remaining: NonNegativeAmount,
    /// The tiers, in ascending order.
    pub tiers: Vec<ReimbursementTier>,
    /// What the tiers count; required with two or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier_base: Option<TierBase>,
    /// What counted before this bill, yuan; 0 where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accumulated: Option<NonNegativeAmount>,
    /// What is left of the cap of the fund (封顶线), yuan; no cap where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund_cap_remaining: Option<NonNegativeAmount>,
    /// Round each tier by itself.
    #[serde(default, skip_serializing_if = "is_false")]
    pub round_each_tier: bool,
    /// How the pooled amount is rounded.
    #[serde(default = "half_up")]
    pub rounding: RoundingMode,
}
