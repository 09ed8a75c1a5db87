"""A million charge lines split by the kernel and by other ways: nanoseconds a line, and lines that are off by a fen.

Each has the lines in columns of its own before the clock starts, and the parts in columns of its own when it stops.
"""

import json
import os
import statistics
import subprocess
import sys
import time

THREADS = os.environ.get("THREADS", "1")  # Of polars and DuckDB; the kernel and numpy have one.
os.environ["POLARS_MAX_THREADS"] = THREADS  # Read when polars is imported.

import duckdb  # noqa: E402
import numpy as np  # noqa: E402
import polars as pl  # noqa: E402

ROWS = 1_000_000
RUNS = 5
COLUMNS = ("amount", "standard", "quantity", "rate")
PARTS = ("above", "first", "in_scope")


def lines(n):
    """The lines of `lines(n)` in benches/src/lib.rs, to the bit."""
    state = 88_172_645_463_325_252

    def below(limit):
        nonlocal state
        state ^= state << 13 & 0xFFFF_FFFF_FFFF_FFFF
        state ^= state >> 7
        state ^= state << 17 & 0xFFFF_FFFF_FFFF_FFFF
        return state % limit

    for _ in range(n):
        price, units = below(500_000_000) + 10_000, below(100) + 1
        amount = (price * units + 5_000) // 10_000
        yield amount, price * (60 + below(60)) // 100, units * 10_000, below(5) * 500


def split(amount, standard, quantity, rate, lesser=min):
    """The rule in fen, half up. It has no signs, as the lines have no refunds, and unlike the kernel checks nothing."""
    base = lesser(amount, (quantity * standard + 50_000_000) // 100_000_000)
    first = (base * rate + 5_000) // 10_000
    return amount - base, first, base - first


def split_yuan(amount, standard, quantity, rate, lesser, cents):
    """The rule as it reads, in yuan, with `cents` wherever it says so."""
    base = lesser(amount, cents(quantity * standard))
    first = cents(base * rate)
    return cents(amount - base), first, cents(base - first)


def floats(table, dtype, cents):
    scales = (100, 1_000_000, 10_000, 10_000)
    columns = [(column / scale).astype(dtype) for column, scale in zip(table, scales)]
    return (
        lambda: split_yuan(*columns, np.minimum, cents),
        lambda parts: [np.rint(part.astype(np.float64) * 100).astype(np.int64) for part in parts],
    )


def polars_int64(table):
    # Lazy, here and below: so polars computes the base once.
    parts = split(*map(pl.col, COLUMNS), pl.min_horizontal)
    query = pl.DataFrame(dict(zip(COLUMNS, table))).lazy().select(**dict(zip(PARTS, parts)))
    return query.collect, lambda out: [out[part].to_numpy() for part in PARTS]


def polars_decimal(table):
    # A product gets the larger scale of its factors, so the standard and the rate have the places their products need.
    scales = ((2, 100), (10, 1_000_000), (4, 10_000), (6, 10_000))
    frame = pl.DataFrame(dict(zip(COLUMNS, table))).select(
        pl.col(name).cast(pl.Decimal(38, places)) / scale for name, (places, scale) in zip(COLUMNS, scales)
    )
    half_up = lambda x: x.round(2, mode="half_away_from_zero")  # noqa: E731
    parts = split_yuan(*map(pl.col, COLUMNS), pl.min_horizontal, half_up)
    query = frame.lazy().select(**dict(zip(PARTS, parts)))
    return query.collect, lambda out: [(out[part] * 100).cast(pl.Int64).to_numpy() for part in PARTS]


def duckdb_decimal(table):
    db = duckdb.connect(config={"threads": THREADS})
    db.register("integers", dict(zip(COLUMNS, table)))
    units = {"amount": "0.01", "standard": "0.000001", "quantity": "0.0001", "rate": "0.0001"}
    typed = (f"({name} * {unit})::decimal(18, {len(unit) - 2}) as {name}" for name, unit in units.items())
    db.execute(f"create table lines as select {', '.join(typed)} from integers")
    query = """create or replace table parts as
        with bases as (select amount, rate, least(amount, round(quantity * standard, 2)) as base from lines),
             firsts as (select amount, base, round(base * rate, 2) as first from bases)
        select amount - base as above, first, base - first as in_scope from firsts"""
    fen = f"select {', '.join(f'({part} * 100)::bigint as {part}' for part in PARTS)} from parts"

    def read(_):
        columns = db.execute(fen).fetchnumpy()
        return [columns[part] for part in PARTS]

    return lambda: db.execute(query), read


def kernel():
    """The project's own benchmarks: the medians of their samples, which criterion writes. Tests look at the fen."""
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    command = ["cargo", "bench", "--quiet", "--package", "jicai-benches", "--bench", "payment", "--", "split_lines"]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
    target = os.path.join(root, os.environ.get("CARGO_TARGET_DIR", "target"), "criterion", "payment.split_lines")
    for name in ("kernel", "plain checked i64"):
        with open(os.path.join(target, name, "new", "estimates.json"), encoding="utf-8") as file:
            yield f"Rust, {name}", json.load(file)["median"]["point_estimate"] / ROWS


def main():
    load = os.getloadavg()[0]
    rows = list(lines(ROWS))
    exact = np.array([split(*row) for row in rows]).T
    table = [np.array(column) for column in zip(*rows)]
    np_round, np_half_up = lambda x: np.round(x, 2), lambda x: np.floor(x * 100 + 0.5) / 100
    ways = {
        "numpy int64": (lambda: split(*table, np.minimum), lambda parts: parts),
        "polars int64": polars_int64(table),
        "polars decimal": polars_decimal(table),
        "duckdb decimal": duckdb_decimal(table),
        "numpy float64, round(x, 2)": floats(table, np.float64, np_round),
        "numpy float64, floor(100 x + 0.5)": floats(table, np.float64, np_half_up),
        "numpy float32, round(x, 2)": floats(table, np.float32, np_round),
    }
    results = [(name, nanoseconds, "-") for name, nanoseconds in kernel()]
    for name, (run, fen) in ways.items():
        off = np.any(np.array(fen(run())) != exact, axis=0).sum()  # Warms up, too.
        took = []
        for _ in range(RUNS):
            start = time.perf_counter_ns()
            run()
            took.append((time.perf_counter_ns() - start) / ROWS)
        results.append((name, statistics.median(took), f"{off:,}"))
    print(f"{ROWS:,} lines; THREADS={THREADS} of {os.cpu_count()} cores, load {load:.1f} to {os.getloadavg()[0]:.1f}")
    print(f"python {sys.version.split()[0]}, {', '.join(f'{m.__name__} {m.__version__}' for m in (np, pl, duckdb))}")
    print(f"{'way':34} {'ns a line':>9} {'lines off':>9}")
    for name, nanoseconds, off in results:
        print(f"{name:34} {nanoseconds:9.1f} {off:>9}")


if __name__ == "__main__":
    main()
