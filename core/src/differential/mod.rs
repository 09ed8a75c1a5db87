//! Price differentials (药品差比价): how the price of one product carries over to the others.
//!
//! A drug is sold in many strengths, fills, packs and forms. The rules fix how the price of one of them, the representative (代表品),
//! carries over to the rest: each difference is a factor (比价) or an amount in yuan (差价), applied in this order, one module a step:
//!
//! | clause | what happens | where |
//! | --- | --- | --- |
//! | `#own-representative`, `#optional-representative` | may it be priced from this representative at all | `representative` |
//! | `#order`, `#basis`, `#injection-order` | which steps, in which order | `conversion` |
//! | `#form`, `#sugar-free` | dosage form | `form` |
//! | `#daily-dose` | days of treatment, in place of the next three | `daily_dose` |
//! | `#content`, `#fill`, `#large-volume-basis`, `#paediatric-small-spec`, `#injection-fill` | strength of a unit | `strength` |
//! | `#count` | units in the pack | `count` |
//! | `#injection-floor`, `#small-spec-cap` | limits of injections | `apply` |
//! | `#package-material`, `#packaging-form` | the package | `packaging` |
//! | `#rounding` | the one rounding, at the end | `rounding` |
//! | `#comparable-price` | the same, undone | `price` |
//! | `#listing-lowest`, `#listing-representative` | listed prices held against each other | `listing` |
//!
//! Functions: [`price`] of another product, [`comparable_price`] of a bid, [`ratio`] between two specifications, [`check_listing`],
//! [`needs_representative`], and [`price_columns`] for long tables.
//!
//! # Why do 10 mg × 14 at 1.68 yuan make 20 mg × 14 cost 2.86?
//!
//! Twice the content is not twice the price: it costs 1.7 times as much (`content_base`). The pack has the same 14 tablets, so that
//! nothing else changes: 1.68 × 1.7 = 2.856, and rounded to the fen that is 2.86. Half the content would be 1.68 ÷ 1.7; three times
//! the content is between two and four times, `1.7^(log2 3) = 2.3187…` times the price. A pack of 28 of the larger tablets costs 1.95
//! times as much again (`count_base`): 5.5692, that is 5.57, where multiplying the rounded 2.86 would give 5.58. Prices are always
//! computed from the representative and rounded once.
//!
//! ```
//! use jicai::differential::{self, Form, PriceQuestion, Product};
//!
//! let rulebook = differential::Rulebook::builtin("differential/vbp")?;
//! let tablets = |content: &str, count: &str| -> Result<Product, jicai::number::ParseNumberError> {
//!     Ok(Product::new(Form::Tablet).content(content.parse()?).count(count.parse()?))
//! };
//! let question = PriceQuestion::new(tablets("10", "14")?, "1.68".parse()?, tablets("20", "14")?);
//! let answer = differential::price(&rulebook, &question)?;
//! assert_eq!(answer.price.to_string(), "2.86");
//! assert_eq!(answer.unrounded.to_string(), "2.8560000000");
//! assert_eq!(answer.steps[0].factor.as_ref().unwrap().to_string(), "1.7000000000");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Values are [exact real numbers](crate::number::Real) until the one rounding. What no document says (the form ratio of granules, the
//! price of 10 ml more) is the answer `rule_gap` at the field that needs it; a rulebook of your own can supply it.

mod apply;
mod columns;
mod conversion;
mod count;
mod daily_dose;
mod form;
mod listing;
mod output;
mod packaging;
mod parameters;
mod price;
mod product;
mod question;
mod representative;
mod rounding;
mod rulebook;
mod sentences;
mod strength;
mod validate;
mod vocabulary;

pub use columns::{PriceColumns, RatioColumns, price_columns};
pub use listing::MAX_PRODUCTS;
pub use output::{
    ComparablePrice, DifferentialPrice, DifferentialRatio, Ground, ListingCheck, ListingItem, NotCompared,
    NotComparedReason, RepresentativeNeed, Step, StepKind, StepName,
};
pub use parameters::Base;
pub use product::{ListedProduct, Product};
pub use question::{
    Basis, ComparablePriceQuestion, DrugClass, Indication, ListingQuestion, OnGap, PriceQuestion, RatioQuestion,
    RepresentativeQuestion,
};
pub use rounding::{Decimals, PriceRounding, Tier};
pub use rulebook::Rulebook;
pub use vocabulary::{ContentUnit, DailyDoseIn, FillUnit, Form, PackageMaterial, PackagingForm, Unit};

