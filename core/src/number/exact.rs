//! Computed figures: exact until they are rounded or printed.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::Zero;
use serde::Serialize;

use super::rational::power_of_ten;
use super::rounding::Fraction;
use super::{Rational, Rounding};

/// `a − √q` with rational `a` and rational `q ≥ 0`: what a mean minus a multiple of a standard deviation is.
///
/// No square root is ever taken to compare: `p ≤ a − √q` iff `a − p ≥ 0` and `(a − p)² ≥ q`.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    a: Rational,
    q: Rational,
}

impl Root {
    /// `a − √q`, for `q ≥ 0`.
    pub(crate) fn new(a: Rational, q: Rational) -> Root {
        Root { a, q }
    }

    /// How `self` compares with the rational `p`.
    fn cmp_rational(&self, p: &Rational) -> Ordering {
        let above = &self.a - p;
        match above.sign() {
            Ordering::Less => Ordering::Less,
            _ => above.squared().cmp(&self.q),
        }
    }

    /// `k · self`, for `k ≥ 0`.
    fn times(&self, k: &Rational) -> Root {
        Root { a: &self.a * k, q: &self.q * &k.squared() }
    }

    /// `⌊self · 10^decimals⌋`.
    fn floor_units(&self, decimals: u8) -> BigInt {
        let scale = Rational::from(power_of_ten(decimals));
        let scaled = self.times(&scale);
        let whole_a = scaled.a.to_big().floor().to_integer();
        let whole_root = scaled.q.to_big().floor().to_integer().sqrt();
        // a − √q lies in (⌊a⌋ − ⌊√q⌋ − 1, ⌊a⌋ − ⌊√q⌋ + 1): the floor is one of two integers, told apart exactly.
        let upper = whole_a - whole_root;
        if scaled.cmp_rational(&Rational::from(upper.clone())).is_ge() { upper } else { upper - 1 }
    }

    /// `self · 10^decimals`, rounded to an integer: the exact real number is rounded, no approximation of it.
    fn rounded_units(&self, rounding: Rounding) -> BigInt {
        let floor = self.floor_units(rounding.decimals());
        let scaled = self.times(&Rational::from(power_of_ten(rounding.decimals())));
        let below = Rational::from(floor.clone());
        let fraction = if scaled.cmp_rational(&below).is_eq() {
            Fraction::Zero
        } else {
            let half = &below + &Rational::fraction(1, 2).unwrap_or(Rational::ZERO);
            Fraction::Between(scaled.cmp_rational(&half))
        };
        let negative = self.cmp_rational(&Rational::ZERO).is_lt();
        let up = rounding.mode().rounds_up(fraction, floor.is_even(), negative);
        floor + i32::from(up)
    }
}

/// A computed figure: a price, a cut, a ratio, a limit.
///
/// It is the exact real number, rational or `a − √q`. Compare and [round](Exact::round) it freely; it prints (and serializes, as a
/// decimal string) rounded half-up to 8 decimals, with at least 4 shown. The printed text is never used again in a computation.
///
/// # Example
///
/// ```
/// use jicai::number::{Exact, Rational};
///
/// let limit = Exact::from(Rational::fraction(9, 5).unwrap());
/// assert!(limit.at_least(&Rational::fraction(18, 10).unwrap()));
/// assert_eq!(limit.to_string(), "1.8000");
/// ```
#[derive(Clone, Debug)]
pub struct Exact(Value);

#[derive(Clone, Debug)]
enum Value {
    Rational(Rational),
    Root(Box<Root>),
}

impl Exact {
    /// Whether `p ≤ self`, exactly.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Exact, Price, Rational};
    ///
    /// // 1.8 times 0.3333: a bid of 0.5999 is inside, 0.6000 is not, though the limit prints as 0.59994.
    /// let limit = Exact::from(&Rational::from("0.3333".parse::<Price>()?) * &Rational::fraction(9, 5).unwrap());
    /// assert!(limit.at_least(&"0.5999".parse::<Price>()?.into()));
    /// assert!(!limit.at_least(&"0.6000".parse::<Price>()?.into()));
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    pub fn at_least(&self, p: &Rational) -> bool {
        self.cmp_rational(p).is_ge()
    }

    /// How `self` compares with `p`, exactly.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Exact, Rational};
    ///
    /// let third = Exact::from(Rational::fraction(1, 3).unwrap());
    /// assert!(third.cmp_rational(&Rational::fraction(2, 6).unwrap()).is_eq());
    /// assert!(third.cmp_rational(&Rational::fraction(33_333_333, 100_000_000).unwrap()).is_gt()); // what it prints as
    /// ```
    pub fn cmp_rational(&self, p: &Rational) -> Ordering {
        match &self.0 {
            Value::Rational(value) => value.cmp(p),
            Value::Root(root) => root.cmp_rational(p),
        }
    }

    /// The value as a fraction, unless it is an irrational root.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Exact, Rational};
    ///
    /// let cut = Exact::from(Rational::fraction(445, 2226).unwrap());
    /// assert_eq!(cut.as_rational(), Rational::fraction(445, 2226).as_ref());
    /// ```
    pub fn as_rational(&self) -> Option<&Rational> {
        match &self.0 {
            Value::Rational(value) => Some(value),
            Value::Root(_) => None,
        }
    }

