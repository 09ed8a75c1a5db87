"""Award (中选): which bids win, at what price, and which regions and shares they get.

Written by `make python-types` from the JSON Schemas of the core. Do not edit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Optional, Union

from ._call import Function, Input, Output, Result, RulebookLike
from .rulebook import RulebookObject

if TYPE_CHECKING:
    from .tables import select_table

__all__ = [
    "Alternative",
    "Award",
    "Bid",
    "BidResult",
    "Change",
    "CompareInput",
    "CompareResult",
    "Comparison",
    "ContractTerms",
    "Count",
    "Date",
    "Exact",
    "Factor",
    "Form",
    "GridPrice",
    "Group",
    "GroupBidder",
    "GroupQuestion",
    "GroupReason",
    "GroupedBidder",
    "Grouping",
    "Id",
    "Lot",
    "Money",
    "NextPrice",
    "Outcome",
    "OwnOutcome",
    "Pick",
    "PickKind",
    "Price",
    "Quantity",
    "Ratio",
    "Reason",
    "RegionAssignment",
    "RegionCounts",
    "RegionCountsQuestion",
    "RegionWinner",
    "RegionsQuestion",
    "Removed",
    "Revival",
    "RoundAward",
    "RoundQuestion",
    "RulebookObject",
    "RulebookReference",
    "Score",
    "Share",
    "Spec",
    "Status",
    "Summary",
    "Terms",
    "TermsPart",
    "TermsQuestion",
    "Test",
    "Volume",
    "VolumeClass",
    "Want",
    "WhatIf",
    "WhatIfQuestion",
    "WinnerRegions",
    "assign_regions",
    "compare",
    "contract_terms",
    "group_bidders",
    "region_counts",
    "select",
    "select_round",
    "select_table",
    "what_if",
]


Id = str
"""Identifier: opaque, compared byte for byte."""


Count = int
"""Integer from 1 to 1,000,000,000."""


class RegionWinner(Input, frozen=True, kw_only=True):
    """A winner who picks regions.

    Attributes:
        bid: The winning bid; unique.
        rank: Its place in the selection order; unique.
        preferences: Regions it prefers, in this order; what the list leaves out follows in the order of
            `regions`.
        backup_preferences: The same for backup supply.
    """

    bid: Id
    rank: Count
    preferences: Sequence[Id] = ()
    backup_preferences: Sequence[Id] = ()


class RegionsQuestion(Input, frozen=True, kw_only=True):
    """What `award.assign_regions` is asked.

    Attributes:
        regions: The regions, 1 to 1,000, in the default order of preference.
        winners: The winners, 1 to 1,000.
        backup: Whether backup suppliers are picked too.
        backup_units: Selection units: within one, a firm backs up a primary supplier only once. Only with
            `backup`.
    """

    regions: Sequence[Id]
    winners: Sequence[RegionWinner]
    backup: bool = False
    backup_units: Optional[Sequence[Sequence[Id]]] = None


class WinnerRegions(Output, frozen=True, kw_only=True, gc=False):
    """The regions of one winner.

    Attributes:
        bid: The winner.
        rank: Its rank.
        primary: Regions it supplies, in the order of its picks.
        backup: Regions it backs up, in the order of its picks; with `backup`.
    """

    bid: Id
    rank: int
    primary: tuple[Id, ...]
    backup: Optional[tuple[Id, ...]] = None


PickKind = Literal[
    "primary",
    "backup",
]
"""Which supplier a pick makes.

- `primary`: Primary supplier (主供).
- `backup`: Backup supplier (备供).
"""


class Pick(Output, frozen=True, kw_only=True, gc=False):
    """One pick.

    Attributes:
        turn: 1, 2, … over all picks.
        round: 0 for the first pick, then 1, 2, …; backup rounds start again at 1.
        kind: Primary or backup.
        bid: Who picks.
        region: What.
    """

    turn: int
    round: int
    kind: PickKind
    bid: Id
    region: Id


class RegionAssignment(Result, frozen=True, kw_only=True):
    """Who supplies which region.

    Attributes:
        winners: The winners, by rank.
        picks: Every pick in turn.
        without_backup: Regions without a backup supplier, in the order of `regions`; with `backup`.
    """

    winners: tuple[WinnerRegions, ...]
    picks: tuple[Pick, ...]
    without_backup: Optional[tuple[Id, ...]] = None


Form = Literal[
    "oral_solid",
    "oral_liquid",
    "injection_small_volume",
    "injection_large_volume",
    "other",
]
"""Dosage form class of a lot (剂型).

