//! The typed call and the JSON door say the same, in what they answer and in what they refuse, strictly or not.

use super::scenes::scene;
use super::*;

/// A value with the parameters it rests on, or code and path of the error.
type Said = Result<(Value, Vec<String>), (Code, String)>;

fn place(error: &Error) -> (Code, String) {
    (error.code(), error.path().to_owned())
}

fn through_the_door(function: &str, book: Option<&Rulebook>, input: &impl serde::Serialize, strict: bool) -> Said {
    let mut request = json!({ "function": function, "input": input, "options": { "strict": strict } });
    if let Some(book) = book {
        let is_builtin = book.id().as_str().starts_with("volume/");
        request["rulebook"] = if is_builtin { json!(book.id()) } else { json!(book.document()) };
    }
    let response = jicai::evaluate::try_evaluate(request.to_string()).map_err(|error| place(&error))?;
    let mut response: Value = serde_json::from_str(&response).unwrap();
    let rests_on = response["rests_on"].as_array().unwrap().iter();
    let rests_on = rests_on.map(|source| source["parameter"].as_str().unwrap().to_owned()).collect();
    Ok((response["value"].take(), rests_on))
}

fn typed<T: serde::Serialize>(strict: bool, call: impl FnOnce(&mut Trace) -> Result<T, Error>) -> Said {
    let mut trace = Trace::explaining();
    let answer = call(&mut trace).map_err(|error| place(&error))?;
    if strict {
        trace.require_verified().map_err(|error| place(&error))?;
    }
    Ok((json!(answer), trace.rests_on().map(|source| source.parameter().to_owned()).collect()))
}

/// Both ways, and the question as it is read back.
macro_rules! same {
    ($function:literal, $call:path, $book:expr, $question:expr, $strict:expr) => {{
        let (book, question) = (&$book, &$question);
        let wanted = typed($strict, |trace| $call(book, question, trace));
        prop_assert_eq!(through_the_door($function, Some(book), question, $strict), wanted);
        let text = serde_json::to_string(question).unwrap();
        let mut read = question.clone();
        read.clone_from(&serde_json::from_str(&text).unwrap());
        prop_assert_eq!(&read, question);
    }};
}

/// What may be wrong with a question about an allocation, by number; most numbers change nothing.
fn spoil(question: &mut AllocationQuestion, what: usize) {
    match what {
        0 => question.share = question.share.xor(Some(UnitShare::ZERO)),
        1 => question.stage = Some(Stage::Full),
        2 => question.institutions[0].main_supplier = None,
        3 => question.winners[0].price = None,
        4 => question.institutions.push(question.institutions[0].clone()),
        5 => question.rounding = Some(StatedRounding { mode: Some(PartRounding::Up), step: None }),
        6 => question.unselected_released = None,
        7 => question.institutions[0].generic_quantity = Some(NonNegative::ZERO),
        8 => question.winners[0].award_class = Some(AwardClass::C),
        9 => question.cut_rounding = None,
        _ => {}
    }
}

proptest! {
    #![proptest_config(config())]

    /// `volume.allocate`, spoilt or not.
    #[test]
    fn allocations_are_the_same_through_the_door(mut scene in scene(), what in 0_usize..25, strict in any::<bool>()) {
        spoil(&mut scene.question, what);
        same!("volume.allocate", volume::allocate_with, *scene.book, scene.question, strict);
    }

    /// `volume.check_report`, `volume.retention`, `volume.two_allows`.
    #[test]
    fn reports_and_money_are_the_same_through_the_door(
        mut report in reports::report(), (name, mut kept) in retentions::asked(), mut allowances in allowances::asked(),
        other in select(retentions::BOOKS.as_slice()), what in 0_usize..20, strict in any::<bool>(),
    ) {
        match what {
            0 => report.lines.extend(report.lines.first().cloned()),
            1 => report.deviation_up = Some(NonNegative::ZERO),
            2 => kept.drugs[0].price_before = number(999_999_999_999_999_999),
            3 => kept.drugs[0].winners.clear(),
            4 => allowances.funds.push(SetAside { fund: id("f"), rate: None, amount: None }),
            5 => kept.count_evaluated_non_winners = None,
            _ => {}
        }
        let name = if what == 6 { other } else { name };
        for reporting in ["cn-batch-11", "cn-batch-07", "zhejiang-2025", "generic"] {
            same!("volume.check_report", volume::check_report_with, *book(reporting), report, strict);
        }
        same!("volume.retention", volume::retention_with, *book(name), kept, strict);
        same!("volume.two_allows", volume::two_allows_with, *book("generic"), allowances, strict);
        let wanted = typed(strict, |trace| volume::two_allows_with(&book("generic"), &allowances, trace));
        prop_assert_eq!(through_the_door("volume.two_allows", None, &allowances, strict), wanted);
    }

    /// `volume.agreed`, `volume.tiered_cost`, `volume.same_basket_saving`, `volume.tender_authority`.
    #[test]
    fn the_others_are_the_same_through_the_door(
        tiers in schedules::tiers(), quantities in [quantity(), quantity(), quantity()], scheme in select(Scheme::ALL),
        winners in 1_u32..6, class in select(VolumeClass::ALL), rounding in rounding(), own in prop::option::of(share()),
        (level, kind) in (select(volume::TenderLevel::ALL), select(volume::TenderKind::ALL)), strict in any::<bool>(),
    ) {
        let question = AgreedQuestion {
            share: own.map(number),
            ..agreement::asked(winners, class, &quantities, rounding, None)
        };
        for name in ["cn-batch-07", "cn-batch-11", "cn-batch-12", "cn-2019-expansion", "generic"] {
            same!("volume.agreed", volume::agreed_with, *book(name), question, strict);
        }
        let question = TieredQuestion {
            scheme,
            quantity: number(quantities[0]),
            price: None,
            tiers: Some(tiers),
            invoice_basis: own.map(|_| InvoiceBasis::Incremental),
            minimum_quantity: None,
            cap_quantity: None,
            payback_rate: None,
        };
        same!("volume.tiered_cost", volume::tiered_cost_with, *book("generic"), question, strict);
        let wanted = typed(strict, |trace| volume::tiered_cost_with(&book("generic"), &question, trace));
        prop_assert_eq!(through_the_door("volume.tiered_cost", None, &question, strict), wanted);
        let item = |(n, quantity): (usize, &i64)| BasketItem {
            item: key(n),
            quantity: number(*quantity),
            new_price: number(i64::from(winners) * 250_000),
            old_price: (n > 0).then_some(Positive::ONE),
        };
        let question = BasketQuestion {
            items: quantities.iter().enumerate().map(item).collect(),
            min_saving: own.map(number),
        };
        for name in ["shenzhen-gpo-2016", "jilin-city-2020", "generic"] {
            same!("volume.same_basket_saving", volume::same_basket_saving_with, *book(name), question, strict);
        }
        let question = volume::AuthorityQuestion {
            level,
            kind,
            approved_on: own.map(|_| "2024-02-29".parse().unwrap()),
            document_approved_on: None,
            started_on: Some("2024-03-01".parse().unwrap()),
            published_on: None,
            agreed_volume_stated: Some(strict),
        };
        for name in ["hebei-2020", "cn-batch-11"] {
            same!("volume.tender_authority", volume::tender_authority_with, *book(name), question, strict);
        }
    }
}

