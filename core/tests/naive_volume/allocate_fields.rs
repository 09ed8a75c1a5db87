//! The table of `volume.allocate`: which field belongs to which method, and what it has to be there.

use super::form::{Faults, list, number, text};
use super::{Call, Res};
use serde_json::Value;
use std::collections::BTreeSet;

/// The method, for a ladder its key, and the routes.
pub(crate) struct Method<'a> {
    pub(crate) name: &'a str,
    /// The key of the ladder; empty for another method.
    pub(crate) key: &'a str,
    pub(crate) routes: Vec<&'a str>,
}

impl<'a> Method<'a> {
    /// `None` for a ladder without rungs.
    pub(crate) fn of(call: &Call<'a>) -> Option<Method<'a>> {
        let name = call.set("allocation_method").unwrap().as_str().unwrap();
        let key = if name == "ladder" { call.set("rungs")?["key"].as_str().unwrap() } else { "" };
        let routes = match call.set("allocation_routes") {
            Some(routes) => routes.as_array().unwrap().iter().map(|route| route.as_str().unwrap()).collect(),
            None => vec!["regular"],
        };
        Some(Method { name, key, routes })
    }

    /// Is it one of these methods or keys?
    pub(crate) fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.name) || names.contains(&self.key)
    }

    pub(crate) fn has_routes(&self) -> bool {
        self.is(&["brand", "price_rank", "rank", "price_ratio"])
    }

    /// The route of a winner; `None` where it has to be given and is not.
    pub(crate) fn route<'w>(&self, winner: &'w Value) -> Option<&'w str> {
        match winner.get("route") {
            Some(route) => route.as_str(),
            None if !self.has_routes() || self.routes.contains(&"regular") => Some("regular"),
            None => None,
        }
    }
}

/// Everything but what needs quantities.
pub(crate) fn faults(call: &Call, method: &Method) -> Res<()> {
    let mut faults = Faults::default();
    top(call, method, &mut faults);
    for (i, winner) in list(call.input, "winners").iter().enumerate() {
        let path = format!("/input/winners/{i}");
        winner_fields(call, method, &mut faults, winner, &path);
    }
    if method.name == "rank_split" {
        ranks(call.input, &mut faults);
    }
    for (i, institution) in list(call.input, "institutions").iter().enumerate() {
        institution_fields(call, method, &mut faults, institution, &format!("/input/institutions/{i}"));
    }
    faults.result()
}

/// A field that is given where it is not used.
fn refused(faults: &mut Faults, object: &Value, path: &str, field: &str, used: bool) {
    faults.holds(used || object.get(field).is_none(), &format!("{path}/{field}"));
}

fn required(faults: &mut Faults, object: &Value, path: &str, field: &str) {
    faults.holds(object.get(field).is_some(), &format!("{path}/{field}"));
}

fn top(call: &Call, method: &Method, faults: &mut Faults) {
    let named = call.set("no_volume_reports").is_some() || call.is_gap("no_volume_reports");
    let used = [
        ("share", method.is(&["main_supplier", "brand"])),
        ("volume_class", method.is(&["price_rank"])),
        ("stage", method.is(&["ladder"])),
        ("reference_price", method.is(&["price_ratio"])),
        ("cut_rounding", method.is(&["cut"])),
        ("unselected_released", method.is(&["ladder"])),
        ("no_volume_reports", method.is(&["brand"]) && named),
    ];
    for (field, used) in used {
        refused(faults, call.input, "/input", field, used);
    }
    for name in ["cut_rounding", "unselected_released", "no_volume_reports", "rounding"] {
        call.not_given_where_set(faults, name, name);
    }
    if method.is(&["main_supplier", "brand"]) {
        required(faults, call.input, "/input", "share");
    }
}

