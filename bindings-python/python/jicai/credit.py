"""Credit grading (信用评价): which company is graded dishonest, and what follows.

Written by `make python-types` from the JSON Schemas of the core. Do not edit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Optional, Union

from ._call import Function, Input, Output, Result, RulebookLike
from .rulebook import RulebookObject

__all__ = [
    "ActionGate",
    "ActionStatus",
    "AmountRange",
    "AmountRangeInterval",
    "Area",
    "Bar",
    "BarEntry",
    "BarQuestion",
    "BarScope",
    "BarStatus",
    "BarTerm",
    "Case",
    "CaseStatus",
    "Commitment",
    "CompareQuestion",
    "CorrectedProduct",
    "Correction",
    "CorrectionStep",
    "Date",
    "Deciding",
    "DropReason",
    "Dropped",
    "End",
    "Evidence",
    "Fact",
    "Fen",
    "FirmView",
    "GradeComparison",
    "GradeMeasures",
    "GradeQuestion",
    "GradeRecord",
    "GradeSide",
    "Grading",
    "Id",
    "IgnoredReason",
    "IgnoredRecord",
    "Kind",
    "Length",
    "LevelChange",
    "Matter",
    "Measure",
    "MeasureTerm",
    "MeasuresQuestion",
    "NationalQuestion",
    "NationalView",
    "NationwideProduct",
    "NotLive",
    "NotLiveReason",
    "OwnMeasure",
    "Provenance",
    "ProvinceView",
    "RecordGrade",
    "RepairOutcome",
    "RepairQuestion",
    "Role",
    "RulebookChoice",
    "RulebookObject",
    "RulebookReference",
    "Scope",
    "Side",
    "StatedAmount",
    "StatedAmountInterval",
    "StatusReason",
    "SupplierQuestion",
    "SupplierStatus",
    "Target",
    "Tender",
    "Test",
    "Version",
    "VersionBasis",
    "VersionQuestion",
    "Why",
    "WorstGrade",
    "bar",
    "compare",
    "default_rulebook",
    "grade",
    "measures",
    "national",
    "repair",
    "supplier_status",
]


Id = str
"""Identifier: opaque, compared byte for byte."""


Date = date
"""Day, ISO 8601: 2025-10-27."""


class BarEntry(Input, frozen=True, kw_only=True):
    """An entry of the violation list (违规名单).

    Attributes:
        entry_id: Identifier, unique in the list.
        first_day: The first day.
        last_day: The last day; exactly one of this and `cooperated`.
        cooperated: Whether the firm cooperated: then the rulebook says how long.
        firm: The firm; that of the question where it is left out.
    """

    entry_id: Id
    first_day: Date
    last_day: Optional[Date] = None
    cooperated: Optional[bool] = None
    firm: Optional[Id] = None


class BarQuestion(Input, frozen=True, kw_only=True):
    """What `credit.bar` is asked: whether a firm is on the violation list.

    Attributes:
        firm: The firm.
        on: The day.
        entries: Entries of the list, at most 10,000.
    """

    firm: Id
    on: Date
    entries: Sequence[BarEntry]


BarScope = Literal["national_vbp_bidding",]
"""What the violation list bars from.

- `national_vbp_bidding`: Bidding in national volume-based procurement.
"""


class BarTerm(Output, frozen=True, kw_only=True, gc=False):
    """An entry of the violation list with its term.

    Attributes:
        entry_id: The entry.
        first_day: Its first day.
        last_day: Its last day.
        in_force: Whether it covers the day asked about.
    """

    entry_id: Id
    first_day: Date
    last_day: Date
    in_force: bool


class BarStatus(Result, frozen=True, kw_only=True):
    """Whether a firm is on the violation list.

    Attributes:
        firm: The firm.
        on: The day.
        barred: Whether it is barred on that day.
        applies_to: What from.
        free_from: The first day on which it is free; the day itself where it is not barred.
        entries: Its entries, by first day, last day, id.
        ignored: Entries of other firms, by id.
    """

    firm: Id
    on: Date
    barred: bool
    applies_to: BarScope
    free_from: Date
    entries: tuple[BarTerm, ...]
    ignored: tuple[Id, ...]


Evidence = Literal[
    "judgment",
    "penalty",
    "audit",
    "authority_record",
]
"""What proves a case.

- `judgment`: A judgment in force.
- `penalty`: A penalty decision.
- `audit`: An audit report, or the result of leads that auditors handed over.
- `authority_record`: A record of the healthcare-security or procurement body.
"""


CaseStatus = Literal[
    "in_force",
    "revoked",
]
"""Whether a case still stands.

- `in_force`: It does.
- `revoked`: Judgment, penalty or record was revoked.
"""


Matter = Literal[
    "bribery",
    "tax",
    "monopoly",
    "price_offence",
    "abnormal_price",
    "obstruction",
    "bid_misconduct",
    "breach",
]
"""What a firm did (失信事项). Their order is that of the records.

- `bribery`: Commercial bribery (医药商业贿赂).
- `tax`: Falsely issued VAT invoices (涉税违法).
- `monopoly`: Monopoly (实施垄断行为).
- `price_offence`: Offence against the Price Law (不正当价格行为).
- `abnormal_price`: Abnormal price, asked and not explained (药品价格异常); 2020 only.
- `obstruction`: Resisting supervision (抗拒监管).
- `bid_misconduct`: Bid misconduct (扰乱集中采购秩序).
- `breach`: Breach of a commitment (违反承诺).
"""


Target = Literal[
    "public_institution",
    "designated_private_institution",
    "other_private_institution",
    "procurement_body",
    "security_department",
]
"""Who was bribed: the institution or its staff.

