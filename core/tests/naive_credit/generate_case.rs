//! Inputs of `credit.grade` and `credit.compare`.

use super::book::{Book, World};
use super::date::Date;
use super::generate::{Object, date, put};
use super::generate_book::{OF_GRADING, rulebook};
use super::money::{fen, text};
use super::words::{BID_KINDS, BREACH_KINDS, EVIDENCE, LADDERS, MATTERS, TARGETS};
use crate::common::Rng;
use serde_json::{Value, json};

/// What facts are made for: the rulebooks they meet, and the day of grading.
struct Scene {
    /// The parameters of the request's rulebook.
    clauses: Value,
    /// Do any of the rulebooks count from the conduct?
    from_conduct: bool,
    years: Vec<i64>,
    /// Thresholds and bounds in fen, and in months.
    fen: Vec<i128>,
    months: Vec<i64>,
    graded_on: Date,
    cited: bool,
    /// Mostly one target in a request.
    target: &'static str,
}

fn numbers<'a>(books: &'a [&Book], months: bool) -> impl Iterator<Item = &'a Value> {
    let ladders = LADDERS.into_iter().filter(move |name| name.ends_with("_months") == months);
    let edges = ladders.flat_map(|name| books.iter().flat_map(move |book| book.ladder(name)));
    edges.flat_map(|edge| ["value", "not_below", "not_above"].into_iter().filter_map(|key| edge.get(key)))
}

fn scene(rng: &mut Rng, books: &[&Book], compare: bool) -> Scene {
    let mut fens: Vec<i128> = numbers(books, false).map(|value| fen(value.as_str().unwrap()).unwrap()).collect();
    fens.extend([1, 1_000_000, 50_000_000]);
    let mut months: Vec<i64> = numbers(books, true).map(|value| value.as_i64().unwrap()).collect();
    months.extend([0, 3]);
    let mut years = vec![3];
    for book in books {
        years
            .extend(["years", "not_below_years"].into_iter().filter_map(|key| book.get("lookback").get(key)?.as_i64()));
    }
    Scene {
        clauses: books[0].get("clauses").clone(),
        from_conduct: books.iter().any(|book| book.get("lookback")["basis"] == "conduct_until"),
        years,
        fen: fens,
        months,
        graded_on: rng.day(),
        cited: !compare,
        target: rng.pick(&TARGETS),
    }
}

pub(crate) fn grade(rng: &mut Rng, world: &World, book: &Value) -> Value {
    let book = world.resolve(book, "/rulebook", "credit").unwrap();
    let scene = scene(rng, &[&book], false);
    Value::Object(input(rng, &scene))
}

pub(crate) fn compare(rng: &mut Rng, world: &World, book: &Value) -> Value {
    let other = rulebook(rng, world, "my/second", &OF_GRADING);
    let books = [book, &other].map(|book| world.resolve(book, "/rulebook", "credit").unwrap());
    let scene = scene(rng, &[&books[0], &books[1]], true);
    let mut input = input(rng, &scene);
    put(&mut input, "other_rulebook", other);
    Value::Object(input)
}

fn input(rng: &mut Rng, scene: &Scene) -> Object {
    let number = rng.pick(&[0, 1, 1, 1, 1, 2, 2, 3, 5]);
    let ids = rng.ids(number);
    let cases: Vec<Value> = ids.into_iter().map(|id| case(rng, scene, id)).collect();
    let mut input = Object::new();
    put(&mut input, "firm", "F");
    put(&mut input, "province", "云南");
    put(&mut input, "graded_on", date(scene.graded_on));
    put(&mut input, "cases", cases);
    input
}

/// A day that is about an anniversary before the grading, or near it.
fn past_day(rng: &mut Rng, scene: &Scene) -> Date {
    let years = rng.pick(&scene.years);
    match rng.below(10) {
        0..4 => rng.months_before(scene.graded_on, 12 * years),
        4 | 5 => rng.beside(scene.graded_on),
        6 => rng.day(),
        7 => scene.graded_on,
        _ => {
            let months = rng.between(1, 30);
            rng.months_before(scene.graded_on, months)
        }
    }
}

