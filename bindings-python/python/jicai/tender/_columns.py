"""The columns of a tender table: what each is called, means and may hold. Reader, template and documentation are all made from this list."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Optional

from ._words import FORMS, VOLUME_CLASSES, WANTS, YES_NO

BIDS_SHEET = {"zh": "报价", "en": "bids"}
SPECS_SHEET = {"zh": "规格", "en": "specs"}
ABOUT_SHEET = {"zh": "说明", "en": "about"}


@dataclass(frozen=True)
class Column:
    """One column of the template."""

    field: str
    """Its name in the JSON contract: the English header."""
    zh: str
    """The Chinese header."""
    kind: str
    """How a cell is read: see `_cells.READERS`."""
    scope: str
    """Whose fact it is: `tender`, `lot`, `spec` or `bid`."""
    meaning_zh: str
    meaning_en: str
    aliases: tuple[str, ...] = ()
    unit_zh: str = ""
    unit_en: str = ""
    required: bool = False
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Chinese word → the contract's word."""
    width: int = 12

    def header(self, language: str) -> str:
        """The header in a language."""
        return self.zh if language == "zh" else self.field

    def names(self) -> Sequence[str]:
        """Every header that stands for this column."""
        return (self.zh, self.field, *self.aliases)


_CEILING = "最高有效申报价"

