//! Explanations as data: which clause decided what for whom, on which numbers; and what a result rests on.
//!
//! Rules write to a [`Sink`]. The unit type `()` is the sink that keeps nothing; a [`Trace`] keeps the steps and the
//! parameters that were used. Sentences for people are [rendered](Step::text) from the steps at the very end.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::Id;
use crate::error::{Code, Error};
use crate::number::{Exact, Rational, Real};
use crate::rulebook::{Provenance, Source};
use crate::sorting::Sorting;

/// The language of sentences.
///
/// # Example
///
/// ```
/// # use jicai::{award::{self, Lot, Rulebook}, explain::*, number::Count};
/// # let lot = Lot::from_json(r#"{ "ceiling": "9", "bids": [ { "bid": "A", "price": "9.01" } ] }"#).unwrap();
/// # let mut trace = Trace::explaining(); award::select_with(&Rulebook::builtin("award/cn-batch-07").unwrap(), &lot, &mut trace).unwrap();
/// // A `trace` of a bid of 9.01 under a ceiling of 9.00.
/// assert!(trace.steps()[0].text(Language::En).contains("above the ceiling"));
/// assert_ne!(trace.steps()[0].text(Language::default()), trace.steps()[0].text(Language::En)); // Chinese
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Chinese, the default: the documents are Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// What rules report to while they decide.
///
/// `()` keeps nothing, [`Trace`] keeps what was asked for.
///
/// # Example
///
/// A sink of one's own, which counts what is decided and keeps nothing:
///
/// ```
/// # use jicai::{award::*, explain::{Sink, Step}, number::Count, rulebook::Source};
/// struct Counter(usize);
/// impl Sink for Counter {
///     fn used(&mut self, _: &std::sync::Arc<Source>) {}
///     fn keeps(&self, _: u32) -> bool { true }
///     fn step(&mut self, _: Step) { self.0 += 1; }
///     fn arrange(&mut self, _: usize, _: &dyn Fn() -> Vec<u32>) {}
///     fn mark(&self) -> usize { self.0 }
/// }
/// let mut counter = Counter(0);
/// region_counts_with(&Rulebook::builtin("award/cn-batch-05").unwrap(), RegionCountsQuestion { winners: Count::ONE, regions: None }, &mut counter).unwrap();
/// assert_eq!(counter.0, 1);
/// ```
pub trait Sink {
    /// The result rests on this parameter.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::*, explain::*, number::Count}; let mut trace = Trace::new();
    /// # region_counts_with(&Rulebook::builtin("award/cn-batch-05").unwrap(), RegionCountsQuestion { winners: Count::ONE, regions: None }, &mut trace).unwrap();
    /// // A `trace` of a result: what that rests on is told to a second one, twice.
    /// let mut second = Trace::new();
    /// trace.rests_on().chain(trace.rests_on()).for_each(|source| second.used(&source.clone().into()));
    /// assert_eq!(second.rests_on().count(), 2); // number of regions and first pick, each once
    /// ```
    fn used(&mut self, source: &Arc<Source>);

    /// Whether steps about the subject at this position of the input are kept: others are not even built.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::explain::{Sink, Trace};
    /// assert!(Trace::explaining().keeps(0));
    /// assert!(!Trace::new().keeps(0)); // parameters only: no step is built
    /// ```
    fn keeps(&self, position: u32) -> bool;

    /// A clause decided something.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::*, explain::*, number::Count}; let mut trace = Trace::explaining();
    /// # region_counts_with(&Rulebook::builtin("award/cn-batch-05").unwrap(), RegionCountsQuestion { winners: Count::ONE, regions: None }, &mut trace).unwrap();
    /// // Out of a `trace` of everything, the decisions about regions.
    /// let mut regions = Trace::explaining();
    /// trace.steps().iter().filter(|step| step.clause_name() == "regions").for_each(|step| regions.step(step.clone()));
    /// assert_eq!(regions.steps().len(), 1);
    /// ```
    fn step(&mut self, step: Step);

    /// Puts the steps since `mark` into output order: `places` gives, for each position of the input, that of the output.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::{self, Lot, Rulebook}, explain::*, number::Count};
    /// let lot = Lot::from_json(r#"{ "ceiling": "9", "bids": [ { "bid": "B", "price": "1.50" }, { "bid": "A", "price": "1.00" } ] }"#).unwrap();
    /// # let mut trace = Trace::explaining(); award::select_with(&Rulebook::builtin("award/cn-batch-07").unwrap(), &lot, &mut trace).unwrap();
    /// // The input has the dearer bid first; the award, and so the explanation, has it second.
    /// let spread = trace.steps().iter().filter(|step| step.clause_name() == "spread");
    /// assert!(spread.map(Step::subject).eq(["bid:A", "bid:B"]));
    /// ```
    fn arrange(&mut self, mark: usize, places: &dyn Fn() -> Vec<u32>);

