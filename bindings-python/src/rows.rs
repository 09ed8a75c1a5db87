//! Every function of the JSON door, one question a row.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field as ArrowField, Schema, SchemaRef};
use jicai::evaluate::Function;
use jicai::explain::{Language, Trace};
use jicai::payment;
use pyo3::prelude::*;
use serde_json::Value;

use crate::capsule::{Batches, Table};
use crate::cells::{Cell, Column, Field};
use crate::columns::{self, Builder};
use crate::fault::{Fault, first_segment, segment};
use crate::fields::{self, Kind};
use crate::pieces::{Answer, FirstBad, Manner, detached, spread};

/// Rows that a thread does at a time.
const PIECE: usize = 1 << 12;

/// Which column stands for which field: paths with dots.
pub(crate) type Names = Vec<(String, String)>;

/// Where a batch has the fields of a question.
pub(crate) fn question(batch: &RecordBatch, names: &[(String, String)], kind: &'static Kind) -> Result<Column, Fault> {
    let mut fields: Vec<Field> = Vec::new();
    for (path, column) in names {
        let array = batch.column_by_name(column).ok_or_else(|| missing(column, batch))?;
        place(&mut fields, kind, path, array).map_err(|fault| named(fault, column))?;
    }
    Ok(Column::Group(fields))
}

/// A fault of a column, which its message names where it begins with "must".
pub(crate) fn named(fault: Fault, column: &str) -> Fault {
    let below = fault.path.clone();
    let mut fault = fault.in_column(column);
    fault.message = format!("the column `{column}` {}", fault.message);
    fault.path.push_str(&below);
    fault
}

pub(crate) fn missing(column: &str, batch: &RecordBatch) -> Fault {
    let schema = batch.schema();
    let names: Vec<String> = schema.fields().iter().map(|field| format!("`{}`", field.name())).collect();
    let fault = Fault::input(format!("the table has no column `{column}`")).in_column(column);
    fault.help(format!("its columns are {}", names.join(", ")))
}

fn place(fields: &mut Vec<Field>, kind: &'static Kind, path: &str, array: &ArrayRef) -> Result<(), Fault> {
    let (name, rest) = match path.split_once('.') {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    };
    let Some(member) = kind.member(name) else {
        return Err(Fault::input(format!("cannot stand for `{name}`: there is no such field")));
    };
    let field = |column| Field { name: name.to_owned(), column, says_null: member.says_null() };
    let Some(rest) = rest else {
        fields.push(field(Column::of(array, member.kind(), None)?));
        return Ok(());
    };
    if !fields.iter().any(|field| field.name == name) {
        fields.push(field(Column::Group(Vec::new())));
    }
    match fields.iter_mut().find(|field| field.name == name).map(|field| &mut field.column) {
        Some(Column::Group(inner)) => place(inner, member.kind(), rest, array),
        _ => Err(Fault::input(format!("stands for a part of `{name}`, which has a column of its own"))),
    }
}

/// The fault of a row, in the column that stands for the field.
pub(crate) fn in_column(error: &jicai::Error, names: &[(String, String)]) -> Fault {
    let mut fault = Fault::of(error);
    let Some(rest) = error.path().strip_prefix("/input") else { return fault };
    let mut path = String::new();
    let mut rest = rest;
    let mut best: Option<(&str, &str)> = None;
    while let Some((name, after)) = first_segment(rest) {
        path = if path.is_empty() { name } else { format!("{path}.{name}") };
        rest = after;
        if let Some((_, column)) = names.iter().find(|(known, _)| *known == path) {
            best = Some((column, after));
        }
    }
    match best {
        Some((column, after)) => {
            fault.column = Some(column.to_owned());
            fault.path = format!("{}{after}", segment(column));
        }
        None => fault.path = error.path().strip_prefix("/input").unwrap_or("").to_owned(),
    }
    fault
}

/// What is asked of each row.
struct Ask {
    function: String,
    rulebook: Option<String>,
    rulebook_column: Option<String>,
    names: Names,
    whole: Option<String>,
    input: &'static Kind,
    output: &'static Kind,
    typed: bool,
    rests_on: bool,
    language: Option<Language>,
    strict: bool,
    raise: bool,
}

/// Who answers.
enum Oracle {
    Door(Function),
    /// Typed, without a text of the answer: the function that is asked most.
    Standard(Arc<payment::Rulebook>),
}

