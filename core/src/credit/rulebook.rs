//! The parameters of a credit rulebook, typed and checked once.

use std::sync::Arc;

use super::parameters::{ClauseItem, Grade, UnsetCell};
use super::reading;
use super::vocabulary::{
    Action, Area, CorrectionStep, DistributorMode, Evidence, Kind, LadderName, Length, LookbackBasis, Matter, Measure,
    Role, Scope, Target,
};
use crate::Id;
use crate::error::Error;
use crate::rulebook::{Document, Source, area_rulebook};

/// A version of the benchmark for credit grades: parsed and checked once, immutable, shared between threads.
///
/// # Example
///
/// ```
/// use jicai::credit::Rulebook;
///
/// // What if the unpublished cut of the medium grade were 200,000 yuan?
/// let mine = Rulebook::from_json(
///     r#"{ "id": "example/200k", "extends": "credit/cn-2020", "parameters": { "ladders": { "bribery_total": [
///          { "rank": 1, "value": "10000.00" }, { "rank": 2, "value": "200000.00" },
///          { "rank": 3, "value": "500000.00", "clause": "3.1" }, { "rank": 4, "value": "2000000.00", "clause": "4.1" } ] } } }"#,
/// )
/// .unwrap();
/// assert_eq!(mine.id().as_str(), "example/200k");
/// ```
#[derive(Debug)]
pub struct Rulebook {
    pub(super) document: Document,
    /// By rank.
    pub(super) grades: Vec<Grade>,
    pub(super) clauses_complete: bool,
    pub(super) clauses: Vec<ClauseItem>,
    pub(super) evidence: Vec<Admitted>,
    pub(super) own_province_only: Sourced<bool>,
    pub(super) lookback: Lookback,
    pub(super) targets: Vec<(u32, Vec<Target>)>,
    pub(super) ladders: Vec<(LadderName, Vec<Edge>)>,
    pub(super) kinds: Vec<KindEntry>,
    /// The cells of the table of measures: by rank, and in each by role.
    pub(super) measures: Vec<[Vec<MeasureRow>; 2]>,
    pub(super) measures_unset: Vec<UnsetCell>,
    pub(super) repair: Option<Repair>,
    pub(super) commitment_missing: Sourced<Vec<Action>>,
}

area_rulebook!(Rulebook, "credit");

/// A value and where it comes from.
#[derive(Debug)]
pub(super) struct Sourced<T> {
    pub(super) value: T,
    pub(super) source: Arc<Source>,
}

/// Which evidence proves a matter.
#[derive(Debug)]
pub(super) struct Admitted {
    pub(super) matter: Matter,
    pub(super) evidence: Vec<Evidence>,
    pub(super) source: Arc<Source>,
}

/// How far back cases count.
#[derive(Debug)]
pub(super) struct Lookback {
    pub(super) reach: Reach,
    pub(super) basis: LookbackBasis,
    pub(super) source: Arc<Source>,
}

/// The years of the look-back.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reach {
    /// Set: cases are in or out.
    Years(u32),
    /// Not set, but not less than this: cases are in or open.
    NotBelow(u32),
    /// Not set: cases are open.
    Unset,
}

/// A threshold of a ladder, in fen or in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Threshold {
    Set(i128),
    Unset { not_below: Option<i128>, not_above: Option<i128> },
}

/// A step of a ladder: who reaches the threshold has at least this rank.
#[derive(Debug)]
pub(super) struct Edge {
    pub(super) ladder: LadderName,
    pub(super) rank: u32,
    pub(super) threshold: Threshold,
    pub(super) clause: Option<String>,
    pub(super) source: Arc<Source>,
}

/// The rank that a kind of conduct has; an interval where it is not published.
#[derive(Debug)]
pub(super) struct KindEntry {
    pub(super) matter: Matter,
    pub(super) kind: Kind,
    /// In the lenient reading.
    pub(super) least: u32,
    /// In the harsh reading.
    pub(super) most: u32,
    pub(super) is_set: bool,
    pub(super) clause: Option<String>,
    pub(super) source: Arc<Source>,
}

/// What a grade brings with it.
#[derive(Debug)]
pub(super) struct MeasureRow {
    pub(super) measure: Measure,
    pub(super) scope: Scope,
    pub(super) area: Area,
    pub(super) length: Length,
    pub(super) years: Option<u32>,
    pub(super) source: Arc<Source>,
}

/// How a grade is corrected.
#[derive(Debug)]
pub(super) struct Repair {
    pub(super) items: Vec<RepairItem>,
    pub(super) distributor_mode: DistributorMode,
    pub(super) distributor: Sourced<Vec<CorrectionStep>>,
    pub(super) selected_price_counts: Sourced<bool>,
}

/// The steps of one cell.
#[derive(Debug)]
pub(super) struct RepairItem {
    pub(super) matter: Matter,
    pub(super) rank: u32,
    pub(super) steps: Vec<CorrectionStep>,
    pub(super) source: Arc<Source>,
}

impl Rulebook {
    /// Types the parameters of a document.
    ///
    /// # Errors
    ///
    /// `invalid_rulebook` at the offending key.
    pub fn from_document(document: Document) -> Result<Rulebook, Error> {
        reading::read(document)
    }

