//! The built-in rulebooks, and how to find one.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::document::Document;
use crate::error::{Code, Error};
use crate::{Date, Id, json};

/// A rulebook file that is compiled into the library.
struct Embedded {
    /// As in the file: which functions take it.
    area: &'static str,
    id: &'static str,
    /// None where the area is left out.
    toml: Option<&'static str>,
}

macro_rules! embed {
    ($($area:literal in $feature:literal: $($id:literal)*;)*) => {
        const COUNT: usize = [$($($id),*),*].len();
        static EMBEDDED: [Embedded; COUNT] = [$($(Embedded {
            area: $area,
            id: $id,
            toml: if cfg!(any(feature = $feature, feature = "rulebooks")) {
                Some(include_str!(concat!("../../rulebooks/", $id, ".toml")))
            } else {
                None
            },
        }),*),*];
    };
}

// Every file below `rulebooks/`; a test fails when one is missing here. A rulebook may extend only those listed before it.
embed! {
    "award" in "award":
    "award/cn-2018-pilot"
    "award/cn-2019-expansion"
    "award/cn-batch-02"
    "award/cn-batch-03"
    "award/cn-batch-04"
    "award/cn-batch-05"
    "award/cn-insulin-2021"
    "award/cn-batch-07"
    "award/cn-batch-08"
    "award/cn-batch-09"
    "award/cn-insulin-2024"
    "award/cn-batch-10"
    "award/cn-batch-11"
    "award/cn-batch-12"
    "award/cn-stents-2020"
    "award/cn-stents-2022"
    "award/cn-joints-2021"
    "award/cn-tcm-2023"
    "award/csj-renewal-2022";
    "differential" in "differential":
    "differential/cn-2011"
    "differential/cn-2005-trial"
    "differential/cn-retail-cap-2009"
    "differential/vbp"
    "differential/cn-batch-11-paediatric"
    "differential/shanxi-2025";
    "payment" in "payment":
    "payment/cn-2019"
    "payment/guangzhou-2019"
    "payment/hainan-2019"
    "payment/xian-2019"
    "payment/heilongjiang-2020"
    "payment/henan-2019"
    "payment/shanghai-2021"
    "payment/fujian-2025"
    "payment/wuhan-2020"
    "payment/cn-insulin-2022"
    "payment/cn-joints-2022"
    "payment/zhejiang-joints-2022"
    "payment/tianjin-dcb-2022"
    "payment/fujian-stents-2021"
    "payment/beijing-pilot-2022"
    "payment/jilin-city-2020"
    "payment/cn-bid-2023"
    "payment/ningbo-retail";
    "credit" in "credit":
    "credit/cn-2020"
    "credit/cn-2025";
    "credit_bar" in "credit":
    "credit/cn-vbp-bar";
    "volume" in "volume":
    "volume/generic"
    "volume/cn-2019-expansion"
    "volume/cn-batch-02"
    "volume/cn-batch-03"
    "volume/cn-batch-04"
    "volume/cn-batch-05"
    "volume/cn-batch-07"
    "volume/cn-batch-08"
    "volume/cn-batch-09"
    "volume/cn-batch-10"
    "volume/cn-batch-11"
    "volume/cn-batch-12"
    "volume/insulin-2021"
    "volume/insulin-2024"
    "volume/gd-alliance-2022"
    "volume/jiangxi-reagents-2023"
    "volume/fujian-clips"
    "volume/sichuan-ivus-2024"
    "volume/shanxi-consumables-2025"
    "volume/lens-3plus6-2020"
    "volume/renewal-2021"
    "volume/renewal-batches-1-8"
    "volume/csj-renewal-2022"
    "volume/hebei-2020"
    "volume/zhejiang-2025"
    "volume/shanghai-2020"
    "volume/shanghai-2021"
    "volume/jilin-city-2020"
    "volume/shenzhen-gpo-2016"
    "volume/retention-cn-2020"
    "volume/retention-sichuan-2022"
    "volume/retention-shenzhen-2024-draft"
    "volume/retention-shiquan"
    "volume/retention-guangxi-2021";
    "execution" in "execution":
    "execution/zhejiang-2025"
    "execution/cn-2024-31"
    "execution/huojia-2023"
    "execution/qinghai-2025"
    "execution/jiangxi-2025"
    "execution/hunan-delivery-2025"
    "execution/yunfu-2023"
    "execution/henan-2026-marks"
    "execution/shaanxi-2026-marks"
    "execution/xinjiang-2026-marks"
    "execution/anhui-2025-marks"
    "execution/neimenggu-2025-marks"
    "execution/shanxi-batch-10"
    "execution/liaoning-2024"
    "execution/zhejiang-batch-8"
    "execution/cn-2023-non-supply"
    "execution/guangxi-settlement-2024"
    "execution/cn-2021-settlement"
    "execution/huaibei-prepay"
    "execution/tianjin-2019-prepay"
    "execution/cn-2024-fund-prepay"
    "execution/hebei-supply-2025"
    "execution/cn-batch-2"
    "execution/cn-batch-10"
    "execution/jilin-city-2020"
    "execution/chongqing-exchange"
    "execution/shenzhen-2016";
}

