//! Rule 21: what is reported is kept, redistributed, undistributed or outside the agreement, exactly. Each of the four is also held against
//! its definition, so that none of them is merely the rest.

use super::scenes::{Scene, scene};
use super::*;

/// What is known of a winner before anything is allocated.
struct Known<'q> {
    winner: &'q AllocationWinner,
    price: Option<Rational>,
}

impl Known<'_> {
    fn is_regular(&self) -> bool {
        self.winner.route.unwrap_or(Route::Regular) == Route::Regular
    }
}

/// The identity and everything it rests on, of one answer.
pub(super) fn holds(scene: &Scene, answer: &Allocation) -> Result<(), TestCaseError> {
    let Scene { question, form, .. } = scene;
    let winners: BTreeMap<&Id, Known<'_>> = question
        .winners
        .iter()
        .map(|winner| (&winner.product, Known { winner, price: winner.price.map(Rational::from) }))
        .collect();
    let institutions: BTreeMap<&Id, &AllocationInstitution> =
        question.institutions.iter().map(|known| (&known.institution, known)).collect();
    prop_assert!(answer.institutions.iter().map(|known| &known.institution).eq(institutions.keys().copied()));
    for at in &answer.institutions {
        let asked = institutions[&at.institution];
        prop_assert!(at.allocations.iter().map(|part| &part.product).eq(winners.keys().copied()));
        let (mut own, mut redistributed, mut kept_back, mut released, mut cut) =
            (zero(), zero(), zero(), zero(), zero());
        let mut is_known = true;
        for part in &at.allocations {
            let report = reported(asked, &part.product);
            prop_assert_eq!(part.reported.exact(), &report);
            prop_assert!(*part.own.exact() >= zero() && *part.redistributed.exact() >= zero());
            prop_assert!(*part.agreed.exact() >= zero());
            own = &own + part.own.exact();
            redistributed = &redistributed + part.redistributed.exact();
            match (form.method, &part.own_share, &part.split_share) {
                (AllocationMethod::MainSupplier, None, None) => prop_assert_eq!(part.own.exact(), &zero()),
                (AllocationMethod::RankSplit, Some(share), Some(_)) => {
                    let generic = asked.generic_quantity.map_or(zero(), Rational::from);
                    prop_assert_eq!(part.own.exact(), &(share.exact() * &generic));
                }
                (AllocationMethod::Brand | AllocationMethod::Ladder, Some(share), None) => {
                    let whole = share.exact() * &report;
                    prop_assert!(part.own.exact() <= &whole);
                    if !form.capped || winners[&part.product].winner.promised.is_none() {
                        prop_assert_eq!(part.own.exact(), &whole);
                    }
                    cut = &cut + &(&whole - part.own.exact());
                    kept_back = &kept_back + &(&report - &whole);
                }
                other => prop_assert!(false, "{:?}", other),
            }
            match &part.released {
                Some(part) => released = &released + part.exact(),
                None => is_known = false,
            }
            prop_assert!(part.released.is_some() || report > zero());
        }
        let reported_total = reports(asked).chain(asked.generic_quantity).map(Rational::from).sum::<Rational>();
        prop_assert_eq!(at.reported.exact(), &reported_total);
        let Some((pool, outside)) = at.pool.as_ref().zip(at.outside_agreement.as_ref()) else {
            prop_assert!(at.pool.is_none() && at.outside_agreement.is_none() && !is_known && !scene.is_full());
            continue;
        };
        prop_assert!(is_known);
        // The identity.
        let four = [&own, &redistributed, pool.undistributed.exact(), outside.exact()];
        prop_assert_eq!(four.into_iter().sum::<Rational>(), reported_total.clone());
        prop_assert!(four.into_iter().all(|part| *part >= zero()), "{:?}", four);
        // The pool by its sources and its use.
        let sources = [&pool.from_generic, &pool.from_winners, &pool.from_unselected, &pool.from_cap];
        prop_assert_eq!(pool.total.exact(), &sum(sources.into_iter()));
        prop_assert_eq!(pool.total.exact(), &(pool.distributed.exact() + pool.undistributed.exact()));
        prop_assert_eq!(pool.distributed.exact(), &redistributed);
        // The sources, and what stays outside, by their definitions.
        let unselected: Rational = asked
            .brand_reports
            .iter()
            .flatten()
            .filter(|report| !winners.contains_key(&report.product))
            .map(|report| Rational::from(report.quantity))
            .sum();
        let generic = asked.generic_quantity.map_or(zero(), Rational::from);
        match form.method {
            AllocationMethod::Ladder => {
                let rate = form.unselected_released.or(question.unselected_released).map_or(zero(), Rational::from);
                let from_unselected = &rate * &unselected;
                let left = &(&kept_back - &released) + &(&unselected - &from_unselected);
                prop_assert_eq!(outside.exact(), &left);
                let got = sources.map(|source| source.exact().clone());
                prop_assert_eq!(got, [zero(), released, from_unselected, cut]);
                prop_assert_eq!(
                    at.allocations.iter().map(|part| part.redistributed.exact().clone()).collect::<Vec<_>>(),
                    redistribution(scene, asked, pool.total.exact(), &winners)
                );
            }
            AllocationMethod::RankSplit => {
                let base: UnitShare =
                    serde_json::from_value(parameter(&scene.book, "split_base_share").unwrap()).unwrap();
                prop_assert_eq!(&own, &(&Rational::from(base) * &generic));
                prop_assert_eq!(sum(at.allocations.iter().filter_map(|part| part.split_share.as_ref())), Rational::ONE);
                prop_assert_eq!(pool.total.exact(), &zero());
            }
            AllocationMethod::MainSupplier | AllocationMethod::Brand => {
                let share = Rational::from(question.share.unwrap());
                let no_volume = |known: &Known<'_>| known.winner.route == Some(Route::NoVolume);
                let without: Rational = winners
                    .values()
                    .filter(|known| no_volume(known))
                    .map(|known| reported(asked, &known.winner.product))
                    .sum();
                let to_main = question.no_volume_reports == Some(NoVolumeReports::MainSupplier);
                let lost = if to_main { &unselected + &without } else { unselected };
                let got = sources.map(|source| source.exact().clone());
                prop_assert_eq!(got, [&share * &generic, zero(), &share * &lost, zero()]);
                let agreed_of = if to_main { reported_total.clone() } else { &reported_total - &without };
                prop_assert_eq!(outside.exact(), &(&reported_total - &(&share * &agreed_of)));
                for part in &at.allocations {
                    let is_main = asked.main_supplier.as_ref() == Some(&part.product);
                    prop_assert_eq!(part.redistributed.exact(), if is_main { &redistributed } else { &Rational::ZERO });
                }
            }
        }
        if !scene.is_rounded() {
            prop_assert!(*at.agreed_total.exact() <= reported_total);
        }
    }
    if form.capped {
        cap(answer, &winners, &institutions)?;
    }
    totals(scene, answer, &winners)
}

