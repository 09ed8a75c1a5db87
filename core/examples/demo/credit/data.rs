//! Grades that provinces published, and what they were for.

use jicai::Id;
use jicai::credit::{Case, CaseStatus, Evidence, Fact, Fen, GradeQuestion, Kind, Matter, StatedAmount, Target};
use jicai::explain::Language;

use super::words::province;
use crate::data::Result;
use crate::words::pick;
use Evidence::{AuthorityRecord, Judgment};
use Found::{Band, SelectionLost, Share, Sum};

/// What the decision found. Bribes are in yuan, from the first to below the second.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// Bribes of a published sum: 88万余 is 880,000 to below 890,000.
    Sum(&'static str, &'static str),
    /// Bribes of a sum that is published for several firms together: at most all of it, at least what is assumed.
    Share(&'static str, &'static str),
    /// Bribes without a sum: the band of the clause stands in for it.
    Band(&'static str, Option<&'static str>),
    /// Selected, then refused to perform, or selection cancelled.
    SelectionLost,
}

/// The parameter that was read off the grades published for [`SelectionLost`].
pub(crate) const READ_OFF: &str = "credit/cn-2020#kinds.breach.selection_lost";

impl Found {
    /// The sum and what it is below.
    pub(crate) fn sum(self) -> Option<(&'static str, Option<&'static str>)> {
        match self {
            Sum(from, below) | Share(from, below) => Some((from, Some(below))),
            Band(from, below) => Some((from, below)),
            SelectionLost => None,
        }
    }

    /// Every published bribe is booked as one of a public institution, as none names another.
    fn fact(self) -> Result<Fact> {
        let Some((at_least, below)) = self.sum() else {
            return Ok(Fact { kind: Some(Kind::SelectionLost), ..Fact::new(Matter::Breach) });
        };
        let below = below.map(str::parse::<Fen>).transpose()?;
        Ok(Fact {
            target: Some(Target::PublicInstitution),
            amount: Some(StatedAmount::Between { at_least: at_least.parse()?, below }),
            ..Fact::new(Matter::Bribery)
        })
    }
}

/// Where a grade was published.
#[derive(PartialEq, Eq)]
pub(crate) struct Document {
    zh: &'static str,
    en: &'static str,
}

impl Document {
    pub(crate) fn name(&self, language: Language) -> &'static str {
        pick(language, self.zh, self.en)
    }
}

const LIST_1: &Document = &Document {
    zh: "国家医疗保障局医药价格和招标采购指导中心，评级结果第 1 号（2021-09-18）",
    en: "NHSA centre for prices and procurement, list no. 1 (2021-09-18)",
};
const LIST_2: &Document = &Document { zh: "第 2 号（2022-06-14）", en: "no. 2 (2022-06-14)" };
const LIST_3: &Document = &Document { zh: "第 3 号（2022-08-04）", en: "no. 3 (2022-08-04)" };
const LIST_10: &Document = &Document { zh: "第 10 号（截至 2024-06-30）", en: "no. 10 (as of 2024-06-30)" };
const GUIZHOU: &Document =
    &Document { zh: "贵州拟评等级（2023-05-06）", en: "proposed by Guizhou (2023-05-06)" };
const QINGHAI_1: &Document = &Document { zh: "青海拟评等级（2025-09-01）", en: "by Qinghai (2025-09-01)" };
const QINGHAI_2: &Document = &Document { zh: "（2025-10-29）", en: "(2025-10-29)" };

/// In the order in which they are named.
pub(crate) const DOCUMENTS: [&Document; 7] = [LIST_1, LIST_2, LIST_3, LIST_10, GUIZHOU, QINGHAI_1, QINGHAI_2];

/// A published grade.
pub(crate) struct Published {
    pub(crate) case: &'static str,
    /// The firm, or how many a notice grades alike.
    firm: &'static str,
    /// In Chinese.
    pub(crate) province: &'static str,
    evidence: Evidence,
    effective_on: &'static str,
    pub(crate) found: Found,
    pub(crate) graded_on: &'static str,
    /// The grade as the list prints it.
    pub(crate) label: &'static str,
    pub(crate) document: &'static Document,
}

