//! Powers of different bases that cancel: `1.7^(log2 1.95) · 1.95^(log2 10/17) = 1`.
//!
//! The exponent of two of a product of powers is `Σ log2 B · log2 Y`. Write every numerator and denominator as a product of powers of
//! numbers without common divisors, `B = Π p^e`, `Y = Π p^f`: then it is `Σ n(p,q) · log2 p · log2 q` over unordered pairs with
//! `n(p,q) = Σ (e(p)·f(q) + e(q)·f(p))`, halved for `p = q`. If every `n` is zero, the product is 1. (Whether it can be 1 otherwise is
//! not known; that is left to the definition.) This is not needed for a right answer, it is a short way to one: without it every exact
//! tie between such products would be computed to 1,024 bits.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Zero};

use super::{Power, PowerProduct};
use crate::number::Rational;

/// The terms with those added up whose powers are equal, if there are any.
pub(super) fn merged(terms: &[PowerProduct]) -> Option<Vec<PowerProduct>> {
    let mut distinct: Vec<PowerProduct> = Vec::with_capacity(terms.len());
    for term in terms {
        let is_rational = vanishes(&term.powers);
        match distinct.iter_mut().find(|known| is_ratio_rational(known, term, is_rational)) {
            Some(known) => known.coefficient = &known.coefficient + &term.coefficient,
            None if is_rational => distinct.push(PowerProduct::rational(term.coefficient.clone())),
            None => distinct.push(term.clone()),
        }
    }
    let is_smaller = distinct.len() < terms.len();
    let lost_powers = distinct.iter().zip(terms).any(|(new, old)| new.powers.len() < old.powers.len());
    (is_smaller || lost_powers).then_some(distinct)
}

/// Whether the powers of two terms are equal; `is_rational` says that those of the second are 1.
fn is_ratio_rational(known: &PowerProduct, term: &PowerProduct, is_rational: bool) -> bool {
    if is_rational || known.powers.is_empty() {
        return is_rational && known.powers.is_empty();
    }
    let inverse =
        term.powers.iter().map(|power| Power { base: power.base.clone(), argument: power.argument.reciprocal() });
    vanishes(&known.powers.iter().cloned().chain(inverse).collect::<Vec<_>>())
}

/// Whether the product of these powers is 1, by their factors.
fn vanishes(powers: &[Power]) -> bool {
    let parts = |value: &Rational| {
        let value = value.to_big();
        [value.numer().clone(), value.denom().clone()]
    };
    let pairs: Vec<_> = powers.iter().map(|power| (parts(&power.base), parts(&power.argument))).collect();
    let factors = coprime(pairs.iter().flat_map(|(base, argument)| base.iter().chain(argument)));
    let exponents = |[above, below]: &[BigInt; 2]| -> Vec<i64> {
        factors.iter().map(|factor| multiplicity(above, factor).saturating_sub(multiplicity(below, factor))).collect()
    };
    let pairs: Vec<_> = pairs.iter().map(|(base, argument)| (exponents(base), exponents(argument))).collect();
    let coefficient = |p: usize, q: usize| {
        let product = |e: &[i64], f: &[i64]| match (e.get(p), f.get(q)) {
            (Some(e), Some(f)) => BigInt::from(*e) * BigInt::from(*f),
            _ => BigInt::zero(),
        };
        pairs.iter().map(|(base, argument)| product(base, argument) + product(argument, base)).sum::<BigInt>()
    };
    (0..factors.len()).all(|p| (0..=p).all(|q| coefficient(p, q).is_zero()))
}

/// Numbers above 1 without common divisors, of which all the given ones are products.
fn coprime<'n>(numbers: impl Iterator<Item = &'n BigInt>) -> Vec<BigInt> {
    let mut factors: Vec<BigInt> = Vec::new();
    let mut left: Vec<BigInt> = numbers.cloned().collect();
    while let Some(number) = left.pop() {
        if number.is_one() {
            continue;
        }
        match factors.iter().position(|factor| !factor.gcd(&number).is_one()) {
            None => factors.push(number),
            Some(place) => {
                let factor = factors.swap_remove(place);
                if factor == number {
                    factors.push(factor);
                    continue;
                }
                // The product of all numbers at hand shrinks by the divisor: this ends.
                let divisor = factor.gcd(&number);
                left.extend([&factor / &divisor, &number / &divisor, divisor]);
            }
        }
    }
    factors
}

/// How often `factor` divides `number`.
fn multiplicity(number: &BigInt, factor: &BigInt) -> i64 {
    let (mut left, mut times) = (number.clone(), 0_i64);
    loop {
        let (quotient, rest) = left.div_rem(factor);
        if !rest.is_zero() {
            return times;
        }
        left = quotient;
        times = times.saturating_add(1);
    }
}
