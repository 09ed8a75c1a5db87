//! The same prices under the marks of four provinces.

use jicai::execution::{self, ItemMark, Rulebook};
use jicai::explain::{Language, Trace};
use jicai::{Code, Error};
use serde_json::{Map, Value, json};

use super::checks::Checks;
use super::data::ask;
use super::words::{gap, price_mark};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

const OF_2026: [&str; 3] =
    ["execution/henan-2026-marks", "execution/shaanxi-2026-marks", "execution/xinjiang-2026-marks"];
const ANHUI: &str = "execution/anhui-2025-marks";

/// Of Anhui: the 75th percentile of the listing prices.
const P75: &str = "10";

/// For what the rules differ, with what its anchor needs.
struct Class {
    word: &'static str,
    zh: &'static str,
    en: &'static str,
    anchors: &'static [(&'static str, &'static str)],
}

const EVALUATED: &Class = &Class {
    word: "evaluated",
    zh: "已过评，H 10",
    en: "evaluated, H 10",
    anchors: &[("highest_winning_price", "10")],
};
const REFERENCE: &Class = &Class {
    word: "reference",
    zh: "参比制剂，H 10、L 25",
    en: "reference, H 10, L 25",
    anchors: &[("highest_winning_price", "10"), ("highest_listing_price", "25")],
};
const NOT_EVALUATED: &Class = &Class {
    word: "not_evaluated",
    zh: "未过评，H 6",
    en: "not evaluated, H 6",
    anchors: &[("highest_winning_price", "6")],
};
const NOT_SUPPLYING: &Class = &Class {
    word: "winner_not_supplying",
    zh: "中选非供应，自身 10、H 12",
    en: "does not supply, own 10, H 12",
    anchors: &[("own_winning_price", "10"), ("highest_winning_price", "12")],
};

/// Invented.
const PRICES: [(&Class, &str); 6] = [
    (EVALUATED, "18.00"),
    (EVALUATED, "18.01"),
    (EVALUATED, "100.01"),
    (REFERENCE, "32.41"),
    (NOT_EVALUATED, "10.01"),
    (NOT_SUPPLYING, "14.00"),
];
/// When a price was cut.
const CUT: &str = "2026-02-28";

pub(crate) fn marks(page: &mut Page<'_>, checks: &mut Checks) -> Result<()> {
    let language = page.language;
    page.caption(pick(
        language,
        "⑤ 示例：同一批价格（虚构）在四省的标识；倍数是公布的（安徽据行业媒体）。H 最高中选价，L 最高挂网价",
        "⑤ Example: invented prices in four provinces, multiples published (Anhui: trade press); H, L: highest winning, listing price",
    ))?;
    let header = match language {
        Language::Zh => ["类别", "价格", "黄线", "红线", "河南 2026", "陕西 2026", "新疆 2026", "安徽 2025，P75 10"],
        Language::En => {
            ["class", "price", "yellow", "red", "Henan 2026", "Shaanxi 2026", "Xinjiang 2026", "Anhui 2025, P75 10"]
        }
    };
    let mut rows = Vec::new();
    for (class, price) in PRICES {
        let mut row = vec![pick(language, class.zh, class.en).to_owned(), price.to_owned()];
        let mut cells = Vec::new();
        let mut limits = ["–".to_owned(), "–".to_owned()];
        for rulebook in OF_2026 {
            let (cell, answer) = cell(language, rulebook, &item(class.word, price, class.anchors), checks)?;
            if let Some(mark) = answer.filter(|mark| mark.anchor.is_some()) {
                limits = [mark.yellow_limit, mark.red_limit]
                    .map(|limit| limit.map_or("–".to_owned(), |limit| limit.to_string()));
            }
            cells.push(cell);
        }
        cells.push(cell(language, ANHUI, &item("three_same", price, &[("p75_listing_price", P75)]), checks)?.0);
        row.extend(limits);
        row.extend(cells);
        rows.push(row);
    }
    page.dense_table(&header.map(str::to_owned), &rows)?;
    let mut fields = Fields::new(language);
    notes(&mut fields, language, checks)?;
    page.fields(&fields)
}

