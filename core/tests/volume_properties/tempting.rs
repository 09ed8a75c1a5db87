//! What is tempting but false, each with a case that shows it.

use super::*;

fn allocate(name: &str, question: &Value) -> Allocation {
    volume::allocate(&book(name), &serde_json::from_value(question.clone()).unwrap()).unwrap()
}

fn printed<'f>(figures: impl IntoIterator<Item = &'f Figure>) -> Vec<String> {
    figures.into_iter().map(Figure::to_string).collect()
}

/// False: own and released share are the whole. With a cut of 66 % a fifth of the report stays outside the agreement.
#[test]
fn own_and_released_are_not_all() {
    for (cut, own, released, outside) in [("0.66", "53", "27", "20"), ("0.75", "80", "0", "20"), ("1", "80", "0", "20")]
    {
        let answer = allocate(
            "fujian-clips",
            &json!({ "stage": "own", "winners": [{ "product": "A", "cut": cut }],
                "institutions": [{ "institution": "H", "brand_reports": [{ "product": "A", "quantity": "100" }] }] }),
        );
        let at = &answer.institutions[0];
        let part = &at.allocations[0];
        let got = printed([&part.own, part.released.as_ref().unwrap(), at.outside_agreement.as_ref().unwrap()]);
        assert_eq!(got, [own, released, outside], "{cut}");
    }
    // The same holds of a rank in Jiangxi and of an award class in the first insulin round.
    for (name, winner) in [
        ("jiangxi-reagents-2023", json!({ "product": "A", "rank": 4 })),
        ("insulin-2021", json!({ "product": "A", "award_class": "C" })),
    ] {
        let answer = allocate(
            name,
            &json!({ "stage": "own", "winners": [winner],
                "institutions": [{ "institution": "H", "brand_reports": [{ "product": "A", "quantity": "100" }] }] }),
        );
        assert!(*answer.institutions[0].outside_agreement.as_ref().unwrap().exact() > zero(), "{name}");
    }
}

/// False: rounded parts add up to the total. Two halves become two, or nothing; only the largest remainder keeps the one.
#[test]
fn rounded_parts_do_not_add_up() {
    for (mode, total) in [
        (PartRounding::HalfUp, "2"),
        (PartRounding::Up, "2"),
        (PartRounding::Down, "0"),
        (PartRounding::LargestRemainder, "1"),
    ] {
        let rounding = StatedRounding { mode: Some(mode), step: Some(Positive::ONE) };
        let question = agreement::asked(1, VolumeClass::Ordinary, &[1_000_000, 1_000_000], Some(rounding), None);
        let answer = volume::agreed(&book("cn-batch-02"), &question).unwrap();
        assert_eq!(answer.agreed_total.to_string(), total, "{mode}");
    }
}

/// False: no more is agreed than was reported. Rounded up it may be, by almost a unit a product.
#[test]
fn rounded_up_more_may_be_agreed_than_reported() {
    let answer = allocate(
        "shanxi-consumables-2025",
        &json!({ "winners": [{ "product": "A", "route": "rule_1", "price": "1" }, { "product": "B", "route": "rule_2" }],
            "institutions": [{ "institution": "H", "brand_reports": [
                { "product": "A", "quantity": "0.4" }, { "product": "B", "quantity": "0.4" }] }] }),
    );
    assert_eq!(printed([&answer.agreed_total, &answer.institutions[0].reported]), ["2", "0.8"]);
    assert_eq!(answer.institutions[0].rounding_difference.to_string(), "1.32");
}

/// False: more units never cost less. At 460 all units cost 4 140, at 500 they cost 4 000.
#[test]
fn more_units_may_cost_less() {
    let tiers = [(0, 10), (100, 9), (500, 8)]
        .map(|(from, price)| PriceTier { from: number(from * 1_000_000), price: number(price * 1_000_000) });
    let [less, more] = [460, 500].map(|quantity| schedules::tiered(Scheme::AllUnits, &tiers, quantity * 1_000_000));
    assert_eq!(printed([&less.total, &more.total]), ["4140", "4000"]);
    let from = less.cheaper_from.unwrap();
    assert_eq!(printed([&from.quantity, &from.total]), ["500", "4000"]);
    assert_eq!(more.cheaper_from, None);
    // The same quantities tier by tier: more costs more.
    let [less, more] = [460, 500].map(|quantity| schedules::tiered(Scheme::Incremental, &tiers, quantity * 1_000_000));
    assert_eq!(printed([&less.total, &more.total]), ["4240", "4600"]);
}

