//! Differential prices and marks on prices by the column.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, Decimal128Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field as ArrowField, Schema, SchemaRef};
use jicai::differential::{self, PriceColumns, RatioColumns};
use jicai::evaluate::Function;
use jicai::execution::{self, Mark, MarkClass, MarkColumns};
use pyo3::prelude::*;
use serde_json::{Map, Value};

use crate::capsule::{Batches, Table};
use crate::cells::{Cell, Column, Field};
use crate::columns;
use crate::fault::Fault;
use crate::fields::Kind;
use crate::pieces::{Answer, Manner, detached};
use crate::rows::{Names, by_pieces, in_column, missing, named, rulebook_of};
use crate::units::{MICRO, NUMBER, Place, Units};

/// Rows that a thread does at a time.
const PIECE: usize = 1 << 13;
/// Decimals of prices in a column.
const DECIMALS: u8 = 6;

/// The same function for single questions: it has the words for what is wrong, and no limits of columns.
fn door(function: &str, named: &str) -> Result<Function, Fault> {
    let door = Function::new(function).without_explanation();
    if named.trim_start().starts_with('{') {
        return Ok(door.with_rulebook(&mut serde_json::Deserializer::from_str(named))?);
    }
    Ok(door.with_rulebook(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(named))?)
}

fn value_of(response: &str) -> Result<Value, Fault> {
    let response: Value = serde_json::from_str(response).map_err(|_| Fault::bug())?;
    Ok(response.get("value").cloned().unwrap_or_default())
}

/// A pair of columns, of the representative and of the target, in the constant products' units.
type Pair = (String, String);

struct PriceQuestion {
    rulebook: Arc<differential::Rulebook>,
    door: Function,
    /// What is the same for every row, as the contract has it.
    constant: Map<String, Value>,
    template: PriceColumns<'static>,
    price: Place,
    /// content, fill, count
    pairs: [Option<[Place; 2]>; 3],
    names: Names,
    raise: bool,
}

const PAIRS: [&str; 3] = ["content", "fill", "count"];
/// The unit of columns that hold whole numbers.
const WHOLE: crate::units::Unit = crate::units::Unit { decimals: 0, suffix: "\0" };

/// The fields of a question that are the same for every row.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Constant {
    representative: differential::Product,
    target: differential::Product,
    #[serde(default = "chemical")]
    drug_class: differential::DrugClass,
    basis: Option<differential::Basis>,
    #[serde(default)]
    chain_regardless: bool,
    rounding: Option<differential::PriceRounding>,
}

fn chemical() -> differential::DrugClass {
    differential::DrugClass::Chemical
}

impl PriceQuestion {
    fn schema(&self) -> SchemaRef {
        let field = if self.price.counts_units {
            ArrowField::new("price_micro", DataType::Int64, true)
        } else {
            ArrowField::new("price", DataType::Decimal128(19, 6), true)
        };
        Arc::new(Schema::new(vec![field]))
    }

