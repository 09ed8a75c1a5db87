//! What is asked of charge lines and bills: the serde types are the JSON contract.

use serde::{Deserialize, Deserializer, Serialize};

use super::question::{SplitOrder, TierBase};
use crate::Id;
use crate::number::{Amount, NonNegativeAmount, Rate, RoundingMode, SignedQuantity, UnitPrice};

fn is_false(flag: &bool) -> bool {
    !flag
}

/// A member that may be there and is not looked at.
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
