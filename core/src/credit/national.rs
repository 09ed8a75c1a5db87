//! The provincial grades of all firms, rolled up to the country.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::notes;
use super::output::{FirmView, NationalView, NationwideProduct, NotLive, ProvinceView, WorstGrade};
use super::record::{self, Checked, GradeRecord, Owner, Versions};
use super::rulebook::Rulebook;
use super::vocabulary::{Area, Measure, Scope};
use crate::calendar;
use crate::error::Error;
use crate::explain::Sink;
use crate::sorting::Sorting;
use crate::{Date, Id};

/// What `credit.national` is asked: the published rows of all provinces.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, NationalQuestion};
///
/// // Every row has to say whose it is.
/// let question: NationalQuestion = jicai::evaluate::read(serde_json::json!({ "as_of": "2026-01-01", "records": [
///     { "record_id": "a", "province": "P", "rulebook": "credit/cn-2020", "grade": "severe", "start_on": "2024-01-01" } ] }))?;
/// assert_eq!(credit::national(None, &question).unwrap_err().path(), "/input/records/0/firm");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NationalQuestion {
    /// The day.
    pub as_of: Date,
    /// The rows, at most 100,000; each states firm and role.
    pub records: Vec<GradeRecord>,
}

/// A grade has effect in its province only, except for measures that hold in all provinces: rule 12.
pub(super) fn national(
    default: Option<&Arc<Rulebook>>,
    question: &NationalQuestion,
    sink: &mut dyn Sink,
) -> Result<NationalView, Error> {
    calendar::check(question.as_of, || "/input/as_of".to_owned())?;
    let versions = Versions::of(&question.records, default)?;
    let mut records = record::check(&question.records, &versions, Owner::Stated)?;
    // They are by id, and stay so for each firm.
    records.order_by(|a, b| a.firm.cmp(b.firm));
    let mut firms = Vec::new();
    let mut firms_by_worst_level = [0_u32; 4];
    for records in records.chunk_by(|a, b| a.firm == b.firm) {
        let Some(first) = records.first() else { continue };
        let firm = firm(first.firm, records, question.as_of, sink);
        let level = usize::try_from(firm.worst_level).unwrap_or(usize::MAX);
        if let Some(count) = firms_by_worst_level.get_mut(level) {
            *count = count.saturating_add(1);
        }
        firms.push(firm);
    }
    Ok(NationalView {
        as_of: question.as_of,
        firm_count: u32::try_from(firms.len()).unwrap_or(u32::MAX),
        firms_by_worst_level,
        firms,
    })
}

/// One firm; its records come by id.
fn firm(firm: &Id, records: &[Checked<'_>], as_of: Date, sink: &mut dyn Sink) -> FirmView {
    let mut not_live = Vec::new();
    let mut live: Vec<&Checked<'_>> = Vec::new();
    let mut nationwide = Nationwide::default();
    for record in records {
        if let Some(reason) = record.not_live(as_of) {
            notes::not_live(record, reason.into(), sink);
            not_live.push(NotLive { record_id: record.record.record_id.clone(), reason });
            continue;
        }
        live.push(record);
        nationwide.add(record, as_of, sink);
    }
    let worst_level = live.iter().map(|record| record.level()).max().unwrap_or(0);
    let view = FirmView {
        firm: firm.clone(),
        worst_level,
        worst_grades: worst_grades(&live, worst_level),
        provinces: provinces(&live),
        nationwide_products: nationwide.products(),
        nationwide_all_products: nationwide.all_products,
        nationwide_products_unknown: nationwide.unknown,
        not_live,
    };
    notes::firm(&view, as_of, sink);
    view
}

/// Per version, the highest grade among the live records of the worst level.
fn worst_grades(live: &[&Checked<'_>], worst_level: u32) -> Vec<WorstGrade> {
    let mut worst: BTreeMap<&Id, &Checked<'_>> = BTreeMap::new();
    for record in live.iter().filter(|record| record.level() == worst_level) {
        let known = worst.entry(record.rulebook.id()).or_insert(record);
        if record.rank > known.rank {
            *known = record;
        }
    }
    worst
        .into_iter()
        .map(|(rulebook, record)| WorstGrade { rulebook: rulebook.clone(), grade: record.record.grade.clone() })
        .collect()
}

fn provinces(live: &[&Checked<'_>]) -> Vec<ProvinceView> {
    let mut provinces: BTreeMap<&Id, ProvinceView> = BTreeMap::new();
    for record in live {
        let province = &record.record.province;
        let view = provinces.entry(province).or_insert_with(|| ProvinceView {
            province: province.clone(),
            level: 0,
            records: Vec::new(),
        });
        view.level = view.level.max(record.level());
        view.records.push(record.record.record_id.clone());
    }
    provinces.into_values().collect()
}

/// What holds in all provinces.
#[derive(Default)]
struct Nationwide<'r> {
    products: BTreeMap<&'r Id, (BTreeSet<Measure>, BTreeSet<&'r Id>)>,
    all_products: bool,
    unknown: bool,
}

impl<'r> Nationwide<'r> {
    /// The running measures of a live record that hold in all provinces.
    fn add(&mut self, record: &Checked<'r>, as_of: Date, sink: &mut dyn Sink) {
        record.measures(|running| {
            if running.area != Area::AllProvinces || !running.runs(as_of) {
                return;
            }
            let counts = match (running.scope, &record.record.products) {
                (Scope::Firm, _) => false,
                (Scope::AllProducts, _) => {
                    self.all_products = true;
                    true
                }
                (Scope::InvolvedProducts, None) => {
                    self.unknown = true;
                    true
                }
                (Scope::InvolvedProducts, Some(products)) => {
                    for product in products {
                        let (measures, graded_in) = self.products.entry(product).or_default();
                        measures.insert(running.measure);
                        graded_in.insert(&record.record.province);
                    }
                    !products.is_empty()
                }
            };
            if counts {
                if let Some(source) = running.source {
                    sink.used(source);
                }
                notes::nationwide(record, running, sink);
            }
        });
    }

    fn products(&self) -> Vec<NationwideProduct> {
        let view = |(product, (measures, graded_in)): (&&Id, &(BTreeSet<Measure>, BTreeSet<&Id>))| NationwideProduct {
            product: (*product).clone(),
            measures: measures.iter().copied().collect(),
            graded_in: graded_in.iter().map(|province| (*province).clone()).collect(),
        };
        self.products.iter().map(view).collect()
    }
}