- `public_institution`: Public medical institution (公立医疗机构).
- `designated_private_institution`: Private institution designated for insurance (定点民营医疗机构).
- `other_private_institution`: Other private institution.
- `procurement_body`: Procurement body (集中采购机构).
- `security_department`: Healthcare-security department other than the procurement body (医保部门).
"""


Fen = Decimal
"""Money in yuan, zero or more, at most 2 decimals, below 10^15."""


class StatedAmountInterval(Input, frozen=True, kw_only=True):
    """Attributes:
    at_least:
    below:
    """

    at_least: Fen
    below: Optional[Fen] = None


StatedAmount = Union[Fen, StatedAmountInterval]
"""Exact amount, or the interval at_least ≤ x < below; no upper end without `below`."""


Side = Literal[
    "received",
    "issued",
]
"""On which side of false invoices a firm was.

- `received`: It received them.
- `issued`: It issued them.
"""


Kind = Literal[
    "any",
    "false_proof_others_affected",
    "false_proof",
    "collusion_national_vbp",
    "collusion_other",
    "selection_lost",
    "supply_failure",
    "agreement_not_signed",
    "other",
]
"""How a firm resisted, disturbed a tender, or broke a promise.

- `any`: Any: of obstruction there are no kinds.
- `false_proof_others_affected`: Listed or won by false proof or fraud, and others lost their place or
  return.
- `false_proof`: The same without that effect.
- `collusion_national_vbp`: Collusion in national volume-based procurement (围标串标).
- `collusion_other`: Collusion elsewhere.
- `selection_lost`: Selected and refused to perform without good reason; selection given up or
  cancelled.
- `supply_failure`: Failure of supply.
- `agreement_not_signed`: The agreement was not signed.
- `other`: Other.
"""


class Fact(Input, frozen=True, kw_only=True):
    """One fact of a case. Which fields it has depends on its matter; one that does not belong to it is
    refused.

    Attributes:
        matter: What was done.
        firm: The firm held responsible; the firm graded where it is left out.
        province: The province of the conduct; the grading province where it is left out.
        products: Involved products (涉案产品).
        cited_clause: The clause that the province's decision names, `<rank>.<number>`; then only the four
            fields above stand beside it.
        target: Bribery: who was bribed.
        amount: Bribery, tax: the sum held against this firm, yuan.
        one_payment: Bribery: the amount is one single bribe.
        largest_single: Bribery: the largest single bribe of the amount, yuan.
        side: Tax: on which side of the invoices the firm was.
        high_price_until: Monopoly, price offence: the last day known of supply at the high price; none after
            the penalty where it is left out.
        explained: Abnormal price: whether the firm explained it.
        conduct_from: Abnormal price: its first day.
        conduct_until: Abnormal price: its last day.
        sales: Abnormal price: sales in the province meanwhile, yuan; zero is allowed; nothing is known where it
            is left out.
        kind: Bid misconduct, breach: how.
    """

    matter: Matter
    firm: Optional[Id] = None
    province: Optional[Id] = None
    products: Sequence[Id] = ()
    cited_clause: Optional[str] = None
    target: Optional[Target] = None
    amount: Optional[StatedAmount] = None
    one_payment: Optional[bool] = None
    largest_single: Optional[StatedAmount] = None
    side: Optional[Side] = None
    high_price_until: Optional[Date] = None
    explained: Optional[bool] = None
    conduct_from: Optional[Date] = None
    conduct_until: Optional[Date] = None
    sales: Optional[StatedAmount] = None
    kind: Optional[Kind] = None


class Case(Input, frozen=True, kw_only=True):
    """One judgment, penalty decision, audit hand-over or record.

    Attributes:
        case_id: Identifier, unique in the question.
        evidence: What proves it.
        effective_on: The day on which judgment, penalty or record came into force.
        conduct_until: The last day of the conduct; required where the rulebook's look-back counts from it.
        status: Whether it still stands.
        facts: What it establishes, 1 to 10,000 facts.
    """

    case_id: Id
    evidence: Evidence
    effective_on: Date
    facts: Sequence[Fact]
    conduct_until: Optional[Date] = None
    status: CaseStatus = "in_force"


RulebookReference = Union[Id, RulebookObject]
"""A rulebook of a request."""


RulebookChoice = RulebookReference


class CompareQuestion(Input, frozen=True, kw_only=True):
    """What `credit.compare` is asked: the same cases, graded under a second version.

    Attributes:
        firm: The firm graded: one legal person.
        province: The grading province.
        graded_on: The day of the grading.
        cases: The cases, at most 10,000, without `cited_clause`: clause numbers belong to one version.
        other_rulebook: The second version.
    """

    firm: Id
    province: Id
    graded_on: Date
    cases: Sequence[Case]
    other_rulebook: RulebookChoice


End = Literal[
    "min",
    "max",
]
"""Which end of a grade an entry of `deciding` explains.

- `min`: The lower end.
- `max`: The upper end.
"""


Test = Literal[
    "total",
    "single",
    "security",
    "months",
    "sales",
    "kind",
    "cited",
]
"""A test of a record, in the order of the rules.

