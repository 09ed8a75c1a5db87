//! Every parameter that a rule reads is named, in the order of first use: a second writing of what reads what.

use super::*;

/// Parameters in the order of first use; those that are not set are not named.
struct Used<'a> {
    asked: &'a Asked,
    names: Vec<String>,
}

impl Used<'_> {
    fn read(&mut self, name: &str) {
        let is_set = self.asked.parameter::<Value>(name).is_some();
        if is_set && !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
    }

    fn all(&mut self, names: &[&str]) {
        names.iter().for_each(|name| self.read(name));
    }

    /// The rows of a list of the question, by id.
    fn by_id(&self, list: &str, id: &str) -> Vec<Value> {
        let mut rows = self.asked.input[list].as_array().cloned().unwrap_or_default();
        rows.sort_by(|one, other| one[id].as_str().cmp(&other[id].as_str()));
        rows
    }

    fn has(&self, field: &str) -> bool {
        self.asked.input.get(field).is_some()
    }

    fn progress(&mut self) {
        if self.has("in_hospital") {
            self.read("in_hospital_check_month");
        }
        let orders = self.by_id("orders", "order");
        let open: Vec<&Value> = orders.iter().filter(|order| order.get("due_at").is_none()).collect();
        if !open.is_empty() {
            self.read("delivery_hours");
        }
        let hours = self.asked.parameter::<Value>("delivery_hours").is_some();
        if hours && open.iter().any(|order| order.get("confirmed_at").is_some()) {
            self.read("delivery_skips_holidays");
        }
    }

    fn alerts(&mut self, value: &Value) {
        let of_rulebook = |has_action: bool| {
            let mut alerts = value["alerts"].as_array().unwrap().iter();
            alerts.any(|alert| alert["basis"] == "rulebook" && alert.get("action").is_some() == has_action)
        };
        self.read("alert_rules");
        let by_rules = of_rulebook(true);
        if by_rules {
            self.names.push("alert_severity".to_owned());
        }
        self.read("alert_bands");
        if !by_rules && of_rulebook(false) {
            self.names.push("alert_severity".to_owned());
        }
        self.read("alert_watched");
    }

    fn assess(&mut self) {
        self.read("assessment_tests");
        let apart: Vec<String> = self.asked.parameter("assessment_apart").unwrap_or_default();
        let mut is_judged = false;
        for item in self.by_id("items", "product") {
            let Some(exception) = item.get("exception") else {
                is_judged = true;
                continue;
            };
            self.read("assessment_apart");
            if !apart.iter().any(|known| exception == known) {
                self.read("assessment_share_kept");
                is_judged = true;
            }
        }
        let tests: Vec<String> = self.asked.parameter("assessment_tests").unwrap();
        if is_judged && tests.iter().any(|test| test == "non_winner_share") {
            self.read("max_non_winner_share");
        }
    }

    fn escalate(&mut self, value: &Value) {
        let input = &self.asked.input;
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let (party, state, event) = (word(&input["party"]), word(&input["state"]), word(&input["event"]));
        let next = word(&value["next_state"]);
        let ladder: Vec<String> = self.asked.parameter(&format!("{party}_ladder")).unwrap();
        let is_step = |state: &str| ladder.iter().any(|step| step == state);
        let of = |name: &str| format!("{party}_{name}");
        self.read(&of("ladder"));
        self.read("ladder_order");
        match event.as_str() {
            "not_rectified" if ladder.last() == Some(&state) => self.read(&of("final")),
            "serious" => self.read(&of("serious")),
            // What is decided is one of the choices.
            "unsigned_agreement" | "decision" => self.read(&of("unsigned")),
            _ => {}
        }
        if is_step(&next) && !(event == "alert" && is_step(&state)) {
            self.read("rectify_days");
        }
        // What may happen next is read from the same parameters.
        if is_step(&next) || next == "clear" || next == "credit_rating" {
            self.read(&of("serious"));
        }
        if is_step(&next) || next == "clear" {
            self.read(&of("unsigned"));
        }
    }

    fn price_mark(&mut self) {
        self.read("mark_rules");
        for item in self.by_id("items", "item") {
            if item["class"] == "winner_not_supplying" {
                self.all(&["non_supply_multiple", "non_supply_reading", "entry_rules"]);
            } else {
                self.all(&["mark_suspend_multiple", "mark_inclusive", "entry_rules"]);
            }
            if item.get("price_cut_on").is_some() {
                self.read("mark_removal_days");
            }
        }
    }

    fn central(&mut self, value: &Value) {
        self.all(&["central_threshold", "central_class_b_always"]);
        for goods in value["goods"].as_array().unwrap() {
            match goods["reason"].as_str().unwrap() {
                "drug" => self.read("route_drug"),
                "consumable" => self.read("route_consumable"),
                "value" | "class_b" => self.read("route_equipment"),
                _ => {}
            }
        }
    }

    fn prepayment(&mut self) {
        if self.has("fund") {
            return self.all(&["fund_prepay", "fund_prepay_dates"]);
        }
        self.read("prepay_ratio");
        for (event, name) in [
            ("signed_on", "prepay_apply_working_days"),
            ("applied_on", "prepay_pay_working_days"),
            ("received_on", "prepay_pass_on_working_days"),
            ("distributor_received_on", "prepay_maker_working_days"),
        ] {
            if self.has(event) {
                self.read(name);
            }
        }
    }

    /// In no order: an invoice is in its place only once its due date is known.
    fn settlement(&mut self) {
        for invoice in self.by_id("invoices", "invoice") {
            if invoice.get("invoice_created_on").is_some() {
                self.read("invoice_auto_confirm_days");
            }
            let kind = invoice.get("product_kind").and_then(Value::as_str).unwrap_or("drug");
            self.read(&format!("settlement_{kind}"));
        }
    }

    fn of(asked: &Asked, value: &Value) -> Vec<String> {
        let mut used = Used { asked, names: Vec::new() };
        match asked.function {
            "execution.progress" => used.progress(),
            "execution.alerts" => used.alerts(value),
            "execution.assess" => used.assess(),
            "execution.escalate" => used.escalate(value),
            "execution.settlement_due" => used.settlement(),
            "execution.prepayment" => used.prepayment(),
            "execution.price_mark" => used.price_mark(),
            "execution.non_supply_cap" => {
                used.read("non_supply_multiple");
                for item in used.by_id("items", "item") {
                    if item.get("agreement_finished").is_some_and(|is_over| is_over == true) {
                        used.read("non_supply_renewal_anchor");
                    }
                    if !item["highest_price"].is_null() {
                        used.read("non_supply_reading");
                    }
                }
            }
            "execution.second_slot" => used.all(&["second_slot_order", "max_products_per_route"]),
            "execution.replace_supplier" if used.has("candidates") => used.all(&["replacement_order", "supply_price"]),
            "execution.disclosure" if used.has("checklist") => used.read("checklists"),
            "execution.central_purchase" => used.central(value),
            "execution.drug_income_ratio" => used.all(&["exclude_tcm_slices", "income_ratio_limit"]),
            _ => {}
        }
        used.names
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..config() })]

    /// Under rulebooks in which nothing is official, and under the built-in ones.
    #[test]
    fn what_is_read_is_named(asked in scenes::any_question()) {
        let response = common::ask(&asked.request(&json!({})));
        let Some(value) = response.get("value") else { return Ok(()) };
        let named = response["rests_on"].as_array().unwrap().iter().map(|source| {
            source["parameter"].as_str().unwrap().split_once('#').unwrap().1.to_owned()
        });
        let (mut named, mut wanted): (Vec<String>, _) = (named.collect(), Used::of(&asked, value));
        wanted.retain(|name| asked.book().document().parameter(name).is_none_or(|set| set.source().provenance().as_str() != "official"));
        if asked.function == "execution.settlement_due" {
            named.sort();
            wanted.sort();
        }
        prop_assert_eq!(named, wanted);
    }
}
