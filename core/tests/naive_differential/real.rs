//! Section 4: exact values and correct rounding, by another way than intervals.
//!
//! A value is a sum of terms, each a rational times powers `b^(log2 X)` (4.1). To compare values, all terms are brought
//! to one side and added up as floats of very high precision; a sum that is at most `2^-960` of the sum of the
//! magnitudes is zero (4.4, rule 3). Sums without powers are compared as rationals (4.4, rule 1).

pub(crate) use crate::common::number::{Q, int, q, ten};
use dashu_float::FBig;
use dashu_float::round::mode::HalfEven;
use dashu_int::ops::PowerOfTwo;
use dashu_int::{IBig, Sign, UBig};
use serde_json::Value;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashMap;

/// A binary float.
pub(crate) type F = FBig<HalfEven, 2>;

/// Working precisions in bits, each with the bits of it that are relied upon; the last decides equality.
const PRECISIONS: [(usize, isize); 2] = [(420, 300), (2_200, 960)];

/// A quick precision for values that need not be decided.
pub(crate) const QUICK: usize = PRECISIONS[0].0;

/// A precision at which nothing is lost.
pub(crate) const FULL: usize = PRECISIONS[1].0;

/// `x^n` with a whole `n` of any sign.
fn whole_power(x: &Q, n: isize) -> Q {
    let power = x.pow(n.unsigned_abs());
    if n < 0 { Q::ONE / power } else { power }
}

/// `k` if `x = 2^k`.
fn power_of_two(x: &Q) -> Option<isize> {
    let (top, bottom) = (x.numerator().clone().into_parts().1, x.denominator());
    let whole = |n: &UBig| n.trailing_zeros().map(|zeros| isize::try_from(zeros).unwrap());
    match (top.is_power_of_two(), bottom.is_power_of_two()) {
        (true, true) => Some(whole(&top)? - whole(bottom)?),
        _ => None,
    }
}

/// A rational times powers `b^(log2 X)`, each written as `(b, X)`.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) times: Q,
    pub(crate) powers: Vec<(Q, Q)>,
}

impl Term {
    pub(crate) fn rational(times: Q) -> Term {
        Term { times, powers: Vec::new() }
    }

    /// `K_b(X)` of 3.1. Rational if `X` or `b` is a power of two (4.2).
    pub(crate) fn k(b: &Q, x: &Q) -> Term {
        if let Some(n) = power_of_two(x) {
            return Term::rational(whole_power(b, n));
        }
        if let Some(n) = power_of_two(b) {
            return Term::rational(whole_power(x, n));
        }
        Term { times: Q::ONE, powers: vec![(b.clone(), x.clone())] }
    }

    pub(crate) fn inverse(&self) -> Term {
        let powers = self.powers.iter().map(|(b, x)| (b.clone(), Q::ONE / x)).collect();
        Term { times: Q::ONE / &self.times, powers }
    }

    pub(crate) fn times(&self, other: &Term) -> Term {
        let powers = self.powers.iter().chain(&other.powers).cloned().collect();
        Term { times: &self.times * &other.times, powers }
    }

    fn scaled(&self, by: &Q) -> Term {
        Term { times: &self.times * by, powers: self.powers.clone() }
    }

    pub(crate) fn float(&self, bits: usize) -> F {
        let times = float(&self.times, bits);
        if self.powers.is_empty() { times } else { times * product_of(&self.powers, bits) }
    }
}

/// A rational as a float.
pub(crate) fn float(x: &Q, bits: usize) -> F {
    let part = |n: IBig| F::from(n).with_precision(bits).value();
    part(x.numerator().clone()) / part(IBig::from(x.denominator().clone()))
}

/// What was computed before, by its arguments.
type Memory = RefCell<HashMap<(Vec<(Q, Q)>, usize), F>>;

thread_local! {
    static MEMORY: Memory = RefCell::new(HashMap::new());
    static LOGARITHMS: RefCell<HashMap<(Q, usize), F>> = RefCell::new(HashMap::new());
}

/// How many results are remembered.
const REMEMBERED: usize = 20_000;

fn ln(x: &Q, bits: usize) -> F {
    LOGARITHMS.with_borrow_mut(|memory| {
        if memory.len() > REMEMBERED {
            memory.clear();
        }
        memory.entry((x.clone(), bits)).or_insert_with(|| float(x, bits).ln()).clone()
    })
}

/// The product of powers `b^(log2 X) = exp(ln b · ln X ÷ ln 2)`.
fn product_of(powers: &[(Q, Q)], bits: usize) -> F {
    let key = (powers.to_vec(), bits);
    if let Some(known) = MEMORY.with_borrow(|memory| memory.get(&key).cloned()) {
        return known;
    }
    let mut exponent = float(&Q::ZERO, bits);
    for (b, x) in powers {
        exponent += ln(b, bits) * ln(x, bits) / ln(&int(2), bits);
    }
    let value = exponent.exp();
    MEMORY.with_borrow_mut(|memory| {
        if memory.len() > REMEMBERED {
            memory.clear();
        }
        memory.insert(key, value.clone())
    });
    value
}

/// A sum of terms.
#[derive(Clone, Debug)]
pub(crate) struct Real {
    pub(crate) terms: Vec<Term>,
}

impl Real {
    pub(crate) fn rational(x: Q) -> Real {
        Real { terms: vec![Term::rational(x)] }
    }

    pub(crate) fn plus(&self, amount: &Q) -> Real {
        let mut terms = self.terms.clone();
        terms.push(Term::rational(amount.clone()));
        Real { terms }
    }

    pub(crate) fn times(&self, factor: &Term) -> Real {
        Real { terms: self.terms.iter().map(|term| term.times(factor)).collect() }
    }

