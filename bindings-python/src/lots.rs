//! Bids by lot: one row a bid in, one row a bid out.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Field as ArrowField, Schema, SchemaRef};
use jicai::award::{self, Award, Lot, Rulebook};
use jicai::explain::{Step, Trace};
use pyo3::prelude::*;
use serde::de::value::{BorrowedStrDeserializer, Error as ValueError};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use crate::capsule::{Batches, Table};
use crate::cells::{Cell, Column};
use crate::columns::{self, Builder};
use crate::fault::{Fault, first_segment, segment};
use crate::fields::{self, Kind, Member};
use crate::groups::{self, Groups, Row};
use crate::pieces::{Answer, FirstBad, Manner, detached, spread};
use crate::rows::{Names, question};

/// Bids from which on several threads work of their own accord.
const MANY: usize = 1 << 11;
/// Rows that a thread writes at a time.
const PIECE: usize = 1 << 12;

/// What a bid's own columns say, first those that most people look for.
const FIRST: [&str; 4] = ["outcome", "reason", "rank", "comparable_price"];
/// Columns about the decision itself.
const LIMIT: &Kind = &Kind::Number(Some(10));

struct Question {
    by: Vec<String>,
    bid_names: Names,
    lot_names: Names,
    rulebook: Option<String>,
    rulebook_column: Option<String>,
    strict: bool,
    raise: bool,
    input: &'static Kind,
    /// Fields of a bid in the answer, but for its id and company.
    results: Vec<&'static Member>,
}

/// A lot that is decided, or why not.
type Decided = Result<Arc<Done>, Vec<Fault>>;

struct Done {
    award: Award,
    /// For each bid of the award.
    decisions: Vec<Decision>,
}

/// What decided a bid.
#[derive(Default)]
struct Decision {
    limit: Option<String>,
    clause: Option<String>,
    citation: Option<String>,
}

/// The columns of a table, batch by batch.
struct Tables {
    bids: Vec<Column>,
    lots: Vec<(String, String, Vec<Column>)>,
    rulebooks: Option<Vec<Column>>,
    lot_ids: Option<Vec<Column>>,
    starts: Vec<usize>,
}

impl Question {
    fn schema(&self) -> SchemaRef {
        let mut fields = Vec::new();
        for (i, member) in self.results.iter().enumerate() {
            if i == FIRST.len() {
                fields.push(ArrowField::new("limit", columns::data_type(LIMIT), true));
                fields.push(ArrowField::new("clause", columns::data_type(&Kind::Text), true));
                fields.push(ArrowField::new("citation", columns::data_type(&Kind::Text), true));
            }
            fields.push(ArrowField::new(member.name(), columns::data_type(member.kind()), true));
        }
        fields.push(ArrowField::new("provisional", columns::data_type(&Kind::Bool), true));
        Arc::new(Schema::new(fields))
    }

    fn tables(&self, table: &Batches) -> Result<Tables, Fault> {
        let bid = match self.input.member("bids").map(Member::kind) {
            Some(Kind::List(items)) => fields::kind_of(*items),
            _ => return Err(Fault::bug()),
        };
        let empty = RecordBatch::new_empty(table.schema.clone());
        question(&empty, &self.bid_names, bid)?;
        let bids = table.batches.iter().map(|batch| question(batch, &self.bid_names, bid));
        let mut lots = Vec::new();
        for (field, column) in &self.lot_names {
            let kind = self.input.member(field).map_or(&Kind::Any, Member::kind);
            lots.push((field.clone(), column.clone(), groups::columns(table, column, kind)?));
        }
        let text = |name: &String| groups::columns(table, name, &Kind::Text);
        Ok(Tables {
            bids: bids.collect::<Result<_, _>>()?,
            lots,
            rulebooks: self.rulebook_column.as_ref().map(text).transpose()?,
            // Several columns together name a lot, but none of them is its id.
            lot_ids: match self.by.as_slice() {
                [by] => Some(text(by)?),
                _ => None,
            },
            starts: groups::starts(table),
        })
    }

