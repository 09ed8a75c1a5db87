//! Standards and paths.

use super::*;

pub(super) fn winner(name: &str, price: UnitPrice) -> Winner {
    Winner { id: id(name), price, group: None, supply: None, volume: None }
}

pub(super) fn in_year(product: Product, winners: Vec<Winner>, year: u32) -> StandardQuestion {
    StandardQuestion {
        product,
        winners,
        listed: Vec::new(),
        price_unit: PriceUnit::Pack,
        date: None,
        year: PolicyYear::new(year),
        start_date: None,
        person: Person::Ordinary,
    }
}

pub(super) fn over_years(product: Product, winners: Vec<Winner>, years: u32) -> PathQuestion {
    PathQuestion {
        product,
        winners,
        listed: Vec::new(),
        price_unit: PriceUnit::Pack,
        years: PathYear::new(years),
        prices: Vec::new(),
        person: Person::Ordinary,
    }
}

/// A non-winner that asks what it costs.
pub(super) fn originator(base: UnitPrice, price: UnitPrice) -> Product {
    Product {
        base_price: Some(base),
        own_rate: Some(rate(1_000)),
        ..Product::new(Status::Originator, ListClass::B, price)
    }
}

pub(super) fn units(price: Option<jicai::payment::Yuan>) -> i128 {
    price.unwrap().millionths()
}

/// 4. The effective standard is neither above the price nor above the ceiling: any product, under any rulebook, in any year.
///
/// A capped product that is not evaluated never exceeds the reference.
#[test]
fn effective_standards_have_two_limits() {
    let statuses = [
        Status::Winner,
        Status::Originator,
        Status::ReferenceProduct,
        Status::Passed,
        Status::NotPassed,
        Status::NonWinner,
        Status::Negotiated,
        Status::Bid,
        Status::Ordinary,
    ];
    let books = [
        ("cn-2019", None),
        ("guangzhou-2019", None),
        ("hainan-2019", None),
        ("xian-2019", None),
        ("heilongjiang-2020", None),
        ("henan-2019", None),
        ("shanghai-2021", None),
        ("fujian-2025", Some("competitive")),
        ("fujian-2025", Some("non_competitive")),
        ("wuhan-2020", None),
        ("cn-insulin-2022", None),
        ("cn-joints-2022", None),
        ("zhejiang-joints-2022", Some("component")),
        ("zhejiang-joints-2022", Some("system")),
        ("tianjin-dcb-2022", Some("dcb")),
        ("tianjin-dcb-2022", Some("pacemaker")),
        ("fujian-stents-2021", Some("stainless_steel")),
        ("fujian-stents-2021", Some("other_material")),
        ("beijing-pilot-2022", None),
        ("jilin-city-2020", None),
    ]
    .map(|(name, category)| (name, book(name), category));
    let mut rng = Rng::new(6);
    let mut bands: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..60_000 {
        let (name, rulebook, category) = rng.pick(&books);
        let top = rng.pick(&[2_000, 1_000_000, 1_000_000_000, 20_000_000_000]);
        let mut any = || UnitPrice::from_units(1 + below(&mut rng, top)).unwrap();
        let [price, base, winning, national, cap, common, other] = [0; 7].map(|_| any());
        let status = rng.pick(&statuses);
        let product = Product {
            winning_price: Some(winning),
            base_price: Some(if rng.chance(30) { price } else { base }),
            national_standard: Some(national),
            group: Some(id("g")),
            category: category.map(str::to_owned),
            cap: (category == Some("pacemaker")).then_some(cap),
            own_rate: Some(rate(below(&mut rng, 10_001))),
            high_price_listed: Some(rng.chance(50)),
            ..Product::new(status, rng.pick(&[ListClass::A, ListClass::B, ListClass::B, ListClass::OutOfList]), price)
        };
        let winners = [("W1", common), ("W2", if rng.chance(80) { common } else { other })];
        let mut question = in_year(
            product,
            winners
                .map(|(name, price)| Winner { group: Some(id("g")), supply: Some(Supply::Main), ..winner(name, price) })
                .to_vec(),
            1 + u32::try_from(rng.below(4)).unwrap(),
        );
        question.price_unit = rng.pick(&[PriceUnit::Pack, PriceUnit::MinUnit]);
        question.listed = vec![Listed { id: id("L"), price: other, volume: "12.5".parse().unwrap() }];
        let answer: Standard = match standard(&rulebook, &question) {
            Ok(answer) => answer,
            Err(error) => {
                assert_eq!(error.code(), Code::RuleGap, "{name}: {error} {question:?}");
                continue;
            }
        };
        *bands.entry(answer.band.clone()).or_default() += 1;
        if !answer.covered {
            assert!(answer.ceiling.is_none() && answer.effective.is_none() && answer.above_standard.is_none());
            continue;
        }
        let price = i128::from(price.units());
        let effective = units(answer.effective);
        assert!(effective <= price);
        assert_eq!(units(answer.above_standard), price - effective);
        let ceiling = answer.ceiling.map(|ceiling| ceiling.millionths());
        assert_eq!(effective, ceiling.map_or(price, |ceiling| ceiling.min(price)));
        assert_eq!(answer.limited_by_price, ceiling.is_some_and(|ceiling| ceiling > price));
        assert_eq!(answer.bound.is_some(), ceiling.is_some());
        if answer.band == "not_passed" {
            assert_eq!((answer.ceiling, answer.bound), (answer.reference, Some(Bound::AtMost)));
            assert!(effective <= units(answer.reference));
        }
        if answer.floor_applied {
            assert_eq!(answer.ceiling, answer.reference);
        }
    }
    for band in [
        "winner",
        "within",
        "low",
        "high",
        "above",
        "not_passed",
        "ordinary",
        "national_standard",
        "no_reference",
        "high_price_listed",
        "out_of_list",
        "component",
        "system",
        "competitive",
        "non_competitive",
    ] {
        assert!(bands.get(band).is_some_and(|seen| *seen > 50), "{band}: {bands:?}");
    }
}

