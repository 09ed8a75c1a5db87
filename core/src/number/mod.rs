//! Exact numbers: validated decimals at the surface, rationals of unlimited size inside, one named rounding per place.
//!
//! - [`Price`], [`Money`], [`SignedMoney`], [`Quantity`], [`PositiveQuantity`], [`PackCount`], [`Ratio`], [`Factor`], [`Score`]: decimals from the caller, each with its own range.
//! - [`Amount`], [`NonNegativeAmount`], [`UnitPrice`], [`SignedQuantity`], [`Rate`]: what is paid and counted, as integers of fen and smaller units.
//! - [`Rational`]: what rules compute with. Its operators are total: they widen to big integers instead of failing.
//! - [`Exact`]: a computed result, rational or `a − √q`, kept exact until it is [rounded](Exact::round) or printed.
//! - [`Real`]: a result of the price differentials, a sum of terms `c · Π b^(log2 x)`, kept exact until it is rounded or printed.
//! - [`Rounding`]: decimals and mode, always named by a rulebook.
//!
//! There is no floating-point number in this crate: a bid that sits exactly on a 1.8× limit must pass.

mod big;
mod decimal;
mod exact;
mod fixed;
mod power;
pub(crate) mod rational;
mod rounding;
mod text;
mod units;
mod whole;

pub use decimal::{Count, Factor, Money, PackCount, PositiveQuantity, Price, Quantity, Ratio, Score, SignedMoney};
pub use exact::{Exact, Share};
pub use fixed::{Amount, NonNegativeAmount, Rate, SignedQuantity, UnitPrice};
pub use power::{Real, Rounded};
pub use rational::Rational;
pub use rounding::{Rounding, RoundingMode};
pub use units::ParseFigureError;
pub use whole::Whole;

pub use decimal::ParseNumberError;

pub(crate) use decimal::MAX_INTEGER;
#[cfg(feature = "schema")]
pub(crate) use decimal::decimal_schema;
pub(crate) use exact::Root;
pub(crate) use fixed::{FixedText, divide_rounded, parse_units};
pub(crate) use power::{PowerProduct, Prepared};
pub(crate) use text::write_units;
pub(crate) use units::{parse_decimal, unit_decimals, units_to_rational};
