//! Rationals of unlimited size: machine integers while they fit, big integers beyond.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::rounding::{Fraction, Rounding};

type BigRational = num_rational::Ratio<BigInt>;

/// An exact fraction.
///
/// Numerator and denominator are machine integers while they fit and big integers beyond, so that a rule reads like its formula: the operators
/// `+ − ×` never fail, never wrap and never round. Comparison is by cross-multiplication.
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

/// `den` is positive. A small fraction need not be in lowest terms; a big one always is and does not fit the small form.
#[derive(Clone)]
enum Repr {
    Small { num: i128, den: u64 },
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
        if let (Small { num: a, den: b }, Small { num: c, den: d }) = (&self.0, &whole.0)
            && let (Some(part), Some(whole)) = (multiply(*a, *d), multiply(*c, *b))
            && let (Some(difference), Ok(whole @ 1..)) = (whole.checked_sub(part), u64::try_from(whole))
        {
            return Some(Rational(Small { num: difference, den: whole }));
        }
        let left = self.checked_div(whole)?;
        Some(&Rational::ONE - &left)
    }

    /// How `self` compares with zero.
    pub fn sign(&self) -> Ordering {
        match &self.0 {
            Small { num, .. } => num.cmp(&0),
            Big(big) => big.numer().cmp(&BigInt::zero()),
        }
    }

    /// The largest integer not above `self`, if it fits `i128`.
    pub fn floor(&self) -> Option<i128> {
        match &self.0 {
            Small { num, den } => num.checked_div_euclid(i128::from(*den)),
            Big(big) => big.floor().to_integer().to_i128(),
        }
    }

    /// `self` times itself.
    pub fn squared(&self) -> Rational {
        self * self
    }

    /// `self`, rounded as `rounding` says.
    pub fn round(&self, rounding: Rounding) -> Rational {
        match self.units(rounding) {
            Units::Unchanged => self.clone(),
            Units::Small(units) => small(units, power_of_ten(rounding.decimals())),
            Units::Big(units) => from_big(units, BigInt::from(power_of_ten(rounding.decimals()))),
        }
    }

    /// The decimal text of `self` after `rounding`, with trailing zeros dropped down to `least` decimals.
    pub(crate) fn write_rounded(&self, f: &mut impl fmt::Write, rounding: Rounding, least: u8) -> fmt::Result {
        let (negative, digits) = match self.integer_units(rounding) {
            Units::Small(units) => (units < 0, units.unsigned_abs().to_string()),
            Units::Big(units) => (units.is_negative(), units.abs().to_string()),
            // `integer_units` always gives the units.
            Units::Unchanged => (false, String::new()),
        };
        write_decimal(f, negative, &digits, rounding.decimals(), least)
    }

    /// In full for up to ten decimals, at least 4 shown: how prices of a search grid are printed.
    pub(crate) fn write_in_full(&self, f: &mut impl fmt::Write) -> fmt::Result {
        self.write_rounded(f, Rounding::FULL, 4)
    }

    /// Numerator over a positive denominator, as big integers in lowest terms.
    pub(crate) fn to_big(&self) -> BigRational {
        match &self.0 {
            Small { num, den } => BigRational::new(BigInt::from(*num), BigInt::from(*den)),
            Big(big) => (**big).clone(),
        }
    }

    /// `self · 10^decimals` as a rounded integer, or the news that `self` has no more than these decimals.
    #[inline]
    fn units(&self, rounding: Rounding) -> Units {
        if let Small { den, .. } = &self.0
            && u64::try_from(power_of_ten(rounding.decimals())).is_ok_and(|scale| divides(*den, scale))
        {
            return Units::Unchanged;
        }
        self.integer_units(rounding)
    }

    fn integer_units(&self, rounding: Rounding) -> Units {
        let scale = power_of_ten(rounding.decimals());
        if let Small { num, den } = &self.0
            && let Some(scaled) = u64::try_from(scale).ok().and_then(|scale| multiply(*num, scale))
            && let (Some(floor), Some(rest)) = divide(scaled, *den)
        {
            let den = i128::from(*den);
            let fraction = match (rest, den.checked_sub(rest)) {
                (0, _) => Fraction::Zero,
                (_, to_next) => Fraction::Between(to_next.map_or(Ordering::Less, |to_next| rest.cmp(&to_next))),
            };
            let up = rounding.mode().rounds_up(fraction, floor.rem_euclid(2) == 0, scaled < 0);
            if let Some(units) = floor.checked_add(i128::from(up)) {
                return Units::Small(units);
            }
        }
        let big = self.to_big();
        let (floor, rest) = (big.numer() * scale).div_mod_floor(big.denom());
        let fraction =
            if rest.is_zero() { Fraction::Zero } else { Fraction::Between((&rest + &rest).cmp(big.denom())) };
        let up = rounding.mode().rounds_up(fraction, floor.is_even(), big.is_negative());
        Units::Big(floor + i32::from(up))
    }

    /// `1 ÷ self`, for a positive `self`.
    fn reciprocal(&self) -> Rational {
        match &self.0 {
            Small { num, den } => small(i128::from(*den), *num),
            Big(big) => from_big(big.denom().clone(), big.numer().clone()),
        }
    }
}

