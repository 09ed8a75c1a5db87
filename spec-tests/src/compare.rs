//! What counts as equal: objects by the fields that are expected, lists element by element, decimal strings by numeric value,
//! everything else exactly, its JSON type included.

use std::fmt;

use serde_json::Value;

/// A place where an answer is not what a vector expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// JSON Pointer (RFC 6901) into the response.
    pub pointer: String,
    /// What the vector says.
    pub expected: String,
    /// What the library says.
    pub got: String,
}

impl Difference {
    /// A difference at a place.
    pub fn new(pointer: impl Into<String>, expected: impl fmt::Display, got: impl fmt::Display) -> Difference {
        Difference { pointer: pointer.into(), expected: clip(&expected.to_string()), got: clip(&got.to_string()) }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}, got {}", self.pointer, self.expected, self.got)
    }
}

/// One line of bearable length.
fn clip(text: &str) -> String {
    const MOST: usize = 300;
    let line = text.replace(['\n', '\r'], " ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(&line)),
        None => line,
    }
}

/// Every place at which `got` differs from `expected`; both lie at `pointer` of their documents.
pub fn differences(pointer: &str, expected: &Value, got: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    collect(pointer, expected, got, &mut found);
    found
}

fn collect(pointer: &str, expected: &Value, got: &Value, found: &mut Vec<Difference>) {
    match (expected, got) {
        (Value::Object(fields), Value::Object(answer)) => {
            for (name, value) in fields {
                let pointer = format!("{pointer}/{}", escaped(name));
                match answer.get(name) {
                    Some(got) => collect(&pointer, value, got, found),
                    None => found.push(Difference::new(pointer, value, "nothing")),
                }
            }
        }
        (Value::Array(items), Value::Array(answer)) => {
            if items.len() != answer.len() {
                let count = |list: &[Value]| format!("{} elements {}", list.len(), Value::from(list.to_vec()));
                found.push(Difference::new(pointer, count(items), count(answer)));
                return;
            }
            for (i, (value, got)) in items.iter().zip(answer).enumerate() {
                collect(&format!("{pointer}/{i}"), value, got, found);
            }
        }
        (Value::String(text), Value::String(answer)) if text == answer || same_decimal(text, answer) => {}
        (Value::String(_), Value::String(_)) => found.push(Difference::new(pointer, expected, got)),
        _ if expected == got => {}
        _ => found.push(Difference::new(pointer, expected, got)),
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The first of `expected` that does not occur in `got` behind those before it: its index, or `None` if all occur in this order.
pub fn missing_in_order<T: PartialEq>(expected: &[T], got: &[T]) -> Option<usize> {
    let mut rest = got.iter();
    expected.iter().position(|wanted| !rest.any(|entry| entry == wanted))
}

/// Both are decimals, and of the same value: digit by digit, whatever their length.
fn same_decimal(a: &str, b: &str) -> bool {
    match (Decimal::read(a), Decimal::read(b)) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    }
}

/// A decimal string without what does not change its value.
#[derive(PartialEq, Eq)]
struct Decimal<'a> {
    is_negative: bool,
    whole: &'a str,
    part: &'a str,
}

impl<'a> Decimal<'a> {
    /// The grammar of the contract: `-?[0-9]+(\.[0-9]+)?`.
    fn read(text: &'a str) -> Option<Decimal<'a>> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        if !is_digits(whole) || !is_digits(part) {
            return None;
        }
        let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
        let is_zero = whole.is_empty() && part.is_empty();
        Some(Decimal { is_negative: text.starts_with('-') && !is_zero, whole, part })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pointers(expected: Value, got: Value) -> Vec<String> {
        differences("", &expected, &got).into_iter().map(|difference| difference.pointer).collect()
    }

    #[test]
    fn decimals_are_equal_by_value() {
        let long = format!("{}.{}", "9".repeat(60), "1".repeat(60));
        for (a, b) in [
            ("1.8", "1.8000"),
            ("01.80", "1.8"),
            ("0", "0.0000"),
            ("-0.0", "0"),
            ("-2.50", "-2.5"),
            (long.as_str(), format!("0{long}0").as_str()),
        ] {
            assert!(pointers(json!(a), json!(b)).is_empty(), "{a} {b}");
        }
        for (a, b) in [
            ("1.8", "1.80001"),
            ("1.8", "-1.8"),
            ("18", "1.8"),
            ("100", "1"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1e1", "10"),
            ("+1", "1"),
            ("１", "1"),
            ("", "0"),
            (long.as_str(), format!("{long}1").as_str()),
        ] {
            assert_eq!(pointers(json!(a), json!(b)), [""], "{a} {b}");
        }
    }

    #[test]
    fn fields_that_are_not_expected_are_free() {
        assert!(pointers(json!({}), json!({ "a": 1 })).is_empty());
        assert!(pointers(json!({ "a": { "b": 1 } }), json!({ "a": { "b": 1, "c": 2 }, "d": 3 })).is_empty());
    }

    #[test]
    fn a_missing_field_is_a_difference() {
        assert_eq!(pointers(json!({ "a": { "b": 1 } }), json!({ "a": {} })), ["/a/b"]);
        assert_eq!(pointers(json!({ "a": null }), json!({})), ["/a"]);
        assert_eq!(pointers(json!({ "a/b": 1, "c~d": 2 }), json!({})), ["/a~1b", "/c~0d"]);
    }

    #[test]
    fn lists_have_equal_length_and_order() {
        assert!(pointers(json!([1, "2.0"]), json!([1, "2"])).is_empty());
        assert_eq!(pointers(json!([1]), json!([1, 2])), [""]);
        assert_eq!(pointers(json!({ "a": [1, 2] }), json!({ "a": [1] })), ["/a"]);
        assert_eq!(pointers(json!({ "a": [] }), json!({ "a": [1] })), ["/a"]);
        assert_eq!(pointers(json!([1, 2]), json!([2, 1])), ["/0", "/1"]);
        assert_eq!(pointers(json!([{ "a": 1 }]), json!([{ "a": 2, "b": 1 }])), ["/0/a"]);
    }

    #[test]
    fn types_are_strict() {
        for (a, b) in [
            (json!("1"), json!(1)),
            (json!(1), json!("1")),
            (json!(true), json!("true")),
            (json!(false), json!(0)),
            (json!(null), json!(false)),
            (json!([]), json!({})),
            (json!({}), json!([])),
            (json!({}), json!("")),
            (serde_json::from_str("1.0").unwrap(), json!(1)),
        ] {
            assert_eq!(pointers(a.clone(), b.clone()), [""], "{a} {b}");
        }
        assert!(pointers(json!(null), json!(null)).is_empty());
        assert_eq!(pointers(json!("a"), json!("A")), [""]);
    }

    #[test]
    fn outcomes_are_a_subsequence() {
        assert_eq!(missing_in_order::<u8>(&[], &[1]), None);
        assert_eq!(missing_in_order(&[1, 3], &[1, 2, 3]), None);
        assert_eq!(missing_in_order(&[3, 1], &[1, 2, 3]), Some(1));
        assert_eq!(missing_in_order(&[1, 1], &[1, 2]), Some(1));
        assert_eq!(missing_in_order(&[4], &[1, 2, 3]), Some(0));
    }

    #[test]
    fn a_difference_is_one_line() {
        let found = differences("/value", &json!({ "a": "x\ny" }), &json!({ "a": "z".repeat(1000) }));
        let line = found[0].to_string();
        assert!(line.starts_with(r#"/value/a: expected "x\ny", got "zzz"#), "{line}");
        assert!(!line.contains('\n') && line.len() < 400);
    }
}
