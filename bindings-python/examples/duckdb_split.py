"""Charge lines of DuckDB, split batch by batch into another table, and checked against the same arithmetic in SQL.

pip install 'jicai[tables]' duckdb; python duckdb_split.py
"""

from __future__ import annotations

import sys

import duckdb

import jicai

# Prices from 1 to 5,000 yuan, payment standards of 60 % to 119 % of them, 1 to 100 units, first self-pay of 0 % to 20 %.
LINES = """
create table lines as
with numbers as (
    select id, (1 + id * 104729 % 49990000 * 0.0001)::decimal(10, 4) as price, 1 + id * 31 % 100 as units from range({}) as r(id)
)
select id, round(price * units, 2)::decimal(12, 2) as amount, (price * (60 + id * 17 % 60) / 100)::decimal(14, 6) as standard,
       units::decimal(10, 4) as quantity, (id % 5 * 0.05)::decimal(5, 4) as rate
from numbers
"""
DIFFERENT = """
with bases as (select *, least(amount, round(quantity * standard, 2)) as base from parts)
select count(*) from bases
where above_standard <> amount - base or first_self_pay <> round(base * rate, 2)
   or fully_own + above_standard + first_self_pay + in_scope <> amount
"""
SUMS = """
select rate, count(*) as lines, sum(amount) as amount, sum(above_standard) as above_standard,
       sum(first_self_pay) as first_self_pay, sum(in_scope) as in_scope
from parts group by rate order by rate
"""


def main(rows: int = 1_000_000) -> None:
    """Makes lines, splits them, and shows where the money goes."""
    database = duckdb.connect()
    database.execute(LINES.format(rows))
    # A reader in, a reader out: besides the tables of DuckDB only a batch is in memory.
    reader = database.cursor().sql("from lines").to_arrow_reader(100_000)
    database.register("split", jicai.tables.split_lines(reader))
    database.sql("create table parts as from split")

    counted, different = (database.sql(query).fetchall() for query in ("select count(*) from parts", DIFFERENT))
    assert (counted, different) == ([(rows,)], [(0,)]), (
        f"of {counted} lines {different} differ from the arithmetic of SQL"
    )
    print(database.sql(SUMS))
    print(f"{rows:,} lines, every one as in SQL")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
