//! Rationals of unlimited size: machine integers while they fit, big integers beyond.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::big::{self, BigRational};
use super::rounding::{Fraction, Rounding};
use super::text::{write_digits, write_units};

/// An exact fraction.
///
/// Numerator and denominator are machine integers while they fit and big integers beyond, so that a rule reads like its formula: the
/// operators `+ − ×` never fail, never wrap and never round. Comparison is by cross-multiplication.
///
/// # Example
///
/// ```
/// use jicai::number::Rational;
///
/// let third = Rational::fraction(1, 3).unwrap();
/// let sum = &(&third + &third) + &third;
/// assert_eq!(sum, Rational::from(1));
/// ```
#[derive(Clone)]
pub struct Rational(Repr);

/// `den` is positive. A small fraction need not be in lowest terms. 64 bits hold every usual price, and two registers are quick to
/// copy: that is what a selection of ten bids mostly does.
#[derive(Clone)]
enum Repr {
    Small { num: i64, den: u64 },
    Big(Box<BigRational>),
}

use Repr::{Big, Small};

impl Rational {
    /// Zero.
    pub const ZERO: Rational = Rational(Small { num: 0, den: 1 });
    /// One.
    pub const ONE: Rational = Rational(Small { num: 1, den: 1 });

    /// `num ÷ den`; `None` if `den` is zero.
    pub fn fraction(num: i128, den: i128) -> Option<Rational> {
        Rational::from(num).checked_div(&Rational::from(den))
    }

    /// `self ÷ other`; `None` if `other` is zero.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::number::Rational;
    /// let cut = Rational::fraction(445, 100).unwrap().checked_div(&Rational::fraction(2226, 100).unwrap());
    /// assert_eq!(cut, Rational::fraction(445, 2226)); // of 22.26 yuan
    /// ```
    pub fn checked_div(&self, other: &Rational) -> Option<Rational> {
        match other.sign() {
            Ordering::Equal => None,
            Ordering::Greater => Some(self * &other.reciprocal()),
            Ordering::Less => Some(-(self * &(-other.clone()).reciprocal())),
        }
    }

    /// `1 − self ÷ whole`: by how much `self` lies below `whole`; `None` if `whole` is zero.
    #[inline]
    pub(crate) fn cut_from(&self, whole: &Rational) -> Option<Rational> {
        match (&self.0, &whole.0) {
            (Small { num: a, den: b }, Small { num: c @ 1.., den: d }) => {
                let (part, whole) = (product(*a, *d), product(*c, *b));
                Some(narrow(whole.checked_sub(part)?, whole.unsigned_abs()))
            }
            _ => {
                let left = self.checked_div(whole)?;
                Some(&Rational::ONE - &left)
            }
        }
    }

    /// How `self` compares with zero.
    pub fn sign(&self) -> Ordering {
        match &self.0 {
            Small { num, .. } => num.cmp(&0),
            Big(big) => big.numer().cmp(&BigInt::zero()),
        }
    }

    /// The largest integer not above `self`, if it fits `i128`.
    ///
    /// # Example
    ///
    /// ```
    /// let below = |num| jicai::number::Rational::fraction(num, 2).unwrap().floor();
    /// assert_eq!([below(7), below(-7)], [Some(3), Some(-4)]); // not towards zero
    /// ```
    pub fn floor(&self) -> Option<i128> {
        match &self.0 {
            Small { num, den } => i128::from(*num).checked_div_euclid(i128::from(*den)),
            Big(big) => big.floor().to_integer().to_i128(),
        }
    }

    /// The largest integer not above `self`.
    pub(crate) fn floored(&self) -> Rational {
        match (self.floor(), &self.0) {
            (Some(floor), _) => Rational::from(floor),
            (None, Big(big)) => Rational::from(big.floor().to_integer()),
            (None, Small { .. }) => Rational::ZERO,
        }
    }

    /// `self` times itself.
    pub fn squared(&self) -> Rational {
        match &self.0 {
            Small { .. } => self * self,
            Big(big) => from_big(big::square(big)),
        }
    }

    /// `self`, rounded as `rounding` says.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::number::{Rational, Rounding, RoundingMode::*};
    /// let tie = |mode| Rational::fraction(5, 100_000).unwrap().round(Rounding::new(4, mode).unwrap()).to_string();
    /// assert_eq!([tie(HalfUp), tie(HalfEven)], ["0.0001", "0.0000"]);
    /// ```
    pub fn round(&self, rounding: Rounding) -> Rational {
        self.changed_by(rounding).unwrap_or_else(|| self.clone())
    }

