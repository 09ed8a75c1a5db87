//! A supplier that fails, who takes over, and how long a supplier is barred.

use jicai::execution::{self, Assignment, Figure, Positive, Replacement, Rulebook};
use jicai::explain::{Language, Trace};
use jicai::number::Rational;
use serde_json::{Value, json};

use super::checks::{Checks, Worth, total};
use super::data::{AS_OF, HOSPITALS, ask};
use super::words::{role, times};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

/// Invented: the price of the winner that fails.
const PRICE: &str = "1.00";

pub(crate) fn supply(page: &mut Page<'_>, checks: &mut Checks) -> Result<()> {
    let language = page.language;
    page.caption(&text!(
        language,
        "⑦ 示例：②中各院的供应企业 S 于 {AS_OF} 断供（虚构，中选价 {PRICE} 元）；备供先替补、按自身价，是第十批公布的做法（二手）",
        "⑦ Example: S, supplier in ②, fails on {AS_OF} (invented); batch 10, published (secondary): the backup first, at its own price"
    ))?;
    let replacement = replaced(checks)?;
    let assignments = replacement.assignments.as_deref().unwrap_or_default();
    let old = Rational::from(PRICE.parse::<Positive>()?);
    let (mut lines, mut extra) = (Vec::new(), Vec::new());
    for Assignment { supplier, role: taker, quantity, price } in assignments {
        let now = times(quantity.value(), &Rational::from(*price))?;
        let before = times(quantity.value(), &old)?;
        let more = [now, times(&before, &Rational::from(-1))?].into_iter().sum::<Rational>();
        let (role, more_yuan) = (role(language, *taker), Figure::exact(more.clone()));
        lines.push(text!(
            language,
            "{role} {supplier} 以 {price} 元供 {quantity}，多付 {more_yuan} 元",
            "{role} {supplier} takes {quantity} at {price} ({more_yuan} yuan more)"
        ));
        extra.push(more);
    }
    let (Some(left), Some(uncovered), Some(cost)) =
        (&replacement.remaining_quantity, &replacement.uncovered_quantity, &replacement.extra_cost)
    else {
        return Err("nothing is left".into());
    };
    let quantities = assignments.iter().map(|taken| &taken.quantity);
    let covered = checks.identity(total(quantities.chain([uncovered])) == *left.value());
    let paid = checks.identity(extra.iter().sum::<Rational>() == *cost.value());
    let institutions = replacement.institutions.as_deref().unwrap_or_default().iter();
    let each: Vec<String> = institutions.map(|rest| format!("{} {}", rest.institution, rest.remaining)).collect();
    let each = each.join(pick(language, "、", ", "));
    let mut fields = Fields::new(language);
    fields.add(
        "剩余约定量",
        "left",
        text!(
            language,
            "{each}，共 {left} = 替补 + 无人替补 {uncovered} {covered}",
            "{each}: {left} in all = taken over + {uncovered} that nobody takes {covered}; price of S {PRICE}"
        ),
    );
    let lines = lines.join(pick(language, "；", "; "));
    fields.add(
        "替补",
        "replaced by",
        text!(
            language,
            "{lines}；共 {cost} 元 {paid}（备供之后的次序、价格是推导）",
            "{lines}; {cost} yuan more in all {paid}; what comes after the backup is derived"
        ),
    );
    bars(&mut fields, language, checks)?;
    page.fields(&fields)
}

fn replaced(checks: &mut Checks) -> Result<Replacement> {
    let volumes = HOSPITALS.iter().map(|hospital| {
        let (agreed, purchased) = (hospital.agreed.to_string(), hospital.purchased.to_string());
        json!({ "institution": hospital.id, "agreed": agreed, "purchased": purchased })
    });
    let question = json!({
        "supplier": "S", "defaulted_on": AS_OF, "defaulter_price": PRICE, "volumes": volumes.collect::<Vec<_>>(),
        "candidates": [
            { "supplier": "W", "role": "other_winner", "own_price": "1.10" },
            { "supplier": "B", "role": "backup_winner", "own_price": "1.50", "available_quantity": "15000" },
        ],
    });
    let mut trace = Trace::new();
    let rulebook = Rulebook::builtin("execution/cn-batch-10")?;
    let replacement = execution::replace_supplier_with(&rulebook, &ask(question)?, &mut trace)?;
    checks.rests_on(&trace);
    Ok(replacement)
}

/// Published: first and last day. The months were read off them.
struct Bar {
    zh: &'static str,
    en: &'static str,
    from: &'static str,
    months: u32,
    until: &'static str,
}

const BARS: [Bar; 3] = [
    Bar {
        zh: "格列美脲片（第二批）",
        en: "glimepiride (batch 2)",
        from: "2022-01-29",
        months: 18,
        until: "2023-07-28",
    },
    Bar {
        zh: "盐酸溴己新注射液（第七批）",
        en: "bromhexine (batch 7)",
        from: "2024-08-21",
        months: 6,
        until: "2025-02-20",
    },
    Bar { zh: "同一公告", en: "the same", from: "2024-08-21", months: 12, until: "2025-08-20" },
];

/// The announcements of the joint procurement office.
fn bars(fields: &mut Fields, language: Language, checks: &mut Checks) -> Result<()> {
    let mut lines = Vec::new();
    for bar in &BARS {
        let term: Value = json!({ "from": bar.from, "months": bar.months });
        let question = json!({ "supplier": "a", "defaulted_on": bar.from, "bar": term });
        let answer = execution::replace_supplier(Rulebook::unset()?, &ask(question)?)?.bar.ok_or("no bar")?;
        let mark = checks.published(answer.until.to_string() == bar.until, Worth::ReadOff);
        let (name, from, months) = (pick(language, bar.zh, bar.en), bar.from, bar.months);
        let until = answer.until;
        lines.push(text!(
            language,
            "{name}自 {from} 起 {months} 个月至 {until} {mark}",
            "{name}, {from}, {months} months: to {until} {mark}"
        ));
    }
    let lines = lines.join(pick(language, "；", "; "));
    fields.add(
        "公布的限制期",
        "published bars",
        text!(language, "国家组织药品联合采购办公室公告：{lines}", "joint procurement office: {lines}"),
    );
    Ok(())
}
