//! What one hospital keeps of its surplus, at the scores that were published and at one below.

use jicai::explain::{Language, Trace};
use jicai::number::Rational;
use jicai::rulebook::{Provenance, Source};
use jicai::volume::{self, Figure, Retention, Rulebook, UnitShare};

use super::checks::Checks;
use super::surplus::{AGREED, BASE, INSURED, NON_WINNERS, PAY_RATIO, PRICE_BEFORE, WINNING_PRICE, question};
use super::words::{percent, rests_on, unverified};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, provenance, text};

/// A score with the ratio that was published for it.
const SCORES: [(&str, Option<&str>); 4] = [("80", Some("0.5")), ("85", Some("0.5")), ("65", Some("0.4")), ("59", None)];

/// A score with the answer and what it rests on.
struct Answer {
    score: &'static str,
    published: Option<&'static str>,
    retention: Retention,
    trace: Trace,
}

impl Answer {
    /// How well the ratio of the score is established.
    fn ratio_provenance(&self) -> Provenance {
        let is_band = |source: &&Source| source.parameter().ends_with("#bands");
        self.trace.rests_on().find(is_band).map_or(Provenance::Official, Source::provenance)
    }
}

fn answers(rulebook: &Rulebook) -> Result<Vec<Answer>> {
    let answer = |(score, published): (&'static str, Option<&'static str>)| {
        let mut trace = Trace::explaining();
        let retention = volume::retention_with(rulebook, &question(score)?, &mut trace)?;
        Ok(Answer { score, published, retention, trace })
    };
    SCORES.into_iter().map(answer).collect()
}

pub(crate) fn retention(page: &mut Page<'_>, checks: &mut Checks) -> Result<()> {
    let language = page.language;
    let rulebook = Rulebook::builtin("volume/retention-sichuan-2022")?;
    let answers = answers(&rulebook)?;
    page.caption(pick(
        language,
        "③ 四川 2022：一家医院的结余留用，按考核得分（数量、价格虚构）",
        "③ Sichuan 2022: what one hospital keeps of its surplus, by the score of its assessment (quantities and prices invented)",
    ))?;
    let header = match language {
        Language::Zh => ["得分", "预算", "支出", "结余", "等次", "比例", "留用", "比例的依据", "公布的比例"],
        Language::En => {
            ["score", "budget", "expense", "surplus", "grade", "ratio", "kept", "the ratio is", "published ratio"]
        }
    };
    let rows = answers.iter().map(|answer| row(language, answer, checks)).collect::<Result<Vec<_>>>()?;
    page.dense_table(&header.map(str::to_owned), &rows)?;
    notes(page, &answers)
}

fn row(language: Language, answer: &Answer, checks: &mut Checks) -> Result<Vec<String>> {
    let retention = &answer.retention;
    let drug = retention.drugs.first().ok_or("no drug")?;
    let (Some(budget), Some(expense), Some(ratio)) = (&drug.budget, &drug.expense, &retention.ratio) else {
        return Err("the general formula has a budget and an expense".into());
    };
    let published = match answer.published {
        Some(published) => {
            let mark = checks.published(ratio, published);
            let share = Figure::from(Rational::from(published.parse::<UnitShare>()?));
            format!("{} {mark}", percent(language, &share)?)
        }
        None => pick(language, "未公布", "none").to_owned(),
    };
    Ok(vec![
        answer.score.to_owned(),
        budget.to_string(),
        expense.to_string(),
        drug.base.to_string(),
        grade(language, retention.grade.as_deref().unwrap_or_default()).to_owned(),
        percent(language, ratio)?,
        drug.retention.to_string(),
        provenance(language, answer.ratio_provenance()).to_owned(),
        published,
    ])
}

/// The rulebook names its bands in English.
fn grade(language: Language, name: &str) -> &str {
    match (language, name) {
        (Language::Zh, "excellent") => "优秀",
        (Language::Zh, "pass") => "合格",
        (Language::Zh, "fail") => "不合格",
        _ => name,
    }
}

fn notes(page: &mut Page<'_>, answers: &[Answer]) -> Result<()> {
    let language = page.language;
    let first = answers.first().ok_or("no score")?;
    let last = answers.last().ok_or("no score")?;
    let mut fields = Fields::new(language);
    fields.add(
        "怎样算",
        "how",
        text!(
            language,
            "预算 = 基数 {BASE} × 原价 {PRICE_BEFORE} × 支付比例 {PAY_RATIO} × 参保人用量 {INSURED}；\
         支出 =（约定 {AGREED} × {WINNING_PRICE} + 非中选 {NON_WINNERS}）× {PAY_RATIO} × {INSURED}。单位：元",
            "budget = base {BASE} × old price {PRICE_BEFORE} × pay ratio {PAY_RATIO} × insured {INSURED}; \
         expense = (agreed {AGREED} × {WINNING_PRICE} + non-winners {NON_WINNERS}) × {PAY_RATIO} × {INSURED}. In yuan"
        ),
    );
    let marginal = first.retention.drugs.first().and_then(|drug| drug.marginal_per_base_unit.as_ref());
    let (score, marginal) = (first.score, marginal.ok_or("the general formula has it")?);
    fields.add("多报一单位", "one unit more", text!(
        language,
        "{score} 分时，基数每多报一单位，留用多 {marginal} 元：多报有利，所以报量要审核。",
        "at {score} points each further unit of the base brings {marginal} yuan: over-reporting pays, which is why reports are checked."
    ));
    fields.add("依据", "rests on", rests_on(language, &first.trace));
    let (score, band) = (last.score, unverified(language, &last.trace));
    let refusal = last.trace.require_verified().err().ok_or("the band below 60 is taken for verified")?;
    let code = refusal.code();
    fields.add(
        &format!("{score} 分"),
        &format!("{score} points"),
        text!(
            language,
            "“不留”只是假设（{band}）：60 分以下留多少，没有文本可以证实。要求只用已核实的参数（require_verified），答案即被拒绝：{code}",
            "that nothing is kept is an assumption ({band}): no text confirms the ratio below 60. Asked for verified parameters only \
             (require_verified), the answer is refused: {code}"
        ),
    );
    fields.add(
        "来源",
        "sources",
        pick(
            language,
            "川医保发〔2022〕2号；宜宾第九批考核结果（80、85、65 分的比例）；结余的算法据各省转述的医保发〔2020〕26号",
            "川医保发〔2022〕2号; results of Yibin for batch 9 (ratios at 80, 85, 65); the formula from provincial summaries of 医保发〔2020〕26号",
        ),
    );
    page.fields(&fields)
}
