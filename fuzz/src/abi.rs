//! The C library: any bytes as structs, texts and requests, any lengths, pointers that are null, odd, or the same twice. Each call gives a
//! code of the header, writes nowhere but where it may, and leaves what it may write alone if it fails.

use std::ffi::CStr;
use std::ptr::null_mut;

use jicai_c::award::*;
use jicai_c::bill::*;
use jicai_c::differential::*;
use jicai_c::encoding::*;
use jicai_c::error::*;
use jicai_c::evaluate::*;
use jicai_c::execution::*;
use jicai_c::supplier::*;
use jicai_c::{JICAI_MAX_ROWS, JICAI_NONE};

/// What the fuzzer says, read from its front; zeros behind its end.
struct Bytes<'d>(&'d [u8]);

impl<'d> Bytes<'d> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn take(&mut self, count: usize) -> &'d [u8] {
        let (front, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        front
    }

    fn integer(&mut self) -> i64 {
        let mut eight = [0; 8];
        let front = self.take(8);
        eight[..front.len()].copy_from_slice(front);
        i64::from_le_bytes(eight)
    }

    /// An integer that is likely to mean something.
    fn number(&mut self) -> i64 {
        const USUAL: [i64; 12] =
            [JICAI_NONE, 0, 1, -1, 100, 10_000, 1_000_000, 24_130_000, 9_000_000, 20_250_731, i64::MAX, i64::MIN + 1];
        match self.byte() {
            tag @ 0..128 => USUAL[usize::from(tag) % USUAL.len()],
            128..192 => i64::from(self.byte()),
            192..224 => self.integer() & 0xFFFF_FFFF,
            _ => self.integer(),
        }
    }

    fn word(&mut self) -> i32 {
        match self.byte() {
            small @ 0..200 => i32::from(small % 9) - 1,
            200..230 => 20_250_000 + i32::from(self.byte()) * 7,
            _ => self.integer() as i32,
        }
    }

    /// A count that is true of a buffer, or one that no buffer has.
    fn count(&mut self, most: usize) -> usize {
        match self.byte() {
            0 => 0xFFFF_FFFF,
            1 => usize::MAX,
            2 => usize::MAX / 8,
            3 => JICAI_MAX_ROWS + 1,
            count => usize::from(count) % (most + 1),
        }
    }
}

const CANARY: u8 = 0xC5;
const FENCE: usize = 32;

/// Memory of a caller, between fences.
struct Memory {
    bytes: Vec<u8>,
    /// What it holds before the call.
    held: Vec<u8>,
    offset: usize,
    is_null: bool,
}

impl Memory {
    /// Room for so many bytes, filled by the fuzzer, at an address of its choice.
    fn new(data: &mut Bytes<'_>, content: &[u8]) -> Memory {
        let place = data.byte();
        // Most of them where they belong, some where 32-bit Windows has them, some where nothing may be.
        let offset = FENCE + if place >= 16 { 0 } else { usize::from(place) };
        let mut bytes = vec![CANARY; offset + content.len() + FENCE];
        bytes[offset..offset + content.len()].copy_from_slice(content);
        Memory { held: bytes.clone(), bytes, offset, is_null: place == 255 }
    }

    /// A struct that starts with its size, or with something else.
    fn of_struct(data: &mut Bytes<'_>, size: usize, fields: impl FnOnce(&mut Bytes<'_>, &mut [u8])) -> Memory {
        let mut content = vec![0; size];
        fields(data, &mut content);
        let stated = match data.byte() {
            0 => data.integer() as usize,
            1 => size - 1,
            2 => size + 8,
            _ => size,
        };
        content[..size_of::<usize>()].copy_from_slice(&stated.to_ne_bytes());
        Memory::new(data, &content)
    }

    /// A struct that is to be written.
    fn of_output<T>(data: &mut Bytes<'_>) -> Memory {
        Memory::of_struct(data, size_of::<T>(), |_, content| content.fill(0xEE))
    }

    fn numbers(data: &mut Bytes<'_>, rows: usize) -> Memory {
        let content: Vec<u8> = (0..rows).flat_map(|_| data.number().to_ne_bytes()).collect();
        Memory::new(data, &content)
    }

    fn words(data: &mut Bytes<'_>, rows: usize) -> Memory {
        let content: Vec<u8> = (0..rows).flat_map(|_| data.word().to_ne_bytes()).collect();
        Memory::new(data, &content)
    }

    fn at<T>(&mut self) -> *mut T {
        if self.is_null { null_mut() } else { self.bytes[self.offset..].as_mut_ptr().cast() }
    }

    /// Nothing was written but between the fences, and there only if it may.
    fn check(&self, may_change: bool) {
        let end = self.bytes.len() - FENCE;
        assert_eq!(self.bytes[..self.offset], self.held[..self.offset]);
        assert_eq!(self.bytes[end..], self.held[end..]);
        assert!(may_change || self.bytes == self.held);
    }
}

