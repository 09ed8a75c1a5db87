"""Ranked award in Python: one lot of ten bids, and a table of 10,000 such lots, by the package and by what else a user would take.

The others have a simplified rule (the lowest six; of them, those at most 1.8 times the lowest) and say for each bid whether it won; the package
decides by the whole rulebook, with ranks, reasons, final prices and what the result rests on.
"""

import json
from decimal import Decimal

import data
import duckdb
import engines
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
from measure import Way, as_json, measure

import jicai
from jicai import award

RULEBOOK = "award/cn-batch-10"
WHOLE, SIMPLIFIED = "whole rulebook", "simplified rule"
ON, ABOVE = data.limit()
PAIRS = len(ON)


# One lot. Each way takes prices in its own type and says which bids won.


def objects(bids):
    return award.Lot(
        form="oral_solid",
        ceiling=Decimal("100"),
        bids=[award.Bid(bid=bid["bid"], company=bid["company"], price=Decimal(bid["price"])) for bid in bids],
    )


def request(bids):
    return {
        "function": "award.select",
        "rulebook": RULEBOOK,
        "input": {"form": "oral_solid", "ceiling": "100", "bids": bids},
        "options": {"explain": False},
    }


def select(lot):
    return {int(bid[1:]) for bid in award.select(lot, rulebook=RULEBOOK).selected}


def evaluate(text):
    return {int(bid[1:]) for bid in json.loads(jicai.evaluate_json(text))["value"]["selected"]}


def script(prices, multiple=1.8):
    ranked = sorted(range(len(prices)), key=prices.__getitem__)[:6]
    limit = multiple * prices[ranked[0]]
    return {bid for bid in ranked if prices[bid] <= limit}


def integers(prices):
    ranked = sorted(range(len(prices)), key=prices.__getitem__)[:6]
    return {bid for bid in ranked if 10 * prices[bid] <= 18 * prices[ranked[0]]}


def floats(bids):
    return [float(bid["price"]) for bid in bids]


def e4(bids):
    return [int(Decimal(bid["price"]).scaleb(4)) for bid in bids]


def decimals(bids):
    return [Decimal(bid["price"]) for bid in bids]


def asked(ask):
    """An engine that takes `{"prices": …}` and answers with what won, alone or below that name."""

    def run(prices):
        found = ask({"prices": prices})
        return found["won"] if isinstance(found, dict) else found

    return run


def bids_of(answer, prices):
    """zen's expressions name the prices that won, the others the bids."""
    return {bid for bid, price in enumerate(prices) if price in answer}


def one_lot_ways():
    """Name, what it decides, of bids its input, of that an answer, of both the bids that won."""
    bids = lambda answer, _: set(answer)  # noqa: E731
    zen_function, zen_table = asked(engines.zen_node("award.js")), asked(engines.zen_node("award"))
    zen_expression = asked(engines.zen_expression("award_expression"))
    rego, rego_integers = asked(engines.rego("award/won")), asked(engines.rego("award/won_integers"))
    fisca = lambda prices: engines.fisca_one({"price": prices}, ["won"])[0]  # noqa: E731
    host = "the limit; the host ranks, finds the lowest price"
    return [
        ("jicai.award.select, objects", WHOLE, objects, lambda lot: award.select(lot, rulebook=RULEBOOK), None),
        ("jicai.evaluate_json, text to text", WHOLE, lambda given: json.dumps(request(given)), jicai.evaluate_json, None),
        ("Python, int of 0.0001 yuan", SIMPLIFIED, e4, integers, bids),
        ("Python, Decimal", SIMPLIFIED, decimals, lambda prices: script(prices, Decimal("1.8")), bids),
        ("Python, float", SIMPLIFIED, floats, script, bids),
        ("zen-engine, compiled expression (decimals)", SIMPLIFIED, floats, zen_expression, bids_of),
        ("zen-engine, graph with an expression node (decimals)", SIMPLIFIED, floats, zen_table, bids_of),
        ("zen-engine, graph with a function node (doubles)", SIMPLIFIED, floats, zen_function, bids),
        ("OpenFisca (float32)", SIMPLIFIED, lambda given: np.array(floats(given)), fisca, lambda won, _: set(np.flatnonzero(won))),
        ("Rego by rego-cpp, fractions (doubles)", SIMPLIFIED, floats, rego, bids),
        ("Rego by rego-cpp, integers", SIMPLIFIED, e4, rego_integers, bids),
        ("Cedar by cedarpy, integers", host, e4, engines.cedar_integers, bids),
        ("Cedar by cedarpy, decimals", "a comparison; the host ranks, computes the limit", decimals, engines.cedar_decimals, bids),
    ]


