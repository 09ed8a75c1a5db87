//! The gate before an order: may this firm list, bid or deliver this product in this province today?

use std::ffi::c_char;

use jicai::credit::{Commitment, GateQuestion, SupplierIndex, Tender};
use jicai::{Date, Id};

use crate::error::{Failure, JICAI_E_POINTER, Status, jicai_error};
use crate::evaluate::JICAI_MAX_REQUEST;
use crate::guard::{Range, apart, at_most, call, output, place, slice, stated, text};
use crate::number::day;
use crate::words::{ACTION_STATUS, COMMITMENT, ROLE, TENDER, number, word};

/// Grade records, prepared once. It never changes: any number of threads may ask it at the same time.
#[allow(non_camel_case_types)]
pub struct jicai_supplier_index {
    /// A number that no freed or foreign memory is likely to hold.
    mark: u64,
    index: SupplierIndex,
}

const MARK: u64 = 0x4A49_4341_4947_4154;

/// What a supplier may do.
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct jicai_gate {
    /// `sizeof(jicai_gate)`.
    pub struct_size: usize,
    /// Listing (挂网): `JICAI_ACTION_STATUS_…`.
    pub listing: i32,
    /// Bidding (投标): `JICAI_ACTION_STATUS_…`.
    pub bidding: i32,
    /// Delivery (配送): `JICAI_ACTION_STATUS_…`.
    pub delivery: i32,
    /// 1 if the firm carries the label of risk, else 0.
    pub risk_label: i32,
}

stated!(jicai_gate);

/// Prepares grade records for `jicai_supplier_gate`.
///
/// `records` is a JSON object in UTF-8 of `records_len` bytes, at most `JICAI_MAX_REQUEST`: `{"records": […], "bars": […]}` as
/// `credit.supplier_status` has them, each record with its `firm` and `role`, each bar with its `firm`; optionally `rulebook` for records
/// that name none. On success `*index` is a handle, to be freed with `jicai_supplier_index_free`; on failure null.
///
/// # Safety
///
/// `records` points to `records_len` bytes, `index` to a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn jicai_supplier_index_new(
    records: *const u8,
    records_len: usize,
    index: *mut *mut jicai_supplier_index,
    error: *mut jicai_error,
) -> Status {
    call(error, || {
        let place = place(index, "index")?;
        let readable = if records_len > JICAI_MAX_REQUEST { 0 } else { records_len };
        apart(error, &[Range::of("index", index, 1)?], &[Range::of("records", records, readable)?])?;
        place.put(std::ptr::null_mut());
        at_most(JICAI_MAX_REQUEST, records_len, "records_len")?;
        let records = slice(records, records_len, "records")?;
        let prepared = SupplierIndex::from_json(&records).map_err(|error| Failure::named(error, &[]))?;
        place.put(Box::into_raw(Box::new(jicai_supplier_index { mark: MARK, index: prepared })));
        Ok(())
    })
}

/// Frees a handle; null is left alone. No thread may be asking it, and nobody may ask it afterwards.
///
/// # Safety
///
/// `index` is null or a handle that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn jicai_supplier_index_free(index: *mut jicai_supplier_index) -> Status {
    call(std::ptr::null_mut(), || {
        if index.is_null() {
            return Ok(());
        }
        handle(index)?;
        // Sound: it came from `Box::into_raw` by its mark, and by the caller's word was not freed.
        let mut owned = unsafe { Box::from_raw(index) };
        // Sound: it is owned. Written as if somebody looked at it afterwards: one who frees it twice may.
        unsafe { std::ptr::write_volatile(&raw mut owned.mark, 0) };
        Ok(())
    })
}

fn handle<'a>(index: *const jicai_supplier_index) -> Result<&'a jicai_supplier_index, Failure> {
    let refused = || Failure::new(JICAI_E_POINTER, "/index", "index is no handle");
    if index.is_null() || !index.is_aligned() {
        return Err(refused());
    }
    // Sound: by the caller's word it points to a handle; the mark is read before anything else is taken for one.
    unsafe { if (&raw const (*index).mark).read() == MARK { Ok(&*index) } else { Err(refused()) } }
}

/// What a supplier may do with a product in a province on a day, by the records of a handle.
///
/// `role` is `JICAI_ROLE_…`, `on` a day such as `20250731`, `tender` `JICAI_TENDER_…` (0: provincial), `commitment` `JICAI_COMMITMENT_…` (0:
/// submitted). Texts are in UTF-8 and end with a zero.
///
/// # Safety
///
/// `index` is a handle; each other pointer is null or points to what its type says.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "plain values: what callers in every language can pass")]
pub unsafe extern "system" fn jicai_supplier_gate(
    index: *const jicai_supplier_index,
    firm: *const c_char,
    role: i32,
    product: *const c_char,
    province: *const c_char,
    on: i32,
    tender: i32,
    commitment: i32,
    gate: *mut jicai_gate,
    error: *mut jicai_error,
) -> Status {
    call(error, || {
        let handle = handle(index)?;
        let out = output(gate, "gate")?;
        apart(error, &[Range::of("gate", gate, 1)?], &[Range::of("index", index, 1)?])?;
        let missing = |name: &str| Failure::invalid(name, format!("{name} is missing"));
        let question = GateQuestion {
            firm: id("firm", firm)?,
            role: word(ROLE, role, "role")?.ok_or_else(|| missing("role"))?,
            product: id("product", product)?,
            province: id("province", province)?,
            on: day("on", on)?.map(Date::from).ok_or_else(|| missing("on"))?,
            tender: word(TENDER, tender, "tender")?.unwrap_or(Tender::Provincial),
            commitment: word(COMMITMENT, commitment, "commitment")?.unwrap_or(Commitment::Submitted),
        };
        let answer = handle.index.gate(&question).map_err(|error| Failure::named(error, &[]))?;
        out.put(jicai_gate {
            struct_size: size_of::<jicai_gate>(),
            listing: number(ACTION_STATUS, Some(answer.listing)),
            bidding: number(ACTION_STATUS, Some(answer.bidding)),
            delivery: number(ACTION_STATUS, Some(answer.delivery)),
            risk_label: i32::from(answer.risk_label),
        });
        Ok(())
    })
}

fn id(name: &str, pointer: *const c_char) -> Result<Id, Failure> {
    text(pointer, name)?.parse().map_err(|error| Failure::invalid(name, format!("{name} {error}")))
}