enum Units {
    Unchanged,
    Small(i128),
    Big(BigInt),
}

/// `10^exponent` for exponents up to 28, the scale of the decimals that callers can state.
pub(crate) const fn power_of_ten(exponent: u8) -> i128 {
    // Reached only with exponents of roundings (at most 10) and decimals (at most 28): 10^28 < 2^127.
    10_i128.saturating_pow(u8_to_u32(exponent))
}

const fn u8_to_u32(value: u8) -> u32 {
    #[expect(clippy::as_conversions, reason = "widening, and `From` is not const")]
    {
        value as u32
    }
}

/// `num ÷ den` for a positive `den` of any size.
#[inline]
fn small(num: i128, den: i128) -> Rational {
    match u64::try_from(den) {
        Ok(den) => Rational(Small { num, den }),
        Err(_) => from_big(BigInt::from(num), BigInt::from(den)),
    }
}

/// Multiplication that is quick for the usual case: 63 bits by 64 cannot overflow 127.
#[inline]
fn multiply(a: i128, b: u64) -> Option<i128> {
    match i64::try_from(a) {
        Ok(a) => Some(i128::from(a).wrapping_mul(i128::from(b))),
        Err(_) => a.checked_mul(i128::from(b)),
    }
}

/// The product of two numerators, quick where both fit 64 bits.
fn product(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a).wrapping_mul(i128::from(b))),
        _ => a.checked_mul(b),
    }
}

/// Floor and rest, by 64-bit division where that is enough.
#[inline]
fn divide(a: i128, b: u64) -> (Option<i128>, Option<i128>) {
    match u64::try_from(a) {
        Ok(a) => (a.checked_div(b).map(i128::from), a.checked_rem(b).map(i128::from)),
        Err(_) => (a.checked_div_euclid(i128::from(b)), a.checked_rem_euclid(i128::from(b))),
    }
}

/// Whether `divisor` divides `value` without a rest.
#[inline]
fn divides(divisor: u64, value: u64) -> bool {
    value.checked_rem(divisor) == Some(0)
}

/// Shrinks a big fraction to the small form where it fits.
fn from_big(num: BigInt, den: BigInt) -> Rational {
    if den.is_zero() {
        // Denominators are positive by construction; a zero would be a bug that must not become a panic in a host.
        return Rational::ZERO;
    }
    let big = BigRational::new(num, den);
    match (big.numer().to_i128(), big.denom().to_u64()) {
        (Some(num), Some(den)) => Rational(Small { num, den }),
        _ => Rational(Big(Box::new(big))),
    }
}