fn case(rng: &mut Rng, scene: &Scene, id: &str) -> Value {
    let effective_on = past_day(rng, scene);
    let mut case = Object::new();
    put(&mut case, "case_id", id);
    let common = if rng.chance(70) { rng.pick(&["judgment", "penalty"]) } else { rng.pick(&EVIDENCE) };
    put(&mut case, "evidence", common);
    put(&mut case, "effective_on", date(effective_on));
    if scene.from_conduct || rng.chance(10) {
        let day = past_day(rng, scene);
        put(&mut case, "conduct_until", date(day));
    }
    if rng.chance(12) {
        put(&mut case, "status", rng.pick(&["in_force", "revoked"]));
    }
    // Mostly facts of one matter, so that they add up.
    let number = rng.pick(&[1, 1, 1, 2, 2, 3, 4]);
    let matter = matter(rng);
    let mut facts: Vec<Object> = Vec::new();
    for _ in 0..number {
        let matter = if rng.chance(75) { matter } else { self::matter(rng) };
        facts.push(fact(rng, scene, matter, effective_on));
    }
    if rng.chance(50) {
        complete_sum(rng, scene, &mut facts);
    }
    put(&mut case, "facts", facts.into_iter().map(Value::Object).collect::<Vec<_>>());
    Value::Object(case)
}

fn matter(rng: &mut Rng) -> &'static str {
    if rng.chance(45) { "bribery" } else { rng.pick(&MATTERS) }
}

/// Makes the last exact amount such that the sum is about a threshold.
fn complete_sum(rng: &mut Rng, scene: &Scene, facts: &mut [Object]) {
    let exact = |fact: &Object| fact.get("amount").and_then(Value::as_str).map(|text| fen(text).unwrap());
    let summed: Vec<i128> = facts.iter().filter_map(exact).collect();
    let Some((last, others)) = summed.split_last() else { return };
    let target = near(rng, scene) - others.iter().sum::<i128>();
    let changed = facts.iter_mut().rev().find(|fact| exact(fact) == Some(*last)).unwrap();
    if target > 0 && !changed.contains_key("largest_single") {
        put(changed, "amount", text(target));
    }
}

/// Fen about a threshold; not less than nothing.
fn near(rng: &mut Rng, scene: &Scene) -> i128 {
    let threshold = rng.pick(&scene.fen);
    let step = rng.pick(&[0, 0, 0, 1, -1, 1, -1, 2, 100, -5000, 12_345]);
    (threshold + step).max(0)
}

/// One of the ways to write a number.
fn spelt(rng: &mut Rng, fen: i128) -> String {
    let text = text(fen);
    let short = text.trim_end_matches('0').trim_end_matches('.');
    match rng.below(12) {
        0 => format!("00{text}"),
        1..4 if !short.is_empty() => short.to_owned(),
        _ => text,
    }
}

/// An amount; 0 only where it is allowed.
fn amount(rng: &mut Rng, scene: &Scene, zero: bool) -> Value {
    let least = i128::from(!zero);
    match rng.below(10) {
        0..5 => {
            let fen = near(rng, scene).max(least);
            json!(spelt(rng, fen))
        }
        5 => {
            let fen = near(rng, scene) / 2 + least;
            json!(spelt(rng, fen))
        }
        6 | 7 => {
            let (one, other) = (near(rng, scene), near(rng, scene));
            let (low, high) = (one.min(other), one.max(other) + i128::from(one == other));
            json!({ "at_least": spelt(rng, low), "below": spelt(rng, high) })
        }
        8 => {
            let low = near(rng, scene);
            json!({ "at_least": spelt(rng, low) })
        }
        _ => json!(rng.pick(&["999999999999999.99", "0.01", "35000", "150000", "350000.5", "1200000.00"])),
    }
}

/// The lowest and the highest value of an amount in fen.
fn ends(amount: &Value) -> (i128, Option<i128>) {
    let interval = super::money::interval(amount);
    (interval.lo, interval.hi)
}

