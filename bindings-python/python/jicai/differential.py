"""Differential prices (差比价): what another strength, pack or form of the same drug may cost.

Written by `make python-types` from the JSON Schemas of the core. Do not edit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, Optional, Union

from ._call import Function, Input, Output, Result, RulebookLike

__all__ = [
    "Base",
    "Basis",
    "ComparablePrice",
    "ComparablePriceQuestion",
    "ContentUnit",
    "DailyDoseIn",
    "Decimals",
    "DifferentialPrice",
    "DifferentialRatio",
    "DrugClass",
    "Factor",
    "FillUnit",
    "Form",
    "Ground",
    "Id",
    "Indication",
    "ListedProduct",
    "ListingCheck",
    "ListingItem",
    "ListingQuestion",
    "NotCompared",
    "NotComparedReason",
    "OnGap",
    "PackCount",
    "PackageMaterial",
    "PackagingForm",
    "PositiveQuantity",
    "Price",
    "PriceQuestion",
    "PriceRounding",
    "Product",
    "RatioQuestion",
    "Real",
    "RepresentativeNeed",
    "RepresentativeQuestion",
    "Rounded",
    "RoundingMode",
    "SignedMoney",
    "Step",
    "StepKind",
    "StepName",
    "Tier",
    "Unit",
    "check_listing",
    "comparable_price",
    "needs_representative",
    "price",
    "ratio",
]


Id = str
"""Identifier: opaque, compared byte for byte."""


Price = Decimal
"""Decimal string, greater than zero; at most 15 digits before the point and 10 after it."""


Form = Literal[
    "tablet",
    "chewable_tablet",
    "lozenge",
    "soluble_tablet",
    "enteric_tablet",
    "dispersible_tablet",
    "effervescent_tablet",
    "orally_disintegrating_tablet",
    "sustained_release_tablet",
    "controlled_release_tablet",
    "capsule",
    "enteric_capsule",
    "soft_capsule",
    "sustained_release_capsule",
    "granules",
    "effervescent_granules",
    "powder",
    "dry_suspension",
    "oral_solution",
    "oral_suspension",
    "syrup",
    "oral_mixture",
    "pill",
    "honey_pill",
    "water_pill",
    "water_honey_pill",
    "concentrated_pill",
    "concentrated_honey_pill",
    "concentrated_water_pill",
    "dripping_pill",
    "small_volume_injection",
    "powder_injection",
    "lyophilised_powder_injection",
    "solvent_crystallised_powder_injection",
    "large_volume_injection",
    "gel",
    "ointment",
    "cream",
    "eye_drops",
    "spray",
    "inhalation_aerosol",
    "suppository",
    "patch",
]
"""Dosage form (剂型). Plain, sugar-coated and film-coated tablets are one form.

