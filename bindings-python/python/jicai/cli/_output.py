"""Where answers go: a table for people, CSV, JSON or a workbook; to the terminal, a pipe or a file."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import TracebackType
from typing import IO, Any, Callable, Optional

from ._failure import Usage, printable

FORMATS = ("table", "csv", "json", "xlsx", "parquet", "jsonl")
_ENDINGS = {".csv": "csv", ".json": "json", ".xlsx": "xlsx", ".parquet": "parquet", ".txt": "table", ".jsonl": "jsonl"}
_GAP = 3
"""Blanks between two columns on a terminal."""
_NARROWEST = 12
"""A column of sentences is no narrower."""
_WORTH_A_BAR = 0.7
"""Seconds of work before a progress bar is shown."""


@dataclass(frozen=True)
class Column:
    """A column of an answer."""

    zh: str
    en: str
    look: str = "text"
    """`text`, `long`, `number` or `word`: how it is aligned, and whether it may be a number in a workbook."""


@dataclass
class Report:
    """An answer as a table, and what else there is to say."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    data: Callable[[], Any]
    """The same as JSON."""
    title: str = ""
    notes: Sequence[str] = field(default_factory=tuple)
    """Below the table, for people only."""
    styles: Sequence[Optional[str]] = field(default_factory=tuple)
    """A colour for a row, on a terminal."""
    grouped: bool = False
    """Rows with the same first value belong together."""


class Output:
    """Language, format and place of the answer of one command."""

    def __init__(
        self, language: str, format: Optional[str], path: Optional[str], force: bool, has_formats: bool = True
    ) -> None:
        self.language = language
        self.path = None if path == "-" else path
        self.force = force
        self.places: dict[str, str] = {}
        """JSON Pointer → what the caller calls it: an option, a cell."""
        ending = os.path.splitext(self.path)[1].lower() if self.path else ""
        if has_formats and self.path and not format and ending not in _ENDINGS and not _is_device(self.path):
            raise Usage(
                f"the ending of `{self.path}` names no format",
                "add --format table, csv, json or xlsx, or use such an ending",
            )
        if format and format not in FORMATS:
            raise Usage(f"there is no format `{format}`", "choose one of table, csv, json, xlsx")
        self.format = format or _ENDINGS.get(ending, "table")
        if self.format in ("xlsx", "parquet") and not self.path:
            raise Usage(f"{self.format} is not for the terminal", f"name a file: --output FILE.{self.format}")
        if self.path:
            check_target(self.path, force)

    def say(self, zh: str, en: str) -> str:
        """One of two texts, by the language."""
        return zh if self.language == "zh" else en

    @property
    def on_terminal(self) -> bool:
        """Whether a person sees it at once."""
        return not self.path and sys.stdout.isatty()

    def only(self, *formats: str) -> None:
        """Refuses formats that a command does not have."""
        if self.format not in formats:
            raise Usage(f"this command has no format `{self.format}`", f"choose one of {', '.join(formats)}")

    def emit(self, report: Report) -> None:
        """Writes an answer."""
        self.only("table", "csv", "json", "xlsx")
        if self.format == "json":
            self.data(report.data())
        elif self.format == "csv":
            self.csv([self._headers(report), *report.rows])
        elif self.format == "xlsx":
            from ._workbook import workbook

            self.write(workbook(report, self.language))
        elif self.on_terminal:
            self._show(report)
        else:
            self.write(self._plain(report).encode("utf-8", "replace"))

    def csv(self, rows: Iterable[Sequence[Any]]) -> None:
        """Writes rows as CSV: with BOM to files, because Excel needs it, without to pipes."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        for row in rows:
            writer.writerow([self.text(value) for value in row])
        data = text.getvalue().encode("utf-8", "replace")
        self.write(b"\xef\xbb\xbf" + data if self.path else data)

    def data(self, value: Any) -> None:
        """Writes JSON: UTF-8, indented."""
        import msgspec

        self.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")

    def write(self, data: bytes) -> None:
        """Writes the whole answer: into a file only once it is complete."""
        if self.path is None:
            write_bytes(data)
            return
        with Target(self.path, self.force) as file:
            file.write(data)

    def text(self, value: Any) -> str:
        """A value as people read it."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return self.say("是", "yes") if value else self.say("否", "no")
        if isinstance(value, Decimal):
            return format(value, "f")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, (tuple, list)):
            return self.say("、", ", ").join(self.text(one) for one in value)
        return str(value)

    def _headers(self, report: Report) -> list[str]:
        return [self.say(column.zh, column.en) for column in report.columns]

    def _plain(self, report: Report) -> str:
        """Columns set with blanks by their width on the screen; a row is a line, however long."""
        from rich.cells import cell_len

        lines = [[printable(self.text(value)) for value in row] for row in [self._headers(report), *report.rows]]
        widths = [max(cell_len(line[at]) for line in lines) for at in range(len(report.columns))]
        text = [report.title, ""] if report.title else []
        for line in lines if report.columns else ():
            cells = []
            for at, (cell, column) in enumerate(zip(line, report.columns)):
                pad = " " * (widths[at] - cell_len(cell))
                cells.append(pad + cell if column.look == "number" else cell + pad)
            text.append("  ".join(cells).rstrip())
        if report.notes:
            text += ["", *(printable(note) for note in report.notes)] if report.columns else list(report.notes)
        return "\n".join(text) + "\n"

    def _show(self, report: Report) -> None:
        from rich.console import Console
        from rich.text import Text

        console = Console(highlight=False, markup=False, emoji=False)
        if report.title:
            console.print(Text(printable(report.title), style="bold"))
        cells = [[printable(self.text(value)) for value in row] for row in report.rows]
        if report.columns:
            widths = _fitted(self._headers(report), report.columns, cells, console.width)
            if widths is None:
                self._records(console, report, cells)
            else:
                console.print(self._table(report, cells, widths))
        if report.notes:
            console.print()
        for note in report.notes:
            console.print(Text(printable(note), style="dim"), overflow="fold")

    def _table(self, report: Report, cells: list[list[str]], widths: Sequence[int]) -> Any:
        from rich.box import SIMPLE_HEAD
        from rich.table import Table
        from rich.text import Text

        table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
        for header, column, width in zip(self._headers(report), report.columns, widths):
            justify: Any = "right" if column.look == "number" else "left"
            table.add_column(header, justify=justify, overflow="fold", width=width)
        styles = [*report.styles, *[None] * (len(cells) - len(report.styles))]
        group = None
        for row, style in zip(cells, styles):
            if report.grouped:
                # What the rows of a group have in common stands once.
                group, row = row[0], [row[0] if row[0] != group else "", *row[1:]]
            table.add_row(*(Text(cell) for cell in row), style=style)
        return table

    def _records(self, console: Any, report: Report, cells: list[list[str]]) -> None:
        """A row below the other, where the screen is too narrow for a table."""
        from rich.cells import cell_len
        from rich.table import Table
        from rich.text import Text

        headers = self._headers(report)
        for row in cells:
            table = Table.grid(padding=(0, 2, 0, 0))
            table.add_column(style="bold", no_wrap=True, width=max(map(cell_len, headers)))
            table.add_column(overflow="fold")
            for header, cell in zip(headers, row):
                if cell:
                    table.add_row(header, Text(cell))
            console.print(table)
            console.print()