/// Parsed once, on first use, and shared from then on: constants that are computed late, not state.
pub(crate) struct Cache<T>([OnceLock<Result<Arc<T>, Error>>; COUNT]);

impl<T> Cache<T> {
    pub(crate) const fn new() -> Self {
        Cache([const { OnceLock::new() }; COUNT])
    }

    /// The value for the built-in rulebook at `position`.
    pub(crate) fn get(&self, position: usize, make: impl FnOnce() -> Result<T, Error>) -> Result<&Arc<T>, Error> {
        match self.0.get(position) {
            Some(slot) => slot.get_or_init(|| make().map(Arc::new)).as_ref().map_err(Error::clone),
            None => Err(Error::new(Code::Internal, "", "no such place in the registry")),
        }
    }
}

static DOCUMENTS: Cache<Document> = Cache::new();

/// How many built-in rulebooks there are.
pub(crate) fn count() -> usize {
    COUNT
}

/// Where a built-in rulebook of an area stands in the registry.
pub(crate) fn position_in(area: &str, id: &str) -> Result<usize, Error> {
    EMBEDDED.iter().position(|embedded| embedded.id == id && embedded.area == area).ok_or_else(|| unknown(id, area))
}

/// The area of a built-in rulebook.
pub(crate) fn area_of(id: &str) -> Option<&'static str> {
    EMBEDDED.iter().find(|embedded| embedded.id == id).map(|embedded| embedded.area)
}

/// Where a built-in rulebook stands in the registry.
fn position(id: &str) -> Result<usize, Error> {
    let (area, _) = id.split_once('/').unwrap_or((id, ""));
    EMBEDDED.iter().position(|embedded| embedded.id == id).ok_or_else(|| unknown(id, area))
}

/// There is no such rulebook; the help line lists those of the area.
fn unknown(id: &str, area: &str) -> Error {
    let of_area = |embedded: &&Embedded| embedded.area == area;
    let known = EMBEDDED.iter().any(|embedded| embedded.area == area);
    let ids: Vec<&str> =
        EMBEDDED.iter().filter(|embedded| !known || of_area(embedded)).map(|embedded| embedded.id).collect();
    let shown: String = id.chars().take(80).collect();
    Error::new(Code::UnknownRulebook, "/rulebook", format!("there is no built-in rulebook `{shown}`"))
        .with_help(format!("the rulebooks are {}", ids.join(", ")))
}

fn at(position: usize) -> Result<&'static Document, Error> {
    let document = DOCUMENTS.get(position, || match EMBEDDED.get(position) {
        Some(embedded) => Document::from_node(&json::parse_toml(&embedded.text())?, position)
            .map_err(|error| error.under(&format!("/{}.toml", embedded.id))),
        None => Err(Error::new(Code::Internal, "", "no such place in the registry")),
    })?;
    Ok(document)
}

