# shellcheck shell=bash
# Sourced by the scripts that test the C library in the hands of its callers. `out` is the folder of the script that does.

passed=0
failed=0

# check NAME COMMAND…
check() {
  local name=$1
  shift
  if "$@" >"$out/log" 2>&1; then
    passed=$((passed + 1))
    echo "$name: ok"
  else
    failed=$((failed + 1))
    echo "$name: failed"
    tail -20 "$out/log"
  fi
}

# consumer NAME COMMAND…: one bill, and all vectors; `vectors` comes first.
bill='bill: total 14446, fund 3064, patient 11382'
consumer() {
  local name=$1
  shift
  check "$name, one bill" bash -o pipefail -c '"$@" | grep -x "$0"' "$bill" "$@"
  check "$name, $(wc -l <"$out/answers.tsv") vectors" bash -o pipefail -c '"$@" | cmp - "$0"' "$out/answers.tsv" "$@" "$out/requests.tsv"
}

# vectors: the requests, and what Rust answers here.
vectors() {
  cargo build --quiet --release --package jicai-c --package spec-tests &&
    target/release/spec-tests requests >"$out/requests.tsv" &&
    target/release/spec-tests answers >"$out/answers.tsv" &&
    [ -s "$out/answers.tsv" ]
}

# hand_over LIBRARY FOLDER: a shared library under the names by which programs are linked to it and find it.
hand_over() {
  local soname
  mkdir -p "$2" && cp "$1" "$2/libjicai.so" || return
  soname=$(readelf --dynamic --wide "$1" | sed -n 's/.*soname: \[\(.*\)\]/\1/p')
  [ "${soname:-libjicai.so}" = libjicai.so ] || ln -sf libjicai.so "$2/$soname"
}

# sum: the last line. A script that checked nothing has failed.
sum() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
