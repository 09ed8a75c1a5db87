//! From a rulebook document to its typed parameters: every complaint names the key.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::parameters::{
    ClausesForm, CommitmentForm, EdgeForm, EvidenceForm, Grade, KindForm, LaddersForm, LookbackForm, MeasureForm,
    RepairForm, SwitchForm, TargetsForm, UnsetCell,
};
use super::rulebook::{
    Admitted, Edge, KindEntry, Lookback, MeasureRow, Reach, Repair, RepairItem, Rulebook, Sourced, Threshold,
};
use super::vocabulary::{Kind, LadderName, Length, Role, Target};
use crate::error::{Code, Error};
use crate::json;
use crate::rulebook::{Document, Provenance, Source, area_of};

/// The parameters, in the order of the rules.
const PARAMETERS: [&str; 12] = [
    "grades",
    "clauses",
    "evidence",
    "own_province_only",
    "lookback",
    "bribery_targets",
    "ladders",
    "kinds",
    "measures",
    "measures_unset",
    "repair",
    "commitment_missing",
];

/// The highest level across versions.
const TOP_LEVEL: u32 = 3;

/// The longest measure or period in years or months that can be stated: dates end long before.
const LONGEST: u32 = 12_000;

/// The most grades of a version, and the most rows of its table of measures: every record is held against all of them.
const MAX_GRADES: usize = 100;
const MAX_ROWS: usize = 1_000;

/// A table is not too long.
fn most(name: &str, length: usize, most: usize) -> Result<(), Error> {
    if length <= most {
        return Ok(());
    }
    let message = format!("{name} has at most {most} entries, got `{length}`");
    Err(Error::limit_exceeded(format!("/parameters/{name}"), message))
}

/// Types the parameters of a document.
pub(super) fn read(document: Document) -> Result<Rulebook, Error> {
    check_form(&document, "credit", &PARAMETERS)?;
    let read = Reader { document: &document };
    let grades = grades(&read)?;
    let top = u32::try_from(grades.len()).unwrap_or(u32::MAX).saturating_sub(1);
    let clauses: ClausesForm = read.need("clauses")?;
    let repair = match document.parameter("repair") {
        Some(_) => Some(repair(&read, top)?),
        None => None,
    };
    let own_province_only: SwitchForm = read.need("own_province_only")?;
    let commitment_missing: CommitmentForm = read.need("commitment_missing")?;
    Ok(Rulebook {
        grades,
        clauses_complete: clauses.complete,
        clauses: clauses.items,
        evidence: evidence(&read)?,
        own_province_only: Sourced {
            value: own_province_only.value,
            source: read.source("own_province_only", own_province_only.provenance, own_province_only.citation),
        },
        lookback: lookback(&read)?,
        targets: targets(&read, top)?,
        ladders: ladders(&read, top)?,
        kinds: kinds(&read, top)?,
        measures: measures(&read, top)?,
        measures_unset: measures_unset(&read, top)?,
        repair,
        commitment_missing: Sourced {
            source: read.source("commitment_missing", commitment_missing.provenance, commitment_missing.citation),
            value: commitment_missing.limits,
        },
        document,
    })
}

/// The rulebook, and the document behind it.
pub(super) fn named(document: &Document) -> String {
    match &document.head().document {
        Some(name) => format!("`{}` ({name})", document.id()),
        None => format!("`{}`", document.id()),
    }
}

/// Head and names: what both kinds of rulebook of this area are held to.
pub(super) fn check_form(document: &Document, area: &str, names: &[&str]) -> Result<(), Error> {
    let head = document.head();
    let missing = |key: &str| {
        let message = format!("the key `{key}` is missing");
        Err(Error::invalid_rulebook(format!("/{key}"), message)
            .with_help("only a rulebook that extends another one may leave its head out"))
    };
    // Whoever extends a rulebook of another area named the wrong rulebook, whatever area it says of itself.
    if let Some(parent) = document.extends()
        && area_of(parent.as_str()).is_some_and(|of_parent| of_parent != area)
    {
        let message = format!("there is no built-in rulebook `{parent}` of the area `{area}`");
        return Err(Error::new(Code::UnknownRulebook, "/extends", message));
    }
    match head.area.as_deref() {
        None => return missing("area"),
        Some(known) if known != area => {
            return Err(Error::invalid_rulebook("/area", format!("area must be `{area}` here, got `{known}`")));
        }
        Some(_) => {}
    }
    if document.extends().is_none() {
        let stated = [
            ("jurisdiction", head.jurisdiction.is_some()),
            ("title", head.title.is_some()),
            ("document", head.document.is_some()),
            ("effective_from", head.effective_from.is_some()),
        ];
        if let Some((key, _)) = stated.iter().find(|(_, stated)| !stated) {
            return missing(key);
        }
    }
    if document.states_gaps() {
        let message = "a credit rulebook has no `gaps`: what is not published is left out";
        return Err(Error::invalid_rulebook("/gaps", message));
    }
    for parameter in document.parameters() {
        if !names.contains(&parameter.name()) {
            let path = format!("/parameters{}", crate::error::pointer_segment(parameter.name()));
            let message = format!("there is no parameter `{}` in the {area} area", parameter.name());
            return Err(
                Error::invalid_rulebook(path, message).with_help(format!("the parameters are {}", names.join(", ")))
            );
        }
    }
    Ok(())
}

