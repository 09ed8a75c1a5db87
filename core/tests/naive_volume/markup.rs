//! Rule 31: `volume.zero_markup`.

use super::form::{Faults, list, number, number_or_0, sorted, text};
use super::number::{Q, int, print, sum};
use super::{Call, Res, Stop};
use crate::common::marks::mark_if;
use serde_json::{Value, json};

pub(crate) fn zero_markup(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let mut faults = Faults::default();
    call.not_given_where_set(&mut faults, "tcm_slices_exempt", "tcm_slices_exempt");
    faults.result()?;
    let is_slices = |line: &Value| text(line, "product_class", "drug") == "tcm_slices";
    let mut exempt = false;
    if list(input, "lines").iter().any(is_slices) {
        let Some(flag) = call.read_or_given(31, "tcm_slices_exempt", "tcm_slices_exempt") else { return Stop::gap() };
        exempt = *flag == true;
    } else {
        call.may_use(31, "tcm_slices_exempt");
    }
    let tolerance = number_or_0(input, "tolerance");
    let mut lines = Vec::new();
    let mut excess = Vec::new();
    let mut compliant = true;
    for (_, line) in sorted(input, "lines", "line") {
        let units = |key: &str| number(line, key).unwrap_or(int(1));
        let expected = number_or_0(line, "purchase_price") * units("sale_units") / units("purchase_units");
        let difference = number_or_0(line, "sale_price") - &expected;
        mark_if(difference == tolerance || difference == -tolerance.clone(), "31 on the tolerance");
        let outcome = if is_slices(line) && exempt {
            "exempt"
        } else if difference > tolerance {
            "above"
        } else if -difference.clone() > tolerance {
            "below"
        } else {
            "ok"
        };
        compliant &= outcome != "above" && outcome != "below";
        let amount =
            number(line, "quantity").map(|quantity| if outcome == "above" { &difference * quantity } else { Q::ZERO });
        excess.extend(amount.clone());
        let markup = if expected > Q::ZERO { Some(print(&(&difference / &expected))) } else { None };
        lines.push(json!({
            "line": line["line"],
            "expected_price": print(&expected),
            "difference": print(&difference),
            "markup": markup,
            "outcome": outcome,
            "excess_amount": amount.as_ref().map(print),
        }));
    }
    Ok(json!({ "compliant": compliant, "excess_total": print(&sum(&excess)), "lines": lines }))
}