    /// The rulebook of a lot; parsed once for all lots that name it.
    fn rulebook(&self, named: &str, known: &Known) -> Result<Arc<Rulebook>, Fault> {
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rulebook) = known.get(named) {
            return rulebook.clone();
        }
        let rulebook = if named.trim_start().starts_with('{') {
            Rulebook::from_json(named).map(Arc::new).map_err(|error| error.under("/rulebook"))
        } else {
            Rulebook::builtin(named)
        };
        let rulebook = rulebook.map_err(Fault::from);
        known.insert(named.to_owned(), rulebook.clone());
        rulebook
    }

    fn decide(&self, tables: &Tables, rows: &[Row], known: &Known) -> Decided {
        let lot = LotRows { tables, rows };
        let first = rows.first().copied().unwrap_or_default();
        let in_first = |fault: Fault| vec![fault.in_row(tables.number(first))];
        let contradictions = self.contradictions(tables, rows);
        if !contradictions.is_empty() {
            return Err(contradictions);
        }
        if let Some(ids) = &tables.lot_ids
            && at(ids, first).is_none()
        {
            let column = self.by.first().map_or("", String::as_str);
            return Err(rows
                .iter()
                .map(|row| Fault::input("the lot is missing").in_column(column).in_row(tables.number(*row)))
                .collect());
        }
        let named = match (&self.rulebook, &tables.rulebooks) {
            (Some(rulebook), _) => rulebook.clone(),
            (None, Some(column)) => at(column, first).map_or_else(String::new, Cell::written),
            (None, None) => String::new(),
        };
        let rulebook = self.rulebook(&named, known).map_err(|mut fault| {
            fault.column.clone_from(&self.rulebook_column);
            in_first(fault)
        })?;
        let question = jicai::evaluate::read::<Lot>(lot).map_err(|error| vec![self.fault(&error, "", tables, rows)])?;
        let mut trace = Trace::explaining();
        let award = award::select_with(&rulebook, &question, &mut trace);
        let award =
            award.and_then(|award| if self.strict { trace.require_verified().map(|()| award) } else { Ok(award) });
        let award = award.map_err(|error| vec![self.fault(&error, "/input", tables, rows)])?;
        let decisions = decisions(&award, &trace, &rulebook);
        Ok(Arc::new(Done { award, decisions }))
    }

    /// Columns of the lot that differ from bid to bid.
    fn contradictions(&self, tables: &Tables, rows: &[Row]) -> Vec<Fault> {
        let Some((first, others)) = rows.split_first() else { return Vec::new() };
        let rulebook = self.rulebook_column.as_ref().zip(tables.rulebooks.as_ref());
        let columns = tables.lots.iter().map(|(_, name, columns)| (name, columns)).chain(rulebook);
        let mut faults = Vec::new();
        for (name, columns) in columns {
            let written = |row: Row| at(columns, row).map(Cell::written);
            let expected = written(*first);
            for row in others {
                let got = written(*row);
                if got != expected {
                    let shown = |value: Option<String>| value.unwrap_or_else(|| "null".to_owned());
                    let message = format!(
                        "{name} must be the same in all rows of a lot, got `{}` where its first row has `{}`",
                        shown(got),
                        shown(expected.clone())
                    );
                    faults.push(Fault::input(message).in_column(name).in_row(tables.number(*row)));
                }
            }
        }
        faults
    }

    /// Where the field of an error stands in the table.
    fn fault(&self, error: &jicai::Error, above: &str, tables: &Tables, rows: &[Row]) -> Fault {
        let mut fault = Fault::of(error);
        let first = rows.first().map_or(0, |row| tables.number(*row));
        let Some(path) = error.path().strip_prefix(above).filter(|path| !path.starts_with("/rulebook")) else {
            return fault.in_row(first);
        };
        let (names, row, path) = match first_segment(path) {
            Some((name, rest)) if name == "bids" => match first_segment(rest) {
                Some((place, rest)) => {
                    let row = place.parse::<usize>().ok().and_then(|place| rows.get(place));
                    (&self.bid_names, row.map_or(first, |row| tables.number(*row)), rest.to_owned())
                }
                None => (&self.bid_names, first, rest.to_owned()),
            },
            _ => (&self.lot_names, first, path.to_owned()),
        };
        fault.path.clone_from(&path);
        if let Some((field, rest)) = first_segment(&path) {
            // A field without a column is missing: it is the column that the table should have.
            let column = names.iter().find(|(name, _)| *name == field).map_or(field, |(_, column)| column.clone());
            fault.path = format!("{}{rest}", segment(&column));
            fault.column = Some(column);
        }
        fault.in_row(row)
    }
}

