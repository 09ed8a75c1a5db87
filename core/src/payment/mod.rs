//! Payment standards (医保支付标准) and the split of charge lines: what the fund pays for a product after a tender, and what the patient.
//!
//! After a tender the fund pays every product of one name up to one standard, aligned with the winning price; what a product costs
//! above it is the patient's. A tender's rulebook says what that means for originators, for generics, year by year:
//!
//! | rule | clause | what happens | where |
//! | --- | --- | --- | --- |
//! | 1 | `payment#in-force` | is the rulebook in force on the day | `standard` |
//! | 2–4 | `payment#out-of-list`, `#national-standard`, `#ordinary` | products outside the tender | `standard` |
//! | 5 | `payment#winner` | a winner is paid its own price | `standard` |
//! | 6 | `payment#one-standard` | who shares the standard of the winner | `standard` |
//! | 8 | `payment#reference` | the winning price a non-winner is measured by | `reference` |
//! | 9–12 | `payment#negotiated-alternative` … `#within` | what stands beside the reference, and who stays below it | `standard` |
//! | 13, 14 | `<rulebook>#bands.<code>`, `payment#year` | the ladder of a dearer product, year by year | `bands` |
//! | 15, 16 | `payment#floor`, `#actual-price` | not below the reference, not above the price | `standard` |
//! | 17 | `payment#first-self-pay` | the share taken before reimbursement | `first_self_pay` |
//! | 18, 19 | `payment#split`, `#refund` | a charge line in its four parts | `split`, by the column in `columns` |
//! | 20, 21 | `payment#settle`, `#allocate` | a bill between fund and patient, and back to its lines | `settle`, `allocate` |
//! | 22, 23 | `payment#bid-entry`, `#retail-cap` | bidding into the catalogue, retail pharmacies | `entry` |
//!
//! Functions: [`standard`], [`path`], [`split_line`], [`settle`], [`bid_entry`], [`retail_cap`], [`lint_rulebook`], and the kernel
//! [`split_lines`].
//!
//! Money is counted in fen, prices in millionths of a yuan, quantities and rates in ten-thousandths. The only roundings are those that
//! the rules name; every other part is a difference, so that the parts of a line and of a bill always add up.

mod allocate;
mod bands;
mod bill;
mod columns;
mod entry;
mod first_self_pay;
mod lint;
mod output;
mod parameters;
mod path;
mod question;
mod reference;
mod rulebook;
mod sentences;
mod settle;
mod split;
mod standard;
mod validate;

pub use bill::{BillLine, LineQuestion, NotLookedAt, ReimbursementTier, SettleQuestion, StoredSplit};
pub use columns::{LineColumns, SplitColumns, split_lines};
pub use output::{
    Basis, BelowReference, BidEntry, BillTotals, Binding, Cliff, Drop, LineSplit, LintGap, LintRatio, PathStep,
    RetailCap, RulebookLint, SettledLine, Settlement, Standard, StandardPath, Yuan,
};
pub use parameters::{Bound, DateBasis};
pub use question::{
    BidEntryQuestion, LintQuestion, ListClass, Listed, PathQuestion, PathYear, Person, PolicyYear, PriceUnit, Product,
    Quote, RetailKind, RetailQuestion, SplitOrder, StandardQuestion, Status, Supply, TierBase, Volume, Winner,
    YearPrice,
};
pub use rulebook::Rulebook;
pub use validate::MAX_LIST;

use crate::error::Error;
use crate::explain::Sink;

/// The payment standard of a product on a day, or in a year of the policy.
///
/// # Errors
///
/// - `rule_gap` at `/rulebook` where the document does not say what the product is paid; the message names the document;
/// - `invalid_input` with the field that a rule needs and that is missing, or that has no place;
/// - `limit_exceeded`: a price of 10¹² yuan, a list of more than [`MAX_LIST`].
///
/// # Example
///
/// ```
/// use jicai::payment::{self, StandardQuestion};
///
/// let rulebook = payment::Rulebook::builtin("payment/hainan-2019")?;
/// let question = StandardQuestion::from_json(
///     r#"{ "product": { "status": "originator", "list_class": "b", "price": "60.33", "base_price": "60.33", "own_rate": "0.10" },
///          "winners": [ { "id": "W1", "price": "22.26" } ], "date": "2021-01-15" }"#,
/// )?;
/// let standard = payment::standard(&rulebook, &question)?;
/// assert_eq!(standard.ceiling.unwrap().to_string(), "24.13"); // the second year: 40 % of the base price
/// assert_eq!(standard.above_standard.unwrap().to_string(), "36.20");
/// # Ok::<(), jicai::Error>(())
/// ```
///
/// *Source*: rules 1 to 17 of the [module page](self); 医保函〔2019〕155号.
pub fn standard(rulebook: &Rulebook, question: &StandardQuestion) -> Result<Standard, Error> {
    standard_with(rulebook, question, &mut ())
}

