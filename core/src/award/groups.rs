//! Rule 19: groups A and B of the artificial joints.

use serde::{Deserialize, Serialize};

use super::parameters::Crossing;
use super::rulebook::Rulebook;
use super::{names, validate};
use crate::Id;
use crate::distinct::first_repeated;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::{Quantity, Rational, Share};
use crate::sorting::Sorting;

/// A firm with its intended volume.
///
/// # Example
///
/// ```
/// let bidder: jicai::award::GroupBidder = jicai::evaluate::read(serde_json::json!(
///     { "company": "A", "volume": "12000", "supplies_all_regions": true }
/// ))?;
/// assert!(!bidder.has_crosslinked_liner); // left out
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupBidder {
    /// The firm; unique.
    pub company: Id,
    /// Intended volume (意向采购量).
    pub volume: Quantity,
    /// Whether it supplies all regions.
    pub supplies_all_regions: bool,
    /// Whether it has the highly cross-linked liner.
    #[serde(default)]
    pub has_crosslinked_liner: bool,
}

/// What `award.group_bidders` is asked.
///
/// # Example
///
/// ```
/// use jicai::award::{GroupQuestion, GroupReason, Rulebook, group_bidders};
///
/// let mut question: GroupQuestion = jicai::evaluate::read(serde_json::json!({ "liner_required": false, "bidders": [
///     { "company": "A", "volume": "900", "supplies_all_regions": true } ] }))?;
/// let joints = Rulebook::builtin("award/cn-joints-2021")?;
/// assert_eq!(group_bidders(&joints, &question)?.group_a, 1);
/// question.liner_required = true; // and A has none
/// assert_eq!(group_bidders(&joints, &question)?.bidders[0].reason, GroupReason::ConditionNotMet);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupQuestion {
    /// Whether the system needs a highly cross-linked liner.
    pub liner_required: bool,
    /// The firms, 1 to 1,000.
    pub bidders: Vec<GroupBidder>,
}

/// The two groups.
///
/// # Example
///
/// ```
/// use jicai::award::{Group, Rulebook, group_bidders};
///
/// let question = jicai::evaluate::read(serde_json::json!({ "liner_required": false, "bidders": [
///     { "company": "nationwide", "volume": "10", "supplies_all_regions": true },
///     { "company": "regional", "volume": "90", "supplies_all_regions": false } ] }))?;
/// let groups = group_bidders(&*Rulebook::builtin("award/cn-joints-2021")?, &question)?;
/// assert_eq!(groups.bidders[0].group, Group::B); // 90 % of the volume, but not all regions
/// assert_eq!(groups.bidders[1].group, Group::A);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Group {
    /// The firms that cover most of the volume and can supply.
    A,
    /// The rest.
    B,
}

/// Why a firm is in its group.
///
/// # Example
///
/// ```
/// use jicai::award::{GroupReason, Rulebook, group_bidders};
///
/// // Group A needs 85 % of the volume and at least seven firms: B to G fill it up, H comes too late.
/// let bidders: Vec<_> = "ABCDEFGH"
///     .chars()
///     .zip([900, 20, 19, 18, 17, 16, 15, 14])
///     .map(|(company, volume)| serde_json::json!(
///         { "company": company.to_string(), "volume": volume.to_string(), "supplies_all_regions": true }
///     ))
///     .collect();
/// let question = jicai::evaluate::read(serde_json::json!({ "liner_required": false, "bidders": bidders }))?;
/// let groups = group_bidders(&*Rulebook::builtin("award/cn-joints-2021")?, &question)?;
/// let reasons: Vec<_> = groups.bidders.iter().map(|bidder| bidder.reason).collect();
/// assert_eq!(reasons[..2], [GroupReason::Covered, GroupReason::FilledUp]);
/// assert_eq!(reasons[7].as_str(), "below_volume_share");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GroupReason {
    /// Group A: within the volume share, and able.
    Covered,
    /// Group A: added so that the group has enough firms.
    FilledUp,
    /// Group B: does not supply all regions, or lacks the liner.
    ConditionNotMet,
    /// Group B: able, but beyond the volume share.
    BelowVolumeShare,
}

impl GroupReason {
    /// The word of the JSON contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            GroupReason::Covered => "covered",
            GroupReason::FilledUp => "filled_up",
            GroupReason::ConditionNotMet => "condition_not_met",
            GroupReason::BelowVolumeShare => "below_volume_share",
        }
    }

    fn group(self) -> Group {
        match self {
            GroupReason::Covered | GroupReason::FilledUp => Group::A,
            GroupReason::ConditionNotMet | GroupReason::BelowVolumeShare => Group::B,
        }
    }
}