    /// How many steps there are.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::*, explain::*, number::Count}; let mut trace = Trace::explaining();
    /// # let question = RegionCountsQuestion { winners: Count::new(6).unwrap(), regions: None };
    /// let mark = trace.mark();
    /// region_counts_with(&Rulebook::builtin("award/cn-batch-05").unwrap(), question, &mut trace).unwrap();
    /// assert_eq!(trace.mark() - mark, 1); // the steps of this question
    /// ```
    fn mark(&self) -> usize;
}

impl Sink for () {
    #[inline]
    fn used(&mut self, _: &Arc<Source>) {}

    #[inline]
    fn keeps(&self, _: u32) -> bool {
        false
    }

    #[inline]
    fn step(&mut self, _: Step) {}

    #[inline]
    fn arrange(&mut self, _: usize, _: &dyn Fn() -> Vec<u32>) {}

    #[inline]
    fn mark(&self) -> usize {
        0
    }
}

/// The steps of a decision and the parameters it rests on.
///
/// # Example
///
/// ```
/// use jicai::award;
/// use jicai::explain::{Language, Trace};
///
/// let rulebook = award::Rulebook::builtin("award/cn-batch-10").unwrap();
/// let lot = award::Lot::from_json(
///     r#"{ "form": "other", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "1.80" } ] }"#,
/// )
/// .unwrap();
/// let mut trace = Trace::explaining();
/// award::select_with(&rulebook, &lot, &mut trace).unwrap();
/// assert!(trace.steps().iter().any(|step| step.clause().ends_with("#spread")));
/// assert!(trace.rests_on().any(|source| source.parameter() == "award/cn-batch-10#spread_multiple"));
/// println!("{}", trace.steps()[0].text(Language::En));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Trace {
    explaining: bool,
    steps: Vec<Step>,
    used: Vec<Arc<Source>>,
    /// The same, once there are too many to look through one by one.
    known: HashSet<Arc<Source>>,
}

impl Trace {
    /// Keeps the parameters, but no steps.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::*, explain::*, number::Count};
    /// let mut trace = Trace::new();
    /// region_counts_with(&Rulebook::builtin("award/cn-batch-05").unwrap(), RegionCountsQuestion { winners: Count::new(6).unwrap(), regions: None }, &mut trace).unwrap();
    /// assert!(trace.rests_on().next().is_some() && trace.steps().is_empty());
    /// ```
    pub fn new() -> Trace {
        Trace::default()
    }

    /// Keeps parameters and steps.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::*, explain::*, number::Count};
    /// let mut trace = Trace::explaining();
    /// region_counts_with(&Rulebook::builtin("award/cn-batch-05").unwrap(), RegionCountsQuestion { winners: Count::new(6).unwrap(), regions: None }, &mut trace).unwrap();
    /// assert_eq!(trace.steps()[0].clause(), "award/cn-batch-05#regions");
    /// ```
    pub fn explaining() -> Trace {
        Trace { explaining: true, ..Trace::default() }
    }

    /// A trace that keeps what `self` keeps, and has nothing yet.
    pub(crate) fn fresh(&self) -> Trace {
        Trace { explaining: self.explaining, ..Trace::default() }
    }

    /// Reports the parameters of this trace to another sink.
    pub(crate) fn hand_over(&self, sink: &mut dyn Sink) {
        for source in &self.used {
            sink.used(source);
        }
    }

    /// Takes over what another trace holds.
    pub(crate) fn append(&mut self, other: Trace) {
        self.steps.extend(other.steps);
        for source in &other.used {
            self.used(source);
        }
    }