impl Ask {
    /// Who answers for a rulebook.
    fn oracle(&self, rulebook: Option<&str>) -> Result<Oracle, Fault> {
        match rulebook {
            Some(named) if self.function == "payment.standard" && self.language.is_none() => {
                Ok(Oracle::Standard(rulebook_of(named, payment::Rulebook::builtin, payment::Rulebook::from_json)?))
            }
            _ => self.function(rulebook).map(Oracle::Door),
        }
    }

    /// A standard as the door has it.
    fn standard<'de>(
        &self,
        rulebook: &payment::Rulebook,
        input: impl serde::Deserializer<'de>,
    ) -> Result<Value, jicai::Error> {
        let question: payment::StandardQuestion =
            jicai::evaluate::read(input).map_err(|error: jicai::Error| error.under("/input"))?;
        let mut trace = Trace::new();
        let standard = payment::standard_with(rulebook, &question, &mut trace)?;
        if self.strict {
            trace.require_verified()?;
        }
        let mut response = serde_json::Map::new();
        response.insert("value".to_owned(), serde_json::to_value(&standard).unwrap_or_default());
        if self.rests_on {
            let parameter = |source: &jicai::rulebook::Source| serde_json::json!({ "parameter": source.parameter() });
            response.insert("rests_on".to_owned(), trace.rests_on().map(parameter).collect());
        }
        Ok(Value::Object(response))
    }

    fn function(&self, rulebook: Option<&str>) -> Result<Function, Fault> {
        let mut function = Function::new(&self.function);
        if let Some(rulebook) = rulebook {
            // An id stands as it is, an object as JSON.
            let text = rulebook.trim_start();
            function = if text.starts_with('{') {
                let mut object = serde_json::Deserializer::from_str(text);
                function.with_rulebook(&mut object)?
            } else {
                function.with_rulebook(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(rulebook))?
            };
        }
        if self.strict {
            function = function.strict();
        }
        Ok(match self.language {
            Some(language) => function.in_language(language),
            None => function.without_explanation(),
        })
    }

    fn schema(&self) -> SchemaRef {
        let mut fields: Vec<ArrowField> = match self.output.members() {
            [] => vec![ArrowField::new("value", DataType::Utf8, true)],
            _ if !self.typed => vec![ArrowField::new("value", DataType::Utf8, true)],
            members => members
                .iter()
                .map(|member| ArrowField::new(member.name(), columns::data_type(member.kind()), true))
                .collect(),
        };
        if self.rests_on {
            fields.push(ArrowField::new("rests_on", columns::data_type(&Kind::List(TEXT)), true));
        }
        if self.language.is_some() {
            fields.push(ArrowField::new("explanation", DataType::Utf8, true));
        }
        Arc::new(Schema::new(fields))
    }

    fn is_typed(&self) -> bool {
        self.typed && !self.output.members().is_empty()
    }

    fn piece(&self, batch: &RecordBatch, first: usize) -> Result<(RecordBatch, Vec<Fault>), Fault> {
        let input = match &self.whole {
            Some(column) => {
                let array = batch.column_by_name(column).ok_or_else(|| missing(column, batch))?;
                Column::of(array, self.input, None).map_err(|fault| named(fault, column))?
            }
            None => question(batch, &self.names, self.input)?,
        };
        let rulebooks = match &self.rulebook_column {
            Some(column) => {
                let array = batch.column_by_name(column).ok_or_else(|| missing(column, batch))?;
                Some((column, Column::of(array, &Kind::Text, None).map_err(|fault| named(fault, column))?))
            }
            None => None,
        };
        let shared = if rulebooks.is_none() { Some(self.oracle(self.rulebook.as_deref())?) } else { None };
        let mut known: HashMap<String, Oracle> = HashMap::new();
        let mut output = Output::new(self);
        let mut faults = Vec::new();
        for row in 0..batch.num_rows() {
            let asked = match (&shared, &rulebooks) {
                (Some(function), _) => self.ask(function, &input, row),
                (None, Some((column, rulebooks))) => {
                    let id = rulebooks.cell(row).map_or_else(String::new, Cell::written);
                    let asked = match known.get(&id) {
                        Some(function) => self.ask(function, &input, row),
                        None => self.oracle(Some(&id).filter(|id| !id.is_empty()).map(String::as_str)).and_then(
                            |function| {
                                let asked = self.ask(&function, &input, row);
                                known.insert(id, function);
                                asked
                            },
                        ),
                    };
                    asked.map_err(|mut fault| {
                        if fault.is_of_rulebook() {
                            fault.column = Some((*column).clone());
                        }
                        fault
                    })
                }
                (None, None) => Err(Fault::bug()),
            };
            match asked.and_then(|response| output.checked(response)) {
                Ok(response) => output.push(Some(&response)),
                // A rulebook that is one for all rows is no matter of a row.
                Err(fault) if shared.is_some() && fault.is_of_rulebook() => return Err(fault),
                Err(fault) => {
                    output.push(None);
                    faults.push(fault.in_row(first.saturating_add(row)));
                    if self.raise {
                        break;
                    }
                }
            }
        }
        if self.raise && !faults.is_empty() {
            return Ok((RecordBatch::new_empty(self.schema()), faults));
        }
        Ok((output.finish(self.schema())?, faults))
    }

    fn ask(&self, oracle: &Oracle, input: &Column, row: usize) -> Result<Value, Fault> {
        let cell = match (&self.whole, input.cell(row)) {
            (Some(_), Some(cell)) => cell,
            (Some(column), None) => return Err(Fault::input("the input is missing").in_column(column)),
            (None, _) => Cell::new(input, row),
        };
        let answer = match oracle {
            Oracle::Standard(rulebook) => self.standard(rulebook, cell),
            Oracle::Door(function) => match function.ask(cell) {
                Ok(text) => return serde_json::from_str(&text).map_err(|_| Fault::bug()),
                Err(error) => Err(error),
            },
        };
        answer.map_err(|error| match &self.whole {
            Some(column) => {
                let mut fault = Fault::of(&error);
                if let Some(rest) = error.path().strip_prefix("/input") {
                    fault = fault.in_column(column);
                    fault.path.push_str(rest);
                }
                fault
            }
            None => in_column(&error, &self.names),
        })
    }
}