- `total`: Cumulative within one case.
- `single`: Largest single bribe.
- `security`: Bribes to procurement bodies and healthcare-security departments.
- `months`: Duration in months.
- `sales`: Sales.
- `kind`: The kind of conduct.
- `cited`: The clause that the province's decision names.
"""


class Deciding(Output, frozen=True, kw_only=True, gc=False):
    """A test that sets an end of the interval.

    Attributes:
        end: Which end.
        case_id: The case of the record.
        matter: The matter of the record.
        test: The test.
        rank: The rank that it reaches.
        clause: The number of the clause, where it has one.
    """

    end: End
    case_id: Id
    matter: Matter
    test: Test
    rank: int
    clause: Optional[str]


DropReason = Literal[
    "other_firm",
    "other_province",
    "revoked",
    "not_yet_effective",
    "matter_not_listed",
    "evidence_not_admitted",
    "outside_window",
    "target_not_covered",
    "side_not_covered",
    "explained",
]
"""Why a fact does not count, in the order in which the reasons are tried.

- `other_firm`: Another firm was held responsible.
- `other_province`: The conduct was in another province.
- `revoked`: The case was revoked.
- `not_yet_effective`: The case was not yet in force.
- `matter_not_listed`: The rulebook does not know the matter.
- `evidence_not_admitted`: The evidence is not admitted for the matter.
- `outside_window`: The case is older than the look-back.
- `target_not_covered`: The rulebook does not cover bribes to this target.
- `side_not_covered`: The firm issued the invoices: only receiving them counts.
- `explained`: The firm explained the price.
"""


class Dropped(Output, frozen=True, kw_only=True, gc=False):
    """A fact that does not count.

    Attributes:
        case_id: The case.
        fact: Its place among the facts of the case, from 0.
        reason: Why.
    """

    case_id: Id
    fact: int
    reason: DropReason


class GradeSide(Output, frozen=True, kw_only=True):
    """One side of a comparison: a grading without its records.

    Attributes:
        rulebook: The version.
        exact: Whether the interval is one grade.
        grade: The code, if exact.
        grade_min: The lowest grade it can be.
        grade_max: The highest grade it can be.
        rank_min: The rank of `grade_min`.
        rank_max: The rank of `grade_max`.
        level_min: The level of `grade_min` across versions.
        level_max: The level of `grade_max` across versions.
        gap: Whether unset parameters, not the facts, leave it open.
        gaps: Their ids.
        deciding: Which tests set the ends of the interval.
        dropped: Facts that do not count.
    """

    rulebook: Id
    exact: bool
    grade: Optional[Id]
    grade_min: Id
    grade_max: Id
    rank_min: int
    rank_max: int
    level_min: int
    level_max: int
    gap: bool
    gaps: tuple[str, ...]
    deciding: tuple[Deciding, ...]
    dropped: tuple[Dropped, ...]


LevelChange = Literal[
    "harsher",
    "milder",
    "same",
    "undetermined",
]
"""How two grades compare by level.

- `harsher`: The second is harsher.
- `milder`: The second is milder.
- `same`: Both are exactly the same.
- `undetermined`: The intervals overlap: not known.
"""


class GradeComparison(Result, frozen=True, kw_only=True):
    """The same facts under two versions.

    Attributes:
        first: Under the rulebook of the request.
        second: Under the other one.
        level_change: How the levels compare.
    """

    first: GradeSide
    second: GradeSide
    level_change: LevelChange


class VersionQuestion(Input, frozen=True, kw_only=True):
    """What `credit.default_rulebook` is asked: which version graded. Exactly one of the two.

    Attributes:
        graded_on: The day of the grading.
        label: The label of a published list, e.g. `严重失信`.
    """

    graded_on: Optional[Date] = None
    label: Optional[str] = None


VersionBasis = Literal[
    "graded_on",
    "label",
]
"""How the version of a grade was found.

