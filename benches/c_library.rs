//! What a call through the C library costs beside the Rust call that it wraps: first by criterion, then as ratios, measured by turns.
//!
//! Functions are called by pointer, as from a program in C. `JICAI_LIB=target/release/libjicai_c.so cargo bench --bench c_library` takes the
//! pointers from that shared library; without it they are those of the crate.
#![allow(clippy::disallowed_types, reason = "ratios of times: no money")]

use std::ffi::c_char;
use std::hint::black_box;
use std::mem::MaybeUninit;
use std::ptr::null_mut;
use std::time::{Duration, Instant};

use criterion::Criterion;
use jicai::award::{self, Rulebook};
use jicai::credit::{GateQuestion, GradeRecord, Role, SupplierIndex};
use jicai::payment::{LineColumns, LineQuestion, SplitColumns, split_line, split_lines};
use jicai_benches::{grade_records, lines, lot};
use jicai_c::award::{
    jicai_award, jicai_award_select, jicai_bid, jicai_bid_init, jicai_bid_result, jicai_lot, jicai_lot_init,
};
use jicai_c::bill::{jicai_line, jicai_line_init, jicai_split, jicai_split_line, jicai_split_lines};
use jicai_c::error::{JICAI_OK, Status, jicai_error};
use jicai_c::evaluate::jicai_evaluate;
use jicai_c::supplier::{jicai_gate, jicai_supplier_gate, jicai_supplier_index, jicai_supplier_index_new};

type SplitLine = unsafe extern "system" fn(*const jicai_line, *mut jicai_split, *mut jicai_error) -> Status;
type SplitLines = unsafe extern "system" fn(
    usize,
    *const i64,
    *const i64,
    *const i64,
    *const i32,
    *mut i64,
    *mut i64,
    *mut i64,
    *mut i64,
    *mut jicai_error,
) -> Status;
type Select = unsafe extern "system" fn(
    *const c_char,
    *const jicai_lot,
    usize,
    *const jicai_bid,
    *mut jicai_bid_result,
    *mut jicai_award,
    *mut jicai_error,
) -> Status;
type Evaluate = unsafe extern "system" fn(*const u8, usize, *mut u8, usize, *mut usize) -> Status;
type NewIndex = unsafe extern "system" fn(*const u8, usize, *mut *mut jicai_supplier_index, *mut jicai_error) -> Status;
type Gate = unsafe extern "system" fn(
    *const jicai_supplier_index,
    *const c_char,
    i32,
    *const c_char,
    *const c_char,
    i32,
    i32,
    i32,
    *mut jicai_gate,
    *mut jicai_error,
) -> Status;

/// The functions by pointer, which nobody can look through.
#[derive(Clone, Copy)]
struct Functions {
    split_line: SplitLine,
    split_lines: SplitLines,
    select: Select,
    evaluate: Evaluate,
    new_index: NewIndex,
    gate: Gate,
}

impl Functions {
    fn new() -> Functions {
        let of_crate = Functions {
            split_line: jicai_split_line,
            split_lines: jicai_split_lines,
            select: jicai_award_select,
            evaluate: jicai_evaluate,
            new_index: jicai_supplier_index_new,
            gate: jicai_supplier_gate,
        };
        match std::env::var_os("JICAI_LIB") {
            Some(path) => Functions::of_library(&path),
            None => black_box(of_crate),
        }
    }

    /// The library stays loaded.
    fn of_library(path: &std::ffi::OsStr) -> Functions {
        // Sound: it is the library whose types these are; `jicai_split_line` and the others have these signatures.
        unsafe {
            let library = Box::leak(Box::new(libloading::Library::new(path).expect("the shared library")));
            Functions {
                split_line: *library.get(b"jicai_split_line").expect("a function"),
                split_lines: *library.get(b"jicai_split_lines").expect("a function"),
                select: *library.get(b"jicai_award_select").expect("a function"),
                evaluate: *library.get(b"jicai_evaluate").expect("a function"),
                new_index: *library.get(b"jicai_supplier_index_new").expect("a function"),
                gate: *library.get(b"jicai_supplier_gate").expect("a function"),
            }
        }
    }
}

/// A struct of numbers with its size at its head and zeros behind it.
fn sized<T>() -> T {
    let mut place = MaybeUninit::<T>::zeroed();
    // Sound: all structs of the header are numbers, the first of them their size.
    unsafe {
        place.as_mut_ptr().cast::<usize>().write(size_of::<T>());
        place.assume_init()
    }
}

fn started<T>(init: unsafe extern "system" fn(*mut T) -> Status) -> T {
    let mut place = MaybeUninit::uninit();
    // Sound: the function fills in every field.
    unsafe {
        assert_eq!(init(place.as_mut_ptr()), JICAI_OK);
        place.assume_init()
    }
}

/// One call, in Rust and in C, which may take so many times as long.
struct Pair<'a> {
    name: &'static str,
    target: f64,
    rust: Box<dyn FnMut() + 'a>,
    c: Box<dyn FnMut() + 'a>,
}

