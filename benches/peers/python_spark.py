"""Ten million charge lines split on Spark by `jicai.spark` and by Spark's own SQL: lines per core and second.

Both read the same Parquet files. "Dropped": a sink that takes every row and keeps none; "files": Parquet files, as a job leaves them. They take turns,
and the first turn, which warms up, does not count. A core and second is one of processor time of all processes, so that what else the machine does
hardly matters; "wall" is what the clock says. Before, the results are compared: line by line they are equal.

    pip install 'jicai[spark]'; python benches/peers/python_spark.py [LINES [TURNS]]
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
import warnings
from functools import partial
from pathlib import Path

os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
os.environ["PYSPARK_PYTHON"] = sys.executable
warnings.simplefilter("ignore")

import pyspark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

import jicai  # noqa: E402

LINES = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
TURNS = int(sys.argv[2]) if len(sys.argv) > 2 else 4
CORES = int(os.environ.get("CORES", "2"))
BATCH = os.environ.get("BATCH", "65536")

# Without refunds, and every line covered and with a standard: the plain rule, which is the fastest that SQL can do. jicai looks at each line for
# what is bad all the same.
PRICE, UNITS = "(10000 + id * 104729 % 49990000)", "(1 + id * 31 % 100)"
INTEGERS = [
    "id",
    f"({PRICE} * {UNITS} + 50) div 100 as amount_fen",
    f"{PRICE} * (60 + id * 17 % 60) as standard_micro",
    f"{UNITS} * 10000 as quantity_e4",
    "id % 5 * 500 as rate_e4",
]
DECIMALS = [
    "id",
    "cast(amount_fen * 0.01BD as decimal(12, 2)) as amount",
    "cast(standard_micro * 0.000001BD as decimal(14, 6)) as standard",
    "cast(quantity_e4 * 0.0001BD as decimal(10, 4)) as quantity",
    "cast(rate_e4 * 0.0001BD as decimal(5, 4)) as rate",
]


def sql_decimal(lines):
    """The rule as it reads; `round` of Spark rounds half up."""
    bases = lines.selectExpr("*", "least(amount, round(quantity * standard, 2)) as base")
    firsts = bases.selectExpr("*", "round(base * rate, 2) as first_self_pay")
    parts = ["0.00BD as fully_own", "amount - base as above_standard", "first_self_pay", "base - first_self_pay as in_scope"]
    return firsts.selectExpr(*lines.columns, *parts)


def sql_integer(lines):
    """The rule in the units of the kernel, as one would write it by hand."""
    bases = lines.selectExpr("*", "least(amount_fen, (quantity_e4 * standard_micro + 50000000) div 100000000) as base")
    firsts = bases.selectExpr("*", "(base * rate_e4 + 5000) div 10000 as first_self_pay_fen")
    parts = ["0L as fully_own_fen", "amount_fen - base as above_standard_fen", "first_self_pay_fen"]
    return firsts.selectExpr(*lines.columns, *parts, "base - first_self_pay_fen as in_scope_fen")


def processor_seconds():
    """Of this process and all that descend from it."""
    parents, ticks = {}, {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(process.name)], ticks[int(process.name)] = int(fields[1]), sum(map(int, fields[11:15]))
    mine, more = set(), {os.getpid()}
    while more:
        mine |= more
        more = {process for process, parent in parents.items() if parent in mine} - mine
    return sum(ticks.get(process, 0) for process in mine) / os.sysconf("SC_CLK_TCK")


def drop(frame):
    frame.write.format("noop").mode("overwrite").save()


def run(work):
    wall, processor = time.perf_counter(), processor_seconds()
    work()
    return time.perf_counter() - wall, processor_seconds() - processor


def different(one, other):
    """How many lines of one are not in the other; both have the same columns, and every line an id."""
    names = [f"cast({name} as decimal(38, 6)) as {name}" for name in one.columns]
    return one.selectExpr(*names).exceptAll(other.selectExpr(*names)).count()


def main():
    builder = SparkSession.builder.master(f"local[{CORES}]").appName("charge lines")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "3g",
        "spark.sql.execution.arrow.maxRecordsPerBatch": BATCH,
        "spark.sql.shuffle.partitions": str(4 * CORES),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        spark.range(0, LINES, 1, 4 * CORES).selectExpr(*INTEGERS).write.parquet(f"{folder}/integers")
        integers = spark.read.parquet(f"{folder}/integers")
        integers.selectExpr(*DECIMALS).write.parquet(f"{folder}/decimals")
        decimals = spark.read.parquet(f"{folder}/decimals")
        kinds = {"integers": (integers, sql_integer), "decimals": (decimals, sql_decimal)}
        ways = {}
        for kind, (lines, sql) in kinds.items():
            ours, theirs = jicai.spark.split_lines(lines), sql(lines)
            some = f"id < {min(LINES, 1_000_000)}"
            ours_some, theirs_some = ours.where(some), theirs.where(some)
            assert different(ours_some, theirs_some) == different(theirs_some, ours_some) == 0

            def over_files(kind=kind):
                shutil.rmtree(f"{folder}/ours", ignore_errors=True)
                jicai.spark.over_files(spark, jicai.tables.split_lines, f"{folder}/{kind}", f"{folder}/ours")

            def to_files(frame, name):
                frame.write.mode("overwrite").parquet(f"{folder}/{name}")

            ways[f"{kind}, dropped: only read"] = partial(drop, lines)
            ways[f"{kind}, dropped: to Python and back"] = partial(drop, lines.mapInArrow(lambda batches: batches, lines.schema))
            ways[f"{kind}, dropped: jicai.spark"] = partial(drop, ours)
            ways[f"{kind}, dropped: Spark SQL"] = partial(drop, theirs)
            ways[f"{kind}, files: jicai.spark"] = partial(to_files, ours, "frame")
            ways[f"{kind}, files: jicai.spark.over_files"] = over_files
            ways[f"{kind}, files: Spark SQL"] = partial(to_files, theirs, "theirs")
        took = {name: [] for name in ways}
        for turn in range(TURNS + 1):
            for name, way in ways.items():
                seconds = run(way)
                if turn:
                    took[name].append(seconds)
    print(f"{LINES:,} lines, {TURNS} turns, {CORES} cores, batches of {BATCH}; Spark {pyspark.__version__}, load {os.getloadavg()[0]:.1f}")
    print(f"{'medians':40} {'wall s':>7} {'processor s':>12} {'lines per core and second':>26}")
    medians = {}
    for name, times in took.items():
        wall, medians[name] = (statistics.median(column) for column in zip(*times))
        print(f"{name:40} {wall:7.2f} {medians[name]:12.2f} {LINES / medians[name]:26,.0f}")
    for kind in kinds:
        for sink, way in (("dropped", "jicai.spark"), ("files", "jicai.spark"), ("files", "jicai.spark.over_files")):
            ratio = medians[f"{kind}, {sink}: Spark SQL"] / medians[f"{kind}, {sink}: {way}"]
            print(f"{kind}, {sink}: {way} is {ratio:.2f} times as fast as Spark SQL")


if __name__ == "__main__":
    main()
