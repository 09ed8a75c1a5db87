//! Lists of the greatest length, and of one element more.

use super::form::LONGEST;
use serde_json::{Value, json};

/// Requests with a list of so many elements, and whether it is too long.
pub(crate) fn longest() -> Vec<(Value, bool)> {
    let mut requests = Vec::new();
    for (length, over) in [(LONGEST, false), (LONGEST + 1, true)] {
        let ids: Vec<String> = (0..length).map(|i| i.to_string()).collect();
        let report = json!({ "institution": "H", "lines": [], "required_drugs": ids });
        requests.push((json!({ "function": "volume.check_report", "input": report }), over));
        let lines: Vec<Value> =
            ids.iter().map(|id| json!({ "line": id, "purchase_price": "1", "sale_price": "2" })).collect();
        requests.push((json!({ "function": "volume.zero_markup", "input": { "lines": lines } }), over));
        let funds: Vec<Value> = ids.iter().map(|id| json!({ "fund": id, "rate": "0" })).collect();
        let allows = json!({ "service_income": "1", "cost": "0", "staff_share": "0", "funds": funds });
        requests.push((json!({ "function": "volume.two_allows", "input": allows }), over));
        let tiers: Vec<Value> = ids.iter().map(|id| json!({ "from": id, "price": "1" })).collect();
        let cost = json!({ "scheme": "incremental", "quantity": "5", "tiers": tiers });
        requests.push((json!({ "function": "volume.tiered_cost", "input": cost }), over));
        let bases: Vec<Value> = ids.iter().map(|id| json!({ "unit": id, "quantity": "1" })).collect();
        let agreed = json!({ "winners": 1, "share": "1", "bases": bases });
        requests.push((json!({ "function": "volume.agreed", "input": agreed }), over));
    }
    for (request, _) in &mut requests {
        request["options"] = json!({ "explain": false });
    }
    requests
}
