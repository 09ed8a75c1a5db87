//! Rules 8 and 9: ranks of tests, records and firm, and the parameters that keep the result open.

use super::book::Book;
use super::sift::{Record, Sifted};
use super::tests::{Edge, Given, Test, tests};
use super::words::LADDERS;
use crate::common::marks::mark_if;

const NOTHING: Given = Given { sure: 0, possible: 0 };

fn greatest(all: impl Iterator<Item = Given>) -> Given {
    all.fold(NOTHING, |one, other| Given { sure: one.sure.max(other.sure), possible: one.possible.max(other.possible) })
}

impl Test {
    pub(crate) fn lenient(&self) -> Given {
        greatest(self.edges.iter().map(|edge| edge.lenient))
    }

    pub(crate) fn harsh(&self) -> Given {
        greatest(self.edges.iter().map(|edge| edge.harsh))
    }
}

/// A record with its tests and its two pairs of ranks.
pub(crate) struct Ranked<'a> {
    pub(crate) record: Record<'a>,
    pub(crate) tests: Vec<Test>,
    pub(crate) lenient: Given,
    pub(crate) harsh: Given,
}

/// The firm: LS and LP, HS and HP.
pub(crate) struct Firm<'a> {
    pub(crate) records: Vec<Ranked<'a>>,
    pub(crate) lenient: Given,
    pub(crate) harsh: Given,
}

impl Firm<'_> {
    pub(crate) fn rank_min(&self) -> i64 {
        self.lenient.sure
    }

    pub(crate) fn rank_max(&self) -> i64 {
        self.harsh.possible
    }

    pub(crate) fn gap(&self) -> bool {
        self.lenient != self.harsh
    }
}

/// Rule 8; takes the records out of what was sifted.
pub(crate) fn firm<'a>(book: &Book, sifted: &mut Sifted<'a>) -> Firm<'a> {
    let records: Vec<Ranked> = std::mem::take(&mut sifted.records)
        .into_iter()
        .map(|record| {
            let tests = tests(book, &record);
            let lenient = if record.certain { greatest(tests.iter().map(Test::lenient)) } else { NOTHING };
            let harsh = greatest(tests.iter().map(Test::harsh));
            Ranked { record, tests, lenient, harsh }
        })
        .collect();
    let lenient = greatest(records.iter().map(|record| record.lenient));
    let harsh = greatest(records.iter().map(|record| record.harsh));
    Firm { records, lenient, harsh }
}

/// Rule 9: the edge is unset, above the firm's lowest rank, and the facts leave open whether it is reached.
fn keeps_open(firm: &Firm, edge: &Edge) -> bool {
    edge.unset && edge.rank > firm.rank_min() && edge.harsh.possible == edge.rank && edge.lenient.sure != edge.rank
}

/// Rule 9.
pub(crate) fn gaps(book: &Book, firm: &Firm) -> Vec<String> {
    if !firm.gap() {
        return Vec::new();
    }
    let mut gaps = Vec::new();
    let lookback = |record: &Ranked| !record.record.certain && record.harsh.possible > firm.rank_min();
    if firm.records.iter().any(lookback) {
        gaps.push(book.id_of("lookback", "lookback"));
    }
    let open = |id: &String| {
        let edges = firm.records.iter().flat_map(|record| &record.tests).flat_map(|test| &test.edges);
        edges.filter(|edge| edge.id == *id).any(|edge| keeps_open(firm, edge))
    };
    let mut all = Vec::new();
    for ladder in LADDERS {
        for edge in book.ladder(ladder) {
            all.push(book.id_of("ladders", &format!("{ladder}.{}", edge["rank"])));
        }
    }
    for entry in book.list("kinds") {
        let word = |key: &str| entry[key].as_str().unwrap();
        all.push(book.id_of("kinds", &format!("kinds.{}.{}", word("matter"), word("kind"))));
    }
    gaps.extend(all.into_iter().filter(open));
    mark_if(gaps.is_empty(), "9 gap without a parameter");
    mark_if(gaps.len() > 1 && gaps[0].ends_with("lookback"), "9 lookback and edges");
    gaps
}
