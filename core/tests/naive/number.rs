//! Arithmetic of section *Numbers*: exact rationals, and numbers of the form `a − b·√v` handled by enclosing them.
//!
//! No squares are compared here: a root is either rational (both parts of the reduced fraction are perfect squares) and
//! then computed exactly, or irrational and then never equal to a rational, so that an enclosure with enough digits,
//! taken from an integer square root, decides every comparison and every rounding.

use num_bigint::BigInt;
use num_rational::Ratio;
use std::cmp::Ordering;

/// An exact number.
pub(crate) type Q = Ratio<BigInt>;

/// Digits of the first enclosure of a root; more are taken while they do not decide.
const DIGITS: u32 = 200;

/// A whole number.
pub(crate) fn int(n: usize) -> Q {
    Q::from_integer(BigInt::from(n))
}

/// Ten to the power of `n`.
fn ten(n: u32) -> BigInt {
    BigInt::from(10).pow(n)
}

/// Reads a decimal string.
pub(crate) fn q(text: &str) -> Q {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all: BigInt = format!("{whole}{decimals}").parse().unwrap();
    Q::new(all * sign, ten(u32::try_from(decimals.len()).unwrap()))
}

/// The largest of a list.
pub(crate) fn highest(list: &[Q]) -> Option<Q> {
    list.iter().max().cloned()
}

/// The smallest of a list.
pub(crate) fn lowest(list: &[Q]) -> Option<Q> {
    list.iter().min().cloned()
}

/// The mean of a list that is not empty.
pub(crate) fn mean(list: &[Q]) -> Q {
    let mut sum = int(0);
    for x in list {
        sum += x;
    }
    sum / int(list.len())
}

/// The square of the standard deviation: `by` is `population` (n) or `sample` (n − 1); zero for one number.
pub(crate) fn variance(list: &[Q], by: &str) -> Q {
    let m = mean(list);
    let mut sum = int(0);
    for x in list {
        let d = x - &m;
        sum += &d * &d;
    }
    match (list.len(), by) {
        (1, _) => int(0),
        (n, "sample") => sum / int(n - 1),
        (n, "population") => sum / int(n),
        (_, other) => panic!("unknown kind of deviation {other}"),
    }
}

/// Rounds a rational: modes `half_up` (ties away from zero), `half_even`, `up` (away from zero), `down` (towards zero).
pub(crate) fn round(x: &Q, decimals: u32, mode: &str) -> Q {
    let zero = int(0);
    if *x < zero {
        return -round(&-x, decimals, mode);
    }
    let scaled = x * Q::from_integer(ten(decimals));
    let below = scaled.floor();
    let rest = &scaled - &below;
    let half = Q::new(BigInt::from(1), BigInt::from(2));
    let odd = below.to_integer() % BigInt::from(2) == BigInt::from(1);
    let away = match mode {
        "up" => rest > zero,
        "down" => false,
        "half_up" => rest >= half,
        "half_even" => rest > half || (rest == half && odd),
        other => panic!("unknown rounding mode {other}"),
    };
    let steps = if away { below + int(1) } else { below };
    steps / Q::from_integer(ten(decimals))
}

/// Prints a number whose decimals end, with at least `least` and no superfluous decimals.
fn write(x: &Q, decimals: u32, least: usize) -> String {
    let scaled = x * Q::from_integer(ten(decimals));
    assert!(scaled.is_integer(), "{x} has more than {decimals} decimals");
    let negative = scaled < int(0);
    let whole = if negative { -scaled } else { scaled }.to_integer().to_string();
    let width = usize::try_from(decimals).unwrap();
    let padded = format!("{whole:0>width$}", width = width + 1);
    let (before, after) = padded.split_at(padded.len() - width);
    let mut after = after.to_owned();
    while after.len() > least && after.ends_with('0') {
        after.pop();
    }
    while after.len() < least {
        after.push('0');
    }
    format!("{}{before}.{after}", if negative { "-" } else { "" })
}