/// 4. The same of a capped product in every year of a path, with price cuts in between.
#[test]
fn products_not_evaluated_stay_at_the_reference() {
    let mut rng = Rng::new(7);
    for rulebook in ["cn-2019", "guangzhou-2019", "heilongjiang-2020"].map(book) {
        for _ in 0..1_000 {
            let [reference, price, later] = [0; 3].map(|_| yuan(1 + below(&mut rng, 10_000)));
            let product = Product { status: Status::NotPassed, ..originator(price, price) };
            let mut question = over_years(product, vec![winner("W", reference)], 5);
            question.prices = vec![YearPrice { year: PathYear::new(3).unwrap(), price: later }];
            for step in path(&rulebook, &question).unwrap().steps {
                assert!(units(step.effective) <= reference.units().into());
                assert_eq!(units(step.ceiling), reference.units().into());
                assert_eq!(step.price.millionths(), i128::from(if step.year < 3 { price } else { later }.units()));
            }
        }
    }
}

/// 5. With a floor, a product dearer than the reference never has a ceiling below it, whatever its base price and decimals.
#[test]
fn ceilings_do_not_fall_below_the_floor() {
    let mut rng = Rng::new(8);
    let books = [
        ("cn-2019", None),
        ("guangzhou-2019", None),
        ("hainan-2019", None),
        ("fujian-2025", Some("competitive")),
        ("fujian-2025", Some("non_competitive")),
    ]
    .map(|(name, category)| (book(name), category));
    let mut raised = 0;
    for _ in 0..20_000 {
        let (rulebook, category) = rng.pick(&books);
        let top = rng.pick(&[20_000, 1_000_000, 100_000_000]);
        let reference = 1 + below(&mut rng, top);
        let price = UnitPrice::from_units(reference + 1 + below(&mut rng, 3 * reference)).unwrap();
        let base = UnitPrice::from_units(1 + below(&mut rng, 4 * reference)).unwrap();
        let product = Product {
            category: category.map(str::to_owned),
            base_price: Some(if rng.chance(50) { price } else { base }),
            ..originator(base, price)
        };
        let question = over_years(product, vec![winner("W", UnitPrice::from_units(reference).unwrap())], 5);
        for step in path(&rulebook, &question).unwrap().steps {
            if let Some(ceiling) = step.ceiling {
                assert!(ceiling.millionths() >= reference.into(), "{question:?}");
                raised += usize::from(step.floor_applied);
            }
        }
    }
    assert!(raised > 100, "{raised}");
}

