//! Rules 23 to 26: marks and caps by their definitions; raising a price never weakens its mark, scaling all prices keeps it.

use super::*;
use jicai::execution::{
    Anchor, CapQuestion, CapSource, CappedItem, Mark, MarkClass, MarkQuestion, MarkedItem, PriceMarks,
};

fn marks(asked: &Asked) -> (MarkQuestion, PriceMarks) {
    asked.answer(execution::price_mark)
}

fn multiple(rule: &Value, name: &str) -> Option<Rational> {
    rule.get(name).map(|multiple| exactly(multiple.as_str().unwrap()))
}

/// What the limits of an item are multiples of.
fn anchor(rules: &Value, item: &MarkedItem) -> Rational {
    let price = |price: Option<execution::Positive>| rational(price.unwrap());
    let anchor: Anchor = serde_json::from_value(rules[item.class.as_str()]["anchor"].clone()).unwrap();
    match anchor {
        Anchor::HighestWinning => price(item.highest_winning_price),
        Anchor::P75Listing => price(item.p75_listing_price),
        Anchor::LowestListing => price(item.lowest_listing_price),
        Anchor::Reference => {
            let evaluated =
                &multiple(&rules["evaluated"], "yellow_multiple").unwrap() * &price(item.highest_winning_price);
            price(item.highest_listing_price).min(evaluated)
        }
    }
}

fn cap(asked: &Asked, own: &Rational, highest: &Rational) -> Rational {
    let reading: Option<String> = asked.parameter("non_supply_reading");
    let reading = reading.unwrap_or_else(|| asked.input["non_supply_reading"].as_str().unwrap().to_owned());
    if (own > highest) == (reading == "either") { own.clone() } else { highest.clone() }
}

