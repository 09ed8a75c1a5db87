//! The typed call and the JSON door say the same, strictly or not.

use super::rows::{Ask, ask, scene};
use super::*;

/// What a request is answered: its value, or code and path of the error.
fn through_the_door(
    function: &str,
    rulebook: Option<&Rulebook>,
    input: &impl serde::Serialize,
    strict: bool,
) -> Result<(Value, Vec<String>), (Code, String)> {
    let mut request = json!({ "function": function, "input": input, "options": { "strict": strict } });
    if let Some(rulebook) = rulebook {
        let builtin = Version::BUILTIN.iter().find(|version| version.id() == rulebook.id().as_str());
        request["rulebook"] = builtin.map_or_else(|| json!(rulebook.document()), |version| json!(version.id()));
    }
    let response = jicai::evaluate::try_evaluate(request.to_string()).map_err(|error| place(&error))?;
    let mut response: Value = serde_json::from_str(&response).unwrap();
    let rests_on = response["rests_on"].as_array().unwrap().iter();
    let rests_on = rests_on.map(|source| source["parameter"].as_str().unwrap().to_owned()).collect();
    Ok((response["value"].take(), rests_on))
}

fn place(error: &Error) -> (Code, String) {
    (error.code(), error.path().to_owned())
}

/// The typed call with its trace, and what strict mode makes of it.
fn typed<T: serde::Serialize>(
    call: impl FnOnce(&mut Trace) -> Result<T, Error>,
    no_gap: impl FnOnce(&T) -> Result<(), Error>,
    strict: bool,
) -> Result<(Value, Vec<String>), (Code, String)> {
    let mut trace = Trace::explaining();
    let answer = call(&mut trace).map_err(|error| place(&error))?;
    if strict {
        no_gap(&answer).map_err(|error| place(&error))?;
        trace.require_verified().map_err(|error| place(&error))?;
    }
    Ok((json!(answer), trace.rests_on().map(|source| source.parameter().to_owned()).collect()))
}

proptest! {
    #![proptest_config(config())]

    /// `credit.grade` and `credit.compare`.
    #[test]
    fn grades_are_the_same_through_the_door(
        (version, question) in asked(),
        other in select(Version::BUILTIN.as_slice()),
        strict in any::<bool>(),
    ) {
        let book = version.book();
        let wanted = typed(|trace| credit::grade_with(&book, &question, trace), Grading::require_no_gap, strict);
        prop_assert_eq!(through_the_door("credit.grade", Some(&book), &question, strict), wanted);
        let GradeQuestion { firm, province, graded_on, cases } = question.clone();
        let other_rulebook = RulebookChoice::builtin(other.id());
        let asked = CompareQuestion { firm, province, graded_on, cases, other_rulebook };
        let wanted = typed(|trace| credit::compare_with(&book, &asked, trace), GradeComparison::require_no_gap, strict);
        prop_assert_eq!(through_the_door("credit.compare", Some(&book), &asked, strict), wanted);
        // Both sides are what each version says alone; levels compare as they say.
        if let Ok(answer) = credit::compare(&book, &asked) {
            let alone = [version, other].map(|version| credit::GradeSide::from(version.grade(&question)));
            prop_assert_eq!([&answer.first, &answer.second], [&alone[0], &alone[1]]);
            let (one, two) = (&answer.first, &answer.second);
            let change = match () {
                () if two.level_min > one.level_max => LevelChange::Harsher,
                () if two.level_max < one.level_min => LevelChange::Milder,
                () if [one.level_max, two.level_min, two.level_max] == [one.level_min; 3] => LevelChange::Same,
                () => LevelChange::Undetermined,
            };
            prop_assert_eq!(answer.level_change, change);
        }
        let text = serde_json::to_string(&question).unwrap();
        prop_assert_eq!(GradeQuestion::from_json(&text).unwrap(), question);
    }

    /// `credit.supplier_status` and `credit.national`, with or without a rulebook of the request.
    #[test]
    fn records_are_the_same_through_the_door(
        scene in scene(), ask in ask(), with_book in 0_u8..6, strict in any::<bool>(),
    ) {
        let book = (with_book > 0).then(|| scene.default.book());
        let question = scene.question(&ask);
        let wanted = typed(
            |trace| credit::supplier_status_with(book.as_ref(), &question, trace),
            SupplierStatus::require_no_gap,
            strict,
        );
        prop_assert_eq!(through_the_door("credit.supplier_status", book.as_deref(), &question, strict), wanted);
        let question = scene.national(ask.on);
        let wanted = typed(|trace| credit::national_with(book.as_ref(), &question, trace), |_| Ok(()), strict);
        prop_assert_eq!(through_the_door("credit.national", book.as_deref(), &question, strict), wanted);
    }

    /// `credit.measures`, `credit.repair`, `credit.bar`, `credit.default_rulebook`.
    #[test]
    fn the_others_are_the_same_through_the_door(
        version in version(), Ask { role, on, .. } in ask(), rank in any::<Index>(), matter in select(Matter::ALL),
        done in prop::collection::vec(select(CorrectionStep::ALL), 0..8),
        strict in any::<bool>(), days in -900_i64..900,
    ) {
        let book = version.book();
        let date = days_after(day("2023-01-31"), days);
        let start_on = (on.index(3) > 0).then_some(date);
        let grade = id(version.codes()[rank.index(version.codes().len())]);
        let question = MeasuresQuestion { grade: grade.clone(), role, start_on };
        let no_gap = credit::GradeMeasures::require_no_gap;
        let wanted = typed(|trace| credit::measures_with(&book, &question, trace), no_gap, strict);
        prop_assert_eq!(through_the_door("credit.measures", Some(&book), &question, strict), wanted);
        let applied = CorrectedProduct { product: id("a"), selected_price_applied_on: start_on };
        let question = RepairQuestion {
            matter,
            grade,
            role,
            as_of: day("2023-01-31"),
            done,
            products: Some(vec![applied]),
            revoked: on.index(7) == 0,
            last_day: start_on,
        };
        let no_gap = credit::Correction::require_no_gap;
        let wanted = typed(|trace| credit::repair_with(&book, &question, trace), no_gap, strict);
        prop_assert_eq!(through_the_door("credit.repair", Some(&book), &question, strict), wanted);
        let entry = BarEntry {
            entry_id: id("e"),
            first_day: date,
            last_day: start_on,
            cooperated: if start_on.is_none() { Some(on.index(2) == 0) } else { None },
            firm: None,
        };
        let question = BarQuestion { firm: id(FIRM), on: day("2023-01-31"), entries: vec![entry] };
        let notice = BarRulebook::builtin(BarRulebook::BUILTIN).unwrap();
        let wanted = typed(|trace| credit::bar_with(&notice, &question, trace), |_| Ok(()), strict);
        prop_assert_eq!(through_the_door("credit.bar", None, &question, strict), wanted);
        let question = VersionQuestion { graded_on: Some(days_after(date, 800)), label: None };
        let wanted = typed(|trace| credit::default_rulebook_with(&question, trace), |_| Ok(()), strict);
        prop_assert_eq!(through_the_door("credit.default_rulebook", None, &question, strict), wanted);
    }
}

