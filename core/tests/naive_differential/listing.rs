//! `differential.check_listing`: sections 3.15 and 6.6.

use super::book::Book;
use super::convert::{Purpose, Setting, convert, separate};
use super::output::{log_rounding, rounding};
use super::product::Product;
use super::real::{Q, Real, decimals, q, written};
use super::{Log, Res, invalid};
use dashu_int::UBig;
use serde_json::{Value, json};
use std::cmp::Ordering;

/// A listed product.
struct Listed {
    id: String,
    product: Product,
    price_text: String,
    price: Q,
    other_limit: Option<String>,
}

/// 6.6.
pub(crate) fn check_listing(book: &Book, log: &mut Log, input: &Value) -> Res<Value> {
    let rounding = rounding(book, input, "price_rounding")?;
    let listing_base = book.need_word("listing_base", "/rulebook")?.to_owned();
    let representative = input.get("representative_id").map(|id| id.as_str().unwrap());
    if (listing_base == "representative") != representative.is_some() {
        return invalid("/input/representative_id");
    }
    log.push("listing_base".to_owned());
    let setting = Setting::read(input, Purpose::Listing);
    let skip = input.get("on_gap").is_some_and(|word| word == "skip");
    let mut listed: Vec<Listed> = input["products"].as_array().unwrap().iter().enumerate().map(read).collect();
    listed.sort_by(|a, b| a.id.as_bytes().cmp(b.id.as_bytes()));

    let (mut items, mut violating, mut not_compared) = (Vec::new(), Vec::new(), Vec::new());
    let mut rounded = false;
    for t in &listed {
        let mut sources: Vec<(&Listed, Real)> = Vec::new();
        for s in &listed {
            if s.id == t.id || representative.is_some_and(|id| id != s.id) {
                continue;
            }
            let mut leave_out = |reason: &str| {
                not_compared.push(json!({ "source": s.id, "target": t.id, "reason": reason }));
            };
            if let Some((parameter, _)) = separate(book, &setting, &s.product, &t.product) {
                log.push(parameter.to_owned());
                leave_out("separate_representative");
                continue;
            }
            match convert(book, &setting, &s.product, &t.product, &s.price, &s.product.at("price")) {
                Ok(done) => {
                    log.extend(done.log.clone());
                    sources.push((s, done.running));
                }
                Err(stop) if skip && stop.code == "rule_gap" => leave_out("rule_gap"),
                Err(stop) => return Err(stop),
            }
        }
        let (base, value) = base_of(t, sources, &listing_base);
        let limit = match value {
            None => t.price_text.clone(),
            Some(value) => {
                rounded = true;
                rounding.print(&value)
            }
        };
        let mut compliant = &t.price_text;
        for other in [Some(&limit), t.other_limit.as_ref()].into_iter().flatten() {
            if q(other) < q(compliant) {
                compliant = other;
            }
        }
        let excess = q(&t.price_text) - q(compliant);
        if excess > Q::ZERO {
            violating.push(t.id.clone());
        }
        items.push(json!({
            "id": t.id,
            "price": t.price_text,
            "base_id": base,
            "limit": limit,
            "differential_violation": t.price > q(&limit),
            "compliant_price": compliant,
            "excess": fixed(&excess, decimals(&t.price_text).max(decimals(compliant))),
        }));
    }
    if rounded {
        log_rounding(log, input, "rounding", "price_rounding");
    }
    Ok(json!({ "items": items, "violating_ids": violating, "not_compared": not_compared }))
}

fn read((i, item): (usize, &Value)) -> Listed {
    let text = |key: &str| item.get(key).map(|value| value.as_str().unwrap().to_owned());
    Listed {
        id: text("id").unwrap(),
        product: Product::read(item, &format!("/input/products/{i}")),
        price: q(&text("price").unwrap()),
        price_text: without_leading_zeros(&text("price").unwrap()),
        other_limit: text("other_limit").as_deref().map(without_leading_zeros),
    }
}

/// "Keeps the input's digits": zeros in front of the number are none of them.
fn without_leading_zeros(text: &str) -> String {
    let kept = text.trim_start_matches('0');
    if kept.is_empty() || kept.starts_with('.') { format!("0{kept}") } else { kept.to_owned() }
}

/// 3.15: the base of `t` and the value that its limit is rounded from; none if the base is `t` itself.
fn base_of<'a>(t: &'a Listed, sources: Vec<(&'a Listed, Real)>, listing_base: &str) -> (&'a str, Option<Real>) {
    let mut base: (&str, Option<Real>) = (&t.id, None);
    for (s, value) in sources {
        // The sources come by id, so that of equal ones the first stays.
        let lower = match (&base.1, listing_base) {
            (_, "representative") => true,
            (None, _) => value.compare_to(&t.price) == Ordering::Less,
            (Some(lowest), _) => value.compare(lowest) == Ordering::Less,
        };
        if lower {
            base = (&s.id, Some(value));
        }
    }
    base
}

/// A decimal with a fixed number of decimals.
fn fixed(x: &Q, decimals: usize) -> String {
    let scaled = x * Q::from(UBig::from(10u8).pow(decimals));
    assert!(scaled.is_int());
    written(scaled.numerator(), decimals)
}