fn scaled(text: &Value, factor: usize) -> Value {
    json!(Figure::exact(&exactly(text.as_str().unwrap()) * &rational(factor)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..config() })]

    /// Anchors, limits and marks.
    #[test]
    fn marks_are_those_of_the_limits(asked in scenes::of(scenes::price_mark)) {
        let (question, answer) = marks(&asked);
        let rules: Value = asked.parameter("mark_rules").unwrap();
        let inclusive: bool = asked.parameter("mark_inclusive").unwrap();
        let suspend: Option<String> = asked.parameter("mark_suspend_multiple");
        prop_assert_eq!(answer.items.len(), question.items.len());
        prop_assert!(answer.items.windows(2).all(|pair| pair[0].item < pair[1].item));
        for item in &question.items {
            let known = answer.items.iter().find(|known| known.item == item.item).unwrap();
            let price = rational(item.price);
            if item.class == MarkClass::WinnerNotSupplying {
                let own = exactly(&asked.parameter::<String>("non_supply_multiple").unwrap());
                let cap = cap(&asked, &(&own * &item.own_winning_price.unwrap().into()), &item.highest_winning_price.unwrap().into());
                prop_assert_eq!(known.mark, if price > cap { Mark::Marked } else { Mark::None });
                prop_assert_eq!(value(&known.marked_limit), Some(cap));
                prop_assert!(!known.inclusive && known.anchor.is_none() && known.yellow_limit.is_none());
                prop_assert!(known.red_limit.is_none() && known.suspend_limit.is_none());
                continue;
            }
            let rule = &rules[item.class.as_str()];
            let anchor = anchor(&rules, item);
            let yellow = &multiple(rule, "yellow_multiple").unwrap() * &anchor;
            let part = rule.get("red_from_yellow").map(|part| {
                let third = yellow.checked_div(&multiple(part, "divide").unwrap()).unwrap();
                &third * &multiple(part, "multiply").unwrap()
            });
            let red = multiple(rule, "red_multiple").map(|red| &red * &anchor).or(part);
            let suspend = suspend.as_ref().map(|suspend| &exactly(suspend) * &anchor);
            let passes = |limit: &Rational| price > *limit || (inclusive && price == *limit);
            let mark = if suspend.as_ref().is_some_and(passes) {
                Mark::Suspended
            } else if red.as_ref().is_some_and(passes) {
                Mark::Red
            } else if passes(&yellow) {
                Mark::Yellow
            } else {
                Mark::None
            };
            prop_assert_eq!(known.mark, mark, "{}", item.item);
            prop_assert_eq!(value(&known.anchor), Some(anchor));
            prop_assert_eq!(value(&known.yellow_limit), Some(yellow));
            prop_assert_eq!(value(&known.red_limit), red.clone());
            // Only a limit that comes out of a division is rounded.
            if let (Some(red), Some(shown)) = (red, &known.red_limit) {
                let is_quotient = rule.get("red_from_yellow").is_some();
                let wanted = if is_quotient { Figure::quotient(red) } else { Figure::exact(red) };
                prop_assert_eq!(shown.to_string(), wanted.to_string());
            }
            prop_assert_eq!(value(&known.suspend_limit), suspend);
            prop_assert_eq!((known.inclusive, known.marked_limit.is_none()), (inclusive, true));
        }
        let count = |mark: Mark| u32::try_from(answer.items.iter().filter(|item| item.mark == mark).count()).unwrap();
        let counts = answer.counts;
        let all = [counts.none, counts.yellow, counts.red, counts.suspended, counts.marked];
        prop_assert_eq!(all, [Mark::None, Mark::Yellow, Mark::Red, Mark::Suspended, Mark::Marked].map(count));
    }

    /// What a new listing may ask, and when a mark ends.
    #[test]
    fn entries_and_removals(asked in scenes::of(scenes::price_mark)) {
        let (question, answer) = marks(&asked);
        let rules: Value = asked.parameter("entry_rules").unwrap_or_default();
        for item in &question.items {
            let known = answer.items.iter().find(|known| known.item == item.item).unwrap();
            let cap = rules.get(item.class.as_str()).map(|rule| {
                let by_lowest = &multiple(rule, "lowest").unwrap() * &item.lowest_listing_price.unwrap().into();
                let ratio = item.consistency.and_then(|consistency| multiple(rule, consistency.as_str()));
                let by_reference = ratio.map(|ratio| &ratio * &item.reference_listing_price.unwrap().into());
                by_reference.into_iter().chain([by_lowest]).min().unwrap()
            });
            prop_assert_eq!(known.entry_ok, cap.as_ref().map(|cap| rational(item.price) <= *cap));
            prop_assert_eq!(value(&known.entry_cap), cap);
            let ends = item.price_cut_on.map(|cut| days::number(cut) + asked.parameter::<usize>("mark_removal_days").unwrap());
            prop_assert_eq!(known.mark_ends_on.map(days::number), ends);
        }
    }

    /// Raising a price never weakens its mark; scaling all prices of an item keeps it.
    #[test]
    fn marks_follow_prices(asked in scenes::of(scenes::price_mark), percent in 100_usize..400, factor in 2_usize..40) {
        let (_, answer) = marks(&asked);
        let (mut dearer, mut larger) = (asked.clone(), asked.clone());
        let is_long = |item: &Value| item.as_object().unwrap().values().any(|text| {
            text.as_str().is_some_and(|text| text.len() > 14 || text.parse::<Signed>().is_ok_and(|price| rational(price) > rational(1_000_000)))
        });
        if asked.input["items"].as_array().unwrap().iter().any(is_long) {
            return Ok(());
        }
        for item in dearer.input["items"].as_array_mut().unwrap() {
            item["price"] = json!(Figure::exact(&exactly(item["price"].as_str().unwrap()) * &rational(percent)));
        }
        let before = {
            let mut hundred = asked.clone();
            for item in hundred.input["items"].as_array_mut().unwrap() {
                item["price"] = scaled(&item["price"], 100);
            }
            marks(&hundred).1
        };
        for item in larger.input["items"].as_array_mut().unwrap() {
            for (name, price) in item.as_object_mut().unwrap() {
                if name.ends_with("price") {
                    *price = scaled(price, factor);
                }
            }
        }
        let strictness = |mark: Mark| Mark::ALL.iter().position(|known| *known == mark).unwrap();
        for (known, then) in before.items.iter().zip(&marks(&dearer).1.items) {
            prop_assert!(strictness(then.mark) >= strictness(known.mark), "{}", known.item);
        }
        for (known, then) in answer.items.iter().zip(&marks(&larger).1.items) {
            prop_assert_eq!(known.mark, then.mark, "{}", &known.item);
        }
    }

    /// Caps, what decides them, and what is above; `either` is never below `both`.
    #[test]
    fn caps_are_the_higher_or_the_lower(asked in scenes::of(scenes::non_supply_cap)) {
        let (question, answer): (CapQuestion, _) = asked.answer(execution::non_supply_cap);
        let times: Option<String> = asked.parameter("non_supply_multiple");
        let times = exactly(&times.unwrap_or_else(|| asked.input["non_supply_multiple"].as_str().unwrap().to_owned()));
        let renewal: bool = asked.parameter("non_supply_renewal_anchor").unwrap();
        prop_assert!(answer.items.windows(2).all(|pair| pair[0].item < pair[1].item));
        for item in &question.items {
            let known = answer.items.iter().find(|known| known.item == item.item).unwrap();
            let own = if item.agreement_finished && renewal { item.lowest_renewal_price.unwrap() } else { item.own_winning_price };
            let own = &times * &own.into();
            prop_assert_eq!(known.own_limit.value(), &own);
            let (wanted, source) = match item.highest_price.0.map(Rational::from) {
                None => (own.clone(), CapSource::Own),
                Some(highest) if highest == own => (own.clone(), CapSource::Equal),
                Some(highest) => {
                    let cap = cap(&asked, &own, &highest);
                    let source = if cap == own { CapSource::Own } else { CapSource::Highest };
                    (cap, source)
                }
            };
            prop_assert_eq!((known.cap.value(), known.decided_by), (&wanted, source));
            let current = item.current_price.map(Rational::from);
            prop_assert_eq!(known.compliant, current.as_ref().map(|current| *current <= wanted));
            prop_assert_eq!(value(&known.cut_needed), current.map(|current| (&current - &wanted).max(zero())));
        }
        let [either, both] = ["either", "both"].map(|reading| {
            let mut asked = asked.clone();
            asked.input["non_supply_reading"] = json!(reading);
            let mut parameters = json!({ "non_supply_renewal_anchor": renewal });
            if asked.input.get("non_supply_multiple").is_none() {
                parameters["non_supply_multiple"] = json!(asked.parameter::<String>("non_supply_multiple").unwrap());
            }
            let asked = own("execution.non_supply_cap", &parameters, asked.input);
            let (_, answer): (CapQuestion, _) = asked.answer(execution::non_supply_cap);
            answer
        });
        for (either, both) in either.items.iter().zip(&both.items) {
            prop_assert!(either.cap.value() >= both.cap.value());
        }
    }
}

