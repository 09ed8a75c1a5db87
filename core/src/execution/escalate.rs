//! Rules 17 and 18: from an alert over reminders and interviews to the end of a ladder.

use serde::{Deserialize, Serialize};

use super::notes::{Subject, fact, note};
use super::number::RectifyDays;
use super::parameters::{Ladder, Unsigned};
use super::rulebook::{Rulebook, either, need_either, refuse_given};
use super::time::Day;
use super::validate;
use super::vocabulary::{Event, FinalState, Party, State};
use crate::Date;
use crate::error::Error;
use crate::explain::Sink;
use crate::rulebook::Param;

/// What `execution.escalate` is asked.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, EscalateQuestion, Event, Rulebook, State};
///
/// // A hospital that was reminded has mended the matter in time: nothing is open any more.
/// let mut question: EscalateQuestion = serde_json::from_str(
///     r#"{ "party": "institution", "state": "remind", "event": "rectified", "on": "2025-08-10", "deadline": "2025-08-16" }"#,
/// )?;
/// let rulebook = Rulebook::builtin("execution/zhejiang-2025")?;
/// assert_eq!(execution::escalate(&rulebook, &question)?.next_state, State::Clear);
/// question.event = Event::Decision; // nothing waits for one
/// assert_eq!(execution::escalate(&rulebook, &question).unwrap_err().path(), "/input/event");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EscalateQuestion {
    /// Who is supervised.
    pub party: Party,
    /// Where it stands.
    pub state: State,
    /// What happens.
    pub event: Event,
    /// When.
    pub on: Day,
    /// By when it was to mend the matter: in a step of the ladder, and only there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Day>,
    /// How many days it has to mend the matter, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rectify_days: Option<RectifyDays>,
    /// What follows the last step, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub final_state: Option<FinalState>,
    /// What was chosen: with the event `decision`, and only there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<FinalState>,
}

/// Where a party stands after an event.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, FinalState, Rulebook, State};
///
/// // Zhejiang leaves it open whether a firm that does not sign is disqualified or rated: somebody has to decide.
/// let step = execution::escalate(&*Rulebook::builtin("execution/zhejiang-2025")?, &serde_json::from_str(
///     r#"{ "party": "firm", "state": "clear", "event": "unsigned_agreement", "on": "2025-07-01" }"#,
/// )?)?;
/// assert_eq!(step.next_state, State::DecisionPending);
/// assert_eq!(step.choices.unwrap(), [FinalState::Disqualified, FinalState::CreditRating]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Escalation {
    /// Where it stands now.
    pub next_state: State,
    /// Whether that is another state.
    pub changed: bool,
    /// By when it is to mend the matter; null outside the ladder.
    pub deadline: Option<Date>,
    /// Which step of the ladder it is, from 1; null outside.
    pub step: Option<u32>,
    /// Whether it is the last one; null outside.
    pub last_step: Option<bool>,
    /// What may happen next.
    pub allowed_events: Vec<Event>,
    /// Whether the matter was mended by the deadline; when it was mended from a step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_time: Option<bool>,
    /// What is to be chosen from; when a decision has become due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<FinalState>>,
}

/// What a rulebook says of a party.
struct Procedure<'r> {
    ladder: &'r Ladder,
    last: &'r Param<FinalState>,
    /// The caller's, where the rulebook leaves it open.
    stated_last: Option<FinalState>,
    serious: &'r Param<FinalState>,
    unsigned: &'r Param<Unsigned>,
}

