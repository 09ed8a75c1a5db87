//! Whether a graded firm may list, bid for or deliver a product: an invented example.

use jicai::Id;
use jicai::credit::{self, Action, GradeRecord, Role, SupplierQuestion, SupplierStatus};
use jicai::explain::{Language, Step, Trace};

use super::check::Versions;
use super::words::{origin, province, status};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

/// Who is graded: in which role, province and grade, for which products, from the first day of 2026.
struct Graded {
    zh: &'static str,
    en: &'static str,
    role: Role,
    province: &'static str,
    grade: &'static str,
    products: Option<&'static str>,
}

const DISTRIBUTOR: Graded = Graded {
    zh: "配送企业",
    en: "distributor",
    role: Role::Distributor,
    province: "浙江",
    grade: "dishonest",
    products: None,
};
const MANUFACTURER: Graded = Graded {
    zh: "生产企业",
    en: "manufacturer",
    role: Role::Manufacturer,
    province: "云南",
    grade: "especially_severely_dishonest",
    products: Some("b"),
};

/// Firm, province, product.
const QUESTIONS: [(&Graded, &str, &str); 6] = [
    (&DISTRIBUTOR, "浙江", "a"),
    (&DISTRIBUTOR, "江苏", "a"),
    (&MANUFACTURER, "云南", "b"),
    (&MANUFACTURER, "云南", "a"),
    (&MANUFACTURER, "江苏", "b"),
    (&MANUFACTURER, "江苏", "a"),
];
/// The day that is asked about.
const ON: &str = "2026-12-31";

pub(crate) fn gate(page: &mut Page<'_>, versions: &Versions) -> Result<()> {
    let language = page.language;
    page.caption(&text!(
        language,
        "{ON} 可否挂网、投标、配送（示例，虚构）：自 2026-01-01 起，配送企业在浙江评为“失信”，\n  生产企业因产品 b 在云南评为“特别严重失信”",
        "May they list, bid, deliver on {ON} (example, invented)? From 2026-01-01 a distributor is graded dishonest in Zhejiang,\n  \
         and a manufacturer especially severely dishonest in Yunnan for its product b"
    ))?;
    let header = match language {
        Language::Zh => ["企业", "省份", "产品", "挂网", "投标", "配送", "理由"],
        Language::En => ["firm", "province", "product", "listing", "bidding", "delivery", "why"],
    };
    let mut reasons: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for (graded, place, product) in QUESTIONS {
        let question = graded.question(language, place, product)?;
        let mut trace = Trace::explaining();
        let answer = credit::supplier_status_with(Some(&versions.of_2025), &question, &mut trace)?;
        let mut row = vec![pick(language, graded.zh, graded.en).to_owned()];
        row.extend([province(language, place), product].map(str::to_owned));
        row.extend(Action::ALL.iter().map(|action| cell(language, &answer, &trace, *action)));
        row.push(number(&mut reasons, sentence(language, &answer, &trace)));
        rows.push(row);
    }
    page.dense_table(&header.map(str::to_owned), &rows)?;
    let mut fields = Fields::new(language);
    for (number, reason) in NUMBERS.iter().zip(reasons) {
        fields.add(number, number, reason);
    }
    fields.add(
        "注意",
        "note",
        pick(
            language,
            "每行只列最严的第一项理由。“不受限”只表示信用评价规则不作限制。生产企业各项措施的期限没有公布，按清零为止计。",
            "One reason a row, the first of the strictest. Allowed says only that no credit rule stands in the way. How long the measures of \
             a manufacturer last is not published: they count until the grade is cleared.",
        ),
    );
    fields.add(
        "来源",
        "sources",
        pick(
            language,
            "医保办发〔2025〕10号；评级结果第 16 号（2026-02-12）附注：涉案产品全国暂停；配送企业的年限据新闻摘要，全国暂停投标据新华社（二手）",
            "医保办发〔2025〕10号; note of list no. 16 (2026-02-12): involved products in all provinces; years of distributors from press digests, \
             bidding in all provinces from Xinhua (secondary)",
        ),
    );
    page.fields(&fields)
}

const NUMBERS: [&str; 5] = ["①", "②", "③", "④", "⑤"];

/// The number of a sentence that is printed below, each once.
fn number(reasons: &mut Vec<String>, sentence: Option<String>) -> String {
    let Some(sentence) = sentence else { return "–".to_owned() };
    let position = reasons.iter().position(|known| *known == sentence).unwrap_or_else(|| {
        reasons.push(sentence);
        reasons.len().saturating_sub(1)
    });
    NUMBERS.get(position).map_or_else(String::new, |number| (*number).to_owned())
}

impl Graded {
    fn question(&self, language: Language, place: &'static str, product: &str) -> Result<SupplierQuestion> {
        let record_id: Id = if self.products.is_some() { "R2" } else { "R1" }.parse()?;
        let products = self.products.map(str::parse::<Id>).transpose()?;
        let record = GradeRecord {
            products: Some(products.into_iter().collect()),
            ..GradeRecord::new(
                record_id,
                province(language, self.province).parse()?,
                self.grade.parse()?,
                "2026-01-01".parse()?,
            )
        };
        Ok(SupplierQuestion {
            firm: pick(language, self.zh, self.en).parse()?,
            role: self.role,
            product: product.parse()?,
            province: province(language, place).parse()?,
            on: ON.parse()?,
            records: vec![record],
            tender: credit::Tender::Provincial,
            commitment: credit::Commitment::Submitted,
            bars: Vec::new(),
        })
    }
}

/// The step behind the first reason that is as strict as the action's status.
fn deciding<'t>(answer: &SupplierStatus, trace: &'t Trace, action: Action) -> Option<&'t Step> {
    let status = answer.gate(action).reasons.iter().map(|reason| reason.status).max()?;
    let is_of = |step: &Step, name: &str, word: &str| step.fact(name).is_some_and(|fact| fact.to_string() == word);
    trace.steps().iter().find(|step| is_of(step, "action", action.as_str()) && step.outcome() == status.as_str())
}

fn cell(language: Language, answer: &SupplierStatus, trace: &Trace, action: Action) -> String {
    let word = status(language, answer.gate(action).status);
    let step = deciding(answer, trace, action);
    match step.and_then(|step| step.fact("provenance")) {
        Some(provenance) => {
            let provenance = origin(language, &provenance.to_string());
            text!(language, "{word}（{provenance}）", "{word} ({provenance})")
        }
        None => word,
    }
}

/// Of the strictest action.
fn sentence(language: Language, answer: &SupplierStatus, trace: &Trace) -> Option<String> {
    let strictest = Action::ALL.iter().map(|action| answer.gate(*action).status).max()?;
    let action = Action::ALL.iter().find(|action| answer.gate(**action).status == strictest)?;
    let step = deciding(answer, trace, *action)?;
    Some(step.text(language))
}
