//! What must always hold of price differentials, and what is tempting but false.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test may stop on the first surprise"
)]

use std::cmp::Ordering;

use jicai::differential::{
    ColumnError, ComparablePriceQuestion, DrugClass, FillUnit, Form, Ground, ListedProduct, ListingQuestion,
    PriceColumns, PriceQuestion, PriceRounding, Product, RatioColumns, RatioQuestion, RepresentativeQuestion, Rulebook,
    StepKind, check_listing, comparable_price, needs_representative, price, price_columns, ratio,
};
use jicai::number::{Price, Rational, Real};
use jicai::{Code, Error};
use proptest::prelude::*;

fn book(id: &str) -> std::sync::Arc<Rulebook> {
    Rulebook::builtin(&format!("differential/{id}")).unwrap()
}

fn tablets(content: u32, count: u32) -> Product {
    Product::new(Form::Tablet).content(content.to_string().parse().unwrap()).count(count.to_string().parse().unwrap())
}

fn yuan(fen: u32) -> Price {
    format!("{}.{:02}", fen / 100, fen % 100).parse().unwrap()
}

fn exact(price: Price) -> Rational {
    Rational::from(price)
}

fn ten_decimals() -> Option<PriceRounding> {
    PriceRounding::half_up(10)
}

/// A question that no ground for a representative of its own refuses.
fn question(representative: Product, price: Price, target: Product) -> PriceQuestion {
    PriceQuestion {
        chain_regardless: true,
        rounding: ten_decimals(),
        ..PriceQuestion::new(representative, price, target)
    }
}

fn ratio_of(rulebook: &Rulebook, representative: Product, target: Product) -> Real {
    let question =
        RatioQuestion { representative, target, drug_class: DrugClass::Chemical, basis: None, chain_regardless: true };
    ratio(rulebook, &question).unwrap().ratio
}

