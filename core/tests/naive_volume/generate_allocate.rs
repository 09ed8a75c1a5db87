//! Random inputs of `volume.allocate`, under any method and ladder.

use super::book::{Book, World};
use super::generate::{Object, put};
use super::number::{Q, int, q};
use super::words::{CLASSES, CUT_ROUNDINGS};
use super::{Answer, answer};
use crate::common::Rng;
use serde_json::{Value, json};

/// Method and key, and the routes of the rulebook.
struct Plan<'a> {
    method: &'a str,
    key: &'a str,
    routes: Vec<&'a str>,
    rungs: &'a Value,
}

fn plan(book: &Book) -> Plan<'_> {
    let set = |name: &str| book.parameters.get(name).map_or(&Value::Null, |parameter| &parameter.value);
    let routes = set("allocation_routes")
        .as_array()
        .map_or(vec!["regular"], |routes| routes.iter().map(|route| route.as_str().unwrap()).collect());
    Plan {
        method: set("allocation_method").as_str().unwrap_or(""),
        key: set("rungs")["key"].as_str().unwrap_or(""),
        routes,
        rungs: set("rungs"),
    }
}

pub(crate) fn allocate(rng: &mut Rng, world: &World, named: &Value, book: &Book) -> Value {
    let plan = plan(book);
    let mut input = Object::new();
    let ladder = plan.method == "ladder";
    if ["main_supplier", "brand"].contains(&plan.method) {
        put(&mut input, "share", if rng.chance(10) { "0".to_owned() } else { rng.ratio() });
    }
    if plan.key == "price_rank" {
        let class = if rng.chance(60) { "ordinary" } else { rng.word(&CLASSES) };
        rng.maybe(&mut input, 50, "volume_class", class);
    }
    if ladder {
        let lacking = !book.parameters.contains_key("redistribution");
        let stage = if lacking && rng.chance(90) || rng.chance(35) { "own" } else { "full" };
        if stage == "own" || rng.chance(50) {
            put(&mut input, "stage", stage);
        }
        let released = rng.ratio();
        rng.gap_field(&mut input, book, "unselected_released", "unselected_released", released);
    }
    if plan.key == "price_ratio" {
        rng.maybe(&mut input, 35, "reference_price", "100");
    }
    if plan.key == "cut" {
        let mode = rng.word(&CUT_ROUNDINGS);
        rng.gap_field(&mut input, book, "cut_rounding", "cut_rounding", mode);
    }
    if plan.routes.contains(&"no_volume") && plan.method == "brand" && book.gaps.contains_key("no_volume_reports") {
        let word = rng.pick(&["main_supplier", "outside"]);
        rng.gap_field(&mut input, book, "no_volume_reports", "no_volume_reports", word);
    }
    let rounding = rng.rounding();
    let percent = if book.parameters.contains_key("rounding") { 1 } else { 60 };
    rng.maybe(&mut input, percent, "rounding", rounding);
    let number = rng.pick(&[1, 2, 2, 3, 3, 4, 5]);
    let ids = rng.ids(number + 2);
    let (products, lost) = ids.split_at(number);
    let winners = winners(rng, &plan, products);
    let institutions = institutions(rng, &plan, &winners, lost);
    put(&mut input, "winners", winners);
    put(&mut input, "institutions", institutions);
    let mut input = Value::Object(input);
    if ladder {
        promise(rng, world, named, &mut input);
        choose(rng, world, named, book, &mut input);
    }
    input
}