/// What is known of the largest single bribe of an amount: not more than it.
fn single(rng: &mut Rng, scene: &Scene, amount: &Value) -> Value {
    let (lo, hi) = ends(amount);
    let top = hi.unwrap_or(lo + 100_000_000);
    let low = match rng.below(5) {
        0 => lo.min(top),
        1 => top,
        2 => top / 2,
        _ => near(rng, scene).min(top),
    };
    match rng.below(6) {
        0..3 if low > 0 => json!(spelt(rng, low)),
        3 => json!({ "at_least": spelt(rng, low) }),
        _ => {
            let high = rng.pick(&[low + 1, low + 1_000_000, top + 1, top + 2, top]).max(low + 1);
            json!({ "at_least": spelt(rng, low), "below": spelt(rng, high.min(99_999_999_999_999_999)) })
        }
    }
}

fn fact(rng: &mut Rng, scene: &Scene, matter: &str, effective_on: Date) -> Object {
    let mut fact = Object::new();
    put(&mut fact, "matter", matter);
    if rng.chance(10) {
        put(&mut fact, "firm", rng.firm());
    }
    if rng.chance(12) {
        put(&mut fact, "province", rng.province());
    }
    if rng.chance(30) {
        put(&mut fact, "products", rng.products());
    }
    if scene.cited
        && rng.chance(10)
        && let Some(clause) = clause(rng, scene, matter)
    {
        put(&mut fact, "cited_clause", clause);
        return fact;
    }
    match matter {
        "bribery" => bribery(rng, scene, &mut fact),
        "tax" => {
            put(&mut fact, "side", if rng.chance(85) { "received" } else { "issued" });
            put(&mut fact, "amount", amount(rng, scene, false));
        }
        "monopoly" | "price_offence" if rng.chance(80) => {
            let months = rng.pick(&scene.months);
            let until = rng.months_after(effective_on, months);
            put(&mut fact, "high_price_until", date(until));
        }
        "abnormal_price" => {
            let from = past_day(rng, scene);
            let months = rng.pick(&scene.months);
            let until = rng.months_after(from, months).max(from);
            put(&mut fact, "explained", rng.chance(15));
            put(&mut fact, "conduct_from", date(from));
            put(&mut fact, "conduct_until", date(until));
            if rng.chance(70) {
                put(&mut fact, "sales", amount(rng, scene, true));
            }
        }
        "bid_misconduct" => put(&mut fact, "kind", rng.pick(&BID_KINDS)),
        "breach" => put(&mut fact, "kind", rng.pick(&BREACH_KINDS)),
        _ => {}
    }
    fact
}

fn bribery(rng: &mut Rng, scene: &Scene, fact: &mut Object) {
    let target = match rng.below(10) {
        0..4 => "public_institution",
        4..7 => scene.target,
        _ => rng.pick(&TARGETS),
    };
    put(fact, "target", target);
    let amount = amount(rng, scene, false);
    match rng.below(10) {
        0 | 1 => put(fact, "one_payment", true),
        2..6 => {
            put(fact, "largest_single", single(rng, scene, &amount));
            if rng.chance(20) {
                put(fact, "one_payment", false);
            }
        }
        _ => {}
    }
    put(fact, "amount", amount);
}

/// A clause that a fact of the matter may cite.
fn clause(rng: &mut Rng, scene: &Scene, matter: &str) -> Option<String> {
    let items = scene.clauses["items"].as_array().unwrap();
    let clause = |item: &Value| item["clause"].as_str().unwrap().to_owned();
    let of_matter: Vec<String> = items.iter().filter(|item| item["matter"] == matter).map(clause).collect();
    if scene.clauses["complete"] == false && (of_matter.is_empty() || rng.chance(40)) {
        let free = format!("{}.{}", rng.between(1, 3), rng.pick(&[7, 8, 9, 10, 11, 20, 99]));
        let known = items.iter().any(|item| item["clause"] == free);
        return (!known).then_some(free);
    }
    if of_matter.is_empty() { None } else { Some(rng.pick(&of_matter)) }
}
