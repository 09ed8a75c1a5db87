//! The parameters of an execution rulebook that are more than one value.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::Hash;

use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::indicator::{Indicator, first_repeated_by};
use super::number::{Count, DayOfMonth, Positive, PositiveCount, SettlementDays, Signed, Whole};
use super::time::Day;
use super::vocabulary::{
    Anchor, Comparison, FinalState, LadderStep, MarkClass, SettlementKind, Severity, SubjectKind, Urgency,
};
use crate::Id;

/// The most rows of a table of a rulebook.
const MOST_ROWS: usize = 1_000;

/// A list in which nothing stands twice.
#[derive(Clone, Debug)]
pub(super) struct Distinct<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de> + Copy + Eq + Hash + fmt::Display> Deserialize<'de> for Distinct<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<T>::deserialize(deserializer)?;
        match first_repeated_by(&list, |element| *element).and_then(|i| list.get(i)) {
            Some(repeated) => Err(de::Error::custom(format!("must name everything once, got `{repeated}` twice"))),
            None => Ok(Distinct(list)),
        }
    }
}

impl<T: PartialEq> Distinct<T> {
    /// Where an element stands.
    pub(super) fn position(&self, element: &T) -> Option<usize> {
        self.0.iter().position(|known| known == element)
    }
}

/// The same, with at least one element.
#[derive(Clone, Debug)]
pub(super) struct NotEmpty<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de> + Copy + Eq + Hash + fmt::Display> Deserialize<'de> for NotEmpty<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Distinct(list) = Distinct::deserialize(deserializer)?;
        if list.is_empty() { Err(de::Error::custom("must have at least one element")) } else { Ok(NotEmpty(list)) }
    }
}

/// The steps of a ladder.
pub(super) type Ladder = NotEmpty<LadderStep>;

/// What follows when an agreement is not signed: one state, or a choice of several.
#[derive(Clone, Debug)]
pub(super) enum Unsigned {
    One(FinalState),
    Choice(Vec<FinalState>),
}

impl Unsigned {
    /// Whether a state may follow.
    pub(super) fn names(&self, state: FinalState) -> bool {
        match self {
            Unsigned::One(one) => *one == state,
            Unsigned::Choice(list) => list.contains(&state),
        }
    }
}

impl<'de> Deserialize<'de> for Unsigned {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordOrWords;
        impl<'de> Visitor<'de> for WordOrWords {
            type Value = Unsigned;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a state or a list of states")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Unsigned, E> {
                FinalState::deserialize(de::value::StrDeserializer::new(word)).map(Unsigned::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Unsigned, A::Error> {
                NotEmpty::deserialize(de::value::SeqAccessDeserializer::new(list))
                    .map(|NotEmpty(list)| Unsigned::Choice(list))
            }
        }
        deserializer.deserialize_any(WordOrWords)
    }
}

/// One condition of an alert rule.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Condition {
    pub(super) indicator: Indicator,
    pub(super) op: Comparison,
    pub(super) limit: Signed,
}

impl Condition {
    pub(super) fn holds(&self, value: Signed) -> bool {
        self.op.holds(value, self.limit)
    }
}

impl Comparison {
    /// Whether `value` stands so to `limit`.
    pub(super) fn holds(self, value: Signed, limit: Signed) -> bool {
        match self {
            Comparison::Below => value < limit,
            Comparison::AtMost => value <= limit,
            Comparison::Above => value > limit,
            Comparison::AtLeast => value >= limit,
            Comparison::Equal => value == limit,
        }
    }
}

/// A rule of a document that raises an alert.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AlertRule {
    pub(super) rule: Id,
    pub(super) applies_to: Option<SubjectKind>,
    pub(super) months: Option<PositiveCount>,
    pub(super) when: Vec<Condition>,
    pub(super) severity: Severity,
    pub(super) action: Id,
}

/// The alert rules of a document.
#[derive(Clone, Debug)]
pub(super) struct AlertRules(pub(super) Vec<AlertRule>);

