//! Checks rulebook files, and lists what they rest on and what they do not know.

use std::path::{Path, PathBuf};

use jicai::Error;
use jicai::rulebook::{Document, Provenance, Source};

/// How the parameters of an area are typed and checked. The only place that names the areas.
type Check = fn(Document) -> Result<(), Error>;
const AREAS: &[(&str, Check)] = &[
    ("award", |document| jicai::award::Rulebook::from_document(document).map(drop)),
    ("differential", |document| jicai::differential::Rulebook::from_document(document).map(drop)),
    ("payment", |document| jicai::payment::Rulebook::from_document(document).map(drop)),
    ("credit", |document| jicai::credit::Rulebook::from_document(document).map(drop)),
    ("volume", |document| jicai::volume::Rulebook::from_document(document).map(drop)),
    ("execution", |document| jicai::execution::Rulebook::from_document(document).map(drop)),
    ("credit_bar", |document| jicai::credit::BarRulebook::from_document(document).map(drop)),
];

const PROVENANCES: [Provenance; 4] =
    [Provenance::Official, Provenance::Secondary, Provenance::Derived, Provenance::Unverified];

/// Lints files one by one; true if none has an error. Warnings are no errors.
pub fn lint(files: &[PathBuf], say: &mut impl FnMut(&str)) -> bool {
    let mut clean = true;
    for file in files {
        match lint_file(file, say) {
            Ok(summary) => say(&format!("{}: ok ({summary})", file.display())),
            Err(complaint) => {
                clean = false;
                say(&format!("{}: {}", file.display(), complaint.text));
                if let Some(help) = complaint.help {
                    say(&format!("  help: {help}"));
                }
            }
        }
    }
    clean
}

/// Why a file is no good.
struct Complaint {
    text: String,
    help: Option<String>,
}

impl Complaint {
    fn new(text: impl Into<String>, help: impl Into<String>) -> Complaint {
        Complaint { text: text.into(), help: Some(help.into()) }
    }
}

impl From<Error> for Complaint {
    fn from(error: Error) -> Complaint {
        let text = match error.path() {
            "" => error.message().to_owned(),
            path => format!("{path}: {}", error.message()),
        };
        Complaint { text, help: error.help().map(str::to_owned) }
    }
}

fn lint_file(file: &Path, say: &mut impl FnMut(&str)) -> Result<String, Complaint> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Complaint { text: format!("cannot be read: {error}"), help: None })?;
    let document = Document::from_toml(&text)?;
    check_of(&document)?(document.clone())?;
    if let Some(id) = builtin_id(file) {
        complete_head(&document, &id)?;
    }
    let head = document.head();
    let titles: Vec<&str> = [&head.title, &head.title_zh].into_iter().flatten().map(String::as_str).collect();
    say(&format!("{}  {}", document.id(), titles.join(" / ")));
    let stated = stated(&document)?;
    let counts = list_parameters(&document, &stated.values, say);
    for entry in &stated.unpublished {
        say(&format!("    unpublished {entry}"));
    }
    for gap in document.gaps() {
        say(&format!("    unset {}: {}", gap.name(), gap.citation()));
    }
    for cliff in cliffs(&document)? {
        say(&format!("  cliff: {cliff}"));
    }
    let warnings = warnings(&document, &stated.values);
    for warning in &warnings {
        say(&format!("  warning: {warning}"));
    }
    let warned = match warnings.len() {
        0 => String::new(),
        many => format!("; {many} without a citation"),
    };
    let unset = document.gaps().len().saturating_add(stated.unpublished.len());
    Ok(format!("{} parameters: {counts}; {unset} unset{warned}", stated.values.len()))
}

/// What a rulebook states: each value, with its source, and what is known not to be published.
struct Stated {
    values: Vec<(Source, String)>,
    unpublished: Vec<String>,
}

