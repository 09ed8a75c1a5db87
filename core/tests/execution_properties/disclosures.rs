//! Rule 30: what is disclosed, whether platforms agree in both directions, whether totals add up.

use super::*;
use jicai::execution::{Disclosure, DisclosureQuestion, PlatformRow, RequiredItem};

/// What must be published, with its day.
fn required(asked: &Asked, question: &DisclosureQuestion) -> BTreeMap<Id, Option<usize>> {
    if let Some(list) = &question.required {
        return list.iter().map(|RequiredItem { item, due_on }| (item.clone(), due_on.map(days::number))).collect();
    }
    let lists: BTreeMap<Id, Vec<Value>> = asked.parameter("checklists").unwrap();
    let items = lists[question.checklist.as_ref().unwrap()].iter().map(|item| match item {
        Value::String(item) => (id(item), None),
        item => (id(item["item"].as_str().unwrap()), Some(days::number(item["due_on"].as_str().unwrap()))),
    });
    items.collect()
}

fn fields<'r>(rows: &'r [PlatformRow], key: &Id) -> Option<&'r BTreeMap<String, String>> {
    rows.iter().find(|row| row.key == *key).map(|row| &row.values)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1200, ..config() })]

    /// Records against the list, item by item; valid is never above completeness.
    #[test]
    fn records_are_held_against_the_list(asked in scenes::of(scenes::disclosure)) {
        let (question, answer): (DisclosureQuestion, Disclosure) = asked.answer(execution::disclosure);
        let Some(records) = &question.records else {
            prop_assert!(answer.records.is_none() && answer.completeness.is_none() && answer.valid.is_none());
            return Ok(());
        };
        let required = required(&asked, &question);
        let today = days::number(question.as_of);
        let checks = answer.records.unwrap();
        prop_assert!(checks.windows(2).all(|pair| pair[0].record < pair[1].record));
        prop_assert_eq!(checks.len(), records.len());
        let (mut all_present, mut all_valid) = (0, 0);
        for record in records {
            let check = checks.iter().find(|check| check.record == record.record).unwrap();
            let (mut missing, mut late, mut expired, mut lateness) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            for (item, due) in &required {
                let row = record.published.iter().find(|row| row.item == *item);
                let row = row.filter(|row| row.on.is_none_or(|on| days::number(on) <= today));
                // The day up to which it is late, if it is.
                let until = row.map_or(Some(today), |row| row.on.map(days::number));
                let days = until.zip(*due).map_or(0, |(until, due)| until.saturating_sub(due));
                if days > 0 {
                    lateness.push((item.clone(), i64::try_from(days).unwrap()));
                }
                match row {
                    None => missing.push(item.clone()),
                    Some(row) if row.expires_on.is_some_and(|last| days::number(last) < today) => expired.push(item.clone()),
                    Some(_) if days > 0 => late.push(item.clone()),
                    Some(_) => {}
                }
            }
            prop_assert_eq!((&check.missing, &check.late, &check.expired), (&missing, &late, &expired));
            let given: Vec<(Id, i64)> = check.lateness.iter().map(|known| (known.item.clone(), known.days_late)).collect();
            prop_assert_eq!(given, lateness);
            prop_assert_eq!(&check.extra, &ids(record.published.iter().map(|row| &row.item).filter(|item| !required.contains_key(item))));
            let (present, valid) = (required.len() - missing.len(), required.len() - missing.len() - expired.len());
            prop_assert_eq!(value(&check.completeness), counted(present, required.len()));
            prop_assert_eq!(value(&check.valid), counted(valid, required.len()));
            prop_assert!(value(&check.valid) <= value(&check.completeness));
            all_present += present;
            all_valid += valid;
        }
        let all = required.len() * records.len();
        let (completeness, valid) = (value(&answer.completeness.unwrap()), value(&answer.valid.unwrap()));
        prop_assert!(valid <= completeness);
        prop_assert_eq!((completeness, valid), (counted(all_present, all), counted(all_valid, all)));
    }

    /// Fields are compared as text, or by value; the match rate is the same from both sides.
    #[test]
    fn platforms_agree_both_ways(asked in scenes::of(scenes::disclosure)) {
        let (question, answer): (DisclosureQuestion, Disclosure) = asked.answer(execution::disclosure);
        let Some(platforms) = &question.platforms else {
            prop_assert_eq!(answer.platforms, None);
            return Ok(());
        };
        let found = answer.platforms.unwrap();
        let side = |rows: &[PlatformRow]| rows.iter().map(|row| row.key.clone()).collect::<BTreeSet<Id>>();
        let (left, right) = (side(&platforms.left), side(&platforms.right));
        prop_assert_eq!(&found.only_left, &left.difference(&right).cloned().collect::<Vec<_>>());
        prop_assert_eq!(&found.only_right, &right.difference(&left).cloned().collect::<Vec<_>>());
        let is_numeric = |field: &str| platforms.numeric_fields.iter().any(|known| known.as_str() == field);
        let (mut differing, mut identical) = (Vec::new(), 0);
        for key in left.intersection(&right) {
            let (one, other) = (fields(&platforms.left, key).unwrap(), fields(&platforms.right, key).unwrap());
            let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            let differs = names.into_iter().filter(|name| match (one.get(*name), other.get(*name)) {
                (Some(one), Some(other)) if is_numeric(name) => exactly(one) != exactly(other),
                (one, other) => one != other,
            });
            let found: Vec<_> = differs.map(|name| {
                (key.clone(), name.clone(), one.get(name).cloned(), other.get(name).cloned())
            }).collect();
            identical += u32::from(found.is_empty());
            differing.extend(found);
        }
        let given: Vec<_> = found.differing.iter().map(|row| {
            (row.key.clone(), row.field.clone(), row.left.clone(), row.right.clone())
        }).collect();
        prop_assert_eq!(given, differing);
        prop_assert_eq!(found.identical, identical);
        let all = left.union(&right).count();
        prop_assert_eq!(value(&found.match_rate), counted(usize::try_from(identical).unwrap(), all));
        let mut swapped = asked.clone();
        swapped.input["platforms"]["left"] = json!(platforms.right);
        swapped.input["platforms"]["right"] = json!(platforms.left);
        let (_, other): (DisclosureQuestion, Disclosure) = swapped.answer(execution::disclosure);
        let other = other.platforms.unwrap();
        prop_assert_eq!((&other.match_rate, other.identical), (&found.match_rate, found.identical));
        prop_assert_eq!((other.only_left, other.only_right), (found.only_right, found.only_left));
    }

    /// A total adds up if it is the sum of its parts.
    #[test]
    fn totals_add_up_or_not(asked in scenes::of(scenes::disclosure)) {
        let (question, answer): (DisclosureQuestion, Disclosure) = asked.answer(execution::disclosure);
        let wanted = question.totals.as_ref().map(|totals| {
            let rows = totals.iter().map(|total| {
                let (whole, sum) = (rational(total.total), total.parts.iter().map(|part| rational(part.value)).sum::<Rational>());
                let shares = total.parts.iter().map(|part| (part.part.clone(), quotient(&part.value.into(), &whole)));
                let shares: BTreeMap<Id, Option<Rational>> = shares.collect();
                (total.item.clone(), (sum.clone(), &whole - &sum, whole == sum, shares.into_iter().collect::<Vec<_>>()))
            });
            rows.collect::<BTreeMap<_, _>>().into_iter().collect::<Vec<_>>()
        });
        let given = answer.totals.map(|totals| {
            let rows = totals.into_iter().map(|total| {
                let shares = total.shares.into_iter().map(|share| (share.part, value(&share.share)));
                (total.item, (total.sum.value().clone(), total.difference.value().clone(), total.adds_up, shares.collect::<Vec<_>>()))
            });
            rows.collect::<Vec<_>>()
        });
        prop_assert_eq!(given, wanted);
    }
}

