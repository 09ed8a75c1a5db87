//! The payment standard of a product: rules 1 to 17, in their order.

use std::borrow::Cow;
use std::sync::Arc;

use super::bands::band;
use super::first_self_pay::first_self_pay;
use super::output::{Basis, Standard, Yuan};
use super::parameters::{Bound, Floor, OneStandardStatus, OutsideWinner, PriceDecimals, WinnerStandard};
use super::question::{ListClass, Listed, Person, PriceUnit, Product, StandardQuestion, Status, Supply, Winner};
use super::reference::{Reference, reference, weighted_mean};
use super::rulebook::{Rulebook, note};
use super::validate;
use crate::error::Error;
use crate::explain::{Fact, Facts, Sink};
use crate::number::{Rate, RoundingMode, UnitPrice, divide_rounded};
use crate::rulebook::Param;
use crate::sorting::Sorting;
use crate::{Date, Id};

/// A question as the rules see it: the standard of one day or year.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) rulebook: &'a Rulebook,
    pub(super) product: &'a Product,
    pub(super) winners: &'a [Winner],
    pub(super) listed: &'a [Listed],
    pub(super) price_unit: PriceUnit,
    pub(super) person: Person,
    pub(super) price: UnitPrice,
    pub(super) when: When,
}

/// The day or the year.
#[derive(Clone, Copy)]
pub(super) enum When {
    Date { date: Date, start: Option<Date> },
    Year(u32),
}

/// What rules 2 to 15 find.
pub(super) struct Found {
    pub(super) covered: bool,
    /// In millionths.
    pub(super) ceiling: Option<i128>,
    pub(super) reference: Option<Reference>,
    pub(super) band: Arc<str>,
    pub(super) basis: Basis,
    pub(super) bound: Option<Bound>,
    pub(super) year: Option<u32>,
    /// The entry of the year is not published.
    pub(super) is_gap: bool,
    pub(super) floor_applied: bool,
}

impl Found {
    /// A ceiling that is exact.
    fn ceiling(units: i128, band: &str, basis: Basis) -> Found {
        Found {
            covered: true,
            ceiling: Some(units),
            reference: None,
            band: band.into(),
            basis,
            bound: Some(Bound::Exact),
            year: None,
            is_gap: false,
            floor_applied: false,
        }
    }

    pub(super) fn without_ceiling(band: &str, basis: Basis) -> Found {
        Found { ceiling: None, bound: None, ..Found::ceiling(0, band, basis) }
    }

    pub(super) fn with_reference(self, reference: Reference) -> Found {
        Found { reference: Some(reference), ..self }
    }
}

impl<'a> Case<'a> {
    pub(super) fn subject(&self) -> (&'static str, Option<&'a Id>) {
        ("product", self.product.id.as_ref())
    }

    /// How many decimals a price is shown with at least.
    pub(super) fn least(&self) -> u8 {
        least_decimals(self.rulebook, self.price_unit)
    }

    pub(super) fn yuan(&self, units: i128) -> Yuan {
        Yuan::new(units, self.least())
    }

    /// A computed price was rounded.
    pub(super) fn rounding_used(&self, sink: &mut dyn Sink) {
        decimals_of(self.rulebook, self.price_unit).touch(sink);
        self.rulebook.rounding.touch(sink);
    }

    /// `numerator ÷ denominator` millionths, rounded as computed prices are; rests on the rounding only if there is something to round.
    pub(super) fn rounded(&self, numerator: i128, denominator: i128, sink: &mut dyn Sink) -> i128 {
        rounded(self.rulebook, self.price_unit, numerator, denominator, sink)
    }
}

/// Decimals of computed prices.
fn decimals_of(rulebook: &Rulebook, unit: PriceUnit) -> &Param<PriceDecimals> {
    match unit {
        PriceUnit::Pack => &rulebook.decimals_pack,
        PriceUnit::MinUnit => &rulebook.decimals_min_unit,
    }
}

