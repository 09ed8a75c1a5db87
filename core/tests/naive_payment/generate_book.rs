//! Rulebooks at random: built-in ones, ones that extend them, ones that stand alone, and a few that are wrong.

use super::book::World;
use super::generate::{Object, price, put, rate};
use crate::common::Rng;
use serde_json::{Value, json};

/// All names but those of the caps.
const NAMES: [&str; 26] = [
    "decimals.pack",
    "decimals.min_unit",
    "rounding",
    "winner_standard",
    "outside_winner",
    "pen_surcharge",
    "reference",
    "group_scope",
    "one_standard_for",
    "not_passed",
    "negotiated_alternative",
    "band_price",
    "floor",
    "year_index",
    "first_year",
    "start_date",
    "first_self_pay",
    "exempt_persons",
    "ordinary_reference",
    "date_basis",
    "bid_floor_share",
    "retail_markup_rate",
    "retail_markup_limit",
    "retail_kinds",
    "categories",
    "bands",
];

const CATEGORIES: [&str; 4] = ["x", "y", "a_1", "z9"];

const BUILT_IN: [(&str, usize); 18] = [
    ("payment/cn-2019", 12),
    ("payment/guangzhou-2019", 8),
    ("payment/hainan-2019", 12),
    ("payment/xian-2019", 6),
    ("payment/heilongjiang-2020", 5),
    ("payment/henan-2019", 3),
    ("payment/shanghai-2021", 8),
    ("payment/fujian-2025", 7),
    ("payment/wuhan-2020", 6),
    ("payment/cn-insulin-2022", 6),
    ("payment/cn-joints-2022", 5),
    ("payment/zhejiang-joints-2022", 6),
    ("payment/tianjin-dcb-2022", 5),
    ("payment/fujian-stents-2021", 5),
    ("payment/beijing-pilot-2022", 6),
    ("payment/jilin-city-2020", 5),
    ("payment/cn-bid-2023", 2),
    ("payment/ningbo-retail", 2),
];

fn built_in(rng: &mut Rng) -> &'static str {
    let mut bag = Vec::new();
    for (id, often) in BUILT_IN {
        bag.extend(vec![id; often]);
    }
    rng.pick(&bag)
}

/// A list out of these words, often of most of them.
fn few(rng: &mut Rng, words: &[&str], least: usize) -> Value {
    let number = least + rng.below(words.len() + 1 - least);
    json!(rng.some(words, number))
}

/// A value of the kind that the parameter has.
fn value(rng: &mut Rng, name: &str, categories: &[&str]) -> Value {
    let words: &[&str] = match name {
        "decimals.pack" => return json!(rng.pick(&[2, 2, 0, 1, 3, 4, 6])),
        "decimals.min_unit" => return json!(rng.pick(&[4, 4, 2, 5, 6, 0])),
        "rounding" => &["half_up", "half_even", "down", "up"],
        "winner_standard" => &["own_winning_price", "own_winning_price", "reference"],
        "outside_winner" => &["own_winning_price", "as_non_winner", "as_non_winner"],
        "pen_surcharge" => &["3.00", "3", "0.5", "0.000001", "2.505"],
        "reference" => {
            &["single", "highest", "lowest", "main_supply", "volume_weighted", "mean", "mean", "cap", "none"]
        }
        "group_scope" => &["all", "same_group", "same_group"],
        "one_standard_for" => {
            return few(rng, &["originator", "reference_product", "passed", "not_passed", "non_winner"], 0);
        }
        "not_passed" => &["cap_at_reference"],
        "negotiated_alternative" => &["negotiated_price", "lower_of", "higher_of"],
        "band_price" => &["base", "price"],
        "floor" => &["reference", "reference", "none"],
        "year_index" => &["policy_year", "calendar_year"],
        "first_year" => return json!(rng.pick(&[2019, 2020, 2019, 2021, 1900, 2999])),
        "start_date" => &["2019-12-20", "2020-02-29", "2020-01-01", "2021-12-31", "2024-02-29"],
        "first_self_pay" => return first_self_pay(rng),
        "exempt_persons" => return few(rng, &["red_army_veteran", "retired_cadre", "disabled_serviceman_1_6"], 0),
        "ordinary_reference" => &["volume_weighted"],
        "date_basis" => &["settlement_date", "charge_date"],
        "bid_floor_share" => &["0.70", "0.7", "0.65", "1", "0", "0.3333"],
        "retail_markup_rate" => &["0.15", "0.2", "0", "1", "0.0001", "0.1", "0.05", "0.25"],
        "retail_markup_limit" => &["200.00", "200", "50.005", "0.000001", "20", "1000"],
        "retail_kinds" => return few(rng, &["vbp", "ordinary", "negotiated"], 0),
        "categories" => return json!(categories),
        "bands" => return bands(rng, categories),
        cap => {
            assert!(cap.starts_with("caps."), "no parameter {cap}");
            return json!(price(rng));
        }
    };
    json!(rng.pick(words))
}

