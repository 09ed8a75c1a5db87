//! `execution.prepayment` (rules 21 and 22).

use super::date::{read, text as date_text};
use super::form::{Faults, calendar, day, flag, list, number, text, the, whole};
use super::number::{Q, above_zero, exact, int, q, rounded, sum};
use super::{Call, Res, Stop, progress};
use crate::common::marks::mark_if;
use serde_json::{Map, Value, json};

pub(crate) fn conditions(call: &Call, faults: &mut Faults) {
    let has = |key: &str| call.input.get(key).is_some();
    faults.holds(has("agreed_amount") != has("items") || !call.input.is_object(), "/input/agreed_amount");
    progress::calendar(call, faults);
}

/// The dates that follow from other dates, each with its parameter.
const DATES: [(&str, &str, &str); 4] = [
    ("signed_on", "prepay_apply_working_days", "apply_by"),
    ("applied_on", "prepay_pay_working_days", "pay_by"),
    ("received_on", "prepay_pass_on_working_days", "pass_on_by"),
    ("distributor_received_on", "prepay_maker_working_days", "maker_by"),
];

pub(crate) fn vbp(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let of_item = |item: &Value| the(item, "quantity") * the(item, "price");
    let agreed = number(input, "agreed_amount").unwrap_or_else(|| sum(list(input, "items").iter().map(of_item)));
    let minimum_ratio = call.read(0, "prepay_ratio").map(|ratio| q(ratio.as_str().unwrap()));
    let Some(ratio) = number(input, "ratio").or(minimum_ratio.clone()) else { return Stop::gap() };
    let minimum = minimum_ratio.as_ref().map(|ratio| &agreed * ratio);
    mark_if(number(input, "ratio").is_some() && minimum_ratio.as_ref() == Some(&ratio), "21 just the minimum");
    let mut value = Map::new();
    let mut put = |key: &str, inner: Value| value.insert(key.to_owned(), inner);
    put("agreed_amount", json!(exact(&agreed)));
    put("ratio", json!(exact(&ratio)));
    put("amount", json!(exact(&(agreed * &ratio))));
    put("minimum_ratio", json!(minimum_ratio.as_ref().map(exact)));
    put("minimum_amount", json!(minimum.as_ref().map(exact)));
    put("below_minimum", json!(minimum_ratio.is_some_and(|least| ratio < least)));
    if let Some(paid) = number(input, "paid_amount") {
        put("shortfall", json!(minimum.map(|minimum| exact(&above_zero(&(minimum - paid))))));
    }
    let days = calendar(input);
    for ((from, parameter, to), rank) in DATES.into_iter().zip(1..) {
        if let Some(from) = day(input, from) {
            let n = call.need(rank, parameter)?.as_i64().unwrap();
            put(to, json!(date_text(days.working_day_after(from, n))));
        }
    }
    Ok(Value::Object(value))
}

pub(crate) fn fund(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let rules = call.need(0, "fund_prepay")?;
    let dates = call.need(1, "fund_prepay_dates")?;
    let least = int(whole(rules, &format!("{}_months", text(input, "fund", ""))));
    let balance = the(input, "balance_months");
    mark_if(balance == least, "22 just enough");
    let reasons = [
        (balance < least, "balance_below_minimum"),
        (flag(input, "deficit_last_year"), "deficit_last_year"),
        (flag(input, "deficit_forecast"), "deficit_forecast"),
    ];
    let reasons: Vec<&str> = reasons.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect();
    let spend: Vec<Q> = list(input, "monthly_spend").iter().map(|amount| q(amount.as_str().unwrap())).collect();
    let base = sum(spend.iter().cloned()) / int(i64::try_from(spend.len()).unwrap());
    let scale = int(whole(rules, "scale_months"));
    let amount = if reasons.is_empty() { &base * scale } else { Q::ZERO };
    let year = whole(input, "year");
    let date = |key: &str| date_text(read(&format!("{year:04}-{}", text(dates, key, ""))).unwrap());
    Ok(json!({
        "allowed": reasons.is_empty(),
        "reasons": reasons,
        "base_monthly_spend": rounded(&base),
        "amount": rounded(&amount),
        "apply_from": format!("{year:04}-01-01"),
        "apply_until": date("apply_until"),
        "pay_by": date("pay_by"),
    }))
}