def one_lot(turns):
    ten = data.lot()
    lots = {"on": ON, "above": ABOVE}
    pairs = {kind: [[{"bid": f"b{i}", "company": f"c{i}", "price": p} for i, p in enumerate(pair)] for pair in lots[kind]] for kind in lots}
    winners = integers(e4(ten))
    ways = []
    for name, decides, read, run, seen in one_lot_ways():
        if decides == WHOLE:
            won = select if name.startswith("jicai.award") else evaluate
            is_won = lambda bids, won=won, read=read: won(read(bids))  # noqa: E731
        else:
            is_won = lambda bids, read=read, run=run, seen=seen: seen(run(given := read(bids)), given)  # noqa: E731
        assert is_won(ten) == winners, name
        wrong = [sum(1 not in is_won(bids) for bids in pairs["on"]), sum(1 in is_won(bids) for bids in pairs["above"])]
        given = read(ten)
        ways.append(Way(name, decides, lambda run=run, given=given: run(given), wrong, is_ours=decides == WHOLE))
    return as_json("award", "µs a lot", [f"rejected of {PAIRS} on the limit", f"accepted of {PAIRS} above it"], measure(ways, turns))


# A table of lots. Each way makes its table of a matrix of prices, and gives a way to run and one to read which bids won.


def columns_of(matrix):
    lots, bids = matrix.shape
    return np.repeat(np.arange(lots), bids), matrix.ravel()


def arrow(matrix):
    """Lot, bid and price, with prices of four digits as decimals."""
    lot, prices = columns_of(matrix)
    units = pa.array(prices).cast(pa.decimal128(19, 0))
    price = pa.compute.multiply(units, pa.scalar(Decimal("0.0001"))).cast(pa.decimal128(18, 4))
    return pa.table({"lot": lot, "bid": np.tile(np.arange(matrix.shape[1]), len(matrix)), "price": price})


def with_jicai(matrix):
    table = arrow(matrix)
    words = {"lot_id": table["lot"], "bid": pa.array([f"b{bid}" for bid in table["bid"].to_pylist()])}
    table = pa.table({**words, "price": table["price"], "form": pa.array(["oral_solid"] * len(table))})
    run = lambda: jicai.tables.select_table(table, rulebook=RULEBOOK, threads=1)  # noqa: E731
    return run, lambda answer: np.array(answer["outcome"].to_pylist()) == "selected"


def with_numpy(kind, exact):
    def make(matrix):
        prices = matrix if exact else (matrix / 10_000).astype(kind)

        def run():
            places = np.argsort(np.argsort(prices, axis=1, kind="stable"), axis=1, kind="stable")
            lowest = prices.min(axis=1, keepdims=True)
            return (places < 6) & (10 * prices <= 18 * lowest if exact else prices <= 1.8 * lowest)

        return run, np.ravel

    return make


def with_polars(is_decimal):
    def make(matrix):
        frame = pl.from_arrow(arrow(matrix))
        frame = frame if is_decimal else frame.with_columns(pl.col("price").cast(pl.Float64))
        price, multiple = pl.col("price"), pl.lit(Decimal("1.8")) if is_decimal else 1.8
        won = (price.rank("ordinal").over("lot") <= 6) & (price <= multiple * price.min().over("lot"))
        query = frame.lazy().with_columns(won=won)
        return query.collect, lambda out: out["won"].to_numpy()

    return make


