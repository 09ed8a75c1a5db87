//! Rules 17 and 18: how many regions each winner supplies, which ones, and who backs them up.

use serde::{Deserialize, Serialize};

use super::parameters::BackupUnits;
use super::rulebook::Rulebook;
use super::{MAX_LIST, validate};
use crate::Id;
use crate::distinct::first_repeated;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Count;
use crate::sorting::Sorting;

/// What `award.region_counts` is asked.
///
/// # Example
///
/// ```
/// use jicai::award::{RegionCountsQuestion, Rulebook, region_counts};
/// use jicai::number::Count;
///
/// // An alliance of 11 regions instead of the 31 of the rulebook.
/// let question = RegionCountsQuestion { winners: Count::new(3).unwrap(), regions: Count::new(11) };
/// let counts = region_counts(&*Rulebook::builtin("award/cn-batch-05")?, question)?.counts;
/// assert_eq!(counts, [5, 3, 3]); // one first, then 4 + 3 + 3
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegionCountsQuestion {
    /// Number of winners that pick regions, 1 to 1,000.
    pub winners: Count,
    /// Number of regions, 1 to 1,000; the rulebook's where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regions: Option<Count>,
}

/// How many regions each winner supplies.
///
/// # Example
///
/// ```
/// # use jicai::award::{RegionCountsQuestion, Rulebook, region_counts};
/// # use jicai::number::Count;
/// let question = RegionCountsQuestion { winners: Count::new(2).unwrap(), regions: None };
/// let shared = region_counts(&*Rulebook::builtin("award/cn-batch-05")?, question)?;
/// assert_eq!(shared.counts.iter().sum::<u32>(), shared.regions); // every region has one supplier
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegionCounts {
    /// Number of regions R.
    pub regions: u32,
    /// Regions of each winner, by rank.
    pub counts: Vec<u32>,
}

/// Rule 17: the first-ranked takes the first pick, then one region each in rounds until none is left.
///
/// # Errors
///
/// `limit_exceeded` above 1,000; `rule_gap` if the rulebook does not state `first_pick`, or `regions` where it is needed.
///
/// # Example
///
/// ```
/// use jicai::award::{RegionCountsQuestion, Rulebook, region_counts};
/// use jicai::number::Count;
///
/// let batch_5 = Rulebook::builtin("award/cn-batch-05").unwrap();
/// let question = RegionCountsQuestion { winners: Count::new(6).unwrap(), regions: None };
/// assert_eq!(region_counts(&batch_5, question).unwrap().counts, [6, 5, 5, 5, 5, 5]);
/// ```
///
/// *Source*: clauses `#regions` and `#first_pick` of the rulebook.
pub fn region_counts(rulebook: &Rulebook, question: RegionCountsQuestion) -> Result<RegionCounts, Error> {
    region_counts_with(rulebook, question, &mut ())
}

/// [`region_counts`] with a sink for the explanation.
///
/// # Errors
///
/// As [`region_counts`].
///
/// # Example
///
/// ```
/// use jicai::award::{RegionCountsQuestion, Rulebook, region_counts_with};
/// use jicai::number::Count;
///
/// let mut trace = jicai::explain::Trace::new();
/// let question = RegionCountsQuestion { winners: Count::new(6).unwrap(), regions: None };
/// region_counts_with(&*Rulebook::builtin("award/cn-batch-05")?, question, &mut trace)?;
/// let used: Vec<_> = trace.rests_on().map(|source| source.parameter()).collect();
/// assert_eq!(used, ["award/cn-batch-05#regions", "award/cn-batch-05#first_pick"]);
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn region_counts_with(
    rulebook: &Rulebook,
    question: RegionCountsQuestion,
    sink: &mut dyn Sink,
) -> Result<RegionCounts, Error> {
    at_most_list("/input/winners", question.winners.get())?;
    let regions = match question.regions {
        Some(regions) => {
            at_most_list("/input/regions", regions.get())?;
            regions.get()
        }
        None => rulebook.regions.need(sink)?.get(),
    };
    let winners = question.winners.get();
    let first_pick = (*rulebook.first_pick.need(sink)?).min(regions);
    let rest = regions.saturating_sub(first_pick);
    // A `Count` is at least 1.
    let (each, left) = (rest.checked_div(winners).unwrap_or(0), rest.checked_rem(winners).unwrap_or(0));
    let counts: Vec<u32> = (1..=winners)
        .map(|rank| {
            let first = if rank == 1 { first_pick } else { 0 };
            each.saturating_add(u32::from(rank <= left)).saturating_add(first)
        })
        .collect();
    rulebook.note(sink, "regions", ("lot", None, 0), "counts", || {
        vec![("regions", regions.into()), ("winners", winners.into()), ("first_pick", first_pick.into())]
    });
    Ok(RegionCounts { regions, counts })
}

