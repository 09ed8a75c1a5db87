//! What an explanation tells is what the answer says: one step for each thing judged and each group computed, in output order.

use super::*;

/// Clause, subject, outcome.
type Step = (String, String, String);

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn rows<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// What is told so far.
#[derive(Default)]
struct Told(Vec<Step>);

impl Told {
    fn add(&mut self, clause: &str, subject: impl ToString, outcome: &str) {
        self.0.push((clause.to_owned(), subject.to_string(), outcome.to_owned()));
    }

    fn one(&mut self, clause: &str, field: &str, row: &Value, outcome: &str) {
        self.add(clause, format!("{field}:{}", text(&row[field])), outcome);
    }

    /// Ids of several lists, each with its outcome, in one order.
    fn merged(&mut self, clause: &str, field: &str, lists: &[(&Value, &str)]) {
        let all = lists
            .iter()
            .flat_map(|(list, outcome)| list.as_array().unwrap().iter().map(move |id| (text(id), *outcome)));
        for (id, outcome) in all.collect::<BTreeMap<_, _>>() {
            self.add(clause, format!("{field}:{id}"), outcome);
        }
    }

    fn progress(&mut self, value: &Value) {
        for (name, clause) in
            [("clock", "clock"), ("completion", "completion"), ("winner_share", "shares"), ("offline_share", "shares")]
        {
            if value.get(name).is_some() {
                let subject = match name {
                    "winner_share" => "shares",
                    "offline_share" => "offline",
                    name => name,
                };
                self.add(clause, subject, "computed");
            }
        }
        if let Some(list) = value.get("agreements") {
            let lists = ["late", "unsigned", "pending"].map(|name| (&list[name], name));
            self.merged("agreements", "agreement", &lists);
            self.add("agreements", "agreements", "computed");
        }
        if let Some(check) = value.get("in_hospital") {
            self.merged("in_hospital", "product", &[(&check["missing"], "missing")]);
            self.add("in_hospital", "in_hospital", "computed");
        }
        if let Some(orders) = value.get("orders") {
            self.merged("on_time", "order", &[(&orders["late_orders"], "late")]);
            self.merged("on_time", "order", &[(&orders["pending_orders"], "pending")]);
            self.add("orders", "orders", "computed");
        }
        if let Some(settlement) = value.get("settlement") {
            self.merged("settlement", "invoice", &[(&settlement["late_invoices"], "late")]);
            self.add("settlement", "settlement", "computed");
        }
        if value.get("complaint_count").is_some() {
            self.add("complaints", "complaints", "computed");
        }
        rows(value, "coverage").for_each(|row| self.one("coverage", "group", row, "computed"));
    }

    fn disclosure(&mut self, input: &Value, value: &Value) {
        for record in rows(value, "records") {
            let lists = ["missing", "late", "expired"].map(|name| (&record[name], name));
            self.merged("disclosure", "item", &lists);
            let outcome = if record["missing"] == json!([]) { "complete" } else { "incomplete" };
            self.one("disclosure", "record", record, outcome);
        }
        if let Some(platforms) = value.get("platforms") {
            let sides = ["left", "right"].map(|side| rows(&input["platforms"], side).map(|row| text(&row["key"])));
            for key in sides.into_iter().flatten().collect::<BTreeSet<_>>() {
                let differing = rows(platforms, "differing").filter(|row| row["key"] == key).count();
                (0..differing).for_each(|_| self.add("reconcile", format!("key:{key}"), "differs"));
                for side in ["only_left", "only_right"] {
                    if rows(platforms, side).any(|known| known == key) {
                        self.add("reconcile", format!("key:{key}"), side);
                    }
                }
            }
        }
        for total in rows(value, "totals") {
            self.one("totals", "item", total, if total["adds_up"] == true { "adds_up" } else { "does_not_add_up" });
        }
    }

    fn prices(&mut self, input: &Value, value: &Value) {
        for item in rows(value, "items") {
            let asked = rows(input, "items").find(|asked| asked["item"] == item["item"]).unwrap();
            let clause = if asked["class"] == "winner_not_supplying" { "mark_non_supply" } else { "mark" };
            self.one(clause, "item", item, text(&item["mark"]));
            if item.get("mark_ends_on").is_some() {
                self.one("mark_removal", "item", item, "mark_ends");
            }
            if let Some(ok) = item.get("entry_ok") {
                self.one("entry", "item", item, if ok == true { "entry_ok" } else { "entry_too_high" });
            }
        }
    }