pub use crate::column_error::ColumnError;
use crate::error::Error;
use crate::explain::Sink;

/// The price of another product of the same drug: of the whole pack of `target`, from that of `representative`.
///
/// # Errors
///
/// - `rule_gap` with the field whose coefficient the document does not give (`/input/target/form`), that would need a representative of
///   its own (`/input/target/content`), or at `/rulebook` where it sets no decimals and the question has no `rounding`;
/// - `invalid_input` with the field: products that do not compare, a fraction of a tablet, a fill without its unit …;
/// - `limit_exceeded`: more than 1,000,000 units in a pack.
///
/// # Example
///
/// ```
/// use jicai::differential::{self, PriceQuestion};
///
/// let rulebook = differential::Rulebook::builtin("differential/vbp")?;
/// let question = PriceQuestion::from_json(
///     r#"{ "representative": { "form": "tablet", "content": "10", "count": "14" }, "price": "1.68",
///          "target": { "form": "tablet", "content": "20", "count": "28" } }"#,
/// )?;
/// let answer = differential::price(&rulebook, &question)?;
/// assert_eq!(answer.price.to_string(), "5.57");
/// assert_eq!(answer.unit_price.unwrap().to_string(), "0.1989");
/// # Ok::<(), jicai::Error>(())
/// ```
///
/// *Source*: clauses `#order`, `#rounding` and those of the [module page](self); 发改价格\[2011\]2452号.
pub fn price(rulebook: &Rulebook, question: &PriceQuestion) -> Result<DifferentialPrice, Error> {
    price_with(rulebook, question, &mut ())
}

/// [`price`], reporting steps and parameters to a sink.
///
/// # Errors
///
/// As [`price`].
///
/// # Example
///
/// ```
/// use jicai::differential::{self, PriceQuestion};
/// use jicai::explain::{Language, Trace};
///
/// let question = PriceQuestion::from_json(r#"{ "representative": { "form": "tablet", "content": "10", "count": "14" }, "price": "1.68",
///     "target": { "form": "tablet", "content": "20", "count": "14" } }"#)?;
/// let mut trace = Trace::explaining();
/// differential::price_with(&*differential::Rulebook::builtin("differential/vbp")?, &question, &mut trace)?;
/// let content = trace.steps().iter().find(|step| step.clause().ends_with("#content")).unwrap();
/// assert_eq!(content.fact("factor").unwrap().to_string(), "1.7000000000");
/// println!("{}", content.text(Language::En));
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn price_with(
    rulebook: &Rulebook,
    question: &PriceQuestion,
    sink: &mut dyn Sink,
) -> Result<DifferentialPrice, Error> {
    price::price(rulebook, question, sink)
}

/// The price of the `reference` specification from which the rules would give `product` its price (单位可比价): how bids in different
/// strengths become comparable.
///
/// It is the exact inverse of a conversion, without limits. The result is what an award lot takes as `comparable_price`.
///
/// # Errors
///
/// As [`price`], for the conversion from `reference` to `product`.
///
/// # Example
///
/// Two bids of 10 mg and 20 mg in one lot whose reference is the 10 mg tablet:
///
/// ```
/// use jicai::award::{self, Bid, Lot};
/// use jicai::differential::{self, ComparablePriceQuestion, Form, Product};
/// use jicai::number::Price;
///
/// let rules = differential::Rulebook::builtin("differential/vbp")?;
/// let tablet = |content: &str| Product::new(Form::Tablet).content(content.parse().unwrap());
/// let mut bids = Vec::new();
/// for (id, content, price) in [("A", "10", "1.00"), ("B", "20", "1.60")] {
///     let price: Price = price.parse()?;
///     let question = ComparablePriceQuestion::new(tablet(content), price, tablet("10"));
///     let answer = differential::comparable_price(&rules, &question)?;
///     let mut bid = Bid::new(id.parse()?, price);
///     bid.comparable_price = Some(answer.comparable_price.to_string().parse()?);
///     bids.push(bid);
/// }
/// assert_eq!(bids[1].comparable_price.unwrap().to_string(), "0.9412"); // 1.60 ÷ 1.7
///
/// let lot = Lot { bids, ..Lot::default() };
/// let award = award::select(&*award::Rulebook::builtin("award/cn-2019-expansion")?, &lot)?;
/// assert_eq!(award.bids[0].bid.as_str(), "B"); // dearer a tablet, cheaper a milligram
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: clause `#comparable-price`.
pub fn comparable_price(rulebook: &Rulebook, question: &ComparablePriceQuestion) -> Result<ComparablePrice, Error> {
    comparable_price_with(rulebook, question, &mut ())
}

