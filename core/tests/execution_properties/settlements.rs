//! Rules 9, 19 and 20: when invoices fall due, counted by hand for every day of four years, and how they stand.

use super::*;
use jicai::execution::{InvoiceStatus, Payment, ProgressQuestion, SettlementDue, SettlementQuestion};

/// The due dates of invoices that start on each of these days, in the order of the days.
fn due_dates(rule: &Value, starts: &[usize]) -> Vec<usize> {
    let invoices = starts
        .iter()
        .enumerate()
        .map(|(n, start)| json!({ "invoice": format!("{n:05}"), "amount": "1", "start_on": days::shown(*start) }));
    let input = json!({ "as_of": "2999-12-31", "settlement_drug": rule, "invoices": invoices.collect::<Vec<_>>() });
    let asked = alone("execution.settlement_due", input);
    let answer = execution::settlement_due(asked.book(), &asked.question()).unwrap();
    let by_invoice: BTreeMap<Id, usize> =
        answer.invoices.into_iter().map(|known| (known.invoice, days::number(known.due_on))).collect();
    by_invoice.into_values().collect()
}

/// Every start of four years under every kind of rule; due dates never go back.
#[test]
fn every_day_of_four_years_falls_due_by_hand() {
    let starts: Vec<usize> = (days::number("2023-01-01")..days::number("2027-01-01")).collect();
    assert_eq!(starts.len(), 1461);
    let mut rules = vec![json!({ "kind": "end_of_next_month" })];
    rules.extend([0, 1, 30, 60, 365, 3660].map(|days| json!({ "kind": "days_after", "days": days })));
    rules.extend((1..=31).map(|day| json!({ "kind": "day_of_next_month", "day": day })));
    for rule in rules {
        let dates = due_dates(&rule, &starts);
        for (start, due) in starts.iter().zip(&dates) {
            let by_hand = match (rule["days"].as_u64(), rule["day"].as_u64()) {
                (Some(days), _) => start + usize::try_from(days).unwrap(),
                (None, Some(day)) => days::of_next_month(*start, u32::try_from(day).unwrap()),
                (None, None) => days::of_next_month(*start, 31),
            };
            assert_eq!(days::shown(*due), days::shown(by_hand), "{rule} from {}", days::shown(*start));
        }
        assert!(dates.is_sorted(), "{rule}");
    }
}

fn paid_until(paid: &[Payment], day: usize) -> Rational {
    paid.iter().filter(|payment| days::number(payment.on) <= day).map(|payment| rational(payment.amount)).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1200, ..config() })]

    /// Where an invoice starts, when it is due, how it stands; paid by then and late is the amount once the day is past.
    #[test]
    fn invoices_stand_as_they_were_paid(asked in scenes::of(scenes::settlement_due)) {
        let (question, answer): (SettlementQuestion, SettlementDue) = asked.answer(execution::settlement_due);
        let today = days::number(question.as_of);
        let places: Vec<(usize, &Id)> = answer.invoices.iter().map(|known| (days::number(known.due_on), &known.invoice)).collect();
        prop_assert!(places.is_sorted());
        prop_assert_eq!(places.len(), question.invoices.len());
        let (mut in_time, mut all, mut overdue) = (zero(), zero(), zero());
        for invoice in &question.invoices {
            let known = answer.invoices.iter().find(|known| known.invoice == invoice.invoice).unwrap();
            let confirm: usize = asked.parameter("invoice_auto_confirm_days").unwrap();
            let created = invoice.invoice_created_on.map(|created| days::number(created) + confirm);
            let start = invoice.start_on.map(days::number).into_iter().chain(created).min().unwrap();
            prop_assert_eq!(days::number(known.start_on), start);
            let field = format!("settlement_{}", invoice.product_kind);
            let rule: Value = asked.parameter(&field).unwrap_or_else(|| asked.input[&field].clone());
            let due = match rule["kind"].as_str().unwrap() {
                "days_after" => start + usize::try_from(rule["days"].as_u64().unwrap()).unwrap(),
                "end_of_next_month" => days::of_next_month(start, 31),
                _ => days::of_next_month(start, u32::try_from(rule["day"].as_u64().unwrap()).unwrap()),
            };
            prop_assert_eq!(days::number(known.due_on), due);
            let (amount, by_due) = (rational(invoice.amount), paid_until(&invoice.paid, due));
            let paid = paid_until(&invoice.paid, today);
            prop_assert_eq!(known.unpaid.value(), &(&amount - &paid));
            let last = invoice.paid.iter().map(|payment| days::number(payment.on)).max();
            let (status, late) = match last {
                Some(last) if paid == amount && last <= due => (InvoiceStatus::PaidOnTime, 0),
                Some(last) if paid == amount => (InvoiceStatus::PaidLate, last - due),
                _ if today > due => (InvoiceStatus::Overdue, today - due),
                _ if today == due => (InvoiceStatus::DueToday, 0),
                _ => (InvoiceStatus::NotDue, 0),
            };
            prop_assert_eq!((known.status, known.days_late), (status, i64::try_from(late).unwrap()));
            if today > due {
                prop_assert_eq!(&by_due + known.late_amount.value(), amount.clone());
                in_time = &in_time + &by_due;
                all = &all + &amount;
            } else {
                prop_assert_eq!(known.late_amount.value(), &zero());
            }
            if status == InvoiceStatus::Overdue {
                overdue = &overdue + known.unpaid.value();
            }
        }
        prop_assert_eq!(value(&answer.settlement_on_time_rate), quotient(&in_time, &all));
        prop_assert_eq!(answer.overdue_amount.value(), &overdue);
    }

    /// A later start never gives an earlier due date.
    #[test]
    fn due_dates_never_go_back(asked in scenes::of(scenes::settlement_due), start in 0_usize..400_000, later in 0_usize..70) {
        let rule = asked.input.get("settlement_drug").cloned().or(asked.parameter("settlement_drug")).unwrap();
        let start = start.min(*days::LAST - later);
        let dates = due_dates(&rule, &[start, start + later]);
        prop_assert!(dates[0] <= dates[1]);
    }

    /// Rule 9: invoices whose day lies before the day of the question.
    #[test]
    fn payments_count_once_they_are_due(asked in scenes::of(scenes::progress)) {
        let (question, answer) = asked.answer(execution::progress);
        let question: ProgressQuestion = question;
        let Some(records) = &question.payments else {
            prop_assert_eq!(answer.settlement, None);
            return Ok(());
        };
        let settlement = answer.settlement.unwrap();
        let past = || records.iter().filter(|record| days::number(record.due_on) < days::number(question.as_of));
        let by_due: Vec<(&Id, Rational, Rational)> = past()
            .map(|record| (&record.invoice, paid_until(&record.paid, days::number(record.due_on)), record.amount.into()))
            .collect();
        let (paid, all): (Rational, Rational) =
            (by_due.iter().map(|(_, paid, _)| paid).sum(), by_due.iter().map(|(_, _, amount)| amount).sum());
        prop_assert_eq!(value(&settlement.settlement_on_time_rate), quotient(&paid, &all));
        let late = || by_due.iter().filter(|(_, paid, amount)| paid != amount);
        prop_assert_eq!(&settlement.late_invoices, &ids(late().map(|(invoice, _, _)| *invoice)));
        prop_assert_eq!(value(&settlement.invoices_on_time_rate), counted(by_due.len() - late().count(), by_due.len()));
    }
}

