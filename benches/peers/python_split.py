"""Charge lines split by `jicai.tables.split_lines` and by what else a user would take in Python.

Each way has the lines in columns or rows of its own before the clock starts, and the parts in columns or rows of its own when it stops. The
package writes a fourth part and looks at each row for what is bad; the others do neither. Slow ways split the first lines only.
"""

import os
from decimal import ROUND_HALF_UP, Decimal

import data
import duckdb
import engines
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from data import COLUMNS, PARTS, split
from measure import Way, as_json, measure

import jicai

THREADS = int(os.environ.get("THREADS", "1"))
UNITS = (100, 1_000_000, 10_000, 10_000)
PLACES = (2, 6, 4, 4)
OURS = ("above_standard", "first_self_pay", "in_scope")
CENT = Decimal("0.01")


def split_yuan(amount, standard, quantity, rate, lesser, cents):
    """The rule as it reads, in yuan, with `cents` wherever it says so."""
    base = lesser(amount, cents(quantity * standard))
    first = cents(base * rate)
    return cents(amount - base), first, cents(base - first)


def decimals(values, places):
    """Integers as Arrow decimals with so many places."""
    halves = np.empty((len(values), 2), dtype="<i8")
    halves[:, 0], halves[:, 1] = values, values >> 63
    return pa.Array.from_buffers(pa.decimal128(18, places), len(values), [None, pa.py_buffer(halves)])


def arrow(table):
    return pa.table({name: decimals(column, places) for name, column, places in zip(COLUMNS, table, PLACES)})


def fen_of_decimals(columns):
    """Arrow decimals with two places as integers of fen."""
    columns = [pa.chunked_array(column).combine_chunks().cast(pa.decimal128(18, 2)) for column in columns]
    return [np.frombuffer(column.buffers()[1], dtype="<i8")[::2][: len(column)] for column in columns]


def fen_of_floats(parts):
    return [np.rint(np.asarray(part, dtype=np.float64) * 100).astype(np.int64) for part in parts]


# Each gives a way to run, and one to read the parts in fen of what it gave.


def jicai_decimals(table):
    lines = arrow(table)
    return lambda: jicai.tables.split_lines(lines, threads=THREADS), lambda out: fen_of_decimals([out[name].chunks for name in OURS])


def jicai_integers(table):
    lines = pa.table(dict(zip(("amount_fen", "standard_micro", "quantity_e4", "rate_e4"), table)))
    return lambda: jicai.tables.split_lines(lines, threads=THREADS), lambda out: [out[f"{name}_fen"].to_numpy() for name in OURS]


def numpy_integers(table):
    return lambda: split(*table, np.minimum), lambda parts: parts


def numpy_floats(dtype, cents):
    def make(table):
        columns = [(column / unit).astype(dtype) for column, unit in zip(table, UNITS)]
        return lambda: split_yuan(*columns, np.minimum, cents), fen_of_floats

    return make


def rounded(values):
    return np.round(values, 2)


def half_up(values):
    return np.floor(values * 100 + 0.5) / 100


def polars_frame(table):
    """A product gets the larger scale of its factors, so the standard and the rate have the places that their products need."""
    return pl.DataFrame(dict(zip(COLUMNS, table))).select(
        pl.col(name).cast(pl.Decimal(38, places)) / unit for name, places, unit in zip(COLUMNS, (2, 10, 4, 6), UNITS)
    )


def polars_way(frame, parts):
    query = frame.lazy().select(**dict(zip(PARTS, parts)))  # Lazy: so polars computes the base once.
    return query.collect


def polars_integers(table):
    frame = pl.DataFrame(dict(zip(COLUMNS, table)))
    parts = split(*map(pl.col, COLUMNS), pl.min_horizontal)
    return polars_way(frame, parts), lambda out: [out[part].to_numpy() for part in PARTS]


def polars_decimals(table):
    cents = lambda x: x.round(2, mode="half_away_from_zero")  # noqa: E731
    parts = split_yuan(*map(pl.col, COLUMNS), pl.min_horizontal, cents)
    return polars_way(polars_frame(table), parts), lambda out: [(out[part] * 100).cast(pl.Int64).to_numpy() for part in PARTS]


