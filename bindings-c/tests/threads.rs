//! Any thread may call any function at any time, on a small stack too.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "a test may stop on the first surprise"
)]

use std::ffi::CStr;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem::{MaybeUninit, size_of};
use std::ptr::{null, null_mut};

use jicai_c::JICAI_NONE;
use jicai_c::award::*;
use jicai_c::bill::*;
use jicai_c::differential::*;
use jicai_c::error::*;
use jicai_c::evaluate::*;
use jicai_c::execution::*;
use jicai_c::supplier::*;
use jicai_c::words::*;
use serde_json::Value;

const THREADS: usize = 8;
const CALLS: usize = 100_000;

/// A struct of numbers with its size at its head and zeros behind it.
fn sized<T>() -> T {
    let mut place = MaybeUninit::<T>::zeroed();
    unsafe {
        place.as_mut_ptr().cast::<usize>().write(size_of::<T>());
        place.assume_init()
    }
}

fn started<T>(init: unsafe extern "system" fn(*mut T) -> Status) -> T {
    let mut place = MaybeUninit::uninit();
    assert_eq!(unsafe { init(place.as_mut_ptr()) }, JICAI_OK);
    unsafe { place.assume_init() }
}

/// The requests of the conformance vectors, in both encodings, and some that are none.
struct Requests {
    utf8: Vec<Vec<u8>>,
    gb18030: Vec<Vec<u8>>,
}

fn vectors() -> Requests {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec-tests/vectors");
    let mut utf8: Vec<Vec<u8>> = vec![b"".to_vec(), b"{".to_vec(), b"\xff".to_vec(), b"{\"function\":\"x\"}".to_vec()];
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let list: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        utf8.extend(list.into_iter().map(|mut vector| {
            let vector = vector.as_object_mut().unwrap();
            vector.retain(|key, _| ["function", "rulebook", "input", "options"].contains(&key.as_str()));
            Value::Object(vector.clone()).to_string().into_bytes()
        }));
    }
    let encode = |request: &Vec<u8>| encoding_rs::GB18030.encode(&String::from_utf8_lossy(request)).0.into_owned();
    let gb18030 = utf8.iter().map(encode).collect();
    Requests { utf8, gb18030 }
}

/// A handle that threads share.
struct Index(*mut jicai_supplier_index);

// Sound: the library says so.
unsafe impl Sync for Index {}

impl Index {
    fn new() -> Index {
        let records = r#"{"rulebook":"credit/cn-2025","records":[
            {"record_id":"1","firm":"F1","role":"manufacturer","province":"浙江","rulebook":"credit/cn-2020","grade":"severe","start_on":"2024-02-01"},
            {"record_id":"2","firm":"F2","role":"distributor","province":"广西","grade":"dishonest","start_on":"2024-06-01","products":["p"]},
            {"record_id":"3","firm":"F2","role":"manufacturer","province":"浙江","grade":"severely_dishonest","start_on":"2025-01-01"}],
            "bars":[{"firm":"F3","first_day":"2024-01-01","last_day":"2025-01-01"}]}"#;
        let mut index = null_mut();
        let code = unsafe { jicai_supplier_index_new(records.as_ptr(), records.len(), &raw mut index, null_mut()) };
        assert_eq!(code, JICAI_OK);
        Index(index)
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        assert_eq!(unsafe { jicai_supplier_index_free(self.0) }, JICAI_OK);
    }
}