/// One firm with its group.
///
/// # Example
///
/// ```
/// use jicai::award::{Rulebook, group_bidders};
///
/// let question = jicai::evaluate::read(serde_json::json!({ "liner_required": false, "bidders": [
///     { "company": "B", "volume": "250", "supplies_all_regions": true },
///     { "company": "A", "volume": "750", "supplies_all_regions": true } ] }))?;
/// let groups = group_bidders(&*Rulebook::builtin("award/cn-joints-2021")?, &question)?;
/// let first = &groups.bidders[0]; // by volume
/// assert_eq!((first.company.as_str(), first.volume_share.to_string().as_str()), ("A", "0.75"));
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupedBidder {
    /// The firm.
    pub company: Id,
    /// Its share of the sum of volumes.
    pub volume_share: Share,
    /// Its group.
    pub group: Group,
    /// Why.
    pub reason: GroupReason,
}

/// Groups A and B.
///
/// # Example
///
/// ```
/// use jicai::award::{Rulebook, group_bidders};
///
/// let question = jicai::evaluate::read(serde_json::json!({ "liner_required": true, "bidders": [
///     { "company": "A", "volume": "500", "supplies_all_regions": true, "has_crosslinked_liner": true },
///     { "company": "B", "volume": "400", "supplies_all_regions": true },
///     { "company": "C", "volume": "100", "supplies_all_regions": false, "has_crosslinked_liner": true } ] }))?;
/// let groups = group_bidders(&*Rulebook::builtin("award/cn-joints-2021")?, &question)?;
/// assert_eq!((groups.group_a, groups.group_b), (1, 2));
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grouping {
    /// Firms in group A.
    pub group_a: u32,
    /// Firms in group B.
    pub group_b: u32,
    /// The firms by volume descending, then company.
    pub bidders: Vec<GroupedBidder>,
}

/// Rule 19: the firms that cover a share of the volume and can supply are group A, filled up to a least number.
///
/// # Errors
///
/// `invalid_input` with the field; `rule_gap` if the rulebook has no groups, or equal volumes stand at a border.
///
/// # Example
///
/// ```
/// use jicai::award::{Group, GroupBidder, GroupQuestion, Rulebook, group_bidders};
///
/// let joints = Rulebook::builtin("award/cn-joints-2021").unwrap();
/// let question = GroupQuestion {
///     liner_required: false,
///     bidders: vec![GroupBidder {
///         company: "A".parse().unwrap(),
///         volume: "400".parse().unwrap(),
///         supplies_all_regions: true,
///         has_crosslinked_liner: false,
///     }],
/// };
/// assert_eq!(group_bidders(&joints, &question).unwrap().bidders[0].group, Group::A);
/// ```
///
/// *Source*: clause `#group` of the rulebook.
pub fn group_bidders(rulebook: &Rulebook, question: &GroupQuestion) -> Result<Grouping, Error> {
    group_bidders_with(rulebook, question, &mut ())
}

