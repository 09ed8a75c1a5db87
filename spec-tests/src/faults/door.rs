//! The door: requests that are no question.

use super::Case;
use super::text::{ask, filled};

/// Room for the envelope within 64 MiB.
const WHOLE: u32 = 64 * 1024 * 1024 - 200;

fn input(text: &str) -> Vec<u8> {
    ask("award.region_counts", text)
}

pub(super) const CASES: &[Case] = &[
    Case::refused("door brackets, never closed", "limit_exceeded", WHOLE, |n| filled(n, "[").into_bytes()),
    Case::refused("door objects in objects, never closed", "limit_exceeded", WHOLE, |n| {
        filled(n, "{\"a\":").into_bytes()
    }),
    Case::refused("door zeros", "invalid_input", WHOLE, |n| input(&format!("\"a\":[{}0]", filled(n, "0,")))),
    Case::refused("door empty lists", "invalid_input", WHOLE, |n| input(&format!("\"a\":[{}0]", filled(n, "[],")))),
    Case::refused("door empty objects", "invalid_input", WHOLE, |n| input(&format!("\"a\":[{}0]", filled(n, "{},")))),
    Case::refused("door small objects", "invalid_input", WHOLE, |n| {
        input(&format!("\"a\":[{}0]", filled(n, "{\"a\":0},")))
    }),
    Case::refused("door lists 60 levels deep", "invalid_input", WHOLE, |n| {
        let one = format!("{}{},", "[".repeat(60), "]".repeat(60));
        input(&format!("\"a\":[{}0]", filled(n, &one)))
    }),
    Case::refused("door one text", "invalid_input", WHOLE, |n| input(&format!("\"winners\":\"{}\"", filled(n, "a")))),
    Case::refused("door one text of escapes", "invalid_input", WHOLE, |n| {
        input(&format!("\"winners\":\"{}\"", filled(n, "\\u4e00")))
    }),
    Case::refused("door small texts", "invalid_input", WHOLE, |n| input(&format!("\"a\":[{}0]", filled(n, "\"a\",")))),
    Case::refused("door texts with an escape", "invalid_input", WHOLE, |n| {
        input(&format!("\"a\":[{}0]", filled(n, "\"\\n\",")))
    }),
    Case::refused("door one long key", "invalid_input", WHOLE, |n| input(&format!("\"{}\":0", filled(n, "a")))),
    Case::refused("door one key over and over", "invalid_input", WHOLE, |n| {
        input(&format!("{}\"a\":0", filled(n, "\"a\":0,")))
    }),
    Case::refused("door different keys", "invalid_input", WHOLE / 15, |n| {
        input(&super::text::list(n, |i| format!("\"{i:08x}\":0")))
    }),
    Case::refused("door keys of the envelope", "invalid_input", WHOLE / 15, |n| {
        format!("{{{}}}", super::text::list(n, |i| format!("\"{i:08x}\":0"))).into_bytes()
    }),
    Case::value("door white space", WHOLE, |n| {
        ask("payment.split_line", &format!("{}\"amount\":\"1\",\"covered\":false", filled(n, " ")))
    }),
    Case::refused("door a number of many digits", "invalid_json", WHOLE, |n| {
        input(&format!("\"winners\":{}", filled(n, "9")))
    })
    .only_whole(),
    Case::refused("door an exponent of many digits", "invalid_json", WHOLE, |n| {
        input(&format!("\"winners\":1e{}", filled(n, "9")))
    }),
    Case::refused("door an amount of many digits", "limit_exceeded", WHOLE, |n| {
        ask("payment.split_line", &format!("\"amount\":\"{}\"", filled(n, "9")))
    }),
    Case::refused("door decimals of an amount", "invalid_input", WHOLE, |n| {
        ask("payment.split_line", &format!("\"amount\":\"0.{}\"", filled(n, "9")))
    }),
    Case::refused("door bytes that are no text", "invalid_json", WHOLE, |n| {
        let mut bytes = filled(n, "a").into_bytes();
        bytes.push(0xff);
        bytes
    }),
    Case::refused("door one byte too many", "limit_exceeded", WHOLE + 201, |n| filled(n, " ").into_bytes())
        .only_whole(),
    Case::refused("door a function's name", "unknown_function", WHOLE, |n| ask(&filled(n, "a"), "")),
    Case::refused("door a rulebook's name", "unknown_rulebook", WHOLE, |n| {
        super::text::ask_by("award.region_counts", &filled(n, "a"), "\"winners\":6")
    })
    .only_whole(),
    Case::refused("door parameters of a rulebook", "invalid_rulebook", WHOLE / 13, |n| {
        let parameters = super::text::list(n, |i| format!("\"{i:08x}\":0"));
        super::text::ask_own("award.region_counts", &format!("{{\"id\":\"a\",\"parameters\":{{{parameters}}}}}"), "")
    }),
    Case::refused("door gaps of a rulebook", "invalid_rulebook", WHOLE / 28, |n| {
        let gaps = super::text::list(n, |i| format!("\"{i:08x}\":\"\""));
        let parameters = super::text::list(n, |i| format!("\"p{i:08x}\":0"));
        let rulebook = format!("{{\"id\":\"a\",\"parameters\":{{{parameters}}},\"gaps\":{{{gaps}}}}}");
        super::text::ask_own("award.region_counts", &rulebook, "")
    }),
    Case::refused("door names to remove from a rulebook", "invalid_rulebook", WHOLE / 12, |n| {
        let names = super::text::list(n, |i| format!("\"{i:08x}\""));
        let rulebook = format!("{{\"id\":\"a\",\"extends\":\"award/cn-batch-10\",\"remove\":[{names}]}}");
        super::text::ask_own("award.region_counts", &rulebook, "")
    }),
    Case::value("rulebook.list", 1, |_| ask("rulebook.list", "")),
    Case::value("rulebook.show", 1, |_| ask("rulebook.show", "\"id\":\"credit/cn-2025\"")),
];
