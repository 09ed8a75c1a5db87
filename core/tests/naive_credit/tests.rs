//! Rules 6 and 7: the tests of a record, and the rank that each edge gives in both readings.

use super::book::Book;
use super::book_check::clause_number;
use super::date::{Date, more_than_months};
use super::form::date_of;
use super::money::{Interval, UNKNOWN, greater, interval, lesser, sum};
use super::sift::Record;
use super::words::{SECURITY, kinds};
use crate::common::marks::{mark, mark_if};
use serde_json::{Value, json};

/// The rank that is surely given, and the one that is possibly given; 0 for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) sure: i64,
    pub(crate) possible: i64,
}

/// An edge that some fact of the record qualifies for, an entry of `kinds`, or a cited clause.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    /// The name of its parameter; a cited clause has none.
    pub(crate) id: String,
    /// Its provenance and citation.
    pub(crate) entry: Value,
    /// Of an unset entry of `kinds` the highest rank it may give.
    pub(crate) rank: i64,
    pub(crate) unset: bool,
    pub(crate) clause: Option<String>,
    pub(crate) lenient: Given,
    pub(crate) harsh: Given,
}

pub(crate) struct Test {
    pub(crate) name: &'static str,
    pub(crate) edges: Vec<Edge>,
}

/// A reading of an edge: never reached, always reached, or from a threshold on.
enum Threshold<'a> {
    Never,
    Always,
    At(&'a Value),
}

fn lenient(edge: &Value) -> Threshold<'_> {
    match edge.get("value").or(edge.get("not_above")) {
        Some(value) => Threshold::At(value),
        None => Threshold::Never,
    }
}

fn harsh(edge: &Value) -> Threshold<'_> {
    match edge.get("value").or(edge.get("not_below")) {
        Some(value) => Threshold::At(value),
        None => Threshold::Always,
    }
}

fn given(rank: i64, surely: bool, possibly: bool) -> Given {
    Given { sure: if surely { rank } else { 0 }, possible: if possibly { rank } else { 0 } }
}

/// The amount of a bribe or of false invoices; what is known of the largest single bribe raises its low end.
pub(crate) fn amount(fact: &Value) -> Interval {
    let amount = interval(&fact["amount"]);
    match fact.get("largest_single").map(interval) {
        Some(single) => {
            mark_if(single.lo > amount.lo, "6 amount raised to the largest single");
            Interval { lo: amount.lo.max(single.lo), hi: amount.hi }
        }
        None => amount,
    }
}

/// The largest single bribe of one fact.
fn largest_single_of(fact: &Value) -> Interval {
    let amount = interval(&fact["amount"]);
    if fact.get("one_payment").is_some_and(|flag| *flag == true) {
        return amount;
    }
    match fact.get("largest_single").map(interval) {
        Some(single) => {
            mark_if(lesser(single.hi, amount.hi) != single.hi, "6 largest single cut");
            Interval { lo: single.lo, hi: lesser(single.hi, amount.hi) }
        }
        None => Interval { lo: 0, hi: amount.hi },
    }
}

/// The largest single bribe of several facts.
pub(crate) fn largest_single(facts: &[&Value]) -> Interval {
    let mut largest = Interval { lo: 0, hi: Some(0) };
    for fact in facts {
        let one = largest_single_of(fact);
        largest = Interval { lo: largest.lo.max(one.lo), hi: greater(largest.hi, one.hi) };
    }
    largest
}

/// The sum of the facts that an edge counts.
pub(crate) fn total(facts: &[&Value]) -> Interval {
    sum(&facts.iter().map(|fact| amount(fact)).collect::<Vec<_>>())
}

/// A ladder of money: `value` gives what an edge of this rank is measured by, or nothing if no fact qualifies.
fn of_money(book: &Book, ladder: &str, value: impl Fn(i64) -> Vec<Interval>) -> Vec<Edge> {
    let reach = |rank: i64, threshold: Threshold, values: &[Interval]| match threshold {
        Threshold::Never => given(rank, false, false),
        Threshold::Always => given(rank, true, true),
        Threshold::At(value) => {
            let t = interval(value).lo;
            let surely = values.iter().any(|x| x.lo >= t);
            let possibly = values.iter().any(|x| x.hi.is_none_or(|hi| hi >= t));
            mark_if(values.iter().any(|x| x.lo == t), "7 low end on the threshold");
            mark_if(values.iter().any(|x| x.hi == Some(t) && x.lo < t), "7 high end on the threshold");
            given(rank, surely, possibly)
        }
    };
    let mut edges = Vec::new();
    for edge in book.ladder(ladder) {
        let rank = edge["rank"].as_i64().unwrap();
        let values = value(rank);
        if values.is_empty() {
            mark("6 skipped edge");
            continue;
        }
        let both = (reach(rank, lenient(edge), &values), reach(rank, harsh(edge), &values));
        edges.push(edge_of(book, ladder, edge, both));
    }
    edges
}

/// A ladder of months: each fact runs from a day to another, which may be missing.
fn of_months(book: &Book, ladder: &str, facts: &[(Date, Option<Date>)]) -> Vec<Edge> {
    let reach = |rank: i64, threshold: Threshold| {
        let reached = match threshold {
            Threshold::Never => false,
            Threshold::Always => true,
            Threshold::At(value) => {
                let months = value.as_i64().unwrap();
                facts.iter().any(|(from, to)| to.is_some_and(|to| more_than_months(months, *from, to)))
            }
        };
        given(rank, reached, reached)
    };
    let mut edges = Vec::new();
    for edge in book.ladder(ladder).iter().filter(|_| !facts.is_empty()) {
        let rank = edge["rank"].as_i64().unwrap();
        edges.push(edge_of(book, ladder, edge, (reach(rank, lenient(edge)), reach(rank, harsh(edge)))));
    }
    edges
}

