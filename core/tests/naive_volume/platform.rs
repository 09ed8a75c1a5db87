//! Rule 30: `volume.choose_platform`.

use super::Call;
use super::form::{flag, list, number, number_or_0, sorted, text};
use super::number::{Q, int, print};
use crate::common::marks::mark;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const KEYS: [&str; 4] = ["generic_name", "dosage_form", "specification", "manufacturer"];

pub(crate) fn choose_platform(call: &Call) -> Value {
    let mut groups: BTreeMap<[&str; 4], Vec<&Value>> = BTreeMap::new();
    for (_, offer) in sorted(call.input, "offers", "offer") {
        groups.entry(KEYS.map(|key| text(offer, key, ""))).or_default().push(offer);
    }
    let preference: Vec<&str> =
        list(call.input, "preference").iter().map(|platform| platform.as_str().unwrap()).collect();
    json!({ "groups": groups.into_iter().map(|(keys, offers)| group(keys, &offers, &preference)).collect::<Vec<_>>() })
}

fn unit_price(offer: &Value) -> Q {
    number_or_0(offer, "price") / number(offer, "units").unwrap_or(int(1))
}

fn ids(offers: &[&Value]) -> Vec<Value> {
    offers.iter().map(|offer| offer["offer"].clone()).collect()
}

fn group(keys: [&str; 4], offers: &[&Value], preference: &[&str]) -> Value {
    let (equal, excluded): (Vec<&Value>, Vec<&Value>) =
        offers.iter().partition(|offer| flag(offer, "quality_equal", true));
    let units: BTreeSet<&str> = equal.iter().map(|offer| text(offer, "unit", "")).collect();
    let usable = if units.len() > 1 { Vec::new() } else { equal.clone() };
    let lowest = usable.iter().map(|offer| unit_price(offer)).min();
    // The offers with the lowest price, and of these the ones of the preferred platform.
    let mut left: Vec<&Value> = usable.iter().copied().filter(|offer| Some(unit_price(offer)) == lowest).collect();
    let place = |offer: &Value| {
        let platform = text(offer, "platform", "");
        preference.iter().position(|named| *named == platform).unwrap_or(preference.len())
    };
    if let Some(best) = left.iter().map(|offer| place(offer)).min() {
        let before = left.len();
        left.retain(|offer| place(offer) == best);
        if left.len() < before {
            mark("30 preferred");
        }
    }
    let outcome = match (units.len(), usable.len(), left.len()) {
        (0, ..) => "no_offer",
        (1, 1, _) => "only_offer",
        (1, _, 1) => "chosen",
        (1, ..) => "tied",
        _ => "not_comparable",
    };
    let chosen = if outcome == "chosen" || outcome == "only_offer" {
        let offer = left[0];
        json!({
            "offer": offer["offer"],
            "platform": offer["platform"],
            "unit_price": print(&unit_price(offer)),
        })
    } else {
        Value::Null
    };
    let listed: Vec<Value> = usable
        .iter()
        .map(|offer| {
            let price = unit_price(offer);
            json!({
                "offer": offer["offer"],
                "platform": offer["platform"],
                "unit_price": print(&price),
                "saving": print(&((&price - lowest.as_ref().unwrap()) / &price)),
            })
        })
        .collect();
    json!({
        "generic_name": keys[0],
        "dosage_form": keys[1],
        "specification": keys[2],
        "manufacturer": keys[3],
        "outcome": outcome,
        "chosen": chosen,
        "tied": if outcome == "tied" { ids(&left) } else { Vec::new() },
        "excluded": ids(&excluded),
        "offers": listed,
    })
}
