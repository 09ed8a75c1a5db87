"""Payment standards (医保支付标准): what the fund pays for each box, and what the patient pays.

Written by `make python-types` from the JSON Schemas of the core. Do not edit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Optional, Union

from ._call import Function, Input, Output, Result, RulebookLike

__all__ = [
    "Amount",
    "Basis",
    "BelowReference",
    "BidEntry",
    "BidEntryQuestion",
    "BillLine",
    "BillTotals",
    "Binding",
    "Bound",
    "Cliff",
    "Date",
    "DateBasis",
    "Drop",
    "Id",
    "LineQuestion",
    "LineSplit",
    "LintGap",
    "LintQuestion",
    "LintRatio",
    "ListClass",
    "Listed",
    "NonNegativeAmount",
    "NotLookedAt",
    "PathQuestion",
    "PathStep",
    "PathYear",
    "Person",
    "PolicyYear",
    "PriceUnit",
    "Product",
    "Quote",
    "Rate",
    "ReimbursementTier",
    "RetailCap",
    "RetailKind",
    "RetailQuestion",
    "RoundingMode",
    "RulebookLint",
    "SettleQuestion",
    "SettledLine",
    "Settlement",
    "SignedQuantity",
    "SplitOrder",
    "Standard",
    "StandardPath",
    "StandardQuestion",
    "Status",
    "StoredSplit",
    "Supply",
    "TierBase",
    "UnitPrice",
    "Volume",
    "Winner",
    "YearPrice",
    "Yuan",
    "bid_entry",
    "lint_rulebook",
    "path",
    "retail_cap",
    "settle",
    "split_line",
    "standard",
]


Id = str
"""Identifier: opaque, compared byte for byte."""


UnitPrice = Decimal
"""Decimal string, greater than zero."""


class Quote(Input, frozen=True, kw_only=True):
    """A valid quote.

    Attributes:
        id: Identifier, unique in the list.
        price: The quote, yuan.
    """

    id: Id
    price: UnitPrice


PriceUnit = Literal[
    "pack",
    "min_unit",
]
"""What a price is for.

- `pack`: A pack.
- `min_unit`: A smallest preparation unit (最小制剂单位).
"""


class BidEntryQuestion(Input, frozen=True, kw_only=True):
    """What `payment.bid_entry` is asked.

    Attributes:
        quotes: The valid quotes, 1 to 100,000.
        willingness: What the fund is willing to pay (医保支付意愿), yuan.
        price_unit: What the prices are for.
    """

    quotes: Sequence[Quote]
    willingness: UnitPrice
    price_unit: PriceUnit = "pack"


Yuan = Decimal
"""Price in yuan: decimal string, at most 6 decimals."""


class BidEntry(Result, frozen=True, kw_only=True):
    """The standard of a drug that entered the catalogue by bidding.

    Attributes:
        standard: The standard, yuan.
        lowest_quote: The lowest quote, yuan.
        lowest_by: Who quoted it, by id.
        floor: Share of the willingness to pay below which the standard does not fall, yuan.
        floor_applied: The floor is above the lowest quote.
    """

    standard: Yuan
    lowest_quote: Yuan
    lowest_by: tuple[Id, ...]
    floor: Yuan
    floor_applied: bool


Rate = Decimal
"""Decimal string, 0 to 1."""


ListClass = Literal[
    "a",
    "b",
    "out_of_list",
]
"""Class in the insurance catalogue (医保目录).

