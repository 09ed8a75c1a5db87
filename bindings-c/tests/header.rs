//! The header that is checked in is the one that cbindgen makes of the crate.
//!
//! `JICAI_WRITE_HEADER=1 cargo test -p jicai-c --test header` writes it.
#![allow(clippy::unwrap_used, reason = "a test may stop on the first surprise")]

use std::path::Path;
use std::sync::LazyLock;

/// Made once: tests run at the same time, and the copies lie in one folder.
static FRESH: LazyLock<String> = LazyLock::new(fresh);

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
    let fresh = &*FRESH;
    if std::env::var_os("JICAI_WRITE_HEADER").is_some() {
        std::fs::write(path, fresh).unwrap();
    }
    let checked_in = std::fs::read_to_string(path).unwrap_or_default();
    assert!(checked_in == *fresh, "include/jicai.h is stale: JICAI_WRITE_HEADER=1 cargo test -p jicai-c --test header");
}

/// Names of the library only, enumerators too.
#[test]
fn every_name_is_ours() {
    for line in FRESH.lines() {
        if let Some(name) = line.strip_prefix("#define ").and_then(|rest| rest.split_whitespace().next()) {
            assert!(name.starts_with("JICAI_"), "{line}");
        }
        if let Some(name) = line.strip_prefix("} ").filter(|name| name.ends_with(';')) {
            assert!(name.starts_with("jicai_"), "{line}");
        }
    }
}

/// The code of the library without its tests.
fn sources() -> Vec<(std::path::PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let code = |path: &Path| {
        let text = std::fs::read_to_string(path).unwrap();
        text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
    };
    files.map(|path| (path.clone(), code(&path))).collect()
}

/// A panic cannot be provoked from outside: what is caught where is tested in `guard`, that all go through there is tested here.
#[test]
fn every_function_enters_where_panics_are_caught() {
    let mut entries = 0;
    for (path, code) in sources() {
        for entry in code.split("extern \"system\" fn ").skip(1) {
            let body = entry.split("\n}\n").next().unwrap_or_default();
            let name = entry.split('(').next().unwrap_or_default();
            let constant = ["jicai_version", "jicai_abi_version"].contains(&name);
            let guarded = body.contains(" call(") || body.contains("    answer(");
            assert!(constant || guarded, "{}: {name}", path.display());
            entries += 1;
        }
    }
    let declared = FRESH.lines().filter(|line| line.contains("JICAI_CALL jicai_")).count();
    assert_eq!(entries, declared);
}

#[test]
fn the_panic_hook_belongs_to_the_host() {
    for (path, code) in sources() {
        assert!(!code.contains("set_hook") && !code.contains("take_hook"), "{}", path.display());
    }
}
