//! What `volume.allocate` is asked and answers.

use serde::{Deserialize, Serialize};

use crate::Id;
use crate::volume::number::{Figure, NonNegative, PartNumber, Place, Positive, UnitShare};
use crate::volume::parameters::StatedRounding;
use crate::volume::report::BrandReport;
use crate::volume::vocabulary::{AwardClass, CutRounding, NoVolumeReports, PartyKind, Route, Stage, VolumeClass};

/// What `volume.allocate` is asked. Which fields it takes depends on the rulebook's method.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, AllocationQuestion, Rulebook, Stage};
///
/// // The clip alliance published its ladder but not what becomes of the pool: only the own stage can be computed.
/// let mut question: AllocationQuestion = serde_json::from_str(
///     r#"{ "winners": [ { "product": "A", "cut": "0.66" } ],
///          "institutions": [ { "institution": "H1", "brand_reports": [ { "product": "A", "quantity": "100" } ] } ] }"#,
/// )?;
/// let rulebook = Rulebook::builtin("volume/fujian-clips")?;
/// assert!(volume::allocate(&rulebook, &question).is_err());
/// question.stage = Some(Stage::Own);
/// assert_eq!(volume::allocate(&rulebook, &question)?.agreed_total.to_string(), "53");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AllocationQuestion {
    /// Main supplier, brand: the agreed share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<UnitShare>,
    /// Ladder by price rank: the class of the drug; `ordinary` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_class: Option<VolumeClass>,
    /// Ladders: how far the allocation goes; `full` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// Ladder by price ratio: the reference price; the lowest of rule 1 where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference_price: Option<Positive>,
    /// Ladder by cut: how a cut between whole points counts, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_rounding: Option<CutRounding>,
    /// Ladders: the released share of products that lost, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unselected_released: Option<UnitShare>,
    /// Brand: where reports for winners without volume go, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_volume_reports: Option<NoVolumeReports>,
    /// How agreed volumes are rounded at each institution, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<StatedRounding>,
    /// The winners, at least one.
    pub winners: Vec<AllocationWinner>,
    /// The institutions, at least one.
    pub institutions: Vec<AllocationInstitution>,
}

/// A winner.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // A ladder by price cut takes the cut, or a price with its ceiling: 1 − 34 ÷ 100.
/// let allocation = volume::allocate(&*Rulebook::builtin("volume/fujian-clips")?, &serde_json::from_str(
///     r#"{ "stage": "own", "winners": [ { "product": "A", "price": "34", "ceiling": "100" } ],
///          "institutions": [ { "institution": "H1", "brand_reports": [ { "product": "A", "quantity": "100" } ] } ] }"#,
/// )?)?;
/// assert_eq!(allocation.products[0].agreed.to_string(), "53");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AllocationWinner {
    /// The product, unique in the list.
    pub product: Id,
    /// Its price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Positive>,
    /// What the supplier promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<NonNegative>,
    /// How it was selected; `regular` where that is one of the rulebook's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<Route>,
    /// Ladder by rank, rank split: its rank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<Place>,
    /// Ladder by rank (added winners), by cut: the ceiling of its bid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Positive>,
    /// Ladder by cut: its price cut, in place of price and ceiling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<UnitShare>,
    /// Ladder by class of the award.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub award_class: Option<AwardClass>,
}

impl AllocationWinner {
    /// A product with nothing else said.
    pub fn new(product: Id) -> AllocationWinner {
        AllocationWinner {
            product,
            price: None,
            promised: None,
            route: None,
            rank: None,
            ceiling: None,
            cut: None,
            award_class: None,
        }
    }
}

fn medical() -> PartyKind {
    PartyKind::Medical
}

/// An institution.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // To batch 10 hospitals report by generic name, and the main supplier of the province gets it all.
/// let allocation = volume::allocate(&*Rulebook::builtin("volume/cn-batch-09")?, &serde_json::from_str(
///     r#"{ "share": "0.60", "winners": [ { "product": "A" }, { "product": "B" } ],
///          "institutions": [ { "institution": "H1", "generic_quantity": "1000", "main_supplier": "B" } ] }"#,
/// )?)?;
/// assert_eq!(allocation.institutions[0].allocations[1].agreed.to_string(), "600");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AllocationInstitution {
    /// The institution, unique in the list.
    pub institution: Id,
    /// What it is.
    #[serde(default = "medical")]
    pub kind: PartyKind,
    /// Main supplier, brand, rank split: reported without a brand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generic_quantity: Option<NonNegative>,
    /// Brand, ladders: reported by brand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand_reports: Option<Vec<BrandReport>>,
    /// Main supplier, brand: the main supplier (主供) of its province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub main_supplier: Option<Id>,
    /// Ladders: what it chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<Choice>>,
}

impl AllocationInstitution {
    /// An institution with nothing else said.
    pub fn new(institution: Id) -> AllocationInstitution {
        AllocationInstitution {
            institution,
            kind: PartyKind::Medical,
            generic_quantity: None,
            brand_reports: None,
            main_supplier: None,
            choices: None,
        }
    }
}

/// What an institution chose of a part of its pool.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Guangdong alliance: half of what is released goes to the lowest price, of the other half the hospital gives B 100.
/// let allocation = volume::allocate(&*Rulebook::builtin("volume/gd-alliance-2022")?, &serde_json::from_str(
///     r#"{ "winners": [ { "product": "A", "price": "1.00" }, { "product": "B", "price": "1.20" } ], "institutions": [ { "institution": "H1",
///          "brand_reports": [ { "product": "A", "quantity": "100" }, { "product": "B", "quantity": "100" }, { "product": "X", "quantity": "200" } ],
///          "choices": [ { "part": 2, "product": "B", "quantity": "100" } ] } ] }"#,
/// )?)?;
/// let agreed: Vec<String> = allocation.products.iter().map(|product| product.agreed.to_string()).collect();
/// assert_eq!(agreed, ["205", "190"]); // 100 + 105, and 90 + 100; X lost
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The part, counted from 1.
    pub part: PartNumber,
    /// The winner; with the part unique in the list.
    pub product: Id,
    /// The quantity.
    pub quantity: NonNegative,
}