- `a`: Class A (甲类).
- `b`: Class B (乙类).
- `out_of_list`: Outside the catalogue (目录外).
"""


class LintQuestion(Input, frozen=True, kw_only=True):
    """What `payment.lint_rulebook` is asked.

    Attributes:
        reimbursement_rate: Reimbursement rate; without it the patient's whole share is not looked at.
        list_class: Class in the catalogue; required with a rate.
        own_rate: Own rate of first self-pay.
    """

    reimbursement_rate: Optional[Rate] = None
    list_class: Optional[ListClass] = None
    own_rate: Optional[Rate] = None


class LintGap(Output, frozen=True, kw_only=True, gc=False):
    """A year of a band that the document does not give.

    Attributes:
        category: The category, where the rulebook has any.
        year: The year.
        band: The band.
    """

    category: Optional[str]
    year: int
    band: str


LintRatio = Decimal
"""Multiple of the reference: decimal string with 6 decimals."""


class BelowReference(Output, frozen=True, kw_only=True, gc=False):
    """A band whose ceiling lies below the reference.

    Attributes:
        category: The category, where the rulebook has any.
        year: The year.
        band: The band.
        standard: The ceiling at the lower edge of the band, in references.
    """

    category: Optional[str]
    year: int
    band: str
    standard: LintRatio


Drop = Literal[
    "standard",
    "excess",
    "patient",
]
"""What falls where the price rises.

- `standard`: The ceiling.
- `excess`: What lies above the ceiling.
- `patient`: The patient's whole share.
"""


class Cliff(Output, frozen=True, kw_only=True, gc=False):
    """An edge at which something falls although the price rises; all figures in references.

    Attributes:
        category: The category, where the rulebook has any.
        year: The year.
        edge: Where it is.
        band_below: The band up to it.
        band_above: The band above it.
        standard_below: The ceiling just below; null without one.
        standard_above: The ceiling just above.
        excess_below: What lies above the ceiling, just below.
        excess_above: The same just above.
        patient_below: The patient's whole share just below; null without a reimbursement rate.
        patient_above: The same just above.
        drops: What falls.
    """

    category: Optional[str]
    year: int
    edge: LintRatio
    band_below: str
    band_above: str
    standard_below: Optional[LintRatio]
    standard_above: Optional[LintRatio]
    excess_below: LintRatio
    excess_above: LintRatio
    patient_below: Optional[LintRatio]
    patient_above: Optional[LintRatio]
    drops: tuple[Drop, ...]


class RulebookLint(Result, frozen=True, kw_only=True):
    """What a rulebook leaves open, and where it is not monotone.

    Attributes:
        unset: Parameters that are unset.
        gaps: Years that the document does not give.
        below_reference: Bands below the reference.
        cliffs: Edges at which something falls although the price rises.
        monotone: There is no such edge.
    """

    unset: tuple[str, ...]
    gaps: tuple[LintGap, ...]
    below_reference: tuple[BelowReference, ...]
    cliffs: tuple[Cliff, ...]
    monotone: bool


Status = Literal[
    "winner",
    "originator",
    "reference_product",
    "passed",
    "not_passed",
    "non_winner",
    "negotiated",
    "bid",
    "ordinary",
]
"""What a product is to the tender.

- `winner`: It won.
- `originator`: Originator that did not win (原研药).
- `reference_product`: Reference product that did not win (参比制剂).
- `passed`: Generic that passed the consistency evaluation and did not win (过评仿制药).
- `not_passed`: Generic that has not passed it (未过评).
- `non_winner`: Non-winner of a kind without consistency evaluation: insulin, consumables.
- `negotiated`: Nationally negotiated (谈判药品).
- `bid`: Entered the catalogue by bidding (竞价药品).
- `ordinary`: In the catalogue, neither negotiated nor in a tender (两非).
"""


Supply = Literal[
    "main",
    "backup",
    "outside",
]
"""Which winner supplies a province.

