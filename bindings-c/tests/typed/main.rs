//! Every typed call answers what the JSON door answers to the same question: the same numbers, or the same code at the same field.
//!
//! Questions are drawn from a seeded generator, half of them with a value that no field may have. `JICAI_CASES` asks for more of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "a test may stop on the first surprise"
)]

mod bill;
mod dice;
mod drug;
mod execution;
mod lot;
mod supplier;

use std::ffi::{CStr, CString};
use std::mem::{MaybeUninit, size_of};

use jicai_c::error::*;
use serde_json::{Value, json};

/// A struct of numbers with its size at its head and zeros behind it.
pub(crate) fn sized<T>() -> T {
    let mut place = MaybeUninit::<T>::zeroed();
    unsafe {
        place.as_mut_ptr().cast::<usize>().write(size_of::<T>());
        place.assume_init()
    }
}

pub(crate) fn started<T>(init: unsafe extern "system" fn(*mut T) -> Status) -> T {
    let mut place = MaybeUninit::uninit();
    assert_eq!(unsafe { init(place.as_mut_ptr()) }, JICAI_OK);
    unsafe { place.assume_init() }
}

/// Code, row and path of a failure.
pub(crate) type Told = (i32, i64, String);

pub(crate) fn told(code: i32, error: &jicai_error) -> Told {
    assert_eq!(code, error.code);
    let message = unsafe { CStr::from_ptr(error.message.as_ptr()) };
    assert!(!message.is_empty() && message.to_str().is_ok());
    let path = unsafe { CStr::from_ptr(error.path.as_ptr()) };
    (code, error.row, path.to_str().unwrap().to_owned())
}

pub(crate) fn cases(usual: u32) -> u32 {
    std::env::var("JICAI_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// Prices in millionths that a field may have, and that it may not.
pub(crate) const PRICES: [i64; 9] =
    [1, 999_999, 1_000_000, 1_091_200, 24_130_000, 350_000, 5_000_000, 99_990_000_000, i64::MAX];
pub(crate) const NO_PRICES: [i64; 3] = [0, -1, i64::MIN + 1];

const CODES: [&str; 9] = [
    "invalid_json",
    "invalid_input",
    "unknown_function",
    "unknown_rulebook",
    "invalid_rulebook",
    "rule_gap",
    "unverified_parameter",
    "limit_exceeded",
    "internal",
];

/// What the door says; a path of the contract becomes row and name by `names`, as `jicai_error` has them.
pub(crate) fn door(
    function: &str,
    rulebook: Option<&str>,
    input: Value,
    names: &[(&str, &str)],
) -> Result<Value, Told> {
    let mut request = json!({ "function": function, "input": input, "options": { "explain": false } });
    if let Some(rulebook) = rulebook {
        request["rulebook"] = rulebook.into();
    }
    let mut response: Value = serde_json::from_str(&jicai::evaluate(request.to_string())).unwrap();
    if response.get("value").is_some() {
        return Ok(response["value"].take());
    }
    let error = &response["error"];
    let code = CODES.iter().position(|code| error["code"] == **code).unwrap() as i32 + 1;
    let path = error["path"].as_str().unwrap();
    let mut row = -1;
    let segment = |segment: &str| match segment.parse::<i64>() {
        Ok(number) => {
            row = if row < 0 { number } else { row };
            "*".to_owned()
        }
        Err(_) => segment.to_owned(),
    };
    let path = path.strip_prefix("/input").unwrap_or(path).split('/').map(segment).collect::<Vec<_>>().join("/");
    let named = names.iter().find(|(contract, _)| *contract == path).map(|(_, name)| format!("/{name}"));
    // Of a list, the last segment is the column.
    let plain = || path.rsplit_once("/*/").map_or(path.clone(), |(_, field)| format!("/{field}"));
    Err((code, row, named.unwrap_or_else(plain)))
}

/// Every built-in rulebook of an area, and one that there is not.
pub(crate) fn rulebooks(area: &str) -> Vec<CString> {
    let filter = json!({ "area": area });
    let list = door("rulebook.list", None, filter, &[]).unwrap();
    let ids = list["rulebooks"].as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap().to_owned());
    ids.chain([format!("{area}/none-such")]).map(|id| CString::new(id).unwrap()).collect()
}

pub(crate) fn id(rulebook: &CStr) -> Option<&str> {
    Some(rulebook.to_str().unwrap())
}
