//! What the functions answer: the serde types are the JSON contract.

use std::fmt;

use serde::{Serialize, Serializer};

use super::parameters::{Bound, DateBasis};
use crate::Id;
use crate::number::{Amount, Rate, Rational, Rounded, Rounding, RoundingMode, UnitPrice, write_units};
use crate::words::choices;

/// A price, or a difference of prices: at least as many decimals as its unit has, more only where the value needs them.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, StandardQuestion};
///
/// let rulebook = payment::Rulebook::builtin("payment/xian-2019")?;
/// let question = StandardQuestion::from_json(
///     r#"{ "product": { "status": "originator", "list_class": "a", "price": "12" }, "winners": [ { "id": "W1", "price": "10" } ],
///          "date": "2019-04-01" }"#,
/// )?;
/// let ceiling = payment::standard(&rulebook, &question)?.ceiling.unwrap();
/// assert_eq!((ceiling.to_string().as_str(), ceiling.millionths()), ("10.00", 10_000_000)); // a pack: at least two decimals
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yuan {
    /// In millionths.
    units: i128,
    least: u8,
}

impl Yuan {
    pub(super) fn new(units: i128, least: u8) -> Yuan {
        Yuan { units, least }
    }

    /// In millionths of a yuan.
    pub fn millionths(self) -> i128 {
        self.units
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_units(f, self.units < 0, self.units.unsigned_abs(), UnitPrice::DECIMALS, self.least)
    }
}

impl Serialize for Yuan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
crate::number::decimal_schema!(Yuan, "Price in yuan: decimal string, at most 6 decimals.");

/// A multiple of the reference, printed with 6 decimals.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, LintQuestion, Rulebook};
///
/// // Not yuan but multiples of the winning price: just above twice that price Guangzhou pays 1.4 times it.
/// let lint = payment::lint_rulebook(&*Rulebook::builtin("payment/guangzhou-2019")?, &LintQuestion::default())?;
/// assert_eq!(lint.cliffs[0].standard_above.as_ref().unwrap().to_string(), "1.400000");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct LintRatio(Rounded);

impl LintRatio {
    pub(super) fn new(value: &Rational) -> LintRatio {
        let six = Rounding::new(6, RoundingMode::HalfUp).unwrap_or(Rounding::PRINT);
        LintRatio(Rounded::shown(value.round(six), six.decimals()))
    }
}

impl fmt::Display for LintRatio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for LintRatio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
crate::number::decimal_schema!(LintRatio, "Multiple of the reference: decimal string with 6 decimals.");

choices! {
    /// What a ceiling is made of.
    Basis {
        /// The product's own winning price.
        OwnWinningPrice = "own_winning_price",
        /// The same with the surcharge of a prefilled pen.
        PenSurcharge = "pen_surcharge",
        /// The reference.
        Reference = "reference",
        /// A multiple of the reference.
        ReferenceTimes = "reference_times",
        /// A multiple of the base price.
        BaseTimes = "base_times",
        /// A multiple of the current price.
        PriceTimes = "price_times",
        /// There is no ceiling.
        NoStandard = "no_standard",
        /// The national standard.
        NationalStandard = "national_standard",
        /// The weighted mean of the listed products.
        OrdinaryReference = "ordinary_reference",
        /// The product is outside the catalogue.
        OutOfList = "out_of_list",
    }
    /// Which limit of a retail price binds.
    Binding {
        /// The rate.
        Rate = "rate",
        /// The amount.
        Amount = "amount",
        /// Both alike.
        Both = "both",
    }
    /// What falls where the price rises.
    Drop {
        /// The ceiling.
        Standard = "standard",
        /// What lies above the ceiling.
        Excess = "excess",
        /// The patient's whole share.
        Patient = "patient",
    }
}

