//! Sentences for people, rendered last: one file per language.

mod en;
mod zh;

use std::fmt::{self, Display, Formatter};

use crate::explain::{Fact, Language, Step};

/// The sentence of a step.
pub(super) fn render(step: &Step, language: Language) -> String {
    match language {
        Language::Zh => zh::sentence(step),
        Language::En => en::sentence(step),
    }
}

/// A fact as text; empty where the step has none of that name.
fn fact<'s>(step: &'s Step, name: &str) -> impl Display + use<'s> {
    struct Shown<'s>(Option<&'s Fact>);
    impl Display for Shown<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            self.0.map_or(Ok(()), |fact| fact.fmt(f))
        }
    }
    Shown(step.fact(name))
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

/// A multiple without trailing zeros: `1.8000` is `1.8`.
fn short(number: impl Display) -> String {
    let mut text = number.to_string();
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text
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
