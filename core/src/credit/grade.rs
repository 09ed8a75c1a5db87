//! Rules 8 to 10: the grade of a firm, what leaves it open, and what it rests on.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::drop::{self, Asked, Window};
use super::held::Held;
use super::notes;
use super::output::{Deciding, Dropped, Grading, RecordGrade};
use super::question::{Case, GradeQuestion};
use super::record_tests::{self, By, Ranks, Reading, Record, TestResult};
use super::rulebook::{Rulebook, Threshold};
use super::validate::{self, Citing};
use super::vocabulary::{DropReason, End, Matter};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::rulebook::{Provenance, Source};
use crate::sorting::Sorting;

/// A record with its tests and ranks.
pub(super) struct Graded<'q, 'r> {
    pub(super) record: Record<'q>,
    pub(super) tests: Vec<TestResult<'r>>,
    pub(super) ranks: Ranks,
}

/// Grades a firm by its cases.
pub(super) fn grade(rulebook: &Rulebook, question: &GradeQuestion, sink: &mut dyn Sink) -> Result<Grading, Error> {
    let held = validate::cases(question.graded_on, &question.cases, &[rulebook], Citing::Allowed)?;
    let asked = Asked { firm: &question.firm, province: &question.province, graded_on: question.graded_on };
    Ok(grade_held(rulebook, asked, &question.cases, &held, sink))
}

/// The same for facts that were checked before.
pub(super) fn grade_held(
    rulebook: &Rulebook,
    asked: Asked<'_>,
    cases: &[Case],
    held: &[Vec<Held>],
    sink: &mut dyn Sink,
) -> Grading {
    let (records, dropped) = records(rulebook, asked, cases, held, sink);
    let graded: Vec<Graded<'_, '_>> = records.into_iter().map(|record| grade_record(rulebook, record)).collect();
    let firm = graded.iter().fold(Ranks::default(), |firm, graded| firm.greatest(graded.ranks));
    let (rank_min, rank_max) = (firm.lenient_sure, firm.harsh_possible);
    let exact = rank_min == rank_max;
    let gap = firm.has_gap();
    rest_on_edges(&graded, rank_min, rank_max, sink);
    let grading = Grading {
        rulebook: rulebook.id().clone(),
        firm: asked.firm.clone(),
        province: asked.province.clone(),
        graded_on: asked.graded_on,
        exact,
        grade: exact.then(|| rulebook.code(rank_min).clone()),
        grade_min: rulebook.code(rank_min).clone(),
        grade_max: rulebook.code(rank_max).clone(),
        rank_min,
        rank_max,
        level_min: rulebook.level(rank_min),
        level_max: rulebook.level(rank_max),
        gap,
        gaps: if gap { gaps(rulebook, &graded, rank_min) } else { Vec::new() },
        records: graded.iter().map(|graded| record_grade(rulebook, graded)).collect(),
        deciding: deciding(&graded, rank_min, rank_max),
        dropped,
    };
    if sink.keeps(0) {
        notes::dropped(rulebook, &grading, sink);
        for graded in &graded {
            notes::record(rulebook, graded, sink);
        }
        notes::grade(rulebook, &grading, sink);
    }
    grading
}

