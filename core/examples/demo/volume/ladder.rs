//! One hospital under the ladder of the Guangdong-led alliance, and a published row of another ladder.

use jicai::explain::{Language, Trace};
use jicai::number::Rational;
use jicai::volume::{
    self, AllocationInstitution, AllocationQuestion, AllocationWinner, Choice, Figure, PartNumber, ProductAllocation,
    Route, Rulebook,
};

use super::checks::Checks;
use super::data;
use super::published;
use super::words::{less, percent, rests_on};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

/// Invented: a winner and its price; the one without a price was revived.
const WINNERS: [(&str, Option<&str>); 4] = [("A", Some("1.00")), ("B", Some("1.20")), ("C", Some("1.50")), ("R", None)];
/// Invented: 100 for each of them, and for X, which lost.
const REPORTS: [(&str, &str); 5] = [("A", "100"), ("B", "100"), ("C", "100"), ("R", "100"), ("X", "100")];
/// Invented: what the hospital chose of its half of the pool.
const CHOICES: [(&str, &str); 2] = [("B", "40"), ("R", "60")];
/// The part of the pool that is open to choice.
const CHOICE_PART: u32 = 2;

fn question() -> Result<AllocationQuestion> {
    let mut winners = Vec::new();
    for (product, price) in WINNERS {
        winners.push(AllocationWinner {
            price: price.map(str::parse).transpose()?,
            route: price.is_none().then_some(Route::Revived),
            ..AllocationWinner::new(product.parse()?)
        });
    }
    let part = PartNumber::new(CHOICE_PART).ok_or("parts are counted from 1")?;
    let mut choices = Vec::new();
    for (product, quantity) in CHOICES {
        choices.push(Choice { part, product: product.parse()?, quantity: quantity.parse()? });
    }
    let hospital = AllocationInstitution {
        brand_reports: Some(data::reports(&REPORTS)?),
        choices: Some(choices),
        ..AllocationInstitution::new("H1".parse()?)
    };
    Ok(data::allocation(winners, vec![hospital]))
}

pub(crate) fn ladder(page: &mut Page<'_>, checks: &mut Checks) -> Result<()> {
    let language = page.language;
    let rulebook = Rulebook::builtin("volume/gd-alliance-2022")?;
    let mut trace = Trace::explaining();
    let allocation = volume::allocate_with(&rulebook, &question()?, &mut trace)?;
    let hospital = allocation.institutions.first().ok_or("no hospital")?;
    let pool = hospital.pool.as_ref().ok_or("no pool")?;
    page.caption(pick(
        language,
        "② 广东联盟 2022，一家医院：价低者自留多，释放的进待分配量，一半归该院报过量的最低价，一半由医院选",
        "② Guangdong-led alliance 2022, one hospital: the cheaper keep more; what they release is a pool,\n  \
         half to the cheapest winner reported there, half as the hospital chooses",
    ))?;
    let header = match language {
        Language::Zh => ["产品", "价格", "报量", "自留比例", "自留", "释放", "最低价的一半", "医院选的一半", "约定"],
        Language::En => {
            ["product", "price", "reported", "own share", "own", "released", "to the cheapest", "by choice", "agreed"]
        }
    };
    let mut rows = Vec::new();
    for (product, price) in WINNERS {
        let known = hospital.allocations.iter().find(|known| known.product.as_str() == product);
        rows.push(row(language, price, known.ok_or("a winner without an answer")?)?);
    }
    let dash = || "–".to_owned();
    let lost = pick(language, "X 未中选", "X, lost").to_owned();
    rows.push(vec![
        lost,
        dash(),
        "100".to_owned(),
        dash(),
        dash(),
        pool.from_unselected.to_string(),
        dash(),
        dash(),
        dash(),
    ]);
    page.dense_table(&header.map(str::to_owned), &rows)?;
    let mut fields = Fields::new(language);
    for step in trace.steps().iter().filter(|step| step.clause_name() == "pool") {
        fields.add("待分配量", "pool", format!("{} #pool", step.text(language)));
    }
    let (sum, left) = (checks.identity(hospital)?, &pool.undistributed);
    fields.add(
        "报量去向",
        "adds up",
        text!(
            language,
            "{sum}（未分配 {left}：医院没有选满）",
            "{sum} (undistributed {left}: the hospital chose less than its half)"
        ),
    );
    fields.add("依据", "rests on", rests_on(language, &trace));
    published::clips(&mut fields, language, checks)?;
    fields.add(
        "来源",
        "sources",
        pick(
            language,
            "广东联盟采购文件（2022 年 5 月）据行业媒体；福建牵头联盟结扎夹约定采购量通知。未公布的：广东谁可以被选（本例全部中选产品），福建释放的怎样再分（只算到自留）。",
            "tender of the Guangdong-led alliance, May 2022, as reported in the trade press; agreed-volume notice of the Fujian-led clip alliance. \
             Not published: who may be chosen (any winner here), how Fujian shares what is released.",
        ),
    );
    page.fields(&fields)
}

fn row(language: Language, price: Option<&str>, known: &ProductAllocation) -> Result<Vec<String>> {
    let product = known.product.as_str();
    let chosen = CHOICES.iter().find(|(choice, _)| *choice == product).map_or("0", |(_, quantity)| *quantity);
    let by_choice = Figure::from(Rational::from(chosen.parse::<volume::NonNegative>()?));
    let to_cheapest = less(&known.redistributed, &by_choice)?;
    let or_dash = |figure: Option<String>| figure.unwrap_or_else(|| "–".to_owned());
    Ok(vec![
        product.to_owned(),
        price.unwrap_or(pick(language, "复活", "revived")).to_owned(),
        known.reported.to_string(),
        or_dash(known.own_share.as_ref().map(|share| percent(language, share)).transpose()?),
        known.own.to_string(),
        or_dash(known.released.as_ref().map(ToString::to_string)),
        to_cheapest.to_string(),
        chosen.to_owned(),
        known.agreed.to_string(),
    ])
}
