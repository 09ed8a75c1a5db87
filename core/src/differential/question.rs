//! What the functions are asked: the serde types are the JSON contract.

use serde::{Deserialize, Serialize};

use super::product::{ListedProduct, Product};
use super::rounding::PriceRounding;
use crate::Id;
use crate::error::Error;
use crate::json;
use crate::number::{Price, SignedMoney};
use crate::words::choices;

choices! {
    /// The class of a drug (药品类别).
    DrugClass {
        /// Chemical drug (化学药).
        Chemical = "chemical",
        /// Biological drug (生物制品), treated like a chemical one.
        Biological = "biological",
        /// Traditional Chinese medicine product (中成药).
        Tcm = "tcm",
    }
    /// What a conversion goes by.
    Basis {
        /// Content, fill and package count (规格).
        Spec = "spec",
        /// Days of treatment in a pack (日治疗量).
        DailyDose = "daily_dose",
    }
    /// What a pair that ends in a gap does to a check of listed prices.
    OnGap {
        /// The gap is the answer of the whole check.
        Error = "error",
        /// The pair is not compared.
        Skip = "skip",
    }
    /// How the indication of a candidate differs from that of the representative (适应症).
    Indication {
        /// Not at all.
        Same = "same",
        /// Indications were added or dropped.
        AddedOrDropped = "added_or_dropped",
        /// Partly changed, with major clinical effect.
        PartlyChangedMajor = "partly_changed_major",
        /// Wholly different.
        WhollyDifferent = "wholly_different",
    }
}

fn is_chemical(class: &DrugClass) -> bool {
    *class == DrugClass::Chemical
}

fn chemical() -> DrugClass {
    DrugClass::Chemical
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// What `differential.price` is asked: the price of another product of the same drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PriceQuestion {
    /// The representative product (代表品), whose price is known.
    pub representative: Product,
    /// Its price: of the whole pack of `count` units, yuan.
    pub price: Price,
    /// The product whose price is wanted (非代表品).
    pub target: Product,
    /// Class of the drug.
    #[serde(default = "chemical", skip_serializing_if = "is_chemical")]
    pub drug_class: DrugClass,
    /// Specification or daily dose; by clause `#basis` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Price it from this representative even where the rules require one of its own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub chain_regardless: bool,
    /// Replaces the rounding of the rulebook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<PriceRounding>,
    /// What the packaging material of the target costs more than that of the representative, yuan per bottle or bag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material_difference: Option<SignedMoney>,
    /// Rounding of the unit price; that of the rulebook where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_rounding: Option<PriceRounding>,
}

impl PriceQuestion {
    /// A question with nothing but the products and the price: a chemical drug, the rulebook's rounding.
    pub fn new(representative: Product, price: Price, target: Product) -> PriceQuestion {
        PriceQuestion {
            representative,
            price,
            target,
            drug_class: DrugClass::Chemical,
            basis: None,
            chain_regardless: false,
            rounding: None,
            material_difference: None,
            unit_rounding: None,
        }
    }

    /// Reads a question from JSON text, strictly.
    ///
    /// # Errors
    ///
    /// `invalid_json`, `invalid_input`, `limit_exceeded`; the path is relative to the question.
    pub fn from_json(text: &str) -> Result<PriceQuestion, Error> {
        json::decode(&json::parse(text.as_bytes())?)
    }
}

/// What `differential.comparable_price` is asked: the price of the reference that goes with the price of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ComparablePriceQuestion {
    /// The product whose price is known, e.g. a bid.
    pub product: Product,
    /// Its price: of the whole pack of `count` units, yuan. A unit bid (单位申报价) leaves `count` out on both sides.
    pub price: Price,
    /// The specification that prices are converted to.
    pub reference: Product,
    /// Class of the drug.
    #[serde(default = "chemical", skip_serializing_if = "is_chemical")]
    pub drug_class: DrugClass,
    /// Specification or daily dose; by clause `#basis` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Convert even where the rules require a representative of its own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub chain_regardless: bool,
    /// Replaces the rounding of the rulebook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<PriceRounding>,
    /// What the packaging material of the product costs more than that of the reference, yuan per bottle or bag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material_difference: Option<SignedMoney>,
}

impl ComparablePriceQuestion {
    /// A question with nothing but the products and the price: a chemical drug, the rulebook's rounding.
    pub fn new(product: Product, price: Price, reference: Product) -> ComparablePriceQuestion {
        ComparablePriceQuestion {
            product,
            price,
            reference,
            drug_class: DrugClass::Chemical,
            basis: None,
            chain_regardless: false,
            rounding: None,
            material_difference: None,
        }
    }
}

/// What `differential.ratio` is asked: the ratio between two specifications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RatioQuestion {
    /// The representative product.
    pub representative: Product,
    /// The other product.
    pub target: Product,
    /// Class of the drug.
    #[serde(default = "chemical", skip_serializing_if = "is_chemical")]
    pub drug_class: DrugClass,
    /// Specification or daily dose; by clause `#basis` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Give the ratio even where the rules require a representative of its own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub chain_regardless: bool,
}

/// What `differential.check_listing` is asked: the listed products of one drug and one holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListingQuestion {
    /// The products, 1 to 200, in any order.
    pub products: Vec<ListedProduct>,
    /// The representative: required where the rulebook compares with one, refused elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative_id: Option<Id>,
    /// What a pair does that ends in a gap.
    #[serde(default = "error", skip_serializing_if = "is_error")]
    pub on_gap: OnGap,
    /// Class of the drug.
    #[serde(default = "chemical", skip_serializing_if = "is_chemical")]
    pub drug_class: DrugClass,
    /// Specification or daily dose; by clause `#basis` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Compare even pairs for which the rules require a representative of their own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub chain_regardless: bool,
    /// Replaces the rounding of the rulebook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<PriceRounding>,
}

fn error() -> OnGap {
    OnGap::Error
}

fn is_error(on_gap: &OnGap) -> bool {
    *on_gap == OnGap::Error
}

impl ListingQuestion {
    /// A question with nothing but the products: a chemical drug, the rulebook's rounding, a gap is the answer.
    pub fn new(products: Vec<ListedProduct>) -> ListingQuestion {
        ListingQuestion {
            products,
            representative_id: None,
            on_gap: OnGap::Error,
            drug_class: DrugClass::Chemical,
            basis: None,
            chain_regardless: false,
            rounding: None,
        }
    }
}

/// What `differential.needs_representative` is asked: may a candidate be priced from this representative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RepresentativeQuestion {
    /// The representative product.
    pub representative: Product,
    /// The product in question.
    pub candidate: Product,
    /// Both are given by the same route.
    #[serde(default = "yes")]
    pub same_route: bool,
    /// How the indication of the candidate differs.
    #[serde(default = "same")]
    pub indication: Indication,
    /// The candidate has a special device and is self-administered outside hospital.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_administered_device: bool,
    /// Price of the candidate's pack, yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate_price: Option<Price>,
    /// Price of the same specification and count in single-dose packaging, yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub single_dose_price: Option<Price>,
}

fn yes() -> bool {
    true
}

fn same() -> Indication {
    Indication::Same
}

impl RepresentativeQuestion {
    /// A question with nothing but the products: the same route, the same indication, no device.
    pub fn new(representative: Product, candidate: Product) -> RepresentativeQuestion {
        RepresentativeQuestion {
            representative,
            candidate,
            same_route: true,
            indication: Indication::Same,
            self_administered_device: false,
            candidate_price: None,
            single_dose_price: None,
        }
    }
}
