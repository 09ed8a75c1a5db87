//! Random inputs of `volume.check_report`, `volume.pool`, `volume.tender_authority`, `volume.agreed`, `volume.renewal`.

use super::book::Book;
use super::generate::{Object, put};
use super::number::{int, q};
use super::words::{CLASSES, KINDS_OF_INSTITUTION, LEVELS, REASONS, TENDERS};
use crate::common::Rng;
use serde_json::{Value, json};

fn list(rng: &mut Rng, most: usize, mut element: impl FnMut(&mut Rng, &'static str) -> Value) -> Value {
    let number = rng.below(most + 1);
    let ids = rng.ids(number);
    ids.into_iter().map(|id| element(rng, id)).collect()
}

fn product_quantities(rng: &mut Rng, most: usize) -> Value {
    list(rng, most, |rng, id| json!({ "product": id, "quantity": rng.quantity() }))
}

pub(crate) fn check_report(rng: &mut Rng, book: &Book) -> Value {
    let set = |name: &str| book.parameters.get(name).map(|parameter| parameter.value.clone());
    let mut input = Object::new();
    put(&mut input, "institution", rng.ids(1)[0]);
    let kind = rng.word(&KINDS_OF_INSTITUTION);
    rng.maybe(&mut input, 50, "institution_kind", kind);
    let years = rng.below(3) + 1;
    let given_window: Vec<i64> = rng.some(&[2021, 2022, 2023, 2024, 2025], years);
    let given_floor = rng.pick(&["0.8", "0.80", "0", "1", "1.5", "0.333333"]);
    // Floor and window go together: one is given alone hardly ever, but for what the rulebook lacks.
    let lacking = set("report_floor").is_some() != set("report_window").is_some();
    if lacking || rng.chance(if set("report_floor").is_some() { 2 } else { 65 }) {
        let gap = rng.chance(96);
        if set("report_floor").is_none() || !gap {
            put(&mut input, "report_floor", given_floor);
        }
        if set("report_window").is_none() && gap {
            put(&mut input, "report_window", given_window.clone());
        }
    }
    let limits = ["deviation_up", "deviation_down"].map(|name| set(name).is_some());
    let (up, down) = (rng.pick(&["0.2", "0", "1.5", "0.05", "3"]), rng.ratio());
    if limits[0] != limits[1] || rng.chance(if limits[0] { 1 } else { 65 }) {
        let both = rng.chance(96);
        if !limits[0] {
            put(&mut input, "deviation_up", up);
        }
        if !limits[1] && (both || limits[0]) {
            put(&mut input, "deviation_down", down.clone());
        }
    }
    let reporting_year = rng.pick(&[2024, 2025, 2026]);
    rng.maybe(&mut input, 97, "reporting_year", reporting_year);
    let read =
        |name: &str, given: &str| q(set(name).map_or(given.to_owned(), |x| x.as_str().unwrap().to_owned()).as_str());
    let (floor, up, down) =
        (read("report_floor", given_floor), read("deviation_up", up), read("deviation_down", &down));
    let number = rng.pick(&[0, 1, 1, 2, 3]);
    let mut lines = Vec::new();
    for drug in rng.ids(number) {
        let mut line = Object::new();
        put(&mut line, "drug", drug);
        let amounts = [rng.pick(&["0", "100", "1000", "33"]), rng.pick(&["0", "100", "1200", "0.000001"])];
        let mut history: Vec<Value> = Vec::new();
        let first = rng.pick(&[2022, 2023, 2024]);
        for (year, amount) in [(first, amounts[0]), (first + 1, amounts[1])] {
            if rng.chance(80) {
                history.push(json!({ "year": year, "quantity": amount }));
            }
        }
        let mean = (q(amounts[0]) + q(amounts[1])) / int(2);
        let targets = [
            &floor * &mean,
            &floor * q(amounts[0]),
            q(amounts[1]) * (int(1) + &up),
            q(amounts[1]) * (int(1) - &down),
            q(amounts[0]) * (int(1) + &up),
        ];
        let target = rng.pick(&targets);
        let total = if rng.chance(70) { rng.near(&target) } else { rng.quantity() };
        rng.maybe(&mut line, 92, "generic_quantity", total);
        if rng.chance(25) {
            let reports = product_quantities(rng, 3);
            put(&mut line, "brand_reports", reports);
        }
        if rng.chance(25) {
            let converted = list(rng, 2, |rng, id| {
                let mut entry = Object::new();
                put(&mut entry, "specification", id);
                put(&mut entry, "quantity", rng.quantity());
                put(&mut entry, "ratio", rng.pick(&["0.5", "2", "1", "0.333333", "1000", "0.000001"]));
                let source = rng.pick(&["published", "institution"]);
                rng.maybe(&mut entry, 60, "ratio_source", source);
                Value::Object(entry)
            });
            put(&mut line, "converted", converted);
        }
        let child = rng.pick(&["0", "0", "5", "0.000001"]);
        rng.maybe(&mut line, 25, "child_suitable_quantity", child);
        rng.shuffle(&mut history);
        rng.maybe(&mut line, 90, "history", history);
        let explanation = rng.pick(&["none", "given", "accepted", "rejected"]);
        rng.maybe(&mut line, 60, "explanation", explanation);
        let reason = rng.word(&REASONS);
        rng.maybe(&mut line, 30, "reason", reason);
        let unreasonable = rng.chance(40);
        rng.maybe(&mut line, 15, "unreasonable", unreasonable);
        lines.push(Value::Object(line));
    }
    if rng.chance(50) {
        let number = rng.below(4);
        let mut required: Vec<Value> = lines.iter().map(|line| line["drug"].clone()).collect();
        required.extend(rng.some(&["D1", "D10", "D2", "药品"], number).into_iter().map(Value::from));
        rng.shuffle(&mut required);
        put(&mut input, "required_drugs", required);
    }
    put(&mut input, "lines", lines);
    Value::Object(input)
}

/// Two days in order, each perhaps missing.
fn span(rng: &mut Rng, object: &mut Object) {
    let days = ["2020-06-29", "2020-06-30", "2020-07-01", "2020-12-31", "2021-01-01", "2024-02-29"];
    let first = rng.below(days.len());
    let last = first + rng.below(days.len() - first);
    rng.maybe(object, 65, "from", days[first]);
    rng.maybe(object, 65, "until", days[last]);
}

pub(crate) fn pool(rng: &mut Rng) -> Value {
    let mut input = Object::new();
    let drugs = rng.ids(3);
    let number = rng.pick(&[1, 2, 2, 3, 4]);
    let mut members = Vec::new();
    let whole = rng.chance(50);
    for member in rng.ids(number) {
        let mut volumes = Vec::new();
        for drug in &drugs {
            if rng.chance(70) {
                let quantity = if whole { rng.below(4).to_string() } else { rng.quantity() };
                volumes.push(json!({ "drug": drug, "quantity": quantity }));
            }
        }
        rng.shuffle(&mut volumes);
        members.push(json!({ "member": member, "volumes": volumes }));
    }
    let sum = |drug: &str| {
        let all = members.iter().flat_map(|member| member["volumes"].as_array().unwrap());
        let of_drug = all.filter(|volume| volume["drug"] == drug);
        of_drug.fold(int(0), |sum, volume| sum + q(volume["quantity"].as_str().unwrap()))
    };
    let first = sum(drugs[0]);
    let own = members[0]["volumes"].get(0).map_or(int(1), |volume| q(volume["quantity"].as_str().unwrap()));
    let target = if rng.chance(60) { first } else { own };
    let complete = if rng.chance(95) { 100 } else { 60 };
    let (market, price) = (rng.pick(&["20000", "100", "3", "0.000001"]), rng.price());
    if rng.chance(60) {
        let mut entries = Vec::new();
        for drug in drugs.iter().chain(["other"].iter()) {
            if rng.chance(complete) {
                entries.push(json!({ "drug": drug, "quantity": market }));
            }
        }
        put(&mut input, "market", entries);
    }
    if rng.chance(60) {
        let mut entries = Vec::new();
        for drug in &drugs {
            if rng.chance(complete) {
                entries.push(json!({ "drug": drug, "price": price }));
            }
        }
        put(&mut input, "prices", entries);
    }
    if rng.chance(60) {
        let mut thresholds = Object::new();
        let near = rng.near(&target);
        rng.maybe(&mut thresholds, 50, "min_quantity", near);
        if input.contains_key("market") || rng.chance(3) {
            let near = rng.near(&(&target / q(market)));
            rng.maybe(&mut thresholds, 50, "min_market_share", near);
        }
        if input.contains_key("prices") || rng.chance(3) {
            let near = rng.near(&(&target * q(&price)));
            rng.maybe(&mut thresholds, 50, "min_amount", near);
        }
        put(&mut input, "thresholds", thresholds);
    }
    if rng.chance(50) {
        let tenders = list(rng, 3, |rng, id| {
            let mut tender = Object::new();
            put(&mut tender, "tender", id);
            let number = rng.below(4);
            let mut named = rng.some(&drugs, number);
            named.push("other");
            put(&mut tender, "drugs", named);
            span(rng, &mut tender);
            Value::Object(tender)
        });
        put(&mut input, "tenders", tenders);
        if rng.chance(70) {
            let mut period = Object::new();
            span(rng, &mut period);
            put(&mut input, "period", period);
        }
    }
    if rng.chance(60) {
        let mut split = Vec::new();
        for drug in &drugs {
            let percent = if sum(drug) > int(0) { 60 } else { 2 };
            if rng.chance(percent) {
                let quantity = if rng.chance(50) { "100".to_owned() } else { rng.quantity() };
                split.push(json!({ "drug": drug, "quantity": quantity }));
            }
        }
        rng.shuffle(&mut split);
        put(&mut input, "split", split);
    }
    if rng.chance(60) {
        put(&mut input, "rounding", rng.rounding());
    }
    rng.shuffle(&mut members);
    put(&mut input, "members", members);
    Value::Object(input)
}

pub(crate) fn tender_authority(rng: &mut Rng) -> Value {
    let mut input = Object::new();
    put(&mut input, "level", rng.word(&LEVELS));
    put(&mut input, "kind", rng.word(&TENDERS));
    for field in ["approved_on", "document_approved_on", "started_on", "published_on"] {
        let day = rng.pick(&["2020-07-31", "2020-08-01", "2020-08-01", "2020-08-02", "2024-02-29"]);
        rng.maybe(&mut input, 60, field, day);
    }
    let stated = rng.chance(50);
    rng.maybe(&mut input, 50, "agreed_volume_stated", stated);
    Value::Object(input)
}

pub(crate) fn agreed(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    let winners = rng.pick(&[1, 1, 2, 3, 4, 5, 10, 1000]);
    put(&mut input, "winners", winners);
    let class = rng.word(&CLASSES);
    if rng.chance(65) {
        put(&mut input, "volume_class", class);
    }
    let class = json!(input.get("volume_class").map_or("ordinary", |class| class.as_str().unwrap()));
    let number = rng.pick(&[1, 1, 2, 3, 5]);
    let mut bases = Vec::new();
    let small = rng.chance(50);
    for unit in rng.ids(number) {
        let quantity = if small { rng.below(12).to_string() } else { rng.quantity() };
        bases.push(json!({ "unit": unit, "quantity": quantity }));
    }
    put(&mut input, "bases", bases);
    let rows = book.parameters.get("share").map_or(&[][..], |share| share.value.as_array().unwrap());
    let has_row = rows.iter().any(|row| {
        let to = row.get("winners_to").map_or(1000, |to| to.as_i64().unwrap());
        row["volume_class"] == class && (row["winners_from"].as_i64().unwrap()..=to).contains(&winners)
    });
    let share =
        if rng.chance(50) { rng.word(&["0.6", "0.8", "0.7", "0.599999", "0.800001"]).to_owned() } else { rng.ratio() };
    rng.maybe(&mut input, if has_row { 2 } else { 80 }, "share", share);
    let price = rng.price();
    rng.maybe(&mut input, 50, "price", price);
    if rng.chance(60) {
        put(&mut input, "rounding", rng.rounding());
    }
    Value::Object(input)
}

pub(crate) fn renewal(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    let rule = book.parameters.get("renewal_rule").map_or("", |rule| rule.value.as_str().unwrap());
    let has_base = rng.chance(85);
    if has_base {
        put(&mut input, "base_quantity", rng.quantity());
        let previous = rng.pick(&["700", "699.3", "600", "0", "1000"]);
        rng.maybe(&mut input, 60, "previous_agreed", previous);
    }
    if rng.chance(50) {
        put(&mut input, "rounding", rng.rounding());
    }
    if rule != "share_by_bidder" {
        let share = rng.ratio();
        rng.gap_field(&mut input, book, "base_share", "base_share", share);
    }
    match rule {
        "inquiry" => {
            for field in ["inquiry_failed", "equal_number_win", "cheaper_non_winner"] {
                let flag = rng.chance(40);
                rng.maybe(&mut input, 50, field, flag);
            }
            if rng.chance(80) {
                let lowest = rng.pick(&["1", "1.2", "2", "0.000001"]);
                let provincial = rng.pick(&[int(1), q("1.5"), q("1.500001"), q("1.499999"), int(2), q("1.8")]);
                let provincial = provincial * q(lowest);
                let highest = if rng.chance(30) { provincial.clone() } else { provincial.clone() + int(1) };
                let line = if provincial > q(lowest) * q("1.5") { q(lowest) * q("1.5") } else { provincial.clone() };
                let round = json!({
                    "provincial_price": super::number::print(&super::number::ceil_to(&provincial, &q("0.000001"))),
                    "national_lowest": lowest,
                    "national_highest": super::number::print(&super::number::ceil_to(&highest, &q("0.000001"))),
                });
                put(&mut input, "last_round", round);
                let target = if rng.chance(60) { line } else { highest };
                let bid = above_0(rng.near(&target));
                rng.maybe(&mut input, 70, "bid", bid);
            }
        }
        "price_penalty" => {
            let incumbent = rng.chance(50);
            put(&mut input, "incumbent", incumbent);
            let base = rng.pick(&["1", "10", "3", "0.7"]);
            let factor = rng.pick(&["1", "1.05", "1.9", "1.89", "1.895", "3", "0.7", "1.1", "0.5", "1.000001", "2"]);
            if incumbent {
                put(&mut input, "old_price", base);
                let benchmark = rng.price();
                rng.maybe(&mut input, 20, "benchmark", benchmark);
                let bid = above_0(rng.near(&(q(base) * q(factor))));
                put(&mut input, "bid", bid);
            } else {
                put(&mut input, "benchmark", base);
                let limit = q(base) * q("0.7");
                let target = if rng.chance(50) { limit } else { q(base) * q(factor) };
                put(&mut input, "bid", above_0(rng.near(&target)));
                let rise_base = rng.pick(&["7", "0.7", "10", "1", "2.1"]);
                rng.gap_field(&mut input, book, "rise_base", "rise_base", rise_base);
            }
        }
        _ => {
            let incumbent = rng.chance(50);
            put(&mut input, "incumbent", incumbent);
            let class = rng.pick(&["ordinary", "reduced"]);
            rng.maybe(&mut input, 60, "volume_class", class);
        }
    }
    Value::Object(input)
}

fn above_0(text: String) -> String {
    if q(&text) == int(0) { "0.000001".to_owned() } else { text }
}
