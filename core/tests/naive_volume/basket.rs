//! Rule 29: `volume.same_basket_saving`.

use super::form::{Faults, number_or_0, sorted};
use super::number::{Q, int, print, q, sum};
use super::{Call, Res};
use crate::common::marks::mark_if;
use serde_json::{Value, json};

pub(crate) fn same_basket_saving(call: &mut Call) -> Res<Value> {
    let mut faults = Faults::default();
    call.not_given_where_set(&mut faults, "min_saving", "min_saving");
    faults.result()?;
    let items = sorted(call.input, "items", "item");
    let compared: Vec<&Value> =
        items.iter().map(|(_, item)| *item).filter(|item| item.get("old_price").is_some()).collect();
    let excluded: Vec<&Value> =
        items.iter().map(|(_, item)| *item).filter(|item| item.get("old_price").is_none()).collect();
    let cost = |price: &str| sum(compared.iter().map(|item| number_or_0(item, "quantity") * number_or_0(item, price)));
    let (old, new) = (cost("old_price"), cost("new_price"));
    let saving = if old > Q::ZERO { Some(int(1) - &new / &old) } else { None };
    let gap = call.is_gap("min_saving");
    let target = call.read_or_given(29, "min_saving", "min_saving").map(|target| q(target.as_str().unwrap()));
    mark_if(saving.is_some() && saving == target, "29 on the target");
    let verdict = match (&saving, &target) {
        (_, None) if !gap => "no_target",
        (None, _) => "undetermined",
        (Some(saving), None) if *saving <= Q::ZERO => "not_met",
        (Some(_), None) => "undetermined",
        (Some(saving), Some(target)) if saving >= target => "met",
        (Some(_), Some(_)) => "not_met",
    };
    Ok(json!({
        "old_cost": print(&old),
        "new_cost": print(&new),
        "saving_amount": print(&(&old - &new)),
        "saving": saving.as_ref().map(print),
        "target": target.as_ref().map(print),
        "verdict": verdict,
        "compared_items": compared.len(),
        "excluded_items": excluded.iter().map(|item| item["item"].clone()).collect::<Vec<_>>(),
    }))
}
