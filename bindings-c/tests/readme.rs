//! What the two READMEs say is so: their C programs run, their tables agree with the header, their other snippets are lines of the examples.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "a test may stop on the first surprise"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDER: &str = env!("CARGO_MANIFEST_DIR");
const READMES: [(&str, &str); 2] =
    [("README.md", include_str!("../README.md")), ("README.zh.md", include_str!("../README.zh.md"))];
const PROJECT: [(&str, &str); 2] = [
    ("README.md of the project", include_str!("../../README.md")),
    ("README.zh.md of the project", include_str!("../../README.zh.md")),
];
const HEADER: &str = include_str!("../include/jicai.h");
const POWERBUILDER: &str = include_str!("../examples/powerbuilder/n_jicai.sru");

/// A block of code.
struct Block {
    language: String,
    text: String,
    /// The example that it is taken from, by the comment in front of it.
    source: Option<String>,
}

fn blocks(readme: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let (mut open, mut before) = (false, "");
    for line in readme.lines() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(language) => {
                let source = before.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"));
                found.push(Block {
                    language: language.to_owned(),
                    text: String::new(),
                    source: source.map(str::to_owned),
                });
                open = true;
            }
            None if open => {
                let block = found.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {}
        }
        before = line;
    }
    found
}

/// The code of a block without its comments and without what surrounds a line.
fn code(language: &str, text: &str) -> Vec<String> {
    let (line_comment, comment) = match language {
        "sh" | "cmake" => ("#", None),
        "pascal" => ("//", Some(('{', '}'))),
        _ => ("//", None),
    };
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut line = line.to_owned();
        while let Some(start) = line.find("/*") {
            let end = line[start..].find("*/").map_or(line.len(), |length| start + length + 2);
            line.replace_range(start..end, "");
        }
        if let Some((from, to)) = comment {
            while let Some(start) = line.find(from) {
                let end = line[start..].find(to).map_or(line.len(), |length| start + length + 1);
                line.replace_range(start..end, "");
            }
        }
        let line = line.split(line_comment).next().unwrap().trim();
        if !line.is_empty() {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// The static library beside the test: cargo makes it before any test runs.
fn library() -> PathBuf {
    let exe = std::env::current_exe().unwrap();
    let near = exe.ancestors().skip(1).take(2).map(|folder| folder.join("libjicai_c.a"));
    near.into_iter().find(|path| path.exists()).expect("cargo built no libjicai_c.a beside the test")
}

#[test]
#[cfg(unix)]
fn c_programs_print_what_is_said_of_them() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, readme, wanted) in
        READMES.map(|(name, text)| (name, text, 2)).into_iter().chain(PROJECT.map(|(name, text)| (name, text, 1)))
    {
        let blocks = blocks(readme);
        let mut programs = 0;
        for pair in blocks.windows(2).filter(|pair| pair[0].language == "c") {
            assert_eq!(pair[1].language, "text", "{name}: a program without its output");
            programs += 1;
            let source = folder.join(format!("{name}-{programs}.c"));
            let program = source.with_extension("exe");
            std::fs::write(&source, &pair[0].text).unwrap();
            let built = Command::new(std::env::var("CC").unwrap_or_else(|_| "cc".into()))
                .args(["-std=c99", "-Wall", "-Werror", "-pedantic", "-I"])
                .arg(Path::new(FOLDER).join("include"))
                .args([&source, &library()])
                .args(["-lpthread", "-ldl", "-lm", "-o"])
                .arg(&program)
                .output()
                .expect("a C compiler is needed: cc");
            assert!(built.status.success(), "{name}: {}", String::from_utf8_lossy(&built.stderr));
            let ran = Command::new(&program).output().unwrap();
            assert!(ran.status.success(), "{name}: {ran:?}");
            assert_eq!(String::from_utf8_lossy(&ran.stdout), pair[1].text, "{name}, program {programs}");
        }
        assert_eq!(programs, wanted, "{name}");
    }
}