/// What the error struct of a call looked like before it.
fn error(data: &mut Bytes<'_>) -> Memory {
    Memory::of_struct(data, size_of::<jicai_error>(), |data, content| {
        content.fill(0xEE);
        let encoding = i32::from(data.byte() % 3);
        content[size_of::<usize>()..size_of::<usize>() + 4].copy_from_slice(&encoding.to_ne_bytes());
    })
}

/// A code of the header, and no bug; a sound error struct says the same.
fn judge(code: i32, told: &mut Memory) {
    assert!((JICAI_OK..=JICAI_E_POINTER).contains(&code) && code != JICAI_E_INTERNAL, "{code}");
    told.check(true);
    let pointer = told.at::<jicai_error>();
    if pointer.is_null() || !pointer.addr().is_multiple_of(4) {
        return told.check(false);
    }
    let error = unsafe { pointer.read_unaligned() };
    if error.struct_size < size_of::<jicai_error>() {
        return told.check(false);
    }
    assert_eq!(error.code, code);
    for text in [&error.path[..], &error.message, &error.help] {
        let text = CStr::from_bytes_until_nul(unsafe { std::slice::from_raw_parts(text.as_ptr().cast(), text.len()) });
        let text = text.expect("a text ends");
        assert!(error.encoding == JICAI_ENCODING_GB18030 || text.to_str().is_ok());
        assert!(code != JICAI_OK || text.is_empty());
    }
    assert!(code == JICAI_OK || error.message[0] != 0);
    assert!(error.row >= -1);
}

/// A text with its zero: of the fuzzer, or one that is known.
fn text(data: &mut Bytes<'_>, known: &[&CStr]) -> Memory {
    let choice = usize::from(data.byte());
    let mut content = match known.get(choice % (known.len() + 1)) {
        Some(known) => known.to_bytes().to_vec(),
        None => {
            let count = usize::from(data.byte());
            data.take(count).to_vec()
        }
    };
    content.push(0);
    Memory::new(data, &content)
}

/// Fields of a struct as the init function leaves them, some of them set.
fn set_some(data: &mut Bytes<'_>, content: &mut [u8]) {
    for _ in 0..data.byte() % 12 {
        let place = usize::from(data.byte()) * 4 % content.len().max(4);
        match data.byte() % 3 {
            0 if place + 8 <= content.len() => content[place..place + 8].copy_from_slice(&data.number().to_ne_bytes()),
            1 if place + 4 <= content.len() => content[place..place + 4].copy_from_slice(&data.word().to_ne_bytes()),
            _ => {
                let raw = data.take(8);
                let end = (place + raw.len()).min(content.len());
                content[place.min(end)..end].copy_from_slice(&raw[..end - place.min(end)]);
            }
        }
    }
}

/// A struct for input: initialised, then changed here and there.
fn started<T>(data: &mut Bytes<'_>, init: unsafe extern "system" fn(*mut T) -> Status) -> Memory {
    Memory::of_struct(data, size_of::<T>(), |data, content| {
        // The init functions write without looking.
        let mut place = std::mem::MaybeUninit::<T>::zeroed();
        assert_eq!(unsafe { init(place.as_mut_ptr()) }, JICAI_OK);
        assert_eq!(unsafe { init(null_mut()) }, JICAI_E_POINTER);
        let bytes = unsafe { std::slice::from_raw_parts(place.as_ptr().cast::<u8>(), content.len()) };
        content.copy_from_slice(bytes);
        set_some(data, content);
    })
}

