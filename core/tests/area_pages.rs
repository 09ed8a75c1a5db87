//! The tables of the pages about the areas, which a script writes from the files, say what the library has loaded.

#![allow(clippy::unwrap_used, reason = "a test may stop on the first surprise")]

use std::path::Path;

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
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/areas");
    for listing in list(&Filter::default()).unwrap() {
        let (area, name) = listing.id.as_str().split_once('/').unwrap();
        let [official, secondary, derived, unverified, gaps] = counts(builtin(listing.id.as_str()).unwrap());
        // What is not published is told apart from what a document does not have only in some areas.
        let tells = ["award", "credit", "volume"].contains(&area);
        let opened = listing.effective_from.map_or("–".to_owned(), |day| day.to_string());
        for (file, title, separator) in [("", &listing.title, "; "), (".zh", &listing.title_zh, "；")] {
            let page = std::fs::read_to_string(pages.join(format!("{area}{file}.md"))).unwrap();
            let start = format!("| `{name}` | {} | ", title.as_deref().unwrap());
            let gaps = if tells { format!("{separator}{gaps}") } else { String::new() };
            let numbers = format!("| {official} / {secondary} / {derived} / {unverified}{gaps} |");
            let day = format!("| {opened} / ");
            let is_row = |line: &str| line.starts_with(&start) && line.contains(&day) && line.ends_with(&numbers);
            assert!(page.lines().any(is_row), "{area}{file}.md: missing or stale: {start}… {day}… {numbers}");
        }
    }
}
