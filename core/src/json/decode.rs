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
    T::deserialize(NodeDecoder(Some(node))).map_err(DecodeError::into_error)
}

/// The newtype of a rulebook that stands inside an input: what is wrong inside it is a matter of the rulebook.
pub(crate) const RULEBOOK: &str = "RulebookChoice";

/// An error on its way up: each level it passes adds its segment. It is one word wide, because it passes many levels.
struct DecodeError(Option<Box<Complaint>>);

struct Complaint {
    /// Innermost first, without slashes.
    segments: Vec<String>,
    code: Code,
    message: String,
    help: Option<String>,
    /// A struct asked for a field that is not there.
    field_missing: bool,
}

impl DecodeError {
    /// What is said about a field that is not there: whoever asked decides whether that matters.
    const ABSENT: DecodeError = DecodeError(None);

    fn new(message: impl Into<String>) -> Self {
        DecodeError(Some(Box::new(Complaint {
            segments: Vec::new(),
            code: Code::InvalidInput,
            message: message.into(),
            help: None,
            field_missing: false,
        })))
    }

    fn changed(mut self, change: impl FnOnce(&mut Complaint)) -> Self {
        self.0.as_deref_mut().map(change);
        self
    }

    fn help(self, help: impl Into<String>) -> Self {
        self.changed(|complaint| complaint.help = Some(help.into()))
    }

    #[cold]
    fn inside(self, segment: impl Into<String>) -> Self {
        self.changed(|complaint| complaint.segments.push(segment.into()))
    }

    #[cold]
    fn inside_rulebook(self) -> Self {
        self.changed(|complaint| {
            if !complaint.segments.is_empty() && complaint.code == Code::InvalidInput {
                complaint.code = Code::InvalidRulebook;
            }
        })
    }

    /// Whether it is the very struct that passes this on whose field is missing.
    fn is_missing_field(&self) -> bool {
        self.0.as_ref().is_none_or(|complaint| complaint.field_missing && complaint.segments.is_empty())
    }

    fn into_error(self) -> Error {
        let Some(complaint) = self.0 else {
            return Error::new(Code::Internal, "", "a value that is not there was read");
        };
        let Complaint { segments, code, message, help, .. } = *complaint;
        let path: String = segments.iter().rev().map(|name| pointer_segment(name)).collect();
        // Messages of values begin with "must …": the field's name goes in front.
        let field = segments.iter().find(|name| name.parse::<usize>().is_err());
        let message = match field {
            Some(field) if message.starts_with("must ") => format!("{field} {message}"),
            None if message.starts_with("must ") => format!("the value {message}"),
            _ => message,
        };
        let error = Error::new(code, path, message);
        match help {
            Some(help) => error.with_help(help),
            None => error,
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_ref().map_or("absent", |complaint| &complaint.message))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_ref().map_or("absent", |complaint| &complaint.message))
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        // serde carries only text: this prefix is how a value says that it is too large rather than wrong.
        let message = message.to_string();
        let too_large = message.starts_with("limit exceeded");
        DecodeError::new(message).changed(|complaint| {
            if too_large {
                complaint.code = Code::LimitExceeded;
            }
        })
    }

    fn invalid_type(got: Unexpected<'_>, expected: &dyn Expected) -> Self {
        DecodeError::new(format!("must be {expected}, got {}", kind(got)))
    }

    fn invalid_value(got: Unexpected<'_>, expected: &dyn Expected) -> Self {
        DecodeError::new(format!("must be {expected}, got {}", kind(got)))
    }

    /// A struct ends before it has all its fields; so may a list of fixed length.
    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        DecodeError::new(format!("must be {expected}, got a list of {length}"))
            .changed(|complaint| complaint.field_missing = true)
    }

    fn missing_field(field: &'static str) -> Self {
        missing(field)
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

fn missing(field: &str) -> DecodeError {
    DecodeError::new(format!("the field `{field}` is missing")).inside(field)
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

/// Reads a value; one that is not there is `None` if it is optional, and [`DecodeError::ABSENT`] otherwise.
struct NodeDecoder<'n, 'a>(Option<&'n Node<'a>>);

impl<'n, 'a> NodeDecoder<'n, 'a> {
    fn unexpected(&self) -> Unexpected<'n> {
        match self.0 {
            None | Some(Node::Null) => Unexpected::Unit,
            Some(Node::Bool(value)) => Unexpected::Bool(*value),
            Some(Node::Integer(value)) => Unexpected::Signed(*value),
            Some(Node::OtherNumber(text)) => Unexpected::Other(text),
            Some(Node::Text(text)) => Unexpected::Str(text),
            Some(Node::List(_)) => Unexpected::Seq,
            Some(Node::Object(_)) => Unexpected::Map,
        }
    }

    #[cold]
    fn refuse(&self, expected: &dyn Expected) -> DecodeError {
        let error = <DecodeError as de::Error>::invalid_type(self.unexpected(), expected);
        match self.0 {
            None => DecodeError::ABSENT,
            Some(Node::Integer(_) | Node::OtherNumber(_)) => {
                error.help("write amounts as text, \"22.26\": a JSON number may have passed through floating point")
            }
            Some(Node::Null) => error.help("leave the field out instead"),
            Some(_) => error,
        }
    }

    #[cold]
    fn must_be(&self, what: &str) -> DecodeError {
        match self.0 {
            None => DecodeError::ABSENT,
            Some(_) => DecodeError::new(format!("must be {what}, got {}", kind(self.unexpected()))),
        }
    }

    fn integer(&self) -> Result<u32, DecodeError> {
        match self.0 {
            Some(Node::Integer(value)) => match u32::try_from(*value) {
                Ok(small) if small <= MAX_INTEGER => Ok(small),
                _ if *value < 0 => Err(DecodeError::new(format!("must not be negative, got `{value}`"))),
                _ => Err(de::Error::custom(format!("limit exceeded: at most {MAX_INTEGER}, got `{value}`"))),
            },
            Some(Node::OtherNumber(text)) if !text.contains(['.', 'e', '-']) => {
                Err(de::Error::custom(format!("limit exceeded: at most {MAX_INTEGER}, got `{}`", clip(text))))
            }
            _ => Err(self.must_be("an integer")),
        }
    }

    /// The fields of an object: no other ones, none twice.
    fn fields(&self, names: &'static [&'static str]) -> Result<Fields<'n, 'a>, DecodeError> {
        let Some(Node::Object(entries)) = self.0 else { return Err(self.must_be("an object")) };
        refuse_duplicates(entries)?;
        let mut next = 0;
        for (key, _) in entries {
            match position(names, next, |name| *name == key) {
                Some(found) => next = found.saturating_add(1),
                None => return Err(de::Error::unknown_field(key, names)),
            }
        }
        Ok(Fields { entries, names: names.iter(), next: 0, absent: "" })
    }
}