/// Writes `±digits · 10^-decimals`, without trailing zeros beyond `least` decimals.
pub(crate) fn write_decimal(
    f: &mut impl fmt::Write,
    negative: bool,
    digits: &str,
    decimals: u8,
    least: u8,
) -> fmt::Result {
    let (decimals, least) = (usize::from(decimals), usize::from(least));
    let padded = format!("{digits:0>width$}", width = decimals.saturating_add(1));
    let (whole, part) = padded.split_at(padded.len().saturating_sub(decimals));
    let kept = part.trim_end_matches('0').len().max(least.min(decimals));
    if negative && padded.bytes().any(|digit| digit != b'0') {
        f.write_char('-')?;
    }
    f.write_str(whole)?;
    if kept > 0 || least > 0 {
        f.write_char('.')?;
        f.write_str(part.get(..kept).unwrap_or(part))?;
        for _ in kept..least {
            f.write_char('0')?;
        }
    }
    Ok(())
}

impl From<i128> for Rational {
    fn from(value: i128) -> Self {
        Rational(Small { num: value, den: 1 })
    }
}

impl From<u32> for Rational {
    fn from(value: u32) -> Self {
        Rational::from(i128::from(value))
    }
}

impl From<i32> for Rational {
    fn from(value: i32) -> Self {
        Rational::from(i128::from(value))
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
        small(value.mantissa(), power_of_ten(scale))
    }
}

impl From<BigInt> for Rational {
    fn from(value: BigInt) -> Self {
        from_big(value, BigInt::from(1))
    }
}

impl Add for &Rational {
    type Output = Rational;

    fn add(self, other: &Rational) -> Rational {
        if let (Small { num: a, den: b }, Small { num: c, den: d }) = (&self.0, &other.0)
            && let Some(sum) = add_small(*a, *b, *c, *d)
        {
            return Rational(sum);
        }
        let sum = self.to_big() + other.to_big();
        from_big(sum.numer().clone(), sum.denom().clone())
    }
}

/// `a/b + c/d`. Decimals mostly share a denominator, or one divides the other: that keeps sums of many prices small.
fn add_small(a: i128, b: u64, c: i128, d: u64) -> Option<Repr> {
    if b == d {
        return Some(Small { num: a.checked_add(c)?, den: b });
    }
    if b < d && divides(b, d) {
        return Some(Small { num: multiply(a, d.checked_div(b)?)?.checked_add(c)?, den: d });
    }
    if d < b && divides(d, b) {
        return Some(Small { num: multiply(c, b.checked_div(d)?)?.checked_add(a)?, den: b });
    }
    Some(Small { num: multiply(a, d)?.checked_add(multiply(c, b)?)?, den: b.checked_mul(d)? })
}

impl Neg for Rational {
    type Output = Rational;

    fn neg(self) -> Rational {
        match self.0 {
            Small { num, den } => match num.checked_neg() {
                Some(num) => Rational(Small { num, den }),
                None => from_big(-BigInt::from(num), BigInt::from(den)),
            },
            Big(big) => from_big(-big.numer().clone(), big.denom().clone()),
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

    fn mul(self, other: &Rational) -> Rational {
        if let (Small { num: a, den: b }, Small { num: c, den: d }) = (&self.0, &other.0)
            && let (Some(num), Some(den)) = (product(*a, *c), b.checked_mul(*d))
        {
            return Rational(Small { num, den });
        }
        let product = self.to_big() * other.to_big();
        from_big(product.numer().clone(), product.denom().clone())
    }
}

impl Ord for Rational {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Small { num: a, den: b }, Small { num: c, den: d }) = (&self.0, &other.0)
            && b == d
        {
            return a.cmp(c);
        }
        self.cmp_crosswise(other)
    }
}

impl Rational {
    fn cmp_crosswise(&self, other: &Self) -> Ordering {
        if let (Small { num: a, den: b }, Small { num: c, den: d }) = (&self.0, &other.0)
            && let (Some(left), Some(right)) = (multiply(*a, *d), multiply(*c, *b))
        {
            return left.cmp(&right);
        }
        self.to_big().cmp(&other.to_big())
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
