//! The functions of the package on one table, and what must be true of what they give.

use arbitrary::{Result, Unstructured};
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, RecordBatchOptions};
use arrow_schema::{Field, Schema, SchemaRef};
use pyo3::prelude::*;
use std::sync::Arc;

use crate::arrays::{Says, column};
use crate::capsule::{Batches, Table};
use crate::export::{Exported, Way};
use crate::{at_work, gates, lots, prices, progress, rows, split};

const FORMS: [&str; 4] = ["tablet", "capsule", "powder_injection", "x"];
const CLASSES: [&str; 4] = ["evaluated", "reference", "not_evaluated", "x"];
const ROLES: [&str; 3] = ["distributor", "manufacturer", "x"];

/// A table with these columns, some of them missing.
fn table(columns: &[(&str, Says)], rows: usize, u: &mut Unstructured<'_>) -> Result<RecordBatch> {
    let mut made: Vec<(Field, ArrayRef)> = Vec::new();
    for (name, says) in columns {
        if !u.ratio(1, 32)? {
            let array = column(*says, rows, u)?;
            made.push((Field::new(*name, array.data_type().clone(), true), array));
        }
    }
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = made.into_iter().unzip();
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    Ok(RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &options)
        .expect("columns of one length"))
}

/// The same rows in several pieces, some of them empty.
fn cut(whole: &RecordBatch, u: &mut Unstructured<'_>) -> Result<Vec<RecordBatch>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < whole.num_rows() {
        let length = u.int_in_range(0..=whole.num_rows() - start)?;
        // When the bytes have run out, all that is left.
        let length = if u.is_empty() { whole.num_rows() - start } else { length };
        pieces.push(whole.slice(start, length));
        start += length;
    }
    Ok(pieces)
}

/// What a call gave, read back the way Python libraries read it.
#[derive(Debug, PartialEq)]
enum Outcome {
    Tables(Vec<Vec<RecordBatch>>, Vec<usize>),
    /// Of the library: code, row.
    Error(String, Option<usize>),
    /// Of Python: its class.
    Raised(String),
}

fn outcome(py: Python<'_>, result: PyResult<(Vec<Table>, Vec<usize>)>) -> Outcome {
    let error = match result {
        Ok((tables, firsts)) => {
            let read = |table: Table| {
                let object = Bound::new(py, table).expect("an object").into_any();
                let read = Batches::of(&object).expect("what the package gives can be read");
                for batch in &read.batches {
                    batch.columns().iter().for_each(|column| column.to_data().validate_full().expect("sound columns"));
                }
                read.batches
            };
            return Outcome::Tables(tables.into_iter().map(read).collect(), firsts);
        }
        Err(error) => error.into_value(py).into_bound(py).into_any(),
    };
    let class = error.get_type().name().map_or_else(|_| String::new(), |name| name.to_string());
    match error.getattr("code").and_then(|code| code.extract::<String>()) {
        Ok(code) => {
            assert_ne!(code, "internal", "{error}: {}", crate::CAUGHT.lock().expect("one at a time"));
            let row = error.getattr("row").and_then(|row| row.extract::<Option<usize>>()).expect("a row");
            Outcome::Error(code, row)
        }
        Err(_) => Outcome::Raised(class),
    }
}

type Given = PyResult<(Vec<Table>, Vec<usize>)>;

fn two(tables: PyResult<(Table, Table)>) -> Given {
    tables.map(|(one, other)| (vec![one, other], Vec::new()))
}

fn three(tables: PyResult<(Vec<usize>, Table, Table)>) -> Given {
    tables.map(|(firsts, one, other)| (vec![one, other], firsts))
}

/// A call on a table, which may raise at the first bad row.
type Call<'c> = Box<dyn Fn(Python<'_>, &Bound<'_, PyAny>, bool) -> Given + 'c>;

fn names(fields: &[(&str, Says)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, _)| ((*name).to_owned(), (*name).to_owned())).collect()
}

