//! Rules 27 to 29: the second slot, who supplies instead, bars, stocks that run out.

use super::*;
use jicai::execution::{ReplaceQuestion, Replacement, ShortageFlag, ShortageQuestion, SlotQuestion};

/// Where a word stands in a list of the rulebook.
fn place(list: &[String], word: &str) -> usize {
    list.iter().position(|known| known == word).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1200, ..config() })]

    /// The best by role, price and id take the slots that are left.
    #[test]
    fn slots_go_to_the_best(asked in scenes::of(scenes::second_slot)) {
        let (question, answer): (SlotQuestion, _) = asked.answer(execution::second_slot);
        let roles: Vec<String> = asked.parameter("second_slot_order").unwrap();
        let most: usize = asked.parameter("max_products_per_route").unwrap();
        let key = |product: &Id| {
            let known = question.candidates.iter().find(|known| known.product == *product).unwrap();
            (place(&roles, known.role.as_str()), rational(known.unit_price), product.clone())
        };
        prop_assert_eq!(answer.order.len(), question.candidates.len());
        prop_assert!(answer.order.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])));
        let left = most.saturating_sub(question.stocked.len());
        prop_assert_eq!(usize::try_from(answer.slots_left).unwrap(), left);
        prop_assert_eq!(answer.over_limit, question.stocked.len() > most);
        prop_assert_eq!(&answer.chosen[..], &answer.order[..left.min(answer.order.len())]);
    }

    /// Everybody takes what they can in order; what is taken and what nobody takes is what remains.
    #[test]
    fn what_remains_is_taken_or_not(asked in scenes::of(scenes::replace_supplier)) {
        let (question, answer): (ReplaceQuestion, Replacement) = asked.answer(execution::replace_supplier);
        let Some(volumes) = &question.volumes else {
            prop_assert!(answer.remaining_quantity.is_none() && answer.institutions.is_none() && answer.assignments.is_none());
            return Ok(());
        };
        let remaining: BTreeMap<Id, Rational> = volumes.iter().map(|volume| {
            (volume.institution.clone(), (&rational(volume.agreed) - &volume.purchased.into()).max(zero()))
        }).collect();
        let all: Rational = remaining.values().sum();
        prop_assert_eq!(value(&answer.remaining_quantity), Some(all.clone()));
        let given: Vec<(Id, Rational)> = answer.institutions.unwrap().into_iter()
            .map(|known| (known.institution, known.remaining.value().clone())).collect();
        prop_assert_eq!(given, remaining.into_iter().collect::<Vec<_>>());
        let Some(candidates) = &question.candidates else {
            prop_assert!(answer.assignments.is_none() && answer.uncovered_quantity.is_none() && answer.extra_cost.is_none());
            return Ok(());
        };
        let roles: Vec<String> = asked.parameter("replacement_order").unwrap();
        let reading: Option<String> = asked.parameter("supply_price");
        let reading = reading.unwrap_or_else(|| asked.input["supply_price"].as_str().unwrap().to_owned());
        let mut ranked: Vec<_> = candidates.iter().map(|known| {
            (place(&roles, known.role.as_str()), rational(known.own_price), known.supplier.clone(), known)
        }).collect();
        ranked.sort_by(|one, other| (one.0, &one.1, &one.2).cmp(&(other.0, &other.1, &other.2)));
        let assignments = answer.assignments.unwrap();
        let mut given = assignments.iter();
        let (mut left, mut extra) = (all.clone(), zero());
        for (_, own, supplier, candidate) in ranked {
            let taken = candidate.available_quantity.map_or(left.clone(), |most| rational(most).min(left.clone()));
            if taken == zero() {
                continue;
            }
            let known = given.next().unwrap();
            let price = if reading == "own_price" { own } else { question.defaulter_price.unwrap().into() };
            prop_assert_eq!((&known.supplier, known.role), (&supplier, candidate.role));
            prop_assert_eq!((known.quantity.value(), rational(known.price)), (&taken, price.clone()));
            left = &left - &taken;
            if let Some(old) = question.defaulter_price {
                extra = &extra + &(&taken * &(&price - &old.into()));
            }
        }
        prop_assert!(given.next().is_none());
        let uncovered = answer.uncovered_quantity.unwrap();
        prop_assert_eq!(uncovered.value(), &left);
        let taken: Rational = assignments.iter().map(|known| known.quantity.value()).sum();
        prop_assert_eq!(&taken + uncovered.value(), all);
        prop_assert_eq!(value(&answer.extra_cost), question.defaulter_price.map(|_| extra));
    }

    /// A bar of n months ends on the day before the same day n months later, never before it begins; another month ends it later.
    #[test]
    fn bars_last_their_months(asked in scenes::of(scenes::replace_supplier)) {
        let (question, answer): (ReplaceQuestion, Replacement) = asked.answer(execution::replace_supplier);
        let Some(bar) = question.bar else {
            prop_assert_eq!(answer.bar, None);
            return Ok(());
        };
        let term = answer.bar.unwrap();
        let from = days::number(bar.from);
        let until = |months: u32| days::plus_months(from, months) - 1;
        let wanted = bar.until.map(days::number).or(bar.months.map(|months| until(months.get()))).unwrap();
        prop_assert_eq!((days::number(term.from), days::number(term.until)), (from, wanted));
        prop_assert!(wanted >= from);
        prop_assert_eq!(usize::try_from(term.days).unwrap(), (from..=wanted).count());
        prop_assert_eq!(term.active, question.as_of.map(|as_of| (from..=wanted).contains(&days::number(as_of))));
        if let Some(months) = bar.months.filter(|months| months.get() < 1200) {
            let mut longer = asked.clone();
            longer.input["bar"]["months"] = json!(months.get() + 1);
            let (_, then): (ReplaceQuestion, Replacement) = longer.answer(execution::replace_supplier);
            prop_assert!(then.bar.unwrap().until > term.until);
        }
    }

    /// Ratios, flags and the day on which a stock is used up.
    #[test]
    fn stocks_run_out_by_their_use(asked in scenes::of(scenes::shortage)) {
        let (question, answer): (ShortageQuestion, _) = asked.answer(execution::shortage);
        let days_of = |supply: &execution::ProductSupply| supply.days_of_stock.as_ref().and_then(value);
        let key = |supply: &execution::ProductSupply| {
            let days = days_of(supply);
            (days.is_none(), days.unwrap_or(zero()), supply.product.clone())
        };
        prop_assert!(answer.products.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])));
        prop_assert_eq!(answer.products.len(), question.products.len());
        let ratio = |part: Option<NonNegative>, whole: Option<NonNegative>| {
            part.zip(whole).map(|(part, whole)| quotient(&part.into(), &whole.into()))
        };
        for product in &question.products {
            let known = answer.products.iter().find(|known| known.product == product.product).unwrap();
            let stock = ratio(product.stock, product.daily_use);
            let spike = ratio(product.recent_use, product.baseline_use);
            let capacity = ratio(product.capacity, product.agreed);
            prop_assert_eq!(known.days_of_stock.as_ref().map(value), stock.clone());
            prop_assert_eq!(known.spike_ratio.as_ref().map(value), spike.clone());
            prop_assert_eq!(known.capacity_coverage.as_ref().map(value), capacity.clone());
            let end = stock.clone().map(|days| {
                let days = days.filter(|days| *days <= rational(36_500))?;
                // Day by day, until less than a day's use is left.
                let full = (1..).take_while(|n: &usize| rational(*n) <= days).count();
                Some(days::number(question.as_of) + full)
            });
            prop_assert_eq!(known.runs_out_on.map(|end| end.map(days::number)), end);
            let sold = product.agreed_region.as_ref().zip(product.sold.as_ref()).map(|(region, sold)| {
                let sum = |outside: bool| sold.iter().filter(|sold| !outside || sold.region != *region)
                    .map(|sold| rational(sold.quantity)).sum::<Rational>();
                (sum(true), sum(false))
            });
            prop_assert_eq!(value(&known.diverted_quantity), sold.as_ref().map(|(outside, _)| outside.clone()));
            let part = sold.as_ref().map(|(outside, all)| quotient(outside, all));
            prop_assert_eq!(known.diverted_share.as_ref().map(value), part);
            let exceeds = |ratio: &Option<Option<Rational>>, limit: Option<NonNegative>, above: bool| {
                ratio.clone().flatten().zip(limit).is_some_and(|(ratio, limit)| {
                    if above { ratio > rational(limit) } else { ratio < rational(limit) }
                })
            };
            let flags = [
                exceeds(&stock, question.min_days, false),
                exceeds(&stock, question.max_days, true),
                exceeds(&spike, question.spike_limit, true),
                exceeds(&capacity, question.min_coverage, false),
                sold.is_some_and(|(outside, _)| outside > zero()),
            ];
            let flags: Vec<ShortageFlag> = ShortageFlag::ALL.iter().zip(flags).filter(|(_, set)| *set).map(|(flag, _)| *flag).collect();
            prop_assert_eq!(&known.flags, &flags);
        }
    }
}