- `main`: Main supplier (主供).
- `backup`: Backup supplier (备供).
- `outside`: Neither (非主供非备供).
"""


class Product(Input, frozen=True, kw_only=True):
    """A product whose standard is wanted. All prices are for one unit of its own specification.

    Attributes:
        id: Identifier, only echoed in the explanation.
        status: What it is to the tender.
        list_class: Its class in the catalogue.
        price: Current purchase or selling price (现行价), yuan.
        winning_price: The price it won at (中选价), yuan; for a winner.
        base_price: Price on the base date of the rule (基准价), yuan; frozen.
        national_standard: National standard of a negotiated or bid drug, yuan.
        negotiated_price: Negotiated price of a non-winner, yuan.
        supply: For a winner: whether it supplies the province; main where it is left out.
        prefilled_pen: A winner's prefilled pen; prices are then for one pen.
        group: Group within which winners are compared (质量层、竞争组).
        category: A category of the rulebook.
        cap: The cap that stands in for a reference, yuan; where the rulebook asks for it.
        own_rate: Its own rate of first self-pay (先行自付比例).
        essential: On the list of essential medicines (基本药物).
        high_price_listed: On the bureau's list of high-priced drugs (价高药).
    """

    status: Status
    list_class: ListClass
    price: UnitPrice
    id: Optional[Id] = None
    winning_price: Optional[UnitPrice] = None
    base_price: Optional[UnitPrice] = None
    national_standard: Optional[UnitPrice] = None
    negotiated_price: Optional[UnitPrice] = None
    supply: Optional[Supply] = None
    prefilled_pen: bool = False
    group: Optional[Id] = None
    category: Optional[str] = None
    cap: Optional[UnitPrice] = None
    own_rate: Optional[Rate] = None
    essential: bool = False
    high_price_listed: Optional[bool] = None


Volume = Decimal
"""Decimal string, greater than zero, at most 4 decimals, below 10^15."""


class Winner(Input, frozen=True, kw_only=True):
    """A winner that a non-winner is measured by; its price is converted to the product's specification.

    Attributes:
        id: Identifier, unique in the list.
        price: Winning price, yuan.
        group: Group within which winners are compared.
        supply: Which winner supplies the province.
        volume: Volume, where the rulebook weighs by it.
    """

    id: Id
    price: UnitPrice
    group: Optional[Id] = None
    supply: Optional[Supply] = None
    volume: Optional[Volume] = None


class Listed(Input, frozen=True, kw_only=True):
    """A listed product of an ordinary drug's representative specification.

    Attributes:
        id: Identifier, unique in the list.
        price: Price, yuan.
        volume: Volume.
    """

    id: Id
    price: UnitPrice
    volume: Volume


PathYear = int
"""A year of a path, 1 to 50."""


class YearPrice(Input, frozen=True, kw_only=True):
    """A current price from a year on.

    Attributes:
        year: The year, each at most once.
        price: The current price from then on, yuan.
    """

    year: PathYear
    price: UnitPrice


Person = Literal[
    "ordinary",
    "red_army_veteran",
    "retired_cadre",
    "disabled_serviceman_1_6",
]
"""Who is insured; some are exempt from added self-pay.

- `ordinary`: Anybody else.
- `red_army_veteran`: Veteran of the Red Army (老红军).
- `retired_cadre`: Retired cadre (离休干部).
- `disabled_serviceman_1_6`: Disabled serviceman of grade 1 to 6 (一至六级残疾军人).
"""


class PathQuestion(Input, frozen=True, kw_only=True):
    """What `payment.path` is asked: the standards of several years.

    Attributes:
        product: The product.
        winners: The winners of its name, at most 100,000.
        listed: For an ordinary drug the listed products, at most 100,000.
        price_unit: What the prices are for.
        years: How many years; those of the longest ladder of the rulebook where it is left out.
        prices: Price cuts, in any order; before the first the price of the product holds.
        person: Who is insured.
    """

    product: Product
    winners: Sequence[Winner] = ()
    listed: Sequence[Listed] = ()
    price_unit: PriceUnit = "pack"
    years: Optional[PathYear] = None
    prices: Sequence[YearPrice] = ()
    person: Person = "ordinary"


Bound = Literal[
    "exact",
    "at_most",
]
"""Whether a ceiling is the value or the most that the text allows.

