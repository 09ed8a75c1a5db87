//! The tables of the READMEs say what the rulebooks say.

#![allow(clippy::unwrap_used, reason = "a test may stop on the first surprise")]

use jicai::credit;
use jicai::rulebook::{Document, Filter, Provenance, builtin, list};

/// Official, secondary, derived, unverified; and what is known not to be published.
fn counts(document: &Document) -> [usize; 5] {
    let (provenances, unpublished): (Vec<Provenance>, usize) = match document.head().area.as_deref() {
        // Where the entries of a parameter have sources of their own, each is a number.
        Some("credit") => {
            let rulebook = credit::Rulebook::from_document(document.clone()).unwrap();
            (rulebook.sources().iter().map(|source| source.provenance()).collect(), rulebook.unpublished().len())
        }
        Some("credit_bar") => {
            let rulebook = credit::BarRulebook::from_document(document.clone()).unwrap();
            (rulebook.sources().iter().map(|source| source.provenance()).collect(), 0)
        }
        _ => (document.parameters().iter().map(|p| p.source().provenance()).collect(), document.gaps().len()),
    };
    let with = |provenance| provenances.iter().filter(|known| **known == provenance).count();
    [
        with(Provenance::Official),
        with(Provenance::Secondary),
        with(Provenance::Derived),
        with(Provenance::Unverified),
        unpublished,
    ]
}

#[test]
fn every_rulebook_has_its_row() {
    let english = include_str!("../../README.md");
    let chinese = include_str!("../../README.zh.md");
    for listing in list(&Filter::default()).unwrap() {
        let [official, secondary, derived, unverified, gaps] = counts(builtin(listing.id.as_str()).unwrap());
        let opened = listing.effective_from.map_or("–".to_owned(), |day| day.to_string());
        let row = |title: &str, separator: &str| {
            // What is not published is told apart from what a document does not have only in some areas.
            let tells = ["award/", "credit/", "volume/"].iter().any(|area| listing.id.as_str().starts_with(area));
            let gaps = if tells { format!("{separator}{gaps}") } else { String::new() };
            let numbers = format!("{official} / {secondary} / {derived} / {unverified}{gaps}");
            format!("| `{}` | {title} | {opened} | {numbers} |", listing.id)
        };
        for (readme, title, separator) in [(english, &listing.title, "; "), (chinese, &listing.title_zh, "；")] {
            let row = row(title.as_deref().unwrap(), separator);
            assert!(readme.contains(&row), "this row is missing or stale: {row}");
        }
    }
}