    fn piece(&self, batch: &RecordBatch, first: usize) -> Result<(RecordBatch, Vec<Fault>), Fault> {
        let price = self.price.units(batch)?;
        let mut pairs: Vec<Option<[Units; 2]>> = Vec::with_capacity(PAIRS.len());
        for pair in &self.pairs {
            pairs.push(match pair {
                Some([representative, target]) => Some([representative.units(batch)?, target.units(batch)?]),
                None => None,
            });
        }
        let mut results: Vec<Option<i64>> = vec![None; batch.num_rows()];
        // Rows whose numbers the kernel takes, column by column; the others are asked one by one.
        let mut rows = Vec::with_capacity(batch.num_rows());
        let mut prices = Vec::with_capacity(batch.num_rows());
        let mut sides: [[Vec<i64>; 2]; 3] = Default::default();
        let mut others = Vec::new();
        for row in 0..batch.num_rows() {
            let taken = |units: &Units| units.get(row).ok().flatten();
            let numbers: Option<Vec<Option<[i64; 2]>>> = pairs
                .iter()
                .map(|pair| match pair {
                    Some([representative, target]) => Some(Some([taken(representative)?, taken(target)?])),
                    None => Some(None),
                })
                .collect();
            match (taken(&price), numbers) {
                (Some(price), Some(numbers)) => {
                    rows.push(row);
                    prices.push(price);
                    for (columns, pair) in sides.iter_mut().zip(numbers) {
                        for (column, number) in columns.iter_mut().zip(pair.into_iter().flatten()) {
                            column.push(number);
                        }
                    }
                }
                _ => others.push(row),
            }
        }
        let mut answers = vec![0_i64; rows.len()];
        let mut start = 0_usize;
        while let (Some(prices), Some(answers)) = (prices.get(start..), answers.get_mut(start..)) {
            if prices.is_empty() {
                break;
            }
            let pair = |place: usize| {
                let [representative, target] = sides.get(place)?;
                let is_there = pairs.get(place).is_some_and(Option::is_some);
                is_there.then_some(RatioColumns {
                    representative: representative.get(start..).unwrap_or(&[]),
                    target: target.get(start..).unwrap_or(&[]),
                })
            };
            let table = PriceColumns {
                price: prices,
                content: pair(0),
                fill: pair(1),
                count: pair(2),
                ..self.template.clone()
            };
            let done = match differential::price_columns(&self.rulebook, &table, answers) {
                Ok(()) => prices.len(),
                Err(error) => match error.row() {
                    Some(bad) => bad,
                    None => return Err(Fault::of(error.error())),
                },
            };
            for (row, answer) in rows.iter().skip(start).zip(answers.iter().take(done)) {
                if let Some(result) = results.get_mut(*row) {
                    *result = Some(*answer);
                }
            }
            start = start.saturating_add(done);
            if let Some(row) = rows.get(start) {
                others.push(*row);
                start = start.saturating_add(1);
            }
        }
        others.sort_unstable();
        let mut faults = Vec::new();
        let cells = if others.is_empty() { None } else { Some(self.cells(batch)?) };
        for (row, cells) in others.into_iter().filter_map(|row| cells.as_ref().map(|cells| (row, cells))) {
            match self.ask(cells, row) {
                Ok(units) => {
                    if let Some(result) = results.get_mut(row) {
                        *result = Some(units);
                    }
                }
                Err(fault) => {
                    faults.push(fault.in_row(first.saturating_add(row)));
                    if self.raise {
                        break;
                    }
                }
            }
        }
        let array: ArrayRef = if self.price.counts_units {
            Arc::new(Int64Array::from(results))
        } else {
            let array: Decimal128Array = results.into_iter().map(|units| units.map(i128::from)).collect();
            Arc::new(array.with_data_type(DataType::Decimal128(19, 6)))
        };
        Ok((RecordBatch::try_new(self.schema(), vec![array])?, faults))
    }

    /// The columns as fields of a question.
    fn cells(&self, batch: &RecordBatch) -> Result<Column, Fault> {
        let mut fields = vec![Field { name: "price".to_owned(), column: self.price.cells(batch)?, says_null: false }];
        for (side, place) in ["representative", "target"].into_iter().zip([0_usize, 1]) {
            let mut inner = Vec::new();
            for (name, pair) in PAIRS.iter().zip(&self.pairs) {
                if let Some(column) = pair.as_ref().and_then(|pair| pair.get(place)) {
                    inner.push(Field { name: (*name).to_owned(), column: column.cells(batch)?, says_null: false });
                }
            }
            fields.push(Field { name: side.to_owned(), column: Column::Group(inner), says_null: false });
        }
        Ok(Column::Group(fields))
    }

    /// One row by itself.
    fn ask(&self, cells: &Column, row: usize) -> Result<i64, Fault> {
        let varying: Value = serde::Deserialize::deserialize(Cell::new(cells, row)).map_err(|_| Fault::bug())?;
        let mut input = self.constant.clone();
        for (name, value) in varying.as_object().into_iter().flatten() {
            match (input.get_mut(name), value) {
                (Some(Value::Object(product)), Value::Object(fields)) => {
                    product.extend(fields.iter().map(|(name, value)| (name.clone(), value.clone())));
                }
                _ => {
                    input.insert(name.clone(), value.clone());
                }
            }
        }
        let response = self.door.ask(Value::Object(input)).map_err(|error| in_column(&error, &self.names))?;
        let value = value_of(&response)?;
        let units = value.get("price").and_then(Value::as_str).and_then(|text| columns::units(text, DECIMALS));
        units.and_then(|units| i64::try_from(units).ok()).ok_or_else(|| {
            let message = "the price does not fit a column of 64-bit integers in units of 10^-6 yuan";
            Fault::new("limit_exceeded", message).in_column(&self.price.name)
        })
    }
}

