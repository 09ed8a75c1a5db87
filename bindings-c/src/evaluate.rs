//! The JSON door: any function of the library, a request in, a response out.

use std::borrow::Cow;

use encoding_rs::GB18030;

use crate::encoding::{Encoding, JICAI_ENCODING_UTF8};
use crate::error::{
    Failure, JICAI_E_BUFFER, JICAI_E_INTERNAL, JICAI_E_INVALID_INPUT, JICAI_E_LIMIT_EXCEEDED, JICAI_E_POINTER,
    JICAI_OK, Status, code_of,
};
use crate::guard::{BUG, Place, Range, Rows, apart, caught, place, slice, write_text};

/// Longest request in bytes: 64 MiB.
pub const JICAI_MAX_REQUEST: usize = 67_108_864;

const _: () = assert!(JICAI_MAX_REQUEST == jicai::evaluate::MAX_REQUEST);

/// Answers a JSON request in UTF-8 with a JSON response in UTF-8.
///
/// `request` has `request_len` bytes, at most `JICAI_MAX_REQUEST`, and needs no closing zero. The response, `{"value": …}` or
/// `{"error": …}`, goes to `out`, which has `out_capacity` bytes, with a closing zero. `*out_len` is the length of the response without that
/// zero. The three may not overlap.
///
/// Returns `JICAI_OK`; the code of the error whose JSON is in `out`; `JICAI_E_BUFFER` if response and zero do not fit: then nothing but an
/// empty text is in `out`, and `*out_len` is the capacity that is needed, zero included; `JICAI_E_POINTER` if a pointer cannot be used: then
/// nothing is written. `out` may be null if `out_capacity` is 0, to ask how much is needed.
///
/// # Safety
///
/// `request` points to `request_len` readable bytes, `out` to `out_capacity` writable ones, `out_len` to a `size_t`.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn jicai_evaluate(
    request: *const u8,
    request_len: usize,
    out: *mut u8,
    out_capacity: usize,
    out_len: *mut usize,
) -> Status {
    answer(JICAI_ENCODING_UTF8, request, request_len, out, out_capacity, out_len)
}

/// [`jicai_evaluate`] with request and response in an encoding: `JICAI_ENCODING_UTF8` or `JICAI_ENCODING_GB18030`.
///
/// A request that is not in that encoding, a response that it cannot express, and any other encoding are `JICAI_E_INVALID_INPUT`.
///
/// # Safety
///
/// As [`jicai_evaluate`].
#[unsafe(no_mangle)]
pub unsafe extern "system" fn jicai_evaluate_encoded(
    encoding: i32,
    request: *const u8,
    request_len: usize,
    out: *mut u8,
    out_capacity: usize,
    out_len: *mut usize,
) -> Status {
    answer(encoding, request, request_len, out, out_capacity, out_len)
}

fn answer(
    encoding: i32,
    request: *const u8,
    request_len: usize,
    out: *mut u8,
    out_capacity: usize,
    out_len: *mut usize,
) -> i32 {
    let outcome = caught(|| {
        let door = Door::open(request, request_len, out, out_capacity, out_len)?;
        // The response is complete before the first byte of it is written.
        let bug = || refusal("internal", BUG, JICAI_E_INTERNAL);
        let (response, code) = caught(|| respond(encoding, &door)).unwrap_or_else(bug);
        Ok::<_, Failure>(door.write(&response, code))
    });
    match outcome {
        Some(Ok(code)) => code,
        Some(Err(_)) => JICAI_E_POINTER,
        None => JICAI_E_INTERNAL,
    }
}

/// The memory of a call, looked at before any of it is used.
struct Door {
    request: *const u8,
    request_len: usize,
    out: Rows<u8>,
    out_capacity: usize,
    out_len: Place<usize>,
}

impl Door {
    fn open(
        request: *const u8,
        request_len: usize,
        out: *mut u8,
        out_capacity: usize,
        out_len: *mut usize,
    ) -> Result<Door, Failure> {
        // A request that is too long is not read: no more of it must be there than may be read.
        let readable = if request_len > JICAI_MAX_REQUEST { 0 } else { request_len };
        let door = Door {
            request,
            request_len,
            out: Rows::of(out, out_capacity, "out")?,
            out_capacity,
            out_len: place(out_len, "out_len")?,
        };
        if request_len > 0 && request.is_null() {
            return Err(Failure::pointer("request", "must not be null"));
        }
        apart(
            std::ptr::null(),
            &[Range::of("out", out, out_capacity)?, Range::of("out_len", out_len, 1)?],
            &[Range::of("request", request, readable)?],
        )?;
        Ok(door)
    }

    fn request(&self) -> Result<Cow<'_, [u8]>, (Vec<u8>, i32)> {
        if self.request_len > JICAI_MAX_REQUEST {
            let message = format!("a request has at most {JICAI_MAX_REQUEST} bytes, got {}", self.request_len);
            return Err(refusal("limit_exceeded", &message, JICAI_E_LIMIT_EXCEEDED));
        }
        slice(self.request, self.request_len, "request").map_err(|_| refusal("internal", BUG, JICAI_E_INTERNAL))
    }

    fn write(&self, response: &[u8], code: i32) -> i32 {
        let needed = response.len().saturating_add(1);
        if self.out_capacity < needed {
            write_text(&self.out, b"");
            self.out_len.put(needed);
            return JICAI_E_BUFFER;
        }
        write_text(&self.out, response);
        self.out_len.put(response.len());
        code
    }
}

/// The response in its encoding, and the code that goes with it.
fn respond(encoding: i32, door: &Door) -> (Vec<u8>, i32) {
    let request = match door.request() {
        Ok(request) => request,
        Err(refused) => return refused,
    };
    let invalid = |message: &str| refusal("invalid_input", message, JICAI_E_INVALID_INPUT);
    match Encoding::of(encoding) {
        None => invalid(&format!("encoding must be 0 (UTF-8) or 1 (GB18030), got `{encoding}`")),
        Some(Encoding::Utf8) => {
            let (response, code) = asked(&request);
            (response.into_bytes(), code)
        }
        Some(Encoding::Gb18030) => {
            let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(&request) else {
                return invalid("the request is not in GB18030");
            };
            let (response, code) = asked(text.as_bytes());
            match GB18030.encode(&response) {
                (bytes, _, false) => (bytes.into_owned(), code),
                _ => invalid("the response has a character that GB18030 does not have"),
            }
        }
    }
}

fn asked(request: &[u8]) -> (String, i32) {
    match jicai::evaluate::try_evaluate(request) {
        Ok(response) => (response, JICAI_OK),
        Err(error) => (jicai::evaluate::error_response(&error), code_of(error.code())),
    }
}

/// An error of the door itself: ASCII in every encoding.
fn refusal(word: &str, message: &str, code: i32) -> (Vec<u8>, i32) {
    let response = format!(r#"{{"error":{{"code":"{word}","path":"","message":"{message}"}}}}"#);
    (response.into_bytes(), code)
}