    /// The steps: per subject in output order, then in the order of the rules.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::{self, Lot, Rulebook}, explain::*, number::Count};
    /// let lot = Lot::from_json(r#"{ "ceiling": "9", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "9.01" } ] }"#).unwrap();
    /// # let mut trace = Trace::explaining();
    /// award::select_with(&Rulebook::builtin("award/cn-batch-07").unwrap(), &lot, &mut trace).unwrap();
    /// let about_b = trace.steps().iter().filter(|step| step.subject() == "bid:B");
    /// assert!(about_b.map(Step::clause_name).eq(["ceiling"])); // void: no later rule looks at it
    /// ```
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Every parameter that touched the result and is not official, in order of first use.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::*, explain::*, number::Count}; let mut trace = Trace::new();
    /// let question = RegionCountsQuestion { winners: Count::ONE, regions: Count::new(11) };
    /// region_counts_with(&Rulebook::builtin("award/cn-batch-10").unwrap(), question, &mut trace).unwrap();
    /// // The number of regions is the caller's; that the first-ranked picks first is assumed.
    /// assert!(trace.rests_on().map(|source| source.parameter()).eq(["award/cn-batch-10#first_pick"]));
    /// ```
    pub fn rests_on(&self) -> impl Iterator<Item = &Source> {
        self.used.iter().map(AsRef::as_ref).filter(|source| source.provenance() != Provenance::Official)
    }

    /// Strict mode: refuses a result that rests on an unverified parameter.
    ///
    /// # Errors
    ///
    /// [`Code::UnverifiedParameter`] at `/rulebook`, naming every such parameter.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::*, explain::*, number::Count}; let mut trace = Trace::new();
    /// let question = RegionCountsQuestion { winners: Count::ONE, regions: None };
    /// region_counts_with(&Rulebook::builtin("award/cn-batch-10").unwrap(), question, &mut trace).unwrap();
    /// assert!(trace.require_verified().unwrap_err().message().contains("`award/cn-batch-10#first_pick`"));
    /// ```
    pub fn require_verified(&self) -> Result<(), Error> {
        let unverified: Vec<String> = self
            .rests_on()
            .filter(|source| source.provenance() == Provenance::Unverified)
            .map(|source| format!("`{}`", source.parameter()))
            .collect();
        if unverified.is_empty() {
            return Ok(());
        }
        let message = format!("the result would rest on unverified parameters: {}", unverified.join(", "));
        Err(Error::new(Code::UnverifiedParameter, "/rulebook", message)
            .with_help("state them in a rulebook of your own with their source, or ask without strict mode"))
    }
}

impl Sink for Trace {
    fn used(&mut self, source: &Arc<Source>) {
        const FEW: usize = 32;
        if self.used.iter().take(FEW).any(|known| Arc::ptr_eq(known, source) || known == source) {
            return;
        }
        if self.used.len() < FEW || self.known.insert(Arc::clone(source)) {
            self.used.push(Arc::clone(source));
        }
    }

    fn keeps(&self, _: u32) -> bool {
        self.explaining
    }

    fn step(&mut self, step: Step) {
        self.steps.push(step);
    }

    fn arrange(&mut self, mark: usize, places: &dyn Fn() -> Vec<u32>) {
        let Some(steps) = self.steps.get_mut(mark..).filter(|steps| !steps.is_empty()) else {
            return;
        };
        let places = places();
        let place =
            |step: &Step| usize::try_from(step.position).ok().and_then(|position| places.get(position).copied());
        steps.order_by_key(place);
    }

    fn mark(&self) -> usize {
        self.steps.len()
    }
}

/// One decision: a clause, whom it was about, the outcome word, the numbers that were compared.
///
/// # Example
///
/// ```
/// # use jicai::{award::{self, Lot, Rulebook}, explain::*, number::Count};
/// let lot = Lot::from_json(r#"{ "form": "oral_solid", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "1.80" } ] }"#).unwrap();
/// # let mut trace = Trace::explaining();
/// award::select_with(&Rulebook::builtin("award/cn-batch-10").unwrap(), &lot, &mut trace).unwrap();
/// let step = trace.steps().iter().find(|step| step.subject() == "bid:B" && step.clause_name() == "spread").unwrap();
/// assert_eq!((step.outcome(), step.fact("limit").unwrap().to_string().as_str()), ("passed", "1.8000")); // exactly on it
/// ```
#[derive(Clone, Debug)]
pub struct Step {
    pub(crate) rulebook: Id,
    pub(crate) clause: Cow<'static, str>,
    pub(crate) subject_kind: &'static str,
    pub(crate) subject: Option<Id>,
    pub(crate) outcome: Cow<'static, str>,
    pub(crate) facts: Facts,
    /// Where the subject stands in the input: [`Sink::arrange`] maps it to the output.
    pub(crate) position: u32,
    pub(crate) render: fn(&Step, Language) -> String,
}

