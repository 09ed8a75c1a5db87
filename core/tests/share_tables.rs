//! The same document has one share table, whichever area reads it: the agreed shares of the award rulebooks and of the volume rulebooks
//! are equal, cell by cell.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test may stop on the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};

use jicai::rulebook::{Filter, builtin, list};
use serde_json::{Value, json};

/// How the two rulebooks of a document stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pair {
    /// One table by class and number of winners.
    Same,
    /// The last row of the award table is open; the volume table closes it: at most three win, and from four on there is no row.
    ClosedAt(u64),
    /// Both know that there is a table, and neither has it.
    Gap,
}

/// The documents that both areas have.
const PAIRS: [(&str, Pair); 11] = [
    ("cn-2019-expansion", Pair::ClosedAt(3)),
    ("cn-batch-02", Pair::Same),
    ("cn-batch-03", Pair::Same),
    ("cn-batch-04", Pair::Same),
    ("cn-batch-05", Pair::Same),
    ("cn-batch-07", Pair::Same),
    ("cn-batch-08", Pair::Same),
    ("cn-batch-09", Pair::Same),
    ("cn-batch-10", Pair::Same),
    ("cn-batch-11", Pair::Same),
    ("cn-batch-12", Pair::Gap),
];

/// By award class: award rulebook with `share`, volume rulebook with the own part of its ladder.
const BY_AWARD_CLASS: [(&str, &str); 2] =
    [("award/cn-insulin-2021", "volume/insulin-2021"), ("award/cn-insulin-2024", "volume/insulin-2024")];

/// By bidder: the award table has rows, volume a parameter for each cell.
const BY_BIDDER: (&str, &str) = ("award/csj-renewal-2022", "volume/csj-renewal-2022");

fn parameter(rulebook: &str, name: &str) -> Option<Value> {
    let value = builtin(rulebook).unwrap().parameter(name)?.value_json();
    Some(serde_json::from_str(&value).unwrap())
}

/// Rows of a table, each with the same name for its class; sorted, so that their order says nothing.
fn rows(rulebook: &str, class: &str) -> Option<Vec<Value>> {
    let row = |row: &Value| {
        let known: BTreeSet<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        let allowed = BTreeSet::from([class, "winners_from", "winners_to", "share"]);
        assert!(known.is_subset(&allowed), "{rulebook}: {row}");
        json!([row[class], row["winners_from"], row.get("winners_to"), row["share"]])
    };
    let table = parameter(rulebook, "share")?;
    let mut rows: Vec<Value> = table.as_array().unwrap().iter().map(row).collect();
    rows.sort_by_key(Value::to_string);
    Some(rows)
}

/// What is wrong with a pair of tables; nothing where they agree.
fn difference(award: Option<Vec<Value>>, volume: Option<Vec<Value>>, pair: Pair) -> Option<String> {
    let Some((mut award, volume)) = award.clone().zip(volume.clone()) else {
        let both_open = award.is_none() && volume.is_none();
        return (!both_open || pair != Pair::Gap).then(|| "a table is missing".to_owned());
    };
    if let Pair::ClosedAt(last) = pair {
        let open: Vec<&mut Value> = award.iter_mut().filter(|row| row[2].is_null()).collect();
        if open.len() != 1 || open[0][1] != json!(last) {
            return Some(format!("the award table is not open from {last}"));
        }
        open.into_iter().for_each(|row| row[2] = json!(last));
        award.sort_by_key(Value::to_string);
    }
    (pair == Pair::Gap || award != volume).then(|| format!("{award:?} of the award, {volume:?} of the volume"))
}

#[test]
fn tables_by_winners_are_equal() {
    for (name, pair) in PAIRS {
        let (award, volume) = (format!("award/{name}"), format!("volume/{name}"));
        let found = difference(rows(&award, "class"), rows(&volume, "volume_class"), pair);
        assert_eq!(found, None, "{name}");
        for rulebook in [&award, &volume] {
            assert_eq!(builtin(rulebook).unwrap().gap("share").is_some(), pair == Pair::Gap, "{rulebook}");
        }
    }
}

/// One other cell, a row more or less: each is noticed, in every table.
#[test]
fn one_other_cell_is_noticed() {
    for (name, pair) in PAIRS.into_iter().filter(|(_, pair)| *pair != Pair::Gap) {
        let award = rows(&format!("award/{name}"), "class").unwrap();
        let volume = rows(&format!("volume/{name}"), "volume_class").unwrap();
        let noticed = |award: Vec<Value>, volume: Vec<Value>| difference(Some(award), Some(volume), pair).is_some();
        assert!(!noticed(award.clone(), volume.clone()));
        for row in 0..volume.len() {
            for cell in 0..4 {
                let mut other = volume.clone();
                other[row][cell] = json!("other");
                assert!(noticed(award.clone(), other), "{name} {row} {cell}");
                let mut other = award.clone();
                other[row][cell] = json!("other");
                assert!(noticed(other, volume.clone()), "{name} {row} {cell}");
            }
            let mut other = volume.clone();
            other.remove(row);
            assert!(noticed(award.clone(), other), "{name} {row}");
        }
    }
}

#[test]
fn shares_by_award_class_are_equal() {
    for (award, volume) in BY_AWARD_CLASS {
        let cells = |rows: &Value, share: &str| -> BTreeMap<String, String> {
            let text = |cell: &Value| cell.as_str().unwrap().to_owned();
            rows.as_array().unwrap().iter().map(|row| (text(&row["award_class"]), text(&row[share]))).collect()
        };
        let rungs = parameter(volume, "rungs").unwrap();
        assert_eq!(rungs["key"], "award_class");
        assert_eq!(cells(&parameter(award, "share").unwrap(), "share"), cells(&rungs["rows"], "own"), "{volume}");
    }
}

#[test]
fn shares_by_bidder_are_equal() {
    let (award, volume) = BY_BIDDER;
    let of = |name: &str| parameter(volume, name).unwrap();
    let expected = json!([
        { "class": "reduced", "share": of("share_reduced") },
        { "class": "ordinary", "incumbent": true, "share": of("share_incumbent") },
        { "class": "ordinary", "share": of("share_other") },
    ]);
    assert_eq!(parameter(award, "share"), Some(expected));
}

/// No rulebook of either area has a share table, or the gap of one, beside these; the pilot and the devices are in the award area only.
#[test]
fn no_table_is_left_out() {
    let with = |area: &str| -> BTreeSet<String> {
        let filter = Filter { area: Some(area.to_owned()), ..Filter::default() };
        let ids = list(&filter).unwrap().into_iter().map(|listing| listing.id.to_string());
        let knows = |id: &String| {
            let rulebook = builtin(id).unwrap();
            rulebook.parameter("share").is_some() || rulebook.gap("share").is_some()
        };
        ids.filter(knows).collect()
    };
    let by_winners = |area: &str| PAIRS.iter().map(|(name, _)| format!("{area}/{name}")).collect::<BTreeSet<_>>();
    assert_eq!(with("volume"), by_winners("volume"));
    let mut award = by_winners("award");
    award.extend(BY_AWARD_CLASS.map(|(award, _)| award.to_owned()));
    award.insert(BY_BIDDER.0.to_owned());
    let alone = ["cn-2018-pilot", "cn-joints-2021", "cn-stents-2020", "cn-stents-2022", "cn-tcm-2023"];
    award.extend(alone.map(|name| format!("award/{name}")));
    assert_eq!(with("award"), award);
    for name in alone {
        assert!(builtin(&format!("volume/{name}")).is_err());
        assert!(builtin(&format!("award/{name}")).unwrap().parameter("share").is_none());
    }
}
