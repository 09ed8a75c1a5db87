//! Rules 21, 22, 31 to 33: prepayments, ways of purchase, the drug income ratio, the score of a chain.

use super::workdays::vbp;
use super::*;
use jicai::execution::{
    Buyer, Direction, EquipmentClass, FundReason, GoodsKind, Income, IncomeQuestion, Prepayment, PrepaymentQuestion,
    PurchaseQuestion, PurchaseRoute, RouteReason, ScoreQuestion,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1200, ..config() })]

    /// The share of the agreed amount, and what the document asks for at least.
    #[test]
    fn prepayments_are_shares_of_what_is_agreed(asked in scenes::of(scenes::prepayment)) {
        let Some((question, answer)) = vbp(&asked) else { return Ok(()) };
        let items = question.items.iter().flatten();
        let by_item: Rational = items.map(|item| &rational(item.quantity) * &item.price.into()).sum();
        let agreed = question.agreed_amount.map_or(by_item, Rational::from);
        let minimum: Option<execution::UnitShare> = asked.parameter("prepay_ratio");
        let ratio = question.ratio.or(minimum).unwrap();
        prop_assert_eq!((answer.ratio, answer.minimum_ratio), (ratio, minimum));
        prop_assert_eq!(answer.agreed_amount.value(), &agreed);
        prop_assert_eq!(answer.amount.value(), &(&agreed * &ratio.into()));
        let least = minimum.map(|minimum| &agreed * &minimum.into());
        prop_assert_eq!(answer.below_minimum, minimum.is_some_and(|minimum| rational(ratio) < rational(minimum)));
        let missing = question.paid_amount.map(|paid| least.as_ref().map(|least| (least - &paid.into()).max(zero())));
        prop_assert_eq!(answer.shortfall.as_ref().map(value), missing);
        prop_assert_eq!(value(&answer.minimum_amount), least);
        // Not rounded to anything.
        prop_assert_eq!(&answer.amount.to_string(), &Figure::exact(answer.amount.value().clone()).to_string());
    }

    /// A fund prepays a mean of months, if nothing is against it.
    #[test]
    fn funds_prepay_what_they_can_afford(asked in scenes::of(scenes::prepayment)) {
        let (PrepaymentQuestion::Fund(question), Prepayment::Fund(answer)) = asked.answer(execution::prepayment) else {
            return Ok(());
        };
        let terms: BTreeMap<String, u32> = asked.parameter("fund_prepay").unwrap();
        let least = terms[&format!("{}_months", question.fund)];
        let against = [
            (rational(question.balance_months) < rational(least)).then_some(FundReason::BalanceBelowMinimum),
            question.deficit_last_year.then_some(FundReason::DeficitLastYear),
            question.deficit_forecast.then_some(FundReason::DeficitForecast),
        ];
        let against: Vec<FundReason> = against.into_iter().flatten().collect();
        prop_assert_eq!((answer.allowed, &answer.reasons), (against.is_empty(), &against));
        let spend: Rational = question.monthly_spend.iter().map(|spend| rational(*spend)).sum();
        let mean = quotient(&spend, &question.monthly_spend.len().into()).unwrap();
        prop_assert_eq!(answer.base_monthly_spend.value(), &mean);
        let amount = if against.is_empty() { &mean * &terms["scale_months"].into() } else { zero() };
        prop_assert_eq!(answer.amount.value(), &amount);
        let terms: BTreeMap<String, String> = asked.parameter("fund_prepay_dates").unwrap();
        let on = |day: &str| {
            let year = question.year.get();
            let is_leap = days::is_leap(year);
            format!("{year}-{}", if day == "02-29" && !is_leap { "02-28" } else { day })
        };
        prop_assert_eq!(answer.apply_from.to_string(), on("01-01"));
        prop_assert_eq!(answer.apply_until.to_string(), on(&terms["apply_until"]));
        prop_assert_eq!(answer.pay_by.to_string(), on(&terms["pay_by"]));
    }

    /// By which way goods are bought, and why.
    #[test]
    fn goods_go_their_way(asked in scenes::of(scenes::central_purchase)) {
        let (question, answer): (PurchaseQuestion, _) = asked.answer(execution::central_purchase);
        let threshold = exactly(&asked.parameter::<String>("central_threshold").unwrap());
        let always: bool = asked.parameter("central_class_b_always").unwrap();
        let mut central = zero();
        prop_assert!(answer.goods.windows(2).all(|pair| pair[0].item < pair[1].item));
        prop_assert_eq!(answer.goods.len(), question.goods.len());
        for goods in &question.goods {
            let reason = match (goods.kind, goods.large_equipment_class) {
                _ if question.buyer == Buyer::Private => RouteReason::PrivateBuyer,
                (GoodsKind::Drug, _) => RouteReason::Drug,
                (GoodsKind::Consumable, _) => RouteReason::Consumable,
                _ if rational(goods.value) >= threshold => RouteReason::Value,
                (_, EquipmentClass::ClassB) if always => RouteReason::ClassB,
                _ => RouteReason::BelowThreshold,
            };
            let route = match reason {
                RouteReason::PrivateBuyer => PurchaseRoute::NotCovered,
                RouteReason::BelowThreshold => PurchaseRoute::OwnPurchase,
                RouteReason::Drug => asked.parameter("route_drug").unwrap(),
                RouteReason::Consumable => asked.parameter("route_consumable").unwrap(),
                _ => asked.parameter("route_equipment").unwrap(),
            };
            let known = answer.goods.iter().find(|known| known.item == goods.item).unwrap();
            prop_assert_eq!((known.route, known.reason), (route, reason));
            if route == PurchaseRoute::CentralPurchase {
                central = &central + &goods.value.into();
            }
        }
        prop_assert_eq!(answer.central_value.value(), &central);
    }

    /// Ratios, where they went, and whether far enough.
    #[test]
    fn income_ratios_are_ratios(asked in scenes::of(scenes::drug_income_ratio)) {
        let (question, answer): (IncomeQuestion, _) = asked.answer(execution::drug_income_ratio);
        let without = question.exclude_tcm_slices.or(asked.parameter("exclude_tcm_slices")).unwrap();
        let limit = question.income_ratio_limit.or(asked.parameter("income_ratio_limit")).map(Rational::from);
        let ratio = |income: &Income| {
            let slices = if without { rational(income.tcm_slices_income) } else { zero() };
            quotient(&(&rational(income.drug_income) - &slices), &income.medical_income.into())
        };
        let now = ratio(&question.current);
        prop_assert_eq!(value(&answer.ratio), now.clone());
        prop_assert_eq!(answer.within_limit, limit.map(|limit| now.as_ref().map(|now| *now <= limit)));
        let Some(previous) = question.previous.as_ref().map(ratio) else {
            prop_assert!(answer.previous_ratio.is_none() && answer.fall.is_none());
            prop_assert!(answer.direction.is_none() && answer.fell_enough.is_none());
            return Ok(());
        };
        let both = previous.clone().zip(now);
        let fall = both.as_ref().map(|(before, now)| before - now);
        prop_assert_eq!(answer.previous_ratio.as_ref().map(value), Some(previous));
        prop_assert_eq!(answer.fall.as_ref().map(value), Some(fall.clone()));
        let direction = both.map(|(before, now)| match now.cmp(&before) {
            std::cmp::Ordering::Less => Direction::Fell,
            std::cmp::Ordering::Equal => Direction::Unchanged,
            std::cmp::Ordering::Greater => Direction::Rose,
        });
        prop_assert_eq!(answer.direction, Some(direction));
        let enough = question.min_fall.map(|least| fall.map(|fall| fall >= rational(least)));
        prop_assert_eq!(answer.fell_enough, enough);
    }

    /// Contributions make up the score, and with what is lost the best one; nobody is weaker than the weakest link.
    #[test]
    fn contributions_are_the_score(asked in scenes::of(scenes::process_score)) {
        let (question, answer): (ScoreQuestion, _) = asked.answer(execution::process_score);
        let weights: Rational = question.links.iter().map(|link| rational(link.weight)).sum();
        let (mut score, mut lost) = (zero(), zero());
        prop_assert!(answer.links.windows(2).all(|pair| pair[0].link < pair[1].link));
        prop_assert_eq!(answer.links.len(), question.links.len());
        for link in &question.links {
            let known = answer.links.iter().find(|known| known.link == link.link).unwrap();
            let part = quotient(&(&rational(link.score) * &link.weight.into()), &weights).unwrap();
            prop_assert_eq!(known.contribution.value(), &part);
            score = &score + &part;
            lost = &lost + known.lost.value();
        }
        prop_assert_eq!(answer.score.value(), &score);
        prop_assert_eq!(&score + &lost, rational(question.max_score));
        let key = |link: &execution::Link| (link.score, std::cmp::Reverse(link.weight), link.link.clone());
        let weakest = question.links.iter().map(key).min().unwrap();
        prop_assert_eq!((answer.weakest_score, &answer.weakest_link), (weakest.0, &weakest.2));
        let best = question.links.iter().map(|link| link.score).max().unwrap();
        prop_assert_eq!(answer.spread.value(), &(&rational(best) - &rational(weakest.0)));
        let grade = question.bands.map(|bands| {
            let reached: BTreeMap<NonNegative, Id> = bands.into_iter().map(|band| (band.from, band.grade)).collect();
            reached.into_iter().rev().find(|(from, _)| rational(*from) <= score).map(|(_, grade)| grade)
        });
        prop_assert_eq!(answer.grade, grade);
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

fn at(path: &str) -> Option<(Code, String)> {
    Some((Code::InvalidInput, format!("/input{path}")))
}

/// What the questions about money need, and what they refuse.
#[test]
fn money_asks_for_what_it_needs() {
    let gap = Some((Code::RuleGap, "/rulebook".to_owned()));
    let none = json!({});
    let prepaid = |parameters: &Value, input: Value| refusal(execution::prepayment, parameters, input);
    let item = json!({ "product": "A", "quantity": "1", "price": "1" });
    assert_eq!(prepaid(&none, json!({ "kind": "vbp", "ratio": "1" })), at("/agreed_amount"));
    assert_eq!(
        prepaid(&none, json!({ "kind": "vbp", "ratio": "1", "agreed_amount": "1", "items": [item] })),
        at("/agreed_amount")
    );
    assert_eq!(prepaid(&none, json!({ "kind": "vbp", "ratio": "1", "items": [item, item] })), at("/items/1/product"));
    assert_eq!(prepaid(&none, json!({ "kind": "vbp", "agreed_amount": "1" })), gap);
    assert_eq!(prepaid(&none, json!({ "kind": "vbp", "ratio": "1", "items": [] })), None);
    let fund = |months: Value| {
        json!({ "kind": "fund", "fund": "employee", "balance_months": "12", "deficit_last_year": false, "deficit_forecast": false,
            "monthly_spend": months, "year": 2025 })
    };
    let terms = json!({ "fund_prepay": { "employee_months": 12, "resident_months": 6, "scale_months": 1 } });
    let mut both = terms.clone();
    both["fund_prepay_dates"] = json!({ "apply_until": "01-10", "pay_by": "03-31" });
    for (months, refused) in
        [(json!([]), true), (json!(["1"]), false), (json!(["1", "1", "1"]), false), (json!(["1", "1", "1", "1"]), true)]
    {
        assert_eq!(prepaid(&both, fund(months)), at("/monthly_spend").filter(|_| refused));
    }
    assert_eq!(prepaid(&terms, fund(json!(["1"]))), gap);
    let central = |parameters: &Value, goods: Value| {
        refusal(execution::central_purchase, parameters, json!({ "buyer": "public", "goods": goods }))
    };
    let goods =
        |kind: &str, class: &str| json!({ "item": "A", "kind": kind, "value": "1", "large_equipment_class": class });
    let mut set = json!({ "central_threshold": "5", "central_class_b_always": true });
    assert_eq!(central(&set, json!([])), at("/goods"));
    assert_eq!(central(&set, json!([goods("drug", "class_a")])), at("/goods/0/large_equipment_class"));
    assert_eq!(central(&set, json!([goods("drug", "none")])), gap);
    assert_eq!(central(&set, json!([goods("equipment", "class_a")])), None);
    assert_eq!(central(&set, json!([goods("equipment", "class_b")])), gap);
    set.as_object_mut().unwrap().remove("central_class_b_always");
    assert_eq!(central(&set, json!([goods("equipment", "none")])), gap);
    let ratio = |input: Value| refusal(execution::drug_income_ratio, &json!({ "exclude_tcm_slices": true }), input);
    let income = |drugs: &str, slices: &str, all: &str| json!({ "drug_income": drugs, "tcm_slices_income": slices, "medical_income": all });
    assert_eq!(ratio(json!({ "current": income("2", "3", "9") })), at("/current/tcm_slices_income"));
    assert_eq!(ratio(json!({ "current": income("2", "2", "1") })), at("/current/medical_income"));
    assert_eq!(
        ratio(json!({ "current": income("2", "2", "2"), "previous": income("2", "0", "1") })),
        at("/previous/medical_income")
    );
    assert_eq!(ratio(json!({ "current": income("2", "2", "2"), "min_fall": "0" })), at("/min_fall"));
    assert_eq!(
        ratio(json!({ "current": income("2", "2", "2"), "exclude_tcm_slices": true })),
        at("/exclude_tcm_slices")
    );
    assert_eq!(ratio(json!({ "current": income("2", "2", "2") })), None);
    assert_eq!(refusal(execution::drug_income_ratio, &none, json!({ "current": income("2", "2", "2") })), gap);
    let score = |input: Value| refusal(execution::process_score, &none, input);
    let link = |score: &str, weight: &str| json!({ "link": "A", "score": score, "weight": weight });
    let band = |grade: &str| json!({ "grade": grade, "from": "1" });
    assert_eq!(score(json!({ "links": [] })), at("/links"));
    assert_eq!(score(json!({ "links": [link("1", "0")] })), at("/links"));
    assert_eq!(score(json!({ "links": [link("100.01", "1")] })), at("/links/0/score"));
    assert_eq!(score(json!({ "links": [link("100", "1")] })), None);
    assert_eq!(score(json!({ "links": [link("5", "1")], "max_score": "4" })), at("/links/0/score"));
    assert_eq!(score(json!({ "links": [link("1", "1")], "bands": [band("A"), band("B")] })), at("/bands/1/from"));
    assert_eq!(score(json!({ "links": [link("1", "1")], "bands": [band("A"), band("A")] })), at("/bands/1/grade"));
}
