//! Room for long columns.

/// Zeros for so many rows, in large pages where the system has them: most of the time of a fast kernel is otherwise spent on
/// the first touch of small ones.
pub(crate) fn zeros<T: Copy + Default>(rows: usize) -> Vec<T> {
    // The allocator takes fresh pages for so much, which are zero without being touched.
    let column = vec![T::default(); rows];
    in_large_pages(&column);
    column
}

#[cfg(target_os = "linux")]
fn in_large_pages<T>(column: &[T]) {
    /// Below this there is nothing to win.
    const LONG: usize = 2 << 20;
    const PAGE: usize = 4096;
    let bytes = size_of_val(column);
    if bytes < LONG {
        return;
    }
    let start = column.as_ptr().addr();
    let skipped = start.next_multiple_of(PAGE).saturating_sub(start);
    let address = column.as_ptr().cast::<libc::c_void>().wrapping_byte_add(skipped).cast_mut();
    // Sound: the address is that of a page of the column, and the advice changes no byte of it or of what shares its last page. A system
    // that does not take it says so in vain.
    unsafe { libc::madvise(address, bytes.saturating_sub(skipped), libc::MADV_HUGEPAGE) };
}

#[cfg(not(target_os = "linux"))]
fn in_large_pages<T>(_: &[T]) {}
