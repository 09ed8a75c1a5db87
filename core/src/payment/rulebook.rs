//! The parameters of a payment rulebook, typed and checked once.

use std::borrow::Cow;
use std::sync::Arc;

use super::parameters::{
    Band, BandForm, BandPrice, Bound, CalendarYear, ClassMatch, DateBasis, Distinct, Entry, EntryOf, Exempt, Floor,
    GroupScope, Multiple, NegotiatedAlternative, NotPassed, OneStandardStatus, OrdinaryReference, OutsideWinner,
    PriceDecimals, ReferenceKind, RetailKinds, RulePrice, SelfPay, SelfPayEffect, SelfPayForm, WinnerStandard,
    YearIndex,
};
use crate::error::{Code, Error};
use crate::explain::{Facts, Sink, Step};
use crate::number::{Rate, RoundingMode};
use crate::rulebook::{Document, Param, Reader, Source, area_rulebook, builtin};
use crate::{Date, Id};

/// A payment rulebook: parsed and checked once, immutable, shared between threads.
///
/// # Example
///
/// ```
/// use jicai::payment::Rulebook;
///
/// // Which winner counts when several win at different prices is for the caller to say.
/// let mine = Rulebook::from_json(
///     r#"{ "id": "example/highest", "extends": "payment/cn-2019", "parameters": { "reference": { "value": "highest" } } }"#,
/// )
/// .unwrap();
/// assert_eq!(mine.id().as_str(), "example/highest");
/// ```
#[derive(Debug)]
pub struct Rulebook {
    document: Document,
    /// First and last day, taken over from the rulebook that this one extends.
    pub(super) effective: [Option<Date>; 2],
    pub(super) decimals_pack: Param<PriceDecimals>,
    pub(super) decimals_min_unit: Param<PriceDecimals>,
    pub(super) rounding: Param<RoundingMode>,
    pub(super) winner_standard: Param<WinnerStandard>,
    pub(super) outside_winner: Param<OutsideWinner>,
    pub(super) pen_surcharge: Param<RulePrice>,
    pub(super) reference: Param<ReferenceKind>,
    pub(super) group_scope: Param<GroupScope>,
    pub(super) categories: Param<Distinct<String>>,
    /// By category.
    pub(super) caps: Vec<(String, Param<RulePrice>)>,
    pub(super) one_standard_for: Param<Distinct<OneStandardStatus>>,
    pub(super) not_passed: Param<NotPassed>,
    pub(super) negotiated_alternative: Param<NegotiatedAlternative>,
    pub(super) band_price: Param<BandPrice>,
    pub(super) bands: Param<Vec<Band>>,
    pub(super) floor: Param<Floor>,
    pub(super) year_index: Param<YearIndex>,
    pub(super) first_year: Param<CalendarYear>,
    pub(super) start_date: Param<Date>,
    pub(super) first_self_pay: Param<Vec<SelfPay>>,
    pub(super) exempt_persons: Param<Distinct<Exempt>>,
    pub(super) ordinary_reference: Param<OrdinaryReference>,
    pub(super) date_basis: Param<DateBasis>,
    pub(super) bid_floor_share: Param<Rate>,
    pub(super) retail_markup_rate: Param<Rate>,
    pub(super) retail_markup_limit: Param<RulePrice>,
    pub(super) retail_kinds: Param<RetailKinds>,
}

area_rulebook!(Rulebook, "payment");

/// Codes that the rules use themselves.
const RESERVED: [&str; 8] = [
    "out_of_list",
    "national_standard",
    "ordinary",
    "winner",
    "not_passed",
    "no_reference",
    "high_price_listed",
    "within",
];

