//! Sentences for people, rendered last: one file per language.

mod en;
mod zh;

use std::fmt::Display;

use crate::explain::{Language, Step};

/// The sentence of a step.
pub(super) fn render(step: &Step, language: Language) -> String {
    match language {
        Language::Zh => zh::sentence(step),
        Language::En => en::sentence(step),
    }
}

/// A share of one as percent, for reading: `0.9704` is `97.04`.
fn percent(share: impl Display) -> String {
    let text = share.to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |unsigned| ("-", unsigned));
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let padded = format!("{part:0<2}");
    let (moved, rest) = padded.split_at(2);
    let digits = format!("{whole}{moved}");
    let whole = digits.trim_start_matches('0');
    let rest = rest.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn percent_moves_the_point() {
        for (text, expected) in [
            ("0.97037037", "97.037037"),
            ("0.5000", "50"),
            ("1.0000", "100"),
            ("0.0000", "0"),
            ("0.05", "5"),
            ("-0.0125", "-1.25"),
        ] {
            assert_eq!(percent(text), expected);
        }
    }
}
