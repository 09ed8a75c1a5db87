//! Listed prices held against each other (差比价约束).

use super::apply::run;
use super::conversion::{Conversion, Place, Purpose, Side};
use super::output::{ListingCheck, ListingItem, NotCompared, NotComparedReason};
use super::parameters::ListingBase;
use super::price::{positive, rounding_of};
use super::product::ListedProduct;
use super::question::{ListingQuestion, OnGap};
use super::representative::own_representative;
use super::rounding::PriceRounding;
use super::rulebook::Rulebook;
use super::validate;
use crate::Id;
use crate::distinct::first_repeated;
use crate::error::{Code, Error};
use crate::explain::{Fact, Sink, Trace};
use crate::number::{Price, Rational, Real, Rounded};
use crate::sorting::Sorting;

/// Longest list of products.
pub const MAX_PRODUCTS: usize = 200;

/// A product and its place in the request.
#[derive(Clone, Copy)]
struct Listed<'a> {
    listed: &'a ListedProduct,
    place: Place,
}

impl<'a> Listed<'a> {
    fn side(self) -> Side<'a> {
        Side { product: &self.listed.product, place: self.place }
    }
}

/// The lowest known limit of a product, exact, and whose price gives it.
struct Limit<'a> {
    value: Real,
    base: Listed<'a>,
}

/// Source: clauses `#listing-lowest` and `#listing-representative`.
pub(super) fn check_listing(
    rulebook: &Rulebook,
    question: &ListingQuestion,
    sink: &mut dyn Sink,
) -> Result<ListingCheck, Error> {
    validate_fields(question)?;
    let rounding = rounding_of(question.rounding.as_ref(), &rulebook.price_rounding)?;
    let base = *rulebook.listing_base.need(sink)?;
    let representative = representative(base, question)?;

    let mut products: Vec<Listed<'_>> = (0..)
        .zip(&question.products)
        .map(|(position, listed)| Listed { listed, place: Place::Listed(position) })
        .collect();
    products.order_by(|a, b| a.listed.id.cmp(&b.listed.id));

    let mut not_compared = Vec::new();
    let mut limits = Vec::with_capacity(products.len());
    for target in &products {
        let mut limit: Option<Limit<'_>> = match base {
            ListingBase::LowestConverted => Some(own(*target)),
            ListingBase::Representative => None,
        };
        for source in &products {
            let is_source = representative.is_none_or(|id| *id == source.listed.id);
            if !is_source || source.listed.id == target.listed.id {
                continue;
            }
            match convert(rulebook, question, *source, *target, sink)? {
                Ok(value) => {
                    // Equal values leave the earlier one: the product itself, then the smallest id.
                    if limit.as_ref().is_none_or(|limit| value < limit.value) {
                        limit = Some(Limit { value, base: *source });
                    }
                }
                Err(reason) => not_compared.push(NotCompared {
                    source: source.listed.id.clone(),
                    target: target.listed.id.clone(),
                    reason,
                }),
            }
        }
        limits.push(limit.unwrap_or_else(|| own(*target)));
    }

    let items: Vec<ListingItem> =
        products.iter().zip(&limits).map(|(target, limit)| item(target.listed, limit, rounding)).collect();
    if question.rounding.is_none() && items.iter().any(|item| item.base_id != item.id) {
        rulebook.price_rounding.touch(sink);
    }
    let violating_ids =
        items.iter().filter(|item| item.excess.value().sign().is_gt()).map(|item| item.id.clone()).collect();
    explain(rulebook, base, &items, &not_compared, sink);
    Ok(ListingCheck { items, violating_ids, not_compared })
}

fn validate_fields(question: &ListingQuestion) -> Result<(), Error> {
    let products = &question.products;
    if products.is_empty() {
        return Err(Error::invalid_input("/input/products", "products must have at least one product"));
    }
    if products.len() > MAX_PRODUCTS {
        let message = format!("products has at most {MAX_PRODUCTS} products, got `{}`", products.len());
        return Err(Error::limit_exceeded("/input/products", message));
    }
    for (position, listed) in products.iter().enumerate() {
        validate::product(&listed.product, &|| format!("/input/products/{position}"))?;
    }
    if let Some(position) = first_repeated(products.iter().map(|listed| listed.id.as_str())) {
        let id = products.get(position).map_or("", |listed| listed.id.as_str());
        let message = format!("id `{id}` stands here twice");
        return Err(Error::invalid_input(format!("/input/products/{position}/id"), message));
    }
    if let Some(id) = &question.representative_id
        && !products.iter().any(|listed| listed.id == *id)
    {
        let message = format!("representative_id must be the id of a product, got `{id}`");
        return Err(Error::invalid_input("/input/representative_id", message));
    }
    validate::basis(question.drug_class, question.basis)?;
    validate::rounding(question.rounding.as_ref(), "/input/rounding")
}