fn at_most_list(path: &str, count: u32) -> Result<(), Error> {
    validate::size(path, usize::try_from(count).unwrap_or(usize::MAX))
        .map_err(|error| error.with_message(format!("at most {MAX_LIST}, got `{count}`")))
}

/// A winner who picks regions.
///
/// # Example
///
/// ```
/// use jicai::award::{RegionWinner, RegionsQuestion, Rulebook, assign_regions};
///
/// let winner: RegionWinner = jicai::evaluate::read(serde_json::json!({ "bid": "A", "rank": 1, "preferences": ["浙江"] }))?;
/// let regions = vec!["北京".parse()?, "浙江".parse()?];
/// let question = RegionsQuestion { regions, winners: vec![winner], ..RegionsQuestion::default() };
/// let assignment = assign_regions(&*Rulebook::builtin("award/cn-batch-07")?, &question)?;
/// assert_eq!(assignment.picks[0].region.as_str(), "浙江"); // before the first of `regions`
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegionWinner {
    /// The winning bid; unique.
    pub bid: Id,
    /// Its place in the selection order; unique.
    pub rank: Count,
    /// Regions it prefers, in this order; what the list leaves out follows in the order of `regions`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preferences: Vec<Id>,
    /// The same for backup supply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub backup_preferences: Vec<Id>,
}

/// What `award.assign_regions` is asked.
///
/// # Example
///
/// ```
/// use jicai::award::{RegionsQuestion, Rulebook, assign_regions};
///
/// let question: RegionsQuestion = jicai::evaluate::read(serde_json::json!({ "regions": ["北京", "上海"], "backup": true,
///     "backup_units": [["北京"], ["上海"]], "winners": [ { "bid": "A", "rank": 1 }, { "bid": "B", "rank": 2 } ] }))?;
/// let assignment = assign_regions(&*Rulebook::builtin("award/cn-batch-07")?, &question)?;
/// assert_eq!(assignment.winners[1].backup.as_ref().unwrap()[0], assignment.winners[0].primary[0]); // B backs A up
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegionsQuestion {
    /// The regions, 1 to 1,000, in the default order of preference.
    pub regions: Vec<Id>,
    /// The winners, 1 to 1,000.
    pub winners: Vec<RegionWinner>,
    /// Whether backup suppliers are picked too.
    #[serde(default)]
    pub backup: bool,
    /// Selection units: within one, a firm backs up a primary supplier only once. Only with `backup`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_units: Option<Vec<Vec<Id>>>,
}

/// Which supplier a pick makes.
///
/// # Example
///
/// ```
/// # use jicai::award::{PickKind, Rulebook, assign_regions};
/// let question = jicai::evaluate::read(serde_json::json!({ "regions": ["北京", "上海"], "backup": true,
///     "backup_units": [["北京"], ["上海"]], "winners": [ { "bid": "A", "rank": 1 }, { "bid": "B", "rank": 2 } ] }))?;
/// let picks = assign_regions(&*Rulebook::builtin("award/cn-batch-07")?, &question)?.picks;
/// let kinds: Vec<_> = picks.iter().map(|pick| pick.kind).collect();
/// assert_eq!(kinds, [PickKind::Primary, PickKind::Primary, PickKind::Backup, PickKind::Backup]);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PickKind {
    /// Primary supplier (主供).
    Primary,
    /// Backup supplier (备供).
    Backup,
}

