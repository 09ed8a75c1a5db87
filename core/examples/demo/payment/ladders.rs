//! Each product under the rules of each place, year by year.

use jicai::error::{Code, Error};
use jicai::explain::{Language, Trace};
use jicai::payment::{self, Bound, PathStep, Status};

use super::data::{Drug, Place, YEARS};
use super::words::{gap, percent};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

/// A year of a place: what is paid, or what the document does not say.
enum Year {
    Known(Box<PathStep>),
    /// Only this year is open.
    Open(u32, Error),
    /// No year is known.
    AllOpen(Error),
}

pub(crate) fn ladders(page: &mut Page<'_>, places: &mut [Place]) -> Result<()> {
    let language = page.language;
    for (number, drug) in ["①", "②", "③", "④"].into_iter().zip(&Drug::ALL) {
        page.caption(&format!("{number} {}", drug.description(language)?))?;
        let ladders = places.iter_mut().map(|place| ladder(place, drug)).collect::<Result<Vec<_>>>()?;
        let mut header = vec![pick(language, "年", "year").to_owned()];
        for place in places.iter() {
            let name = place.name(language);
            header.push(text!(language, "{name}\n支付标准", "{name}\nstandard"));
            header.push(text!(language, "{name}\n超标准", "{name}\nabove"));
            header.push(text!(language, "{name}\n先行自付", "{name}\nself-pay"));
        }
        let mut rows: Vec<Vec<String>> = (1..=YEARS).map(|year| vec![year.to_string()]).collect();
        for ladder in &ladders {
            for (row, year) in rows.iter_mut().zip(ladder) {
                row.extend(cells(language, year));
            }
        }
        page.dense_table(&header, &rows)?;
        gaps(page, places, &ladders)?;
        if drug.status == Status::Originator {
            reasons(page, places, drug)?;
        }
    }
    Ok(())
}

fn ladder(place: &mut Place, drug: &Drug) -> Result<Vec<Year>> {
    let path = match payment::path_with(&place.rulebook, &drug.years()?, &mut place.trace) {
        Ok(path) => path,
        Err(gap) if gap.code() == Code::RuleGap => {
            return Ok((1..=YEARS).map(|_| Year::AllOpen(gap.clone())).collect());
        }
        Err(error) => return Err(error.into()),
    };
    let mut years = Vec::new();
    for step in path.steps {
        years.push(if step.gap {
            // In a path an open year is a step; asked alone, the rulebook says what is open.
            match payment::standard(&place.rulebook, &drug.year(step.year)?) {
                Err(gap) => Year::Open(step.year, gap),
                Ok(_) => return Err(format!("year {} is open in the path and known alone", step.year).into()),
            }
        } else {
            Year::Known(Box::new(step))
        });
    }
    Ok(years)
}

/// Standard, what is above it, first self-pay.
fn cells(language: Language, year: &Year) -> [String; 3] {
    let dash = || "–".to_owned();
    let Year::Known(step) = year else {
        return [pick(language, "规则空白", "gap").to_owned(), dash(), dash()];
    };
    let limit = if step.bound == Some(Bound::AtMost) { "≤ " } else { "" };
    [
        match step.ceiling {
            Some(ceiling) => format!("{limit}{ceiling}"),
            None => pick(language, "不设标准", "none set").to_owned(),
        },
        step.above_standard.map_or_else(dash, |above| above.to_string()),
        step.first_self_pay_rate.map_or_else(dash, |rate| percent(language, rate)),
    ]
}

/// The documents that leave a year open.
fn gaps(page: &mut Page<'_>, places: &[Place], ladders: &[Vec<Year>]) -> Result<()> {
    let language = page.language;
    let mut lines: Vec<String> = Vec::new();
    for (place, ladder) in places.iter().zip(ladders) {
        for year in ladder {
            let line = match year {
                Year::Known(_) => continue,
                Year::Open(year, error) => gap(language, &place.rulebook, Some(*year), error),
                Year::AllOpen(error) => gap(language, &place.rulebook, None, error),
            };
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    let mut fields = Fields::new(language);
    for (position, line) in lines.into_iter().enumerate() {
        match position {
            0 => fields.add("规则空白", "gap", line),
            _ => fields.add_below(line),
        }
    }
    page.fields(&fields)
}

/// Why the first year is what it is.
fn reasons(page: &mut Page<'_>, places: &[Place], drug: &Drug) -> Result<()> {
    let language = page.language;
    let mut fields = Fields::new(language);
    for place in places {
        let mut trace = Trace::explaining();
        payment::standard_with(&place.rulebook, &drug.year(1)?, &mut trace)?;
        let steps = trace.steps().iter().map(|step| format!("{} #{}", step.text(language), step.clause_name()));
        let (name, steps) = (place.name(language), steps.collect::<Vec<_>>().join(pick(language, "；", "; ")));
        fields.add("为什么", "why", text!(language, "{name}，第 1 年：{steps}", "{name}, year 1: {steps}"));
    }
    page.fields(&fields)
}
