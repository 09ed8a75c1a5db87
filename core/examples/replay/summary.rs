//! The end of the page: how often rules and publication agree, and which rows could not be replayed.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::{BidRow, Result};
use crate::page::{Fields, Page, list};
use crate::words::{pick, text};

/// What was compared with the publication on the way.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) lots: usize,
    replayed: BTreeSet<String>,
    /// Rows with a published outcome, and whether it is the computed one.
    outcomes: BTreeMap<String, bool>,
    /// Published numbers of winners beside the number of places.
    counts: Vec<bool>,
}

impl Tally {
    pub(crate) fn replayed(&mut self, row: &str, agrees: Option<bool>) {
        self.replayed.insert(row.to_owned());
        if let Some(agrees) = agrees {
            self.outcomes.insert(row.to_owned(), agrees);
        }
    }

    pub(crate) fn counted(&mut self, agrees: bool) {
        self.counts.push(agrees);
    }
}

pub(crate) fn summary(page: &mut Page<'_>, tally: &Tally) -> Result<()> {
    let language = page.language;
    page.title(&text!(language, "小结", "Summary"))?;
    let mut fields = Fields::new(language);
    let (lots, bids, published) = (tally.lots, tally.replayed.len(), tally.outcomes.len());
    let agree = tally.outcomes.values().filter(|agrees| **agrees).count();
    let (counts, counts_agree) = (tally.counts.len(), tally.counts.iter().filter(|agrees| **agrees).count());
    fields.add("重演", "replayed", text!(language, "{lots} 个品种,{bids} 个报价", "{lots} lots, {bids} bids"));
    fields.add(
        "中选结果",
        "outcomes",
        text!(
            language,
            "{published} 个报价有公布的结果,其中 {agree} 个一致",
            "{published} bids have a published outcome; {agree} agree with the rules"
        ),
    );
    let differing = tally.outcomes.iter().filter(|(_, agrees)| !**agrees).filter_map(|(id, _)| page.data.bid(id).ok());
    let differing: Vec<String> =
        differing.map(|row| format!("{} {} · {}", row.id, page.name(&row.drug), page.name(&row.company))).collect();
    fields.add("不一致", "differing", list(language, differing));
    fields.add(
        "名额数",
        "places",
        text!(
            language,
            "{counts} 个品种可核对申报数与中选数,其中 {counts_agree} 个一致",
            "{counts} lots have published numbers of bidders and winners; {counts_agree} agree with the place table"
        ),
    );
    page.fields(&fields)?;

    page.caption("bids.csv 中未能重演的行", "Rows of bids.csv that could not be replayed")?;
    let mut by_reason: BTreeMap<Why, Vec<&str>> = BTreeMap::new();
    for row in page.data.bids.iter().filter(|row| !tally.replayed.contains(&row.id)) {
        by_reason.entry(why_not(&page.data.bids, row)).or_default().push(&row.id);
    }
    let header = [text!(language, "原因", "reason"), text!(language, "行数", "rows"), text!(language, "行", "which")];
    let rows: Vec<Vec<String>> = by_reason
        .into_iter()
        .map(|(why, ids)| vec![why.words(language).to_owned(), ids.len().to_string(), list(language, ids)])
        .collect();
    page.table(&header, &rows)
}

/// Why a row was not replayed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    NoPrice,
    NoUnit,
    Alone,
    NotListed,
}

impl Why {
    fn words(self, language: jicai::explain::Language) -> &'static str {
        match self {
            Why::NoPrice => pick(language, "报价未公布", "its price is not published"),
            Why::NoUnit => pick(language, "报价的单位未说明", "what its price is per is not stated"),
            Why::Alone => pick(
                language,
                "同品种没有其他报价公布,重演说明不了什么",
                "no other bid of its lot is published: a replay would show nothing",
            ),
            Why::NotListed => pick(language, "未列入 replay.toml", "not in replay.toml"),
        }
    }
}

fn why_not(all: &[BidRow], row: &BidRow) -> Why {
    let priced = |row: &BidRow| row.unit_price_yuan.or(row.declared_price_yuan).is_some();
    let rivals = all.iter().filter(|other| other.round == row.round && other.drug == row.drug && priced(other)).count();
    if !priced(row) {
        Why::NoPrice
    } else if row.unit_price_yuan.is_none() && row.price_per == "not stated" {
        Why::NoUnit
    } else if rivals < 2 {
        Why::Alone
    } else {
        Why::NotListed
    }
}
