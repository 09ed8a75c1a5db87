"""Execution (执行): progress, alerts, settlement, price marks, supply.

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
    "AgreedRemainder",
    "Agreement",
    "Agreements",
    "Alert",
    "AlertSummary",
    "Alerts",
    "AlertsQuestion",
    "AssessQuestion",
    "AssessedItem",
    "AssessmentCounts",
    "AssessmentException",
    "AssessmentReason",
    "AssessmentResult",
    "AssessmentVerdict",
    "Assignment",
    "BandCount",
    "BarPeriod",
    "BarTerm",
    "Basis",
    "Buyer",
    "Calendar",
    "CallerLimit",
    "CapQuestion",
    "CapSource",
    "CappedItem",
    "Clock",
    "Complaints",
    "Consistency",
    "ContractPeriod",
    "Coverage",
    "CoverageGroup",
    "Date",
    "Day",
    "DayCount",
    "Differing",
    "Direction",
    "DisclosedRecord",
    "Disclosure",
    "DisclosureQuestion",
    "DrugRoute",
    "EquipmentClass",
    "EscalateQuestion",
    "Escalation",
    "Event",
    "Figure",
    "FinalState",
    "FundKind",
    "FundPrepayment",
    "FundPrepaymentQuestion",
    "FundReason",
    "Goods",
    "GoodsKind",
    "GoodsRoute",
    "GradeBand",
    "HospitalProduct",
    "Id",
    "InHospital",
    "InHospitalCheck",
    "Income",
    "IncomeQuestion",
    "IncomeRatio",
    "Indicator",
    "IndicatorMean",
    "IndicatorsOfArray_of_MonthValue",
    "IndicatorsOfNullableSigned",
    "InstitutionRemainder",
    "Invoice",
    "InvoiceDue",
    "InvoiceStatus",
    "ItemAssessment",
    "ItemCap",
    "ItemMark",
    "Lateness",
    "Link",
    "LinkScore",
    "Mark",
    "MarkClass",
    "MarkCounts",
    "MarkQuestion",
    "MarkedItem",
    "MeanComparison",
    "Moment",
    "MonitoredSubject",
    "Month",
    "MonthValue",
    "NonNegative",
    "NonSupplyCaps",
    "NonSupplyReading",
    "NotEvaluated",
    "OfflinePurchase",
    "Order",
    "Orders",
    "Overall",
    "PartShare",
    "PartValue",
    "Party",
    "Payment",
    "PaymentRecord",
    "PlatformMatch",
    "PlatformRow",
    "Platforms",
    "Positive",
    "Prepayment",
    "PrepaymentItem",
    "PrepaymentQuestion",
    "PriceMarks",
    "ProcessScore",
    "ProductKind",
    "ProductSupply",
    "Progress",
    "ProgressQuestion",
    "PublishedItem",
    "PurchaseQuestion",
    "PurchaseRoute",
    "PurchaseRoutes",
    "RecordCheck",
    "RegionQuantity",
    "ReplaceQuestion",
    "Replacement",
    "ReplacementCandidate",
    "ReplacementRole",
    "RequiredItem",
    "RouteReason",
    "ScoreQuestion",
    "Settlement",
    "SettlementDue",
    "SettlementQuestion",
    "SettlementRule",
    "SettlementRuleDayOfNextMonth",
    "SettlementRuleDaysAfter",
    "SettlementRuleEndOfNextMonth",
    "Severity",
    "Shortage",
    "ShortageFlag",
    "ShortageQuestion",
    "Signed",
    "SlotCandidate",
    "SlotChoice",
    "SlotQuestion",
    "SlotRole",
    "State",
    "StockedProduct",
    "SubjectBand",
    "SubjectKind",
    "SuppliedProduct",
    "SupplyPrice",
    "TotalCheck",
    "TotalOfParts",
    "UnitShare",
    "Urgency",
    "VbpPrepayment",
    "VbpPrepaymentQuestion",
    "Volumes",
    "alerts",
    "assess",
    "central_purchase",
    "disclosure",
    "drug_income_ratio",
    "escalate",
    "non_supply_cap",
    "prepayment",
    "price_mark",
    "process_score",
    "progress",
    "replace_supplier",
    "second_slot",
    "settlement_due",
    "shortage",
]


Id = str
"""Identifier: opaque, compared byte for byte."""


SubjectKind = Literal[
    "institution",
    "product",
    "maker",
    "distributor",
    "region",
]
"""What a subject of monitoring is.

- `institution`: Medical institution (医疗机构).
- `product`: Product.
- `maker`: Manufacturer (生产企业).
- `distributor`: Distributor (配送企业).
- `region`: Region.
"""


NonNegative = Decimal
"""Decimal string, zero or more; at most 10 decimals, below 10^15."""


Signed = Decimal
"""Decimal string, a decimal; at most 10 decimals, below 10^15."""


class IndicatorsOfNullableSigned(Input, frozen=True, kw_only=True):
    """Attributes:
    completion:
    winner_share:
    winner_amount_share:
    delivery_rate:
    order_response_rate:
    on_time_rate:
    receipt_rate:
    settlement_on_time_rate:
    in_hospital_rate:
    signing_rate:
    coverage_rate:
    days_of_stock:
    capacity_coverage:
    lag:
    relative_lag:
    non_winner_share:
    offline_share:
    substitute_share:
    complaint_count:
    late_order_count:
    lagging_product_count:
    spike_ratio:
    drug_income_ratio:
    """

    completion: Optional[Signed] = None
    winner_share: Optional[Signed] = None
    winner_amount_share: Optional[Signed] = None
    delivery_rate: Optional[Signed] = None
    order_response_rate: Optional[Signed] = None
    on_time_rate: Optional[Signed] = None
    receipt_rate: Optional[Signed] = None
    settlement_on_time_rate: Optional[Signed] = None
    in_hospital_rate: Optional[Signed] = None
    signing_rate: Optional[Signed] = None
    coverage_rate: Optional[Signed] = None
    days_of_stock: Optional[Signed] = None
    capacity_coverage: Optional[Signed] = None
    lag: Optional[Signed] = None
    relative_lag: Optional[Signed] = None
    non_winner_share: Optional[Signed] = None
    offline_share: Optional[Signed] = None
    substitute_share: Optional[Signed] = None
    complaint_count: Optional[Signed] = None
    late_order_count: Optional[Signed] = None
    lagging_product_count: Optional[Signed] = None
    spike_ratio: Optional[Signed] = None
    drug_income_ratio: Optional[Signed] = None


Month = str
"""A month from 1900 to 2999: 2025-07."""


class MonthValue(Input, frozen=True, kw_only=True):
    """The value of a month of a series.

    Attributes:
        month: The month, unique in its series.
        value: The value; null breaks a run of months.
    """

    month: Month
    value: Optional[Signed]


class IndicatorsOfArray_of_MonthValue(Input, frozen=True, kw_only=True):
    """Attributes:
    completion:
    winner_share:
    winner_amount_share:
    delivery_rate:
    order_response_rate:
    on_time_rate:
    receipt_rate:
    settlement_on_time_rate:
    in_hospital_rate:
    signing_rate:
    coverage_rate:
    days_of_stock:
    capacity_coverage:
    lag:
    relative_lag:
    non_winner_share:
    offline_share:
    substitute_share:
    complaint_count:
    late_order_count:
    lagging_product_count:
    spike_ratio:
    drug_income_ratio:
    """

    completion: Sequence[MonthValue] = ()
    winner_share: Sequence[MonthValue] = ()
    winner_amount_share: Sequence[MonthValue] = ()
    delivery_rate: Sequence[MonthValue] = ()
    order_response_rate: Sequence[MonthValue] = ()
    on_time_rate: Sequence[MonthValue] = ()
    receipt_rate: Sequence[MonthValue] = ()
    settlement_on_time_rate: Sequence[MonthValue] = ()
    in_hospital_rate: Sequence[MonthValue] = ()
    signing_rate: Sequence[MonthValue] = ()
    coverage_rate: Sequence[MonthValue] = ()
    days_of_stock: Sequence[MonthValue] = ()
    capacity_coverage: Sequence[MonthValue] = ()
    lag: Sequence[MonthValue] = ()
    relative_lag: Sequence[MonthValue] = ()
    non_winner_share: Sequence[MonthValue] = ()
    offline_share: Sequence[MonthValue] = ()
    substitute_share: Sequence[MonthValue] = ()
    complaint_count: Sequence[MonthValue] = ()
    late_order_count: Sequence[MonthValue] = ()
    lagging_product_count: Sequence[MonthValue] = ()
    spike_ratio: Sequence[MonthValue] = ()
    drug_income_ratio: Sequence[MonthValue] = ()


class MonitoredSubject(Input, frozen=True, kw_only=True):
    """Whose execution is monitored.

    Attributes:
        subject: The subject, unique in the list.
        kind: What it is; rules for one kind are not evaluated without it.
        weight: Its weight in means.
        values: Its indicators; null is known to be missing.
        series: Its indicators month by month, for rules about several months.
    """

    subject: Id
    kind: Optional[SubjectKind] = None
    weight: NonNegative = Decimal("1")
    values: Optional[IndicatorsOfNullableSigned] = None
    series: Optional[IndicatorsOfArray_of_MonthValue] = None


Indicator = Literal[
    "completion",
    "winner_share",
    "winner_amount_share",
    "delivery_rate",
    "order_response_rate",
    "on_time_rate",
    "receipt_rate",
    "settlement_on_time_rate",
    "in_hospital_rate",
    "signing_rate",
    "coverage_rate",
    "days_of_stock",
    "capacity_coverage",
    "lag",
    "relative_lag",
    "non_winner_share",
    "offline_share",
    "substitute_share",
    "complaint_count",
    "late_order_count",
    "lagging_product_count",
    "spike_ratio",
    "drug_income_ratio",
]
"""An indicator of execution, in catalogue order: first those of which little is bad, then those of which
much is.

