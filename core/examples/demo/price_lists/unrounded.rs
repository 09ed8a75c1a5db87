//! A printed representative is rounded. Where its price before that explains what is published, the ends of the interval are computed.

use jicai::explain::Language;
use jicai::number::Price;

use super::check::{Check, same};
use super::words::Specification;
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{mark, pick, text, trimmed};

/// Where a price lies beside the interval.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Inside,
    Outside,
}

/// All lines of one representative, computed from prices at and beside both ends of the interval that is said to explain them.
pub(crate) fn explain(page: &mut Page<'_>, group: &[Check<'_>]) -> Result<()> {
    let language = page.language;
    let Some((from, below)) = group.iter().find_map(|check| check.line.unrounded) else { return Ok(()) };
    let Some(first) = group.first() else { return Ok(()) };
    let (lowest, end) = (plain(from), plain(below));
    page.caption(&text!(
        language,
        "取整前的代表品价若在 {lowest} 元（含）至 {end} 元（不含）之间，各行即与公布价一致。逐端试算：",
        "If the representative was from {lowest} to below {end} yuan before rounding, every line agrees. At both ends:"
    ))?;
    let mut notes = Fields::new(language);
    let printed = &first.line.representative_price;
    let mut header = vec![
        pick(language, "代表品取整前", "before rounding").to_owned(),
        text!(language, "取整后（公布 {printed}）", "rounded ({printed} published)"),
    ];
    for check in group {
        let target = Specification::new(language, &check.line.question.target).pack;
        let published = &check.line.published;
        header.push(text!(language, "{target}（公布 {published}）", "{target} ({published} published)"));
    }
    header.push(pick(language, "全部一致", "all agree").to_owned());
    let ends = [
        (before(from)?, Place::Outside),
        (from, Place::Inside),
        (before(below)?, Place::Inside),
        (below, Place::Outside),
    ];
    let mut rows = Vec::new();
    for (price, place) in ends {
        let (row, all_agree) = row(language, group, first, price, place)?;
        rows.push(row);
        if all_agree && place == Place::Outside {
            let price = plain(price);
            notes.add("端点", "end", text!(
                language,
                "{price} 元处仍与公布价一致：记载的区间略窄，真正的界限还在其外",
                "at {price} yuan all still agree: the recorded interval is a little narrow, the true bound lies outside it"
            ));
        }
    }
    page.dense_table(&header, &rows)?;
    page.fields(&notes)
}

/// A price without zeros at its end.
pub(crate) fn plain(price: Price) -> String {
    trimmed(&price.to_string()).to_owned()
}

fn row(
    language: Language,
    group: &[Check<'_>],
    first: &Check<'_>,
    price: Price,
    place: Place,
) -> Result<(Vec<String>, bool)> {
    let place = match place {
        Place::Inside => pick(language, "区间内", "inside"),
        Place::Outside => pick(language, "区间外", "outside"),
    };
    let representative = first.rounded_representative(price)?;
    let mut all = same(&representative, first.line.question.price);
    let mut row = vec![format!("{price} {place}"), format!("{representative} {}", mark(all))];
    for check in group {
        let computed = check.with_representative_at(price)?;
        let agrees = same(&computed, check.line.published_price);
        all &= agrees;
        row.push(format!("{computed} {}", mark(agrees)));
    }
    row.push(mark(all).to_owned());
    Ok((row, all))
}

/// The price one ten-thousandth of a yuan below.
fn before(price: Price) -> Result<Price> {
    let step: Price = "0.0001".parse()?;
    let lower = price.get().checked_sub(step.get()).ok_or("an interval begins above zero")?;
    Ok(Price::new(lower)?)
}
