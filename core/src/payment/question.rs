//! What the functions are asked: the serde types are the JSON contract.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Error;
use crate::number::{ParseNumberError, Rate, UnitPrice, parse_units};
use crate::words::choices;
use crate::{Date, Id, json};

choices! {
    /// What a product is to the tender.
    Status {
        /// It won.
        Winner = "winner",
        /// Originator that did not win (原研药).
        Originator = "originator",
        /// Reference product that did not win (参比制剂).
        ReferenceProduct = "reference_product",
        /// Generic that passed the consistency evaluation and did not win (过评仿制药).
        Passed = "passed",
        /// Generic that has not passed it (未过评).
        NotPassed = "not_passed",
        /// Non-winner of a kind without consistency evaluation: insulin, consumables.
        NonWinner = "non_winner",
        /// Nationally negotiated (谈判药品).
        Negotiated = "negotiated",
        /// Entered the catalogue by bidding (竞价药品).
        Bid = "bid",
        /// In the catalogue, neither negotiated nor in a tender (两非).
        Ordinary = "ordinary",
    }
    /// Class in the insurance catalogue (医保目录).
    ListClass {
        /// Class A (甲类).
        A = "a",
        /// Class B (乙类).
        B = "b",
        /// Outside the catalogue (目录外).
        OutOfList = "out_of_list",
    }
    /// Which winner supplies a province.
    Supply {
        /// Main supplier (主供).
        Main = "main",
        /// Backup supplier (备供).
        Backup = "backup",
        /// Neither (非主供非备供).
        Outside = "outside",
    }
    /// What a price is for.
    PriceUnit {
        /// A pack.
        Pack = "pack",
        /// A smallest preparation unit (最小制剂单位).
        MinUnit = "min_unit",
    }
    /// Who is insured; some are exempt from added self-pay.
    Person {
        /// Anybody else.
        Ordinary = "ordinary",
        /// Veteran of the Red Army (老红军).
        RedArmyVeteran = "red_army_veteran",
        /// Retired cadre (离休干部).
        RetiredCadre = "retired_cadre",
        /// Disabled serviceman of grade 1 to 6 (一至六级残疾军人).
        DisabledServiceman = "disabled_serviceman_1_6",
    }
    /// Which of ceiling and rate a line meets first.
    SplitOrder {
        /// The ceiling (先限价后比例).
        CeilingFirst = "ceiling_first",
        /// The rate.
        RateFirst = "rate_first",
    }
    /// What the tiers of reimbursement count.
    TierBase {
        /// Money in scope, the deductible included.
        InScope = "in_scope",
        /// Money in scope after the deductible.
        AfterDeductible = "after_deductible",
    }
    /// What a retail pharmacy sells.
    RetailKind {
        /// A product of a tender (集采).
        Vbp = "vbp",
        /// An ordinary one.
        Ordinary = "ordinary",
        /// A negotiated one (谈判).
        Negotiated = "negotiated",
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// A volume: greater than zero, at most 4 decimals, below 10¹⁵.
///
/// # Example
///
/// ```
/// use jicai::payment::Volume;
///
/// let volume: Volume = "1200.5".parse()?;
/// assert_eq!((volume.units(), volume.to_string().as_str()), (12_005_000, "1200.5"));
/// assert!("0".parse::<Volume>().is_err()); // a weight of nothing weighs nothing
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Volume(i128);

impl Volume {
    const DECIMALS: u8 = 4;
    /// 10¹⁵ in ten-thousandths.
    const LIMIT: i128 = 10_000_000_000_000_000_000;

    /// In ten-thousandths.
    pub fn units(self) -> i128 {
        self.0
    }
}

impl FromStr for Volume {
    type Err = ParseNumberError;

    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        match parse_units(text, Volume::DECIMALS)? {
            units if units <= 0 => {
                Err(ParseNumberError::OutOfRange { range: "greater than zero", got: text.to_owned() })
            }
            units if units >= Volume::LIMIT => Err(ParseNumberError::TooLarge(text.to_owned())),
            units => Ok(Volume(units)),
        }
    }
}

impl fmt::Display for Volume {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::number::write_units(f, false, self.0.unsigned_abs(), Volume::DECIMALS, 0)
    }
}