/// 5. Ladders that lead down never rise and end at the reference.
#[test]
fn ladders_lead_down_to_the_reference() {
    let mut rng = Rng::new(9);
    let books = [
        ("cn-2019", None),
        ("hainan-2019", None),
        ("zhejiang-joints-2022", Some("component")),
        ("zhejiang-joints-2022", Some("system")),
    ];
    for (name, category) in books {
        let rulebook = book(name);
        for _ in 0..3_000 {
            let reference = 1 + below(&mut rng, 10_000);
            let price = yuan(reference + below(&mut rng, 4 * reference));
            let product = Product {
                status: if category.is_some() { Status::NonWinner } else { Status::Passed },
                category: category.map(str::to_owned),
                group: Some(id("g")),
                ..originator(yuan(1 + below(&mut rng, 5 * reference)), price)
            };
            let winners = vec![Winner { group: Some(id("g")), ..winner("W", yuan(reference)) }];
            let answer = path(&rulebook, &over_years(product, winners, 6)).unwrap();
            let ceilings: Vec<i128> =
                answer.steps.iter().filter_map(|step| step.ceiling).map(|ceiling| ceiling.millionths()).collect();
            assert!(ceilings.is_sorted_by(|earlier, later| earlier >= later), "{name}: {ceilings:?}");
            assert_eq!(ceilings.last(), Some(&i128::from(yuan(reference).units())));
            assert!(answer.converged_year.is_some_and(|year| year <= 3), "{name}: {ceilings:?}");
        }
    }
}

/// 6. In Hainan from the third year on, all products at or above the reference have one ceiling whatever their base price.
#[test]
fn hainan_ends_at_one_standard() {
    let rulebook = book("hainan-2019");
    let mut rng = Rng::new(10);
    for _ in 0..5_000 {
        let reference = 1 + below(&mut rng, 10_000);
        let price = yuan(reference + below(&mut rng, 5 * reference));
        let product = originator(yuan(1 + below(&mut rng, 8 * reference)), price);
        let year = 3 + u32::try_from(rng.below(98)).unwrap();
        let answer = standard(&rulebook, &in_year(product, vec![winner("W", yuan(reference))], year)).unwrap();
        assert_eq!(units(answer.ceiling), yuan(reference).units().into());
    }
}