/// So many bids on a lot, decided under batch 10.
fn select_pair(functions: Functions, n: u32) -> Pair<'static> {
    let rulebook = Rulebook::builtin("award/cn-batch-10").expect("built in");
    let question = lot(n);
    let bid = |bid: &award::Bid| {
        // Four decimals.
        let units: i64 = bid.price.to_string().replace('.', "").parse().expect("a price");
        jicai_bid { price_e6: units * 100, ..started(jicai_bid_init) }
    };
    let bids: Vec<jicai_bid> = question.bids.iter().map(bid).collect();
    let lot = jicai_lot { form: 1, ceiling_e6: 9_000_000, ..started(jicai_lot_init) };
    let mut results = vec![sized::<jicai_bid_result>(); bids.len()];
    let (mut out, mut told) = (sized::<jicai_award>(), sized::<jicai_error>());
    let expected = award::select(&rulebook, &question).expect("an award").winners;
    let c = move || {
        let (count, bids, results) = (bids.len(), black_box(&bids).as_ptr(), results.as_mut_ptr());
        // Sound: all as the header wants it.
        let code = unsafe {
            let book = c"award/cn-batch-10".as_ptr();
            (functions.select)(book, &raw const lot, count, bids, results, &raw mut out, &raw mut told)
        };
        assert_eq!((code, u32::try_from(out.winners)), (JICAI_OK, Ok(expected)));
    };
    let rust = move || {
        let award = award::select(&rulebook, black_box(&question)).expect("an award");
        assert_eq!(award.winners, expected);
    };
    Pair { name: "award of 10 bids", target: 1.5, rust: Box::new(rust), c: Box::new(c) }
}

fn line_pair(functions: Functions) -> Pair<'static> {
    let question = LineQuestion {
        amount: "23.80".parse().ok(),
        quantity: "7".parse().ok(),
        standard: "1.0912".parse().ok(),
        first_self_pay_rate: "0.1".parse().ok(),
        ..LineQuestion::default()
    };
    let line = jicai_line {
        amount_fen: 2_380,
        quantity_e4: 70_000,
        standard_e6: 1_091_200,
        first_self_pay_rate_e4: 1_000,
        ..started(jicai_line_init)
    };
    let (mut split, mut told) = (sized::<jicai_split>(), sized::<jicai_error>());
    let c = move || {
        // Sound: all as the header wants it.
        let code = unsafe { (functions.split_line)(black_box(&raw const line), &raw mut split, &raw mut told) };
        assert_eq!((code, black_box(&split).in_scope_fen), (JICAI_OK, 688));
    };
    let rust = move || {
        let split = split_line(black_box(&question)).expect("a split");
        assert_eq!(black_box(&split).in_scope.units(), 688);
    };
    Pair { name: "one charge line", target: f64::INFINITY, rust: Box::new(rust), c: Box::new(c) }
}

const ROWS: usize = 1_000_000;

fn table_pair(functions: Functions) -> Pair<'static> {
    let table: &'static _ = Box::leak(Box::new(lines(ROWS)));
    let new = || [vec![0_i64; ROWS], vec![0; ROWS], vec![0; ROWS], vec![0; ROWS]];
    let (mut of_rust, mut of_c, mut told) = (new(), new(), sized::<jicai_error>());
    let c = move || {
        let [own, above, first, inside] = of_c.each_mut().map(|part| part.as_mut_ptr());
        let (amount, standard) = (black_box(&table.amount).as_ptr(), table.standard.as_ptr());
        let (quantity, rate, told) = (table.quantity.as_ptr(), table.rate.as_ptr(), &raw mut told);
        // Sound: all as the header wants it.
        let code =
            unsafe { (functions.split_lines)(ROWS, amount, standard, quantity, rate, own, above, first, inside, told) };
        assert_eq!(code, JICAI_OK);
    };
    let rust = move || {
        let columns = LineColumns {
            amount: black_box(&table.amount),
            standard: &table.standard,
            quantity: &table.quantity,
            rate: &table.rate,
        };
        let [own, above, first, inside] = &mut of_rust;
        let parts = SplitColumns { fully_own: own, above_standard: above, first_self_pay: first, in_scope: inside };
        split_lines(&columns, parts).expect("a table");
    };
    Pair { name: "a million charge lines", target: 1.05, rust: Box::new(rust), c: Box::new(c) }
}