/// False: the penalty starts at zero. A hundredth of a percent above the old price costs eleven points.
#[test]
fn the_penalty_does_not_start_at_zero() {
    for (bid, rise, factor) in
        [("1", "0", "1"), ("1.0001", "0.0001", "0.89"), ("1.000001", "0.000001", "0.89"), ("1.01", "0.01", "0.89")]
    {
        let question = json!({ "incumbent": true, "old_price": "1", "bid": bid });
        let question = serde_json::from_value(question).unwrap();
        let answer = volume::renewal(&book("renewal-batches-1-8"), &question).unwrap();
        assert_eq!(printed([&answer.rise.unwrap(), &answer.factor.unwrap()]), [rise, factor], "{bid}");
    }
    // Another bidder above the limit with no rise has 0.9.
    let question = json!({ "incumbent": false, "benchmark": "1", "rise_base": "1", "bid": "0.700001" });
    let answer = volume::renewal(&book("renewal-batches-1-8"), &serde_json::from_value(question).unwrap()).unwrap();
    assert_eq!(answer.factor.unwrap().to_string(), "0.9");
}

/// False: buying more of winners lowers the surplus. Units beyond the agreed volume are not counted; one unit too few bars the drug.
#[test]
fn buying_more_of_winners_does_not_lower_the_surplus() {
    let kept = |bought: &str| {
        let question = json!({ "institution": "H", "ratio": "0.5", "unfinished_scope": "drug", "drugs": [{
            "drug": "D", "winners": [{ "product": "A", "agreed_quantity": "8000", "price": "1.5" }], "purchased_quantity": bought,
            "price_before": "5", "pay_ratio_contract": "0.6", "pay_ratio_before": "0.6", "insured_share": "0.9",
            "base_quantity": "10000", "non_winner_amount": "4000" }] });
        let question = serde_json::from_value(question).unwrap();
        volume::retention(&book("retention-cn-2020"), &question).unwrap().retention_total.to_string()
    };
    assert_eq!(["7999.999999", "8000", "9000", "999999999"].map(kept), ["0", "9180", "9180", "9180"]);
}

/// False: a ratio that is printed as 0.8 meets a floor of 0.80. The test uses exact numbers.
#[test]
fn a_printed_ratio_may_miss_its_floor() {
    let line = |reported: &str| {
        let question = json!({ "institution": "H", "lines": [{ "drug": "D", "generic_quantity": reported,
            "history": [{ "year": 2023, "quantity": "1000000" }, { "year": 2024, "quantity": "1000000" }] }] });
        volume::check_report(&book("cn-batch-11"), &serde_json::from_value(question).unwrap()).unwrap().lines.remove(0)
    };
    let [below, met] = ["799999.9", "800000"].map(line);
    assert_eq!(printed([below.floor_ratio.as_ref().unwrap(), met.floor_ratio.as_ref().unwrap()]), ["0.8", "0.8"]);
    assert_eq!([below.floor_outcome, met.floor_outcome], [FloorOutcome::Below, FloorOutcome::Met]);
    assert_eq!([below.verdict, met.verdict], [ReportVerdict::Explain, ReportVerdict::Pass]);
}

/// False: redistribution respects the promised supply. It may exceed it, and that is only flagged.
#[test]
fn redistribution_may_exceed_the_promise() {
    let report = |product: &str| json!({ "product": product, "quantity": "100" });
    let answer = allocate(
        "gd-alliance-2022",
        &json!({ "winners": [{ "product": "A", "price": "1", "promised": "100" }, { "product": "B", "price": "1.2" }],
            "institutions": [{ "institution": "H", "brand_reports": [report("A"), report("B"), report("X")],
                "choices": [{ "part": 2, "product": "A", "quantity": "55" }] }] }),
    );
    let part = &answer.institutions[0].allocations[0];
    assert_eq!(printed([&part.own, &part.redistributed, &part.agreed]), ["100", "110", "210"]);
    assert_eq!(answer.products[0].over_promised, Some(true));
    assert_eq!(answer.institutions[0].pool.as_ref().unwrap().from_cap, Figure::ZERO);
}
