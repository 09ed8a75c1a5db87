//! Rules 17 and 18, exhaustively: every party, state and event under every rulebook with a ladder, with and without a deadline.

use super::*;
use jicai::execution::{EscalateQuestion, Escalation, Event, Party, State};

/// A rulebook with ladders of one's own; sometimes parts of it are left open.
pub(super) fn parameters(rng: &mut Rng) -> Value {
    let mut steps = ["inquiry", "remind", "interview", "admonish"];
    let last = ["credit_rating", "agreement_handling", "tender_penalty", "disqualified"];
    let mut parameters = json!({ "ladder_order": "sequential" });
    for party in ["institution", "firm"] {
        shuffle(rng, &mut steps);
        parameters[format!("{party}_ladder")] = json!(steps[..1 + rng.below(4)]);
        for (name, percent) in [("final", 75), ("serious", 70)] {
            let state = rng.pick(&last);
            scenes::maybe(rng, percent, &mut parameters, &format!("{party}_{name}"), state);
        }
        let unsigned =
            rng.pick(&[json!(last[0]), json!(last[3]), json!(["disqualified", "credit_rating"]), json!([last[2]])]);
        scenes::maybe(rng, 75, &mut parameters, &format!("{party}_unsigned"), unsigned);
    }
    let days = 1 + rng.below(30);
    scenes::maybe(rng, 60, &mut parameters, "rectify_days", days);
    parameters
}

/// What a cell of the table says.
#[derive(Debug, PartialEq)]
enum Cell {
    /// `–`
    Nothing,
    To(String),
    /// The parameter that leads on is not set.
    Unset,
}

/// The ladder of a party as the document has it, and what follows.
struct Book {
    ladder: Vec<String>,
    last: Option<String>,
    /// What the caller says of it.
    stated: Option<String>,
    serious: Option<String>,
    unsigned: Option<Value>,
    days: Option<usize>,
}

impl Book {
    fn of(asked: &Asked, party: Party) -> Option<Book> {
        let text = |name: &str| asked.input.get(name).and_then(Value::as_str).map(str::to_owned);
        asked.parameter::<String>("ladder_order")?;
        Some(Book {
            ladder: asked.parameter(&format!("{party}_ladder"))?,
            last: asked.parameter(&format!("{party}_final")),
            stated: text("final_state"),
            serious: asked.parameter(&format!("{party}_serious")),
            unsigned: asked.parameter(&format!("{party}_unsigned")),
            days: asked
                .parameter("rectify_days")
                .or(asked.input.get("rectify_days").map(|days| usize::try_from(days.as_u64().unwrap()).unwrap())),
        })
    }

    fn choices(&self) -> Option<Vec<String>> {
        self.unsigned
            .as_ref()
            .filter(|unsigned| unsigned.is_array())
            .map(|list| serde_json::from_value(list.clone()).unwrap())
    }

    fn step(&self, state: &str) -> Option<usize> {
        self.ladder.iter().position(|step| step == state)
    }

    fn has(&self, state: &str) -> bool {
        let finals = self
            .last
            .iter()
            .chain(&self.stated)
            .chain(&self.serious)
            .cloned()
            .chain(self.choices().unwrap_or_default());
        let single = self.unsigned.as_ref().and_then(Value::as_str).map(str::to_owned);
        state == "clear"
            || self.step(state).is_some()
            || (state == "decision_pending" && self.choices().is_some())
            || finals.chain(single).any(|last| last == state)
    }

    /// The table, line by line.
    fn cell(&self, state: &str, event: &str, decision: Option<&str>) -> Cell {
        let to = |state: &str| Cell::To(state.to_owned());
        let or_gap = |state: &Option<String>| state.as_deref().map_or(Cell::Unset, to);
        let unsigned = || match &self.unsigned {
            None => Cell::Unset,
            Some(Value::String(one)) => to(one),
            Some(_) => to("decision_pending"),
        };
        let step = self.step(state);
        let line = if step.is_some() { "step" } else { state };
        match (line, event) {
            ("clear", "alert") => to(&self.ladder[0]),
            ("step", "alert") => to(state),
            ("clear" | "step", "unsigned_agreement") => unsigned(),
            ("clear" | "step" | "credit_rating", "serious") => or_gap(&self.serious),
            ("step" | "decision_pending" | "credit_rating" | "agreement_handling", "rectified") => to("clear"),
            ("step", "not_rectified") => match self.ladder.get(step.unwrap() + 1) {
                Some(next) => to(next),
                None => or_gap(&self.last.clone().or(self.stated.clone())),
            },
            ("decision_pending", "decision") => to(decision.unwrap()),
            _ => Cell::Nothing,
        }
    }

