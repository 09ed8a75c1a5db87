"""Files as grids of cells: workbooks through openpyxl, CSV through the standard library, both within limits."""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Optional, TextIO, Union

from ._cells import blank
from ._model import Problem, TenderError

MAX_BYTES = 64 * 1024 * 1024
"""Largest file."""
MAX_UNPACKED_BYTES = 512 * 1024 * 1024
"""Largest content of a workbook once unpacked."""
MAX_ROWS = 200_000
"""Most rows of a sheet."""
MAX_COLUMNS = 256
"""Most columns that hold something."""
MAX_CELLS = 10_000_000
"""Most cells of a sheet, blank ones between filled ones counted."""
MAX_PARTS = 2_000
"""Most parts of a workbook file."""

Source = Union[str, "os.PathLike[str]", BinaryIO, TextIO]
Row = tuple[Any, ...]


@dataclass
class Grid:
    """The cells of one sheet: row 1 is `rows[0]`, without blanks at the ends."""

    name: str
    rows: list[Row] = field(default_factory=list)
    visible: bool = True
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Merged ranges: first row, first column, last row, last column, from 0."""
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    """Formulas whose result is not stored."""
    reader: Optional[_Reader] = None
    """Of a sheet that is not read yet."""

    def load(self, most: Optional[int] = None) -> Grid:
        """The same with its rows; `most` reads the first few of another copy."""
        if self.reader is None:
            return self
        if most is not None:
            head = Grid(self.name)
            self.reader.read(head, most)
            return head
        self.reader.read(self, None)
        self.reader = None
        return self


def letter(column: int) -> str:
    """The name of a column counted from 0: 0 is `A`, 26 is `AA`."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def refuse(message: str, sheet: str = "", help: Optional[str] = None, row: Optional[int] = None) -> TenderError:
    """One problem that stops the reading."""
    return TenderError([Problem(message, sheet, row, help=help)])


def load(source: Source) -> tuple[str, list[Grid]]:
    """The name of a file and its sheets. What it is, is seen from its content, not from its name."""
    name, data = _bytes(source)
    if data.startswith(b"PK\x03\x04"):
        return name or "table.xlsx", list(_workbook(data, name or "table.xlsx"))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise refuse(
            "the file is an old .xls, or a workbook with a password", name, "save it as .xlsx without a password"
        )
    return name or "table.csv", [_csv(data, name or "table.csv")]


def _bytes(source: Source) -> tuple[str, bytes]:
    if isinstance(source, (str, os.PathLike)):
        path = os.fspath(source)
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
        name = os.path.basename(path)
    else:
        read = getattr(source, "read", None)
        if read is None:
            raise TypeError(f"a path or an open file is wanted, got {type(source).__name__}")
        content = read(MAX_BYTES + 1)
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else bytes(content)
        given = getattr(source, "name", None)
        name = os.path.basename(given) if isinstance(given, str) else ""
    if len(data) > MAX_BYTES:
        raise refuse(f"the file is larger than {MAX_BYTES} bytes", name, "split it by lots")
    return name, data


# CSV


def _csv(data: bytes, name: str) -> Grid:
    text = _decoded(data, name)
    first = text[:100_000].split("\n", 20)[:20]
    # A table that Excel saved as "Unicode text" has tabs; some settings write semicolons.
    mark = max(",\t;", key=lambda one: sum(line.count(one) for line in first))
    rows: list[Row] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        for record in reader:
            row = _trimmed(_unquoted(value) for value in record)
            cells += len(row)
            _check_size(name, len(rows) + 1, row, cells)
            rows.append(row)
    except csv.Error as error:
        raise refuse(
            f"this is no CSV: {error}",
            name,
            'a quotation mark inside a quoted cell is written twice: ""',
            len(rows) + 1,
        ) from None
    return Grid(name, rows)


def _decoded(data: bytes, name: str) -> str:
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise refuse(
        "the file is neither a workbook (.xlsx) nor text in UTF-8 or GB18030", name, "save it as .xlsx or CSV UTF-8"
    )


def _unquoted(value: str) -> str:
    """`'=1+1` is how a CSV of this package protects a text that a spreadsheet would take for a formula."""
    return value[1:] if len(value) > 1 and value[0] == "'" and value[1] in "=+-@\t\r" else value


# Workbooks


