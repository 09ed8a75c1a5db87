//! Bids in different strengths, made comparable and decided: `cargo run --example two_strengths`.

use jicai::award::{self, Bid, Lot};
use jicai::differential::{self, ComparablePriceQuestion, Form, Product};
use jicai::number::Price;

/// The declared unit prices of one lot: who, how many milligrams a tablet, yuan a tablet.
const BIDS: [(&str, &str, &str); 4] =
    [("甲", "10", "0.5200"), ("乙", "20", "0.8400"), ("丙", "10", "0.5000"), ("丁", "20", "0.9300")];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = differential::Rulebook::builtin("differential/vbp")?;
    // One tablet on both sides: a declared price is that of a unit, so there is no count.
    let tablet = |content: &str| -> Result<Product, jicai::number::ParseNumberError> {
        Ok(Product::new(Form::Tablet).content(content.parse()?))
    };
    let mut bids = Vec::new();
    for (id, content, price) in BIDS {
        let price: Price = price.parse()?;
        let question = ComparablePriceQuestion::new(tablet(content)?, price, tablet("10")?);
        let answer = differential::comparable_price(&rules, &question)?;
        println!("{id}  {content} mg  {price}  →  10 mg  {}", answer.comparable_price);
        let mut bid = Bid::new(id.parse()?, price);
        bid.comparable_price = Some(answer.comparable_price.to_string().parse()?);
        bids.push(bid);
    }

    let rulebook = award::Rulebook::builtin("award/cn-2019-expansion")?;
    let lot = Lot { ceiling: Some("1.20".parse()?), bids, ..Lot::default() };
    for bid in award::select(&rulebook, &lot)?.bids {
        let rank = bid.rank.map_or(String::new(), |rank| format!("第 {rank} 位"));
        let comparable = bid.comparable_price.map_or(String::new(), |price| price.to_string());
        println!("{rank}  {}  {comparable}  {}", bid.bid, bid.outcome);
    }
    Ok(())
}
