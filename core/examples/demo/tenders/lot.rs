//! What is replayed: the lot as it was published, and what the published rows do not say.

use jicai::explain::Language;

use super::case::Case;
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{list, pick, text, title};

pub(crate) fn heading(page: &mut Page<'_>, number: usize, case: &Case<'_>) -> Result<()> {
    let language = page.language;
    let Some(first) = case.rows.first() else { return Ok(()) };
    let (drug, rulebook) = (case.data.name(language, &first.drug), case.rulebook.document());
    page.title(&format!("{number}. {drug} · {}", title(language, rulebook)))?;

    let mut fields = Fields::new(language);
    let id = rulebook.id();
    let document = rulebook.head().document.as_deref().unwrap_or_default();
    let day = &first.bid_date;
    let rules =
        text!(language, "{id} · 文件 {document} · {day} 开标", "{id} · document {document} · bids opened {day}");
    fields.add("规则", "rules", rules);
    if let Some(round) = case.data.rounds.iter().find(|round| round.round == first.round) {
        let (cut, drugs) = (&round.average_cut_percent, &round.drugs_selected);
        let all = text!(language, "{drugs} 个品种中选，平均降幅 {cut}%", "{drugs} drugs selected, average cut {cut} %");
        fields.add("全批", "whole round", all);
    }
    let rows = list(language, &case.plan.bids);
    let per = case.plan.per.get(language);
    let data = text!(language, "bids.csv 的 {rows}；单位：元/{per}", "bids.csv {rows}; in yuan per {per}");
    fields.add("数据", "data", data);
    fields.add("最高报价", "ceiling", ceiling(language, case));
    let mut sources: Vec<&str> = case.rows.iter().flat_map(|row| row.source.split(" ; ")).collect();
    sources.sort_unstable();
    sources.dedup();
    for (i, source) in sources.into_iter().enumerate() {
        fields.add(if i == 0 { "来源" } else { " " }, if i == 0 { "source" } else { " " }, source);
    }
    fields.add("说明", "note", case.plan.note.get(language));
    fields.add("未公布", "not published", missing(language, case));
    fields.add("核对范围", "what it checks", scope(language, case));
    page.fields(&fields)
}

fn ceiling(language: Language, case: &Case<'_>) -> String {
    let note = case.plan.ceiling_note.as_ref().map(|note| note.get(language)).unwrap_or_default();
    match case.lot.ceiling.map(|ceiling| ceiling.get()) {
        Some(ceiling) if note.is_empty() => text!(language, "{ceiling} 元（最高有效申报价）", "{ceiling} yuan"),
        Some(ceiling) => text!(language, "{ceiling} 元（最高有效申报价；{note}）", "{ceiling} yuan ({note})"),
        None => String::new(),
    }
}

/// Which lines of the tender nobody has published.
fn missing(language: Language, case: &Case<'_>) -> String {
    let mut missing = Vec::new();
    let listed = case.lot.bids.len();
    match case.bidders() {
        Some(n) if listed == 0 => missing.push(text!(language, "{n} 个有效报价", "the {n} valid quotes")),
        Some(n) => missing.push(text!(language, "{n} 家申报中其余各家的报价", "the other bids of the {n} bidders")),
        None if case.rows.iter().all(|row| row.all_bidders_listed()) => {}
        None => missing.push(text!(
            language,
            "有几家申报（数据注明名单不全）",
            "how many firms bid (the list is marked as incomplete)"
        )),
    }
    let unpriced: Vec<&str> = case.without_price().map(|row| case.data.name(language, &row.company)).collect();
    if listed > 0 && !unpriced.is_empty() {
        let unpriced = list(language, unpriced);
        missing.push(text!(language, "{unpriced}的报价", "the prices of {unpriced}"));
    }
    if case.lot.ceiling.is_none() {
        missing.push(text!(language, "最高有效申报价", "the ceiling"));
    }
    if case.winners().is_none() {
        missing.push(text!(language, "中选企业数", "how many firms won"));
    }
    missing.join(pick(language, "；", "; "))
}

/// How much a replay of these rows can show.
fn scope(language: Language, case: &Case<'_>) -> String {
    let losers = case.lot.bids.iter().filter_map(|bid| case.row(&bid.bid)).any(|row| row.won() == Some(false));
    match case.lot.bids.len() {
        0 => String::new(),
        1 => text!(
            language,
            "只有这一个报价，它当然中选；有用的是它给出的界限，见末表",
            "with this bid alone it wins, of course; what helps is the limit it sets, see the last table"
        ),
        n if losers => text!(
            language,
            "N 按所列 {n} 家计，不是招标时的家数",
            "N is the {n} bids listed here, not the number of the tender"
        ),
        n => text!(
            language,
            "公布为中选的 {n} 家按规则是否中选；落选的报价没有公布，N 按所列 {n} 家计",
            "whether the {n} published winners win by the rules; no price of a loser is published, and N is these {n} bids"
        ),
    }
}
