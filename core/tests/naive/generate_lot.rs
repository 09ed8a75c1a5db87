//! Lots and the other inputs at random: few different small values, so that ties and equalities are frequent.

use super::book::{Book, World};
use super::check::object;
use super::generate::{Purpose, rulebook, tables};
use super::number::q;
use crate::common::Rng;
use serde_json::{Map, Value, json};

/// What the shape of a lot depends on, over all rulebooks that will read it.
struct Needs {
    ceilings: bool,
    form: bool,
}

impl Needs {
    fn of(books: &[Value]) -> Needs {
        let mut needs = Needs { ceilings: false, form: false };
        for book in books {
            let value = |name: &str| Book::of(book).set(name).map(Value::to_string).unwrap_or_default();
            needs.ceilings |= value("win").contains("cut") || value("filter").contains("smallest_cut");
            needs.form |= book.to_string().contains("low_price.");
        }
        needs
    }
}

const FORMS: [&str; 5] = ["oral_solid", "oral_liquid", "injection_small_volume", "injection_large_volume", "other"];

/// A few prices that hit the edges of the rules together.
fn pool(rng: &mut Rng) -> Vec<String> {
    let hundredths = |list: Vec<usize>| list.into_iter().map(|n| format!("{}.{:02}", n / 100, n % 100)).collect();
    match rng.below(6) {
        0 => hundredths((1..=12).map(|n| n * 5).collect()),
        1 => hundredths((1..=20).map(|n| n * 10).collect()),
        2 => ["0.9", "1", "1.0001", "1.8", "1.8001", "0.5", "0.1", "0.1001", "2", "3.6"].map(str::to_owned).to_vec(),
        3 => (1..=6).map(|n| n.to_string()).collect(),
        4 => hundredths(vec![10, 100, 100, 100, 101, 102, 140]),
        _ => hundredths(vec![50, 100, 150, 180, 200, 270, 300]),
    }
}

/// Up to how many bids a lot has; small lots are the exhaustive test's business.
fn number_of_bids(rng: &mut Rng) -> usize {
    match rng.below(20) {
        0 => rng.below(2),
        1..=6 => 2 + rng.below(3),
        _ => 4 + rng.below(6),
    }
}

/// How ties may be settled in a lot: by lot numbers for all bids, for some, or not at all.
#[derive(Clone, Copy)]
enum Drawn {
    All,
    Some,
    None,
}