/// Prices of one kind of product.
#[pyfunction]
#[pyo3(signature = (table, *, rulebook, constant, price, content, fill, count, raise_first, first_row, threads))]
#[expect(clippy::too_many_arguments, reason = "all of them are named where it is called")]
pub(crate) fn differential_prices(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    rulebook: &str,
    constant: &str,
    price: &str,
    content: Option<Pair>,
    fill: Option<Pair>,
    count: Option<Pair>,
    raise_first: bool,
    first_row: usize,
    threads: Option<usize>,
) -> PyResult<(Table, Table)> {
    let table = Batches::of(table)?;
    let answer = detached(py, || {
        let mut constant: Map<String, Value> = serde_json::from_str(constant).map_err(|_| Fault::bug())?;
        if fill.is_some() {
            // As the kernel has it: a column of fills is in millilitres where the product does not say.
            for side in ["representative", "target"] {
                if let Some(product) = constant.get_mut(side).and_then(Value::as_object_mut) {
                    product.entry("fill_unit").or_insert_with(|| "ml".into());
                }
            }
        }
        let fixed: Constant =
            jicai::evaluate::read(Value::Object(constant.clone())).map_err(|error| error.under("/input"))?;
        let mut template = PriceColumns::new(fixed.representative, fixed.target, &[]);
        template.drug_class = fixed.drug_class;
        template.basis = fixed.basis;
        template.chain_regardless = fixed.chain_regardless;
        template.rounding = fixed.rounding;
        let price = Place::of(&table.schema, price, MICRO)?;
        let mut names = vec![("price".to_owned(), price.name.clone())];
        let mut places: [Option<[Place; 2]>; 3] = Default::default();
        for ((field, pair), slot) in PAIRS.iter().zip([content, fill, count]).zip(&mut places) {
            if let Some((representative, target)) = pair {
                let pair =
                    [Place::of(&table.schema, &representative, WHOLE)?, Place::of(&table.schema, &target, WHOLE)?];
                names.push((format!("representative.{field}"), representative));
                names.push((format!("target.{field}"), target));
                *slot = Some(pair);
            }
        }
        let question = PriceQuestion {
            rulebook: rulebook_of(rulebook, differential::Rulebook::builtin, differential::Rulebook::from_json)?,
            door: door("differential.price", rulebook)?,
            constant,
            template,
            price,
            pairs: places,
            names,
            raise: raise_first,
        };
        let threads = crate::pieces::threads(threads, table.rows(), 2 * PIECE);
        by_pieces(&table, PIECE, threads, raise_first, question.schema(), |batch, first| question.piece(batch, first))
    });
    Answer::give(answer, py, Manner { raise: raise_first, first_row })
}

/// The prices that marks depend on, as the contract and the kernel name them.
const MARK_PRICES: [&str; 5] =
    ["price", "highest_winning_price", "highest_listing_price", "p75_listing_price", "lowest_listing_price"];

struct MarkQuestion {
    rulebook: Arc<execution::Rulebook>,
    door: Function,
    class: Option<String>,
    class_column: Option<String>,
    reading: Option<String>,
    /// Columns of the kernel, in its order.
    prices: Vec<Option<Place>>,
    /// All columns, by the names of the contract.
    names: Names,
    raise: bool,
}

