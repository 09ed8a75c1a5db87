//! Every built-in rulebook lints clean.

use std::path::Path;

use spec_tests::lint;

#[test]
fn every_builtin_rulebook_lints_clean() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/rulebooks");
    let mut files = Vec::new();
    for area in std::fs::read_dir(folder).unwrap() {
        for file in std::fs::read_dir(area.unwrap().path()).unwrap() {
            files.push(file.unwrap().path());
        }
    }
    assert!(!files.is_empty());
    let mut lines = Vec::new();
    let clean = lint::lint(&files, &mut |line| lines.push(line.to_owned()));
    let complaints: Vec<&String> = lines.iter().filter(|line| !line.starts_with(' ')).collect();
    assert!(clean, "{complaints:#?}");
    let warnings: Vec<&String> = lines.iter().filter(|line| line.starts_with("  warning")).collect();
    assert!(warnings.is_empty(), "{warnings:#?}");
}
