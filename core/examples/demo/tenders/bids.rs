//! Who wins by the rules, beside who won by publication; and why.

use jicai::award::{Award, BidResult, Outcome};
use jicai::explain::{Fact, Language, Step, Trace};

use super::case::Case;
use super::summary::Tally;
use super::words::{no_answer, percent, reason};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{list, mark, pick, provenance, text, trimmed};

/// The bids with the limit each met or missed. `None` where the rules give no answer: then that is what is printed.
pub(crate) fn bids(
    page: &mut Page<'_>,
    case: &Case<'_>,
    tally: &mut Tally,
    trace: &mut Trace,
) -> Result<Option<Award>> {
    let language = page.language;
    if case.lot.bids.is_empty() {
        return Ok(None);
    }
    let mut fields = Fields::new(language);
    if let Some(gap) = case.gap_in_places() {
        fields.add("无答案", "no answer", no_answer(language, &case.rulebook, &gap));
        let so = pick(
            language,
            "以下假定所列报价都有名额，因此只核对价格条件。",
            "Below, each listed bid is given a place, so that only the price conditions are checked.",
        );
        fields.add_below(so);
    }
    let award = match case.decide(trace) {
        Ok(award) => award,
        Err(error) => {
            fields.add("无答案", "no answer", no_answer(language, &case.rulebook, &error));
            page.fields(&fields)?;
            return Ok(None);
        }
    };
    page.fields(&fields)?;
    let header = match language {
        Language::Zh => ["顺位", "行", "企业", "报价", "降幅", "条款与界限", "按规则", "公布", "一致"],
        Language::En => {
            ["rank", "row", "firm", "price", "cut", "clause and limit", "by the rules", "published", "agree"]
        }
    };
    let rows: Vec<Vec<String>> = award.bids.iter().map(|bid| bid_row(language, case, bid, trace, tally)).collect();
    page.table(&header.map(str::to_owned), &rows)?;
    why(page, case, &award, trace)?;
    Ok(Some(award))
}

fn bid_row(language: Language, case: &Case<'_>, bid: &BidResult, trace: &Trace, tally: &mut Tally) -> Vec<String> {
    let row = case.row(&bid.bid);
    let published = row.and_then(|row| row.won());
    let selected = bid.outcome == Outcome::Selected;
    tally.replayed(&bid.bid, published, selected);
    let limits: Vec<String> = steps_of(trace, bid).filter_map(|step| limit(language, step)).collect();
    let price = row.and_then(|row| case.plan.price.of(row)).map(|price| price.get().to_string());
    let (won, agree) = match published {
        Some(true) => (pick(language, "中选", "won"), mark(selected)),
        Some(false) => (pick(language, "未中选", "lost"), mark(!selected)),
        None => (pick(language, "未公布", "not published"), "–"),
    };
    vec![
        bid.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        bid.bid.to_string(),
        case.firm(language, &bid.bid).to_owned(),
        price.unwrap_or_default(),
        bid.cut.as_ref().map_or("–".to_owned(), |cut| percent(language, cut)),
        limits.join("\n"),
        reason(language, bid.reason).to_owned(),
        won.to_owned(),
        agree.to_owned(),
    ]
}

/// The steps that decided about a bid.
fn steps_of<'t>(trace: &'t Trace, bid: &BidResult) -> impl Iterator<Item = &'t Step> {
    trace.steps().iter().filter(move |step| step.subject_id() == Some(&bid.bid))
}

/// A step as a formula with its clause: what was compared, and whether it held.
fn limit(language: Language, step: &Step) -> Option<String> {
    let fact = |name: &str| step.fact(name).map(ToString::to_string).unwrap_or_default();
    let share = |name: &str| match step.fact(name) {
        Some(Fact::Number(number)) => percent(language, number),
        _ => String::new(),
    };
    let holds = !matches!(step.outcome(), "rejected" | "not_shortlisted" | "above_ceiling" | "conditions_failed");
    let (at_most, at_least) = if holds { ("≤", "≥") } else { (">", "<") };
    let (price, bound) = (fact("price"), fact("limit"));
    let formula = match step.clause_name() {
        "shortlist" => {
            let (rank, places) = (fact("rank"), fact("places"));
            text!(language, "第 {rank} 名，名额 {places} 个", "rank {rank}, places {places}")
        }
        "spread" => {
            let (multiple, anchor) = (fact("multiple"), fact("anchor"));
            format!("{price} {at_most} {} × {anchor} = {bound}", trimmed(&multiple))
        }
        "cut" => format!("{} {at_least} {}", share("cut"), share("threshold")),
        "ceiling" | "low_price" | "limit_price" | "mean" => format!("{price} {at_most} {bound}"),
        "win" if step.outcome() == "conditions_met" => return None,
        "rank" | "win" | "company_cap" | "related" | "comparable" => step.text(language),
        _ => return None,
    };
    Some(format!("{} #{} {formula}", mark(holds), step.clause_name()))
}

/// One sentence per losing bid; and where the published result is another one, what follows from that.
fn why(page: &mut Page<'_>, case: &Case<'_>, award: &Award, trace: &Trace) -> Result<()> {
    let language = page.language;
    let mut fields = Fields::new(language);
    for bid in award.bids.iter().filter(|bid| bid.outcome != Outcome::Selected) {
        let sentences: Vec<String> = steps_of(trace, bid).map(|step| step.text(language)).collect();
        let firm = case.firm(language, &bid.bid);
        fields.add("为何落选", "why it loses", format!("{firm}: {}", sentences.join("; ")));
    }
    let differing = case.disagreeing(award);
    if !differing.is_empty() {
        let firms = list(language, differing.iter().map(|row| case.data.name(language, &row.company)));
        let listed = award.bids.len();
        let table = case.rulebook.sources("shortlist").map(|source| provenance(language, source.provenance()));
        let table = list(language, table);
        let sentence = match case.places_that_fit().first() {
            Some(fit) => text!(
                language,
                "{firms}：所列 {listed} 家中只给 {fit} 家名额，才得出公布的结果。\
                 可见另有未列出的报价占了名额，或者名额表（{table}）有误。",
                "{firms}: the published result comes out if only {fit} of these {listed} bids can have a place. \
                 So bids that are not listed took the other places, or the place table ({table}) is wrong."
            ),
            None => text!(
                language,
                "{firms}：给几个名额都得不出公布的结果，规则或数据有误。",
                "{firms}: no number of places gives the published result; the rules or the data are wrong."
            ),
        };
        fields.add("为何不一致", "why it differs", sentence);
    }
    if award.provisional {
        let note = pick(
            language,
            "本批还有全批过滤，要有全部品种的报价才能算，这里没有计入。",
            "The round also has a batch-wide filter; it needs the bids of every lot and is not applied here.",
        );
        fields.add("全批过滤", "filter", note);
    }
    page.fields(&fields)
}
