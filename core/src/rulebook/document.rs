//! The generic form of a rulebook, and its loader.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use super::registry;
use crate::error::{Error, pointer_segment};
use crate::json::{self, Node};
use crate::{Date, Id};

/// How well a value is established.
///
/// # Example
///
/// ```
/// # use jicai::rulebook::{Provenance, builtin};
/// let spread = builtin("award/cn-batch-10").unwrap().parameter("spread_multiple").unwrap();
/// assert_eq!(spread.source().provenance(), Provenance::Secondary); // reported, as the tender document is not public
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// Read in the document itself.
    Official,
    /// Reported by a secondary source that is cited.
    Secondary,
    /// Follows from other stated facts.
    Derived,
    /// Not confirmed by anything: an assumption. Strict mode refuses it.
    Unverified,
}

impl Provenance {
    /// The word of the JSON contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Provenance::Official => "official",
            Provenance::Secondary => "secondary",
            Provenance::Derived => "derived",
            Provenance::Unverified => "unverified",
        }
    }
}

/// Where a parameter comes from: the rulebook that sets it, its provenance, its citation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    parameter: String,
    provenance: Provenance,
    citation: String,
}

impl Source {
    /// `<id of the rulebook that sets it>#<parameter>`, e.g. `award/cn-batch-10#spread_multiple`.
    pub fn parameter(&self) -> &str {
        &self.parameter
    }

    /// The rulebook that sets the parameter.
    pub(crate) fn rulebook(&self) -> Option<Id> {
        self.parameter.split_once('#').and_then(|(id, _)| id.parse().ok())
    }

    /// The source of a part of the parameter, `<parameter>.<part>`, which may have a provenance and a citation of its own.
    pub(crate) fn part(&self, part: &str, provenance: Option<Provenance>, citation: Option<&str>) -> Source {
        Source {
            parameter: format!("{}.{part}", self.parameter),
            provenance: provenance.unwrap_or(self.provenance),
            citation: citation.unwrap_or(&self.citation).to_owned(),
        }
    }

    /// The same parameter for a row that may have a provenance and a citation of its own.
    pub(crate) fn restated(&self, provenance: Option<Provenance>, citation: Option<String>) -> Source {
        Source {
            parameter: self.parameter.clone(),
            provenance: provenance.unwrap_or(self.provenance),
            citation: citation.unwrap_or_else(|| self.citation.clone()),
        }
    }

    /// The source of an entry that carries its own: `<rulebook>#<name>`.
    pub(crate) fn of_entry(
        rulebook: &Id,
        name: &str,
        provenance: Option<Provenance>,
        citation: Option<String>,
    ) -> Source {
        Source {
            parameter: format!("{rulebook}#{name}"),
            provenance: provenance.unwrap_or(Provenance::Unverified),
            citation: citation.unwrap_or_default(),
        }
    }

    /// How well the value is established.
    pub fn provenance(&self) -> Provenance {
        self.provenance
    }

    /// Document, article, address: where to read it.
    pub fn citation(&self) -> &str {
        &self.citation
    }
}

/// Areas whose parameters are written bare: the cells of one table come from different documents, so that provenance and citation sit on
/// the entries.
const BARE: [&str; 2] = ["credit", "credit_bar"];

/// A value with its source.
#[derive(Clone, Debug)]
pub struct Parameter {
    name: String,
    pub(crate) value: Node<'static>,
    pub(crate) source: Arc<Source>,
    /// The value is the whole entry: its own parts say where they come from.
    bare: bool,
}

impl Parameter {
    /// The parameter's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the value comes from. In the credit areas the entries of the value say it, and this is `unverified` without a citation.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Whether the entries of the value say where they come from, each for itself.
    pub fn is_bare(&self) -> bool {
        self.bare
    }

    /// The value as JSON text.
    pub fn value_json(&self) -> String {
        serde_json::to_string(&self.value).unwrap_or_default()
    }
}

/// A rule that the document has but whose value is not published.
///
/// # Example
///
/// ```
/// # use jicai::rulebook::builtin;
/// let gap = builtin("award/cn-batch-10").unwrap().gap("conversion").unwrap();
/// assert!(gap.citation().starts_with("GY-YD2024-2")); // it says how strengths are converted, and nobody has published it
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    name: String,
    rulebook: Id,
    citation: String,
}

impl Gap {
    /// The parameter's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rulebook that declares the gap.
    pub fn rulebook(&self) -> &Id {
        &self.rulebook
    }

    /// Which document does not say it.
    pub fn citation(&self) -> &str {
        &self.citation
    }
}

/// What a rulebook says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Head {
    /// The area of law: the first part of a built-in id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// GB/T 2260 code of the place, `100000` for China; of an alliance, that of its organiser.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
    /// Title in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Title in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_zh: Option<String>,
    /// The document that states the rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Who issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// First day; absent where the day is not published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_from: Option<Date>,
    /// Last day, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_until: Option<Date>,
    /// The members of an alliance, as GB/T 2260 codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub members: Vec<String>,
}

