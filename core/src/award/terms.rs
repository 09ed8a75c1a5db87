//! Rule 14: the agreed share of the volume, and how long the contract runs.

use serde::{Deserialize, Serialize};

use super::input::{Lot, VolumeClass, Want};
use super::output::{Outcome, Reason, Terms, Volume};
use super::parameters::{Conditions, TableRow, Term};
use super::rulebook::Rulebook;
use super::state::{Judged, LotAt};
use super::validate;
use crate::error::Error;
use crate::explain::{Fact, Sink};
use crate::number::{Count, Ratio};
use crate::{Date, Id};

impl Term {
    fn years_or_end(self) -> (Option<u32>, Option<Date>) {
        match self {
            Term::Years(years) => (Some(years.get()), None),
            Term::Until(day) => (None, Some(day)),
        }
    }

    fn fact(self) -> (&'static str, Fact) {
        match self {
            Term::Years(years) => ("years", years.get().into()),
            Term::Until(day) => ("end_date", day.to_string().as_str().into()),
        }
    }
}

/// What the decision tables ask about.
#[derive(Clone, Copy)]
struct Situation<'a> {
    class: VolumeClass,
    winners: u32,
    bidders: Option<u32>,
    short_term: bool,
    long_term_use: bool,
    incumbent: bool,
    award_class: Option<&'a Id>,
}

impl Conditions {
    /// Every condition that the row names holds.
    fn hold(&self, situation: &Situation<'_>) -> bool {
        self.class.is_none_or(|class| class == situation.class)
            && self.winners_from.is_none_or(|from| from.get() <= situation.winners)
            && self.winners_to.is_none_or(|to| situation.winners <= to.get())
            && self.bidders_from.is_none_or(|from| situation.bidders.is_some_and(|bidders| from.get() <= bidders))
            && self.short_term.is_none_or(|wanted| wanted == situation.short_term)
            && self.long_term_use.is_none_or(|wanted| wanted == situation.long_term_use)
            && self.incumbent.is_none_or(|wanted| wanted == situation.incumbent)
            && self.award_class.as_ref().is_none_or(|wanted| Some(wanted) == situation.award_class)
    }
}

/// The first row whose conditions hold; none is a gap.
fn look_up<'t, T>(
    rulebook: &Rulebook,
    name: &str,
    table: &'t [TableRow<T>],
    situation: &Situation<'_>,
) -> Result<&'t T, Error> {
    table
        .iter()
        .find(|row| row.conditions.hold(situation))
        .map(|row| &row.value)
        .ok_or_else(|| {
            let Situation { class, winners, bidders, award_class, .. } = situation;
            let class = match class {
                VolumeClass::Ordinary => "ordinary",
                VolumeClass::Reduced => "reduced",
                VolumeClass::Restricted => "restricted",
            };
            let bidders = bidders.map(|bidders| format!(", {bidders} bidders")).unwrap_or_default();
            let award_class = award_class.map(|class| format!(", class `{class}`")).unwrap_or_default();
            let document = rulebook.document().head().document.as_deref().unwrap_or("its document");
            let message = format!(
                "`{name}` of `{}` ({document}) has no row for {winners} winners, volume class `{class}`{bidders}{award_class}",
                rulebook.id()
            );
            Error::rule_gap(message)
        })
}

/// Share and term of a decided lot: what each bid gets (empty where shares are not wanted), and what all share.
pub(super) struct LotTerms {
    pub(super) shares: Vec<Option<Ratio>>,
    pub(super) terms: Option<Terms>,
}

