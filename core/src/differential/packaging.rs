//! Packaging material and packaging form.

use super::conversion::{Change, Conversion, Effect, Purpose, Side};
use super::output::StepName;
use super::rulebook::Rulebook;
use super::vocabulary::PackageMaterial;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sentence::short;

/// The material step.
pub(super) struct Material {
    pub(super) effect: Effect,
    /// The amount is the most that the law allows, not one that the caller stated.
    pub(super) is_maximum: bool,
}

/// Between large-volume injections the material costs a difference for each bottle or bag, at most the published one over glass.
///
/// Source: clause `#package-material`, 发改价格\[2011\]2452号.
pub(super) fn material(conversion: &Conversion<'_>, sink: &mut dyn Sink) -> Result<Option<Material>, Error> {
    let (known, wanted) = (conversion.known, conversion.wanted);
    let step = match (known.product.is_large_volume(), wanted.product.is_large_volume()) {
        (true, true) => between_large_volumes(conversion, sink)?,
        (true, false) => glass_only(conversion.rulebook, known)?,
        (false, true) => glass_only(conversion.rulebook, wanted)?,
        (false, false) => no_difference(conversion, sink)?,
    };
    if let (None, Some(difference)) = (&step, conversion.material_difference) {
        let message = format!("material_difference `{difference}` is given, but no material step is taken");
        return Err(Error::invalid_input("/input/material_difference", message));
    }
    Ok(step)
}

fn between_large_volumes(conversion: &Conversion<'_>, sink: &mut dyn Sink) -> Result<Option<Material>, Error> {
    let (known, wanted) = (conversion.known, conversion.wanted);
    let Some((from, to)) = both_or_neither(
        known,
        wanted,
        "package_material",
        known.product.package_material,
        wanted.product.package_material,
    )?
    else {
        return Ok(None);
    };
    if from == to {
        return Ok(None);
    }
    if conversion.purpose == Purpose::Ratio {
        return Err(conversion.has_no_ratio("package_material"));
    }
    let (difference, is_maximum) = match conversion.material_difference {
        Some(stated) => {
            let stated_exact = Rational::from(stated);
            if from == PackageMaterial::GlassBottle {
                at_most(conversion, &stated_exact, to, sink)?;
            } else if to == PackageMaterial::GlassBottle {
                at_most(conversion, &-stated_exact.clone(), from, sink)?;
            }
            (stated_exact, false)
        }
        None if from == PackageMaterial::GlassBottle && conversion.purpose == Purpose::Price => {
            (maximum(conversion, to, sink)?, true)
        }
        None => {
            let unsaid =
                format!("what `{to}` costs more than `{from}`, only the most that a material costs over glass");
            return Err(wanted
                .gap("package_material", conversion.rulebook, &unsaid)
                .with_help("state it in `material_difference`"));
        }
    };
    let amount = &difference * &wanted.product.count_exact();
    let effect =
        Effect { name: StepName::PackageMaterial, clause: "package-material", change: Change::Difference(amount) };
    Ok(Some(Material { effect, is_maximum }))
}

/// What a material may cost over glass.
fn maximum(conversion: &Conversion<'_>, material: PackageMaterial, sink: &mut dyn Sink) -> Result<Rational, Error> {
    let maximum = conversion.rulebook.material_max.need(material, sink);
    maximum.map(|maximum| maximum.exact.clone()).map_err(|error| error.at(conversion.wanted.path("package_material")))
}

fn at_most(
    conversion: &Conversion<'_>,
    difference: &Rational,
    material: PackageMaterial,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let maximum = maximum(conversion, material, sink)?;
    if *difference <= maximum {
        return Ok(());
    }
    let stated = conversion.material_difference.map_or(String::new(), |stated| stated.to_string());
    let message = format!(
        "material_difference must be within `{}` yuan between glass and `{material}`, got `{stated}`",
        short(&maximum)
    );
    Err(Error::invalid_input("/input/material_difference", message))
}

/// Beside an injection of another form only glass compares: the form difference is that of the glass bottle.
fn glass_only(rulebook: &Rulebook, large: Side<'_>) -> Result<Option<Material>, Error> {
    match large.product.package_material {
        None | Some(PackageMaterial::GlassBottle) => Ok(None),
        Some(other) => {
            let unsaid = format!("how a large-volume injection in a `{other}` is converted to another form");
            Err(large.gap("package_material", rulebook, &unsaid))
        }
    }
}

/// Other products: the material makes no price difference, as far as the rulebook says so.
fn no_difference(conversion: &Conversion<'_>, sink: &mut dyn Sink) -> Result<Option<Material>, Error> {
    let (known, wanted) = (conversion.known, conversion.wanted);
    if let (Some(from), Some(to)) = (known.product.package_material, wanted.product.package_material)
        && from != to
    {
        let path = wanted.path("package_material");
        conversion.rulebook.other_material.need(sink).map_err(|error| error.at(path))?;
    }
    Ok(None)
}

/// Single-dose and multi-dose packs.
///
/// Source: clause `#packaging-form`.
pub(super) fn packaging_form(conversion: &Conversion<'_>, sink: &mut dyn Sink) -> Result<Option<Effect>, Error> {
    let (known, wanted) = (conversion.known, conversion.wanted);
    let stated =
        both_or_neither(known, wanted, "packaging_form", known.product.packaging_form, wanted.product.packaging_form)?;
    let (from, to) = match stated {
        Some((from, to)) if from != to => (from, to),
        _ => return Ok(None),
    };
    let table = &conversion.rulebook.packaging_form_ratio;
    let at_form = |error: Error| error.at(wanted.path("packaging_form"));
    let to = table.need(to, sink).map_err(at_form)?;
    let from = table.need(from, sink).map_err(at_form)?;
    let factor = to.exact.checked_div(&from.exact).unwrap_or(Rational::ONE);
    Ok(Some(Effect { name: StepName::PackagingForm, clause: "packaging-form", change: Change::factor(factor) }))
}

/// A field that both products state, or neither.
fn both_or_neither<T>(
    known: Side<'_>,
    wanted: Side<'_>,
    field: &str,
    from: Option<T>,
    to: Option<T>,
) -> Result<Option<(T, T)>, Error> {
    let missing = |side: Side<'_>| {
        Err(side.invalid(field, format!("the field `{field}` is missing: the other product states it")))
    };
    match (from, to) {
        (None, None) => Ok(None),
        (Some(from), Some(to)) => Ok(Some((from, to))),
        (Some(_), None) => missing(wanted),
        (None, Some(_)) => missing(known),
    }
}
