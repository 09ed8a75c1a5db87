"""Tables of all kinds for the tests of `jicai.tables`, and the same answers row by row from `jicai.evaluate`."""

from __future__ import annotations

import datetime
import json
import random
from decimal import Decimal
from typing import Any, Callable

import duckdb
import pandas
import polars
import pyarrow as pa

import jicai


def chunked(table: pa.Table) -> pa.Table:
    """The same rows in chunks of all sizes, empty ones among them."""
    dice, pieces, start = random.Random(1), [], 0
    while start < table.num_rows:
        length = dice.choice([0, 1, 2, 7, 100, 1000])
        pieces.append(table.slice(start, length))
        start += length
    return pa.concat_tables([table.slice(0, 0), *pieces])


def sliced(table: pa.Table) -> pa.Table:
    """The same rows as a part of longer arrays."""
    return (
        pa.concat_tables([table.slice(0, 3), table, table.slice(0, 5)])
        .combine_chunks()
        .slice(min(3, table.num_rows), table.num_rows)
    )


def batch(table: pa.Table) -> pa.RecordBatch:
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], table.schema)


def to_pandas(table: pa.Table) -> pandas.DataFrame:
    frame = table.to_pandas(types_mapper=pandas.ArrowDtype)
    frame.index = [f"row {i}" for i in range(len(frame))]
    return frame


KINDS: dict[str, tuple[Callable[[pa.Table], Any], type]] = {
    "pyarrow": (lambda table: table, pa.Table),
    "chunked": (chunked, pa.Table),
    "sliced": (sliced, pa.Table),
    "batch": (batch, pa.RecordBatch),
    "reader": (lambda table: chunked(table).to_reader(), pa.RecordBatchReader),
    "polars": (lambda table: polars.from_arrow(table), polars.DataFrame),
    "pandas": (to_pandas, pandas.DataFrame),
    "duckdb": (lambda table: duckdb.from_arrow(table), duckdb.DuckDBPyRelation),
}


def rows_of(table: Any) -> list[dict[str, Any]]:
    """The rows of a table of any kind."""
    if isinstance(table, pa.RecordBatchReader):
        table = table.read_all()
    if isinstance(table, pandas.DataFrame):
        table = pa.Table.from_pandas(table, preserve_index=False)
    if not isinstance(table, (pa.Table, pa.RecordBatch)):
        table = pa.table(table)
    return table.to_pylist()


def answer(function: str, rulebook: Any, question: dict[str, Any], **options: Any) -> tuple[Any, Any]:
    """What the door says: value and nothing, or nothing and the error."""
    request = {"function": function, "input": {name: value for name, value in question.items() if value is not None}}
    if rulebook is not None:
        request["rulebook"] = rulebook
    request["options"] = {"explain": False, **options}
    try:
        return jicai.evaluate(request), None
    except jicai.JicaiError as error:
        return None, error


def text(value: Any) -> Any:
    """A value as the contract writes it."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def same(got: Any, expected: Any) -> bool:
    """Whether a value of a column is the value of a response: numbers by value."""
    if expected is None or got is None:
        return got is None and expected is None
    if isinstance(got, Decimal):
        return got == Decimal(expected)
    if isinstance(got, datetime.date):
        return got.isoformat() == expected
    if isinstance(got, str) and not isinstance(expected, str):
        # What has no one type is JSON text in a column.
        return bool(json.loads(got) == expected)
    if isinstance(got, list):
        return len(got) == len(expected) and all(map(same, got, expected))
    if isinstance(got, dict):
        return all(same(value, expected.get(name)) for name, value in got.items())
    return got == expected
