//! Random questions about the progress of one subject, and about what is disclosed.

use super::scenes::*;
use super::*;

/// Hours and holidays of one's own.
fn hours(rng: &mut Rng) -> Value {
    let mut one = || rng.below(5) * 12 + rng.below(2);
    json!({
        "delivery_hours": { "urgent": one(), "urgent_remote": one(), "ordinary": one(), "ordinary_remote_or_cold_chain": one() },
        "delivery_skips_holidays": { "urgent": rng.chance(50), "ordinary": rng.chance(80) },
        "in_hospital_check_month": 1 + rng.below(5),
    })
}

pub(super) fn calendar(rng: &mut Rng, from: usize) -> Value {
    let all: Vec<usize> = (0..24).map(|n| (from + n).min(*days::LAST)).collect();
    let holidays: Vec<usize> = all.iter().copied().filter(|_| rng.chance(35)).collect();
    let mut extra: Vec<usize> = all.into_iter().filter(|day| !holidays.contains(day) && rng.chance(25)).collect();
    let mut listed: Vec<usize> = holidays.iter().chain(holidays.first()).copied().collect();
    shuffle(rng, &mut listed);
    shuffle(rng, &mut extra);
    let shown = |list: Vec<usize>| list.into_iter().map(days::shown).collect::<Vec<_>>();
    let mut calendar = json!({});
    maybe(rng, 90, &mut calendar, "holidays", shown(listed));
    maybe(rng, 70, &mut calendar, "extra_workdays", shown(extra));
    calendar
}

/// Parts of an amount, paid at different times.
pub(super) fn paid(rng: &mut Rng, amount: &str, days_of: &[usize], as_of: usize) -> Vec<Value> {
    let Ok(amount) = amount.parse::<usize>() else { return Vec::new() };
    let (mut left, mut paid) = (amount, Vec::new());
    while left > 0 && rng.chance(75) {
        let part = if rng.chance(40) { left } else { 1 + rng.below(left) };
        left -= part;
        let on = (rng.pick(days_of) + 1).saturating_sub(rng.below(3)).min(as_of);
        paid.push(json!({ "on": shown(on), "amount": part.to_string() }));
    }
    paid
}

fn order(rng: &mut Rng, name: &str, as_of: usize, hours: Option<&Value>) -> Value {
    let end = (as_of + 1) * 1440 - 1;
    let quantity = 1 + rng.below(4);
    let delivered = if rng.chance(60) { quantity + rng.below(2) } else { rng.below(quantity) };
    let (urgent, remote, cold) = (rng.chance(40), rng.chance(35), rng.chance(35));
    let placed = (before(rng, as_of, 12) * 1440 + rng.below(144) * 10).min(end);
    let confirmed = (placed + rng.below(3) * 120).min(end);
    let mut order =
        json!({ "order": name, "ordered_quantity": quantity.to_string(), "delivered_quantity": delivered.to_string() });
    if delivered == 0 && rng.chance(50) {
        order.as_object_mut().unwrap().remove("delivered_quantity");
    }
    if urgent || rng.chance(20) {
        order["urgency"] = json!(if urgent { "urgent" } else { "ordinary" });
    }
    for (field, flag) in [("remote", remote), ("cold_chain", cold), ("received", rng.chance(50))] {
        if flag || rng.chance(20) {
            order[field] = json!(flag);
        }
    }
    if rng.chance(60) {
        order["ordered_at"] = json!(days::shown_minute(placed));
        let answered = (placed + rng.pick(&[0, 59, 60, 61, 120, 600])).min(end);
        maybe(rng, 80, &mut order, "responded_at", days::shown_minute(answered));
    }
    let has_confirmed = rng.chance(75);
    if has_confirmed {
        order["confirmed_at"] = json!(days::shown_minute(confirmed));
    }
    // By when it may be due: days later, by the minute.
    let class = match (urgent, remote, cold) {
        (true, true, _) => "urgent_remote",
        (true, false, _) => "urgent",
        (false, false, false) => "ordinary",
        _ => "ordinary_remote_or_cold_chain",
    };
    let by_hours = hours.map_or(0, |hours| usize::try_from(hours[class].as_u64().unwrap()).unwrap() * 60);
    let likely = confirmed + by_hours + rng.pick(&[0, 0, 1440, 2880, 4320]);
    let mut has_due = hours.is_some() && has_confirmed;
    if rng.chance(if hours.is_some() { 15 } else { 75 }) {
        let due = likely + rng.below(3) * 720;
        has_due = due / 1440 <= *days::LAST;
        if has_due {
            order["due_at"] = json!(days::shown_minute(due));
        }
        has_due |= hours.is_some() && has_confirmed;
    }
    if (delivered >= quantity && has_due) || rng.chance(50) {
        let at = (likely + rng.pick(&[0, 1, 720, 1440])).saturating_sub(rng.below(2)).min(end);
        order["delivered_at"] = json!(days::shown_minute(at));
    }
    order
}