/// An invoice needs a start, created before it is confirmed; nothing lies after the day of the question.
#[test]
fn invoices_need_a_start() {
    let day = "2025-06-30";
    let rule = json!({ "kind": "days_after", "days": 30 });
    let refusal = |invoice: Value, parameters: Value, stated: bool| {
        let mut invoice = invoice;
        invoice["invoice"] = json!("A");
        invoice["amount"] = json!("2");
        let mut input = json!({ "as_of": day, "invoices": [invoice] });
        if stated {
            input["settlement_drug"] = rule.clone();
        }
        let asked = own("execution.settlement_due", &parameters, input);
        let error = execution::settlement_due(asked.book(), &asked.question()).err();
        error.map(|error| (error.code(), error.path().to_owned()))
    };
    let at = |path: &str| Some((Code::InvalidInput, format!("/input/{path}")));
    let gap = Some((Code::RuleGap, "/rulebook".to_owned()));
    let set = json!({ "settlement_drug": rule });
    assert_eq!(refusal(json!({}), json!({}), true), at("invoices/0/start_on"));
    assert_eq!(refusal(json!({ "start_on": "2025-07-01" }), json!({}), true), at("invoices/0/start_on"));
    let created = json!({ "invoice_created_on": "2025-07-01" });
    assert_eq!(refusal(created, json!({}), true), at("invoices/0/invoice_created_on"));
    let swapped = json!({ "start_on": "2025-06-01", "invoice_created_on": "2025-06-02" });
    assert_eq!(refusal(swapped, json!({ "invoice_auto_confirm_days": 1 }), true), at("invoices/0/invoice_created_on"));
    let same = json!({ "start_on": day, "invoice_created_on": day });
    assert_eq!(refusal(same.clone(), json!({ "invoice_auto_confirm_days": 0 }), true), None);
    assert_eq!(refusal(same, json!({}), true), gap);
    assert_eq!(refusal(json!({ "start_on": day }), json!({}), false), gap);
    assert_eq!(refusal(json!({ "start_on": day }), set.clone(), true), at("settlement_drug"));
    assert_eq!(refusal(json!({ "start_on": day }), set.clone(), false), None);
    // A consumable asks for its own rule.
    assert_eq!(refusal(json!({ "start_on": day, "product_kind": "consumable" }), set.clone(), false), gap);
    let paid = json!({ "start_on": day, "paid": [{ "on": day, "amount": "1" }, { "on": day, "amount": "1.01" }] });
    assert_eq!(refusal(paid, set.clone(), false), at("invoices/0/paid"));
    let early = json!({ "start_on": day, "paid": [{ "on": "2025-07-01", "amount": "1" }] });
    assert_eq!(refusal(early, set, false), at("invoices/0/paid/0/on"));
}
