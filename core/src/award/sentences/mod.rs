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

/// A fact as text; empty where the step has none of that name.
fn fact(step: &Step, name: &str) -> String {
    step.fact(name).map(ToString::to_string).unwrap_or_default()
}

/// A share of one as percent, for reading: `0.9704` is `97.04`.
fn percent(text: &str) -> String {
    let negative = text.starts_with('-');
    let (whole, part) = text.trim_start_matches('-').split_once('.').unwrap_or((text.trim_start_matches('-'), ""));
    let padded = format!("{part:0<2}");
    let (moved, rest) = padded.split_at(2);
    let digits = format!("{whole}{moved}");
    let whole = digits.trim_start_matches('0');
    let rest = rest.trim_end_matches('0');
    let sign = if negative { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// A multiple without trailing zeros: `1.8000` is `1.8`.
fn short(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

#[cfg(test)]
mod tests {
    use super::{percent, short};

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
        assert_eq!(short("1.8000"), "1.8");
        assert_eq!(short("10"), "10");
    }
}
