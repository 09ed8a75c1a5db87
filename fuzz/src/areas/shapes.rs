//! The JSON Schemas of the functions as a tree that is quick to walk.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

/// A number of a shape in the tree.
pub type At = usize;

/// What a value may be.
#[derive(Clone, Debug)]
pub enum Shape {
    /// One of these.
    Choice(Vec<Value>),
    /// A value of one of these.
    Either(Vec<At>),
    /// A value of it or, on output, null.
    Nullable(At),
    /// An object with these fields, and others where it is open.
    Object {
        fields: Vec<Field>,
        is_open: bool,
    },
    /// Any number of values.
    List(At),
    /// Values by name.
    Map(At),
    /// A decimal text.
    Decimal(Range),
    /// An integer between the two.
    Integer(i64, i64),
    Bool,
    /// `2025-10-27`.
    Day,
    /// `2025-10`.
    Month,
    /// `2025-10-27T08:30`.
    Moment,
    Id,
    Text,
    /// A rulebook of its own: an id or an object.
    Rulebook,
    Any,
}

/// A field of an object.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub shape: At,
    pub is_required: bool,
}

/// Which decimals are meant, in units of 10⁻¹⁰.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    pub low: i128,
    pub high: i128,
    /// Decimals after the point, at most.
    pub scale: u32,
}

/// 1 in units of 10⁻¹⁰.
pub const ONE: i128 = 10_i128.pow(10);

/// Every function with what it takes and what it gives.
pub struct Shapes {
    all: Vec<Shape>,
    sides: HashMap<String, At>,
}

/// The shapes of this build of the library.
pub static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
    let mut shapes = Shapes { all: Vec::new(), sides: HashMap::new() };
    for named in jicai::schema::all() {
        let schema = named.schema.to_value();
        let root = shapes.shape(&schema, &schema["$defs"], &mut HashMap::new());
        shapes.sides.insert(named.name, root);
    }
    shapes
});

impl Shapes {
    /// What a function takes.
    pub fn input(&self, function: &str) -> Option<At> {
        self.sides.get(&format!("{function}.input")).copied()
    }

    /// What a function gives.
    pub fn output(&self, function: &str) -> Option<At> {
        self.sides.get(&format!("{function}.output")).copied()
    }

    pub fn get(&self, at: At) -> &Shape {
        &self.all[at]
    }

    fn push(&mut self, shape: Shape) -> At {
        self.all.push(shape);
        self.all.len() - 1
    }

