"""An answer as a workbook with one sheet."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

from rich.cells import cell_len

from ._output import Report

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_LONGEST = 32_767


def workbook(report: Report, language: str) -> bytes:
    """The bytes of an .xlsx. Text is text, whatever it begins with; a number is one where a double shows all its digits."""
    from ..tender._grid import need_openpyxl

    openpyxl = need_openpyxl()
    from openpyxl.styles import Alignment, Font, PatternFill

    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "jicai"
    sheet = book.create_sheet("结果" if language == "zh" else "result")
    headers = [column.zh if language == "zh" else column.en for column in report.columns]
    for at, header in enumerate(headers):
        wide = max([cell_len(header), *(cell_len(_text(row[at], language)) for row in report.rows[:1000])])
        letter = openpyxl.utils.get_column_letter(at + 1)
        sheet.column_dimensions[letter].width = min(max(wide + 3, 8), 60)
    sheet.freeze_panes = "A2"
    titles = []
    for header in headers:
        cell = openpyxl.cell.WriteOnlyCell(sheet, header)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F3864")
        cell.alignment = Alignment(horizontal="center", vertical="center")
        titles.append(cell)
    sheet.append(titles)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row in report.rows:
        cells = []
        for value, column in zip(row, report.columns):
            cell = openpyxl.cell.WriteOnlyCell(sheet)
            _fill(cell, value, language)
            if column.look == "long":
                cell.alignment = wrapped
            cells.append(cell)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(cell: Any, value: Any, language: str) -> None:
    if value is None:
        return
    if isinstance(value, date):
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
        return
    if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
        text = format(value, "f") if isinstance(value, Decimal) else str(value)
        digits = text.lstrip("-").replace(".", "").lstrip("0")
        if _NUMBER.fullmatch(text) and len(digits) <= 15:
            decimals = len(text.partition(".")[2])
            cell.value = float(text) if decimals else int(text)
            cell.number_format = "0." + "0" * decimals if decimals else "0"
            return
        value = text
    text = _UNSAFE.sub("\ufffd", _text(value, language))
    cell.value = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    # A text that begins with = would become a formula.
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")


def _text(value: Any, language: str) -> str:
    zh = language == "zh"
    if value is None:
        return ""
    if isinstance(value, bool):
        return ("是" if zh else "yes") if value else ("否" if zh else "no")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (tuple, list)):
        return ("、" if zh else ", ").join(_text(one, language) for one in value)
    return str(value)