BID_COLUMNS: tuple[Column, ...] = (
    Column(
        "lot",
        "品种",
        "id",
        "lot",
        "竞价单位：品种或采购组。同一品种的各行写同样的名称；整表只有一个品种时可不设此列。",
        "Lot: the unit of competition. The same text on each row of the lot; the column may be left out if the table is one lot.",
        aliases=("采购组", "采购品种", "品种名称", "竞价单元", "lot_id"),
        width=20,
    ),
    Column(
        "form",
        "剂型",
        "choice",
        "lot",
        "剂型大类。低价保护线随剂型而不同的批次必填。",
        "Dosage form class. Required where a low-price limit depends on it.",
        aliases=("剂型大类", "dosage_form"),
        words=FORMS,
        width=13,
    ),
    Column(
        "ceiling",
        _CEILING,
        "price",
        "lot",
        "该品种的最高有效申报价；本行写了规格时，是该规格的最高有效申报价。",
        "Highest valid declared price of the lot; of the strength, where the row states one.",
        aliases=("最高限价", "最高有效申报价格", "ceiling_price"),
        width=15,
        unit_zh="元",
        unit_en="yuan",
    ),
    Column(
        "reference_spec",
        "基准规格",
        "id",
        "lot",
        "各规格折算到的规格，须是本品种的一个规格。",
        "The strength to which prices are converted: one of the lot's strengths.",
        aliases=("代表规格", "主规格"),
        width=14,
    ),
    Column(
        "limit_price",
        "文件限价",
        "price",
        "lot",
        "采购文件载明的价格，中选条件引用它的批次必填（如接续采购的最高中选价）。",
        "Price printed in the tender document; required where it is a winning condition.",
        aliases=("文件载明限价",),
        width=12,
        unit_zh="元",
        unit_en="yuan",
    ),
    Column(
        "max_shortlisted",
        "最多入围企业数",
        "count",
        "lot",
        "文件为该品种公布的入围数，取代按申报企业数查表。",
        "Places announced for this lot; replaces the place table.",
        aliases=("最多入围数", "最多入围家数"),
        unit_zh="家",
        unit_en="bids",
        width=15,
    ),
    Column(
        "brand_volume_mean",
        "厂牌平均报量",
        "quantity",
        "lot",
        "各厂牌报量的平均值，未入围复活的条件。",
        "Mean reported volume per brand: a condition of revival from outside the shortlist.",
        unit_zh="最小计量单位",
        unit_en="smallest units",
        width=14,
    ),
    Column(
        "volume_class",
        "带量类别",
        "choice",
        "lot",
        "采购文件附表逐个品种写明；不填即普通品种。",
        "Volume class, stated lot by lot in the annex of the tender; ordinary if left out.",
        words=VOLUME_CLASSES,
        width=14,
    ),
    Column(
        "short_term",
        "短周期品种",
        "bool",
        "lot",
        "文件规定采购周期较短的品种；不填即否。",
        "A drug that the document gives a shorter term; no if left out.",
        words=YES_NO,
        width=12,
    ),
    Column(
        "long_term_use",
        "长期用药",
        "bool",
        "lot",
        "长期使用的药品；不填即否。",
        "A drug for long-term use; no if left out.",
        words=YES_NO,
        width=10,
    ),
    Column(
        "want",
        "另需计算",
        "want",
        "lot",
        "除中选结果外还要什么，可写几项，用顿号隔开。文件未写明的，该品种报“规则空白”。",
        "What is wanted beyond the selection; several words with commas. A part that the document leaves open is a rule gap.",
        words=WANTS,
        width=24,
    ),
    Column(
        "filter_tie_rank",
        "剔除抽签序号",
        "count",
        "lot",
        "全批剔除时价差比相同的品种如何排序；只在整批计算（whole_round）时使用。",
        "How equal price ratios of a batch-wide filter were ordered; only read with `whole_round`.",
        width=14,
    ),
    Column(
        "bid",
        "申报编号",
        "id",
        "bid",
        "一份申报的编号，品种内不重复。不设此列时以企业名称为编号。",
        "Identifier of the bid, unique in the lot. Without this column the company is taken.",
        aliases=("投标", "投标编号", "报价编号", "申报序号", "bid_id"),
        width=14,
    ),
    Column(
        "company",
        "企业",
        "id",
        "bid",
        "申报企业；不填即申报编号。",
        "The bidder; the bid's identifier if left out.",
        aliases=("申报企业", "企业名称", "投标企业", "申报企业名称", "生产企业"),
        width=22,
    ),
    Column(
        "group",
        "关联企业组",
        "id",
        "bid",
        "同一负责人、控股、管理关系的企业写同一名称。",
        "Related firms carry the same text.",
        aliases=("关联组", "关联关系"),
        width=14,
    ),
    Column(
        "spec",
        "规格",
        "id",
        "bid",
        "所报规格。一个品种要么每行都写规格，要么都不写。",
        "Strength. Either every row of a lot states one or none does.",
        width=16,
    ),
    Column(
        "factor",
        "差比系数",
        "factor",
        "spec",
        "该规格对基准规格的差比价比值；本行须写规格。",
        "Price ratio of the row's strength to the reference strength.",
        aliases=("规格差比系数", "差比价比值"),
        width=12,
    ),
    Column(
        "price",
        "申报价",
        "price",
        "bid",
        "单位申报价，与最高有效申报价同一计价单位。",
        "Declared price per smallest unit, in the unit of the ceiling.",
        aliases=("单位申报价", "申报价格", "报价", "declared_price"),
        required=True,
        width=12,
        unit_zh="元",
        unit_en="yuan",
    ),
    Column(
        "comparable_price",
        "单位可比价",
        "price",
        "bid",
        "已折算好的单位可比价或日均费用；不填则由规则折算。",
        "Comparable price or daily cost where it is already converted.",
        aliases=("可比价", "日均费用"),
        width=12,
        unit_zh="元",
        unit_en="yuan",
    ),
    Column(
        "is_reference",
        "参比制剂",
        "bool",
        "bid",
        "是否参比制剂；不填即否。",
        "A reference product; no if left out.",
        aliases=("是否参比制剂",),
        words=YES_NO,
        width=10,
    ),
    Column(
        "incumbent",
        "原供应企业",
        "bool",
        "bid",
        "上一周期供应本地区的企业；不填即否。",
        "The firm supplied the region before; no if left out.",
        words=YES_NO,
        width=12,
    ),
    Column(
        "reported_volume",
        "报量",
        "quantity",
        "bid",
        "医疗机构为该厂牌报的量：同价时的排序依据，未入围复活的条件。",
        "Volume that hospitals reported for this brand: tie key, and a condition of revival.",
        aliases=("医疗机构报量", "厂牌报量"),
        unit_zh="最小计量单位",
        unit_en="smallest units",
        width=14,
    ),
    Column(
        "prior_winner",
        "曾中选",
        "bool",
        "bid",
        "同价排序：是否曾中选同一药品。",
        "Tie key: won the same drug before.",
        words=YES_NO,
        width=10,
    ),
    Column(
        "own_api",
        "自产原料药",
        "bool",
        "bid",
        "同价排序：是否自产原料药。",
        "Tie key: makes its own active ingredient.",
        words=YES_NO,
        width=12,
    ),
    Column(
        "prior_sales",
        "既往销售额",
        "money",
        "bid",
        "同价排序：既往销售额。",
        "Tie key: earlier sales.",
        width=14,
        unit_zh="元",
        unit_en="yuan",
    ),
    Column(
        "passed_specs",
        "过评规格数",
        "count0",
        "bid",
        "同价排序：通过一致性评价的规格数。",
        "Tie key: number of strengths that passed the consistency evaluation.",
        unit_zh="个",
        unit_en="strengths",
        width=12,
    ),
    Column(
        "pass_date",
        "过评日期",
        "date",
        "bid",
        "同价排序：通过一致性评价的日期。",
        "Tie key: day on which the product passed the consistency evaluation.",
        width=13,
    ),
    Column(
        "tie_rank",
        "抽签顺位",
        "count",
        "bid",
        "规则之外定下的同价先后（如抽签），小者在前。",
        "How a tie was broken outside the rules, for instance by lot; low first.",
        width=10,
    ),
    Column(
        "revival_price",
        "复活报价",
        "price",
        "bid",
        "熔断或未入围后的再次报价，不高于申报价。",
        "Lower re-quote, in the unit of the price and not above it.",
        aliases=("二次报价", "再次报价"),
        width=12,
        unit_zh="元",
        unit_en="yuan",
    ),
    Column(
        "price_score",
        "价格分",
        "score",
        "bid",
        "综合评价的价格得分，计分批次必填。",
        "Price score of an evaluation; required where bids are scored.",
        unit_zh="分",
        unit_en="points",
        width=10,
    ),
    Column(
        "technical_score",
        "技术分",
        "score",
        "bid",
        "综合评价的技术得分，计分批次必填。",
        "Technical score of an evaluation; required where bids are scored.",
        unit_zh="分",
        unit_en="points",
        width=10,
    ),
    Column(
        "rulebook",
        "规则书",
        "id",
        "tender",
        "适用的规则书：编号（如 award/cn-batch-10）或中文名称。通常写在工作表“说明”；CSV 写在此列，各行相同。",
        "Rulebook: its id or title. Mostly stated in the sheet `about`; in CSV in this column, the same on each row.",
        width=26,
    ),
)