def polars_floats(table):
    frame = pl.DataFrame({name: column / unit for name, column, unit in zip(COLUMNS, table, UNITS)})
    cents = lambda x: x.round(2, mode="half_away_from_zero")  # noqa: E731
    parts = split_yuan(*map(pl.col, COLUMNS), pl.min_horizontal, cents)
    return polars_way(frame, parts), lambda out: fen_of_floats([out[part].to_numpy() for part in PARTS])


def duckdb_way(kind):
    def make(table):
        db = duckdb.connect(config={"threads": THREADS})
        db.register("integers", dict(zip(COLUMNS, table)))
        units = zip(COLUMNS, PLACES)
        typed = (
            f"({name} * {Decimal(1).scaleb(-places)})::decimal(18, {places})::{kind or f'decimal(18, {places})'} as {name}"
            for name, places in units
        )
        db.execute(f"create table lines as select {', '.join(typed)} from integers")
        query = """create or replace table parts as
            with bases as (select amount, rate, least(amount, round(quantity * standard, 2)) as base from lines),
                 firsts as (select amount, base, round(base * rate, 2) as first from bases)
            select amount - base as above, first, base - first as in_scope from firsts"""
        fen = f"select {', '.join(f'round({part} * 100)::bigint as {part}' for part in PARTS)} from parts"

        def read(_):
            columns = db.execute(fen).fetchnumpy()
            return [columns[part] for part in PARTS]

        return lambda: db.execute(query), read

    return make


def pandas_parts(frame, cents):
    """The rule in Series; `cents` where it says so."""
    ceiling = cents(frame["quantity"] * frame["standard"])
    base = frame["amount"].where(frame["amount"] < ceiling, ceiling)
    first = cents(base * frame["rate"])
    return pd.DataFrame({"above": cents(frame["amount"] - base), "first": first, "in_scope": cents(base - first)})


def pandas_floats(table):
    frame = pd.DataFrame({name: column / unit for name, column, unit in zip(COLUMNS, table, UNITS)})
    run = lambda: pandas_parts(frame, lambda series: series.round(2))  # noqa: E731
    return run, lambda out: fen_of_floats([out[part] for part in PARTS])


def pandas_arrow(cents):
    def make(table):
        frame = arrow(table).to_pandas(types_mapper=pd.ArrowDtype)
        read = lambda out: fen_of_decimals([pa.array(out[part]) for part in PARTS])  # noqa: E731
        return lambda: pandas_parts(frame, cents), read

    return make


def fen_dtype(series):
    """Of 18 digits again: each product of Arrow decimals has the digits of both factors, and 38 is the most."""
    return series.astype(pd.ArrowDtype(pa.decimal128(18, 2)))


def arrow_half_up(series):
    values = pc.round(pa.chunked_array(pa.array(series)), 2, "half_towards_infinity")
    return fen_dtype(pd.Series(pd.arrays.ArrowExtensionArray(values)))


def pandas_objects(table):
    frame = pd.DataFrame({name: list(map(scaled(places), column.tolist())) for name, column, places in zip(COLUMNS, table, PLACES)})
    run = lambda: pandas_parts(frame, lambda series: series.map(lambda value: value.quantize(CENT, ROUND_HALF_UP)))  # noqa: E731
    return run, lambda out: [np.array([int(value * 100) for value in out[part]]) for part in PARTS]


def scaled(places):
    return lambda value: Decimal(value).scaleb(-places)


def python_integers(table):
    rows = list(zip(*(column.tolist() for column in table)))
    return lambda: [split(*row) for row in rows], lambda parts: np.array(parts).T


def python_decimals(table):
    rows = list(zip(*(map(scaled(places), column.tolist()) for column, places in zip(table, PLACES))))
    cents = lambda value: value.quantize(CENT, ROUND_HALF_UP)  # noqa: E731
    return lambda: [split_yuan(*row, min, cents) for row in rows], lambda parts: np.array([[int(p * 100) for p in row] for row in parts]).T


def yuan_rows(table):
    return list(zip(*((column / unit).tolist() for column, unit in zip(table, UNITS))))


def python_floats(table):
    rows = yuan_rows(table)
    return lambda: [split_yuan(*row, min, lambda value: round(value, 2)) for row in rows], lambda parts: fen_of_floats(np.array(parts).T)