/// How many decimals a price has at least: 2 for a pack and 4 for a smallest unit where the rulebook does not say.
pub(super) fn least_decimals(rulebook: &Rulebook, unit: PriceUnit) -> u8 {
    let usual = match unit {
        PriceUnit::Pack => 2,
        PriceUnit::MinUnit => 4,
    };
    decimals_of(rulebook, unit).peek().map_or(usual, |decimals| decimals.0)
}

/// A computed price, rounded to the decimals of its unit.
pub(super) fn rounded(
    rulebook: &Rulebook,
    unit: PriceUnit,
    numerator: i128,
    denominator: i128,
    sink: &mut dyn Sink,
) -> i128 {
    let dropped = UnitPrice::DECIMALS.saturating_sub(least_decimals(rulebook, unit));
    let step = 10_i128.saturating_pow(u32::from(dropped));
    let divisor = denominator.saturating_mul(step);
    let mode = rulebook.rounding.peek().copied().unwrap_or(RoundingMode::HalfUp);
    if numerator.checked_rem(divisor) != Some(0) {
        decimals_of(rulebook, unit).touch(sink);
        rulebook.rounding.touch(sink);
    }
    divide_rounded(numerator, divisor, mode).saturating_mul(step)
}

/// The standard of a product on a day or in a year.
pub(super) fn standard(
    rulebook: &Rulebook,
    question: &StandardQuestion,
    sink: &mut dyn Sink,
) -> Result<Standard, Error> {
    validate::products(rulebook, &question.product, &question.winners, &question.listed)?;
    let when = match (question.date, question.year) {
        (Some(date), None) => When::Date { date, start: question.start_date },
        (None, Some(year)) => When::Year(year.get()),
        (None, None) => return Err(Error::invalid_input("/input/date", "one of `date` and `year` is needed")),
        (Some(_), Some(_)) => {
            return Err(Error::invalid_input("/input/year", "`date` and `year` do not stand together"));
        }
    };
    let case = Case {
        rulebook,
        product: &question.product,
        winners: &question.winners,
        listed: &question.listed,
        price_unit: question.price_unit,
        person: question.person,
        price: question.product.price,
        when,
    };
    let found = decide(&case, sink)?;
    if found.is_gap {
        return Err(rulebook.gap(&format!("what band `{}` pays in year {}", found.band, found.year.unwrap_or(1))));
    }
    let paid = Paid::of(&case, &found, sink)?;
    rulebook.date_basis.touch(sink);
    Ok(Standard {
        covered: found.covered,
        ceiling: found.ceiling.map(|units| case.yuan(units)),
        effective: paid.effective.map(|units| case.yuan(units)),
        above_standard: paid.above_standard.map(|units| case.yuan(units)),
        reference: found.reference.as_ref().map(|reference| case.yuan(reference.value)),
        reference_from: found.reference.map(|reference| reference.from).unwrap_or_default(),
        band: found.band.to_string(),
        basis: found.basis,
        bound: found.bound,
        year: match case.when {
            When::Year(year) => Some(year),
            When::Date { .. } => found.year,
        },
        first_self_pay_rate: paid.first_self_pay_rate,
        floor_applied: found.floor_applied,
        limited_by_price: paid.limited_by_price,
        date_basis: rulebook.date_basis.peek().copied(),
    })
}

/// Rules 16 and 17.
pub(super) struct Paid {
    pub(super) effective: Option<i128>,
    pub(super) above_standard: Option<i128>,
    pub(super) limited_by_price: bool,
    pub(super) first_self_pay_rate: Option<Rate>,
}

impl Paid {
    pub(super) fn of(case: &Case<'_>, found: &Found, sink: &mut dyn Sink) -> Result<Paid, Error> {
        if !found.covered {
            return Ok(Paid {
                effective: None,
                above_standard: None,
                limited_by_price: false,
                first_self_pay_rate: None,
            });
        }
        let (effective, limited_by_price) = actual_price(case, found.ceiling, sink);
        let first_self_pay_rate = Some(first_self_pay(case, &found.band, sink)?);
        let above_standard = i128::from(case.price.units()).saturating_sub(effective);
        Ok(Paid {
            effective: Some(effective),
            above_standard: Some(above_standard),
            limited_by_price,
            first_self_pay_rate,
        })
    }
}

