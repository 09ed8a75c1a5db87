//! Rules 32 to 37: what the hospital keeps of the surplus.

use super::*;

pub(super) const BOOKS: [&str; 5] = [
    "retention-cn-2020",
    "retention-sichuan-2022",
    "retention-shenzhen-2024-draft",
    "retention-guangxi-2021",
    "retention-shiquan",
];

fn units() -> impl Strategy<Value = i64> {
    prop_oneof![(0_i64..=1_000).prop_map(|units| units * 1_000_000), 0_i64..1_000_000_000]
}

fn yuan() -> impl Strategy<Value = i64> {
    prop_oneof![(1_i64..=100).prop_map(|tenths| tenths * 100_000), 1_i64..10_000_000]
}

fn drug(n: usize, name: &'static str) -> impl Strategy<Value = RetentionDrug> {
    let winners = prop::collection::vec((units(), yuan()), 1..4);
    let bought = prop_oneof![2 => Just(0_i64), 3 => 0_i64..50_000_000, 1 => Just(-1_i64)];
    let prices = (winners, bought, yuan(), [share(), share(), share()]);
    let others = (units(), prop::option::of(units()), prop::option::weighted(0.3, units()));
    let scores = (score(), 0_i64..=500_000, prop::bool::weighted(0.85), prop::bool::weighted(0.2));
    (prices, others, scores).prop_map(move |((winners, beyond, before, shares), (base, other, evaluated), last)| {
        let (score, ratio, in_catalogue, repeat_cycle) = last;
        let agreed: i64 = winners.iter().map(|(agreed, _)| agreed).sum();
        let general = name != "retention-shiquan";
        let by_drug = name == "retention-guangxi-2021";
        let winner = |(n, (agreed, price)): (usize, &(i64, i64))| AgreedWinner {
            product: key(n),
            agreed_quantity: number(*agreed),
            price: number(*price),
        };
        RetentionDrug {
            drug: key(n),
            winners: winners.iter().enumerate().map(winner).collect(),
            purchased_quantity: number((agreed + beyond).max(0)),
            price_before: number(before),
            pay_ratio_contract: number(shares[0]),
            insured_share: number(shares[1]),
            base_quantity: general.then(|| number(base + agreed / 2)),
            pay_ratio_before: general.then(|| number(shares[2])),
            non_winner_amount: other.filter(|_| general).map(number),
            evaluated_non_winner_amount: evaluated.filter(|_| general).map(number),
            in_catalogue,
            repeat_cycle,
            score: by_drug.then(|| number(score)),
            ratio: by_drug.then(|| number(ratio)),
        }
    })
}

/// Scores on the edges of bands, and anywhere.
fn score() -> impl Strategy<Value = i64> {
    prop_oneof![
        select([0_i64, 60, 70, 80, 90, 100].as_slice()).prop_map(|score| score * 1_000_000),
        0_i64..=100_000_000
    ]
}

/// The rulebook and what it can be asked; rounded or not.
pub(super) fn asked() -> impl Strategy<Value = (&'static str, RetentionQuestion)> {
    select(BOOKS.as_slice()).prop_flat_map(|name| {
        let drugs = (drug(0, name), drug(1, name), drug(2, name), 1_usize..=3);
        let rest = (score(), 0_i64..=500_000, any::<[bool; 3]>(), prop::bool::weighted(0.9), rounding());
        (drugs, rest).prop_map(move |((one, two, three, number_of), (score, ratio, [a, b, c], qualified, rounding))| {
            let scored = matches!(name, "retention-sichuan-2022" | "retention-shenzhen-2024-draft");
            let by_drug = name == "retention-guangxi-2021";
            let question = RetentionQuestion {
                institution: id("H"),
                assessment: volume::Assessment { qualified, score: scored.then(|| number(score)), indicators: None },
                ratio: (!scored && !by_drug).then(|| number(ratio)),
                unfinished_scope: (!by_drug).then_some(if a {
                    UnfinishedScope::Drug
                } else {
                    UnfinishedScope::Institution
                }),
                count_evaluated_non_winners: Some(b),
                exclude_repeat_cycle: (name != "retention-shenzhen-2024-draft").then_some(c),
                edges_inclusive: (name == "retention-shenzhen-2024-draft").then_some(c),
                rounding,
                drugs: [one, two, three].into_iter().take(number_of).collect(),
            };
            (name, question)
        })
    })
}

fn keep(name: &str, question: &RetentionQuestion) -> Retention {
    volume::retention(&book(name), question).unwrap()
}

fn scaled<T: FromStr<Err: fmt::Debug>>(millionths: i64, times: i64) -> T {
    number(millionths * times)
}

