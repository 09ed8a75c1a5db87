//! Lots, products and lists of a given size for the benchmarks.

use jicai::award::{Bid, Form, Lot};
use jicai::differential::{self, ListedProduct, Product};

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

/// Tablets of a content in milligrams, so many in a pack.
///
/// # Panics
///
/// If a text is no content or count.
pub fn tablets(content: &str, count: &str) -> Product {
    Product::new(differential::Form::Tablet)
        .content(content.parse().expect("a content"))
        .count(count.parse().expect("a count"))
}

/// `n` tablets of different content and count, none so different that it would need a representative of its own, at prices of which
/// some break the differential constraint.
///
/// # Panics
///
/// If a literal of this file is no price.
pub fn listing(n: u32) -> Vec<ListedProduct> {
    let product = |i: u32| ListedProduct {
        id: format!("P{i:03}").parse().expect("an id"),
        price: format!("{}.{:02}", 2 + i % 40, i * 37 % 100).parse().expect("a price"),
        other_limit: None,
        product: tablets(&(10 + i * 13 % 60).to_string(), &(6 + i * 7 % 90).to_string()),
    };
    (0..n).map(product).collect()
}
