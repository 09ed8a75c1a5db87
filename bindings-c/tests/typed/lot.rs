//! Lots.

use jicai_c::JICAI_NONE;
use jicai_c::award::*;
use jicai_c::error::*;
use serde_json::Value;

use crate::dice::{Dice, Input, NO_DAYS, units};
use crate::{NO_PRICES, cases, door, id, rulebooks, sized, started, told};

const FORMS: [&str; 5] = ["oral_solid", "oral_liquid", "injection_small_volume", "injection_large_volume", "other"];
const CLASSES: [&str; 3] = ["ordinary", "reduced", "restricted"];
const OUTCOMES: [&str; 4] = ["selected", "not_selected", "void", "undetermined"];
const REASONS: [&str; 13] = [
    "conditions_met",
    "no_conditions",
    "zero_volume",
    "revived_shortlisted",
    "revived_unshortlisted",
    "reference_no_volume",
    "not_shortlisted",
    "conditions_failed",
    "company_cap",
    "related_firm",
    "batch_filter",
    "above_ceiling",
    "rule_gap",
];
const VOLUMES: [&str; 3] = ["full", "own_brand", "none"];
const REVIVALS: [&str; 4] = ["accepted", "refused_price", "refused_ineligible", "not_applicable"];

const BAD: [i64; 2] = [-1, i64::MIN + 1];

fn bid(dice: &mut Dice, row: usize, scored: bool) -> (jicai_bid, Value) {
    let (mut bid, mut input) = (started(jicai_bid_init), Input::default());
    input.set("bid", format!("{row:04}"));
    // Few prices: ties are what rules differ in.
    let price = 1_000_000 + 50_000 * dice.below(60) as i64;
    bid.price_e6 = input.decimal(dice, "price", 6, &[price, price, 2_000_000, 8_999_999], &NO_PRICES, 100);
    for (prefix, name, field) in [("c", "company", &mut bid.company), ("g", "group", &mut bid.group)] {
        *field = if dice.one_in(3) { 1 + dice.below(6) as i32 } else { 0 };
        if *field > 0 {
            input.set(name, format!("{prefix}{field}"));
        }
    }
    bid.comparable_price_e6 = input.decimal(dice, "comparable_price", 6, &[price, 1_500_000], &NO_PRICES, 5);
    bid.is_reference = input.flag(dice, "is_reference");
    bid.incumbent = input.flag(dice, "incumbent");
    bid.reported_volume_e6 =
        input.decimal(dice, "reported_volume", 6, &[0, 5_000_000, 900_000_000, i64::MAX], &BAD, 40);
    for (name, field) in [("prior_winner", &mut bid.prior_winner), ("own_api", &mut bid.own_api)] {
        *field = if dice.fault() { dice.pick(&[2, -2, i32::MIN]) } else { dice.pick(&[-1, -1, 0, 1]) };
        match *field {
            -1 => {}
            0 | 1 => input.set(name, *field == 1),
            other => input.set(name, other),
        }
    }
    let most = 99_999_999_999_999_999;
    let too_much = [-1, most + 1, i64::MAX];
    bid.prior_sales_fen = input.decimal(dice, "prior_sales", 2, &[0, 5_000, most], &too_much, 30);
    bid.passed_specs = input.count(dice, "passed_specs", 0, -1);
    bid.pass_date = input.day(dice, "pass_date", 30, &NO_DAYS[..3]);
    bid.tie_rank = input.count(dice, "tie_rank", 1, 0);
    let offer = bid.price_e6.clamp(2, 9_000_000) - dice.below(2) as i64;
    bid.revival_price_e6 = input.decimal(dice, "revival_price", 6, &[offer, 1_000_000, 1_500_000], &NO_PRICES, 15);
    let often = if scored { 98 } else { 10 };
    bid.price_score_e6 = input.decimal(dice, "price_score", 6, &[0, 50_000_000, 61_234_567], &BAD, often);
    bid.technical_score_e6 = input.decimal(dice, "technical_score", 6, &[0, 30_000_000, 33_333_333], &BAD, often);
    (bid, Value::Object(input.0))
}

fn number(words: &[&str], word: &Value) -> i32 {
    if word.is_null() { 0 } else { words.iter().position(|known| *word == **known).unwrap() as i32 + 1 }
}

fn count(value: &Value) -> i32 {
    value.as_i64().unwrap_or(0) as i32
}

fn expected(bid: &Value) -> [i64; 9] {
    [
        units(&bid["final_price"], 6).unwrap(),
        units(&bid["agreed_share"], 6).unwrap(),
        number(&OUTCOMES, &bid["outcome"]).into(),
        number(&REASONS, &bid["reason"]).into(),
        count(&bid["rank"]).into(),
        i64::from(bid["shortlisted"] == true),
        number(&VOLUMES, &bid["volume"]).into(),
        count(&bid["selection_order"]).into(),
        number(&REVIVALS, &bid["revival"]).into(),
    ]
}

fn fields(result: &jicai_bid_result) -> [i64; 9] {
    [
        result.final_price_e6,
        result.agreed_share_e6,
        result.outcome.into(),
        result.reason.into(),
        result.rank.into(),
        result.shortlisted.into(),
        result.volume.into(),
        result.selection_order.into(),
        result.revival.into(),
    ]
}

const NAMES: [(&str, &str); 11] = [
    ("/ceiling", "ceiling_e6"),
    ("/limit_price", "limit_price_e6"),
    ("/brand_volume_mean", "brand_volume_mean_e6"),
    ("/bids/*/price", "price_e6"),
    ("/bids/*/comparable_price", "comparable_price_e6"),
    ("/bids/*/revival_price", "revival_price_e6"),
    ("/bids/*/reported_volume", "reported_volume_e6"),
    ("/bids/*/prior_sales", "prior_sales_fen"),
    ("/bids/*/price_score", "price_score_e6"),
    ("/bids/*/technical_score", "technical_score_e6"),
    ("/bids/*/company", "company"),
];