    fn allowed(&self, state: &str) -> Vec<String> {
        let events = ["alert", "rectified", "not_rectified", "serious", "unsigned_agreement", "decision"];
        let is_unset = |event: &str| match event {
            "serious" => self.serious.is_none(),
            "unsigned_agreement" => self.unsigned.is_none(),
            _ => false,
        };
        let has_cell = |event: &&str| self.cell(state, event, Some("clear")) != Cell::Nothing && !is_unset(event);
        events.into_iter().filter(has_cell).map(str::to_owned).collect()
    }
}

fn place(error: &Error) -> (Code, &str) {
    (error.code(), error.path())
}

/// Which event of a state was refused, or where it led.
fn ask(asked: &Asked) -> Result<Escalation, Error> {
    execution::escalate(asked.book(), &asked.question::<EscalateQuestion>())
}

/// One question against the table; says how it ended.
fn against_the_table(asked: &Asked) -> &'static str {
    let input = &asked.input;
    let word = |name: &str| input.get(name).and_then(Value::as_str);
    let (state, event) = (word("state").unwrap(), word("event").unwrap());
    let question: EscalateQuestion = asked.question();
    let given = ask(asked);
    let refused = |code: Code, path: &str| {
        let error = given.as_ref().err();
        assert_eq!(error.map(place), Some((code, path)), "{asked:?}");
    };
    let sets = |name: &str| asked.parameter::<Value>(name).is_some();
    for (field, name) in
        [("rectify_days", "rectify_days".to_owned()), ("final_state", format!("{}_final", question.party))]
    {
        if input.get(field).is_some() && sets(&name) {
            refused(Code::InvalidInput, &format!("/input/{field}"));
            return "given twice";
        }
    }
    let Some(book) = Book::of(asked, question.party) else {
        refused(Code::RuleGap, "/rulebook");
        return "no ladder";
    };
    if !book.has(state) {
        refused(Code::InvalidInput, "/input/state");
        return "no state";
    }
    let step = book.step(state);
    if step.is_some() != question.deadline.is_some() {
        refused(Code::InvalidInput, "/input/deadline");
        return "deadline";
    }
    let cell = book.cell(state, event, word("decision").or(Some("clear")));
    if cell == Cell::Nothing {
        refused(Code::InvalidInput, "/input/event");
        return "no cell";
    }
    let chosen_well = match (event, word("decision")) {
        ("decision", Some(chosen)) => book.choices().unwrap().iter().any(|choice| choice == chosen),
        ("decision", None) | (_, Some(_)) => false,
        (_, None) => true,
    };
    if !chosen_well {
        refused(Code::InvalidInput, "/input/decision");
        return "decision";
    }
    let (on, deadline) = (days::number(question.on), question.deadline.map(days::number));
    if event == "not_rectified" && on <= deadline.unwrap() {
        refused(Code::InvalidInput, "/input/on");
        return "too early";
    }
    let Cell::To(next) = cell else {
        refused(Code::RuleGap, "/rulebook");
        return "gap";
    };
    let entered = book.step(&next).filter(|_| event != "alert" || state == "clear");
    if entered.is_some() && book.days.is_none() {
        refused(Code::RuleGap, "/rulebook");
        return "no days";
    }
    let answer = given.unwrap_or_else(|error| panic!("{error} for {asked:?}"));
    assert_eq!(answer.next_state.as_str(), next, "{asked:?}");
    assert_eq!(answer.changed, next != state);
    let by = entered.map(|_| on + book.days.unwrap()).or(deadline.filter(|_| event == "alert"));
    assert_eq!(answer.deadline.map(days::number), by, "{asked:?}");
    let stands = book.step(&next);
    assert_eq!(answer.step, stands.map(|index| u32::try_from(index + 1).unwrap()));
    assert_eq!(answer.last_step, stands.map(|index| index + 1 == book.ladder.len()));
    let allowed: Vec<&str> = answer.allowed_events.iter().map(|event| event.as_str()).collect();
    assert_eq!(allowed, book.allowed(&next), "{asked:?}");
    assert_eq!(answer.in_time, deadline.filter(|_| event == "rectified").map(|deadline| on <= deadline));
    let choices: Option<Vec<String>> =
        answer.choices.as_ref().map(|list| list.iter().map(ToString::to_string).collect());
    assert_eq!(choices, book.choices().filter(|_| next == "decision_pending"));
    consistent(asked, &answer, &book);
    "answer"
}

