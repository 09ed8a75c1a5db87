//! Rules 32 to 37: what the hospital keeps of the surplus (结余留用).

use serde::{Deserialize, Serialize};

use super::assessment::{self, Assessment, RatioOf};
use super::notes;
use super::number::{Figure, NonNegative, Positive, ScoreOf100, UnitShare};
use super::parameters::StatedRounding;
use super::rounding;
use super::rulebook::{Rulebook, either, is_on, need_either, refuse_given};
use super::validate::{self, missing, refused};
use super::vocabulary::{DrugStatus, RetentionFormula, ScoreLevel, UnfinishedScope};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;

fn yes() -> bool {
    true
}

/// What `volume.retention` is asked.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, RetentionQuestion, Rulebook};
///
/// // No built-in rulebook lets a hospital keep more than half: a ratio above that is refused at its field.
/// let question: RetentionQuestion = serde_json::from_str(
///     r#"{ "institution": "H1", "ratio": "0.51", "drugs": [ { "drug": "D1", "price_before": "5.00", "purchased_quantity": "8000",
///          "winners": [ { "product": "W", "agreed_quantity": "8000", "price": "1.50" } ], "pay_ratio_contract": "0.60", "insured_share": "0.90" } ] }"#,
/// )?;
/// let error = volume::retention(&*Rulebook::builtin("volume/retention-shiquan")?, &question).unwrap_err();
/// assert_eq!(error.path(), "/input/ratio");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RetentionQuestion {
    /// The institution.
    pub institution: Id,
    /// How it was assessed.
    #[serde(default)]
    pub assessment: Assessment,
    /// The ratio kept, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio: Option<UnitShare>,
    /// Whom an unfinished drug bars, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unfinished_scope: Option<UnfinishedScope>,
    /// Whether money for evaluated non-winners is spending, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count_evaluated_non_winners: Option<bool>,
    /// Whether drugs renewed after a full cycle are left out, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclude_repeat_cycle: Option<bool>,
    /// Whether a score on the edge of a band belongs to it, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edges_inclusive: Option<bool>,
    /// How retentions are rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<StatedRounding>,
    /// The drugs, at least one.
    pub drugs: Vec<RetentionDrug>,
}

/// A drug of the contract year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RetentionDrug {
    /// The drug, unique in the list.
    pub drug: Id,
    /// The winners, at least one.
    pub winners: Vec<AgreedWinner>,
    /// What was bought of all winners.
    pub purchased_quantity: NonNegative,
    /// Price before the tender.
    pub price_before: Positive,
    /// Share that the fund pays in the contract year.
    pub pay_ratio_contract: UnitShare,
    /// Share of use by the insured.
    pub insured_share: UnitShare,
    /// General formula: the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_quantity: Option<NonNegative>,
    /// General formula: share that the fund paid before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_ratio_before: Option<UnitShare>,
    /// General formula: money for non-winners without evaluated ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub non_winner_amount: Option<NonNegative>,
    /// General formula: money for evaluated non-winners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evaluated_non_winner_amount: Option<NonNegative>,
    /// Whether it is in the insurance catalogue.
    #[serde(default = "yes")]
    pub in_catalogue: bool,
    /// Whether it was renewed after a full cycle.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeat_cycle: bool,
    /// Scores by drug: its score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<ScoreOf100>,
    /// Scores by drug: its ratio, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio: Option<UnitShare>,
}

/// A winner with its agreed volume.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgreedWinner {
    /// The product, unique in the list.
    pub product: Id,
    /// What is agreed.
    pub agreed_quantity: NonNegative,
    /// The winning price.
    pub price: Positive,
}

/// What the hospital keeps.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Bought beyond what was agreed (20 000 of 8000) does not add to the surplus.
/// let kept = volume::retention(&*Rulebook::builtin("volume/retention-cn-2020")?, &serde_json::from_str(
///     r#"{ "institution": "H1", "ratio": "0.40", "drugs": [ { "drug": "D1", "base_quantity": "10000", "price_before": "5.00",
///          "winners": [ { "product": "W", "agreed_quantity": "8000", "price": "1.50" } ], "purchased_quantity": "20000",
///          "non_winner_amount": "4000", "pay_ratio_before": "0.60", "pay_ratio_contract": "0.60", "insured_share": "0.90" } ] }"#,
/// )?)?;
/// assert_eq!((kept.base_total.to_string().as_str(), kept.retention_total.to_string().as_str()), ("18360", "7344"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Retention {
    /// The institution.
    pub institution: Id,
    /// Whether it qualified.
    pub qualified: bool,
    /// Its score.
    pub score: Option<Figure>,
    /// Its grade.
    pub grade: Option<String>,
    /// Its ratio; null where ratios belong to drugs.
    pub ratio: Option<Figure>,
    /// The base of the counted drugs.
    pub base_total: Figure,
    /// What is kept in all.
    pub retention_total: Figure,
    /// The drugs, by id.
    pub drugs: Vec<DrugRetention>,
}