/// Products of which any two convert by ratios alone.
fn product() -> impl Strategy<Value = Product> {
    let form = prop_oneof![
        Just(Form::Tablet),
        Just(Form::Capsule),
        Just(Form::EntericTablet),
        Just(Form::DispersibleTablet),
        Just(Form::EffervescentTablet),
    ];
    (form, 1_u32..400, 1_u32..200).prop_map(|(form, content, count)| Product { form, ..tablets(content, count) })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// 1. For 1 < b < 2: 1 < K_b(X) < X if X > 1, and the reverse below 1. 2. The larger the base, the further from 1.
    #[test]
    fn ratios_lie_between_one_and_proportion(numerator in 1_u32..5_000, denominator in 1_u32..5_000) {
        let x = Rational::fraction(numerator.into(), denominator.into()).unwrap();
        let [content, fill, count] = [(17, 10), (19, 10), (195, 100)]
            .map(|(n, d)| Real::power(&Rational::fraction(n, d).unwrap(), &x).unwrap());
        let ladder = [Real::from(Rational::from(1_u32)), content, fill, count, Real::from(x.clone())];
        let wanted = x.cmp(&Rational::from(1_u32)).reverse();
        for pair in ladder.windows(2) {
            prop_assert_eq!(pair[0].cmp(&pair[1]), wanted);
        }
    }

    /// 1. `K_b` rises in X.
    #[test]
    fn ratios_rise(a in 1_u32..3_000, b in 1_u32..3_000, c in 1_u32..3_000) {
        let k = |n: u32| {
            Real::power(&Rational::fraction(17, 10).unwrap(), &Rational::fraction(n.into(), c.into()).unwrap()).unwrap()
        };
        prop_assert_eq!(k(a).cmp(&k(b)), a.cmp(&b));
    }

    /// 3. Without differences the exact price is proportional to P, and the rounded one never falls when P rises.
    #[test]
    fn prices_rise_with_the_representative(a in product(), b in product(), fen in 1_u32..100_000, more in 1_u32..1_000) {
        let rulebook = book("cn-2011");
        let at = |fen: u32| price(&rulebook, &question(a.clone(), yuan(fen), b.clone())).unwrap();
        let factor = ratio_of(&rulebook, a.clone(), b.clone());
        for fen in [fen, fen + more] {
            // unrounded ÷ P is the ratio, exactly: compared as exact numbers.
            let one = price(&rulebook, &question(a.clone(), yuan(100), b.clone())).unwrap();
            prop_assert_eq!(&one.unrounded, &factor);
            prop_assert!(at(fen).unrounded.sign().is_gt());
        }
        prop_assert!(at(fen).unrounded < at(fen + more).unrounded);
        for rounding in [
            r#"{"decimals": 2}"#,
            r#"{"mode": "down", "decimals": 0}"#,
            r#"{"tiers": [{"below": "1", "decimals": 2}, {"below": "100", "decimals": 1}, {"decimals": 0}]}"#,
        ] {
            let rounding: PriceRounding = serde_json::from_str(rounding).unwrap();
            let rounded = |fen: u32| {
                let question = PriceQuestion { rounding: Some(rounding.clone()), ..question(a.clone(), yuan(fen), b.clone()) };
                price(&rulebook, &question).unwrap().price
            };
            prop_assert!(rounded(fen).value() <= rounded(fen + more).value());
        }
    }

    /// 4. `comparable_price` undoes `price` before rounding, and between pairs without differences it is `price` the other way.
    #[test]
    fn comparable_price_undoes_price(a in product(), b in product(), fen in 1_u32..100_000) {
        let rulebook = book("cn-2011");
        let forward = ratio_of(&rulebook, a.clone(), b.clone());
        let back = comparable_price(&rulebook, &ComparablePriceQuestion {
            chain_regardless: true,
            rounding: ten_decimals(),
            ..ComparablePriceQuestion::new(b.clone(), yuan(fen), a.clone())
        }).unwrap();
        let other_way = price(&rulebook, &question(b.clone(), yuan(fen), a.clone())).unwrap();
        prop_assert_eq!(&back.unrounded, &other_way.unrounded);
        // The ratio there times the ratio back is 1, exactly: 1 yuan there and back.
        let one = comparable_price(&rulebook, &ComparablePriceQuestion {
            chain_regardless: true,
            rounding: ten_decimals(),
            ..ComparablePriceQuestion::new(b.clone(), yuan(100), a.clone())
        }).unwrap();
        let there = price(&rulebook, &question(a.clone(), yuan(100), b.clone())).unwrap();
        prop_assert_eq!(&there.unrounded, &forward);
        prop_assert_eq!(one.unrounded.cmp(&Real::from(Rational::from(1_u32))), forward.cmp(&Real::from(Rational::from(1_u32))).reverse());
    }

    /// 4. The same with yuan amounts, limits aside: the injection order makes form and content cancel exactly.
    #[test]
    fn injections_cancel_in_both_directions(
        forms in prop::sample::subsequence(vec![
            Form::SmallVolumeInjection, Form::LyophilisedPowderInjection, Form::LargeVolumeInjection,
        ], 2),
        contents in (1_u32..50, 1_u32..50),
        fen in 500_u32..100_000,
    ) {
        let rulebook = Rulebook::from_toml(r#"
            id = "test/injections"
            extends = "differential/cn-2011"
            remove = ["injection_floor", "small_spec_cap", "large_volume_basis", "separate_content_multiple"]
            [parameters]
            "form_difference.lyophilised_powder_injection" = "2"
            "form_difference.large_volume_injection" = "3.5"
            large_volume_basis = "50"
        "#).unwrap();
        let product = |form: Form, content: u32| {
            let product = Product::new(form).content(content.to_string().parse().unwrap());
            if form == Form::LargeVolumeInjection { product.fill("50".parse().unwrap(), FillUnit::Millilitre) } else { product }
        };
        let (a, b) = (product(forms[0], contents.0), product(forms[1], contents.1));
        let there = price(&rulebook, &question(a.clone(), yuan(fen), b.clone())).unwrap();
        // The printed price has ten decimals; with a power of two it is exact and the way back gives the price again.
        if let Some(exact_price) = there.unrounded.as_rational()
            && let Ok(known) = there.price.to_string().parse::<Price>()
            && exact(known) == *exact_price
        {
            let back = comparable_price(&rulebook, &ComparablePriceQuestion {
                rounding: ten_decimals(),
                ..ComparablePriceQuestion::new(b.clone(), known, a.clone())
            }).unwrap();
            prop_assert_eq!(back.unrounded.as_rational(), Some(&exact(yuan(fen))));
            let reversed = price(&rulebook, &question(b, known, a)).unwrap();
            prop_assert_eq!(reversed.unrounded.as_rational(), Some(&exact(yuan(fen))));
        }
        prop_assert!(there.unrounded > Real::from(Rational::ZERO));
    }

    /// 5. If only content and count differ, chaining A → B → C without rounding equals A → C.
    #[test]
    fn chains_without_rounding_agree(contents in (1_u32..200, 1_u32..200, 1_u32..200), counts in (1_u32..99, 1_u32..99, 1_u32..99)) {
        let rulebook = book("cn-2011");
        let [a, b, c] = [(contents.0, counts.0), (contents.1, counts.1), (contents.2, counts.2)].map(|(m, n)| tablets(m, n));
        let direct = ratio_of(&rulebook, a.clone(), c.clone());
        let first = ratio_of(&rulebook, a, b.clone());
        let second = ratio_of(&rulebook, b, c);
        // As far as ten printed decimals tell; the unit tests of the number module multiply the exact numbers.
        let number = |value: &Real| value.to_string().replace('.', "").parse::<i128>().unwrap();
        let chained = number(&first) * number(&second) / 10_i128.pow(10);
        let error = (chained - number(&direct)).abs();
        prop_assert!(error <= number(&first) / 10_i128.pow(10) + number(&second) / 10_i128.pow(10) + 2, "{first} {second} {direct}");
    }

    /// 6. The input order does not matter; one product never breaks the constraint; the compliant price never exceeds the listed one.
    #[test]
    fn listings_do_not_depend_on_order(
        products in prop::collection::vec((1_u32..60, 1_u32..60, 1_u32..2_000, prop::option::of(1_u32..2_000)), 1..7),
        rotate in 0_usize..7,
    ) {
        let rulebook = book("shanxi-2025");
        let listed: Vec<ListedProduct> = products.iter().enumerate().map(|(i, (content, count, fen, other))| ListedProduct {
            id: format!("P{i}").parse().unwrap(),
            price: yuan(*fen),
            other_limit: other.map(yuan),
            product: tablets(*content, *count),
        }).collect();
        let check = |listed: Vec<ListedProduct>| check_listing(&rulebook, &ListingQuestion::new(listed)).unwrap();
        let base = check(listed.clone());
        let mut rotated = listed.clone();
        let middle = rotate % rotated.len();
        rotated.rotate_left(middle);
        prop_assert_eq!(serde_json::to_string(&base).unwrap(), serde_json::to_string(&check(rotated)).unwrap());
        for item in &base.items {
            prop_assert!(item.compliant_price.value() <= item.price.value());
            prop_assert!(!item.excess.value().sign().is_lt());
        }
        prop_assert!(!check(listed[..1].to_vec()).items[0].differential_violation);
        // Every limit is the lowest of what the single conversions give.
        for (target, item) in listed.iter().zip(&base.items) {
            for source in listed.iter().filter(|source| source.id != target.id) {
                let question = PriceQuestion::new(source.product.clone(), source.price, target.product.clone());
                if let Ok(converted) = price(&rulebook, &question) {
                    prop_assert!(item.limit.value() <= converted.price.value());
                }
            }
        }
    }

    /// 7. The steps multiplied out give the exact price: each step's price is the one before times its factor.
    #[test]
    fn steps_lead_to_the_price(a in product(), b in product(), fen in 1_u32..100_000) {
        let rulebook = book("vbp");
        let answer = price(&rulebook, &PriceQuestion { chain_regardless: true, ..PriceQuestion::new(a, yuan(fen), b) }).unwrap();
        let last = answer.steps.last().and_then(|step| step.price_after.clone());
        prop_assert_eq!(last.unwrap_or_else(|| Real::from(exact(yuan(fen)))), answer.unrounded);
        prop_assert!(answer.steps.iter().all(|step| step.kind == StepKind::Ratio && step.factor.is_some()));
    }

    /// Columns give what the function gives, row by row, and the first bad row by its index.
    #[test]
    fn columns_agree_with_the_function(
        rows in prop::collection::vec((1_i64..5_000_000_000, 0_i64..40, 1_i64..40, 1_i64..60, 1_i64..60), 1..30),
        mode in prop::sample::select(vec!["half_up", "half_even", "up", "down"]),
        injections in any::<bool>(),
        tiers in any::<bool>(),
    ) {
        let rulebook = book("cn-2011");
        let form = if injections { Form::SmallVolumeInjection } else { Form::Tablet };
        let rounding = if tiers {
            format!(r#"{{"mode": "{mode}", "tiers": [{{"below": "1", "decimals": 3}}, {{"decimals": 1}}]}}"#)
        } else {
            format!(r#"{{"mode": "{mode}", "decimals": 4}}"#)
        };
        let rounding: PriceRounding = serde_json::from_str(&rounding).unwrap();
        let column = |pick: fn(&(i64, i64, i64, i64, i64)) -> i64| rows.iter().map(pick).collect::<Vec<i64>>();
        let (prices, from, to) = (column(|row| row.0), column(|row| row.1), column(|row| row.2));
        let (from_count, to_count) = (column(|row| row.3), column(|row| row.4));
        let mut table = PriceColumns::new(Product::new(form), Product::new(form), &prices);
        table.rounding = Some(rounding.clone());
        table.content = Some(RatioColumns { representative: &from, target: &to });
        table.count = Some(RatioColumns { representative: &from_count, target: &to_count });
        let mut results = vec![-1; rows.len()];
        let outcome = price_columns(&rulebook, &table, &mut results);
        let bad = outcome.as_ref().err().and_then(ColumnError::row);
        for (i, (price_of_row, from, to, from_count, to_count)) in rows.iter().enumerate() {
            if bad.is_some_and(|bad| i > bad) {
                prop_assert_eq!(results[i], -1, "rows after the bad one are left alone");
                continue;
            }
            let one = single(&rulebook, form, &rounding, [*price_of_row, *from, *to, *from_count, *to_count]);
            match (bad == Some(i), one) {
                (true, Err(error)) => prop_assert_eq!(complaint(outcome.as_ref().unwrap_err().error(), ""), error),
                (false, Ok(units)) => prop_assert_eq!(results[i], units, "row {}", i),
                (is_bad, one) => prop_assert!(false, "row {i}: bad {is_bad}, {one:?}"),
            }
        }
    }
}

/// One row by the function, in 10⁻⁶ yuan.
fn single(rulebook: &Rulebook, form: Form, rounding: &PriceRounding, row: [i64; 5]) -> Result<i64, (Code, String)> {
    let request = format!(
        r#"{{"representative": {{"form": "{form}", "content": "{}", "count": "{}"}}, "price": "{}.{:06}",
            "target": {{"form": "{form}", "content": "{}", "count": "{}"}}}}"#,
        row[1],
        row[3],
        row[0] / 1_000_000,
        row[0] % 1_000_000,
        row[2],
        row[4]
    );
    // The reader of a question knows its place only up to the question.
    let question = PriceQuestion::from_json(&request).map_err(|error| complaint(&error, "/input"))?;
    let question = PriceQuestion { rounding: Some(rounding.clone()), ..question };
    let answer = price(rulebook, &question).map_err(|error| complaint(&error, ""))?;
    let text = answer.price.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    Ok(format!("{whole}{part:0<6}").parse().unwrap())
}

fn complaint(error: &Error, prefix: &str) -> (Code, String) {
    (error.code(), format!("{prefix}{}", error.path()))
}

#[test]
fn columns_refuse_shapes_and_prices_that_do_not_fit() {
    let rulebook = book("vbp");
    let tablet = || Product::new(Form::Tablet);
    let bad = |table: &PriceColumns<'_>, rows: usize| {
        let error = price_columns(&rulebook, table, &mut vec![0; rows]).unwrap_err();
        (error.row(), error.error().code(), error.error().path().to_owned())
    };
    let table = PriceColumns::new(tablet(), tablet(), &[1_000_000, 0, -5]);
    assert_eq!(bad(&table, 2), (None, Code::InvalidInput, "/input/prices".into()));
    assert_eq!(bad(&table, 3), (Some(1), Code::InvalidInput, "/input/price".into()));
    let mut short = PriceColumns::new(tablet(), tablet(), &[1, 2]);
    short.count = Some(RatioColumns { representative: &[1, 1], target: &[1] });
    assert_eq!(bad(&short, 2), (None, Code::InvalidInput, "/input/count".into()));
    short.count = Some(RatioColumns { representative: &[1, 1], target: &[1, 1_000_001] });
    assert_eq!(bad(&short, 2), (Some(1), Code::LimitExceeded, "/input/target/count".into()));
    let mut wide = PriceColumns::new(tablet(), tablet(), &[1]);
    wide.rounding = PriceRounding::half_up(7);
    assert_eq!(bad(&wide, 1), (None, Code::InvalidInput, "/input/rounding".into()));
    let mut huge = PriceColumns::new(tablet(), tablet(), &[i64::MAX]);
    huge.count = Some(RatioColumns { representative: &[1], target: &[1_000_000] });
    assert_eq!(bad(&huge, 1), (Some(0), Code::LimitExceeded, "/input/price".into()));
    // No row, no error: an empty table has nothing wrong.
    price_columns(&rulebook, &PriceColumns::new(tablet(), tablet(), &[]), &mut []).unwrap();
}