/// [`comparable_price`], reporting steps and parameters to a sink.
///
/// # Errors
///
/// As [`comparable_price`].
///
/// # Example
///
/// ```
/// use jicai::differential::{self, ComparablePriceQuestion, Form, Product};
/// use jicai::explain::Trace;
///
/// let tablet = |content: &str| content.parse().map(|content| Product::new(Form::Tablet).content(content));
/// let question = ComparablePriceQuestion::new(tablet("20")?, "1.60".parse()?, tablet("10")?);
/// let mut trace = Trace::new();
/// differential::comparable_price_with(&*differential::Rulebook::builtin("differential/vbp")?, &question, &mut trace)?;
/// // The base 1.7 is read off published prices: the comparison of the bids rests on it.
/// assert!(trace.rests_on().any(|source| source.parameter().ends_with("#content_base")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn comparable_price_with(
    rulebook: &Rulebook,
    question: &ComparablePriceQuestion,
    sink: &mut dyn Sink,
) -> Result<ComparablePrice, Error> {
    price::comparable_price(rulebook, question, sink)
}

/// The ratio between two specifications: the product of all factors, without limits and rounding.
///
/// # Errors
///
/// As [`price`]; a step that is a difference in yuan has no ratio: `invalid_input` at the target's `form`, `fill` or `package_material`.
///
/// # Example
///
/// ```
/// use jicai::differential::{self, Form, Product, RatioQuestion};
///
/// let rulebook = differential::Rulebook::builtin("differential/cn-2011")?;
/// let tablet = |content: &str| Product::new(Form::Tablet).content(content.parse().unwrap());
/// let question = RatioQuestion {
///     representative: tablet("10"),
///     target: tablet("30"),
///     drug_class: differential::DrugClass::Chemical,
///     basis: None,
///     chain_regardless: false,
/// };
/// let answer = differential::ratio(&rulebook, &question)?;
/// assert_eq!(answer.ratio.to_string(), "2.3187445101");
/// assert!(!answer.exact);
/// # Ok::<(), jicai::Error>(())
/// ```
///
/// *Source*: clauses `#form` to `#packaging-form`.
pub fn ratio(rulebook: &Rulebook, question: &RatioQuestion) -> Result<DifferentialRatio, Error> {
    ratio_with(rulebook, question, &mut ())
}

/// [`ratio`], reporting steps and parameters to a sink.
///
/// # Errors
///
/// As [`ratio`].
///
/// # Example
///
/// ```
/// use jicai::differential;
/// use jicai::explain::Trace;
///
/// // Twice the content in twice the pack: one step each.
/// let question = jicai::evaluate::read(serde_json::json!({ "representative": { "form": "tablet", "content": "10", "count": "14" },
///     "target": { "form": "tablet", "content": "20", "count": "28" } }))?;
/// let mut trace = Trace::explaining();
/// let ratio = differential::ratio_with(&*differential::Rulebook::builtin("differential/cn-2011")?, &question, &mut trace)?;
/// assert_eq!(ratio.ratio.to_string(), "3.3150000000"); // 1.7 × 1.95
/// let factors = trace.steps().iter().filter_map(|step| step.fact("factor")).map(ToString::to_string);
/// assert!(factors.eq(["1.7000000000", "1.9500000000"]));
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn ratio_with(
    rulebook: &Rulebook,
    question: &RatioQuestion,
    sink: &mut dyn Sink,
) -> Result<DifferentialRatio, Error> {
    price::ratio(rulebook, question, sink)
}

