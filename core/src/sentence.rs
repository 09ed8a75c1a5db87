//! What sentences of all areas need: facts as text, numbers without trailing zeros.

use std::fmt::{self, Display, Formatter};

use crate::explain::{Fact, Step};

/// A fact as text; empty where the step has none of that name.
pub(crate) fn fact<'s>(step: &'s Step, name: &str) -> impl Display + use<'s> {
    struct Shown<'s>(Option<&'s Fact>);
    impl Display for Shown<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            self.0.map_or(Ok(()), |fact| fact.fmt(f))
        }
    }
    Shown(step.fact(name))
}

/// A number without trailing zeros: `1.8000` is `1.8`.
pub(crate) fn short(number: impl Display) -> String {
    let mut text = number.to_string();
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text
}

/// A number of things: `1 measure`, `3 measures`.
pub(crate) fn count(number: impl Display, thing: &str) -> String {
    let number = number.to_string();
    let end = if number == "1" { "" } else { "s" };
    format!("{number} {thing}{end}")
}

#[cfg(test)]
mod tests {
    use super::{count, short};

    #[test]
    fn one_is_not_many() {
        assert_eq!(count(1, "winner"), "1 winner");
        assert_eq!(count("0", "winner"), "0 winners");
    }

    #[test]
    fn trailing_zeros_go() {
        assert_eq!(short("1.8000"), "1.8");
        assert_eq!(short("2.0000"), "2");
        assert_eq!(short("10"), "10");
    }
}