pub(super) fn progress(rng: &mut Rng) -> Asked {
    let as_of = day(rng);
    let mut input = json!({ "as_of": shown(as_of) });
    let is_own = rng.chance(60);
    let parameters = if is_own { hours(rng) } else { json!({}) };
    let name = if is_own { None } else { rng.pick(&[None, Some("hunan-delivery-2025"), Some("cn-2024-31")]) };
    if rng.chance(75) {
        let start = around(rng, as_of, 300).min(*days::LAST - 1);
        let span = rng.pick(&[3, 40, 400]);
        let end = (start + 1 + rng.below(span)).min(*days::LAST);
        input["period"] = json!({ "start": shown(start), "end": shown(end) });
    }
    let count = rng.pick(&["inclusive", "exclusive"]);
    maybe(rng, 60, &mut input, "day_count", count);
    if rng.chance(75) {
        input["agreed"] = json!(quantity(rng));
        input["purchased"] = json!(quantity(rng));
    }
    if rng.chance(60) {
        input["volumes"] = json!({ "winner_quantity": quantity(rng), "non_winner_quantity": quantity(rng) });
        if rng.chance(60) {
            input["volumes"]["winner_amount"] = json!(quantity(rng));
            input["volumes"]["non_winner_amount"] = json!(quantity(rng));
        }
        let substitute = quantity(rng);
        maybe(rng, 60, &mut input["volumes"], "substitute_quantity", substitute);
    }
    let (offline, total) = ordered(rng);
    maybe(rng, 50, &mut input, "offline", json!({ "offline_amount": offline, "total_amount": total }));
    if rng.chance(60) {
        let agreements = keys(rng, 0, 6).into_iter().map(|name| {
            let due = around(rng, as_of, 5);
            let mut agreement = json!({ "agreement": name, "due_on": shown(due) });
            let signed = shown(around(rng, due, 2).min(as_of));
            maybe(rng, 60, &mut agreement, "signed_on", signed);
            agreement
        });
        input["agreements"] = agreements.collect();
    }
    if rng.chance(60) {
        let products = keys(rng, 0, 5).into_iter().map(|name| {
            let mut product = json!({ "product": name, "agreed": rng.pick(&["0", "1", "2.5"]) });
            let first = shown(before(rng, as_of, 90));
            maybe(rng, 60, &mut product, "first_purchase_on", first);
            product
        });
        input["in_hospital"] = json!({ "products": products.collect::<Vec<_>>() });
        // A month or two before the day of the question, often to the day.
        let back = rng.pick(&[0, 28, 29, 30, 31, 59, 60, 61, 62]);
        input["in_hospital"]["execution_start"] = shown(as_of.saturating_sub(back));
        if !is_own && name != Some("cn-2024-31") {
            input["in_hospital_check_month"] = json!(1 + rng.below(4));
        }
    }
    if rng.chance(70) {
        let built_in =
            json!({ "urgent": 12, "urgent_remote": 24, "ordinary": 48, "ordinary_remote_or_cold_chain": 72 });
        let hours = match name {
            _ if is_own => Some(&parameters["delivery_hours"]),
            Some("hunan-delivery-2025") => Some(&built_in),
            _ => None,
        };
        let orders: Vec<Value> = keys(rng, 0, 6).into_iter().map(|name| order(rng, name, as_of, hours)).collect();
        input["orders"] = json!(orders);
        maybe(rng, 40, &mut input, "response_hours", 1);
    }
    let calendar = calendar(rng, as_of.saturating_sub(14));
    maybe(rng, 70, &mut input, "calendar", calendar);
    if rng.chance(60) {
        let payments = keys(rng, 0, 5).into_iter().map(|name| {
            let due = around(rng, as_of, 4);
            let amount = if rng.chance(80) { (1 + rng.below(6)).to_string() } else { positive(rng) };
            let mut record = json!({ "invoice": name, "amount": amount, "due_on": shown(due) });
            let paid = paid(rng, &amount, &[due, as_of], as_of);
            maybe(rng, 85, &mut record, "paid", paid);
            record
        });
        input["payments"] = payments.collect();
    }
    if rng.chance(50) {
        let received: Vec<Value> = (0..rng.below(5)).map(|_| shown(before(rng, as_of, 6))).collect();
        input["complaints"] = json!({ "window_days": 1 + rng.below(5), "received_on": received });
    }
    let asked =
        ["period", "agreed", "volumes", "offline", "agreements", "in_hospital", "orders", "payments", "complaints"];
    let is_asked = asked.iter().any(|name| input.get(name).is_some());
    if rng.chance(50) || !is_asked {
        let groups = keys(rng, 0, 4).into_iter().map(|name| {
            let members = rng.below(4);
            json!({ "group": name, "members": members, "covered": rng.below(members + 1) })
        });
        input["coverage"] = groups.collect();
    }
    let function = "execution.progress";
    match name {
        _ if is_own => own(function, &parameters, input),
        Some(name) => under(function, name, input),
        None => alone(function, input),
    }
}

