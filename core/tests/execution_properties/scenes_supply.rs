//! Random questions about money, prices and supply.

use super::scenes::*;
use super::scenes_progress::{calendar, paid};
use super::*;

fn settlement_rule(rng: &mut Rng) -> Value {
    match rng.below(4) {
        0 => json!({ "kind": "end_of_next_month" }),
        1 => json!({ "kind": "day_of_next_month", "day": 1 + rng.below(31) }),
        _ => json!({ "kind": "days_after", "days": rng.pick(&[0, 1, 10, 30, 60]) }),
    }
}

pub(super) fn settlement_due(rng: &mut Rng) -> Asked {
    let as_of = day(rng);
    let mut input = json!({ "as_of": shown(as_of) });
    let mut parameters = json!({ "invoice_auto_confirm_days": rng.below(20) });
    for name in ["settlement_drug", "settlement_consumable"] {
        let rule = settlement_rule(rng);
        let place = if rng.chance(60) { &mut parameters } else { &mut input };
        place[name] = rule;
    }
    let names = keys(rng, 1, 6);
    let invoices = names.into_iter().map(|name| {
        let amount = if rng.chance(80) { (1 + rng.below(6)).to_string() } else { positive(rng) };
        let created = before(rng, as_of, 70);
        let start = (created + rng.below(25)).min(as_of);
        let mut invoice = json!({ "invoice": name, "amount": amount });
        let which = rng.below(3);
        if which < 2 {
            invoice["start_on"] = shown(start);
        }
        if which > 0 {
            invoice["invoice_created_on"] = shown(created);
        }
        let kind = rng.pick(&["drug", "consumable"]);
        maybe(rng, 70, &mut invoice, "product_kind", kind);
        let paid = paid(rng, &amount, &[start, start + 10, start + 30, as_of], as_of);
        maybe(rng, 85, &mut invoice, "paid", paid);
        invoice
    });
    input["invoices"] = invoices.collect();
    own("execution.settlement_due", &parameters, input)
}

pub(super) fn prepayment(rng: &mut Rng) -> Asked {
    let function = "execution.prepayment";
    if rng.chance(35) {
        let months: Vec<String> = (0..1 + rng.below(3)).map(|_| quantity(rng)).collect();
        let input = json!({
            "kind": "fund", "fund": rng.pick(&["employee", "resident"]), "balance_months": rng.pick(&["5.9999", "6", "11.5", "12", "13"]),
            "deficit_last_year": rng.chance(25), "deficit_forecast": rng.chance(25), "monthly_spend": months,
            "year": rng.pick(&[1900, 2024, 2025, 2999]),
        });
        if rng.chance(50) {
            return under(function, "cn-2024-fund-prepay", input);
        }
        let parameters = json!({
            "fund_prepay": { "employee_months": 13, "resident_months": 6, "scale_months": rng.below(4) },
            "fund_prepay_dates": { "apply_until": "02-29", "pay_by": rng.pick(&["12-31", "03-01"]) },
        });
        return own(function, &parameters, input);
    }
    let from = day(rng);
    let mut input = json!({ "kind": "vbp" });
    if rng.chance(50) {
        input["agreed_amount"] = json!(quantity(rng));
    } else {
        let items = keys(rng, 0, 4).into_iter();
        let items = items.map(|name| json!({ "product": name, "quantity": quantity(rng), "price": positive(rng) }));
        input["items"] = items.collect();
    }
    let (paid, calendar, ratio) = (quantity(rng), calendar(rng, from.saturating_sub(2)), share(rng));
    maybe(rng, 50, &mut input, "paid_amount", paid);
    maybe(rng, 80, &mut input, "calendar", calendar);
    let mut parameters = json!({});
    let minimum = if rng.chance(50) { share(rng) } else { ratio.clone() };
    maybe(rng, 70, &mut parameters, "prepay_ratio", minimum);
    let is_unset = parameters.get("prepay_ratio").is_none();
    maybe(rng, if is_unset { 100 } else { 50 }, &mut input, "ratio", ratio);
    for (event, name) in [
        ("signed_on", "prepay_apply_working_days"),
        ("applied_on", "prepay_pay_working_days"),
        ("received_on", "prepay_pass_on_working_days"),
        ("distributor_received_on", "prepay_maker_working_days"),
    ] {
        if rng.chance(60) {
            input[event] = shown(around(rng, from, 8));
            parameters[name] = json!(1 + rng.below(14));
        }
    }
    own(function, &parameters, input)
}

