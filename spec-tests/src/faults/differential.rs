//! Price differentials: powers that are hard to round, and lists held against each other.

use super::Case;
use super::text::{ask_by, ask_own, list, scattered};

const RULEBOOK: &str = "differential/vbp";

/// A tablet of 10 mg for another with a content of many digits in a pack of 999,983.
fn hard(more: &str) -> String {
    format!(
        r#""representative":{{"form":"tablet","content":"999999999999.9999999999","count":"999983"}},"price":"999999999999999.9999999999","target":{{"form":"tablet","content":"100000000000.0000000001","count":"3"}},"chain_regardless":true{more}"#
    )
}

fn product(i: u32) -> String {
    let content = 10 + scattered(i, 50_000_000_000) % 40_000_000_000;
    let count = 7 + scattered(i + 500, 1_000) % 400;
    let price = format!("{}.{:04}", 2 + i % 40, i * 37 % 10_000);
    format!(
        r#"{{"id":"p{i}","price":"{price}","form":"tablet","content":"{}.{:010}","count":"{count}"}}"#,
        content / 1_000_000_000 + 10,
        content % 1_000_000_000
    )
}

/// Twice the content is 1.7 times the price, twice the count 1.95 times: prices that differ only behind the digits that are printed.
fn equal(i: u32) -> String {
    let (content, count) = if i.is_multiple_of(2) { ("20", 17) } else { ("39", 10) };
    format!(
        r#"{{"id":"p{i}","price":"1.0000","form":"tablet","content":"{content}","count":"{}"}}"#,
        count * (1 + i / 2)
    )
}

fn listing(n: u32, product: fn(u32) -> String) -> String {
    format!(r#""products":[{}],"chain_regardless":true,"on_gap":"skip""#, list(n, product))
}

pub(super) const CASES: &[Case] = &[
    Case::value("differential.price the largest numbers", 1, |_| ask_by("differential.price", RULEBOOK, &hard(""))),
    Case::value("differential.price rounded in ten steps", 1, |_| {
        let tiers = list(9, |i| format!(r#"{{"below":"{}","decimals":10}}"#, 10_u64.pow(i + 6)));
        let rounding = format!(r#","rounding":{{"mode":"half_even","tiers":[{tiers},{{"decimals":10}}]}}"#);
        ask_by("differential.price", RULEBOOK, &hard(&rounding))
    }),
    Case::value("differential.price on a tie", 1, |_| {
        // 1.7^(log2 1.95) · 1.95^(log2 10/17) is 1, which only shows when the powers cancel.
        ask_by(
            "differential.price",
            RULEBOOK,
            r#""representative":{"form":"tablet","content":"20","count":"17"},"price":"1.005","target":{"form":"tablet","content":"39","count":"10"},"rounding":{"mode":"half_even","decimals":2}"#,
        )
    }),
    Case::value("differential.comparable_price", 1, |_| {
        ask_by(
            "differential.comparable_price",
            RULEBOOK,
            r#""product":{"form":"tablet","content":"999999999999.9999999999","count":"999983"},"price":"999999999999999.9999999999","reference":{"form":"tablet","content":"100000000000.0000000001","count":"3"},"chain_regardless":true"#,
        )
    }),
    Case::value("differential.ratio", 1, |_| {
        ask_by(
            "differential.ratio",
            RULEBOOK,
            r#""representative":{"form":"tablet","content":"999999999999.9999999999","count":"999983"},"target":{"form":"tablet","content":"100000000000.0000000001","count":"3"},"chain_regardless":true"#,
        )
    }),
    Case::value("differential.check_listing everything differs", 200, |n| {
        ask_by("differential.check_listing", "differential/shanxi-2025", &listing(n, product))
    }),
    Case::value("differential.check_listing everything is nearly equal", 200, |n| {
        ask_by("differential.check_listing", "differential/shanxi-2025", &listing(n, equal))
    }),
    Case::refused("differential.check_listing one product too many", "limit_exceeded", 201, |n| {
        ask_by("differential.check_listing", "differential/shanxi-2025", &listing(n, product))
    })
    .only_whole(),
    Case::value("differential.needs_representative", 1, |_| {
        ask_by(
            "differential.needs_representative",
            "differential/cn-2011",
            r#""representative":{"form":"tablet","content":"1"},"candidate":{"form":"tablet","content":"999999999999999.9999999999"}"#,
        )
    }),
    Case::refused("differential.price names to remove", "invalid_rulebook", 5_000_000, |n| {
        let names = list(n, |i| format!("\"{i:08x}\""));
        let rulebook = format!(r#"{{"id":"own","extends":"differential/vbp","remove":[{names}]}}"#);
        ask_own("differential.price", &rulebook, &hard(""))
    }),
];
