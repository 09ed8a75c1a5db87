//! Award: lots of 1,000 bids, rounds of 1,000 lots, and the prices that are hardest to compute with.

use super::Case;
use super::text::{ask_by, ask_own, list, scattered, unexplained};

/// A price between 1 and 9 yuan.
fn price(i: u32) -> String {
    format!("{}.{:04}", 1 + i * 7919 % 8, i * 31 % 10_000)
}

/// Strengths whose factors have no divisor in common: the denominators of a mean multiply.
fn factors(n: u32) -> String {
    let factor = |i: u32| format!("1{:09}.{:09}1", scattered(i, 1_000_000_000), scattered(i + 77, 100_000_000));
    let spec = |i: u32| format!(r#"{{"spec":"s{i}","ceiling":"999","factor":"{}"}}"#, factor(i));
    format!(r#""specs":[{}]"#, list(n, spec))
}

fn lot_of_fractions(n: u32, specs: u32) -> String {
    let specs = specs.min(n);
    let bid = |i: u32| format!(r#"{{"bid":"b{i}","spec":"s{}","price":"{}"}}"#, i % specs, price(i));
    format!(r#""form":"other",{},"bids":[{}]"#, factors(specs), list(n, bid))
}

/// As many prices, each of which has to be tried in such a lot.
fn prices_of_fractions(n: u32) -> Vec<u8> {
    let lot = lot_of_fractions(1000, MOST_FRACTIONS).replace(r#""ceiling":"999""#, r#""ceiling":"20000""#);
    ask_own("award.what_if", &own(MEANS), &what_if(&lot, "b50", &format!(r#""max_price":"{n}","step":"1""#)))
}

/// As many such strengths as a lot may have.
const MOST_FRACTIONS: u32 = 60;

fn bids(n: u32, piece: impl Fn(u32) -> String) -> String {
    format!(r#""form":"other","ceiling":"9","bids":[{}]"#, list(n, piece))
}

fn own(parameters: &str) -> String {
    format!(r#"{{"id":"own","parameters":{{{parameters}}}}}"#)
}

const SPREAD: &str = r#""win":[["spread"]],"spread_multiple":"1.8","anchor":"lowest""#;

const MEANS: &str = r#""win":[["spread","mean"]],"spread_multiple":"1.8","mean_multiple":"1.1","anchor":"mean_minus_sigma","anchor_sigmas":"0.5","anchor_sd":"sample""#;

/// Prices that fall by a tenth: the lowest is always far below the mean of the others.
fn stairs(n: u32) -> String {
    let bid =
        |i: u32| format!(r#"{{"bid":"b{i}","price":"{}.{:010}"}}"#, 900_000_000_u64 + u64::from(i) * u64::from(i), i);
    format!(r#""bids":[{}]"#, list(n, bid))
}

fn share_rows(n: u32) -> String {
    // The last row is the only one that holds for many.
    let row = |i: u32| match i + 1 {
        last if last == n => r#"{"winners_from":1,"share":"0.5"}"#.into(),
        _ => r#"{"winners_from":999999999,"winners_to":999999999,"share":"0.5"}"#.into(),
    };
    format!(r#""share":[{}]"#, list(n, row))
}

/// A lot of a round, with strengths.
fn round_lot(i: u32, n: u32, bids: u32) -> String {
    let specs = list(bids, |k| format!(r#"{{"spec":"{k}"}}"#));
    let bids = list(bids, |k| {
        format!(
            r#"{{"bid":"{k}","price":"{}","comparable_price":"{}","spec":"{}"}}"#,
            k + i + n,
            k + i + n,
            bids - 1 - k
        )
    });
    format!(r#"{{"lot":"{i}","specs":[{specs}],"bids":[{bids}]}}"#)
}

fn what_if(lot: &str, bid: &str, more: &str) -> String {
    format!(r#""lot":{{{lot}}},"bid":"{bid}",{more}"#)
}

pub(super) const CASES: &[Case] = &[
    Case::value("award.select all bids equal", 1000, |n| {
        ask_own("award.select", &own(SPREAD), &bids(n, |i| format!(r#"{{"bid":"b{i}","price":"1"}}"#)))
    }),
    Case::value("award.select a mean of fractions", 1000, |n| {
        ask_own("award.select", &own(MEANS), &lot_of_fractions(n, MOST_FRACTIONS))
    }),
    Case::refused("award.select too many fractions", "limit_exceeded", 1000, |n| {
        ask_own("award.select", &own(MEANS), &lot_of_fractions(n, n))
    })
    .only_whole(),
    Case::value("award.select related in one chain", 1000, |n| {
        // Firms by twos, groups by twos, each shifted by one: bid n − 1 joins everything.
        let bid = |i: u32| {
            format!(
                r#"{{"bid":"b{i}","company":"c{}","group":"g{}","price":"{}"}}"#,
                i / 2,
                i.div_ceil(2) % (n / 2),
                i + 1
            )
        };
        let own = own(&format!(r#"{SPREAD},"related_firms":"best_only""#));
        ask_own("award.select", &own, &format!(r#""form":"other","bids":[{}]"#, list(n, bid)))
    }),
    Case::value("award.select no volume until stable", 1000, |n| {
        let own = own(&format!(
            r#"{SPREAD},"zero_volume_sigmas":"1.5","zero_volume_recompute":"until_stable","zero_volume_counts":true,"anchor_sd":"population""#
        ));
        ask_own("award.select", &own, &stairs(n))
    }),
    Case::value("award.select rank by the cut", 1000, |n| {
        let own = own(r#""win":[["cut_rank"]],"cut_rank_share":"0.5","cut_rank_rounding":"down""#);
        let bid = |i: u32| format!(r#"{{"bid":"b{i}","price":"{}"}}"#, price(i));
        ask_own("award.select", &own, &bids(n, bid))
    }),
    Case::value("award.select every bid revived", 1000, |n| {
        let bid = |i: u32| format!(r#"{{"bid":"b{i}","price":"{}.{i:04}","revival_price":"1.{i:04}"}}"#, 3 + i % 3);
        let own = own(&format!(r#"{SPREAD},"revival_fused":"spread_limit","revived_order":"after""#));
        ask_own(
            "award.select",
            &own,
            &format!(r#""form":"other","bids":[{{"bid":"x","price":"1"}},{}]"#, list(n - 1, bid)),
        )
    }),
    Case::value("award.select one company, capped", 1000, |n| {
        let own = own(&format!(r#"{SPREAD},"company_cap":1"#));
        let bid = |i: u32| format!(r#"{{"bid":"b{i}","company":"c{}","price":"1.{i:04}"}}"#, i % 500);
        ask_own("award.select", &own, &bids(n, bid))
    }),
    Case::value("award.select long names", 1000, |n| {
        let name = |i: u32| format!("{i:04}{}", "名".repeat(10_000));
        let own = own(&format!(r#"{SPREAD},"revival_fused":"spread_limit","revived_order":"after""#));
        ask_own("award.select", &own, &bids(n, |i| format!(r#"{{"bid":"{}","price":"1"}}"#, name(i))))
    }),
    Case::value("award.select_round a thousand lots of strengths", 1000, |n| {
        let lots = list(n, |i| round_lot(i, n, 700));
        unexplained(ask_own("award.select_round", &own(SPREAD), &format!(r#""lots":[{lots}]"#)))
    }),
    Case::value("award.select_round explained", 1000, |n| {
        let lot = |i: u32| {
            let bids = list(1000, |k| format!(r#"{{"bid":"{k}","price":"{}"}}"#, k + i + 1000));
            format!(r#"{{"lot":"{i}","ceiling":"9999","bids":[{bids}]}}"#)
        };
        ask_own("award.select_round", &own(SPREAD), &format!(r#""lots":[{}]"#, list(n, lot)))
    }),
    Case::value("award.select_round a filter over all lots", 1000, |n| {
        let own = own(&format!(r#"{SPREAD},"filter":[{{"kind":"smallest_cut","bids":{}}}]"#, n / 2));
        let lot = |i: u32| {
            let bids = list(500, |k| format!(r#"{{"bid":"{k}","price":"{}"}}"#, 5000 + 1000 * k + i));
            format!(r#"{{"lot":"{i}","ceiling":"9999999","bids":[{bids}]}}"#)
        };
        unexplained(ask_own("award.select_round", &own, &format!(r#""lots":[{}]"#, list(n, lot))))
    }),
    Case::value("award.region_counts", 1000, |n| {
        ask_by("award.region_counts", "award/cn-batch-10", &format!(r#""winners":{n},"regions":{n}"#))
    }),
    Case::refused("award.region_counts a billion winners", "limit_exceeded", 1_000_000_000, |n| {
        ask_by("award.region_counts", "award/cn-batch-10", &format!(r#""winners":{n}"#))
    })
    .only_whole(),
    Case::value("award.assign_regions every wish listed", 1000, |n| {
        let all = list(n, |i| format!("\"{i}\""));
        let winner =
            |i: u32| format!(r#"{{"bid":"b{i}","rank":{},"preferences":[{all}],"backup_preferences":[{all}]}}"#, i + 1);
        let units = list(n / 2, |i| format!("[\"{}\",\"{}\"]", 2 * i, 2 * i + 1));
        let input =
            format!(r#""regions":[{all}],"winners":[{}],"backup":true,"backup_units":[{units}]"#, list(n, winner));
        ask_own("award.assign_regions", &own(r#""first_pick":1,"backup":true"#), &input)
    }),
    Case::value("award.assign_regions one winner first, a billion times", 1000, |n| {
        let all = list(n, |i| format!("\"{i}\""));
        let winner = |i: u32| format!(r#"{{"bid":"b{i}","rank":{}}}"#, i + 1);
        let input =
            format!(r#""regions":[{all}],"winners":[{}],"backup":true,"backup_units":[[{all}]]"#, list(n, winner));
        ask_own("award.assign_regions", &own(r#""first_pick":1000000000,"backup":true"#), &input)
    }),
    Case::value("award.group_bidders", 1000, |n| {
        let bidder =
            |i: u32| format!(r#"{{"company":"c{i}","volume":"{}.{i:04}","supplies_all_regions":true}}"#, 1 + i % 7);
        let input = format!(r#""liner_required":false,"bidders":[{}]"#, list(n, bidder));
        ask_by("award.group_bidders", "award/cn-joints-2021", &input)
    }),
    Case::value("award.contract_terms a share table of a billion winners", 1000, |n| {
        ask_own("award.contract_terms", &own(&share_rows(n)), r#""winners":1000000000,"want":["share"]"#)
    }),
    Case::refused("award.contract_terms a share table of a million rows", "invalid_rulebook", 1_000_000, |n| {
        ask_own("award.contract_terms", &own(&share_rows(n)), r#""winners":1000000000,"want":["share"]"#)
    })
    .only_whole(),
    Case::value("award.select_round a table of a thousand rows for each winner", 1000, |n| {
        let own = own(&format!("{SPREAD},{}", share_rows(1000)));
        let bids = list(n, |k| format!(r#"{{"bid":"{k}","price":"1"}}"#));
        let lot = |i: u32| format!(r#"{{"lot":"{i}","want":["share"],"bids":[{bids}]}}"#);
        unexplained(ask_own("award.select_round", &own, &format!(r#""lots":[{}]"#, list(n, lot))))
    }),
    Case::value("award.compare a thousand rulebooks", 1000, |n| {
        let lot = bids(1000, |i| format!(r#"{{"bid":"b{i}","price":"1.{i:04}"}}"#));
        let against = list(n, |i| {
            format!(
                r#"{{"id":"own/{i}","parameters":{{"win":[["spread"]],"anchor":"lowest","spread_multiple":"1.{i:04}"}}}}"#
            )
        });
        unexplained(ask_own("award.compare", &own(SPREAD), &format!(r#""lot":{{{lot}}},"against":[{against}]"#)))
    }),
    Case::value("award.compare explained, long names", 1000, |n| {
        let lot = bids(20, |i| format!(r#"{{"bid":"b{i}{}","price":"1.{i:04}"}}"#, "x".repeat(2000)));
        let against = list(n, |_| "\"award/cn-batch-10\"".into());
        ask_own("award.compare", &own(SPREAD), &format!(r#""lot":{{{lot}}},"against":[{against}]"#))
    }),
    Case::value("award.what_if twenty million prices", 1000, |n| {
        let lot = format!(
            r#""form":"other","ceiling":"2000","bids":[{}]"#,
            list(n, |i| format!(r#"{{"bid":"b{i}","price":"{}.{i:04}"}}"#, 1000 + i % 1000))
        );
        ask_own("award.what_if", &own(SPREAD), &what_if(&lot, "b1", r#""step":"0.0001""#))
    }),
    Case::value("award.what_if gaps at every other price", 1000, |n| {
        // Every price of the grid ties with a bid; ties have no key, and the places are scarce.
        let lot = format!(
            r#""form":"other","ceiling":"2000","max_shortlisted":{},"bids":[{}]"#,
            n / 2,
            list(n, |i| format!(r#"{{"bid":"b{i}","price":"{}"}}"#, 1000 + i))
        );
        ask_own("award.what_if", &own(SPREAD), &what_if(&lot, "b1", r#""step":"0.5""#))
    }),
    Case::value("award.what_if one price after the other", 20_000, |n| {
        let lot = format!(
            r#""form":"other","ceiling":"{n}","bids":[{}]"#,
            list(1000, |i| format!(r#"{{"bid":"b{i}","company":"c{i}","price":"{}.5"}}"#, 1 + i))
        );
        let own = own(&format!(r#"{SPREAD},"rounding_limit":{{"decimals":2,"mode":"half_up"}}"#));
        ask_own("award.what_if", &own, &what_if(&lot, "b999", r#""step":"1""#))
    }),
    Case::value("award.what_if one price after the other, with strengths", 20_000, |n| {
        let specs = list(1000, |i| format!(r#"{{"spec":"s{i}","ceiling":"{n}"}}"#));
        let bids = list(1000, |i| {
            format!(r#"{{"bid":"b{i}","spec":"s{}","price":"{}.5","comparable_price":"{}.5"}}"#, 999 - i, 1 + i, 1 + i)
        });
        let lot = format!(r#""form":"other","specs":[{specs}],"bids":[{bids}]"#);
        let own = own(&format!(r#"{SPREAD},"rounding_limit":{{"decimals":2,"mode":"half_up"}}"#));
        ask_own("award.what_if", &own, &what_if(&lot, "b999", r#""step":"1""#))
    }),
    Case::value("award.what_if fractions, one price after the other", 2500, prices_of_fractions),
    Case::refused("award.what_if one price of fractions too many", "limit_exceeded", 2501, prices_of_fractions)
        .only_whole(),
    Case::value("award.what_if long names, one price after the other", 600, |n| {
        let name = "x".repeat(30_000);
        let bid = |i: u32| format!(r#"{{"bid":"b{i}","company":"{name}{i}","price":"{}.5"}}"#, 1 + i);
        let lot = format!(r#""form":"other","ceiling":"{n}","bids":[{}]"#, list(1000, bid));
        let own = own(&format!(r#"{SPREAD},"rounding_limit":{{"decimals":2,"mode":"half_up"}}"#));
        ask_own("award.what_if", &own, &what_if(&lot, "b999", r#""step":"1""#))
    }),
    Case::value("award.select_round fractions in every lot", 500, |n| {
        let lot = |i: u32| format!(r#"{{"lot":"l{i}",{}}}"#, lot_of_fractions(1000, MOST_FRACTIONS));
        unexplained(ask_own("award.select_round", &own(MEANS), &format!(r#""lots":[{}]"#, list(n, lot))))
    }),
];