#[test]
fn a_lot_is_decided_as_by_the_door() {
    let books = rulebooks("award");
    let (mut dice, mut error) = (Dice::new(7), sized::<jicai_error>());
    let (mut good, mut bad) = (0, 0);
    for case in 0..cases(10_000) {
        dice.next_question();
        let book = &books[dice.below(books.len() as u64) as usize];
        let scored = id(book).is_some_and(|id| id.contains("tcm") || id.contains("renewal") || id.contains("insulin"));
        let (mut lot, mut input) = (started(jicai_lot_init), Input::default());
        lot.form = input.word(&mut dice, "form", &FORMS);
        lot.ceiling_e6 = input.decimal(&mut dice, "ceiling", 6, &[9_000_000, 3_000_000, 2_222_222], &NO_PRICES, 90);
        lot.limit_price_e6 = input.decimal(&mut dice, "limit_price", 6, &[2_000_000, 1_500_000], &NO_PRICES, 60);
        lot.max_shortlisted = if dice.one_in(4) { input.count(&mut dice, "max_shortlisted", 1, 0) } else { 0 };
        lot.brand_volume_mean_e6 = input.decimal(&mut dice, "brand_volume_mean", 6, &[0, 4_000_000], &BAD, 40);
        lot.volume_class = input.word(&mut dice, "volume_class", &CLASSES);
        lot.short_term = input.flag(&mut dice, "short_term");
        lot.long_term_use = input.flag(&mut dice, "long_term_use");
        lot.want_terms = i32::from(dice.one_in(2));
        if lot.want_terms == 1 {
            input.set("want", vec!["share", "term"]);
        }
        let rows = dice.below(14) as usize;
        let (bids, list): (Vec<_>, Vec<_>) = (0..rows).map(|row| bid(&mut dice, row, scored)).unzip();
        input.set("bids", list);
        let mut results = vec![sized::<jicai_bid_result>(); rows];
        let mut award = sized::<jicai_award>();
        let code = unsafe {
            let (results, award, error) = (results.as_mut_ptr(), &raw mut award, &raw mut error);
            jicai_award_select(book.as_ptr(), &raw const lot, rows, bids.as_ptr(), results, award, error)
        };
        let input = Value::Object(input.0);
        match door("award.select", id(book), input.clone(), &NAMES) {
            Ok(value) => {
                assert_eq!(code, JICAI_OK, "{case} {book:?}: {:?} {input}", told(code, &error));
                for bid in value["bids"].as_array().unwrap() {
                    let row: usize = bid["bid"].as_str().unwrap().parse().unwrap();
                    assert_eq!(fields(&results[row]), expected(bid), "{case} {book:?}: {bid} {input}");
                }
                let sums = [
                    award.bidders,
                    award.shortlist_limit,
                    award.shortlisted,
                    award.winners,
                    award.failed,
                    award.provisional,
                    award.term_years,
                ];
                let sum = |name: &str| count(&value[name]);
                let flag = |name: &str| i32::from(value[name] == true);
                assert_eq!(
                    sums,
                    [
                        sum("bidders"),
                        sum("shortlist_limit"),
                        sum("shortlisted"),
                        sum("winners"),
                        flag("failed"),
                        flag("provisional"),
                        count(&value["terms"]["term_years"]),
                    ],
                    "{case} {book:?}: {value}"
                );
                good += 1;
            }
            Err((expected, row, path)) => {
                let given = told(code, &error);
                // A rulebook that decides nothing is refused before or after the fields are looked at.
                if expected != JICAI_E_RULE_GAP || given.0 == JICAI_E_RULE_GAP {
                    assert_eq!(given, (expected, row, path), "{case} {book:?}: {input}");
                }
                assert!(results.iter().all(|result| result.outcome == 0) && award.bidders == 0);
                bad += 1;
            }
        }
    }
    assert!(good > cases(10_000) / 5 && bad > cases(10_000) / 5, "{good} {bad}");
}

/// What no JSON can say, or says otherwise.
#[test]
fn numbers_of_firms_start_at_one_and_a_price_is_needed() {
    let mut error = sized::<jicai_error>();
    let lot = jicai_lot { ceiling_e6: 9_000_000, form: 1, ..started(jicai_lot_init) };
    let good = jicai_bid { price_e6: 1_000_000, ..started(jicai_bid_init) };
    for (bad, path) in [
        (jicai_bid { company: -1, ..good }, "/company"),
        (jicai_bid { group: i32::MIN, ..good }, "/group"),
        (jicai_bid { price_e6: JICAI_NONE, ..good }, "/price_e6"),
        (jicai_bid { pass_date: 250_731, ..good }, "/pass_date"),
        (jicai_bid { pass_date: 2_147_481_231, ..good }, "/pass_date"),
    ] {
        let bids = [good, good, bad];
        let (mut results, mut award) = ([sized::<jicai_bid_result>(); 3], sized::<jicai_award>());
        let code = unsafe {
            let (results, award, error) = (results.as_mut_ptr(), &raw mut award, &raw mut error);
            jicai_award_select(c"award/cn-batch-10".as_ptr(), &raw const lot, 3, bids.as_ptr(), results, award, error)
        };
        assert_eq!(told(code, &error), (JICAI_E_INVALID_INPUT, 2, path.to_owned()));
        assert!(results.iter().all(|result| result.outcome == 0) && award.bidders == 0);
    }
}
