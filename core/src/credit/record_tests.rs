//! Rules 6 and 7: the tests of a record, and the edges that it reaches in the lenient and in the harsh reading.

use super::amount::AmountRange;
use super::drop::is_of_security;
use super::held::Held;
use super::rulebook::{Edge, KindEntry, Rulebook, Threshold};
use super::vocabulary::{Kind, LadderName, Matter, Target, Test};
use crate::calendar;
use crate::{Date, Id};

/// What is held against a firm in one case for one matter: rule 5.
#[derive(Debug)]
pub(super) struct Record<'q> {
    pub(super) case_id: &'q Id,
    pub(super) effective_on: Date,
    pub(super) matter: Matter,
    /// The case is within the look-back for sure.
    pub(super) certain: bool,
    pub(super) products: Vec<&'q Id>,
    pub(super) facts: Vec<&'q Held>,
}

/// Two ways to read what is not published: in favour of the firm, and against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Lenient,
    Harsh,
}

/// Whether facts that may be known only as intervals reach a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) surely: bool,
    pub(super) possibly: bool,
}

impl Reached {
    const ALWAYS: Reached = Reached { surely: true, possibly: true };
    const NEVER: Reached = Reached { surely: false, possibly: false };

    fn known(reached: bool) -> Reached {
        Reached { surely: reached, possibly: reached }
    }
}

/// An edge of a ladder for which facts of the record qualify.
#[derive(Debug)]
pub(super) struct EdgeReading<'r> {
    pub(super) edge: &'r Edge,
    /// What is compared with the threshold, where it is money.
    pub(super) value: Option<AmountRange>,
    pub(super) lenient: Reached,
    pub(super) harsh: Reached,
}

/// One test of a record.
#[derive(Debug)]
pub(super) struct TestResult<'r> {
    pub(super) test: Test,
    pub(super) by: By<'r>,
}

/// What a test goes by.
#[derive(Debug)]
pub(super) enum By<'r> {
    /// The edges of a ladder, lowest first, without those for which no fact qualifies.
    Ladder(Vec<EdgeReading<'r>>),
    /// The kinds of conduct, in the rulebook's order.
    Kinds(Vec<&'r KindEntry>),
    /// Rank and number of the clauses that decisions name.
    Cited(Vec<(u32, u32)>),
}

/// Rule 8: the highest ranks that are reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ranks {
    pub(super) lenient_sure: u32,
    pub(super) lenient_possible: u32,
    pub(super) harsh_sure: u32,
    pub(super) harsh_possible: u32,
}

impl Ranks {
    /// The greater of each.
    pub(super) fn greatest(self, other: Ranks) -> Ranks {
        Ranks {
            lenient_sure: self.lenient_sure.max(other.lenient_sure),
            lenient_possible: self.lenient_possible.max(other.lenient_possible),
            harsh_sure: self.harsh_sure.max(other.harsh_sure),
            harsh_possible: self.harsh_possible.max(other.harsh_possible),
        }
    }

    /// An unset parameter, not the facts, leaves the grade open.
    pub(super) fn has_gap(self) -> bool {
        (self.lenient_sure, self.lenient_possible) != (self.harsh_sure, self.harsh_possible)
    }
}

impl TestResult<'_> {
    /// The four ranks of the test.
    pub(super) fn ranks(&self) -> Ranks {
        match &self.by {
            By::Ladder(edges) => edges.iter().fold(Ranks::default(), |ranks, reading| {
                let rank = |reached: bool| if reached { reading.edge.rank } else { 0 };
                ranks.greatest(Ranks {
                    lenient_sure: rank(reading.lenient.surely),
                    lenient_possible: rank(reading.lenient.possibly),
                    harsh_sure: rank(reading.harsh.surely),
                    harsh_possible: rank(reading.harsh.possibly),
                })
            }),
            By::Kinds(entries) => entries.iter().fold(Ranks::default(), |ranks, entry| {
                ranks.greatest(Ranks {
                    lenient_sure: entry.least,
                    lenient_possible: entry.least,
                    harsh_sure: entry.most,
                    harsh_possible: entry.most,
                })
            }),
            By::Cited(clauses) => {
                let rank = clauses.iter().map(|(rank, _)| *rank).max().unwrap_or(0);
                Ranks { lenient_sure: rank, lenient_possible: rank, harsh_sure: rank, harsh_possible: rank }
            }
        }
    }

    /// The number of the clause by which the test has a rank in a reading; the first in the rulebook's order, of cited ones the lowest.
    pub(super) fn clause_at(&self, rank: u32, reading: Reading) -> Option<String> {
        match &self.by {
            By::Ladder(edges) => {
                edges.iter().find(|reading| reading.edge.rank == rank).and_then(|reading| reading.edge.clause.clone())
            }
            By::Kinds(entries) => {
                entries.iter().find(|entry| entry.at(reading) == rank).and_then(|entry| entry.clause.clone())
            }
            By::Cited(clauses) => lowest_number(clauses, rank).map(|number| format!("{rank}.{number}")),
        }
    }
}

