//! A conversion: from the price of one product to that of another, step by step in the order of the law.

use super::output::StepName;
use super::parameters::{Base, InjectionOrder};
use super::product::Product;
use super::question::{Basis, DrugClass};
use super::representative::own_representative;
use super::rulebook::Rulebook;
use super::vocabulary::Form;
use super::{count, daily_dose, form, packaging, strength};
use crate::error::Error;
use crate::explain::Sink;
use crate::number::{PowerProduct, Rational, SignedMoney};

/// Where a product stands in the request.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// A field of the input.
    Field(&'static str),
    /// A position of the list of products.
    Listed(usize),
}

/// A product of a conversion and its place.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) product: &'a Product,
    pub(super) place: Place,
}

impl Place {
    /// The path of the product.
    pub(super) fn root(self) -> String {
        match self {
            Place::Field(name) => format!("/input/{name}"),
            Place::Listed(position) => format!("/input/products/{position}"),
        }
    }

    /// The path of a field of the product.
    pub(super) fn path(self, field: &str) -> String {
        format!("{}/{field}", self.root())
    }
}

impl Side<'_> {
    pub(super) fn path(&self, field: &str) -> String {
        self.place.path(field)
    }

    /// A gap at a field of this product: what the document of the rulebook does not say belongs to it.
    pub(super) fn gap(&self, field: &str, rulebook: &Rulebook, unsaid: &str) -> Error {
        Error::rule_gap(format!("{} does not say {unsaid}", rulebook.named())).at(self.path(field))
    }

    pub(super) fn invalid(&self, field: &str, message: impl Into<String>) -> Error {
        Error::invalid_input(self.path(field), message)
    }
}

/// What a conversion is for: it decides what a difference in yuan does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A price: differences are added, and a material maximum stands in for an unknown difference.
    Price,
    /// A comparable price: an unknown difference stays unknown.
    ComparablePrice,
    /// A ratio: a difference has none.
    Ratio,
}

/// From `known` (`r` in the rules) to `wanted` (`t`).
#[derive(Clone, Copy)]
pub(super) struct Conversion<'a> {
    pub(super) rulebook: &'a Rulebook,
    pub(super) known: Side<'a>,
    pub(super) wanted: Side<'a>,
    pub(super) class: DrugClass,
    pub(super) basis: Option<Basis>,
    pub(super) chain_regardless: bool,
    pub(super) purpose: Purpose,
    pub(super) material_difference: Option<SignedMoney>,
}

/// A step before it meets a price.
#[derive(Clone, Debug)]
pub(super) struct Effect {
    pub(super) name: StepName,
    pub(super) clause: &'static str,
    pub(super) change: Change,
}

#[derive(Clone, Debug)]
pub(super) enum Change {
    /// Multiplies by `factor`.
    Ratio { x: Option<Rational>, base: Option<Base>, factor: PowerProduct },
    /// Adds an amount.
    Difference(Rational),
}

/// The steps of a conversion, which do not depend on the price.
#[derive(Clone, Debug, Default)]
pub(super) struct Effects {
    pub(super) steps: Vec<Effect>,
    /// A default material maximum is among them.
    pub(super) is_ceiling: bool,
}

impl Change {
    /// A factor without a value of its own to compare.
    pub(super) fn factor(factor: Rational) -> Change {
        Change::Ratio { x: None, base: None, factor: PowerProduct::rational(factor) }
    }

    /// In proportion to `x`.
    pub(super) fn linear(x: Rational) -> Change {
        Change::Ratio { factor: PowerProduct::rational(x.clone()), x: Some(x), base: None }
    }

    /// By the power ratio `K_b(x)`.
    pub(super) fn power(x: Rational, base: &Base) -> Change {
        Change::Ratio { factor: PowerProduct::power(base.exact(), &x), x: Some(x), base: Some(base.clone()) }
    }

    /// No price difference, though `x` differs.
    pub(super) fn none(x: Rational) -> Change {
        Change::Ratio { x: Some(x), base: None, factor: PowerProduct::rational(Rational::ONE) }
    }

    pub(super) fn is_difference(&self) -> bool {
        matches!(self, Change::Difference(_))
    }
}