/// Rule 14 for a decided lot.
///
/// Source: clauses `#share`, `#term`.
pub(super) fn lot_terms(
    rulebook: &Rulebook,
    at: LotAt<'_>,
    bidders: u32,
    judged: &[Judged<'_>],
    classes: &[Option<Id>],
    sink: &mut dyn Sink,
) -> Result<LotTerms, Error> {
    let lot = at.lot;
    let mut result = LotTerms { shares: Vec::new(), terms: None };
    let wanted = lot.wants(Want::Share) || lot.wants(Want::Term);
    let selected = |judged: &Judged<'_>| judged.reason.outcome() == Outcome::Selected;
    if !wanted || !judged.iter().any(selected) {
        return Ok(result);
    }
    let winners = counting_winners(rulebook, judged, sink)?;
    let mut terms = Terms { winners, agreed_share: None, term_years: None, term_end: None };
    if lot.wants(Want::Share) {
        result.shares = shares(rulebook, lot, (winners, bidders), judged, classes, sink)?;
        let with_volume = judged.iter().zip(&result.shares).filter(|(judged, _)| has_volume(judged));
        terms.agreed_share = all_equal(with_volume.filter_map(|(_, share)| *share));
    }
    if winners > 0 && lot.wants(Want::Term) {
        let term = term(rulebook, lot, (winners, bidders), judged, classes, sink)?;
        (terms.term_years, terms.term_end) = term.years_or_end();
        rulebook.note(sink, "term", at.last(), "term", || vec![("winners", winners.into()), term.fact()]);
    }
    result.terms = Some(terms);
    Ok(result)
}

fn has_volume(judged: &Judged<'_>) -> bool {
    matches!(judged.reason.volume(), Some(Volume::Full | Volume::OwnBrand))
}

fn all_equal<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// W: the base, bids revived from the shortlist, and those others that the rulebook counts; never a reference without volume.
fn counting_winners(rulebook: &Rulebook, judged: &[Judged<'_>], sink: &mut dyn Sink) -> Result<u32, Error> {
    let with = |reason: Reason| judged.iter().filter(|judged| judged.reason == reason).count();
    let mut winners = with(Reason::ConditionsMet)
        .saturating_add(with(Reason::NoConditions))
        .saturating_add(with(Reason::RevivedShortlisted));
    let unshortlisted = with(Reason::RevivedUnshortlisted);
    if unshortlisted > 0 && *rulebook.revival_unshortlisted_counts.need(sink)? {
        winners = winners.saturating_add(unshortlisted);
    }
    let without_volume = with(Reason::ZeroVolume);
    if without_volume > 0 && *rulebook.zero_volume_counts.need(sink)? {
        winners = winners.saturating_add(without_volume);
    }
    Ok(u32::try_from(winners).unwrap_or(u32::MAX))
}

fn situation<'a>(
    lot: &Lot,
    (winners, bidders): (u32, u32),
    judged: Option<&Judged<'_>>,
    award_class: Option<&'a Id>,
) -> Situation<'a> {
    Situation {
        class: lot.volume_class,
        winners,
        bidders: Some(bidders),
        short_term: lot.short_term,
        long_term_use: lot.long_term_use,
        incumbent: judged.is_some_and(|judged| judged.candidate.bid.incumbent),
        award_class,
    }
}

