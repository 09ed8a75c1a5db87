//! Conformance vectors: runner.
fn main() {}
