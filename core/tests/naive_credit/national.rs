//! `credit.national` (rules 12 to 14).

use super::book::World;
use super::date::Date;
use super::fields_record::{Record, read};
use super::form::{date_of, list_of};
use super::live::{not_live, running};
use super::rests::Rests;
use super::words::MEASURES;
use super::{Found, Res, fields};
use crate::common::marks::{mark, mark_if};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn national(world: &World, rulebook: Option<&Value>, input: &Value) -> Res<Found> {
    let default = rulebook.map(|rulebook| world.resolve(rulebook, "/rulebook", "credit")).transpose()?;
    fields::national(input)?;
    let as_of = date_of(input, "as_of").unwrap();
    let records = read(world, default.as_ref(), &input["records"], "", "")?;
    let mut by_firm: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in &records {
        by_firm.entry(record.firm).or_default().push(record);
    }
    let mut rests = Rests::default();
    let mut worst_levels = [0; 4];
    let mut firms = Vec::new();
    for (name, mut records) in by_firm {
        records.sort_by_key(|record| record.id);
        let firm = firm(name, &records, as_of, &mut rests);
        worst_levels[usize::try_from(firm["worst_level"].as_u64().unwrap()).unwrap()] += 1;
        firms.push(firm);
    }
    let value = json!({
        "as_of": input["as_of"],
        "firm_count": firms.len(),
        "firms_by_worst_level": worst_levels,
        "firms": firms,
    });
    Ok(Found { value, gap: false, rests })
}

/// A firm with its records, by id.
fn firm(name: &str, records: &[&Record], as_of: Date, rests: &mut Rests) -> Value {
    let level = |record: &Record| record.book.level(record.rank);
    let not_live_records: Vec<Value> = records
        .iter()
        .filter_map(|record| not_live(record, as_of).map(|reason| json!({ "record_id": record.id, "reason": reason })))
        .collect();
    let live: Vec<&Record> = records.iter().copied().filter(|record| not_live(record, as_of).is_none()).collect();
    let worst_level = live.iter().map(|record| level(record)).max().unwrap_or(0);

    // Per rulebook the highest rank among the live records of the worst level.
    let mut worst: BTreeMap<&str, &Record> = BTreeMap::new();
    for record in live.iter().filter(|record| level(record) == worst_level) {
        let kept = worst.entry(&record.book.id).or_insert(record);
        if record.rank > kept.rank {
            mark("12 a higher rank of the same level");
            *kept = record;
        }
    }
    let grade = |(id, record): (&&str, &&Record)| json!({ "rulebook": id, "grade": record.book.code(record.rank) });
    let worst_grades: Vec<Value> = worst.iter().map(grade).collect();

    let mut provinces: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in &live {
        provinces.entry(record.province).or_default().push(record);
    }
    let province = |(name, records): (&&str, &Vec<&Record>)| {
        let worst = records.iter().map(|record| level(record)).max();
        let ids: Vec<&str> = records.iter().map(|record| record.id).collect();
        json!({ "province": name, "level": worst, "records": ids })
    };
    let provinces: Vec<Value> = provinces.iter().map(province).collect();

    // Per product its measures and the provinces that graded.
    let mut barred: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
    let (mut all_products, mut unknown) = (false, false);
    for record in &live {
        for measure in running(record, as_of).iter().filter(|measure| measure.area == "all_provinces") {
            let products = record.value.get("products");
            let behind = match measure.scope {
                "all_products" => {
                    all_products = true;
                    true
                }
                "involved_products" if products.is_none() => {
                    unknown = true;
                    true
                }
                "involved_products" => {
                    for product in list_of(record.value, "products") {
                        let (measures, graded_in) = barred.entry(product.as_str().unwrap()).or_default();
                        // A reference of the words, which live as long as the record's.
                        measures.insert(MEASURES.into_iter().find(|word| *word == measure.measure).unwrap());
                        graded_in.insert(record.province);
                    }
                    mark_if(list_of(record.value, "products").is_empty(), "national no involved product");
                    !list_of(record.value, "products").is_empty()
                }
                _ => false,
            };
            if let Some((id, row)) = measure.row.as_ref().filter(|_| behind) {
                rests.add(id, row);
            }
        }
    }
    let nationwide = |(product, (measures, graded_in)): (&&str, &(BTreeSet<&str>, BTreeSet<&str>))| {
        let measures: Vec<&str> = MEASURES.into_iter().filter(|word| measures.contains(word)).collect();
        json!({ "product": product, "measures": measures, "graded_in": graded_in })
    };
    json!({
        "firm": name,
        "worst_level": worst_level,
        "worst_grades": worst_grades,
        "provinces": provinces,
        "nationwide_products": barred.iter().map(nationwide).collect::<Vec<_>>(),
        "nationwide_all_products": all_products,
        "nationwide_products_unknown": unknown,
        "not_live": not_live_records,
    })
}
