//! The same facts under two versions.

use super::drop::Asked;
use super::grade::grade_held;
use super::notes;
use super::output::GradeComparison;
use super::question::CompareQuestion;
use super::rulebook::Rulebook;
use super::validate::{self, Citing};
use super::vocabulary::LevelChange;
use crate::error::Error;
use crate::explain::Sink;

/// Grades of different versions are compared by level: rule 12.
pub(super) fn compare(
    first: &Rulebook,
    question: &CompareQuestion,
    sink: &mut dyn Sink,
) -> Result<GradeComparison, Error> {
    let second = question.other_rulebook.resolve(|| "/input/other_rulebook".to_owned())?;
    let held = validate::cases(question.graded_on, &question.cases, &[first, &second], Citing::Refused)?;
    let asked = Asked { firm: &question.firm, province: &question.province, graded_on: question.graded_on };
    let one = grade_held(first, asked, &question.cases, &held, sink);
    let other = grade_held(&second, asked, &question.cases, &held, sink);
    let (one_levels, other_levels) = ((one.level_min, one.level_max), (other.level_min, other.level_max));
    let level_change = if other_levels.0 > one_levels.1 {
        LevelChange::Harsher
    } else if other_levels.1 < one_levels.0 {
        LevelChange::Milder
    } else if one_levels == other_levels && one_levels.0 == one_levels.1 {
        LevelChange::Same
    } else {
        LevelChange::Undetermined
    };
    notes::compare(first, &question.firm, (&one, &other), level_change, sink);
    Ok(GradeComparison { first: one.into(), second: other.into(), level_change })
}
