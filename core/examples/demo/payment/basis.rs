//! What the standards rest on, where that is not an official document.

use jicai::explain::Language;
use jicai::rulebook::Provenance;

use super::data::Place;
use super::words::parameter;
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{list, pick, provenance, text, title};

pub(crate) fn rests_on(page: &mut Page<'_>, places: &[Place]) -> Result<()> {
    let language = page.language;
    page.caption(pick(
        language,
        "以上答案的依据：不是出自官方文件的参数",
        "What the answers rest on: parameters that are not official",
    ))?;
    let mut fields = Fields::new(language);
    for place in places {
        let title = title(language, place.rulebook.document());
        let id = place.rulebook.id();
        fields.add(
            place.name(Language::Zh),
            place.name(Language::En),
            text!(language, "《{title}》（{id}）", "{title} ({id})"),
        );
        for (kind, citation, parameters) in origins(place) {
            let kind = provenance(language, kind);
            let names = list(language, parameters.iter().map(|(name, parts)| parameter(language, name, parts)));
            fields.add_below(text!(language, "· {kind}：{names}；{citation}", "· {kind}: {names}; {citation}"));
        }
    }
    fields.add(
        "账单",
        "the bill",
        pick(
            language,
            "先限价后比例出自二手来源；金额四舍五入、余数摊分、部分退费的办法是本库的约定。全国没有统一条文，请与当地接口核对。",
            "the ceiling before the rate is from a secondary source; half-up amounts, sharing of remainders and partial refunds are \
             conventions of this library. No national text settles them: compare with the local interface.",
        ),
    );
    page.fields(&fields)
}

/// Parameters of one origin, each with its parts: `bands` with `bands.high.1`.
type Origin<'p> = (Provenance, &'p str, Vec<(&'p str, Vec<&'p str>)>);

fn origins(place: &Place) -> Vec<Origin<'_>> {
    let mut origins: Vec<Origin<'_>> = Vec::new();
    for source in place.trace.rests_on() {
        let (kind, citation) = (source.provenance(), source.citation());
        let part = source.parameter().split_once('#').map_or("", |(_, part)| part);
        let name = part.split('.').next().unwrap_or_default();
        match origins.iter_mut().find(|known| (known.0, known.1) == (kind, citation)) {
            None => origins.push((kind, citation, vec![(name, vec![part])])),
            Some((.., parameters)) => match parameters.iter_mut().find(|(known, _)| *known == name) {
                Some((_, parts)) => parts.push(part),
                None => parameters.push((name, vec![part])),
            },
        }
    }
    for (_, parts) in origins.iter_mut().flat_map(|(.., parameters)| parameters) {
        parts.sort_unstable();
    }
    origins
}
