//! What the functions answer: the serde types are the JSON contract.

use serde::Serialize;

use super::parameters::Base;
use crate::Id;
use crate::explain::{Fact, Facts};
use crate::number::{Real, Rounded};
use crate::words::choices;

choices! {
    /// The steps of a conversion.
    StepName {
        /// Dosage form, and sugar-free.
        Form = "form",
        /// Content.
        Content = "content",
        /// Fill.
        Fill = "fill",
        /// Days of treatment.
        DailyDose = "daily_dose",
        /// Package count.
        Count = "count",
        /// The least price of an injection.
        Floor = "floor",
        /// The most that a smaller specification costs.
        Cap = "cap",
        /// Packaging material.
        PackageMaterial = "package_material",
        /// Packaging form.
        PackagingForm = "packaging_form",
    }
    /// What a step does to the price.
    StepKind {
        /// It multiplies by a factor (比价).
        Ratio = "ratio",
        /// It adds an amount (差价).
        Difference = "difference",
        /// It replaces the price.
        Limit = "limit",
    }
    /// Why a representative of its own is required or permitted.
    Ground {
        /// The indication is wholly different.
        WhollyDifferentIndication = "wholly_different_indication",
        /// For children only.
        ChildrenOnly = "children_only",
        /// The content is a large multiple or a small fraction.
        ContentMultiple = "content_multiple",
        /// A special device, self-administered.
        SpecialDevice = "special_device",
        /// A partly changed indication with major clinical effect.
        MajorIndicationChange = "major_indication_change",
        /// A multi-dose pack that is not dearer.
        MultiDosePack = "multi_dose_pack",
    }
    /// Why a pair of listed products was not compared.
    NotComparedReason {
        /// The rules require a representative of its own.
        SeparateRepresentative = "separate_representative",
        /// The document does not say how to convert.
        RuleGap = "rule_gap",
    }
}

/// One step of a conversion, in the order of application.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// Which step.
    pub step: StepName,
    /// What it does to the price.
    pub kind: StepKind,
    /// Target ÷ representative (in a comparable price the inverse): content, fill, days or count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<Real>,
    /// The base of the power ratio, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Base>,
    /// What a ratio multiplies by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factor: Option<Real>,
    /// The whole amount that a difference adds, yuan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Real>,
    /// The price of the pack after this step, exact until it is printed, yuan; not in a ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_after: Option<Real>,
}

impl Step {
    /// The members as facts of an explanation.
    pub(super) fn facts(&self) -> Facts {
        let mut facts: Facts = vec![("step", self.step.as_str().into()), ("kind", self.kind.as_str().into())];
        facts.extend(self.x.as_ref().map(|x| ("x", x.into())));
        facts.extend(self.base.as_ref().map(|base| ("base", Fact::Text(base.to_string()))));
        facts.extend(self.factor.as_ref().map(|factor| ("factor", factor.into())));
        facts.extend(self.difference.as_ref().map(|difference| ("difference", difference.into())));
        facts.extend(self.price_after.as_ref().map(|price| ("price_after", price.into())));
        facts
    }
}

/// A price by the differential rules.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DifferentialPrice {
    /// Price of the target's pack, rounded, yuan.
    pub price: Rounded,
    /// The exact price ÷ `count` of the target, rounded, yuan; absent where no rounding of unit prices is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Rounded>,
    /// The price before rounding.
    pub unrounded: Real,
    /// A default material maximum was used: the law fixes only the most that the price may be.
    pub price_is_ceiling: bool,
    /// The floor of injections replaced the price.
    pub floor_applied: bool,
    /// The cap of smaller specifications replaced the price.
    pub cap_applied: bool,
    /// The steps, in the order of application; none if the products do not differ.
    pub steps: Vec<Step>,
}

/// The price of the reference that goes with the price of a product.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparablePrice {
    /// The comparable price (单位可比价), rounded, yuan.
    pub comparable_price: Rounded,
    /// The same before rounding.
    pub unrounded: Real,
    /// The steps in the order in which they are undone.
    pub steps: Vec<Step>,
}

/// The ratio between two specifications.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DifferentialRatio {
    /// The product of all factors.
    pub ratio: Real,
    /// Whether the printed decimal is the exact value.
    pub exact: bool,
    /// The steps, in the order of application.
    pub steps: Vec<Step>,
}

/// A listed product after the check.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListingItem {
    /// The product.
    pub id: Id,
    /// Its price as given, yuan.
    pub price: Rounded,
    /// The product whose price gives the limit.
    pub base_id: Id,
    /// The most that it may cost by the differential rules, yuan.
    pub limit: Rounded,
    /// The listed price is above the limit.
    pub differential_violation: bool,
    /// The lowest of listed price, limit and the other finding's limit, yuan.
    pub compliant_price: Rounded,
    /// Listed price − compliant price, yuan.
    pub excess: Rounded,
}

/// A pair of listed products that was not compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotCompared {
    /// The product whose price is known.
    pub source: Id,
    /// The product whose limit was wanted.
    pub target: Id,
    /// Why.
    pub reason: NotComparedReason,
}

/// Listed prices held against each other.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListingCheck {
    /// The products, by id.
    pub items: Vec<ListingItem>,
    /// Those whose excess is above zero, by id.
    pub violating_ids: Vec<Id>,
    /// The pairs that were not compared, by target, then source.
    pub not_compared: Vec<NotCompared>,
}

/// Whether a candidate needs or may have a representative of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RepresentativeNeed {
    /// One of the first three grounds holds.
    pub required: bool,
    /// Any ground holds.
    pub permitted: bool,
    /// The grounds that hold.
    pub grounds: Vec<Ground>,
    /// Grounds that cannot be told because a price is missing.
    pub undetermined: Vec<Ground>,
}
