//! Marks of long tables: one class in a call, prices by the column.

use super::super::parameters::{MarkRule, RedLimit};
use super::super::rulebook::Rulebook;
use super::super::vocabulary::{Anchor, Mark, MarkClass};
use crate::column_error::ColumnError;
use crate::error::Error;
use crate::number::Rational;

/// Prices of a table of products of one class; all slices are of one length, in 10⁻⁶ yuan, above zero.
///
/// A column that the class's anchor does not need may be empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct MarkColumns<'a> {
    /// Listed prices.
    pub price: &'a [i64],
    /// Highest national winning prices: anchors `highest_winning` and `reference`.
    pub highest_winning_price: &'a [i64],
    /// Highest listing prices of the generic name: anchor `reference`.
    pub highest_listing_price: &'a [i64],
    /// 75th percentiles of listing prices: anchor `p75_listing`.
    pub p75_listing_price: &'a [i64],
    /// Lowest listing prices: anchor `lowest_listing`.
    pub lowest_listing_price: &'a [i64],
}

/// Marks every price: the marks of [`price_mark`](super::super::price_mark()).
///
/// `marks` is as long as the table. Rows before the first bad one are filled in, later ones are left alone.
///
/// # Errors
///
/// `rule_gap` where the rulebook does not say how the class is marked; `invalid_input` without a row where slices differ in length or the
/// class is `winner_not_supplying`, with the row for a price that is not above zero.
///
/// # Example
///
/// ```
/// use jicai::execution::{Mark, MarkClass, MarkColumns, Rulebook, price_mark_columns};
///
/// let rulebook = Rulebook::builtin("execution/henan-2026-marks")?;
/// let table = MarkColumns {
///     price: &[18_000_000, 18_010_000, 30_010_000],
///     highest_winning_price: &[10_000_000; 3],
///     ..MarkColumns::default()
/// };
/// let mut marks = [Mark::None; 3];
/// price_mark_columns(&rulebook, MarkClass::Evaluated, &table, &mut marks)?;
/// assert_eq!(marks, [Mark::None, Mark::Yellow, Mark::Red]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: rule 23 of the [module page](super::super).
pub fn price_mark_columns(
    rulebook: &Rulebook,
    class: MarkClass,
    columns: &MarkColumns<'_>,
    marks: &mut [Mark],
) -> Result<(), ColumnError> {
    let kernel = Kernel::of(rulebook, class).map_err(ColumnError::of_table)?;
    let rows = columns.price.len();
    let needed = kernel.needed(columns);
    for (name, length) in needed.iter().map(|(name, column)| (*name, column.len())).chain([("marks", marks.len())]) {
        if length != rows {
            let message = format!("{name} must have one entry a row, got `{length}` for `{rows}` rows");
            return Err(ColumnError::of_table(Error::invalid_input(format!("/columns/{name}"), message)));
        }
    }
    let positive = |name: &str, row: usize, value: i64| {
        if value > 0 {
            return Ok(value);
        }
        let message = format!("{name} must be greater than zero, got `{value}` millionths");
        Err(ColumnError::in_row(row, Error::invalid_input(format!("/columns/{name}"), message)))
    };
    let (first, second) = match needed.as_slice() {
        [first, second, ..] => (first, Some(second)),
        [first] => (first, None),
        [] => return Ok(()),
    };
    for (row, mark) in marks.iter_mut().enumerate() {
        let at = |column: &[i64]| column.get(row).copied().unwrap_or(0);
        let price = positive("price", row, at(columns.price))?;
        let base = positive(first.0, row, at(first.1))?;
        let listing = second.map(|(name, column)| positive(name, row, at(column))).transpose()?;
        *mark = kernel.mark(price, base, listing);
    }
    Ok(())
}

/// A multiple as a fraction of machine integers, or as it is where it is longer.
enum Multiple {
    Short { num: i128, den: i128 },
    Long(Rational),
}

impl Multiple {
    fn of(value: Rational) -> Multiple {
        // Both parts below 2^63: products with prices fit 128 bits.
        match value.small_parts() {
            Some((num, den)) => Multiple::Short { num: num.into(), den: den.into() },
            None => Multiple::Long(value),
        }
    }

    /// How `price` compares with this multiple of `base`.
    fn compare(&self, price: i64, base: i64) -> std::cmp::Ordering {
        let (price, base) = (i128::from(price), i128::from(base));
        match self {
            Multiple::Short { num, den } => price.saturating_mul(*den).cmp(&base.saturating_mul(*num)),
            Multiple::Long(multiple) => Rational::from(price).cmp(&(multiple * &Rational::from(base))),
        }
    }
}

