//! What a function returns, and what it says of a failure.

use std::ffi::c_char;
use std::ops::{Deref, DerefMut};

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
/// A pointer is null or misaligned, buffers overlap, or a `struct_size` is not that of this header.
pub const JICAI_E_POINTER: i32 = 11;

/// Bytes of [`jicai_error::path`], the closing zero included.
pub const JICAI_PATH_SIZE: usize = 256;
/// Bytes of [`jicai_error::message`] and [`jicai_error::help`], the closing zero included.
pub const JICAI_MESSAGE_SIZE: usize = 512;

/// Why a call failed, in memory of the caller: set `struct_size` (and `encoding`, if the texts are to be in GB18030) before the call.
///
/// After success the texts are empty. Texts that are too long are cut between characters. A struct without its size is left alone.
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
    /// JSON Pointer to the argument or the field of a struct, such as `/price_e6` or `/target/fill_unit`; `row` says in which row of a table.
    /// Empty where the whole call is meant.
    pub path: [c_char; JICAI_PATH_SIZE],
    /// What is wrong, with the offending value.
    pub message: [c_char; JICAI_MESSAGE_SIZE],
    /// What to do about it; may be empty.
    pub help: [c_char; JICAI_MESSAGE_SIZE],
}

/// A failure on its way to the caller; behind a pointer, because what does not fail passes the same ways.
pub(crate) struct Failure(Box<Parts>);

/// What a failure says.
pub(crate) struct Parts {
    pub(crate) code: i32,
    pub(crate) row: Option<usize>,
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Deref for Failure {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl DerefMut for Failure {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}

impl Failure {
    /// The path of a complaint about the error struct itself, which is then not written.
    pub(crate) const ERROR_STRUCT: &str = "/error";

    #[cold]
    pub(crate) fn new(code: i32, path: impl Into<String>, message: impl Into<String>) -> Failure {
        Failure(Box::new(Parts { code, row: None, path: path.into(), message: message.into(), help: String::new() }))
    }

    /// A pointer that cannot be used.
    #[cold]
    pub(crate) fn pointer(name: &str, what: &str) -> Failure {
        Failure::new(JICAI_E_POINTER, format!("/{name}"), format!("{name} {what}"))
    }

    /// A value that a field cannot have.
    #[cold]
    pub(crate) fn invalid(name: &str, message: String) -> Failure {
        Failure::new(JICAI_E_INVALID_INPUT, format!("/{name}"), message)
    }

    pub(crate) fn in_row(mut self, row: usize) -> Failure {
        self.row = Some(row);
        self
    }

    /// A reserved field that is not zero: the struct was not initialised, or says what this library does not know.
    pub(crate) fn if_used(reserved: i32) -> Result<(), Failure> {
        match reserved {
            0 => Ok(()),
            got => Err(Failure::invalid("reserved", format!("reserved must be 0, got `{got}`"))),
        }
    }

    /// An error of the library, whose path is that of the JSON contract: here fields have the names of the structs.
    ///
    /// `names` has the path of the contract, `*` for a row of a table, and the name here. What it does not have keeps its name.
    pub(crate) fn named(error: Error, names: &[(&str, &str)]) -> Failure {
        let path = error.path().strip_prefix("/input").unwrap_or(error.path()).to_owned();
        let mut row = None;
        let segments = path.split('/').map(|segment| match segment.parse::<usize>() {
            Ok(number) => {
                row = row.or(Some(number));
                "*"
            }
            Err(_) => segment,
        });
        let pattern = segments.collect::<Vec<_>>().join("/");
        let named = names.iter().find(|(contract, _)| *contract == pattern);
        let mut failure = Failure::from(error);
        failure.row = named.and(row);
        failure.path = named.map_or(path, |(_, name)| format!("/{name}"));
        failure
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure(Box::new(Parts {
            code: code_of(error.code()),
            row: None,
            path: error.path().to_owned(),
            message: error.message().to_owned(),
            help: error.help().unwrap_or_default().to_owned(),
        }))
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
