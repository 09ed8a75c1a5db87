//! Random questions to every function, most of which it answers: values lie on the edges of the rules, repeat, or are as long as may be.

use super::*;
use proptest::sample::select;

pub(super) use super::scenes_progress::{disclosure, progress};
pub(super) use super::scenes_supply::*;

/// A way to make a question.
type Maker = fn(&mut Rng) -> Asked;

/// The fifteen functions.
pub(super) const ALL: [Maker; 15] = [
    progress,
    alerts,
    assess,
    escalate,
    settlement_due,
    prepayment,
    price_mark,
    non_supply_cap,
    second_slot,
    replace_supplier,
    disclosure,
    central_purchase,
    drug_income_ratio,
    process_score,
    shortage,
];

/// A question to one function.
pub(super) fn of(maker: Maker) -> impl Strategy<Value = Asked> {
    any::<u64>().prop_map(move |seed| maker(&mut Rng::new(seed)))
}

/// A question to any function.
pub(super) fn any_question() -> impl Strategy<Value = Asked> {
    (select(ALL.as_slice()), any::<u64>()).prop_map(|(maker, seed)| maker(&mut Rng::new(seed)))
}

/// The longest number.
pub(super) const LONGEST: &str = "999999999999999.9999999999";

/// So many millionths as a decimal.
pub(super) fn millionths(number: usize) -> String {
    format!("{}.{:06}", number / 1_000_000, number % 1_000_000)
}

pub(super) fn quantity(rng: &mut Rng) -> String {
    match rng.below(40) {
        0..=4 => "0".to_owned(),
        5..=24 => (1 + rng.below(12)).to_string(),
        25..=32 => format!("{}.{}", rng.below(20), [25, 5, 75][rng.below(3)]),
        33..=36 => millionths(rng.below(30_000_000)),
        37 => LONGEST.to_owned(),
        38 => "0.0000000001".to_owned(),
        _ => (rng.below(900) * 1_000_000_000).to_string(),
    }
}

pub(super) fn positive(rng: &mut Rng) -> String {
    loop {
        let number = quantity(rng);
        if exactly(&number) > zero() {
            return number;
        }
    }
}

pub(super) fn share(rng: &mut Rng) -> String {
    match rng.below(10) {
        0 => "0".to_owned(),
        1 => "1".to_owned(),
        2..=6 => format!("0.{:02}", rng.below(20) * 5),
        _ => format!("0.{:06}", rng.below(1_000_000)),
    }
}

/// Two quantities, the smaller one first.
pub(super) fn ordered(rng: &mut Rng) -> (String, String) {
    let (one, other) = (quantity(rng), quantity(rng));
    if exactly(&one) <= exactly(&other) { (one, other) } else { (other, one) }
}

/// Some distinct keys; they sort in another order than one reads them.
pub(super) fn keys(rng: &mut Rng, least: usize, most: usize) -> Vec<&'static str> {
    let mut all = ["m", "c", "Z", "药", "10", "9", "a b", "e"];
    shuffle(rng, &mut all);
    all[..least + rng.below(most - least + 1)].to_vec()
}

/// A day of the question: of recent years, at the ends of months, or the first and the last one there is.
pub(super) fn day(rng: &mut Rng) -> usize {
    match rng.below(20) {
        0 => rng.below(3),
        1 => *days::LAST - rng.below(3),
        2..=6 => {
            let text = ["2024-01-31", "2024-02-29", "2025-02-28", "2024-12-31", "2025-03-01", "2025-10-08"];
            days::number(rng.pick(&text))
        }
        _ => days::number("2024-01-01") + rng.below(1000),
    }
}

/// A day not long before another one, or the same.
pub(super) fn before(rng: &mut Rng, day: usize, most: usize) -> usize {
    if rng.chance(15) { day } else { day.saturating_sub(rng.below(most + 1)) }
}

/// A day not far from another one.
pub(super) fn around(rng: &mut Rng, day: usize, most: usize) -> usize {
    let later = if rng.chance(60) { 0 } else { rng.below(most + 1) };
    (before(rng, day, most) + later).min(*days::LAST)
}

pub(super) fn shown(day: usize) -> Value {
    json!(days::shown(day))
}

/// Sets a field, most times or not at all.
pub(super) fn maybe(rng: &mut Rng, percent: usize, object: &mut Value, field: &str, value: impl Into<Value>) {
    if rng.chance(percent) {
        object[field] = value.into();
    }
}

/// Indicators of little and of much.
pub(super) const INDICATORS: [&str; 8] = [
    "lag",
    "completion",
    "delivery_rate",
    "order_response_rate",
    "late_order_count",
    "lagging_product_count",
    "complaint_count",
    "non_winner_share",
];