/// One pick.
///
/// # Example
///
/// ```
/// # use jicai::award::{Rulebook, assign_regions};
/// // A takes one region first; then both pick in turn.
/// let question = jicai::evaluate::read(serde_json::json!({ "regions": ["r1", "r2", "r3"],
///     "winners": [ { "bid": "A", "rank": 1 }, { "bid": "B", "rank": 2 } ] }))?;
/// let assignment = assign_regions(&*Rulebook::builtin("award/cn-batch-07")?, &question)?;
/// let picks: Vec<_> = assignment.picks.iter().map(|pick| (pick.turn, pick.round, pick.bid.as_str())).collect();
/// assert_eq!(picks, [(1, 0, "A"), (2, 1, "A"), (3, 1, "B")]);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pick {
    /// 1, 2, … over all picks.
    pub turn: u32,
    /// 0 for the first pick, then 1, 2, …; backup rounds start again at 1.
    pub round: u32,
    /// Primary or backup.
    pub kind: PickKind,
    /// Who picks.
    pub bid: Id,
    /// What.
    pub region: Id,
}

/// The regions of one winner.
///
/// # Example
///
/// ```
/// # use jicai::award::{Rulebook, assign_regions};
/// let question = jicai::evaluate::read(serde_json::json!({ "regions": ["r1", "r2"],
///     "winners": [ { "bid": "A", "rank": 1 }, { "bid": "B", "rank": 2 } ] }))?;
/// let second = &assign_regions(&*Rulebook::builtin("award/cn-batch-07")?, &question)?.winners[1];
/// assert!(second.primary.is_empty()); // A's first pick and the first round have left nothing
/// assert_eq!(second.backup, None); // not asked for
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WinnerRegions {
    /// The winner.
    pub bid: Id,
    /// Its rank.
    pub rank: u32,
    /// Regions it supplies, in the order of its picks.
    pub primary: Vec<Id>,
    /// Regions it backs up, in the order of its picks; with `backup`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup: Option<Vec<Id>>,
}

/// Who supplies which region.
///
/// # Example
///
/// ```
/// # use jicai::award::{Rulebook, assign_regions};
/// // A lone winner supplies everything, and nobody can back it up.
/// let question = jicai::evaluate::read(serde_json::json!({ "regions": ["r1", "r2"], "backup": true, "backup_units": [["r1", "r2"]],
///     "winners": [ { "bid": "A", "rank": 1 } ] }))?;
/// let assignment = assign_regions(&*Rulebook::builtin("award/cn-batch-07")?, &question)?;
/// assert_eq!(assignment.winners[0].primary.len(), 2);
/// assert_eq!(assignment.without_backup.unwrap().len(), 2);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegionAssignment {
    /// The winners, by rank.
    pub winners: Vec<WinnerRegions>,
    /// Every pick in turn.
    pub picks: Vec<Pick>,
    /// Regions without a backup supplier, in the order of `regions`; with `backup`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_backup: Option<Vec<Id>>,
}