/// Rule 16: a price below the standard settles on the price.
///
/// Source: clause `payment#actual-price`, 国办发〔2019〕2号.
fn actual_price(case: &Case<'_>, ceiling: Option<i128>, sink: &mut dyn Sink) -> (i128, bool) {
    let price = i128::from(case.price.units());
    let (effective, limited) = match ceiling {
        Some(ceiling) => (ceiling.min(price), price < ceiling),
        None => (price, false),
    };
    case.note(
        sink,
        "actual-price",
        if limited {
            "limited"
        } else if ceiling.is_some() {
            "at_ceiling"
        } else {
            "uncapped"
        },
        || {
            let mut facts: Facts = vec![("price", case.fact(price))];
            facts.extend(ceiling.map(|ceiling| ("ceiling", case.fact(ceiling))));
            facts
        },
    );
    (effective, limited)
}

impl Case<'_> {
    pub(super) fn fact(&self, units: i128) -> Fact {
        Fact::Text(self.yuan(units).to_string())
    }

    /// A rule of this area decided something about the product.
    pub(super) fn note(
        &self,
        sink: &mut dyn Sink,
        clause: &'static str,
        outcome: &'static str,
        facts: impl FnOnce() -> Facts,
    ) {
        if sink.keeps(0)
            && let Ok(area) = "payment".parse()
        {
            note(sink, (&area, clause.into()), self.subject(), || outcome.into(), facts);
        }
    }

    /// A rule of this area ended the search for a ceiling.
    fn decided(&self, sink: &mut dyn Sink, clause: &'static str, found: &Found) {
        if sink.keeps(0)
            && let Ok(area) = "payment".parse()
        {
            let outcome = || Cow::Owned(found.band.to_string());
            note(sink, (&area, clause.into()), self.subject(), outcome, || self.facts_of(found));
        }
    }

    pub(super) fn facts_of(&self, found: &Found) -> Facts {
        let mut facts: Facts = vec![("price", self.fact(self.price.units().into()))];
        facts.extend(found.reference.as_ref().map(|reference| ("reference", self.fact(reference.value))));
        facts.extend(found.ceiling.map(|ceiling| ("ceiling", self.fact(ceiling))));
        facts.extend(found.year.map(|year| ("year", year.into())));
        // Not "no standard": the document does not say what it is.
        facts.extend(found.is_gap.then(|| ("standard", "gap".into())));
        facts
    }
}

/// Rules 1 to 15: where the ceiling comes from.
pub(super) fn decide(case: &Case<'_>, sink: &mut dyn Sink) -> Result<Found, Error> {
    in_force(case, sink)?;
    let product = case.product;
    if product.list_class == ListClass::OutOfList {
        let found = Found { covered: false, ..Found::without_ceiling("out_of_list", Basis::OutOfList) };
        case.decided(sink, "out-of-list", &found);
        return Ok(found);
    }
    match product.status {
        Status::Negotiated | Status::Bid => {
            let found = national_standard(case)?;
            case.decided(sink, "national-standard", &found);
            return Ok(found);
        }
        Status::Ordinary => {
            let found = ordinary(case, sink)?;
            case.decided(sink, "ordinary", &found);
            return Ok(found);
        }
        Status::Winner => {
            if let Some(found) = winner(case, sink)? {
                case.decided(sink, "winner", &found);
                return Ok(found);
            }
        }
        _ => {}
    }
    let is_capped = match OneStandardStatus::of(product.status) {
        Some(status) => one_standard(case, status, sink)?,
        None => false,
    };
    case.rulebook.categories.touch(sink);
    if case.rulebook.categories.is_set() && product.category.is_none() {
        let message = "the field `category` is missing: the rulebook tells categories apart";
        return Err(Error::invalid_input("/input/product/category", message));
    }
    let reference = reference(case, is_capped, sink)?;
    let reference = negotiated_alternative(case, reference, sink)?;
    let Some(reference) = reference else {
        let found = no_reference(case)?;
        case.decided(sink, "no-reference", &found);
        return Ok(found);
    };
    if is_capped {
        let found = Found {
            bound: Some(Bound::AtMost),
            ..Found::ceiling(reference.value, "not_passed", Basis::Reference).with_reference(reference)
        };
        case.decided(sink, "not-passed", &found);
        return Ok(found);
    }
    if i128::from(case.price.units()) <= reference.value {
        let found = Found::ceiling(reference.value, "within", Basis::Reference).with_reference(reference);
        case.decided(sink, "within", &found);
        return Ok(found);
    }
    let found = band(case, reference, sink)?;
    Ok(floor(case, found, sink))
}

