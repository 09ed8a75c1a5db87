//! Payment: 100,000 winners, listed products, lines and tiers.

use super::Case;
use super::text::{ask, ask_by, ask_own, list, scattered};

fn winners(n: u32, last: &str) -> String {
    let winner = |i: u32| format!(r#"{{"id":"w{i}","price":"{}.{:06}"{last}}}"#, 100 + i % 977, i);
    format!(r#""winners":[{}]"#, list(n, winner))
}

/// Listed products whose volumes have nothing in common.
fn listed(n: u32) -> String {
    let listed = |i: u32| {
        format!(r#"{{"id":"l{i}","price":"{}.{:06}","volume":"{}"}}"#, 8 + i % 977, i, scattered(i, 900_000) + 7)
    };
    format!(r#""listed":[{}]"#, list(n, listed))
}

const ORDINARY: &str = r#""product":{"status":"ordinary","list_class":"a","price":"9"}"#;

fn lines(n: u32) -> String {
    let line = |i: u32| {
        format!(
            r#"{{"id":"{i}","fully_own":"0.01","above_standard":"0.01","first_self_pay":"0.01","in_scope":"{}.{:02}"}}"#,
            1 + i % 9_000,
            i % 100
        )
    };
    format!(r#""lines":[{}]"#, list(n, line))
}

fn bands(n: u32) -> String {
    let band = |i: u32| {
        let up_to = if i + 1 == n {
            String::new()
        } else {
            format!(r#""up_to":"{}.{:04}","#, 1 + (i + 1) / 10_000, (i + 1) % 10_000)
        };
        format!(r#"{{"code":"b{i}",{up_to}"years":[{{"of":"price","factor":"0.{:04}"}}]}}"#, 9_999 - i % 9_000)
    };
    format!(r#""bands":[{}]"#, list(n, band))
}

fn lint_of(categories: u32, bands_and_years: &str) -> Vec<u8> {
    let words = list(categories, |i| format!("\"c{i}\""));
    let rulebook = format!(
        r#"{{"id":"own","parameters":{{"reference":"highest","categories":[{words}],"bands":[{bands_and_years}]}}}}"#
    );
    ask_own("payment.lint_rulebook", &rulebook, "")
}

pub(super) const CASES: &[Case] = &[
    Case::value("payment.standard 100,000 winners and listed products", 100_000, |n| {
        let input = format!(r#"{ORDINARY},"year":1,{}"#, listed(n));
        ask_by("payment.standard", "payment/beijing-pilot-2022", &input)
    }),
    Case::value("payment.standard winners by group", 100_000, |n| {
        let product =
            r#""product":{"status":"non_winner","list_class":"a","price":"9000","category":"system","group":"knee"}"#;
        let input = format!("{product},\"year\":1,{}", winners(n, r#","group":"knee""#));
        ask_by("payment.standard", "payment/zhejiang-joints-2022", &input)
    }),
    Case::value("payment.path every year over 100,000 winners", 100_000, |n| {
        let product =
            r#""product":{"status":"non_winner","list_class":"a","price":"9000","category":"system","group":"knee"}"#;
        let input = format!("{product},{}", winners(n, r#","group":"knee""#));
        ask_by("payment.path", "payment/zhejiang-joints-2022", &input)
    }),
    Case::value("payment.split_line the largest numbers", 1, |_| {
        ask(
            "payment.split_line",
            r#""amount":"9999999999999.99","quantity":"999999999.9999","standard":"999999999.999999","first_self_pay_rate":"0.9999""#,
        )
    }),
    Case::value("payment.settle 100,000 lines", 100_000, |n| {
        let tiers = r#""tiers":[{"up_to":"1000","rate":"0.7"},{"up_to":"100000","rate":"0.8"},{"rate":"0.9"}]"#;
        ask("payment.settle", &format!(r#"{},"deductible_remaining":"100","tier_base":"in_scope",{tiers}"#, lines(n)))
    }),
    Case::value("payment.settle as many tiers as there are", 50, |n| {
        let tier = |i: u32| format!(r#"{{"up_to":"{}","rate":"0.5"}}"#, i + 1);
        let tiers = format!(r#""tiers":[{},{{"rate":"0.9"}}]"#, list(n - 1, tier));
        ask(
            "payment.settle",
            &format!(r#"{},"deductible_remaining":"0","tier_base":"in_scope",{tiers}"#, lines(100_000)),
        )
    }),
    Case::value("payment.bid_entry 100,000 equal quotes", 100_000, |n| {
        let quote = |i: u32| format!(r#"{{"id":"{i}","price":"80"}}"#);
        ask_by(
            "payment.bid_entry",
            "payment/cn-bid-2023",
            &format!(r#""quotes":[{}],"willingness":"100""#, list(n, quote)),
        )
    }),
    Case::value("payment.retail_cap", 1, |_| {
        ask_by(
            "payment.retail_cap",
            "payment/ningbo-retail",
            r#""standard":"999999999999.99","kind":"negotiated","price":"999999999999.99""#,
        )
    }),
    Case::value("payment.lint_rulebook a rulebook of many bands", 500, |n| {
        ask_own(
            "payment.lint_rulebook",
            &format!(r#"{{"id":"own","parameters":{{"reference":"highest",{}}}}}"#, bands(n)),
            "",
        )
    }),
    Case::refused("payment.lint_rulebook every band of every year for every category", "limit_exceeded", 1000, |n| {
        let years = list(n / 2, |_| r#"{"of":"price","factor":"0.5"}"#.into());
        let band = |i: u32| {
            let up_to = if i + 1 == n / 8 { String::new() } else { format!(r#""up_to":"{}","#, i + 2) };
            format!(
                r#"{{"code":"b{i}",{up_to}"years":[{}]}}"#,
                if i == 0 { years.as_str() } else { r#"{"of":"reference"}"# }
            )
        };
        lint_of(n, &list(n / 8, band))
    })
    .only_whole(),
];