/// Rulebooks by what named them.
type Known = Mutex<HashMap<String, Result<Arc<Rulebook>, Fault>>>;

impl Tables {
    fn number(&self, (batch, row): Row) -> usize {
        self.starts.get(batch).copied().unwrap_or(0).saturating_add(row)
    }
}

fn at(columns: &[Column], (batch, row): Row) -> Option<Cell<'_>> {
    columns.get(batch).and_then(|column| column.cell(row))
}

/// For each bid of an award the step that decided it.
fn decisions(award: &Award, trace: &Trace, rulebook: &Rulebook) -> Vec<Decision> {
    let mut by_bid: HashMap<&str, Vec<&Step>> = HashMap::new();
    for step in trace.steps() {
        if let Some(id) = step.subject_id().filter(|_| step.subject().starts_with("bid:")) {
            by_bid.entry(id.as_str()).or_default().push(step);
        }
    }
    let decide = |bid: &award::BidResult| {
        let steps = by_bid.get(bid.bid.as_str()).map_or(&[][..], Vec::as_slice);
        let reason = word(&bid.reason);
        let passed_by = serde_json::to_value(&bid.passed_by).unwrap_or_default();
        let test = passed_by.get(0).and_then(Value::as_str);
        let rejected = || steps.iter().filter(|step| step.outcome() == "rejected");
        let step = match (reason.as_str(), test) {
            ("conditions_met", Some(test)) => steps.iter().rev().find(|step| step.clause_name() == test),
            ("conditions_failed", _) => {
                rejected().find(|step| step.fact("limit").is_some()).or_else(|| rejected().next())
            }
            (reason, _) => steps.iter().rev().find(|step| step.outcome() == reason),
        };
        match step.or(steps.last()) {
            None => Decision::default(),
            Some(step) => Decision {
                limit: step.fact("limit").map(ToString::to_string),
                clause: Some(step.clause()),
                citation: cited(rulebook, step.clause_name()),
            },
        }
    };
    award.bids.iter().map(decide).collect()
}

fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// What the parameters of a clause rest on, each document once.
fn cited(rulebook: &Rulebook, clause: &str) -> Option<String> {
    let mut citations: Vec<&str> = Vec::new();
    for source in rulebook.sources(clause) {
        if !source.citation().is_empty() && !citations.contains(&source.citation()) {
            citations.push(source.citation());
        }
    }
    (!citations.is_empty()).then(|| citations.join("; "))
}

/// A lot as a serde value.
#[derive(Clone, Copy)]
struct LotRows<'t> {
    tables: &'t Tables,
    rows: &'t [Row],
}

impl<'de> Deserializer<'de> for LotRows<'de> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_map(LotFields { lot: self, next: 0, cell: None })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u64 u32 u128 f32 f64 char str string bytes byte_buf unit option // float ok: none is ever given
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct LotFields<'t> {
    lot: LotRows<'t>,
    /// The id, then the fields of the lot, then its bids.
    next: usize,
    cell: Option<LotCell<'t>>,
}

enum LotCell<'t> {
    Id(String),
    Field(Cell<'t>),
    Bids,
}

