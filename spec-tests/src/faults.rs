//! Hostile requests: what is answered, how long it takes, and how much memory it needs at the largest size that the limits allow.
//!
//! Every case is a request of a size. `spec-tests faults` puts each to the library in a process of its own, at a quarter and at the
//! whole of its size, so that a step that grows faster than its input shows. The tests put small ones and look at the answers only.

#![expect(clippy::disallowed_types, reason = "seconds and mebibytes are measured: there is no money here")]

mod award;
mod credit;
mod differential;
mod door;
mod execution;
mod payment;
mod text;
mod volume;

use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// A hostile request.
#[derive(Clone, Copy)]
pub struct Case {
    /// The function, or `door`, then what is hostile about it.
    pub name: &'static str,
    /// The largest size, of what the case counts.
    pub full: u32,
    /// `value`, or the code of the error.
    pub answer: &'static str,
    /// The request of a size.
    pub make: fn(u32) -> Vec<u8>,
    /// A smaller request has the same answer.
    pub scales: bool,
}

impl Case {
    const fn value(name: &'static str, full: u32, make: fn(u32) -> Vec<u8>) -> Case {
        Case { name, full, answer: "value", make, scales: true }
    }

    const fn refused(name: &'static str, answer: &'static str, full: u32, make: fn(u32) -> Vec<u8>) -> Case {
        Case { name, full, answer, make, scales: true }
    }

    /// Only the whole size has the answer.
    const fn only_whole(self) -> Case {
        Case { scales: false, ..self }
    }

    /// The function, or `door`.
    pub fn function(&self) -> &'static str {
        self.name.split_once(' ').map_or(self.name, |(function, _)| function)
    }
}

/// All cases, by area.
pub fn cases() -> Vec<Case> {
    [door::CASES, award::CASES, differential::CASES, payment::CASES, credit::CASES, volume::CASES, execution::CASES]
        .concat()
}

/// `value`, or the code of the error; and the message of an error.
pub fn answer_of(response: &str) -> (String, String) {
    if response.starts_with("{\"value\":") {
        return ("value".into(), String::new());
    }
    let error = serde_json::from_str::<Value>(response).unwrap_or_default();
    let field = |name: &str| error["error"][name].as_str().unwrap_or_default().chars().take(160).collect::<String>();
    (field("code"), format!("{}: {}", field("path"), field("message")))
}

/// What one process measured.
struct Measured {
    bytes: usize,
    answer: String,
    detail: String,
    response: usize,
    seconds: f64,
    peak_mib: f64,
}

/// Seconds of the processor after which a case is given up.
const PATIENCE: f64 = 300.0;

/// Seconds of the processor that a process of one thread had (Linux): other programs on the machine do not add to them.
fn processor_seconds(process: &str) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/schedstat")).unwrap_or_default();
    text.split(' ').next().and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

/// Puts one case of a size to the library and prints what was measured: what the processes of [`run()`] do.
pub fn one(name: &str, size: &str, say: &mut impl FnMut(&str)) -> Result<(), String> {
    let case =
        cases().into_iter().find(|case| case.name == name).ok_or_else(|| format!("there is no case `{name}`"))?;
    let size: u32 = size.parse().map_err(|_| format!("`{size}` is no size"))?;
    let request = (case.make)(size);
    // The peak so far is that of making the request: 5 resets it (Linux).
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let start = processor_seconds("self");
    let response = jicai::evaluate(&request);
    let seconds = processor_seconds("self") - start;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    let peak_kib = peak.trim().trim_end_matches(" kB");
    let (answer, detail) = answer_of(&response);
    let detail = detail.replace(['\t', '\n'], " ");
    say(&format!("{}\t{answer}\t{detail}\t{}\t{seconds}\t{peak_kib}", request.len(), response.len()));
    Ok(())
}

/// The table of all cases whose names have one of the words; true if every answer was the expected one.
pub fn run(words: &[&str], say: &mut impl FnMut(&str)) -> bool {
    let chosen = |case: &Case| words.is_empty() || words.iter().any(|word| case.name.contains(word));
    let mut worst: Vec<(&str, f64, f64)> = Vec::new();
    let (mut passed, mut failed) = (0, 0);
    say("| case | size | request, bytes | answer | response, bytes | seconds | growth | peak, MiB |");
    say("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for case in cases().iter().filter(|case| chosen(case)) {
        match measure(case.name, case.full) {
            Err(fault) => {
                failed += 1;
                say(&format!("| {} | {} | | **{fault}** | | | {} | |", case.name, case.full, growth(case, None)));
            }
            Ok(whole) => {
                let expected = whole.answer == case.answer;
                if expected {
                    passed += 1
                } else {
                    failed += 1
                }
                let answer = match (expected, case.answer) {
                    (true, _) => whole.answer.clone(),
                    (false, wanted) => format!("**{}** for {wanted} ({})", whole.answer, whole.detail),
                };
                say(&format!(
                    "| {} | {} | {} | {answer} | {} | {:.3} | {} | {:.0} |",
                    case.name,
                    case.full,
                    whole.bytes,
                    whole.response,
                    whole.seconds,
                    growth(case, Some(whole.seconds)),
                    whole.peak_mib
                ));
                let area = case.name.split(['.', ' ']).next().unwrap_or_default();
                match worst.iter_mut().find(|(known, ..)| *known == area) {
                    Some((_, seconds, peak)) => {
                        *seconds = seconds.max(whole.seconds);
                        *peak = peak.max(whole.peak_mib);
                    }
                    None => worst.push((area, whole.seconds, whole.peak_mib)),
                }
            }
        }
    }
    say("");
    say("| area | longest, s | most memory, MiB |");
    say("| --- | --- | --- |");
    for (area, seconds, peak) in worst {
        say(&format!("| {area} | {seconds:.1} | {peak:.0} |"));
    }
    say(&format!("{passed} passed, {failed} failed"));
    failed == 0
}

/// The power of the size by which the time grew from a quarter to the whole.
fn growth(case: &Case, whole: Option<f64>) -> String {
    const SHORT: f64 = 0.02;
    if !case.scales || case.full < 8 || whole.is_some_and(|seconds| seconds < SHORT) {
        return String::new();
    }
    let mut text = String::new();
    match (whole, measure(case.name, case.full / 4)) {
        (Some(whole), Ok(quarter)) => {
            let _ = write!(text, "{:.2}", (whole / quarter.seconds.max(1e-6)).log2() / 2.0);
        }
        (None, Ok(quarter)) => {
            let _ = write!(text, "a quarter: {:.1} s", quarter.seconds);
        }
        (_, Err(fault)) => text = fault,
    }
    text
}

fn measure(name: &str, size: u32) -> Result<Measured, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut child = Command::new(program)
        .args(["faults", "one", name, &size.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let process = child.id().to_string();
    let status = loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => break status,
            None if processor_seconds(&process) > PATIENCE => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("not within {PATIENCE} s"));
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if !status.success() {
        return Err(format!("the process ended with {status}"));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let fields: Vec<&str> = text.trim_end().split('\t').collect();
    let [bytes, answer, detail, response, seconds, peak] = fields.as_slice() else {
        return Err(format!("the process said `{text}`"));
    };
    Ok(Measured {
        bytes: bytes.parse().unwrap_or(0),
        answer: (*answer).to_owned(),
        detail: (*detail).to_owned(),
        response: response.parse().unwrap_or(0),
        seconds: seconds.parse().unwrap_or(0.0),
        peak_mib: peak.parse::<f64>().unwrap_or(0.0) / 1024.0,
    })
}
