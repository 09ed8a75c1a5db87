//! Small allocations: for each method and ladder all combinations of a few reports, prices and routes.

use super::generate::put;
use serde_json::{Value, json};

/// All ways to take one of each list.
fn product(lists: &[&[&'static str]]) -> Vec<Vec<&'static str>> {
    let mut all = vec![Vec::new()];
    for list in lists {
        all = all
            .into_iter()
            .flat_map(|before| {
                list.iter().map(move |next| before.iter().copied().chain(std::iter::once(*next)).collect::<Vec<_>>())
            })
            .collect();
    }
    all
}

fn request(rulebook: &str, input: Value) -> Value {
    let options = json!({ "explain": false });
    json!({ "function": "volume.allocate", "rulebook": rulebook, "input": input, "options": options })
}

/// An object of the pairs whose value is not empty.
fn object(pairs: &[(&str, &str)]) -> Value {
    let mut object = serde_json::Map::new();
    for (key, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        put(&mut object, key, *value);
    }
    Value::Object(object)
}

fn reports(pairs: &[(&str, &str)]) -> Value {
    pairs.iter().map(|(product, quantity)| json!({ "product": product, "quantity": quantity })).collect()
}

fn rounding(mode: &str) -> Value {
    if mode == "none" { json!({ "mode": mode }) } else { json!({ "mode": mode, "step": "1" }) }
}

const FEW: &[&str] = &["0", "1", "3"];

pub(crate) fn requests() -> Vec<Value> {
    let mut all = main_supplier();
    all.extend(brand());
    all.extend(price_rank());
    all.extend(supply_cap());
    all.extend(choices());
    all.extend(rank());
    all.extend(cut());
    all.extend(price_ratio());
    all.extend(award_class());
    all.extend(rank_split());
    all
}

fn main_supplier() -> Vec<Value> {
    let modes = ["none", "largest_remainder", "half_up", "up", "down"];
    let one = |x: &[&'static str]| {
        let house = |id: &str, generic: &str, main: &str| {
            object(&[("institution", id), ("generic_quantity", generic), ("main_supplier", main)])
        };
        let input = json!({
            "share": x[0],
            "winners": [{ "product": "A" }, { "product": "B" }],
            "institutions": [house("H", x[1], x[2]), house("G", x[3], "A")],
            "rounding": rounding(x[4]),
        });
        request("volume/cn-batch-09", input)
    };
    let lists: [&[&str]; 5] = [&["0", "0.5", "1"], FEW, &["A", "B", "C", ""], FEW, &modes];
    product(&lists).iter().map(|x| one(x)).collect()
}

fn brand() -> Vec<Value> {
    let routes = ["", "revived_shortlisted", "revived_unshortlisted", "no_volume"];
    let few = ["0", "1"];
    let one = |x: &[&'static str]| {
        let mut house = object(&[("institution", "H"), ("generic_quantity", x[2]), ("main_supplier", x[3])]);
        house["brand_reports"] = reports(&[("A", x[4]), ("B", x[5]), ("X", x[6])]);
        let mut input = object(&[("share", x[7]), ("no_volume_reports", x[8])]);
        input["winners"] =
            json!([object(&[("product", "A"), ("route", x[0])]), object(&[("product", "B"), ("route", x[1])]),]);
        input["institutions"] = json!([house]);
        request("volume/cn-batch-12", input)
    };
    let words = ["", "main_supplier", "outside"];
    let lists: [&[&str]; 9] = [&routes, &routes, &few, &["", "A", "B"], &few, &few, &few, &["0.8"], &words];
    let mut all: Vec<Value> = product(&lists).iter().map(|x| one(x)).collect();
    let nothing: [&[&str]; 9] = [&routes, &routes, &few, &["", "A"], &few, &few, &few, &["0"], &["outside"]];
    all.extend(product(&nothing).iter().map(|x| one(x)));
    all
}

fn price_rank() -> Vec<Value> {
    let one = |x: &[&'static str]| {
        let mut input = object(&[("volume_class", x[0]), ("stage", x[1])]);
        input["winners"] = json!([
            object(&[("product", "A"), ("price", x[2]), ("route", x[4])]),
            object(&[("product", "B"), ("price", x[3]), ("route", x[5])]),
            object(&[("product", "C"), ("price", "1.5")]),
        ]);
        let house = json!({
            "institution": "H",
            "brand_reports": reports(&[("A", x[6]), ("B", x[7]), ("C", "1"), ("X", x[8])]),
        });
        input["institutions"] = json!([house]);
        request("volume/gd-alliance-2022", input)
    };
    let routes = ["", "revived"];
    let classes = ["", "reduced", "restricted"];
    let lists: [&[&str]; 9] =
        [&classes, &["full", "own"], &["1", "2"], &["1", "2"], &routes, &routes, FEW, &["0", "2"], &["0", "1"]];
    product(&lists).iter().map(|x| one(x)).collect()
}

fn supply_cap() -> Vec<Value> {
    let one = |x: &[&'static str]| {
        let house = |id: &str, kind: &str, quantity: &str| {
            let mut house = object(&[("institution", id), ("kind", kind)]);
            house["brand_reports"] = reports(&[("A", quantity)]);
            house
        };
        let input = json!({
            "stage": x[5],
            "winners": [{ "product": "A", "price": "1", "promised": x[0] }],
            "institutions": [
                house("H1", "", x[1]),
                house("H2", "medical", x[2]),
                house("P1", "pharmacy", x[3]),
                house("P2", "pharmacy", x[4]),
            ],
        });
        request("volume/gd-alliance-2022", input)
    };
    let promised = ["0", "1", "2", "2.5", "3", "4", "5", "6", "6.999999", "7"];
    let lists: [&[&str]; 6] = [&promised, FEW, &["0", "1"], FEW, &["0", "1"], &["own", "full"]];
    product(&lists).iter().map(|x| one(x)).collect()
}

fn choices() -> Vec<Value> {
    let mut all = Vec::new();
    for part in [1, 2, 3] {
        for quantities in product(&[&["0", "0.5", "1", "1.000001"], &["", "0", "0.5", "1"], &["A", "R", "X", "Z"]]) {
            let mut choices = vec![json!({ "part": part, "product": quantities[2], "quantity": quantities[0] })];
            if !quantities[1].is_empty() {
                choices.push(json!({ "part": 2, "product": "B", "quantity": quantities[1] }));
            }
            for stage in ["full", "own"] {
                let input = json!({
                    "stage": stage,
                    "winners": [
                        { "product": "A", "price": "1" },
                        { "product": "B", "price": "2" },
                        { "product": "R", "route": "revived" },
                    ],
                    "institutions": [{
                        "institution": "H",
                        "brand_reports": reports(&[("A", "1"), ("X", "2")]),
                        "choices": choices,
                    }],
                });
                all.push(request("volume/gd-alliance-2022", input));
            }
        }
    }
    all
}

fn rank() -> Vec<Value> {
    let mut all = Vec::new();
    for one in 1..=7 {
        for other in 1..=7 {
            for quantities in product(&[FEW, &["0", "7"], &["", "0.5"]]) {
                let mut input = object(&[("stage", "own"), ("unselected_released", quantities[2])]);
                input["winners"] = json!([{ "product": "A", "rank": one }, { "product": "B", "rank": other }]);
                let reports = reports(&[("A", quantities[0]), ("B", quantities[1]), ("X", quantities[1])]);
                input["institutions"] = json!([{ "institution": "H", "brand_reports": reports }]);
                all.push(request("volume/jiangxi-reagents-2023", input));
            }
        }
    }
    for price in ["0.000001", "49.999999", "50", "50.000001", "60", "60.000001", "100", "200"] {
        for quantity in FEW {
            let input = json!({
                "stage": "own",
                "winners": [{ "product": "A", "route": "add_on", "price": price, "ceiling": "100" }],
                "institutions": [{ "institution": "H", "brand_reports": reports(&[("A", quantity)]) }],
            });
            all.push(request("volume/jiangxi-reagents-2023", input));
        }
    }
    all
}

fn cut() -> Vec<Value> {
    let mut all = Vec::new();
    for (rulebook, from) in [("volume/fujian-clips", 640), ("volume/sichuan-ivus-2024", 470)] {
        for thousandths in from..from + 160 {
            for mode in ["", "floor", "half_up", "continuous"] {
                for by_price in [false, true] {
                    let winner = if by_price {
                        json!({ "product": "A", "price": (1000 - thousandths).to_string(), "ceiling": "1000" })
                    } else {
                        json!({ "product": "A", "cut": format!("0.{thousandths}") })
                    };
                    let mut input = object(&[("stage", "own"), ("cut_rounding", mode)]);
                    input["winners"] = json!([winner]);
                    input["institutions"] = json!([{ "institution": "H", "brand_reports": reports(&[("A", "3")]) }]);
                    all.push(request(rulebook, input));
                }
            }
        }
    }
    all
}

fn price_ratio() -> Vec<Value> {
    let prices = ["90", "100", "110", "110.000001", "120", "120.000001", "130", "130.000001", "143", "1000"];
    let one = |x: &[&'static str]| {
        let mut input = object(&[("stage", x[0]), ("reference_price", x[1])]);
        input["winners"] = json!([
            { "product": "A", "route": "rule_1", "price": "100" },
            object(&[("product", "B"), ("route", x[2]), ("price", x[3])]),
        ]);
        let reports = reports(&[("A", x[4]), ("B", x[5]), ("X", "1")]);
        input["institutions"] = json!([{ "institution": "H", "brand_reports": reports }]);
        request("volume/shanxi-consumables-2025", input)
    };
    let lists: [&[&str]; 6] =
        [&["full", "own"], &["", "100", "110"], &["rule_1", "rule_2", "rule_3"], &prices, &["0", "1"], &["0", "101"]];
    product(&lists).iter().map(|x| one(x)).collect()
}

fn award_class() -> Vec<Value> {
    let classes = ["A1", "A", "B", "C"];
    let mut all = Vec::new();
    for rulebook in ["volume/insulin-2021", "volume/insulin-2024"] {
        for x in product(&[&["full", "own"], &classes, &classes, FEW, FEW, &["", "1"]]) {
            let mut input = object(&[("stage", x[0]), ("unselected_released", x[5])]);
            input["winners"] = json!([
                { "product": "A", "award_class": x[1] },
                { "product": "B", "award_class": x[2] },
            ]);
            let reports = reports(&[("A", x[3]), ("B", x[4]), ("X", x[3])]);
            input["institutions"] = json!([{ "institution": "H", "brand_reports": reports }]);
            all.push(request(rulebook, input));
        }
    }
    all
}

fn rank_split() -> Vec<Value> {
    let mut all = Vec::new();
    // Any three of three prices and ranks: in each order, equal ones among them.
    for field in ["price", "rank"] {
        for x in product(&[&["1", "2", "3"], &["1", "2", "3"], &["1", "2", "3"], FEW]) {
            let winner = |product: &str, value: &str| {
                let value = if field == "rank" { json!(value.parse::<i64>().unwrap()) } else { json!(value) };
                json!({ "product": product, field: value })
            };
            let input = json!({
                "winners": [winner("A", x[0]), winner("B", x[1]), winner("C", x[2])],
                "institutions": [{ "institution": "H", "generic_quantity": x[3] }],
                "rounding": rounding("largest_remainder"),
            });
            all.push(request("volume/lens-3plus6-2020", input));
        }
    }
    for number in 1..=12 {
        for generic in ["0", "1", "1000"] {
            let winners: Vec<Value> =
                (1..=number).map(|n| json!({ "product": format!("W{n}"), "price": n.to_string() })).collect();
            let input = json!({
                "winners": winners,
                "institutions": [{ "institution": "H", "generic_quantity": generic }],
            });
            all.push(request("volume/lens-3plus6-2020", input));
        }
    }
    all
}