impl<'de> MapAccess<'de> for LotFields<'de> {
    type Error = ValueError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ValueError> {
        let LotRows { tables, rows } = self.lot;
        let first = rows.first().copied().unwrap_or_default();
        loop {
            let place = self.next;
            self.next = place.saturating_add(1);
            let found = match place.checked_sub(1) {
                None => {
                    let id = tables.lot_ids.as_ref().and_then(|ids| at(ids, first));
                    id.map(|id| ("lot", LotCell::Id(id.written())))
                }
                Some(place) => match tables.lots.get(place) {
                    Some((field, _, columns)) => at(columns, first).map(|cell| (field.as_str(), LotCell::Field(cell))),
                    None if place == tables.lots.len() => Some(("bids", LotCell::Bids)),
                    None => return Ok(None),
                },
            };
            if let Some((name, cell)) = found {
                self.cell = Some(cell);
                return seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some);
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ValueError> {
        match self.cell.take() {
            Some(LotCell::Id(id)) => seed.deserialize(serde::de::value::StringDeserializer::new(id)),
            Some(LotCell::Field(cell)) => seed.deserialize(cell),
            Some(LotCell::Bids) => {
                let bids = BidRows { tables: self.lot.tables, rows: self.lot.rows.iter() };
                seed.deserialize(serde::de::value::SeqAccessDeserializer::new(bids))
            }
            None => Err(serde::de::Error::custom("a value was asked for before its key")),
        }
    }
}

struct BidRows<'t> {
    tables: &'t Tables,
    rows: std::slice::Iter<'t, Row>,
}

impl<'de> SeqAccess<'de> for BidRows<'de> {
    type Error = ValueError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ValueError> {
        let tables = self.tables;
        match self.rows.next().and_then(|(batch, row)| tables.bids.get(*batch).map(|bids| Cell::new(bids, *row))) {
            Some(cell) => seed.deserialize(cell).map(Some),
            None => Ok(None),
        }
    }
}

/// Where a row's result stands: its lot, and its place in the award.
#[derive(Clone, Copy)]
struct Placed {
    lot: usize,
    place: usize,
}

fn select(table: &Batches, question: &Question, threads: usize) -> Result<Answer, Fault> {
    let tables = question.tables(table)?;
    let members = Groups::of(table, &question.by)?.members();
    let known = Known::default();
    let bad = FirstBad::none();
    if let Some(rulebook) = &question.rulebook {
        question.rulebook(rulebook, &known)?;
    }
    let decided = spread(members.iter().collect(), threads, |rows| {
        if bad.is_before(rows.first().map_or(0, |row| tables.number(*row))) {
            return Ok(Err(Vec::new()));
        }
        let decided = question.decide(&tables, rows, &known);
        if let (true, Err(faults)) = (question.raise, &decided) {
            bad.found(faults);
        }
        Ok(decided)
    })?;
    let mut places: Vec<Vec<Option<Placed>>> = table.batches.iter().map(|batch| vec![None; batch.num_rows()]).collect();
    let mut faults = Vec::new();
    for (lot, (decided, rows)) in decided.iter().zip(&members).enumerate() {
        match decided {
            Err(lot_faults) => faults.extend(lot_faults.iter().cloned()),
            Ok(done) => {
                let mut by_id: HashMap<String, usize> = HashMap::with_capacity(rows.len());
                for (place, bid) in done.award.bids.iter().enumerate() {
                    by_id.insert(bid.bid.as_str().to_owned(), place);
                }
                for (batch, row) in rows {
                    let place = tables.bid_id(question, (*batch, *row)).and_then(|id| by_id.get(&id).copied());
                    let slot = places.get_mut(*batch).and_then(|rows| rows.get_mut(*row));
                    if let (Some(slot), Some(place)) = (slot, place) {
                        *slot = Some(Placed { lot, place });
                    }
                }
            }
        }
    }
    let schema = question.schema();
    let pieces: Vec<&[Option<Placed>]> = places.iter().flat_map(|rows| rows.chunks(PIECE)).collect();
    let batches = spread(pieces, threads, |rows| question.written(rows, &decided, schema.clone()))?;
    Ok(Answer { schema, batches, faults })
}

