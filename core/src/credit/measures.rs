//! What a grade brings with it.

use super::notes;
use super::output::{GradeMeasures, MeasureTerm};
use super::question::MeasuresQuestion;
use super::record::last_day;
use super::rulebook::Rulebook;
use crate::calendar;
use crate::error::Error;
use crate::explain::Sink;

/// The rows of one cell of the table of measures, with their days.
///
/// Source: clauses `#measures.<rank>.<role>.<measure>.<area>`.
pub(super) fn measures(
    rulebook: &Rulebook,
    question: &MeasuresQuestion,
    sink: &mut dyn Sink,
) -> Result<GradeMeasures, Error> {
    if let Some(start) = question.start_on {
        calendar::check(start, || "/input/start_on".to_owned())?;
    }
    let rank = rulebook.rank_of(&question.grade, || "/input/grade".to_owned())?;
    let unset = rulebook.unset_cell(rank, question.role);
    let mut terms = Vec::new();
    for row in rulebook.cell(rank, question.role) {
        sink.used(&row.source);
        let term = MeasureTerm {
            measure: row.measure,
            scope: row.scope,
            area: row.area,
            length: row.length,
            years: row.years,
            first_day: question.start_on,
            last_day: question.start_on.and_then(|start| last_day(row, start)),
            provenance: row.source.provenance(),
        };
        notes::measure(row, (&question.grade, rulebook.title(rank)), &term, sink);
        terms.push(term);
    }
    notes::measures(rulebook, question, unset, terms.len(), sink);
    Ok(GradeMeasures {
        rulebook: rulebook.id().clone(),
        grade: question.grade.clone(),
        rank,
        level: rulebook.level(rank),
        role: question.role,
        complete: unset.is_none(),
        measures: terms,
    })
}
