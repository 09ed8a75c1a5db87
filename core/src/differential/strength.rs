//! Content and fill: the strength of one unit.

use super::conversion::{Change, Conversion, Effect, Side};
use super::output::StepName;
use super::parameters::ContentAndFill;
use super::product::Product;
use super::question::DrugClass;
use super::vocabulary::Form;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sentence::short;

/// Content is stated for both products or for neither, in units of one kind.
///
/// Source: clause `#content`.
pub(super) fn content_statement(conversion: &Conversion<'_>) -> Result<(), Error> {
    let (known, wanted) = (conversion.known, conversion.wanted);
    match (known.product.content_measured(), wanted.product.content_measured()) {
        (Some(_), None) => Err(missing(wanted, "content")),
        (None, Some(_)) => Err(missing(known, "content")),
        (Some(r), Some(t)) if r.dimension != t.dimension => Err(t.refuse_kind(wanted, "content_unit", &r)),
        _ => Ok(()),
    }
}

fn missing(side: Side<'_>, field: &str) -> Error {
    side.invalid(field, format!("the field `{field}` is missing: the other product states it"))
}

/// What the fills of two products have to do with each other; amounts in the usual unit, those of injections in millilitres.
pub(super) enum Fills {
    /// Neither is stated, or they are equal.
    Same,
    /// A large-volume injection and another one, compared at the basis bottle.
    LargeVolume { large: Which, fill: Rational },
    /// A multi-dose pack and a single dose: wanted ÷ known.
    Doses(Rational),
    /// Both stated and different.
    Differ { known: Rational, wanted: Rational },
}

/// Which of the two products.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Known,
    Wanted,
}

/// Rules 1 and 2: which fills compare at all.
///
/// Source: clauses `#large-volume-basis`, `#fill`.
pub(super) fn fill_statement(conversion: &Conversion<'_>) -> Result<Fills, Error> {
    let (known, wanted) = (conversion.known, conversion.wanted);
    let (r, t) = (known.product.fill_measured(), wanted.product.fill_measured());
    if let Some(which) = large_volume(conversion) {
        let (side, fill) = match which {
            Which::Known => (known, r),
            Which::Wanted => (wanted, t),
        };
        return match fill {
            Some(fill) => Ok(Fills::LargeVolume { large: which, fill: fill.amount }),
            None => {
                Err(side.invalid("fill", "the field `fill` is missing: a large-volume injection is compared by it"))
            }
        };
    }
    match (r, t) {
        (None, None) => Ok(Fills::Same),
        (Some(_), None) => Ok(Fills::Doses(doses(conversion, known.product, wanted)?.reciprocal())),
        (None, Some(_)) => Ok(Fills::Doses(doses(conversion, wanted.product, known)?)),
        (Some(r), Some(t)) if r.dimension != t.dimension => Err(t.refuse_kind(wanted, "fill_unit", &r)),
        (Some(r), Some(t)) if r.amount == t.amount => Ok(Fills::Same),
        (Some(r), Some(t)) => Ok(Fills::Differ { known: r.amount, wanted: t.amount }),
    }
}

/// The large-volume injection among two injections of which the other is none.
fn large_volume(conversion: &Conversion<'_>) -> Option<Which> {
    let (known, wanted) = (conversion.known.product, conversion.wanted.product);
    if !conversion.both_injections() || conversion.class == DrugClass::Tcm {
        return None;
    }
    match (known.is_large_volume(), wanted.is_large_volume()) {
        (true, false) => Some(Which::Known),
        (false, true) => Some(Which::Wanted),
        _ => None,
    }
}

/// Doses in the pack of the product that states a fill, where the other is a single dose.
fn doses(conversion: &Conversion<'_>, stated: &Product, other: Side<'_>) -> Result<Rational, Error> {
    let doses = match (stated.fill_measured(), stated.dose_fill_measured()) {
        (Some(fill), Some(dose)) if !conversion.both_injections() => fill.amount.checked_div(&dose.amount),
        _ => None,
    };
    doses.ok_or_else(|| missing(other, "fill"))
}

/// Which of the content and the fill step is taken.
#[derive(Clone, Copy)]
pub(super) struct Chosen(ContentAndFill);

impl Chosen {
    pub(super) fn takes_content(self) -> bool {
        self.0 != ContentAndFill::FillOnly
    }

    pub(super) fn takes_fill(self) -> bool {
        self.0 != ContentAndFill::ContentOnly
    }
}

/// Rule 5: where content and fill both differ the rulebook says which decides. Read when the turn of the content step comes.
///
/// Source: clause `#fill`.
pub(super) fn content_and_fill(
    conversion: &Conversion<'_>,
    fills: &Fills,
    sink: &mut dyn Sink,
) -> Result<Chosen, Error> {
    let by_rule_5 = match fills {
        Fills::Differ { known, wanted } => !conversion.both_injections() && !is_paediatric(conversion, known, wanted),
        _ => false,
    };
    if !by_rule_5 || conversion.content_ratio().is_none() {
        return Ok(Chosen(ContentAndFill::Both));
    }
    let chosen = conversion.rulebook.content_and_fill.need(sink);
    Ok(Chosen(*chosen.map_err(|error| error.at(conversion.wanted.path("fill")))?))
}

/// The power ratio of the contents.
///
/// Source: clause `#content`, arts. 13 and 16 of 发改价格\[2011\]2452号.
pub(super) fn content(conversion: &Conversion<'_>, sink: &mut dyn Sink) -> Result<Option<Effect>, Error> {
    let Some(x) = conversion.content_ratio() else {
        return Ok(None);
    };
    let base =
        conversion.rulebook.content_base.need(sink).map_err(|error| error.at(conversion.wanted.path("content")))?;
    Ok(Some(Effect { name: StepName::Content, clause: "content", change: Change::power(x, base) }))
}