def with_duckdb(is_decimal):
    def make(matrix):
        db = duckdb.connect(config={"threads": 1})
        db.register("bids_arrow", arrow(matrix))
        kind = "decimal(18, 4)" if is_decimal else "double"
        db.execute(f"create table bids as select lot, bid, price::{kind} as price from bids_arrow")
        multiple = "1.8" if is_decimal else "1.8::double"
        query = f"""create or replace table won as select lot, bid,
            row_number() over (partition by lot order by price) <= 6 and price <= {multiple} * min(price) over (partition by lot) as won from bids"""
        return lambda: db.execute(query), lambda _: db.execute("select won from won order by lot, bid").fetchnumpy()["won"]

    return make


def with_pandas(kind):
    def make(matrix):
        frame = arrow(matrix).to_pandas(types_mapper=pd.ArrowDtype)
        if kind == "float64":
            frame["price"] = frame["price"].astype("float64")
        if kind == "int64":
            frame["price"] = columns_of(matrix)[1]
        multiple = Decimal("1.8") if kind == "decimal" else 1.8

        def run():
            # By sorting: pandas has no `rank` of Arrow decimals, and with floats this is faster than `rank`.
            frame_ranked = frame.sort_values(["lot", "price"], kind="stable")
            place = frame_ranked.groupby("lot").cumcount()
            lowest = frame_ranked.groupby("lot")["price"].transform("first")
            price = frame_ranked["price"]
            within = 10 * price <= 18 * lowest if kind == "int64" else price <= multiple * lowest
            return frame.assign(won=(place < 6) & within)

        return run, lambda out: out["won"].to_numpy(dtype=bool)

    return make


def with_fisca(matrix):
    lot, prices = columns_of(matrix)
    prices = prices / 10_000
    return lambda: engines.fisca_lots(prices, lot), lambda won: won


TABLES = [
    ("jicai.tables.select_table, pyarrow decimals", WHOLE, with_jicai),
    ("numpy int64, matrix", SIMPLIFIED, with_numpy(np.int64, True)),
    ("numpy float64, matrix", SIMPLIFIED, with_numpy(np.float64, False)),
    ("polars, decimals", SIMPLIFIED, with_polars(True)),
    ("polars, float64", SIMPLIFIED, with_polars(False)),
    ("DuckDB, decimals", SIMPLIFIED, with_duckdb(True)),
    ("DuckDB, doubles", SIMPLIFIED, with_duckdb(False)),
    ("pandas, int64", SIMPLIFIED, with_pandas("int64")),
    ("pandas, Arrow decimals", SIMPLIFIED, with_pandas("decimal")),
    ("pandas, float64", SIMPLIFIED, with_pandas("float64")),
    ("OpenFisca (float32)", SIMPLIFIED, with_fisca),
]


def table(turns):
    lots = data.column("lots").reshape(-1, data.BIDS)
    exact = np.tile(np.arange(data.BIDS) < 6, len(lots))
    pairs = [np.array([[int(Decimal(price).scaleb(4)) for price in pair] for pair in kind]) for kind in (ON, ABOVE)]
    ways = []
    for name, decides, make in TABLES:
        second = []
        for pair in pairs:
            run, read = make(pair)
            second.append(np.asarray(read(run()))[1::2])
        run, read = make(lots)
        assert (np.asarray(read(run())) == exact).all(), name
        wrong = [int((~second[0]).sum()), int(second[1].sum())]
        ways.append(Way(name, decides, run, wrong, size=len(lots), is_ours=decides == WHOLE))
    wrong = [f"rejected of {PAIRS} on the limit", f"accepted of {PAIRS} above it"]
    return as_json("award-table", "µs a lot", wrong, measure(ways, turns))