- `oral_solid`: Tablets, capsules … (口服固体).
- `oral_liquid`: Oral liquids (口服液体).
- `injection_small_volume`: Small-volume injections (小容量注射剂).
- `injection_large_volume`: Large-volume injections (大容量注射剂).
- `other`: Anything else.
"""


Price = Decimal
"""Decimal string, greater than zero; at most 15 digits before the point and 10 after it."""


Factor = Decimal
"""Decimal string, greater than zero; at most 15 digits before the point and 10 after it."""


class Spec(Input, frozen=True, kw_only=True):
    """A strength (规格) of a lot.

    Attributes:
        spec: Identifier, unique in the lot.
        ceiling: Highest valid declared price of this strength (最高有效申报价), yuan.
        factor: Price ratio of this strength to the reference strength, by the differential rules (差比价).
    """

    spec: Id
    ceiling: Optional[Price] = None
    factor: Optional[Factor] = None


Quantity = Decimal
"""Decimal string, zero or more; at most 15 digits before the point and 10 after it."""


VolumeClass = Literal[
    "ordinary",
    "reduced",
    "restricted",
]
"""Volume class of a lot, stated lot by lot in the annex of a tender and not derivable from the drug.

- `ordinary`: The usual shares.
- `reduced`: Antibacterials, glucocorticoids and some flagged drugs: ten points less.
- `restricted`: Special-grade antibacterials and, from batch 9, monitored drugs.
"""


Want = Literal[
    "share",
    "term",
    "class",
]
"""A part of the answer beyond the selection.

- `share`: The agreed share of the reported volume (约定采购量比例).
- `term`: The contract term (采购周期).
- `class`: The award class of each winner.
"""


Money = Decimal
"""Decimal string, zero or more; at most 15 digits before the point and 10 after it."""


Date = date
"""Day, ISO 8601: 2025-10-27."""


Score = Decimal
"""Decimal string, zero or more; at most 15 digits before the point and 10 after it."""


class Bid(Input, frozen=True, kw_only=True):
    """One declared quote (申报).

    Attributes:
        bid: Identifier, unique in the lot.
        company: The bidder; the bid's own id where it is left out.
        group: Related firms (同一负责人、控股、管理关系) carry the same value.
        spec: Strength: required where the lot has `specs`, refused elsewhere.
        price: Declared price per smallest unit (单位申报价), yuan, in the unit of the ceiling.
        comparable_price: Comparable price (单位可比价) or daily cost, where it is already converted, yuan.
        is_reference: A reference product (参比制剂).
        incumbent: The firm supplied the region before: a condition of some share tables.
        reported_volume: Volume that hospitals reported for this brand: tie key, and a condition of revival.
        prior_winner: Tie key: won the same drug before.
        own_api: Tie key: makes its own active ingredient.
        prior_sales: Tie key: earlier sales, yuan.
        passed_specs: Tie key: number of strengths that passed the consistency evaluation.
        pass_date: Tie key: day on which the product passed the consistency evaluation.
        tie_rank: How a tie was broken outside the rules, for instance by lot (抽签); low first.
        revival_price: Lower re-quote (复活报价), in the unit of `price`, not above it.
        price_score: Price score of an evaluation, required with method `score`.
        technical_score: Technical score of an evaluation, required with method `score`.
    """

    bid: Id
    price: Price
    company: Optional[Id] = None
    group: Optional[Id] = None
    spec: Optional[Id] = None
    comparable_price: Optional[Price] = None
    is_reference: bool = False
    incumbent: bool = False
    reported_volume: Optional[Quantity] = None
    prior_winner: Optional[bool] = None
    own_api: Optional[bool] = None
    prior_sales: Optional[Money] = None
    passed_specs: Optional[int] = None
    pass_date: Optional[Date] = None
    tie_rank: Optional[Count] = None
    revival_price: Optional[Price] = None
    price_score: Optional[Score] = None
    technical_score: Optional[Score] = None


class Lot(Input, frozen=True, kw_only=True):
    """A lot (品种, 采购组): the unit of competition, with the bids on it.

    Attributes:
        lot: Identifier; required and unique in a round.
        form: Dosage form class; required where a low-price limit depends on it.
        ceiling: Ceiling of all bids, yuan; not together with `specs`.
        specs: Strengths, 1 to 1,000.
        reference_spec: The strength to which prices are converted; its `factor` is absent or 1.
        limit_price: Price printed in the document; required where `limit_price` is a test.
        max_shortlisted: Places announced for this lot; replaces the place table.
        brand_volume_mean: Mean reported volume per brand: a condition of revival from outside the shortlist.
        volume_class: Volume class.
        short_term: A drug that the document gives a shorter term.
        long_term_use: A drug for long-term use.
        want: Parts beyond the selection; repeats are ignored.
        bids: The bids, at most 1,000, in any order.
        filter_tie_rank: How equal price ratios of a batch-wide filter were ordered; only in a round.
    """

    bids: Sequence[Bid]
    lot: Optional[Id] = None
    form: Optional[Form] = None
    ceiling: Optional[Price] = None
    specs: Optional[Sequence[Spec]] = None
    reference_spec: Optional[Id] = None
    limit_price: Optional[Price] = None
    max_shortlisted: Optional[Count] = None
    brand_volume_mean: Optional[Quantity] = None
    volume_class: VolumeClass = "ordinary"
    short_term: bool = False
    long_term_use: bool = False
    want: Sequence[Want] = ()
    filter_tie_rank: Optional[Count] = None


RulebookReference = Union[Id, RulebookObject]
"""A rulebook of a request."""


class CompareInput(Input, frozen=True, kw_only=True):
    """What `award.compare` is asked.

    Attributes:
        lot: The lot.
        against: The other rulebooks, 1 to 1,000: ids of built-in ones, or objects.
    """

    lot: Lot
    against: Sequence[RulebookReference]


Exact = Decimal
"""A computed figure: decimal string, rounded half-up to 8 decimals."""


class Summary(Output, frozen=True, kw_only=True, gc=False):
    """What a rulebook makes of the lot, in short.

    Attributes:
        rulebook: The rulebook.
        shortlist_limit: Number of places.
        spread_limit: Limit of the spread control.
        winners: Selected bids.
        selected: The selected bids, in order.
    """

    rulebook: Id
    winners: int
    selected: tuple[Id, ...]
    shortlist_limit: Optional[int] = None
    spread_limit: Optional[Exact] = None


Status = Literal[
    "ok",
    "rule_gap",
    "unverified_parameter",
]
"""Whether the other rulebook gives an answer.