/// The fill step: the first of the rules that fits decides.
///
/// Source: clause `#fill`.
pub(super) fn fill(conversion: &Conversion<'_>, fills: &Fills, sink: &mut dyn Sink) -> Result<Option<Effect>, Error> {
    let step = |clause, change| Some(Effect { name: StepName::Fill, clause, change });
    match fills {
        Fills::Same => Ok(None),
        Fills::LargeVolume { large, fill } => {
            Ok(large_volume_basis(conversion, *large, fill, sink)?
                .and_then(|change| step("large-volume-basis", change)))
        }
        Fills::Doses(doses) if doses.is_one() => Ok(None),
        Fills::Doses(doses) => Ok(step("fill", by_fill_base(conversion, doses.clone(), sink)?)),
        Fills::Differ { known, wanted } => {
            let x = wanted.checked_div(known).unwrap_or(Rational::ONE);
            if is_paediatric(conversion, known, wanted) {
                return Ok(paediatric_small_spec(conversion, x, sink)?
                    .and_then(|change| step("paediatric-small-spec", change)));
            }
            if !conversion.both_injections() {
                return Ok(step("fill", by_fill_base(conversion, x, sink)?));
            }
            match conversion.class {
                DrugClass::Tcm => {
                    let base = conversion.rulebook.tcm_injection_fill_base.need(sink);
                    let base = base.map_err(|error| error.at(conversion.wanted.path("fill")))?;
                    Ok(step("fill", Change::power(x, base)))
                }
                DrugClass::Chemical | DrugClass::Biological => {
                    Ok(step("injection-fill", injection_fill(conversion, known, wanted, sink)?))
                }
            }
        }
    }
}

fn by_fill_base(conversion: &Conversion<'_>, x: Rational, sink: &mut dyn Sink) -> Result<Change, Error> {
    let base = conversion.rulebook.fill_base.need(sink).map_err(|error| error.at(conversion.wanted.path("fill")))?;
    Ok(Change::power(x, base))
}

/// Rule 1: the form difference is defined for the basis bottle; from there the fill of the large one is converted by rule 4.
///
/// Source: clause `#large-volume-basis`.
fn large_volume_basis(
    conversion: &Conversion<'_>,
    large: Which,
    fill: &Rational,
    sink: &mut dyn Sink,
) -> Result<Option<Change>, Error> {
    let wanted = conversion.wanted;
    let basis = conversion.rulebook.large_volume_basis.need(sink).map_err(|error| error.at(wanted.path("form")))?;
    match large {
        _ if *fill == basis.exact => Ok(None),
        Which::Wanted => injection_fill(conversion, &basis.exact, fill, sink).map(Some),
        Which::Known => {
            let unsaid = format!(
                "how a large-volume injection of `{}` ml is converted to another form, only from the basis bottle of `{}` ml",
                short(fill),
                short(&basis.exact)
            );
            Err(conversion.known.gap("fill", conversion.rulebook, &unsaid))
        }
    }
}

/// Rule 3: the smaller fill is a small specification for children, of a form that rule 3 names.
fn is_paediatric(conversion: &Conversion<'_>, known: &Rational, wanted: &Rational) -> bool {
    let smaller = if known < wanted { conversion.known.product } else { conversion.wanted.product };
    let form =
        matches!(smaller.form, Form::OralSolution | Form::DrySuspension | Form::Granules) || smaller.is_injection();
    conversion.rulebook.paediatric_fill.is_set() && smaller.paediatric_small_spec && form
}

/// Rule 3: the content ratio takes the place of the fill ratio; if the contents differ, the content step alone acts.
///
/// Source: clause `#paediatric-small-spec`.
fn paediatric_small_spec(
    conversion: &Conversion<'_>,
    x: Rational,
    sink: &mut dyn Sink,
) -> Result<Option<Change>, Error> {
    conversion.rulebook.paediatric_fill.touch(sink);
    if conversion.content_ratio().is_some() {
        return Ok(None);
    }
    let base = conversion.rulebook.content_base.need(sink).map_err(|error| error.at(conversion.wanted.path("fill")))?;
    Ok(Some(Change::power(x, base)))
}

/// Rule 4: fills of injections up to 10 ml cost the same; beyond, a fixed amount for each whole step.
///
/// Source: clause `#injection-fill`.
fn injection_fill(
    conversion: &Conversion<'_>,
    known: &Rational,
    wanted: &Rational,
    sink: &mut dyn Sink,
) -> Result<Change, Error> {
    let rulebook = conversion.rulebook;
    let at_fill = |error: Error| error.at(conversion.wanted.path("fill"));
    let free = &rulebook.injection_fill_free.need(sink).map_err(at_fill)?.exact;
    if known <= free && wanted <= free {
        return Ok(Change::none(wanted.checked_div(known).unwrap_or(Rational::ONE)));
    }
    let step = &rulebook.injection_fill_step.need(sink).map_err(at_fill)?.exact;
    let amount = &rulebook.injection_fill_amount.need(sink).map_err(at_fill)?.exact;
    let steps_above = |fill: &Rational| {
        let above = if fill > free { fill - free } else { Rational::ZERO };
        above.checked_div(step).filter(Rational::is_integer)
    };
    let (Some(to), Some(from)) = (steps_above(wanted), steps_above(known)) else {
        let unsaid = format!("what a part of a step of `{}` ml above `{}` ml costs", short(step), short(free));
        return Err(conversion.wanted.gap("fill", rulebook, &unsaid));
    };
    let units = conversion.known.product.count_exact();
    Ok(Change::Difference(&(amount * &(&to - &from)) * &units))
}