/// What the fund recognises for a product.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, Basis, StandardQuestion};
///
/// // A winner is paid its own price, whatever the others won at.
/// let question = StandardQuestion::from_json(
///     r#"{ "product": { "status": "winner", "list_class": "a", "price": "20.85", "winning_price": "20.85" }, "date": "2020-01-01" }"#,
/// )?;
/// let standard = payment::standard(&*payment::Rulebook::builtin("payment/cn-2019")?, &question)?;
/// assert_eq!((standard.band.as_str(), standard.basis), ("winner", Basis::OwnWinningPrice));
/// assert_eq!(standard.above_standard.unwrap().to_string(), "0.00");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Standard {
    /// False only outside the catalogue.
    pub covered: bool,
    /// Payment standard (医保支付标准), yuan; null without one.
    pub ceiling: Option<Yuan>,
    /// The lower of ceiling and current price, yuan.
    pub effective: Option<Yuan>,
    /// Current price − effective standard, yuan: the patient's.
    pub above_standard: Option<Yuan>,
    /// The winning price that a non-winner is measured by, yuan.
    pub reference: Option<Yuan>,
    /// The winners or listed products that set it, by id.
    pub reference_from: Vec<Id>,
    /// Code of the band, or of the rule.
    pub band: String,
    /// What the ceiling is made of.
    pub basis: Basis,
    /// Whether the ceiling is the value or the most that the text allows.
    pub bound: Option<Bound>,
    /// The year of the policy, if given or computed.
    pub year: Option<u32>,
    /// Rate of first self-pay (先行自付比例).
    pub first_self_pay_rate: Option<Rate>,
    /// The floor raised the ceiling.
    pub floor_applied: bool,
    /// The current price is below the ceiling.
    pub limited_by_price: bool,
    /// Which date the caller should pass.
    pub date_basis: Option<DateBasis>,
}

/// One year of a path.
///
/// # Example
///
/// ```
/// use jicai::payment;
///
/// // Jilin City does not say what a dearer originator is paid: the year is there, as a gap.
/// let path = payment::path(&*payment::Rulebook::builtin("payment/jilin-city-2020")?, &serde_json::from_str(
///     r#"{ "product": { "status": "originator", "list_class": "b", "price": "30", "base_price": "30", "own_rate": "0.1" },
///          "winners": [ { "id": "W", "price": "10" } ] }"#,
/// )?)?;
/// assert!(path.steps[0].gap && path.steps[0].ceiling.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PathStep {
    /// The year.
    pub year: u32,
    /// The document does not say what holds in this year.
    pub gap: bool,
    /// The current price of the year, yuan.
    pub price: Yuan,
    /// Payment standard, yuan.
    pub ceiling: Option<Yuan>,
    /// The lower of ceiling and current price, yuan.
    pub effective: Option<Yuan>,
    /// The patient's part above it, yuan.
    pub above_standard: Option<Yuan>,
    /// Code of the band, or of the rule.
    pub band: String,
    /// Whether the ceiling is the value or the most that the text allows.
    pub bound: Option<Bound>,
    /// Rate of first self-pay.
    pub first_self_pay_rate: Option<Rate>,
    /// The floor raised the ceiling.
    pub floor_applied: bool,
}

/// The standards of several years.
///
/// # Example
///
/// ```
/// use jicai::payment;
///
/// // Risperidone in Hainan: the ceiling comes down to the winning price in the third year.
/// let path = payment::path(&*payment::Rulebook::builtin("payment/hainan-2019")?, &serde_json::from_str(
///     r#"{ "product": { "status": "originator", "list_class": "b", "price": "53.40", "base_price": "53.40", "own_rate": "0.10" },
///          "winners": [ { "id": "W1", "price": "10.02" } ] }"#,
/// )?)?;
/// assert_eq!(path.reference.unwrap().to_string(), "10.02");
/// assert_eq!((path.converged_year, path.steps[2].above_standard.unwrap().to_string().as_str()), (Some(3), "43.38"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandardPath {
    /// The years, ascending.
    pub steps: Vec<PathStep>,
    /// The winning price that the product is measured by, yuan.
    pub reference: Option<Yuan>,
    /// The first year from which on the ceiling is the reference.
    pub converged_year: Option<u32>,
}

