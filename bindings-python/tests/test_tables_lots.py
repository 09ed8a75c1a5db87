"""Awards by lot: every bid as `award.select` decides it, wherever the rows of its lot lie."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
for library in ("polars", "pandas", "duckdb"):
    pytest.importorskip(library)

import jicai  # noqa: E402
from jicai.tables import select_table  # noqa: E402
from tables_support import KINDS, rows_of, same, text  # noqa: E402

RULEBOOKS = ["award/cn-batch-10", "award/cn-batch-05", "award/cn-batch-07", "award/none-such"]
SCHEMA = pa.schema(
    [
        ("lot_id", pa.string()),
        ("rulebook", pa.dictionary(pa.int16(), pa.string())),
        ("form", pa.string()),
        ("ceiling", pa.decimal128(18, 8)),
        ("bid", pa.string()),
        ("company", pa.string()),
        ("price", pa.decimal128(18, 8)),
        ("passed_specs", pa.int32()),
        ("note", pa.string()),
    ]
)
LOT = ["form", "ceiling"]
BID = ["bid", "company", "price", "passed_specs"]


def bids(lots: int, seed: int, bad: bool = True) -> list[dict[str, Any]]:
    """Bids of many lots, in any order."""
    dice = random.Random(seed)
    table = []
    for lot in range(lots):
        base = Decimal(dice.randrange(1000, 100_000)).scaleb(-4)
        shared = {
            "lot_id": f"L{lot}",
            "rulebook": dice.choice(RULEBOOKS if bad and dice.random() < 0.3 else RULEBOOKS[:3]),
            "form": dice.choice(["oral_solid", "injection_small_volume", "other"]),
            "ceiling": dice.choice([None, base * 3]),
        }
        for place in range(dice.randrange(1, 9)):
            row = {
                **shared,
                "bid": f"B{place}",
                "company": dice.choice([None, f"C{place}"]),
                "price": (base * dice.choice([1, 2, Decimal("1.8"), Decimal("1.8001"), dice.randrange(1, 40)])),
                "passed_specs": dice.choice([None, 1, 3]),
                "note": dice.choice([None, "rides along"]),
            }
            if bad and dice.random() < 0.02:
                name = dice.choice(["price", "bid", "form", "ceiling", "lot_id"])
                wrong = {"price": Decimal(-1), "bid": "B0", "form": "gas", "ceiling": Decimal(1), "lot_id": None}
                row[name] = wrong[name]
            table.append(row)
    dice.shuffle(table)
    return table


def check(given: list[dict[str, Any]], table: Any, errors: Any) -> tuple[int, int]:
    got, told = rows_of(table), rows_of(errors)
    assert len(got) == len(given) and [row["bid"] for row in got] == [row["bid"] for row in given]
    lots: dict[Any, list[int]] = {}
    for number, row in enumerate(given):
        lots.setdefault(row["lot_id"], []).append(number)
    decided = 0
    for lot, numbers in lots.items():
        mine = [error for error in told if error["row"] in numbers]
        rows = [given[number] for number in numbers]
        results = [got[number] for number in numbers]
        shared = {name: {text(row[name]) for row in rows} for name in [*LOT, "rulebook"]}
        if lot is None or any(len(values) > 1 for values in shared.values()):
            assert mine and all(row["outcome"] is None for row in results)
            continue
        question: dict[str, Any] = {"lot": lot}
        for name in LOT:
            if rows[0][name] is not None:
                question[name] = text(rows[0][name])
        question["bids"] = [{name: text(row[name]) for name in BID if row[name] is not None} for row in rows]
        request = {"function": "award.select", "rulebook": rows[0]["rulebook"], "input": question}
        try:
            response = jicai.evaluate(request)
        except jicai.JicaiError as error:
            assert [(entry["code"], entry["message"]) for entry in mine] == [(error.code, error.message)], lot
            assert all(value is None for row in results for value in [row["outcome"], row["rank"], row["clause"]])
            if error.path.startswith("/input/bids/"):
                place, field = error.path.split("/")[3:5]
                assert (mine[0]["row"], mine[0]["column"]) == (numbers[int(place)], field)
                assert mine[0]["path"] == f"/{numbers[int(place)]}/{field}"
            continue
        assert not mine
        by_bid = {bid["bid"]: bid for bid in response["value"]["bids"]}
        steps = response["explanation"]
        for row in results:
            decided += 1
            answer = by_bid[row["bid"]]
            for name in row.keys() - SCHEMA.names - {"limit", "clause", "citation", "provisional"}:
                assert same(row[name], answer.get(name)), (lot, name, row, answer)
            assert row["provisional"] == response["value"]["provisional"]
            of_clause = [
                step for step in steps if step["subject"] == f"bid:{row['bid']}" and step["clause"] == row["clause"]
            ]
            assert of_clause, (row, steps)
            assert any(same(row["limit"], step["facts"].get("limit")) for step in of_clause)
            if row["reason"] == "above_ceiling":
                assert row["clause"].endswith("#ceiling") and row["limit"] == row["ceiling"]
            if row["reason"] == "conditions_met":
                assert row["clause"].rpartition("#")[2] == row["passed_by"][0]
    return decided, len(told)


@pytest.mark.parametrize("kind", KINDS)
def test_every_lot_is_decided_as_by_the_door(kind: str) -> None:
    given = bids(120, seed=1)
    make, comes_back = KINDS[kind]
    table, errors = select_table(make(pa.Table.from_pylist(given, SCHEMA)), on_error="report")
    assert isinstance(table, comes_back if kind != "reader" else pa.Table)
    decided, wrong = check(given, table, errors)
    assert decided > 200 and wrong > 5


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_threads_change_nothing(threads: int) -> None:
    table = pa.Table.from_pylist(bids(800, seed=2), SCHEMA)
    one, one_errors = select_table(table, on_error="report", threads=1)
    many, errors = select_table(table, on_error="report", threads=threads)
    assert many.equals(one) and errors.equals(one_errors)


def test_the_first_bad_row_is_raised() -> None:
    table = pa.Table.from_pylist(bids(50, seed=3), SCHEMA)
    _, errors = select_table(table, on_error="report", threads=1)
    with pytest.raises(jicai.JicaiError) as raised:
        select_table(table)
    assert raised.value.message in errors["message"].to_pylist() and raised.value.row in errors["row"].to_pylist()


def test_what_decided() -> None:
    table = pa.table(
        {
            "lot_id": ["x"] * 5,
            "bid": list("ABCDE"),
            "price": ["1.00", "1.80", "1.8001", "3.00", "1.9"],
            "ceiling": ["2.50"] * 5,
            "form": ["other"] * 5,
        }
    )
    rows = {row["bid"]: row for row in select_table(table, rulebook="award/cn-batch-10").to_pylist()}
    assert [rows[bid]["outcome"] for bid in "ABCDE"] == ["selected", "selected", "not_selected", "void", "not_selected"]
    assert [rows[bid]["clause"].partition("#")[2] for bid in "ABCDE"] == [
        "spread",
        "spread",
        "spread",
        "ceiling",
        "shortlist",
    ]
    assert [rows[bid]["limit"] for bid in "BCD"] == [Decimal("1.8"), Decimal("1.8"), Decimal("2.5")]
    assert "BaiPharm" in rows["C"]["citation"]


def test_columns_of_the_caller_and_rulebooks_of_the_caller() -> None:
    whole = jicai.evaluate({"function": "rulebook.show", "input": {"id": "award/cn-batch-10"}})["value"]
    table = pa.table({"包": [7] * 3, "编号": [1, 2, 3], "报价": [1, 2, 3], "剂型": ["other"] * 3})
    names = {"bid": "编号", "price": "报价", "form": "剂型"}
    a = select_table(table, "包", "award/cn-batch-10", columns=names)
    b = select_table(table, ["包", "剂型"], whole, columns=names)
    assert a["outcome"].equals(b["outcome"]) and a["limit"].equals(b["limit"])
    with pytest.raises(jicai.InvalidInput) as raised:
        select_table(table.append_column("包2", pa.array([1, 1, 2])), "包", whole, columns={**names, "ceiling": "包2"})
    assert (raised.value.column, raised.value.row) == ("包2", 2) and "same in all rows of a lot" in raised.value.message


def test_columns_that_must_be_there() -> None:
    table = pa.table({"lot_id": ["x"], "bid": ["A"], "price": ["1"], "form": ["other"]})
    with pytest.raises(jicai.InvalidInput, match="no column `price`"):
        select_table(table.drop_columns("price"), rulebook="award/cn-batch-10")
    with pytest.raises(jicai.InvalidInput, match="no column `lot`"):
        select_table(table, "lot", "award/cn-batch-10")
    with pytest.raises(jicai.InvalidInput, match="no rulebook is named"):
        select_table(table)
    with pytest.raises(jicai.InvalidInput, match="form is missing") as raised:
        select_table(table.drop_columns("form"), rulebook="award/cn-batch-10")
    assert (raised.value.row, raised.value.column, raised.value.path) == (0, "form", "/0/form")
    with pytest.raises(jicai.InvalidInput, match="floating point") as raised:
        select_table(table.set_column(2, "price", pa.array([1.5])), rulebook="award/cn-batch-10")
    assert raised.value.column == "price"
    with pytest.raises(jicai.InvalidInput, match="already"):
        select_table(table.append_column("outcome", pa.array(["mine"])), rulebook="award/cn-batch-10")


def test_an_empty_table_has_the_columns() -> None:
    table = select_table(pa.Table.from_pylist([], SCHEMA))
    assert table.num_rows == 0 and table.schema.field("final_price").type == pa.decimal128(38, 10)


@pytest.mark.parametrize("threads", [1, 2])
def test_the_first_bad_row_is_raised_whichever_lot_it_is_in(threads: int) -> None:
    bids = pa.table(
        {"lot": ["L1", "L2", "L1"], "bid": ["A", "B", "C"], "price": ["1.00", "-1", "-2"], "form": ["other"] * 3}
    )
    with pytest.raises(jicai.InvalidInput) as raised:
        select_table(bids, by="lot", rulebook="award/cn-batch-10", threads=threads)
    assert raised.value.row == 1
