//! A quick enclosure in 64-bit integers, with a proven error bound: it decides almost every rounding and comparison.
//!
//! Everything is integer arithmetic, so that every platform computes the same enclosure. The bounds, in units of the last place
//! ("ulp") of each fixed-point format:
//!
//! **log2.** `y = n ÷ d` from the leading 64 bits of both, scaled to `0.7 ≤ y < 1.4`; `z = |y−1| ÷ (y+1) ≤ 0.1765` with 64 fraction
//! bits is off by less than 1 ulp, `w = z²` by less than 1.4. The polynomial `p = 1 + w/3 + … + w¹²/25` (Horner, 63 fraction bits)
//! takes at each step less than 1 ulp for the truncated coefficient, 1 for the truncated product and 0.75 for the error of `w`;
//! each is damped by `w < 0.0312` in the next step, so that all together is less than 2.75 ÷ (1 − 0.0312) < 2.9; the series' rest
//! is less than `w¹³ ÷ 27 ÷ (1−w) < 2⁻⁶⁹`. Then `atanh z = z·p` is off by less than 1.02 + 2·0.1765·2.9 + 1 < 3.1 (64 bits), and
//! `log2 y = atanh z · 2/ln 2` by less than 2.8854·3.1 + 4·0.18 + 1 < 10.7. Cutting `n` and `d` to 64 bits changes `log2` by less than
//! 2·1.4427·2⁻⁶³ < 5.8 ulp. Sum: less than [`LOG_ERROR`] = 17.
//!
//! **exp2.** `f·ln 2` is off by less than 2 ulp (64 bits). The Taylor polynomial of degree 20 (Horner, 62 fraction bits) takes at each
//! step less than 1 ulp for the coefficient, 1 for the product, 1 for the error of its argument, damped by 0.6932: less than
//! 3 ÷ 0.3068 < 9.8 together; the rest of the series is less than `0.6932²¹ ÷ 21! · 1.04 < 2⁻⁷⁶`. Sum: less than [`EXP_ERROR`] = 10.
//! An error of `e` ulp (64 bits) in the exponent changes a power below 2 by less than `2·ln 2·e ÷ 4 · 1.01 < e ÷ 2` ulp (62 bits).

use super::PowerProduct;
use crate::number::Rational;
use crate::number::rational::{Leading, power_of_ten};
use crate::number::rounding::Fraction;

const LOG_ERROR: u64 = 17;
const EXP_ERROR: u64 = 10;

/// Exponents beyond this are left to the slow path; then nothing below overflows.
const MOST: i64 = 1 << 16;

/// `1 ÷ (2k+1)` with 63 fraction bits.
static ATANH: [u64; 13] = {
    const ONE: u64 = 1 << 63;
    [
        ONE,
        ONE / 3,
        ONE / 5,
        ONE / 7,
        ONE / 9,
        ONE / 11,
        ONE / 13,
        ONE / 15,
        ONE / 17,
        ONE / 19,
        ONE / 21,
        ONE / 23,
        ONE / 25,
    ]
};

/// `1 ÷ k!` with 62 fraction bits.
static EXP: [u64; 21] = {
    const ONE: u64 = 1 << 62;
    [
        ONE,
        ONE,
        ONE / 2,
        ONE / 6,
        ONE / 24,
        ONE / 120,
        ONE / 720,
        ONE / 5_040,
        ONE / 40_320,
        ONE / 362_880,
        ONE / 3_628_800,
        ONE / 39_916_800,
        ONE / 479_001_600,
        ONE / 6_227_020_800,
        ONE / 87_178_291_200,
        ONE / 1_307_674_368_000,
        ONE / 20_922_789_888_000,
        ONE / 355_687_428_096_000,
        ONE / 6_402_373_705_728_000,
        ONE / 121_645_100_408_832_000,
        ONE / 2_432_902_008_176_640_000,
    ]
};

/// `ln 2` with 64 fraction bits, and `2 ÷ ln 2` with 62: both truncated.
const LN_2: u64 = 0xb172_17f7_d1cf_79ab;
const TWO_OVER_LN_2: u64 = 0xb8aa_3b29_5c17_f0bb;

/// `|value − mid · 2^exponent| ≤ error · 2^exponent`, with `|mid| < 2^68` and `error < 2^40`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quick {
    mid: i128,
    error: u64,
    exponent: i64,
}