    /// `self`, rounded, if that changes it.
    pub(crate) fn changed_by(&self, rounding: Rounding) -> Option<Rational> {
        let scale = power_of_ten(rounding.decimals());
        if let (Small { den, .. }, Ok(scale)) = (&self.0, u64::try_from(scale))
            && scale.checked_rem(*den) == Some(0)
        {
            return None;
        }
        let rounded = self.units(rounding).into_rational(rounding.decimals());
        Some(rounded).filter(|rounded| rounded != self)
    }

    /// The decimal text of `self` after `rounding`, with trailing zeros dropped down to `least` decimals.
    pub(crate) fn write_rounded(&self, f: &mut impl fmt::Write, rounding: Rounding, least: u8) -> fmt::Result {
        self.units(rounding).write(f, rounding.decimals(), least)
    }

    /// In full for up to ten decimals, at least 4 shown: how prices of a search grid are printed.
    pub(crate) fn write_in_full(&self, f: &mut impl fmt::Write) -> fmt::Result {
        self.write_rounded(f, Rounding::FULL, 4)
    }

    /// In full, for a sum or product of decimals; without trailing zeros.
    pub(crate) fn write_decimal(&self, f: &mut impl fmt::Write) -> fmt::Result {
        /// More than any product of the numbers of one request has.
        const MOST: u8 = 120;
        if self.changed_by(Rounding::FULL).is_none() {
            return self.write_rounded(f, Rounding::FULL, 0);
        }
        let (ten, mut scaled, mut decimals) = (Rational::from(10_i128), self.clone(), 0_u8);
        while !scaled.is_integer() && decimals < MOST {
            scaled = &scaled * &ten;
            decimals = decimals.saturating_add(1);
        }
        let digits = scaled.to_big().to_integer();
        write_digits(f, digits.is_negative(), &digits.magnitude().to_string(), decimals, 0)
    }

    /// Numerator and denominator, where both fit 64 bits.
    pub(crate) fn small_parts(&self) -> Option<(i64, u64)> {
        match &self.0 {
            Small { num, den } => Some((*num, *den)),
            Big(_) => None,
        }
    }

    /// Numerator over a positive denominator, as big integers in lowest terms.
    pub(crate) fn to_big(&self) -> BigRational {
        match &self.0 {
            Small { num, den } => BigRational::new(BigInt::from(*num), BigInt::from(*den)),
            Big(big) => (**big).clone(),
        }
    }

    /// `self · 10^decimals`, rounded to an integer.
    pub(super) fn units(&self, rounding: Rounding) -> Units {
        let scale = power_of_ten(rounding.decimals());
        // |num| < 2^63 and 10^10 < 2^34: no overflow.
        if let Small { num, den } = &self.0
            && let Some(scaled) = i128::from(*num).checked_mul(scale)
            && let (Some(floor), Some(rest)) = divide(scaled, *den)
        {
            let fraction = match rest {
                0 => Fraction::Zero,
                rest => Fraction::Between(rest.saturating_mul(2).cmp(&i128::from(*den))),
            };
            let up = rounding.mode().rounds_up(fraction, floor.rem_euclid(2) == 0, scaled < 0);
            return Units::Small(floor.saturating_add(i128::from(up)));
        }
        let big = self.to_big();
        let (floor, rest) = (big.numer() * scale).div_mod_floor(big.denom());
        let fraction =
            if rest.is_zero() { Fraction::Zero } else { Fraction::Between((&rest + &rest).cmp(big.denom())) };
        let up = rounding.mode().rounds_up(fraction, floor.is_even(), big.is_negative());
        Units::Big(floor + i32::from(up))
    }

    /// `k` and the rest of `self = 2^k · rest`, where numerator and denominator of the rest are odd; for a positive `self`.
    pub(super) fn split_twos(&self) -> (i64, Rational) {
        match &self.0 {
            Small { num, den } => {
                let (above, below) = (num.trailing_zeros(), den.trailing_zeros());
                // Neither is zero: both counts are below 64.
                let rest = Small { num: num.wrapping_shr(above), den: den.wrapping_shr(below) };
                (i64::from(above).saturating_sub(i64::from(below)), Rational(rest))
            }
            Big(big) => {
                let (above, below) = (twos(big.numer()), twos(big.denom()));
                let rest = BigRational::new_raw(big.numer() >> above, big.denom() >> below);
                let exponent = i64::try_from(above).unwrap_or(0).saturating_sub(i64::try_from(below).unwrap_or(0));
                (exponent, from_big(rest))
            }
        }
    }

