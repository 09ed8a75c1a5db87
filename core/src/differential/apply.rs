//! The running price: what the steps of a conversion make of a price, limits included.

use super::conversion::{Change, Conversion, Effect, Effects};
use super::output::{Step, StepKind, StepName};
use super::parameters::SmallSpecCap;
use crate::explain::Sink;
use crate::number::{PowerProduct, Rational, Real};

/// Which limits replaced the price.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Limits {
    pub(super) floor_applied: bool,
    pub(super) cap_applied: bool,
}

/// Runs the steps on `price`, limits after the package count and before the packaging; nothing is rounded. `on_step` sees each step
/// that is taken.
///
/// Source: clause `#order`.
pub(super) fn run(
    conversion: &Conversion<'_>,
    effects: &Effects,
    price: &Rational,
    sink: &mut dyn Sink,
    mut on_step: impl FnMut(StepTaken<'_>),
) -> (Real, Limits) {
    let mut running = Real::from(price.clone());
    let is_packaging = |effect: &&Effect| matches!(effect.name, StepName::PackageMaterial | StepName::PackagingForm);
    for effect in effects.steps.iter().take_while(|effect| !is_packaging(effect)) {
        running = effect.change.applied(&running);
        on_step(StepTaken::Effect(effect, &running));
    }
    let mut limits = Limits::default();
    if conversion.wanted.product.is_injection() && effects.touch_the_unit() {
        if let Some(floor) = floor(conversion, &running, sink) {
            running = Real::from(floor);
            limits.floor_applied = true;
            on_step(StepTaken::Limit(StepName::Floor, &running));
        }
        if let Some(cap) = cap(conversion, price, &running, sink) {
            running = Real::from(cap);
            limits.cap_applied = true;
            on_step(StepTaken::Limit(StepName::Cap, &running));
        }
    }
    for effect in effects.steps.iter().skip_while(|effect| !is_packaging(effect)) {
        running = effect.change.applied(&running);
        on_step(StepTaken::Effect(effect, &running));
    }
    (running, limits)
}

/// A step and the price after it.
pub(super) enum StepTaken<'e> {
    Effect(&'e Effect, &'e Real),
    Limit(StepName, &'e Real),
}

impl StepTaken<'_> {
    pub(super) fn to_output(&self) -> Step {
        match self {
            StepTaken::Effect(effect, price) => effect.to_output(Some((*price).clone())),
            StepTaken::Limit(name, price) => Step {
                step: *name,
                kind: StepKind::Limit,
                x: None,
                base: None,
                factor: None,
                difference: None,
                price_after: Some((*price).clone()),
            },
        }
    }
}

impl Effect {
    /// The step object of the contract.
    pub(super) fn to_output(&self, price_after: Option<Real>) -> Step {
        let (kind, x, base, factor, difference) = match &self.change {
            Change::Ratio { x, base, factor } => {
                (StepKind::Ratio, x.clone().map(Real::from), base.clone(), Some(Real::from(factor.clone())), None)
            }
            Change::Difference(amount) => (StepKind::Difference, None, None, None, Some(Real::from(amount.clone()))),
        };
        Step { step: self.name, kind, x, base, factor, difference, price_after }
    }

    /// The step that undoes this one.
    pub(super) fn inverse(&self) -> Effect {
        let change = match &self.change {
            Change::Ratio { x, base, factor } => {
                Change::Ratio { x: x.as_ref().map(Rational::reciprocal), base: base.clone(), factor: factor.inverse() }
            }
            Change::Difference(amount) => Change::Difference(-amount.clone()),
        };
        Effect { name: self.name, clause: self.clause, change }
    }
}

impl Change {
    pub(super) fn applied(&self, price: &Real) -> Real {
        match self {
            Change::Ratio { factor, .. } => price.times(factor),
            Change::Difference(amount) => price.plus(amount),
        }
    }

    /// The factor of a ratio; `None` for a difference.
    pub(super) fn as_factor(&self) -> Option<&PowerProduct> {
        match self {
            Change::Ratio { factor, .. } => Some(factor),
            Change::Difference(_) => None,
        }
    }
}

/// No injection costs less than 0.2 yuan an ampoule or vial; a floor of 0 is none.
///
/// Source: clause `#injection-floor`, 发改价格\[2011\]2452号.
fn floor(conversion: &Conversion<'_>, running: &Real, sink: &mut dyn Sink) -> Option<Rational> {
    let parameter = &conversion.rulebook.injection_floor;
    let floor = &parameter.peek()?.exact * &conversion.wanted.product.count_exact();
    if floor.sign().is_eq() || *running >= Real::from(floor.clone()) {
        return None;
    }
    parameter.touch(sink);
    Some(floor)
}

/// A smaller specification costs no more than the larger one does.
///
/// Source: clause `#small-spec-cap`, arts. 16–18 of 发改价格\[2011\]2452号.
fn cap(conversion: &Conversion<'_>, price: &Rational, running: &Real, sink: &mut dyn Sink) -> Option<Rational> {
    let parameter = &conversion.rulebook.small_spec_cap;
    let (known, wanted) = (conversion.known.product, conversion.wanted.product);
    let in_scope = match parameter.peek()? {
        SmallSpecCap::SameForm => known.form == wanted.form,
        SmallSpecCap::AnyForm => conversion.both_injections(),
        SmallSpecCap::None => false,
    };
    if !in_scope || !is_smaller(conversion) {
        return None;
    }
    let cap = (price * &wanted.count_exact()).checked_div(&known.count_exact())?;
    if *running <= Real::from(cap.clone()) {
        return None;
    }
    parameter.touch(sink);
    Some(cap)
}

/// By content, if both are stated and differ; else by fill.
fn is_smaller(conversion: &Conversion<'_>) -> bool {
    if let Some(x) = conversion.content_ratio() {
        return x < Rational::ONE;
    }
    let fills = (conversion.known.product.fill_measured(), conversion.wanted.product.fill_measured());
    matches!(fills, (Some(r), Some(t)) if t.dimension == r.dimension && t.amount < r.amount)
}
