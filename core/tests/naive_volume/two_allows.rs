//! Rules 38 and 39: `volume.two_allows`.

use super::form::{Faults, list, number, number_or_0, sorted};
use super::number::{Q, above_zero, int, min, print, sum};
use super::{Call, Res};
use crate::common::marks::mark_if;
use serde_json::{Value, json};

/// Rule 38: the output, and what it adds to the surplus.
fn settlement(input: &Value) -> (Value, Q) {
    let Some(terms) = input.get("settlement") else { return (Value::Null, Q::ZERO) };
    let term = |key: &str| number_or_0(terms, key);
    let saved = above_zero(&(term("budget") - term("actual")));
    let kept = &saved * term("keep_share");
    let overrun = above_zero(&(term("actual") - term("budget")));
    let limit = term("budget") * term("overrun_limit");
    mark_if(overrun == limit && overrun > Q::ZERO, "38 on the limit");
    mark_if(overrun > limit, "38 above the limit");
    let fund_pays = min(&overrun, &limit) * term("overrun_fund_share");
    let borne = &overrun - &fund_pays;
    let value = json!({
        "surplus": print(&saved),
        "kept": print(&kept),
        "overrun": print(&overrun),
        "fund_pays": print(&fund_pays),
        "institution_bears": print(&borne),
    });
    (value, kept - borne)
}

pub(crate) fn two_allows(call: &Call) -> Res<Value> {
    let input = call.input;
    let mut faults = Faults::default();
    for (i, fund) in list(input, "funds").iter().enumerate() {
        let one = fund.get("rate").is_some() != fund.get("amount").is_some();
        faults.holds(one, &format!("/input/funds/{i}"));
    }
    faults.result()?;
    let (settlement, effect) = settlement(input);
    // Rule 39.
    let surplus =
        number_or_0(input, "service_income") + number_or_0(input, "retention") + effect - number_or_0(input, "cost");
    let positive = surplus > Q::ZERO;
    mark_if(surplus == Q::ZERO, "39 no surplus");
    let mut amounts = Vec::new();
    let mut funds = Vec::new();
    for (_, fund) in sorted(input, "funds", "fund") {
        let amount = match (positive, number(fund, "rate")) {
            (false, _) => Q::ZERO,
            (true, Some(rate)) => rate * &surplus,
            (true, None) => number_or_0(fund, "amount"),
        };
        funds.push(json!({ "fund": fund["fund"], "amount": print(&amount) }));
        amounts.push(amount);
    }
    let funds_total = sum(&amounts);
    mark_if(positive && funds_total == surplus, "39 funds take all");
    let distributable = if positive { above_zero(&(&surplus - &funds_total)) } else { Q::ZERO };
    let share = number_or_0(input, "staff_share");
    let staff = &distributable * &share;
    let above = input.get("wages").map(|wages| {
        let after = number_or_0(wages, "current_total") + &staff - number_or_0(wages, "control_total");
        print(&above_zero(&after))
    });
    Ok(json!({
        "settlement": settlement,
        "surplus": print(&surplus),
        "funds": funds,
        "funds_total": print(&funds_total),
        "funds_exceed_surplus": positive && funds_total > surplus,
        "distributable": print(&distributable),
        "staff": print(&staff),
        "development": print(&(&distributable - &staff)),
        "mainly_staff": share > int(1) / int(2),
        "above_wage_control": above,
    }))
}
