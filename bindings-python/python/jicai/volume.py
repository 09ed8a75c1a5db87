"""Volume (带量): how much is reported, agreed, allocated and retained.

Written by `make python-types` from the JSON Schemas of the core. Do not edit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Optional, Union

import msgspec

from ._call import Function, Input, Output, Result, RulebookLike

__all__ = [
    "AgreedQuestion",
    "AgreedUnit",
    "AgreedVolume",
    "AgreedWinner",
    "Allocation",
    "AllocationInstitution",
    "AllocationQuestion",
    "AllocationWinner",
    "Allowances",
    "AllowancesQuestion",
    "Assessment",
    "Authority",
    "AuthorityQuestion",
    "AwardClass",
    "Base",
    "BasketItem",
    "BasketQuestion",
    "BasketSaving",
    "BrandReport",
    "CheaperFrom",
    "CheckOutcome",
    "Choice",
    "ChosenOffer",
    "Clash",
    "ComparedOffer",
    "CompetitionReason",
    "ConvertedReport",
    "CutRounding",
    "Date",
    "DeviationOutcome",
    "DrugMarket",
    "DrugPrice",
    "DrugQuantity",
    "DrugRetention",
    "DrugStatus",
    "Duty",
    "ExplanationState",
    "Figure",
    "FloorOutcome",
    "FundAmount",
    "FundSettlement",
    "Id",
    "Indicator",
    "InstitutionAllocation",
    "InstitutionKind",
    "InstitutionPool",
    "InvoiceBasis",
    "LastRound",
    "LineCheck",
    "MarkupCheck",
    "MarkupLine",
    "MarkupOutcome",
    "MarkupQuestion",
    "Member",
    "MemberShare",
    "NationalAdvice",
    "NeedsExplanation",
    "NoVolumeReports",
    "NonNegative",
    "NonWinner",
    "NonWinnerKind",
    "Offer",
    "OfferGroup",
    "OfferOutcome",
    "PartRounding",
    "PartyKind",
    "Period",
    "PlatformChoice",
    "PlatformQuestion",
    "Pool",
    "PoolQuestion",
    "PoolThresholds",
    "PooledDrug",
    "Positive",
    "PriceTier",
    "ProductAllocation",
    "ProductClass",
    "ProductTotal",
    "RangeCheck",
    "RatioSource",
    "Remaining",
    "RemainingCheck",
    "RemainingCheckKind",
    "RemainingQuestion",
    "RemainingVerdict",
    "Renewal",
    "RenewalMode",
    "RenewalQuestion",
    "ReportCheck",
    "ReportLine",
    "ReportQuestion",
    "ReportReason",
    "ReportVerdict",
    "Retention",
    "RetentionDrug",
    "RetentionQuestion",
    "Route",
    "RunningTender",
    "SaleLine",
    "SavingVerdict",
    "Scheme",
    "ScoreOf100",
    "SetAside",
    "SettlementShare",
    "ShareSource",
    "SignedShare",
    "SplitDrug",
    "SplitPart",
    "Stage",
    "StatedRounding",
    "Sufficiency",
    "TenderAuthority",
    "TenderKind",
    "TenderLevel",
    "TenderViolation",
    "Threshold",
    "TierBand",
    "TieredCost",
    "TieredQuestion",
    "UnfinishedScope",
    "UnitShare",
    "VerdictCounts",
    "VolumeClass",
    "Wages",
    "YearQuantity",
    "agreed",
    "allocate",
    "check_report",
    "choose_platform",
    "pool",
    "remaining",
    "renewal",
    "retention",
    "same_basket_saving",
    "tender_authority",
    "tiered_cost",
    "two_allows",
    "zero_markup",
]


VolumeClass = Literal[
    "ordinary",
    "reduced",
    "restricted",
]
"""How much of a drug is agreed: the tender annex assigns the class variety by variety.

- `ordinary`: All others.
- `reduced`: Antibacterials, glucocorticoids and flagged drugs.
- `restricted`: Special-grade antibacterials, monitored drugs.
"""


Id = str
"""Identifier: opaque, compared byte for byte."""


NonNegative = Decimal
"""Decimal string, zero or more; at most 6 decimals, below 10^12."""


class Base(Input, frozen=True, kw_only=True):
    """The base of a province or an institution.

    Attributes:
        unit: The province or institution, unique in the list.
        quantity: Its accepted report.
    """

    unit: Id
    quantity: NonNegative


UnitShare = Decimal
"""Decimal string, 0 to 1; at most 6 decimals, below 10^12."""


Positive = Decimal
"""Decimal string, greater than zero; at most 6 decimals, below 10^12."""


PartRounding = Literal[
    "none",
    "half_up",
    "up",
    "down",
    "largest_remainder",
]
"""How parts are rounded.

- `none`: Not at all.
- `half_up`: To the nearest multiple of the step, ties up.
- `up`: To the smallest multiple above.
- `down`: To the largest multiple below.
- `largest_remainder`: Down, and the missing steps to the parts that lost most.
"""


class StatedRounding(Input, frozen=True, kw_only=True):
    """What an input or rulebook states of it, before mode and step are held against each other.

    Attributes:
        mode: `none` where it is left out.
        step: Required with every other mode.
    """

    mode: Optional[PartRounding] = None
    step: Optional[Positive] = None


class AgreedQuestion(Input, frozen=True, kw_only=True):
    """What `volume.agreed` is asked: how much of the base is agreed.

    Attributes:
        winners: How many won.
        volume_class: The class of the drug.
        bases: The bases, at least one.
        share: The share, where the rulebook has no row.
        price: The winning price, for the amount.
        rounding: How the units are rounded.
    """

    winners: int
    bases: Sequence[Base]
    volume_class: VolumeClass = "ordinary"
    share: Optional[UnitShare] = None
    price: Optional[Positive] = None
    rounding: Optional[StatedRounding] = None


Figure = Decimal
"""Decimal string, rounded to 6 decimals, ties away from zero, without trailing zeros."""


ShareSource = Literal[
    "rulebook",
    "caller",
]
"""Where a share comes from.

- `rulebook`: The rulebook.
- `caller`: The caller.
"""


RangeCheck = Literal[
    "inside",
    "outside",
    "no_range",
]
"""Whether a share lies in the published range.

- `inside`: It does; both ends are inside.
- `outside`: It does not.
- `no_range`: No range is published.
"""


class AgreedUnit(Output, frozen=True, kw_only=True, gc=False):
    """What is agreed for a province or an institution.

    Attributes:
        unit: The unit.
        base: Its base.
        agreed: What is agreed.
    """

    unit: Id
    base: Figure
    agreed: Figure


class AgreedVolume(Result, frozen=True, kw_only=True):
    """How much is agreed.

    Attributes:
        share: The share of the base.
        share_source: Where it comes from.
        range_check: Whether it lies in the published range.
        base_total: The sum of the bases.
        agreed_total: The sum of the rounded parts.
        amount: The sum at the price; null without it.
        rounding_difference: What rounding added.
        units: The units, by id.
    """

    share: Figure
    share_source: ShareSource
    range_check: RangeCheck
    base_total: Figure
    agreed_total: Figure
    amount: Optional[Figure]
    rounding_difference: Figure
    units: tuple[AgreedUnit, ...]


Stage = Literal[
    "full",
    "own",
]
"""How far an allocation goes.

- `full`: Own shares and redistribution.
- `own`: Own shares only.
"""


CutRounding = Literal[
    "floor",
    "half_up",
    "continuous",
]
"""How a cut that is no whole percent point counts.

- `floor`: Down to a whole point.
- `half_up`: To the nearest whole point, ties up.
- `continuous`: As it is.
"""


NoVolumeReports = Literal[
    "main_supplier",
    "outside",
]
"""Where reports for winners without volume go.

- `main_supplier`: To the main supplier, like reports for products that lost.
- `outside`: Outside the agreement.
"""


Route = Literal[
    "regular",
    "revived",
    "revived_shortlisted",
    "revived_unshortlisted",
    "no_volume",
    "add_on",
    "rule_1",
    "rule_2",
    "rule_3",
]
"""How a winner was selected.

- `regular`: In the ordinary way.
- `revived`: Revived.
- `revived_shortlisted`: Revived from the shortlist (入围复活).
- `revived_unshortlisted`: Revived from outside the shortlist (未入围复活).
- `no_volume`: Selected without volume (中选不带量).
- `add_on`: Added on.
- `rule_1`: By the first rule.
- `rule_2`: By the second rule.
- `rule_3`: By the third rule.
"""


AwardClass = Literal[
    "A1",
    "A",
    "B",
    "C",
]
"""Class of an award of insulin.