- `exact`: The value.
- `at_most`: The most.
"""


class PathStep(Output, frozen=True, kw_only=True, gc=False):
    """One year of a path.

    Attributes:
        year: The year.
        gap: The document does not say what holds in this year.
        price: The current price of the year, yuan.
        ceiling: Payment standard, yuan.
        effective: The lower of ceiling and current price, yuan.
        above_standard: The patient's part above it, yuan.
        band: Code of the band, or of the rule.
        bound: Whether the ceiling is the value or the most that the text allows.
        first_self_pay_rate: Rate of first self-pay.
        floor_applied: The floor raised the ceiling.
    """

    year: int
    gap: bool
    price: Yuan
    ceiling: Optional[Yuan]
    effective: Optional[Yuan]
    above_standard: Optional[Yuan]
    band: str
    bound: Optional[Bound]
    first_self_pay_rate: Optional[Rate]
    floor_applied: bool


class StandardPath(Result, frozen=True, kw_only=True):
    """The standards of several years.

    Attributes:
        steps: The years, ascending.
        reference: The winning price that the product is measured by, yuan.
        converged_year: The first year from which on the ceiling is the reference.
    """

    steps: tuple[PathStep, ...]
    reference: Optional[Yuan]
    converged_year: Optional[int]


RetailKind = Literal[
    "vbp",
    "ordinary",
    "negotiated",
]
"""What a retail pharmacy sells.

- `vbp`: A product of a tender (集采).
- `ordinary`: An ordinary one.
- `negotiated`: A negotiated one (谈判).
"""


class RetailQuestion(Input, frozen=True, kw_only=True):
    """What `payment.retail_cap` is asked.

    Attributes:
        standard: Payment standard of the smallest pack, yuan.
        kind: What is sold.
        price: Selling price of the pack, yuan.
    """

    standard: UnitPrice
    kind: RetailKind
    price: Optional[UnitPrice] = None


Binding = Literal[
    "rate",
    "amount",
    "both",
]
"""Which limit of a retail price binds.

- `rate`: The rate.
- `amount`: The amount.
- `both`: Both alike.
"""


class RetailCap(Result, frozen=True, kw_only=True):
    """The most that a retail pharmacy may ask.

    Attributes:
        applies: The rule is about this kind.
        cap: The most, yuan.
        rate_limit: The limit by the rate, yuan.
        amount_limit: The limit by the amount, yuan.
        binding: Which of the two is the lower.
        headroom: Cap − standard, yuan.
        within_cap: The price is not above the cap.
        patient_excess: What of the price is above the standard, yuan.
    """

    applies: bool
    cap: Optional[Yuan]
    rate_limit: Optional[Yuan]
    amount_limit: Optional[Yuan]
    binding: Optional[Binding]
    headroom: Optional[Yuan]
    within_cap: Optional[bool]
    patient_excess: Optional[Yuan]


NonNegativeAmount = Decimal
"""Decimal string, zero or more."""


NotLookedAt = Any
"""A member that may be there and is not looked at."""


class BillLine(Input, frozen=True, kw_only=True):
    """A split line of a bill.

    Attributes:
        id: Identifier, unique in the bill.
        fully_own: Fully own-paid, yuan.
        above_standard: Above the standard, yuan.
        first_self_pay: First self-pay, yuan.
        in_scope: In scope, yuan.
        total: The sum, if it is stated.
        ceiling_amount: Accepted, as a split has it, and not looked at.
    """

    id: Id
    fully_own: NonNegativeAmount
    above_standard: NonNegativeAmount
    first_self_pay: NonNegativeAmount
    in_scope: NonNegativeAmount
    total: Optional[NonNegativeAmount] = None
    ceiling_amount: Optional[NotLookedAt] = None


class ReimbursementTier(Input, frozen=True, kw_only=True):
    """A tier of reimbursement.

    Attributes:
        up_to: Where it ends, yuan; the last tier has no end.
        rate: Reimbursement rate (报销比例).
    """

    rate: Rate
    up_to: Optional[NonNegativeAmount] = None


TierBase = Literal[
    "in_scope",
    "after_deductible",
]
"""What the tiers of reimbursement count.

