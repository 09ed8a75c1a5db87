//! Rule 16: every item against the tests of its document, and the whole in both ways.

use super::*;
use jicai::execution::{AssessQuestion, AssessedItem, AssessmentResult, AssessmentVerdict, Overall};

/// Quantities that are judged: agreed, purchased, of winners, of others.
type Bought = [Rational; 4];

fn bought(item: &AssessedItem) -> Bought {
    let winners = item.winner_quantity.unwrap_or(item.purchased);
    [item.agreed, item.purchased, winners, item.non_winner_quantity].map(Rational::from)
}

/// Why a test fails; a share that is to be kept stands in for the agreed volume.
fn reasons(asked: &Asked, [agreed, purchased, winners, others]: &Bought, kept: Option<Rational>) -> Vec<&'static str> {
    let tests: Vec<String> = asked.parameter("assessment_tests").unwrap();
    let named = |test: &str| tests.iter().any(|known| known == test);
    let limit: Option<String> = asked.parameter("max_non_winner_share");
    let limit = limit.or(asked.input.get("max_non_winner_share").map(|limit| limit.as_str().unwrap().to_owned()));
    let both = winners + others;
    let mut reasons = Vec::new();
    if named("agreed_volume")
        && kept.is_none()
        && *agreed != zero()
        && quotient(purchased, agreed).unwrap() < Rational::ONE
    {
        reasons.push("agreed_volume_unfinished");
    }
    if named("non_winner_share") && quotient(others, &both).is_some_and(|share| share > exactly(&limit.unwrap())) {
        reasons.push("non_winner_share_over_limit");
    }
    if named("agreed_volume") && kept.is_some_and(|kept| quotient(winners, &both).is_some_and(|share| share < kept)) {
        reasons.push("winner_share_not_kept");
    }
    reasons
}

fn words(reasons: &[execution::AssessmentReason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.as_str()).collect()
}

/// Whether the document names an exception in one of its lists.
fn names(asked: &Asked, list: &str, exception: &str) -> bool {
    asked.parameter::<Vec<String>>(list).is_some_and(|list| list.iter().any(|known| known == exception))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..config() })]

    /// Verdicts and reasons of items, of the whole each and pooled, and their counts.
    #[test]
    fn items_and_the_whole_are_judged(asked in scenes::of(scenes::assess)) {
        let question: AssessQuestion = asked.question();
        let answer = execution::assess(asked.book(), &question);
        let exception = |item: &AssessedItem| item.exception.map(|exception| exception.as_str());
        let is_apart = |item: &AssessedItem| exception(item).is_some_and(|word| names(&asked, "assessment_apart", word));
        let keeps = |item: &AssessedItem| exception(item).is_some_and(|word| names(&asked, "assessment_share_kept", word));
        if question.items.iter().any(|item| item.exception.is_some() && !is_apart(item) && !keeps(item)) {
            prop_assert_eq!(answer.unwrap_err().code(), Code::RuleGap);
            return Ok(());
        }
        let answer: AssessmentResult = answer.unwrap();
        let mut wanted = Vec::new();
        let mut items: Vec<&AssessedItem> = question.items.iter().collect();
        items.sort_by(|one, other| one.product.cmp(&other.product));
        for item in &items {
            let kept = item.required_winner_share.filter(|_| keeps(item)).map(Rational::from);
            let why = if is_apart(item) { Vec::new() } else { reasons(&asked, &bought(item), kept) };
            let verdict = match (is_apart(item), why.is_empty()) {
                (true, _) => AssessmentVerdict::Exempt,
                (false, true) => AssessmentVerdict::Qualified,
                (false, false) => AssessmentVerdict::Unqualified,
            };
            let [agreed, purchased, winners, others] = bought(item);
            wanted.push((item.product.clone(), verdict, why, quotient(&purchased, &agreed), quotient(&others, &(&winners + &others))));
        }
        let given = answer.items.iter().map(|item| {
            (item.product.clone(), item.verdict, words(&item.reasons), value(&item.completion), value(&item.non_winner_share))
        });
        prop_assert_eq!(given.collect::<Vec<_>>(), wanted);
        let count = |verdict| u32::try_from(answer.items.iter().filter(|item| item.verdict == verdict).count()).unwrap();
        prop_assert_eq!(answer.counts.qualified, count(AssessmentVerdict::Qualified));
        prop_assert_eq!(answer.counts.unqualified, count(AssessmentVerdict::Unqualified));
        prop_assert_eq!(answer.counts.exempt, count(AssessmentVerdict::Exempt));
        let judged: Vec<Bought> = items.iter().filter(|item| !is_apart(item)).map(|item| bought(item)).collect();
        let (verdict, why) = if judged.is_empty() {
            (AssessmentVerdict::Exempt, Vec::new())
        } else {
            let all = ["agreed_volume_unfinished", "non_winner_share_over_limit", "winner_share_not_kept"];
            let pooled: Bought = [0, 1, 2, 3].map(|n| judged.iter().map(|bought| &bought[n]).sum());
            let why = match question.overall {
                Overall::EachItem => {
                    all.into_iter().filter(|why| answer.items.iter().any(|item| words(&item.reasons).contains(why))).collect()
                }
                Overall::Pooled => reasons(&asked, &pooled, None),
            };
            (if why.is_empty() { AssessmentVerdict::Qualified } else { AssessmentVerdict::Unqualified }, why)
        };
        prop_assert_eq!((answer.verdict, words(&answer.reasons)), (verdict, why));
    }

    /// What is bought of others never helps, and what is bought of the agreed product never harms.
    #[test]
    fn more_of_others_never_helps(asked in scenes::of(scenes::assess), more in 0_usize..5_000_000) {
        let question: AssessQuestion = asked.question();
        let Ok(answer) = execution::assess(asked.book(), &question) else { return Ok(()) };
        let item = &question.items[0];
        let mut worse = asked.clone();
        let others = &rational(item.non_winner_quantity) + &fraction(number(more), 1_000_000);
        worse.input["items"][0]["non_winner_quantity"] = json!(Figure::exact(others));
        let then = execution::assess(worse.book(), &worse.question()).unwrap();
        let failed = |answer: &AssessmentResult| words(&answer.items.iter().find(|known| known.product == item.product).unwrap().reasons).len();
        prop_assert!(failed(&then) >= failed(&answer));
    }
}

