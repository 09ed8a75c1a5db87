//! Sums of powers `c · Π b^(log2 x)`, exact until they are rounded, and rounded correctly.
//!
//! The price differentials multiply by `K_b(x) = b^(log2 x)`: doubling the content multiplies the price by `b`. The value is a real
//! number that is mostly not rational, and the last fen of a price depends on it. So values are kept as what they are, a finite sum of
//! terms `c · Π b^(log2 x)` with rational `c`, `b`, `x`, and a question about one (which side of a tie, which of two is larger) is
//! decided in this order:
//!
//! 1. **Exactly.** With `x = 2^k · y` and `b = 2^a · B`, where `y` and `B` have odd numerators and denominators,
//!    `b^(log2 x) = b^k · y^a · B^(log2 y)`. The first two factors are rational and go into `c`; the last is 1 when `x` or `b` is a
//!    power of two. Within a term the `y` of equal `B` are multiplied, like terms are added. If no power is left, the value is
//!    rational and the answer is integer arithmetic, ties included.
//! 2. **By enclosure.** Otherwise a quick enclosure in 64-bit integers (`quick`), then interval arithmetic with 128, 256, 512 and
//!    1,024 bits (`interval`). As soon as an enclosure lies on one side, that side is proven. Between the two, products of powers of
//!    different bases that cancel, `2.25^(log2 3) · 1.5^(log2 1/9) = 1`, are recognised by their factors (`cancel`).
//! 3. **By definition.** That `B^(log2 y)` is irrational is a conjecture. If at 1,024 bits, where the enclosure is no wider than
//!    `2^-960` times the sum of the magnitudes of the terms, both sides are still possible, the two are equal by definition. All known
//!    cancellations are true equalities, so that this is the exact answer for them.
//!
//! No floating-point number and no function of the platform takes part: every machine gives the same digits.

mod cancel;
mod interval;
mod quick;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_integer::Integer;
use serde::{Serialize, Serializer};

use self::interval::{PRECISIONS, enclose};
use self::quick::Quick;
use super::rational::{Units, power_of_ten};
use super::rounding::Fraction;
use super::{PackCount, Rational, Rounding};

/// `coefficient · Π B^(log2 Y)`: one ratio of the price differentials, or a product of several.
#[derive(Clone, Debug)]
pub(crate) struct PowerProduct {
    coefficient: Rational,
    /// By base; each base at most once.
    powers: Vec<Power>,
}

/// `base^(log2 argument)`: both positive with odd numerators and denominators, neither is 1.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Power {
    base: Rational,
    argument: Rational,
}

impl PowerProduct {
    /// A rational factor.
    pub(crate) fn rational(coefficient: Rational) -> PowerProduct {
        PowerProduct { coefficient, powers: Vec::new() }
    }

    /// `K_b(x) = base^(log2 x)`, for a positive base and a positive `x`.
    pub(crate) fn power(base: &Rational, x: &Rational) -> PowerProduct {
        let (k, y) = x.split_twos();
        let (a, odd_base) = base.split_twos();
        let coefficient = &base.power(k) * &y.power(a);
        let powers =
            if y.is_one() || odd_base.is_one() { Vec::new() } else { vec![Power { base: odd_base, argument: y }] };
        PowerProduct { coefficient, powers }
    }

    /// `1 ÷ self`, for a positive coefficient.
    pub(crate) fn inverse(&self) -> PowerProduct {
        let invert = |power: &Power| Power { base: power.base.clone(), argument: power.argument.reciprocal() };
        PowerProduct { coefficient: self.coefficient.reciprocal(), powers: self.powers.iter().map(invert).collect() }
    }

    /// Multiplies the `Y` of equal bases; a power that becomes 1 is left out.
    pub(crate) fn times(&self, other: &PowerProduct) -> PowerProduct {
        let coefficient = &self.coefficient * &other.coefficient;
        if other.powers.is_empty() {
            return PowerProduct { coefficient, powers: self.powers.clone() };
        }
        let mut powers = self.powers.clone();
        for power in &other.powers {
            match powers.iter().position(|known| known.base >= power.base) {
                Some(place) => match powers.get_mut(place) {
                    Some(known) if known.base == power.base => {
                        known.argument = &known.argument * &power.argument;
                        if known.argument.is_one() {
                            powers.remove(place);
                        }
                    }
                    _ => powers.insert(place, power.clone()),
                },
                None => powers.push(power.clone()),
            }
        }
        PowerProduct { coefficient, powers }
    }
}