/// The share of each selected bid: its own where it has volume, zero where it has none.
fn shares(
    rulebook: &Rulebook,
    lot: &Lot,
    counts: (u32, u32),
    judged: &[Judged<'_>],
    classes: &[Option<Id>],
    sink: &mut dyn Sink,
) -> Result<Vec<Option<Ratio>>, Error> {
    let mut shares = Vec::with_capacity(judged.len());
    for (i, judged) in judged.iter().enumerate() {
        let class = classes.get(i).and_then(Option::as_ref);
        let share = match judged.reason.volume() {
            None => None,
            Some(Volume::None) => Some(Ratio::ZERO),
            // Without winners that count, nothing is looked up.
            Some(Volume::Full | Volume::OwnBrand) if counts.0 == 0 => None,
            Some(Volume::Full | Volume::OwnBrand) => {
                let situation = situation(lot, counts, Some(judged), class);
                let table = &rulebook.share.need(sink)?.0;
                Some(*look_up(rulebook, "share", table, &situation)?)
            }
        };
        if let Some(share) = share {
            rulebook.note(sink, "share", judged.candidate.subject(), "share", || {
                vec![("share", share.to_string().as_str().into()), ("winners", counts.0.into())]
            });
        }
        shares.push(share);
    }
    Ok(shares)
}

/// The term of the lot. Where rows ask about the winner itself, all winners with volume must get the same.
fn term(
    rulebook: &Rulebook,
    lot: &Lot,
    counts: (u32, u32),
    judged: &[Judged<'_>],
    classes: &[Option<Id>],
    sink: &mut dyn Sink,
) -> Result<Term, Error> {
    let table = &rulebook.term.need(sink)?.0;
    let mut common = None;
    for (i, judged) in judged.iter().enumerate().filter(|(_, judged)| has_volume(judged)) {
        let class = classes.get(i).and_then(Option::as_ref);
        let term = *look_up(rulebook, "term", table, &situation(lot, counts, Some(judged), class))?;
        if common.is_some_and(|common| common != term) {
            let message = format!("`term` of `{}` gives the winners of one lot different terms", rulebook.id());
            return Err(Error::rule_gap(message).with_help("ask award.contract_terms for each winner"));
        }
        common = Some(term);
    }
    match common {
        Some(term) => Ok(term),
        None => look_up(rulebook, "term", table, &situation(lot, counts, None, None)).copied(),
    }
}

/// What `award.contract_terms` is asked: a number of winners, without bids.
///
/// # Example
///
/// ```
/// use jicai::award::{Rulebook, TermsQuestion, contract_terms};
///
/// let question: TermsQuestion = jicai::evaluate::read(serde_json::json!({ "winners": 4, "volume_class": "reduced", "want": ["share"] }))?;
/// let terms = contract_terms(&*Rulebook::builtin("award/cn-batch-07")?, &question)?;
/// assert_eq!(terms.agreed_share.unwrap().to_string(), "0.70"); // ten points below the ordinary 80 %
/// assert_eq!(terms.term_years, None); // not asked for
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TermsQuestion {
    /// Winners W that count for the tables.
    pub winners: Count,
    /// Number of bidders N; required if a row of a wanted table asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bidders: Option<Count>,
    /// Volume class of the lot.
    #[serde(default)]
    pub volume_class: VolumeClass,
    /// A drug that the document gives a shorter term.
    #[serde(default)]
    pub short_term: bool,
    /// A drug for long-term use.
    #[serde(default)]
    pub long_term_use: bool,
    /// The firm supplied the region before.
    #[serde(default)]
    pub incumbent: bool,
    /// Award class of the winner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub award_class: Option<Id>,
    /// `share`, `term` or both (the default).
    #[serde(default = "both")]
    pub want: Vec<TermsPart>,
}

/// A part of [`TermsQuestion`].
///
/// # Example
///
/// ```
/// use jicai::award::{Rulebook, TermsPart, TermsQuestion, contract_terms};
/// use jicai::number::Count;
///
/// // Only the term: then the answer does not rest on the shares, which are assumed.
/// let mut question = TermsQuestion::new(Count::ONE);
/// question.want = vec![TermsPart::Term];
/// let terms = contract_terms(&*Rulebook::builtin("award/cn-batch-10")?, &question)?;
/// assert_eq!(terms.term_end.unwrap().to_string(), "2027-12-31");
/// assert!(terms.agreed_share.is_none());
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TermsPart {
    /// The agreed share.
    Share,
    /// The contract term.
    Term,
}

fn both() -> Vec<TermsPart> {
    vec![TermsPart::Share, TermsPart::Term]
}

impl TermsQuestion {
    /// Share and term for `winners` winners of an ordinary lot.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::{TermsPart, TermsQuestion, VolumeClass};
    /// use jicai::number::Count;
    ///
    /// let question = TermsQuestion::new(Count::ONE);
    /// assert_eq!(question.want, [TermsPart::Share, TermsPart::Term]);
    /// assert_eq!(question.volume_class, VolumeClass::Ordinary);
    /// ```
    pub fn new(winners: Count) -> TermsQuestion {
        TermsQuestion {
            winners,
            bidders: None,
            volume_class: VolumeClass::Ordinary,
            short_term: false,
            long_term_use: false,
            incumbent: false,
            award_class: None,
            want: both(),
        }
    }
}

/// Share and term by the tables alone.
///
/// # Example
///
/// ```
/// use jicai::award::{Rulebook, TermsQuestion, contract_terms};
/// use jicai::number::Count;
///
/// // All contracts of batch 10 end on one day; those of batch 7 run for years.
/// let terms = |id: &str| contract_terms(&*Rulebook::builtin(id)?, &TermsQuestion::new(Count::ONE));
/// assert_eq!(terms("award/cn-batch-10")?.term_end.unwrap().to_string(), "2027-12-31");
/// assert_eq!(terms("award/cn-batch-07")?.term_years, Some(1));
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContractTerms {
    /// Agreed share of the reported volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed_share: Option<Ratio>,
    /// Contract term in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_years: Option<u32>,
    /// Last day of the contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_end: Option<Date>,
}

/// Share and term without bids: the tables of rule 14 by themselves.
///
/// # Errors
///
/// `invalid_input` with the field; `rule_gap` if a wanted table is not published or has no row for the case.
///
/// # Example
///
/// ```
/// use jicai::award::{Rulebook, TermsQuestion, contract_terms};
/// use jicai::number::Count;
///
/// let batch_7 = Rulebook::builtin("award/cn-batch-07").unwrap();
/// let terms = contract_terms(&batch_7, &TermsQuestion::new(Count::new(3).unwrap())).unwrap();
/// assert_eq!(terms.agreed_share.unwrap().to_string(), "0.70");
/// assert_eq!(terms.term_years, Some(2));
/// ```
///
/// *Source*: clauses `#share` and `#term` of the rulebook.
pub fn contract_terms(rulebook: &Rulebook, question: &TermsQuestion) -> Result<ContractTerms, Error> {
    contract_terms_with(rulebook, question, &mut ())
}

/// [`contract_terms`] with a sink for the explanation.
///
/// # Errors
///
/// As [`contract_terms`].
///
/// # Example
///
/// ```
/// use jicai::award::{Rulebook, TermsQuestion, contract_terms_with};
/// use jicai::explain::Trace;
/// use jicai::number::Count;
///
/// // Strict: the shares of batch 10 are assumed, not read in its document.
/// let mut trace = Trace::new();
/// contract_terms_with(&*Rulebook::builtin("award/cn-batch-10")?, &TermsQuestion::new(Count::ONE), &mut trace)?;
/// assert_eq!(trace.require_verified().unwrap_err().code(), jicai::Code::UnverifiedParameter);
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn contract_terms_with(
    rulebook: &Rulebook,
    question: &TermsQuestion,
    sink: &mut dyn Sink,
) -> Result<ContractTerms, Error> {
    let wants_share = question.want.contains(&TermsPart::Share);
    let wants_term = question.want.contains(&TermsPart::Term);
    check_question(rulebook, question).map_err(|error| error.under("/input"))?;
    let situation = Situation {
        class: question.volume_class,
        winners: question.winners.get(),
        bidders: question.bidders.map(Count::get),
        short_term: question.short_term,
        long_term_use: question.long_term_use,
        incumbent: question.incumbent,
        award_class: question.award_class.as_ref(),
    };
    let mut terms = ContractTerms { agreed_share: None, term_years: None, term_end: None };
    let lot = ("lot", None, 0);
    if wants_share {
        let share = *look_up(rulebook, "share", &rulebook.share.need(sink)?.0, &situation)?;
        terms.agreed_share = Some(share);
        rulebook.note(sink, "share", lot, "share", || {
            vec![("share", share.to_string().as_str().into()), ("winners", situation.winners.into())]
        });
    }
    if wants_term {
        let term = *look_up(rulebook, "term", &rulebook.term.need(sink)?.0, &situation)?;
        (terms.term_years, terms.term_end) = term.years_or_end();
        rulebook.note(sink, "term", lot, "term", || vec![("winners", situation.winners.into()), term.fact()]);
    }
    Ok(terms)
}

fn check_question(rulebook: &Rulebook, question: &TermsQuestion) -> Result<(), Error> {
    validate::not_empty("/want", question.want.len())?;
    validate::size("/want", question.want.len())?;
    let by_bidders = |conditions: &Conditions| conditions.bidders_from.is_some();
    let share = question.want.contains(&TermsPart::Share)
        && rulebook.share.peek().is_some_and(|rows| rows.0.iter().any(|row| by_bidders(&row.conditions)));
    let term = question.want.contains(&TermsPart::Term)
        && rulebook.term.peek().is_some_and(|rows| rows.0.iter().any(|row| by_bidders(&row.conditions)));
    if question.bidders.is_none() && (share || term) {
        return Err(Error::invalid_input("/bidders", "bidders is missing: the table asks for the number of bidders"));
    }
    Ok(())
}