- `A1`: A1.
- `A`: A.
- `B`: B.
- `C`: C.
"""


class AllocationWinner(Input, frozen=True, kw_only=True):
    """A winner.

    Attributes:
        product: The product, unique in the list.
        price: Its price.
        promised: What the supplier promised.
        route: How it was selected; `regular` where that is one of the rulebook's words.
        rank: Ladder by rank, rank split: its rank.
        ceiling: Ladder by rank (added winners), by cut: the ceiling of its bid.
        cut: Ladder by cut: its price cut, in place of price and ceiling.
        award_class: Ladder by class of the award.
    """

    product: Id
    price: Optional[Positive] = None
    promised: Optional[NonNegative] = None
    route: Optional[Route] = None
    rank: Optional[int] = None
    ceiling: Optional[Positive] = None
    cut: Optional[UnitShare] = None
    award_class: Optional[AwardClass] = None


PartyKind = Literal[
    "medical",
    "pharmacy",
]
"""Who takes part in an allocation.

- `medical`: A medical institution.
- `pharmacy`: A pharmacy.
"""


class BrandReport(Input, frozen=True, kw_only=True):
    """A report for one product.

    Attributes:
        product: The product, unique in the list.
        quantity: The quantity.
    """

    product: Id
    quantity: NonNegative


class Choice(Input, frozen=True, kw_only=True):
    """What an institution chose of a part of its pool.

    Attributes:
        part: The part, counted from 1.
        product: The winner; with the part unique in the list.
        quantity: The quantity.
    """

    part: int
    product: Id
    quantity: NonNegative


class AllocationInstitution(Input, frozen=True, kw_only=True):
    """An institution.

    Attributes:
        institution: The institution, unique in the list.
        kind: What it is.
        generic_quantity: Main supplier, brand, rank split: reported without a brand.
        brand_reports: Brand, ladders: reported by brand.
        main_supplier: Main supplier, brand: the main supplier (主供) of its province.
        choices: Ladders: what it chose.
    """

    institution: Id
    kind: PartyKind = "medical"
    generic_quantity: Optional[NonNegative] = None
    brand_reports: Optional[Sequence[BrandReport]] = None
    main_supplier: Optional[Id] = None
    choices: Optional[Sequence[Choice]] = None


class AllocationQuestion(Input, frozen=True, kw_only=True):
    """What `volume.allocate` is asked. Which fields it takes depends on the rulebook's method.

    Attributes:
        share: Main supplier, brand: the agreed share.
        volume_class: Ladder by price rank: the class of the drug; `ordinary` where it is left out.
        stage: Ladders: how far the allocation goes; `full` where it is left out.
        reference_price: Ladder by price ratio: the reference price; the lowest of rule 1 where it is left out.
        cut_rounding: Ladder by cut: how a cut between whole points counts, where the rulebook leaves it open.
        unselected_released: Ladders: the released share of products that lost, where the rulebook leaves it
            open.
        no_volume_reports: Brand: where reports for winners without volume go, where the rulebook leaves it
            open.
        rounding: How agreed volumes are rounded at each institution, where the rulebook leaves it open.
        winners: The winners, at least one.
        institutions: The institutions, at least one.
    """

    winners: Sequence[AllocationWinner]
    institutions: Sequence[AllocationInstitution]
    share: Optional[UnitShare] = None
    volume_class: Optional[VolumeClass] = None
    stage: Optional[Stage] = None
    reference_price: Optional[Positive] = None
    cut_rounding: Optional[CutRounding] = None
    unselected_released: Optional[UnitShare] = None
    no_volume_reports: Optional[NoVolumeReports] = None
    rounding: Optional[StatedRounding] = None


class ProductTotal(Output, frozen=True, kw_only=True, gc=False):
    """A winner over all institutions.

    Attributes:
        product: The product.
        reported: Reports for it.
        agreed: What is agreed.
        promised: What was promised.
        over_promised: Whether more is agreed than was promised: flagged, not cut.
    """

    product: Id
    reported: Figure
    agreed: Figure
    promised: Optional[Figure]
    over_promised: Optional[bool]


class InstitutionPool(Output, frozen=True, kw_only=True, gc=False):
    """What was released at an institution and redistributed.

    Attributes:
        from_generic: Of reports without a brand.
        from_winners: Of winners.
        from_unselected: Of products that lost.
        from_cap: Cut by promised supply.
        total: All of it.
        distributed: What was distributed.
        undistributed: What was not.
    """

    from_generic: Figure
    from_winners: Figure
    from_unselected: Figure
    from_cap: Figure
    total: Figure
    distributed: Figure
    undistributed: Figure


class ProductAllocation(Output, frozen=True, kw_only=True, gc=False):
    """What a winner gets at an institution.

    Attributes:
        product: The product.
        reported: Reports for it.
        own_share: The share of its own reports that it keeps; null where there is none.
        split_share: Rank split: its share of the agreed total.
        own: What it keeps, after the cap of promised supply.
        released: What it releases; null where the share is not published.
        redistributed: What it gets besides.
        agreed: Both, rounded.
    """

    product: Id
    reported: Figure
    own_share: Optional[Figure]
    split_share: Optional[Figure]
    own: Figure
    released: Optional[Figure]
    redistributed: Figure
    agreed: Figure


class InstitutionAllocation(Output, frozen=True, kw_only=True):
    """Who gets what at an institution.

    Attributes:
        institution: The institution.
        reported: All its reports.
        agreed_total: What is agreed in all.
        outside_agreement: What stays outside the agreement; null where a released share is not published.
        rounding_difference: What rounding added.
        pool: What was released and redistributed; null where a released share is not published.
        allocations: Every winner, by product.
    """

    institution: Id
    reported: Figure
    agreed_total: Figure
    outside_agreement: Optional[Figure]
    rounding_difference: Figure
    pool: Optional[InstitutionPool]
    allocations: tuple[ProductAllocation, ...]


class Allocation(Result, frozen=True, kw_only=True):
    """Who gets what at each institution.

    Attributes:
        agreed_total: All agreed volumes.
        products: The winners, by product.
        institutions: The institutions, by id.
    """

    agreed_total: Figure
    products: tuple[ProductTotal, ...]
    institutions: tuple[InstitutionAllocation, ...]


InstitutionKind = Literal[
    "public",
    "military",
    "private",
    "pharmacy",
]
"""What kind of institution reports.

- `public`: Public medical institution (公立医疗机构).
- `military`: Military medical institution (军队医疗机构).
- `private`: Private medical institution (社会办医疗机构).
- `pharmacy`: Pharmacy (零售药店).
"""


RatioSource = Literal[
    "published",
    "institution",
]
"""Where the ratio of a converted quantity comes from.

- `published`: From a published table.
- `institution`: From the institution itself.
"""


class ConvertedReport(Input, frozen=True, kw_only=True):
    """A quantity of a specification that was not evaluated.

    Attributes:
        specification: The specification, unique in the list.
        quantity: Its quantity.
        ratio: Units of account for one of it.
        ratio_source: Where the ratio comes from.
    """

    specification: Id
    quantity: NonNegative
    ratio: Positive
    ratio_source: RatioSource = "published"


class YearQuantity(Input, frozen=True, kw_only=True):
    """Purchases of a calendar year.

    Attributes:
        year: The year, unique in the list.
        quantity: What was bought.
    """

    year: int
    quantity: NonNegative


ExplanationState = Literal[
    "none",
    "given",
    "accepted",
    "rejected",
]
"""How far the explanation of a line has come.

- `none`: None was given.
- `given`: One was given.
- `accepted`: It was accepted.
- `rejected`: It was rejected.
"""


ReportReason = Literal[
    "clinical_need_fell",
    "department_change",
    "restricted_indication",
    "temporary_factor",
    "other",
]
"""Why need fell or rose.

