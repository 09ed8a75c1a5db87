//! Rule 28: quantity-price schedules.

use serde::{Deserialize, Serialize};

use super::notes;
use super::number::{Figure, NonNegative, Positive, UnitShare};
use super::rulebook::Rulebook;
use super::validate::{self, missing, refused};
use super::vocabulary::{InvoiceBasis, Scheme};
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;

/// What `volume.tiered_cost` is asked. Which fields it takes depends on the scheme.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook, TieredQuestion};
///
/// // Invoiced at the first price, rebated to that of the tier that was reached.
/// let question: TieredQuestion = serde_json::from_str(
///     r#"{ "scheme": "retroactive_rebate", "invoice_basis": "list", "quantity": "500", "tiers": [
///          { "from": "0", "price": "10" }, { "from": "100", "price": "9" }, { "from": "500", "price": "8" } ] }"#,
/// )?;
/// let cost = volume::tiered_cost(&*Rulebook::builtin("volume/generic")?, &question)?;
/// assert_eq!((cost.invoice.to_string().as_str(), cost.rebate.to_string().as_str()), ("5000", "1000"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TieredQuestion {
    /// The schedule.
    pub scheme: Scheme,
    /// What is bought.
    pub quantity: NonNegative,
    /// Flat, minimum commitment, price-volume cap: the price of a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Positive>,
    /// All units, incremental, retroactive rebate: the tiers, in ascending order, the first from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiers: Option<Vec<PriceTier>>,
    /// Retroactive rebate: what the invoice goes by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice_basis: Option<InvoiceBasis>,
    /// Minimum commitment: what is paid at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_quantity: Option<NonNegative>,
    /// Price-volume cap: what is not paid back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_quantity: Option<NonNegative>,
    /// Price-volume cap: the share of the rest that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payback_rate: Option<UnitShare>,
}

/// A tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PriceTier {
    /// From this quantity on.
    pub from: NonNegative,
    /// The price of a unit.
    pub price: Positive,
}

/// What a quantity costs.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Take or pay: 80 units are bought, 100 are paid.
/// let cost = volume::tiered_cost(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "scheme": "minimum_commitment", "quantity": "80", "price": "2.5", "minimum_quantity": "100" }"#,
/// )?)?;
/// assert_eq!(cost.shortfall_quantity.to_string(), "20");
/// assert_eq!(cost.average_price.unwrap().to_string(), "3.125"); // 250 yuan for 80
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TieredCost {
    /// The schedule.
    pub scheme: Scheme,
    /// What is bought.
    pub quantity: Figure,
    /// What is paid for.
    pub paid_quantity: Figure,
    /// Paid for and not bought.
    pub shortfall_quantity: Figure,
    /// What is invoiced.
    pub invoice: Figure,
    /// What comes back at the end.
    pub rebate: Figure,
    /// What the supplier pays back above the cap.
    pub payback: Figure,
    /// What it costs in the end.
    pub total: Figure,
    /// The total against the quantity; null where that is zero.
    pub average_price: Option<Figure>,
    /// The highest tier reached, from 1; null without tiers.
    pub tier: Option<u32>,
    /// The bands of an incremental schedule or invoice.
    pub bands: Vec<TierBand>,
    /// From where more would cost less in all.
    pub cheaper_from: Option<CheaperFrom>,
}

/// The units of a tier.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Each unit at the price of its own band: 100 at 10 and 400 at 9.
/// let cost = volume::tiered_cost(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "scheme": "incremental", "quantity": "500", "tiers": [
///          { "from": "0", "price": "10" }, { "from": "100", "price": "9" }, { "from": "500", "price": "8" } ] }"#,
/// )?)?;
/// let amounts: Vec<String> = cost.bands.iter().map(|band| band.amount.to_string()).collect();
/// assert_eq!(amounts, ["1000", "3600", "0"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TierBand {
    /// From this quantity on.
    pub from: Figure,
    /// The price of a unit.
    pub price: Figure,
    /// The units in it.
    pub quantity: Figure,
    /// What they cost.
    pub amount: Figure,
}

