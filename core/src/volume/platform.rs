//! Rule 30: the cheaper platform for the same drug (四同).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::notes;
use super::number::{Figure, Positive};
use super::rulebook::Rulebook;
use super::validate;
use super::vocabulary::OfferOutcome;
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;

/// What `volume.choose_platform` is asked.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, PlatformQuestion, Rulebook};
///
/// // Of equal offers the platform that is preferred wins; without a preference nobody does.
/// let offer = |id: &str, platform: &str| serde_json::json!({ "offer": id, "platform": platform, "generic_name": "G",
///     "dosage_form": "tablet", "specification": "10mg", "manufacturer": "M", "unit": "tablet", "units": "1", "price": "8" });
/// let mut question: PlatformQuestion = serde_json::from_value(
///     serde_json::json!({ "offers": [ offer("1", "province"), offer("2", "gpo") ], "preference": [ "gpo" ] }),
/// )?;
/// let rulebook = Rulebook::builtin("volume/jilin-city-2020")?;
/// let choice = volume::choose_platform(&rulebook, &question)?;
/// assert_eq!(choice.groups[0].chosen.as_ref().unwrap().offer.as_str(), "2");
/// question.preference.clear();
/// assert_eq!(volume::choose_platform(&rulebook, &question)?.groups[0].tied.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlatformQuestion {
    /// The offers, at least one.
    pub offers: Vec<Offer>,
    /// Platforms, the best first; those that are not named come last, as equals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preference: Vec<Id>,
}

fn one() -> Positive {
    Positive::ONE
}

fn yes() -> bool {
    true
}

/// An offer of a platform.
///
/// # Example
///
/// ```
/// use jicai::volume::Offer;
///
/// // Four names make the same drug; the price is for so many units. Quality counts as equal unless it is said not to be.
/// let offer: Offer = serde_json::from_str(
///     r#"{ "offer": "2", "platform": "gpo", "generic_name": "G", "dosage_form": "tablet", "specification": "10mg", "manufacturer": "M",
///          "unit": "tablet", "units": "7", "price": "7.07" }"#,
/// )?;
/// assert!(offer.quality_equal);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The offer, unique in the list.
    pub offer: Id,
    /// The platform.
    pub platform: Id,
    /// Generic name (通用名).
    pub generic_name: Id,
    /// Dosage form (剂型).
    pub dosage_form: Id,
    /// Specification (规格).
    pub specification: Id,
    /// Manufacturer (生产企业).
    pub manufacturer: Id,
    /// What a unit is.
    pub unit: Id,
    /// Units in a pack.
    #[serde(default = "one")]
    pub units: Positive,
    /// Price of a pack.
    pub price: Positive,
    /// Whether its quality is equal; others are excluded.
    #[serde(default = "yes")]
    pub quality_equal: bool,
}

/// The offers compared, drug by drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlatformChoice {
    /// By generic name, dosage form, specification, manufacturer.
    pub groups: Vec<OfferGroup>,
}

/// The offers of one drug.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, OfferOutcome, Rulebook};
///
/// // Prices for a tablet and for a box cannot be compared: nobody is chosen.
/// let offer = |id: &str, unit: &str| format!(r#"{{ "offer": "{id}", "platform": "{id}", "generic_name": "G", "dosage_form": "tablet",
///     "specification": "10mg", "manufacturer": "M", "unit": "{unit}", "units": "1", "price": "8" }}"#);
/// let question = format!(r#"{{ "offers": [ {}, {} ] }}"#, offer("province", "tablet"), offer("gpo", "box"));
/// let choice = volume::choose_platform(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(&question)?)?;
/// assert_eq!(choice.groups[0].outcome, OfferOutcome::NotComparable);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfferGroup {
    /// Generic name.
    pub generic_name: Id,
    /// Dosage form.
    pub dosage_form: Id,
    /// Specification.
    pub specification: Id,
    /// Manufacturer.
    pub manufacturer: Id,
    /// How they compare.
    pub outcome: OfferOutcome,
    /// The one that is chosen.
    pub chosen: Option<ChosenOffer>,
    /// Those that preference leaves equal, by id.
    pub tied: Vec<Id>,
    /// Those without equal quality, by id.
    pub excluded: Vec<Id>,
    /// Those that were compared, by id.
    pub offers: Vec<ComparedOffer>,
}