impl Rulebook {
    /// Types the parameters of a document.
    ///
    /// # Errors
    ///
    /// `invalid_rulebook` at the offending key.
    pub fn from_document(document: Document) -> Result<Rulebook, Error> {
        if let Some(parent) = document.extends()
            && !parent.as_str().starts_with("payment/")
        {
            let message = format!("there is no built-in payment rulebook `{parent}`");
            return Err(Error::new(Code::UnknownRulebook, "/extends", message));
        }
        let read = Reader::new(&document, "payment")?;
        if document.states_gaps() {
            let message = "a payment rulebook has no `gaps`: a year that is not published is an entry `gap`";
            return Err(Error::invalid_rulebook("/gaps", message));
        }
        let decimals_pack = read.param("decimals.pack");
        let decimals_min_unit = read.param("decimals.min_unit");
        let rounding = read.param("rounding");
        let winner_standard = read.param("winner_standard");
        let outside_winner = read.param("outside_winner");
        let pen_surcharge = read.param("pen_surcharge");
        let reference = read.param("reference");
        let group_scope = read.param("group_scope");
        let categories = categories(&read)?;
        let words: &[String] = categories.peek().map_or(&[], |categories| &categories.0);
        let caps = words.iter().map(|word| (word.clone(), read.named(Cow::Owned(format!("caps.{word}"))))).collect();
        let one_standard_for = read.param("one_standard_for");
        let not_passed = read.param("not_passed");
        let negotiated_alternative = read.param("negotiated_alternative");
        let band_price = read.param("band_price");
        let bands = bands(&read, words)?;
        let floor = read.param("floor");
        let year_index = read.param("year_index");
        let first_year = read.param("first_year");
        let start_date = read.param("start_date");
        let first_self_pay = first_self_pay(&read)?;
        let exempt_persons = read.param("exempt_persons");
        let ordinary_reference = read.param("ordinary_reference");
        let date_basis = read.param("date_basis");
        let bid_floor_share = read.param("bid_floor_share");
        let retail_markup_rate = read.param("retail_markup_rate");
        let retail_markup_limit = read.param("retail_markup_limit");
        let retail_kinds = read.param("retail_kinds");
        read.so_far()?;
        if year_index.peek() == Some(&YearIndex::CalendarYear) && !first_year.is_set() {
            let message = "`year_index` `calendar_year` needs `first_year`".to_owned();
            return Err(read.invalid("year_index", message));
        }
        read.finish()?;
        Ok(Rulebook {
            effective: effective(&document),
            decimals_pack,
            decimals_min_unit,
            rounding,
            winner_standard,
            outside_winner,
            pen_surcharge,
            reference,
            group_scope,
            categories,
            caps,
            one_standard_for,
            not_passed,
            negotiated_alternative,
            band_price,
            bands,
            floor,
            year_index,
            first_year,
            start_date,
            first_self_pay,
            exempt_persons,
            ordinary_reference,
            date_basis,
            bid_floor_share,
            retail_markup_rate,
            retail_markup_limit,
            retail_kinds,
            document,
        })
    }

    /// How messages name the rulebook and its document.
    pub(super) fn named(&self) -> String {
        match &self.document.head().document {
            Some(document) => format!("`{}` ({document})", self.id()),
            None => format!("`{}`", self.id()),
        }
    }

    /// What the document does not say.
    pub(super) fn gap(&self, unsaid: &str) -> Error {
        Error::rule_gap(format!("{} does not say {unsaid}", self.named()))
            .with_help("set it in a rulebook of your own that extends this one, with its source")
    }

    /// The cap of a category.
    pub(super) fn cap_of(&self, category: Option<&str>) -> Option<&Param<RulePrice>> {
        let category = category?;
        self.caps.iter().find(|(word, cap)| word == category && cap.is_set()).map(|(_, cap)| cap)
    }

    /// The parameters behind a clause, with their citations; of a table those that are set.
    ///
    /// # Example
    ///
    /// ```
    /// let rulebook = jicai::payment::Rulebook::builtin("payment/guangzhou-2019").unwrap();
    /// assert_eq!(rulebook.sources("bands").count(), 1);
    /// ```
    pub fn sources(&self, clause: &str) -> impl Iterator<Item = &Source> {
        let names: &'static [&'static str] = match clause {
            "winner" => &["winner_standard", "outside_winner", "pen_surcharge"],
            "one-standard" => &["one_standard_for", "not_passed"],
            "reference" => &["reference", "group_scope", "categories", "caps"],
            "negotiated-alternative" => &["negotiated_alternative"],
            "bands" => &["bands"],
            "year" => &["year_index", "first_year", "start_date"],
            "floor" => &["floor"],
            "first-self-pay" => &["first_self_pay", "exempt_persons"],
            "ordinary" => &["ordinary_reference"],
            "bid-entry" => &["bid_floor_share"],
            "retail-cap" => &["retail_markup_rate", "retail_markup_limit", "retail_kinds"],
            _ => &[],
        };
        let belongs = |known: &str, name: &str| {
            known.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let parameters = self.document.parameters();
        names.iter().flat_map(move |name| {
            parameters.iter().filter(move |parameter| belongs(parameter.name(), name)).map(|known| known.source())
        })
    }
}

