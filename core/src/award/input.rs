//! What a caller states about a lot: the serde types are the JSON contract.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::number::{Count, Factor, Money, Price, Quantity, Score};
use crate::{Date, Id, json};

/// Dosage form class of a lot (剂型).
///
/// # Example
///
/// ```
/// use jicai::award::{self, Form, Lot};
///
/// // In batch 10 an oral solid wins at 0.10 yuan whatever the lowest bid is; a small-volume injection already at 1.00.
/// let mut lot = Lot::from_json(r#"{ "form": "oral_solid", "bids": [ { "bid": "A", "price": "0.20" }, { "bid": "B", "price": "0.90" } ] }"#)?;
/// let batch_10 = award::Rulebook::builtin("award/cn-batch-10")?;
/// assert_eq!(award::select(&batch_10, &lot)?.winners, 1);
/// lot.form = Some(Form::InjectionSmallVolume);
/// assert_eq!(award::select(&batch_10, &lot)?.winners, 2);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Tablets, capsules … (口服固体).
    OralSolid,
    /// Oral liquids (口服液体).
    OralLiquid,
    /// Small-volume injections (小容量注射剂).
    InjectionSmallVolume,
    /// Large-volume injections (大容量注射剂).
    InjectionLargeVolume,
    /// Anything else.
    Other,
}

/// Volume class of a lot, stated lot by lot in the annex of a tender and not derivable from the drug.
///
/// # Example
///
/// ```
/// use jicai::award::{Rulebook, TermsQuestion, VolumeClass, contract_terms};
/// use jicai::number::Count;
///
/// let batch_7 = Rulebook::builtin("award/cn-batch-07")?;
/// let mut question = TermsQuestion::new(Count::new(2).unwrap());
/// let mut share = |class| {
///     question.volume_class = class;
///     contract_terms(&batch_7, &question).map(|terms| terms.agreed_share.unwrap().to_string())
/// };
/// assert_eq!(share(VolumeClass::Ordinary)?, "0.60");
/// assert_eq!(share(VolumeClass::Reduced)?, "0.50");
/// assert_eq!(share(VolumeClass::Restricted)?, "0.40");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VolumeClass {
    /// The usual shares.
    #[default]
    Ordinary,
    /// Antibacterials, glucocorticoids and some flagged drugs: ten points less.
    Reduced,
    /// Special-grade antibacterials and, from batch 9, monitored drugs.
    Restricted,
}

/// A part of the answer beyond the selection.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot, Want};
///
/// let mut lot = Lot::from_json(r#"{ "ceiling": "22.26", "bids": [ { "bid": "A", "price": "17.00" } ] }"#)?;
/// let expansion = award::Rulebook::builtin("award/cn-2019-expansion")?;
/// assert!(award::select(&expansion, &lot)?.terms.is_none());
/// lot.want = vec![Want::Share];
/// let share = award::select(&expansion, &lot)?.terms.and_then(|terms| terms.agreed_share);
/// assert_eq!(share.unwrap().to_string(), "0.50"); // one winner
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Want {
    /// The agreed share of the reported volume (约定采购量比例).
    Share,
    /// The contract term (采购周期).
    Term,
    /// The award class of each winner.
    Class,
}

/// A strength (规格) of a lot.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot};
///
/// // Two strengths with their own ceilings: B, at 5.00, is above that of the 5 mg tablet.
/// let lot = Lot::from_json(
///     r#"{ "reference_spec": "10 mg", "specs": [ { "spec": "10 mg", "ceiling": "6.00" }, { "spec": "5 mg", "ceiling": "4.00", "factor": "0.6" } ],
///          "bids": [ { "bid": "A", "spec": "10 mg", "price": "5.00", "comparable_price": "5.00" },
///                    { "bid": "B", "spec": "5 mg", "price": "5.00", "comparable_price": "8.50" } ] }"#,
/// )?;
/// let award = award::select(&*award::Rulebook::builtin("award/cn-2019-expansion")?, &lot)?;
/// assert_eq!(award.bids[1].reason, award::Reason::AboveCeiling);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// Identifier, unique in the lot.
    pub spec: Id,
    /// Highest valid declared price of this strength (最高有效申报价), yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Price>,
    /// Price ratio of this strength to the reference strength, by the differential rules (差比价).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Factor>,
}