fn source(rng: &mut Rng, object: &mut Object) {
    if rng.chance(80) {
        put(object, "provenance", rng.pick(&["official", "official", "secondary", "derived", "unverified"]));
    }
    if rng.chance(50) {
        put(object, "citation", rng.pick(&["somewhere", "文件 1", ""]));
    }
}

/// The parameter with its source, or bare.
fn entry(rng: &mut Rng, value: Value) -> Value {
    if rng.chance(25) {
        return value;
    }
    let mut object = Object::new();
    put(&mut object, "value", value);
    source(rng, &mut object);
    Value::Object(object)
}

const CODES: [&str; 7] = ["low", "high", "above", "middle", "competitive", "b2", "high_price_liste"];

fn first_self_pay(rng: &mut Rng) -> Value {
    let codes = [
        "low",
        "high",
        "above",
        "middle",
        "competitive",
        "winner",
        "within",
        "within",
        "winner",
        "not_passed",
        "national_standard",
        "ordinary",
        "no_reference",
        "high_price_listed",
        "out_of_list",
        "nowhere",
    ];
    let mut list = Vec::new();
    for _ in 0..1 + rng.below(4) {
        let mut object = Object::new();
        let number = 1 + rng.below(8);
        let mut some: Vec<&str> = Vec::new();
        for code in rng.some(&codes, number) {
            if !some.contains(&code) {
                some.push(code);
            }
        }
        put(&mut object, "bands", some);
        if rng.chance(50) {
            put(&mut object, "list_class", rng.pick(&["a", "b", "b", "any"]));
        }
        if rng.chance(25) {
            put(&mut object, "essential", rng.chance(60));
        }
        put(&mut object, rng.pick(&["set", "add"]), rate(rng));
        list.push(Value::Object(object));
    }
    json!(list)
}

fn years(rng: &mut Rng) -> Vec<Value> {
    let number = rng.pick(&[1, 1, 1, 2, 3, 3, 5]);
    let mut years = Vec::new();
    for _ in 0..number {
        let mut object = Object::new();
        let of =
            rng.pick(&["reference", "reference", "reference", "base", "base", "base", "price", "price", "none", "gap"]);
        put(&mut object, "of", of);
        if !["none", "gap"].contains(&of) && rng.chance(65) {
            let factors = [
                "0.70", "0.70", "0.40", "0.5", "1", "1.00", "1.20", "0.0001", "100", "0.3333", "0.85", "1.1", "0.005",
                "0.25",
            ];
            put(&mut object, "factor", rng.pick(&factors));
        }
        if rng.chance(30) {
            put(&mut object, "bound", rng.pick(&["exact", "at_most"]));
        }
        if rng.chance(12) {
            source(rng, &mut object);
        }
        years.push(Value::Object(object));
    }
    years
}

/// Bands whose edges ascend for each category.
fn bands(rng: &mut Rng, categories: &[&str]) -> Value {
    let mut codes: Vec<&str> = CODES.to_vec();
    rng.shuffle(&mut codes);
    let mut edges = ["0.5", "1", "1.2", "1.5", "2", "2", "2.0000", "2.5", "3", "1.0001", "10"].to_vec();
    rng.shuffle(&mut edges);
    // The categories in parts, each with its own chain of bands.
    let mut parts: Vec<Vec<&str>> = vec![Vec::new(); if categories.is_empty() { 1 } else { 1 + rng.below(2) }];
    for category in categories {
        let part = rng.below(parts.len());
        parts[part].push(category);
    }
    parts.retain(|part| !part.is_empty() || categories.is_empty());
    let mut chains: Vec<Vec<Value>> = Vec::new();
    for part in &parts {
        let number = 1 + rng.below(if parts.len() > 1 { 2 } else { 4 });
        let closed = number - usize::from(rng.chance(85));
        let mut ups: Vec<&str> = rng.some(&edges, closed);
        ups.sort_by_key(|edge| super::number::q(edge));
        ups.dedup_by_key(|edge| super::number::q(edge));
        let mut chain: Vec<Option<&str>> = ups.into_iter().map(Some).collect();
        if chain.len() < number {
            chain.push(None);
        }
        let mut bands = Vec::new();
        for up_to in chain {
            let mut band = Object::new();
            put(&mut band, "code", codes.pop().unwrap());
            if let Some(up_to) = up_to {
                put(&mut band, "up_to", up_to);
            }
            if rng.chance(25) {
                put(&mut band, "inclusive", rng.chance(25));
            }
            let every = part.len() == categories.len();
            let left_out = every && rng.chance(50);
            if !part.is_empty() && !left_out {
                put(&mut band, "categories", part.clone());
            }
            put(&mut band, "years", years(rng));
            if rng.chance(12) {
                source(rng, &mut band);
            }
            bands.push(Value::Object(band));
        }
        chains.push(bands);
    }
    // The chains interleave.
    let mut list = Vec::new();
    while !chains.is_empty() {
        let i = rng.below(chains.len());
        list.push(chains[i].remove(0));
        chains.retain(|chain| !chain.is_empty());
    }
    json!(list)
}

