//! Fractions of big integers, without looking for common divisors where there can be none.
//!
//! `num-rational` multiplies first and divides by the greatest common divisor of the long results, which takes time by the square of their length.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

pub(super) type BigRational = num_rational::Ratio<BigInt>;

/// The sum of two fractions in lowest terms, in lowest terms (Knuth, *The Art of Computer Programming*, 4.5.1): only what the denominators
/// have in common can be left to cancel. A sum of a thousand prices with different denominators takes milliseconds, not a minute.
#[cold]
pub(super) fn add(one: &BigRational, other: &BigRational) -> BigRational {
    let common = common_divisor(one.denom(), other.denom());
    if common.is_one() {
        let numer = one.numer() * other.denom() + other.numer() * one.denom();
        return BigRational::new_raw(numer, one.denom() * other.denom());
    }
    let (own, others) = (one.denom().div_floor(&common), other.denom().div_floor(&common));
    let numer = one.numer() * &others + other.numer() * &own;
    let left = common_divisor(&numer, &common);
    BigRational::new_raw(numer.div_floor(&left), own * other.denom().div_floor(&left))
}

/// The product of two fractions in lowest terms, likewise: a numerator can only cancel with the other denominator.
#[cold]
pub(super) fn multiply(one: &BigRational, other: &BigRational) -> BigRational {
    let first = common_divisor(one.numer(), other.denom());
    let second = common_divisor(other.numer(), one.denom());
    BigRational::new_raw(
        one.numer().div_floor(&first) * other.numer().div_floor(&second),
        one.denom().div_floor(&second) * other.denom().div_floor(&first),
    )
}

/// The greatest common divisor. The binary algorithm behind `gcd` goes over the longer number once for each of its bits, so that number is
/// first made as short as the other by one division.
fn common_divisor(a: &BigInt, b: &BigInt) -> BigInt {
    let (long, short) = if a.bits() < b.bits() { (b, a) } else { (a, b) };
    if short.is_zero() { long.abs() } else { long.mod_floor(short).gcd(short) }
}

/// A fraction in lowest terms times itself, which leaves lowest terms.
pub(super) fn square(fraction: &BigRational) -> BigRational {
    BigRational::new_raw(fraction.numer() * fraction.numer(), fraction.denom() * fraction.denom())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(fraction: &BigRational) -> (&BigInt, &BigInt) {
        (fraction.numer(), fraction.denom())
    }

    #[test]
    fn big_fractions_are_added_and_multiplied_in_lowest_terms() {
        let power = |base: i128, exponent: u32| BigInt::from(base).pow(exponent);
        let (p, q, r) = (power(1_000_003, 20), power(998_244_353, 15), power(2, 300) * power(3, 50));
        let numbers = [BigInt::zero(), BigInt::one(), power(6, 40), -&p, &p * &q, &q * &r, p, -q, r];
        let fractions: Vec<BigRational> = numbers
            .iter()
            .flat_map(|numer| numbers.iter().filter(|denom| !denom.is_zero()).map(move |denom| (numer, denom)))
            .map(|(numer, denom)| BigRational::new(numer.clone(), denom.clone()))
            .collect();
        for a in &fractions {
            for b in &fractions {
                assert_eq!(parts(&add(a, b)), parts(&(a + b)), "{a} + {b}");
                assert_eq!(parts(&multiply(a, b)), parts(&(a * b)), "{a} * {b}");
            }
            assert_eq!(parts(&square(a)), parts(&(a * a)), "{a} squared");
        }
    }
}
