//! Execution: 100,000 records of everything, holidays, rules times subjects.

use super::Case;
use super::text::{ask, ask_by, list, scattered};

const INDICATORS: [&str; 10] = [
    "completion",
    "winner_share",
    "delivery_rate",
    "order_response_rate",
    "settlement_on_time_rate",
    "lag",
    "non_winner_share",
    "substitute_share",
    "complaint_count",
    "offline_share",
];

fn day(i: u32) -> String {
    format!("20{:02}-{:02}-{:02}", 10 + i / 336 % 16, 1 + i / 28 % 12, 1 + i % 28)
}

fn days(n: u32) -> String {
    list(n, |i| format!("\"{:04}-{:02}-{:02}\"", 2000 + i / 336, 1 + i / 28 % 12, 1 + i % 28))
}

fn orders(n: u32) -> String {
    list(n, |i| {
        format!(
            r#"{{"order":"o{i}","ordered_quantity":"{}","delivered_quantity":"3","ordered_at":"{}T09:00","confirmed_at":"{}T10:00","responded_at":"{}T10:00","delivered_at":"{}T20:00","cold_chain":true}}"#,
            3 + i % 97,
            day(i),
            day(i),
            day(i),
            day(i + 5)
        )
    })
}

fn subjects(n: u32) -> String {
    let values = |i: u32| {
        let mut text = String::new();
        for (k, name) in (0..).zip(INDICATORS) {
            text.push_str(&format!(
                "{}\"{name}\":\"0.{:04}\"",
                if k == 0 { "" } else { "," },
                (i * 7 + k * 131) % 10_000
            ));
        }
        text
    };
    list(n, |i| format!(r#"{{"subject":"s{i}","weight":"{}","values":{{{}}}}}"#, 1 + scattered(i, 90_000), values(i)))
}

pub(super) const CASES: &[Case] = &[
    Case::value("execution.progress 100,000 orders and holidays", 100_000, |n| {
        let input = format!(
            r#""as_of":"2026-01-31","response_hours":2,"orders":[{}],"calendar":{{"holidays":[{}]}}"#,
            orders(n),
            days(n)
        );
        ask_by("execution.progress", "execution/hunan-delivery-2025", &input)
    }),
    Case::value("execution.progress 100,000 payments of one invoice", 100_000, |n| {
        let paid = list(n, |i| format!(r#"{{"on":"{}","amount":"0.01"}}"#, day(i)));
        let input = format!(
            r#""as_of":"2026-01-31","payments":[{{"invoice":"i","amount":"99999999","due_on":"2026-01-01","paid":[{paid}]}}]"#
        );
        ask("execution.progress", &input)
    }),
    Case::value("execution.progress 100,000 agreements, products, complaints, groups", 100_000, |n| {
        let agreements = list(n, |i| format!(r#"{{"agreement":"a{i}","due_on":"2026-01-01"}}"#));
        let received = list(n, |i| format!("\"{}\"", day(i)));
        let coverage =
            list(n, |i| format!(r#"{{"group":"g{i}","members":{},"covered":1}}"#, 1 + scattered(i, 900_000)));
        let input = format!(
            r#""as_of":"2026-01-31","agreements":[{agreements}],"complaints":{{"window_days":1000,"received_on":[{received}]}},"coverage":[{coverage}]"#
        );
        ask("execution.progress", &input)
    }),
    Case::value("execution.alerts 100,000 subjects of ten indicators", 100_000, |n| {
        let limits =
            list(10, |i| format!(r#"{{"indicator":"{}","severity":"warning","limit":"0.5"}}"#, INDICATORS[i as usize]));
        let means =
            list(10, |i| format!(r#"{{"indicator":"{}","severity":"notice","margin":"0.2"}}"#, INDICATORS[i as usize]));
        let input = format!(r#""subjects":[{}],"limits":[{limits}],"mean_comparison":[{means}]"#, subjects(n));
        ask_by("execution.alerts", "execution/zhejiang-2025", &input)
    }),
    Case::value("execution.alerts series of months", 1_000, |n| {
        let series = list(999, |i| format!(r#"{{"month":"{:04}-{:02}","value":"0.5"}}"#, 2000 + i / 12, 1 + i % 12));
        let subject =
            |i: u32| format!(r#"{{"subject":"s{i}","kind":"product","series":{{"delivery_rate":[{series}]}}}}"#);
        ask_by("execution.alerts", "execution/qinghai-2025", &format!(r#""subjects":[{}]"#, list(n, subject)))
    }),
    Case::value("execution.assess 100,000 items", 100_000, |n| {
        let item = |i: u32| {
            format!(
                r#"{{"product":"p{i}","agreed":"{}","purchased":"1","non_winner_quantity":"{}"}}"#,
                scattered(i, 900_000) + 1,
                i % 100
            )
        };
        let input = format!(r#""overall":"each_item","max_non_winner_share":"0.4","items":[{}]"#, list(n, item));
        ask_by("execution.assess", "execution/cn-2024-31", &input)
    }),
    Case::value("execution.escalate", 1, |_| {
        ask_by(
            "execution.escalate",
            "execution/zhejiang-2025",
            r#""party":"institution","state":"clear","event":"alert","on":"2025-08-01","rectify_days":15"#,
        )
    }),
    Case::value("execution.settlement_due 100,000 invoices", 100_000, |n| {
        let invoice = |i: u32| {
            format!(
                r#"{{"invoice":"i{i}","start_on":"2024-01-31","amount":"10","paid":[{{"on":"{}","amount":"1"}},{{"on":"{}","amount":"2"}}]}}"#,
                day(i),
                day(i + 9)
            )
        };
        ask_by(
            "execution.settlement_due",
            "execution/guangxi-settlement-2024",
            &format!(r#""as_of":"2090-03-01","invoices":[{}]"#, list(n, invoice)),
        )
    }),
    Case::value("execution.prepayment 100,000 items and holidays", 100_000, |n| {
        let item = |i: u32| format!(r#"{{"product":"p{i}","quantity":"1000.{i:06}","price":"2.50"}}"#);
        let input = format!(
            r#""kind":"vbp","items":[{}],"ratio":"0.25","paid_amount":"1000","signed_on":"2000-01-02","applied_on":"2290-10-12","calendar":{{"holidays":[{}]}}"#,
            list(n, item),
            days(n)
        );
        ask_by("execution.prepayment", "execution/huaibei-prepay", &input)
    }),
    Case::value("execution.price_mark 100,000 items", 100_000, |n| {
        let item = |i: u32| {
            format!(
                r#"{{"item":"i{i}","class":"chemical","price":"{}.{:04}","lowest_listing_price":"10","consistency":"evaluated","reference_listing_price":"20"}}"#,
                10 + i % 20,
                i % 10_000
            )
        };
        ask_by("execution.price_mark", "execution/neimenggu-2025-marks", &format!(r#""items":[{}]"#, list(n, item)))
    }),
    Case::value("execution.non_supply_cap 100,000 items", 100_000, |n| {
        let item = |i: u32| {
            format!(
                r#"{{"item":"i{i}","own_winning_price":"10.{:04}","highest_price":"20","current_price":"20.01"}}"#,
                i % 10_000
            )
        };
        ask_by("execution.non_supply_cap", "execution/shanxi-batch-10", &format!(r#""items":[{}]"#, list(n, item)))
    }),
    Case::value("execution.second_slot 100,000 candidates", 100_000, |n| {
        let stocked = list(n, |i| format!(r#"{{"product":"s{i}","role":"main_winner"}}"#));
        let candidates = list(n, |i| format!(r#"{{"product":"c{i}","role":"other_winner","unit_price":"1"}}"#));
        ask_by(
            "execution.second_slot",
            "execution/zhejiang-2025",
            &format!(r#""route":"oral","stocked":[{stocked}],"candidates":[{candidates}]"#),
        )
    }),
    Case::value("execution.replace_supplier 100,000 institutions and candidates", 100_000, |n| {
        let volumes = list(n, |i| format!(r#"{{"institution":"h{i}","agreed":"{}","purchased":"1"}}"#, 2 + i % 97));
        let candidates = list(n, |i| {
            format!(
                r#"{{"supplier":"c{i}","role":"other_winner","own_price":"1.{:04}","available_quantity":"20.{i:06}"}}"#,
                i % 10_000
            )
        });
        let input =
            format!(r#""supplier":"s","defaulted_on":"2025-06-01","volumes":[{volumes}],"candidates":[{candidates}]"#);
        ask_by("execution.replace_supplier", "execution/cn-batch-10", &input)
    }),
    Case::value("execution.disclosure 2,000,000 pairs", 100_000, |n| {
        let required = list(20, |i| format!(r#"{{"item":"r{i}","due_on":"2020-01-01"}}"#));
        let published = list(6, |i| format!(r#"{{"item":"r{i}","on":"2020-02-01"}}"#));
        let records = list(n, |i| format!(r#"{{"record":"d{i}","published":[{published}]}}"#));
        ask("execution.disclosure", &format!(r#""as_of":"2020-12-01","required":[{required}],"records":[{records}]"#))
    }),
    Case::value("execution.disclosure two platforms", 100_000, |n| {
        let side =
            |last: &str| list(n, |i| format!(r#"{{"key":"k{i}","values":{{"price":"{i}.{last}","name":"n"}}}}"#));
        ask(
            "execution.disclosure",
            &format!(
                r#""as_of":"2020-12-01","platforms":{{"left":[{}],"right":[{}],"numeric_fields":["price"]}}"#,
                side("10"),
                side("11")
            ),
        )
    }),
    Case::value("execution.disclosure totals of parts", 1_000, |n| {
        let parts = list(1_000, |i| format!(r#"{{"part":"p{i}","value":"{i}.{i:06}"}}"#));
        let totals = list(n, |i| format!(r#"{{"item":"t{i}","total":"9","parts":[{parts}]}}"#));
        ask("execution.disclosure", &format!(r#""as_of":"2020-12-01","totals":[{totals}]"#))
    }),
    Case::value("execution.central_purchase 100,000 goods", 100_000, |n| {
        let goods = list(n, |i| format!(r#"{{"item":"g{i}","kind":"drug","value":"{i}"}}"#));
        ask_by(
            "execution.central_purchase",
            "execution/chongqing-exchange",
            &format!(r#""buyer":"public","goods":[{goods}]"#),
        )
    }),
    Case::value("execution.drug_income_ratio", 1, |_| {
        ask_by(
            "execution.drug_income_ratio",
            "execution/jilin-city-2020",
            r#""current":{"drug_income":"300","medical_income":"1000"}"#,
        )
    }),
    Case::value("execution.process_score 100,000 links", 100_000, |n| {
        let links = list(n, |i| format!(r#"{{"link":"l{i}","score":"90","weight":"{}"}}"#, 1));
        ask("execution.process_score", &format!(r#""links":[{links}]"#))
    }),
    Case::value("execution.shortage 100,000 products", 100_000, |n| {
        let product = |i: u32| {
            format!(
                r#"{{"product":"p{i}","stock":"{}","daily_use":"{}","recent_use":"150","baseline_use":"{}"}}"#,
                i + 1,
                scattered(i, 9_000) + 1,
                scattered(i + 1, 9_000) + 1
            )
        };
        ask(
            "execution.shortage",
            &format!(
                r#""as_of":"2024-02-20","min_days":"10","max_days":"90","spike_limit":"1.5","min_coverage":"1","products":[{}]"#,
                list(n, product)
            ),
        )
    }),
    Case::value("execution.shortage one product sold in 100,000 regions", 100_000, |n| {
        let sold = list(n, |i| format!(r#"{{"region":"r{i}","quantity":"{}.{i:06}"}}"#, i + 1));
        ask(
            "execution.shortage",
            &format!(r#""as_of":"2024-02-20","products":[{{"product":"p","agreed_region":"r1","sold":[{sold}]}}]"#),
        )
    }),
];
