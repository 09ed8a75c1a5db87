//! The WebAssembly modules of `jicai`: what `js/instance.js` calls. One area of rules each, chosen by a feature of this crate.
//!
//! The host writes into memory that it gets from [`allocate`] and gives back with [`release`]. Nothing is imported: a module has no clock, no
//! random numbers, no network. What cannot happen is a trap, after which the host must drop the instance: memory may be half written.

mod memory;
#[cfg(feature = "payment")]
mod payment;

pub use memory::{Answer, allocate, release};
#[cfg(feature = "payment")]
pub use payment::split_lines;

/// The JSON door: a request, as UTF-8, to a response, as UTF-8.
///
/// # Safety
///
/// `request` points to `length` bytes, `answer` to room for an [`Answer`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn evaluate(request: *const u8, length: usize, answer: *mut Answer) {
    // Safety: as the caller says.
    let request = unsafe { memory::column(request, length) };
    // Safety: as the caller says.
    unsafe { answer.write(Answer::new(jicai::evaluate(request))) };
}
