//! First self-pay (先行自付): which share the patient pays before reimbursement.

use super::parameters::{ClassMatch, SelfPay, SelfPayEffect};
use super::question::{ListClass, Person};
use super::standard::Case;
use crate::error::Error;
use crate::explain::{Fact, Sink};
use crate::number::Rate;

/// Rule 17: the first entry that names the band decides; without one the product's own rate.
///
/// Source: clause `payment#first-self-pay`.
pub(super) fn first_self_pay(case: &Case<'_>, band: &str, sink: &mut dyn Sink) -> Result<Rate, Error> {
    let rules = case.rulebook.first_self_pay.peek().map_or(&[][..], Vec::as_slice);
    let rule = rules.iter().find(|rule| matches(rule, case, band));
    let (rate, outcome) = match rule {
        None => (own_rate(case)?, "own"),
        Some(rule) => {
            sink.used(&rule.source);
            match rule.effect {
                SelfPayEffect::Set(rate) => (rate, "set"),
                SelfPayEffect::Add(points) => {
                    let own = own_rate(case)?;
                    if is_exempt(case, sink) { (own, "own") } else { (own.plus_at_most_one(points), "added") }
                }
            }
        }
    };
    case.note(sink, "first-self-pay", outcome, || {
        vec![("band", Fact::Text(band.to_owned())), ("rate", Fact::Text(rate.to_string()))]
    });
    Ok(rate)
}

fn matches(rule: &SelfPay, case: &Case<'_>, band: &str) -> bool {
    let class = match rule.list_class {
        ClassMatch::Any => true,
        ClassMatch::A => case.product.list_class == ListClass::A,
        ClassMatch::B => case.product.list_class == ListClass::B,
    };
    class
        && rule.bands.iter().any(|code| code == band)
        && rule.essential.is_none_or(|essential| essential == case.product.essential)
}

/// Class A has none of its own where none is stated.
fn own_rate(case: &Case<'_>) -> Result<Rate, Error> {
    match (case.product.own_rate, case.product.list_class) {
        (Some(rate), _) => Ok(rate),
        (None, ListClass::B) => {
            let message = "the field `own_rate` is missing: a product of class B has one";
            Err(Error::invalid_input("/input/product/own_rate", message))
        }
        (None, _) => Ok(Rate::ZERO),
    }
}

/// Whether the person is exempt from an addition; asked of anybody but an ordinary person.
fn is_exempt(case: &Case<'_>, sink: &mut dyn Sink) -> bool {
    if case.person == Person::Ordinary {
        return false;
    }
    let persons = &case.rulebook.exempt_persons;
    persons.touch(sink);
    persons.peek().is_some_and(|persons| persons.0.iter().any(|exempt| exempt.0 == case.person))
}