/// One declared quote (申报).
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot};
///
/// // Two equal prices for one place: what the bids state about themselves breaks the tie.
/// let lot = Lot::from_json(
///     r#"{ "max_shortlisted": 1, "bids": [ { "bid": "A", "price": "1.00", "reported_volume": "200" },
///                                          { "bid": "B", "price": "1.00", "reported_volume": "300" } ], "form": "oral_solid" }"#,
/// )?;
/// let rulebook = award::Rulebook::from_toml(
///     r#"id = "example/ties"
///        extends = "award/cn-batch-10"
///        [parameters]
///        tie_keys = ["reported_volume"]"#,
/// )?;
/// assert_eq!(award::select(&rulebook, &lot)?.selected[0].as_str(), "B");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bid {
    /// Identifier, unique in the lot.
    pub bid: Id,
    /// The bidder; the bid's own id where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<Id>,
    /// Related firms (同一负责人、控股、管理关系) carry the same value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Id>,
    /// Strength: required where the lot has `specs`, refused elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spec: Option<Id>,
    /// Declared price per smallest unit (单位申报价), yuan, in the unit of the ceiling.
    pub price: Price,
    /// Comparable price (单位可比价) or daily cost, where it is already converted, yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparable_price: Option<Price>,
    /// A reference product (参比制剂).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_reference: bool,
    /// The firm supplied the region before: a condition of some share tables.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub incumbent: bool,
    /// Volume that hospitals reported for this brand: tie key, and a condition of revival.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_volume: Option<Quantity>,
    /// Tie key: won the same drug before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior_winner: Option<bool>,
    /// Tie key: makes its own active ingredient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_api: Option<bool>,
    /// Tie key: earlier sales, yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior_sales: Option<Money>,
    /// Tie key: number of strengths that passed the consistency evaluation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_specs: Option<u32>,
    /// Tie key: day on which the product passed the consistency evaluation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass_date: Option<Date>,
    /// How a tie was broken outside the rules, for instance by lot (抽签); low first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie_rank: Option<Count>,
    /// Lower re-quote (复活报价), in the unit of `price`, not above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revival_price: Option<Price>,
    /// Price score of an evaluation, required with method `score`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_score: Option<Score>,
    /// Technical score of an evaluation, required with method `score`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technical_score: Option<Score>,
}

impl Bid {
    /// A bid with nothing but an id and a declared price.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::Bid;
    ///
    /// let mut bid = Bid::new("lepu".parse()?, "20.85".parse()?);
    /// bid.revival_price = Some("19.00".parse()?);
    /// assert!(bid.company.is_none() && !bid.is_reference);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(bid: Id, price: Price) -> Bid {
        Bid {
            bid,
            company: None,
            group: None,
            spec: None,
            price,
            comparable_price: None,
            is_reference: false,
            incumbent: false,
            reported_volume: None,
            prior_winner: None,
            own_api: None,
            prior_sales: None,
            passed_specs: None,
            pass_date: None,
            tie_rank: None,
            revival_price: None,
            price_score: None,
            technical_score: None,
        }
    }

    /// The bidder: the company, or the bid's own id.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::Bid;
    ///
    /// let mut bid = Bid::new("B1".parse()?, "1.00".parse()?);
    /// assert_eq!(bid.company().as_str(), "B1");
    /// bid.company = Some("齐鲁制药".parse()?);
    /// assert_eq!(bid.company().as_str(), "齐鲁制药");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn company(&self) -> &Id {
        self.company.as_ref().unwrap_or(&self.bid)
    }
}