- `in_scope`: Money in scope, the deductible included.
- `after_deductible`: Money in scope after the deductible.
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


class SettleQuestion(Input, frozen=True, kw_only=True):
    """What `payment.settle` is asked: how a bill divides between fund and patient.

    Attributes:
        lines: The split lines, at most 100,000.
        deductible_remaining: What is left of the deductible (起付线), yuan.
        tiers: The tiers, in ascending order.
        tier_base: What the tiers count; required with two or more.
        accumulated: What counted before this bill, yuan; 0 where it is left out.
        fund_cap_remaining: What is left of the cap of the fund (封顶线), yuan; no cap where it is left out.
        round_each_tier: Round each tier by itself.
        rounding: How the pooled amount is rounded.
    """

    lines: Sequence[BillLine]
    deductible_remaining: NonNegativeAmount
    tiers: Sequence[ReimbursementTier]
    tier_base: Optional[TierBase] = None
    accumulated: Optional[NonNegativeAmount] = None
    fund_cap_remaining: Optional[NonNegativeAmount] = None
    round_each_tier: bool = False
    rounding: RoundingMode = "half_up"


Amount = Decimal
"""Decimal string, an amount with at most 2 decimals."""


class SettledLine(Output, frozen=True, kw_only=True, gc=False):
    """A line of a settled bill.

    Attributes:
        id: The line.
        total: Its sum, yuan.
        fund: The fund's part, yuan.
        patient: The patient's part, yuan.
        deductible: Of which deductible, yuan.
        copay: Of which co-payment, yuan.
        over_cap: Of which above the cap of the fund, yuan.
    """

    id: Id
    total: Amount
    fund: Amount
    patient: Amount
    deductible: Amount
    copay: Amount
    over_cap: Amount


class BillTotals(Output, frozen=True, kw_only=True, gc=False):
    """The sums of a settled bill, yuan.

    Attributes:
        total: All lines.
        fully_own: Fully own-paid.
        above_standard: Above the standard.
        first_self_pay: First self-pay.
        in_scope: In scope.
        deductible: The deductible that this bill uses.
        pooled: What the tiers give.
        fund: What the fund pays.
        over_cap: What its cap leaves to the patient.
        copay: The patient's co-payment.
        patient: What the patient pays.
    """

    total: Amount
    fully_own: Amount
    above_standard: Amount
    first_self_pay: Amount
    in_scope: Amount
    deductible: Amount
    pooled: Amount
    fund: Amount
    over_cap: Amount
    copay: Amount
    patient: Amount


class Settlement(Result, frozen=True, kw_only=True):
    """A settled bill.

    Attributes:
        lines: The lines, in input order.
        totals: The sums.
        deductible_left: What is left of the deductible, yuan.
        fund_cap_left: What is left of the cap of the fund, yuan.
    """

    lines: tuple[SettledLine, ...]
    totals: BillTotals
    deductible_left: Amount
    fund_cap_left: Optional[Amount]


SignedQuantity = Decimal
"""Decimal string, a quantity with at most 4 decimals."""


SplitOrder = Literal[
    "ceiling_first",
    "rate_first",
]
"""Which of ceiling and rate a line meets first.

- `ceiling_first`: The ceiling (先限价后比例).
- `rate_first`: The rate.
"""


class StoredSplit(Input, frozen=True, kw_only=True):
    """The parts of a line that was split.

    Attributes:
        fully_own: Fully own-paid, yuan.
        above_standard: Above the standard, yuan.
        first_self_pay: First self-pay, yuan.
        in_scope: In scope, yuan.
        total: The sum, if it is stated.
        ceiling_amount: Accepted, as a split has it, and not looked at.
    """

    fully_own: NonNegativeAmount
    above_standard: NonNegativeAmount
    first_self_pay: NonNegativeAmount
    in_scope: NonNegativeAmount
    total: Optional[NonNegativeAmount] = None
    ceiling_amount: Optional[NotLookedAt] = None


