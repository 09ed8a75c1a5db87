//! Rules 4, 8 and 9: the price that a product is measured by.

use super::book::Book;
use super::form::{list, number, word};
use super::number::{Q, int, max, min, q, sum};
use super::run::Run;
use super::{Res, Stop, gap, missing, unset};
use crate::common::marks::{mark, mark_if};
use serde_json::Value;

/// A reference, or none, and who set it (in byte order).
#[derive(Clone, Debug, Default)]
pub(crate) struct Reference {
    pub(crate) value: Option<Q>,
    pub(crate) from: Vec<String>,
}

impl Reference {
    /// Set by these products.
    fn by(value: Q, products: &[&Value]) -> Reference {
        let mut from: Vec<String> = products.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        from.sort();
        Reference { value: Some(value), from }
    }

    /// Set by no product.
    fn alone(value: Q) -> Reference {
        Reference { value: Some(value), from: Vec::new() }
    }
}

fn price(product: &Value) -> Q {
    q(product["price"].as_str().unwrap())
}

/// Σ price·volume / Σ volume.
fn weighted(products: &[&Value]) -> Q {
    let volume = |product: &Value| number(product, "volume").unwrap();
    let money: Vec<Q> = products.iter().map(|product| price(product) * volume(product)).collect();
    let volumes: Vec<Q> = products.iter().map(|product| volume(product)).collect();
    sum(&money) / sum(&volumes)
}

/// Rule 4: `volume_weighted` is the only way there is.
pub(crate) fn ordinary(run: &Run, input: &Value, unit: &str) -> Res<Reference> {
    run.need("ordinary_reference")?;
    let listed: Vec<&Value> = list(input, "listed").iter().collect();
    if listed.is_empty() {
        return gap("4 nothing listed");
    }
    mark("4 weighted");
    Ok(Reference::by(run.rounded(&weighted(&listed), unit), &listed))
}

/// The category's own cap, if the rulebook has one.
fn category_cap(book: &Book, product: &Value) -> Option<String> {
    let name = format!("caps.{}", word(product, "category")?);
    book.get(&name).is_some().then_some(name)
}

/// Rule 8. `capped`: without a reference there is a gap.
pub(crate) fn reference(run: &Run, input: &Value, unit: &str, capped: bool) -> Res<Reference> {
    let product = &input["product"];
    // a
    if let Some(name) = category_cap(run.book, product) {
        mark("8a cap of the category");
        return Ok(Reference::alone(run.need_number(&name)?));
    }
    // b
    let how = run.need_word("reference")?;
    match how {
        // c
        "cap" => {
            mark("8c cap");
            return number(product, "cap").map_or_else(|| gap("8c no cap"), |cap| Ok(Reference::alone(cap)));
        }
        // d
        "none" if capped => return gap("8d capped without a reference"),
        "none" => {
            mark("8d none");
            return Ok(Reference::default());
        }
        _ => {}
    }
    // e
    let winners = compared(run, input)?;
    if winners.is_empty() {
        return gap("8e no winner");
    }
    mark(&format!("8e {how}"));
    let prices: Vec<Q> = winners.iter().map(|(_, winner)| price(winner)).collect();
    let every: Vec<&Value> = winners.iter().map(|(_, winner)| *winner).collect();
    let at = |chosen: &Q| -> Reference {
        let chosen_by: Vec<&Value> = every.iter().filter(|winner| price(winner) == *chosen).copied().collect();
        Reference::by(chosen.clone(), &chosen_by)
    };
    match how {
        "single" => common(&every).map_or_else(|| gap("8e single, two prices"), |price| Ok(at(&price))),
        "highest" => Ok(at(prices.iter().max().unwrap())),
        "lowest" => Ok(at(prices.iter().min().unwrap())),
        "main_supply" => {
            required(&winners, "supply")?;
            let main: Vec<&Value> = every.iter().filter(|winner| winner["supply"] == "main").copied().collect();
            mark_if(main.is_empty(), "8e no main winner");
            mark_if(main.len() > 1, "8e several main winners");
            mark_if(main.len() < every.len() && !main.is_empty(), "8e main winners among others");
            common(&main).map_or_else(|| gap("8e main, none or two prices"), |price| Ok(Reference::by(price, &main)))
        }
        "volume_weighted" => {
            required(&winners, "volume")?;
            Ok(Reference::by(run.rounded(&weighted(&every), unit), &every))
        }
        "mean" => {
            let mean = sum(&prices) / int(i64::try_from(prices.len()).unwrap());
            Ok(Reference::by(run.rounded(&mean, unit), &every))
        }
        other => panic!("unknown reference {other}"),
    }
}

