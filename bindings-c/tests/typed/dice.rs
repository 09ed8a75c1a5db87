//! Questions by chance: a struct and the JSON that says the same.

use jicai_c::JICAI_NONE;
use serde_json::{Map, Value};

/// A generator of small numbers, with at most one fault in a question.
pub(crate) struct Dice {
    state: u64,
    faults: u32,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, faults: 0 }
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) % end
    }

    pub(crate) fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    /// Every other question may have one fault.
    pub(crate) fn next_question(&mut self) {
        self.faults = u32::from(self.one_in(2));
    }

    pub(crate) fn fault(&mut self) -> bool {
        let now = self.faults > 0 && self.one_in(12);
        self.faults -= u32::from(now);
        now
    }

    /// Zero or more, of any length.
    pub(crate) fn number(&mut self) -> i64 {
        let digits = self.below(19) as u32;
        match self.below(40) {
            0 => i64::MAX,
            1 => 0,
            _ => self.below(10_u64.pow(digits).max(1)) as i64,
        }
    }
}

/// A decimal with so many places.
pub(crate) fn decimal(units: i64, places: usize) -> String {
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    format!("{}{whole}.{part}", if units < 0 { "-" } else { "" })
}

/// A decimal of a response in units; `JICAI_NONE` for none, nothing for one that is no whole number of them.
pub(crate) fn units(value: &Value, places: usize) -> Option<i64> {
    let Some(text) = value.as_str() else {
        assert!(value.is_null());
        return Some(JICAI_NONE);
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = if part.len() > places { part.trim_end_matches('0') } else { part };
    if part.len() > places { None } else { format!("{whole}{part:0<places$}").parse().ok() }
}

/// Days that are none, and days of centuries that no request is about.
pub(crate) const NO_DAYS: [i32; 6] = [20_250_230, 20_251_301, -20_250_731, 250_731, 30_000_101, 18_991_231];

/// A JSON object that grows beside a struct.
#[derive(Default)]
pub(crate) struct Input(pub(crate) Map<String, Value>);

impl Input {
    pub(crate) fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// An optional decimal: in range, or one of `bad`.
    pub(crate) fn decimal(
        &mut self,
        dice: &mut Dice,
        name: &str,
        places: usize,
        range: &[i64],
        bad: &[i64],
        often: u64,
    ) -> i64 {
        let value = match () {
            () if !bad.is_empty() && dice.fault() => dice.pick(bad),
            () if dice.below(100) >= often => return JICAI_NONE,
            () => dice.pick(range),
        };
        self.set(name, decimal(value, places));
        value
    }

    /// A word by its number.
    pub(crate) fn word(&mut self, dice: &mut Dice, name: &str, words: &[&str]) -> i32 {
        let number = match () {
            () if dice.fault() => dice.pick(&[-1, i32::MIN, words.len() as i32 + 1, i32::MAX]),
            () if dice.one_in(2) => return 0,
            () => 1 + dice.below(words.len() as u64) as i32,
        };
        let word = usize::try_from(number.wrapping_sub(1)).ok().and_then(|place| words.get(place).copied());
        self.set(name, word.unwrap_or("no such word"));
        number
    }

    pub(crate) fn flag(&mut self, dice: &mut Dice, name: &str) -> i32 {
        let value = match () {
            () if dice.fault() => dice.pick(&[2, -1, i32::MIN]),
            () => i32::from(dice.one_in(3)),
        };
        match value {
            0 => {}
            1 => self.set(name, true),
            other => self.set(name, other),
        }
        value
    }

    /// An integer of at least `first`; `none` says that it is not given.
    pub(crate) fn count(&mut self, dice: &mut Dice, name: &str, first: i32, none: i32) -> i32 {
        let value = match () {
            () if dice.fault() => dice.pick(&[first - 1, -7, i32::MIN, 1_000_000_001, i32::MAX]),
            () if dice.one_in(2) => none,
            () => first + dice.pick(&[0, 1, 2, 5, 999_999_998]),
        };
        if value != none {
            self.set(name, value);
        }
        value
    }

    /// A day by its number.
    pub(crate) fn day(&mut self, dice: &mut Dice, name: &str, often: u64, bad: &[i32]) -> i32 {
        let value = match () {
            () if dice.fault() => dice.pick(bad),
            () if dice.below(100) >= often => return 0,
            () => {
                20_240_001 + dice.below(2) as i32 * 10_000 + 100 * (1 + dice.below(12) as i32) + dice.below(28) as i32
            }
        };
        self.set(name, date(value));
        value
    }
}

pub(crate) fn date(day: i32) -> String {
    format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
}