impl Embedded {
    /// The file. Of an area that is left out no more than a rulebook needs to be refused where one of another area is asked for.
    fn text(&self) -> Cow<'static, str> {
        match self.toml {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(format!("id = \"{}\"\narea = \"{}\"\n", self.id, self.area)),
        }
    }
}

/// Those whose area is built.
fn built() -> impl Iterator<Item = usize> {
    EMBEDDED.iter().enumerate().filter(|(_, embedded)| embedded.toml.is_some()).map(|(position, _)| position)
}

/// A built-in rulebook that stands before `parents` in the registry.
pub(super) fn builtin_before(id: &str, parents: usize) -> Result<&'static Document, Error> {
    match position(id)? {
        position if position < parents => at(position),
        _ => {
            let message = format!("`{id}` is listed later: a built-in rulebook extends only earlier ones");
            Err(Error::new(Code::UnknownRulebook, "/extends", message))
        }
    }
}

/// A built-in rulebook by id.
///
/// # Errors
///
/// [`Code::UnknownRulebook`] at `/rulebook`; the help line lists the ids of the area.
///
/// # Example
///
/// ```
/// let document = jicai::rulebook::builtin("award/cn-batch-10").unwrap();
/// assert_eq!(document.head().title_zh.as_deref(), Some("第十批国家组织药品集中采购"));
/// ```
pub fn builtin(id: &str) -> Result<&'static Document, Error> {
    let position = position(id)?;
    if !built().any(|one| one == position) {
        let message = format!("`{id}` is a rulebook of an area that this build leaves out");
        return Err(Error::new(Code::UnknownRulebook, "/rulebook", message));
    }
    at(position)
}

/// Which built-in rulebooks to list: every condition that is stated must hold.
///
/// # Example
///
/// ```
/// use jicai::rulebook::{Filter, list};
///
/// // The tender rules that were in force in China when batch 10 was opened.
/// let filter = Filter { area: Some("award".into()), jurisdiction: Some("100000".into()), on: Some("2024-12-12".parse()?) };
/// assert!(list(&filter)?.iter().any(|listing| listing.id.as_str() == "award/cn-batch-10"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Area of law, e.g. `award`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// GB/T 2260 code; a member of an alliance counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
    /// In force on this day. A rulebook whose first day is not published is listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
}

/// One line of the list of rulebooks.
///
/// # Example
///
/// ```
/// let all = jicai::rulebook::list(&jicai::rulebook::Filter { area: Some("award".into()), ..Default::default() })?;
/// let batch_10 = all.iter().find(|listing| listing.id.as_str() == "award/cn-batch-10").unwrap();
/// assert_eq!(batch_10.title.as_deref(), Some("National drug procurement, batch 10"));
/// assert_eq!(batch_10.effective_from, Some("2024-12-12".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Listing {
    /// The id to pass as `rulebook`.
    pub id: Id,
    /// Title in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Title in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_zh: Option<String>,
    /// The document that states the rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// GB/T 2260 code of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
    /// First day; absent where the day is not published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_from: Option<Date>,
    /// Last day, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_until: Option<Date>,
}

fn matching(filter: &Filter) -> Result<Vec<&'static Document>, Error> {
    let mut found = Vec::new();
    for position in built() {
        let document = at(position)?;
        let head = document.head();
        let area = filter.area.is_none() || filter.area == head.area;
        let place = filter
            .jurisdiction
            .as_ref()
            .is_none_or(|code| head.jurisdiction.as_ref() == Some(code) || head.members.contains(code));
        let day = filter.on.is_none_or(|on| {
            head.effective_from.is_none_or(|from| from <= on) && head.effective_until.is_none_or(|until| on <= until)
        });
        if area && place && day {
            found.push(document);
        }
    }
    Ok(found)
}

