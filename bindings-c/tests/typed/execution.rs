//! Marks on prices, and invoices.

use std::ptr::null;

use jicai_c::error::*;
use jicai_c::execution::*;
use serde_json::{Value, json};

use crate::dice::{Dice, Input, NO_DAYS, date};
use crate::{NO_PRICES, PRICES, Told, cases, door, id, rulebooks, sized, told};

fn number(words: &[&str], word: &Value) -> i32 {
    words.iter().position(|known| *word == **known).unwrap() as i32 + 1
}

#[test]
fn prices_are_marked_as_by_the_door() {
    let classes: Vec<&str> = jicai::execution::MarkClass::ALL.iter().map(|word| word.as_str()).collect();
    let marks: Vec<&str> = jicai::execution::Mark::ALL.iter().map(|word| word.as_str()).collect();
    let books = rulebooks("execution");
    // Of the door all columns may be given; the table looks only at those that the rule needs.
    let needed = |class: i32| match classes[class as usize - 1] {
        "reference" => &["highest_winning_price", "highest_listing_price"][..],
        "evaluated" => &["highest_winning_price"],
        "not_evaluated" | "three_same" => &["p75_listing_price", "lowest_listing_price", "highest_winning_price"],
        _ => &["p75_listing_price"],
    };
    let (mut dice, mut error) = (Dice::new(4), sized::<jicai_error>());
    let (mut good, mut bad) = (0, 0);
    for case in 0..cases(6_000) {
        dice.next_question();
        let book = &books[dice.below(books.len() as u64) as usize];
        let class = if dice.fault() { dice.pick(&[0, -1, 9, i32::MAX]) } else { 1 + dice.below(8) as i32 };
        let rows = 1 + dice.below(20) as usize;
        let names = ["highest_winning_price", "highest_listing_price", "p75_listing_price", "lowest_listing_price"];
        let given =
            names.map(|name| usize::try_from(class - 1).is_ok_and(|place| place < 8) && needed(class).contains(&name));
        let mut columns = [0; 5].map(|_| Vec::new());
        let items: Vec<Value> = (0..rows)
            .map(|row| {
                let mut item = Input::default();
                item.set("item", format!("{row:06}"));
                item.set(
                    "class",
                    usize::try_from(class - 1).ok().and_then(|place| classes.get(place)).copied().unwrap_or("?"),
                );
                for (i, name) in ["price"].iter().chain(&names).enumerate() {
                    if i > 0 && !given[i - 1] {
                        continue;
                    }
                    let usual = 1 + dice.below(30_000_000) as i64;
                    let value =
                        item.decimal(&mut dice, name, 6, &[usual, usual, PRICES[0], PRICES[8]], &NO_PRICES, 100);
                    columns[i].push(value);
                }
                Value::Object(item.0)
            })
            .collect();
        let pointers = columns.each_ref().map(|column| if column.is_empty() { null() } else { column.as_ptr() });
        let [price, winning, listing, p75, lowest] = pointers;
        let mut mark = vec![-7_i32; rows];
        let code = unsafe {
            let (mark, error) = (mark.as_mut_ptr(), &raw mut error);
            jicai_price_mark(book.as_ptr(), class, rows, price, winning, listing, p75, lowest, mark, error)
        };
        let named = ["price", names[0], names[1], names[2], names[3]]
            .map(|name| (format!("/items/*/{name}"), format!("{name}_e6")));
        let mut list: Vec<(&str, &str)> =
            named.iter().map(|(contract, name)| (contract.as_str(), name.as_str())).collect();
        list.push(("/items/*/class", "class_"));
        match door("execution.price_mark", id(book), json!({ "items": items }), &list) {
            Ok(value) if code == JICAI_OK => {
                for (row, item) in value["items"].as_array().unwrap().iter().enumerate() {
                    assert_eq!(mark[row], number(&marks, &item["mark"]), "{case} {book:?}: {item}");
                }
                good += 1;
            }
            // The table has no place for winners that do not supply, and wants each column that a rule looks at.
            Ok(value) => {
                let (code, _, path) = told(code, &error);
                let refused = class == 4 || path.ends_with("_e6");
                assert!(code == JICAI_E_INVALID_INPUT && refused, "{case} {book:?}: {path} {value}");
            }
            Err((expected, row, path)) => {
                // Nobody looks at a column that the rule does not need.
                if code == JICAI_OK {
                    assert!(expected == JICAI_E_INVALID_INPUT && !["/price_e6", "/class_"].contains(&path.as_str()));
                    continue;
                }
                let (code, told_row, told_path) = told(code, &error);
                assert!(mark.iter().all(|mark| *mark == -7));
                if class == 4 || path == "/class_" || code == JICAI_E_RULE_GAP {
                    // Two things are wrong: the table names the rulebook first.
                    assert!([expected, JICAI_E_INVALID_INPUT, JICAI_E_RULE_GAP].contains(&code), "{case}");
                } else {
                    assert_eq!(code, expected, "{case} {book:?} {class}: {path} {told_path} {items:?}");
                    if expected == JICAI_E_INVALID_INPUT && told_row >= 0 {
                        assert_eq!((told_row, told_path), (row, path), "{case} {book:?}");
                    }
                    bad += 1;
                }
            }
        }
    }
    assert!(good > 100 && bad > 100, "{good} {bad}");
}

const INVOICE_NAMES: [(&str, &str); 7] = [
    ("/invoices/*/invoice_created_on", "created_on"),
    ("/invoices/*/start_on", "start_on"),
    ("/invoices/*/amount", "amount_fen"),
    ("/invoices/*/paid", "paid_fen"),
    ("/invoices/*/paid/*/amount", "paid_fen"),
    ("/invoices/*/paid/*/on", "paid_on"),
    ("/invoices/*/product_kind", "product_kind"),
];

