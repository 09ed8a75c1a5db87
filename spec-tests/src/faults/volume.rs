//! Volume: winners times institutions, and shares that have no denominator in common.

use super::Case;
use super::text::{ask, ask_by, list, scattered, unexplained};

fn quantity(i: u32) -> String {
    format!("{}.{:06}", 1 + scattered(i, 900_000_000), scattered(i + 3, 1_000_000))
}

/// Winners and institutions under the ladder of the Guangdong alliance.
fn ladder(winners: u32, institutions: u32, promised: bool) -> String {
    let winner = |i: u32| {
        let promised = if promised {
            format!(r#","promised":"{}.{:06}""#, 1 + i % 9, scattered(i, 1_000_000))
        } else {
            String::new()
        };
        format!(r#"{{"product":"w{i}","price":"{}.{:04}"{promised}}}"#, 1 + i / 10_000, i % 10_000)
    };
    let report =
        |h: u32, i: u32| format!(r#"{{"product":"w{i}","quantity":"{}"}}"#, scattered(h * winners + i, 900_000));
    let institution =
        |h: u32| format!(r#"{{"institution":"h{h}","brand_reports":[{}]}}"#, list(winners, |i| report(h, i)));
    format!(r#""winners":[{}],"institutions":[{}]"#, list(winners, winner), list(institutions, institution))
}

/// Of `n` winners at one price, institution `i` reports `i`: each divides its pool by another number.
fn divided(n: u32) -> String {
    let winner = |i: u32| format!(r#"{{"product":"{i}","price":"1"}}"#);
    let institution = |i: u32| {
        let reports = list(i + 1, |k| format!(r#"{{"product":"{k}","quantity":"9"}}"#));
        format!(r#"{{"institution":"{i}","brand_reports":[{reports},{{"product":"x","quantity":"7"}}]}}"#)
    };
    format!(r#""winners":[{}],"institutions":[{}]"#, list(n, winner), list(n, institution))
}

const LADDER: &str = "volume/gd-alliance-2022";

pub(super) const CASES: &[Case] = &[
    Case::value("volume.allocate 2,000 winners by 800 institutions", 800, |n| {
        unexplained(ask_by("volume.allocate", LADDER, &ladder(2 * n, n, false)))
    }),
    Case::value("volume.allocate explained, long names", 300, |n| {
        ask_by("volume.allocate", LADDER, &ladder(n, n, false))
    }),
    Case::value("volume.allocate capped supply of 1,000 winners", 1000, |n| {
        unexplained(ask_by("volume.allocate", LADDER, &ladder(n, 1500, true)))
    }),
    Case::value("volume.allocate capped supply at 100 institutions", 100, |n| {
        unexplained(ask_by("volume.allocate", LADDER, &ladder(100, n, true)))
    }),
    Case::refused("volume.allocate one capped winner too many", "limit_exceeded", 1001, |n| {
        unexplained(ask_by("volume.allocate", LADDER, &ladder(n, 1, true)))
    })
    .only_whole(),
    Case::value("volume.allocate pools divided by different numbers", 1800, |n| {
        unexplained(ask_by("volume.allocate", LADDER, &divided(n)))
    }),
    Case::value("volume.allocate five million cells", 100_000, |n| {
        let winners = list(50, |i| format!(r#"{{"product":"w{i}","price":"{}"}}"#, 1 + i));
        let institutions = list(n, |i| {
            format!(
                r#"{{"institution":"h{i}","brand_reports":[{{"product":"w{}","quantity":"100.5"}},{{"product":"x","quantity":"3"}}]}}"#,
                i % 50
            )
        });
        unexplained(ask_by(
            "volume.allocate",
            LADDER,
            &format!(r#""winners":[{winners}],"institutions":[{institutions}]"#),
        ))
    }),
    Case::value("volume.check_report 100,000 drugs", 100_000, |n| {
        let line = |i: u32| {
            format!(
                r#"{{"drug":"d{i}","generic_quantity":"{}","brand_reports":[{{"product":"a","quantity":"{}"}}],"history":[{{"year":2023,"quantity":"{}"}},{{"year":2024,"quantity":"{}"}}]}}"#,
                i % 997,
                i % 501,
                i % 1_003,
                i % 1_201
            )
        };
        let required = list(n, |i| format!("\"d{}\"", 2 * i));
        let input = format!(r#""institution":"h","lines":[{}],"required_drugs":[{required}]"#, list(n, line));
        ask_by("volume.check_report", "volume/cn-batch-11", &input)
    }),
    Case::value("volume.check_report one drug, converted over and over", 100_000, |n| {
        let converted = list(n, |i| {
            format!(
                r#"{{"specification":"s{i}","quantity":"{}","ratio":"1.{:06}","ratio_source":"institution"}}"#,
                quantity(i),
                scattered(i, 999_999)
            )
        });
        let input = format!(r#""institution":"h","lines":[{{"drug":"d","converted":[{converted}]}}]"#);
        ask_by("volume.check_report", "volume/cn-batch-11", &input)
    }),
    Case::value("volume.pool 1,000 members of 1,000 drugs", 1000, |n| {
        let volumes = list(1000, |i| format!(r#"{{"drug":"d{i}","quantity":"{}"}}"#, 1 + i));
        let member = |i: u32| format!(r#"{{"member":"m{i}","volumes":[{volumes}]}}"#);
        ask_by("volume.pool", "volume/generic", &format!(r#""members":[{}]"#, list(n, member)))
    }),
    Case::value("volume.pool split to the last unit", 100_000, |n| {
        let member = |i: u32| format!(r#"{{"member":"m{i}","volumes":[{{"drug":"d","quantity":"{}"}}]}}"#, quantity(i));
        let input = format!(
            r#""members":[{}],"split":[{{"drug":"d","quantity":"123456789.123457"}}],"rounding":{{"mode":"largest_remainder","step":"0.000001"}}"#,
            list(n, member)
        );
        ask_by("volume.pool", "volume/generic", &input)
    }),
    Case::value("volume.pool tenders that overlap", 1000, |n| {
        let drugs = list(1000, |i| format!("\"d{i}\""));
        let volumes = list(1000, |i| format!(r#"{{"drug":"d{i}","quantity":"1"}}"#));
        let tender =
            |i: u32| format!(r#"{{"tender":"t{i}","drugs":[{drugs}],"from":"2019-01-01","until":"2030-06-30"}}"#);
        let input = format!(
            r#""members":[{{"member":"m","volumes":[{volumes}]}}],"tenders":[{}],"period":{{"from":"2020-07-01","until":"2021-06-30"}}"#,
            list(n, tender)
        );
        unexplained(ask_by("volume.pool", "volume/generic", &input))
    }),
    Case::value("volume.tender_authority", 1, |_| {
        ask_by(
            "volume.tender_authority",
            "volume/hebei-2020",
            r#""level":"prefecture_city","kind":"joint_tender_in_province","approved_on":"2020-08-01","started_on":"2020-08-01","document_approved_on":"2020-08-20","published_on":"2020-08-19""#,
        )
    }),
    Case::value("volume.agreed 100,000 units, largest remainders", 100_000, |n| {
        let base = |i: u32| format!(r#"{{"unit":"u{i}","quantity":"{}"}}"#, quantity(i));
        ask(
            "volume.agreed",
            &format!(
                r#""winners":1,"bases":[{}],"share":"0.1","rounding":{{"mode":"largest_remainder","step":"10"}}"#,
                list(n, base)
            ),
        )
    }),
    Case::value("volume.renewal", 1, |_| {
        ask_by(
            "volume.renewal",
            "volume/renewal-2021",
            r#""last_round":{"provincial_price":"1.6","national_lowest":"1","national_highest":"2"},"bid":"1.5","base_quantity":"1000","base_share":"0.7","previous_agreed":"699""#,
        )
    }),
    Case::value("volume.remaining 100,000 products", 100_000, |n| {
        let product = |i: u32| {
            format!(
                r#"{{"product":"p{i}","quantity":"{}","price":"{}.{:04}","kind":"other"}}"#,
                quantity(i),
                1 + i % 9,
                i % 10_000
            )
        };
        ask_by(
            "volume.remaining",
            "volume/shanghai-2021",
            &format!(
                r#""agreed_quantity":"1","winner_quantity":"600","non_winners":[{}],"winning_price":"1""#,
                list(n, product)
            ),
        )
    }),
    Case::value("volume.tiered_cost 100,000 tiers", 100_000, |n| {
        let tier = |i: u32| format!(r#"{{"from":"{i}","price":"{}.{:05}"}}"#, 2, 99_999_u32.saturating_sub(i));
        ask(
            "volume.tiered_cost",
            &format!(r#""scheme":"incremental","quantity":"99999.999999","tiers":[{}]"#, list(n, tier)),
        )
    }),
    Case::value("volume.same_basket_saving 100,000 items", 100_000, |n| {
        let item = |i: u32| {
            format!(
                r#"{{"item":"i{i}","quantity":"{}","new_price":"{}.{:06}","old_price":"9.{:06}"}}"#,
                quantity(i),
                1 + i % 9,
                i,
                i
            )
        };
        ask("volume.same_basket_saving", &format!(r#""items":[{}]"#, list(n, item)))
    }),
    Case::value("volume.choose_platform 100,000 equal offers", 100_000, |n| {
        let offer = |i: u32| {
            format!(
                r#"{{"offer":"o{i}","platform":"p{i}","generic_name":"G","dosage_form":"tablet","specification":"5 mg","manufacturer":"M","unit":"tablet","units":"{}","price":"1"}}"#,
                1 + scattered(i, 900_000)
            )
        };
        let preference = list(n, |i| format!("\"p{i}\""));
        ask("volume.choose_platform", &format!(r#""offers":[{}],"preference":[{preference}]"#, list(n, offer)))
    }),
    Case::value("volume.zero_markup 100,000 lines", 100_000, |n| {
        // The differences have denominators that have nothing in common.
        let units = |i: u32| format!("{}.{:06}", scattered(i, 900_000_000_000), scattered(i + 1, 999_999));
        let line = |i: u32| {
            format!(
                r#"{{"line":"{i}","purchase_price":"10.01","purchase_units":"{}","sale_price":"11.5","sale_units":"{}","quantity":"{}"}}"#,
                units(i),
                units(i + 7),
                1 + i
            )
        };
        ask_by("volume.zero_markup", "volume/jilin-city-2020", &format!(r#""lines":[{}]"#, list(n, line)))
    }),
    Case::value("volume.retention 100,000 drugs", 100_000, |n| {
        let drug = |i: u32| {
            format!(
                r#"{{"drug":"d{i}","base_quantity":"10000","price_before":"5","winners":[{{"product":"w","agreed_quantity":"{}","price":"1.5"}},{{"product":"v","agreed_quantity":"{}","price":"2.5"}}],"purchased_quantity":"16000","non_winner_amount":"4000","pay_ratio_before":"0.6","pay_ratio_contract":"0.6","insured_share":"0.9"}}"#,
                scattered(i, 7_000) + 1,
                scattered(i + 5, 7_000) + 1
            )
        };
        ask_by(
            "volume.retention",
            "volume/retention-cn-2020",
            &format!(r#""institution":"h","ratio":"0.5","drugs":[{}]"#, list(n, drug)),
        )
    }),
    Case::value("volume.retention 100,000 winners of one drug", 100_000, |n| {
        let winner =
            |i: u32| format!(r#"{{"product":"w{i}","agreed_quantity":"{}","price":"1.5"}}"#, scattered(i, 7_000) + 1);
        let drug = format!(
            r#"{{"drug":"d","base_quantity":"10000","price_before":"5","winners":[{}],"purchased_quantity":"999999999","non_winner_amount":"0","pay_ratio_before":"0.6","pay_ratio_contract":"0.6","insured_share":"0.9"}}"#,
            list(n, winner)
        );
        ask_by(
            "volume.retention",
            "volume/retention-cn-2020",
            &format!(r#""institution":"h","ratio":"0.5","drugs":[{drug}]"#),
        )
    }),
    Case::value("volume.two_allows", 1, |_| {
        ask(
            "volume.two_allows",
            r#""service_income":"1000","cost":"800","staff_share":"0.7","retention":"50","settlement":{"budget":"100","actual":"130","keep_share":"0.6","overrun_fund_share":"0.5","overrun_limit":"0.1"}"#,
        )
    }),
];
