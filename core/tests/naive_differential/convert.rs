//! A conversion from `r` to `t` up to its first step: sections 3.2 to 3.8 and 3.12, in the order of refusals of 6.2.

use super::book::Book;
use super::fields;
use super::product::{Product, ratio};
use super::real::{Q, Real, Term};
use super::{Log, Res, gap, invalid};
use serde_json::Value;

/// What a conversion is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Price,
    Listing,
    Comparable,
    Ratio,
}

/// The common input fields of 6.2 that conversions read.
pub(crate) struct Setting {
    pub(crate) purpose: Purpose,
    pub(crate) tcm: bool,
    pub(crate) basis: Option<String>,
    pub(crate) chain_regardless: bool,
    pub(crate) material_difference: Option<Q>,
}

impl Setting {
    pub(crate) fn read(input: &Value, purpose: Purpose) -> Setting {
        Setting {
            purpose,
            tcm: input.get("drug_class").is_some_and(|class| class == "tcm"),
            basis: input.get("basis").map(|basis| basis.as_str().unwrap().to_owned()),
            chain_regardless: fields::flag(input, "chain_regardless", false),
            material_difference: fields::money(input, "material_difference"),
        }
    }
}

/// What a step does to the running price.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Factor(Term),
    Difference(Q),
    Limit,
}

/// A step that was taken.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) x: Option<Q>,
    pub(crate) base: Option<Q>,
    pub(crate) change: Change,
    pub(crate) after: Real,
}

/// The form step, looked up before it is taken.
#[derive(Clone, Debug)]
pub(crate) enum Form {
    Same,
    Ratio { factor: Q },
    Difference { per_unit: Q },
}

/// Which rule of 3.6 decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// Neither states a fill, or they are equal.
    Same,
    /// Rule 1.
    LargeTarget,
    /// Rule 1.
    LargeSource,
    /// Rule 2, with its `X`.
    MultiDose(Q),
    /// Rule 3.
    Paediatric,
    /// Rule 4.
    Injection,
    /// Rule 5.
    Other,
}

/// A conversion under way.
pub(crate) struct Conversion<'a> {
    pub(crate) book: &'a Book,
    pub(crate) setting: &'a Setting,
    pub(crate) r: &'a Product,
    pub(crate) t: &'a Product,
    /// `P`.
    pub(crate) price: Q,
    /// `R`.
    pub(crate) running: Real,
    pub(crate) steps: Vec<Step>,
    pub(crate) log: Log,
    pub(crate) price_is_ceiling: bool,
}

/// Converts a price of `r`, known at `price_path`, to `t`: everything but the rounding.
pub(crate) fn convert<'a>(
    book: &'a Book,
    setting: &'a Setting,
    r: &'a Product,
    t: &'a Product,
    price: &Q,
    price_path: &str,
) -> Res<Conversion<'a>> {
    let mut run = Conversion {
        book,
        setting,
        r,
        t,
        price: price.clone(),
        running: Real::rational(price.clone()),
        steps: Vec::new(),
        log: Log::new(),
        price_is_ceiling: false,
    };
    if let Some((_, path)) = separate(book, setting, r, t) {
        return gap(path);
    }
    let (form, used) = run.form_coefficients()?;
    if run.by_daily_dose() {
        run.daily_dose_statement()?;
        // 6.8 names the basis first, although 6.2 tests it after the coefficients of the form.
        run.log.push("tcm_basis".to_owned());
        run.log.extend(used);
        run.form_step(form)?;
        run.daily_dose_step();
    } else {
        run.log.extend(used);
        run.content_statement()?;
        let fill = run.fill_statement()?;
        if run.content_first(&form)? {
            run.content_step(&fill)?;
            run.form_step(form)?;
        } else {
            run.form_step(form)?;
            run.content_step(&fill)?;
        }
        run.fill_step(&fill)?;
        run.count_step()?;
    }
    let limits = run.limits();
    run.package_material_step()?;
    run.packaging_form_step()?;
    // 6.8 names the limits after the steps.
    run.log.extend(limits);
    // 3.13: a final R ≤ 0 has no price. In a comparable price R is another one, found by undoing the steps.
    let priced = matches!(setting.purpose, Purpose::Price | Purpose::Listing);
    if priced && run.running.compare_to(&Q::ZERO).is_le() {
        return gap(price_path);
    }
    Ok(run)
}

