//! Rules 13, 14 and 19: main supplier, brand, and the split by rank.

use super::allocate::{Cell, House, Pool, report, unselected};
use super::allocate_fields::Method;
use super::form::{Faults, number, number_or_0, sorted, text};
use super::number::{Q, int, q};
use super::{Call, Res, Stop};
use crate::common::marks::{mark, mark_if};
use serde_json::Value;

/// A cell without volume.
fn empty() -> Cell {
    Cell { released: Some(Q::ZERO), ..Cell::default() }
}

/// Rule 13.
pub(crate) fn main_supplier<'a>(call: &Call<'a>) -> Vec<House<'a>> {
    let share = number(call.input, "share").unwrap();
    let winners = sorted(call.input, "winners", "product");
    let house = |institution: &'a Value| {
        let volume = &share * number_or_0(institution, "generic_quantity");
        let mut cells = vec![empty(); winners.len()];
        let main = winners.iter().position(|(_, winner)| winner["product"] == institution["main_supplier"]).unwrap();
        cells[main].redistributed = volume.clone();
        House { institution, cells, pool: Some(Pool { from_generic: volume, ..Pool::default() }) }
    };
    sorted(call.input, "institutions", "institution").into_iter().map(|(_, institution)| house(institution)).collect()
}

/// Rule 14.
pub(crate) fn brand<'a>(call: &mut Call<'a>, method: &Method) -> Res<Vec<House<'a>>> {
    let input = call.input;
    let share = number(input, "share").unwrap();
    let winners = sorted(input, "winners", "product");
    let is_no_volume = |winner: &Value| method.route(winner) == Some("no_volume");
    let mut faults = Faults::default();
    let mut houses = Vec::new();
    let mut gap = false;
    for (i, institution) in sorted(input, "institutions", "institution") {
        let mut cells = vec![empty(); winners.len()];
        let mut pool = Pool { from_generic: &share * number_or_0(institution, "generic_quantity"), ..Pool::default() };
        let mut to_main = unselected(input, institution);
        for ((_, winner), cell) in winners.iter().zip(&mut cells) {
            let reported = report(institution, text(winner, "product", ""));
            if !is_no_volume(winner) {
                cell.own_share = Some(share.clone());
                cell.own = &share * &reported;
                continue;
            }
            cell.own_share = Some(Q::ZERO);
            if reported == Q::ZERO {
                call.may_use(14, "no_volume_reports");
                continue;
            }
            match call.read_or_given(14, "no_volume_reports", "no_volume_reports").map(|word| word.as_str().unwrap()) {
                None => gap = true,
                Some("main_supplier") => {
                    mark("14 no volume to the main supplier");
                    to_main += reported;
                }
                Some(_) => mark("14 no volume outside"),
            }
        }
        pool.from_unselected = &share * to_main;
        let main = winners.iter().position(|(_, winner)| Some(&winner["product"]) == institution.get("main_supplier"));
        match main {
            Some(main) => cells[main].redistributed = pool.total(),
            None => {
                mark_if(pool.total() == Q::ZERO, "14 no main supplier needed");
                faults.holds(pool.total() == Q::ZERO, &format!("/input/institutions/{i}/main_supplier"));
            }
        }
        houses.push(House { institution, cells, pool: Some(pool) });
    }
    faults.result()?;
    if gap { Stop::gap() } else { Ok(houses) }
}

/// Rule 19: the winners from the first to the last, by their places in output order.
fn order(winners: &[(usize, &Value)]) -> Res<Vec<usize>> {
    let mut order: Vec<usize> = (0..winners.len()).collect();
    if winners[0].1.get("rank").is_some() {
        mark("19 by rank");
        order.sort_by_key(|w| winners[*w].1["rank"].as_i64().unwrap());
        return Ok(order);
    }
    let price = |w: usize| number(winners[w].1, "price").unwrap();
    order.sort_by_key(|w| price(*w));
    if order.windows(2).any(|two| price(two[0]) == price(two[1])) {
        mark("19 equal prices");
        return Stop::gap();
    }
    mark("19 by price");
    Ok(order)
}

pub(crate) fn rank_split<'a>(call: &mut Call<'a>) -> Res<Vec<House<'a>>> {
    let input = call.input;
    let winners = sorted(input, "winners", "product");
    let order = order(&winners)?;
    let number_of_winners = i64::try_from(winners.len()).unwrap();
    let Some(base) = call.read(19, "split_base_share") else { return Stop::gap() };
    let base = q(base.as_str().unwrap());
    // The row with the most winners that is not above; a single winner is the last, it takes all.
    let rows = call.set("split_fractions").map_or(&[][..], |rows| rows.as_array().unwrap());
    let from = |row: &Value| row["winners_from"].as_i64().unwrap();
    let row = rows.iter().filter(|row| from(row) <= number_of_winners).max_by_key(|row| from(row));
    if winners.len() > 1 {
        call.uses(19, "split_fractions");
    } else {
        call.may_use(19, "split_fractions");
    }
    let mut shares = vec![Q::ZERO; winners.len()];
    let mut left = int(1);
    for (place, w) in order.iter().enumerate() {
        if place + 1 == order.len() {
            shares[*w] = left.clone();
        } else {
            let Some(row) = row else { return Stop::gap() };
            shares[*w] = number_or_0(row, "fraction") * &left;
        }
        left -= &shares[*w];
    }
    let house = |institution: &'a Value| {
        let total = &base * number_or_0(institution, "generic_quantity");
        let cell = |share: &Q| Cell {
            own_share: Some(&base * share),
            split_share: Some(share.clone()),
            own: &total * share,
            ..empty()
        };
        House { institution, cells: shares.iter().map(cell).collect(), pool: Some(Pool::default()) }
    };
    Ok(sorted(input, "institutions", "institution").into_iter().map(|(_, institution)| house(institution)).collect())
}