class LineQuestion(Input, frozen=True, kw_only=True):
    """What `payment.split_line` is asked: how a charge line divides.

    Attributes:
        amount: Amount of the line, yuan; negative for a refund. Not together with `price`.
        price: Price of a unit, yuan.
        quantity: Units; negative for a refund.
        covered: In the catalogue; true where it is left out.
        standard: Payment standard of a unit, yuan; no ceiling where it is left out.
        first_self_pay_rate: Rate of first self-pay.
        fixed_self_pay: Fixed self-pay of a unit instead of a rate (定额自负), yuan.
        order: Which comes first; the ceiling where it is left out.
        rounding: How amounts are rounded; half-up where it is left out.
        refund_of: What is left of the split that is refunded; then only `amount` beside it.
    """

    amount: Optional[Amount] = None
    price: Optional[UnitPrice] = None
    quantity: Optional[SignedQuantity] = None
    covered: Optional[bool] = None
    standard: Optional[UnitPrice] = None
    first_self_pay_rate: Optional[Rate] = None
    fixed_self_pay: Optional[UnitPrice] = None
    order: Optional[SplitOrder] = None
    rounding: Optional[RoundingMode] = None
    refund_of: Optional[StoredSplit] = None


class LineSplit(Result, frozen=True, kw_only=True):
    """A charge line in its four parts.

    Attributes:
        total: The line, yuan: the sum of the four parts.
        fully_own: Fully own-paid (全自费), yuan.
        above_standard: Above the standard (超限价自费), yuan.
        first_self_pay: First self-pay (先行自付), yuan.
        in_scope: In scope (符合范围), yuan.
        ceiling_amount: Quantity times standard, yuan.
    """

    total: Amount
    fully_own: Amount
    above_standard: Amount
    first_self_pay: Amount
    in_scope: Amount
    ceiling_amount: Optional[Amount]


Date = date
"""Day, ISO 8601: 2025-10-27."""


PolicyYear = int
"""A year of a policy, 1 to 100."""


class StandardQuestion(Input, frozen=True, kw_only=True):
    """What `payment.standard` is asked.

    Attributes:
        product: The product.
        winners: The winners of its name, at most 100,000.
        listed: For an ordinary drug the listed products, at most 100,000.
        price_unit: What the prices are for.
        date: The day; not together with `year`.
        year: The year of the policy; not together with `date`.
        start_date: First day of policy year 1; that of the rulebook where it is left out.
        person: Who is insured.
    """

    product: Product
    winners: Sequence[Winner] = ()
    listed: Sequence[Listed] = ()
    price_unit: PriceUnit = "pack"
    date: Optional[Date] = None
    year: Optional[PolicyYear] = None
    start_date: Optional[Date] = None
    person: Person = "ordinary"


Basis = Literal[
    "own_winning_price",
    "pen_surcharge",
    "reference",
    "reference_times",
    "base_times",
    "price_times",
    "no_standard",
    "national_standard",
    "ordinary_reference",
    "out_of_list",
]
"""What a ceiling is made of.

- `own_winning_price`: The product's own winning price.
- `pen_surcharge`: The same with the surcharge of a prefilled pen.
- `reference`: The reference.
- `reference_times`: A multiple of the reference.
- `base_times`: A multiple of the base price.
- `price_times`: A multiple of the current price.
- `no_standard`: There is no ceiling.
- `national_standard`: The national standard.
- `ordinary_reference`: The weighted mean of the listed products.
- `out_of_list`: The product is outside the catalogue.
"""


DateBasis = Literal[
    "settlement_date",
    "charge_date",
]
"""Which date a caller should pass.

- `settlement_date`: The day of settlement (结算日).
- `charge_date`: The day of the charge (费用发生日).
"""


