//! Decimals, dates and identifiers: what parses prints as the same value.

use jicai::number::{PackCount, PositiveQuantity, Price, Quantity, SignedMoney};

pub fn run(data: &[u8]) {
    let text = crate::text(data);
    if let Ok(price) = text.parse::<Price>() {
        assert_eq!(price.to_string().parse(), Ok(price));
    }
    if let Ok(quantity) = text.parse::<Quantity>() {
        assert_eq!(quantity.to_string().parse(), Ok(quantity));
    }
    if let Ok(quantity) = text.parse::<PositiveQuantity>() {
        assert_eq!(quantity.to_string().parse(), Ok(quantity));
    }
    if let Ok(money) = text.parse::<SignedMoney>() {
        assert_eq!(money.to_string().parse(), Ok(money));
    }
    if let Ok(count) = text.parse::<PackCount>() {
        assert_eq!(count.to_string().parse(), Ok(count));
    }
    if let Ok(date) = text.parse::<jicai::Date>() {
        assert_eq!(date.to_string(), text);
    }
}