/// The limit is needed if its test is named and something is judged; a share to be kept goes with its exceptions.
#[test]
fn assessments_ask_for_what_they_need() {
    let item = |more: Value| {
        let mut item = json!({ "product": "A", "agreed": "1", "purchased": "1", "non_winner_quantity": "0" });
        item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        item
    };
    let refusal = |items: Vec<Value>, overall: &str, more: Option<(&str, &str)>| {
        let mut input = json!({ "overall": overall, "items": items });
        if let Some((field, value)) = more {
            input[field] = json!(value);
        }
        let asked = under("execution.assess", "cn-2024-31", input);
        execution::assess(asked.book(), &asked.question()).err().map(|error| (error.code(), error.path().to_owned()))
    };
    let gap = Some((Code::RuleGap, "/rulebook".to_owned()));
    let limit = Some(("max_non_winner_share", "0.5"));
    let at = |path: &str| Some((Code::InvalidInput, format!("/input/items{path}")));
    let (key, shift) = (json!({ "exception": "key_monitored" }), json!({ "exception": "seasonal" }));
    assert_eq!(refusal(vec![], "each_item", limit), at(""));
    assert_eq!(refusal(vec![item(json!({})), item(json!({}))], "each_item", limit), at("/1/product"));
    assert_eq!(refusal(vec![item(json!({}))], "each_item", None), gap);
    assert_eq!(refusal(vec![item(shift.clone())], "each_item", None), None);
    assert_eq!(refusal(vec![item(shift)], "pooled", None), None);
    assert_eq!(refusal(vec![item(key.clone())], "each_item", limit), at("/0/required_winner_share"));
    assert_eq!(refusal(vec![item(key)], "pooled", limit), at("/0/exception"));
    let both = json!({ "exception": "public_health_event", "required_winner_share": "0.5" });
    assert_eq!(refusal(vec![item(both.clone())], "pooled", limit), at("/0/exception"));
    assert_eq!(refusal(vec![item(both)], "each_item", limit), None);
    assert_eq!(
        refusal(vec![item(json!({ "required_winner_share": "0.5" }))], "each_item", limit),
        at("/0/required_winner_share")
    );
    let asked = own("execution.assess", &json!({}), json!({ "overall": "pooled", "items": [item(json!({}))] }));
    assert_eq!(execution::assess(asked.book(), &asked.question()).unwrap_err().code(), Code::RuleGap);
    // Every test that is not named passes.
    let input =
        json!({ "overall": "each_item", "items": [item(json!({ "purchased": "0", "non_winner_quantity": "9" }))] });
    let asked = own("execution.assess", &json!({ "assessment_tests": [] }), input);
    let answer = execution::assess(asked.book(), &asked.question()).unwrap();
    assert_eq!(answer.verdict, AssessmentVerdict::Qualified);
}