- `tablet`: Ordinary tablet (普通片).
- `chewable_tablet`: Chewable tablet (咀嚼片).
- `lozenge`: Lozenge (含片).
- `soluble_tablet`: Soluble tablet (可溶片).
- `enteric_tablet`: Enteric-coated tablet (肠溶片).
- `dispersible_tablet`: Dispersible tablet (分散片).
- `effervescent_tablet`: Effervescent tablet (泡腾片).
- `orally_disintegrating_tablet`: Orally disintegrating tablet (口崩片).
- `sustained_release_tablet`: Sustained-release tablet (缓释片).
- `controlled_release_tablet`: Controlled-release tablet (控释片).
- `capsule`: Hard capsule (硬胶囊).
- `enteric_capsule`: Enteric capsule (肠溶胶囊).
- `soft_capsule`: Soft capsule (软胶囊).
- `sustained_release_capsule`: Sustained-release capsule (缓释胶囊).
- `granules`: Granules (颗粒剂).
- `effervescent_granules`: Effervescent granules (泡腾颗粒剂).
- `powder`: Powder (散剂).
- `dry_suspension`: Dry suspension (干混悬剂).
- `oral_solution`: Oral solution (口服溶液).
- `oral_suspension`: Oral suspension (混悬液).
- `syrup`: Syrup (糖浆剂).
- `oral_mixture`: Oral mixture (合剂).
- `pill`: Pill (丸剂).
- `honey_pill`: Honey pill (蜜丸).
- `water_pill`: Water pill (水丸).
- `water_honey_pill`: Water-honey pill (水蜜丸).
- `concentrated_pill`: Concentrated pill (浓缩丸).
- `concentrated_honey_pill`: Concentrated honey pill (浓缩蜜丸).
- `concentrated_water_pill`: Concentrated water pill (浓缩水丸).
- `dripping_pill`: Dripping pill (滴丸).
- `small_volume_injection`: Small-volume injection (小容量注射液).
- `powder_injection`: Powder for injection (普通粉针).
- `lyophilised_powder_injection`: Lyophilised powder for injection (冻干粉针).
- `solvent_crystallised_powder_injection`: Solvent-crystallised powder for injection (溶媒结晶粉针).
- `large_volume_injection`: Large-volume injection (大容量注射液).
- `gel`: Gel (凝胶剂).
- `ointment`: Ointment (软膏剂).
- `cream`: Cream (乳膏剂).
- `eye_drops`: Eye drops (滴眼剂).
- `spray`: Spray (喷雾剂).
- `inhalation_aerosol`: Inhalation aerosol (气雾剂).
- `suppository`: Suppository (栓剂).
- `patch`: Patch (贴剂).
"""


PositiveQuantity = Decimal
"""Decimal string, greater than zero; at most 15 digits before the point and 10 after it."""


ContentUnit = Literal[
    "ug",
    "mg",
    "g",
    "iu",
    "ten_thousand_iu",
    "mmol",
]
"""Unit of the content (含量).

- `ug`: Microgram.
- `mg`: Milligram.
- `g`: Gram.
- `iu`: International unit.
- `ten_thousand_iu`: Ten thousand international units (万单位).
- `mmol`: Millimole.
"""


FillUnit = Literal[
    "ml",
    "l",
    "mg",
    "g",
    "kg",
    "cm2",
]
"""Unit of the fill (装量).

- `ml`: Millilitre.
- `l`: Litre.
- `mg`: Milligram.
- `g`: Gram.
- `kg`: Kilogram.
- `cm2`: Square centimetre.
"""


Unit = Literal[
    "tablet",
    "capsule",
    "pill",
    "sachet",
    "ampoule",
    "vial",
    "bottle",
    "bag",
    "tube",
    "suppository",
    "patch",
]
"""What the package count counts.

- `tablet`: Tablet (片).
- `capsule`: Capsule (粒).
- `pill`: Pill counted by number (丸).
- `sachet`: Sachet (袋).
- `ampoule`: Ampoule (支).
- `vial`: Vial (瓶).
- `bottle`: Bottle (瓶).
- `bag`: Bag (袋).
- `tube`: Tube (支).
- `suppository`: Suppository (枚).
- `patch`: Patch (贴).
"""


PackCount = Decimal
"""Whole number as a decimal string, 1 to 1,000,000."""


DailyDoseIn = Literal[
    "units",
    "fill",
]
"""How a daily dose is stated.

- `units`: In units of the pack.
- `fill`: In the unit of the fill.
"""


PackageMaterial = Literal[
    "glass_bottle",
    "plastic_bottle",
    "soft_bag",
]
"""Packaging material of a large-volume injection (包装材料).

- `glass_bottle`: Glass bottle (玻璃瓶).
- `plastic_bottle`: Plastic bottle (塑料瓶).
- `soft_bag`: Soft bag (软袋).
"""


PackagingForm = Literal[
    "single_dose",
    "multi_dose",
]
"""Packaging form (包装形式).