fn refusal(asked: &Asked) -> Option<(Code, String)> {
    let error = match asked.function {
        "execution.price_mark" => execution::price_mark(asked.book(), &asked.question()).err(),
        _ => execution::non_supply_cap(asked.book(), &asked.question()).err(),
    };
    error.map(|error| (error.code(), error.path().to_owned()))
}

/// Every class asks for the prices of its anchor, at its field; what no parameter says is a gap.
#[test]
fn items_ask_for_their_prices() {
    let missing = |field: &str| Some((Code::InvalidInput, format!("/input/items/0/{field}")));
    let gap = Some((Code::RuleGap, "/rulebook".to_owned()));
    let full = |class: &str| scenes::marked(&mut Rng::new(3), "A", class, false);
    let ask = |name: &str, item: Value| {
        refusal(&under("execution.price_mark", name, json!({ "items": [item], "non_supply_reading": "both" })))
    };
    for (name, class, fields) in [
        ("henan-2026-marks", "evaluated", &["highest_winning_price"][..]),
        ("henan-2026-marks", "reference", &["highest_listing_price", "highest_winning_price"]),
        ("henan-2026-marks", "winner_not_supplying", &["own_winning_price", "highest_winning_price"]),
        ("anhui-2025-marks", "three_same", &["p75_listing_price"]),
        ("neimenggu-2025-marks", "tcm", &["lowest_listing_price"]),
    ] {
        let mut bare = full(class);
        for field in [
            "own_winning_price",
            "highest_winning_price",
            "highest_listing_price",
            "p75_listing_price",
            "lowest_listing_price",
        ] {
            let mut item = full(class);
            item.as_object_mut().unwrap().remove(field);
            assert_eq!(
                ask(name, item),
                if fields.contains(&field) { missing(field) } else { None },
                "{name} {class} {field}"
            );
            bare.as_object_mut().unwrap().remove(field);
        }
        assert_eq!(ask(name, bare), missing(fields[0]));
        let mut cut = full(class);
        cut["price_cut_on"] = json!("2026-03-01");
        assert_eq!(ask(name, cut), gap);
    }
    assert_eq!(ask("henan-2026-marks", full("chemical")), gap);
    assert_eq!(ask("shaanxi-2026-marks", full("winner_not_supplying")), gap);
    assert_eq!(
        ask("cn-2023-non-supply", full("evaluated")),
        Some((Code::InvalidInput, "/input/non_supply_reading".to_owned()))
    );
    let mut pair = full("evaluated");
    let fields = pair.as_object_mut().unwrap();
    fields.remove("consistency");
    fields.insert("reference_listing_price".to_owned(), json!("1"));
    assert_eq!(ask("henan-2026-marks", pair), missing("consistency"));
    // The reading is asked for where something is to be read.
    let without = |class: &str| under("execution.price_mark", "henan-2026-marks", json!({ "items": [full(class)] }));
    assert_eq!((refusal(&without("evaluated")), refusal(&without("winner_not_supplying"))), (None, gap.clone()));
    let bare =
        |parameters: Value| refusal(&own("execution.price_mark", &parameters, json!({ "items": [full("evaluated")] })));
    let rules = json!({ "evaluated": { "anchor": "highest_winning", "yellow_multiple": "2" } });
    assert_eq!(bare(json!({ "mark_inclusive": false })), gap);
    assert_eq!(bare(json!({ "mark_rules": rules })), gap);
    assert_eq!(bare(json!({ "mark_rules": rules, "mark_inclusive": false })), None);
}

