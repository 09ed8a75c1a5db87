//! Rules 16 to 18: what is released, the cap of supply, and the redistribution.

use super::allocate::{Cell, House, Pool, report, unselected};
use super::allocate_fields::Method;
use super::allocate_ladder::Shares;
use super::form::{Faults, list, number, number_or_0, sorted, text};
use super::number::{Q, int, min, q, sum};
use super::{Call, Res, Stop};
use crate::common::marks::{mark, mark_if};
use serde_json::Value;

pub(crate) fn houses<'a>(call: &mut Call<'a>, method: &Method, shares: &[Shares]) -> Res<Vec<House<'a>>> {
    let input = call.input;
    let winners: Vec<&Value> = sorted(input, "winners", "product").into_iter().map(|(_, winner)| winner).collect();
    let institutions = sorted(input, "institutions", "institution");
    let mut houses = Vec::new();
    for (_, institution) in &institutions {
        let cells: Vec<Cell> =
            winners.iter().zip(shares).map(|(winner, shares)| cell(institution, winner, shares)).collect();
        // Rule 16.
        let unselected = unselected(input, institution);
        let mut pool = Pool::default();
        if unselected > Q::ZERO {
            let Some(share) = call.read_or_given(16, "unselected_released", "unselected_released") else {
                return Stop::gap();
            };
            pool.from_unselected = q(share.as_str().unwrap()) * unselected;
        } else {
            call.may_use(16, "unselected_released");
        }
        houses.push(House { institution, cells, pool: Some(pool) });
    }
    supply_cap(call, &winners, &mut houses);
    for house in &mut houses {
        let released: Option<Vec<Q>> = house.cells.iter().map(|cell| cell.released.clone()).collect();
        match (released, &mut house.pool) {
            (Some(released), Some(pool)) => pool.from_winners = sum(&released),
            _ => house.pool = None,
        }
    }
    // Rule 18.
    if text(input, "stage", "full") == "own" {
        return Ok(houses);
    }
    let Some(parts) = call.read(18, "redistribution") else { return Stop::gap() };
    let mut faults = Faults::default();
    let mut gap = false;
    for (house, (i, _)) in houses.iter_mut().zip(&institutions) {
        if house.pool.is_some() {
            redistribute(house, method, &winners, parts, &mut faults, *i);
        } else {
            gap = true;
        }
    }
    faults.result()?;
    if gap { Stop::gap() } else { Ok(houses) }
}

fn cell(institution: &Value, winner: &Value, shares: &Shares) -> Cell {
    let reported = report(institution, text(winner, "product", ""));
    let released = match &shares.released {
        Some(share) => Some(share * &reported),
        None if reported == Q::ZERO => {
            mark("21 released unset, nothing reported");
            Some(Q::ZERO)
        }
        None => None,
    };
    Cell { own_share: Some(shares.own.clone()), own: &shares.own * &reported, released, ..Cell::default() }
}

/// Rule 17.
fn supply_cap(call: &mut Call, winners: &[&Value], houses: &mut [House]) {
    if call.set("supply_cap").is_none() {
        return;
    }
    for (w, winner) in winners.iter().enumerate() {
        let Some(promised) = number(winner, "promised") else {
            call.may_use(17, "supply_cap");
            continue;
        };
        call.uses(17, "supply_cap");
        let is = |house: &House, kind: &str| text(house.institution, "kind", "medical") == kind;
        let total = |houses: &[House], kind: &str| {
            sum(houses.iter().filter(|house| is(house, kind)).map(|house| &house.cells[w].own))
        };
        let (medical, pharmacy) = (total(houses, "medical"), total(houses, "pharmacy"));
        mark_if(medical == promised, "17 promised is what hospitals need");
        mark_if(medical > promised, "17 hospitals are cut");
        let fraction = |supply: Q, need: &Q| {
            if *need == Q::ZERO { int(1) } else { min(&int(1), &(supply / need)) }
        };
        let of_medical = fraction(promised.clone(), &medical);
        let of_pharmacy = if medical >= promised { Q::ZERO } else { fraction(promised - &medical, &pharmacy) };
        mark_if(of_pharmacy > Q::ZERO && of_pharmacy < int(1) && pharmacy > Q::ZERO, "17 pharmacies are cut");
        mark_if(of_pharmacy == Q::ZERO && pharmacy > Q::ZERO, "17 pharmacies get nothing");
        for house in houses.iter_mut() {
            let fraction = if is(house, "medical") { &of_medical } else { &of_pharmacy };
            let kept = &house.cells[w].own * fraction;
            let cut = &house.cells[w].own - &kept;
            house.cells[w].own = kept;
            house.pool.as_mut().unwrap().from_cap += cut;
        }
    }
}

/// Rule 18, stage `full`.
fn redistribute(
    house: &mut House,
    method: &Method,
    winners: &[&Value],
    parts: &Value,
    faults: &mut Faults,
    place: usize,
) {
    let total = house.pool.as_ref().unwrap().total();
    for (n, part) in parts.as_array().unwrap().iter().enumerate() {
        let volume = number_or_0(part, "fraction") * &total;
        if part["to"] == "lowest_reported" {
            lowest_reported(house, method, winners, &volume);
            continue;
        }
        let mut left = volume;
        for choice in list(house.institution, "choices").iter().filter(|choice| choice["part"] == n + 1) {
            let quantity = number_or_0(choice, "quantity");
            let chosen = winners.iter().position(|winner| winner["product"] == choice["product"]).unwrap();
            house.cells[chosen].redistributed += &quantity;
            left -= quantity;
        }
        mark_if(left == Q::ZERO, "18 all of a part is chosen");
        mark_if(left > Q::ZERO, "18 some of a part is left");
        faults.holds(left >= Q::ZERO, &format!("/input/institutions/{place}/choices"));
    }
}

fn lowest_reported(house: &mut House, method: &Method, winners: &[&Value], volume: &Q) {
    let candidates: Vec<usize> = (0..winners.len())
        .filter(|w| method.route(winners[*w]) == Some("regular"))
        .filter(|w| report(house.institution, text(winners[*w], "product", "")) > Q::ZERO)
        .collect();
    let price = |w: usize| number(winners[w], "price").unwrap();
    let Some(lowest) = candidates.iter().map(|w| price(*w)).min() else {
        mark("18 nobody has the lowest price");
        return;
    };
    let lowest: Vec<usize> = candidates.into_iter().filter(|w| price(*w) == lowest).collect();
    mark_if(lowest.len() > 1, "18 several have the lowest price");
    let each = volume / int(i64::try_from(lowest.len()).unwrap());
    for w in lowest {
        house.cells[w].redistributed += &each;
    }
}