/// The lowest number among the cited clauses of a rank.
pub(super) fn lowest_number(clauses: &[(u32, u32)], rank: u32) -> Option<u32> {
    clauses.iter().filter(|(known, _)| *known == rank).map(|(_, number)| *number).min()
}

impl KindEntry {
    /// The rank in a reading.
    pub(super) fn at(&self, reading: Reading) -> u32 {
        match reading {
            Reading::Lenient => self.least,
            Reading::Harsh => self.most,
        }
    }
}

/// Rule 7: an edge that is set reads the same both ways; one that is not set is read by its bounds.
fn read(edge: &Edge, reached: impl Fn(i128) -> Reached) -> (Reached, Reached) {
    match edge.threshold {
        Threshold::Set(threshold) => (reached(threshold), reached(threshold)),
        Threshold::Unset { not_below, not_above } => {
            (not_above.map_or(Reached::NEVER, &reached), not_below.map_or(Reached::ALWAYS, &reached))
        }
    }
}

/// Rule 6: the tests of a record, in the order of the rule.
///
/// Source: clause `#grade`.
pub(super) fn tests<'r>(rulebook: &'r Rulebook, record: &Record<'_>) -> Vec<TestResult<'r>> {
    let mut results = match record.matter {
        Matter::Bribery => bribery(rulebook, record),
        Matter::Tax => vec![money(rulebook, LadderName::TaxTotal, Test::Total, |_| total(record))],
        Matter::Monopoly => vec![high_price(rulebook, LadderName::MonopolyMonths, record)],
        Matter::PriceOffence => vec![high_price(rulebook, LadderName::PriceOffenceMonths, record)],
        Matter::AbnormalPrice => abnormal_price(rulebook, record),
        Matter::Obstruction | Matter::BidMisconduct | Matter::Breach => vec![kinds(rulebook, record)],
    };
    results.push(cited(record));
    results.retain(|result| match &result.by {
        By::Ladder(edges) => !edges.is_empty(),
        By::Kinds(entries) => !entries.is_empty(),
        By::Cited(clauses) => !clauses.is_empty(),
    });
    results
}

/// A ladder of money: `value` gives the sum per edge, none where no fact qualifies.
fn money<'r>(
    rulebook: &'r Rulebook,
    ladder: LadderName,
    test: Test,
    value: impl Fn(&Edge) -> Option<AmountRange>,
) -> TestResult<'r> {
    let edges = rulebook.ladder(ladder).iter().filter_map(|edge| {
        let value = value(edge)?;
        let (lenient, harsh) = read(edge, |threshold| Reached {
            surely: value.least() >= threshold,
            possibly: value.may_reach(threshold),
        });
        Some(EdgeReading { edge, value: Some(value), lenient, harsh })
    });
    TestResult { test, by: By::Ladder(edges.collect()) }
}

/// The bribes of a record whose target counts.
fn bribes<'q>(
    record: &'q Record<'_>,
    counts: impl Fn(Target) -> bool + 'q,
) -> impl Iterator<Item = (AmountRange, AmountRange)> + 'q {
    record.facts.iter().filter_map(move |fact| match fact {
        Held::Bribery { target, amount, single } if counts(*target) => Some((*amount, *single)),
        _ => None,
    })
}

/// The sum of amounts; none without any.
fn sum(amounts: impl Iterator<Item = AmountRange>) -> Option<AmountRange> {
    amounts.reduce(AmountRange::plus)
}

/// Commercial bribery: the sum within the case, the largest single bribe, and what went to those who buy and supervise.
fn bribery<'r>(rulebook: &'r Rulebook, record: &Record<'_>) -> Vec<TestResult<'r>> {
    let counted = |edge: &Edge| {
        let rank = edge.rank;
        bribes(record, move |target| rulebook.counts_target(rank, target))
    };
    vec![
        money(rulebook, LadderName::BriberyTotal, Test::Total, |edge| sum(counted(edge).map(|(amount, _)| amount))),
        money(rulebook, LadderName::BriberySingle, Test::Single, |edge| {
            counted(edge).map(|(_, single)| single).reduce(AmountRange::greater)
        }),
        money(rulebook, LadderName::BriberySecurity, Test::Security, |_| {
            sum(bribes(record, is_of_security).map(|(amount, _)| amount))
        }),
    ]
}

