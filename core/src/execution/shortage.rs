//! Rule 29: stock that runs out or piles up, use that jumps, capacity that does not suffice, goods that go elsewhere.

use serde::{Deserialize, Serialize};

use super::notes::{Subject, fact, note, optional_fact};
use super::number::{Figure, NonNegative, exact, quotient, sum};
use super::rulebook::Rulebook;
use super::time::Day;
use super::validate;
use super::vocabulary::ShortageFlag;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;
use crate::{Date, Id};

/// Beyond so many days of stock no day is named on which it runs out.
const MOST_DAYS: i128 = 36_500;

/// What `execution.shortage` is asked. All limits are the caller's.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook, ShortageFlag, ShortageQuestion};
///
/// // No document prints a limit. Use that rose to 1.5 times is on the caller's limit of 1.5 and no jump; above 1.4 it is one.
/// let mut question: ShortageQuestion = serde_json::from_str(
///     r#"{ "as_of": "2024-02-20", "spike_limit": "1.5", "products": [ { "product": "a", "recent_use": "150", "baseline_use": "100" } ] }"#,
/// )?;
/// assert!(execution::shortage(Rulebook::unset()?, &question)?.products[0].flags.is_empty());
/// question.spike_limit = Some("1.4".parse()?);
/// assert_eq!(execution::shortage(Rulebook::unset()?, &question)?.products[0].flags, [ShortageFlag::Spike]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShortageQuestion {
    /// The day of the stock.
    pub as_of: Day,
    /// Fewer days of stock are too few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_days: Option<NonNegative>,
    /// More days of stock are too many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_days: Option<NonNegative>,
    /// A higher ratio of recent to usual use is a jump.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spike_limit: Option<NonNegative>,
    /// A lower ratio of capacity to agreed volume is too little.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_coverage: Option<NonNegative>,
    /// The products, at least one.
    pub products: Vec<SuppliedProduct>,
}

/// A product: at least one pair of fields.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook, ShortageFlag};
///
/// // Capacity for 99 of 100 that are agreed, and stock for a hundred days.
/// let shortage = execution::shortage(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2024-02-20", "max_days": "90", "min_coverage": "1", "products": [
///          { "product": "b", "stock": "1000", "daily_use": "10", "capacity": "99", "agreed": "100" } ] }"#,
/// )?)?;
/// assert_eq!(shortage.products[0].flags, [ShortageFlag::Hoarding, ShortageFlag::CapacityShort]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SuppliedProduct {
    /// The product, unique in the list.
    pub product: Id,
    /// Stock; with `daily_use`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<NonNegative>,
    /// Use a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub daily_use: Option<NonNegative>,
    /// Recent use; with `baseline_use`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recent_use: Option<NonNegative>,
    /// Usual use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline_use: Option<NonNegative>,
    /// What can be supplied; with `agreed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<NonNegative>,
    /// What is agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<NonNegative>,
    /// For which region it is agreed; with `sold`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_region: Option<Id>,
    /// What was sold where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sold: Option<Vec<RegionQuantity>>,
}

/// What was sold in a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegionQuantity {
    /// The region, unique in the list.
    pub region: Id,
    /// How much.
    pub quantity: NonNegative,
}

/// How the supply of products stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shortage {
    /// By days of stock, those without last, then by id.
    pub products: Vec<ProductSupply>,
}

/// How the supply of a product stands. A part whose pair was not given is absent; a quotient by zero is null.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // 40 of 100 were sold outside the region that was agreed. Without stock nothing is said of days: the member is absent.
/// let shortage = execution::shortage(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2024-02-20", "products": [ { "product": "c", "agreed_region": "R1", "sold": [
///          { "region": "R1", "quantity": "60" }, { "region": "R2", "quantity": "40" } ] } ] }"#,
/// )?)?;
/// assert_eq!(shortage.products[0].diverted_share.clone().unwrap().unwrap().to_string(), "0.4");
/// assert!(shortage.products[0].days_of_stock.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProductSupply {
    /// The product.
    pub product: Id,
    /// Stock over use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_of_stock: Option<Option<Figure>>,
    /// The day on which the stock is used up; null beyond 36,500 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runs_out_on: Option<Option<Date>>,
    /// Recent over usual use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spike_ratio: Option<Option<Figure>>,
    /// Capacity over agreed volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity_coverage: Option<Option<Figure>>,
    /// What was sold outside the agreed region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diverted_quantity: Option<Figure>,
    /// The same over all that was sold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diverted_share: Option<Option<Figure>>,
    /// What is wrong, in the order of the rules.
    pub flags: Vec<ShortageFlag>,
}

/// Source: clause `#shortage`, rule 29.
pub(super) fn shortage(
    rulebook: &Rulebook,
    question: &ShortageQuestion,
    sink: &mut dyn Sink,
) -> Result<Shortage, Error> {
    check(&question.products)?;
    let mut products: Vec<ProductSupply> = question.products.iter().map(|product| supply(question, product)).collect();
    let days = |supply: &ProductSupply| match &supply.days_of_stock {
        Some(Some(days)) => (false, days.value().clone()),
        _ => (true, Rational::ZERO),
    };
    products.order_by(|one, other| days(one).cmp(&days(other)).then_with(|| one.product.cmp(&other.product)));
    for supply in &products {
        report(rulebook, question, supply, sink);
    }
    Ok(Shortage { products })
}