/// A yuan amount and a limit depend on the price: the kernel takes those rows step by step.
#[test]
fn columns_take_injections_step_by_step() {
    let rulebook = book("vbp");
    let ampoule = |content: &str| Product::new(Form::SmallVolumeInjection).content(content.parse().unwrap());
    let counted = |content: &str| ampoule(content).count("10".parse().unwrap());
    let table = PriceColumns::new(counted("10"), counted("5"), &[1_500_000, 1_800_000, 50_000_000]);
    let mut prices = [0; 3];
    price_columns(&rulebook, &table, &mut prices).unwrap();
    // 0.882 → floor 2.00 → cap 1.50; 1.0588 → 2.00 → 1.80; 29.41 stays.
    assert_eq!(prices, [1_500_000, 1_800_000, 29_410_000]);
}

// What is tempting but false.

#[test]
fn rounding_in_between_changes_the_price() {
    let rulebook = book("vbp");
    let rounded = |from: Product, price_known: &str, to: Product| {
        let question = PriceQuestion::new(from, price_known.parse().unwrap(), to);
        price(&rulebook, &question).unwrap().price.to_string()
    };
    let first = rounded(tablets(10, 14), "1.68", tablets(20, 14));
    assert_eq!(first, "2.86");
    assert_eq!(rounded(tablets(20, 14), &first, tablets(20, 28)), "5.58");
    assert_eq!(rounded(tablets(10, 14), "1.68", tablets(20, 28)), "5.57");
    // There and back.
    let smaller = rounded(tablets(10, 1), "1.01", tablets(5, 1));
    assert_eq!(smaller, "0.59");
    assert_eq!(rounded(tablets(5, 1), &smaller, tablets(10, 1)), "1.00");
}