impl Step {
    /// `<rulebook id>#<clause>`, e.g. `award/cn-batch-10#spread`.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::*, explain::*, number::Count}; let mut trace = Trace::explaining();
    /// # region_counts_with(&Rulebook::builtin("award/cn-batch-05").unwrap(), RegionCountsQuestion { winners: Count::ONE, regions: None }, &mut trace).unwrap();
    /// // With it a `trace` leads back to what the documents say.
    /// let (rulebook, clause) = (Rulebook::builtin("award/cn-batch-05").unwrap(), trace.steps()[0].clause());
    /// assert!(rulebook.sources(clause.strip_prefix("award/cn-batch-05#").unwrap()).next().is_some());
    /// ```
    pub fn clause(&self) -> String {
        format!("{}#{}", self.rulebook, self.clause)
    }

    /// The clause's name alone, e.g. `spread`.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::*, explain::*, number::Count}; let mut trace = Trace::explaining();
    /// # region_counts_with(&Rulebook::builtin("award/cn-batch-05").unwrap(), RegionCountsQuestion { winners: Count::ONE, regions: None }, &mut trace).unwrap();
    /// // The same in every round of a `trace`, whatever its rulebook is.
    /// assert_eq!(trace.steps()[0].clause_name(), "regions");
    /// ```
    pub fn clause_name(&self) -> &str {
        &self.clause
    }

    /// Whom the clause was about, e.g. `bid:B3`; `lot:` where a lot has no id; `target` or a product's id in the differential area.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::{self, Lot, Rulebook}, explain::*, number::Count};
    /// let lot = Lot::from_json(r#"{ "ceiling": "9", "want": ["term"], "bids": [ { "bid": "B3", "price": "1.00" } ] }"#).unwrap();
    /// # let mut trace = Trace::explaining(); award::select_with(&Rulebook::builtin("award/cn-batch-07").unwrap(), &lot, &mut trace).unwrap();
    /// assert!(trace.steps().iter().any(|step| step.subject() == "bid:B3"));
    /// assert_eq!(trace.steps().last().unwrap().subject(), "lot:"); // the term, of a lot without an id
    /// ```
    pub fn subject(&self) -> String {
        self.written_subject().to_string()
    }

    fn written_subject(&self) -> Subject<'_> {
        Subject { kind: self.subject_kind, id: self.subject.as_ref() }
    }

    /// The id of the subject, where it has one.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::{self, Lot, Rulebook}, explain::*, number::Count};
    /// let lot = Lot::from_json(r#"{ "ceiling": "9", "bids": [ { "bid": "A", "price": "9.01" } ] }"#).unwrap();
    /// # let mut trace = Trace::explaining(); award::select_with(&Rulebook::builtin("award/cn-batch-07").unwrap(), &lot, &mut trace).unwrap();
    /// assert_eq!(trace.steps()[0].subject_id(), Some(&lot.bids[0].bid));
    /// ```
    pub fn subject_id(&self) -> Option<&Id> {
        self.subject.as_ref()
    }

    /// What was decided, one word of the function's output.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::{self, Lot, Rulebook}, explain::*, number::Count};
    /// let lot = Lot::from_json(r#"{ "form": "oral_solid", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "1.81" } ] }"#).unwrap();
    /// # let mut trace = Trace::explaining(); award::select_with(&Rulebook::builtin("award/cn-batch-10").unwrap(), &lot, &mut trace).unwrap();
    /// let spread = trace.steps().iter().filter(|step| step.clause_name() == "spread" && step.subject_id().is_some());
    /// assert!(spread.map(Step::outcome).eq(["passed", "rejected"]));
    /// ```
    pub fn outcome(&self) -> &str {
        &self.outcome
    }

    /// The numbers that were compared, by name.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::*, explain::*, number::Count}; let mut trace = Trace::explaining();
    /// let question = RegionCountsQuestion { winners: Count::new(6).unwrap(), regions: None };
    /// # region_counts_with(&Rulebook::builtin("award/cn-batch-05").unwrap(), question, &mut trace).unwrap();
    /// let facts: Vec<_> = trace.steps()[0].facts().map(|(name, fact)| format!("{name} = {fact}")).collect();
    /// assert_eq!(facts, ["regions = 31", "winners = 6", "first_pick = 1"]);
    /// ```
    pub fn facts(&self) -> impl Iterator<Item = (&'static str, &Fact)> {
        self.facts.iter().map(|(name, fact)| (*name, fact))
    }

    /// One fact by name.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::{self, Lot, Rulebook}, explain::*, number::Count};
    /// let lot = Lot::from_json(r#"{ "ceiling": "9", "bids": [ { "bid": "A", "price": "9.01" } ] }"#).unwrap();
    /// # let mut trace = Trace::explaining(); award::select_with(&Rulebook::builtin("award/cn-batch-07").unwrap(), &lot, &mut trace).unwrap();
    /// assert_eq!(trace.steps()[0].fact("limit").unwrap().to_string(), "9.0000"); // the ceiling
    /// ```
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|(known, _)| *known == name).map(|(_, fact)| fact)
    }

    /// The step as a sentence for people.
    ///
    /// # Example
    ///
    /// ```
    /// # use jicai::{award::{self, Lot, Rulebook}, explain::*, number::Count};
    /// let lot = Lot::from_json(r#"{ "form": "oral_solid", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "1.81" } ] }"#).unwrap();
    /// # let mut trace = Trace::explaining(); award::select_with(&Rulebook::builtin("award/cn-batch-10").unwrap(), &lot, &mut trace).unwrap();
    /// let rejected = trace.steps().iter().find(|step| step.outcome() == "rejected").unwrap();
    /// assert_eq!(rejected.text(Language::En), "price 1.8100 is above 1.8 times the anchor 1.0000 (1.8000)");
    /// ```
    pub fn text(&self, language: Language) -> String {
        (self.render)(self, language)
    }
}

