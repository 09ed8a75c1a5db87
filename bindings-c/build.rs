//! Gives the shared library its soname on Linux: `libjicai.so.` and the first number of the version, so that a program which was linked
//! to 0.1.0 starts with 0.1.1.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let told = |name: &str| std::env::var(name).unwrap_or_default();
    if told("CARGO_CFG_TARGET_OS") == "linux" {
        println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libjicai.so.{}", told("CARGO_PKG_VERSION_MAJOR"));
    }
}
