"""Writes `expansion-2019.xlsx`: three lots of the 2019 expansion (“4+7”扩围) as far as their bids are published.

Every figure comes from `spec-tests/real/bids.csv`, where each row names its source; the ceilings are the prices of the
4+7 pilot, per unit of the quote. Nothing is added: where bids of a lot are not published, they are missing here too.

    python examples/data/make_tender.py [TARGET]
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill

HERE = Path(__file__).resolve().parent
PUBLISHED = HERE.parents[2] / "spec-tests" / "real" / "bids.csv"
TARGET = HERE / "expansion-2019.xlsx"

RULEBOOK = "award/cn-2019-expansion"
LOTS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    # Lot: unit, column of the price, ceiling, rows of bids.csv. Risperidone: 10.02 a box of 60, as its note says.
    "硫酸氢氯吡格雷片": ("盒（7片）", "declared_price_yuan", "22.26", ("B03", "B04", "B05")),
    "恩替卡韦分散片": ("片", "unit_price_yuan", "0.62", ("B08", "B09")),
    "利培酮片": ("片", "unit_price_yuan", "0.167", ("B15", "B16", "B17")),
}
NAMES = {"winner supplying Henan (name not given)": "供应河南的中选企业（名称未公布）"}
HEADERS = ("品种", "剂型", "计价单位", "最高有效申报价", "企业", "申报价", "公布结果", "数据行", "出处")
WIDTHS = (20, 12, 12, 16, 34, 10, 10, 8, 60)


def rows() -> list[tuple[Any, ...]]:
    """A row a bid. Prices are numbers, as people type them; their shortest decimal text is the published one."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        published = {row["id"]: row for row in csv.DictReader(file)}
    made: list[tuple[Any, ...]] = []
    for lot, (unit, column, ceiling, bids) in LOTS.items():
        for name in bids:
            row = published[name]
            company = NAMES.get(row["company"], row["company"])
            outcome = "中选" if row["won"] == "yes" else "未中选"
            price = float(row[column])
            made.append((lot, "口服固体", unit, float(ceiling), company, price, outcome, name, row["source"]))
    return made


def write(target: Path) -> None:
    """The workbook: sheet `报价` with the bids, sheet `说明` with the rulebook."""
    book = openpyxl.Workbook()
    bids = book.worksheets[0]
    bids.title = "报价"
    bids.append(HEADERS)
    for row in rows():
        bids.append(row)
    for letter, cell, width in zip("ABCDEFGHI", bids[1], WIDTHS):
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DCE6F1")
        cell.alignment = Alignment(horizontal="center")
        bids.column_dimensions[letter].width = width
    bids.freeze_panes = "A2"
    about = book.create_sheet("说明")
    about.append(("项目", "内容"))
    about.append(("规则书", RULEBOOK))
    about.column_dimensions["B"].width = 30
    book.save(target)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    write(target)
    print(target)