- `clinical_need_fell`: Clinical need fell (临床需求下降).
- `department_change`: Departments changed (科室调整).
- `restricted_indication`: Indications were restricted (适应症限制).
- `temporary_factor`: A temporary factor (临时因素).
- `other`: Another.
"""


class ReportLine(Input, frozen=True, kw_only=True):
    """The report of one drug.

    Attributes:
        drug: The drug, unique in the report.
        generic_quantity: Reported without a brand (通用名报量).
        brand_reports: Reported by brand.
        converted: Converted from specifications that were not evaluated.
        child_suitable_quantity: For children, irreplaceable, and not convertible: outside the total.
        history: Past purchases by calendar year; a year without purchases is given as 0.
        explanation: How far the written explanation has come.
        reason: Its reason; it does not change the verdict.
        unreasonable: The reviewer finds the report clearly unreasonable.
    """

    drug: Id
    generic_quantity: NonNegative = Decimal("0")
    brand_reports: Sequence[BrandReport] = ()
    converted: Sequence[ConvertedReport] = ()
    child_suitable_quantity: NonNegative = Decimal("0")
    history: Sequence[YearQuantity] = ()
    explanation: ExplanationState = "none"
    reason: Optional[ReportReason] = None
    unreasonable: bool = False


class ReportQuestion(Input, frozen=True, kw_only=True):
    """What `volume.check_report` is asked: the report of an institution.

    Attributes:
        institution: The institution.
        institution_kind: What kind it is.
        reporting_year: The year of the report; required where deviations from last year are tested.
        required_drugs: Drugs that must be reported (应报尽报), each once.
        report_floor: Share of the mean that must be reported, where the rulebook leaves it open.
        report_window: The years of the mean, where the rulebook leaves them open.
        deviation_up: How far a report may exceed last year, where the rulebook leaves it open.
        deviation_down: How far it may fall short of last year, where the rulebook leaves it open.
        lines: One line a drug.
    """

    institution: Id
    lines: Sequence[ReportLine]
    institution_kind: InstitutionKind = "public"
    reporting_year: Optional[int] = None
    required_drugs: Sequence[Id] = ()
    report_floor: Optional[NonNegative] = None
    report_window: Optional[Sequence[int]] = None
    deviation_up: Optional[NonNegative] = None
    deviation_down: Optional[UnitShare] = None


Duty = Literal[
    "must",
    "may",
]
"""Whether an institution must report.

- `must`: It must.
- `may`: It may.
"""


FloorOutcome = Literal[
    "met",
    "below",
    "no_history",
    "not_run",
]
"""How a report stands to its floor.

- `met`: It reaches it.
- `below`: It does not.
- `no_history`: There are no past purchases.
- `not_run`: There is no such test.
"""


DeviationOutcome = Literal[
    "within",
    "above",
    "below",
    "from_zero",
    "no_last_year",
    "not_run",
]
"""How a report stands to last year.

- `within`: Within the limits; on a limit is within.
- `above`: Above the upper limit.
- `below`: Below the lower limit.
- `from_zero`: Nothing was bought last year.
- `no_last_year`: Last year is not known.
- `not_run`: There is no such test.
"""


NeedsExplanation = Literal[
    "below_floor",
    "above_last_year",
    "below_last_year",
    "from_zero",
    "child_suitable",
    "own_ratio",
]
"""What a line needs a written explanation for, in the order of the rules.

- `below_floor`: Below the floor.
- `above_last_year`: Too far above last year.
- `below_last_year`: Too far below last year.
- `from_zero`: Nothing was bought last year.
- `child_suitable`: It has a child-suitable quantity.
- `own_ratio`: It converts by a ratio of its own.
"""


ReportVerdict = Literal[
    "pass",
    "accepted",
    "review",
    "explain",
    "return",
]
"""What becomes of a report, from the best to the worst.

- `pass`: It passes.
- `accepted`: Its explanation was accepted.
- `review`: Its explanation is to be reviewed.
- `explain`: It needs an explanation.
- `return`: It goes back.
"""


class LineCheck(Output, frozen=True, kw_only=True, gc=False):
    """What a line is worth.

    Attributes:
        drug: The drug.
        reported_total: All that counts.
        child_suitable_quantity: What stays outside.
        history_mean: Mean of the years used; null without one.
        history_years: The years used.
        floor_quantity: What must be reported; null without a mean above zero.
        floor_ratio: The total against the mean; null without a mean above zero.
        floor_outcome: How the total stands to the floor.
        deviation: How far the total is from last year.
        deviation_outcome: How it stands to the limits.
        needs_explanation: What needs a written explanation.
        reason_recognised: Whether the reason is on the rulebook's list; null without reason or list.
        verdict: What becomes of the line.
    """

    drug: Id
    reported_total: Figure
    child_suitable_quantity: Figure
    history_mean: Optional[Figure]
    history_years: tuple[int, ...]
    floor_quantity: Optional[Figure]
    floor_ratio: Optional[Figure]
    floor_outcome: FloorOutcome
    deviation: Optional[Figure]
    deviation_outcome: DeviationOutcome
    needs_explanation: tuple[NeedsExplanation, ...]
    reason_recognised: Optional[bool]
    verdict: ReportVerdict


class VerdictCounts(Output, frozen=True, kw_only=True, gc=False):
    """How many lines have each verdict.

    Attributes:
        pass_: Passed.
        accepted: With an accepted explanation.
        review: To be reviewed.
        explain: To be explained.
        return_: Returned.
    """

    pass_: int = msgspec.field(name="pass")
    accepted: int
    review: int
    explain: int
    return_: int = msgspec.field(name="return")


class ReportCheck(Result, frozen=True, kw_only=True):
    """What a report is worth.

    Attributes:
        institution: The institution.
        duty: Whether it must report; null where the rulebook does not say.
        lines: The lines, by drug.
        verdict_counts: How many lines have each verdict.
        verdict: The worst verdict; null without lines.
        missing_drugs: Required drugs without a line, by id.
        complete: Whether none is missing.
    """

    institution: Id
    duty: Optional[Duty]
    lines: tuple[LineCheck, ...]
    verdict_counts: VerdictCounts
    verdict: Optional[ReportVerdict]
    missing_drugs: tuple[Id, ...]
    complete: bool


class Offer(Input, frozen=True, kw_only=True):
    """An offer of a platform.

    Attributes:
        offer: The offer, unique in the list.
        platform: The platform.
        generic_name: Generic name (通用名).
        dosage_form: Dosage form (剂型).
        specification: Specification (规格).
        manufacturer: Manufacturer (生产企业).
        unit: What a unit is.
        units: Units in a pack.
        price: Price of a pack.
        quality_equal: Whether its quality is equal; others are excluded.
    """

    offer: Id
    platform: Id
    generic_name: Id
    dosage_form: Id
    specification: Id
    manufacturer: Id
    unit: Id
    price: Positive
    units: Positive = Decimal("1")
    quality_equal: bool = True


class PlatformQuestion(Input, frozen=True, kw_only=True):
    """What `volume.choose_platform` is asked.

    Attributes:
        offers: The offers, at least one.
        preference: Platforms, the best first; those that are not named come last, as equals.
    """

    offers: Sequence[Offer]
    preference: Sequence[Id] = ()


OfferOutcome = Literal[
    "chosen",
    "only_offer",
    "tied",
    "not_comparable",
    "no_offer",
]
"""How the offers of one drug compare.

- `chosen`: One is chosen.
- `only_offer`: There is only one.
- `tied`: Several are equal.
- `not_comparable`: Their units differ.
- `no_offer`: None has equal quality.
"""


class ChosenOffer(Output, frozen=True, kw_only=True, gc=False):
    """An offer that is chosen.

    Attributes:
        offer: The offer.
        platform: Its platform.
        unit_price: Its price for a unit.
    """

    offer: Id
    platform: Id
    unit_price: Figure


class ComparedOffer(Output, frozen=True, kw_only=True, gc=False):
    """An offer that was compared.

    Attributes:
        offer: The offer.
        platform: Its platform.
        unit_price: Its price for a unit.
        saving: What the lowest would save of it.
    """

    offer: Id
    platform: Id
    unit_price: Figure
    saving: Figure


class OfferGroup(Output, frozen=True, kw_only=True):
    """The offers of one drug.

    Attributes:
        generic_name: Generic name.
        dosage_form: Dosage form.
        specification: Specification.
        manufacturer: Manufacturer.
        outcome: How they compare.
        chosen: The one that is chosen.
        tied: Those that preference leaves equal, by id.
        excluded: Those without equal quality, by id.
        offers: Those that were compared, by id.
    """

    generic_name: Id
    dosage_form: Id
    specification: Id
    manufacturer: Id
    outcome: OfferOutcome
    chosen: Optional[ChosenOffer]
    tied: tuple[Id, ...]
    excluded: tuple[Id, ...]
    offers: tuple[ComparedOffer, ...]


class PlatformChoice(Result, frozen=True, kw_only=True):
    """The offers compared, drug by drug.

    Attributes:
        groups: By generic name, dosage form, specification, manufacturer.
    """

    groups: tuple[OfferGroup, ...]


class DrugQuantity(Input, frozen=True, kw_only=True):
    """A quantity of a drug.

    Attributes:
        drug: The drug, unique in the list.
        quantity: The quantity.
    """

    drug: Id
    quantity: NonNegative


class Member(Input, frozen=True, kw_only=True):
    """A member of a pool.

    Attributes:
        member: The member, unique in the pool.
        volumes: What it reports.
    """

    member: Id
    volumes: Sequence[DrugQuantity]


class DrugMarket(Input, frozen=True, kw_only=True):
    """The market of a drug.

    Attributes:
        drug: The drug, unique in the list.
        quantity: The quantity of the whole market.
    """

    drug: Id
    quantity: Positive


class DrugPrice(Input, frozen=True, kw_only=True):
    """The price of a drug.

    Attributes:
        drug: The drug, unique in the list.
        price: The price of a unit.
    """

    drug: Id
    price: Positive


class PoolThresholds(Input, frozen=True, kw_only=True):
    """What a drug must reach; all of them are the caller's: no official minimum exists.

    Attributes:
        min_quantity: A quantity.
        min_market_share: A share of the market.
        min_amount: An amount of money.
    """

    min_quantity: Optional[NonNegative] = None
    min_market_share: Optional[NonNegative] = None
    min_amount: Optional[NonNegative] = None


Date = date
"""Day, ISO 8601: 2025-10-27."""


class RunningTender(Input, frozen=True, kw_only=True):
    """A tender that runs.

    Attributes:
        tender: The tender, unique in the list.
        drugs: Its drugs, each once.
        from_: First day; open where it is left out.
        until: Last day; open where it is left out.
    """

    tender: Id
    drugs: Sequence[Id]
    from_: Optional[Date] = msgspec.field(default=None, name="from")
    until: Optional[Date] = None


class Period(Input, frozen=True, kw_only=True):
    """A period; an end that is left out is open.

    Attributes:
        from_: First day.
        until: Last day.
    """

    from_: Optional[Date] = msgspec.field(default=None, name="from")
    until: Optional[Date] = None


class PoolQuestion(Input, frozen=True, kw_only=True):
    """What `volume.pool` is asked: what members bring together.

    Attributes:
        members: The members, at least one.
        market: The market of a drug, for a share of it.
        prices: The price of a drug, for an amount.
        thresholds: What a drug must reach, all of it.
        tenders: Running tenders.
        period: The period of the pool; open where it is left out.
        split: Quantities of the whole pool that go back to the members.
        rounding: How they are rounded.
    """

    members: Sequence[Member]
    market: Sequence[DrugMarket] = ()
    prices: Sequence[DrugPrice] = ()
    thresholds: PoolThresholds = PoolThresholds()
    tenders: Sequence[RunningTender] = ()
    period: Period = Period()
    split: Sequence[DrugQuantity] = ()
    rounding: Optional[StatedRounding] = None


Sufficiency = Literal[
    "sufficient",
    "insufficient",
    "not_tested",
]
"""Whether a pool is large enough.

