//! The seeds by a compiler that does not fuzz: each target does each of its own without a complaint.

use std::path::PathBuf;

use jicai_fuzz::{abi, areas, columns, evaluate, lines, numbers, replay_files, rulebook, summaries};

fn replay(target: &str, run: impl Fn(&[u8])) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
    assert!(replay_files(&folder, &run) > 0, "no seeds");
}

macro_rules! targets {
    ($($name:ident),+) => { $(#[test] fn $name() { replay(stringify!($name), $name::run); })+ };
}
targets!(abi, columns, evaluate, lines, numbers, rulebook, summaries);

macro_rules! of_areas {
    ($($name:ident),+) => {
        $(#[test] fn $name() {
            replay(stringify!($name), |data| {
                // A seed that is no request of the area would say nothing.
                assert!(areas::parse(stringify!($name), data).is_some());
                areas::run(stringify!($name), data);
            });
        })+
    };
}
of_areas!(award, differential, payment, credit, volume, execution);