impl Tables {
    fn bid_id(&self, question: &Question, (batch, row): Row) -> Option<String> {
        debug_assert!(!question.bid_names.is_empty());
        match self.bids.get(batch) {
            Some(Column::Group(fields)) => {
                let field = fields.iter().find(|field| field.name == "bid")?;
                field.column.cell(row).map(Cell::written)
            }
            _ => None,
        }
    }
}

impl Question {
    /// The results of a stretch of rows.
    fn written(&self, rows: &[Option<Placed>], decided: &[Decided], schema: SchemaRef) -> Result<RecordBatch, Fault> {
        let mut results: Vec<Builder> = self.results.iter().map(|member| Builder::of(member.kind())).collect();
        let mut decisions = [Builder::of(LIMIT), Builder::of(&Kind::Text), Builder::of(&Kind::Text)];
        let mut provisional = Builder::of(&Kind::Bool);
        for row in rows {
            let done =
                row.and_then(|at| decided.get(at.lot).and_then(|lot| lot.as_ref().ok()).map(|done| (done, at.place)));
            let bid = done.and_then(|(done, place)| done.award.bids.get(place));
            let value = bid.and_then(|bid| serde_json::to_value(bid).ok());
            for (member, builder) in self.results.iter().zip(&mut results) {
                let field = value.as_ref().and_then(|value| value.get(member.name()));
                if field.is_some_and(|field| !columns::fits(member.kind(), field)) {
                    return Err(Fault::new("limit_exceeded", "a result has more digits than its column can hold"));
                }
                builder.push(field);
            }
            let decision = done.and_then(|(done, place)| done.decisions.get(place));
            let parts = decision.map(|decision| [&decision.limit, &decision.clause, &decision.citation]);
            for (i, builder) in decisions.iter_mut().enumerate() {
                let text = parts.and_then(|parts| parts.get(i).and_then(|part| part.as_ref()));
                builder.push(text.map(|text| Value::String(text.clone())).as_ref());
            }
            provisional.push(done.map(|(done, _)| Value::Bool(done.award.provisional)).as_ref());
        }
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(schema.fields().len());
        let mut decisions = Some(decisions);
        for (i, builder) in results.into_iter().enumerate() {
            if i == FIRST.len() {
                for builder in decisions.take().into_iter().flatten() {
                    arrays.push(builder.finish()?);
                }
            }
            arrays.push(builder.finish()?);
        }
        arrays.push(provisional.finish()?);
        Ok(RecordBatch::try_new(schema, arrays)?)
    }
}

/// Decides lots.
#[pyfunction]
#[pyo3(signature = (table, *, by, bid_names, lot_names, rulebook, rulebook_column, strict, raise_first, first_row, threads))]
#[expect(clippy::too_many_arguments, reason = "all of them are named where it is called")]
pub(crate) fn select_lots(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    by: Vec<String>,
    bid_names: Names,
    lot_names: Names,
    rulebook: Option<String>,
    rulebook_column: Option<String>,
    strict: bool,
    raise_first: bool,
    first_row: usize,
    threads: Option<usize>,
) -> PyResult<(Table, Table)> {
    let table = Batches::of(table)?;
    let (input, output) = fields::of("award.select").map_err(|fault| fault.raise(py, first_row))?;
    let bid = match output.member("bids").map(Member::kind) {
        Some(Kind::List(items)) => fields::kind_of(*items),
        _ => &Kind::Any,
    };
    let place = |member: &&Member| FIRST.iter().position(|name| *name == member.name()).unwrap_or(FIRST.len());
    let mut results: Vec<&'static Member> =
        bid.members().iter().filter(|member| !["bid", "company"].contains(&member.name())).collect();
    results.sort_by_key(place);
    let question =
        Question { by, bid_names, lot_names, rulebook, rulebook_column, strict, raise: raise_first, input, results };
    let answer = detached(py, || {
        let threads = crate::pieces::threads(threads, table.rows(), MANY);
        select(&table, &question, threads)
    });
    Answer::give(answer, py, Manner { raise: raise_first, first_row })
}
