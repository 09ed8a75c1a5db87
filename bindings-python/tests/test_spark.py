"""The functions on DataFrames, in worker processes of their own, give what the functions for tables give here."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
import pytest
from pyspark import TaskContext
from pyspark.sql import DataFrame, SparkSession

import jicai
from jicai import tables

DOCS = Path(__file__).parents[1] / "docs"
LINES = 10_000_000
# Many more than there are workers, so that one can be ended between them.
PARTITIONS = 16
PARTS = ["fully_own", "above_standard", "first_self_pay", "in_scope"]

# Charge lines by arithmetic on their number, once for Spark and once for numpy: refunds, lines without a standard, lines not covered.
SIGN = "if(id % 13 = 0, -1, 1)"
PRICE = "(10000 + id * 104729 % 49990000)"
UNITS = "(1 + id * 31 % 100)"
INTEGERS = {
    "amount_fen": f"{SIGN} * (({PRICE} * {UNITS} + 50) div 100)",
    "standard_micro": f"if(id % 7 = 0, null, {PRICE} * (60 + id * 17 % 60))",
    "quantity_e4": f"{SIGN} * {UNITS} * 10000",
    "rate_e4": "if(id % 11 = 0, null, id % 5 * 500)",
}
DECIMALS = {
    "amount": ("amount_fen", 12, 2),
    "standard": ("standard_micro", 14, 6),
    "quantity": ("quantity_e4", 10, 4),
    "rate": ("rate_e4", 5, 4),
}


def integer_lines(spark: SparkSession, rows: int, partitions: int) -> DataFrame:
    columns = [f"cast({expression} as bigint) as {name}" for name, expression in INTEGERS.items()]
    return spark.range(0, rows, 1, partitions).selectExpr("id", *columns)


def decimal_lines(spark: SparkSession, rows: int, partitions: int) -> DataFrame:
    columns = [
        f"cast({name} * {10**-scale:.{scale}f}BD as decimal({digits}, {scale})) as {new}"
        for new, (name, digits, scale) in DECIMALS.items()
    ]
    return integer_lines(spark, rows, partitions).selectExpr("id", *columns)


def local_integer_lines(number: Any) -> pa.Table:
    sign = np.where(number % 13 == 0, -1, 1)
    price, units = 10_000 + number * 104_729 % 49_990_000, 1 + number * 31 % 100
    columns = {
        "id": pa.array(number),
        "amount_fen": pa.array(sign * ((price * units + 50) // 100)),
        "standard_micro": pa.array(price * (60 + number * 17 % 60), mask=number % 7 == 0),
        "quantity_e4": pa.array(sign * units * 10_000),
        "rate_e4": pa.array(number % 5 * 500, mask=number % 11 == 0),
    }
    return pa.table(columns)


def local_decimal_lines(number: Any) -> pa.Table:
    integers = local_integer_lines(number)
    columns = {"id": integers["id"]}
    for new, (name, digits, scale) in DECIMALS.items():
        whole = integers[name].combine_chunks().cast(pa.decimal128(19, 0))
        columns[new] = pa.Array.from_buffers(pa.decimal128(digits, scale), len(whole), whole.buffers())
    return pa.table(columns)


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """A cluster of two worker processes with one core and 1 GB each, which nobody else can reach."""
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.fail(
            "Spark needs Java 17: install a JDK, such as openjdk-17-jre-headless, or set JAVA_HOME", pytrace=False
        )
    folder = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "1g",
        "spark.local.dir": str(folder / "local"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "65536",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("SPARK_HOME", str(Path(pyspark.__file__).parent))
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYSPARK_DRIVER_PYTHON", sys.executable)
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("jicai tests")
        for name, value in settings.items():
            builder = builder.config(name, value)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        # Workers of such a cluster keep their files there, whatever else is said.
        work = Path(os.environ["SPARK_HOME"], "work", session.sparkContext.applicationId)
        yield session
        session.stop()
        shutil.rmtree(work, ignore_errors=True)


def check_files(folder: Path, local: Any) -> None:
    """Every line is there once, and as it is computed here."""
    seen, files = [], sorted(folder.glob("*.parquet"))
    assert len(files) == PARTITIONS
    for file in files:
        found = pq.read_table(file)
        number = found["id"].to_numpy()
        expected = tables.split_lines(local(number))
        assert found.column_names == expected.column_names
        for name in expected.column_names:
            assert found[name].equals(expected[name]), (file, name)
        seen.append(number)
    assert np.array_equal(np.sort(np.concatenate(seen)), np.arange(LINES))


def test_ten_million_lines(spark: SparkSession, tmp_path: Path) -> None:
    target = tmp_path / "parts"
    jicai.spark.split_lines(decimal_lines(spark, LINES, PARTITIONS)).write.parquet(str(target))
    check_files(target, local_decimal_lines)
    parts = spark.read.parquet(str(target)).selectExpr(
        "sum(amount)", "sum(fully_own + above_standard + first_self_pay + in_scope)"
    )
    ((amount, sum_of_parts),) = parts.collect()
    assert amount == sum_of_parts


def executors() -> list[int]:
    """Processes of executors that descend from this one, and no others."""
    parents, commands = {}, {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(process.name)] = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            commands[int(process.name)] = (process / "cmdline").read_bytes()
        except OSError:
            continue
    mine = {os.getpid()}
    while True:
        more = {process for process, parent in parents.items() if parent in mine} - mine
        if not more:
            return sorted(p for p in mine if b"CoarseGrainedExecutorBackend" in commands.get(p, b""))
        mine |= more


def held(gate: Path, first: int) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Passes batches on; those of the partition `first` and later ones once the file is there."""

    def pass_on(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        context = TaskContext.get()
        while context is not None and context.partitionId() >= first and not gate.exists():
            time.sleep(0.02)
        yield from batches

    return pass_on


def test_an_executor_ends_in_the_middle(spark: SparkSession, tmp_path: Path) -> None:
    target, tracker, gate = tmp_path / "parts", spark.sparkContext.statusTracker(), tmp_path / "gate"
    failures: list[BaseException] = []
    spark.sparkContext.setJobGroup("ended", "an executor is ended while this runs")

    def write() -> None:
        try:
            lines = integer_lines(spark, LINES, PARTITIONS)
            lines = lines.mapInArrow(held(gate, PARTITIONS // 4), lines.schema)
            jicai.spark.split_lines(lines).write.parquet(str(target))
        except BaseException as failure:
            failures.append(failure)

    def stages() -> list[Any]:
        jobs = [tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup("ended")]
        infos = [tracker.getStageInfo(stage) for job in jobs if job for stage in job.stageIds]
        return [info for info in infos if info]

    work = pyspark.InheritableThread(target=write)
    work.start()
    try:
        until = time.monotonic() + 120
        # Some tasks have ended, one runs on each executor, and most have not begun: so it stays until the file is there.
        while not any(s.numCompletedTasks == PARTITIONS // 4 and s.numActiveTasks == 2 for s in stages()):
            assert work.is_alive() and time.monotonic() < until, (failures, stages())
            time.sleep(0.02)
        before = executors()
        assert len(before) == 2
        os.kill(before[0], signal.SIGKILL)
    finally:
        gate.touch()
        work.join()
    assert not failures
    (stage,) = stages()
    assert stage.numFailedTasks >= 1
    assert before[0] not in executors()
    check_files(target, local_integer_lines)


def same(found: DataFrame, expected: pa.Table, *keys: str) -> None:
    """Equal rows, in whatever order."""
    order = [(key, "ascending") for key in keys or expected.column_names[:1]]
    table = found.toArrow()
    assert table.column_names == expected.column_names
    assert table.sort_by(order).to_pylist() == expected.sort_by(order).to_pylist()


def frame(spark: SparkSession, table: pa.Table) -> DataFrame:
    """In two partitions."""
    return spark.createDataFrame(table).repartition(2)


BIDS = pa.table(
    {
        "lot_id": ["L1", "L1", "L1", "L2", "L2"],
        "bid": ["A", "B", "C", "A", "D"],
        "price": ["1.00", "1.80", "1.8001", "2.00", "2.10"],
        "form": ["other"] * 5,
    }
)
ORDERS = pa.table(
    {
        "supplier": ["A", "A", "B", "B"],
        "ordered_quantity": ["10", "5", "1", "7.5"],
        "delivered_quantity": ["10", "0", "1", "7"],
        "due_at": ["2025-11-03T08:30"] * 4,
        "delivered_at": ["2025-11-03T08:30", None, "2025-11-03T08:31", "2025-11-01T10:00"],
    }
)
PRODUCTS = pa.table(
    {
        "id": [1, 2],
        "status": ["originator"] * 2,
        "list_class": ["b", "a"],
        "price": ["60.33", "30.00"],
        "base_price": ["60.33", "30.00"],
        "own_rate": ["0.10", "0"],
        "winners": ['[{"id": "W1", "price": "22.26"}]'] * 2,
        "date": ["2021-01-15"] * 2,
    }
)
PACKS = pa.table({"price": ["1.68", "2.00"], "representative_content": [10, 10], "target_content": [20, 30]})
LISTED = pa.table({"price": ["18.00", "18.01", "30.01"], "highest_winning_price": ["10"] * 3})
DELIVERIES = pa.table(
    {
        "firm": ["某商业公司", "另一公司"],
        "role": ["distributor"] * 2,
        "product": ["p"] * 2,
        "province": ["浙江"] * 2,
        "on": ["2026-06-01"] * 2,
    }
)
RECORDS = [
    {
        "record_id": "r1",
        "firm": "某商业公司",
        "role": "distributor",
        "province": "浙江",
        "grade": "dishonest",
        "start_on": "2026-01-01",
    }
]
TABLET = {"form": "tablet"}
ROW_FUNCTIONS: list[tuple[str, pa.Table, tuple[Any, ...], dict[str, Any], str]] = [
    ("split_lines", local_decimal_lines(np.arange(100)), (), {}, "id"),
    ("split_lines", local_integer_lines(np.arange(100)), (), {"standard": None, "prefix": "new_"}, "id"),
    ("payment_standards", PRODUCTS, ("payment/hainan-2019",), {}, "id"),
    ("differential_prices", PACKS, (), {"representative": TABLET, "target": TABLET}, "price"),
    ("price_marks", LISTED, ("execution/henan-2026-marks", "evaluated"), {}, "price"),
    ("supplier_gates", DELIVERIES, (RECORDS, "credit/cn-2025"), {}, "firm"),
    ("evaluate_rows", pa.table({"winners": [2, 6]}), ("award.region_counts", "award/cn-batch-05"), {}, "winners"),
]


@pytest.mark.parametrize(("name", "table", "arguments", "options", "key"), ROW_FUNCTIONS)
def test_row_functions(
    spark: SparkSession, name: str, table: pa.Table, arguments: tuple[Any, ...], options: dict[str, Any], key: str
) -> None:
    found = getattr(jicai.spark, name)(frame(spark, table), *arguments, **options)
    same(found, getattr(tables, name)(table, *arguments, **options), key)


def test_lots(spark: SparkSession) -> None:
    found = jicai.spark.select_table(frame(spark, BIDS), rulebook="award/cn-batch-10")
    same(found, tables.select_table(BIDS, rulebook="award/cn-batch-10"), "lot_id", "bid")


def test_groups(spark: SparkSession) -> None:
    for by in (["supplier"], []):
        found = jicai.spark.order_progress(frame(spark, ORDERS), "2025-12-31", by)
        same(found, tables.order_progress(ORDERS, "2025-12-31", by), *by)


def test_records_may_be_a_frame(spark: SparkSession) -> None:
    records = spark.createDataFrame(pa.Table.from_pylist(RECORDS))
    found = jicai.spark.supplier_gates(frame(spark, DELIVERIES), records, "credit/cn-2025")
    same(found, tables.supplier_gates(DELIVERIES, RECORDS, "credit/cn-2025"), "firm")


BAD_LINES = pa.table(
    {
        "id": [1, 2, 3],
        "amount": ["23.80", "1.234", "5.00"],
        "standard": ["1.0912", None, None],
        "quantity": ["7", None, None],
        "rate": ["0.10", "0", "1.5"],
    }
)


def test_bad_rows_are_reported_in_their_places(spark: SparkSession) -> None:
    good, errors = tables.split_lines(BAD_LINES, on_error="report")
    found = jicai.spark.split_lines(frame(spark, BAD_LINES), on_error="report").toArrow().sort_by("id")
    assert found.select(good.column_names).equals(good)
    for column in ("code", "column", "message"):
        assert found[f"error_{column}"].to_pylist() == [None, *errors[column].to_pylist()]


def test_bad_rows_of_groups_are_listed(spark: SparkSession) -> None:
    orders = ORDERS.set_column(2, "delivered_quantity", pa.array(["10", "0", "-1", "7"]))
    found = jicai.spark.order_progress(frame(spark, orders), "2025-12-31", "supplier", on_error="report").toArrow()
    local, errors = tables.order_progress(orders, "2025-12-31", "supplier", on_error="report")
    found = found.sort_by("supplier")
    assert found.drop_columns("errors").to_pylist() == local.to_pylist()
    assert found["errors"].to_pylist() == [[], errors.select(["column", "code", "message"]).to_pylist()]


def test_a_bad_row_ends_the_job_with_its_words(spark: SparkSession) -> None:
    with pytest.raises(jicai.InvalidInput) as local:
        tables.split_lines(BAD_LINES)
    with pytest.raises(pyspark.errors.PythonException) as failure:
        jicai.spark.split_lines(frame(spark, BAD_LINES.slice(0, 2))).collect()
    words = str(failure.value)
    assert f"jicai.errors.InvalidInput: column amount: {local.value.message}" in words
    assert 'on_error="report"' in words and "23.80" not in words


def test_a_bad_lot_is_named(spark: SparkSession) -> None:
    bids = BIDS.set_column(2, "price", pa.array(["1.00", "1.80", "1.8001", "2.00", "-1"]))
    with pytest.raises(pyspark.errors.PythonException, match="lot_id `L2`: price must be greater than zero, got `-1`"):
        jicai.spark.select_table(frame(spark, bids), rulebook="award/cn-batch-10").collect()
    found = jicai.spark.select_table(frame(spark, bids), rulebook="award/cn-batch-10", on_error="report")
    assert found.where("error_code is not null").select("lot_id", "bid").collect() == [("L2", "D")]
    assert found.where("outcome is not null").count() == 3


def test_what_is_wrong_with_a_call_is_said_at_once(spark: SparkSession) -> None:
    lines = frame(spark, BAD_LINES)
    with pytest.raises(jicai.InvalidInput, match="the table has no column `betrag`"):
        jicai.spark.split_lines(lines, amount="betrag")
    with pytest.raises(jicai.InvalidInput, match="float"):
        jicai.spark.split_lines(lines.selectExpr("cast(amount as double) as amount", "standard", "quantity", "rate"))
    with pytest.raises(jicai.UnknownRulebook):
        jicai.spark.price_marks(frame(spark, LISTED), "execution/nowhere", "evaluated")
    with pytest.raises(jicai.InvalidInput, match="error_code"):
        taken = lines.selectExpr("*", "'x' as error_code")
        jicai.spark.split_lines(taken, on_error="report")
    with pytest.raises(TypeError, match="colour"):
        jicai.spark.split_lines(lines, colour="red")  # type: ignore[call-arg]


def test_columns_keep_their_types(spark: SparkSession) -> None:
    lines = frame(spark, BAD_LINES.slice(0, 1)).selectExpr(
        "id", "cast(amount as decimal(12, 2)) as amount", "standard", "quantity", "rate", "timestamp'2025-01-01' as at",
        "map('k', 1) as tags", "named_struct('a', array(1, 2)) as nested", "date'2025-01-01' as day",
    )  # fmt: skip
    found = jicai.spark.split_lines(lines)
    assert found.schema.fields[: len(lines.columns)] == lines.schema.fields
    assert found.schema["in_scope"].dataType.simpleString() == "decimal(12,2)"
    assert [row[: len(lines.columns)] for row in found.collect()] == [tuple(row) for row in lines.collect()]


def test_no_rows(spark: SparkSession) -> None:
    nothing = jicai.spark.split_lines(decimal_lines(spark, 0, 1))
    assert nothing.columns[-4:] == PARTS
    assert nothing.collect() == []


def test_from_files_to_files(spark: SparkSession, tmp_path: Path) -> None:
    source, target = tmp_path / "lines", tmp_path / "parts of it"
    lines = decimal_lines(spark, 1000, 3).selectExpr("*", "id % 2 as half")
    lines.write.partitionBy("half").parquet(str(source))
    written = jicai.spark.over_files(spark, tables.split_lines, str(source), str(target))
    assert sum(written["rows"].to_pylist()) == 1000 and len(written) == 6
    files = sorted(str(file.relative_to(source)) for file in source.rglob("*.parquet"))
    assert (
        files
        == sorted(str(file.relative_to(target)) for file in target.rglob("*.parquet"))
        == written["file"].to_pylist()
    )
    for file in files:
        found, read = pq.ParquetFile(target / file).read(), pq.ParquetFile(source / file).read()
        assert found.select(read.column_names).equals(read)
        assert found.select(PARTS).equals(tables.split_lines(read).select(PARTS))
    same(spark.read.parquet(str(target)).drop("half"), tables.split_lines(local_decimal_lines(np.arange(1000))), "id")
    assert {path.name for path in target.iterdir()} == {"half=0", "half=1", "_SUCCESS"}
    with pytest.raises(FileExistsError, match="there already"):
        jicai.spark.over_files(spark, tables.split_lines, str(source), str(target))


def test_a_bad_row_of_a_file_leaves_no_file(spark: SparkSession, tmp_path: Path) -> None:
    source, target, report = (str(tmp_path / name) for name in ("lines", "parts", "report"))
    frame(spark, BAD_LINES).coalesce(1).write.parquet(source)
    with pytest.raises(pyspark.errors.PythonException, match="InvalidInput: column"):
        jicai.spark.over_files(spark, tables.split_lines, source, target)
    assert [path for path in Path(target).rglob("*") if path.is_file()] == []
    jicai.spark.over_files(spark, tables.split_lines, source, report, on_error="report")
    same(
        spark.read.parquet(report), jicai.spark.split_lines(frame(spark, BAD_LINES), on_error="report").toArrow(), "id"
    )


@pytest.mark.parametrize("page", ["spark.md", "spark.zh.md"])
def test_the_page(spark: SparkSession, tmp_path: Path, page: str) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    decimal_lines(spark, 1000, 2).write.parquet(str(tmp_path / "lines"))
    for name in ("lines", "parts", "parts-of-files"):
        program = program.replace(f'"{name}"', repr(str(tmp_path / name)))
    exec(program, {"spark": spark})
    for name in ("parts", "parts-of-files"):
        same(spark.read.parquet(str(tmp_path / name)), tables.split_lines(local_decimal_lines(np.arange(1000))), "id")


def test_java_is_new_enough() -> None:
    java = Path(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    version = subprocess.run([java, "-version"], capture_output=True, encoding="utf-8", check=True).stderr
    assert int(version.split('"')[1].split(".")[0]) >= 17, version


def test_the_workers_are_processes_of_their_own(spark: SparkSession) -> None:
    where = spark.range(0, 4, 1, 4).mapInArrow(
        lambda batches: (pa.RecordBatch.from_pydict({"pid": [os.getpid()]}) for _ in batches), "pid long"
    )
    assert os.getpid() not in {row.pid for row in where.collect()}
    assert threading.active_count() < 50
