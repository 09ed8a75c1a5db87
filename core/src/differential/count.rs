//! The package count.

use super::conversion::{Change, Conversion, Effect, Side};
use super::output::StepName;
use super::parameters::{Base, CountMode};
use crate::error::Error;
use crate::explain::Sink;
use crate::number::{PowerProduct, Rational};

/// Tablets, capsules and pills follow the count ratio, sachets, ampoules and the like are in proportion; what is mixed goes through the
/// price of a single unit, if the rulebook says so.
///
/// Source: clause `#count`, arts. 13 and 16 of 发改价格\[2011\]2452号.
pub(super) fn count(conversion: &Conversion<'_>, sink: &mut dyn Sink) -> Result<Option<Effect>, Error> {
    let (known, wanted) = (conversion.known, conversion.wanted);
    let (n_r, n_t) = (known.product.units(), wanted.product.units());
    let (unit_r, unit_t) = (known.product.unit(), wanted.product.unit());
    if n_r == n_t && (n_r.get() == 1 || unit_r == unit_t) {
        return Ok(None);
    }
    let mode_t = mode(conversion, wanted, sink)?;
    let mode_r = mode(conversion, known, sink)?;
    let (one_r, one_t) = (n_r.get() == 1, n_t.get() == 1);
    let x = wanted.product.count_exact().checked_div(&known.product.count_exact()).unwrap_or(Rational::ONE);
    let change = match (mode_t, mode_r) {
        (CountMode::Power, CountMode::Power) | (CountMode::Linear, CountMode::Linear) if x.is_one() => return Ok(None),
        (CountMode::Power, CountMode::Power) => Change::power(x, base(conversion, sink)?),
        (CountMode::Linear, CountMode::Linear) => Change::linear(x),
        (CountMode::Power, CountMode::Linear) if one_t => Change::linear(x),
        (CountMode::Linear, CountMode::Power) if one_r => Change::linear(x),
        _ => {
            let at_unit = |error: Error| error.at(wanted.path("unit"));
            conversion.rulebook.mixed_count.need(sink).map_err(at_unit)?;
            let base = base(conversion, sink)?;
            let to = of_single_units(mode_t, &wanted.product.count_exact(), base);
            let from = of_single_units(mode_r, &known.product.count_exact(), base);
            Change::Ratio { x: Some(x), base: Some(base.clone()), factor: to.times(&from.inverse()) }
        }
    };
    Ok(Some(Effect { name: StepName::Count, clause: "count", change }))
}

fn mode(conversion: &Conversion<'_>, side: Side<'_>, sink: &mut dyn Sink) -> Result<CountMode, Error> {
    match conversion.rulebook.count_mode.need(side.product.unit(), sink) {
        Ok(mode) => Ok(*mode),
        Err(error) => Err(error.at(side.path("unit"))),
    }
}

fn base<'r>(conversion: &Conversion<'r>, sink: &mut dyn Sink) -> Result<&'r Base, Error> {
    conversion.rulebook.count_base.need(sink).map_err(|error| error.at(conversion.wanted.path("count")))
}

/// `M(n)`: the price of a pack of `n` over that of a single unit.
fn of_single_units(mode: CountMode, n: &Rational, base: &Base) -> PowerProduct {
    match mode {
        CountMode::Linear => PowerProduct::rational(n.clone()),
        CountMode::Power => PowerProduct::power(base.exact(), n),
    }
}
