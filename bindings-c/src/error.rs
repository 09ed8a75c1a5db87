//! What a function returns, and what it says of a failure.

use std::ffi::c_char;

use jicai::Code;
use jicai::error::Error;

/// What functions return: `JICAI_OK` or `JICAI_E_…`. In the header it is `int32_t`, with the calling convention in front of the name.
pub type Status = i32;

/// Success.
pub const JICAI_OK: i32 = 0;
/// The request is no JSON text.
pub const JICAI_E_INVALID_JSON: i32 = 1;
/// A field is unknown, missing, of the wrong kind, out of range, or contradicts another one.
pub const JICAI_E_INVALID_INPUT: i32 = 2;
/// No function has this name.
pub const JICAI_E_UNKNOWN_FUNCTION: i32 = 3;
/// No built-in rulebook has this id.
pub const JICAI_E_UNKNOWN_RULEBOOK: i32 = 4;
/// A rulebook that was given breaks the format of rulebooks.
pub const JICAI_E_INVALID_RULEBOOK: i32 = 5;
/// The document does not say what the rule needs.
pub const JICAI_E_RULE_GAP: i32 = 6;
/// Strict mode: the result would rest on a number that nobody has verified.
pub const JICAI_E_UNVERIFIED_PARAMETER: i32 = 7;
/// The input is larger than the documented size.
pub const JICAI_E_LIMIT_EXCEEDED: i32 = 8;
/// A bug in this library: please report it.
pub const JICAI_E_INTERNAL: i32 = 9;
/// The buffer is too small: nothing useful is in it, and `out_len` says how many bytes are needed.
pub const JICAI_E_BUFFER: i32 = 10;
/// A pointer is null or misaligned, buffers overlap, or `struct_size` is too small.
pub const JICAI_E_POINTER: i32 = 11;

/// Bytes of [`jicai_error::path`], the closing zero included.
pub const JICAI_PATH_SIZE: usize = 256;
/// Bytes of [`jicai_error::message`] and [`jicai_error::help`], the closing zero included.
pub const JICAI_MESSAGE_SIZE: usize = 512;

/// Why a call failed, in memory of the caller: set `struct_size` (and `encoding`, if the texts are to be in GB18030) before the call.
///
/// After success the texts are empty. Texts that are too long are cut between characters.
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct jicai_error {
    /// `sizeof(jicai_error)`, set by the caller.
    pub struct_size: usize,
    /// Encoding of the texts, set by the caller: `JICAI_ENCODING_UTF8` (0) or `JICAI_ENCODING_GB18030`.
    pub encoding: i32,
    /// The code that the function returned.
    pub code: i32,
    /// The bad row of a table, from 0; −1 where no row is meant.
    pub row: i64,
    /// JSON Pointer to the field, such as `/input/lines/3/amount`.
    pub path: [c_char; JICAI_PATH_SIZE],
    /// What is wrong, with the offending value.
    pub message: [c_char; JICAI_MESSAGE_SIZE],
    /// What to do about it; may be empty.
    pub help: [c_char; JICAI_MESSAGE_SIZE],
}

/// A failure on its way to the caller.
pub(crate) struct Failure {
    pub(crate) code: i32,
    pub(crate) row: Option<usize>,
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Failure {
    pub(crate) fn new(code: i32, path: impl Into<String>, message: impl Into<String>) -> Failure {
        Failure { code, row: None, path: path.into(), message: message.into(), help: String::new() }
    }

    /// A pointer that cannot be used.
    pub(crate) fn pointer(name: &str, what: &str) -> Failure {
        Failure::new(JICAI_E_POINTER, format!("/{name}"), format!("{name} {what}"))
    }

    /// A value that a field cannot have.
    pub(crate) fn invalid(name: &str, message: String) -> Failure {
        Failure::new(JICAI_E_INVALID_INPUT, format!("/{name}"), message)
    }

    pub(crate) fn in_row(mut self, row: usize) -> Failure {
        self.row = Some(row);
        self
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure {
            code: code_of(error.code()),
            row: None,
            path: error.path().to_owned(),
            message: error.message().to_owned(),
            help: error.help().unwrap_or_default().to_owned(),
        }
    }
}

impl From<jicai::execution::ColumnError> for Failure {
    fn from(error: jicai::execution::ColumnError) -> Failure {
        let row = error.row();
        Failure { row, ..Failure::from(error.error().clone()) }
    }
}

/// The integer of a code of the contract.
pub(crate) fn code_of(code: Code) -> i32 {
    match code {
        Code::InvalidJson => JICAI_E_INVALID_JSON,
        Code::InvalidInput => JICAI_E_INVALID_INPUT,
        Code::UnknownFunction => JICAI_E_UNKNOWN_FUNCTION,
        Code::UnknownRulebook => JICAI_E_UNKNOWN_RULEBOOK,
        Code::InvalidRulebook => JICAI_E_INVALID_RULEBOOK,
        Code::RuleGap => JICAI_E_RULE_GAP,
        Code::UnverifiedParameter => JICAI_E_UNVERIFIED_PARAMETER,
        Code::LimitExceeded => JICAI_E_LIMIT_EXCEEDED,
        _ => JICAI_E_INTERNAL,
    }
}
