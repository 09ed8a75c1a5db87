//! The words for a product: forms, units, materials, and what the rules know of each.

use crate::number::Rational;
use crate::words::choices;

choices! {
    /// Dosage form (剂型). Plain, sugar-coated and film-coated tablets are one form.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::Form;
    ///
    /// // The words of the contract; sugar-coated and film-coated tablets are tablets, too.
    /// assert_eq!(serde_json::from_str::<Form>(r#""dispersible_tablet""#)?, Form::DispersibleTablet);
    /// assert_eq!(Form::ALL.iter().filter(|form| form.is_injection()).count(), 5);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Form {
        /// Ordinary tablet (普通片).
        Tablet = "tablet",
        /// Chewable tablet (咀嚼片).
        ChewableTablet = "chewable_tablet",
        /// Lozenge (含片).
        Lozenge = "lozenge",
        /// Soluble tablet (可溶片).
        SolubleTablet = "soluble_tablet",
        /// Enteric-coated tablet (肠溶片).
        EntericTablet = "enteric_tablet",
        /// Dispersible tablet (分散片).
        DispersibleTablet = "dispersible_tablet",
        /// Effervescent tablet (泡腾片).
        EffervescentTablet = "effervescent_tablet",
        /// Orally disintegrating tablet (口崩片).
        OrallyDisintegratingTablet = "orally_disintegrating_tablet",
        /// Sustained-release tablet (缓释片).
        SustainedReleaseTablet = "sustained_release_tablet",
        /// Controlled-release tablet (控释片).
        ControlledReleaseTablet = "controlled_release_tablet",
        /// Hard capsule (硬胶囊).
        Capsule = "capsule",
        /// Enteric capsule (肠溶胶囊).
        EntericCapsule = "enteric_capsule",
        /// Soft capsule (软胶囊).
        SoftCapsule = "soft_capsule",
        /// Sustained-release capsule (缓释胶囊).
        SustainedReleaseCapsule = "sustained_release_capsule",
        /// Granules (颗粒剂).
        Granules = "granules",
        /// Effervescent granules (泡腾颗粒剂).
        EffervescentGranules = "effervescent_granules",
        /// Powder (散剂).
        Powder = "powder",
        /// Dry suspension (干混悬剂).
        DrySuspension = "dry_suspension",
        /// Oral solution (口服溶液).
        OralSolution = "oral_solution",
        /// Oral suspension (混悬液).
        OralSuspension = "oral_suspension",
        /// Syrup (糖浆剂).
        Syrup = "syrup",
        /// Oral mixture (合剂).
        OralMixture = "oral_mixture",
        /// Pill (丸剂).
        Pill = "pill",
        /// Honey pill (蜜丸).
        HoneyPill = "honey_pill",
        /// Water pill (水丸).
        WaterPill = "water_pill",
        /// Water-honey pill (水蜜丸).
        WaterHoneyPill = "water_honey_pill",
        /// Concentrated pill (浓缩丸).
        ConcentratedPill = "concentrated_pill",
        /// Concentrated honey pill (浓缩蜜丸).
        ConcentratedHoneyPill = "concentrated_honey_pill",
        /// Concentrated water pill (浓缩水丸).
        ConcentratedWaterPill = "concentrated_water_pill",
        /// Dripping pill (滴丸).
        DrippingPill = "dripping_pill",
        /// Small-volume injection (小容量注射液).
        SmallVolumeInjection = "small_volume_injection",
        /// Powder for injection (普通粉针).
        PowderInjection = "powder_injection",
        /// Lyophilised powder for injection (冻干粉针).
        LyophilisedPowderInjection = "lyophilised_powder_injection",
        /// Solvent-crystallised powder for injection (溶媒结晶粉针).
        SolventCrystallisedPowderInjection = "solvent_crystallised_powder_injection",
        /// Large-volume injection (大容量注射液).
        LargeVolumeInjection = "large_volume_injection",
        /// Gel (凝胶剂).
        Gel = "gel",
        /// Ointment (软膏剂).
        Ointment = "ointment",
        /// Cream (乳膏剂).
        Cream = "cream",
        /// Eye drops (滴眼剂).
        EyeDrops = "eye_drops",
        /// Spray (喷雾剂).
        Spray = "spray",
        /// Inhalation aerosol (气雾剂).
        InhalationAerosol = "inhalation_aerosol",
        /// Suppository (栓剂).
        Suppository = "suppository",
        /// Patch (贴剂).
        Patch = "patch",
    }
    /// Unit of the content (含量).
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{self, RatioQuestion};
    ///
    /// // 500 µg are half a milligram.
    /// let question: RatioQuestion = jicai::evaluate::read(serde_json::json!({
    ///     "representative": { "form": "tablet", "content": "500", "content_unit": "ug" }, "target": { "form": "tablet", "content": "1" } }))?;
    /// assert_eq!(differential::ratio(&*differential::Rulebook::builtin("differential/cn-2011")?, &question)?.ratio.to_string(), "1.7000000000");
    /// # Ok::<(), jicai::Error>(())
    /// ```
    ContentUnit {
        /// Microgram.
        Microgram = "ug",
        /// Milligram.
        Milligram = "mg",
        /// Gram.
        Gram = "g",
        /// International unit.
        InternationalUnit = "iu",
        /// Ten thousand international units (万单位).
        TenThousandInternationalUnits = "ten_thousand_iu",
        /// Millimole.
        Millimole = "mmol",
    }
    /// Unit of the fill (装量).
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{self, RatioQuestion};
    ///
    /// // A litre holds what ten bottles of 100 ml hold, and no weight.
    /// let mut question: RatioQuestion = jicai::evaluate::read(serde_json::json!({
    ///     "representative": { "form": "oral_solution", "fill": "1000", "fill_unit": "ml" }, "target": { "form": "oral_solution", "fill": "1", "fill_unit": "l" } }))?;
    /// let rulebook = differential::Rulebook::builtin("differential/cn-2011")?;
    /// assert!(differential::ratio(&rulebook, &question)?.steps.is_empty());
    /// question.target.fill_unit = Some(differential::FillUnit::Kilogram);
    /// assert_eq!(differential::ratio(&rulebook, &question).unwrap_err().path(), "/input/target/fill_unit");
    /// # Ok::<(), jicai::Error>(())
    /// ```
    FillUnit {
        /// Millilitre.
        Millilitre = "ml",
        /// Litre.
        Litre = "l",
        /// Milligram.
        Milligram = "mg",
        /// Gram.
        Gram = "g",
        /// Kilogram.
        Kilogram = "kg",
        /// Square centimetre.
        SquareCentimetre = "cm2",
    }
    /// What the package count counts.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{Form, Unit};
    ///
    /// assert_eq!(Form::SmallVolumeInjection.default_unit(), Unit::Ampoule);
    /// assert_eq!(Unit::Ampoule.as_str(), "ampoule");
    /// ```
    Unit {
        /// Tablet (片).
        Tablet = "tablet",
        /// Capsule (粒).
        Capsule = "capsule",
        /// Pill counted by number (丸).
        Pill = "pill",
        /// Sachet (袋).
        Sachet = "sachet",
        /// Ampoule (支).
        Ampoule = "ampoule",
        /// Vial (瓶).
        Vial = "vial",
        /// Bottle (瓶).
        Bottle = "bottle",
        /// Bag (袋).
        Bag = "bag",
        /// Tube (支).
        Tube = "tube",
        /// Suppository (枚).
        Suppository = "suppository",
        /// Patch (贴).
        Patch = "patch",
    }
    /// How a daily dose is stated.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{DailyDoseIn, Product};
    ///
    /// // Three times a day 10 ml: what one takes is measured, not counted.
    /// let syrup: Product = jicai::evaluate::read(serde_json::json!(
    ///     { "form": "syrup", "fill": "120", "fill_unit": "ml", "daily_dose": "30", "daily_dose_in": "fill" }
    /// ))?;
    /// assert_eq!(syrup.daily_dose_in, Some(DailyDoseIn::Fill));
    /// # Ok::<(), jicai::Error>(())
    /// ```
    DailyDoseIn {
        /// In units of the pack.
        Units = "units",
        /// In the unit of the fill.
        Fill = "fill",
    }
    /// Packaging material of a large-volume injection (包装材料).
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{Form, PackageMaterial, Product};
    ///
    /// let mut infusion = Product::new(Form::LargeVolumeInjection);
    /// infusion.package_material = Some(PackageMaterial::SoftBag);
    /// assert_eq!(serde_json::to_value(&infusion)?["package_material"], "soft_bag");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    PackageMaterial {
        /// Glass bottle (玻璃瓶).
        GlassBottle = "glass_bottle",
        /// Plastic bottle (塑料瓶).
        PlasticBottle = "plastic_bottle",
        /// Soft bag (软袋).
        SoftBag = "soft_bag",
    }
    /// Packaging form (包装形式).
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::PackagingForm;
    ///
    /// assert_eq!(PackagingForm::ALL.iter().map(|form| form.as_str()).collect::<Vec<_>>(), ["single_dose", "multi_dose"]);
    /// ```
    PackagingForm {
        /// Single-dose packs.
        SingleDose = "single_dose",
        /// Multi-dose packs.
        MultiDose = "multi_dose",
    }
}

