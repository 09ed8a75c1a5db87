//! Random inputs of the functions about money.

use super::book::Book;
use super::generate::{Object, put};
use super::number::{Q, int, q};
use super::words::SCHEMES;
use crate::common::Rng;
use serde_json::{Value, json};

pub(crate) fn remaining(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    let agreed = rng.pick(&["500", "0", "100", "33.333333"]);
    put(&mut input, "agreed_quantity", agreed);
    let winner = if rng.chance(60) { rng.near(&q(agreed)) } else { rng.quantity() };
    put(&mut input, "winner_quantity", winner.clone());
    let winner = q(&winner);
    let need = if rng.chance(50) { rng.near(&q(agreed)) } else { rng.quantity() };
    rng.maybe(&mut input, 40, "actual_need", need);
    let given = rng.pick(&["0.2", "0.5", "0", "1", "0.333333"]);
    let set = book.parameters.get("max_non_winner_share").map(|share| share.value.as_str().unwrap().to_owned());
    let limit = q(&set.unwrap_or(given.to_owned()));
    // So much of others that they are on the limit, or as many as those of winners.
    let on_limit = if limit < int(1) { &winner * &limit / (int(1) - &limit) } else { winner.clone() };
    let winning = rng.price();
    let number = rng.pick(&[0, 1, 1, 2, 3]);
    let mut others = Vec::new();
    for product in rng.ids(number) {
        let mut other = Object::new();
        put(&mut other, "product", product);
        let quantity = match rng.below(3) {
            0 => rng.near(&winner),
            1 => rng.near(&on_limit),
            _ => rng.quantity(),
        };
        put(&mut other, "quantity", quantity);
        let price = rng.near(&q(&winning));
        let price = if q(&price) == int(0) { "0.1".to_owned() } else { price };
        rng.maybe(&mut other, 70, "price", price);
        let kind = rng.pick(&["originator", "evaluated", "other"]);
        rng.maybe(&mut other, 70, "kind", kind);
        others.push(Value::Object(other));
    }
    rng.maybe(&mut input, 92, "non_winners", others);
    rng.maybe(&mut input, 75, "winning_price", winning);
    let failure = rng.chance(60);
    rng.maybe(&mut input, 40, "supply_failure", failure);
    rng.gap_field(&mut input, book, "max_non_winner_share", "max_non_winner_share", given);
    Value::Object(input)
}

fn tiers(rng: &mut Rng) -> Vec<Value> {
    let number = rng.pick(&[1, 2, 3, 3, 4]);
    let mut tiers = Vec::new();
    let mut from = int(0);
    for _ in 0..number {
        tiers.push(json!({ "from": super::generate::text(&from), "price": rng.price() }));
        from += q(rng.word(&["100", "400", "1", "0.000001", "33.3"]));
    }
    if rng.chance(60) {
        let prices = ["10", "9", "8", "7.2"];
        for (tier, price) in tiers.iter_mut().zip(prices) {
            tier["price"] = json!(price);
        }
    }
    tiers
}

pub(crate) fn tiered_cost(rng: &mut Rng) -> Value {
    let mut input = Object::new();
    let scheme = rng.word(&SCHEMES);
    put(&mut input, "scheme", scheme);
    let tiers = tiers(rng);
    let edge = q(rng.pick(&tiers)["from"].as_str().unwrap());
    let mut near = edge;
    match scheme {
        "flat" => put(&mut input, "price", rng.price()),
        "minimum_commitment" => {
            put(&mut input, "price", rng.price());
            let minimum = rng.quantity();
            near = q(&minimum);
            put(&mut input, "minimum_quantity", minimum);
        }
        "price_volume_cap" => {
            put(&mut input, "price", rng.price());
            let cap = rng.quantity();
            near = q(&cap);
            put(&mut input, "cap_quantity", cap);
            put(&mut input, "payback_rate", rng.ratio());
        }
        _ => {
            // As much as makes the next tier cost the same.
            if rng.chance(25) && tiers.len() > 1 {
                let number = |tier: &Value, key: &str| q(tier[key].as_str().unwrap());
                near = number(&tiers[1], "from") * number(&tiers[1], "price") / number(&tiers[0], "price");
            }
            put(&mut input, "tiers", tiers);
            if scheme == "retroactive_rebate" {
                put(&mut input, "invoice_basis", rng.pick(&["list", "incremental"]));
            }
        }
    }
    let quantity = if rng.chance(70) { rng.near(&near) } else { rng.quantity() };
    put(&mut input, "quantity", quantity);
    Value::Object(input)
}

pub(crate) fn same_basket_saving(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    let target = rng.pick(&["0.3", "0", "-0.5", "1", "-1", "0.333333", "0.000001"]);
    let set = book.parameters.get("min_saving").map(|target| target.value.as_str().unwrap().to_owned());
    let reach = q(&set.unwrap_or(target.to_owned()));
    let number = rng.pick(&[1, 1, 2, 3]);
    let mut items = Vec::new();
    for id in rng.ids(number) {
        let mut item = Object::new();
        put(&mut item, "item", id);
        let quantity = if rng.chance(15) { "0".to_owned() } else { rng.quantity() };
        put(&mut item, "quantity", quantity);
        let old = rng.pick(&["10", "100", "3", "0.5"]);
        let new = rng.pick(&[q(old) * (int(1) - &reach), q(old), q(old) * q("0.7"), q(old) * int(2)]);
        let new = if rng.chance(70) { super::generate::text(&new) } else { rng.near(&new) };
        put(&mut item, "new_price", if q(&new) == int(0) { "1".to_owned() } else { new });
        rng.maybe(&mut item, 85, "old_price", old);
        items.push(Value::Object(item));
    }
    put(&mut input, "items", items);
    rng.gap_field(&mut input, book, "min_saving", "min_saving", target);
    Value::Object(input)
}