/// Source: clause `#escalate`, rules 17 and 18.
pub(super) fn escalate(
    rulebook: &Rulebook,
    question: &EscalateQuestion,
    sink: &mut dyn Sink,
) -> Result<Escalation, Error> {
    let EscalateQuestion { party, state, event, on, .. } = *question;
    check(rulebook, question)?;
    let procedure = Procedure::of(rulebook, question, sink)?;
    if !procedure.has(state) {
        let message = format!("the rulebook `{}` has no state `{state}` for a party `{party}`", rulebook.id());
        return Err(Error::invalid_input("/input/state", message));
    }
    deadline(&procedure, question)?;
    if !procedure.knows(state, event) {
        let message = format!("`{event}` cannot happen to a party that is `{state}`");
        return Err(Error::invalid_input("/input/event", message));
    }
    decision(&procedure, question)?;
    let next_state = procedure.next(question, sink)?;
    let is_step = procedure.step(next_state).is_some();
    // An alert on a step changes nothing, not even the deadline.
    let deadline = match question.deadline.filter(|_| event == Event::Alert) {
        Some(unchanged) => Some(Date::from(unchanged)),
        None if is_step => {
            let days = need_either(&rulebook.rectify_days, question.rectify_days.as_ref(), sink)?;
            Some(on.plus_days(days.get()))
        }
        None => None,
    };
    let in_time = question.deadline.filter(|_| event == Event::Rectified).map(|deadline| on <= deadline);
    let choices = match procedure.unsigned.peek() {
        Some(Unsigned::Choice(list)) if next_state == State::DecisionPending => Some(list.clone()),
        _ => None,
    };
    let facts = || vec![("state", fact(state)), ("event", fact(event))];
    note(rulebook, "escalate", Subject::Group("party", party.as_str()), next_state, facts, sink);
    let step = procedure.step(next_state);
    Ok(Escalation {
        next_state,
        changed: next_state != state,
        deadline,
        step: step.map(|index| u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1)),
        last_step: step.map(|index| index.saturating_add(1) == procedure.ladder.0.len()),
        allowed_events: procedure.allowed(next_state, sink),
        in_time,
        choices,
    })
}

fn check(rulebook: &Rulebook, question: &EscalateQuestion) -> Result<(), Error> {
    refuse_given(&rulebook.rectify_days, question.rectify_days.is_some(), "/input/rectify_days")?;
    let last = match question.party {
        Party::Institution => &rulebook.institution_final,
        Party::Firm => &rulebook.firm_final,
    };
    refuse_given(last, question.final_state.is_some(), "/input/final_state")
}

/// A deadline belongs to the steps of the ladder; before it is past nobody has failed to mend anything.
fn deadline(procedure: &Procedure<'_>, question: &EscalateQuestion) -> Result<(), Error> {
    match (procedure.step(question.state), question.deadline) {
        (Some(_), None) => Err(validate::missing("/input/deadline")
            .with_help("a party on a step of the ladder has a deadline by which it mends the matter")),
        (None, Some(_)) => Err(validate::refused("/input/deadline", "outside the steps of the ladder")),
        _ => Ok(()),
    }
}

fn decision(procedure: &Procedure<'_>, question: &EscalateQuestion) -> Result<(), Error> {
    match (question.event, question.decision) {
        (Event::Decision, None) => Err(validate::missing("/input/decision")),
        (Event::Decision, Some(chosen)) => match procedure.unsigned.peek() {
            Some(Unsigned::Choice(list)) if !list.contains(&chosen) => {
                let choices: Vec<String> = list.iter().map(|choice| format!("`{choice}`")).collect();
                let message = format!("decision must be one of {}, got `{chosen}`", choices.join(", "));
                Err(Error::invalid_input("/input/decision", message))
            }
            _ => Ok(()),
        },
        (_, Some(_)) => Err(validate::refused("/input/decision", "without the event `decision`")),
        (_, None) => Ok(()),
    }
}

impl<'r> Procedure<'r> {
    /// # Errors
    ///
    /// `rule_gap` where the rulebook has no ladder for the party, or does not say in which order its steps are taken.
    fn of(rulebook: &'r Rulebook, question: &EscalateQuestion, sink: &mut dyn Sink) -> Result<Self, Error> {
        let (ladder, last, serious, unsigned) = match question.party {
            Party::Institution => (
                &rulebook.institution_ladder,
                &rulebook.institution_final,
                &rulebook.institution_serious,
                &rulebook.institution_unsigned,
            ),
            Party::Firm => {
                (&rulebook.firm_ladder, &rulebook.firm_final, &rulebook.firm_serious, &rulebook.firm_unsigned)
            }
        };
        let ladder = ladder.need(sink)?;
        rulebook.ladder_order.need(sink)?;
        Ok(Procedure { ladder, last, stated_last: question.final_state, serious, unsigned })
    }

