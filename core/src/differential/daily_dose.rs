//! Daily dose: traditional Chinese medicines of different form are converted by days of treatment.

use super::conversion::{Change, Conversion, Effect, Side};
use super::output::StepName;
use super::vocabulary::DailyDoseIn;
use crate::error::Error;
use crate::number::Rational;

/// Days of treatment in the packs of a conversion.
pub(super) struct Days {
    known: Rational,
    wanted: Rational,
}

/// `count ÷ daily_dose` for a dose in units, `count × fill ÷ daily_dose` for one in the unit of the fill.
///
/// Source: clause `#daily-dose`.
pub(super) fn days(conversion: &Conversion<'_>) -> Result<Days, Error> {
    Ok(Days { known: days_in_pack(conversion.known)?, wanted: days_in_pack(conversion.wanted)? })
}

fn days_in_pack(side: Side<'_>) -> Result<Rational, Error> {
    let product = side.product;
    let Some(dose) = product.daily_dose else {
        return Err(side.invalid("daily_dose", "the field `daily_dose` is missing: the conversion goes by days"));
    };
    let count = product.count_exact();
    let amount = match (product.daily_dose_in, product.fill) {
        (Some(DailyDoseIn::Fill), Some(fill)) => &count * &Rational::from(fill),
        _ => count,
    };
    // A dose is above zero.
    Ok(amount.checked_div(&Rational::from(dose)).unwrap_or(amount))
}

/// The factor `D_t ÷ D_r`, in proportion; no step for equal days.
pub(super) fn daily_dose(days: &Days) -> Option<Effect> {
    if days.known == days.wanted {
        return None;
    }
    let x = days.wanted.checked_div(&days.known)?;
    Some(Effect { name: StepName::DailyDose, clause: "daily-dose", change: Change::linear(x) })
}