impl Serialize for Volume {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Volume {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(crate::number::FixedText::new())
    }
}

#[cfg(feature = "schema")]
crate::number::decimal_schema!(Volume, "Decimal string, greater than zero, at most 4 decimals, below 10^15.");

/// An integer in a range; one that is too large for any integer is out of it like all others.
pub(super) fn in_range<'de, D: Deserializer<'de>>(deserializer: D, least: u32, most: u32) -> Result<u32, D::Error> {
    let out_of_range =
        |got: &str| <D::Error as serde::de::Error>::custom(format!("must be {least} to {most}, got `{got}`"));
    match u32::deserialize(deserializer) {
        Ok(value) if (least..=most).contains(&value) => Ok(value),
        Ok(value) => Err(out_of_range(&value.to_string())),
        Err(error) => {
            let message = error.to_string();
            match message.strip_prefix("limit exceeded").and_then(|rest| rest.split('`').nth(1)) {
                Some(got) => Err(out_of_range(got)),
                None => Err(error),
            }
        }
    }
}

/// A year of a policy, 1 to 100.
///
/// # Example
///
/// ```
/// use jicai::payment::PolicyYear;
///
/// assert_eq!(PolicyYear::new(2).map(PolicyYear::get), Some(2));
/// assert_eq!(PolicyYear::new(0), None); // the first year is 1
/// assert!(serde_json::from_str::<PolicyYear>("101").is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicyYear(#[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100)))] u32);

impl PolicyYear {
    /// The last year that can be asked for.
    pub const MAX: u32 = 100;

    /// `year` if it is in range.
    pub const fn new(year: u32) -> Option<PolicyYear> {
        if year >= 1 && year <= PolicyYear::MAX { Some(PolicyYear(year)) } else { None }
    }

    /// The year.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl<'de> Deserialize<'de> for PolicyYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let year = in_range(deserializer, 1, PolicyYear::MAX)?;
        PolicyYear::new(year).ok_or_else(|| serde::de::Error::custom("must be 1 to 100"))
    }
}

/// A year of a path, 1 to 50.
///
/// # Example
///
/// ```
/// use jicai::payment::PathYear;
///
/// assert!(PathYear::new(PathYear::MAX).is_some());
/// assert_eq!(PathYear::new(51), None); // a path is shorter than a policy may be
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PathYear(#[cfg_attr(feature = "schema", schemars(range(min = 1, max = 50)))] u32);

impl PathYear {
    /// The last year of a path.
    pub const MAX: u32 = 50;

    /// `year` if it is in range.
    pub const fn new(year: u32) -> Option<PathYear> {
        if year >= 1 && year <= PathYear::MAX { Some(PathYear(year)) } else { None }
    }

    /// The year.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl<'de> Deserialize<'de> for PathYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let year = in_range(deserializer, 1, PathYear::MAX)?;
        PathYear::new(year).ok_or_else(|| serde::de::Error::custom("must be 1 to 50"))
    }
}

/// A product whose standard is wanted. All prices are for one unit of its own specification.
///
/// # Example
///
/// ```
/// use jicai::payment::{ListClass, Product, Status};
///
/// // An originator of class B whose price was cut from 60.33 to 50 yuan: the base price stays.
/// let product = Product {
///     base_price: Some("60.33".parse()?),
///     own_rate: Some("0.10".parse()?),
///     ..Product::new(Status::Originator, ListClass::B, "50".parse()?)
/// };
/// assert!(product.winning_price.is_none() && !product.essential);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Identifier, only echoed in the explanation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What it is to the tender.
    pub status: Status,
    /// Its class in the catalogue.
    pub list_class: ListClass,
    /// Current purchase or selling price (现行价), yuan.
    pub price: UnitPrice,
    /// The price it won at (中选价), yuan; for a winner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub winning_price: Option<UnitPrice>,
    /// Price on the base date of the rule (基准价), yuan; frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_price: Option<UnitPrice>,
    /// National standard of a negotiated or bid drug, yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub national_standard: Option<UnitPrice>,
    /// Negotiated price of a non-winner, yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negotiated_price: Option<UnitPrice>,
    /// For a winner: whether it supplies the province; main where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supply: Option<Supply>,
    /// A winner's prefilled pen; prices are then for one pen.
    #[serde(default, skip_serializing_if = "is_false")]
    pub prefilled_pen: bool,
    /// Group within which winners are compared (质量层、竞争组).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Id>,
    /// A category of the rulebook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The cap that stands in for a reference, yuan; where the rulebook asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<UnitPrice>,
    /// Its own rate of first self-pay (先行自付比例).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_rate: Option<Rate>,
    /// On the list of essential medicines (基本药物).
    #[serde(default, skip_serializing_if = "is_false")]
    pub essential: bool,
    /// On the bureau's list of high-priced drugs (价高药).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high_price_listed: Option<bool>,
}

