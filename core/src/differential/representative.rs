//! Whether a product may be priced from a representative at all.

use super::conversion::{Conversion, Place, Side};
use super::output::{Ground, RepresentativeNeed};
use super::product::Product;
use super::question::{Indication, RepresentativeQuestion};
use super::rulebook::Rulebook;
use super::validate;
use super::vocabulary::{Form, FormGroup, PackagingForm};
use crate::error::Error;
use crate::explain::{Facts, Sink};
use crate::number::Rational;

/// The grounds that a conversion can see: for children only, and a large multiple of the content, in this order.
///
/// Contents in units of different kinds are not tested here.
///
/// Source: clause `#own-representative`, art. 17 of 发改价格\[2011\]2452号.
pub(super) fn own_representative(conversion: &Conversion<'_>, sink: &mut dyn Sink) -> Option<Ground> {
    let (known, wanted) = (conversion.known.product, conversion.wanted.product);
    if children_only(conversion.rulebook, known, wanted, sink) {
        return Some(Ground::ChildrenOnly);
    }
    content_multiple(conversion.rulebook, known, wanted, sink).then_some(Ground::ContentMultiple)
}

fn children_only(rulebook: &Rulebook, known: &Product, wanted: &Product, sink: &mut dyn Sink) -> bool {
    let parameter = &rulebook.separate_children_only;
    let holds = wanted.children_only && !known.children_only && parameter.peek() == Some(&true);
    if holds {
        parameter.touch(sink);
    }
    holds
}

/// `X ≥ m` or `X ≤ 1/m`, both inclusive.
fn content_multiple(rulebook: &Rulebook, known: &Product, wanted: &Product, sink: &mut dyn Sink) -> bool {
    let parameter = &rulebook.separate_content_multiple;
    let (Some(multiple), Some(r), Some(t)) = (parameter.peek(), known.content_measured(), wanted.content_measured())
    else {
        return false;
    };
    let holds =
        r.dimension == t.dimension && (t.amount >= &r.amount * &multiple.0 || &t.amount * &multiple.0 <= r.amount);
    if holds {
        parameter.touch(sink);
    }
    holds
}

impl Ground {
    /// The answer of a conversion that would need a representative of its own.
    pub(super) fn refusal(self, conversion: &Conversion<'_>) -> Error {
        let (field, because) = match self {
            Ground::ChildrenOnly => ("children_only", "it is for children only"),
            _ => ("content", "its content is too large a multiple or too small a fraction of the other"),
        };
        let named = conversion.rulebook.named();
        let message = format!("{named} requires a representative of its own (`#own-representative`): {because}");
        let help = "price it from a representative of its own, or set `chain_regardless`";
        Error::rule_gap(message).at(conversion.wanted.path(field)).with_help(help)
    }
}

/// Whether a candidate needs, or may have, a representative of its own, and on which grounds.
///
/// Source: clauses `#own-representative` and `#optional-representative`, arts. 17 and 18 of 发改价格\[2011\]2452号.
pub(super) fn needs_representative(
    rulebook: &Rulebook,
    question: &RepresentativeQuestion,
    sink: &mut dyn Sink,
) -> Result<RepresentativeNeed, Error> {
    let side = |product, name| Side { product, place: Place::Field(name) };
    let known = side(&question.representative, "representative");
    let candidate = side(&question.candidate, "candidate");
    for side in [known, candidate] {
        validate::product(side.product, &|| side.place.root())?;
    }
    if let (Some(r), Some(t)) = (known.product.content_measured(), candidate.product.content_measured())
        && r.dimension != t.dimension
    {
        return Err(t.refuse_kind(candidate, "content_unit", &r));
    }
    if !has_any_ground(rulebook) {
        let message = format!("{} says nothing of representatives of their own", rulebook.named());
        return Err(Error::rule_gap(message));
    }

    let mut need =
        RepresentativeNeed { required: false, permitted: false, grounds: Vec::new(), undetermined: Vec::new() };
    let (r, t) = (known.product, candidate.product);
    if wholly_different_indication(rulebook, question, sink) {
        need.found(rulebook, Ground::WhollyDifferentIndication, sink, Vec::new);
    }
    if children_only(rulebook, r, t, sink) {
        need.found(rulebook, Ground::ChildrenOnly, sink, Vec::new);
    }
    if content_multiple(rulebook, r, t, sink) {
        let facts = || {
            let x = r.content_measured().zip(t.content_measured()).and_then(|(r, t)| t.amount.checked_div(&r.amount));
            let multiple = rulebook.separate_content_multiple.peek().map(|multiple| &multiple.0);
            let mut facts: Facts = Vec::new();
            facts.extend(x.map(|x| ("x", (&x).into())));
            facts.extend(multiple.map(|multiple| ("multiple", multiple.into())));
            facts
        };
        need.found(rulebook, Ground::ContentMultiple, sink, facts);
    }
    if special_device(rulebook, question, sink) {
        need.found(rulebook, Ground::SpecialDevice, sink, Vec::new);
    }
    if major_indication_change(rulebook, question, sink) {
        need.found(rulebook, Ground::MajorIndicationChange, sink, Vec::new);
    }
    if multi_dose_pack(rulebook, r, t) {
        match (question.candidate_price, question.single_dose_price) {
            (Some(price), Some(single)) if price <= single => {
                rulebook.multi_dose_pack.touch(sink);
                let facts =
                    || vec![("candidate_price", amount(price.into())), ("single_dose_price", amount(single.into()))];
                need.found(rulebook, Ground::MultiDosePack, sink, facts);
            }
            (Some(_), Some(_)) => {}
            _ => {
                // That it is left open is an answer, too, and rests on the parameter.
                rulebook.multi_dose_pack.touch(sink);
                need.undetermined.push(Ground::MultiDosePack);
            }
        }
    }
    Ok(need)
}

