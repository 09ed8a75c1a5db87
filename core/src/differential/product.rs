//! What a caller states about a product: form, strength, pack.

use serde::{Deserialize, Serialize};

use super::conversion::Side;
use super::vocabulary::{ContentUnit, DailyDoseIn, Dimension, FillUnit, Form, PackageMaterial, PackagingForm, Unit};
use crate::Id;
use crate::error::Error;
use crate::number::{PackCount, PositiveQuantity, Price, Rational};

/// An amount in the usual unit of its dimension.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) amount: Rational,
    pub(super) dimension: Dimension,
    /// The unit that it is stated in.
    unit: &'static str,
}

impl Measured {
    /// Refuses `field` of `side`, which states `self`, because the other product states something of another kind.
    pub(super) fn refuse_kind(&self, side: Side<'_>, field: &str, other: &Measured) -> Error {
        let message = format!(
            "{field} must be of the same kind for both products: `{}` is {}, `{}` is {}",
            self.unit,
            self.dimension.as_str(),
            other.unit,
            other.dimension.as_str()
        );
        side.invalid(field, message)
    }
}

fn measured(amount: PositiveQuantity, scale: Option<Rational>, dimension: Dimension, unit: &'static str) -> Measured {
    let amount = Rational::from(amount);
    let amount = match scale {
        None => amount,
        Some(scale) => &amount * &scale,
    };
    Measured { amount, dimension, unit }
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// The fields of a product, once: they also stand beside id and price in a list.
macro_rules! with_product_fields {
    ($(#[$attribute:meta])* $visibility:vis struct $name:ident { $($(#[$own_attribute:meta])* $own:ident: $kind:ty,)* }) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        $visibility struct $name {
            $($(#[$own_attribute])* pub $own: $kind,)*
            /// Dosage form (剂型).
            pub form: Form,
            /// Content (含量): active ingredient in one unit, in `content_unit`.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub content: Option<PositiveQuantity>,
            /// Unit of `content`; milligram where it is left out. Refused without `content`.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub content_unit: Option<ContentUnit>,
            /// Fill (装量): weight, volume or area of preparation on the smallest independent package, in `fill_unit`. Left out for
            /// single-dose packs with stated content.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub fill: Option<PositiveQuantity>,
            /// Unit of `fill`: required with it, refused without it. Volumes only for injections.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub fill_unit: Option<FillUnit>,
            /// One dose of a multi-dose pack, in `fill_unit`, at most `fill`.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub dose_fill: Option<PositiveQuantity>,
            /// What `count` counts; by the form where it is left out.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub unit: Option<Unit>,
            /// Package count (包装数量): units in the pack that the price is for, 1 to 1,000,000; 1 where it is left out.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub count: Option<PackCount>,
            /// Sugar-free (无蔗糖); a product with lactose in place of sucrose is priced like the sugar form. Not for injections.
            #[serde(default, skip_serializing_if = "is_false")]
            pub sugar_free: bool,
            /// Daily dose (日治疗量), see `daily_dose_in`.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub daily_dose: Option<PositiveQuantity>,
            /// How `daily_dose` is stated; in units where it is left out. Refused without `daily_dose`.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub daily_dose_in: Option<DailyDoseIn>,
            /// Packaging material (包装材料).
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub package_material: Option<PackageMaterial>,
            /// Packaging form (包装形式).
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub packaging_form: Option<PackagingForm>,
            /// Explicitly for children only (明确仅供儿童使用).
            #[serde(default, skip_serializing_if = "is_false")]
            pub children_only: bool,
            /// A small specification suitable for children (适宜儿童的小规格) in the sense of batch 11.
            #[serde(default, skip_serializing_if = "is_false")]
            pub paediatric_small_spec: bool,
        }
    };
}

with_product_fields! {
    /// A product: one drug in one form, strength and pack.
    ///
    /// Accessories (solvent, syringe) are not part of it: a drug packed with them has the price of the drug without them. That the
    /// products of a question are the same drug is for the caller to know.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{Form, Product};
    ///
    /// let tablets = Product::new(Form::Tablet).content("10".parse().unwrap()).count("14".parse().unwrap());
    /// assert_eq!(tablets.unit().as_str(), "tablet");
    /// ```
    ///
    /// *Source*: 《药品差比价规则》 of 2011 and of 2005, whose terms the fields are.
    pub struct Product {}
}

impl Product {
    /// A product of which nothing is stated but the form: one unit of it.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{Form, Product};
    ///
    /// let patch = Product::new(Form::Patch);
    /// assert_eq!(patch.units().get(), 1);
    /// assert!(patch.content.is_none() && !patch.children_only);
    /// ```
    pub fn new(form: Form) -> Product {
        Product {
            form,
            content: None,
            content_unit: None,
            fill: None,
            fill_unit: None,
            dose_fill: None,
            unit: None,
            count: None,
            sugar_free: false,
            daily_dose: None,
            daily_dose_in: None,
            package_material: None,
            packaging_form: None,
            children_only: false,
            paediatric_small_spec: false,
        }
    }

    /// The same with a content in milligrams.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{ContentUnit, Form, Product};
    ///
    /// let mut tablet = Product::new(Form::Tablet).content("0.5".parse()?); // half a milligram
    /// assert_eq!(tablet.content_unit, None);
    /// tablet.content_unit = Some(ContentUnit::Gram); // half a gram
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    #[must_use]
    pub fn content(mut self, content: PositiveQuantity) -> Product {
        self.content = Some(content);
        self
    }

    /// The same with a fill.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{FillUnit, Form, Product};
    ///
    /// let bottle = Product::new(Form::OralSolution).fill("100".parse()?, FillUnit::Millilitre);
    /// assert_eq!(bottle.fill_unit.map(FillUnit::as_str), Some("ml"));
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    #[must_use]
    pub fn fill(mut self, fill: PositiveQuantity, unit: FillUnit) -> Product {
        (self.fill, self.fill_unit) = (Some(fill), Some(unit));
        self
    }

    /// The same with a package count.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{Form, Product};
    ///
    /// let pack = Product::new(Form::Capsule).count("24".parse()?);
    /// assert_eq!(format!("{} × {}", pack.units(), pack.unit()), "24 × capsule");
    /// # Ok::<(), jicai::number::ParseNumberError>(())
    /// ```
    #[must_use]
    pub fn count(mut self, count: PackCount) -> Product {
        self.count = Some(count);
        self
    }

    /// What `count` counts.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{Form, Product, Unit};
    ///
    /// let mut pill = Product::new(Form::HoneyPill);
    /// assert_eq!(pill.unit(), Unit::Pill);
    /// pill.unit = Some(Unit::Bottle); // sold by the bottle
    /// assert_eq!(pill.unit(), Unit::Bottle);
    /// ```
    pub fn unit(&self) -> Unit {
        self.unit.unwrap_or_else(|| self.form.default_unit())
    }

    /// Units in the pack.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{Form, Product};
    /// use jicai::number::PackCount;
    ///
    /// // A unit bid states no count: the price is that of one tablet.
    /// assert_eq!(Product::new(Form::Tablet).units(), PackCount::ONE);
    /// ```
    pub fn units(&self) -> PackCount {
        self.count.unwrap_or(PackCount::ONE)
    }

    pub(super) fn count_exact(&self) -> Rational {
        Rational::from(self.units().get())
    }

    pub(super) fn content_measured(&self) -> Option<Measured> {
        let unit = self.content_unit.unwrap_or(ContentUnit::Milligram);
        self.content.map(|content| measured(content, unit.scale(), unit.dimension(), unit.as_str()))
    }

    pub(super) fn fill_measured(&self) -> Option<Measured> {
        self.in_fill_unit(self.fill)
    }

    pub(super) fn dose_fill_measured(&self) -> Option<Measured> {
        self.in_fill_unit(self.dose_fill)
    }

    fn in_fill_unit(&self, amount: Option<PositiveQuantity>) -> Option<Measured> {
        let unit = self.fill_unit?;
        amount.map(|amount| measured(amount, unit.scale(), unit.dimension(), unit.as_str()))
    }

    pub(super) fn is_injection(&self) -> bool {
        self.form.is_injection()
    }

    pub(super) fn is_large_volume(&self) -> bool {
        self.form == Form::LargeVolumeInjection
    }
}

with_product_fields! {
    /// A product of a listing with its fields side by side, as the contract has it.
    struct ListedForm {
        /// Identifier, unique in the list.
        id: Id,
        /// Listed price of the pack (挂网价), yuan.
        price: Price,
        /// The result of another finding of the same check, yuan: of several findings the lowest applies.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        other_limit: Option<Price>,
    }
}

/// A listed product (挂网药品) with its price.
///
/// # Example
///
/// ```
/// use jicai::differential::ListedProduct;
///
/// // Its fields stand beside id and price, as in a price list.
/// let listed: ListedProduct = jicai::evaluate::read(serde_json::json!(
///     { "id": "A", "price": "1.68", "form": "tablet", "content": "10", "count": "14" }
/// ))?;
/// assert_eq!(listed.product.units().get(), 14);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(from = "ListedForm")]
#[cfg_attr(feature = "schema", schemars(with = "ListedForm"))]
pub struct ListedProduct {
    /// Identifier, unique in the list.
    pub id: Id,
    /// Listed price of the pack (挂网价), yuan.
    pub price: Price,
    /// The result of another finding of the same check, yuan: of several findings the lowest applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_limit: Option<Price>,
    /// The product.
    #[serde(flatten)]
    pub product: Product,
}

impl From<ListedForm> for ListedProduct {
    fn from(form: ListedForm) -> Self {
        let product = Product {
            form: form.form,
            content: form.content,
            content_unit: form.content_unit,
            fill: form.fill,
            fill_unit: form.fill_unit,
            dose_fill: form.dose_fill,
            unit: form.unit,
            count: form.count,
            sugar_free: form.sugar_free,
            daily_dose: form.daily_dose,
            daily_dose_in: form.daily_dose_in,
            package_material: form.package_material,
            packaging_form: form.packaging_form,
            children_only: form.children_only,
            paediatric_small_spec: form.paediatric_small_spec,
        };
        ListedProduct { id: form.id, price: form.price, other_limit: form.other_limit, product }
    }
}