- `single_dose`: Single-dose packs.
- `multi_dose`: Multi-dose packs.
"""


class ListedProduct(Input, frozen=True, kw_only=True):
    """A listed product (挂网药品) with its price.

    Attributes:
        id: Identifier, unique in the list.
        price: Listed price of the pack (挂网价), yuan.
        other_limit: The result of another finding of the same check, yuan: of several findings the lowest
            applies.
        form: Dosage form (剂型).
        content: Content (含量): active ingredient in one unit, in `content_unit`.
        content_unit: Unit of `content`; milligram where it is left out. Refused without `content`.
        fill: Fill (装量): weight, volume or area of preparation on the smallest independent package, in
            `fill_unit`. Left out for single-dose packs with stated content.
        fill_unit: Unit of `fill`: required with it, refused without it. Volumes only for injections.
        dose_fill: One dose of a multi-dose pack, in `fill_unit`, at most `fill`.
        unit: What `count` counts; by the form where it is left out.
        count: Package count (包装数量): units in the pack that the price is for, 1 to 1,000,000; 1 where it is left
            out.
        sugar_free: Sugar-free (无蔗糖); a product with lactose in place of sucrose is priced like the sugar form.
            Not for injections.
        daily_dose: Daily dose (日治疗量), see `daily_dose_in`.
        daily_dose_in: How `daily_dose` is stated; in units where it is left out. Refused without `daily_dose`.
        package_material: Packaging material (包装材料).
        packaging_form: Packaging form (包装形式).
        children_only: Explicitly for children only (明确仅供儿童使用).
        paediatric_small_spec: A small specification suitable for children (适宜儿童的小规格) in the sense of batch 11.
    """

    id: Id
    price: Price
    form: Form
    other_limit: Optional[Price] = None
    content: Optional[PositiveQuantity] = None
    content_unit: Optional[ContentUnit] = None
    fill: Optional[PositiveQuantity] = None
    fill_unit: Optional[FillUnit] = None
    dose_fill: Optional[PositiveQuantity] = None
    unit: Optional[Unit] = None
    count: Optional[PackCount] = None
    sugar_free: bool = False
    daily_dose: Optional[PositiveQuantity] = None
    daily_dose_in: Optional[DailyDoseIn] = None
    package_material: Optional[PackageMaterial] = None
    packaging_form: Optional[PackagingForm] = None
    children_only: bool = False
    paediatric_small_spec: bool = False


OnGap = Literal[
    "error",
    "skip",
]
"""What a pair that ends in a gap does to a check of listed prices.

- `error`: The gap is the answer of the whole check.
- `skip`: The pair is not compared.
"""


DrugClass = Literal[
    "chemical",
    "biological",
    "tcm",
]
"""The class of a drug (药品类别).

- `chemical`: Chemical drug (化学药).
- `biological`: Biological drug (生物制品), treated like a chemical one.
- `tcm`: Traditional Chinese medicine product (中成药).
"""


Basis = Literal[
    "spec",
    "daily_dose",
]
"""What a conversion goes by.

- `spec`: Content, fill and package count (规格).
- `daily_dose`: Days of treatment in a pack (日治疗量).
"""


RoundingMode = Literal[
    "half_up",
    "half_even",
    "up",
    "down",
]
"""What happens to the part that is cut off.