/// A lot for all the rulebooks given.
pub(crate) fn lot(rng: &mut Rng, books: &[Value], id: Option<String>, filter_tie_rank: bool) -> Value {
    let needs = Needs::of(books);
    let prices = pool(rng);
    let ceiling = |rng: &mut Rng| {
        let ceiling =
            if rng.chance(75) { rng.pick(&["2", "4", "3.6", "6", "9"]).to_owned() } else { rng.pick(&prices) };
        if needs.ceilings || rng.chance(70) { Some(json!(ceiling)) } else { None }
    };
    let mut specs: Vec<Value> = Vec::new();
    let mut reference = None;
    if rng.chance(30) {
        let number = 1 + rng.below(3);
        if rng.chance(60) {
            reference = Some(rng.below(number));
        }
        for i in 0..number {
            let factor = if reference == Some(i) { "1" } else { rng.pick(&["2", "0.5", "1.7", "3"]) };
            let stated = rng.chance(45);
            specs.push(Value::Object(object(vec![
                ("spec", Some(json!(format!("s{i}")))),
                ("ceiling", ceiling(rng)),
                ("factor", stated.then(|| json!(factor))),
            ])));
        }
    }
    let drawn = rng.pick(&[Drawn::All, Drawn::All, Drawn::All, Drawn::Some, Drawn::None]);
    let stated = rng.pick(&[0, 0, 60, 95]);
    let offers = rng.pick(&[0, 40, 80]);
    let number = number_of_bids(rng);
    let mut numbers: Vec<usize> = rng.few_of(&(1..=number).collect::<Vec<_>>(), number);
    let mut bids = Vec::new();
    for i in 0..number {
        let at_most = numbers.pop().unwrap();
        let tie_rank = match drawn {
            Drawn::All => Some(json!(at_most)),
            Drawn::Some => rng.chance(70).then(|| json!(1 + at_most / 2)),
            Drawn::None => None,
        };
        let mut bid = bid(rng, &prices, stated, offers);
        bid.insert("bid".to_owned(), json!(format!("B{i}")));
        if let Some(rank) = tie_rank {
            bid.insert("tie_rank".to_owned(), rank);
        }
        if !specs.is_empty() {
            let spec = rng.below(specs.len());
            bid.insert("spec".to_owned(), specs[spec]["spec"].clone());
        }
        bids.push(Value::Object(bid));
    }
    let bids = rng.few_of(&bids, bids.len());
    let form = (needs.form || rng.chance(50)).then(|| json!(rng.pick(&FORMS)));
    let announced = 1 + rng.below(6);
    let number_of_parts = rng.below(4);
    let want = rng.few_of(&["share", "term", "class"], number_of_parts);
    let class = rng.pick(&["ordinary", "reduced", "restricted"]);
    let volume = rng.pick(&["1", "2", "0.5", "0"]);
    let flags = [rng.chance(50), rng.chance(50)];
    let lot_ceiling = if specs.is_empty() { ceiling(rng) } else { None };
    let tie_rank = 1 + rng.below(3);
    Value::Object(object(vec![
        ("lot", id.map(Value::String).or_else(|| rng.chance(20).then(|| json!("L")))),
        ("form", form),
        ("ceiling", lot_ceiling),
        ("specs", (!specs.is_empty()).then(|| json!(specs))),
        ("reference_spec", reference.map(|i| json!(format!("s{i}")))),
        ("limit_price", Some(json!(rng.pick(&prices)))),
        ("max_shortlisted", rng.chance(25).then(|| json!(announced))),
        ("brand_volume_mean", rng.chance(85).then(|| json!(volume))),
        ("volume_class", rng.chance(40).then(|| json!(class))),
        ("short_term", rng.chance(30).then(|| json!(flags[0]))),
        ("long_term_use", rng.chance(30).then(|| json!(flags[1]))),
        ("want", rng.chance(45).then(|| json!(want))),
        ("bids", Some(json!(bids))),
        ("filter_tie_rank", filter_tie_rank.then(|| json!(tie_rank))),
    ]))
}

/// A bid without its id; `stated` and `offers` are the shares of bids that state a tie key or bring a re-quote.
fn bid(rng: &mut Rng, prices: &[String], stated: usize, offers: usize) -> Map<String, Value> {
    let price = rng.pick(prices);
    let lower: Vec<String> = prices.iter().filter(|other| q(other) <= q(&price)).cloned().collect();
    let fields: Vec<(&str, usize, Value)> = vec![
        ("company", 35, json!(rng.pick(&["P", "Q", "R"]))),
        ("group", 15, json!(rng.pick(&["G", "H"]))),
        ("comparable_price", 8, json!(rng.pick(prices))),
        ("is_reference", 35, json!(rng.chance(80))),
        ("incumbent", 30, json!(rng.chance(70))),
        ("reported_volume", stated.max(75), json!(rng.pick(&["0", "1", "2", "1.0"]))),
        ("prior_winner", stated, json!(rng.chance(50))),
        ("prior_sales", stated, json!(rng.pick(&["0", "10", "20"]))),
        ("passed_specs", stated, json!(rng.below(3))),
        ("pass_date", stated, json!(rng.pick(&["2020-01-31", "2019-12-31", "2020-02-01"]))),
        ("own_api", stated, json!(rng.chance(50))),
        ("revival_price", offers, json!(rng.pick(&lower))),
        ("price_score", 100, json!(rng.pick(&["90", "80", "80.5", "0"]))),
        ("technical_score", 100, json!(rng.pick(&["90", "80", "70", "60.25"]))),
    ];
    let mut bid = Map::new();
    bid.insert("price".to_owned(), json!(price));
    for (name, percent, value) in fields {
        if rng.chance(percent) {
            bid.insert(name.to_owned(), value);
        }
    }
    bid
}

