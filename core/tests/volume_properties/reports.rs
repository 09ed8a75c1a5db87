//! Rules 1 to 6: floors, deviations, verdicts, coverage.

use super::*;

fn year(year: u32) -> Year {
    Year::new(year).unwrap()
}

fn history() -> impl Strategy<Value = Vec<YearQuantity>> {
    let bought = prop_oneof![1 => Just(None), 1 => Just(Some(0_i64)), 5 => (1_i64..=30).prop_map(|units| Some(units * 10_000_000))];
    prop::collection::vec(bought, 4).prop_map(|bought| {
        let of =
            |(n, bought): (u32, Option<i64>)| Some(YearQuantity { year: year(2022 + n), quantity: number(bought?) });
        (0..).zip(bought).filter_map(of).collect()
    })
}

fn line(drug: usize) -> impl Strategy<Value = ReportLine> {
    let reported = prop_oneof![3 => (0_i64..=30).prop_map(|units| units * 8_000_000), 2 => quantity()];
    let parts =
        (reported, prop::option::of(quantity()), prop::option::of((quantity(), 1_i64..5_000_000, any::<bool>())));
    let rest =
        (prop::option::weighted(0.2, quantity()), history(), select(ExplanationState::ALL), prop::bool::weighted(0.1));
    (parts, rest).prop_map(move |((generic, brand, converted), (child, history, explanation, unreasonable))| {
        ReportLine {
            drug: key(drug),
            generic_quantity: number(generic),
            brand_reports: brand
                .map(|brand| BrandReport { product: id("b"), quantity: number(brand) })
                .into_iter()
                .collect(),
            converted: converted
                .map(|(quantity, ratio, own)| volume::ConvertedReport {
                    specification: id("s"),
                    quantity: number(quantity),
                    ratio: number(ratio),
                    ratio_source: if own { volume::RatioSource::Institution } else { volume::RatioSource::Published },
                })
                .into_iter()
                .collect(),
            child_suitable_quantity: number(child.unwrap_or(0)),
            history,
            explanation,
            reason: None,
            unreasonable,
        }
    })
}

pub(super) fn report() -> impl Strategy<Value = ReportQuestion> {
    let required = prop::collection::btree_set(0_usize..5, 0..5);
    ((line(0), line(1), line(2)), 0_usize..=3, required, select(InstitutionKind::ALL)).prop_map(
        |((one, two, three), lines, required, institution_kind)| ReportQuestion {
            institution: id("H"),
            institution_kind,
            reporting_year: Some(year(2025)),
            required_drugs: required.into_iter().map(key).collect(),
            report_floor: None,
            report_window: None,
            deviation_up: None,
            deviation_down: None,
            lines: [one, two, three].into_iter().take(lines).collect(),
        },
    )
}

fn verdicts(name: &str, question: &ReportQuestion) -> volume::ReportCheck {
    volume::check_report(&book(name), question).unwrap()
}

/// The line with so much more reported without a brand, in millionths.
fn more(question: &ReportQuestion, line: usize, more: i64) -> ReportQuestion {
    let mut other = question.clone();
    let reported = other.lines[line].generic_quantity.millionths();
    other.lines[line].generic_quantity = number((reported + more).min(MOST));
    other
}