def engine(make, is_named=False, is_integer=False):
    """An engine that takes `{"lines": …}`: rows as lists, or as objects with the names of the columns."""

    def way(table):
        ask = make()
        rows = list(zip(*(column.tolist() for column in table))) if is_integer else yuan_rows(table)
        lines = [dict(zip(COLUMNS, row)) for row in rows] if is_named else [list(row) for row in rows]

        def read(out):
            out = out["parts"] if isinstance(out, dict) else out
            rows = [[row[part] for part in PARTS] for row in out] if is_named else out
            parts = np.array(rows).T
            return parts.astype(np.int64) if is_integer else fen_of_floats(parts)

        return lambda: ask({"lines": lines}), read

    return way


def fisca(table):
    columns = {name: column / unit for name, column, unit in zip(COLUMNS, table, UNITS)}
    return lambda: engines.fisca_one(columns, PARTS), fen_of_floats


MILLION, SLOW, SLOWEST = 1_000_000, 100_000, 10_000
# Name, lines that are counted, lines that are timed, way.
WAYS = [
    ("jicai.tables.split_lines, pyarrow decimals", MILLION, MILLION, jicai_decimals),
    ("jicai.tables.split_lines, pyarrow int64", MILLION, MILLION, jicai_integers),
    ("numpy int64, wraps silently", MILLION, MILLION, numpy_integers),
    ("numpy float64, half up by hand", MILLION, MILLION, numpy_floats(np.float64, half_up)),
    ("numpy float64, round(x, 2)", MILLION, MILLION, numpy_floats(np.float64, rounded)),
    ("numpy float32, round(x, 2)", MILLION, MILLION, numpy_floats(np.float32, rounded)),
    ("polars int64", MILLION, MILLION, polars_integers),
    ("polars decimals", MILLION, MILLION, polars_decimals),
    ("polars float64, round half away from zero", MILLION, MILLION, polars_floats),
    ("DuckDB decimals", MILLION, MILLION, duckdb_way(None)),
    ("DuckDB doubles", MILLION, MILLION, duckdb_way("double")),
    ("pandas float64, round(2)", MILLION, MILLION, pandas_floats),
    ("pandas, Arrow decimals, half up by pyarrow", MILLION, MILLION, pandas_arrow(arrow_half_up)),
    ("pandas, Arrow decimals, round(2)", MILLION, MILLION, pandas_arrow(lambda series: fen_dtype(series.round(2)))),
    ("pandas, Decimal objects", MILLION, SLOW, pandas_objects),
    ("Python, int of fen", MILLION, SLOW, python_integers),
    ("Python, Decimal", MILLION, SLOW, python_decimals),
    ("Python, float, round(x, 2)", MILLION, SLOW, python_floats),
    ("OpenFisca (float32)", MILLION, MILLION, fisca),
    ("zen-engine, compiled expression (decimals)", MILLION, SLOWEST, engine(lambda: engines.zen_expression("split_expression"))),
    ("zen-engine, graph with an expression node (decimals)", SLOW, SLOWEST, engine(lambda: engines.zen_node("split"), is_named=True)),
    ("zen-engine, graph with a function node (doubles)", SLOW, SLOWEST, engine(lambda: engines.zen_node("split.js"))),
    ("Rego by rego-cpp, fractions (doubles)", SLOWEST, 1_000, engine(lambda: engines.rego("split/parts"))),
    ("Rego by rego-cpp, integers", SLOWEST, 1_000, engine(lambda: engines.rego("split/parts_integers"), is_integer=True)),
]


def lines(turns, ways=WAYS):
    table = [data.column(name) for name in COLUMNS]
    exact = np.array([data.column(name) for name in PARTS])
    measured = []
    for name, counted, timed, make in ways:
        counted, timed = min(counted, data.ROWS), min(timed, data.ROWS)
        run, read = make([column[:counted] for column in table])
        wrong = int(np.any(np.array(read(run())) != exact[:, :counted], axis=0).sum())
        if timed != counted:
            run, _ = make([column[:timed] for column in table])
        is_ours = name.startswith("jicai")
        decides = "four parts, each row checked" if is_ours else "three parts"
        measured.append(Way(name, decides, run, [wrong, counted], size=timed, is_ours=is_ours))
    return as_json("split", "ns a line", ["lines off by a fen or more", "of lines"], measure(measured, turns))