/// A higher quantity that costs less.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // 460 units at 9 cost 4140, and 500 at 8 only 4000; 444 units at 9 cost 3996, and nothing larger is cheaper.
/// let cost = |quantity: &str| volume::tiered_cost(&*Rulebook::builtin("volume/generic")?, &serde_json::from_value(serde_json::json!(
///     { "scheme": "all_units", "quantity": quantity, "tiers": [ { "from": "0", "price": "9" }, { "from": "500", "price": "8" } ] }
/// )).unwrap());
/// assert_eq!(cost("460")?.cheaper_from.unwrap().quantity.to_string(), "500");
/// assert!(cost("444")?.cheaper_from.is_none());
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheaperFrom {
    /// The quantity.
    pub quantity: Figure,
    /// What it costs.
    pub total: Figure,
}

/// By the scheme.
///
/// Source: clause `#tiered_cost`.
pub(super) fn tiered_cost(
    rulebook: &Rulebook,
    question: &TieredQuestion,
    sink: &mut dyn Sink,
) -> Result<TieredCost, Error> {
    check(question)?;
    let quantity = Rational::from(question.quantity);
    let tiers = question.tiers.as_deref().unwrap_or_default();
    let price = question.price.map_or(Rational::ZERO, Rational::from);
    let flat = &quantity * &price;
    let cost = match question.scheme {
        Scheme::Flat => Cost::plain(flat),
        Scheme::AllUnits => Cost { cheaper: true, ..Cost::plain(all_units(&quantity, tiers)) },
        Scheme::Incremental => {
            let bands = bands(&quantity, tiers);
            Cost { total: sum(&bands), invoice: sum(&bands), bands, ..Cost::plain(Rational::ZERO) }
        }
        Scheme::RetroactiveRebate => rebate(&quantity, tiers, question.invoice_basis),
        Scheme::MinimumCommitment => {
            let minimum = question.minimum_quantity.map_or(Rational::ZERO, Rational::from);
            let paid = quantity.clone().max(minimum);
            Cost { paid: Some(paid.clone()), ..Cost::plain(&paid * &price) }
        }
        Scheme::PriceVolumeCap => {
            let cap = question.cap_quantity.map_or(Rational::ZERO, Rational::from);
            let rate = question.payback_rate.map_or(Rational::ZERO, Rational::from);
            let above = (&quantity - &cap).max(Rational::ZERO);
            let payback = &(&rate * &above) * &price;
            Cost { total: &flat - &payback, payback, ..Cost::plain(flat) }
        }
    };
    let tier = tier(&quantity, tiers);
    let cheaper_from = if cost.cheaper { cheaper_from(tiers, tier, &cost.total) } else { None };
    let paid = cost.paid.unwrap_or_else(|| quantity.clone());
    let answer = TieredCost {
        scheme: question.scheme,
        paid_quantity: Figure::from(&paid),
        shortfall_quantity: (&paid - &quantity).into(),
        rebate: cost.rebate.into(),
        payback: cost.payback.into(),
        invoice: cost.invoice.into(),
        average_price: cost.total.checked_div(&quantity).map(Figure::from),
        total: cost.total.into(),
        tier: tier.and_then(|tier| u32::try_from(tier).ok()),
        bands: cost.bands.into_iter().map(TierBand::from).collect(),
        cheaper_from,
        quantity: quantity.into(),
    };
    notes::tiered_cost(rulebook, &answer, sink);
    Ok(answer)
}

/// What a scheme gives before it is written down.
struct Cost {
    paid: Option<Rational>,
    invoice: Rational,
    rebate: Rational,
    payback: Rational,
    total: Rational,
    bands: Vec<Band>,
    /// Whether more units may cost less.
    cheaper: bool,
}

impl Cost {
    fn plain(total: Rational) -> Cost {
        Cost {
            paid: None,
            invoice: total.clone(),
            rebate: Rational::ZERO,
            payback: Rational::ZERO,
            total,
            bands: Vec::new(),
            cheaper: false,
        }
    }
}

struct Band {
    from: Rational,
    price: Rational,
    quantity: Rational,
}

impl From<Band> for TierBand {
    fn from(band: Band) -> TierBand {
        TierBand {
            amount: (&band.quantity * &band.price).into(),
            from: band.from.into(),
            price: band.price.into(),
            quantity: band.quantity.into(),
        }
    }
}

