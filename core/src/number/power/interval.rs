//! Interval arithmetic: enclosures of any precision, every operation rounded outward.
//!
//! A value lies between two integers times `2^-bits`. Lower ends are rounded down and upper ends up, so that an enclosure never loses
//! its value; what the series leave out is added to the upper end. The bounds:
//!
//! - `atanh z = Σ z^(2k+1) ÷ (2k+1)` for `0 ≤ z ≤ 1/3`. After the term with `z^(2k+1)` the rest is less than
//!   `z^(2k+3) ÷ (2k+3) · (1 + z² + z⁴ + …) ≤ z^(2k+3) · 9/8 ÷ 3 < z^(2k+3)`: the upper end of the next power covers it.
//! - `exp t = Σ t^k ÷ k!` for `0 ≤ t ≤ 1`. After the term `t^k ÷ k!`, `k ≥ 1`, the rest is less than
//!   `t^k ÷ k! · (1/2 + 1/6 + 1/24 + …) < t^k ÷ k!`: the upper end of the last term covers it.
//! - `log2 y = atanh((y−1) ÷ (y+1)) ÷ atanh(1/3)`, because `ln y = 2 · atanh((y−1) ÷ (y+1))` and `ln 2 = 2 · atanh(1/3)`.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::PowerProduct;
use crate::number::Rational;

/// The working precisions, in bits, in the order in which they are tried.
pub(super) const PRECISIONS: [u64; 4] = [128, 256, 512, 1024];

/// Bits beyond the working precision that logarithms and powers carry.
///
/// A series of at most 400 terms loses at most two units of the last place a term, so that a logarithm is known to `2^10` units, a
/// product of two logarithms below `2^8` to `2^20`, and the power relatively to `2^20 · 2^-(precision + 32)`: well within the
/// `2^-960` that the last precision must keep. Logarithms of products of stated numbers are below `2^8`.
const GUARD: u64 = 32;

/// `[lo, hi] · 2^-bits`; `bits` is known from the context.
#[derive(Clone, Debug)]
struct Interval {
    lo: BigInt,
    hi: BigInt,
}

/// An enclosure of a sum: `[lo, hi] · 2^-bits`.
pub(super) struct Enclosure {
    pub(super) lo: BigInt,
    pub(super) hi: BigInt,
    bits: u64,
}

impl Enclosure {
    /// Each end one unit further out: the value lies strictly between them.
    pub(super) fn widened(self) -> Enclosure {
        Enclosure { lo: self.lo - 1, hi: self.hi + 1, bits: self.bits }
    }

    #[cfg(test)]
    pub(super) fn bits(&self) -> u64 {
        self.bits
    }

    /// `⌊lo · factor⌋` and `⌊hi · factor⌋`.
    pub(super) fn floors(&self, factor: i128) -> (BigInt, BigInt) {
        ((&self.lo * factor) >> self.bits, (&self.hi * factor) >> self.bits)
    }
}

/// Encloses a sum, no wider than about `2^-precision` times the sum of the magnitudes of its terms.
pub(super) fn enclose(terms: &[PowerProduct], precision: u64) -> Enclosure {
    let work = Work::new(precision.saturating_add(GUARD));
    let parts: Vec<Part> = terms.iter().map(|term| work.part(term)).collect();
    let largest = parts.iter().map(Part::magnitude).max().unwrap_or(0);
    // So many fraction bits that the largest term has at least `precision + GUARD` significant ones.
    let bits = i64::try_from(work.bits).unwrap_or(i64::MAX).saturating_sub(largest).max(0);
    let mut sum = Interval { lo: BigInt::zero(), hi: BigInt::zero() };
    for part in &parts {
        let term = part.at_scale(bits.saturating_sub(i64::try_from(work.bits).unwrap_or(i64::MAX)));
        sum.lo += term.lo;
        sum.hi += term.hi;
    }
    Enclosure { lo: sum.lo, hi: sum.hi, bits: bits.unsigned_abs() }
}

/// One term: `coefficient · power · 2^exponent`, with `power` between 1 and 2 or a little beyond.
struct Part<'t> {
    coefficient: &'t Rational,
    power: Interval,
    exponent: i64,
}

impl Part<'_> {
    /// The term is below `2^magnitude` in absolute value.
    fn magnitude(&self) -> i64 {
        let coefficient = self.coefficient.to_big();
        let bits = |n: &BigInt| i64::try_from(n.bits()).unwrap_or(i64::MAX);
        bits(coefficient.numer())
            .saturating_sub(bits(coefficient.denom()))
            .saturating_add(self.exponent)
            .saturating_add(3)
    }

    /// The term, `power` being scaled by `2^shift` more than it is.
    fn at_scale(&self, shift: i64) -> Interval {
        let coefficient = self.coefficient.to_big();
        let shift = shift.saturating_add(self.exponent);
        let (lo, hi) = match coefficient.is_negative() {
            false => (&self.power.lo, &self.power.hi),
            true => (&self.power.hi, &self.power.lo),
        };
        let left = shift.max(0);
        let denominator = coefficient.denom() << shift.min(0).saturating_neg();
        Interval {
            lo: ((coefficient.numer() * lo) << left).div_floor(&denominator),
            hi: ceil_div(&((coefficient.numer() * hi) << left), &denominator),
        }
    }
}