/// Rules 3 to 5: the facts that count, grouped by case and matter; the others with their reason.
fn records<'q>(
    rulebook: &Rulebook,
    asked: Asked<'_>,
    cases: &'q [Case],
    held: &'q [Vec<Held>],
    sink: &mut dyn Sink,
) -> (Vec<Record<'q>>, Vec<Dropped>) {
    let mut dropped = Vec::new();
    let mut records: BTreeMap<(&Id, Matter), Record<'q>> = BTreeMap::new();
    let mut proven: Vec<Matter> = Vec::new();
    let (mut province_read, mut lookback_read) = (false, false);
    for (case, held) in cases.iter().zip(held) {
        let window = drop::window(rulebook, case, asked.graded_on);
        for (position, (fact, held)) in (0_u32..).zip(case.facts.iter().zip(held)) {
            let reason = drop::reason(rulebook, asked, case, window, fact, held);
            province_read |= reason == Some(DropReason::OtherProvince);
            lookback_read |= reason.is_none_or(|reason| reason >= DropReason::OutsideWindow);
            if reason.is_none_or(|reason| reason >= DropReason::EvidenceNotAdmitted) {
                proven.push(fact.matter);
            }
            if let Some(reason) = reason {
                dropped.push(Dropped { case_id: case.case_id.clone(), fact: position, reason });
                continue;
            }
            let record = records.entry((&case.case_id, fact.matter)).or_insert_with(|| Record {
                case_id: &case.case_id,
                effective_on: case.effective_on,
                matter: fact.matter,
                certain: window == Window::In,
                products: Vec::new(),
                facts: Vec::new(),
            });
            record.products.extend(&fact.products);
            record.facts.push(held);
        }
    }
    dropped.order_by(|a, b| (&a.case_id, a.fact).cmp(&(&b.case_id, b.fact)));
    if province_read {
        sink.used(&rulebook.own_province_only.source);
    }
    for matter in Matter::ALL {
        if proven.contains(matter)
            && let Some(entry) = rulebook.evidence.iter().find(|entry| entry.matter == *matter)
        {
            sink.used(&entry.source);
        }
    }
    if lookback_read {
        sink.used(&rulebook.lookback.source);
    }
    (records.into_values().collect(), dropped)
}

/// Rule 8 for one record: one that may be too old counts for nothing in the lenient reading.
fn grade_record<'q, 'r>(rulebook: &'r Rulebook, record: Record<'q>) -> Graded<'q, 'r> {
    let tests = record_tests::tests(rulebook, &record);
    let mut ranks = tests.iter().fold(Ranks::default(), |ranks, test| ranks.greatest(test.ranks()));
    if !record.certain {
        (ranks.lenient_sure, ranks.lenient_possible) = (0, 0);
    }
    Graded { record, tests, ranks }
}

fn record_grade(rulebook: &Rulebook, graded: &Graded<'_, '_>) -> RecordGrade {
    let record = &graded.record;
    let (rank_min, rank_max) = (graded.ranks.lenient_sure, graded.ranks.harsh_possible);
    let is_of_money = matches!(record.matter, Matter::Bribery | Matter::Tax);
    let clause = if rank_min == rank_max && rank_min > 0 {
        let first = graded.tests.iter().find(|test| test.ranks().lenient_sure == rank_min);
        first.and_then(|test| test.clause_at(rank_min, Reading::Lenient))
    } else {
        None
    };
    RecordGrade {
        case_id: record.case_id.clone(),
        matter: record.matter,
        certain: record.certain,
        products: validate::sorted(record.products.iter().copied()),
        total: if is_of_money { record_tests::total(record) } else { None },
        largest_single: record_tests::largest_single(record),
        grade_min: rulebook.code(rank_min).clone(),
        grade_max: rulebook.code(rank_max).clone(),
        rank_min,
        rank_max,
        clause,
    }
}

/// Which tests set the ends: of certain records for the lower one, of any for the upper one.
fn deciding(graded: &[Graded<'_, '_>], rank_min: u32, rank_max: u32) -> Vec<Deciding> {
    let entry = |end: End, graded: &Graded<'_, '_>, test: &TestResult<'_>, rank: u32, reading: Reading| Deciding {
        end,
        case_id: graded.record.case_id.clone(),
        matter: graded.record.matter,
        test: test.test,
        rank,
        clause: test.clause_at(rank, reading),
    };
    let mut entries = Vec::new();
    if rank_min > 0 {
        for graded in graded.iter().filter(|graded| graded.record.certain) {
            let tests = graded.tests.iter().filter(|test| test.ranks().lenient_sure == rank_min);
            entries.extend(tests.map(|test| entry(End::Min, graded, test, rank_min, Reading::Lenient)));
        }
    }
    if rank_max > rank_min {
        for graded in graded {
            let tests = graded.tests.iter().filter(|test| test.ranks().harsh_possible == rank_max);
            entries.extend(tests.map(|test| entry(End::Max, graded, test, rank_max, Reading::Harsh)));
        }
    }
    entries
}