- `completion`: Purchased over agreed quantity (完成率).
- `winner_share`: Share of winners by quantity (中选药占比).
- `winner_amount_share`: Share of winners by amount (中选金额占比).
- `delivery_rate`: Delivered over ordered quantity (网上配送率).
- `order_response_rate`: Orders answered over all (订单响应率).
- `on_time_rate`: Orders delivered in time (配送及时率).
- `receipt_rate`: Orders confirmed as received (交易完成率).
- `settlement_on_time_rate`: Paid in time over all (按时结算率, 回款率).
- `in_hospital_rate`: Winning products that have entered the hospital (进院).
- `signing_rate`: Agreements signed over all.
- `coverage_rate`: Covered over all members of a group.
- `days_of_stock`: Stock over daily use.
- `capacity_coverage`: Capacity over agreed volume.
- `lag`: Time sequence less completion (滞后).
- `relative_lag`: Lag over time sequence.
- `non_winner_share`: Share of non-winners by quantity (非中选占比).
- `offline_share`: Share bought offline (线下采购占比).
- `substitute_share`: Share of substitutable drugs (可替代品种).
- `complaint_count`: Complaints in a window.
- `late_order_count`: Orders delivered late.
- `lagging_product_count`: Products that lag behind.
- `spike_ratio`: Recent use over usual use.
- `drug_income_ratio`: Drug income over medical income (药占比).
"""


Severity = Literal[
    "serious",
    "warning",
    "notice",
]
"""How grave an alert is, on the scale of this library.

- `serious`: Most grave.
- `warning`: In between.
- `notice`: Least grave.
"""


class CallerLimit(Input, frozen=True, kw_only=True):
    """A limit of the caller: a lower one for indicators of which little is bad, an upper one for the others.

    Attributes:
        indicator: The indicator.
        severity: How grave it is to be beyond.
        limit: The limit.
        inclusive: Whether the limit itself is beyond.
    """

    indicator: Indicator
    severity: Severity
    limit: Signed
    inclusive: bool = False


class MeanComparison(Input, frozen=True, kw_only=True):
    """A comparison with the mean of the subjects.

    Attributes:
        indicator: The indicator.
        severity: How grave it is to be beyond.
        margin: How far from the mean is beyond; exactly so far is not.
        mean: The mean, where it is known otherwise.
    """

    indicator: Indicator
    severity: Severity
    margin: NonNegative
    mean: Optional[Signed] = None


class AlertsQuestion(Input, frozen=True, kw_only=True):
    """What `execution.alerts` is asked.

    Attributes:
        subjects: The subjects, at least one.
        limits: Limits of the caller, each indicator and severity once.
        mean_comparison: Comparisons with the mean of the subjects, each indicator and severity once.
    """

    subjects: Sequence[MonitoredSubject]
    limits: Sequence[CallerLimit] = ()
    mean_comparison: Sequence[MeanComparison] = ()


Basis = Literal[
    "rulebook",
    "caller",
    "mean",
]
"""Whose limit an alert is about.

- `rulebook`: The document's.
- `caller`: The caller's.
- `mean`: The mean of the subjects.
"""


Figure = Decimal
"""Decimal string without trailing zeros; a quotient is rounded to 6 decimals, ties away from zero."""


class Alert(Output, frozen=True, kw_only=True, gc=False):
    """An alert.

    Attributes:
        subject: The subject.
        indicator: The indicator; of a rule the one of its first condition.
        rule: The rule: its name, `band:…`, `limit:…` or `mean:…`.
        basis: Whose limit it is.
        severity: How grave it is.
        action: What the document asks for; rules only.
        value: The value; of a rule about several months that of the last one.
        limit: The limit; not for bands.
        months: Months of the run.
        from_: First month of the run.
        to: Last month of the run.
    """

    subject: Id
    indicator: Indicator
    rule: Id
    basis: Basis
    severity: Severity
    value: Signed
    action: Optional[Id] = None
    limit: Optional[Figure] = None
    months: Optional[int] = None
    from_: Optional[Month] = msgspec.field(default=None, name="from")
    to: Optional[Month] = None


class AlertSummary(Output, frozen=True, kw_only=True, gc=False):
    """How many alerts there are.

    Attributes:
        serious: Serious ones.
        warning: Warnings.
        notice: Notices.
        subjects_with_alerts: Subjects that have any.
    """

    serious: int
    warning: int
    notice: int
    subjects_with_alerts: int


class NotEvaluated(Output, frozen=True, kw_only=True, gc=False):
    """A rule that could not be evaluated.

    Attributes:
        subject: The subject.
        rule: The rule.
        missing: What is not known: `kind`, or indicators in the order of the conditions.
    """

    subject: Id
    rule: Id
    missing: tuple[str, ...]


class SubjectBand(Output, frozen=True, kw_only=True, gc=False):
    """The band of a value.

    Attributes:
        subject: The subject.
        indicator: The indicator.
        band: The band, or `uncovered`.
    """

    subject: Id
    indicator: Indicator
    band: Id


class BandCount(Output, frozen=True, kw_only=True, gc=False):
    """How many values lie in a band.

    Attributes:
        indicator: The indicator.
        band: The band, or `uncovered`.
        count: How many subjects.
        share: Of those with a value; null without any.
    """

    indicator: Indicator
    band: Id
    count: int
    share: Optional[Figure]


class IndicatorMean(Output, frozen=True, kw_only=True, gc=False):
    """The mean of an indicator.

    Attributes:
        indicator: The indicator.
        severity: The severity of the comparison.
        mean: The mean; null where no weight stands behind it.
    """

    indicator: Indicator
    severity: Severity
    mean: Optional[Figure]


class Alerts(Result, frozen=True, kw_only=True):
    """Alerts and what they rest on.

    Attributes:
        alerts: By subject, the most severe first, then by basis and rule.
        summary: How many there are.
        worst_first: Subjects with alerts, by number of serious ones, then of warnings, then of notices, then by
            id.
        not_evaluated: Rules of the rulebook that could not be evaluated, by subject and rule.
        unmonitored: Indicators with values that nothing looks at, in catalogue order.
        bands: The band of each value, by subject and indicator; with bands only.
        band_counts: How many values lie in each band, in the order of the rulebook, `uncovered` last.
        means: The means, by indicator and severity; with comparisons only.
    """

    alerts: tuple[Alert, ...]
    summary: AlertSummary
    worst_first: tuple[Id, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    unmonitored: tuple[Indicator, ...]
    bands: Optional[tuple[SubjectBand, ...]] = None
    band_counts: Optional[tuple[BandCount, ...]] = None
    means: Optional[tuple[IndicatorMean, ...]] = None


Overall = Literal[
    "each_item",
    "pooled",
]
"""How items make up an assessment.

- `each_item`: One item that fails is enough.
- `pooled`: The sums count.
"""


UnitShare = Decimal
"""Decimal string, 0 to 1; at most 10 decimals, below 10^15."""


AssessmentException = Literal[
    "need_changed",
    "shortage",
    "emergency",
    "seasonal",
    "key_monitored",
    "public_health_event",
]
"""Why an item is judged in another way.

- `need_changed`: Clinical need changed.
- `shortage`: The drug was short.
- `emergency`: An emergency.
- `seasonal`: Seasonal need.
- `key_monitored`: A drug under special monitoring (重点监控).
- `public_health_event`: A public health event.
"""


class AssessedItem(Input, frozen=True, kw_only=True):
    """A winning product of an institution.

    Attributes:
        product: The product, unique in the list.
        agreed: Its agreed volume.
        purchased: What was bought of it.
        winner_quantity: What was bought of winners; else what was bought of it.
        non_winner_quantity: What was bought of others.
        exception: Why it is judged in another way.
        required_winner_share: The share of winners to be kept: with `key_monitored` and `public_health_event`.
    """

    product: Id
    agreed: NonNegative
    purchased: NonNegative
    non_winner_quantity: NonNegative
    winner_quantity: Optional[NonNegative] = None
    exception: Optional[AssessmentException] = None
    required_winner_share: Optional[UnitShare] = None


class AssessQuestion(Input, frozen=True, kw_only=True):
    """What `execution.assess` is asked.

    Attributes:
        overall: How items make up the whole: the documents do not choose, so the caller must.
        max_non_winner_share: Highest share of non-winners, where the rulebook leaves it open.
        items: The items, at least one.
    """

    overall: Overall
    items: Sequence[AssessedItem]
    max_non_winner_share: Optional[UnitShare] = None


AssessmentVerdict = Literal[
    "qualified",
    "unqualified",
    "exempt",
]
"""How an item or the whole is judged.

- `qualified`: It passes.
- `unqualified`: It fails.
- `exempt`: It is not judged.
"""


AssessmentReason = Literal[
    "agreed_volume_unfinished",
    "non_winner_share_over_limit",
    "winner_share_not_kept",
]
"""Why an item fails, in the order of the rules.

- `agreed_volume_unfinished`: Less than the agreed volume was bought.
- `non_winner_share_over_limit`: Too much was bought of non-winners.
- `winner_share_not_kept`: The share of winners was not kept.
"""


class ItemAssessment(Output, frozen=True, kw_only=True, gc=False):
    """How an item is judged.

    Attributes:
        product: The product.
        verdict: How it is judged.
        reasons: Why it fails.
        completion: Purchased over agreed; null where nothing was agreed.
        non_winner_share: Share of non-winners; null where nothing was bought.
    """

    product: Id
    verdict: AssessmentVerdict
    reasons: tuple[AssessmentReason, ...]
    completion: Optional[Figure]
    non_winner_share: Optional[Figure]


class AssessmentCounts(Output, frozen=True, kw_only=True, gc=False):
    """How many items have each verdict.

    Attributes:
        qualified: They pass.
        unqualified: They fail.
        exempt: They are not judged.
    """

    qualified: int
    unqualified: int
    exempt: int


class AssessmentResult(Result, frozen=True, kw_only=True):
    """How an institution is judged.

    Attributes:
        verdict: The whole.
        reasons: Why it fails, in the order of the rules.
        items: The items, by product.
        counts: How many items have each verdict.
    """

    verdict: AssessmentVerdict
    reasons: tuple[AssessmentReason, ...]
    items: tuple[ItemAssessment, ...]
    counts: AssessmentCounts


Buyer = Literal[
    "public",
    "private",
]
"""Who buys.

- `public`: A public institution.
- `private`: A private one.
"""


GoodsKind = Literal[
    "drug",
    "consumable",
    "equipment",
]
"""What is bought.

- `drug`: A drug.
- `consumable`: A medical consumable.
- `equipment`: Equipment.
"""


EquipmentClass = Literal[
    "none",
    "class_a",
    "class_b",
]
"""Class of large medical equipment.

- `none`: Not large.
- `class_a`: Class A (甲类).
- `class_b`: Class B (乙类).
"""


class Goods(Input, frozen=True, kw_only=True):
    """Goods to be bought.

    Attributes:
        item: The item, unique in the list.
        kind: What it is.
        value: Its value, yuan; the caller decides whether that is a unit's or the project's.
        large_equipment_class: Class of large equipment; for equipment only.
    """

    item: Id
    kind: GoodsKind
    value: NonNegative
    large_equipment_class: EquipmentClass = "none"


class PurchaseQuestion(Input, frozen=True, kw_only=True):
    """What `execution.central_purchase` is asked.

    Attributes:
        buyer: Who buys.
        goods: The goods, at least one.
    """

    buyer: Buyer
    goods: Sequence[Goods]


PurchaseRoute = Literal[
    "central_tender",
    "online_trade",
    "central_purchase",
    "own_purchase",
    "not_covered",
]
"""By which way goods are bought.

