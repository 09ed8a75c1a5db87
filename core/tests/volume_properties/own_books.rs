//! Rulebooks of one's own: a ladder by each key, or a split by rank.

use super::*;

/// Own shares, highest first; what is released is at most the rest, or not published.
fn shares() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
    let released = prop_oneof![1 => Just(None), 5 => (0_i64..=100).prop_map(Some), 3 => Just(Some(100))];
    prop::collection::vec((share(), released), 5).prop_map(|mut shares| {
        shares.sort_by_key(|(own, _)| -own);
        shares
    })
}

fn text(millionths: i64) -> Value {
    json!(number::<UnitShare>(millionths))
}

/// A ladder of one's own by each key, or a split by rank.
pub(super) fn own_book() -> impl Strategy<Value = Arc<Rulebook>> {
    let keys = (0..=RungKey::ALL.len(), shares(), any::<[bool; 3]>(), share(), share());
    (keys, (0_i64..=100, 0_i64..=100, 0_i64..=100)).prop_map(|((key, shares, [known, capped, lowest], a, b), parts)| {
        let row = |(name, at): (&str, Value), (own, released): (i64, Option<i64>)| {
            let mut row = json!({ name: at, "own": text(own) });
            // Either all released shares are published, or some are not.
            if let Some(released) = released.or(known.then_some(0)) {
                row["released"] = text((1_000_000 - own) / 100 * released);
            }
            row
        };
        let fractions = [parts.0, (100 - parts.0) * parts.1 / 100, (100 - parts.0) * (100 - parts.1) / 100];
        let mut parameters = json!({
            "allocation_method": "ladder", "unselected_released": text(a),
            "redistribution": [
                { "fraction": text(fractions[0] * 10_000), "to": "choice" },
                { "fraction": text(fractions[1] * 10_000), "to": if lowest { "lowest_reported" } else { "choice" } },
                { "fraction": text(fractions[2] * 10_000), "to": "choice" },
            ],
        });
        if capped {
            parameters["supply_cap"] = json!("medical_first_pro_rata");
        }
        let numbered = |name: &'static str, at: [Value; 5]| -> Vec<Value> {
            at.into_iter().zip(shares.clone()).map(|(at, shares)| row((name, at), shares)).collect()
        };
        let ranks = || [1, 2, 3, 5, 6].map(|rank| json!(rank));
        match RungKey::ALL.get(key) {
            Some(RungKey::PriceRank) => {
                let mut rows = numbered("rank_from", ranks());
                rows.iter_mut().for_each(|row| row["volume_class"] = json!("ordinary"));
                parameters["allocation_routes"] = json!(["regular", "revived"]);
                let revived = row(("route", json!("revived")), (b, Some(parts.2)));
                parameters["rungs"] = json!({ "key": "price_rank", "rows": rows, "routes": [revived] });
            }
            Some(RungKey::Rank) => {
                parameters["allocation_routes"] = json!(["regular", "add_on"]);
                let add_on = [("0.3", a.max(b)), ("0.7", a.min(b))]
                    .map(|(limit, own)| row(("price_to", json!(limit)), (own, Some(parts.2))));
                parameters["rungs"] = json!({ "key": "rank", "rows": numbered("rank_from", ranks()), "add_on": add_on });
            }
            Some(RungKey::Cut) => {
                parameters["rungs"] = json!({
                    "key": "cut", "from": "0.20", "to": "0.45", "own": text(a / 2), "released": text(500_000 - a / 4), "slope": "1",
                });
            }
            Some(RungKey::PriceRatio) => {
                let mut rows = numbered("ratio_to", ["1", "1.05", "1.1", "1.3", "9"].map(|limit| json!(limit)));
                rows[4].as_object_mut().unwrap().remove("ratio_to");
                parameters["allocation_routes"] = json!(["rule_1", "rule_2"]);
                let second = row(("route", json!("rule_2")), (b, Some(parts.2)));
                parameters["rungs"] = json!({ "key": "price_ratio", "rows": rows, "routes": [second] });
            }
            Some(RungKey::AwardClass) => {
                let mut rows = numbered("award_class", ["A1", "A", "B", "C", "C"].map(|class| json!(class)));
                rows.pop();
                parameters["rungs"] = json!({ "key": "award_class", "rows": rows });
                parameters["redistribution"][0]["award_classes"] = json!(["A", "A1"]);
            }
            None => {
                let fractions = [(1, a), (3, b)].map(|(from, part)| json!({ "winners_from": from, "fraction": text(part) }));
                parameters = json!({ "allocation_method": "rank_split", "split_base_share": text(b), "split_fractions": fractions });
            }
        }
        own(&json!({ "id": "x/own", "area": "volume", "parameters": parameters }))
    })
}
