//! The steps of a conversion: sections 3.3 to 3.11, each taken when its turn comes.

use super::convert::{Change, Conversion, Fill, Form, Purpose, Step};
use super::product::ratio;
use super::real::{Q, Real, Term};
use super::{Log, Res, gap, invalid};

impl Conversion<'_> {
    fn used(&mut self, name: &str) {
        self.log.push(name.to_owned());
    }

    /// A number that the step needs; unset: `rule_gap` at a field of `t`.
    fn read_number(&mut self, name: &str, field: &str) -> Res<Q> {
        let number = self.book.need_number(name, &self.t.at(field))?;
        self.used(name);
        Ok(number)
    }

    fn multiply(&mut self, name: &'static str, x: Option<Q>, base: Option<Q>, factor: Term) {
        self.running = self.running.times(&factor);
        self.steps.push(Step { name, x, base, change: Change::Factor(factor), after: self.running.clone() });
    }

    /// 6.5: a step that is a difference has no ratio.
    fn add(&mut self, name: &'static str, amount: Q) -> Res<()> {
        if self.setting.purpose == Purpose::Ratio {
            return invalid(self.t.at(name));
        }
        self.running = self.running.plus(&amount);
        self.steps.push(Step {
            name,
            x: None,
            base: None,
            change: Change::Difference(amount),
            after: self.running.clone(),
        });
        Ok(())
    }

    /// 3.9: the running price is replaced.
    fn limit(&mut self, name: &'static str, amount: Q) {
        self.running = Real::rational(amount);
        self.steps.push(Step { name, x: None, base: None, change: Change::Limit, after: self.running.clone() });
    }

    /// A power ratio (3.1); its base unset: `rule_gap` at `t`'s field.
    fn power(&mut self, name: &'static str, x: &Q, base: &str, field: &str) -> Res<()> {
        let b = self.read_number(base, field)?;
        let factor = Term::k(&b, x);
        self.multiply(name, Some(x.clone()), Some(b), factor);
        Ok(())
    }

    /// 3.4.
    pub(crate) fn form_step(&mut self, form: Form) -> Res<()> {
        match form {
            Form::Same => Ok(()),
            Form::Ratio { factor } => {
                self.multiply("form", None, None, Term::rational(factor));
                Ok(())
            }
            Form::Difference { per_unit } => {
                let amount = per_unit * &self.r.count;
                self.add("form", amount)
            }
        }
    }

    /// 3.3: `D_t ÷ D_r`, linear.
    pub(crate) fn daily_dose_step(&mut self) {
        let x = self.t.days.clone().unwrap() / self.r.days.clone().unwrap();
        if x != Q::ONE {
            self.multiply("daily_dose", Some(x.clone()), None, Term::rational(x));
        }
    }

    /// 3.5.
    pub(crate) fn content_step(&mut self, fill: &Fill) -> Res<()> {
        let Some(x) = self.content_ratio() else { return Ok(()) };
        if *fill == Fill::Other {
            let path = self.t.at("fill");
            let which = self.book.need_word("content_and_fill", &path)?;
            self.used("content_and_fill");
            if which == "fill_only" {
                return Ok(());
            }
        }
        self.power("content", &x, "content_base", "content")
    }

    /// 3.6.
    pub(crate) fn fill_step(&mut self, fill: &Fill) -> Res<()> {
        let x = ratio(self.t.fill.as_ref(), self.r.fill.as_ref());
        match fill {
            Fill::Same => Ok(()),
            Fill::LargeTarget | Fill::LargeSource => {
                let basis = self.read_number("large_volume_basis", "form")?;
                if *fill == Fill::LargeTarget {
                    let fill_t = self.t.fill.clone().unwrap().value;
                    if fill_t == basis { Ok(()) } else { self.injection_fill(&basis, &fill_t) }
                } else if self.r.fill.clone().unwrap().value == basis {
                    Ok(())
                } else {
                    gap(self.r.at("fill"))
                }
            }
            Fill::MultiDose(x) if *x == Q::ONE => Ok(()),
            Fill::MultiDose(x) => self.power("fill", x, "fill_base", "fill"),
            Fill::Paediatric => {
                self.used("paediatric_fill");
                if self.content_ratio().is_some() {
                    return Ok(());
                }
                self.power("fill", &x.unwrap(), "content_base", "fill")
            }
            Fill::Injection if self.setting.tcm => self.power("fill", &x.unwrap(), "tcm_injection_fill_base", "fill"),
            Fill::Injection => {
                let fills = (self.r.fill.clone().unwrap().value, self.t.fill.clone().unwrap().value);
                self.injection_fill(&fills.0, &fills.1)
            }
            Fill::Other => {
                if self.content_ratio().is_some() && self.book.word("content_and_fill") == Some("content_only") {
                    return Ok(());
                }
                self.power("fill", &x.unwrap(), "fill_base", "fill")
            }
        }
    }

    /// 3.6, rule 4, `#injection-fill`.
    fn injection_fill(&mut self, fill_r: &Q, fill_t: &Q) -> Res<()> {
        let free = self.read_number("injection_fill_free", "fill")?;
        if *fill_r <= free && *fill_t <= free {
            self.multiply("fill", Some(fill_t / fill_r), None, Term::rational(Q::ONE));
            return Ok(());
        }
        let step = self.read_number("injection_fill_step", "fill")?;
        let amount = self.read_number("injection_fill_amount", "fill")?;
        let s = |f: &Q| if *f > free { (f - &free) / &step } else { Q::ZERO };
        let (s_t, s_r) = (s(fill_t), s(fill_r));
        if !s_t.is_int() || !s_r.is_int() {
            return gap(self.t.at("fill"));
        }
        self.add("fill", amount * (s_t - s_r) * &self.r.count)
    }

    /// 3.7.
    pub(crate) fn count_step(&mut self) -> Res<()> {
        let (r, t) = (self.r, self.t);
        if (r.count == Q::ONE && t.count == Q::ONE) || (r.count == t.count && r.unit == t.unit) {
            return Ok(());
        }
        let mut powers = Vec::new();
        for product in [t, r] {
            let name = format!("count_mode.{}", product.unit);
            powers.push(self.book.need_word(&name, &product.at("unit"))? == "power");
            self.used(&name);
        }
        let x = &t.count / &r.count;
        match (powers[0], powers[1]) {
            (true, true) if x == Q::ONE => Ok(()),
            (true, true) => self.power("count", &x, "count_base", "count"),
            (false, false) => {
                if x != Q::ONE {
                    self.multiply("count", Some(x.clone()), None, Term::rational(x));
                }
                Ok(())
            }
            (t_power, _) => {
                let power_side = if t_power { t } else { r };
                if power_side.count == Q::ONE {
                    self.multiply("count", Some(x.clone()), None, Term::rational(x));
                    return Ok(());
                }
                // `via_single_unit`
                self.book.need_word("mixed_count", &t.at("unit"))?;
                self.used("mixed_count");
                let b = self.read_number("count_base", "count")?;
                let m = |power: bool, n: &Q| if power { Term::k(&b, n) } else { Term::rational(n.clone()) };
                let factor = m(powers[0], &t.count).times(&m(powers[1], &r.count).inverse());
                self.multiply("count", Some(x), Some(b), factor);
                Ok(())
            }
        }
    }

    /// 3.9; gives back the parameters of the limits that were applied.
    pub(crate) fn limits(&mut self) -> Log {
        let mut used = Log::new();
        let priced = matches!(self.setting.purpose, Purpose::Price | Purpose::Listing);
        let taken = self.steps.iter().any(|step| ["form", "content", "fill"].contains(&step.name));
        if !priced || !self.t.is_injection() || !taken {
            return used;
        }
        let floor = self.book.number("injection_floor").unwrap_or(Q::ZERO) * &self.t.count;
        if floor > Q::ZERO && self.running.compare_to(&floor).is_lt() {
            used.push("injection_floor".to_owned());
            self.limit("floor", floor);
        }
        let within = match self.book.word("small_spec_cap") {
            Some("same_form") => self.r.form == self.t.form,
            Some("any_form") => self.both_injections(),
            _ => false,
        };
        let cap = &self.price * &self.t.count / &self.r.count;
        if within && self.is_smaller() && self.running.compare_to(&cap).is_gt() {
            used.push("small_spec_cap".to_owned());
            self.limit("cap", cap);
        }
        used
    }

    /// 3.9: is `t` smaller than `r`?
    fn is_smaller(&self) -> bool {
        match self.content_ratio() {
            Some(x) => x < Q::ONE,
            None => ratio(self.t.fill.as_ref(), self.r.fill.as_ref()).is_some_and(|x| x < Q::ONE),
        }
    }

    /// 3.10.
    pub(crate) fn package_material_step(&mut self) -> Res<()> {
        let (r, t) = (self.r, self.t);
        let mut taken = false;
        match (r.is_large_volume(), t.is_large_volume()) {
            (true, true) => match (r.package_material.as_deref(), t.package_material.as_deref()) {
                (Some(_), None) => return invalid(t.at("package_material")),
                (None, Some(_)) => return invalid(r.at("package_material")),
                (Some(of_r), Some(of_t)) if of_r != of_t => {
                    self.change_of_material(of_r, of_t)?;
                    taken = true;
                }
                _ => {}
            },
            (false, false) => {
                if r.package_material.is_some()
                    && t.package_material.is_some()
                    && r.package_material != t.package_material
                {
                    self.book.need_word("other_material", &t.at("package_material"))?;
                    self.used("other_material");
                }
            }
            (of_r, _) => {
                let large = if of_r { r } else { t };
                if large.package_material.as_deref().is_some_and(|material| material != "glass_bottle") {
                    return gap(large.at("package_material"));
                }
            }
        }
        if self.setting.material_difference.is_some() && !taken {
            return invalid("/input/material_difference");
        }
        Ok(())
    }

    /// 3.10, two large-volume injections in different materials.
    fn change_of_material(&mut self, of_r: &str, of_t: &str) -> Res<()> {
        if self.setting.purpose == Purpose::Ratio {
            return invalid(self.t.at("package_material"));
        }
        let max = |material: &str| format!("material_max.{material}");
        let d = match self.setting.material_difference.clone() {
            Some(d) => {
                if of_r == "glass_bottle" && d > self.read_number(&max(of_t), "package_material")? {
                    return invalid("/input/material_difference");
                }
                if of_t == "glass_bottle" && -d.clone() > self.read_number(&max(of_r), "package_material")? {
                    return invalid("/input/material_difference");
                }
                d
            }
            None if of_r == "glass_bottle" && self.setting.purpose != Purpose::Comparable => {
                self.price_is_ceiling = true;
                self.read_number(&max(of_t), "package_material")?
            }
            None => return gap(self.t.at("package_material")),
        };
        let amount = d * &self.t.count;
        self.add("package_material", amount)
    }

    /// 3.11.
    pub(crate) fn packaging_form_step(&mut self) -> Res<()> {
        let (r, t) = (self.r, self.t);
        match (r.packaging_form.as_deref(), t.packaging_form.as_deref()) {
            (Some(_), None) => invalid(t.at("packaging_form")),
            (None, Some(_)) => invalid(r.at("packaging_form")),
            (Some(of_r), Some(of_t)) if of_r != of_t => {
                let ratio_t = self.read_number(&format!("packaging_form_ratio.{of_t}"), "packaging_form")?;
                let ratio_r = self.read_number(&format!("packaging_form_ratio.{of_r}"), "packaging_form")?;
                self.multiply("packaging_form", None, None, Term::rational(ratio_t / ratio_r));
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
