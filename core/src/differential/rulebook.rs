//! The parameters of a differential rulebook, typed and checked once.

use super::parameters::{
    Base, ContentAndFill, CountMode, ExactValue, InjectionOrder, ListingBase, MixedCount, Multiple, OtherMaterial,
    PaediatricFill, SmallSpecCap, TcmBasis,
};
use super::rounding::PriceRounding;
use super::vocabulary::{Form, PackageMaterial, PackagingForm, Unit};
use crate::Id;
use crate::error::{Code, Error};
use crate::explain::{Facts, Sink, Step};
use crate::number::{Factor, Money, SignedMoney};
use crate::rulebook::{Document, Param, Reader, Source, Table, area_rulebook};

/// A differential rulebook: parsed and checked once, immutable, shared between threads.
///
/// # Example
///
/// ```
/// use jicai::differential::Rulebook;
///
/// // What a built-in rulebook leaves open is supplied by one of your own.
/// let mine = Rulebook::from_toml(
///     r#"
///     id = "example/granules"
///     extends = "differential/vbp"
///     [parameters."form_ratio.granules"]
///     value = "1.2"
///     citation = "our own assumption"
///     "#,
/// )
/// .unwrap();
/// assert_eq!(mine.id().as_str(), "example/granules");
/// ```
#[derive(Debug)]
pub struct Rulebook {
    document: Document,
    pub(super) content_base: Param<Base>,
    pub(super) fill_base: Param<Base>,
    pub(super) count_base: Param<Base>,
    pub(super) tcm_injection_fill_base: Param<Base>,
    pub(super) count_mode: Table<Unit, CountMode>,
    pub(super) content_and_fill: Param<ContentAndFill>,
    pub(super) form_ratio: Table<Form, ExactValue<Factor>>,
    pub(super) tcm_form_ratio: Table<Form, ExactValue<Factor>>,
    pub(super) form_difference: Table<Form, ExactValue<SignedMoney>>,
    pub(super) sugar_free_ratio: Param<ExactValue<Factor>>,
    pub(super) tcm_basis: Param<TcmBasis>,
    pub(super) mixed_count: Param<MixedCount>,
    pub(super) other_material: Param<OtherMaterial>,
    pub(super) injection_order: Param<InjectionOrder>,
    pub(super) injection_fill_free: Param<ExactValue<Factor>>,
    pub(super) injection_fill_step: Param<ExactValue<Factor>>,
    pub(super) injection_fill_amount: Param<ExactValue<Factor>>,
    pub(super) large_volume_basis: Param<ExactValue<Factor>>,
    pub(super) injection_floor: Param<ExactValue<Money>>,
    pub(super) small_spec_cap: Param<SmallSpecCap>,
    pub(super) material_max: Table<PackageMaterial, ExactValue<Money>>,
    pub(super) packaging_form_ratio: Table<PackagingForm, ExactValue<Factor>>,
    pub(super) paediatric_fill: Param<PaediatricFill>,
    pub(super) separate_indication: Param<bool>,
    pub(super) separate_children_only: Param<bool>,
    pub(super) separate_content_multiple: Param<Multiple>,
    pub(super) special_device: Param<bool>,
    pub(super) major_indication_change: Param<bool>,
    pub(super) multi_dose_pack: Param<bool>,
    pub(super) listing_base: Param<ListingBase>,
    pub(super) price_rounding: Param<PriceRounding>,
    pub(super) unit_price_rounding: Param<PriceRounding>,
    pub(super) comparable_price_rounding: Param<PriceRounding>,
}

area_rulebook!(Rulebook, "differential");

