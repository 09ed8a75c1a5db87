//! Section 6: the built-in rulebooks, written down from the table, to check the files that the library ships.
//!
//! Provenance is one letter: O official, S secondary, D derived, U unverified. A band is written as in the table: code,
//! edge or `-`, category or `-`, then its entries (`R` reference, `B` base, `P` price, `none`, `gap`; a factor behind
//! `*`; `≤` for `at_most`).

use super::book::{Book, World, words};
use super::number::q;
use serde_json::{Value, json};

/// One parameter that is not the bands: name, value, letter.
type Line = (&'static str, Value, char);

/// One row of the table.
struct Row {
    id: &'static str,
    /// Where the place is given without doubt.
    jurisdiction: Option<&'static str>,
    from: Option<&'static str>,
    until: Option<&'static str>,
    lines: Vec<Line>,
    /// Bands, each with the letters of its entries.
    bands: Vec<&'static str>,
}

fn three() -> Value {
    json!(["originator", "reference_product", "passed"])
}

fn line(name: &'static str, value: impl Into<Value>, letter: char) -> Line {
    (name, value.into(), letter)
}

/// The parameters of most drug rulebooks.
fn drugs(letters: [char; 4], reference: &str, band_price: &str) -> Vec<Line> {
    vec![
        line("winner_standard", "own_winning_price", letters[0]),
        line("reference", reference, letters[1]),
        line("one_standard_for", three(), letters[2]),
        line("band_price", band_price, letters[3]),
    ]
}

/// The parameters of the rulebooks for one kind without evaluation.
fn grouped(letter: char, band_price: char) -> Vec<Line> {
    vec![
        line("winner_standard", "own_winning_price", letter),
        line("reference", "highest", letter),
        line("group_scope", "same_group", letter),
        line("one_standard_for", json!(["non_winner"]), letter),
        line("band_price", "price", band_price),
    ]
}

fn row(id: &'static str, jurisdiction: &'static str, lines: Vec<Line>, bands: Vec<&'static str>) -> Row {
    Row { id, jurisdiction: Some(jurisdiction), from: None, until: None, lines, bands }
}

fn with(mut lines: Vec<Line>, more: impl IntoIterator<Item = Line>) -> Vec<Line> {
    lines.extend(more);
    lines
}

fn national() -> Row {
    let lines = [
        line("not_passed", "cap_at_reference", 'S'),
        line("floor", "reference", 'D'),
        line("year_index", "calendar_year", 'S'),
        line("first_year", 2019, 'S'),
    ];
    let bands = vec!["low 2 - R:S", "high - - B*0.70≤:S gap:S R:S"];
    let lines = with(drugs(['O', 'O', 'O', 'S'], "single", "base"), lines);
    Row { from: Some("2019-03-05"), ..row("payment/cn-2019", "100000", lines, bands) }
}

fn guangzhou() -> Row {
    let lines = [
        line("not_passed", "cap_at_reference", 'O'),
        line("floor", "reference", 'D'),
        line("year_index", "calendar_year", 'D'),
        line("first_year", 2019, 'D'),
        line("date_basis", "settlement_date", 'O'),
    ];
    let bands = vec!["low 2 - R:O", "high - - B*0.70:O gap:O"];
    row("payment/guangzhou-2019", "440100", with(drugs(['O'; 4], "single", "base"), lines), bands)
}

fn hainan() -> Row {
    let lines = [
        line("floor", "reference", 'D'),
        line("year_index", "policy_year", 'S'),
        line("start_date", "2019-12-20", 'S'),
    ];
    let bands = vec!["low 2 - R:S", "high - - B*0.70:S B*0.40:S R:S"];
    let lines = with(drugs(['S'; 4], "single", "base"), lines);
    Row { from: Some("2019-12-20"), ..row("payment/hainan-2019", "460000", lines, bands) }
}

fn xian() -> Row {
    let low = ["winner", "within", "low"];
    let rates = json!([
        { "bands": low, "list_class": "a", "set": "0" },
        { "bands": low, "list_class": "b", "set": "0.05" },
        { "bands": ["high"], "list_class": "a", "set": "0.10" },
        { "bands": ["high"], "list_class": "b", "set": "0.25" },
    ]);
    let lines = with(drugs(['S'; 4], "single", "price"), [line("first_self_pay", rates, 'S')]);
    let bands = vec!["low 2 - R:S", "high - - none:S"];
    Row { from: Some("2019-04-01"), ..row("payment/xian-2019", "610100", lines, bands) }
}

fn above() -> Line {
    line("first_self_pay", json!([{ "bands": ["above"], "add": "0.10" }]), 'S')
}

fn heilongjiang() -> Row {
    let lines = [line("not_passed", "cap_at_reference", 'S'), above()];
    row(
        "payment/heilongjiang-2020",
        "230000",
        with(drugs(['S'; 4], "single", "price"), lines),
        vec!["above - - none:S"],
    )
}

fn henan() -> Row {
    let lines = with(drugs(['S'; 4], "single", "price"), [above()]);
    row("payment/henan-2019", "410000", lines, vec!["above - - none:S"])
}

fn shanghai() -> Row {
    let rates = json!([
        { "bands": ["high_price_listed"], "list_class": "a", "add": "0.10" },
        { "bands": ["high_price_listed"], "essential": true, "add": "0.10" },
        { "bands": ["high_price_listed"], "add": "0.20" },
    ]);
    let lines = vec![
        line("winner_standard", "own_winning_price", 'S'),
        line("reference", "none", 'S'),
        line("one_standard_for", three(), 'S'),
        line("first_self_pay", rates, 'S'),
        line("exempt_persons", json!(["red_army_veteran", "retired_cadre", "disabled_serviceman_1_6"]), 'S'),
    ];
    Row { from: Some("2021-04-25"), ..row("payment/shanghai-2021", "310000", lines, vec![]) }
}

fn fujian() -> Row {
    let lines = vec![
        line("winner_standard", "own_winning_price", 'S'),
        line("reference", "lowest", 'S'),
        line("one_standard_for", json!(["originator", "reference_product", "passed", "non_winner"]), 'S'),
        line("categories", json!(["competitive", "non_competitive"]), 'S'),
        line("band_price", "price", 'S'),
        line("floor", "reference", 'S'),
    ];
    let bands = vec!["competitive - competitive R≤:U", "non_competitive - non_competitive P*0.70:S"];
    Row { from: Some("2025-06-03"), ..row("payment/fujian-2025", "350000", lines, bands) }
}

fn wuhan() -> Row {
    let lines = vec![
        line("winner_standard", "own_winning_price", 'S'),
        line("reference", "lowest", 'S'),
        line("group_scope", "same_group", 'S'),
        line("one_standard_for", json!(["originator", "reference_product", "passed", "not_passed"]), 'S'),
        line("band_price", "price", 'S'),
    ];
    row("payment/wuhan-2020", "420100", lines, vec!["above - - R:S"])
}

fn insulin() -> Row {
    let lines = with(grouped('O', 'D'), [line("pen_surcharge", "3.00", 'O')]);
    row("payment/cn-insulin-2022", "100000", lines, vec!["above - - R≤:O"])
}

fn joints() -> Row {
    let lines = with(grouped('S', 'S'), [line("year_index", "policy_year", 'S')]);
    row("payment/cn-joints-2022", "100000", lines, vec!["above - - gap:S gap:S R≤:S"])
}

fn zhejiang() -> Row {
    let lines = [
        line("year_index", "policy_year", 'O'),
        line("categories", json!(["component", "system"]), 'O'),
        line("start_date", "2022-09-15", 'O'),
    ];
    let bands = vec!["component - component R≤:O", "system - system R*1.20≤:O R*1.20≤:O R≤:O"];
    let row = row("payment/zhejiang-joints-2022", "330000", with(grouped('O', 'O'), lines), bands);
    Row { from: Some("2022-09-15"), ..row }
}

fn tianjin() -> Row {
    let lines = vec![
        line("winner_standard", "own_winning_price", 'S'),
        line("reference", "cap", 'S'),
        line("categories", json!(["dcb", "pacemaker"]), 'S'),
        line("caps.dcb", "6377.70", 'S'),
        line("one_standard_for", json!(["non_winner"]), 'S'),
        line("band_price", "price", 'S'),
    ];
    row("payment/tianjin-dcb-2022", "120000", lines, vec!["low 2 - R:S", "high - - R*1.10:S"])
}

fn stents() -> Row {
    let rates = json!([{ "bands": ["winner"], "set": "0" }, { "bands": ["within", "above"], "set": "0.20" }]);
    let lines = vec![
        line("winner_standard", "own_winning_price", 'S'),
        line("reference", "highest", 'S'),
        line("categories", json!(["stainless_steel", "other_material"]), 'S'),
        line("caps.other_material", "5000.00", 'S'),
        line("one_standard_for", json!(["non_winner"]), 'S'),
        line("band_price", "price", 'S'),
        line("first_self_pay", rates, 'S'),
    ];
    let bands = vec!["above - - R:S"];
    let (id, jurisdiction) = ("payment/fujian-stents-2021", None);
    Row { id, jurisdiction, from: None, until: Some("2023-05-31"), lines, bands }
}

fn beijing() -> Row {
    let lines = vec![
        line("winner_standard", "own_winning_price", 'O'),
        line("reference", "main_supply", 'O'),
        line("one_standard_for", json!([]), 'O'),
        line("ordinary_reference", "volume_weighted", 'O'),
    ];
    let row = row("payment/beijing-pilot-2022", "110000", lines, vec![]);
    Row { from: Some("2022-05-30"), until: Some("2023-12-31"), ..row }
}

fn jilin() -> Row {
    let lines = with(drugs(['D', 'D', 'O', 'D'], "single", "base"), [line("start_date", "2020-11-01", 'O')]);
    let bands = vec!["low 2 - R:D", "high - - gap:?"];
    Row { from: Some("2020-08-26"), ..row("payment/jilin-city-2020", "220200", lines, bands) }
}

fn rows() -> Vec<Row> {
    let bid = vec![line("bid_floor_share", "0.70", 'S')];
    let retail = vec![
        line("retail_markup_rate", "0.15", 'S'),
        line("retail_markup_limit", "200.00", 'S'),
        line("retail_kinds", json!(["vbp", "ordinary"]), 'S'),
    ];
    vec![
        national(),
        guangzhou(),
        hainan(),
        xian(),
        heilongjiang(),
        henan(),
        shanghai(),
        fujian(),
        wuhan(),
        insulin(),
        joints(),
        zhejiang(),
        tianjin(),
        stents(),
        beijing(),
        jilin(),
        row("payment/cn-bid-2023", "100000", bid, vec![]),
        row("payment/ningbo-retail", "330200", retail, vec![]),
    ]
}

fn letter(provenance: &str) -> char {
    match provenance {
        "official" => 'O',
        "secondary" => 'S',
        "derived" => 'D',
        "unverified" => 'U',
        other => panic!("no provenance {other}"),
    }
}

/// Do two values say the same? Decimal strings are compared as numbers.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(a), Value::String(b)) if crate::common::is_decimal(a) && crate::common::is_decimal(b) => {
            q(a) == q(b)
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => one == other,
    }
}