- `central_tender`: Central tender.
- `online_trade`: Trade on the platform.
- `central_purchase`: Central purchase.
- `own_purchase`: By the institution itself.
- `not_covered`: The rules do not apply.
"""


RouteReason = Literal[
    "drug",
    "consumable",
    "value",
    "class_b",
    "below_threshold",
    "private_buyer",
]
"""Why goods take a way.

- `drug`: They are a drug.
- `consumable`: They are a consumable.
- `value`: Their value reaches the threshold.
- `class_b`: They are class B.
- `below_threshold`: Their value does not reach the threshold.
- `private_buyer`: The buyer is private.
"""


class GoodsRoute(Output, frozen=True, kw_only=True, gc=False):
    """By which way an item is bought.

    Attributes:
        item: The item.
        route: The way.
        reason: Why.
    """

    item: Id
    route: PurchaseRoute
    reason: RouteReason


class PurchaseRoutes(Result, frozen=True, kw_only=True):
    """By which ways goods are bought.

    Attributes:
        goods: The goods, by id.
        central_value: The value of goods of central purchase, yuan.
    """

    goods: tuple[GoodsRoute, ...]
    central_value: Figure


Day = date
"""A date from 1900 to 2999: 2025-11-03."""


class PublishedItem(Input, frozen=True, kw_only=True):
    """What was published.

    Attributes:
        item: The item, unique in its record.
        on: When; without it the item is published, never late.
        expires_on: The last day on which it holds.
    """

    item: Id
    on: Optional[Day] = None
    expires_on: Optional[Day] = None


class DisclosedRecord(Input, frozen=True, kw_only=True):
    """What was published at one place: a platform, a firm, a department.

    Attributes:
        record: The record, unique in the list.
        published: What was published.
    """

    record: Id
    published: Sequence[PublishedItem]


class RequiredItem(Input, frozen=True, kw_only=True):
    """A thing that a document asks for, perhaps by a day.

    Attributes:
        item: The item, unique in its list.
        due_on: By when.
    """

    item: Id
    due_on: Optional[Day] = None


class PlatformRow(Input, frozen=True, kw_only=True):
    """A thing on a platform.

    Attributes:
        key: Its key, unique on the platform.
        values: Its fields.
    """

    key: Id
    values: dict[str, str]


class Platforms(Input, frozen=True, kw_only=True):
    """The same things on two platforms.

    Attributes:
        left: One platform.
        right: The other.
        numeric_fields: Fields that are compared by value and not as text; names may repeat.
    """

    left: Sequence[PlatformRow]
    right: Sequence[PlatformRow]
    numeric_fields: Sequence[Id] = ()


class PartValue(Input, frozen=True, kw_only=True):
    """A part of a total.

    Attributes:
        part: The part, unique in its item.
        value: Its value.
    """

    part: Id
    value: NonNegative


class TotalOfParts(Input, frozen=True, kw_only=True):
    """A total and its parts.

    Attributes:
        item: The item, unique in the list.
        total: The total.
        parts: Its parts.
    """

    item: Id
    total: NonNegative
    parts: Sequence[PartValue]


class DisclosureQuestion(Input, frozen=True, kw_only=True):
    """What `execution.disclosure` is asked.

    Attributes:
        as_of: The end of this day is the moment of the question.
        records: What was published where.
        checklist: The name of the document's list of what must be published; or `required`.
        required: What must be published.
        platforms: The same things on two platforms.
        totals: Totals and their parts.
    """

    as_of: Day
    records: Optional[Sequence[DisclosedRecord]] = None
    checklist: Optional[Id] = None
    required: Optional[Sequence[RequiredItem]] = None
    platforms: Optional[Platforms] = None
    totals: Optional[Sequence[TotalOfParts]] = None


class Lateness(Output, frozen=True, kw_only=True, gc=False):
    """By how many days an item is late.

    Attributes:
        item: The item.
        days_late: Days.
    """

    item: Id
    days_late: int


class RecordCheck(Output, frozen=True, kw_only=True):
    """How complete a record is.

    Attributes:
        record: The record.
        completeness: Published over required; null where nothing is required.
        valid: Published and not expired over required.
        missing: Required and not published, by id.
        late: Published after its day, by id.
        expired: Published and no longer valid, by id.
        lateness: By how many days items are late, by id.
        extra: Published and not required, by id.
    """

    record: Id
    completeness: Optional[Figure]
    valid: Optional[Figure]
    missing: tuple[Id, ...]
    late: tuple[Id, ...]
    expired: tuple[Id, ...]
    lateness: tuple[Lateness, ...]
    extra: tuple[Id, ...]


class Differing(Output, frozen=True, kw_only=True, gc=False):
    """A field that differs.

    Attributes:
        key: The thing.
        field: The field.
        left: What the left says; null if it has no such field.
        right: What the right says.
    """

    key: Id
    field: str
    left: Optional[str]
    right: Optional[str]


class PlatformMatch(Output, frozen=True, kw_only=True):
    """How far two platforms agree.

    Attributes:
        match_rate: Things that are on both without a difference over all; null without any.
        identical: How many are on both without a difference.
        only_left: Keys of things on the left alone, sorted.
        only_right: Keys of things on the right alone, sorted.
        differing: Fields that differ, by key and field.
    """

    match_rate: Optional[Figure]
    identical: int
    only_left: tuple[Id, ...]
    only_right: tuple[Id, ...]
    differing: tuple[Differing, ...]


class PartShare(Output, frozen=True, kw_only=True, gc=False):
    """The share of a part.

    Attributes:
        part: The part.
        share: Its value over the total; null for a total of 0.
    """

    part: Id
    share: Optional[Figure]


class TotalCheck(Output, frozen=True, kw_only=True):
    """Whether a total adds up.

    Attributes:
        item: The item.
        sum: The sum of the parts.
        difference: Total less sum.
        adds_up: Whether they are equal.
        shares: The shares of the parts in the total, by part.
    """

    item: Id
    sum: Figure
    difference: Figure
    adds_up: bool
    shares: tuple[PartShare, ...]


class Disclosure(Result, frozen=True, kw_only=True):
    """What is disclosed, and what is not.

    Attributes:
        records: By record.
        completeness: Published over required, over all records; null where nothing is required.
        valid: Published and not expired over required, over all records.
        platforms: How far the platforms agree.
        totals: Whether totals add up, by item.
    """

    records: Optional[tuple[RecordCheck, ...]] = None
    completeness: Optional[Figure] = None
    valid: Optional[Figure] = None
    platforms: Optional[PlatformMatch] = None
    totals: Optional[tuple[TotalCheck, ...]] = None


class Income(Input, frozen=True, kw_only=True):
    """Income of a period, yuan.

    Attributes:
        drug_income: From drugs.
        tcm_slices_income: From slices, as a part of that.
        medical_income: From all medical services and drugs.
    """

    drug_income: NonNegative
    medical_income: NonNegative
    tcm_slices_income: NonNegative = Decimal("0")


class IncomeQuestion(Input, frozen=True, kw_only=True):
    """What `execution.drug_income_ratio` is asked.

    Attributes:
        current: The income of now.
        previous: That of before.
        exclude_tcm_slices: Whether traditional-medicine slices (中药饮片) are left out above the line, where the
            rulebook leaves it open.
        income_ratio_limit: Highest ratio, where the rulebook leaves it open.
        min_fall: By how much the ratio was to fall; with `previous`.
    """

    current: Income
    previous: Optional[Income] = None
    exclude_tcm_slices: Optional[bool] = None
    income_ratio_limit: Optional[UnitShare] = None
    min_fall: Optional[UnitShare] = None


Direction = Literal[
    "fell",
    "rose",
    "unchanged",
]
"""Where a ratio went.

- `fell`: Down.
- `rose`: Up.
- `unchanged`: Nowhere.
"""


class IncomeRatio(Result, frozen=True, kw_only=True):
    """The share of drugs. Null where there is no medical income.

    Attributes:
        ratio: The ratio of now.
        within_limit: Whether it is not above the limit; with a limit.
        previous_ratio: The ratio of before.
        fall: By how much it fell.
        direction: Where it went.
        fell_enough: Whether it fell by as much as it was to.
    """

    ratio: Optional[Figure]
    within_limit: Optional[bool] = None
    previous_ratio: Optional[Figure] = None
    fall: Optional[Figure] = None
    direction: Optional[Direction] = None
    fell_enough: Optional[bool] = None


Party = Literal[
    "institution",
    "firm",
]
"""Who is supervised.

- `institution`: A medical institution.
- `firm`: A firm.
"""


State = Literal[
    "clear",
    "inquiry",
    "remind",
    "interview",
    "admonish",
    "credit_rating",
    "agreement_handling",
    "tender_penalty",
    "disqualified",
    "decision_pending",
]
"""Where a party stands.

- `clear`: Nothing is open.
- `inquiry`: A letter of inquiry was sent (函询).
- `remind`: It was reminded (提醒).
- `interview`: It was interviewed (约谈).
- `admonish`: It was admonished (告诫).
- `credit_rating`: It is rated dishonest (失信评级).
- `agreement_handling`: It is handled under the insurance agreement (协议管理处置).
- `tender_penalty`: It is penalised under the tender.
- `disqualified`: Its award is withdrawn (取消中选资格).
- `decision_pending`: The document names several consequences: one is to be chosen.
"""


Event = Literal[
    "alert",
    "rectified",
    "not_rectified",
    "serious",
    "unsigned_agreement",
    "decision",
]
"""What happens to a party.

- `alert`: An alert is raised.
- `rectified`: It has mended the matter (整改到位).
- `not_rectified`: It has not mended the matter by the deadline.
- `serious`: The case is serious.
- `unsigned_agreement`: It does not sign the agreement.
- `decision`: One of several consequences is chosen.
"""


FinalState = Literal[
    "credit_rating",
    "agreement_handling",
    "tender_penalty",
    "disqualified",
]
"""Where a ladder ends.