- `half_up`: To the nearest; ties away from zero (四舍五入).
- `half_even`: To the nearest; ties to the even digit.
- `up`: Away from zero.
- `down`: Towards zero.
"""


Decimals = int
"""Integer from 0 to 10."""


Factor = Decimal
"""Decimal string, greater than zero; at most 15 digits before the point and 10 after it."""


class Tier(Input, frozen=True, kw_only=True):
    """One row of a rounding by height: `decimals` for prices below `below`.

    Attributes:
        below: Prices below this, yuan; the last tier has none.
        decimals: How many decimals they keep.
    """

    decimals: Decimals
    below: Optional[Factor] = None


class PriceRounding(Input, frozen=True, kw_only=True):
    """A rounding: a mode, and either `decimals` or `tiers`.

    With tiers the first one holds whose `below` is above the exact price; a price of exactly `below`
    belongs to the next tier.

    Attributes:
        mode: What happens to the part that is cut off; half-up where it is left out.
        decimals: One number of decimals for all prices.
        tiers: 1 to 10 rows: every one but the last has `below`, rising from above zero.
    """

    mode: RoundingMode = "half_up"
    decimals: Optional[Decimals] = None
    tiers: Optional[Sequence[Tier]] = None


class ListingQuestion(Input, frozen=True, kw_only=True):
    """What `differential.check_listing` is asked: the listed products of one drug and one holder.

    Attributes:
        products: The products, 1 to 200, in any order.
        representative_id: The representative: required where the rulebook compares with one, refused elsewhere.
        on_gap: What a pair does that ends in a gap.
        drug_class: Class of the drug.
        basis: Specification or daily dose; by clause `#basis` where it is left out.
        chain_regardless: Compare even pairs for which the rules require a representative of their own.
        rounding: Replaces the rounding of the rulebook.
    """

    products: Sequence[ListedProduct]
    representative_id: Optional[Id] = None
    on_gap: Optional[OnGap] = None
    drug_class: Optional[DrugClass] = None
    basis: Optional[Basis] = None
    chain_regardless: bool = False
    rounding: Optional[PriceRounding] = None


Rounded = Decimal
"""Rounded figure: decimal string with the decimals of its rounding."""


class ListingItem(Output, frozen=True, kw_only=True, gc=False):
    """A listed product after the check.

    Attributes:
        id: The product.
        price: Its price as given, yuan.
        base_id: The product whose price gives the limit.
        limit: The most that it may cost by the differential rules, yuan.
        differential_violation: The listed price is above the limit.
        compliant_price: The lowest of listed price, limit and the other finding's limit, yuan.
        excess: Listed price − compliant price, yuan.
    """

    id: Id
    price: Rounded
    base_id: Id
    limit: Rounded
    differential_violation: bool
    compliant_price: Rounded
    excess: Rounded


NotComparedReason = Literal[
    "separate_representative",
    "rule_gap",
]
"""Why a pair of listed products was not compared.

