//! What the fuzz targets do with their bytes. Here, so that the seeds can also be replayed by a compiler that does not fuzz.

#![allow(missing_docs)]

pub mod abi;
pub mod areas;
pub mod columns;
pub mod evaluate;
pub mod lines;
pub mod numbers;
pub mod rulebook;
pub mod summaries;

use std::path::Path;

/// Without a fuzzer a target does each file that it is given, and each file of a folder.
pub fn replay(run: impl Fn(&[u8])) {
    for path in std::env::args().skip(1) {
        let count = replay_files(Path::new(&path), &run);
        println!("{path}: {count} passed, 0 failed");
    }
}

/// Does a file, or those of a folder; how many there were.
pub fn replay_files(path: &Path, run: &impl Fn(&[u8])) -> usize {
    if path.is_file() {
        run(&std::fs::read(path).expect("a file that can be read"));
        return 1;
    }
    let mut files: Vec<_> =
        std::fs::read_dir(path).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.sort();
    files.iter().map(|file| replay_files(file, run)).sum()
}

/// A target that takes bytes as they are.
#[macro_export]
macro_rules! target {
    ($run:path) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|data: &[u8]| $run(data));
        #[cfg(not(fuzzing))]
        fn main() {
            $crate::replay($run);
        }
    };
}

/// The text that bytes begin with.
fn text(data: &[u8]) -> &str {
    match std::str::from_utf8(data) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&data[..error.valid_up_to()]).unwrap_or_default(),
    }
}
