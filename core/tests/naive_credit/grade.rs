//! `credit.grade` and `credit.compare`, with rule 10.

use super::book::{Book, World};
use super::fields_case;
use super::form::{Faults, list_of};
use super::money::print;
use super::rank::{Firm, Ranked, firm, gaps};
use super::rests::{Rests, quality};
use super::sift::{Sifted, sift};
use super::tests::{Edge, Test, largest_single, total};
use super::words::MATTERS;
use super::{Found, Res, Stop};
use crate::common::marks::{mark, mark_if};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The rulebook of a function that requires one.
pub(crate) fn required(world: &World, rulebook: Option<&Value>) -> Res<Rc<Book>> {
    match rulebook {
        Some(rulebook) => world.resolve(rulebook, "/rulebook", "credit"),
        None => Stop::one("invalid_input", "/rulebook"),
    }
}

pub(crate) fn grade(world: &World, rulebook: Option<&Value>, input: &Value) -> Res<Found> {
    let book = required(world, rulebook)?;
    let mut faults = Faults::default();
    fields_case::check(&mut faults, &[&book], input, false);
    faults.result()?;
    let Graded { core, gap, rests, records } = graded(&book, input);
    let mut value = Map::new();
    for (key, part) in [
        ("rulebook", &core["rulebook"]),
        ("firm", &input["firm"]),
        ("province", &input["province"]),
        ("graded_on", &input["graded_on"]),
    ] {
        value.insert(key.to_owned(), part.clone());
    }
    for (key, part) in core.as_object().unwrap() {
        if key == "deciding" {
            value.insert("records".to_owned(), Value::Array(records.clone()));
        }
        value.insert(key.clone(), part.clone());
    }
    Ok(Found { value: Value::Object(value), gap, rests })
}

pub(crate) fn compare(world: &World, rulebook: Option<&Value>, input: &Value) -> Res<Found> {
    let book = required(world, rulebook)?;
    let Some(other) = input.get("other_rulebook") else {
        // An input that was emptied lacks the other fields as well.
        let mut stops = vec![Stop::new("invalid_input", "/input/other_rulebook")];
        let mut faults = Faults::default();
        fields_case::check(&mut faults, &[&book], input, true);
        stops.extend(faults.result().err().unwrap_or_default());
        return Err(stops);
    };
    let other = world.resolve(other, "/input/other_rulebook", "credit")?;
    let mut faults = Faults::default();
    fields_case::check(&mut faults, &[&book, &other], input, true);
    faults.result()?;
    let (first, second) = (graded(&book, input), graded(&other, input));
    let level = |graded: &Graded, key: &str| graded.core[key].as_i64().unwrap();
    let levels = [&first, &second].map(|graded| (level(graded, "level_min"), level(graded, "level_max")));
    let level_change = match levels {
        [one, two] if two.0 > one.1 => "harsher",
        [one, two] if two.1 < one.0 => "milder",
        [one, two] if one == two && one.0 == one.1 => "same",
        _ => "undetermined",
    };
    mark_if(levels[0] == levels[1] && level_change == "undetermined", "compare the same interval");
    let mut rests = first.rests;
    rests.add_all(&second.rests);
    let value = json!({ "first": first.core, "second": second.core, "level_change": level_change });
    Ok(Found { value, gap: first.gap || second.gap, rests })
}

/// The grading of one firm under one rulebook; `core` has the fields that both functions give.
struct Graded {
    core: Value,
    gap: bool,
    rests: Rests,
    records: Vec<Value>,
}

fn graded(book: &Book, input: &Value) -> Graded {
    let mut sifted = sift(book, input);
    let firm = firm(book, &mut sifted);
    let (low, high) = (firm.rank_min(), firm.rank_max());
    mark_if(low != high && !firm.gap(), "8 an interval from the facts alone");
    mark_if(low == high && firm.gap(), "8 exact with a gap");
    let core = json!({
        "rulebook": book.id,
        "exact": low == high,
        "grade": (low == high).then(|| book.code(low)),
        "grade_min": book.code(low),
        "grade_max": book.code(high),
        "rank_min": low,
        "rank_max": high,
        "level_min": book.level(low),
        "level_max": book.level(high),
        "gap": firm.gap(),
        "gaps": gaps(book, &firm),
        "deciding": deciding(&firm),
        "dropped": sifted.dropped,
    });
    let records = firm.records.iter().map(|record| record_out(book, record)).collect();
    Graded { core, gap: firm.gap(), rests: rests_on(book, &sifted, &firm), records }
}

