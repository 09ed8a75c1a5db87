//! Requests that mean harm: each has the answer that the contract has for it. How long they take at their largest is measured by
//! `spec-tests faults`; here they are small, and only the answers count.

use spec_tests::faults::{Case, answer_of, cases};

fn ask(request: impl AsRef<[u8]>) -> (String, String) {
    let response = jicai::evaluate(request);
    assert!(serde_json::from_str::<serde_json::Value>(&response).is_ok(), "no JSON: {response}");
    answer_of(&response)
}

fn code(request: impl AsRef<[u8]>) -> String {
    ask(request).0
}

/// Large enough that it is still the same case.
fn small(case: &Case) -> u32 {
    case.full.min(match case.function() {
        "door" => 4096,
        // Half of a case is a second list of a thousand.
        "award.compare" | "award.what_if" | "volume.allocate" | "volume.pool" | "award.select_round" => 3,
        _ => 12,
    })
}

#[test]
fn every_case_has_its_answer() {
    for case in cases().iter().filter(|case| case.scales) {
        let request = (case.make)(small(case));
        let (answer, detail) = ask(&request);
        assert_eq!(answer, case.answer, "{}: {detail}", case.name);
        assert_eq!(jicai::evaluate(&request), jicai::evaluate(&request), "{}", case.name);
    }
}

#[test]
fn every_function_has_a_case() {
    let cases = cases();
    for function in jicai::evaluate::FUNCTIONS {
        assert!(cases.iter().any(|case| case.function() == function), "{function}");
    }
    for (i, case) in cases.iter().enumerate() {
        assert!(cases.iter().take(i).all(|other| other.name != case.name), "{} stands there twice", case.name);
    }
}

/// Where the size of a case is that of the one list which is limited, one element more is refused.
#[test]
fn one_element_too_many_is_refused() {
    const LISTS: [&str; 12] = [
        "award.group_bidders",
        "award.select all bids equal",
        "credit.bar 10,000 entries",
        "differential.check_listing everything differs",
        "execution.assess 100,000 items",
        "execution.central_purchase 100,000 goods",
        "execution.process_score 100,000 links",
        "payment.bid_entry 100,000 equal quotes",
        "payment.settle 100,000 lines",
        "payment.standard winners by group",
        "volume.agreed 100,000 units, largest remainders",
        "volume.tiered_cost 100,000 tiers",
    ];
    let cases = cases();
    for name in LISTS {
        let case = cases.iter().find(|case| case.name == name).expect(name);
        let (answer, detail) = ask((case.make)(case.full + 1));
        assert_eq!(answer, "limit_exceeded", "{name}: {detail}");
    }
}

const COUNTS: &str = r#"{"function":"award.region_counts","rulebook":"award/cn-batch-10","input":"#;

