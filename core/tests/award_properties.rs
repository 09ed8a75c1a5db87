//! What must always hold of award selection, on random lots: the properties that follow from the rules.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may stop on the first surprise"
)]

use jicai::award::{
    Award, Bid, Form, Lot, Outcome, Reason, RegionCountsQuestion, Rulebook, WhatIfQuestion, region_counts, select,
    select_round, what_if,
};
use jicai::number::{Count, Price, Rational};
use jicai::rulebook::{Filter, list};
use proptest::prelude::*;

/// A price of `ten_thousandths` × 0.0001 yuan.
fn price(ten_thousandths: u32) -> Price {
    format!("{}.{:04}", ten_thousandths / 10_000, ten_thousandths % 10_000).parse().unwrap()
}

fn bid(id: usize, ten_thousandths: u32) -> Bid {
    Bid::new(format!("B{id:02}").parse().unwrap(), price(ten_thousandths))
}

fn lot(prices: &[u32]) -> Lot {
    Lot {
        form: Some(Form::OralSolid),
        ceiling: "9".parse().ok(),
        bids: prices.iter().enumerate().map(|(id, price)| bid(id, *price)).collect(),
        ..Lot::default()
    }
}

/// Prices on a coarse grid, so that ties and exact limits are frequent.
fn prices(most: usize) -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec((1_u32..40).prop_map(|step| step * 500), 1..=most)
}

fn distinct_prices(most: usize) -> impl Strategy<Value = Vec<u32>> {
    prop::collection::hash_set(1_u32..20_000, 1..=most).prop_map(|set| set.into_iter().collect())
}

/// Rich lots: companies, groups, tie keys, re-quotes, void bids.
fn rich_lot() -> impl Strategy<Value = Lot> {
    let bid = (
        1_u32..40,
        0_usize..8,
        0_usize..6,
        prop::option::of(0_u32..3),
        prop::option::of(1_u32..6),
        prop::option::of(1_u32..40),
    );
    prop::collection::vec(bid, 0..12).prop_map(|bids| {
        let mut lot = lot(&[]);
        lot.ceiling = "1.80".parse().ok();
        lot.brand_volume_mean = "1".parse().ok();
        lot.bids = bids
            .into_iter()
            .enumerate()
            .map(|(id, (step, company, group, volume, tie_rank, requote))| {
                let mut bid = bid_of(id, step * 500);
                bid.company = (company < 4).then(|| format!("C{company}").parse().unwrap());
                bid.group = (group < 2).then(|| format!("G{group}").parse().unwrap());
                bid.reported_volume = volume.map(|volume| volume.to_string().parse().unwrap());
                bid.tie_rank = tie_rank.and_then(Count::new);
                bid.revival_price = requote.map(|requote| price(requote.min(step) * 500));
                bid
            })
            .collect();
        lot
    })
}

fn bid_of(id: usize, ten_thousandths: u32) -> Bid {
    bid(id, ten_thousandths)
}

fn builtin(id: &str) -> std::sync::Arc<Rulebook> {
    Rulebook::builtin(id).unwrap()
}

fn assumed_batch_12(recompute: &str, deviation: &str) -> Rulebook {
    Rulebook::from_toml(&format!(
        r#"
        id = "example/batch-12-assumed"
        extends = "award/cn-batch-12"
        remove = ["low_price", "revival_fused", "revival_unshortlisted"]
        [parameters]
        k_table = [{{ from = 1, k = 1 }}, {{ from = 2, k = 2 }}, {{ from = 4, k = 6 }}]
        spread_multiple = "1.8"
        anchor_sd = "{deviation}"
        zero_volume_recompute = "{recompute}"
        zero_volume_counts = false
        "#
    ))
    .unwrap()
}

/// The rulebooks under which a lot of drugs can be decided.
fn rulebooks() -> Vec<std::sync::Arc<Rulebook>> {
    let mut all: Vec<_> = ["02", "03", "05", "07", "08", "09", "10", "11"]
        .iter()
        .map(|round| builtin(&format!("award/cn-batch-{round}")))
        .collect();
    all.push(builtin("award/cn-2019-expansion"));
    all.push(builtin("award/cn-stents-2020"));
    for recompute in ["none", "once", "until_stable"] {
        all.push(assumed_batch_12(recompute, "population").into());
    }
    all
}