/// What the hospital keeps for a drug.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, DrugStatus, Rulebook};
///
/// // More was spent on non-winners than the budget holds: no surplus, and nothing to pay back.
/// let kept = volume::retention(&*Rulebook::builtin("volume/retention-cn-2020")?, &serde_json::from_str(
///     r#"{ "institution": "H1", "ratio": "0.50", "drugs": [ { "drug": "D1", "base_quantity": "10000", "price_before": "5.00",
///          "winners": [ { "product": "W", "agreed_quantity": "8000", "price": "1.50" } ], "purchased_quantity": "8000",
///          "non_winner_amount": "60000", "pay_ratio_before": "0.60", "pay_ratio_contract": "0.60", "insured_share": "0.90" } ] }"#,
/// )?)?;
/// assert_eq!((kept.drugs[0].base.to_string().as_str(), kept.drugs[0].status), ("-11880", DrugStatus::NoSurplus));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrugRetention {
    /// The drug.
    pub drug: Id,
    /// What the fund would have paid; null under the short form.
    pub budget: Option<Figure>,
    /// What it paid; null under the short form.
    pub expense: Option<Figure>,
    /// The surplus.
    pub base: Figure,
    /// Whether the agreed volume was bought.
    pub finished: bool,
    /// Whether it counts.
    pub status: DrugStatus,
    /// Its grade, or that of the institution.
    pub grade: Option<String>,
    /// Its ratio, or that of the institution.
    pub ratio: Figure,
    /// What is kept.
    pub retention: Figure,
    /// What one more unit of reported base would add; null under the short form.
    pub marginal_per_base_unit: Option<Figure>,
}

/// What a drug brings before it is looked at beside the others.
struct Surplus<'q> {
    drug: &'q RetentionDrug,
    budget: Option<Rational>,
    expense: Option<Rational>,
    base: Rational,
    finished: bool,
    status: DrugStatus,
}

/// By the formula of the rulebook.
pub(super) fn retention(
    rulebook: &Rulebook,
    question: &RetentionQuestion,
    sink: &mut dyn Sink,
) -> Result<Retention, Error> {
    shape(question)?;
    let rounding = validate::rounding(question.rounding)?;
    let formula = *rulebook.retention_formula.need(sink)?;
    check(rulebook, formula, question)?;
    let score = question.assessment.score();
    let mut drugs: Vec<&RetentionDrug> = question.drugs.iter().collect();
    drugs.order_by(|a, b| a.drug.cmp(&b.drug));
    let counts_evaluated = counts_evaluated(rulebook, question, sink)?;
    let mut surpluses = drugs
        .into_iter()
        .map(|drug| surplus(rulebook, question, formula, (drug, counts_evaluated), sink))
        .collect::<Result<Vec<_>, Error>>()?;
    bar(rulebook, question, &mut surpluses, sink)?;
    let ratios = assessment::ratios(rulebook, question, score.as_ref(), sink)?;
    let exact: Vec<Rational> = surpluses
        .iter()
        .map(|surplus| match surplus.status {
            DrugStatus::Counted => &surplus.base * &ratios.of(&surplus.drug.drug).ratio,
            _ => Rational::ZERO,
        })
        .collect();
    let kept = rounding::round(exact, rounding);
    let base_total: Rational = surpluses
        .iter()
        .filter(|surplus| surplus.status == DrugStatus::Counted)
        .map(|surplus| surplus.base.clone())
        .sum();
    let retention_total: Rational = kept.iter().sum();
    let drugs: Vec<DrugRetention> = surpluses
        .into_iter()
        .zip(kept)
        .map(|(surplus, kept)| {
            let drug = drug_retention(formula, surplus, &ratios, kept);
            notes::retention(rulebook, formula, &drug, sink);
            drug
        })
        .collect();
    let own = match &ratios {
        RatioOf::Institution(graded) => Some(graded),
        RatioOf::Drugs(_) => None,
    };
    Ok(Retention {
        institution: question.institution.clone(),
        qualified: question.assessment.qualified,
        score: score.map(Figure::from),
        grade: own.and_then(|graded| graded.grade.clone()),
        ratio: own.map(|graded| Figure::from(&graded.ratio)),
        base_total: base_total.into(),
        retention_total: retention_total.into(),
        drugs,
    })
}