/// An exact real number of the price differentials: a sum of terms `c · Π b^(log2 x)`.
///
/// Compare and [round](Real::round) it freely: each answer is that of the exact number, on every platform the same. It prints (and
/// serializes, as a decimal string) rounded half-up to 10 decimals; the printed text is never used again in a computation.
///
/// # Example
///
/// ```
/// use jicai::number::{Rational, Real, Rounding, RoundingMode};
///
/// // Three times the content at a base of 1.7: 1.7^(log2 3).
/// let base = Rational::fraction(17, 10).unwrap();
/// let factor = Real::power(&base, &Rational::from(3)).unwrap();
/// assert_eq!(factor.to_string(), "2.3187445101");
/// // Twice the content: exactly 1.7.
/// assert_eq!(Real::power(&base, &Rational::from(2)).unwrap().as_rational(), Some(&base));
/// assert!(Real::power(&base, &Rational::ZERO).is_none());
///
/// let two = Rounding::new(2, RoundingMode::HalfUp).unwrap();
/// assert_eq!(factor.round(two).to_string(), "2.32");
/// ```
#[derive(Clone, Debug)]
pub struct Real(Repr);

/// `Sum` has at least one term with a power, no two terms with the same powers, and no coefficient of zero.
#[derive(Clone, Debug)]
enum Repr {
    Rational(Rational),
    Sum(Vec<PowerProduct>),
}

impl Real {
    /// `K_b(x) = base^(log2 x)`: the factor for `x` times the content, fill or count; `None` unless both are positive.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Rational, Real};
    ///
    /// let base = Rational::fraction(17, 10).unwrap();
    /// // Twice the content costs 1.7 times as much, four times 1.7², three times something in between.
    /// let factor = |x: i128| Real::power(&base, &x.into()).unwrap().to_string();
    /// assert_eq!([factor(2), factor(3), factor(4)], ["1.7000000000", "2.3187445101", "2.8900000000"]);
    /// assert!(Real::power(&base, &Rational::ZERO).is_none());
    /// ```
    pub fn power(base: &Rational, x: &Rational) -> Option<Real> {
        let positive = base.sign().is_gt() && x.sign().is_gt();
        positive.then(|| Real::from(PowerProduct::power(base, x)))
    }

    /// The value as a fraction, unless a power is left in it.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Rational, Real};
    ///
    /// let base = Rational::fraction(17, 10).unwrap();
    /// assert_eq!(Real::power(&base, &4.into()).unwrap().as_rational(), Rational::fraction(289, 100).as_ref());
    /// assert!(Real::power(&base, &3.into()).unwrap().as_rational().is_none()); // 1.7^(log2 3) is irrational
    /// ```
    pub fn as_rational(&self) -> Option<&Rational> {
        match &self.0 {
            Repr::Rational(value) => Some(value),
            Repr::Sum(_) => None,
        }
    }

    /// `self` times a ratio.
    pub(crate) fn times(&self, factor: &PowerProduct) -> Real {
        match &self.0 {
            Repr::Rational(value) if factor.powers.is_empty() => Real::from(value * &factor.coefficient),
            Repr::Rational(value) => {
                let coefficient = value * &factor.coefficient;
                Real::sum(vec![PowerProduct { coefficient, powers: factor.powers.clone() }])
            }
            Repr::Sum(terms) => Real::sum(terms.iter().map(|term| term.times(factor)).collect()),
        }
    }

    /// `self + amount`.
    pub(crate) fn plus(&self, amount: &Rational) -> Real {
        match &self.0 {
            Repr::Rational(value) => Real::from(value + amount),
            Repr::Sum(terms) => {
                let mut terms = terms.clone();
                terms.push(PowerProduct::rational(amount.clone()));
                Real::sum(terms)
            }
        }
    }

    /// `self ÷ count`.
    pub(crate) fn per(&self, count: PackCount) -> Real {
        if count == PackCount::ONE {
            return self.clone();
        }
        self.times(&PowerProduct::rational(Rational::from(count.get()).reciprocal()))
    }

    fn minus(&self, other: &Real) -> Real {
        match &other.0 {
            Repr::Rational(value) => self.plus(&-value.clone()),
            Repr::Sum(terms) => {
                let negated = terms
                    .iter()
                    .map(|term| PowerProduct { coefficient: -term.coefficient.clone(), powers: term.powers.clone() });
                match &self.0 {
                    Repr::Rational(value) => {
                        Real::sum(negated.chain([PowerProduct::rational(value.clone())]).collect())
                    }
                    Repr::Sum(own) => Real::sum(own.iter().cloned().chain(negated).collect()),
                }
            }
        }
    }