fn refusal<Q: DeserializeOwned, A>(
    call: impl Fn(&Rulebook, &Q) -> Result<A, Error>,
    parameters: &Value,
    input: Value,
) -> Option<(Code, String)> {
    let asked = own("", parameters, input);
    call(asked.book(), &asked.question()).err().map(|error| (error.code(), error.path().to_owned()))
}

/// What the questions about supply need, and what they refuse.
#[test]
fn supply_asks_for_what_it_needs() {
    let at = |path: &str| Some((Code::InvalidInput, format!("/input{path}")));
    let gap = Some((Code::RuleGap, "/rulebook".to_owned()));
    let none = json!({});
    let candidate = |name: &str, role: &str| json!({ "product": name, "role": role, "unit_price": "1" });
    let stocked = json!([{ "product": "A", "role": "main_winner" }]);
    let slot = |parameters: &Value, candidates: Value| {
        refusal(
            execution::second_slot,
            parameters,
            json!({ "route": "oral", "candidates": candidates, "stocked": stocked }),
        )
    };
    let order = json!({ "second_slot_order": ["main_winner"], "max_products_per_route": 2 });
    assert_eq!(slot(&order, json!([])), at("/candidates"));
    assert_eq!(
        slot(&order, json!([candidate("B", "main_winner"), candidate("A", "main_winner")])),
        at("/candidates/1/product")
    );
    assert_eq!(
        slot(&order, json!([candidate("B", "main_winner"), candidate("B", "main_winner")])),
        at("/candidates/1/product")
    );
    assert_eq!(slot(&order, json!([candidate("B", "non_winner")])), gap);
    assert_eq!(slot(&order, json!([candidate("B", "main_winner")])), None);
    assert_eq!(slot(&json!({ "second_slot_order": ["main_winner"] }), json!([candidate("B", "main_winner")])), gap);
    let replaced = |parameters: &Value, more: Value| {
        let mut input = json!({ "supplier": "X", "defaulted_on": "2025-06-30" });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        refusal(execution::replace_supplier, parameters, input)
    };
    let from = "2025-07-01";
    let bar = |more: Value| {
        let mut bar = json!({ "from": from });
        bar.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "bar": bar })
    };
    assert_eq!(replaced(&none, json!({})), at(""));
    assert_eq!(replaced(&none, bar(json!({}))), at("/bar/months"));
    assert_eq!(replaced(&none, bar(json!({ "months": 1, "until": from }))), at("/bar/months"));
    assert_eq!(replaced(&none, bar(json!({ "until": "2025-06-30" }))), at("/bar/until"));
    assert_eq!(replaced(&none, bar(json!({ "until": from }))), None);
    let supplier = |name: &str, role: &str| json!({ "supplier": name, "role": role, "own_price": "1" });
    let with = |suppliers: Value, more: Value| {
        let mut input = json!({ "volumes": [], "candidates": suppliers });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    };
    let order = json!({ "replacement_order": ["backup_winner"] });
    let full = json!({ "replacement_order": ["backup_winner"], "supply_price": "own_price" });
    let backup = || json!([supplier("A", "backup_winner")]);
    assert_eq!(
        replaced(&full, json!({ "candidates": backup(), "bar": { "from": from, "until": from } })),
        at("/candidates")
    );
    assert_eq!(replaced(&order, json!({ "volumes": [], "supply_price": "own_price" })), at("/supply_price"));
    assert_eq!(replaced(&full, with(json!([supplier("X", "backup_winner")]), json!({}))), at("/candidates/0/supplier"));
    assert_eq!(replaced(&full, with(backup(), json!({ "supply_price": "own_price" }))), at("/supply_price"));
    assert_eq!(replaced(&order, with(backup(), json!({ "supply_price": "defaulter_price" }))), at("/defaulter_price"));
    assert_eq!(replaced(&order, with(backup(), json!({}))), gap);
    assert_eq!(replaced(&order, with(json!([]), json!({}))), gap);
    assert_eq!(replaced(&json!({ "supply_price": "own_price" }), with(json!([]), json!({}))), gap);
    assert_eq!(replaced(&full, with(json!([supplier("A", "substitute")]), json!({}))), gap);
    assert_eq!(replaced(&full, with(backup(), json!({}))), None);
    let short = |product: Value| refusal(execution::shortage, &none, json!({ "as_of": from, "products": [product] }));
    assert_eq!(short(json!({ "product": "A" })), at("/products/0"));
    for (one, other, value) in [
        ("stock", "daily_use", json!("1")),
        ("recent_use", "baseline_use", json!("1")),
        ("capacity", "agreed", json!("1")),
        ("agreed_region", "sold", json!("R")),
    ] {
        assert_eq!(short(json!({ "product": "A", one: value })), at(&format!("/products/0/{other}")));
        let half = if other == "sold" { json!([]) } else { json!("1") };
        assert_eq!(short(json!({ "product": "A", other: half })), at(&format!("/products/0/{one}")));
    }
    let twice = json!({ "region": "R", "quantity": "1" });
    assert_eq!(
        short(json!({ "product": "A", "agreed_region": "R", "sold": [twice, twice] })),
        at("/products/0/sold/1/region")
    );
    assert_eq!(refusal(execution::shortage, &none, json!({ "as_of": from, "products": [] })), at("/products"));
}