fn json(award: &Award) -> String {
    serde_json::to_string(award).unwrap()
}

fn reason_of(award: &Award, bid: &Bid) -> Reason {
    award.bids.iter().find(|result| result.bid == bid.bid).unwrap().reason
}

fn rational(ten_thousandths: u32) -> Rational {
    Rational::fraction(i128::from(ten_thousandths), 10_000).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Property 1: the order of bids changes nothing.
    #[test]
    fn permuting_bids_changes_nothing(lot in rich_lot(), rotate in 0_usize..12, reverse in any::<bool>()) {
        let mut permuted = lot.clone();
        if !permuted.bids.is_empty() {
            let by = rotate % permuted.bids.len();
            permuted.bids.rotate_left(by);
        }
        if reverse {
            permuted.bids.reverse();
        }
        for rulebook in rulebooks() {
            match (select(&rulebook, &lot), select(&rulebook, &permuted)) {
                (Ok(a), Ok(b)) => prop_assert_eq!(json(&a), json(&b)),
                (Err(a), Err(b)) => prop_assert_eq!(a.code(), b.code()),
                (a, b) => prop_assert!(false, "{:?} {:?}", a.err(), b.err()),
            }
        }
    }

    /// Property 1: the order of lots changes nothing.
    #[test]
    fn permuting_lots_changes_nothing(lots in prop::collection::vec(rich_lot(), 1..5)) {
        let lots: Vec<Lot> = lots
            .into_iter()
            .enumerate()
            .map(|(i, lot)| Lot { lot: format!("L{i}").parse().ok(), ..lot })
            .collect();
        let mut reversed = lots.clone();
        reversed.reverse();
        for id in ["award/cn-batch-07", "award/cn-batch-10"] {
            let rulebook = builtin(id);
            match (select_round(&rulebook, &lots), select_round(&rulebook, &reversed)) {
                (Ok(a), Ok(b)) => {
                    prop_assert_eq!(serde_json::to_string(&a).unwrap(), serde_json::to_string(&b).unwrap());
                }
                (Err(a), Err(b)) => prop_assert_eq!((a.code(), a.message()), (b.code(), b.message())),
                (a, b) => prop_assert!(false, "{:?} {:?}", a.err(), b.err()),
            }
        }
    }

    /// Property 1: a void bid more changes nothing but its own entry.
    #[test]
    fn a_void_bid_changes_nothing_else(lot in rich_lot()) {
        let mut more = lot.clone();
        more.bids.insert(0, bid(99, 90_000));
        for rulebook in rulebooks() {
            match (select(&rulebook, &lot), select(&rulebook, &more)) {
                (Ok(a), Ok(mut b)) => {
                    b.bids.retain(|result| result.bid.as_str() != "B99");
                    prop_assert_eq!(json(&a), json(&b));
                }
                (Err(a), Err(b)) => prop_assert_eq!(a.message(), b.message()),
                (a, b) => prop_assert!(false, "{:?} {:?}", a.err(), b.err()),
            }
        }
    }

    /// Property 2: places bound the shortlist and the base; every bid has one outcome, and the one of its reason.
    #[test]
    fn places_are_never_exceeded(lot in rich_lot()) {
        for rulebook in rulebooks() {
            let Ok(award) = select(&rulebook, &lot) else { continue };
            prop_assert_eq!(award.bids.len(), lot.bids.len());
            let base = award
                .bids
                .iter()
                .filter(|bid| matches!(bid.reason, Reason::ConditionsMet | Reason::NoConditions))
                .count();
            if let Some(places) = award.shortlist_limit {
                prop_assert!(award.shortlisted <= places);
                prop_assert!(base <= places as usize);
            }
            for bid in &award.bids {
                prop_assert_eq!(bid.outcome, bid.reason.outcome());
            }
            let selected = award.bids.iter().filter(|bid| bid.outcome == Outcome::Selected).count();
            prop_assert_eq!(selected, award.selected.len());
            prop_assert_eq!(award.failed, selected == 0);
        }
    }

    /// Property 3: where the spread control is an alternative, the lowest bid is selected.
    #[test]
    fn the_lowest_bid_is_selected(prices in distinct_prices(12), form in prop::bool::ANY) {
        let mut lot = lot(&prices);
        lot.form = Some(if form { Form::Other } else { Form::OralSolid });
        let lowest = prices.iter().min().unwrap();
        let mut rulebooks: Vec<_> = ["02", "09", "10", "11"].iter().map(|id| builtin(&format!("award/cn-batch-{id}"))).collect();
        for (recompute, deviation) in [("once", "population"), ("until_stable", "sample")] {
            rulebooks.push(assumed_batch_12(recompute, deviation).into());
        }
        for rulebook in rulebooks {
            let award = select(&rulebook, &lot).unwrap();
            let first = lot.bids.iter().find(|bid| bid.price == price(*lowest)).unwrap();
            let lowest = award.bids.iter().find(|result| result.bid == first.bid).unwrap();
            prop_assert_eq!(lowest.outcome, Outcome::Selected);
        }
    }

    /// Property 4: all prices times λ, without rounding: the same outcomes.
    #[test]
    fn the_unit_of_money_does_not_matter(prices in prices(8), requote in 1_u32..40, factor in 1_u32..=7) {
        let book = |factor: u32| {
            Rulebook::from_toml(&format!(
                r#"
                id = "example/scaled"
                [parameters]
                k_table = [{{ from = 1, k = 1 }}, {{ from = 2, k = 2 }}, {{ from = 5, k = 4 }}]
                win = [["spread"], ["cut"], ["low_price"], ["limit_price"]]
                spread_multiple = "1.8"
                anchor = "mean_minus_sigma"
                anchor_sigmas = "0.5"
                anchor_sd = "sample"
                cut_threshold = "0.80"
                "low_price.any" = "{}"
                revival_fused = "spread_limit"
                revived_order = "after"
                "#,
                price(800 * factor)
            ))
            .unwrap()
        };
        let scaled = |factor: u32| {
            let mut scaled = lot(&prices.iter().map(|price| price * factor).collect::<Vec<_>>());
            scaled.ceiling = Some(price(20_000 * factor));
            scaled.limit_price = Some(price(1_500 * factor));
            for (bid, own) in scaled.bids.iter_mut().zip(&prices) {
                bid.revival_price = Some(price((requote * 500).min(*own) * factor));
            }
            scaled
        };
        match (select(&book(1), &scaled(1)), select(&book(factor), &scaled(factor))) {
            (Ok(a), Ok(b)) => {
                prop_assert_eq!(a.selected, b.selected);
                for (a, b) in a.bids.iter().zip(&b.bids) {
                    prop_assert_eq!((&a.bid, a.reason, a.rank, a.revival), (&b.bid, b.reason, b.rank, b.revival));
                }
            }
            (Err(a), Err(b)) => prop_assert_eq!(a.code(), b.code()),
            (a, b) => prop_assert!(false, "{:?} {:?}", a.err(), b.err()),
        }
    }

    /// Property 5: a larger multiple never loses a winner; the winners of batch 10 win under batch 11.
    #[test]
    fn a_wider_limit_loses_nobody(prices in distinct_prices(20), narrow in 10_u32..30, wider in 0_u32..20) {
        let lot = lot(&prices);
        let book = |tenths: u32| {
            Rulebook::from_toml(&format!(
                "id = \"example/wider\"\nextends = \"award/cn-batch-10\"\n[parameters]\nspread_multiple = \"{}.{}\"",
                tenths / 10,
                tenths % 10
            ))
            .unwrap()
        };
        let (narrow, wide) = (select(&book(narrow), &lot).unwrap(), select(&book(narrow + wider), &lot).unwrap());
        let (ten, eleven) =
            (select(&builtin("award/cn-batch-10"), &lot).unwrap(), select(&builtin("award/cn-batch-11"), &lot).unwrap());
        for (less, more) in [(narrow, wide), (ten, eleven)] {
            for bid in &lot.bids {
                if reason_of(&less, bid) == Reason::ConditionsMet {
                    prop_assert_eq!(reason_of(&more, bid), Reason::ConditionsMet);
                }
            }
        }
    }

    /// Property 6: with at most five shortlisted bids, no bid is below the mean less two deviations, of either kind.
    #[test]
    fn five_bids_hold_no_outlier(prices in distinct_prices(5)) {
        let mut lot = lot(&prices);
        lot.max_shortlisted = Count::new(5);
        for deviation in ["population", "sample"] {
            let award = select(&assumed_batch_12("once", deviation), &lot).unwrap();
            prop_assert!(award.bids.iter().all(|bid| bid.reason != Reason::ZeroVolume));
            let line = award.zero_volume_below.unwrap();
            for price in &prices {
                prop_assert!(line.at_least(&rational(*price)) == line.cmp_rational(&rational(*price)).is_eq());
            }
        }
    }

    /// Property 7: region counts add up, do not increase with the rank, and are even but for the first pick.
    #[test]
    fn region_counts_add_up(winners in 1_u32..60, regions in 1_u32..80, first_pick in 0_u32..9) {
        let rulebook =
            Rulebook::from_toml(&format!("id = \"example/regions\"\n[parameters]\nfirst_pick = {first_pick}")).unwrap();
        let question =
            RegionCountsQuestion { winners: Count::new(winners).unwrap(), regions: Count::new(regions) };
        let counts = region_counts(&rulebook, question).unwrap().counts;
        prop_assert_eq!(counts.len(), winners as usize);
        prop_assert_eq!(counts.iter().sum::<u32>(), regions);
        prop_assert!(counts.is_sorted_by(|a, b| a >= b));
        prop_assert!(counts[0] - counts[counts.len() - 1] <= 1 + first_pick);
    }

    /// Property 8: the highest winning price wins, no higher one of the grid does.
    #[test]
    fn the_highest_price_is_the_highest(prices in prices(7), which in 0_usize..7, book in 0_usize..6) {
        let lot = lot(&prices);
        let own = lot.bids[which % prices.len()].clone();
        let books = ["02", "09", "10", "11"].map(|id| builtin(&format!("award/cn-batch-{id}")));
        let rulebook = match book {
            4 => assumed_batch_12("once", "population").into(),
            5 => assumed_batch_12("none", "sample").into(),
            i => std::sync::Arc::clone(&books[i]),
        };
        let mut question = WhatIfQuestion::new(lot.clone(), own.bid.clone());
        question.step = "0.05".parse().unwrap();
        question.max_price = "2.50".parse().ok();
        let Ok(answer) = what_if(&rulebook, &question) else { return Ok(()) };
        let highest = answer.highest_price.as_ref().map(|price| price.as_rational().clone());
        for step in 1..=50_u32 {
            let tried = rational(step * 500);
            let mut moved = lot.clone();
            for bid in moved.bids.iter_mut().filter(|bid| bid.bid == own.bid) {
                bid.price = price(step * 500);
            }
            let Ok(award) = select(&rulebook, &moved) else { continue };
            let wins = reason_of(&award, &own) == Reason::ConditionsMet;
            match &highest {
                Some(highest) if tried == *highest => prop_assert!(wins),
                Some(highest) => prop_assert!(tried < *highest || !wins),
                None => prop_assert!(!wins),
            }
        }
    }

    /// Property 8: under anchors without deviations, lowering the own price never turns a win into a determined loss.
    #[test]
    fn a_lower_price_keeps_winning(prices in prices(7), which in 0_usize..7, lower in 1_u32..40, anchor in 0_usize..3) {
        let anchor = ["lowest", "mean", "half_mean"][anchor];
        let rulebook = Rulebook::from_toml(&format!(
            "id = \"example/anchor\"\nextends = \"award/cn-batch-10\"\n[parameters]\nanchor = \"{anchor}\"\nanchor_fraction = \"0.5\""
        ))
        .unwrap();
        let lot = lot(&prices);
        let own = &lot.bids[which % prices.len()];
        let Ok(award) = select(&rulebook, &lot) else { return Ok(()) };
        if reason_of(&award, own) == Reason::ConditionsMet {
            let mut moved = lot.clone();
            let bid = moved.bids.iter_mut().find(|bid| bid.bid == own.bid).unwrap();
            bid.price = bid.price.min(price(lower * 500));
            if let Ok(award) = select(&rulebook, &moved) {
                prop_assert_eq!(reason_of(&award, own), Reason::ConditionsMet);
            }
        }
    }

    /// Any bytes get an answer that is JSON, the same one each time, and never a bug.
    #[test]
    fn the_door_answers_any_bytes(request in prop::collection::vec(any::<u8>(), 0..200)) {
        check_response(&request);
    }

    /// A request with one byte changed gets an answer as well.
    #[test]
    fn the_door_answers_damaged_requests(at in 0_usize..400, byte in any::<u8>(), cut in any::<bool>()) {
        let mut request = br#"{"function":"award.what_if","rulebook":{"id":"x","extends":"award/cn-batch-11","remove":["cost_statement"],"parameters":{"rounding_limit":{"value":{"decimals":2,"mode":"up"},"provenance":"derived"},"company_cap":1},"gaps":{"share":"s"}},"input":{"lot":{"form":"oral_solid","ceiling":"2","bids":[{"bid":"a","price":"1.0","tie_rank":1},{"bid":"b","price":"1.50","revival_price":"1"}]},"bid":"a","step":"0.01"},"options":{"explain":true,"language":"en"}}"#.to_vec();
        let at = at % request.len();
        if cut {
            request.truncate(at);
        } else {
            request[at] = byte;
        }
        check_response(&request);
    }
}