/// Parameters; in the areas where the entries of one have sources of their own, the entries.
fn stated(document: &Document) -> Result<Stated, Error> {
    let bare = |sources: Vec<&Source>| sources.into_iter().map(|source| (source.clone(), String::new())).collect();
    Ok(match document.head().area.as_deref() {
        Some("credit") => {
            let rulebook = jicai::credit::Rulebook::from_document(document.clone())?;
            Stated { values: bare(rulebook.sources()), unpublished: rulebook.unpublished() }
        }
        Some("credit_bar") => {
            let rulebook = jicai::credit::BarRulebook::from_document(document.clone())?;
            Stated { values: bare(rulebook.sources()), unpublished: Vec::new() }
        }
        _ => Stated {
            values: document
                .parameters()
                .iter()
                .map(|parameter| (parameter.source().clone(), format!(" = {}", parameter.value_json())))
                .collect(),
            unpublished: Vec::new(),
        },
    })
}

/// Where the patient pays less for a dearer product, of a payment rulebook; in multiples of the winning price.
fn cliffs(document: &Document) -> Result<Vec<String>, Error> {
    use jicai::payment::{LintQuestion, Rulebook, lint_rulebook};

    if document.head().area.as_deref() != Some("payment") {
        return Ok(Vec::new());
    }
    let lint = lint_rulebook(&Rulebook::from_document(document.clone())?, &LintQuestion::default())?;
    let shown =
        |standard: &Option<jicai::payment::LintRatio>| standard.as_ref().map_or("none".into(), ToString::to_string);
    let lines = lint.cliffs.iter().map(|cliff| {
        let category = cliff.category.as_ref().map_or(String::new(), |category| format!("{category}, "));
        let drops: Vec<&str> = cliff.drops.iter().map(|drop| drop.as_str()).collect();
        format!(
            "{category}year {}, at {} of the winning price, `{}` to `{}`: standard {} to {}, above it {} to {} ({} falls)",
            cliff.year,
            cliff.edge,
            cliff.band_below,
            cliff.band_above,
            shown(&cliff.standard_below),
            shown(&cliff.standard_above),
            cliff.excess_below,
            cliff.excess_above,
            drops.join(" and ")
        )
    });
    Ok(lines.collect())
}

fn check_of(document: &Document) -> Result<Check, Complaint> {
    let areas = || AREAS.iter().map(|(area, _)| format!("`{area}`")).collect::<Vec<_>>().join(", ");
    let Some(area) = &document.head().area else {
        return Err(Complaint::new("/area: area is missing", format!("the areas are {}", areas())));
    };
    AREAS.iter().find(|(known, _)| known == area).map(|(_, check)| *check).ok_or_else(|| {
        Complaint::new(format!("/area: there is no area `{area}`"), format!("the areas are {}", areas()))
    })
}

/// The id that a file below a folder `rulebooks` must have: its path from there, without `.toml`.
fn builtin_id(file: &Path) -> Option<String> {
    let file = file.canonicalize().ok()?;
    let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
    let folder = parts.iter().rposition(|part| part == "rulebooks")?;
    let below = parts.get(folder.saturating_add(1)..)?.join("/");
    Some(below.strip_suffix(".toml").unwrap_or(&below).to_owned())
}

/// A built-in rulebook says what it is; only its dates may be unpublished.
fn complete_head(document: &Document, id: &str) -> Result<(), Complaint> {
    if document.id().as_str() != id {
        let text = format!("/id: id must be `{id}`, got `{}`", document.id());
        return Err(Complaint::new(text, "the id of a built-in rulebook is its path below `rulebooks`"));
    }
    let head = document.head();
    let fields = [
        ("area", &head.area),
        ("jurisdiction", &head.jurisdiction),
        ("title", &head.title),
        ("title_zh", &head.title_zh),
        ("document", &head.document),
        ("issuer", &head.issuer),
    ];
    for (name, field) in fields {
        if field.as_ref().is_none_or(|text| text.trim().is_empty()) {
            return Err(Complaint::new(
                format!("/{name}: {name} is missing"),
                "a built-in rulebook has the whole head",
            ));
        }
    }
    Ok(())
}