/// Prints a computed price, cut, ratio or score: half-up to 8 decimals, zeros dropped down to 4.
pub(crate) fn print(x: &Q) -> String {
    write(&round(x, 8, "half_up"), 8, 4)
}

/// Prints a share: as above, zeros dropped down to 2.
pub(crate) fn print_share(x: &Q) -> String {
    write(&round(x, 8, "half_up"), 8, 2)
}

/// Prints a price of the grid of `what_if` in full, with at least 4 decimals.
pub(crate) fn print_full(x: &Q) -> String {
    write(x, 30, 4)
}

/// The real number `base − times·√under`; rational when `times` is zero.
#[derive(Clone, Debug)]
pub(crate) struct Real {
    base: Q,
    times: Q,
    under: Q,
    /// The first enclosure, taken once.
    ends: (Q, Q),
}

impl Real {
    /// A rational as a real.
    pub(crate) fn exact(x: Q) -> Real {
        Real { ends: (x.clone(), x.clone()), base: x, times: int(0), under: int(0) }
    }

    /// `base − times·√under` with `times` and `under` not negative.
    pub(crate) fn less_root(base: Q, times: Q, under: Q) -> Real {
        if times == int(0) {
            return Real::exact(base);
        }
        let (top, bottom) = (under.numer().sqrt(), under.denom().sqrt());
        if &top * &top == *under.numer() && &bottom * &bottom == *under.denom() {
            return Real::exact(base - times * Q::new(top, bottom));
        }
        let ends = enclosure(&base, &times, &under, DIGITS);
        Real { base, times, under, ends }
    }

    /// The number times a rational that is not negative.
    pub(crate) fn scaled(&self, by: &Q) -> Real {
        Real::less_root(&self.base * by, &self.times * by, self.under.clone())
    }

    /// Calls with narrower and narrower enclosures until one decides.
    fn decide<T>(&self, call: impl Fn(&Q, &Q) -> Option<T>) -> T {
        let (mut low, mut high) = self.ends.clone();
        let mut digits = DIGITS;
        loop {
            if let Some(answer) = call(&low, &high) {
                return answer;
            }
            digits *= 2;
            (low, high) = enclosure(&self.base, &self.times, &self.under, digits);
        }
    }

    /// How the number compares with a rational. A rational number is both ends of its enclosure.
    pub(crate) fn compare(&self, other: &Q) -> Ordering {
        self.decide(|low, high| {
            if low > other {
                Some(Ordering::Greater)
            } else if high < other {
                Some(Ordering::Less)
            } else if low == high {
                Some(Ordering::Equal)
            } else {
                None
            }
        })
    }

    /// The larger of the number and a rational.
    pub(crate) fn at_least(self, other: Q) -> Real {
        if self.compare(&other) == Ordering::Less { Real::exact(other) } else { self }
    }

    /// The number, rounded: both ends of an enclosure that is narrow enough round to the same decimal.
    pub(crate) fn rounded(&self, decimals: u32, mode: &str) -> Q {
        self.decide(|low, high| {
            let (low, high) = (round(low, decimals, mode), round(high, decimals, mode));
            (low == high).then_some(low)
        })
    }

    /// Prints the number like every computed price.
    pub(crate) fn print(&self) -> String {
        print(&self.rounded(8, "half_up"))
    }
}

/// Two rationals that enclose `base − times·√under`: √(n/d) lies between ⌊√(n·d·10²ᵏ)⌋ and the next integer, over d·10ᵏ;
/// both ends are then moved outwards to whole multiples of 10⁻ᵏ.
fn enclosure(base: &Q, times: &Q, under: &Q, digits: u32) -> (Q, Q) {
    let scale = Q::from_integer(ten(digits));
    let floor = (under.numer() * under.denom() * ten(2 * digits)).sqrt();
    let root = |top: BigInt| times * Q::new(top, under.denom().clone());
    let low = (base * &scale - root(&floor + BigInt::from(1))).floor();
    let high = (base * &scale - root(floor)).ceil();
    (low / &scale, high / &scale)
}
