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
    wine) works link-x64 "$2" && says "${on_wine[@]}" "$2/main.exe" ;;
    wine-x86) works link-x86 "$2" && says "${on_wine[@]}" "$2/main.exe" ;;
    venv) python3 -c 'import ensurepip, venv' ;;
    zig) "$zig/cargo-zigbuild" --version && "$zig/python" -m ziglang version ;;
    *) compiler "$1" ;;
  esac
}

# says COMMAND…: whether the program speaks. Wine's status is no sign: a program that could not be loaded has 0 as well.
says() { "$@" | grep -x 'it works.\?'; }

# source_of NEED: the packages of Debian, or the function that gets it.
source_of() {
  case $1 in
    # Only the linker's parts of gcc-multilib: the package itself would remove a cross compiler for Arm.
    link-32bit) echo "libc6-dev-i386 lib32gcc-$(cc -dumpversion)-dev" ;;
    link-arm) echo gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user ;;
    # Threads of Windows itself: the other kind needs a DLL more.
    link-x64) echo gcc-mingw-w64-x86-64-win32 ;;
    link-x86) echo gcc-mingw-w64-i686-win32 ;;
    link-x64-cpp) echo g++-mingw-w64-x86-64-win32 ;;
    link-x86-cpp) echo g++-mingw-w64-i686-win32 ;;
    dlltool) echo llvm ;;
    wine) echo wine wine64 ;;
    wine-x86) echo get_wine_x86 ;;
    venv) echo python3-venv ;;
    zig) echo get_zig ;;
    *) echo rustc-web cargo-web rust-web-src ;;
  esac
}

# provide NEED…: installs what is missing, or names it in one line. A need stands after those that it rests on.
provide() {
  local need packages=()
  for need; do
    # shellcheck disable=SC2207
    can "$need" || [[ $(source_of "$need") == get_* ]] || packages+=($(source_of "$need"))
  done
  if [ ${#packages[@]} -gt 0 ]; then
    # The update comes first because old lists lead to an old compiler.
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-remove --no-install-recommends "${packages[@]}"; } >/dev/null 2>&1 || true
  fi
  for need; do
    can "$need" && continue
    if [[ $(source_of "$need") == get_* ]]; then
      { "$(source_of "$need")" >/dev/null 2>&1 && can "$need"; } || { echo "missing here: $(hint "$need")" >&2; return 1; }
    else
      echo "missing here: $(hint "$need")as root on Debian apt-get install $(source_of "$need")" >&2
      return 1
    fi
  done
}

# hint NEED: how it comes to other systems than Debian.
hint() {
  case $1 in
    wine-x86) echo "a wine that runs 32-bit programs: as root on Debian dpkg --add-architecture i386, apt-get update, apt-get install wine32" ;;
    zig) echo "python3 -m venv $zig/.., then its pip install ziglang cargo-zigbuild" ;;
    *-*-*-gnu) echo "rustup target add $1, or for a target that rustup does not have rustup component add rust-src, or " ;;
  esac
}

# compiler TARGET: sets `with`, the environment in which cargo and rustc build for it. Where its standard library is missing, `std_source` is
# what it is built from, which a stable compiler does only when it is told that it is no stable one.
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

# The tool that makes import libraries as those of Microsoft are; the one of MinGW makes others.
llvm_dlltool() {
  local found
  found=$(command -v llvm-dlltool || ls /usr/lib/llvm-*/bin/llvm-dlltool | sort -V | tail -n 1)
  "$found" "$@"
}

# Programs for Windows, in a Windows of their own.
on_wine=(env "WINEPREFIX=$PWD/target/wine" "WINEDLLPATH=$PWD/target/wine-x86" WINEDEBUG=-all wine)

# Debian's wine for 64 bits runs programs for 32 as soon as it finds their system libraries, so it takes no second system of 32-bit packages.
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

# Zig links for any glibc, and cargo-zigbuild tells cargo how.
zig=$PWD/target/zig/bin
get_zig() { python3 -m venv target/zig && "$zig/pip" install --quiet --disable-pip-version-check ziglang==0.17.1 cargo-zigbuild==0.24.0; }