pub(crate) fn choose_platform(rng: &mut Rng) -> Value {
    let mut input = Object::new();
    let number = rng.between(1, 6);
    let platforms = ["province", "gpo", "市", "x"];
    let mut offers = Vec::new();
    let mixed = rng.chance(60);
    for id in rng.ids(usize::try_from(number).unwrap()) {
        let mut offer = Object::new();
        put(&mut offer, "offer", id);
        put(&mut offer, "platform", rng.word(&platforms));
        for key in ["generic_name", "dosage_form", "specification", "manufacturer"] {
            let word = if mixed && rng.chance(15) { "other" } else { "same" };
            put(&mut offer, key, word);
        }
        put(&mut offer, "unit", if rng.chance(8) { "box" } else { "tablet" });
        let (units, price) = rng.pick(&[("1", "1"), ("3", "3"), ("7", "7"), ("3", "1"), ("6", "2"), ("14", "14.14")]);
        put(&mut offer, "price", price);
        if units != "1" || rng.chance(50) {
            put(&mut offer, "units", units);
        }
        let equal = rng.chance(50);
        rng.maybe(&mut offer, 25, "quality_equal", equal);
        offers.push(Value::Object(offer));
    }
    put(&mut input, "offers", offers);
    if rng.chance(60) {
        let number = rng.below(4);
        put(&mut input, "preference", rng.some(&["gpo", "province", "市", "elsewhere"], number));
    }
    Value::Object(input)
}

pub(crate) fn zero_markup(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    let tolerance = rng.pick(&["0", "0.01", "0.005", "1"]);
    rng.maybe(&mut input, 60, "tolerance", tolerance);
    let number = rng.pick(&[1, 1, 2, 3]);
    let mut lines = Vec::new();
    let slices = rng.chance(40);
    for id in rng.ids(number) {
        let mut line = Object::new();
        put(&mut line, "line", id);
        if slices || rng.chance(10) {
            put(&mut line, "product_class", rng.pick(&["drug", "tcm_slices", "tcm_slices"]));
        }
        let purchase = rng.pick(&["10", "0", "22.26", "100", "0.01"]);
        put(&mut line, "purchase_price", purchase);
        let (bought, sold) = (rng.pick(&["1", "3", "12", "0.5"]), rng.pick(&["1", "1", "2", "0.25"]));
        let mut expected = q(purchase);
        if rng.chance(50) {
            put(&mut line, "purchase_units", bought);
            expected /= q(bought);
        }
        if rng.chance(40) {
            put(&mut line, "sale_units", sold);
            expected *= q(sold);
        }
        let shift = rng.pick(&[int(0), q(tolerance), -q(tolerance)]);
        put(&mut line, "sale_price", rng.near(&(expected + shift)));
        let quantity = rng.quantity();
        rng.maybe(&mut line, 60, "quantity", quantity);
        lines.push(Value::Object(line));
    }
    put(&mut input, "lines", lines);
    let exempt = rng.chance(50);
    rng.gap_field(&mut input, book, "tcm_slices_exempt", "tcm_slices_exempt", exempt);
    Value::Object(input)
}

pub(crate) fn two_allows(rng: &mut Rng) -> Value {
    let mut input = Object::new();
    let cost = rng.pick(&["800000", "100", "0", "33.333333"]);
    put(&mut input, "cost", cost);
    let income = if rng.chance(40) { rng.near(&q(cost)) } else { rng.near(&(q(cost) + int(200_000))) };
    put(&mut input, "service_income", income.clone());
    let retention = rng.pick(&["0", "50000", "1", "0.000001"]);
    rng.maybe(&mut input, 50, "retention", retention);
    if rng.chance(50) {
        let (budget, limit) = (rng.pick(&["100000", "0", "3"]), rng.pick(&["0.1", "0", "1", "2.5"]));
        let targets = [q(budget), q(budget) * (int(1) + q(limit)), q(budget) * q("0.8")];
        let target = rng.pick(&targets);
        let actual = if rng.chance(70) { rng.near(&target) } else { rng.quantity() };
        let settlement = json!({
            "budget": budget,
            "actual": actual,
            "keep_share": rng.ratio(),
            "overrun_fund_share": rng.ratio(),
            "overrun_limit": limit,
        });
        put(&mut input, "settlement", settlement);
    }
    let surplus: Q = q(&income) - q(cost);
    if rng.chance(70) {
        let number = rng.below(4);
        let mut funds = Vec::new();
        for id in rng.ids(number) {
            let fund = if rng.chance(50) {
                json!({ "fund": id, "rate": rng.ratio() })
            } else {
                let amount = rng.pick(&[surplus.clone(), &surplus / int(2), int(5)]);
                json!({ "fund": id, "amount": rng.near(&amount) })
            };
            funds.push(fund);
        }
        put(&mut input, "funds", funds);
    }
    put(&mut input, "staff_share", rng.pick(&["0.5", "0.500001", "0.7", "0", "1", "0.499999", "0.333333"]));
    if rng.chance(60) {
        let current = rng.pick(&["450000", "0", "100"]);
        let control = rng.near(&(q(current) + &surplus / int(2)));
        put(&mut input, "wages", json!({ "control_total": control, "current_total": current }));
    }
    Value::Object(input)
}
