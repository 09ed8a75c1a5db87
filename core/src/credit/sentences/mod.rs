//! Sentences for people, rendered last: one file per language.

mod en;
mod zh;

use crate::explain::{Language, Step};

/// The sentence of a step.
pub(super) fn render(step: &Step, language: Language) -> String {
    match language {
        Language::Zh => zh::sentence(step),
        Language::En => en::sentence(step),
    }
}

/// A fact as text; `None` where the step has none of that name.
fn word(step: &Step, name: &str) -> Option<String> {
    step.fact(name).map(ToString::to_string)
}

/// Where a step is about one of the parts of the clause, e.g. an edge of a ladder.
fn family(step: &Step) -> &str {
    let name = step.clause_name();
    match name.split_once('.') {
        Some(("measures" | "repair" | "bar_months" | "kinds" | "clauses", _)) => name.split('.').next().unwrap_or(name),
        Some(_) => "ladder",
        None => name,
    }
}

/// The bounds of a threshold that is not published, `[100000.00, –]`; `None` for one that is.
fn bounds(threshold: &str) -> Option<(Option<&str>, Option<&str>)> {
    let (below, above) = threshold.strip_prefix('[')?.strip_suffix(']')?.split_once(", ")?;
    let known = |bound: &'_ str| bound != "–";
    Some((Some(below).filter(|bound| known(bound)), Some(above).filter(|bound| known(bound))))
}
