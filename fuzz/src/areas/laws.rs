//! What must hold of the values of some functions: parts add up, and the order of a list that has none says nothing.

use serde_json::Value;

use super::answers::ask;
use super::draw::units;

/// Lists whose order says nothing, by function.
const UNORDERED: [(&str, &[&str]); 12] = [
    ("award.select", &["bids"]),
    ("award.group_bidders", &["companies"]),
    ("differential.check_listing", &["products"]),
    ("volume.allocate", &["winners", "institutions"]),
    ("volume.pool", &["members"]),
    ("volume.same_basket_saving", &["items"]),
    ("volume.choose_platform", &["offers"]),
    ("payment.standard", &["products"]),
    ("credit.grade", &["cases"]),
    ("credit.bar", &["events"]),
    ("execution.progress", &["orders"]),
    ("execution.shortage", &["products"]),
];

pub fn check(request: &Value, value: &Value) {
    let function = request["function"].as_str().unwrap_or_default();
    match function {
        "payment.split_line" => adds_up(value, &["fully_own", "above_standard", "first_self_pay", "in_scope"], "total"),
        "payment.settle" => bill(value),
        "award.select" => award(request, value),
        "award.region_counts" => {
            let counts: Vec<i64> = numbers(value, "counts", |count| count.as_i64());
            assert_eq!(Some(counts.iter().sum()), value["regions"].as_i64(), "{value}");
            assert!(counts.is_sorted_by(|a, b| a >= b), "{value}");
        }
        "differential.check_listing" => {
            for item in list(value, "items") {
                assert!(amount(item, "compliant_price") <= amount(item, "price"), "{item}");
                assert!(amount(item, "excess") >= 0, "{item}");
            }
        }
        "volume.allocate" => allocation(value),
        "volume.pool" => {
            for split in list(value, "split") {
                assert!(list(split, "parts").iter().all(|part| amount(part, "quantity") >= 0), "{split}");
            }
        }
        "volume.tiered_cost" => assert!(amount(value, "paid_quantity") >= amount(value, "quantity"), "{value}"),
        _ => {}
    }
    for (_, lists) in UNORDERED.iter().filter(|(name, _)| *name == function) {
        let mut turned = request.clone();
        for name in *lists {
            if let Some(list) = turned["input"].get_mut(*name).and_then(Value::as_array_mut) {
                list.reverse();
            }
        }
        if turned != *request {
            assert_eq!(ask(&turned)["value"], *value, "the order says something");
        }
    }
}

fn amount(value: &Value, name: &str) -> i128 {
    units(value[name].as_str().unwrap_or_default())
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn numbers<T>(value: &Value, name: &str, of: impl Fn(&Value) -> Option<T>) -> Vec<T> {
    list(value, name).iter().filter_map(of).collect()
}

fn adds_up(value: &Value, parts: &[&str], total: &str) {
    assert_eq!(parts.iter().map(|part| amount(value, part)).sum::<i128>(), amount(value, total), "{value}");
}

/// What the lines say adds up to the totals, and fund and patient pay the whole.
fn bill(value: &Value) {
    let totals = &value["totals"];
    adds_up(totals, &["fully_own", "above_standard", "first_self_pay", "in_scope"], "total");
    adds_up(totals, &["fund", "patient"], "total");
    for part in ["total", "fund", "patient", "deductible", "copay", "over_cap"] {
        let lines: i128 = list(value, "lines").iter().map(|line| amount(line, part)).sum();
        assert_eq!(lines, amount(totals, part), "{part} of {value}");
    }
    list(value, "lines").iter().for_each(|line| adds_up(line, &["fund", "patient"], "total"));
}

fn award(request: &Value, value: &Value) {
    let (bids, selected) = (list(value, "bids"), list(value, "selected"));
    assert_eq!(bids.len(), list(&request["input"], "bids").len(), "every bid has one result");
    assert_eq!(value["failed"], Value::Bool(selected.is_empty()));
    for bid in bids {
        let won = bid["outcome"] == "selected";
        assert_eq!(won, selected.contains(&bid["bid"]), "{bid}");
    }
    if let (Some(limit), Some(shortlisted)) = (value["shortlist_limit"].as_u64(), value["shortlisted"].as_u64()) {
        assert!(shortlisted <= limit, "{value}");
    }
}

/// Sums of figures that are each rounded to 10⁻⁶ may be off by as much for each.
fn near(parts: &[i128], total: i128) -> bool {
    let count = i128::try_from(parts.len()).unwrap_or(0) + 1;
    (parts.iter().sum::<i128>() - total).abs() <= count * 10_000
}

fn allocation(value: &Value) {
    for at in list(value, "institutions") {
        let parts = list(at, "allocations");
        let agreed: Vec<i128> = parts.iter().map(|part| amount(part, "agreed")).collect();
        assert!(agreed.iter().all(|part| *part >= 0), "{at}");
        assert!(near(&agreed, amount(at, "agreed_total")), "{at}");
    }
    let of_products: Vec<i128> = list(value, "products").iter().map(|product| amount(product, "agreed")).collect();
    assert!(near(&of_products, amount(value, "agreed_total")), "{value}");
}
