//! What the functions answer: the serde types are the JSON contract.

use serde::Serialize;

use super::parameters::Base;
use crate::Id;
use crate::explain::{Fact, Facts};
use crate::number::{Real, Rounded};
use crate::words::choices;

choices! {
    /// The steps of a conversion.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{self, PriceQuestion, StepName};
    ///
    /// let question = PriceQuestion::from_json(r#"{ "representative": { "form": "tablet", "content": "10", "count": "14" }, "price": "1.68",
    ///     "target": { "form": "tablet", "content": "20", "count": "28" } }"#)?;
    /// let answer = differential::price(&*differential::Rulebook::builtin("differential/vbp")?, &question)?;
    /// assert!(answer.steps.iter().map(|step| step.step).eq([StepName::Content, StepName::Count]));
    /// # Ok::<(), jicai::Error>(())
    /// ```
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
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{self, PriceQuestion, StepKind};
    ///
    /// // What the plastic bottle costs more than the glass one is an amount, not a factor.
    /// let question = PriceQuestion::from_json(r#"{ "price": "5.20", "material_difference": "0.8",
    ///     "representative": { "form": "large_volume_injection", "content": "100", "package_material": "glass_bottle" },
    ///     "target": { "form": "large_volume_injection", "content": "100", "package_material": "plastic_bottle" } }"#)?;
    /// let answer = differential::price(&*differential::Rulebook::builtin("differential/vbp")?, &question)?;
    /// assert_eq!(answer.steps[0].kind, StepKind::Difference);
    /// assert_eq!(answer.price.to_string(), "6.00");
    /// # Ok::<(), jicai::Error>(())
    /// ```
    StepKind {
        /// It multiplies by a factor (比价).
        Ratio = "ratio",
        /// It adds an amount (差价).
        Difference = "difference",
        /// It replaces the price.
        Limit = "limit",
    }
    /// Why a representative of its own is required or permitted.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{self, Ground};
    ///
    /// let question = jicai::evaluate::read(serde_json::json!({ "representative": { "form": "tablet", "content": "10" },
    ///     "candidate": { "form": "tablet", "content": "5", "children_only": true } }))?;
    /// let need = differential::needs_representative(&*differential::Rulebook::builtin("differential/cn-2011")?, &question)?;
    /// assert_eq!(need.grounds, [Ground::ChildrenOnly]);
    /// # Ok::<(), jicai::Error>(())
    /// ```
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
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{self, NotComparedReason};
    ///
    /// // No document says what a sustained-release tablet costs beside a plain one: with `skip` the pair is left out.
    /// let question = jicai::evaluate::read(serde_json::json!({ "on_gap": "skip", "products": [
    ///     { "id": "A", "price": "1.00", "form": "tablet", "content": "10" },
    ///     { "id": "B", "price": "9.00", "form": "sustained_release_tablet", "content": "10" } ] }))?;
    /// let check = differential::check_listing(&*differential::Rulebook::builtin("differential/shanxi-2025")?, &question)?;
    /// assert_eq!(check.not_compared[0].reason, NotComparedReason::RuleGap);
    /// # Ok::<(), jicai::Error>(())
    /// ```
    NotComparedReason {
        /// The rules require a representative of its own.
        SeparateRepresentative = "separate_representative",
        /// The document does not say how to convert.
        RuleGap = "rule_gap",
    }
}