const fn row(
    case: &'static str,
    (firm, province): (&'static str, &'static str),
    (evidence, effective_on): (Evidence, &'static str),
    found: Found,
    (graded_on, label): (&'static str, &'static str),
    document: &'static Document,
) -> Published {
    Published { case, firm, province, evidence, effective_on, found, graded_on, label, document }
}

const CANCELLED: (Evidence, &str) = (AuthorityRecord, "2024-06-30");
/// Of four firms together.
const ONE_JUDGMENT: (Evidence, &str) = (Judgment, "2023-05-06");
/// One day for all firms of a notice.
const COHORT: (Evidence, &str) = (Judgment, "2025-03-01");
const IN_2024: (&str, &str) = ("2024-06-30", "严重");
const IN_GUIZHOU: (&str, &str) = ("2023-05-06", "一般");
/// 46,400 yuan in all.
const SHARED: Found = Share("10000", "46400.01");

/// Those that come out alike stand together.
#[rustfmt::skip]
pub(crate) const PUBLISHED: [Published; 20] = [
    row("C01", ("哈尔滨誉衡制药有限公司", "浙江"), (Judgment, "2020-10-10"), Sum("880000", "890000"), ("2021-09-18", "严重"), LIST_1),
    row("C03", ("宜昌人福药业有限责任公司", "河南"), (Judgment, "2020-12-12"), Sum("570000", "580000"), ("2021-09-18", "严重"), LIST_1),
    row("C09", ("云南同丰医药有限公司", "云南"), (Judgment, "2022-02-24"), Sum("600000", "610000"), ("2022-06-30", "严重"), LIST_3),
    row("C10", ("宁夏闽宁医药有限公司", "宁夏"), (Judgment, "2022-03-31"), Sum("1140000", "1150000"), ("2022-06-30", "严重"), LIST_3),
    row("C06", ("四川倍聚康医疗器械有限公司", "四川"), (Judgment, "2021-04-30"), Sum("3250000", "3260000"), ("2022-03-31", "特别严重"), LIST_2),
    row("C07", ("四川省四丰药业有限公司", "四川"), (Judgment, "2021-10-26"), Sum("2300000", "2310000"), ("2022-03-31", "特别严重"), LIST_2),
    row("C02", ("华北制药股份有限公司", "山东"), (AuthorityRecord, "2021-08-20"), SelectionLost, ("2021-09-18", "严重"), LIST_1),
    row("C04", ("北京百奥药业有限责任公司", "河南"), (AuthorityRecord, "2021-09-18"), SelectionLost, ("2021-09-18", "严重"), LIST_1),
    row("C19", ("江苏康生药业有限公司", "江苏"), CANCELLED, SelectionLost, IN_2024, LIST_10),
    row("C20", ("山西振东道地药材开发有限公司", "山东"), CANCELLED, SelectionLost, IN_2024, LIST_10),
    row("C21", ("北京同仁堂(亳州)饮片有限责任公司", "山东"), CANCELLED, SelectionLost, IN_2024, LIST_10),
    row("C22", ("安徽冯了性中药材饮片有限公司", "山东"), CANCELLED, SelectionLost, IN_2024, LIST_10),
    row("C23", ("安国市普天和中药饮片有限公司", "山东"), CANCELLED, SelectionLost, IN_2024, LIST_10),
    row("C14", ("江西省明月贸易有限公司", "贵州"), ONE_JUDGMENT, SHARED, IN_GUIZHOU, GUIZHOU),
    row("C15", ("江西省娴和商贸有限公司", "贵州"), ONE_JUDGMENT, SHARED, IN_GUIZHOU, GUIZHOU),
    row("C16", ("南昌欣久生物科技有限公司", "贵州"), ONE_JUDGMENT, SHARED, IN_GUIZHOU, GUIZHOU),
    row("C17", ("江西山峦医疗器械设备有限公司", "贵州"), ONE_JUDGMENT, SHARED, IN_GUIZHOU, GUIZHOU),
    row("C24", ("17", "青海"), COHORT, Band("10000", Some("500000")), ("2025-09-01", "失信"), QINGHAI_1),
    row("C25", ("18", "青海"), COHORT, Band("10000", Some("500000")), ("2025-10-29", "失信"), QINGHAI_2),
    row("C27", ("5", "青海"), COHORT, Band("1000000", None), ("2025-10-29", "特别严重失信"), QINGHAI_2),
];

/// The clause that the notice names for C27.
pub(crate) const CITED: (&str, &str) = ("C27", "3.2");

impl Published {
    /// As published, or how many firms a notice grades alike.
    pub(crate) fn firm(&self, language: Language) -> String {
        match self.found {
            Band(..) => format!("{} {}", self.firm, pick(language, "家企业", "firms")),
            _ => self.firm.to_owned(),
        }
    }

    pub(crate) fn question(&self, language: Language) -> Result<GradeQuestion> {
        self.question_with(language, self.found.fact()?)
    }

    /// The same with the clause that the decision names instead of a sum.
    pub(crate) fn citing(&self, language: Language, clause: &str) -> Result<GradeQuestion> {
        let cited_clause = Some(clause.to_owned());
        self.question_with(language, Fact { cited_clause, ..Fact::new(Matter::Bribery) })
    }

    fn question_with(&self, language: Language, fact: Fact) -> Result<GradeQuestion> {
        Ok(GradeQuestion {
            firm: self.firm(language).parse::<Id>()?,
            province: province(language, self.province).parse()?,
            graded_on: self.graded_on.parse()?,
            cases: vec![Case {
                case_id: self.case.parse()?,
                evidence: self.evidence,
                effective_on: self.effective_on.parse()?,
                conduct_until: None,
                status: CaseStatus::InForce,
                facts: vec![fact],
            }],
        })
    }
}