/// Rules 17 and 18: runs the picks by the firms' preferences.
///
/// # Errors
///
/// `invalid_input` and `limit_exceeded` with the field; `rule_gap` if `first_pick`, or with backup `backup` or the selection units,
/// are not published.
///
/// # Example
///
/// ```
/// use jicai::award::{RegionWinner, RegionsQuestion, Rulebook, assign_regions};
/// use jicai::number::Count;
///
/// let batch_7 = Rulebook::builtin("award/cn-batch-07").unwrap();
/// let id = |text: &str| text.parse().unwrap();
/// let winner = |bid, rank| RegionWinner {
///     bid: id(bid),
///     rank: Count::new(rank).unwrap(),
///     preferences: vec![],
///     backup_preferences: vec![],
/// };
/// let question = RegionsQuestion {
///     regions: vec![id("北京"), id("上海"), id("浙江")],
///     winners: vec![winner("A", 1), winner("B", 2)],
///     ..RegionsQuestion::default()
/// };
/// let assignment = assign_regions(&batch_7, &question).unwrap();
/// assert_eq!(assignment.winners[0].primary, [id("北京"), id("上海")]);
/// ```
///
/// *Source*: clauses `#first_pick` and `#backup` of the rulebook.
pub fn assign_regions(rulebook: &Rulebook, question: &RegionsQuestion) -> Result<RegionAssignment, Error> {
    assign_regions_with(rulebook, question, &mut ())
}

/// [`assign_regions`] with a sink for the explanation.
///
/// # Errors
///
/// As [`assign_regions`].
///
/// # Example
///
/// ```
/// # use jicai::{award::{Rulebook, assign_regions_with}, explain::Trace};
/// let question = jicai::evaluate::read(serde_json::json!({ "regions": ["北京", "上海"], "winners": [ { "bid": "A", "rank": 1 } ] }))?;
/// let mut trace = Trace::explaining();
/// assign_regions_with(&*Rulebook::builtin("award/cn-batch-07")?, &question, &mut trace)?;
/// let clauses: Vec<_> = trace.steps().iter().map(|step| (step.subject(), step.clause_name().to_owned())).collect();
/// assert_eq!(clauses, [("region:北京".into(), "first_pick".into()), ("region:上海".into(), "regions".into())]);
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn assign_regions_with(
    rulebook: &Rulebook,
    question: &RegionsQuestion,
    sink: &mut dyn Sink,
) -> Result<RegionAssignment, Error> {
    check(question).map_err(|error| error.under("/input"))?;
    if question.backup && !rulebook.backup.is_gap() && rulebook.backup.peek() != Some(&true) {
        let message = format!("`{}` has no backup suppliers", rulebook.id());
        return Err(Error::invalid_input("/input/backup", message));
    }
    let first_pick = *rulebook.first_pick.need(sink)?;
    let mut picks = Picks::new(question);
    picks.primary(first_pick);
    if question.backup {
        rulebook.backup.need(sink)?;
        let units = match &question.backup_units {
            Some(units) => units.as_slice(),
            None => match rulebook.backup_units.need(sink)? {
                BackupUnits::None => &[],
            },
        };
        picks.backup(units);
    }
    for pick in &picks.made {
        let clause = match (pick.kind, pick.round) {
            (PickKind::Backup, _) => "backup",
            (PickKind::Primary, 0) => "first_pick",
            (PickKind::Primary, _) => "regions",
        };
        rulebook.note(sink, clause, ("region", Some(&pick.region), pick.turn), "picked", || {
            vec![("bid", pick.bid.as_str().into()), ("turn", pick.turn.into()), ("round", pick.round.into())]
        });
    }
    Ok(picks.finish())
}