/// Rule 1: a date must lie in the time of the rulebook, and not before its start.
///
/// Source: clause `payment#in-force`.
fn in_force(case: &Case<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    let When::Date { date, start } = case.when else {
        return Ok(());
    };
    let [from, until] = case.rulebook.effective;
    if from.is_some_and(|from| date < from) {
        return Err(case.rulebook.gap(&format!("what holds on {date}, before it is in force (`effective_from`)")));
    }
    if until.is_some_and(|until| date > until) {
        return Err(case.rulebook.gap(&format!("what holds on {date}, after it was in force (`effective_until`)")));
    }
    let start = match start {
        Some(start) => Some(start),
        None => case.rulebook.start_date.read(sink)?.copied(),
    };
    if start.is_some_and(|start| date < start) {
        return Err(case.rulebook.gap(&format!("what holds on {date}, before its start (`start_date`)")));
    }
    Ok(())
}

/// Rule 3: negotiated and bid drugs have a national standard.
///
/// Source: clause `payment#national-standard`.
fn national_standard(case: &Case<'_>) -> Result<Found, Error> {
    let Some(standard) = case.product.national_standard else {
        let message = "the field `national_standard` is missing: a negotiated or bid drug has one";
        return Err(Error::invalid_input("/input/product/national_standard", message));
    };
    Ok(Found::ceiling(standard.units().into(), "national_standard", Basis::NationalStandard))
}

/// Rule 4: an ordinary drug is paid up to the weighted mean of the listed products.
///
/// Source: clause `payment#ordinary`.
fn ordinary(case: &Case<'_>, sink: &mut dyn Sink) -> Result<Found, Error> {
    case.rulebook.ordinary_reference.need(sink)?;
    if case.listed.is_empty() {
        return Err(case.rulebook.gap("what an ordinary drug is paid where nothing is listed (`ordinary_reference`)"));
    }
    let weights = case.listed.iter().map(|listed| (listed.price, listed.volume.units()));
    let value = weighted_mean(case, weights, sink);
    let mut from: Vec<Id> = case.listed.iter().map(|listed| listed.id.clone()).collect();
    from.order();
    Ok(Found::ceiling(value, "ordinary", Basis::OrdinaryReference).with_reference(Reference { value, from }))
}

