//! Explanations: they change nothing, and every step says something in both languages.

use super::*;
use std::collections::HashSet;

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// What is wrong with a sentence.
fn fault(text: &str, step: &Value) -> Option<&'static str> {
    let clause = step["clause"].as_str().unwrap().split_once('#').unwrap().1;
    let fallback = format!("{clause}: {}", step["outcome"].as_str().unwrap());
    // Ids of the questions may hold a blank, but never two.
    [
        (text.trim() != text || text.is_empty(), "blank ends"),
        (text.replace('：', ": ") == fallback, "the fallback"),
        (text.contains("  "), "two blanks"),
        (text.contains(['{', '}', '#']), "a brace"),
        (text.contains("()") || text.contains("（）"), "empty brackets"),
        // A field that a platform does not have is shown as it stands in the facts.
        ((text.contains("none") && clause != "reconcile") || text.contains("null"), "a missing fact"),
        (text.ends_with([':', ',', '：', '，', '；']), "an open end"),
    ]
    .into_iter()
    .find_map(|(is_wrong, what)| is_wrong.then_some(what))
}

/// A word of the contract in a Chinese sentence; names of the questions are short, and those of rules, items and fields are told as they are.
fn word_of_the_contract(step: &Value) -> Option<&str> {
    let clause = step["clause"].as_str().unwrap().split_once('#').unwrap().1;
    if ["alert_rules", "alert_bands", "disclosure", "reconcile"].contains(&clause) {
        return None;
    }
    let words = step["text"].as_str().unwrap().split(|c: char| !c.is_ascii_lowercase() && c != '_');
    words.into_iter().find(|word| word.len() > 2)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..config() })]

    /// With an explanation, value and parameters are the same; steps have sentences.
    #[test]
    fn explanations_change_nothing_and_read_well(asked in scenes::any_question()) {
        let plain = parsed(&asked.response(&json!({ "explain": false })));
        let [zh, en] = ["zh", "en"].map(|language| {
            parsed(&asked.response(&json!({ "explain": true, "language": language })))
        });
        let Some(value) = plain.get("value") else {
            prop_assert_eq!(&plain, &zh);
            return Ok(());
        };
        prop_assert!(plain.get("explanation").is_none());
        for full in [&zh, &en] {
            prop_assert_eq!(full.get("value"), Some(value));
            prop_assert_eq!(&full["rests_on"], &plain["rests_on"]);
        }
        let (zh, en) = (zh["explanation"].as_array().unwrap(), en["explanation"].as_array().unwrap());
        prop_assert_eq!(zh.len(), en.len());
        for (zh, en) in zh.iter().zip(en) {
            let prefix = asked.rulebook.as_ref().map_or("execution", |book| book.id().as_str());
            let prefix = format!("{prefix}#");
            prop_assert!(zh["clause"].as_str().unwrap().starts_with(&prefix));
            for field in ["clause", "subject", "outcome", "facts"] {
                prop_assert_eq!(&zh[field], &en[field]);
            }
            for step in [zh, en] {
                let text = step["text"].as_str().unwrap();
                prop_assert_eq!(fault(text, step), None, "{}", step);
            }
            // Chinese words stand in the Chinese sentence, and no word of the contract.
            let (zh_text, en_text) = (zh["text"].as_str().unwrap(), en["text"].as_str().unwrap());
            prop_assert!(!zh_text.is_ascii() && zh_text != en_text, "{}", zh_text);
            prop_assert_eq!(word_of_the_contract(zh), None, "{}", zh_text);
            let outcome = zh["outcome"].as_str().unwrap();
            let is_name = ["score"].contains(&zh["subject"].as_str().unwrap());
            prop_assert!(is_name || !outcome.contains('_') || !zh_text.contains(outcome), "{}", zh_text);
        }
    }
}