/// [`standard`], reporting decisions and parameters to a sink.
///
/// # Errors
///
/// As [`standard`].
///
/// # Example
///
/// ```
/// use jicai::explain::{Language, Trace};
/// use jicai::payment::{self, StandardQuestion};
///
/// let rulebook = payment::Rulebook::builtin("payment/xian-2019")?;
/// let question = StandardQuestion::from_json(
///     r#"{ "product": { "status": "originator", "list_class": "a", "price": "12" }, "winners": [ { "id": "W1", "price": "10.00" } ],
///          "date": "2019-04-01" }"#,
/// )?;
/// let mut trace = Trace::explaining();
/// payment::standard_with(&rulebook, &question, &mut trace)?;
/// let why = trace.steps()[0].text(Language::En);
/// assert_eq!(why, "the price 12.00 is above the winning price 10.00: band low, the standard is 10.00");
/// assert!(trace.rests_on().any(|source| source.parameter() == "payment/xian-2019#bands.low.1"));
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn standard_with(rulebook: &Rulebook, question: &StandardQuestion, sink: &mut dyn Sink) -> Result<Standard, Error> {
    standard::standard(rulebook, question, sink)
}

/// The standards of several years, with price cuts in between.
///
/// # Errors
///
/// As [`standard`]; a year that the document does not give is no error but a step with `gap`.
///
/// # Example
///
/// ```
/// use jicai::payment;
///
/// // Atorvastatin in Hainan: the winner at 6.60 yuan, the originator at 39.50, base price the same.
/// let rulebook = payment::Rulebook::builtin("payment/hainan-2019")?;
/// let question = serde_json::from_str(
///     r#"{ "product": { "status": "originator", "list_class": "b", "price": "39.50", "base_price": "39.50", "own_rate": "0.10" },
///          "winners": [ { "id": "W1", "price": "6.60" } ] }"#,
/// )?;
/// let path = payment::path(&rulebook, &question)?;
/// let ceilings: Vec<String> = path.steps.iter().filter_map(|year| year.ceiling).map(|yuan| yuan.to_string()).collect();
/// assert_eq!(ceilings, ["27.65", "15.80", "6.60"]); // 70 %, then 40 % of the base price, then the winning price
/// assert_eq!(path.converged_year, Some(3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn path(rulebook: &Rulebook, question: &PathQuestion) -> Result<StandardPath, Error> {
    path_with(rulebook, question, &mut ())
}

/// [`path`], reporting decisions and parameters to a sink.
///
/// # Errors
///
/// As [`path`].
///
/// # Example
///
/// ```
/// use jicai::explain::{Language, Trace};
/// use jicai::payment;
///
/// // Jilin City pays a dearer originator, but does not say how much: the year is a gap, and its step says that there is no standard.
/// let rulebook = payment::Rulebook::builtin("payment/jilin-city-2020")?;
/// let question = serde_json::from_str(
///     r#"{ "product": { "status": "originator", "list_class": "b", "price": "30", "base_price": "30", "own_rate": "0.10" },
///          "winners": [ { "id": "W", "price": "10" } ] }"#,
/// )?;
/// let mut trace = Trace::explaining();
/// assert!(payment::path_with(&rulebook, &question, &mut trace)?.steps[0].gap);
/// assert_eq!(trace.steps()[1].text(Language::En), "no standard: settled on the price 30.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn path_with(rulebook: &Rulebook, question: &PathQuestion, sink: &mut dyn Sink) -> Result<StandardPath, Error> {
    path::path(rulebook, question, sink)
}

/// How a charge line divides into fully own-paid, above the standard, first self-pay, and in scope.
///
/// # Errors
///
/// `invalid_input` with the field, `limit_exceeded` where an amount does not fit.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, LineQuestion};
///
/// // Seven tablets at 3.40 yuan, standard 1.0912 a tablet.
/// let question = LineQuestion {
///     price: Some("3.40".parse()?),
///     quantity: Some("7".parse()?),
///     standard: Some("1.0912".parse()?),
///     first_self_pay_rate: Some("0".parse()?),
///     ..LineQuestion::default()
/// };
/// let split = payment::split_line(&question)?;
/// assert_eq!(split.above_standard.to_string(), "16.16");
/// assert_eq!(split.in_scope.to_string(), "7.64");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: clauses `payment#split`, `payment#refund`.
pub fn split_line(question: &LineQuestion) -> Result<LineSplit, Error> {
    split_line_with(question, &mut ())
}