- `sufficient`: It meets every threshold.
- `insufficient`: It misses one.
- `not_tested`: There is no threshold.
"""


Threshold = Literal[
    "min_quantity",
    "min_market_share",
    "min_amount",
]
"""What a pool must reach, in the order of the rules.

- `min_quantity`: A quantity.
- `min_market_share`: A share of the market.
- `min_amount`: An amount of money.
"""


class MemberShare(Output, frozen=True, kw_only=True, gc=False):
    """The part of a member.

    Attributes:
        member: The member.
        quantity: What it reports.
        share: Its share of the pool; null where that is zero.
    """

    member: Id
    quantity: Figure
    share: Optional[Figure]


class PooledDrug(Output, frozen=True, kw_only=True):
    """What members bring together of a drug.

    Attributes:
        drug: The drug.
        pooled_quantity: The sum.
        reporting_members: How many members report it.
        largest_member_quantity: The largest report.
        pool_gain: The sum against the largest report; null where that is zero.
        market_share: The sum against the market; null without it.
        amount: The sum at its price; null without it.
        sufficiency: Whether it meets every threshold.
        failed_thresholds: Those that it misses.
        sufficient_alone: Members that meet all thresholds by themselves, by id.
        members: The members that report it, by id.
    """

    drug: Id
    pooled_quantity: Figure
    reporting_members: int
    largest_member_quantity: Figure
    pool_gain: Optional[Figure]
    market_share: Optional[Figure]
    amount: Optional[Figure]
    sufficiency: Sufficiency
    failed_thresholds: tuple[Threshold, ...]
    sufficient_alone: tuple[Id, ...]
    members: tuple[MemberShare, ...]


class Clash(Output, frozen=True, kw_only=True, gc=False):
    """A drug in two tenders at once (品种打架).

    Attributes:
        drug: The drug.
        tender: The running tender.
    """

    drug: Id
    tender: Id


class SplitPart(Output, frozen=True, kw_only=True, gc=False):
    """What goes back to a member.

    Attributes:
        member: The member.
        quantity: The quantity.
    """

    member: Id
    quantity: Figure


class SplitDrug(Output, frozen=True, kw_only=True):
    """What goes back to the members of a drug.

    Attributes:
        drug: The drug.
        parts: The parts, by member.
        rounding_difference: What rounding added.
    """

    drug: Id
    parts: tuple[SplitPart, ...]
    rounding_difference: Figure


class Pool(Result, frozen=True, kw_only=True):
    """What members bring together.

    Attributes:
        member_count: How many there are.
        single_member: Whether there is only one.
        drugs: The drugs, by id.
        clashes: Drugs that are also in a running tender, by drug, then tender.
        split: What goes back, by drug.
    """

    member_count: int
    single_member: bool
    drugs: tuple[PooledDrug, ...]
    clashes: tuple[Clash, ...]
    split: tuple[SplitDrug, ...]


NonWinnerKind = Literal[
    "originator",
    "evaluated",
    "other",
]
"""What a non-winner is.

- `originator`: The originator.
- `evaluated`: A generic that passed the consistency evaluation.
- `other`: Another.
"""


class NonWinner(Input, frozen=True, kw_only=True):
    """A product that did not win.

    Attributes:
        product: The product, unique in the list.
        quantity: What was bought of it.
        price: At which price.
        kind: What it is.
    """

    product: Id
    quantity: NonNegative
    price: Optional[Positive] = None
    kind: NonWinnerKind = "other"


class RemainingQuestion(Input, frozen=True, kw_only=True):
    """What `volume.remaining` is asked.

    Attributes:
        agreed_quantity: What is agreed.
        winner_quantity: What was bought of winners.
        actual_need: What is needed; everything bought where it is left out.
        non_winners: What was bought of others.
        winning_price: The winning price, for the extra units and the exemption.
        supply_failure: Supply failed.
        max_non_winner_share: The largest share of non-winners, where the rulebook leaves it open.
    """

    agreed_quantity: NonNegative
    winner_quantity: NonNegative
    actual_need: Optional[NonNegative] = None
    non_winners: Sequence[NonWinner] = ()
    winning_price: Optional[Positive] = None
    supply_failure: bool = False
    max_non_winner_share: Optional[UnitShare] = None


RemainingCheckKind = Literal[
    "quantity_not_above_winners",
    "non_winner_share",
]
"""What is checked beyond the agreed volume, in the order of the rules.

- `quantity_not_above_winners`: Counted non-winners are not more than winners.
- `non_winner_share`: Their share is within the limit.
"""


CheckOutcome = Literal[
    "pass",
    "fail",
    "relaxed",
]
"""What a check gives.

- `pass`: It passes.
- `fail`: It fails.
- `relaxed`: It fails, and supply had failed.
"""


class RemainingCheck(Output, frozen=True, kw_only=True, gc=False):
    """A check.

    Attributes:
        check: Which.
        outcome: What it gives.
        value: What is compared.
        limit: With what.
    """

    check: RemainingCheckKind
    outcome: CheckOutcome
    value: Optional[Figure]
    limit: Figure


RemainingVerdict = Literal[
    "pass",
    "fail",
    "no_check",
]
"""What the checks give together.

