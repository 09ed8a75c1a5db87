//! What the rules of this area report: one step per dropped fact, per record or measure, and one for the result.

use std::borrow::Cow;
use std::sync::Arc;

use super::amount::Yuan;
use super::bar::Bar;
use super::grade::{Graded, deciding_edge};
use super::output::{
    BarStatus, BarTerm, Correction, FirmView, Grading, MeasureTerm, StatusReason, SupplierStatus, Version,
};
use super::question::{MeasuresQuestion, RepairQuestion, VersionQuestion};
use super::record::{Checked, Running};
use super::record_tests::{By, TestResult, lowest_number, span};
use super::rulebook::{Edge, MeasureRow, Repair, RepairItem, Rulebook, Threshold};
use super::vocabulary::{Action, CorrectionStep, IgnoredReason, LadderName, LevelChange, RepairOutcome, Role};
use crate::explain::{Fact, Facts, Sink, Step};
use crate::rulebook::Source;
use crate::{Date, Id};

/// Where a clause is written: a rulebook's id, or that of the area for rules that are the same in all versions.
enum Owner<'o> {
    Rulebook(&'o Id),
    Source(&'o Source),
    Area,
}

fn note(
    sink: &mut dyn Sink,
    (owner, clause): (Owner<'_>, &str),
    (subject_kind, subject): (&'static str, &Id),
    outcome: impl Into<Cow<'static, str>>,
    facts: Facts,
) {
    let (rulebook, clause) = match owner {
        Owner::Rulebook(id) => (Some(id.clone()), clause.to_owned()),
        Owner::Area => ("credit".parse().ok(), clause.to_owned()),
        Owner::Source(source) => {
            let name = source.parameter().split_once('#').map_or("", |(_, name)| name);
            (source.rulebook(), name.to_owned())
        }
    };
    if let Some(rulebook) = rulebook {
        sink.step(Step {
            rulebook,
            clause: clause.into(),
            subject_kind,
            subject: Some(subject.clone()),
            outcome: outcome.into(),
            facts,
            position: 0,
            render: super::sentences::render,
        });
    }
}

fn text(value: impl std::fmt::Display) -> Fact {
    Fact::Text(value.to_string())
}

/// A grade, or the two ends between which it lies.
fn interval(min: impl std::fmt::Display, max: impl std::fmt::Display, exact: bool) -> String {
    if exact { min.to_string() } else { format!("{min}..{max}") }
}

/// Rule 3: the facts that do not count.
pub(super) fn dropped(rulebook: &Rulebook, grading: &Grading, sink: &mut dyn Sink) {
    for dropped in &grading.dropped {
        let facts = vec![("fact", Fact::Integer(dropped.fact)), ("graded_on", text(grading.graded_on))];
        let place = (Owner::Rulebook(rulebook.id()), "dropped");
        note(sink, place, ("case", &dropped.case_id), dropped.reason.as_str(), facts);
    }
}

/// Rules 6 to 8 for one record: clause, value, threshold, and how well the threshold is established.
pub(super) fn record(rulebook: &Rulebook, graded: &Graded<'_, '_>, sink: &mut dyn Sink) {
    let record = &graded.record;
    let (rank_min, rank_max) = (graded.ranks.lenient_sure, graded.ranks.harsh_possible);
    let exact = rank_min == rank_max;
    let outcome = interval(rulebook.code(rank_min), rulebook.code(rank_max), exact);
    let mut facts: Facts = vec![
        ("matter", text(record.matter)),
        ("title", Fact::Text(interval(rulebook.title(rank_min), rulebook.title(rank_max), exact))),
    ];
    if !record.certain {
        facts.push(("lookback", text("open")));
    }
    let Some((test, rank, reading)) = deciding_edge(graded) else {
        // Nothing is reached: the lowest edge says what it would take.
        if let Some(test) = graded.tests.first() {
            facts.push(("test", text(test.test)));
            value(test, span(&graded.record), &mut facts);
            next(test, rank_max, &mut facts);
        }
        note(sink, (Owner::Rulebook(rulebook.id()), "grade"), ("case", record.case_id), outcome, facts);
        return;
    };
    facts.push(("test", text(test.test)));
    value(test, span(&graded.record), &mut facts);
    let place = match &test.by {
        By::Ladder(readings) => {
            let reached = readings.iter().find(|known| known.edge.rank == rank);
            if let Some(reached) = reached {
                facts.push(("reaches", text(if reached.lenient.surely { "surely" } else { "possibly" })));
                edge(reached.edge, &REACHED, &mut facts);
            }
            if rank_max > rank {
                open_end(graded, test, rank_max, &mut facts);
            }
            next(test, rank_max, &mut facts);
            reached.map(|known| Owner::Source(&known.edge.source))
        }
        By::Kinds(entries) => {
            let entry = entries.iter().find(|entry| entry.at(reading) == rank);
            if let Some(entry) = entry {
                facts.push(("kind", text(entry.kind)));
                facts.push(("provenance", text(entry.source.provenance().as_str())));
                facts.push(("published", text(if entry.is_set { "yes" } else { "no" })));
                facts.extend(entry.clause.iter().map(|clause| ("number", text(clause))));
            }
            entry.map(|entry| Owner::Source(&entry.source))
        }
        By::Cited(clauses) => {
            let clause = lowest_number(clauses, rank).map(|number| format!("{rank}.{number}")).unwrap_or_default();
            facts.push(("number", text(&clause)));
            let place = (Owner::Rulebook(rulebook.id()), format!("clauses.{clause}"));
            note(sink, (place.0, &place.1), ("case", record.case_id), outcome, facts);
            return;
        }
    };
    let place = place.unwrap_or(Owner::Rulebook(rulebook.id()));
    note(sink, (place, "grade"), ("case", record.case_id), outcome, facts);
}

/// What the test compares: a sum that may be an interval, or the days that a price lasted.
fn value(test: &TestResult<'_>, span: Option<(&'static str, Date, Date)>, facts: &mut Facts) {
    let By::Ladder(readings) = &test.by else { return };
    match readings.last().and_then(|reading| reading.value) {
        Some(value) => {
            facts.push(("at_least", text(Yuan(value.least()))));
            facts.extend(value.most().map(|most| ("at_most", text(Yuan(most)))));
        }
        None => {
            if let Some((start, from, until)) = span {
                facts.push((start, text(from)));
                facts.push(("until", text(until)));
            }
        }
    }
}

/// The names of the facts about an edge.
struct Names {
    threshold: &'static str,
    number: &'static str,
    provenance: &'static str,
}

const REACHED: Names = Names { threshold: "threshold", number: "number", provenance: "provenance" };
const OPEN: Names = Names { threshold: "open_threshold", number: "open_number", provenance: "open_provenance" };
const NEXT: Names = Names { threshold: "next_threshold", number: "next_number", provenance: "next_provenance" };

/// Threshold, number and provenance of an edge; `[100000.00, 500000.00]` are the bounds of one that is not published.
fn edge(edge: &Edge, names: &Names, facts: &mut Facts) {
    let shown = |value: i128| match edge.ladder {
        LadderName::MonopolyMonths | LadderName::PriceOffenceMonths | LadderName::AbnormalPriceMonths => {
            value.to_string()
        }
        _ => Yuan(value).to_string(),
    };
    let bound = |value: Option<i128>| value.map_or("–".to_owned(), shown);
    let threshold = match edge.threshold {
        Threshold::Set(value) => shown(value),
        Threshold::Unset { not_below, not_above } => format!("[{}, {}]", bound(not_below), bound(not_above)),
    };
    facts.push((names.threshold, Fact::Text(threshold)));
    facts.extend(edge.clause.iter().map(|clause| (names.number, text(clause))));
    facts.push((names.provenance, text(edge.source.provenance().as_str())));
}

/// The edge by which a record may have a higher rank: of the deciding test if it has one, else of another, and then with its value.
fn open_end(graded: &Graded<'_, '_>, deciding: &TestResult<'_>, rank_max: u32, facts: &mut Facts) {
    let of = |test: &TestResult<'_>| match &test.by {
        By::Ladder(readings) => {
            readings.iter().position(|reading| reading.edge.rank == rank_max && reading.harsh.possibly)
        }
        _ => None,
    };
    let other = || graded.tests.iter().find(|test| of(test).is_some());
    let Some(test) = Some(deciding).filter(|test| of(test).is_some()).or_else(other) else { return };
    let (By::Ladder(readings), Some(place)) = (&test.by, of(test)) else { return };
    let Some(open) = readings.get(place) else { return };
    if test.test != deciding.test {
        facts.push(("open_test", text(test.test)));
        if let Some(value) = open.value {
            facts.push(("open_at_least", text(Yuan(value.least()))));
            facts.extend(value.most().map(|most| ("open_at_most", text(Yuan(most)))));
        }
    }
    edge(open.edge, &OPEN, facts);
}

/// The lowest edge that is not reached.
fn next(test: &TestResult<'_>, rank_max: u32, facts: &mut Facts) {
    if let By::Ladder(readings) = &test.by
        && let Some(next) = readings.iter().find(|reading| reading.edge.rank > rank_max)
    {
        edge(next.edge, &NEXT, facts);
    }
}

/// The firm's grade.
pub(super) fn grade(rulebook: &Rulebook, grading: &Grading, sink: &mut dyn Sink) {
    let outcome = interval(&grading.grade_min, &grading.grade_max, grading.exact);
    let titles = (rulebook.title(grading.rank_min), rulebook.title(grading.rank_max));
    let mut facts: Facts = vec![
        ("province", text(&grading.province)),
        ("graded_on", text(grading.graded_on)),
        ("rulebook", text(&grading.rulebook)),
        ("title", Fact::Text(interval(titles.0, titles.1, grading.exact))),
    ];
    if !grading.gaps.is_empty() {
        facts.push(("gaps", Fact::Text(grading.gaps.join(", "))));
    }
    note(sink, (Owner::Rulebook(rulebook.id()), "grade"), ("firm", &grading.firm), outcome, facts);
}

/// How two versions compare.
pub(super) fn compare(
    first: &Rulebook,
    firm: &Id,
    (one, other): (&Grading, &Grading),
    change: LevelChange,
    sink: &mut dyn Sink,
) {
    if !sink.keeps(0) {
        return;
    }
    let levels = |side: &Grading| interval(side.level_min, side.level_max, side.level_min == side.level_max);
    let facts = vec![
        ("first", text(&one.rulebook)),
        ("first_level", Fact::Text(levels(one))),
        ("second", text(&other.rulebook)),
        ("second_level", Fact::Text(levels(other))),
    ];
    note(sink, (Owner::Rulebook(first.id()), "grade"), ("firm", firm), change.as_str(), facts);
}

/// A row of the table of measures.
pub(super) fn measure(row: &MeasureRow, (grade, title): (&Id, &str), term: &MeasureTerm, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let mut facts: Facts = vec![
        ("title", text(title)),
        ("measure", text(term.measure)),
        ("scope", text(term.scope)),
        ("area", text(term.area)),
        ("provenance", text(term.provenance.as_str())),
    ];
    facts.extend(term.years.map(|years| ("years", Fact::Integer(years))));
    facts.extend(term.first_day.map(|day| ("first_day", text(day))));
    facts.extend(term.last_day.map(|day| ("last_day", text(day))));
    note(sink, (Owner::Source(&row.source), ""), ("grade", grade), term.length.as_str(), facts);
}

/// A citation that says something. Not inlined: with the test for a citation in one, the optimiser looks at the length of one that is not
/// there, which is sound, but a memory checker reports it.
#[inline(never)]
fn cited(citation: &str) -> Option<(&'static str, Fact)> {
    (!citation.is_empty()).then(|| ("citation", text(citation)))
}

/// Whether the table says what a grade brings with it.
pub(super) fn measures(
    rulebook: &Rulebook,
    question: &MeasuresQuestion,
    unset: Option<&str>,
    count: usize,
    sink: &mut dyn Sink,
) {
    if !sink.keeps(0) {
        return;
    }
    let outcome = if unset.is_none() { "complete" } else { "incomplete" };
    let rank = rulebook.rank_of(&question.grade, String::new).unwrap_or(0);
    let mut facts: Facts =
        vec![("title", text(rulebook.title(rank))), ("role", text(question.role)), ("measures", text(count))];
    facts.extend(unset.and_then(cited));
    note(sink, (Owner::Rulebook(rulebook.id()), "measures"), ("grade", &question.grade), outcome, facts);
}

/// Rule 15: each step that is needed.
pub(super) fn steps(
    (repair, row): (&Repair, &RepairItem),
    role: Role,
    required: &[CorrectionStep],
    correction: &Correction,
    sink: &mut dyn Sink,
) {
    if !sink.keeps(0) {
        return;
    }
    for step in required {
        let outcome = if correction.implied.contains(step) {
            "implied"
        } else if correction.counted.contains(step) {
            "counted"
        } else {
            "missing"
        };
        let is_of_distributors = role == Role::Distributor && repair.distributor.value.contains(step);
        let source = if is_of_distributors { &repair.distributor.source } else { &row.source };
        let facts = vec![("matter", text(row.matter)), ("provenance", text(source.provenance().as_str()))];
        if let Ok(subject) = step.as_str().parse() {
            note(sink, (Owner::Source(source), ""), ("step", &subject), outcome, facts);
        }
    }
}

/// What became of a correction.
pub(super) fn repair(rulebook: &Rulebook, question: &RepairQuestion, correction: &Correction, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let rank = rulebook.rank_of(&question.grade, String::new).unwrap_or(0);
    let mut facts: Facts =
        vec![("title", text(rulebook.title(rank))), ("matter", text(question.matter)), ("as_of", text(question.as_of))];
    if let (RepairOutcome::MissingSteps, Some(missing)) = (correction.outcome, &correction.missing) {
        let words: Vec<&str> = missing.iter().map(|step| step.as_str()).collect();
        facts.push(("missing", Fact::Text(words.join(", "))));
    }
    let place = (Owner::Rulebook(rulebook.id()), "repair");
    note(sink, place, ("grade", &question.grade), correction.outcome.as_str(), facts);
}

/// Rule 13: a record that plays no part.
pub(super) fn not_live(record: &Checked<'_>, reason: IgnoredReason, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let stated = record.record;
    let mut facts: Facts = vec![("start_on", text(stated.start_on))];
    facts.extend(stated.cleared_on.map(|day| ("cleared_on", text(day))));
    facts.extend(stated.last_day.map(|day| ("last_day", text(day))));
    let place = (Owner::Rulebook(record.rulebook.id()), "live");
    note(sink, place, ("record", &stated.record_id), reason.as_str(), facts);
}

/// A measure that holds in all provinces.
pub(super) fn nationwide(record: &Checked<'_>, running: Running<'_>, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let facts = vec![("measure", text(running.measure)), ("graded_in", text(&record.record.province))];
    note(sink, place(running), ("record", &record.record.record_id), running.scope.as_str(), facts);
}

/// Where a measure of a record is written.
fn place(running: Running<'_>) -> (Owner<'_>, &'static str) {
    match running.source {
        Some(source) => (Owner::Source(source), ""),
        None => (Owner::Area, "own_measure"),
    }
}

/// One firm in all provinces.
pub(super) fn firm(view: &FirmView, as_of: Date, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let facts = vec![("as_of", text(as_of)), ("provinces", text(view.provinces.len()))];
    note(sink, (Owner::Area, "national"), ("firm", &view.firm), view.worst_level.to_string(), facts);
}

/// The label of risk.
pub(super) fn label(record: &Checked<'_>, running: Running<'_>, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let facts = measure_facts(record, running);
        note(sink, place(running), ("record", &record.record.record_id), "labelled", facts);
    }
}