/// A charge line in its four parts.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, LineQuestion};
///
/// // 2 packs for 120.66 yuan, standard 24.13, first self-pay 10 %.
/// let line: LineQuestion = serde_json::from_str(
///     r#"{ "amount": "120.66", "quantity": "2", "standard": "24.13", "first_self_pay_rate": "0.10" }"#,
/// )?;
/// let split = payment::split_line(&line)?;
/// assert_eq!(split.ceiling_amount.unwrap().to_string(), "48.26");
/// assert_eq!(split.first_self_pay.to_string(), "4.83"); // 4.826, rounded; what is left of 48.26 is in scope
/// assert_eq!(split.in_scope.to_string(), "43.43");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LineSplit {
    /// The line, yuan: the sum of the four parts.
    pub total: Amount,
    /// Fully own-paid (全自费), yuan.
    pub fully_own: Amount,
    /// Above the standard (超限价自费), yuan.
    pub above_standard: Amount,
    /// First self-pay (先行自付), yuan.
    pub first_self_pay: Amount,
    /// In scope (符合范围), yuan.
    pub in_scope: Amount,
    /// Quantity times standard, yuan.
    pub ceiling_amount: Option<Amount>,
}

/// A line of a settled bill.
///
/// # Example
///
/// ```
/// use jicai::payment;
///
/// // One fen in scope on each of three lines, of which the fund pays two thirds: two fen, for the first two lines by id.
/// let bill = payment::settle(&serde_json::from_str(
///     r#"{ "deductible_remaining": "0", "tiers": [ { "rate": "0.6667" } ], "lines": [
///          { "id": "c", "fully_own": "0", "above_standard": "0", "first_self_pay": "0", "in_scope": "0.01" },
///          { "id": "a", "fully_own": "0", "above_standard": "0", "first_self_pay": "0", "in_scope": "0.01" },
///          { "id": "b", "fully_own": "0", "above_standard": "0", "first_self_pay": "0", "in_scope": "0.01" } ] }"#,
/// )?)?;
/// let fund: Vec<String> = bill.lines.iter().map(|line| line.fund.to_string()).collect();
/// assert_eq!(fund, ["0.00", "0.01", "0.01"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SettledLine {
    /// The line.
    pub id: Id,
    /// Its sum, yuan.
    pub total: Amount,
    /// The fund's part, yuan.
    pub fund: Amount,
    /// The patient's part, yuan.
    pub patient: Amount,
    /// Of which deductible, yuan.
    pub deductible: Amount,
    /// Of which co-payment, yuan.
    pub copay: Amount,
    /// Of which above the cap of the fund, yuan.
    pub over_cap: Amount,
}

/// The sums of a settled bill, yuan.
///
/// # Example
///
/// ```
/// use jicai::payment;
///
/// // What the patient pays: what was never in scope (5 + 3), the deductible, and 20 % of the rest.
/// let totals = payment::settle(&serde_json::from_str(
///     r#"{ "deductible_remaining": "100", "tiers": [ { "rate": "0.80" } ], "lines": [
///          { "id": "a", "fully_own": "5", "above_standard": "3", "first_self_pay": "0", "in_scope": "200" } ] }"#,
/// )?)?.totals;
/// assert_eq!((totals.copay.to_string().as_str(), totals.patient.to_string().as_str()), ("20.00", "128.00"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BillTotals {
    /// All lines.
    pub total: Amount,
    /// Fully own-paid.
    pub fully_own: Amount,
    /// Above the standard.
    pub above_standard: Amount,
    /// First self-pay.
    pub first_self_pay: Amount,
    /// In scope.
    pub in_scope: Amount,
    /// The deductible that this bill uses.
    pub deductible: Amount,
    /// What the tiers give.
    pub pooled: Amount,
    /// What the fund pays.
    pub fund: Amount,
    /// What its cap leaves to the patient.
    pub over_cap: Amount,
    /// The patient's co-payment.
    pub copay: Amount,
    /// What the patient pays.
    pub patient: Amount,
}

