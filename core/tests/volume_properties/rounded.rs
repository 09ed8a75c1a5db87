//! Convention 8: how parts are rounded, by definition. Agreed volumes, allocations, splits and retentions are rounded the same way.

use super::*;

fn is_multiple(value: &Rational, step: &Rational) -> bool {
    let steps = value.checked_div(step).unwrap();
    steps.floor().is_some_and(|floor| Rational::from(floor) == steps)
}

/// Whether these parts of one group became those.
pub(super) fn holds(rule: StatedRounding, exact: &[Rational], got: &[Rational]) -> Result<(), TestCaseError> {
    prop_assert_eq!(exact.len(), got.len());
    let Some(step) = rule.step.map(Rational::from) else {
        prop_assert_eq!(exact, got);
        return Ok(());
    };
    let moved: Vec<Rational> = exact.iter().zip(got).map(|(exact, got)| got - exact).collect();
    let back = -step.clone();
    for (moved, got) in moved.iter().zip(got) {
        prop_assert!(is_multiple(got, &step), "{} is no multiple of {}", got, step);
        prop_assert!(*moved > back && *moved < step, "{} moved by {}", got, moved);
        let twice = moved + moved;
        match rule.mode.unwrap() {
            PartRounding::HalfUp => prop_assert!(twice > back && twice <= step),
            PartRounding::Up => prop_assert!(*moved >= zero()),
            PartRounding::Down => prop_assert!(*moved <= zero()),
            PartRounding::LargestRemainder | PartRounding::None => {}
        }
    }
    if rule.mode == Some(PartRounding::LargestRemainder) {
        let off = moved.iter().sum::<Rational>();
        prop_assert!(off <= zero() && off > back, "off by {}", off);
        // A step more goes to the largest losses, among equals to the earlier.
        let losses =
            moved.iter().map(|moved| if *moved > zero() { (&step - moved, true) } else { (-moved.clone(), false) });
        let losses: Vec<(Rational, bool)> = losses.collect();
        for (n, (loss, raised)) in losses.iter().enumerate() {
            for (later, later_raised) in &losses[n + 1..] {
                prop_assert!(raised == later_raised || (*raised && loss >= later) || (*later_raised && later > loss));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    /// All units are one group: the sum is that of the parts, and what rounding added is told.
    #[test]
    fn agreed_units_are_rounded_by_definition(
        bases in prop::collection::vec(quantity(), 1..9), winners in 1_u32..7, rounding in rounding(), price in price(),
    ) {
        let question = agreement::asked(winners, VolumeClass::Ordinary, &bases, rounding, Some(price));
        let answer = volume::agreed(&book("cn-batch-02"), &question).unwrap();
        let exact: Vec<Rational> = answer.units.iter().map(|unit| answer.share.exact() * unit.base.exact()).collect();
        let got: Vec<Rational> = answer.units.iter().map(|unit| unit.agreed.exact().clone()).collect();
        holds(rounding.unwrap_or_default(), &exact, &got)?;
        prop_assert_eq!(answer.agreed_total.exact(), &got.iter().sum::<Rational>());
        let difference = answer.agreed_total.exact() - &exact.iter().sum::<Rational>();
        prop_assert_eq!(answer.rounding_difference.exact(), &difference);
        let amount = answer.agreed_total.exact() * &exactly(price);
        prop_assert_eq!(answer.amount, Some(Figure::from(amount)));
    }
}