impl Quick {
    /// The enclosure of a sum; `None` where its numbers are too large for it.
    pub(super) fn of(terms: &[PowerProduct]) -> Option<Quick> {
        let mut sum: Option<Quick> = None;
        for term in terms {
            let next = Quick::of_term(term)?;
            sum = Some(match sum {
                None => next,
                Some(sum) => sum.plus(next),
            });
        }
        sum
    }

    fn of_term(term: &PowerProduct) -> Option<Quick> {
        let coefficient = Quick::of_rational(&term.coefficient)?;
        if term.powers.is_empty() {
            return Some(coefficient);
        }
        coefficient.times(Quick::of_powers(term)?)
    }

    /// `Π B^(log2 Y)`.
    pub(super) fn of_powers(term: &PowerProduct) -> Option<Quick> {
        let (mut exponent, mut error) = (0_i128, 0_u64);
        for power in &term.powers {
            let (a, b) = (log2(&power.base)?, log2(&power.argument)?);
            exponent = exponent.checked_add(product(a, b))?;
            // |a·b − a'·b'| ≤ |a|·e + |b|·e + e², in ulp of 64 bits; |a| and |b| are below 2^17 each; 3 for e² and both truncations.
            let whole = |log: i128| u64::try_from(log.unsigned_abs() >> 64).unwrap_or(u64::MAX).saturating_add(1);
            let spread = whole(a).saturating_add(whole(b)).saturating_mul(LOG_ERROR).saturating_add(3);
            error = error.checked_add(spread)?;
        }
        let whole = i64::try_from(exponent >> 64).ok().filter(|whole| whole.abs() < MOST)?;
        Some(Quick {
            mid: i128::from(exp2(low(exponent))),
            error: EXP_ERROR.checked_add(error >> 1)?.checked_add(1)?,
            exponent: whole.wrapping_sub(62),
        })
    }

    /// A fraction to 62 bits at least.
    pub(super) fn of_rational(value: &Rational) -> Option<Quick> {
        if value.sign().is_eq() {
            return Some(Quick { mid: 0, error: 0, exponent: 0 });
        }
        let (n, d) = value.leading();
        // n·2^63 ÷ d lies between 2^62 and 2^64: the truncation costs 1, a cut numerator up to 2, a cut denominator up to 2.
        let quotient = (u128::from(n.bits) << 63).checked_div(u128::from(d.bits))?;
        let exponent = n.exponent.saturating_sub(d.exponent).saturating_sub(63);
        let mid = i128::try_from(quotient).ok()?;
        let mid = if value.sign().is_lt() { mid.wrapping_neg() } else { mid };
        Some(Quick { mid, error: 6, exponent }).filter(|quick| quick.exponent.abs() < MOST)
    }

    /// For factors of at most 64 bits.
    pub(super) fn times(self, other: Quick) -> Option<Quick> {
        let (a, b) = (u64::try_from(self.mid.unsigned_abs()).ok()?, u64::try_from(other.mid.unsigned_abs()).ok()?);
        let mid = i128::from(high(a, b));
        let negative = (self.mid < 0) != (other.mid < 0);
        // (|a|·e' + |b|·e + e·e') ÷ 2^64, each below e' + e + 1, and 1 for the truncation.
        let error = self.error.checked_add(other.error)?.checked_add(2)?;
        let exponent = self.exponent.saturating_add(other.exponent).saturating_add(64);
        let mid = if negative { mid.wrapping_neg() } else { mid };
        Some(Quick { mid, error, exponent }).filter(|quick| quick.exponent.abs() < MOST && error < 1 << 32)
    }

    /// Terms are brought to the larger exponent; a sum has so few that `mid` stays below `2^68`.
    fn plus(self, other: Quick) -> Quick {
        let (large, small) = if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        let shift = u32::try_from(large.exponent.saturating_sub(small.exponent)).unwrap_or(u32::MAX);
        // Cutting the bits that are shifted out costs one unit, of the middle and of the error each.
        let mid = small.mid.wrapping_shr(shift.min(127));
        let error = small.error.wrapping_shr(shift.min(63));
        Quick {
            mid: large.mid.saturating_add(mid),
            error: large.error.saturating_add(error).saturating_add(2),
            exponent: large.exponent,
        }
    }

    /// Both ends, each one unit further out: the value lies strictly between them.
    pub(super) fn ends(self) -> (i128, i128) {
        let error = i128::from(self.error).saturating_add(1);
        (self.mid.saturating_sub(error), self.mid.saturating_add(error))
    }

