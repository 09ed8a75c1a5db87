"""An empty table to fill in: every column with its meaning, unit, allowed words and, if wanted, a published example."""

from __future__ import annotations

import io
from typing import Any, Optional

from ..errors import InvalidInput
from . import _grid
from ._columns import ABOUT_SHEET, BID_COLUMNS, BIDS_SHEET, NOT_IN_TEMPLATE, SPEC_COLUMNS, SPECS_SHEET, Column
from ._style import FONT, dress, header_style, height, page, safe_text, styled, width
from ._write import Target, save

FILLED = frozenset({"lot", "form", "ceiling", "bid", "company", "price"})
"""Columns that almost every tender fills in: their headers are dark."""
VALIDATED_ROWS = 10_000
EXAMPLE_RULEBOOK = "award/cn-2019-expansion"

_RISPERIDONE = {"lot": "利培酮片", "form": "oral_solid", "ceiling": 0.167, "want": "share"}
_CLOPIDOGREL = {"lot": "硫酸氢氯吡格雷片", "form": "oral_solid", "ceiling": 22.26, "max_shortlisted": 2}
EXAMPLE: tuple[dict[str, Any], ...] = (
    {**_RISPERIDONE, "bid": "B15", "company": "齐鲁制药", "price": 0.049},
    {**_RISPERIDONE, "bid": "B16", "company": "常州四药", "price": 0.12},
    {**_RISPERIDONE, "bid": "B17", "company": "浙江华海药业", "price": 0.12},
    {**_CLOPIDOGREL, "bid": "B03", "company": "赛诺菲", "price": 17.81},
    {**_CLOPIDOGREL, "bid": "B04", "company": "乐普药业", "price": 20.85},
    {**_CLOPIDOGREL, "bid": "B05", "company": "深圳信立泰药业", "price": 21.88},
)
"""Published prices of the 2019 expansion. Risperidone per tablet, its ceiling 10.02 a box ÷ 60; clopidogrel per box of seven: of the three
published bids the two lower ones won, hence two places."""

_NOTES = {
    "zh": "注：以上为“4+7”扩围（2019 年）公布的报价，仅作示例，填表时请删去。利培酮按片，最高有效申报价为 4+7 中选价 10.02 元 ÷ 60 片；"
    "氯吡格雷按盒（7 片），公布的三家中较低的两家中选，故入围数填 2。",
    "en": "Note: published bids of the 2019 expansion, an example to be deleted. Risperidone per tablet, its ceiling is the 4+7 price, 10.02 ÷ 60 tablets; "
    "clopidogrel per box of seven: of the three published bids the two lower ones won, hence two places.",
}

_KINDS = {
    "id": ("文本", "text"),
    "price": ("大于 0 的十进制数，至多 10 位小数", "decimal above zero, at most 10 decimals"),
    "factor": ("大于 0 的十进制数，至多 10 位小数", "decimal above zero, at most 10 decimals"),
    "quantity": ("不小于 0 的十进制数，至多 10 位小数", "decimal, zero or more, at most 10 decimals"),
    "money": ("不小于 0 的十进制数，至多 10 位小数", "decimal, zero or more, at most 10 decimals"),
    "score": ("不小于 0 的十进制数，至多 10 位小数", "decimal, zero or more, at most 10 decimals"),
    "count": ("1 至 1,000,000,000 的整数", "whole number from 1 to 1,000,000,000"),
    "count0": ("0 至 1,000,000,000 的整数", "whole number from 0 to 1,000,000,000"),
    "bool": ("是、否", "yes or no"),
    "choice": ("下列词之一", "one of the words"),
    "want": ("下列词，可写几个", "some of the words"),
    "date": ("日期：日期格式，或 2025-10-27、2025/10/27、2025年10月27日", "day: a date cell, or 2025-10-27"),
}
_SCOPES = {
    "lot": ("品种", "lot"),
    "bid": ("申报", "bid"),
    "spec": ("规格", "strength"),
    "tender": ("整表", "table"),
}


