//! A first lot: four bids under the rules of batch 10. `cargo run --example first_lot`
//!
//! The bids are made up. Who wins, why, in both languages, and what the answer rests on.

use jicai::award::{self, Bid, Form, Lot};
use jicai::explain::{Language, Trace};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rulebook = award::Rulebook::builtin("award/cn-batch-10")?;
    let lot = Lot {
        form: Some(Form::OralSolid),
        ceiling: Some("3.00".parse()?),
        bids: vec![
            Bid::new("A".parse()?, "1.00".parse()?),
            Bid::new("B".parse()?, "1.80".parse()?), // exactly on the limit of 1.8 times the lowest price
            Bid::new("C".parse()?, "1.8001".parse()?),
            Bid::new("D".parse()?, "2.50".parse()?),
        ],
        ..Lot::default()
    };

    let mut trace = Trace::explaining();
    let award = award::select_with(&rulebook, &lot, &mut trace)?;

    for bid in &award.bids {
        println!("{} {} ({})", bid.bid, bid.outcome, bid.reason);
        for step in trace.steps().iter().filter(|step| step.subject_id() == Some(&bid.bid)) {
            println!("    {}: {}", step.clause(), step.text(Language::En));
            println!("    {}: {}", step.clause(), step.text(Language::Zh));
        }
    }
    println!("selected: {}", award.selected.iter().map(|bid| bid.as_str()).collect::<Vec<_>>().join(", "));
    for source in trace.rests_on() {
        println!("rests on {} ({}): {}", source.parameter(), source.provenance().as_str(), source.citation());
    }
    Ok(())
}
