//! Rule 16: is the agreed volume done, and not too much bought of others?

use serde::{Deserialize, Serialize};

use super::notes::{Subject, fact, group, note, optional_fact};
use super::number::{Figure, NonNegative, UnitShare, quotient, rational, sum};
use super::rulebook::{Rulebook, need_either, refuse_given};
use super::validate;
use super::vocabulary::{AssessmentException, AssessmentReason, AssessmentTest, AssessmentVerdict, Overall};
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;

/// What `execution.assess` is asked.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, AssessQuestion, AssessmentVerdict, Overall, Rulebook};
///
/// // The same two products, apart and as one pool: only apart the second one fails the whole.
/// let mut question: AssessQuestion = serde_json::from_str(
///     r#"{ "overall": "each_item", "max_non_winner_share": "0.5", "items": [
///          { "product": "a", "agreed": "100", "purchased": "140", "non_winner_quantity": "0" },
///          { "product": "b", "agreed": "100", "purchased": "60", "non_winner_quantity": "20" } ] }"#,
/// )?;
/// let rulebook = Rulebook::builtin("execution/cn-2024-31")?;
/// assert_eq!(execution::assess(&rulebook, &question)?.verdict, AssessmentVerdict::Unqualified);
/// question.overall = Overall::Pooled;
/// assert_eq!(execution::assess(&rulebook, &question)?.verdict, AssessmentVerdict::Qualified);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AssessQuestion {
    /// How items make up the whole: the documents do not choose, so the caller must.
    pub overall: Overall,
    /// Highest share of non-winners, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_non_winner_share: Option<UnitShare>,
    /// The items, at least one.
    pub items: Vec<AssessedItem>,
}

/// A winning product of an institution.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // A key-monitored drug is not held to the volume but to the share of winners: 60 % is kept.
/// let result = execution::assess(&*Rulebook::builtin("execution/cn-2024-31")?, &serde_json::from_str(
///     r#"{ "overall": "each_item", "max_non_winner_share": "0.5", "items": [ { "product": "a", "agreed": "100", "purchased": "60",
///          "winner_quantity": "60", "non_winner_quantity": "40", "exception": "key_monitored", "required_winner_share": "0.6" } ] }"#,
/// )?)?;
/// assert_eq!(result.counts.qualified, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AssessedItem {
    /// The product, unique in the list.
    pub product: Id,
    /// Its agreed volume.
    pub agreed: NonNegative,
    /// What was bought of it.
    pub purchased: NonNegative,
    /// What was bought of winners; else what was bought of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub winner_quantity: Option<NonNegative>,
    /// What was bought of others.
    pub non_winner_quantity: NonNegative,
    /// Why it is judged in another way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<AssessmentException>,
    /// The share of winners to be kept: with `key_monitored` and `public_health_event`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_winner_share: Option<UnitShare>,
}

impl AssessedItem {
    fn winners(&self) -> NonNegative {
        self.winner_quantity.unwrap_or(self.purchased)
    }
}

/// How an institution is judged.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, AssessmentVerdict, Rulebook};
///
/// // Nothing was bought of a seasonal drug, and nothing else is judged: the whole is exempt, not qualified.
/// let result = execution::assess(&*Rulebook::builtin("execution/cn-2024-31")?, &serde_json::from_str(
///     r#"{ "overall": "each_item", "max_non_winner_share": "0.4", "items": [
///          { "product": "a", "agreed": "1", "purchased": "0", "non_winner_quantity": "0", "exception": "seasonal" } ] }"#,
/// )?)?;
/// assert_eq!((result.verdict, result.counts.exempt), (AssessmentVerdict::Exempt, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssessmentResult {
    /// The whole.
    pub verdict: AssessmentVerdict,
    /// Why it fails, in the order of the rules.
    pub reasons: Vec<AssessmentReason>,
    /// The items, by product.
    pub items: Vec<ItemAssessment>,
    /// How many items have each verdict.
    pub counts: AssessmentCounts,
}

/// How an item is judged.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, AssessmentReason, Rulebook};
///
/// let result = execution::assess(&*Rulebook::builtin("execution/cn-2024-31")?, &serde_json::from_str(
///     r#"{ "overall": "each_item", "max_non_winner_share": "0.5", "items": [
///          { "product": "b", "agreed": "100", "purchased": "60", "non_winner_quantity": "20" } ] }"#,
/// )?)?;
/// assert_eq!(result.items[0].reasons, [AssessmentReason::AgreedVolumeUnfinished]);
/// assert_eq!(result.items[0].non_winner_share.as_ref().unwrap().to_string(), "0.25"); // 20 of 80
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemAssessment {
    /// The product.
    pub product: Id,
    /// How it is judged.
    pub verdict: AssessmentVerdict,
    /// Why it fails.
    pub reasons: Vec<AssessmentReason>,
    /// Purchased over agreed; null where nothing was agreed.
    pub completion: Option<Figure>,
    /// Share of non-winners; null where nothing was bought.
    pub non_winner_share: Option<Figure>,
}