/// Strict mode is met in all three outcomes, for grades and for records.
#[test]
fn strict_mode_refuses_gaps_then_what_nobody_verified() {
    let mut seen: BTreeMap<(&str, Option<Code>), usize> = BTreeMap::new();
    for ((version, question), scene, ask) in samples((asked(), scene(), ask()), 1_000) {
        let status = scene.question(&ask);
        let grade = through_the_door("credit.grade", Some(&version.book()), &question, true);
        let status = through_the_door("credit.supplier_status", Some(&scene.default.book()), &status, true);
        for (function, answer) in [("credit.grade", grade), ("credit.supplier_status", status)] {
            *seen.entry((function, answer.err().map(|(code, _)| code))).or_default() += 1;
        }
    }
    for code in [None, Some(Code::RuleGap), Some(Code::UnverifiedParameter)] {
        for function in ["credit.grade", "credit.supplier_status"] {
            assert!(seen.get(&(function, code)).is_some_and(|seen| *seen > 10), "{function} {code:?}: {seen:?}");
        }
    }
}

/// Which version graded, of every day of seven years: one after the other, each from its first day on; labels name their own.
#[test]
fn one_version_after_the_other() {
    let at = |date: Date| credit::default_rulebook(&VersionQuestion { graded_on: Some(date), label: None });
    let mut date = day("2020-01-01");
    while date < day("2027-01-01") {
        let expected = match date {
            date if date < day("2020-08-28") => None,
            date if date <= day("2025-06-30") => Some(("credit/cn-2020", true)),
            date => Some(("credit/cn-2025", date > day("2025-12-31"))),
        };
        let answer = at(date);
        let got = answer.as_ref().ok().map(|version| (version.rulebook.as_str(), version.certain));
        assert_eq!(got, expected, "{date}");
        assert!(answer.is_ok_and(|version| version.grade.is_none()) || expected.is_none());
        date = days_after(date, 1);
    }
    let titles: Vec<(Version, usize, String)> = Version::BUILTIN
        .into_iter()
        .flat_map(|version| {
            let grades: Value =
                serde_json::from_str(&version.book().document().parameter("grades").unwrap().value_json()).unwrap();
            (1..=version.top()).map(move |rank| (version, rank, grades[rank]["zh"].as_str().unwrap().to_owned()))
        })
        .collect();
    assert_eq!(titles.iter().map(|(_, _, title)| title).collect::<BTreeSet<_>>().len(), 7);
    for (version, rank, title) in titles {
        let answer = credit::default_rulebook(&VersionQuestion { graded_on: None, label: Some(title) }).unwrap();
        let grade = answer.grade.unwrap();
        assert_eq!(
            (answer.rulebook.as_str(), grade.as_str(), answer.certain),
            (version.id(), version.codes()[rank], true)
        );
    }
}
