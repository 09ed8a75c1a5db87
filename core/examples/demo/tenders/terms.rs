//! What winning brings, and what all of it rests on.

use jicai::award::{Award, TermsPart};
use jicai::explain::{Language, Trace};
use jicai::rulebook::Provenance;

use super::case::{Case, count, places, regions};
use super::summary::Tally;
use super::words::{no_answer, parameter};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{list, pick, provenance, text};

/// Places, share, term and regions that the lot leads to; then what the whole result rests on, clause by clause.
pub(crate) fn consequences(
    page: &mut Page<'_>,
    case: &Case<'_>,
    award: Option<&Award>,
    trace: &mut Trace,
    tally: &mut Tally,
) -> Result<()> {
    let language = page.language;
    let mut fields = Fields::new(language);
    fields.add("名额", "places", published_places(case, language, tally));
    share_term_regions(case, language, award, trace, &mut fields);
    fields.add("结论依据", "it rests on", rests_on(language, trace));
    page.fields(&fields)?;
    citations(page, case, trace)
}

/// What the published numbers of bidders and winners say about the places.
fn published_places(case: &Case<'_>, language: Language, tally: &mut Tally) -> String {
    let Some(winners) = case.winners() else { return String::new() };
    let note = case.plan.bidders_note.as_ref().map(|note| format!(" ({})", note.get(language))).unwrap_or_default();
    let Some(n) = case.bidders() else {
        let enough = |n: &u32| places(&case.rulebook, *n).is_ok_and(|k| k.is_some_and(|k| k >= winners.get()));
        return match (1..=100).find(enough) {
            Some(n) => text!(
                language,
                "公布中选 {winners} 家：按名额表，申报至少有 {n} 家",
                "{winners} winners published: by the place table, at least {n} firms bid"
            ),
            None => String::new(),
        };
    };
    match places(&case.rulebook, n) {
        Ok(Some(k)) => {
            let mark = tally.counted(winners.get() <= k);
            text!(
                language,
                "公布 N = {n} 家{note}，按规则名额 K = {k}，公布中选 {winners} 家 {mark}",
                "published N = {n}{note}; by the rules K = {k} places; {winners} winners published {mark}"
            )
        }
        Ok(None) => text!(language, "规则不限名额", "the rules do not limit the places"),
        Err(error) => no_answer(language, &case.rulebook, &error),
    }
}

fn share_term_regions(
    case: &Case<'_>,
    language: Language,
    award: Option<&Award>,
    trace: &mut Trace,
    fields: &mut Fields,
) {
    let computed = award.and_then(|award| usize::try_from(award.winners).ok()).and_then(count);
    let Some(winners) = case.winners().or(computed) else { return };
    fields.add(
        "中选带来",
        "it brings",
        match case.winners() {
            Some(_) => text!(
                language,
                "按公布的中选 {winners} 家、普通品种计：",
                "with the {winners} winners published, volume class ordinary:"
            ),
            None => text!(
                language,
                "中选家数未公布，按重演的 {winners} 家、普通品种计：",
                "with {winners} winners as in the replay (the number is not published), volume class ordinary:"
            ),
        },
    );
    for part in [TermsPart::Share, TermsPart::Term] {
        let known = trace.steps().len();
        let line = match case.terms(part, trace) {
            Ok(()) => {
                let new = trace.steps().iter().skip(known).find(|step| matches!(step.clause_name(), "share" | "term"));
                new.map(|step| step.text(language)).unwrap_or_default()
            }
            Err(error) => no_answer(language, &case.rulebook, &error),
        };
        fields.add_below(format!("· {line}"));
    }
    let line = match regions(&case.rulebook, winners, trace) {
        Ok(counts) => {
            let (all, counts) = (counts.iter().sum::<u32>(), list(language, counts.iter().map(ToString::to_string)));
            text!(language, "{all} 个地区，按顺位各得 {counts} 个", "{all} regions, by rank: {counts}")
        }
        Err(error) => no_answer(language, &case.rulebook, &error),
    };
    fields.add_below(format!("· {line}"));
}

/// How many parameters of which quality the answer used, and which of them nobody has verified.
fn rests_on(language: Language, trace: &Trace) -> String {
    let kinds = [Provenance::Secondary, Provenance::Derived, Provenance::Unverified];
    let of_kind = |kind: Provenance| trace.rests_on().filter(move |source| source.provenance() == kind);
    let counted = kinds.into_iter().filter(|kind| of_kind(*kind).count() > 0).map(|kind| {
        let (n, kind) = (of_kind(kind).count(), provenance(language, kind));
        text!(language, "{kind} {n} 项", "{n} {kind}")
    });
    let counted = list(language, counted);
    let unverified = of_kind(Provenance::Unverified).map(|source| parameter(language, name_of(source.parameter())));
    match list(language, unverified).as_str() {
        "" => counted,
        unverified => text!(language, "{counted}；未核实的是{unverified}", "{counted}; unverified: {unverified}"),
    }
}

/// Each clause once, with the parameters behind it, grouped by where they are from.
fn citations(page: &mut Page<'_>, case: &Case<'_>, trace: &Trace) -> Result<()> {
    let language = page.language;
    let used: Vec<&str> = trace.rests_on().map(|source| source.parameter()).collect();
    let mut shown: Vec<&str> = Vec::new();
    let mut groups: Vec<(Provenance, &str, Vec<String>)> = Vec::new();
    for clause in trace.steps().iter().map(|step| step.clause_name()) {
        for source in case.rulebook.sources(clause) {
            let name = source.parameter();
            if !used.contains(&name) || shown.contains(&name) {
                continue;
            }
            shown.push(name);
            let line = format!("#{clause} {}", parameter(language, name_of(name)));
            let group =
                groups.iter_mut().find(|(p, citation, _)| (*p, *citation) == (source.provenance(), source.citation()));
            match group {
                Some((_, _, lines)) => lines.push(line),
                None => groups.push((source.provenance(), source.citation(), vec![line])),
            }
        }
    }
    if groups.is_empty() {
        return Ok(());
    }
    page.caption(pick(language, "条款出处", "Where the clauses are from"))?;
    let header = match language {
        Language::Zh => ["条款与参数", "可靠程度", "出处"],
        Language::En => ["clause and parameter", "provenance", "citation"],
    };
    let row = |(kind, citation, lines): &(Provenance, &str, Vec<String>)| {
        vec![lines.join("\n"), provenance(language, *kind).to_owned(), (*citation).to_owned()]
    };
    page.table(&header.map(str::to_owned), &groups.iter().map(row).collect::<Vec<_>>())
}

fn name_of(parameter: &str) -> &str {
    parameter.split_once('#').map_or(parameter, |(_, name)| name)
}