/// How many items have each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssessmentCounts {
    /// They pass.
    pub qualified: u32,
    /// They fail.
    pub unqualified: u32,
    /// They are not judged.
    pub exempt: u32,
}

/// How an exception changes the tests.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Handling {
    Usual,
    Apart,
    ShareKept,
}

/// Quantities in units, of an item or of the sum of items.
#[derive(Clone, Copy, Default)]
struct Bought {
    agreed: i128,
    purchased: i128,
    winners: i128,
    others: i128,
}

impl Bought {
    fn of(item: &AssessedItem) -> Bought {
        Bought {
            agreed: item.agreed.units(),
            purchased: item.purchased.units(),
            winners: item.winners().units(),
            others: item.non_winner_quantity.units(),
        }
    }

    fn all(self) -> i128 {
        self.winners.saturating_add(self.others)
    }

    /// Less than agreed was bought; an agreed volume of 0 never fails.
    fn is_unfinished(self) -> bool {
        self.purchased < self.agreed
    }

    /// More than the share was bought of others; no purchases pass.
    fn exceeds(self, limit: &Rational) -> bool {
        rational(self.others) > limit * &rational(self.all())
    }

    /// Less than the share was bought of winners; no purchases pass.
    fn falls_short(self, share: UnitShare) -> bool {
        rational(self.winners) < &Rational::from(share) * &rational(self.all())
    }
}

/// The tests of a document.
struct Tests {
    agreed_volume: bool,
    /// The limit, where that test is named and anything is judged.
    non_winner_share: Option<Rational>,
}

impl Tests {
    fn reasons(&self, bought: Bought, kept: Option<UnitShare>) -> Vec<AssessmentReason> {
        let first = match kept {
            None => bought.is_unfinished().then_some(AssessmentReason::AgreedVolumeUnfinished),
            Some(share) => bought.falls_short(share).then_some(AssessmentReason::WinnerShareNotKept),
        };
        let is_over = self.non_winner_share.as_ref().is_some_and(|limit| bought.exceeds(limit));
        let second = is_over.then_some(AssessmentReason::NonWinnerShareOverLimit);
        let mut reasons: Vec<AssessmentReason> =
            first.filter(|_| self.agreed_volume).into_iter().chain(second).collect();
        reasons.order();
        reasons
    }
}

/// Source: clause `#assess`, rule 16; 医保发〔2024〕31号.
pub(super) fn assess(
    rulebook: &Rulebook,
    question: &AssessQuestion,
    sink: &mut dyn Sink,
) -> Result<AssessmentResult, Error> {
    check(rulebook, question)?;
    let named = rulebook.assessment_tests.need(sink)?;
    let agreed_volume = named.0.contains(&AssessmentTest::AgreedVolume);
    let limits_share = named.0.contains(&AssessmentTest::NonWinnerShare);
    let mut items: Vec<&AssessedItem> = question.items.iter().collect();
    items.order_by_key(|item| &item.product);
    let items = items
        .into_iter()
        .map(|item| Ok((item, handling(rulebook, item.exception, sink)?)))
        .collect::<Result<Vec<_>, Error>>()?;
    let is_judged = items.iter().any(|(_, handling)| *handling != Handling::Apart);
    let non_winner_share = if limits_share && is_judged {
        let limit = need_either(&rulebook.max_non_winner_share, question.max_non_winner_share.as_ref(), sink)?;
        Some(Rational::from(limit))
    } else {
        None
    };
    let tests = Tests { agreed_volume, non_winner_share };
    let assessed: Vec<ItemAssessment> = items.iter().map(|(item, handling)| judge(item, *handling, &tests)).collect();
    for item in &assessed {
        let facts = || {
            let (completion, share) =
                (optional_fact(item.completion.as_ref()), optional_fact(item.non_winner_share.as_ref()));
            vec![("completion", completion), ("non_winner_share", share), ("limit", shown_limit(&tests))]
        };
        note(rulebook, "assess", Subject::Of("product", &item.product), item.verdict, facts, sink);
    }
    let (verdict, reasons) = match question.overall {
        _ if !is_judged => (AssessmentVerdict::Exempt, Vec::new()),
        Overall::EachItem => each_item(&assessed),
        Overall::Pooled => pooled(&items, &tests),
    };
    let facts = || vec![("overall", fact(question.overall)), ("items", fact(assessed.len()))];
    note(rulebook, "assess", group("overall"), verdict, facts, sink);
    Ok(AssessmentResult { verdict, reasons, counts: counts(&assessed), items: assessed })
}

