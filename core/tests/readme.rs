//! The tables of the READMEs say what the rulebooks say.

#![allow(clippy::unwrap_used, reason = "a test may stop on the first surprise")]

use jicai::rulebook::{Document, Filter, Provenance, builtin, list};

fn counts(document: &Document) -> [usize; 5] {
    let with = |provenance| document.parameters().iter().filter(|p| p.source().provenance() == provenance).count();
    [
        with(Provenance::Official),
        with(Provenance::Secondary),
        with(Provenance::Derived),
        with(Provenance::Unverified),
        document.gaps().len(),
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
            // Gaps are told apart from rules that a document does not have only in the area of awards.
            let gaps =
                if listing.id.as_str().starts_with("award/") { format!("{separator}{gaps}") } else { String::new() };
            let numbers = format!("{official} / {secondary} / {derived} / {unverified}{gaps}");
            format!("| `{}` | {title} | {opened} | {numbers} |", listing.id)
        };
        for (readme, title, separator) in [(english, &listing.title, "; "), (chinese, &listing.title_zh, "；")] {
            let row = row(title.as_deref().unwrap(), separator);
            assert!(readme.contains(&row), "this row is missing or stale: {row}");
        }
    }
}
