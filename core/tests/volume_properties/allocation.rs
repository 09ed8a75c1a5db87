//! Allocation beyond the identity: order, prices, promises, stages.

use super::own_books::own_book;
use super::scenes::{Draft, Scene, draft, scene};
use super::*;

proptest! {
    #![proptest_config(config())]

    /// The order of winners, institutions, reports and choices says nothing.
    #[test]
    fn order_says_nothing(scene in scene(), seed in any::<u64>()) {
        let answer = scene.answer();
        let mut other = scene.clone();
        let mut rng = Rng::new(seed);
        shuffle(&mut rng, &mut other.question.winners);
        shuffle(&mut rng, &mut other.question.institutions);
        for institution in &mut other.question.institutions {
            institution.brand_reports.iter_mut().for_each(|reports| shuffle(&mut rng, reports));
            institution.choices.iter_mut().for_each(|choices| shuffle(&mut rng, choices));
        }
        prop_assert_eq!(answer, other.answer());
    }

    /// Without rounding no more is agreed than was reported, and less than nothing never, rounded or not.
    #[test]
    fn agreed_is_between_nothing_and_the_reports(mut scene in scene()) {
        prop_assert!(scene.answer().institutions.iter().flat_map(|at| &at.allocations).all(|part| *part.agreed.exact() >= zero()));
        scene.question.rounding = None;
        let answer = scene.answer();
        if !scene.is_rounded() {
            let reported = sum(answer.institutions.iter().map(|at| &at.reported));
            prop_assert!(*answer.agreed_total.exact() <= reported);
            identity::holds(&scene, &answer)?;
        }
    }

    /// Ladders by price: within one route a lower price never keeps less of its reports; by cut a deeper cut does not.
    #[test]
    fn a_lower_price_never_keeps_less((book, draft) in by_price()) {
        let scene = Scene::build(book, &draft);
        let answer = scene.answer();
        let question = &scene.question;
        let share = |winner: &AllocationWinner| {
            let part = answer.institutions[0].allocations.iter().find(|part| part.product == winner.product).unwrap();
            part.own_share.as_ref().unwrap().exact().clone()
        };
        for one in &question.winners {
            for other in &question.winners {
                let routes = [one, other].map(|winner| winner.route.unwrap_or(Route::Regular));
                let cheaper = match scene.form.key {
                    Some(RungKey::Cut) => depth(one) >= depth(other),
                    // Added winners are held against their own ceilings; here they have the same.
                    _ => one.price <= other.price,
                };
                if routes[0] == routes[1] && cheaper && (scene.form.key != Some(RungKey::Rank) || routes[0] == Route::AddOn) {
                    prop_assert!(share(one) >= share(other), "{} {}", one.product, other.product);
                }
            }
        }
    }

    /// The own share is that of the row which the rule names, in every ladder with rows.
    #[test]
    fn own_shares_are_those_of_their_rows(scene in scene()) {
        prop_assume!(scene.form.rungs.get("rows").is_some());
        let answer = scene.answer();
        for winner in &scene.question.winners {
            let part = answer.institutions[0].allocations.iter().find(|part| part.product == winner.product).unwrap();
            let own: UnitShare = serde_json::from_value(row(&scene, winner)["own"].clone()).unwrap();
            prop_assert_eq!(part.own_share.as_ref().unwrap().exact(), &Rational::from(own));
        }
    }

    /// In a split by price each winner has at least as much as the fraction of what the cheaper ones leave; the last takes the rest.
    #[test]
    fn a_split_goes_by_price_or_rank(own in own_book(), lens in any::<bool>(), draft in draft()) {
        let book = if lens { book("lens-3plus6-2020") } else { own };
        prop_assume!(parameter(&book, "split_base_share").is_some());
        let scene = Scene::build(Arc::clone(&book), &draft);
        let answer = scene.answer();
        let mut order: Vec<&AllocationWinner> = scene.question.winners.iter().collect();
        order.sort_by_key(|winner| (winner.rank, winner.price));
        let rows = parameter(&book, "split_fractions").unwrap();
        let count = u64::try_from(order.len()).unwrap();
        let reached = |row: &&Value| row["winners_from"].as_u64().unwrap() <= count;
        let row = rows.as_array().unwrap().iter().rfind(reached).unwrap();
        let fraction: UnitShare = serde_json::from_value(row["fraction"].clone()).unwrap();
        let mut left = Rational::ONE;
        for (n, winner) in order.iter().enumerate() {
            let part = answer.institutions[0].allocations.iter().find(|part| part.product == winner.product).unwrap();
            let got = part.split_share.as_ref().unwrap().exact();
            let wanted = if n + 1 == order.len() { left.clone() } else { &left * &Rational::from(fraction) };
            prop_assert_eq!(got, &wanted);
            left = &left - &wanted;
        }
    }

    /// Stage `own` is stage `full` without what was redistributed: own parts and pools are the same.
    #[test]
    fn both_stages_have_the_same_pools(scene in scene()) {
        prop_assume!(scene.form.method == AllocationMethod::Ladder && scene.is_full());
        let full = scene.answer();
        let mut other = scene.clone();
        other.question.stage = Some(Stage::Own);
        other.question.institutions.iter_mut().for_each(|known| known.choices = None);
        let own = other.answer();
        for (full, own) in full.institutions.iter().zip(&own.institutions) {
            let totals = [full, own].map(|at| at.pool.clone().unwrap().total);
            prop_assert_eq!(&totals[0], &totals[1]);
            prop_assert_eq!(&full.outside_agreement, &own.outside_agreement);
            for (full, own) in full.allocations.iter().zip(&own.allocations) {
                prop_assert_eq!(&full.own, &own.own);
                prop_assert_eq!(own.redistributed.exact(), &zero());
            }
        }
    }

    /// A larger promise never takes own volume away, and one that covers all reports cuts nothing.
    #[test]
    fn a_larger_promise_never_keeps_less(draft in draft(), own in own_book(), gd in any::<bool>(), more in quantity()) {
        let book = if gd { book("gd-alliance-2022") } else { own };
        let mut scene = Scene::build(book, &draft);
        prop_assume!(scene.form.capped);
        scene.question.stage = Some(Stage::Own);
        scene.question.institutions.iter_mut().for_each(|known| known.choices = None);
        let before = scene.answer();
        for winner in &mut scene.question.winners {
            winner.promised = winner.promised.map(|promised| number((promised.millionths() + more).min(MOST)));
        }
        let after = scene.answer();
        for (before, after) in before.institutions.iter().zip(&after.institutions) {
            for (before, after) in before.allocations.iter().zip(&after.allocations) {
                prop_assert!(before.own.exact() <= after.own.exact());
            }
        }
        scene.question.winners.iter_mut().for_each(|winner| winner.promised = None);
        let free = scene.answer();
        let own = |answer: &Allocation, n: usize| sum(answer.institutions.iter().map(|at| &at.allocations[n].own));
        for (n, capped) in after.products.iter().enumerate() {
            let enough = capped.promised.as_ref().is_none_or(|promised| promised.exact() >= capped.reported.exact());
            prop_assert!(!enough || own(&after, n) == own(&free, n));
        }
    }

    /// A choice may take all of its part and no millionth more, which is refused at the list; one to a part that is not open, at the part.
    #[test]
    fn choices_stay_in_their_parts(scene in scene(), at in any::<Index>(), winner in any::<Index>(), part in 1_u32..=4) {
        prop_assume!(scene.form.method == AllocationMethod::Ladder && scene.is_full());
        let n = at.index(scene.question.institutions.len());
        let product = winner.get(&scene.question.winners).product.clone();
        let answer = scene.answer();
        let known = answer.institutions.iter().find(|at| at.institution == scene.question.institutions[n].institution);
        let pool = known.unwrap().pool.as_ref().unwrap().total.exact().clone();
        let parts = scene.form.parts.as_ref().unwrap();
        let open = parts.get(usize::try_from(part).unwrap() - 1).filter(|part| part.to == RedistributionRule::Choice);
        let most = open.map_or(0, |part| millionths_below(&(&Rational::from(part.fraction) * &pool)));
        let path = |field: &str| Some(format!("/input/institutions/{n}/{field}"));
        for (quantity, fits) in [(most, true), ((most + 1).min(MOST), most == MOST)] {
            let mut other = scene.clone();
            let choice = Choice { part: PartNumber::new(part).unwrap(), product: product.clone(), quantity: number(quantity) };
            other.question.institutions[n].choices = Some(vec![choice]);
            let got = volume::allocate(&other.book, &other.question);
            let refused = got.as_ref().err().map(|error| error.path().to_owned());
            match open {
                None => prop_assert_eq!(refused, path("choices/0/part")),
                Some(part) if !part.may_go_to(&scene.question.winners[winner.index(scene.question.winners.len())]) => {
                    prop_assert_eq!(refused, path("choices/0/product"));
                }
                Some(_) => prop_assert_eq!(refused, path("choices").filter(|_| !fits)),
            }
            if let Ok(answer) = got {
                identity::holds(&other, &answer)?;
            }
        }
    }
}