/// Classes with their anchors and multiples, and what an item needs.
pub(super) fn mark_parameters(rng: &mut Rng) -> Value {
    let multiple = |rng: &mut Rng| rng.pick(&["1", "1.8", "2", "3", "0.3333333333", "123456789.9876543211"]);
    let anchors = ["highest_winning", "p75_listing", "lowest_listing", "reference"];
    let mut rules = json!({});
    for class in ["evaluated", "reference", "not_evaluated", "three_same", "chemical", "biological", "tcm"] {
        let mut rule = json!({ "anchor": rng.pick(&anchors), "yellow_multiple": multiple(rng) });
        match rng.below(4) {
            0 => {}
            1 => rule["red_from_yellow"] = json!({ "divide": multiple(rng), "multiply": multiple(rng) }),
            _ => rule["red_multiple"] = json!(multiple(rng)),
        }
        rules[class] = rule;
    }
    let mut parameters = json!({ "mark_rules": rules, "mark_inclusive": rng.chance(50) });
    let suspend = multiple(rng);
    maybe(rng, 60, &mut parameters, "mark_suspend_multiple", suspend);
    let days = rng.below(400);
    maybe(rng, 80, &mut parameters, "mark_removal_days", days);
    let entry = json!({ "evaluated": { "lowest": multiple(rng), "evaluated": "0.7", "not_evaluated": "0.6" },
        "chemical": { "lowest": multiple(rng), "evaluated": "0.7" }, "winner_not_supplying": { "lowest": "1.5" } });
    maybe(rng, 60, &mut parameters, "entry_rules", entry);
    parameters["non_supply_multiple"] = json!(multiple(rng));
    parameters
}

/// A price near multiples of others.
pub(super) fn price(rng: &mut Rng) -> String {
    let near = ["1", "10", "18", "18.01", "30", "30.000001", "17.9999999999", "6", "10.8", "5", "15", "12", "20"];
    if rng.chance(80) { rng.pick(&near).to_owned() } else { positive(rng) }
}

pub(super) fn marked(rng: &mut Rng, name: &str, class: &str, removal: bool) -> Value {
    let mut item = json!({ "item": name, "class": class, "price": price(rng) });
    for field in [
        "own_winning_price",
        "highest_winning_price",
        "highest_listing_price",
        "p75_listing_price",
        "lowest_listing_price",
    ] {
        item[field] = json!(price(rng));
    }
    if rng.chance(50) {
        item["consistency"] = json!(rng.pick(&["evaluated", "not_evaluated"]));
        item["reference_listing_price"] = json!(price(rng));
    }
    if removal && rng.chance(40) {
        item["price_cut_on"] = shown(day(rng));
    }
    item
}

pub(super) const CLASSES: [&str; 8] =
    ["evaluated", "reference", "not_evaluated", "winner_not_supplying", "three_same", "chemical", "biological", "tcm"];

pub(super) fn price_mark(rng: &mut Rng) -> Asked {
    let function = "execution.price_mark";
    let names = keys(rng, 1, 6);
    let built_in: [(&str, &[&str]); 5] = [
        ("henan-2026-marks", &CLASSES[..4]),
        ("shaanxi-2026-marks", &CLASSES[..3]),
        ("xinjiang-2026-marks", &CLASSES[..4]),
        ("anhui-2025-marks", &CLASSES[4..5]),
        ("neimenggu-2025-marks", &CLASSES[5..]),
    ];
    let which = rng.below(9);
    let (name, classes) = built_in.get(which).copied().unwrap_or(("", &CLASSES));
    let mut parameters = mark_parameters(rng);
    let removal = if name.is_empty() { parameters.get("mark_removal_days").is_some() } else { which == 2 };
    let items = names.into_iter().map(|name| {
        let class = rng.pick(classes);
        marked(rng, name, class, removal)
    });
    let mut input = json!({ "items": items.collect::<Vec<_>>() });
    let reading = rng.pick(&["either", "both"]);
    let place = if name.is_empty() && rng.chance(50) { &mut parameters } else { &mut input };
    place["non_supply_reading"] = json!(reading);
    if name.is_empty() { own(function, &parameters, input) } else { under(function, name, input) }
}

