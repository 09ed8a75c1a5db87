//! What the fields of a question must satisfy together, before any rule.

use super::product::Product;
use super::question::{Basis, DrugClass};
use super::rounding::PriceRounding;
use super::vocabulary::{DailyDoseIn, Dimension};
use crate::error::Error;

/// One product; `path` is its place in the request.
pub(super) fn product(product: &Product, path: &dyn Fn() -> String) -> Result<(), Error> {
    let refuse = |field: &str, message: String| Err(Error::invalid_input(format!("{}/{field}", path()), message));
    if let (None, Some(unit)) = (product.content, product.content_unit) {
        return refuse("content_unit", format!("content_unit `{unit}` needs `content`"));
    }
    match (product.fill, product.fill_unit) {
        (Some(_), None) => return refuse("fill_unit", "the field `fill_unit` is missing: `fill` needs it".into()),
        (None, Some(unit)) => return refuse("fill_unit", format!("fill_unit `{unit}` needs `fill`")),
        (Some(_), Some(unit)) if product.is_injection() && unit.dimension() != Dimension::Volume => {
            return refuse("fill_unit", format!("fill_unit of an injection must be `ml` or `l`, got `{unit}`"));
        }
        _ => {}
    }
    match (product.dose_fill, product.fill) {
        (Some(dose), None) => return refuse("dose_fill", format!("dose_fill `{dose}` needs `fill`")),
        (Some(dose), Some(fill)) if dose > fill => {
            return refuse("dose_fill", format!("dose_fill must be at most `fill`, `{fill}`, got `{dose}`"));
        }
        _ => {}
    }
    if product.sugar_free && product.is_injection() {
        return refuse("sugar_free", "sugar_free must be false for an injection, got `true`".into());
    }
    match (product.daily_dose, product.daily_dose_in) {
        (None, Some(unit)) => return refuse("daily_dose_in", format!("daily_dose_in `{unit}` needs `daily_dose`")),
        (Some(_), Some(DailyDoseIn::Fill)) if product.fill.is_none() => {
            return refuse("fill", "the field `fill` is missing: a daily dose in `fill` needs it".into());
        }
        _ => {}
    }
    Ok(())
}

/// The common fields; a daily dose is a matter of traditional Chinese medicines.
pub(super) fn basis(class: DrugClass, basis: Option<Basis>) -> Result<(), Error> {
    if basis == Some(Basis::DailyDose) && class != DrugClass::Tcm {
        let message = format!("basis `daily_dose` is for drug_class `tcm`, got `{class}`");
        return Err(Error::invalid_input("/input/basis", message));
    }
    Ok(())
}

/// A rounding of the input.
pub(super) fn rounding(rounding: Option<&PriceRounding>, path: &str) -> Result<(), Error> {
    rounding.map_or(Ok(()), |rounding| rounding.check(path))
}
