//! A printed representative is rounded. Where its price before that explains what is published, the ends of the interval are computed.

use jicai::explain::Language;
use jicai::number::Price;

use crate::check::{Check, same};
use crate::data::Result;
use crate::numbers::trimmed;
use crate::page::Page;
use crate::words::{pick, specification, text};

/// All lines of one representative, computed from prices at and beside both ends of the interval that is said to explain them.
pub(crate) fn explain(page: &mut Page<'_>, group: &[Check<'_>]) -> Result<()> {
    let language = page.language;
    let Some((from, below)) = group.iter().find_map(|check| check.line.unrounded) else { return Ok(()) };
    let Some(first) = group.first() else { return Ok(()) };
    page.caption(&text!(
        language,
        "取整前的代表品价若在 {from} 元（含）至 {below} 元（不含）之间，各行即与公布价一致。逐端试算：",
        "If the representative was from {from} to below {below} yuan before rounding, every line agrees. At both ends:"
    ))?;
    let printed = &first.line.representative_price;
    let mut header = vec![
        pick(language, "代表品取整前", "before rounding").to_owned(),
        text!(language, "取整后（公布 {printed}）", "rounded ({printed} published)"),
    ];
    for check in group {
        let (target, published) = (specification(language, &check.line.question.target, false), &check.line.published);
        header.push(text!(language, "{target}（公布 {published}）", "{target} ({published} published)"));
    }
    header.push(pick(language, "全部一致", "all agree").to_owned());
    let mut rows = Vec::new();
    for (price, inside) in [(before(from)?, false), (from, true), (before(below)?, true), (below, false)] {
        rows.push(row(language, group, first, price, inside)?);
    }
    page.table(&header, &rows)
}

fn row(
    language: Language,
    group: &[Check<'_>],
    first: &Check<'_>,
    price: Price,
    inside: bool,
) -> Result<Vec<String>> {
    let where_it_is = if inside { pick(language, "区间内", "inside") } else { pick(language, "区间外", "outside") };
    let representative = first.rounded_representative(price)?;
    let mut all = same(&representative, first.line.question.price);
    let mut row = vec![format!("{} {where_it_is}", trimmed(&price.to_string())), representative.to_string()];
    for check in group {
        let computed = check.from_price(price)?;
        let agrees = same(&computed, check.line.published_price);
        all &= agrees;
        row.push(format!("{computed} {}", if agrees { "✓" } else { "✗" }));
    }
    row.push(if all { "✓" } else { "✗" }.to_owned());
    Ok(row)
}

/// The price one ten-thousandth of a yuan below.
fn before(price: Price) -> Result<Price> {
    let step: Price = "0.0001".parse()?;
    let lower = price.get().checked_sub(step.get()).ok_or("an interval begins above zero")?;
    Ok(Price::new(lower)?)
}