- `separate_representative`: The rules require a representative of its own.
- `rule_gap`: The document does not say how to convert.
"""


class NotCompared(Output, frozen=True, kw_only=True, gc=False):
    """A pair of listed products that was not compared.

    Attributes:
        source: The product whose price is known.
        target: The product whose limit was wanted.
        reason: Why.
    """

    source: Id
    target: Id
    reason: NotComparedReason


class ListingCheck(Result, frozen=True, kw_only=True):
    """Listed prices held against each other.

    Attributes:
        items: The products, by id.
        violating_ids: Those whose excess is above zero, by id.
        not_compared: The pairs that were not compared, by target, then source.
    """

    items: tuple[ListingItem, ...]
    violating_ids: tuple[Id, ...]
    not_compared: tuple[NotCompared, ...]


class Product(Input, frozen=True, kw_only=True):
    """A product: one drug in one form, strength and pack.

    Accessories (solvent, syringe) are not part of it: a drug packed with them has the price of the drug
    without them. That the products of a question are the same drug is for the caller to know.

    Attributes:
        form: Dosage form (剂型).
        content: Content (含量): active ingredient in one unit, in `content_unit`.
        content_unit: Unit of `content`; milligram where it is left out. Refused without `content`.
        fill: Fill (装量): weight, volume or area of preparation on the smallest independent package, in
            `fill_unit`. Left out for single-dose packs with stated content.
        fill_unit: Unit of `fill`: required with it, refused without it. Volumes only for injections.
        dose_fill: One dose of a multi-dose pack, in `fill_unit`, at most `fill`.
        unit: What `count` counts; by the form where it is left out.
        count: Package count (包装数量): units in the pack that the price is for, 1 to 1,000,000; 1 where it is left
            out.
        sugar_free: Sugar-free (无蔗糖); a product with lactose in place of sucrose is priced like the sugar form.
            Not for injections.
        daily_dose: Daily dose (日治疗量), see `daily_dose_in`.
        daily_dose_in: How `daily_dose` is stated; in units where it is left out. Refused without `daily_dose`.
        package_material: Packaging material (包装材料).
        packaging_form: Packaging form (包装形式).
        children_only: Explicitly for children only (明确仅供儿童使用).
        paediatric_small_spec: A small specification suitable for children (适宜儿童的小规格) in the sense of batch 11.
    """

    form: Form
    content: Optional[PositiveQuantity] = None
    content_unit: Optional[ContentUnit] = None
    fill: Optional[PositiveQuantity] = None
    fill_unit: Optional[FillUnit] = None
    dose_fill: Optional[PositiveQuantity] = None
    unit: Optional[Unit] = None
    count: Optional[PackCount] = None
    sugar_free: bool = False
    daily_dose: Optional[PositiveQuantity] = None
    daily_dose_in: Optional[DailyDoseIn] = None
    package_material: Optional[PackageMaterial] = None
    packaging_form: Optional[PackagingForm] = None
    children_only: bool = False
    paediatric_small_spec: bool = False


SignedMoney = Decimal
"""Decimal string, any amount; at most 15 digits before the point and 10 after it."""


class ComparablePriceQuestion(Input, frozen=True, kw_only=True):
    """What `differential.comparable_price` is asked: the price of the reference that goes with the price of a
    product.

    Attributes:
        product: The product whose price is known, e.g. a bid.
        price: Its price: of the whole pack of `count` units, yuan. A unit bid (单位申报价) leaves `count` out on
            both sides.
        reference: The specification that prices are converted to.
        drug_class: Class of the drug.
        basis: Specification or daily dose; by clause `#basis` where it is left out.
        chain_regardless: Convert even where the rules require a representative of its own.
        rounding: Replaces the rounding of the rulebook.
        material_difference: What the packaging material of the product costs more than that of the reference,
            yuan per bottle or bag.
    """

    product: Product
    price: Price
    reference: Product
    drug_class: Optional[DrugClass] = None
    basis: Optional[Basis] = None
    chain_regardless: bool = False
    rounding: Optional[PriceRounding] = None
    material_difference: Optional[SignedMoney] = None


Real = Decimal
"""Computed figure: decimal string, rounded half-up to 10 decimals."""


StepName = Literal[
    "form",
    "content",
    "fill",
    "daily_dose",
    "count",
    "floor",
    "cap",
    "package_material",
    "packaging_form",
]
"""The steps of a conversion.

- `form`: Dosage form, and sugar-free.
- `content`: Content.
- `fill`: Fill.
- `daily_dose`: Days of treatment.
- `count`: Package count.
- `floor`: The least price of an injection.
- `cap`: The most that a smaller specification costs.
- `package_material`: Packaging material.
- `packaging_form`: Packaging form.
"""


StepKind = Literal[
    "ratio",
    "difference",
    "limit",
]
"""What a step does to the price.