- `graded_on`: From the day of the grading.
- `label`: From the label of a published list.
"""


class Version(Result, frozen=True, kw_only=True):
    """Which version of the benchmark graded.

    Attributes:
        rulebook: The rulebook.
        grade: The code of the label's grade; null when asked by day.
        basis: How it was found.
        certain: Whether it was the only one in use.
    """

    rulebook: Id
    grade: Optional[Id]
    basis: VersionBasis
    certain: bool


class GradeQuestion(Input, frozen=True, kw_only=True):
    """What `credit.grade` is asked: the cases of a firm in a province.

    Attributes:
        firm: The firm graded: one legal person.
        province: The grading province.
        graded_on: The day of the grading, 1900 to 2999 like every date of this area.
        cases: The cases, at most 10,000; none gives the grade none.
    """

    firm: Id
    province: Id
    graded_on: Date
    cases: Sequence[Case]


class AmountRangeInterval(Output, frozen=True, kw_only=True, gc=False):
    """Attributes:
    at_least:
    below:
    """

    at_least: Fen
    below: Optional[Fen] = None


AmountRange = Union[Fen, AmountRangeInterval]
"""Exact amount, or the interval at_least ≤ x < below; no upper end without `below`."""


class RecordGrade(Output, frozen=True, kw_only=True):
    """What is held against a firm in one case for one matter.

    Attributes:
        case_id: The case.
        matter: The matter.
        certain: The case is within the look-back for sure.
        products: The products of its facts.
        total: Bribery, tax: the sum of its facts, whatever their target.
        largest_single: Bribery: the largest single bribe, whatever its target.
        grade_min: The lowest grade it can be.
        grade_max: The highest grade it can be.
        rank_min: The rank of `grade_min`.
        rank_max: The rank of `grade_max`.
        clause: The clause that decides, where the grade is one and its clause has a number.
    """

    case_id: Id
    matter: Matter
    certain: bool
    products: tuple[Id, ...]
    total: Optional[AmountRange]
    largest_single: Optional[AmountRange]
    grade_min: Id
    grade_max: Id
    rank_min: int
    rank_max: int
    clause: Optional[str]


class Grading(Result, frozen=True, kw_only=True):
    """A grade that may be known only as an interval.

    `require_no_gap` is strict mode: it refuses an interval that an unpublished number leaves open.

    Attributes:
        rulebook: The version.
        firm: The firm graded.
        province: The grading province.
        graded_on: The day of the grading.
        exact: Whether the interval is one grade.
        grade: The code, if exact.
        grade_min: The lowest grade it can be.
        grade_max: The highest grade it can be.
        rank_min: The rank of `grade_min`.
        rank_max: The rank of `grade_max`.
        level_min: The level of `grade_min` across versions.
        level_max: The level of `grade_max` across versions.
        gap: Whether unset parameters, not the facts, leave it open.
        gaps: Their ids.
        records: What was held against the firm, by case, then matter.
        deciding: Which tests set the ends of the interval.
        dropped: Facts that do not count.
    """

    rulebook: Id
    firm: Id
    province: Id
    graded_on: Date
    exact: bool
    grade: Optional[Id]
    grade_min: Id
    grade_max: Id
    rank_min: int
    rank_max: int
    level_min: int
    level_max: int
    gap: bool
    gaps: tuple[str, ...]
    records: tuple[RecordGrade, ...]
    deciding: tuple[Deciding, ...]
    dropped: tuple[Dropped, ...]


Role = Literal[
    "manufacturer",
    "distributor",
]
"""In which role a firm is graded.

- `manufacturer`: Maker, marketing authorisation holder, sole agent of an import (生产企业).
- `distributor`: Distributor (配送企业).
"""


class MeasuresQuestion(Input, frozen=True, kw_only=True):
    """What `credit.measures` is asked: what a grade brings with it.

    Attributes:
        grade: The grade's code in the rulebook.
        role: The role of the firm.
        start_on: The first day; without it the measures have no days.
    """

    grade: Id
    role: Role
    start_on: Optional[Date] = None


Measure = Literal[
    "written_reminder",
    "risk_label",
    "limit_vbp",
    "limit_listing_by_price_bid",
    "limit_or_suspend_listing",
    "limit_or_suspend_bidding",
    "limit_or_suspend_delivery",
    "suspend_listing",
    "suspend_bidding",
    "suspend_delivery",
]
"""What a grade brings with it, in the order of the rules.

- `written_reminder`: Written reminder (书面提醒告诫).
- `risk_label`: Label of risk (提示风险).
- `limit_vbp`: Limits in volume-based procurement.
- `limit_listing_by_price_bid`: Limits on listing by price bids.
- `limit_or_suspend_listing`: Listing limited or suspended.
- `limit_or_suspend_bidding`: Bidding limited or suspended.
- `limit_or_suspend_delivery`: Delivery limited or suspended.
- `suspend_listing`: Listing suspended (暂停挂网).
- `suspend_bidding`: Bidding suspended (暂停投标).
- `suspend_delivery`: Delivery suspended (暂停配送).
"""


Scope = Literal[
    "firm",
    "involved_products",
    "all_products",
]
"""What a measure covers.

- `firm`: The firm.
- `involved_products`: The products of the case.
- `all_products`: All products of the firm.
"""


Area = Literal[
    "grading_province",
    "all_provinces",
]
"""Where a measure holds.

- `grading_province`: In the province that grades.
- `all_provinces`: Everywhere.
"""


Length = Literal[
    "years",
    "one_off",
    "until_cleared",
    "not_published",
]
"""How long a measure lasts.

- `years`: A number of years from the start.
- `one_off`: On the day of the start only.
- `until_cleared`: As long as the grade is live.
- `not_published`: Not published; as long as the grade is live.
"""


Provenance = Literal[
    "official",
    "secondary",
    "derived",
    "unverified",
]
"""How well a value is established.