pub(super) fn non_supply_cap(rng: &mut Rng) -> Asked {
    let mut parameters = json!({ "non_supply_renewal_anchor": rng.chance(60) });
    let items = keys(rng, 1, 6).into_iter().map(|name| {
        let highest = if rng.chance(20) { Value::Null } else { json!(price(rng)) };
        let mut item = json!({ "item": name, "own_winning_price": price(rng), "highest_price": highest });
        let current = price(rng);
        maybe(rng, 70, &mut item, "current_price", current);
        if rng.chance(40) {
            item["agreement_finished"] = json!(true);
            item["lowest_renewal_price"] = json!(price(rng));
        }
        item
    });
    let mut input = json!({ "items": items.collect::<Vec<_>>() });
    let (multiple, reading) = (rng.pick(&["1.5", "1", "2", "0.3333333333"]), rng.pick(&["either", "both"]));
    for (name, said) in [("non_supply_multiple", multiple), ("non_supply_reading", reading)] {
        let place = if rng.chance(50) { &mut parameters } else { &mut input };
        place[name] = json!(said);
    }
    own("execution.non_supply_cap", &parameters, input)
}

pub(super) fn second_slot(rng: &mut Rng) -> Asked {
    let mut roles = ["main_winner", "backup_winner", "other_winner", "non_winner"];
    let names = keys(rng, 1, 8);
    let stocked = rng.below(names.len().min(4));
    let (stocked, candidates) = names.split_at(stocked);
    let stocked: Vec<Value> = stocked.iter().map(|name| json!({ "product": name, "role": rng.pick(&roles) })).collect();
    let candidates = candidates.iter().map(
        |name| json!({ "product": name, "role": rng.pick(&roles), "unit_price": rng.pick(&["1", "2", "2.0", "10"]) }),
    );
    let candidates: Vec<Value> = candidates.collect();
    let input = json!({ "route": rng.pick(&["oral", "injection"]), "candidates": candidates, "stocked": stocked });
    shuffle(rng, &mut roles);
    let parameters = json!({ "second_slot_order": roles, "max_products_per_route": rng.below(5) });
    let built_in = rng.chance(40);
    if built_in {
        under("execution.second_slot", "zhejiang-2025", input)
    } else {
        own("execution.second_slot", &parameters, input)
    }
}

pub(super) fn replace_supplier(rng: &mut Rng) -> Asked {
    let function = "execution.replace_supplier";
    let on = day(rng);
    let mut input = json!({ "supplier": "X", "defaulted_on": shown(on) });
    let as_of = shown(around(rng, on, 70));
    maybe(rng, 70, &mut input, "as_of", as_of);
    let mut parameters = json!({});
    if rng.chance(80) {
        let volumes = keys(rng, 0, 4).into_iter();
        let volumes =
            volumes.map(|name| json!({ "institution": name, "agreed": quantity(rng), "purchased": quantity(rng) }));
        input["volumes"] = volumes.collect();
        if rng.chance(85) {
            let mut roles = ["backup_winner", "other_winner", "substitute"];
            let candidates = keys(rng, 0, 6).into_iter().map(|name| {
                let price = rng.pick(&["1", "1.1", "1.10", "3"]);
                let mut candidate = json!({ "supplier": name, "role": rng.pick(&roles), "own_price": price });
                let available = quantity(rng);
                maybe(rng, 80, &mut candidate, "available_quantity", available);
                candidate
            });
            input["candidates"] = candidates.collect();
            shuffle(rng, &mut roles);
            parameters["replacement_order"] = json!(roles);
            let reading = rng.pick(&["own_price", "defaulter_price"]);
            let place = if rng.chance(50) { &mut parameters } else { &mut input };
            place["supply_price"] = json!(reading);
            let price = positive(rng);
            maybe(rng, if reading == "own_price" { 50 } else { 100 }, &mut input, "defaulter_price", price);
        }
    }
    if rng.chance(60) || input.get("volumes").is_none() {
        let from = around(rng, on, 60);
        input["bar"] = json!({ "from": shown(from) });
        if rng.chance(60) {
            input["bar"]["months"] = json!(rng.pick(&[1, 2, 6, 12, 18, 1200]));
        } else {
            input["bar"]["until"] = shown((from + rng.below(90)).min(*days::LAST));
        }
    }
    if input.get("candidates").is_some() { own(function, &parameters, input) } else { alone(function, input) }
}

