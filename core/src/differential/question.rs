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
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{DrugClass, PriceQuestion};
    ///
    /// let question = PriceQuestion::from_json(r#"{ "representative": { "form": "tablet" }, "price": "1.68", "target": { "form": "tablet" } }"#)?;
    /// assert_eq!(question.drug_class, DrugClass::Chemical); // left out
    /// # Ok::<(), jicai::Error>(())
    /// ```
    DrugClass {
        /// Chemical drug (化学药).
        Chemical = "chemical",
        /// Biological drug (生物制品), treated like a chemical one.
        Biological = "biological",
        /// Traditional Chinese medicine product (中成药).
        Tcm = "tcm",
    }
    /// What a conversion goes by.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{self, Basis, RatioQuestion};
    ///
    /// // A pack for three days and another one for three days: by the daily dose they are worth the same.
    /// let mut question: RatioQuestion = jicai::evaluate::read(serde_json::json!({ "drug_class": "tcm", "basis": "spec",
    ///     "representative": { "form": "tablet", "content": "250", "count": "18", "daily_dose": "6" },
    ///     "target": { "form": "tablet", "content": "125", "count": "36", "daily_dose": "12" } }))?;
    /// let rulebook = differential::Rulebook::builtin("differential/cn-2011")?;
    /// assert_eq!(differential::ratio(&rulebook, &question)?.ratio.to_string(), "1.1470588235"); // 1.95 ÷ 1.7
    /// question.basis = Some(Basis::DailyDose);
    /// assert_eq!(differential::ratio(&rulebook, &question)?.ratio.to_string(), "1.0000000000");
    /// # Ok::<(), jicai::Error>(())
    /// ```
    Basis {
        /// Content, fill and package count (规格).
        Spec = "spec",
        /// Days of treatment in a pack (日治疗量).
        DailyDose = "daily_dose",
    }
    /// What a pair that ends in a gap does to a check of listed prices.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{self, ListingQuestion, OnGap};
    ///
    /// let mut question: ListingQuestion = jicai::evaluate::read(serde_json::json!({ "products": [
    ///     { "id": "A", "price": "1.00", "form": "tablet", "content": "10" },
    ///     { "id": "B", "price": "9.00", "form": "sustained_release_tablet", "content": "10" } ] }))?;
    /// let shanxi = differential::Rulebook::builtin("differential/shanxi-2025")?;
    /// assert_eq!(differential::check_listing(&shanxi, &question).unwrap_err().code(), jicai::Code::RuleGap);
    /// question.on_gap = OnGap::Skip;
    /// assert_eq!(differential::check_listing(&shanxi, &question)?.not_compared.len(), 2);
    /// # Ok::<(), jicai::Error>(())
    /// ```
    OnGap {
        /// The gap is the answer of the whole check.
        Error = "error",
        /// The pair is not compared.
        Skip = "skip",
    }
    /// How the indication of a candidate differs from that of the representative (适应症).
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{self, Form, Ground, Indication, Product, RepresentativeQuestion};
    ///
    /// let mut question = RepresentativeQuestion::new(Product::new(Form::Tablet), Product::new(Form::Tablet));
    /// question.indication = Indication::WhollyDifferent;
    /// let need = differential::needs_representative(&*differential::Rulebook::builtin("differential/cn-2011")?, &question)?;
    /// assert_eq!(need.grounds, [Ground::WhollyDifferentIndication]);
    /// # Ok::<(), jicai::Error>(())
    /// ```
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
///
/// # Example
///
/// ```
/// use jicai::differential::{self, PriceQuestion, PriceRounding};
///
/// // One decimal more than the rulebook keeps.
/// let mut question = PriceQuestion::from_json(r#"{ "representative": { "form": "tablet", "content": "10" }, "price": "1.68",
///     "target": { "form": "tablet", "content": "20" } }"#)?;
/// question.rounding = PriceRounding::half_up(3);
/// let answer = differential::price(&*differential::Rulebook::builtin("differential/vbp")?, &question)?;
/// assert_eq!(answer.price.to_string(), "2.856");
/// # Ok::<(), jicai::Error>(())
/// ```
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
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{self, Form, PriceQuestion, Product};
    ///
    /// let strong = Product::new(Form::Tablet).content("20".parse()?);
    /// let weak = Product::new(Form::Tablet).content("10".parse()?);
    /// let question = PriceQuestion::new(strong, "2.86".parse()?, weak); // downwards: ÷ 1.7
    /// assert_eq!(differential::price(&*differential::Rulebook::builtin("differential/vbp")?, &question)?.price.to_string(), "1.68");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::PriceQuestion;
    ///
    /// let error = PriceQuestion::from_json(r#"{ "representative": { "form": "tablet", "count": "1.5" }, "price": "1.68",
    ///     "target": { "form": "tablet" } }"#).unwrap_err();
    /// assert_eq!(error.path(), "/representative/count"); // a pack holds whole tablets
    /// ```
    pub fn from_json(text: &str) -> Result<PriceQuestion, Error> {
        json::decode(&json::parse(text.as_bytes())?)
    }
}