fn amount(value: Rational) -> crate::explain::Fact {
    (&value).into()
}

impl RepresentativeNeed {
    fn found(&mut self, rulebook: &Rulebook, ground: Ground, sink: &mut dyn Sink, facts: impl FnOnce() -> Facts) {
        let is_required = ground <= Ground::ContentMultiple;
        self.required |= is_required;
        self.permitted = true;
        self.grounds.push(ground);
        let (clause, outcome) =
            if is_required { ("own-representative", "required") } else { ("optional-representative", "permitted") };
        rulebook.note(sink, clause, ("target", None), outcome, || {
            let mut all: Facts = vec![("ground", ground.as_str().into())];
            all.extend(facts());
            all
        });
    }
}

fn has_any_ground(rulebook: &Rulebook) -> bool {
    rulebook.separate_indication.is_set()
        || rulebook.separate_children_only.is_set()
        || rulebook.separate_content_multiple.is_set()
        || rulebook.special_device.is_set()
        || rulebook.major_indication_change.is_set()
        || rulebook.multi_dose_pack.is_set()
}

/// Ground 1: route and form are the same and the indication is wholly different.
fn wholly_different_indication(rulebook: &Rulebook, question: &RepresentativeQuestion, sink: &mut dyn Sink) -> bool {
    let parameter = &rulebook.separate_indication;
    let holds = question.indication == Indication::WhollyDifferent
        && question.same_route
        && question.representative.form == question.candidate.form
        && parameter.peek() == Some(&true);
    if holds {
        parameter.touch(sink);
    }
    holds
}

/// Ground 4: an injection or spray with a special device, self-administered outside hospital.
fn special_device(rulebook: &Rulebook, question: &RepresentativeQuestion, sink: &mut dyn Sink) -> bool {
    let parameter = &rulebook.special_device;
    let form = question.candidate.form;
    let holds = question.self_administered_device
        && (form.is_injection() || form == Form::Spray)
        && parameter.peek() == Some(&true);
    if holds {
        parameter.touch(sink);
    }
    holds
}

/// Ground 5: a partly changed indication with major clinical effect.
fn major_indication_change(rulebook: &Rulebook, question: &RepresentativeQuestion, sink: &mut dyn Sink) -> bool {
    let parameter = &rulebook.major_indication_change;
    let holds = question.indication == Indication::PartlyChangedMajor && parameter.peek() == Some(&true);
    if holds {
        parameter.touch(sink);
    }
    holds
}

/// Ground 6, but for the prices: an oral tablet or capsule in single-dose packaging, and the candidate in multi-dose packaging.
fn multi_dose_pack(rulebook: &Rulebook, known: &Product, candidate: &Product) -> bool {
    rulebook.multi_dose_pack.peek() == Some(&true)
        && matches!(known.form.group(), FormGroup::OralTablet | FormGroup::OralCapsule)
        && known.packaging_form == Some(PackagingForm::SingleDose)
        && candidate.packaging_form == Some(PackagingForm::MultiDose)
}
