//! The values that parameters of a differential rulebook take.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::vocabulary::Form;
use crate::number::{Factor, Rational};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(super) enum $name { $($(#[$variant_doc])* $variant,)* }
    )*};
}

words! {
    /// How a price follows the package count.
    CountMode {
        /// By the count ratio.
        Power,
        /// In proportion.
        Linear,
    }
    /// Which of content and fill decides where both differ.
    ContentAndFill {
        /// The fill step is dropped.
        ContentOnly,
        /// The content step is dropped.
        FillOnly,
        /// Both are taken.
        Both,
    }
    /// Which of form and content goes first between injections of different form.
    InjectionOrder {
        /// By the direction of the conversion.
        ByDirection,
        /// Form, then content.
        FormFirst,
        /// Content, then form.
        ContentFirst,
    }
    /// Between which injections the smaller specification is capped.
    SmallSpecCap {
        /// Of one form.
        SameForm,
        /// Any two.
        AnyForm,
        /// None.
        None,
    }
    /// What listed prices are held against.
    ListingBase {
        /// The lowest price that the rules give from any other product of the list.
        LowestConverted,
        /// The price that the rules give from the representative.
        Representative,
    }
    /// How traditional Chinese medicines of different form are converted.
    TcmBasis {
        /// By days of treatment.
        DailyDose,
    }
    /// How counts of different mode are converted.
    MixedCount {
        /// Through the price of a single unit.
        ViaSingleUnit,
    }
    /// What packaging materials other than those of large-volume injections cost.
    OtherMaterial {
        /// Nothing.
        NoDifference,
    }
    /// What replaces the fill ratio of a small paediatric specification.
    PaediatricFill {
        /// The content ratio.
        ContentBase,
    }
}

impl Form {
    /// The forms that have a difference in yuan: the injections but for the one that the differences are over.
    pub(super) const WITH_DIFFERENCE: [Form; 4] = [
        Form::PowderInjection,
        Form::LyophilisedPowderInjection,
        Form::SolventCrystallisedPowderInjection,
        Form::LargeVolumeInjection,
    ];
}

/// The base of a power ratio, 1 to 10: doubling multiplies the price by it.
///
/// # Example
///
/// ```
/// use jicai::differential::{self, PriceQuestion};
///
/// let question = PriceQuestion::from_json(r#"{ "representative": { "form": "tablet", "count": "14" }, "price": "1.68",
///     "target": { "form": "tablet", "count": "28" } }"#)?;
/// let answer = differential::price(&*differential::Rulebook::builtin("differential/vbp")?, &question)?;
/// assert_eq!(answer.steps[0].base.as_ref().unwrap().to_string(), "1.95"); // twice the pack
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Base {
    decimal: Decimal,
    exact: Rational,
}

impl Base {
    /// The exact value.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{self, PriceQuestion};
    /// use jicai::number::Rational;
    ///
    /// let question = PriceQuestion::from_json(r#"{ "representative": { "form": "tablet", "content": "10" }, "price": "1.68",
    ///     "target": { "form": "tablet", "content": "20" } }"#)?;
    /// let answer = differential::price(&*differential::Rulebook::builtin("differential/vbp")?, &question)?;
    /// assert_eq!(answer.steps[0].base.as_ref().unwrap().exact(), &Rational::fraction(17, 10).unwrap());
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn exact(&self) -> &Rational {
        &self.exact
    }
}

/// Without trailing zeros.
impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decimal.normalize().fmt(f)
    }
}

impl Serialize for Base {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Base {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let decimal = Factor::deserialize(deserializer)?.get();
        if decimal < Decimal::ONE || decimal > Decimal::TEN {
            return Err(serde::de::Error::custom(format!("must be 1 to 10, got `{decimal}`")));
        }
        Ok(Base { decimal, exact: Rational::from(decimal) })
    }
}

#[cfg(feature = "schema")]
crate::number::decimal_schema!(Base, "Base of a power ratio: decimal string, 1 to 10, without trailing zeros.");

/// A multiple of the content that needs a representative of its own: greater than 1.
#[derive(Clone, Debug)]
pub(super) struct Multiple(pub(super) Rational);

impl<'de> Deserialize<'de> for Multiple {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let decimal = Factor::deserialize(deserializer)?.get();
        if decimal <= Decimal::ONE {
            return Err(serde::de::Error::custom(format!("must be greater than 1, got `{decimal}`")));
        }
        Ok(Multiple(Rational::from(decimal)))
    }
}

/// A parameter that is a decimal, as the exact number that rules compute with.
#[derive(Clone, Debug)]
pub(super) struct ExactValue<T> {
    pub(super) exact: Rational,
    kind: std::marker::PhantomData<T>,
}

impl<'de, T: Deserialize<'de> + Into<Rational>> Deserialize<'de> for ExactValue<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(ExactValue { exact: T::deserialize(deserializer)?.into(), kind: std::marker::PhantomData })
    }
}
