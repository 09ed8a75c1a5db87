//! The contract's `rests_on`: parameters that are not official, each once, in order of first use.

use super::book::Parameter;

/// One entry. One that is not `sure` may be left out: the answer can be found without looking at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The ids under which it may be named.
    pub(crate) parameter: Vec<String>,
    pub(crate) provenance: String,
    /// `None` where the text does not say what is cited.
    pub(crate) citation: Option<String>,
    pub(crate) sure: bool,
    /// Entries of a lower rank come first; the text leaves the order within one rank open.
    pub(crate) rank: u32,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Rests {
    pub(crate) entries: Vec<Entry>,
}

impl Rests {
    pub(crate) fn add(&mut self, rank: u32, name: &str, parameter: &Parameter, sure: bool) {
        let entry = Entry {
            parameter: vec![format!("{}#{name}", parameter.owner)],
            provenance: parameter.provenance.clone(),
            citation: Some(parameter.citation.clone()),
            sure,
            rank,
        };
        self.push(entry);
    }

    pub(crate) fn push(&mut self, entry: Entry) {
        if entry.provenance == "official" {
            return;
        }
        match self.entries.iter_mut().find(|known| known.parameter == entry.parameter) {
            Some(known) => {
                known.sure |= entry.sure;
                known.rank = known.rank.min(entry.rank);
            }
            None => self.entries.push(entry),
        }
    }

    /// Is one of them unverified, surely or possibly?
    pub(crate) fn unverified(&self, surely: bool) -> bool {
        self.entries.iter().any(|entry| entry.provenance == "unverified" && (entry.sure || !surely))
    }
}
