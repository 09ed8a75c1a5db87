//! The enclosures must contain the value, the slow one no less than the quick one; what cancels must be found equal.
#![allow(clippy::arithmetic_side_effects, clippy::unreachable)]

use num_bigint::BigInt;
use num_traits::Signed;
use proptest::prelude::*;

use super::interval::{PRECISIONS, enclose};
use super::quick::Quick;
use super::*;
use crate::number::RoundingMode;

fn r(num: i128, den: i128) -> Rational {
    Rational::fraction(num, den).unwrap()
}

fn two_decimals(mode: RoundingMode) -> Rounding {
    Rounding::new(2, mode).unwrap()
}

fn term(coefficient: Rational, powers: &[(Rational, Rational)]) -> PowerProduct {
    powers
        .iter()
        .fold(PowerProduct::rational(coefficient), |product, (base, x)| product.times(&PowerProduct::power(base, x)))
}

/// `mid ± error` of a quick enclosure and `[lo, hi]` of a slow one, brought to one exponent.
fn contains(quick: Quick, slow: &interval::Enclosure) -> bool {
    let (lo, hi) = quick.ends();
    let shift = quick.exponent() + i64::try_from(slow.bits()).unwrap();
    let scaled = |end: i128| if shift >= 0 { BigInt::from(end) << shift } else { BigInt::from(end) >> -shift };
    // An end that is shifted down is cut: one unit for that.
    scaled(lo) <= &slow.lo + 1 && scaled(hi) >= &slow.hi - 1
}

/// Bases as rulebooks have them and as they could have them, ratios as packs have them and as they could have them.
fn power() -> impl Strategy<Value = (Rational, Rational)> {
    let usual_base = prop_oneof![Just(r(17, 10)), Just(r(19, 10)), Just(r(195, 100)), Just(r(225, 100)), Just(r(3, 2))];
    let any_base = (10_000_000_000_i128..=100_000_000_000).prop_map(|n| r(n, 10_000_000_000));
    let usual_ratio = (1_i128..=200, 1_i128..=200).prop_map(|(a, b)| r(a, b));
    let any_ratio = (1_i128..=1_000_000_000_000_000, 1_i128..=1_000_000_000_000_000).prop_map(|(a, b)| r(a, b));
    let wide_ratio = (1_i128..=i128::MAX, 1_i128..=i128::MAX).prop_map(|(a, b)| r(a, b));
    (prop_oneof![3 => usual_base, 1 => any_base], prop_oneof![4 => usual_ratio, 2 => any_ratio, 1 => wide_ratio])
}