/// A band of a file, written as in the table above. The letter of an entry that the table leaves open is `?`.
fn written(book: &Book, band: &Value, open: bool) -> String {
    let text = |value: &Value, key: &str| value.get(key).map(|text| text.as_str().unwrap().to_owned());
    let mut out = text(band, "code").unwrap();
    out.push_str(&format!(" {}", text(band, "up_to").unwrap_or_else(|| "-".to_owned())));
    assert!(band.get("inclusive").is_none_or(|inclusive| inclusive == true), "{out} is not inclusive");
    let categories = band.get("categories").map(|list| words(list).join("+"));
    out.push_str(&format!(" {}", categories.unwrap_or_else(|| "-".to_owned())));
    for entry in band["years"].as_array().unwrap() {
        let of = match entry["of"].as_str().unwrap() {
            "reference" => "R",
            "base" => "B",
            "price" => "P",
            other => other,
        };
        let factor = text(entry, "factor").filter(|factor| q(factor) != q("1"));
        let factor = factor.map_or(String::new(), |factor| format!("*{factor}"));
        let bound = if entry.get("bound").is_some_and(|bound| bound == "at_most") { "≤" } else { "" };
        let own = text(entry, "provenance").or_else(|| text(band, "provenance"));
        let provenance = own.unwrap_or_else(|| book.parameters["bands"].provenance.clone());
        let letter = if open { '?' } else { letter(&provenance) };
        out.push_str(&format!(" {of}{factor}{bound}:{letter}"));
    }
    out
}

