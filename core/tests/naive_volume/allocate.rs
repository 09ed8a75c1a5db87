//! Rules 20 and 21, and the output: `volume.allocate`.

use super::allocate_fields::{Method, faults};
use super::form::{list, number, number_or_0, sorted, text};
use super::number::{Q, print, sum};
use super::rests::ANYWHERE;
use super::rounding::{difference, round};
use super::{Call, Res, Stop, allocate_ladder, allocate_plain, allocate_pool};
use crate::common::marks::mark;
use serde_json::{Value, json};

/// What one product gets at one institution, before rounding.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) own_share: Option<Q>,
    pub(crate) split_share: Option<Q>,
    pub(crate) own: Q,
    /// `None` where the share is unset and the report is above 0.
    pub(crate) released: Option<Q>,
    pub(crate) redistributed: Q,
}

/// The volume that is released at one institution.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool {
    pub(crate) from_generic: Q,
    pub(crate) from_winners: Q,
    pub(crate) from_unselected: Q,
    pub(crate) from_cap: Q,
}

impl Pool {
    pub(crate) fn total(&self) -> Q {
        &self.from_generic + &self.from_winners + &self.from_unselected + &self.from_cap
    }
}

/// One institution: a cell for each winner, in output order; the pool is `None` under rule 21.
#[derive(Clone, Debug)]
pub(crate) struct House<'a> {
    pub(crate) institution: &'a Value,
    pub(crate) cells: Vec<Cell>,
    pub(crate) pool: Option<Pool>,
}

/// The report for a product at an institution.
pub(crate) fn report(institution: &Value, product: &str) -> Q {
    let reports = list(institution, "brand_reports");
    reports.iter().find(|report| report["product"] == product).map_or(Q::ZERO, |report| number_or_0(report, "quantity"))
}

/// The reports for products that are not among the winners.
pub(crate) fn unselected(input: &Value, institution: &Value) -> Q {
    let selected = |report: &Value| list(input, "winners").iter().any(|winner| winner["product"] == report["product"]);
    let reports = list(institution, "brand_reports").iter().filter(|report| !selected(report));
    sum(reports.map(|report| number_or_0(report, "quantity")))
}

/// Everything that was reported at an institution.
pub(crate) fn reported(institution: &Value) -> Q {
    let brands: Vec<Q> =
        list(institution, "brand_reports").iter().map(|report| number_or_0(report, "quantity")).collect();
    number_or_0(institution, "generic_quantity") + sum(&brands)
}

pub(crate) fn allocate(call: &mut Call) -> Res<Value> {
    let Some(method) = Method::of(call) else { return Stop::gap() };
    faults(call, &method)?;
    call.uses(0, "allocation_method");
    if method.has_routes() {
        // It says which words are known and which one stands for none, not what they do.
        call.may_use(ANYWHERE, "allocation_routes");
    }
    let houses = match method.name {
        "main_supplier" => allocate_plain::main_supplier(call),
        "brand" => allocate_plain::brand(call, &method)?,
        "rank_split" => allocate_plain::rank_split(call)?,
        _ => {
            let shares = allocate_ladder::shares(call, &method)?;
            allocate_pool::houses(call, &method, &shares)?
        }
    };
    Ok(output(call, &houses))
}

fn output(call: &mut Call, houses: &[House]) -> Value {
    let input = call.input;
    let rounding = call.read_or_given(20, "rounding", "rounding").unwrap_or(&Value::Null);
    let winners: Vec<&Value> = sorted(input, "winners", "product").into_iter().map(|(_, winner)| winner).collect();
    let mut agreed: Vec<Vec<Q>> = Vec::new();
    let mut institutions = Vec::new();
    for house in houses {
        // Rule 20.
        let exact: Vec<Q> = house.cells.iter().map(|cell| &cell.own + &cell.redistributed).collect();
        let rounded = round(&exact, rounding);
        institutions.push(institution(house, &winners, &exact, &rounded));
        agreed.push(rounded);
    }
    let products: Vec<Value> = winners
        .iter()
        .enumerate()
        .map(|(w, winner)| {
            let product = text(winner, "product", "");
            let total = sum(agreed.iter().map(|agreed| &agreed[w]));
            let reports: Vec<Q> = houses.iter().map(|house| report(house.institution, product)).collect();
            let promised = number(winner, "promised");
            json!({
                "product": product,
                "reported": print(&sum(&reports)),
                "agreed": print(&total),
                "promised": promised.as_ref().map(print),
                "over_promised": promised.map(|promised| total > promised),
            })
        })
        .collect();
    json!({
        "agreed_total": print(&sum(agreed.iter().flatten())),
        "products": products,
        "institutions": institutions,
    })
}

fn institution(house: &House, winners: &[&Value], exact: &[Q], rounded: &[Q]) -> Value {
    let reported = reported(house.institution);
    let distributed = sum(house.cells.iter().map(|cell| &cell.redistributed));
    let (mut pool, mut outside) = (Value::Null, None);
    if let Some(parts) = &house.pool {
        let total = parts.total();
        let undistributed = &total - &distributed;
        assert!(undistributed >= Q::ZERO, "more than the pool is distributed");
        // Rule 21.
        let rest = &reported - sum(exact) - &undistributed;
        assert!(rest >= Q::ZERO, "more is allocated than was reported");
        if rest == Q::ZERO {
            mark("21 nothing outside");
        }
        outside = Some(print(&rest));
        pool = json!({
            "from_generic": print(&parts.from_generic),
            "from_winners": print(&parts.from_winners),
            "from_unselected": print(&parts.from_unselected),
            "from_cap": print(&parts.from_cap),
            "total": print(&total),
            "distributed": print(&distributed),
            "undistributed": print(&undistributed),
        });
    } else {
        mark("21 pool unknown");
    }
    let allocations: Vec<Value> = winners
        .iter()
        .zip(&house.cells)
        .zip(rounded)
        .map(|((winner, cell), agreed)| {
            json!({
                "product": winner["product"],
                "reported": print(&report(house.institution, text(winner, "product", ""))),
                "own_share": cell.own_share.as_ref().map(print),
                "split_share": cell.split_share.as_ref().map(print),
                "own": print(&cell.own),
                "released": cell.released.as_ref().map(print),
                "redistributed": print(&cell.redistributed),
                "agreed": print(agreed),
            })
        })
        .collect();
    json!({
        "institution": house.institution["institution"],
        "reported": print(&reported),
        "agreed_total": print(&sum(rounded)),
        "outside_agreement": outside,
        "rounding_difference": print(&difference(exact, rounded)),
        "pool": pool,
        "allocations": allocations,
    })
}