- `credit_rating`: Rated dishonest (失信评级).
- `agreement_handling`: Handled under the insurance agreement (协议管理处置).
- `tender_penalty`: Penalised under the tender.
- `disqualified`: The award is withdrawn (取消中选资格).
"""


class EscalateQuestion(Input, frozen=True, kw_only=True):
    """What `execution.escalate` is asked.

    Attributes:
        party: Who is supervised.
        state: Where it stands.
        event: What happens.
        on: When.
        deadline: By when it was to mend the matter: in a step of the ladder, and only there.
        rectify_days: How many days it has to mend the matter, where the rulebook leaves it open.
        final_state: What follows the last step, where the rulebook leaves it open.
        decision: What was chosen: with the event `decision`, and only there.
    """

    party: Party
    state: State
    event: Event
    on: Day
    deadline: Optional[Day] = None
    rectify_days: Optional[int] = None
    final_state: Optional[FinalState] = None
    decision: Optional[FinalState] = None


Date = date
"""Day, ISO 8601: 2025-10-27."""


class Escalation(Result, frozen=True, kw_only=True):
    """Where a party stands after an event.

    Attributes:
        next_state: Where it stands now.
        changed: Whether that is another state.
        deadline: By when it is to mend the matter; null outside the ladder.
        step: Which step of the ladder it is, from 1; null outside.
        last_step: Whether it is the last one; null outside.
        allowed_events: What may happen next.
        in_time: Whether the matter was mended by the deadline; when it was mended from a step.
        choices: What is to be chosen from; when a decision has become due.
    """

    next_state: State
    changed: bool
    deadline: Optional[Date]
    step: Optional[int]
    last_step: Optional[bool]
    allowed_events: tuple[Event, ...]
    in_time: Optional[bool] = None
    choices: Optional[tuple[FinalState, ...]] = None


Positive = Decimal
"""Decimal string, greater than zero; at most 10 decimals, below 10^15."""


NonSupplyReading = Literal[
    "either",
    "both",
]
"""How "1.5 times own price or the highest winning price" is read.

- `either`: One of the two is enough: the higher caps.
- `both`: Both are to be kept: the lower caps.
"""


class CappedItem(Input, frozen=True, kw_only=True):
    """A product of a winner that does not supply the province.

    Attributes:
        item: The item, unique in the list.
        own_winning_price: Its winning price.
        highest_price: The highest price of the drug that the document names; null where there is none.
        agreement_finished: Whether the agreement has ended.
        lowest_renewal_price: The lowest valid renewal price; exactly where the agreement has ended.
        current_price: What it asks now.
    """

    item: Id
    own_winning_price: Positive
    highest_price: Optional[Positive]
    agreement_finished: bool = False
    lowest_renewal_price: Optional[Positive] = None
    current_price: Optional[Positive] = None


class CapQuestion(Input, frozen=True, kw_only=True):
    """What `execution.non_supply_cap` is asked.

    Attributes:
        non_supply_multiple: How many times the own price caps, where the rulebook leaves it open.
        non_supply_reading: How "1.5 times own price or the highest winning price" is read, where the rulebook
            leaves it open.
        items: The products, at least one.
    """

    items: Sequence[CappedItem]
    non_supply_multiple: Optional[Positive] = None
    non_supply_reading: Optional[NonSupplyReading] = None


CapSource = Literal[
    "own",
    "highest",
    "equal",
]
"""Which of two prices caps.

- `own`: The multiple of the own price.
- `highest`: The highest winning price.
- `equal`: They are equal.
"""


class ItemCap(Output, frozen=True, kw_only=True, gc=False):
    """What a winner may ask.

    Attributes:
        item: The item.
        own_limit: The multiple of its own price.
        cap: What it may ask.
        decided_by: Which of the two prices caps.
        compliant: Whether the current price is not above the cap.
        cut_needed: By how much it is above.
    """

    item: Id
    own_limit: Figure
    cap: Figure
    decided_by: CapSource
    compliant: Optional[bool] = None
    cut_needed: Optional[Figure] = None


class NonSupplyCaps(Result, frozen=True, kw_only=True):
    """What winners may ask.

    Attributes:
        items: The items, by id.
    """

    items: tuple[ItemCap, ...]


class PrepaymentItem(Input, frozen=True, kw_only=True):
    """An agreed product.

    Attributes:
        product: The product, unique in the list.
        quantity: Agreed quantity.
        price: Winning price, yuan.
    """

    product: Id
    quantity: NonNegative
    price: Positive


class Calendar(Input, frozen=True, kw_only=True):
    """Holidays and make-up days, as the government's notice for the year has them; both come from the caller.

    Attributes:
        holidays: Days without work (节假日); dates may repeat.
        extra_workdays: Weekends with work (调休上班), none of which is a holiday.
    """

    holidays: Sequence[Day] = ()
    extra_workdays: Sequence[Day] = ()


class VbpPrepaymentQuestion(Input, frozen=True, kw_only=True, tag_field="kind", tag="vbp"):
    """How much is prepaid for tender goods, and by when.

    Attributes:
        agreed_amount: Agreed volume at winning prices, yuan; or `items`.
        items: The same product by product.
        ratio: The share that is prepaid; else that of the rulebook.
        paid_amount: What was prepaid, yuan.
        signed_on: When the agreement was signed: the institution applies after that.
        applied_on: When the institution applied: the fund pays after that.
        received_on: When the money was received: it is passed on after that.
        distributor_received_on: When the distributor received it: the maker is paid after that.
        calendar: Holidays and make-up days.
    """

    agreed_amount: Optional[NonNegative] = None
    items: Optional[Sequence[PrepaymentItem]] = None
    ratio: Optional[UnitShare] = None
    paid_amount: Optional[NonNegative] = None
    signed_on: Optional[Day] = None
    applied_on: Optional[Day] = None
    received_on: Optional[Day] = None
    distributor_received_on: Optional[Day] = None
    calendar: Optional[Calendar] = None


FundKind = Literal[
    "employee",
    "resident",
]
"""An insurance fund.

- `employee`: Of employees (职工).
- `resident`: Of residents (居民).
"""


class FundPrepaymentQuestion(Input, frozen=True, kw_only=True, tag_field="kind", tag="fund"):
    """Whether a fund may prepay working capital, how much, and by when.

    Attributes:
        fund: Which fund.
        balance_months: For how many months its balance lasts.
        deficit_last_year: Whether it had a deficit last year.
        deficit_forecast: Whether a deficit is forecast.
        monthly_spend: Monthly means of one to three years, yuan.
        year: The year of the prepayment.
    """

    fund: FundKind
    balance_months: NonNegative
    deficit_last_year: bool
    deficit_forecast: bool
    monthly_spend: Sequence[NonNegative]
    year: int


PrepaymentQuestion = Union[VbpPrepaymentQuestion, FundPrepaymentQuestion]
"""What `execution.prepayment` is asked: about tender goods, or about the working capital of institutions.

In JSON the field `kind` says which: `vbp` or `fund`. The fields of the other kind are unknown then.
"""


class VbpPrepayment(Result, frozen=True, kw_only=True):
    """What is prepaid for tender goods. A day whose event was not given is absent.

    Attributes:
        agreed_amount: Agreed volume at winning prices, yuan.
        ratio: The share that is prepaid.
        amount: What is prepaid, yuan; not rounded to fen.
        minimum_ratio: The share that the document asks for; null if it asks for none.
        minimum_amount: The same in yuan.
        below_minimum: Whether less is prepaid than the document asks for.
        shortfall: What is missing of the least amount; null if there is none.
        apply_by: By when the institution applies.
        pay_by: By when the fund pays.
        pass_on_by: By when the money is passed on.
        maker_by: By when the maker is paid.
    """

    agreed_amount: Figure
    ratio: UnitShare
    amount: Figure
    minimum_ratio: Optional[UnitShare]
    minimum_amount: Optional[Figure]
    below_minimum: bool
    shortfall: Optional[Figure] = None
    apply_by: Optional[Date] = None
    pay_by: Optional[Date] = None
    pass_on_by: Optional[Date] = None
    maker_by: Optional[Date] = None


FundReason = Literal[
    "balance_below_minimum",
    "deficit_last_year",
    "deficit_forecast",
]
"""Why a fund may not prepay, in the order of the rules.

- `balance_below_minimum`: Its balance covers too few months.
- `deficit_last_year`: It had a deficit last year.
- `deficit_forecast`: A deficit is forecast.
"""


class FundPrepayment(Result, frozen=True, kw_only=True):
    """What a fund prepays.

    Attributes:
        allowed: Whether it may.
        reasons: Why not, in the order of the rules.
        base_monthly_spend: Mean of the monthly means, yuan.
        amount: What is prepaid, yuan; 0 if it may not.
        apply_from: From when on institutions apply.
        apply_until: Until when.
        pay_by: By when the fund pays.
    """

    allowed: bool
    reasons: tuple[FundReason, ...]
    base_monthly_spend: Figure
    amount: Figure
    apply_from: Date
    apply_until: Date
    pay_by: Date


Prepayment = Union[VbpPrepayment, FundPrepayment]
"""What is prepaid, and by when."""


MarkClass = Literal[
    "evaluated",
    "reference",
    "not_evaluated",
    "winner_not_supplying",
    "three_same",
    "chemical",
    "biological",
    "tcm",
]
"""For what the rules of price marks differ.

- `evaluated`: Consistency evaluation passed (已过评).
- `reference`: Reference product (参比制剂).
- `not_evaluated`: Not evaluated (未过评).
- `winner_not_supplying`: Winner that does not supply this province (中选非供应).
- `three_same`: Same name, form and specification (三同).
- `chemical`: Chemical drug.
- `biological`: Biological product.
- `tcm`: Traditional Chinese medicine.
"""


Consistency = Literal[
    "evaluated",
    "not_evaluated",
]
"""Whether a generic passed the consistency evaluation.

- `evaluated`: It did.
- `not_evaluated`: It did not.
"""


class MarkedItem(Input, frozen=True, kw_only=True):
    """A listed product.

    Attributes:
        item: The item, unique in the list.
        class_: For what the rules differ.
        price: Listed price.
        own_winning_price: Own winning price; for winners that do not supply.
        highest_winning_price: Highest national winning price of the drug.
        highest_listing_price: Highest listing price of the drugs of the same generic name; the caller decides
            whether only evaluated ones count.
        p75_listing_price: 75th percentile of the listing prices of the same specification, as the caller
            computes it.
        lowest_listing_price: Lowest listing price.
        consistency: Whether a generic passed the evaluation; with `reference_listing_price`.
        reference_listing_price: Listing price of the reference product.
        price_cut_on: When the price was cut.
    """

    item: Id
    class_: MarkClass = msgspec.field(name="class")
    price: Positive
    own_winning_price: Optional[Positive] = None
    highest_winning_price: Optional[Positive] = None
    highest_listing_price: Optional[Positive] = None
    p75_listing_price: Optional[Positive] = None
    lowest_listing_price: Optional[Positive] = None
    consistency: Optional[Consistency] = None
    reference_listing_price: Optional[Positive] = None
    price_cut_on: Optional[Day] = None


class MarkQuestion(Input, frozen=True, kw_only=True):
    """What `execution.price_mark` is asked.

    Attributes:
        non_supply_reading: How "1.5 times own price or the highest winning price" is read, where the rulebook
            leaves it open.
        items: The listed products, at least one; all prices in one unit of account.
    """

    items: Sequence[MarkedItem]
    non_supply_reading: Optional[NonSupplyReading] = None


Mark = Literal[
    "none",
    "yellow",
    "red",
    "suspended",
    "marked",
]
"""The mark of a price.