/// Rule 15 by its words, on the rows as the rulebook writes them.
fn row(scene: &Scene, winner: &AllocationWinner) -> Value {
    let rungs = &scene.form.rungs;
    let list = |name: &str| rungs[name].as_array().cloned().unwrap_or_default();
    let number_of = |value: &Value| Rational::from(serde_json::from_value::<Positive>(value.clone()).unwrap());
    let price = |known: &AllocationWinner| known.price.map(Rational::from);
    let route = winner.route.unwrap_or(Route::Regular);
    let same_route = |other: &&AllocationWinner| other.route.unwrap_or(Route::Regular) == route;
    let class = scene.question.volume_class.unwrap_or(VolumeClass::Ordinary);
    let of_class = |row: &Value| row["volume_class"].is_null() || row["volume_class"] == json!(class);
    if let Some(row) = list("routes").into_iter().find(|row| row["route"] == json!(route) && of_class(row)) {
        return row;
    }
    let by_rank = |rank: usize| {
        let reached = |row: &Value| row["rank_from"].as_u64().unwrap() <= u64::try_from(rank).unwrap() && of_class(row);
        list("rows").into_iter().rfind(reached).unwrap()
    };
    match scene.form.key.unwrap() {
        RungKey::PriceRank => {
            let rivals = scene.question.winners.iter().filter(same_route).filter(|other| price(other) < price(winner));
            let mut below: Vec<Option<Positive>> = rivals.map(|other| other.price).collect();
            below.sort_unstable();
            below.dedup();
            by_rank(below.len() + 1)
        }
        RungKey::Rank if route == Route::AddOn => {
            let part = price(winner).unwrap().checked_div(&winner.ceiling.unwrap().into()).unwrap();
            list("add_on").into_iter().find(|row| part <= number_of(&row["price_to"])).unwrap()
        }
        RungKey::Rank => by_rank(usize::try_from(winner.rank.unwrap().get()).unwrap()),
        RungKey::PriceRatio => {
            let rivals = scene.question.winners.iter().filter(same_route).filter_map(price);
            let reference = scene.question.reference_price.map_or_else(|| rivals.min().unwrap(), Rational::from);
            let ratio = price(winner).unwrap().checked_div(&reference).unwrap();
            let reaches = |row: &Value| row.get("ratio_to").is_none_or(|limit| ratio <= number_of(limit));
            list("rows").into_iter().find(reaches).unwrap()
        }
        _ => list("rows").into_iter().find(|row| row["award_class"] == json!(winner.award_class)).unwrap(),
    }
}

/// The price cut of a winner.
fn depth(winner: &AllocationWinner) -> Rational {
    match winner.cut {
        Some(cut) => cut.into(),
        None => {
            let left = Rational::from(winner.price.unwrap()).checked_div(&winner.ceiling.unwrap().into()).unwrap();
            &Rational::ONE - &left
        }
    }
}

fn by_price() -> impl Strategy<Value = (Arc<Rulebook>, Draft)> {
    let builtin =
        ["gd-alliance-2022", "jiangxi-reagents-2023", "fujian-clips", "sichuan-ivus-2024", "shanxi-consumables-2025"];
    let is_ladder = |book: &Arc<Rulebook>| parameter(book, "rungs").is_some_and(|rungs| rungs["key"] != "award_class");
    let own = own_book().prop_filter("a ladder by price", is_ladder);
    (prop_oneof![1 => select(builtin.to_vec()).prop_map(book).boxed(), 1 => own.boxed()], draft())
}
