# shellcheck shell=bash
# The C library for 64-bit Arm, by the example in C, under qemu; built and installed as scripts/test-c-targets does.
title="C library, Arm"
target=aarch64-unknown-linux-gnu
installed=$PWD/target/c-targets/arm
build() {
  provide $target link-arm venv
  provide_zig
  PATH+=:$zig
  compiler $target
  # Not optimised, as there: what is computed does not depend on it.
  "${with[@]}" CARGO_PROFILE_DIST_LTO=off CARGO_PROFILE_DIST_OPT_LEVEL=0 CARGO_PROFILE_DIST_CODEGEN_UNITS=16 \
    "CARGO_TARGET_DIR=$PWD/target/c-targets/build-arm" "TARGET=$target.2.17" "PREFIX=$installed" scripts/install-c
  mkdir -p "$out/arm"
  aarch64-linux-gnu-gcc -std=c99 -Ibindings-c/include bindings-c/examples/c/bill.c "-L$installed/lib" -ljicai -o "$out/arm/bill"
}
platform() { echo "Linux aarch64 of $(qemu-aarch64 --version | head -n 1 | sed 's/ version//; s/ (.*//')"; }
answer() { qemu-aarch64 -L /usr/aarch64-linux-gnu -E "LD_LIBRARY_PATH=$installed/lib" "$out/arm/bill" "$requests"; }