- `pass`: None fails.
- `fail`: One fails.
- `no_check`: There is none.
"""


class Remaining(Result, frozen=True, kw_only=True):
    """What may be bought beyond the agreed volume.

    Attributes:
        remaining_quantity: Need above the agreed volume (剩余用量).
        agreed_done: Whether the agreed volume is done.
        completion: Winners against the agreed volume; null where that is zero.
        free_choice: Whether the institution is free; null where the rulebook does not say.
        excess_winner_quantity: Winners beyond the agreed volume.
        excess_amount: The same at the winning price; null without it.
        non_winner_quantity: All non-winners.
        exempt_quantity: Those that are not counted.
        exempt_products: Which they are, by id.
        counted_non_winner_quantity: The others.
        non_winner_share: Counted non-winners against everything bought; null where nothing was.
        checks: The checks, in order.
        verdict: All of them together.
    """

    remaining_quantity: Figure
    agreed_done: bool
    completion: Optional[Figure]
    free_choice: Optional[bool]
    excess_winner_quantity: Figure
    excess_amount: Optional[Figure]
    non_winner_quantity: Figure
    exempt_quantity: Figure
    exempt_products: tuple[Id, ...]
    counted_non_winner_quantity: Figure
    non_winner_share: Optional[Figure]
    checks: tuple[RemainingCheck, ...]
    verdict: RemainingVerdict


class LastRound(Input, frozen=True, kw_only=True):
    """Prices of the last round.

    Attributes:
        provincial_price: The province's price, between the next two.
        national_lowest: The lowest winning price of the country.
        national_highest: The highest.
    """

    provincial_price: Positive
    national_lowest: Positive
    national_highest: Positive


class RenewalQuestion(Input, frozen=True, kw_only=True):
    """What `volume.renewal` is asked. Which fields it takes depends on the rulebook's rule.

    Attributes:
        base_quantity: The base; without it nothing is agreed.
        previous_agreed: What was agreed before.
        rounding: How the agreed volume is rounded.
        base_share: The share of the base, where the rulebook leaves it open.
        last_round: Inquiry: prices of the last round.
        bid: Inquiry, price penalty: the bid.
        inquiry_failed: Inquiry: it failed.
        equal_number_win: Inquiry: the last round was an equal-number win (等额中选).
        cheaper_non_winner: Inquiry: a non-winner really sells clearly below the province's lowest winning
            price.
        incumbent: Price penalty, share by bidder: whether the bidder supplied before.
        old_price: Price penalty: the old price of an incumbent.
        benchmark: Price penalty: the inquiry benchmark (询价基准).
        rise_base: Price penalty: what the rise of another bidder counts from, where the rulebook leaves it
            open.
        volume_class: Share by bidder: the class of the drug, `ordinary` or `reduced`.
    """

    base_quantity: Optional[NonNegative] = None
    previous_agreed: Optional[NonNegative] = None
    rounding: Optional[StatedRounding] = None
    base_share: Optional[UnitShare] = None
    last_round: Optional[LastRound] = None
    bid: Optional[Positive] = None
    inquiry_failed: Optional[bool] = None
    equal_number_win: Optional[bool] = None
    cheaper_non_winner: Optional[bool] = None
    incumbent: Optional[bool] = None
    old_price: Optional[Positive] = None
    benchmark: Optional[Positive] = None
    rise_base: Optional[Positive] = None
    volume_class: Optional[VolumeClass] = None


RenewalMode = Literal[
    "inquiry",
    "competition",
]
"""How a renewal runs.

- `inquiry`: By inquiry (询价).
- `competition`: By competition (竞争).
"""


CompetitionReason = Literal[
    "inquiry_failed",
    "equal_number_win",
    "cheaper_non_winner",
]
"""Why it runs by competition, in the order of the rules.

- `inquiry_failed`: The inquiry failed.
- `equal_number_win`: The last round was an equal-number win (等额中选).
- `cheaper_non_winner`: A non-winner sells clearly below the lowest winning price of the province.
"""


class Renewal(Result, frozen=True, kw_only=True):
    """What a renewal bid does to the share.

    Attributes:
        mode: How it runs; null where the rule does not tell.
        mode_reasons: Why by competition.
        inquiry_line: What a bid is measured by.
        ceiling: What it may not exceed.
        bid_above_line: Whether it is above the line.
        bid_above_ceiling: Whether it is above the ceiling.
        rise: How far it rises.
        rise_applied: The rise rounded up to a whole percent point.
        factor: What the share is multiplied by.
        base_share: The share without it.
        share: The share with it.
        agreed: What is agreed; null without a base.
        rounding_difference: What rounding added.
        below_previous: Whether it is less than before: in principle it should not be.
    """

    mode: Optional[RenewalMode]
    mode_reasons: tuple[CompetitionReason, ...]
    inquiry_line: Optional[Figure]
    ceiling: Optional[Figure]
    bid_above_line: Optional[bool]
    bid_above_ceiling: Optional[bool]
    rise: Optional[Figure]
    rise_applied: Optional[Figure]
    factor: Optional[Figure]
    base_share: Optional[Figure]
    share: Optional[Figure]
    agreed: Optional[Figure]
    rounding_difference: Optional[Figure]
    below_previous: Optional[bool]


ScoreOf100 = Decimal
"""Decimal string, 0 to 100; at most 6 decimals, below 10^12."""


class Indicator(Input, frozen=True, kw_only=True):
    """An indicator.

    Attributes:
        indicator: The indicator, unique in the list.
        score: Its score.
        weight: Its weight.
    """

    indicator: Id
    score: ScoreOf100
    weight: UnitShare


class Assessment(Input, frozen=True, kw_only=True):
    """How an institution was assessed.

    Attributes:
        qualified: Whether it qualified; if not, nothing is kept.
        score: Its score.
        indicators: Indicators in place of a score, at least one; their weights add up to 1.
    """

    qualified: bool = True
    score: Optional[ScoreOf100] = None
    indicators: Optional[Sequence[Indicator]] = None


UnfinishedScope = Literal[
    "drug",
    "institution",
]
"""Whom an unfinished drug bars.

- `drug`: Itself.
- `institution`: All drugs of the institution.
"""


class AgreedWinner(Input, frozen=True, kw_only=True):
    """A winner with its agreed volume.

    Attributes:
        product: The product, unique in the list.
        agreed_quantity: What is agreed.
        price: The winning price.
    """

    product: Id
    agreed_quantity: NonNegative
    price: Positive


class RetentionDrug(Input, frozen=True, kw_only=True):
    """A drug of the contract year.

    Attributes:
        drug: The drug, unique in the list.
        winners: The winners, at least one.
        purchased_quantity: What was bought of all winners.
        price_before: Price before the tender.
        pay_ratio_contract: Share that the fund pays in the contract year.
        insured_share: Share of use by the insured.
        base_quantity: General formula: the base.
        pay_ratio_before: General formula: share that the fund paid before.
        non_winner_amount: General formula: money for non-winners without evaluated ones.
        evaluated_non_winner_amount: General formula: money for evaluated non-winners.
        in_catalogue: Whether it is in the insurance catalogue.
        repeat_cycle: Whether it was renewed after a full cycle.
        score: Scores by drug: its score.
        ratio: Scores by drug: its ratio, where the rulebook leaves it open.
    """

    drug: Id
    winners: Sequence[AgreedWinner]
    purchased_quantity: NonNegative
    price_before: Positive
    pay_ratio_contract: UnitShare
    insured_share: UnitShare
    base_quantity: Optional[NonNegative] = None
    pay_ratio_before: Optional[UnitShare] = None
    non_winner_amount: Optional[NonNegative] = None
    evaluated_non_winner_amount: Optional[NonNegative] = None
    in_catalogue: bool = True
    repeat_cycle: bool = False
    score: Optional[ScoreOf100] = None
    ratio: Optional[UnitShare] = None


class RetentionQuestion(Input, frozen=True, kw_only=True):
    """What `volume.retention` is asked.

    Attributes:
        institution: The institution.
        assessment: How it was assessed.
        ratio: The ratio kept, where the rulebook leaves it open.
        unfinished_scope: Whom an unfinished drug bars, where the rulebook leaves it open.
        count_evaluated_non_winners: Whether money for evaluated non-winners is spending, where the rulebook
            leaves it open.
        exclude_repeat_cycle: Whether drugs renewed after a full cycle are left out, where the rulebook leaves
            it open.
        edges_inclusive: Whether a score on the edge of a band belongs to it, where the rulebook leaves it open.
        rounding: How retentions are rounded.
        drugs: The drugs, at least one.
    """

    institution: Id
    drugs: Sequence[RetentionDrug]
    assessment: Assessment = Assessment(qualified=True)
    ratio: Optional[UnitShare] = None
    unfinished_scope: Optional[UnfinishedScope] = None
    count_evaluated_non_winners: Optional[bool] = None
    exclude_repeat_cycle: Optional[bool] = None
    edges_inclusive: Optional[bool] = None
    rounding: Optional[StatedRounding] = None


DrugStatus = Literal[
    "not_in_catalogue",
    "repeat_cycle",
    "unfinished",
    "no_surplus",
    "barred",
    "counted",
]
"""Whether a drug counts for the surplus.

