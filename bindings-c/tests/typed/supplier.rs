//! The gate of suppliers.

use std::ffi::CString;
use std::ptr::null_mut;

use jicai_c::error::*;
use jicai_c::supplier::*;
use serde_json::{Value, json};

use crate::dice::{Dice, Input, NO_DAYS};
use crate::{cases, door, sized, told};

const GRADES: [(&str, &str); 6] = [
    ("credit/cn-2020", "general"),
    ("credit/cn-2020", "medium"),
    ("credit/cn-2020", "severe"),
    ("credit/cn-2025", "dishonest"),
    ("credit/cn-2025", "severely_dishonest"),
    ("credit/cn-2025", "especially_severely_dishonest"),
];
const ROLES: [&str; 2] = ["manufacturer", "distributor"];
const TENDERS: [&str; 3] = ["provincial", "alliance", "national_vbp"];
const COMMITMENTS: [&str; 2] = ["submitted", "missing"];
const STATUSES: [&str; 5] = ["allowed", "limited", "undetermined", "limited_or_suspended", "suspended"];

fn record(dice: &mut Dice, i: usize) -> Value {
    let (rulebook, grade) = dice.pick(&GRADES);
    let mut record = Input::default();
    record.set("record_id", format!("r{i}"));
    record.set("firm", dice.pick(&["F", "某公司", "G"]));
    record.set("role", dice.pick(&ROLES));
    record.set("province", dice.pick(&["浙江", "广西", "P"]));
    record.set("rulebook", rulebook);
    record.set("grade", grade);
    record.set("start_on", dice.pick(&["2023-05-01", "2024-02-29", "2025-01-01"]));
    if dice.one_in(3) {
        record.set("cleared_on", dice.pick(&["2025-06-01", "2025-12-31"]));
    }
    if dice.one_in(2) {
        record.set("products", dice.pick(&[&["p"][..], &["p", "q"], &[]]).to_vec());
    }
    Value::Object(record.0)
}

#[test]
fn the_gate_says_what_the_door_says() {
    let (mut dice, mut error) = (Dice::new(8), sized::<jicai_error>());
    let (mut good, mut open) = (0, 0);
    for case in 0..cases(300) {
        let records: Vec<Value> = (0..dice.below(12) as usize).map(|i| record(&mut dice, i)).collect();
        let bars = if dice.one_in(3) {
            vec![json!({ "firm": "F", "first_day": "2024-01-01", "last_day": "2025-06-30" })]
        } else {
            vec![]
        };
        let mut all = json!({ "records": records, "bars": bars });
        let default = dice.pick(&[None, Some("credit/cn-2020"), Some("credit/cn-2025")]);
        if let Some(default) = default {
            all["rulebook"] = default.into();
        }
        let all = all.to_string();
        let mut index = null_mut();
        let code = unsafe { jicai_supplier_index_new(all.as_ptr(), all.len(), &raw mut index, &raw mut error) };
        assert_eq!(code, JICAI_OK, "{case}: {all}");
        for _ in 0..20 {
            dice.next_question();
            let mut input = Input::default();
            let firm = dice.pick(&["F", "某公司", "G", "H"]);
            input.set("firm", firm);
            let mut role = input.word(&mut dice, "role", &ROLES);
            if role == 0 && !dice.fault() {
                role = 1;
                input.set("role", ROLES[0]);
            }
            let (product, province) = (dice.pick(&["p", "q", "z"]), dice.pick(&["浙江", "广西", "P", "Q"]));
            input.set("product", product);
            input.set("province", province);
            let often = if dice.fault() { 0 } else { 100 };
            let on = input.day(&mut dice, "on", often, &NO_DAYS);
            let tender = input.word(&mut dice, "tender", &TENDERS);
            let commitment = input.word(&mut dice, "commitment", &COMMITMENTS);
            let of_firm =
                |list: &[Value]| list.iter().filter(|entry| entry["firm"] == firm).cloned().collect::<Vec<_>>();
            input.set("records", of_firm(&records));
            input.set("bars", of_firm(&bars));
            let mut gate = sized::<jicai_gate>();
            let code = unsafe {
                let [firm, product, province] = [firm, product, province].map(|text| CString::new(text).unwrap());
                let (firm, product, province) = (firm.as_ptr(), product.as_ptr(), province.as_ptr());
                let (gate, error) = (&raw mut gate, &raw mut error);
                jicai_supplier_gate(index, firm, role, product, province, on, tender, commitment, gate, error)
            };
            let input = Value::Object(input.0);
            match door("credit.supplier_status", default, input.clone(), &[]) {
                Ok(value) => {
                    assert_eq!(code, JICAI_OK, "{case}: {:?} {input}", told(code, &error));
                    let status = |action: &str| {
                        STATUSES.iter().position(|word| value[action]["status"] == **word).unwrap() as i32 + 1
                    };
                    let label = i32::from(value["risk_label"] == true);
                    let expected = [status("listing"), status("bidding"), status("delivery"), label];
                    let given = [gate.listing, gate.bidding, gate.delivery, gate.risk_label];
                    assert_eq!(given, expected, "{case}: {input} {value}");
                    good += 1;
                    open += u32::from(given == [1, 1, 1, 0]);
                }
                Err(expected) => {
                    assert_eq!(told(code, &error), expected, "{case}: {input}");
                    assert_eq!([gate.listing, gate.bidding, gate.delivery, gate.risk_label], [0; 4]);
                }
            }
        }
        assert_eq!(unsafe { jicai_supplier_index_free(index) }, JICAI_OK);
    }
    assert!(good > cases(300) * 5 && open > 30 && open < good, "{good} {open}");
}

#[test]
fn bad_records_are_refused_where_the_door_refuses_them() {
    let mut error = sized::<jicai_error>();
    let record = json!({
        "record_id": "r", "firm": "F", "role": "distributor", "province": "P", "rulebook": "credit/cn-2025",
        "grade": "dishonest", "start_on": "2025-01-01"
    });
    for (name, bad) in [
        ("grade", json!("none such")),
        ("start_on", json!("2025-02-30")),
        ("start_on", json!("1025-02-03")),
        ("rulebook", json!("credit/none-such")),
        ("role", json!(1)),
        ("products", json!([""])),
        ("what", json!(1)),
    ] {
        let mut record = record.clone();
        record[name] = bad;
        let records = json!([record]);
        let question = json!({ "firm": "F", "role": "distributor", "product": "p", "province": "P", "on": "2025-01-01", "records": records });
        let (code, _, path) =
            door("credit.supplier_status", None, question, &[("/records/*/products/*", "records/0/products/0")])
                .unwrap_err();
        let all = json!({ "records": records }).to_string();
        let mut index = std::ptr::dangling_mut();
        let given = unsafe { jicai_supplier_index_new(all.as_ptr(), all.len(), &raw mut index, &raw mut error) };
        let (told_code, _, told_path) = told(given, &error);
        assert_eq!((told_code, index.is_null()), (code, true), "{name}");
        let last = path.rsplit('/').next().unwrap();
        assert_eq!(told_path, if name == "products" { path.clone() } else { format!("/records/0/{last}") }, "{name}");
    }
}
