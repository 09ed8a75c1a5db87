"""How the workbooks look, and how values become cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Optional

from ._cells import MAX_TEXT

Style = tuple[Any, ...]
"""What a style is known by."""
FORMULA_MARKS = ("=", "+", "-", "@")
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")
PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
FONT = "Microsoft YaHei"
"""On every Windows and Mac that has Excel; LibreOffice takes the next font with Chinese letters."""

NAVY, PALE, GREY, LINE = "1F3864", "DDE6F2", "F2F2F2", "BFBFBF"
COLOURS = {
    "selected": ("E2F0D9", "385723"),
    "not_selected": ("FBE5D6", "843C0B"),
    "void": ("E7E6E6", "595959"),
    "undetermined": ("FFF2CC", "7F6000"),
    "official": ("E2F0D9", "385723"),
    "secondary": ("DDEBF7", "1F4E78"),
    "derived": ("FFF2CC", "7F6000"),
    "unverified": ("FBE5D6", "843C0B"),
}
"""Background and letters of a word."""
_FORMATS = {"percent": "0.00%", "date": "yyyy-mm-dd", "text": "@"}


def header_style(strong: bool) -> Style:
    """Of a header: dark for what is added or mostly filled in, pale for the rest."""
    return ("header", strong)


def styled(value: Any, look: str = "text", colour: Optional[str] = None) -> tuple[Any, Style]:
    """A value as a number where a double shows the same decimal text, else as text; and its style."""
    shown, number_format = as_cell(value, look)
    numeric = isinstance(shown, (int, float)) and not isinstance(shown, bool)
    aligned = "center" if look in ("word", "count") else ("right" if numeric else "left")
    protected = isinstance(shown, str) and shown[:1] in FORMULA_MARKS
    return shown, ("value", number_format, look in ("long", "wrapped"), aligned, colour, protected, look == "bold")


def dress(cell: Any, style: Style) -> None:
    """Gives a cell of openpyxl its style."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    thin = Side(style="thin", color=LINE)
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    if style[0] == "header":
        ground, letters = (NAVY, "FFFFFF") if style[1] else (PALE, NAVY)
        cell.font = Font(name=FONT, size=10, bold=True, color=letters)
        cell.fill = PatternFill("solid", fgColor=ground)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        return
    _, number_format, wrap, aligned, colour, protected, bold = style
    cell.font = Font(name=FONT, size=10, bold=bold or bool(colour), color=COLOURS[colour][1] if colour else None)
    if colour:
        cell.fill = PatternFill("solid", fgColor=COLOURS[colour][0])
    indent = 0 if aligned == "center" else 1
    cell.alignment = Alignment(horizontal=aligned, vertical="center", wrap_text=wrap, indent=indent)
    if number_format:
        cell.number_format = number_format
    if protected:
        cell.quotePrefix = True


def as_cell(value: Any, look: str) -> tuple[Any, Optional[str]]:
    """The value of a cell and its number format. A decimal that a double does not show digit by digit stays text."""
    if isinstance(value, bool) or value is None:
        return value, None
    if look in ("price", "percent", "share", "count") and isinstance(value, (str, Decimal, int)):
        text = format(value, "f") if isinstance(value, Decimal) else str(value)
        if not PLAIN_NUMBER.fullmatch(text):
            return text, None
        exact = Decimal(text)
        number = float(text)
        digits = text.lstrip("-").replace(".", "").lstrip("0")
        if len(digits) > 15 or Decimal(repr(number)) != exact:
            return text, "@"
        if look in ("percent", "share"):
            # A share of 0.6 is shown as 60 %; digits beyond two decimals of a percent remain in the cell.
            return number, "0%" if look == "share" and exact * 100 == int(exact * 100) else "0.00%"
        decimals = len(text.partition(".")[2])
        return (int(text) if decimals == 0 else number), "0." + "0" * decimals if decimals else "0"
    if isinstance(value, (datetime, date)):
        return value, _FORMATS["date"]
    if isinstance(value, Decimal):
        return format(value, "f"), None
    if isinstance(value, (str, int, float)):
        return value, None
    # Times of day and durations: a spreadsheet has them, a tender does not.
    return str(value), None


def safe_text(text: str) -> str:
    """A text that a workbook can hold: control characters are replaced, and nothing is longer than a cell."""
    if _UNSAFE.search(text):
        text = _UNSAFE.sub("\ufffd", text)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def width(text: object) -> int:
    """Width on the screen: a Chinese character is as wide as two Latin letters."""
    shown = str(text)
    return len(shown) if shown.isascii() else len(shown) + len(_WIDE.findall(shown))


def fit(header: str, values: Iterable[object], look: str) -> float:
    """The width of a column for its header, which may take two lines, and what stands in it."""
    if look in ("long", "wrapped"):
        return 46.0
    shown = (0 if value is None else _shown_width(value, look) for value in values)
    wide = width(header)
    folds = wide > 10 and not (header.isascii() and " " not in header)
    return float(min(max(wide // 2 + 5 if folds else wide + 4, max(shown, default=0) + 3, 8), 40))


def _shown_width(value: object, look: str) -> int:
    if look in ("percent", "share"):
        return 7
    return max(map(width, str(value).split("\n"))) if not isinstance(value, datetime) else 10


def height(texts: Sequence[tuple[Any, str]], widths: Sequence[float]) -> float:
    """The height of a row whose longest text is wrapped: spreadsheets do not work it out when they open a file."""
    most = 1
    for (value, look), column in zip(texts, widths):
        if look in ("long", "wrapped") and isinstance(value, str):
            most = max(most, sum(_lines(part, column - 3) for part in value.split("\n")))
    return min(15.0 * most + 5, 400.0)


def _lines(text: str, room: float) -> int:
    """Lines of a wrapped text: Chinese breaks anywhere, words are not broken and leave a rest."""
    if not text:
        return 1
    wide = width(text)
    filled = room if wide >= 1.6 * len(text) else room * 0.9
    return 1 + int((wide - 1) / max(filled, 8))


def page(sheet: Any, widths: Sequence[float], header_row: int = 1) -> None:
    """Column widths; the header frozen and repeated on each page; A4, or A3 and two pages side by side; page numbers."""
    from ._grid import letter

    for position, wide in enumerate(widths):
        sheet.column_dimensions[letter(position)].width = wide
    total = sum(widths)
    sheet.sheet_format.defaultRowHeight = 20.0
    sheet.sheet_format.customHeight = True
    sheet.freeze_panes = f"A{header_row + 1}"
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9 if total <= 170 else 8
    sheet.page_setup.fitToWidth = 1 if total <= 330 else 2
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = 0.6
    sheet.page_margins.bottom = 0.8
    sheet.page_margins.footer = 0.4
    sheet.oddFooter.center.text = "&P / &N"
    sheet.oddFooter.left.text = "&A"


def sample(rows: Sequence[Sequence[Any]], position: int) -> list[Any]:
    """Values of a column to measure: the first thousand tell enough."""
    return [row[position] for row in rows[:1000] if position < len(row)]