/// Rule 5: a winner is paid its own winning price; `None` where it counts as a non-winner.
///
/// Source: clause `payment#winner`, 医保发〔2019〕18号.
fn winner(case: &Case<'_>, sink: &mut dyn Sink) -> Result<Option<Found>, Error> {
    let product = case.product;
    if product.supply == Some(Supply::Outside)
        && *case.rulebook.outside_winner.need(sink)? == OutsideWinner::AsNonWinner
    {
        return Ok(None);
    }
    let mut found = match case.rulebook.winner_standard.need(sink)? {
        WinnerStandard::OwnWinningPrice => {
            let Some(own) = product.winning_price else {
                let message = "the field `winning_price` is missing: a winner is paid its own";
                return Err(Error::invalid_input("/input/product/winning_price", message));
            };
            Found::ceiling(own.units().into(), "winner", Basis::OwnWinningPrice)
        }
        WinnerStandard::Reference => match reference(case, false, sink)? {
            Some(reference) => Found::ceiling(reference.value, "winner", Basis::Reference).with_reference(reference),
            None => return Err(case.rulebook.gap("what a winner is paid: there is no `reference`")),
        },
    };
    if product.prefilled_pen {
        let surcharge = case.rulebook.pen_surcharge.need(sink)?.0;
        found.ceiling = found.ceiling.map(|ceiling| ceiling.saturating_add(surcharge.units().into()));
        found.basis = Basis::PenSurcharge;
    }
    Ok(Some(found))
}

/// Rule 6: one standard for products of one name; whether the product is only capped at the reference.
///
/// Source: clause `payment#one-standard`, 医保函〔2019〕155号.
fn one_standard(case: &Case<'_>, status: OneStandardStatus, sink: &mut dyn Sink) -> Result<bool, Error> {
    let parameter = &case.rulebook.one_standard_for;
    parameter.touch(sink);
    if parameter.peek().is_some_and(|statuses| statuses.0.contains(&status)) {
        return Ok(false);
    }
    if status == OneStandardStatus::NotPassed && case.rulebook.not_passed.is_set() {
        case.rulebook.not_passed.touch(sink);
        return Ok(true);
    }
    let parameter = if status == OneStandardStatus::NotPassed { "not_passed" } else { "one_standard_for" };
    Err(case.rulebook.gap(&format!("what a product of status `{}` is paid (`{parameter}`)", case.product.status)))
}

/// Rule 9: what a negotiated price does to the reference.
///
/// Source: clause `payment#negotiated-alternative`.
fn negotiated_alternative(
    case: &Case<'_>,
    reference: Option<Reference>,
    sink: &mut dyn Sink,
) -> Result<Option<Reference>, Error> {
    use super::parameters::NegotiatedAlternative as N;

    let Some(negotiated) = case.product.negotiated_price else {
        return Ok(reference);
    };
    let alternative = *case.rulebook.negotiated_alternative.need(sink)?;
    let negotiated = Reference { value: negotiated.units().into(), from: Vec::new() };
    let Some(reference) = reference else {
        return Ok(Some(negotiated));
    };
    let takes = match alternative {
        N::NegotiatedPrice => negotiated.value != reference.value,
        N::LowerOf => negotiated.value < reference.value,
        N::HigherOf => negotiated.value > reference.value,
    };
    Ok(Some(if takes { negotiated } else { reference }))
}

/// Rule 11: no reference, no ceiling.
///
/// Source: clause `payment#no-reference`.
fn no_reference(case: &Case<'_>) -> Result<Found, Error> {
    match case.product.high_price_listed {
        Some(true) => Ok(Found::without_ceiling("high_price_listed", Basis::NoStandard)),
        Some(false) => Ok(Found::without_ceiling("no_reference", Basis::NoStandard)),
        None => {
            let message = "the field `high_price_listed` is missing: without a reference the bureau's list decides";
            Err(Error::invalid_input("/input/product/high_price_listed", message))
        }
    }
}

/// Rule 15: a ladder does not fall below the reference.
///
/// Source: clause `payment#floor`.
fn floor(case: &Case<'_>, mut found: Found, sink: &mut dyn Sink) -> Found {
    let reference = found.reference.as_ref().map(|reference| reference.value);
    if let (Some(ceiling), Some(reference)) = (found.ceiling, reference)
        && case.rulebook.floor.peek() == Some(&Floor::Reference)
        && ceiling < reference
    {
        case.rulebook.floor.touch(sink);
        found.ceiling = Some(reference);
        found.floor_applied = true;
        case.note(sink, "floor", "raised", || {
            vec![("ceiling", case.fact(ceiling)), ("reference", case.fact(reference))]
        });
    }
    found
}