#[test]
fn snippets_are_lines_of_examples_that_run() {
    for (name, readme) in READMES {
        for block in blocks(readme) {
            let taken = ["cpp", "pascal", "csharp", "java", "powerscript"].contains(&block.language.as_str());
            assert_eq!(taken, block.source.is_some(), "{name}: {}", block.language);
            let Some(source) = &block.source else { continue };
            let example = std::fs::read_to_string(Path::new(FOLDER).join(source)).unwrap();
            let lines: BTreeSet<String> = code(&block.language, &example).into_iter().collect();
            for line in code(&block.language, &block.text) {
                assert!(lines.contains(&line), "{name}: not in {source}: {line}");
            }
        }
    }
}

#[test]
fn both_languages_show_the_same_code() {
    let [english, chinese] = READMES
        .map(|(_, readme)| blocks(readme).iter().map(|block| code(&block.language, &block.text)).collect::<Vec<_>>());
    assert_eq!(english, chinese);
}

#[test]
fn links_lead_somewhere() {
    for (name, readme) in READMES {
        for target in readme.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            let path = target.split('#').next().unwrap();
            let fine = path.is_empty() || path.starts_with("https://") || Path::new(FOLDER).join(path).exists();
            assert!(fine, "{name}: {target}");
        }
    }
}

/// Name, value, and the comment above.
fn constants(prefix: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let mut comment = String::new();
    for line in HEADER.lines() {
        if let Some(text) = line.strip_prefix("// ") {
            if !comment.is_empty() {
                comment.push(' ');
            }
            comment.push_str(text);
            continue;
        }
        if let Some(rest) = line.strip_prefix("#define ") {
            let mut words = rest.split_whitespace();
            let (name, value) = (words.next().unwrap(), words.next().unwrap_or_default());
            if name.starts_with(prefix) {
                found.push((name.to_owned(), value.to_owned(), std::mem::take(&mut comment)));
            }
        }
        comment.clear();
    }
    assert!(!found.is_empty(), "{prefix}");
    found
}

#[test]
fn return_codes_are_those_of_the_header() {
    let mut codes = constants("JICAI_OK");
    codes.extend(constants("JICAI_E_"));
    for (name, readme) in READMES {
        let is_row = |line: &&str| line.contains(" | `JICAI_") && line.as_bytes()[2].is_ascii_digit();
        let rows: Vec<&str> = readme.lines().filter(is_row).collect();
        assert_eq!(rows.len(), codes.len(), "{name}");
        for (row, (code, value, text)) in rows.iter().zip(&codes) {
            let start = format!("| {value} | `{code}` | ");
            assert!(row.starts_with(&start), "{name}: {row}");
            if name == "README.md" {
                assert_eq!(*row, format!("{start}{text} |"));
            }
        }
    }
}

/// `100000` as `100,000`.
fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[test]
fn limits_are_those_of_the_header() {
    for (name, readme) in READMES {
        for (limit, value, _) in constants("JICAI_MAX_") {
            let row = format!("| `{limit}` | {} |", grouped(&value));
            assert!(readme.contains(&row), "{name}: no row {row}");
        }
        for (size, value, _) in constants("JICAI_PATH_SIZE").iter().chain(&constants("JICAI_MESSAGE_SIZE")) {
            let row = readme.lines().find(|line| line.contains(&format!("`{size}`"))).unwrap();
            assert!(row.contains(value.as_str()), "{name}: {row}");
        }
    }
}

/// The functions of the header, each with the number of its arguments.
fn functions() -> Vec<(String, usize)> {
    let declarations = HEADER.split_once("extern \"C\" {").unwrap().1;
    let plain: String = declarations.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut found = Vec::new();
    for declaration in plain.split(';') {
        let Some((head, arguments)) = declaration.split_once('(') else { continue };
        let name = head.rsplit([' ', '*']).next().unwrap();
        let count = if arguments.starts_with("void)") { 0 } else { arguments.split(',').count() };
        if name.starts_with("jicai_") {
            found.push((name.to_owned(), count));
        }
    }
    assert!(found.len() > 10);
    found
}

