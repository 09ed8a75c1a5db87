//! Rules 17 and 18: supply regions, played out pick by pick.

use super::book::{Book, count, words};
use super::{Res, missing};
use serde_json::{Map, Value, json};

/// Rule 17, `#regions` and `#first_pick`: who takes the next region, from the first pick to the last; with each turn its round.
fn turns(regions: usize, winners: usize, first_pick: usize) -> Vec<(usize, usize)> {
    let mut turns = Vec::new();
    while turns.len() < first_pick && turns.len() < regions {
        turns.push((0, 0));
    }
    let mut round = 0;
    while turns.len() < regions {
        round += 1;
        for winner in 0..winners {
            if turns.len() < regions {
                turns.push((round, winner));
            }
        }
    }
    turns
}

/// `award.region_counts`.
pub(crate) fn counts(book: &Book, input: &Value) -> Res<Value> {
    let regions = match input.get("regions") {
        Some(regions) => count(regions),
        None => book.need_count("regions")?,
    };
    let winners = count(&input["winners"]);
    let turns = turns(regions, winners, book.need_count("first_pick")?);
    let counts: Vec<usize> =
        (0..winners).map(|winner| turns.iter().filter(|(_, taker)| *taker == winner).count()).collect();
    Ok(json!({ "regions": regions, "counts": counts }))
}

/// A list of preferences, followed by what it leaves out in the order of the regions.
fn preferences(winner: &Value, name: &str, regions: &[String]) -> Vec<String> {
    let mut list = winner.get(name).map(words).unwrap_or_default();
    for region in regions {
        if !list.contains(region) {
            list.push(region.clone());
        }
    }
    list
}

/// `award.assign_regions`.
pub(crate) fn assign(book: &Book, input: &Value) -> Res<Value> {
    let regions = words(&input["regions"]);
    let with_backup = input.get("backup").is_some_and(|backup| backup.as_bool().unwrap());
    let mut units: Vec<Vec<String>> = Vec::new();
    if with_backup {
        if !book.flag("backup")? {
            return missing("backup under a rulebook without backup");
        }
        match input.get("backup_units") {
            Some(stated) => units = stated.as_array().unwrap().iter().map(words).collect(),
            None => {
                book.need("backup_units")?;
            }
        }
    }
    let mut winners: Vec<&Value> = input["winners"].as_array().unwrap().iter().collect();
    winners.sort_by_key(|winner| count(&winner["rank"]));
    let mut picks: Vec<Value> = Vec::new();
    let mut primary: Vec<Vec<String>> = vec![Vec::new(); winners.len()];
    let mut pick = |round: usize, kind: &str, winner: &Value, region: &String| {
        let turn = picks.len() + 1;
        picks.push(json!({ "turn": turn, "round": round, "kind": kind, "bid": winner["bid"], "region": region }));
    };
    for (round, taker) in turns(regions.len(), winners.len(), book.need_count("first_pick")?) {
        let list = preferences(winners[taker], "preferences", &regions);
        let free = list.into_iter().find(|region| !primary.iter().flatten().any(|taken| taken == region)).unwrap();
        pick(round, "primary", winners[taker], &free);
        primary[taker].push(free);
    }
    let mut backup: Vec<Vec<String>> = vec![Vec::new(); winners.len()];
    let mut round = 0;
    let mut picked = with_backup;
    // Rule 18, `#backup`: until a round passes without a pick (then no region is left that anyone may take).
    while picked {
        picked = false;
        round += 1;
        for taker in 0..winners.len() {
            let list = preferences(winners[taker], "backup_preferences", &regions);
            let supplier = |region: &String| primary.iter().position(|taken| taken.contains(region));
            let may = |region: &&String| {
                let has_backup = backup.iter().flatten().any(|taken| taken == *region);
                let unit = units.iter().find(|unit| unit.contains(region));
                let again = unit.is_some_and(|unit| {
                    backup[taker].iter().any(|held| unit.contains(held) && supplier(held) == supplier(region))
                });
                !has_backup && supplier(region) != Some(taker) && !again
            };
            if let Some(region) = list.iter().find(may).cloned() {
                pick(round, "backup", winners[taker], &region);
                backup[taker].push(region);
                picked = true;
            }
        }
    }
    let mut rows = Vec::new();
    for (at, winner) in winners.iter().enumerate() {
        let mut row = json!({ "bid": winner["bid"], "rank": winner["rank"], "primary": primary[at] });
        if with_backup {
            row["backup"] = json!(backup[at]);
        }
        rows.push(row);
    }
    let mut out = Map::new();
    out.insert("winners".to_owned(), Value::Array(rows));
    out.insert("picks".to_owned(), Value::Array(picks));
    if with_backup {
        let without: Vec<&String> =
            regions.iter().filter(|region| !backup.iter().flatten().any(|held| held == *region)).collect();
        out.insert("without_backup".to_owned(), json!(without));
    }
    Ok(Value::Object(out))
}