/// 7. The order of the winners does not matter, whichever of them counts.
#[test]
fn winners_have_no_order() {
    let kinds = ["single", "highest", "lowest", "main_supply", "volume_weighted", "mean"];
    let books: Vec<Rulebook> = kinds
        .iter()
        .flat_map(|kind| {
            ["all", "same_group"].map(|scope| {
                extended(
                    "hainan-2019",
                    &format!(r#""parameters": {{"reference": "{kind}", "group_scope": "{scope}"}}"#),
                )
            })
        })
        .collect();
    let mut rng = Rng::new(11);
    let (mut answers, mut gaps) = (0, 0);
    for _ in 0..15_000 {
        let rulebook = &books[rng.below(books.len())];
        let few = 1 + below(&mut rng, 5);
        let mut winners: Vec<Winner> = (0..=rng.below(6))
            .map(|number| Winner {
                group: Some(id(rng.pick(&["g", "h"]))),
                supply: Some(rng.pick(&[Supply::Main, Supply::Backup, Supply::Outside])),
                volume: Some((1 + rng.below(1_000)).to_string().parse().unwrap()),
                ..winner(&format!("W{number}"), yuan(1_000 + below(&mut rng, few)))
            })
            .collect();
        let mut product = originator(yuan(3_000), yuan(1_500 + below(&mut rng, 2_000)));
        product.group = Some(id("g"));
        let year = 1 + u32::try_from(rng.below(3)).unwrap();
        let ask = |winners: &[Winner]| {
            let answer = standard(rulebook, &in_year(product.clone(), winners.to_vec(), year));
            answer.map(|answer| serde_json::to_string(&answer).unwrap()).map_err(|error| error.code())
        };
        let wanted = ask(&winners);
        match &wanted {
            Ok(_) => answers += 1,
            Err(code) => {
                assert_eq!(*code, Code::RuleGap);
                gaps += 1;
            }
        }
        for _ in 0..3 {
            shuffle(&mut rng, &mut winners);
            assert_eq!(ask(&winners), wanted);
        }
    }
    assert!(answers > 5_000 && gaps > 500, "{answers} {gaps}");
}

/// 7. One more winner cannot raise a lowest reference, nor lower a highest one.
#[test]
fn one_more_winner_moves_a_reference_one_way() {
    let [lowest, highest] =
        ["lowest", "highest"].map(|kind| extended("cn-2019", &format!(r#""parameters": {{"reference": "{kind}"}}"#)));
    let mut rng = Rng::new(12);
    for _ in 0..5_000 {
        let mut winners: Vec<Winner> =
            (0..=rng.below(5)).map(|n| winner(&format!("W{n}"), yuan(1 + below(&mut rng, 3_000)))).collect();
        let product = originator(yuan(5_000), yuan(1 + below(&mut rng, 5_000)));
        let reference = |rulebook: &Rulebook, winners: &[Winner]| {
            units(standard(rulebook, &in_year(product.clone(), winners.to_vec(), 1)).unwrap().reference)
        };
        let before = [&lowest, &highest].map(|rulebook| reference(rulebook, &winners));
        winners.push(winner("new", yuan(1 + below(&mut rng, 3_000))));
        let after = [&lowest, &highest].map(|rulebook| reference(rulebook, &winners));
        assert!(after[0] <= before[0] && after[1] >= before[1]);
    }
}

/// 7. All prices times k make the standard k times as high, where nothing is rounded.
#[test]
fn standards_scale_with_the_prices() {
    let mut rng = Rng::new(13);
    let books = ["guangzhou-2019", "hainan-2019", "xian-2019", "wuhan-2020", "heilongjiang-2020"].map(book);
    for _ in 0..10_000 {
        let rulebook = rng.pick(&books);
        // Multiples of ten fen, so that 0.70 and 0.40 of them are whole fen.
        let [reference, base, price] = [0; 3].map(|_| 10 * (1 + below(&mut rng, 1_000)));
        let k = 1 + below(&mut rng, 40);
        let ask = |k: i64| {
            let mut product = originator(yuan(k * base), yuan(k * price));
            product.group = Some(id("g"));
            let winners = vec![Winner { group: Some(id("g")), ..winner("W", yuan(k * reference)) }];
            standard(&rulebook, &in_year(product, winners, 1)).unwrap()
        };
        let (one, scaled) = (ask(1), ask(k));
        assert_eq!(one.band, scaled.band);
        for (one, scaled) in [
            (one.ceiling, scaled.ceiling),
            (one.effective, scaled.effective),
            (one.above_standard, scaled.above_standard),
        ] {
            assert_eq!(one.map(|one| one.millionths() * i128::from(k)), scaled.map(|scaled| scaled.millionths()));
        }
    }
}
