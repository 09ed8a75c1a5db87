//! Why two cases come out as they do, in the sentences of the library.

use jicai::credit::{Case, CaseStatus, Evidence, Fact, GradeQuestion, Matter, StatedAmount, Target};
use jicai::explain::Language;

use super::check::{Check, Side, Versions};
use super::words::province;
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

/// Invented: the sum of the case, and the largest single bribe of it.
const SUM: &str = "150000";
const LARGEST: &str = "50000";

pub(crate) fn explained(page: &mut Page<'_>, versions: &Versions, checks: &[Check]) -> Result<()> {
    let language = page.language;
    let check = checks.first().ok_or("no case")?;
    let case = check.row.case;
    page.caption(&text!(
        language,
        "为什么，以及何时只有区间：{case} 公布为 88 万余元；示例是虚构的，总额 {SUM} 元，最大单笔 {LARGEST} 元",
        "Why, and when there is an interval only: {case}, published as 88万余 (880,000 yuan and more);\n  \
         and an invented example of {SUM} yuan in all, the largest single bribe {LARGEST}"
    ))?;
    let mut fields = Fields::new(language);
    say(&mut fields, language, (case, case), check.grading_side());
    let invented = Side::new(&versions.of_2020, &invented(language)?)?;
    say(&mut fields, language, ("示例（虚构）", "example"), &invented);
    page.fields(&fields)
}

fn say(fields: &mut Fields, language: Language, (zh, en): (&str, &str), side: &Side) {
    for (position, step) in side.trace.steps().iter().enumerate() {
        let sentence = format!("{} #{}", step.text(language), step.clause_name());
        match position {
            0 => fields.add(zh, en, sentence),
            _ => fields.add_below(sentence),
        }
    }
}

fn invented(language: Language) -> Result<GradeQuestion> {
    let fact = Fact {
        target: Some(Target::PublicInstitution),
        amount: Some(StatedAmount::Exact(SUM.parse()?)),
        largest_single: Some(StatedAmount::Exact(LARGEST.parse()?)),
        ..Fact::new(Matter::Bribery)
    };
    Ok(GradeQuestion {
        firm: pick(language, "示例企业", "the invented firm").parse()?,
        province: province(language, "浙江").parse()?,
        graded_on: "2024-06-30".parse()?,
        cases: vec![Case {
            case_id: pick(language, "示例", "example").parse()?,
            evidence: Evidence::Judgment,
            effective_on: "2024-03-01".parse()?,
            conduct_until: None,
            status: CaseStatus::InForce,
            facts: vec![fact],
        }],
    })
}