pub(super) fn central_purchase(rng: &mut Rng) -> Asked {
    let goods = keys(rng, 1, 7).into_iter().map(|name| {
        let kind = rng.pick(&["drug", "consumable", "equipment", "equipment"]);
        let value = rng.pick(&["0", "2000000", "1999999.99", "2000000.01", "5", "4.999", LONGEST]);
        let mut goods = json!({ "item": name, "kind": kind, "value": value });
        let class = if kind == "equipment" { rng.pick(&["class_a", "class_b", "none"]) } else { "none" };
        maybe(rng, 70, &mut goods, "large_equipment_class", class);
        goods
    });
    let goods: Vec<Value> = goods.collect();
    let input = json!({ "buyer": rng.pick(&["public", "public", "private"]), "goods": goods });
    if rng.chance(30) {
        return under("execution.central_purchase", "chongqing-exchange", input);
    }
    let routes = ["central_tender", "online_trade", "central_purchase", "own_purchase", "not_covered"];
    let parameters = json!({
        "central_threshold": rng.pick(&["5", "2000000"]), "central_class_b_always": rng.chance(50), "route_drug": rng.pick(&routes),
        "route_consumable": rng.pick(&routes), "route_equipment": rng.pick(&routes),
    });
    own("execution.central_purchase", &parameters, input)
}

pub(super) fn drug_income_ratio(rng: &mut Rng) -> Asked {
    let mut income = || {
        let mut parts: Vec<usize> = (0..3).map(|_| rng.below(8)).collect();
        parts.sort_unstable();
        let mut income = json!({ "drug_income": parts[1].to_string(), "medical_income": parts[2].to_string() });
        maybe(rng, 70, &mut income, "tcm_slices_income", parts[0].to_string());
        income
    };
    let (current, previous) = (income(), income());
    let mut input = json!({ "current": current });
    if rng.chance(75) {
        input["previous"] = previous;
        let fall = rng.pick(&["0", "0.5", "0.25", "0.05"]);
        maybe(rng, 60, &mut input, "min_fall", fall);
    }
    let (mut parameters, exclude) = (json!({}), rng.chance(60));
    let place = if rng.chance(50) { &mut parameters } else { &mut input };
    place["exclude_tcm_slices"] = json!(exclude);
    let limit = rng.pick(&["0.5", "0.27", "0.25", "1", "0"]);
    let place = if rng.chance(50) { &mut parameters } else { &mut input };
    maybe(rng, 80, place, "income_ratio_limit", limit);
    own("execution.drug_income_ratio", &parameters, input)
}

pub(super) fn process_score(rng: &mut Rng) -> Asked {
    let most = rng.pick(&["100", "5", "7.5"]);
    let names = keys(rng, 1, 6);
    let links = names.into_iter().enumerate().map(|(n, name)| {
        let weight = if n == 0 { (1 + rng.below(2)).to_string() } else { rng.pick(&["0", "1", "2", "0.3"]).to_owned() };
        json!({ "link": name, "score": rng.pick(&["0", "1", "2.5", "4", "5"]), "weight": weight })
    });
    let mut input = json!({ "links": links.collect::<Vec<_>>() });
    if most != "100" || rng.chance(30) {
        input["max_score"] = json!(most);
    }
    let mut edges = ["0", "1", "2.5", "3", "4", "90"];
    shuffle(rng, &mut edges);
    let grades = keys(rng, 0, 4).into_iter().zip(edges).map(|(grade, from)| json!({ "grade": grade, "from": from }));
    let grades: Vec<Value> = grades.collect();
    maybe(rng, 70, &mut input, "bands", grades);
    alone("execution.process_score", input)
}

pub(super) fn shortage(rng: &mut Rng) -> Asked {
    let mut input = json!({ "as_of": shown(day(rng)) });
    for name in ["min_days", "max_days", "spike_limit", "min_coverage"] {
        let limit = rng.pick(&["0", "1", "2", "3", "0.5", "30"]);
        maybe(rng, 60, &mut input, name, limit);
    }
    let products = keys(rng, 1, 7).into_iter().map(|name| {
        let mut product = json!({ "product": name });
        let pairs = [("stock", "daily_use"), ("recent_use", "baseline_use"), ("capacity", "agreed")];
        for (one, other) in pairs {
            if rng.chance(60) {
                product[one] = json!(if rng.chance(80) { rng.below(7).to_string() } else { quantity(rng) });
                product[other] = json!(if rng.chance(80) { rng.below(4).to_string() } else { quantity(rng) });
                if one == "stock" && rng.chance(20) {
                    product[one] = json!(rng.pick(&["36500", "36500.5", "36501", "73000"]));
                    product[other] = json!(rng.pick(&["1", "2"]));
                }
            }
        }
        if rng.chance(60) || product.as_object().unwrap().len() == 1 {
            let sold = keys(rng, 0, 4)
                .into_iter()
                .map(|region| json!({ "region": region, "quantity": rng.below(3).to_string() }));
            product["sold"] = sold.collect();
            product["agreed_region"] = json!(rng.pick(&["m", "c", "9"]));
        }
        product
    });
    input["products"] = products.collect();
    alone("execution.shortage", input)
}