proptest! {
    #![proptest_config(config())]

    /// A larger report never has a worse floor outcome, nor a worse verdict where the floor alone is tested; at the floor it is met.
    #[test]
    fn more_reported_never_misses_the_floor(question in report(), line in any::<Index>(), extra in 0_i64..400_000_000) {
        let answer = verdicts("cn-batch-11", &question);
        for (n, asked) in question.lines.iter().enumerate() {
            let of = |answer: &volume::ReportCheck| answer.lines.iter().find(|line| line.drug == asked.drug).unwrap().clone();
            let before = of(&answer);
            floor_holds(&before, asked)?;
            if let Some(floor) = before.floor_quantity.as_ref().filter(|_| line.index(question.lines.len()) == n) {
                let missing = (floor.exact() - before.reported_total.exact()).max(zero());
                let least = millionths_below(&(&missing + &fraction(999_999, 1_000_000_000_000)));
                for (by, met) in [(least, true), (least.saturating_sub(1), least == 0), (extra, least <= extra)] {
                    let after = of(&verdicts("cn-batch-11", &more(&question, n, by.max(0))));
                    prop_assert_eq!(after.floor_outcome == FloorOutcome::Met, met, "{} more", by);
                    prop_assert!(after.verdict <= before.verdict);
                }
            }
        }
    }

    /// A deviation on a limit is within; a wider limit never finds more; the wider report is never below.
    #[test]
    fn deviations_are_monotone(
        mut question in report(), limits in [0_i64..=1_500_000, 0_i64..=1_500_000], down in [share(), share()],
        extra in 0_i64..400_000_000,
    ) {
        let mut answer = |up: i64, down: i64| {
            (question.deviation_up, question.deviation_down) = (Some(number(up)), Some(number(down)));
            verdicts("zhejiang-2025", &question)
        };
        let narrow = answer(limits[0].min(limits[1]), down[0].min(down[1]));
        let wide = answer(limits[0].max(limits[1]), down[0].max(down[1]));
        for (narrow, wide) in narrow.lines.iter().zip(&wide.lines) {
            prop_assert_eq!(&narrow.deviation, &wide.deviation);
            prop_assert!(wide.deviation_outcome == narrow.deviation_outcome || wide.deviation_outcome == DeviationOutcome::Within);
            prop_assert!(wide.verdict <= narrow.verdict);
            let Some(deviation) = &narrow.deviation else { continue };
            let wanted = match deviation.exact() {
                deviation if *deviation > exactly(limits[0].min(limits[1])) => DeviationOutcome::Above,
                deviation if *deviation < exactly(-down[0].min(down[1])) => DeviationOutcome::Below,
                _ => DeviationOutcome::Within,
            };
            prop_assert_eq!(narrow.deviation_outcome, wanted);
        }
        for n in 0..question.lines.len() {
            let outcome = |answer: &volume::ReportCheck| {
                answer.lines.iter().find(|line| line.drug == question.lines[n].drug).unwrap().deviation_outcome
            };
            let after = verdicts("zhejiang-2025", &more(&question, n, extra));
            prop_assert!(outcome(&after) != DeviationOutcome::Below || outcome(&wide) == DeviationOutcome::Below);
            prop_assert!(outcome(&wide) != DeviationOutcome::Above || outcome(&after) == DeviationOutcome::Above);
        }
    }

    /// The verdict of a report is its worst; drugs without a line are missing, whatever was reported of the others, and change no verdict.
    #[test]
    fn coverage_and_verdict(question in report(), seed in any::<u64>()) {
        let answer = verdicts("cn-batch-11", &question);
        prop_assert_eq!(answer.verdict, answer.lines.iter().map(|line| line.verdict).max());
        let counts = answer.verdict_counts;
        let counted = [counts.pass, counts.accepted, counts.review, counts.explain, counts.r#return];
        for (verdict, counted) in ReportVerdict::ALL.iter().zip(counted) {
            let lines = answer.lines.iter().filter(|line| line.verdict == *verdict).count();
            prop_assert_eq!(usize::try_from(counted).unwrap(), lines);
        }
        for line in &answer.lines {
            let asked = question.lines.iter().find(|known| known.drug == line.drug).unwrap();
            let verdict = match (asked.unreasonable, line.needs_explanation.is_empty(), asked.explanation) {
                (true, _, _) | (_, false, ExplanationState::Rejected) => ReportVerdict::Return,
                (_, true, _) => ReportVerdict::Pass,
                (_, _, ExplanationState::None) => ReportVerdict::Explain,
                (_, _, ExplanationState::Given) => ReportVerdict::Review,
                (_, _, ExplanationState::Accepted) => ReportVerdict::Accepted,
            };
            prop_assert_eq!(line.verdict, verdict);
            prop_assert!(line.needs_explanation.is_sorted());
            let child = line.needs_explanation.contains(&NeedsExplanation::ChildSuitable);
            prop_assert_eq!(child, asked.child_suitable_quantity > NonNegative::ZERO);
        }
        let missing: Vec<&Id> =
            question.required_drugs.iter().filter(|drug| question.lines.iter().all(|line| line.drug != **drug)).collect();
        prop_assert_eq!(answer.complete, missing.is_empty());
        prop_assert_eq!(answer.missing_drugs.len(), missing.len());
        prop_assert!(answer.missing_drugs.is_sorted() && answer.missing_drugs.iter().all(|drug| missing.contains(&drug)));
        // Lines of zero make it complete.
        let mut other = question.clone();
        let zero_line = |drug: &Id| ReportLine { drug: drug.clone(), ..blank() };
        other.lines.extend(answer.missing_drugs.iter().map(zero_line));
        let mut rng = Rng::new(seed);
        shuffle(&mut rng, &mut other.lines);
        shuffle(&mut rng, &mut other.required_drugs);
        let after = verdicts("cn-batch-11", &other);
        prop_assert!(after.complete && after.missing_drugs.is_empty());
        prop_assert_eq!(after.verdict.max(answer.verdict), after.verdict);
        prop_assert_eq!(after.verdict, answer.verdict.max(after.lines.first().map(|_| ReportVerdict::Pass)));
    }
}

fn blank() -> ReportLine {
    serde_json::from_value(json!({ "drug": "blank" })).unwrap()
}

/// Total, mean and floor of batch 11 by their definitions.
fn floor_holds(line: &LineCheck, asked: &ReportLine) -> Result<(), TestCaseError> {
    let converted = asked.converted.iter().map(|known| &Rational::from(known.quantity) * &Rational::from(known.ratio));
    let brands = asked.brand_reports.iter().map(|known| Rational::from(known.quantity));
    let total = &Rational::from(asked.generic_quantity) + &brands.chain(converted).sum::<Rational>();
    prop_assert_eq!(line.reported_total.exact(), &total);
    let used: Vec<&YearQuantity> =
        asked.history.iter().filter(|known| matches!(known.year.get(), 2023 | 2024)).collect();
    let bought = used.iter().map(|known| Rational::from(known.quantity)).sum::<Rational>();
    let mean = bought.checked_div(&used.len().into());
    prop_assert_eq!(line.history_mean.as_ref().map(Figure::exact), mean.as_ref());
    let outcome = match mean.filter(|mean| *mean > zero()) {
        None => FloorOutcome::NoHistory,
        Some(mean) => {
            prop_assert_eq!(line.floor_quantity.as_ref().unwrap().exact(), &(&fraction(4, 5) * &mean));
            let five_times = &Rational::from(5) * &total;
            if five_times >= &Rational::from(4) * &mean { FloorOutcome::Met } else { FloorOutcome::Below }
        }
    };
    prop_assert_eq!(line.floor_outcome, outcome);
    Ok(())
}
