//! Where a rulebook is open, and where the patient pays less for a dearer product.

use super::output::{BelowReference, Cliff, Drop, LintGap, LintRatio, RulebookLint};
use super::parameters::{Band, ClassMatch, EntryOf, Floor, OneStandardStatus, SelfPayEffect};
use super::question::{LintQuestion, ListClass};
use super::rulebook::Rulebook;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::{Rate, Rational};

/// Most places to look at: every band of every year for every category.
const MAX_PLACES: usize = 100_000;

/// A stretch of prices, in multiples of the reference, that one entry decides.
struct Region<'r> {
    code: &'r str,
    /// Where it ends; the last has no end.
    up_to: Option<Rational>,
    pays: Pays,
}

#[derive(Clone)]
enum Pays {
    /// So many references.
    References(Rational),
    /// So many times the price.
    Times(Rational),
    Uncapped,
    Gap,
}

/// The figures just beside an edge.
struct Beside {
    standard: Option<Rational>,
    excess: Rational,
    patient: Option<Rational>,
}

/// Source: the interface of the payment rules.
pub(super) fn lint_rulebook(
    rulebook: &Rulebook,
    question: &LintQuestion,
    _sink: &mut dyn Sink,
) -> Result<RulebookLint, Error> {
    if question.list_class == Some(ListClass::OutOfList) {
        let message = "list_class must be `a` or `b`, got `out_of_list`";
        return Err(Error::invalid_input("/input/list_class", message));
    }
    if question.reimbursement_rate.is_some() && question.list_class.is_none() {
        let message = "the field `list_class` is missing: a reimbursement rate needs it";
        return Err(Error::invalid_input("/input/list_class", message));
    }
    let mut lint = RulebookLint {
        unset: unset(rulebook),
        gaps: Vec::new(),
        below_reference: Vec::new(),
        cliffs: Vec::new(),
        monotone: true,
    };
    let Some(bands) = rulebook.bands.peek() else {
        return Ok(lint);
    };
    let categories: Vec<Option<&str>> = match rulebook.categories.peek() {
        Some(words) => words.0.iter().map(|word| Some(word.as_str())).collect(),
        None => vec![None],
    };
    let years = bands.iter().map(|band| band.years.len()).max().unwrap_or(1);
    let places = categories.len().saturating_mul(years).saturating_mul(bands.len());
    if places > MAX_PLACES {
        let message = format!("categories times years times bands is at most {MAX_PLACES}, got `{places}`");
        return Err(Error::limit_exceeded("/rulebook/parameters/bands", message));
    }
    let years = u32::try_from(years).unwrap_or(u32::MAX);
    for category in categories {
        for year in 1..=years {
            let regions = regions(rulebook, bands, category, year);
            look(rulebook, question, &regions, (category, year), &mut lint)?;
        }
    }
    lint.monotone = lint.cliffs.is_empty();
    Ok(lint)
}

fn unset(rulebook: &Rulebook) -> Vec<String> {
    let statuses = rulebook.one_standard_for.peek();
    let covers_not_passed = statuses.is_some_and(|list| list.0.contains(&OneStandardStatus::NotPassed));
    [
        ("winner_standard", rulebook.winner_standard.is_set()),
        ("outside_winner", rulebook.outside_winner.is_set()),
        ("reference", rulebook.reference.is_set()),
        ("one_standard_for", rulebook.one_standard_for.is_set()),
        ("not_passed", rulebook.not_passed.is_set() || covers_not_passed),
        ("bands", rulebook.bands.is_set()),
        ("year_index", rulebook.year_index.is_set()),
    ]
    .into_iter()
    .filter(|(_, is_set)| !is_set)
    .map(|(name, _)| name.to_owned())
    .collect()
}

/// `within`, then the bands of the category that reach above the reference.
fn regions<'r>(rulebook: &Rulebook, bands: &'r [Band], category: Option<&str>, year: u32) -> Vec<Region<'r>> {
    let exact = |units: i128| Rational::fraction(units, 10_000).unwrap_or(Rational::ONE);
    let has_floor = rulebook.floor.peek() == Some(&Floor::Reference);
    let mut regions =
        vec![Region { code: "within", up_to: Some(Rational::ONE), pays: Pays::References(Rational::ONE) }];
    for band in bands.iter().filter(|band| band.applies_to(category)) {
        let up_to = band.up_to.map(|up_to| exact(up_to.0));
        let reaches = up_to.as_ref().is_none_or(|up_to| *up_to > Rational::ONE);
        let (true, Some(entry)) = (reaches, band.entry(year)) else {
            continue;
        };
        let factor = exact(entry.factor.0);
        let pays = match entry.of {
            EntryOf::Reference if has_floor && factor < Rational::ONE => Pays::References(Rational::ONE),
            EntryOf::Reference => Pays::References(factor),
            EntryOf::Base | EntryOf::Price => Pays::Times(factor),
            EntryOf::None => Pays::Uncapped,
            EntryOf::Gap => Pays::Gap,
        };
        regions.push(Region { code: &band.code, up_to, pays });
    }
    regions
}

