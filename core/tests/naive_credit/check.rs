//! Counts what the answers say, so that a test can say what its requests reached.

use super::Answer;
use crate::common::Seen;

/// Fields whose words are counted.
const WORDS: [&str; 16] = [
    "grade",
    "end",
    "test",
    "reason",
    "level_change",
    "length",
    "outcome",
    "required",
    "counted",
    "missing",
    "implied",
    "not_counted",
    "status",
    "why",
    "basis",
    "measure",
];

impl Seen {
    /// Counts an answer: errors by code and path, values by their words, flags, nulls and parameters.
    pub(crate) fn answer(&mut self, function: &str, answer: &Answer) {
        let function = function.strip_prefix("credit.").unwrap();
        match answer {
            Answer::Error(stops) if stops.len() > 1 => self.add(&format!("{function} several faults")),
            Answer::Error(stops) => {
                let path = stops[0].path.replace(|c: char| c.is_ascii_digit(), "#");
                self.add(&format!("{function} {} {}", stops[0].code, path.replace("##", "#").replace("##", "#")));
            }
            Answer::Value { value, rests_on } => {
                self.add(&format!("{function} value"));
                for entry in rests_on {
                    let (book, name) = entry["parameter"].as_str().unwrap().rsplit_once('#').unwrap();
                    let own = if book.starts_with("credit/") { "" } else { "own " };
                    self.add(&format!("{function} rests on {own}{}", name.split('.').next().unwrap()));
                }
                self.members(function, value, &WORDS);
            }
        }
    }
}
