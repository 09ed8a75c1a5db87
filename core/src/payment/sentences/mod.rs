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
