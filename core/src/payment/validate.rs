//! What the fields of a question must satisfy together, before any rule.

use super::parameters::{PRICE_LIMIT, ReferenceKind};
use super::question::{Listed, Product, Status, Winner};
use super::rulebook::Rulebook;
use crate::distinct::first_repeated;
use crate::error::Error;
use crate::number::UnitPrice;

/// Longest list that a request may hold.
pub const MAX_LIST: usize = 100_000;

/// A list is not too long and its ids are distinct.
pub(super) fn list<'t>(path: &str, ids: impl ExactSizeIterator<Item = &'t str> + Clone) -> Result<(), Error> {
    size(path, ids.len())?;
    if let Some(position) = first_repeated(ids.clone()) {
        let id = ids.clone().nth(position).unwrap_or_default();
        return Err(Error::invalid_input(format!("{path}/{position}/id"), format!("id `{id}` stands here twice")));
    }
    Ok(())
}

/// A list is not too long.
pub(super) fn size(path: &str, length: usize) -> Result<(), Error> {
    if length <= MAX_LIST {
        return Ok(());
    }
    let message = format!("a list has at most {MAX_LIST} elements, got `{length}`");
    Err(Error::limit_exceeded(path, message))
}

/// A price below 10¹² yuan.
pub(super) fn price(price: UnitPrice, path: impl FnOnce() -> String) -> Result<(), Error> {
    if price.units() < PRICE_LIMIT {
        return Ok(());
    }
    Err(Error::limit_exceeded(path(), format!("a price is below 10^12 yuan, got `{price}`")))
}

/// The product and what it is measured by.
pub(super) fn products(
    rulebook: &Rulebook,
    product: &Product,
    winners: &[Winner],
    listed: &[Listed],
) -> Result<(), Error> {
    let prices = [
        ("price", Some(product.price)),
        ("winning_price", product.winning_price),
        ("base_price", product.base_price),
        ("national_standard", product.national_standard),
        ("negotiated_price", product.negotiated_price),
        ("cap", product.cap),
    ];
    for (name, value) in prices {
        if let Some(value) = value {
            price(value, || format!("/input/product/{name}"))?;
        }
    }
    for (position, winner) in winners.iter().enumerate() {
        price(winner.price, || format!("/input/winners/{position}/price"))?;
    }
    for (position, listed) in listed.iter().enumerate() {
        price(listed.price, || format!("/input/listed/{position}/price"))?;
    }
    list("/input/winners", winners.iter().map(|winner| winner.id.as_str()))?;
    list("/input/listed", listed.iter().map(|listed| listed.id.as_str()))?;
    refused(rulebook, product)
}

/// Members that have no place beside the others.
fn refused(rulebook: &Rulebook, product: &Product) -> Result<(), Error> {
    let refuse = |field: &str, message: String| Err(Error::invalid_input(format!("/input/product/{field}"), message));
    let status = product.status;
    let is_winner = status == Status::Winner;
    if let (Some(supply), false) = (product.supply, is_winner) {
        return refuse("supply", format!("supply `{supply}` is for a winner, got status `{status}`"));
    }
    if product.prefilled_pen && !is_winner {
        return refuse("prefilled_pen", format!("prefilled_pen is for a winner, got status `{status}`"));
    }
    let measured = matches!(
        status,
        Status::Originator | Status::ReferenceProduct | Status::Passed | Status::NotPassed | Status::NonWinner
    );
    if let (Some(price), false) = (product.negotiated_price, measured) {
        return refuse(
            "negotiated_price",
            format!("negotiated_price `{price}` is for a non-winner, got status `{status}`"),
        );
    }
    if let Some(category) = &product.category {
        let words = rulebook.categories.peek().map_or(&[][..], |words| words.0.as_slice());
        if !words.contains(category) {
            let shown: String = category.chars().take(60).collect();
            let message = match words {
                [] => format!("category `{shown}` has no place: the rulebook has no categories"),
                words => format!("category must be one of `{}`, got `{shown}`", words.join("`, `")),
            };
            return refuse("category", message);
        }
    }
    if let Some(cap) = product.cap {
        let is_asked = rulebook.reference.peek() == Some(&ReferenceKind::Cap)
            && rulebook.cap_of(product.category.as_deref()).is_none();
        if !is_asked {
            return refuse("cap", format!("cap `{cap}` has no place: the rulebook does not ask for it"));
        }
    }
    Ok(())
}
