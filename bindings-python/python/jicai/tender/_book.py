"""Writes large workbooks: openpyxl makes the book, the styles and everything around the rows; the rows are streamed as they come.

Row by row through openpyxl, a hundred thousand bids take minutes. Rows are simple enough to write them down: numbers, truth values, days, and
texts, which are never formulas.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import IO, Any, Optional
from xml.sax.saxutils import escape

from . import _grid
from ._style import Style, dress, header_style, page, safe_text, styled

_HEADER_HEIGHT = 34.0
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')


class Book:
    """A workbook that is written once."""

    def __init__(self) -> None:
        openpyxl = _grid.need_openpyxl()
        self.book = openpyxl.Workbook()
        self.book.remove(self.book.active)
        self.book.properties.creator = "jicai"
        self.sheets: list[Sheet] = []

    def sheet(self, name: str, widths: Sequence[float], rows: int) -> Sheet:
        """A new sheet with a frozen header and a filter over so many rows."""
        made = Sheet(self.book.create_sheet(self._free(name)), widths, rows)
        self.sheets.append(made)
        return made

    def _free(self, name: str) -> str:
        """The name, or one with a number where the book has it already."""
        taken = {title.casefold() for title in self.book.sheetnames}
        number, found = 1, name
        while found.casefold() in taken:
            number += 1
            found = f"{name[:28]}{number}"
        return found

    def save(self) -> bytes:
        """The whole file: the book of openpyxl with the rows put in."""
        frame = io.BytesIO()
        self.book.save(frame)
        file = io.BytesIO()
        bodies = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(self.sheets, 1)}
        with zipfile.ZipFile(frame) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as new:
            for part in old.infolist():
                data = old.read(part)
                sheet = bodies.get(part.filename)
                if sheet is None:
                    new.writestr(part.filename, data)
                    continue
                before, mark, after = data.partition(b"<sheetData />")
                if not mark:
                    before, mark, after = data.partition(b"<sheetData></sheetData>")
                assert mark, "openpyxl writes an empty sheet"
                with new.open(part.filename, "w", force_zip64=True) as out:
                    # Some readers trust the stated size.
                    out.write(_DIMENSION.sub(f'<dimension ref="{sheet.area}"'.encode(), before) + b"<sheetData>")
                    sheet.copy_to(out)
                    out.write(b"</sheetData>" + after)
        return file.getvalue()


class Sheet:
    """A sheet of a `Book`: rows are appended, then it is done."""

    def __init__(self, sheet: Any, widths: Sequence[float], rows: int) -> None:
        self.sheet = sheet
        self._rows = 0
        self._letters = [_grid.letter(number) for number in range(len(widths))]
        self._styles: dict[Style, str] = {}
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(1 << 22)  # noqa: SIM115
        page(sheet, widths)
        if rows > 1:
            sheet.auto_filter.ref = f"A1:{self._letters[-1]}{rows}"

    @property
    def area(self) -> str:
        """The cells that are written."""
        return f"A1:{self._letters[-1]}{max(self._rows, 1)}"

    def hide(self, column: int) -> None:
        """Puts a column out of sight."""
        self.sheet.column_dimensions[self._letters[column]].hidden = True

    def header(self, titles: Sequence[str], pale: int = 0) -> None:
        """The first row; so many of its cells are pale."""
        self._append([(title, header_style(number >= pale)) for number, title in enumerate(titles)], _HEADER_HEIGHT)

    def append(self, cells: Sequence[tuple[Any, str, Optional[str]]], height: Optional[float] = None) -> None:
        """A row: value, look and colour of each cell."""
        self._append([styled(value, look, colour) for value, look, colour in cells], height)

    def _append(self, cells: Sequence[tuple[Any, Style]], height: Optional[float]) -> None:
        self._rows += 1
        row = str(self._rows)
        high = f' ht="{height}" customHeight="1"' if height is not None else ""
        parts = [f'<row r="{row}"{high}>']
        for letter, (value, style) in zip(self._letters, cells):
            name = self._styles.get(style)
            if name is None:
                name = self._styles[style] = self._style(style)
            parts.append(f'<c r="{letter}{row}" s="{name}"{_content(value)}')
        parts.append("</row>")
        self._file.write("".join(parts).encode("utf-8"))

    def _style(self, style: Style) -> str:
        """The number under which the book keeps a style."""
        from openpyxl.cell import Cell

        cell: Any = Cell(self.sheet, row=1, column=1)
        dress(cell, style)
        return str(cell.style_id)

    def copy_to(self, out: IO[bytes]) -> None:
        """Writes the rows, and lets go of them."""
        self._file.seek(0)
        while True:
            chunk = self._file.read(1 << 20)
            if not chunk:
                break
            out.write(chunk)
        self._file.close()


def _content(value: Any) -> str:
    """The rest of a cell after its style."""
    if value is None or value == "":
        return "/>"
    if isinstance(value, str):
        return f' t="inlineStr"><is><t xml:space="preserve">{escape(safe_text(value))}</t></is></c>'
    if isinstance(value, bool):
        return f' t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f"><v>{value!r}</v></c>"
    if isinstance(value, (datetime, date)):
        return f"><v>{_serial(value)!r}</v></c>"
    raise TypeError(f"no cell holds {type(value).__name__}")


def _serial(value: date) -> float:
    """A day as a spreadsheet counts it."""
    from openpyxl.utils import datetime as days

    number: float = days.to_excel(value)  # type: ignore[no-untyped-call]
    return number
