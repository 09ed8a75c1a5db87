//! `spec-tests [FILE_OR_FOLDER…]`, `spec-tests answers`, `spec-tests requests`, `spec-tests reply REQUESTS.tsv`,
//! `spec-tests lint RULEBOOK.toml…`, `spec-tests schema`, `spec-tests limits`,
//! `spec-tests faults [PART OF A NAME…]`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use spec_tests::{answers, faults, limits, lint, run, schema};

const USAGE: &str = "\
usage: spec-tests [FILE_OR_FOLDER…]      run vectors; without a name, those of the project
       spec-tests answers [FILE_OR_FOLDER…]
                                        print each vector's id, a tab, and the response
       spec-tests requests [FILE_OR_FOLDER…]
                                        the same with the request: for programs in other languages
       spec-tests reply REQUESTS.tsv    answer such a list, as those programs do
       spec-tests lint RULEBOOK.toml…   check rulebook files
       spec-tests schema                write the JSON Schemas below spec-tests/schema/
       spec-tests limits                write spec-tests/vectors/award-limits.json
       spec-tests faults [PART OF A NAME…]
                                        hostile requests at their largest: time, growth, memory";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let paths = |words: &[&str]| words.iter().map(PathBuf::from).collect::<Vec<_>>();
    let say = &mut |line: &str| println!("{line}");
    let done = match words.as_slice() {
        ["lint"] => return usage(),
        words if words.iter().any(|word| word.starts_with('-')) => return usage(),
        [] => run::run(&[spec_tests::vectors()], say).is_success(),
        ["answers"] => written(answers::answers(&[spec_tests::vectors()], say)),
        ["answers", files @ ..] => written(answers::answers(&paths(files), say)),
        ["requests"] => written(answers::requests(&[spec_tests::vectors()], say)),
        ["requests", files @ ..] => written(answers::requests(&paths(files), say)),
        ["reply", file] => written(answers::replies(Path::new(file), say)),
        ["reply", ..] => return usage(),
        ["lint", files @ ..] => lint::lint(&paths(files), say),
        ["schema"] => written(schema::write(&spec_tests::schemas(), say)),
        ["limits"] => written(limits::write(&spec_tests::vectors(), say)),
        ["faults", "one", name, size] => written(faults::one(name, size, say)),
        ["faults", names @ ..] => faults::run(names, say),
        files => run::run(&paths(files), say).is_success(),
    };
    if done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

fn written<E: std::fmt::Display>(result: Result<(), E>) -> bool {
    result.inspect_err(|error| eprintln!("{error}")).is_ok()
}