/// A settled bill.
///
/// # Example
///
/// ```
/// use jicai::payment;
///
/// // The fund has 300 yuan left for this patient: what the tier gives beyond them falls back on the patient.
/// let bill = payment::settle(&serde_json::from_str(
///     r#"{ "deductible_remaining": "0", "tiers": [ { "rate": "0.80" } ], "fund_cap_remaining": "300", "lines": [
///          { "id": "A", "fully_own": "0", "above_standard": "0", "first_self_pay": "0", "in_scope": "500" } ] }"#,
/// )?)?;
/// assert_eq!((bill.totals.pooled.to_string().as_str(), bill.totals.over_cap.to_string().as_str()), ("400.00", "100.00"));
/// assert_eq!(bill.fund_cap_left.unwrap().to_string(), "0.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Settlement {
    /// The lines, in input order.
    pub lines: Vec<SettledLine>,
    /// The sums.
    pub totals: BillTotals,
    /// What is left of the deductible, yuan.
    pub deductible_left: Amount,
    /// What is left of the cap of the fund, yuan.
    pub fund_cap_left: Option<Amount>,
}

/// The standard of a drug that entered the catalogue by bidding.
///
/// # Example
///
/// ```
/// use jicai::payment;
///
/// // The floor is 70 % of 4.15 yuan, 2.905, rounded to the fen.
/// let entry = payment::bid_entry(&*payment::Rulebook::builtin("payment/cn-bid-2023")?, &serde_json::from_str(
///     r#"{ "quotes": [ { "id": "A", "price": "3" } ], "willingness": "4.15" }"#,
/// )?)?;
/// assert_eq!((entry.floor.to_string().as_str(), entry.floor_applied), ("2.91", false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BidEntry {
    /// The standard, yuan.
    pub standard: Yuan,
    /// The lowest quote, yuan.
    pub lowest_quote: Yuan,
    /// Who quoted it, by id.
    pub lowest_by: Vec<Id>,
    /// Share of the willingness to pay below which the standard does not fall, yuan.
    pub floor: Yuan,
    /// The floor is above the lowest quote.
    pub floor_applied: bool,
}

/// The most that a retail pharmacy may ask.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, Binding};
///
/// // At 1000 yuan 15 % are less than 200 yuan: the rate binds.
/// let cap = payment::retail_cap(&*payment::Rulebook::builtin("payment/ningbo-retail")?, &serde_json::from_str(
///     r#"{ "standard": "1000", "kind": "vbp" }"#,
/// )?)?;
/// assert_eq!((cap.headroom.unwrap().to_string().as_str(), cap.binding), ("150.00", Some(Binding::Rate)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RetailCap {
    /// The rule is about this kind.
    pub applies: bool,
    /// The most, yuan.
    pub cap: Option<Yuan>,
    /// The limit by the rate, yuan.
    pub rate_limit: Option<Yuan>,
    /// The limit by the amount, yuan.
    pub amount_limit: Option<Yuan>,
    /// Which of the two is the lower.
    pub binding: Option<Binding>,
    /// Cap − standard, yuan.
    pub headroom: Option<Yuan>,
    /// The price is not above the cap.
    pub within_cap: Option<bool>,
    /// What of the price is above the standard, yuan.
    pub patient_excess: Option<Yuan>,
}