/// Where something stands in a list, looked for from `next` on and then from the start: what comes in order is found at once.
fn position<T>(list: &[T], next: usize, is_it: impl Fn(&T) -> bool) -> Option<usize> {
    let (before, after) = list.split_at_checked(next)?;
    match after.iter().position(&is_it) {
        Some(i) => i.checked_add(next),
        None => before.iter().position(is_it),
    }
}

impl<'de> Deserializer<'de> for NodeDecoder<'_, '_> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            Some(Node::Bool(value)) => visitor.visit_bool(*value),
            Some(Node::Integer(value)) => visitor.visit_i64(*value),
            Some(Node::Text(text)) => visitor.visit_str(text),
            Some(Node::List(items)) => visit_list(items, visitor),
            Some(Node::Object(entries)) => visit_object(entries, visitor),
            None | Some(Node::Null | Node::OtherNumber(_)) => Err(self.refuse(&visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            Some(Node::Text(text)) => visitor.visit_str(text),
            _ => Err(self.refuse(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_u32(self.integer()?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            Some(Node::Bool(value)) => visitor.visit_bool(*value),
            _ => Err(self.must_be("true or false")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            None => visitor.visit_none(),
            Some(Node::Null) => Err(DecodeError::new("must not be null").help("leave the field out instead")),
            Some(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self.0 {
            // Not even a newtype of something optional is optional.
            None => Err(DecodeError::ABSENT),
            Some(Node::Null) if name == OR_NULL => visitor.visit_none(),
            Some(_) if name == RULEBOOK => visitor.visit_newtype_struct(self).map_err(DecodeError::inside_rulebook),
            Some(_) => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            Some(Node::List(items)) => visit_list(items, visitor),
            _ => Err(self.must_be("a list")),
        }
    }

    /// Field by field in the order of the struct: a third of the code that a visit of its entries takes.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let mut fields = self.fields(names)?;
        visitor.visit_seq(&mut fields).map_err(|error| fields.name_missing(error))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self.0 {
            Some(Node::Text(word)) => visitor.visit_enum(Word(word)),
            _ => Err(self.must_be(&format!("one of {}", words(variants)))),
        }
    }

    /// Whoever skips a field reads it in another way, with words of its own.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            None => Err(DecodeError::ABSENT),
            Some(_) => visitor.visit_unit(),
        }
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
            Some((index, item)) => match seed.deserialize(NodeDecoder(Some(item))) {
                Ok(value) => Ok(Some(value)),
                Err(error) => Err(error.inside(index.to_string())),
            },
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The fields of a struct in its own order.
struct Fields<'n, 'a> {
    entries: &'n [(Cow<'a, str>, Node<'a>)],
    names: std::slice::Iter<'static, &'static str>,
    /// The entry behind the one that was found last.
    next: usize,
    /// The field that was asked for last of those that are not there.
    absent: &'static str,
}

impl<'n, 'a> Fields<'n, 'a> {
    fn next_field(&mut self) -> Option<(&'static str, Option<&'n Node<'a>>)> {
        let name = *self.names.next()?;
        let found = position(self.entries, self.next, |(key, _)| key == name);
        match found {
            Some(i) => self.next = i.saturating_add(1),
            None => self.absent = name,
        }
        Some((name, found.and_then(|i| self.entries.get(i)).map(|(_, value)| value)))
    }

    #[cold]
    fn name_missing(&self, error: DecodeError) -> DecodeError {
        if error.is_missing_field() { missing(self.absent) } else { error }
    }
}

impl<'de> SeqAccess<'de> for &mut Fields<'_, '_> {
    type Error = DecodeError;

    /// `None` for a field that is not there and not optional: the struct has a default for it, or says that it ends too early.
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DecodeError> {
        let Some((name, value)) = self.next_field() else { return Ok(None) };
        match seed.deserialize(NodeDecoder(value)) {
            Ok(value) => Ok(Some(value)),
            Err(DecodeError(None)) => Ok(None),
            Err(error) => Err(error.inside(name)),
        }
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
            Some((key, value)) => {
                seed.deserialize(NodeDecoder(Some(value))).map_err(|error| error.inside(key.as_ref()))
            }
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
