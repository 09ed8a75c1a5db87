//! Prices of other packs and strengths.

use jicai_c::JICAI_NONE;
use jicai_c::differential::*;
use jicai_c::error::*;
use serde_json::{Value, json};

use crate::bill::ROUNDINGS;
use crate::dice::{Dice, Input, units};
use crate::{NO_PRICES, PRICES, cases, door, id, rulebooks, sized, started, told};

macro_rules! words {
    ($kind:ident) => {
        &jicai::differential::$kind::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>()
    };
}

const AMOUNTS: [i64; 9] = [1, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 20_000_000, 333_333, i64::MAX];

/// Plain products have a form, a content and a count, as most have.
fn product(dice: &mut Dice, common: i32, plain: bool) -> (jicai_product, Value) {
    let (mut product, mut input) = (started(jicai_product_init), Input::default());
    let amounts = if dice.one_in(20) { &AMOUNTS[..] } else { &AMOUNTS[1..7] };
    product.form = input.word(dice, "form", words!(Form));
    let common = if common == 0 && product.form == 0 { 1 } else { common };
    if product.form == 0 || (common > 0 && (1..=56).contains(&product.form)) {
        product.form = common;
        input.set("form", words!(Form)[common as usize - 1]);
    }
    product.content_e6 = input.decimal(dice, "content", 6, amounts, &NO_PRICES, 80);
    if plain {
        product.count = dice.pick(&[0, 1, 6, 7, 14, 28, 100]);
        if product.count != 0 {
            input.set("count", product.count.to_string());
        }
        return (product, Value::Object(input.0));
    }
    if product.content_e6 != JICAI_NONE || dice.one_in(30) {
        product.content_unit = input.word(dice, "content_unit", words!(ContentUnit));
    }
    product.fill_e6 = input.decimal(dice, "fill", 6, amounts, &NO_PRICES, 30);
    let has_fill = product.fill_e6 != JICAI_NONE;
    if has_fill {
        product.fill_unit = if dice.one_in(20) { 0 } else { 1 + dice.below(words!(FillUnit).len() as u64) as i32 };
        if product.fill_unit > 0 {
            input.set("fill_unit", words!(FillUnit)[product.fill_unit as usize - 1]);
        }
        product.dose_fill_e6 = input.decimal(dice, "dose_fill", 6, amounts, &NO_PRICES, 20);
    }
    if dice.one_in(8) {
        product.unit = input.word(dice, "unit", words!(Unit));
    }
    product.count = match () {
        () if dice.fault() => dice.pick(&[-1, i32::MIN, 1_000_001, i32::MAX]),
        () => dice.pick(&[0, 1, 6, 7, 14, 28, 100, 1_000_000]),
    };
    if product.count != 0 {
        input.set("count", product.count.to_string());
    }
    if dice.one_in(8) {
        product.sugar_free = input.flag(dice, "sugar_free");
        product.daily_dose_e6 = input.decimal(dice, "daily_dose", 6, amounts, &NO_PRICES, 90);
        product.daily_dose_in = input.word(dice, "daily_dose_in", words!(DailyDoseIn));
    }
    if dice.one_in(8) {
        product.package_material = input.word(dice, "package_material", words!(PackageMaterial));
        product.packaging_form = input.word(dice, "packaging_form", words!(PackagingForm));
        product.children_only = input.flag(dice, "children_only");
        product.paediatric_small_spec = input.flag(dice, "paediatric_small_spec");
    }
    (product, Value::Object(input.0))
}

/// The fields whose names say their unit, of either product.
fn names() -> Vec<(String, String)> {
    let fields = ["content", "fill", "dose_fill", "daily_dose"];
    let of =
        |product: &'static str| fields.map(|field| (format!("/{product}/{field}"), format!("{product}/{field}_e6")));
    [of("representative"), of("target")].concat()
}