/// The winners that are compared, each with its place in the input: all, or those of the product's group.
fn compared<'a>(run: &Run, input: &'a Value) -> Res<Vec<(usize, &'a Value)>> {
    let winners: Vec<(usize, &Value)> = list(input, "winners").iter().enumerate().collect();
    if run.read("group_scope").is_none_or(|scope| scope == "all") {
        return Ok(winners);
    }
    mark("8e same group");
    let group = word(&input["product"], "group");
    let mut stops = Vec::new();
    if group.is_none() {
        stops.push(Stop::new("invalid_input", "/input/product/group"));
    }
    stops.extend(lacking(&winners, "group"));
    if !stops.is_empty() {
        mark("8e group missing");
        return Err(stops);
    }
    let same: Vec<(usize, &Value)> =
        winners.iter().filter(|(_, winner)| word(winner, "group") == group).copied().collect();
    mark_if(same.len() < winners.len(), "8e winners of other groups");
    mark_if(same.is_empty() && !winners.is_empty(), "8e only winners of other groups");
    Ok(same)
}

/// The winners without a member.
fn lacking(winners: &[(usize, &Value)], key: &str) -> Vec<Stop> {
    let without = winners.iter().filter(|(_, winner)| winner.get(key).is_none());
    without.map(|(i, _)| Stop::new("invalid_input", format!("/input/winners/{i}/{key}"))).collect()
}

fn required(winners: &[(usize, &Value)], key: &str) -> Res<()> {
    let stops = lacking(winners, key);
    mark_if(!stops.is_empty(), &format!("8e {key} missing"));
    if stops.is_empty() { Ok(()) } else { Err(stops) }
}

/// The one price of all; `None` if there are two, or no product at all.
fn common(products: &[&Value]) -> Option<Q> {
    let first = price(products.first()?);
    products.iter().all(|product| price(product) == first).then_some(first)
}

/// Rule 9.
pub(crate) fn negotiated_alternative(run: &Run, product: &Value, reference: Reference) -> Res<Reference> {
    let Some(negotiated) = number(product, "negotiated_price") else { return Ok(reference) };
    let how = run.need_word("negotiated_alternative")?;
    let Some(before) = &reference.value else {
        mark("9 becomes the reference");
        return Ok(Reference::alone(negotiated));
    };
    let same = *before == negotiated;
    let taken = match how {
        "negotiated_price" => negotiated,
        "lower_of" => min(before, &negotiated),
        "higher_of" => max(before, &negotiated),
        other => panic!("unknown alternative {other}"),
    };
    mark_if(same, "9 the negotiated price is the same");
    mark(&format!("9 {how}, {}", if taken == *before { "as before" } else { "replaced" }));
    if taken == *before { Ok(reference) } else { Ok(Reference::alone(taken)) }
}

/// Rule 7: from here on the category is needed where there are categories.
pub(crate) fn category(run: &Run, product: &Value) -> Res<()> {
    let known = run.read("categories").is_some();
    if known && product.get("category").is_none() { missing("/input/product/category") } else { Ok(()) }
}

/// Rule 6: does the one standard apply, or the cap for what is not evaluated (`true`)?
pub(crate) fn one_standard(run: &Run, status: &str) -> Res<bool> {
    let list = run.read("one_standard_for");
    if list.is_some() && run.book.words("one_standard_for").unwrap().contains(&status) {
        mark("6 one standard");
        return Ok(false);
    }
    if status != "not_passed" {
        return if list.is_none() { unset("one_standard_for") } else { gap("6 another status") };
    }
    // `cap_at_reference` is the only value there is.
    match (run.read("not_passed"), list) {
        (Some(_), _) => {
            mark("6 capped");
            mark_if(list.is_none(), "6 capped, one_standard_for unset");
            Ok(true)
        }
        (None, Some(_)) => unset("not_passed"),
        // Both are unset: either may be named.
        (None, None) => {
            let either = [unset::<bool>("not_passed"), unset::<bool>("one_standard_for")];
            Err(either.into_iter().filter_map(Result::err).flatten().collect())
        }
    }
}