/// Kind and id with a colon between them; a kind that takes no id, or an id without a kind, stands alone.
struct Subject<'a> {
    kind: &'static str,
    id: Option<&'a Id>,
}

impl std::fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let id = self.id.map_or("", Id::as_str);
        match self.kind {
            "" => f.write_str(id),
            "target" => f.write_str("target"),
            kind => write!(f, "{kind}:{id}"),
        }
    }
}

pub(crate) type Facts = Vec<(&'static str, Fact)>;

/// A number or word that a clause looked at.
///
/// # Example
///
/// ```
/// # use jicai::{award::*, explain::*, number::Count}; let mut trace = Trace::explaining();
/// let question = RegionCountsQuestion { winners: Count::new(6).unwrap(), regions: None };
/// # region_counts_with(&Rulebook::builtin("award/cn-batch-05").unwrap(), question, &mut trace).unwrap();
/// let Some(Fact::Integer(winners)) = trace.steps()[0].fact("winners") else { panic!("winners are counted") };
/// assert_eq!(*winners, 6); // a number to go on with, not a text to parse
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Fact {
    /// A price, cut, ratio or limit.
    Number(Exact),
    /// A price, ratio or amount of the differential rules.
    Real(Real),
    /// A rank, a number of places.
    Integer(u32),
    /// An identifier or a word.
    Text(String),
}

impl std::fmt::Display for Fact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fact::Number(number) => number.fmt(f),
            Fact::Real(number) => number.fmt(f),
            Fact::Integer(integer) => integer.fmt(f),
            Fact::Text(text) => text.fmt(f),
        }
    }
}

impl From<&Rational> for Fact {
    fn from(value: &Rational) -> Self {
        Fact::Number(Exact::from(value.clone()))
    }
}

impl From<&Exact> for Fact {
    fn from(value: &Exact) -> Self {
        Fact::Number(value.clone())
    }
}

impl From<&Real> for Fact {
    fn from(value: &Real) -> Self {
        Fact::Real(value.clone())
    }
}

impl From<u32> for Fact {
    fn from(value: u32) -> Self {
        Fact::Integer(value)
    }
}

impl From<&str> for Fact {
    fn from(value: &str) -> Self {
        Fact::Text(value.to_owned())
    }
}

impl Serialize for Fact {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Fact::Number(number) => number.serialize(serializer),
            Fact::Real(number) => number.serialize(serializer),
            Fact::Integer(integer) => integer.serialize(serializer),
            Fact::Text(text) => text.serialize(serializer),
        }
    }
}

/// A step as the JSON contract has it, in one language.
pub(crate) struct InLanguage<'a>(pub(crate) &'a Step, pub(crate) Language);

impl Serialize for InLanguage<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        struct FactMap<'a>(&'a Facts);
        impl Serialize for FactMap<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|(name, fact)| (name, fact)))
            }
        }
        /// Text that is written without being built first.
        struct Written<T>(T);
        impl<T: std::fmt::Display> Serialize for Written<T> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }
        let InLanguage(step, language) = self;
        let mut form = serializer.serialize_struct("Step", 5)?;
        form.serialize_field("clause", &Written(format_args!("{}#{}", step.rulebook, step.clause)))?;
        form.serialize_field("subject", &Written(step.written_subject()))?;
        form.serialize_field("outcome", &step.outcome)?;
        form.serialize_field("facts", &FactMap(&step.facts))?;
        form.serialize_field("text", &step.text(*language))?;
        form.end()
    }
}