/// One line per provenance; the unverified ones with value and citation. Gives the counts.
fn list_parameters(document: &Document, values: &[(Source, String)], say: &mut impl FnMut(&str)) -> String {
    let mut counts = Vec::new();
    for provenance in PROVENANCES {
        let found: Vec<&(Source, String)> =
            values.iter().filter(|(source, _)| source.provenance() == provenance).collect();
        counts.push(format!("{} {}", found.len(), provenance.as_str()));
        if found.is_empty() {
            continue;
        }
        let names: Vec<&str> = found.iter().map(|(source, _)| name(document, source)).collect();
        say(&format!("  {} {}: {}", found.len(), provenance.as_str(), names.join(", ")));
        if provenance == Provenance::Unverified {
            for (source, value) in found {
                say(&format!("    {}{value}: {}", name(document, source), source.citation()));
            }
        }
    }
    if !document.gaps().is_empty() {
        say(&format!("  {} unset", document.gaps().len()));
    }
    counts.join(", ")
}

/// The name; an inherited parameter with the rulebook that sets it.
fn name<'s>(document: &Document, source: &'s Source) -> &'s str {
    match source.parameter().rsplit_once('#') {
        Some((id, name)) if id == document.id().as_str() => name,
        _ => source.parameter(),
    }
}

fn warnings(document: &Document, values: &[(Source, String)]) -> Vec<String> {
    let values = values.iter().map(|(source, _)| ("parameters", name(document, source), source.citation()));
    let gaps = document.gaps().iter().map(|gap| ("gaps", gap.name(), gap.citation()));
    values
        .chain(gaps)
        .filter(|(_, _, citation)| citation.trim().is_empty())
        .map(|(table, name, _)| format!("/{table}/{name}: no citation"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lints a text as the file `name`.
    fn linted(name: &str, text: &str) -> (bool, Vec<String>) {
        let folder = std::env::temp_dir().join(format!("spec-tests-lint-{}", std::process::id()));
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        let mut lines = Vec::new();
        let clean = lint(&[file], &mut |line| lines.push(line.to_owned()));
        (clean, lines)
    }

    #[test]
    fn a_draft_is_listed_with_what_it_inherits() {
        let text = "id = \"example/draft\"\nextends = \"award/cn-batch-12\"\n[parameters]\nspread_multiple = \"1.8\"\n";
        let (clean, lines) = linted("draft.toml", text);
        assert!(clean, "{lines:?}");
        assert!(lines[0].starts_with("example/draft"), "{lines:?}");
        assert!(lines.iter().any(|line| line.starts_with("    spread_multiple = \"1.8\"")), "{lines:?}");
        assert!(lines.iter().any(|line| line.starts_with("    award/cn-batch-12#void_counts = false")), "{lines:?}");
        assert!(lines.iter().any(|line| line.starts_with("    unset k_table: GY-YD2026-1")), "{lines:?}");
        assert!(lines.contains(&"  warning: /parameters/spread_multiple: no citation".to_owned()), "{lines:?}");
        assert!(lines.last().unwrap().ends_with("unset; 1 without a citation)"), "{lines:?}");
    }

    #[test]
    fn errors_name_file_key_and_help() {
        for (name, text, complaint) in [
            ("bad.toml", "id = ", "bad.toml: the file is not TOML"),
            ("area.toml", "id = \"a/b\"", "area.toml: /area: area is missing"),
            ("area.toml", "id = \"a/b\"\narea = \"tax\"", "area.toml: /area: there is no area `tax`"),
            (
                "parameter.toml",
                "id = \"a/b\"\narea = \"award\"\n[parameters]\nspread = 1",
                "parameter.toml: /parameters/spread: ",
            ),
            ("rulebooks/a/b.toml", "id = \"a/b\"\narea = \"award\"", "b.toml: /jurisdiction: jurisdiction is missing"),
            ("rulebooks/a/c.toml", "id = \"a/b\"\narea = \"award\"", "c.toml: /id: id must be `a/c`, got `a/b`"),
        ] {
            let (clean, lines) = linted(name, text);
            assert!(!clean && lines[0].contains(complaint), "{lines:?}");
        }
        assert!(!lint(&[PathBuf::from("/nowhere/at/all.toml")], &mut |_| ()));
    }
}