/// An event is allowed in the new state iff asking for it there is not refused at the event; a gap only where a parameter is unset.
fn consistent(asked: &Asked, answer: &Escalation, book: &Book) {
    if answer.deadline.is_some_and(|deadline| days::number(deadline) >= *days::LAST) {
        // No request can state a day after that deadline.
        return;
    }
    for event in Event::ALL {
        let mut next = asked.clone();
        next.input["state"] = json!(answer.next_state);
        next.input["event"] = json!(event);
        let fields = next.input.as_object_mut().unwrap();
        fields.remove("decision");
        fields.remove("deadline");
        if let Some(deadline) = answer.deadline {
            fields.insert("deadline".to_owned(), json!(deadline));
            fields.insert("on".to_owned(), scenes::shown(days::number(deadline) + 1));
        }
        if *event == Event::Decision {
            fields.insert(
                "decision".to_owned(),
                json!(book.choices().map_or("disqualified".to_owned(), |list| list[0].clone())),
            );
        }
        let is_allowed = answer.allowed_events.contains(event);
        match ask(&next) {
            Ok(_) => assert!(is_allowed, "{next:?}"),
            Err(error) if error.code() == Code::RuleGap => {
                let parameter = match event {
                    Event::Serious => book.serious.is_none(),
                    Event::UnsignedAgreement => book.unsigned.is_none(),
                    _ => book.days.is_none() || (book.last.is_none() && book.stated.is_none()),
                };
                assert!(parameter, "{next:?}");
            }
            Err(error) => {
                assert_eq!(place(&error), (Code::InvalidInput, "/input/event"), "{next:?}");
                assert!(!is_allowed, "{next:?}");
            }
        }
    }
}

/// Everything that may be asked under a rulebook.
fn everything(template: &Asked, seen: &mut BTreeSet<&'static str>) {
    let on = days::number("2025-08-31");
    let decisions =
        [None, Some("credit_rating"), Some("disqualified"), Some("tender_penalty"), Some("agreement_handling")];
    for party in Party::ALL {
        for state in State::ALL {
            for event in Event::ALL {
                for deadline in [None, Some(on - 1), Some(on), Some(on + 1)] {
                    for (days, last) in [
                        (None, None),
                        (Some(15), None),
                        (Some(15), Some("disqualified")),
                        (None, Some("credit_rating")),
                    ] {
                        let mut asked = template.clone();
                        asked.input =
                            json!({ "party": party, "state": state, "event": event, "on": scenes::shown(on) });
                        let input = &mut asked.input;
                        let fields = [
                            ("deadline", deadline.map(scenes::shown)),
                            ("rectify_days", days.map(|days: usize| json!(days))),
                            ("final_state", last.map(|last: &str| json!(last))),
                        ];
                        for (field, value) in fields {
                            if let Some(value) = value {
                                input[field] = value;
                            }
                        }
                        let wants = *event == Event::Decision && *state == State::DecisionPending && deadline.is_none();
                        let several = if wants { &decisions[..] } else { &decisions[..1] };
                        for decision in several {
                            if let Some(decision) = decision {
                                asked.input["decision"] = json!(decision);
                            }
                            seen.insert(against_the_table(&asked));
                        }
                    }
                }
            }
        }
    }
}

/// The built-in rulebooks with a ladder, and some without one.
#[test]
fn published_ladders_follow_the_table() {
    let mut seen = BTreeSet::new();
    for name in ["zhejiang-2025", "hebei-supply-2025", "cn-2024-31"] {
        everything(&under("execution.escalate", name, json!({})), &mut seen);
    }
    let all = [
        "answer",
        "deadline",
        "decision",
        "gap",
        "given twice",
        "no cell",
        "no days",
        "no ladder",
        "no state",
        "too early",
    ];
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), all);
}

/// Rulebooks of one's own: every order of steps, every way on.
#[test]
fn own_ladders_follow_the_table() {
    let mut seen = BTreeSet::new();
    for seed in 0..12 {
        let parameters = parameters(&mut Rng::new(seed));
        everything(&own("execution.escalate", &parameters, json!({})), &mut seen);
    }
    assert!(seen.contains("answer") && seen.contains("given twice") && seen.contains("gap"));
    // Without the order of the steps there is no ladder.
    let bare = own("execution.escalate", &json!({ "firm_ladder": ["inquiry"] }), json!({}));
    let mut seen = BTreeSet::new();
    everything(&bare, &mut seen);
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["no ladder"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..config() })]

    /// Any question at any day.
    #[test]
    fn any_step_follows_the_table(asked in scenes::of(scenes::escalate)) {
        against_the_table(&asked);
    }
}
