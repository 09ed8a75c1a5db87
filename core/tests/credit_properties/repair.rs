//! Correction: what clears a grade.

use super::*;

/// Every set of steps.
fn step_sets() -> Vec<Vec<CorrectionStep>> {
    let all = CorrectionStep::ALL;
    (0..1_usize << all.len())
        .map(|bits| all.iter().enumerate().filter(|(n, _)| bits >> n & 1 == 1).map(|(_, step)| *step).collect())
        .collect()
}

fn question(matter: Matter, grade: &str, role: Role, done: Vec<CorrectionStep>) -> RepairQuestion {
    let as_of = day("2026-03-31");
    RepairQuestion { matter, grade: id(grade), role, as_of, done, products: None, revoked: false, last_day: None }
}

fn set(steps: &[CorrectionStep]) -> BTreeSet<CorrectionStep> {
    steps.iter().copied().collect()
}

/// The cells of the table: matter, grade and role, with the steps required.
fn cells(version: Version) -> Vec<(Matter, &'static str, Role, BTreeSet<CorrectionStep>)> {
    let mut cells = Vec::new();
    for matter in Matter::ALL {
        for grade in &version.codes()[1..] {
            for role in Role::ALL {
                let answer = credit::repair(&version.book(), &question(*matter, grade, *role, Vec::new()));
                if let Ok(Some(required)) = answer.map(|answer| answer.required) {
                    cells.push((*matter, *grade, *role, set(&required)));
                }
            }
        }
    }
    cells
}

/// Property 11: Of every cell and every set of steps: exactly what is required clears, more still clears, less does not; what counts grows with
/// what is done; whether the selected prices apply counts as the step for price, and never hurts.
#[test]
fn correction_is_monotone() {
    let as_of = day("2026-03-31");
    let product = |applied: Option<i64>| CorrectedProduct {
        product: id("p"),
        selected_price_applied_on: applied.map(|days| days_after(as_of, days)),
    };
    let other = CorrectedProduct { product: id("q"), selected_price_applied_on: Some(as_of) };
    let price = CorrectionStep::RemoveInflatedPrice;
    let prices = [
        (None, false),
        (Some(vec![]), false),
        (Some(vec![product(None)]), false),
        (Some(vec![other.clone(), product(Some(1))]), false),
        (Some(vec![other, product(Some(0))]), true),
    ];
    let (mut cleared, mut implied) = (0, 0);
    for version in Version::ALL {
        for (matter, grade, role, required) in cells(version) {
            for done in step_sets() {
                let mut known = None;
                for (products, applied) in &prices {
                    let asked =
                        RepairQuestion { products: products.clone(), ..question(matter, grade, role, done.clone()) };
                    let answer = credit::repair(&version.book(), &asked).unwrap();
                    assert_eq!(set(answer.required.as_ref().unwrap()), required);
                    let counts = version == Version::Cn2025 && *applied && required.contains(&price);
                    let mut has = set(&done);
                    has.extend(counts.then_some(price));
                    assert_eq!(set(&answer.counted), &has & &required);
                    assert_eq!(set(answer.missing.as_ref().unwrap()), &required - &has);
                    assert_eq!(set(&answer.not_counted), &set(&done) - &required);
                    assert_eq!(answer.implied, if counts && !done.contains(&price) { vec![price] } else { vec![] });
                    let clears = required.is_subset(&has);
                    let outcome = if clears { RepairOutcome::Cleared } else { RepairOutcome::MissingSteps };
                    assert_eq!(answer.outcome, outcome);
                    assert_eq!(answer.grade_after.as_str(), if clears { "none" } else { grade });
                    // One step more never undoes what is cleared, nor do the prices.
                    for step in CorrectionStep::ALL.iter().filter(|_| clears && done.len() < 4) {
                        let mut more = asked.clone();
                        more.done.push(*step);
                        assert_eq!(credit::repair(&version.book(), &more).unwrap().outcome, RepairOutcome::Cleared);
                    }
                    assert!(!known.is_some_and(|known| known && !clears));
                    known = Some(clears);
                    cleared += usize::from(clears);
                    implied += usize::from(!answer.implied.is_empty());
                }
            }
        }
    }
    assert!(cleared > 1_000 && implied > 1_000, "{cleared} {implied}");
}

