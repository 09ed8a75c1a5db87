//! Rulebooks: dated parameters, every value with its provenance and citation.
//!
//! A rulebook is one TOML file, or the same thing as a JSON object in a request. [`Document`] is its generic form, with everything it
//! inherits; each area of law reads its parameters from it once (for instance [`award::Rulebook`](crate::award::Rulebook)) and
//! shares the result between threads.
//!
//! - [`builtin`] finds a built-in rulebook by id, [`find`] by area, jurisdiction and day.
//! - [`Document::from_toml`] reads a file of your own; its errors point at the key.

mod area;
mod document;
mod param;
mod registry;

pub use document::{Document, Gap, Head, Parameter, Provenance, Source};
pub use registry::{Filter, Listing, builtin, find, list};

pub(crate) use area::{FromRequest, area_rulebook};
pub(crate) use document::Reference;
pub(crate) use param::{Param, Reader, Table, either, need_either, refuse_given};
pub(crate) use registry::{Cache, area_of, position_in};
