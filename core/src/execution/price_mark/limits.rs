//! The limits of rule 23, and the mark that a price gets by them.

use crate::execution::number::{Figure, Positive};
use crate::execution::parameters::{MarkRule, RedLimit};
use crate::execution::vocabulary::Mark;
use crate::number::Rational;

/// The anchor of a product and the limits that are multiples of it.
pub(super) struct Limits {
    pub(super) anchor: Rational,
    pub(super) yellow: Figure,
    pub(super) red: Option<Figure>,
    pub(super) suspend: Option<Figure>,
}

/// Rule 23: the limits of a class for an anchor.
pub(super) fn limits(rule: MarkRule, suspend: Option<Positive>, anchor: Rational) -> Limits {
    let times = |multiple: Positive| &Rational::from(multiple) * &anchor;
    let yellow = times(rule.yellow_multiple);
    let red = match rule.red {
        RedLimit::Multiple(multiple) => Some(Figure::exact(times(multiple))),
        RedLimit::FromYellow { divide, multiply } => {
            yellow.checked_div(&divide.into()).map(|part| Figure::quotient(&part * &Rational::from(multiply)))
        }
        RedLimit::None => None,
    };
    Limits { red, suspend: suspend.map(times).map(Figure::exact), yellow: Figure::exact(yellow), anchor }
}

impl Limits {
    /// The strictest mark whose limit the price passes.
    pub(super) fn mark(&self, price: &Rational, inclusive: bool) -> Mark {
        let passes = |limit: &Figure| if inclusive { price >= limit.value() } else { price > limit.value() };
        if self.suspend.as_ref().is_some_and(passes) {
            Mark::Suspended
        } else if self.red.as_ref().is_some_and(passes) {
            Mark::Red
        } else if passes(&self.yellow) {
            Mark::Yellow
        } else {
            Mark::None
        }
    }

    /// The limit that decided a mark: the one that was passed, or the lowest one.
    pub(super) fn decisive(&self, mark: Mark) -> Option<&Figure> {
        match mark {
            Mark::Suspended => self.suspend.as_ref(),
            Mark::Red => self.red.as_ref(),
            _ => Some(&self.yellow),
        }
    }
}