- `none`: No mark.
- `yellow`: Yellow (黄标).
- `red`: Red (红标).
- `suspended`: Listing suspended (暂停挂网).
- `marked`: Marked: the split into red and yellow is not published.
"""


class ItemMark(Output, frozen=True, kw_only=True, gc=False):
    """How a price is marked.

    Attributes:
        item: The item.
        mark: Its mark.
        anchor: What the limits are multiples of; null for winners that do not supply, as the limits.
        yellow_limit: Above it, or from it on, the mark is yellow.
        red_limit: Above it, or from it on, the mark is red; null if there is none.
        suspend_limit: Above it, or from it on, the listing is suspended; null if there is none.
        inclusive: Whether a price on a limit is marked.
        marked_limit: The cap of a winner that does not supply.
        entry_cap: What a new listing may ask.
        entry_ok: Whether the price is not above it.
        mark_ends_on: When the mark ends after a price cut.
    """

    item: Id
    mark: Mark
    anchor: Optional[Figure]
    yellow_limit: Optional[Figure]
    red_limit: Optional[Figure]
    suspend_limit: Optional[Figure]
    inclusive: bool
    marked_limit: Optional[Figure] = None
    entry_cap: Optional[Figure] = None
    entry_ok: Optional[bool] = None
    mark_ends_on: Optional[Date] = None


class MarkCounts(Output, frozen=True, kw_only=True, gc=False):
    """How many items have each mark.

    Attributes:
        none: No mark.
        yellow: Yellow.
        red: Red.
        suspended: Listing suspended.
        marked: Marked, without a colour.
    """

    none: int
    yellow: int
    red: int
    suspended: int
    marked: int


class PriceMarks(Result, frozen=True, kw_only=True):
    """Which prices are marked.

    Attributes:
        items: The items, by id.
        counts: How many have each mark.
    """

    items: tuple[ItemMark, ...]
    counts: MarkCounts


class Link(Input, frozen=True, kw_only=True):
    """A link of the chain.

    Attributes:
        link: The link, unique in the list.
        score: Its score, at most the best.
        weight: Its weight.
    """

    link: Id
    score: NonNegative
    weight: NonNegative


class GradeBand(Input, frozen=True, kw_only=True):
    """A grade.

    Attributes:
        grade: The grade, unique in the list.
        from_: Its lower edge, unique in the list.
    """

    grade: Id
    from_: NonNegative = msgspec.field(name="from")


class ScoreQuestion(Input, frozen=True, kw_only=True):
    """What `execution.process_score` is asked.

    Attributes:
        links: The links, at least one, with some weight together.
        max_score: The best score.
        bands: Grades by their lower edges.
    """

    links: Sequence[Link]
    max_score: Positive = Decimal("100")
    bands: Optional[Sequence[GradeBand]] = None


class LinkScore(Output, frozen=True, kw_only=True, gc=False):
    """What a link brings.

    Attributes:
        link: The link.
        contribution: What it brings of the score.
        lost: What it leaves of the best.
    """

    link: Id
    contribution: Figure
    lost: Figure


class ProcessScore(Result, frozen=True, kw_only=True):
    """The score of a chain.

    Attributes:
        score: The weighted mean.
        weakest_link: The link with the lowest score, of those the one with most weight, of those the first.
        weakest_score: Its score.
        spread: Highest less lowest score.
        links: The links, by id.
        grade: The grade; null below the lowest edge.
    """

    score: Figure
    weakest_link: Id
    weakest_score: NonNegative
    spread: Figure
    links: tuple[LinkScore, ...]
    grade: Optional[Id] = None


DayCount = Literal[
    "inclusive",
    "exclusive",
]
"""How the days of the contract period are counted.

- `inclusive`: Both ends belong to it; published bulletins agree with it.
- `exclusive`: The first day does not count.
"""


class ContractPeriod(Input, frozen=True, kw_only=True):
    """A contract period; both days belong to it.

    Attributes:
        start: First day.
        end: Last day.
    """

    start: Day
    end: Day


class Volumes(Input, frozen=True, kw_only=True):
    """What was bought, all in one unit.

    Attributes:
        winner_quantity: Of winners.
        non_winner_quantity: Of the same drugs from others.
        winner_amount: For winners, yuan; with `non_winner_amount`.
        non_winner_amount: For others, yuan.
        substitute_quantity: Of substitutable drugs outside the tender (可替代品种).
    """

    winner_quantity: NonNegative
    non_winner_quantity: NonNegative
    winner_amount: Optional[NonNegative] = None
    non_winner_amount: Optional[NonNegative] = None
    substitute_quantity: Optional[NonNegative] = None


class OfflinePurchase(Input, frozen=True, kw_only=True):
    """What was bought outside the platform (线下采购).

    Attributes:
        offline_amount: Outside, yuan; at most the total.
        total_amount: In all, yuan.
    """

    offline_amount: NonNegative
    total_amount: NonNegative


class Agreement(Input, frozen=True, kw_only=True):
    """An agreement (购销协议) that was to be signed.

    Attributes:
        agreement: The agreement, unique in the list.
        due_on: By when it was to be signed.
        signed_on: When it was signed.
    """

    agreement: Id
    due_on: Day
    signed_on: Optional[Day] = None


class HospitalProduct(Input, frozen=True, kw_only=True):
    """A winning product of an institution.

    Attributes:
        product: The product, unique in the list.
        agreed: Its agreed volume; with 0 it is left out.
        first_purchase_on: When it was first bought.
    """

    product: Id
    agreed: NonNegative
    first_purchase_on: Optional[Day] = None


class InHospital(Input, frozen=True, kw_only=True):
    """Winning products that were to enter the hospital (进院).

    Attributes:
        execution_start: When execution began.
        products: The products.
    """

    execution_start: Day
    products: Sequence[HospitalProduct]


Urgency = Literal[
    "ordinary",
    "urgent",
]
"""How urgent an order is.

