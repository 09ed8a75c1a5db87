//! What callers get wrong: an error code each time, and nothing written where nothing may be written.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "a test may stop on the first surprise"
)]

use std::ffi::CStr;
use std::mem::{MaybeUninit, size_of};
use std::ptr::{null, null_mut};

use jicai_c::JICAI_NONE;
use jicai_c::award::*;
use jicai_c::bill::*;
use jicai_c::differential::*;
use jicai_c::encoding::*;
use jicai_c::error::*;
use jicai_c::evaluate::*;
use jicai_c::execution::*;
use jicai_c::supplier::*;
use jicai_c::words::*;

fn error() -> jicai_error {
    // Sound: a struct of numbers.
    let mut error: jicai_error = unsafe { MaybeUninit::zeroed().assume_init() };
    error.struct_size = size_of::<jicai_error>();
    error
}

fn text(chars: &[std::ffi::c_char]) -> String {
    // Sound: the library ends every text with a zero.
    unsafe { CStr::from_ptr(chars.as_ptr()) }.to_str().unwrap().to_owned()
}

fn line() -> jicai_line {
    let mut line = MaybeUninit::uninit();
    assert_eq!(unsafe { jicai_line_init(line.as_mut_ptr()) }, JICAI_OK);
    unsafe { line.assume_init() }
}

fn split() -> jicai_split {
    let mut split: jicai_split = unsafe { MaybeUninit::zeroed().assume_init() };
    split.struct_size = size_of::<jicai_split>();
    split
}

const REQUEST: &[u8] = br#"{"function":"award.region_counts","rulebook":"award/cn-batch-05","input":{"winners":6}}"#;

fn evaluate(request: &[u8], out: &mut [u8]) -> (i32, usize) {
    let mut needed = usize::MAX;
    let code = unsafe { jicai_evaluate(request.as_ptr(), request.len(), out.as_mut_ptr(), out.len(), &raw mut needed) };
    (code, needed)
}

#[test]
fn nothing_is_written_past_the_buffer() {
    let response = jicai::evaluate(REQUEST);
    for capacity in 0..response.len() + 3 {
        let mut out = vec![0xAA_u8; capacity + 64];
        let (code, length) = evaluate(REQUEST, &mut out[..capacity]);
        assert!(out[capacity..].iter().all(|byte| *byte == 0xAA), "{capacity}");
        if capacity > response.len() {
            assert_eq!((code, length), (JICAI_OK, response.len()));
            assert_eq!(&out[..=length], format!("{response}\0").as_bytes());
        } else {
            assert_eq!((code, length), (JICAI_E_BUFFER, response.len() + 1));
            assert!(capacity == 0 || out[0] == 0);
        }
    }
}

