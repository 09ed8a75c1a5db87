//! What an answer rests on: parameters of its rulebook that are not official, each once; and each that it depends on.

use super::*;

fn rests_on(response: &Value) -> Vec<String> {
    let list = response["rests_on"].as_array().unwrap().iter();
    list.map(|source| source["parameter"].as_str().unwrap().to_owned()).collect()
}

fn ask(asked: &Asked) -> Value {
    common::ask(&asked.request(&json!({})))
}

/// The parameters that a function may read.
fn readable(function: &str) -> &'static [&'static str] {
    match function {
        "execution.progress" => &["in_hospital_check_month", "delivery_hours", "delivery_skips_holidays"],
        "execution.alerts" => &["alert_rules", "alert_bands", "alert_watched", "alert_severity"],
        "execution.assess" => {
            &["assessment_tests", "assessment_apart", "assessment_share_kept", "max_non_winner_share"]
        }
        "execution.escalate" => &[
            "institution_ladder",
            "firm_ladder",
            "ladder_order",
            "institution_final",
            "firm_final",
            "institution_serious",
            "firm_serious",
            "institution_unsigned",
            "firm_unsigned",
            "rectify_days",
        ],
        "execution.settlement_due" => &["invoice_auto_confirm_days", "settlement_drug", "settlement_consumable"],
        "execution.prepayment" => &[
            "prepay_ratio",
            "prepay_apply_working_days",
            "prepay_pay_working_days",
            "prepay_pass_on_working_days",
            "prepay_maker_working_days",
            "fund_prepay",
            "fund_prepay_dates",
        ],
        "execution.price_mark" => &[
            "mark_rules",
            "mark_suspend_multiple",
            "mark_inclusive",
            "entry_rules",
            "mark_removal_days",
            "non_supply_multiple",
            "non_supply_reading",
        ],
        "execution.non_supply_cap" => &["non_supply_multiple", "non_supply_renewal_anchor", "non_supply_reading"],
        "execution.second_slot" => &["second_slot_order", "max_products_per_route"],
        "execution.replace_supplier" => &["replacement_order", "supply_price"],
        "execution.disclosure" => &["checklists"],
        "execution.central_purchase" => {
            &["central_threshold", "central_class_b_always", "route_drug", "route_consumable", "route_equipment"]
        }
        "execution.drug_income_ratio" => &["exclude_tcm_slices", "income_ratio_limit"],
        _ => &[],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2500, ..config() })]

    /// Nothing official, nothing of another rulebook, nothing twice, nothing that the function does not read.
    #[test]
    fn answers_rest_on_their_own_rulebook(asked in scenes::any_question()) {
        let response = ask(&asked);
        if response.get("value").is_none() {
            return Ok(());
        }
        let known = rests_on(&response);
        let book = asked.book().document();
        for (n, source) in known.iter().enumerate() {
            prop_assert!(!known[..n].contains(source), "{} twice", source);
            let (of, name) = source.split_once('#').unwrap();
            prop_assert_eq!(of, book.id().as_str());
            prop_assert!(asked.named.is_some());
            prop_assert!(readable(asked.function).contains(&name), "{} of {}", name, asked.function);
            let given = &response["rests_on"][n];
            if name == "alert_severity" {
                // Behind the rules or bands that raised an alert.
                let before = n.checked_sub(1).map(|at| known[at].rsplit('#').next().unwrap().to_owned());
                let is_official = |name: &str| {
                    book.parameter(name).is_none_or(|set| set.source().provenance().as_str() == "official")
                };
                let follows = ["alert_rules", "alert_bands"].map(|name| !is_official(name) && before.as_deref() == Some(name));
                prop_assert!(follows.contains(&true) || ["alert_rules", "alert_bands"].iter().any(|name| is_official(name)));
                prop_assert!(response["value"]["alerts"].as_array().unwrap().iter().any(|alert| alert["basis"] == "rulebook"));
                prop_assert_eq!(&given["provenance"], "derived");
            } else {
                let set = book.parameter(name).unwrap().source();
                prop_assert_eq!(&given["provenance"], set.provenance().as_str());
                prop_assert_eq!(&given["citation"], set.citation());
                prop_assert_ne!(&given["provenance"], "official");
            }
        }
        if response["value"]["alerts"].as_array().into_iter().flatten().any(|alert| alert["basis"] == "rulebook") {
            prop_assert!(known.iter().any(|source| source.ends_with("#alert_severity")));
        }
    }

    /// What changes the answer when it is taken away is named.
    #[test]
    fn answers_name_what_they_depend_on(asked in scenes::any_question()) {
        let Some(object) = asked.named.as_ref().filter(|named| named.is_object()) else { return Ok(()) };
        let response = ask(&asked);
        if response.get("value").is_none() {
            return Ok(());
        }
        let known = rests_on(&response);
        for name in object["parameters"].as_object().unwrap().keys() {
            let mut without = asked.clone();
            without.named.as_mut().unwrap()["parameters"].as_object_mut().unwrap().remove(name);
            let then = ask(&without);
            // Whether a state exists is no use of the parameter that names it.
            if then["error"]["path"] == "/input/state" {
                continue;
            }
            if then.get("value") != response.get("value") {
                prop_assert!(known.contains(&format!("x/own#{name}")), "{} is not named in {:?}", name, known);
            }
        }
    }

    /// The same values as official ones: then the answer rests on nothing, but for the scale of severities.
    #[test]
    fn official_parameters_are_not_named(asked in scenes::any_question()) {
        let response = ask(&asked);
        if response.get("value").is_none() || !asked.named.as_ref().is_some_and(Value::is_object) {
            return Ok(());
        }
        let mut official = asked;
        for (_, set) in official.named.as_mut().unwrap()["parameters"].as_object_mut().unwrap() {
            set["provenance"] = json!("official");
        }
        let again = ask(&official);
        prop_assert_eq!(&response["value"], &again["value"]);
        let left = rests_on(&again);
        prop_assert!(left.is_empty() || left == ["x/own#alert_severity"], "{:?}", left);
    }
}

/// Strict mode refuses what rests on something unverified, and nothing else.
#[test]
fn strict_mode_refuses_what_nobody_has_verified() {
    let input = json!({ "items": [{ "item": "A", "own_winning_price": "10", "highest_price": "12" }] });
    for (name, code) in [("shanxi-batch-10", Some("unverified_parameter")), ("liaoning-2024", None)] {
        let asked = under("execution.non_supply_cap", name, input.clone());
        let response: Value = serde_json::from_str(&asked.response(&json!({ "strict": true }))).unwrap();
        assert_eq!(response["error"]["code"].as_str(), code, "{name}");
    }
}
