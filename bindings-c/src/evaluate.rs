//! The JSON door: any function of the library, a request in, a response out.

use std::borrow::Cow;

use encoding_rs::GB18030;

use crate::error::{JICAI_E_BUFFER, JICAI_E_INVALID_INPUT, JICAI_OK, Status, code_of, jicai_error};
use crate::guard::{call, place, slice, slice_mut};

/// Texts are in UTF-8.
pub const JICAI_ENCODING_UTF8: i32 = 0;
/// Texts are in GB18030, of which GBK and GB 2312 are parts.
pub const JICAI_ENCODING_GB18030: i32 = 1;

/// How texts are encoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Gb18030,
}

impl Encoding {
    pub(crate) fn of(number: i32) -> Option<Encoding> {
        match number {
            JICAI_ENCODING_UTF8 => Some(Encoding::Utf8),
            JICAI_ENCODING_GB18030 => Some(Encoding::Gb18030),
            _ => None,
        }
    }

    /// A character in this encoding; one that it does not have is a question mark.
    pub(crate) fn encode_or_question_mark(self, character: &str) -> Cow<'_, [u8]> {
        match self {
            Encoding::Utf8 => Cow::Borrowed(character.as_bytes()),
            Encoding::Gb18030 => match GB18030.encode(character) {
                (bytes, _, false) => bytes,
                _ => Cow::Borrowed(b"?"),
            },
        }
    }
}

/// Answers a JSON request in UTF-8 with a JSON response in UTF-8.
///
/// `request` has `request_len` bytes and needs no closing zero. The response, `{"value": …}` or `{"error": …}`, goes to `out`, which has
/// `out_capacity` bytes, with a closing zero. `*out_len` is the length of the response without that zero.
///
/// Returns `JICAI_OK`; the code of the error whose JSON is in `out`; `JICAI_E_BUFFER` if response and zero do not fit: then nothing but an
/// empty text is in `out`, and `*out_len` is the capacity that is needed, zero included; `JICAI_E_POINTER` if a pointer cannot be used.
/// `out` may be null if `out_capacity` is 0, to ask how much is needed.
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
    answer(Encoding::Utf8, request, request_len, out, out_capacity, out_len)
}

/// [`jicai_evaluate`] with request and response in an encoding: `JICAI_ENCODING_UTF8` or `JICAI_ENCODING_GB18030`.
///
/// A request that is not in that encoding, or a response that it cannot express, is `JICAI_E_INVALID_INPUT`.
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
    match Encoding::of(encoding) {
        Some(encoding) => answer(encoding, request, request_len, out, out_capacity, out_len),
        None => JICAI_E_INVALID_INPUT,
    }
}

fn answer(
    encoding: Encoding,
    request: *const u8,
    request_len: usize,
    out: *mut u8,
    out_capacity: usize,
    out_len: *mut usize,
) -> i32 {
    let mut code = JICAI_OK;
    let refused = call(std::ptr::null_mut::<jicai_error>(), || {
        let out_len = place(out_len, "out_len")?;
        *out_len = 0;
        let request = slice(request, request_len, "request")?;
        // The response is complete before the first byte of it is written: `out` may be where the request was.
        let (response, answered) = respond(encoding, request);
        code = answered;
        let out = slice_mut(out, out_capacity, "out")?;
        let needed = response.len().saturating_add(1);
        if out_capacity < needed {
            *out_len = needed;
            if let Some(first) = out.first_mut() {
                *first = 0;
            }
            code = JICAI_E_BUFFER;
            return Ok(());
        }
        for (target, byte) in out.iter_mut().zip(response.iter().chain(&[0])) {
            *target = *byte;
        }
        *out_len = response.len();
        Ok(())
    });
    if refused == JICAI_OK { code } else { refused }
}

/// The response in its encoding, and the code that goes with it.
fn respond(encoding: Encoding, request: &[u8]) -> (Vec<u8>, i32) {
    if encoding == Encoding::Utf8 {
        let (response, code) = asked(request);
        return (response.into_bytes(), code);
    }
    let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(request) else {
        return refusal("the request is not in GB18030");
    };
    let (response, code) = asked(text.as_bytes());
    match GB18030.encode(&response) {
        (bytes, _, false) => (bytes.into_owned(), code),
        _ => refusal("the response has a character that GB18030 does not have"),
    }
}

fn asked(request: &[u8]) -> (String, i32) {
    match jicai::evaluate::try_evaluate(request) {
        Ok(response) => (response, JICAI_OK),
        Err(error) => (jicai::evaluate::error_response(&error), code_of(error.code())),
    }
}

/// An error about the encoding itself: ASCII in every encoding.
fn refusal(message: &str) -> (Vec<u8>, i32) {
    let response = format!(r#"{{"error":{{"code":"invalid_input","path":"","message":"{message}"}}}}"#);
    (response.into_bytes(), JICAI_E_INVALID_INPUT)
}
