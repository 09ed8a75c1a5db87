//! The form step: dosage form and sugar-free.

use super::conversion::{Change, Conversion, Effect, Side};
use super::output::StepName;
use super::question::DrugClass;
use super::vocabulary::Form;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;

/// Taken when the forms differ, or when one product is sugar-free and the other is not; one step carries both effects.
///
/// Two forms with an entry in the table of ratios are converted by `ratio_t ÷ ratio_r`; two injections without one by the difference of
/// their amounts in yuan, for each unit of the pack.
///
/// Source: clause `#form`, annex 1 of 发改价格\[2011\]2452号.
pub(super) fn form(conversion: &Conversion<'_>, sink: &mut dyn Sink) -> Result<Option<Effect>, Error> {
    let (known, wanted) = (conversion.known, conversion.wanted);
    let change = if known.product.form == wanted.product.form { None } else { Some(between_forms(conversion, sink)?) };
    let sugar = sugar_free(conversion, sink)?;
    let clause = if change.is_some() { "form" } else { "sugar-free" };
    let change = match (change, sugar) {
        (None, None) => return Ok(None),
        (Some(Between::Difference(amount)), _) => Change::Difference(amount),
        (Some(Between::Ratio(ratio)), None) => Change::factor(ratio),
        (Some(Between::Ratio(ratio)), Some(sugar)) => Change::factor(&ratio * &sugar),
        (None, Some(sugar)) => Change::factor(sugar),
    };
    Ok(Some(Effect { name: StepName::Form, clause, change }))
}

enum Between {
    Ratio(Rational),
    Difference(Rational),
}

fn between_forms(conversion: &Conversion<'_>, sink: &mut dyn Sink) -> Result<Between, Error> {
    let (known, wanted) = (conversion.known, conversion.wanted);
    let table = match conversion.class {
        DrugClass::Tcm => &conversion.rulebook.tcm_form_ratio,
        DrugClass::Chemical | DrugClass::Biological => &conversion.rulebook.form_ratio,
    };
    let both_have_ratios = table.has(wanted.product.form) && table.has(known.product.form);
    if !both_have_ratios && conversion.both_injections() {
        let to = difference(conversion, wanted, sink)?;
        let from = difference(conversion, known, sink)?;
        return Ok(Between::Difference(&(&to - &from) * &known.product.count_exact()));
    }
    // The product without an entry is named, the wanted one first.
    for side in [wanted, known] {
        if !table.has(side.product.form) {
            table.need(side.product.form, sink).map_err(|error| error.at(side.path("form")))?;
        }
    }
    let to = table.need(wanted.product.form, sink)?;
    let from = table.need(known.product.form, sink)?;
    Ok(Between::Ratio(to.exact.checked_div(&from.exact).unwrap_or(Rational::ONE)))
}

/// Yuan per unit over the small-volume injection.
fn difference(conversion: &Conversion<'_>, side: Side<'_>, sink: &mut dyn Sink) -> Result<Rational, Error> {
    match side.product.form {
        Form::SmallVolumeInjection => Ok(Rational::ZERO),
        form => match conversion.rulebook.form_difference.need(form, sink) {
            Ok(amount) => Ok(amount.exact.clone()),
            Err(error) => Err(error.at(side.path("form"))),
        },
    }
}

/// The factor between a product with sugar and one without.
///
/// Source: clause `#sugar-free`.
fn sugar_free(conversion: &Conversion<'_>, sink: &mut dyn Sink) -> Result<Option<Rational>, Error> {
    let (known, wanted) = (conversion.known, conversion.wanted);
    if known.product.sugar_free == wanted.product.sugar_free {
        return Ok(None);
    }
    if conversion.class != DrugClass::Tcm {
        let unsaid = format!("what sugar-free costs for drug_class `{}`, only for `tcm`", conversion.class);
        return Err(wanted.gap("sugar_free", conversion.rulebook, &unsaid));
    }
    let ratio = conversion.rulebook.sugar_free_ratio.need(sink).map_err(|error| error.at(wanted.path("sugar_free")))?;
    Ok(if wanted.product.sugar_free { Some(ratio.exact.clone()) } else { Rational::ONE.checked_div(&ratio.exact) })
}
