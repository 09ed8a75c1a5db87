//! A rulebook that stands inside an input: the id of a built-in one, or a whole one.

use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::rulebook::Rulebook;
use crate::error::Error;
use crate::json::{self, Node};
use crate::rulebook::FromRequest;

/// A rulebook named inside an input: beside each grade record, or as the other side of a comparison.
///
/// In JSON the id of a built-in rulebook, or a whole rulebook object.
///
/// # Example
///
/// ```
/// use jicai::credit::{Rulebook, RulebookChoice};
///
/// let by_id = RulebookChoice::builtin("credit/cn-2020");
/// let own: RulebookChoice = Rulebook::builtin("credit/cn-2025").unwrap().into();
/// ```
#[derive(Clone, Debug)]
pub struct RulebookChoice(Choice);

#[derive(Clone, Debug)]
enum Choice {
    /// Text or object of a request, read where its place is known.
    Stated(Arc<Node<'static>>),
    /// Named by an id that is known.
    Builtin(Arc<Rulebook>),
    /// Read before.
    Read(Arc<Rulebook>),
}

impl RulebookChoice {
    /// A built-in rulebook by id; an unknown id is refused where the choice is used.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::{GradeRecord, RulebookChoice, SupplierIndex};
    ///
    /// // An id that nobody knows is told where it is used.
    /// let mut record = GradeRecord::new("r1".parse()?, "浙江".parse()?, "severe".parse()?, "2024-06-30".parse()?);
    /// record.rulebook = Some(RulebookChoice::builtin("credit/cn-2030"));
    /// assert_eq!(SupplierIndex::new(&[record], None, &[]).unwrap_err().path(), "/input/records/0/rulebook");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn builtin(id: &str) -> RulebookChoice {
        RulebookChoice::stated(Node::Text(id.to_owned().into()))
    }

    /// A known id is looked up once, here: records that name it are then compared by address.
    fn stated(node: Node<'static>) -> RulebookChoice {
        let builtin = match &node {
            Node::Text(id) => Rulebook::builtin(id).ok(),
            _ => None,
        };
        RulebookChoice(builtin.map_or_else(|| Choice::Stated(Arc::new(node)), Choice::Builtin))
    }

    /// The rulebook.
    ///
    /// # Errors
    ///
    /// `unknown_rulebook` at `path`, `invalid_rulebook` below it, `invalid_input` for what is neither id nor object.
    pub(super) fn resolve(&self, path: impl FnOnce() -> String) -> Result<Arc<Rulebook>, Error> {
        match &self.0 {
            Choice::Read(rulebook) | Choice::Builtin(rulebook) => Ok(Arc::clone(rulebook)),
            Choice::Stated(node) => Rulebook::from_request(node, &path()),
        }
    }

    /// Whether both name the same rulebook for sure: then one of them need not be resolved again.
    pub(super) fn is_same(&self, other: &RulebookChoice) -> bool {
        match (&self.0, &other.0) {
            (Choice::Read(a) | Choice::Builtin(a), Choice::Read(b) | Choice::Builtin(b)) => Arc::ptr_eq(a, b),
            (Choice::Stated(a), Choice::Stated(b)) => match (a.as_ref(), b.as_ref()) {
                (Node::Text(a), Node::Text(b)) => a == b,
                _ => Arc::ptr_eq(a, b),
            },
            _ => false,
        }
    }
}

impl From<Arc<Rulebook>> for RulebookChoice {
    fn from(rulebook: Arc<Rulebook>) -> Self {
        RulebookChoice(Choice::Read(rulebook))
    }
}

impl Serialize for RulebookChoice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Choice::Stated(node) => node.serialize(serializer),
            Choice::Builtin(rulebook) => rulebook.id().serialize(serializer),
            Choice::Read(rulebook) => rulebook.document().serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for RulebookChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Tree;
        impl<'de> Visitor<'de> for Tree {
            type Value = RulebookChoice;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the id of a built-in rulebook or an object")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, tree: D) -> Result<RulebookChoice, D::Error> {
                let node = json::seed().deserialize(tree)?;
                Ok(RulebookChoice::stated(node.into_owned()))
            }
        }
        deserializer.deserialize_newtype_struct(json::RULEBOOK, Tree)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for RulebookChoice {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RulebookChoice".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<crate::schema::RulebookReference>()
    }
}