- `official`: Read in the document itself.
- `secondary`: Reported by a secondary source that is cited.
- `derived`: Follows from other stated facts.
- `unverified`: Not confirmed by anything: an assumption. Strict mode refuses it.
"""


class MeasureTerm(Output, frozen=True, kw_only=True, gc=False):
    """A measure with its term.

    Attributes:
        measure: What it is.
        scope: What it covers.
        area: Where it holds.
        length: How long it lasts.
        years: The number of years, for length `years`.
        first_day: Its first day, if a start was given.
        last_day: Its last day, where there is one.
        provenance: How well the row is established.
    """

    measure: Measure
    scope: Scope
    area: Area
    length: Length
    years: Optional[int]
    first_day: Optional[Date]
    last_day: Optional[Date]
    provenance: Provenance


class GradeMeasures(Result, frozen=True, kw_only=True):
    """What a grade brings with it.

    Attributes:
        rulebook: The version.
        grade: The grade's code.
        rank: Its rank.
        level: Its level across versions.
        role: The role of the firm.
        complete: Whether the measures of this grade and role are published.
        measures: The measures, in the rulebook's order.
    """

    rulebook: Id
    grade: Id
    rank: int
    level: int
    role: Role
    complete: bool
    measures: tuple[MeasureTerm, ...]


class OwnMeasure(Input, frozen=True, kw_only=True):
    """A measure that a province decided for one record.

    Attributes:
        measure: What it is.
        scope: What it covers.
        area: Where it holds.
        first_day: The first day; that of the record where it is left out.
        last_day: The last day; as long as the record is live where it is left out.
    """

    measure: Measure
    scope: Scope
    area: Area
    first_day: Optional[Date] = None
    last_day: Optional[Date] = None


class GradeRecord(Input, frozen=True, kw_only=True):
    """A grade that a province gave a firm.

    Attributes:
        record_id: Identifier, unique in the list.
        firm: The firm; required by `credit.national`, that of the question elsewhere.
        role: Its role; required by `credit.national`, that of the question elsewhere.
        province: The grading province.
        rulebook: The version; that of the request where it is left out.
        grade: The grade's code in that version.
        start_on: The first day: it counts.
        cleared_on: The day of clearing: it is free.
        last_day: The last day, where there is one.
        revoked: The grade was revoked.
        products: Involved products; left out where they are not known, empty where there are none.
        measures: What the province decided in this case: replaces the rulebook's measures.
    """

    record_id: Id
    province: Id
    grade: Id
    start_on: Date
    firm: Optional[Id] = None
    role: Optional[Role] = None
    rulebook: Optional[RulebookChoice] = None
    cleared_on: Optional[Date] = None
    last_day: Optional[Date] = None
    revoked: bool = False
    products: Optional[Sequence[Id]] = None
    measures: Optional[Sequence[OwnMeasure]] = None


class NationalQuestion(Input, frozen=True, kw_only=True):
    """What `credit.national` is asked: the published rows of all provinces.

    Attributes:
        as_of: The day.
        records: The rows, at most 100,000; each states firm and role.
    """

    as_of: Date
    records: Sequence[GradeRecord]


class WorstGrade(Output, frozen=True, kw_only=True, gc=False):
    """A grade of a version.

    Attributes:
        rulebook: The version.
        grade: The code.
    """

    rulebook: Id
    grade: Id


class ProvinceView(Output, frozen=True, kw_only=True, gc=False):
    """A province with live records of a firm.

    Attributes:
        province: The province.
        level: The worst level there.
        records: The live records, by id.
    """

    province: Id
    level: int
    records: tuple[Id, ...]


class NationwideProduct(Output, frozen=True, kw_only=True, gc=False):
    """A product that is restricted in all provinces.

    Attributes:
        product: The product.
        measures: By which measures.
        graded_in: The provinces whose grades bring them, by id.
    """

    product: Id
    measures: tuple[Measure, ...]
    graded_in: tuple[Id, ...]


NotLiveReason = Literal[
    "revoked",
    "no_grade",
    "not_started",
    "cleared",
    "expired",
]
"""Why a grade record is not live, in the order in which the reasons are tried.

- `revoked`: The grade was revoked.
- `no_grade`: The grade is none.
- `not_started`: It has not started.
- `cleared`: It was cleared by correction.
- `expired`: Its period is over.
"""


class NotLive(Output, frozen=True, kw_only=True, gc=False):
    """A record that is not live.

    Attributes:
        record_id: The record.
        reason: Why.
    """

    record_id: Id
    reason: NotLiveReason


class FirmView(Output, frozen=True, kw_only=True):
    """One firm in all provinces.

    Attributes:
        firm: The firm.
        worst_level: The worst level of a live record, 0 if there is none.
        worst_grades: The worst grade of that level per version, by version.
        provinces: Provinces with live records, by id.
        nationwide_products: Products that are restricted in all provinces, by id.
        nationwide_all_products: Whether all its products are restricted in all provinces.
        nationwide_products_unknown: Whether involved products that are not known are restricted in all
            provinces.
        not_live: Records that are not live, by id.
    """

    firm: Id
    worst_level: int
    worst_grades: tuple[WorstGrade, ...]
    provinces: tuple[ProvinceView, ...]
    nationwide_products: tuple[NationwideProduct, ...]
    nationwide_all_products: bool
    nationwide_products_unknown: bool
    not_live: tuple[NotLive, ...]


class NationalView(Result, frozen=True, kw_only=True):
    """The provincial grades of all firms, rolled up to the country.

    Attributes:
        as_of: The day.
        firm_count: How many firms have records.
        firms_by_worst_level: How many firms have each worst level, 0 to 3.
        firms: The firms, by id.
    """

    as_of: Date
    firm_count: int
    firms_by_worst_level: tuple[int, ...]
    firms: tuple[FirmView, ...]


CorrectionStep = Literal[
    "stop_conduct",
    "sanction_responsible",
    "public_apology",
    "compliance_report",
    "remove_inflated_price",
    "return_gains",
    "donate_gains",
    "name_controller",
]
"""A step of correction (纠正措施), in the order of the rules.