#[test]
fn every_function_is_named() {
    for (name, readme) in READMES {
        for (function, _) in functions() {
            assert!(readme.contains(&format!("`{function}`")), "{name}: {function}");
        }
    }
}

#[test]
fn every_example_was_written_for_this_interface() {
    let version = &constants("JICAI_ABI_VERSION")[0].1;
    for (file, name) in [
        ("pascal/jicai.pas", "JicaiAbiVersion"),
        ("csharp/Jicai.cs", "AbiVersion"),
        ("java/Jicai.java", "ABI_VERSION"),
        ("powerbuilder/n_jicai.sru", "JICAI_ABI_VERSION"),
    ] {
        let text = std::fs::read_to_string(Path::new(FOLDER).join("examples").join(file)).unwrap();
        assert!(text.lines().any(|line| line.contains(&format!(" {name} = {version}"))), "{file}");
    }
}

/// The fields of a struct of the header, as PowerBuilder has them.
fn powerbuilder_fields(name: &str) -> Vec<String> {
    let end = HEADER.find(&format!("}} {name};")).unwrap();
    let start = HEADER[..end].rfind("typedef struct {").unwrap();
    let fields = HEADER[start..end].lines().skip(1).filter(|line| !line.trim_start().starts_with("//"));
    let mut found = Vec::new();
    for field in fields {
        let (kind, field) = field.trim().trim_end_matches(';').split_once(' ').unwrap();
        match kind {
            "size_t" => found.extend([format!("unsignedlong {field}"), format!("unsignedlong {field}_high")]),
            "int64_t" => found.push(format!("longlong {field}")),
            "int32_t" => found.push(format!("long {field}")),
            other => panic!("{other}"),
        }
    }
    found
}

/// Nothing here can run it: what can be compared is.
#[test]
fn powerbuilder_declares_what_the_header_declares() {
    for (structure, name) in [("os_line", "jicai_line"), ("os_split", "jicai_split")] {
        let (_, rest) = POWERBUILDER.split_once(&format!("type {structure} from structure\n")).unwrap();
        let (fields, _) = rest.split_once("end type").unwrap();
        let fields: Vec<String> =
            fields.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(fields, powerbuilder_fields(name), "{structure}");
    }
    let known = functions();
    let mut declared = 0;
    for declaration in POWERBUILDER.lines().filter_map(|line| line.strip_prefix("FUNCTION ")) {
        let (head, arguments) = declaration.split_once(" (").unwrap();
        let name = head.rsplit(' ').next().unwrap();
        let (arguments, _) = arguments.split_once(')').unwrap();
        let count = if arguments.is_empty() { 0 } else { arguments.split(',').count() };
        assert!(known.contains(&(name.to_owned(), count)), "{declaration}");
        declared += 1;
    }
    assert_eq!(declared, 5);
}

/// The sizes and places that its script counts off, which 32-bit Windows has as well.
#[test]
#[cfg(target_pointer_width = "64")]
fn powerbuilder_counts_bytes_as_c_does() {
    use jicai_c::bill::{jicai_line, jicai_split};
    use jicai_c::error::{JICAI_MESSAGE_SIZE, JICAI_PATH_SIZE, jicai_error};
    use std::mem::offset_of;

    assert_eq!(size_of::<jicai_line>(), 72);
    for line in [
        format!("lstr_split.struct_size = {}", size_of::<jicai_split>()),
        format!("lll_size = {}", size_of::<jicai_error>()),
        format!("lblb_error = Blob(Space({}))", size_of::<jicai_error>() / 2),
        format!("BlobEdit(lblb_error, {}, ll_zero)", offset_of!(jicai_error, encoding) + 1),
        format!("BlobMid(lblb_error, {}, {JICAI_PATH_SIZE})", offset_of!(jicai_error, path) + 1),
        format!("BlobMid(lblb_error, {}, {JICAI_MESSAGE_SIZE})", offset_of!(jicai_error, message) + 1),
    ] {
        assert!(POWERBUILDER.contains(&line), "{line}");
    }
}
