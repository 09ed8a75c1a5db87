//! One target for each area of rules. Its inputs are requests, and they are changed along the schemas of the functions, so that nearly
//! all of them reach the rules: what they are asked is well formed, and seldom sensible.

pub mod answers;
pub mod books;
pub mod draw;
pub mod laws;
pub mod mutate;
pub mod shapes;

use serde_json::Value;

pub const AREAS: [&str; 6] = ["award", "differential", "payment", "credit", "volume", "execution"];

/// The functions of an area.
pub fn functions(area: &str) -> impl Iterator<Item = &'static str> {
    let of_area = move |function: &&str| function.split_once('.').is_some_and(|(first, _)| first == area);
    jicai::evaluate::FUNCTIONS.into_iter().filter(of_area)
}

/// A request of an area.
pub fn parse(area: &str, bytes: &[u8]) -> Option<Value> {
    let request: Value = serde_json::from_slice(bytes).ok()?;
    let function = request.get("function")?.as_str()?;
    (functions(area).any(|known| known == function) && request.get("input").is_some()).then_some(request)
}

/// Asks, and holds the answer against everything that must be true of it. Tells whether the request is worth being changed further:
/// what is refused before a rule sees it leads to more of the same.
pub fn run(area: &str, bytes: &[u8]) -> bool {
    let Some(request) = parse(area, bytes) else { return false };
    let answer = answers::check(&request);
    !["invalid_input", "invalid_rulebook", "unknown_rulebook"].iter().any(|code| answer["error"]["code"] == *code)
}

/// What libFuzzer calls to change an input in place: the size of the new one.
pub fn mutate(area: &str, data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let given = data.get(..size).unwrap_or_default().to_vec();
    put(mutate::request(area, &given, seed), data, most).unwrap_or(size)
}

/// What libFuzzer calls to make one input of two.
pub fn cross(area: &str, one: &[u8], other: &[u8], out: &mut [u8], seed: u32) -> usize {
    let most = out.len();
    mutate::cross(area, one, other, seed).and_then(|request| put(request, out, most)).unwrap_or(0)
}

fn put(request: Value, out: &mut [u8], most: usize) -> Option<usize> {
    let text = request.to_string();
    if text.len() > most || request.is_null() {
        return None;
    }
    out.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    Some(text.len())
}

/// The target of an area.
#[macro_export]
macro_rules! area {
    ($area:literal) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|data: &[u8]| -> libfuzzer_sys::Corpus {
            if $crate::areas::run($area, data) { libfuzzer_sys::Corpus::Keep } else { libfuzzer_sys::Corpus::Reject }
        });
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            $crate::areas::mutate($area, data, size, max_size, seed)
        });
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_crossover!(|data1: &[u8], data2: &[u8], out: &mut [u8], seed: u32| {
            $crate::areas::cross($area, data1, data2, out, seed)
        });
        #[cfg(not(fuzzing))]
        fn main() {
            $crate::replay(|data| drop($crate::areas::run($area, data)));
        }
    };
}