/// Who gets what at each institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Allocation {
    /// All agreed volumes.
    pub agreed_total: Figure,
    /// The winners, by product.
    pub products: Vec<ProductTotal>,
    /// The institutions, by id.
    pub institutions: Vec<InstitutionAllocation>,
}

/// A winner over all institutions.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // 60 of its own and 50 from a product that lost: ten more than A promised to deliver.
/// let allocation = volume::allocate(&*Rulebook::builtin("volume/gd-alliance-2022")?, &serde_json::from_str(
///     r#"{ "winners": [ { "product": "A", "price": "1", "promised": "100" } ], "institutions": [ { "institution": "H1",
///          "brand_reports": [ { "product": "A", "quantity": "60" }, { "product": "X", "quantity": "100" } ] } ] }"#,
/// )?)?;
/// assert_eq!((allocation.products[0].agreed.to_string().as_str(), allocation.products[0].over_promised), ("110", Some(true)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProductTotal {
    /// The product.
    pub product: Id,
    /// Reports for it.
    pub reported: Figure,
    /// What is agreed.
    pub agreed: Figure,
    /// What was promised.
    pub promised: Option<Figure>,
    /// Whether more is agreed than was promised: flagged, not cut.
    pub over_promised: Option<bool>,
}

/// Who gets what at an institution.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Two equal lowest prices share half of what C releases; the half that the hospital would choose for stays undistributed.
/// let allocation = volume::allocate(&*Rulebook::builtin("volume/gd-alliance-2022")?, &serde_json::from_str(
///     r#"{ "winners": [ { "product": "A", "price": "1" }, { "product": "B", "price": "1" }, { "product": "C", "price": "1.1" } ],
///          "institutions": [ { "institution": "H1", "brand_reports": [ { "product": "A", "quantity": "100" },
///            { "product": "B", "quantity": "50" }, { "product": "C", "quantity": "100" } ] } ] }"#,
/// )?)?;
/// let hospital = &allocation.institutions[0];
/// assert_eq!((hospital.reported.to_string().as_str(), hospital.agreed_total.to_string().as_str()), ("250", "245"));
/// assert_eq!(hospital.allocations[0].redistributed.to_string(), "2.5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InstitutionAllocation {
    /// The institution.
    pub institution: Id,
    /// All its reports.
    pub reported: Figure,
    /// What is agreed in all.
    pub agreed_total: Figure,
    /// What stays outside the agreement; null where a released share is not published.
    pub outside_agreement: Option<Figure>,
    /// What rounding added.
    pub rounding_difference: Figure,
    /// What was released and redistributed; null where a released share is not published.
    pub pool: Option<InstitutionPool>,
    /// Every winner, by product.
    pub allocations: Vec<ProductAllocation>,
}

/// What was released at an institution and redistributed.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // A promised 300 and two hospitals keep 200 each: each is cut by 50, which enters the pool.
/// let allocation = volume::allocate(&*Rulebook::builtin("volume/gd-alliance-2022")?, &serde_json::from_str(
///     r#"{ "stage": "own", "winners": [ { "product": "A", "price": "1", "promised": "300" } ], "institutions": [
///          { "institution": "H1", "brand_reports": [ { "product": "A", "quantity": "200" } ] },
///          { "institution": "H2", "brand_reports": [ { "product": "A", "quantity": "200" } ] } ] }"#,
/// )?)?;
/// let pool = allocation.institutions[0].pool.as_ref().unwrap();
/// assert_eq!((pool.from_cap.to_string().as_str(), pool.undistributed.to_string().as_str()), ("50", "50"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InstitutionPool {
    /// Of reports without a brand.
    pub from_generic: Figure,
    /// Of winners.
    pub from_winners: Figure,
    /// Of products that lost.
    pub from_unselected: Figure,
    /// Cut by promised supply.
    pub from_cap: Figure,
    /// All of it.
    pub total: Figure,
    /// What was distributed.
    pub distributed: Figure,
    /// What was not.
    pub undistributed: Figure,
}

/// What a winner gets at an institution.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Lenses: 60 % of the report is agreed, 60 % of that for the cheaper winner, the rest for the other.
/// let allocation = volume::allocate(&*Rulebook::builtin("volume/lens-3plus6-2020")?, &serde_json::from_str(
///     r#"{ "winners": [ { "product": "W1", "price": "900" }, { "product": "W2", "price": "800" } ],
///          "institutions": [ { "institution": "H1", "generic_quantity": "1000" } ] }"#,
/// )?)?;
/// let second = &allocation.institutions[0].allocations[1];
/// assert_eq!((second.own_share.as_ref().unwrap().to_string().as_str(), second.agreed.to_string().as_str()), ("0.36", "360"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProductAllocation {
    /// The product.
    pub product: Id,
    /// Reports for it.
    pub reported: Figure,
    /// The share of its own reports that it keeps; null where there is none.
    pub own_share: Option<Figure>,
    /// Rank split: its share of the agreed total.
    pub split_share: Option<Figure>,
    /// What it keeps, after the cap of promised supply.
    pub own: Figure,
    /// What it releases; null where the share is not published.
    pub released: Option<Figure>,
    /// What it gets besides.
    pub redistributed: Figure,
    /// Both, rounded.
    pub agreed: Figure,
}