- `not_in_catalogue`: It is outside the catalogue.
- `repeat_cycle`: It was renewed after a full cycle.
- `unfinished`: The agreed volume was not bought.
- `no_surplus`: There is no surplus.
- `barred`: Another drug of the institution is unfinished.
- `counted`: It counts.
"""


class DrugRetention(Output, frozen=True, kw_only=True, gc=False):
    """What the hospital keeps for a drug.

    Attributes:
        drug: The drug.
        budget: What the fund would have paid; null under the short form.
        expense: What it paid; null under the short form.
        base: The surplus.
        finished: Whether the agreed volume was bought.
        status: Whether it counts.
        grade: Its grade, or that of the institution.
        ratio: Its ratio, or that of the institution.
        retention: What is kept.
        marginal_per_base_unit: What one more unit of reported base would add; null under the short form.
    """

    drug: Id
    budget: Optional[Figure]
    expense: Optional[Figure]
    base: Figure
    finished: bool
    status: DrugStatus
    grade: Optional[str]
    ratio: Figure
    retention: Figure
    marginal_per_base_unit: Optional[Figure]


class Retention(Result, frozen=True, kw_only=True):
    """What the hospital keeps.

    Attributes:
        institution: The institution.
        qualified: Whether it qualified.
        score: Its score.
        grade: Its grade.
        ratio: Its ratio; null where ratios belong to drugs.
        base_total: The base of the counted drugs.
        retention_total: What is kept in all.
        drugs: The drugs, by id.
    """

    institution: Id
    qualified: bool
    score: Optional[Figure]
    grade: Optional[str]
    ratio: Optional[Figure]
    base_total: Figure
    retention_total: Figure
    drugs: tuple[DrugRetention, ...]


class BasketItem(Input, frozen=True, kw_only=True):
    """An item of a basket.

    Attributes:
        item: The item, unique in the basket.
        quantity: The quantity of this period.
        new_price: The price now.
        old_price: The price before; without it the item is left out.
    """

    item: Id
    quantity: NonNegative
    new_price: Positive
    old_price: Optional[Positive] = None


SignedShare = Decimal
"""Decimal string, -1 to 1; at most 6 decimals, below 10^12."""


class BasketQuestion(Input, frozen=True, kw_only=True):
    """What `volume.same_basket_saving` is asked.

    Attributes:
        items: The basket, with this period's quantities and specifications; at least one item.
        min_saving: The target, where the rulebook leaves it open.
    """

    items: Sequence[BasketItem]
    min_saving: Optional[SignedShare] = None


SavingVerdict = Literal[
    "met",
    "not_met",
    "undetermined",
    "no_target",
]
"""How a basket stands to its target.

- `met`: It meets it.
- `not_met`: It does not.
- `undetermined`: Not known.
- `no_target`: There is none.
"""


class BasketSaving(Result, frozen=True, kw_only=True):
    """What a basket saves.

    Attributes:
        old_cost: At old prices.
        new_cost: At new prices.
        saving_amount: The difference.
        saving: The difference against the old cost; null where that is zero.
        target: What is to be saved; null without a published or given target.
        verdict: Whether it is.
        compared_items: How many items were compared.
        excluded_items: Those without an old price, by id.
    """

    old_cost: Figure
    new_cost: Figure
    saving_amount: Figure
    saving: Optional[Figure]
    target: Optional[Figure]
    verdict: SavingVerdict
    compared_items: int
    excluded_items: tuple[Id, ...]


TenderLevel = Literal[
    "county",
    "province_run_county",
    "prefecture_city",
    "province",
]
"""Who runs a tender.

- `county`: A county (县).
- `province_run_county`: A county run by the province (省直管县), Xiong'an included.
- `prefecture_city`: A city (设区市).
- `province`: The province.
"""


TenderKind = Literal[
    "own_tender",
    "joint_tender_in_province",
    "join_extra_provincial_alliance",
]
"""What kind of tender.

- `own_tender`: Of its own (自行开展).
- `joint_tender_in_province`: Together with others of the province (省内联合).
- `join_extra_provincial_alliance`: In an alliance beyond the province (跨省联盟).
"""


class AuthorityQuestion(Input, frozen=True, kw_only=True):
    """What `volume.tender_authority` is asked.

    Attributes:
        level: Who runs the tender.
        kind: What kind of tender.
        approved_on: The day of approval.
        document_approved_on: The day on which catalogue, plan and document were approved.
        started_on: The day of the start.
        published_on: The day of publication.
        agreed_volume_stated: Whether the document states the agreed volume.
    """

    level: TenderLevel
    kind: TenderKind
    approved_on: Optional[Date] = None
    document_approved_on: Optional[Date] = None
    started_on: Optional[Date] = None
    published_on: Optional[Date] = None
    agreed_volume_stated: Optional[bool] = None


Authority = Literal[
    "allowed",
    "needs_provincial_approval",
    "not_allowed_in_principle",
]
"""Whether it may.

- `allowed`: It may.
- `needs_provincial_approval`: With approval before the start, and of catalogue, plan and document
  before publication.
- `not_allowed_in_principle`: In principle not.
"""


NationalAdvice = Literal[
    "not_advised",
    "encouraged",
]
"""The national advice of 2020-06-21.

- `not_advised`: Not advised.
- `encouraged`: Encouraged.
"""


TenderViolation = Literal[
    "tender_not_allowed",
    "started_without_approval",
    "published_without_document_approval",
    "agreed_volume_not_stated",
]
"""What a tender breaks, in the order of the rules.

- `tender_not_allowed`: It may not be run, and no approval came in time.
- `started_without_approval`: It started without approval.
- `published_without_document_approval`: Its document was published without approval.
- `agreed_volume_not_stated`: The agreed volume is not stated.
"""


class TenderAuthority(Result, frozen=True, kw_only=True):
    """Whether it may.

    Attributes:
        authority: What the table says.
        approval_needed: Whether approval is needed.
        national_advice: The national advice, where the rulebook has it.
        violations: What was broken.
        compliant: Whether nothing was.
    """

    authority: Authority
    approval_needed: bool
    national_advice: Optional[NationalAdvice]
    violations: tuple[TenderViolation, ...]
    compliant: bool


Scheme = Literal[
    "flat",
    "all_units",
    "incremental",
    "retroactive_rebate",
    "minimum_commitment",
    "price_volume_cap",
]
"""A quantity-price schedule.

- `flat`: One price.
- `all_units`: The price of the highest tier for all units.
- `incremental`: Each unit at the price of its tier.
- `retroactive_rebate`: Invoiced first, rebated to the price of the highest tier.
- `minimum_commitment`: At least a minimum is paid.
- `price_volume_cap`: A part of what exceeds a cap is paid back.
"""


class PriceTier(Input, frozen=True, kw_only=True):
    """A tier.

    Attributes:
        from_: From this quantity on.
        price: The price of a unit.
    """

    from_: NonNegative = msgspec.field(name="from")
    price: Positive


InvoiceBasis = Literal[
    "list",
    "incremental",
]
"""What an invoice goes by before a rebate.