#[test]
fn compliant_prices_may_break_the_constraint_again() {
    let rulebook = book("shanxi-2025");
    let listed = |id: &str, content: u32, price: &str| ListedProduct {
        id: id.parse().unwrap(),
        price: price.parse().unwrap(),
        other_limit: None,
        product: tablets(content, 1),
    };
    let check = |a: &str, b: &str| {
        check_listing(&rulebook, &ListingQuestion::new(vec![listed("A", 10, a), listed("B", 5, b)])).unwrap()
    };
    let first = check("1.01", "1.00");
    assert_eq!(first.items[1].compliant_price.to_string(), "0.59");
    let second = check("1.01", "0.59");
    assert_eq!(second.violating_ids[0].as_str(), "A");
}

#[test]
fn a_representative_of_its_own_is_neither_symmetric_nor_transitive() {
    let rulebook = book("cn-2011");
    let required = |a: u32, b: u32| {
        needs_representative(&rulebook, &RepresentativeQuestion::new(tablets(a, 1), tablets(b, 1))).unwrap().required
    };
    assert!(!required(1, 7) && !required(7, 49) && required(1, 49));
    let child = Product { children_only: true, ..tablets(1, 1) };
    let need = |r: &Product, t: &Product| {
        needs_representative(&rulebook, &RepresentativeQuestion::new(r.clone(), t.clone())).unwrap().grounds
    };
    assert_eq!(need(&tablets(1, 1), &child), [Ground::ChildrenOnly]);
    assert!(need(&child, &tablets(1, 1)).is_empty());
}

