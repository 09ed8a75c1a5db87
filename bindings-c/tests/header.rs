//! The header that is checked in is the one that cbindgen makes of the crate.
//!
//! `JICAI_WRITE_HEADER=1 cargo test -p jicai-c --test header` writes it.
#![allow(clippy::unwrap_used, reason = "a test may stop on the first surprise")]

use std::path::Path;

/// cbindgen knows `extern "C"` alone; the calling convention stands in the header as `JICAI_CALL`.
fn fresh() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(folder.join("cbindgen.toml")).unwrap();
    let copies = Path::new(env!("CARGO_TARGET_TMPDIR")).join("header");
    std::fs::create_dir_all(&copies).unwrap();
    for entry in std::fs::read_dir(folder.join("src")).unwrap() {
        let path = entry.unwrap().path();
        let source = std::fs::read_to_string(&path).unwrap();
        let copy = copies.join(path.file_name().unwrap());
        std::fs::write(copy, source.replace("extern \"system\"", "extern \"C\"")).unwrap();
    }
    let builder = cbindgen::Builder::new().with_config(config).with_src(copies.join("lib.rs"));
    let mut text = Vec::new();
    builder.generate().unwrap().write(&mut text);
    String::from_utf8(text).unwrap()
}

#[test]
fn the_header_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/include/jicai.h");
    let fresh = fresh();
    if std::env::var_os("JICAI_WRITE_HEADER").is_some() {
        std::fs::write(path, &fresh).unwrap();
    }
    let checked_in = std::fs::read_to_string(path).unwrap_or_default();
    assert!(checked_in == fresh, "include/jicai.h is stale: JICAI_WRITE_HEADER=1 cargo test -p jicai-c --test header");
}

/// Names of the library only, enumerators too.
#[test]
fn every_name_is_ours() {
    for line in fresh().lines() {
        if let Some(name) = line.strip_prefix("#define ").and_then(|rest| rest.split_whitespace().next()) {
            assert!(name.starts_with("JICAI_"), "{line}");
        }
        if let Some(name) = line.strip_prefix("} ").filter(|name| name.ends_with(';')) {
            assert!(name.starts_with("jicai_"), "{line}");
        }
    }
}