#[test]
fn the_door_answers_errors_as_json() {
    for (request, code) in [
        (&b"{"[..], JICAI_E_INVALID_JSON),
        (b"\xff\xfe", JICAI_E_INVALID_JSON),
        (b"", JICAI_E_INVALID_JSON),
        (br#"{"function":"x"}"#, JICAI_E_UNKNOWN_FUNCTION),
        (br#"{"function":"award.region_counts","rulebook":"award/x","input":{"winners":6}}"#, JICAI_E_UNKNOWN_RULEBOOK),
    ] {
        let mut out = vec![0; 4096];
        let (answered, length) = evaluate(request, &mut out);
        assert_eq!(answered, code);
        assert_eq!(&out[..length], jicai::evaluate(request).as_bytes());
    }
}

#[test]
fn pointers_that_cannot_be_used_are_refused() {
    let mut out = [0_u8; 8];
    let mut length = 0_usize;
    let call = |request: *const u8, count, out: *mut u8, capacity, length: *mut usize| unsafe {
        jicai_evaluate(request, count, out, capacity, length)
    };
    assert_eq!(call(REQUEST.as_ptr(), REQUEST.len(), out.as_mut_ptr(), 8, null_mut()), JICAI_E_POINTER);
    assert_eq!(call(null(), 1, out.as_mut_ptr(), 8, &raw mut length), JICAI_E_POINTER);
    assert_eq!(call(REQUEST.as_ptr(), REQUEST.len(), null_mut(), 8, &raw mut length), JICAI_E_POINTER);
    // Whoever calls like this has not even room for the complaint; nothing is read.
    assert_eq!(call(REQUEST.as_ptr(), usize::MAX, out.as_mut_ptr(), 8, &raw mut length), JICAI_E_BUFFER);
    assert_eq!(call(REQUEST.as_ptr(), REQUEST.len(), out.as_mut_ptr(), usize::MAX, &raw mut length), JICAI_E_POINTER);
    // Asking how much is needed takes no buffer.
    assert_eq!(call(REQUEST.as_ptr(), REQUEST.len(), null_mut(), 0, &raw mut length), JICAI_E_BUFFER);
    assert_eq!(length, jicai::evaluate(REQUEST).len() + 1);
    let mut told = error();
    let (mut given, mut got) = (line(), split());
    let odd = (&raw mut told).cast::<u8>().wrapping_add(1).cast::<jicai_line>();
    for (pointer, place) in [(null(), "null"), (odd.cast_const(), "not aligned")] {
        assert_eq!(unsafe { jicai_split_line(pointer, &raw mut got, &raw mut told) }, JICAI_E_POINTER);
        assert!(text(&told.message).contains(place), "{}", text(&told.message));
        assert_eq!(text(&told.path), "/line");
    }
    given.struct_size = 8;
    assert_eq!(unsafe { jicai_split_line(&raw const given, &raw mut got, &raw mut told) }, JICAI_E_POINTER);
    assert!(text(&told.message).contains("struct_size"));
    // Nobody has to want to know why.
    assert_eq!(unsafe { jicai_split_line(null(), null_mut(), null_mut()) }, JICAI_E_POINTER);
    assert_eq!(unsafe { jicai_line_init(null_mut()) }, JICAI_E_POINTER);
}

#[test]
fn a_line_is_split_and_refunded() {
    let (mut given, mut got, mut told) = (line(), split(), error());
    (given.amount_fen, given.quantity_e4, given.standard_e6) = (12_066, 20_000, 24_130_000);
    given.first_self_pay_rate_e4 = 1_000;
    assert_eq!(unsafe { jicai_split_line(&raw const given, &raw mut got, &raw mut told) }, JICAI_OK);
    assert_eq!((got.above_standard_fen, got.first_self_pay_fen, got.in_scope_fen), (7_240, 483, 4_343));
    assert_eq!((told.code, told.row, text(&told.message)), (JICAI_OK, -1, String::new()));
    let mut back = split();
    assert_eq!(unsafe { jicai_refund_line(&raw const got, -12_066, &raw mut back, &raw mut told) }, JICAI_OK);
    assert_eq!((back.above_standard_fen, back.in_scope_fen), (-7_240, -4_343));
    given.first_self_pay_rate_e4 = 10_001;
    assert_eq!(unsafe { jicai_split_line(&raw const given, &raw mut got, &raw mut told) }, JICAI_E_INVALID_INPUT);
    assert_eq!(text(&told.path), "/first_self_pay_rate_e4");
    given.first_self_pay_rate_e4 = JICAI_NONE;
    assert_eq!(unsafe { jicai_split_line(&raw const given, &raw mut got, &raw mut told) }, JICAI_E_INVALID_INPUT);
    assert_eq!(text(&told.path), "/first_self_pay_rate_e4");
}

#[test]
fn columns_name_the_bad_row_and_may_not_overlap() {
    let (amount, standard, quantity) = ([2_380_i64, 100, 100], [1_091_200_i64, -1, 0], [70_000_i64, 10_000, 10_000]);
    let rate = [0_i32; 3];
    let mut parts = [[0_i64; 3]; 4];
    let mut told = error();
    let [own, above, first, inside] = &mut parts;
    let mut call = |rows: usize, own: *mut i64| unsafe {
        jicai_split_lines(
            rows,
            amount.as_ptr(),
            standard.as_ptr(),
            quantity.as_ptr(),
            rate.as_ptr(),
            own,
            above.as_mut_ptr(),
            first.as_mut_ptr(),
            inside.as_mut_ptr(),
            &raw mut told,
        )
    };
    assert_eq!(call(2, own.as_mut_ptr()), JICAI_OK);
    assert_eq!(call(0, null_mut()), JICAI_OK);
    assert_eq!(call(3, own.as_mut_ptr()), JICAI_E_INVALID_INPUT);
    assert_eq!(call(usize::MAX / 8, own.as_mut_ptr()), JICAI_E_LIMIT_EXCEEDED);
    assert_eq!(call(2, amount.as_ptr().cast_mut()), JICAI_E_POINTER);
    assert!(text(&told.message).contains("overlaps"));
    assert_eq!((above[0], inside[0]), (1_616, 764));
}

#[test]
fn a_request_may_be_in_gb18030() {
    let json = r#"{"function":"rulebook.list","input":{"area":"医"}}"#;
    let (bytes, _, _) = encoding_rs::GB18030.encode(json);
    let mut out = vec![0; 4096];
    let mut length = 0;
    let call = |encoding, request: &[u8], out: &mut [u8], length: &mut usize| unsafe {
        jicai_evaluate_encoded(encoding, request.as_ptr(), request.len(), out.as_mut_ptr(), out.len(), length)
    };
    let code = call(JICAI_ENCODING_GB18030, &bytes, &mut out, &mut length);
    let expected = jicai::evaluate(json);
    let (decoded, _, broken) = encoding_rs::GB18030.decode(&out[..length]);
    assert!(!broken && decoded == expected.as_str(), "{decoded}");
    assert!(code == JICAI_OK || expected.starts_with(r#"{"error""#));
    assert_eq!(call(JICAI_ENCODING_GB18030, b"{\"\x80\xff\"}", &mut out, &mut length), JICAI_E_INVALID_INPUT);
    assert!(String::from_utf8_lossy(&out[..length]).contains("not in GB18030"));
    out.fill(b'x');
    assert_eq!(call(7, REQUEST, &mut out, &mut length), JICAI_E_INVALID_INPUT);
    let told = std::str::from_utf8(&out[..length]).unwrap();
    assert!(told.starts_with(r#"{"error":{"code":"invalid_input""#) && told.contains("`7`"), "{told}");
}

#[test]
fn prices_marks_invoices_and_gates() {
    let mut told = error();
    let mut product: jicai_product = unsafe { MaybeUninit::zeroed().assume_init() };
    assert_eq!(unsafe { jicai_product_init(&raw mut product) }, JICAI_OK);
    (product.form, product.content_e6, product.count) = (JICAI_FORM_TABLET, 10_000_000, 14);
    let target = jicai_product { content_e6: 20_000_000, ..product };
    let mut price = 0;
    let code = unsafe {
        jicai_differential_price(
            c"differential/vbp".as_ptr(),
            &raw const product,
            1_680_000,
            &raw const target,
            0,
            0,
            2,
            0,
            &raw mut price,
            &raw mut told,
        )
    };
    assert_eq!((code, price), (JICAI_OK, 2_860_000), "{}", text(&told.message));

    let mut marks = [0_i32; 3];
    let (prices, highest) = ([18_000_000_i64, 18_010_000, 30_010_000], [10_000_000_i64; 3]);
    let code = unsafe {
        jicai_price_mark(
            c"execution/henan-2026-marks".as_ptr(),
            JICAI_MARK_CLASS_EVALUATED,
            3,
            prices.as_ptr(),
            highest.as_ptr(),
            null(),
            null(),
            null(),
            marks.as_mut_ptr(),
            &raw mut told,
        )
    };
    assert_eq!((code, marks), (JICAI_OK, [JICAI_MARK_NONE, JICAI_MARK_YELLOW, JICAI_MARK_RED]));

    let (mut due, mut status, mut late) = ([0_i32; 1], [0_i32; 1], [0_i32; 1]);
    let code = unsafe {
        jicai_settlement_due(
            c"execution/guangxi-settlement-2024".as_ptr(),
            20_250_303,
            1,
            null(),
            [20_250_131].as_ptr(),
            null(),
            [10_000_i64].as_ptr(),
            [0_i64].as_ptr(),
            [0_i32].as_ptr(),
            due.as_mut_ptr(),
            status.as_mut_ptr(),
            late.as_mut_ptr(),
            &raw mut told,
        )
    };
    assert_eq!((code, due[0], status[0], late[0]), (JICAI_OK, 20_250_302, JICAI_INVOICE_STATUS_OVERDUE, 1));

    let records = r#"{"records":[{"record_id":"r","firm":"某公司","role":"distributor","province":"浙江","rulebook":"credit/cn-2025",
        "grade":"severely_dishonest","start_on":"2026-01-01","products":["p"]}]}"#;
    let mut index = null_mut();
    let code = unsafe { jicai_supplier_index_new(records.as_ptr(), records.len(), &raw mut index, &raw mut told) };
    assert_eq!(code, JICAI_OK, "{} {}", text(&told.path), text(&told.message));
    let mut gate: jicai_gate = unsafe { MaybeUninit::zeroed().assume_init() };
    gate.struct_size = size_of::<jicai_gate>();
    let firm = c"某公司";
    let ask = |gate: &mut jicai_gate, firm: *const std::ffi::c_char, told: &mut jicai_error| unsafe {
        jicai_supplier_gate(
            index,
            firm,
            JICAI_ROLE_DISTRIBUTOR,
            c"p".as_ptr(),
            c"浙江".as_ptr(),
            20_260_601,
            0,
            0,
            gate,
            told,
        )
    };
    assert_eq!(ask(&mut gate, firm.as_ptr(), &mut told), JICAI_OK);
    assert_ne!(gate.delivery, JICAI_ACTION_STATUS_ALLOWED);
    assert_eq!(ask(&mut gate, null(), &mut told), JICAI_E_POINTER);
    assert_eq!(ask(&mut gate, [-1_i8 as std::ffi::c_char, 0].as_ptr(), &mut told), JICAI_E_INVALID_INPUT);
    assert_eq!(text(&told.path), "/firm");
    assert_eq!(unsafe { jicai_supplier_index_free(index) }, JICAI_OK);
    assert_eq!(unsafe { jicai_supplier_index_free(null_mut()) }, JICAI_OK);
}

#[test]
fn a_lot_is_decided_as_the_library_decides_it() {
    let mut told = error();
    let mut lot: jicai_lot = unsafe { MaybeUninit::zeroed().assume_init() };
    assert_eq!(unsafe { jicai_lot_init(&raw mut lot) }, JICAI_OK);
    (lot.form, lot.ceiling_e6) = (JICAI_LOT_FORM_ORAL_SOLID, 9_000_000);
    let bids: Vec<jicai_bid> = [1_000_000, 1_800_000, 1_810_000, 3_000_000]
        .into_iter()
        .map(|price| {
            let mut bid: jicai_bid = unsafe { MaybeUninit::zeroed().assume_init() };
            assert_eq!(unsafe { jicai_bid_init(&raw mut bid) }, JICAI_OK);
            jicai_bid { price_e6: price, ..bid }
        })
        .collect();
    let mut results: Vec<jicai_bid_result> = vec![unsafe { MaybeUninit::zeroed().assume_init() }; 4];
    results[0].struct_size = size_of::<jicai_bid_result>();
    let mut award: jicai_award = unsafe { MaybeUninit::zeroed().assume_init() };
    award.struct_size = size_of::<jicai_award>();
    let rulebook = c"award/cn-batch-10";
    let mut ask = |bids: &[jicai_bid], told: &mut jicai_error| unsafe {
        jicai_award_select(
            rulebook.as_ptr(),
            &raw const lot,
            bids.len(),
            bids.as_ptr(),
            results.as_mut_ptr(),
            &raw mut award,
            told,
        )
    };
    assert_eq!(ask(&bids, &mut told), JICAI_OK, "{}", text(&told.message));
    let mut bad = bids.clone();
    bad[2].price_e6 = 0;
    assert_eq!(ask(&bad, &mut told), JICAI_E_INVALID_INPUT);
    assert_eq!((told.row, text(&told.path).as_str()), (2, "/price_e6"));
    let outcomes: Vec<i32> = results.iter().map(|result| result.outcome).collect();
    let (won, lost) = (JICAI_OUTCOME_SELECTED, JICAI_OUTCOME_NOT_SELECTED);
    assert_eq!((outcomes, award.winners), (vec![won, won, lost, lost], 2));
    assert_eq!(results[1].final_price_e6, 1_800_000);
}

#[test]
fn a_request_that_is_too_long_is_refused_unread() {
    let long = vec![b' '; JICAI_MAX_REQUEST + 1];
    let mut out = vec![0; 4096];
    let (code, length) = evaluate(&long, &mut out);
    assert_eq!((code, &out[..length]), (JICAI_E_LIMIT_EXCEEDED, jicai::evaluate(&long).as_bytes()));
    // As if −1 of 32 bits had become a size.
    let call = |pointer: *const u8, out: &mut [u8], length: &mut usize| unsafe {
        jicai_evaluate(pointer, 0xFFFF_FFFF, out.as_mut_ptr(), out.len(), length)
    };
    let mut length = 0;
    assert_eq!(call(REQUEST.as_ptr(), &mut out, &mut length), JICAI_E_LIMIT_EXCEEDED);
    let told = std::str::from_utf8(&out[..length]).unwrap();
    assert!(told.starts_with(r#"{"error":{"code":"limit_exceeded""#), "{told}");
}

#[test]
fn nothing_of_a_request_is_lost_to_its_own_answer() {
    #[repr(align(8))]
    struct Memory([u8; 4096]);
    let mut memory = Memory([b' '; 4096]);
    memory.0[..REQUEST.len()].copy_from_slice(REQUEST);
    let held = memory.0;
    let start = memory.0.as_mut_ptr();
    let mut length = 77;
    for (out, capacity) in [(start, 4096), (start.wrapping_add(8), 100), (start, 1)] {
        let code = unsafe { jicai_evaluate(start, REQUEST.len(), out, capacity, &raw mut length) };
        assert_eq!((code, length, memory.0 == held), (JICAI_E_POINTER, 77, true));
    }
    // The place of the length inside the request, or inside the buffer.
    let within = start.wrapping_add(16).cast::<usize>();
    let mut out = [0_u8; 4096];
    let code = unsafe { jicai_evaluate(start, REQUEST.len(), out.as_mut_ptr(), out.len(), within) };
    assert_eq!((code, memory.0 == held), (JICAI_E_POINTER, true));
    let code = unsafe { jicai_evaluate(REQUEST.as_ptr(), REQUEST.len(), start, 4096, within) };
    assert_eq!((code, memory.0 == held), (JICAI_E_POINTER, true));
}

#[test]
fn a_struct_of_another_size_or_with_something_in_reserve_is_refused() {
    let (mut told, mut got) = (error(), split());
    let mut given = jicai_line { amount_fen: 100, first_self_pay_rate_e4: 0, ..line() };
    let size = given.struct_size;
    let ask = |given: &jicai_line, got: &mut jicai_split, told: &mut jicai_error| {
        let code = unsafe { jicai_split_line(given, got, told) };
        (code, text(&told.path))
    };
    for wrong in [0, 8, size - 1, size + 1, size + 8, usize::MAX] {
        given.struct_size = wrong;
        assert_eq!(ask(&given, &mut got, &mut told), (JICAI_E_POINTER, "/line".to_owned()), "{wrong}");
    }
    given.struct_size = size;
    for wrong in [1, -1, i32::MIN] {
        given.reserved = wrong;
        assert_eq!(ask(&given, &mut got, &mut told), (JICAI_E_INVALID_INPUT, "/reserved".to_owned()));
    }
    given.reserved = 0;
    got.struct_size += 8;
    assert_eq!(ask(&given, &mut got, &mut told), (JICAI_E_POINTER, "/split".to_owned()));
    got = split();
    assert_eq!(ask(&given, &mut got, &mut told).0, JICAI_OK);
    // Every bid of a list says its size, or the list is not what it seems.
    let mut bids = [jicai_bid { price_e6: 1_000_000, ..bid() }; 3];
    bids[2].struct_size = 0;
    assert_eq!((select(&bids, &mut told), told.row, text(&told.path)), (JICAI_E_POINTER, 2, "/bids".to_owned()));
    bids[2] = jicai_bid { reserved: 3, ..bids[1] };
    assert_eq!(
        (select(&bids, &mut told), told.row, text(&told.path)),
        (JICAI_E_INVALID_INPUT, 2, "/reserved".to_owned())
    );
}

fn bid() -> jicai_bid {
    let mut bid = MaybeUninit::uninit();
    assert_eq!(unsafe { jicai_bid_init(bid.as_mut_ptr()) }, JICAI_OK);
    unsafe { bid.assume_init() }
}

fn select(bids: &[jicai_bid], told: &mut jicai_error) -> i32 {
    let mut lot: jicai_lot = unsafe { MaybeUninit::zeroed().assume_init() };
    assert_eq!(unsafe { jicai_lot_init(&raw mut lot) }, JICAI_OK);
    (lot.form, lot.ceiling_e6) = (JICAI_LOT_FORM_ORAL_SOLID, 9_000_000);
    let mut results: Vec<jicai_bid_result> = vec![unsafe { MaybeUninit::zeroed().assume_init() }; bids.len()];
    results[0].struct_size = size_of::<jicai_bid_result>();
    let mut award: jicai_award = unsafe { MaybeUninit::zeroed().assume_init() };
    award.struct_size = size_of::<jicai_award>();
    let (count, bids, results) = (bids.len(), bids.as_ptr(), results.as_mut_ptr());
    unsafe {
        jicai_award_select(c"award/cn-batch-10".as_ptr(), &raw const lot, count, bids, results, &raw mut award, told)
    }
}

/// 32-bit Windows puts 64-bit numbers on such addresses: the stack of Delphi, the heap of .NET.
#[test]
fn memory_on_addresses_that_are_multiples_of_four_is_good_enough() {
    #[repr(align(8))]
    struct Memory([u32; 1024]);
    let mut memory = Memory([0; 1024]);
    let start = memory.0.as_mut_ptr();
    let at = |word: usize| start.wrapping_add(word);
    let (line, split, told) =
        (at(1).cast::<jicai_line>(), at(101).cast::<jicai_split>(), at(201).cast::<jicai_error>());
    unsafe {
        told.write_unaligned(error());
        split.write_unaligned(self::split());
        assert_eq!(jicai_line_init(line), JICAI_OK);
        line.write_unaligned(jicai_line { amount_fen: 100, first_self_pay_rate_e4: 1_000, ..line.read_unaligned() });
        assert_eq!(jicai_split_line(line, split, told), JICAI_OK);
        assert_eq!((split.read_unaligned().first_self_pay_fen, told.read_unaligned().code), (10, JICAI_OK));
        let column = |word: usize, values: [i64; 2]| {
            at(word).cast::<[i64; 2]>().write_unaligned(values);
            at(word).cast::<i64>()
        };
        let (amount, standard) = (column(601, [2_380, 100]), column(621, [1_091_200, -1]));
        let (quantity, rate) = (column(641, [70_000, 10_000]), [0_i32; 2]);
        let [own, above, first, inside] = [701, 721, 741, 761].map(|word| column(word, [-1, -1]));
        let rate = rate.as_ptr();
        let code = jicai_split_lines(2, amount, standard, quantity, rate, own, above, first, inside, told);
        assert_eq!(code, JICAI_OK, "{}", text(&told.read_unaligned().message));
        assert_eq!(above.cast::<[i64; 2]>().read_unaligned(), [1_616, 0]);
        assert_eq!(inside.cast::<[i64; 2]>().read_unaligned(), [764, 100]);
    }
}

#[test]
fn counts_that_were_negative_numbers_of_32_bits_are_refused_unread() {
    let (mut told, one, day) = (error(), [1_i64], [0_i32]);
    let (mut out, mut word) = ([0_i64; 4], [0_i32; 3]);
    let [a, b, c, d] = [0, 1, 2, 3].map(|i| (&raw mut out[i]));
    let [due, status, late] = [0, 1, 2].map(|i| (&raw mut word[i]));
    let (column, days) = (one.as_ptr(), day.as_ptr());
    for count in [0xFFFF_FFFF_usize, 0x8000_0000, usize::MAX] {
        let code = unsafe { jicai_split_lines(count, column, column, column, days, a, b, c, d, &raw mut told) };
        assert_eq!((code, text(&told.path).as_str()), (JICAI_E_LIMIT_EXCEEDED, "/rows"));
        let book = c"execution/henan-2026-marks".as_ptr();
        let code =
            unsafe { jicai_price_mark(book, 1, count, column, column, null(), null(), null(), due, &raw mut told) };
        assert_eq!((code, text(&told.path).as_str()), (JICAI_E_LIMIT_EXCEEDED, "/rows"));
        let book = c"execution/guangxi-settlement-2024".as_ptr();
        let code = unsafe {
            jicai_settlement_due(
                book,
                20_250_303,
                count,
                days,
                days,
                null(),
                column,
                column,
                days,
                due,
                status,
                late,
                &raw mut told,
            )
        };
        assert_eq!((code, text(&told.path).as_str()), (JICAI_E_LIMIT_EXCEEDED, "/rows"));
        for (lines, tiers, path) in [(count, 1, "/lines"), (1, count, "/tiers")] {
            assert_eq!(settle_one(lines, tiers, &mut told), JICAI_E_LIMIT_EXCEEDED);
            assert_eq!(text(&told.path), path);
        }
        let code = unsafe {
            let (results, award) = (null_mut(), null_mut());
            jicai_award_select(c"award/cn-batch-10".as_ptr(), null(), count, null(), results, award, &raw mut told)
        };
        assert_eq!((code, text(&told.path).as_str()), (JICAI_E_LIMIT_EXCEEDED, "/count"));
        let mut index = null_mut();
        let code = unsafe { jicai_supplier_index_new(REQUEST.as_ptr(), count, &raw mut index, &raw mut told) };
        assert_eq!((code, text(&told.path).as_str()), (JICAI_E_LIMIT_EXCEEDED, "/records_len"));
    }
}

/// A bill of which one line and one tier are there, whatever the counts say.
fn settle_one(lines: usize, tiers: usize, told: &mut jicai_error) -> i32 {
    let mut bill: jicai_bill = unsafe { MaybeUninit::zeroed().assume_init() };
    assert_eq!(unsafe { jicai_bill_init(&raw mut bill) }, JICAI_OK);
    let mut totals: jicai_bill_totals = unsafe { MaybeUninit::zeroed().assume_init() };
    totals.struct_size = size_of::<jicai_bill_totals>();
    let (part, end, rate) = ([100_i64], [JICAI_NONE], [8_000_i64]);
    let part = part.as_ptr();
    unsafe {
        jicai_settle(
            &raw const bill,
            lines,
            part,
            part,
            part,
            part,
            tiers,
            end.as_ptr(),
            rate.as_ptr(),
            null_mut(),
            null_mut(),
            &raw mut totals,
            told,
        )
    }
}

#[test]
fn an_error_struct_inside_another_buffer_is_refused_and_left_alone() {
    let mut memory: [jicai_error; 2] = [error(), error()];
    // A line that lies in the message of the error.
    let line_place = (&raw mut memory[0].message).cast::<jicai_line>();
    unsafe { line_place.write(jicai_line { amount_fen: 100, first_self_pay_rate_e4: 0, ..line() }) };
    let held = unsafe { line_place.read() };
    let mut got = split();
    assert_eq!(unsafe { jicai_split_line(line_place, &raw mut got, &raw mut memory[0]) }, JICAI_E_POINTER);
    let now = unsafe { line_place.read() };
    assert_eq!((now.amount_fen, now.struct_size, got.total_fen), (held.amount_fen, held.struct_size, 0));
    // In another one all is well.
    assert_eq!(unsafe { jicai_split_line(line_place, &raw mut got, &raw mut memory[1]) }, JICAI_OK);
    assert_eq!(got.total_fen, 100);
}

#[test]
fn a_fen_that_belongs_to_all_lines_alike_goes_to_the_first() {
    const LINES: usize = 12;
    let (zero, inside) = ([0_i64; LINES], [1_i64; LINES]);
    let mut bill: jicai_bill = unsafe { MaybeUninit::zeroed().assume_init() };
    assert_eq!(unsafe { jicai_bill_init(&raw mut bill) }, JICAI_OK);
    bill.fund_cap_remaining_fen = 3;
    let mut totals: jicai_bill_totals = unsafe { MaybeUninit::zeroed().assume_init() };
    totals.struct_size = size_of::<jicai_bill_totals>();
    let (mut fund, mut told) = ([0_i64; LINES], error());
    let code = unsafe {
        jicai_settle(
            &raw const bill,
            LINES,
            zero.as_ptr(),
            zero.as_ptr(),
            zero.as_ptr(),
            inside.as_ptr(),
            1,
            [JICAI_NONE].as_ptr(),
            [10_000_i64].as_ptr(),
            fund.as_mut_ptr(),
            null_mut(),
            &raw mut totals,
            &raw mut told,
        )
    };
    assert_eq!(code, JICAI_OK, "{}", text(&told.message));
    assert_eq!(fund, [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
}