#[test]
fn tiers_may_fall_where_the_price_rises() {
    let rulebook = book("cn-2011");
    let rounding: PriceRounding =
        serde_json::from_str(r#"{"tiers": [{"below": "1.05", "decimals": 2}, {"decimals": 0}]}"#).unwrap();
    let at = |known: &str| {
        let question = PriceQuestion {
            rounding: Some(rounding.clone()),
            ..PriceQuestion::new(tablets(1, 1), known.parse().unwrap(), tablets(1, 1))
        };
        price(&rulebook, &question).unwrap().price
    };
    assert_eq!((at("1.04").to_string(), at("1.06").to_string()), ("1.04".into(), "1".into()));
    assert_eq!(at("1.04").value().cmp(at("1.06").value()), Ordering::Greater);
}

/// Every form, as representative and as target, under every rulebook: an answer or a typed error, and never another panic.
#[test]
fn every_pair_of_forms_has_an_answer() {
    let mut gaps = 0;
    for id in ["cn-2011", "cn-2005-trial", "cn-retail-cap-2009", "vbp", "cn-batch-11-paediatric", "shanxi-2025"] {
        let rulebook = book(id);
        for from in Form::ALL {
            for to in Form::ALL {
                let question = question(Product::new(*from), "1".parse().unwrap(), Product::new(*to));
                match price(&rulebook, &question) {
                    Ok(answer) => assert_eq!(answer.steps.is_empty(), from == to, "{id} {from} {to}"),
                    Err(error) => {
                        gaps += 1;
                        let expected = [Code::RuleGap, Code::InvalidInput];
                        assert!(expected.contains(&error.code()), "{id} {from} {to}: {error:?}");
                        let paths = [
                            "/input/target/form",
                            "/input/representative/form",
                            "/input/target/fill",
                            "/input/representative/fill",
                        ];
                        assert!(paths.contains(&error.path()), "{id} {from} {to}: {error:?}");
                    }
                }
            }
        }
    }
    assert!(gaps > 5_000, "{gaps}");
}

/// The answers of the typed functions are those of the door.
#[test]
fn typed_and_door_agree() {
    let rulebook = book("vbp");
    let question = PriceQuestion::new(tablets(10, 14), "1.68".parse().unwrap(), tablets(15, 36));
    let typed = serde_json::to_string(&price(&rulebook, &question).unwrap()).unwrap();
    let input = serde_json::to_string(&question).unwrap();
    let door = jicai::evaluate(format!(
        r#"{{"function": "differential.price", "rulebook": "differential/vbp", "input": {input}, "options": {{"explain": false}}}}"#
    ));
    assert!(door.starts_with(&format!(r#"{{"value":{typed},"#)), "{door}");
}