/// First and last day of a document; what it does not state is that of the one it extends.
fn effective(document: &Document) -> [Option<Date>; 2] {
    let head = document.head();
    let parent = document.extends().and_then(|id| builtin(id.as_str()).ok());
    let [from, until] = parent.map_or([None, None], effective);
    [head.effective_from.or(from), head.effective_until.or(until)]
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn categories(read: &Reader<'_>) -> Result<Param<Distinct<String>>, Error> {
    let param = read.param::<Distinct<String>>("categories");
    read.so_far()?;
    if let Some(Distinct(words)) = param.peek() {
        if words.is_empty() {
            return Err(read.invalid("categories", "`categories` must have at least one word".into()));
        }
        if let Some(word) = words.iter().find(|word| !is_word(word)) {
            return Err(read.invalid("categories", format!("a category is a word such as `dcb`, got `{word}`")));
        }
    }
    Ok(param)
}

/// The bands, with what spans them.
fn bands(read: &Reader<'_>, categories: &[String]) -> Result<Param<Vec<Band>>, Error> {
    let param = read.param::<Vec<BandForm>>("bands");
    read.so_far()?;
    let Param::Set { value: forms, source } = param else {
        return Ok(param.without_value());
    };
    let invalid = |message: String| Err(read.invalid("bands", message));
    if forms.is_empty() {
        return invalid("`bands` must have at least one band".into());
    }
    for (i, form) in forms.iter().enumerate() {
        let code = &form.code;
        if !is_word(code) || RESERVED.contains(&code.as_str()) {
            return invalid(format!("the code of a band is a word that no rule uses itself, got `{code}`"));
        }
        if forms.iter().take(i).any(|earlier| earlier.code == *code) {
            return invalid(format!("two bands have the code `{code}`"));
        }
        if let Some(Distinct(words)) = &form.categories {
            if words.is_empty() {
                return invalid(format!("`categories` of band `{code}` must have at least one word"));
            }
            if let Some(word) = words.iter().find(|word| !categories.contains(word)) {
                return invalid(format!("band `{code}` names the category `{word}`, which `categories` does not have"));
            }
        }
        if form.years.is_empty() {
            return invalid(format!("band `{code}` must have at least one year"));
        }
        for entry in &form.years {
            if entry.factor.is_some() && matches!(entry.of, EntryOf::None | EntryOf::Gap) {
                return invalid(format!("an entry `none` or `gap` of band `{code}` takes no factor"));
            }
            // 100 in ten-thousandths.
            if entry.factor.is_some_and(|factor| factor.0 > 1_000_000) {
                return invalid(format!("a factor of band `{code}` must be at most 100"));
            }
        }
    }
    let views: Vec<Option<&str>> =
        if categories.is_empty() { vec![None] } else { categories.iter().map(|word| Some(word.as_str())).collect() };
    for view in views {
        let applies = |form: &&BandForm| match (&form.categories, view) {
            (None, _) => true,
            (Some(Distinct(words)), Some(view)) => words.iter().any(|word| word == view),
            (Some(_), None) => false,
        };
        let limits: Vec<Option<Multiple>> = forms.iter().filter(applies).map(|form| form.up_to).collect();
        let rises = limits.windows(2).all(|pair| match pair {
            [Some(lower), Some(upper)] => lower < upper,
            [Some(_), None] => true,
            _ => false,
        });
        if !rises {
            return invalid("`up_to` must rise from band to band, and at most the last band lacks it".into());
        }
    }
    let value = forms.into_iter().map(|form| band(form, &source)).collect();
    Ok(Param::Set { value, source })
}

fn band(form: BandForm, source: &Source) -> Band {
    let entries = (1_usize..).zip(&form.years).map(|(n, entry)| Entry {
        of: entry.of,
        factor: entry.factor.unwrap_or(Multiple::ONE),
        bound: entry.bound.unwrap_or(Bound::Exact),
        source: Arc::new(source.part(
            &format!("{}.{n}", form.code),
            entry.provenance.or(form.provenance),
            entry.citation.as_deref().or(form.citation.as_deref()),
        )),
    });
    Band {
        years: entries.collect(),
        code: form.code.into(),
        up_to: form.up_to,
        inclusive: form.inclusive,
        categories: form.categories.map(|words| words.0),
    }
}

/// The rules of first self-pay, with what spans their members.
fn first_self_pay(read: &Reader<'_>) -> Result<Param<Vec<SelfPay>>, Error> {
    let param = read.param::<Vec<SelfPayForm>>("first_self_pay");
    read.so_far()?;
    let Param::Set { value: forms, source } = param else {
        return Ok(param.without_value());
    };
    let mut rules = Vec::with_capacity(forms.len());
    for (n, form) in (1_usize..).zip(forms) {
        let invalid = |message: String| Err(read.invalid("first_self_pay", format!("entry {n} {message}")));
        if form.bands.is_empty() {
            return invalid("must name at least one band".into());
        }
        let repeats =
            form.bands.iter().enumerate().any(|(i, code)| form.bands.iter().take(i).any(|other| other == code));
        if repeats {
            return invalid("must not name a band twice".into());
        }
        let effect = match (form.set, form.add) {
            (Some(rate), None) => SelfPayEffect::Set(rate),
            (None, Some(points)) => SelfPayEffect::Add(points),
            _ => return invalid("must have exactly one of `set` and `add`".into()),
        };
        rules.push(SelfPay {
            bands: form.bands,
            list_class: form.list_class.unwrap_or(ClassMatch::Any),
            essential: form.essential,
            effect,
            source: Arc::new(source.part(&n.to_string(), None, None)),
        });
    }
    Ok(Param::Set { value: rules, source })
}

/// Reports that a clause decided something. The rules of this area have ids of their own; only bands carry that of the rulebook.
pub(super) fn note(
    sink: &mut dyn Sink,
    (owner, clause): (&Id, Cow<'static, str>),
    (subject_kind, subject): (&'static str, Option<&Id>),
    outcome: impl FnOnce() -> Cow<'static, str>,
    facts: impl FnOnce() -> Facts,
) {
    if sink.keeps(0) {
        sink.step(Step {
            rulebook: owner.clone(),
            clause,
            subject_kind,
            subject: subject.cloned(),
            outcome: outcome(),
            facts: facts(),
            position: 0,
            render: super::sentences::render,
        });
    }
}