fn look(
    rulebook: &Rulebook,
    question: &LintQuestion,
    regions: &[Region<'_>],
    (category, year): (Option<&str>, u32),
    lint: &mut RulebookLint,
) -> Result<(), Error> {
    let has_floor = rulebook.floor.peek() == Some(&Floor::Reference);
    let owned = || category.map(str::to_owned);
    for pair in regions.windows(2) {
        let [below, above] = pair else {
            continue;
        };
        let Some(edge) = &below.up_to else {
            continue;
        };
        if matches!(above.pays, Pays::Gap) {
            lint.gaps.push(LintGap { category: owned(), year, band: above.code.to_owned() });
        }
        if let Some(standard) = ceiling(&above.pays, edge, has_floor)
            && standard < Rational::ONE
        {
            let standard = LintRatio::new(&standard);
            lint.below_reference.push(BelowReference {
                category: owned(),
                year,
                band: above.code.to_owned(),
                standard,
            });
        }
        if matches!(below.pays, Pays::Gap) || matches!(above.pays, Pays::Gap) {
            continue;
        }
        let (low, high) =
            (beside(rulebook, question, below, edge, has_floor)?, beside(rulebook, question, above, edge, has_floor)?);
        let drops = drops(&low, &high);
        if drops.is_empty() {
            continue;
        }
        let ratio = |value: &Option<Rational>| value.as_ref().map(LintRatio::new);
        lint.cliffs.push(Cliff {
            category: owned(),
            year,
            edge: LintRatio::new(edge),
            band_below: below.code.to_owned(),
            band_above: above.code.to_owned(),
            standard_below: ratio(&low.standard),
            standard_above: ratio(&high.standard),
            excess_below: LintRatio::new(&low.excess),
            excess_above: LintRatio::new(&high.excess),
            patient_below: ratio(&low.patient),
            patient_above: ratio(&high.patient),
            drops,
        });
    }
    Ok(())
}

/// The ceiling at price `x`, in references; `None` without one.
fn ceiling(pays: &Pays, x: &Rational, has_floor: bool) -> Option<Rational> {
    let value = match pays {
        Pays::References(value) => value.clone(),
        Pays::Times(factor) => factor * x,
        Pays::Uncapped | Pays::Gap => return None,
    };
    Some(if has_floor && value < Rational::ONE { Rational::ONE } else { value })
}

fn beside(
    rulebook: &Rulebook,
    question: &LintQuestion,
    region: &Region<'_>,
    x: &Rational,
    has_floor: bool,
) -> Result<Beside, Error> {
    let standard = ceiling(&region.pays, x, has_floor);
    let inside = match &standard {
        Some(standard) if standard < x => standard.clone(),
        _ => x.clone(),
    };
    let excess = x - &inside;
    let patient = match (question.reimbursement_rate, question.list_class) {
        (Some(rate), Some(class)) => {
            let self_pay = exact(self_pay(rulebook, question, class, region.code)?);
            let first = &self_pay * &inside;
            let unpaid = &Rational::ONE - &exact(rate);
            Some(&(&excess + &first) + &(&unpaid * &(&inside - &first)))
        }
        _ => None,
    };
    Ok(Beside { standard, excess, patient })
}

fn exact(rate: Rate) -> Rational {
    Rational::fraction(rate.units().into(), 10_000).unwrap_or(Rational::ZERO)
}

/// Rule 17 for an ordinary person and a product that is not essential.
fn self_pay(rulebook: &Rulebook, question: &LintQuestion, class: ListClass, band: &str) -> Result<Rate, Error> {
    let rules = rulebook.first_self_pay.peek().map_or(&[][..], Vec::as_slice);
    let matching = rules.iter().find(|rule| {
        let of_class = match rule.list_class {
            ClassMatch::Any => true,
            ClassMatch::A => class == ListClass::A,
            ClassMatch::B => class == ListClass::B,
        };
        of_class && rule.bands.iter().any(|code| code == band) && rule.essential != Some(true)
    });
    let own = || match (question.own_rate, class) {
        (Some(rate), _) => Ok(rate),
        (None, ListClass::B) => {
            let message = "the field `own_rate` is missing: a product of class B has one";
            Err(Error::invalid_input("/input/own_rate", message))
        }
        (None, _) => Ok(Rate::ZERO),
    };
    match matching.map(|rule| rule.effect) {
        Some(SelfPayEffect::Set(rate)) => Ok(rate),
        Some(SelfPayEffect::Add(points)) => Ok(own()?.plus_at_most_one(points)),
        None => own(),
    }
}

/// What falls from just below the edge to just above it.
fn drops(below: &Beside, above: &Beside) -> Vec<Drop> {
    let mut drops = Vec::new();
    // No ceiling is as high as can be.
    let standard_falls = match (&below.standard, &above.standard) {
        (Some(below), Some(above)) => above < below,
        (None, Some(_)) => true,
        (_, None) => false,
    };
    if standard_falls {
        drops.push(Drop::Standard);
    }
    if above.excess < below.excess {
        drops.push(Drop::Excess);
    }
    if let (Some(below), Some(above)) = (&below.patient, &above.patient)
        && above < below
    {
        drops.push(Drop::Patient);
    }
    drops
}