impl<'de> Deserialize<'de> for AlertRules {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rules = Vec::<AlertRule>::deserialize(deserializer)?;
        let wrong = |message: String| Err(de::Error::custom(message));
        if rules.len() > MOST_ROWS {
            return wrong(format!("must have at most {MOST_ROWS} rules"));
        }
        for rule in &rules {
            if rule.when.is_empty() || rule.when.len() > MOST_ROWS {
                return wrong(format!("must have 1 to {MOST_ROWS} conditions in each rule"));
            }
            if rule.months.is_some() && rule.when.len() > 1 {
                return wrong(format!(
                    "must have one condition where a rule has `months`, rule `{}` has more",
                    rule.rule
                ));
            }
        }
        match first_repeated_by(&rules, |rule| &rule.rule).and_then(|i| rules.get(i)) {
            Some(repeated) => wrong(format!("must name each rule once, got `{}` twice", repeated.rule)),
            None => Ok(AlertRules(rules)),
        }
    }
}

/// A band of values.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Band {
    pub(super) band: Id,
    from: Signed,
    from_op: Comparison,
    to: Option<Signed>,
    to_op: Option<Comparison>,
    pub(super) severity: Option<Severity>,
}

impl Band {
    pub(super) fn holds(&self, value: Signed) -> bool {
        let below = match (self.to, self.to_op) {
            (Some(to), Some(op)) => op.holds(value, to),
            _ => true,
        };
        self.from_op.holds(value, self.from) && below
    }

    fn has_edges(&self) -> bool {
        matches!(self.from_op, Comparison::AtLeast | Comparison::Above)
            && matches!((self.to, self.to_op), (None, None) | (Some(_), Some(Comparison::Below | Comparison::AtMost)))
    }
}

/// The bands of an indicator.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BandedIndicator {
    pub(super) indicator: Indicator,
    pub(super) bands: Vec<Band>,
}

/// The bands of a bulletin.
#[derive(Clone, Debug)]
pub(super) struct AlertBands(pub(super) Vec<BandedIndicator>);

impl<'de> Deserialize<'de> for AlertBands {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<BandedIndicator>::deserialize(deserializer)?;
        let wrong = |message: String| Err(de::Error::custom(message));
        for BandedIndicator { indicator, bands } in &list {
            if bands.is_empty() || bands.len() > MOST_ROWS {
                return wrong(format!("must have 1 to {MOST_ROWS} bands for `{indicator}`"));
            }
            if let Some(band) = bands.iter().find(|band| !band.has_edges()) {
                return wrong(format!(
                    "must have edges with `from_op` ge or gt, and `to` with `to_op` lt or le or neither, band `{}` has others",
                    band.band
                ));
            }
            if let Some(band) = first_repeated_by(bands, |band| &band.band).and_then(|i| bands.get(i)) {
                return wrong(format!("must name each band once, got `{}` twice", band.band));
            }
        }
        match first_repeated_by(&list, |entry| entry.indicator).and_then(|i| list.get(i)) {
            Some(entry) => wrong(format!("must name each indicator once, got `{}` twice", entry.indicator)),
            None => Ok(AlertBands(list)),
        }
    }
}

/// How a red limit is found.
#[derive(Clone, Copy, Debug)]
pub(super) enum RedLimit {
    /// So many times the anchor.
    Multiple(Positive),
    /// The yellow limit, divided and multiplied.
    FromYellow { divide: Positive, multiply: Positive },
    /// There is none.
    None,
}

/// The limits of a class.
#[derive(Clone, Copy, Debug)]
pub(super) struct MarkRule {
    pub(super) anchor: Anchor,
    pub(super) yellow_multiple: Positive,
    pub(super) red: RedLimit,
}

impl<'de> Deserialize<'de> for MarkRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct FromYellow {
            divide: Positive,
            multiply: Positive,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            anchor: Anchor,
            yellow_multiple: Positive,
            red_multiple: Option<Positive>,
            red_from_yellow: Option<FromYellow>,
        }
        let form = Form::deserialize(deserializer)?;
        let red = match (form.red_multiple, form.red_from_yellow) {
            (Some(_), Some(_)) => {
                return Err(de::Error::custom("must have only one of `red_multiple` and `red_from_yellow`"));
            }
            (Some(multiple), None) => RedLimit::Multiple(multiple),
            (None, Some(FromYellow { divide, multiply })) => RedLimit::FromYellow { divide, multiply },
            (None, None) => RedLimit::None,
        };
        Ok(MarkRule { anchor: form.anchor, yellow_multiple: form.yellow_multiple, red })
    }
}

