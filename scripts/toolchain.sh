# shellcheck shell=bash
# Sourced by the scripts that build for other platforms: what they need, how it is recognised, where it comes from.

# can NEED: whether something is there, asked for by use, so that it does not matter who installed it.
can() {
  local program status=0
  program=$(mktemp -d)
  printf '%s\n' '#include <stdio.h>' 'int main(void) { puts("it works"); return 0; }' >"$program/main.c"
  { works "$1" "$program" || status=$?; } >/dev/null 2>&1
  rm -rf "$program"
  return $status
}

# works NEED FOLDER: the same, with a program to compile in a folder of its own.
works() {
  case $1 in
    link-32bit) cc -m32 "$2/main.c" -o "$2/main" && says "$2/main" ;;
    link-arm) aarch64-linux-gnu-gcc "$2/main.c" -o "$2/main" && says qemu-aarch64 -L /usr/aarch64-linux-gnu "$2/main" ;;
    link-x64) x86_64-w64-mingw32-gcc "$2/main.c" -o "$2/main.exe" ;;
    link-x86) i686-w64-mingw32-gcc "$2/main.c" -o "$2/main.exe" ;;
    link-x64-cpp) echo 'int main() { throw 1; }' | x86_64-w64-mingw32-g++ -x c++ - -o "$2/main.exe" ;;
    link-x86-cpp) echo 'int main() { throw 1; }' | i686-w64-mingw32-g++ -x c++ - -o "$2/main.exe" ;;
    dlltool) echo EXPORTS >"$2/main.def" && llvm_dlltool -m i386 -d "$2/main.def" -D main.dll -l "$2/main.lib" ;;
    # It makes the last folder of its Windows, not the one around it.
    wine) mkdir -p target && works link-x64 "$2" && says "${on_wine[@]}" "$2/main.exe" ;;
    wine-x86) works link-x86 "$2" && says "${on_wine[@]}" "$2/main.exe" ;;
    venv) python3 -c 'import ensurepip, venv' ;;
    zig) "$zig/cargo-zigbuild" --version && "$zig/python" -m ziglang version ;;
    maturin) "$zig/maturin" --version && works zig "$2" ;;
    java) java -version 2>&1 | awk -F'[".]' '/version/ { version = $2 } END { exit version < 17 }' ;;
    cjk) fc-list :lang=zh-cn family | grep . ;;
    # The oldest for which Vite is made.
    npm) node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' && npm --version ;;
    chromium) { [ -x "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome google-chrome-stable; } && command -v pdftotext ;;
    wasm) compiler wasm32-unknown-unknown && { [ -z "${std_source:-}" ] || wasm_linker; } ;;
    *) compiler "$1" ;;
  esac
}

# says COMMAND…: whether the program speaks. Wine's status is no sign: a program that could not be loaded has 0 as well.
says() { "$@" | grep -x 'it works.\?'; }

# packages_of NEED: of Debian.
packages_of() {
  case $1 in
    # Only the linker's parts of gcc-multilib: the package itself would remove a cross compiler for Arm.
    link-32bit) printf '%s\n' libc6-dev-i386 "lib32gcc-$(cc -dumpversion)-dev" ;;
    link-arm) printf '%s\n' gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user ;;
    # Threads of Windows itself: those of the other kind need one DLL more.
    link-x64) echo gcc-mingw-w64-x86-64-win32 ;;
    link-x86) echo gcc-mingw-w64-i686-win32 ;;
    link-x64-cpp) echo g++-mingw-w64-x86-64-win32 ;;
    link-x86-cpp) echo g++-mingw-w64-i686-win32 ;;
    dlltool) echo llvm ;;
    wine) printf '%s\n' wine wine64 ;;
    venv) echo python3-venv ;;
    java) echo default-jdk-headless ;;
    cjk) printf '%s\n' fontconfig fonts-noto-cjk ;;
    npm) printf '%s\n' nodejs npm ;;
    chromium) printf '%s\n' chromium poppler-utils ;;
    wasm) printf '%s\n' rustc-web cargo-web rust-web-src lld-22 ;;
    *) printf '%s\n' rustc-web cargo-web rust-web-src ;;
  esac
}

# missing NEED…: the packages of what does not work.
missing() {
  local need
  for need; do
    can "$need" || packages_of "$need"
  done | sort -u | xargs
}

# provide NEED…: installs what is missing, or names it in one line.
provide() {
  local packages
  packages=$(missing "$@")
  [ -n "$packages" ] || return 0
  # The update comes first because old lists lead to an old compiler.
  # shellcheck disable=SC2086
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-remove --no-install-recommends $packages; } \
    >/dev/null 2>&1 || true
  packages=$(missing "$@")
  case $packages in
    "") return ;;
    *nodejs*) packages+="; Node must be 20.19 or later" ;;
    *rustc-web*) packages+="; instead of rust*-web and cargo-web, rustup component add rust-src" ;;
  esac
  echo "missing here: as root on Debian apt-get install $packages" >&2
  return 1
}