    pub(crate) fn scaled(&self, by: &Q) -> Real {
        Real { terms: self.terms.iter().map(|term| term.scaled(by)).collect() }
    }

    fn float(&self, bits: usize) -> F {
        self.terms.iter().fold(float(&Q::ZERO, bits), |sum, term| sum + term.float(bits))
    }

    /// Rule 4.4: how the value compares with another.
    pub(crate) fn compare(&self, other: &Real) -> Ordering {
        let all = self.terms.iter().cloned().chain(other.scaled(&-Q::ONE).terms);
        let terms: Vec<Term> = all.filter(|term| term.times != Q::ZERO).collect();
        if terms.iter().all(|term| term.powers.is_empty()) {
            let sum = terms.iter().fold(Q::ZERO, |sum, term| sum + &term.times);
            return sum.cmp(&Q::ZERO);
        }
        for (bits, relied) in PRECISIONS {
            let (mut sum, mut magnitude) = (float(&Q::ZERO, bits), float(&Q::ZERO, bits));
            for term in &terms {
                let value = term.float(bits);
                magnitude += if value.sign() == Sign::Negative { -value.clone() } else { value.clone() };
                sum += value;
            }
            let order = sum.partial_cmp(&F::ZERO).unwrap();
            let size = if order == Ordering::Less { -sum } else { sum };
            if size > magnitude * F::from_parts(IBig::ONE, -relied) {
                return order;
            }
        }
        Ordering::Equal
    }

    pub(crate) fn compare_to(&self, other: &Q) -> Ordering {
        self.compare(&Real::rational(other.clone()))
    }

    /// The whole number `n` with `n ≤ v < n + 1`, and whether `v = n`.
    fn floor(&self) -> (IBig, bool) {
        // Beyond this the quick precision has no whole numbers to rely on.
        let quick = self.float(QUICK);
        let far = F::from_parts(IBig::ONE, PRECISIONS[0].1);
        let near = if quick < far && quick > -far { quick } else { self.float(FULL) };
        let mut n = near.to_int().value();
        while self.compare_to(&Q::from(n.clone())) == Ordering::Less {
            n -= 1;
        }
        while self.compare_to(&Q::from(&n + IBig::ONE)) != Ordering::Less {
            n += 1;
        }
        let exact = self.compare_to(&Q::from(n.clone())) == Ordering::Equal;
        (n, exact)
    }

    /// `round(v, d)` of 4.4 as the whole number `v·10^d` is rounded to; for `v` that are not negative.
    pub(crate) fn round(&self, decimals: usize, mode: &str) -> IBig {
        let scaled = self.scaled(&Q::from(ten(decimals)));
        let (n, exact) = scaled.floor();
        let half = || scaled.compare_to(&(Q::from(n.clone()) + int(1) / int(2)));
        let odd = &n % IBig::from(2) != IBig::ZERO;
        let away = match mode {
            "down" => false,
            "up" => !exact,
            "half_up" => half() != Ordering::Less,
            "half_even" => match half() {
                Ordering::Less => false,
                Ordering::Equal => odd,
                Ordering::Greater => true,
            },
            other => panic!("no rounding mode {other}"),
        };
        if away { n + IBig::ONE } else { n }
    }

    /// A printed helper: 10 decimals, `half_up`, negative amounts by magnitude.
    pub(crate) fn helper(&self) -> String {
        if self.compare_to(&Q::ZERO) != Ordering::Less {
            return written(&self.round(10, "half_up"), 10);
        }
        let magnitude = self.scaled(&-Q::ONE).round(10, "half_up");
        let sign = if magnitude == IBig::ZERO { "" } else { "-" };
        format!("{sign}{}", written(&magnitude, 10))
    }

    /// Is the value a whole multiple of `10^-10`?
    pub(crate) fn has_ten_decimals(&self) -> bool {
        self.scaled(&Q::from(ten(10))).floor().1
    }
}

/// A whole number that is not negative, written with its last digits behind the point.
pub(crate) fn written(n: &IBig, decimals: usize) -> String {
    let digits = format!("{:0>width$}", n.to_string(), width = decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    if decimals == 0 { whole.to_owned() } else { format!("{whole}.{rest}") }
}

/// A decimal without trailing zeros.
pub(crate) fn short(x: &Q) -> String {
    let long = Real::rational(x.clone()).helper();
    long.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// How many decimals a decimal string has.
pub(crate) fn decimals(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// Section 3.13: a mode, and tiers of an edge and a number of decimals; the last tier has no edge.
#[derive(Clone, Debug)]
pub(crate) struct Rounding {
    mode: String,
    tiers: Vec<(Option<Q>, usize)>,
}

impl Rounding {
    pub(crate) fn read(value: &Value) -> Rounding {
        let decimals = |value: &Value| usize::try_from(value["decimals"].as_u64().unwrap()).unwrap();
        let tiers = match value.get("tiers") {
            None => vec![(None, decimals(value))],
            Some(list) => list
                .as_array()
                .unwrap()
                .iter()
                .map(|tier| (tier.get("below").map(|edge| q(edge.as_str().unwrap())), decimals(tier)))
                .collect(),
        };
        Rounding { mode: value.get("mode").and_then(Value::as_str).unwrap_or("half_up").to_owned(), tiers }
    }

    /// The value with exactly the decimals of its tier: the first tier with `v < below`.
    pub(crate) fn print(&self, v: &Real) -> String {
        let holds = |edge: &Option<Q>| edge.as_ref().is_none_or(|edge| v.compare_to(edge) == Ordering::Less);
        let decimals = self.tiers.iter().find(|(edge, _)| holds(edge)).unwrap().1;
        written(&v.round(decimals, &self.mode), decimals)
    }
}