- `ordinary`: Ordinary.
- `urgent`: Urgent.
"""


Moment = str
"""A local time from 1900 to 2999: 2025-11-03T08:30."""


class Order(Input, frozen=True, kw_only=True):
    """An order.

    Attributes:
        order: The order, unique in the list.
        ordered_quantity: What was ordered.
        delivered_quantity: What was delivered; it may be more.
        urgency: How urgent it is.
        remote: Whether the institution is remote, as the document says it.
        cold_chain: Whether it needs a cold chain.
        received: Whether receipt was confirmed.
        ordered_at: When it was placed.
        confirmed_at: When the supplier confirmed it: the clock of delivery starts.
        responded_at: When it was answered.
        delivered_at: When it was delivered in full.
        due_at: By when it was to be delivered; else the hours of the rulebook count.
    """

    order: Id
    ordered_quantity: Positive
    delivered_quantity: NonNegative = Decimal("0")
    urgency: Urgency = "ordinary"
    remote: bool = False
    cold_chain: bool = False
    received: bool = False
    ordered_at: Optional[Moment] = None
    confirmed_at: Optional[Moment] = None
    responded_at: Optional[Moment] = None
    delivered_at: Optional[Moment] = None
    due_at: Optional[Moment] = None


class Payment(Input, frozen=True, kw_only=True):
    """A payment.

    Attributes:
        on: When.
        amount: How much, yuan.
    """

    on: Day
    amount: Positive


class PaymentRecord(Input, frozen=True, kw_only=True):
    """An invoice, and what was paid on it.

    Attributes:
        invoice: The invoice, unique in the list.
        amount: Its amount, yuan.
        due_on: By when it is to be paid.
        paid: What was paid, together at most the amount.
    """

    invoice: Id
    amount: Positive
    due_on: Day
    paid: Sequence[Payment] = ()


class Complaints(Input, frozen=True, kw_only=True):
    """Complaints.

    Attributes:
        window_days: How many days back complaints count; `as_of` is the first.
        received_on: When they were received; repeats count.
    """

    window_days: int
    received_on: Sequence[Day]


class CoverageGroup(Input, frozen=True, kw_only=True):
    """A group of institutions.

    Attributes:
        group: The group, unique in the list.
        members: Its members.
        covered: Those that are covered, at most all.
    """

    group: Id
    members: int
    covered: int


class ProgressQuestion(Input, frozen=True, kw_only=True):
    """What `execution.progress` is asked: the records of one subject.

    Attributes:
        as_of: The end of this day is the moment of the question.
        day_count: How the days of the period are counted.
        period: The contract period.
        agreed: Agreed volume (约定采购量), in the unit of account.
        purchased: What was bought of it; with `agreed`.
        volumes: What was bought of winners and others.
        offline: What was bought outside the platform.
        agreements: Agreements that were to be signed.
        in_hospital: Winning products that were to enter the hospital.
        in_hospital_check_month: From which month on they are checked, where the rulebook leaves it open; only
            with `in_hospital`.
        orders: Orders.
        response_hours: Within how many hours an answer counts.
        calendar: Holidays and make-up days.
        payments: Invoices and what was paid on them.
        complaints: Complaints.
        coverage: Members that are covered, by group.
    """

    as_of: Day
    day_count: DayCount = "inclusive"
    period: Optional[ContractPeriod] = None
    agreed: Optional[NonNegative] = None
    purchased: Optional[NonNegative] = None
    volumes: Optional[Volumes] = None
    offline: Optional[OfflinePurchase] = None
    agreements: Optional[Sequence[Agreement]] = None
    in_hospital: Optional[InHospital] = None
    in_hospital_check_month: Optional[int] = None
    orders: Optional[Sequence[Order]] = None
    response_hours: Optional[int] = None
    calendar: Optional[Calendar] = None
    payments: Optional[Sequence[PaymentRecord]] = None
    complaints: Optional[Complaints] = None
    coverage: Optional[Sequence[CoverageGroup]] = None


class Clock(Output, frozen=True, kw_only=True, gc=False):
    """The time sequence: share of the contract period that has passed.

    Attributes:
        total_days: Days of the period.
        elapsed_days: Days that have passed, 0 to all.
        remaining_days: The others.
        sequence: Elapsed over total, 0 to 1.
    """

    total_days: int
    elapsed_days: int
    remaining_days: int
    sequence: Figure


class Agreements(Output, frozen=True, kw_only=True, gc=False):
    """How agreements stand.

    Attributes:
        signing_rate: Signed, late or not, over all; null without agreements.
        late: Signed after the day, by id.
        unsigned: Not signed, and the day is past, by id.
        pending: Not signed yet, by id.
    """

    signing_rate: Optional[Figure]
    late: tuple[Id, ...]
    unsigned: tuple[Id, ...]
    pending: tuple[Id, ...]


class InHospitalCheck(Output, frozen=True, kw_only=True, gc=False):
    """Which products have entered the hospital.

    Attributes:
        check_from: From when on they are checked.
        check_due: Whether that day has come.
        rate: Products with a first purchase over all with an agreed volume; null without any.
        missing: The others, by id.
    """

    check_from: Date
    check_due: bool
    rate: Optional[Figure]
    missing: tuple[Id, ...]


class Orders(Output, frozen=True, kw_only=True, gc=False):
    """How orders were answered and delivered.

    Attributes:
        delivery_rate: Delivered over ordered quantity; may exceed 1. Null without orders, as all rates.
        order_response_rate: Orders answered in time over all.
        receipt_rate: Orders confirmed as received over all.
        on_time_rate: Orders in time over those in time or late.
        late_orders: Those that are late, by id.
        pending_orders: Those that may still be in time, by id.
        orders_without_due: Orders that have no moment by which they are to be delivered.
    """

    delivery_rate: Optional[Figure]
    order_response_rate: Optional[Figure]
    receipt_rate: Optional[Figure]
    on_time_rate: Optional[Figure]
    late_orders: tuple[Id, ...]
    pending_orders: tuple[Id, ...]
    orders_without_due: int


class Settlement(Output, frozen=True, kw_only=True, gc=False):
    """How invoices were paid: only those count whose day lies before `as_of`.

    Attributes:
        settlement_on_time_rate: Paid in time over all, by amount; null where no invoice counts.
        invoices_on_time_rate: Invoices fully paid in time over all that count.
        late_invoices: The others, by id.
    """

    settlement_on_time_rate: Optional[Figure]
    invoices_on_time_rate: Optional[Figure]
    late_invoices: tuple[Id, ...]


class Coverage(Output, frozen=True, kw_only=True, gc=False):
    """How much of a group is covered.

    Attributes:
        group: The group.
        rate: Covered over members; null for a group without members.
    """

    group: Id
    rate: Optional[Figure]


class Progress(Result, frozen=True, kw_only=True):
    """How far a subject is. A part whose input was not given is absent; a quotient by zero is null.

    Attributes:
        clock: The time sequence (序时进度).
        completion: Purchased over agreed; may exceed 1.
        remaining_quantity: What is still to be bought.
        lag: Time sequence less completion; positive is behind (滞后).
        relative_lag: Lag over time sequence.
        required_per_day: What must be bought a day; null if something remains and no day does.
        winner_share: Share of winners by quantity.
        non_winner_share: Share of non-winners by quantity.
        winner_amount_share: Share of winners by amount.
        substitute_share: Share of substitutable drugs in all.
        offline_share: Share bought offline.
        agreements: How agreements stand.
        in_hospital: Which products have entered the hospital.
        orders: How orders were answered and delivered.
        settlement: How invoices were paid.
        complaint_count: Complaints in the window.
        coverage: By group.
    """

    clock: Optional[Clock] = None
    completion: Optional[Figure] = None
    remaining_quantity: Optional[Figure] = None
    lag: Optional[Figure] = None
    relative_lag: Optional[Figure] = None
    required_per_day: Optional[Figure] = None
    winner_share: Optional[Figure] = None
    non_winner_share: Optional[Figure] = None
    winner_amount_share: Optional[Figure] = None
    substitute_share: Optional[Figure] = None
    offline_share: Optional[Figure] = None
    agreements: Optional[Agreements] = None
    in_hospital: Optional[InHospitalCheck] = None
    orders: Optional[Orders] = None
    settlement: Optional[Settlement] = None
    complaint_count: Optional[int] = None
    coverage: Optional[tuple[Coverage, ...]] = None


class AgreedRemainder(Input, frozen=True, kw_only=True):
    """What an institution had agreed.

    Attributes:
        institution: The institution, unique in the list.
        agreed: Agreed.
        purchased: Bought until the day of default.
    """

    institution: Id
    agreed: NonNegative
    purchased: NonNegative


ReplacementRole = Literal[
    "backup_winner",
    "other_winner",
    "substitute",
]
"""Who may take over from a supplier.

- `backup_winner`: The winner that stands by (备供).
- `other_winner`: Another winner.
- `substitute`: A substitute from outside the winners.
"""


class ReplacementCandidate(Input, frozen=True, kw_only=True):
    """Who may supply instead.

    Attributes:
        supplier: The supplier, unique in the list; not the one that does not supply.
        role: In what capacity.
        own_price: Its own price.
        available_quantity: How much it can supply; no limit where it is left out.
    """

    supplier: Id
    role: ReplacementRole
    own_price: Positive
    available_quantity: Optional[NonNegative] = None


SupplyPrice = Literal[
    "own_price",
    "defaulter_price",
]
"""At which price a substitute supplies.

- `own_price`: At its own.
- `defaulter_price`: At that of the supplier it stands in for.
"""


class BarPeriod(Input, frozen=True, kw_only=True):
    """A bar, by its length or its last day.

    Attributes:
        from_: First day.
        months: Months.
        until: Last day.
    """

    from_: Day = msgspec.field(name="from")
    months: Optional[int] = None
    until: Optional[Day] = None


class ReplaceQuestion(Input, frozen=True, kw_only=True):
    """What `execution.replace_supplier` is asked.

    Attributes:
        supplier: The winner that does not supply.
        defaulted_on: Since when.
        as_of: The day of the question: whether a bar is active.
        volumes: What institutions had agreed with it.
        candidates: Who may supply instead; with `volumes`.
        supply_price: At which price, where the rulebook leaves it open; with `candidates`.
        defaulter_price: The price of the winner that does not supply; required where others supply at it.
        bar: A bar against it.
    """

    supplier: Id
    defaulted_on: Day
    as_of: Optional[Day] = None
    volumes: Optional[Sequence[AgreedRemainder]] = None
    candidates: Optional[Sequence[ReplacementCandidate]] = None
    supply_price: Optional[SupplyPrice] = None
    defaulter_price: Optional[Positive] = None
    bar: Optional[BarPeriod] = None


class InstitutionRemainder(Output, frozen=True, kw_only=True, gc=False):
    """What is left at an institution.

    Attributes:
        institution: The institution.
        remaining: What is left.
    """

    institution: Id
    remaining: Figure


class Assignment(Output, frozen=True, kw_only=True, gc=False):
    """What a supplier takes.

    Attributes:
        supplier: The supplier.
        role: In what capacity.
        quantity: How much.
        price: At which price.
    """

    supplier: Id
    role: ReplacementRole
    quantity: Figure
    price: Positive


class BarTerm(Output, frozen=True, kw_only=True, gc=False):
    """How long a bar lasts.

    Attributes:
        from_: First day.
        until: Last day.
        days: Days, both ends included.
        active: Whether it is in force on `as_of`.
    """

    from_: Date = msgspec.field(name="from")
    until: Date
    days: int
    active: Optional[bool] = None


class Replacement(Result, frozen=True, kw_only=True):
    """Who supplies instead.

    Attributes:
        remaining_quantity: What is left of the agreed volume.
        institutions: The same by institution.
        assignments: Who takes how much, in the order of taking.
        uncovered_quantity: What nobody takes.
        extra_cost: What it costs more than at the old price; may be negative.
        bar: How long the bar lasts.
    """

    remaining_quantity: Optional[Figure] = None
    institutions: Optional[tuple[InstitutionRemainder, ...]] = None
    assignments: Optional[tuple[Assignment, ...]] = None
    uncovered_quantity: Optional[Figure] = None
    extra_cost: Optional[Figure] = None
    bar: Optional[BarTerm] = None


DrugRoute = Literal[
    "injection",
    "oral",
]
"""Route of administration.

- `injection`: Injection.
- `oral`: Oral.
"""


SlotRole = Literal[
    "main_winner",
    "backup_winner",
    "other_winner",
    "non_winner",
]
"""What a product is to an institution.

- `main_winner`: The winner that supplies first (主供).
- `backup_winner`: The winner that stands by (备供).
- `other_winner`: Another winner.
- `non_winner`: No winner.
"""


class StockedProduct(Input, frozen=True, kw_only=True):
    """A product that the hospital has.

    Attributes:
        product: The product, unique in the list.
        role: What it is to the institution.
    """

    product: Id
    role: SlotRole


class SlotCandidate(Input, frozen=True, kw_only=True):
    """A product that the hospital may take.

    Attributes:
        product: The product, unique in the list and not stocked.
        role: What it is to the institution.
        unit_price: Price of the unit of account.
    """

    product: Id
    role: SlotRole
    unit_price: Positive


class SlotQuestion(Input, frozen=True, kw_only=True):
    """What `execution.second_slot` is asked: about one generic name and route.

    Attributes:
        route: Route of administration.
        stocked: What the hospital has already.
        candidates: What it may take, at least one.
    """

    route: DrugRoute
    candidates: Sequence[SlotCandidate]
    stocked: Sequence[StockedProduct] = ()


class SlotChoice(Result, frozen=True, kw_only=True):
    """Which products are taken.

    Attributes:
        slots_left: How many may still be taken.
        over_limit: Whether the hospital has more than it may.
        order: The candidates, the best first.
        chosen: Those that are taken.
    """

    slots_left: int
    over_limit: bool
    order: tuple[Id, ...]
    chosen: tuple[Id, ...]


class SettlementRuleDaysAfter(Input, frozen=True, kw_only=True, tag_field="kind", tag="days_after"):
    """So many days after the start, which is not counted.

    Attributes:
        days: The days.
    """

    days: int


class SettlementRuleEndOfNextMonth(Input, frozen=True, kw_only=True, tag_field="kind", tag="end_of_next_month"):
    """On the last day of the month after that of the start."""


class SettlementRuleDayOfNextMonth(Input, frozen=True, kw_only=True, tag_field="kind", tag="day_of_next_month"):
    """On a day of the month after that of the start, cut to the month's last day.

    Attributes:
        day: The day.
    """

    day: int


SettlementRule = Union[SettlementRuleDaysAfter, SettlementRuleEndOfNextMonth, SettlementRuleDayOfNextMonth]
"""When an invoice falls due."""


ProductKind = Literal[
    "drug",
    "consumable",
]
"""What an invoice is for.

