//! Replays published tenders: `cargo run --release --example replay -- zh` (or `en`).
//!
//! For each lot of `spec-tests/real/replay.toml` it prints who wins by the rules of the round beside who won by publication, why, what
//! winning brings, what the answer rests on, what the rules of other rounds would have decided, and how high each firm could have bid.
//! What is not published is named, not guessed. A lot is added in that file, without touching Rust.

mod case;
mod data;
mod lot;
mod page;
mod rivals;
mod summary;
mod supply;
mod words;

use std::io::{self, Write};
use std::process::ExitCode;

use jicai::explain::{Language, Trace};

use crate::case::Case;
use crate::data::{Data, Result};
use crate::page::Page;
use crate::summary::{Tally, summary};

fn replay(language: Language, out: &mut dyn Write) -> Result<()> {
    let data = Data::read()?;
    let mut page = Page::new(language, &data, out);
    let mut tally = Tally::default();
    for (number, plan) in (1..).zip(data.lots()) {
        let case = Case::new(&data, plan)?;
        let mut trace = Trace::explaining();
        lot::heading(&mut page, number, &case)?;
        let award = lot::bids(&mut page, &case, &mut tally, &mut trace)?;
        supply::consequences(&mut page, &case, award.as_ref(), &mut trace, &mut tally)?;
        rivals::other_rules(&mut page, &case)?;
        rivals::highest_prices(&mut page, &case)?;
        tally.lots = number;
    }
    supply::supply(&mut page)?;
    summary(&mut page, &tally)
}

fn main() -> ExitCode {
    let language = match std::env::args().nth(1).as_deref() {
        None | Some("zh") => Language::Zh,
        Some("en") => Language::En,
        Some(other) => {
            eprintln!("replay: the language is `zh` or `en`, got `{other}`");
            return ExitCode::FAILURE;
        }
    };
    match replay(language, &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has seen enough: `… | head`.
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("replay: {error}");
            ExitCode::FAILURE
        }
    }
}