/// The representative is named where the rulebook compares with one, and only there.
fn representative(base: ListingBase, question: &ListingQuestion) -> Result<Option<&Id>, Error> {
    const PATH: &str = "/input/representative_id";
    match (base, &question.representative_id) {
        (ListingBase::Representative, None) => {
            let message = "the field `representative_id` is missing: the rulebook compares with the representative";
            Err(Error::invalid_input(PATH, message))
        }
        (ListingBase::LowestConverted, Some(id)) => {
            let message = format!("representative_id `{id}` has no effect: the rulebook compares with every product");
            Err(Error::invalid_input(PATH, message))
        }
        (_, id) => Ok(id.as_ref()),
    }
}

fn own(target: Listed<'_>) -> Limit<'_> {
    Limit { value: Real::from(Rational::from(target.listed.price)), base: target }
}

/// `conv(s → t)`: the exact result of the rules from the listed price of the source, or why the pair is not compared.
fn convert(
    rulebook: &Rulebook,
    question: &ListingQuestion,
    source: Listed<'_>,
    target: Listed<'_>,
    sink: &mut dyn Sink,
) -> Result<Result<Real, NotComparedReason>, Error> {
    let conversion = Conversion {
        class: question.drug_class,
        basis: question.basis,
        // Asked here, where it is no error.
        chain_regardless: true,
        ..Conversion::new(rulebook, source.side(), target.side(), Purpose::Price)
    };
    if !question.chain_regardless && own_representative(&conversion, sink).is_some() {
        return Ok(Err(NotComparedReason::SeparateRepresentative));
    }
    match question.on_gap {
        OnGap::Error => converted(&conversion, source, sink).map(Ok),
        OnGap::Skip => {
            // What a pair has read that is then left out does not touch the result.
            let mut own = Trace::new();
            match converted(&conversion, source, &mut own) {
                Ok(value) => {
                    own.hand_over(sink);
                    Ok(Ok(value))
                }
                Err(error) if error.code() == Code::RuleGap => Ok(Err(NotComparedReason::RuleGap)),
                Err(error) => Err(error),
            }
        }
    }
}

fn converted(conversion: &Conversion<'_>, source: Listed<'_>, sink: &mut dyn Sink) -> Result<Real, Error> {
    let effects = conversion.effects(sink)?;
    let (value, _) = run(conversion, &effects, &Rational::from(source.listed.price), sink, |_| {});
    positive(&value, &source.place.path("price"))?;
    Ok(value)
}

/// One line of the answer; `compliant_price` and `limit` keep the digits of the input they are taken from.
fn item(target: &ListedProduct, limit: &Limit<'_>, rounding: &PriceRounding) -> ListingItem {
    let price = as_given(target.price);
    let is_own = limit.base.listed.id == target.id;
    let limit_shown = if is_own { price.clone() } else { rounding.apply(&limit.value).0 };
    let mut compliant_price = price.clone();
    for lower in [Some(limit_shown.clone()), target.other_limit.map(as_given)].into_iter().flatten() {
        if lower.value() < compliant_price.value() {
            compliant_price = lower;
        }
    }
    let excess = price.value() - compliant_price.value();
    let decimals = price.decimals().max(compliant_price.decimals());
    ListingItem {
        id: target.id.clone(),
        base_id: limit.base.listed.id.clone(),
        differential_violation: price.value() > limit_shown.value(),
        limit: limit_shown,
        excess: Rounded::shown(excess, decimals),
        compliant_price,
        price,
    }
}

fn as_given(price: Price) -> Rounded {
    let decimal = price.get();
    Rounded::shown(Rational::from(price), u8::try_from(decimal.scale()).unwrap_or(0))
}

fn explain(
    rulebook: &Rulebook,
    base: ListingBase,
    items: &[ListingItem],
    not_compared: &[NotCompared],
    sink: &mut dyn Sink,
) {
    let clause = match base {
        ListingBase::LowestConverted => "listing-lowest",
        ListingBase::Representative => "listing-representative",
    };
    for item in items {
        let outcome = if item.differential_violation { "violation" } else { "compliant" };
        rulebook.note(sink, clause, ("", Some(&item.id)), outcome, || {
            vec![
                ("base_id", Fact::Text(item.base_id.to_string())),
                ("limit", Fact::Text(item.limit.to_string())),
                ("compliant_price", Fact::Text(item.compliant_price.to_string())),
            ]
        });
    }
    for pair in not_compared {
        rulebook.note(sink, clause, ("", Some(&pair.target)), "not_compared", || {
            vec![("source", Fact::Text(pair.source.to_string())), ("reason", pair.reason.as_str().into())]
        });
    }
}