/// A rulebook with everything it inherits.
///
/// # Example
///
/// ```
/// let document = jicai::rulebook::builtin("award/cn-batch-10").unwrap();
/// assert_eq!(document.parameter("spread_multiple").unwrap().value_json(), r#""1.8""#);
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    id: Id,
    head: Head,
    extends: Option<Id>,
    remove: Vec<String>,
    /// Whether the file has a table of gaps, be it empty: not every area knows them.
    has_gaps: bool,
    /// What the file itself states, for showing it again.
    own: Entries,
    /// After inheritance.
    effective: Entries,
}

#[derive(Clone, Debug, Default)]
struct Entries {
    parameters: Vec<Parameter>,
    gaps: Vec<Gap>,
}

impl Entries {
    fn names(&self) -> impl Iterator<Item = &str> {
        let parameters = self.parameters.iter().map(|parameter| parameter.name.as_str());
        parameters.chain(self.gaps.iter().map(|gap| gap.name.as_str()))
    }
}

/// A rulebook of a request: the id of a built-in one, or a whole object.
pub(crate) enum Reference<'n, 'a> {
    Builtin(&'n str),
    Object(&'n Node<'a>),
}

impl<'n, 'a> Reference<'n, 'a> {
    /// Tells the two apart; anything else is refused at the (empty) path.
    pub(crate) fn read(node: &'n Node<'a>) -> Result<Self, Error> {
        match node {
            Node::Text(id) => Ok(Reference::Builtin(id)),
            Node::Object(_) => Ok(Reference::Object(node)),
            _ => Err(Error::invalid_input("", "rulebook must be the id of a built-in rulebook or an object")),
        }
    }
}

/// The head as the file has it; parameters and gaps stay trees, as their names are the area's.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    id: Id,
    area: Option<String>,
    jurisdiction: Option<String>,
    title: Option<String>,
    title_zh: Option<String>,
    document: Option<String>,
    issuer: Option<String>,
    effective_from: Option<Date>,
    effective_until: Option<Date>,
    #[serde(default)]
    members: Vec<String>,
    extends: Option<Id>,
    #[serde(default)]
    remove: Vec<String>,
}

impl Document {
    /// Reads a rulebook file.
    ///
    /// # Errors
    ///
    /// `invalid_rulebook` with the key's place in the file (`/parameters/spread_multiple`), `unknown_rulebook` at `/extends`.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::rulebook::Document;
    ///
    /// let document = Document::from_toml(
    ///     r#"
    ///     id = "example/wider"
    ///     extends = "award/cn-batch-10"
    ///     [parameters.spread_multiple]
    ///     value = "2.0"
    ///     provenance = "unverified"
    ///     citation = "a proposal"
    ///     "#,
    /// )
    /// .unwrap();
    /// assert_eq!(document.parameter("spread_multiple").unwrap().value_json(), r#""2.0""#);
    /// ```
    pub fn from_toml(text: &str) -> Result<Document, Error> {
        Document::from_node(&json::parse_toml(text)?, registry::count())
    }

    /// Reads the same thing as a JSON object.
    ///
    /// # Errors
    ///
    /// As [`Document::from_toml`]; text that is no JSON is `invalid_json`.
    pub fn from_json(text: &str) -> Result<Document, Error> {
        Document::from_node(&json::parse(text.as_bytes())?, registry::count())
    }

    /// `parents`: how many of the built-in rulebooks may be extended. A built-in one extends only those listed before it, so no
    /// chain is ever a circle.
    pub(crate) fn from_node(node: &Node<'_>, parents: usize) -> Result<Document, Error> {
        let Node::Object(entries) = node else {
            return Err(Error::invalid_rulebook("", "a rulebook is an object with an `id`"));
        };
        let (tables, head): (Vec<_>, Vec<_>) =
            entries.iter().cloned().partition(|(key, _)| key == "parameters" || key == "gaps");
        let form: Form =
            json::decode(&Node::Object(head)).map_err(|error| error.with_code(crate::error::Code::InvalidRulebook))?;
        for (i, (key, _)) in tables.iter().enumerate() {
            if tables.iter().take(i).any(|(earlier, _)| earlier == key) {
                let message = format!("the key `{key}` stands here twice");
                return Err(Error::invalid_rulebook(pointer_segment(key), message));
            }
        }
        let parent = match &form.extends {
            Some(id) => Some(registry::builtin_before(id.as_str(), parents).map_err(|error| error.at("/extends"))?),
            None => None,
        };
        let area = form.area.clone().or_else(|| parent.and_then(|parent| parent.head.area.clone()));
        let bare = area.as_deref().is_some_and(|area| BARE.contains(&area));
        let own = Entries {
            parameters: read_parameters(&form.id, node.get("parameters"), bare)?,
            gaps: read_gaps(&form.id, node.get("gaps"))?,
        };
        let set: HashSet<&str> = own.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        if let Some(gap) = own.gaps.iter().find(|gap| set.contains(gap.name.as_str())) {
            let path = format!("/gaps{}", pointer_segment(&gap.name));
            let message = format!("`{}` is set above: a parameter is set or a gap, not both", gap.name);
            return Err(Error::invalid_rulebook(path, message));
        }
        let effective = inherit(parent, &form.remove, &own)?;
        let head = Head {
            area,
            jurisdiction: form.jurisdiction,
            title: form.title,
            title_zh: form.title_zh,
            document: form.document,
            issuer: form.issuer,
            effective_from: form.effective_from,
            effective_until: form.effective_until,
            members: form.members,
        };
        let has_gaps = node.get("gaps").is_some();
        Ok(Document { id: form.id, head, extends: form.extends, remove: form.remove, has_gaps, own, effective })
    }

