//! `libjicai`: the C library, for hospital systems in C, C++, Delphi, C#, Java, PowerBuilder.
//!
//! Two ways in: [`jicai_evaluate`](evaluate::jicai_evaluate) takes a JSON request and writes a JSON response into the caller's buffer; typed
//! calls without JSON do what runs per charge line or per order. The header `include/jicai.h` is generated from this crate.
//!
//! | what every function keeps | how |
//! | --- | --- |
//! | it returns a code, 0 for success | `error` |
//! | it never unwinds into the caller, and never reads through a null, misaligned or too short pointer | `guard` |
//! | on an error, outputs keep what they held, unless the function says otherwise | – |
//! | it writes into the caller's memory only, and keeps no pointer after it returns | `guard` |
//! | it has no state: any thread may call it at any time | – |
//!
//! A number in a struct is in the unit that its name ends with: `_fen`, `_e6` (10⁻⁶), `_e4` (10⁻⁴). A day is `20250731`. `0` in a field of
//! words, and [`JICAI_NONE`] in a field of numbers, mean that nothing is given.

pub mod award;
pub mod bill;
pub mod differential;
pub mod encoding;
pub mod error;
pub mod evaluate;
pub mod execution;
mod guard;
mod number;
pub mod supplier;
pub mod words;

use std::ffi::c_char;

/// A number of an interface; `uint32_t` in the header.
pub type AbiVersion = u32;
/// A text of the library; `const char *` in the header.
pub type Version = *const c_char;

// Whoever builds this library with `panic = "abort"` would have a bug in it end the program of a hospital.
#[cfg(not(panic = "unwind"))]
compile_error!("the C library catches panics at every entry: build it with panic = \"unwind\"");

/// In a field of numbers: nothing is given.
pub const JICAI_NONE: i64 = i64::MIN;

/// Most rows of a table: as many as a positive number of 32 bits can say. Lists of other calls have limits of their own.
pub const JICAI_MAX_ROWS: usize = 2_147_483_647;

/// Longest text of a typed call, in bytes, without its closing zero.
pub const JICAI_MAX_TEXT: usize = 65_535;

/// The version of this interface: it changes when a struct, a constant or a function changes in a way that old callers would notice.
pub const JICAI_ABI_VERSION: u32 = 1;

/// The interface version of the library that is loaded; compare it with `JICAI_ABI_VERSION` of the header.
#[unsafe(no_mangle)]
pub extern "system" fn jicai_abi_version() -> AbiVersion {
    JICAI_ABI_VERSION
}

/// The version of the library that is loaded, such as `0.1.0`; the text lives as long as the library.
#[unsafe(no_mangle)]
pub extern "system" fn jicai_version() -> Version {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}
