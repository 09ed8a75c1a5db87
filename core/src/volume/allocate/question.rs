//! What `volume.allocate` is asked and answers.

use serde::{Deserialize, Serialize};

use crate::Id;
use crate::volume::number::{Figure, NonNegative, PartNumber, Place, Positive, UnitShare};
use crate::volume::parameters::StatedRounding;
use crate::volume::report::BrandReport;
use crate::volume::vocabulary::{AwardClass, CutRounding, NoVolumeReports, PartyKind, Route, Stage, VolumeClass};

/// What `volume.allocate` is asked. Which fields it takes depends on the rulebook's method.
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
