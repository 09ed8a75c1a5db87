"""Tables of other libraries: what goes in comes back as what it was, with more columns."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Callable, Optional

from ..errors import InvalidInput

__all__ = ["Compute", "Frame", "appended", "frame_of"]

Compute = Callable[[Any, int], tuple[Any, Any]]
"""What computes: an object that exports Arrow and the number of its first row give new columns and errors."""

NEEDS_PYARROW = "this needs pyarrow: pip install 'jicai[tables]'"


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:  # pragma: no cover
        raise ImportError(NEEDS_PYARROW) from error
    return pyarrow


class Frame(ABC):
    """A table of some library."""

    names: list[str]

    @abstractmethod
    def columns(self, names: Sequence[str]) -> Any:
        """Those columns, as an object that exports Arrow."""

    @abstractmethod
    def with_columns(self, new: Any, prefix: str) -> Any:
        """The table with new columns behind its own."""

    @abstractmethod
    def own(self, new: Any) -> Any:
        """Another table of the same kind."""

    @abstractmethod
    def taken(self, names: Sequence[str], rows: Sequence[int]) -> Frame:
        """Those columns of those rows."""

    def need(self, names: Iterable[str]) -> None:
        """Refuses a table that lacks a column."""
        for name in names:
            if name not in self.names:
                raise missing(name, self.names)

    def resolve(self, name: str, suffix: str) -> str:
        """A column by its name, or by that name with the suffix of the unit that its integers count."""
        if name in self.names or name + suffix not in self.names:
            self.need([name])
            return name
        return name + suffix

    def room(self, new: Any, prefix: str) -> list[str]:
        """Names of the new columns, none of which the table has."""
        names = [prefix + name for name in new.names]
        for name in names:
            if name in self.names:
                raise InvalidInput(
                    f"the table has a column `{name}` already",
                    path=f"/{name}",
                    help="rename it, or put a prefix before the new columns: prefix='new_'",
                    column=name,
                )
        return names


def missing(name: str, names: Sequence[str]) -> InvalidInput:
    """The error for a column that is not there."""
    listed = ", ".join(f"`{known}`" for known in names) or "none"
    return InvalidInput(
        f"the table has no column `{name}`", path=f"/{name}", help=f"its columns are {listed}", column=name
    )


class _Arrow(Frame):
    """A pyarrow.Table; the other kinds that go through pyarrow become one."""

    def __init__(self, table: Any) -> None:
        self.table = table
        self.names = list(table.schema.names)

    def columns(self, names: Sequence[str]) -> Any:
        return self.table.select(list(names))

    def joined(self, new: Any, prefix: str) -> Any:
        names = self.room(new, prefix)
        table = self.table
        fresh = _pyarrow().table(new)
        most = max((column.num_chunks for column in table.columns), default=1)
        if fresh.num_columns and fresh.column(0).num_chunks > max(most, 1):
            fresh = fresh.combine_chunks()
        for name, column in zip(names, fresh.columns):
            table = table.append_column(name, column)
        return table

    def with_columns(self, new: Any, prefix: str) -> Any:
        return self.joined(new, prefix)

    def own(self, new: Any) -> Any:
        return _pyarrow().table(new)

    def taken(self, names: Sequence[str], rows: Sequence[int]) -> Frame:
        return type(self)(self.table.select(list(names)).take(_pyarrow().array(rows, _pyarrow().int64())))


class _Batch(_Arrow):
    """A pyarrow.RecordBatch."""

    def with_columns(self, new: Any, prefix: str) -> Any:
        return _one_batch(self.joined(new, prefix))

    def own(self, new: Any) -> Any:
        return _one_batch(super().own(new))


def _one_batch(table: Any) -> Any:
    pa = _pyarrow()
    batches = table.combine_chunks().to_batches()
    if len(batches) == 1:
        return batches[0]
    return pa.RecordBatch.from_arrays([pa.array([], field.type) for field in table.schema], schema=table.schema)


class _DuckDB(_Arrow):
    """A relation of DuckDB: computed once, and back as a relation of the same connection."""

    def __init__(self, table: Any, relation: Any) -> None:
        super().__init__(table)
        self.relation = relation

    def with_columns(self, new: Any, prefix: str) -> Any:
        return self._relation(self.joined(new, prefix))

    def own(self, new: Any) -> Any:
        return self._relation(super().own(new))

    def taken(self, names: Sequence[str], rows: Sequence[int]) -> Frame:
        table = self.table.select(list(names)).take(_pyarrow().array(rows, _pyarrow().int64()))
        return _DuckDB(table, self.relation)

    def _relation(self, jicai_table: Any) -> Any:
        # DuckDB finds the table by the name of the variable, and keeps it.
        return self.relation.query("jicai_relation", "SELECT * FROM jicai_table")


class _Polars(Frame):
    """A polars.DataFrame."""

    def __init__(self, frame: Any) -> None:
        self.frame = frame
        self.names = list(frame.columns)

    def columns(self, names: Sequence[str]) -> Any:
        return self.frame.select(list(names))

    def with_columns(self, new: Any, prefix: str) -> Any:
        names = self.room(new, prefix)
        fresh = self.own(new)
        fresh.columns = names
        return self.frame.hstack(fresh)

    def own(self, new: Any) -> Any:
        import polars

        return polars.DataFrame(new)

    def taken(self, names: Sequence[str], rows: Sequence[int]) -> Frame:
        return _Polars(self.frame.select(list(names))[list(rows)])


class _Pandas(Frame):
    """A pandas.DataFrame: index and types stay; new columns have Arrow types, whose decimals are exact."""

    def __init__(self, frame: Any) -> None:
        self.frame = frame
        self.names = [name for name in frame.columns if isinstance(name, str)]

    def columns(self, names: Sequence[str]) -> Any:
        pa = _pyarrow()
        arrays = []
        for name in names:
            try:
                array = pa.array(self.frame[name], from_pandas=True)
            except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
                reason = str(error).split("\n")[0]
                raise InvalidInput(
                    f"the column `{name}` holds values of several kinds: {reason}",
                    path=f"/{name}",
                    help="make them all Decimal, or all text",
                    column=name,
                ) from error
            arrays.append(array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array]))
        return pa.table(arrays, names=list(names))

    def with_columns(self, new: Any, prefix: str) -> Any:
        names = self.room(new, prefix)
        frame = self.frame.copy(deep=False)
        for name, column in zip(names, _pandas_columns(new)):
            frame[name] = column
        return frame

    def own(self, new: Any) -> Any:
        import pandas

        return pandas.DataFrame(dict(zip(new.names, _pandas_columns(new))))

    def taken(self, names: Sequence[str], rows: Sequence[int]) -> Frame:
        return _Pandas(self.frame[list(names)].iloc[list(rows)].reset_index(drop=True))


def _pandas_columns(new: Any) -> Iterator[Any]:
    import pandas

    for column in _pyarrow().table(new).columns:
        yield pandas.arrays.ArrowExtensionArray(column)


class Stream:
    """A pyarrow.RecordBatchReader: batch by batch, never as a whole."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        pa = _pyarrow()
        self.empty = _Batch(pa.Table.from_batches([], schema=reader.schema))

    def appended(self, names: Sequence[str], compute: Compute, prefix: str, report: bool) -> Any:
        """A reader of the same batches with more columns, and one of the errors."""
        pa = _pyarrow()
        new, no_errors = compute(self.empty.columns(names), 0)
        schema = self.empty.with_columns(new, prefix).schema
        errors: list[Any] = []
        ended = [False]

        def batches() -> Iterator[Any]:
            first = 0
            for batch in self.reader:
                frame = _Batch(pa.Table.from_batches([batch]))
                new, bad = compute(frame.columns(names), first)
                if report:
                    errors.extend(pa.table(bad).to_batches())
                yield frame.with_columns(new, prefix)
                first += batch.num_rows
            ended[0] = True

        def reported() -> Iterator[Any]:
            if not ended[0]:
                raise RuntimeError("the errors are known when the table has been read to its end: read it first")
            yield from errors

        table = pa.RecordBatchReader.from_batches(schema, batches())
        if not report:
            return table
        return table, pa.RecordBatchReader.from_batches(pa.schema(no_errors), reported())


