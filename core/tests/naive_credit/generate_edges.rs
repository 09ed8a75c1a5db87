//! Requests that stand on every edge of the built-in ladders and on every anniversary.

use super::book::World;
use super::date::{Date, day_after, day_before, plus_months, text as date_text};
use super::generate_book::OF_GRADING;
use super::money::{fen, text};
use super::words::LADDERS;
use serde_json::{Value, json};

fn request(book: &str, graded_on: &str, effective_on: &str, fact: &Value) -> Value {
    let case = json!({ "case_id": "a", "evidence": "judgment", "effective_on": effective_on, "facts": [fact] });
    json!({
        "function": "credit.grade",
        "rulebook": book,
        "input": { "firm": "F", "province": "P", "graded_on": graded_on, "cases": [case] },
    })
}

/// Facts of money about a threshold: exact, as intervals that end or begin there, as one bribe.
fn of_money(ladder: &str, threshold: i128) -> Vec<Value> {
    let mut facts = Vec::new();
    for t in (threshold - 1..=threshold + 2).filter(|t| *t > 0) {
        let forms = [
            json!(text(t)),
            json!({ "at_least": text(t) }),
            json!({ "at_least": "0", "below": text(t) }),
            json!({ "at_least": text(t), "below": text(t + 1) }),
            json!({ "at_least": text(t - 1), "below": text(t + 1) }),
        ];
        for amount in forms {
            match ladder {
                "tax_total" => facts.push(json!({ "matter": "tax", "side": "received", "amount": amount })),
                "abnormal_price_sales" => facts.push(json!({
                    "matter": "abnormal_price", "explained": false, "conduct_from": "2021-01-01",
                    "conduct_until": "2021-01-01", "sales": amount,
                })),
                _ => {
                    for target in ["public_institution", "other_private_institution", "procurement_body"] {
                        let fact = json!({ "matter": "bribery", "target": target, "amount": amount });
                        let mut once = fact.clone();
                        once["one_payment"] = json!(true);
                        let mut small = fact.clone();
                        small["largest_single"] = json!({ "at_least": "0.00", "below": "0.02" });
                        let mut within = fact.clone();
                        within["amount"] = json!("100000000");
                        within["largest_single"] = amount.clone();
                        facts.extend([fact, once, small, within]);
                    }
                }
            }
        }
    }
    facts
}

/// Every threshold and bound of the built-in ladders of money.
pub(crate) fn money(world: &World) -> Vec<Value> {
    let mut requests = Vec::new();
    for id in OF_GRADING {
        let ladders = &world.objects[id]["parameters"]["ladders"];
        for ladder in LADDERS.into_iter().filter(|name| !name.ends_with("_months")) {
            for edge in ladders.get(ladder).and_then(Value::as_array).into_iter().flatten() {
                for value in ["value", "not_below", "not_above"].into_iter().filter_map(|key| edge.get(key)) {
                    let facts = of_money(ladder, fen(value.as_str().unwrap()).unwrap());
                    requests.extend(facts.iter().map(|fact| request(id, "2021-12-31", "2021-06-01", fact)));
                }
            }
        }
    }
    requests
}

/// The three days about a date.
fn about(day: Date) -> [Date; 3] {
    [day_before(day), day, day_after(day)]
}

/// Each day of two years, one of them with a leap day, as the start of 3 and 12 months.
pub(crate) fn months() -> Vec<Value> {
    let mut requests = Vec::new();
    let mut start = (2019, 12, 30);
    while start < (2022, 1, 2) {
        for until in about(plus_months(start, 3)) {
            let fact = json!({ "matter": "monopoly", "high_price_until": date_text(until) });
            requests.push(request("credit/cn-2020", "2022-12-31", &date_text(start), &fact));
        }
        for until in about(plus_months(start, 12)) {
            let fact = json!({
                "matter": "abnormal_price", "explained": false, "conduct_from": date_text(start),
                "conduct_until": date_text(until), "sales": "1",
            });
            requests.push(request("credit/cn-2020", "2022-12-31", "2022-01-01", &fact));
        }
        start = day_after(start);
    }
    requests
}