/// The sum of all amounts of a record of bribery or tax, whatever their target; none without any.
pub(super) fn total(record: &Record<'_>) -> Option<AmountRange> {
    sum(record.facts.iter().filter_map(|fact| match fact {
        Held::Bribery { amount, .. } | Held::Tax { amount, .. } => Some(*amount),
        _ => None,
    }))
}

/// The largest single bribe of a record, whatever its target; none without any.
pub(super) fn largest_single(record: &Record<'_>) -> Option<AmountRange> {
    bribes(record, |_| true).map(|(_, single)| single).reduce(AmountRange::greater)
}

/// How long a price lasted, for explanations: an abnormal one from its first day, a high one after the penalty came into force.
pub(super) fn span(record: &Record<'_>) -> Option<(&'static str, Date, Date)> {
    let days = |fact: &&Held| match fact {
        Held::HighPrice { until: Some(until) } => Some(("effective_on", record.effective_on, *until)),
        Held::AbnormalPrice { from, until, .. } => Some(("from", *from, *until)),
        _ => None,
    };
    record.facts.iter().filter_map(days).max_by_key(|(_, from, until)| until.get().signed_duration_since(from.get()))
}

/// A ladder of months: `reached` says whether any fact lasts more than a number of months.
fn months<'r>(rulebook: &'r Rulebook, ladder: LadderName, any: bool, reached: impl Fn(u32) -> bool) -> TestResult<'r> {
    let edges = rulebook.ladder(ladder).iter().filter(|_| any).map(|edge| {
        let (lenient, harsh) = read(edge, |months| Reached::known(u32::try_from(months).is_ok_and(&reached)));
        EdgeReading { edge, value: None, lenient, harsh }
    });
    TestResult { test: Test::Months, by: By::Ladder(edges.collect()) }
}

/// Monopoly and price offences: how long the high price lasted after the penalty.
fn high_price<'r>(rulebook: &'r Rulebook, ladder: LadderName, record: &Record<'_>) -> TestResult<'r> {
    let mut facts = record.facts.iter().filter_map(|fact| match fact {
        Held::HighPrice { until } => Some(*until),
        _ => None,
    });
    let any = facts.clone().next().is_some();
    let latest = facts.by_ref().flatten().max();
    months(rulebook, ladder, any, |months| {
        latest.is_some_and(|until| calendar::is_more_than_months_after(until, record.effective_on, months))
    })
}

/// An abnormal price: how long it lasted, and how much was sold at it.
fn abnormal_price<'r>(rulebook: &'r Rulebook, record: &Record<'_>) -> Vec<TestResult<'r>> {
    let facts: Vec<_> = record
        .facts
        .iter()
        .filter_map(|fact| match fact {
            Held::AbnormalPrice { from, until, sales, .. } => Some((*from, *until, *sales)),
            _ => None,
        })
        .collect();
    vec![
        months(rulebook, LadderName::AbnormalPriceMonths, !facts.is_empty(), |months| {
            facts.iter().any(|(from, until, _)| calendar::is_more_than_months_after(*until, *from, months))
        }),
        money(rulebook, LadderName::AbnormalPriceSales, Test::Sales, |_| {
            facts.iter().map(|(_, _, sales)| *sales).reduce(AmountRange::greater)
        }),
    ]
}

/// Obstruction, bid misconduct, breach: the entries of the kinds that occur.
fn kinds<'r>(rulebook: &'r Rulebook, record: &Record<'_>) -> TestResult<'r> {
    let occurs = |kind: Kind| record.facts.iter().any(|fact| matches!(fact, Held::Kind(known) if *known == kind));
    let entries = rulebook.kinds.iter().filter(|entry| entry.matter == record.matter && occurs(entry.kind)).collect();
    TestResult { test: Test::Kind, by: By::Kinds(entries) }
}

/// The clauses that decisions name.
fn cited<'r>(record: &Record<'_>) -> TestResult<'r> {
    let clauses = record.facts.iter().filter_map(|fact| match fact {
        Held::Cited { rank, number } => Some((*rank, *number)),
        _ => None,
    });
    TestResult { test: Test::Cited, by: By::Cited(clauses.collect()) }
}