class Standard(Result, frozen=True, kw_only=True):
    """What the fund recognises for a product.

    Attributes:
        covered: False only outside the catalogue.
        ceiling: Payment standard (医保支付标准), yuan; null without one.
        effective: The lower of ceiling and current price, yuan.
        above_standard: Current price − effective standard, yuan: the patient's.
        reference: The winning price that a non-winner is measured by, yuan.
        reference_from: The winners or listed products that set it, by id.
        band: Code of the band, or of the rule.
        basis: What the ceiling is made of.
        bound: Whether the ceiling is the value or the most that the text allows.
        year: The year of the policy, if given or computed.
        first_self_pay_rate: Rate of first self-pay (先行自付比例).
        floor_applied: The floor raised the ceiling.
        limited_by_price: The current price is below the ceiling.
        date_basis: Which date the caller should pass.
    """

    covered: bool
    ceiling: Optional[Yuan]
    effective: Optional[Yuan]
    above_standard: Optional[Yuan]
    reference: Optional[Yuan]
    reference_from: tuple[Id, ...]
    band: str
    basis: Basis
    bound: Optional[Bound]
    year: Optional[int]
    first_self_pay_rate: Optional[Rate]
    floor_applied: bool
    limited_by_price: bool
    date_basis: Optional[DateBasis]


_STANDARD: Function[Standard] = Function("payment.standard", StandardQuestion, Standard)


