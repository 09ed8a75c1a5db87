//! Price differentials: the price of another product of the same drug.

use std::ffi::c_char;

use jicai::differential::{self, PriceQuestion, PriceRounding, Product, Rulebook};
use jicai::number::{PackCount, PositiveQuantity, RoundingMode};
use rust_decimal::Decimal;

use crate::JICAI_NONE;
use crate::error::{Failure, JICAI_E_INVALID_INPUT, JICAI_E_LIMIT_EXCEEDED, Status, jicai_error};
use crate::guard::{Range, apart, call, input, place, stated, text};
use crate::number::{decimal, flag, millionths, price, refused};
use crate::words::{
    BASIS, CONTENT_UNIT, DAILY_DOSE_IN, DRUG_CLASS, FILL_UNIT, FORM, PACKAGE_MATERIAL, PACKAGING_FORM, ROUNDING, UNIT,
    word,
};

/// A product: one drug in one form, strength and pack. `jicai_product_init` sets every field to "not given".
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct jicai_product {
    /// `sizeof(jicai_product)`.
    pub struct_size: usize,
    /// Content (含量) in 10⁻⁶ of `content_unit`.
    pub content_e6: i64,
    /// Fill (装量) in 10⁻⁶ of `fill_unit`.
    pub fill_e6: i64,
    /// One dose of a multi-dose pack, in 10⁻⁶ of `fill_unit`.
    pub dose_fill_e6: i64,
    /// Daily dose (日治疗量) in 10⁻⁶, see `daily_dose_in`.
    pub daily_dose_e6: i64,
    /// `JICAI_FORM_…`: dosage form (剂型); needed.
    pub form: i32,
    /// `JICAI_CONTENT_UNIT_…`; 0: milligram.
    pub content_unit: i32,
    /// `JICAI_FILL_UNIT_…`; needed with a fill.
    pub fill_unit: i32,
    /// `JICAI_UNIT_…`: what `count` counts; 0: by the form.
    pub unit: i32,
    /// Units in the pack (包装数量), 1 to 1,000,000; 0: one.
    pub count: i32,
    /// `JICAI_DAILY_DOSE_IN_…`; 0: in units.
    pub daily_dose_in: i32,
    /// `JICAI_PACKAGE_MATERIAL_…`; 0: not given.
    pub package_material: i32,
    /// `JICAI_PACKAGING_FORM_…`; 0: not given.
    pub packaging_form: i32,
    /// 1 if sugar-free (无蔗糖), else 0.
    pub sugar_free: i32,
    /// 1 if explicitly for children only, else 0.
    pub children_only: i32,
    /// 1 if a small specification suitable for children, else 0.
    pub paediatric_small_spec: i32,
    /// 0.
    pub reserved: i32,
}

stated!(jicai_product);

/// Sets every field of a product to "not given", and its size.
///
/// # Safety
///
/// `product` is null or points to a `jicai_product`.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn jicai_product_init(product: *mut jicai_product) -> Status {
    let none = jicai_product {
        struct_size: size_of::<jicai_product>(),
        content_e6: JICAI_NONE,
        fill_e6: JICAI_NONE,
        dose_fill_e6: JICAI_NONE,
        daily_dose_e6: JICAI_NONE,
        form: 0,
        content_unit: 0,
        fill_unit: 0,
        unit: 0,
        count: 0,
        daily_dose_in: 0,
        package_material: 0,
        packaging_form: 0,
        sugar_free: 0,
        children_only: 0,
        paediatric_small_spec: 0,
        reserved: 0,
    };
    call(std::ptr::null_mut(), || {
        place(product, "product")?.put(none);
        Ok(())
    })
}

/// The price of `target` that goes with the price of `representative`, both of the whole pack, in 10⁻⁶ yuan: `differential.price`.
///
/// `drug_class` is `JICAI_DRUG_CLASS_…` (0: chemical), `basis` `JICAI_BASIS_…` (0: by the rules). `decimals` replaces the decimals of the
/// rulebook's rounding (−1: leaves them), `rounding` is then `JICAI_ROUNDING_…` (0: half up). `rulebook` is the id of a built-in rulebook.
///
/// # Safety
///
/// Each pointer is null or points to what its type says; `rulebook` ends with a zero.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "plain values: what callers in every language can pass")]
pub unsafe extern "system" fn jicai_differential_price(
    rulebook: *const c_char,
    representative: *const jicai_product,
    price_e6: i64,
    target: *const jicai_product,
    drug_class: i32,
    basis: i32,
    decimals: i32,
    rounding: i32,
    target_price_e6: *mut i64,
    error: *mut jicai_error,
) -> Status {
    call(error, || {
        let out = place(target_price_e6, "target_price_e6")?;
        apart(
            error,
            &[Range::of("target_price_e6", target_price_e6, 1)?],
            &[Range::of("representative", representative, 1)?, Range::of("target", target, 1)?],
        )?;
        let rulebook = Rulebook::builtin(text(rulebook, "rulebook")?)?;
        let from = product(&input(representative, "representative")?, "representative")?;
        let to = product(&input(target, "target")?, "target")?;
        let mut question = PriceQuestion::new(from, price("price_e6", price_e6)?, to);
        question.drug_class = word(DRUG_CLASS, drug_class, "drug_class")?.unwrap_or(question.drug_class);
        question.basis = word(BASIS, basis, "basis")?;
        question.rounding = stated_rounding(decimals, word(ROUNDING, rounding, "rounding")?)?;
        let answer = differential::price(&rulebook, &question).map_err(|error| Failure::named(error, NAMES))?;
        let text = answer.price.to_string();
        let units = Decimal::from_str_exact(&text).ok().and_then(millionths).ok_or_else(|| {
            let message =
                format!("the price `{text}` is no whole number of millionths of a yuan: ask for fewer decimals");
            Failure::new(JICAI_E_LIMIT_EXCEEDED, "/decimals", message)
        })?;
        out.put(units);
        Ok(())
    })
}