/// 3.12, grounds 2 and 3: the parameter that requires a separate representative, and the path of the refusal.
pub(crate) fn separate(book: &Book, setting: &Setting, r: &Product, t: &Product) -> Option<(&'static str, String)> {
    if setting.chain_regardless {
        return None;
    }
    if children_only(book, r, t) {
        return Some(("separate_children_only", t.at("children_only")));
    }
    if content_multiple(book, r, t) {
        return Some(("separate_content_multiple", t.at("content")));
    }
    None
}

/// 3.12, ground 2.
pub(crate) fn children_only(book: &Book, r: &Product, t: &Product) -> bool {
    book.is_true("separate_children_only") && t.children_only && !r.children_only
}

/// 3.12, ground 3: `X ≥ m` or `X ≤ 1/m`.
pub(crate) fn content_multiple(book: &Book, r: &Product, t: &Product) -> bool {
    match (book.number("separate_content_multiple"), ratio(t.content.as_ref(), r.content.as_ref())) {
        (Some(m), Some(x)) => x >= m || x <= Q::ONE / m,
        _ => false,
    }
}

impl Conversion<'_> {
    /// 3.3: specification or daily dose.
    fn by_daily_dose(&self) -> bool {
        match self.setting.basis.as_deref() {
            Some(basis) => basis == "daily_dose",
            None => {
                let differ = self.r.form != self.t.form || self.r.sugar_free != self.t.sugar_free;
                let both_state_content = self.r.content.is_some() && self.t.content.is_some();
                self.setting.tcm && differ && !both_state_content
            }
        }
    }

    pub(crate) fn both_injections(&self) -> bool {
        self.r.is_injection() && self.t.is_injection()
    }

    /// 3.4: the coefficients of the form step, without taking it, and the parameters that were read.
    fn form_coefficients(&self) -> Res<(Form, Log)> {
        let (r, t, book) = (self.r, self.t, self.book);
        let (mut factor, mut used) = (Q::ONE, Log::new());
        if r.form == t.form && r.sugar_free == t.sugar_free {
            return Ok((Form::Same, used));
        }
        if r.form != t.form {
            let table = if self.setting.tcm { "tcm_form_ratio" } else { "form_ratio" };
            let (of_t, of_r) = (format!("{table}.{}", t.form), format!("{table}.{}", r.form));
            match (book.number(&of_t), book.number(&of_r)) {
                (Some(ratio_t), Some(ratio_r)) => {
                    factor = ratio_t / ratio_r;
                    used.extend([of_t, of_r]);
                }
                _ if self.both_injections() => {
                    let d_t = self.form_difference(t, &mut used)?;
                    let d_r = self.form_difference(r, &mut used)?;
                    // No injection is sugar-free, so the difference stands alone.
                    return Ok((Form::Difference { per_unit: d_t - d_r }, used));
                }
                (None, _) => return gap(t.at("form")),
                (_, None) => return gap(r.at("form")),
            }
        }
        if r.sugar_free != t.sugar_free {
            let path = t.at("sugar_free");
            if !self.setting.tcm {
                return gap(path);
            }
            let ratio = book.need_number("sugar_free_ratio", &path)?;
            factor = if t.sugar_free { factor * ratio } else { factor / ratio };
            used.push("sugar_free_ratio".to_owned());
        }
        Ok((Form::Ratio { factor }, used))
    }

    /// `d` of 3.4.
    fn form_difference(&self, product: &Product, used: &mut Log) -> Res<Q> {
        if product.form == "small_volume_injection" {
            return Ok(Q::ZERO);
        }
        let name = format!("form_difference.{}", product.form);
        let d = self.book.need_number(&name, &product.at("form"))?;
        used.push(name);
        Ok(d)
    }

    /// 3.3: both products state a daily dose, and the rulebook has the basis.
    fn daily_dose_statement(&self) -> Res<()> {
        for product in [self.r, self.t] {
            if product.days.is_none() {
                return invalid(product.at("daily_dose"));
            }
        }
        if self.book.is_set("tcm_basis") { Ok(()) } else { gap("/rulebook") }
    }

    /// 3.5: content for both or for neither, in units of one kind.
    fn content_statement(&self) -> Res<()> {
        match (&self.r.content, &self.t.content) {
            (Some(_), None) => invalid(self.t.at("content")),
            (None, Some(_)) => invalid(self.r.at("content")),
            (Some(r), Some(t)) if r.kind != t.kind => invalid(self.t.at("content_unit")),
            _ => Ok(()),
        }
    }

    /// `X` of the contents if they are stated and differ.
    pub(crate) fn content_ratio(&self) -> Option<Q> {
        ratio(self.t.content.as_ref(), self.r.content.as_ref()).filter(|x| *x != Q::ONE)
    }

    /// 3.6: which rule decides; rules 1 and 2 may refuse.
    fn fill_statement(&self) -> Res<Fill> {
        let (r, t) = (self.r, self.t);
        if self.both_injections() && !self.setting.tcm && r.is_large_volume() != t.is_large_volume() {
            let (large, rule) = if t.is_large_volume() { (t, Fill::LargeTarget) } else { (r, Fill::LargeSource) };
            return if large.fill.is_some() { Ok(rule) } else { invalid(large.at("fill")) };
        }
        match (&r.fill, &t.fill) {
            (None, None) => Ok(Fill::Same),
            (None, Some(_)) => match &t.doses {
                Some(doses) if !self.both_injections() => Ok(Fill::MultiDose(doses.clone())),
                _ => invalid(r.at("fill")),
            },
            (Some(_), None) => match &r.doses {
                Some(doses) if !self.both_injections() => Ok(Fill::MultiDose(Q::ONE / doses)),
                _ => invalid(t.at("fill")),
            },
            (Some(a), Some(b)) if a.kind != b.kind => invalid(t.at("fill_unit")),
            (Some(a), Some(b)) if a.value == b.value => Ok(Fill::Same),
            (Some(a), Some(b)) => {
                let smaller = if a.value < b.value { r } else { t };
                let named = ["oral_solution", "dry_suspension", "granules"].contains(&smaller.form.as_str());
                let paediatric = self.book.is_set("paediatric_fill") && smaller.paediatric_small_spec;
                if paediatric && (named || smaller.is_injection()) {
                    Ok(Fill::Paediatric)
                } else if self.both_injections() {
                    Ok(Fill::Injection)
                } else {
                    Ok(Fill::Other)
                }
            }
        }
    }

    /// 3.8: does the content step come before the form step?
    fn content_first(&mut self, form: &Form) -> Res<bool> {
        if !matches!(form, Form::Difference { .. }) || self.content_ratio().is_none() {
            return Ok(false);
        }
        let path = self.t.at("form");
        let order = self.book.need_word("injection_order", &path)?;
        self.log.push("injection_order".to_owned());
        match order {
            "form_first" => Ok(false),
            "content_first" => Ok(true),
            _ => by_direction(&self.r.form, &self.t.form).map_or_else(|| gap(path), Ok),
        }
    }
}

/// 3.8: is a conversion between these injection forms content first? `None` where it is not published.
fn by_direction(from: &str, to: &str) -> Option<bool> {
    let first_row = |from: &str, to: &str| {
        ["small_volume_injection", "powder_injection"].contains(&from)
            && ["lyophilised_powder_injection", "solvent_crystallised_powder_injection", "large_volume_injection"]
                .contains(&to)
    };
    let second_row = |from: &str, to: &str| (from, to) == ("lyophilised_powder_injection", "large_volume_injection");
    if first_row(from, to) || second_row(from, to) {
        Some(true)
    } else if first_row(to, from) || second_row(to, from) {
        Some(false)
    } else {
        None
    }
}