def standard(
    question: Union[StandardQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> Standard:
    """The payment standard of a product on a day, or in a year of the policy.

    Args:
        question: `StandardQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` at `/rulebook` where the document does not say what the product is paid; the
            message names the document;
            `invalid_input` with the field that a rule needs and that is missing, or that has no place;
            `limit_exceeded`: a price of 10¹² yuan, a list of more than `MAX_LIST`.

    Source: rules 1 to 17 of this area; 医保函〔2019〕155号.

    >>> from decimal import Decimal
    >>> from jicai import payment
    >>> answer = payment.standard(
    ...     payment.StandardQuestion(
    ...         product=payment.Product(status="originator", list_class="out_of_list", price=Decimal("9")),
    ...         year=1,
    ...     ),
    ...     rulebook="payment/ningbo-retail",
    ... )
    >>> answer.basis
    'out_of_list'
    >>> answer.year
    1
    """
    return _STANDARD(question, rulebook, strict)


_PATH: Function[StandardPath] = Function("payment.path", PathQuestion, StandardPath)


def path(
    question: Union[PathQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> StandardPath:
    """The standards of several years, with price cuts in between.

    Args:
        question: `PathQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: As `standard`; a year that the document does not give is no error but a step with `gap`.

    >>> from decimal import Decimal
    >>> from jicai import payment
    >>> answer = payment.path(
    ...     payment.PathQuestion(
    ...         product=payment.Product(
    ...             status="negotiated",
    ...             list_class="a",
    ...             price=Decimal("9"),
    ...             national_standard=Decimal("8"),
    ...         ),
    ...     ),
    ...     rulebook="payment/ningbo-retail",
    ... )
    >>> answer.steps[0].year
    1
    >>> answer.steps[0].price
    Decimal('9.00')
    """
    return _PATH(question, rulebook, strict)


_SPLIT_LINE: Function[LineSplit] = Function("payment.split_line", LineQuestion, LineSplit)


def split_line(question: Union[LineQuestion, Mapping[str, Any], None] = None, /, *, strict: bool = False) -> LineSplit:
    """How a charge line divides into fully own-paid, above the standard, first self-pay, and in scope.

    Args:
        question: `LineQuestion`, or a dict of its fields.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field, `limit_exceeded` where an amount does not fit.

    Source: clauses `payment#split`, `payment#refund`.

    >>> from decimal import Decimal
    >>> from jicai import payment
    >>> answer = payment.split_line(payment.LineQuestion(amount=Decimal("9.99"), covered=False))
    >>> answer.total
    Decimal('9.99')
    >>> answer.fully_own
    Decimal('9.99')
    """
    return _SPLIT_LINE({} if question is None else question, None, strict)


_SETTLE: Function[Settlement] = Function("payment.settle", SettleQuestion, Settlement)


def settle(question: Union[SettleQuestion, Mapping[str, Any]], /, *, strict: bool = False) -> Settlement:
    """How a bill of split lines divides between fund and patient: deductible, tiers, cap, and back to each
    line.

    Args:
        question: `SettleQuestion`, or a dict of its fields.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field, `limit_exceeded` where a sum does not fit.

    Source: clauses `payment#settle`, `payment#allocate`.

    >>> from decimal import Decimal
    >>> from jicai import payment
    >>> answer = payment.settle(
    ...     payment.SettleQuestion(
    ...         lines=[
    ...             payment.BillLine(
    ...                 id="x",
    ...                 fully_own=Decimal("0"),
    ...                 above_standard=Decimal("0"),
    ...                 first_self_pay=Decimal("0"),
    ...                 in_scope=Decimal("100"),
    ...             ),
    ...         ],
    ...         deductible_remaining=Decimal("0"),
    ...         tiers=[payment.ReimbursementTier(rate=Decimal("0"))],
    ...     ),
    ... )
    >>> answer.deductible_left
    Decimal('0.00')
    >>> answer.lines[0].id
    'x'
    >>> answer.lines[0].total
    Decimal('100.00')
    """
    return _SETTLE(question, None, strict)


_BID_ENTRY: Function[BidEntry] = Function("payment.bid_entry", BidEntryQuestion, BidEntry)


def bid_entry(
    question: Union[BidEntryQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> BidEntry:
    """The standard of a drug that enters the catalogue by bidding.

    Args:
        question: `BidEntryQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the rulebook says nothing of it or the lowest quote is above the
            willingness to pay; `invalid_input` with the field.

    Source: clause `payment#bid-entry`.

    >>> from decimal import Decimal
    >>> from jicai import payment
    >>> answer = payment.bid_entry(
    ...     payment.BidEntryQuestion(
    ...         quotes=[payment.Quote(id="A", price=Decimal("60"))],
    ...         willingness=Decimal("100"),
    ...     ),
    ...     rulebook="payment/cn-bid-2023",
    ... )
    >>> answer.standard
    Decimal('70.00')
    >>> answer.lowest_quote
    Decimal('60.00')
    >>> answer.lowest_by
    ('A',)
    """
    return _BID_ENTRY(question, rulebook, strict)


_RETAIL_CAP: Function[RetailCap] = Function("payment.retail_cap", RetailQuestion, RetailCap)


def retail_cap(
    question: Union[RetailQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> RetailCap:
    """The most that a retail pharmacy may ask for a pack.

    Args:
        question: `RetailQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` where the rulebook says nothing of it; `invalid_input` with the field.

    Source: clause `payment#retail-cap`.

    >>> from decimal import Decimal
    >>> from jicai import payment
    >>> answer = payment.retail_cap(
    ...     payment.RetailQuestion(standard=Decimal("1300"), kind="vbp"),
    ...     rulebook="payment/ningbo-retail",
    ... )
    >>> answer.cap
    Decimal('1495.00')
    >>> answer.rate_limit
    Decimal('1495.00')
    """
    return _RETAIL_CAP(question, rulebook, strict)


_LINT_RULEBOOK: Function[RulebookLint] = Function("payment.lint_rulebook", LintQuestion, RulebookLint)


def lint_rulebook(
    question: Union[LintQuestion, Mapping[str, Any], None] = None, /, *, rulebook: RulebookLike, strict: bool = False
) -> RulebookLint:
    """What a rulebook leaves open, and at which edges something falls although the price rises (cliffs).

    Args:
        question: `LintQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field.

    >>> from jicai import payment
    >>> answer = payment.lint_rulebook(payment.LintQuestion(), rulebook="payment/cn-2019")
    >>> answer.monotone
    False
    >>> answer.unset
    ('outside_winner',)
    >>> answer.gaps[0].year
    2
    """
    return _LINT_RULEBOOK({} if question is None else question, rulebook, strict)