    /// The exact real number, rounded.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::{Exact, Rational, Rounding, RoundingMode};
    ///
    /// let cut = Exact::from(Rational::fraction(445, 2226).unwrap()); // 1 − 17.81 ÷ 22.26
    /// let percent = cut.round(Rounding::new(4, RoundingMode::HalfUp).unwrap());
    /// assert_eq!((cut.to_string().as_str(), percent.to_string().as_str()), ("0.19991015", "0.1999"));
    /// ```
    pub fn round(&self, rounding: Rounding) -> Rational {
        match &self.0 {
            Value::Rational(value) => value.round(rounding),
            Value::Root(root) => {
                let units = Rational::from(root.rounded_units(rounding));
                let scale = Rational::from(power_of_ten(rounding.decimals()));
                units.checked_div(&scale).unwrap_or(Rational::ZERO)
            }
        }
    }

    /// The larger of `self` and `p`.
    pub(crate) fn or_at_least(self, p: &Rational) -> Exact {
        if self.at_least(p) { self } else { Exact::from(p.clone()) }
    }

    /// `k · self`, for `k ≥ 0`.
    pub(crate) fn times(&self, k: &Rational) -> Exact {
        match &self.0 {
            Value::Rational(value) => Exact::from(value * k),
            Value::Root(root) => Exact::from(root.times(k)),
        }
    }
}

impl From<Rational> for Exact {
    fn from(value: Rational) -> Self {
        Exact(Value::Rational(value))
    }
}

impl From<Root> for Exact {
    fn from(root: Root) -> Self {
        if root.q.to_big().is_zero() { Exact::from(root.a) } else { Exact(Value::Root(Box::new(root))) }
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Value::Rational(value) => value.fmt(f),
            Value::Root(_) => self.round(Rounding::PRINT).fmt(f),
        }
    }
}

impl Serialize for Exact {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A computed share of a whole: like [`Exact`], but at least 2 decimals are shown.
///
/// # Example
///
/// ```
/// use jicai::award::{Rulebook, group_bidders};
///
/// let question = jicai::evaluate::read(serde_json::json!({ "liner_required": false, "bidders": [
///     { "company": "A", "volume": "1", "supplies_all_regions": true },
///     { "company": "B", "volume": "2", "supplies_all_regions": true } ] }))?;
/// let groups = group_bidders(&*Rulebook::builtin("award/cn-joints-2021")?, &question)?;
/// assert_eq!(groups.bidders[0].volume_share.to_string(), "0.66666667"); // B's; a half would be "0.50"
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(Rational);

impl Share {
    /// `part ÷ whole`; zero of a whole that is zero.
    pub(crate) fn of(part: &Rational, whole: &Rational) -> Share {
        Share(part.checked_div(whole).unwrap_or(Rational::ZERO))
    }

    /// The exact share.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::number::Rational;
    ///
    /// # let question = jicai::evaluate::read(serde_json::json!({ "liner_required": false, "bidders": [
    /// #     { "company": "A", "volume": "1", "supplies_all_regions": true },
    /// #     { "company": "B", "volume": "2", "supplies_all_regions": true } ] }))?;
    /// # let groups = jicai::award::group_bidders(&*jicai::award::Rulebook::builtin("award/cn-joints-2021")?, &question)?;
    /// // A firm with 1 of 3 units, and one with 2: the exact shares add up to the whole, the printed ones need not.
    /// let shares = groups.bidders.iter().map(|bidder| bidder.volume_share.as_rational());
    /// assert_eq!(shares.fold(Rational::ZERO, |sum, share| &sum + share), Rational::ONE);
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn as_rational(&self) -> &Rational {
        &self.0
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write_rounded(f, Rounding::PRINT, 2)
    }
}

impl Serialize for Share {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::{Exact, Share};
    use crate::number::decimal::decimal_schema;

    decimal_schema!(Exact, "A computed figure: decimal string, rounded half-up to 8 decimals.");
    decimal_schema!(Share, "A computed share: decimal string, `\"0.60\"` is 60 %.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::RoundingMode;

    fn r(num: i128, den: i128) -> Rational {
        Rational::fraction(num, den).unwrap()
    }

    #[test]
    fn compares_and_rounds_roots_exactly() {
        // m − 2s of five bids at 0.10, 1.00 ×4 (population): 0.82 − 0.72 = 0.10 exactly.
        let line = Exact::from(Root::new(r(82, 100), &r(4, 1) * &r(1296, 10_000)));
        assert!(line.cmp_rational(&r(1, 10)).is_eq());
        assert_eq!(line.to_string(), "0.1000");

        // 0.85 − √0.45 = 0.179179606750063…
        let line = Exact::from(Root::new(r(85, 100), r(45, 100)));
        assert_eq!(line.to_string(), "0.17917961");
        let at = |decimals, mode| line.round(Rounding::new(decimals, mode).unwrap()).to_string();
        assert_eq!(at(4, RoundingMode::Down), "0.1791");
        assert_eq!(at(4, RoundingMode::Up), "0.1792");

        // 1 − √2 is negative: away from zero is down.
        let negative = Exact::from(Root::new(r(1, 1), r(2, 1)));
        assert_eq!(negative.to_string(), "-0.41421356");
        let up = negative.round(Rounding::new(2, RoundingMode::Up).unwrap());
        assert_eq!(up.to_string(), "-0.4200");
    }
}