impl<'a> Conversion<'a> {
    /// A conversion of which nothing is stated but the products.
    pub(super) fn new(rulebook: &'a Rulebook, known: Side<'a>, wanted: Side<'a>, purpose: Purpose) -> Conversion<'a> {
        Conversion {
            rulebook,
            known,
            wanted,
            class: DrugClass::Chemical,
            basis: None,
            chain_regardless: false,
            purpose,
            material_difference: None,
        }
    }

    pub(super) fn both_injections(&self) -> bool {
        self.known.product.is_injection() && self.wanted.product.is_injection()
    }

    /// Both contents, if both are stated and differ: `wanted ÷ known`.
    pub(super) fn content_ratio(&self) -> Option<Rational> {
        let known = self.known.product.content_measured()?;
        let wanted = self.wanted.product.content_measured()?;
        if known.dimension != wanted.dimension || known.amount == wanted.amount {
            return None;
        }
        wanted.amount.checked_div(&known.amount)
    }

    /// Specification or daily dose.
    ///
    /// Source: clause `#basis`.
    fn basis(&self) -> Basis {
        let (known, wanted) = (self.known.product, self.wanted.product);
        self.basis.unwrap_or_else(|| {
            let differ = known.form != wanted.form || known.sugar_free != wanted.sugar_free;
            let contents = known.content.is_some() && wanted.content.is_some();
            if self.class == DrugClass::Tcm && differ && !contents { Basis::DailyDose } else { Basis::Spec }
        })
    }

    /// The steps, in the order in which they run: form, content, fill, package count, packaging material, packaging form.
    ///
    /// Source: clause `#order`.
    pub(super) fn effects(&self, sink: &mut dyn Sink) -> Result<Effects, Error> {
        if !self.chain_regardless
            && let Some(ground) = own_representative(self, sink)
        {
            return Err(ground.refusal(self));
        }
        let mut effects = Effects { steps: Vec::with_capacity(4), is_ceiling: false };
        match self.basis() {
            Basis::DailyDose => self.by_days(&mut effects, sink)?,
            Basis::Spec => self.by_specification(&mut effects, sink)?,
        }
        if let Some(material) = packaging::material(self, sink)? {
            effects.is_ceiling = material.is_maximum;
            effects.push(Some(material.effect));
        }
        effects.push(packaging::packaging_form(self, sink)?);
        Ok(effects)
    }

    /// Form, then days of treatment.
    ///
    /// Source: clause `#daily-dose`.
    fn by_days(&self, effects: &mut Effects, sink: &mut dyn Sink) -> Result<(), Error> {
        self.rulebook.tcm_basis.touch(sink);
        let form = form::form(self, sink)?;
        let days = daily_dose::days(self)?;
        self.rulebook.tcm_basis.need(sink)?;
        effects.push(self.with_ratio(form)?);
        effects.push(daily_dose::daily_dose(&days));
        Ok(())
    }

    /// Form, content, fill and package count. What the products state is looked at before any step.
    ///
    /// Source: clauses `#order`, `#injection-order`.
    fn by_specification(&self, effects: &mut Effects, sink: &mut dyn Sink) -> Result<(), Error> {
        let form = form::form(self, sink)?;
        strength::content_statement(self)?;
        let fills = strength::fill_statement(self)?;
        let (first, second) = match self.injection_order(form.as_ref(), sink)? {
            Order::FormThenContent => (form, None),
            Order::ContentThenForm => (None, form),
        };
        effects.push(self.with_ratio(first)?);
        let chosen = strength::content_and_fill(self, &fills, sink)?;
        if chosen.takes_content() {
            effects.push(strength::content(self, sink)?);
        }
        effects.push(self.with_ratio(second)?);
        if chosen.takes_fill() {
            effects.push(self.with_ratio(strength::fill(self, &fills, sink)?)?);
        }
        effects.push(count::count(self, sink)?);
        Ok(())
    }

    /// Which of form and content goes first; it matters only where the form step is a difference and the contents differ, because then
    /// a conversion and its reverse must cancel.
    ///
    /// Source: clause `#injection-order`.
    fn injection_order(&self, form: Option<&Effect>, sink: &mut dyn Sink) -> Result<Order, Error> {
        let matters = form.is_some_and(|form| form.change.is_difference()) && self.content_ratio().is_some();
        if !matters {
            return Ok(Order::FormThenContent);
        }
        let order = self.rulebook.injection_order.need(sink).map_err(|error| error.at(self.wanted.path("form")))?;
        match order {
            InjectionOrder::FormFirst => Ok(Order::FormThenContent),
            InjectionOrder::ContentFirst => Ok(Order::ContentThenForm),
            InjectionOrder::ByDirection => {
                let (from, to) = (self.known.product.form, self.wanted.product.form);
                match (up(from, to), up(to, from)) {
                    (true, _) => Ok(Order::ContentThenForm),
                    (_, true) => Ok(Order::FormThenContent),
                    _ => {
                        let unsaid = format!("whether form or content goes first from `{from}` to `{to}`");
                        let help = "set `injection_order` to `form_first` or `content_first` in a rulebook of your own";
                        Err(self.wanted.gap("form", self.rulebook, &unsaid).with_help(help))
                    }
                }
            }
        }
    }

    /// The step, unless a ratio is asked for and it is one in yuan.
    fn with_ratio(&self, effect: Option<Effect>) -> Result<Option<Effect>, Error> {
        match &effect {
            Some(step) if self.purpose == Purpose::Ratio && step.change.is_difference() => {
                Err(self.has_no_ratio(step.name.as_str()))
            }
            _ => Ok(effect),
        }
    }

    pub(super) fn has_no_ratio(&self, field: &str) -> Error {
        let message = format!("the {} step is a difference in yuan: it has no ratio", field.replace('_', " "));
        self.wanted.invalid(field, message).with_help("ask `differential.price` with a price")
    }
}

impl Effects {
    fn push(&mut self, effect: Option<Effect>) {
        self.steps.extend(effect);
    }

    /// Whether a form, content or fill step is taken: only then the limits of injections are looked at.
    pub(super) fn touch_the_unit(&self) -> bool {
        self.steps.iter().any(|effect| matches!(effect.name, StepName::Form | StepName::Content | StepName::Fill))
    }
}

/// Which goes first.
#[derive(Clone, Copy)]
enum Order {
    FormThenContent,
    ContentThenForm,
}

/// Towards the dearer form: there the content goes first.
fn up(from: Form, to: Form) -> bool {
    use Form::{
        LargeVolumeInjection, LyophilisedPowderInjection, PowderInjection, SmallVolumeInjection,
        SolventCrystallisedPowderInjection,
    };
    match from {
        SmallVolumeInjection | PowderInjection => {
            matches!(to, LyophilisedPowderInjection | SolventCrystallisedPowderInjection | LargeVolumeInjection)
        }
        LyophilisedPowderInjection => to == LargeVolumeInjection,
        _ => false,
    }
}
