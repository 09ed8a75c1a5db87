//! A published grade, graded again under both versions.

use std::sync::Arc;

use jicai::credit::{
    self, CompareQuestion, End, GradeQuestion, Grading, LevelChange, Rulebook, RulebookChoice, Version, VersionQuestion,
};
use jicai::explain::{Language, Trace};
use jicai::rulebook::{Provenance, Source};

use super::data::{Found, Published, READ_OFF};
use super::words::{grade, origin};
use crate::data::Result;
use crate::words::{pick, text};

/// Both versions of the national benchmark.
pub(crate) struct Versions {
    pub(crate) of_2020: Arc<Rulebook>,
    pub(crate) of_2025: Arc<Rulebook>,
}

impl Versions {
    pub(crate) fn new() -> Result<Versions> {
        Ok(Versions { of_2020: Rulebook::builtin("credit/cn-2020")?, of_2025: Rulebook::builtin("credit/cn-2025")? })
    }
}

/// A grading with the sentences that explain it.
pub(crate) struct Side {
    pub(crate) grading: Grading,
    pub(crate) trace: Trace,
}

impl Side {
    pub(crate) fn new(rulebook: &Rulebook, question: &GradeQuestion) -> Result<Side> {
        let mut trace = Trace::explaining();
        Ok(Side { grading: credit::grade_with(rulebook, question, &mut trace)?, trace })
    }

    /// The grade, or the two ends between which it lies.
    pub(crate) fn title(&self, language: Language) -> String {
        self.trace.steps().last().map(|step| grade(language, step)).unwrap_or_default()
    }

    /// Below the grade: by which clause, and how well its threshold is established.
    pub(crate) fn basis(&self, language: Language) -> String {
        let Some(step) = self.trace.steps().first() else { return String::new() };
        let fact = |name: &str| step.fact(name).map(ToString::to_string);
        if fact("published").as_deref() == Some("no") {
            return pick(language, "等级未公布", "not published").to_owned();
        }
        let clause = |end: End| {
            let deciding = self.grading.deciding.iter().find(|deciding| deciding.end == end);
            deciding.and_then(|deciding| deciding.clause.as_deref())
        };
        let line = |clause: Option<&str>, provenance: Option<String>| {
            let provenance = origin(language, &provenance?);
            Some(match clause {
                Some(number) => format!("{number} {provenance}"),
                None => text!(language, "无条号 {provenance}", "(no number)\n{provenance}"),
            })
        };
        // Where the lower end is none, the step is about the upper one.
        let first = clause(End::Min).or_else(|| clause(End::Max));
        let ends = [line(first, fact("provenance")), line(clause(End::Max), fact("open_provenance"))];
        ends.into_iter().flatten().collect::<Vec<_>>().join(pick(language, "，", "\n"))
    }
}

/// A published row with the library's answers.
pub(crate) struct Check {
    pub(crate) row: &'static Published,
    /// Which version graded, by the label that is published.
    pub(crate) version: Version,
    pub(crate) of_2020: Side,
    pub(crate) of_2025: Side,
    pub(crate) change: LevelChange,
}

impl Check {
    pub(crate) fn new(language: Language, versions: &Versions, row: &'static Published) -> Result<Check> {
        let question = row.question(language)?;
        let label = VersionQuestion { graded_on: None, label: Some(row.label.to_owned()) };
        let both = CompareQuestion {
            firm: question.firm.clone(),
            province: question.province.clone(),
            graded_on: question.graded_on,
            cases: question.cases.clone(),
            other_rulebook: RulebookChoice::from(Arc::clone(&versions.of_2025)),
        };
        let check = Check {
            row,
            version: credit::default_rulebook(&label)?,
            of_2020: Side::new(&versions.of_2020, &question)?,
            of_2025: Side::new(&versions.of_2025, &question)?,
            change: credit::compare(&versions.of_2020, &both)?.level_change,
        };
        if row.found == Found::SelectionLost && !check.rests_on(READ_OFF) {
            Err(format!("{}: the grade does not rest on {READ_OFF}", row.case))?;
        }
        Ok(check)
    }

    /// Whether the version that graded rests on a parameter that was derived.
    fn rests_on(&self, parameter: &str) -> bool {
        let is_it = |source: &Source| source.parameter() == parameter && source.provenance() == Provenance::Derived;
        self.grading_side().trace.rests_on().any(is_it)
    }

    /// The answer under the version that graded.
    pub(crate) fn grading_side(&self) -> &Side {
        if self.is_of_2020() { &self.of_2020 } else { &self.of_2025 }
    }

    pub(crate) fn is_of_2020(&self) -> bool {
        self.version.rulebook == self.of_2020.grading.rulebook
    }

    /// Whether the version that graded gives exactly the published grade.
    pub(crate) fn agrees(&self) -> bool {
        self.version.grade.is_some() && self.grading_side().grading.grade == self.version.grade
    }

    /// Whether agreement says something about the rules: neither a number of them nor the sum was taken from the row or its grade.
    pub(crate) fn is_evidence(&self) -> bool {
        matches!(self.row.found, Found::Sum(..))
    }

    pub(crate) fn mark(&self) -> &'static str {
        match (self.agrees(), self.is_evidence()) {
            (true, true) => "✓",
            (true, false) => "✓*",
            (false, _) => "✗",
        }
    }
}