/// Reads parameters, and knows which rulebook set them.
pub(super) struct Reader<'d> {
    pub(super) document: &'d Document,
}

impl Reader<'_> {
    pub(super) fn need<T: DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        let Some(parameter) = self.document.parameter(name) else {
            let message = format!("the parameter `{name}` is missing");
            return Err(Error::invalid_rulebook(format!("/parameters/{name}"), message));
        };
        json::decode(&parameter.value)
            .map_err(|error| error.with_code(Code::InvalidRulebook).under(&format!("/parameters/{name}")))
    }

    /// The source `<rulebook>#<name>` of an entry of the parameter that the name begins with.
    pub(super) fn entry_source(
        &self,
        parameter: &str,
        name: &str,
        provenance: Option<Provenance>,
        citation: Option<String>,
    ) -> Arc<Source> {
        let rulebook = self.document.parameter(parameter).and_then(|parameter| parameter.source().rulebook());
        let rulebook = rulebook.as_ref().unwrap_or(self.document.id());
        Arc::new(Source::of_entry(rulebook, name, provenance, citation))
    }

    fn source(&self, name: &str, provenance: Option<Provenance>, citation: Option<String>) -> Arc<Source> {
        self.entry_source(name, name, provenance, citation)
    }
}

pub(super) fn invalid<T>(place: impl std::fmt::Display, message: impl Into<String>) -> Result<T, Error> {
    Err(Error::invalid_rulebook(format!("/parameters/{place}"), message))
}

/// A rank of an entry: not below 1, not above the top.
fn rank_fits(rank: u32, top: u32, place: impl std::fmt::Display) -> Result<(), Error> {
    if (1..=top).contains(&rank) {
        return Ok(());
    }
    invalid(format!("{place}/rank"), format!("rank must be from 1 to the top rank {top}, got `{rank}`"))
}

/// The grades: ranks 0, 1, 2 … in order.
fn grades(read: &Reader<'_>) -> Result<Vec<Grade>, Error> {
    let grades: Vec<Grade> = read.need("grades")?;
    most("grades", grades.len(), MAX_GRADES)?;
    if grades.is_empty() {
        return invalid("grades", "grades must have at least the one of rank 0");
    }
    for (i, grade) in grades.iter().enumerate() {
        if u32::try_from(i) != Ok(grade.rank) {
            return invalid(format!("grades/{i}/rank"), format!("rank must be `{i}` here, got `{}`", grade.rank));
        }
        if grade.level > TOP_LEVEL {
            let message = format!("level must be from 0 to {TOP_LEVEL}, got `{}`", grade.level);
            return invalid(format!("grades/{i}/level"), message);
        }
        if grades.iter().take(i).any(|earlier| earlier.code == grade.code) {
            return invalid(format!("grades/{i}/code"), format!("code `{}` stands here twice", grade.code));
        }
    }
    Ok(grades)
}

fn evidence(read: &Reader<'_>) -> Result<Vec<Admitted>, Error> {
    let forms: Vec<EvidenceForm> = read.need("evidence")?;
    for (i, form) in forms.iter().enumerate() {
        if forms.iter().take(i).any(|earlier| earlier.matter == form.matter) {
            return invalid(format!("evidence/{i}/matter"), format!("matter `{}` stands here twice", form.matter));
        }
    }
    let admitted = |form: EvidenceForm| {
        let name = format!("evidence.{}", form.matter);
        Admitted {
            matter: form.matter,
            source: read.entry_source("evidence", &name, form.provenance, form.citation),
            evidence: form.admitted,
        }
    };
    Ok(forms.into_iter().map(admitted).collect())
}