fn check_response(request: &[u8]) {
    let response = jicai::evaluate(request);
    let value: serde_json::Value = serde_json::from_str(&response).unwrap();
    assert!(value.get("value").is_some() != value.get("error").is_some());
    assert_ne!(value["error"]["code"], "internal");
    assert_eq!(response, jicai::evaluate(request));
}

/// Property 7: the number of places never decreases with the number of bidders in a built-in table.
#[test]
fn places_never_decrease_with_bidders() {
    for listing in list(&Filter { area: Some("award".into()), ..Filter::default() }).unwrap() {
        let rulebook = builtin(listing.id.as_str());
        let mut before = 0;
        for n in 1..=60 {
            let prices: Vec<u32> = (1..=n).map(|i| 10_000 + i).collect();
            let mut lot = lot(&prices);
            lot.limit_price = "9".parse().ok();
            let Ok(Award { shortlist_limit: Some(places), .. }) = select(&rulebook, &lot) else { continue };
            assert!(places >= before, "{} at {n}", listing.id);
            before = places;
        }
    }
}

/// Tempting but false, each with the lot that shows it.
#[test]
fn what_does_not_hold() {
    // A lower bid of one firm can hurt another: it lowers the limit for all.
    let book = builtin("award/cn-batch-10");
    let wins = |prices: &[u32], i: usize| {
        let mut lot = lot(prices);
        lot.form = Some(Form::Other);
        reason_of(&select(&book, &lot).unwrap(), &lot.bids[i]) == Reason::ConditionsMet
    };
    assert!(wins(&[10_000, 18_000, 30_000], 1));
    assert!(!wins(&[9_000, 18_000, 30_000], 1));
    // Removing a losing bid can change the winners: with fewer bidders there are fewer places.
    assert!(wins(&[10_000, 10_500, 11_000, 30_000], 2));
    assert!(!wins(&[10_000, 10_500, 11_000], 2));
    // What wins under batch 10 need not win under batch 11: injections lost their exemption.
    let mut lot = lot(&[2_000, 9_900]);
    lot.form = Some(Form::InjectionSmallVolume);
    assert_eq!(reason_of(&select(&book, &lot).unwrap(), &lot.bids[1]), Reason::ConditionsMet);
    let eleven = select(&builtin("award/cn-batch-11"), &lot).unwrap();
    assert_eq!(reason_of(&eleven, &lot.bids[1]), Reason::ConditionsFailed);
}
