//! The price of another product, the comparable price of a product, and the ratio between two.

use super::Product;
use super::apply::run;
use super::conversion::{Conversion, Effects, Place, Purpose, Side};
use super::output::{ComparablePrice, DifferentialPrice, DifferentialRatio, Step};
use super::question::{ComparablePriceQuestion, PriceQuestion, RatioQuestion};
use super::rounding::PriceRounding;
use super::rulebook::Rulebook;
use super::validate;
use crate::error::Error;
use crate::explain::{Fact, Sink};
use crate::number::{Rational, Real, Rounded, Rounding};
use crate::rulebook::Param;

const TARGET: (&str, Option<&crate::Id>) = ("target", None);

/// A conversion between two products at fields of the input, each checked by itself.
fn between<'a>(
    rulebook: &'a Rulebook,
    (known, wanted): (&'a Product, &'a Product),
    (known_at, wanted_at): (&'static str, &'static str),
    purpose: Purpose,
) -> Result<Conversion<'a>, Error> {
    let side = |product, name| {
        let place = Place::Field(name);
        validate::product(product, &|| place.root()).map(|()| Side { product, place })
    };
    Ok(Conversion::new(rulebook, side(known, known_at)?, side(wanted, wanted_at)?, purpose))
}

/// The rounding of the input, or that of the rulebook.
///
/// Source: clause `#rounding`: the rule of 2011 prescribes rounding half up but no number of decimals.
pub(super) fn rounding_of<'r>(
    stated: Option<&'r PriceRounding>,
    parameter: &'r Param<PriceRounding>,
) -> Result<&'r PriceRounding, Error> {
    match stated {
        Some(rounding) => Ok(rounding),
        None => parameter.need(&mut ()).map_err(|error| error.with_help("state `rounding` in the input")),
    }
}

/// `#order`: the conversion, then the rounding.
pub(super) fn price(
    rulebook: &Rulebook,
    question: &PriceQuestion,
    sink: &mut dyn Sink,
) -> Result<DifferentialPrice, Error> {
    let products = (&question.representative, &question.target);
    let conversion = Conversion {
        class: question.drug_class,
        basis: question.basis,
        chain_regardless: question.chain_regardless,
        material_difference: question.material_difference,
        ..between(rulebook, products, ("representative", "target"), Purpose::Price)?
    };
    validate::basis(question.drug_class, question.basis)?;
    validate::rounding(question.rounding.as_ref(), "/input/rounding")?;
    validate::rounding(question.unit_rounding.as_ref(), "/input/unit_rounding")?;
    let rounding = rounding_of(question.rounding.as_ref(), &rulebook.price_rounding)?;

    let effects = conversion.effects(sink)?;
    let price = Rational::from(question.price);
    let mut steps: Vec<Step> = Vec::with_capacity(effects.steps.len());
    let (unrounded, limits) = run(&conversion, &effects, &price, sink, |step| steps.push(step.to_output()));
    positive(&unrounded, "/input/price")?;
    explain_steps(rulebook, &effects, &steps, sink);

    let (price, used) = rounding.apply(&unrounded);
    if question.rounding.is_none() {
        rulebook.price_rounding.touch(sink);
    }
    explain_rounding(rulebook, &unrounded, &price, used, sink);
    let unit_price = unit_price(rulebook, question, &unrounded, sink);
    Ok(DifferentialPrice {
        price,
        unit_price,
        unrounded,
        price_is_ceiling: effects.is_ceiling,
        floor_applied: limits.floor_applied,
        cap_applied: limits.cap_applied,
        steps,
    })
}

/// The exact price of one unit, rounded: not the rounded price of the pack ÷ `count`.
fn unit_price(rulebook: &Rulebook, question: &PriceQuestion, unrounded: &Real, sink: &mut dyn Sink) -> Option<Rounded> {
    let rounding = match &question.unit_rounding {
        Some(stated) => stated,
        None => {
            rulebook.unit_price_rounding.touch(sink);
            rulebook.unit_price_rounding.peek()?
        }
    };
    Some(rounding.apply(&unrounded.per(question.target.units())).0)
}

