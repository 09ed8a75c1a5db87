//! `execution.shortage` (rule 29).

use super::Call;
use super::date::text as date_text;
use super::form::{Faults, day, list, number, text, the};
use super::number::{Q, exact, int, quotient, sum};
use super::progress::or_null;
use crate::common::marks::mark_if;
use serde_json::{Map, Value, json};

const PAIRS: [(&str, &str); 4] =
    [("stock", "daily_use"), ("recent_use", "baseline_use"), ("capacity", "agreed"), ("agreed_region", "sold")];

pub(crate) fn conditions(call: &Call, faults: &mut Faults) {
    for (i, product) in list(call.input, "products").iter().enumerate().filter(|(_, product)| product.is_object()) {
        let path = format!("/input/products/{i}");
        for (one, other) in PAIRS {
            faults.both_or_neither(product, &path, one, other);
        }
        let some = PAIRS.iter().any(|(one, other)| product.get(one).is_some() || product.get(other).is_some());
        faults.holds(some, &path);
    }
}

/// The quotient of a pair: `None` where it is not given, `Some(None)` where it is null.
fn ratio(product: &Value, (one, other): (&str, &str)) -> Option<Option<Q>> {
    Some(quotient(&number(product, one)?, &the(product, other)))
}

pub(crate) fn shortage(call: &Call) -> Value {
    let input = call.input;
    let mut rows: Vec<(Option<Q>, &str, Value)> = Vec::new();
    for product in list(input, "products") {
        let id = text(product, "product", "");
        let days = ratio(product, PAIRS[0]).flatten();
        rows.push((days, id, row(input, product)));
    }
    rows.sort_by(|one, other| {
        // Null comes last.
        (one.0.is_none(), &one.0, one.1).cmp(&(other.0.is_none(), &other.0, other.1))
    });
    json!({ "products": rows.into_iter().map(|(.., row)| row).collect::<Vec<_>>() })
}

fn row(input: &Value, product: &Value) -> Value {
    let as_of = day(input, "as_of").unwrap();
    let mut row = Map::new();
    let mut put = |key: &str, value: Value| row.insert(key.to_owned(), value);
    let mut flags = Vec::new();
    let mut flag = |x: &Option<Q>, limit: &str, low: bool, name: &'static str| {
        if let (Some(x), Some(limit)) = (x, number(input, limit)) {
            mark_if(*x == limit, &format!("29 {name} on the limit"));
            if if low { *x < limit } else { *x > limit } {
                flags.push(name);
            }
        }
    };
    put("product", product["product"].clone());
    if let Some(days) = ratio(product, PAIRS[0]) {
        put("days_of_stock", or_null(days.clone()));
        let known = days.clone().filter(|days| *days <= int(36_500));
        mark_if(days == Some(int(36_500)), "29 the longest stock");
        mark_if(days.is_some() && known.is_none(), "29 a stock for too long");
        let last = known.map(|days| as_of + days.floor().to_string().parse::<i64>().unwrap());
        put("runs_out_on", json!(last.map(date_text)));
        flag(&days, "min_days", true, "low_stock");
        flag(&days, "max_days", false, "hoarding");
    }
    if let Some(spike) = ratio(product, PAIRS[1]) {
        put("spike_ratio", or_null(spike.clone()));
        flag(&spike, "spike_limit", false, "spike");
    }
    if let Some(coverage) = ratio(product, PAIRS[2]) {
        put("capacity_coverage", or_null(coverage.clone()));
        flag(&coverage, "min_coverage", true, "capacity_short");
    }
    if product.get("sold").is_some() {
        let all = sum(list(product, "sold").iter().map(|sale| the(sale, "quantity")));
        let outside = list(product, "sold").iter().filter(|sale| sale["region"] != product["agreed_region"]);
        let diverted = sum(outside.map(|sale| the(sale, "quantity")));
        put("diverted_quantity", json!(exact(&diverted)));
        put("diverted_share", or_null(quotient(&diverted, &all)));
        if diverted > Q::ZERO {
            flags.push("diverted");
        }
    }
    put("flags", json!(flags));
    Value::Object(row)
}