/// A value on the edges of rules, or near them.
fn edge(rng: &mut Rng) -> String {
    let edges = ["0", "0.01", "0.0099", "0.25", "0.5", "0.8", "0.9", "0.8999999999", "0.95", "1", "14", "15", "-0.25"];
    if rng.chance(85) { rng.pick(&edges).to_owned() } else { share(rng) }
}

fn known(rng: &mut Rng) -> Value {
    if rng.chance(12) { Value::Null } else { json!(edge(rng)) }
}

/// Pairs of indicator and severity, each once.
fn pairs(rng: &mut Rng, most: usize) -> Vec<(&'static str, &'static str)> {
    let mut pairs: Vec<_> = INDICATORS[..5]
        .iter()
        .flat_map(|indicator| ["serious", "warning", "notice"].map(|severity| (*indicator, severity)))
        .collect();
    shuffle(rng, &mut pairs);
    pairs.truncate(rng.below(most + 1));
    pairs
}

fn alert_rule(rng: &mut Rng, name: &str) -> Value {
    let condition = |rng: &mut Rng| {
        let op = rng.pick(&["lt", "le", "gt", "ge", "eq"]);
        json!({ "indicator": rng.pick(&INDICATORS[..4]), "op": op, "limit": edge(rng) })
    };
    let severity = rng.pick(&["serious", "warning", "notice"]);
    let mut rule = json!({ "rule": name, "when": [condition(rng)], "severity": severity, "action": "act" });
    maybe(rng, 35, &mut rule, "applies_to", "product");
    if rng.chance(40) {
        rule["months"] = json!(1 + rng.below(4));
    } else if rng.chance(50) {
        rule["when"] = json!([rule["when"][0], condition(rng)]);
    }
    rule
}

fn alert_bands(rng: &mut Rng, indicator: &str) -> Value {
    let bands = keys(rng, 1, 4).into_iter().map(|name| {
        let mut band = json!({ "band": name, "from": edge(rng), "from_op": rng.pick(&["ge", "gt"]) });
        if rng.chance(70) {
            band["to"] = json!(edge(rng));
            band["to_op"] = json!(rng.pick(&["le", "lt"]));
        }
        let severity = rng.pick(&["serious", "warning", "notice"]);
        maybe(rng, 60, &mut band, "severity", severity);
        band
    });
    json!({ "indicator": indicator, "bands": bands.collect::<Vec<_>>() })
}

/// Parameters of alerts of one's own.
fn alert_parameters(rng: &mut Rng) -> Value {
    let mut parameters = json!({});
    let names = keys(rng, 1, 4);
    let rules: Vec<Value> = names.into_iter().map(|name| alert_rule(rng, name)).collect();
    maybe(rng, 80, &mut parameters, "alert_rules", rules);
    let bands = vec![alert_bands(rng, "delivery_rate"), alert_bands(rng, "completion")];
    maybe(rng, 60, &mut parameters, "alert_bands", bands);
    maybe(rng, 15, &mut parameters, "alert_watched", vec!["lag", "completion"]);
    parameters
}

pub(super) fn subjects(rng: &mut Rng) -> Vec<Value> {
    let kinds = ["institution", "product", "distributor"];
    let names = keys(rng, 1, 7);
    let subject = names.into_iter().map(|name| {
        let mut subject = json!({ "subject": name });
        let (kind, weight) = (rng.pick(&kinds), rng.pick(&["0", "1", "2", "0.5", LONGEST]));
        maybe(rng, 70, &mut subject, "kind", kind);
        maybe(rng, 40, &mut subject, "weight", weight);
        for indicator in INDICATORS {
            if rng.chance(60) {
                subject["values"][indicator] = known(rng);
            }
        }
        for indicator in &INDICATORS[..4] {
            if rng.chance(45) {
                let mut months: Vec<usize> = (0..7).filter(|_| rng.chance(80)).collect();
                shuffle(rng, &mut months);
                let rows = months.into_iter().map(|month| {
                    let month = ["2024-10", "2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04"][month];
                    json!({ "month": month, "value": known(rng) })
                });
                subject["series"][indicator] = rows.collect();
            }
        }
        subject
    });
    subject.collect()
}