/// Whether a row is one for the kernel: prices that the contract takes, and nothing else that the rule would look at.
fn is_plain(row: usize, units: &[Option<Units>], cells: &Column) -> bool {
    /// 10^12 yuan.
    const TOO_MUCH: i64 = 1_000_000_000_000_000_000;
    let is_price = |units: &Units| match units.get(row) {
        Ok(Some(price)) => 0 < price && price < TOO_MUCH,
        Ok(None) => true,
        Err(()) => false,
    };
    let Column::Group(fields) = cells else { return false };
    let known = |name: &str| name == "class" || MARK_PRICES.contains(&name);
    units.iter().flatten().all(is_price)
        && fields.iter().all(|field| known(&field.name) || field.column.cell(row).is_none())
}

fn mark_schema() -> SchemaRef {
    Arc::new(Schema::new(vec![ArrowField::new("mark", DataType::Utf8, true)]))
}

impl MarkQuestion {
    fn piece(&self, batch: &RecordBatch, first: usize) -> Result<(RecordBatch, Vec<Fault>), Fault> {
        let mut by_class: HashMap<String, Vec<usize>> = HashMap::new();
        let classes = match &self.class_column {
            Some(column) => {
                let array = batch.column_by_name(column).ok_or_else(|| missing(column, batch))?;
                Some(Column::of(array, &Kind::Text, None).map_err(|fault| named(fault, column))?)
            }
            None => None,
        };
        let mut units = Vec::with_capacity(self.prices.len());
        for place in &self.prices {
            units.push(place.as_ref().map(|place| place.units(batch)).transpose()?);
        }
        let cells = self.cells(batch)?;
        let mut marks: Vec<Option<&'static str>> = vec![None; batch.num_rows()];
        let mut others = Vec::new();
        for row in 0..batch.num_rows() {
            if !is_plain(row, &units, &cells) {
                others.push(row);
                continue;
            }
            let class = match &classes {
                Some(classes) => classes.cell(row).map_or_else(String::new, Cell::written),
                None => self.class.clone().unwrap_or_default(),
            };
            by_class.entry(class).or_default().push(row);
        }
        for (class, rows) in by_class {
            match MarkClass::ALL.iter().find(|known| known.as_str() == class) {
                Some(class) => self.marked(*class, &rows, &units, &mut marks, &mut others),
                None => others.extend(rows),
            }
        }
        others.sort_unstable();
        let mut faults = Vec::new();
        for row in others {
            match self.ask(&cells, row) {
                Ok(mark) => {
                    if let Some(slot) = marks.get_mut(row) {
                        *slot = Some(mark);
                    }
                }
                Err(fault) => {
                    faults.push(fault.in_row(first.saturating_add(row)));
                    if self.raise {
                        break;
                    }
                }
            }
        }
        let array: StringArray = marks.into_iter().collect();
        Ok((RecordBatch::try_new(mark_schema(), vec![Arc::new(array)])?, faults))
    }