fn reports(asked: &AllocationInstitution) -> impl Iterator<Item = NonNegative> {
    asked.brand_reports.iter().flatten().map(|report| report.quantity)
}

fn reported(asked: &AllocationInstitution, product: &Id) -> Rational {
    let report = asked.brand_reports.iter().flatten().find(|report| report.product == *product);
    report.map_or(zero(), |report| report.quantity.into())
}

/// Rule 18 by its words: what each winner gets of the pool.
fn redistribution(
    scene: &Scene,
    asked: &AllocationInstitution,
    pool: &Rational,
    winners: &BTreeMap<&Id, Known<'_>>,
) -> Vec<Rational> {
    let mut parts: BTreeMap<&Id, Rational> = winners.keys().map(|product| (*product, zero())).collect();
    if !scene.is_full() {
        return parts.into_values().collect();
    }
    for part in scene.form.parts.iter().flatten().filter(|part| part.to == RedistributionRule::LowestReported) {
        let counts = |known: &&Known<'_>| known.is_regular() && reported(asked, &known.winner.product) > zero();
        let lowest = winners.values().filter(counts).filter_map(|known| known.price.clone()).min();
        let takers: Vec<&Id> = winners
            .values()
            .filter(counts)
            .filter(|known| known.price.is_some() && known.price == lowest)
            .map(|known| &known.winner.product)
            .collect();
        for taker in &takers {
            let each = (&Rational::from(part.fraction) * pool).checked_div(&takers.len().into()).unwrap();
            parts.insert(taker, &parts[taker] + &each);
        }
    }
    for choice in asked.choices.iter().flatten() {
        parts.insert(&choice.product, &parts[&choice.product] + &choice.quantity.into());
    }
    parts.into_values().collect()
}