/// The group of a form in the table of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormGroup {
    OralTablet,
    OralCapsule,
    Granules,
    OralLiquid,
    Pill,
    Injection,
    External,
}

impl Form {
    pub(super) fn group(self) -> FormGroup {
        use Form as F;
        match self {
            F::Tablet
            | F::ChewableTablet
            | F::Lozenge
            | F::SolubleTablet
            | F::EntericTablet
            | F::DispersibleTablet
            | F::EffervescentTablet
            | F::OrallyDisintegratingTablet
            | F::SustainedReleaseTablet
            | F::ControlledReleaseTablet => FormGroup::OralTablet,
            F::Capsule | F::EntericCapsule | F::SoftCapsule | F::SustainedReleaseCapsule => FormGroup::OralCapsule,
            F::Granules | F::EffervescentGranules | F::Powder | F::DrySuspension => FormGroup::Granules,
            F::OralSolution | F::OralSuspension | F::Syrup | F::OralMixture => FormGroup::OralLiquid,
            F::Pill
            | F::HoneyPill
            | F::WaterPill
            | F::WaterHoneyPill
            | F::ConcentratedPill
            | F::ConcentratedHoneyPill
            | F::ConcentratedWaterPill
            | F::DrippingPill => FormGroup::Pill,
            F::SmallVolumeInjection
            | F::PowderInjection
            | F::LyophilisedPowderInjection
            | F::SolventCrystallisedPowderInjection
            | F::LargeVolumeInjection => FormGroup::Injection,
            F::Gel
            | F::Ointment
            | F::Cream
            | F::EyeDrops
            | F::Spray
            | F::InhalationAerosol
            | F::Suppository
            | F::Patch => FormGroup::External,
        }
    }