- `ok`: It does.
- `rule_gap`: Its document does not say what this lot needs.
- `unverified_parameter`: Strict mode: its answer would rest on an unverified parameter.
"""


Outcome = Literal[
    "selected",
    "not_selected",
    "void",
    "undetermined",
]
"""What became of a bid.

- `selected`: Proposed for selection (拟中选), with or without volume.
- `not_selected`: Valid, but not selected.
- `void`: Above its ceiling: takes no part.
- `undetermined`: The rules stop at a gap before they decide about this bid (only in `what_if`).
"""


Reason = Literal[
    "conditions_met",
    "no_conditions",
    "zero_volume",
    "revived_shortlisted",
    "revived_unshortlisted",
    "reference_no_volume",
    "not_shortlisted",
    "conditions_failed",
    "company_cap",
    "related_firm",
    "batch_filter",
    "above_ceiling",
    "rule_gap",
]
"""Why.

- `conditions_met`: Selected: all tests of an alternative hold.
- `no_conditions`: Selected: the rulebook has no winning conditions.
- `zero_volume`: Selected without volume: too far below the others.
- `revived_shortlisted`: Selected by a lower re-quote after failing the conditions.
- `revived_unshortlisted`: Selected by a lower re-quote from outside the shortlist.
- `reference_no_volume`: A reference product that came down to the limit: selected without volume.
- `not_shortlisted`: Not selected: no place.
- `conditions_failed`: Not selected: shortlisted, but no alternative holds ("fused", 熔断).
- `company_cap`: Not selected: its company has its places already.
- `related_firm`: Not selected: another bid represents its group of related firms.
- `batch_filter`: Not selected: removed by the batch-wide filter.
- `above_ceiling`: Void: above the ceiling.
- `rule_gap`: Undetermined: the document does not say.
"""


class Change(Output, frozen=True, kw_only=True, gc=False):
    """A bid that fares differently.

    Attributes:
        bid: The bid.
        from_outcome: Its outcome in the baseline.
        from_reason: Its reason in the baseline.
        to_outcome: Its outcome under the other rulebook.
        to_reason: Its reason there.
    """

    bid: Id
    from_outcome: Outcome
    from_reason: Reason
    to_outcome: Outcome
    to_reason: Reason


class Comparison(Output, frozen=True, kw_only=True):
    """The lot under another rulebook.

    Attributes:
        rulebook: The rulebook.
        status: Whether it gives an answer; only then the fields below but `message` are there.
        message: Why there is no answer.
        shortlist_limit: Number of places.
        spread_limit: Limit of the spread control.
        winners: Selected bids.
        selected: The selected bids, in order.
        gained: Bids selected only here, by id.
        lost: Bids selected only in the baseline, by id.
        changed: Bids whose outcome, reason or volume differ, by id.
    """

    rulebook: Id
    status: Status
    message: Optional[str] = None
    shortlist_limit: Optional[int] = None
    spread_limit: Optional[Exact] = None
    winners: Optional[int] = None
    selected: Optional[tuple[Id, ...]] = None
    gained: Optional[tuple[Id, ...]] = None
    lost: Optional[tuple[Id, ...]] = None
    changed: Optional[tuple[Change, ...]] = None


class CompareResult(Result, frozen=True, kw_only=True):
    """One lot under several rulebooks.

    Attributes:
        baseline: The lot under the first rulebook.
        against: The lot under the others, in their order.
    """

    baseline: Summary
    against: tuple[Comparison, ...]


TermsPart = Literal[
    "share",
    "term",
]
"""A part of `TermsQuestion`.

