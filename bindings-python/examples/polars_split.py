"""Charge lines of Polars, split as a DataFrame and within a lazy query over files, and checked against the arithmetic of Polars.

pip install 'jicai[tables]' polars; python polars_split.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import polars as pl

import jicai

PARTS = {name: pl.Decimal(12, 2) for name in ("fully_own", "above_standard", "first_self_pay", "in_scope")}


def lines(rows: int) -> pl.DataFrame:
    """Amounts, standards, quantities and rates as exact decimals, by arithmetic on the number of the line."""
    number = pl.int_range(rows, eager=True).alias("id")
    price, units = 10_000 + number * 104_729 % 49_990_000, 1 + number * 31 % 100
    whole = {
        "amount": ((price * units + 50) // 100, 100, pl.Decimal(12, 2)),
        "standard": (price * (60 + number * 17 % 60), 1_000_000, pl.Decimal(14, 6)),
        "quantity": (units, 1, pl.Decimal(10, 4)),
        "rate": (number % 5 * 500, 10_000, pl.Decimal(5, 4)),
    }
    # Wide enough before the division for what it leaves behind the point.
    columns = [
        (value.cast(pl.Decimal(38, 6)) / over).cast(kind).alias(name) for name, (value, over, kind) in whole.items()
    ]
    return pl.DataFrame([number, *columns])


def main(rows: int = 1_000_000) -> None:
    """Makes lines, splits them in two ways, and shows where the money goes."""
    table = lines(rows)
    parts = jicai.tables.split_lines(table)

    with tempfile.TemporaryDirectory() as folder:
        table.write_parquet(Path(folder) / "lines.parquet")
        lazy = pl.scan_parquet(Path(folder) / "*.parquet")
        schema = {**lazy.collect_schema(), **PARTS}
        query = lazy.map_batches(jicai.tables.split_lines, schema=schema, streamable=True)
        assert query.collect(engine="streaming").sort("id").equals(parts)

    wide = table.select(pl.col("amount"), pl.col("quantity", "standard", "rate").cast(pl.Decimal(38, 10)))
    base = pl.min_horizontal("amount", (pl.col("quantity") * pl.col("standard")).round(2, "half_away_from_zero"))
    by_hand = wide.select(
        above_standard=pl.col("amount") - base, first_self_pay=(base * pl.col("rate")).round(2, "half_away_from_zero")
    )
    different = (by_hand != parts.select(by_hand.columns)).sum().sum_horizontal().item()
    assert parts.height == rows and different == 0, f"{different} values differ from the arithmetic of Polars"
    print(parts.group_by("rate").agg(pl.len().alias("lines"), pl.sum("amount", *PARTS)).sort("rate"))
    print(f"{rows:,} lines, every one as in Polars")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
