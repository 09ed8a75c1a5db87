//! `differential.price`, `.comparable_price` and `.ratio`: sections 3.13, 3.14 and 6.3 to 6.5.

use super::book::Book;
use super::convert::{Change, Purpose, Setting, Step, convert};
use super::product::Product;
use super::real::{Q, Real, Rounding, Term, q, short};
use super::{Log, Res, gap};
use serde_json::{Map, Value, json};

fn product(input: &Value, name: &str) -> Product {
    Product::read(&input[name], &format!("/input/{name}"))
}

/// The rounding of the input, else the rulebook's; 6.2: without one the function has no answer.
pub(crate) fn rounding(book: &Book, input: &Value, parameter: &str) -> Res<Rounding> {
    match input.get("rounding").or(book.get(parameter)) {
        Some(rounding) => Ok(Rounding::read(rounding)),
        None => gap("/rulebook"),
    }
}

/// The rulebook's rounding is relied on only where the input has none.
pub(crate) fn log_rounding(log: &mut Log, input: &Value, field: &str, parameter: &str) {
    if input.get(field).is_none() {
        log.push(parameter.to_owned());
    }
}

/// 6.3: the step object.
fn step_object(step: &Step, with_price: bool) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: String| object.insert(key.to_owned(), Value::String(value));
    put("step", step.name.to_owned());
    let kind = match step.change {
        Change::Factor(_) => "ratio",
        Change::Difference(_) => "difference",
        Change::Limit => "limit",
    };
    put("kind", kind.to_owned());
    if let Some(x) = &step.x {
        put("x", Real::rational(x.clone()).helper());
    }
    if let Some(base) = &step.base {
        put("base", short(base));
    }
    match &step.change {
        Change::Factor(factor) => {
            put("factor", Real { terms: vec![factor.clone()] }.helper());
        }
        Change::Difference(amount) => {
            put("difference", Real::rational(amount.clone()).helper());
        }
        Change::Limit => {}
    }
    if with_price {
        put("price_after", step.after.helper());
    }
    Value::Object(object)
}

/// 6.3.
pub(crate) fn price(book: &Book, log: &mut Log, input: &Value) -> Res<Value> {
    let price_rounding = rounding(book, input, "price_rounding")?;
    let unit_rounding = input.get("unit_rounding").or(book.get("unit_price_rounding")).map(Rounding::read);
    let (r, t) = (product(input, "representative"), product(input, "target"));
    let setting = Setting::read(input, Purpose::Price);
    let price = q(input["price"].as_str().unwrap());
    let done = convert(book, &setting, &r, &t, &price, "/input/price")?;
    log.extend(done.log.clone());
    let mut object = Map::new();
    object.insert("price".to_owned(), json!(price_rounding.print(&done.running)));
    log_rounding(log, input, "rounding", "price_rounding");
    if let Some(unit_rounding) = unit_rounding {
        let per_unit = done.running.scaled(&(Q::ONE / &t.count));
        object.insert("unit_price".to_owned(), json!(unit_rounding.print(&per_unit)));
        log_rounding(log, input, "unit_rounding", "unit_price_rounding");
    }
    let applied = |name: &str| json!(done.steps.iter().any(|step| step.name == name));
    let steps: Vec<Value> = done.steps.iter().map(|step| step_object(step, true)).collect();
    object.insert("unrounded".to_owned(), json!(done.running.helper()));
    object.insert("price_is_ceiling".to_owned(), json!(done.price_is_ceiling));
    object.insert("floor_applied".to_owned(), applied("floor"));
    object.insert("cap_applied".to_owned(), applied("cap"));
    object.insert("steps".to_owned(), Value::Array(steps));
    Ok(Value::Object(object))
}

/// 6.4 and 3.14: the steps of the conversion `reference` → `product`, undone from the last to the first.
pub(crate) fn comparable_price(book: &Book, log: &mut Log, input: &Value) -> Res<Value> {
    let rounding = rounding(book, input, "comparable_price_rounding")?;
    let (r, t) = (product(input, "reference"), product(input, "product"));
    let setting = Setting::read(input, Purpose::Comparable);
    let done = convert(book, &setting, &r, &t, &Q::ONE, "/input/price")?;
    log.extend(done.log.clone());
    let mut running = Real::rational(q(input["price"].as_str().unwrap()));
    let mut steps = Vec::new();
    for step in done.steps.iter().rev() {
        let change = match &step.change {
            Change::Factor(factor) => {
                running = running.times(&factor.inverse());
                Change::Factor(factor.inverse())
            }
            Change::Difference(amount) => {
                running = running.plus(&-amount.clone());
                Change::Difference(-amount.clone())
            }
            Change::Limit => unreachable!("a comparable price has no limits"),
        };
        let x = step.x.as_ref().map(|x| Q::ONE / x);
        steps.push(Step { name: step.name, x, base: step.base.clone(), change, after: running.clone() });
    }
    if running.compare_to(&Q::ZERO).is_le() {
        return gap("/input/price");
    }
    log_rounding(log, input, "rounding", "comparable_price_rounding");
    let steps: Vec<Value> = steps.iter().map(|step| step_object(step, true)).collect();
    Ok(json!({
        "comparable_price": rounding.print(&running),
        "unrounded": running.helper(),
        "steps": steps,
    }))
}

/// 6.5.
pub(crate) fn ratio(book: &Book, log: &mut Log, input: &Value) -> Res<Value> {
    let (r, t) = (product(input, "representative"), product(input, "target"));
    let setting = Setting::read(input, Purpose::Ratio);
    let done = convert(book, &setting, &r, &t, &Q::ONE, "")?;
    log.extend(done.log.clone());
    let mut all = Term::rational(Q::ONE);
    for step in &done.steps {
        if let Change::Factor(factor) = &step.change {
            all = all.times(factor);
        }
    }
    let ratio = Real { terms: vec![all] };
    let steps: Vec<Value> = done.steps.iter().map(|step| step_object(step, false)).collect();
    Ok(json!({ "ratio": ratio.helper(), "exact": ratio.has_ten_decimals(), "steps": steps }))
}