fn check(question: &RegionsQuestion) -> Result<(), Error> {
    let RegionsQuestion { regions, winners, backup, backup_units } = question;
    for (path, len) in [("/regions", regions.len()), ("/winners", winners.len())] {
        validate::not_empty(path, len)?;
        validate::size(path, len)?;
    }
    if let Some(i) = first_repeated(regions.iter().map(Id::as_str)) {
        return Err(validate::stands_twice(format!("/regions/{i}"), regions.get(i)));
    }
    if let Some(i) = first_repeated(winners.iter().map(|winner| winner.bid.as_str())) {
        return Err(validate::stands_twice(format!("/winners/{i}/bid"), winners.get(i).map(|winner| &winner.bid)));
    }
    let mut ranks = std::collections::HashSet::new();
    if let Some((i, winner)) = winners.iter().enumerate().find(|(_, winner)| !ranks.insert(winner.rank)) {
        let rank = winner.rank;
        return Err(Error::invalid_input(
            format!("/winners/{i}/rank"),
            format!("rank `{rank}` stands in the list twice"),
        ));
    }
    let known: std::collections::HashSet<&Id> = regions.iter().collect();
    let members = |path: String, list: &[Id]| {
        validate::size(&path, list.len())?;
        if let Some((i, region)) = list.iter().enumerate().find(|(_, region)| !known.contains(region)) {
            return Err(Error::invalid_input(
                format!("{path}/{i}"),
                format!("there is no region `{region}` in regions"),
            ));
        }
        match first_repeated(list.iter().map(Id::as_str)) {
            Some(i) => Err(validate::stands_twice(format!("{path}/{i}"), list.get(i))),
            None => Ok(()),
        }
    };
    for (i, winner) in winners.iter().enumerate() {
        members(format!("/winners/{i}/preferences"), &winner.preferences)?;
        members(format!("/winners/{i}/backup_preferences"), &winner.backup_preferences)?;
    }
    let Some(units) = backup_units else { return Ok(()) };
    if !backup {
        return Err(Error::invalid_input("/backup_units", "backup_units has a meaning only with backup"));
    }
    validate::size("/backup_units", units.len())?;
    let mut taken = std::collections::HashSet::new();
    for (i, unit) in units.iter().enumerate() {
        let path = format!("/backup_units/{i}");
        validate::not_empty(&path, unit.len())?;
        members(path.clone(), unit)?;
        if let Some((j, region)) = unit.iter().enumerate().find(|(_, region)| !taken.insert(*region)) {
            return Err(Error::invalid_input(
                format!("{path}/{j}"),
                format!("region `{region}` is in two selection units"),
            ));
        }
    }
    Ok(())
}

/// The picks in progress. Regions and firms are numbers here: their places in `regions` and in the order of ranks.
struct Picks<'q> {
    question: &'q RegionsQuestion,
    /// By rank.
    firms: Vec<Firm<'q>>,
    /// For each region its primary supplier.
    primary_of: Vec<Option<usize>>,
    /// For each region whether it has a backup supplier.
    backed_up: Vec<bool>,
    made: Vec<Pick>,
}

struct Firm<'q> {
    winner: &'q RegionWinner,
    primary: Vec<usize>,
    backup: Vec<usize>,
    /// What it prefers, best first; taken from the front.
    wishes: std::vec::IntoIter<usize>,
}

impl<'q> Picks<'q> {
    fn new(question: &'q RegionsQuestion) -> Self {
        let mut firms: Vec<Firm<'q>> = question
            .winners
            .iter()
            .map(|winner| Firm {
                winner,
                primary: Vec::new(),
                backup: Vec::new(),
                wishes: wishes(&question.regions, &winner.preferences).into_iter(),
            })
            .collect();
        firms.order_by_key(|firm| firm.winner.rank);
        Picks {
            question,
            firms,
            primary_of: vec![None; question.regions.len()],
            backed_up: vec![false; question.regions.len()],
            made: Vec::new(),
        }
    }

    /// Rule 17: the first-ranked picks `first_pick` times, then everybody once a round.
    fn primary(&mut self, first_pick: u32) {
        for _ in 0..first_pick {
            if !self.pick_primary(0, 0) {
                return;
            }
        }
        for round in 1_u32.. {
            for firm in 0..self.firms.len() {
                if !self.pick_primary(firm, round) {
                    return;
                }
            }
        }
    }

    /// False when no region is left.
    fn pick_primary(&mut self, firm: usize, round: u32) -> bool {
        let Some(picking) = self.firms.get_mut(firm) else { return false };
        let free = |region: &usize| self.primary_of.get(*region) == Some(&None);
        let Some(region) = picking.wishes.find(free) else { return false };
        picking.primary.push(region);
        if let Some(supplier) = self.primary_of.get_mut(region) {
            *supplier = Some(firm);
        }
        self.record(firm, round, PickKind::Primary, region);
        true
    }