fn gate_pair(functions: Functions) -> Pair<'static> {
    let mut records: Vec<GradeRecord> = grade_records(10_000, 3);
    let json = format!(r#"{{"records":{}}}"#, serde_json::to_string(&records).expect("JSON"));
    let index = SupplierIndex::new(&records, None, &[]).expect("an index");
    let mut handle = null_mut();
    // Sound: all as the header wants it. The handle lives as long as the program.
    let code = unsafe { (functions.new_index)(json.as_ptr(), json.len(), &raw mut handle, null_mut()) };
    assert_eq!(code, JICAI_OK);
    records.truncate(1);
    let asked = ["F000777", "P5", "110000"];
    let (mut gate, mut told) = (sized::<jicai_gate>(), sized::<jicai_error>());
    let c = move || {
        let [firm, product, province] = black_box([c"F000777", c"P5", c"110000"]).map(|text| text.as_ptr());
        let (out, told) = (&raw mut gate, &raw mut told);
        // Sound: all as the header wants it.
        let code = unsafe { (functions.gate)(handle, firm, 1, product, province, 20_260_601, 0, 0, out, told) };
        assert_eq!(code, JICAI_OK);
        black_box(&gate);
    };
    // The question of the C call is built in the call: texts in, a day in.
    let rust = move || {
        let [firm, product, province] = black_box(asked).map(|text| text.parse().expect("an id"));
        let on = black_box("2026-06-01").parse().expect("a day");
        let question = GateQuestion::new(firm, Role::Manufacturer, product, province, on);
        black_box(index.gate(&question).expect("a gate"));
    };
    Pair { name: "a supplier", target: f64::INFINITY, rust: Box::new(rust), c: Box::new(c) }
}

/// Every twentieth conformance vector.
fn door_pair(functions: Functions) -> Pair<'static> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec-tests/vectors");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("vectors").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let mut requests = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(path).expect("a file");
        let list: Vec<serde_json::Value> = serde_json::from_str(&text).expect("vectors");
        requests.extend(list.into_iter().map(|mut vector| {
            let members = vector.as_object_mut().expect("an object");
            members.retain(|key, _| ["function", "rulebook", "input", "options"].contains(&key.as_str()));
            vector.to_string()
        }));
    }
    let requests: &'static [String] = Box::leak(requests.into_iter().step_by(20).collect());
    let mut out = vec![0_u8; 1 << 22];
    let c = move || {
        for request in black_box(requests) {
            let (bytes, count, capacity) = (request.as_ptr(), request.len(), out.len());
            let mut length = 0;
            // Sound: all as the header wants it.
            let code = unsafe { (functions.evaluate)(bytes, count, out.as_mut_ptr(), capacity, &raw mut length) };
            assert!(length > 0 && (0..10).contains(&code));
        }
    };
    let rust = move || {
        for request in black_box(requests) {
            assert!(!black_box(jicai::evaluate(request)).is_empty());
        }
    };
    Pair { name: "a mix of JSON requests", target: 1.1, rust: Box::new(rust), c: Box::new(c) }
}

/// The least time of a call, from rounds of so many.
fn least(rounds: &mut [Duration], calls: u32) -> f64 {
    rounds.sort();
    rounds.first().map_or(0.0, |least| least.as_nanos() as f64 / f64::from(calls))
}

/// Both by turns: what else the machine does disturbs both alike, and the least of many rounds is what it disturbs least.
fn compare(pair: &mut Pair<'_>) -> f64 {
    const ROUNDS: usize = 41;
    let start = Instant::now();
    (pair.c)();
    let once = start.elapsed();
    let calls =
        u32::try_from((Duration::from_millis(15).as_nanos() / once.as_nanos().max(1)).clamp(1, 1_000_000)).unwrap_or(1);
    let (mut rust, mut c) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for (times, call) in [(&mut rust, &mut pair.rust), (&mut c, &mut pair.c)] {
            let start = Instant::now();
            (0..calls).for_each(|_| call());
            times.push(start.elapsed());
        }
    }
    let mut ratios: Vec<f64> = c.iter().zip(&rust).map(|(c, rust)| c.as_secs_f64() / rust.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    let (rust, c, middle) = (least(&mut rust, calls), least(&mut c, calls), ratios[ROUNDS / 2]);
    println!("{:<26} {rust:>14.1} {c:>14.1} {:>8.3} {middle:>8.3}", pair.name, c / rust);
    c / rust
}

fn main() {
    let functions = Functions::new();
    let pairs = || {
        [
            select_pair(functions, 10),
            line_pair(functions),
            table_pair(functions),
            gate_pair(functions),
            door_pair(functions),
        ]
    };
    if std::env::var_os("JICAI_RATIOS").is_none() {
        let mut criterion = Criterion::default().configure_from_args().sample_size(20);
        for mut pair in pairs() {
            let mut group = criterion.benchmark_group(format!("C library, {}", pair.name));
            group.bench_function("Rust", |b| b.iter(&mut pair.rust));
            group.bench_function("C", |b| b.iter(&mut pair.c));
            group.finish();
        }
        criterion.final_summary();
    }
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    println!("\n{:<26} {:>14} {:>14} {:>8} {:>8}", "", "Rust, ns", "C, ns", "least", "median");
    for mut pair in pairs() {
        let ratio = compare(&mut pair);
        if ratio > pair.target {
            println!("{:<26} above the target of {}", "", pair.target);
        }
    }
}