/// The end of the look-back of each day of four years, and the last day of years that begin on each.
pub(crate) fn years() -> Vec<Value> {
    let mut requests = Vec::new();
    let mut start = (2020, 1, 1);
    while start < (2024, 3, 2) {
        let fact = json!({ "matter": "bribery", "target": "public_institution", "amount": "600000" });
        for graded_on in about(plus_months(start, 36)) {
            for id in OF_GRADING {
                requests.push(request(id, &date_text(graded_on), &date_text(start), &fact));
            }
        }
        for grade in ["dishonest", "severely_dishonest", "especially_severely_dishonest"] {
            let input = json!({ "grade": grade, "role": "distributor", "start_on": date_text(start) });
            requests.push(json!({ "function": "credit.measures", "rulebook": "credit/cn-2025", "input": input }));
        }
        for cooperated in [true, false] {
            let entry = json!({ "entry_id": "e", "first_day": date_text(start), "cooperated": cooperated });
            let input = json!({ "firm": "F", "on": date_text(start), "entries": [entry] });
            requests.push(json!({ "function": "credit.bar", "input": input }));
        }
        start = day_after(start);
    }
    requests
}

/// Lists of the greatest length, and of one more: what is asked, and whether it is too long.
pub(crate) fn longest() -> Vec<(Value, bool)> {
    let mut requests = Vec::new();
    for over in [false, true] {
        let ten = 10_000 + usize::from(over);
        let fact = json!({ "matter": "bribery", "target": "public_institution", "amount": { "at_least": "0.01" } });
        let case = |i: usize| {
            let effective_on = "2025-03-01";
            json!({ "case_id": i.to_string(), "evidence": "judgment", "effective_on": effective_on, "facts": [fact] })
        };
        let cases: Vec<Value> = (0..ten).map(case).collect();
        let mut many_facts = case(0);
        many_facts["facts"] = Value::Array(vec![fact.clone(); ten]);
        for cases in [Value::Array(cases), json!([many_facts])] {
            let input = json!({ "firm": "F", "province": "P", "graded_on": "2025-12-31", "cases": cases });
            let request = json!({ "function": "credit.grade", "rulebook": "credit/cn-2025", "input": input });
            requests.push((request, over));
        }
        let record = |i: usize| {
            json!({
                "record_id": i.to_string(), "firm": (i % 7).to_string(), "role": "distributor",
                "province": (i % 11).to_string(), "grade": "dishonest", "start_on": "2026-01-01",
            })
        };
        let records: Vec<Value> = (0..100_000 + usize::from(over)).map(record).collect();
        let input = json!({ "as_of": "2026-02-01", "records": records });
        let request = json!({ "function": "credit.national", "rulebook": "credit/cn-2025", "input": input });
        requests.push((request, over));
        let bars = vec![json!({ "first_day": "2026-01-01", "last_day": "2026-01-31" }); ten];
        let status = |records: &[Value], bars: &[Value]| {
            json!({
                "function": "credit.supplier_status", "rulebook": "credit/cn-2025",
                "input": {
                    "firm": "1", "role": "distributor", "product": "p", "province": "P", "on": "2026-01-31",
                    "tender": "national_vbp", "records": records, "bars": bars,
                },
            })
        };
        requests.push((status(&records, &[]), over));
        requests.push((status(&[], &bars), over));
        let entry =
            |i: usize| json!({ "entry_id": i.to_string(), "first_day": "2026-01-01", "last_day": "2026-01-31" });
        let entries: Vec<Value> = (0..ten).map(entry).collect();
        let input = json!({ "firm": "F", "on": "2026-01-31", "entries": entries });
        requests.push((json!({ "function": "credit.bar", "input": input }), over));
    }
    requests
}
