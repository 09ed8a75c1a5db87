//! What the rules of this area report: one step per thing judged and one per group computed, in output order.

use std::fmt::Display;

use super::rulebook::Rulebook;
use crate::Id;
use crate::explain::{Fact, Sink, Step};

/// Whom a clause is about.
#[derive(Clone, Copy)]
pub(super) enum Subject<'s> {
    /// One element of the input: its field and id.
    Of(&'static str, &'s Id),
    /// A group of the output, or a field with the word that stands in it.
    Group(&'static str, &'static str),
}

/// A group of the output that is computed as a whole.
pub(super) const fn group(name: &'static str) -> Subject<'static> {
    Subject::Group("", name)
}

/// Reports what a clause decided; the facts are built only for a sink that keeps them.
pub(super) fn note(
    rulebook: &Rulebook,
    clause: &'static str,
    subject: Subject<'_>,
    outcome: impl Display,
    facts: impl FnOnce() -> Noted,
    sink: &mut dyn Sink,
) {
    if sink.keeps(0) {
        sink.step(step(rulebook, clause, subject, outcome.to_string(), facts()));
    }
}

fn step(rulebook: &Rulebook, clause: &'static str, subject: Subject<'_>, outcome: String, facts: Noted) -> Step {
    let (subject_kind, subject) = match subject {
        Subject::Of(field, id) => (field, Some(id.clone())),
        Subject::Group(field, name) => (field, name.parse().ok()),
    };
    Step {
        rulebook: rulebook.id().clone(),
        clause: clause.into(),
        subject_kind,
        subject,
        outcome: outcome.into(),
        facts: facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect(),
        position: 0,
        render: super::sentences::render,
    }
}

/// Facts by name; one that there is none of is left out.
pub(super) type Noted = Vec<(&'static str, Option<Fact>)>;

/// A fact as it is printed in the answer.
pub(super) fn fact(value: impl Display) -> Option<Fact> {
    Some(Fact::Text(value.to_string()))
}

/// A fact that may be missing.
pub(super) fn optional_fact(value: Option<impl Display>) -> Option<Fact> {
    value.and_then(fact)
}

/// A number of things.
pub(super) fn count(value: u32) -> Option<Fact> {
    Some(value.into())
}
