//! Rule 17: which version of the benchmark graded.

use super::notes;
use super::output::Version;
use super::question::VersionQuestion;
use super::vocabulary::VersionBasis;
use crate::calendar;
use crate::error::Error;
use crate::explain::Sink;
use crate::{Date, Id};

const VERSION_2020: &str = "credit/cn-2020";
const VERSION_2025: &str = "credit/cn-2025";

/// The labels of published lists, which differ between the versions, with the codes of their grades.
const LABELS: [(&str, &str, &str); 7] = [
    ("一般", VERSION_2020, "general"),
    ("中等", VERSION_2020, "medium"),
    ("严重", VERSION_2020, "severe"),
    ("特别严重", VERSION_2020, "especially_severe"),
    ("失信", VERSION_2025, "dishonest"),
    ("严重失信", VERSION_2025, "severely_dishonest"),
    ("特别严重失信", VERSION_2025, "especially_severely_dishonest"),
];

/// The version in force when the province graded.
///
/// Source: 医保发〔2020〕34号, 医保办发〔2025〕10号.
pub(super) fn default_rulebook(question: &VersionQuestion, sink: &mut dyn Sink) -> Result<Version, Error> {
    let version = match (question.graded_on, &question.label) {
        (Some(graded_on), None) => by_date(graded_on)?,
        (None, Some(label)) => by_label(label)?,
        (stated, _) => {
            let got = if stated.is_some() { "both" } else { "neither" };
            let message = format!("exactly one of `graded_on` and `label` is needed, got {got}");
            return Err(Error::invalid_input("/input", message));
        }
    };
    notes::version(&version, question, sink);
    Ok(version)
}

fn by_date(graded_on: Date) -> Result<Version, Error> {
    calendar::check(graded_on, || "/input/graded_on".to_owned())?;
    let day = |year, month, day| chrono::NaiveDate::from_ymd_opt(year, month, day).map(Date::from);
    let before = |limit: Option<Date>| limit.is_some_and(|limit| graded_on < limit);
    if before(day(2020, 8, 28)) {
        let message = format!("there was no national grading before 2020-08-28, asked about `{graded_on}`");
        return Err(Error::rule_gap(message));
    }
    // From the third quarter of 2025 the new version holds; until the end of the year provinces used both.
    let (rulebook, certain) =
        if before(day(2025, 7, 1)) { (VERSION_2020, true) } else { (VERSION_2025, !before(day(2026, 1, 1))) };
    Ok(Version { rulebook: id(rulebook)?, grade: None, basis: VersionBasis::GradedOn, certain })
}

fn by_label(label: &str) -> Result<Version, Error> {
    match LABELS.iter().find(|(known, _, _)| *known == label) {
        Some((_, rulebook, grade)) => {
            Ok(Version { rulebook: id(rulebook)?, grade: Some(id(grade)?), basis: VersionBasis::Label, certain: true })
        }
        None => {
            let labels: Vec<&str> = LABELS.iter().map(|(label, _, _)| *label).collect();
            let shown: String = label.chars().take(40).collect();
            let message = format!("label must be one of `{}`, got `{shown}`", labels.join("`, `"));
            Err(Error::invalid_input("/input/label", message))
        }
    }
}

fn id(text: &str) -> Result<Id, Error> {
    text.parse().map_err(|_| Error::new(crate::Code::Internal, "", "a version has no id"))
}