fn check(products: &[SuppliedProduct]) -> Result<(), Error> {
    validate::not_empty("/input/products", products)?;
    validate::keys("/input/products", "product", products.iter().map(|product| &product.product))?;
    for (i, product) in products.iter().enumerate() {
        let at = format!("/input/products/{i}");
        let pairs = [
            (("stock", product.stock.is_some()), ("daily_use", product.daily_use.is_some())),
            (("recent_use", product.recent_use.is_some()), ("baseline_use", product.baseline_use.is_some())),
            (("capacity", product.capacity.is_some()), ("agreed", product.agreed.is_some())),
            (("agreed_region", product.agreed_region.is_some()), ("sold", product.sold.is_some())),
        ];
        let mut has_any = false;
        for (one, other) in pairs {
            has_any |= validate::pair(&at, one, other)?;
        }
        if !has_any {
            let message = "a product must have stock and daily_use, recent_use and baseline_use, capacity and agreed, or agreed_region and sold";
            return Err(Error::invalid_input(at, message));
        }
        let sold = product.sold.as_deref().unwrap_or_default();
        if sold.len() > 1 {
            validate::keys(&format!("{at}/sold"), "region", sold.iter().map(|sold| &sold.region))?;
        }
    }
    Ok(())
}

fn supply(question: &ShortageQuestion, product: &SuppliedProduct) -> ProductSupply {
    let ratio = |part: Option<NonNegative>, whole: Option<NonNegative>| {
        part.zip(whole).map(|(part, whole)| quotient(part.units(), whole.units()))
    };
    let days_of_stock = ratio(product.stock, product.daily_use);
    let spike_ratio = ratio(product.recent_use, product.baseline_use);
    let capacity_coverage = ratio(product.capacity, product.agreed);
    let diverted = product.agreed_region.as_ref().zip(product.sold.as_deref()).map(|(region, sold)| {
        let outside = sold.iter().filter(|sold| sold.region != *region);
        (sum(outside.map(|sold| sold.quantity.units())), sum(sold.iter().map(|sold| sold.quantity.units())))
    });
    let value = |figure: &Option<Option<Figure>>| figure.clone().flatten();
    let is_below = |figure: &Option<Option<Figure>>, limit: Option<NonNegative>| {
        value(figure).zip(limit).is_some_and(|(figure, limit)| *figure.value() < Rational::from(limit))
    };
    let is_above = |figure: &Option<Option<Figure>>, limit: Option<NonNegative>| {
        value(figure).zip(limit).is_some_and(|(figure, limit)| *figure.value() > Rational::from(limit))
    };
    let tests = [
        (is_below(&days_of_stock, question.min_days), ShortageFlag::LowStock),
        (is_above(&days_of_stock, question.max_days), ShortageFlag::Hoarding),
        (is_above(&spike_ratio, question.spike_limit), ShortageFlag::Spike),
        (is_below(&capacity_coverage, question.min_coverage), ShortageFlag::CapacityShort),
        (diverted.is_some_and(|(outside, _)| outside > 0), ShortageFlag::Diverted),
    ];
    ProductSupply {
        product: product.product.clone(),
        runs_out_on: days_of_stock.as_ref().map(|days| days.as_ref().and_then(|days| runs_out(question.as_of, days))),
        days_of_stock,
        spike_ratio,
        capacity_coverage,
        diverted_quantity: diverted.map(|(outside, _)| exact(outside)),
        diverted_share: diverted.map(|(outside, all)| quotient(outside, all)),
        flags: tests.into_iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| flag).collect(),
    }
}

/// The day on which the last full day of stock is used up.
fn runs_out(as_of: Day, days: &Figure) -> Option<Date> {
    if *days.value() > Rational::from(MOST_DAYS) {
        return None;
    }
    let whole = u32::try_from(days.value().floor()?).ok()?;
    Some(as_of.plus_days(whole))
}

/// One step a flag, or one that says that there is none.
fn report(rulebook: &Rulebook, question: &ShortageQuestion, supply: &ProductSupply, sink: &mut dyn Sink) {
    let subject = Subject::Of("product", &supply.product);
    if supply.flags.is_empty() {
        let facts = || vec![("days_of_stock", optional_fact(supply.days_of_stock.as_ref().and_then(Option::as_ref)))];
        note(rulebook, "shortage", subject, "none", facts, sink);
    }
    for flag in &supply.flags {
        let (value, limit) = match flag {
            ShortageFlag::LowStock => (supply.days_of_stock.as_ref(), question.min_days),
            ShortageFlag::Hoarding => (supply.days_of_stock.as_ref(), question.max_days),
            ShortageFlag::Spike => (supply.spike_ratio.as_ref(), question.spike_limit),
            ShortageFlag::CapacityShort => (supply.capacity_coverage.as_ref(), question.min_coverage),
            ShortageFlag::Diverted => (None, None),
        };
        let facts = || {
            let value = value.and_then(Option::as_ref).or(supply.diverted_quantity.as_ref());
            vec![
                ("value", optional_fact(value)),
                ("limit", fact(limit.map_or_else(|| "0".to_owned(), |limit| limit.to_string()))),
            ]
        };
        note(rulebook, "shortage", subject, flag, facts, sink);
    }
}