/// Where the built-in rulebooks differ from the table.
pub(crate) fn differences(world: &World) -> Vec<String> {
    let mut wrongs = Vec::new();
    let rows = rows();
    for id in world.built_in.keys().filter(|id| !rows.iter().any(|row| row.id == **id)) {
        wrongs.push(format!("{id} is not in the table"));
    }
    for row in rows {
        let id = row.id;
        let Some(book) = world.built_in.get(id) else {
            wrongs.push(format!("{id} is missing"));
            continue;
        };
        let object = &world.objects[id];
        let head = |key: &str| object.get(key).and_then(Value::as_str);
        if row.jurisdiction.is_some() && row.jurisdiction != head("jurisdiction") {
            wrongs.push(format!("{id}: jurisdiction {:?}", head("jurisdiction")));
        }
        if row.from != head("effective_from") || row.until != head("effective_until") {
            wrongs.push(format!("{id}: dates {:?} {:?}", head("effective_from"), head("effective_until")));
        }
        let always =
            [line("decimals.pack", 2, 'S'), line("decimals.min_unit", 4, 'S'), line("rounding", "half_up", 'U')];
        let lines = with(row.lines, always);
        for (name, value, source) in &lines {
            match book.parameters.get(*name) {
                None => wrongs.push(format!("{id}: {name} is unset")),
                Some(set) if !same(&set.value, value) || letter(&set.provenance) != *source => {
                    wrongs.push(format!("{id}: {name} is {} {}", set.value, set.provenance));
                }
                Some(_) => {}
            }
        }
        let known = |name: &String| lines.iter().any(|(known, _, _)| known == name) || name == "bands";
        for name in book.parameters.keys().filter(|name| !known(name)) {
            wrongs.push(format!("{id}: {name} is set"));
        }
        let open = |i: usize| row.bands.get(i).is_some_and(|band| band.contains('?'));
        let bands: Vec<String> =
            book.bands().iter().enumerate().map(|(i, band)| written(book, band, open(i))).collect();
        if bands != row.bands {
            wrongs.push(format!("{id}: bands {bands:?}"));
        }
    }
    wrongs
}