/// A rulebook by its id, or as JSON.
pub(crate) fn rulebook_of<R>(
    named: &str,
    builtin: impl FnOnce(&str) -> Result<Arc<R>, jicai::Error>,
    from_json: impl FnOnce(&str) -> Result<R, jicai::Error>,
) -> Result<Arc<R>, Fault> {
    if named.trim_start().starts_with('{') {
        return Ok(from_json(named).map(Arc::new).map_err(|error| error.under("/rulebook"))?);
    }
    Ok(builtin(named)?)
}

/// The number of the kind of texts, which stands first.
const TEXT: usize = 0;

/// The new columns while they are filled.
struct Output<'q> {
    ask: &'q Ask,
    fields: Vec<(&'static str, Builder)>,
    value: StringBuilder,
    rests_on: Builder,
    explanation: StringBuilder,
}

impl<'q> Output<'q> {
    fn new(ask: &'q Ask) -> Output<'q> {
        let members = if ask.is_typed() { ask.output.members() } else { &[] };
        Output {
            ask,
            fields: members.iter().map(|member| (member.name(), Builder::of(member.kind()))).collect(),
            value: StringBuilder::new(),
            rests_on: Builder::of(&Kind::List(TEXT)),
            explanation: StringBuilder::new(),
        }
    }

    /// A response whose values can all be kept.
    fn checked(&self, response: Value) -> Result<Value, Fault> {
        match response.get("value") {
            Some(value) if !self.ask.is_typed() || columns::fits(self.ask.output, value) => Ok(response),
            _ => Err(Fault::new("limit_exceeded", "a result has more digits than its column can hold")
                .help("ask for the results as JSON text")),
        }
    }

    fn push(&mut self, response: Option<&Value>) {
        let value = response.and_then(|response| response.get("value"));
        if self.ask.is_typed() {
            for (name, field) in &mut self.fields {
                field.push(value.and_then(|value| value.get(*name)));
            }
        } else {
            self.value.append_option(value.map(Value::to_string));
        }
        if self.ask.rests_on {
            let sources = response.and_then(|response| response.get("rests_on")).and_then(Value::as_array);
            let names = sources.map(|sources| {
                sources.iter().filter_map(|source| source.get("parameter").cloned()).collect::<Vec<_>>()
            });
            self.rests_on.push(names.map(Value::Array).as_ref());
        }
        if self.ask.language.is_some() {
            let steps = response.and_then(|response| response.get("explanation"));
            self.explanation.append_option(steps.map(Value::to_string));
        }
    }

    fn finish(mut self, schema: SchemaRef) -> Result<RecordBatch, Fault> {
        let mut arrays = self.fields.into_iter().map(|(_, field)| field.finish()).collect::<Result<Vec<_>, _>>()?;
        if !self.ask.is_typed() {
            arrays.push(Arc::new(self.value.finish()));
        }
        if self.ask.rests_on {
            arrays.push(self.rests_on.finish()?);
        }
        if self.ask.language.is_some() {
            arrays.push(Arc::new(self.explanation.finish()));
        }
        Ok(RecordBatch::try_new(schema, arrays)?)
    }
}

/// Does a table piece by piece; in a table whose first bad row is raised, what lies behind a bad piece is left.
pub(crate) fn by_pieces(
    table: &Batches,
    size: usize,
    threads: usize,
    raise: bool,
    schema: SchemaRef,
    work: impl Fn(&RecordBatch, usize) -> Result<(RecordBatch, Vec<Fault>), Fault> + Sync,
) -> Result<Answer, Fault> {
    let mut pieces = Vec::new();
    let mut first = 0_usize;
    for batch in &table.batches {
        for start in (0..batch.num_rows()).step_by(size) {
            let length = batch.num_rows().saturating_sub(start).min(size);
            pieces.push((batch.slice(start, length), first.saturating_add(start)));
        }
        first = first.saturating_add(batch.num_rows());
    }
    if pieces.is_empty() {
        // The types of the columns are looked at all the same.
        pieces.push((RecordBatch::new_empty(table.schema.clone()), 0));
    }
    let bad = FirstBad::none();
    let done = spread(pieces, threads, |(batch, first)| {
        if bad.is_before(first) {
            return Ok((RecordBatch::new_empty(schema.clone()), Vec::new()));
        }
        let done = work(&batch, first)?;
        if raise {
            bad.found(&done.1);
        }
        Ok(done)
    })?;
    let mut answer = Answer { schema, batches: Vec::with_capacity(done.len()), faults: Vec::new() };
    for (batch, faults) in done {
        answer.batches.push(batch);
        answer.faults.extend(faults);
    }
    Ok(answer)
}

/// One question a row.
#[pyfunction]
#[pyo3(signature = (table, function, *, rulebook, rulebook_column, names, whole, typed, rests_on, language, strict, raise_first, first_row, threads))]
#[expect(clippy::too_many_arguments, reason = "all of them are named where it is called")]
pub(crate) fn evaluate_rows(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    function: &str,
    rulebook: Option<String>,
    rulebook_column: Option<String>,
    names: Names,
    whole: Option<String>,
    typed: bool,
    rests_on: bool,
    language: Option<&str>,
    strict: bool,
    raise_first: bool,
    first_row: usize,
    threads: Option<usize>,
) -> PyResult<(Table, Table)> {
    let manner = Manner { raise: raise_first, first_row };
    let table = Batches::of(table)?;
    let (input, output) = fields::of(function).map_err(|fault| fault.raise(py, first_row))?;
    let language = language.map(|language| if language == "en" { Language::En } else { Language::Zh });
    let ask = Ask {
        function: function.to_owned(),
        rulebook,
        rulebook_column,
        names,
        whole,
        input,
        output,
        typed,
        rests_on,
        language,
        strict,
        raise: raise_first,
    };
    let answer = detached(py, || {
        let threads = crate::pieces::threads(threads, table.rows(), 2 * PIECE);
        by_pieces(&table, PIECE, threads, raise_first, ask.schema(), |batch, first| ask.piece(batch, first))
    });
    Answer::give(answer, py, manner)
}

/// The fields that columns may stand for.
#[pyfunction]
pub(crate) fn fields_of(py: Python<'_>, function: &str) -> PyResult<Vec<String>> {
    fields::of(function).map(|(input, _)| fields::paths(input)).map_err(|fault| fault.raise(py, 0))
}

/// The columns that a function gives.
#[pyfunction]
pub(crate) fn results_of(py: Python<'_>, function: &str) -> PyResult<Vec<String>> {
    let (_, output) = fields::of(function).map_err(|fault| fault.raise(py, 0))?;
    Ok(output.members().iter().map(|member| member.name().to_owned()).collect())
}

/// The fields of a bid of `award.select`.
#[pyfunction]
pub(crate) fn bid_fields(py: Python<'_>) -> PyResult<Vec<String>> {
    let (input, _) = fields::of("award.select").map_err(|fault| fault.raise(py, 0))?;
    let bid = match input.member("bids").map(fields::Member::kind) {
        Some(Kind::List(items)) => fields::kind_of(*items),
        _ => &Kind::Any,
    };
    Ok(bid.members().iter().map(|member| member.name().to_owned()).collect())
}