fn clause(entry: &Value) -> Option<String> {
    entry.get("clause").map(|clause| clause.as_str().unwrap().to_owned())
}

fn edge_of(book: &Book, ladder: &str, edge: &Value, (lenient, harsh): (Given, Given)) -> Edge {
    let rank = edge["rank"].as_i64().unwrap();
    Edge {
        id: book.id_of("ladders", &format!("{ladder}.{rank}")),
        entry: edge.clone(),
        rank,
        unset: edge.get("value").is_none(),
        clause: clause(edge),
        lenient,
        harsh,
    }
}

/// The entries of `kinds` that the facts of a record use, in rulebook order.
fn of_kinds(book: &Book, matter: &str, facts: &[&Value]) -> Vec<Edge> {
    let mut edges = Vec::new();
    for entry in book.list("kinds").iter().filter(|entry| entry["matter"] == matter) {
        let kind = entry["kind"].as_str().unwrap();
        let used = facts.iter().any(|fact| fact.get("kind").map_or("any", |kind| kind.as_str().unwrap()) == kind);
        if !used {
            continue;
        }
        let rank = |key: &str| entry.get(key).map(|rank| rank.as_i64().unwrap());
        let (low, high) = match rank("rank") {
            Some(rank) => (rank, rank),
            None => (rank("not_below").unwrap_or(0), rank("not_above").unwrap_or(book.top())),
        };
        edges.push(Edge {
            id: book.id_of("kinds", &format!("kinds.{matter}.{kind}")),
            entry: entry.clone(),
            rank: high,
            unset: rank("rank").is_none(),
            clause: clause(entry),
            lenient: given(low, true, true),
            harsh: given(high, true, true),
        });
    }
    edges
}

/// The clauses that the facts of a record cite, the lowest number first.
fn of_cited(facts: &[&Value]) -> Vec<Edge> {
    let mut cited: Vec<&str> = facts.iter().map(|fact| fact["cited_clause"].as_str().unwrap()).collect();
    cited.sort_by_key(|clause| clause_number(clause).unwrap());
    let edge = |clause: &&str| {
        let (rank, _) = clause_number(clause).unwrap();
        let both = given(rank, true, true);
        Edge {
            id: String::new(),
            entry: json!({ "provenance": "official" }),
            rank,
            unset: false,
            clause: Some((*clause).to_owned()),
            lenient: both,
            harsh: both,
        }
    };
    cited.iter().map(edge).collect()
}

/// Is a target in the list of an edge's rank?
fn listed(book: &Book, rank: i64, fact: &Value) -> bool {
    let of_rank = |entry: &&Value| entry["rank"] == rank;
    book.list("bribery_targets")
        .iter()
        .filter(of_rank)
        .any(|entry| entry["targets"].as_array().unwrap().contains(&fact["target"]))
}

/// Rule 6: the tests that exist, in the order of the table.
pub(crate) fn tests(book: &Book, record: &Record) -> Vec<Test> {
    let (cited, plain): (Vec<&Value>, Vec<&Value>) =
        record.facts.iter().copied().partition(|fact| fact.get("cited_clause").is_some());
    let some = |facts: Vec<&Value>, value: fn(&[&Value]) -> Interval| {
        if facts.is_empty() { Vec::new() } else { vec![value(&facts)] }
    };
    let of_rank = |rank: i64| plain.iter().copied().filter(|fact| listed(book, rank, fact)).collect::<Vec<_>>();
    let effective_on = date_of(record.case, "effective_on").unwrap();
    let mut tests: Vec<(&'static str, Vec<Edge>)> = match record.matter {
        "bribery" => {
            let secured: Vec<&Value> =
                plain.iter().copied().filter(|fact| SECURITY.iter().any(|word| fact["target"] == *word)).collect();
            vec![
                ("total", of_money(book, "bribery_total", |rank| some(of_rank(rank), total))),
                ("single", of_money(book, "bribery_single", |rank| some(of_rank(rank), largest_single))),
                ("security", of_money(book, "bribery_security", |_| some(secured.clone(), total))),
            ]
        }
        "tax" => vec![("total", of_money(book, "tax_total", |_| some(plain.clone(), total)))],
        matter @ ("monopoly" | "price_offence") => {
            let spans: Vec<_> = plain.iter().map(|fact| (effective_on, date_of(fact, "high_price_until"))).collect();
            vec![("months", of_months(book, &format!("{matter}_months"), &spans))]
        }
        "abnormal_price" => {
            let spans: Vec<_> = plain
                .iter()
                .map(|fact| (date_of(fact, "conduct_from").unwrap(), date_of(fact, "conduct_until")))
                .collect();
            let sales: Vec<_> = plain.iter().map(|fact| fact.get("sales").map_or(UNKNOWN, interval)).collect();
            vec![
                ("months", of_months(book, "abnormal_price_months", &spans)),
                ("sales", of_money(book, "abnormal_price_sales", |_| sales.clone())),
            ]
        }
        matter => {
            assert!(!kinds(matter).is_empty(), "a matter without tests");
            vec![("kind", of_kinds(book, matter, &plain))]
        }
    };
    tests.push(("cited", of_cited(&cited)));
    tests.into_iter().filter(|(_, edges)| !edges.is_empty()).map(|(name, edges)| Test { name, edges }).collect()
}
