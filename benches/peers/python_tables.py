"""Charge lines split by `jicai.tables.split_lines` and by other ways in Python, in one run: nanoseconds a line, and lines off by a fen.

With `others` behind it, the other functions for tables: nanoseconds a row.
"""

import datetime
import os
import statistics
import sys
import time

THREADS = int(os.environ.get("THREADS", "1"))
os.environ["POLARS_MAX_THREADS"] = str(THREADS)  # Read when polars is imported.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402
import polars as pl  # noqa: E402
import pyarrow as pa  # noqa: E402
from split_lines import COLUMNS, PARTS, duckdb_decimal, lines, polars_decimal, split  # noqa: E402

import jicai  # noqa: E402

ROWS = int(os.environ.get("ROWS", "1000000"))
RUNS = 7
OURS = ("above_standard", "first_self_pay", "in_scope")


def decimals(values, places):
    """Integers as decimals with so many places."""
    halves = np.empty((len(values), 2), dtype="<i8")
    halves[:, 0], halves[:, 1] = values, values >> 63
    return pa.Array.from_buffers(pa.decimal128(18, places), len(values), [None, pa.py_buffer(halves)])


def fen(table):
    """The parts of a table in fen."""
    parts = [table[name].combine_chunks() for name in OURS]
    return [np.frombuffer(part.buffers()[1], dtype="<i8")[::2][: len(part)] for part in parts]


def medians(ways):
    """All ways in turn, so that what else the machine does meets all of them."""
    took = {name: [] for name in ways}
    for _ in range(RUNS):
        for name, run in ways.items():
            start = time.perf_counter_ns()
            run()
            took[name].append((time.perf_counter_ns() - start) / ROWS)
    return {name: (statistics.median(times), min(times)) for name, times in took.items()}


def main():
    load = os.getloadavg()[0]
    few = min(ROWS, 1_000_000)
    rows = np.array(list(lines(few)))
    table = [np.ascontiguousarray(np.resize(column, ROWS)) for column in rows.T]
    exact = np.array(split(*table, np.minimum))
    places = (2, 6, 4, 4)
    columns = {name: decimals(column, place) for name, column, place in zip(COLUMNS, table, places)}
    whole = {**columns, "quantity": pa.array(table[2] // 10_000)}
    units = dict(zip(("amount_fen", "standard_micro", "quantity_e4", "rate_e4"), table))
    arrow, mixed, integers = pa.table(columns), pa.table(whole), pa.table(units)
    frame = pl.from_arrow(arrow)
    split_table = jicai.tables.split_lines
    ways = {
        "jicai, pyarrow decimal128": lambda: split_table(arrow, threads=THREADS),
        "jicai, decimal128, quantity int64": lambda: split_table(mixed, threads=THREADS),
        "jicai, pyarrow int64": lambda: split_table(integers, threads=THREADS),
        "jicai, polars decimal": lambda: split_table(frame, threads=THREADS),
        "numpy int64 by hand, unchecked": lambda: split(*table, np.minimum),
    }
    for name in list(ways)[:2]:
        assert (np.array(fen(ways[name]())) == exact).all(), name
    off = {}
    for name, make in {"polars decimal expressions": polars_decimal, "duckdb decimal SQL": duckdb_decimal}.items():
        run, read = make(table)
        off[name] = int(np.any(np.array(read(run())) != exact, axis=0).sum())
        ways[name] = run
    for run in ways.values():
        run()
    results = medians(ways)
    print(f"{ROWS:,} lines; THREADS={THREADS} of {os.cpu_count()} cores, load {load:.1f} to {os.getloadavg()[0]:.1f}")
    base = results["jicai, pyarrow decimal128"][0]
    print(f"{'way':36} {'ns a line':>9} {'best':>7} {'times':>7} {'lines off':>9}")
    for name, (median, best) in results.items():
        print(f"{name:36} {median:9.1f} {best:7.1f} {median / base:7.2f} {off.get(name, 0):>9,}")
    assert len(PARTS) == len(OURS)


def others(rows=200_000):
    """The other functions on so many rows."""
    global ROWS
    ROWS = rows
    dice = np.random.default_rng(1)
    prices = decimals(dice.integers(1, 10**8, rows), 6)
    text = lambda words: pa.array(np.array(words)[dice.integers(0, len(words), rows)])  # noqa: E731
    products = pa.table(
        {
            "status": text(["originator", "reference_product", "passed"]),
            "list_class": text(["a", "b"]),
            "price": prices,
            "base_price": prices,
            "own_rate": pa.array(["0.10"] * rows),
            "winners": pa.array([[{"id": "W", "price": "22.26"}]] * rows),
            "date": pa.array([datetime.date(2021, 1, 15)] * rows),
        }
    )
    packs = pa.table(
        {
            "price": prices,
            "representative_content": pa.array(dice.choice([5, 10, 20], rows)),
            "target_content": pa.array(dice.choice([5, 10, 20, 40], rows)),
        }
    )
    listed = pa.table({"price": prices, "highest_winning_price": prices, "class": pa.array(["evaluated"] * rows)})
    suppliers = pa.table(
        {
            "firm": text([f"F{i}" for i in range(1000)]),
            "role": text(["distributor", "manufacturer"]),
            "product": text(["P1", "P2"]),
            "province": text(["浙江", "江苏"]),
            "on": pa.array([datetime.date(2026, 6, 1)] * rows),
        }
    )
    records = [
        {
            "record_id": f"r{i}",
            "firm": f"F{i}",
            "role": "distributor",
            "province": "浙江",
            "grade": "dishonest",
            "start_on": "2026-01-01",
        }
        for i in range(500)
    ]
    index = jicai.tables.SupplierIndex(records, "credit/cn-2025")
    orders = pa.table(
        {
            "supplier": suppliers["firm"],
            "ordered_quantity": pa.array(dice.integers(1, 100, rows)),
            "delivered_quantity": pa.array(np.zeros(rows, dtype=int)),
            "due_at": pa.array([datetime.datetime(2025, 11, 3, 8, 30)] * rows, pa.timestamp("s")),
        }
    )
    bids = pa.table(
        {
            "lot_id": pa.array([f"L{i // 10}" for i in range(rows)]),
            "bid": pa.array([f"B{i % 10}" for i in range(rows)]),
            "price": prices,
            "form": pa.array(["oral_solid"] * rows),
        }
    )
    t = jicai.tables
    ways = {
        "payment_standards": lambda: t.payment_standards(
            products, "payment/hainan-2019", threads=THREADS, on_error="report"
        ),
        "differential_prices": lambda: t.differential_prices(
            packs, representative={"form": "tablet"}, target={"form": "tablet"}, threads=THREADS, on_error="report"
        ),
        "price_marks": lambda: t.price_marks(listed, "execution/henan-2026-marks", threads=THREADS),
        "supplier_gates": lambda: index.gates(suppliers, threads=THREADS),
        "order_progress": lambda: t.order_progress(orders, "2025-12-31", "supplier", delivered_at=None),
        "select_table, 10 bids a lot": lambda: t.select_table(bids, rulebook="award/cn-batch-10", threads=THREADS),
        "evaluate_rows, JSON": lambda: t.evaluate_rows(
            products,
            "payment.standard",
            "payment/hainan-2019",
            columns={f"product.{n}": n for n in products.column_names[:5]},
            output="json",
            threads=THREADS,
            on_error="report",
        ),
    }
    for name, run in ways.items():
        run()
    for name, (median, best) in medians(ways).items():
        print(f"{name:36} {median:9.1f} {best:7.1f}")


if __name__ == "__main__":
    main()
    if "others" in sys.argv:
        others()