fn lines(data: &mut Bytes<'_>) {
    let (mut line, mut split, mut told) =
        (started(data, jicai_line_init), Memory::of_output::<jicai_split>(data), error(data));
    let code = unsafe { jicai_split_line(line.at(), split.at(), told.at()) };
    judge(code, &mut told);
    line.check(false);
    split.check(code == JICAI_OK);
    let mut original = Memory::of_struct(data, size_of::<jicai_split>(), |data, content| {
        content.chunks_exact_mut(8).skip(1).for_each(|field| field.copy_from_slice(&data.number().to_ne_bytes()));
    });
    // The same memory twice is allowed; half of it is not.
    let (mut refund, shift) = (Memory::of_output::<jicai_split>(data), data.byte());
    let place = match shift {
        0..64 => original.at(),
        64 if !original.is_null => original.at::<u8>().wrapping_add(8).cast(),
        _ => refund.at::<jicai_split>(),
    };
    let code = unsafe { jicai_refund_line(original.at(), data.number(), place, told.at()) };
    judge(code, &mut told);
    original.check(code == JICAI_OK && shift < 64);
    refund.check(code == JICAI_OK && shift >= 64);
}

fn table(data: &mut Bytes<'_>) {
    let rows = data.count(700);
    let there = rows.min(700);
    let [mut amount, mut standard, mut quantity] = [(); 3].map(|()| Memory::numbers(data, there));
    let mut rate = Memory::words(data, there);
    let mut parts = [(); 4].map(|()| Memory::new(data, &vec![0xEE; there * 8]));
    let mut told = error(data);
    let overlap = data.byte();
    let [own, above, first, inside] = parts.each_mut().map(Memory::at);
    let (amount_at, inside) = (amount.at(), if overlap == 7 { amount.at() } else { inside });
    let code = unsafe {
        let (standard, quantity, rate) = (standard.at(), quantity.at(), rate.at());
        jicai_split_lines(rows, amount_at, standard, quantity, rate, own, above, first, inside, told.at())
    };
    judge(code, &mut told);
    assert!(overlap != 7 || rows == 0 || code != JICAI_OK);
    assert!(rows <= there || code == JICAI_E_LIMIT_EXCEEDED);
    [&amount, &standard, &quantity, &rate].into_iter().for_each(|column| column.check(false));
    // After an error about a row they mean nothing.
    parts.iter().for_each(|part| part.check(rows <= there));
}

fn bill(data: &mut Bytes<'_>) {
    let (lines, tiers) = (data.count(20), data.count(5));
    let (there, ends) = (lines.min(20), tiers.min(5));
    let mut bill = started(data, jicai_bill_init);
    let mut columns = [(); 4].map(|()| Memory::numbers(data, there));
    let mut tier = [(); 2].map(|()| Memory::numbers(data, ends));
    let mut out = [(); 2].map(|()| Memory::new(data, &vec![0xEE; there * 8]));
    let (mut totals, mut told) = (Memory::of_output::<jicai_bill_totals>(data), error(data));
    let code = unsafe {
        let [own, above, first, inside] = columns.each_mut().map(Memory::at);
        let ([end, rate], [fund, patient]) = (tier.each_mut().map(Memory::at), out.each_mut().map(Memory::at));
        let (bill, totals, told) = (bill.at(), totals.at(), told.at());
        jicai_settle(bill, lines, own, above, first, inside, tiers, end, rate, fund, patient, totals, told)
    };
    judge(code, &mut told);
    columns.iter().chain(&tier).chain([&bill]).for_each(|input| input.check(false));
    out.iter().chain([&totals]).for_each(|output| output.check(code == JICAI_OK));
}

fn price(data: &mut Bytes<'_>) {
    let books =
        [c"differential/vbp", c"differential/cn-2011", c"differential/cn-2005-trial", c"differential/shanxi-2025"];
    let (mut book, mut told) = (text(data, &books), error(data));
    let mut products = [(); 2].map(|()| started(data, jicai_product_init));
    let mut out = Memory::new(data, &[0xEE; 8]);
    let code = unsafe {
        let ([from, to], price) = (products.each_mut().map(Memory::at), data.number());
        let (class, basis, decimals, rounding) = (data.word(), data.word(), data.word(), data.word());
        jicai_differential_price(book.at(), from, price, to, class, basis, decimals, rounding, out.at(), told.at())
    };
    judge(code, &mut told);
    products.iter().chain([&book]).for_each(|input| input.check(false));
    out.check(code == JICAI_OK);
}

