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