#[test]
fn nesting_ends_at_64_levels() {
    let nested = |levels: usize, open: &str, close: &str| {
        format!("{COUNTS}{{\"winners\":{}0{}}}}}", open.repeat(levels), close.repeat(levels))
    };
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        // The request and its input are two levels.
        assert_eq!(code(nested(62, open, close)), "invalid_input", "{open}");
        assert_eq!(code(nested(63, open, close)), "limit_exceeded", "{open}");
        assert_eq!(code(nested(1_000_000, open, close)), "limit_exceeded", "{open}");
        assert_eq!(code(open.repeat(1_000_000)), "limit_exceeded", "{open}");
    }
    assert_eq!(code("]".repeat(1_000_000)), "invalid_json");
    let rulebook = format!("{{\"id\":\"own\",\"parameters\":{{\"win\":{}1{}}}}}", "[".repeat(70), "]".repeat(70));
    assert_eq!(
        code(format!(r#"{{"function":"award.region_counts","rulebook":{rulebook},"input":{{}}}}"#)),
        "limit_exceeded"
    );
}

#[test]
fn numbers_are_integers_of_a_billion_at_most() {
    let million = "9".repeat(1_000_000);
    let zeros = format!("1{}", "0".repeat(1_000_000));
    for (number, expected) in [
        ("1000000000", "limit_exceeded"),
        ("1000000001", "limit_exceeded"),
        ("9223372036854775807", "limit_exceeded"),
        ("9223372036854775808", "limit_exceeded"),
        ("18446744073709551616", "limit_exceeded"),
        ("-1", "invalid_input"),
        ("-9223372036854775809", "invalid_input"),
        ("-0", "invalid_input"),
        ("0", "invalid_input"),
        ("6.0", "invalid_input"),
        ("6e0", "invalid_input"),
        ("1e308", "limit_exceeded"),
        ("1e309", "invalid_json"),
        ("1e999999999999999999999", "invalid_json"),
        ("1e-999999999999999999999", "invalid_input"),
        ("06", "invalid_json"),
        ("+6", "invalid_json"),
        ("NaN", "invalid_json"),
        ("Infinity", "invalid_json"),
        ("0x6", "invalid_json"),
        (million.as_str(), "invalid_json"),
        (zeros.as_str(), "invalid_json"),
    ] {
        let (answer, detail) = ask(format!("{COUNTS}{{\"winners\":{number}}}}}"));
        let shown: String = number.chars().take(30).collect();
        assert_eq!(answer, expected, "{shown}: {detail}");
    }
}

#[test]
fn amounts_are_short_decimals() {
    let long = format!("0.{}", "0".repeat(1_000_000));
    let padded = format!("{}1", "0".repeat(1_000_000));
    for (amount, expected) in [
        ("9999999999999999", "value"),
        ("1000000000000000000", "limit_exceeded"),
        ("0.001", "invalid_input"),
        ("1e5", "invalid_input"),
        ("1E5", "invalid_input"),
        ("١٢٣", "invalid_input"),
        ("１２３", "invalid_input"),
        ("1,000", "invalid_input"),
        (" 1", "invalid_input"),
        ("1\\u0000", "invalid_input"),
        ("", "invalid_input"),
        (".", "invalid_input"),
        ("-", "invalid_input"),
        ("+1", "invalid_input"),
        ("0x10", "invalid_input"),
        ("NaN", "invalid_input"),
        // Zeros that change nothing may be as many as there are.
        (long.as_str(), "value"),
        (padded.as_str(), "value"),
    ] {
        let (answer, detail) =
            ask(format!(r#"{{"function":"payment.split_line","input":{{"amount":"{amount}","covered":false}}}}"#));
        let shown: String = amount.chars().take(30).collect();
        assert_eq!(answer, expected, "{shown}: {detail}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_everywhere() {
    let broken: [&[u8]; 16] = [
        b"\x80",             // a continuation alone
        b"\xbf",             //
        b"\xc0\xaf",         // overlong
        b"\xc1\xbf",         //
        b"\xe0\x80\xaf",     //
        b"\xf0\x80\x80\xaf", //
        b"\xed\xa0\x80",     // a surrogate
        b"\xed\xbf\xbf",     //
        b"\xf4\x90\x80\x80", // beyond the last character
        b"\xf5\x80\x80\x80", //
        b"\xfe",             // no byte of the encoding
        b"\xff",             //
        b"\xc3",             // cut off
        b"\xe4\xb8",         //
        b"\xf0\x9f\x92",     //
        b"\xfc\x84\x80\x80\x80\x80",
    ];
    for bytes in broken {
        for frame in [
            r#"{"function":"@","input":{}}"#,
            r#"{"@":"award.select","input":{}}"#,
            r#"{"function":"award.select","input":{"lot":"@"}}"#,
            r#"{"function":"award.select","input":{"@":1}}"#,
            r#"{"function":"award.select",@"input":{}}"#,
            r#"{"function":"award.select","input":{}}@"#,
        ] {
            let (before, after) = frame.split_once('@').expect("a place");
            let request = [before.as_bytes(), bytes, after.as_bytes()].concat();
            assert_eq!(code(&request), "invalid_json", "{bytes:x?} in {frame}");
        }
    }
    for escape in ["\\ud800", "\\udc00", "\\ud800\\ud800", "\\ud800x", "\\uD83D\\u0041", "\\u12", "\\x41", "\\"] {
        let request = format!(r#"{{"function":"award.select","input":{{"lot":"{escape}"}}}}"#);
        assert_eq!(code(request), "invalid_json", "{escape}");
    }
    for control in ['\u{0}', '\n', '\u{1f}'] {
        assert_eq!(code(format!("{{\"function\":\"a{control}\"}}")), "invalid_json");
    }
    assert_eq!(code(b"\xef\xbb\xbf{\"function\":\"award.select\"}"), "invalid_json", "a byte order mark");
}

/// Keys are compared by their characters: what only looks alike is another key.
#[test]
fn keys_that_look_alike_are_others() {
    let input = |key: &str| format!("{COUNTS}{{\"winners\":6,\"{key}\":31}}}}");
    assert_eq!(code(input("regions")), "value");
    for key in [
        "r\u{435}gions",
        "regions\u{200b}",
        "\u{feff}regions",
        "REGIONS",
        "regions ",
        "re\u{301}gions",
        "\u{202e}snoiger",
    ] {
        let (answer, detail) = ask(input(key));
        assert_eq!(answer, "invalid_input", "{key}: {detail}");
    }
    // An escape is the character itself.
    assert_eq!(code(input("r\\u0065gions")), "value");
    assert_eq!(code(input("winn\\u0065rs")), "invalid_input");
    assert_eq!(code(input("__proto__")), "invalid_input");
    let bid = |id: &str| format!(r#"{{"bid":"{id}","price":"1"}}"#);
    let lot = |one: &str, other: &str| {
        let bids = [bid(one), bid(other)].join(",");
        format!(
            r#"{{"function":"award.select","rulebook":{{"id":"own","parameters":{{}}}},"input":{{"bids":[{bids}]}}}}"#
        )
    };
    // The same letter, composed and decomposed: two ids, as two texts.
    assert_eq!(code(lot("\u{e9}", "e\u{301}")), "value");
    assert_eq!(code(lot("\u{e9}", "\\u00e9")), "invalid_input");
}

#[test]
fn what_is_no_request_is_refused() {
    for (request, expected) in [
        ("", "invalid_json"),
        (" ", "invalid_json"),
        ("null", "invalid_input"),
        ("[]", "invalid_input"),
        ("0", "invalid_input"),
        ("\"\"", "invalid_input"),
        ("{}", "invalid_input"),
        ("{}{}", "invalid_json"),
        ("{},", "invalid_json"),
        (r#"{"function":null}"#, "invalid_input"),
        (r#"{"function":""}"#, "unknown_function"),
        (r#"{"function":"award"}"#, "unknown_function"),
        (r#"{"function":"award."}"#, "unknown_function"),
        (r#"{"function":"award.select.select"}"#, "unknown_function"),
        (r#"{"function":"award.select"}"#, "invalid_input"),
        (r#"{"function":"award.select","function":"award.select"}"#, "invalid_input"),
        (r#"{"function":"award.select","rulebook":"../../etc/passwd","input":{"bids":[]}}"#, "unknown_rulebook"),
        (r#"{"function":"award.select","rulebook":[],"input":{"bids":[]}}"#, "invalid_input"),
        (r#"{"function":"award.select","rulebook":{},"input":{"bids":[]}}"#, "invalid_rulebook"),
        (r#"{"function":"award.select","rulebook":{"id":"a","extends":"a"},"input":{"bids":[]}}"#, "unknown_rulebook"),
    ] {
        let (answer, detail) = ask(request);
        assert_eq!(answer, expected, "{request}: {detail}");
    }
}