pub(crate) fn one(py: Python<'_>, u: &mut Unstructured<'_>) -> Result<()> {
    let threads = Some(1 + usize::from(u.ratio(1, 16)?));
    let which = u.int_in_range(0..=7_u8)?;
    let with = u.arbitrary::<u8>()?;
    let some = move |bit: u8, name: &'static str| (with >> bit & 1 == 0).then_some(name);
    use Says::{Anything, Day, Name, Number, Words};
    let (columns, call): (Vec<(&str, Says)>, Call<'_>) = match which {
        0 => (
            vec![("amount", Number), ("standard", Number), ("quantity", Number), ("rate", Number)],
            Box::new(move |py, table, raise| {
                two(split::split_lines(
                    py,
                    table,
                    "amount",
                    some(0, "standard"),
                    some(1, "quantity"),
                    "rate",
                    raise,
                    0,
                    threads,
                ))
            }),
        ),
        1 => {
            let form = FORMS[usize::from(with >> 3) % FORMS.len()];
            let constant = format!(r#"{{"representative": {{"form": "{form}"}}, "target": {{"form": "{form}"}}}}"#);
            let pair = move |bit, one: &str, other: &str| some(bit, "").map(|_| (one.to_owned(), other.to_owned()));
            (
                vec![("price", Number), ("c1", Number), ("c2", Number), ("n1", Number), ("n2", Number)],
                Box::new(move |py, table, raise| {
                    let (content, count) = (pair(0, "c1", "c2"), pair(1, "n1", "n2"));
                    let fill = pair(2, "c1", "n2").filter(|_| with & 1 == 1);
                    two(prices::differential_prices(
                        py,
                        table,
                        "differential/vbp",
                        &constant,
                        "price",
                        content,
                        fill,
                        count,
                        raise,
                        0,
                        threads,
                    ))
                }),
            )
        }
        2 => {
            let fields = vec![
                ("price", Number),
                ("highest_winning_price", Number),
                ("highest_listing_price", Number),
                ("class", Words(&CLASSES)),
            ];
            let all = names(&fields[..3]);
            (
                fields,
                Box::new(move |py, table, raise| {
                    let word = some(0, "evaluated").map(str::to_owned);
                    let class = if word.is_none() { Some("class".to_owned()) } else { None };
                    let book =
                        if with & 2 == 0 { "execution/shaanxi-2026-marks" } else { "execution/henan-2026-marks" };
                    two(prices::price_marks(py, table, book, word, class, None, all.clone(), raise, 0, threads))
                }),
            )
        }
        3 => (
            vec![
                ("group", Name),
                ("ordered", Number),
                ("delivered", Number),
                ("due", Day),
                ("at", Day),
                ("other", Anything),
            ],
            Box::new(move |py, table, raise| {
                let by =
                    ["group", "other"].into_iter().take(usize::from(with >> 6).min(2)).map(str::to_owned).collect();
                let (due, at) = (some(0, "due").map(str::to_owned), some(1, "at").map(str::to_owned));
                three(progress::order_progress(py, table, "2025-12-31", by, "ordered", "delivered", due, at, raise))
            }),
        ),
        4 => (
            vec![("group", Name), ("invoice", Name), ("amount", Number), ("due", Day), ("paid", Number), ("on", Day)],
            Box::new(move |py, table, raise| {
                let by = if with & 1 == 0 { vec!["group".to_owned()] } else { Vec::new() };
                // Payments are read from the same table, which exports itself as often as it is asked.
                three(progress::payment_progress(
                    py,
                    table,
                    table,
                    "2025-12-31",
                    by,
                    "invoice".into(),
                    "amount",
                    "due".into(),
                    "invoice".into(),
                    "on".into(),
                    "paid",
                    raise,
                ))
            }),
        ),
        5 => {
            let (function, book, fields): (&str, Option<&str>, Vec<(&str, Says)>) = match with % 6 {
                0 => ("award.region_counts", Some("award/cn-batch-05"), vec![("winners", Number), ("regions", Number)]),
                1 => (
                    "payment.split_line",
                    None,
                    vec![
                        ("amount", Number),
                        ("quantity", Number),
                        ("standard", Number),
                        ("first_self_pay_rate", Number),
                        ("covered", Anything),
                    ],
                ),
                2 => (
                    "differential.price",
                    Some("differential/vbp"),
                    vec![
                        ("representative.form", Words(&FORMS)),
                        ("target.form", Words(&FORMS)),
                        ("price", Number),
                        ("representative.content", Number),
                        ("target.content", Number),
                    ],
                ),
                3 => ("award.select", Some("award/cn-batch-10"), vec![("bids", Anything), ("ceiling", Number)]),
                4 => (
                    "execution.price_mark",
                    Some("execution/henan-2026-marks"),
                    vec![("class", Words(&CLASSES)), ("price", Number), ("highest_winning_price", Number)],
                ),
                _ => ("volume.pool", Some("volume/generic"), vec![("members", Anything), ("thresholds", Anything)]),
            };
            let (whole, flags) = (u.ratio(1, 8)?, u.arbitrary::<u8>()?);
            let all = if whole { Vec::new() } else { names(&fields) };
            let of_row = flags & 16 == 16;
            let mut columns = fields;
            columns.extend([("whole", Anything), ("book", Words(&["award/cn-batch-10", "differential/vbp", "x", ""]))]);
            (
                columns,
                Box::new(move |py, table, raise| {
                    two(rows::evaluate_rows(
                        py,
                        table,
                        function,
                        book.filter(|_| !of_row).map(str::to_owned),
                        of_row.then(|| "book".to_owned()),
                        all.clone(),
                        whole.then(|| "whole".to_owned()),
                        flags & 1 == 0,
                        flags & 2 == 0,
                        [None, Some("zh"), Some("en")][usize::from(flags >> 2 & 3) % 3],
                        flags & 32 == 32,
                        raise,
                        0,
                        threads,
                    ))
                }),
            )
        }
        6 => {
            let fields = vec![
                ("bid", Name),
                ("price", Number),
                ("company", Name),
                ("lot", Name),
                ("form", Words(&FORMS)),
                ("ceiling", Number),
            ];
            let (bids, lot) = (names(&fields[..3]), names(&fields[4..]));
            (
                fields,
                Box::new(move |py, table, raise| {
                    let bids = bids.iter().take(2 + usize::from(with & 1)).cloned().collect();
                    let lot = lot.iter().take(usize::from(with >> 1 & 3)).cloned().collect();
                    let by = if with & 8 == 0 { vec!["lot".to_owned()] } else { Vec::new() };
                    let book = Some("award/cn-batch-10".to_owned());
                    two(lots::select_lots(py, table, by, bids, lot, book, None, with & 16 == 16, raise, 0, threads))
                }),
            )
        }
        _ => {
            let fields =
                vec![("firm", Name), ("role", Words(&ROLES)), ("product", Name), ("province", Name), ("on", Day)];
            let all = names(&fields);
            (
                fields,
                Box::new(move |py, table, raise| {
                    let records = r#"{"rulebook": "credit/cn-2025", "records": [{"record_id": "1", "firm": "A", "role": "distributor",
                        "province": "A", "grade": "dishonest", "start_on": "2024-06-01", "products": ["A"]}], "bars": []}"#;
                    let index = py.get_type::<gates::SupplierIndex>().call1((records,))?;
                    let given = pyo3::types::PyDict::new(py);
                    given.set_item("names", all.clone())?;
                    given.set_item("raise_first", raise)?;
                    given.set_item("first_row", 0)?;
                    given.set_item("threads", threads)?;
                    let tables = index.call_method("gates", (table,), Some(&given))?;
                    let (one, other): (Bound<'_, Table>, Bound<'_, Table>) = tables.extract()?;
                    Ok((vec![again(&one)?, again(&other)?], Vec::new()))
                }),
            )
        }
    };
    let rows = *u.choose(&[3, 1, 2, 5, 0, 9, 17, 64])?;
    let whole = table(&columns, rows, u)?;
    let way =
        *u.choose(&[Way::Stream, Way::Stream, Way::Stream, Way::Array, Way::Uncounted, Way::Broken, Way::Misnamed])?;
    let pieces = if way == Way::Broken { vec![whole.clone()] } else { cut(&whole, u)? };
    check(py, which, &whole, pieces, way, &call);
    Ok(())
}

