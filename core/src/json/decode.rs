//! From the tree to typed input. Every complaint knows its place, and says it in the words of the contract.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::Node;
use super::nullable::OR_NULL;
use crate::distinct::first_repeated;
use crate::error::{Code, Error, pointer_segment};
use crate::number::MAX_INTEGER;

/// Decodes a tree; paths are relative to it.
///
/// Unknown fields, duplicate keys, nulls (but for [`super::Nullable`]), and numbers that are not small integers are refused.
pub(crate) fn decode<T: DeserializeOwned>(node: &Node<'_>) -> Result<T, Error> {
    T::deserialize(NodeDecoder(node)).map_err(DecodeError::into_error)
}

/// The newtype of a rulebook that stands inside an input: what is wrong inside it is a matter of the rulebook.
pub(crate) const RULEBOOK: &str = "RulebookChoice";

/// An error on its way up: each level it passes adds its segment.
struct DecodeError {
    /// Innermost first, without slashes.
    segments: Vec<String>,
    code: Code,
    message: String,
    help: Option<String>,
}

impl DecodeError {
    fn new(message: impl Into<String>) -> Self {
        DecodeError { segments: Vec::new(), code: Code::InvalidInput, message: message.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn inside(mut self, segment: impl Into<String>) -> Self {
        self.segments.push(segment.into());
        self
    }

    fn inside_rulebook(mut self) -> Self {
        if !self.segments.is_empty() && self.code == Code::InvalidInput {
            self.code = Code::InvalidRulebook;
        }
        self
    }

    fn into_error(self) -> Error {
        let path: String = self.segments.iter().rev().map(|name| pointer_segment(name)).collect();
        // Messages of values begin with "must …": the field's name goes in front.
        let field = self.segments.iter().find(|name| name.parse::<usize>().is_err());
        let message = match field {
            Some(field) if self.message.starts_with("must ") => format!("{field} {}", self.message),
            None if self.message.starts_with("must ") => format!("the value {}", self.message),
            _ => self.message,
        };
        let error = Error::new(self.code, path, message);
        match self.help {
            Some(help) => error.with_help(help),
            None => error,
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        // serde carries only text: this prefix is how a value says that it is too large rather than wrong.
        let message = message.to_string();
        let too_large = message.starts_with("limit exceeded");
        let mut error = DecodeError::new(message);
        if too_large {
            error.code = Code::LimitExceeded;
        }
        error
    }

    fn invalid_type(got: Unexpected<'_>, expected: &dyn Expected) -> Self {
        DecodeError::new(format!("must be {expected}, got {}", kind(got)))
    }

    fn invalid_value(got: Unexpected<'_>, expected: &dyn Expected) -> Self {
        DecodeError::new(format!("must be {expected}, got {}", kind(got)))
    }

    fn missing_field(field: &'static str) -> Self {
        DecodeError::new(format!("the field `{field}` is missing")).inside(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        duplicate(field)
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let error = DecodeError::new(format!("there is no field `{}` here", clip(field)));
        let help = match nearest(field, expected) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("the fields are {}", words(expected)),
        };
        error.help(help).inside(field)
    }

    fn unknown_variant(word: &str, expected: &'static [&'static str]) -> Self {
        DecodeError::new(format!("must be one of {}, got `{}`", words(expected), clip(word)))
    }
}

fn duplicate(key: &str) -> DecodeError {
    DecodeError::new(format!("the key `{}` stands here twice", clip(key))).inside(key)
}

fn words(list: &[&str]) -> String {
    list.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn clip(text: &str) -> Cow<'_, str> {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or(text))),
        None => Cow::Borrowed(text),
    }
}

fn kind(got: Unexpected<'_>) -> String {
    match got {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Signed(value) => format!("the number `{value}`"),
        Unexpected::Unsigned(value) => format!("the number `{value}`"),
        Unexpected::Str(text) => format!("the text `{}`", clip(text)),
        Unexpected::Seq => "a list".into(),
        Unexpected::Map => "an object".into(),
        Unexpected::Unit => "null".into(),
        Unexpected::Other(text) => format!("the number `{text}`"),
        _ => "something else".into(),
    }
}

/// A name that differs by one or two letters, for the help line.
fn nearest<'a>(word: &str, names: &[&'a str]) -> Option<&'a str> {
    names
        .iter()
        .map(|name| (edit_distance(word, name), *name))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, name)| name)
}

fn edit_distance(a: &str, b: &str) -> usize {
    const LONG: usize = 40;
    if a.chars().count() > LONG {
        return LONG;
    }
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i.saturating_add(1);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(b.chars()) {
            let replaced = diagonal.saturating_add(usize::from(x != y));
            diagonal = *cell;
            left = replaced.min(left.saturating_add(1)).min(cell.saturating_add(1));
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(LONG)
}

struct NodeDecoder<'n, 'a>(&'n Node<'a>);

impl<'n> NodeDecoder<'n, '_> {
    fn unexpected(&self) -> Unexpected<'n> {
        match self.0 {
            Node::Null => Unexpected::Unit,
            Node::Bool(value) => Unexpected::Bool(*value),
            Node::Integer(value) => Unexpected::Signed(*value),
            Node::OtherNumber(text) => Unexpected::Other(text),
            Node::Text(text) => Unexpected::Str(text),
            Node::List(_) => Unexpected::Seq,
            Node::Object(_) => Unexpected::Map,
        }
    }

    fn refuse(&self, expected: &dyn Expected) -> DecodeError {
        let error = <DecodeError as de::Error>::invalid_type(self.unexpected(), expected);
        match self.0 {
            Node::Integer(_) | Node::OtherNumber(_) => {
                error.help("write amounts as text, \"22.26\": a JSON number may have passed through floating point")
            }
            Node::Null => error.help("leave the field out instead"),
            _ => error,
        }
    }
}

