//! `jicai` (集采) computes the rules of China's volume-based drug procurement (集中带量采购).
//!
//! Facts (bids, prices, volumes) and a *rulebook* (dated parameters with citations) go in; a result, an explanation, and the list of
//! parameters the result rests on come out. Every function is pure and deterministic: no I/O, no clock, no threads, no floating point,
//! no panic.
//!
//! - [`award`]: who wins a lot, at which share of the volume, for how long, in which regions.
//! - [`differential`]: how the price of one strength, pack or form carries over to the others.
//! - [`payment`]: what the fund pays for a product, and how a charge line divides to the fen.
//! - [`credit`]: how provinces grade firms that bribed, rigged bids or broke promises, and what a graded firm may still do.
//! - [`volume`]: how much is reported, agreed, allocated and kept.
//! - [`execution`]: whether the agreed volume is bought, delivered and paid, and what follows when not.
//! - [`rulebook`]: what the documents say, with provenance and citation; your own rulebooks.
//! - [`explain`]: which clause decided what, in Chinese and English.
//! - [`number`]: exact prices, ratios and roundings.
//! - [`evaluate()`]: the JSON door that all bindings share.
//! - [`error`]: one error, with a code and a JSON Pointer to the field.
//!
//! # Example
//!
//! ```
//! use jicai::award::{self, Bid, Lot};
//!
//! let rulebook = award::Rulebook::builtin("award/cn-2019-expansion")?;
//! let lot = Lot {
//!     ceiling: Some("22.26".parse()?),
//!     bids: vec![
//!         Bid::new("sanofi".parse()?, "17.81".parse()?),
//!         Bid::new("lepu".parse()?, "20.85".parse()?),
//!         Bid::new("salubris".parse()?, "21.88".parse()?),
//!     ],
//!     ..Lot::default()
//! };
//! let award = award::select(&rulebook, &lot)?;
//! assert_eq!(award.selected.len(), 3);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]
// What areas share is checked for use where all of them are built.
#![cfg_attr(not(feature = "default"), allow(dead_code, unreachable_pub, unused_imports, unused_macros))]

#[cfg(feature = "award")]
pub mod award;
#[cfg(feature = "default")]
pub mod coverage;
#[cfg(feature = "credit")]
pub mod credit;
#[cfg(feature = "differential")]
pub mod differential;
pub mod error;
pub mod evaluate;
#[cfg(feature = "execution")]
pub mod execution;
pub mod explain;
pub mod number;
#[cfg(feature = "payment")]
pub mod payment;
pub mod rulebook;
#[cfg(feature = "schema")]
pub mod schema;
#[cfg(feature = "volume")]
pub mod volume;

mod calendar;
mod column_error;
mod distinct;
mod functions;
mod id;
mod json;
mod response;
mod sentence;
mod sorting;
mod validate;
mod words;

pub use error::{Code, Error};
pub use evaluate::evaluate;
pub use id::{Date, EmptyId, Id, ParseDateError};

/// The examples of the READMEs are tested like all others.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../README.zh.md")]
struct Readme;
