//! Lots of a given size for the benchmarks.

use jicai::award::{Bid, Form, Lot};

/// A lot of `n` bids with distinct prices from 1.0000 yuan on, in an order that is not sorted, below a ceiling of 9 yuan.
///
/// # Panics
///
/// If a literal of this file is no price.
pub fn lot(n: u32) -> Lot {
    Lot {
        lot: "lot".parse().ok(),
        form: Some(Form::OralSolid),
        ceiling: "9".parse().ok(),
        bids: (0..n).map(|i| bid(i, n)).collect(),
        ..Lot::default()
    }
}

fn bid(i: u32, n: u32) -> Bid {
    // 7919 is prime: every residue below n comes once, in a scattered order, unless n is a multiple of it.
    let scattered = i.wrapping_mul(7919) % n;
    let price = format!("{}.{:04}", 1 + scattered / 1250, scattered % 1250 * 8);
    Bid::new(format!("B{i:04}").parse().expect("an id"), price.parse().expect("a price"))
}