impl<'de> Deserializer<'de> for NodeDecoder<'_, '_> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            Node::Bool(value) => visitor.visit_bool(*value),
            Node::Integer(value) => visitor.visit_i64(*value),
            Node::Text(text) => visitor.visit_str(text),
            Node::List(items) => visit_list(items, visitor),
            Node::Object(entries) => visit_object(entries, visitor),
            Node::Null | Node::OtherNumber(_) => Err(self.refuse(&visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            Node::Text(text) => visitor.visit_str(text),
            _ => Err(self.refuse(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            Node::Integer(value) => match u32::try_from(*value) {
                Ok(small) if small <= MAX_INTEGER => visitor.visit_u32(small),
                _ if *value < 0 => Err(DecodeError::new(format!("must not be negative, got `{value}`"))),
                _ => Err(de::Error::custom(format!("limit exceeded: at most {MAX_INTEGER}, got `{value}`"))),
            },
            Node::OtherNumber(text) if !text.contains(['.', 'e', '-']) => {
                Err(de::Error::custom(format!("limit exceeded: at most {MAX_INTEGER}, got `{}`", clip(text))))
            }
            _ => Err(DecodeError::new(format!("must be an integer, got {}", kind(self.unexpected())))),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            Node::Bool(value) => visitor.visit_bool(*value),
            _ => Err(DecodeError::new(format!("must be true or false, got {}", kind(self.unexpected())))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            Node::Null => Err(DecodeError::new("must not be null").help("leave the field out instead")),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        if name == OR_NULL && matches!(self.0, Node::Null) {
            return visitor.visit_none();
        }
        let value = visitor.visit_newtype_struct(self);
        if name == RULEBOOK { value.map_err(DecodeError::inside_rulebook) } else { value }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            Node::List(items) => visit_list(items, visitor),
            _ => Err(DecodeError::new(format!("must be a list, got {}", kind(self.unexpected())))),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self.0 {
            Node::Object(entries) => visit_object(entries, visitor),
            _ => Err(DecodeError::new(format!("must be an object, got {}", kind(self.unexpected())))),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self.0 {
            Node::Text(word) => visitor.visit_enum(Word(word)),
            _ => Err(DecodeError::new(format!("must be one of {}, got {}", words(variants), kind(self.unexpected())))),
        }
    }

    /// Whoever skips a field reads it in another way, with words of its own.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple // float ok: all refused
        tuple_struct map identifier
    }
}

fn visit_list<'de, V: Visitor<'de>>(items: &[Node<'_>], visitor: V) -> Result<V::Value, DecodeError> {
    visitor.visit_seq(Items(items.iter().enumerate()))
}

fn visit_object<'de, V: Visitor<'de>>(
    entries: &[(Cow<'_, str>, Node<'_>)],
    visitor: V,
) -> Result<V::Value, DecodeError> {
    refuse_duplicates(entries)?;
    visitor.visit_map(Entries { rest: entries.iter(), current: None })
}

fn refuse_duplicates(entries: &[(Cow<'_, str>, Node<'_>)]) -> Result<(), DecodeError> {
    let repeated = first_repeated(entries.iter().map(|(key, _)| key.as_ref()));
    match repeated.and_then(|i| entries.get(i)) {
        Some((key, _)) => Err(duplicate(key)),
        None => Ok(()),
    }
}

struct Items<'n, 'a>(std::iter::Enumerate<std::slice::Iter<'n, Node<'a>>>);

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DecodeError> {
        match self.0.next() {
            None => Ok(None),
            Some((index, item)) => match seed.deserialize(NodeDecoder(item)) {
                Ok(value) => Ok(Some(value)),
                Err(error) => Err(error.inside(index.to_string())),
            },
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Entries<'n, 'a> {
    rest: std::slice::Iter<'n, (Cow<'a, str>, Node<'a>)>,
    current: Option<&'n (Cow<'a, str>, Node<'a>)>,
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = DecodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DecodeError> {
        self.current = self.rest.next();
        match self.current {
            None => Ok(None),
            Some((key, _)) => {
                let key: StrDeserializer<'_, DecodeError> = key.as_ref().into_deserializer();
                seed.deserialize(key).map(Some)
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, DecodeError> {
        match self.current {
            None => Err(DecodeError::new("a value was asked for before its key")),
            Some((key, value)) => seed.deserialize(NodeDecoder(value)).map_err(|error| error.inside(key.as_ref())),
        }
    }
}

/// A choice: one word, no payload.
struct Word<'n>(&'n str);

impl<'de> EnumAccess<'de> for Word<'_> {
    type Error = DecodeError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), DecodeError> {
        let word: StrDeserializer<'_, DecodeError> = self.0.into_deserializer();
        Ok((seed.deserialize(word)?, self))
    }
}

impl<'de> VariantAccess<'de> for Word<'_> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _seed: T) -> Result<T::Value, DecodeError> {
        Err(DecodeError::new("must be one word"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, _visitor: V) -> Result<V::Value, DecodeError> {
        Err(DecodeError::new("must be one word"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, DecodeError> {
        Err(DecodeError::new("must be one word"))
    }
}