/// [`split_line`], reporting the split to a sink.
///
/// # Errors
///
/// As [`split_line`].
///
/// # Example
///
/// ```
/// use jicai::explain::Trace;
/// use jicai::payment::{self, LineQuestion};
///
/// // Two packs come back: each part of the stored split is given back to the fen, whatever the standard is today.
/// let question: LineQuestion = serde_json::from_str(
///     r#"{ "amount": "-120.66", "refund_of": {
///          "fully_own": "0", "above_standard": "72.40", "first_self_pay": "4.83", "in_scope": "43.43" } }"#,
/// )?;
/// let mut trace = Trace::explaining();
/// assert_eq!(payment::split_line_with(&question, &mut trace)?.first_self_pay.to_string(), "-4.83");
/// assert_eq!(trace.steps()[0].clause(), "payment#refund");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn split_line_with(question: &LineQuestion, sink: &mut dyn Sink) -> Result<LineSplit, Error> {
    split::split_line(question, sink)
}

/// How a bill of split lines divides between fund and patient: deductible, tiers, cap, and back to each line.
///
/// # Errors
///
/// `invalid_input` with the field, `limit_exceeded` where a sum does not fit.
///
/// # Example
///
/// ```
/// use jicai::payment;
///
/// // Two lines in scope, 500 yuan of the deductible are left, the fund pays 80 % of the rest.
/// let question = serde_json::from_str(
///     r#"{ "deductible_remaining": "500", "tiers": [ { "rate": "0.80" } ], "lines": [
///          { "id": "A", "fully_own": "0", "above_standard": "0", "first_self_pay": "0", "in_scope": "700" },
///          { "id": "B", "fully_own": "0", "above_standard": "0", "first_self_pay": "0", "in_scope": "300" } ] }"#,
/// )?;
/// let bill = payment::settle(&question)?;
/// assert_eq!(bill.totals.fund.to_string(), "400.00"); // 80 % of 1000 − 500
/// assert_eq!(bill.lines[0].fund.to_string(), "280.00"); // and back to the lines: 7 parts of 10
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: clauses `payment#settle`, `payment#allocate`.
pub fn settle(question: &SettleQuestion) -> Result<Settlement, Error> {
    settle_with(question, &mut ())
}

/// [`settle`], reporting the settlement to a sink.
///
/// # Errors
///
/// As [`settle`].
///
/// # Example
///
/// ```
/// use jicai::explain::{Language, Trace};
/// use jicai::payment;
///
/// // A class B drug of 10 yuan, 1 yuan of it first self-pay, at a reimbursement rate of 80 %.
/// let question = serde_json::from_str(
///     r#"{ "deductible_remaining": "0", "tiers": [ { "rate": "0.80" } ], "lines": [
///          { "id": "B", "fully_own": "0", "above_standard": "0", "first_self_pay": "1", "in_scope": "9" } ] }"#,
/// )?;
/// let mut trace = Trace::explaining();
/// payment::settle_with(&question, &mut trace)?;
/// assert_eq!(trace.steps()[1].subject(), "line:B");
/// assert_eq!(trace.steps()[1].text(Language::En), "of 10.00 the fund pays 7.20, the patient 2.80");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn settle_with(question: &SettleQuestion, sink: &mut dyn Sink) -> Result<Settlement, Error> {
    settle::settle(question, sink)
}

/// The standard of a drug that enters the catalogue by bidding.
///
/// # Errors
///
/// `rule_gap` where the rulebook says nothing of it or the lowest quote is above the willingness to pay; `invalid_input` with the field.
///
/// # Example
///
/// ```
/// use jicai::payment;
///
/// // The fund would pay 100 yuan, the lowest quote is 65: the standard does not fall below 70 % of the willingness to pay.
/// let rulebook = payment::Rulebook::builtin("payment/cn-bid-2023")?;
/// let question = serde_json::from_str(
///     r#"{ "quotes": [ { "id": "A", "price": "65" }, { "id": "B", "price": "95" } ], "willingness": "100" }"#,
/// )?;
/// let entry = payment::bid_entry(&rulebook, &question)?;
/// assert_eq!(entry.standard.to_string(), "70.00");
/// assert!(entry.floor_applied);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: clause `payment#bid-entry`.
pub fn bid_entry(rulebook: &Rulebook, question: &BidEntryQuestion) -> Result<BidEntry, Error> {
    bid_entry_with(rulebook, question, &mut ())
}

