//! The door: every function enters through [`call`], and every pointer is looked at here before it is used.
//!
//! All `unsafe` of reading and writing the caller's memory is in this file. Structs are read as a whole into memory of the library and
//! written as a whole from there: no reference ever points at a struct of the caller, which may be uninitialised, shared, or elsewhere than
//! Rust would put it.

use std::borrow::Cow;
use std::ffi::c_char;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::JICAI_MAX_TEXT;
use crate::encoding::Encoding;
use crate::error::{Failure, JICAI_E_INTERNAL, JICAI_E_LIMIT_EXCEEDED, JICAI_OK, jicai_error};

/// What a body gives, or nothing if it panics: nothing unwinds into the host, whose panic hook is left alone.
pub(crate) fn caught<T>(body: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(body)).ok()
}

/// What is said of a panic.
pub(crate) const BUG: &str = "a bug in this library: please report it with the input";

/// Runs `body`, and tells the caller what came of it.
pub(crate) fn call(error: *mut jicai_error, body: impl FnOnce() -> Result<(), Failure>) -> i32 {
    let outcome = caught(body).unwrap_or_else(|| Err(Failure::new(JICAI_E_INTERNAL, "", BUG)));
    let failure = outcome.err();
    match failure {
        // Nothing here can panic.
        None => {
            report(error, None);
            JICAI_OK
        }
        // What cannot be told is still the return value.
        Some(failure) => {
            let _ = caught(|| report(error, Some(&failure)));
            failure.code
        }
    }
}

/// Fills the caller's error struct, if there is a sound one.
fn report(error: *mut jicai_error, failure: Option<&Failure>) {
    let overlaps = failure.is_some_and(|failure| failure.path == Failure::ERROR_STRUCT);
    if overlaps || !is_sound(error) {
        return;
    }
    let row = failure.and_then(|failure| failure.row);
    let row = row.and_then(|row| i64::try_from(row).ok()).unwrap_or(-1);
    // Sound: not null, aligned, and at least as long as the struct by the caller's own word; places in it are no references.
    let encoding = unsafe {
        (&raw mut (*error).code).write_unaligned(failure.map_or(JICAI_OK, |failure| failure.code));
        (&raw mut (*error).row).write_unaligned(row);
        (&raw const (*error).encoding).read_unaligned()
    };
    let encoding = Encoding::of(encoding).unwrap_or(Encoding::Utf8);
    // Sound: as above; each text is as long as its field says.
    unsafe {
        fill(&raw mut (*error).path, failure.map_or("", |failure| &failure.path), encoding);
        fill(&raw mut (*error).message, failure.map_or("", |failure| &failure.message), encoding);
        fill(&raw mut (*error).help, failure.map_or("", |failure| &failure.help), encoding);
    }
}

/// Whether an error struct can be written; a larger one is of a newer header, whose first fields are the same.
fn is_sound(error: *const jicai_error) -> bool {
    check(error, "").is_ok() && stated_size(error) >= size_of::<jicai_error>()
}

/// Writes as many whole characters as there is room for, and a zero.
///
/// # Safety
///
/// `place` can be written.
unsafe fn fill<const N: usize>(place: *mut [c_char; N], text: &str, encoding: Encoding) {
    if text.is_empty() {
        // Sound: a text has room for its zero.
        return unsafe { place.cast::<u8>().write(0) };
    }
    let mut bytes = Vec::with_capacity(text.len().saturating_add(1).min(N));
    for character in text.chars().take_while(|character| *character != '\0') {
        let mut buffer = [0; 4];
        let encoded = encoding.encode_or_question_mark(character.encode_utf8(&mut buffer));
        if bytes.len().saturating_add(encoded.len()) >= N {
            break;
        }
        bytes.extend_from_slice(&encoded);
    }
    bytes.push(0);
    // Sound: fewer than N bytes and the zero.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), place.cast::<u8>(), bytes.len()) };
}

/// A struct of the header: its first field is its size, as the caller knows it.
pub(crate) trait Stated: Copy {}

macro_rules! stated {
    ($($name:ty),* $(,)?) => {$(
        impl $crate::guard::Stated for $name {}
        const _: () = assert!(std::mem::offset_of!($name, struct_size) == 0);
    )*};
}
pub(crate) use stated;

stated!(jicai_error);

/// What addresses of structs and numbers must be multiples of, if they are not made of smaller things.
///
/// 32-bit Windows has 64-bit numbers on addresses that are multiples of four: compilers align its stack so, .NET its heap. Nothing here
/// needs more.
const ALIGNMENT: usize = 4;

fn check<T>(pointer: *const T, name: &str) -> Result<(), Failure> {
    if pointer.is_null() {
        return Err(Failure::pointer(name, "must not be null"));
    }
    if !pointer.addr().is_multiple_of(align_of::<T>().min(ALIGNMENT)) {
        return Err(Failure::pointer(name, "is not aligned: nothing of the header starts there"));
    }
    Ok(())
}