- `share`: The agreed share.
- `term`: The contract term.
"""


class TermsQuestion(Input, frozen=True, kw_only=True):
    """What `award.contract_terms` is asked: a number of winners, without bids.

    Attributes:
        winners: Winners W that count for the tables.
        bidders: Number of bidders N; required if a row of a wanted table asks for it.
        volume_class: Volume class of the lot.
        short_term: A drug that the document gives a shorter term.
        long_term_use: A drug for long-term use.
        incumbent: The firm supplied the region before.
        award_class: Award class of the winner.
        want: `share`, `term` or both (the default).
    """

    winners: Count
    bidders: Optional[Count] = None
    volume_class: VolumeClass = "ordinary"
    short_term: bool = False
    long_term_use: bool = False
    incumbent: bool = False
    award_class: Optional[Id] = None
    want: Sequence[TermsPart] = ()


Ratio = Decimal
"""Decimal string, 0 to 1; at most 15 digits before the point and 10 after it."""


class ContractTerms(Result, frozen=True, kw_only=True):
    """Share and term by the tables alone.

    Attributes:
        agreed_share: Agreed share of the reported volume.
        term_years: Contract term in years.
        term_end: Last day of the contract.
    """

    agreed_share: Optional[Ratio] = None
    term_years: Optional[int] = None
    term_end: Optional[Date] = None


class GroupBidder(Input, frozen=True, kw_only=True):
    """A firm with its intended volume.

    Attributes:
        company: The firm; unique.
        volume: Intended volume (意向采购量).
        supplies_all_regions: Whether it supplies all regions.
        has_crosslinked_liner: Whether it has the highly cross-linked liner.
    """

    company: Id
    volume: Quantity
    supplies_all_regions: bool
    has_crosslinked_liner: bool = False


class GroupQuestion(Input, frozen=True, kw_only=True):
    """What `award.group_bidders` is asked.

    Attributes:
        liner_required: Whether the system needs a highly cross-linked liner.
        bidders: The firms, 1 to 1,000.
    """

    liner_required: bool
    bidders: Sequence[GroupBidder]


Share = Decimal
"""A computed share: decimal string, `"0.60"` is 60 %."""


Group = Literal[
    "A",
    "B",
]
"""The two groups.

- `A`: The firms that cover most of the volume and can supply.
- `B`: The rest.
"""


GroupReason = Literal[
    "covered",
    "filled_up",
    "condition_not_met",
    "below_volume_share",
]
"""Why a firm is in its group.

- `covered`: Group A: within the volume share, and able.
- `filled_up`: Group A: added so that the group has enough firms.
- `condition_not_met`: Group B: does not supply all regions, or lacks the liner.
- `below_volume_share`: Group B: able, but beyond the volume share.
"""


class GroupedBidder(Output, frozen=True, kw_only=True, gc=False):
    """One firm with its group.

    Attributes:
        company: The firm.
        volume_share: Its share of the sum of volumes.
        group: Its group.
        reason: Why.
    """

    company: Id
    volume_share: Share
    group: Group
    reason: GroupReason


class Grouping(Result, frozen=True, kw_only=True):
    """Groups A and B.

    Attributes:
        group_a: Firms in group A.
        group_b: Firms in group B.
        bidders: The firms by volume descending, then company.
    """

    group_a: int
    group_b: int
    bidders: tuple[GroupedBidder, ...]


class RegionCountsQuestion(Input, frozen=True, kw_only=True):
    """What `award.region_counts` is asked.

    Attributes:
        winners: Number of winners that pick regions, 1 to 1,000.
        regions: Number of regions, 1 to 1,000; the rulebook's where it is left out.
    """

    winners: Count
    regions: Optional[Count] = None


class RegionCounts(Result, frozen=True, kw_only=True):
    """How many regions each winner supplies.

    Attributes:
        regions: Number of regions R.
        counts: Regions of each winner, by rank.
    """

    regions: int
    counts: tuple[int, ...]


Test = Literal[
    "spread",
    "cut",
    "low_price",
    "limit_price",
    "mean",
    "cut_rank",
]
"""A test of the winning conditions.