SPEC_COLUMNS: tuple[Column, ...] = (
    Column(
        "lot",
        "品种",
        "id",
        "lot",
        "与工作表“报价”中的品种相同。",
        "As in the sheet `bids`.",
        aliases=("采购组", "采购品种", "品种名称", "竞价单元", "lot_id"),
        width=20,
    ),
    Column(
        "spec",
        "规格",
        "id",
        "spec",
        "规格名称，品种内不重复。",
        "Strength, unique in the lot.",
        required=True,
        width=16,
    ),
    Column(
        "ceiling",
        _CEILING,
        "price",
        "spec",
        "该规格的最高有效申报价。",
        "Highest valid declared price of this strength.",
        aliases=("最高限价", "最高有效申报价格", "ceiling_price"),
        width=15,
        unit_zh="元",
        unit_en="yuan",
    ),
    Column(
        "factor",
        "差比系数",
        "factor",
        "spec",
        "该规格对基准规格的差比价比值。",
        "Price ratio of this strength to the reference strength.",
        aliases=("规格差比系数", "差比价比值"),
        width=12,
    ),
)

LOT_FIELDS = tuple(
    column.field for column in BID_COLUMNS if column.scope == "lot" and column.field not in ("lot", "ceiling")
)
BY_FIELD: dict[str, Column] = {column.field: column for column in BID_COLUMNS}
NOT_IN_TEMPLATE = frozenset({"rulebook"})
"""Columns for CSV only: a workbook says it in the sheet `说明`."""


def normalise(header: object) -> str:
    """A header as it is compared: full-width forms folded, no blanks, lower case, no mark of a required column."""
    text = unicodedata.normalize("NFKC", str(header)).strip().rstrip("*").strip().casefold()
    return "_".join(text.split()) if text.isascii() else "".join(text.split())


def without_unit(name: str) -> str:
    """`申报价(元/片)` is `申报价`."""
    if name.endswith((")", "]")):
        start = max(name.rfind("("), name.rfind("["))
        if start > 0:
            return name[:start].rstrip("_")
    return name


def index(columns: Sequence[Column]) -> dict[str, Column]:
    """Normalised header → column."""
    return {normalise(name): column for column in columns for name in column.names()}


def recognise(header: object, known: Mapping[str, Column]) -> Optional[Column]:
    """The column that a header stands for."""
    name = normalise(header)
    return known.get(name) or known.get(without_unit(name))


def nearest(header: object, known: Mapping[str, Column]) -> Optional[str]:
    """The known header that this one is one slip away from: four characters or more, two slips for long English words."""
    name = without_unit(normalise(header))
    if len(name) > 40:
        return None
    for candidate in known:
        allowed = 2 if candidate.isascii() and len(candidate) >= 8 else 1
        if min(len(name), len(candidate)) >= 4 and _distance(name, candidate, allowed) <= allowed:
            return candidate
    return None


def _distance(a: str, b: str, most: int) -> int:
    """Insertions, deletions, replacements and swaps of neighbours; anything above `most` counts the same."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: Sequence[int] = ()
    last: Sequence[int] = range(len(b) + 1)
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