proptest! {
    #![proptest_config(config())]

    /// At most half of the base is kept; parts are rounded as one group; totals are sums; order says nothing.
    #[test]
    fn no_more_than_the_largest_ratio_is_kept((name, question) in asked(), seed in any::<u64>()) {
        let answer = keep(name, &question);
        let plain = keep(name, &RetentionQuestion { rounding: None, ..question.clone() });
        prop_assert!(*plain.retention_total.exact() <= &fraction(1, 2) * plain.base_total.exact());
        prop_assert_eq!(&answer.base_total, &plain.base_total);
        let counted = answer.drugs.iter().filter(|drug| drug.status == DrugStatus::Counted);
        prop_assert_eq!(&sum(counted.map(|drug| &drug.base)), answer.base_total.exact());
        let exact: Vec<Rational> = plain.drugs.iter().map(|drug| drug.retention.exact().clone()).collect();
        let got: Vec<Rational> = answer.drugs.iter().map(|drug| drug.retention.exact().clone()).collect();
        rounded::holds(question.rounding.unwrap_or_default(), &exact, &got)?;
        prop_assert_eq!(&sum(answer.drugs.iter().map(|drug| &drug.retention)), answer.retention_total.exact());
        for drug in &plain.drugs {
            let counted = drug.status == DrugStatus::Counted;
            let wanted = if counted { drug.base.exact() * drug.ratio.exact() } else { zero() };
            prop_assert_eq!(drug.retention.exact(), &wanted);
            prop_assert!(!counted || (drug.finished && *drug.base.exact() > zero()));
            prop_assert!(question.assessment.qualified || *drug.ratio.exact() == zero());
            if let Some((budget, expense)) = drug.budget.as_ref().zip(drug.expense.as_ref()) {
                prop_assert_eq!(drug.base.exact(), &(budget.exact() - expense.exact()));
            }
        }
        let mut other = question.clone();
        let mut rng = Rng::new(seed);
        shuffle(&mut rng, &mut other.drugs);
        other.drugs.iter_mut().for_each(|drug| shuffle(&mut rng, &mut drug.winners));
        prop_assert_eq!(keep(name, &other), answer);
    }

    /// More money for non-winners never raises what is kept; units bought beyond the agreed volume change nothing.
    #[test]
    fn money_for_others_never_pays((name, mut question) in asked(), at in any::<Index>(), extra in units(), evaluated in any::<bool>()) {
        question.rounding = None;
        let before = keep(name, &question);
        let n = at.index(question.drugs.len());
        let mut other = question.clone();
        let drug = &mut other.drugs[n];
        if name != "retention-shiquan" {
            let amount = if evaluated { &mut drug.evaluated_non_winner_amount } else { &mut drug.non_winner_amount };
            *amount = Some(number(amount.map_or(0, NonNegative::millionths) + extra));
        }
        let after = keep(name, &other);
        prop_assert!(after.retention_total.exact() <= before.retention_total.exact());
        prop_assert!(before.drugs.iter().zip(&after.drugs).all(|(before, after)| after.retention.exact() <= before.retention.exact()));
        let drug = &mut question.drugs[n];
        let finished = before.drugs.iter().find(|known| known.drug == drug.drug).unwrap().finished;
        drug.purchased_quantity = number(drug.purchased_quantity.millionths() + extra);
        if finished {
            prop_assert_eq!(keep(name, &question), before);
        }
    }

    /// All prices and amounts times a number: everything in yuan is that number of times as much.
    #[test]
    fn money_scales((name, mut question) in asked(), times in 2_i64..90) {
        question.rounding = None;
        let before = keep(name, &question);
        for drug in &mut question.drugs {
            drug.price_before = scaled(drug.price_before.millionths(), times);
            drug.winners.iter_mut().for_each(|winner| winner.price = scaled(winner.price.millionths(), times));
            drug.non_winner_amount = drug.non_winner_amount.map(|amount| scaled(amount.millionths(), times));
            drug.evaluated_non_winner_amount = drug.evaluated_non_winner_amount.map(|amount| scaled(amount.millionths(), times));
        }
        let after = keep(name, &question);
        let times = Rational::from(i128::from(times));
        let totals = |answer: &Retention| [answer.base_total.exact().clone(), answer.retention_total.exact().clone()];
        prop_assert_eq!(totals(&after), totals(&before).map(|total| &total * &times));
        for (before, after) in before.drugs.iter().zip(&after.drugs) {
            prop_assert_eq!(before.status, after.status);
            for (before, after) in [(&before.base, &after.base), (&before.retention, &after.retention)] {
                prop_assert_eq!(after.exact(), &(before.exact() * &times));
            }
        }
    }

    /// The marginal value of a reported unit is the difference quotient while the drug counts, and nothing otherwise.
    #[test]
    fn the_marginal_unit_is_the_difference((name, mut question) in asked(), at in any::<Index>(), extra in 1_i64..900_000_000) {
        question.rounding = None;
        let before = keep(name, &question);
        let n = at.index(question.drugs.len());
        let place = before.drugs.iter().position(|known| known.drug == question.drugs[n].drug).unwrap();
        let Some(base) = question.drugs[n].base_quantity else {
            prop_assert!(before.drugs.iter().all(|drug| drug.marginal_per_base_unit.is_none()));
            return Ok(());
        };
        question.drugs[n].base_quantity = Some(number(base.millionths() + extra));
        let after = keep(name, &question);
        let difference = after.retention_total.exact() - before.retention_total.exact();
        let quotient = difference.checked_div(&exactly(extra)).unwrap();
        let marginals = [&before, &after].map(|answer| answer.drugs[place].marginal_per_base_unit.clone().unwrap());
        let counted = |answer: &Retention| answer.drugs[place].status == DrugStatus::Counted;
        if counted(&before) {
            prop_assert_eq!(marginals[0].exact(), &quotient);
        } else {
            prop_assert_eq!(marginals[0].exact(), &zero());
        }
        // A drug that starts to count by it gains less than the whole rate.
        let most = if counted(&after) { marginals[1].exact().clone() } else { zero() };
        prop_assert!(quotient <= most);
        prop_assert!(quotient >= zero());
    }

    /// A better score never keeps less.
    #[test]
    fn a_better_score_never_keeps_less((name, question) in asked(), scores in [score(), score()]) {
        prop_assume!(question.assessment.score.is_some());
        let of = |score: i64| {
            let mut other = RetentionQuestion { rounding: None, ..question.clone() };
            other.assessment.score = Some(number(score));
            keep(name, &other).retention_total.exact().clone()
        };
        prop_assert!(of(scores[0].min(scores[1])) <= of(scores[0].max(scores[1])));
    }
}
