"""`jicai split`: charge lines into their four parts, one by options or a table of any length."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import IO, Annotated, Any, Optional

import typer

from ..errors import InvalidInput, LimitExceeded
from ._failure import SHOWN, Usage, exit_code, more, tell
from ._files import existing
from ._output import Column, Output, Progress, Report, Target

PARTS = ("fully_own", "above_standard", "first_self_pay", "in_scope")
_CHINESE = {
    "total": "合计",
    "fully_own": "全自费",
    "above_standard": "超限价自费",
    "first_self_pay": "先行自付",
    "in_scope": "符合范围",
    "ceiling_amount": "限额",
}
_SUFFIXES = {"amount": "_fen", "standard": "_micro", "quantity": "_e4", "rate": "_e4"}
"""Of columns of integers in small units."""
_AT_ONCE = 1 << 18
"""Lines of a batch: enough for every core, little memory."""
_ALIASES = {"amount": "金额", "standard": "支付标准", "quantity": "数量", "rate": "先行自付比例"}
"""Chinese headers that are understood where no other name is given."""
_FEN = Decimal("0.01")
_EXCEL_ROWS = 1_048_575
_SAMPLE = 20


def _column(name: str) -> Any:
    return typer.Option(
        f"--{name}-column", metavar="NAME", help=f"Column of the {name} in a file.", rich_help_panel="Files 文件"
    )


def split(
    out: Output,
    file: Annotated[
        Optional[str],
        typer.Argument(
            metavar="FILE",
            help="Lines: .csv, .parquet, .xlsx; - for CSV from standard input. 账单行。",
            show_default=False,
        ),
    ] = None,
    amount: Annotated[
        Optional[str], typer.Option("--amount", metavar="YUAN", help="Amount of the line. 金额。", show_default=False)
    ] = None,
    price: Annotated[
        Optional[str],
        typer.Option("--price", metavar="YUAN", help="Price of a unit instead. 单价。", show_default=False),
    ] = None,
    standard: Annotated[
        Optional[str],
        typer.Option("--standard", metavar="YUAN", help="Payment standard of a unit. 支付标准。", show_default=False),
    ] = None,
    quantity: Annotated[
        Optional[str], typer.Option("--quantity", metavar="UNITS", help="Units. 数量。", show_default=False)
    ] = None,
    rate: Annotated[
        Optional[str],
        typer.Option(
            "--rate", metavar="SHARE", help="First self-pay: 0.10 is 10 %. 先行自付比例。", show_default=False
        ),
    ] = None,
    uncovered: Annotated[bool, typer.Option("--uncovered", help="Not in the catalogue. 目录外。")] = False,
    amount_column: Annotated[str, _column("amount")] = "amount",
    standard_column: Annotated[str, _column("standard")] = "standard",
    quantity_column: Annotated[str, _column("quantity")] = "quantity",
    rate_column: Annotated[str, _column("rate")] = "rate",
) -> int:
    """Charge lines into own-paid, above the standard, first self-pay, in scope. 账单行拆分为四部分。

    jicai split --amount 120.66 --quantity 2 --standard 24.13 --rate 0.10

    A file of any length is read in batches; each line is written with its parts.
    Without standard a line has no ceiling; without rate it is not covered.
    The columns are amount 金额, standard 支付标准, quantity 数量, rate 先行自付比例.
    As a table only sums and first lines are shown: --output has all of them.
    Also written as .parquet and .jsonl.
    """
    given = {"amount": amount, "price": price, "standard": standard, "quantity": quantity, "first_self_pay_rate": rate}
    if file is None:
        if amount is None and price is None:
            raise Usage("a file is wanted, or --amount", "jicai split --help has an example")
        return _line(out, {name: one for name, one in given.items() if one is not None}, uncovered)
    if uncovered or any(one is not None for one in given.values()):
        raise Usage("give either a file or --amount, --price, --standard, --quantity, --rate, --uncovered")
    existing(file)
    names = {"amount": amount_column, "standard": standard_column, "quantity": quantity_column, "rate": rate_column}
    return _Lines(out, file, names).run()


def _line(out: Output, asked: dict[str, Any], uncovered: bool) -> int:
    import jicai

    out.only("table", "csv", "json", "xlsx")
    if uncovered:
        asked["covered"] = False
    out.places.update({f"/input/{name}": f"--{name}" for name in asked})
    out.places["/input/first_self_pay_rate"] = "--rate"
    options = {"explain": out.format == "json", "language": out.language}
    answer = jicai.evaluate({"function": "payment.split_line", "input": asked, "options": options})
    found = answer["value"]
    names = [name for name in _CHINESE if found.get(name) is not None]
    if out.format == "table":
        rows = [[out.say(_CHINESE[name], name), Decimal(found[name])] for name in names]
        out.emit(Report([Column("部分", "part"), Column("元", "yuan", "number")], rows, lambda: answer))
    else:
        columns = [Column(_CHINESE[name], name, "number") for name in names]
        out.emit(Report(columns, [[Decimal(found[name]) for name in names]], lambda: answer))
    return 0


def need_pyarrow() -> Any:
    """pyarrow, or how to get it."""
    try:
        import pyarrow
    except ImportError:
        raise ImportError("files of lines need pyarrow: pip install 'jicai[tables]'") from None
    return pyarrow


class _Lines:
    """A file of lines on its way through the kernel, batch by batch."""

    def __init__(self, out: Output, file: str, names: dict[str, str]) -> None:
        self.out = out
        self.file = file
        self.names = names
        self.pa = need_pyarrow()
        self.done = 0
        self.bad = 0
        self.codes: Counter[str] = Counter()
        self.sums: dict[str, Decimal] = {}
        self.first: list[list[Any]] = []
        self.headers: list[str] = []
        self.kind = os.path.splitext(file)[1].lower()
        # A workbook and a CSV count rows as their user sees them, below the header; Parquet has no header.
        self.first_row = 1 if self.kind == ".parquet" else 2

    def run(self) -> int:
        pa = self.pa
        size = None if self.file == "-" else os.path.getsize(self.file)
        with Progress("split", size) as progress, contextlib.ExitStack() as stack:
            try:
                write = None
                for batch, at in self._batches(stack):
                    table = self._split(batch)
                    if write is None:
                        write = self._writer(stack, table)
                    write(table)
                    progress.advance(max(at - progress.done, 0))
            except pa.ArrowInvalid as error:
                text = str(error).splitlines()[0][:300]
                raise InvalidInput(f"`{self.file}` cannot be read: {text[:1].lower()}{text[1:]}") from None
            if write is None:
                raise InvalidInput(f"`{self.file}` has no lines")
        more(self.bad - SHOWN)
        if self.out.format == "table":
            self._totals()
        elif self.out.path and sys.stderr.isatty():
            sys.stderr.write(
                self.out.say(f"{self.done} 行，{self.bad} 行有误\n", f"{self.done} lines, {self.bad} bad\n")
            )
        return exit_code(self.codes, self.done)

    # Reading

    def _batches(self, stack: contextlib.ExitStack) -> Iterator[tuple[Any, int]]:
        """Batches, and how far in the file each ends."""
        if self.kind == ".parquet":
            yield from self._parquet(stack)
        elif self.kind in (".xlsx", ".xlsm"):
            yield from self._workbook()
        else:
            yield from self._csv(stack)

    def _parquet(self, stack: contextlib.ExitStack) -> Iterator[tuple[Any, int]]:
        import pyarrow.parquet as pq

        file = stack.enter_context(pq.ParquetFile(self.file))
        size, rows, seen = os.path.getsize(self.file), max(file.metadata.num_rows, 1), 0
        for batch in file.iter_batches(batch_size=_AT_ONCE):
            seen += batch.num_rows
            yield self.pa.Table.from_batches([batch]), size * seen // rows

    def _csv(self, stack: contextlib.ExitStack) -> Iterator[tuple[Any, int]]:
        from pyarrow import csv

        raw: Any = sys.stdin.buffer if self.file == "-" else stack.enter_context(open(self.file, "rb"))  # noqa: SIM115
        source = _Text(raw)
        headers, mark = source.header()
        if not any(headers):
            raise InvalidInput(f"`{self.file}` is empty", help="the first line holds the headers")
        twice = next((name for name in headers if headers.count(name) > 1), None)
        if twice is not None:
            raise InvalidInput(f"the column `{twice}` stands twice in `{self.file}`", help="rename one")
        text = self.pa.string()
        reader = csv.open_csv(
            source,
            read_options=csv.ReadOptions(block_size=2 << 20),
            parse_options=csv.ParseOptions(delimiter=mark, newlines_in_values=True),
            # Every column stays the text that it is: a number would become a binary float.
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(headers, text),
                strings_can_be_null=True,
                null_values=[""],
                quoted_strings_can_be_null=True,
            ),
        )
        stack.callback(reader.close)
        for batch in reader:
            yield self.pa.Table.from_batches([batch]), source.position

    def _workbook(self) -> Iterator[tuple[Any, int]]:
        from ._files import table

        _, headers, rows = table(self.file)
        names = [header for header in headers if header]
        columns = {name: self.pa.array([row.get(name) for row in rows], self.pa.string()) for name in names}
        yield self.pa.table(columns), os.path.getsize(self.file)

    # Splitting

    def _split(self, batch: Any) -> Any:
        from ..tables import split_lines

        for name, wanted in self.names.items():
            if wanted == name and wanted not in batch.column_names and _ALIASES[name] in batch.column_names:
                self.names[name] = wanted = _ALIASES[name]
            if wanted and not {wanted, wanted + _SUFFIXES[name]} & set(batch.column_names):
                listed = ", ".join(f"`{one}`" for one in batch.column_names[:20])
                help = f"its columns are {listed}; name yours with --{name}-column"
                if name in ("standard", "quantity"):
                    help += f", or say that there is none: --{name}-column ''"
                raise InvalidInput(f"`{self.file}` has no column `{wanted}`", help=help)
        columns: Any = {name: column or None for name, column in self.names.items()}
        batch, problems = split_lines(batch, on_error="report", **columns)
        for problem in problems.to_pylist():
            self.codes[problem["code"]] += 1
            self.bad += 1
            if self.bad <= SHOWN:
                row = "" if problem["row"] is None else f"row {self.done + problem['row'] + self.first_row}"
                column = f"column {problem['column']}" if problem["column"] else ""
                place = ", ".join(part for part in (row, column) if part)
                tell(problem["code"], place, problem["message"], problem["help"])
        self.done += batch.num_rows
        self._sum(batch)
        return batch

    def _sum(self, table: Any) -> None:
        import pyarrow.compute as pc

        for part in PARTS:
            for name, unit in ((part, 1), (f"{part}_fen", 100)):
                if name in table.column_names:
                    total = pc.sum(table.column(name).cast(self.pa.decimal128(38, 2))).as_py() or 0
                    self.sums[part] = self.sums.get(part, Decimal(0)) + (Decimal(total) / unit).quantize(_FEN)
        if len(self.first) < _SAMPLE:
            self.headers = table.column_names
            self.first += [list(row.values()) for row in table.slice(0, _SAMPLE - len(self.first)).to_pylist()]

    # Writing

    def _writer(self, stack: contextlib.ExitStack, table: Any) -> Any:
        if self.out.format == "table":
            return lambda _: None
        if self.out.format == "parquet":
            import pyarrow.parquet as pq

            parquet = stack.enter_context(pq.ParquetWriter(self._target(stack), table.schema))
            return parquet.write_table
        if self.out.format == "csv":
            return self._csv_writer(stack)
        rows: list[list[Any]] = []
        if self.out.format in ("json", "jsonl"):
            return self._json_writer(stack)

        def keep(table: Any) -> None:
            rows.extend(list(row.values()) for row in table.to_pylist())
            if len(rows) > _EXCEL_ROWS:
                raise LimitExceeded(f"a workbook has room for {_EXCEL_ROWS} lines", help="write .csv or .parquet")

        columns = [Column(name, name, "number" if name in PARTS else "text") for name in table.column_names]
        stack.push(lambda kind, *_: None if kind else self.out.emit(Report(columns, rows, lambda: rows)))
        return keep

    def _target(self, stack: contextlib.ExitStack) -> IO[bytes]:
        if self.out.path:
            return stack.enter_context(Target(self.out.path, self.out.force))
        sys.stdout.flush()
        return sys.stdout.buffer

    def _csv_writer(self, stack: contextlib.ExitStack) -> Any:
        from pyarrow import csv

        target = self._target(stack)
        started: list[bool] = []

        def write(table: Any) -> None:
            options = csv.WriteOptions(include_header=not started, quoting_style="needed")
            sink = self.pa.BufferOutputStream()
            csv.write_csv(table, sink, options)
            if not started and self.out.path:
                target.write(b"\xef\xbb\xbf")
            started.append(True)
            target.write(sink.getvalue())
            target.flush()

        return write

    def _json_writer(self, stack: contextlib.ExitStack) -> Any:
        """One list of objects, or with `jsonl` an object a line."""
        import msgspec

        target = self._target(stack)
        lines = self.out.format == "jsonl"
        started: list[bool] = []
        encoder = msgspec.json.Encoder()

        def write(table: Any) -> None:
            rows = [encoder.encode(row) for row in table.to_pylist()]
            if lines:
                target.write(b"".join(row + b"\n" for row in rows))
            else:
                target.write((b",\n" if started else b"[\n") + b",\n".join(rows))
            started.append(True)
            target.flush()

        if not lines:
            stack.push(lambda kind, *_: None if kind else _end(target))
        return write

    def _totals(self) -> None:
        """The sums; a few lines are shown as they are, many are not."""
        out = self.out
        sums = [(out.say(_CHINESE[name], name), self.sums.get(name, Decimal("0.00"))) for name in PARTS]
        sums.append((out.say("合计", "total"), sum((one for _, one in sums), Decimal(0))))
        title = out.say(
            f"{self.done} 行，{self.bad} 行有误", f"{self.done} {'line' if self.done == 1 else 'lines'}, {self.bad} bad"
        )
        if self.done <= _SAMPLE:
            shown = [Column(name, name, "number" if name.startswith(PARTS) else "text") for name in self.headers]
            notes = [out.say("，", ", ").join(f"{name} {one}" for name, one in sums)]
            out.emit(Report(shown, self.first, lambda: None, title, notes))
        else:
            columns = [Column("部分", "part"), Column("元", "yuan", "number")]
            out.emit(Report(columns, sums, lambda: None, title))


def _end(target: IO[bytes]) -> None:
    target.write(b"\n]\n")
    target.flush()


class _Text:
    """Bytes of a CSV as UTF-8, whatever they were: UTF-8, UTF-16 with BOM, or GB18030."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._ahead = raw.read(1 << 20)
        self.position = len(self._ahead)
        self._decoder = codecs.getincrementaldecoder(_encoding(self._ahead))("strict")
        self._ready = self._decode(self._ahead)
        self.closed = False

    def header(self) -> tuple[list[str], str]:
        """The names in the first line, and what separates them."""
        import csv

        first = self._ready.decode().partition("\n")[0].rstrip("\r")
        mark = max(",\t;", key=first.count)
        return next(csv.reader([first], delimiter=mark), []), mark

    def read(self, size: int = -1) -> bytes:
        while (size < 0 or len(self._ready) < size) and self._ahead:
            self._ahead = self._raw.read(1 << 20)
            self.position += len(self._ahead)
            self._ready += self._decode(self._ahead)
        size = len(self._ready) if size < 0 else size
        given, self._ready = self._ready[:size], self._ready[size:]
        return given

    def _decode(self, data: bytes) -> bytes:
        try:
            return self._decoder.decode(data, not data).encode()
        except UnicodeDecodeError:
            raise InvalidInput(
                "the file is not text in one encoding",
                help="save it as CSV UTF-8; GB18030 and UTF-16 with BOM are read too",
            ) from None

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.closed = True


def _encoding(start: bytes) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start, False)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"