/// The built-in rulebooks that match, in the order of the registry.
///
/// # Errors
///
/// Only `internal`: a built-in rulebook that cannot be read is a bug.
///
/// # Example
///
/// ```
/// use jicai::rulebook::{Filter, list};
///
/// let all = list(&Filter { area: Some("award".into()), ..Filter::default() })?;
/// for listing in &all {
///     jicai::award::Rulebook::builtin(listing.id.as_str())?; // each can be computed with
/// }
/// assert_eq!(all[0].id.as_str(), "award/cn-2018-pilot"); // the oldest comes first
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn list(filter: &Filter) -> Result<Vec<Listing>, Error> {
    let listing = |document: &Document| {
        let head = document.head();
        Listing {
            id: document.id().clone(),
            title: head.title.clone(),
            title_zh: head.title_zh.clone(),
            document: head.document.clone(),
            jurisdiction: head.jurisdiction.clone(),
            effective_from: head.effective_from,
            effective_until: head.effective_until,
        }
    };
    Ok(matching(filter)?.into_iter().map(listing).collect())
}

/// The one rulebook of an area that is in force in a jurisdiction on a day.
///
/// Tender rounds overlap by nature, so that an award rulebook is mostly named by id; areas with successive versions are found by day.
///
/// # Errors
///
/// [`Code::UnknownRulebook`] if there is none, [`Code::InvalidInput`] if there is more than one: the message names them.
///
/// # Example
///
/// ```
/// use jicai::rulebook::find;
///
/// let pilot = find("award", "100000", "2019-01-01".parse().unwrap());
/// // A rulebook whose first day is not published may be in force as well: nothing is guessed.
/// assert!(pilot.unwrap_err().message().contains("award/cn-2018-pilot"));
/// ```
pub fn find(area: &str, jurisdiction: &str, on: Date) -> Result<&'static Document, Error> {
    let found =
        matching(&Filter { area: Some(area.to_owned()), jurisdiction: Some(jurisdiction.to_owned()), on: Some(on) })?;
    match found.as_slice() {
        [] => {
            let message = format!("no {area} rulebook is in force in {jurisdiction} on {on}");
            Err(Error::new(Code::UnknownRulebook, "/rulebook", message))
        }
        [only] => Ok(only),
        several => {
            let ids: Vec<&str> = several.iter().map(|document| document.id().as_str()).collect();
            let message =
                format!("more than one {area} rulebook may be in force in {jurisdiction} on {on}: {}", ids.join(", "));
            Err(Error::invalid_input("/rulebook", message).with_help("name one of them by its id"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_listed_and_reads() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/rulebooks");
        let mut files = Vec::new();
        for area in std::fs::read_dir(root).unwrap() {
            let area = area.unwrap();
            for file in std::fs::read_dir(area.path()).unwrap() {
                let name = file.unwrap().file_name().into_string().unwrap();
                let area = area.file_name().into_string().unwrap();
                files.push(format!("{area}/{}", name.strip_suffix(".toml").unwrap()));
            }
        }
        files.sort();
        let mut listed: Vec<&str> = EMBEDDED.iter().map(|embedded| embedded.id).collect();
        listed.sort_unstable();
        assert_eq!(files, listed);
        for embedded in &EMBEDDED {
            let document = builtin(embedded.id).unwrap();
            assert_eq!(document.id().as_str(), embedded.id);
            assert_eq!(document.head().area.as_deref(), Some(embedded.area));
            assert!(document.head().jurisdiction.is_some() && document.head().title_zh.is_some());
            for parameter in document.parameters().iter().filter(|parameter| !parameter.is_bare()) {
                assert!(!parameter.source().citation().is_empty(), "{}#{}", embedded.id, parameter.name());
            }
            for gap in document.gaps() {
                assert!(!gap.citation().is_empty(), "{}#{}", embedded.id, gap.name());
            }
        }
    }
}
