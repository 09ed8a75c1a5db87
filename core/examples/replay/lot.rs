//! A lot as it was published, and as the rules of its round decide it.

use jicai::award::{Award, BidResult, Outcome};
use jicai::explain::{Language, Step, Trace};

use crate::case::{Case, places};
use crate::data::Result;
use crate::page::{Fields, Page, list};
use crate::summary::Tally;
use crate::words::{no_answer, pick, reason, text};

/// What is replayed, by which rules, from which rows; and what the rows do not say.
pub(crate) fn heading(page: &mut Page<'_>, number: usize, case: &Case<'_>) -> Result<()> {
    let (language, head) = (page.language, case.rulebook.document().head());
    let Some(first) = case.rows.first() else { return Ok(()) };
    let title = pick(language, head.title_zh.as_deref().unwrap_or_default(), head.title.as_deref().unwrap_or_default());
    page.title(&format!("{number}. {} · {title}", page.name(&first.drug)))?;

    let mut fields = Fields::new(language);
    let (id, document) = (case.rulebook.id(), head.document.as_deref().unwrap_or_default());
    let opened = &first.bid_date;
    fields.add(
        "规则",
        "rules",
        text!(language, "{id} · 文件 {document} · {opened} 开标", "{id} · document {document} · bids opened {opened}"),
    );
    if let Some(round) = page.data.rounds.iter().find(|round| round.round == first.round) {
        let (cut, drugs) = (&round.average_cut_percent, &round.drugs_selected);
        fields.add(
            "全批",
            "whole round",
            text!(language, "{drugs} 个品种中选,平均降幅 {cut}%", "{drugs} drugs selected, average cut {cut} %"),
        );
    }
    let rows = list(language, &case.plan.bids);
    let per = case.plan.per.get(language);
    let ceiling = match case.lot.ceiling {
        Some(ceiling) => {
            let (ceiling, note) = (ceiling.get(), case.plan.ceiling_note.as_ref().map(|note| note.get(language)));
            let note = note.map(|note| text!(language, ",即 {note}", ", that is {note}")).unwrap_or_default();
            text!(language, "最高有效申报价 {ceiling} 元{note}", "ceiling {ceiling} yuan{note}")
        }
        None => text!(language, "最高有效申报价未公布", "ceiling not published"),
    };
    fields.add(
        "数据",
        "data",
        text!(
            language,
            "bids.csv 的 {rows};价格单位:元/{per};{ceiling}",
            "bids.csv {rows}; prices in yuan per {per}; {ceiling}"
        ),
    );
    let mut sources: Vec<&str> = case.rows.iter().map(|row| row.source.as_str()).collect();
    sources.dedup();
    fields.add("来源", "source", sources.join(" ; "));
    fields.add("说明", "note", case.plan.note.get(language));
    fields.add("数据缺口", "not published", missing(page, case));
    page.fields(&fields)
}

fn missing(page: &Page<'_>, case: &Case<'_>) -> String {
    let language = page.language;
    let mut missing = Vec::new();
    let listed = case.lot.bids.len();
    if !case.rows.iter().all(|row| row.all_bidders_listed()) {
        missing.push(match case.bidders() {
            Some(n) => text!(language, "{n} 家申报中只有 {listed} 家的报价", "bids of all but {listed} of {n} bidders"),
            None => text!(
                language,
                "申报企业总数(名单注明不全,这里有 {listed} 家的报价)",
                "how many firms bid (the list is marked as incomplete; {listed} bids here)"
            ),
        });
    }
    let unpriced: Vec<String> = case.without_price().map(|row| page.name(&row.company)).collect();
    if !unpriced.is_empty() {
        let unpriced = list(language, unpriced);
        missing.push(text!(language, "报价:{unpriced}", "the price of {unpriced}"));
    }
    if case.lot.ceiling.is_none() && listed > 0 {
        missing.push(text!(language, "最高有效申报价", "the ceiling"));
    }
    if case.winners().is_none() {
        missing.push(text!(language, "中选企业数", "the number of winners"));
    }
    missing.join(pick(language, ";", "; "))
}