/// The rule of a class with its multiples of the anchor.
struct Kernel {
    anchor: Anchor,
    inclusive: bool,
    yellow: Multiple,
    red: Option<Multiple>,
    suspend: Option<Multiple>,
    /// The same as multiples of the evaluated products' yellow limit, which caps the anchor of a reference product.
    of_evaluated: Option<[Option<Multiple>; 3]>,
    evaluated: Multiple,
}

impl Kernel {
    fn of(rulebook: &Rulebook, class: MarkClass) -> Result<Kernel, Error> {
        if class == MarkClass::WinnerNotSupplying {
            return Err(Error::invalid_input(
                "/class",
                "class must not be `winner_not_supplying`: it has a cap, no marks",
            )
            .with_help("ask price_mark or non_supply_cap for it"));
        }
        let sink = &mut ();
        let rules = rulebook.mark_rules.need(sink)?;
        let Some(rule) = rules.0.get(&class) else {
            return Err(rulebook.gap(&format!("how prices of the class `{class}` are marked")));
        };
        let inclusive = *rulebook.mark_inclusive.need(sink)?;
        let suspend = rulebook.mark_suspend_multiple.read(sink)?.copied().map(Rational::from);
        let multiples = [Some(rule.yellow_multiple.into()), red(rule), suspend];
        let evaluated = rules.0.get(&MarkClass::Evaluated).map_or(Rational::ONE, |rule| rule.yellow_multiple.into());
        let of_evaluated = (rule.anchor == Anchor::Reference)
            .then(|| multiples.clone().map(|multiple| multiple.map(|multiple| Multiple::of(&multiple * &evaluated))));
        let [yellow, red, suspend] = multiples;
        Ok(Kernel {
            anchor: rule.anchor,
            inclusive,
            yellow: Multiple::of(yellow.unwrap_or(Rational::ONE)),
            red: red.map(Multiple::of),
            suspend: suspend.map(Multiple::of),
            of_evaluated,
            evaluated: Multiple::of(evaluated),
        })
    }

    /// The columns that the anchor needs, by name.
    fn needed<'a>(&self, columns: &MarkColumns<'a>) -> Vec<(&'static str, &'a [i64])> {
        let winning = ("highest_winning_price", columns.highest_winning_price);
        match self.anchor {
            Anchor::HighestWinning => vec![winning],
            Anchor::P75Listing => vec![("p75_listing_price", columns.p75_listing_price)],
            Anchor::LowestListing => vec![("lowest_listing_price", columns.lowest_listing_price)],
            Anchor::Reference => vec![winning, ("highest_listing_price", columns.highest_listing_price)],
        }
    }

    fn mark(&self, price: i64, base: i64, listing: Option<i64>) -> Mark {
        match (listing, &self.of_evaluated) {
            // The anchor is the highest listing price, or the yellow limit of evaluated products if that is lower.
            (Some(listing), Some([yellow, red, suspend])) if self.evaluated.compare(listing, base).is_ge() => {
                self.strictest(price, base, yellow.as_ref(), red.as_ref(), suspend.as_ref())
            }
            (Some(listing), _) => {
                self.strictest(price, listing, Some(&self.yellow), self.red.as_ref(), self.suspend.as_ref())
            }
            (None, _) => self.strictest(price, base, Some(&self.yellow), self.red.as_ref(), self.suspend.as_ref()),
        }
    }

    fn strictest(
        &self,
        price: i64,
        anchor: i64,
        yellow: Option<&Multiple>,
        red: Option<&Multiple>,
        suspend: Option<&Multiple>,
    ) -> Mark {
        let passes = |multiple: &Multiple| match multiple.compare(price, anchor) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => self.inclusive,
            std::cmp::Ordering::Less => false,
        };
        if suspend.is_some_and(passes) {
            Mark::Suspended
        } else if red.is_some_and(passes) {
            Mark::Red
        } else if yellow.is_some_and(passes) {
            Mark::Yellow
        } else {
            Mark::None
        }
    }
}

/// The red limit as a multiple of the anchor.
fn red(rule: &MarkRule) -> Option<Rational> {
    match rule.red {
        RedLimit::Multiple(multiple) => Some(multiple.into()),
        RedLimit::FromYellow { divide, multiply } => {
            let yellow = &Rational::from(rule.yellow_multiple) * &Rational::from(multiply);
            yellow.checked_div(&divide.into())
        }
        RedLimit::None => None,
    }
}