    /// `self^exponent`, for a positive `self`.
    pub(super) fn power(&self, exponent: i64) -> Rational {
        let base = if exponent < 0 { self.reciprocal() } else { self.clone() };
        let times = u32::try_from(exponent.unsigned_abs()).unwrap_or(u32::MAX);
        if let Small { num, den } = &base.0
            && let (Some(num), Some(den)) = (num.checked_pow(times), den.checked_pow(times))
        {
            return Rational(Small { num, den });
        }
        // Powers of numbers without common divisors have none either: one reduction before, none after.
        let big = base.to_big();
        from_big(BigRational::new_raw(big.numer().pow(times), big.denom().pow(times)))
    }

    /// Whether it is 1.
    pub(crate) fn is_one(&self) -> bool {
        match &self.0 {
            Small { num, den } => u64::try_from(*num) == Ok(*den),
            Big(big) => big.is_one(),
        }
    }

    /// Whether it is a whole number.
    pub(crate) fn is_integer(&self) -> bool {
        match &self.0 {
            Small { num, den } => i128::from(*num).checked_rem(i128::from(*den)) == Some(0),
            Big(big) => big.is_integer(),
        }
    }

    /// The leading bits of numerator and denominator; for a value other than zero.
    pub(super) fn leading(&self) -> (Leading, Leading) {
        match &self.0 {
            Small { num, den } => (Leading::of(num.unsigned_abs()), Leading::of(*den)),
            Big(big) => (Leading::of_big(big.numer()), Leading::of_big(big.denom())),
        }
    }

    /// `1 ÷ self`, for a positive `self`.
    pub(crate) fn reciprocal(&self) -> Rational {
        match &self.0 {
            Small { num, den } => narrow(i128::from(*den), u128::from(num.unsigned_abs())),
            Big(big) => from_big(big.recip()),
        }
    }
}

pub(super) enum Units {
    Small(i128),
    Big(BigInt),
}

impl Units {
    /// The number of units, each `10^-decimals`.
    pub(super) fn into_rational(self, decimals: u8) -> Rational {
        let scale = power_of_ten(decimals);
        match self {
            Units::Small(units) => narrow(units, scale.unsigned_abs()),
            Units::Big(units) => from_big(BigRational::new(units, BigInt::from(scale))),
        }
    }

    /// The same as decimal text.
    pub(super) fn write(&self, f: &mut impl fmt::Write, decimals: u8, least: u8) -> fmt::Result {
        match self {
            Units::Small(units) => write_units(f, *units < 0, units.unsigned_abs(), decimals, least),
            Units::Big(units) => write_digits(f, units.is_negative(), &units.abs().to_string(), decimals, least),
        }
    }
}

/// The leading 64 bits of a positive integer: it is `bits · 2^exponent`, or up to one unit of `bits` more. The top bit of `bits` is set.
#[derive(Clone, Copy)]
pub(super) struct Leading {
    pub(super) bits: u64,
    pub(super) exponent: i64,
}

impl Leading {
    fn of(value: u64) -> Leading {
        let shift = value.leading_zeros();
        Leading { bits: value.wrapping_shl(shift), exponent: i64::from(shift).wrapping_neg() }
    }

    fn of_big(value: &BigInt) -> Leading {
        let value = value.abs();
        let surplus = i64::try_from(value.bits()).unwrap_or(i64::MAX).saturating_sub(64);
        let top = if surplus >= 0 { value >> surplus } else { value << surplus.saturating_neg() };
        Leading { bits: top.to_u64().unwrap_or(u64::MAX), exponent: surplus }
    }
}

/// How often 2 divides an integer other than zero.
fn twos(value: &BigInt) -> u64 {
    value.trailing_zeros().unwrap_or(0)
}

/// `10^exponent` for exponents up to 28, the scale of the decimals that callers can state.
#[inline]
pub(crate) fn power_of_ten(exponent: u8) -> i128 {
    macro_rules! powers {
        ($($exponent:literal)*) => {
            [$(const { 10_i128.saturating_pow($exponent) }),*]
        };
    }
    static POWERS: [i128; 29] = powers!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28);
    // Roundings have at most 10 decimals, decimals at most 28: never out of the table.
    POWERS.get(usize::from(exponent)).copied().unwrap_or(i128::MAX)
}