fn winner_fields(call: &Call, method: &Method, faults: &mut Faults, winner: &Value, path: &str) {
    refused(faults, winner, path, "route", method.has_routes());
    refused(faults, winner, path, "rank", method.is(&["rank", "rank_split"]));
    refused(faults, winner, path, "ceiling", method.is(&["rank", "cut"]));
    refused(faults, winner, path, "cut", method.is(&["cut"]));
    refused(faults, winner, path, "award_class", method.is(&["award_class"]));
    if method.key == "cut" {
        let [price, ceiling] = ["price", "ceiling"].map(|field| number(winner, field));
        match (winner.get("cut").is_some(), price, ceiling) {
            (true, _, Some(_)) => faults.wrong(format!("{path}/ceiling")),
            (true, _, None) => {}
            (false, Some(price), Some(ceiling)) => faults.holds(price <= ceiling, &format!("{path}/price")),
            (false, _, _) => faults.wrong(format!("{path}/cut")),
        }
    }
    if method.key == "award_class" {
        let rows = list(call.set("rungs").unwrap(), "rows");
        let class = winner.get("award_class");
        let has_row = class.is_some_and(|class| rows.iter().any(|row| row["award_class"] == *class));
        faults.holds(has_row, &format!("{path}/award_class"));
    }
    if !method.has_routes() {
        return;
    }
    let Some(route) = method.route(winner).filter(|route| method.routes.contains(route)) else {
        return faults.wrong(format!("{path}/route"));
    };
    match (method.key, route) {
        ("price_rank", "regular") | ("price_ratio", "rule_1") => required(faults, winner, path, "price"),
        ("rank", "regular") => {
            required(faults, winner, path, "rank");
            refused(faults, winner, path, "ceiling", false);
        }
        ("rank", "add_on") => {
            required(faults, winner, path, "price");
            required(faults, winner, path, "ceiling");
            refused(faults, winner, path, "rank", false);
        }
        _ => {}
    }
}

/// Rule 19: all ranks or none.
fn ranks(input: &Value, faults: &mut Faults) {
    let winners = list(input, "winners");
    let given: Vec<i64> =
        winners.iter().filter_map(|winner| winner.get("rank")).map(|rank| rank.as_i64().unwrap()).collect();
    for (i, winner) in winners.iter().enumerate() {
        let missing = if given.is_empty() { "price" } else { "rank" };
        required(faults, winner, &format!("/input/winners/{i}"), missing);
    }
    if given.len() == winners.len() {
        let different: BTreeSet<&i64> = given.iter().collect();
        let most = i64::try_from(winners.len()).unwrap();
        faults.holds(different.len() == winners.len() && given.iter().all(|rank| *rank <= most), "/input/winners");
    }
}

fn institution_fields(call: &Call, method: &Method, faults: &mut Faults, institution: &Value, path: &str) {
    let used = [
        ("generic_quantity", method.is(&["main_supplier", "brand", "rank_split"])),
        ("brand_reports", method.is(&["brand", "ladder"])),
        ("main_supplier", method.is(&["main_supplier", "brand"])),
        ("choices", method.is(&["ladder"])),
    ];
    for (field, used) in used {
        refused(faults, institution, path, field, used);
    }
    if method.name == "main_supplier" {
        required(faults, institution, path, "main_supplier");
    }
    if let Some(main) = institution.get("main_supplier") {
        let can = |winner: &Value| {
            let route = method.route(winner);
            winner["product"] == *main && route != Some("revived_unshortlisted") && route != Some("no_volume")
        };
        faults.holds(list(call.input, "winners").iter().any(can), &format!("{path}/main_supplier"));
    }
    let choices = list(institution, "choices");
    if text(call.input, "stage", "full") == "own" {
        faults.holds(choices.is_empty(), &format!("{path}/choices"));
        return;
    }
    for (i, choice) in choices.iter().enumerate() {
        let path = format!("{path}/choices/{i}");
        let number = usize::try_from(choice["part"].as_i64().unwrap()).unwrap();
        let parts = call.set("redistribution").map_or(&[][..], |parts| parts.as_array().unwrap());
        let Some(part) = parts.get(number - 1).filter(|part| part["to"] == "choice") else {
            faults.wrong(format!("{path}/part"));
            continue;
        };
        let winner = list(call.input, "winners").iter().find(|winner| winner["product"] == choice["product"]);
        let open = winner.is_some_and(|winner| open_to(method, part, winner));
        faults.holds(open, &format!("{path}/product"));
    }
}

/// Rule 18: may a part go to the winner?
fn open_to(method: &Method, part: &Value, winner: &Value) -> bool {
    let routes = list(part, "routes");
    let classes = list(part, "award_classes");
    let of_route = method.route(winner).is_some_and(|route| routes.iter().any(|named| named == route));
    let of_class = winner.get("award_class").is_some_and(|class| classes.contains(class));
    of_route || of_class || (routes.is_empty() && classes.is_empty())
}