    /// Every entry that results can rest on, in the order of the parameters: each says where it comes from.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::Rulebook;
    ///
    /// let version = Rulebook::builtin("credit/cn-2020")?;
    /// assert!(version.sources().iter().any(|source| source.parameter().starts_with("credit/cn-2020#bribery_total.")));
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn sources(&self) -> Vec<&Source> {
        let mut sources: Vec<&Source> = self.evidence.iter().map(|entry| entry.source.as_ref()).collect();
        sources.push(&self.own_province_only.source);
        sources.push(&self.lookback.source);
        sources.extend(self.ladders().map(|edge| edge.source.as_ref()));
        sources.extend(self.kinds.iter().map(|entry| entry.source.as_ref()));
        sources.extend(self.rows().map(|row| row.source.as_ref()));
        if let Some(repair) = &self.repair {
            sources.extend(repair.items.iter().map(|item| item.source.as_ref()));
            sources.push(&repair.distributor.source);
            sources.push(&repair.selected_price_counts.source);
        }
        sources.push(&self.commitment_missing.source);
        sources
    }

    /// What the documents are known to say and nobody has published: the ids that `gaps` of a grading may name, then the cells without
    /// measures and the measures without a length.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::Rulebook;
    ///
    /// // From which sum on a grade is medium is not published for 2020: sums in between give an interval of grades.
    /// let unpublished = Rulebook::builtin("credit/cn-2020")?.unpublished();
    /// assert!(unpublished.iter().any(|id| id == "credit/cn-2020#bribery_total.2"));
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn unpublished(&self) -> Vec<String> {
        let parameter = |source: &Arc<Source>| source.parameter().to_owned();
        let lookback = (!matches!(self.lookback.reach, Reach::Years(_))).then(|| parameter(&self.lookback.source));
        let edges = self.ladders().filter(|edge| matches!(edge.threshold, Threshold::Unset { .. }));
        let kinds = self.kinds.iter().filter(|entry| !entry.is_set);
        let cells =
            self.measures_unset.iter().map(|cell| format!("{}#measures_unset.{}.{}", self.id(), cell.rank, cell.role));
        let rows = self.rows().filter(|row| row.length == Length::NotPublished);
        lookback
            .into_iter()
            .chain(edges.map(|edge| parameter(&edge.source)))
            .chain(kinds.map(|entry| parameter(&entry.source)))
            .chain(cells)
            .chain(rows.map(|row| parameter(&row.source)))
            .collect()
    }

    /// The highest rank.
    pub(super) fn top(&self) -> u32 {
        u32::try_from(self.grades.len()).unwrap_or(u32::MAX).saturating_sub(1)
    }

    /// The code of a rank.
    pub(super) fn code(&self, rank: u32) -> &Id {
        match self.grade_at(rank) {
            Some(grade) => &grade.code,
            None => self.document.id(),
        }
    }

    /// The level of a rank across versions.
    pub(super) fn level(&self, rank: u32) -> u32 {
        self.grade_at(rank).map_or(0, |grade| grade.level)
    }

    /// How Chinese texts call a rank.
    pub(super) fn title(&self, rank: u32) -> &str {
        self.grade_at(rank).map_or("", |grade| &grade.zh)
    }

    fn grade_at(&self, rank: u32) -> Option<&Grade> {
        self.grades.get(usize::try_from(rank).ok()?)
    }

    /// The rank of a code.
    ///
    /// # Errors
    ///
    /// `invalid_input` at the path; the help line lists the codes.
    pub(super) fn rank_of(&self, code: &Id, path: impl FnOnce() -> String) -> Result<u32, Error> {
        match self.grades.iter().find(|grade| grade.code == *code) {
            Some(grade) => Ok(grade.rank),
            None => {
                let codes: Vec<&str> = self.grades.iter().map(|grade| grade.code.as_str()).collect();
                let shown: String = code.as_str().chars().take(60).collect();
                let message =
                    format!("grade must be one of `{}` in `{}`, got `{shown}`", codes.join("`, `"), self.id());
                Err(Error::invalid_input(path(), message))
            }
        }
    }

    /// The edges of a ladder, lowest first; none where the rulebook lacks it.
    pub(super) fn ladder(&self, name: LadderName) -> &[Edge] {
        self.ladders.iter().find(|(known, _)| *known == name).map_or(&[], |(_, edges)| edges)
    }

    /// Every ladder, in the order of the rules.
    pub(super) fn ladders(&self) -> impl Iterator<Item = &Edge> {
        self.ladders.iter().flat_map(|(_, edges)| edges)
    }

    /// Whether bribes to a target count for a rank.
    pub(super) fn counts_target(&self, rank: u32, target: Target) -> bool {
        self.targets.iter().any(|(known, targets)| *known == rank && targets.contains(&target))
    }

    /// Whether bribes to a target count for any rank.
    pub(super) fn knows_target(&self, target: Target) -> bool {
        self.targets.iter().any(|(_, targets)| targets.contains(&target))
    }

    /// Why the measures of a cell are not known; `None` where they are.
    pub(super) fn unset_cell(&self, rank: u32, role: Role) -> Option<&str> {
        let cell = self.measures_unset.iter().find(|cell| cell.rank == rank && cell.role == role)?;
        Some(&cell.citation)
    }

    /// Every row of the table of measures, cell by cell.
    fn rows(&self) -> impl Iterator<Item = &MeasureRow> {
        self.measures.iter().flatten().flatten()
    }

    /// The rows of a cell, in the rulebook's order.
    pub(super) fn cell(&self, rank: u32, role: Role) -> impl Iterator<Item = &MeasureRow> {
        let cells = usize::try_from(rank).ok().and_then(|rank| self.measures.get(rank));
        let cell = cells.map(|[manufacturer, distributor]| match role {
            Role::Manufacturer => manufacturer,
            Role::Distributor => distributor,
        });
        cell.into_iter().flatten()
    }
}