/// Two 64-bit factors: the product fits 128 bits.
#[inline]
fn product(a: i64, b: u64) -> i128 {
    i128::from(a).wrapping_mul(i128::from(b))
}

/// The fraction of two wide integers, in the small form if it fits as it is, or in lowest terms.
#[inline]
fn narrow(num: i128, den: u128) -> Rational {
    match (i64::try_from(num), u64::try_from(den)) {
        (Ok(num), Ok(den)) => Rational(Small { num, den }),
        _ => reduced(num, den),
    }
}

/// The same in lowest terms.
#[cold]
fn reduced(num: i128, den: u128) -> Rational {
    let divisor = num.unsigned_abs().gcd(&den);
    // The divisor of a numerator is at most 2^127; that itself does not occur, as a denominator is below it.
    let (Ok(signed), Some(den)) = (i128::try_from(divisor), den.checked_div(divisor)) else {
        return from_big(BigRational::new(BigInt::from(num), BigInt::from(den)));
    };
    let num = num.checked_div(signed).unwrap_or(num);
    match (i64::try_from(num), u64::try_from(den)) {
        (Ok(num), Ok(den)) => Rational(Small { num, den }),
        _ => Rational(Big(Box::new(BigRational::new_raw(BigInt::from(num), BigInt::from(den))))),
    }
}

/// Floor and rest, by 64-bit division where that is enough.
fn divide(a: i128, b: u64) -> (Option<i128>, Option<i128>) {
    match u64::try_from(a) {
        Ok(a) => (a.checked_div(b).map(i128::from), a.checked_rem(b).map(i128::from)),
        Err(_) => (a.checked_div_euclid(i128::from(b)), a.checked_rem_euclid(i128::from(b))),
    }
}

/// Shrinks a big fraction, which is in lowest terms, to the small form where it fits.
#[cold]
fn from_big(big: BigRational) -> Rational {
    match (big.numer().to_i64(), big.denom().to_u64()) {
        (Some(num), Some(den)) => Rational(Small { num, den }),
        _ => Rational(Big(Box::new(big))),
    }
}

impl From<i128> for Rational {
    fn from(value: i128) -> Self {
        narrow(value, 1)
    }
}

impl From<u32> for Rational {
    fn from(value: u32) -> Self {
        Rational(Small { num: i64::from(value), den: 1 })
    }
}

impl From<i32> for Rational {
    fn from(value: i32) -> Self {
        Rational(Small { num: i64::from(value), den: 1 })
    }
}

impl From<usize> for Rational {
    fn from(value: usize) -> Self {
        // A `usize` has at most 64 bits on every supported platform.
        Rational::from(i128::try_from(value).unwrap_or(i128::MAX))
    }
}

impl From<Decimal> for Rational {
    #[inline]
    fn from(value: Decimal) -> Self {
        let scale = u8::try_from(value.scale()).unwrap_or(u8::MAX);
        narrow(value.mantissa(), power_of_ten(scale).unsigned_abs())
    }
}

impl From<BigInt> for Rational {
    fn from(value: BigInt) -> Self {
        from_big(BigRational::from(value))
    }
}

impl Add for &Rational {
    type Output = Rational;

    #[inline]
    fn add(self, other: &Rational) -> Rational {
        if let (Small { num: a, den: b }, Small { num: c, den: d }) = (&self.0, &other.0) {
            if b == d
                && let Some(num) = a.checked_add(*c)
            {
                return Rational(Small { num, den: *b });
            }
            if let Some(sum) = add_small(*a, *b, *c, *d) {
                return sum;
            }
        }
        from_big(big::add(&self.to_big(), &other.to_big()))
    }
}

/// `a/b + c/d`. One decimal's denominator mostly divides the other's: that keeps sums of many prices small.
fn add_small(a: i64, b: u64, c: i64, d: u64) -> Option<Rational> {
    let (num, den) = if d.checked_rem(b)? == 0 {
        (product(a, d.checked_div(b)?).checked_add(i128::from(c))?, u128::from(d))
    } else if b.checked_rem(d)? == 0 {
        (product(c, b.checked_div(d)?).checked_add(i128::from(a))?, u128::from(b))
    } else {
        (product(a, d).checked_add(product(c, b))?, u128::from(b).checked_mul(u128::from(d))?)
    };
    Some(narrow(num, den))
}