impl Product {
    /// A product of which nothing is stated but what is always required.
    pub fn new(status: Status, list_class: ListClass, price: UnitPrice) -> Product {
        Product {
            id: None,
            status,
            list_class,
            price,
            winning_price: None,
            base_price: None,
            national_standard: None,
            negotiated_price: None,
            supply: None,
            prefilled_pen: false,
            group: None,
            category: None,
            cap: None,
            own_rate: None,
            essential: false,
            high_price_listed: None,
        }
    }
}

/// A winner that a non-winner is measured by; its price is converted to the product's specification.
///
/// # Example
///
/// ```
/// use jicai::payment::Winner;
///
/// // Of several winners a rulebook may take the one that supplies the province, or weigh them by volume.
/// let winner: Winner = serde_json::from_str(r#"{ "id": "W1", "price": "22.26", "supply": "main", "volume": "3000" }"#)?;
/// assert_eq!(winner.price.to_string(), "22.26");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Winner {
    /// Identifier, unique in the list.
    pub id: Id,
    /// Winning price, yuan.
    pub price: UnitPrice,
    /// Group within which winners are compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Id>,
    /// Which winner supplies the province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supply: Option<Supply>,
    /// Volume, where the rulebook weighs by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<Volume>,
}

/// A listed product of an ordinary drug's representative specification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Identifier, unique in the list.
    pub id: Id,
    /// Price, yuan.
    pub price: UnitPrice,
    /// Volume.
    pub volume: Volume,
}

fn pack() -> PriceUnit {
    PriceUnit::Pack
}

fn anybody() -> Person {
    Person::Ordinary
}

/// What `payment.standard` is asked.
///
/// # Example
///
/// ```
/// use jicai::payment::{PriceUnit, StandardQuestion};
///
/// let question = StandardQuestion::from_json(
///     r#"{ "product": { "status": "originator", "list_class": "a", "price": "12" }, "winners": [ { "id": "W1", "price": "10.00" } ] }"#,
/// )?;
/// assert_eq!(question.price_unit, PriceUnit::Pack); // what is left out
/// let error = StandardQuestion::from_json(r#"{ "product": { "status": "originator", "list_class": "a", "price": "0" } }"#).unwrap_err();
/// assert_eq!(error.path(), "/product/price"); // a price is greater than zero
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandardQuestion {
    /// The product.
    pub product: Product,
    /// The winners of its name, at most 100,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub winners: Vec<Winner>,
    /// For an ordinary drug the listed products, at most 100,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<Listed>,
    /// What the prices are for.
    #[serde(default = "pack")]
    pub price_unit: PriceUnit,
    /// The day; not together with `year`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The year of the policy; not together with `date`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<PolicyYear>,
    /// First day of policy year 1; that of the rulebook where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Date>,
    /// Who is insured.
    #[serde(default = "anybody")]
    pub person: Person,
}

impl StandardQuestion {
    /// Reads a question from JSON text, strictly.
    ///
    /// # Errors
    ///
    /// `invalid_json`, `invalid_input`, `limit_exceeded`; the path is relative to the question.
    pub fn from_json(text: &str) -> Result<StandardQuestion, Error> {
        json::decode(&json::parse(text.as_bytes())?)
    }
}

