//! Lots, products, lists and records of a given size for the benchmarks.

use jicai::award::{Bid, Form, Lot};
use jicai::credit::{GradeRecord, Role, RulebookChoice};
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

/// Charge lines in columns: amounts in fen, standards in 10⁻⁶ yuan, quantities in 10⁻⁴, rates in 10⁻⁴.
pub struct Lines {
    /// Fen.
    pub amount: Vec<i64>,
    /// 10⁻⁶ yuan a unit.
    pub standard: Vec<i64>,
    /// 10⁻⁴ units.
    pub quantity: Vec<i64>,
    /// 10⁻⁴.
    pub rate: Vec<i32>,
}

/// `n` covered lines with a standard, of prices, quantities and rates as bills have them.
pub fn lines(n: usize) -> Lines {
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        i64::try_from(state % below).unwrap_or(0)
    };
    let mut lines = Lines { amount: vec![], standard: vec![], quantity: vec![], rate: vec![] };
    for _ in 0..n {
        let (price, units) = (next(500_000_000) + 10_000, next(100) + 1);
        // The price in 10⁻⁶ yuan, the amount to the fen.
        lines.amount.push((price * units + 5_000) / 10_000);
        lines.standard.push(price * (60 + next(60)) / 100);
        lines.quantity.push(units * 10_000);
        lines.rate.push(i32::try_from(next(5) * 500).unwrap_or(0));
    }
    lines
}

/// `n` grade records of firms with so many records each, in the 31 provinces by turns, under both versions; some are cleared, one in
/// three has no list of products, the others have three.
///
/// # Panics
///
/// If a literal of this file is no id or date.
pub fn grade_records(n: u32, of_each_firm: u32) -> Vec<GradeRecord> {
    const GRADES: [(&str, &str); 6] = [
        ("credit/cn-2020", "general"),
        ("credit/cn-2020", "medium"),
        ("credit/cn-2020", "severe"),
        ("credit/cn-2025", "dishonest"),
        ("credit/cn-2025", "severely_dishonest"),
        ("credit/cn-2025", "especially_severely_dishonest"),
    ];
    let id = |text: String| text.parse().expect("an id");
    let record = |i: u32| {
        let (rulebook, grade) = GRADES[i as usize * 5 % 6];
        let start = format!("20{:02}-{:02}-01", 21 + i % 5, 1 + i % 12).parse().expect("a date");
        GradeRecord {
            firm: Some(id(format!("F{:06}", i / of_each_firm))),
            role: Some(if i.is_multiple_of(7) { Role::Distributor } else { Role::Manufacturer }),
            rulebook: Some(RulebookChoice::builtin(rulebook)),
            cleared_on: i.is_multiple_of(4).then(|| "2025-12-31".parse().expect("a date")),
            products: (!i.is_multiple_of(3)).then(|| (0..3).map(|k| id(format!("P{}", (i + k) % 500))).collect()),
            ..GradeRecord::new(id(format!("R{i:06}")), id(format!("{}0000", 11 + i % 31)), id(grade.to_owned()), start)
        }
    };
    (0..n).map(record).collect()
}
