"""Prices, marks, gates and sums by the table: as `jicai.evaluate` has them row by row."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
for library in ("polars", "pandas", "duckdb"):
    pytest.importorskip(library)

import jicai  # noqa: E402
from jicai.tables import (  # noqa: E402
    SupplierIndex,
    differential_prices,
    order_progress,
    payment_progress,
    price_marks,
    supplier_gates,
)
from tables_support import KINDS, answer, rows_of, same, text  # noqa: E402

REPRESENTATIVE = {"form": "tablet", "content_unit": "mg"}
TARGET = {"form": "capsule"}


def priced(rows: int, seed: int) -> list[dict[str, Any]]:
    dice = random.Random(seed)
    table = []
    for _ in range(rows):
        table.append(
            {
                "price": dice.choice(
                    [Decimal(dice.randrange(1, 10**8)).scaleb(-6)] * 20 + [None, Decimal(0), Decimal(-1)]
                ),
                "representative_content": dice.choice([Decimal(10), Decimal("2.5"), Decimal(100)]),
                "target_content": dice.choice([Decimal(20), Decimal(5)] * 10 + [Decimal(0), None]),
                "representative_count": dice.choice([1, 12, 24]),
                "target_count": dice.choice([6, 30]),
            }
        )
    return table


PRICES = pa.schema(
    [
        ("price", pa.decimal128(18, 6)),
        ("representative_content", pa.decimal128(9, 1)),
        ("target_content", pa.decimal128(9, 2)),
        ("representative_count", pa.int32()),
        ("target_count", pa.int64()),
    ]
)


@pytest.mark.parametrize("kind", KINDS)
def test_prices_are_those_of_the_door(kind: str) -> None:
    given = priced(700, seed=1)
    make, comes_back = KINDS[kind]
    table, errors = differential_prices(
        make(pa.Table.from_pylist(given, PRICES)), representative=REPRESENTATIVE, target=TARGET, on_error="report"
    )
    assert isinstance(table, comes_back)
    got = rows_of(table)
    told = {row["row"]: row for row in rows_of(errors)}
    assert len(got) == len(given)
    good = 0
    for number, (row, result) in enumerate(zip(given, got)):
        question = {"price": text(row["price"])}
        for side, constant in (("representative", REPRESENTATIVE), ("target", TARGET)):
            varying = {"content": text(row[f"{side}_content"]), "count": str(row[f"{side}_count"])}
            question[side] = {**constant, **{name: value for name, value in varying.items() if value is not None}}
        response, error = answer("differential.price", "differential/vbp", question)
        if error is None:
            good += 1
            assert same(result["target_price"], response["value"]["price"])
        else:
            assert result["target_price"] is None
            assert (told[number]["code"], told[number]["message"]) == (error.code, error.message)
            parts = error.path.split("/")[2:]
            if error.code == "invalid_input" and "_".join(parts) in row:
                assert told[number]["column"] == "_".join(parts)
    assert good > 300 and set(told) == {number for number, row in enumerate(got) if row["target_price"] is None}


def test_prices_in_millionths_and_with_products_in_columns() -> None:
    micro = pa.table({"price_micro": [1_680_000], "representative_content": [10], "target_content": [20]})
    tablet = {"form": "tablet"}
    table = differential_prices(micro, representative=tablet, target=tablet)
    assert table["target_price_micro"].to_pylist() == [2_860_000]
    rows = [
        {
            "price": "1.68",
            "representative": {"form": "tablet", "content": "10"},
            "target": {"form": "tablet", "content": "20"},
        }
    ]
    table = differential_prices(pa.Table.from_pylist(rows))
    assert table["target_price"].to_pylist() == [Decimal("2.86")] and "target_steps" in table.schema.names
    typed = jicai.differential.Product(form="tablet")
    assert differential_prices(micro, representative=typed, target=typed)["target_price_micro"].to_pylist() == [
        2_860_000
    ]


CLASSES = ["evaluated", "reference", "not_evaluated", "winner_not_supplying", "no such class", None]
MARKED = ["price", "highest_winning_price", "highest_listing_price", "own_winning_price", "consistency"]


def listed(rows: int, seed: int) -> list[dict[str, Any]]:
    dice = random.Random(seed)

    def price() -> Decimal:
        return Decimal(dice.randrange(1, 40)).scaleb(dice.choice([0, -1]))

    return [
        {
            "class": dice.choice(CLASSES[:3] * 5 + CLASSES),
            "price": dice.choice([price()] * 10 + [None, Decimal(0)]),
            "highest_winning_price": dice.choice([price()] * 10 + [None, Decimal(-2)]),
            "highest_listing_price": dice.choice([price()] * 10 + [None]),
            "own_winning_price": dice.choice([None, price()]),
            "consistency": dice.choice([None, "evaluated", "not_evaluated"]),
        }
        for _ in range(rows)
    ]


MARKS = pa.schema(
    [("class", pa.string()), *((name, pa.decimal128(18, 6)) for name in MARKED[:-1]), ("consistency", pa.string())]
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rulebook", ["execution/henan-2026-marks", "execution/qinghai-2025"])
def test_marks_are_those_of_the_door(kind: str, rulebook: str) -> None:
    given = listed(500, seed=2)
    make, comes_back = KINDS[kind]
    table, errors = price_marks(make(pa.Table.from_pylist(given, MARKS)), rulebook, on_error="report")
    assert isinstance(table, comes_back)
    got = rows_of(table)
    told = {row["row"]: row for row in rows_of(errors)}
    for number, (row, result) in enumerate(zip(given, got)):
        item = {"item": "row", **{name: text(value) for name, value in row.items() if value is not None}}
        response, error = answer("execution.price_mark", rulebook, {"items": [item]})
        if error is None:
            assert result["mark"] == response["value"]["items"][0]["mark"], (row, result, response)
        else:
            assert result["mark"] is None
            assert (told[number]["code"], told[number]["message"]) == (error.code, error.message), row
            if (name := error.path.rpartition("/")[2]) in row:
                assert (told[number]["column"], told[number]["path"]) == (name, f"/{number}/{name}")
    assert len(got) == len(given)


def test_marks_of_one_class_in_millionths() -> None:
    table = pa.table({"price_micro": [18_000_000, 18_010_000], "highest_winning_price_micro": [10_000_000] * 2})
    assert price_marks(table, "execution/henan-2026-marks", "evaluated")["mark"].to_pylist() == ["none", "yellow"]


RECORDS = [
    {
        "record_id": "r1",
        "firm": "F1",
        "role": "distributor",
        "province": "浙江",
        "grade": "dishonest",
        "start_on": datetime.date(2026, 1, 1),
    },
    {
        "record_id": "r2",
        "firm": "F2",
        "role": "manufacturer",
        "province": "江苏",
        "grade": "severely_dishonest",
        "start_on": datetime.date(2025, 6, 1),
        "products": ["P1"],
    },
    {
        "record_id": "r3",
        "firm": "F2",
        "role": "manufacturer",
        "province": "浙江",
        "grade": "dishonest",
        "start_on": datetime.date(2025, 6, 1),
    },
]


def suppliers(rows: int, seed: int) -> list[dict[str, Any]]:
    dice = random.Random(seed)
    return [
        {
            "firm": dice.choice(["F1", "F2", "F3"]),
            "role": dice.choice(["manufacturer", "distributor"] * 10 + ["wholesaler", None]),
            "product": dice.choice(["P1", "P2"]),
            "province": dice.choice(["浙江", "江苏"] * 10 + [""]),
            "on": dice.choice([datetime.date(2025, 1, 1), datetime.date(2025, 7, 1), datetime.date(2026, 6, 1)]),
            "commitment": dice.choice([None, None, "missing"]),
        }
        for _ in range(rows)
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rulebook", ["credit/cn-2025", None])
def test_gates_are_those_of_the_door(kind: str, rulebook: str | None) -> None:
    given = suppliers(300, seed=3)
    make, comes_back = KINDS[kind]
    records = RECORDS if rulebook else [{**record, "rulebook": "credit/cn-2025"} for record in RECORDS]
    schema = pa.schema(
        [
            *((name, pa.string()) for name in ("firm", "role", "product", "province")),
            ("on", pa.date32()),
            ("commitment", pa.string()),
        ]
    )
    table, errors = supplier_gates(make(pa.Table.from_pylist(given, schema)), records, rulebook, on_error="report")
    assert isinstance(table, comes_back)
    got = rows_of(table)
    told = {row["row"]: row for row in rows_of(errors)}
    for number, (row, result) in enumerate(zip(given, got)):
        question = {name: text(value) for name, value in row.items() if value is not None}
        question["records"] = [{name: text(value) for name, value in record.items()} for record in records]
        response, error = answer("credit.supplier_status", rulebook, question)
        if error is None:
            value = response["value"]
            for name in ("listing", "bidding", "delivery"):
                expected = value[name]["status"] if isinstance(value[name], dict) else value[name]
                assert result[name] == expected, (row, result, value)
            assert result["risk_label"] == (
                value["risk_label"] if isinstance(value["risk_label"], bool) else bool(value["risk_label"])
            )
        else:
            assert result["listing"] is None
            assert (told[number]["code"], told[number]["message"]) == (error.code, error.message)


def test_an_index_is_asked_many_times_and_reads_tables() -> None:
    records = pa.Table.from_pylist(RECORDS)
    index = SupplierIndex(records, "credit/cn-2025")
    question = {"firm": "F1", "role": "distributor", "product": "P", "province": "浙江", "on": "2026-06-01"}
    for _ in range(2):
        assert index.gates(pa.Table.from_pylist([question]))["delivery"].to_pylist() == ["suspended"]
    with pytest.raises(jicai.InvalidInput) as raised:
        SupplierIndex([{**RECORDS[0], "firm": ""}], "credit/cn-2025")
    assert raised.value.path == "/records/0/firm"


def orders(rows: int, seed: int, bad: bool) -> list[dict[str, Any]]:
    dice = random.Random(seed)
    table = []
    for _ in range(rows):
        ordered = Decimal(dice.randrange(1, 10**6)).scaleb(-3)
        delivered = dice.choice([Decimal(0), ordered, ordered / 2, ordered + 1])
        due = dice.choice([None, datetime.datetime(2025, 11, 3, 8, 30), datetime.datetime(2026, 3, 1)])
        at = datetime.datetime(2025, 11, 3, 8, dice.randrange(60)) if delivered else None
        if bad and dice.random() < 0.05:
            fault = dice.randrange(5)
            if fault == 0:
                ordered = Decimal(0)
            elif fault == 1:
                delivered = Decimal(-1)
            elif fault == 2:
                at, due, delivered = None, datetime.datetime(2025, 11, 3), ordered
            elif fault == 3:
                at = datetime.datetime(2026, 12, 31)
            else:
                at = datetime.datetime(2025, 11, 3, 8, 30, 30)
        table.append(
            {
                "supplier": dice.choice("ABC"),
                "year": dice.choice([2024, None]),
                "ordered_quantity": ordered,
                "delivered_quantity": delivered,
                "due_at": due,
                "delivered_at": at,
            }
        )
    return table


ORDERS = pa.schema(
    [
        ("supplier", pa.dictionary(pa.int8(), pa.string())),
        ("year", pa.int32()),
        ("ordered_quantity", pa.decimal128(18, 6)),
        ("delivered_quantity", pa.decimal128(18, 6)),
        ("due_at", pa.timestamp("us")),
        ("delivered_at", pa.timestamp("s")),
    ]
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("bad", [False, True])
def test_orders_are_summed_as_by_the_door(kind: str, bad: bool) -> None:
    given = orders(400, seed=4, bad=bad)
    for row in given:
        row["delivered_at"] = row["delivered_at"] and row["delivered_at"].replace(microsecond=0)
    make, comes_back = KINDS[kind]
    groups, errors = order_progress(
        make(pa.Table.from_pylist(given, ORDERS)), "2025-12-31", ["supplier", "year"], on_error="report"
    )
    assert isinstance(groups, comes_back if kind != "reader" else pa.Table)
    told = {row["row"] for row in rows_of(errors)}
    assert bool(told) == bad
    got = rows_of(groups)
    keys = list(dict.fromkeys((row["supplier"], row["year"]) for row in given))
    assert [(row["supplier"], row["year"]) for row in got] == keys
    counted = 0
    for key, group in zip(keys, got):
        mine = []
        for number, row in enumerate(given):
            if (row["supplier"], row["year"]) != key:
                continue
            question = {
                "order": f"o{number}",
                **{name: text(row[name]) for name in ("ordered_quantity", "delivered_quantity")},
            }
            question.update(
                {
                    name: row[name].strftime("%Y-%m-%dT%H:%M") if not row[name].second else row[name].isoformat()
                    for name in ("due_at", "delivered_at")
                    if row[name]
                }
            )
            _, error = answer("execution.progress", None, {"as_of": "2025-12-31", "orders": [question]})
            # Whether each order is bad by itself: what the rule refuses is what the table reports.
            if error is not None:
                assert number in told, (row, error)
            if number not in told:
                mine.append(question)
        response, error = answer("execution.progress", None, {"as_of": "2025-12-31", "orders": mine})
        assert error is None, error
        expected = response["value"].get("orders", {})
        assert group["orders"] == len(mine)
        assert group["ordered"] == sum(Decimal(order["ordered_quantity"]) for order in mine)
        for name in ("delivery_rate", "on_time_rate"):
            if name in expected:
                assert same(group[name], expected[name]), (key, name, group, expected)
                counted += 1
    assert counted


def test_payments_are_summed_up() -> None:
    day = datetime.date
    invoices = pa.table(
        {
            "hospital": ["H1", "H1", "H2"],
            "invoice": ["i1", "i2", "i3"],
            "amount": ["100", "50.5", "10"],
            "due_on": [day(2025, 10, 1), day(2025, 10, 1), day(2026, 1, 1)],
        }
    )
    payments = pa.table(
        {
            "invoice": ["i1", "i2", "i2"],
            "on": [day(2025, 10, 1), day(2025, 9, 1), day(2025, 10, 2)],
            "amount": ["100", "25.25", "25.25"],
        }
    )
    groups = payment_progress(invoices, payments, day(2025, 12, 31), "hospital").to_pylist()
    assert groups[0] == {
        "hospital": "H1",
        "invoices": 2,
        "amount": Decimal("150.5"),
        "paid_in_time": Decimal("125.25"),
        "on_time": 1,
        "settlement_on_time_rate": Decimal("0.832226"),
        "invoices_on_time_rate": Decimal("0.5"),
    }
    assert groups[1]["invoices"] == 0 and groups[1]["settlement_on_time_rate"] is None
    bad = pa.table(
        {
            "invoice": ["i1", "i1", "i9", "i3", None],
            "on": [day(2025, 1, 1), day(2026, 1, 1), day(2025, 1, 1), day(2025, 1, 1), day(2025, 1, 1)],
            "amount": ["1", "1", "1", "11", "1"],
        }
    )
    groups, errors = payment_progress(invoices, bad, "2025-12-31", on_error="report")
    assert errors["path"].to_pylist() == [
        "/payments/1/on",
        "/payments/2/invoice",
        "/invoices/2/amount",
        "/payments/4/invoice",
    ]
    assert groups["paid_in_time"].to_pylist() == [Decimal(1)]
    with pytest.raises(jicai.InvalidInput):
        payment_progress(invoices, bad, "2025-12-31")


def test_a_day_that_is_none() -> None:
    with pytest.raises(jicai.InvalidInput, match="as_of"):
        order_progress(pa.Table.from_pylist([], ORDERS), "2025-13-01")
    groups = order_progress(pa.Table.from_pylist([], ORDERS), "2025-12-31")
    assert groups.num_rows == 0