    /// Rule 18: rounds without a first pick, until no region is left or a round passes without a pick.
    fn backup(&mut self, units: &[Vec<Id>]) {
        let unit_of: Vec<Option<usize>> =
            self.question.regions.iter().map(|region| units.iter().position(|unit| unit.contains(region))).collect();
        let wished: Vec<Vec<usize>> =
            self.firms.iter().map(|firm| wishes(&self.question.regions, &firm.winner.backup_preferences)).collect();
        for round in 1_u32.. {
            let mut picked = false;
            for (firm, wished) in wished.iter().enumerate() {
                let open = wished.iter().copied().find(|region| self.may_back_up(firm, *region, &unit_of));
                let (Some(region), Some(picking)) = (open, self.firms.get_mut(firm)) else { continue };
                picking.backup.push(region);
                if let Some(backed_up) = self.backed_up.get_mut(region) {
                    *backed_up = true;
                }
                self.record(firm, round, PickKind::Backup, region);
                picked = true;
            }
            if !picked {
                return;
            }
        }
    }

    /// No backup yet, not its own region, and not a second region of the same primary supplier in one selection unit.
    fn may_back_up(&self, firm: usize, region: usize, unit_of: &[Option<usize>]) -> bool {
        let supplier = |region: usize| self.primary_of.get(region).copied().flatten();
        let unit = |region: usize| unit_of.get(region).copied().flatten();
        let free = self.backed_up.get(region) == Some(&false) && supplier(region) != Some(firm);
        let backs_up_already = |held: &Firm<'_>| {
            held.backup.iter().any(|other| unit(*other) == unit(region) && supplier(*other) == supplier(region))
        };
        free && (unit(region).is_none() || !self.firms.get(firm).is_some_and(backs_up_already))
    }

    fn record(&mut self, firm: usize, round: u32, kind: PickKind, region: usize) {
        let turn = u32::try_from(self.made.len()).unwrap_or(u32::MAX).saturating_add(1);
        if let (Some(firm), Some(region)) = (self.firms.get(firm), self.question.regions.get(region)) {
            self.made.push(Pick { turn, round, kind, bid: firm.winner.bid.clone(), region: region.clone() });
        }
    }

    fn finish(self) -> RegionAssignment {
        let regions = &self.question.regions;
        let named = |indices: &[usize]| indices.iter().filter_map(|i| regions.get(*i)).cloned().collect::<Vec<Id>>();
        let backup = self.question.backup;
        RegionAssignment {
            winners: self
                .firms
                .iter()
                .map(|firm| WinnerRegions {
                    bid: firm.winner.bid.clone(),
                    rank: firm.winner.rank.get(),
                    primary: named(&firm.primary),
                    backup: backup.then(|| named(&firm.backup)),
                })
                .collect(),
            picks: self.made,
            without_backup: backup.then(|| {
                let open = regions.iter().zip(&self.backed_up).filter(|(_, backed_up)| !**backed_up);
                open.map(|(region, _)| region.clone()).collect()
            }),
        }
    }
}

/// A list of preferences, completed in the order of the regions, as indices.
fn wishes(regions: &[Id], preferences: &[Id]) -> Vec<usize> {
    let index: std::collections::HashMap<&Id, usize> =
        regions.iter().enumerate().map(|(i, region)| (region, i)).collect();
    let mut listed = vec![false; regions.len()];
    let mut order: Vec<usize> = Vec::with_capacity(regions.len());
    for region in preferences.iter().filter_map(|region| index.get(region).copied()) {
        order.push(region);
        if let Some(listed) = listed.get_mut(region) {
            *listed = true;
        }
    }
    order.extend(listed.iter().enumerate().filter(|(_, listed)| !**listed).map(|(i, _)| i));
    order
}