/// Arithmetic with `bits` fraction bits.
struct Work {
    bits: u64,
    one: BigInt,
    /// `atanh(1/3)`, which is half of `ln 2`.
    atanh_third: Interval,
}

impl Work {
    fn new(bits: u64) -> Work {
        let one = BigInt::one() << bits;
        let zero = Interval { lo: BigInt::zero(), hi: BigInt::zero() };
        let mut work = Work { bits, one, atanh_third: zero };
        work.atanh_third = work.atanh(&BigInt::one(), &BigInt::from(3));
        work
    }

    /// `coefficient · Π B^(log2 Y)` as a coefficient, a power between 1 and 2, and a power of two.
    fn part<'t>(&self, term: &'t PowerProduct) -> Part<'t> {
        let mut exponent = Interval { lo: BigInt::zero(), hi: BigInt::zero() };
        for power in &term.powers {
            let product = self.product(&self.log2(&power.base), &self.log2(&power.argument));
            exponent.lo += product.lo;
            exponent.hi += product.hi;
        }
        let whole = &exponent.lo >> self.bits;
        let fraction = Interval { lo: &exponent.lo - (&whole << self.bits), hi: exponent.hi - (&whole << self.bits) };
        let ln2 = Interval { lo: &self.atanh_third.lo * 2, hi: &self.atanh_third.hi * 2 };
        let power = self.exp(&self.product(&fraction, &ln2));
        Part { coefficient: &term.coefficient, power, exponent: i64::try_from(&whole).unwrap_or(0) }
    }

    /// `log2` of a positive rational.
    fn log2(&self, value: &Rational) -> Interval {
        let value = value.to_big();
        let (mut n, mut d) = (value.numer().clone(), value.denom().clone());
        // By a power of two near it: the rest lies between 2/3 and 4/3 and its atanh converges quickly.
        let bits = |n: &BigInt| i64::try_from(n.bits()).unwrap_or(i64::MAX);
        let mut whole = bits(&n).saturating_sub(bits(&d));
        n <<= whole.min(0).saturating_neg();
        d <<= whole.max(0);
        if &n * 3 > &d * 4 {
            d <<= 1;
            whole = whole.saturating_add(1);
        } else if &n * 3 < &d * 2 {
            n <<= 1;
            whole = whole.saturating_sub(1);
        }
        let (above, sum) = (&n - &d, &n + &d);
        let atanh = self.atanh(&above.abs(), &sum);
        let part = Interval {
            lo: (&atanh.lo << self.bits).div_floor(&self.atanh_third.hi),
            hi: ceil_div(&(&atanh.hi << self.bits), &self.atanh_third.lo),
        };
        let whole = BigInt::from(whole) << self.bits;
        match above.is_negative() {
            false => Interval { lo: &whole + part.lo, hi: whole + part.hi },
            true => Interval { lo: &whole - part.hi, hi: whole - part.lo },
        }
    }

    /// `atanh(n ÷ d)` for `0 ≤ n ÷ d ≤ 1/3`.
    fn atanh(&self, n: &BigInt, d: &BigInt) -> Interval {
        let scaled = n << self.bits;
        let z = Interval { lo: scaled.div_floor(d), hi: ceil_div(&scaled, d) };
        let square = self.square(&z);
        let mut power = z.clone();
        let mut sum = z;
        let mut odd = BigInt::one();
        while power.hi > BigInt::one() {
            power = Interval { lo: (power.lo * &square.lo) >> self.bits, hi: self.ceil(power.hi * &square.hi) };
            odd += 2;
            sum.lo += power.lo.div_floor(&odd);
            sum.hi += ceil_div(&power.hi, &odd);
        }
        // What is left out is less than the next power, which is less than the last one.
        sum.hi += power.hi;
        sum
    }

    /// `exp t` for `0 ≤ t ≤ 1`.
    fn exp(&self, t: &Interval) -> Interval {
        let mut term = t.clone();
        let mut sum = Interval { lo: &self.one + &t.lo, hi: &self.one + &t.hi };
        let mut k = BigInt::one();
        while term.hi > BigInt::one() {
            k += 1;
            term = Interval {
                lo: ((term.lo * &t.lo) >> self.bits).div_floor(&k),
                hi: ceil_div(&self.ceil(term.hi * &t.hi), &k),
            };
            sum.lo += &term.lo;
            sum.hi += &term.hi;
        }
        sum.hi += term.hi;
        sum
    }

    /// For `z ≥ 0`.
    fn square(&self, z: &Interval) -> Interval {
        Interval { lo: (&z.lo * &z.lo) >> self.bits, hi: self.ceil(&z.hi * &z.hi) }
    }

    fn product(&self, a: &Interval, b: &Interval) -> Interval {
        let ends = [&a.lo * &b.lo, &a.lo * &b.hi, &a.hi * &b.lo, &a.hi * &b.hi];
        let lo = ends.iter().min().cloned().unwrap_or_default();
        let hi = ends.into_iter().max().unwrap_or_default();
        Interval { lo: lo >> self.bits, hi: self.ceil(hi) }
    }

    /// `⌈value · 2^-bits⌉`.
    fn ceil(&self, value: BigInt) -> BigInt {
        -((-value) >> self.bits)
    }
}

/// `⌈a ÷ b⌉` for a positive `b`.
fn ceil_div(a: &BigInt, b: &BigInt) -> BigInt {
    -((-a).div_floor(b))
}