proptest! {
    #![proptest_config(config())]

    /// `volume.pool`, `volume.renewal`, `volume.choose_platform`, `volume.zero_markup`, `volume.remaining`.
    #[test]
    fn pools_and_purchases_are_the_same_through_the_door(
        volumes in pools::volumes(), penalty in renewals::penalty(), offers in platforms::offers(), rounding in rounding(),
        quantities in [quantity(), quantity(), quantity()], own in prop::option::of(share()), strict in any::<bool>(), what in 0_usize..8,
    ) {
        let mut pooled = pools::question(&volumes);
        pooled.split = vec![DrugQuantity { drug: key(what), quantity: number(quantities[0]) }];
        pooled.thresholds.min_amount = (what == 0).then_some(NonNegative::ZERO);
        pooled.rounding = rounding;
        same!("volume.pool", volume::pool_with, *book("generic"), pooled, strict);
        let mut renewed = RenewalQuestion { bid: Some(number(penalty.bids[1])), ..penalty.question };
        match what {
            0 => renewed.incumbent = None,
            1 => renewed.base_share = None,
            2 => renewed.benchmark = Some(Positive::ONE),
            _ => {}
        }
        for name in ["renewal-batches-1-8", "renewal-2021", "csj-renewal-2022", "cn-batch-07"] {
            same!("volume.renewal", volume::renewal_with, *book(name), renewed, strict);
        }
        let preference = if what == 3 { vec![key(0); 2] } else { vec![key(1), key(0)] };
        let question = PlatformQuestion { offers, preference };
        same!("volume.choose_platform", volume::choose_platform_with, *book("generic"), question, strict);
        let line = |n: usize| SaleLine {
            line: key(n),
            product_class: if what == n { ProductClass::TcmSlices } else { ProductClass::Drug },
            purchase_price: number(quantities[n]),
            purchase_units: number(3_000_000),
            sale_price: number(quantities[0]),
            sale_units: Positive::ONE,
            quantity: own.map(number),
        };
        let question = MarkupQuestion { lines: (0..3).map(line).collect(), tolerance: number(7), tcm_slices_exempt: None };
        for name in ["jilin-city-2020", "generic"] {
            same!("volume.zero_markup", volume::zero_markup_with, *book(name), question, strict);
        }
        let question = volume::RemainingQuestion {
            agreed_quantity: number(quantities[0]),
            winner_quantity: number(quantities[1]),
            actual_need: own.map(number),
            non_winners: Vec::new(),
            winning_price: None,
            supply_failure: strict,
            max_non_winner_share: own.map(number),
        };
        for name in ["shanghai-2021", "zhejiang-2025", "generic"] {
            same!("volume.remaining", volume::remaining_with, *book(name), question, strict);
        }
    }
}

/// The four functions that need a rulebook say so.
#[test]
fn four_functions_need_a_rulebook() {
    for function in ["volume.tender_authority", "volume.allocate", "volume.renewal", "volume.retention"] {
        let refused = through_the_door(function, None, &json!({}), false);
        assert_eq!(refused, Err((Code::InvalidInput, "/rulebook".to_owned())), "{function}");
    }
}

/// Answers, gaps, faults, and what nobody verified are all met at the door of allocations.
#[test]
fn allocations_are_answered_and_refused() {
    let mut seen: BTreeMap<Option<Code>, usize> = BTreeMap::new();
    for (mut scene, what, strict) in samples((scene(), 0_usize..25, any::<bool>()), 600) {
        spoil(&mut scene.question, what);
        let said = through_the_door("volume.allocate", Some(&scene.book), &scene.question, strict);
        *seen.entry(said.err().map(|(code, _)| code)).or_default() += 1;
    }
    for code in [None, Some(Code::InvalidInput), Some(Code::RuleGap), Some(Code::UnverifiedParameter)] {
        assert!(seen.get(&code).is_some_and(|seen| *seen > 5), "{code:?}: {seen:?}");
    }
}
