//! Published tenders replayed, published price lists recomputed, a lot shared out among hospitals, a drug and a bill under payment rules, published credit grades, a month of execution: `cargo run --release --example demo -- zh` (or `en`).

mod credit;
mod data;
mod execution;
mod page;
mod payment;
mod price_lists;
mod tenders;
mod volume;
mod words;

use std::io;
use std::process::ExitCode;

use jicai::explain::Language;

use crate::data::Result;

fn demo(language: Language) -> Result<()> {
    let out = &mut io::stdout().lock();
    tenders::replay(language, out)?;
    price_lists::recompute(language, out)?;
    volume::volume(language, out)?;
    payment::payment(language, out)?;
    credit::credit(language, out)?;
    execution::execution(language, out)
}

fn main() -> ExitCode {
    let language = match std::env::args().nth(1).as_deref() {
        None | Some("zh") => Language::Zh,
        Some("en") => Language::En,
        Some(other) => {
            eprintln!("demo: the language is `zh` or `en`, got `{other}`");
            return ExitCode::FAILURE;
        }
    };
    match demo(language) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has seen enough: `… | head`.
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("demo: {error}");
            ExitCode::FAILURE
        }
    }
}