- `spread`: Price at most `spread_multiple` times the anchor.
- `cut`: Cut of at least `cut_threshold`.
- `low_price`: Price at most the low-price limit of the form.
- `limit_price`: Price at most the price printed in the document.
- `mean`: Price at most `mean_multiple` times the mean.
- `cut_rank`: Among the largest cuts.
"""


Alternative = tuple[Test, ...]


Volume = Literal[
    "full",
    "own_brand",
    "none",
]
"""Which volume a selected bid gets.

- `full`: The agreed volume of the regions it supplies.
- `own_brand`: Only the volume that hospitals reported for this brand.
- `none`: None (中选不带量).
"""


Revival = Literal[
    "accepted",
    "refused_price",
    "refused_ineligible",
    "not_applicable",
]
"""The answer to a lower re-quote.

- `accepted`: Selected at the re-quoted price.
- `refused_price`: Above the limit.
- `refused_ineligible`: The rulebook has no such revival, or its conditions fail.
- `not_applicable`: The bid has nothing to revive.
"""


class BidResult(Output, frozen=True, kw_only=True, gc=False):
    """One bid with its outcome.

    Attributes:
        bid: The bid.
        company: Its company.
        rank: 1 + number of ranked bids before it; bids of an unresolved tie share a rank. Only bids that rule 3
            leaves in the ranking.
        comparable_price: Comparable price, yuan; valid bids.
        cut: Cut: 1 − declared price ÷ ceiling; valid bids with a ceiling.
        score: Weighted score; method `score`.
        shortlisted: Whether the bid has a place.
        outcome: What became of it.
        reason: Why.
        passed_by: The first alternative of the winning conditions that holds; empty where there are no
            conditions.
        volume: Selected bids: which volume.
        picks_regions: Selected bids: whether the firm picks supply regions.
        selection_order: Order in which winners pick regions (中选顺位); bids with full volume.
        final_price: Selected bids: the price to pay, in the unit of the declared price.
        final_comparable_price: Selected bids: the same, converted.
        revival: Bids with a re-quote: its answer.
        cost_statement: Shortlisted bids, where the rulebook asks for it: whether the firm owes a written
            explanation of its cost.
        award_class: Award class; selected bids, where it is wanted.
        agreed_share: Agreed share of the reported volume; selected bids, where it is wanted.
    """

    bid: Id
    company: Id
    shortlisted: bool
    outcome: Outcome
    reason: Reason
    rank: Optional[int] = None
    comparable_price: Optional[Exact] = None
    cut: Optional[Exact] = None
    score: Optional[Exact] = None
    passed_by: Optional[Alternative] = None
    volume: Optional[Volume] = None
    picks_regions: Optional[bool] = None
    selection_order: Optional[int] = None
    final_price: Optional[Price] = None
    final_comparable_price: Optional[Exact] = None
    revival: Optional[Revival] = None
    cost_statement: Optional[bool] = None
    award_class: Optional[Id] = None
    agreed_share: Optional[Ratio] = None


class Terms(Output, frozen=True, kw_only=True, gc=False):
    """Share and term that the lot leads to.

    Attributes:
        winners: Winners that count for the share and term tables.
        agreed_share: Agreed share, if all bids with volume have the same.
        term_years: Contract term in years.
        term_end: Last day of the contract.
    """

    winners: int
    agreed_share: Optional[Ratio] = None
    term_years: Optional[int] = None
    term_end: Optional[Date] = None


class Award(Result, frozen=True, kw_only=True):
    """The decided lot.

    Attributes:
        lot: The lot, if it has an id.
        bidders: Number of bidders N.
        shortlist_limit: Number of places K; absent without limit or without valid bids.
        shortlisted: Bids in the shortlist, zero-volume bids apart.
        mean_price: Mean price m of the anchor's shortlist; anchors other than `lowest`.
        anchor_price: Anchor A of the spread control.
        spread_limit: Limit of the spread control.
        zero_volume_below: Line L below which a bid is selected without volume; the one tested last.
        price_ratio: Highest price ÷ lowest price of the selected bids, before the batch-wide filter.
        provisional: Whether a batch-wide filter may still change the answer.
        failed: Nobody is selected (流标).
        winners: Selected bids, with or without volume.
        selected: Selected bids by selection order, then id; then those without order by rank, then id.
        bids: Ranked bids by rank, then id; related-firm bids by id; void bids by id.
        terms: Share and term, if wanted and somebody is selected.
    """

    bidders: int
    shortlisted: int
    provisional: bool
    failed: bool
    winners: int
    selected: tuple[Id, ...]
    bids: tuple[BidResult, ...]
    lot: Optional[Id] = None
    shortlist_limit: Optional[int] = None
    mean_price: Optional[Exact] = None
    anchor_price: Optional[Exact] = None
    spread_limit: Optional[Exact] = None
    zero_volume_below: Optional[Exact] = None
    price_ratio: Optional[Exact] = None
    terms: Optional[Terms] = None


class RoundQuestion(Input, frozen=True, kw_only=True):
    """What `award.select_round` is asked.

    Attributes:
        lots: The lots of the whole round, 1 to 1,000, each with an id.
    """

    lots: Sequence[Lot]


class Removed(Output, frozen=True, kw_only=True, gc=False):
    """A bid that the batch-wide filter removed.

    Attributes:
        lot: The lot.
        bid: The bid.
        kind: The step that removed it: `largest_ratio` or `smallest_cut`.
    """

    lot: Id
    bid: Id
    kind: str


class RoundAward(Result, frozen=True, kw_only=True):
    """A decided round.

    Attributes:
        lots: The lots, by id.
        removed: What the batch-wide filter removed, by lot, then bid.
    """

    lots: tuple[Award, ...]
    removed: tuple[Removed, ...]


class WhatIfQuestion(Input, frozen=True, kw_only=True):
    """What `award.what_if` is asked.

    Attributes:
        lot: The lot as it was.
        bid: The bid that is moved.
        step: Prices tried are 1, 2, … times this.
        max_price: No higher price is tried; required if the bid has no ceiling.
        count_zero_volume: Whether being selected without volume counts as winning.
    """

    lot: Lot
    bid: Id
    step: Price = Decimal("0.0001")
    max_price: Optional[Price] = None
    count_zero_volume: bool = False


GridPrice = Decimal
"""A price of the search grid: decimal string in full."""


class NextPrice(Output, frozen=True, kw_only=True, gc=False):
    """The price one step above the highest winning one.

    Attributes:
        price: The price, also above the ceiling.
        outcome: What becomes of the bid there.
        reason: Why.
    """

    price: GridPrice
    outcome: Outcome
    reason: Reason


class OwnOutcome(Output, frozen=True, kw_only=True, gc=False):
    """What becomes of the bid at some price.

    Attributes:
        outcome: The outcome; `undetermined` where the rules stop at a gap.
        reason: Why.
    """

    outcome: Outcome
    reason: Reason


class WhatIf(Result, frozen=True, kw_only=True):
    """How high a bid could have been.

    Attributes:
        bid: The bid.
        monotone: The form of the rulebook guarantees that every lower price whose outcome is determined wins
            too.
        provisional: Whether a batch-wide filter may still change the answer.
        can_win: Whether any price of the grid wins.
        highest_price: The highest price of the grid that wins.
        next: One step above it.
        declared: The bid as it was declared.
    """

    bid: Id
    monotone: bool
    provisional: bool
    can_win: bool
    declared: OwnOutcome
    highest_price: Optional[GridPrice] = None
    next: Optional[NextPrice] = None


_SELECT: Function[Award] = Function("award.select", Lot, Award)


def select(question: Union[Lot, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False) -> Award:
    """Decides one lot: who is shortlisted, who wins and why.

    Args:
        question: `Lot`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `rule_gap` at `/rulebook` where the document does not say what the lot needs; the message
            names parameter and document, and for ties the bids;
            `invalid_input` with the field: a missing ceiling, an id that stands twice, a re-quote above its
            price …;
            `limit_exceeded`: more than `MAX_LIST` bids.

    Source: the tender document of the rulebook; clauses as in this area.

    >>> from decimal import Decimal
    >>> from jicai import award
    >>> answer = award.select(
    ...     award.Lot(form="other", bids=[award.Bid(bid="A", price=Decimal("999999999999999.9999"))]),
    ...     rulebook="award/cn-batch-10",
    ... )
    >>> answer.bidders
    1
    >>> answer.shortlist_limit
    1
    >>> answer.selected
    ('A',)
    """
    return _SELECT(question, rulebook, strict)


_SELECT_ROUND: Function[RoundAward] = Function("award.select_round", RoundQuestion, RoundAward)


def select_round(
    question: Union[RoundQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> RoundAward:
    """Decides all lots of a round, with its batch-wide filter. Give the *whole* round: a filter over part of
    it is another filter.

    Args:
        question: `RoundQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: As `select`; an error in one lot is the answer for the round, with a path below
            `/input/lots/<i>`.

    Source: clause `#filter` of the rulebook, and those of `select`.

    >>> from decimal import Decimal
    >>> from jicai import award
    >>> answer = award.select_round(
    ...     award.RoundQuestion(
    ...         lots=[
    ...             award.Lot(
    ...                 lot="l1",
    ...                 ceiling=Decimal("5"),
    ...                 bids=[
    ...                     award.Bid(bid="A", price=Decimal("1")),
    ...                     award.Bid(bid="B", price=Decimal("1.5")),
    ...                 ],
    ...             ),
    ...             award.Lot(
    ...                 lot="l2",
    ...                 ceiling=Decimal("5"),
    ...                 bids=[award.Bid(bid="A", price=Decimal("2"))],
    ...             ),
    ...         ],
    ...     ),
    ...     rulebook="award/cn-batch-07",
    ... )
    >>> answer.lots[0].lot
    'l1'
    >>> answer.lots[0].bidders
    2
    >>> answer.removed[0].lot
    'l1'
    """
    return _SELECT_ROUND(question, rulebook, strict)


_REGION_COUNTS: Function[RegionCounts] = Function("award.region_counts", RegionCountsQuestion, RegionCounts)


def region_counts(
    question: Union[RegionCountsQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> RegionCounts:
    """Rule 17: the first-ranked takes the first pick, then one region each in rounds until none is left.

    Args:
        question: `RegionCountsQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `limit_exceeded` above 1,000; `rule_gap` if the rulebook does not state `first_pick`, or
            `regions` where it is needed.

    Source: clauses `#regions` and `#first_pick` of the rulebook.

    >>> from jicai import award
    >>> answer = award.region_counts(
    ...     award.RegionCountsQuestion(winners=6),
    ...     rulebook="award/cn-batch-07",
    ... )
    >>> answer.regions
    31
    >>> answer.counts
    (6, 5, 5, 5, 5, 5)
    """
    return _REGION_COUNTS(question, rulebook, strict)


_ASSIGN_REGIONS: Function[RegionAssignment] = Function("award.assign_regions", RegionsQuestion, RegionAssignment)


def assign_regions(
    question: Union[RegionsQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> RegionAssignment:
    """Rules 17 and 18: runs the picks by the firms' preferences.

    Args:
        question: `RegionsQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` and `limit_exceeded` with the field; `rule_gap` if `first_pick`, or with
            backup `backup` or the selection units, are not published.

    Source: clauses `#first_pick` and `#backup` of the rulebook.

    >>> from jicai import award
    >>> answer = award.assign_regions(
    ...     award.RegionsQuestion(
    ...         regions=["r1", "r2", "r3"],
    ...         winners=[award.RegionWinner(bid="A", rank=1), award.RegionWinner(bid="B", rank=2)],
    ...     ),
    ...     rulebook="award/cn-batch-07",
    ... )
    >>> answer.winners[0].bid
    'A'
    >>> answer.winners[0].rank
    1
    >>> answer.picks[0].turn
    1
    """
    return _ASSIGN_REGIONS(question, rulebook, strict)


_GROUP_BIDDERS: Function[Grouping] = Function("award.group_bidders", GroupQuestion, Grouping)


def group_bidders(
    question: Union[GroupQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> Grouping:
    """Rule 19: the firms that cover a share of the volume and can supply are group A, filled up to a least
    number.

    Args:
        question: `GroupQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field; `rule_gap` if the rulebook has no groups, or equal volumes
            stand at a border.

    Source: clause `#group` of the rulebook.

    >>> from decimal import Decimal
    >>> from jicai import award
    >>> answer = award.group_bidders(
    ...     award.GroupQuestion(
    ...         liner_required=False,
    ...         bidders=[
    ...             award.GroupBidder(company="X", volume=Decimal("9"), supplies_all_regions=True),
    ...             award.GroupBidder(company="Y", volume=Decimal("1"), supplies_all_regions=True),
    ...         ],
    ...     ),
    ...     rulebook="award/cn-joints-2021",
    ... )
    >>> answer.group_a
    2
    >>> answer.group_b
    0
    >>> answer.bidders[0].company
    'X'
    """
    return _GROUP_BIDDERS(question, rulebook, strict)


_CONTRACT_TERMS: Function[ContractTerms] = Function("award.contract_terms", TermsQuestion, ContractTerms)


def contract_terms(
    question: Union[TermsQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> ContractTerms:
    """Share and term without bids: the tables of rule 14 by themselves.

    Args:
        question: `TermsQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: `invalid_input` with the field; `rule_gap` if a wanted table is not published or has no row
            for the case.

    Source: clauses `#share` and `#term` of the rulebook.

    >>> from jicai import award
    >>> answer = award.contract_terms(award.TermsQuestion(winners=1), rulebook="award/cn-batch-07")
    >>> answer.agreed_share
    Decimal('0.50')
    >>> answer.term_years
    1
    """
    return _CONTRACT_TERMS(question, rulebook, strict)


_COMPARE: Function[CompareResult] = Function("award.compare", CompareInput, CompareResult)


def compare(
    question: Union[CompareInput, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> CompareResult:
    """Decides one lot under a baseline and under other rulebooks, and says who gains and who loses.

    A gap in one of the others is part of the answer; a gap in the baseline is the answer.

    Source: the clauses of `select` in each rulebook; the comparison is no rule of a document.

    Args:
        question: `CompareInput`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: As `select` for the baseline, with paths below `/input/lot`; any error but a gap for the
            others.

    >>> from decimal import Decimal
    >>> from jicai import award
    >>> answer = award.compare(
    ...     award.CompareInput(
    ...         lot=award.Lot(
    ...             form="other",
    ...             ceiling=Decimal("5"),
    ...             bids=[
    ...                 award.Bid(bid="A", price=Decimal("1.00")),
    ...                 award.Bid(bid="B", price=Decimal("1.60")),
    ...             ],
    ...         ),
    ...         against=["award/cn-batch-09"],
    ...     ),
    ...     rulebook="award/cn-batch-10",
    ... )
    >>> answer.baseline.rulebook
    'award/cn-batch-10'
    >>> answer.baseline.shortlist_limit
    2
    >>> answer.baseline.selected
    ('A', 'B')
    """
    return _COMPARE(question, rulebook, strict)


_WHAT_IF: Function[WhatIf] = Function("award.what_if", WhatIfQuestion, WhatIf)


def what_if(
    question: Union[WhatIfQuestion, Mapping[str, Any]], /, rulebook: RulebookLike, *, strict: bool = False
) -> WhatIf:
    """The highest price at which one bid would have won, found exactly on a grid of prices.

    Only rules 1 to 9 count, without re-quotes, and only this bid is tested; a tie among others changes no
    price. The function does not look at other lots: under a batch-wide filter the answer is `provisional`.

    Source: the clauses of `select`; the search is no rule of a document.

    Args:
        question: `WhatIfQuestion`, or a dict of its fields.
        rulebook: The id of a built-in rulebook, or a whole one as a dict.
        strict: Refuse a result that rests on a parameter which nobody has verified.

    Raises:
        JicaiError: As `select`, with paths below `/input/lot`; `limit_exceeded` at `/input/step` for more than
            20,000,000 prices (20,000 where each has to be tried, fewer where names are longer than 1 MB
            together or what comparable prices are divided by has more than 512 bits); `rule_gap` where no price
            wins because the rules stop at the declared one.

    >>> from decimal import Decimal
    >>> from jicai import award
    >>> answer = award.what_if(
    ...     award.WhatIfQuestion(
    ...         lot=award.Lot(
    ...             form="other",
    ...             ceiling=Decimal("3.00"),
    ...             bids=[award.Bid(bid="B1", price=Decimal("2.00"))],
    ...         ),
    ...         bid="B1",
    ...         step=Decimal("0.5"),
    ...     ),
    ...     rulebook="award/cn-batch-10",
    ... )
    >>> answer.bid
    'B1'
    >>> answer.highest_price
    Decimal('3.0000')
    >>> answer.next.price
    Decimal('3.5000')
    """
    return _WHAT_IF(question, rulebook, strict)


def __getattr__(name: str) -> Any:
    # The table functions are loaded when they are first used.
    if name == "select_table":
        from .tables import select_table

        return select_table
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
