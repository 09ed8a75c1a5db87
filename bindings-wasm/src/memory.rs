//! Memory that the host fills and reads.

use std::alloc::{Layout, alloc, dealloc};
use std::ptr::null_mut;
use std::slice;

/// Enough for columns of 64-bit numbers.
const ALIGNMENT: usize = 8;

fn layout(length: usize) -> Option<Layout> {
    Layout::from_size_align(length.max(1), ALIGNMENT).ok()
}

/// Room for `length` bytes, or null where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn allocate(length: usize) -> *mut u8 {
    match layout(length) {
        // Safety: the size is not zero.
        Some(layout) => unsafe { alloc(layout) },
        None => null_mut(),
    }
}

/// Gives back room, with the length that was asked for, or a text, with its length.
///
/// # Safety
///
/// `start` is from [`allocate`] or from an [`Answer`], with its `length`, and has not been given back.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn release(start: *mut u8, length: usize) {
    if let Some(layout) = layout(length) {
        // Safety: as the caller says, and both ways to get room use this layout.
        unsafe { dealloc(start, layout) };
    }
}

/// Where a text stands that the host has to read and to give back.
#[repr(C)]
#[derive(Debug)]
pub struct Answer {
    start: *mut u8,
    length: usize,
}

impl Answer {
    pub(crate) fn new(text: String) -> Answer {
        let start = allocate(text.len());
        if !start.is_null() {
            // Safety: there is room for as many bytes, and nobody else knows of it.
            unsafe { start.copy_from_nonoverlapping(text.as_ptr(), text.len()) };
        }
        Answer { start, length: text.len() }
    }
}

/// A column that the host wrote.
///
/// # Safety
///
/// `start` points to `rows` values that nobody changes meanwhile.
pub(crate) unsafe fn column<'a, T>(start: *const T, rows: usize) -> &'a [T] {
    if rows == 0 {
        return &[];
    }
    // Safety: as the caller says.
    unsafe { slice::from_raw_parts(start, rows) }
}

/// A column that the host reads afterwards.
///
/// # Safety
///
/// `start` points to `rows` values that nobody else looks at meanwhile.
#[cfg(feature = "payment")]
pub(crate) unsafe fn column_mut<'a, T>(start: *mut T, rows: usize) -> &'a mut [T] {
    if rows == 0 {
        return &mut [];
    }
    // Safety: as the caller says.
    unsafe { slice::from_raw_parts_mut(start, rows) }
}
