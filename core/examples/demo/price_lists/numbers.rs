//! Figures as they are read: without zeros at the end, and with ≈ where the decimal has no end.

use jicai::differential::{DailyDoseIn, Product, Step, StepName};
use jicai::number::{Real, Rounding, RoundingMode};

use crate::data::Result;
use crate::words::trimmed;

/// A real number with `decimals` decimals, without zeros at the end where that is its exact value; and whether it is.
pub(crate) fn decimal(value: &Real, decimals: u8) -> Result<(String, bool)> {
    let rounding = Rounding::new(decimals, RoundingMode::HalfUp).ok_or("at most 10 decimals are printed")?;
    let rounded = value.round(rounding);
    let exact = Real::from(rounded.value().clone()) == *value;
    let digits = rounded.to_string();
    Ok((if exact { trimmed(&digits).to_owned() } else { digits }, exact))
}

/// The sign between a formula and its value.
pub(crate) fn equals((decimal, exact): &(String, bool)) -> String {
    format!("{} {decimal}", if *exact { '=' } else { '≈' })
}

/// By how much a step's quantity differs, as a quotient of what is printed on the two packs: `(2.5÷6)`; empty where it has none.
pub(crate) fn quotient(step: &Step, representative: &Product, target: &Product) -> Result<String> {
    let (r, t) = (representative, target);
    let printed = match step.step {
        StepName::Content if r.content_unit == t.content_unit => t.content.zip(r.content),
        StepName::Fill if r.fill_unit == t.fill_unit => t.fill.zip(r.fill),
        _ => None,
    };
    Ok(match (printed, step.step, &step.x) {
        (Some((t, r)), ..) => format!("({}÷{})", t.get(), r.get()),
        (None, StepName::Count, _) => format!("({}÷{})", t.units().get(), r.units().get()),
        (None, StepName::DailyDose, _) => format!("({}) ÷ ({})", days(t), days(r)),
        (None, _, Some(x)) => format!("({})", decimal(x, 6)?.0),
        (None, _, None) => String::new(),
    })
}

/// Days of treatment in a pack, as a quotient of what is printed on it.
fn days(product: &Product) -> String {
    let count = product.units().get();
    let dose = product.daily_dose.map(|dose| dose.get()).unwrap_or_default();
    match (product.daily_dose_in, product.fill) {
        (Some(DailyDoseIn::Fill), Some(fill)) => format!("{count}×{}÷{dose}", fill.get()),
        _ => format!("{count}÷{dose}"),
    }
}