/// A table of its own with the same columns.
fn again(table: &Bound<'_, Table>) -> PyResult<Table> {
    let read = Batches::of(table.as_any())?;
    Ok(Table::new(read.schema, read.batches))
}

fn check(py: Python<'_>, which: u8, whole: &RecordBatch, pieces: Vec<RecordBatch>, way: Way, call: &Call<'_>) {
    let schema: SchemaRef = whole.schema();
    let ask = |batches: Vec<RecordBatch>, way: Way, raise: bool| {
        let object = Bound::new(py, Exported::new(schema.clone(), batches, way)).expect("an object").into_any();
        outcome(py, at_work(|| call(py, &object, raise)))
    };
    let answer = ask(vec![whole.clone()], Way::Stream, false);
    assert_eq!(answer, ask(vec![whole.clone()], Way::Stream, false), "the same answer each time");
    let other = ask(pieces, way, false);
    if matches!(way, Way::Broken | Way::Misnamed) {
        assert!(matches!(other, Outcome::Raised(_)), "{other:?}");
    } else {
        assert_eq!(flat(&answer), flat(&other), "the layout says nothing: call {which} of {whole:?}");
    }
    // The first bad row is the one that is raised.
    let raised = ask(vec![whole.clone()], Way::Stream, true);
    let Outcome::Tables(tables, _) = &answer else {
        // What is wrong with the rulebook of all rows is seen in the first that is asked, and a row before it may be bad.
        return assert!(answer == raised || matches!(raised, Outcome::Error(_, Some(_))), "{answer:?}, {raised:?}");
    };
    let faults: Vec<i64> = tables[1].iter().flat_map(bad_rows).collect();
    assert!(
        faults.is_sorted() && faults.iter().all(|row| usize::try_from(*row).is_ok_and(|row| row < whole.num_rows()))
    );
    match (faults.first(), raised) {
        (None, raised) => assert_eq!(answer, raised),
        (Some(first), Outcome::Error(_, row)) => {
            assert_eq!(row, usize::try_from(*first).ok(), "call {which} of {whole:?}: {tables:?}");
        }
        (Some(_), raised) => panic!("{raised:?} in place of the first bad row: call {which} of {whole:?}"),
    }
}

fn bad_rows(faults: &RecordBatch) -> Vec<i64> {
    let rows = faults.column(0).as_any().downcast_ref::<Int64Array>().expect("rows");
    rows.iter().flatten().collect()
}

/// Each row of each table by itself, so that tables in different pieces can be compared.
fn flat(outcome: &Outcome) -> (Vec<Vec<RecordBatch>>, String) {
    match outcome {
        Outcome::Tables(tables, firsts) => {
            let rows = |batches: &Vec<RecordBatch>| {
                batches.iter().flat_map(|batch| (0..batch.num_rows()).map(|row| batch.slice(row, 1))).collect()
            };
            (tables.iter().map(rows).collect(), format!("{firsts:?}"))
        }
        other => (Vec::new(), format!("{other:?}")),
    }
}