fn marks(data: &mut Bytes<'_>) {
    let books = [c"execution/henan-2026-marks", c"execution/anhui-2025-marks", c"execution/xinjiang-2026-marks"];
    let rows = data.count(20);
    let there = rows.min(20);
    let (mut book, mut told) = (text(data, &books), error(data));
    let mut columns = [(); 5].map(|()| Memory::numbers(data, there));
    let mut mark = Memory::new(data, &vec![0xEE; there * 4]);
    let code = unsafe {
        let [price, winning, listing, p75, lowest] = columns.each_mut().map(Memory::at);
        let (book, class, mark, told) = (book.at(), data.word(), mark.at(), told.at());
        jicai_price_mark(book, class, rows, price, winning, listing, p75, lowest, mark, told)
    };
    judge(code, &mut told);
    columns.iter().chain([&book]).for_each(|input| input.check(false));
    mark.check(code == JICAI_OK);
}

fn invoices(data: &mut Bytes<'_>) {
    let books = [c"execution/guangxi-settlement-2024", c"execution/cn-2021-settlement"];
    let rows = data.count(20);
    let there = rows.min(20);
    let (mut book, mut told) = (text(data, &books), error(data));
    let mut days = [(); 4].map(|()| Memory::words(data, there));
    let mut money = [(); 2].map(|()| Memory::numbers(data, there));
    let mut out = [(); 3].map(|()| Memory::new(data, &vec![0xEE; there * 4]));
    let code = unsafe {
        let ([kind, start, created, on], [amount, paid]) =
            (days.each_mut().map(Memory::at), money.each_mut().map(Memory::at));
        let ([due, status, late], as_of) = (out.each_mut().map(Memory::at), data.word());
        let (book, told) = (book.at(), told.at());
        jicai_settlement_due(book, as_of, rows, kind, start, created, amount, paid, on, due, status, late, told)
    };
    judge(code, &mut told);
    days.iter().chain(&money).chain([&book]).for_each(|input| input.check(false));
    out.iter().for_each(|output| output.check(code == JICAI_OK));
}

fn lot(data: &mut Bytes<'_>) {
    let books = [c"award/cn-batch-10", c"award/cn-batch-11", c"award/cn-2019-expansion", c"award/cn-tcm-2023"];
    let count = data.count(12);
    let there = count.min(12);
    let (mut book, mut told, mut lot) = (text(data, &books), error(data), started(data, jicai_lot_init));
    let bids: Vec<u8> = (0..there)
        .flat_map(|_| {
            let one = started(data, jicai_bid_init);
            let at = one.offset;
            one.bytes[at..at + size_of::<jicai_bid>()].to_vec()
        })
        .collect();
    let mut bids = Memory::new(data, &bids);
    let mut results = vec![0xEE; there * size_of::<jicai_bid_result>()];
    if let Some(first) = results.first_chunk_mut() {
        *first = size_of::<jicai_bid_result>().to_ne_bytes();
    }
    let (mut results, mut award) = (Memory::new(data, &results), Memory::of_output::<jicai_award>(data));
    let code = unsafe {
        let (lot, bids, results) = (lot.at(), bids.at(), results.at());
        jicai_award_select(book.at(), lot, count, bids, results, award.at(), told.at())
    };
    judge(code, &mut told);
    [&book, &lot, &bids].into_iter().for_each(|input| input.check(false));
    [&results, &award].into_iter().for_each(|output| output.check(code == JICAI_OK));
}

const RECORDS: &str = r#"{"rulebook":"credit/cn-2025","records":[{"record_id":"1","firm":"F","role":"distributor","province":"P",
    "grade":"dishonest","start_on":"2024-06-01","products":["p"]}],"bars":[{"firm":"F","first_day":"2024-01-01","last_day":"2025-01-01"}]}"#;