/// What `differential.comparable_price` is asked: the price of the reference that goes with the price of a product.
///
/// # Example
///
/// ```
/// use jicai::differential::{self, ComparablePriceQuestion};
///
/// // Batch 11, a small strength for children: 50 ml at 11.76 yuan, compared with 100 ml.
/// let question: ComparablePriceQuestion = jicai::evaluate::read(serde_json::json!({ "price": "11.76",
///     "product": { "form": "oral_solution", "fill": "50", "fill_unit": "ml", "paediatric_small_spec": true },
///     "reference": { "form": "oral_solution", "fill": "100", "fill_unit": "ml" } }))?;
/// let answer = differential::comparable_price(&*differential::Rulebook::builtin("differential/cn-batch-11-paediatric")?, &question)?;
/// assert_eq!(answer.comparable_price.to_string(), "19.9920"); // × 1.7
/// # Ok::<(), jicai::Error>(())
/// ```
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
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{self, ComparablePriceQuestion, Form, Product};
    ///
    /// // The reference itself: nothing to convert.
    /// let tablet = Product::new(Form::Tablet).content("10".parse()?);
    /// let question = ComparablePriceQuestion::new(tablet.clone(), "0.2043".parse()?, tablet);
    /// let answer = differential::comparable_price(&*differential::Rulebook::builtin("differential/vbp")?, &question)?;
    /// assert_eq!((answer.comparable_price.to_string().as_str(), answer.steps.len()), ("0.2043", 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
///
/// # Example
///
/// ```
/// use jicai::differential::{self, RatioQuestion};
///
/// // A gel of three times the fill under the rules of 2005.
/// let question: RatioQuestion = jicai::evaluate::read(serde_json::json!({
///     "representative": { "form": "gel", "fill": "1", "fill_unit": "g" }, "target": { "form": "gel", "fill": "3", "fill_unit": "g" } }))?;
/// let answer = differential::ratio(&*differential::Rulebook::builtin("differential/cn-2005-trial")?, &question)?;
/// assert_eq!(answer.ratio.to_string(), "2.7657568994");
/// # Ok::<(), jicai::Error>(())
/// ```
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
///
/// # Example
///
/// ```
/// use jicai::differential::{self, ListingQuestion};
///
/// // Four times the content may cost 1.7² = 2.89 times as much: 2.90 is a fen too much.
/// let question: ListingQuestion = jicai::evaluate::read(serde_json::json!({ "products": [
///     { "id": "A", "price": "1.00", "form": "tablet", "content": "10" },
///     { "id": "C", "price": "2.90", "form": "tablet", "content": "40" } ] }))?;
/// let check = differential::check_listing(&*differential::Rulebook::builtin("differential/shanxi-2025")?, &question)?;
/// assert_eq!(check.items[1].excess.to_string(), "0.01");
/// # Ok::<(), jicai::Error>(())
/// ```
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
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{ListingQuestion, OnGap};
    ///
    /// let question = ListingQuestion::new(Vec::new());
    /// assert_eq!(question.on_gap, OnGap::Error); // nothing is left out unless it is asked for
    /// assert!(question.representative_id.is_none());
    /// ```
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
///
/// # Example
///
/// ```
/// use jicai::differential::{self, RepresentativeQuestion};
///
/// // A pen that patients use at home: a ground by which a representative of its own is permitted.
/// let question: RepresentativeQuestion = jicai::evaluate::read(serde_json::json!({ "self_administered_device": true,
///     "representative": { "form": "small_volume_injection" }, "candidate": { "form": "small_volume_injection" } }))?;
/// let need = differential::needs_representative(&*differential::Rulebook::builtin("differential/cn-2011")?, &question)?;
/// assert!(need.permitted && !need.required);
/// # Ok::<(), jicai::Error>(())
/// ```
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
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{Form, Indication, Product, RepresentativeQuestion};
    ///
    /// let question = RepresentativeQuestion::new(Product::new(Form::Tablet), Product::new(Form::Tablet));
    /// assert!(question.same_route && question.indication == Indication::Same);
    /// ```
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
