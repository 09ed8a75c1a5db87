//! The contract's `rests_on`: parameters that are not official, each once, in the order of the rules that need them.

use super::book::Parameter;

/// One entry. One that is not `sure` may be left out: the text does not say whether it was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) parameter: String,
    pub(crate) provenance: String,
    pub(crate) citation: String,
    pub(crate) sure: bool,
    pub(crate) rule: u32,
}

/// In place of the number of a rule: the Interface alone needs the parameter, it may stand anywhere.
pub(crate) const ANYWHERE: u32 = 99;

#[derive(Clone, Debug, Default)]
pub(crate) struct Rests {
    entries: Vec<Entry>,
}

impl Rests {
    pub(crate) fn add(&mut self, rule: u32, name: &str, parameter: &Parameter, sure: bool) {
        if parameter.provenance == "official" {
            return;
        }
        let entry = Entry {
            parameter: format!("{}#{name}", parameter.owner),
            provenance: parameter.provenance.clone(),
            citation: parameter.citation.clone(),
            sure,
            rule,
        };
        let same = |known: &&mut Entry| {
            (&known.parameter, &known.provenance, &known.citation)
                == (&entry.parameter, &entry.provenance, &entry.citation)
        };
        match self.entries.iter_mut().find(same) {
            Some(known) => {
                known.sure |= sure;
                known.rule = known.rule.min(rule);
            }
            None => self.entries.push(entry),
        }
    }

    /// Is one of them unverified, surely or possibly?
    pub(crate) fn unverified(&self, surely: bool) -> bool {
        self.entries.iter().any(|entry| entry.provenance == "unverified" && (entry.sure || !surely))
    }

    /// By the numbers of the rules.
    pub(crate) fn in_order(mut self) -> Vec<Entry> {
        self.entries.sort_by_key(|entry| entry.rule);
        self.entries
    }
}
