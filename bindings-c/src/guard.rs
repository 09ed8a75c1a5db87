//! The door: every function enters through [`call`], and every pointer is looked at here before it is used.
//!
//! All `unsafe` of reading and writing the caller's memory is in this file.

use std::ffi::c_char;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{Failure, JICAI_E_INTERNAL, JICAI_E_LIMIT_EXCEEDED, JICAI_OK, jicai_error};
use crate::evaluate::Encoding;

/// Longest text of a typed call, in bytes, without its closing zero.
pub(crate) const MAX_TEXT: usize = 65_535;

/// Runs `body`, and tells the caller what came of it: nothing unwinds into the host, whose panic hook is left alone.
pub(crate) fn call(error: *mut jicai_error, body: impl FnOnce() -> Result<(), Failure>) -> i32 {
    let outcome = catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| {
        Err(Failure::new(JICAI_E_INTERNAL, "", "a bug in this library: please report it with the input"))
    });
    let failure = outcome.err();
    let code = failure.as_ref().map_or(JICAI_OK, |failure| failure.code);
    // What cannot be told is still the return value.
    let _ = catch_unwind(AssertUnwindSafe(|| report(error, failure.as_ref())));
    code
}

/// Fills the caller's error struct, if there is a sound one.
fn report(error: *mut jicai_error, failure: Option<&Failure>) {
    let Ok(Some(error)) = optional_output(error, "error") else { return };
    let encoding = Encoding::of(error.encoding).unwrap_or(Encoding::Utf8);
    error.code = failure.map_or(JICAI_OK, |failure| failure.code);
    let row = failure.and_then(|failure| failure.row);
    error.row = row.and_then(|row| i64::try_from(row).ok()).unwrap_or(-1);
    fill(&mut error.path, failure.map_or("", |failure| &failure.path), encoding);
    fill(&mut error.message, failure.map_or("", |failure| &failure.message), encoding);
    fill(&mut error.help, failure.map_or("", |failure| &failure.help), encoding);
}

/// Writes as many whole characters as there is room for, and a zero.
fn fill(place: &mut [c_char], text: &str, encoding: Encoding) {
    let room = place.len().saturating_sub(1);
    let mut used = 0_usize;
    for character in text.chars() {
        let mut buffer = [0; 4];
        let bytes = encoding.encode_or_question_mark(character.encode_utf8(&mut buffer));
        if used.saturating_add(bytes.len()) > room || character == '\0' {
            break;
        }
        for (target, byte) in place.iter_mut().skip(used).zip(bytes.iter()) {
            *target = c_char::from_ne_bytes([*byte]);
        }
        used = used.saturating_add(bytes.len());
    }
    if let Some(end) = place.get_mut(used) {
        *end = 0;
    }
}

/// A struct of the header: its first field is its size, as the caller knows it.
pub(crate) trait Stated {}

macro_rules! stated {
    ($($name:ty),* $(,)?) => {$(
        impl $crate::guard::Stated for $name {}
        const _: () = assert!(std::mem::offset_of!($name, struct_size) == 0);
    )*};
}
pub(crate) use stated;

stated!(jicai_error);

fn check<T>(pointer: *const T, name: &str) -> Result<(), Failure> {
    if pointer.is_null() {
        return Err(Failure::pointer(name, "must not be null"));
    }
    if !pointer.is_aligned() {
        return Err(Failure::pointer(name, "is not aligned: no struct of the header starts there"));
    }
    Ok(())
}

/// The size that the caller wrote at the head of a struct, read before anything else of it is.
fn check_size<T: Stated>(pointer: *const T, name: &str) -> Result<(), Failure> {
    check(pointer, name)?;
    // Sound: not null and aligned; every struct of the header starts with its size.
    let stated = unsafe { pointer.cast::<usize>().read() };
    let least = size_of::<T>();
    if stated < least {
        let what = format!("must have a struct_size of at least {least}, got {stated}: set it before the call");
        return Err(Failure::pointer(name, &what));
    }
    Ok(())
}

/// A struct that the caller filled in.
pub(crate) fn input<'a, T: Stated>(pointer: *const T, name: &str) -> Result<&'a T, Failure> {
    check_size(pointer, name)?;
    // Sound: not null, aligned, and as long as the struct by the caller's own word.
    Ok(unsafe { &*pointer })
}