fn winners(rng: &mut Rng, plan: &Plan, products: &[&'static str]) -> Vec<Value> {
    let number = products.len();
    let mut ranks: Vec<usize> = (1..=number).collect();
    rng.shuffle(&mut ranks);
    let ranked = rng.chance(35);
    let with_default = plan.routes.contains(&"regular");
    let has_routes = plan.method == "brand" || ["price_rank", "rank", "price_ratio"].contains(&plan.key);
    let mut winners = Vec::new();
    for (i, product) in products.iter().enumerate() {
        let mut winner = Object::new();
        put(&mut winner, "product", *product);
        let mut route = "regular";
        if has_routes && (!with_default || rng.chance(60)) {
            route = rng.pick(&plan.routes);
            if route != "regular" || rng.chance(50) {
                put(&mut winner, "route", route);
            }
        }
        let mut price_needed = false;
        match (plan.method, plan.key, route) {
            ("rank_split", ..) => {
                price_needed = !ranked;
                if ranked {
                    put(&mut winner, "rank", ranks[i]);
                }
            }
            (_, "price_rank", "regular") | (_, "price_ratio", "rule_1") => price_needed = true,
            (_, "rank", "regular") => {
                price_needed = true;
                put(&mut winner, "rank", rng.pick(&[1, 1, 2, 3, 4, 5, 6, 7, 1000]));
            }
            (_, "rank", "add_on") => {
                let ceiling = rng.pick(&["100", "3", "0.000003"]);
                put(&mut winner, "ceiling", ceiling);
                let limit = q(ceiling) * q(rng.word(&["0.5", "0.6", "0.55", "0.3"]));
                put(&mut winner, "price", above_0(rng.near(&limit)));
            }
            (_, "cut", _) => cut(rng, plan, &mut winner),
            (_, "award_class", _) => {
                let rows = plan.rungs["rows"].as_array().unwrap();
                put(&mut winner, "award_class", rng.pick(rows)["award_class"].clone());
                price_needed = true;
            }
            _ => {}
        }
        if price_needed || !winner.contains_key("price") && rng.chance(30) && plan.key != "cut" {
            // Distinct prices where equal ones are a gap.
            let apart = plan.method == "rank_split" && rng.chance(75);
            let price = if apart { (i + 7).to_string() } else { price(rng, plan) };
            put(&mut winner, "price", price);
        }
        winners.push(Value::Object(winner));
    }
    if plan.method == "rank_split" {
        rng.shuffle(&mut winners);
    }
    winners
}

fn price(rng: &mut Rng, plan: &Plan) -> String {
    if plan.key == "price_ratio" {
        let limit = rng.pick(&["1", "1.1", "1.2", "1.3", "1.35", "0.9"]);
        return rng.near(&(int(100) * q(limit)));
    }
    if rng.chance(70) { rng.word(&["1", "1.0", "1.1", "1.2", "1.5", "2"]).to_owned() } else { rng.price() }
}

fn above_0(text: String) -> String {
    if q(&text) == int(0) { "0.000001".to_owned() } else { text }
}

/// A cut near the ends of the table, whole or not, or the price and the ceiling that give it.
fn cut(rng: &mut Rng, plan: &Plan, winner: &mut Object) {
    let at = |key: &str| q(plan.rungs[key].as_str().unwrap());
    let (from, to) = (at("from"), at("to"));
    let middle = (&from + &to) / int(2);
    let targets =
        [from.clone(), &from + q("0.01"), middle.clone(), &from + q("0.005"), to.clone(), &from + q("0.0049"), to];
    let target = rng.pick(&targets);
    let text = match rng.below(12) {
        0 => rng.near(&target),
        1 => rng.ratio(),
        2 => super::generate::text(&(target + q("0.10"))),
        3 => super::generate::text(&(&from - q("0.01"))),
        4 => super::generate::text(&(&from - q("0.004"))),
        _ => super::generate::text(&target),
    };
    let text = if q(&text) > int(1) { "1".to_owned() } else { text };
    if rng.chance(60) {
        put(winner, "cut", text.clone());
        let price = rng.price();
        rng.maybe(winner, 20, "price", price);
        return;
    }
    let (price, ceiling) = if rng.chance(30) {
        rng.pick(&[("100", "300"), ("1", "3"), ("10", "10"), ("299.999999", "1000"), ("30", "100")])
    } else {
        ("", "1000")
    };
    let price = if price.is_empty() {
        above_0(super::generate::text(&((int(1) - q(&text)) * q(ceiling))))
    } else {
        price.to_owned()
    };
    put(winner, "price", price);
    put(winner, "ceiling", ceiling);
}

fn institutions(rng: &mut Rng, plan: &Plan, winners: &[Value], lost: &[&'static str]) -> Vec<Value> {
    let number = rng.pick(&[1, 1, 2, 3, 4]);
    let small = rng.chance(40);
    let quantity = |rng: &mut Rng| if small { rng.below(4).to_string() } else { rng.quantity() };
    let cannot = ["revived_unshortlisted", "no_volume"];
    let can: Vec<Value> = winners
        .iter()
        .filter(|winner| winner.get("route").is_none_or(|route| cannot.iter().all(|word| route != word)))
        .map(|winner| winner["product"].clone())
        .collect();
    let mut institutions = Vec::new();
    for id in rng.ids(number) {
        let mut institution = Object::new();
        put(&mut institution, "institution", id);
        let kind = rng.pick(&["medical", "pharmacy", "pharmacy"]);
        rng.maybe(&mut institution, 50, "kind", kind);
        if plan.method != "ladder" {
            let generic = quantity(rng);
            rng.maybe(&mut institution, 80, "generic_quantity", generic);
        }
        if plan.method == "ladder" || plan.method == "brand" {
            let mut reports = Vec::new();
            for winner in winners {
                if rng.chance(75) {
                    reports.push(json!({ "product": winner["product"], "quantity": quantity(rng) }));
                }
            }
            for product in lost {
                if rng.chance(30) {
                    reports.push(json!({ "product": product, "quantity": quantity(rng) }));
                }
            }
            rng.shuffle(&mut reports);
            rng.maybe(&mut institution, 92, "brand_reports", reports);
        }
        if plan.method == "main_supplier" || plan.method == "brand" && rng.chance(85) {
            // A winner that can be it, if there is one.
            let main = if can.is_empty() { winners[0]["product"].clone() } else { rng.pick(&can) };
            if plan.method == "main_supplier" || !can.is_empty() || rng.chance(5) {
                put(&mut institution, "main_supplier", main);
            }
        }
        institutions.push(Value::Object(institution));
    }
    institutions
}

/// The value that the model gives, if it gives one.
fn value(world: &World, named: &Value, input: &Value) -> Option<Value> {
    let request = json!({ "function": "volume.allocate", "rulebook": named, "input": input });
    match answer(world, &request) {
        Answer::Value { value, .. } => Some(value),
        Answer::Error(_) => None,
    }
}

/// Promises about as high as what hospitals, or all institutions, keep of their own.
fn promise(rng: &mut Rng, world: &World, named: &Value, input: &mut Value) {
    if rng.chance(40) {
        return;
    }
    let mut own_stage = input.clone();
    own_stage["stage"] = json!("own");
    let own = value(world, named, &own_stage);
    let kinds: Vec<(String, bool)> = input["institutions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|house| (house["institution"].to_string(), house.get("kind").is_some_and(|kind| kind == "pharmacy")))
        .collect();
    for winner in input["winners"].as_array_mut().unwrap() {
        if rng.chance(35) {
            continue;
        }
        let (mut medical, mut pharmacy) = (int(0), int(0));
        for house in own.iter().flat_map(|value| value["institutions"].as_array().unwrap()) {
            let cells = house["allocations"].as_array().unwrap();
            let cell = cells.iter().find(|cell| cell["product"] == winner["product"]).unwrap();
            let is_pharmacy = kinds.contains(&(house["institution"].to_string(), true));
            let sum = if is_pharmacy { &mut pharmacy } else { &mut medical };
            *sum += q(cell["own"].as_str().unwrap());
        }
        let targets = [medical.clone(), &medical + &pharmacy, &medical / int(2), &medical + &pharmacy / int(3), int(0)];
        let target = rng.pick(&targets);
        put(winner.as_object_mut().unwrap(), "promised", rng.near(&target));
    }
}

/// Choices of about as much as the parts hold.
fn choose(rng: &mut Rng, world: &World, named: &Value, book: &Book, input: &mut Value) {
    let parts = book.parameters.get("redistribution").map_or(&[][..], |parts| parts.value.as_array().unwrap());
    if parts.is_empty() || rng.chance(25) || input.get("stage").is_some_and(|stage| stage == "own") && rng.chance(97) {
        return;
    }
    let Some(value) = value(world, named, input) else { return };
    let pools: Vec<(Value, Q)> = value["institutions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|house| (house["institution"].clone(), house["pool"]["total"].as_str().map_or(int(0), q)))
        .collect();
    let winners = input["winners"].as_array().unwrap().clone();
    for house in input["institutions"].as_array_mut().unwrap() {
        if rng.chance(30) {
            continue;
        }
        let total = &pools.iter().find(|(id, _)| *id == house["institution"]).unwrap().1;
        let mut choices = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            if part["to"] != "choice" && rng.chance(98) {
                continue;
            }
            let open = |winner: &&Value| {
                let of = |list: &str, key: &str| part[list].as_array().is_some_and(|list| list.contains(&winner[key]));
                part.get("routes").is_none() && part.get("award_classes").is_none()
                    || of("routes", "route")
                    || of("award_classes", "award_class")
            };
            let open: Vec<&Value> = winners.iter().filter(open).collect();
            let number = rng.below(3).min(open.len());
            let volume = q(part["fraction"].as_str().unwrap()) * total;
            let mut left = volume.clone();
            for (i, winner) in rng.some(&open, number).into_iter().enumerate() {
                let last = i + 1 == number;
                let wanted = if last { left.clone() } else { &volume / int(3) };
                let quantity = if rng.chance(70) { super::generate::text(&wanted) } else { rng.near(&wanted) };
                left -= q(&quantity);
                choices.push(json!({ "part": n + 1, "product": winner["product"], "quantity": quantity }));
            }
        }
        rng.shuffle(&mut choices);
        put(house.as_object_mut().unwrap(), "choices", choices);
    }
}
