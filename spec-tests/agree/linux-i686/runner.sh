# shellcheck shell=bash
# The library in Rust on 32-bit Linux, where it has other sizes of pointers, lengths and registers.
title="Rust, 32 bits"
target=i686-unknown-linux-gnu
build() {
  provide link-32bit $target
  build_i686
}
platform() {
  compiler $target
  echo "Linux i686, $("${with[@]}" rustc --version | cut -d' ' -f1-2)"
}
answer() { target/i686/$target/release/spec-tests reply "$requests"; }
