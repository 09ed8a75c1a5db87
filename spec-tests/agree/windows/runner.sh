# shellcheck shell=bash
# The DLLs for programs of 64 and of 32 bits, by the example in C, in a Windows of wine; built as scripts/test-c-targets does.
title="jicai.dll"
ways=(x64 x86)
build() {
  provide link-x64 link-x86 wine
  provide_wine_x86
  scripts/windows
  local way tool
  for way in "${ways[@]}"; do
    tool=x86_64-w64-mingw32-gcc
    [ "$way" = x64 ] || tool=i686-w64-mingw32-gcc
    mkdir -p "$out/windows/$way"
    cp target/windows/$way/jicai.dll "$out/windows/$way"
    $tool -std=c99 -Ibindings-c/include bindings-c/examples/c/bill.c target/windows/$way/libjicai.dll.a -o "$out/windows/$way/bill.exe"
  done
}
platform() { echo "Windows of $(wine --version), on $(uname -sm)"; }
answer() {
  "${on_wine[@]}" "$out/windows/$1/bill.exe" "$requests"
  WINEPREFIX=$PWD/target/wine wineserver --kill || true
}