/// The limits of each class.
#[derive(Clone, Debug)]
pub(super) struct MarkRules(pub(super) BTreeMap<MarkClass, MarkRule>);

impl<'de> Deserialize<'de> for MarkRules {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rules = BTreeMap::<MarkClass, MarkRule>::deserialize(deserializer)?;
        if rules.contains_key(&MarkClass::WinnerNotSupplying) {
            return Err(de::Error::custom(
                "must not have a class `winner_not_supplying`: `non_supply_multiple` marks it",
            ));
        }
        let needs_evaluated =
            rules.iter().any(|(class, rule)| *class == MarkClass::Reference || rule.anchor == Anchor::Reference);
        if needs_evaluated && !rules.contains_key(&MarkClass::Evaluated) {
            return Err(de::Error::custom("must have a class `evaluated` where it has `reference`"));
        }
        Ok(MarkRules(rules))
    }
}

/// What a new listing may ask.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryRule {
    /// So many times the lowest listing price.
    pub(super) lowest: Positive,
    /// Of the listing price of the reference product, for a generic that passed the evaluation.
    pub(super) evaluated: Option<Positive>,
    /// The same for one that did not.
    pub(super) not_evaluated: Option<Positive>,
}

/// What a new listing may ask, by class.
pub(super) type EntryRules = BTreeMap<MarkClass, EntryRule>;

/// Hours in which an order is to be delivered.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeliveryHours {
    urgent: Count,
    urgent_remote: Count,
    ordinary: Count,
    ordinary_remote_or_cold_chain: Count,
}

impl DeliveryHours {
    /// The hours of a class of orders; the cold chain does not matter where it is urgent.
    pub(super) fn of(&self, urgency: Urgency, remote: bool, cold_chain: bool) -> u32 {
        match (urgency, remote, cold_chain) {
            (Urgency::Urgent, true, _) => self.urgent_remote.get(),
            (Urgency::Urgent, false, _) => self.urgent.get(),
            (Urgency::Ordinary, false, false) => self.ordinary.get(),
            (Urgency::Ordinary, _, _) => self.ordinary_remote_or_cold_chain.get(),
        }
    }
}

/// Whether the clock stands still on holidays.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SkipsHolidays {
    urgent: bool,
    ordinary: bool,
}

impl SkipsHolidays {
    pub(super) fn of(self, urgency: Urgency) -> bool {
        match urgency {
            Urgency::Urgent => self.urgent,
            Urgency::Ordinary => self.ordinary,
        }
    }
}

/// When an invoice falls due.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook, SettlementRule};
///
/// // The 31st of a month that has 28 days is its last one.
/// let rule = serde_json::to_value(SettlementRule::DayOfNextMonth { day: serde_json::from_str("31")? })?;
/// let question = serde_json::json!({ "as_of": "2025-03-15", "settlement_drug": rule,
///     "invoices": [ { "invoice": "i", "start_on": "2025-01-15", "amount": "10" } ] });
/// let due = execution::settlement_due(&*Rulebook::builtin("execution/zhejiang-2025")?, &serde_json::from_value(question)?)?;
/// assert_eq!(due.invoices[0].due_on.to_string(), "2025-02-28");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SettlementRule {
    /// So many days after the start, which is not counted.
    DaysAfter {
        /// The days.
        days: SettlementDays,
    },
    /// On the last day of the month after that of the start.
    EndOfNextMonth,
    /// On a day of the month after that of the start, cut to the month's last day.
    DayOfNextMonth {
        /// The day.
        day: DayOfMonth,
    },
}