/// Holds the listed prices of one drug and one holder against each other (差比价约束): which are too high, and by how much.
///
/// One pass: setting every price to its `compliant_price` and checking again may find new violations, because prices are rounded.
///
/// # Errors
///
/// As [`price`], with paths below `/input/products/<i>`; `rule_gap` at `/rulebook` where the rulebook says nothing of listings;
/// `limit_exceeded` for more than [`MAX_PRODUCTS`] products.
///
/// # Example
///
/// ```
/// use jicai::differential::{self, Form, ListedProduct, ListingQuestion, Product};
///
/// let rulebook = differential::Rulebook::builtin("differential/shanxi-2025")?;
/// let listed = |id: &str, content: &str, price: &str| ListedProduct {
///     id: id.parse().unwrap(),
///     price: price.parse().unwrap(),
///     other_limit: None,
///     product: Product::new(Form::Tablet).content(content.parse().unwrap()).count("14".parse().unwrap()),
/// };
/// let question = ListingQuestion::new(vec![listed("A", "10", "1.68"), listed("B", "20", "3.50")]);
/// let check = differential::check_listing(&rulebook, &question)?;
/// assert_eq!(check.violating_ids[0].as_str(), "B");
/// assert_eq!(check.items[1].compliant_price.to_string(), "2.86");
/// assert_eq!(check.items[1].excess.to_string(), "0.64");
/// # Ok::<(), jicai::Error>(())
/// ```
///
/// *Source*: clauses `#listing-lowest` and `#listing-representative`.
pub fn check_listing(rulebook: &Rulebook, question: &ListingQuestion) -> Result<ListingCheck, Error> {
    check_listing_with(rulebook, question, &mut ())
}

/// [`check_listing`], reporting decisions and parameters to a sink.
///
/// # Errors
///
/// As [`check_listing`].
///
/// # Example
///
/// ```
/// use jicai::differential;
/// use jicai::explain::Trace;
///
/// let question = jicai::evaluate::read(serde_json::json!({ "products": [
///     { "id": "A", "price": "1.68", "form": "tablet", "content": "10", "count": "14" },
///     { "id": "C", "price": "3.50", "form": "tablet", "content": "20", "count": "14" } ] }))?;
/// let mut trace = Trace::explaining();
/// differential::check_listing_with(&*differential::Rulebook::builtin("differential/shanxi-2025")?, &question, &mut trace)?;
/// assert!(trace.steps().iter().any(|step| step.clause().ends_with("#listing-lowest") && step.subject().ends_with('C')));
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn check_listing_with(
    rulebook: &Rulebook,
    question: &ListingQuestion,
    sink: &mut dyn Sink,
) -> Result<ListingCheck, Error> {
    listing::check_listing(rulebook, question, sink)
}

/// Whether a candidate needs a representative of its own, or may have one, and on which grounds.
///
/// # Errors
///
/// `invalid_input` with the field; `rule_gap` at `/rulebook` where the rulebook says nothing of representatives (2005).
///
/// # Example
///
/// ```
/// use jicai::differential::{self, Form, Ground, Product, RepresentativeQuestion};
///
/// let rulebook = differential::Rulebook::builtin("differential/cn-2011")?;
/// let tablet = |content: &str| Product::new(Form::Tablet).content(content.parse().unwrap());
/// let need = differential::needs_representative(&rulebook, &RepresentativeQuestion::new(tablet("1"), tablet("8")))?;
/// assert!(need.required); // eight times the content, inclusive
/// assert_eq!(need.grounds, [Ground::ContentMultiple]);
/// # Ok::<(), jicai::Error>(())
/// ```
///
/// *Source*: clauses `#own-representative` and `#optional-representative`, arts. 17 and 18 of 发改价格\[2011\]2452号.
pub fn needs_representative(
    rulebook: &Rulebook,
    question: &RepresentativeQuestion,
) -> Result<RepresentativeNeed, Error> {
    needs_representative_with(rulebook, question, &mut ())
}

/// [`needs_representative`], reporting grounds and parameters to a sink.
///
/// # Errors
///
/// As [`needs_representative`].
///
/// # Example
///
/// ```
/// use jicai::differential::{self, Form, Product, RepresentativeQuestion};
/// use jicai::explain::Trace;
///
/// let tablet = |content: &str| content.parse().map(|content| Product::new(Form::Tablet).content(content));
/// let question = RepresentativeQuestion::new(tablet("1")?, tablet("8")?);
/// let mut trace = Trace::explaining();
/// differential::needs_representative_with(&*differential::Rulebook::builtin("differential/cn-2011")?, &question, &mut trace)?;
/// assert!(trace.steps()[0].clause().ends_with("#own-representative"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn needs_representative_with(
    rulebook: &Rulebook,
    question: &RepresentativeQuestion,
    sink: &mut dyn Sink,
) -> Result<RepresentativeNeed, Error> {
    representative::needs_representative(rulebook, question, sink)
}
