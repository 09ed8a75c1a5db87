"""The functions of `jicai.tables` on DataFrames of Spark.

Same names, same arguments, same results to the last digit: each worker hands its rows to the function of `jicai.tables` through Arrow. Needs
`pip install 'jicai[spark]'` where the driver runs, and the wheel on every worker; docs/spark.md says how, and what it costs.

| function | goes through | one task sees |
| --- | --- | --- |
| `split_lines`, `payment_standards`, `differential_prices`, `price_marks`, `supplier_gates`, `evaluate_rows` | `mapInArrow` | batches of a partition |
| `select_table`, `order_progress` | `groupBy(by).applyInArrow` | one lot, one group |
| `over_files` with any of the first row | Parquet files | a file, by row groups |

Handing rows to Python and back costs Spark more than the rules cost: for billions of lines that lie in Parquet files and shall lie in others,
`over_files` leaves Spark only the scheduling, and is several times as fast.

What differs from `jicai.tables`, because a row of a cluster has no number:

- `on_error="report"` gives one DataFrame, not two: bad rows stand in their places with `error_code`, `error_column` and `error_message`, which are
  null in good ones. `order_progress` has a column `errors` instead, a list for each group.
- `on_error="raise"`, the default, fails the job with the words of the `jicai.JicaiError`: the column, the offending value, and of a group its key,
  but no other value of the row, since what fails stands in logs and lines are of patients. A rulebook or a column that is not there raises at once.
- One thread works on a task: Spark runs as many tasks as there are cores. `threads` says otherwise, for `spark.task.cpus` above one.

Columns of the frame keep their types; a frame without rows, computed on the driver, says which columns are new.
"""

from __future__ import annotations

import functools
import inspect
import os
import pickle
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Optional, TypeVar

from . import tables
from .errors import InvalidInput, JicaiError
from .tables._suppliers import _records

if TYPE_CHECKING:
    from typing import Concatenate, ParamSpec

    from pyspark.sql import DataFrame, SparkSession

    P = ParamSpec("P")

__all__ = [
    "differential_prices",
    "evaluate_rows",
    "order_progress",
    "over_files",
    "payment_standards",
    "price_marks",
    "select_table",
    "split_lines",
    "supplier_gates",
]

F = TypeVar("F", bound=Callable[..., Any])
Options = dict[str, Any]
"""Every argument of a function by name, but the table."""

_ERROR_COLUMNS = {"error_code": "code", "error_column": "column", "error_message": "message"}


def _as(function: Callable[Concatenate[Any, P], Any]) -> Callable[[F], Callable[Concatenate[DataFrame, P], DataFrame]]:
    """Gives a function for frames the arguments of the one for tables: there is no second list of them."""
    signature = inspect.signature(function)

    def decorate(body: F) -> Callable[Concatenate[DataFrame, P], DataFrame]:
        @functools.wraps(body)
        def on_frame(frame: DataFrame, /, *args: P.args, **kwargs: P.kwargs) -> DataFrame:
            _need_spark()
            return body(frame, _options(signature, *args, **kwargs))  # type: ignore[no-any-return]

        on_frame.__signature__ = signature  # type: ignore[attr-defined]
        return on_frame

    return decorate


def _options(signature: inspect.Signature, *args: Any, **kwargs: Any) -> Options:
    given = signature.bind(None, *args, **kwargs)
    given.apply_defaults()
    _, *names = given.arguments
    options = {name: given.arguments[name] for name in names}
    if options.get("threads", 0) is None:
        options["threads"] = 1
    return options


@_as(tables.split_lines)
def split_lines(frame: DataFrame, options: Options) -> DataFrame:
    """Split charge lines into their four parts, as `jicai.tables.split_lines` does.

    Integer columns (`amount_fen`, `standard_micro`, `quantity_e4`, `rate_e4`) go to the workers and back in half the time of decimals.

        lines = spark.read.parquet("lines")              # amount, standard, quantity, rate
        jicai.spark.split_lines(lines).write.parquet("parts")

    Source: clause `payment#split`.
    """
    return _by_row(frame, tables.split_lines, options)


@_as(tables.evaluate_rows)
def evaluate_rows(frame: DataFrame, options: Options) -> DataFrame:
    """Ask any function one question a row, as `jicai.tables.evaluate_rows` does."""
    return _by_row(frame, tables.evaluate_rows, options)


@_as(tables.payment_standards)
def payment_standards(frame: DataFrame, options: Options) -> DataFrame:
    """The payment standard of each row's product, as `jicai.tables.payment_standards` gives it.

        jicai.spark.payment_standards(products, "payment/hainan-2019")

    Source: clauses `payment#winner` to `payment#first-self-pay`.
    """
    return _by_row(frame, tables.payment_standards, options)


@_as(tables.differential_prices)
def differential_prices(frame: DataFrame, options: Options) -> DataFrame:
    """Prices of other strengths, packs and forms, as `jicai.tables.differential_prices` gives them.

        tablet = {"form": "tablet"}
        jicai.spark.differential_prices(packs, representative=tablet, target=tablet)

    Source: the rules of the rulebook, as in `jicai.differential`.
    """
    return _by_row(frame, tables.differential_prices, options)


