//! Text of requests.

/// `n` pieces with commas between.
pub(super) fn list(n: u32, piece: impl Fn(u32) -> String) -> String {
    let mut text = String::new();
    for i in 0..n {
        if i > 0 {
            text.push(',');
        }
        text.push_str(&piece(i));
    }
    text
}

/// A request without a rulebook.
pub(super) fn ask(function: &str, input: &str) -> Vec<u8> {
    format!(r#"{{"function":"{function}","input":{{{input}}}}}"#).into_bytes()
}

/// A request with a built-in rulebook.
pub(super) fn ask_by(function: &str, rulebook: &str, input: &str) -> Vec<u8> {
    ask_own(function, &format!("\"{rulebook}\""), input)
}

/// A request with a rulebook of the caller's.
pub(super) fn ask_own(function: &str, rulebook: &str, input: &str) -> Vec<u8> {
    format!(r#"{{"function":"{function}","rulebook":{rulebook},"input":{{{input}}}}}"#).into_bytes()
}

/// The same without an explanation.
pub(super) fn unexplained(mut request: Vec<u8>) -> Vec<u8> {
    request.pop();
    request.extend_from_slice(br#","options":{"explain":false}}"#);
    request
}

/// A piece so often that about so many bytes result.
pub(super) fn filled(bytes: u32, piece: &str) -> String {
    piece.repeat(usize::try_from(bytes).unwrap_or(0) / piece.len())
}

/// Numbers that look random and do not repeat soon: below `below`, not divisible by 2 or 5.
pub(super) fn scattered(i: u32, below: u64) -> u64 {
    let mixed = u64::from(i).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 29)) % (below / 10) * 10 + [1, 3, 7, 9][(i % 4) as usize]
}