/// Caps ask for a reading where there are two prices, and for the anchor where an agreement has ended.
#[test]
fn caps_ask_for_what_they_need() {
    let item = |highest: Value, more: Value| {
        let mut item = json!({ "item": "A", "own_winning_price": "10", "highest_price": highest });
        item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        item
    };
    let ask = |parameters: Value, item: Value, multiple: bool| {
        let _: CappedItem = serde_json::from_value(item.clone()).unwrap();
        let mut input = json!({ "items": [item] });
        if multiple {
            input["non_supply_multiple"] = json!("1.5");
        }
        refusal(&own("execution.non_supply_cap", &parameters, input))
    };
    let gap = Some((Code::RuleGap, "/rulebook".to_owned()));
    let at = |field: &str| Some((Code::InvalidInput, format!("/input/{field}")));
    let ended = json!({ "agreement_finished": true, "lowest_renewal_price": "8" });
    let none = || json!({});
    assert_eq!(ask(none(), item(Value::Null, none()), false), gap);
    assert_eq!(ask(none(), item(Value::Null, none()), true), None);
    assert_eq!(ask(none(), item(json!("12"), none()), true), gap);
    assert_eq!(ask(json!({ "non_supply_multiple": "2" }), item(Value::Null, none()), true), at("non_supply_multiple"));
    assert_eq!(ask(none(), item(Value::Null, ended.clone()), true), gap);
    assert_eq!(ask(json!({ "non_supply_renewal_anchor": false }), item(Value::Null, ended), true), None);
    let open = json!({ "agreement_finished": true });
    assert_eq!(ask(none(), item(Value::Null, open), true), at("items/0/lowest_renewal_price"));
    assert_eq!(
        ask(none(), item(Value::Null, json!({ "lowest_renewal_price": "8" })), true),
        at("items/0/lowest_renewal_price")
    );
}
