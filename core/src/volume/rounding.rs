//! Rounding of parts (convention 8): each alone, or so that nothing is lost.

use std::cmp::Ordering;

use super::number::Positive;
use super::parameters::PartRoundingRule;
use super::vocabulary::PartRounding;
use crate::number::Rational;
use crate::sorting::Sorting;

/// The parts of one group, rounded; they come in output order.
///
/// *Source*: convention 8 of the volume rules.
pub(super) fn round(parts: Vec<Rational>, rule: PartRoundingRule) -> Vec<Rational> {
    let Some((mode, step)) = rule.steps() else { return parts };
    match mode {
        PartRounding::None => parts,
        PartRounding::HalfUp => parts.iter().map(|part| half_up(part, step)).collect(),
        PartRounding::Up => parts.iter().map(|part| up(part, step)).collect(),
        PartRounding::Down => parts.iter().map(|part| down(part, step)).collect(),
        PartRounding::LargestRemainder => largest_remainder(&parts, step),
    }
}

/// How many whole steps a part has.
fn whole_steps(part: &Rational, step: Positive) -> Rational {
    let step = Rational::from(step);
    part.checked_div(&step).map_or(Rational::ZERO, |steps| steps.floored())
}

fn down(part: &Rational, step: Positive) -> Rational {
    &whole_steps(part, step) * &Rational::from(step)
}

fn up(part: &Rational, step: Positive) -> Rational {
    let floor = down(part, step);
    if floor < *part { &floor + &Rational::from(step) } else { floor }
}

/// Ties go up.
fn half_up(part: &Rational, step: Positive) -> Rational {
    let floor = down(part, step);
    let rest = part - &floor;
    let other = &Rational::from(step) - &rest;
    if rest >= other { &floor + &Rational::from(step) } else { floor }
}

/// Every part down; the steps that the sum still holds go to the parts that lost most, the earlier first.
fn largest_remainder(parts: &[Rational], step: Positive) -> Vec<Rational> {
    let unit = Rational::from(step);
    let mut floors: Vec<Rational> = parts.iter().map(|part| down(part, step)).collect();
    let target = down(&parts.iter().sum::<Rational>(), step);
    let mut missing = &target - &floors.iter().sum::<Rational>();
    let mut by_loss: Vec<(Rational, usize)> =
        parts.iter().zip(&floors).map(|(part, floor)| part - floor).zip(0..).collect();
    by_loss.order_by(|(a, i), (b, j)| b.cmp(a).then(i.cmp(j)));
    for (_, place) in by_loss {
        if missing.sign() != Ordering::Greater {
            break;
        }
        if let Some(floor) = floors.get_mut(place) {
            *floor = &*floor + &unit;
        }
        missing = &missing - &unit;
    }
    floors
}

/// What rounding added in all.
pub(super) fn difference(rounded: &[Rational], exact: &Rational) -> Rational {
    &rounded.iter().sum::<Rational>() - exact
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fractions(parts: &[(i128, i128)]) -> Vec<Rational> {
        parts.iter().map(|(a, b)| Rational::fraction(*a, *b).unwrap()).collect()
    }

    fn rule(mode: PartRounding) -> PartRoundingRule {
        PartRoundingRule::to_steps(mode, Positive::ONE).unwrap()
    }

    #[test]
    fn each_mode_does_what_it_says() {
        let parts = fractions(&[(1, 2), (5, 2), (10, 3), (7, 1)]);
        assert_eq!(round(parts.clone(), rule(PartRounding::HalfUp)), fractions(&[(1, 1), (3, 1), (3, 1), (7, 1)]));
        assert_eq!(round(parts.clone(), rule(PartRounding::Up)), fractions(&[(1, 1), (3, 1), (4, 1), (7, 1)]));
        assert_eq!(round(parts.clone(), rule(PartRounding::Down)), fractions(&[(0, 1), (2, 1), (3, 1), (7, 1)]));
        // 13.33: 13 in all; the missing one goes to the first half.
        let remainder = round(parts, rule(PartRounding::LargestRemainder));
        assert_eq!(remainder, fractions(&[(1, 1), (2, 1), (3, 1), (7, 1)]));
    }
}
