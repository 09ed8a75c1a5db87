//! Strict JSON: a tree with bounded depth, and its decoding into typed input with a JSON Pointer for every complaint.
//!
//! The same decoder reads rulebook files: TOML becomes the same tree.

mod decode;
mod node;
mod nullable;

pub(crate) use decode::{RULEBOOK, decode};
pub(crate) use node::{Node, parse, parse_toml, seed, tree};
pub use nullable::Nullable;