- `ratio`: It multiplies by a factor (比价).
- `difference`: It adds an amount (差价).
- `limit`: It replaces the price.
"""


Base = Decimal
"""Base of a power ratio: decimal string, 1 to 10, without trailing zeros."""


class Step(Output, frozen=True, kw_only=True, gc=False):
    """One step of a conversion, in the order of application.

    Attributes:
        step: Which step.
        kind: What it does to the price.
        x: Target ÷ representative (in a comparable price the inverse): content, fill, days or count.
        base: The base of the power ratio, where there is one.
        factor: What a ratio multiplies by.
        difference: The whole amount that a difference adds, yuan.
        price_after: The price of the pack after this step, exact until it is printed, yuan; not in a ratio.
    """

    step: StepName
    kind: StepKind
    x: Optional[Real] = None
    base: Optional[Base] = None
    factor: Optional[Real] = None
    difference: Optional[Real] = None
    price_after: Optional[Real] = None


class ComparablePrice(Result, frozen=True, kw_only=True):
    """The price of the reference that goes with the price of a product.

    Attributes:
        comparable_price: The comparable price (单位可比价), rounded, yuan.
        unrounded: The same before rounding.
        steps: The steps in the order in which they are undone.
    """

    comparable_price: Rounded
    unrounded: Real
    steps: tuple[Step, ...]


Indication = Literal[
    "same",
    "added_or_dropped",
    "partly_changed_major",
    "wholly_different",
]
"""How the indication of a candidate differs from that of the representative (适应症).

- `same`: Not at all.
- `added_or_dropped`: Indications were added or dropped.
- `partly_changed_major`: Partly changed, with major clinical effect.
- `wholly_different`: Wholly different.
"""


class RepresentativeQuestion(Input, frozen=True, kw_only=True):
    """What `differential.needs_representative` is asked: may a candidate be priced from this representative.

    Attributes:
        representative: The representative product.
        candidate: The product in question.
        same_route: Both are given by the same route.
        indication: How the indication of the candidate differs.
        self_administered_device: The candidate has a special device and is self-administered outside hospital.
        candidate_price: Price of the candidate's pack, yuan.
        single_dose_price: Price of the same specification and count in single-dose packaging, yuan.
    """

    representative: Product
    candidate: Product
    same_route: bool = True
    indication: Indication = "same"
    self_administered_device: bool = False
    candidate_price: Optional[Price] = None
    single_dose_price: Optional[Price] = None


Ground = Literal[
    "wholly_different_indication",
    "children_only",
    "content_multiple",
    "special_device",
    "major_indication_change",
    "multi_dose_pack",
]
"""Why a representative of its own is required or permitted.