impl<'de> Deserialize<'de> for SettlementRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            kind: SettlementKind,
            days: Option<SettlementDays>,
            day: Option<DayOfMonth>,
        }
        let form = Form::deserialize(deserializer)?;
        let unknown = |field| Err(de::Error::unknown_field(field, &["kind"]));
        match (form.kind, form.days, form.day) {
            (SettlementKind::DaysAfter, Some(days), None) => Ok(SettlementRule::DaysAfter { days }),
            (SettlementKind::DayOfNextMonth, None, Some(day)) => Ok(SettlementRule::DayOfNextMonth { day }),
            (SettlementKind::EndOfNextMonth, None, None) => Ok(SettlementRule::EndOfNextMonth),
            (SettlementKind::DaysAfter, _, Some(_)) | (SettlementKind::EndOfNextMonth, None, Some(_)) => unknown("day"),
            (SettlementKind::DayOfNextMonth | SettlementKind::EndOfNextMonth, Some(_), _) => unknown("days"),
            (SettlementKind::DaysAfter, None, None) => Err(de::Error::missing_field("days")),
            (SettlementKind::DayOfNextMonth, None, None) => Err(de::Error::missing_field("day")),
        }
    }
}

/// How much a fund may prepay, and from which balance on.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FundPrepay {
    pub(super) employee_months: Count,
    pub(super) resident_months: Count,
    pub(super) scale_months: Count,
}

/// A day of every year, `01-10`.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthDay {
    pub(super) month: u32,
    pub(super) day: u32,
}

impl<'de> Deserialize<'de> for MonthDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use chrono::Datelike;

        struct Text;
        impl Visitor<'_> for Text {
            type Value = MonthDay;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a day of the year such as \"01-10\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<MonthDay, E> {
                // A leap year has every day that a year can have.
                let day = format!("2024-{text}").parse::<Day>();
                day.map(|day| MonthDay { month: day.get().month(), day: day.get().day() })
                    .map_err(|_| E::custom(format!("must be a day of the year such as `01-10`, got `{text}`")))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// When a fund prepays.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FundDates {
    pub(super) apply_until: MonthDay,
    pub(super) pay_by: MonthDay,
}

/// A thing that a document asks for, perhaps by a day.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // A list of one's own instead of the document's: what is due today and not yet published is missing, but not late.
/// let answer = execution::disclosure(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-01-10", "required": [ { "item": "b", "due_on": "2025-01-10" } ], "records": [ { "record": "r", "published": [] } ] }"#,
/// )?)?;
/// let record = answer.records.unwrap().remove(0);
/// assert_eq!((record.missing.len(), record.lateness.len()), (1, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RequiredItem {
    /// The item, unique in its list.
    pub item: Id,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
}

/// The checklists of a document by name.
#[derive(Clone, Debug)]
pub(super) struct Checklists(pub(super) BTreeMap<String, Vec<RequiredItem>>);

impl<'de> Deserialize<'de> for Checklists {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// An item alone, or with its day.
        struct Entry(RequiredItem);
        impl<'de> Deserialize<'de> for Entry {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct ItemOrObject;
                impl<'de> Visitor<'de> for ItemOrObject {
                    type Value = Entry;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an item, or an object with `item` and `due_on`")
                    }

                    fn visit_str<E: de::Error>(self, item: &str) -> Result<Entry, E> {
                        item.parse().map(|item| Entry(RequiredItem { item, due_on: None })).map_err(E::custom)
                    }

                    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Entry, A::Error> {
                        RequiredItem::deserialize(de::value::MapAccessDeserializer::new(map)).map(Entry)
                    }
                }
                deserializer.deserialize_any(ItemOrObject)
            }
        }
        let lists = BTreeMap::<String, Vec<Entry>>::deserialize(deserializer)?;
        let lists: BTreeMap<String, Vec<RequiredItem>> = lists
            .into_iter()
            .map(|(name, items)| (name, items.into_iter().map(|Entry(item)| item).collect()))
            .collect();
        for (name, items) in &lists {
            if items.len() > MOST_ROWS {
                return Err(de::Error::custom(format!("must have at most {MOST_ROWS} items in `{name}`")));
            }
            if let Some(item) = first_repeated_by(items, |item| &item.item).and_then(|i| items.get(i)) {
                let message = format!("must name each item of `{name}` once, got `{}` twice", item.item);
                return Err(de::Error::custom(message));
            }
        }
        Ok(Checklists(lists))
    }
}

/// A number of working days; a rulebook that means more than ten years is mistaken.
pub(super) type WorkingDays = Whole<1, 3660>;