/// A request of one function: rulebook and input.
pub(crate) fn request(rng: &mut Rng, world: &World, function: &str) -> (Value, Value) {
    match function {
        "award.select" => {
            let book = rulebook(rng, world, Purpose::Lot);
            let input = lot(rng, &[world.resolve(&book)], None, false);
            (book, input)
        }
        "award.select_round" => {
            let book = rulebook(rng, world, Purpose::Round);
            let resolved = [world.resolve(&book)];
            let tie_ranks = rng.pick(&[0, 50, 100]);
            let mut lots: Vec<Value> = Vec::new();
            for i in 0..1 + rng.below(4) {
                let ranked = rng.chance(tie_ranks);
                let mut next = lot(rng, &resolved, Some(format!("L{i}")), ranked);
                // Lots of the same bids have the same ratio and the same cuts.
                if i > 0 && rng.chance(30) {
                    let tie_rank = next.get("filter_tie_rank").cloned();
                    next = lots[i - 1].clone();
                    next["lot"] = json!(format!("L{i}"));
                    if let Some(tie_rank) = tie_rank {
                        next["filter_tie_rank"] = tie_rank;
                    }
                }
                lots.push(next);
            }
            (book, json!({ "lots": rng.few_of(&lots, lots.len()) }))
        }
        "award.compare" => {
            let books: Vec<Value> = (0..2 + rng.below(3)).map(|_| rulebook(rng, world, Purpose::Lot)).collect();
            let resolved: Vec<Value> = books.iter().map(|book| world.resolve(book)).collect();
            let lot = lot(rng, &resolved, None, false);
            (books[0].clone(), json!({ "lot": lot, "against": books[1..] }))
        }
        "award.what_if" => what_if(rng, world),
        "award.region_counts" => {
            let book = region_rulebook(rng);
            let regions = 1 + rng.below(40);
            let fields =
                vec![("winners", Some(json!(1 + rng.below(14)))), ("regions", rng.chance(60).then(|| json!(regions)))];
            (book, Value::Object(object(fields)))
        }
        "award.assign_regions" => (region_rulebook(rng), assignment(rng)),
        "award.group_bidders" => (group_rulebook(rng, world), firms(rng)),
        "award.contract_terms" => contract_terms(rng, world),
        other => panic!("no generator for {other}"),
    }
}

/// A lot, one of its bids, and a grid of at most 60 prices.
fn what_if(rng: &mut Rng, world: &World) -> (Value, Value) {
    let book = rulebook(rng, world, Purpose::WhatIf);
    loop {
        let lot = lot(rng, &[world.resolve(&book)], None, false);
        let bids = lot["bids"].as_array().unwrap();
        if bids.is_empty() {
            continue;
        }
        let bid = rng.pick(bids)["bid"].clone();
        let (step, top) = rng.pick(&[
            ("0.05", "3"),
            ("0.1", "4"),
            ("0.01", "0.6"),
            ("0.25", "6"),
            ("0.0999", "5"),
            ("0.9", "5.4"),
            ("0.30", "1.8"),
        ]);
        let mut input = json!({ "lot": lot, "bid": bid, "step": step, "max_price": top });
        if rng.chance(30) {
            input["count_zero_volume"] = json!(rng.chance(70));
        }
        return (book, input);
    }
}

/// A rulebook of the regions: all that rules 17 and 18 read, some of it missing or a gap.
fn region_rulebook(rng: &mut Rng) -> Value {
    let (mut parameters, mut gaps) = (Map::new(), Map::new());
    let values = [
        ("regions", json!(1 + rng.below(40))),
        ("first_pick", json!(rng.below(4))),
        ("backup", json!(rng.chance(90))),
        ("backup_units", json!("none")),
    ];
    for (name, value) in values {
        match rng.below(20) {
            0 => {}
            1 => {
                gaps.insert(name.to_owned(), json!("not published"));
            }
            _ => {
                parameters.insert(name.to_owned(), json!({ "value": value }));
            }
        }
    }
    json!({ "id": "example/regions", "parameters": parameters, "gaps": gaps })
}

