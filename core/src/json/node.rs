//! The tree that a request or a rulebook file becomes before it is typed.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use crate::error::{Code, Error};

/// Deepest nesting of a request: documented in the README.
const MAX_DEPTH: u32 = 64;

const TOO_DEEP: &str = "nesting is deeper than 64 levels";

/// A JSON value. Objects keep their order and their duplicate keys, so that the decoder can refuse these by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node<'a> {
    Null,
    Bool(bool),
    Integer(i64),
    /// A number that is no `i64`, as text: floats are refused wherever they stand, with the value in the message.
    OtherNumber(String),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

impl<'a> Node<'a> {
    /// The same tree, free of the request's text.
    pub(crate) fn into_owned(self) -> Node<'static> {
        match self {
            Node::Null => Node::Null,
            Node::Bool(value) => Node::Bool(value),
            Node::Integer(value) => Node::Integer(value),
            Node::OtherNumber(text) => Node::OtherNumber(text),
            Node::Text(text) => Node::Text(Cow::Owned(text.into_owned())),
            Node::List(items) => Node::List(items.into_iter().map(Node::into_owned).collect()),
            Node::Object(entries) => Node::Object(
                entries.into_iter().map(|(key, value)| (Cow::Owned(key.into_owned()), value.into_owned())).collect(),
            ),
        }
    }

    /// The value of a key, for an object that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Node<'a>> {
        match self {
            Node::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }
}

/// Reads JSON text.
pub(crate) fn parse(text: &[u8]) -> Result<Node<'_>, Error> {
    // One look at the whole text is cheaper than one at each string of it.
    let text = std::str::from_utf8(text)
        .map_err(|error| Error::new(Code::InvalidJson, "", format!("the request is not UTF-8 text: {error}")))?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = Seed { depth: 0 }.deserialize(&mut deserializer).and_then(|node| deserializer.end().map(|()| node));
    node.map_err(|error| {
        // `Seed` accepts every shape, so the only complaint that is about data is its own.
        if error.is_data() {
            Error::limit_exceeded("", TOO_DEEP)
        } else {
            Error::new(Code::InvalidJson, "", format!("the request is not JSON: {error}"))
        }
    })
}

/// Reads TOML text.
pub(crate) fn parse_toml(text: &str) -> Result<Node<'static>, Error> {
    let invalid = |error: toml::de::Error| {
        let message = error.message().to_lowercase();
        let place = match error.span() {
            Some(span) => format!(", line {}", line_of(text, span.start)),
            None => String::new(),
        };
        Error::invalid_rulebook("", format!("the file is not TOML: {message}{place}"))
    };
    let deserializer = toml::Deserializer::parse(text).map_err(invalid)?;
    let node = Seed { depth: 0 }.deserialize(deserializer).map_err(invalid)?;
    Ok(node.into_owned())
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count().saturating_add(1)
}

/// Reads a tree from any serde format.
pub(crate) fn tree<'de>(value: impl Deserializer<'de>) -> Result<Node<'de>, Error> {
    Seed { depth: 0 }.deserialize(value).map_err(|error| match error.to_string() {
        message if message.starts_with(TOO_DEEP) => Error::limit_exceeded("", TOO_DEEP),
        message => Error::invalid_input("", format!("the value could not be read: {message}")),
    })
}

/// Reads a tree from another reader.
pub(crate) fn seed<'de>() -> impl DeserializeSeed<'de, Value = Node<'de>> {
    Seed { depth: 0 }
}

#[derive(Clone, Copy)]
struct Seed {
    depth: u32,
}

impl Seed {
    fn deeper<E: de::Error>(self) -> Result<Seed, E> {
        let depth = self.depth.saturating_add(1);
        if depth > MAX_DEPTH { Err(E::custom(TOO_DEEP)) } else { Ok(Seed { depth }) }
    }
}

impl<'de> DeserializeSeed<'de> for Seed {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'de>, E> {
        Ok(Node::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'de>, E> {
        Ok(i64::try_from(value).map_or_else(|_| Node::OtherNumber(value.to_string()), Node::Integer))
    }

    #[expect(clippy::disallowed_types, reason = "the parser's signature; the value only goes into a message")]
    #[rustfmt::skip]
    fn visit_f64<E>(self, value: f64) -> Result<Node<'de>, E> { // float ok: refused by the decoder, with its text
        // An integer beyond 64 bits arrives here too: it is written without a point, so that it is told "too large" and not "no integer".
        Ok(Node::OtherNumber(if value.abs() < 9.0e18 { format!("{value:?}") } else { value.to_string() }))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node<'de>, A::Error> {
        let seed = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(seed)? {
            // A vector begins with room for four: in a request of nothing but brackets that would be most of the memory.
            if list.is_empty() {
                list.reserve_exact(1);
            }
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
        let seed = self.deeper()?;
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(Key)? {
            entries.push((key, map.next_value_seed(seed)?));
        }
        // The same for objects, afterwards: most have several entries, and are read without an allocation more.
        if entries.len() < 3 {
            entries.shrink_to_fit();
        }
        Ok(Node::Object(entries))
    }
}

/// A key, borrowed from the text where it has no escapes.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Node::Null => serializer.serialize_unit(),
            Node::Bool(value) => serializer.serialize_bool(*value),
            Node::Integer(value) => serializer.serialize_i64(*value),
            Node::OtherNumber(text) | Node::Text(Cow::Owned(text)) => serializer.serialize_str(text),
            Node::Text(Cow::Borrowed(text)) => serializer.serialize_str(text),
            Node::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Node::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
