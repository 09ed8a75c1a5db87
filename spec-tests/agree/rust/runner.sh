# shellcheck shell=bash
# The library in Rust, of this machine: the requests as they stand in the list, not as they stand in the files of the vectors.
title="Rust"
build() { true; }
platform() { echo "$(uname -sm), $(rustc --version | cut -d' ' -f1-2)"; }
answer() { target/release/spec-tests reply "$requests"; }