impl Rulebook {
    /// Types the parameters of a document.
    ///
    /// # Errors
    ///
    /// `invalid_rulebook` at the offending key.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::Rulebook;
    /// use jicai::rulebook::Document;
    ///
    /// let document = Document::from_json(r#"{ "id": "example/steeper", "extends": "differential/vbp", "parameters": { "content_base": "1.8" } }"#)?;
    /// assert_eq!(Rulebook::from_document(document)?.id().as_str(), "example/steeper");
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn from_document(document: Document) -> Result<Rulebook, Error> {
        let read = Reader::new(&document, "differential")?;
        if document.states_gaps() {
            let message = "a differential rulebook has no `gaps`: what is not set is not published";
            return Err(Error::invalid_rulebook("/gaps", message));
        }
        let content_base = read.param("content_base");
        let fill_base = read.param("fill_base");
        let count_base = read.param("count_base");
        let tcm_injection_fill_base = read.param("tcm_injection_fill_base");
        let count_mode = read.table("count_mode", Unit::ALL);
        let content_and_fill = read.param("content_and_fill");
        let form_ratio = read.table("form_ratio", Form::ALL);
        let tcm_form_ratio = read.table("tcm_form_ratio", Form::ALL);
        let form_difference = read.table("form_difference", &Form::WITH_DIFFERENCE);
        let sugar_free_ratio = read.param("sugar_free_ratio");
        let tcm_basis = read.param("tcm_basis");
        let mixed_count = read.param("mixed_count");
        let other_material = read.param("other_material");
        let injection_order = read.param("injection_order");
        let injection_fill_free = read.param("injection_fill_free");
        let injection_fill_step = read.param("injection_fill_step");
        let injection_fill_amount = read.param("injection_fill_amount");
        let large_volume_basis = read.param("large_volume_basis");
        let injection_floor = read.param("injection_floor");
        let small_spec_cap = read.param("small_spec_cap");
        let material_max = read.table("material_max", &[PackageMaterial::PlasticBottle, PackageMaterial::SoftBag]);
        let packaging_form_ratio = read.table("packaging_form_ratio", PackagingForm::ALL);
        let paediatric_fill = read.param("paediatric_fill");
        let separate_indication = read.param("separate_indication");
        let separate_children_only = read.param("separate_children_only");
        let separate_content_multiple = read.param("separate_content_multiple");
        let special_device = read.param("optional_ground.special_device");
        let major_indication_change = read.param("optional_ground.major_indication_change");
        let multi_dose_pack = read.param("optional_ground.multi_dose_pack");
        let listing_base = read.param("listing_base");
        let price_rounding = rounding(&read, "price_rounding")?;
        let unit_price_rounding = rounding(&read, "unit_price_rounding")?;
        let comparable_price_rounding = rounding(&read, "comparable_price_rounding")?;
        read.finish()?;
        Ok(Rulebook {
            content_base,
            fill_base,
            count_base,
            tcm_injection_fill_base,
            count_mode,
            content_and_fill,
            form_ratio,
            tcm_form_ratio,
            form_difference,
            sugar_free_ratio,
            tcm_basis,
            mixed_count,
            other_material,
            injection_order,
            injection_fill_free,
            injection_fill_step,
            injection_fill_amount,
            large_volume_basis,
            injection_floor,
            small_spec_cap,
            material_max,
            packaging_form_ratio,
            paediatric_fill,
            separate_indication,
            separate_children_only,
            separate_content_multiple,
            special_device,
            major_indication_change,
            multi_dose_pack,
            listing_base,
            price_rounding,
            unit_price_rounding,
            comparable_price_rounding,
            document,
        })
    }

    /// The parameters behind a clause, with their citations; of a table those that are set.
    ///
    /// # Example
    ///
    /// ```
    /// let rulebook = jicai::differential::Rulebook::builtin("differential/vbp").unwrap();
    /// let sources: Vec<_> = rulebook.sources("content").collect();
    /// assert_eq!(sources[0].parameter(), "differential/cn-2011#content_base");
    /// ```
    pub fn sources(&self, clause: &str) -> impl Iterator<Item = &Source> {
        let names: &'static [&'static str] = match clause {
            "daily-dose" | "basis" => &["tcm_basis"],
            "form" => &["form_ratio", "tcm_form_ratio", "form_difference", "sugar_free_ratio"],
            "sugar-free" => &["sugar_free_ratio"],
            "content" => &["content_base", "content_and_fill"],
            "fill" => &["fill_base", "tcm_injection_fill_base", "content_and_fill"],
            "large-volume-basis" => &["large_volume_basis"],
            "paediatric-small-spec" => &["paediatric_fill", "content_base"],
            "injection-fill" => &["injection_fill_free", "injection_fill_step", "injection_fill_amount"],
            "count" => &["count_mode", "count_base", "mixed_count"],
            "injection-order" => &["injection_order"],
            "injection-floor" => &["injection_floor"],
            "small-spec-cap" => &["small_spec_cap"],
            "package-material" => &["material_max", "other_material"],
            "packaging-form" => &["packaging_form_ratio"],
            "own-representative" => &["separate_indication", "separate_children_only", "separate_content_multiple"],
            "optional-representative" => &["optional_ground"],
            "rounding" => &["price_rounding", "unit_price_rounding"],
            "comparable-price" => &["comparable_price_rounding"],
            "listing-lowest" | "listing-representative" => &["listing_base"],
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

    /// How messages name the rulebook and its document.
    pub(super) fn named(&self) -> String {
        match &self.document.head().document {
            Some(document) => format!("`{}` ({document})", self.id()),
            None => format!("`{}`", self.id()),
        }
    }

    /// Reports that a clause decided something.
    pub(super) fn note(
        &self,
        sink: &mut dyn Sink,
        clause: &'static str,
        (subject_kind, subject): (&'static str, Option<&Id>),
        outcome: &'static str,
        facts: impl FnOnce() -> Facts,
    ) {
        if sink.keeps(0) {
            sink.step(self.step(clause, (subject_kind, subject), outcome, facts()));
        }
    }

    fn step(
        &self,
        clause: &'static str,
        (subject_kind, subject): (&'static str, Option<&Id>),
        outcome: &'static str,
        facts: Facts,
    ) -> Step {
        Step {
            rulebook: self.id().clone(),
            clause: clause.into(),
            subject_kind,
            subject: subject.cloned(),
            outcome: outcome.into(),
            facts,
            position: 0,
            render: super::sentences::render,
        }
    }
}

/// A rounding, with what spans its members.
fn rounding(read: &Reader<'_>, name: &'static str) -> Result<Param<PriceRounding>, Error> {
    let param = read.param::<PriceRounding>(name);
    read.so_far()?;
    if let Some(rounding) = param.peek() {
        let place = format!("/parameters/{name}");
        rounding.check("").map_err(|error| error.with_code(Code::InvalidRulebook).at(place))?;
    }
    Ok(param)
}