fn check(question: &TieredQuestion) -> Result<(), Error> {
    use Scheme::{AllUnits, Flat, Incremental, MinimumCommitment, PriceVolumeCap, RetroactiveRebate};

    let scheme = question.scheme;
    let fields: [(&str, bool, &[Scheme]); 6] = [
        ("price", question.price.is_some(), &[Flat, MinimumCommitment, PriceVolumeCap]),
        ("tiers", question.tiers.is_some(), &[AllUnits, Incremental, RetroactiveRebate]),
        ("invoice_basis", question.invoice_basis.is_some(), &[RetroactiveRebate]),
        ("minimum_quantity", question.minimum_quantity.is_some(), &[MinimumCommitment]),
        ("cap_quantity", question.cap_quantity.is_some(), &[PriceVolumeCap]),
        ("payback_rate", question.payback_rate.is_some(), &[PriceVolumeCap]),
    ];
    let because = format!("under the scheme `{scheme}`");
    for (field, given, schemes) in fields {
        match (given, schemes.contains(&scheme)) {
            (true, false) => return Err(refused(format!("/input/{field}"), &because)),
            (false, true) => return Err(missing(format!("/input/{field}"))),
            _ => {}
        }
    }
    let Some(tiers) = &question.tiers else { return Ok(()) };
    validate::size("/input/tiers", tiers.len())?;
    validate::not_empty("/input/tiers", tiers)?;
    let mut last: Option<NonNegative> = None;
    for (i, tier) in tiers.iter().enumerate() {
        let wrong = |message: String| Err(Error::invalid_input(format!("/input/tiers/{i}/from"), message));
        match last {
            None if !tier.from.is_zero() => {
                return wrong(format!("from must be 0 for the first tier, got `{}`", tier.from));
            }
            Some(last) if tier.from <= last => {
                return wrong(format!("from must be above that of the tier before, `{last}`, got `{}`", tier.from));
            }
            _ => last = Some(tier.from),
        }
    }
    Ok(())
}

/// The number of the highest tier that a quantity reaches, from 1.
fn tier(quantity: &Rational, tiers: &[PriceTier]) -> Option<usize> {
    let reached = tiers.iter().take_while(|tier| Rational::from(tier.from) <= *quantity).count();
    (reached > 0).then_some(reached)
}

/// The price of the highest tier for all units.
fn all_units(quantity: &Rational, tiers: &[PriceTier]) -> Rational {
    let reached = tier(quantity, tiers).and_then(|tier| tiers.get(tier.saturating_sub(1)));
    reached.map_or(Rational::ZERO, |tier| quantity * &Rational::from(tier.price))
}

/// The units above the start of a tier up to that of the next, each at the price of its tier.
fn bands(quantity: &Rational, tiers: &[PriceTier]) -> Vec<Band> {
    let ends = tiers.iter().skip(1).map(|tier| Some(Rational::from(tier.from))).chain([None]);
    tiers
        .iter()
        .zip(ends)
        .map(|(tier, end)| {
            let from = Rational::from(tier.from);
            let until = end.map_or(quantity.clone(), |end| end.min(quantity.clone()));
            let quantity = (&until - &from).max(Rational::ZERO);
            Band { from, price: tier.price.into(), quantity }
        })
        .collect()
}

fn sum(bands: &[Band]) -> Rational {
    bands.iter().map(|band| &band.quantity * &band.price).sum()
}

/// Invoiced at the first price, or tier by tier; in the end all units cost the price of the highest tier.
fn rebate(quantity: &Rational, tiers: &[PriceTier], basis: Option<InvoiceBasis>) -> Cost {
    let total = all_units(quantity, tiers);
    let (invoice, bands) = match basis {
        Some(InvoiceBasis::Incremental) => {
            let bands = bands(quantity, tiers);
            (sum(&bands), bands)
        }
        _ => {
            let first = tiers.first().map_or(Rational::ZERO, |tier| tier.price.into());
            (quantity * &first, Vec::new())
        }
    };
    Cost { rebate: &invoice - &total, invoice, bands, cheaper: true, ..Cost::plain(total) }
}

/// The first higher tier whose first quantity costs less in all.
fn cheaper_from(tiers: &[PriceTier], reached: Option<usize>, total: &Rational) -> Option<CheaperFrom> {
    tiers.iter().skip(reached.unwrap_or(0)).find_map(|tier| {
        let quantity = Rational::from(tier.from);
        let cost = &quantity * &Rational::from(tier.price);
        (cost < *total).then(|| CheaperFrom { quantity: quantity.into(), total: cost.into() })
    })
}