    #[cfg(test)]
    pub(super) fn exponent(self) -> i64 {
        self.exponent
    }

    /// How the value compares with zero, if the enclosure tells.
    pub(super) fn sign(self) -> Option<std::cmp::Ordering> {
        let (lo, hi) = self.ends();
        match (lo >= 0, hi <= 0) {
            (true, _) => Some(std::cmp::Ordering::Greater),
            (_, true) => Some(std::cmp::Ordering::Less),
            _ => None,
        }
    }

    /// `n` and the part above it, of `value · 10^decimals = n + part`, if the enclosure tells. The part is never found to be zero or
    /// one half: those are exact questions.
    pub(super) fn locate(self, decimals: u8) -> Option<(i128, Fraction)> {
        let shift = u32::try_from(self.exponent.saturating_neg()).ok()?;
        let (lo, hi) = self.ends();
        // Below 2^69 · 2^35: no overflow.
        let twice = power_of_ten(decimals).wrapping_mul(2);
        let floor = |end: i128| end.wrapping_mul(twice).wrapping_shr(shift.min(127));
        let halves = floor(lo);
        if halves != floor(hi) {
            return None;
        }
        let to_half = if halves & 1 == 0 { std::cmp::Ordering::Less } else { std::cmp::Ordering::Greater };
        Some((halves >> 1, Fraction::Between(to_half)))
    }
}

/// `log2` of a positive rational with 64 fraction bits, off by less than [`LOG_ERROR`].
fn log2(value: &Rational) -> Option<i128> {
    let (Leading { bits: n, exponent: above }, Leading { bits: d, exponent: below }) = value.leading();
    let mut whole = above.saturating_sub(below);
    if whole.abs() >= MOST {
        return None;
    }
    let (mut n, mut d) = (u128::from(n), u128::from(d));
    if n.wrapping_mul(5) >= d.wrapping_mul(7) {
        d <<= 1;
        whole = whole.wrapping_add(1);
    } else if n.wrapping_mul(10) < d.wrapping_mul(7) {
        n <<= 1;
        whole = whole.wrapping_sub(1);
    }
    // |n − d| < 0.3 · 2^65 < 2^63.3 and it is shifted by 64: below 2^128.
    let z = low_unsigned(((n.abs_diff(d)) << 64).checked_div(n.wrapping_add(d))?);
    let w = high(z, z);
    let polynomial = ATANH.iter().rev().fold(0_u64, |sum, coefficient| coefficient.wrapping_add(high(sum, w)));
    let atanh = (u128::from(z).wrapping_mul(u128::from(polynomial))) >> 63;
    let log = (atanh.wrapping_mul(u128::from(TWO_OVER_LN_2))) >> 62;
    let log = i128::try_from(log).ok()?;
    let log = if n < d { log.wrapping_neg() } else { log };
    Some((i128::from(whole) << 64).wrapping_add(log))
}

/// `2^f` with 62 fraction bits for `f` with 64 fraction bits, off by less than [`EXP_ERROR`].
fn exp2(f: u64) -> u64 {
    let t = high(f, LN_2);
    EXP.iter().rev().fold(0_u64, |sum, coefficient| coefficient.wrapping_add(high(sum, t)))
}

/// `a·b`, all with 64 fraction bits, rounded down or up by less than 2 ulp; for `|a|`, `|b|` below `2^81`.
fn product(a: i128, b: i128) -> i128 {
    let (whole_a, whole_b) = (a >> 64, b >> 64);
    let (part_a, part_b) = (low(a), low(b));
    whole_a
        .wrapping_mul(b)
        .wrapping_add(whole_b.wrapping_mul(i128::from(part_a)))
        .wrapping_add(i128::from(high(part_a, part_b)))
}

/// The upper 64 bits of a product.
fn high(a: u64, b: u64) -> u64 {
    low_unsigned((u128::from(a).wrapping_mul(u128::from(b))) >> 64)
}

/// The lower 64 bits.
fn low_unsigned(value: u128) -> u64 {
    u64::try_from(value & u128::from(u64::MAX)).unwrap_or(0)
}

/// The fraction bits of a number with 64 of them.
fn low(value: i128) -> u64 {
    u64::try_from(value & i128::from(u64::MAX)).unwrap_or(0)
}