fn shown_limit(tests: &Tests) -> Option<crate::explain::Fact> {
    optional_fact(tests.non_winner_share.clone().map(Figure::exact))
}

fn check(rulebook: &Rulebook, question: &AssessQuestion) -> Result<(), Error> {
    let items = &question.items;
    validate::not_empty("/input/items", items)?;
    validate::keys("/input/items", "product", items.iter().map(|item| &item.product))?;
    for (i, item) in items.iter().enumerate() {
        let keeps_share =
            matches!(item.exception, Some(AssessmentException::KeyMonitored | AssessmentException::PublicHealthEvent));
        if keeps_share && question.overall == Overall::Pooled {
            let path = format!("/input/items/{i}/exception");
            return Err(validate::refused(path, "in a pooled assessment: its share is kept item by item"));
        }
        let path = || format!("/input/items/{i}/required_winner_share");
        match (keeps_share, item.required_winner_share) {
            (true, None) => return Err(validate::missing(path())),
            (false, Some(_)) => return Err(validate::refused(path(), "without an exception that keeps a share")),
            _ => {}
        }
    }
    let stated = question.max_non_winner_share.is_some();
    refuse_given(&rulebook.max_non_winner_share, stated, "/input/max_non_winner_share")
}

/// How the document treats an exception; one that it does not name is a gap.
fn handling(
    rulebook: &Rulebook,
    exception: Option<AssessmentException>,
    sink: &mut dyn Sink,
) -> Result<Handling, Error> {
    let Some(exception) = exception else { return Ok(Handling::Usual) };
    if rulebook.assessment_apart.read(sink)?.is_some_and(|apart| apart.0.contains(&exception)) {
        return Ok(Handling::Apart);
    }
    if rulebook.assessment_share_kept.read(sink)?.is_some_and(|kept| kept.0.contains(&exception)) {
        return Ok(Handling::ShareKept);
    }
    Err(rulebook.gap(&format!("how the exception `{exception}` is judged")))
}

fn judge(item: &AssessedItem, handling: Handling, tests: &Tests) -> ItemAssessment {
    let bought = Bought::of(item);
    let reasons = match handling {
        Handling::Apart => Vec::new(),
        Handling::Usual => tests.reasons(bought, None),
        Handling::ShareKept => tests.reasons(bought, item.required_winner_share),
    };
    let verdict = match (handling, reasons.is_empty()) {
        (Handling::Apart, _) => AssessmentVerdict::Exempt,
        (_, true) => AssessmentVerdict::Qualified,
        (_, false) => AssessmentVerdict::Unqualified,
    };
    ItemAssessment {
        product: item.product.clone(),
        verdict,
        reasons,
        completion: quotient(bought.purchased, bought.agreed),
        non_winner_share: quotient(bought.others, bought.all()),
    }
}

/// One item that fails is enough; the reasons of all.
fn each_item(items: &[ItemAssessment]) -> (AssessmentVerdict, Vec<AssessmentReason>) {
    let mut reasons: Vec<AssessmentReason> = items.iter().flat_map(|item| item.reasons.iter().copied()).collect();
    reasons.order();
    reasons.dedup();
    (verdict_of(&reasons), reasons)
}

/// The tests on the sums of the items that are judged.
fn pooled(items: &[(&AssessedItem, Handling)], tests: &Tests) -> (AssessmentVerdict, Vec<AssessmentReason>) {
    let judged: Vec<Bought> =
        items.iter().filter(|(_, handling)| *handling != Handling::Apart).map(|(item, _)| Bought::of(item)).collect();
    let pooled = Bought {
        agreed: sum(judged.iter().map(|bought| bought.agreed)),
        purchased: sum(judged.iter().map(|bought| bought.purchased)),
        winners: sum(judged.iter().map(|bought| bought.winners)),
        others: sum(judged.iter().map(|bought| bought.others)),
    };
    let reasons = tests.reasons(pooled, None);
    (verdict_of(&reasons), reasons)
}

fn verdict_of(reasons: &[AssessmentReason]) -> AssessmentVerdict {
    if reasons.is_empty() { AssessmentVerdict::Qualified } else { AssessmentVerdict::Unqualified }
}

fn counts(items: &[ItemAssessment]) -> AssessmentCounts {
    let mut counts = AssessmentCounts::default();
    for item in items {
        let count = match item.verdict {
            AssessmentVerdict::Qualified => &mut counts.qualified,
            AssessmentVerdict::Unqualified => &mut counts.unqualified,
            AssessmentVerdict::Exempt => &mut counts.exempt,
        };
        *count = count.saturating_add(1);
    }
    counts
}