/// The size that the caller wrote at the head of a struct, for a pointer that was checked.
fn stated_size<T: Stated>(pointer: *const T) -> usize {
    // Sound: not null; every struct of the header starts with its size.
    unsafe { pointer.cast::<usize>().read_unaligned() }
}

/// Caller and library mean the same struct. A larger one would say what this library does not know: that must not be passed over.
fn check_size<T: Stated>(pointer: *const T, name: &str) -> Result<(), Failure> {
    check(pointer, name)?;
    let (stated, known) = (stated_size(pointer), size_of::<T>());
    if stated != known {
        let what = format!("must have a struct_size of {known}, got `{stated}`: set it before the call");
        return Err(Failure::pointer(name, &what));
    }
    Ok(())
}

/// A struct that the caller filled in.
pub(crate) fn input<T: Stated>(pointer: *const T, name: &str) -> Result<T, Failure> {
    check_size(pointer, name)?;
    // Sound: not null, and as long as the struct by the caller's own word.
    Ok(unsafe { pointer.read_unaligned() })
}

/// Structs that the caller filled in, one after the other.
pub(crate) fn inputs<T: Stated>(
    pointer: *const T,
    count: usize,
    name: &str,
) -> impl Iterator<Item = Result<T, Failure>> {
    (0..count).map(move |row| input(pointer.wrapping_add(row), name).map_err(|failure| failure.in_row(row)))
}

/// Where one value is to be written.
pub(crate) struct Place<T>(*mut T);

impl<T: Copy> Place<T> {
    pub(crate) fn put(&self, value: T) {
        // Sound: only a pointer that was checked becomes a place.
        unsafe { self.0.write_unaligned(value) }
    }
}

/// A struct that is to be filled in.
pub(crate) fn output<T: Stated>(pointer: *mut T, name: &str) -> Result<Place<T>, Failure> {
    check_size(pointer, name)?;
    Ok(Place(pointer))
}

/// A single value that is to be written.
pub(crate) fn place<T>(pointer: *mut T, name: &str) -> Result<Place<T>, Failure> {
    check(pointer, name)?;
    Ok(Place(pointer))
}

/// How many bytes so many elements have, if a buffer can be that long.
fn bytes_of<T>(count: usize, name: &str) -> Result<usize, Failure> {
    let bytes = count.checked_mul(size_of::<T>()).filter(|bytes| isize::try_from(*bytes).is_ok());
    bytes.ok_or_else(|| too_many(name, count, "no memory is so large"))
}

/// A count is at most so large. What a negative number of 32 bits becomes as a `size_t` is larger than any limit here.
pub(crate) fn at_most(limit: usize, count: usize, name: &str) -> Result<(), Failure> {
    if count <= limit { Ok(()) } else { Err(too_many(name, count, &format!("at most {limit}"))) }
}

fn too_many(name: &str, count: usize, because: &str) -> Failure {
    Failure::new(JICAI_E_LIMIT_EXCEEDED, format!("/{name}"), format!("{name} is too many, `{count}`: {because}"))
}

/// Room for so many elements, if there is so much memory.
pub(crate) fn room<T>(count: usize, name: &str) -> Result<Vec<T>, Failure> {
    let mut room = Vec::new();
    room.try_reserve_exact(count).map_err(|_| too_many(name, count, "there is not so much memory"))?;
    Ok(room)
}

/// A buffer of the caller, or a copy of it where its numbers lie as Rust would not put them; of no elements, whatever the pointer is.
pub(crate) fn slice<'a, T: Copy>(pointer: *const T, count: usize, name: &str) -> Result<Cow<'a, [T]>, Failure> {
    if count == 0 {
        return Ok(Cow::Borrowed(&[]));
    }
    check(pointer, name)?;
    bytes_of::<T>(count, name)?;
    if pointer.is_aligned() {
        // Sound: not null, aligned, no longer than memory can be; that it is so long is the caller's word.
        return Ok(Cow::Borrowed(unsafe { std::slice::from_raw_parts(pointer, count) }));
    }
    let mut copy = room(count, name)?;
    // Sound: as above, but for the alignment.
    copy.extend((0..count).map(|row| unsafe { pointer.wrapping_add(row).read_unaligned() }));
    Ok(Cow::Owned(copy))
}

/// A column that is to be written row by row, once everything is known.
pub(crate) struct Rows<T> {
    pointer: *mut T,
    count: usize,
}

impl<T: Copy> Rows<T> {
    /// Of no rows, whatever the pointer is, if `count` is zero.
    pub(crate) fn of(pointer: *mut T, count: usize, name: &str) -> Result<Rows<T>, Failure> {
        if count > 0 {
            check(pointer, name)?;
            bytes_of::<T>(count, name)?;
        }
        Ok(Rows { pointer, count })
    }