/// A year of a band that the document does not give.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, LintQuestion, Rulebook};
///
/// // A ladder of one's own whose second year no text gives.
/// let mine = Rulebook::from_json(r#"{ "id": "example/ladder", "extends": "payment/hainan-2019", "parameters": { "bands": { "value": [
///     { "code": "all", "years": [ { "of": "base", "factor": "0.70" }, { "of": "gap" }, { "of": "reference" } ] } ] } } }"#)?;
/// let gaps = payment::lint_rulebook(&mine, &LintQuestion::default())?.gaps;
/// assert_eq!((gaps.len(), gaps[0].year, gaps[0].band.as_str()), (1, 2, "all"));
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LintGap {
    /// The category, where the rulebook has any.
    pub category: Option<String>,
    /// The year.
    pub year: u32,
    /// The band.
    pub band: String,
}

/// A band whose ceiling lies below the reference.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, LintQuestion, Rulebook};
///
/// // Without its floor Hainan's rulebook pays 40 % of the base price in the second year: at twice the winning price 0.8 times that price.
/// let rulebook = Rulebook::from_json(r#"{ "id": "example/hainan", "extends": "payment/hainan-2019", "remove": [ "floor" ] }"#)?;
/// let lint = payment::lint_rulebook(&rulebook, &LintQuestion::default())?;
/// assert_eq!((lint.below_reference[0].year, lint.below_reference[0].standard.to_string().as_str()), (2, "0.800000"));
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BelowReference {
    /// The category, where the rulebook has any.
    pub category: Option<String>,
    /// The year.
    pub year: u32,
    /// The band.
    pub band: String,
    /// The ceiling at the lower edge of the band, in references.
    pub standard: LintRatio,
}

/// An edge at which something falls although the price rises; all figures in references.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, Drop, LintQuestion, Rulebook};
///
/// // Without its floor Hainan's standard itself falls in the second year, from the winning price to 0.8 times it.
/// let mine = Rulebook::from_json(r#"{ "id": "example/hainan", "extends": "payment/hainan-2019", "remove": [ "floor" ] }"#)?;
/// let lint = payment::lint_rulebook(&mine, &LintQuestion::default())?;
/// let cliff = lint.cliffs.iter().find(|cliff| cliff.year == 2).unwrap();
/// assert_eq!((cliff.band_below.as_str(), cliff.band_above.as_str()), ("low", "high"));
/// assert_eq!(cliff.drops, [Drop::Standard]);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cliff {
    /// The category, where the rulebook has any.
    pub category: Option<String>,
    /// The year.
    pub year: u32,
    /// Where it is.
    pub edge: LintRatio,
    /// The band up to it.
    pub band_below: String,
    /// The band above it.
    pub band_above: String,
    /// The ceiling just below; null without one.
    pub standard_below: Option<LintRatio>,
    /// The ceiling just above.
    pub standard_above: Option<LintRatio>,
    /// What lies above the ceiling, just below.
    pub excess_below: LintRatio,
    /// The same just above.
    pub excess_above: LintRatio,
    /// The patient's whole share just below; null without a reimbursement rate.
    pub patient_below: Option<LintRatio>,
    /// The same just above.
    pub patient_above: Option<LintRatio>,
    /// What falls.
    pub drops: Vec<Drop>,
}

/// What a rulebook leaves open, and where it is not monotone.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, LintQuestion, Rulebook};
///
/// let lint = payment::lint_rulebook(&*Rulebook::builtin("payment/guangzhou-2019")?, &LintQuestion::default())?;
/// assert_eq!(lint.unset, ["outside_winner"]); // what a winner is paid where it does not supply
/// assert_eq!((lint.gaps[0].band.as_str(), lint.gaps[0].year), ("high", 2));
/// assert!(!lint.monotone);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RulebookLint {
    /// Parameters that are unset.
    pub unset: Vec<String>,
    /// Years that the document does not give.
    pub gaps: Vec<LintGap>,
    /// Bands below the reference.
    pub below_reference: Vec<BelowReference>,
    /// Edges at which something falls although the price rises.
    pub cliffs: Vec<Cliff>,
    /// There is no such edge.
    pub monotone: bool,
}
