//! What is known of the fields of each function: made from the schemas by `make python-types`.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::fault::Fault;

/// What a field holds.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Text,
    Bool,
    Int,
    Date,
    /// Kept as JSON text in a column.
    Any,
    /// A decimal string with at most so many decimals, if that is known.
    Number(Option<u8>),
    List(usize),
    Fields(Vec<Member>),
}

/// A field of an object: its name, its kind, and whether it must be there and may be null.
#[derive(Debug, Deserialize)]
pub(crate) struct Member(String, usize, bool);

impl Member {
    pub(crate) fn name(&self) -> &str {
        &self.0
    }

    pub(crate) fn kind(&self) -> &'static Kind {
        kind_of(self.1)
    }

    pub(crate) fn says_null(&self) -> bool {
        self.2
    }
}

#[derive(Debug, Default, Deserialize)]
struct Known {
    kinds: Vec<Kind>,
    functions: HashMap<String, (usize, usize)>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    // The file is part of the program; a test reads every function from it.
    KNOWN.get_or_init(|| serde_json::from_str(include_str!("fields.json")).unwrap_or_default())
}

/// A kind by its number.
pub(crate) fn kind_of(number: usize) -> &'static Kind {
    known().kinds.get(number).unwrap_or(&Kind::Any)
}

/// The kinds of input and output of a function.
pub(crate) fn of(function: &str) -> Result<(&'static Kind, &'static Kind), Fault> {
    match known().functions.get(function) {
        Some((input, output)) => Ok((kind_of(*input), kind_of(*output))),
        None => {
            let message = format!("there is no function `{}`", function.chars().take(60).collect::<String>());
            let help = format!("the functions are {}", jicai::evaluate::FUNCTIONS.join(", "));
            Err(Fault::new("unknown_function", message).help(help).at("/function"))
        }
    }
}

impl Kind {
    /// The fields, if it has some.
    pub(crate) fn members(&self) -> &[Member] {
        match self {
            Kind::Fields(members) => members,
            _ => &[],
        }
    }

    /// A field by name.
    pub(crate) fn member(&self, name: &str) -> Option<&Member> {
        self.members().iter().find(|member| member.name() == name)
    }
}

/// The fields that a column may stand for, with a dot between an object and its field.
pub(crate) fn paths(kind: &Kind) -> Vec<String> {
    let mut paths = Vec::new();
    for member in kind.members() {
        paths.push(member.name().to_owned());
        paths.extend(paths_below(member));
    }
    paths
}

fn paths_below(member: &Member) -> Vec<String> {
    paths(member.kind()).into_iter().map(|path| format!("{}.{path}", member.name())).collect()
}