    /// The index of a state in the ladder.
    fn step(&self, state: State) -> Option<usize> {
        self.ladder.0.iter().position(|step| State::from(*step) == state)
    }

    /// Whether the rulebook has a state for the party.
    fn has(&self, state: State) -> bool {
        match state {
            State::Clear => true,
            State::DecisionPending => matches!(self.unsigned.peek(), Some(Unsigned::Choice(_))),
            other => {
                self.step(other).is_some()
                    || FinalState::ALL.iter().any(|last| State::from(*last) == other && self.ends_in(*last))
            }
        }
    }

    fn ends_in(&self, state: FinalState) -> bool {
        self.last.peek().copied().or(self.stated_last) == Some(state)
            || self.serious.peek() == Some(&state)
            || self.unsigned.peek().is_some_and(|unsigned| unsigned.names(state))
    }

    /// The table of rule 17: whether an event has a cell for a state.
    fn knows(&self, state: State, event: Event) -> bool {
        let is_step = self.step(state).is_some();
        match event {
            Event::Alert | Event::UnsignedAgreement => is_step || state == State::Clear,
            Event::Rectified => {
                is_step || matches!(state, State::DecisionPending | State::CreditRating | State::AgreementHandling)
            }
            Event::NotRectified => is_step,
            Event::Serious => is_step || matches!(state, State::Clear | State::CreditRating),
            Event::Decision => state == State::DecisionPending,
        }
    }

    /// The table of rule 17: where an event leads.
    fn next(&self, question: &EscalateQuestion, sink: &mut dyn Sink) -> Result<State, Error> {
        let EscalateQuestion { state, event, on, .. } = *question;
        match (event, self.step(state)) {
            (Event::Alert, Some(_)) => Ok(state),
            (Event::Alert, None) => Ok(self.ladder.0.first().map_or(state, |step| State::from(*step))),
            (Event::Rectified, _) => Ok(State::Clear),
            (Event::NotRectified, step) => {
                // The deadline day still counts.
                if let Some(deadline) = question.deadline.filter(|deadline| on <= *deadline) {
                    let message = format!("on must be after the deadline `{deadline}`, got `{on}`");
                    return Err(Error::invalid_input("/input/on", message));
                }
                match self.ladder.0.get(step.map_or(0, |index| index.saturating_add(1))) {
                    Some(next) => Ok(State::from(*next)),
                    None => match either(self.last, self.stated_last.as_ref(), sink) {
                        Some(last) => Ok(State::from(last)),
                        None => self.last.need(sink).map(|last| State::from(*last)),
                    },
                }
            }
            (Event::Serious, _) => self.serious.need(sink).map(|state| State::from(*state)),
            (Event::UnsignedAgreement, _) => Ok(match self.unsigned.need(sink)? {
                Unsigned::One(state) => State::from(*state),
                Unsigned::Choice(_) => State::DecisionPending,
            }),
            (Event::Decision, _) => {
                self.unsigned.touch(sink);
                Ok(question.decision.map_or(state, State::from))
            }
        }
    }

    /// What may happen to a party in a state; what the rulebook does not provide for is left out.
    fn allowed(&self, state: State, sink: &mut dyn Sink) -> Vec<Event> {
        let known = Event::ALL.iter().copied().filter(|event| self.knows(state, *event));
        known
            .filter(|event| match event {
                Event::Serious => {
                    self.serious.touch(sink);
                    self.serious.is_set()
                }
                Event::UnsignedAgreement => {
                    self.unsigned.touch(sink);
                    self.unsigned.is_set()
                }
                _ => true,
            })
            .collect()
    }
}
