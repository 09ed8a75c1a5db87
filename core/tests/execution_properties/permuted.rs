//! The order of input lists never matters: the whole response is the same byte for byte, with its explanation.

use super::*;

/// All lists of a question, however deep, in another order.
fn permute(rng: &mut Rng, value: &mut Value) {
    match value {
        Value::Array(list) => {
            list.iter_mut().for_each(|inner| permute(rng, inner));
            shuffle(rng, list);
        }
        Value::Object(fields) => fields.values_mut().for_each(|inner| permute(rng, inner)),
        _ => {}
    }
}

fn unmoved(asked: &Asked, seed: u64, language: &str) -> Result<(), TestCaseError> {
    let options = json!({ "explain": true, "language": language });
    let (response, mut other) = (asked.response(&options), asked.clone());
    let is_answer = serde_json::from_str::<Value>(&response).unwrap().get("value").is_some();
    let mut rng = Rng::new(seed);
    for _ in 0..2 {
        permute(&mut rng, &mut other.input);
        let again = other.response(&options);
        if is_answer {
            prop_assert_eq!(&response, &again, "{:?}", other);
        } else {
            // Which of several errors is named may depend on the order, but not that there is one.
            let code = |text: &str| serde_json::from_str::<Value>(text).unwrap()["error"]["code"].clone();
            prop_assert_eq!(code(&response), code(&again));
        }
    }
    Ok(())
}

macro_rules! unmoved {
    ($($name:ident)*) => {$(
        proptest! {
            #![proptest_config(config())]
            #[test]
            fn $name(asked in scenes::of(scenes::$name), seed in any::<u64>(), english in any::<bool>()) {
                unmoved(&asked, seed, if english { "en" } else { "zh" })?;
            }
        }
    )*};
}

unmoved! {
    progress alerts assess escalate settlement_due prepayment price_mark non_supply_cap second_slot replace_supplier disclosure
    central_purchase drug_income_ratio process_score shortage
}