    /// The same where null means that nobody wants to know.
    pub(crate) fn if_wanted(pointer: *mut T, count: usize, name: &str) -> Result<Rows<T>, Failure> {
        Rows::of(pointer, if pointer.is_null() { 0 } else { count }, name)
    }

    pub(crate) fn put(&self, row: usize, value: T) {
        if row < self.count {
            // Sound: a row of the column; that it is so long is the caller's word.
            unsafe { self.pointer.wrapping_add(row).write_unaligned(value) }
        }
    }
}

/// A column that is written as a slice: where it lies, or beside it where its numbers lie as Rust would not put them.
pub(crate) enum Target<'a, T> {
    There(&'a mut [T]),
    Beside { column: Rows<T>, copy: Vec<T> },
}

impl<T: Copy + Default> Target<'_, T> {
    pub(crate) fn of(pointer: *mut T, count: usize, name: &str) -> Result<Self, Failure> {
        let column = Rows::of(pointer, count, name)?;
        if count == 0 {
            return Ok(Target::There(&mut []));
        }
        if pointer.is_aligned() {
            // Sound: not null, aligned, no longer than memory can be; `apart` has seen to it that no two buffers of a call overlap.
            return Ok(Target::There(unsafe { std::slice::from_raw_parts_mut(pointer, count) }));
        }
        let mut copy = room(count, name)?;
        copy.resize(count, T::default());
        Ok(Target::Beside { column, copy })
    }

    pub(crate) fn as_slice(&mut self) -> &mut [T] {
        match self {
            Target::There(rows) => rows,
            Target::Beside { copy, .. } => copy,
        }
    }

    /// Brings home what was written beside.
    pub(crate) fn finish(self) {
        if let Target::Beside { column, copy } = self {
            copy.into_iter().enumerate().for_each(|(row, value)| column.put(row, value));
        }
    }
}

/// Writes a text and a zero to a buffer that is longer than the text.
pub(crate) fn write_text(buffer: &Rows<u8>, text: &[u8]) {
    if text.len() < buffer.count {
        // Sound: the text and its zero fit the buffer, which is not null; the text is memory of the library.
        unsafe { std::ptr::copy_nonoverlapping(text.as_ptr(), buffer.pointer, text.len()) };
        buffer.put(text.len(), 0);
    }
}

/// A range of memory, for the question whether two of them overlap.
pub(crate) struct Range {
    name: &'static str,
    start: usize,
    end: usize,
}

impl Range {
    pub(crate) fn of<T>(name: &'static str, pointer: *const T, count: usize) -> Result<Range, Failure> {
        let start = pointer.addr();
        let end = start.checked_add(bytes_of::<T>(count, name)?);
        let end = end.ok_or_else(|| Failure::pointer(name, "runs past the end of memory"))?;
        Ok(Range { name, start, end })
    }

    /// A column that may be left out: null.
    pub(crate) fn if_given<T>(name: &'static str, pointer: *const T, count: usize) -> Result<Range, Failure> {
        Range::of(name, pointer, if pointer.is_null() { 0 } else { count })
    }

    fn overlaps(&self, other: &Range) -> bool {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        start < end
    }
}

/// No output overlaps another buffer of the call, nor does the error struct.
pub(crate) fn apart(error: *const jicai_error, outputs: &[Range], inputs: &[Range]) -> Result<(), Failure> {
    let told = if is_sound(error) { Some(Range::of("error", error, 1)?) } else { None };
    let written = || told.iter().chain(outputs);
    for (i, output) in written().enumerate() {
        if let Some(other) = written().skip(i.saturating_add(1)).chain(inputs).find(|other| output.overlaps(other)) {
            return Err(Failure::pointer(output.name, &format!("overlaps the buffer `{}`", other.name)));
        }
    }
    Ok(())
}