@_as(tables.price_marks)
def price_marks(frame: DataFrame, options: Options) -> DataFrame:
    """Mark listed prices yellow or red, or suspend them, as `jicai.tables.price_marks` does.

        jicai.spark.price_marks(listed, "execution/henan-2026-marks", "evaluated")

    Source: clause `#mark` of the rulebook.
    """
    return _by_row(frame, tables.price_marks, options)


@_as(tables.supplier_gates)
def supplier_gates(frame: DataFrame, options: Options) -> DataFrame:
    """What each row's supplier may do under its credit grades, as `jicai.tables.supplier_gates` says it.

    `records` are a list or a table as there, or a DataFrame of Spark; they are sent to every worker, which prepares them once.

        jicai.spark.supplier_gates(deliveries, records, "credit/cn-2025")

    Source: the measures of the rulebook, as in `jicai.credit`.
    """
    records = options.pop("records")
    records = records.toArrow() if hasattr(records, "toArrow") else records
    prepared = pickle.dumps((_records(records), options.pop("rulebook"), list(options.pop("bars"))))
    return _by_row(frame, functools.partial(_gates, prepared), options)


@_as(tables.select_table)
def select_table(frame: DataFrame, options: Options) -> DataFrame:
    """Decide lots, as `jicai.tables.select_table` does: one row a bid in, one row a bid out. A lot is in one task as a whole.

        jicai.spark.select_table(bids, by="lot_id", rulebook="award/cn-batch-10")

    Source: the tender document of the rulebook; clauses as in `jicai.award`.
    """
    return _by_group(frame, tables.select_table, options, frame.columns)


@_as(tables.order_progress)
def order_progress(frame: DataFrame, options: Options) -> DataFrame:
    """How much of the orders is delivered, and in time, for each group, as `jicai.tables.order_progress` counts it.

    One row a group, in no order. A group is in one task as a whole: group by what has at most some million orders.

        jicai.spark.order_progress(orders, "2025-12-31", by=["province", "supplier"])

    Source: clauses `#orders`, `#on_time`; `jicai.execution.progress`.
    """
    return _by_group(frame, tables.order_progress, options, _keys(options))


def over_files(
    spark: SparkSession, function: Callable[..., Any], source: str, target: str, *args: Any, **kwargs: Any
) -> Any:
    """Parquet files below `source` become files of the same names below `target`, with the columns that a function of `jicai.tables` adds.

    `source` is what `spark.read.parquet` takes; `target` must not be there yet. Both lie where every worker reaches them: a shared folder, or an
    address that `pyarrow.fs` knows (`hdfs://`, `s3://` …). Workers read and write the files themselves, one a task and row group by row group:
    rows keep their order, and no row passes through Spark. A file is there as a whole or not at all, however often its task was begun; `_SUCCESS`
    comes last. Gives a pyarrow.Table with `file` and `rows`. The further arguments are those of the function.

        jicai.spark.over_files(spark, jicai.tables.split_lines, "lines", "parts", on_error="report")
    """
    _need_spark()
    import pyarrow.fs

    options = _options(inspect.signature(function), *args, **kwargs)
    files = sorted(spark.read.parquet(source).inputFiles())
    root = os.path.commonpath([os.path.dirname(file.partition("://")[2]) for file in files]) if files else ""
    names = [os.path.relpath(file.partition("://")[2], root) for file in files]
    where = target if "://" in target else Path(target).absolute().as_uri()
    system, folder = pyarrow.fs.FileSystem.from_uri(where)
    if system.get_file_info(folder).type != pyarrow.fs.FileType.NotFound:
        raise FileExistsError(f"the target {target} is there already")

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        for number in (number for batch in batches for number in batch["id"].to_pylist()):
            rows = _over_file(functools.partial(_answer, function, options), files[number], f"{where}/{names[number]}")
            yield pyarrow.RecordBatch.from_pydict({"file": [names[number]], "rows": [rows]})

    written = spark.range(0, len(files), 1, max(len(files), 1)).mapInArrow(work, "file string, rows long").toArrow()
    system.create_dir(folder)
    system.open_output_stream(f"{folder}/_SUCCESS").close()
    return written.sort_by("file")


