//! Sentences and words in two languages that the parts use.

use jicai::explain::Language;
use jicai::rulebook::{Document, Provenance};
use serde::Deserialize;

/// A sentence in the language asked for: `text!(language, "中文 {x}", "English {x}")`.
macro_rules! text {
    ($language:expr, $zh:literal, $en:literal) => {
        match $language {
            jicai::explain::Language::Zh => format!($zh),
            jicai::explain::Language::En => format!($en),
        }
    };
}
pub(crate) use text;

/// A text in both languages, in the code or in the data.
#[derive(PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    zh: String,
    en: String,
}

impl Words {
    pub(crate) fn new(zh: String, en: String) -> Words {
        Words { zh, en }
    }

    pub(crate) fn get(&self, language: Language) -> &str {
        pick(language, &self.zh, &self.en)
    }
}

/// The one of two texts that is in the language.
pub(crate) fn pick<'t>(language: Language, zh: &'t str, en: &'t str) -> &'t str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// A list in words.
pub(crate) fn list<T: AsRef<str>>(language: Language, items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<T> = items.into_iter().collect();
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    items.join(pick(language, "、", ", "))
}

/// Whether two things agree.
pub(crate) fn mark(agrees: bool) -> &'static str {
    if agrees { "✓" } else { "✗" }
}

/// A decimal without zeros at its end.
pub(crate) fn trimmed(decimal: &str) -> &str {
    if decimal.contains('.') { decimal.trim_end_matches('0').trim_end_matches('.') } else { decimal }
}

/// The title of a rulebook.
pub(crate) fn title(language: Language, rulebook: &Document) -> &str {
    let head = rulebook.head();
    pick(language, head.title_zh.as_deref().unwrap_or_default(), head.title.as_deref().unwrap_or_default())
}

/// How well a parameter is established.
pub(crate) fn provenance(language: Language, provenance: Provenance) -> &'static str {
    let (zh, en) = match provenance {
        Provenance::Official => ("官方文件", "official"),
        Provenance::Secondary => ("二手来源", "secondary"),
        Provenance::Derived => ("推导", "derived"),
        Provenance::Unverified => ("未核实", "unverified"),
    };
    pick(language, zh, en)
}