    /// The id.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// Title, document, issuer, dates.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The built-in rulebook it extends.
    pub fn extends(&self) -> Option<&Id> {
        self.extends.as_ref()
    }

    /// Every parameter in force, inherited ones included.
    pub fn parameters(&self) -> &[Parameter] {
        &self.effective.parameters
    }

    /// A parameter in force.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.effective.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Every gap in force, inherited ones included.
    pub fn gaps(&self) -> &[Gap] {
        &self.effective.gaps
    }

    /// Whether the file itself has a table of gaps.
    pub(crate) fn states_gaps(&self) -> bool {
        self.has_gaps
    }

    /// A gap in force.
    pub fn gap(&self, name: &str) -> Option<&Gap> {
        self.effective.gaps.iter().find(|gap| gap.name == name)
    }
}

/// The object as its file states it: what it inherits stands in the rulebook it extends.
impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Entry<'a>(&'a Parameter);
        impl Serialize for Entry<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;

                if self.0.bare {
                    return self.0.value.serialize(serializer);
                }
                let mut entry = serializer.serialize_struct("Entry", 3)?;
                entry.serialize_field("value", &self.0.value)?;
                entry.serialize_field("provenance", &self.0.source.provenance)?;
                entry.serialize_field("citation", &self.0.source.citation)?;
                entry.end()
            }
        }
        struct Parameters<'a>(&'a [Parameter]);
        impl Serialize for Parameters<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|parameter| (&parameter.name, Entry(parameter))))
            }
        }
        struct Gaps<'a>(&'a [Gap]);
        impl Serialize for Gaps<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|gap| (&gap.name, &gap.citation)))
            }
        }
        #[derive(Serialize)]
        struct Form<'a> {
            id: &'a Id,
            #[serde(flatten)]
            head: &'a Head,
            #[serde(skip_serializing_if = "Option::is_none")]
            extends: Option<&'a Id>,
            #[serde(skip_serializing_if = "<[String]>::is_empty")]
            remove: &'a [String],
            parameters: Parameters<'a>,
            #[serde(skip_serializing_if = "Option::is_none")]
            gaps: Option<Gaps<'a>>,
        }
        Form {
            id: &self.id,
            head: &self.head,
            extends: self.extends.as_ref(),
            remove: &self.remove,
            parameters: Parameters(&self.own.parameters),
            gaps: self.has_gaps.then_some(Gaps(&self.own.gaps)),
        }
        .serialize(serializer)
    }
}

/// Inheritance: the parent's entries, less what is removed, each name replaced as a whole by what the rulebook itself states.
fn inherit(parent: Option<&Document>, remove: &[String], own: &Entries) -> Result<Entries, Error> {
    let mut effective = parent.map(|parent| parent.effective.clone()).unwrap_or_default();
    // Sets, because a rulebook of a caller may state as many names as a request holds.
    let mut kept: HashSet<&str> = parent.map(|parent| parent.effective.names().collect()).unwrap_or_default();
    for (i, name) in remove.iter().enumerate() {
        if !kept.remove(name.as_str()) {
            let message = match parent {
                None => format!("`{name}` cannot be removed: the rulebook extends nothing"),
                Some(parent) => format!("`{name}` is neither set nor a gap in `{}`", parent.id),
            };
            return Err(Error::invalid_rulebook(format!("/remove/{i}"), message));
        }
    }
    for name in own.names() {
        kept.remove(name);
    }
    effective.parameters.retain(|parameter| kept.contains(parameter.name.as_str()));
    effective.gaps.retain(|gap| kept.contains(gap.name.as_str()));
    effective.parameters.extend_from_slice(&own.parameters);
    effective.gaps.extend_from_slice(&own.gaps);
    Ok(effective)
}