/// [`bid_entry`], reporting the decision to a sink.
///
/// # Errors
///
/// As [`bid_entry`].
///
/// # Example
///
/// ```
/// use jicai::explain::{Language, Trace};
/// use jicai::payment;
///
/// let rulebook = payment::Rulebook::builtin("payment/cn-bid-2023")?;
/// let question = serde_json::from_str(r#"{ "quotes": [ { "id": "A", "price": "80" } ], "willingness": "100" }"#)?;
/// let mut trace = Trace::explaining();
/// payment::bid_entry_with(&rulebook, &question, &mut trace)?;
/// assert_eq!(trace.steps()[0].text(Language::En), "the standard is the lowest quote 80.00");
/// let floor_share = trace.rests_on().next().unwrap(); // no published text that the result could rest on alone
/// assert_eq!(floor_share.parameter(), "payment/cn-bid-2023#bid_floor_share");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn bid_entry_with(
    rulebook: &Rulebook,
    question: &BidEntryQuestion,
    sink: &mut dyn Sink,
) -> Result<BidEntry, Error> {
    entry::bid_entry(rulebook, question, sink)
}

/// The most that a retail pharmacy may ask for a pack.
///
/// # Errors
///
/// `rule_gap` where the rulebook says nothing of it; `invalid_input` with the field.
///
/// # Example
///
/// ```
/// use jicai::payment;
///
/// // Ningbo: 15 % above the standard, but at most 200 yuan; at 5000 yuan the amount binds.
/// let rulebook = payment::Rulebook::builtin("payment/ningbo-retail")?;
/// let question = serde_json::from_str(r#"{ "standard": "5000", "kind": "ordinary" }"#)?;
/// let cap = payment::retail_cap(&rulebook, &question)?;
/// assert_eq!(cap.rate_limit.unwrap().to_string(), "5750.00");
/// assert_eq!(cap.cap.unwrap().to_string(), "5200.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: clause `payment#retail-cap`.
pub fn retail_cap(rulebook: &Rulebook, question: &RetailQuestion) -> Result<RetailCap, Error> {
    retail_cap_with(rulebook, question, &mut ())
}

/// [`retail_cap`], reporting the decision to a sink.
///
/// # Errors
///
/// As [`retail_cap`].
///
/// # Example
///
/// ```
/// use jicai::explain::{Language, Trace};
/// use jicai::payment;
///
/// // The cap is for products of tenders and ordinary ones; a negotiated drug has another rule.
/// let rulebook = payment::Rulebook::builtin("payment/ningbo-retail")?;
/// let question = serde_json::from_str(r#"{ "standard": "50", "kind": "negotiated" }"#)?;
/// let mut trace = Trace::explaining();
/// assert!(!payment::retail_cap_with(&rulebook, &question, &mut trace)?.applies);
/// assert_eq!(trace.steps()[0].text(Language::En), "the cap of pharmacies is not about this kind");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn retail_cap_with(
    rulebook: &Rulebook,
    question: &RetailQuestion,
    sink: &mut dyn Sink,
) -> Result<RetailCap, Error> {
    entry::retail_cap(rulebook, question, sink)
}

/// What a rulebook leaves open, and at which edges something falls although the price rises (cliffs).
///
/// # Errors
///
/// `invalid_input` with the field.
///
/// # Example
///
/// ```
/// use jicai::payment::{self, Drop, LintQuestion};
///
/// // Guangzhou: up to twice the winning price the fund pays that price, above it 1.4 times as much.
/// let rulebook = payment::Rulebook::builtin("payment/guangzhou-2019")?;
/// let lint = payment::lint_rulebook(&rulebook, &LintQuestion::default())?;
/// let cliff = &lint.cliffs[0];
/// assert_eq!(cliff.edge.to_string(), "2.000000");
/// assert_eq!((cliff.excess_below.to_string().as_str(), cliff.excess_above.to_string().as_str()), ("1.000000", "0.600000"));
/// assert_eq!(cliff.drops, [Drop::Excess]); // a dearer product leaves the patient less to pay
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn lint_rulebook(rulebook: &Rulebook, question: &LintQuestion) -> Result<RulebookLint, Error> {
    lint_rulebook_with(rulebook, question, &mut ())
}

/// [`lint_rulebook`] with a sink, to which it reports nothing: it looks at the rulebook, not at a case.
///
/// # Errors
///
/// As [`lint_rulebook`].
///
/// # Example
///
/// ```
/// use jicai::explain::Trace;
/// use jicai::payment::{self, LintQuestion};
///
/// let rulebook = payment::Rulebook::builtin("payment/jilin-city-2020")?;
/// let mut trace = Trace::explaining();
/// let lint = payment::lint_rulebook_with(&rulebook, &LintQuestion::default(), &mut trace)?;
/// assert_eq!(lint.gaps[0].band, "high"); // the plan does not say what a dearer originator is paid
/// assert!(trace.steps().is_empty() && trace.rests_on().next().is_none());
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn lint_rulebook_with(
    rulebook: &Rulebook,
    question: &LintQuestion,
    sink: &mut dyn Sink,
) -> Result<RulebookLint, Error> {
    lint::lint_rulebook(rulebook, question, sink)
}