/// What the call with a number answers, in a word. A third of the calls are wrong in some way.
fn ask(i: usize, index: &Index, requests: &Requests) -> u64 {
    let mut told = sized::<jicai_error>();
    told.encoding = i32::from(i.is_multiple_of(2));
    let error = &raw mut told;
    let mut answer = DefaultHasher::new();
    let n = i as i64;
    let line = jicai_line {
        amount_fen: n * 37 % 90_000 - 1_000,
        quantity_e4: if n * 37 % 90_000 < 1_000 { -10_000 } else { 10_000 },
        standard_e6: 1 + n * 7_919 % 5_000_000,
        first_self_pay_rate_e4: n % 12_000,
        ..started(jicai_line_init)
    };
    let code = match i % 32 {
        0..8 => {
            let mut split = sized::<jicai_split>();
            let code = unsafe { jicai_split_line(&raw const line, &raw mut split, error) };
            (split.above_standard_fen, split.first_self_pay_fen, split.in_scope_fen).hash(&mut answer);
            code
        }
        8..11 => {
            let mut split = sized::<jicai_split>();
            (split.total_fen, split.in_scope_fen, split.first_self_pay_fen) =
                (n % 7_000, n % 6_000, n % 7_000 - n % 6_000);
            let code = unsafe { jicai_refund_line(&raw const split, 100 - n % 6_500, &raw mut split, error) };
            (split.total_fen, split.in_scope_fen, split.first_self_pay_fen).hash(&mut answer);
            code
        }
        11..14 => {
            let mut parts = [[0_i64; 5]; 4];
            let [a, b, c, d] = parts.each_mut().map(|part| part.as_mut_ptr());
            let amount = [0, 1, 2, 3, 4].map(|row| (n + row) * 971 % 100_000);
            let (standard, quantity) = ([1 + n % 30_000_000; 5], [10_000_i64; 5]);
            let rate = [0, 500, -1, 1_000, (i % 11_000) as i32];
            let (amount, standard, quantity, rate) =
                (amount.as_ptr(), standard.as_ptr(), quantity.as_ptr(), rate.as_ptr());
            let code = unsafe { jicai_split_lines(5, amount, standard, quantity, rate, a, b, c, d, error) };
            if code == JICAI_OK {
                parts.hash(&mut answer);
            }
            code
        }
        14..16 => {
            let mut bill = started(jicai_bill_init);
            (bill.deductible_remaining_fen, bill.tier_base) = (n % 90_000, (i % 4) as i32);
            let (zero, inside) = ([0_i64; 4], [0, 1, 2, 3].map(|row| (n + row) * 7_919 % 50_000));
            let (mut fund, mut totals) = ([0_i64; 4], sized::<jicai_bill_totals>());
            let (ends, rates) = ([500_000, JICAI_NONE], [8_000_i64, 9_000]);
            let (zero, ends, rates) = (zero.as_ptr(), ends.as_ptr(), rates.as_ptr());
            let (bill, inside, out) = (&raw const bill, inside.as_ptr(), fund.as_mut_ptr());
            let code = unsafe {
                let totals = &raw mut totals;
                jicai_settle(bill, 4, zero, zero, zero, inside, 2, ends, rates, out, null_mut(), totals, error)
            };
            (fund, totals.patient_fen).hash(&mut answer);
            code
        }
        16..18 => {
            let product = |content: i64| jicai_product {
                form: JICAI_FORM_TABLET,
                content_e6: content,
                count: (i % 30) as i32 - 1,
                ..started(jicai_product_init)
            };
            let (from, to, mut price) = (product(10_000_000), product((1 + n % 8) * 5_000_000), 0);
            let (from, to, out) = (&raw const from, &raw const to, &raw mut price);
            let code = unsafe {
                jicai_differential_price(c"differential/vbp".as_ptr(), from, 1 + n * 1_000, to, 0, 0, 2, 0, out, error)
            };
            price.hash(&mut answer);
            code
        }
        18..20 => {
            let (price, winning) = ([0, 1, 2].map(|row| (n + row) * 7_919 % 40_000_000), [10_000_000_i64; 3]);
            let (price, winning) = (price.as_ptr(), winning.as_ptr());
            let mut marks = [0_i32; 3];
            let (book, mark) = (c"execution/henan-2026-marks".as_ptr(), marks.as_mut_ptr());
            let code = unsafe {
                let class = (i % 5) as i32;
                jicai_price_mark(book, class, 3, price, winning, null(), null(), null(), mark, error)
            };
            marks.hash(&mut answer);
            code
        }
        20..22 => {
            let (start, amount) = ([0, 1].map(|row| 20_250_101 + ((i + row) % 32) as i32), [100_i64 + n; 2]);
            let (paid, on) = ([0, n % 200], [0, 20_250_210]);
            let (start, amount, paid, on) = (start.as_ptr(), amount.as_ptr(), paid.as_ptr(), on.as_ptr());
            let mut out = [[0_i32; 2]; 3];
            let [due, status, late] = out.each_mut().map(|column| column.as_mut_ptr());
            let book = c"execution/guangxi-settlement-2024".as_ptr();
            let code = unsafe {
                let (kind, created) = (null(), null());
                jicai_settlement_due(
                    book, 20_250_303, 2, kind, start, created, amount, paid, on, due, status, late, error,
                )
            };
            out.hash(&mut answer);
            code
        }
        22..28 => {
            let firm = [c"F1", c"F2", c"F3", c"F4", c""][i % 5].as_ptr();
            let (product, province) = ([c"p", c"q"][i % 2].as_ptr(), [c"浙江", c"广西", c"P"][i % 3].as_ptr());
            let on = 20_240_000 + ((i / 7) % 2 * 10_000 + 100 * (1 + i % 12) + i % 30) as i32;
            let mut gate = sized::<jicai_gate>();
            let (role, out) = (1 + (i % 3) as i32, &raw mut gate);
            let code = unsafe {
                jicai_supplier_gate(index.0, firm, role, product, province, on, 3, (i % 3) as i32, out, error)
            };
            (gate.listing, gate.bidding, gate.delivery, gate.risk_label).hash(&mut answer);
            code
        }
        28 => {
            let lot = jicai_lot { form: 1, ceiling_e6: 9_000_000, want_terms: 1, ..started(jicai_lot_init) };
            let price = |row: i64| (n + row * 977) % 400 * 10_000;
            let bids = [0, 1, 2, 3, 4].map(|row| jicai_bid { price_e6: price(row), ..started(jicai_bid_init) });
            let (mut results, mut award) = ([sized::<jicai_bid_result>(); 5], sized::<jicai_award>());
            let code = unsafe {
                let (book, results, award) = (c"award/cn-batch-10".as_ptr(), results.as_mut_ptr(), &raw mut award);
                jicai_award_select(book, &raw const lot, 5, bids.as_ptr(), results, award, error)
            };
            results.iter().for_each(|result| (result.outcome, result.final_price_e6, result.rank).hash(&mut answer));
            award.winners.hash(&mut answer);
            code
        }
        _ => {
            let (encoding, list) = if i.is_multiple_of(2) { (1, &requests.gb18030) } else { (0, &requests.utf8) };
            let request = &list[i * 7_919 % list.len()];
            let mut out = [0_u8; 8_192];
            let mut length = 0;
            let code = unsafe {
                let (capacity, length) = (out.len(), &raw mut length);
                let (request, bytes) = (request.as_ptr(), request.len());
                jicai_evaluate_encoded(encoding, request, bytes, out.as_mut_ptr(), capacity, length)
            };
            (length, CStr::from_bytes_until_nul(&out).unwrap()).hash(&mut answer);
            told.code = code;
            code
        }
    };
    assert_eq!(code, told.code);
    (code, told.row).hash(&mut answer);
    if code != JICAI_OK {
        let [path, message] = [told.path.as_ptr(), told.message.as_ptr()].map(|text| unsafe { CStr::from_ptr(text) });
        (path, message).hash(&mut answer);
    }
    answer.finish()
}