- `drug`: A drug.
- `consumable`: A medical consumable (医用耗材).
"""


class Invoice(Input, frozen=True, kw_only=True):
    """An invoice.

    Attributes:
        invoice: The invoice, unique in the list.
        product_kind: What it is for.
        amount: Its amount, yuan.
        start_on: The event that the document names: confirmed receipt, acceptance, confirmation of the invoice.
        invoice_created_on: When it was created: some days later it counts as confirmed.
        paid: What was paid, together at most the amount.
    """

    invoice: Id
    amount: Positive
    product_kind: ProductKind = "drug"
    start_on: Optional[Day] = None
    invoice_created_on: Optional[Day] = None
    paid: Sequence[Payment] = ()


class SettlementQuestion(Input, frozen=True, kw_only=True):
    """What `execution.settlement_due` is asked.

    Attributes:
        as_of: The end of this day is the moment of the question.
        settlement_drug: When drugs are to be paid, where the rulebook leaves it open.
        settlement_consumable: When consumables are to be paid, where the rulebook leaves it open.
        invoices: The invoices, at least one.
    """

    as_of: Day
    invoices: Sequence[Invoice]
    settlement_drug: Optional[SettlementRule] = None
    settlement_consumable: Optional[SettlementRule] = None


InvoiceStatus = Literal[
    "paid_on_time",
    "paid_late",
    "overdue",
    "due_today",
    "not_due",
]
"""How an invoice stands.

- `paid_on_time`: Paid in full, in time.
- `paid_late`: Paid in full, late.
- `overdue`: Not paid in full, and past due.
- `due_today`: Not paid in full, due today.
- `not_due`: Not due yet.
"""


class InvoiceDue(Output, frozen=True, kw_only=True, gc=False):
    """How an invoice stands.

    Attributes:
        invoice: The invoice.
        start_on: From when on the days are counted.
        due_on: By when it is to be paid.
        status: How it stands.
        days_late: By how many days it was or is late.
        unpaid: What is not paid.
        late_amount: What was not paid by the due date, once that is past.
    """

    invoice: Id
    start_on: Date
    due_on: Date
    status: InvoiceStatus
    days_late: int
    unpaid: Figure
    late_amount: Figure


class SettlementDue(Result, frozen=True, kw_only=True):
    """How invoices stand.

    Attributes:
        invoices: By due date and id.
        settlement_on_time_rate: Paid in time over all, by amount, of the invoices that are past due; null
            without any.
        overdue_amount: What is not paid of invoices that are overdue.
    """

    invoices: tuple[InvoiceDue, ...]
    settlement_on_time_rate: Optional[Figure]
    overdue_amount: Figure


class RegionQuantity(Input, frozen=True, kw_only=True):
    """What was sold in a region.

    Attributes:
        region: The region, unique in the list.
        quantity: How much.
    """

    region: Id
    quantity: NonNegative


class SuppliedProduct(Input, frozen=True, kw_only=True):
    """A product: at least one pair of fields.

    Attributes:
        product: The product, unique in the list.
        stock: Stock; with `daily_use`.
        daily_use: Use a day.
        recent_use: Recent use; with `baseline_use`.
        baseline_use: Usual use.
        capacity: What can be supplied; with `agreed`.
        agreed: What is agreed.
        agreed_region: For which region it is agreed; with `sold`.
        sold: What was sold where.
    """

    product: Id
    stock: Optional[NonNegative] = None
    daily_use: Optional[NonNegative] = None
    recent_use: Optional[NonNegative] = None
    baseline_use: Optional[NonNegative] = None
    capacity: Optional[NonNegative] = None
    agreed: Optional[NonNegative] = None
    agreed_region: Optional[Id] = None
    sold: Optional[Sequence[RegionQuantity]] = None


class ShortageQuestion(Input, frozen=True, kw_only=True):
    """What `execution.shortage` is asked. All limits are the caller's.

    Attributes:
        as_of: The day of the stock.
        min_days: Fewer days of stock are too few.
        max_days: More days of stock are too many.
        spike_limit: A higher ratio of recent to usual use is a jump.
        min_coverage: A lower ratio of capacity to agreed volume is too little.
        products: The products, at least one.
    """

    as_of: Day
    products: Sequence[SuppliedProduct]
    min_days: Optional[NonNegative] = None
    max_days: Optional[NonNegative] = None
    spike_limit: Optional[NonNegative] = None
    min_coverage: Optional[NonNegative] = None


ShortageFlag = Literal[
    "low_stock",
    "hoarding",
    "spike",
    "capacity_short",
    "diverted",
]
"""What is wrong with the supply of a product, in the order of the rules.