- `list`: The first price.
- `incremental`: Each unit at the price of its tier.
"""


class TieredQuestion(Input, frozen=True, kw_only=True):
    """What `volume.tiered_cost` is asked. Which fields it takes depends on the scheme.

    Attributes:
        scheme: The schedule.
        quantity: What is bought.
        price: Flat, minimum commitment, price-volume cap: the price of a unit.
        tiers: All units, incremental, retroactive rebate: the tiers, in ascending order, the first from 0.
        invoice_basis: Retroactive rebate: what the invoice goes by.
        minimum_quantity: Minimum commitment: what is paid at least.
        cap_quantity: Price-volume cap: what is not paid back.
        payback_rate: Price-volume cap: the share of the rest that is.
    """

    scheme: Scheme
    quantity: NonNegative
    price: Optional[Positive] = None
    tiers: Optional[Sequence[PriceTier]] = None
    invoice_basis: Optional[InvoiceBasis] = None
    minimum_quantity: Optional[NonNegative] = None
    cap_quantity: Optional[NonNegative] = None
    payback_rate: Optional[UnitShare] = None


class TierBand(Output, frozen=True, kw_only=True, gc=False):
    """The units of a tier.

    Attributes:
        from_: From this quantity on.
        price: The price of a unit.
        quantity: The units in it.
        amount: What they cost.
    """

    from_: Figure = msgspec.field(name="from")
    price: Figure
    quantity: Figure
    amount: Figure


class CheaperFrom(Output, frozen=True, kw_only=True, gc=False):
    """A higher quantity that costs less.

    Attributes:
        quantity: The quantity.
        total: What it costs.
    """

    quantity: Figure
    total: Figure


class TieredCost(Result, frozen=True, kw_only=True):
    """What a quantity costs.

    Attributes:
        scheme: The schedule.
        quantity: What is bought.
        paid_quantity: What is paid for.
        shortfall_quantity: Paid for and not bought.
        invoice: What is invoiced.
        rebate: What comes back at the end.
        payback: What the supplier pays back above the cap.
        total: What it costs in the end.
        average_price: The total against the quantity; null where that is zero.
        tier: The highest tier reached, from 1; null without tiers.
        bands: The bands of an incremental schedule or invoice.
        cheaper_from: From where more would cost less in all.
    """

    scheme: Scheme
    quantity: Figure
    paid_quantity: Figure
    shortfall_quantity: Figure
    invoice: Figure
    rebate: Figure
    payback: Figure
    total: Figure
    average_price: Optional[Figure]
    tier: Optional[int]
    bands: tuple[TierBand, ...]
    cheaper_from: Optional[CheaperFrom]


class FundSettlement(Input, frozen=True, kw_only=True):
    """Budget and spending of the fund.

    Attributes:
        budget: The budget, yuan.
        actual: What was spent, yuan.
        keep_share: Share of what was saved that is kept.
        overrun_fund_share: Share of an overrun that the fund pays.
        overrun_limit: Up to which share of the budget.
    """

    budget: NonNegative
    actual: NonNegative
    keep_share: UnitShare
    overrun_fund_share: UnitShare
    overrun_limit: NonNegative


class SetAside(Input, frozen=True, kw_only=True):
    """A fund that is set aside: by a rate of the surplus, or a fixed amount.

    Attributes:
        fund: The fund, unique in the list.
        rate: A share of the surplus.
        amount: Yuan.
    """

    fund: Id
    rate: Optional[UnitShare] = None
    amount: Optional[NonNegative] = None


class Wages(Input, frozen=True, kw_only=True):
    """Wages under control.

    Attributes:
        control_total: The control total, yuan.
        current_total: What is paid now, yuan.
    """

    control_total: NonNegative
    current_total: NonNegative


class AllowancesQuestion(Input, frozen=True, kw_only=True):
    """What `volume.two_allows` is asked.

    Attributes:
        service_income: Income from services, yuan.
        cost: Cost, yuan.
        retention: What is kept of the surplus of tenders, yuan.
        settlement: Budget and spending of the fund.
        funds: Funds that are set aside first.
        staff_share: Share of the rest for staff.
        wages: Wages under the control of the public sector.
    """

    service_income: NonNegative
    cost: NonNegative
    staff_share: UnitShare
    retention: NonNegative = Decimal("0")
    settlement: Optional[FundSettlement] = None
    funds: Sequence[SetAside] = ()
    wages: Optional[Wages] = None


class SettlementShare(Output, frozen=True, kw_only=True, gc=False):
    """Who bears what of a settlement.

    Attributes:
        surplus: What was saved.
        kept: What is kept of it.
        overrun: What was overspent.
        fund_pays: What the fund pays of it.
        institution_bears: The rest.
    """

    surplus: Figure
    kept: Figure
    overrun: Figure
    fund_pays: Figure
    institution_bears: Figure


class FundAmount(Output, frozen=True, kw_only=True, gc=False):
    """What a fund gets.

    Attributes:
        fund: The fund.
        amount: Yuan.
    """

    fund: Id
    amount: Figure


class Allowances(Result, frozen=True, kw_only=True):
    """What may be distributed.

    Attributes:
        settlement: The settlement with the fund; null without it.
        surplus: Income, retention and settlement less cost.
        funds: What is set aside, by fund.
        funds_total: All of it.
        funds_exceed_surplus: Whether it is more than the surplus.
        distributable: What is left.
        staff: For staff.
        development: For development.
        mainly_staff: Whether more than half is for staff.
        above_wage_control: Wages above the control total: permitted, and reported; null without wages.
    """

    settlement: Optional[SettlementShare]
    surplus: Figure
    funds: tuple[FundAmount, ...]
    funds_total: Figure
    funds_exceed_surplus: bool
    distributable: Figure
    staff: Figure
    development: Figure
    mainly_staff: bool
    above_wage_control: Optional[Figure]


ProductClass = Literal[
    "drug",
    "tcm_slices",
]
"""What is sold without mark-up.

- `drug`: A drug.
- `tcm_slices`: Herbal slices (中药饮片).
"""


class SaleLine(Input, frozen=True, kw_only=True):
    """What is sold.

    Attributes:
        line: The line, unique in the list.
        product_class: What it is.
        purchase_price: What `purchase_units` cost, yuan.
        purchase_units: Units of that price.
        sale_price: What `sale_units` are sold at, yuan.
        sale_units: Units of that price.
        quantity: How many were sold at the sale price.
    """

    line: Id
    purchase_price: NonNegative
    sale_price: NonNegative
    product_class: ProductClass = "drug"
    purchase_units: Positive = Decimal("1")
    sale_units: Positive = Decimal("1")
    quantity: Optional[NonNegative] = None


class MarkupQuestion(Input, frozen=True, kw_only=True):
    """What `volume.zero_markup` is asked.

    Attributes:
        lines: The lines, at least one.
        tolerance: By how much a sale price may differ, yuan.
        tcm_slices_exempt: Whether herbal slices are exempt, where the rulebook leaves it open.
    """

    lines: Sequence[SaleLine]
    tolerance: NonNegative = Decimal("0")
    tcm_slices_exempt: Optional[bool] = None


MarkupOutcome = Literal[
    "ok",
    "above",
    "below",
    "exempt",
]
"""How a sale price stands to the purchase price.