/// Why an action is not simply open.
pub(super) fn reason(
    record: &Checked<'_>,
    running: Running<'_>,
    (action, reason): (Action, &StatusReason),
    sink: &mut dyn Sink,
) {
    if !sink.keeps(0) {
        return;
    }
    let mut facts = vec![("action", text(action)), ("why", text(reason.why))];
    facts.extend(measure_facts(record, running));
    note(sink, place(running), ("record", &record.record.record_id), reason.status.as_str(), facts);
}

fn measure_facts(record: &Checked<'_>, running: Running<'_>) -> Facts {
    let mut facts: Facts = vec![
        ("measure", text(running.measure)),
        ("scope", text(running.scope)),
        ("area", text(running.area)),
        ("graded_in", text(&record.record.province)),
        ("grade", text(&record.record.grade)),
        ("title", text(record.rulebook.title(record.rank))),
        ("first_day", text(running.first_day)),
    ];
    facts.extend(running.last_day.map(|day| ("last_day", text(day))));
    facts.extend(running.source.map(|source| ("provenance", text(source.provenance().as_str()))));
    facts
}

/// Rule 5 of the gate: no commitment.
pub(super) fn commitment(rulebook: &Rulebook, firm: &Id, action: Action, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let source = &rulebook.commitment_missing.source;
        let facts = vec![("action", text(action)), ("provenance", text(source.provenance().as_str()))];
        note(sink, (Owner::Source(source), ""), ("firm", firm), "limited", facts);
    }
}