- `low_stock`: Too few days of stock.
- `hoarding`: Too many days of stock (囤积).
- `spike`: Use has jumped.
- `capacity_short`: Capacity does not cover what is agreed.
- `diverted`: Some was sold outside the agreed region (窜货).
"""


class ProductSupply(Output, frozen=True, kw_only=True, gc=False):
    """How the supply of a product stands. A part whose pair was not given is absent; a quotient by zero is
    null.

    Attributes:
        product: The product.
        days_of_stock: Stock over use.
        runs_out_on: The day on which the stock is used up; null beyond 36,500 days.
        spike_ratio: Recent over usual use.
        capacity_coverage: Capacity over agreed volume.
        diverted_quantity: What was sold outside the agreed region.
        diverted_share: The same over all that was sold.
        flags: What is wrong, in the order of the rules.
    """

    product: Id
    flags: tuple[ShortageFlag, ...]
    days_of_stock: Optional[Figure] = None
    runs_out_on: Optional[Date] = None
    spike_ratio: Optional[Figure] = None
    capacity_coverage: Optional[Figure] = None
    diverted_quantity: Optional[Figure] = None
    diverted_share: Optional[Figure] = None


class Shortage(Result, frozen=True, kw_only=True):
    """How the supply of products stands.

    Attributes:
        products: By days of stock, those without last, then by id.
    """

    products: tuple[ProductSupply, ...]


_PROGRESS: Function[Progress] = Function("execution.progress", ProgressQuestion, Progress)


def progress(
    question: Union[ProgressQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> Progress:
    """How far one subject is: clock, completion, shares, agreements, delivery, settlement, complaints,
    coverage.

    Args:
        question: `ProgressQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field; `rule_gap` where the month of the in-hospital check, or
            whether the delivery clock stands still on holidays, is not published; `limit_exceeded` for a list
            of more than `MAX_LIST`.

    Source: rules 1 to 10 of this area.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from jicai import execution
    >>> answer = execution.progress(
    ...     execution.ProgressQuestion(
    ...         as_of=date(2025, 3, 31),
    ...         agreed=Decimal("3"),
    ...         purchased=Decimal("1"),
    ...     ),
    ... )
    >>> answer.completion
    Decimal('0.333333')
    >>> answer.remaining_quantity
    Decimal('2')
    """
    return _PROGRESS(question, rulebook, strict)


_ALERTS: Function[Alerts] = Function("execution.alerts", AlertsQuestion, Alerts)


def alerts(
    question: Union[AlertsQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> Alerts:
    """Which subjects raise an alert: by the document's rules and bands, by limits of the caller, against the
    mean.

    Args:
        question: `AlertsQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the document watches an indicator and prints no number, and the caller
            gives none; `invalid_input` with the field; `limit_exceeded` for more than `MAX_LIST` subjects, or
            `MAX_PAIRS` subjects times conditions and bands.

    Source: rules 11 to 15.

    >>> from jicai import execution
    >>> answer = execution.alerts(
    ...     execution.AlertsQuestion(
    ...         subjects=[
    ...             execution.MonitoredSubject(
    ...                 subject="a",
    ...                 values=execution.IndicatorsOfNullableSigned(),
    ...             ),
    ...         ],
    ...     ),
    ...     rulebook="execution/yunfu-2023",
    ... )
    >>> answer.summary.serious
    0
    >>> answer.summary.warning
    0
    >>> answer.band_counts[0].indicator
    'completion'
    """
    return _ALERTS(question, rulebook, strict)


_ASSESS: Function[AssessmentResult] = Function("execution.assess", AssessQuestion, AssessmentResult)


def assess(
    question: Union[AssessQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> AssessmentResult:
    """Whether an institution has bought what it agreed to, and not too much of others.

    Args:
        question: `AssessQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the tests or a limit are not published and not given, or an exception is
            not named; `invalid_input` with the field.

    Source: rule 16; 医保发〔2024〕31号.

    >>> from decimal import Decimal
    >>> from jicai import execution
    >>> answer = execution.assess(
    ...     execution.AssessQuestion(
    ...         overall="pooled",
    ...         items=[
    ...             execution.AssessedItem(
    ...                 product="b",
    ...                 agreed=Decimal("10"),
    ...                 purchased=Decimal("0"),
    ...                 non_winner_quantity=Decimal("9"),
    ...                 exception="seasonal",
    ...             ),
    ...         ],
    ...     ),
    ...     rulebook="execution/cn-2024-31",
    ... )
    >>> answer.verdict
    'exempt'
    >>> answer.items[0].product
    'b'
    >>> answer.items[0].verdict
    'exempt'
    """
    return _ASSESS(question, rulebook, strict)


_ESCALATE: Function[Escalation] = Function("execution.escalate", EscalateQuestion, Escalation)


def escalate(
    question: Union[EscalateQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> Escalation:
    """Where a party stands after an event: reminder, interview, admonition, and what follows.

    Args:
        question: `EscalateQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the document has no ladder, or does not say what follows; `invalid_input`
            with the field, also for an event that cannot happen in the state.

    Source: rules 17 and 18; Zhejiang, April 2025.

    >>> from datetime import date
    >>> from jicai import execution
    >>> answer = execution.escalate(
    ...     execution.EscalateQuestion(
    ...         party="firm",
    ...         state="credit_rating",
    ...         event="serious",
    ...         on=date(2025, 6, 16),
    ...     ),
    ...     rulebook="execution/zhejiang-2025",
    ... )
    >>> answer.next_state
    'tender_penalty'
    >>> answer.changed
    True
    """
    return _ESCALATE(question, rulebook, strict)


_SETTLEMENT_DUE: Function[SettlementDue] = Function("execution.settlement_due", SettlementQuestion, SettlementDue)


def settlement_due(
    question: Union[SettlementQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> SettlementDue:
    """When invoices fall due, and how they stand.

    Args:
        question: `SettlementQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the date is not published and not given; `invalid_input` with the field.

    Source: rules 19 and 20; 国办发〔2021〕2号, Guangxi 2024.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from jicai import execution
    >>> answer = execution.settlement_due(
    ...     execution.SettlementQuestion(
    ...         as_of=date(2025, 1, 31),
    ...         invoices=[execution.Invoice(invoice="i", amount=Decimal("100"), start_on=date(2025, 1, 31))],
    ...     ),
    ...     rulebook="execution/huaibei-prepay",
    ... )
    >>> answer.overdue_amount
    Decimal('0')
    >>> answer.invoices[0].invoice
    'i'
    >>> answer.invoices[0].start_on
    datetime.date(2025, 1, 31)
    """
    return _SETTLEMENT_DUE(question, rulebook, strict)


_PREPAYMENT: Function[Union[VbpPrepayment, FundPrepayment]] = Function(
    "execution.prepayment", PrepaymentQuestion, VbpPrepayment, FundPrepayment
)


def prepayment(
    question: Union[PrepaymentQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> Union[VbpPrepayment, FundPrepayment]:
    """How much is prepaid, and by when.

    Args:
        question: `PrepaymentQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where a ratio or a number of working days is not published; `invalid_input` with
            the field.

    Source: rules 21 and 22; Huaibei, 医保办函〔2024〕101号.

    >>> from decimal import Decimal
    >>> from jicai import execution
    >>> answer = execution.prepayment(
    ...     execution.VbpPrepaymentQuestion(agreed_amount=Decimal("1000")),
    ...     rulebook="execution/huaibei-prepay",
    ... )
    >>> answer.agreed_amount
    Decimal('1000')
    >>> answer.ratio
    Decimal('0.3')
    """
    return _PREPAYMENT(question, rulebook, strict)


_PRICE_MARK: Function[PriceMarks] = Function("execution.price_mark", MarkQuestion, PriceMarks)


def price_mark(
    question: Union[MarkQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> PriceMarks:
    """Which listed prices are marked yellow or red, or suspended, and what a new listing may ask.

    Args:
        question: `MarkQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the rulebook does not mark the class; `invalid_input` with the field, also
            for a price that the class needs.

    Source: rules 23 to 25; Henan, Shaanxi and Xinjiang 2026, Anhui and Inner Mongolia 2025.

    >>> from decimal import Decimal
    >>> from jicai import execution
    >>> answer = execution.price_mark(
    ...     execution.MarkQuestion(
    ...         items=[
    ...             execution.MarkedItem(
    ...                 item="a",
    ...                 class_="three_same",
    ...                 price=Decimal("18"),
    ...                 p75_listing_price=Decimal("10"),
    ...             ),
    ...         ],
    ...     ),
    ...     rulebook="execution/anhui-2025-marks",
    ... )
    >>> answer.items[0].item
    'a'
    >>> answer.items[0].mark
    'yellow'
    >>> answer.counts.none
    0
    """
    return _PRICE_MARK(question, rulebook, strict)


_NON_SUPPLY_CAP: Function[NonSupplyCaps] = Function("execution.non_supply_cap", CapQuestion, NonSupplyCaps)


def non_supply_cap(
    question: Union[CapQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> NonSupplyCaps:
    """What a winner may ask in a province that it does not supply.

    Args:
        question: `CapQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the multiple or the reading is not published and not given; `invalid_input`
            with the field.

    Source: rule 26; Liaoning 2024, Zhejiang 2023.

    >>> from decimal import Decimal
    >>> from jicai import execution
    >>> answer = execution.non_supply_cap(
    ...     execution.CapQuestion(
    ...         items=[
    ...             execution.CappedItem(
    ...                 item="a",
    ...                 own_winning_price=Decimal("10"),
    ...                 highest_price=Decimal("15"),
    ...             ),
    ...         ],
    ...     ),
    ...     rulebook="execution/liaoning-2024",
    ... )
    >>> answer.items[0].item
    'a'
    >>> answer.items[0].own_limit
    Decimal('15')
    """
    return _NON_SUPPLY_CAP(question, rulebook, strict)


_SECOND_SLOT: Function[SlotChoice] = Function("execution.second_slot", SlotQuestion, SlotChoice)


def second_slot(
    question: Union[SlotQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> SlotChoice:
    """Which product takes the second slot of a generic name and route.

    Args:
        question: `SlotQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the order or the number is not published; `invalid_input` with the field.

    Source: rule 27; 处方管理办法, article 16.

    >>> from decimal import Decimal
    >>> from jicai import execution
    >>> answer = execution.second_slot(
    ...     execution.SlotQuestion(
    ...         route="oral",
    ...         candidates=[execution.SlotCandidate(product="a", role="other_winner", unit_price=Decimal("1"))],
    ...     ),
    ...     rulebook="execution/zhejiang-2025",
    ... )
    >>> answer.slots_left
    2
    >>> answer.over_limit
    False
    >>> answer.order
    ('a',)
    """
    return _SECOND_SLOT(question, rulebook, strict)


_REPLACE_SUPPLIER: Function[Replacement] = Function("execution.replace_supplier", ReplaceQuestion, Replacement)


def replace_supplier(
    question: Union[ReplaceQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> Replacement:
    """Who supplies what a winner no longer does, at which price, and how long the winner is barred.

    Args:
        question: `ReplaceQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the order or the price is not published and not given; `invalid_input` with
            the field.

    Source: rule 28; GY-YD2019-2, GY-YD2024-2.

    >>> from datetime import date
    >>> from jicai import execution
    >>> answer = execution.replace_supplier(
    ...     execution.ReplaceQuestion(
    ...         supplier="s",
    ...         defaulted_on=date(2025, 6, 1),
    ...         bar=execution.BarPeriod(from_=date(2024, 8, 21), months=6),
    ...     ),
    ... )
    >>> answer.bar.from_
    datetime.date(2024, 8, 21)
    >>> answer.bar.until
    datetime.date(2025, 2, 20)
    """
    return _REPLACE_SUPPLIER(question, rulebook, strict)


_DISCLOSURE: Function[Disclosure] = Function("execution.disclosure", DisclosureQuestion, Disclosure)


def disclosure(
    question: Union[DisclosureQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> Disclosure:
    """Whether everything is disclosed, whether two platforms agree, whether totals add up.

    Args:
        question: `DisclosureQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` for a checklist that the rulebook does not have; `invalid_input` with the field;
            `limit_exceeded` for more than `MAX_PAIRS` records times required items.

    Source: rule 30.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from jicai import execution
    >>> answer = execution.disclosure(
    ...     execution.DisclosureQuestion(
    ...         as_of=date(2025, 1, 10),
    ...         totals=[
    ...             execution.TotalOfParts(
    ...                 item="x",
    ...                 total=Decimal("0"),
    ...                 parts=[execution.PartValue(part="a", value=Decimal("0"))],
    ...             ),
    ...         ],
    ...     ),
    ... )
    >>> answer.totals[0].item
    'x'
    >>> answer.totals[0].sum
    Decimal('0')
    """
    return _DISCLOSURE(question, rulebook, strict)


_CENTRAL_PURCHASE: Function[PurchaseRoutes] = Function("execution.central_purchase", PurchaseQuestion, PurchaseRoutes)


def central_purchase(
    question: Union[PurchaseQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> PurchaseRoutes:
    """By which way goods are bought.

    Args:
        question: `PurchaseQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the threshold or a way is not published; `invalid_input` with the field.

    Source: rule 31; duties of the Chongqing Drug Exchange.

    >>> from decimal import Decimal
    >>> from jicai import execution
    >>> answer = execution.central_purchase(
    ...     execution.PurchaseQuestion(
    ...         buyer="public",
    ...         goods=[execution.Goods(item="a", kind="drug", value=Decimal("9000000"))],
    ...     ),
    ...     rulebook="execution/chongqing-exchange",
    ... )
    >>> answer.central_value
    Decimal('0')
    >>> answer.goods[0].item
    'a'
    >>> answer.goods[0].route
    'central_tender'
    """
    return _CENTRAL_PURCHASE(question, rulebook, strict)


_DRUG_INCOME_RATIO: Function[IncomeRatio] = Function("execution.drug_income_ratio", IncomeQuestion, IncomeRatio)


def drug_income_ratio(
    question: Union[IncomeQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> IncomeRatio:
    """The share of drugs in medical income, and how it moves.

    Args:
        question: `IncomeQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where nothing says whether slices count; `invalid_input` with the field.

    Source: rule 32; Jilin City 2020, Shenzhen 2016.

    >>> from decimal import Decimal
    >>> from jicai import execution
    >>> answer = execution.drug_income_ratio(
    ...     execution.IncomeQuestion(
    ...         current=execution.Income(drug_income=Decimal("300"), medical_income=Decimal("1000")),
    ...     ),
    ...     rulebook="execution/jilin-city-2020",
    ... )
    >>> answer.ratio
    Decimal('0.3')
    """
    return _DRUG_INCOME_RATIO(question, rulebook, strict)


_PROCESS_SCORE: Function[ProcessScore] = Function("execution.process_score", ScoreQuestion, ProcessScore)


def process_score(
    question: Union[ScoreQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> ProcessScore:
    """The score of a chain of supervision, and its weakest link.

    Args:
        question: `ScoreQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field.

    Source: rule 33.

    >>> from decimal import Decimal
    >>> from jicai import execution
    >>> answer = execution.process_score(
    ...     execution.ScoreQuestion(
    ...         links=[execution.Link(link="a", score=Decimal("70"), weight=Decimal("1"))],
    ...     ),
    ... )
    >>> answer.score
    Decimal('70')
    >>> answer.weakest_link
    'a'
    >>> answer.links[0].link
    'a'
    """
    return _PROCESS_SCORE(question, rulebook, strict)


_SHORTAGE: Function[Shortage] = Function("execution.shortage", ShortageQuestion, Shortage)


def shortage(
    question: Union[ShortageQuestion, Mapping[str, Any]],
    /,
    rulebook: Optional[RulebookLike] = None,
    *,
    strict: bool = False,
) -> Shortage:
    """Stock that runs out or piles up, use that jumps, capacity that does not suffice, goods that go
    elsewhere.

    Args:
        question: `ShortageQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict. May be left out: then everything
            comes from the question.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field.

    Source: rule 29.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from jicai import execution
    >>> answer = execution.shortage(
    ...     execution.ShortageQuestion(
    ...         as_of=date(2025, 3, 31),
    ...         products=[execution.SuppliedProduct(product="a", stock=Decimal("1"), daily_use=Decimal("0"))],
    ...     ),
    ... )
    >>> answer.products[0].product
    'a'
    """
    return _SHORTAGE(question, rulebook, strict)