/// [`group_bidders`] with a sink for the explanation.
///
/// # Errors
///
/// As [`group_bidders`].
///
/// # Example
///
/// ```
/// use jicai::award::{Rulebook, group_bidders_with};
/// use jicai::explain::Trace;
///
/// let question = jicai::evaluate::read(serde_json::json!({ "liner_required": false, "bidders": [
///     { "company": "A", "volume": "750", "supplies_all_regions": true } ] }))?;
/// let mut trace = Trace::explaining();
/// group_bidders_with(&*Rulebook::builtin("award/cn-joints-2021")?, &question, &mut trace)?;
/// assert_eq!(trace.steps()[0].clause(), "award/cn-joints-2021#group");
/// assert!(trace.rests_on().any(|source| source.parameter().ends_with("#group_volume_share")));
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn group_bidders_with(
    rulebook: &Rulebook,
    question: &GroupQuestion,
    sink: &mut dyn Sink,
) -> Result<Grouping, Error> {
    let total = check(question).map_err(|error| error.under("/input"))?;
    let border = &Rational::from(*rulebook.group_volume_share.need(sink)?) * &total;
    let crossing = *rulebook.group_crossing.need(sink)?;
    let least = *rulebook.group_least.need(sink)?;

    let mut firms: Vec<&GroupBidder> = question.bidders.iter().collect();
    firms.order_by(|a, b| b.volume.cmp(&a.volume).then_with(|| a.company.cmp(&b.company)));
    let is_able =
        |firm: &GroupBidder| firm.supplies_all_regions && (!question.liner_required || firm.has_crosslinked_liner);
    let covered = covered(rulebook, &firms, &border, crossing, is_able)?;
    let in_a = firms.iter().zip(&covered).filter(|(firm, covered)| **covered && is_able(firm)).count();
    let missing = usize::try_from(least).unwrap_or(usize::MAX).saturating_sub(in_a);
    let candidates: Vec<&GroupBidder> = firms
        .iter()
        .zip(&covered)
        .filter(|(firm, covered)| !**covered && is_able(firm))
        .map(|(firm, _)| *firm)
        .collect();
    if let (Some(last_in), Some(first_out)) = (candidates.get(..missing).and_then(<[_]>::last), candidates.get(missing))
        && last_in.volume == first_out.volume
    {
        return Err(equal_volumes(rulebook, candidates.iter().filter(|firm| firm.volume == last_in.volume)));
    }
    let mut to_fill = missing;
    let mut bidders = Vec::with_capacity(firms.len());
    for (firm, covered) in firms.iter().zip(covered) {
        let reason = match (is_able(firm), covered) {
            (false, _) => GroupReason::ConditionNotMet,
            (true, true) => GroupReason::Covered,
            (true, false) if to_fill > 0 => {
                to_fill = to_fill.saturating_sub(1);
                GroupReason::FilledUp
            }
            (true, false) => GroupReason::BelowVolumeShare,
        };
        // The sum is not zero: `check` saw to it.
        let share = Share::of(&firm.volume.into(), &total);
        let position = u32::try_from(bidders.len()).unwrap_or(u32::MAX);
        rulebook.note(sink, "group", ("company", Some(&firm.company), position), reason.as_str(), || {
            vec![("share", share.to_string().as_str().into())]
        });
        bidders.push(GroupedBidder {
            company: firm.company.clone(),
            volume_share: share,
            group: reason.group(),
            reason,
        });
    }
    let in_group =
        |group: Group| u32::try_from(bidders.iter().filter(|bidder| bidder.group == group).count()).unwrap_or(u32::MAX);
    Ok(Grouping { group_a: in_group(Group::A), group_b: in_group(Group::B), bidders })
}

fn check(question: &GroupQuestion) -> Result<Rational, Error> {
    let bidders = &question.bidders;
    validate::not_empty("/bidders", bidders.len())?;
    validate::size("/bidders", bidders.len())?;
    if let Some(i) = first_repeated(bidders.iter().map(|bidder| bidder.company.as_str())) {
        let company = bidders.get(i).map(|bidder| &bidder.company);
        return Err(validate::stands_twice(format!("/bidders/{i}/company"), company));
    }
    let total: Rational = bidders.iter().map(|bidder| Rational::from(bidder.volume)).sum();
    if total.sign().is_eq() {
        return Err(Error::invalid_input("/bidders", "all volumes are zero: there is nothing to share"));
    }
    Ok(total)
}

/// Which firms, largest first, lie within the share of the volume.
fn covered(
    rulebook: &Rulebook,
    firms: &[&GroupBidder],
    border: &Rational,
    crossing: Crossing,
    is_able: impl Fn(&GroupBidder) -> bool,
) -> Result<Vec<bool>, Error> {
    let mut covered = Vec::with_capacity(firms.len());
    let mut before = Rational::ZERO;
    for equal in firms.chunk_by(|a, b| a.volume == b.volume) {
        let start = covered.len();
        for firm in equal {
            let with = &before + &firm.volume.into();
            covered.push(match crossing {
                Crossing::Include => before < *border,
                Crossing::Exclude => with <= *border,
            });
            before = with;
        }
        let differ = covered.get(start) != covered.last();
        if differ && equal.iter().any(|firm| is_able(firm)) {
            return Err(equal_volumes(rulebook, equal.iter()));
        }
    }
    Ok(covered)
}

fn equal_volumes<'q>(rulebook: &Rulebook, firms: impl Iterator<Item = &'q &'q GroupBidder>) -> Error {
    let firms = names(firms.map(|firm| &firm.company));
    let message =
        format!("`{}` does not say which of {firms} goes first: their volumes are equal at a border", rulebook.id());
    Error::rule_gap(message)
}