fn drug_retention(formula: RetentionFormula, surplus: Surplus<'_>, ratios: &RatioOf, kept: Rational) -> DrugRetention {
    let drug = surplus.drug;
    let graded = ratios.of(&drug.drug);
    let marginal = (formula == RetentionFormula::General).then(|| match (surplus.status, drug.pay_ratio_before) {
        (DrugStatus::Counted, Some(before)) => marginal(drug, before, &graded.ratio),
        _ => Rational::ZERO,
    });
    DrugRetention {
        drug: drug.drug.clone(),
        budget: surplus.budget.map(Figure::from),
        expense: surplus.expense.map(Figure::from),
        base: surplus.base.into(),
        finished: surplus.finished,
        status: surplus.status,
        grade: graded.grade.clone(),
        ratio: Figure::from(&graded.ratio),
        retention: kept.into(),
        marginal_per_base_unit: marginal.map(Figure::from),
    }
}

/// Rule 37: over-reporting pays, which is why reports are checked.
fn marginal(drug: &RetentionDrug, before: UnitShare, ratio: &Rational) -> Rational {
    let paid = &Rational::from(drug.price_before) * &Rational::from(before);
    &(&paid * &Rational::from(drug.insured_share)) * ratio
}

fn shape(question: &RetentionQuestion) -> Result<(), Error> {
    question.assessment.shape()?;
    validate::keys("/input/drugs", "drug", question.drugs.iter().map(|drug| &drug.drug))?;
    validate::not_empty("/input/drugs", &question.drugs)?;
    for (i, drug) in question.drugs.iter().enumerate() {
        let path = format!("/input/drugs/{i}/winners");
        validate::keys(&path, "product", drug.winners.iter().map(|winner| &winner.product))?;
        validate::not_empty(&path, &drug.winners)?;
    }
    Ok(())
}

fn check(rulebook: &Rulebook, formula: RetentionFormula, question: &RetentionQuestion) -> Result<(), Error> {
    assessment::check(rulebook, question)?;
    refuse_given(&rulebook.unfinished_scope, question.unfinished_scope.is_some(), "/input/unfinished_scope")?;
    let given = question.count_evaluated_non_winners.is_some();
    refuse_given(&rulebook.count_evaluated_non_winners, given, "/input/count_evaluated_non_winners")?;
    let given = question.exclude_repeat_cycle.is_some();
    refuse_given(&rulebook.exclude_repeat_cycle, given, "/input/exclude_repeat_cycle")?;
    for (i, drug) in question.drugs.iter().enumerate() {
        let at = |field: &str| format!("/input/drugs/{i}/{field}");
        let fields = [
            ("base_quantity", drug.base_quantity.is_some(), true),
            ("pay_ratio_before", drug.pay_ratio_before.is_some(), true),
            ("non_winner_amount", drug.non_winner_amount.is_some(), false),
            ("evaluated_non_winner_amount", drug.evaluated_non_winner_amount.is_some(), false),
        ];
        for (field, given, required) in fields {
            match (formula, given) {
                (RetentionFormula::Simple, true) => return Err(refused(at(field), "under the formula `simple`")),
                (RetentionFormula::General, false) if required => return Err(missing(at(field))),
                _ => {}
            }
        }
    }
    Ok(())
}

/// Whether money for evaluated non-winners is spending; asked only where some was spent.
fn counts_evaluated(rulebook: &Rulebook, question: &RetentionQuestion, sink: &mut dyn Sink) -> Result<bool, Error> {
    let any =
        question.drugs.iter().any(|drug| drug.evaluated_non_winner_amount.is_some_and(|amount| !amount.is_zero()));
    if !any {
        return Ok(false);
    }
    need_either(&rulebook.count_evaluated_non_winners, question.count_evaluated_non_winners.as_ref(), sink)
}