pub(super) fn alerts(rng: &mut Rng) -> Asked {
    let function = "execution.alerts";
    let limits: Vec<Value> = pairs(rng, 6)
        .into_iter()
        .map(|(indicator, severity)| {
            let mut limit = json!({ "indicator": indicator, "severity": severity, "limit": edge(rng) });
            let inclusive = rng.chance(60);
            maybe(rng, 60, &mut limit, "inclusive", inclusive);
            limit
        })
        .collect();
    let means: Vec<Value> = pairs(rng, 4)
        .into_iter()
        .map(|(indicator, severity)| {
            let mut mean = json!({ "indicator": indicator, "severity": severity, "margin": share(rng) });
            if rng.chance(60) {
                mean["margin"] = json!(rng.pick(&["0", "0.05", "0.1"]));
            }
            let given = edge(rng);
            maybe(rng, 30, &mut mean, "mean", given);
            mean
        })
        .collect();
    let mut input = json!({ "subjects": subjects(rng) });
    maybe(rng, 80, &mut input, "limits", limits);
    maybe(rng, 70, &mut input, "mean_comparison", means);
    if rng.chance(60) {
        let parameters = alert_parameters(rng);
        return own(function, &parameters, input);
    }
    let names = ["huojia-2023", "qinghai-2025", "jiangxi-2025", "yunfu-2023", "hunan-delivery-2025"];
    match rng.below(7) {
        5 => alone(function, input),
        6 => under(function, "cn-2024-31", input),
        n => under(function, names[n], input),
    }
}

const EXCEPTIONS: [&str; 6] =
    ["need_changed", "shortage", "emergency", "seasonal", "key_monitored", "public_health_event"];

pub(super) fn assess(rng: &mut Rng) -> Asked {
    let function = "execution.assess";
    let overall = rng.pick(&["each_item", "pooled"]);
    let names = keys(rng, 1, 6);
    let items = names.into_iter().map(|product| {
        let (agreed, purchased, other) = (rng.below(5), rng.below(6), rng.below(4));
        let mut item = json!({ "product": product, "agreed": agreed.to_string(), "purchased": purchased.to_string(),
            "non_winner_quantity": other.to_string() });
        if rng.chance(10) {
            item["agreed"] = json!(quantity(rng));
        }
        let winners = rng.below(6).to_string();
        maybe(rng, 40, &mut item, "winner_quantity", winners);
        if rng.chance(45) {
            let exception = rng.below(if overall == "pooled" { 4 } else { 6 });
            item["exception"] = json!(EXCEPTIONS[exception]);
            if exception >= 4 {
                item["required_winner_share"] = json!(share(rng));
            }
        }
        item
    });
    let mut input = json!({ "overall": overall, "items": items.collect::<Vec<_>>() });
    if rng.chance(30) {
        input["max_non_winner_share"] = json!(share(rng));
        return under(function, "cn-2024-31", input);
    }
    let mut names = EXCEPTIONS;
    shuffle(rng, &mut names);
    let cut = if overall == "pooled" { 6 } else { rng.below(7) };
    let all = rng.chance(85);
    let mut parameters = json!({
        "assessment_tests": rng.pick(&[json!(["agreed_volume", "non_winner_share"]), json!(["non_winner_share"]),
            json!(["agreed_volume"]), json!([])]),
        "assessment_apart": names[..cut], "assessment_share_kept": names[if all { cut } else { cut.max(5) }..],
    });
    let limit = share(rng);
    let place = if rng.chance(50) { &mut parameters } else { &mut input };
    place["max_non_winner_share"] = json!(limit);
    own(function, &parameters, input)
}

pub(super) fn escalate(rng: &mut Rng) -> Asked {
    let function = "execution.escalate";
    let party = rng.pick(&["institution", "firm"]);
    let on = day(rng);
    let mut input = json!({ "party": party, "on": shown(on) });
    let parameters = ladders::parameters(rng);
    let ladder = &parameters[format!("{party}_ladder")];
    let steps = ladder.as_array().map_or(0, Vec::len);
    if rng.chance(75) && steps > 0 {
        input["state"] = ladder[rng.below(steps)].clone();
        input["event"] = json!(rng.pick(&["alert", "rectified", "not_rectified", "serious", "unsigned_agreement"]));
        input["deadline"] = shown(around(rng, on, 20));
    } else {
        input["state"] = json!(rng.pick(&["clear", "clear", "credit_rating", "decision_pending"]));
        input["event"] = json!(rng.pick(&["alert", "serious", "unsigned_agreement", "rectified", "decision"]));
        if input["event"] == "decision" {
            input["decision"] = json!(rng.pick(&["credit_rating", "disqualified", "tender_penalty"]));
        }
    }
    if parameters.get("rectify_days").is_none() {
        input["rectify_days"] = json!(1 + rng.below(60));
    }
    own(function, &parameters, input)
}
