//! Area `payment` against an independent model, written from the rule text.
//!
//! The model (`naive_payment/`) is checked against the conformance vectors, and the built-in rulebooks against a second
//! writing of their table; then library and model are asked the same questions through the JSON door: random requests of
//! all functions under built-in and other rulebooks, refunds in steps, rows of the kernel as single lines, lists of the
//! greatest length. The number of random requests is `JICAI_NAIVE_CASES` (150,000 if it is not set); other tests have a
//! share of it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::as_conversions
)]

#[allow(dead_code, reason = "each area needs a part of it")]
mod common;
#[path = "naive_payment/mod.rs"]
mod model;

use common::answers::Answer;
use common::runs::{agreed, cases, enough, pass_vectors};
use common::{Rng, Seen, marks};
use model::book::World;
use model::check::mismatch;
use model::fields_line::PARTS;
use model::number::{Q, amount, int, q, sum};
use model::{answer, examples, generate, generate_line, kernel, reached, reached_branches};
use serde_json::{Value, json};

/// So many random requests reach what the tests ask for.
const ENOUGH: usize = 150_000;

/// One request answered by both; stops the test at the first difference.
fn agree(world: &World, seen: &mut Seen, request: &Value) -> Answer {
    let model = agreed(
        request,
        answer(world, request),
        |response, model| mismatch(world, request, response, model),
        Answer::shown,
    );
    seen.answer(request["function"].as_str().unwrap(), &model);
    model
}

#[test]
fn the_model_passes_the_vectors() {
    let world = World::load();
    pass_vectors("payment", 100, |vector| {
        let model = answer(&world, vector);
        let wrong = model.against_vector(vector, q)?;
        Some(format!("{wrong}\nmodel: {}", model.shown()))
    });
}

#[test]
fn the_built_in_rulebooks_are_those_of_the_table() {
    let wrongs = model::table::differences(&World::load());
    assert!(wrongs.is_empty(), "{wrongs:#?}");
}

#[test]
fn random_requests() {
    let (world, mut rng, mut seen) = (World::load(), Rng::new(1), Seen::default());
    for _ in 0..cases(ENOUGH) {
        agree(&world, &mut seen, &generate::request(&mut rng, &world));
    }
    if enough(ENOUGH) {
        seen.require(&reached::ANSWERS);
        marks::require(&reached_branches::BRANCHES);
    }
}

/// The examples of the rule text, with the text of each figure.
#[test]
fn the_examples_of_the_text() {
    let (world, mut seen) = (World::load(), Seen::default());
    for (request, expect) in examples::examples() {
        match agree(&world, &mut seen, &request) {
            Answer::Value { value, .. } => assert_eq!(value, expect, "{request}"),
            Answer::Error(stops) => panic!("{request}: {stops:?}"),
        }
    }
}

/// Rule 19: a stored split that is refunded in steps ends at zero in each part.
#[test]
fn refunds_in_steps() {
    let (world, mut rng, mut seen) = (World::load(), Rng::new(3), Seen::default());
    for _ in 0..cases(ENOUGH) / 300 {
        let mut left: Vec<Q> = PARTS.iter().map(|_| q(&rng.decimal(30, 2))).collect();
        while sum(&left) > Q::ZERO {
            let most = (sum(&left) * int(100)).numerator().to_string().parse::<usize>().unwrap();
            let fen = 1 + rng.below(most);
            let mut stored = generate::Object::new();
            for (part, left) in PARTS.iter().zip(&left) {
                generate::put(&mut stored, part, amount(left));
            }
            let refunded = amount(&(-int(i64::try_from(fen).unwrap()) / int(100)));
            let input = json!({ "amount": refunded, "refund_of": stored });
            let request = json!({ "function": "payment.split_line", "input": input });
            let Answer::Value { value, .. } = agree(&world, &mut seen, &request) else { panic!("{request}") };
            for (part, left) in PARTS.iter().zip(&mut left) {
                *left = &*left + q(value[part].as_str().unwrap());
                assert!(*left >= Q::ZERO, "{request} refunds too much of {part}");
            }
        }
        assert!(left.iter().all(|left| *left == Q::ZERO));
    }
}

/// Each row is answered by the model of the kernel and, as a single line, by the library and the other model.
#[test]
fn rows_of_the_kernel_as_lines() {
    let (world, mut rng, mut seen) = (World::load(), Rng::new(2), Seen::default());
    for _ in 0..cases(ENOUGH) / 5 {
        let row = generate_line::row(&mut rng);
        let parts = kernel::row(row);
        let Some(input) = generate_line::input_of(row) else {
            assert!(parts.is_err(), "{row:?} gives {parts:?}");
            continue;
        };
        let request = json!({ "function": "payment.split_line", "input": input });
        match agree(&world, &mut seen, &request) {
            Answer::Value { value, .. } => {
                let texts = parts.unwrap().map(|fen| amount(&(int(fen) / int(100))));
                assert_eq!(texts, PARTS.map(|part| value[part].as_str().unwrap()), "{row:?}");
            }
            // A quantity that the door refuses where the kernel does not look at it.
            Answer::Error(_) => assert!(parts.is_err() || row.2 == i64::MIN, "{row:?} gives {parts:?}"),
        }
    }
}

/// Section 7.7: the fault of the lowest bad row; columns of unequal lengths.
#[test]
fn faults_of_the_kernel() {
    let mut rng = Rng::new(4);
    for _ in 0..500 {
        let number = rng.below(12);
        let rows: Vec<kernel::Row> = (0..number).map(|_| generate_line::row(&mut rng)).collect();
        let first = rows.iter().position(|row| kernel::row(*row).is_err());
        match (kernel::split_lines(&rows), first) {
            (Ok(parts), None) => assert_eq!(parts.len(), rows.len()),
            (Err(stop), Some(first)) => assert!(stop.path.ends_with(&format!("/{first}")), "{stop:?}"),
            (given, first) => panic!("{given:?}, {first:?}"),
        }
    }
    assert!(kernel::unequal(2, [2, 2, 2]).is_none());
    assert_eq!(kernel::unequal(2, [2, 1, 3]).unwrap().path, "/quantity");
}

/// Section 2: 100,000 elements and one more.
#[test]
fn the_longest_lists() {
    let (world, mut seen) = (World::load(), Seen::default());
    for number in [100_000, 100_001] {
        let quotes: Vec<Value> = (0..number).map(|i| json!({ "id": i.to_string(), "price": "80" })).collect();
        let input = json!({ "quotes": quotes, "willingness": "100" });
        let request = json!({ "function": "payment.bid_entry", "rulebook": "payment/cn-bid-2023", "input": input });
        let over = matches!(agree(&world, &mut seen, &request), Answer::Error(_));
        assert_eq!(over, number > 100_000);
        let product = json!({ "status": "winner", "list_class": "a", "price": "5", "winning_price": "5" });
        let input = json!({ "product": product, "winners": quotes, "year": 1 });
        let request = json!({ "function": "payment.standard", "rulebook": "payment/cn-2019", "input": input });
        agree(&world, &mut seen, &request);
    }
    let line = |i: usize| json!({ "id": i.to_string(), "fully_own": "0", "above_standard": "0", "first_self_pay": "0", "in_scope": "1" });
    let lines: Vec<Value> = (0..100_001).map(line).collect();
    let input = json!({ "lines": lines, "deductible_remaining": "0", "tiers": [{ "rate": "1" }] });
    agree(&world, &mut seen, &json!({ "function": "payment.settle", "input": input }));
}