    /// Like terms added, vanished ones dropped.
    fn sum(terms: Vec<PowerProduct>) -> Real {
        let mut distinct: Vec<PowerProduct> = Vec::with_capacity(terms.len());
        for term in terms {
            match distinct.iter_mut().find(|known| known.powers == term.powers) {
                Some(known) => known.coefficient = &known.coefficient + &term.coefficient,
                None => distinct.push(term),
            }
        }
        distinct.retain(|term| !term.coefficient.sign().is_eq());
        match distinct.as_slice() {
            [] => Real::from(Rational::ZERO),
            [only] if only.powers.is_empty() => Real::from(only.coefficient.clone()),
            _ => Real(Repr::Sum(distinct)),
        }
    }

    /// How the value compares with zero.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Rational, Real};
    ///
    /// let factor = Real::power(&Rational::fraction(17, 10).unwrap(), &Rational::fraction(1, 3).unwrap()).unwrap();
    /// assert!(factor.sign().is_gt()); // a third of the content still costs something
    /// assert!(Real::from(Rational::ZERO).sign().is_eq());
    /// ```
    pub fn sign(&self) -> Ordering {
        let terms = match &self.0 {
            Repr::Rational(value) => return value.sign(),
            Repr::Sum(terms) => terms,
        };
        if let Some(sign) = Quick::of(terms).and_then(Quick::sign) {
            return sign;
        }
        if let Some(merged) = cancel::merged(terms) {
            return Real::sum(merged).sign();
        }
        let zero = BigInt::ZERO;
        for precision in PRECISIONS {
            let enclosure = enclose(terms, precision);
            if enclosure.lo > zero {
                return Ordering::Greater;
            }
            if enclosure.hi < zero {
                return Ordering::Less;
            }
        }
        Ordering::Equal
    }

    /// The exact real number, rounded.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Rational, Real, Rounding, RoundingMode};
    ///
    /// let factor = Real::power(&Rational::fraction(17, 10).unwrap(), &3.into()).unwrap();
    /// let fen = Rounding::new(2, RoundingMode::HalfUp).unwrap();
    /// assert_eq!(factor.round(fen).to_string(), "2.32");
    /// ```
    pub fn round(&self, rounding: Rounding) -> Rounded {
        let decimals = rounding.decimals();
        Rounded { value: self.units(rounding).into_rational(decimals), decimals }
    }

    /// Whether the value has at most this many decimals.
    pub(crate) fn has_decimals(&self, decimals: u8) -> bool {
        match &self.0 {
            Repr::Rational(value) => {
                Rounding::new(decimals, super::RoundingMode::Down).is_some_and(|cut| value.changed_by(cut).is_none())
            }
            Repr::Sum(terms) => {
                let is_between = Quick::of(terms).and_then(|quick| quick.locate(decimals)).is_some();
                !is_between
                    && match cancel::merged(terms) {
                        Some(merged) => Real::sum(merged).has_decimals(decimals),
                        None => matches!(locate(terms, decimals).1, Fraction::Zero),
                    }
            }
        }
    }

    /// `self · 10^decimals`, rounded to an integer.
    fn units(&self, rounding: Rounding) -> Units {
        let terms = match &self.0 {
            Repr::Rational(value) => return value.units(rounding),
            Repr::Sum(terms) => terms,
        };
        if let Some((floor, part)) = Quick::of(terms).and_then(|quick| quick.locate(rounding.decimals())) {
            let up = rounding.mode().rounds_up(part, floor & 1 == 0, floor < 0);
            return Units::Small(floor.saturating_add(i128::from(up)));
        }
        if let Some(merged) = cancel::merged(terms) {
            return Real::sum(merged).units(rounding);
        }
        let (floor, part) = locate(terms, rounding.decimals());
        // A floor of −1 or less is that of a negative value, or of none at all.
        let up = rounding.mode().rounds_up(part, floor.is_even(), floor < BigInt::ZERO);
        Units::Big(floor + i32::from(up))
    }

    /// The rounded value in units of the last decimal; `None` if they do not fit.
    pub(crate) fn whole_units(&self, rounding: Rounding) -> Option<i128> {
        match self.units(rounding) {
            Units::Small(units) => Some(units),
            Units::Big(units) => i128::try_from(&units).ok(),
        }
    }

    fn write(&self, f: &mut impl fmt::Write) -> fmt::Result {
        self.units(Rounding::FULL).write(f, Rounding::MAX_DECIMALS, Rounding::MAX_DECIMALS)
    }
}

/// A ratio that many prices are multiplied by, with what can be computed beforehand.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    factor: PowerProduct,
    /// The enclosure of its powers.
    powers: Option<Quick>,
}