def _workbook(data: bytes, name: str) -> Iterator[Grid]:
    openpyxl = need_openpyxl()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check_archive(archive, name)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = book.worksheets
    except TenderError:
        raise
    except Exception as error:
        raise _broken(error, name) from error
    for sheet in sheets:
        yield Grid(sheet.title, visible=sheet.sheet_state == "visible", reader=_Reader(sheet, archive))


def need_openpyxl() -> Any:
    """openpyxl, or how to get it."""
    try:
        import openpyxl
    except ImportError:
        raise ImportError("workbooks need openpyxl: pip install 'jicai[excel]'") from None
    return openpyxl


def _broken(error: Exception, name: str) -> TenderError:
    return refuse(
        f"the workbook cannot be read: {type(error).__name__}: {str(error)[:200]}",
        name,
        "open it and save it again as .xlsx",
    )


def _check_archive(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise refuse(f"the workbook has more than {MAX_PARTS} parts", name)
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise refuse(f"the workbook unpacks to more than {MAX_UNPACKED_BYTES} bytes", name, "split it by lots")
    for part in parts:
        if part.flag_bits & 1:
            raise refuse("the workbook is encrypted", name, "save it without a password")
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                head = file.read(4096)
            # No spreadsheet writes a document type or UTF-16; both are ways to smuggle entities in.
            if b"<!DOCTYPE" in head or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise refuse(f"the part `{part.filename}` is not what a spreadsheet writes", name)


class _Reader:
    """Reads a sheet of a workbook when it is wanted: other sheets may be long, and are none of our business."""

    def __init__(self, sheet: Any, archive: zipfile.ZipFile) -> None:
        self.sheet = sheet
        self.archive = archive

    def read(self, grid: Grid, most: Optional[int]) -> None:
        try:
            self._rows(grid, most)
            path = getattr(self.sheet, "_worksheet_path", None)
            if path and most is None:
                with self.archive.open(str(path)) as file:
                    _scan(file, grid)
        except TenderError:
            raise
        except Exception as error:
            raise _broken(error, grid.name) from error

    def _rows(self, grid: Grid, most: Optional[int]) -> None:
        # The stated size of a sheet is not to be trusted: rows would be padded up to it.
        self.sheet.reset_dimensions()
        cells = 0
        for values in self.sheet.iter_rows(values_only=True, max_row=most):
            cells += len(values)
            row = _trimmed(values)
            _check_size(grid.name, len(grid.rows) + 1 if row else 0, row, cells)
            grid.rows.append(row)
        while grid.rows and not grid.rows[-1]:
            grid.rows.pop()


def _check_size(sheet: str, rows: int, row: Row, cells: int) -> None:
    if rows > MAX_ROWS:
        raise refuse(f"the sheet has more than {MAX_ROWS} rows", sheet, "split it by lots")
    if len(row) > MAX_COLUMNS:
        raise refuse(
            f"the sheet has more than {MAX_COLUMNS} columns", sheet, "move what is not part of the table away", rows
        )
    if cells > MAX_CELLS:
        raise refuse(f"the sheet has more than {MAX_CELLS} cells", sheet, "split it by lots")


def _trimmed(values: Iterable[Any]) -> Row:
    row = list(values)
    while row and blank(row[-1]):
        row.pop()
    return tuple(row)


_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+ref=\"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})\"")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>\s*"
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_CHUNK = 1 << 20
_OVERLAP = 40_000


def _scan(file: Any, grid: Grid) -> None:
    """What openpyxl does not tell of a sheet that it streams: merged ranges, and formulas without a stored result."""
    tail = b""
    while True:
        chunk = file.read(_CHUNK)
        if not chunk:
            break
        text = tail + chunk
        if b"mergeCell" in text:
            for match in _MERGED.finditer(text):
                c1, r1, c2, r2 = match.groups()
                area = (int(r1) - 1, _column(c1), int(r2) - 1, _column(c2))
                if not grid.merged or grid.merged[-1] != area:
                    grid.merged.append(area)
        if b"<f" in text or b":f" in text:
            for match in _FORMULA.finditer(text):
                grid.uncomputed.add((int(match.group(2)) - 1, _column(match.group(1))))
        tail = text[-_OVERLAP:]
    grid.merged = list(dict.fromkeys(grid.merged))


def _column(name: bytes) -> int:
    number = 0
    for byte in name:
        number = number * 26 + byte - 64
    return number - 1


def by_name(grids: list[Grid]) -> dict[str, Grid]:
    return {grid.name.strip().casefold(): grid for grid in grids}