/// What is asked of records, platforms and totals, and what they refuse.
#[test]
fn disclosure_asks_for_what_it_needs() {
    let at = |path: &str| Some((Code::InvalidInput, format!("/input{path}")));
    let gap = Some((Code::RuleGap, "/rulebook".to_owned()));
    let ask = |more: Value| {
        let mut input = json!({ "as_of": "2025-06-30" });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let asked = under("execution.disclosure", "zhejiang-2025", input);
        execution::disclosure(asked.book(), &asked.question())
            .err()
            .map(|error| (error.code(), error.path().to_owned()))
    };
    let twice = |field: &str, more: Value| {
        let mut row = more;
        row[field] = json!("A");
        json!([row, row])
    };
    let records = || json!([{ "record": "A", "published": [] }]);
    assert_eq!(ask(json!({})), at(""));
    assert_eq!(ask(json!({ "records": records() })), at("/checklist"));
    assert_eq!(ask(json!({ "records": records(), "checklist": "alert_points", "required": [] })), at("/checklist"));
    assert_eq!(ask(json!({ "records": records(), "checklist": "unknown" })), gap);
    assert_eq!(ask(json!({ "records": records(), "checklist": "alert_points" })), None);
    assert_eq!(ask(json!({ "totals": [], "checklist": "alert_points" })), at("/checklist"));
    assert_eq!(ask(json!({ "totals": [], "required": [] })), at("/required"));
    assert_eq!(ask(json!({ "records": records(), "required": twice("item", json!({})) })), at("/required/1/item"));
    assert_eq!(
        ask(json!({ "records": twice("record", json!({ "published": [] })), "required": [] })),
        at("/records/1/record")
    );
    let published = json!([{ "record": "A", "published": twice("item", json!({})) }]);
    assert_eq!(ask(json!({ "records": published, "required": [] })), at("/records/0/published/1/item"));
    let parts = json!([{ "item": "A", "total": "1", "parts": twice("part", json!({ "value": "1" })) }]);
    assert_eq!(ask(json!({ "totals": parts })), at("/totals/0/parts/1/part"));
    assert_eq!(ask(json!({ "totals": twice("item", json!({ "total": "1", "parts": [] })) })), at("/totals/1/item"));
    let platforms =
        |left: Value, right: Value| json!({ "platforms": { "left": left, "right": right, "numeric_fields": ["a/b"] } });
    let rows = twice("key", json!({ "values": {} }));
    assert_eq!(ask(platforms(json!([]), rows)), at("/platforms/right/1/key"));
    let word = json!([{ "key": "A", "values": { "a/b": "x" } }]);
    assert_eq!(ask(platforms(word.clone(), json!([]))), at("/platforms/left/0/values/a~1b"));
    assert_eq!(ask(platforms(json!([]), word)), at("/platforms/right/0/values/a~1b"));
    let long = json!([{ "key": "A", "values": { "a/b": "0.00000000001" } }]);
    assert_eq!(
        ask(platforms(long, json!([]))),
        Some((Code::LimitExceeded, "/input/platforms/left/0/values/a~1b".to_owned()))
    );
}