    /// The rows of one class, as far as the kernel takes them.
    fn marked(
        &self,
        class: MarkClass,
        rows: &[usize],
        units: &[Option<Units>],
        marks: &mut [Option<&'static str>],
        others: &mut Vec<usize>,
    ) {
        // A price that is not there or does not fit is zero, which no kernel takes where it needs the price.
        let column = |place: usize| -> Vec<i64> {
            let units = units.get(place).and_then(Option::as_ref);
            let number = |units: &Units, row: usize| units.get(row).ok().flatten().unwrap_or(0);
            units.map(|units| rows.iter().map(|row| number(units, *row)).collect()).unwrap_or_default()
        };
        let columns = [0, 1, 2, 3, 4].map(column);
        let mut found = vec![Mark::None; rows.len()];
        let mut start = 0_usize;
        while let Some(found) = found.get_mut(start..).filter(|rest| !rest.is_empty()) {
            let [price, winning, listing, p75, lowest] =
                columns.each_ref().map(|column| column.get(start..).unwrap_or(&[]));
            let table = MarkColumns {
                price,
                highest_winning_price: winning,
                highest_listing_price: listing,
                p75_listing_price: p75,
                lowest_listing_price: lowest,
            };
            let done = match execution::price_mark_columns(&self.rulebook, class, &table, found) {
                Ok(()) => found.len(),
                Err(error) => match error.row() {
                    Some(bad) => bad,
                    None => return others.extend(rows.iter().skip(start)),
                },
            };
            for (row, mark) in rows.iter().skip(start).zip(found.iter().take(done)) {
                if let Some(slot) = marks.get_mut(*row) {
                    *slot = Some(mark.as_str());
                }
            }
            start = start.saturating_add(done);
            if let Some(row) = rows.get(start) {
                others.push(*row);
                start = start.saturating_add(1);
            }
        }
    }

    fn cells(&self, batch: &RecordBatch) -> Result<Column, Fault> {
        let mut fields = Vec::new();
        for (field, name) in &self.names {
            let array = batch.column_by_name(name).ok_or_else(|| missing(name, batch))?;
            let counts_units = self.prices.iter().flatten().any(|place| place.name == *name && place.counts_units);
            let kind = if field.ends_with("price") { NUMBER } else { &Kind::Text };
            let units = counts_units.then_some(u32::from(DECIMALS));
            let column = Column::of(array, kind, units).map_err(|fault| named(fault, name))?;
            fields.push(Field { name: field.clone(), column, says_null: false });
        }
        Ok(Column::Group(fields))
    }

    /// One row by itself.
    fn ask(&self, cells: &Column, row: usize) -> Result<&'static str, Fault> {
        let mut item = Map::new();
        item.insert("item".to_owned(), "row".into());
        if let Some(class) = &self.class {
            item.insert("class".to_owned(), class.clone().into());
        }
        let varying: Value = serde::Deserialize::deserialize(Cell::new(cells, row)).map_err(|_| Fault::bug())?;
        item.extend(varying.as_object().cloned().unwrap_or_default());
        let mut input = Map::new();
        if let Some(reading) = &self.reading {
            input.insert("non_supply_reading".to_owned(), reading.clone().into());
        }
        input.insert("items".to_owned(), Value::Array(vec![Value::Object(item)]));
        let names: Names =
            self.names.iter().map(|(field, column)| (format!("items.0.{field}"), column.clone())).collect();
        let response = self.door.ask(Value::Object(input)).map_err(|error| in_column(&error, &names))?;
        let value = value_of(&response)?;
        let word = value.pointer("/items/0/mark").and_then(Value::as_str);
        let mark = Mark::ALL.iter().find(|mark| Some(mark.as_str()) == word);
        mark.map(|mark| mark.as_str()).ok_or_else(Fault::bug)
    }
}

/// Marks prices.
#[pyfunction]
#[pyo3(signature = (table, *, rulebook, class_word, class_column, reading, names, raise_first, first_row, threads))]
#[expect(clippy::too_many_arguments, reason = "all of them are named where it is called")]
pub(crate) fn price_marks(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    rulebook: &str,
    class_word: Option<String>,
    class_column: Option<String>,
    reading: Option<String>,
    names: Names,
    raise_first: bool,
    first_row: usize,
    threads: Option<usize>,
) -> PyResult<(Table, Table)> {
    let table = Batches::of(table)?;
    let answer = detached(py, || {
        let mut found = Vec::with_capacity(names.len());
        let mut prices: Vec<Option<Place>> = MARK_PRICES.iter().map(|_| None).collect();
        for (field, column) in names {
            let place = MARK_PRICES.iter().position(|name| *name == field);
            let column = match place.and_then(|place| prices.get_mut(place)) {
                Some(slot) => slot.insert(Place::of(&table.schema, &column, MICRO)?).name.clone(),
                None => column,
            };
            found.push((field, column));
        }
        if let Some(column) = &class_column {
            found.push(("class".to_owned(), column.clone()));
        }
        let question = MarkQuestion {
            rulebook: rulebook_of(rulebook, execution::Rulebook::builtin, execution::Rulebook::from_json)?,
            door: door("execution.price_mark", rulebook)?,
            class: class_word,
            class_column,
            reading,
            prices,
            names: found,
            raise: raise_first,
        };
        let threads = crate::pieces::threads(threads, table.rows(), 2 * PIECE);
        by_pieces(&table, PIECE, threads, raise_first, mark_schema(), |batch, first| question.piece(batch, first))
    });
    Answer::give(answer, py, Manner { raise: raise_first, first_row })
}