/// One step of a conversion, in the order of application.
///
/// # Example
///
/// ```
/// use jicai::differential::{self, PriceQuestion};
///
/// let question = PriceQuestion::from_json(r#"{ "representative": { "form": "tablet", "content": "10" }, "price": "1.68",
///     "target": { "form": "tablet", "content": "20" } }"#)?;
/// let answer = differential::price(&*differential::Rulebook::builtin("differential/vbp")?, &question)?;
/// let step = serde_json::to_value(&answer.steps[0])?;
/// assert_eq!(step["x"], "2.0000000000"); // twice the content
/// assert_eq!((&step["base"], &step["factor"]), (&"1.7".into(), &"1.7000000000".into()));
/// assert_eq!(step["price_after"], "2.8560000000");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
///
/// # Example
///
/// ```
/// use jicai::differential::{self, PriceQuestion};
///
/// // Water pills, 0.60 yuan a sachet of 6 g: the sachet of 2.5 g as it was published in 2009.
/// let question = PriceQuestion::from_json(r#"{ "drug_class": "tcm", "price": "0.60",
///     "representative": { "form": "water_pill", "fill": "6", "fill_unit": "g", "unit": "sachet" },
///     "target": { "form": "water_pill", "fill": "2.5", "fill_unit": "g", "unit": "sachet" } }"#)?;
/// let answer = differential::price(&*differential::Rulebook::builtin("differential/cn-retail-cap-2009")?, &question)?;
/// assert_eq!(answer.price.to_string(), "0.27");
/// assert!(!answer.price_is_ceiling && !answer.floor_applied && !answer.cap_applied);
/// # Ok::<(), jicai::Error>(())
/// ```
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
///
/// # Example
///
/// ```
/// use jicai::differential::{self, ComparablePriceQuestion, Form, Product};
///
/// let tablet = |content: &str| content.parse().map(|content| Product::new(Form::Tablet).content(content));
/// let question = ComparablePriceQuestion::new(tablet("20")?, "0.2043".parse()?, tablet("10")?);
/// let answer = differential::comparable_price(&*differential::Rulebook::builtin("differential/vbp")?, &question)?;
/// assert_eq!(answer.comparable_price.to_string(), "0.1202");
/// assert_eq!(answer.unrounded.to_string(), "0.1201764706"); // 0.2043 ÷ 1.7
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
///
/// # Example
///
/// ```
/// use jicai::differential;
///
/// // Half the content: 1 ÷ 1.7 has no end in decimals.
/// let question = jicai::evaluate::read(serde_json::json!({ "representative": { "form": "tablet", "content": "20" },
///     "target": { "form": "tablet", "content": "10" } }))?;
/// let answer = differential::ratio(&*differential::Rulebook::builtin("differential/cn-2011")?, &question)?;
/// assert_eq!((answer.ratio.to_string().as_str(), answer.exact), ("0.5882352941", false));
/// # Ok::<(), jicai::Error>(())
/// ```
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
///
/// # Example
///
/// ```
/// use jicai::differential;
///
/// // Another finding of the same check allows 1.50 for B: the lowest of all applies.
/// let question = jicai::evaluate::read(serde_json::json!({ "products": [
///     { "id": "A", "price": "1.00", "form": "tablet", "content": "10" },
///     { "id": "B", "price": "1.69", "form": "tablet", "content": "20", "other_limit": "1.50" } ] }))?;
/// let check = differential::check_listing(&*differential::Rulebook::builtin("differential/shanxi-2025")?, &question)?;
/// let b = &check.items[1];
/// assert_eq!((b.limit.to_string().as_str(), b.differential_violation), ("1.69", false));
/// assert_eq!((b.compliant_price.to_string().as_str(), b.excess.to_string().as_str()), ("1.50", "0.19"));
/// # Ok::<(), jicai::Error>(())
/// ```
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
///
/// # Example
///
/// ```
/// use jicai::differential;
///
/// // Eight times the content needs a representative of its own: neither price says anything about the other.
/// let question = jicai::evaluate::read(serde_json::json!({ "products": [
///     { "id": "A", "price": "1.00", "form": "tablet", "content": "1" },
///     { "id": "B", "price": "9.00", "form": "tablet", "content": "8" } ] }))?;
/// let check = differential::check_listing(&*differential::Rulebook::builtin("differential/shanxi-2025")?, &question)?;
/// let pairs: Vec<_> = check.not_compared.iter().map(|pair| (pair.source.as_str(), pair.target.as_str())).collect();
/// assert_eq!(pairs, [("B", "A"), ("A", "B")]);
/// # Ok::<(), jicai::Error>(())
/// ```
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
///
/// # Example
///
/// ```
/// use jicai::differential;
///
/// // B is the cheapest for what it holds: A may cost 2.86 ÷ 1.7, C 2.86 × 1.95.
/// let question = jicai::evaluate::read(serde_json::json!({ "products": [
///     { "id": "A", "price": "2.00", "form": "tablet", "content": "10", "count": "14" },
///     { "id": "B", "price": "2.86", "form": "tablet", "content": "20", "count": "14" },
///     { "id": "C", "price": "5.80", "form": "tablet", "content": "20", "count": "28" } ] }))?;
/// let check = differential::check_listing(&*differential::Rulebook::builtin("differential/shanxi-2025")?, &question)?;
/// assert!(check.violating_ids.iter().map(jicai::Id::as_str).eq(["A", "C"]));
/// assert!(check.items.iter().map(|item| item.limit.to_string()).eq(["1.68", "2.86", "5.58"]));
/// # Ok::<(), jicai::Error>(())
/// ```
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
///
/// # Example
///
/// ```
/// use jicai::differential::{self, Form, Product, RepresentativeQuestion};
///
/// let tablet = |content: &str| content.parse().map(|content| Product::new(Form::Tablet).content(content));
/// let question = RepresentativeQuestion::new(tablet("1")?, tablet("7.9999")?);
/// let need = differential::needs_representative(&*differential::Rulebook::builtin("differential/cn-2011")?, &question)?;
/// assert!(!need.required && !need.permitted); // not quite eight times the content
/// assert!(need.undetermined.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