    fn shape(&mut self, schema: &Value, defs: &Value, known: &mut HashMap<String, At>) -> At {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            let named = match known.get(name) {
                Some(at) => *at,
                None => {
                    // The place comes first, since a shape may hold itself.
                    let place = self.push(Shape::Any);
                    known.insert(name.to_owned(), place);
                    let at = self.shape(&defs[name], defs, known);
                    self.all[place] = if name == "RulebookReference" { Shape::Rulebook } else { self.all[at].clone() };
                    place
                }
            };
            let Some(more) = schema.get("properties") else { return named };
            // A variant whose tag stands beside its fields.
            let mut fields = self.fields(more, &schema["required"], defs, known);
            if let Shape::Object { fields: own, .. } = self.get(named) {
                fields.extend(own.iter().cloned());
            }
            return self.push(Shape::Object { fields, is_open: false });
        }
        if let Some(variants) = schema.get("oneOf").or(schema.get("anyOf")).and_then(Value::as_array) {
            let constants: Vec<Value> = variants.iter().filter_map(|variant| variant.get("const").cloned()).collect();
            if constants.len() == variants.len() {
                return self.push(Shape::Choice(constants));
            }
            let (nulls, others): (Vec<&Value>, Vec<&Value>) =
                variants.iter().partition(|variant| variant["type"] == "null");
            let others: Vec<At> = others.into_iter().map(|variant| self.shape(variant, defs, known)).collect();
            let either = if others.len() == 1 { others[0] } else { self.push(Shape::Either(others)) };
            return if nulls.is_empty() { either } else { self.push(Shape::Nullable(either)) };
        }
        if let Some(constant) = schema.get("const") {
            return self.push(Shape::Choice(vec![constant.clone()]));
        }
        if let Some(types) = schema["type"].as_array() {
            let mut plain = schema.clone();
            plain["type"] = types.iter().find(|kind| *kind != "null").cloned().unwrap_or_default();
            let inner = self.shape(&plain, defs, known);
            return self.push(Shape::Nullable(inner));
        }
        let shape = match schema["type"].as_str() {
            Some("boolean") => Shape::Bool,
            Some("integer") => {
                let least = if schema["format"] == "int64" { i64::MIN } else { 0 };
                let most = if schema["format"] == "uint32" { u32::MAX.into() } else { i64::MAX };
                Shape::Integer(schema["minimum"].as_i64().unwrap_or(least), schema["maximum"].as_i64().unwrap_or(most))
            }
            Some("array") => Shape::List(self.shape(&schema["items"], defs, known)),
            Some("string") => text(schema),
            Some("object") => match (schema.get("properties"), schema.get("additionalProperties")) {
                (None, Some(values)) if values.is_object() => Shape::Map(self.shape(values, defs, known)),
                (properties, others) => {
                    let none = Value::Object(Map::new());
                    let fields = self.fields(properties.unwrap_or(&none), &schema["required"], defs, known);
                    Shape::Object { fields, is_open: others != Some(&Value::Bool(false)) }
                }
            },
            _ => Shape::Any,
        };
        self.push(shape)
    }

    fn fields(
        &mut self,
        properties: &Value,
        required: &Value,
        defs: &Value,
        known: &mut HashMap<String, At>,
    ) -> Vec<Field> {
        let is_required = |name: &str| required.as_array().is_some_and(|names| names.iter().any(|one| one == name));
        properties
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, schema)| {
                let shape = self.shape(schema, defs, known);
                Field { name: name.clone(), shape, is_required: is_required(name) }
            })
            .collect()
    }

    /// Whether a value is of this shape, decimals written as the library writes them.
    pub fn fits(&self, at: At, value: &Value) -> bool {
        match (self.get(at), value) {
            (Shape::Choice(choices), value) => choices.contains(value),
            (Shape::Either(variants), value) => variants.iter().any(|variant| self.fits(*variant, value)),
            (Shape::Nullable(inner), value) => value.is_null() || self.fits(*inner, value),
            (Shape::Object { fields, is_open }, Value::Object(object)) => {
                fields.iter().all(|field| match object.get(&field.name) {
                    Some(value) => self.fits(field.shape, value),
                    None => !field.is_required,
                }) && (*is_open || object.keys().all(|name| fields.iter().any(|field| field.name == *name)))
            }
            (Shape::List(items), Value::Array(list)) => list.iter().all(|item| self.fits(*items, item)),
            (Shape::Map(values), Value::Object(object)) => object.values().all(|value| self.fits(*values, value)),
            (Shape::Decimal(_), Value::String(text)) => is_canonical(text),
            (Shape::Integer(low, high), value) => {
                value.as_i64().is_some_and(|value| (*low..=*high).contains(&value))
                    || value.as_u64().is_some_and(|value| *high == i64::MAX && value > i64::MAX.unsigned_abs())
            }
            (Shape::Bool, Value::Bool(_)) | (Shape::Any | Shape::Rulebook, _) => true,
            (Shape::Day, Value::String(text)) => text.len() == 10 && text.parse::<jicai::Date>().is_ok(),
            (Shape::Month, Value::String(text)) => text.len() == 7,
            (Shape::Moment, Value::String(text)) => text.len() >= 16,
            (Shape::Id, Value::String(text)) => !text.is_empty(),
            (Shape::Text, Value::String(_)) => true,
            _ => false,
        }
    }
}

/// A decimal without superfluous signs and zeros in front.
pub fn is_canonical(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = match digits.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (digits, None),
    };
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole)
        && part.is_none_or(all_digits)
        && (whole == "0" || !whole.starts_with('0'))
        && (digits.len() == text.len() || digits.bytes().any(|byte| (b'1'..=b'9').contains(&byte)))
}

/// A schema says in words which texts it means.
fn text(schema: &Value) -> Shape {
    let words = schema["description"].as_str().unwrap_or_default();
    if schema["format"] == "date" || words.starts_with("A date from") {
        return Shape::Day;
    }
    if words.starts_with("A month from") {
        return Shape::Month;
    }
    if words.starts_with("A local time from") {
        return Shape::Moment;
    }
    if schema.get("pattern").is_none() {
        return if schema["minLength"] == 1 { Shape::Id } else { Shape::Text };
    }
    let says = |part: &str| words.contains(part);
    let scale = match () {
        () if says("Whole number") => 0,
        () if says("at most 2 decimals") => 2,
        () if says("at most 4 decimals") => 4,
        () if says("at most 6 decimals") => 6,
        () if says("0 to 1.") => 4,
        () if says("after it") || says("10 decimals") => 10,
        // Money and prices whose limits stand elsewhere.
        () => 2,
    };
    let most = if says("10^12") || scale == 2 { ONE * 10_i128.pow(12) - 1 } else { ONE * 10_i128.pow(15) - 1 };
    let (low, high) = match () {
        () if says("-1 to 1;") => (-ONE, ONE),
        () if says("0 to 100;") => (0, ONE * 100),
        () if says("0 to 1;") || says("0 to 1.") => (0, ONE),
        () if says("1 to 10,") => (ONE, ONE * 10),
        () if says("1 to 1,000,000") => (ONE, ONE * 1_000_000),
        () if says("greater than zero") => (1, most),
        () if says("zero or more") => (0, most),
        () => (-most, most),
    };
    Shape::Decimal(Range { low, high, scale })
}