fn gate(data: &mut Bytes<'_>) {
    let mut told = error(data);
    let mut handle = Memory::new(data, &[0xEE; size_of::<usize>()]);
    let of_fuzzer = data.byte() < 64;
    let mut records = match of_fuzzer {
        true => {
            let count = usize::from(data.byte());
            let bytes = data.take(count);
            Memory::new(data, bytes)
        }
        false => Memory::new(data, RECORDS.as_bytes()),
    };
    let length = records.bytes.len() - FENCE - records.offset;
    let length = if data.byte() == 0 { 0xFFFF_FFFF } else { length };
    let code = unsafe { jicai_supplier_index_new(records.at(), length, handle.at(), told.at()) };
    judge(code, &mut told);
    records.check(false);
    handle.check(true);
    let place = handle.at::<*mut jicai_supplier_index>();
    let index = if code == JICAI_OK { unsafe { place.read_unaligned() } } else { null_mut() };
    assert!((code == JICAI_OK) != index.is_null());
    let mut firm = text(data, &[c"F", c"G"]);
    let mut product = text(data, &[c"p", c"q"]);
    let mut province = text(data, &[c"P", c"Q"]);
    let mut gate = Memory::of_output::<jicai_gate>(data);
    let code = unsafe {
        let (role, on, tender, commitment) = (data.word(), data.word(), data.word(), data.word());
        let (firm, product, province, gate) = (firm.at(), product.at(), province.at(), gate.at());
        jicai_supplier_gate(index, firm, role, product, province, on, tender, commitment, gate, told.at())
    };
    judge(code, &mut told);
    [&firm, &product, &province].into_iter().for_each(|input| input.check(false));
    gate.check(code == JICAI_OK);
    // What is no handle is told from one, if so much of it is there.
    let mut foreign = Memory::new(data, &[0xEE; 256]);
    assert_eq!(
        unsafe { jicai_supplier_index_free(foreign.at()) },
        if foreign.is_null { JICAI_OK } else { JICAI_E_POINTER }
    );
    assert_eq!(unsafe { jicai_supplier_index_free(index) }, JICAI_OK);
}

fn door(data: &mut Bytes<'_>) {
    let (encoding, long) = (i32::from(data.byte() % 4), data.byte() == 0);
    let capacity = match data.byte() {
        0 => usize::MAX,
        capacity => usize::from(capacity) * usize::from(data.byte()),
    };
    let there = capacity.min(1 << 16);
    let mut out = Memory::new(data, &vec![0xEE; there]);
    let mut length = Memory::new(data, &[0xEE; size_of::<usize>()]);
    let overlap = data.byte();
    let place = data.byte();
    let mut request = Memory::new(&mut Bytes(&[place]), data.0);
    let bytes = request.bytes.len() - FENCE - request.offset;
    let place = match overlap {
        7 if bytes >= there => request.at(),
        _ => out.at::<u8>(),
    };
    let code = unsafe {
        let count = if long { 0xFFFF_FFFF } else { bytes };
        jicai_evaluate_encoded(encoding, request.at(), count, place, capacity, length.at())
    };
    assert!((JICAI_OK..=JICAI_E_POINTER).contains(&code) && code != JICAI_E_INTERNAL, "{code}");
    request.check(false);
    out.check(code != JICAI_E_POINTER && code != JICAI_E_BUFFER || code == JICAI_E_BUFFER && there > 0);
    length.check(code != JICAI_E_POINTER);
    if code == JICAI_E_POINTER {
        return;
    }
    let told = unsafe { length.at::<usize>().read_unaligned() };
    if code == JICAI_E_BUFFER {
        assert!(told > capacity && (there == 0 || unsafe { place.read() } == 0));
        return;
    }
    let response = unsafe { std::slice::from_raw_parts(place, told + 1) };
    assert_eq!(response[told], 0);
    assert_eq!(code == JICAI_OK, response.starts_with(b"{\"value\":"));
    assert_eq!(code != JICAI_OK, response.starts_with(b"{\"error\":"));
    if encoding == JICAI_ENCODING_UTF8 && !long {
        let question = &request.held[request.offset..request.offset + bytes];
        assert_eq!(&response[..told], jicai::evaluate(question).as_bytes());
    }
}

pub fn run(data: &[u8]) {
    let mut data = Bytes(data);
    match data.byte() % 10 {
        0 => lines(&mut data),
        1 => table(&mut data),
        2 => bill(&mut data),
        3 => price(&mut data),
        4 => marks(&mut data),
        5 => invoices(&mut data),
        6 => lot(&mut data),
        7 => gate(&mut data),
        _ => door(&mut data),
    }
}