/// `#comparable-price`: the conversion from the reference to the product, undone from the last step to the first.
pub(super) fn comparable_price(
    rulebook: &Rulebook,
    question: &ComparablePriceQuestion,
    sink: &mut dyn Sink,
) -> Result<ComparablePrice, Error> {
    let products = (&question.reference, &question.product);
    let conversion = Conversion {
        class: question.drug_class,
        basis: question.basis,
        chain_regardless: question.chain_regardless,
        material_difference: question.material_difference,
        ..between(rulebook, products, ("reference", "product"), Purpose::ComparablePrice)?
    };
    validate::basis(question.drug_class, question.basis)?;
    validate::rounding(question.rounding.as_ref(), "/input/rounding")?;
    let rounding = rounding_of(question.rounding.as_ref(), &rulebook.comparable_price_rounding)?;

    let forward = conversion.effects(sink)?;
    let mut running = Real::from(Rational::from(question.price));
    let mut undone = Effects::default();
    let mut steps = Vec::with_capacity(forward.steps.len());
    for effect in forward.steps.iter().rev().map(super::conversion::Effect::inverse) {
        running = effect.change.applied(&running);
        steps.push(effect.to_output(Some(running.clone())));
        undone.steps.push(effect);
    }
    positive(&running, "/input/price")?;
    explain_steps(rulebook, &undone, &steps, sink);

    let (comparable_price, used) = rounding.apply(&running);
    if question.rounding.is_none() {
        rulebook.comparable_price_rounding.touch(sink);
    }
    explain_rounding(rulebook, &running, &comparable_price, used, sink);
    Ok(ComparablePrice { comparable_price, unrounded: running, steps })
}

/// The product of all factors; limits are not used.
pub(super) fn ratio(
    rulebook: &Rulebook,
    question: &RatioQuestion,
    sink: &mut dyn Sink,
) -> Result<DifferentialRatio, Error> {
    let products = (&question.representative, &question.target);
    let conversion = Conversion {
        class: question.drug_class,
        basis: question.basis,
        chain_regardless: question.chain_regardless,
        ..between(rulebook, products, ("representative", "target"), Purpose::Ratio)?
    };
    validate::basis(question.drug_class, question.basis)?;
    let effects = conversion.effects(sink)?;
    let factors = effects.steps.iter().filter_map(|effect| effect.change.as_factor());
    let ratio = factors.fold(Real::from(Rational::ONE), |ratio, factor| ratio.times(factor));
    let steps: Vec<Step> = effects.steps.iter().map(|effect| effect.to_output(None)).collect();
    explain_steps(rulebook, &effects, &steps, sink);
    Ok(DifferentialRatio { exact: ratio.has_decimals(Rounding::MAX_DECIMALS), ratio, steps })
}

/// Amounts in yuan can eat up a price; what a product then costs is not regulated.
pub(super) fn positive(price: &Real, path: &str) -> Result<(), Error> {
    if price.sign().is_gt() {
        return Ok(());
    }
    let message = format!("the differences in yuan leave a price of `{price}`, which is not above zero");
    Err(Error::rule_gap(message).at(path))
}

/// One entry for each step; limits stand between the steps of the conversion.
fn explain_steps(rulebook: &Rulebook, effects: &Effects, steps: &[Step], sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let mut clauses = effects.steps.iter();
    for step in steps {
        let clause = match step.step {
            super::StepName::Floor => "injection-floor",
            super::StepName::Cap => "small-spec-cap",
            _ => clauses.next().map_or("", |effect| effect.clause),
        };
        rulebook.note(sink, clause, TARGET, "applied", || step.facts());
    }
}

fn explain_rounding(rulebook: &Rulebook, unrounded: &Real, result: &Rounded, used: Rounding, sink: &mut dyn Sink) {
    rulebook.note(sink, "rounding", TARGET, "rounded", || {
        vec![
            ("unrounded", unrounded.into()),
            ("mode", used.mode().as_str().into()),
            ("decimals", u32::from(used.decimals()).into()),
            ("result", Fact::Text(result.to_string())),
        ]
    });
}