- `stop_conduct`: End the conduct (终止失信行为).
- `sanction_responsible`: Sanction the employees and agents responsible (惩戒涉案员工、代理).
- `public_apology`: Apologise in public (公开致歉).
- `compliance_report`: Report on compliance (合规整改报告).
- `remove_inflated_price`: Take the inflated part out of the price (剔除价格虚高空间).
- `return_gains`: Return unreasonable gains (退回不合理收益).
- `donate_gains`: Donate gains (慈善捐赠): of the 2020 list only.
- `name_controller`: Name who controls the firm (指证实际控制主体): for distributors.
"""


class CorrectedProduct(Input, frozen=True, kw_only=True):
    """An involved product of a firm that corrects.

    Attributes:
        product: The product, unique in the list.
        selected_price_applied_on: The day from which its selected or negotiated price is applied.
    """

    product: Id
    selected_price_applied_on: Optional[Date] = None


class RepairQuestion(Input, frozen=True, kw_only=True):
    """What `credit.repair` is asked: whether the steps taken clear a grade.

    Attributes:
        matter: What the firm was graded for.
        grade: The grade's code in the rulebook.
        role: The role of the firm.
        as_of: The day of the question.
        done: The steps taken; twice is once.
        products: The involved products; whether their selected prices apply.
        revoked: The grade was revoked.
        last_day: The last day of the grade, where it has one.
    """

    matter: Matter
    grade: Id
    role: Role
    as_of: Date
    done: Sequence[CorrectionStep]
    products: Optional[Sequence[CorrectedProduct]] = None
    revoked: bool = False
    last_day: Optional[Date] = None


RepairOutcome = Literal[
    "cleared",
    "missing_steps",
    "lapsed",
    "not_defined",
]
"""What became of a correction.

- `cleared`: The grade is cleared.
- `missing_steps`: Steps are missing.
- `lapsed`: The grade has lapsed: there is nothing to correct.
- `not_defined`: The rulebook does not say which steps are needed.
"""


class Correction(Result, frozen=True, kw_only=True):
    """Whether the steps taken clear a grade.

    Attributes:
        rulebook: The version.
        outcome: What became of it.
        required: The steps needed; null where the grade has lapsed or they are not defined.
        counted: Those that are done or implied.
        missing: Those that are not.
        implied: Counted without having been stated: the selected prices apply.
        not_counted: Steps done that are not needed.
        grade_after: The grade from here on.
    """

    rulebook: Id
    outcome: RepairOutcome
    required: Optional[tuple[CorrectionStep, ...]]
    counted: tuple[CorrectionStep, ...]
    missing: Optional[tuple[CorrectionStep, ...]]
    implied: tuple[CorrectionStep, ...]
    not_counted: tuple[CorrectionStep, ...]
    grade_after: Id


Tender = Literal[
    "provincial",
    "alliance",
    "national_vbp",
]
"""What kind of tender a bid is for.

- `provincial`: Of a province.
- `alliance`: Of an alliance.
- `national_vbp`: National volume-based procurement.
"""


Commitment = Literal[
    "submitted",
    "missing",
]
"""Whether a firm submitted its commitment (守信承诺).

- `submitted`: It did.
- `missing`: It did not.
"""


class Bar(Input, frozen=True, kw_only=True):
    """A bar as the other functions of this area state it: its firm may be left out.

    Attributes:
        first_day: The first day.
        last_day: The last day.
        firm: The firm; that of the question where it is left out.
    """

    first_day: Date
    last_day: Date
    firm: Optional[Id] = None


class SupplierQuestion(Input, frozen=True, kw_only=True):
    """What `credit.supplier_status` is asked.

    Attributes:
        firm: The firm.
        role: Its role.
        product: The product.
        province: The province in which it would be listed, bid for or delivered.
        on: The day.
        records: Grade records, at most 100,000; those of others are ignored.
        tender: What kind of tender a bid would be for.
        commitment: Whether the firm submitted its commitment; `missing` needs a rulebook.
        bars: The violation list, at most 10,000 entries.
    """

    firm: Id
    role: Role
    product: Id
    province: Id
    on: Date
    records: Sequence[GradeRecord]
    tender: Tender = "provincial"
    commitment: Commitment = "submitted"
    bars: Sequence[Bar] = ()


ActionStatus = Literal[
    "allowed",
    "limited",
    "undetermined",
    "limited_or_suspended",
    "suspended",
]
"""Whether it may, from the mildest to the strictest.

- `allowed`: No credit rule stands in the way.
- `limited`: With limits.
- `undetermined`: Not known: the rule is not published, or the products are not known.
- `limited_or_suspended`: Limited or suspended: the document leaves the choice to the province.
- `suspended`: Suspended.
"""


Why = Literal[
    "measure",
    "products_unknown",
    "rule_not_published",
    "commitment_missing",
    "national_bar",
]
"""What a reason of a status is.

- `measure`: A measure of a grade.
- `products_unknown`: A measure on involved products, which are not known.
- `rule_not_published`: What the grade brings with it is not published; the next grade bounds it.
- `commitment_missing`: The firm did not submit its commitment.
- `national_bar`: The firm is on the violation list of national procurement.
"""


class StatusReason(Output, frozen=True, kw_only=True, gc=False):
    """Why an action is not simply open.

    Attributes:
        why: What kind of reason.
        record_id: The grade record; null for a reason that is not from a record, like the next three.
        measure: The measure.
        scope: What it covers.
        area: Where it holds.
        status: What it makes of the action.
    """

    why: Why
    record_id: Optional[Id]
    measure: Optional[Measure]
    scope: Optional[Scope]
    area: Optional[Area]
    status: ActionStatus


class ActionGate(Output, frozen=True, kw_only=True):
    """Whether an action is open.

    Attributes:
        status: The strictest of the reasons; `allowed` says only that no credit rule stands in the way.
        reasons: By record, then in the rulebook's order; then the commitment; then the violation list.
    """

    status: ActionStatus
    reasons: tuple[StatusReason, ...]


IgnoredReason = Literal[
    "other_firm",
    "other_role",
    "revoked",
    "no_grade",
    "not_started",
    "cleared",
    "expired",
]
"""Why a record plays no part in the answer about a supplier.

