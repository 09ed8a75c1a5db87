//! Rules 7 to 9: pooling and splitting.

use super::*;

/// What members report, by member and drug.
pub(super) type Volumes = Vec<Vec<Option<i64>>>;

pub(super) fn volumes() -> impl Strategy<Value = Volumes> {
    prop::collection::vec(prop::collection::vec(prop::option::weighted(0.6, quantity()), 4), 1..7)
}

pub(super) fn question(volumes: &Volumes) -> PoolQuestion {
    let drugs = |volumes: &Vec<Option<i64>>| {
        let given = volumes.iter().enumerate().filter_map(|(n, known)| Some((n, (*known)?)));
        given.map(|(n, quantity)| DrugQuantity { drug: key(n), quantity: number(quantity) }).collect()
    };
    let members =
        volumes.iter().enumerate().map(|(n, known)| Member { member: key(n), volumes: drugs(known) }).collect();
    PoolQuestion {
        members,
        market: Vec::new(),
        prices: Vec::new(),
        thresholds: volume::PoolThresholds::default(),
        tenders: Vec::new(),
        period: volume::Period::default(),
        split: Vec::new(),
        rounding: None,
    }
}

fn pool(question: &PoolQuestion) -> volume::Pool {
    volume::pool(&book("generic"), question).unwrap()
}

proptest! {
    #![proptest_config(config())]

    /// Pooling pools gives the same totals as pooling all members at once. Some members bring what would be too much for one.
    #[test]
    fn pooling_pools_is_pooling_all(volumes in volumes(), counties in prop::collection::vec(0_usize..3, 7)) {
        let scaled: Volumes =
            volumes.iter().map(|drugs| drugs.iter().map(|known| known.map(|known| known / 8)).collect()).collect();
        let all = pool(&question(&scaled));
        let county = |n: usize| -> Volumes {
            scaled.iter().zip(&counties).filter(|(_, of)| **of == n).map(|(drugs, _)| drugs.clone()).collect()
        };
        let pools: Vec<volume::Pool> =
            (0..3).map(county).filter(|members| !members.is_empty()).map(|members| pool(&question(&members))).collect();
        let mut second = question(&Vec::new());
        for (n, pool) in pools.iter().enumerate() {
            let total = |drug: &volume::PooledDrug| DrugQuantity {
                drug: drug.drug.clone(),
                quantity: number(millionths_below(drug.pooled_quantity.exact())),
            };
            second.members.push(Member { member: key(n), volumes: pool.drugs.iter().map(total).collect() });
        }
        let twice = pool(&second);
        let totals = |pool: &volume::Pool| -> Vec<(Id, Figure)> {
            pool.drugs.iter().map(|drug| (drug.drug.clone(), drug.pooled_quantity.clone())).collect()
        };
        prop_assert_eq!(totals(&all), totals(&twice));
    }

    /// The gain is between one and the number of members that report; shares add up to one; order says nothing.
    #[test]
    fn the_gain_is_between_one_and_the_number_of_members(volumes in volumes(), seed in any::<u64>()) {
        let asked = question(&volumes);
        let answer = pool(&asked);
        for drug in &answer.drugs {
            prop_assert_eq!(drug.pooled_quantity.exact(), &sum(drug.members.iter().map(|member| &member.quantity)));
            prop_assert_eq!(usize::try_from(drug.reporting_members).unwrap(), drug.members.len());
            match &drug.pool_gain {
                Some(gain) => {
                    prop_assert!(*gain.exact() >= Rational::ONE && *gain.exact() <= drug.reporting_members.into());
                    let shares = sum(drug.members.iter().map(|member| member.share.as_ref().unwrap()));
                    prop_assert_eq!(shares, Rational::ONE);
                    prop_assert_eq!(&(gain.exact() * drug.largest_member_quantity.exact()), drug.pooled_quantity.exact());
                }
                None => prop_assert_eq!(drug.pooled_quantity.exact(), &zero()),
            }
        }
        let mut other = asked;
        let mut rng = Rng::new(seed);
        shuffle(&mut rng, &mut other.members);
        other.members.iter_mut().for_each(|member| shuffle(&mut rng, &mut member.volumes));
        prop_assert_eq!(pool(&other), answer);
    }

    /// What is split is what comes back, but for what rounding tells; each member has its proportion.
    #[test]
    fn a_split_gives_back_what_it_takes(volumes in volumes(), back in quantity(), rounding in rounding()) {
        let mut asked = question(&volumes);
        let known = pool(&asked).drugs;
        let full: Vec<&volume::PooledDrug> = known.iter().filter(|drug| drug.pool_gain.is_some()).collect();
        asked.split = full.iter().map(|drug| DrugQuantity { drug: drug.drug.clone(), quantity: number(back) }).collect();
        asked.rounding = rounding;
        let answer = pool(&asked);
        prop_assert_eq!(answer.split.len(), full.len());
        for (split, drug) in answer.split.iter().zip(full) {
            prop_assert_eq!(&split.drug, &drug.drug);
            let exact: Vec<Rational> =
                drug.members.iter().map(|member| member.share.as_ref().unwrap().exact() * &exactly(back)).collect();
            let got: Vec<Rational> = split.parts.iter().map(|part| part.quantity.exact().clone()).collect();
            rounded::holds(rounding.unwrap_or_default(), &exact, &got)?;
            let all = got.iter().sum::<Rational>();
            prop_assert_eq!(all, &exactly(back) + split.rounding_difference.exact());
            prop_assert!(rounding.is_some_and(|rule| rule.step.is_some()) || *split.rounding_difference.exact() == zero());
        }
    }

    /// A member that meets a threshold alone meets it in the pool, and a higher threshold is never easier.
    #[test]
    fn thresholds_are_met_together_if_alone(volumes in volumes(), least in quantity(), more in quantity()) {
        let tested = |least: i64| {
            let mut asked = question(&volumes);
            asked.thresholds.min_quantity = Some(number(least));
            pool(&asked).drugs
        };
        for (low, high) in tested(least).iter().zip(&tested((least + more).min(MOST))) {
            prop_assert!(low.sufficient_alone.is_empty() || low.failed_thresholds.is_empty());
            prop_assert!(low.failed_thresholds.len() <= high.failed_thresholds.len());
            let met = *low.pooled_quantity.exact() >= exactly(least);
            prop_assert_eq!(low.sufficiency == volume::Sufficiency::Sufficient, met);
        }
    }
}