/// A current price from a year on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct YearPrice {
    /// The year, each at most once.
    pub year: PathYear,
    /// The current price from then on, yuan.
    pub price: UnitPrice,
}

/// What `payment.path` is asked: the standards of several years.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, PathQuestion};
///
/// // The originator cuts its price in the third year below the winner's: from then on the price is what is settled.
/// let question: PathQuestion = serde_json::from_str(
///     r#"{ "product": { "status": "originator", "list_class": "b", "price": "39.50", "base_price": "39.50", "own_rate": "0.10" },
///          "winners": [ { "id": "W1", "price": "6.60" } ], "prices": [ { "year": 3, "price": "6.00" } ] }"#,
/// )?;
/// let path = payment::path(&*payment::Rulebook::builtin("payment/hainan-2019")?, &question)?;
/// assert_eq!(path.steps[2].effective.unwrap().to_string(), "6.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PathQuestion {
    /// The product.
    pub product: Product,
    /// The winners of its name, at most 100,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub winners: Vec<Winner>,
    /// For an ordinary drug the listed products, at most 100,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<Listed>,
    /// What the prices are for.
    #[serde(default = "pack")]
    pub price_unit: PriceUnit,
    /// How many years; those of the longest ladder of the rulebook where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<PathYear>,
    /// Price cuts, in any order; before the first the price of the product holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<YearPrice>,
    /// Who is insured.
    #[serde(default = "anybody")]
    pub person: Person,
}

/// A valid quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// Identifier, unique in the list.
    pub id: Id,
    /// The quote, yuan.
    pub price: UnitPrice,
}

/// What `payment.bid_entry` is asked.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, BidEntryQuestion};
///
/// // Two firms quote alike: both have the lowest quote, listed by id.
/// let question: BidEntryQuestion = serde_json::from_str(
///     r#"{ "quotes": [ { "id": "B", "price": "3" }, { "id": "A", "price": "3.00" } ], "willingness": "4.15" }"#,
/// )?;
/// let entry = payment::bid_entry(&*payment::Rulebook::builtin("payment/cn-bid-2023")?, &question)?;
/// assert_eq!(entry.lowest_by.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["A", "B"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BidEntryQuestion {
    /// The valid quotes, 1 to 100,000.
    pub quotes: Vec<Quote>,
    /// What the fund is willing to pay (医保支付意愿), yuan.
    pub willingness: UnitPrice,
    /// What the prices are for.
    #[serde(default = "pack")]
    pub price_unit: PriceUnit,
}

/// What `payment.retail_cap` is asked.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, RetailQuestion};
///
/// // With a selling price the answer also says whether it is within the cap: 50.10 × 1.15 = 57.615, rounded 57.62.
/// let question: RetailQuestion = serde_json::from_str(r#"{ "standard": "50.10", "kind": "vbp", "price": "57.63" }"#)?;
/// let answer = payment::retail_cap(&*payment::Rulebook::builtin("payment/ningbo-retail")?, &question)?;
/// assert_eq!(answer.within_cap, Some(false));
/// assert_eq!(answer.patient_excess.unwrap().to_string(), "7.53");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RetailQuestion {
    /// Payment standard of the smallest pack, yuan.
    pub standard: UnitPrice,
    /// What is sold.
    pub kind: RetailKind,
    /// Selling price of the pack, yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<UnitPrice>,
}

/// What `payment.lint_rulebook` is asked.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, Drop, LintQuestion, ListClass};
///
/// // With a reimbursement rate the patient's whole share is looked at too.
/// let question = LintQuestion {
///     reimbursement_rate: Some("0.80".parse()?),
///     list_class: Some(ListClass::B),
///     own_rate: Some("0.10".parse()?),
/// };
/// let lint = payment::lint_rulebook(&*payment::Rulebook::builtin("payment/guangzhou-2019")?, &question)?;
/// assert_eq!(lint.cliffs[0].drops, [Drop::Excess, Drop::Patient]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LintQuestion {
    /// Reimbursement rate; without it the patient's whole share is not looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reimbursement_rate: Option<Rate>,
    /// Class in the catalogue; required with a rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_class: Option<ListClass>,
    /// Own rate of first self-pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_rate: Option<Rate>,
}