# compiler TARGET: sets `with`, the environment in which cargo and rustc build for it. Where its standard library is missing, `std_source`
# is what it is built from, which a stable compiler does only when it is told that it is no stable one.
compiler() {
  with=(env)
  [ -d "$(rustc --print target-libdir --target "$1" 2>/dev/null)" ] && return
  local path
  for path in "$PATH" "/usr/bin:/bin:$PATH"; do
    std_source=$(PATH=$path rustc --print sysroot)/lib/rustlib/src/rust/library
    if [ -d "$std_source/std" ] && PATH=$path scripts/need-cargo; then
      with=(env "PATH=$path" RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_unwind)
      return
    fi
  done
  return 1
}

# build_i686: what is asked on 32-bit Linux, in target/i686. Not optimised: what is computed does not depend on it.
build_i686() {
  local target=i686-unknown-linux-gnu
  compiler $target && "${with[@]}" CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    cargo build --quiet --release --package spec-tests --package jicai-c --target $target --target-dir target/i686
}

# The linker for WebAssembly: that of the compiler or, where it has none, the newest of Debian.
wasm_linker() {
  local host found
  host=$("${with[@]}" rustc --print host-tuple)
  found=$("${with[@]}" rustc --print sysroot)/lib/rustlib/$host/bin/rust-lld
  [ -x "$found" ] || found=$(ls /usr/bin/wasm-ld-* | sort -V | tail -n 1)
  [ -n "$found" ] && echo "$found"
}

# The tool that makes import libraries as those of Microsoft are; the one of MinGW makes others.
llvm_dlltool() {
  local found
  found=$(command -v llvm-dlltool || ls /usr/lib/llvm-*/bin/llvm-dlltool | sort -V | tail -n 1)
  "$found" "$@"
}

# Programs for Windows, in a Windows of their own.
on_wine=(env "WINEPREFIX=$PWD/target/wine" "WINEDLLPATH=$PWD/target/wine-x86" WINEDEBUG=-all wine)

# Debian's wine for 64 bits runs programs for 32 as soon as it finds their system libraries: no second system of 32-bit packages is needed.
provide_wine_x86() {
  can wine-x86 || { get_wine_x86 >/dev/null 2>&1 && can wine-x86; } ||
    { echo "missing here: as root on Debian dpkg --add-architecture i386, apt-get update, apt-get install wine32" >&2; return 1; }
}
get_wine_x86() {
  local folder=$PWD/target/wine-x86
  mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial" "$folder/i386-windows"
  (
    cd "$folder/apt" || return
    options=(-o APT::Architecture=i386 -o APT::Architectures::=i386 -o "Dir::State::Lists=$PWD/lists" -o "Dir::Cache=$PWD/cache")
    apt-get "${options[@]}" update
    apt-get "${options[@]}" download "libwine=$(dpkg-query --show --showformat '${Version}' libwine)"
    for name in ntdll kernel32 kernelbase msvcrt ucrtbase advapi32 sechost; do
      echo "./usr/lib/i386-linux-gnu/wine/i386-windows/$name.dll"
    done >names
    dpkg-deb --fsys-tarfile libwine_*.deb | tar -x --transform 's|.*/||' -C ../i386-windows --files-from names
  )
  rm -rf "$folder/apt"
  # Wine loads its own copies, but only under the names that Windows looks for.
  cp "$folder"/i386-windows/*.dll target/wine/drive_c/windows/syswow64
}

# Zig links for any glibc; cargo-zigbuild tells cargo how, and maturin makes a wheel of it. Their own files stay in the same folder.
zig=$PWD/target/zig/bin
export CARGO_ZIGBUILD_PYTHON_PATH=$zig/python CARGO_ZIGBUILD_CACHE_DIR=$PWD/target/zig/cache ZIG_GLOBAL_CACHE_DIR=$PWD/target/zig/cache
zig_tools=(ziglang==0.17.1 cargo-zigbuild==0.24.0)
provide_zig() { provide_tools zig "${zig_tools[@]}"; }
provide_maturin() { provide_tools maturin "${zig_tools[@]}" maturin==1.16.0; }
# provide_tools NEED REQUIREMENT…
provide_tools() {
  can "$1" || { get_tools "${@:2}" >/dev/null 2>&1 && can "$1"; } ||
    { echo "missing here: python3 -m venv target/zig, target/zig/bin/pip install ${*:2}" >&2; return 1; }
}
get_tools() {
  { [ -x "$zig/pip" ] || python3 -m venv target/zig; } && "$zig/pip" install --quiet --disable-pip-version-check "$@"
}