fn lookback(read: &Reader<'_>) -> Result<Lookback, Error> {
    let form: LookbackForm = read.need("lookback")?;
    let reach = match (form.years, form.not_below_years) {
        (Some(_), Some(years)) => {
            let message = format!("not_below_years has no place beside `years`, got `{years}`");
            return invalid("lookback/not_below_years", message);
        }
        (Some(years), None) => Reach::Years(years),
        (None, Some(years)) => Reach::NotBelow(years),
        (None, None) => Reach::Unset,
    };
    let source = read.source("lookback", form.provenance, form.citation);
    Ok(Lookback { reach, basis: form.basis, source })
}

fn targets(read: &Reader<'_>, top: u32) -> Result<Vec<(u32, Vec<Target>)>, Error> {
    let forms: Vec<TargetsForm> = read.need("bribery_targets")?;
    for (i, form) in forms.iter().enumerate() {
        let place = format!("bribery_targets/{i}");
        rank_fits(form.rank, top, &place)?;
        if forms.iter().take(i).any(|earlier| earlier.rank == form.rank) {
            return invalid(format!("{place}/rank"), format!("rank `{}` stands here twice", form.rank));
        }
    }
    Ok(forms.into_iter().map(|form| (form.rank, form.targets)).collect())
}

/// The ladders: ranks ascend, and so do the thresholds that are set.
fn ladders(read: &Reader<'_>, top: u32) -> Result<Vec<(LadderName, Vec<Edge>)>, Error> {
    let forms: LaddersForm = read.need("ladders")?;
    forms
        .into_ladders()
        .into_iter()
        .map(|(name, edges)| {
            let mut last_rank = 0;
            let mut last_value = None;
            let mut ladder = Vec::with_capacity(edges.len());
            for (i, form) in edges.into_iter().enumerate() {
                let place = format!("ladders/{name}/{i}");
                rank_fits(form.rank, top, &place)?;
                if form.rank <= last_rank {
                    let message = format!("ranks must ascend: `{}` after `{last_rank}`", form.rank);
                    return invalid(format!("{place}/rank"), message);
                }
                let threshold = threshold(&form, &place)?;
                if let Threshold::Set(value) = threshold {
                    if last_value.is_some_and(|last| value < last) {
                        return invalid(format!("{place}/value"), "the set values of a ladder must not descend");
                    }
                    last_value = Some(value);
                }
                last_rank = form.rank;
                let source_name = format!("{name}.{}", form.rank);
                let source = read.entry_source("ladders", &source_name, form.provenance, form.citation);
                ladder.push(Edge { ladder: name, rank: form.rank, threshold, clause: form.clause, source });
            }
            Ok((name, ladder))
        })
        .collect()
}

fn threshold(form: &EdgeForm, place: &str) -> Result<Threshold, Error> {
    match (form.value, form.not_below, form.not_above) {
        (Some(value), None, None) => Ok(Threshold::Set(value)),
        (Some(_), _, _) => invalid(place, "an edge has `value`, or bounds where it is not published, not both"),
        (None, Some(below), Some(above)) if below > above => invalid(place, "not_below must not be above not_above"),
        (None, not_below, not_above) => Ok(Threshold::Unset { not_below, not_above }),
    }
}

fn kinds(read: &Reader<'_>, top: u32) -> Result<Vec<KindEntry>, Error> {
    let forms: Vec<KindForm> = read.need("kinds")?;
    let mut entries: Vec<KindEntry> = Vec::with_capacity(forms.len());
    for (i, form) in forms.into_iter().enumerate() {
        let place = format!("kinds/{i}");
        let known = Kind::of(form.matter);
        if known.is_empty() {
            return invalid(format!("{place}/matter"), format!("matter `{}` has no kinds", form.matter));
        }
        if !known.contains(&form.kind) {
            let message = format!("`{}` is no kind of `{}`", form.kind, form.matter);
            return invalid(format!("{place}/kind"), message);
        }
        if entries.iter().any(|entry| entry.matter == form.matter && entry.kind == form.kind) {
            return invalid(format!("{place}/kind"), format!("kind `{}` stands here twice", form.kind));
        }
        for (field, rank) in [("rank", form.rank), ("not_below", form.not_below), ("not_above", form.not_above)] {
            if let Some(rank) = rank.filter(|rank| *rank > top) {
                let message = format!("{field} must not be above the top rank {top}, got `{rank}`");
                return invalid(format!("{place}/{field}"), message);
            }
        }
        let (least, most) = match (form.rank, form.not_below, form.not_above) {
            (Some(rank), None, None) => (rank, rank),
            (Some(_), _, _) => {
                return invalid(&place, "a kind has `rank`, or bounds where it is not published, not both");
            }
            (None, below, above) => (below.unwrap_or(0), above.unwrap_or(top)),
        };
        if least > most {
            return invalid(&place, "not_below must not be above not_above");
        }
        let name = format!("kinds.{}.{}", form.matter, form.kind);
        entries.push(KindEntry {
            matter: form.matter,
            kind: form.kind,
            least,
            most,
            is_set: form.rank.is_some(),
            clause: form.clause,
            source: read.entry_source("kinds", &name, form.provenance, form.citation),
        });
    }
    Ok(entries)
}

