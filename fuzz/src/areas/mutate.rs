//! Requests like a given one, in a few things different, and requests from nothing: both follow the schemas of the functions.

use arbitrary::{Result, Unstructured};
use serde_json::{Value, json};

use super::shapes::{At, SHAPES, Shape};
use super::{books, draw};

/// A request of an area that differs from the given one; a fresh one where that is none.
pub fn request(area: &str, given: &[u8], seed: u32) -> Value {
    let bytes = noise(seed);
    let mut u = Unstructured::new(&bytes);
    let given = super::parse(area, given);
    let changed = match given {
        Some(mut request) if !u.ratio(1, 24).unwrap_or(false) => change(area, &mut request, &mut u).map(|()| request),
        _ => fresh(area, &mut u),
    };
    changed.unwrap_or(Value::Null)
}

/// Values of one request in the places of another that asks the same function.
pub fn cross(area: &str, one: &[u8], other: &[u8], seed: u32) -> Option<Value> {
    let (mut one, other) = (super::parse(area, one)?, super::parse(area, other)?);
    let root = SHAPES.input(one["function"].as_str()?)?;
    let bytes = noise(seed);
    let mut u = Unstructured::new(&bytes);
    if one["function"] != other["function"] {
        one.as_object_mut()?.insert("rulebook".to_owned(), other.get("rulebook")?.clone());
        return Some(one);
    }
    let mut pool = Vec::new();
    collect(root, &other["input"], &mut pool);
    for _ in 0..u.int_in_range(1..=2).ok()? {
        edit(area, root, &mut one["input"], &pool, true, &mut u).ok()?;
    }
    Some(one)
}

/// Bytes that a seed stands for.
fn noise(seed: u32) -> Vec<u8> {
    let mut state = u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D)
    };
    (0..256).flat_map(|_| next().to_le_bytes()).collect()
}

/// A request from nothing but bytes.
pub fn fresh(area: &str, u: &mut Unstructured<'_>) -> Result<Value> {
    let functions: Vec<&str> = super::functions(area).collect();
    let function = *u.choose(&functions)?;
    let mut request = json!({ "function": function });
    if books::takes_one(function) {
        request["rulebook"] = books::reference(u, area)?;
    }
    let input = SHAPES.input(function).expect("every function has a schema");
    request["input"] = draw::value(input, u, area, 0)?;
    Ok(request)
}

fn change(area: &str, request: &mut Value, u: &mut Unstructured<'_>) -> Result<()> {
    let function = request["function"].as_str().unwrap_or_default().to_owned();
    let Some(root) = SHAPES.input(&function) else { return Ok(()) };
    for _ in 0..*u.choose(&[1, 1, 2, 1, 1, 3])? {
        match u.int_in_range(0..=15_u8)? {
            0 if request.get("rulebook").is_some() => books::edit(&mut request["rulebook"], u, area)?,
            2 if u.ratio(1, 4)? => {
                request["options"] = json!({ "explain": u.arbitrary::<bool>()?, "strict": u.ratio(1, 4)?,
                    "language": u.choose(&["zh", "en"])? });
            }
            _ => {
                let mut pool = Vec::new();
                collect(root, &request["input"], &mut pool);
                edit(area, root, &mut request["input"], &pool, false, u)?;
            }
        }
    }
    Ok(())
}

/// The leaves and the items of lists of a value, with their shapes.
fn collect(at: At, value: &Value, pool: &mut Vec<(At, Value)>) {
    match (SHAPES.get(at), value) {
        (Shape::Nullable(inner), value) => collect(*inner, value, pool),
        (Shape::Either(variants), value) => {
            if let Some(variant) = variants.iter().find(|variant| SHAPES.fits(**variant, value)) {
                collect(*variant, value, pool);
            }
        }
        (Shape::Object { fields, .. }, Value::Object(object)) => {
            pool.push((at, value.clone()));
            for field in fields {
                if let Some(value) = object.get(&field.name) {
                    collect(field.shape, value, pool);
                }
            }
        }
        (Shape::List(items), Value::Array(list)) => list.iter().for_each(|item| collect(*items, item, pool)),
        _ => pool.push((at, value.clone())),
    }
}

/// How many places of a value there are to change: those that are there and, where `missing` is 1, the fields that are not.
fn places(at: At, value: &Value, missing: usize) -> usize {
    match (SHAPES.get(at), value) {
        (Shape::Nullable(inner), value) => places(*inner, value, missing),
        (Shape::Either(variants), value) => {
            let variant = variants.iter().find(|variant| SHAPES.fits(**variant, value));
            variant.map_or(1, |variant| places(*variant, value, missing))
        }
        (Shape::Object { fields, .. }, Value::Object(object)) => {
            1 + fields
                .iter()
                .map(|field| object.get(&field.name).map_or(missing, |value| places(field.shape, value, missing)))
                .sum::<usize>()
        }
        (Shape::List(items), Value::Array(list)) => {
            1 + list.iter().map(|item| places(*items, item, missing)).sum::<usize>()
        }
        _ => 1,
    }
}