fn read_parameters(id: &Id, node: Option<&Node<'_>>, bare: bool) -> Result<Vec<Parameter>, Error> {
    entries("parameters", node)?
        .map(|(name, node)| {
            if bare {
                return Ok(Parameter {
                    name: name.to_owned(),
                    value: node.clone().into_owned(),
                    source: Arc::new(Source::of_entry(id, name, None, None)),
                    bare,
                });
            }
            read_parameter(id, name, node).map_err(|error| error.at(format!("/parameters{}", pointer_segment(name))))
        })
        .collect()
}

/// `{ value, provenance, citation }`, or a bare value: then it is unverified.
fn read_parameter(id: &Id, name: &str, node: &Node<'_>) -> Result<Parameter, Error> {
    let is_entry = ["value", "provenance", "citation"].iter().any(|key| node.get(key).is_some());
    let (value, provenance, citation) = match node {
        Node::Object(entry) if is_entry => read_entry(name, entry)?,
        bare => (bare, Provenance::Unverified, String::new()),
    };
    Ok(Parameter {
        name: name.to_owned(),
        value: value.clone().into_owned(),
        source: Arc::new(Source { parameter: format!("{id}#{name}"), provenance, citation }),
        bare: false,
    })
}

fn read_entry<'n, 'a>(
    name: &str,
    entry: &'n [(Cow<'a, str>, Node<'a>)],
) -> Result<(&'n Node<'a>, Provenance, String), Error> {
    let invalid = |message: String| Error::invalid_rulebook("", message);
    let (mut value, mut provenance, mut citation) = (None, None, None);
    for (key, node) in entry {
        let twice = match key.as_ref() {
            "value" => value.replace(node).is_some(),
            "provenance" => {
                let word = json::decode::<Provenance>(node)
                    .map_err(|error| invalid(format!("provenance of `{name}` {}", detail(&error))))?;
                provenance.replace(word).is_some()
            }
            "citation" => {
                let text = json::decode::<String>(node)
                    .map_err(|error| invalid(format!("citation of `{name}` {}", detail(&error))))?;
                citation.replace(text).is_some()
            }
            other => {
                let message = format!("`{name}` has an unknown key `{other}`");
                return Err(invalid(message).with_help("a parameter has `value`, `provenance` and `citation`"));
            }
        };
        if twice {
            return Err(invalid(format!("`{name}` has the key `{key}` twice")));
        }
    }
    let value = value.ok_or_else(|| invalid(format!("`{name}` has no `value`")))?;
    Ok((value, provenance.unwrap_or(Provenance::Unverified), citation.unwrap_or_default()))
}

/// The part of a decoder's message behind the field it names.
pub(super) fn detail(error: &Error) -> String {
    let message = error.message();
    let message = message.strip_prefix("the value ").unwrap_or(message);
    match error.path() {
        "" => message.to_owned(),
        path => format!("at `{path}`: {message}"),
    }
}

fn read_gaps(id: &Id, node: Option<&Node<'_>>) -> Result<Vec<Gap>, Error> {
    entries("gaps", node)?
        .map(|(name, node)| match node {
            Node::Text(citation) => {
                Ok(Gap { name: name.to_owned(), rulebook: id.clone(), citation: citation.clone().into_owned() })
            }
            _ => {
                let path = format!("/gaps{}", pointer_segment(name));
                let message =
                    format!("the gap `{name}` must be a text that names the document and what it does not say");
                Err(Error::invalid_rulebook(path, message))
            }
        })
        .collect()
}

/// Most parameters, and most gaps, of one rulebook.
const MAX_NAMES: usize = 10_000;

/// The entries of a table, which may be absent; a name that stands twice is refused.
fn entries<'n>(
    table: &str,
    node: Option<&'n Node<'_>>,
) -> Result<impl Iterator<Item = (&'n str, &'n Node<'n>)>, Error> {
    let entries: &[_] = match node {
        None => &[],
        Some(Node::Object(entries)) => entries,
        Some(_) => {
            let message = format!("`{table}` must be a table of names");
            return Err(Error::invalid_rulebook(format!("/{table}"), message));
        }
    };
    if entries.len() > MAX_NAMES {
        let message = format!("`{table}` has at most {MAX_NAMES} names, got `{}`", entries.len());
        return Err(Error::invalid_rulebook(format!("/{table}"), message));
    }
    let mut seen = HashSet::new();
    if let Some((name, _)) = entries.iter().find(|(name, _)| !seen.insert(name.as_ref())) {
        let path = format!("/{table}{}", pointer_segment(name));
        return Err(Error::invalid_rulebook(path, format!("`{name}` stands here twice")));
    }
    Ok(entries.iter().map(|(name, node)| (name.as_ref(), node)))
}