fn measures(read: &Reader<'_>, top: u32) -> Result<Vec<[Vec<MeasureRow>; 2]>, Error> {
    let forms: Vec<MeasureForm> = read.need("measures")?;
    most("measures", forms.len(), MAX_ROWS)?;
    let mut cells: Vec<[Vec<MeasureRow>; 2]> = (0..=top).map(|_| Default::default()).collect();
    let row = |(i, form): (usize, MeasureForm)| {
        let place = format!("measures/{i}");
        rank_fits(form.rank, top, &place)?;
        match (form.length, form.years) {
            (Length::Years, Some(years)) if (1..=LONGEST / 12).contains(&years) => {}
            (Length::Years, Some(years)) => {
                let message = format!("years must be from 1 to {}, got `{years}`", LONGEST / 12);
                return invalid(format!("{place}/years"), message);
            }
            (Length::Years, None) => return invalid(format!("{place}/years"), "length `years` needs `years`"),
            (length, Some(years)) => {
                let message = format!("years has no place beside length `{length}`, got `{years}`");
                return invalid(format!("{place}/years"), message);
            }
            (_, None) => {}
        }
        let name = format!("measures.{}.{}.{}.{}", form.rank, form.role, form.measure, form.area);
        Ok(MeasureRow {
            measure: form.measure,
            scope: form.scope,
            area: form.area,
            length: form.length,
            years: form.years,
            source: read.entry_source("measures", &name, form.provenance, form.citation),
        })
    };
    for (i, form) in forms.into_iter().enumerate() {
        let (rank, role) = (form.rank, form.role);
        let row = row((i, form))?;
        let cell = usize::try_from(rank).ok().and_then(|rank| cells.get_mut(rank));
        if let Some([manufacturer, distributor]) = cell {
            match role {
                Role::Manufacturer => manufacturer.push(row),
                Role::Distributor => distributor.push(row),
            }
        }
    }
    Ok(cells)
}

fn measures_unset(read: &Reader<'_>, top: u32) -> Result<Vec<UnsetCell>, Error> {
    let cells: Vec<UnsetCell> = read.need("measures_unset")?;
    for (i, cell) in cells.iter().enumerate() {
        rank_fits(cell.rank, top, format!("measures_unset/{i}"))?;
    }
    Ok(cells)
}

fn repair(read: &Reader<'_>, top: u32) -> Result<Repair, Error> {
    let form: RepairForm = read.need("repair")?;
    let mut items: Vec<RepairItem> = Vec::with_capacity(form.items.len());
    for (i, item) in form.items.into_iter().enumerate() {
        let place = format!("repair/items/{i}");
        rank_fits(item.rank, top, &place)?;
        if items.iter().any(|known| known.matter == item.matter && known.rank == item.rank) {
            return invalid(&place, format!("`{}` of rank {} stands here twice", item.matter, item.rank));
        }
        let name = format!("repair.{}.{}", item.matter, item.rank);
        items.push(RepairItem {
            matter: item.matter,
            rank: item.rank,
            steps: item.steps,
            source: read.entry_source("repair", &name, item.provenance, item.citation),
        });
    }
    let entry = |name: &str, provenance, citation| read.entry_source("repair", name, provenance, citation);
    let prices = form.selected_price_counts;
    Ok(Repair {
        items,
        distributor_mode: form.distributor.mode,
        distributor: Sourced {
            source: entry("repair.distributor", form.distributor.provenance, form.distributor.citation),
            value: form.distributor.steps,
        },
        selected_price_counts: Sourced {
            value: prices.value,
            source: entry("repair.selected_price_counts", prices.provenance, prices.citation),
        },
    })
}
