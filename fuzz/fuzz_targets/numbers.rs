//! Decimals, dates and identifiers: what parses prints as the same value.
#![no_main]

use jicai::number::{Price, Quantity};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(price) = text.parse::<Price>() {
        assert_eq!(price.to_string().parse(), Ok(price));
    }
    if let Ok(quantity) = text.parse::<Quantity>() {
        assert_eq!(quantity.to_string().parse(), Ok(quantity));
    }
    if let Ok(date) = text.parse::<jicai::Date>() {
        assert_eq!(date.to_string(), text);
    }
});