/// A text in UTF-8 that ends with a zero.
pub(crate) fn text<'a>(pointer: *const c_char, name: &str) -> Result<&'a str, Failure> {
    check(pointer, name)?;
    let mut length = 0_usize;
    // Sound: each byte up to the first zero belongs to the text, by the caller's word; no more than the longest text is looked at.
    while unsafe { pointer.wrapping_add(length).read() } != 0 {
        length = length.saturating_add(1);
        if length > JICAI_MAX_TEXT {
            let message = format!("{name} must be a text of at most {JICAI_MAX_TEXT} bytes that ends with a zero");
            return Err(Failure::new(JICAI_E_LIMIT_EXCEEDED, format!("/{name}"), message));
        }
    }
    // Sound: the bytes were just read.
    let bytes = unsafe { std::slice::from_raw_parts(pointer.cast::<u8>(), length) };
    std::str::from_utf8(bytes).map_err(|error| {
        let message = format!(
            "{name} must be UTF-8, got the byte `{:02x}` at {}",
            bytes.get(error.valid_up_to()).copied().unwrap_or(0),
            error.valid_up_to()
        );
        Failure::invalid(name, message)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, clippy::unwrap_used, reason = "a test panics on purpose")]

    use std::ffi::CStr;
    use std::mem::MaybeUninit;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Whatever the library does, the hook of this process stays: it counts the panics of each thread that are ours.
    #[test]
    fn a_panic_becomes_a_code_and_the_hook_of_the_host_is_left_alone() {
        static SEEN: AtomicUsize = AtomicUsize::new(0);
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| match info.payload().downcast_ref::<&str>() {
            Some(&"on purpose") => drop(SEEN.fetch_add(1, Ordering::Relaxed)),
            _ => usual(info),
        }));
        // Sound: a struct of numbers.
        let mut error: jicai_error = unsafe { MaybeUninit::zeroed().assume_init() };
        error.struct_size = size_of::<jicai_error>();
        for i in 1..=3 {
            assert_eq!(call(&raw mut error, || panic!("on purpose")), JICAI_E_INTERNAL);
            assert_eq!(error.code, JICAI_E_INTERNAL);
            let message = unsafe { CStr::from_ptr(error.message.as_ptr()) };
            assert_eq!(message.to_str().unwrap(), BUG);
            // Nobody has to want to know why.
            assert_eq!(call(std::ptr::null_mut(), || panic!("on purpose")), JICAI_E_INTERNAL);
            assert_eq!(SEEN.load(Ordering::Relaxed), 2 * i, "the hook of the host was called each time, and stayed");
        }
        assert_eq!(call(&raw mut error, || Ok(())), JICAI_OK);
        assert_eq!((error.code, error.message.first()), (JICAI_OK, Some(&0)));
        drop(std::panic::take_hook());
    }

    #[test]
    fn texts_are_cut_between_characters() {
        let mut place = [1; 8];
        for (text, encoding, kept) in [
            ("中文字", Encoding::Utf8, "中文".as_bytes()),
            ("1234567890", Encoding::Utf8, b"1234567"),
            ("a\0b", Encoding::Utf8, b"a"),
            ("中文字二", Encoding::Gb18030, b"\xD6\xD0\xCE\xC4\xD7\xD6"),
            ("\u{e5e5}x", Encoding::Gb18030, b"?x"),
        ] {
            unsafe { fill(&raw mut place, text, encoding) };
            let written: Vec<u8> =
                place.iter().map(|byte| byte.to_ne_bytes()[0]).take_while(|byte| *byte != 0).collect();
            assert_eq!(written, kept, "{text:?}");
        }
    }

    #[test]
    fn columns_on_half_addresses_are_copied_there_and_back() {
        #[repr(align(8))]
        struct Memory([u32; 8]);
        let mut memory = Memory([0, 1, 0, 2, 0, 3, 0, 9]);
        let odd = memory.0.as_mut_ptr().wrapping_add(1).cast::<i64>();
        // On 32-bit Linux such an address is one for them: nothing is copied there.
        let is_copied = align_of::<i64>() > ALIGNMENT;
        assert_eq!(!odd.is_aligned(), is_copied);
        let read = slice(odd.cast_const(), 3, "odd").ok().unwrap();
        let expected: Vec<i64> = [[1, 0], [2, 0], [3, 0]].map(|half: [u32; 2]| bytes(half)).to_vec();
        assert_eq!(*read, *expected);
        let mut target = Target::of(odd, 3, "odd").ok().unwrap();
        target.as_slice().copy_from_slice(&[bytes([5, 6]), bytes([7, 8]), bytes([9, 10])]);
        assert_eq!(memory.0 == [0, 1, 0, 2, 0, 3, 0, 9], is_copied);
        target.finish();
        assert_eq!(memory.0, [0, 5, 6, 7, 8, 9, 10, 9]);
    }

    fn bytes(halves: [u32; 2]) -> i64 {
        let [a, b] = halves.map(u32::to_ne_bytes);
        i64::from_ne_bytes([a[0], a[1], a[2], a[3], b[0], b[1], b[2], b[3]])
    }

    #[test]
    fn ranges_overlap_where_they_share_a_byte() {
        let range = |start, end| Range { name: "", start, end };
        for (one, other, shared) in [
            ((0, 8), (8, 16), false),
            ((0, 9), (8, 16), true),
            ((8, 16), (8, 16), true),
            ((10, 10), (8, 16), false),
            ((8, 16), (9, 10), true),
        ] {
            let (one, other) = (range(one.0, one.1), range(other.0, other.1));
            assert_eq!((one.overlaps(&other), other.overlaps(&one)), (shared, shared));
        }
    }
}