#[test]
fn invoices_fall_due_as_by_the_door() {
    let kinds: Vec<&str> = jicai::execution::ProductKind::ALL.iter().map(|word| word.as_str()).collect();
    let statuses: Vec<&str> = jicai::execution::InvoiceStatus::ALL.iter().map(|word| word.as_str()).collect();
    let books = rulebooks("execution");
    let (mut dice, mut error) = (Dice::new(5), sized::<jicai_error>());
    let (mut good, mut bad) = (0, 0);
    for case in 0..cases(6_000) {
        dice.next_question();
        let often = dice.pick(&["execution/guangxi-settlement-2024", "execution/cn-2021-settlement"]);
        let often = books.iter().find(|book| id(book) == Some(often)).unwrap();
        let book = if dice.one_in(8) { &books[dice.below(books.len() as u64) as usize] } else { often };
        let mut input = Input::default();
        let as_of = match input.day(&mut dice, "as_of", 100, &NO_DAYS) {
            usual if (20_240_000..20_260_000).contains(&usual) => {
                input.set("as_of", "2025-12-20");
                20_251_220
            }
            wrong => wrong,
        };
        let rows = 1 + dice.below(6) as usize;
        let mut days = [0; 3].map(|_| Vec::new());
        let (mut amounts, mut paid, mut kind) = (vec![], vec![], vec![]);
        let list: Vec<Value> = (0..rows)
            .map(|row| {
                let mut invoice = Input::default();
                invoice.set("invoice", format!("{row:06}"));
                kind.push(invoice.word(&mut dice, "product_kind", &kinds));
                let starts = invoice.day(&mut dice, "start_on", 80, &NO_DAYS);
                days[0].push(starts);
                let often = if starts == 0 { 99 } else { 5 };
                days[1].push(invoice.day(&mut dice, "invoice_created_on", often, &NO_DAYS));
                let usual = 1 + dice.below(1_000_000) as i64;
                let limit = 99_999_999_999_999_999;
                let amount =
                    invoice.decimal(&mut dice, "amount", 2, &[usual, usual, usual, limit], &[0, -5, limit + 1], 100);
                amounts.push(amount);
                let mut payment = Input::default();
                let (mut part, mut on) = (0, 0);
                if dice.one_in(2) {
                    let usual = 1 + dice.below(amount.clamp(1, 1_000_000) as u64) as i64;
                    part = payment.decimal(
                        &mut dice,
                        "amount",
                        2,
                        &[usual, amount.max(1)],
                        &[-1, amount.saturating_add(1).max(1)],
                        100,
                    );
                    on = payment.day(&mut dice, "on", 100, &NO_DAYS);
                    invoice.set("paid", vec![Value::Object(payment.0)]);
                }
                paid.push(part);
                days[2].push(on);
                Value::Object(invoice.0)
            })
            .collect();
        input.set("invoices", list);
        let [mut due, mut status, mut late] = [0; 3].map(|_| vec![-7_i32; rows]);
        let code = unsafe {
            let [starts, created, paid_on] = days.each_ref().map(|column| column.as_ptr());
            let (amounts, paid, kind) = (amounts.as_ptr(), paid.as_ptr(), kind.as_ptr());
            let (due, status, late) = (due.as_mut_ptr(), status.as_mut_ptr(), late.as_mut_ptr());
            jicai_settlement_due(
                book.as_ptr(),
                as_of,
                rows,
                kind,
                starts,
                created,
                amounts,
                paid,
                paid_on,
                due,
                status,
                late,
                &raw mut error,
            )
        };
        let input = Value::Object(input.0);
        match door("execution.settlement_due", id(book), input.clone(), &INVOICE_NAMES) {
            Ok(value) => {
                assert_eq!(code, JICAI_OK, "{case}: {:?} {input}", told(code, &error));
                for invoice in value["invoices"].as_array().unwrap() {
                    let row: usize = invoice["invoice"].as_str().unwrap().parse().unwrap();
                    assert_eq!(invoice["due_on"].as_str(), Some(date(due[row]).as_str()));
                    assert_eq!(status[row], number(&statuses, &invoice["status"]));
                    assert_eq!(Some(i64::from(late[row])), invoice["days_late"].as_i64());
                }
                good += 1;
            }
            Err(expected) => {
                assert_eq!(told(code, &error), expected, "{case} {book:?}: {input}");
                assert!(due.iter().chain(&status).chain(&late).all(|number| *number == -7));
                bad += 1;
            }
        }
    }
    assert!(good > cases(6_000) / 5 && bad > cases(6_000) / 5, "{good} {bad}");
}

/// What no JSON can say.
#[test]
fn a_payment_has_a_day_and_a_day_has_a_payment() {
    let mut error = sized::<jicai_error>();
    let book = c"execution/guangxi-settlement-2024".as_ptr();
    for (paid, on, path) in [(0, 20_250_303, "/paid_on"), (5, 0, "/paid_on"), (-5, 20_250_303, "/paid_fen")] {
        let mut out = [[-7_i32]; 3];
        let [due, status, late] = out.each_mut().map(|column| column.as_mut_ptr());
        let code = unsafe {
            let (start, amount, paid, on) = ([20_250_131], [10_000_i64], [paid], [on]);
            let (start, amount, paid, on) = (start.as_ptr(), amount.as_ptr(), paid.as_ptr(), on.as_ptr());
            let error = &raw mut error;
            jicai_settlement_due(book, 20_250_401, 1, null(), start, null(), amount, paid, on, due, status, late, error)
        };
        let expected: Told = (JICAI_E_INVALID_INPUT, 0, path.to_owned());
        assert_eq!((told(code, &error), out), (expected, [[-7]; 3]));
    }
}