/// A lot (品种, 采购组): the unit of competition, with the bids on it.
///
/// # Example
///
/// ```
/// use jicai::award::{Bid, Lot};
///
/// let lot = Lot {
///     ceiling: Some("22.26".parse().unwrap()),
///     bids: vec![Bid::new("sanofi".parse().unwrap(), "17.81".parse().unwrap())],
///     ..Lot::default()
/// };
/// assert_eq!(lot.bids[0].company().as_str(), "sanofi");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lot {
    /// Identifier; required and unique in a round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<Id>,
    /// Dosage form class; required where a low-price limit depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Ceiling of all bids, yuan; not together with `specs`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Price>,
    /// Strengths, 1 to 1,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specs: Option<Vec<Spec>>,
    /// The strength to which prices are converted; its `factor` is absent or 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference_spec: Option<Id>,
    /// Price printed in the document; required where `limit_price` is a test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_price: Option<Price>,
    /// Places announced for this lot; replaces the place table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_shortlisted: Option<Count>,
    /// Mean reported volume per brand: a condition of revival from outside the shortlist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand_volume_mean: Option<Quantity>,
    /// Volume class.
    #[serde(default)]
    pub volume_class: VolumeClass,
    /// A drug that the document gives a shorter term.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub short_term: bool,
    /// A drug for long-term use.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub long_term_use: bool,
    /// Parts beyond the selection; repeats are ignored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub want: Vec<Want>,
    /// The bids, at most 1,000, in any order.
    pub bids: Vec<Bid>,
    /// How equal price ratios of a batch-wide filter were ordered; only in a round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter_tie_rank: Option<Count>,
}

impl Lot {
    /// Reads a lot from JSON text, strictly: unknown fields, duplicate keys and JSON numbers for amounts are refused.
    ///
    /// # Errors
    ///
    /// `invalid_json`, `invalid_input`, `limit_exceeded`; the path is relative to the lot.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::Lot;
    ///
    /// let lot = Lot::from_json(r#"{ "ceiling": "9.00", "bids": [ { "bid": "A", "price": "1.00" } ] }"#)?;
    /// assert_eq!(lot.bids.len(), 1);
    /// let error = Lot::from_json(r#"{ "bids": [ { "bid": "A", "price": 1.5 } ] }"#).unwrap_err();
    /// assert_eq!(error.path(), "/bids/0/price"); // an amount is a text: "1.5"
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Lot, Error> {
        json::decode(&json::parse(text.as_bytes())?)
    }

    pub(super) fn wants(&self, part: Want) -> bool {
        self.want.contains(&part)
    }

    /// The strengths by their names.
    pub(super) fn strengths(&self) -> Strengths<'_> {
        const FEW: usize = 16;
        let specs = self.specs.as_deref();
        let by_name = specs.filter(|specs| specs.len() > FEW).map(|specs| {
            // The first of a name, as the list has it.
            specs.iter().rev().map(|spec| (&spec.spec, spec)).collect()
        });
        Strengths { lot: self, by_name }
    }
}

/// The strengths of a lot: looked through where they are few, by name where they are many.
pub(super) struct Strengths<'l> {
    lot: &'l Lot,
    by_name: Option<HashMap<&'l Id, &'l Spec>>,
}

impl<'l> Strengths<'l> {
    /// The strength of a bid, where the lot has strengths.
    pub(super) fn of(&self, bid: &Bid) -> Option<&'l Spec> {
        let name = bid.spec.as_ref()?;
        match &self.by_name {
            Some(by_name) => by_name.get(name).copied(),
            None => self.lot.specs.as_ref()?.iter().find(|spec| spec.spec == *name),
        }
    }

    /// The highest valid declared price of a bid: that of its strength, or of the lot.
    pub(super) fn ceiling_of(&self, bid: &Bid) -> Option<Price> {
        match &self.lot.specs {
            Some(_) => self.of(bid)?.ceiling,
            None => self.lot.ceiling,
        }
    }
}