/// Rule 17 by its words: medical institutions first, each kind in proportion.
fn cap(
    answer: &Allocation,
    winners: &BTreeMap<&Id, Known<'_>>,
    institutions: &BTreeMap<&Id, &AllocationInstitution>,
) -> Result<(), TestCaseError> {
    for (n, known) in winners.values().enumerate() {
        let Some(promised) = known.winner.promised.map(Rational::from) else { continue };
        let kind =
            |kind: PartyKind| answer.institutions.iter().filter(move |at| institutions[&at.institution].kind == kind);
        let whole = |at: &volume::InstitutionAllocation| {
            let part = &at.allocations[n];
            part.own_share.as_ref().unwrap().exact() * part.reported.exact()
        };
        let needs = [PartyKind::Medical, PartyKind::Pharmacy].map(|party| kind(party).map(whole).sum::<Rational>());
        let supplies = [promised.clone(), (&promised - &needs[0]).max(zero())];
        for ((party, need), supply) in [PartyKind::Medical, PartyKind::Pharmacy].into_iter().zip(&needs).zip(&supplies)
        {
            let got = sum(kind(party).map(|at| &at.allocations[n].own));
            prop_assert_eq!(&got, need.min(supply));
            // In proportion: got ÷ need is the same everywhere.
            for at in kind(party) {
                prop_assert_eq!(at.allocations[n].own.exact() * need, &whole(at) * &got);
            }
        }
    }
    Ok(())
}

/// Totals by winner and in all are those of the institutions.
fn totals(scene: &Scene, answer: &Allocation, winners: &BTreeMap<&Id, Known<'_>>) -> Result<(), TestCaseError> {
    prop_assert_eq!(answer.agreed_total.exact(), &sum(answer.institutions.iter().map(|at| &at.agreed_total)));
    prop_assert!(answer.products.iter().map(|product| &product.product).eq(winners.keys().copied()));
    for (n, product) in answer.products.iter().enumerate() {
        prop_assert_eq!(
            product.reported.exact(),
            &sum(answer.institutions.iter().map(|at| &at.allocations[n].reported))
        );
        prop_assert_eq!(product.agreed.exact(), &sum(answer.institutions.iter().map(|at| &at.allocations[n].agreed)));
        let over = winners[&product.product].winner.promised.map(|promised| *product.agreed.exact() > promised.into());
        prop_assert_eq!(product.over_promised, over);
    }
    for at in &answer.institutions {
        prop_assert_eq!(at.agreed_total.exact(), &sum(at.allocations.iter().map(|part| &part.agreed)));
        let exact: Vec<Rational> =
            at.allocations.iter().map(|part| part.own.exact() + part.redistributed.exact()).collect();
        let got: Vec<Rational> = at.allocations.iter().map(|part| part.agreed.exact().clone()).collect();
        rounded::holds(scene.rounding(), &exact, &got)?;
        let difference = at.agreed_total.exact() - &exact.iter().sum::<Rational>();
        prop_assert_eq!(at.rounding_difference.exact(), &difference);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..config() })]

    /// Under every method, ladder and stage, with caps and choices, rounded or not.
    #[test]
    fn what_is_reported_is_all_accounted_for(scene in scene()) {
        holds(&scene, &scene.answer())?;
    }
}

/// The generator reaches every method, key and stage, capped supply, choices, nulls, and each source of a pool.
#[test]
fn the_scenes_are_not_all_alike() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut note = |what: String| *seen.entry(what).or_default() += 1;
    for scene in samples(scene(), 1_500) {
        let answer = scene.answer();
        let way = scene.form.key.map_or(scene.form.method.as_str(), RungKey::as_str);
        note(format!("{way} {}", if scene.is_full() { "full" } else { "own" }));
        note(format!("rounded {}", scene.is_rounded()));
        for at in &answer.institutions {
            let Some(pool) = &at.pool else {
                note("null pool".to_owned());
                continue;
            };
            let sources =
                [&pool.from_generic, &pool.from_winners, &pool.from_unselected, &pool.from_cap, &pool.distributed];
            for (source, name) in sources.into_iter().zip(["generic", "winners", "unselected", "cap", "distributed"]) {
                if *source.exact() > zero() {
                    note(format!("from {name}"));
                }
            }
        }
        let chosen = scene.question.institutions.iter().flat_map(|known| known.choices.iter().flatten());
        chosen.filter(|choice| choice.quantity > NonNegative::ZERO).for_each(|_| note("choice".to_owned()));
        answer
            .products
            .iter()
            .filter(|product| product.over_promised == Some(true))
            .for_each(|_| note("over".to_owned()));
    }
    let names = "main_supplier full,brand full,rank_split full,price_rank full,price_rank own,rank full,rank own,cut full,cut own,\
        price_ratio full,price_ratio own,award_class full,award_class own,rounded true,rounded false,null pool,from generic,\
        from winners,from unselected,from cap,from distributed,choice,over";
    for name in names.split(',') {
        assert!(seen.get(name).is_some_and(|seen| *seen > 20), "{name}: {seen:?}");
    }
}