fn sum() -> impl Strategy<Value = Vec<PowerProduct>> {
    let coefficient = prop_oneof![
        (-1_000_000_i128..=1_000_000).prop_map(|n| r(n, 100)),
        (-10_i128.pow(25)..=10_i128.pow(25)).prop_map(|n| r(n, 10_000_000_000)),
        (1_i128..=i128::MAX, 1_i128..=i128::MAX).prop_map(|(a, b)| r(a, b)),
    ];
    let term = (coefficient, prop::collection::vec(power(), 0..4))
        .prop_map(|(coefficient, powers)| term(coefficient, &powers));
    prop::collection::vec(term, 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// The proof of the quick bound is in its module; this would find a slip in it.
    #[test]
    fn the_quick_enclosure_contains_the_slow_one(terms in sum()) {
        if let Some(quick) = Quick::of(&terms) {
            prop_assert!(contains(quick, &enclose(&terms, 256)), "{terms:?} {quick:?}");
        }
    }

    #[test]
    fn enclosures_nest_and_become_narrow(terms in sum()) {
        let enclosures: Vec<_> = PRECISIONS.iter().map(|precision| enclose(&terms, *precision)).collect();
        for pair in enclosures.windows(2) {
            let [wide, narrow] = pair else { unreachable!() };
            // To the bits of the narrower one; cutting costs a unit at most.
            let shift = narrow.bits() - wide.bits();
            prop_assert!(&wide.lo << shift <= narrow.hi && narrow.lo <= &wide.hi << shift, "they share a value");
        }
        let most = enclosures.last().unwrap();
        let magnitude: BigInt = terms.iter().map(|term| {
            let magnitude = PowerProduct { coefficient: absolute(&term.coefficient), powers: term.powers.clone() };
            let enclosure = enclose(&[magnitude], 128);
            let shift = i64::try_from(most.bits()).unwrap() - i64::try_from(enclosure.bits()).unwrap();
            if shift >= 0 { enclosure.lo << shift } else { enclosure.lo >> -shift }
        }).sum();
        // No wider than 2^-960 times the sum of the magnitudes; half a unit of an integer end aside.
        prop_assert!((&most.hi - &most.lo) << 960_u32 <= magnitude.abs() + (BigInt::from(4) << 960_u32));
    }

    /// `K_b(1) = 1`, `K_b(x)·K_b(1/x) = 1`, `K_b(x)·K_b(y) = K_b(xy)`: exactly, not up to a precision.
    #[test]
    fn powers_of_one_base_cancel_exactly((base, x) in power(), y in 1_i128..=300, z in 1_i128..=300) {
        let y = r(y, z);
        let k = |x: &Rational| PowerProduct::power(&base, x);
        for one in [k(&Rational::ONE), k(&x).times(&k(&x.reciprocal())), k(&x).times(&k(&x).inverse())] {
            let one = Real::from(one);
            prop_assert_eq!(one.as_rational(), Some(&Rational::ONE));
        }
        prop_assert_eq!(Real::from(k(&x).times(&k(&y))), Real::from(k(&(&x * &y))));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// `x^(log2 b) = b^(log2 x)`, and products of any numbers: what cancels by its factors cancels to 1,024 bits; what is close to 1
    /// but does not cancel is not merged.
    #[test]
    fn what_cancels_by_its_factors_is_one(
        numbers in prop::collection::vec((1_i128..200, 1_i128..200), 2..5),
        off in 0_i128..2,
    ) {
        // Π over i<j of a_i^(log2 a_j) · a_j^(log2 1/a_i) = 1; with `off` one argument is a little different.
        let numbers: Vec<Rational> = numbers.iter().map(|(a, b)| r(*a, *b)).collect();
        let mut product = PowerProduct::rational(Rational::ONE);
        for (i, a) in numbers.iter().enumerate() {
            for b in &numbers[i + 1..] {
                product = product.times(&PowerProduct::power(a, b)).times(&PowerProduct::power(b, &a.reciprocal()));
            }
        }
        product = product.times(&PowerProduct::power(&r(17, 10), &r(1_000_003 + off * 2, 1_000_003)));
        let value = Real::from(product.clone());
        prop_assert_eq!(value.cmp(&Real::from(Rational::ONE)), if off == 0 { Ordering::Equal } else { Ordering::Greater });
        if off == 0 && !product.powers.is_empty() {
            prop_assert!(cancel::merged(&[product.clone()]).is_some());
            prop_assert!(matches!(locate(&[product], 0), (n, Fraction::Zero) if n == BigInt::from(1)));
        }
    }
}

fn absolute(value: &Rational) -> Rational {
    if value.sign().is_lt() { -value.clone() } else { value.clone() }
}

#[test]
fn powers_of_two_are_rational() {
    for (x, expected) in [(r(2, 1), r(17, 10)), (r(1, 2), r(10, 17)), (r(4, 1), r(289, 100)), (r(8, 16), r(10, 17))] {
        assert_eq!(Real::power(&r(17, 10), &x).unwrap().as_rational(), Some(&expected));
    }
    // b = 1 is no difference, b = 2 is in proportion, b = 4 is the square: rational for every x.
    for (base, expected) in [(r(1, 1), r(1, 1)), (r(2, 1), r(7, 3)), (r(4, 1), r(49, 9))] {
        assert_eq!(Real::power(&base, &r(7, 3)).unwrap().as_rational(), Some(&expected));
    }
}

#[test]
fn ratios_of_the_law_are_those_that_are_printed() {
    for (base, x, expected) in [
        (r(17, 10), r(3, 1), "2.3187445101"),
        (r(19, 10), r(3, 1), "2.7657568994"),
        (r(195, 100), r(3, 1), "2.8820000428"),
        (r(17, 10), r(10, 1), "5.8282040233"),
        (r(19, 10), r(10, 1), "8.4333362869"),
        (r(195, 100), r(10, 1), "9.1933569754"),
    ] {
        let printed = Real::power(&base, &x).unwrap().to_string();
        assert_eq!(printed, expected, "{base:?} {x:?}");
    }
}

/// 1.7^(log2 1.95) · 1.95^(log2 10/17) = 1 and 2.25^(log2 3) · 1.5^(log2 1/9) = 1, though no base is equal to the other.
#[test]
fn known_cancellations_are_equalities() {
    let products = [
        term(r(1, 1), &[(r(17, 10), r(195, 100)), (r(195, 100), r(10, 17))]),
        term(r(1, 1), &[(r(225, 100), r(3, 1)), (r(3, 2), r(1, 9))]),
    ];
    for product in products {
        let value = Real::from(product.clone());
        assert!(value.as_rational().is_none(), "it does not cancel in form");
        assert_eq!(value, Real::from(Rational::ONE));
        assert!(value.has_decimals(0));
        // By its factors, and by definition.
        let merged = cancel::merged(std::slice::from_ref(&product)).unwrap();
        assert_eq!(Real::sum(merged).as_rational(), Some(&Rational::ONE));
        let (floor, part) = locate(std::slice::from_ref(&product), 2);
        assert!(floor == BigInt::from(100) && matches!(part, Fraction::Zero));
        // 1.005 times it is a tie, and no side of one.
        let tie = Real::from(r(1_005, 1_000)).times(&product);
        for (mode, expected) in [
            (RoundingMode::HalfUp, "1.01"),
            (RoundingMode::HalfEven, "1.00"),
            (RoundingMode::Up, "1.01"),
            (RoundingMode::Down, "1.00"),
        ] {
            assert_eq!(tie.round(two_decimals(mode)).to_string(), expected, "{mode:?}");
        }
        let minus = Real::from(r(-1_005, 1_000)).times(&product);
        assert_eq!(minus.round(two_decimals(RoundingMode::HalfUp)).to_string(), "-1.01");
        // On a multiple of the last decimal nothing is rounded up.
        let whole = Real::from(r(101, 100)).times(&product);
        assert_eq!(whole.round(two_decimals(RoundingMode::Up)).to_string(), "1.01");
        assert!(whole.has_decimals(2) && !tie.has_decimals(2));
        assert!(whole.plus(&r(-101, 100)).sign().is_eq());
    }
}

#[test]
fn near_ties_are_decided_by_more_bits() {
    let factor = PowerProduct::power(&r(17, 10), &r(3, 1));
    // 722244.39500000001…: double precision gives ….39.
    let value = Real::from(r(31_148_080, 100)).times(&factor);
    assert_eq!(value.round(two_decimals(RoundingMode::HalfUp)).to_string(), "722244.40");
    // 1e-49 below a tie at ten decimals: 128 bits do not tell.
    let value = Real::from(r(980_049_330_938_288_522_314_157, 10_000_000_000)).times(&factor);
    let Repr::Sum(terms) = &value.0 else { panic!("an irrational form") };
    let (lo, hi) = enclose(terms, 128).floors(2 * 10_i128.pow(10));
    assert_ne!(lo, hi, "128 bits must not decide it");
    let (lo, hi) = enclose(terms, 256).floors(2 * 10_i128.pow(10));
    assert_eq!(lo, hi);
    let ten = |mode| value.round(Rounding::new(10, mode).unwrap()).to_string();
    assert_eq!(ten(RoundingMode::HalfUp), ten(RoundingMode::Down));
    assert_ne!(ten(RoundingMode::HalfUp), ten(RoundingMode::Up));
}

#[test]
fn like_terms_are_added_and_vanish() {
    let k = PowerProduct::power(&r(17, 10), &r(3, 1));
    let value = Real::from(r(5, 1)).times(&k).plus(&r(2, 1));
    assert_eq!(value.plus(&r(-2, 1)).times(&k.inverse()).as_rational(), Some(&r(5, 1)));
    assert_eq!(value.minus(&value).as_rational(), Some(&Rational::ZERO));
    assert!(value > Real::from(r(1_359, 100)) && value < Real::from(r(1_360, 100)));
    // 5 · 2.3187… + 2 = 13.5937…
    assert_eq!(value.to_string(), "13.5937225505");
    assert_eq!(value.per(PackCount::new(2).unwrap()).to_string(), "6.7968612752");
}