/// Property 11: In every matter the steps grow with the grade. Of a distributor they are those of its own.
#[test]
fn required_steps_grow_with_the_grade() {
    let cells = cells(Version::Cn2025);
    let of = |matter: Matter, role: Role| {
        cells.iter().filter(move |cell| (cell.0, cell.2) == (matter, role)).map(|cell| &cell.3).collect::<Vec<_>>()
    };
    for matter in Matter::ALL {
        let steps = of(*matter, Role::Manufacturer);
        assert!(steps.windows(2).all(|pair| pair[0].is_subset(pair[1])), "{matter}");
        let grades = match matter {
            Matter::AbnormalPrice => 0,
            Matter::Obstruction | Matter::Breach => 2,
            _ => 3,
        };
        assert_eq!(steps.len(), grades, "{matter}");
        assert!(of(*matter, Role::Distributor).iter().all(|steps| **steps == set(&[CorrectionStep::NameController])));
    }
    assert!(
        credit::repair(&Version::Cn2020.book(), &question(Matter::Tax, "severe", Role::Distributor, vec![]))
            .unwrap()
            .required
            .is_none()
    );
}

proptest! {
    #![proptest_config(config())]

    /// Order and repetition of steps and products change nothing; a grade that has lapsed or is none needs no steps, whatever is said.
    #[test]
    fn order_does_not_matter(
        version in version(), matter in select(Matter::ALL), rank in any::<Index>(), role in select(Role::ALL),
        done in prop::collection::vec(select(CorrectionStep::ALL), 0..8),
        applied in prop::collection::vec(prop::option::of(-2_i64..2), 0..3),
        end in prop::option::of(-1_i64..2), revoked in 0_u8..8, seed in any::<u64>(),
    ) {
        let mut rng = Rng::new(seed);
        let grade = *rank.get(version.codes());
        let products = (0..).zip(&applied).map(|(n, applied): (u32, _)| CorrectedProduct {
            product: id(&n.to_string()),
            selected_price_applied_on: applied.map(|days| days_after(day("2026-03-31"), days)),
        });
        let asked = RepairQuestion {
            products: Some(products.collect()),
            revoked: revoked == 0,
            last_day: end.map(|days| days_after(day("2026-03-31"), days)),
            ..question(matter, grade, role, done)
        };
        let answer = credit::repair(&version.book(), &asked);
        let mut mixed = asked.clone();
        mixed.done.extend(asked.done.clone());
        shuffle(&mut rng, &mut mixed.done);
        mixed.products.iter_mut().for_each(|products| shuffle(&mut rng, products));
        prop_assert_eq!(&credit::repair(&version.book(), &mixed), &answer);
        let lapsed = asked.revoked || end.is_some_and(|days| days < 0);
        match answer {
            Ok(answer) => {
                let expected = match answer.outcome {
                    _ if grade == "none" => RepairOutcome::Cleared,
                    _ if lapsed => RepairOutcome::Lapsed,
                    other => other,
                };
                prop_assert_eq!(answer.outcome, expected);
                prop_assert_eq!(answer.outcome == RepairOutcome::Lapsed, lapsed && grade != "none");
                let is_none = matches!(answer.outcome, RepairOutcome::Cleared | RepairOutcome::Lapsed);
                prop_assert_eq!(answer.grade_after.as_str(), if is_none { "none" } else { grade });
            }
            Err(error) => {
                prop_assert_eq!((error.code(), error.path()), (Code::InvalidInput, "/input/grade"));
                prop_assert!(!lapsed && grade != "none" && version != Version::Cn2020);
            }
        }
    }
}