/// Rules 32 to 34 for one drug.
fn surplus<'q>(
    rulebook: &Rulebook,
    question: &RetentionQuestion,
    formula: RetentionFormula,
    (drug, counts_evaluated): (&'q RetentionDrug, bool),
    sink: &mut dyn Sink,
) -> Result<Surplus<'q>, Error> {
    let agreed: Rational = drug.winners.iter().map(|winner| Rational::from(winner.agreed_quantity)).sum();
    let finished = Rational::from(drug.purchased_quantity) >= agreed;
    let (budget, expense, base) = match formula {
        RetentionFormula::General => general(drug, counts_evaluated),
        RetentionFormula::Simple => (None, None, simple(drug)),
    };
    let status = status(rulebook, question, drug, (&base, finished), sink)?;
    Ok(Surplus { drug, budget, expense, base, finished, status })
}

/// Rule 32: budget less expense; units bought beyond the agreed volume are not counted.
///
/// Source: clause `#general`, 医保发〔2020〕26号.
fn general(drug: &RetentionDrug, counts_evaluated: bool) -> (Option<Rational>, Option<Rational>, Rational) {
    let insured = Rational::from(drug.insured_share);
    let base = drug.base_quantity.map_or(Rational::ZERO, Rational::from);
    let before = drug.pay_ratio_before.map_or(Rational::ZERO, Rational::from);
    let budget = &(&(&base * &Rational::from(drug.price_before)) * &before) * &insured;
    let winners: Rational =
        drug.winners.iter().map(|winner| &Rational::from(winner.agreed_quantity) * &Rational::from(winner.price)).sum();
    let others = drug.non_winner_amount.map_or(Rational::ZERO, Rational::from);
    let evaluated = match drug.evaluated_non_winner_amount {
        Some(amount) if counts_evaluated => Rational::from(amount),
        _ => Rational::ZERO,
    };
    let spent = &(&winners + &others) + &evaluated;
    let expense = &(&spent * &Rational::from(drug.pay_ratio_contract)) * &insured;
    let surplus = &budget - &expense;
    (Some(budget), Some(expense), surplus)
}

/// Rule 33: the short form.
///
/// Source: clause `#simple`, Shiquan county.
fn simple(drug: &RetentionDrug) -> Rational {
    let before = Rational::from(drug.price_before);
    let saved: Rational = drug
        .winners
        .iter()
        .map(|winner| &Rational::from(winner.agreed_quantity) * &(&before - &Rational::from(winner.price)))
        .sum();
    &(&saved * &Rational::from(drug.insured_share)) * &Rational::from(drug.pay_ratio_contract)
}

/// Rule 34: the first that applies.
fn status(
    rulebook: &Rulebook,
    question: &RetentionQuestion,
    drug: &RetentionDrug,
    (base, finished): (&Rational, bool),
    sink: &mut dyn Sink,
) -> Result<DrugStatus, Error> {
    if is_on(&rulebook.catalogue_only, sink) && !drug.in_catalogue {
        return Ok(DrugStatus::NotInCatalogue);
    }
    let excludes = &rulebook.exclude_repeat_cycle;
    if drug.repeat_cycle && need_either(excludes, question.exclude_repeat_cycle.as_ref(), sink)? {
        return Ok(DrugStatus::RepeatCycle);
    }
    if !finished {
        return Ok(DrugStatus::Unfinished);
    }
    if base.sign().is_gt() {
        return Ok(DrugStatus::Counted);
    }
    rulebook.negative_base.touch(sink);
    Ok(DrugStatus::NoSurplus)
}

/// Rule 34: an unfinished drug may bar the others.
fn bar(
    rulebook: &Rulebook,
    question: &RetentionQuestion,
    surpluses: &mut [Surplus<'_>],
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    if surpluses.iter().all(|surplus| surplus.status != DrugStatus::Unfinished) {
        return Ok(());
    }
    let scope = need_either(&rulebook.unfinished_scope, question.unfinished_scope.as_ref(), sink)?;
    if scope == UnfinishedScope::Institution {
        let others = surpluses
            .iter_mut()
            .filter(|surplus| matches!(surplus.status, DrugStatus::Counted | DrugStatus::NoSurplus));
        others.for_each(|surplus| surplus.status = DrugStatus::Barred);
    }
    Ok(())
}

/// Whose score decides, where the rulebook says it.
pub(super) fn score_level(rulebook: &Rulebook) -> Option<ScoreLevel> {
    rulebook.score_level.peek().copied()
}

/// What the caller may state of edges.
pub(super) fn edges(rulebook: &Rulebook, question: &RetentionQuestion, sink: &mut dyn Sink) -> Option<bool> {
    either(&rulebook.lower_edge_inclusive, question.edges_inclusive.as_ref(), sink)
}
