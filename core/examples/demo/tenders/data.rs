//! The published tender data: three CSV files, and `replay.toml`, which says what to do with them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jicai::award::{Form, Rulebook};
use jicai::explain::Language;
use jicai::number::{Count, Price};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::data::{Result, at, path, rows};
use crate::words::{Words, pick};

/// A row of `bids.csv`, as far as it is used.
#[derive(Deserialize)]
pub(crate) struct BidRow {
    pub(crate) id: String,
    pub(crate) round: String,
    pub(crate) bid_date: String,
    pub(crate) drug: String,
    pub(crate) company: String,
    pub(crate) declared_price_yuan: Option<Price>,
    pub(crate) price_per: String,
    pub(crate) unit_price_yuan: Option<Price>,
    pub(crate) ceiling_price_yuan: Option<Price>,
    won: String,
    bidders_in_lot: String,
    pub(crate) winners_in_lot: Option<Count>,
    all_bidders_listed: String,
    pub(crate) source: String,
}

impl BidRow {
    /// Whether the bid won, where that is published.
    pub(crate) fn won(&self) -> Option<bool> {
        match self.won.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// The number of bidders, where a bare number is published.
    pub(crate) fn bidders(&self) -> Option<u32> {
        self.bidders_in_lot.parse().ok()
    }

    pub(crate) fn all_bidders_listed(&self) -> bool {
        self.all_bidders_listed == "yes"
    }
}

/// A row of `winners.csv`, as far as it is used.
#[derive(Deserialize)]
pub(crate) struct WinnerRow {
    pub(crate) id: String,
    pub(crate) round: String,
    pub(crate) drug: String,
    pub(crate) company: String,
    pub(crate) rank: Option<u32>,
    pub(crate) n_provinces: Option<u32>,
    years: String,
}

impl WinnerRow {
    /// The contract term, where it is published in years.
    pub(crate) fn years(&self) -> Option<u32> {
        self.years.parse().ok()
    }
}

/// A row of `rounds.csv`, as far as it is used.
#[derive(Deserialize)]
pub(crate) struct RoundRow {
    pub(crate) round: String,
    pub(crate) average_cut_percent: String,
    pub(crate) drugs_selected: String,
}

/// Which column holds the declared price.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PriceColumn {
    Unit,
    Pack,
}

impl PriceColumn {
    pub(crate) fn of(self, row: &BidRow) -> Option<Price> {
        match self {
            PriceColumn::Unit => row.unit_price_yuan,
            PriceColumn::Pack => row.declared_price_yuan,
        }
    }
}

/// One lot to replay; the fields are explained at the top of `replay.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    pub(crate) bids: Vec<String>,
    pub(crate) rulebook: Option<String>,
    pub(crate) form: Form,
    pub(crate) price: PriceColumn,
    pub(crate) per: Words,
    pub(crate) ceiling: Option<Price>,
    pub(crate) ceiling_note: Option<Words>,
    #[serde(default)]
    pub(crate) listed_have_places: bool,
    pub(crate) bidders: Option<u32>,
    pub(crate) bidders_note: Option<Words>,
    pub(crate) search_up_to: Option<Price>,
    pub(crate) against: Vec<String>,
    pub(crate) note: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanFile {
    rounds: BTreeMap<String, String>,
    rulebooks: Vec<toml::Table>,
    lots: Vec<Plan>,
    supply: Supply,
    names: Names,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Supply {
    rows: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    zh: BTreeMap<String, String>,
    en: BTreeMap<String, String>,
}

/// All of it.
pub(crate) struct Data {
    pub(crate) bids: Vec<BidRow>,
    pub(crate) rounds: Vec<RoundRow>,
    winners: Vec<WinnerRow>,
    plan: PlanFile,
    own_rulebooks: Vec<Arc<Rulebook>>,
}

impl Data {
    pub(crate) fn read() -> Result<Data> {
        let plan = at("replay.toml", std::fs::read_to_string(path("replay.toml")))?;
        let plan: PlanFile = at("replay.toml", toml::from_str(&plan))?;
        let mut own_rulebooks = Vec::new();
        for table in &plan.rulebooks {
            let json = serde_json::to_string(table)?;
            own_rulebooks.push(Arc::new(at("replay.toml, [[rulebooks]]", Rulebook::from_json(&json))?));
        }
        Ok(Data {
            bids: read("bids.csv")?,
            rounds: read("rounds.csv")?,
            winners: read("winners.csv")?,
            plan,
            own_rulebooks,
        })
    }

    pub(crate) fn lots(&self) -> &[Plan] {
        &self.plan.lots
    }

    pub(crate) fn bid(&self, id: &str) -> Result<&BidRow> {
        let row = self.bids.iter().find(|row| row.id == id);
        Ok(row.ok_or_else(|| format!("replay.toml: bids.csv has no row {id}"))?)
    }

    /// The rows of `winners.csv` that tell something about the supply.
    pub(crate) fn supply(&self) -> Result<Vec<&WinnerRow>> {
        let find = |id: &String| {
            let row = self.winners.iter().find(|row| row.id == *id);
            Ok(row.ok_or_else(|| format!("replay.toml: winners.csv has no row {id}"))?)
        };
        self.plan.supply.rows.iter().map(find).collect()
    }

    /// A rulebook of `replay.toml`, or a built-in one.
    pub(crate) fn rulebook(&self, id: &str) -> Result<Arc<Rulebook>> {
        match self.own_rulebooks.iter().find(|own| own.id().as_str() == id) {
            Some(own) => Ok(Arc::clone(own)),
            None => at("replay.toml", Rulebook::builtin(id)),
        }
    }

    /// The rulebook of a round.
    pub(crate) fn rulebook_of_round(&self, round: &str) -> Result<Arc<Rulebook>> {
        let id = self.plan.rounds.get(round);
        self.rulebook(id.ok_or_else(|| format!("replay.toml: [rounds] does not name the rulebook of `{round}`"))?)
    }

    /// A drug or firm in the language, or as it is printed.
    pub(crate) fn name<'a>(&'a self, language: Language, printed: &'a str) -> &'a str {
        let known = |names: &'a BTreeMap<String, String>| names.get(printed).map_or(printed, String::as_str);
        pick(language, known(&self.plan.names.zh), known(&self.plan.names.en))
    }
}

/// The rows of a CSV file.
fn read<T: DeserializeOwned>(file: &str) -> Result<Vec<T>> {
    Ok(rows(file)?.into_iter().map(|(_, row)| row).collect())
}