/// An offer that is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChosenOffer {
    /// The offer.
    pub offer: Id,
    /// Its platform.
    pub platform: Id,
    /// Its price for a unit.
    pub unit_price: Figure,
}

/// An offer that was compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparedOffer {
    /// The offer.
    pub offer: Id,
    /// Its platform.
    pub platform: Id,
    /// Its price for a unit.
    pub unit_price: Figure,
    /// What the lowest would save of it.
    pub saving: Figure,
}

/// By the four keys.
///
/// Source: clause `#four_same`.
pub(super) fn choose_platform(
    rulebook: &Rulebook,
    question: &PlatformQuestion,
    sink: &mut dyn Sink,
) -> Result<PlatformChoice, Error> {
    validate::keys("/input/offers", "offer", question.offers.iter().map(|offer| &offer.offer))?;
    validate::not_empty("/input/offers", &question.offers)?;
    validate::once("/input/preference", &question.preference)?;
    let places = question.preference.iter().zip(0_usize..).collect();
    let mut groups: BTreeMap<[&Id; 4], Vec<&Offer>> = BTreeMap::new();
    for offer in &question.offers {
        let key = [&offer.generic_name, &offer.dosage_form, &offer.specification, &offer.manufacturer];
        groups.entry(key).or_default().push(offer);
    }
    let groups = groups
        .into_iter()
        .map(|(key, mut offers)| {
            offers.order_by(|a, b| a.offer.cmp(&b.offer));
            let group = group(&places, key, &offers);
            notes::offers(rulebook, &group, sink);
            group
        })
        .collect();
    Ok(PlatformChoice { groups })
}

/// The lowest unit price wins; among equal ones the platform that comes first.
fn group(places: &std::collections::HashMap<&Id, usize>, key: [&Id; 4], offers: &[&Offer]) -> OfferGroup {
    let [generic_name, dosage_form, specification, manufacturer] = key.map(Id::clone);
    let (usable, excluded): (Vec<&Offer>, Vec<&Offer>) = offers.iter().copied().partition(|offer| offer.quality_equal);
    let blank = OfferGroup {
        generic_name,
        dosage_form,
        specification,
        manufacturer,
        outcome: OfferOutcome::NoOffer,
        chosen: None,
        tied: Vec::new(),
        excluded: excluded.iter().map(|offer| offer.offer.clone()).collect(),
        offers: Vec::new(),
    };
    let Some(first) = usable.first() else { return blank };
    if usable.iter().any(|offer| offer.unit != first.unit) {
        return OfferGroup { outcome: OfferOutcome::NotComparable, ..blank };
    }
    let unit_price =
        |offer: &Offer| Rational::from(offer.price).checked_div(&offer.units.into()).unwrap_or(Rational::ZERO);
    let priced: Vec<(&Offer, Rational)> = usable.iter().map(|offer| (*offer, unit_price(offer))).collect();
    let lowest = priced.iter().map(|(_, price)| price).min().cloned().unwrap_or(Rational::ZERO);
    let place = |offer: &Offer| places.get(&offer.platform).copied().unwrap_or(usize::MAX);
    let cheapest: Vec<&Offer> = priced.iter().filter(|(_, price)| *price == lowest).map(|(offer, _)| *offer).collect();
    let best = cheapest.iter().map(|offer| place(offer)).min().unwrap_or(usize::MAX);
    let left: Vec<&Offer> = cheapest.into_iter().filter(|offer| place(offer) == best).collect();
    let (outcome, chosen, tied) = match (left.as_slice(), usable.len()) {
        ([only], 1) => (OfferOutcome::OnlyOffer, Some(*only), Vec::new()),
        ([one], _) => (OfferOutcome::Chosen, Some(*one), Vec::new()),
        (several, _) => (OfferOutcome::Tied, None, several.iter().map(|offer| offer.offer.clone()).collect()),
    };
    OfferGroup {
        outcome,
        chosen: chosen.map(|offer| ChosenOffer {
            offer: offer.offer.clone(),
            platform: offer.platform.clone(),
            unit_price: Figure::from(&lowest),
        }),
        tied,
        offers: priced
            .into_iter()
            .map(|(offer, price)| ComparedOffer {
                offer: offer.offer.clone(),
                platform: offer.platform.clone(),
                saving: (&price - &lowest).checked_div(&price).unwrap_or(Rational::ZERO).into(),
                unit_price: price.into(),
            })
            .collect(),
        ..blank
    }
}