/// Every clause and outcome that the rules print is reached by the questions above, and tells itself from the others.
#[test]
fn every_clause_is_explained() {
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let mut shapes: HashSet<String> = HashSet::new();
    for seed in 0..4500 {
        let maker = scenes::ALL[seed % scenes::ALL.len()];
        let asked = maker(&mut Rng::new(u64::try_from(seed).unwrap()));
        let response = parsed(&asked.response(&json!({ "explain": true, "language": "en" })));
        for step in response["explanation"].as_array().into_iter().flatten() {
            let clause = step["clause"].as_str().unwrap().split_once('#').unwrap().1.to_owned();
            let outcome = step["outcome"].as_str().unwrap().to_owned();
            shapes.insert(format!("{clause} {}", step["subject"].as_str().unwrap().split(':').next().unwrap()));
            seen.insert((clause, outcome));
        }
    }
    let wanted = [
        ("clock", "computed"),
        ("completion", "computed"),
        ("shares", "computed"),
        ("agreements", "late unsigned pending computed"),
        ("in_hospital", "missing computed"),
        ("on_time", "late pending"),
        ("orders", "computed"),
        ("settlement", "late computed"),
        ("complaints", "computed"),
        ("coverage", "computed"),
        ("alert_rules", "serious warning notice"),
        ("alert_bands", "serious warning notice"),
        ("limit", "serious warning notice"),
        ("mean", "serious warning notice"),
        ("assess", "qualified unqualified exempt"),
        (
            "escalate",
            "clear remind interview admonish inquiry decision_pending credit_rating disqualified tender_penalty",
        ),
        ("settlement_status", "paid_on_time paid_late overdue due_today not_due"),
        ("prepayment", "below_minimum computed"),
        ("fund_prepayment", "allowed not_allowed"),
        ("mark", "none yellow red suspended"),
        ("mark_non_supply", "none marked"),
        ("mark_removal", "mark_ends"),
        ("entry", "entry_ok entry_too_high"),
        ("non_supply_cap", "own highest equal"),
        ("second_slot", "chosen not_chosen"),
        ("replace", "computed backup_winner other_winner substitute"),
        ("bar", "active inactive computed"),
        ("disclosure", "missing late expired complete incomplete"),
        ("reconcile", "only_left only_right differs"),
        ("totals", "adds_up does_not_add_up"),
        ("central", "central_tender online_trade central_purchase own_purchase not_covered"),
        ("income_ratio", "within_limit above_limit computed fell rose unchanged"),
        ("process_score", "weakest computed"),
        ("shortage", "low_stock hoarding spike capacity_short diverted none"),
    ];
    for (clause, outcomes) in wanted {
        for outcome in outcomes.split(' ') {
            assert!(seen.contains(&(clause.to_owned(), outcome.to_owned())), "never {clause} {outcome}: {seen:?}");
        }
    }
    let clauses: BTreeSet<&str> = seen.iter().map(|(clause, _)| clause.as_str()).collect();
    assert_eq!(clauses.len(), wanted.len(), "{clauses:?}");
    assert!(
        shapes.contains("shares offline") && shapes.contains("replace supplier") && shapes.contains("bar supplier")
    );
}

/// Every indicator has a name of its own in both languages.
#[test]
fn every_indicator_has_a_name() {
    let mut names: [HashSet<String>; 2] = Default::default();
    for indicator in execution::Indicator::ALL {
        let name = indicator.as_str();
        let limit = json!({ "indicator": name, "severity": "notice", "limit": "0.5", "inclusive": true });
        let asked = alone(
            "execution.alerts",
            json!({ "subjects": [{ "subject": "A", "values": { name: "0.5" } }], "limits": [limit] }),
        );
        for (language, names) in ["zh", "en"].into_iter().zip(&mut names) {
            let response = parsed(&asked.response(&json!({ "explain": true, "language": language })));
            let step = &response["explanation"][0];
            assert_eq!(word_of_the_contract(step).filter(|_| language == "zh"), None, "{step}");
            assert!(names.insert(step["text"].as_str().unwrap().to_owned()), "{step}");
        }
    }
}