- `wholly_different_indication`: The indication is wholly different.
- `children_only`: For children only.
- `content_multiple`: The content is a large multiple or a small fraction.
- `special_device`: A special device, self-administered.
- `major_indication_change`: A partly changed indication with major clinical effect.
- `multi_dose_pack`: A multi-dose pack that is not dearer.
"""


class RepresentativeNeed(Result, frozen=True, kw_only=True):
    """Whether a candidate needs or may have a representative of its own.

    Attributes:
        required: One of the first three grounds holds.
        permitted: Any ground holds.
        grounds: The grounds that hold.
        undetermined: Grounds that cannot be told because a price is missing.
    """

    required: bool
    permitted: bool
    grounds: tuple[Ground, ...]
    undetermined: tuple[Ground, ...]


class PriceQuestion(Input, frozen=True, kw_only=True):
    """What `differential.price` is asked: the price of another product of the same drug.

    Attributes:
        representative: The representative product (代表品), whose price is known.
        price: Its price: of the whole pack of `count` units, yuan.
        target: The product whose price is wanted (非代表品).
        drug_class: Class of the drug.
        basis: Specification or daily dose; by clause `#basis` where it is left out.
        chain_regardless: Price it from this representative even where the rules require one of its own.
        rounding: Replaces the rounding of the rulebook.
        material_difference: What the packaging material of the target costs more than that of the
            representative, yuan per bottle or bag.
        unit_rounding: Rounding of the unit price; that of the rulebook where it is left out.
    """

    representative: Product
    price: Price
    target: Product
    drug_class: Optional[DrugClass] = None
    basis: Optional[Basis] = None
    chain_regardless: bool = False
    rounding: Optional[PriceRounding] = None
    material_difference: Optional[SignedMoney] = None
    unit_rounding: Optional[PriceRounding] = None


class DifferentialPrice(Result, frozen=True, kw_only=True):
    """A price by the differential rules.

    Attributes:
        price: Price of the target's pack, rounded, yuan.
        unit_price: The exact price ÷ `count` of the target, rounded, yuan; absent where no rounding of unit
            prices is set.
        unrounded: The price before rounding.
        price_is_ceiling: A default material maximum was used: the law fixes only the most that the price may
            be.
        floor_applied: The floor of injections replaced the price.
        cap_applied: The cap of smaller specifications replaced the price.
        steps: The steps, in the order of application; none if the products do not differ.
    """

    price: Rounded
    unrounded: Real
    price_is_ceiling: bool
    floor_applied: bool
    cap_applied: bool
    steps: tuple[Step, ...]
    unit_price: Optional[Rounded] = None


class RatioQuestion(Input, frozen=True, kw_only=True):
    """What `differential.ratio` is asked: the ratio between two specifications.

    Attributes:
        representative: The representative product.
        target: The other product.
        drug_class: Class of the drug.
        basis: Specification or daily dose; by clause `#basis` where it is left out.
        chain_regardless: Give the ratio even where the rules require a representative of its own.
    """

    representative: Product
    target: Product
    drug_class: Optional[DrugClass] = None
    basis: Optional[Basis] = None
    chain_regardless: bool = False


class DifferentialRatio(Result, frozen=True, kw_only=True):
    """The ratio between two specifications.

    Attributes:
        ratio: The product of all factors.
        exact: Whether the printed decimal is the exact value.
        steps: The steps, in the order of application.
    """

    ratio: Real
    exact: bool
    steps: tuple[Step, ...]


_PRICE: Function[DifferentialPrice] = Function("differential.price", PriceQuestion, DifferentialPrice)


def price(
    question: Union[PriceQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> DifferentialPrice:
    """The price of another product of the same drug: of the whole pack of `target`, from that of
    `representative`.

    Args:
        question: `PriceQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` with the field whose coefficient the document does not give
            (`/input/target/form`), that would need a representative of its own (`/input/target/content`), or at
            `/rulebook` where it sets no decimals and the question has no `rounding`;
            `invalid_input` with the field: products that do not compare, a fraction of a tablet, a fill without
            its unit …;
            `limit_exceeded`: more than 1,000,000 units in a pack.

    Source: clauses `#order`, `#rounding` and those of this area; 发改价格[2011]2452号.

    >>> from decimal import Decimal
    >>> from jicai import differential
    >>> answer = differential.price(
    ...     differential.PriceQuestion(
    ...         representative=differential.Product(form="tablet", content=Decimal("7")),
    ...         price=Decimal("1"),
    ...         target=differential.Product(form="tablet", content=Decimal("1")),
    ...     ),
    ...     rulebook="differential/vbp",
    ... )
    >>> answer.price
    Decimal('0.23')
    >>> answer.unit_price
    Decimal('0.2254')
    >>> answer.steps[0].step
    'content'
    """
    return _PRICE(question, rulebook, strict)


_COMPARABLE_PRICE: Function[ComparablePrice] = Function(
    "differential.comparable_price", ComparablePriceQuestion, ComparablePrice
)


def comparable_price(
    question: Union[ComparablePriceQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> ComparablePrice:
    """The price of the `reference` specification from which the rules would give `product` its price (单位可比价):
    how bids in different strengths become comparable.

    It is the exact inverse of a conversion, without limits. The result is what an award lot takes as
    `comparable_price`.

    Args:
        question: `ComparablePriceQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: As `price`, for the conversion from `reference` to `product`.

    Source: clause `#comparable-price`.

    >>> from decimal import Decimal
    >>> from jicai import differential
    >>> answer = differential.comparable_price(
    ...     differential.ComparablePriceQuestion(
    ...         product=differential.Product(form="tablet", content=Decimal("3")),
    ...         price=Decimal("74651762.8716"),
    ...         reference=differential.Product(form="tablet", content=Decimal("1")),
    ...     ),
    ...     rulebook="differential/vbp",
    ... )
    >>> answer.comparable_price
    Decimal('32194906.5741')
    >>> answer.unrounded
    Decimal('32194906.5740500000')
    >>> answer.steps[0].step
    'content'
    """
    return _COMPARABLE_PRICE(question, rulebook, strict)


_RATIO: Function[DifferentialRatio] = Function("differential.ratio", RatioQuestion, DifferentialRatio)


def ratio(
    question: Union[RatioQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> DifferentialRatio:
    """The ratio between two specifications: the product of all factors, without limits and rounding.

    Args:
        question: `RatioQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: As `price`; a step that is a difference in yuan has no ratio: `invalid_input` at the
            target's `form`, `fill` or `package_material`.

    Source: clauses `#form` to `#packaging-form`.

    >>> from decimal import Decimal
    >>> from jicai import differential
    >>> answer = differential.ratio(
    ...     differential.RatioQuestion(
    ...         representative=differential.Product(form="tablet", content=Decimal("5")),
    ...         target=differential.Product(form="tablet", content=Decimal("5")),
    ...     ),
    ...     rulebook="differential/cn-2011",
    ... )
    >>> answer.ratio
    Decimal('1.0000000000')
    >>> answer.exact
    True
    """
    return _RATIO(question, rulebook, strict)


_CHECK_LISTING: Function[ListingCheck] = Function("differential.check_listing", ListingQuestion, ListingCheck)


def check_listing(
    question: Union[ListingQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> ListingCheck:
    """Holds the listed prices of one drug and one holder against each other (差比价约束): which are too high, and
    by how much.

    One pass: setting every price to its `compliant_price` and checking again may find new violations,
    because prices are rounded.

    Args:
        question: `ListingQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: As `price`, with paths below `/input/products/<i>`; `rule_gap` at `/rulebook` where the
            rulebook says nothing of listings; `limit_exceeded` for more than `MAX_PRODUCTS` products.

    Source: clauses `#listing-lowest` and `#listing-representative`.

    >>> from decimal import Decimal
    >>> from jicai import differential
    >>> answer = differential.check_listing(
    ...     differential.ListingQuestion(
    ...         products=[
    ...             differential.ListedProduct(
    ...                 id="A",
    ...                 price=Decimal("1.00"),
    ...                 form="tablet",
    ...                 content=Decimal("10"),
    ...             ),
    ...         ],
    ...     ),
    ...     rulebook="differential/shanxi-2025",
    ... )
    >>> answer.items[0].id
    'A'
    >>> answer.items[0].price
    Decimal('1.00')
    """
    return _CHECK_LISTING(question, rulebook, strict)


_NEEDS_REPRESENTATIVE: Function[RepresentativeNeed] = Function(
    "differential.needs_representative", RepresentativeQuestion, RepresentativeNeed
)


def needs_representative(
    question: Union[RepresentativeQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> RepresentativeNeed:
    """Whether a candidate needs a representative of its own, or may have one, and on which grounds.

    Args:
        question: `RepresentativeQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field; `rule_gap` at `/rulebook` where the rulebook says nothing of
            representatives (2005).

    Source: clauses `#own-representative` and `#optional-representative`, arts. 17 and 18 of
    发改价格[2011]2452号.

    >>> from decimal import Decimal
    >>> from jicai import differential
    >>> answer = differential.needs_representative(
    ...     differential.RepresentativeQuestion(
    ...         representative=differential.Product(form="tablet", content=Decimal("1")),
    ...         candidate=differential.Product(form="tablet"),
    ...     ),
    ...     rulebook="differential/cn-2011",
    ... )
    >>> answer.required
    False
    >>> answer.permitted
    False
    """
    return _NEEDS_REPRESENTATIVE(question, rulebook, strict)