/// Names that a function reads.
fn names_for(function: &str) -> &'static [&'static str] {
    match function {
        "payment.bid_entry" => &["bid_floor_share", "decimals.pack", "decimals.min_unit", "rounding"],
        "payment.retail_cap" => {
            &["retail_markup_rate", "retail_markup_limit", "retail_kinds", "decimals.pack", "rounding"]
        }
        _ => &NAMES,
    }
}

/// A rulebook for a request.
pub(crate) fn rulebook(rng: &mut Rng, world: &World, function: &str) -> Value {
    let parent = match function {
        "payment.bid_entry" if rng.chance(95) => "payment/cn-bid-2023",
        "payment.retail_cap" if rng.chance(95) => "payment/ningbo-retail",
        _ => built_in(rng),
    };
    match rng.below(10) {
        0..=3 => json!(parent),
        4..=7 => extending(rng, world, parent, function),
        _ => alone(rng, function),
    }
}

fn head(rng: &mut Rng, object: &mut Object) {
    let members = [
        ("area", json!("payment")),
        ("title", json!("A rulebook")),
        ("title_zh", json!("规则")),
        ("document", json!("文件〔2025〕7号")),
        ("issuer", json!("a bureau")),
        ("jurisdiction", json!("440100")),
        ("members", json!(["440100", "450000"])),
    ];
    for (key, value) in members {
        if rng.chance(12) {
            put(object, key, value);
        }
    }
    if rng.chance(12) {
        put(object, "effective_from", rng.pick(&["2019-01-01", "2020-02-29", "2021-01-01"]));
    }
    if rng.chance(12) {
        put(object, "effective_until", rng.pick(&["2023-12-31", "2024-02-29", "2022-01-01"]));
    }
}

fn extending(rng: &mut Rng, world: &World, parent: &str, function: &str) -> Value {
    let book = &world.built_in[parent];
    let mut object = Object::new();
    put(&mut object, "id", rng.pick(&["x/1", "test/city", "payment/own"]));
    put(&mut object, "extends", parent);
    head(rng, &mut object);
    let set: Vec<&String> = book.parameters.keys().collect();
    if rng.chance(35) {
        let number = 1 + rng.below(2);
        let mut removed = rng.some(&set, number);
        // Mostly not what others need.
        if rng.chance(90) {
            removed.retain(|name| !["categories", "first_year"].contains(&name.as_str()));
        }
        put(&mut object, "remove", removed.iter().map(|name| (*name).clone()).collect::<Vec<String>>());
    }
    let inherited = book.words("categories").unwrap_or_default();
    let mut names = rng.some(names_for(function), 6);
    let number = rng.below(5);
    // Set what the place left open.
    names.sort_by_key(|name| usize::from(book.get(name).is_some()));
    names.truncate(number);
    parameters(rng, &mut object, names, inherited);
    Value::Object(object)
}

fn alone(rng: &mut Rng, function: &str) -> Value {
    let mut object = Object::new();
    put(&mut object, "id", "x/alone");
    head(rng, &mut object);
    let often = rng.pick(&[60, 80, 95]);
    let names = names_for(function).iter().copied().filter(|_| rng.chance(often)).collect();
    parameters(rng, &mut object, names, Vec::new());
    Value::Object(object)
}

fn parameters(rng: &mut Rng, object: &mut Object, mut names: Vec<&str>, inherited: Vec<&str>) {
    let mut categories: Vec<&str> = inherited;
    if names.contains(&"categories") {
        if categories.is_empty() && rng.chance(60) {
            let number = 1 + rng.below(3);
            categories = rng.some(&CATEGORIES, number);
        } else {
            // Replacing the categories breaks the bands that name them.
            names.retain(|name| *name != "categories");
        }
    }
    // Bands on their own price need an index of years, and that a first year.
    if names.contains(&"year_index") && rng.chance(97) {
        names.push("first_year");
    }
    names.dedup();
    let mut map = Object::new();
    for name in names {
        let value = value(rng, name, &categories);
        put(&mut map, name, entry(rng, value));
    }
    for category in &categories {
        if rng.chance(20) {
            let cap = value(rng, "caps.x", &[]);
            put(&mut map, &format!("caps.{category}"), entry(rng, cap));
        }
    }
    if !map.is_empty() || rng.chance(50) {
        put(object, "parameters", map);
    }
}