#[test]
fn a_price_is_that_of_the_door() {
    let books = rulebooks("differential");
    let names = names();
    let mut names: Vec<(&str, &str)> =
        names.iter().map(|(contract, name)| (contract.as_str(), name.as_str())).collect();
    names.push(("/price", "price_e6"));
    let (mut dice, mut error) = (Dice::new(6), sized::<jicai_error>());
    let (mut good, mut gaps, mut finer) = (0, 0, 0);
    for case in 0..cases(15_000) {
        dice.next_question();
        let book = &books[dice.below(books.len() as u64) as usize];
        let mut input = Input::default();
        let plain = dice.one_in(2);
        let forms = if plain { 14 } else { words!(Form).len() as u64 };
        let common = 1 + dice.below(forms) as i32;
        let (representative, value) = product(&mut dice, common, plain);
        input.set("representative", value);
        let same_form = if dice.one_in(5) { 0 } else { common };
        let (target, value) = product(&mut dice, same_form, plain);
        input.set("target", value);
        let price = input.decimal(&mut dice, "price", 6, &PRICES, &NO_PRICES, 100);
        let class = input.word(&mut dice, "drug_class", words!(DrugClass));
        let basis = if dice.one_in(6) { input.word(&mut dice, "basis", words!(Basis)) } else { 0 };
        let decimals = dice.pick(&[-1, 0, 1, 2, 4, 6]);
        let mut rounding = 0;
        if decimals >= 0 {
            let mut stated = Input::default();
            rounding = stated.word(&mut dice, "mode", &ROUNDINGS);
            stated.set("decimals", decimals);
            input.set("rounding", Value::Object(stated.0));
        }
        let mut answer = -7;
        let code = unsafe {
            let (from, to, out, error) =
                (&raw const representative, &raw const target, &raw mut answer, &raw mut error);
            jicai_differential_price(book.as_ptr(), from, price, to, class, basis, decimals, rounding, out, error)
        };
        let input = Value::Object(input.0);
        match door("differential.price", id(book), input.clone(), &names) {
            Ok(value) => match units(&value["price"], 6) {
                Some(expected) => {
                    assert_eq!((code, answer), (JICAI_OK, expected), "{case} {book:?}: {input}");
                    good += 1;
                }
                None => {
                    assert_eq!(told(code, &error), (JICAI_E_LIMIT_EXCEEDED, -1, "/decimals".to_owned()));
                    assert_eq!(answer, -7);
                    finer += 1;
                }
            },
            Err((expected, _, path)) => {
                let path = if path == "/rounding/mode" { "/rounding".to_owned() } else { path };
                assert_eq!((told(code, &error), answer), ((expected, -1, path), -7), "{case} {book:?}: {input}");
                gaps += u32::from(expected == JICAI_E_RULE_GAP);
            }
        }
    }
    assert!(good > cases(15_000) / 10 && gaps > 0 && finer > 0, "{good} {gaps} {finer}");
}

#[test]
fn decimals_are_zero_to_six_or_those_of_the_rulebook() {
    let mut error = sized::<jicai_error>();
    let product = jicai_product { form: 1, content_e6: 10_000_000, ..started(jicai_product_init) };
    for (decimals, rounding, path) in [
        (7, 0, "/decimals"),
        (-2, 0, "/decimals"),
        (i32::MIN, 0, "/decimals"),
        (-1, 1, "/rounding"),
        (2, 5, "/rounding"),
    ] {
        let mut answer = -7;
        let code = unsafe {
            let (book, product, out) = (c"differential/vbp".as_ptr(), &raw const product, &raw mut answer);
            jicai_differential_price(book, product, 1_000_000, product, 0, 0, decimals, rounding, out, &raw mut error)
        };
        assert_eq!((told(code, &error), answer), ((JICAI_E_INVALID_INPUT, -1, path.to_owned()), -7));
    }
    let missing = json!({ "representative": {}, "price": "1", "target": { "form": "tablet" } });
    let (code, _, path) = door("differential.price", Some("differential/vbp"), missing, &[]).unwrap_err();
    let blank = started(jicai_product_init);
    let mut answer = -7;
    let given = unsafe {
        let (book, blank, product, out) =
            (c"differential/vbp".as_ptr(), &raw const blank, &raw const product, &raw mut answer);
        jicai_differential_price(book, blank, 1_000_000, product, 0, 0, -1, 0, out, &raw mut error)
    };
    assert_eq!((told(given, &error), answer), ((code, -1, path), -7));
}