/// One entry of `records`.
fn record_out(book: &Book, ranked: &Ranked) -> Value {
    let record = &ranked.record;
    let products: BTreeSet<&str> =
        record.facts.iter().flat_map(|fact| list_of(fact, "products")).map(|id| id.as_str().unwrap()).collect();
    let plain: Vec<&Value> = record.facts.iter().copied().filter(|fact| fact.get("cited_clause").is_none()).collect();
    let summed = ["bribery", "tax"].contains(&record.matter) && !plain.is_empty();
    let singled = record.matter == "bribery" && !plain.is_empty();
    let (low, high) = (ranked.lenient.sure, ranked.harsh.possible);
    let deciding = ranked.tests.iter().find(|test| test.lenient().sure == low);
    let clause =
        deciding.filter(|_| low == high && low > 0).and_then(|test| clause_at(test, low, |edge| edge.lenient.sure));
    json!({
        "case_id": record.case["case_id"],
        "matter": record.matter,
        "certain": record.certain,
        "products": products,
        "total": summed.then(|| print(total(&plain))),
        "largest_single": singled.then(|| print(largest_single(&plain))),
        "grade_min": book.code(low),
        "grade_max": book.code(high),
        "rank_min": low,
        "rank_max": high,
        "clause": clause,
    })
}

/// The clause of the edge that gives this rank; of several the first (rulebook order; the lowest cited number).
fn clause_at(test: &Test, rank: i64, given: impl Fn(&Edge) -> i64) -> Option<String> {
    let edges: Vec<&Edge> = test.edges.iter().filter(|edge| given(edge) == rank).collect();
    mark_if(edges.len() > 1, "several entries of one rank");
    edges[0].clause.clone()
}

fn deciding(firm: &Firm) -> Vec<Value> {
    let mut deciding = Vec::new();
    let mut add = |end: &str, ranked: &Ranked, test: &Test, rank: i64, clause: Option<String>| {
        mark(&format!("deciding {end} {}", test.name));
        deciding.push(json!({
            "end": end,
            "case_id": ranked.record.case["case_id"],
            "matter": ranked.record.matter,
            "test": test.name,
            "rank": rank,
            "clause": clause,
        }));
    };
    let (low, high) = (firm.rank_min(), firm.rank_max());
    for ranked in firm.records.iter().filter(|ranked| ranked.record.certain && low > 0) {
        for test in ranked.tests.iter().filter(|test| test.lenient().sure == low) {
            add("min", ranked, test, low, clause_at(test, low, |edge| edge.lenient.sure));
        }
    }
    for ranked in firm.records.iter().filter(|_| high > low) {
        for test in ranked.tests.iter().filter(|test| test.harsh().possible == high) {
            add("max", ranked, test, high, clause_at(test, high, |edge| edge.harsh.possible));
        }
    }
    deciding
}

/// Rule 10.
fn rests_on(book: &Book, sifted: &Sifted, firm: &Firm) -> Rests {
    let mut rests = Rests::default();
    if sifted.other_province {
        rests.add(&book.id_of("own_province_only", "own_province_only"), book.get("own_province_only"));
    }
    for (matter, _) in MATTERS.iter().zip(sifted.asked_evidence).filter(|(_, asked)| *asked) {
        let entry = book.list("evidence").iter().find(|entry| entry["matter"] == *matter).unwrap();
        rests.add(&book.id_of("evidence", &format!("evidence.{matter}")), entry);
    }
    if sifted.asked_lookback {
        rests.add(&book.id_of("lookback", "lookback"), book.get("lookback"));
    }
    let (low, high) = (firm.rank_min(), firm.rank_max());
    if low > 0 {
        let certain = firm.records.iter().filter(|ranked| ranked.record.certain);
        let tests = certain.flat_map(|ranked| &ranked.tests).filter(|test| test.lenient().sure == low);
        let edges = tests.flat_map(|test| &test.edges).filter(|edge| edge.lenient.sure == low);
        // Of several equally good ones the first.
        let best = edges.min_by_key(|edge| quality(&edge.entry)).unwrap();
        mark(&format!("10 lower edge {}", super::rests::provenance(&best.entry)));
        rests.add(&best.id, &best.entry);
    }
    for test in firm.records.iter().flat_map(|ranked| &ranked.tests) {
        match test.name {
            "cited" => {}
            "kind" => test.edges.iter().for_each(|edge| rests.add(&edge.id, &edge.entry)),
            _ => {
                if let Some(edge) = test.edges.iter().find(|edge| edge.rank > high) {
                    mark("10 upper edge");
                    rests.add(&edge.id, &edge.entry);
                }
            }
        }
    }
    rests
}