fn item(class: &str, price: &str, anchors: &[(&str, &str)]) -> Map<String, Value> {
    let head = [("item", "a"), ("class", class), ("price", price)];
    head.iter().chain(anchors).map(|(name, value)| ((*name).to_owned(), json!(value))).collect()
}

type Answer = std::result::Result<ItemMark, Error>;

fn asked(rulebook: &str, item: &Map<String, Value>, reading: Option<&str>, checks: &mut Checks) -> Result<Answer> {
    let mut question = json!({ "items": [item] });
    if let (Some(reading), Some(fields)) = (reading, question.as_object_mut()) {
        fields.insert("non_supply_reading".to_owned(), json!(reading));
    }
    let mut trace = Trace::new();
    match execution::price_mark_with(Rulebook::builtin(rulebook)?.as_ref(), &ask(question)?, &mut trace) {
        Ok(marks) => {
            checks.rests_on(&trace);
            Ok(Ok(marks.items.into_iter().next().ok_or("no item")?))
        }
        Err(error) => Ok(Err(error)),
    }
}

/// The mark, and what it is measured by; or that the document has no rule.
fn cell(
    language: Language,
    rulebook: &str,
    item: &Map<String, Value>,
    checks: &mut Checks,
) -> Result<(String, Option<ItemMark>)> {
    match asked(rulebook, item, None, checks)? {
        Ok(mark) => Ok((price_mark(language, mark.mark).to_owned(), Some(mark))),
        Err(error) if error.code() == Code::RuleGap => Ok((error.code().to_string(), None)),
        Err(error) => Err(error.into()),
    }
}

fn notes(fields: &mut Fields, language: Language, checks: &mut Checks) -> Result<()> {
    fields.add(
        "界限上的价格",
        "on the limit",
        pick(
            language,
            "河南、陕西、新疆高于界限才标，安徽到界限就标；陕西高于 10 H、安徽到 5 倍 P75 暂停挂网；参比制剂暂无红线",
            "marked above it, in Anhui from it on; suspended above 10 H in Shaanxi, from 5 P75 in Anhui",
        ),
    );
    let [henan, _, xinjiang] = OF_2026;
    let unsupplied = item(NOT_SUPPLYING.word, "14.00", NOT_SUPPLYING.anchors);
    let [either, both] =
        [asked(henan, &unsupplied, Some("either"), checks)??, asked(henan, &unsupplied, Some("both"), checks)??];
    let caps = [&either, &both].map(|mark| mark.marked_limit.as_ref().map(ToString::to_string).unwrap_or_default());
    let ([higher, lower], [either, both]) = (caps, [&either, &both].map(|mark| price_mark(language, mark.mark)));
    fields.add("中选非供应", "does not supply", text!(
        language,
        "“1.5 倍或最高价”的“或”怎样读没有公布，陕西没有这条：调用方取高（上限 {higher}）{either}，取低（上限 {lower}）{both}",
        "“1.5 times own or the highest”: reading not published, no such rule in Shaanxi; cap {higher} (either) {either}, {lower} (both) {both}"
    ));
    let mut item = item(EVALUATED.word, "17", EVALUATED.anchors);
    item.insert("price_cut_on".to_owned(), json!(CUT));
    let ends = asked(xinjiang, &item, None, checks)??.mark_ends_on.ok_or("no day")?;
    let Err(error) = asked(henan, &item, None, checks)? else { return Err("Henan gives a day".into()) };
    let gap = gap(language, &error, ("没有写明", "no day"))?;
    fields.add(
        "降价以后",
        "after a cut",
        text!(
            language,
            "{CUT} 降价：新疆的标识 {ends} 取消（公布为一天）；河南 {gap}",
            "cut {CUT}: the mark ends on {ends} in Xinjiang (published); Henan: {gap}"
        ),
    );
    Ok(())
}