fn text(rng: &mut Rng) -> &'static str {
    rng.pick(&["1.50", "1.5", "2", "二", "x."])
}

pub(super) fn disclosure(rng: &mut Rng) -> Asked {
    let function = "execution.disclosure";
    let as_of = day(rng);
    let mut input = json!({ "as_of": shown(as_of) });
    let names = ["zhejiang-2025", "jilin-city-2020", "chongqing-exchange"];
    let lists = ["alert_points", "milestones", "platform_functions"];
    let which = rng.below(6);
    let mut items = keys(rng, 0, 6);
    if which < 3 {
        items.extend(["startup", "online", "organisation", "online_trading", "supply_abnormal", "settlement_late"]);
    }
    if rng.chance(80) {
        let records = keys(rng, 0, 4).into_iter().map(|record| {
            let mut published = items.clone();
            shuffle(rng, &mut published);
            published.truncate(rng.below(published.len() + 1));
            let published = published.into_iter().map(|item| {
                let mut row = json!({ "item": item });
                let (on, expires) = (shown(around(rng, as_of, 6)), shown(around(rng, as_of, 3)));
                maybe(rng, 70, &mut row, "on", on);
                maybe(rng, 40, &mut row, "expires_on", expires);
                row
            });
            json!({ "record": record, "published": published.collect::<Vec<_>>() })
        });
        input["records"] = records.collect();
        if which < 3 {
            input["checklist"] = json!(lists[which]);
        } else {
            let required = keys(rng, 0, 6).into_iter().map(|item| {
                let mut row = json!({ "item": item });
                let due = shown(around(rng, as_of, 6));
                maybe(rng, 75, &mut row, "due_on", due);
                row
            });
            input["required"] = required.collect();
        }
    }
    if rng.chance(60) {
        let mut side = || {
            let rows = keys(rng, 0, 5).into_iter().map(|key| {
                let mut values = json!({});
                // Numeric fields hold numbers.
                let price = rng.pick(&["1.50", "1.5", "2", "-2.0"]);
                maybe(rng, 80, &mut values, "price", price);
                let (name, maker) = (text(rng), text(rng));
                maybe(rng, 70, &mut values, "name", name);
                maybe(rng, 30, &mut values, "maker", maker);
                json!({ "key": key, "values": values })
            });
            rows.collect::<Vec<_>>()
        };
        input["platforms"] = json!({ "left": side(), "right": side() });
        maybe(rng, 60, &mut input["platforms"], "numeric_fields", vec!["price", "none", "price"]);
    }
    if rng.chance(60) || input.as_object().unwrap().len() == 1 {
        let totals = keys(rng, 0, 3).into_iter().map(|item| {
            let parts =
                keys(rng, 0, 3).into_iter().map(|part| json!({ "part": part, "value": rng.below(3).to_string() }));
            let parts: Vec<Value> = parts.collect();
            let sum: usize = parts.iter().map(|part| part["value"].as_str().unwrap().parse::<usize>().unwrap()).sum();
            let total = if rng.chance(60) { sum.to_string() } else { quantity(rng) };
            json!({ "item": item, "total": total, "parts": parts })
        });
        input["totals"] = totals.collect();
    }
    if which < 3 { under(function, names[which], input) } else { alone(function, input) }
}