def _fitted(
    headers: Sequence[str], columns: Sequence[Column], cells: Sequence[Sequence[str]], room: int
) -> Optional[list[int]]:
    """Widths of the columns on a screen: short ones as they are, long ones share the rest; none where that is too little."""
    from rich.cells import cell_len

    natural = [
        max([cell_len(header), *(cell_len(row[at]) for row in cells)], default=1) for at, header in enumerate(headers)
    ]
    rest = room - _GAP * (len(columns) - 1)
    if sum(natural) <= rest:
        return natural
    flexible = [at for at, column in enumerate(columns) if column.look == "long"]
    rest -= sum(width for at, width in enumerate(natural) if at not in flexible)
    # The shortest first: what one does not need is for the others.
    for left, at in zip(range(len(flexible), 0, -1), sorted(flexible, key=lambda at: natural[at])):
        natural[at] = min(natural[at], rest // left)
        rest -= natural[at]
        if natural[at] < max(_NARROWEST, cell_len(headers[at])) and rest <= 0:
            return None
    return natural if flexible and rest >= 0 else None


class Target:
    """A file that is there only once it is complete, and never in place of another one that nobody gave up."""

    def __init__(self, path: str, force: bool) -> None:
        self.path = path
        self.force = force
        self._temporary: Optional[str] = None
        self._file: Optional[IO[bytes]] = None

    def __enter__(self) -> IO[bytes]:
        check_target(self.path, self.force)
        if _is_device(self.path):
            self._file = open(self.path, "wb")
            return self._file
        real = os.path.realpath(self.path)
        handle, self._temporary = tempfile.mkstemp(prefix=".jicai-", suffix=".part", dir=os.path.dirname(real))
        self._file = os.fdopen(handle, "wb")
        return self._file

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        assert self._file is not None
        try:
            self._file.close()
            if self._temporary is not None and kind is None:
                self._publish(self._temporary, os.path.realpath(self.path))
        finally:
            if self._temporary is not None:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(self._temporary)

    def _publish(self, temporary: str, real: str) -> None:
        try:
            mode = os.stat(real).st_mode & 0o777
        except OSError:
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        os.chmod(temporary, mode)
        if not self.force:
            try:
                # Unlike a check before, this cannot be overtaken.
                os.link(temporary, real)
                return
            except FileExistsError:
                raise _exists(self.path) from None
            except OSError:
                # A file system without links.
                check_target(self.path, self.force)
        os.replace(temporary, real)


def check_target(path: str, force: bool) -> None:
    """Refuses an output that cannot or must not be written, before any work is done."""
    if os.path.isdir(path):
        raise Usage(f"the output `{path}` is a directory")
    if os.path.exists(path) and not force and not _is_device(path):
        raise _exists(path)
    folder = os.path.dirname(os.path.realpath(path))
    if not os.path.isdir(folder):
        raise Usage(f"there is no directory `{folder}` for the output")


def _exists(path: str) -> Usage:
    return Usage(f"the output `{path}` exists", "choose another name, or add --force to replace it")


def _is_device(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def write_bytes(data: bytes) -> None:
    """To stdout, as UTF-8 whatever the locale."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode())
    else:
        buffer.write(data)
        buffer.flush()


class Progress:
    """A bar on stderr, if that is a terminal and the work takes long."""

    def __init__(self, label: str, total: Optional[int]) -> None:
        self.label = label
        self.total = total
        self.done = 0
        self._start = time.monotonic()
        self._shown = sys.stderr.isatty()
        self._bar: Any = None
        self._task: Any = None

    def advance(self, by: int) -> None:
        """So much more is done."""
        self.done += by
        if not self._shown:
            return
        if self._bar is None:
            if time.monotonic() - self._start < _WORTH_A_BAR:
                return
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task(self.label, total=self.total)
            self._bar.start()
        self._bar.update(self._task, completed=self.done)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.stop()


@contextlib.contextmanager
def busy(label: str) -> Iterator[None]:
    """Says on a terminal that one long step is under way."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(label):
        yield
