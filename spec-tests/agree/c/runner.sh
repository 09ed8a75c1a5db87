# shellcheck shell=bash
# The shared library through its public header, by the example in C: once in UTF-8, once in GB18030, request and response both.
title="C library"
ways=(UTF-8 GB18030)
source_c=bindings-c/examples/c/bill.c
build() {
  mkdir -p "$out/c"
  hand_over target/release/libjicai_c.so "$out/c"
  local way options=(-std=c99 -Wall -Wextra -Werror -Ibindings-c/include "-L$out/c")
  for way in "${ways[@]}"; do
    gcc "${options[@]}" -include "$here/c/$way.h" $source_c -ljicai -o "$out/c/$way"
  done
}
platform() { echo "$(uname -sm), gcc $(gcc -dumpfullversion)"; }
recode() {
  python3 -c 'import sys; sys.stdout.buffer.write(sys.stdin.buffer.read().decode(sys.argv[1]).encode(sys.argv[2]))' "$@"
}
answer() {
  recode utf-8 "$1" <"$requests" >"$out/c/requests.$1"
  LD_LIBRARY_PATH=$out/c "$out/c/$1" "$out/c/requests.$1" | recode "$1" utf-8
}