impl Prepared {
    pub(crate) fn new(factor: PowerProduct) -> Prepared {
        let powers = if factor.powers.is_empty() { None } else { Quick::of_powers(&factor) };
        Prepared { factor, powers }
    }

    /// `price` times the factor, exact.
    pub(crate) fn times(&self, price: &Rational) -> Real {
        Real::from(price.clone()).times(&self.factor)
    }

    /// `price` times the factor, rounded, in units of the last decimal; `None` if they do not fit.
    pub(crate) fn units(&self, price: &Rational, rounding: Rounding) -> Option<i128> {
        let located = self.powers.and_then(|powers| {
            Quick::of_rational(&(price * &self.factor.coefficient))?.times(powers)?.locate(rounding.decimals())
        });
        match located {
            Some((floor, part)) => {
                let up = rounding.mode().rounds_up(part, floor & 1 == 0, floor < 0);
                floor.checked_add(i128::from(up))
            }
            None => self.times(price).whole_units(rounding),
        }
    }
}

/// `n` and the part above it, of `sum · 10^decimals = n + part`.
fn locate(terms: &[PowerProduct], decimals: u8) -> (BigInt, Fraction) {
    let twice = power_of_ten(decimals).saturating_mul(2);
    let mut undecided = BigInt::ZERO;
    for precision in PRECISIONS {
        let enclosure = enclose(terms, precision).widened();
        let (lo, hi) = enclosure.floors(twice);
        if lo == hi {
            // The value is strictly above `lo`: neither an integer nor a half.
            let to_half = if lo.is_even() { Ordering::Less } else { Ordering::Greater };
            return (lo >> 1, Fraction::Between(to_half));
        }
        undecided = hi;
    }
    // Still on both sides of the half unit `undecided` at 1,024 bits: equal to it by definition.
    let part = if undecided.is_even() { Fraction::Zero } else { Fraction::Between(Ordering::Equal) };
    (undecided >> 1, part)
}

impl Ord for Real {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Rational(a), Repr::Rational(b)) => a.cmp(b),
            _ => self.minus(other).sign(),
        }
    }
}

impl PartialOrd for Real {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Real {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Real {}

impl From<Rational> for Real {
    fn from(value: Rational) -> Self {
        Real(Repr::Rational(value))
    }
}

impl From<PowerProduct> for Real {
    fn from(term: PowerProduct) -> Self {
        Real::sum(vec![term])
    }
}

/// Rounded half-up to 10 decimals, all of them shown.
impl fmt::Display for Real {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl Serialize for Real {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A rounded figure with the decimals that its rounding gives it: `1.00`, `100.0`, `100`.
///
/// # Example
///
/// ```
/// use jicai::number::{Rational, Real, Rounding, RoundingMode};
///
/// let price = Real::from(Rational::fraction(995, 10).unwrap());
/// let at = |decimals| price.round(Rounding::new(decimals, RoundingMode::HalfUp).unwrap()).to_string();
/// assert_eq!([at(0), at(1), at(2)], ["100", "99.5", "99.50"]); // as a price list prints it
/// ```
#[derive(Clone, Debug)]
pub struct Rounded {
    value: Rational,
    decimals: u8,
}

impl Rounded {
    /// The value.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Rational, Real, Rounding, RoundingMode};
    ///
    /// let price = Real::from(Rational::fraction(2856, 1000).unwrap()).round(Rounding::new(2, RoundingMode::HalfUp).unwrap());
    /// assert_eq!(price.value(), &Rational::fraction(286, 100).unwrap()); // to compute with the published price
    /// ```
    pub fn value(&self) -> &Rational {
        &self.value
    }

    /// How many decimals it is shown with.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Rational, Real, Rounding, RoundingMode};
    ///
    /// let whole = Real::from(Rational::ONE).round(Rounding::new(2, RoundingMode::HalfUp).unwrap());
    /// assert_eq!((whole.decimals(), whole.to_string().as_str()), (2, "1.00"));
    /// ```
    pub fn decimals(&self) -> u8 {
        self.decimals
    }

    /// A figure that has at most `decimals` decimals, shown with all of them.
    pub(crate) fn shown(value: Rational, decimals: u8) -> Rounded {
        Rounded { value, decimals }
    }
}

impl fmt::Display for Rounded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounding = Rounding::new(self.decimals, super::RoundingMode::HalfUp).unwrap_or(Rounding::FULL);
        self.value.write_rounded(f, rounding, self.decimals)
    }
}

impl Serialize for Rounded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
super::decimal_schema!(Real, "Computed figure: decimal string, rounded half-up to 10 decimals.");
#[cfg(feature = "schema")]
super::decimal_schema!(Rounded, "Rounded figure: decimal string with the decimals of its rounding.");