/// The bids with the limit each met or missed, beside the published outcome.
pub(crate) fn bids(
    page: &mut Page<'_>,
    case: &Case<'_>,
    tally: &mut Tally,
    trace: &mut Trace,
) -> Result<Option<Award>> {
    let language = page.language;
    let mut fields = Fields::new(language);
    if case.plan.listed_have_places
        && let Some(gap) = case.gap_in_places()
    {
        let gap = no_answer(language, &case.rulebook, &gap);
        fields.add("规则空白", "rule gap", gap);
        fields.add(
            "",
            "",
            text!(
                language,
                "以下假定所列报价都有名额,结果只说明价格条件。",
                "Below, each listed bid is given a place: the result is about the price conditions only."
            ),
        );
        page.fields(&fields)?;
    }
    if case.lot.bids.is_empty() {
        return Ok(None);
    }
    let award = match case.decide(trace) {
        Ok(award) => award,
        Err(error) => {
            fields.add("无答案", "no answer", no_answer(language, &case.rulebook, &error));
            page.fields(&fields)?;
            return Ok(None);
        }
    };
    let header = [
        text!(language, "顺位", "rank"),
        text!(language, "行", "row"),
        text!(language, "企业", "firm"),
        text!(language, "报价", "price"),
        text!(language, "条款与界限", "clause and limit"),
        text!(language, "按规则", "by the rules"),
        text!(language, "公布", "published"),
        text!(language, "一致", "agree"),
    ];
    let rows: Vec<Vec<String>> = award.bids.iter().map(|bid| bid_row(page, case, bid, trace, tally)).collect();
    page.table(&header, &rows)?;
    why(page, case, &award, trace)?;
    Ok(Some(award))
}

fn bid_row(page: &Page<'_>, case: &Case<'_>, bid: &BidResult, trace: &Trace, tally: &mut Tally) -> Vec<String> {
    let language = page.language;
    let row = case.row(&bid.bid);
    let published = row.and_then(|row| row.won());
    let selected = bid.outcome == Outcome::Selected;
    tally.replayed(bid.bid.as_str(), published.map(|won| won == selected));
    let limits: Vec<String> = steps_of(trace, bid).filter_map(|step| limit(language, step)).collect();
    let price = row.and_then(|row| case.plan.price.of(row)).map(|price| price.get().to_string());
    vec![
        bid.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        bid.bid.to_string(),
        page.name(row.map_or("", |row| &row.company)),
        price.unwrap_or_default(),
        limits.join("\n"),
        reason(language, bid.reason).to_owned(),
        match published {
            Some(true) => text!(language, "中选", "won"),
            Some(false) => text!(language, "未中选", "lost"),
            None => text!(language, "未公布", "not published"),
        },
        published.map_or("–", |won| if won == selected { "✓" } else { "✗" }).to_owned(),
    ]
}

/// The steps that decided about a bid.
pub(crate) fn steps_of<'t>(trace: &'t Trace, bid: &BidResult) -> impl Iterator<Item = &'t Step> {
    trace.steps().iter().filter(move |step| step.subject_id() == Some(&bid.bid))
}

/// A step as a formula: what was compared, and whether it held.
fn limit(language: Language, step: &Step) -> Option<String> {
    let fact = |name: &str| step.fact(name).map(ToString::to_string).unwrap_or_default();
    let holds = !matches!(step.outcome(), "rejected" | "not_shortlisted" | "above_ceiling" | "conditions_failed");
    let (mark, at_most, at_least) = if holds { ("✓", "≤", "≥") } else { ("✗", ">", "<") };
    let (price, bound) = (fact("price"), fact("limit"));
    let formula = match step.clause_name() {
        "shortlist" => {
            let (rank, places) = (fact("rank"), fact("places"));
            text!(language, "第 {rank} 名,名额 {places} 个", "rank {rank}, {places} place(s)")
        }
        "spread" => {
            let (multiple, anchor) = (fact("multiple"), fact("anchor"));
            let multiple = multiple.trim_end_matches('0').trim_end_matches('.');
            format!("{price} {at_most} {multiple} × {anchor} = {bound}")
        }
        "cut" => {
            let (cut, threshold) = (fact("cut"), fact("threshold"));
            text!(language, "降幅 {cut} {at_least} {threshold}", "cut {cut} {at_least} {threshold}")
        }
        "ceiling" | "low_price" | "limit_price" | "mean" => format!("{price} {at_most} {bound}"),
        "win" if step.outcome() == "conditions_met" => return None,
        "rank" | "win" | "company_cap" | "related" | "comparable" => step.text(language),
        _ => return None,
    };
    Some(format!("{mark} #{} {formula}", step.clause_name()))
}