/// Rule 9: the unset parameters that keep the result open.
fn gaps(rulebook: &Rulebook, graded: &[Graded<'_, '_>], rank_min: u32) -> Vec<String> {
    let mut gaps = Vec::new();
    if graded.iter().any(|graded| !graded.record.certain && graded.ranks.harsh_possible > rank_min) {
        gaps.push(rulebook.lookback.source.parameter().to_owned());
    }
    let tests = || graded.iter().flat_map(|graded| &graded.tests);
    for edge in rulebook.ladders() {
        let is_unset = matches!(edge.threshold, Threshold::Unset { .. });
        let is_open = |test: &TestResult<'_>| match &test.by {
            By::Ladder(readings) => readings
                .iter()
                .any(|reading| std::ptr::eq(reading.edge, edge) && reading.harsh.possibly && !reading.lenient.surely),
            _ => false,
        };
        if is_unset && edge.rank > rank_min && tests().any(is_open) {
            gaps.push(edge.source.parameter().to_owned());
        }
    }
    for entry in &rulebook.kinds {
        let occurs = |test: &TestResult<'_>| match &test.by {
            By::Kinds(entries) => entries.iter().any(|known| std::ptr::eq(*known, entry)),
            _ => false,
        };
        if !entry.is_set && entry.most > rank_min && entry.least < entry.most && tests().any(occurs) {
            gaps.push(entry.source.parameter().to_owned());
        }
    }
    gaps
}

/// Rule 10: the best established edge that gives the lower end, then the edges that keep the grade from being higher.
fn rest_on_edges(graded: &[Graded<'_, '_>], rank_min: u32, rank_max: u32, sink: &mut dyn Sink) {
    if rank_min > 0
        && let Some(source) = lower_edge(graded, rank_min)
    {
        sink.used(source);
    }
    for test in graded.iter().flat_map(|graded| &graded.tests) {
        match &test.by {
            By::Ladder(readings) => {
                if let Some(next) = readings.iter().find(|reading| reading.edge.rank > rank_max) {
                    sink.used(&next.edge.source);
                }
            }
            By::Kinds(entries) => entries.iter().for_each(|entry| sink.used(&entry.source)),
            By::Cited(_) => {}
        }
    }
}

/// `None` where a cited clause gives the lower end: it counts as official.
fn lower_edge<'g>(graded: &'g [Graded<'_, '_>], rank_min: u32) -> Option<&'g Arc<Source>> {
    let mut best: Option<(u8, Option<&Arc<Source>>)> = None;
    let mut offer = |source: Option<&'g Arc<Source>>| {
        let order = source.map_or(0, |source| order(source.provenance()));
        if best.is_none_or(|(known, _)| order < known) {
            best = Some((order, source));
        }
    };
    for graded in graded.iter().filter(|graded| graded.record.certain) {
        for test in graded.tests.iter().filter(|test| test.ranks().lenient_sure == rank_min) {
            match &test.by {
                By::Ladder(readings) => readings
                    .iter()
                    .filter(|reading| reading.edge.rank == rank_min)
                    .for_each(|reading| offer(Some(&reading.edge.source))),
                By::Kinds(entries) => {
                    entries.iter().filter(|entry| entry.least == rank_min).for_each(|entry| offer(Some(&entry.source)))
                }
                By::Cited(_) => offer(None),
            }
        }
    }
    best.and_then(|(_, source)| source)
}

/// From the best established to the least.
fn order(provenance: Provenance) -> u8 {
    match provenance {
        Provenance::Official => 0,
        Provenance::Derived => 1,
        Provenance::Secondary => 2,
        Provenance::Unverified => 3,
    }
}

/// The edge, kind or cited clause by which a record has a grade, for its explanation.
pub(super) fn deciding_edge<'g>(graded: &'g Graded<'_, '_>) -> Option<(&'g TestResult<'g>, u32, Reading)> {
    let (rank_min, rank_max) = (graded.ranks.lenient_sure, graded.ranks.harsh_possible);
    let first = |holds: &dyn Fn(Ranks) -> bool| graded.tests.iter().find(|test| holds(test.ranks()));
    if rank_min > 0 {
        first(&|ranks| ranks.lenient_sure == rank_min).map(|test| (test, rank_min, Reading::Lenient))
    } else if rank_max > 0 {
        first(&|ranks| ranks.harsh_possible == rank_max).map(|test| (test, rank_max, Reading::Harsh))
    } else {
        None
    }
}
