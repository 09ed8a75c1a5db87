"""The functions of `jicai.tables` on tables of several kinds: nanoseconds a row. Beside other ways: python_split.py.

With `others` behind it, the other functions for tables.
"""

import datetime
import os
import sys

import numpy as np
import polars as pl
import pyarrow as pa
from data import COLUMNS, lines, split
from measure import medians
from python_split import OURS, arrow, decimals, fen_of_decimals

import jicai

THREADS = int(os.environ.get("THREADS", "1"))
ROWS = int(os.environ.get("ROWS", "1000000"))
TURNS = 7


def main():
    load = os.getloadavg()[0]
    few = min(ROWS, 1_000_000)
    rows = np.array(list(lines(few)))
    table = [np.ascontiguousarray(np.resize(column, ROWS)) for column in rows.T]
    exact = np.array(split(*table, np.minimum))
    yuan = arrow(table)
    whole = yuan.set_column(COLUMNS.index("quantity"), "quantity", pa.array(table[2] // 10_000))
    integers = pa.table(dict(zip(("amount_fen", "standard_micro", "quantity_e4", "rate_e4"), table)))
    frame = pl.from_arrow(yuan)
    split_table = jicai.tables.split_lines
    ways = {
        "pyarrow decimal128": lambda: split_table(yuan, threads=THREADS),
        "decimal128, quantity int64": lambda: split_table(whole, threads=THREADS),
        "pyarrow int64": lambda: split_table(integers, threads=THREADS),
        "polars decimal": lambda: split_table(frame, threads=THREADS),
    }
    for name in list(ways)[:2]:
        out = ways[name]()
        assert (np.array(fen_of_decimals([out[part].chunks for part in OURS])) == exact).all(), name
    found = medians(ways, ROWS, TURNS)
    print(f"{ROWS:,} lines; THREADS={THREADS} of {os.cpu_count()} cores, load {load:.1f} to {os.getloadavg()[0]:.1f}")
    base = found["pyarrow decimal128"][0]
    print(f"{'split_lines':36} {'ns a line':>9} {'best':>7} {'times':>7}")
    for name, (median, best) in found.items():
        print(f"{name:36} {median:9.1f} {best:7.1f} {median / base:7.2f}")


def others(rows=200_000):
    """The other functions on so many rows."""
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
        "payment_standards": lambda: t.payment_standards(products, "payment/hainan-2019", threads=THREADS, on_error="report"),
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
    for name, (median, best) in medians(ways, rows, TURNS).items():
        print(f"{name:36} {median:9.1f} {best:7.1f}")


if __name__ == "__main__":
    main()
    if "others" in sys.argv:
        others()