fn assignment(rng: &mut Rng) -> Value {
    let regions: Vec<String> = (0..1 + rng.below(10)).map(|i| format!("r{i}")).collect();
    let regions = rng.few_of(&regions, regions.len());
    let number = 1 + rng.below(5);
    let ranks = rng.few_of(&[1, 2, 3, 4, 5, 7, 11], number);
    let mut winners = Vec::new();
    for (i, rank) in ranks.iter().enumerate() {
        let mut winner = json!({ "bid": format!("W{i}"), "rank": rank });
        for list in ["preferences", "backup_preferences"] {
            if rng.chance(70) {
                let named = rng.below(regions.len() + 1);
                winner[list] = json!(rng.few_of(&regions, named));
            }
        }
        winners.push(winner);
    }
    let mut input = json!({ "regions": regions, "winners": winners });
    if rng.chance(75) {
        input["backup"] = json!(true);
        if rng.chance(80) {
            let mut units: Vec<Vec<String>> = vec![Vec::new(); 1 + rng.below(4)];
            for region in rng.few_of(&regions, regions.len()) {
                let unit = rng.below(units.len() + 1);
                if unit < units.len() {
                    units[unit].push(region);
                }
            }
            units.retain(|unit| !unit.is_empty());
            input["backup_units"] = json!(units);
        }
    }
    input
}

fn group_rulebook(rng: &mut Rng, world: &World) -> Value {
    if rng.chance(15) {
        let id = rng.pick(&["award/cn-joints-2021", "award/cn-joints-2021", "award/cn-batch-10"]);
        assert!(world.built_in.contains_key(id));
        return json!(id);
    }
    let mut parameters = Map::new();
    let mut gaps = Map::new();
    let values = [
        ("group_volume_share", json!(rng.pick(&["0.85", "0.5", "0.7", "1", "0"]))),
        ("group_crossing", json!(rng.pick(&["include", "exclude"]))),
        ("group_least", json!(rng.below(8))),
    ];
    for (name, value) in values {
        if rng.chance(2) {
            gaps.insert(name.to_owned(), json!("not published"));
        } else {
            parameters.insert(name.to_owned(), json!({ "value": value }));
        }
    }
    json!({ "id": "example/groups", "parameters": parameters, "gaps": gaps })
}

fn firms(rng: &mut Rng) -> Value {
    let number = 1 + rng.below(9);
    let spread = rng.pick(&[3, 10, 100]);
    let mut firms: Vec<Value> = Vec::new();
    for i in 0..number {
        let whole = rng.below(spread);
        let mut firm = json!({
            "company": format!("F{i}"),
            "volume": if rng.chance(20) { format!("{whole}.5") } else { whole.to_string() },
            "supplies_all_regions": rng.chance(75),
        });
        if rng.chance(70) {
            firm["has_crosslinked_liner"] = json!(rng.chance(75));
        }
        firms.push(firm);
    }
    // Somebody has some volume.
    firms[0]["volume"] = json!((1 + rng.below(spread)).to_string());
    json!({ "liner_required": rng.chance(60), "bidders": rng.few_of(&firms, number) })
}

fn contract_terms(rng: &mut Rng, world: &World) -> (Value, Value) {
    let mut parameters = Map::new();
    tables(rng, &mut parameters, 90, true);
    let own = json!({ "id": "example/terms", "parameters": parameters });
    let book = if rng.chance(40) { json!(rng.pick(&super::check::BUILT_IN)) } else { own };
    assert!(world.resolve(&book).is_object());
    let flags = [rng.chance(50), rng.chance(50), rng.chance(50)];
    let number_of_parts = 1 + rng.below(2);
    let want = rng.few_of(&["share", "term"], number_of_parts);
    let class = rng.pick(&["ordinary", "reduced", "restricted"]);
    let award_class = rng.pick(&["A", "B", "C", "A1"]);
    let input = object(vec![
        ("winners", Some(json!(1 + rng.below(6)))),
        ("bidders", Some(json!(1 + rng.below(8)))),
        ("volume_class", rng.chance(60).then(|| json!(class))),
        ("short_term", rng.chance(50).then(|| json!(flags[0]))),
        ("long_term_use", rng.chance(50).then(|| json!(flags[1]))),
        ("incumbent", rng.chance(50).then(|| json!(flags[2]))),
        ("award_class", rng.chance(50).then(|| json!(award_class))),
        ("want", rng.chance(60).then(|| json!(want))),
    ]);
    (book, Value::Object(input))
}