/// A struct that is to be filled in.
pub(crate) fn output<'a, T: Stated>(pointer: *mut T, name: &str) -> Result<&'a mut T, Failure> {
    check_size(pointer, name)?;
    // Sound: as above; the library holds no other reference to the caller's memory.
    Ok(unsafe { &mut *pointer })
}

/// The same where null means that nobody wants to know.
pub(crate) fn optional_output<'a, T: Stated>(pointer: *mut T, name: &str) -> Result<Option<&'a mut T>, Failure> {
    if pointer.is_null() { Ok(None) } else { output(pointer, name).map(Some) }
}

/// A single value that is to be written.
pub(crate) fn place<'a, T>(pointer: *mut T, name: &str) -> Result<&'a mut T, Failure> {
    check(pointer, name)?;
    // Sound: not null and aligned.
    Ok(unsafe { &mut *pointer })
}

/// How many bytes so many elements have, if a buffer can be that long.
fn bytes_of<T>(count: usize, name: &str) -> Result<usize, Failure> {
    let bytes = count.checked_mul(size_of::<T>()).filter(|bytes| isize::try_from(*bytes).is_ok());
    bytes.ok_or_else(|| {
        let message = format!("{name} cannot have `{count}` elements: no memory is so large");
        Failure::new(JICAI_E_LIMIT_EXCEEDED, format!("/{name}"), message)
    })
}

/// A buffer of the caller; of no elements, whatever the pointer is.
pub(crate) fn slice<'a, T>(pointer: *const T, count: usize, name: &str) -> Result<&'a [T], Failure> {
    if count == 0 {
        return Ok(&[]);
    }
    check(pointer, name)?;
    bytes_of::<T>(count, name)?;
    // Sound: not null, aligned, no longer than memory can be; that it is so long is the caller's word.
    Ok(unsafe { std::slice::from_raw_parts(pointer, count) })
}

/// The same for a buffer that is to be written.
pub(crate) fn slice_mut<'a, T>(pointer: *mut T, count: usize, name: &str) -> Result<&'a mut [T], Failure> {
    if count == 0 {
        return Ok(&mut []);
    }
    check(pointer, name)?;
    bytes_of::<T>(count, name)?;
    // Sound: as above; `apart` has seen to it that no two buffers of a call overlap.
    Ok(unsafe { std::slice::from_raw_parts_mut(pointer, count) })
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
}

/// No output overlaps another buffer of the call.
pub(crate) fn apart(outputs: &[Range], inputs: &[Range]) -> Result<(), Failure> {
    for (i, output) in outputs.iter().enumerate() {
        for other in inputs.iter().chain(outputs.iter().skip(i.saturating_add(1))) {
            if output.start < other.end && other.start < output.end {
                return Err(Failure::pointer(output.name, &format!("overlaps the buffer `{}`", other.name)));
            }
        }
    }
    Ok(())
}

/// A text in UTF-8 that ends with a zero; null is no text.
pub(crate) fn text<'a>(pointer: *const c_char, name: &str) -> Result<Option<&'a str>, Failure> {
    if pointer.is_null() {
        return Ok(None);
    }
    let mut length = 0_usize;
    // Sound: each byte up to the first zero belongs to the text, by the caller's word; no more than the longest text is looked at.
    while unsafe { pointer.add(length).read() } != 0 {
        length = length.saturating_add(1);
        if length > MAX_TEXT {
            let message = format!("{name} must be a text of at most {MAX_TEXT} bytes that ends with a zero");
            return Err(Failure::new(JICAI_E_LIMIT_EXCEEDED, format!("/{name}"), message));
        }
    }
    // Sound: the bytes were just read.
    let bytes = unsafe { std::slice::from_raw_parts(pointer.cast::<u8>(), length) };
    std::str::from_utf8(bytes).map(Some).map_err(|error| {
        let message = format!(
            "{name} must be UTF-8, got the byte `{:02x}` at {}",
            bytes.get(error.valid_up_to()).copied().unwrap_or(0),
            error.valid_up_to()
        );
        Failure::invalid(name, message)
    })
}

/// The same where there must be one.
pub(crate) fn required_text<'a>(pointer: *const c_char, name: &str) -> Result<&'a str, Failure> {
    text(pointer, name)?.ok_or_else(|| Failure::pointer(name, "must not be null"))
}