- `other_firm`: It is about another firm.
- `other_role`: It is about the firm in another role.
- `revoked`: The grade was revoked.
- `no_grade`: The grade is none.
- `not_started`: It has not started.
- `cleared`: It was cleared by correction.
- `expired`: Its period is over.
"""


class IgnoredRecord(Output, frozen=True, kw_only=True, gc=False):
    """A record that plays no part.

    Attributes:
        record_id: The record.
        reason: Why.
    """

    record_id: Id
    reason: IgnoredReason


class SupplierStatus(Result, frozen=True, kw_only=True):
    """What a supplier may do with a product in a province on a day, and why not.

    Attributes:
        firm: The firm.
        role: Its role.
        product: The product.
        province: The province.
        on: The day.
        listing: Listing.
        bidding: Bidding.
        delivery: Delivery.
        risk_label: Whether the firm carries the label of risk.
        live_records: The records that were looked at, by id.
        ignored_records: The others, by id.
    """

    firm: Id
    role: Role
    product: Id
    province: Id
    on: Date
    listing: ActionGate
    bidding: ActionGate
    delivery: ActionGate
    risk_label: bool
    live_records: tuple[Id, ...]
    ignored_records: tuple[IgnoredRecord, ...]


_GRADE: Function[Grading] = Function("credit.grade", GradeQuestion, Grading)


def grade(
    question: Union[GradeQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> Grading:
    """The grade of a firm in a province, by its cases.

    Args:
        question: `GradeQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field, `limit_exceeded` for more than `MAX_CASES` cases or
            `MAX_FACTS` facts in one.

    Source: rules 1 to 11 of this area; 医保价采中心函〔2020〕24号 and 25号, 医保办发〔2025〕10号.

    >>> from datetime import date
    >>> from jicai import credit
    >>> answer = credit.grade(
    ...     credit.GradeQuestion(
    ...         firm="F",
    ...         province="P",
    ...         graded_on=date(2025, 12, 31),
    ...         cases=[
    ...             credit.Case(
    ...                 case_id="c1",
    ...                 evidence="audit",
    ...                 effective_on=date(2025, 3, 1),
    ...                 facts=[credit.Fact(matter="monopoly")],
    ...             ),
    ...         ],
    ...     ),
    ...     rulebook="credit/cn-2025",
    ... )
    >>> answer.rulebook
    'credit/cn-2025'
    >>> answer.firm
    'F'
    >>> answer.dropped[0].case_id
    'c1'
    """
    return _GRADE(question, rulebook, strict)


_COMPARE: Function[GradeComparison] = Function("credit.compare", CompareQuestion, GradeComparison)


def compare(
    question: Union[CompareQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> GradeComparison:
    """The same cases under two versions of the benchmark.

    Args:
        question: `CompareQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: As `grade()`; `unknown_rulebook` or `invalid_rulebook` at `/input/other_rulebook`; a cited
            clause is `invalid_input`.

    Source: rule 12.

    >>> from datetime import date
    >>> from jicai import credit
    >>> answer = credit.compare(
    ...     credit.CompareQuestion(
    ...         firm="F",
    ...         province="P",
    ...         graded_on=date(2021, 12, 31),
    ...         cases=[
    ...             credit.Case(
    ...                 case_id="c1",
    ...                 evidence="penalty",
    ...                 effective_on=date(2021, 3, 1),
    ...                 facts=[credit.Fact(matter="breach", kind="selection_lost")],
    ...             ),
    ...         ],
    ...         other_rulebook="credit/cn-2025",
    ...     ),
    ...     rulebook="credit/cn-2020",
    ... )
    >>> answer.level_change
    'undetermined'
    >>> answer.first.rulebook
    'credit/cn-2020'
    >>> answer.first.grade
    'severe'
    """
    return _COMPARE(question, rulebook, strict)


_MEASURES: Function[GradeMeasures] = Function("credit.measures", MeasuresQuestion, GradeMeasures)


def measures(
    question: Union[MeasuresQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> GradeMeasures:
    """What a grade brings with it for a role, with the days on which it runs.

    Args:
        question: `MeasuresQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` for a grade of another version.

    Source: rule 14.

    >>> from jicai import credit
    >>> answer = credit.measures(
    ...     credit.MeasuresQuestion(grade="medium", role="manufacturer"),
    ...     rulebook="credit/cn-2020",
    ... )
    >>> answer.rulebook
    'credit/cn-2020'
    >>> answer.grade
    'medium'
    >>> answer.measures[0].measure
    'written_reminder'
    """
    return _MEASURES(question, rulebook, strict)


_REPAIR: Function[Correction] = Function("credit.repair", RepairQuestion, Correction)


def repair(
    question: Union[RepairQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> Correction:
    """Whether the steps that a firm has taken clear its grade, and which are missing.

    Args:
        question: `RepairQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field; at `/input/grade` for a grade that the matter cannot have.

    Source: rule 15, clause `#repair`.

    >>> from datetime import date
    >>> from jicai import credit
    >>> answer = credit.repair(
    ...     credit.RepairQuestion(
    ...         matter="bribery",
    ...         grade="dishonest",
    ...         role="manufacturer",
    ...         as_of=date(2026, 3, 1),
    ...         done=["name_controller"],
    ...     ),
    ...     rulebook="credit/cn-2025",
    ... )
    >>> answer.rulebook
    'credit/cn-2025'
    >>> answer.outcome
    'missing_steps'
    >>> answer.required
    ('stop_conduct', 'compliance_report', 'remove_inflated_price', 'return_gains')
    """
    return _REPAIR(question, rulebook, strict)


_NATIONAL: Function[NationalView] = Function("credit.national", NationalQuestion, NationalView)


def national(
    question: Union[NationalQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> NationalView:
    """The provincial grades of all firms, rolled up to the country.

    `rulebook` is the version of records that name none.

    Args:
        question: `NationalQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the record's field, `limit_exceeded` for more than `MAX_RECORDS`.

    Source: rules 12 to 14.

    >>> from datetime import date
    >>> from jicai import credit
    >>> answer = credit.national(
    ...     credit.NationalQuestion(
    ...         as_of=date(2026, 2, 1),
    ...         records=[
    ...             credit.GradeRecord(
    ...                 record_id="r",
    ...                 province="P",
    ...                 grade="none",
    ...                 start_on=date(2026, 3, 1),
    ...                 rulebook="credit/cn-2020",
    ...                 firm="F",
    ...                 role="manufacturer",
    ...             ),
    ...         ],
    ...     ),
    ... )
    >>> answer.as_of
    datetime.date(2026, 2, 1)
    >>> answer.firm_count
    1
    >>> answer.firms_by_worst_level
    (1, 0, 0, 0)
    """
    return _NATIONAL(question, rulebook, strict)


_SUPPLIER_STATUS: Function[SupplierStatus] = Function("credit.supplier_status", SupplierQuestion, SupplierStatus)


def supplier_status(
    question: Union[SupplierQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> SupplierStatus:
    """Whether a firm may list, bid for or deliver a product in a province on a day, and why not.

    `rulebook` is the version of records that name none, and says what a missing commitment limits. For many
    questions about the same records prepare a `SupplierIndex`.

    Args:
        question: `SupplierQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field, `limit_exceeded` for more than `MAX_RECORDS` records or
            `MAX_ENTRIES` bars.

    Source: rules 13 and 14, clauses `#live` and `#commitment_missing`, and the seven rules of the function.

    >>> from datetime import date
    >>> from jicai import credit
    >>> answer = credit.supplier_status(
    ...     credit.SupplierQuestion(
    ...         firm="F",
    ...         role="manufacturer",
    ...         product="p",
    ...         province="P",
    ...         on=date(2026, 6, 1),
    ...         records=[
    ...             credit.GradeRecord(
    ...                 record_id="r",
    ...                 province="P",
    ...                 grade="none",
    ...                 start_on=date(2026, 1, 1),
    ...                 rulebook="credit/cn-2025",
    ...             ),
    ...         ],
    ...     ),
    ... )
    >>> answer.firm
    'F'
    >>> answer.role
    'manufacturer'
    >>> answer.listing.status
    'allowed'
    """
    return _SUPPLIER_STATUS(question, rulebook, strict)


_BAR: Function[BarStatus] = Function("credit.bar", BarQuestion, BarStatus)


def bar(
    question: Union[BarQuestion, Mapping[str, Any]], /, rulebook: Optional[RulebookLike] = None, *, strict: bool = False
) -> BarStatus:
    """Whether a firm is barred from national procurement on a day, and from when it is free.

    Args:
        question: `BarQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field; `rule_gap` where the months are not published;
            `limit_exceeded` for more than `MAX_ENTRIES`.

    Source: rule 16, clause `credit/cn-vbp-bar#bar_months`.

    >>> from datetime import date
    >>> from jicai import credit
    >>> answer = credit.bar(
    ...     credit.BarQuestion(
    ...         firm="F",
    ...         on=date(2025, 2, 21),
    ...         entries=[credit.BarEntry(entry_id="e", first_day=date(2024, 8, 21), cooperated=True)],
    ...     ),
    ... )
    >>> answer.firm
    'F'
    >>> answer.on
    datetime.date(2025, 2, 21)
    >>> answer.entries[0].entry_id
    'e'
    """
    return _BAR(question, rulebook, strict)


_DEFAULT_RULEBOOK: Function[Version] = Function("credit.default_rulebook", VersionQuestion, Version)


def default_rulebook(
    question: Union[VersionQuestion, Mapping[str, Any], None] = None, /, *, strict: bool = False
) -> Version:
    """Which version of the benchmark graded: by the day of the grading, or by the label of a published list.

    Args:
        question: `VersionQuestion`, or a dict of its fields.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` for a day before the first version; `invalid_input` for a label that no list has.

    Source: rule 17.

    >>> from jicai import credit
    >>> answer = credit.default_rulebook(credit.VersionQuestion(label="一般"))
    >>> answer.rulebook
    'credit/cn-2020'
    >>> answer.grade
    'general'
    """
    return _DEFAULT_RULEBOOK({} if question is None else question, None, strict)