class Cells:
    """Makes the cells of a sheet that openpyxl writes row by row."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell

        self.sheet = sheet
        self._make = WriteOnlyCell

    def header(self, text: str, strong: bool = True, note: Optional[str] = None) -> Any:
        cell: Any = self._make(self.sheet, text)
        dress(cell, header_style(strong))
        if note:
            from openpyxl.comments import Comment

            high = 24 + 20 * (1 + sum(width(line) // 42 for line in note.splitlines()) + note.count("\n"))
            cell.comment = Comment(note, "jicai", height=high, width=320)
        return cell

    def value(self, value: Any, look: str = "text") -> Any:
        shown, style = styled(value, look)
        cell: Any = self._make(self.sheet)
        if shown is not None:
            cell.value = safe_text(shown) if isinstance(shown, str) else shown
        dress(cell, style)
        return cell


def write_template(target: Target, *, language: str = "zh", example: bool = True) -> None:
    """Writes an empty tender as a workbook: `报价` for the bids, `规格` for strengths, `说明` for the rulebook, `填写说明` with every column.

    Headers have comments, choices have drop-down lists. With `example` there are two published lots to be overwritten. `language` is `zh` or
    `en`; `read_tender` reads both.

    Errors: `InvalidInput` for another language; `OSError`; `ImportError` where openpyxl is missing.
    """
    if language not in BIDS_SHEET:
        raise InvalidInput(f"language must be one of `zh`, `en`, got `{language}`")
    openpyxl = _grid.need_openpyxl()
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "jicai"
    columns = [column for column in BID_COLUMNS if column.field not in NOT_IN_TEMPLATE]
    rulebooks = _rulebooks(language)
    rows = [[_example_value(column, row.get(column.field), language) for column in columns] for row in EXAMPLE]
    _bids(book.create_sheet(BIDS_SHEET[language]), columns, rows if example else [], language)
    _bids(book.create_sheet(SPECS_SHEET[language]), list(SPEC_COLUMNS), [], language)
    _about(book.create_sheet(ABOUT_SHEET[language]), language, example, len(rulebooks))
    _columns_sheet(book.create_sheet("填写说明" if language == "zh" else "columns"), columns, language)
    lists = book.create_sheet("选项" if language == "zh" else "lists")
    lists.sheet_state = "hidden"
    for title, identifier in rulebooks:
        lists.append([identifier, title])
    file = io.BytesIO()
    book.save(file)
    save(target, file.getvalue())


def _rulebooks(language: str) -> list[tuple[str, str]]:
    from .._call import evaluate

    listed = evaluate({"function": "rulebook.list", "input": {"area": "award"}})["value"]["rulebooks"]
    title = "title_zh" if language == "zh" else "title"
    return [(str(book.get(title, "")), str(book["id"])) for book in listed]


def _example_value(column: Column, value: Any, language: str) -> Any:
    if value is None or not column.words or language == "en":
        return value
    return next((word for word, meant in column.words.items() if meant == value), value)


def _words(column: Column, language: str) -> list[str]:
    return list(column.words) if language == "zh" else list(column.words.values())


def _note(column: Column, language: str) -> str:
    """The comment of a header."""
    zh = language == "zh"
    lines = [column.meaning_zh if zh else column.meaning_en]
    unit = column.unit_zh if zh else column.unit_en
    if unit:
        lines.append(f"单位：{unit}" if zh else f"unit: {unit}")
    lines.append(("填法：" if zh else "holds: ") + _KINDS[column.kind][0 if zh else 1])
    if column.words and column.kind != "bool":
        lines.append(("、" if zh else ", ").join(_words(column, language)))
    if column.required:
        lines.append("必填" if zh else "required")
    return "\n".join(lines)


def _bids(sheet: Any, columns: list[Column], rows: list[list[Any]], language: str) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.datavalidation import DataValidation

    cells = Cells(sheet)
    page(sheet, [float(max(column.width, 0 if language == "zh" else len(column.field) + 4)) for column in columns])
    for position, column in enumerate(columns):
        letter = _grid.letter(position)
        dimension = sheet.column_dimensions[letter]
        dimension.font = Font(name=FONT, size=10)
        dimension.number_format = _format(column)
        if column.words:
            shown = ",".join(_words(column, language))
            check = DataValidation(type="list", formula1=f'"{shown}"', allow_blank=True, showErrorMessage=True)
            # Several words may stand in one cell, and the words of the other language are read too: a warning, not a wall.
            check.errorStyle = "warning"
            check.error = shown
            check.errorTitle = column.header(language)
            check.add(f"{letter}2:{letter}{VALIDATED_ROWS}")
            sheet.data_validations.append(check)
    sheet.row_dimensions[1].height = 34.0
    dark = FILLED if len(columns) > len(SPEC_COLUMNS) else frozenset(column.field for column in columns)
    sheet.append(
        [cells.header(column.header(language), column.field in dark, _note(column, language)) for column in columns]
    )
    for row in rows:
        sheet.append(
            [
                cells.value(str(value) if isinstance(value, float) else value, _look(column))
                for value, column in zip(row, columns)
            ]
        )
    if rows:
        sheet.append([])
        sheet.append([_NOTES[language]])


def _look(column: Column) -> str:
    return "price" if column.kind in ("price", "factor", "quantity", "money", "score") else "own"


def _format(column: Column) -> str:
    """Identifiers are text, or `001` would become 1; days are days."""
    if column.kind == "id":
        return "@"
    return "yyyy-mm-dd" if column.kind == "date" else "General"


def _about(sheet: Any, language: str, example: bool, rulebooks: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    zh = language == "zh"
    cells = Cells(sheet)
    page(sheet, (18.0, 44.0, 60.0))
    lists = "选项" if zh else "lists"
    check = DataValidation(
        type="list", formula1=f"={lists}!$A$1:$A${rulebooks}", allow_blank=True, showErrorMessage=True
    )
    check.errorStyle = "warning"
    check.add("B2")
    sheet.data_validations.append(check)
    titles = ("项目", "内容", "说明") if zh else ("item", "content", "meaning")
    sheet.append([cells.header(title) for title in titles])
    rulebook = next(column for column in BID_COLUMNS if column.field == "rulebook")
    meaning = (
        "适用哪一批的规则：编号，或规则书的中文名称（第十批国家组织药品集中采购）。也可留空，计算时另行指定。"
        if zh
        else "The rules of which round: id or title of a rulebook. May be left blank and named when the lots are decided."
    )
    sheet.row_dimensions[2].height = height([(meaning, "long")], [60.0])
    sheet.append(
        [
            cells.value(rulebook.header(language), "bold"),
            cells.value(EXAMPLE_RULEBOOK if example else None, "own"),
            cells.value(meaning, "long"),
        ]
    )


def _columns_sheet(sheet: Any, columns: list[Column], language: str) -> None:
    zh = language == "zh"
    cells = Cells(sheet)
    titles = (
        ("工作表", "列名", "英文列名", "属于", "必填", "含义", "单位", "填法", "可填的词", "也认这些列名")
        if zh
        else (
            "sheet",
            "header",
            "Chinese header",
            "fact of",
            "required",
            "meaning",
            "unit",
            "holds",
            "words",
            "also read",
        )
    )
    looks = ("text", "text", "text", "text", "word", "long", "text", "wrapped", "wrapped", "wrapped")
    widths = (9.0, 17.0, 19.0, 9.0, 7.0, 56.0, 14.0, 30.0, 42.0, 30.0)
    page(sheet, widths)
    sheet.append([cells.header(title) for title in titles])
    described = [(BIDS_SHEET[language], column) for column in columns]
    described += [(SPECS_SHEET[language], column) for column in SPEC_COLUMNS]
    csv_only = [column for column in BID_COLUMNS if column.field in NOT_IN_TEMPLATE]
    described += [("CSV", column) for column in csv_only]
    for number, (where, column) in enumerate(described):
        row = (
            where,
            column.header(language),
            column.field if zh else column.zh,
            _SCOPES[column.scope][0 if zh else 1],
            ("是" if zh else "yes") if column.required else None,
            column.meaning_zh if zh else column.meaning_en,
            (column.unit_zh if zh else column.unit_en) or None,
            _KINDS[column.kind][0 if zh else 1],
            "\n".join(f"{word} = {meant}" for word, meant in column.words.items()) or None,
            "、".join(column.aliases) or None,
        )
        high = height(list(zip(row, looks)), widths)
        lines = max(1, len(column.words))
        sheet.row_dimensions[number + 2].height = max(high, 15.0 * lines + 5)
        sheet.append([cells.value(value, look) for value, look in zip(row, looks)])