- `ok`: It is the purchase price.
- `above`: It is above.
- `below`: It is below.
- `exempt`: It does not have to be.
"""


class MarkupLine(Output, frozen=True, kw_only=True, gc=False):
    """Whether a line is without mark-up.

    Attributes:
        line: The line.
        expected_price: What the sale price should be.
        difference: Sale price less that.
        markup: The difference against what it should be; null where that is zero.
        outcome: How it stands.
        excess_amount: The difference on what was sold above; null without a quantity.
    """

    line: Id
    expected_price: Figure
    difference: Figure
    markup: Optional[Figure]
    outcome: MarkupOutcome
    excess_amount: Optional[Figure]


class MarkupCheck(Result, frozen=True, kw_only=True):
    """Whether sales are without mark-up.

    Attributes:
        compliant: Whether no line is above or below.
        excess_total: What was asked too much in all.
        lines: The lines, by id.
    """

    compliant: bool
    excess_total: Figure
    lines: tuple[MarkupLine, ...]


_CHECK_REPORT: Function[ReportCheck] = Function("volume.check_report", ReportQuestion, ReportCheck)


def check_report(
    question: Union[ReportQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> ReportCheck:
    """Whether a report is complete and plausible, line by line.

    Args:
        question: `ReportQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the document has a floor or limits that are not published and not given;
            `invalid_input` with the field; `limit_exceeded` for a list of more than `MAX_LIST`.

    Source: rules 1 to 6 of this area; reporting notice of batch 11, August 2025.

    >>> from jicai import volume
    >>> answer = volume.check_report(
    ...     volume.ReportQuestion(institution="H1", lines=[volume.ReportLine(drug="D1")]),
    ... )
    >>> answer.institution
    'H1'
    >>> answer.verdict
    'pass'
    >>> answer.lines[0].drug
    'D1'
    """
    return _CHECK_REPORT(question, rulebook, strict)


_POOL: Function[Pool] = Function("volume.pool", PoolQuestion, Pool)


def pool(
    question: Union[PoolQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> Pool:
    """How much members bring together, whether it is enough, and what goes back to them.

    Args:
        question: `PoolQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field, `limit_exceeded` for a list of more than `MAX_LIST`.

    Source: rules 7 to 9.

    >>> from decimal import Decimal
    >>> from jicai import volume
    >>> answer = volume.pool(
    ...     volume.PoolQuestion(
    ...         members=[
    ...             volume.Member(
    ...                 member="AB",
    ...                 volumes=[volume.DrugQuantity(drug="D1", quantity=Decimal("3.75"))],
    ...             ),
    ...         ],
    ...     ),
    ... )
    >>> answer.member_count
    1
    >>> answer.single_member
    True
    >>> answer.drugs[0].drug
    'D1'
    """
    return _POOL(question, rulebook, strict)


_TENDER_AUTHORITY: Function[TenderAuthority] = Function("volume.tender_authority", AuthorityQuestion, TenderAuthority)


def tender_authority(
    question: Union[AuthorityQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> TenderAuthority:
    """Who may run which tender, and what was broken.

    Args:
        question: `AuthorityQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the rulebook has no such table or row.

    Source: rules 10 and 11; Hebei, July 2020.

    >>> from jicai import volume
    >>> answer = volume.tender_authority(
    ...     volume.AuthorityQuestion(level="county", kind="own_tender"),
    ...     rulebook="volume/hebei-2020",
    ... )
    >>> answer.authority
    'not_allowed_in_principle'
    >>> answer.national_advice
    'not_advised'
    """
    return _TENDER_AUTHORITY(question, rulebook, strict)


_AGREED: Function[AgreedVolume] = Function("volume.agreed", AgreedQuestion, AgreedVolume)


def agreed(
    question: Union[AgreedQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> AgreedVolume:
    """How much of the base is agreed.

    Args:
        question: `AgreedQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` without a share; `invalid_input` with the field.

    Source: rule 12.

    >>> from decimal import Decimal
    >>> from jicai import volume
    >>> answer = volume.agreed(
    ...     volume.AgreedQuestion(
    ...         winners=1,
    ...         bases=[volume.Base(unit="a", quantity=Decimal("0"))],
    ...         share=Decimal("0"),
    ...     ),
    ... )
    >>> answer.share
    Decimal('0')
    >>> answer.share_source
    'caller'
    >>> answer.units[0].unit
    'a'
    """
    return _AGREED(question, rulebook, strict)


_ALLOCATE: Function[Allocation] = Function("volume.allocate", AllocationQuestion, Allocation)


def allocate(
    question: Union[AllocationQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> Allocation:
    """Which supplier gets what at each institution.

    Reported = own + redistributed + undistributed + outside the agreement, exactly, before rounding.

    Args:
        question: `AllocationQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where a share or the redistribution is not published; `invalid_input` with the
            field; `limit_exceeded` for more than `MAX_CELLS` winners times institutions.

    Source: rules 13 to 21.

    >>> from jicai import volume
    >>> answer = volume.allocate(
    ...     volume.AllocationQuestion(
    ...         winners=[volume.AllocationWinner(product="A", award_class="A1")],
    ...         institutions=[volume.AllocationInstitution(institution="H1")],
    ...         stage="own",
    ...     ),
    ...     rulebook="volume/insulin-2024",
    ... )
    >>> answer.agreed_total
    Decimal('0')
    >>> answer.products[0].product
    'A'
    >>> answer.products[0].reported
    Decimal('0')
    """
    return _ALLOCATE(question, rulebook, strict)


_RENEWAL: Function[Renewal] = Function("volume.renewal", RenewalQuestion, Renewal)


def renewal(
    question: Union[RenewalQuestion, Mapping[str, Any], None] = None, /, *, rulebook: RulebookLike, strict: bool = False
) -> Renewal:
    """What a renewal bid does to the share.

    Args:
        question: `RenewalQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where a share is not published; `invalid_input` with the field.

    Source: rules 22 to 24; 医保办发〔2021〕44号, CSJ-YD2022-1.

    >>> from jicai import volume
    >>> answer = volume.renewal(volume.RenewalQuestion(), rulebook="volume/renewal-2021")
    >>> answer.mode
    'inquiry'
    """
    return _RENEWAL({} if question is None else question, rulebook, strict)


_REMAINING: Function[Remaining] = Function("volume.remaining", RemainingQuestion, Remaining)


def remaining(
    question: Union[RemainingQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> Remaining:
    """What may be bought beyond the agreed volume.

    Args:
        question: `RemainingQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where a limit is not published and not given; `invalid_input` with the field.

    Source: rules 25 to 27; supplements of Shanghai.

    >>> from decimal import Decimal
    >>> from jicai import volume
    >>> answer = volume.remaining(
    ...     volume.RemainingQuestion(agreed_quantity=Decimal("3"), winner_quantity=Decimal("2")),
    ... )
    >>> answer.remaining_quantity
    Decimal('0')
    >>> answer.completion
    Decimal('0.666667')
    """
    return _REMAINING(question, rulebook, strict)


_TIERED_COST: Function[TieredCost] = Function("volume.tiered_cost", TieredQuestion, TieredCost)


def tiered_cost(
    question: Union[TieredQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> TieredCost:
    """What a quantity costs under a quantity-price schedule.

    Args:
        question: `TieredQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field.

    Source: rule 28.

    >>> from decimal import Decimal
    >>> from jicai import volume
    >>> answer = volume.tiered_cost(
    ...     volume.TieredQuestion(scheme="flat", quantity=Decimal("0"), price=Decimal("5")),
    ... )
    >>> answer.scheme
    'flat'
    >>> answer.quantity
    Decimal('0')
    """
    return _TIERED_COST(question, rulebook, strict)


_SAME_BASKET_SAVING: Function[BasketSaving] = Function("volume.same_basket_saving", BasketQuestion, BasketSaving)


def same_basket_saving(
    question: Union[BasketQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> BasketSaving:
    """What the same basket saves.

    Args:
        question: `BasketQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field.

    Source: rule 29; Shenzhen 2016.

    >>> from decimal import Decimal
    >>> from jicai import volume
    >>> answer = volume.same_basket_saving(
    ...     volume.BasketQuestion(
    ...         items=[
    ...             volume.BasketItem(
    ...                 item="A",
    ...                 quantity=Decimal("1"),
    ...                 new_price=Decimal("2"),
    ...                 old_price=Decimal("3"),
    ...             ),
    ...         ],
    ...     ),
    ... )
    >>> answer.old_cost
    Decimal('3')
    >>> answer.new_cost
    Decimal('2')
    """
    return _SAME_BASKET_SAVING(question, rulebook, strict)


_CHOOSE_PLATFORM: Function[PlatformChoice] = Function("volume.choose_platform", PlatformQuestion, PlatformChoice)


def choose_platform(
    question: Union[PlatformQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> PlatformChoice:
    """Which platform is cheaper for the same drug.

    Args:
        question: `PlatformQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field.

    Source: rule 30.

    >>> from decimal import Decimal
    >>> from jicai import volume
    >>> answer = volume.choose_platform(
    ...     volume.PlatformQuestion(
    ...         offers=[
    ...             volume.Offer(
    ...                 offer="1",
    ...                 platform="a",
    ...                 generic_name="G",
    ...                 dosage_form="tablet",
    ...                 specification="5 mg",
    ...                 manufacturer="M",
    ...                 unit="tablet",
    ...                 price=Decimal("7"),
    ...             ),
    ...         ],
    ...     ),
    ... )
    >>> answer.groups[0].generic_name
    'G'
    >>> answer.groups[0].dosage_form
    'tablet'
    """
    return _CHOOSE_PLATFORM(question, rulebook, strict)


_ZERO_MARKUP: Function[MarkupCheck] = Function("volume.zero_markup", MarkupQuestion, MarkupCheck)


def zero_markup(
    question: Union[MarkupQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> MarkupCheck:
    """Whether sales are without mark-up.

    Args:
        question: `MarkupQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` for herbal slices where nothing says whether they are exempt; `invalid_input`
            with the field.

    Source: rule 31.

    >>> from decimal import Decimal
    >>> from jicai import volume
    >>> answer = volume.zero_markup(
    ...     volume.MarkupQuestion(
    ...         lines=[
    ...             volume.SaleLine(
    ...                 line="1",
    ...                 purchase_price=Decimal("0"),
    ...                 sale_price=Decimal("1"),
    ...                 quantity=Decimal("2"),
    ...             ),
    ...         ],
    ...     ),
    ... )
    >>> answer.excess_total
    Decimal('2')
    >>> answer.compliant
    False
    >>> answer.lines[0].line
    '1'
    """
    return _ZERO_MARKUP(question, rulebook, strict)


_RETENTION: Function[Retention] = Function("volume.retention", RetentionQuestion, Retention)


def retention(
    question: Union[RetentionQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> Retention:
    """What the hospital keeps of the surplus.

    Args:
        question: `RetentionQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where a ratio, a scope or a switch is not published and not given;
            `invalid_input` with the field.

    Source: rules 32 to 37; 医保发〔2020〕26号.

    >>> from decimal import Decimal
    >>> from jicai import volume
    >>> answer = volume.retention(
    ...     volume.RetentionQuestion(
    ...         institution="H1",
    ...         drugs=[
    ...             volume.RetentionDrug(
    ...                 drug="D1",
    ...                 price_before=Decimal("5"),
    ...                 winners=[
    ...                     volume.AgreedWinner(
    ...                         product="A",
    ...                         agreed_quantity=Decimal("100"),
    ...                         price=Decimal("5"),
    ...                     ),
    ...                 ],
    ...                 purchased_quantity=Decimal("100"),
    ...                 pay_ratio_contract=Decimal("0.6"),
    ...                 insured_share=Decimal("0.9"),
    ...             ),
    ...         ],
    ...         ratio=Decimal("0.5"),
    ...     ),
    ...     rulebook="volume/retention-shiquan",
    ... )
    >>> answer.institution
    'H1'
    >>> answer.ratio
    Decimal('0.5')
    >>> answer.drugs[0].drug
    'D1'
    """
    return _RETENTION(question, rulebook, strict)


_TWO_ALLOWS: Function[Allowances] = Function("volume.two_allows", AllowancesQuestion, Allowances)


def two_allows(
    question: Union[AllowancesQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> Allowances:
    """What may be distributed to staff, after settlement with the fund.

    Args:
        question: `AllowancesQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field.

    Source: rules 38 and 39.

    >>> from decimal import Decimal
    >>> from jicai import volume
    >>> answer = volume.two_allows(
    ...     volume.AllowancesQuestion(
    ...         service_income=Decimal("1000"),
    ...         cost=Decimal("800"),
    ...         staff_share=Decimal("0"),
    ...     ),
    ... )
    >>> answer.surplus
    Decimal('200')
    >>> answer.funds_total
    Decimal('0')
    """
    return _TWO_ALLOWS(question, rulebook, strict)