    fn money(&mut self, input: &Value, value: &Value) {
        match (input.get("fund"), &value["below_minimum"], &value["allowed"]) {
            (None, Value::Bool(true), _) => self.add("prepayment", "kind:vbp", "below_minimum"),
            (None, _, _) => self.add("prepayment", "kind:vbp", "computed"),
            (Some(fund), _, allowed) => {
                let outcome = if allowed == true { "allowed" } else { "not_allowed" };
                self.add("fund_prepayment", format!("fund:{}", text(fund)), outcome);
            }
        }
    }

    fn income(&mut self, input: &Value, value: &Value) {
        let outcome = match value.get("within_limit") {
            Some(Value::Bool(true)) => "within_limit",
            Some(Value::Bool(false)) => "above_limit",
            _ => "computed",
        };
        self.add("income_ratio", "current", outcome);
        if input.get("previous").is_some() {
            self.add("income_ratio", "previous", value["direction"].as_str().unwrap_or("computed"));
        }
    }

    fn replacement(&mut self, input: &Value, value: &Value) {
        rows(value, "institutions").for_each(|row| self.one("replace", "institution", row, "computed"));
        rows(value, "assignments").for_each(|row| self.one("replace", "supplier", row, text(&row["role"])));
        if let Some(bar) = value.get("bar") {
            let outcome = match bar.get("active") {
                Some(active) if active == true => "active",
                Some(_) => "inactive",
                None => "computed",
            };
            self.one("bar", "supplier", input, outcome);
        }
    }
}

/// The steps that an answer asks for.
fn told(asked: &Asked, value: &Value) -> Vec<Step> {
    let (input, mut told) = (&asked.input, Told::default());
    match asked.function {
        "execution.progress" => told.progress(value),
        "execution.alerts" => {
            for alert in rows(value, "alerts") {
                let clause = match (text(&alert["basis"]), alert.get("action")) {
                    ("rulebook", Some(_)) => "alert_rules",
                    ("rulebook", None) => "alert_bands",
                    ("caller", _) => "limit",
                    _ => "mean",
                };
                told.one(clause, "subject", alert, text(&alert["severity"]));
            }
        }
        "execution.assess" => {
            rows(value, "items").for_each(|item| told.one("assess", "product", item, text(&item["verdict"])));
            told.add("assess", "overall", text(&value["verdict"]));
        }
        "execution.escalate" => told.one("escalate", "party", input, text(&value["next_state"])),
        "execution.settlement_due" => {
            rows(value, "invoices").for_each(|row| told.one("settlement_status", "invoice", row, text(&row["status"])))
        }
        "execution.prepayment" => told.money(input, value),
        "execution.price_mark" => told.prices(input, value),
        "execution.non_supply_cap" => {
            rows(value, "items").for_each(|item| told.one("non_supply_cap", "item", item, text(&item["decided_by"])));
        }
        "execution.second_slot" => {
            for product in rows(value, "order") {
                let is_chosen = rows(value, "chosen").any(|chosen| chosen == product);
                let outcome = if is_chosen { "chosen" } else { "not_chosen" };
                told.add("second_slot", format!("product:{}", text(product)), outcome);
            }
        }
        "execution.replace_supplier" => told.replacement(input, value),
        "execution.disclosure" => told.disclosure(input, value),
        "execution.central_purchase" => {
            rows(value, "goods").for_each(|goods| told.one("central", "item", goods, text(&goods["route"])));
        }
        "execution.drug_income_ratio" => told.income(input, value),
        "execution.process_score" => {
            for link in rows(value, "links") {
                let is_weakest = link["link"] == value["weakest_link"];
                told.one("process_score", "link", link, if is_weakest { "weakest" } else { "computed" });
            }
            told.add("process_score", "score", value.get("grade").and_then(Value::as_str).unwrap_or("computed"));
        }
        _ => {
            for product in rows(value, "products") {
                let flags: Vec<&str> = rows(product, "flags").map(text).collect();
                let flags = if flags.is_empty() { vec!["none"] } else { flags };
                flags.into_iter().for_each(|flag| told.one("shortage", "product", product, flag));
            }
        }
    }
    told.0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..config() })]

    /// Steps and answer agree, in order.
    #[test]
    fn steps_are_those_of_the_answer(asked in scenes::any_question()) {
        let response: Value = serde_json::from_str(&asked.response(&json!({ "explain": true }))).unwrap();
        let Some(value) = response.get("value") else { return Ok(()) };
        let prefix = asked.rulebook.as_ref().map_or("execution", |book| book.id().as_str());
        let steps = response["explanation"].as_array().unwrap().iter().map(|step| {
            let (of, clause) = text(&step["clause"]).split_once('#').unwrap();
            assert_eq!(of, prefix);
            (clause.to_owned(), text(&step["subject"]).to_owned(), text(&step["outcome"]).to_owned())
        });
        prop_assert_eq!(steps.collect::<Vec<_>>(), told(&asked, value));
    }
}