/// Changes one place of a value.
fn edit(
    area: &str,
    root: At,
    value: &mut Value,
    pool: &[(At, Value)],
    from_pool: bool,
    u: &mut Unstructured<'_>,
) -> Result<()> {
    // A field more is mostly one that the rulebook does not take.
    let missing = usize::from(u.ratio(1, 8)?);
    let mut left = u.choose_index(places(root, value, missing))?;
    Edit { area, pool, from_pool, missing, u }.walk(root, value, &mut left)
}

struct Edit<'a, 'u, 'b> {
    area: &'a str,
    pool: &'a [(At, Value)],
    from_pool: bool,
    missing: usize,
    u: &'u mut Unstructured<'b>,
}

impl Edit<'_, '_, '_> {
    /// Counts places down, in the order of [`places`], and changes the one at which nothing is left.
    fn walk(&mut self, at: At, value: &mut Value, left: &mut usize) -> Result<()> {
        match (SHAPES.get(at), &mut *value) {
            (Shape::Nullable(inner), value) => return self.walk(*inner, value, left),
            (Shape::Either(variants), value) => {
                if let Some(variant) = variants.iter().find(|variant| SHAPES.fits(**variant, value)) {
                    // Now and then the other variant.
                    if *left != 0 || !self.u.ratio(1, 4)? {
                        return self.walk(*variant, value, left);
                    }
                }
            }
            (Shape::Object { fields, .. }, Value::Object(object)) if *left > 0 => {
                *left -= 1;
                for field in fields {
                    let size =
                        object.get(&field.name).map_or(self.missing, |value| places(field.shape, value, self.missing));
                    if *left >= size {
                        *left -= size;
                        continue;
                    }
                    let Some(value) = object.get_mut(&field.name) else {
                        let value = self.drawn(field.shape)?;
                        object.insert(field.name.clone(), value);
                        return Ok(());
                    };
                    if *left == 0 && !field.is_required && self.u.ratio(1, 6)? {
                        object.shift_remove(&field.name);
                        return Ok(());
                    }
                    return self.walk(field.shape, value, left);
                }
                return Ok(());
            }
            (Shape::List(items), Value::Array(list)) => {
                if *left == 0 {
                    return self.change_list(*items, list);
                }
                *left -= 1;
                for item in list {
                    let size = places(*items, item, self.missing);
                    if *left < size {
                        return self.walk(*items, item, left);
                    }
                    *left -= size;
                }
                return Ok(());
            }
            (Shape::Decimal(range), Value::String(text)) if !self.from_pool && self.u.ratio(1, 3)? => {
                // A little more, a little less: what stands on a boundary steps over it.
                let step = 10_i128.pow(10 - range.scale.min(self.u.int_in_range(0..=range.scale)?));
                let step = if self.u.arbitrary()? { step } else { -step };
                *text = draw::written(draw::units(text).saturating_add(step), range.scale);
                return Ok(());
            }
            (Shape::Rulebook, value) => return books::edit(value, self.u, self.area),
            _ => {}
        }
        *value = self.drawn(at)?;
        Ok(())
    }

    /// A value of the same shape that stands elsewhere, so that things are equal and names meet, or a new one.
    fn drawn(&mut self, at: At) -> Result<Value> {
        let at = match SHAPES.get(at) {
            Shape::Nullable(inner) => *inner,
            _ => at,
        };
        let is_name = matches!(SHAPES.get(at), Shape::Id);
        if self.from_pool || self.u.ratio(if is_name { 7 } else { 4 }, 8)? {
            let same: Vec<&Value> =
                self.pool.iter().filter(|(shape, _)| *shape == at).map(|(_, value)| value).collect();
            if !same.is_empty() {
                return Ok((*self.u.choose(&same)?).clone());
            }
        }
        draw::value(at, self.u, self.area, 2)
    }

    fn change_list(&mut self, items: At, list: &mut Vec<Value>) -> Result<()> {
        if list.is_empty() {
            list.push(self.drawn(items)?);
            return Ok(());
        }
        let (one, other) = (self.u.choose_index(list.len())?, self.u.choose_index(list.len())?);
        match self.u.int_in_range(0..=5_u8)? {
            0 => drop(list.remove(one)),
            1 => list.swap(one, other),
            2 => {
                // Twice the same would be refused where the first field is a name: it gets another one.
                let mut copy = list[one].clone();
                if let Some(name) = copy.as_object_mut().and_then(|object| object.values_mut().next())
                    && name.is_string()
                {
                    *name = Value::String(format!("N{}", list.len()));
                }
                list.insert(other, copy);
            }
            3 if list.len() > 1 => list.truncate(one.max(1)),
            4 => list.insert(one, list[other].clone()),
            _ => list.push(self.drawn(items)?),
        }
        Ok(())
    }
}
