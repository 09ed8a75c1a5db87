//! Random rulebooks: built-in ones, ones that extend them, and whole ones.

use super::book::World;
use super::generate::{Object, put};
use super::generate_ladder::{redistribution, rungs};
use super::words::{AUTHORITIES, CLASSES, CUT_ROUNDINGS, KINDS_OF_INSTITUTION, LEVELS, PROVENANCES, REASONS, TENDERS};
use crate::common::Rng;
use serde_json::{Value, json};

/// The built-in rulebooks that have something to say to a function.
fn of_function(function: &str) -> &'static [&'static str] {
    match function {
        "volume.check_report" => &["cn-batch-11", "zhejiang-2025", "cn-batch-10", "jilin-city-2020", "generic"],
        "volume.tender_authority" => &["hebei-2020"],
        "volume.agreed" => {
            &["cn-2019-expansion", "cn-batch-05", "cn-batch-07", "cn-batch-10", "cn-batch-11", "cn-batch-12"]
        }
        "volume.allocate" => &[
            "cn-batch-09",
            "cn-batch-11",
            "cn-batch-12",
            "gd-alliance-2022",
            "gd-alliance-2022",
            "jiangxi-reagents-2023",
            "fujian-clips",
            "sichuan-ivus-2024",
            "shanxi-consumables-2025",
            "lens-3plus6-2020",
            "insulin-2021",
            "insulin-2024",
        ],
        "volume.renewal" => &["renewal-2021", "renewal-batches-1-8", "renewal-batches-1-8", "csj-renewal-2022"],
        "volume.remaining" => &["shanghai-2020", "shanghai-2021", "cn-batch-11", "zhejiang-2025", "generic"],
        "volume.same_basket_saving" => &["jilin-city-2020", "shenzhen-gpo-2016", "generic"],
        "volume.zero_markup" => &["jilin-city-2020", "generic"],
        "volume.retention" => &[
            "retention-cn-2020",
            "retention-sichuan-2022",
            "retention-shenzhen-2024-draft",
            "retention-shiquan",
            "retention-guangxi-2021",
        ],
        _ => &["generic", "jilin-city-2020"],
    }
}

fn needs_rulebook(function: &str) -> bool {
    ["volume.tender_authority", "volume.allocate", "volume.renewal", "volume.retention"].contains(&function)
}

/// The rulebook of a request; null where it has none.
pub(crate) fn rulebook(rng: &mut Rng, world: &World, function: &str) -> Value {
    if !needs_rulebook(function) && rng.chance(10) {
        return Value::Null;
    }
    let built_in = if rng.chance(92) {
        format!("volume/{}", rng.pick(of_function(function)))
    } else {
        let ids: Vec<String> = world.objects.keys().cloned().collect();
        rng.pick(&ids)
    };
    if rng.chance(60) { json!(built_in) } else { own(rng, world, function, &built_in) }
}

/// An entry with its source, or a bare value that stands for one.
pub(crate) fn entry(rng: &mut Rng, value: Value) -> Value {
    if rng.chance(15) && !value.is_object() {
        return value;
    }
    let mut entry = Object::new();
    put(&mut entry, "value", value);
    let provenance = if rng.chance(40) { "official" } else { rng.word(&PROVENANCES) };
    rng.maybe(&mut entry, 90, "provenance", provenance);
    let citation = rng.pick(&["notice", "公告", ""]);
    rng.maybe(&mut entry, 80, "citation", citation);
    Value::Object(entry)
}

/// A rulebook object: alone, or on a built-in one.
pub(crate) fn own(rng: &mut Rng, world: &World, function: &str, base: &str) -> Value {
    let mut book = Object::new();
    put(&mut book, "id", rng.pick(&["my/first", "医院/一", "x"]));
    let extends = rng.chance(50);
    if extends {
        put(&mut book, "extends", base);
    }
    if !extends || rng.chance(50) {
        put(&mut book, "area", "volume");
    }
    let head = [("title", "x"), ("title_zh", "题"), ("document", "x"), ("issuer", "x"), ("jurisdiction", "460000")];
    for (key, text) in head {
        rng.maybe(&mut book, 20, key, text);
    }
    rng.maybe(&mut book, 10, "effective_from", "2024-02-29");
    rng.maybe(&mut book, 10, "effective_until", "2030-12-31");
    rng.maybe(&mut book, 5, "members", json!(["440000", "460000"]));
    let (mut parameters, mut gaps) = (Object::new(), Object::new());
    for (name, value) in parameters_of(rng, function, extends) {
        let value = match value {
            Some(value) => value,
            None => {
                put(&mut gaps, name, rng.pick(&["notice", ""]));
                continue;
            }
        };
        let entry = entry(rng, value);
        put(&mut parameters, name, entry);
    }
    if extends {
        // What is removed is set in the base, and one of a pair only with the other.
        let mut set: Vec<String> = world.objects[base]
            .get("parameters")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(name, _)| name.clone())
            .collect();
        set.sort();
        let mut remove: Vec<String> = set.into_iter().filter(|_| rng.chance(6)).collect();
        let pair = ["report_floor", "report_window"];
        let (one, all) = (|name: &String| pair.contains(&name.as_str()), ["bands", "score_level"]);
        if remove.iter().filter(|name| one(name)).count() == 1 {
            remove.retain(|name| !one(name));
        }
        remove.retain(|name| !all.contains(&name.as_str()) && name != "rungs" && name != "allocation_routes");
        if !remove.is_empty() {
            put(&mut book, "remove", remove);
        }
    }
    if !parameters.is_empty() || rng.chance(50) {
        put(&mut book, "parameters", parameters);
    }
    if !gaps.is_empty() {
        put(&mut book, "gaps", gaps);
    }
    Value::Object(book)
}