impl Neg for Rational {
    type Output = Rational;

    fn neg(self) -> Rational {
        match self.0 {
            Small { num, den } => narrow(i128::from(num).saturating_neg(), u128::from(den)),
            Big(big) => from_big(-*big),
        }
    }
}

impl Sub for &Rational {
    type Output = Rational;

    fn sub(self, other: &Rational) -> Rational {
        self + &(-other.clone())
    }
}

impl Mul for &Rational {
    type Output = Rational;

    #[inline]
    fn mul(self, other: &Rational) -> Rational {
        if let (Small { num: a, den: b }, Small { num: c, den: d }) = (&self.0, &other.0) {
            let num = i128::from(*a).wrapping_mul(i128::from(*c));
            let den = u128::from(*b).wrapping_mul(u128::from(*d));
            return narrow(num, den);
        }
        from_big(big::multiply(&self.to_big(), &other.to_big()))
    }
}

impl Ord for Rational {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Small { num: a, den: b }, Small { num: c, den: d }) if b == d => a.cmp(c),
            (Small { num: a, den: b }, Small { num: c, den: d }) => product(*a, *d).cmp(&product(*c, *b)),
            _ => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Rational {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Rational {}

impl std::iter::Sum for Rational {
    fn sum<I: Iterator<Item = Rational>>(iter: I) -> Rational {
        iter.fold(Rational::ZERO, |sum, term| &sum + &term)
    }
}

impl<'a> std::iter::Sum<&'a Rational> for Rational {
    fn sum<I: Iterator<Item = &'a Rational>>(iter: I) -> Rational {
        iter.fold(Rational::ZERO, |sum, term| &sum + term)
    }
}

/// Rounded half-up to 8 decimals, at least 4 shown: the printing rule of the contract.
impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_rounded(f, Rounding::PRINT, 4)
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Small { num, den } => write!(f, "{num}/{den}"),
            Big(big) => write!(f, "{big}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::RoundingMode;

    fn r(num: i128, den: i128) -> Rational {
        Rational::fraction(num, den).unwrap()
    }

    #[test]
    fn widens_instead_of_overflowing() {
        let huge = Rational::from(i128::MAX);
        let square = &huge * &huge;
        assert!(square > huge);
        assert_eq!(square.checked_div(&huge).unwrap(), huge);
        assert_eq!(&(&square + &huge) - &square, huge);
        assert_eq!(-(-Rational::from(i128::MIN)), Rational::from(i128::MIN));
        assert!(Rational::from(1).checked_div(&Rational::ZERO).is_none());
    }

    #[test]
    fn rounds_every_mode_on_both_sides_of_zero() {
        use RoundingMode::{Down, HalfEven, HalfUp, Up};
        for (num, expected) in [
            (25, [3, 2, 3, 2]),
            (35, [4, 4, 4, 3]),
            (24, [2, 2, 3, 2]),
            (26, [3, 3, 3, 2]),
            (20, [2, 2, 2, 2]),
            (-25, [-3, -2, -3, -2]),
            (-24, [-2, -2, -3, -2]),
            (-26, [-3, -3, -3, -2]),
        ] {
            for (mode, expected) in [HalfUp, HalfEven, Up, Down].into_iter().zip(expected) {
                let rounding = Rounding::new(0, mode).unwrap();
                assert_eq!(r(num, 10).round(rounding), Rational::from(expected), "{num} {mode:?}");
                // The same through big integers.
                let big = Rational(Big(Box::new(r(num, 10).to_big())));
                assert_eq!(big.round(rounding), Rational::from(expected), "{num} {mode:?}");
            }
        }
    }

    #[test]
    fn prints_eight_decimals_at_most_and_four_at_least() {
        assert_eq!(r(2, 3).to_string(), "0.66666667");
        assert_eq!(r(9, 5).to_string(), "1.8000");
        assert_eq!(r(-1, 3).to_string(), "-0.33333333");
        assert_eq!(r(-1, 1_000_000_000).to_string(), "0.0000");
        let wide = &Rational::from(i128::MAX) * &Rational::from(10);
        assert_eq!(wide.to_string(), format!("{}0.0000", i128::MAX));
    }
}
