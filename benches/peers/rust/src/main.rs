//! Two tasks by `jicai` and by other engines for Rust: see `benches/peers/README.md`. Prints what it measured as JSON.

mod award;
mod data;
mod engines;
mod measure;
mod split;

use serde_json::json;

/// Versions as the lock file has them.
fn version(name: &str) -> &'static str {
    let lock = include_str!("../Cargo.lock");
    let package = lock.split("[[package]]").find(|package| package.contains(&format!("name = \"{name}\"\n")));
    let line = package.and_then(|package| package.lines().find_map(|line| line.strip_prefix("version = \"")));
    line.expect("a package of the lock file").trim_end_matches('"')
}

fn main() {
    let turns = std::env::args().nth(1).map_or(9, |turns| turns.parse().expect("a number of turns"));
    let names = ["jicai", "cedar-policy", "regorus", "rust_decimal", "zen-engine", "zen-expression"];
    let versions: serde_json::Map<_, _> = names.iter().map(|name| ((*name).to_owned(), version(name).into())).collect();
    let tasks = [award::one_lot(turns), split::lines(turns)];
    println!("{}", json!({ "language": "Rust", "versions": versions, "tasks": tasks }));
}
