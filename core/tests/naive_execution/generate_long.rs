//! Lists of the greatest length, and of one element more.

use super::form::LONGEST;
use serde_json::{Value, json};

/// Requests with a list of so many elements, and whether it is too long.
pub(crate) fn longest() -> Vec<(Value, bool)> {
    let mut requests = Vec::new();
    for (length, over) in [(LONGEST, false), (LONGEST + 1, true)] {
        let ids: Vec<String> = (0..length).map(|i| i.to_string()).collect();
        let each = |row: &dyn Fn(&String) -> Value| ids.iter().map(row).collect::<Value>();
        let mut add = |function: &str, rulebook: &str, input: Value| {
            let mut request = json!({ "function": format!("execution.{function}") });
            if !rulebook.is_empty() {
                request["rulebook"] = json!(format!("execution/{rulebook}"));
            }
            request["input"] = input;
            request["options"] = json!({ "explain": false });
            requests.push((request, over));
        };
        let groups = each(&|id| json!({ "group": id, "members": 2, "covered": 1 }));
        add("progress", "", json!({ "as_of": "2025-01-01", "coverage": groups }));
        let orders = each(
            &|id| json!({ "order": id, "ordered_quantity": "1", "responded_at": "2025-01-01T00:00", "received": true }),
        );
        add("progress", "hunan-delivery-2025", json!({ "as_of": "2025-01-01", "orders": orders }));
        let dates = json!({ "window_days": 1, "received_on": vec!["2025-01-01"; length] });
        add("progress", "", json!({ "as_of": "2025-01-01", "complaints": dates }));
        let subjects = each(&|id| json!({ "subject": id, "values": { "completion": "1" } }));
        add("alerts", "yunfu-2023", json!({ "subjects": subjects }));
        let items = each(&|id| json!({ "product": id, "agreed": "1", "purchased": "1", "non_winner_quantity": "0" }));
        let input = json!({ "overall": "pooled", "max_non_winner_share": "0.5", "items": items });
        add("assess", "cn-2024-31", input);
        let invoices = each(&|id| json!({ "invoice": id, "start_on": "2025-01-01", "amount": "1" }));
        add("settlement_due", "guangxi-settlement-2024", json!({ "as_of": "2025-02-01", "invoices": invoices }));
        let items = each(&|id| json!({ "product": id, "quantity": "1", "price": "2" }));
        add("prepayment", "huaibei-prepay", json!({ "kind": "vbp", "items": items }));
        let items = each(&|id| json!({ "item": id, "class": "evaluated", "price": "2", "highest_winning_price": "1" }));
        add("price_mark", "henan-2026-marks", json!({ "items": items }));
        let items = each(&|id| json!({ "item": id, "own_winning_price": "1", "highest_price": "2" }));
        add("non_supply_cap", "zhejiang-batch-8", json!({ "items": items }));
        let rows = each(&|id| json!({ "product": id, "role": "non_winner", "unit_price": "1" }));
        add("second_slot", "zhejiang-2025", json!({ "route": "oral", "candidates": rows }));
        let rows = each(&|id| json!({ "institution": id, "agreed": "2", "purchased": "1" }));
        add("replace_supplier", "", json!({ "supplier": "S", "defaulted_on": "2025-01-01", "volumes": rows }));
        let parts = each(&|id| json!({ "part": id, "value": "1" }));
        let totals = json!([{ "item": "a", "total": "100000", "parts": parts }]);
        add("disclosure", "", json!({ "as_of": "2025-01-01", "totals": totals }));
        let goods = each(&|id| json!({ "item": id, "kind": "drug", "value": "1" }));
        add("central_purchase", "chongqing-exchange", json!({ "buyer": "public", "goods": goods }));
        let links = each(&|id| json!({ "link": id, "score": "1", "weight": "1" }));
        add("process_score", "", json!({ "links": links }));
        let products = each(&|id| json!({ "product": id, "stock": "2", "daily_use": "1" }));
        add("shortage", "", json!({ "as_of": "2025-01-01", "products": products }));
    }
    requests
}