/// Fields whose names say their unit here.
const NAMES: &[(&str, &str)] = &[
    ("/price", "price_e6"),
    ("/representative/content", "representative/content_e6"),
    ("/representative/fill", "representative/fill_e6"),
    ("/representative/dose_fill", "representative/dose_fill_e6"),
    ("/representative/daily_dose", "representative/daily_dose_e6"),
    ("/target/content", "target/content_e6"),
    ("/target/fill", "target/fill_e6"),
    ("/target/dose_fill", "target/dose_fill_e6"),
    ("/target/daily_dose", "target/daily_dose_e6"),
];

fn stated_rounding(decimals: i32, mode: Option<RoundingMode>) -> Result<Option<PriceRounding>, Failure> {
    if decimals == -1 {
        return match mode {
            None => Ok(None),
            Some(_) => Err(Failure::invalid("rounding", "rounding has no place without decimals".to_owned())),
        };
    }
    let out_of_range = || {
        Failure::invalid(
            "decimals",
            format!("decimals must be 0 to 6, or -1 for those of the rulebook, got `{decimals}`"),
        )
    };
    let kept = u8::try_from(decimals).ok().filter(|decimals| *decimals <= 6).ok_or_else(out_of_range)?;
    let half_up = PriceRounding::half_up(kept).ok_or_else(out_of_range)?;
    Ok(Some(PriceRounding { mode: mode.unwrap_or(RoundingMode::HalfUp), ..half_up }))
}

fn amount(product: &str, name: &str, units: i64) -> Result<Option<PositiveQuantity>, Failure> {
    if units == JICAI_NONE {
        return Ok(None);
    }
    let field = format!("{product}/{name}");
    decimal::<6, PositiveQuantity>(units).map(Some).map_err(|error| refused(&field, &error, ""))
}

fn product(given: &jicai_product, name: &str) -> Result<Product, Failure> {
    let at = |field: &str| format!("{name}/{field}");
    Failure::if_used(given.reserved)?;
    let form = word(FORM, given.form, &at("form"))?
        .ok_or_else(|| Failure::invalid(&at("form"), "form is missing".to_owned()))?;
    let count = match given.count {
        0 => None,
        stated => Some(u32::try_from(stated).ok().and_then(PackCount::new).ok_or_else(|| {
            // As in the JSON contract: more than the most is another code than none at all.
            let code = if stated > 0 { JICAI_E_LIMIT_EXCEEDED } else { JICAI_E_INVALID_INPUT };
            let message = format!("count must be 1 to {}, got `{stated}`", PackCount::MAX);
            Failure::new(code, format!("/{}", at("count")), message)
        })?),
    };
    Ok(Product {
        content: amount(name, "content_e6", given.content_e6)?,
        content_unit: word(CONTENT_UNIT, given.content_unit, &at("content_unit"))?,
        fill: amount(name, "fill_e6", given.fill_e6)?,
        fill_unit: word(FILL_UNIT, given.fill_unit, &at("fill_unit"))?,
        dose_fill: amount(name, "dose_fill_e6", given.dose_fill_e6)?,
        unit: word(UNIT, given.unit, &at("unit"))?,
        count,
        sugar_free: flag(&at("sugar_free"), given.sugar_free)?,
        daily_dose: amount(name, "daily_dose_e6", given.daily_dose_e6)?,
        daily_dose_in: word(DAILY_DOSE_IN, given.daily_dose_in, &at("daily_dose_in"))?,
        package_material: word(PACKAGE_MATERIAL, given.package_material, &at("package_material"))?,
        packaging_form: word(PACKAGING_FORM, given.packaging_form, &at("packaging_form"))?,
        children_only: flag(&at("children_only"), given.children_only)?,
        paediatric_small_spec: flag(&at("paediatric_small_spec"), given.paediatric_small_spec)?,
        ..Product::new(form)
    })
}