/// Rule 6 of the gate: the violation list.
pub(super) fn national_bar(firm: &Id, bar: &Bar, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let facts = vec![("first_day", text(bar.first_day)), ("last_day", text(bar.last_day))];
        note(sink, (Owner::Area, "national_bar"), ("firm", firm), "suspended", facts);
    }
}

/// The gate as a whole.
pub(super) fn status(status: &SupplierStatus, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let strictest = status.listing.status.max(status.bidding.status).max(status.delivery.status);
    let facts = vec![
        ("product", text(&status.product)),
        ("province", text(&status.province)),
        ("on", text(status.on)),
        ("listing", text(status.listing.status)),
        ("bidding", text(status.bidding.status)),
        ("delivery", text(status.delivery.status)),
    ];
    note(sink, (Owner::Area, "supplier_status"), ("firm", &status.firm), strictest.as_str(), facts);
}

/// An entry of the violation list.
pub(super) fn bar_term(term: &BarTerm, source: Option<&Arc<Source>>, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let mut facts: Facts = vec![("first_day", text(term.first_day)), ("last_day", text(term.last_day))];
    facts.extend(source.map(|source| ("provenance", text(source.provenance().as_str()))));
    let place = match source {
        Some(source) => (Owner::Source(source), ""),
        None => (Owner::Area, "bar"),
    };
    note(sink, place, ("entry", &term.entry_id), if term.in_force { "in_force" } else { "not_in_force" }, facts);
}

/// Whether a firm is on the violation list.
pub(super) fn bar(status: &BarStatus, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let facts = vec![("on", text(status.on)), ("free_from", text(status.free_from))];
        let outcome = if status.barred { "barred" } else { "free" };
        note(sink, (Owner::Area, "bar"), ("firm", &status.firm), outcome, facts);
    }
}

/// Which version graded.
pub(super) fn version(version: &Version, question: &VersionQuestion, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let mut facts: Facts = Vec::new();
    facts.extend(question.graded_on.map(|day| ("graded_on", text(day))));
    facts.extend(question.label.as_ref().map(|label| ("label", text(label))));
    let outcome = if version.certain { "certain" } else { "not_certain" };
    note(sink, (Owner::Area, "default_rulebook"), ("rulebook", &version.rulebook), outcome, facts);
}
