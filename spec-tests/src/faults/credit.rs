//! Credit: cases, facts, records, and rulebooks as long as they may be.

use super::Case;
use super::text::{ask, ask_by, list, unexplained};

fn cases(n: u32, facts: u32, more: &str) -> String {
    let fact = format!(r#"{{"matter":"bribery","target":"public_institution","amount":"600000"{more}}}"#);
    let facts = list(facts, |_| fact.clone());
    let case = |i: u32| {
        format!(
            r#"{{"case_id":"c{i}","evidence":"judgment","effective_on":"2021-03-{:02}","facts":[{facts}]}}"#,
            1 + i % 28
        )
    };
    format!(r#""firm":"F","province":"P","graded_on":"2021-12-31","cases":[{}]"#, list(n, case))
}

fn record(i: u32, firm: &str, more: &str) -> String {
    let grade = ["dishonest", "severely_dishonest", "especially_severely_dishonest"][(i % 3) as usize];
    format!(
        r#"{{"record_id":"r{i}","firm":"{firm}","role":"manufacturer","province":"p{}","rulebook":"credit/cn-2025","grade":"{grade}","start_on":"20{:02}-{:02}-{:02}"{more}}}"#,
        i % 31,
        26 + i / 7 % 2,
        1 + i % 12,
        1 + i % 28
    )
}

const ASKED: &str = r#""firm":"F","role":"manufacturer","product":"p","province":"p1","on":"2027-12-30""#;

const MEASURE: &str = r#"{"measure":"suspend_listing","scope":"all_products","area":"all_provinces"}"#;

pub(super) const CASES: &[Case] = &[
    Case::value("credit.grade 10,000 cases of facts", 10_000, |n| {
        ask_by("credit.grade", "credit/cn-2020", &cases(n, 80, ""))
    }),
    Case::value("credit.grade cases of 10,000 facts", 90, |n| {
        ask_by("credit.grade", "credit/cn-2020", &cases(n, 10_000, ""))
    }),
    Case::value("credit.grade facts of ranges and products", 10_000, |n| {
        let more = r#","largest_single":{"at_least":"1","below":"600000.01"},"products":["a","b","c","d","e"]"#;
        ask_by("credit.grade", "credit/cn-2020", &cases(n, 30, more))
    }),
    Case::refused("credit.grade one case too many", "limit_exceeded", 10_001, |n| {
        ask_by("credit.grade", "credit/cn-2020", &cases(n, 1, ""))
    })
    .only_whole(),
    Case::value("credit.compare 10,000 cases", 10_000, |n| {
        ask_by(
            "credit.compare",
            "credit/cn-2020",
            &format!(r#"{},"other_rulebook":"credit/cn-2020""#, cases(n, 60, "")),
        )
    }),
    Case::value("credit.measures", 1, |_| {
        ask_by(
            "credit.measures",
            "credit/cn-2025",
            r#""grade":"especially_severely_dishonest","role":"manufacturer","start_on":"2999-12-31""#,
        )
    })
    .only_whole(),
    Case::value("credit.repair products", 10_000, |n| {
        let product = |i: u32| format!(r#"{{"product":"p{i}","selected_price_applied_on":"2026-03-01"}}"#);
        ask_by(
            "credit.repair",
            "credit/cn-2025",
            &format!(
                r#""matter":"bribery","grade":"dishonest","role":"manufacturer","as_of":"2026-03-01","done":["stop_conduct"],"products":[{}]"#,
                list(n, product)
            ),
        )
    }),
    Case::value("credit.national 100,000 records", 100_000, |n| {
        let records = list(n, |i| record(i, &format!("f{}", i / 2), ""));
        ask("credit.national", &format!(r#""as_of":"2028-06-01","records":[{records}]"#))
    }),
    Case::value("credit.national one firm in one province", 100_000, |n| {
        let records = list(n, |i| record(i * 31, "f", ""));
        ask("credit.national", &format!(r#""as_of":"2028-06-01","records":[{records}]"#))
    }),
    Case::value("credit.supplier_status 100,000 records", 100_000, |n| {
        let records = list(n, |i| record(i, "F", &format!(r#","measures":[{MEASURE}]"#)));
        let bars = list((n / 10).max(1), |i| {
            format!(r#"{{"first_day":"20{:02}-01-01","last_day":"2099-12-31","firm":"F"}}"#, 10 + i % 17)
        });
        ask("credit.supplier_status", &format!(r#"{ASKED},"records":[{records}],"bars":[{bars}]"#))
    }),
    Case::value("credit.supplier_status records of many measures", 1_000, |n| {
        let measures = list(700, |_| MEASURE.into());
        let records = list(n, |i| record(i, "F", &format!(r#","measures":[{measures}]"#)));
        unexplained(ask("credit.supplier_status", &format!(r#"{ASKED},"records":[{records}]"#)))
    }),
    Case::value("credit.supplier_status rulebooks of the caller", 10_000, |n| {
        let own = |i: u32| format!(r#""rulebook":{{"id":"own/{i}","extends":"credit/cn-2025"}}"#);
        let records = list(n, |i| record(i, "F", "").replace(r#""rulebook":"credit/cn-2025""#, &own(i)));
        ask("credit.supplier_status", &format!(r#"{ASKED},"records":[{records}]"#))
    }),
    Case::refused("credit.supplier_status one rulebook too many", "limit_exceeded", 10_001, |n| {
        let own = |i: u32| format!(r#""rulebook":{{"id":"own/{i}","extends":"credit/cn-2025"}}"#);
        let records = list(n, |i| record(i, "F", "").replace(r#""rulebook":"credit/cn-2025""#, &own(i)));
        ask("credit.supplier_status", &format!(r#"{ASKED},"records":[{records}]"#))
    })
    .only_whole(),
    Case::value("credit.bar 10,000 entries", 10_000, |n| {
        let entry = |i: u32| {
            format!(
                r#"{{"entry_id":"e{i}","first_day":"20{:02}-12-01","last_day":"2999-12-31","firm":"F"}}"#,
                10 + i % 15
            )
        };
        ask_by(
            "credit.bar",
            "credit/cn-vbp-bar",
            &format!(r#""firm":"F","on":"2025-01-01","entries":[{}]"#, list(n, entry)),
        )
    }),
    Case::value("credit.default_rulebook", 1, |_| ask("credit.default_rulebook", r#""graded_on":"2020-08-28""#)),
];