def _is(value: Any, module: str, *names: str) -> bool:
    """Whether a value is of a class of a library, which need not be there for the question."""
    library = sys.modules.get(module)
    kinds = tuple(kind for kind in (getattr(library, name, None) for name in names) if isinstance(kind, type))
    return bool(kinds) and isinstance(value, kinds)


def frame_of(table: Any) -> Frame:
    """The frame of a table."""
    if _is(table, "polars", "DataFrame"):
        return _Polars(table)
    if _is(table, "polars", "LazyFrame"):
        raise TypeError(
            "a polars.LazyFrame has no rows yet: call .collect() before, or .map_batches(...) with this function"
        )
    if _is(table, "pandas", "DataFrame"):
        return _Pandas(table)
    if _is(table, "pyarrow", "Table"):
        return _Arrow(table)
    if _is(table, "pyarrow", "RecordBatch"):
        return _Batch(_pyarrow().Table.from_batches([table]))
    if _is(table, "pyarrow", "RecordBatchReader"):
        return _Arrow(table.read_all())
    if _is(table, "duckdb", "DuckDBPyRelation"):
        return _DuckDB(_pyarrow().table(table), table)
    if hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__"):
        return _Arrow(_pyarrow().table(table))
    raise TypeError(
        "a table is needed: of pyarrow, polars, pandas or DuckDB, or another object that exports Arrow;"
        f" got `{type(table).__name__}`"
    )


def is_stream(table: Any) -> bool:
    """Whether a table is read batch by batch."""
    return _is(table, "pyarrow", "RecordBatchReader")


def manner(on_error: str) -> bool:
    """Whether errors are reported rather than raised."""
    if on_error not in ("raise", "report"):
        raise ValueError(f"on_error must be 'raise' or 'report', got {on_error!r}")
    return on_error == "report"


def appended(
    table: Any,
    plan: Callable[[Frame], tuple[Sequence[str], Compute]],
    *,
    on_error: str,
    prefix: Optional[str] = "",
) -> Any:
    """A table with the new columns that a plan computes from some of its own, and errors where they are reported."""
    report = manner(on_error)
    if is_stream(table):
        stream = Stream(table)
        names, compute = plan(stream.empty)
        return stream.appended(names, compute, prefix or "", report)
    frame = frame_of(table)
    names, compute = plan(frame)
    new, errors = compute(frame.columns(names), 0)
    result = frame.with_columns(new, prefix or "")
    return (result, frame.own(errors)) if report else result
