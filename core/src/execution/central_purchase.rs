//! Rule 31: by which way goods are bought (集中采购目录).

use serde::{Deserialize, Serialize};

use super::notes::{Subject, fact, note};
use super::number::{Figure, NonNegative, exact};
use super::rulebook::Rulebook;
use super::validate;
use super::vocabulary::{Buyer, EquipmentClass, GoodsKind, PurchaseRoute, RouteReason};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::sorting::Sorting;

/// What `execution.central_purchase` is asked.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, PurchaseQuestion, Rulebook, RouteReason};
///
/// // The exchange serves public hospitals; what a private one buys is not covered, whatever its value.
/// let question: PurchaseQuestion = serde_json::from_str(
///     r#"{ "buyer": "private", "goods": [ { "item": "ct", "kind": "equipment", "value": "3000000" } ] }"#,
/// )?;
/// let routes = execution::central_purchase(&*Rulebook::builtin("execution/chongqing-exchange")?, &question)?;
/// assert_eq!(routes.goods[0].reason, RouteReason::PrivateBuyer);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PurchaseQuestion {
    /// Who buys.
    pub buyer: Buyer,
    /// The goods, at least one.
    pub goods: Vec<Goods>,
}

fn not_large() -> EquipmentClass {
    EquipmentClass::None
}

/// Goods to be bought.
///
/// # Example
///
/// ```
/// use jicai::execution::{EquipmentClass, Goods};
///
/// // Yuan; whether of a unit or of a project the document does not say. Equipment is not large unless it is said to be.
/// let goods: Goods = serde_json::from_str(r#"{ "item": "us", "kind": "equipment", "value": "1999999.99" }"#)?;
/// assert_eq!(goods.large_equipment_class, EquipmentClass::None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Goods {
    /// The item, unique in the list.
    pub item: Id,
    /// What it is.
    pub kind: GoodsKind,
    /// Its value, yuan; the caller decides whether that is a unit's or the project's.
    pub value: NonNegative,
    /// Class of large equipment; for equipment only.
    #[serde(default = "not_large")]
    pub large_equipment_class: EquipmentClass,
}

/// By which ways goods are bought.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // On the threshold, and below it but of class B: both are bought centrally.
/// let routes = execution::central_purchase(&*Rulebook::builtin("execution/chongqing-exchange")?, &serde_json::from_str(
///     r#"{ "buyer": "public", "goods": [ { "item": "ct", "kind": "equipment", "value": "2000000" },
///          { "item": "mr", "kind": "equipment", "value": "1500000", "large_equipment_class": "class_b" } ] }"#,
/// )?)?;
/// assert_eq!(routes.central_value.to_string(), "3500000");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PurchaseRoutes {
    /// The goods, by id.
    pub goods: Vec<GoodsRoute>,
    /// The value of goods of central purchase, yuan.
    pub central_value: Figure,
}

/// By which way an item is bought.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, PurchaseRoute, RouteReason, Rulebook};
///
/// let routes = execution::central_purchase(&*Rulebook::builtin("execution/chongqing-exchange")?, &serde_json::from_str(
///     r#"{ "buyer": "public", "goods": [ { "item": "st", "kind": "consumable", "value": "5" } ] }"#,
/// )?)?;
/// let stent = &routes.goods[0];
/// assert_eq!((stent.route, stent.reason), (PurchaseRoute::OnlineTrade, RouteReason::Consumable)); // whatever its value
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GoodsRoute {
    /// The item.
    pub item: Id,
    /// The way.
    pub route: PurchaseRoute,
    /// Why.
    pub reason: RouteReason,
}

/// Source: clause `#central`, rule 31.
pub(super) fn central_purchase(
    rulebook: &Rulebook,
    question: &PurchaseQuestion,
    sink: &mut dyn Sink,
) -> Result<PurchaseRoutes, Error> {
    check(&question.goods)?;
    let threshold = *rulebook.central_threshold.need(sink)?;
    let class_b_always = *rulebook.central_class_b_always.need(sink)?;
    let mut by_item: Vec<&Goods> = question.goods.iter().collect();
    by_item.order_by_key(|goods| &goods.item);
    let mut central = 0_i128;
    let goods = by_item
        .into_iter()
        .map(|goods| {
            let reason = reason(question.buyer, goods, threshold, class_b_always);
            let route = match reason {
                RouteReason::Drug => *rulebook.route_drug.need(sink)?,
                RouteReason::Consumable => *rulebook.route_consumable.need(sink)?,
                RouteReason::Value | RouteReason::ClassB => *rulebook.route_equipment.need(sink)?,
                RouteReason::BelowThreshold => PurchaseRoute::OwnPurchase,
                RouteReason::PrivateBuyer => PurchaseRoute::NotCovered,
            };
            if route == PurchaseRoute::CentralPurchase {
                central = central.saturating_add(goods.value.units());
            }
            let facts = || vec![("value", fact(goods.value)), ("threshold", fact(threshold)), ("reason", fact(reason))];
            note(rulebook, "central", Subject::Of("item", &goods.item), route, facts, sink);
            Ok(GoodsRoute { item: goods.item.clone(), route, reason })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    Ok(PurchaseRoutes { goods, central_value: exact(central) })
}

fn check(goods: &[Goods]) -> Result<(), Error> {
    validate::not_empty("/input/goods", goods)?;
    validate::keys("/input/goods", "item", goods.iter().map(|goods| &goods.item))?;
    for (i, goods) in goods.iter().enumerate() {
        if goods.kind != GoodsKind::Equipment && goods.large_equipment_class != EquipmentClass::None {
            let path = format!("/input/goods/{i}/large_equipment_class");
            let message = format!(
                "large_equipment_class must be `none` for a {}, got `{}`",
                goods.kind, goods.large_equipment_class
            );
            return Err(Error::invalid_input(path, message));
        }
    }
    Ok(())
}

/// Rule 31: equipment goes by its value, and class B whatever it costs where the document says so.
fn reason(buyer: Buyer, goods: &Goods, threshold: NonNegative, class_b_always: bool) -> RouteReason {
    match (buyer, goods.kind) {
        (Buyer::Private, _) => RouteReason::PrivateBuyer,
        (Buyer::Public, GoodsKind::Drug) => RouteReason::Drug,
        (Buyer::Public, GoodsKind::Consumable) => RouteReason::Consumable,
        (Buyer::Public, GoodsKind::Equipment) if goods.value >= threshold => RouteReason::Value,
        (Buyer::Public, GoodsKind::Equipment)
            if class_b_always && goods.large_equipment_class == EquipmentClass::ClassB =>
        {
            RouteReason::ClassB
        }
        (Buyer::Public, GoodsKind::Equipment) => RouteReason::BelowThreshold,
    }
}