/// One sentence per losing bid; and where the published result is another one, what follows from that.
fn why(page: &mut Page<'_>, case: &Case<'_>, award: &Award, trace: &Trace) -> Result<()> {
    let language = page.language;
    let mut fields = Fields::new(language);
    for bid in award.bids.iter().filter(|bid| bid.outcome != Outcome::Selected) {
        let sentences: Vec<String> = steps_of(trace, bid).map(|step| step.text(language)).collect();
        let firm = page.name(case.row(&bid.bid).map_or("", |row| &row.company));
        fields.add("为何落选", "why it loses", format!("{firm}: {}", sentences.join("; ")));
    }
    let disagreeing = case.disagreeing(award);
    if !disagreeing.is_empty() {
        let firms = list(language, disagreeing.iter().map(|row| page.name(&row.company)));
        let (listed, fit) = (award.bids.len(), list(language, case.places_that_fit().iter().map(ToString::to_string)));
        fields.add("为何不一致", "why it differs", match fit.as_str() {
            "" => text!(language, "{firms}:任何名额数都得不出公布的结果,规则或数据有误。", "{firms}: no number of places gives the published result; the rules or the data are wrong."),
            _ => text!(language, "{firms}:这 {listed} 家中只有 {fit} 家有名额时,结果才与公布一致。也就是说,其余名额给了未列出的报价,或名额表(未核实)另有规定。", "{firms}: the result is the published one if only {fit} of these {listed} bids get a place. So the other places went to bids that are not listed, or the place table (unverified) is another one."),
        });
    }
    if award.provisional {
        fields.add(
            "全批过滤",
            "filter",
            text!(
                language,
                "本批另有全批过滤,须有全部品种的报价才能计算,这里未计。",
                "This round also has a batch-wide filter, which needs the bids of every lot; it is not applied here."
            ),
        );
    }
    page.fields(&fields)
}

/// What the published numbers of bidders and winners say about the places.
pub(crate) fn counts(case: &Case<'_>, language: Language, tally: &mut Tally, fields: &mut Fields) {
    let Some(winners) = case.winners() else { return };
    let note = case.plan.bidders_note.as_ref().map(|note| format!(" ({})", note.get(language))).unwrap_or_default();
    match case.bidders() {
        Some(n) => {
            let line = match places(&case.rulebook, n) {
                Ok(Some(k)) => {
                    let agrees = k == winners.get();
                    tally.counted(agrees);
                    let mark = if agrees { "✓" } else { "✗" };
                    text!(
                        language,
                        "公布 N = {n} 家申报{note},规则给 K = {k} 个名额;公布中选 {winners} 家 {mark}",
                        "published N = {n} bidders{note}: the rules give K = {k} places; {winners} winners published {mark}"
                    )
                }
                Ok(None) => text!(language, "规则不限名额", "the rules do not limit the places"),
                Err(error) => no_answer(language, &case.rulebook, &error),
            };
            fields.add("名额", "places", line);
        }
        None => {
            let enough = |n: &u32| places(&case.rulebook, *n).is_ok_and(|k| k.is_some_and(|k| k >= winners.get()));
            if let Some(n) = (1..=100).find(enough) {
                fields.add(
                    "名额",
                    "places",
                    text!(
                        language,
                        "公布中选 {winners} 家:按名额表至少有 {n} 家申报",
                        "{winners} winners published: by the place table at least {n} firms bid"
                    ),
                );
            }
        }
    }
}
