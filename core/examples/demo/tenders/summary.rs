//! The end of the page: how often rules and publication agree, and which rows could not be replayed.

use std::collections::{BTreeMap, BTreeSet};

use jicai::Id;
use jicai::explain::Language;

use super::data::{BidRow, Data};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{list, mark, pick, text};

/// What was compared with the publication on the way.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) lots: usize,
    replayed: BTreeSet<String>,
    /// Rows with a published outcome: whether they won, by publication and by the rules.
    outcomes: Vec<(String, bool, bool)>,
    /// Published numbers of winners beside the number of places: whether they agree.
    places: Vec<bool>,
}

impl Tally {
    pub(crate) fn replayed(&mut self, row: &Id, published: Option<bool>, computed: bool) {
        self.replayed.insert(row.to_string());
        if let Some(published) = published {
            self.outcomes.push((row.to_string(), published, computed));
        }
    }

    /// Counts a comparison of places, and gives its mark.
    pub(crate) fn counted(&mut self, agrees: bool) -> &'static str {
        self.places.push(agrees);
        mark(agrees)
    }

    fn with_outcome(&self, won: bool) -> (usize, usize) {
        let published = self.outcomes.iter().filter(|(_, published, _)| *published == won);
        (published.clone().count(), published.filter(|(_, published, computed)| published == computed).count())
    }
}

pub(crate) fn summary(page: &mut Page<'_>, data: &Data, tally: &Tally) -> Result<()> {
    let language = page.language;
    page.title(pick(language, "小结", "Summary"))?;
    let mut fields = Fields::new(language);
    let (lots, bids) = (tally.lots, tally.replayed.len());
    fields.add("重演", "replayed", text!(language, "{lots} 个品种，{bids} 个报价", "{lots} lots, {bids} bids"));
    let ((won, won_agree), (lost, lost_agree)) = (tally.with_outcome(true), tally.with_outcome(false));
    let (all, agree) = (tally.outcomes.len(), won_agree.saturating_add(lost_agree));
    fields.add("结果一致", "agreeing", text!(
        language,
        "有公布结果的 {all} 个报价中 {agree} 个一致：\
             公布中选的 {won} 个有 {won_agree} 个，公布落选的 {lost} 个有 {lost_agree} 个",
        "{agree} of {all} bids with a published outcome: {won_agree} of {won} published winners, {lost_agree} of {lost} published losers"
    ));
    for (id, ..) in tally.outcomes.iter().filter(|(_, published, computed)| published != computed) {
        let row = data.bid(id)?;
        let (drug, firm) = (data.name(language, &row.drug), data.name(language, &row.company));
        let list = if row.all_bidders_listed() {
            ""
        } else {
            pick(language, "名单不全，", "the list of bids is incomplete, ")
        };
        let line = text!(
            language,
            "{id} {drug}，{firm}：{list}见上文“为何不一致”",
            "{id} {drug}, {firm}: {list}see \"why it differs\" above"
        );
        fields.add("不一致", "differing", line);
    }
    let (places, agree) = (tally.places.len(), tally.places.iter().filter(|agrees| **agrees).count());
    fields.add(
        "名额一致",
        "places",
        text!(
            language,
            "同时公布申报数与中选数的 {places} 个品种中，{agree} 个与名额表一致",
            "{agree} of {places} lots with published numbers of bidders and winners agree with the place table"
        ),
    );
    let add = pick(
        language,
        "在 spec-tests/real/replay.toml 中加一段即可，不必改程序",
        "append a table to spec-tests/real/replay.toml; no Rust needs to be touched",
    );
    fields.add("增加品种", "add a lot", add);
    page.fields(&fields)?;
    not_replayed(page, &data.bids, tally)
}

fn not_replayed(page: &mut Page<'_>, all: &[BidRow], tally: &Tally) -> Result<()> {
    let language = page.language;
    page.caption(pick(language, "bids.csv 中没有重演的行", "Rows of bids.csv that are not replayed"))?;
    let mut by_reason: BTreeMap<Why, Vec<&str>> = BTreeMap::new();
    for row in all.iter().filter(|row| !tally.replayed.contains(&row.id)) {
        by_reason.entry(why_not(all, row)).or_default().push(&row.id);
    }
    let header = match language {
        Language::Zh => ["原因", "行数", "行"],
        Language::En => ["reason", "rows", "which"],
    };
    let row = |(why, ids): (Why, Vec<&str>)| vec![why.words(language), ids.len().to_string(), list(language, ids)];
    let rows: Vec<Vec<String>> = by_reason.into_iter().map(row).collect();
    page.dense_table(&header.map(str::to_owned), &rows)
}

/// Why a row is not replayed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    NoPrice,
    NoUnit,
    Alone,
    NotChosen,
}

impl Why {
    fn words(self, language: Language) -> String {
        match self {
            Why::NoPrice => text!(language, "报价未公布", "its price is not published"),
            Why::NoUnit => text!(language, "报价是每什么单位的，没有说明", "what its price is per is not stated"),
            Why::Alone => text!(language, "同品种没有公布其他报价", "no other bid of its lot is published"),
            Why::NotChosen => text!(language, "未选入 replay.toml", "not chosen in replay.toml"),
        }
    }
}

fn why_not(all: &[BidRow], row: &BidRow) -> Why {
    let priced = |row: &BidRow| row.unit_price_yuan.or(row.declared_price_yuan).is_some();
    let rivals = all.iter().filter(|other| (&other.round, &other.drug) == (&row.round, &row.drug) && priced(other));
    if !priced(row) {
        Why::NoPrice
    } else if row.unit_price_yuan.is_none() && row.price_per == "not stated" {
        Why::NoUnit
    } else if rivals.count() < 2 {
        Why::Alone
    } else {
        Why::NotChosen
    }
}