    /// Whether it is one of the five injections.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::Form;
    ///
    /// assert!(Form::LyophilisedPowderInjection.is_injection());
    /// assert!(!Form::EyeDrops.is_injection());
    /// ```
    pub fn is_injection(self) -> bool {
        self.group() == FormGroup::Injection
    }

    /// The unit that is counted where a product names none.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{Form, Unit};
    ///
    /// assert_eq!(Form::Granules.default_unit(), Unit::Sachet);
    /// assert_eq!(Form::PowderInjection.default_unit(), Unit::Vial);
    /// ```
    pub fn default_unit(self) -> Unit {
        match self.group() {
            FormGroup::OralTablet => Unit::Tablet,
            FormGroup::OralCapsule => Unit::Capsule,
            FormGroup::Granules => Unit::Sachet,
            FormGroup::OralLiquid => Unit::Bottle,
            FormGroup::Pill => Unit::Pill,
            FormGroup::Injection => match self {
                Form::SmallVolumeInjection => Unit::Ampoule,
                Form::LargeVolumeInjection => Unit::Bottle,
                _ => Unit::Vial,
            },
            FormGroup::External => match self {
                Form::Gel | Form::Ointment | Form::Cream => Unit::Tube,
                Form::Suppository => Unit::Suppository,
                Form::Patch => Unit::Patch,
                _ => Unit::Bottle,
            },
        }
    }
}

/// What a unit measures: only amounts of one kind compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dimension {
    Mass,
    Activity,
    Substance,
    Volume,
    Area,
}

impl Dimension {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Dimension::Mass => "a weight",
            Dimension::Activity => "an activity",
            Dimension::Substance => "an amount of substance",
            Dimension::Volume => "a volume",
            Dimension::Area => "an area",
        }
    }
}

impl ContentUnit {
    pub(super) fn dimension(self) -> Dimension {
        match self {
            ContentUnit::Microgram | ContentUnit::Milligram | ContentUnit::Gram => Dimension::Mass,
            ContentUnit::InternationalUnit | ContentUnit::TenThousandInternationalUnits => Dimension::Activity,
            ContentUnit::Millimole => Dimension::Substance,
        }
    }

    /// Its size in the usual unit of its dimension: milligram, international unit, millimole. The usual units need no arithmetic.
    pub(super) fn scale(self) -> Option<Rational> {
        match self {
            ContentUnit::Milligram | ContentUnit::InternationalUnit | ContentUnit::Millimole => None,
            ContentUnit::Microgram => Rational::fraction(1, 1_000),
            ContentUnit::Gram => Some(Rational::from(1_000_u32)),
            ContentUnit::TenThousandInternationalUnits => Some(Rational::from(10_000_u32)),
        }
    }
}

impl FillUnit {
    pub(super) fn dimension(self) -> Dimension {
        match self {
            FillUnit::Millilitre | FillUnit::Litre => Dimension::Volume,
            FillUnit::Milligram | FillUnit::Gram | FillUnit::Kilogram => Dimension::Mass,
            FillUnit::SquareCentimetre => Dimension::Area,
        }
    }

    /// Its size in the usual unit of its dimension: millilitre, as the rules count volumes, gram, square centimetre.
    pub(super) fn scale(self) -> Option<Rational> {
        match self {
            FillUnit::Millilitre | FillUnit::Gram | FillUnit::SquareCentimetre => None,
            FillUnit::Milligram => Rational::fraction(1, 1_000),
            FillUnit::Litre | FillUnit::Kilogram => Some(Rational::from(1_000_u32)),
        }
    }
}