type Parameters = Vec<(&'static str, Option<Value>)>;

/// A parameter that is set, a gap, or absent.
fn state(rng: &mut Rng, all: &mut Parameters, name: &'static str, set: usize, gap: usize, value: impl Into<Value>) {
    let place = rng.below(100);
    if place < set {
        all.push((name, Some(value.into())));
    } else if place < set + gap {
        all.push((name, None));
    }
}

/// The parameters that matter to a function, some of them.
fn parameters_of(rng: &mut Rng, function: &str, extends: bool) -> Parameters {
    let mut all = Parameters::new();
    // On top of another rulebook there are fewer.
    let set = if extends { 25 } else { 70 };
    let flags = |rng: &mut Rng, all: &mut Parameters, names: &[&'static str]| {
        for name in names {
            let flag = rng.chance(80);
            state(rng, all, name, set, 0, flag);
        }
    };
    match function {
        "volume.check_report" => report(rng, &mut all, set),
        "volume.tender_authority" => {
            let mut rows = Vec::new();
            for level in LEVELS {
                for kind in TENDERS {
                    if rng.chance(80) {
                        rows.push(json!({ "level": level, "kind": kind, "authority": rng.word(&AUTHORITIES) }));
                    }
                }
            }
            state(rng, &mut all, "authority", 90, 5, rows);
            state(rng, &mut all, "national_advice", set, 5, true);
        }
        "volume.agreed" => {
            let share = shares(rng);
            state(rng, &mut all, "share", 85, 10, share);
            let mut ranges = Vec::new();
            for class in CLASSES {
                if rng.chance(60) {
                    ranges.push(
                        json!({ "volume_class": class, "from": "0.60", "to": rng.pick(&["0.70", "0.8", "0.60"]) }),
                    );
                }
            }
            if !ranges.is_empty() {
                state(rng, &mut all, "share_range", 80, 5, ranges);
            }
        }
        "volume.allocate" => allocation(rng, &mut all),
        "volume.renewal" => {
            if !extends {
                let rule = rng.pick(&["inquiry", "price_penalty", "price_penalty", "share_by_bidder"]);
                state(rng, &mut all, "renewal_rule", 97, 2, rule);
            }
            let most = if extends { 25 } else { 90 };
            for (name, value) in [
                ("inquiry_multiple", rng.pick(&["1.5", "2", "1"])),
                ("penalty_start", rng.pick(&["0.9", "1", "0.5"])),
                ("rise_step", rng.pick(&["0.01", "0.05", "0.001", "0.333333"])),
                ("other_bid_limit", rng.pick(&["0.7", "0.70", "1"])),
                ("share_incumbent", rng.pick(&["0.6", "1"])),
                ("share_other", rng.pick(&["0.5", "0"])),
                ("share_reduced", rng.pick(&["0.4", "0.5"])),
            ] {
                state(rng, &mut all, name, most, 3, value);
            }
            let share = rng.ratio();
            state(rng, &mut all, "base_share", 40, 30, share);
            let base = rng.pick(&["7", "0.7", "1"]);
            state(rng, &mut all, "rise_base", 40, 30, base);
        }
        "volume.remaining" => {
            flags(
                rng,
                &mut all,
                &["remaining_free", "quantity_not_above_winners", "relax_on_supply_failure", "price_cut_exemption"],
            );
            let share = rng.pick(&["0.2", "0.5", "0", "1"]);
            state(rng, &mut all, "max_non_winner_share", 40, 20, share);
        }
        "volume.same_basket_saving" => {
            let target = rng.pick(&["0.3", "0", "-0.5", "1", "0.000001"]);
            state(rng, &mut all, "min_saving", 60, 20, target);
        }
        "volume.zero_markup" => {
            let exempt = rng.chance(50);
            state(rng, &mut all, "tcm_slices_exempt", 60, 20, exempt);
        }
        "volume.retention" => super::generate_retention::parameters(rng, &mut all, extends),
        _ => {}
    }
    all
}

fn report(rng: &mut Rng, all: &mut Parameters, set: usize) {
    let window = rng.pick(&[json!([2024]), json!([2023, 2024]), json!([2024, 2022, 2023])]);
    let floor = rng.pick(&["0.8", "0", "1.5", "0.333333"]);
    match rng.below(10) {
        0..4 => {
            all.push(("report_floor", Some(json!(floor))));
            all.push(("report_window", Some(window)));
        }
        4 => {
            all.push(("report_floor", Some(json!(floor))));
            all.push(("report_window", None));
        }
        5 => {
            all.push(("report_floor", None));
            all.push(("report_window", Some(window)));
        }
        6..8 => {
            all.push(("report_floor", None));
            all.push(("report_window", None));
        }
        _ => {}
    }
    let test = rng.chance(85);
    state(rng, all, "deviation_test", set, 0, test);
    let down = rng.ratio();
    match rng.below(6) {
        0..2 => {
            all.push(("deviation_up", Some(json!(rng.pick(&["0.2", "0", "1.5", "3"])))));
            all.push(("deviation_down", Some(json!(down))));
        }
        2 => {
            all.push(("deviation_up", None));
            all.push(("deviation_down", Some(json!(down))));
        }
        3 => {
            all.push(("deviation_up", None));
            all.push(("deviation_down", None));
        }
        _ => {}
    }
    let number = rng.between(1, 5);
    let reasons = rng.some(&REASONS, usize::try_from(number).unwrap());
    state(rng, all, "report_reasons", set, 5, reasons);
    let mut kinds = rng.some(&KINDS_OF_INSTITUTION, 4);
    let may: Vec<&str> = kinds.split_off(rng.below(4));
    let may: Vec<&str> = may.into_iter().filter(|_| rng.chance(70)).collect();
    state(rng, all, "reporting_duty", set, 5, json!({ "must": kinds, "may": may }));
}

fn shares(rng: &mut Rng) -> Value {
    let mut rows = Vec::new();
    for class in CLASSES {
        let mut from = rng.pick(&[1, 1, 2]);
        while rng.chance(75) && from < 6 {
            let to = from + rng.pick(&[0, 0, 1]);
            let mut row = json!({ "volume_class": class, "winners_from": from, "share": rng.ratio() });
            if rng.chance(85) {
                row["winners_to"] = json!(to);
                rows.push(row);
            } else {
                rows.push(row);
                break;
            }
            from = to + 1 + rng.pick(&[0, 0, 1]);
        }
    }
    if rows.is_empty() {
        rows.push(json!({ "volume_class": "ordinary", "winners_from": 1, "share": "0.5" }));
    }
    rng.shuffle(&mut rows);
    Value::Array(rows)
}

/// A whole method, so that its parameters fit together.
fn allocation(rng: &mut Rng, all: &mut Parameters) {
    let method = rng.pick(&["main_supplier", "brand", "brand", "ladder", "ladder", "ladder", "ladder", "rank_split"]);
    all.push(("allocation_method", Some(json!(method))));
    let rounding = rng.rounding();
    state(rng, all, "rounding", 30, 0, rounding);
    match method {
        "brand" => {
            let known = ["regular", "revived_shortlisted", "revived_unshortlisted", "no_volume"];
            let number = rng.between(1, 4);
            let routes = rng.some(&known, usize::try_from(number).unwrap());
            state(rng, all, "allocation_routes", 90, 10, routes);
            let word = rng.pick(&["main_supplier", "outside"]);
            state(rng, all, "no_volume_reports", 50, 25, word);
        }
        "ladder" => {
            let key = rng.pick(&["price_rank", "price_rank", "rank", "cut", "price_ratio", "award_class"]);
            let routes: &[&str] = match key {
                "price_rank" => {
                    rng.pick(&[&["regular", "revived"][..], &["regular"], &["regular", "revived", "rule_2"]])
                }
                "rank" => rng.pick(&[&["regular", "add_on"][..], &["regular"]]),
                "price_ratio" => rng.pick(&[&["rule_1", "rule_2"][..], &["rule_1", "rule_3", "regular"], &["rule_1"]]),
                _ => &["regular"],
            };
            let rungs = rungs(rng, key, &routes[1..]);
            let classes: Vec<Value> =
                rungs["rows"].as_array().into_iter().flatten().map(|row| row["award_class"].clone()).collect();
            all.push(("rungs", Some(rungs)));
            if routes.len() > 1 || key == "price_ratio" || rng.chance(50) {
                all.push(("allocation_routes", Some(json!(routes))));
            } else {
                // The routes of the base would not fit.
                all.push(("allocation_routes", None));
            }
            let parts = redistribution(rng, key, routes, &classes);
            state(rng, all, "redistribution", 80, 20, parts);
            let released = rng.ratio();
            state(rng, all, "unselected_released", 60, 40, released);
            state(rng, all, "supply_cap", 60, 0, "medical_first_pro_rata");
            let mode = rng.word(&CUT_ROUNDINGS);
            state(rng, all, "cut_rounding", 30, 20, mode);
        }
        "rank_split" => {
            let share = rng.ratio();
            state(rng, all, "split_base_share", 90, 5, share);
            let first = rng.pick(&[1, 1, 2, 3]);
            let mut rows = vec![json!({ "winners_from": first, "fraction": rng.ratio() })];
            if rng.chance(60) {
                rows.push(json!({ "winners_from": first + rng.between(1, 2), "fraction": rng.ratio() }));
            }
            state(rng, all, "split_fractions", 90, 5, rows);
        }
        _ => {}
    }
}