#[test]
fn eight_threads_answer_what_one_thread_answers() {
    let (index, requests) = (Index::new(), vectors());
    let alone: Vec<u64> = (0..CALLS).map(|i| ask(i, &index, &requests)).collect();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (index, requests, alone) = (&index, &requests, &alone);
            // Each one starts elsewhere: different functions run at the same time.
            let order = (0..CALLS).map(move |i| (i + thread * CALLS / THREADS) % CALLS);
            scope.spawn(move || order.for_each(|i| assert_eq!(ask(i, index, requests), alone[i], "{i}")));
        }
    });
}

/// Windows gives threads 1 MB, .NET some of them 256 KB, musl 128 KB.
#[test]
fn a_stack_of_128_kilobytes_is_enough() {
    let size = std::env::var("JICAI_STACK").ok().and_then(|size| size.parse().ok()).unwrap_or(128 * 1024);
    let small = std::thread::Builder::new().stack_size(size).spawn(|| {
        let mut requests = vectors().utf8;
        // As deep as a request may be, deeper, and much deeper, of every kind of nesting and in every place of a request.
        for depth in [1, 63, 64, 65, 127, 128, 129, 100_000] {
            for (open, inner, close) in [("[", "0", "]"), (r#"{"a":"#, "{}", "}"), (r#"[{"bids":"#, "[]", "}]")] {
                let deep = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
                let depth_of_request = depth;
                for function in ["award.select", "rulebook.list", "credit.supplier_status", "x"] {
                    let call = format!(r#"{{"function":"{function}","rulebook":{deep},"input":{deep}}}"#);
                    requests.push(call.into_bytes());
                }
                requests.push(deep.into_bytes());
                requests.push(open.repeat(depth_of_request).into_bytes());
            }
        }
        let mut out = vec![0_u8; 1 << 20];
        for request in requests {
            let mut length = 0;
            let code = unsafe {
                let (capacity, length) = (out.len(), &raw mut length);
                jicai_evaluate(request.as_ptr(), request.len(), out.as_mut_ptr(), capacity, length)
            };
            assert_ne!(code, JICAI_E_INTERNAL);
        }
        let (index, requests) = (Index::new(), Requests { utf8: vec![b"{}".to_vec()], gb18030: vec![b"{}".to_vec()] });
        (0..2_000).for_each(|i| assert_ne!(ask(i, &index, &requests), 0));
    });
    small.unwrap().join().unwrap();
}