def _by_row(frame: DataFrame, function: Callable[..., Any], options: Options) -> DataFrame:
    """The frame with the columns that a function computes from each row."""
    answer = functools.partial(_answer, function, options)

    def answers(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            yield answer(batch)

    return frame.mapInArrow(answers, _schema(frame, frame.columns, answer(_no_rows(frame))))


def _by_group(frame: DataFrame, function: Callable[..., Any], options: Options, kept: list[str]) -> DataFrame:
    """What a function makes of each group of rows; `kept` are the columns that stay."""
    keys = _keys(options)

    def answer(group: Any) -> Any:
        return _answer(function, options, group, keys)

    schema = _schema(frame, kept, answer(frame.limit(0).toArrow()))
    return frame.groupBy(*keys).applyInArrow(answer, schema)


def _schema(frame: DataFrame, kept: list[str], example: Any) -> Any:
    """The columns that are kept as they are, then the new ones of an answer."""
    import pyarrow
    from pyspark.sql.types import StructType

    fields = list(example.schema)[len(kept) :]
    new = frame.sparkSession.createDataFrame(pyarrow.schema(fields).empty_table()).schema
    return StructType([*(frame.schema[name] for name in kept), *new.fields])


def _no_rows(frame: DataFrame) -> Any:
    import pyarrow

    schema = frame.limit(0).toArrow().schema
    return pyarrow.RecordBatch.from_arrays([pyarrow.array([], field.type) for field in schema], schema=schema)


def _keys(options: Options) -> list[str]:
    by = options["by"]
    return [by] if isinstance(by, str) else list(by)


# What runs on the workers.


def _answer(function: Callable[..., Any], options: Options, table: Any, keys: Optional[list[str]] = None) -> Any:
    """The answer for some rows; what is wrong with them stands in columns of it, or ends the job."""
    if options["on_error"] == "report":
        result, errors = function(table, **options)
        prefix = options.get("prefix", "")
        return _with_list(result, errors) if "prefix" not in options else _with_errors(result, errors, prefix)
    try:
        return function(table, **options)
    except JicaiError as error:
        places = [f"{key} `{table[key][0]}`: " for key in keys or () if table.num_rows]
        raise _restated(error, "".join(places)) from None


def _over_file(answer: Callable[[Any], Any], source: str, target: str) -> int:
    """Writes the answers for a file under a name of its own, which it changes when it is whole: another attempt may be under way."""
    import pyarrow.fs
    import pyarrow.parquet

    system, path = pyarrow.fs.FileSystem.from_uri(target)
    folder, _, name = path.rpartition("/")
    # Readers of Parquet pass over names that begin so.
    attempt = f"{folder}/_{uuid.uuid4()}-{name}"
    system.create_dir(folder)
    its_system, its_path = pyarrow.fs.FileSystem.from_uri(source)
    try:
        with its_system.open_input_file(its_path) as opened:
            file = pyarrow.parquet.ParquetFile(opened)
            # Without what Spark notes of its columns in a file: it would believe that, and pass over the new ones.
            schema = answer(file.schema_arrow.empty_table()).schema.remove_metadata()
            with pyarrow.parquet.ParquetWriter(attempt, schema, filesystem=system) as writer:
                for group in range(file.num_row_groups):
                    table = answer(file.read_row_group(group, use_threads=False))
                    writer.write_table(table.replace_schema_metadata())
            rows: int = file.metadata.num_rows
        system.move(attempt, path)
    finally:
        if system.get_file_info(attempt).type != pyarrow.fs.FileType.NotFound:
            system.delete_file(attempt)
    return rows


def _restated(error: JicaiError, place: str) -> JicaiError:
    """An error without the number of its row, which only counts from the start of a batch."""
    if error.row is None:
        return error
    hint = 'on_error="report" gives every bad row with its error'
    help = f"{error.help}; {hint}" if error.help else hint
    return type(error)(f"{place}{error.message}", path=error.path, help=help, column=error.column)


def _with_errors(result: Any, errors: Any, prefix: str) -> Any:
    """The rows, each with its error."""
    import pyarrow

    places = {row: place for place, row in enumerate(errors["row"].to_pylist())}
    bad = [places.get(row) for row in range(result.num_rows)] if places else []
    rows = pyarrow.array(bad, "int64") if bad else pyarrow.nulls(result.num_rows, "int64")
    for name, field in _ERROR_COLUMNS.items():
        if prefix + name in result.schema.names:
            raise InvalidInput(f"the table has a column `{prefix + name}` already", help="rename it, or give a prefix")
        result = result.append_column(prefix + name, errors[field].take(rows))
    return result


def _with_list(result: Any, errors: Any) -> Any:
    """The row of a group with all errors of the group."""
    import pyarrow

    fields = ["column", "code", "message"]
    kind = pyarrow.list_(pyarrow.struct([(name, pyarrow.string()) for name in fields]))
    listed = errors.select(fields).to_pylist()
    return result.append_column("errors", pyarrow.array([listed] * result.num_rows, kind))


def _gates(prepared: bytes, table: Any, **options: Any) -> Any:
    return _index(prepared).gates(table, **options)


@functools.lru_cache(maxsize=4)
def _index(prepared: bytes) -> tables.SupplierIndex:
    """The records, prepared once for all tasks of a worker."""
    records, rulebook, bars = pickle.loads(prepared)
    return tables.SupplierIndex(records, rulebook, bars=bars)


def _need_spark() -> None:
    try:
        import pyarrow  # noqa: F401
        import pyspark  # noqa: F401
    except ImportError as error:
        raise ImportError("this needs Spark: pip install 'jicai[spark]'") from error
